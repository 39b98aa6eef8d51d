/*
 * What is wider than a line by itself, set: the lines are drawn with "|" between them,
 * a hyphen that is not the author's as "-", and a line that is too wide as "!".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "layout/compose.h"

#include "booklet_style.h"

struct desk {
	struct arena *arena;
	struct diag_sink *sink;
	struct style *style;
	struct compose compose;
	struct tree *tree;
};

static const struct diag_pos nowhere = {.file = NULL};

static int
setup(void **state)
{
	struct arena *arena = arena_new();
	struct desk *desk = arena_alloc(arena, sizeof(*desk));

	desk->arena = arena;
	desk->sink = diag_sink_new(arena);
	desk->style = booklet_style(arena, desk->sink);
	compose_init(&desk->compose, arena, desk->sink, desk->style, "nl");
	desk->tree = tree_new(arena);
	tree_add(desk->tree, NULL, NODE_DOCUMENT, nowhere);
	*state = desk;
	return 0;
}

static int
teardown(void **state)
{
	struct desk *desk = *state;

	compose_done(&desk->compose);
	style_done(desk->style);
	arena_free(desk->arena);
	return 0;
}

static const struct compose_para *
set(struct desk *desk, const char *text, enum role_id role, mpt measure,
    mpt indent)
{
	struct node *p = tree_add(
		desk->tree, desk->tree->root, NODE_P,
		(struct diag_pos){.file = "in.yaml", .line = 7, .col = 3});

	/* the text has no position of its own: that of its paragraph is said */
	tree_add_text(desk->tree, p, text, strlen(text), nowhere);
	return compose_node(
		&desk->compose,
		&(struct compose_request){
			.node = p,
			.role = role,
			.measure = measure,
			.indent = indent,
		});
}

/* The text of the lines; `drawn` with what was added, else as it was written. */
static const char *
text_of(struct desk *desk, const struct compose_para *para, bool drawn)
{
	struct buf out = {0};

	for (size_t i = 0; i < para->n_lines; i++) {
		const struct compose_line *line = &para->lines[i];

		if (i > 0 && drawn)
			buf_byte(&out, '|');
		for (size_t k = 0; k < line->n_runs; k++)
			for (size_t g = 0; g < line->runs[k].run.n_glyphs; g++) {
				const struct frame_glyph *glyph =
					&line->runs[k].run.glyphs[g];
				bool soft = glyph->len == 2 &&
					    memcmp(glyph->text, "\xC2\xAD", 2) ==
						    0;

				if (soft && drawn)
					buf_byte(&out, '-');
				else if (!soft)
					buf_put(&out, glyph->text, glyph->len);
			}
		if (line->over > 0 && drawn)
			buf_byte(&out, '!');
	}
	buf_byte(&out, '\0');
	return buf_keep(&out, desk->arena);
}

static void
expect(struct desk *desk, const char *text, enum role_id role, mpt measure,
       const char *wanted)
{
	const struct compose_para *para = set(desk, text, role, measure, 0);

	assert_string_equal(text_of(desk, para, true), wanted);
	assert_string_equal(text_of(desk, para, false), text);
}

static void
what_fits_is_left_alone(void **state)
{
	expect(*state, "van zaken", ROLE_TABLE, 60000, "van zaken");
	expect(*state, "Postbus 20061", ROLE_TABLE, 60000, "Postbus 20061");
	expect(*state, "Hagenaars is een naam", ROLE_TABLE, 44000,
	       "Hagenaars |is een |naam");
}

static void
words_are_divided_between_syllables_then_letters(void **state)
{
	/* the hyphenator's, which no role needs to allow */
	expect(*state, "waterschappen", ROLE_TABLE, 44000, "water-|schappen");
	/* names are not to be divided, unless they must */
	expect(*state, "(Scheveningen)", ROLE_TABLE, 44000, "(Scheve-|ningen)");
	expect(*state, "xxxxxxxxxxxx", ROLE_TABLE, 26000, "xxxx-|xxxxx-|xxx");
	/* each cluster stays whole, and the hyphen stands after it */
	expect(*state, "xe\xCC\x81xe\xCC\x81xe\xCC\x81", ROLE_TABLE, 13000,
	       "xe\xCC\x81-|xe\xCC\x81-|xe\xCC\x81");
}

static void
addresses_and_numbers_get_no_hyphen(void **state)
{
	expect(*state, "https://raad.example/bovenregionaal", ROLE_TABLE, 62000,
	       "https://raad|.example/|bovenregionaal");
	expect(*state, "123456789012", ROLE_TABLE, 30000, "1234567|89012");
}

