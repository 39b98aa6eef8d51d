/*
 * Measure, on pages drawn with letters: every letter is 1 pt wide, a run of spaces
 * is one space of that width, a line is full when it is 20 letters long. "a" at the
 * left is the paragraph a line is of, "A" a heading; "-" at the end of a line is a
 * hyphen that is not the author's, "=" the author's own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layout/frame.h"
#include "layout/measure.h"
#include "layout/tree.h"
#include "style/style.h"

#define PT MPT_PER_PT
#define MEASURE (20 * PT)

struct drawn {
	int page, column, row; /* from 1; row: line of the grid */
	char para;
	const char *text;
};

struct drawing {
	struct arena *arena;
	struct style style;
	struct style_page page;
	struct style_role body, heading;
	struct frames *frames;
	struct node *nodes[128];
};

static int
setup(void **state)
{
	struct arena *arena = arena_new();
	struct drawing *d = arena_alloc(arena, sizeof(*d));

	d->arena = arena;
	d->page = (struct style_page){
		.grid = 12 * PT, .top = 36 * PT, .lines = 6, .columns.count = 2};
	d->body = (struct style_role){
		.size = 10 * PT, .line = 12 * PT, .baseline = 9 * PT};
	d->heading = d->body;
	d->heading.align = ALIGN_LEFT;
	d->style.page = &d->page;
	*state = d;
	return 0;
}

static int
teardown(void **state)
{
	struct drawing *d = *state;

	arena_free(d->arena);
	return 0;
}

static struct node *
node_of(struct drawing *d, char para)
{
	struct node **node = &d->nodes[(int)para];

	if (*node == NULL) {
		*node = arena_alloc(d->arena, sizeof(**node));
		(*node)->kind = para < 'a' ? NODE_H2 : NODE_P;
	}
	return *node;
}

/* The ink of a line, as an item of the page, and what layout says of it. */
static void
set_line(struct drawing *d, struct frame_page *page, struct frame_line *line,
	 const char *text)
{
	size_t len = strlen(text), n = 0;
	struct frame_glyph *glyphs = arena_new_array(
		d->arena, struct frame_glyph, len);

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && text[i] == ' ' && text[i - 1] == ' ') {
			glyphs[n - 1].advance += PT;
			continue;
		}
		glyphs[n++] = (struct frame_glyph){
			.len = 1, .text = text + i, .advance = PT};
		if (text[i] == '-') {
			glyphs[n - 1].text = "\xC2\xAD";
			glyphs[n - 1].len = 2;
		}
	}
	line->ink = line->x;
	line->width = (mpt)len * PT;
	line->natural_space = PT;
	line->scale = 1000;
	line->hyphenated = strchr("-=", text[len - 1]) != NULL;
	line->full = line->width == MEASURE;
	line->first_item = page->n_items;
	line->n_items = 1;
	frame_add(d->frames, page,
		  &(struct frame_item){
			  .kind = FRAME_RUN,
			  .x = line->x,
			  .run = {.glyphs = glyphs, .n_glyphs = n},
		  });
	frame_add_line(d->frames, page, line);
}

static size_t
lines_of(const struct drawn *drawn, size_t n, char para)
{
	size_t lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += drawn[i].para == para;
	return lines;
}

static struct measure
measure_drawn(void **state, const struct drawn *drawn, size_t n)
{
	struct drawing *d = *state;
	size_t seen[128] = {0};
	struct measure m;

	d->frames = frames_new(d->arena);
	for (size_t i = 0; i < n; i++) {
		const struct drawn *x = &drawn[i];
		const struct style_role *role =
			x->para < 'a' ? &d->heading : &d->body;
		struct frame_line line = {
			.node = node_of(d, x->para),
			.role = role,
			.x = (x->column - 1) * 2 * MEASURE,
			.y = d->page.top + (x->row - 1) * 12 * PT + 9 * PT,
			.measure = MEASURE,
			.line = seen[(int)x->para]++,
			.n_lines = lines_of(drawn, n, x->para),
			.galley = 1,
			.column = x->column - 1,
		};

		while (d->frames->n_pages < (size_t)x->page)
			frames_add_page(d->frames, 100 * PT, 200 * PT);
		set_line(d, &d->frames->pages[x->page - 1], &line, x->text);
	}
	measure_pages(d->arena, d->frames, &d->style, &m);
	return m;
}

