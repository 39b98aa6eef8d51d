#include "layout/pagelast.h"

#include <stdlib.h>

#include "base/arena.h"

/* The ends of a column, collected before each is followed. */
struct ends {
	struct columnfill_end *list; /* the cheapest first */
	size_t n, cap;
};

struct levelling {
	struct columnfill *fill;
	struct arena *scratch;
	struct ends *ends; /* by column */
	struct pagelast now; /* being tried */
	struct pagelast *best;
	int column; /* being filled with text ... */
	int64_t base; /* ... and the cost of those before it */
	int room; /* in it, for text */
	size_t next; /* float, where the next column begins */
	size_t end; /* those before this stand in columns */
	bool floating; /* there are floats on the page */
};

/* ---- how much is left ------------------------------------------------------- */

/* Lines of columns that floats take, with white: over all columns, that many times. */
static int
float_lines(const struct pagebreak_params *p, size_t next)
{
	int lines = 0;

	for (; next < p->n_floats; next++)
		lines += floatplan_height(p, next, 1) *
			 (p->floats[next].wide ? p->columns : 1);
	return lines;
}

/* The same at the least: over and under what is empty, no white is needed. */
static int
least_float_lines(const struct pagebreak_params *p, size_t next)
{
	return float_lines(p, next) - 2 * p->columns * p->float_white;
}

bool
pagelast_may_fit(const struct columnfill *f, const struct pagelast_start *start,
		 int height)
{
	const struct pagebreak_params *p = f->params;
	int least = columnfill_least(f, start->at);
	size_t next = pagelast_next(start);

	if (next < p->n_floats) {
		if (p->n_floats - next > FLOATPLAN_MOST_LAST)
			return false;
		least += least_float_lines(p, next);
	} else if (start->at.block == f->n_blocks) {
		return false; /* it would be empty */
	}
	return f->lenient || least <= p->columns * (height + f->most_above);
}

/* The cost of a column that lacks so many lines of the target. */
static int64_t
level_cost(const struct levelling *l, int lack)
{
	const struct pagebreak_params *p = l->fill->params;

	if (lack <= 1)
		return lack > 0 ? lack : 0;
	if (l->floating)
		return p->float_uneven * (lack - 1);
	return p->ragged * (lack - 1) * (lack - 1);
}

/*
 * The least that any page of this target costs: what there is at the most may not
 * reach it, and then the last column lacks all of that, or some are empty and the last
 * before them lacks the rest.
 */
static int64_t
bound(const struct levelling *l, int target)
{
	const struct pagebreak_params *p = l->fill->params;
	int most = columnfill_most(l->fill, l->now.start->at);
	int lack = p->columns * target - most - (p->columns - 1);
	int64_t least, cost;

	if (l->floating)
		lack -= float_lines(p, pagelast_next(l->now.start));
	if (lack <= 1 || l->fill->lenient || (p->free_foot && p->columns > 1))
		return l->now.start->cost; /* others may lack some, too */
	least = level_cost(l, lack);
	for (int empty = 1; empty < p->columns && !l->floating; empty++) {
		cost = empty * level_cost(l, target) +
		       level_cost(l, lack - empty * (target - 1));
		least = cost < least ? cost : least;
	}
	return l->now.start->cost + least;
}

/* ---- columns ---------------------------------------------------------------- */

static void try_column(struct levelling *l, int column, struct pagebreak_place at,
		       size_t next, int64_t cost);

/* Nothing is left for the columns from `column` on. */
static void
finish(struct levelling *l, int column, int64_t cost)
{
	const struct pagebreak_params *p = l->fill->params;
	struct pagelast *now = &l->now;

	now->cost = cost + (p->columns - column) *
				   level_cost(l, now->target - now->page.taken);
	if (now->cost >= l->best->cost)
		return;
	now->n_ends = column;
	*l->best = *now;
}

