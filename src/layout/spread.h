/*
 * spread - blocks that are never cut, over as few pages as hold them, with the white
 * that is left spread evenly.
 *
 * Filling each page to the last block that fits leaves the last page with what
 * happens to remain: five committees and then one. Of all divisions into the fewest
 * pages the one is taken in which the squares of the white at the pages' feet come
 * to the least: three and three.
 *
 * Input     Heights of the blocks and the step from each to the next, in mpt: a step
 *           is no less than its height. first is the room on the page in hand, room
 *           that of the pages after it. A block higher than a page has one to itself.
 *           goes_on: something follows that takes up the white of the last page,
 *           which then counts for nothing.
 * Output    ret_begins[i]: block i begins a new page.
 * Cost      O(n k) for k blocks on a page; nothing outlives the call but the output.
 * Purity    A function of its arguments; of equal divisions the one that puts more
 *           on the earlier pages.
 */
#ifndef LAYOUT_SPREAD_H
#define LAYOUT_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mpt.h"

struct spread_block {
	mpt height, step;
};

void spread_blocks(const struct spread_block *blocks, size_t n, mpt first,
		   mpt room, bool goes_on, bool *ret_begins);

#endif
