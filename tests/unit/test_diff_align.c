/*
 * Rows of things beside each other. The oracles: the longest common subsequence by the
 * textbook's table, the heaviest pairing by trying all, and the same answer whichever
 * row is called the old one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "edition/diff_align.h"
#include "edition/diff_match.h"
#include "edition/diff_myers.h"

#include "arena_state.h"

#define MOST 24

/* Numerical Recipes' linear congruence: any sequence will do. */
static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static size_t
make_row(uint32_t *seed, uint32_t *row, size_t most, uint32_t kinds)
{
	size_t n = next(seed) % (most + 1);

	for (size_t i = 0; i < n; i++)
		row[i] = next(seed) % kinds;
	return n;
}

/* ---- in common ----------------------------------------------------------------- */

static size_t
common_length(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	size_t table[MOST + 1][MOST + 1] = {{0}};

	for (size_t i = n; i-- > 0;)
		for (size_t k = m; k-- > 0;)
			table[i][k] = a[i] == b[k] ? table[i + 1][k + 1] + 1
				      : table[i + 1][k] > table[i][k + 1]
					      ? table[i + 1][k]
					      : table[i][k + 1];
	return table[0][0];
}

static void
finds_the_longest(void **state)
{
	uint32_t seed = 1986;

	for (int round = 0; round < 20000; round++) {
		struct arena_mark mark = arena_mark(*state);
		uint32_t a[MOST], b[MOST], kinds = 2 + next(&seed) % 8;
		size_t n = make_row(&seed, a, MOST, kinds);
		size_t m = make_row(&seed, b, MOST, kinds);
		bool a_changed[MOST] = {false}, b_changed[MOST] = {false};
		size_t i = 0, k = 0, kept = 0;

		diff_myers(*state, a, n, b, m, a_changed, b_changed);
		for (;; i++, k++, kept++) {
			while (i < n && a_changed[i])
				i++;
			while (k < m && b_changed[k])
				k++;
			if (i == n || k == m)
				break;
			assert_int_equal(a[i], b[k]);
		}
		assert_true(i == n && k == m);
		assert_int_equal(kept, common_length(a, n, b, m));
		arena_rewind(*state, mark);
	}
}

/* ---- pairs ----------------------------------------------------------------------- */

#define FEW 6

struct weights {
	const uint32_t *old, *new;
};

/* Equal ones weigh most; others by chance, the same in either direction. */
static int64_t
weight_of(const void *context, size_t old, size_t new)
{
	const struct weights *w = context;
	uint32_t a = w->old[old], b = w->new[new];

	return a == b ? 20 : (int64_t)((a * b + a + b) % 13);
}

/* The most that the things from i and k on can weigh. */
static int64_t
heaviest(const struct weights *w, size_t n, size_t m, size_t i, size_t k)
{
	int64_t best = 0, weight;

	for (size_t x = i; x < n; x++)
		for (size_t y = k; y < m; y++) {
			weight = weight_of(w, x, y);
			if (weight == 0)
				continue;
			weight += heaviest(w, n, m, x + 1, y + 1);
			if (weight > best)
				best = weight;
		}
	return best;
}

static const size_t *
align(struct arena *arena, const struct weights *w, size_t n, size_t m,
      bool turned)
{
	return diff_align(
		arena,
		&(struct diff_rows){
			.old = w->old,
			.new = w->new,
			.n_old = n,
			.n_new = m,
			.turned = turned,
			.weight = weight_of,
			.context = w,
		});
}

static void
pairs_what_weighs_most(void **state)
{
	uint32_t seed = 1970;

	for (int round = 0; round < 4000; round++) {
		struct arena_mark mark = arena_mark(*state);
		uint32_t a[FEW], b[FEW];
		size_t n = make_row(&seed, a, FEW, 40);
		size_t m = make_row(&seed, b, FEW, 40);
		const struct weights w = {a, b}, back = {b, a};
		const size_t *there = align(*state, &w, n, m, false);
		const size_t *again = align(*state, &back, m, n, true);
		int64_t sum = 0;
		size_t last = 0;

		for (size_t i = 0; i < n; i++) {
			size_t k = there[i];

			if (k == DIFF_NONE)
				continue;
			assert_true(k < m && k >= last);
			last = k + 1;
			sum += weight_of(&w, i, k);
			assert_int_equal(again[k], i);
		}
		for (size_t k = 0; k < m; k++)
			assert_true(again[k] == DIFF_NONE ||
				    there[again[k]] == k);
		assert_int_equal(sum, heaviest(&w, n, m, 0, 0));
		arena_rewind(*state, mark);
	}
}

static int64_t
weigh_equal(const void *context, size_t old, size_t new)
{
	const struct weights *w = context;

	return w->old[old] == w->new[new] ? 1
					  : w->old[old] / 2 == w->new[new] / 2;
}

/* Too many to weigh each with each: equal ones hold the others in their places. */
static void
pairs_many(void **state)
{
	enum { MANY = 20000 };
	uint32_t *a = arena_new_array(*state, uint32_t, MANY);
	uint32_t *b = arena_new_array(*state, uint32_t, MANY);
	const struct weights w = {a, b};
	const size_t *pairs;

	for (uint32_t i = 0; i < MANY; i++) {
		a[i] = 2 * i;
		b[i] = i % 100 == 0 ? 2 * i + 1 : 2 * i;
	}
	b[MANY - 1] = 2 * MANY - 1;
	pairs = diff_align(
		*state,
		&(struct diff_rows){
			.old = a,
			.new = b,
			.n_old = MANY,
			.n_new = MANY,
			.weight = weigh_equal,
			.context = &w,
		});
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(pairs[i], i);
}

static void
names_texts(void **state)
{
	const char *const texts[] = {"b", "a", NULL, "b", "", NULL, "a"};
	const uint32_t wanted[] = {3, 2, 0, 3, 1, 0, 2};
	const uint32_t *names = diff_name_texts(*state, texts, 7);

	assert_memory_equal(names, wanted, sizeof(wanted));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			finds_the_longest, setup, teardown),
		cmocka_unit_test_setup_teardown(
			pairs_what_weighs_most, setup, teardown),
		cmocka_unit_test_setup_teardown(pairs_many, setup, teardown),
		cmocka_unit_test_setup_teardown(names_texts, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
