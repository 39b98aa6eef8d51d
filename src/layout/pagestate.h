/*
 * pagestate - the entries of the page breaker's dynamic program. A part of
 * pagebreak; included by it and nobody else.
 *
 * An entry is the cheapest way to have set everything before a place that begins a
 * column of a certain kind. Places are dealt with in reading order, and all ends of
 * a column with text are further along than its beginning.
 */
#ifndef LAYOUT_PAGESTATE_H
#define LAYOUT_PAGESTATE_H

#include "layout/pagelast.h"

struct pagestate {
	struct pagestate *next; /* that begin at places of the same number */
	struct pagestate *like; /* of these, those of the same bin */
	struct pagelast_start start;
	bool done; /* given by pagestates_next() */
};

struct pagestates {
	struct arena *arena;
	const struct columnfill *fill;
	int columns;
	struct pagestate **at; /* by number of the place */
	struct pagestate **bins; /* of each the same entries, by kind */
	size_t n_bins; /* of each; where floats may stand, kinds are many */
	int64_t *least; /* by that, column and side: of the cheapest the whole */
	struct pagestate_front **fronts; /* the same, if there are floats */
};

void pagestates_init(struct pagestates *s, const struct columnfill *fill,
		     struct arena *arena);

/* An entry of which it is known what it costs as a whole, at the least. */
void pagestates_offer(struct pagestates *s, const struct pagelast_start *start,
		      int64_t whole);

/*
 * Another way that is as far or further, with as many floats placed, is cheaper by
 * more than patience. Ways that may turn out dearer do not count.
 */
bool
pagestates_is_dear(const struct pagestates *s, const struct pagelast_start *start,
		   int64_t whole, size_t ordinal, int64_t patience);

/*
 * The entry after `last` (NULL: the first) at places of a number, or NULL. Where there
 * are floats it is taken out of `at`: others may be offered in the meantime.
 */
struct pagestate *
pagestates_next(struct pagestates *s, size_t ordinal, struct pagestate *last);

#endif
