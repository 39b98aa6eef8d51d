#include "layout/pagebound.h"

#include <assert.h>

#include "base/arena.h"
#include "layout/pagelast.h"

/* By side of the sheet, column, and shortness: what may begin at a place. */
enum side { VERSO, RECTO, SIDES };
#define MAX_KINDS (SIDES * PAGEBREAK_MAX_COLUMNS * PAGEBOUND_MAX_TARGETS)

struct finder {
	struct columnfill *fill;
	int64_t *least;
	int height; /* of the columns of all pages but the first ones */
	int targets[PAGEBOUND_MAX_TARGETS];
	int columns, n_targets;
	int64_t now[MAX_KINDS]; /* of the place in hand */
};

/* A left page is free to be short: of its first column there is one kind. */
static int
kind_of(int columns, int n_targets, enum side side, int column, int shorter)
{
	return ((int)side * columns + column) * n_targets +
	       (side == VERSO && column == 0 ? 0 : shorter);
}

static int
kind(const struct finder *f, enum side side, int column, int shorter)
{
	return kind_of(f->columns, f->n_targets, side, column, shorter);
}

static size_t
n_kinds(const struct finder *f)
{
	return (size_t)(SIDES * f->columns * f->n_targets);
}

/*
 * Places in a block that leave as many lines of it are one: what follows them costs
 * the same. They are counted from the block's end, its beginning comes first.
 */
static size_t
index_of(const struct columnfill *f, struct pagebreak_place at)
{
	int lines = f->blocks[at.block].settings[at.setting].lines;

	if (at.line == 0)
		return f->ordinal[at.block];
	return f->ordinal[at.block + 1] - (size_t)(lines - at.line);
}

static void
offer(struct finder *f, int kind, int64_t cost)
{
	if (cost < f->now[kind])
		f->now[kind] = cost;
}

/* A column of each kind that is so much shorter ends, and the next one begins. */
static void
weigh(void *context, size_t target, const struct columnfill_end *end)
{
	struct finder *f = context;
	const int64_t *next = &f->least[index_of(f->fill, end->at) * n_kinds(f)];
	int k = (int)target, last = f->columns - 1;
	int64_t page = f->fill->params->short_page * k;

	for (enum side s = VERSO; s < SIDES; s++) {
		for (int c = 0; c < last; c++)
			offer(f, kind(f, s, c, k),
			      (c == 0 ? page : 0) + end->cost +
				      next[kind(f, s, c + 1, k)]);
	}
	offer(f, kind(f, VERSO, last, k),
	      (last == 0 ? page : 0) + end->cost + next[kind(f, RECTO, 0, k)]);
	if (end->turn < PAGEBREAK_NEVER)
		offer(f, kind(f, RECTO, last, k),
		      (last == 0 ? page : 0) + end->cost + end->turn +
			      next[kind(f, VERSO, 0, 0)]);
}

static void
begin_place(struct finder *f)
{
	for (size_t i = 0; i < n_kinds(f); i++)
		f->now[i] = PAGEBREAK_NEVER;
}

/* What can follow a column that begins there. */
static void
find_from(struct finder *f, struct pagebreak_place at)
{
	const struct pagelast_start start = {.at = at};

	columnfill_ends(f->fill, at, f->targets, (size_t)f->n_targets, weigh, f);
	if (!pagelast_may_fit(f->fill, &start, f->height))
		return;
	for (enum side s = VERSO; s < SIDES; s++)
		for (int k = 0; k < f->n_targets; k++)
			f->now[kind(f, s, 0, k)] = 0;
}

static void
end_place(struct finder *f, size_t index)
{
	int64_t *least = &f->least[index * n_kinds(f)];

	for (size_t i = 0; i < n_kinds(f); i++)
		least[i] = f->now[i];
}

/* Places inside a block; in one longer than a column, its settings differ. */
static void
find_inside(struct finder *f, size_t block)
{
	const struct pagebreak_block *b = &f->fill->blocks[block];
	size_t end = f->fill->ordinal[block + 1];
	int most = (int)(end - f->fill->ordinal[block]);

	for (int rest = 1; rest < most; rest++) {
		begin_place(f);
		for (size_t s = 0; s < b->n_settings; s++) {
			int line = b->settings[s].lines - rest;

			if (line <= 0)
				continue;
			find_from(f,
				  (struct pagebreak_place){block, (int)s, line});
			if (rest <= f->height - f->n_targets)
				break;
		}
		end_place(f, end - (size_t)rest);
	}
}

void
pagebound_find(struct arena *arena, struct columnfill *fill, int most_short,
	       struct pagebound *ret)
{
	const struct pagebreak_params *p = fill->params;
	size_t lines = fill->ordinal[fill->n_blocks];
	struct finder f = {
		.fill = fill,
		.height = p->heights[p->n_heights - 1],
		.columns = p->columns,
	};

	assert(!fill->lenient);
	for (int less = 0; less <= most_short && less < f.height &&
			   f.n_targets < PAGEBOUND_MAX_TARGETS;
	     less++)
		f.targets[f.n_targets++] = f.height - less;
	f.least = arena_new_array(arena, int64_t, (lines + 1) * n_kinds(&f));
	for (size_t i = fill->n_blocks; i-- > 0;) {
		find_inside(&f, i);
		begin_place(&f);
		find_from(&f, (struct pagebreak_place){i, 0, 0});
		end_place(&f, fill->ordinal[i]);
	}
	*ret = (struct pagebound){
		.fill = fill, .least = f.least, .n_targets = f.n_targets};
}

int64_t
pagebound_rest(const struct pagebound *bound, const struct pagelast_start *start)
{
	enum side side = start->recto ? RECTO : VERSO;
	const struct pagebreak_params *p;
	size_t kinds, place;

	if (bound->least == NULL)
		return 0;
	p = bound->fill->params;
	if (start->page_class + 1 < p->n_heights ||
	    (side == RECTO && start->shorter == PAGELAST_ANY))
		return 0;
	kinds = (size_t)(SIDES * p->columns * bound->n_targets);
	place = index_of(bound->fill, start->at);
	return bound->least[place * kinds +
			    (size_t)kind_of(p->columns, bound->n_targets, side,
					    start->column, start->shorter)];
}
