/*
 * JPEG pictures, made here by libjpeg: a slope of colours, 40 x 24, and what can
 * be wrong with them.
 */
#include "picture.h"

#include <jpeglib.h>

#define WIDTH 40
#define HEIGHT 24

enum { GREY = 1, RGB = 3, CMYK = 4 };

struct recipe {
	int components;
	bool progressive, restarts, keep_rgb;
	const unsigned char *exif; /* TIFF structure, or NULL */
	size_t exif_len;
};

static void
put_row(unsigned char *row, int y, int components)
{
	for (int x = 0; x < WIDTH * components; x++)
		row[x] = (unsigned char)(x * 5 + y * 9 + x * y % 7 * 11);
}

static void
set_up(struct jpeg_compress_struct *j, const struct recipe *recipe)
{
	j->image_width = WIDTH;
	j->image_height = HEIGHT;
	j->input_components = recipe->components;
	j->in_color_space = recipe->components == GREY  ? JCS_GRAYSCALE
			    : recipe->components == RGB ? JCS_RGB
							: JCS_CMYK;
	jpeg_set_defaults(j);
	if (recipe->keep_rgb)
		jpeg_set_colorspace(j, JCS_RGB);
	if (recipe->progressive)
		jpeg_simple_progression(j);
	j->restart_interval = recipe->restarts ? 2 : 0;
}

static struct file
make_jpeg(struct fixture *f, const struct recipe *recipe)
{
	unsigned char *made = NULL, row[WIDTH * 4];
	struct jpeg_compress_struct j;
	struct jpeg_error_mgr errors;
	unsigned long len = 0;
	struct file file;

	j.err = jpeg_std_error(&errors);
	jpeg_create_compress(&j);
	jpeg_mem_dest(&j, &made, &len);
	set_up(&j, recipe);
	jpeg_start_compress(&j, TRUE);
	if (recipe->exif != NULL) {
		jpeg_write_m_header(
			&j, JPEG_APP0 + 1, (unsigned)recipe->exif_len + 6);
		for (int i = 0; i < 6; i++)
			jpeg_write_m_byte(&j, "Exif\0"[i]);
		for (size_t i = 0; i < recipe->exif_len; i++)
			jpeg_write_m_byte(&j, recipe->exif[i]);
	}
	while (j.next_scanline < HEIGHT) {
		unsigned char *rows[] = {row};

		put_row(row, (int)j.next_scanline, recipe->components);
		jpeg_write_scanlines(&j, rows, 1);
	}
	jpeg_finish_compress(&j);
	jpeg_destroy_compress(&j);
	file.len = len;
	file.data = arena_alloc(f->arena, len);
	memcpy(file.data, made, len);
	free(made);
	return file;
}

/* Where a marker stands: its segment's first byte behind the marker. */
static unsigned char *
segment(struct file file, unsigned char marker)
{
	for (size_t i = 0; i + 1 < file.len; i++)
		if (file.data[i] == 0xFF && file.data[i + 1] == marker)
			return file.data + i + 2;
	fail_msg("no marker %02X", marker);
	return NULL;
}

static bool
contains(const unsigned char *data, size_t len, const char *what)
{
	for (size_t i = 0; i + strlen(what) <= len; i++)
		if (memcmp(data + i, what, strlen(what)) == 0)
			return true;
	return false;
}

/* ---- accepted ---- */

static const struct {
	const char *what;
	struct recipe recipe;
} accepted[] = {
	{"grey", {.components = GREY}},
	{"colour", {.components = RGB}},
	{"grey, progressive", {.components = GREY, .progressive = true}},
	{"colour, progressive", {.components = RGB, .progressive = true}},
	{"with restart markers", {.components = RGB, .restarts = true}},
	{"RGB as it is", {.components = RGB, .keep_rgb = true}},
};

