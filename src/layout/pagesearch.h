/*
 * pagesearch - one search for the cheapest way to set a galley on pages, from its first
 * line to its last. A part of pagebreak, which says how it is to be gone about; included
 * by it and nobody else.
 *
 * Ways to begin a column are dealt with in reading order. One is given up where it is known
 * to cost too much, or where another that is as far is cheaper by more than patience.
 * Of ways that cost the same it is the one that this order meets first; it does not
 * depend on what else is given up.
 */
#ifndef LAYOUT_PAGESEARCH_H
#define LAYOUT_PAGESEARCH_H

#include "layout/columnrooms.h"
#include "layout/pagebound.h"
#include "layout/pagestate.h"
#include "layout/pagetargets.h"

struct pagesearch {
	/* given */
	struct columnfill *fill;
	const struct pagebreak_params *params;
	int most_short; /* lines a page may run short */
	struct pagebound bound; /* perhaps of nothing */
	struct columnends *ends; /* by class of page; NULL: columns are filled */
	int64_t patience;
	int64_t most; /* dearer ways are of no interest */
	size_t most_effort; /* columns begun, at the most */
	/* told */
	int64_t dropped; /* the least that those cost that were not pursued for
			    want of patience or effort */
	size_t effort; /* columns begun */
	/* of the search */
	struct arena *scratch;
	struct pagestates states;
	struct columnrooms rooms; /* if there are floats */
	const struct pagelast_start **last; /* that may begin the last page */
	size_t n_last, cap_last;
	/* what a column that is being tried comes from */
	const struct pagelast_start *from;
	struct pagetargets targets;
	struct floatplan_page page; /* floats over all columns of its page ... */
	struct floatplan_column way; /* ... and in the column */
};

/*
 * The cheapest way, in the arena, of those that were not given up; false if none was
 * found. What has to be known of the ends of columns on the way is asked.
 */
bool pagesearch_run(struct pagesearch *search, struct arena *scratch,
		    struct pagelast *ret);

/* How the first page begins. */
struct pagelast_start pagesearch_origin(const struct pagebreak_params *params);

#endif
