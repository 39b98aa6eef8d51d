#include "layout/spread.h"

#include "base/arena.h"

/* The best division of the blocks from one on, the first of which begins a page. */
struct division {
	size_t pages;
	int64_t white; /* the squares */
	size_t next; /* the block that begins the page after this one */
};

static bool
is_better(const struct division *a, const struct division *b)
{
	return a->pages < b->pages ||
	       (a->pages == b->pages && a->white < b->white);
}

struct spreader {
	const struct spread_block *blocks;
	size_t n;
	bool goes_on;
	struct division *best; /* by block */
};

/* A page of which so much is used, then the best for the blocks from `to` on. */
static struct division
page_of(const struct spreader *s, size_t to, mpt used, mpt room)
{
	const struct division *best = s->best;
	int64_t white = used < room ? room - used : 0;

	if (to == s->n && s->goes_on)
		white = 0;
	return (struct division){
		.pages = best[to].pages + 1,
		.white = best[to].white + white * white,
		.next = to,
	};
}

/* The page that begins with `from`, of so much room: as many as is best. */
static struct division
divide(const struct spreader *s, size_t from, mpt room)
{
	struct division found = {.pages = SIZE_MAX};
	mpt at = 0;

	for (size_t i = from;
	     i < s->n && (i == from || at + s->blocks[i].height <= room); i++) {
		struct division d = page_of(
			s, i + 1, at + s->blocks[i].height, room);

		if (!is_better(&found, &d)) /* of equal ones the fuller page */
			found = d;
		at += s->blocks[i].step;
	}
	return found;
}

void
spread_blocks(const struct spread_block *blocks, size_t n, mpt first, mpt room,
	      bool goes_on, bool *ret_begins)
{
	struct arena *scratch = arena_new();
	struct spreader s = {
		.blocks = blocks,
		.n = n,
		.goes_on = goes_on,
		.best = arena_new_array(scratch, struct division, n + 1),
	};
	size_t at = 0;

	for (size_t i = n; i-- > 0;)
		s.best[i] = divide(&s, i, room);
	for (size_t i = 0; i < n; i++)
		ret_begins[i] = false;
	if (n > 0 && blocks[0].height <= first)
		at = divide(&s, 0, first).next;
	for (; at < n; at = s.best[at].next)
		ret_begins[at] = true;
	arena_free(scratch);
}
