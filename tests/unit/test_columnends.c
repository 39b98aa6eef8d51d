/*
 * The ends of columns that are kept, against filling each column anew; and what the rest
 * of a galley costs at the least, against every way to go on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/columnends.h"
#include "layout/columnrooms.h"
#include "layout/pagebound.h"
#include "layout/pagelast.h"

#define BLOCKS 14
#define MAX_LINES 20
#define HEIGHT 17
#define N_TARGETS 4

static uint32_t seed;

static int
below(int n)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((uint64_t)(seed >> 8) * (uint32_t)n >> 24);
}

/* ---- random galleys --------------------------------------------------------- */

struct galley {
	struct arena *arena;
	struct pagebreak_block blocks[BLOCKS];
	struct pagebreak_setting settings[BLOCKS][PAGEBREAK_MAX_SETTINGS];
	bool broken[BLOCKS][PAGEBREAK_MAX_SETTINGS][MAX_LINES + 2];
	int heights[2];
	struct pagebreak_params params;
	struct columnfill fill;
};

static void
ask(void *context, size_t block, int line, int64_t ret[PAGEBREAK_MAX_SETTINGS])
{
	(void)context;
	for (int v = 0; v < PAGEBREAK_MAX_SETTINGS; v++)
		ret[v] =
			(block + (size_t)(line + v)) % 4 == 0
				? PAGEBREAK_NEVER
				: (int64_t)(block * 97 + (size_t)line * 31) % 900;
}

static void
make_block(struct galley *g, size_t i, bool after_heading)
{
	static const int more[] = {0, -1, 1, 2};
	struct pagebreak_block *b = &g->blocks[i];
	bool heading = i > 0 && !after_heading && below(4) == 0;
	int lines = heading ? 1 : 2 + below(below(3) == 0 ? MAX_LINES - 2 : 6);

	*b = (struct pagebreak_block){
		.settings = g->settings[i],
		.height = heading ? 1 + below(2) : 1,
		.above = heading ? 1 + below(2) : 0,
		.flex = heading ? below(3) : 0,
		.keep = after_heading ? 2 : 0,
		.hold = below(10) == 0 ? 1 : 0,
	};
	for (int v = 0; v < (heading ? 1 : PAGEBREAK_MAX_SETTINGS); v++) {
		if (v > 0 && below(2) == 0)
			continue;
		for (int k = 0; k < MAX_LINES; k++)
			g->broken[i][b->n_settings][k] = below(3) == 0;
		g->settings[i][b->n_settings] = (struct pagebreak_setting){
			.lines = lines + more[v],
			.cost = v > 0 ? 50 + below(900) : 0,
			.broken = heading ? NULL : g->broken[i][b->n_settings],
		};
		b->n_settings++;
	}
}

static void
make_galley(struct galley *g)
{
	*g = (struct galley){
		.arena = arena_new(),
		.heights = {HEIGHT - below(10), HEIGHT},
		.params = pagebreak_defaults,
	};
	for (size_t i = 0; i < BLOCKS; i++)
		make_block(g, i, i > 0 && g->blocks[i - 1].above > 0);
	g->params.ask = ask;
	g->params.heights = g->heights;
	g->params.n_heights = 2;
	g->params.columns = 1 + below(3);
	g->params.first_is_recto = below(2) == 0;
	g->fill = (struct columnfill){
		.arena = g->arena,
		.blocks = g->blocks,
		.n_blocks = BLOCKS,
		.params = &g->params,
		.highest = HEIGHT,
	};
	columnfill_init(&g->fill);
}

/* Every place at which a column may begin. */
static bool
next_place(const struct galley *g, struct pagebreak_place *at)
{
	const struct pagebreak_block *b = &g->blocks[at->block];

	if (++at->line < b->settings[at->setting].lines)
		return true;
	at->line = 1;
	if ((size_t)++at->setting < b->n_settings &&
	    b->settings[at->setting].lines > 1)
		return true;
	*at = (struct pagebreak_place){.block = at->block + 1};
	return at->block < BLOCKS;
}

/* ---- ends ------------------------------------------------------------------- */

struct ends {
	struct columnfill_end list[4000];
	size_t target[4000];
	size_t n;
};

static void
collect(void *context, size_t target, const struct columnfill_end *end)
{
	struct ends *e = context;

	assert_true(e->n < sizeof(e->list) / sizeof(*e->list));
	e->target[e->n] = target;
	e->list[e->n++] = *end;
}

static void
assert_same_ends(const struct ends *a, const struct ends *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		const struct columnfill_end *x = &a->list[i], *y = &b->list[i];

		assert_int_equal(a->target[i], b->target[i]);
		assert_int_equal(x->at.block, y->at.block);
		assert_int_equal(x->at.setting, y->at.setting);
		assert_int_equal(x->at.line, y->at.line);
		assert_int_equal(x->cost, y->cost);
		assert_int_equal(x->price, y->price);
		assert_int_equal(x->turn, y->turn);
	}
}

static size_t
compare_place(struct galley *g, struct columnends *ends,
	      struct columnrooms *rooms, struct pagebreak_place at)
{
	static struct ends filled, kept, all;
	int from = below(N_TARGETS), to = from + 1 + below(N_TARGETS - from);
	int targets[N_TARGETS];

