/*
 * commands_run - what the commands share: one call of the program, with its folders
 * and its way of printing.
 *
 * Private to commands.c and the other files of that name. As there, what is wrong is
 * printed, and the answer is an exit status.
 */
#ifndef COMMANDS_RUN_H
#define COMMANDS_RUN_H

#include <stdbool.h>

#include "base/diag.h"
#include "commands.h"
#include "model/edition.h"
#include "pipeline.h"

struct arena;
struct buf;
struct options;
struct stopwatch;

/* What holds for all documents of one call of the program. */
struct run {
	struct arena *arena; /* for what outlives a document */
	const struct options *options;
	struct letters_changes changes;
	struct pipeline_options pipeline;
	const char *language; /* folder of the language files */
	struct diag_style style;
	struct stopwatch *watch;
	enum commands_status status; /* the worst so far */
};

/* Anything but COMMANDS_MADE ends the call. */
enum commands_status
run_init(struct run *run, const struct options *options, struct stopwatch *watch);
void run_done(struct run *run);

/* The wanted documents of one edition, in output or where they go by themselves. */
void run_make(struct run *run, const char *operand, const char *output);

void run_worsen(struct run *run, enum commands_status status);

/* The text of the operand and the folder it stands in; false if it was reported. */
bool commands_read_edition(struct arena *arena, struct diag_sink *sink,
			   const char *operand, struct pipeline_source *ret);

/* Print "zetsel: word: what"; COMMANDS_USAGE. */
enum commands_status commands_wrong_usage(const char *what, const char *word);

/* For messages that go to this file; when is an enum options_colour. */
bool commands_want_colour(int when, int fd);

/* Data that a command prints, to a file or to "-". */
enum commands_status commands_save(const char *target, const struct buf *text);

/*
 * Before `build` makes an edition's documents: are the errors that `check` finds
 * mended or accepted? If not, they are reported to the sink. With the language file
 * that the answer depends on, in the arena. In commands_check.c.
 */
enum commands_status
run_gate(struct run *run, struct arena *arena, struct diag_sink *sink,
	 const struct edition *edition, const char **ret_language_file);

#endif
