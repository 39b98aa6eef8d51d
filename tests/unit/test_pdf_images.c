/* Pictures: figures, their windows and turns, and how their data are kept. */
#include "pdf_read.h"

#include <stdio.h>

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	begin(f);
	*state = f;
	return 0;
}

static int
setup_booklet(void **state)
{
	setup(state);
	booklet(*state);
	make_and_read(*state);
	return 0;
}

static int
teardown(void **state)
{
	end(*state);
	return 0;
}

#define assert_has(f, text) assert_int_equal(count_of(f, text), 1)

static void
test_figure(void **state)
{
	const struct fixture *f = *state;
	const char *figure = object_with(f, "/S/Figure/", "/Alt");

	assert_non_null(figure);
	assert_non_null(strstr(figure, "/Alt(Een verloop \\(proef\\))"));
	/* page height 300, the picture's top at 68, 80 high */
	assert_non_null(strstr(figure, "/BBox[60 152 120 232]"));
	/* one picture and its mask, shown twice: turned, and through a window */
	assert_int_equal(count_of(f, "/Subtype/Image"), 2);
	assert_int_equal(count_of(f, "/SMask "), 1);
	assert_has(f, "q 0 -80 60 0 60 232 cm /I0 Do Q");
	assert_has(f, "q 170 152 40 80 re W n 0 -80 60 0 160 232 cm /I0 Do Q");
	assert_int_equal(count_of(f, "/Group<</S/Transparency/CS/DeviceRGB>>"),
			 2);
}

/* Where the upright picture's corners go: EXIF's own table, tag 0x0112. */
static void
test_orientations(void **state)
{
	static const char *const matrices[8] = {
		"60 0 0 80 60 180",  "-60 0 0 80 120 180",  "-60 0 0 -80 120 260",
		"60 0 0 -80 60 260", "0 -80 -60 0 120 260", "0 -80 60 0 60 260",
		"0 80 60 0 60 180",  "0 80 -60 0 120 180",
	};
	struct fixture *f = *state;
	static const char *const names[8] = {
		"1", "2", "3", "4", "5", "6", "7", "8"};
	struct image turned[8];

	add(f, NULL, NODE_DOCUMENT);
	next_page(f, "1");
	for (int i = 0; i < 8; i++) {
		struct frame_item item = {
			.kind = FRAME_IMAGE,
			.artifact = FRAME_ARTIFACT_LAYOUT,
			.x = LEFT,
			.y = f->y,
			.w = 60 * PT,
			.h = 80 * PT,
			.opacity = 1000,
			.image = &turned[i],
		};

		turned[i] = *raw_image(f);
		turned[i].path = names[i];
		turned[i].orientation = i + 1;
		frame_add(f->frames, f->page, &item);
	}
	make_and_read(f);
	for (int i = 0; i < 8; i++) {
		char want[64];

		snprintf(want, sizeof(want), "q %s cm /I%d Do", matrices[i], i);
		assert_has(f, want);
	}
}

/* A compressed picture goes into the file byte for byte, with how to read it. */
static void
test_compressed_pictures(void **state)
{
	static const unsigned char data[] = "\xFF\xD8 not to be looked at";
	static const char *const filters[] = {
		"/Filter/DCTDecode/Length 22",
		"/Filter/DCTDecode/DecodeParms<</ColorTransform 0>>/Length 22",
		"/DeviceGray/Filter/FlateDecode/DecodeParms<</Predictor 15"
		"/Colors 1/BitsPerComponent 8/Columns 7>>",
		"/BitsPerComponent 2/ColorSpace[/Indexed/DeviceRGB 2"
		"<000102FDFEFF7F8081>]/Filter/FlateDecode/DecodeParms"
		"<</Predictor 15/Colors 1/BitsPerComponent 2/Columns 7>>",
	};
	static const unsigned char colours[] = {
		0, 1, 2, 0xFD, 0xFE, 0xFF, 0x7F, 0x80, 0x81};
	struct fixture *f = *state;
	struct image images[4] = {
		{.path = "1", .jpeg = true, .channels = 3},
		{.path = "2", .jpeg = true, .channels = 3, .untransformed = true},
		{.path = "3", .deflated = true, .channels = 1, .bits = 8},
		{.path = "4",
		 .deflated = true,
		 .channels = 1,
		 .bits = 2,
		 .palette = colours,
		 .n_colours = 3},
	};

	add(f, NULL, NODE_DOCUMENT);
	next_page(f, "1");
	for (int i = 0; i < 4; i++) {
		struct frame_item item = {
			.kind = FRAME_IMAGE,
			.artifact = FRAME_ARTIFACT_LAYOUT,
			.opacity = 1000,
			.image = &images[i],
		};

		images[i].width = 7;
		images[i].height = 5;
		images[i].orientation = 1;
		images[i].data = data;
		images[i].len = sizeof(data) - 1;
		frame_add(f->frames, f->page, &item);
	}
	assert_true(make(f));
	for (int i = 0; i < 4; i++) {
		const char *at = find(f->file.data, f->file.len, filters[i]);

		assert_non_null(at);
		at = strstr(at, "\nstream\n");
		assert_memory_equal(at + 8, data, sizeof(data) - 1);
	}
}

#define TEST(name, setup) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_figure, setup_booklet),
		TEST(test_orientations, setup),
		TEST(test_compressed_pictures, setup),
	};

	return cmocka_run_group_tests_name("pdf_images", tests, NULL, NULL);
}
