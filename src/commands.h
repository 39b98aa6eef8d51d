/*
 * commands - what the program does once the command line is understood.
 *
 * Every command reads, calls the stages, prints the diagnostics and answers with
 * the exit status; no other file but those of commands and main.c prints. Messages go to standard error,
 * data to standard output; files appear whole or not at all.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

struct options;
struct stopwatch;

/* In order of gravity: a run of several editions ends with its worst. */
enum commands_status {
	COMMANDS_MADE = 0,
	COMMANDS_ERRORS = 1, /* in the edition; nothing was written for it */
	COMMANDS_USAGE = 2,
	COMMANDS_FAILED =
		3, /* the machine; what was there is still there whole */
};

/* Documents: build, booklet, letter, note. watch has been started. */
enum commands_status
commands_make(const struct options *options, struct stopwatch *watch);

/* What changed between two editions, in commands_diff.c. */
enum commands_status
commands_diff(const struct options *options, struct stopwatch *watch);

/* Archive copies, in commands_archive.c. */
enum commands_status
commands_archive(const struct options *options, struct stopwatch *watch);
enum commands_status commands_verify(const struct options *options);

/* Judge editions, in commands_check.c; findings are data. */
enum commands_status
commands_check(const struct options *options, struct stopwatch *watch);

enum commands_status commands_schema(const struct options *options);
enum commands_status commands_explain(const struct options *options);

#endif
