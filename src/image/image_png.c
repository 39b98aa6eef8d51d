#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <png.h>

#include "base/arena.h"
#include "base/deflate.h"
#include "image/image_private.h"

#define SIGNATURE_SIZE 8
#define CHUNK_EXTRA 12 /* length, type, CRC */

/* deflate cannot do better: 258 bytes from 2 bits. */
#define MAX_RATIO 1032

/* Palettes are 768 bytes; what asks for more is not needed. */
#define MAX_CHUNK_MEMORY ((png_alloc_size_t)1024 * 1024)

struct walk {
	struct image *image;
	struct diag_sink *sink;
	const unsigned char *data;
	size_t len;
	int depth, colour_type;
	bool interlaced, has_trns;
	const unsigned char *palette; /* PLTE's data, colours of 3 bytes */
	size_t palette_len;
	const unsigned char *first_idat; /* its data */
	size_t idat; /* bytes in all IDAT chunks */
};

/* ---- walking the chunks ---- */

/* PNG table 11.1: which depths go with which colour type. */
static bool
is_known_format(int depth, int colour_type)
{
	bool deep = depth == 8 || depth == 16;
	bool shallow = depth == 1 || depth == 2 || depth == 4;

	switch (colour_type) {
	case PNG_COLOR_TYPE_GRAY:
		return deep || shallow;
	case PNG_COLOR_TYPE_PALETTE:
		return depth == 8 || shallow;
	case PNG_COLOR_TYPE_RGB:
	case PNG_COLOR_TYPE_GRAY_ALPHA:
	case PNG_COLOR_TYPE_RGB_ALPHA:
		return deep;
	default:
		return false;
	}
}

static bool
read_header(struct walk *w)
{
	const unsigned char *p = w->data + SIGNATURE_SIZE;
	struct image *image = w->image;

	if (w->len < SIGNATURE_SIZE + CHUNK_EXTRA + 13)
		return image_cut_short(w->image, w->sink);
	if (image_u32(p) != 13 || memcmp(p + 4, "IHDR", 4) != 0)
		return image_damaged(w->image, w->sink, "no header");
	p += 8;
	if (!image_sides_fit(image, image_u32(p), image_u32(p + 4), w->sink))
		return false;
	image->width = (int)image_u32(p);
	image->height = (int)image_u32(p + 4);
	w->depth = p[8];
	w->colour_type = p[9];
	w->interlaced = p[12] != PNG_INTERLACE_NONE;
	image->channels = w->colour_type & PNG_COLOR_MASK_COLOR ? 3 : 1;
	if (!is_known_format(w->depth, w->colour_type))
		return image_damaged(w->image, w->sink, "unknown colour type");
	if (p[10] != 0 || p[11] != 0 || p[12] > PNG_INTERLACE_ADAM7)
		return image_damaged(w->image, w->sink, "unknown compression");
	return true;
}

static void
note_chunk(struct walk *w, const unsigned char *type, size_t len)
{
	const unsigned char *data = type + 4;

	if (memcmp(type, "IDAT", 4) == 0) {
		if (w->first_idat == NULL)
			w->first_idat = data;
		w->idat += len;
	} else if (memcmp(type, "PLTE", 4) == 0 && w->first_idat == NULL) {
		w->palette = data;
		w->palette_len = len;
	} else if (memcmp(type, "tRNS", 4) == 0) {
		w->has_trns = true;
	} else if (memcmp(type, "eXIf", 4) == 0) {
		w->image->orientation = image_exif_orientation(data, len);
	}
}

/* From behind the signature to IEND; animations continue in chunks skipped. */
static bool
walk_chunks(struct walk *w)
{
	size_t at = SIGNATURE_SIZE;

	for (;;) {
		const unsigned char *type = w->data + at + 4;
		size_t len;

		if (w->len - at < CHUNK_EXTRA)
			return image_cut_short(w->image, w->sink);
		len = image_u32(w->data + at);
		if (len > w->len - at - CHUNK_EXTRA)
			return image_cut_short(w->image, w->sink);
		if (deflate_crc32(type, len + 4) != image_u32(type + 4 + len))
			return image_damaged(
				w->image, w->sink, "a checksum is wrong");
		if (memcmp(type, "IEND", 4) == 0)
			return true;
		note_chunk(w, type, len);
		at += CHUNK_EXTRA + len;
	}
}

/* Without alpha and row after row: just what FlateDecode understands. */
static bool
can_stay_deflated(const struct walk *w)
{
	return w->depth <= 8 && !w->interlaced && !w->has_trns &&
	       !(w->colour_type & PNG_COLOR_MASK_ALPHA);
}

/* The contents of the IDAT chunks, moved together behind the first. */
static void
join_idat(struct image *image)
{
	unsigned char *file = image->source->file;
	size_t first = (size_t)(image->data - file);
	size_t at = first - 8, n = first;

	while (memcmp(file + at + 4, "IEND", 4) != 0) {
		size_t len = image_u32(file + at);
		size_t next = at + CHUNK_EXTRA + len;

		if (memcmp(file + at + 4, "IDAT", 4) == 0) {
			memmove(file + n, file + at + 8, len);
			n += len;
		}
		at = next;
	}
	image->len = n - first;
}

static bool
stay_deflated(const struct walk *w)
{
	struct image *image = w->image;
	size_t most = (size_t)1 << w->depth;

	image->deflated = true;
	image->bits = w->depth;
	image->data = w->first_idat;
	join_idat(image);
	if (w->colour_type != PNG_COLOR_TYPE_PALETTE)
		return true;
	if (w->palette_len == 0 || w->palette_len % 3 != 0)
		return image_damaged(w->image, w->sink, "no palette");
	image->channels = 1;
	image->palette = w->palette;
	image->n_colours = w->palette_len / 3 < most ? w->palette_len / 3 : most;
	return true;
}

