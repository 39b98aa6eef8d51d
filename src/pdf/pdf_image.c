#include "image/image.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_private.h"

uint32_t
pdf_image_use(struct pdf_writer *w, const struct image *image)
{
	for (size_t i = 0; i < w->n_pictures; i++)
		if (w->pictures[i].image == image ||
		    strcmp(w->pictures[i].image->path, image->path) == 0)
			return (uint32_t)i;
	w->pictures = arena_grow(w->arena, w->pictures, w->n_pictures,
				 &w->cap_pictures, sizeof(*w->pictures));
	w->pictures[w->n_pictures] = (struct pdf_picture){
		.id = pdf_object_new(w->file),
		.image = image,
	};
	return (uint32_t)w->n_pictures++;
}

bool
pdf_image_is_transparent(const struct image *image)
{
	return image->alpha != NULL;
}

/*
 * A picture fills the unit square, its stored first row on top. Each EXIF
 * orientation says which sides of the upright picture the stored first row and
 * first column are; here as the directions of the stored rows (x) and of the
 * stored columns upwards (y), and the corner they start from.
 */
static const struct {
	signed char xx, xy, yx, yy; /* directions, in units of the box */
	signed char x, y; /* the corner */
} turns[] = {
	{1, 0, 0, 1, 0, 0}, /* 1: as it is */
	{-1, 0, 0, 1, 1, 0}, /* 2: mirrored */
	{-1, 0, 0, -1, 1, 1}, /* 3: upside down */
	{1, 0, 0, -1, 0, 1}, /* 4: upside down and mirrored */
	{0, -1, -1, 0, 1, 1}, /* 5: rows are columns */
	{0, -1, 1, 0, 0, 1}, /* 6: to be turned clockwise */
	{0, 1, 1, 0, 0, 0}, /* 7: the other diagonal */
	{0, 1, -1, 0, 1, 0}, /* 8: to be turned anticlockwise */
};

void
pdf_image_put_matrix(const struct image *image, struct pdf_box box,
		     struct buf *text)
{
	mpt w = box.x1 - box.x0, h = box.y1 - box.y0;
	int turn = image->orientation - 1;
	mpt matrix[6];

	assert(turn >= 0 && turn < 8);
	matrix[0] = w * turns[turn].xx;
	matrix[1] = h * turns[turn].xy;
	matrix[2] = w * turns[turn].yx;
	matrix[3] = h * turns[turn].yy;
	matrix[4] = box.x0 + w * turns[turn].x;
	matrix[5] = box.y0 + h * turns[turn].y;
	for (int i = 0; i < 6; i++) {
		if (i > 0)
			buf_byte(text, ' ');
		buf_milli(text, matrix[i]);
	}
}

/* ISO 32000-1 8.6.6.3. */
static void
put_palette(struct buf *text, const struct image *image)
{
	buf_printf(text, "[/Indexed/DeviceRGB %zu<", image->n_colours - 1);
	for (size_t i = 0; i < 3 * image->n_colours; i++)
		buf_printf(text, "%02X", image->palette[i]);
	buf_str(text, ">]");
}

static void
put_colours(struct buf *text, const struct image *image)
{
	if (image->palette != NULL)
		put_palette(text, image);
	else
		buf_str(text,
			image->channels == 3 ? "/DeviceRGB" : "/DeviceGray");
}

/* Up to its colours. */
static struct buf *
begin_image(struct pdf_writer *w, uint32_t id, const struct image *image,
	    int bits)
{
	struct buf *text = pdf_object_begin(w->file, id);

	buf_printf(text,
		   "/Type/XObject/Subtype/Image/Width %d/Height %d"
		   "/BitsPerComponent %d/ColorSpace",
		   image->width, image->height, bits);
	return text;
}

static uint32_t
write_mask(struct pdf_writer *w, const struct image *image)
{
	uint32_t id = pdf_object_new(w->file);

	buf_str(begin_image(w, id, image, 8), "/DeviceGray");
	pdf_object_end_stream(w->file, image->alpha,
			      (size_t)image->width * (size_t)image->height);
	return id;
}

/* How the data are to be read: ISO 32000-1 7.4.4.4 and 7.4.8. */
static void
put_filter(struct buf *text, const struct image *image)
{
	if (image->jpeg) {
		buf_str(text, "/Filter/DCTDecode");
		if (image->untransformed)
			buf_str(text, "/DecodeParms<</ColorTransform 0>>");
	} else {
		buf_printf(text,
			   "/Filter/FlateDecode/DecodeParms<</Predictor 15"
			   "/Colors %d/BitsPerComponent %d/Columns %d>>",
			   image->channels, image->bits, image->width);
	}
}

static void
write_picture(struct pdf_writer *w, const struct pdf_picture *picture)
{
	const struct image *image = picture->image;
	uint32_t mask = image->alpha != NULL ? write_mask(w, image) : 0;
	struct buf *text = begin_image(w, picture->id, image, image->bits);

	put_colours(text, image);
	if (mask != 0) {
		buf_str(text, "/SMask ");
		pdf_put_ref(text, mask);
	}
	if (image->jpeg || image->deflated) {
		put_filter(text, image);
		pdf_object_end_raw(w->file, image->data, image->len);
	} else {
		pdf_object_end_stream(w->file, image->data, image->len);
	}
}

void
pdf_image_finish(struct pdf_writer *w)
{
	for (size_t i = 0; i < w->n_pictures; i++)
		write_picture(w, &w->pictures[i]);
}
