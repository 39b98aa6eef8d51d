/*
 * diff_grid - two tables beside each other: which row and which column of one is which
 * of the other.
 *
 * A row is known by all it holds, else by its heading cells, under the same heading
 * over it or elsewhere. What is left is recognised, in its order, by a heading that is
 * the same as others have or nearly the same, or by what stands behind the heading. A
 * column is known by its label, then by a label that is nearly the same, then by what
 * it holds.
 * Headings with other figures in them are other headings: "2034" has not become "2035".
 *
 * Input     Two tables of loaded editions.
 * Ownership In the arena; texts borrow the editions'.
 * Errors    None.
 * Purity    The tables the other way round give the same pairs.
 * Cost      n log n for n rows; those not recognised by their headings are weighed
 *           against each other as far as DIFF_ALIGN_MOST goes (diff_align.h).
 */
#ifndef EDITION_DIFF_GRID_H
#define EDITION_DIFF_GRID_H

#include "edition/diff_match.h"
#include "model/edition.h"

struct diff;

/* A row, of cells or the heading over those that follow. */
struct diff_line {
	const struct data_row *row;
	bool foot;
	const char *group; /* the heading over it; "": none */
	const char *head; /* its heading cells; "": none */
	const char *all; /* its cells, U+001F between them */
	const char *name; /* by which it is told: "Personeel", "rij 3" */
	size_t partner; /* in the other table, or DIFF_NONE */
	size_t behind; /* the row above it that has one, and 1; 0: none has */
};

struct diff_column {
	const char *name; /* by which it is told: "2035", "kolom 3" */
	size_t partner; /* in the other table, or DIFF_NONE */
};

struct diff_grid {
	const struct data_table *table;
	struct data_grid_row *rows;
	struct diff_line *lines;
	size_t n_lines;
	const struct data_column *columns;
	struct diff_column *names;
	size_t n_columns;
};

/* The words of a row or column for people come in the new edition's language. */
void diff_grids(struct diff *diff, const struct data_table *old,
		const struct data_table *new, struct diff_grid *ret_old,
		struct diff_grid *ret_new);

/*
 * The cell that begins here, as far as rows and columns that both tables have can
 * tell; NULL: there is none, or it came in from above or from the left.
 */
const struct data_cell *
diff_grid_cell(const struct diff_grid *grid, size_t line, size_t column);

#endif
