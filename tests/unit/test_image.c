/* Pictures of any kind: what a file is, and many pictures at once. */
#include "picture.h"

#include <sys/stat.h>
#include <unistd.h>

/* A grey JPEG of 8 x 8 pixels, as small as they come. */
static const unsigned char grey_8x8[] = {
	0xFF, 0xD8, 0xFF, 0xDB, 0x00, 0x43, 0x00, 1,    1,    1,    1,    1,
	1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,
	1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,
	1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,
	1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,
	1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    0xFF,
	0xC0, 0x00, 0x0B, 8,    0,    8,    0,    8,    1,    1,    0x11, 0,
	0xFF, 0xC4, 0x00, 0x14, 0x00, 1,    0,    0,    0,    0,    0,    0,
	0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0xFF, 0xC4,
	0x00, 0x14, 0x10, 1,    0,    0,    0,    0,    0,    0,    0,    0,
	0,    0,    0,    0,    0,    0,    0,    0,    0xFF, 0xDA, 0x00, 0x08,
	1,    1,    0,    0,    63,   0,    0x3F, 0xFF, 0xD9};

static const struct {
	const char *bytes;
	size_t len;
	const char *message;
} kinds[] = {
#define BYTES(s) s, sizeof(s) - 1
	{BYTES(""), "images/x is empty [image-damaged]"},
	{BYTES("Dear Sir"), "images/x is not a picture [image-kind]"},
	{BYTES("\xFF\xD8"), "images/x is not a picture"},
	{BYTES("GIF89a\1\0\1\0"), "images/x is a GIF picture"},
	{BYTES("RIFF\x24\0\0\0WEBPVP8 "), "images/x is a WebP picture"},
	{BYTES("RIFF\x24\0\0\0WAVEfmt "), "images/x is not a picture"},
	{BYTES("II*\0\x08\0\0\0"), "images/x is a TIFF picture"},
	{BYTES("MM\0*\0\0\0\x08"), "images/x is a TIFF picture"},
	{BYTES("\0\0\0\x18"
	       "ftypheic"),
	 "images/x is a HEIC picture"},
	{BYTES("\0\0\0\x18"
	       "ftypmif1"),
	 "images/x is a HEIF picture"},
	{BYTES("\0\0\0\x18"
	       "ftypavif"),
	 "images/x is an AVIF picture"},
	{BYTES("\0\0\0\x18"
	       "ftypmp42"),
	 "images/x is a video"},
	{BYTES("\0\0\0\x0CjP  \r\n\x87\n"), "images/x is a JPEG 2000 picture"},
	{BYTES("%PDF-1.7"), "images/x is a PDF document"},
	{BYTES("<svg xmlns=''>"), "images/x is an SVG drawing"},
	{BYTES("<?xml version='1.0'?>\n<!-- a -->\n<svg>"),
	 "images/x is an SVG drawing"},
	{BYTES("<?xml version='1.0'?><html>"), "images/x is not a picture"},
	{BYTES("8BPS\0\1"), "images/x is a Photoshop document"},
	{BYTES("BM\x36\0"), "images/x is a Windows bitmap"},
#undef BYTES
};

static void
test_kinds_are_named(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(kinds); i++) {
		unsigned char *data = arena_alloc(f->arena, kinds[i].len + 1);

		memcpy(data, kinds[i].bytes, kinds[i].len);
		assert_null(load(f, (struct file){data, kinds[i].len}));
		assert_message(f, kinds[i].message);
	}
}

static void
test_files(void **state)
{
	char folder[] = "/tmp/zetsel-image-XXXXXX";
	struct fixture *f = *state;
	struct image *image;
	FILE *out;

	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	out = fopen("photo.png", "wb"); /* the contents count, not the name */
	assert_non_null(out);
	assert_int_equal(fwrite(grey_8x8, 1, sizeof(grey_8x8), out),
			 sizeof(grey_8x8));
	fclose(out);

	image = image_load(f->arena, f->sink, here(), "photo.png");
	assert_non_null(image);
	assert_true(image->jpeg);
	assert_int_equal(image->width, 8);
	assert_true(decode(f, image));

	assert_null(image_load(f->arena, f->sink, here(), "Photo.png"));
	assert_message(f, "programme.yaml:40:9: error: there is no picture "
			  "Photo.png [image-unreadable]");
	assert_null(image_load(f->arena, f->sink, here(), "photo.png/x"));
	assert_message(f, "there is no picture photo.png/x");
	assert_null(image_load(f->arena, f->sink, here(), "."));
	assert_message(f, ". is a folder, not a picture");
	if (geteuid() != 0) { /* root reads everything */
		assert_int_equal(chmod("photo.png", 0), 0);
		assert_null(image_load(f->arena, f->sink, here(), "photo.png"));
		assert_message(f, "cannot read photo.png: Permission denied");
	}
	unlink("photo.png");
	assert_int_equal(chdir("/"), 0);
	rmdir(folder);
}

static void
test_no_pictures_at_all(void **state)
{
	struct fixture *f = *state;
	struct image_work *work = image_work_start(f->arena, NULL, 0);

	assert_true(image_work_finish(work, f->sink));
}

/* Whichever thread finds out first, the messages stand in the given order. */
static void
test_many_at_once(void **state)
{
	struct fixture *f = *state;
	struct image *images[50];
	struct image_work *work;
	char path[50][16];

	for (int i = 0; i < 50; i++) {
		unsigned char *data = arena_alloc(f->arena, sizeof(grey_8x8));

		memcpy(data, grey_8x8, sizeof(grey_8x8));
		if (i % 20 == 7) /* 7, 27, 47: a code that does not exist */
			data[sizeof(grey_8x8) - 3] = 0xFE;
		snprintf(path[i], sizeof(path[i]), "images/%d", i);
		images[i] = image_from_bytes(f->arena, f->sink, here(), path[i],
					     data, sizeof(grey_8x8));
		assert_non_null(images[i]);
	}
	work = image_work_start(f->arena, images, 50);
	assert_false(image_work_finish(work, f->sink));
	assert_int_equal(diag_count(f->sink, DIAG_ERROR), 3);
	diag_rewind(f->sink, 1);
	assert_message(f, "images/7 is damaged (Corrupt JPEG data");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_kinds_are_named),
		TEST(test_files),
		TEST(test_no_pictures_at_all),
		TEST(test_many_at_once),
	};

	return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
