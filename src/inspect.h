/*
 * inspect - an edition judged: loaded, set in type, and read by the rules of check.
 *
 * Input     As for the pipeline, whose stages it runs up to the pages; the folder
 *           with the language files; and where hunspell's dictionaries are.
 * Ownership Everything lives in the arena.
 * Errors    What is wrong with the edition is a finding, also where it could not be
 *           loaded or set: that was reported to a sink of its own. To the sink given
 *           go a layout or a language file that cannot be read.
 */
#ifndef INSPECT_H
#define INSPECT_H

#include <stdbool.h>

#include "check/check.h"
#include "pipeline.h"

struct inspect_options {
	const char *language; /* folder of the language files */
	const char *dictionaries; /* folder of hunspell's; NULL: no spelling */
	int lang; /* enum check_lang; -1: that of the edition */
	bool pages; /* set it in type, and judge that too */
};

struct inspection {
	struct pipeline
		*pipeline; /* of the edition; to be closed by the caller */
	const struct edition *edition; /* NULL: could not be loaded */
	enum check_lang lang; /* of the findings */
	const char *language_file; /* that the rules were read from; or NULL */
	struct check_result result;
};

enum pipeline_end
inspect(struct arena *arena, struct diag_sink *sink,
	const struct pipeline_source *source,
	const struct pipeline_options *options, const struct inspect_options *how,
	struct inspection *ret);

/* The rules alone, of an edition that is loaded. */
enum pipeline_end
inspect_edition(struct arena *arena, struct diag_sink *sink,
		const struct edition *edition, const struct inspect_options *how,
		struct inspection *ret);

/*
 * The findings, of an edition that could be loaded, as a report to be printed; with
 * the accepted ones if that is asked for.
 */
enum pipeline_end
inspect_report(struct arena *arena, const struct inspection *found, bool accepted,
	       struct buf *out);

#endif
