/*
 * json - the one thing about JSON (RFC 8259) that is easily done wrong: a string.
 *
 * Quotation marks, backslashes and control characters are escaped; all else is
 * written as it is, since JSON is UTF-8. An ill-formed byte becomes U+FFFD.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stddef.h>

struct buf;

/* The string with its quotation marks; NULL is written as null. */
void json_string(struct buf *out, const char *s);

/* The same for s[0..len). */
void json_text(struct buf *out, const char *s, size_t len);

/* What counts from 1; null if it is less. */
void json_count(struct buf *out, int n);

#endif
