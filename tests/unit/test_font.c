/*
 * Faces, shaping and subsets, through font.h only, on the fonts of the project.
 *
 * A shaped text is written as its glyphs: the letters of each cluster between
 * bars, '+' for a further glyph of the same cluster, '?' for the missing glyph,
 * and ':' instead of '|' where cutting the text would change its look. A bad font
 * is a good one with one thing broken.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
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

static int
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

static int
teardown(void **state)
{
	struct fixture *f = *state;

	font_face_free(f->serif);
	font_face_free(f->sans);
	arena_free(f->arena);
	free(f);
	return 0;
}

/* ---- faces ---- */

static void
test_metrics(void **state)
{
	struct fixture *f = *state;
	const struct font_metrics *serif = font_face_metrics(f->serif);
	const struct font_metrics *sans = font_face_metrics(f->sans);

	assert_string_equal(serif->postscript_name, "SourceSerif4-Regular");
	assert_string_equal(serif->family, "Source Serif 4");
	assert_int_equal(serif->units_per_em, 1000);
	assert_int_equal(serif->ascent, 1036);
	assert_int_equal(serif->descent, -335);
	assert_int_equal(serif->cap_height, 670);
	assert_int_equal(serif->x_height, 475);
	assert_int_equal(serif->bbox[0], -235);
	assert_int_equal(serif->bbox[3], 998);
	assert_int_equal(serif->italic_angle, 0);
	assert_int_equal(serif->weight, 400);
	assert_true(serif->serif);
	assert_false(serif->fixed_pitch);
	assert_string_equal(sans->postscript_name, "SourceSans3-Regular");
	assert_false(sans->serif);
}

static void
test_italic_angle_in_thousandths(void **state)
{
	struct fixture *f = *state;
	struct font_face *italic = font_face_open(
		f->arena, f->sink, here, ITALIC);

	assert_non_null(italic);
	assert_int_equal(font_face_metrics(italic)->italic_angle, -12000);
	font_face_free(italic);
}

static void
test_glyph_of_a_character(void **state)
{
	struct fixture *f = *state;
	uint32_t e = font_glyph_of(f->serif, 'e');

	assert_int_not_equal(e, 0);
	assert_int_equal(font_advance(f->serif, e), 533);
	assert_int_equal(font_glyph_of(f->serif, 0x4E2D), 0);
	assert_int_equal(font_glyph_of(f->serif, UINT32_MAX), 0);
}

/* ---- shaping ---- */

static const char *
shaped(struct fixture *f, struct font_face *face, unsigned features,
       const char *text)
{
	size_t len = strlen(text);
	struct font_glyph *g;
	size_t n = font_shape(face, features, "nl", text, len, f->arena, &g);
	char *out = arena_alloc(f->arena, 2 * len + 2 * n + 1);
	char *p = out;

	for (size_t i = 0; i < n; i++) {
		bool first = i == 0 || g[i].cluster != g[i - 1].cluster;
		size_t next = i + 1;
		size_t end;

		if (i > 0)
			*p++ = first && g[i].unsafe ? ':' : '|';
		while (next < n && g[next].cluster == g[i].cluster)
			next++;
		end = next < n ? g[next].cluster : len;
		if (g[i].gid == 0) {
			*p++ = '?';
		} else if (first) {
			memcpy(p, text + g[i].cluster, end - g[i].cluster);
			p += end - g[i].cluster;
		} else {
			*p++ = '+';
		}
	}
	return out;
}

static const struct {
	const char *what, *text;
	unsigned features;
	const char *glyphs;
} examples[] = {
	{"nothing", "", 0, ""},
	{"one glyph a letter", "ade", 0, "a|d|e"},
	{"fi is one glyph of two letters", "fiets", 0, "fi|e|t|s"},
	{"and three letters make one, too", "office", 0, "o|ffi|c|e"},
	{"unless ligatures are off", "fiets", FONT_NO_LIGA, "f:i|e|t|s"},
	{"a kern makes the place between unsafe to cut", "To", 0, "T:o"},
	{"a composed letter is one glyph", "\xC3\xA9\xC3\xA9n", 0,
	 "\xC3\xA9|\xC3\xA9|n"},
	{"base and mark are one cluster",
	 "ax\xCC\x81"
	 "a",
	 0, "a|x\xCC\x81|+:a"},
	{"a missing character",
	 "a\xE4\xB8\xAD"
	 "e",
	 0, "a|?|e"},
	{"a hyphen that must not break has a glyph",
	 "a\xE2\x80\x91"
	 "e",
	 0, "a:\xE2\x80\x91:e"},
};

static void
test_examples(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		print_message("           %s\n", examples[i].what);
		assert_string_equal(shaped(f, f->serif, examples[i].features,
					   examples[i].text),
				    examples[i].glyphs);
	}
}

