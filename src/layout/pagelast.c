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
	int column; /* being filled ... */
	int64_t base; /* ... and the cost of those before it */
};

/* ---- how much is left ------------------------------------------------------- */

bool
pagelast_may_fit(const struct columnfill *f, const struct pagelast_start *start,
		 int height)
{
	int least = columnfill_least(f, start->at);

	return f->lenient ||
	       least <= f->params->columns * (height + f->most_above);
}

/* The cost of a column that lacks so many lines of the target. */
static int64_t
level_cost(const struct pagebreak_params *p, int lack)
{
	return lack <= 1 ? lack : p->ragged * (lack - 1) * (lack - 1);
}

/*
 * The least that any page of this target costs: what there is at the most may not
 * reach it, and then the last column lacks all of that.
 */
static int64_t
bound(const struct levelling *l, int target)
{
	const struct pagebreak_params *p = l->fill->params;
	int most = columnfill_most(l->fill, l->now.start->at);
	int lack = p->columns * target - most - (p->columns - 1);

	if (lack <= 1 || l->fill->lenient) /* then others may lack some, too */
		return l->now.start->cost;
	return l->now.start->cost + level_cost(p, lack);
}

/* ---- columns ---------------------------------------------------------------- */

/* All the rest stands in the column. */
static void
finish(void *context, int height, int64_t cost)
{
	struct levelling *l = context;
	const struct pagebreak_params *p = l->fill->params;
	struct pagelast *now = &l->now;

	now->cost = l->base + cost + level_cost(p, now->target - height) +
		    (p->columns - 1 - l->column) * level_cost(p, now->target);
	if (now->cost >= l->best->cost)
		return;
	now->n_ends = l->column + 1;
	now->heights[l->column] = height;
	now->ends[l->column] = (struct pagebreak_place){l->fill->n_blocks, 0, 0};
	*l->best = *now;
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
	if (l->base + e.cost >= l->best->cost)
		return;
	ends->list = arena_grow(
		l->scratch, ends->list, ends->n, &ends->cap, sizeof(*ends->list));
	for (k = ends->n++; k > 0 && ends->list[k - 1].cost > e.cost; k--)
		ends->list[k] = ends->list[k - 1];
	ends->list[k] = e;
}

static void
try_column(struct levelling *l, int column, struct pagebreak_place at,
	   int64_t cost)
{
	const int targets[] = {l->now.target, l->now.target - 1};
	struct ends *ends = &l->ends[column];

	l->column = column;
	l->base = cost;
	columnfill_rest(l->fill, at, l->now.target, finish, l);
	if (column + 1 == l->fill->params->columns)
		return;
	ends->n = 0;
	columnfill_ends(l->fill, at, targets, targets[1] > 0 ? 2 : 1, collect, l);
	for (size_t i = 0; i < ends->n; i++) {
		const struct columnfill_end *e = &ends->list[i];

		if (cost + e->cost >= l->best->cost)
			break;
		l->now.ends[column] = e->at;
		l->now.heights[column] = l->now.target - e->lack;
		try_column(l, column + 1, e->at, cost + e->cost);
	}
}

/* ---- starts ----------------------------------------------------------------- */

static void
try_start(struct levelling *l, const struct pagelast_start *start)
{
	const struct pagebreak_params *p = l->fill->params;
	int least = columnfill_least(l->fill, start->at);
	int height = p->heights[start->page_class], target;

	target = (least + p->columns - 1) / p->columns - l->fill->most_above;
	if (l->fill->lenient)
		target = 1; /* what is too high for a column is made to fit */
	l->now.start = start;
	for (target = target < 1 ? 1 : target; target <= height; target++) {
		int lack = start->prev != NULL ? p->last_least - target : 0;

		if (bound(l, target) >= l->best->cost)
			break;
		l->now.target = target;
		try_column(l, 0, start->at,
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
