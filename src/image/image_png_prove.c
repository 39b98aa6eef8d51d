/*
 * The proof of a PNG that is passed on compressed: what libpng would do to read it,
 * less the pixels, which nobody needs. Half of libpng's time goes into those.
 * PNG: W3C Recommendation, second edition; clauses are of that.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#include "image/image_private.h"

#define CHUNK_EXTRA 12 /* length, type, CRC */
#define BATCH \
	((size_t)64 * 1024) /* bytes of rows inflated at a time, at least one */

struct prover {
	const struct image *image;
	struct image_flaw *flaw;
	z_stream stream;
	size_t stride; /* of a row: filter and samples */
	unsigned char *rows; /* the last of the batch before, then a batch */
	int batch; /* rows in one */
	bool count_colours; /* the palette lacks numbers that a sample may have */
};

static bool
flawed(struct image_flaw *flaw, const void *chunk, const char *what)
{
	snprintf(flaw->text, sizeof(flaw->text), "%.4s: %s", (const char *)chunk,
		 what);
	return false;
}

/* ---- chunks: where they are was seen before ---- */

static bool
is_last(const unsigned char *chunk)
{
	return memcmp(chunk + 4, "IEND", 4) == 0;
}

static const unsigned char *
next_chunk(const unsigned char *chunk)
{
	return chunk + CHUNK_EXTRA + image_u32(chunk);
}

/* 5.3 */
static bool
check_crc(const unsigned char *chunk, struct image_flaw *flaw)
{
	uint32_t len = image_u32(chunk);

	if (crc32(0, chunk + 4, len + 4) == image_u32(chunk + 8 + len))
		return true;
	return flawed(flaw, chunk + 4, "its checksum is wrong");
}

static bool
check_crcs(const struct image *image, struct image_flaw *flaw)
{
	const unsigned char *chunk = image->source->file + IMAGE_PNG_SIGNATURE;

	for (; !is_last(chunk); chunk = next_chunk(chunk))
		if (!check_crc(chunk, flaw))
			return false;
	return check_crc(chunk, flaw);
}

/* The contents of the IDAT chunks, moved together behind the first. */
static void
join_idat(struct image *image)
{
	unsigned char *file = image->source->file;
	const unsigned char *chunk = file + IMAGE_PNG_SIGNATURE;
	unsigned char *to = file + (image->data - file);

	while (!is_last(chunk)) {
		const unsigned char *next = next_chunk(chunk);
		size_t len = image_u32(chunk);

		if (memcmp(chunk + 4, "IDAT", 4) == 0) {
			memmove(to, chunk + 8, len);
			to += len;
		}
		chunk = next;
	}
	image->len = (size_t)(to - image->data);
}

/* ---- rows ---- */

/* 9.2 for samples of at most a byte: what is left of it and above it. */
static void
unfilter(unsigned char *row, const unsigned char *above, size_t n)
{
	int left = 0, above_left = 0;

	for (size_t i = 1; i < n; i++) {
		int up = above[i], guess = left + up - above_left;
		int by_left = abs(guess - left), by_up = abs(guess - up);
		int by_both = abs(guess - above_left);
		int paeth = by_left <= by_up && by_left <= by_both ? left
			    : by_up <= by_both                     ? up
								   : above_left;
		const int guesses[] = {0, left, up, (left + up) / 2, paeth};

		row[i] = (unsigned char)(row[i] + guesses[row[0]]);
		left = row[i];
		above_left = up;
	}
}

static bool
has_all_colours(const struct image *image, const unsigned char *row)
{
	unsigned bits = (unsigned)image->bits, most = 0;

	if (bits == 8) {
		for (int x = 0; x < image->width; x++)
			most = row[x] > most ? row[x] : most;
		return most < image->n_colours;
	}
	for (unsigned x = 0; x < (unsigned)image->width; x++) {
		unsigned sample = row[x * bits / 8] >> (8 - bits - x * bits % 8) &
				  ((1u << bits) - 1);

		most = sample > most ? sample : most;
	}
	return most < image->n_colours;
}

/*
 * A sample without a colour in the palette is black to some readers and the last
 * colour to others.
 */
static bool
check_rows(const struct prover *p, int n)
{
	for (int i = 1; i <= n; i++) {
		unsigned char *row = p->rows + (size_t)i * p->stride;

		if (row[0] > 4)
			return flawed(p->flaw, "IDAT",
				      "a row has an unknown filter");
		if (!p->count_colours)
			continue;
		if (row[0] != 0)
			unfilter(row, row - p->stride, p->stride);
		if (!has_all_colours(p->image, row + 1))
			return flawed(p->flaw, "PLTE",
				      "a colour is missing from its palette");
	}
	memcpy(p->rows, p->rows + (size_t)n * p->stride, p->stride);
	return true;
}

/* Fill n bytes behind the row kept; *ret_end: the stream has ended. */
static bool
inflate_some(struct prover *p, size_t n, bool *ret_end)
{
	int got;

	p->stream.next_out = p->rows + p->stride;
	p->stream.avail_out = (uInt)n;
	got = inflate(&p->stream, Z_SYNC_FLUSH);
	*ret_end = got == Z_STREAM_END;
	if (got != Z_OK && got != Z_STREAM_END && got != Z_BUF_ERROR)
		return flawed(
			p->flaw, "IDAT",
			p->stream.msg != NULL ? p->stream.msg : "out of memory");
	if (p->stream.avail_out > 0)
		return flawed(p->flaw, "IDAT", "not enough image data");
	return true;
}

static bool
check_stream(struct prover *p)
{
	unsigned char beyond;
	bool end = false;

	for (int y = 0; y < p->image->height; y += p->batch) {
		int left = p->image->height - y;
		int n = left < p->batch ? left : p->batch;

		if (!inflate_some(p, (size_t)n * p->stride, &end) ||
		    !check_rows(p, n))
			return false;
	}
	p->stream.next_out = &beyond;
	p->stream.avail_out = 1;
	if (!end && inflate(&p->stream, Z_SYNC_FLUSH) == Z_STREAM_END)
		end = p->stream.avail_out == 1;
	if (p->stream.msg != NULL)
		return flawed(p->flaw, "IDAT", p->stream.msg);
	if (!end || p->stream.avail_in > 0)
		return flawed(p->flaw, "IDAT", "too much image data");
	return true;
}

static void
set_up(struct prover *p, const struct image *image)
{
	size_t bits = (size_t)image->width * (size_t)image->channels *
		      (size_t)image->bits;

	p->stride = 1 + (bits + 7) / 8;
	p->batch = p->stride < BATCH ? (int)(BATCH / p->stride) : 1;
	p->count_colours = image->palette != NULL &&
			   image->n_colours < 1u << image->bits;
	p->stream.next_in = image->data;
	p->stream.avail_in = (uInt)image->len; /* IMAGE_MAX_FILE at most */
}

bool
image_png_prove(struct image *image, struct image_flaw *ret_flaw)
{
	struct prover p = {.image = image, .flaw = ret_flaw};
	bool good = false;

	if (!check_crcs(image, ret_flaw))
		return false;
	join_idat(image);
	set_up(&p, image);
	p.rows = calloc((size_t)p.batch + 1, p.stride);
	if (p.rows == NULL || inflateInit(&p.stream) != Z_OK)
		flawed(ret_flaw, "IDAT", "out of memory");
	else
		good = check_stream(&p);
	inflateEnd(&p.stream);
	free(p.rows);
	return good;
}
