/*
 * zetsel - the command line: arguments in, an exit status out.
 *
 * No setlocale(): every number, order and message is the same in any locale.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/stopwatch.h"
#include "commands.h"
#include "options.h"

static enum commands_status
refuse_usage(const struct options *options, const char *wrong)
{
	const char *name = options_command_name(options->command);

	fprintf(stderr, "zetsel: %s\nTry `zetsel%s%s --help`.\n", wrong,
		name != NULL ? " " : "", name != NULL ? name : "");
	return COMMANDS_USAGE;
}

static enum commands_status
print_help(enum command command)
{
	struct buf text = {0};

	options_help(command, &text);
	fwrite(text.data, 1, text.len, stdout);
	buf_done(&text);
	return COMMANDS_MADE;
}

static enum commands_status
run(const struct options *options, struct stopwatch *watch)
{
	if (options->help)
		return print_help(options->command);
	if (options->version) {
		puts("zetsel " VERSION);
		return COMMANDS_MADE;
	}
	switch (options->command) {
	case COMMAND_DIFF:
		return commands_diff(options, watch);
	case COMMAND_ARCHIVE:
		return commands_archive(options, watch);
	case COMMAND_VERIFY:
		return commands_verify(options);
	case COMMAND_SCHEMA:
		return commands_schema(options);
	case COMMAND_CHECK:
		return commands_check(options, watch);
	case COMMAND_EXPLAIN:
		return commands_explain(options);
	default:
		return commands_make(options, watch);
	}
}

/* A full disk under standard output is the machine's failure, not success. */
static enum commands_status
close_output(enum commands_status status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "zetsel: standard output: %s\n", strerror(errno));
	return COMMANDS_FAILED;
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct stopwatch watch;
	struct options options;
	enum commands_status status;
	const char *wrong;

	stopwatch_start(&watch);
	wrong = options_parse(arena, argc, argv, &options);
	status = wrong != NULL ? refuse_usage(&options, wrong)
			       : run(&options, &watch);
	status = close_output(status);
	arena_free(arena);
	return (int)status;
}
