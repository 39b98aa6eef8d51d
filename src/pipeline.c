#include "pipeline.h"

#include "base/stopwatch.h"
#include "model/edition.h"

enum pipeline_end
pipeline_booklet(struct arena *arena, struct diag_sink *sink,
		 const struct pipeline_source *source,
		 const struct pipeline_options *options, struct buf *out)
{
	struct edition *edition;

	(void)out;
	stopwatch_switch(options->watch, STOPWATCH_LOAD);
	edition = edition_load(arena, sink, source->file, source->folder,
			       source->text, source->len);
	stopwatch_switch(options->watch, STOPWATCH_OTHER);
	return edition != NULL ? PIPELINE_MADE : PIPELINE_ERRORS;
}
