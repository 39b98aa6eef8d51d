/*
 * tablecut - rows of a table that no page can hold together, over as many pages as they
 * take. For table.c.
 *
 * Between rows the cut is where a row has no more room; a row that is higher than a page
 * by itself is cut between lines, all its cells at the same height. A cell that spans
 * rows goes on beside them, from page to page, and loses no line; a header cell that has
 * been set and still has rows to head is repeated, as an artifact, with the words that
 * say so.
 */
#ifndef LAYOUT_TABLECUT_H
#define LAYOUT_TABLECUT_H

#include "layout/tableink.h"

/* What a page must at least have room for, below the cursor, for a row to begin there. */
mpt tablecut_least(struct table *t, size_t row);

/*
 * The rows [from, to), measured; none below them is joined to them. `fresh`: they begin
 * right under a head. The rule under them is left to the caller, and so are those of
 * the pages: go_on ends one and begins the next, with what is repeated over a row.
 */
void tablecut_rows(struct table *t, size_t from, size_t to, bool fresh,
		   void (*go_on)(struct table *t, size_t row));

#endif
