/*
 * PNG pictures, made here by libpng: 11 x 7 samples from a formula, in every
 * colour type, depth and interlace; decoded, they must be that formula again.
 */
#include "picture.h"

#include <libdeflate.h>
#include <png.h>

#define WIDTH 11
#define HEIGHT 7
#define PIXELS (WIDTH * HEIGHT)

struct recipe {
	int colour_type, depth;
	bool interlaced, trns;
	bool opaque; /* of a picture with alpha: alpha is full everywhere */
	bool few; /* samples below 16, whatever the depth */
	unsigned char orientation; /* 0: no eXIf */
};

static int
samples_of(int colour_type)
{
	switch (colour_type) {
	case PNG_COLOR_TYPE_GRAY_ALPHA:
		return 2;
	case PNG_COLOR_TYPE_RGB:
		return 3;
	case PNG_COLOR_TYPE_RGB_ALPHA:
		return 4;
	default:
		return 1;
	}
}

static bool
is_alpha(const struct recipe *r, int k)
{
	return r->colour_type & PNG_COLOR_MASK_ALPHA &&
	       k == samples_of(r->colour_type) - 1;
}

/* Sample k of pixel (x, y), 0 to 2^depth - 1. */
static unsigned
sample(const struct recipe *r, int x, int y, int k)
{
	unsigned max = (1u << r->depth) - 1;
	unsigned v = (unsigned)(x * 2917 + y * 7 + k * 4241 + x * y * 31);

	if (r->few)
		max &= 15;
	return is_alpha(r, k) && r->opaque ? max : v & max;
}

/* The palette's colour k of entry i. */
static unsigned char
palette(unsigned i, int k)
{
	return (unsigned char)(i * 37 + (unsigned)k * 91 + 5);
}

static void
put_sample(unsigned char *row, int depth, int index, unsigned value)
{
	if (depth == 16) {
		row[2 * index] = (unsigned char)(value >> 8);
		row[2 * index + 1] = (unsigned char)value;
	} else {
		int bit = index * depth;

		row[bit / 8] = (unsigned char)(row[bit / 8] |
					       value << (8 - depth - bit % 8));
	}
}

static void
make_rows(const struct recipe *r, unsigned char rows[HEIGHT][WIDTH * 8])
{
	int n = samples_of(r->colour_type);

	memset(rows, 0, (size_t)HEIGHT * WIDTH * 8);
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++)
			for (int k = 0; k < n; k++)
				put_sample(rows[y], r->depth, x * n + k,
					   sample(r, x, y, k));
}

static void
append(png_structp png, png_bytep data, size_t len)
{
	struct file *file = png_get_io_ptr(png);

	file->data = realloc(file->data, file->len + len);
	assert_non_null(file->data);
	memcpy(file->data + file->len, data, len);
	file->len += len;
}

/* The colour (in samples) that tRNS makes transparent: pixel (3, 2)'s. */
static void
set_trns(png_structp png, png_infop info, const struct recipe *r)
{
	png_byte alphas[2] = {0, 128}; /* of the palette's first two colours */
	png_color_16 key = {0};

	if (r->colour_type == PNG_COLOR_TYPE_PALETTE) {
		png_set_tRNS(png, info, alphas, 2, NULL);
		return;
	}
	key.gray = key.red = (png_uint_16)sample(r, 3, 2, 0);
	key.green = (png_uint_16)sample(r, 3, 2, 1);
	key.blue = (png_uint_16)sample(r, 3, 2, 2);
	png_set_tRNS(png, info, NULL, 0, &key);
}

