/*
 * floatplan - the ways in which the next floats may stand on a page and in its
 * columns. A part of pagebreak; included by it, by pagelast and nobody else.
 *
 * Floats keep their order, read as a page is read: what stands over all columns at
 * the head of the page, then each column from its head to its foot, then what
 * stands over all columns at the foot. So a way is a matter of numbers: how many of
 * those that come next go where. What stands at the foot of the page comes after
 * all that its columns hold, and lessens the room in them: which float that will be
 * is said when the page begins, and has to come true when it ends.
 */
#ifndef LAYOUT_FLOATPLAN_H
#define LAYOUT_FLOATPLAN_H

#include "layout/columnfill.h"

#define FLOATPLAN_MOST_WIDE 2 /* at the head of a page */
#define FLOATPLAN_MOST_IN_COLUMN 4
#define FLOATPLAN_MOST_LAST 8 /* on a last page */
#define FLOATPLAN_PAGES 32 /* ways, no more */
#define FLOATPLAN_COLUMNS 16

/* What stands over all columns. */
struct floatplan_page {
	uint16_t head; /* so many at the head of the page */
	uint16_t foot; /* 1 + the one at its foot; 0: none */
	int16_t taken; /* lines, with the white between them and the text */
};

/* What stands in one column. */
struct floatplan_column {
	uint8_t head, foot; /* so many at either end */
	int16_t taken; /* likewise; of floats alone, without the white after them */
	bool alone; /* there is no text in the column */
};

/* In order of their references, and none higher than a page. */
void floatplan_assert(const struct pagebreak_params *p, size_t n_blocks);

/* Height of `n` floats from `first` on, each with white on one side. */
int floatplan_height(const struct pagebreak_params *p, size_t first, size_t n);

/* Of the floats from `from` on: the first whose reference is not before a place. */
size_t
floatplan_due(const struct columnfill *f, size_t from, struct pagebreak_place at);

/* The first one whose reference can not be within so many lines from a place on. */
size_t floatplan_reach(const struct columnfill *f, size_t from,
		       struct pagebreak_place at, int lines);

/* Ways for a page `height` lines high, of the floats [next, end). */
size_t floatplan_pages(const struct pagebreak_params *p, size_t next, size_t end,
		       int height, struct floatplan_page ret[FLOATPLAN_PAGES]);

/*
 * Ways for a column `height` lines high, of the floats [next, end), that leave room
 * for `least` lines of text, or are of floats alone. The first is that of none.
 */
size_t floatplan_columns(const struct pagebreak_params *p, size_t next,
			 size_t end, int height, int least,
			 struct floatplan_column ret[FLOATPLAN_COLUMNS]);

/*
 * What it costs that those of a column, which end before float `after`, stand before
 * the column they belong to, or at the foot.
 */
int64_t
floatplan_cost(const struct columnfill *f, size_t after,
	       const struct floatplan_column *way, struct pagebreak_place end);

/*
 * Where they stand: in the page's area, from its line `top` to the line `bottom` on
 * which all its columns end.
 */
void floatplan_place_wide(const struct pagebreak_params *p, size_t first,
			  const struct floatplan_page *way, size_t page,
			  int bottom, struct pagebreak_spot *spots);
void floatplan_place(const struct pagebreak_params *p, size_t first,
		     const struct floatplan_column *way, size_t page, int column,
		     int top, int bottom, struct pagebreak_spot *spots);

#endif
