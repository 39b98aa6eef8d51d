/* What the tests of pictures share: a sink, and asking for its one message. */
#ifndef TESTS_UNIT_PICTURE_H
#define TESTS_UNIT_PICTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "image/image.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

struct fixture {
	struct arena *arena;
	struct diag_sink *sink;
};

/* A file in memory, in the arena. */
struct file {
	unsigned char *data;
	size_t len;
};

static inline int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return -1;
	f->arena = arena_new();
	f->sink = diag_sink_new(f->arena);
	*state = f;
	return 0;
}

static inline int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	free(f);
	return 0;
}

static inline struct diag_pos
here(void)
{
	return (struct diag_pos){"programme.yaml", 40, 9};
}

/* Copied first: loading may change the bytes it is given. */
static inline struct image *
load(struct fixture *f, struct file file)
{
	unsigned char *copy = arena_alloc(f->arena, file.len);

	if (file.len > 0)
		memcpy(copy, file.data, file.len);
	return image_from_bytes(
		f->arena, f->sink, here(), "images/x", copy, file.len);
}

static inline bool
decode(struct fixture *f, struct image *image)
{
	struct image_work *work = image_work_start(f->arena, &image, 1);

	return image_work_finish(work, f->sink);
}

/* Loaded and decoded, NULL if one of the two failed. */
static inline struct image *
read_whole(struct fixture *f, struct file file)
{
	struct image *image = load(f, file);

	return image != NULL && decode(f, image) ? image : NULL;
}

/* The sink holds this one message; forget it. */
static inline void
assert_message(struct fixture *f, const char *want)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	const char *got;

	assert_non_null(out);
	diag_print(f->sink, &(struct diag_style){0}, out);
	fclose(out);
	got = arena_strndup(f->arena, text, len);
	free(text);
	if (strstr(got, want) == NULL)
		fail_msg("wanted \"%s\", got \"%s\"", want, got);
	assert_int_equal(diag_count(f->sink, DIAG_NOTE), 1);
	diag_rewind(f->sink, 0);
}

/* Neither step may crash, and one of them must report it, once. */
static inline void
assert_refused(struct fixture *f, struct file file)
{
	assert_null(read_whole(f, file));
	assert_int_equal(diag_count(f->sink, DIAG_ERROR), 1);
	diag_rewind(f->sink, 0);
}

/* The start of a TIFF structure that says how the picture is to be turned. */
static inline size_t
put_exif(unsigned char out[26], bool little, unsigned char orientation)
{
	static const unsigned char big[26] = {
		'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12,
		0,   3,   0, 0,  0, 1, 0, 0, 0, 0, 0, 0};
	static const unsigned char small[26] = {
		'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1,
		3,   0,   1,  0, 0, 0, 0, 0, 0, 0, 0,    0};

	memcpy(out, little ? small : big, 26);
	out[little ? 18 : 19] = orientation;
	return 26;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
