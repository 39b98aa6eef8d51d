/*
 * commands_private - what the files of commands share: one call of the program.
 */
#ifndef COMMANDS_PRIVATE_H
#define COMMANDS_PRIVATE_H

#include <stdbool.h>

#include "base/diag.h"
#include "commands.h"
#include "model/edition.h"
#include "pipeline.h"

struct arena;
struct buf;
struct options;
struct stopwatch;

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

/* Options and environment understood, folders found; else the exit status. */
enum commands_status
run_init(struct run *run, const struct options *options, struct stopwatch *watch);
void run_done(struct run *run);

void run_worsen(struct run *run, enum commands_status status);

/* The edition's text; false, reported to the sink, if it cannot be read. */
bool run_read(struct arena *arena, struct diag_sink *sink, const char *operand,
	      struct pipeline_source *ret);

/* Data that a command prints, to a file or "-". */
enum commands_status run_save(const char *target, const struct buf *text);

/*
 * Before `build` makes an edition's documents: are its errors mended or accepted?
 * If not, they are reported to the sink.
 */
enum commands_status
run_gate(struct run *run, struct arena *arena, struct diag_sink *sink,
	 const struct edition *edition);

#endif
