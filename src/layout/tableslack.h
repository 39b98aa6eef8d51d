/*
 * tableslack - what the columns of a table do not need is shared among them. For
 * tablewidths.c.
 *
 * A column needs the width at which all its cells keep the lines they have. What is left
 * over goes to all in proportion to that, so that the white beside them is even; columns
 * of amounts that are to be compared, those under a heading of several and those under
 * none, are made alike, for figures are read across. Then columns of words that come to
 * stand near a stop of the layout are moved there, as many as can be, if none needs the
 * room: the left edges of a table are those of the page.
 */
#ifndef LAYOUT_TABLESLACK_H
#define LAYOUT_TABLESLACK_H

#include "layout/tablesample.h"

/* The widths of the grid, which sum up to no more than room, become no less good. */
void table_slack_share(const struct table_sample *s, mpt room);

#endif