static void
test_accepted(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(accepted); i++) {
		const struct recipe *recipe = &accepted[i].recipe;
		struct file file = make_jpeg(f, recipe);
		struct image *image = read_whole(f, file);

		print_message("           %s\n", accepted[i].what);
		assert_non_null(image);
		assert_true(image->jpeg);
		assert_false(image->deflated);
		assert_int_equal(image->width, WIDTH);
		assert_int_equal(image->height, HEIGHT);
		assert_int_equal(image->channels, recipe->components);
		assert_int_equal(image->progressive, recipe->progressive);
		assert_int_equal(image->untransformed, recipe->keep_rgb);
		assert_int_equal(image->orientation, 1);
		assert_null(image->alpha);
		assert_int_equal(image->len, file.len);
		assert_memory_equal(image->data, file.data, file.len);
	}
}

static void
test_orientation(void **state)
{
	struct fixture *f = *state;

	for (unsigned char turn = 0; turn <= 9; turn++)
		for (int little = 0; little <= 1; little++) {
			unsigned char exif[26];
			size_t len = put_exif(exif, little, turn);
			struct recipe recipe = {
				.components = RGB, .exif = exif, .exif_len = len};
			struct image *image = read_whole(
				f, make_jpeg(f, &recipe));
			bool valid = turn >= 1 && turn <= 8;
			bool lying = valid && turn >= 5;

			assert_non_null(image);
			assert_int_equal(image->orientation, valid ? turn : 1);
			assert_int_equal(image_upright_width(image),
					 lying ? HEIGHT : WIDTH);
			assert_int_equal(image_upright_height(image),
					 lying ? WIDTH : HEIGHT);
		}
}

/* Every cut of the EXIF structure: no orientation, no complaint, no overrun. */
static void
test_cut_exif_says_nothing(void **state)
{
	struct fixture *f = *state;
	unsigned char exif[26];

	put_exif(exif, true, 6);
	for (size_t len = 0; len < 20; len++) {
		struct recipe recipe = {
			.components = GREY, .exif = exif, .exif_len = len};
		struct image *image = load(f, make_jpeg(f, &recipe));

		assert_non_null(image);
		if (len < 19)
			assert_int_equal(image->orientation, 1);
	}
}

static void
test_notes_are_left_out(void **state)
{
	unsigned char exif[26];
	struct recipe recipe = {.components = RGB, .exif = exif};
	struct fixture *f = *state;
	struct file file;
	struct image *image, *again;

	recipe.exif_len = put_exif(exif, false, 3);
	file = make_jpeg(f, &recipe);
	image = read_whole(f, file);
	assert_non_null(image);
	assert_int_equal(image->orientation, 3);
	assert_true(contains(file.data, file.len, "Exif"));
	assert_false(contains(image->data, image->len, "Exif"));
	assert_int_equal(image->len, file.len - 36);
	assert_true(contains(image->data, image->len, "JFIF"));
	memcpy(file.data, image->data, image->len);
	again = read_whole(f, (struct file){file.data, image->len});
	assert_non_null(again);
	assert_int_equal(again->orientation, 1);
}

/* Telephones append films and second pictures; the first one is what counts. */
static void
test_what_follows_the_picture_is_left_out(void **state)
{
	const struct recipe recipe = {.components = RGB};
	struct fixture *f = *state;
	struct file file = make_jpeg(f, &recipe);
	struct file longer = {arena_alloc(f->arena, file.len + 9), file.len + 9};
	struct image *image;

	memcpy(longer.data, file.data, file.len);
	memcpy(longer.data + file.len, "\xFF\xD8\xFFmovie", 9);
	image = read_whole(f, longer);
	assert_non_null(image);
	assert_int_equal(image->len, file.len);
}

/* ---- refused ---- */

