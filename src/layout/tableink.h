/*
 * tableink - the parts of a table whose columns are known: how high they are, and
 * their ink. For table.c, which cuts tables into pages, and tablefloat.c.
 *
 * What is put stands at the pager's cursor on its page in hand, and moves it; nothing
 * here asks whether there is room. Heights of rows are found when they are asked for.
 */
#ifndef LAYOUT_TABLEINK_H
#define LAYOUT_TABLEINK_H

#include "layout/tablegrid.h"

struct table {
	struct pager *p;
	const struct style_table *style;
	struct table_grid grid;
	mpt *heights; /* of all rows with their padding; 0: not yet known */
	bool turned;
	const struct node *node;
	const struct compose_para *above; /* the caption; NULL */
	mpt caption, first; /* height of it; with all that stays with it */
	mpt below; /* of what stands under it and stays with the last rows */
	size_t repeated; /* the heading over rows measured last; see above */
	mpt repeated_height; /* as it is repeated */
};

mpt tableink_padding(const struct table *t);

/*
 * The first row after one that nothing joins it to: no cell that spans both, no
 * heading above rows and no sum below them.
 */
size_t tableink_band_end(const struct table *t, size_t row);

/* Height of rows that are measured. */
mpt tableink_rows_height(const struct table *t, size_t from, size_t to);

/* Height of the band that begins at a row; 0 if there is none of that part. */
mpt tableink_band_height(struct table *t, size_t row, enum table_part part);
mpt tableink_head_height(struct table *t);
mpt tableink_foot_height(struct table *t);

/*
 * What is repeated over a row that begins a page: the head, and the heading over its
 * rows. Neither, where that would take more than half of the page.
 */
mpt tableink_again_height(struct table *t, size_t row);

/* Does so much find room on a page that a row begins, under what is repeated? */
bool tableink_fits_page(struct table *t, size_t row, mpt height);

void tableink_rule(struct table *t, const struct style_rule *rule);

/* Lines [from, to) of a cell, the first with its box at y. */
void tableink_lines(struct table *t, const struct table_cell *cell,
		    const struct compose_para *para, size_t from, size_t to,
		    mpt y, enum frame_artifact artifact);

/* Between a row and the one above it, where no cell spans both. */
void tableink_rules_inside(struct table *t, size_t row);

/* The rows [from, to), measured, with the rules between them. */
void tableink_band(struct table *t, size_t from, size_t to,
		   enum frame_artifact artifact);
void tableink_head(struct table *t);

/* At the top of a page that a row begins, as artifacts; with the rule over it. */
void tableink_again(struct table *t, size_t row);

/* What stands over and under the rows, at the measure of the table. */
const struct compose_para *
tableink_compose(struct table *t, const struct node *node, enum role_id role);
const struct node *tableink_caption(const struct node *table);
bool tableink_stands_under(const struct node *block);

#endif
