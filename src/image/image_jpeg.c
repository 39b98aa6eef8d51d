#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

#include "image/image_private.h"

/* Markers of ISO/IEC 10918-1, table B.1, that are looked at. */
enum {
	SOF0 = 0xC0, /* baseline */
	SOF1 = 0xC1, /* extended sequential, Huffman */
	SOF2 = 0xC2, /* progressive, Huffman */
	DHT = 0xC4,
	JPG = 0xC8,
	DAC = 0xCC,
	SOF15 = 0xCF,
	RST0 = 0xD0,
	RST7 = 0xD7,
	SOI = 0xD8,
	EOI = 0xD9,
	SOS = 0xDA,
	APP0 = 0xE0,
	APP1 = 0xE1,
	APP14 = 0xEE,
	APP15 = 0xEF,
	COM = 0xFE,
};

/* Real pictures have about ten; each costs a pass over all coefficients. */
#define MAX_SCANS 100

struct walk {
	struct image *image;
	struct diag_sink *sink;
	const unsigned char *data;
	size_t len, at;
	bool has_frame, has_codes, has_jfif, has_adobe;
	unsigned adobe_transform;
	unsigned char ids[3]; /* of the components */
	unsigned scans;
	size_t entropy; /* bytes of coded data in all scans */
};

static bool
refused(const struct walk *w, const char *what)
{
	diag_report(w->sink, DIAG_IMAGE_KIND, w->image->pos, "%s is %s",
		    w->image->path, what);
	diag_hint(w->sink,
		  "Save it anew as an ordinary JPEG, 8 bit, RGB or grey.");
	return false;
}

/* ---- walking the segments ---- */

static bool
read_frame(struct walk *w, unsigned marker, const unsigned char *p, size_t len)
{
	struct image *image = w->image;
	unsigned n;

	if (marker > SOF2)
		return refused(w, "a JPEG with lossless, hierarchical or "
				  "arithmetic coding");
	if (w->has_frame || len < 6 || len != 6 + 3 * (size_t)p[5])
		return image_damaged(w->image, w->sink, "bad frame header");
	if (p[0] != 8)
		return refused(w, "a JPEG of 12 bits a colour");
	n = p[5];
	if (n == 4)
		return diag_report(w->sink, DIAG_IMAGE_CMYK, image->pos,
				   "%s is a CMYK picture", image->path);
	if (n != 1 && n != 3)
		return refused(w, "a JPEG of unusual colour components");
	if (!image_sides_fit(image, image_u16(p + 3), image_u16(p + 1), w->sink))
		return false;
	image->height = (int)image_u16(p + 1);
	image->width = (int)image_u16(p + 3);
	image->channels = (int)n;
	image->progressive = marker == SOF2;
	for (unsigned i = 0; i < n; i++)
		w->ids[i] = p[6 + 3 * (size_t)i];
	w->has_frame = true;
	return true;
}

static void
read_app(struct walk *w, unsigned marker, const unsigned char *p, size_t len)
{
	if (marker == APP0 && len >= 5 && memcmp(p, "JFIF", 5) == 0)
		w->has_jfif = true;
	if (marker == APP1 && len >= 6 && memcmp(p, "Exif\0", 6) == 0)
		w->image->orientation = image_exif_orientation(p + 6, len - 6);
	if (marker == APP14 && len >= 12 && memcmp(p, "Adobe", 5) == 0) {
		w->has_adobe = true;
		w->adobe_transform = p[11];
	}
}

static bool
is_frame(unsigned marker)
{
	return marker >= SOF0 && marker <= SOF15 && marker != DHT &&
	       marker != JPG && marker != DAC;
}

/* Coded data end at a marker that is neither a stuffed zero nor a restart. */
static bool
skip_coded_data(struct walk *w)
{
	size_t from = w->at;

	for (;;) {
		const unsigned char *ff = memchr(
			w->data + w->at, 0xFF, w->len - w->at);

		if (ff == NULL || ff + 1 == w->data + w->len)
			return image_cut_short(w->image, w->sink);
		w->at = (size_t)(ff - w->data);
		if (ff[1] != 0 && (ff[1] < RST0 || ff[1] > RST7))
			break;
		w->at += 2;
	}
	w->entropy += w->at - from;
	return true;
}

static bool
read_segment(struct walk *w, unsigned marker)
{
	const unsigned char *p;
	size_t len;

	if (w->len - w->at < 2)
		return image_cut_short(w->image, w->sink);
	len = image_u16(w->data + w->at);
	if (len < 2)
		return image_damaged(w->image, w->sink, "bad segment length");
	if (len > w->len - w->at)
		return image_cut_short(w->image, w->sink);
	p = w->data + w->at + 2;
	w->at += len;
	len -= 2;
	if (is_frame(marker))
		return read_frame(w, marker, p, len);
	if (marker == SOS) {
		if (!w->has_frame || ++w->scans > MAX_SCANS)
			return image_damaged(
				w->image, w->sink, "scans where none should be");
		/* libjpeg would supply usual ones, as for film; others do not */
		if (!w->has_codes)
			return image_damaged(
				w->image, w->sink, "no Huffman codes");
		return skip_coded_data(w);
	}
	w->has_codes |= marker == DHT;
	read_app(w, marker, p, len);
	return true;
}

