/*
 * The page breaker against exhaustive search: random galleys small enough to try
 * every way of setting, whitening and cutting them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "layout/pagebreak.h"

#define MAX_BLOCKS 64
#define MAX_LINES 8 /* of a block */
#define MAX_FLOATS 8

static uint32_t seed;

static int
below(int n)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((uint64_t)(seed >> 8) * (uint32_t)n >> 24);
}

/* ---- random galleys --------------------------------------------------------- */

struct galley {
	struct pagebreak_block blocks[MAX_BLOCKS];
	struct pagebreak_setting settings[MAX_BLOCKS][PAGEBREAK_MAX_SETTINGS];
	bool broken[MAX_BLOCKS][PAGEBREAK_MAX_SETTINGS][MAX_LINES + 4];
	int64_t mended[MAX_BLOCKS][MAX_LINES + 4][PAGEBREAK_MAX_SETTINGS];
	size_t n_blocks;
	struct pagebreak_float floats[MAX_FLOATS];
	int heights[2];
	struct pagebreak_params params;
	int asked;
	bool asked_at[MAX_BLOCKS][MAX_LINES + 4];
};

static void
ask(void *context, size_t block, int line, int64_t ret[PAGEBREAK_MAX_SETTINGS])
{
	struct galley *g = context;

	g->asked++;
	assert_false(g->asked_at[block][line]); /* once is enough */
	g->asked_at[block][line] = true;
	for (int v = 0; v < PAGEBREAK_MAX_SETTINGS; v++)
		ret[v] = g->mended[block][line][v];
}

static void
make_settings(struct galley *g, size_t i, int lines)
{
	struct pagebreak_block *b = &g->blocks[i];
	static const int more[] = {0, -1, 1, 2};

	b->n_settings = 0;
	for (int v = 0; v < PAGEBREAK_MAX_SETTINGS; v++) {
		struct pagebreak_setting *s = &g->settings[i][b->n_settings];

		if (v > 0 && (below(3) == 0 || lines + more[v] < 1))
			continue;
		*s = (struct pagebreak_setting){
			.lines = lines + more[v],
			.cost = v == 0 ? 0 : 100 + below(20000),
			.broken = g->broken[i][b->n_settings],
		};
		b->n_settings++;
	}
	b->settings = g->settings[i];
}

static void
make_block(struct galley *g, size_t i)
{
	struct pagebreak_block *b = &g->blocks[i];
	int kind = below(8);

	*b = (struct pagebreak_block){.height = 1};
	if (kind == 0) { /* a heading */
		g->settings[i][0] = (struct pagebreak_setting){.lines = 1};
		b->settings = g->settings[i];
		b->n_settings = 1;
		b->height = 1 + below(2);
		b->above = below(3);
		b->flex = below(3);
	} else {
		make_settings(g, i, 1 + below(5));
		if (kind == 1)
			b->above = 1;
	}
	if (i > 0 && g->blocks[i - 1].above > 0)
		b->keep = 1 + below(2);
	if (below(12) == 0)
		b->hold = 1 + below(3);
	for (int v = 0; v < PAGEBREAK_MAX_SETTINGS; v++)
		for (int k = 0; k < MAX_LINES; k++) {
			g->broken[i][v][k] = below(3) == 0;
			g->mended[i][k][v] =
				below(2) == 0 ? PAGEBREAK_NEVER : below(30000);
		}
}

static void
make_galley(struct galley *g, size_t n_blocks, int height)
{
	*g = (struct galley){.n_blocks = n_blocks, .params = pagebreak_defaults};
	for (size_t i = 0; i < n_blocks; i++)
		make_block(g, i);
	g->heights[0] = 2 + below(height);
	g->heights[1] = 3 + below(height);
	g->params.ask = ask;
	g->params.context = g;
	g->params.heights = g->heights;
	g->params.n_heights = 2;
	g->params.columns = 1 + below(3);
	g->params.first_is_recto = below(2) == 0;
	g->params.max_short = below(3);
	g->params.last_least = below(4);
	g->params.free_foot = g->params.columns == 1 && below(2) == 0;
	g->params.patience = below(3) == 0 ? PAGEBREAK_NEVER : below(4000);
}

