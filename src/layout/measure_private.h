/*
 * measure_private - what the measure*.c files share: a line as read from its ink,
 * and the figures on their way.
 */
#ifndef LAYOUT_MEASURE_PRIVATE_H
#define LAYOUT_MEASURE_PRIVATE_H

#include <stdbool.h>

#include "layout/frame.h"
#include "layout/measure.h"
#include "layout/tree.h"
#include "style/style.h"

#define MEASURE_WORD_MAX 120 /* bytes of a word that are compared */

/* The letters of a word and where it stands. */
struct measure_word {
	char text[MEASURE_WORD_MAX];
	size_t len;
	int letters; /* those after the last other character ... */
	int leading; /* ... and before the first */
	mpt x, w;
	bool soft; /* ends in a hyphen that is not the author's */
	bool whole; /* no other character than letters so far */
};

struct measure_gap {
	mpt left, right; /* on the page */
	int length; /* lines a river has run through, this one included */
};

/* A line of text as read from its glyphs. */
struct measure_line {
	const struct frame_line *line;
	struct measure_word first, last;
	struct measure_gap *gaps;
	size_t n_gaps;
	mpt natural; /* width of a word space */
};

struct measurer {
	struct arena *arena;
	const struct frames *frames;
	const struct style *style;
	struct measure *ret;
	size_t page;
	size_t cap_marks;
	int32_t *
		spaces; /* of full lines, in hundredths of a thousandth of an em */
	size_t n_spaces, cap_spaces;
	int run; /* hyphenated lines running */
};

/* Is it a line of running text, as against a heading, a mark, a note? */
bool measure_is_text(const struct frame_line *line);

void measure_mark(struct measurer *m, enum measure_kind kind,
		  const struct frame_line *line, mpt x, mpt w, int degree);

/* Columns and pages: all that has to do with where they end. */
void measure_columns(struct measurer *m);

/* Where the figures that float stand. */
void measure_floats(struct measurer *m);

/* Where the last of those in a column ends; 0: there are none. */
mpt measure_float_end(const struct frame_page *page, unsigned galley, int column);

/* Where the columns of a page may end, over what stands under all of them. */
mpt measure_foot(const struct frame_page *page, unsigned galley, mpt foot,
		 mpt grid);

#endif