static void
set_up(png_structp png, png_infop info, const struct recipe *r)
{
	png_color colours[256];
	unsigned char exif[26];
	int n = 1 << r->depth;

	png_set_IHDR(png, info, WIDTH, HEIGHT, r->depth, r->colour_type,
		     r->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
		     PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
	png_set_gAMA_fixed(png, info, 100000); /* to be ignored */
	if (r->colour_type == PNG_COLOR_TYPE_PALETTE) {
		for (unsigned i = 0; i < (unsigned)n; i++)
			colours[i] = (png_color){
				palette(i, 0), palette(i, 1), palette(i, 2)};
		png_set_PLTE(png, info, colours, n);
	}
	if (r->trns)
		set_trns(png, info, r);
	if (r->orientation > 0)
		png_set_eXIf_1(png, info,
			       (png_uint_32)put_exif(exif, true, r->orientation),
			       exif);
}

static struct file
make_png(struct fixture *f, const struct recipe *r)
{
	unsigned char rows[HEIGHT][WIDTH * 8];
	png_bytep pointers[HEIGHT];
	struct file made = {0}, file;
	png_structp png = png_create_write_struct(
		PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);

	make_rows(r, rows);
	for (int y = 0; y < HEIGHT; y++)
		pointers[y] = rows[y];
	png_set_write_fn(png, &made, append, NULL);
	set_up(png, info, r);
	png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_ALL_FILTERS);
	png_set_compression_buffer_size(png, 64); /* several IDAT chunks */
	png_write_info(png, info);
	png_write_image(png, pointers);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	file.data = arena_alloc(f->arena, made.len);
	file.len = made.len;
	memcpy(file.data, made.data, made.len);
	free(made.data);
	return file;
}

/* ---- what must come out ---- */

static unsigned char
to_8_bits(unsigned v, int depth)
{
	unsigned max = (1u << depth) - 1;

	return (unsigned char)((v * 255 + max / 2) / max);
}

static unsigned char
expected_colour(const struct recipe *r, int x, int y, int k)
{
	if (r->colour_type == PNG_COLOR_TYPE_PALETTE)
		return palette(sample(r, x, y, 0), k);
	return to_8_bits(sample(r, x, y, k), r->depth);
}

static unsigned char
expected_alpha(const struct recipe *r, int x, int y)
{
	int n = samples_of(r->colour_type);

	if (r->colour_type & PNG_COLOR_MASK_ALPHA)
		return to_8_bits(sample(r, x, y, n - 1), r->depth);
	if (r->colour_type == PNG_COLOR_TYPE_PALETTE)
		return sample(r, x, y, 0) == 0   ? 0
		       : sample(r, x, y, 0) == 1 ? 128
						 : 255;
	for (int k = 0; k < n; k++)
		if (sample(r, x, y, k) != sample(r, 3, 2, k))
			return 255;
	return 0;
}

/* What a reader of the PDF makes of channel k of pixel x of a row. */
static unsigned char
shown_colour(const struct image *image, const unsigned char *row, int x, int k)
{
	int bit = x * image->channels * image->bits;
	unsigned v = (unsigned)row[bit / 8] >> (8 - image->bits - bit % 8) &
		     ((1u << image->bits) - 1);

	if (image->palette != NULL) {
		assert_in_range(v, 0, image->n_colours - 1);
		return image->palette[3 * v + (unsigned)k];
	}
	return image->bits == 8 ? row[bit / 8 + k] : to_8_bits(v, image->bits);
}

static void
assert_pixels(const struct recipe *r, const struct image *image,
	      const unsigned char *pixels, size_t stride)
{
	int channels = image->palette != NULL ? 3 : image->channels;

	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++) {
			const unsigned char *row = pixels + (size_t)y * stride;

			for (int k = 0; k < channels; k++)
				assert_int_equal(shown_colour(image, row, x, k),
						 expected_colour(r, x, y, k));
			if (image->alpha != NULL)
				assert_int_equal(image->alpha[y * WIDTH + x],
						 expected_alpha(r, x, y));
		}
}

static size_t
bytes_a_row(const struct image *image)
{
	return (size_t)(WIDTH * image->channels * image->bits + 7) / 8;
}

/* PNG 9.2, the filters undone; what a PDF reader does with Predictor 15. */
static void
unfilter(unsigned char *row, const unsigned char *above, size_t n, size_t bpp)
{
	for (size_t i = 1; i <= n; i++) {
		int a = i > bpp ? row[i - bpp] : 0;
		int b = above[i], c = i > bpp ? above[i - bpp] : 0;
		int p = a + b - c;
		int pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
		int paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
		const int predicted[] = {0, a, b, (a + b) / 2, paeth};

		assert_in_range(row[0], 0, 4);
		row[i] = (unsigned char)(row[i] + predicted[row[0]]);
	}
}

