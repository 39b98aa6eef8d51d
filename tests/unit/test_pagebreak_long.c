/*
 * The page breaker on long galleys: what it says to be proved is what a search costs
 * that gives nothing up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/pagebreak.h"

#define MAX_LINES 16 /* of a paragraph */

static uint32_t seed;

static int
below(int n)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((uint64_t)(seed >> 8) * (uint32_t)n >> 24);
}

/* ---- random galleys --------------------------------------------------------- */

/* How well a text can be fitted to pages. */
struct text {
	int variants; /* of three, how many other numbers of lines there are */
	int flex; /* lines of white over a heading */
	int max_short;
	int hold; /* of a hundred paragraphs, those that are hard to part */
	int height; /* of a column */
	bool free_foot; /* as the one column of a letter has */
};

static const struct text texts[] = {
	{2, 2, 3, 0, 53, false}, /* prose that gives way */
	{1, 1, 3, 2, 53, false},
	{3, 1, 1, 0, 5, false}, /* paragraphs on more than two columns */
	{1, 0, 1, 30, 53, false}, /* hardly any way to fill a page */
	{0, 0, 1, 70, 53, false}, /* rules have to be broken */
	{3, 1, 0, 0, 30, true},
};
#define N_TEXTS (sizeof(texts) / sizeof(*texts))

struct galley {
	struct pagebreak_block *blocks;
	size_t n_blocks, n_lines;
	uint32_t seed;
	int heights[2];
	struct pagebreak_params params;
};

static void
make_paragraph(struct arena *arena, const struct text *text,
	       struct pagebreak_block *b)
{
	static const int more[] = {0, -1, 1, 2};
	struct pagebreak_setting *s = arena_new_array(
		arena, struct pagebreak_setting, PAGEBREAK_MAX_SETTINGS);
	int lines = 2 + below(MAX_LINES - 4);

	for (int v = 0; v < PAGEBREAK_MAX_SETTINGS; v++) {
		bool *broken = arena_new_array(arena, bool, MAX_LINES);

		if (v > 0 && below(3) >= text->variants)
			continue;
		for (int i = 0; i + 1 < lines + more[v]; i++)
			broken[i] = below(3) == 0;
		s[b->n_settings++] = (struct pagebreak_setting){
			.lines = lines + more[v],
			.cost = v == 0 ? 0 : 50 + below(1 + below(9000)),
			.broken = broken,
		};
	}
	b->settings = s;
	b->height = 1;
	if (below(100) < text->hold)
		b->hold = 1 + below(lines);
}

/* Text under headings, until there are so many lines of it. */
static void
make_galley(struct arena *arena, struct galley *g, const struct text *text,
	    size_t lines)
{
	static const struct pagebreak_setting whole = {.lines = 1};
	bool after_heading = false;

	*g = (struct galley){.seed = seed, .params = pagebreak_defaults};
	g->blocks = arena_new_array(arena, struct pagebreak_block, lines);
	while (g->n_lines < lines) {
		struct pagebreak_block *b = &g->blocks[g->n_blocks++];

		if (!after_heading && below(6) == 0) {
			*b = (struct pagebreak_block){
				.settings = &whole,
				.n_settings = 1,
				.height = 1 + below(2),
				.above = 1 + below(2),
				.flex = text->flex,
			};
			after_heading = true;
		} else {
			make_paragraph(arena, text, b);
			b->keep = after_heading ? 2 : 0;
			after_heading = false;
		}
		g->n_lines += (size_t)b->settings[0].lines;
	}
	g->heights[0] = text->height - below(text->height / 2);
	g->heights[1] = text->height;
	g->params.heights = g->heights;
	g->params.n_heights = 2;
	g->params.columns = text->free_foot ? 1 : 1 + below(3);
	g->params.free_foot = text->free_foot;
	g->params.first_is_recto = below(2) == 0;
	g->params.max_short = text->max_short;
}

/* The same answer for the same line, however often it is asked. */
static void
ask(void *context, size_t block, int line, int64_t ret[PAGEBREAK_MAX_SETTINGS])
{
	const struct galley *g = context;
	uint32_t mine = seed;

	seed = g->seed ^ (uint32_t)(block * 64 + (size_t)line) * 2654435761u;
	for (int v = 0; v < PAGEBREAK_MAX_SETTINGS; v++)
		ret[v] = below(4) == 0 ? PAGEBREAK_NEVER : below(12000);
	seed = mine;
}

static void
break_it(struct arena *arena, struct galley *g, int64_t patience,
	 struct pagebreak_result *ret)
{
	g->params.ask = ask;
	g->params.context = g;
	g->params.patience = patience;
	pagebreak_galley(arena, g->blocks, g->n_blocks, &g->params, ret);
}

