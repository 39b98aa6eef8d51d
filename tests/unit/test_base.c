/* The small things of src/base: arena, buf, hash, source, utf8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/source.h"
#include "base/utf8.h"

#include "arena_state.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* ---- arena ------------------------------------------------------------------- */

static void
test_arena_hands_out_zeroed_aligned_memory(void **state)
{
	for (size_t size = 0; size < 300000; size = 3 * size + 1) {
		unsigned char *p = arena_alloc(*state, size);

		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xAA, size);
	}
}

static void
test_arena_rewind_keeps_what_came_before(void **state)
{
	char *before = arena_strndup(*state, "before", 6);
	struct arena_mark mark = arena_mark(*state);
	char *after;

	for (int i = 0; i < 100; i++)
		memset(arena_alloc(*state, 10000), 0xAA, 10000);
	arena_rewind(*state, mark);
	assert_string_equal(before, "before");
	after = arena_alloc(*state, 10000);
	for (size_t i = 0; i < 10000; i++)
		assert_int_equal(after[i], 0);
	assert_string_equal(before, "before");
}

/* ---- buf --------------------------------------------------------------------- */

static const struct {
	int64_t value;
	const char *decimal, *milli;
} numbers[] = {
	{0, "0", "0"},
	{1, "1", ".001"},
	{-7, "-7", "-.007"},
	{10, "10", ".01"},
	{500, "500", ".5"},
	{999, "999", ".999"},
	{1000, "1000", "1"},
	{-1000, "-1000", "-1"},
	{1001, "1001", "1.001"},
	{12500, "12500", "12.5"},
	{-1234567, "-1234567", "-1234.567"},
	{INT64_MAX, "9223372036854775807", "9223372036854775.807"},
	{INT64_MIN, "-9223372036854775808", "-9223372036854775.808"},
};

static void
test_arena_grow(void **state)
{
	int *items = NULL;
	size_t n = 0, cap = 0, moved = 0;

	while (n < 1000) {
		int *grown = arena_grow(*state, items, n, &cap, sizeof(*items));

		moved += grown != items;
		items = grown;
		assert_true(n < cap);
		assert_int_equal(items[n], 0); /* what is new is zeroed */
		items[n] = (int)n + 1;
		n++;
	}
	for (size_t i = 0; i < n; i++)
		assert_int_equal(items[i], i + 1);
	assert_int_equal(cap, 1024);
	assert_int_equal(moved, 7); /* 16, 32, ... 1024 */
}

static void
test_arena_printf(void **state)
{
	char *s = arena_printf(*state, "%5000s|%d", "", 7);

	assert_int_equal(strlen(s), 5002);
	assert_string_equal(s + 4999, " |7");
	assert_string_equal(arena_printf(*state, "%s", ""), "");
}

static void
assert_buf_equal(const struct buf *buf, const char *expected)
{
	assert_int_equal(buf->len, strlen(expected));
	assert_memory_equal(buf->data, expected, buf->len);
}

static void
test_buf_numbers(void **state)
{
	struct buf buf = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		buf_clear(&buf);
		buf_int(&buf, numbers[i].value);
		assert_buf_equal(&buf, numbers[i].decimal);
		buf_clear(&buf);
		buf_milli(&buf, numbers[i].value);
		assert_buf_equal(&buf, numbers[i].milli);
	}
	buf_done(&buf);
}

static void
test_buf_keep(void **state)
{
	struct buf buf = {0};

	assert_string_equal(buf_keep(&buf, *state), "");
	buf_str(&buf, "kept");
	assert_string_equal(buf_keep(&buf, *state), "kept");
	assert_null(buf.data);
	assert_int_equal(buf.len, 0);
}

static void
test_buf_grows(void **state)
{
	struct buf buf = {0};

	(void)state;
	buf_put(&buf, NULL, 0);
	assert_int_equal(buf.len, 0);
	for (int i = 0; i < 10000; i++)
		buf_byte(&buf, (unsigned char)i);
	for (int i = 0; i < 10000; i++)
		assert_int_equal(buf.data[i], i & 0xFF);
	buf_clear(&buf);
	buf_str(&buf, "a");
	buf_printf(&buf, "%s-%d", "b", 3);
	assert_buf_equal(&buf, "ab-3");
	buf_done(&buf);
	assert_null(buf.data);
	buf_printf(&buf, "%01000d", 7); /* longer than the first room */
	assert_int_equal(buf.len, 1000);
	assert_int_equal(buf.data[999], '7');
	assert_int_equal(buf.data[998], '0');
	buf_done(&buf);
}