static void
spaces_part_before_words_do(void **state)
{
	expect(*state,
	       "art.\xC2\xA0"
	       "12\xC2\xA0van\xC2\xA0lid",
	       ROLE_TABLE, 40000,
	       "art.\xC2\xA0"
	       "12\xC2\xA0|van\xC2\xA0lid");
	expect(*state, "6 kwartaal 2026 –", ROLE_TABLE, 50000,
	       "6 kwartaal |2026 –");
}

static void
the_authors_own_places_come_first(void **state)
{
	struct desk *desk = *state;
	const struct compose_para *para = set(
		desk, "xxxx\xE2\x80\x8Bxxxx", ROLE_TABLE, 30000, 0);

	assert_string_equal(text_of(desk, para, true), "xxxx|xxxx");
	assert_null(para->lines[0].torn);
}

static void
a_first_line_is_shorter_by_its_indent(void **state)
{
	struct desk *desk = *state;
	const struct compose_para *para = set(
		desk, "xxxxxx", ROLE_TABLE, 30000, 15000);

	assert_string_equal(text_of(desk, para, true), "xxx-|xxx");
}

static void
a_line_of_one_character_may_be_too_wide(void **state)
{
	expect(*state, "mm", ROLE_TABLE, 3000, "m-!|m!");
}

/* What was too wide is said once, in whole characters, where the paragraph is. */
static void
it_is_said_once(void **state)
{
	struct desk *desk = *state;
	struct frames *frames = frames_new(desk->arena);
	struct frame_page *page = frames_add_page(frames, 500000, 700000);
	const struct compose_para *para = set(
		desk,
		"éééééééééééééééééééééééééééééééééééééééé "
		"www.raad.example/éééééé",
		ROLE_TABLE, 40000, 0);
	const struct diag_message *m;

	for (size_t i = 0; i < para->n_lines; i++)
		compose_place(frames, page, para, i, 0, 10000 + (mpt)i * 10000,
			      FRAME_NO_ARTIFACT);
	assert_int_equal(diag_count(desk->sink, DIAG_NOTE), 2);
	m = diag_first(desk->sink);
	assert_int_equal(m->pos.line, 7);
	assert_int_equal(m->pos.col, 3);
	assert_string_equal(
		m->text,
		"'éééééééééééééééééééé…' is wider than its column, and was "
		"divided where it should not be");
	assert_non_null(strstr(m->hint, "&shy;"));
	assert_non_null(strstr(m->next->hint, "&#8203;"));
}

/* Of any text at any measure: nothing is lost, and no line that has a place is over. */
static void
nothing_is_lost_or_over(void **state)
{
	static const char *const bits[] = {
		"a",     "mm",       " x",          "\xC2\xA0x", "é", "e\xCC\x81",
		"ffi",   "-",        "/",           ".",         "7", "www.",
		"water", "Tevreden", "geëvalueerd", "(",         "–", "ideeën"};
	static const enum role_id roles[] = {
		ROLE_BODY, ROLE_TABLE, ROLE_TITLE, ROLE_TABLE_TITLE};
	struct desk *desk = *state;
	uint32_t seed = 1;

	for (int round = 0; round < 3000; round++) {
		struct buf buf = {0};
		const char *text;
		const struct compose_para *para;
		enum role_id role = roles[round % 4];
		mpt em = desk->style->roles[role]->size, measure;
		struct compose_mark mark = compose_mark(&desk->compose);

		buf_byte(&buf, 'x');
		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_str(&buf, bits[(seed >> 16) % 18]);
		}
		buf_byte(&buf, 'x');
		buf_byte(&buf, '\0');
		text = buf_keep(&buf, desk->arena);
		measure = em * 2 + (mpt)(seed >> 8) % (em * 4);
		para = set(desk, text, role, measure, (mpt)(seed >> 20) % em);
		assert_string_equal(text_of(desk, para, false), text);
		for (size_t i = 0; i < para->n_lines; i++)
			if (para->lines[i].over > 0)
				fail_msg("%s", text_of(desk, para, true));
		compose_forget(&desk->compose, mark);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		TEST(what_fits_is_left_alone),
		TEST(words_are_divided_between_syllables_then_letters),
		TEST(addresses_and_numbers_get_no_hyphen),
		TEST(spaces_part_before_words_do),
		TEST(the_authors_own_places_come_first),
		TEST(a_first_line_is_shorter_by_its_indent),
		TEST(a_line_of_one_character_may_be_too_wide),
		TEST(it_is_said_once),
		TEST(nothing_is_lost_or_over),
	};

	return cmocka_run_group_tests_name("emergency", tests, NULL, NULL);
}
