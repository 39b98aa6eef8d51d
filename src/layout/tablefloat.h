/*
 * tablefloat - a table at the head or the foot of a column or of all columns of a
 * page, whole, with its caption, its notes and its source.
 *
 * It begins on a line of the grid, wherever it stands, and takes whole lines: its rows
 * keep to the grid as those of tables over the page do. One that is higher than its
 * page, or so wide that words would have to be broken, does not float.
 *
 * Ownership In the pager's arena; what was composed to measure it is released.
 */
#ifndef LAYOUT_TABLEFLOAT_H
#define LAYOUT_TABLEFLOAT_H

#include "layout/page.h"

struct tablefloat {
	const struct node *node; /* DIV with a FLOW_FLOAT */
	struct table *table;
	mpt measure; /* there is for it */
	int lines; /* of all; 0: too wide for it */
};

/* Measured; the one that was asked for last is remembered. */
const struct tablefloat *tablefloat_of(struct pager *p, const struct node *div);
bool tablefloat_fits(struct pager *p, const struct node *div);

/* From the top left corner of its column, on the grid. */
void tablefloat_put(struct pager *p, const struct tablefloat *f, mpt x, mpt y);

#endif
