#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "archive.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/json.h"
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
	printf("%s: %s, %zu files\n", result->path,
	       end == ARCHIVE_MADE ? "archived" : "already there", result->files);
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

	if (commands_read_edition(arena, sink, operand, &source))
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

/* One copy: what was found, and what came of making its documents again. */
struct verdict {
	const char *path;
	struct verify_result found;
	bool tried, same; /* making them again */
	size_t faults;
};

static void
say_json(const struct verdict *v)
{
	struct buf path = {0};

	json_string(&path, v->path);
	printf("{\"bag\":%.*s,\"whole\":%s,\"rebuilt\":%s,\"files\":%zu,"
	       "\"bytes\":%llu,\"faults\":%zu}\n",
	       (int)path.len, (const char *)path.data,
	       v->found.whole ? "true" : "false",
	       !v->tried ? "null"
	       : v->same ? "true"
			 : "false",
	       v->found.files, (unsigned long long)v->found.bytes, v->faults);
	buf_done(&path);
}

static const char *
rebuilt_in_words(const struct verdict *v)
{
	if (!v->tried)
		return "";
	return v->same ? "; made again, the same" : "; made again, not the same";
}

static void
say(const struct inspection *in, const struct verdict *v)
{
	if (in->style.json)
		say_json(v);
	else if (v->found.unreadable)
		printf("%s: cannot be read\n", v->path);
	else if (v->found.unknown_version)
		printf("%s: cannot be judged\n", v->path);
	else if (!v->found.whole)
		printf("%s: not whole, %zu %s\n", v->path, v->faults,
		       v->faults == 1 ? "fault" : "faults");
	else if (!in->options->quiet || (v->tried && !v->same))
		printf("%s: whole, %zu file%s%s%s\n", v->path, v->found.files,
		       v->found.files == 1 ? "" : "s",
		       v->found.ours ? "" : "; no archive copy of an edition",
		       rebuilt_in_words(v));
}

static bool
rebuild(struct arena *arena, struct diag_sink *sink, const char *path,
	const struct verify_result *found)
{
	if (found->record != NULL)
		return archive_rebuild(arena, sink, path, found->record);
	return diag_report(
		sink, DIAG_BAG_RECORD, (struct diag_pos){.file = path}, "%s",
		found->later != NULL ? found->later : "there is no record in it");
}

static enum commands_status
status_of_verdict(const struct verdict *v)
{
	if (v->found.unreadable)
		return COMMANDS_FAILED;
	return v->found.whole && (!v->tried || v->same)
		       ? COMMANDS_MADE
		       : COMMANDS_ERRORS;
}

static void
inspect(struct inspection *in, const char *path)
{
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	struct verdict verdict = {.path = path};

	verify_bag(arena, sink, path, VERSION, &verdict.found);
	verdict.tried = verdict.found.whole && in->options->rebuild;
	if (verdict.tried)
		verdict.same = rebuild(arena, sink, path, &verdict.found);
	verdict.faults = diag_count(sink, DIAG_ERROR);
	diag_print(sink, &in->style, stdout);
	say(in, &verdict);
	in->bags++;
	if (status_of_verdict(&verdict) > in->status)
		in->status = status_of_verdict(&verdict);
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
