/*
 * image - a picture checked and made ready to embed.
 *
 * JPEG: baseline and progressive, grey and RGB (YCbCr), 8 bit; the compressed
 * picture is passed on unchanged, without EXIF and other notes. CMYK is refused.
 * PNG: every colour type, depth and interlace. One of at most 8 bit, grey, RGB or
 * with a palette, neither interlaced nor transparent is passed on compressed as it
 * is, too; any other is decoded to 8 bit grey or RGB rows, alpha apart. EXIF
 * orientation is reported, not applied; the PDF turns the picture. Colour profiles
 * and gamma are left out: sRGB is assumed.
 *
 * Two steps, because layout needs the sides at once and the PDF the bytes later.
 * image_load reads the file and walks its structure: kind, sides, orientation,
 * and whether it is whole; some 0.1 ms. image_work decodes every picture from the
 * first bit to the last, to be sure that a reader can, on a second core while the
 * pages are made: 1 ms for one of 1500 x 1700, 4 ms if it is a progressive JPEG,
 * 30 ms for a PNG that is decoded. A progressive JPEG and a PNG take their pixels'
 * size in memory for as long.
 *
 * Input     A path; the caller has checked that it stays inside the edition.
 * Ownership The record and its bytes live in the arena.
 * Errors    Reported to the sink with the picture's own name and the position
 *           that named it: missing, not a picture, damaged, truncated, CMYK,
 *           larger than IMAGE_MAX_PIXELS. NULL or false is returned.
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
#define IMAGE_MAX_FILE ((size_t)256 * 1024 * 1024)

/*
 * Of a picture that stays compressed data are final at once; of others, data and
 * alpha are after image_work_settle.
 */
struct image {
	const char *path; /* as given */
	struct diag_pos pos; /* as given: for what is found out later */
	bool jpeg; /* data is a JPEG file */
	bool deflated; /* data is a zlib stream of rows, each after its PNG filter
			  byte: FlateDecode with Predictor 15, Colors channels,
			  Columns width, BitsPerComponent bits.
			  Neither: data is rows, row-major, unpadded. */
	int width, height; /* of the stored rows, before turning */
	int orientation; /* EXIF 1 to 8 */
	int channels; /* 1 grey or a number in the palette, 3 RGB */
	int bits; /* of a sample: 8, or fewer if deflated and of one channel */
	const unsigned char *palette; /* n_colours RGB triples; NULL: none */
	size_t n_colours;
	const unsigned char *data;
	size_t len;
	const unsigned char *alpha; /* width * height bytes, or NULL: opaque */
	bool progressive; /* of a JPEG */
	bool untransformed; /* a JPEG that stores RGB, not YCbCr: ColorTransform 0 */
	struct image_source *source; /* what image_work still needs; private */
};

struct image *image_load(struct arena *arena, struct diag_sink *sink,
			 struct diag_pos pos, const char *path);

/* The same from bytes in the arena, which become the image's. */
struct image *
image_from_bytes(struct arena *arena, struct diag_sink *sink, struct diag_pos pos,
		 const char *path, unsigned char *data, size_t len);

/*
 * Decode images[0..n), borrowed until finish, on a thread of their own. Settle
 * waits only if there are pixels to be waited for. Finish helps with what is left,
 * waits, and reports the damaged ones in the order of the array; it must be called
 * for every start, whatever happened in between.
 */
struct image_work *
image_work_start(struct arena *arena, struct image *const *images, size_t n);
void image_work_settle(struct image_work *work);
bool image_work_finish(struct image_work *work, struct diag_sink *sink);

/* Sides after turning: 5 to 8 exchange them. */
int image_upright_width(const struct image *image);
int image_upright_height(const struct image *image);

/* The versions of libjpeg-turbo and libpng. */
const char *image_jpeg_version(void);
const char *image_png_version(void);

#endif
