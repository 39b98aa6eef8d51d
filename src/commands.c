#include "commands_run.h"

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
#include "check/check.h"
#include "depfile.h"
#include "model/edition.h"
#include "options.h"
#include "pipeline.h"
#include "resources.h"
#include "style/style.h"

void
run_worsen(struct run *run, enum commands_status status)
{
	if (status > run->status)
		run->status = status;
}

enum commands_status
commands_wrong_usage(const char *what, const char *word)
{
	fprintf(stderr, "zetsel: %s: %s\n", word, what);
	return COMMANDS_USAGE;
}

static struct diag_pos
whole_file(const char *path)
{
	return (struct diag_pos){.file = path};
}

enum commands_status
commands_save(const char *target, const struct buf *text)
{
	if (file_write(target, text->data, text->len))
		return COMMANDS_MADE;
	fprintf(stderr, "zetsel: %s: cannot be written: %s\n", target,
		strerror(errno));
	return COMMANDS_FAILED;
}

/* ---- what surrounds a run -------------------------------------------------------- */

bool
commands_want_colour(int when, int fd)
{
	const char *term = getenv("TERM"), *no_colour = getenv("NO_COLOR");

	if (when != OPTIONS_COLOUR_AUTO)
		return when == OPTIONS_COLOUR_ALWAYS;
	return isatty(fd) && (no_colour == NULL || *no_colour == '\0') &&
	       term != NULL && strcmp(term, "dumb") != 0;
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
			    "the program's own folder %s was not found", name);
}

enum commands_status
run_init(struct run *run, const struct options *options, struct stopwatch *watch)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	bool dutch = options->messages == CHECK_NL + 1;
	struct pipeline_options *p = &run->pipeline;
	struct diag_sink *sink;

	*run = (struct run){
		.arena = arena_new(), .options = options, .watch = watch};
	run->style = (struct diag_style){
		.words = dutch ? check_words(CHECK_NL) : NULL,
		.dutch = dutch,
		.json = options->diagnostics == OPTIONS_JSON,
		.colour = commands_want_colour(
			options->colour,
			options->command == COMMAND_CHECK ? STDOUT_FILENO
							  : STDERR_FILENO),
		.quiet = options->quiet,
	};
	run->changes = (struct letters_changes){
		.date = options->date,
		.reference = options->reference,
		.signatories = options->signatories.items,
		.n_signatories = options->signatories.n,
	};
	*p = (struct pipeline_options){
		.creator_tool = "zetsel " VERSION,
		.date = PIPELINE_NO_DATE,
		.attach_source = options->attach_source,
		.proof = options->proof,
		.final = options->final,
		.changes = &run->changes,
		.dump = (enum pipeline_dump)options->dump,
		.watch = options->timings ? watch : NULL,
		.depfile =
			options->depfile != NULL ? depfile_new(run->arena) : NULL,
	};
	if (epoch != NULL && *epoch != '\0' && !parse_epoch(epoch, &p->date))
		return commands_wrong_usage(
			"SOURCE_DATE_EPOCH is not a number of seconds", epoch);
	sink = diag_sink_new(run->arena);
	find_folder(run->arena, sink, "fonts", options->fonts, &p->fonts);
	find_folder(run->arena, sink, "layouts", options->layouts, &p->layouts);
	if (options->command == COMMAND_BUILD ||
	    options->command == COMMAND_CHECK)
		find_folder(run->arena, sink, "data/language", NULL,
			    &run->language);
	if (diag_count(sink, DIAG_ERROR) == 0)
		return COMMANDS_MADE;
	diag_print(sink, &run->style, stderr);
	return COMMANDS_FAILED;
}

void
run_done(struct run *run)
{
	arena_free(run->arena);
}

/* ---- the documents of an edition -------------------------------------------------- */

static const char *
edition_path(struct arena *arena, const char *operand)
{
	if (strcmp(operand, "-") != 0 && resources_is_folder(operand))
		return file_join(arena, operand, PIPELINE_EDITION_FILE);
	return operand;
}

bool
commands_read_edition(struct arena *arena, struct diag_sink *sink,
		      const char *operand, struct pipeline_source *ret)
{
	const char *path = edition_path(arena, operand);
	bool standard = strcmp(path, "-") == 0;
	char *text;

	ret->file = standard ? "<stdin>" : path;
	/* Where the working directory is meant, paths need no "./" before them. */
	ret->folder = strchr(path, '/') != NULL ? file_folder(arena, path) : "";
	if (!file_read(arena, path, PIPELINE_EDITION_MAX, &text, &ret->len))
		return diag_report(
			sink, DIAG_FILE_UNREADABLE, whole_file(ret->file),
			"cannot be read: %s", strerror(errno));
	ret->text = text;
	diag_source(sink, ret->file, ret->text, ret->len);
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
	return true;
}

/* A document on its way from the pipeline to a file. */
struct target {
	const struct pipeline_document *document;
	const char *path;
	struct buf bytes;
};