/* ---- hash: FIPS 180-2, appendix B, and the empty message --------------------- */

static void
assert_sha256(const char *data, size_t len, const char *hex)
{
	unsigned char digest[HASH_SHA256_SIZE];
	struct buf buf = {0};

	hash_sha256(data, len, digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		buf_printf(&buf, "%02x", digest[i]);
	assert_buf_equal(&buf, hex);
	buf_done(&buf);
}

static void
test_hash(void **state)
{
	size_t million = 1000000;
	char *as = arena_alloc(*state, million);

	memset(as, 'a', million);
	assert_sha256("", 0,
		      "e3b0c44298fc1c149afbf4c8996fb924"
		      "27ae41e4649b934ca495991b7852b855");
	assert_sha256("abc", 3,
		      "ba7816bf8f01cfea414140de5dae2223"
		      "b00361a396177a9cb410ff61f20015ad");
	assert_sha256(as, million,
		      "cdc76e5c9914fb9281a1c7e284d73e67"
		      "f1809a48a497200e046d39ccc7112cd0");
}

/* Both digests, of bytes at once and in pieces of every size up to two blocks. */
static void
test_hash_pairs(void **state)
{
	static const char abc512[] =
		"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
		"2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49"
		"f";
	struct hash_stream *stream = hash_stream_new(*state);
	struct hash_pair whole, pieces;
	char text[300];

	hash_pair_of("abc", 3, &whole);
	assert_string_equal(whole.sha256, "ba7816bf8f01cfea414140de5dae2223"
					  "b00361a396177a9cb410ff61f20015ad");
	assert_string_equal(whole.sha512, abc512);
	memset(text, 'x', sizeof(text));
	hash_pair_of(text, sizeof(text), &whole);
	for (size_t piece = 1; piece <= 256; piece++) {
		for (size_t i = 0; i < sizeof(text); i += piece)
			hash_stream_put(stream, text + i,
					sizeof(text) - i < piece
						? sizeof(text) - i
						: piece);
		hash_stream_end(stream, &pieces);
		assert_memory_equal(&pieces, &whole, sizeof(whole));
	}
}

/* ---- source ------------------------------------------------------------------ */

static const struct {
	enum source_form form;
	const char *text;
	size_t offset;
	int line, col; /* where the text begins at 10:5 */
} places[] = {
	{SOURCE_INLINE, "abc", 0, 10, 5},
	{SOURCE_INLINE, "abc", 3, 10, 8},
	{SOURCE_INLINE, "héé c", 6, 10, 9},
	{SOURCE_BLOCK, "ab\nc", 2, 10, 7},
	{SOURCE_BLOCK, "ab\nc", 3, 11, 5},
	{SOURCE_BLOCK, "ab\n\nç d", 7, 12, 7},
	{SOURCE_ROUGH, "ab\nc", 3, 10, 5},
	{SOURCE_INLINE, "abc", 99, 10, 8}, /* kept inside the text */
};

static void
test_source_positions(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(places); i++) {
		struct source_text text = {
			places[i].text,
			strlen(places[i].text),
			{"f", 10, 5},
			places[i].form};
		struct diag_pos pos = source_pos(&text, places[i].offset);

		assert_int_equal(pos.line, places[i].line);
		assert_int_equal(pos.col, places[i].col);
	}
}

/* ---- utf8 -------------------------------------------------------------------- */

static void
test_utf8_every_scalar_value_comes_back(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		char s[4];
		size_t at = 0, n;

		if (cp == 0xD800)
			cp = 0xE000;
		n = utf8_put(cp, s);
		if (utf8_next(s, n, &at) != cp || at != n)
			fail_msg("U+%04X does not come back", cp);
		for (size_t cut = 1; cut < n; cut++) {
			at = 0;
			if (utf8_next(s, cut, &at) != UTF8_INVALID || at != 1)
				fail_msg("U+%04X cut short is taken", cp);
		}
	}
}

/* Text, and where it goes wrong; Unicode 15, table 3-7 and around it. */
static const struct {
	const char *s;
	size_t good; /* bytes before the first ill-formed one */
} ill_formed[] = {
	{"ab\x80", 2}, /* a continuation alone */
	{"\xC0\x80", 0}, /* overlong NUL */
	{"\xC1\xBF", 0},
	{"\xE0\x9F\xBF", 0}, /* overlong U+07FF */
	{"\xF0\x8F\xBF\xBF", 0}, /* overlong U+FFFF */
	{"é\xED\xA0\x80", 2}, /* surrogates */
	{"\xED\xBF\xBF", 0},
	{"\xF4\x90\x80\x80", 0}, /* beyond U+10FFFF */
	{"\xF5\x80\x80\x80", 0},
	{"\xFE", 0},
	{"\xFF", 0},
	{"x\xE2\x82", 1}, /* cut short */
	{"x\xE2\x82y", 1},
	{"geëvalueerd €", 16}, /* nothing wrong */
};

