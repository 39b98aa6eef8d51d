/*
 * The page breaker on galleys drawn at random: what holds of any result, and that
 * its work grows with the galley and no faster.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/pagebreak.h"

#define HEIGHT 30

struct galley {
	struct arena *arena;
	struct pagebreak_line *lines;
	size_t n_lines;
	struct pagebreak_para *paras;
	size_t n_paras;
	int heights[2];
	struct pagebreak_params params;
	int *asked; /* by line */
	size_t n_asked;
	uint32_t seed;
};

static unsigned
draw(struct galley *g, unsigned n)
{
	g->seed = g->seed * 1664525u + 1013904223u;
	return (g->seed >> 8) % n;
}

static struct pagebreak_price
ask(void *context, size_t line)
{
	struct galley *g = context;

	g->asked[line]++;
	g->n_asked++;
	return (struct pagebreak_price){draw(g, 2) == 0 ? 300 : 30000, 0};
}

static void
draw_heading(struct galley *g)
{
	g->lines[g->n_lines++] = (struct pagebreak_line){
		.height = 1, .above = 1 + (int)draw(g, 2), .flex = 1};
	g->lines[g->n_lines].cost = PAGEBREAK_NEVER;
	g->lines[g->n_lines + 1].cost = PAGEBREAK_NEVER;
}

/* No orphans, no widows; some lines end in hyphens. */
static void
draw_paragraph(struct galley *g)
{
	size_t begin = g->n_lines, n = 2 + draw(g, 12);
	struct pagebreak_para *p = &g->paras[g->n_paras++];

	for (size_t i = 0; i < n; i++) {
		struct pagebreak_line *line = &g->lines[g->n_lines++];

		line->height = 1;
		if (i == 1 || (i > 0 && i == n - 1))
			line->cost = PAGEBREAK_NEVER;
		line->ask = i > 0 && line->cost == 0 && draw(g, 3) == 0;
	}
	p->begin = begin;
	p->end = g->n_lines;
	if (draw(g, 2) == 0)
		return;
	p->n_variants = 1;
	p->variants[0].lines = draw(g, 2) == 0 ? 1 : -1;
	p->variants[0].cost = 50 + draw(g, 5000);
}

static struct galley
drawn(size_t pages, int columns, uint32_t seed)
{
	size_t room = pages * (size_t)columns * HEIGHT + 64;
	struct galley g = {.arena = arena_new(), .seed = seed};

	g.lines = arena_new_array(g.arena, struct pagebreak_line, room);
	g.paras = arena_new_array(g.arena, struct pagebreak_para, room);
	g.asked = arena_new_array(g.arena, int, room);
	while (g.n_lines < room - 64) {
		if (draw(&g, 5) == 0)
			draw_heading(&g);
		draw_paragraph(&g);
	}
	g.params = pagebreak_defaults;
	g.params.columns = columns;
	g.params.n_heights = 2;
	g.heights[0] = HEIGHT - (int)draw(&g, HEIGHT / 2);
	g.heights[1] = HEIGHT;
	g.params.ask = ask;
	return g;
}

static void
run(struct galley *g, struct pagebreak_result *ret)
{
	g->params.context = g;
	g->params.heights = g->heights;
	pagebreak_galley(g->arena, g->lines, g->n_lines, g->paras, g->n_paras,
			 &g->params, ret);
}

/* What the column takes up, as those do who set it. */
static int
set_height(const struct galley *g, const struct pagebreak_result *r,
	   const struct pagebreak_column *c)
{
	int height = 0;

	for (size_t i = c->begin; i < c->end; i++)
		height += g->lines[i].height +
			  (i > c->begin ? g->lines[i].above + r->white[i] : 0);
	for (size_t i = 0; i < g->n_paras; i++)
		if (g->paras[i].begin >= c->begin && g->paras[i].end <= c->end)
			height += r->variant[i];
	return height;
}

static void
check_column(const struct galley *g, const struct pagebreak_result *r, size_t i)
{
	const struct pagebreak_column *c = &r->columns[i];
	int page_height = g->heights[c->page > 0 ? 1 : 0];

	assert_int_equal(c->page, i / (size_t)g->params.columns);
	assert_int_equal(c->number, i % (size_t)g->params.columns);
	assert_int_equal(c->begin, i > 0 ? r->columns[i - 1].end : 0);
	assert_true(c->end >= c->begin && c->end <= g->n_lines);
	assert_int_equal(set_height(g, r, c), c->begin < c->end ? c->height : 0);
	assert_true(c->height <= c->target && c->target <= page_height);
	if (c->end < g->n_lines)
		assert_true(g->lines[c->end].cost < PAGEBREAK_NEVER);
}

static void
test_whatever_the_galley(void **state)
{
	(void)state;
	for (uint32_t round = 1; round <= 300; round++) {
		struct galley g = drawn(
			1 + round % 7, 1 + (int)(round % 3), round);
		struct pagebreak_result r;

		run(&g, &r);
		assert_true(r.cost < PAGEBREAK_NEVER);
		assert_int_equal(r.n_columns,
				 r.n_pages * (size_t)g.params.columns);
		assert_int_equal(r.columns[r.n_columns - 1].end, g.n_lines);
		for (size_t i = 0; i < r.n_columns; i++)
			check_column(&g, &r, i);
		for (size_t i = 0; i < g.n_lines; i++) {
			assert_true(g.asked[i] <= (g.lines[i].ask ? 1 : 0));
			assert_in_range(r.white[i], 0, g.lines[i].flex);
		}
		arena_free(g.arena);
	}
}

/* A line is taken whole by a page where nothing else can be done. */
static void
test_no_place_to_break(void **state)
{
	struct galley g = drawn(2, 2, 7);
	struct pagebreak_result r;

	(void)state;
	for (size_t i = 1; i < g.n_lines; i++)
		g.lines[i].cost = PAGEBREAK_NEVER;
	run(&g, &r);
	assert_true(r.cost >= PAGEBREAK_NEVER);
	assert_int_equal(r.columns[r.n_columns - 1].end, g.n_lines);
	arena_free(g.arena);
}

static void
test_no_lines(void **state)
{
	struct galley g = drawn(0, 2, 1);
	struct pagebreak_result r;

	(void)state;
	g.n_lines = g.n_paras = 0;
	run(&g, &r);
	assert_int_equal(r.n_pages, 0);
	arena_free(g.arena);
}

/* Ten times the pages: ten times the questions, and pages as good. */
static void
test_grows_with_the_galley(void **state)
{
	struct galley few = drawn(40, 2, 3), many = drawn(400, 2, 3);
	struct pagebreak_result r, s;

	(void)state;
	run(&few, &r);
	run(&many, &s);
	assert_true(many.n_asked < 12 * few.n_asked);
	assert_true(s.n_pages <= 10 * r.n_pages);
	assert_true(s.cost < 12 * r.cost);
	arena_free(few.arena);
	arena_free(many.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whatever_the_galley),
		cmocka_unit_test(test_no_place_to_break),
		cmocka_unit_test(test_no_lines),
		cmocka_unit_test(test_grows_with_the_galley),
	};

	return cmocka_run_group_tests_name("pagebreak", tests, NULL, NULL);
}
