/* What the tests of fonts share: two open faces of the project. */
#ifndef TESTS_UNIT_TYPEFACE_H
#define TESTS_UNIT_TYPEFACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "font/font.h"

#define SERIF "fonts/SourceSerif4_400Regular.ttf"
#define SANS "fonts/SourceSans3_400Regular.ttf"
#define ITALIC "fonts/SourceSerif4_400Regular_Italic.ttf"

static const struct diag_pos here = {"layouts/booklet.yaml", 3, 9};

struct fixture {
	struct arena *arena;
	struct diag_sink *sink;
	struct font_face *serif, *sans;
};

static inline int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return -1;
	f->arena = arena_new();
	f->sink = diag_sink_new(f->arena);
	f->serif = font_face_open(f->arena, f->sink, here, SERIF);
	f->sans = font_face_open(f->arena, f->sink, here, SANS);
	*state = f;
	return f->serif != NULL && f->sans != NULL ? 0 : -1;
}

static inline int
teardown(void **state)
{
	struct fixture *f = *state;

	font_face_free(f->serif);
	font_face_free(f->sans);
	arena_free(f->arena);
	free(f);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
