#include "commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/nearest.h"
#include "base/stopwatch.h"
#include "depfile.h"
#include "model/edition.h"
#include "options.h"
#include "pipeline.h"
#include "resources.h"
#include "style/style.h"

#define EDITION_FILE "programme.yaml"
#define EDITION_MAX ((size_t)64 << 20)

/* The documents of an edition, in the order `build` makes them. */
static const struct document {
	const char *file;
	enum pipeline_end (*make)(struct arena *, struct diag_sink *,
				  const struct pipeline_source *,
				  const struct pipeline_options *, struct buf *);
} documents[] = {
	{"booklet.pdf", pipeline_booklet},
};

#define BOOKLET (&documents[0])
#define N_DOCUMENTS (sizeof(documents) / sizeof(*documents))

/* What holds for all documents of one call of the program. */
struct run {
	struct arena *arena; /* for what outlives a document */
	const struct options *options;
	struct pipeline_options pipeline;
	struct diag_style style;
	struct stopwatch *watch;
	enum commands_status status; /* the worst so far */
};

static void
worsen(struct run *run, enum commands_status status)
{
	if (status > run->status)
		run->status = status;
}

static enum commands_status
wrong_usage(const char *what, const char *word)
{
	fprintf(stderr, "zetsel: %s: %s\n", word, what);
	return COMMANDS_USAGE;
}

static struct diag_pos
whole_file(const char *path)
{
	return (struct diag_pos){.file = path};
}

static enum commands_status
save_data(const char *target, const struct buf *text)
{
	if (file_write(target, text->data, text->len))
		return COMMANDS_MADE;
	fprintf(stderr, "zetsel: %s: cannot be written: %s\n", target,
		strerror(errno));
	return COMMANDS_FAILED;
}

/* ---- what surrounds a run -------------------------------------------------------- */

static bool
wants_colour(int when)
{
	const char *term = getenv("TERM"), *no_colour = getenv("NO_COLOR");

	if (when != OPTIONS_COLOUR_AUTO)
		return when == OPTIONS_COLOUR_ALWAYS;
	return isatty(STDERR_FILENO) &&
	       (no_colour == NULL || *no_colour == '\0') && term != NULL &&
	       strcmp(term, "dumb") != 0;
}

/* Seconds since 1970, up to the end of the year 9999. */
static bool
parse_epoch(const char *s, int64_t *ret)
{
	int64_t value = 0;

	if (*s == '\0' || strspn(s, "0123456789") != strlen(s))
		return false;
	for (; *s != '\0'; s++) {
		value = value * 10 + (*s - '0');
		if (value > INT64_C(253402300799))
			return false;
	}
	*ret = value;
	return true;
}

/* One of the two folders the program needs beside itself; reported if missing. */
static void
find_folder(struct arena *arena, struct diag_sink *sink, const char *name,
	    const char *given, const char **ret)
{
	*ret = resources_find(arena, name, given);
	if (*ret != NULL)
		return;
	if (given != NULL)
		diag_report(sink, DIAG_FOLDER_MISSING, whole_file(given),
			    "there is no such folder for the %s", name);
	else
		diag_report(sink, DIAG_FOLDER_MISSING, whole_file(NULL),
			    "the folder with the program's %s was not found",
			    name);
}

static enum commands_status
run_init(struct run *run, const struct options *options, struct stopwatch *watch)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	struct pipeline_options *p = &run->pipeline;
	struct diag_sink *sink;

	*run = (struct run){
		.arena = arena_new(), .options = options, .watch = watch};
	run->style = (struct diag_style){
		.json = options->diagnostics == OPTIONS_JSON,
		.colour = wants_colour(options->colour),
		.quiet = options->quiet,
	};
	*p = (struct pipeline_options){
		.creator_tool = "zetsel " VERSION,
		.date = PIPELINE_NO_DATE,
		.attach_source = options->attach_source,
		.dump = (enum pipeline_dump)options->dump,
		.watch = options->timings ? watch : NULL,
		.depfile =
			options->depfile != NULL ? depfile_new(run->arena) : NULL,
	};
	if (epoch != NULL && *epoch != '\0' && !parse_epoch(epoch, &p->date))
		return wrong_usage(
			"SOURCE_DATE_EPOCH is not a number of seconds", epoch);
	sink = diag_sink_new(run->arena);
	find_folder(run->arena, sink, "fonts", options->fonts, &p->fonts);
	find_folder(run->arena, sink, "layouts", options->layouts, &p->layouts);
	if (diag_count(sink, DIAG_ERROR) == 0)
		return COMMANDS_MADE;
	diag_print(sink, &run->style, stderr);
	return COMMANDS_FAILED;
}

