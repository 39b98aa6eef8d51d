/*
 * notes - the footnotes of a text that its parser throws away.
 *
 * The CommonMark parser keeps the definitions that some mark refers to and drops
 * the others, with all that is in them. Here the lines that look like a
 * definition are listed first; those that neither become a footnote of the tree
 * nor lie inside another block of it were dropped.
 *
 * Lines count from 1.
 */
#ifndef PROSE_NOTES_H
#define PROSE_NOTES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag_sink;
struct trace;

struct notes {
	struct note_line {
		size_t line; /* from 0 */
		size_t offset; /* of "[^" */
		const char *name;
		size_t len;
		bool used;
	} * lines;
	size_t n_lines;
	bool *covered; /* by line, from 0: part of a block of the tree */
	size_t n_covered;
};

void notes_init(struct notes *notes, struct arena *arena,
		const struct trace *trace);

/* A paragraph or other leaf of the tree stands on these lines. */
void notes_cover(struct notes *notes, int from, int to);

/* The definition on this line is used. Returns the offset of its bracket. */
size_t notes_use(struct notes *notes, int line);

/* Report the others. False if there are any. */
bool notes_report_unused(const struct notes *notes, struct trace *trace,
			 struct diag_sink *sink);

#endif
