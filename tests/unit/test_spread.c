/*
 * Blocks over pages, drawn: their heights, and where a page begins a "|". Each step is
 * a height and one more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "layout/spread.h"

#define MOST 12

static void
expect_of(mpt first, mpt room, bool goes_on, const char *drawn)
{
	struct spread_block blocks[MOST] = {{0}};
	bool begins[MOST] = {false};
	char got[4 * MOST] = "";
	size_t n = 0, len = 0;

	for (const char *s = drawn; *s != '\0'; s++)
		if (*s != '|') {
			mpt height = *s - '0';

			blocks[n++] = (struct spread_block){height, height + 1};
		}
	spread_blocks(blocks, n, first, room, goes_on, begins);
	for (size_t i = 0; i < n; i++) {
		if (begins[i])
			got[len++] = '|';
		got[len++] = (char)('0' + blocks[i].height);
	}
	assert_string_equal(got, drawn);
}

static void
expect(mpt first, mpt room, const char *drawn)
{
	expect_of(first, room, false, drawn);
}

static void
test_what_fits_stays_together(void **state)
{
	(void)state;
	expect(20, 20, "22222");
	expect(2, 20, "2");
	expect(5, 20, "22"); /* exactly */
}

static void
test_white_is_spread(void **state)
{
	(void)state;
	expect(16, 16, "222|222"); /* five would fit on the first */
	expect(16, 16, "2222|2222|222");
	expect(17, 17, "29|92");
}

/* What follows takes up the white of the last page. */
static void
test_something_follows(void **state)
{
	(void)state;
	expect_of(16, 16, true, "22222|2");
	expect_of(5, 16, true, "22|2222");
}

/* The page in hand may have less room than those to come. */
static void
test_first_page(void **state)
{
	(void)state;
	expect(5, 16, "2|22222"); /* not two, and five lines of white */
	expect(1, 17, "|222"); /* nothing fits */
	expect(0, 17, "|222");
}

static void
test_too_high(void **state)
{
	(void)state;
	expect(5, 5, "2|9|2");
	expect(5, 5, "|9|9");
}

static void
test_nothing(void **state)
{
	(void)state;
	expect(5, 5, "");
}

/* ---- the same by trying every division --------------------------------------- */

/* Pages and squares of a division, false if it cannot be. */
static bool
weigh(const struct spread_block *b, size_t n, unsigned cuts, mpt first, mpt room,
      bool goes_on, size_t *pages, int64_t *white)
{
	mpt at = 0, end = 0, here = first;

	*pages = 0;
	*white = 0;
	for (size_t i = 0; i < n; i++) {
		bool begins = (cuts >> i & 1) != 0;

		if (begins) {
			int64_t rest = here - end > 0 ? here - end : 0;

			if (i > 0)
				*white += rest * rest;
			++*pages;
			at = 0;
			here = room;
		}
		if (at + b[i].height > here && !(begins && at == 0))
			return false;
		end = at + b[i].height;
		at += b[i].step;
	}
	if (goes_on)
		return true;
	*white += end < here ? (int64_t)(here - end) * (here - end) : 0;
	return true;
}

static void
test_oracle(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct spread_block b[MOST];
		bool begins[MOST];
		size_t n = 1 + (seed >> 9) % (MOST - 1), pages, least = SIZE_MAX;
		mpt first, room;
		int64_t white, best = INT64_MAX;
		unsigned cuts = 0;

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1664525u + 1013904223u;
			b[i].height = 1 + (mpt)(seed >> 20) % 6;
			b[i].step = b[i].height + (mpt)(seed >> 27) % 3;
		}
		room = 6 + (mpt)(seed >> 12) % 12;
		first = (mpt)(seed >> 4) % (room + 1);
		for (unsigned c = 0; c < 1u << n; c++)
			/* no page is left empty that takes the first block */
			if ((c & 1) == (b[0].height > first) &&
			    weigh(b, n, c, first, room, round % 2 == 0, &pages,
				  &white) &&
			    (pages < least || (pages == least && white < best))) {
				least = pages;
				best = white;
			}
		spread_blocks(b, n, first, room, round % 2 == 0, begins);
		for (size_t i = 0; i < n; i++)
			cuts |= (unsigned)begins[i] << i;
		assert_true(weigh(
			b, n, cuts, first, room, round % 2 == 0, &pages, &white));
		assert_int_equal(pages, least);
		assert_true(white == best);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_fits_stays_together),
		cmocka_unit_test(test_white_is_spread),
		cmocka_unit_test(test_something_follows),
		cmocka_unit_test(test_first_page),
		cmocka_unit_test(test_too_high),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_oracle),
	};

	return cmocka_run_group_tests_name("spread", tests, NULL, NULL);
}
