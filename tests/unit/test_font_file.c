/*
 * Font files: the subsets that are made, and the files that are refused. A bad
 * font is a good one with one thing broken.
 */
#include "typeface.h"

#include "base/buf.h"
#include "base/file.h"

/* ---- subsets ---- */

/* gids of "Adéfi" in ascending order, the ligature among them; returns n. */
static size_t
some_gids(struct fixture *f, uint32_t gids[8])
{
	const char *text = "Ad\xC3\xA9"
			   "fi";
	struct font_glyph *g;
	size_t n = font_shape(
		f->serif, 0, "nl", text, strlen(text), f->arena, &g);

	assert_int_equal(n, 4);
	for (size_t i = 0; i < n; i++) {
		size_t k = i;

		for (; k > 0 && gids[k - 1] > g[i].gid; k--)
			gids[k] = gids[k - 1];
		gids[k] = g[i].gid;
	}
	return n;
}

static unsigned
u16_at(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static uint32_t
u32_at(const unsigned char *p)
{
	return (uint32_t)u16_at(p) << 16 | u16_at(p + 2);
}

/* The directory entry of a table in the bytes of a font, or NULL. */
static unsigned char *
entry_of(unsigned char *font, const char *tag)
{
	for (unsigned i = 0; i < u16_at(font + 4); i++)
		if (memcmp(font + 12 + 16 * i, tag, 4) == 0)
			return font + 12 + 16 * i;
	return NULL;
}

static unsigned char *
table_of(unsigned char *font, const char *tag)
{
	return font + u32_at(entry_of(font, tag) + 8);
}

static unsigned
advance_in(unsigned char *font, uint32_t gid)
{
	unsigned n = u16_at(table_of(font, "hhea") + 34);

	return u16_at(table_of(font, "hmtx") + 4 * (gid < n ? gid : n - 1));
}

static size_t
outline_size(unsigned char *font, uint32_t gid)
{
	const unsigned char *loca = table_of(font, "loca");

	if (u16_at(table_of(font, "head") + 50) != 0)
		return u32_at(loca + 4 * gid + 4) - u32_at(loca + 4 * gid);
	return 2 * (u16_at(loca + 2 * gid + 2) - u16_at(loca + 2 * gid));
}

static void
test_subset_holds_what_was_asked(void **state)
{
	static const char *const dropped[] = {
		"GSUB", "GPOS", "GDEF", "OS/2", "cmap", "post",
		"name", "fpgm", "prep", "cvt ", "gasp"};
	struct fixture *f = *state;
	struct buf out = {0};
	uint32_t gids[8], *map;
	size_t n = some_gids(f, gids);
	unsigned glyphs;

	assert_true(font_subset(f->serif, gids, n, f->arena, &out, &map));
	glyphs = u16_at(table_of(out.data, "maxp") + 4);
	assert_true(glyphs > n); /* glyph 0, too, and parts of composites */
	assert_true(glyphs < 12);
	for (size_t i = 0; i < n; i++) {
		assert_in_range(map[i], 1, glyphs - 1);
		assert_int_equal(advance_in(out.data, map[i]),
				 font_advance(f->serif, gids[i]));
		assert_true(outline_size(out.data, map[i]) > 0);
		for (size_t k = 0; k < i; k++)
			assert_int_not_equal(map[i], map[k]);
	}
	assert_true(outline_size(out.data, 0) > 0);
	for (size_t i = 0; i < sizeof(dropped) / sizeof(*dropped); i++)
		assert_null(entry_of(out.data, dropped[i]));
	assert_true(out.len < 4000);
	buf_done(&out);
}

static void
test_subset_is_the_same_every_time(void **state)
{
	struct fixture *f = *state;
	struct font_face *again = font_face_open(f->arena, f->sink, here, SERIF);
	struct buf one = {0}, two = {0};
	uint32_t gids[8], *map;
	struct font_glyph *g;
	size_t n = some_gids(f, gids);

	assert_true(font_subset(f->serif, gids, n, f->arena, &one, &map));
	font_shape(again, FONT_ONUM, "en", "another past", 12, f->arena, &g);
	assert_true(font_subset(again, gids, 1, f->arena, &two, &map));
	buf_clear(&two);
	assert_true(font_subset(again, gids, n, f->arena, &two, &map));
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.data, two.data, one.len);
	buf_done(&one);
	buf_done(&two);
	font_face_free(again);
}