/* An edition and those of its documents that are wanted. */
struct job {
	struct run *run;
	struct arena *arena;
	struct diag_sink *sink;
	const char *operand;
	struct pipeline *pipeline;
	const char *language_file; /* that let it pass; NULL: none was asked */
	struct target *targets;
	size_t n_targets;
};

static bool
is_wanted(const struct options *o, const struct pipeline_document *document)
{
	switch (o->command) {
	case COMMAND_BOOKLET:
	case COMMAND_DIFF:
		return document->kind == PIPELINE_BOOKLET;
	case COMMAND_LETTER:
		return document->kind == PIPELINE_LETTER &&
		       (o->to == NULL ||
			strcmp(o->to, document->recipient->office_id.s) == 0);
	case COMMAND_NOTE:
		return document->kind == PIPELINE_NOTE &&
		       (o->internal || !document->internal);
	default:
		return true;
	}
}

static bool
report_absent(struct job *job)
{
	const struct options *o = job->run->options;
	const char *file = pipeline_edition(job->pipeline)->file;

	if (o->command == COMMAND_LETTER && o->to != NULL)
		return diag_report(
			job->sink, DIAG_DOCUMENT_ABSENT, whole_file(file),
			"the edition has no letter to '%s'", o->to);
	return diag_report(job->sink, DIAG_DOCUMENT_ABSENT, whole_file(file),
			   "the edition has no %s",
			   o->command == COMMAND_NOTE ? "'note'" : "'letters'");
}

static bool
choose(struct job *job)
{
	const struct pipeline_document *all;
	size_t n = pipeline_documents(job->pipeline, &all);

	job->targets = arena_new_array(job->arena, struct target, n + 1);
	for (size_t i = 0; i < n; i++)
		if (is_wanted(job->run->options, &all[i]))
			job->targets[job->n_targets++].document = &all[i];
	/* of two notes the internal copy is the last; of one, nothing is hidden */
	if (job->run->options->command == COMMAND_NOTE && job->n_targets == 2)
		job->targets[0] = job->targets[--job->n_targets];
	return job->n_targets > 0 || report_absent(job);
}

/* Letters may go to a folder, under their own names: "a/", or one that is there. */
static bool
names_folder(const struct options *o, const char *path)
{
	if (o->command == COMMAND_BUILD)
		return true;
	return o->command == COMMAND_LETTER &&
	       (path[strlen(path) - 1] == '/' || resources_is_folder(path));
}

/* Where each document goes; false if one file would have to hold several. */
static bool
place(struct job *job, const char *output)
{
	const struct options *o = job->run->options;
	bool dumps = o->dump != PIPELINE_DUMP_NOTHING;

	if (output == NULL && dumps)
		output = "-";
	for (size_t i = 0; i < job->n_targets; i++) {
		struct target *t = &job->targets[i];

		t->path = output;
		if (output == NULL)
			t->path = t->document->file;
		else if (names_folder(o, output))
			t->path = file_join(
				job->arena, output, t->document->file);
		else if (i > 0 && !(dumps && strcmp(output, "-") == 0))
			return false;
	}
	return true;
}

static enum commands_status
make_target(struct job *job, struct target *target)
{
	struct run *run = job->run;
	size_t errors = diag_count(job->sink, DIAG_ERROR);
	enum pipeline_end end;

	depfile_input(run->pipeline.depfile,
		      edition_path(job->arena, job->operand));
	if (job->language_file != NULL)
		depfile_input(run->pipeline.depfile, job->language_file);
	end = pipeline_make(job->pipeline, target->document, &target->bytes);
	depfile_target(run->pipeline.depfile, target->path);
	if (end == PIPELINE_FAILED)
		return COMMANDS_FAILED;
	return end == PIPELINE_ERRORS ||
			       diag_count(job->sink, DIAG_ERROR) > errors
		       ? COMMANDS_ERRORS
		       : COMMANDS_MADE;
}

/* All documents are made before the first is saved: an edition with errors has none. */
static enum commands_status
make_targets(struct job *job)
{
	enum commands_status status = COMMANDS_MADE;

	for (size_t i = 0; i < job->n_targets; i++) {
		enum commands_status one = make_target(job, &job->targets[i]);

		status = one > status ? one : status;
	}
	stopwatch_switch(job->run->watch, STOPWATCH_SAVE);
	for (size_t i = 0; i < job->n_targets && status == COMMANDS_MADE; i++)
		if (!save(job->arena, job->sink, job->run, job->targets[i].path,
			  &job->targets[i].bytes))
			status = COMMANDS_FAILED;
	stopwatch_switch(job->run->watch, STOPWATCH_OTHER);
	for (size_t i = 0; i < job->n_targets; i++)
		buf_done(&job->targets[i].bytes);
	return status;
}

