/* The nearest known word, by examples and against the definition itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/nearest.h"

static const struct {
	const char *a, *b;
	size_t distance;
} pairs[] = {
	{"", "", 0},
	{"abc", "abc", 0},
	{"", "abc", 3},
	{"abc", "abd", 1},
	{"abc", "ab", 1},
	{"abc", "xabc", 1},
	{"abcd", "abdc", 1},
	{"Abc", "aBC", 0},
	{"ca", "abc", 3}, /* optimal string alignment, not full Damerau: 2 */
	{"kitten", "sitting", 3},
};

static void
test_distances(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		assert_int_equal(nearest_distance(pairs[i].a, pairs[i].b),
				 pairs[i].distance);
		assert_int_equal(nearest_distance(pairs[i].b, pairs[i].a),
				 pairs[i].distance);
	}
}

/* The recursive definition, without a table. */
static size_t
by_definition(const char *a, size_t m, const char *b, size_t n)
{
	size_t best, other;

	if (m == 0 || n == 0)
		return m + n;
	best = by_definition(a, m - 1, b, n) + 1;
	other = by_definition(a, m, b, n - 1) + 1;
	best = other < best ? other : best;
	other = by_definition(a, m - 1, b, n - 1) + (a[m - 1] != b[n - 1]);
	best = other < best ? other : best;
	if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1]) {
		other = by_definition(a, m - 2, b, n - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void
test_agrees_with_the_definition(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 500; round++) {
		char words[2][7] = {{0}};

		for (int w = 0; w < 2; w++) {
			seed = seed * 1664525u + 1013904223u;
			for (uint32_t k = 0, n = (seed >> 20) % 6; k < n; k++) {
				seed = seed * 1664525u + 1013904223u;
				words[w][k] = (char)('a' + (seed >> 24) % 3);
			}
		}
		assert_int_equal(nearest_distance(words[0], words[1]),
				 by_definition(words[0], strlen(words[0]),
					       words[1], strlen(words[1])));
	}
}

static void
test_words(void **state)
{
	static const char *const words[] = {
		"title", NULL, "chapter", "lead", "chapel", "figure"};
	const size_t n = sizeof(words) / sizeof(*words);
	char long_word[100];

	(void)state;
	assert_string_equal(nearest_word("chaptre", words, n), "chapter");
	assert_string_equal(nearest_word("titel", words, n), "title");
	assert_string_equal(nearest_word("FIGURE", words, n), "figure");
	assert_string_equal(nearest_word("chape", words, n), "chapel");
	assert_null(nearest_word("foo", words, n));
	assert_null(nearest_word("", words, n));
	assert_null(nearest_word("title", words, 0));
	memset(long_word, 'x', sizeof(long_word) - 1);
	long_word[sizeof(long_word) - 1] = '\0';
	assert_null(nearest_word(long_word, words, n));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distances),
		cmocka_unit_test(test_agrees_with_the_definition),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