#define MEASURE_DRAWN(...) \
	measure_drawn(state, (const struct drawn[]){__VA_ARGS__}, \
		      sizeof((const struct drawn[]){__VA_ARGS__}) / \
			      sizeof(struct drawn))

static size_t
count_marks(const struct measure *m, enum measure_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n_marks; i++)
		n += m->marks[i].kind == kind;
	return n;
}

static void
test_spaces(void **state)
{
	struct measure m = MEASURE_DRAWN(
		{1, 1, 1, 'a', "abcdef ghijk lmnopqr"}, /* 1 1: natural */
		{1, 1, 2, 'a', "abcdefgh  ijk  lmnop"}, /* 2 2: loose */
		{1, 1, 3, 'a', "abc    def"}); /* the last one does not count */

	assert_int_equal(m.lines, 3);
	assert_int_equal(m.full_lines, 2);
	assert_int_equal(m.loose, 1);
	assert_int_equal(m.tight, 0);
	assert_int_equal(m.space_mean, 150); /* of 10 pt */
	assert_int_equal(m.space_least, 100);
	assert_int_equal(m.space_most, 200);
	assert_int_equal(m.space_p95, 200);
	assert_int_equal(m.space_cv, 333); /* .05 / .15 */
	assert_int_equal(count_marks(&m, MEASURE_LOOSE), 1);
}

static void
test_loose_is_more_than_half_again(void **state)
{
	struct measure m = MEASURE_DRAWN(
		{1, 1, 1, 'a', "abcdefg  hijk lmnopq"}, /* 3 for 2 */
		{1, 1, 2, 'a', "end of it"});

	assert_int_equal(m.loose, 0);
}

static void
test_hyphens(void **state)
{
	struct measure m = MEASURE_DRAWN(
		{1, 1, 1, 'a', "abcdef ghi lmn opqr-"},
		{1, 1, 2, 'a', "stu abcdef ghi lmno="},
		{1, 1, 3, 'a', "abcd efgh ijkl mnop-"},
		{1, 1, 4, 'a', "qrs and an end of it"},
		{1, 1, 5, 'b', "abcd efgh ijkl mnop-"},
		{1, 1, 6, 'b', "qrs and its end"});

	assert_int_equal(m.hyphenated, 4);
	assert_int_equal(m.ladder, 3); /* b's is not a fourth */
	assert_int_equal(m.final_hyphens, 2);
	assert_int_equal(m.stubs, 0);
}

static void
test_stubs(void **state)
{
	struct measure m = MEASURE_DRAWN(
		{1, 1, 1, 'a', "abcdef ghijklm no ad-"},
		{1, 1, 2, 'a', "viestraject opqr opqr-"},
		{1, 1, 3, 'a', "st, and so on, compact="},
		{1, 1, 4, 'a', "ly or not"}, {1, 1, 5, 'b', "abc efg (hij-"},
		{1, 1, 6, 'b', "klm) nop"});

	assert_int_equal(m.stubs, 2);
}

static void
test_runts(void **state)
{
	static const struct {
		const char *last;
		int runts;
	} cases[] = {
		{"word", 1},    {"or so", 0}, /* 5 of 20: a quarter */
		{"a be", 1},    {"worded", 1}, /* one word, under a third */
		{"wordily", 0},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct measure m = MEASURE_DRAWN(
			{1, 1, 1, 'a', "abcdef ghijk lmnopqr"},
			{1, 1, 2, 'a', cases[i].last}, {1, 1, 3, 'b', "no"});

		assert_int_equal(m.runts, cases[i].runts);
	}
}

