/*
 * Line breaking against an oracle: every way to break a small random paragraph
 * is tried, and every line of it is measured item by item and priced from what
 * linebreak.h says, with all features switched on and off at random. Nothing of
 * the engine but its header is used; the seeds are fixed, so that a failure can
 * be run again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/linebreak.h"
#include "linebreak_draw.h"
#include "linebreak_oracle.h"

static const struct price dear = {INT32_MAX, INT64_MAX};

static bool
is_less(struct price a, struct price b)
{
	return a.forbidden != b.forbidden ? a.forbidden < b.forbidden
					  : a.demerits < b.demerits;
}

/* Try everything from a break on; best[n] is for n lines in all. */
static void
search(const struct paragraph *g, enum pass pass, size_t from, size_t number,
       struct trail trail, struct price so_far, struct price best[MAX_LINES + 1])
{
	size_t begin = kept_after(g, from);

	for (size_t end = from == NONE ? 0 : from + 1; end < g->n; end++) {
		struct line l;
		struct price price;

		if (!may_break(g, end) || end < begin)
			continue;
		l = measured(g, from, end, number);
		if (may_end(g, &l, trail, pass, &price)) {
			price.forbidden += so_far.forbidden;
			price.demerits += so_far.demerits;
			if (end < g->n - 1)
				search(g, pass, end, number + 1,
				       trail_after(g, &l, trail), price, best);
			else if (is_less(price, best[number + 1]))
				best[number + 1] = price;
		}
		if (is_forced(&g->items[end]))
			break;
	}
}

/* The least price for each number of lines; returns the best number, 0: none. */
static size_t
searched(const struct paragraph *g, enum pass pass,
	 struct price best[MAX_LINES + 1])
{
	size_t n = 0;

	for (size_t i = 0; i <= MAX_LINES; i++)
		best[i] = dear;
	search(g, pass, NONE, 0, (struct trail){2, 0}, (struct price){0}, best);
	for (size_t i = 0; i <= MAX_LINES; i++)
		if (is_less(best[i], best[n]))
			n = i;
	return best[n].forbidden == INT32_MAX ? 0 : n;
}

/* ---- what must hold ---- */

static void
check_sums(struct paragraph *g, const struct linebreak_line *lines, size_t n)
{
	mpt x[MAX_ITEMS];

	for (size_t k = 0; k < n; k++) {
		const struct linebreak_line *l = &lines[k];
		mpt measure = measure_of(g, k);
		mpt right = linebreak_place(g->items, l, x);

		assert_int_equal(
			l->natural + l->gain + l->excess + l->fill + l->white,
			measure + l->over);
		assert_in_range(l->scale, LINEBREAK_NATURAL - g->p.limit,
				LINEBREAK_NATURAL + g->p.limit);
		assert_true(l->over >= 0 && l->fill >= 0 && l->white >= 0);
		assert_int_equal(right + l->white, measure + l->over);
	}
}

/* An overfull line is one piece: no break of its own would have made it fit. */
static void
check_overfull(const struct paragraph *g, const struct linebreak_line *l)
{
	for (size_t i = l->begin; i < l->end; i++)
		if (may_break(g, i) &&
		    !(is_soft(&g->items[i]) && g->p.hyphens_if_wide))
			fail_msg("an overfull line could be broken at %zu", i);
}

static void
check_variants(struct arena *arena, const struct paragraph *g, enum pass pass,
	       const struct price best[MAX_LINES + 1], size_t n)
{
	struct linebreak_variant v[LINEBREAK_MAX_VARIANTS];
	size_t n_variants = linebreak_variants(arena, g->items, g->n, &g->p, v);
	size_t k = 0;

	for (size_t lines = n - 1; lines <= n + 2 && lines <= MAX_LINES;
	     lines++) {
		struct price price;

		if (best[lines].forbidden == INT32_MAX)
			continue;
		if (pass == ANYTHING && lines != n &&
		    (k == n_variants || v[k].n_lines != lines))
			continue;
		assert_true(k < n_variants);
		assert_int_equal(v[k].n_lines, lines);
		assert_int_equal(v[k].looseness, (int)lines - (int)n);
		assert_true(priced(g, pass, v[k].lines, lines, &price));
		if (pass == ANYTHING && lines != n) {
			assert_false(is_less(price, best[lines]));
		} else {
			assert_int_equal(price.forbidden, best[lines].forbidden);
			assert_int_equal(price.demerits, best[lines].demerits);
		}
		if (price.forbidden == 0)
			assert_int_equal(v[k].demerits, price.demerits);
		k++;
	}
	assert_int_equal(k, n_variants);
}

/* The same lines as without or_nothing, or none where they took a last pass. */
static void
check_or_nothing(struct arena *arena, struct paragraph *g,
		 const struct linebreak_line *lines, size_t n, bool within)
{
	const struct linebreak_line *strict;
	size_t got;

	g->p.or_nothing = true;
	got = linebreak_paragraph(arena, g->items, g->n, &g->p, &strict);
	g->p.or_nothing = false;
	assert_int_equal(got, within ? n : 0);
	for (size_t k = 0; k < got; k++)
		assert_int_equal(strict[k].end, lines[k].end);
}

/* Returns the pass that set it, or -1 if only overfull lines could. */
static int
check_paragraph(struct arena *arena, struct paragraph *g)
{
	const struct linebreak_line *lines;
	struct price best[MAX_LINES + 1], price;
	size_t n = linebreak_paragraph(arena, g->items, g->n, &g->p, &lines);
	size_t want = 0, want_hyphens;
	int pass = g->p.pretolerance > 0 ? WITHOUT_HYPHENS : WITH_HYPHENS;

	check_sums(g, lines, n);
	for (; pass <= ANYTHING; pass++) {
		want = searched(g, (enum pass)pass, best);
		if (want > 0)
			break;
	}
	check_or_nothing(arena, g, lines, n, want > 0 && pass < ANYTHING);
	for (size_t k = 0; k < n; k++) {
		if (lines[k].over > 0)
			check_overfull(g, &lines[k]);
		if (lines[k].over > 0 && want > 0)
			fail_msg("line %zu is overfull without need", k);
	}
	if (want == 0)
		return -1;
	assert_true(priced(g, (enum pass)pass, lines, n, &price));
	assert_int_equal(price.forbidden, best[want].forbidden);
	assert_int_equal(price.demerits, best[want].demerits);
	if (pass != WITHOUT_HYPHENS)
		check_variants(arena, g, (enum pass)pass, best, want);
	else if ((want_hyphens = searched(g, WITH_HYPHENS, best)) > 0)
		check_variants(arena, g, WITH_HYPHENS, best, want_hyphens);
	return pass;
}

static void
test_agrees_with_exhaustive_search(void **state)
{
	int set[4] = {0};

	(void)state;
	for (uint32_t round = 1; round <= 2000; round++) {
		struct arena *arena = arena_new();
		struct paragraph g;

		draw_paragraph(&g, round);
		set[check_paragraph(arena, &g) + 1]++;
		arena_free(arena);
	}
	print_message(
		"           overfull %d, no hyphens %d, hyphens %d, last %d\n",
		set[0], set[1], set[2], set[3]);
	for (int i = 0; i < 4; i++) /* each way out must have been taken */
		assert_true(set[i] > 50);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agrees_with_exhaustive_search),
	};

	return cmocka_run_group_tests_name("linebreak_oracle", tests, NULL, NULL);
}
