/*
 * galley - the running text of a chapter as blocks for the page breaker, and what
 * each block is painted with. For columns.c; made in the scratch arena of the
 * composing context.
 */
#ifndef LAYOUT_GALLEY_H
#define LAYOUT_GALLEY_H

#include "layout/compose.h"
#include "layout/figure.h"
#include "layout/pagebreak.h"

struct pager;

/* What a block of the page breaker is. */
struct galley_ink {
	const struct compose_para *para; /* of running text an outline; or NULL */
	mpt x; /* indent from the column's left edge */
	const struct compose_para *mark; /* of a list item, before its text */
	mpt mark_x;
	bool rule; /* of a topic */
	const struct node *whole; /* a block of its own make; or NULL */
};

struct galley {
	mpt measure;
	struct pagebreak_block *blocks;
	struct galley_ink *ink; /* by block */
	size_t n;
	struct pagebreak_float *floats;
	struct figure_ink *figures; /* by float */
	size_t n_floats;
	struct compose_shelf *shelf; /* of its paragraphs */
	const struct node
		*next; /* the first block of the tree that is not in it */
};

/* All running text from `block` on; to be ended with galley_done(). */
void galley_make(struct pager *p, const struct node *block, mpt measure,
		 struct galley *ret);
void galley_done(struct galley *galley);

/* More lines, or fewer, that a setting has than the best. */
int galley_looseness(const struct galley *g, size_t block, int setting);

/* What it costs to end a line whole in each setting; context: the galley. */
void galley_ask(void *context, size_t block, int line,
		int64_t ret[PAGEBREAK_MAX_SETTINGS]);

#endif