static size_t
bytes_before_deflate(const struct walk *w)
{
	static const unsigned samples[] = {
		[PNG_COLOR_TYPE_GRAY] = 1,
		[PNG_COLOR_TYPE_RGB] = 3,
		[PNG_COLOR_TYPE_PALETTE] = 1,
		[PNG_COLOR_TYPE_GRAY_ALPHA] = 2,
		[PNG_COLOR_TYPE_RGB_ALPHA] = 4};
	size_t bits = (size_t)w->image->width * (unsigned)w->depth *
		      samples[w->colour_type];

	return (1 + (bits + 7) / 8) * (size_t)w->image->height;
}

bool
image_png_open(struct image *image, struct arena *arena, struct diag_sink *sink)
{
	struct image_source *source = image->source;
	struct walk w = {.image = image,
			 .sink = sink,
			 .data = source->file,
			 .len = source->file_len};
	size_t pixels;
	bool has_alpha;

	if (!read_header(&w) || !walk_chunks(&w))
		return false;
	/* A small file that claims to be huge is found out before memory is
	 * set aside for it. */
	if (w.idat == 0 || w.idat < bytes_before_deflate(&w) / MAX_RATIO)
		return image_damaged(
			w.image, w.sink, "too little data for its size");
	if (can_stay_deflated(&w))
		return stay_deflated(&w);
	pixels = (size_t)image->width * (size_t)image->height;
	has_alpha = w.has_trns || (w.colour_type & PNG_COLOR_MASK_ALPHA);
	source->rows = arena_calloc(
		arena, pixels, (size_t)image->channels + has_alpha);
	image->data = source->rows;
	source->alpha = has_alpha ? arena_calloc(arena, pixels, 1) : NULL;
	return true;
}

/* ---- decoding ---- */

struct decoder {
	png_structp png;
	png_infop info;
	jmp_buf escape;
	struct image_flaw *flaw;
	const unsigned char *next; /* of the file */
	size_t left;
};

static void
on_error(png_structp png, png_const_charp message)
{
	struct decoder *d = png_get_error_ptr(png);

	snprintf(d->flaw->text, sizeof(d->flaw->text), "%s", message);
	longjmp(d->escape, 1);
}

static void
on_warning(png_structp png, png_const_charp message)
{
	(void)png, (void)message;
}

static void
on_read(png_structp png, png_bytep to, size_t n)
{
	struct decoder *d = png_get_io_ptr(png);

	if (n > d->left)
		png_error(png, "unexpected end of file");
	memcpy(to, d->next, n);
	d->next += n;
	d->left -= n;
}

/* Strict where it matters, and blind to chunks that are not used anyway. */
static void
begin(struct decoder *d, const struct image_source *source)
{
	d->next = source->file;
	d->left = source->file_len;
	png_set_read_fn(d->png, d, on_read);
	png_set_keep_unknown_chunks(d->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
	png_set_crc_action(d->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
	png_set_benign_errors(d->png, 0);
	png_set_user_limits(d->png, IMAGE_MAX_SIDE, IMAGE_MAX_SIDE);
	png_set_chunk_malloc_max(d->png, MAX_CHUNK_MEMORY);
	png_read_info(d->png, d->info);
}

static void
read_rows(struct decoder *d, const struct image *image)
{
	const struct image_source *source = image->source;
	size_t samples = (size_t)image->channels + (source->alpha != NULL);
	size_t stride = (size_t)image->width * samples;
	int passes;

	png_set_expand(d->png);
	png_set_scale_16(d->png);
	passes = png_set_interlace_handling(d->png);
	png_read_update_info(d->png, d->info);
	if (png_get_rowbytes(d->png, d->info) != stride)
		png_error(d->png, "its chunks contradict each other");
	for (int pass = 0; pass < passes; pass++)
		for (int y = 0; y < image->height; y++)
			png_read_row(d->png, source->rows + (size_t)y * stride,
				     NULL);
	png_read_end(d->png, NULL);
}

/* Colour and alpha apart; the colour moves up in place. */
static void
split_alpha(struct image *image)
{
	struct image_source *source = image->source;
	size_t n = (size_t)image->width * (size_t)image->height;
	size_t channels = (size_t)image->channels;
	const unsigned char *from = source->rows;
	unsigned char *to = source->rows;
	unsigned char all = 0xFF;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < channels; k++)
			*to++ = *from++;
		source->alpha[i] = *from++;
		all &= source->alpha[i];
	}
	image->alpha = all == 0xFF ? NULL : source->alpha;
}

static bool
run(struct decoder *d, const struct image *image)
{
	if (setjmp(d->escape) != 0)
		return false;
	begin(d, image->source);
	read_rows(d, image);
	return true;
}

bool
image_png_decode(struct image *image, struct image_flaw *ret_flaw)
{
	struct decoder d = {.flaw = ret_flaw};
	bool good = false;

	if (image->deflated)
		return image_png_prove(image, ret_flaw);
	d.png = png_create_read_struct(
		PNG_LIBPNG_VER_STRING, &d, on_error, on_warning);
	d.info = d.png != NULL ? png_create_info_struct(d.png) : NULL;
	if (d.info == NULL)
		snprintf(ret_flaw->text, sizeof(ret_flaw->text), "out of memory");
	else
		good = run(&d, image);
	png_destroy_read_struct(&d.png, &d.info, NULL);
	if (!good)
		return false;
	image->len = (size_t)image->width * (size_t)image->height *
		     (size_t)image->channels;
	if (image->source->alpha != NULL)
		split_alpha(image);
	return true;
}

const char *
image_png_version(void)
{
	return png_get_libpng_ver(NULL);
}
