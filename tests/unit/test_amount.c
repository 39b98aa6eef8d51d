/* Amounts as people write them, read and written again; a row a case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/amount.h"
#include "model/edition.h"

#define NOT_ONE INT64_MIN /* not a number */

struct row {
	int language;
	const char *text;
	int64_t value; /* in millionths */
	const char *again; /* printed */
};

static const struct row rows[] = {
	{EDITION_NL, "12", 12000000, "12"},
	{EDITION_NL, "3,5", 3500000, "3,5"},
	{EDITION_NL, "3,50", 3500000, "3,50"},
	{EDITION_NL, "1.234,5", 1234500000, "1.234,5"},
	{EDITION_NL, "1234,5", 1234500000, "1234,5"},
	{EDITION_NL, "1 234 567", INT64_C(1234567000000), "1.234.567"},
	{EDITION_NL,
	 "1\xC2\xA0"
	 "234",
	 1234000000, "1.234"},
	{EDITION_NL, "\xE2\x82\xAC 1.000", 1000000000, "1.000"},
	{EDITION_NL,
	 "\xE2\x82\xAC"
	 "5",
	 5000000, "5"},
	{EDITION_NL, "-\xE2\x82\xAC 5", -5000000,
	 "\xE2\x88\x92"
	 "5"},
	{EDITION_NL, "\xE2\x82\xAC -5", -5000000,
	 "\xE2\x88\x92"
	 "5"},
	{EDITION_NL,
	 "\xE2\x88\x92"
	 "0,25",
	 -250000,
	 "\xE2\x88\x92"
	 "0,25"},
	{EDITION_NL, "+7", 7000000, "7"},
	{EDITION_NL, "84,5 %", 84500000, "84,5"},
	{EDITION_NL, "84%", 84000000, "84"},
	{EDITION_NL, "**12**", 12000000, "12"},
	{EDITION_NL, "12{note:a}", 12000000, "12"},
	{EDITION_NL, " 12 {note:a}{note:b}\n", 12000000, "12"},
	{EDITION_NL, "0,000001", 1, "0,000001"},
	{EDITION_NL, "999999999999", INT64_C(999999999999000000), "999999999999"},
	{EDITION_NL, "0", 0, "0"},
	{EDITION_NL, "1.000.000", INT64_C(1000000000000), "1.000.000"},
	{EDITION_EN, "1,234.5", 1234500000, "1,234.5"},
	{EDITION_EN, "0.5", 500000, "0.5"},
	{EDITION_NL, "", NOT_ONE, NULL},
	{EDITION_NL, "-", NOT_ONE, NULL},
	{EDITION_NL, "12.50", NOT_ONE, NULL},
	{EDITION_NL, "1.2345", NOT_ONE, NULL},
	{EDITION_NL, "1234.567", NOT_ONE, NULL},
	{EDITION_NL, "12,", NOT_ONE, NULL},
	{EDITION_NL, ",5", NOT_ONE, NULL},
	{EDITION_NL, "1,2,3", NOT_ONE, NULL},
	{EDITION_NL, "0,0000001", NOT_ONE, NULL},
	{EDITION_NL, "1000000000000", NOT_ONE, NULL},
	{EDITION_NL, "12 uur", NOT_ONE, NULL},
	{EDITION_NL, "ca. 12", NOT_ONE, NULL},
	{EDITION_NL, "{note:a}", NOT_ONE, NULL},
	{EDITION_NL, "12}", NOT_ONE, NULL},
	{EDITION_EN, "1.234,5", NOT_ONE, NULL},
};

static void
test_amounts(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *r = &rows[i];
		struct amount amount;
		bool is_one = amount_parse(
			r->text, strlen(r->text), r->language, &amount);

		if (is_one != (r->value != NOT_ONE))
			fail_msg("'%s' is %sread", r->text, is_one ? "" : "not ");
		if (!is_one)
			continue;
		assert_int_equal(amount.value, r->value);
		assert_string_equal(
			amount_print(arena, &amount, r->language), r->again);
	}
	arena_free(arena);
}

static void
test_none(void **state)
{
	static const char *const none[] = {
		"",     "-",      "\xE2\x80\x93", " \xE2\x80\x94\n",
		"p.m.", "n.v.t.", "n/a",          "\xE2\x80\x93{note:a}"};
	static const char *const some[] = {"0", "x", "p.m. 3", "--"};

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_true(amount_is_none(none[i], strlen(none[i])));
	for (size_t i = 0; i < sizeof(some) / sizeof(*some); i++)
		assert_false(amount_is_none(some[i], strlen(some[i])));
}

/* Whatever is read comes out as it went in. */
static void
test_there_and_back(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (int64_t v = 1; v < INT64_C(900000000000000000); v = v * 7 + 3)
		for (int flags = 0; flags < 4; flags++) {
			struct amount amount = {
				(flags & 1) != 0 ? -v : v, 2, (flags & 2) != 0};
			int language = (int)(v % 2);
			const char *text = amount_print(arena, &amount, language);
			struct amount again;

			assert_true(amount_parse(
				text, strlen(text), language, &again));
			assert_int_equal(again.value, amount.value);
		}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_amounts),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_there_and_back),
	};

	return cmocka_run_group_tests_name("amount", tests, NULL, NULL);
}
