/*
 * pageresult - the way that was found, told column by column. A part of pagebreak;
 * included by it and nobody else.
 */
#ifndef LAYOUT_PAGERESULT_H
#define LAYOUT_PAGERESULT_H

#include "layout/pagelast.h"

void pageresult_tell(struct columnfill *fill, struct arena *arena,
		     const struct pagelast *way, struct pagebreak_result *ret);

#endif