static const unsigned char *
inflate(struct fixture *f, const struct image *image)
{
	size_t bpp = (size_t)image->channels, n = bytes_a_row(image), got;
	unsigned char *rows = arena_alloc(f->arena, (n + 1) * (HEIGHT + 1));
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();

	assert_int_equal(
		libdeflate_zlib_decompress(d, image->data, image->len,
					   rows + n + 1, (n + 1) * HEIGHT, &got),
		LIBDEFLATE_SUCCESS);
	assert_int_equal(got, (n + 1) * HEIGHT);
	libdeflate_free_decompressor(d);
	for (size_t y = 1; y <= HEIGHT; y++)
		unfilter(rows + y * (n + 1), rows + (y - 1) * (n + 1), n, bpp);
	return rows + n + 2;
}

static void
check(struct fixture *f, const struct recipe *r)
{
	struct image *image = read_whole(f, make_png(f, r));
	bool colour = r->colour_type & PNG_COLOR_MASK_COLOR;
	bool alpha = r->trns || r->colour_type & PNG_COLOR_MASK_ALPHA;
	bool indexed = image->deflated &&
		       r->colour_type == PNG_COLOR_TYPE_PALETTE;
	size_t stride = bytes_a_row(image);

	assert_false(image->jpeg);
	assert_int_equal(image->width, WIDTH);
	assert_int_equal(image->height, HEIGHT);
	assert_int_equal(image->channels, colour && !indexed ? 3 : 1);
	assert_int_equal(image->palette != NULL, indexed);
	assert_int_equal(image->alpha != NULL, alpha && !r->opaque);
	assert_int_equal(image->deflated,
			 r->depth <= 8 && !r->interlaced && !alpha);
	assert_int_equal(image->bits, image->deflated ? r->depth : 8);
	if (image->deflated) {
		assert_pixels(r, image, inflate(f, image), stride + 1);
	} else {
		assert_int_equal(image->len, stride * HEIGHT);
		assert_pixels(r, image, image->data, stride);
	}
}

static void
test_every_format(void **state)
{
	static const int formats[][2] = {
		{PNG_COLOR_TYPE_GRAY, 1},        {PNG_COLOR_TYPE_GRAY, 2},
		{PNG_COLOR_TYPE_GRAY, 4},        {PNG_COLOR_TYPE_GRAY, 8},
		{PNG_COLOR_TYPE_GRAY, 16},       {PNG_COLOR_TYPE_PALETTE, 1},
		{PNG_COLOR_TYPE_PALETTE, 2},     {PNG_COLOR_TYPE_PALETTE, 4},
		{PNG_COLOR_TYPE_PALETTE, 8},     {PNG_COLOR_TYPE_RGB, 8},
		{PNG_COLOR_TYPE_RGB, 16},        {PNG_COLOR_TYPE_GRAY_ALPHA, 8},
		{PNG_COLOR_TYPE_GRAY_ALPHA, 16}, {PNG_COLOR_TYPE_RGB_ALPHA, 8},
		{PNG_COLOR_TYPE_RGB_ALPHA, 16},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(formats); i++)
		for (int interlaced = 0; interlaced <= 1; interlaced++)
			for (int extra = 0; extra <= 1; extra++) {
				bool alpha = formats[i][0] & PNG_COLOR_MASK_ALPHA;
				struct recipe r = {.colour_type = formats[i][0],
						   .depth = formats[i][1],
						   .interlaced = interlaced,
						   .trns = extra && !alpha,
						   .opaque = extra && alpha};

				check(f, &r);
			}
}

static void
test_orientation(void **state)
{
	struct fixture *f = *state;
	struct recipe r = {.colour_type = PNG_COLOR_TYPE_RGB, .depth = 8};

	for (r.orientation = 1; r.orientation <= 8; r.orientation++) {
		struct image *image = read_whole(f, make_png(f, &r));

		assert_non_null(image);
		assert_int_equal(image->orientation, r.orientation);
	}
}

