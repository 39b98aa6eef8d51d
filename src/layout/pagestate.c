#include "layout/pagestate.h"

#include <assert.h>

#include "base/arena.h"

#define FLOAT_BINS 32 /* a few entries in each */

/* The cheapest with so many floats placed, and more of them than those before. */
struct pagestate_front {
	struct pagestate_front *next;
	size_t floats;
	int64_t cost;
};

/* The entries at places of one number; no bins: there are none. */
struct pagestates_place {
	struct pagestate **bins; /* the newest of each first */
	size_t least, most; /* keys of the entries */
};

static void
init_costs(struct pagestates *t, size_t lines)
{
	size_t n = (lines + 1) * (size_t)t->columns * 2;

	if (t->floating) {
		t->fronts = arena_new_array(
			t->arena, struct pagestate_front *, n);
		return;
	}
	t->least = arena_new_array(t->arena, int64_t, n);
	for (size_t i = 0; i < n; i++)
		t->least[i] = PAGEBREAK_NEVER;
}

void
pagestates_init(struct pagestates *t, const struct columnfill *fill,
		struct arena *arena, bool compared)
{
	size_t lines = fill->ordinal[fill->n_blocks];

	*t = (struct pagestates){
		.arena = arena,
		.fill = fill,
		.columns = fill->params->columns,
		.places = arena_new_array(
			arena, struct pagestates_place, lines + 1),
		.floating = fill->params->n_floats > 0,
		.compared = compared,
	};
	t->n_bins = t->floating ? FLOAT_BINS : 1;
	if (compared)
		init_costs(t, lines);
}

/* ---- kinds ------------------------------------------------------------------ */

static bool
same_kind(const struct pagelast_start *a, const struct pagelast_start *b)
{
	return a->at.block == b->at.block && a->at.line == b->at.line &&
	       a->at.setting == b->at.setting && a->column == b->column &&
	       a->recto == b->recto && a->shorter == b->shorter &&
	       a->page_class == b->page_class && a->floats == b->floats &&
	       a->heads == b->heads && a->foot == b->foot &&
	       a->taken == b->taken && a->due == b->due;
}

/*
 * A column of floats alone ends where it begins. All such follow in the order of these
 * keys: by floats, and then columns, from the second of a page to the first of the next;
 * before all, the first of all. Where there are no floats, all are the same.
 */
static size_t
key_of(const struct pagestates *t, const struct pagelast_start *s)
{
	int column = s->column > 0 ? s->column : t->columns;

	if (!t->floating || s->prev == NULL)
		return 0;
	return pagelast_placed(s) * (size_t)(t->columns + 1) + (size_t)column;
}

/* ---- the cheapest ----------------------------------------------------------- */

/* Of the entries by number of the place, column and side. */
static size_t
entry_of(const struct pagestates *t, const struct pagelast_start *s,
	 size_t ordinal)
{
	size_t kinds = (size_t)t->columns * 2;

	return ordinal * kinds + (size_t)s->column * 2 + s->recto;
}

/* Fronts are in order of floats, and of cost. */
static void
note_front(struct pagestates *t, const struct pagelast_start *s, size_t ordinal)
{
	struct pagestate_front **slot = &t->fronts[entry_of(t, s, ordinal)];
	struct pagestate_front *f;

	while (*slot != NULL && (*slot)->floats < pagelast_placed(s)) {
		if ((*slot)->cost >= s->cost)
			*slot = (*slot)->next;
		else
			slot = &(*slot)->next;
	}
	if (*slot != NULL && (*slot)->cost <= s->cost)
		return;
	f = *slot;
	if (f == NULL || f->floats > pagelast_placed(s)) {
		f = t->spare_fronts;
		if (f != NULL)
			t->spare_fronts = f->next;
		else
			f = arena_alloc(t->arena, sizeof(*f));
		f->next = *slot;
		*slot = f;
	}
	f->floats = pagelast_placed(s);
	f->cost = s->cost;
}

static void
note_cost(struct pagestates *t, const struct pagelast_start *s, int64_t whole,
	  size_t ordinal)
{
	size_t entry = entry_of(t, s, ordinal);

	if (!t->compared || columnfill_is_open(t->fill, s->at))
		return;
	if (t->floating)
		note_front(t, s, ordinal);
	else if (whole < t->least[entry])
		t->least[entry] = whole;
}

/* The cheapest way there with at least as many floats placed. */
static int64_t
least_of(const struct pagestates *t, const struct pagelast_start *s,
	 size_t ordinal)
{
	size_t entry = entry_of(t, s, ordinal);
	const struct pagestate_front *f;

	if (!t->floating)
		return t->least[entry];
	f = t->fronts[entry];
	while (f != NULL && f->floats < pagelast_placed(s))
		f = f->next;
	return f != NULL ? f->cost : PAGEBREAK_NEVER;
}

/* ---- entries ---------------------------------------------------------------- */