/* Floats in the order of their references. */
static void
make_floats(struct galley *g, size_t n, int height)
{
	size_t block = 0;
	int line = 0;

	for (size_t i = 0; i < n; i++) {
		struct pagebreak_float *f = &g->floats[i];

		if (g->n_blocks > 0 && below(3) > 0) {
			block += (size_t)below((int)(g->n_blocks - block));
			line = i > 0 && f[-1].block == block ? line + below(2)
							     : below(3);
		}
		*f = (struct pagebreak_float){
			.height = 1 + below(height),
			.wide = below(3) == 0,
			.block = block,
		};
		for (int v = 0; v < PAGEBREAK_MAX_SETTINGS; v++)
			f->line[v] = line;
	}
	g->params.floats = g->floats;
	g->params.n_floats = n;
	g->params.float_least = 1 + below(3);
	g->params.float_white = below(2);
}

/* ---- every way -------------------------------------------------------------- */

/* A galley being set, line by line. */
struct walk {
	const struct galley *g;
	bool in_need, lenient;
	bool last_page, ends; /* all text ends on this page, and not all floats */
	size_t block; /* the number of blocks: all text is set */
	int setting, line; /* of the block; line 0: it is yet to begin */
	size_t page;
	int column, height, target;
	int shorter; /* of the page that faces this one, or -1 */
	size_t next, foot; /* float; 1 + the one that will stand at the foot */
	size_t due; /* floats that should be on this page */
	bool floating; /* a last page with floats */
	int wide,
		taken; /* lines taken by floats over all columns; of the column */
	size_t heads, tails; /* floats in the column */
	int64_t cost, *best;
};

static bool
is_recto(const struct walk *w)
{
	return (w->page % 2 == 0) == w->g->params.first_is_recto;
}

static int
page_height(const struct walk *w)
{
	return w->g->heights[w->page > 0 ? 1 : 0];
}

static bool
all_set(const struct walk *w)
{
	return w->block == w->g->n_blocks;
}

/* Lines for text in the column. */
static int
room(const struct walk *w)
{
	return w->target - w->wide - w->taken;
}

static int64_t
level(const struct walk *w, int lack)
{
	if (lack <= 1)
		return lack > 0 ? lack : 0;
	if (w->floating)
		return w->g->params.float_uneven * (lack - 1);
	return w->g->params.ragged * (lack - 1) * (lack - 1);
}

static int
with_white(const struct walk *w, size_t f)
{
	return w->g->floats[f].height + w->g->params.float_white;
}

/* Is the float's reference before here? */
static bool
is_told(const struct walk *w, size_t f)
{
	const struct pagebreak_float *x = &w->g->floats[f];
	const bool *broken;

	if (all_set(w) || x->block < w->block)
		return true;
	if (x->block > w->block || w->line == 0)
		return false;
	broken = w->g->blocks[w->block].settings[w->setting].broken;
	return x->line[w->setting] + (broken != NULL && broken[w->line - 1]) <
	       w->line;
}

static void go_on(struct walk w);
static void begin_column(struct walk w);

/* Floats over all columns: of those that come next some heads, perhaps a foot. */
static void
begin_columns(struct walk w)
{
	const struct pagebreak_params *p = &w.g->params;
	int height = w.last_page ? w.target : page_height(&w);

	for (;;) {
		struct walk next = w;
		size_t f = w.next;

		begin_column(w);
		while (f < p->n_floats && !w.g->floats[f].wide)
			f++;
		if (f < p->n_floats && w.wide + with_white(&w, f) <= height) {
			next.foot = f + 1;
			next.wide += with_white(&w, f);
			begin_column(next);
		}
		if (w.next == p->n_floats || !w.g->floats[w.next].wide)
			return;
		w.wide += with_white(&w, w.next++);
		if (w.wide - p->float_white > height)
			return;
	}
}

static void
begin_page(struct walk w)
{
	const struct pagebreak_params *p = &w.g->params;
	int height = page_height(&w);
	int most = p->max_short * (w.in_need ? PAGEBREAK_IN_NEED : 1);
	struct walk next;

	w.column = w.height = w.wide = 0;
	w.foot = 0;
	w.ends = false;
	if (all_set(&w) && w.next == p->n_floats)
		return; /* an empty page */
	for (int less = 0; less <= most && less < height; less++) {
		int apart = w.shorter < 0 ? 0 : less - w.shorter;

		if (apart != 0 && !w.lenient)
			continue;
		next = w;
		next.target = height - less;
		next.cost += less * p->short_page +
			     (apart < 0 ? -apart : apart) * p->unlike;
		begin_columns(next);
	}
	for (int target = 1; target < height && !all_set(&w); target++) {
		next = w;
		next.ends = true;
		next.target = target;
		if (w.next < p->n_floats && p->columns > 1)
			begin_columns(next);
	}
	for (int target = 1; target <= height; target++) {
		next = w;
		next.last_page = true;
		next.floating = w.next < p->n_floats;
		next.target = target;
		if (w.page > 0 && target < p->last_least)
			next.cost += p->last_short * (p->last_least - target);
		begin_columns(next);
	}
}

