/*
 * linebreak_private - the dynamic program of linebreak.c, for those that look at its
 * result a second time: linebreak_rivers.c.
 */
#ifndef LAYOUT_LINEBREAK_PRIVATE_H
#define LAYOUT_LINEBREAK_PRIVATE_H

#include "layout/linebreak.h"
#include "layout/lineset.h"

#define MAX_RUN 8 /* of linebreak_params.max_hyphens */

/* The best known way to end a line here: one entry of the dynamic program. */
struct start {
	struct start *prev; /* the line before; NULL at the paragraph's start */
	struct start *next; /* in the list of live starts, in order of edges */
	const struct lineset_edge *edge; /* where the line begins */
	size_t line; /* number of the line that begins here */
	int64_t demerits; /* of all lines up to here */
	enum lineset_fit fit; /* of the line that ends here */
	int run; /* hyphenated lines in a row up to here, counted to max_run */
};

/* The cheapest candidate for a start of one line number, run and fit. */
struct slot {
	struct start *from;
	int64_t demerits;
};

struct breaker {
	struct arena *arena; /* scratch */
	const struct linebreak_params *params;
	struct lineset_edges edges;
	struct start *live, **live_tail;
	struct slot
		*slots; /* by line, run and fit; all empty between two edges */
	size_t n_slots; /* lines there is room for */
	size_t most_lines; /* the greatest line number of a start so far */
	size_t n_distinct; /* line numbers below are kept apart, others not */
	int max_run;
	int64_t runt; /* the price of one in this paragraph */
	int tolerance; /* of this pass */
	bool soft; /* this pass takes soft hyphens ... */
	bool need; /* ... and the breaks that are for need */
	bool last; /* nothing comes after this pass: it must set the text */
};

/*
 * The start of the next line if a line from `from` ends at `to`; false if it would
 * be too wide, too loose for the pass, or break a limit.
 */
bool linebreak_step(const struct breaker *b, struct start *from,
		    const struct lineset_edge *to, struct start *ret);

/*
 * The setting that ends here, and what its rivers cost; or one of as many lines
 * that is cheaper together with its rivers. See linebreak_rivers.c.
 */
struct start *
linebreak_look_again(struct breaker *b, const struct linebreak_item *items,
		     struct start *end, int64_t *ret_rivers);

#endif
