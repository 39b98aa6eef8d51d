/*
 * source - a piece of text that remembers where in the file it stands.
 *
 * A value of a YAML file reaches layout and checks as a struct source_text. Any
 * byte of it can be asked for its line and column, so that a message can point
 * at the very word. Exact for plain and quoted scalars on one line without
 * escapes and for literal blocks ("|"); for folded and escaped scalars the line
 * is that of the scalar's start, or better.
 */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include <stddef.h>

#include "base/diag.h"

enum source_form {
	SOURCE_INLINE, /* text begins at pos and runs on in one line */
	SOURCE_BLOCK, /* literal block: line k of the text is line pos.line + k,
			 its first byte in column pos.col */
	SOURCE_ROUGH, /* only pos is known */
};

struct source_text {
	const char *s; /* NUL-terminated UTF-8 in NFC; NULL: absent */
	size_t len;
	struct diag_pos pos; /* of the first byte of the text */
	enum source_form form;
};

/* The position of byte `offset` of the text, offset <= len. */
struct diag_pos source_pos(const struct source_text *text, size_t offset);

/* A text that stands in no file (made by the program), for labels and tests. */
struct source_text source_made(const char *s);

#endif
