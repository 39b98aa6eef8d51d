#include "layout/pagestate.h"

#include <assert.h>

#include "base/arena.h"

#define FLOAT_BINS 16 /* a few entries in each */

/* The cheapest with so many floats placed, and more of them than those before. */
struct pagestate_front {
	struct pagestate_front *next;
	size_t floats;
	int64_t cost;
};

void
pagestates_init(struct pagestates *t, const struct columnfill *fill,
		struct arena *arena)
{
	size_t lines = fill->ordinal[fill->n_blocks];
	size_t n = (lines + 1) * (size_t)fill->params->columns * 2;

	*t = (struct pagestates){
		.arena = arena,
		.fill = fill,
		.columns = fill->params->columns,
		.at = arena_new_array(arena, struct pagestate *, lines + 1),
		.n_bins = fill->params->n_floats > 0 ? FLOAT_BINS : 1,
	};
	t->bins = arena_new_array(
		arena, struct pagestate *, (lines + 1) * t->n_bins);
	if (fill->params->n_floats > 0) {
		t->fronts = arena_new_array(arena, struct pagestate_front *, n);
		return;
	}
	t->least = arena_new_array(arena, int64_t, n);
	for (size_t i = 0; i < n; i++)
		t->least[i] = PAGEBREAK_NEVER;
}

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

/* Where entries of that kind are, among those of a place; what differs most counts. */
static struct pagestate **
bin_of(const struct pagestates *t, const struct pagelast_start *s, size_t ordinal)
{
	size_t kind = s->floats + (size_t)s->taken * 3 + (size_t)s->foot * 5 +
		      (size_t)s->heads * 7 + (size_t)s->shorter * 11 +
		      (size_t)s->column * 13 + (size_t)s->due * 19 +
		      (size_t)s->at.setting * 17;

	return &t->bins[ordinal * t->n_bins + kind % t->n_bins];
}

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
		f = arena_alloc(t->arena, sizeof(*f));
		f->next = *slot;
		*slot = f;
	}
	f->floats = pagelast_placed(s);
	f->cost = s->cost;
}

static void
note_cost(struct pagestates *t, const struct pagelast_start *s, size_t ordinal)
{
	size_t entry = entry_of(t, s, ordinal);

	if (columnfill_is_open(t->fill, s->at))
		return;
	if (t->fronts != NULL)
		note_front(t, s, ordinal);
	else if (s->cost < t->least[entry])
		t->least[entry] = s->cost;
}

/* The cheapest way there with at least as many floats placed. */
static int64_t
least_of(const struct pagestates *t, const struct pagelast_start *s,
	 size_t ordinal)
{
	size_t entry = entry_of(t, s, ordinal);
	const struct pagestate_front *f;

	if (t->fronts == NULL)
		return t->least[entry];
	f = t->fronts[entry];
	while (f != NULL && f->floats < pagelast_placed(s))
		f = f->next;
	return f != NULL ? f->cost : PAGEBREAK_NEVER;
}

void
pagestates_offer(struct pagestates *t, const struct pagelast_start *start)
{
	size_t ordinal = columnfill_ordinal(t->fill, start->at);
	struct pagestate **bin = bin_of(t, start, ordinal);
	struct pagestate *s = *bin;

	note_cost(t, start, ordinal);
	while (s != NULL && !same_kind(&s->start, start))
		s = s->like;
	if (s == NULL) {
		s = arena_alloc(t->arena, sizeof(*s));
		s->next = t->at[ordinal];
		t->at[ordinal] = s;
		s->like = *bin;
		*bin = s;
	} else if (start->cost >= s->start.cost) {
		return;
	}
	assert(!s->done);
	s->start = *start;
}

bool
pagestates_is_dear(const struct pagestates *t, const struct pagelast_start *s,
		   size_t ordinal, int64_t patience)
{
	size_t end = ordinal + (size_t)t->fill->highest;
	size_t lines = t->fill->ordinal[t->fill->n_blocks];

	if (patience >= PAGEBREAK_NEVER)
		return false;
	for (size_t i = ordinal; i < end && i < lines; i++)
		if (s->cost - least_of(t, s, i) > patience)
			return true;
	return false;
}

/*
 * A column of floats alone ends where it begins. All such follow in this order: by
 * floats, and then columns, from the second of a page to the first of the next.
 */
static bool
comes_before(const struct pagestates *t, const struct pagelast_start *x,
	     const struct pagelast_start *y)
{
	if (pagelast_placed(x) != pagelast_placed(y))
		return pagelast_placed(x) < pagelast_placed(y);
	return (x->column > 0 ? x->column : t->columns) <
	       (y->column > 0 ? y->column : t->columns);
}

struct pagestate *
pagestates_next(struct pagestates *t, size_t ordinal, struct pagestate *last)
{
	struct pagestate **first = NULL, *s;

	if (t->fronts == NULL)
		return last == NULL ? t->at[ordinal] : last->next;
	for (struct pagestate **at = &t->at[ordinal]; *at != NULL;
	     at = &(*at)->next)
		if (first == NULL ||
		    comes_before(t, &(*at)->start, &(*first)->start))
			first = at;
	if (first == NULL)
		return NULL;
	s = *first;
	*first = s->next; /* it is not looked for again */
	s->done = true;
	return s;
}
