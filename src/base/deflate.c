#include "base/deflate.h"

#include <assert.h>
#include <libdeflate.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"

/* Measured on a booklet of text: 9 saves 1 % more and takes twice as long. */
#define LEVEL 6

struct deflate {
	struct libdeflate_compressor *zlib;
};

struct deflate *
deflate_new(void)
{
	struct deflate *deflate = malloc(sizeof(*deflate));

	if (deflate == NULL)
		arena_exhausted();
	deflate->zlib = libdeflate_alloc_compressor(LEVEL);
	if (deflate->zlib == NULL)
		arena_exhausted();
	return deflate;
}

void
deflate_free(struct deflate *deflate)
{
	libdeflate_free_compressor(deflate->zlib);
	free(deflate);
}

void
deflate_put(struct deflate *deflate, const void *data, size_t len,
	    struct buf *out)
{
	size_t room = libdeflate_zlib_compress_bound(deflate->zlib, len);
	size_t n = libdeflate_zlib_compress(
		deflate->zlib, data, len, buf_reserve(out, room), room);

	assert(n > 0); /* the bound is never too small */
	out->len += n;
}

enum deflate_end
deflate_undo(const void *data, size_t len, void *out, size_t n)
{
	struct libdeflate_decompressor *zlib = libdeflate_alloc_decompressor();
	enum libdeflate_result result;
	size_t read = 0;

	if (zlib == NULL)
		arena_exhausted();
	result = libdeflate_zlib_decompress_ex(
		zlib, data, len, out, n, &read, NULL);
	libdeflate_free_decompressor(zlib);
	switch (result) {
	case LIBDEFLATE_SUCCESS:
		return read == len ? DEFLATE_WHOLE : DEFLATE_LONG;
	case LIBDEFLATE_SHORT_OUTPUT:
		return DEFLATE_SHORT;
	case LIBDEFLATE_INSUFFICIENT_SPACE:
		return DEFLATE_LONG;
	case LIBDEFLATE_BAD_DATA:
		break;
	}
	return DEFLATE_DAMAGED;
}

uint32_t
deflate_crc32(const void *data, size_t len)
{
	return libdeflate_crc32(0, data, len);
}

/* Of the header it was built with: the library does not tell. */
const char *
deflate_library_version(void)
{
	return LIBDEFLATE_VERSION_STRING;
}
