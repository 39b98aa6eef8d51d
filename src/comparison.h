/*
 * comparison - two editions side by side, of which neither names whom the other hides.
 *
 * Ownership Everything lives in the arena or is borrowed from the arguments.
 * Errors    To the sink; warnings about the texts compared are left out.
 */
#ifndef COMPARISON_H
#define COMPARISON_H

#include "pipeline.h"

struct diff;

/* How it is told. */
enum comparison_form { COMPARISON_TEXT, COMPARISON_JSON, COMPARISON_MARKDOWN };

/* What changed between two editions, appended to the buffer. */
enum pipeline_end comparison_tell(
	struct arena *arena, struct diag_sink *sink,
	const struct pipeline_source *old, const struct pipeline_source *new,
	enum comparison_form form, struct buf *out);

/* An edition and the one before; all NULL where nobody is to see what changed. */
struct comparison {
	const struct pipeline_source *previous;
	const struct diff *diff;
	bool read; /* the edition before was, from its file */
};

/*
 * What changed, as a booklet shows it: against the edition that the options give, or the
 * one that the data name if the booklet has a part for that. With the changes marked, both
 * editions lose whom either hides. False: an error was reported.
 */
bool comparison_in_booklet(struct arena *arena, struct diag_sink *sink,
			   const struct pipeline_options *options,
			   struct edition *edition, struct comparison *ret);

#endif