/* All the rest of the text stands in the column; floats may be left. */
static void
finish_text(void *context, int height, int64_t cost)
{
	struct levelling *l = context, after;
	const struct pagebreak_place end = {l->fill->n_blocks, 0, 0};
	const struct floatplan_column *way = &l->now.ways[l->column];

	cost += l->base + level_cost(l, l->room - height) +
		way->foot * l->fill->params->float_foot;
	if (cost >= l->best->cost)
		return;
	l->now.heights[l->column] = height;
	l->now.ends[l->column] = end;
	if (l->next == l->end) {
		finish(l, l->column + 1, cost);
	} else if (l->column + 1 < l->fill->params->columns) {
		after = *l; /* the rest of this one is still to be tried */
		try_column(&after, l->column + 1, end, l->next, cost);
	}
}

static void
collect(void *context, size_t target, const struct columnfill_end *end)
{
	struct levelling *l = context;
	struct ends *ends = &l->ends[l->column];
	struct columnfill_end e = *end;
	size_t k;

	if (target == 1) {
		if (e.lack > 0)
			return; /* the other target has it */
		e.lack = 1;
		e.cost += l->fill->params->uneven;
	}
	if (l->floating)
		e.cost += floatplan_cost(
			l->fill, l->next, &l->now.ways[l->column], e.at);
	if (l->base + e.cost >= l->best->cost)
		return;
	ends->list = arena_grow(
		l->scratch, ends->list, ends->n, &ends->cap, sizeof(*ends->list));
	for (k = ends->n++; k > 0 && ends->list[k - 1].cost > e.cost; k--)
		ends->list[k] = ends->list[k - 1];
	ends->list[k] = e;
}

/* Text as well as what floats stand in the column; `next` is due after them. */
static void
try_text(struct levelling *l, int column, struct pagebreak_place at, size_t next,
	 int64_t cost)
{
	int room = l->now.target - l->now.page.taken - l->now.ways[column].taken;
	const int targets[] = {room, room - 1};
	struct ends *ends = &l->ends[column];

	if (room < 1)
		return;
	l->column = column;
	l->base = cost;
	l->room = room;
	l->next = next;
	columnfill_rest(l->fill, at, room, finish_text, l);
	if (column + 1 == l->fill->params->columns)
		return;
	ends->n = 0;
	columnfill_ends(l->fill, at, targets, targets[1] > 0 ? 2 : 1, collect, l);
	for (size_t i = 0; i < ends->n; i++) {
		const struct columnfill_end *e = &ends->list[i];

		if (cost + e->cost >= l->best->cost)
			break;
		l->now.ends[column] = e->at;
		l->now.heights[column] = room - e->lack;
		try_column(l, column + 1, e->at, next, cost + e->cost);
	}
}

/* Floats and no text stand in the column, or nothing at all. */
static void
try_floats(struct levelling *l, int column, struct pagebreak_place at,
	   size_t next, int64_t cost)
{
	const struct floatplan_column *way = &l->now.ways[column];
	int lack = l->now.target - l->now.page.taken - way->taken;

	cost += level_cost(l, lack) + floatplan_cost(l->fill, next, way, at);
	l->now.ends[column] = at;
	l->now.heights[column] = 0;
	if (column + 1 < l->fill->params->columns)
		try_column(l, column + 1, at, next, cost);
	else if (at.block == l->fill->n_blocks)
		finish(l, column + 1, cost);
}

static void
try_way(struct levelling *l, int column, struct pagebreak_place at, size_t next,
	int64_t cost)
{
	const struct pagebreak_params *p = l->fill->params;
	struct floatplan_column *way = &l->now.ways[column];

	if (at.block < l->fill->n_blocks) {
		if (way->alone)
			try_floats(l, column, at, next, cost);
		else
			try_text(l, column, at, next, cost);
	} else if (way->head == 0 && next < l->end) {
		return; /* the same with the next column's in this one looks better */
	} else if (way->foot == 0) {
		if (!way->alone && way->head > 0)
			way->taken = (int16_t)(way->taken - p->float_white);
		way->alone = true;
		try_floats(l, column, at, next, cost);
	}
}

