#include "options.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "pipeline.h"

#define BIT(command) (1u << (command))
#define EVERY (~0u)
#define ONE (BIT(COMMAND_BOOKLET) | BIT(COMMAND_LETTER) | BIT(COMMAND_NOTE))
#define MAKES (BIT(COMMAND_BUILD) | ONE)
#define CHECKS BIT(COMMAND_CHECK)
#define ARCHIVES BIT(COMMAND_ARCHIVE)
#define JUDGES /* and has messages */ \
	(MAKES | CHECKS | ARCHIVES | BIT(COMMAND_VERIFY) | BIT(COMMAND_DIFF))

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct {
	const char *name;
	const char *operands;
	size_t least, most; /* operands */
	const char *summary;
	const char *about;
} commands[COMMAND_COUNT] = {
	[COMMAND_BUILD] =
		{"build", "EDITION...", 1, SIZE_MAX,
		 "make every document of each edition",
		 "Make every document of each edition: the booklet, the letters "
		 "and the note, as\nbooklet.pdf, letter-RECIPIENT.pdf and "
		 "note.pdf; and note-internal.pdf where the\nnote says more "
		 "than may be published. Those of data/2026-2028 go to\n"
		 "DIR/2026-2028, where DIR is `out` unless -o names another."},
	[COMMAND_BOOKLET] =
		{"booklet", "EDITION", 1, 1,
		 "make the work programme as a booklet",
		 "Make the work programme as a booklet: a tagged PDF, "
		 "PDF/A-2a and PDF/UA-1,\nwritten to booklet.pdf unless -o "
		 "names another file."},
	[COMMAND_LETTER] =
		{"letter", "EDITION", 1, 1,
		 "make the letters that present it to parliament",
		 "Make the letters that present the work programme to "
		 "parliament, one to each\nrecipient or to the one that --to "
		 "names, with a field for each signature. They\nare written to "
		 "letter-RECIPIENT.pdf unless -o names a folder or, for "
		 "one\nletter, a file. A letter is marked as a draft as long as "
		 "the edition is one or\na placeholder stands for a name. What "
		 "--date, --reference and --signatory say\nholds for this run "
		 "and changes nothing in the file."},
	[COMMAND_NOTE] =
		{"note", "EDITION", 1, 1,
		 "make the note on which a minister decides",
		 "Make the note on which a minister decides, in note.pdf unless "
		 "-o names another\nfile. It may be published: what the edition "
		 "flags with `redact` is a bar in it.\nWith --internal it is "
		 "shown, and the file is note-internal.pdf."},
	[COMMAND_CHECK] =
		{"check", "EDITION...", 1, SIZE_MAX,
		 "read each edition as an editor would",
		 "Read each edition as a careful editor, a jurist and a "
		 "typesetter would, and say\nwhat is wrong, why, and what to "
		 "write instead. Nothing is made but the report\nthat --report "
		 "asks for. What is as it should be goes under `accept` in the\n"
		 "edition, with a reason."},
	[COMMAND_DIFF] =
		{"diff", "OLD NEW", 2, 2,
		 "tell what changed between two editions",
		 "Tell what changed between two editions, by what they mean: "
		 "advisories, people\nand offices, the letters and the note, and "
		 "the text by words. Whom either\nedition hides is not named. "
		 "The changes are data and go to standard output; the\n"
		 "exit status is 0 whether there are any or not."},
	[COMMAND_ARCHIVE] =
		{"archive", "EDITION...", 1, SIZE_MAX,
		 "put each edition away, with all it was made from",
		 "Write a copy of each edition into the folder that --into "
		 "names: a BagIt bag,\nnamed after its identifier, of its "
		 "sources, the documents, their texts and\nmetadata. What is "
		 "there is never changed: other contents become a version\n"
		 "beside it."},
	[COMMAND_VERIFY] =
		{"verify", "DIR...", 1, SIZE_MAX,
		 "say if archive copies are whole",
		 "Read every file of each archive copy and say whether it is "
		 "whole, to the last\nbit. DIR is a copy, or an archive: a "
		 "folder of copies. Bags of others (BagIt\n0.97 and 1.0) can be "
		 "verified too. Exit status 1: one is not whole."},
	[COMMAND_SCHEMA] =
		{"schema", "[KIND]", 0, 1, "describe what a data file may say",
		 "Print what a file may say, as a JSON Schema (2020-12) "
		 "for editors and\nvalidators or as a manual in Markdown. "
		 "KIND is programme (programme.yaml, the\ndefault) or "
		 "layout (the files in layouts/)."},
	[COMMAND_EXPLAIN] =
		{"explain", "[CODE]", 0, 1, "explain a message, or all of them",
		 "Explain the message whose CODE stands in brackets behind "
		 "it, or all messages:\nwhat it means and what to do."},
};