/* What ending the column here breaks and costs; NEVER. */
static int64_t
price_of_end(const struct walk *w, bool turn)
{
	const struct pagebreak_params *p = &w->g->params;
	const struct pagebreak_block *b = &w->g->blocks[w->block];
	int64_t cost = 0, hyphen, mended;

	if (w->line < b->keep ||
	    (b->hold > 0 &&
	     w->line > b->settings[w->line > 0 ? w->setting : 0].lines - b->hold))
		cost += p->foot;
	if (w->line > 0 && (w->line < p->least ||
			    b->settings[w->setting].lines - w->line < p->least))
		cost += p->alone;
	if (cost > 0 && !w->lenient)
		return PAGEBREAK_NEVER;
	if (w->line == 0 || b->settings[w->setting].broken == NULL ||
	    !b->settings[w->setting].broken[w->line - 1])
		return cost;
	hyphen = p->hyphen;
	if (turn)
		hyphen += w->lenient ? p->turn : PAGEBREAK_NEVER;
	mended = w->g->mended[w->block][w->line][w->setting] + p->mended;
	return cost + (mended < hyphen ? mended : hyphen);
}

/* The page is full: are its floats not too early, and what is too late? */
static void
end_page(struct walk w)
{
	const struct pagebreak_params *p = &w.g->params;
	bool recto = is_recto(&w);
	size_t due = 0;

	if (w.foot > 0 && w.foot != ++w.next)
		return;
	if (w.ends && !all_set(&w))
		return;
	while (due < p->n_floats && is_told(&w, due))
		due++;
	for (size_t f = 0; f < w.next; f++)
		if (f >= due)
			return;
	for (size_t f = w.next; f < due; f++)
		w.cost += p->float_later + (recto ? p->float_turn : 0) +
			  (f < w.due ? p->float_overdue : 0);
	w.due = due;
	w.shorter = recto || w.ends ? -1 : page_height(&w) - w.target;
	w.page++;
	begin_page(w);
}

/* Go to the next column; floats of this one may be early. */
static void
next_column(struct walk w)
{
	const struct pagebreak_params *p = &w.g->params;

	for (size_t f = w.next - w.heads - w.tails; f < w.next; f++)
		w.cost += is_told(&w, f) ? 0 : p->float_early;
	w.cost += (int64_t)w.tails * p->float_foot;
	if (w.cost >= *w.best)
		return;
	w.height = 0;
	if (++w.column < p->columns)
		begin_column(w);
	else if (!w.last_page)
		end_page(w);
	else if (all_set(&w) && w.next + (w.foot > 0) == p->n_floats &&
		 (w.foot == 0 || w.foot == p->n_floats))
		*w.best = w.cost;
}

/* A column without text. */
static void
leave_bare(struct walk w)
{
	const struct pagebreak_params *p = &w.g->params;

	if (w.heads > 0)
		w.taken -= p->float_white;
	if (room(&w) < (w.foot == 0 && w.heads == 0 ? -p->float_white : 0))
		return;
	if (w.last_page)
		w.cost += level(&w, room(&w));
	else if (room(&w) > 0)
		w.cost += room(&w) * p->float_bare;
	if (!all_set(&w) && w.column + 1 == p->columns && w.line > 0 &&
	    !w.last_page && is_recto(&w))
		w.cost += price_of_end(&w, true) - price_of_end(&w, false);
	next_column(w);
}

static void
begin_column(struct walk w)
{
	const struct pagebreak_params *p = &w.g->params;
	int full = (w.last_page ? w.target : page_height(&w)) - w.wide;
	int least = w.last_page ? p->least : p->float_least;

	w.taken = 0;
	w.heads = w.tails = 0;
	for (size_t all = 0; all <= 4; all++) {
		if (all > 0) {
			size_t f = w.next++;

			if (f == p->n_floats || w.g->floats[f].wide ||
			    f + 1 == w.foot)
				return;
			w.taken += with_white(&w, f);
			if (w.taken - p->float_white > full)
				return;
		}
		w.heads = all;
		if (all_set(&w)) {
			if (w.last_page || all > 0 || w.column > 0 ||
			    w.wide > 0 || w.page == 0)
				leave_bare(w);
			continue;
		}
		if (all > 0 ? full - w.taken < least
			    : !w.last_page && w.wide > 0 && full < least) {
			leave_bare(w);
			continue;
		}
		if (room(&w) < 1 || (!w.last_page && (all > 0 || w.wide > 0) &&
				     room(&w) < p->float_least))
			continue;
		for (w.tails = 0; w.tails <= all; w.tails++) {
			w.heads = all - w.tails;
			go_on(w);
		}
		w.tails = 0;
	}
}

