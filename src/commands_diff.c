/*
 * commands_diff - tell what changed between two editions.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "commands_run.h"
#include "comparison.h"
#include "options.h"

static enum comparison_form
form_of(const struct run *run)
{
	if (run->style.json)
		return COMPARISON_JSON;
	return run->options->markdown ? COMPARISON_MARKDOWN : COMPARISON_TEXT;
}

/* What changed, as data; false: it could not be told. */
static bool
compare(struct run *run, struct arena *arena, struct diag_sink *sink,
	struct pipeline_source sources[2])
{
	const char *output = run->options->output;
	struct buf text = {0};
	enum pipeline_end end;

	for (size_t i = 0; i < 2; i++)
		if (!commands_read_edition(arena, sink, run->options->operands[i],
					   &sources[i])) {
			run_worsen(run, COMMANDS_FAILED);
			return false;
		}
	end = comparison_tell(
		arena, sink, &sources[0], &sources[1], form_of(run), &text);
	run_worsen(run,
		   end == PIPELINE_MADE
			   ? commands_save(output != NULL ? output : "-", &text)
			   : COMMANDS_ERRORS);
	buf_done(&text);
	return end == PIPELINE_MADE;
}

static void
tell(struct run *run)
{
	const struct options *o = run->options;
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	struct pipeline_source sources[2];

	if (compare(run, arena, sink, sources) && o->booklet != NULL) {
		run->pipeline.previous = &sources[0];
		run_make(run, o->operands[1], o->booklet);
	}
	diag_print(sink, &run->style, stderr);
	arena_free(arena);
}

enum commands_status
commands_diff(const struct options *options, struct stopwatch *watch)
{
	struct run run;

	if (options->diagnostics == OPTIONS_JSON && options->markdown)
		return commands_wrong_usage(
			"is one form, --diagnostics=json another", "--markdown");
	if (options->booklet != NULL && strcmp(options->booklet, "-") == 0)
		return commands_wrong_usage("--booklet needs a file", "-");
	run.status = run_init(&run, options, watch);
	if (run.status == COMMANDS_MADE)
		tell(&run);
	run_done(&run);
	return run.status;
}
