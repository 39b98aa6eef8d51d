/*
 * measure - how well a finished layout is set, in figures.
 *
 * Looks at the lines and pages that came out, not at what the line and page
 * breakers meant: it is the judge of both. What it finds at a place is kept as a
 * mark, so that the proof can show it there.
 *
 * What is counted. Text lines are those of justified roles in columns; a full line
 * is one that has to fill its measure, all but the last of a paragraph.
 *
 *   loose, tight  full lines whose word spaces are over 1.5 or under .8 of their
 *                 natural width
 *   runt          a last line, not the only one, of less than a quarter of the
 *                 measure, or of a single word or its rest of less than a third
 *   river         spaces one under another on three or more lines of a paragraph,
 *                 each overlapping the one above by half the narrower of the two;
 *                 one that forks counts for each branch
 *   similar       neighbouring lines of a paragraph that begin, or end, with the
 *                 same word of at least two letters; or, counted by itself, with
 *                 the same three letters of other words
 *   stub          a word divided with fewer than three letters on one side
 *   widow, orphan the last or the first line of a paragraph of more, alone in its
 *                 column
 *   at foot       a heading with fewer than two lines of text under it before the
 *                 column ends and the text goes on in another
 *   float         a figure in the text; what it fills is a part of its column
 *   apart         columns of one page that do not end on the same line of the
 *                 grid: any difference where the text goes on on another page,
 *                 more than one line where it ends
 *
 * Input     Frames as layout_pages() leaves them, and the style they were set in.
 * Ownership Marks live in the arena; frames and style are borrowed.
 * Errors    None.
 * Purity    Integers only.
 * Cost      Linear, but for sorting the word spaces.
 */
#ifndef LAYOUT_MEASURE_H
#define LAYOUT_MEASURE_H

#include <stddef.h>
#include <stdint.h>

#include "base/mpt.h"

struct arena;
struct buf;
struct frame_line;
struct frames;
struct style;

enum measure_kind {
	MEASURE_LOOSE, /* any full line looser than natural by a tenth ... */
	MEASURE_TIGHT, /* ... or tighter; `degree` says how much */
	MEASURE_RIVER, /* a space of one */
	MEASURE_RUNT,
	MEASURE_START, /* the second of two similar words */
	MEASURE_END,
	MEASURE_STUB,
	MEASURE_COLUMN_HYPHEN,
	MEASURE_TURN_HYPHEN,
	MEASURE_WIDOW,
	MEASURE_ORPHAN,
	MEASURE_HEADING_AT_FOOT,
	MEASURE_OVERFULL,
	MEASURE_OFF_GRID,
	MEASURE_SHORT, /* white at the foot of a column, in lines in `degree` */
	MEASURE_KINDS
};

struct measure_mark {
	enum measure_kind kind;
	size_t page;
	mpt x, y, w, h; /* on the page, from its top left corner */
	int degree; /* loose, tight: thousandths of the natural space */
	const struct frame_line *line;
};

/* Counts, or thousandths: of the mean (cv), of an em (spaces), of the width. */
struct measure {
	int pages; /* with text in columns */
	int lines, full_lines;
	int space_cv; /* standard deviation of the spaces of full lines */
	int space_mean, space_least, space_p95, space_most;
	int loose, tight;
	int narrowest, widest; /* scale of the letters of full lines */
	int hyphenated; /* full lines */
	int ladder; /* most lines running that end in a hyphen */
	int final_hyphens; /* before a last line */
	int stubs;
	int runts;
	int rivers;
	int similar_starts, similar_ends, similar_letters;
	int widows, orphans;
	int headings_at_foot;
	int column_hyphens; /* columns that end in a broken word, ... */
	int turn_hyphens; /* ... and of them those before a page is turned */
	int overfull;
	int columns_apart; /* pages, ... */
	int last_apart; /* ... and last pages */
	int last_apart_lines; /* on all last pages together */
	int spreads_apart; /* facing pages whose full columns end apart */
	int short_pages; /* full pages that do not reach the foot */
	int off_grid; /* lines of columns */
	int floats; /* figures in the text; of them ... */
	int floats_same; /* ... on the page of the words that name them, or named
			    by none, ... */
	int floats_next; /* ... on the next, ... */
	int floats_later; /* ... on one after that, ... */
	int floats_before; /* ... and on one before */
	const int *pages_later; /* by the number of the figure, from 1 at 0 */
	int unproved; /* pages; see pagebreak.h */

	struct measure_mark *marks; /* in order of pages and lines */
	size_t n_marks;
};

void measure_pages(struct arena *arena, const struct frames *frames,
		   const struct style *style, struct measure *ret);

/* A line a figure: its name and its value. */
void measure_dump(const struct measure *measure, struct buf *out);

/* The figures in words, for a reader: label and value; NULL after the last. */
const char *
measure_tell(const struct measure *measure, size_t i, struct buf *value);

#endif
