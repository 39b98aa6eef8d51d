/*
 * image - a picture checked and made ready to embed.
 *
 * JPEG: baseline and progressive, grey and RGB (YCbCr), 8 bit; the compressed
 * bytes are passed on unchanged once the whole file has been found decodable.
 * CMYK is refused. PNG: every colour type, depth and interlace; decoded to 8 bit
 * grey or RGB rows, alpha apart. EXIF orientation is reported, not applied; the
 * PDF turns the picture. Colour profiles are left out: sRGB is assumed.
 *
 * Input     A path; the caller has checked that it stays inside the edition.
 * Ownership The record and its bytes live in the arena.
 * Errors    Reported to the sink with the picture's own name and the position
 *           that named it: missing, not a picture, damaged, truncated, CMYK,
 *           larger than IMAGE_MAX_PIXELS. NULL is returned.
 * libjpeg-turbo and libpng are used in image_jpeg.c and image_png.c only.
 */
#ifndef IMAGE_IMAGE_H
#define IMAGE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct arena;

#define IMAGE_MAX_PIXELS INT64_C(200000000)
#define IMAGE_MAX_SIDE 30000

struct image {
	const char *path; /* as given */
	bool jpeg; /* data is a JPEG file; else rows, row-major, unpadded */
	int width, height; /* of the stored rows, before turning */
	int orientation; /* EXIF 1 to 8 */
	int channels; /* 1 grey, 3 RGB */
	const unsigned char *data;
	size_t len;
	const unsigned char *alpha; /* width * height bytes, or NULL */
	bool progressive; /* of a JPEG */
};

struct image *image_load(struct arena *arena, struct diag_sink *sink,
			 struct diag_pos pos, const char *path);

/* Sides after turning: 5 to 8 exchange them. */
int image_upright_width(const struct image *image);
int image_upright_height(const struct image *image);

#endif
