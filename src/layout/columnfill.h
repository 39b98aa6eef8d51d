/*
 * columnfill - all the ways to fill one column: the inner half of pagebreak, which
 * strings columns together. Included by pagebreak.c, pagelast.c and nobody else.
 *
 * From the place where a column begins, block after block is added in each of its
 * settings and with each amount of white over it; for every height reached, the
 * cheapest way is kept. Where a height is one of the targets, a column can end.
 * That is exact: what follows a boundary depends on its height alone.
 */
#ifndef LAYOUT_COLUMNFILL_H
#define LAYOUT_COLUMNFILL_H

#include "layout/pagebreak.h"

/* What was answered about ending a column with a certain broken line. */
struct columnfill_price {
	int64_t mended[PAGEBREAK_MAX_SETTINGS];
};

struct columnfill {
	struct arena *arena;
	const struct pagebreak_block *blocks;
	size_t n_blocks;
	const struct pagebreak_params *params;
	bool lenient; /* break rules, and pay */
	size_t *ordinal; /* by block: the number of its first line */
	struct columnfill_price **prices; /* by ordinal; NULL: never asked */
	size_t n_asked;
	int *least, *most; /* by block: heights of it and all that follow */
	uint16_t *told; /* by block: floats whose reference is before it */
	int most_above; /* the most white over any block */
	int highest; /* the greatest height of a column */
	struct columnfill_cell *now, *next; /* by height */
	struct columnfill_step *steps; /* of one column, for the way back */
};

/* A way for a column to end. */
struct columnfill_end {
	struct pagebreak_place at;
	int lack; /* lines short of the target */
	int64_t cost; /* of settings, white and the end, but for a turn's */
	int64_t price; /* of which for the end */
	int64_t turn; /* more if the page is turned there */
};

void columnfill_init(struct columnfill *f);

/* The number of a place: those further along have a greater one. */
static inline size_t
columnfill_ordinal(const struct columnfill *f, struct pagebreak_place p)
{
	return f->ordinal[p.block] + (size_t)p.line;
}

/* The least and the greatest height of all that begins at a place. */
int columnfill_least(const struct columnfill *f, struct pagebreak_place at);
int columnfill_most(const struct columnfill *f, struct pagebreak_place at);

/*
 * Every end of a column that begins at `from` and has height targets[k], for each
 * k: to `emit`. The same end may be given more than once.
 */
typedef void
columnfill_emit(void *context, size_t target, const struct columnfill_end *end);
void columnfill_ends(struct columnfill *f, struct pagebreak_place from,
		     const int *targets, size_t n_targets, columnfill_emit *emit,
		     void *context);

/*
 * The same for every height up to `most`, given as its target; those of one height come
 * in the same order. Not where a column may end above its target.
 */
void columnfill_all(struct columnfill *f, struct pagebreak_place from, int most,
		    columnfill_emit *emit, void *context);

/*
 * The cheapest way to set all the rest in one column, for each height up to `most`:
 * calls `done` with the height and the cost.
 */
typedef void columnfill_done(void *context, int height, int64_t cost);
void columnfill_rest(struct columnfill *f, struct pagebreak_place from, int most,
		     columnfill_done *done, void *context);

/*
 * The settings and whites of the cheapest way from `from` to `to` at this height,
 * written by block. `to` with block n_blocks: to the end of all.
 */
void columnfill_trace(struct columnfill *f, struct pagebreak_place from,
		      struct pagebreak_place to, int height, int *setting,
		      int *white);

/* The price of ending a column at a place, as far as it is known. */
void columnfill_price(const struct columnfill *f, struct pagebreak_place at,
		      int64_t *ret_cost, int64_t *ret_turn);

/* The same where a word is broken, and all else is as it should be. */
void columnfill_price_word(const struct columnfill *f, struct pagebreak_place at,
			   int64_t *ret_cost, int64_t *ret_turn);

/* Does a word stand on both sides of it? */
bool columnfill_is_broken(const struct columnfill *f, struct pagebreak_place at);

/* Is it not known yet? */
bool columnfill_is_open(const struct columnfill *f, struct pagebreak_place at);

/* Ask what is not known about it. True if it was not known. */
bool columnfill_resolve(struct columnfill *f, struct pagebreak_place at);

/* Which rules ending a column here breaks, and whether its last line is mended. */
unsigned columnfill_broken(const struct columnfill *f, struct pagebreak_place at,
			   bool turn, bool *ret_mended);

#endif
