#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "archive.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/folder.h"
#include "commands_run.h"
#include "edition/verify.h"
#include "options.h"
#include "resources.h"

/* ---- archive --------------------------------------------------------------------- */

static enum commands_status
status_of(enum archive_end end)
{
	switch (end) {
	case ARCHIVE_ERRORS:
		return COMMANDS_ERRORS;
	case ARCHIVE_FAILED:
		return COMMANDS_FAILED;
	case ARCHIVE_MADE:
	case ARCHIVE_THERE:
		break;
	}
	return COMMANDS_MADE;
}

static void
say_archived(const struct run *run, enum archive_end end,
	     const struct archive_result *result)
{
	if (run->options->quiet || status_of(end) != COMMANDS_MADE)
		return;
	printf("%s: %s, %zu files, %llu bytes\n", result->path,
	       end == ARCHIVE_MADE ? "archived" : "already there", result->files,
	       (unsigned long long)result->bytes);
}

static void
archive(struct run *run, const char *operand)
{
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	struct pipeline_source source;
	struct archive_result result;
	const struct archive_job job = {
		.source = &source,
		.options = &run->pipeline,
		.into = run->options->into,
		.program = "zetsel",
		.version = VERSION,
	};
	enum archive_end end = ARCHIVE_FAILED;

	if (run_read_edition(arena, sink, run, operand, &source))
		end = archive_edition(arena, sink, &job, &result);
	run_worsen(run, status_of(end));
	diag_print(sink, &run->style, stderr);
	say_archived(run, end, &result);
	arena_free(arena);
}

enum commands_status
commands_archive(const struct options *options, struct stopwatch *watch)
{
	struct run run;

	for (size_t i = 0; i < options->n_operands; i++)
		if (strcmp(options->operands[i], "-") == 0)
			return commands_wrong_usage(
				"`archive` takes folders", "-");
	run.status = run_init(&run, options, watch);
	for (size_t i = 0;
	     run.status != COMMANDS_USAGE && i < options->n_operands; i++)
		archive(&run, options->operands[i]);
	run_done(&run);
	return run.status;
}

/* ---- verify ---------------------------------------------------------------------- */

/* One call of `verify`. */
struct inspection {
	const struct options *options;
	struct diag_style style;
	size_t bags;
	enum commands_status status;
};

static void
say_json(const char *path, const struct verify_result *r, size_t faults)
{
	struct buf quoted = {0};

	diag_put_json_string(path, &quoted);
	printf("{\"bag\": %.*s, \"whole\": %s, \"files\": %zu, "
	       "\"bytes\": %llu, \"faults\": %zu}\n",
	       (int)quoted.len, (const char *)quoted.data,
	       r->whole ? "true" : "false", r->files,
	       (unsigned long long)r->bytes, faults);
	buf_done(&quoted);
}

static void
say_verdict(const struct inspection *in, const char *path,
	    const struct verify_result *r, size_t faults)
{
	if (in->style.json)
		say_json(path, r, faults);
	else if (r->unreadable)
		printf("%s: cannot be read\n", path);
	else if (!r->whole)
		printf("%s: not whole: %zu %s\n", path, faults,
		       faults == 1 ? "fault" : "faults");
	else if (!in->options->quiet)
		printf("%s: whole, %zu files, %llu bytes%s%s\n", path, r->files,
		       (unsigned long long)r->bytes,
		       r->ours ? "" : "; no archive copy of an edition",
		       in->options->rebuild ? "; made again, the same" : "");
}

static bool
rebuild(struct arena *arena, struct diag_sink *sink, const char *path,
	const struct verify_result *r)
{
	if (r->record != NULL)
		return archive_rebuild(arena, sink, path, r->record);
	return diag_report(
		sink, DIAG_BAG_RECORD, (struct diag_pos){.file = path}, "%s",
		r->later != NULL ? r->later : "there is no record in it");
}

static void
inspect(struct inspection *in, const char *path)
{
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	enum commands_status status = COMMANDS_MADE;
	struct verify_result result;

	verify_bag(arena, sink, path, VERSION, &result);
	if (result.whole && in->options->rebuild)
		result.whole = rebuild(arena, sink, path, &result);
	if (!result.whole)
		status = result.unreadable ? COMMANDS_FAILED : COMMANDS_ERRORS;
	diag_print(sink, &in->style, stdout);
	say_verdict(in, path, &result, diag_count(sink, DIAG_ERROR));
	in->bags++;
	if (status > in->status)
		in->status = status;
	arena_free(arena);
}

/* The copies in an archive; what is no bag at all is none of its business. */
static void
inspect_archive(struct inspection *in, const char *path)
{
	struct arena *arena = arena_new();
	struct folder_entry *entries;
	size_t n = 0;

	if (!folder_list(arena, path, &entries, &n))
		n = 0;
	for (size_t i = 0; i < n; i++) {
		const char *inner = file_join(arena, path, entries[i].name);

		if (*entries[i].name != '.' && resources_is_folder(inner) &&
		    verify_is_bag(arena, inner))
			inspect(in, inner);
	}
	arena_free(arena);
}

static void
inspect_operand(struct inspection *in, const char *path)
{
	struct arena *arena = arena_new();
	size_t before = in->bags;

	if (!verify_is_bag(arena, path))
		inspect_archive(in, path);
	if (in->bags == before)
		inspect(in, path);
	arena_free(arena);
}

enum commands_status
commands_verify(const struct options *options)
{
	struct inspection in = {
		.options = options,
		.style =
			{
				.json = options->diagnostics == OPTIONS_JSON,
				.colour = commands_want_colour(
					options->colour, STDOUT_FILENO),
				.quiet = options->quiet,
			},
	};

	for (size_t i = 0; i < options->n_operands; i++)
		inspect_operand(&in, options->operands[i]);
	return in.status;
}
