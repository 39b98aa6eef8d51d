/*
 * tablewidths - how wide the columns of a table are. For tablegrid.c.
 *
 * A column may be given its width, or a least one. Each other gets at least its widest
 * piece that should not be broken, in any row; what is left is divided so that the
 * table becomes as low as possible. That is searched for: from a division in proportion
 * to the text, width is moved from column to column in ever smaller steps as long as
 * the table gets lower, or as low with less raggedness. Heights are estimated from the
 * widths of words, in rows taken evenly from all of the table: a few hundred sweeps
 * over a bounded sample, whatever its length. At last columns of amounts that are to
 * be compared are made alike, if the table becomes no higher for it.
 *
 * Where words must be broken for all that, first the gutters give, up to half of them.
 * Then the widest columns do, all down to the same width, so that as few words as can
 * be are broken; figures, which nobody reads in pieces, only if the rest has no more
 * to give.
 */
#ifndef LAYOUT_TABLEWIDTHS_H
#define LAYOUT_TABLEWIDTHS_H

#include "layout/tablegrid.h"

/* The widths and the least measure of a table whose measure is known. */
void table_widths_find(struct table_grid *g);

#endif
