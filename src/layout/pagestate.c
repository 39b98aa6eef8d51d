#include "layout/pagestate.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"

#define BINS 8 /* powers of two: an entry or two in each */
#define FLOAT_BINS 64

/* The cheapest with so many floats placed, and more of them than those before. */
struct pagestate_front {
	struct pagestate_front *next;
	size_t floats;
	int64_t cost;
};

/* The entries at places of one number. */
struct pagestates_place {
	struct pagestate *first; /* the newest, until they are dealt with */
	struct pagestate **bins; /* by kind */
	size_t least; /* key of the entries */
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
	t->n_bins = t->floating ? FLOAT_BINS : BINS;
	t->now = SIZE_MAX;
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
	       a->ends == b->ends && a->page_class == b->page_class &&
	       a->floats == b->floats && a->heads == b->heads &&
	       a->foot == b->foot && a->taken == b->taken && a->due == b->due;
}

static size_t
hash_of(const struct pagelast_start *s)
{
	int shape = (s->shorter * 8 + s->column) * 8 + s->at.setting;
	size_t h = ((size_t)shape * 2 + s->recto) * 2 + s->ends;

	h = h * 31 + s->floats;
	h = h * 31 + s->taken;
	h = h * 31 + s->heads + s->foot * (size_t)7 + s->due * (size_t)13;
	return h * 2654435761u >> 16;
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
	t->spare = s->next;
	return s;
}

/* Nothing comes from it any more: nor, perhaps, from what it comes from. */
static void
drop_entry(struct pagestates *t, struct pagestate *s)
{
	while (s != NULL && s->over && s->n_from == 0) {
		struct pagestate *before = entry_before(s);

		s->next = t->spare;
		t->spare = s;
		s = before;
		if (s != NULL)
			s->n_from--;
	}
}

static struct pagestate **
new_bins(struct pagestates *t)
{
	struct pagestate **bins = t->spare_bins;

	if (bins == NULL)
		return arena_new_array(t->arena, struct pagestate *, t->n_bins);
	t->spare_bins = (struct pagestate **)bins[0];
	bins[0] = NULL;
	return bins;
}

/* The newest of a key, where entries of the place in hand are taken from. */
static struct pagestate **
chain_of(struct pagestates *t, const struct pagestates_place *place, size_t key)
{
	size_t n = key - place->least + 1;

	assert(key >= place->least);
	while (t->n_chains < n) {
		t->chains = arena_grow(t->arena, t->chains, t->n_chains,
				       &t->cap_chains, sizeof(*t->chains));
		t->chains[t->n_chains++] = NULL;
	}
	return &t->chains[n - 1];
}

static void
add_entry(struct pagestates *t, size_t ordinal, struct pagestate **bin,
	  struct pagestate *s, size_t key)
{
	struct pagestates_place *place = &t->places[ordinal];
	struct pagestate **first = &place->first;

	if (ordinal == t->now)
		first = chain_of(t, place, key);
	else if (*first == NULL)
		place->least = key;
	else if (key < place->least)
		place->least = key;
	*s = (struct pagestate){.like = *bin, .next = *first};
	*bin = *first = s;
}

void
pagestates_offer(struct pagestates *t, const struct pagelast_start *start,
		 int64_t whole)
{
	size_t ordinal = columnfill_ordinal(t->fill, start->at);
	struct pagestates_place *place = &t->places[ordinal];
	struct pagestate **bin, *s, *before = NULL;

	note_cost(t, start, whole, ordinal);
	if (place->bins == NULL)
		place->bins = new_bins(t);
	bin = &place->bins[hash_of(start) & (t->n_bins - 1)];
	s = *bin;
	while (s != NULL && !same_kind(&s->start, start))
		s = s->like;
	if (s == NULL) {
		s = new_entry(t);
		add_entry(t, ordinal, bin, s, key_of(t, start));
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

/* ---- place by place --------------------------------------------------------- */

void
pagestates_begin(struct pagestates *t, size_t ordinal)
{
	struct pagestates_place *place = &t->places[ordinal];
	struct pagestate *oldest = NULL;

	t->now = ordinal;
	t->n_chains = 0;
	while (place->first != NULL) { /* the other way round */
		struct pagestate *s = place->first;

		place->first = s->next;
		s->next = oldest;
		oldest = s;
	}
	while (oldest != NULL) {
		struct pagestate *s = oldest, **chain;

		oldest = s->next;
		chain = chain_of(t, place, key_of(t, &s->start));
		s->next = *chain;
		*chain = s;
	}
}

struct pagestate *
pagestates_look(struct pagestates *t, struct pagestate *last)
{
	struct pagestate *s = last != NULL ? last->next : NULL;

	if (last == NULL && t->n_chains > 0)
		s = t->chains[t->key = 0];
	while (s == NULL && t->key + 1 < t->n_chains)
		s = t->chains[++t->key];
	return s;
}

struct pagestate *
pagestates_next(struct pagestates *t, struct pagestate *last)
{
	struct pagestate *s = pagestates_look(t, last);

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
pagestates_end(struct pagestates *t)
{
	struct pagestates_place *place = &t->places[t->now];

	for (size_t i = 0; i < t->n_chains; i++)
		for (struct pagestate *s = t->chains[i], *next; s != NULL;
		     s = next) {
			next = s->next;
			s->over = true;
			drop_entry(t, s);
		}
	if (t->fronts != NULL)
		spare_fronts(t, t->now);
	if (place->bins == NULL)
		return;
	memset(place->bins, 0, t->n_bins * sizeof(*place->bins));
	place->bins[0] = (struct pagestate *)t->spare_bins;
	t->spare_bins = place->bins;
	place->bins = NULL;
}