/* Known by name so that nobody is told they misspelt them. */
static const char *const dumps[] = {"lines", "frames", "tags", "figures", NULL};
static const char *const diagnostics[] = {"text", "json", "sarif", NULL};
static const char *const langs[] = {"nl", "en", NULL};
static const char *const colours[] = {"auto", "always", "never", NULL};
static const char *const formats[] = {"json", "markdown", NULL};

/* A flag is a bool, a text a const char *, a choice an int: of choices[i] it
   receives first + i. */
enum kind {
	FLAG,
	TEXT,
	CHOICE,
	DAY, /* struct schema_date */
	LINE, /* a text that is printed: const char * */
	LINES, /* the same, any number of times: struct options_texts */
};

struct row {
	const char *name;
	char letter;
	unsigned commands;
	enum kind kind;
	size_t offset;
	const char *value; /* as --help calls it */
	const char *help;
	const char *const *choices;
	int first;
};

static const struct row rows[] = {
	{"output", 'o', MAKES | BIT(COMMAND_SCHEMA) | BIT(COMMAND_DIFF), TEXT,
	 offsetof(struct options, output), "PATH",
	 "write to PATH: a folder for `build`, else a file or -", NULL, 0},
	{"booklet", 0, BIT(COMMAND_DIFF), TEXT, offsetof(struct options, booklet),
	 "FILE", "also make the new booklet with its changes marked", NULL, 0},
	{"markdown", 0, BIT(COMMAND_DIFF), FLAG,
	 offsetof(struct options, markdown), NULL, "tell the changes in Markdown",
	 NULL, 0},
	{"layouts", 0, MAKES | CHECKS | ARCHIVES | BIT(COMMAND_DIFF), TEXT,
	 offsetof(struct options, layouts), "DIR", "read the layouts from DIR",
	 NULL, 0},
	{"fonts", 0, MAKES | CHECKS | ARCHIVES | BIT(COMMAND_DIFF), TEXT,
	 offsetof(struct options, fonts), "DIR", "read the fonts from DIR", NULL,
	 0},
	{"attach-source", 0, MAKES | ARCHIVES, FLAG,
	 offsetof(struct options, attach_source), NULL,
	 "attach programme.yaml to the PDF (PDF/A-3a)", NULL, 0},
	{"proof", 0, MAKES, FLAG, offsetof(struct options, proof), NULL,
	 "draw the grid and what is uneven over the pages", NULL, 0},
	{"to", 0, BIT(COMMAND_LETTER), TEXT, offsetof(struct options, to),
	 "RECIPIENT", "only the letter to this one, by its id", NULL, 0},
	{"date", 0, BIT(COMMAND_LETTER), DAY, offsetof(struct options, date),
	 "DAY", "date the letter YYYY-MM-DD", NULL, 0},
	{"reference", 0, BIT(COMMAND_LETTER), LINE,
	 offsetof(struct options, reference), "TEXT",
	 "give the letter this reference", NULL, 0},
	{"signatory", 0, BIT(COMMAND_LETTER), LINES,
	 offsetof(struct options, signatories), "OFFICE=PERSON",
	 "have PERSON sign for OFFICE: an id, or a name", NULL, 0},
	{"final", 0, BIT(COMMAND_LETTER), FLAG, offsetof(struct options, final),
	 NULL, "refuse to make a letter that is still a draft", NULL, 0},
	{"internal", 0, BIT(COMMAND_NOTE), FLAG,
	 offsetof(struct options, internal), NULL,
	 "show what a public copy does not", NULL, 0},
	{"into", 0, ARCHIVES, TEXT, offsetof(struct options, into), "DIR",
	 "the folder of the archive; made if it is not there", NULL, 0},
	{"rebuild", 0, BIT(COMMAND_VERIFY), FLAG,
	 offsetof(struct options, rebuild), NULL,
	 "make the documents again from the copy, and compare", NULL, 0},
	{"dump", 0, ONE, CHOICE, offsetof(struct options, dump), "WHAT",
	 "print lines, frames, tags or figures, not the PDF", dumps,
	 PIPELINE_DUMP_LINES},
	{"depfile", 0, MAKES, TEXT, offsetof(struct options, depfile), "FILE",
	 "write the files read to FILE, as rules for make", NULL, 0},
	{"timings", 0, MAKES, FLAG, offsetof(struct options, timings), NULL,
	 "say on standard error where the time went", NULL, 0},
	{"format", 0, BIT(COMMAND_SCHEMA), CHOICE,
	 offsetof(struct options, format), "FORM",
	 "json (the default) or markdown", formats, OPTIONS_FORMAT_JSON},
	{"lang", 0, CHECKS, CHOICE, offsetof(struct options, lang), "LANG",
	 "findings in nl or en; by default that of the edition", langs, 1},
	{"messages", 0, JUDGES, CHOICE, offsetof(struct options, messages),
	 "LANG", "messages in nl or en (the default)", langs, 1},
	{"all", 0, CHECKS, FLAG, offsetof(struct options, all), NULL,
	 "show what is accepted too", NULL, 0},
	{"strict", 0, CHECKS, FLAG, offsetof(struct options, strict), NULL,
	 "let warnings count as errors", NULL, 0},
	{"report", 0, CHECKS, TEXT, offsetof(struct options, report), "FILE",
	 "write the findings to FILE, as a PDF", NULL, 0},
	{"spelling", 0, CHECKS, TEXT, offsetof(struct options, dictionaries),
	 "DIR", "hunspell's dictionaries are in DIR; none: no spelling", NULL, 0},
	{"diagnostics", 0, JUDGES, CHOICE, offsetof(struct options, diagnostics),
	 "FORM", "messages as text or json, and findings as sarif", diagnostics,
	 OPTIONS_TEXT},
	{"color", 0, JUDGES, CHOICE, offsetof(struct options, colour), "WHEN",
	 "colour the messages: auto, always or never", colours,
	 OPTIONS_COLOUR_AUTO},
	{"quiet", 'q', JUDGES, FLAG, offsetof(struct options, quiet), NULL,
	 "no notes and no warnings", NULL, 0},
	{"help", 'h', EVERY, FLAG, offsetof(struct options, help), NULL,
	 "print this and exit", NULL, 0},
	{"version", 0, EVERY, FLAG, offsetof(struct options, version), NULL,
	 "print the version and exit", NULL, 0},
};