static void
end_column(struct walk w)
{
	const struct pagebreak_params *p = &w.g->params;
	bool full = w.column + 1 == p->columns;
	int lack = room(&w) - w.height;

	if (w.last_page ? full : (lack > 0 && !w.lenient && !p->free_foot))
		return;
	if (w.last_page && lack > 1 && !w.lenient)
		return;
	if (w.line > 0 && lack > PAGEBREAK_MOST_LACK)
		return;
	if (w.last_page && lack == 1)
		w.cost += p->uneven;
	else if (p->free_foot)
		w.cost += p->short_page * lack;
	else
		w.cost += p->ragged * lack * lack;
	w.cost += price_of_end(&w, !w.last_page && full && is_recto(&w));
	next_column(w);
}

/* All text is set; floats may be left for the columns and pages that follow. */
static void
finish(struct walk w)
{
	const struct pagebreak_params *p = &w.g->params;

	if (w.last_page) {
		w.cost += level(&w, room(&w) - w.height);
		next_column(w);
	} else if (w.next < p->n_floats &&
		   (w.column > 0 || w.ends || (w.shorter >= 0 && !w.lenient) ||
		    w.target == page_height(&w))) {
		w.cost += (room(&w) - w.height) * p->float_bare;
		next_column(w);
	}
}

static void
begin_block(struct walk w)
{
	const struct pagebreak_block *b = &w.g->blocks[w.block];
	const struct pagebreak_params *p = &w.g->params;
	bool top = w.height == 0;

	for (int white = 0; white <= (top ? 0 : b->flex); white++)
		for (size_t v = 0; v < b->n_settings; v++) {
			struct walk next = w;

			next.height += (top ? 0 : b->above + white) + b->height;
			next.setting = (int)v;
			next.line = 1;
			next.cost += b->settings[v].cost +
				     p->flex * white * (white + 1) / 2;
			if (w.lenient && top && b->height > room(&w) &&
			    (w.last_page || w.column > 0 ||
			     w.target == page_height(&w))) {
				next.height = room(&w);
				next.cost += p->over;
			}
			if (next.height <= room(&w))
				go_on(next);
		}
}

static void
go_on(struct walk w)
{
	const struct pagebreak_block *b = &w.g->blocks[w.block];

	if (w.cost >= *w.best)
		return;
	if (w.line > 0 && w.line == b->settings[w.setting].lines) {
		w.line = w.setting = 0;
		w.block++;
	}
	if (all_set(&w)) {
		finish(w);
		return;
	}
	if (w.height > 0)
		end_column(w);
	if (w.line == 0) {
		begin_block(w);
	} else if (w.height < room(&w)) {
		w.line++;
		w.height++;
		go_on(w);
	}
}

static int64_t
best_of_all(const struct galley *g)
{
	int64_t best = PAGEBREAK_NEVER;

	for (int need = 0; need < 3 && best == PAGEBREAK_NEVER; need++)
		begin_page((struct walk){
			.g = g,
			.in_need = need > 0,
			.lenient = need > 1,
			.shorter = -1,
			.best = &best});
	return best;
}

/* ---- is it what it says it is? ---------------------------------------------- */

static int
lines_left(const struct galley *g, const int *setting,
	   struct pagebreak_place from, struct pagebreak_place to, size_t block)
{
	int first = block == from.block ? from.line : 0;
	int end = block == to.block
			  ? to.line
			  : g->blocks[block].settings[setting[block]].lines;

	return end - first;
}