static void
test_subset_appends_and_refuses(void **state)
{
	static const uint32_t none[] = {0}, beyond[] = {5, 60000};
	struct fixture *f = *state;
	struct buf out = {0};
	uint32_t *map;

	buf_str(&out, "before");
	assert_false(font_subset(f->serif, beyond, 2, f->arena, &out, &map));
	assert_int_equal(out.len, 6);
	assert_true(font_subset(f->serif, none, 0, f->arena, &out, &map));
	assert_memory_equal(out.data, "before\0\1\0\0", 10);
	buf_done(&out);
}

/* ---- fonts that are refused ---- */

/* Everything the sink holds, as the user reads it. */
static const char *
messages(struct fixture *f)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	const char *copy;

	assert_non_null(out);
	diag_print(f->sink, &(struct diag_style){0}, out);
	fclose(out);
	copy = arena_strndup(f->arena, text, len);
	free(text);
	return copy;
}

static void
assert_message(struct fixture *f, const char *want)
{
	const char *got = messages(f);

	if (strstr(got, want) == NULL)
		fail_msg("wanted \"%s\", got \"%s\"", want, got);
	assert_int_equal(diag_count(f->sink, DIAG_ERROR), 1);
	diag_rewind(f->sink, 0);
}

/* A copy of the serif, to break. */
static unsigned char *
copy_of_serif(struct fixture *f, size_t *ret_len)
{
	char *data;

	assert_true(file_read(f->arena, SERIF, 0, &data, ret_len));
	return (unsigned char *)data;
}

static const struct {
	const char *what;
	const char *table; /* NULL: the file itself */
	int at; /* byte of the table, or of its directory entry if negative */
	const char *bytes; /* that are put there */
	size_t n;
	const char *message; /* NULL: still a good font */
} breakages[] = {
	{"nothing broken", NULL, 0, "", 0, NULL},
	{"some text", NULL, 0, "Dear Sir", 8, "serif.ttf is not a font"},
	{"a web font", NULL, 0, "wOF2", 4, "serif.ttf is a web font (WOFF2)"},
	{"a collection", NULL, 0, "ttcf", 4, "a collection of several fonts"},
	{"PostScript outlines", NULL, 0, "OTTO", 4, "PostScript (CFF) outlines"},
	{"a Type 1 font", NULL, 0, "\x80\x01", 2, "PostScript Type 1 font"},
	{"a variable font", "gasp", -16, "fvar", 4,
	 "serif.ttf is a variable font"},
	{"no tables", NULL, 4, "\0\0", 2, "breaks off in its table directory"},
	{"no outlines", "glyf", -16, "glyX", 4, "has no usable 'glyf' table"},
	{"no character map", "cmap", -16, "cmaX", 4,
	 "has no usable 'cmap' table"},
	{"a table outside the file", "hmtx", -8, "\x7f", 1,
	 "cut short: a table runs past the end of the file"},
	{"outlines too short", "glyf", -4, "\0\0\1\0", 4, "do not add up"},
	{"offsets too short", "loca", -4, "\0\0\1\0", 4, "do not add up"},
	{"head is not head", "head", 12, "????", 4, "do not add up"},
	{"no glyphs", "maxp", 4, "\0\0", 2, "serif.ttf contains no glyphs"},
	{"fsType 2, restricted", "OS/2", 8, "\0\2", 2,
	 "does not permit embedding it in a document"},
	{"fsType 4, preview and print", "OS/2", 8, "\0\4", 2, NULL},
	{"fsType 6, restricted or preview", "OS/2", 8, "\0\6", 2, NULL},
	{"fsType 8, editable", "OS/2", 8, "\0\10", 2, NULL},
	{"fsType 0x100, whole or not at all", "OS/2", 8, "\1\0", 2,
	 "does not permit embedding a part of it"},
	{"fsType 0x200, bitmaps only", "OS/2", 8, "\2\0", 2,
	 "does not permit embedding its outlines"},
};

