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
 * possible: paragraphs set in a line more or fewer, white added above headings, a
 * page that runs short - and then the one that faces it too. The columns of the
 * last page are levelled to within a line. Leading is never stretched. Figures and
 * tables that float are placed in the same search; see struct pagebreak_float.
 *
 * What is guaranteed. Where there are no floats, a bound says what all that is still to
 * come costs at the least. Rounds of search pursue only what might, by it, come close to
 * the cheapest way; what a broken word costs at the end of a column is asked only there.
 * Each round knows more, and its bound is nearer the truth; when nothing that was given up
 * might cost as little as the way found, that is the best. See pagebound.h.
 *
 * Where there are floats, or rules have to be broken, a first search gives up what is
 * dearer by `patience` than another way that has come as far, and notes the least that
 * anything given up may cost. Where the way found costs no more, it is the best. Where
 * not, all is searched once more that could be cheaper than it, with nothing given up.
 *
 *   proved      No way costs less, of those that keep the rules; or, if there is none,
 *               of those with pages shorter than is good (PAGEBREAK_IN_NEED); or, if
 *               there is none of these either, of all. The same way as without
 *               `patience`, but for ways of equal cost.
 *   not proved  The last search came to the end of its effort, which is bounded for
 *               each line and column of a page; that is far more than prose takes.
 *               The way is the cheapest of those that were looked at.
 *
 * A galley of at most 200 lines is always proved. The costs that are compared are those
 * of the answers to pagebreak_ask.
 *
 * Input     Blocks in reading order, each with the ways in which it can be set.
 *           Text, fonts and PDF are unknown here.
 * Units     Lines of the grid. Prices are pure numbers >= 0.
 * Ownership All borrowed for the call; the result lives in the arena.
 * Errors    None. Where no way keeps all the rules, they are paid for, in the
 *           order of the prices, and the result says which and where.
 * Purity    Integers only; ties go to the fuller page, then the earlier break.
 * Cost      Linear in the lines of the galley: the effort is bounded by so much for
 *           each, and rounds are few. A page of two columns and 53 lines takes about
 *           0.3 ms, and some ten questions to pagebreak_ask; where floats are due, three
 *           times that. Room is taken by the ends of columns (300 bytes a line) and by
 *           the ways that are being pursued.
 */
#ifndef LAYOUT_PAGEBREAK_H
#define LAYOUT_PAGEBREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define PAGEBREAK_NEVER INT64_C(1000000000000)
#define PAGEBREAK_MAX_SETTINGS 4
#define PAGEBREAK_MAX_COLUMNS 6
#define PAGEBREAK_IN_NEED 4 /* times max_short, before rules are broken */
#define PAGEBREAK_MOST_LACK 3 /* lines a column may lack that cuts a paragraph */

/* One way to set a block. */
struct pagebreak_setting {
	int lines;
	int64_t cost; /* >= 0; that of the best setting is 0 */
	const bool *broken; /* by line: it ends in a hyphen; NULL: none does */
};

/*
 * A paragraph; or a heading, a rule or anything that stays whole, which is one
 * line of some height. Between lines of height 1 a column may end, if at least
 * two of them (params->least) stand on either side.
 */
struct pagebreak_block {
	const struct pagebreak_setting *settings; /* the best first */
	size_t n_settings; /* 1 to PAGEBREAK_MAX_SETTINGS */
	int height; /* of a line; > 1 only if all settings have one line */
	int above; /* white over it, dropped at the top of a column */
	int flex; /* white that may be added over it, not at the top */
	int keep; /* so many of its first lines may not begin a column: they
		     stay with what is above them ... */
	int hold; /* ... and so many of its last with what is below */
};

/*
 * A figure or table that stands at the head or the foot of a column, or of all the
 * columns of a page, and not where the text comes to it: on the page of its
 * reference or, if that can not be, the next, and never before. Floats keep their
 * order, which is that of their references.
 */
struct pagebreak_float {
	int height; /* of a page at the most, without white */
	bool wide; /* over all columns */
	size_t block; /* its reference stands in this one, if there is any, ... */
	int line[PAGEBREAK_MAX_SETTINGS]; /* ... in this line, by setting */
};

/*
 * What it costs to end a column with a line that ends in a hyphen is dear to find
 * out and mostly not needed: whether the paragraph can be set so that this line
 * ends with a whole word, and what of, for each of its settings. PAGEBREAK_NEVER:
 * it can not. Asked at most once for a line.
 */