/* Every line set once and in order, in columns of the heights claimed. */
static void
check_columns(const struct galley *g, const struct pagebreak_result *r)
{
	struct pagebreak_place at = {0, 0, 0};

	for (size_t i = 0; i < r->n_columns; i++) {
		const struct pagebreak_column *c = &r->columns[i];
		int height = 0;

		assert_int_equal(c->begin.block, at.block);
		assert_int_equal(c->begin.line, at.line);
		for (size_t b = at.block; b <= c->end.block && b < g->n_blocks;
		     b++) {
			int n = lines_left(g, r->setting, c->begin, c->end, b);

			if (n == 0)
				continue;
			if (height > 0)
				height += g->blocks[b].above + r->white[b];
			else if (b > at.block || at.line == 0)
				assert_int_equal(r->white[b], 0);
			height += n * g->blocks[b].height;
		}
		if (!(c->paid & PAGEBREAK_OVER))
			assert_int_equal(height, c->height);
		assert_true(c->height <= c->target);
		assert_int_equal(c->page, i / (size_t)g->params.columns);
		assert_int_equal(c->number, i % (size_t)g->params.columns);
		at = c->end;
	}
	assert_int_equal(at.block, g->n_blocks);
}

/*
 * Every float once and in order, none over another or over text, and none before the
 * page of its reference.
 */
static void
check_floats(const struct galley *g, const struct pagebreak_result *r)
{
	const struct pagebreak_params *p = &g->params;

	for (size_t i = 0; i < p->n_floats; i++) {
		const struct pagebreak_spot *s = &r->spots[i];
		int height = p->floats[i].height;

		assert_true(s->page < r->n_pages);
		assert_true(s->late >= 0);
		assert_true(s->column >= (p->floats[i].wide ? -1 : 0));
		assert_true(s->column < (p->floats[i].wide ? 0 : p->columns));
		assert_true(s->line >= 0);
		assert_true(s->line + height <= g->heights[s->page > 0]);
		if (i > 0) {
			assert_true(s[-1].page <= s->page);
			if (s[-1].page == s->page && s->column >= 0)
				assert_true(s[-1].column <= s->column);
		}
		for (size_t k = 0; k < r->n_columns; k++) {
			const struct pagebreak_column *c = &r->columns[k];

			if (c->page != s->page ||
			    (s->column >= 0 && s->column != c->number) ||
			    c->height == 0)
				continue;
			assert_true(
				s->line + height + p->float_white <= c->above ||
				s->line >= c->above + c->height + p->float_white);
		}
		for (size_t k = 0; k < i; k++) {
			const struct pagebreak_spot *o = &r->spots[k];

			if (o->page != s->page ||
			    (o->column != s->column && o->column >= 0 &&
			     s->column >= 0))
				continue;
			assert_true(
				o->line + p->floats[k].height + p->float_white <=
					s->line ||
				s->line + height + p->float_white <= o->line);
		}
	}
}

static void
test_oracle(void **state)
{
	static struct galley g;
	int strict = 0, pages = 0, asked = 0;

	(void)state;
	for (seed = 1; seed < 2500; seed++) {
		struct arena *arena = arena_new();
		struct pagebreak_result r;
		uint32_t start = seed;
		int64_t best;

		make_galley(&g, 1 + (size_t)below(3), 3);
		best = best_of_all(&g);
		pagebreak_galley(arena, g.blocks, g.n_blocks, &g.params, &r);
		if (r.cost != best)
			print_message("galley of seed %u\n", start);
		assert_int_equal(r.cost, best);
		assert_true(r.proved);
		check_columns(&g, &r);
		strict += best < g.params.turn;
		pages += r.n_pages > 1;
		asked += g.asked;
		arena_free(arena);
		seed = start;
	}
	/* the cases are not all of one sort */
	assert_in_range(strict, 500, 2400);
	assert_in_range(pages, 500, 2400);
	assert_true(asked > 500);
}

/*
 * What stays with the end of a paragraph is so high that the other columns of the last page
 * stay empty: together they cost less than one that lacked as much.
 */
static void
test_empty_columns(void **state)
{
	static const int heights[] = {9, 54};
	static const bool broken[11] = {[5] = true};
	static const struct pagebreak_setting whole = {.lines = 1};
	static const struct pagebreak_setting text[] = {
		{9, 0, broken}, {10, 0, broken}, {11, 0, broken}};
	const struct pagebreak_block blocks[] = {
		{.settings = text, .n_settings = 3, .height = 1},
		{.settings = &whole,
		 .n_settings = 1,
		 .height = 19,
		 .above = 2,
		 .flex = 1,
		 .keep = 1},
	};
	struct pagebreak_params params = pagebreak_defaults;
	struct arena *arena = arena_new();
	struct pagebreak_result all, some;

	(void)state;
	params.heights = heights;
	params.n_heights = 2;
	params.columns = 3;
	params.max_short = 2;
	pagebreak_galley(arena, blocks, 2, &params, &some);
	params.patience = PAGEBREAK_NEVER;
	pagebreak_galley(arena, blocks, 2, &params, &all);
	assert_int_equal(some.cost, all.cost);
	assert_int_equal(some.columns[some.n_columns - 1].height, 0);
	arena_free(arena);
}