/* ---- files changed by hand ---- */

static void
put_u32(unsigned char *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(v >> (24 - 8 * i));
}

static uint32_t
get_u32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
	       p[3];
}

/* The first chunk of a type: its length field. */
static unsigned char *
chunk(struct file file, const char *type)
{
	for (size_t at = 8; at + 12 <= file.len;
	     at += 12 + get_u32(file.data + at))
		if (memcmp(file.data + at + 4, type, 4) == 0)
			return file.data + at;
	fail_msg("no chunk %s", type);
	return NULL;
}

/* Make the CRC agree again. */
static void
seal(unsigned char *at)
{
	uint32_t len = get_u32(at);

	put_u32(at + 8 + len, libdeflate_crc32(0, at + 4, len + 4));
}

/* A new file with a chunk put in front of the first one of another type. */
static struct file
insert_chunk(struct fixture *f, struct file file, const char *before,
	     const char *type, uint32_t len)
{
	size_t at = (size_t)(chunk(file, before) - file.data);
	struct file longer = {
		arena_alloc(f->arena, file.len + len + 12), file.len + len + 12};

	memcpy(longer.data, file.data, at);
	put_u32(longer.data + at, len);
	memcpy(longer.data + at + 4, type, 4);
	seal(longer.data + at);
	memcpy(longer.data + at + 12 + len, file.data + at, file.len - at);
	return longer;
}

static const struct recipe plain = {
	.colour_type = PNG_COLOR_TYPE_RGB, .depth = 8};
static const struct recipe with_palette = {
	.colour_type = PNG_COLOR_TYPE_PALETTE, .depth = 2};
static const struct recipe with_alpha = {
	.colour_type = PNG_COLOR_TYPE_RGB_ALPHA, .depth = 8, .interlaced = true};

static void
test_of_an_animation_the_first_frame_counts(void **state)
{
	struct fixture *f = *state;
	struct file file = make_png(f, &plain);
	size_t still = read_whole(f, file)->len;
	struct image *image;

	file = insert_chunk(f, file, "IDAT", "acTL", 8);
	file = insert_chunk(f, file, "IDAT", "fcTL", 26);
	file = insert_chunk(f, file, "IEND", "fdAT", 90);
	image = read_whole(f, file);
	assert_non_null(image);
	assert_int_equal(image->len, still);
	inflate(f, image);
}

static const struct {
	const char *what, *type;
	int at; /* byte of the chunk's data */
	const char *bytes;
	size_t n;
	const char *message;
} refused[] = {
	{"no width", "IHDR", 0, "\0\0\0\0", 4, "it says that it is 0 x 7 pixels"},
	{"too wide", "IHDR", 0, "\0\0\x75\x31", 4,
	 "images/x is too large: 30001 x 7 pixels [image-too-large]"},
	{"wider than a number", "IHDR", 0, "\xFF\xFF\xFF\xFF", 4,
	 "is too large: 4294967295 x 7 pixels"},
	{"a bomb", "IHDR", 0, "\0\0\x2E\xE0\0\0\x2E\xE0", 8,
	 "images/x is damaged (too little data for its size)"},
	{"unknown depth", "IHDR", 8, "\3", 1, "unknown colour type"},
	{"unknown colour type", "IHDR", 9, "\5", 1, "unknown colour type"},
	{"unknown compression", "IHDR", 10, "\1", 1, "unknown compression"},
	{"unknown filters", "IHDR", 11, "\1", 1, "unknown compression"},
	{"unknown interlace", "IHDR", 12, "\2", 1, "unknown compression"},
	{"palette without colours", "IHDR", 9, "\3", 1, "images/x is damaged ("},
	{"a line too few", "IHDR", 7, "\x8", 1, "IDAT: not enough image data"},
	{"a line too many", "IHDR", 7, "\6", 1, "IDAT: too much image data"},
	{"no zlib stream", "IDAT", 0, "\xFF\xFF", 2,
	 "images/x is damaged (IDAT:"},
	{"other data", "IDAT", 30, "zetsel", 6, "images/x is damaged (IDAT:"},
};

