/*
 * pagebreak - choose where the columns and pages of one galley end.
 *
 * The whole galley is considered at once, as a paragraph is by the line breaker:
 * of all ways to fill the columns the cheapest is taken. See
 *
 *   M. F. Plass, "Optimal Pagination Techniques for Automatic Typesetting
 *   Systems" (Stanford, 1981); F. Mittelbach, "A General Framework for Globally
 *   Optimized Pagination" (DocEng 2016).
 *
 * The columns of a page end on the same line of the grid. What makes that
 * possible, cheapest first: paragraphs set in a line more or fewer, white added
 * above headings, a page that runs short. The columns of the last page are
 * levelled. Leading is never stretched.
 *
 * Input     Lines of the galley with their heights and the price of ending a
 *           column before each. Text, fonts and PDF are unknown here.
 * Units     Lines of the grid. Prices are pure numbers; PAGEBREAK_NEVER forbids.
 * Ownership All borrowed for the call; the result lives in the arena.
 * Errors    None: what cannot be met is paid for, and the price is in the result.
 * Purity    Integers only; ties go to the fuller page, then the earlier break.
 * Cost      Linear in the lines: for each start of a page a bounded number of
 *           column ends is tried.
 */
#ifndef LAYOUT_PAGEBREAK_H
#define LAYOUT_PAGEBREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define PAGEBREAK_NEVER INT64_C(1000000000000)
#define PAGEBREAK_MAX_VARIANTS 4

/* One line, or a block of several that stays whole. */
struct pagebreak_line {
	int height;
	int above; /* white over it, dropped at the top of a column */
	int flex; /* white that may be added over it, not at the top */
	int64_t cost; /* of ending a column before it */
	int64_t turn; /* more, if that column is the last of a right-hand page */
	bool ask; /* cost and turn are not known yet: see params->ask */
};

/* A paragraph that can be set in other numbers of lines. */
struct pagebreak_para {
	size_t begin, end; /* its lines, as it is set by itself */
	size_t n_variants;
	struct {
		int lines; /* more, or fewer if < 0; never 0 */
		int64_t cost; /* more than the best setting costs; >= 0 */
	} variants[PAGEBREAK_MAX_VARIANTS];
};

/*
 * What it costs to end a column before a line depends on things that are dear to
 * find out and mostly not needed: whether the paragraph can be set so that the
 * column ends with a whole word. Asked at most once a line.
 */
struct pagebreak_price {
	int64_t cost, turn;
};

struct pagebreak_params {
	struct pagebreak_price (*ask)(void *context, size_t line);
	void *context;
	const int
		*heights; /* of the columns of page i; the last serves all more */
	size_t n_heights;
	int columns;
	bool first_is_recto;
	int max_short; /* lines a page may run short */
	int64_t flex_cost; /* of one line of white added */
	int64_t short_cost; /* of one line by which a page runs short */
	int64_t ragged_cost; /* of one line between columns, squared */
};

/* The price list of the booklet. */
extern const struct pagebreak_params pagebreak_defaults;

struct pagebreak_column {
	size_t begin, end; /* lines of the galley */
	size_t page; /* counted from 0 */
	int number; /* of the column on its page, from 0 */
	int height; /* what it fills */
	int target; /* what the columns of its page should fill */
};

struct pagebreak_result {
	const struct pagebreak_column *columns;
	size_t n_columns, n_pages;
	int *white; /* by line: added over it */
	int *variant; /* by paragraph: lines more or fewer */
	int64_t cost;
};

void pagebreak_galley(struct arena *arena, const struct pagebreak_line *lines,
		      size_t n_lines, const struct pagebreak_para *paras,
		      size_t n_paras, const struct pagebreak_params *params,
		      struct pagebreak_result *ret);

#endif
