/*
 * buf - bytes that grow at the end.
 *
 * Ownership: the bytes belong to the buffer until buf_done(); an arena is not
 * used because a buffer that doubles in an arena leaves all its former selves
 * behind. Errors: out of memory ends the process as in arena.h. Numbers are
 * formatted from integers, never through the locale.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

#include "base/mpt.h"

struct arena;

struct buf {
	unsigned char *data; /* NULL while empty */
	size_t len, cap;
};

/* A zeroed struct buf is an empty buffer. */
void buf_done(struct buf *buf);

/* The bytes as a NUL-terminated text in the arena; the buffer is empty after. */
char *buf_keep(struct buf *buf, struct arena *arena);

/* Forget the bytes, keep the room. */
static inline void
buf_clear(struct buf *buf)
{
	buf->len = 0;
}

/* Room for `more` further bytes; returns where they go. Does not change len. */
unsigned char *buf_reserve(struct buf *buf, size_t more);

void buf_put(struct buf *buf, const void *data, size_t len);
void buf_byte(struct buf *buf, unsigned char byte);
void buf_str(struct buf *buf, const char *s);

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void
buf_printf(struct buf *buf, const char *fmt, ...);

/* A decimal integer. */
void buf_int(struct buf *buf, int64_t value);

/* A value in thousandths as a decimal number: 12500 -> "12.5", -7 -> "-.007". */
void buf_milli(struct buf *buf, int64_t thousandths);

#endif
