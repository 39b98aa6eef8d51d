/*
 * pagebound - the least that the rest of a galley can cost, from any beginning of a
 * column on: what a proof compares with, so that a way that is dear already need not
 * be pursued to its end. A part of pagebreak; included by it and nobody else.
 *
 * It is the page breaker's own problem, solved from the last line to the first. What
 * is not known yet is taken at its least: what a broken word at the end of a column
 * costs, of which nobody has asked; and the last page, which costs nothing here. So no
 * way costs less; see
 *
 *   P. E. Hart, N. J. Nilsson, B. Raphael, "A Formal Basis for the Heuristic
 *   Determination of Minimum Cost Paths" (1968).
 *
 * Input     The ends of columns; no rule may be broken.
 * Units     Prices of the page breaker.
 * Ownership The bounds live in the arena given.
 * Errors    None.
 * Cost      One column looked at for each line of the galley.
 */
#ifndef LAYOUT_PAGEBOUND_H
#define LAYOUT_PAGEBOUND_H

#include "layout/columnends.h"

struct arena;
struct pagelast_start;

struct pagebound {
	const struct columnfill *fill;
	const struct pagebound_class
		*classes; /* of pages; NULL: nothing is known */
	int columns, n_targets; /* of a page; shortnesses, from 0 */
};

/* From the ends of columns, by class of page, of pages so many lines short at most. */
void pagebound_find(struct arena *arena, struct columnends *ends, int most_short,
		    struct pagebound *ret);

/* The least that all costs which is set from there on. */
int64_t
pagebound_rest(const struct pagebound *bound, const struct pagelast_start *start);

#endif
