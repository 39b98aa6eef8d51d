/*
 * The command line: what is typed, and what the program takes it to mean.
 *
 * A result is written as the command, its options in a fixed order and then the
 * operands in brackets: "booklet o=a.pdf dump=tags [x]"; a refusal as "! " and what
 * is said. Words on a command line are separated by single spaces; '_' is an empty
 * word.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "options.h"
#include "pipeline.h"

static const struct {
	const char *typed, *meant;
} lines[] = {
	/* operands and options, in any order */
	{"booklet x", "booklet [x]"},
	{"build x y", "build [x y]"},
	{"archive x y --into=a", "archive into=a [x y]"},
	{"verify --rebuild a b", "verify rebuild [a b]"},
	{"booklet x -o a.pdf", "booklet o=a.pdf [x]"},
	{"-o a.pdf booklet x", "booklet o=a.pdf [x]"},
	{"booklet -q x --timings", "booklet timings quiet [x]"},
	{"explain", "explain []"},
	{"explain key-missing", "explain [key-missing]"},
	{"schema --format markdown", "schema markdown []"},
	/* one option in all its spellings */
	{"booklet -oa.pdf x", "booklet o=a.pdf [x]"},
	{"booklet --output a.pdf x", "booklet o=a.pdf [x]"},
	{"booklet --output=a.pdf x", "booklet o=a.pdf [x]"},
	{"booklet --out=a=b x", "booklet o=a=b [x]"},
	{"booklet -qo a.pdf x", "booklet o=a.pdf quiet [x]"},
	{"booklet -qoa.pdf x", "booklet o=a.pdf quiet [x]"},
	{"booklet -o a -o b x", "booklet o=b [x]"},
	{"booklet --dump tags x", "booklet dump=3 [x]"},
	{"booklet --dump=lines x", "booklet dump=1 [x]"},
	{"booklet --diagnostics=json --color=never x",
	 "booklet json colour=2 [x]"},
	{"booklet --att x", "booklet attach [x]"},
	{"booklet --layouts l --fonts f --depfile d x",
	 "booklet layouts=l fonts=f depfile=d [x]"},
	/* letters and notes */
	{"letter x --to a --date 2026-02-28", "letter to=a date=2026-02-28 [x]"},
	{"letter x --reference=BZ-1 --final", "letter reference=BZ-1 final [x]"},
	{"letter x --signatory a=b --signatory=c=D.E=F",
	 "letter signatory=a=b signatory=c=D.E=F [x]"},
	{"letter x --reference=e\u0301", "letter reference=\u00E9 [x]"},
	{"note x --internal --dump=frames", "note dump=2 internal [x]"},
	/* - is an operand and -- ends the options */
	{"booklet -", "booklet [-]"},
	{"booklet -o - -", "booklet o=- [-]"},
	{"booklet -- -o", "booklet [-o]"},
	{"-- booklet x", "booklet [x]"},
	{"build -- a -- b", "build [a -- b]"},
	/* help and version excuse the rest */
	{"--help", "none help []"},
	{"booklet --help", "booklet help []"},
	{"booklet -h", "booklet help []"},
	{"--version", "none version []"},
	{"--vers", "none version []"},
	/* refusals */
	{"", "! no command given"},
	{"-q", "! no command given"},
	{"boklet x", "! unknown command 'boklet'; did you mean 'booklet'?"},
	{"frobnicate", "! unknown command 'frobnicate'"},
	{"diff x", "! 'diff' needs an operand: OLD NEW"},
	{"diff x y --markdown --booklet=z", "diff booklet=z markdown [x y]"},
	{"booklet", "! 'booklet' needs an operand: EDITION"},
	{"booklet x y", "! 'booklet' has one operand too many: 'y'"},
	{"schema x y", "! 'schema' has one operand too many: 'y'"},
	{"booklet _", "! an operand is empty"},
	{"booklet --ouput=a x",
	 "! unknown option '--ouput'; did you mean '--output'?"},
	{"booklet --frobnicate x", "! unknown option '--frobnicate'"},
	{"booklet -x", "! unknown option '-x'"},
	{"booklet -qx", "! unknown option '-x'"},
	{"booklet --=a x", "! unknown option '--'"},
	{"booklet --d=a x", "! option '--d' is ambiguous"},
	{"booklet x -o", "! --output needs a value: PATH"},
	{"booklet x --fonts", "! --fonts needs a value: DIR"},
	{"booklet x --fonts=", "! --fonts is empty"},
	{"booklet x -o _", "! --output is empty"},
	{"booklet x --quiet=yes", "! --quiet takes no value"},
	{"booklet x --dump=line",
	 "! --dump cannot be 'line'; did you mean 'lines'?"},
	{"booklet x --dump=everything",
	 "! --dump cannot be 'everything': print "
	 "lines, frames, tags or figures, not the PDF"},
	{"letter x --date=2026-02-29",
	 "! --date cannot be '2026-02-29': it is a day that there is, such as "
	 "2026-01-31"},
	{"letter x --date=31-1-2026",
	 "! --date cannot be '31-1-2026': it is a day that there is, such as "
	 "2026-01-31"},
	{"letter x --reference=\xFF", "! --reference is not in UTF-8"},
	{"letter x --reference=a\x1B", "! --reference has a control character"},
	{"letter x --reference _", "! --reference is empty"},
	{"letter x --signatory a", "! --signatory is 'a', not OFFICE=PERSON"},
	{"letter x --signatory =a", "! --signatory is '=a', not OFFICE=PERSON"},
	{"letter x --signatory a=", "! --signatory is 'a=', not OFFICE=PERSON"},
	{"booklet x --final", "! 'booklet' has no option --final"},
	{"note x --to=a", "! 'note' has no option --to"},
	{"build x --dump=lines", "! 'build' has no option --dump"},
	{"explain -q", "! 'explain' has no option --quiet"},
	{"booklet x --format=json", "! 'booklet' has no option --format"},
	{"archive x", "! 'archive' needs --into=DIR"},
	{"archive --into=a", "! 'archive' needs an operand: EDITION..."},
	{"archive x --into=a -o b", "! 'archive' has no option --output"},
	{"verify", "! 'verify' needs an operand: DIR..."},
	{"verify x --into=a", "! 'verify' has no option --into"},
};