/* Was it not possible to keep all the rules? */
static bool
breaks_rules(const struct pagebreak_result *r)
{
	unsigned paid = 0;

	for (size_t i = 0; i < r->n_columns; i++)
		paid |= r->columns[i].paid;
	return (paid & (PAGEBREAK_RAGGED | PAGEBREAK_UNLIKE | PAGEBREAK_TURN |
			PAGEBREAK_ALONE | PAGEBREAK_FOOT)) != 0;
}

/* ---- tests ------------------------------------------------------------------ */

static const size_t lengths[] = {500, 700, 1000, 1500, 3000};
#define N_LENGTHS (sizeof(lengths) / sizeof(*lengths))

/* How many galleys were of what sort. */
struct tally {
	int all, proved, lenient;
};

/* Of ways that cost the same and keep the rules it is always one. */
static void
assert_same_way(const struct galley *g, const struct pagebreak_result *a,
		const struct pagebreak_result *b)
{
	assert_int_equal(a->n_columns, b->n_columns);
	for (size_t i = 0; i < a->n_columns; i++) {
		const struct pagebreak_column *x = &a->columns[i];
		const struct pagebreak_column *y = &b->columns[i];

		assert_int_equal(x->end.block, y->end.block);
		assert_int_equal(x->end.line, y->end.line);
		assert_int_equal(x->height, y->height);
		assert_int_equal(x->target, y->target);
	}
	assert_memory_equal(
		a->setting, b->setting, g->n_blocks * sizeof(*a->setting));
	assert_memory_equal(a->white, b->white, g->n_blocks * sizeof(*a->white));
}

static void
compare(struct arena *arena, struct galley *g, struct tally *tally)
{
	static const int64_t patience[] = {1000, 8000, 60000};
	struct pagebreak_result all, some;

	break_it(arena, g, PAGEBREAK_NEVER, &all);
	assert_true(all.proved);
	for (size_t i = 0; i < sizeof(patience) / sizeof(*patience); i++) {
		break_it(arena, g, patience[i], &some);
		if (some.cost != all.cost)
			print_message("galley of seed %u, patience %d\n",
				      (unsigned)g->seed, (int)patience[i]);
		assert_true(some.proved ? some.cost == all.cost
					: some.cost >= all.cost);
		if (some.cost == all.cost && !breaks_rules(&all) &&
		    g->params.n_floats == 0)
			assert_same_way(g, &some, &all);
		tally->all++;
		tally->proved += some.proved;
		tally->lenient += breaks_rules(&some);
	}
}

static void
test_proved(void **state)
{
	struct tally tally = {0};

	(void)state;
	for (size_t t = 0; t < N_TEXTS; t++)
		for (size_t l = 0; l < N_LENGTHS; l++) {
			struct arena *arena = arena_new();
			struct galley g;

			seed = (uint32_t)(t * N_LENGTHS + l + 1) * 2654435761u;
			make_galley(arena, &g, &texts[t], lengths[l]);
			compare(arena, &g, &tally);
			arena_free(arena);
		}
	assert_true(tally.proved > tally.all * 9 / 10);
	/* the cases are not all of one sort */
	assert_in_range(tally.lenient, tally.all / 10, tally.all / 2);
}

/* Named here and there, and some over all columns. */
static void
make_floats(struct arena *arena, struct galley *g)
{
	struct pagebreak_float *floats = arena_new_array(
		arena, struct pagebreak_float, g->n_blocks);
	size_t n = 0;

	for (size_t i = 0; i < g->n_blocks; i++) {
		const struct pagebreak_block *b = &g->blocks[i];

		if (b->height > 1 || below(7) > 0)
			continue;
		floats[n] = (struct pagebreak_float){
			.height = 4 + below(14),
			.wide = below(4) == 0,
			.block = i,
		};
		for (size_t v = 0; v < b->n_settings; v++)
			floats[n].line[v] = below(b->settings[v].lines);
		n++;
	}
	g->params.floats = floats;
	g->params.n_floats = n;
}

static void
test_proved_floats(void **state)
{
	struct tally tally = {0};
	size_t floats = 0;

	(void)state;
	for (uint32_t i = 0; i < 8; i++) {
		struct arena *arena = arena_new();
		struct galley g;

		seed = (i + 1) * 2246822519u;
		make_galley(arena, &g, &texts[i % 2], 200 + 25 * i);
		make_floats(arena, &g);
		compare(arena, &g, &tally);
		floats += g.params.n_floats;
		arena_free(arena);
	}
	assert_true(floats > 40);
	assert_true(tally.proved > tally.all * 9 / 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_proved),
		cmocka_unit_test(test_proved_floats),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
