/*
 * columnfit - bring one column of a galley to a height: the inner half of
 * pagebreak, which chooses the columns. Included by pagebreak.c and nobody else;
 * the contract is that of pagebreak.h.
 *
 * Cheapest first: paragraphs that can be set in a line more or fewer, white above
 * headings. What a column takes is marked by paragraph and by line.
 */
#ifndef LAYOUT_COLUMNFIT_H
#define LAYOUT_COLUMNFIT_H

#include "layout/pagebreak.h"

struct columnfit {
	const struct pagebreak_line *lines;
	const struct pagebreak_para *paras;
	size_t n_paras;
	int64_t flex_cost;
	int *before; /* heights with white of all lines before */
	size_t *para_of; /* by line: the first paragraph that begins at or after */
	size_t *flexes, n_flexes; /* lines with flex ... */
	size_t *flex_of; /* ... and by line: the first of them at or after */
	int *variant, *white; /* taken: lines by paragraph, white by line */
};

/* All borrowed; variant and white are 0 and of one more than there are of each. */
void columnfit_init(struct columnfit *f, struct arena *arena,
		    const struct pagebreak_line *lines, size_t n_lines,
		    const struct pagebreak_para *paras, size_t n_paras,
		    int64_t flex_cost, int *variant, int *white);

/* Height of lines [begin, end) as a column: no white at its top. */
static inline int
columnfit_natural(const struct columnfit *f, size_t begin, size_t end)
{
	if (begin >= end)
		return 0;
	return f->before[end] - f->before[begin] - f->lines[begin].above;
}

/*
 * Bring the column [begin, end), of which nothing is taken yet, to the target.
 * Returns the lines still lacking (>= 0) or too many (< 0), and adds to *cost what
 * was paid. To try takes nothing in the end.
 */
int columnfit_take(const struct columnfit *f, size_t begin, size_t end,
		   int target, int64_t *cost);
int columnfit_try(const struct columnfit *f, size_t begin, size_t end, int target,
		  int64_t *cost);

#endif
