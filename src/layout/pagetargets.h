/*
 * pagetargets - the heights that the columns of a page may have. A part of pagebreak;
 * included by it and nobody else.
 *
 * A page is as high as it can be or some lines less, at a price, and so is the one that
 * faces it. But where the text ends and floats are left for pages to come, the columns
 * may be levelled, as on a last page: then the white under them is no one's fault.
 */
#ifndef LAYOUT_PAGETARGETS_H
#define LAYOUT_PAGETARGETS_H

#include "layout/columnends.h"
#include "layout/columnrooms.h"
#include "layout/pagelast.h"

#define PAGETARGETS_MAX COLUMNROOMS_MAX_TARGETS
#define PAGETARGETS_LEVELS \
	(PAGETARGETS_MAX - COLUMNENDS_MAX_TARGETS) /* of them */

struct pagetargets {
	int lines[PAGETARGETS_MAX], shorter[PAGETARGETS_MAX];
	int64_t cost[PAGETARGETS_MAX]; /* of the page, in its first column */
	bool ends[PAGETARGETS_MAX]; /* all text has to end on the page */
};

/*
 * Those of the column that begins at a place, from the highest down; all of a page's are
 * those of its first. Returns their number. A page may be so much shorter at the most.
 */
size_t
pagetargets_choose(const struct columnfill *fill, const struct pagelast_start *s,
		   int most_short, struct pagetargets *ret);

#endif