static void
test_similar(void **state)
{
	struct measure m = MEASURE_DRAWN(
		{1, 1, 1, 'a', "‘het is een keer van"},
		{1, 1, 2, 'a', "het zal een van, van"},
		{1, 1, 3, 'a', "een of ander hebben-"},
		{1, 1, 4, 'a', "een dat niet telt en"},
		{1, 1, 5, 'b', "een ander geldt niet"});

	assert_int_equal(m.similar_starts, 1);
	assert_int_equal(m.similar_ends, 1);
}

static void
test_similar_letters(void **state)
{
	struct measure m = MEASURE_DRAWN(
		{1, 1, 1, 'a', "‘verslag van werking"},
		{1, 1, 2, 'a', "Vergadering en inge-"},
		{1, 1, 3, 'a', "diend, de organisinge"},
		{1, 1, 4, 'a', "dieven ge en dan nog"},
		{1, 1, 5, 'a', "ge dieven en dan og"});

	assert_int_equal(m.similar_starts, 0);
	assert_int_equal(m.similar_ends, 0);
	assert_int_equal(m.similar_letters, 3);
}

static void
test_rivers(void **state)
{
	struct measure three = MEASURE_DRAWN(
		{1, 1, 1, 'a', "abcdef ghijk lmnopqr"},
		{1, 1, 2, 'a', "bcdefg hijklmn opqrs"},
		{1, 1, 3, 'a', "cdefgh ijkl mnop qrs"});
	struct measure five = MEASURE_DRAWN(
		{1, 1, 1, 'a', "abcde ghijkl lmnopqr"},
		{1, 1, 2, 'a', "bcdef  hijklmn opqrs"}, /* half of the narrower */
		{1, 1, 3, 'a', "cdefgh ijkl mnop qrs"},
		{1, 1, 4, 'a', "defghi jklmn opq rst"},
		{1, 1, 5, 'a', "efghij klm nopqrs tu"});
	struct measure none = MEASURE_DRAWN(
		{1, 1, 1, 'a', "abcdef ghijk lmnopqr"},
		{1, 1, 2, 'a', "bcdefg hijklmn opqrs"},
		{1, 1, 3, 'b', "cdefgh ijkl mnop qrs"}); /* another paragraph */

	assert_int_equal(three.rivers, 1);
	assert_int_equal(five.rivers, 1);
	assert_int_equal(count_marks(&five, MEASURE_RIVER), 3);
	assert_int_equal(none.rivers, 0);
}

static void
test_widow_and_orphan(void **state)
{
	struct measure m = MEASURE_DRAWN(
		{1, 1, 1, 'a', "abcdef ghijk lmnopqr"},
		{1, 1, 2, 'a', "bcdefg hijklmn opqrs"},
		{1, 2, 1, 'a', "the end of this"},
		{1, 2, 2, 'b', "abcdef ghijk lmnopqr"},
		{2, 1, 1, 'b', "bcdefg hijklmn opqrs"},
		{2, 2, 1, 'b', "end of all"});

	assert_int_equal(m.widows, 2); /* of a, and of b on page 2 */
	assert_int_equal(m.orphans, 1);
}

static void
test_heading_at_foot(void **state)
{
	static const char text[] = "abcdef ghijk lmnopqr";
	struct measure one = MEASURE_DRAWN(
		{1, 1, 1, 'a', text}, {1, 1, 2, 'H', "Head"},
		{1, 1, 3, 'b', text}, {1, 2, 1, 'b', text}, {1, 2, 2, 'b', text});
	struct measure two = MEASURE_DRAWN(
		{1, 1, 1, 'a', text}, {1, 1, 2, 'H', "Head"},
		{1, 1, 3, 'b', text}, {1, 1, 4, 'b', text}, {1, 2, 1, 'b', text});
	struct measure end = MEASURE_DRAWN(
		{1, 1, 1, 'a', text}, {1, 2, 2, 'H', "Head"},
		{1, 2, 3, 'b', text});

	assert_int_equal(one.headings_at_foot, 1);
	assert_int_equal(two.headings_at_foot, 0);
	assert_int_equal(end.headings_at_foot, 0); /* all there is */
}