static int32_t
width(struct fixture *f, struct font_face *face, unsigned features,
      const char *text)
{
	struct font_glyph *g;
	size_t n = font_shape(
		face, features, "nl", text, strlen(text), f->arena, &g);
	int32_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += g[i].advance;
	return sum;
}

static int32_t
width_unkerned(struct font_face *face, const char *text)
{
	int32_t sum = 0;

	for (; *text != '\0'; text++)
		sum += font_advance(
			face, font_glyph_of(face, (unsigned char)*text));
	return sum;
}

static void
test_kerning_is_in_the_advances(void **state)
{
	struct fixture *f = *state;

	assert_true(width(f, f->serif, 0, "AVAW") <
		    width_unkerned(f->serif, "AVAW"));
	assert_int_equal(width(f, f->serif, 0, "HHH"),
			 width_unkerned(f->serif, "HHH"));
}

static uint32_t
first_gid(struct fixture *f, unsigned features, const char *text)
{
	struct font_glyph *g;

	font_shape(f->serif, features, "nl", text, strlen(text), f->arena, &g);
	return g[0].gid;
}

static void
test_figures(void **state)
{
	struct fixture *f = *state;
	unsigned old = FONT_ONUM | FONT_PNUM, tabular = FONT_LNUM | FONT_TNUM;
	int32_t one = width(f, f->sans, tabular, "1");

	assert_int_not_equal(first_gid(f, old, "3"), first_gid(f, 0, "3"));
	assert_int_not_equal(
		first_gid(f, FONT_ONUM, "3"), first_gid(f, old, "3"));
	assert_int_not_equal(
		width(f, f->serif, old, "1"), width(f, f->serif, old, "8"));
	for (char figure[] = "0"; figure[0] <= '9'; figure[0]++)
		assert_int_equal(width(f, f->sans, tabular, figure), one);
	assert_int_not_equal(first_gid(f, FONT_CASE, "("), first_gid(f, 0, "("));
}

/* With case the serif would draw it: its hyphen has a form for capitals. */
static void
test_a_soft_hyphen_never_shows(void **state)
{
	struct fixture *f = *state;
	const char *text = "\xC2\xAD";

	assert_int_equal(width(f, f->serif, 0, text), 0);
	assert_int_equal(width(f, f->serif, FONT_CASE, text), 0);
	assert_int_equal(first_gid(f, FONT_CASE, text), first_gid(f, 0, " "));
}

/* The promise behind `unsafe`: shaped in two parts, the glyphs are the same. */
static void
test_safe_places_can_be_cut(void **state)
{
	struct fixture *f = *state;
	const char *text = "Tweede Kamer: AVOTE, officie\xCC\x88le fjord 1976. "
			   "\xE2\x80\x98Vv\xE2\x80\x99";
	size_t len = strlen(text), n, cut = 0;
	struct font_glyph *g;

	n = font_shape(f->serif, FONT_ONUM, "nl", text, len, f->arena, &g);
	for (size_t i = 1; i < n; i++) {
		size_t at = g[i].cluster, left;
		struct font_glyph *a, *b;

		if (g[i].unsafe || g[i - 1].cluster == at)
			continue;
		left = font_shape(
			f->serif, FONT_ONUM, "nl", text, at, f->arena, &a);
		assert_int_equal(left, i);
		assert_memory_equal(a, g, left * sizeof(*g));
		assert_int_equal(font_shape(f->serif, FONT_ONUM, "nl", text + at,
					    len - at, f->arena, &b),
				 n - left);
		for (size_t k = 0; k < n - left; k++) {
			assert_int_equal(b[k].gid, g[left + k].gid);
			assert_int_equal(b[k].advance, g[left + k].advance);
		}
		cut++;
	}
	assert_true(cut > 10);
	assert_true(cut < n - 5);
}

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
	size_t n = some_gids(f, gids);

	assert_true(font_subset(f->serif, gids, n, f->arena, &one, &map));
	shaped(f, again, 0, "a face with another history");
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
	 "cut short: table 'hmtx' runs past the end"},
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_metrics),
		TEST(test_italic_angle_in_thousandths),
		TEST(test_glyph_of_a_character),
		TEST(test_examples),
		TEST(test_kerning_is_in_the_advances),
		TEST(test_figures),
		TEST(test_a_soft_hyphen_never_shows),
		TEST(test_safe_places_can_be_cut),
		TEST(test_subset_holds_what_was_asked),
		TEST(test_subset_is_the_same_every_time),
		TEST(test_subset_appends_and_refuses),
		TEST(test_broken_fonts),
		TEST(test_a_cut_font_is_refused_at_every_length),
		TEST(test_a_font_of_few_words),
		TEST(test_unreadable_files),
	};

	return cmocka_run_group_tests_name("font", tests, NULL, NULL);
}
