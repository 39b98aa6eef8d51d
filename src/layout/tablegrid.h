/*
 * tablegrid - the cells of a table in their columns and rows, and how wide the
 * columns are. For table.c.
 *
 * Cells take the next free place of their row; one that spans rows keeps its place
 * in those below. What would stand beyond the last column or row is cut to fit.
 *
 * Figures of a role that aligns at the decimal mark stand under one another, as far
 * to the right as the longest allows. The mark of a note hangs behind its figures, in
 * the white beside the column. A head over figures ends where most of them do, be it of
 * one column or of several; over words it begins where they begin.
 */
#ifndef LAYOUT_TABLEGRID_H
#define LAYOUT_TABLEGRID_H

#include "layout/page.h"

#define TABLE_MAX_COLUMNS 24
#define TABLE_UNBOUND (INT32_MAX / 8) /* a measure that nothing is wider than */

enum table_part { TABLE_HEAD, TABLE_BODY, TABLE_FOOT };

struct table_cell {
	const struct node *node;
	enum role_id role;
	size_t column, columns; /* first; number of */
	size_t rows;
	bool in_head;
};

struct table_row {
	enum table_part part;
	struct table_cell *cells;
	size_t n_cells;
	bool joined; /* to the row above, by a cell that spans both */
	bool group; /* a heading over the rows below */
	size_t over; /* 1 + the row that is the heading over it; 0: none is */
	bool sum; /* of those above */
};

#define TABLE_MAX_ENDS 6 /* places at which the figures of a column may end */

/* How the figures of a column line up. */
struct table_decimals {
	bool any;
	mpt before,
		after; /* widest part on either side of the mark's left edge */
	struct {
		mpt after;
		size_t n; /* of the cells that end there */
	} ends[TABLE_MAX_ENDS];
	size_t n_ends;
	mpt trail; /* white between where most of them end and the right edge */
};

struct table_grid {
	struct pager *p;
	mpt left, measure; /* of the table */
	const struct layout_table *hints; /* NULL: none */
	size_t n_columns;
	mpt gutter; /* between columns: of the style, or less where it is tight */
	mpt x[TABLE_MAX_COLUMNS];
	mpt width[TABLE_MAX_COLUMNS]; /* of the text */
	struct table_decimals decimals[TABLE_MAX_COLUMNS];
	struct table_row *rows; /* head, body, foot */
	size_t n_rows, n_head, n_foot;
	mpt least; /* measure at which no word need be broken */
};

/* The rows and cells; for a measure, the widths; all of it so far to the right. */
void table_grid_make(struct pager *p, const struct node *table,
		     struct table_grid *ret);
void table_grid_fit(struct table_grid *g, mpt left, mpt measure);
void table_grid_move(struct table_grid *g, mpt right);

mpt table_cell_width(const struct table_grid *g, const struct table_cell *cell);
const struct compose_para *
table_cell_compose(const struct table_grid *g, const struct table_cell *cell);

/* Where the next page repeats it: with words that say so, if they are not too wide. */
const struct compose_para *table_cell_compose_again(
	const struct table_grid *g, const struct table_cell *cell);

/* Do its figures stand under others? And: take their widths into account. */
bool
table_cell_is_decimal(const struct table_grid *g, const struct table_cell *cell);
void
table_cell_measure_figures(struct table_grid *g, const struct table_cell *cell);

/* With all figures measured: where those of each column end. */
void table_grid_find_trails(struct table_grid *g);

/* White at the right of a head over figures, up to where the widest of them ends. */
mpt table_cell_trail(const struct table_grid *g, const struct table_cell *cell);

/* Where a line of a composed cell begins, from the table's left edge on. */
mpt table_cell_x(const struct table_grid *g, const struct table_cell *cell,
		 const struct compose_para *para, size_t line);

#endif