typedef void pagebreak_ask(void *context, size_t block, int line,
			   int64_t ret_costs[PAGEBREAK_MAX_SETTINGS]);

struct pagebreak_params {
	pagebreak_ask *ask; /* NULL: no paragraph can be mended so */
	void *context;
	const int
		*heights; /* of the columns of page i; the last serves all more */
	size_t n_heights;
	int columns;
	bool first_is_recto;
	bool free_foot; /* columns may end above the foot, each line at the
			   price of a short page, as the pages of a letter do */
	int least; /* lines of a paragraph before and after a break */
	int max_short; /* lines a page may run short */
	int64_t flex; /* of the first line of white added over a block; twice that
			 for the second, and so on */
	int64_t short_page; /* of each line by which a page runs short */
	int64_t mended; /* of a paragraph set otherwise for its end, at least */
	int64_t hyphen; /* of a column that ends in a broken word */
	int64_t uneven; /* of a column one line shorter, on a last page */
	int last_least; /* lines a last page should have ... */
	int64_t last_short; /* ... and what each of them that it lacks costs */
	const struct pagebreak_float *floats;
	size_t n_floats; /* fewer than 65,535 */
	int float_white; /* lines between a float and text or another */
	int float_least; /* lines of text that a column should have beside one */
	int64_t float_foot; /* of one at the foot of a column */
	int64_t float_early; /* in a column before that of its reference */
	int64_t float_later; /* on the page after that ... */
	int64_t float_turn; /* ... and more, if that is overleaf */
	int64_t float_overdue; /* of each page after the next */
	int64_t float_bare; /* of a line of white under floats without text */
	int64_t float_uneven; /* of a line between columns of a last page that
				 has floats */
	/* what is paid only if there is no other way, in this order */
	int64_t ragged; /* of a line between columns, squared */
	int64_t unlike; /* of each line between facing pages */
	int64_t turn; /* of a broken word where the page is turned */
	int64_t alone; /* of a widow or orphan */
	int64_t foot; /* of a heading or other thing parted from what it keeps */
	int64_t over; /* of a block higher than its column */
	/*
	 * A way dearer by this than another that is as far is not pursued at first; in
	 * rounds, by a small part of it. NEVER: all are, in one search without a bound. It
	 * decides how much time is taken, not what is found.
	 */
	int64_t patience;
};

/* The price list of the booklet. */
extern const struct pagebreak_params pagebreak_defaults;

/* Before line `line` of a block in one of its settings. */
struct pagebreak_place {
	size_t block;
	int setting; /* 0 before its first line: not yet decided */
	int line;
};

/* What a column or page was paid for; bits. */
enum pagebreak_paid {
	PAGEBREAK_SHORT = 1, /* the page runs short */
	PAGEBREAK_HYPHEN = 2, /* ends in a broken word */
	PAGEBREAK_RAGGED = 4, /* shorter than the others of its full page */
	PAGEBREAK_UNLIKE = 8, /* facing pages end apart */
	PAGEBREAK_TURN = 16, /* broken word where the page is turned */
	PAGEBREAK_ALONE = 32, /* widow or orphan */
	PAGEBREAK_FOOT = 64, /* heading parted from its text */
	PAGEBREAK_OVER = 128, /* block higher than the column */
	PAGEBREAK_LEVEL = 256, /* columns of the last page are not level */
};

struct pagebreak_column {
	struct pagebreak_place begin, end;
	size_t page; /* counted from 0 */
	int number; /* of the column on its page, from 0 */
	int above; /* lines of floats over its text, with their white */
	int height; /* what its text fills */
	int target; /* what it should fill, so that columns end alike */
	bool mended; /* its last line is to end with a whole word */
	unsigned paid; /* enum pagebreak_paid; those of a page at its first */
};

/* Where a float stands. */
struct pagebreak_spot {
	size_t page;
	int column; /* -1: over all of them */
	int line; /* of its page's area, the first that it fills */
	bool foot; /* under the text of its column */
	int late; /* pages after that of its reference */
};

struct pagebreak_result {
	const struct pagebreak_column *columns;
	size_t n_columns, n_pages;
	struct pagebreak_spot *spots; /* by float */
	int *setting; /* by block */
	int *white; /* by block: added over it */
	int64_t cost;
	bool proved; /* no way is cheaper */
};

void pagebreak_galley(struct arena *arena, const struct pagebreak_block *blocks,
		      size_t n_blocks, const struct pagebreak_params *params,
		      struct pagebreak_result *ret);

#endif