struct parser {
	struct arena *arena;
	struct options *options;
	char *const *argv;
	size_t argc, at; /* argv[at] is next */
	bool used[COUNT(rows)];
	const char *wrong; /* what is; NULL so far */
};

const char *
options_command_name(enum command command)
{
	return commands[command].name;
}

/* Only the first thing that is wrong is told. Returns false. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static bool
refuse(struct parser *p, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	if (p->wrong != NULL)
		return false;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	p->wrong = arena_strndup(p->arena, text, strlen(text));
	return false;
}

/* "what 'word'", and the nearest of the words if there is one. */
static bool
refuse_word(struct parser *p, const char *what, const char *dashes,
	    const char *word, const char *const *words, size_t n)
{
	const char *near = nearest_word(word, words, n);

	if (near == NULL)
		return refuse(p, "%s '%s%s'", what, dashes, word);
	return refuse(p, "%s '%s%s'; did you mean '%s%s'?", what, dashes, word,
		      dashes, near);
}

static bool
set_choice(struct parser *p, const struct row *row, int *member,
	   const char *value)
{
	const char *near;
	size_t n = 0;

	for (; row->choices[n] != NULL; n++)
		if (strcmp(row->choices[n], value) == 0) {
			*member = row->first + (int)n;
			return true;
		}
	near = nearest_word(value, row->choices, n);
	if (near != NULL)
		return refuse(p, "--%s cannot be '%s'; did you mean '%s'?",
			      row->name, value, near);
	return refuse(p, "--%s cannot be '%s': %s", row->name, value, row->help);
}

static bool
set_day(struct parser *p, const struct row *row, struct schema_date *member,
	const char *value)
{
	if (schema_parse_day(value, member))
		return true;
	return refuse(p,
		      "--%s cannot be '%s': it is a day that there is, such as "
		      "2026-01-31",
		      row->name, value);
}

