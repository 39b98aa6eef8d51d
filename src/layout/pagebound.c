#include "layout/pagebound.h"

#include <assert.h>

#include "base/arena.h"
#include "layout/pagelast.h"

/* By side of the sheet, column, and shortness: what may begin at a place. */
enum side { VERSO, RECTO, SIDES };
#define MAX_KINDS (SIDES * PAGEBREAK_MAX_COLUMNS * COLUMNENDS_MAX_TARGETS)

/* Pages of one height; of those before the last, only the places they can reach. */
struct pagebound_class {
	int64_t *least; /* by place and kind */
	size_t n_places; /* that are listed */
};

struct finder {
	const struct columnfill *fill;
	struct pagebound_class own; /* of the class in hand ... */
	struct pagebound_class after; /* ... and of that of the next page */
	struct columnends *ends;
	int columns, n_targets;
	int64_t now[MAX_KINDS]; /* of the place in hand */
	int64_t nothing[MAX_KINDS];
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

/* What follows by kind at a place; nothing is known of one too far to be listed. */
static const int64_t *
follow(const struct finder *f, const struct pagebound_class *c, size_t place)
{
	return place < c->n_places ? &c->least[place * n_kinds(f)] : f->nothing;
}

static void
offer(struct finder *f, enum side side, int column, int k, int64_t cost)
{
	int64_t *now = &f->now[kind(f, side, column, k)];

	if (column == 0)
		cost += f->fill->params->short_page * k;
	if (cost < *now)
		*now = cost;
}

/* A column of each kind that is so much shorter ends, and the next one begins. */
static void
weigh(struct finder *f, const struct columnends_end *end)
{
	const int64_t *next = follow(f, &f->own, end->place);
	const int64_t *after = follow(f, &f->after, end->place);
	int64_t cost = end->cost, price, turn = 0;
	int k = end->target, last = f->columns - 1;

	if (end->broken) {
		columnfill_price(f->fill, columnends_at(f->ends, end), &price,
				 &turn);
		cost += price;
	}
	for (int c = 0; c < last; c++) {
		offer(f, VERSO, c, k, cost + next[kind(f, VERSO, c + 1, k)]);
		offer(f, RECTO, c, k, cost + next[kind(f, RECTO, c + 1, k)]);
	}
	offer(f, VERSO, last, k, cost + after[kind(f, RECTO, 0, k)]);
	if (turn < PAGEBREAK_NEVER)
		offer(f, RECTO, last, k,
		      cost + turn + after[kind(f, VERSO, 0, 0)]);
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
	struct columnends_list list = columnends_list(f->ends, at);

	for (size_t i = 0; i < list.n; i++)
		weigh(f, &list.ends[i]);
	if (!pagelast_may_fit(f->fill, &start, f->ends->targets[0]))
		return;
	for (enum side s = VERSO; s < SIDES; s++)
		for (int k = 0; k < f->n_targets; k++)
			f->now[kind(f, s, 0, k)] = 0;
}

static void
end_place(struct finder *f, size_t index)
{
	int64_t *least = &f->own.least[index * n_kinds(f)];

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
			if (!columnends_differ(f->ends, rest))
				break;
		}
		end_place(f, end - (size_t)rest);
	}
}

/* So many of the first blocks may begin on a page of this class. */
static size_t
reach(const struct columnfill *f, size_t page_class)
{
	const struct pagebreak_params *p = f->params;
	int64_t lines = 0;
	size_t n = 0;

	if (page_class + 1 == p->n_heights)
		return f->n_blocks;
	for (size_t i = 0; i <= page_class; i++)
		lines += (int64_t)p->columns * (p->heights[i] + f->most_above);
	while (n < f->n_blocks && f->least[0] - f->least[n] <= lines)
		n++;
	return n;
}

/* The least from all places where pages of the class may begin a column. */
static void
find_class(struct arena *arena, struct finder *f, size_t page_class)
{
	const struct columnfill *fill = f->fill;
	size_t n = reach(fill, page_class);

	f->own.n_places = fill->ordinal[n];
	f->own.least = arena_new_array(
		arena, int64_t, f->own.n_places * n_kinds(f));
	if (page_class + 1 == fill->params->n_heights)
		f->after = f->own;
	for (size_t i = n; i-- > 0;) {
		find_inside(f, i);
		begin_place(f);
		find_from(f, (struct pagebreak_place){i, 0, 0});
		end_place(f, fill->ordinal[i]);
	}
}

void
pagebound_find(struct arena *arena, struct columnends *ends, int most_short,
	       struct pagebound *ret)
{
	const struct pagebreak_params *p = ends->fill->params;
	struct pagebound_class *classes = arena_new_array(
		arena, struct pagebound_class, p->n_heights);
	struct finder f = {
		.fill = ends->fill,
		.columns = p->columns,
		.n_targets = most_short < COLUMNENDS_MAX_TARGETS
				     ? most_short + 1
				     : COLUMNENDS_MAX_TARGETS,
	};

	for (size_t i = p->n_heights; i-- > 0;) {
		f.ends = &ends[i];
		find_class(arena, &f, i);
		f.after = classes[i] = f.own;
	}
	*ret = (struct pagebound){
		.fill = f.fill, .classes = classes, .n_targets = f.n_targets};
}

/* Of the kinds at a place. */
static int64_t
least_of(const struct pagebound *b, const struct pagelast_start *s,
	 const int64_t *kinds, int shorter)
{
	return kinds[kind_of(b->fill->params->columns, b->n_targets,
			     s->recto ? RECTO : VERSO, s->column, shorter)];
}

int64_t
pagebound_rest(const struct pagebound *b, const struct pagelast_start *s)
{
	int64_t least = PAGEBREAK_NEVER;
	const struct pagebound_class *c;
	const int64_t *kinds;
	size_t place;

	if (b->classes == NULL)
		return 0;
	c = &b->classes[s->page_class];
	place = columnends_place(b->fill, s->at);
	if (place >= c->n_places)
		return 0;
	kinds = &c->least[place * (size_t)(SIDES * b->fill->params->columns *
					   b->n_targets)];
	if (s->shorter != PAGELAST_ANY)
		return least_of(b, s, kinds, s->shorter);
	for (int k = 0; k < b->n_targets; k++) {
		int64_t cost = least_of(b, s, kinds, k);

		least = cost < least ? cost : least;
	}
	return least;
}