static void
test_refused(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct file file = make_png(f, &plain);
		unsigned char *at = chunk(file, refused[i].type);

		print_message("           %s\n", refused[i].what);
		memcpy(at + 8 + refused[i].at, refused[i].bytes, refused[i].n);
		seal(at);
		assert_null(read_whole(f, file));
		assert_message(f, refused[i].message);
	}
}

static void
test_cut_at_every_length(void **state)
{
	struct fixture *f = *state;
	struct file files[] = {make_png(f, &plain), make_png(f, &with_alpha),
			       make_png(f, &with_palette)};

	for (size_t i = 0; i < COUNT(files); i++)
		for (size_t len = 0; len < files[i].len; len++)
			assert_refused(f, (struct file){files[i].data, len});
}

/* A palette of fewer colours than the samples ask for is refused, not guessed at. */
static void
test_a_colour_missing(void **state)
{
	static const struct recipe r = {
		.colour_type = PNG_COLOR_TYPE_PALETTE, .depth = 8, .few = true};
	struct fixture *f = *state;

	for (uint32_t n = 16; n >= 15; n--) {
		struct file file = make_png(f, &r);
		unsigned char *palette = chunk(file, "PLTE");
		unsigned char *rest = chunk(file, "IDAT");

		put_u32(palette, 3 * n);
		seal(palette);
		memmove(palette + 12 + 3 * n, rest,
			file.len - (size_t)(rest - file.data));
		file.len -= 3 * (256 - n);
		if (n == 16) {
			assert_non_null(read_whole(f, file));
			continue;
		}
		assert_null(read_whole(f, file));
		assert_message(f, "a colour is missing from its palette");
	}
}

/* Each chunk carries a CRC: there is no byte that may change unnoticed. */
static void
test_every_byte_counts(void **state)
{
	struct fixture *f = *state;
	struct file files[] = {make_png(f, &plain), make_png(f, &with_alpha),
			       make_png(f, &with_palette)};

	for (size_t i = 0; i < COUNT(files); i++)
		for (size_t at = 0; at < files[i].len; at++) {
			files[i].data[at] ^= 0x10;
			assert_refused(f, files[i]);
			files[i].data[at] ^= 0x10;
		}
}

static void
test_a_wrong_filter_is_found(void **state)
{
	struct fixture *f = *state;
	unsigned char raw[HEIGHT * (3 * WIDTH + 1)] = {0}, packed[512];
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
	struct file file = make_png(f, &plain);
	unsigned char *idat = chunk(file, "IDAT");
	struct file made = {arena_alloc(f->arena, 1024), 0};
	size_t head = (size_t)(idat - file.data), n;

	for (int filter = 4; filter <= 5; filter++) {
		raw[3 * (3 * WIDTH + 1)] = (unsigned char)filter;
		n = libdeflate_zlib_compress(
			c, raw, sizeof(raw), packed, sizeof(packed));
		memcpy(made.data, file.data, head);
		put_u32(made.data + head, (uint32_t)n);
		memcpy(made.data + head + 4, "IDAT", 4);
		memcpy(made.data + head + 8, packed, n);
		seal(made.data + head);
		memcpy(made.data + head + 12 + n, chunk(file, "IEND"), 12);
		made.len = head + 12 + n + 12;
		if (filter == 4)
			assert_non_null(read_whole(f, made));
		else
			assert_refused(f, made);
	}
	libdeflate_free_compressor(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_format),
		TEST(test_orientation),
		TEST(test_of_an_animation_the_first_frame_counts),
		TEST(test_refused),
		TEST(test_a_colour_missing),
		TEST(test_cut_at_every_length),
		TEST(test_every_byte_counts),
		TEST(test_a_wrong_filter_is_found),
	};

	return cmocka_run_group_tests_name("image_png", tests, NULL, NULL);
}
