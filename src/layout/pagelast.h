/*
 * pagelast - the last page of a galley: its columns are levelled. A part of
 * pagebreak; included by it and nobody else.
 *
 * Of the places where the last page may begin and of the heights it may have, the
 * pair is found that makes the whole cheapest. Columns are as high as the page's
 * target or one line less; the last one may be lower, at the price of raggedness.
 */
#ifndef LAYOUT_PAGELAST_H
#define LAYOUT_PAGELAST_H

#include "layout/columnfill.h"
#include "layout/floatplan.h"

struct arena;

#define PAGELAST_ANY (-1)

/* The cheapest way to have set all before a place that begins a column. */
struct pagelast_start {
	const struct pagelast_start *prev; /* where the column before began */
	struct pagebreak_place at;
	int64_t cost, price; /* of which the end of that column; see columnfill */
	uint16_t page_class; /* index of the page's height */
	int8_t column; /* the one that begins */
	int8_t shorter; /* lines the page is to run short, or ANY */
	bool recto;
	bool ends; /* the text ends on this page, and floats are left for others */
	int16_t target, lack; /* of the column that ended */
	/* floats: so many stand in columns, and on pages, that ended */
	uint16_t floats;
	uint16_t heads; /* so many more stand over all columns of this page */
	uint16_t foot; /* 1 + the one that will stand under them; 0: none */
	uint16_t taken; /* lines that these take from the columns of the page */
	uint16_t due; /* those before this should stand on this page; 0: all do */
	struct floatplan_page page; /* what stood on the page ... */
	struct floatplan_column way; /* ... and in the column that ended */
};

/* The float that comes next where a column begins. */
static inline size_t
pagelast_next(const struct pagelast_start *s)
{
	return (size_t)s->floats + s->heads;
}

/* How many stand on pages, or will on this one for certain. */
static inline size_t
pagelast_placed(const struct pagelast_start *s)
{
	return pagelast_next(s) + (s->foot != 0);
}

struct pagelast {
	const struct pagelast_start *start;
	int target;
	int n_ends; /* columns that hold anything */
	struct pagebreak_place ends[PAGEBREAK_MAX_COLUMNS];
	int heights[PAGEBREAK_MAX_COLUMNS];
	struct floatplan_page page; /* floats over all columns ... */
	struct floatplan_column ways[PAGEBREAK_MAX_COLUMNS]; /* ... and in each */
	int64_t cost; /* of everything */
};

/* Could what begins there be the last page, of this height? */
bool pagelast_may_fit(const struct columnfill *fill,
		      const struct pagelast_start *start, int height);

/*
 * The cheapest of all ways to end; false if no start leads to an end that makes the
 * whole cheaper than `below`. The array is put in order of cost.
 */
bool pagelast_best(struct columnfill *fill, struct arena *scratch,
		   const struct pagelast_start **starts, size_t n_starts,
		   int64_t below, struct pagelast *ret);

#endif
