#include "layout/pagebound.h"

#include <assert.h>

#include "base/arena.h"
#include "layout/pagelast.h"

/*
 * What may begin at a place is told apart by the shortness of its page, the side of the
 * sheet and the column: in this order, so that a column is followed by the next kind, and
 * the last of a sheet by the first.
 */
enum side { VERSO, RECTO, SIDES };
#define MAX_ROW (SIDES * PAGEBREAK_MAX_COLUMNS)
#define MAX_KINDS (MAX_ROW * COLUMNENDS_MAX_TARGETS)

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
	size_t row, kinds; /* of one shortness, and of all */
	int64_t now[MAX_KINDS]; /* of the place in hand */
	int64_t nothing[MAX_KINDS];
};

/* What follows by kind at a place; nothing is known of one too far to be listed. */
static inline const int64_t *
follow(const struct finder *f, const struct pagebound_class *c, size_t place)
{
	return place < c->n_places ? &c->least[place * f->kinds] : f->nothing;
}

static inline void
offer(int64_t *now, int64_t cost)
{
	*now = cost < *now ? cost : *now;
}

/* What an end costs, and what more if the page is turned there. */
struct costs {
	int64_t end, turn;
};

static struct costs
costs_of(const struct finder *f, const struct columnends_end *end)
{
	struct costs c;

	columnfill_price_word(
		f->fill, columnends_at(f->ends, end), &c.end, &c.turn);
	c.end += end->cost;
	return c;
}

/* A column of each kind that is so much shorter ends, and the next one begins. */
static inline void
weigh(struct finder *f, const struct columnends_end *end, struct costs cost)
{
	const size_t row = f->row, half = row / SIDES, first = end->target * row;
	const int64_t *next = follow(f, &f->own, end->place) + first;
	const int64_t *after = next;
	int64_t *now = &f->now[first];

	if (f->after.least != f->own.least)
		after = follow(f, &f->after, end->place) + first;
	for (size_t i = 1; i < half; i++) {
		offer(&now[i - 1], cost.end + next[i]);
		offer(&now[half + i - 1], cost.end + next[half + i]);
	}
	offer(&now[half - 1], cost.end + after[half]);
	offer(&now[row - 1], cost.end + cost.turn + after[0]);
}

static void
begin_place(struct finder *f)
{
	for (size_t i = 0; i < f->kinds; i++)
		f->now[i] = PAGEBREAK_NEVER;
}

/* What can follow a column that begins there; pages begun are yet to be paid for. */
static void
find_from(struct finder *f, struct pagebreak_place at)
{
	struct columnends_list list = columnends_list(f->ends, at);

	for (size_t i = 0; i < list.n; i++) {
		const struct columnends_end *e = &list.ends[i];

		weigh(f, e,
		      e->broken ? costs_of(f, e) : (struct costs){e->cost, 0});
	}
}

/* A page may begin in each of its shortnesses; a left one is free to choose. */
static void
begin_pages(struct finder *f, bool may_be_last)
{
	int64_t least = PAGEBREAK_NEVER;

	for (int k = 0; k < f->n_targets; k++) {
		int64_t *now = &f->now[(size_t)k * f->row];
		int64_t page = k * f->fill->params->short_page;

		now[RECTO * f->columns] += page;
		if (may_be_last)
			now[RECTO * f->columns] = 0;
		if (now[VERSO] + page < least)
			least = now[VERSO] + page;
	}
	for (int k = 0; k < f->n_targets; k++)
		f->now[(size_t)k * f->row] = may_be_last ? 0 : least;
}

static void
end_place(struct finder *f, struct pagebreak_place at)
{
	const struct pagelast_start start = {.at = at};
	int64_t *least = &f->own.least[columnends_place(f->fill, at) * f->kinds];

	begin_pages(f, pagelast_may_fit(f->fill, &start, f->ends->targets[0]));
	for (size_t i = 0; i < f->kinds; i++)
		least[i] =
			f->now[i] < PAGEBREAK_NEVER ? f->now[i] : PAGEBREAK_NEVER;
}

/* Places inside a block; in one longer than a column, its settings differ. */
static void
find_inside(struct finder *f, size_t block)
{
	const struct pagebreak_block *b = &f->fill->blocks[block];
	size_t end = f->fill->ordinal[block + 1];
	int most = (int)(end - f->fill->ordinal[block]);

	for (int rest = 1; rest < most; rest++) {
		struct pagebreak_place at = {.block = block};

		begin_place(f);
		for (size_t s = 0; s < b->n_settings; s++) {
			if (b->settings[s].lines <= rest)
				continue;
			at.setting = (int)s;
			at.line = b->settings[s].lines - rest;
			find_from(f, at);
			if (!columnends_differ(f->ends, rest))
				break;
		}
		end_place(f, at);
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
		arena, int64_t, f->own.n_places * f->kinds);
	if (page_class + 1 == fill->params->n_heights)
		f->after = f->own;
	for (size_t i = n; i-- > 0;) {
		find_inside(f, i);
		begin_place(f);
		find_from(f, (struct pagebreak_place){i, 0, 0});
		end_place(f, (struct pagebreak_place){i, 0, 0});
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

	f.row = (size_t)(SIDES * f.columns);
	f.kinds = f.row * (size_t)f.n_targets;
	for (size_t i = p->n_heights; i-- > 0;) {
		f.ends = &ends[i];
		find_class(arena, &f, i);
		f.after = classes[i] = f.own;
	}
	*ret = (struct pagebound){
		.fill = f.fill,
		.classes = classes,
		.columns = f.columns,
		.n_targets = f.n_targets,
	};
}

int64_t
pagebound_rest(const struct pagebound *b, const struct pagelast_start *s)
{
	size_t columns = (size_t)b->columns, row = SIDES * columns, place;
	int64_t least = PAGEBREAK_NEVER;
	const struct pagebound_class *c;
	const int64_t *kinds;

	if (b->classes == NULL)
		return 0;
	c = &b->classes[s->page_class];
	place = columnends_place(b->fill, s->at);
	if (place >= c->n_places)
		return 0;
	kinds = &c->least[place * row * (size_t)b->n_targets +
			  (s->recto ? RECTO : VERSO) * columns +
			  (size_t)s->column];
	if (s->shorter != PAGELAST_ANY)
		return kinds[(size_t)s->shorter * row];
	for (size_t k = 0; k < (size_t)b->n_targets; k++)
		offer(&least, kinds[k * row]);
	return least;
}