/* As the schema takes a text of one line: UTF-8, NFC, nothing that steers. */
static const char *
read_line(struct parser *p, const struct row *row, const char *value)
{
	size_t len = strlen(value);

	if (utf8_check(value, len) < len) {
		refuse(p, "--%s is not in UTF-8", row->name);
		return NULL;
	}
	for (size_t at = 0; at < len;) {
		uint32_t cp = utf8_next(value, len, &at);

		if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) {
			refuse(p, "--%s has a control character", row->name);
			return NULL;
		}
	}
	return utf8_nfc(p->arena, value, len, &len);
}

static bool
set_lines(struct parser *p, const struct row *row, struct options_texts *member,
	  const char *value)
{
	const char *line = read_line(p, row, value);
	const char *equals = line != NULL ? strchr(line, '=') : NULL;

	if (line == NULL)
		return false;
	if (equals == NULL || equals == line || equals[1] == '\0')
		return refuse(p, "--%s is '%s', not %s", row->name, line,
			      row->value);
	if (member->items == NULL)
		member->items = arena_new_array(p->arena, const char *, p->argc);
	member->items[member->n++] = line;
	return true;
}

/* value is NULL for a flag. */
static bool
set(struct parser *p, const struct row *row, const char *value)
{
	void *member = (char *)p->options + row->offset;

	p->used[row - rows] = true;
	switch (row->kind) {
	case FLAG:
		*(bool *)member = true;
		return true;
	case TEXT:
		if (*value == '\0')
			return refuse(p, "--%s is empty", row->name);
		*(const char **)member = value;
		return true;
	case DAY:
		return set_day(p, row, member, value);
	case LINE:
		if (*value == '\0')
			return refuse(p, "--%s is empty", row->name);
		*(const char **)member = read_line(p, row, value);
		return p->wrong == NULL;
	case LINES:
		return set_lines(p, row, member, value);
	case CHOICE:
		break;
	}
	return set_choice(p, row, member, value);
}

static const char *
next_argument(struct parser *p)
{
	return p->at < p->argc ? p->argv[p->at++] : NULL;
}

static bool
take_option(struct parser *p, const struct row *row, const char *joined)
{
	const char *value = joined;

	if (row->kind == FLAG)
		return joined == NULL
			       ? set(p, row, NULL)
			       : refuse(p, "--%s takes no value", row->name);
	if (value == NULL)
		value = next_argument(p);
	if (value == NULL)
		return refuse(p, "--%s needs a value: %s", row->name, row->value);
	return set(p, row, value);
}

/* --name or --name=value; the name may be cut short where that is unambiguous. */
static bool
take_long(struct parser *p, const char *arg)
{
	size_t len = strcspn(arg, "=");
	const char *joined = arg[len] == '=' ? arg + len + 1 : NULL;
	const char *names[COUNT(rows)];
	const struct row *found = NULL;
	size_t n_found = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		names[i] = rows[i].name;
		if (strncmp(rows[i].name, arg, len) != 0)
			continue;
		if (rows[i].name[len] == '\0')
			return take_option(p, &rows[i], joined);
		found = &rows[i];
		n_found++;
	}
	if (len > 0 && n_found == 1)
		return take_option(p, found, joined);
	arg = arena_strndup(p->arena, arg, len);
	if (len > 0 && n_found > 1)
		return refuse(p, "option '--%s' is ambiguous", arg);
	return refuse_word(p, "unknown option", "--", arg, names, COUNT(rows));
}

/* -qo FILE, -oFILE: letters up to the first one that takes a value. */
static bool
take_letters(struct parser *p, const char *letters)
{
	for (; *letters != '\0'; letters++) {
		const struct row *row = NULL;

		for (size_t i = 0; i < COUNT(rows); i++)
			if (rows[i].letter == *letters)
				row = &rows[i];
		if (row == NULL)
			return refuse(p, "unknown option '-%c'", *letters);
		if (row->kind != FLAG)
			return take_option(
				p, row, letters[1] != '\0' ? letters + 1 : NULL);
		set(p, row, NULL);
	}
	return true;
}

static bool
take_command(struct parser *p, const char *word)
{
	const char *names[COMMAND_COUNT];

	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		names[i] = commands[i].name;
		if (names[i] != NULL && strcmp(names[i], word) == 0) {
			p->options->command = (enum command)i;
			return true;
		}
	}
	return refuse_word(p, "unknown command", "", word, names, COMMAND_COUNT);
}