static const struct {
	const char *what;
	unsigned char marker; /* the segment to be changed */
	int at; /* byte behind the marker; -1 is the marker itself */
	const char *bytes;
	size_t n;
	const char *message;
} refused[] = {
	{"12 bits", 0xC0, 2, "\x0C", 1, "images/x is a JPEG of 12 bits a colour"},
	{"lossless", 0xC0, -1, "\xC3", 1,
	 "a JPEG with lossless, hierarchical or"},
	{"arithmetic", 0xC0, -1, "\xC9", 1, "or arithmetic coding [image-kind]"},
	{"no lines", 0xC0, 3, "\0\0", 2, "it says that it is 40 x 0 pixels"},
	{"too wide", 0xC0, 5, "\x75\x31", 2,
	 "images/x is too large: 30001 x 24 pixels [image-too-large]"},
	{"too many pixels", 0xC0, 3, "\x75\x30\x75\x30", 4,
	 "is too large: 30000 x 30000 pixels"},
	{"a bomb", 0xC0, 3, "\x2E\xE0\x2E\xE0", 4,
	 "too little data for its size"},
	{"frame too short", 0xC0, 0, "\0\5", 2, "bad frame header"},
	{"segment too short", 0xDB, 0, "\0\1", 2, "bad segment length"},
	{"segment too long", 0xDB, 0, "\xFF\x00", 2, "the file breaks off"},
	{"no marker", 0xDB, -2, "\0", 1, "no marker where one should be"},
	{"no frame", 0xC0, -1, "\xFE", 1, "scans where none should be"},
	{"no scan", 0xDA, -1, "\xD9", 1, "it holds no picture"},
	{"no quantisation", 0xDB, -1, "\xFE", 1, "damaged (Quantization table"},
};

static void
test_refused(void **state)
{
	const struct recipe recipe = {.components = RGB};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct file file = make_jpeg(f, &recipe);

		print_message("           %s\n", refused[i].what);
		memcpy(segment(file, refused[i].marker) + refused[i].at,
		       refused[i].bytes, refused[i].n);
		assert_null(read_whole(f, file));
		assert_message(f, refused[i].message);
	}
}

static void
test_codes_must_be_in_the_file(void **state)
{
	const struct recipe recipe = {.components = GREY};
	struct fixture *f = *state;
	struct file file = make_jpeg(f, &recipe);

	segment(file, 0xC4)[-1] = 0xFE;
	segment(file, 0xC4)[-1] = 0xFE;
	assert_null(load(f, file));
	assert_message(f, "images/x is damaged (no Huffman codes)");
}

static void
test_cmyk_is_refused(void **state)
{
	const struct recipe recipe = {.components = CMYK};
	struct fixture *f = *state;

	assert_null(load(f, make_jpeg(f, &recipe)));
	assert_message(f,
		       "programme.yaml:40:9: error: images/x is a CMYK picture "
		       "[image-cmyk]");
}

static void
test_cut_at_every_length(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(accepted); i++) {
		struct file file = make_jpeg(f, &accepted[i].recipe);

		for (size_t len = 0; len < file.len; len++)
			assert_refused(f, (struct file){file.data, len});
	}
}

/* An end marker put behind a cut: only decoding finds that data are missing. */
static void
test_cut_and_mended(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(accepted); i++) {
		struct file file = make_jpeg(f, &accepted[i].recipe);
		unsigned char *coded = segment(file, 0xDA);
		size_t len = (size_t)(coded - file.data) + 60;

		assert_true(len + 2 < file.len);
		memcpy(file.data + len, "\xFF\xD9", 2);
		assert_refused(f, (struct file){file.data, len + 2});
	}
}

/* A picture of noise, overwritten in one place: the codes no longer add up. */
static void
test_overwritten_data(void **state)
{
	const struct recipe recipe = {.components = RGB};
	struct fixture *f = *state;
	struct file file = make_jpeg(f, &recipe);

	memset(segment(file, 0xDA) + 80, 0xA5, 40);
	assert_non_null(load(f, file));
	assert_null(read_whole(f, file));
	assert_message(f, "images/x is damaged (Corrupt JPEG data");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_accepted),
		TEST(test_orientation),
		TEST(test_cut_exif_says_nothing),
		TEST(test_notes_are_left_out),
		TEST(test_what_follows_the_picture_is_left_out),
		TEST(test_refused),
		TEST(test_codes_must_be_in_the_file),
		TEST(test_cmyk_is_refused),
		TEST(test_cut_at_every_length),
		TEST(test_cut_and_mended),
		TEST(test_overwritten_data),
	};

	return cmocka_run_group_tests_name("image_jpeg", tests, NULL, NULL);
}
