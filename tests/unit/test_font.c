/*
 * Faces and shaping, through font.h only, on the fonts of the project.
 *
 * A shaped text is written as its glyphs: the letters of each cluster between
 * bars, '+' for a further glyph of the same cluster, '?' for the missing glyph,
 * and ':' instead of '|' where cutting the text would change its look.
 */
#include "typeface.h"

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
	};

	return cmocka_run_group_tests_name("font", tests, NULL, NULL);
}
