/*
 * depfile - the files a document was made from, as a rule that make can read.
 *
 * One depfile serves a run: the pipeline adds each file it reads, commands.c closes
 * the rule with the document it wrote. Every input also gets an empty rule of its own,
 * so that make does not stop when a picture is renamed.
 *
 * Ownership: paths are copied into the arena. Errors: none; a path that make
 * cannot express, such as one with an equals sign, is left out.
 */
#ifndef DEPFILE_H
#define DEPFILE_H

struct arena;
struct buf;
struct depfile;

struct depfile *depfile_new(struct arena *arena);

/*
 * This file was read for the document being made; "-" and repetitions are passed
 * over. depfile may be NULL: nothing is kept then.
 */
void depfile_input(struct depfile *depfile, const char *path);

/* The inputs since the last target are what `target` was made from. */
void depfile_target(struct depfile *depfile, const char *target);

/* All rules in order, then the empty ones. */
void depfile_print(const struct depfile *depfile, struct buf *out);

#endif
