/* Any bytes as a picture: refused once, or decoded to what the record promises. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "base/arena.h"
#include "image/image_private.h"

/* A small file may rightly be a large picture; that is not what is looked for. */
#define MAX_PIXELS 100000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_bytes(const struct image *image)
{
	size_t pixels = (size_t)image->width * (size_t)image->height;
	unsigned sum = 0;

	if (!image->jpeg && !image->deflated &&
	    image->len != pixels * (size_t)image->channels)
		abort();
	if (image->jpeg &&
	    (memcmp(image->data, "\xFF\xD8", 2) != 0 ||
	     memcmp(image->data + image->len - 2, "\xFF\xD9", 2) != 0))
		abort();
	for (size_t i = 0; i < image->len; i++)
		sum += image->data[i]; /* for AddressSanitizer */
	for (size_t i = 0; i < 3 * image->n_colours; i++)
		sum += image->palette[i];
	for (size_t i = 0; image->alpha != NULL && i < pixels; i++)
		sum += image->alpha[i];
	if (sum == UINT32_MAX)
		abort();
}

static void
check_record(const struct image *image)
{
	if (image->width < 1 || image->width > IMAGE_MAX_SIDE ||
	    image->height < 1 || image->height > IMAGE_MAX_SIDE)
		abort();
	if (image->orientation < 1 || image->orientation > 8)
		abort();
	if (image->channels != 1 && image->channels != 3)
		abort();
	if (image->bits != 8 && (!image->deflated || image->channels != 1))
		abort();
}

/* What was left of a JPEG is a picture again, and the same one. */
static void
check_again(struct arena *arena, struct diag_sink *sink,
	    const struct image *image)
{
	unsigned char *copy = arena_alloc(arena, image->len);
	struct image_flaw flaw;
	struct image *again;

	memcpy(copy, image->data, image->len);
	again = image_from_bytes(
		arena, sink, image->pos, image->path, copy, image->len);
	if (again == NULL || !image_jpeg_decode(again, &flaw))
		abort();
	if (again->len != image->len || again->width != image->width ||
	    again->untransformed != image->untransformed)
		abort();
}

/* Make every CRC of a PNG agree, or a change would never get past the first. */
static void
seal_chunks(unsigned char *data, size_t size)
{
	size_t at = 8;

	if (size < 8 || memcmp(data, "\x89PNG", 4) != 0)
		return;
	while (size - at >= 12) {
		size_t len = image_u32(data + at);
		uint32_t crc;

		if (len > size - at - 12)
			return;
		crc = libdeflate_crc32(0, data + at + 4, len + 4);
		for (unsigned i = 0; i < 4; i++)
			data[at + 8 + len + i] =
				(unsigned char)(crc >> (24 - 8 * i));
		at += 12 + len;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct diag_pos pos = {"programme.yaml", 1, 1};
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	unsigned char *copy = arena_alloc(arena, size);
	struct image_flaw flaw = {{0}};
	struct image *image;

	if (size > 0)
		memcpy(copy, data, size);
	seal_chunks(copy, size);
	image = image_from_bytes(arena, sink, pos, "fuzz", copy, size);
	if ((image == NULL) != (diag_count(sink, DIAG_ERROR) == 1))
		abort();
	if (image != NULL) {
		bool good = true;

		check_record(image);
		if (image->width * image->height > MAX_PIXELS)
			good = false;
		else if (image->jpeg)
			good = image_jpeg_decode(image, &flaw);
		else
			good = image_png_decode(image, &flaw);
		if (good)
			check_bytes(image);
		if (good && image->jpeg)
			check_again(arena, sink, image);
	}
	arena_free(arena);
	return 0;
}
