/*
 * pagestate - the entries of the page breaker's dynamic program. A part of
 * pagebreak; included by it and nobody else.
 *
 * An entry is the cheapest way to have set everything before a place that begins a
 * column of a certain kind. Places are dealt with in reading order, and all ends of
 * a column with text are further along than its beginning.
 *
 * An entry stands as long as one that is still to be dealt with, or one that is kept, comes
 * from it; then its room is used again. So what there is at one time is what has been
 * begun, and a few ways back to the first page.
 */
#ifndef LAYOUT_PAGESTATE_H
#define LAYOUT_PAGESTATE_H

#include "layout/pagelast.h"

struct pagestate {
	struct pagelast_start start; /* first: those that come from it know it */
	struct pagestate *like; /* an older one of its bin */
	struct pagestate *next; /* an older one of its place, or of its key */
	uint32_t n_from; /* entries that come from it */
	bool done; /* given by pagestates_next() ... */
	bool over; /* ... and so are all others of its place */
};

struct pagestates {
	struct arena *arena;
	const struct columnfill *fill;
	int columns;
	struct pagestates_place *places; /* by number */
	size_t n_bins; /* of each; where floats may stand, kinds are many */
	/* of the place in hand, by key from its least: the newest first */
	struct pagestate **chains;
	size_t now, n_chains, cap_chains;
	size_t key; /* of the entry given last */
	int64_t *
		least; /* by number, column and side: of the cheapest the whole */
	struct pagestate_front **fronts; /* the same, if there are floats */
	bool floating; /* there are */
	bool compared; /* pagestates_is_dear() will be asked */
	/* room to be used again */
	struct pagestate *spare; /* by next */
	struct pagestate **spare_bins; /* of which the first is the next */
	struct pagestate_front *spare_fronts;
};

/* `compared`: they are to be, by what they cost. */
void pagestates_init(struct pagestates *s, const struct columnfill *fill,
		     struct arena *arena, bool compared);

/* An entry of which it is known what it costs as a whole, at the least. */
void pagestates_offer(struct pagestates *s, const struct pagelast_start *start,
		      int64_t whole);

/* One of them stays, with all that it comes from. */
void pagestates_keep(struct pagelast_start *start);

/*
 * If they are compared: another way that is as far or further, with as many floats placed, is cheaper by
 * more than patience. Ways that may turn out dearer do not count.
 */
bool
pagestates_is_dear(const struct pagestates *s, const struct pagelast_start *start,
		   int64_t whole, size_t ordinal, int64_t patience);

/* The entries at places of this number are to be dealt with. */
void pagestates_begin(struct pagestates *s, size_t ordinal);

/*
 * The entry after `last` (NULL: the first), or NULL. Those that are offered in the
 * meantime come after it.
 */
struct pagestate *pagestates_next(struct pagestates *s, struct pagestate *last);

/* The same, of all there are so far and before any is dealt with. */
struct pagestate *pagestates_look(struct pagestates *s, struct pagestate *last);

/* All of them have been dealt with. */
void pagestates_end(struct pagestates *s);

#endif