static void
run_done(struct run *run)
{
	arena_free(run->arena);
}

/* ---- one document ---------------------------------------------------------------- */

static const char *
edition_path(struct arena *arena, const char *operand)
{
	if (strcmp(operand, "-") != 0 && resources_is_folder(operand))
		return file_join(arena, operand, EDITION_FILE);
	return operand;
}

static bool
read_edition(struct arena *arena, struct diag_sink *sink, struct run *run,
	     const char *operand, struct pipeline_source *ret)
{
	const char *path = edition_path(arena, operand);
	bool standard = strcmp(path, "-") == 0;
	char *text;

	ret->file = standard ? "<stdin>" : path;
	/* Where the working directory is meant, paths need no "./" before them. */
	ret->folder = strchr(path, '/') != NULL ? file_folder(arena, path) : "";
	if (!file_read(arena, path, EDITION_MAX, &text, &ret->len))
		return diag_report(
			sink, DIAG_FILE_UNREADABLE, whole_file(ret->file),
			"cannot be read: %s", strerror(errno));
	ret->text = text;
	diag_source(sink, ret->file, ret->text, ret->len);
	depfile_input(run->pipeline.depfile, path);
	return true;
}

/* The folder of the target is made if `build` chose it. */
static bool
save(struct arena *arena, struct diag_sink *sink, const struct run *run,
     const char *target, const struct buf *bytes)
{
	const char *folder = file_folder(arena, target);

	if (run->options->command == COMMAND_BUILD && !file_make_folder(folder))
		return diag_report(sink, DIAG_FILE_UNWRITABLE, whole_file(folder),
				   "cannot be made: %s", strerror(errno));
	if (!file_write(target, bytes->data, bytes->len))
		return diag_report(sink, DIAG_FILE_UNWRITABLE, whole_file(target),
				   "cannot be written: %s", strerror(errno));
	depfile_target(run->pipeline.depfile, target);
	return true;
}

static enum commands_status
make_in(struct arena *arena, struct diag_sink *sink, struct run *run,
	const struct document *document, const char *operand, const char *target)
{
	struct pipeline_source source;
	struct buf bytes = {0};
	enum commands_status status = COMMANDS_FAILED;
	enum pipeline_end end;

	stopwatch_switch(run->watch, STOPWATCH_LOAD);
	if (!read_edition(arena, sink, run, operand, &source))
		return COMMANDS_FAILED;
	stopwatch_switch(run->watch, STOPWATCH_OTHER);
	end = document->make(arena, sink, &source, &run->pipeline, &bytes);
	if (end == PIPELINE_ERRORS ||
	    (end == PIPELINE_MADE && diag_count(sink, DIAG_ERROR) > 0)) {
		status = COMMANDS_ERRORS;
	} else if (end == PIPELINE_MADE) {
		stopwatch_switch(run->watch, STOPWATCH_SAVE);
		if (save(arena, sink, run, target, &bytes))
			status = COMMANDS_MADE;
	}
	stopwatch_switch(run->watch, STOPWATCH_OTHER);
	buf_done(&bytes);
	return status;
}

