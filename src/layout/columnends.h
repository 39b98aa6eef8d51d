/*
 * columnends - the ends of columns of the heights that the pages of one class have,
 * found once for each place where one may begin. A part of pagebreak; included by it and
 * nobody else.
 *
 * A page breaker that goes over a galley again and again, as more of what it costs to end
 * a column is known, fills the same columns each time. What those cost without their ends
 * stays the same, and takes 16 bytes an end.
 *
 * Input     The columns' filler. No rule may be broken while this is used.
 * Ownership All lives in the arena given.
 * Errors    None.
 */
#ifndef LAYOUT_COLUMNENDS_H
#define LAYOUT_COLUMNENDS_H

#include "layout/columnfill.h"

struct arena;

#define COLUMNENDS_MAX_TARGETS 16 /* shortnesses of a page that are tried */

/* An end of a column without its price, which changes as more is known. */
struct columnends_end {
	int64_t cost;
	uint32_t place; /* columnends_place() */
	uint8_t setting, target;
	bool broken; /* there is a price: a word is */
};

struct columnends_list {
	const struct columnends_end *ends; /* NULL: not known yet */
	size_t n;
};

struct columnends {
	struct columnfill *fill;
	struct arena *arena;
	struct columnends_list *lists; /* by place; NULL: nothing is kept */
	uint32_t *blocks; /* by place: where it is */
	struct columnends_end *found; /* of the column filled last */
	size_t n_found, cap_found;
	int targets[COLUMNENDS_MAX_TARGETS]; /* heights, each one line less ... */
	int n_targets; /* ... as long as there is a line left */
};

/*
 * Of pages of that height that may run so many lines short. Where nothing is kept, each
 * column is filled each time.
 */
void columnends_init(struct columnends *ends, struct columnfill *fill,
		     struct arena *arena, int height, int n_targets, bool kept);

/*
 * Places in a block that leave as many lines of it are one: what follows them costs
 * the same, but for what is paid inside the block. They are counted from the block's
 * end; its beginning comes first.
 */
size_t columnends_place(const struct columnfill *fill, struct pagebreak_place at);

/* Do the ends depend on the setting of the block, of which so many lines are left? */
bool columnends_differ(const struct columnends *ends, int lines);

/*
 * All ends of columns that begin at a place, in the order of columnfill_ends(); what is
 * not kept is good until the next is asked for.
 */
struct columnends_list
columnends_list(struct columnends *ends, struct pagebreak_place at);

struct pagebreak_place
columnends_at(const struct columnends *ends, const struct columnends_end *end);

/* As columnfill_ends(), for targets[from] to targets[to - 1]. */
void columnends_find(struct columnends *ends, struct pagebreak_place at, int from,
		     int to, columnfill_emit *emit, void *context);

#endif
