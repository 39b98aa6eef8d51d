/*
 * libraries - what the program is made of, as far as it can make a difference.
 */
#ifndef LIBRARIES_H
#define LIBRARIES_H

#include <stddef.h>

struct libraries_entry {
	const char *name; /* "HarfBuzz" */
	const char *(*version)(void); /* "6.0.0", as the library says itself */
};

/* Their number. */
size_t libraries_list(const struct libraries_entry **ret);

#endif