static void
print_timings(const struct run *run, const char *target)
{
	const bool json = run->style.json;
	int64_t total = 0;

	stopwatch_switch(run->watch, STOPWATCH_OTHER);
	fprintf(stderr, json ? "{\"timings\": {" : "%s: milliseconds\n", target);
	for (int i = 0; i < STOPWATCH_PART_COUNT; i++) {
		int64_t us = run->watch->ns[i] / 1000;

		total += us;
		fprintf(stderr,
			json ? "\"%s\": %lld.%03lld, " : "%10s %6lld.%03lld\n",
			stopwatch_name((enum stopwatch_part)i),
			(long long)(us / 1000), (long long)(us % 1000));
	}
	fprintf(stderr, json ? "\"%s\": %lld.%03lld}}\n" : "%10s %6lld.%03lld\n",
		"total", (long long)(total / 1000), (long long)(total % 1000));
}

static void
make(struct run *run, const struct document *document, const char *operand,
     const char *target)
{
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);

	enum commands_status status = make_in(
		arena, sink, run, document, operand, target);

	worsen(run, status);
	diag_print(sink, &run->style, stderr);
	if (run->options->timings && status == COMMANDS_MADE)
		print_timings(run, target);
	stopwatch_start(run->watch);
	arena_free(arena);
}

/* ---- the commands ---------------------------------------------------------------- */

/* What an edition's folder below the output is called; NULL if it has no name. */
static const char *
edition_name(struct arena *arena, const char *operand)
{
	const char *path = edition_path(arena, operand);
	char *real, *slash;
	const char *name = NULL;

	if (strcmp(operand, "-") == 0)
		return NULL;
	real = realpath(file_folder(arena, path), NULL);
	slash = real != NULL ? strrchr(real, '/') : NULL;
	if (slash != NULL && slash[1] != '\0')
		name = arena_strndup(arena, slash + 1, strlen(slash + 1));
	free(real);
	return name;
}

static enum commands_status
build(struct run *run)
{
	const struct options *o = run->options;
	const char *out = o->output != NULL ? o->output : "out";
	const char **names = arena_new_array(
		run->arena, const char *, o->n_operands);

	if (strcmp(out, "-") == 0)
		return wrong_usage("`build` writes to a folder", out);
	for (size_t i = 0; i < o->n_operands; i++) {
		names[i] = edition_name(run->arena, o->operands[i]);
		if (names[i] == NULL && strcmp(o->operands[i], "-") == 0)
			return wrong_usage("`build` takes folders", "-");
		if (names[i] == NULL)
			names[i] = ""; /* not there: reading it will say so */
		for (size_t k = 0; k < i; k++)
			if (*names[i] != '\0' && strcmp(names[i], names[k]) == 0)
				return wrong_usage(
					"two editions of this name", names[i]);
	}
	for (size_t i = 0; i < o->n_operands; i++) {
		const char *folder = file_join(run->arena, out, names[i]);

		for (size_t k = 0; k < N_DOCUMENTS; k++)
			make(run, &documents[k], o->operands[i],
			     file_join(run->arena, folder, documents[k].file));
	}
	return run->status;
}

static enum commands_status
booklet(struct run *run)
{
	const struct options *o = run->options;
	const char *target = o->output;
	bool dumps = o->dump != PIPELINE_DUMP_NOTHING;

	if (target == NULL)
		target = dumps ? "-" : BOOKLET->file;
	if (strcmp(target, "-") == 0 && o->depfile != NULL)
		return wrong_usage("--depfile needs a file to speak of", target);
	if (strcmp(target, "-") == 0 && !dumps && isatty(STDOUT_FILENO))
		return wrong_usage("a PDF is not written to a terminal", target);
	make(run, BOOKLET, o->operands[0], target);
	return run->status;
}

/* What changed, as data; false: it could not be told. */
static bool
compare(struct run *run, struct arena *arena, struct diag_sink *sink,
	struct pipeline_source sources[2])
{
	const struct options *o = run->options;
	struct buf text = {0};
	enum pipeline_form form = run->style.json ? PIPELINE_JSON
				  : o->markdown	  ? PIPELINE_MARKDOWN
						  : PIPELINE_TEXT;
	enum pipeline_end end;

