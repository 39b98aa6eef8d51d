/* `zetsel check`, and the gate before `zetsel build`. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "commands_run.h"
#include "inspect.h"
#include "options.h"

#define DICTIONARIES "/usr/share/hunspell"

struct checking {
	struct run *run;
	struct inspect_options how;
	struct check_sarif sarif;
	struct buf out; /* JSON and SARIF */
};

static void
print_text(struct checking *k, struct arena *arena,
	   const struct inspection *found, const struct check_print *how,
	   const struct pipeline_source *source)
{
	struct diag_sink *sink = diag_sink_new(arena);
	struct diag_style style = k->run->style;

	diag_source(sink, source->file, source->text, source->len);
	check_report(arena, sink, &found->result, how);
	style.words = check_words(found->lang);
	style.dutch = false; /* findings have their language */
	diag_print(sink, &style, stdout);
	printf("%s: %s\n", source->file,
	       check_summary(arena, &found->result, found->lang));
}

static void
print_findings(struct checking *k, struct arena *arena,
	       const struct inspection *found,
	       const struct pipeline_source *source)
{
	const struct options *o = k->run->options;
	const struct check_print how = {
		.lang = found->lang, .accepted = o->all, .quiet = o->quiet};

	switch ((enum options_diagnostics)o->diagnostics) {
	case OPTIONS_TEXT:
		print_text(k, arena, found, &how, source);
		break;
	case OPTIONS_JSON:
		check_json(&found->result, &how, &k->out);
		break;
	case OPTIONS_SARIF:
		check_sarif_add(&k->sarif, &found->result, &how);
		break;
	}
}

static bool
write_report(struct checking *k, struct arena *arena,
	     const struct inspection *found)
{
	const struct options *o = k->run->options;
	struct buf bytes = {0};
	bool made = inspect_report(arena, found, o->all, &bytes) ==
			    PIPELINE_MADE &&
		    commands_save(o->report, &bytes) == COMMANDS_MADE;

	buf_done(&bytes);
	return made;
}

static enum commands_status
judge(struct checking *k, struct arena *arena, const struct inspection *found,
      const struct pipeline_source *source)
{
	const struct options *o = k->run->options;
	enum diag_severity least = o->strict ? DIAG_WARNING : DIAG_ERROR;

	print_findings(k, arena, found, source);
	if (o->report != NULL && found->edition != NULL &&
	    !write_report(k, arena, found))
		return COMMANDS_FAILED;
	return check_count(&found->result, least) > 0
		       ? COMMANDS_ERRORS
		       : COMMANDS_MADE;
}

static enum commands_status
check_in_arena(struct checking *k, struct arena *arena, struct diag_sink *sink,
	       const char *operand)
{
	struct pipeline_source source;
	struct inspection found;
	enum commands_status status = COMMANDS_FAILED;

	if (!commands_read_edition(arena, sink, operand, &source))
		return COMMANDS_FAILED;
	if (inspect(arena, sink, &source, &k->run->pipeline, &k->how, &found) ==
	    PIPELINE_MADE)
		status = judge(k, arena, &found, &source);
	pipeline_close(found.pipeline);
	return status;
}

/* What is no finding, such as a file that cannot be read, goes to standard error. */
static void
check_one(struct checking *k, const char *operand)
{
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	struct diag_style style = k->run->style;

	run_worsen(k->run, check_in_arena(k, arena, sink, operand));
	style.json = k->run->options->diagnostics != OPTIONS_TEXT;
	diag_print(sink, &style, stderr);
	arena_free(arena);
}

/* `--spelling none` is no folder. */
static const char *
dictionaries_of(const struct options *o)
{
	if (o->dictionaries == NULL)
		return DICTIONARIES;
	return strcmp(o->dictionaries, "none") == 0 ? NULL : o->dictionaries;
}

static void
check_all(struct checking *k)
{
	const struct options *o = k->run->options;
	bool sarif = o->diagnostics == OPTIONS_SARIF;

	k->sarif = (struct check_sarif){
		.out = &k->out,
		.lang = k->how.lang >= 0 ? (enum check_lang)k->how.lang
					 : CHECK_EN};
	if (sarif)
		check_sarif_begin(&k->sarif, VERSION);
	for (size_t i = 0; i < o->n_operands; i++)
		check_one(k, o->operands[i]);
	if (sarif)
		check_sarif_end(&k->sarif);
	if (k->out.len > 0)
		fwrite(k->out.data, 1, k->out.len, stdout);
	buf_done(&k->out);
}

enum commands_status
commands_check(const struct options *options, struct stopwatch *watch)
{
	struct run run;
	struct checking k = {.run = &run};

	if (options->report != NULL && options->n_operands > 1)
		return commands_wrong_usage(
			"--report is of one edition", options->operands[1]);
	run.status = run_init(&run, options, watch);
	if (run.status == COMMANDS_MADE) {
		k.how = (struct inspect_options){
			.language = run.language,
			.dictionaries = dictionaries_of(options),
			.lang = (options->lang != 0 ? options->lang
						    : options->messages) -
				1,
			.pages = true,
		};
		check_all(&k);
	}
	run_done(&run);
	return run.status;
}

/* ---- before building ---------------------------------------------------------- */

enum commands_status
run_gate(struct run *run, struct arena *arena, struct diag_sink *sink,
	 const struct edition *edition, const char **ret_language_file)
{
	const struct inspect_options how = {
		.language = run->language, .lang = -1};
	struct check_print print = {.quiet = true};
	struct inspection found;

	if (inspect_edition(arena, sink, edition, &how, &found) != PIPELINE_MADE)
		return COMMANDS_FAILED;
	*ret_language_file = found.language_file;
	print.lang = found.lang;
	check_report(arena, sink, &found.result, &print);
	return check_count(&found.result, DIAG_ERROR) > 0
		       ? COMMANDS_ERRORS
		       : COMMANDS_MADE;
}
