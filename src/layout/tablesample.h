/*
 * tablesample - what the cells of a table ask of its columns, and how high the table
 * becomes at given widths. For tablewidths.c and tableslack.c.
 *
 * All cells are looked at once for what they need at the least; the words of the head
 * and of rows taken evenly from the rest are remembered, a bounded number however long
 * the table is, and heights are estimated from them.
 *
 * Ownership In the pager's arena; the composer's scratch is left as it was found.
 */
#ifndef LAYOUT_TABLESAMPLE_H
#define LAYOUT_TABLESAMPLE_H

#include "layout/tablegrid.h"

/* The words of a cell as the estimate sees them. */
struct table_words {
	const mpt *list;
	size_t n;
	mpt space;
	mpt trail; /* white that is kept free at the right */
	size_t column, columns, rows;
};

struct table_sample_row {
	struct table_words *cells;
	size_t n;
};

struct table_sample {
	struct table_grid *g;
	struct table_sample_row *rows;
	size_t n;
	mpt least[TABLE_MAX_COLUMNS]; /* no word is broken */
	mpt whole[TABLE_MAX_COLUMNS]; /* no cell is: all stand on one line */
	bool fixed[TABLE_MAX_COLUMNS]; /* has its width */
	size_t n_fixed;
};

/* Lines of all rows; lines of cells beyond their first; white at ends of lines. */
struct table_height {
	int64_t lines, broken, white;
};

/* Returns what all the columns need at the least, with what is between them. */
mpt table_sample_look(struct table_grid *g, struct table_sample *ret);

/* Room for a cell, over all its columns, from the widths of these. */
mpt
table_sample_room(const struct table_words *cell, const mpt *width, mpt gutter);

/* Lines the words take at a width, first fit; the white at their ends is added. */
int table_sample_lines(const struct table_words *cell, mpt width, int64_t *white);

struct table_height
table_sample_estimate(const struct table_sample *s, const mpt *width);

/* Is a better than b? */
bool table_height_is_better(struct table_height a, struct table_height b);

/* The columns of a cell get what they lack of so much, all the same. */
void table_sample_ask(const struct table_sample *s, mpt *width,
		      const struct table_words *cell, mpt need);

#endif