	for (size_t i = 0; i < 2; i++)
		if (!read_edition(arena, sink, run, o->operands[i],
				  &sources[i])) {
			worsen(run, COMMANDS_FAILED);
			return false;
		}
	end = pipeline_diff(
		arena, sink, &sources[0], &sources[1], form, &text);
	if (end == PIPELINE_MADE)
		worsen(run, save_data(o->output != NULL ? o->output : "-", &text));
	else
		worsen(run, COMMANDS_ERRORS);
	buf_done(&text);
	return end == PIPELINE_MADE;
}

static enum commands_status
diff(struct run *run)
{
	const struct options *o = run->options;
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	struct pipeline_source sources[2];

	if (run->style.json && o->markdown)
		return wrong_usage(
			"is one form, --diagnostics=json another", "--markdown");
	if (o->booklet != NULL && strcmp(o->booklet, "-") == 0)
		return wrong_usage("--booklet needs a file", "-");
	if (compare(run, arena, sink, sources) && o->booklet != NULL) {
		run->pipeline.previous = &sources[0];
		make(run, BOOKLET, o->operands[1], o->booklet);
	}
	diag_print(sink, &run->style, stderr);
	arena_free(arena);
	return run->status;
}

/* Only when all targets were made: half a depfile would hide a dependency. */
static enum commands_status
write_depfile(const struct run *run)
{
	struct buf rules = {0};
	enum commands_status status;

	depfile_print(run->pipeline.depfile, &rules);
	status = save_data(run->options->depfile, &rules);
	buf_done(&rules);
	return status;
}

enum commands_status
commands_make(const struct options *options, struct stopwatch *watch)
{
	struct run run;

	run.status = run_init(&run, options, watch);
	if (run.status == COMMANDS_MADE)
		run.status = options->command == COMMAND_BUILD	? build(&run)
			     : options->command == COMMAND_DIFF ? diff(&run)
								: booklet(&run);
	if (run.status == COMMANDS_MADE && options->depfile != NULL)
		run.status = write_depfile(&run);
	run_done(&run);
	return run.status;
}

/* The kinds of file that people write. */
static const struct {
	const char *name, *title;
	const struct schema *schema;
} kinds[] = {
	{"programme", "A council's work programme, as zetsel reads it",
	 &edition_schema},
	{"layout", "The look of a document, as zetsel reads it", &style_schema},
};

#define N_KINDS (sizeof(kinds) / sizeof(*kinds))

enum commands_status
commands_schema(const struct options *options)
{
	const char *name =
		options->n_operands > 0 ? options->operands[0] : kinds[0].name;
	struct buf text = {0};
	enum commands_status status;
	size_t i = 0;

	while (i < N_KINDS && strcmp(name, kinds[i].name) != 0)
		i++;
	if (i == N_KINDS)
		return wrong_usage(
			"no such kind of file; there are programme and "
			"layout",
			name);
	if (options->format == OPTIONS_FORMAT_MARKDOWN) {
		buf_printf(&text, "# %s\n\n", kinds[i].title);
		schema_document(kinds[i].schema, &text);
	} else {
		schema_json(kinds[i].schema, kinds[i].title, &text);
	}
	status = save_data(
		options->output != NULL ? options->output : "-", &text);
	buf_done(&text);
	return status;
}

enum commands_status
commands_explain(const struct options *options)
{
	static const char *const slugs[] = {
#define DIAG(name, severity, slug, meaning, mend) slug,
#include "base/diag_codes.def"
#undef DIAG
	};
	const char *code = options->n_operands > 0 ? options->operands[0] : NULL;
	const char *near;

	if (diag_explain(code, stdout))
		return COMMANDS_MADE;
	near = nearest_word(code, slugs, sizeof(slugs) / sizeof(*slugs));
	fprintf(stderr, "zetsel: there is no message '%s'", code);
	if (near != NULL)
		fprintf(stderr, "; did you mean '%s'?", near);
	fputs("\n`zetsel explain` lists them all.\n", stderr);
	return COMMANDS_USAGE;
}
