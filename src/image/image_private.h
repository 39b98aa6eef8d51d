/* Between the files of this room: one opener and one decoder for each format. */
#ifndef IMAGE_IMAGE_PRIVATE_H
#define IMAGE_IMAGE_PRIVATE_H

#include "image/image.h"

struct image_source {
	unsigned char *file;
	size_t file_len;
	unsigned char
		*rows; /* of a PNG to be decoded: room for rows with alpha */
	unsigned char *alpha; /* and for the alpha alone, or NULL */
};

/* What a decoder found wrong, in its own words. */
struct image_flaw {
	char text[200];
};

/*
 * Walk the file's structure without decoding: sides, channels, orientation, and
 * that nothing is missing. False after a report.
 */
bool image_jpeg_open(struct image *image, struct diag_sink *sink);
bool
image_png_open(struct image *image, struct arena *arena, struct diag_sink *sink);

/*
 * Decode it all and set data, len and alpha. Called from any thread: touches
 * nothing but this image. False with a flaw.
 */
bool image_jpeg_decode(const struct image *image, struct image_flaw *ret_flaw);
bool image_png_decode(struct image *image, struct image_flaw *ret_flaw);

/* The same for one that stays deflated, of which nothing is kept. */
bool image_png_prove(const struct image *image, struct image_flaw *ret_flaw);

/* Report a damaged picture, and why; or one whose file ends too soon. False. */
bool image_damaged(const struct image *image, struct diag_sink *sink,
		   const char *why);
bool image_cut_short(const struct image *image, struct diag_sink *sink);

/* Is neither side 0 or too large? False after a report. */
bool image_sides_fit(const struct image *image, int64_t width, int64_t height,
		     struct diag_sink *sink);

/* Orientation 1 to 8 from a TIFF structure; 1 when it does not say. */
int image_exif_orientation(const unsigned char *tiff, size_t len);

static inline unsigned
image_u16(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static inline uint32_t
image_u32(const unsigned char *p)
{
	return (uint32_t)image_u16(p) << 16 | image_u16(p + 2);
}

#endif
