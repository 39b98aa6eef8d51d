/*
 * figure - a picture in the text with its caption, or a table that floats as it does:
 * how high it is, and its ink.
 *
 * A picture is as wide as its column, or lower and narrower if it would be too high. It
 * takes whole lines of the grid, so that what stands beside and under it keeps to
 * that: what its height lacks is white between the picture and the caption at the
 * head of a column, above the picture at the foot.
 */
#ifndef LAYOUT_FIGURE_H
#define LAYOUT_FIGURE_H

#include "layout/page.h"

struct figure_ink {
	const struct node *node; /* FIGURE or DIV with a FLOW_FLOAT */
	const struct tablefloat *table; /* or this, and all but lines is 0 */
	const struct compose_para *caption;
	mpt width, height; /* of the picture */
	int lines; /* of all, no more than a page has */
};

void figure_measure(struct pager *p, const struct node *node, mpt measure,
		    struct figure_ink *ret);

/* From the top left corner, on the grid. */
void figure_put(struct pager *p, const struct figure_ink *figure, mpt x, mpt y,
		bool foot);

#endif
