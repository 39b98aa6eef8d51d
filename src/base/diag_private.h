/*
 * diag_private - a sink from inside. For the files of diag only.
 */
#ifndef BASE_DIAG_PRIVATE_H
#define BASE_DIAG_PRIVATE_H

#include "base/diag.h"

/* A file whose lines may be quoted. */
struct diag_file {
	struct diag_file *next;
	const char *name;
	const char *text;
	size_t len;
};

struct diag_sink {
	struct arena *arena;
	struct diag_file *files;
	struct diag_message *first, *last;
	size_t count;
};

#endif