static enum commands_status
make_in(struct job *job, const char *output)
{
	struct run *run = job->run;
	struct pipeline_source source;

	stopwatch_switch(run->watch, STOPWATCH_LOAD);
	if (!commands_read_edition(job->arena, job->sink, job->operand, &source))
		return COMMANDS_FAILED;
	if (pipeline_open(job->arena, job->sink, &source, &run->pipeline,
			  &job->pipeline) != PIPELINE_MADE ||
	    !choose(job))
		return COMMANDS_ERRORS;
	if (run->options->command == COMMAND_BUILD) {
		enum commands_status gate = run_gate(
			run, job->arena, job->sink,
			pipeline_edition(job->pipeline), &job->language_file);

		if (gate != COMMANDS_MADE)
			return gate;
	}
	if (!place(job, output))
		return commands_wrong_usage(
			"there is more than one letter: name a folder, "
			"or one of them with --to",
			output);
	return make_targets(job);
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

void
run_make(struct run *run, const char *operand, const char *output)
{
	struct arena *arena = arena_new();
	struct job job = {
		.run = run,
		.arena = arena,
		.sink = diag_sink_new(arena),
		.operand = operand,
	};
	enum commands_status status = make_in(&job, output);

	run_worsen(run, status);
	diag_print(job.sink, &run->style, stderr);
	if (run->options->timings && status == COMMANDS_MADE)
		print_timings(run,
			      job.n_targets == 1 ? job.targets[0].path : operand);
	stopwatch_start(run->watch);
	pipeline_close(job.pipeline);
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
		return commands_wrong_usage("`build` writes to a folder", out);
	for (size_t i = 0; i < o->n_operands; i++) {
		names[i] = edition_name(run->arena, o->operands[i]);
		if (names[i] == NULL && strcmp(o->operands[i], "-") == 0)
			return commands_wrong_usage("`build` takes folders", "-");
		if (names[i] == NULL)
			names[i] = ""; /* not there: reading it will say so */
		for (size_t k = 0; k < i; k++)
			if (*names[i] != '\0' && strcmp(names[i], names[k]) == 0)
				return commands_wrong_usage(
					"two editions of this name", names[i]);
	}
	for (size_t i = 0; i < o->n_operands; i++)
		run_make(run, o->operands[i],
			 file_join(run->arena, out, names[i]));
	return run->status;
}

/* One kind of document of one edition. */
static enum commands_status
make_kind(struct run *run)
{
	const struct options *o = run->options;
	bool dumps = o->dump != PIPELINE_DUMP_NOTHING;
	bool standard = o->output != NULL ? strcmp(o->output, "-") == 0 : dumps;

	if (standard && o->depfile != NULL)
		return commands_wrong_usage(
			"--depfile needs a file to speak of", "-");
	if (standard && !dumps && isatty(STDOUT_FILENO))
		return commands_wrong_usage(
			"a PDF is not written to a terminal", "-");
	run_make(run, o->operands[0], o->output);
	return run->status;
}

/* Only when all targets were made: half a depfile would hide a dependency. */
static enum commands_status
write_depfile(const struct run *run)
{
	struct buf rules = {0};
	enum commands_status status;

	depfile_print(run->pipeline.depfile, &rules);
	status = commands_save(run->options->depfile, &rules);
	buf_done(&rules);
	return status;
}

enum commands_status
commands_make(const struct options *options, struct stopwatch *watch)
{
	struct run run;

	run.status = run_init(&run, options, watch);
	if (run.status == COMMANDS_MADE)
		run.status = options->command == COMMAND_BUILD ? build(&run)
							       : make_kind(&run);
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
		return commands_wrong_usage(
			"no such kind of file; there are programme and "
			"layout",
			name);
	if (options->format == OPTIONS_FORMAT_MARKDOWN) {
		buf_printf(&text, "# %s\n\n", kinds[i].title);
		schema_document(kinds[i].schema, &text);
	} else {
		schema_json(kinds[i].schema, kinds[i].title, &text);
	}
	status = commands_save(
		options->output != NULL ? options->output : "-", &text);
	buf_done(&text);
	return status;
}

/* A row of one of the two tables of messages. */
static const struct diag_kind *
kind_at(size_t i)
{
	if (i < DIAG_CODE_COUNT)
		return diag_kind((enum diag_code)i);
	return check_kind((enum check_code)(i - DIAG_CODE_COUNT), CHECK_EN);
}

#define N_CODES ((size_t)DIAG_CODE_COUNT + CHECK_CODE_COUNT)

enum commands_status
commands_explain(const struct options *options)
{
	const char *slugs[N_CODES];
	const char *code = options->n_operands > 0 ? options->operands[0] : NULL;
	const char *near;
	struct buf text = {0};

	for (size_t i = 0; i < N_CODES; i++) {
		slugs[i] = kind_at(i)->slug;
		if (code != NULL && strcmp(code, slugs[i]) != 0)
			continue;
		if (text.len > 0)
			buf_byte(&text, '\n');
		diag_explain(kind_at(i), &text);
	}
	if (text.len > 0) {
		fwrite(text.data, 1, text.len, stdout);
		buf_done(&text);
		return COMMANDS_MADE;
	}
	near = nearest_word(code, slugs, N_CODES);
	fprintf(stderr, "zetsel: there is no message '%s'", code);
	if (near != NULL)
		fprintf(stderr, "; did you mean '%s'?", near);
	fputs("\n`zetsel explain` lists them all.\n", stderr);
	return COMMANDS_USAGE;
}