/* From behind SOI to behind EOI. */
static bool
walk_segments(struct walk *w)
{
	for (;;) {
		unsigned marker;

		while (w->len - w->at >= 2 && w->data[w->at] == 0xFF &&
		       w->data[w->at + 1] == 0xFF)
			w->at++; /* fill bytes */
		if (w->len - w->at < 2)
			return image_cut_short(w->image, w->sink);
		marker = w->data[w->at + 1];
		if (w->data[w->at] != 0xFF || marker < SOF0 ||
		    (marker >= RST0 && marker <= SOI))
			return image_damaged(w->image, w->sink,
					     "no marker where one should be");
		w->at += 2;
		if (marker == EOI)
			return true;
		if (!read_segment(w, marker))
			return false;
	}
}

/* As libjpeg guesses; a PDF reader without Adobe's marker needs to be told. */
static bool
stores_rgb(const struct walk *w)
{
	if (w->image->channels != 3)
		return false;
	if (w->has_adobe)
		return w->adobe_transform == 0;
	return !w->has_jfif && memcmp(w->ids, "RGB", 3) == 0;
}

/*
 * Out with the thumbnail, the place where it was taken, the camera's notes: they
 * are nobody's business and up to a fifth of the file; and an orientation left in
 * it would be applied twice by some viewers. JFIF's and Adobe's segments stay,
 * they say how the colours are coded. Everything stands before the first scan.
 */
static void
drop_metadata(struct image *image)
{
	unsigned char *file = image->source->file;
	size_t at = 2, n = 2;

	while (file[at + 1] != SOS) {
		unsigned marker = file[at + 1];
		size_t len = marker == 0xFF ? 1 : 2 + image_u16(file + at + 2);
		bool dropped =
			marker == 0xFF || marker == COM ||
			(marker > APP0 && marker <= APP15 && marker != APP14);

		if (!dropped) {
			memmove(file + n, file + at, len);
			n += len;
		}
		at += len;
	}
	memmove(file + n, file + at, image->len - at);
	image->len -= at - n;
}

bool
image_jpeg_open(struct image *image, struct diag_sink *sink)
{
	struct walk w = {.image = image,
			 .sink = sink,
			 .data = image->source->file,
			 .len = image->source->file_len,
			 .at = 2};
	size_t blocks;

	if (!walk_segments(&w))
		return false;
	if (w.scans == 0)
		return image_damaged(w.image, w.sink, "it holds no picture");
	/* Every block takes a bit at least, so a small file that claims to be
	 * huge is found out before memory is set aside for it. */
	blocks = ((size_t)image->width + 7) / 8 *
		 (((size_t)image->height + 7) / 8);
	if (w.entropy * 8 < blocks)
		return image_damaged(
			w.image, w.sink, "too little data for its size");
	image->untransformed = stores_rgb(&w);
	image->data = w.data;
	image->len = w.at; /* what cameras append behind EOI is left out */
	drop_metadata(image);
	return true;
}

/* ---- decoding, to see that it can be done ---- */

struct decoder {
	struct jpeg_decompress_struct jpeg;
	struct jpeg_error_mgr errors;
	jmp_buf escape;
	struct image_flaw *flaw;
};

static void
on_error(j_common_ptr jpeg)
{
	struct decoder *d = jpeg->client_data;
	char text[JMSG_LENGTH_MAX];

	d->errors.format_message(jpeg, text);
	snprintf(d->flaw->text, sizeof(d->flaw->text), "%s", text);
	longjmp(d->escape, 1);
}

/* libjpeg only warns of corrupt data and invents the rest; that is not enough. */
static void
on_message(j_common_ptr jpeg, int level)
{
	if (level >= 0)
		return;
	switch (jpeg->err->msg_code) {
	case JWRN_ADOBE_XFORM:
	case JWRN_JFIF_MAJOR:
	case JWRN_TOO_MUCH_DATA:
		break;
	default:
		on_error(jpeg);
	}
}

/*
 * At an eighth of the size each block is one pixel: all codes are read, but
 * nothing is transformed and next to nothing is stored.
 */
static void
decode(struct decoder *d, const struct image *image)
{
	struct jpeg_decompress_struct *j = &d->jpeg;
	JSAMPARRAY row;

	jpeg_create_decompress(j);
	jpeg_mem_src(j, image->data, (unsigned long)image->len);
	jpeg_read_header(j, TRUE);
	j->scale_num = 1;
	j->scale_denom = 8;
	j->out_color_space = j->jpeg_color_space;
	j->do_fancy_upsampling = FALSE;
	jpeg_start_decompress(j);
	row = j->mem->alloc_sarray(
		(j_common_ptr)j, JPOOL_IMAGE,
		j->output_width * (JDIMENSION)j->output_components, 1);
	while (j->output_scanline < j->output_height)
		jpeg_read_scanlines(j, row, 1);
	jpeg_finish_decompress(j);
}

static bool
run(struct decoder *d, const struct image *image)
{
	if (setjmp(d->escape) != 0)
		return false;
	decode(d, image);
	return true;
}

bool
image_jpeg_decode(const struct image *image, struct image_flaw *ret_flaw)
{
	struct decoder d = {.flaw = ret_flaw};
	bool good;

	d.jpeg.err = jpeg_std_error(&d.errors);
	d.jpeg.client_data = &d;
	d.errors.error_exit = on_error;
	d.errors.emit_message = on_message;
	good = run(&d, image);
	jpeg_destroy_decompress(&d.jpeg);
	return good;
}

#define WORDS(version) #version
#define WORDS_OF(version) WORDS(version)

/* Of the headers it was built with: the library does not tell. */
const char *
image_jpeg_version(void)
{
#ifdef LIBJPEG_TURBO_VERSION
	return WORDS_OF(LIBJPEG_TURBO_VERSION);
#else
	return WORDS_OF(JPEG_LIB_VERSION);
#endif
}