/* argv with "zetsel" before the words of the line. */
static int
split(struct arena *arena, const char *line, char *argv[16])
{
	char *words = arena_strndup(arena, line, strlen(line));
	int argc = 0;

	argv[argc++] = words + strlen(words);
	for (char *word = words; *word != '\0'; argc++) {
		char *end = word + strcspn(word, " ");

		argv[argc] = word;
		word = *end != '\0' ? end + 1 : end;
		*end = '\0';
		if (strcmp(argv[argc], "_") == 0)
			argv[argc][0] = '\0';
	}
	return argc;
}

static void
put_text(struct buf *out, const char *name, const char *value)
{
	if (value != NULL)
		buf_printf(out, " %s=%s", name, value);
}

static void
put_number(struct buf *out, const char *name, int value)
{
	if (value != 0)
		buf_printf(out, " %s=%d", name, value);
}

static void
put_flag(struct buf *out, const char *name, bool set)
{
	if (set)
		buf_printf(out, " %s", name);
}

static void
put_options(struct buf *out, const struct options *o)
{
	const char *name = options_command_name(o->command);

	buf_str(out, name != NULL ? name : "none");
	put_text(out, "o", o->output);
	put_text(out, "layouts", o->layouts);
	put_text(out, "fonts", o->fonts);
	put_text(out, "depfile", o->depfile);
	put_text(out, "into", o->into);
	put_text(out, "booklet", o->booklet);
	put_text(out, "to", o->to);
	if (o->date.year != 0)
		buf_printf(out, " date=%04d-%02d-%02d", o->date.year,
			   o->date.month, o->date.day);
	put_text(out, "reference", o->reference);
	for (size_t i = 0; i < o->signatories.n; i++)
		put_text(out, "signatory", o->signatories.items[i]);
	put_flag(out, "final", o->final);
	put_number(out, "dump", o->dump);
	put_flag(out, "internal", o->internal);
	put_flag(out, "json", o->diagnostics == OPTIONS_JSON);
	put_number(out, "colour", o->colour);
	put_flag(out, "markdown", o->format == OPTIONS_FORMAT_MARKDOWN);
	put_flag(out, "attach", o->attach_source);
	put_flag(out, "rebuild", o->rebuild);
	put_flag(out, "timings", o->timings);
	put_flag(out, "quiet", o->quiet);
	put_flag(out, "help", o->help);
	put_flag(out, "version", o->version);
	put_flag(out, "markdown", o->markdown);
	buf_str(out, " [");
	for (size_t i = 0; i < o->n_operands; i++)
		buf_printf(out, "%s%s", i > 0 ? " " : "", o->operands[i]);
	buf_str(out, "]");
}

static void
test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct arena *arena = arena_new();
		struct options options;
		struct buf got = {0};
		char *argv[16];
		int argc = split(arena, lines[i].typed, argv);
		const char *wrong = options_parse(arena, argc, argv, &options);

		if (wrong != NULL)
			buf_printf(&got, "! %s", wrong);
		else
			put_options(&got, &options);
		buf_byte(&got, '\0');
		assert_string_equal((const char *)got.data, lines[i].meant);
		buf_done(&got);
		arena_free(arena);
	}
}

/* The dumps are numbered as the pipeline knows them. */
static void
test_dumps_are_those_of_the_pipeline(void **state)
{
	(void)state;
	assert_int_equal(PIPELINE_DUMP_LINES, 1);
	assert_int_equal(PIPELINE_DUMP_TAGS, 3);
}

static const char *
help_of(struct arena *arena, enum command command)
{
	struct buf text = {0};
	const char *copy;

	options_help(command, &text);
	copy = arena_strndup(arena, (const char *)text.data, text.len);
	buf_done(&text);
	return copy;
}

static void
test_help_names_what_a_command_takes_and_nothing_else(void **state)
{
	struct arena *arena = arena_new();
	const char *help;

	(void)state;
	help = help_of(arena, COMMAND_BUILD);
	assert_non_null(
		strstr(help, "Usage: zetsel build [OPTION]... EDITION...\n"));
	assert_non_null(strstr(help, "  -o, --output=PATH "));
	assert_null(strstr(help, "--dump"));
	help = help_of(arena, COMMAND_EXPLAIN);
	assert_non_null(strstr(help, "--help"));
	assert_null(strstr(help, "--fonts"));
	help = help_of(arena, COMMAND_NONE);
	assert_non_null(strstr(help, "  booklet  EDITION "));
	assert_non_null(strstr(help, "  check    EDITION..."));
	arena_free(arena);
}

/* No line of any help is wider than a terminal. */
static void
test_help_fits_a_terminal(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (int c = COMMAND_NONE; c < COMMAND_COUNT; c++)
		for (const char *p = help_of(arena, (enum command)c);
		     *p != '\0';) {
			size_t width = strcspn(p, "\n");

			assert_in_range(width, 0, 79);
			p += width + (p[width] == '\n' ? 1 : 0);
		}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_dumps_are_those_of_the_pipeline),
		cmocka_unit_test(
			test_help_names_what_a_command_takes_and_nothing_else),
		cmocka_unit_test(test_help_fits_a_terminal),
	};

	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