static void
test_hyphens_at_ends(void **state)
{
	static const char cut[] = "abcdef ghijk lmnopq-", not [] = "abc efg";
	struct measure m = MEASURE_DRAWN(
		{1, 1, 1, 'a', cut}, {1, 2, 1, 'a', cut}, /* page 1 is turned */
		{2, 1, 1, 'a', cut}, {2, 2, 1, 'a', cut}, /* page 2 is not */
		{3, 1, 1, 'a', not });

	assert_int_equal(m.column_hyphens, 4);
	assert_int_equal(m.turn_hyphens, 1);
}

static void
test_ends(void **state)
{
	static const char text[] = "abcdef ghijk lmnopqr";
	struct measure m = MEASURE_DRAWN(
		{1, 1, 6, 'a', text}, {1, 2, 6, 'a', text}, /* both at the foot */
		{2, 1, 5, 'a', text}, {2, 2, 5, 'a', text}, /* short */
		{3, 1, 6, 'a', text}, {3, 2, 5, 'a', text}, /* apart */
		{4, 1, 3, 'a', text}, {4, 2, 1, 'a', text}); /* the last one */

	assert_int_equal(m.pages, 4);
	assert_int_equal(m.columns_apart, 1);
	assert_int_equal(m.short_pages, 1);
	assert_int_equal(m.spreads_apart, 1); /* 2 and 3 face each other */
	assert_int_equal(m.last_apart, 1);
	assert_int_equal(m.last_apart_lines, 2);
	assert_int_equal(m.off_grid, 0);
}

static void
test_one_line_is_level(void **state)
{
	static const char text[] = "abcdef ghijk lmnopqr";
	struct measure m = MEASURE_DRAWN(
		{1, 1, 2, 'a', text}, {1, 1, 3, 'a', text}, {1, 2, 2, 'a', text});

	assert_int_equal(m.last_apart, 0);
	assert_int_equal(m.last_apart_lines, 1);
}

static void
test_off_grid(void **state)
{
	struct drawing *d = *state;
	struct measure m;

	MEASURE_DRAWN({1, 1, 2, 'a', "abc"}, {1, 1, 3, 'b', "abc"});
	d->frames->pages[0].lines[1].y += 1;
	measure_pages(d->arena, d->frames, &d->style, &m);
	assert_int_equal(m.off_grid, 1);
}

static void
test_figures_in_words(void **state)
{
	struct measure m = {
		.full_lines = 3, .loose = 1, .space_cv = 143, .widest = 1029};
	struct buf value = {0}, all = {0};
	const char *label;

	(void)state;
	for (size_t i = 0; (label = measure_tell(&m, i, &value)) != NULL; i++)
		buf_printf(&all, "%s: %.*s\n", label, (int)value.len,
			   (const char *)value.data);
	buf_byte(&all, '\0');
	assert_non_null(strstr((char *)all.data, "variation: 0.143\n"));
	assert_non_null(
		strstr((char *)all.data, "natural spaces: 1  (33.3 %)\n"));
	assert_non_null(strstr((char *)all.data, "widest: 102.9 %\n"));
	buf_done(&value);
	buf_done(&all);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_spaces),
		TEST(test_loose_is_more_than_half_again),
		TEST(test_hyphens),
		TEST(test_stubs),
		TEST(test_runts),
		TEST(test_similar),
		TEST(test_similar_letters),
		TEST(test_rivers),
		TEST(test_widow_and_orphan),
		TEST(test_heading_at_foot),
		TEST(test_hyphens_at_ends),
		TEST(test_ends),
		TEST(test_one_line_is_level),
		TEST(test_off_grid),
		TEST(test_figures_in_words),
	};
#undef TEST

	return cmocka_run_group_tests(tests, NULL, NULL);
}
