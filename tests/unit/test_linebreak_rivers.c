/*
 * Rivers against an oracle: paragraphs of equal words, whose spaces stand under one
 * another in most settings, are set in every way there is, and none of as many
 * lines is cheaper, rivers counted, than what the engine takes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/linebreak.h"
#include "layout/lineset.h"
#include "linebreak_draw.h"
#include "linebreak_oracle.h"

#define MOST_LINES 6 /* of a paragraph that is set anew as a whole */
#define RIVER 20000

static void
draw_words(struct paragraph *g, uint32_t seed)
{
	static const mpt widths[] = {3000, 3000, 3500, 4000, 6500};
	size_t words;

	memset(g, 0, sizeof(*g));
	g->seed = seed * 2654435761u;
	words = 12 + draw(g, 12);
	for (size_t i = 0; i < words; i++) {
		mpt width = widths[draw(g, 5)];

		if (i > 0)
			put(g, linebreak_glue(1000, 600, 300));
		if (draw(g, 3) == 0) {
			put(g, linebreak_box(width / 2));
			put(g, linebreak_hyphen(500, 50));
			width -= width / 2;
		}
		put(g, linebreak_box(width));
	}
	linebreak_put_end(&g->items[g->n]);
	g->n += LINEBREAK_N_END;
	g->p = linebreak_fine;
	g->p.tolerance = 5000;
	g->p.river = RIVER;
	g->p.limit = draw(g, 2) ? 30 : 0;
	g->p.comfort = g->p.limit * 2 / 3;
	g->measures[1] = 19000;
	g->measures[0] = 19000 - (mpt)draw(g, 2) * 2000;
	g->p.measures = g->measures;
	g->p.n_measures = 2;
}

/* ---- rivers, found the slow way ---- */

#define MAX_SPACES 16

struct spaces {
	mpt left[MAX_SPACES], right[MAX_SPACES];
	int length[MAX_SPACES];
	int n;
};

static struct spaces
spaces_of(const struct paragraph *g, const struct linebreak_line *line,
	  size_t number)
{
	mpt x[MAX_ITEMS], indent = number == 0 ? 19000 - g->measures[0] : 0;
	struct spaces s = {.n = 0};

	linebreak_place(g->items, line, x);
	for (size_t i = line->begin; i < line->end; i++) {
		if (g->items[i].kind != LINEBREAK_GLUE || g->items[i].fill)
			continue;
		s.left[s.n] = indent + x[i - line->begin];
		s.right[s.n] = indent + x[i + 1 - line->begin];
		s.length[s.n++] = 1;
	}
	return s;
}

static int
count_rivers(const struct paragraph *g, const struct linebreak_line *lines,
	     size_t n)
{
	struct spaces above = {.n = 0};
	int count = 0;

	for (size_t k = 0; k < n; k++) {
		struct spaces here = spaces_of(g, &lines[k], k);

		for (int i = 0; i < here.n; i++) {
			for (int m = 0; m < above.n; m++) {
				mpt l = above.left[m], r = above.right[m];
				mpt a = r - l, b = here.right[i] - here.left[i];

				l = l > here.left[i] ? l : here.left[i];
				r = r < here.right[i] ? r : here.right[i];
				if ((r - l) * 2 >= (a < b ? a : b) &&
				    above.length[m] >= here.length[i])
					here.length[i] = above.length[m] + 1;
			}
			count += here.length[i] >= 3;
		}
		above = here;
	}
	return count;
}

/* ---- every way ---- */

struct ways {
	const struct paragraph *g;
	struct lineset_edges edges;
	struct linebreak_line lines[MOST_LINES];
	size_t n; /* lines wanted */
	int64_t best, plain; /* with rivers and without */
};

static void
try_from(struct ways *w, size_t from, size_t number, struct trail trail,
	 int64_t demerits)
{
	const struct paragraph *g = w->g;
	const struct lineset_edge *edge = w->edges.edge;

	for (size_t to = from + 1; to < w->edges.n && number < w->n; to++) {
		struct line l = measured(g, edge[from].at, edge[to].at, number);
		struct price price;
		int64_t d;

		if (!may_end(g, &l, trail, WITH_HYPHENS, &price))
			continue;
		d = demerits + price.demerits;
		w->lines[number] = lineset_finish(
			&g->p, &edge[from], &edge[to], measure_of(g, number));
		if (to + 1 < w->edges.n) {
			try_from(w, to, number + 1, trail_after(g, &l, trail), d);
		} else if (number + 1 == w->n) {
			w->plain = d < w->plain ? d : w->plain;
			d += (int64_t)RIVER * count_rivers(g, w->lines, w->n);
			w->best = d < w->best ? d : w->best;
		}
	}
}

static void
test_rivers_agree_with_exhaustive_search(void **state)
{
	int with = 0, mended = 0;

	(void)state;
	for (uint32_t round = 1; round <= 1500; round++) {
		struct arena *arena = arena_new();
		const struct linebreak_line *lines;
		struct paragraph g;
		struct price price;
		struct ways w = {.g = &g, .best = INT64_MAX, .plain = INT64_MAX};
		int rivers;

		draw_words(&g, round);
		w.n = linebreak_paragraph(arena, g.items, g.n, &g.p, &lines);
		if (w.n <= MOST_LINES && !lines[0].last_resort &&
		    priced(&g, WITH_HYPHENS, lines, w.n, &price)) {
			w.edges = lineset_edges(arena, g.items, g.n, &g.p);
			try_from(&w, 0, 0, (struct trail){2, 0}, 0);
			rivers = count_rivers(&g, lines, w.n);
			with += rivers > 0;
			mended += price.demerits > w.plain;
			assert_int_equal(price.demerits + (int64_t)RIVER * rivers,
					 w.best);
		}
		arena_free(arena);
	}
	assert_true(with > 50 && mended > 50);
}

/* Longer paragraphs: never dearer than without a second look. */
static void
test_never_worse(void **state)
{
	(void)state;
	for (uint32_t round = 1; round <= 200; round++) {
		struct arena *arena = arena_new();
		struct linebreak_variant v[LINEBREAK_MAX_VARIANTS],
			plain[LINEBREAK_MAX_VARIANTS];
		struct paragraph g;
		size_t n, n_plain;

		draw_words(&g, round);
		n = linebreak_variants(arena, g.items, g.n, &g.p, v);
		g.p.river = 0;
		n_plain = linebreak_variants(arena, g.items, g.n, &g.p, plain);
		assert_int_equal(n, n_plain);
		for (size_t i = 0; i < n; i++) {
			int rivers = count_rivers(
				&g, plain[i].lines, plain[i].n_lines);

			assert_int_equal(v[i].n_lines, plain[i].n_lines);
			assert_true(v[i].demerits >= plain[i].demerits);
			assert_true(v[i].demerits <=
				    plain[i].demerits + (int64_t)RIVER * rivers);
		}
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rivers_agree_with_exhaustive_search),
		cmocka_unit_test(test_never_worse),
	};

	return cmocka_run_group_tests_name("linebreak_rivers", tests, NULL, NULL);
}