static void
test_broken_fonts(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(breakages) / sizeof(*breakages); i++) {
		size_t len;
		unsigned char *font = copy_of_serif(f, &len);
		const char *table = breakages[i].table;
		int at = breakages[i].at;
		unsigned char *to = font + at;
		struct font_face *face;

		print_message("           %s\n", breakages[i].what);
		if (table != NULL)
			to = (at < 0 ? entry_of(font, table) + 16
				     : table_of(font, table)) +
			     at;
		memcpy(to, breakages[i].bytes, breakages[i].n);
		face = font_face_from_bytes(
			f->arena, f->sink, here, "serif.ttf", font, len);
		if (breakages[i].message == NULL)
			assert_non_null(face);
		else
			assert_null(face);
		if (breakages[i].message != NULL)
			assert_message(f, breakages[i].message);
		font_face_free(face);
	}
	assert_int_equal(diag_count(f->sink, DIAG_NOTE), 0);
}

static void
test_a_cut_font_is_refused_at_every_length(void **state)
{
	struct fixture *f = *state;
	size_t len;
	unsigned char *font = copy_of_serif(f, &len);

	for (size_t cut = 0; cut < len; cut += cut < 600 ? 1 : 997) {
		/* a copy of its own, so that a read past the end is seen */
		unsigned char *part = malloc(cut > 0 ? cut : 1);

		assert_non_null(part);
		memcpy(part, font, cut);
		assert_null(font_face_from_bytes(
			f->arena, f->sink, here, "serif.ttf", part, cut));
		assert_int_equal(diag_count(f->sink, DIAG_ERROR), 1);
		diag_rewind(f->sink, 0);
		free(part);
	}
}

/* What a font does not say is made up from what it does. */
static void
test_a_font_of_few_words(void **state)
{
	struct fixture *f = *state;
	size_t len;
	unsigned char *font = copy_of_serif(f, &len);
	const struct font_metrics *m;
	struct font_face *face;

	memcpy(entry_of(font, "OS/2"), "OS/X", 4);
	memcpy(entry_of(font, "name"), "namX", 4);
	memcpy(entry_of(font, "post"), "posX", 4);
	face = font_face_from_bytes(
		f->arena, f->sink, here, "fonts/my (serif).ttf", font, len);
	assert_non_null(face);
	m = font_face_metrics(face);
	assert_string_equal(m->postscript_name, "myserif.ttf");
	assert_string_equal(m->family, "myserif.ttf");
	assert_int_equal(m->weight, 400);
	assert_in_range(m->cap_height, 660, 680);
	assert_in_range(m->x_height, 465, 495);
	assert_int_equal(m->italic_angle, 0);
	font_face_free(face);
}

static void
test_unreadable_files(void **state)
{
	struct fixture *f = *state;

	assert_null(font_face_open(f->arena, f->sink, here, "fonts/none.ttf"));
	assert_message(f, "layouts/booklet.yaml:3:9: error: cannot read the font "
			  "fonts/none.ttf: No such file or directory");
	assert_null(font_face_open(f->arena, f->sink, here, "fonts"));
	assert_message(f, "fonts is a folder, not a font [font-unreadable]");
	assert_null(font_face_open(f->arena, f->sink, here, "/dev/null"));
	assert_message(f, "/dev/null is not a font [font-kind]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_subset_holds_what_was_asked),
		TEST(test_subset_is_the_same_every_time),
		TEST(test_subset_appends_and_refuses),
		TEST(test_broken_fonts),
		TEST(test_a_cut_font_is_refused_at_every_length),
		TEST(test_a_font_of_few_words),
		TEST(test_unreadable_files),
	};

	return cmocka_run_group_tests_name("font_file", tests, NULL, NULL);
}