static void
test_oracle_floats(void **state)
{
	static struct galley g;
	int strict = 0, pages = 0, late = 0, wide = 0, bare = 0;

	(void)state;
	for (seed = 1; seed < 1200; seed++) {
		struct arena *arena = arena_new();
		struct pagebreak_result r;
		uint32_t start = seed;
		int64_t best;

		make_galley(&g, (size_t)below(4), 3);
		g.heights[1] += below(3);
		make_floats(&g, 1 + (size_t)below(3), g.heights[1]);
		best = best_of_all(&g);
		pagebreak_galley(arena, g.blocks, g.n_blocks, &g.params, &r);
		if (r.cost != best)
			print_message("galley of seed %u\n", start);
		assert_int_equal(r.cost, best);
		check_columns(&g, &r);
		check_floats(&g, &r);
		strict += best < g.params.turn;
		pages += r.n_pages > 1;
		for (size_t i = 0; i < g.params.n_floats; i++) {
			late += r.spots[i].late > 0;
			wide += r.spots[i].column < 0;
		}
		for (size_t i = 0; i < r.n_columns; i++)
			bare += r.columns[i].height == 0;
		arena_free(arena);
		seed = start;
	}
	/* the cases are not all of one sort */
	assert_in_range(strict, 300, 1180);
	assert_in_range(pages, 300, 1100);
	assert_true(late > 200 && wide > 200 && bare > 200);
}

/* Where the text ends and a float goes to the next page, the columns are levelled. */
static void
test_text_ends_before_float(void **state)
{
	(void)state;
	for (int lines = 4; lines <= 32; lines++) {
		struct pagebreak_setting setting = {.lines = lines};
		struct pagebreak_block block = {
			.settings = &setting, .n_settings = 1, .height = 1};
		struct pagebreak_float wide = {
			.height = 20, .wide = true, .block = 0};
		const int heights[] = {20, 20};
		struct pagebreak_params params = pagebreak_defaults;
		struct arena *arena = arena_new();
		struct pagebreak_result r;

		params.heights = heights;
		params.n_heights = 2;
		params.floats = &wide;
		params.n_floats = 1;
		pagebreak_galley(arena, &block, 1, &params, &r);
		assert_int_equal(r.spots[0].page, 1);
		assert_int_equal(r.columns[0].height + r.columns[1].height,
				 lines);
		assert_in_range(r.columns[0].height - r.columns[1].height, 0, 1);
		assert_int_equal(r.columns[0].paid, 0);
		arena_free(arena);
	}
}

/* What is not pursued for want of patience is not what is best. */
static void
test_patience(void **state)
{
	static struct galley g;
	int dearer = 0, strict = 0;

	(void)state;
	for (seed = 1; seed < 100; seed++) {
		struct arena *arena = arena_new();
		struct pagebreak_result all, some;
		uint32_t start = seed;

		make_galley(&g, 60, 20);
		g.params.columns = 2;
		g.params.patience = PAGEBREAK_NEVER;
		pagebreak_galley(arena, g.blocks, g.n_blocks, &g.params, &all);
		g.params.patience = pagebreak_defaults.patience;
		memset(g.asked_at, 0, sizeof(g.asked_at));
		pagebreak_galley(arena, g.blocks, g.n_blocks, &g.params, &some);
		check_columns(&g, &some);
		dearer += all.cost < g.params.turn && some.cost > all.cost;
		strict += all.cost < g.params.turn;
		arena_free(arena);
		seed = start;
	}
	assert_int_equal(dearer, 0);
	assert_true(strict > 20);
}

static void
test_nothing(void **state)
{
	static const int height = 10;
	struct pagebreak_params params = pagebreak_defaults;
	struct arena *arena = arena_new();
	struct pagebreak_result r;

	(void)state;
	params.heights = &height;
	params.n_heights = 1;
	pagebreak_galley(arena, NULL, 0, &params, &r);
	assert_int_equal(r.n_columns, 0);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_oracle),
		cmocka_unit_test(test_empty_columns),
		cmocka_unit_test(test_oracle_floats),
		cmocka_unit_test(test_text_ends_before_float),
		cmocka_unit_test(test_patience),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