	for (int k = from; k < to; k++)
		targets[k - from] = HEIGHT - k;
	filled.n = kept.n = all.n = 0;
	columnfill_ends(&g->fill, at, targets, (size_t)(to - from), collect,
			&filled);
	columnends_find(ends, at, from, to, collect, &kept);
	columnrooms_find(rooms, at, targets, (size_t)(to - from), collect, &all);
	assert_same_ends(&filled, &kept);
	assert_same_ends(&filled, &all);
	return filled.n;
}

static void
test_ends(void **state)
{
	static struct galley g;
	size_t n = 0;

	(void)state;
	for (uint32_t s = 1; s < 60; s++) {
		struct columnends ends;

		seed = s * 2654435761u;
		make_galley(&g);
		columnends_init(&ends, &g.fill, g.arena, HEIGHT, N_TARGETS, true);
		for (int round = 0; round < 3; round++) {
			struct pagebreak_place at = {0, 0, 0};
			struct columnrooms rooms;

			columnrooms_init(&rooms, &g.fill, g.arena);
			do
				n += compare_place(&g, &ends, &rooms, at);
			while (next_place(&g, &at));
			at = (struct pagebreak_place){0, 0, 0};
			while (next_place(&g, &at)) /* more is known */
				if (below(4) == 0)
					columnfill_resolve(&g.fill, at);
		}
		arena_free(g.arena);
	}
	assert_true(n > 50000);
}

/* ---- the bound -------------------------------------------------------------- */

/* A way on from one column to the next, and the bound where it leads. */
struct step {
	const struct galley *g;
	const struct pagebound *bound;
	struct pagelast_start from;
	int less; /* of its page: the first target */
	int64_t best;
};

static void
go_on(void *context, size_t target, const struct columnfill_end *end)
{
	struct step *s = context;
	struct pagelast_start next = s->from;
	int less = s->less + (int)target;
	int64_t cost = end->cost;

	if (s->from.column == 0)
		cost += less * s->g->params.short_page;
	next.at = end->at;
	next.shorter = (int8_t)less;
	if (++next.column == s->g->params.columns) {
		next.column = 0;
		next.recto = !s->from.recto;
		next.page_class = 1;
		if (s->from.recto) {
			cost += end->turn;
			next.shorter = PAGELAST_ANY;
		}
	}
	cost += pagebound_rest(s->bound, &next);
	s->best = cost < s->best ? cost : s->best;
}

static bool
in_long_block(const struct galley *g, struct pagebreak_place at)
{
	int lines = g->blocks[at.block].settings[at.setting].lines;

	return at.line > 0 && lines - at.line > HEIGHT - N_TARGETS;
}

/* It costs what the cheapest next step does; nothing, if this page may be the last. */
static void
compare_rest(struct galley *g, const struct pagebound *bound,
	     const struct pagelast_start *start, int *bounded)
{
	int height = g->heights[start->page_class], targets[N_TARGETS];
	struct step s = {g, bound, *start, 0, PAGEBREAK_NEVER};
	int64_t rest = pagebound_rest(bound, start);
	size_t n = 0;

	for (int less = 0; less < N_TARGETS && less < height; less++) {
		if (start->shorter != PAGELAST_ANY && start->shorter != less)
			continue;
		if (n == 0)
			s.less = less;
		targets[n++] = height - less;
	}
	columnfill_ends(&g->fill, start->at, targets, n, go_on, &s);
	if (start->column == 0 && pagelast_may_fit(&g->fill, start, height))
		s.best = 0;
	if (in_long_block(g, start->at)) /* its settings are taken for one */
		assert_true(rest <= s.best);
	else
		assert_int_equal(rest, s.best);
	*bounded += rest > 0 && rest < PAGEBREAK_NEVER;
}

static void
compare_kinds(struct galley *g, const struct pagebound *bound,
	      struct pagebreak_place at, int *bounded)
{
	struct pagelast_start s = {.at = at, .page_class = 1};

	for (int recto = 0; recto < 2; recto++)
		for (int c = 0; c < g->params.columns; c++)
			for (int k = 0; k < N_TARGETS; k++) {
				s.recto = recto;
				s.column = (int8_t)c;
				s.shorter = (int8_t)k;
				if (c == 0 && !s.recto)
					s.shorter = PAGELAST_ANY;
				compare_rest(g, bound, &s, bounded);
			}
}

static void
test_bound(void **state)
{
	static struct galley g;
	int bounded = 0;

	(void)state;
	for (uint32_t s = 1; s < 60; s++) {
		struct pagebreak_place at = {0, 0, 0};
		struct columnends ends[2];
		struct pagebound bound;
		struct pagelast_start origin = {.shorter = PAGELAST_ANY};

		seed = s * 2654435761u;
		make_galley(&g);
		while (next_place(&g, &at))
			if (below(2) == 0)
				columnfill_resolve(&g.fill, at);
		for (int i = 0; i < 2; i++)
			columnends_init(&ends[i], &g.fill, g.arena, g.heights[i],
					N_TARGETS, true);
		pagebound_find(g.arena, ends, N_TARGETS - 1, &bound);
		at = (struct pagebreak_place){0, 0, 0};
		do
			compare_kinds(&g, &bound, at, &bounded);
		while (next_place(&g, &at));
		origin.recto = g.params.first_is_recto;
		compare_rest(&g, &bound, &origin, &bounded);
		arena_free(g.arena);
	}
	assert_true(bounded > 10000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
