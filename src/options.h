/*
 * options - the command line, understood or refused.
 *
 * One table in options.c states every command and every option: from it come the
 * parser, --help of the program and of each command, and the suggestions for what
 * was misspelt. GNU conventions: options anywhere among the operands,
 * --option=value or --option value, -ofile or -o file, flags joined as in -qh,
 * unambiguous beginnings of long names, "--" ends the options, "-" is an operand.
 *
 * Input     argv as main() has it; borrowed, as are all texts in the result.
 * Errors    A text that says what is wrong, for main to print; exit status 2.
 * Purity    Nothing is printed and no environment is read.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "schema/schema.h"

struct arena;
struct buf;

enum command {
	COMMAND_NONE,
	COMMAND_BUILD,
	COMMAND_BOOKLET,
	COMMAND_LETTER,
	COMMAND_NOTE,
	COMMAND_CHECK,
	COMMAND_DIFF,
	COMMAND_ARCHIVE,
	COMMAND_VERIFY,
	COMMAND_SCHEMA,
	COMMAND_EXPLAIN,
	COMMAND_COUNT
};

enum options_colour {
	OPTIONS_COLOUR_AUTO,
	OPTIONS_COLOUR_ALWAYS,
	OPTIONS_COLOUR_NEVER
};
enum options_diagnostics { OPTIONS_TEXT, OPTIONS_JSON, OPTIONS_SARIF };
enum options_format { OPTIONS_FORMAT_JSON, OPTIONS_FORMAT_MARKDOWN };

/* The values of an option that may be given more than once. */
struct options_texts {
	const char **items;
	size_t n;
};

struct options {
	enum command command;
	const char **operands; /* without the command */
	size_t n_operands;
	const char *output; /* NULL where not given, as the other texts */
	const char *layouts, *fonts, *depfile;
	const char *booklet; /* of `diff`: the file to write */
	const char *into; /* of `archive` */
	const char *to, *reference; /* reference: UTF-8 in NFC */
	struct schema_date date; /* year 0: not given */
	struct options_texts signatories; /* "office=person", likewise */
	const char *report, *dictionaries; /* of `check` */
	int dump; /* enum pipeline_dump */
	int diagnostics; /* enum options_diagnostics */
	int colour; /* enum options_colour */
	int format; /* enum options_format, of `schema` */
	int lang; /* enum check_lang + 1, of `check`; 0: that of the edition */
	int messages; /* likewise, of all that is said; 0: English, and in findings
			 the language that they have */
	bool all, strict; /* of `check` */
	bool attach_source, proof, timings, quiet, final, internal, markdown,
		rebuild;
	bool help, version;
};

/*
 * NULL if argv makes sense, with *ret filled; else what is wrong with it, in the
 * arena, and *ret->command as far as it was understood. --help and --version
 * excuse missing operands.
 */
const char *options_parse(struct arena *arena, int argc, char *const *argv,
			  struct options *ret);

/* --help of a command; of the whole program with COMMAND_NONE. */
void options_help(enum command command, struct buf *out);

/* "booklet"; NULL for COMMAND_NONE. */
const char *options_command_name(enum command command);

#endif
