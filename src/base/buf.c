#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define FIRST_CAP 256

void
buf_done(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){0};
}

char *
buf_keep(struct buf *buf, struct arena *arena)
{
	char *text = arena_strndup(arena, (const char *)buf->data, buf->len);

	buf_done(buf);
	return text;
}

static void
grow(struct buf *buf, size_t need)
{
	size_t cap = buf->cap > 0 ? buf->cap : FIRST_CAP;
	unsigned char *data;

	while (cap < need) {
		if (cap > SIZE_MAX / 2)
			arena_exhausted();
		cap *= 2;
	}
	data = realloc(buf->data, cap);
	if (data == NULL)
		arena_exhausted();
	buf->data = data;
	buf->cap = cap;
}

unsigned char *
buf_reserve(struct buf *buf, size_t more)
{
	if (more > SIZE_MAX - buf->len)
		arena_exhausted();
	if (buf->data == NULL || buf->cap - buf->len < more)
		grow(buf, buf->len + more);
	return buf->data + buf->len;
}

void
buf_put(struct buf *buf, const void *data, size_t len)
{
	if (len == 0)
		return; /* data may be NULL */
	memcpy(buf_reserve(buf, len), data, len);
	buf->len += len;
}

void
buf_byte(struct buf *buf, unsigned char byte)
{
	*buf_reserve(buf, 1) = byte;
	buf->len++;
}

void
buf_str(struct buf *buf, const char *s)
{
	buf_put(buf, s, strlen(s));
}

void
buf_printf(struct buf *buf, const char *fmt, ...)
{
	va_list ap, again;
	size_t room;
	int len;

	buf_reserve(buf, 64);
	room = buf->cap - buf->len;
	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf((char *)buf->data + buf->len, room, fmt, ap);
	assert(len >= 0);
	if (len >= 0 && (size_t)len >= room) {
		buf_reserve(buf, (size_t)len + 1);
		vsnprintf((char *)buf->data + buf->len, (size_t)len + 1, fmt,
			  again);
	}
	if (len > 0)
		buf->len += (size_t)len;
	va_end(again);
	va_end(ap);
}

/* The digits of n end before `end`; returns where they begin. */
static char *
digits_before(char *end, uint64_t n)
{
	do {
		*--end = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	return end;
}

/* Two's complement has one more negative than positive: go by way of unsigned. */
static uint64_t
magnitude(int64_t value)
{
	return value < 0 ? UINT64_C(0) - (uint64_t)value : (uint64_t)value;
}

void
buf_int(struct buf *buf, int64_t value)
{
	char text[24], *end = text + sizeof(text);
	char *p = digits_before(end, magnitude(value));

	if (value < 0)
		*--p = '-';
	buf_put(buf, p, (size_t)(end - p));
}

void
buf_milli(struct buf *buf, int64_t thousandths)
{
	uint64_t n = magnitude(thousandths);
	uint64_t fraction = n % 1000;
	char text[32], *end = text + 24, *p = end;

	if (n >= 1000 || n == 0)
		p = digits_before(end, n / 1000);
	if (thousandths < 0)
		*--p = '-';
	if (fraction > 0) {
		*end++ = '.';
		for (uint64_t unit = 100; fraction > 0; unit /= 10) {
			*end++ = (char)('0' + fraction / unit);
			fraction %= unit;
		}
	}
	buf_put(buf, p, (size_t)(end - p));
}
