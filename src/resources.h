/*
 * resources - where the fonts and layouts are.
 *
 * In this order: the folder named on the command line and no other; in the source
 * tree, if the running program lies below its out/; ../share/zetsel beside the
 * program's own folder; the data folder it was configured for. The working
 * directory plays no part.
 */
#ifndef RESOURCES_H
#define RESOURCES_H

#include <stdbool.h>

struct arena;

/*
 * The folder called `name` ("fonts"), in the arena; given is what the command line
 * says, or NULL. NULL if there is none.
 */
const char *
resources_find(struct arena *arena, const char *name, const char *given);

/* The same with the program's path and the configured folder as arguments. */
const char *resources_find_from(struct arena *arena, const char *program,
				const char *configured, const char *name);

bool resources_is_folder(const char *path);

#endif
