#include "pdf/pdf_deflate.h"

#include <assert.h>
#include <libdeflate.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf.h"

/* Measured on a booklet of text: 9 saves 1 % more and takes twice as long. */
#define LEVEL 6

struct pdf_deflate {
	struct libdeflate_compressor *zlib;
};

struct pdf_deflate *
pdf_deflate_new(void)
{
	struct pdf_deflate *deflate = malloc(sizeof(*deflate));

	if (deflate == NULL)
		arena_exhausted();
	deflate->zlib = libdeflate_alloc_compressor(LEVEL);
	if (deflate->zlib == NULL)
		arena_exhausted();
	return deflate;
}

void
pdf_deflate_free(struct pdf_deflate *deflate)
{
	libdeflate_free_compressor(deflate->zlib);
	free(deflate);
}

void
pdf_deflate_put(struct pdf_deflate *deflate, const void *data, size_t len,
		struct buf *out)
{
	size_t room = libdeflate_zlib_compress_bound(deflate->zlib, len);
	size_t n = libdeflate_zlib_compress(
		deflate->zlib, data, len, buf_reserve(out, room), room);

	assert(n > 0); /* the bound is never too small */
	out->len += n;
}

uint32_t
pdf_crc32(const void *data, size_t len)
{
	return libdeflate_crc32(0, data, len);
}

/* Of the header it was built with: the library does not tell. */
const char *
pdf_deflate_version(void)
{
	return LIBDEFLATE_VERSION_STRING;
}