static void
test_utf8_check(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(ill_formed); i++)
		assert_int_equal(
			utf8_check(ill_formed[i].s, strlen(ill_formed[i].s)),
			ill_formed[i].good);
}

static const struct {
	const char *text, *nfc;
} normal[] = {
	{"", ""},
	{"coöperatie", "coöperatie"},
	{"coo\u0308peratie", "coöperatie"},
	{"e\u0301e\u0301n", "één"},
	{"\u212B", "Å"}, /* the sign for ångström is the letter */
	{"\u2126", "Ω"}, /* the sign for ohm likewise */
	{"\u2000x", "\u2002x"}, /* en quad becomes en space */
	{"q\u0323\u0307", "q\u0323\u0307"}, /* marks in their order */
	{"q\u0307\u0323", "q\u0323\u0307"},
	{"\u1100\u1161", "가"},
};

static void
test_utf8_nfc(void **state)
{
	for (size_t i = 0; i < COUNT(normal); i++) {
		const char *text = normal[i].text;
		size_t len;
		const char *nfc = utf8_nfc(*state, text, strlen(text), &len);

		assert_string_equal(nfc, normal[i].nfc);
		assert_int_equal(len, strlen(normal[i].nfc));
		assert_int_equal(utf8_is_nfc(text, strlen(text)),
				 strcmp(text, normal[i].nfc) == 0);
		if (utf8_is_nfc(text, strlen(text)))
			assert_ptr_equal(nfc, text);
	}
}

/*
 * What is called normal at once must be what the full algorithm leaves alone:
 * U+0374 before it forces the full algorithm.
 */
static void
test_utf8_quick_answer_agrees_with_the_slow_one(void **state)
{
	for (uint32_t cp = 1; cp < 0x3000; cp++) {
		struct arena_mark mark = arena_mark(*state);
		char text[8] = {(char)0xCD, (char)0xB4}; /* U+0374 */
		size_t n = 2 + utf8_put(cp, text + 2), len;
		const char *slow = utf8_nfc(*state, text, n, &len);
		bool unchanged = len == n &&
				 memcmp(slow + 2, text + 2, n - 2) == 0;

		assert_string_not_equal(slow, text);
		if (utf8_is_nfc(text + 2, n - 2) && !unchanged)
			fail_msg("U+%04X is not normal", cp);
		arena_rewind(*state, mark);
	}
}

static void
test_utf8_classes(void **state)
{
	(void)state;
	assert_true(utf8_is_letter('a') && utf8_is_letter(0xEB));
	assert_true(utf8_is_letter(0x4E2D)); /* 中 */
	assert_false(utf8_is_letter('1') || utf8_is_letter('-'));
	assert_true(utf8_is_upper('A') && utf8_is_upper(0xCB));
	assert_false(utf8_is_upper('a') || utf8_is_upper('1'));
	assert_int_equal(utf8_lower('A'), 'a');
	assert_int_equal(utf8_lower(0xCB), 0xEB); /* Ë */
	assert_int_equal(utf8_lower('1'), '1');
	assert_int_equal(utf8_width('a'), 1);
	assert_int_equal(utf8_width(0x4E2D), 2);
	assert_int_equal(utf8_width(0x301), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_arena_hands_out_zeroed_aligned_memory),
		cmocka_unit_test(test_arena_rewind_keeps_what_came_before),
		cmocka_unit_test(test_arena_grow),
		cmocka_unit_test(test_arena_printf),
		cmocka_unit_test(test_buf_numbers),
		cmocka_unit_test(test_buf_keep),
		cmocka_unit_test(test_buf_grows),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_hash_pairs),
		cmocka_unit_test(test_source_positions),
		cmocka_unit_test(test_utf8_every_scalar_value_comes_back),
		cmocka_unit_test(test_utf8_check),
		cmocka_unit_test(test_utf8_nfc),
		cmocka_unit_test(test_utf8_quick_answer_agrees_with_the_slow_one),
		cmocka_unit_test(test_utf8_classes),
	};

	return cmocka_run_group_tests_name("base", tests, setup, teardown);
}
