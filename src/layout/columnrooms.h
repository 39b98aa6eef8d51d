/*
 * columnrooms - the ends of columns of any height from the places in hand. A part of
 * pagebreak; included by it and nobody else.
 *
 * Where floats may stand, a column that begins at one place is filled for each way to
 * have come there and for each room that floats may leave in it. All these are found at
 * once, and stay as long as their place is in hand.
 *
 * Input     The columns' filler. No rule may be broken.
 * Ownership All lives in the arena given.
 * Errors    None.
 */
#ifndef LAYOUT_COLUMNROOMS_H
#define LAYOUT_COLUMNROOMS_H

#include "layout/columnfill.h"

struct arena;
struct columnrooms_slot;

#define COLUMNROOMS_MAX_TARGETS 80 /* at once */

struct columnrooms {
	struct columnfill *fill;
	struct arena *arena;
	struct columnrooms_slot *slots; /* by setting of the block that is cut */
};

void columnrooms_init(struct columnrooms *rooms, struct columnfill *fill,
		      struct arena *arena);

/* As columnfill_ends(). What is asked about an end is known before its place is begun. */
void columnrooms_find(struct columnrooms *rooms, struct pagebreak_place from,
		      const int *targets, size_t n_targets, columnfill_emit *emit,
		      void *context);

#endif