/* That an entry comes from; the origin comes from nowhere. */
static struct pagestate *
entry_before(const struct pagestate *s)
{
	union {
		const struct pagelast_start *start;
		struct pagestate *entry;
	} before = {.start = s->start.prev};

	return before.entry;
}

static struct pagestate *
new_entry(struct pagestates *t)
{
	struct pagestate *s = t->spare;

	if (s == NULL)
		return arena_alloc(t->arena, sizeof(*s));
	t->spare = s->like;
	return s;
}

/* Nothing comes from it any more: nor, perhaps, from what it comes from. */
static void
drop_entry(struct pagestates *t, struct pagestate *s)
{
	while (s != NULL && s->over && s->n_from == 0) {
		struct pagestate *before = entry_before(s);

		s->like = t->spare;
		t->spare = s;
		s = before;
		if (s != NULL)
			s->n_from--;
	}
}

static struct pagestate **
bins_of(struct pagestates *t, struct pagestates_place *place, size_t key)
{
	if (place->bins == NULL) {
		place->bins = t->spare_bins;
		if (place->bins == NULL)
			place->bins = arena_new_array(
				t->arena, struct pagestate *, t->n_bins);
		else
			t->spare_bins = (struct pagestate **)place->bins[0];
		place->bins[0] = NULL;
		place->least = place->most = key;
	}
	place->least = key < place->least ? key : place->least;
	place->most = key > place->most ? key : place->most;
	return place->bins;
}

void
pagestates_offer(struct pagestates *t, const struct pagelast_start *start,
		 int64_t whole)
{
	size_t ordinal = columnfill_ordinal(t->fill, start->at);
	size_t key = key_of(t, start);
	struct pagestate **bin, *s, *before = NULL;

	note_cost(t, start, whole, ordinal);
	bin = &bins_of(t, &t->places[ordinal], key)[key % t->n_bins];
	s = *bin;
	while (s != NULL && !same_kind(&s->start, start))
		s = s->like;
	if (s == NULL) {
		s = new_entry(t);
		*s = (struct pagestate){.like = *bin};
		*bin = s;
	} else if (start->cost >= s->start.cost) {
		return;
	} else {
		before = entry_before(s);
	}
	assert(!s->done);
	s->start = *start;
	if (start->prev != NULL)
		entry_before(s)->n_from++;
	if (before != NULL) {
		before->n_from--;
		drop_entry(t, before);
	}
}

bool
pagestates_is_dear(const struct pagestates *t, const struct pagelast_start *s,
		   int64_t whole, size_t ordinal, int64_t patience)
{
	size_t end = ordinal + (size_t)t->fill->highest;
	size_t lines = t->fill->ordinal[t->fill->n_blocks];

	if (!t->compared)
		return false;
	for (size_t i = ordinal; i < end && i < lines; i++)
		if (whole - least_of(t, s, i) > patience)
			return true;
	return false;
}

struct pagestate *
pagestates_look(struct pagestates *t, size_t ordinal, struct pagestate *last)
{
	const struct pagestates_place *place = &t->places[ordinal];
	struct pagestate *s = NULL;

	if (place->bins == NULL)
		return NULL;
	if (last != NULL)
		s = last->like;
	else
		s = place->bins[(t->key = place->least) % t->n_bins];
	for (;;) {
		while (s != NULL && key_of(t, &s->start) != t->key)
			s = s->like;
		if (s != NULL || t->key == place->most)
			return s;
		s = place->bins[++t->key % t->n_bins];
	}
}

struct pagestate *
pagestates_next(struct pagestates *t, size_t ordinal, struct pagestate *last)
{
	struct pagestate *s = pagestates_look(t, ordinal, last);

	if (s != NULL)
		s->done = true;
	return s;
}

void
pagestates_keep(struct pagelast_start *start)
{
	((struct pagestate *)start)->n_from++;
}

static void
spare_fronts(struct pagestates *t, size_t ordinal)
{
	size_t n = (size_t)t->columns * 2;

	for (size_t i = ordinal * n; i < (ordinal + 1) * n; i++) {
		struct pagestate_front **end = &t->fronts[i];

		while (*end != NULL)
			end = &(*end)->next;
		*end = t->spare_fronts;
		t->spare_fronts = t->fronts[i];
		t->fronts[i] = NULL;
	}
}

void
pagestates_end(struct pagestates *t, size_t ordinal)
{
	struct pagestates_place *place = &t->places[ordinal];

	if (t->fronts != NULL)
		spare_fronts(t, ordinal);
	for (size_t i = 0; place->bins != NULL && i < t->n_bins; i++)
		while (place->bins[i] != NULL) {
			struct pagestate *s = place->bins[i];

			place->bins[i] = s->like;
			s->over = true;
			drop_entry(t, s);
		}
	if (place->bins == NULL)
		return;
	place->bins[0] = (struct pagestate *)t->spare_bins;
	t->spare_bins = place->bins;
	place->bins = NULL;
}