static void
try_column(struct levelling *l, int column, struct pagebreak_place at,
	   size_t next, int64_t cost)
{
	const struct pagebreak_params *p = l->fill->params;
	struct floatplan_column ways[FLOATPLAN_COLUMNS];
	size_t n;

	if (!l->floating) {
		l->now.ways[column] = (struct floatplan_column){0};
		try_text(l, column, at, next, cost);
		return;
	}
	n = floatplan_columns(p, next, l->end, l->now.target - l->now.page.taken,
			      p->least, ways);
	for (size_t i = 0; i < n && cost < l->best->cost; i++) {
		size_t after = next + ways[i].head + ways[i].foot;

		if (column + 1 == p->columns && after != l->end)
			continue;
		l->now.ways[column] = ways[i];
		try_way(l, column, at, after, cost);
	}
}

/* ---- starts ----------------------------------------------------------------- */

/* With what stands over all columns: all that is left has a place on the page. */
static void
try_target(struct levelling *l, const struct pagelast_start *start, int64_t cost)
{
	const struct pagebreak_params *p = l->fill->params;
	struct floatplan_page ways[FLOATPLAN_PAGES] = {{0}};
	size_t next = pagelast_next(start), n = 1;

	if (l->floating)
		n = floatplan_pages(p, next, p->n_floats, l->now.target, ways);
	for (size_t i = 0; i < n; i++) {
		if (ways[i].foot != 0 && ways[i].foot != p->n_floats)
			continue;
		l->now.page = ways[i];
		l->end = p->n_floats - (ways[i].foot != 0);
		if (ways[i].taken - p->float_white <= l->now.target)
			try_column(l, 0, start->at, next + ways[i].head, cost);
	}
}

static void
try_start(struct levelling *l, const struct pagelast_start *start)
{
	const struct pagebreak_params *p = l->fill->params;
	int least = columnfill_least(l->fill, start->at);
	int height = p->heights[start->page_class], target;

	l->floating = pagelast_next(start) < p->n_floats;
	if (l->floating)
		least += least_float_lines(p, pagelast_next(start));
	target = (least + p->columns - 1) / p->columns - l->fill->most_above;
	if (l->fill->lenient)
		target = 1; /* what is too high for a column is made to fit */
	l->now.start = start;
	for (target = target < 1 ? 1 : target; target <= height; target++) {
		int lack = start->prev != NULL ? p->last_least - target : 0;

		if (bound(l, target) >= l->best->cost)
			break;
		l->now.target = target;
		try_target(l, start,
			   start->cost + (lack > 0 ? lack * p->last_short : 0));
	}
}

static int
compare_starts(const void *a, const void *b)
{
	const struct pagelast_start *x = *(const struct pagelast_start *const *)a;
	const struct pagelast_start *y = *(const struct pagelast_start *const *)b;

	if (x->cost != y->cost)
		return x->cost < y->cost ? -1 : 1;
	if (x->at.block != y->at.block)
		return x->at.block > y->at.block ? -1 : 1;
	if (x->at.line != y->at.line)
		return x->at.line > y->at.line ? -1 : 1;
	if (x->at.setting != y->at.setting)
		return x->at.setting < y->at.setting ? -1 : 1;
	if (x->recto != y->recto)
		return x->recto ? -1 : 1;
	if (x->floats != y->floats)
		return x->floats > y->floats ? -1 : 1;
	return (x->shorter > y->shorter) - (x->shorter < y->shorter);
}

bool
pagelast_best(struct columnfill *fill, struct arena *scratch,
	      const struct pagelast_start **starts, size_t n_starts,
	      int64_t below, struct pagelast *ret)
{
	struct levelling l = {
		.fill = fill,
		.scratch = scratch,
		.ends = arena_new_array(
			scratch, struct ends, (size_t)fill->params->columns),
		.best = ret,
	};

	*ret = (struct pagelast){.cost = below};
	if (n_starts > 0)
		qsort(starts, n_starts, sizeof(*starts), compare_starts);
	for (size_t i = 0; i < n_starts && starts[i]->cost < ret->cost; i++)
		try_start(&l, starts[i]);
	return ret->start != NULL;
}
