/*
 * A PDF made by src/pdf as text that tests can search: not a PDF reader, but what
 * undoes the compression of our own files.
 */
#ifndef TESTS_PDF_READ_H
#define TESTS_PDF_READ_H

#include "pdf_sample.h"

#include <libdeflate.h>

/* The first place of a text among bytes; NULL if there is none. */
static inline const char *
find(const void *bytes, size_t len, const char *text)
{
	const char *at = bytes, *end = at + len;
	size_t n = strlen(text);

	for (; (size_t)(end - at) >= n; at++)
		if (memcmp(at, text, n) == 0)
			return at;
	return NULL;
}

/* Inflate a zlib stream onto a buffer. */
static inline void
inflate(const unsigned char *data, size_t len, struct buf *out)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	size_t room = 64 * len + 4096, n = 0;
	enum libdeflate_result result = libdeflate_zlib_decompress(
		d, data, len, buf_reserve(out, room), room, &n);

	assert_int_equal(result, LIBDEFLATE_SUCCESS);
	out->len += n;
	libdeflate_free_decompressor(d);
}

/* The objects of an object stream, as if each stood in the file by itself. */
static inline void
unpack_objects(const char *dict, const struct buf *stream, struct buf *out)
{
	const char *index = (const char *)stream->data;
	long n = strtol(strstr(dict, "/N ") + 3, NULL, 10);
	long first = strtol(strstr(dict, "/First ") + 7, NULL, 10);

	for (long i = 0; i < n; i++) {
		char *end;
		long id = strtol(index, &end, 10);
		long begin = first + strtol(end, &end, 10), stop;

		index = end;
		strtol(index, &end, 10);
		stop = i + 1 < n ? first + strtol(end, NULL, 10)
				 : (long)stream->len;
		buf_printf(out, "%ld 0 obj ", id);
		buf_put(out, stream->data + begin, (size_t)(stop - begin));
	}
}

/*
 * The file as text with a NUL behind: object streams unpacked, other streams but
 * fonts and pictures inflated.
 */
static inline void
read_back(struct fixture *f)
{
	const char *at = (const char *)f->file.data;
	const char *end = at + f->file.len;

	buf_clear(&f->plain);
	while ((at = find(at, (size_t)(end - at), " 0 obj\n")) != NULL) {
		const char *data = find(at, (size_t)(end - at), "\nstream\n");
		const char *head = at, *length;
		struct buf stream = {0};
		char *dict;
		size_t len;

		while (*head != '\n')
			head--;
		head++;
		dict = arena_strndup(f->arena, head, (size_t)(data - head));
		length = strstr(dict, "/Length ");
		len = (size_t)strtol(length + 8, NULL, 10);
		data += 8;
		if (strstr(dict, "/FlateDecode") != NULL)
			inflate((const unsigned char *)data, len, &stream);
		else
			buf_put(&stream, data, len);
		buf_str(&f->plain, dict);
		buf_byte(&f->plain, '\n');
		if (strstr(dict, "/ObjStm") != NULL)
			unpack_objects(dict, &stream, &f->plain);
		else if (strstr(dict, "/Length1") == NULL &&
			 strstr(dict, "/XRef") == NULL &&
			 strstr(dict, "/Image") == NULL)
			buf_put(&f->plain, stream.data, stream.len);
		buf_byte(&f->plain, '\n');
		buf_done(&stream);
		at = data + len;
	}
	buf_byte(&f->plain, '\0');
}

/* Write the document and read it back. */
static inline void
make_and_read(struct fixture *f)
{
	assert_true(make(f));
	read_back(f);
}

/* How often a text stands in the file, over NUL bytes in page contents too. */
static inline int
count_of(const struct fixture *f, const char *text)
{
	const char *at = (const char *)f->plain.data;
	const char *end = at + f->plain.len;
	int n = 0;

	while ((at = find(at, (size_t)(end - at), text)) != NULL) {
		at += strlen(text);
		n++;
	}
	return n;
}

/* The text of the first object that holds all of two texts; NULL if none does. */
static inline const char *
object_with(const struct fixture *f, const char *one, const char *other)
{
	const char *at = (const char *)f->plain.data;
	const char *end = at + f->plain.len;

	while ((at = find(at, (size_t)(end - at), " 0 obj")) != NULL) {
		const char *next;

		at += 6;
		next = find(at, (size_t)(end - at), " 0 obj");
		if (next == NULL)
			next = end;
		if (find(at, (size_t)(next - at), one) != NULL &&
		    find(at, (size_t)(next - at), other) != NULL)
			return arena_strndup(f->arena, at, (size_t)(next - at));
	}
	return NULL;
}

#endif