static bool
take_operand(struct parser *p, const char *arg)
{
	if (p->options->command == COMMAND_NONE)
		return take_command(p, arg);
	if (*arg == '\0')
		return refuse(p, "an operand is empty");
	p->options->operands[p->options->n_operands++] = arg;
	return true;
}

static bool
take_all(struct parser *p)
{
	bool ended = false, good = true;
	const char *arg;

	while (good && (arg = next_argument(p)) != NULL)
		if (ended || arg[0] != '-' || arg[1] == '\0')
			good = take_operand(p, arg);
		else if (strcmp(arg, "--") == 0)
			ended = true;
		else if (arg[1] == '-')
			good = take_long(p, arg + 2);
		else
			good = take_letters(p, arg + 1);
	return good;
}

/* Do the options and the number of operands go with the command? */
static bool
judge(struct parser *p)
{
	const struct options *o = p->options;

	if (o->help || o->version)
		return true;
	if (o->command == COMMAND_NONE)
		return refuse(p, "no command given");
	for (size_t i = 0; i < COUNT(rows); i++)
		if (p->used[i] && !(rows[i].commands & BIT(o->command)))
			return refuse(p, "'%s' has no option --%s",
				      commands[o->command].name, rows[i].name);
	if (o->diagnostics == OPTIONS_SARIF && o->command != COMMAND_CHECK)
		return refuse(p, "'%s' has no --diagnostics=sarif",
			      commands[o->command].name);
	if (o->command == COMMAND_ARCHIVE && o->into == NULL)
		return refuse(p, "'archive' needs --into=DIR");
	if (o->n_operands < commands[o->command].least)
		return refuse(p, "'%s' needs an operand: %s",
			      commands[o->command].name,
			      commands[o->command].operands);
	if (o->n_operands > commands[o->command].most)
		return refuse(p, "'%s' has one operand too many: '%s'",
			      commands[o->command].name,
			      o->operands[commands[o->command].most]);
	return true;
}

const char *
options_parse(struct arena *arena, int argc, char *const *argv,
	      struct options *ret)
{
	struct parser p = {
		.arena = arena,
		.options = ret,
		.argv = argv,
		.argc = argc > 0 ? (size_t)argc : 0,
		.at = 1,
	};

	*ret = (struct options){.command = COMMAND_NONE};
	ret->operands = arena_new_array(arena, const char *, p.argc + 1);
	if (take_all(&p))
		judge(&p);
	return p.wrong;
}

static void
help_row(const struct row *row, struct buf *out)
{
	size_t start = out->len, width;

	if (row->letter != 0)
		buf_printf(out, "  -%c, --%s", row->letter, row->name);
	else
		buf_printf(out, "      --%s", row->name);
	if (row->value != NULL)
		buf_printf(out, "=%s", row->value);
	width = out->len - start;
	buf_printf(out, "%*s%s\n", (int)(width < 26 ? 26 - width : 2), "",
		   row->help);
}

static void
help_options(enum command command, struct buf *out)
{
	buf_str(out, "\nOptions:\n");
	for (size_t i = 0; i < COUNT(rows); i++)
		if (command == COMMAND_NONE || (rows[i].commands & BIT(command)))
			help_row(&rows[i], out);
}

static void
help_program(struct buf *out)
{
	buf_str(out, "Usage: zetsel COMMAND [OPTION]... [OPERAND]...\n"
		     "Typeset a council's work programme from one YAML file.\n"
		     "\nCommands:\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (commands[i].name != NULL)
			buf_printf(out, "  %-8s %-11s  %s\n", commands[i].name,
				   commands[i].operands, commands[i].summary);
	help_options(COMMAND_NONE, out);
	buf_str(out,
		"\nEDITION is a folder that holds programme.yaml, the file "
		"itself, "
		"or `-` for\nstandard input. `zetsel COMMAND --help` says more.\n"
		"\nExit status: 0 made, 1 the edition has errors and nothing was "
		"written, 2 wrong\nusage, 3 the machine failed.\n");
}

void
options_help(enum command command, struct buf *out)
{
	if (command == COMMAND_NONE) {
		help_program(out);
		return;
	}
	buf_printf(out, "Usage: zetsel %s [OPTION]...%s%s\n%s\n",
		   commands[command].name,
		   *commands[command].operands != '\0' ? " " : "",
		   commands[command].operands, commands[command].about);
	help_options(command, out);
}
