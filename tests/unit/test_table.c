/*
 * Tables, drawn as rows of cells: "H" before a row of the head, "B" of the body, "F"
 * of the foot; "<" is a place held by the cell at its left, "^" by the one above.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "layout/layout.h"

#define MAX_CELLS 24

struct book {
	struct arena *arena;
	struct diag_sink *sink;
	struct style *style;
	struct tree *tree;
	struct node *part, *table;
	struct frames *frames;
};

static const struct diag_pos nowhere = {.file = NULL};

static int
setup(void **state)
{
	struct arena *arena = arena_new();
	struct book *b = arena_alloc(arena, sizeof(*b));
	struct layout_part *info = arena_alloc(arena, sizeof(*info));
	char *text;
	size_t len;

	b->arena = arena;
	b->sink = diag_sink_new(arena);
	assert_true(
		file_read(arena, "layouts/booklet.yaml", 1 << 20, &text, &len));
	b->style = style_load(arena, b->sink, "booklet.yaml", text, len, "fonts");
	assert_non_null(b->style);
	b->tree = tree_new(arena);
	tree_add(b->tree, NULL, NODE_DOCUMENT, nowhere);
	info->running = "Foot";
	b->part = tree_add(b->tree, b->tree->root, NODE_SECT, nowhere);
	b->part->flow = FLOW_CHAPTER;
	b->part->extra = info;
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	struct book *b = *state;

	style_done(b->style);
	arena_free(b->arena);
	return 0;
}

/* ---- drawing ---------------------------------------------------------------- */

static struct node *
add_text(struct book *b, struct node *parent, enum node_kind kind,
	 const char *text, size_t len)
{
	struct node *n = tree_add(b->tree, parent, kind, nowhere);

	tree_add_text(b->tree, n, arena_strndup(b->arena, text, len), len,
		      nowhere);
	return n;
}

static struct node *
group_for(struct book *b, char part)
{
	enum node_kind kind = part == 'H'   ? NODE_HEAD
			      : part == 'F' ? NODE_FOOT
					    : NODE_ROWS;

	if (b->table->last == NULL || b->table->last->kind != kind)
		tree_add(b->tree, b->table, kind, nowhere);
	return b->table->last;
}

/* above: the cell in each column of the row before; becomes that of this one. */
static void
add_row(struct book *b, const char *drawn, struct node *above[MAX_CELLS])
{
	struct node *row = tree_add(
		b->tree, group_for(b, *drawn), NODE_ROW, nowhere);
	struct node *left = NULL;
	size_t column = 0;

	for (const char *s = drawn + 1; *s == '|'; column++) {
		size_t len = strcspn(++s, "|");

		if (len == 1 && *s == '<') {
			left->column_span =
				left->column_span > 1 ? left->column_span + 1 : 2;
		} else if (len == 1 && *s == '^') {
			left = above[column];
			if (column == 0 || above[column] != above[column - 1])
				left->row_span = left->row_span > 1
							 ? left->row_span + 1
							 : 2;
		} else {
			left = add_text(
				b, row,
				*drawn == 'H' || column == 0 ? NODE_TH : NODE_TD,
				s, len);
		}
		above[column] = left;
		s += len;
	}
}

static void
begin_table(struct book *b)
{
	b->table = tree_add(b->tree, b->part, NODE_TABLE, nowhere);
}

static void
draw(struct book *b, const char *const *rows)
{
	struct node *above[MAX_CELLS] = {NULL};

	begin_table(b);
	for (; *rows != NULL; rows++)
		add_row(b, *rows, above);
}

static void
lay_out(struct book *b)
{
	struct layout_job job = {
		.style = b->style, .tree = b->tree, .lang = "nl"};
	struct layout_result result;

	layout_pages(b->arena, b->sink, &job, &result);
	b->frames = result.frames;
}

/* ---- looking ---------------------------------------------------------------- */

/* The text of a line, in the arena. */
static const char *
text_of(struct book *b, size_t page, const struct frame_line *line)
{
	const struct frame_page *p = &b->frames->pages[page];
	struct buf text = {0};
	const char *copy;

	for (size_t i = 0; i < line->n_items; i++) {
		const struct frame_run *run = &p->items[line->first_item + i].run;

		for (size_t k = 0; k < run->n_glyphs; k++)
			buf_put(&text, run->glyphs[k].text, run->glyphs[k].len);
	}
	while (text.len > 0 && text.data[text.len - 1] == ' ')
		text.len--;
	copy = arena_strndup(b->arena, (const char *)text.data, text.len);
	buf_done(&text);
	return copy;
}

struct found {
	size_t page;
	const struct frame_line *line;
};

/* The first line with this text from a page on, artifacts too if asked for. */
static struct found
find(struct book *b, const char *text, size_t from, bool artifacts)
{
	for (size_t i = from; i < b->frames->n_pages; i++)
		for (size_t k = 0; k < b->frames->pages[i].n_lines; k++) {
			const struct frame_line *l =
				&b->frames->pages[i].lines[k];

			if ((artifacts || l->artifact == FRAME_NO_ARTIFACT) &&
			    strcmp(text_of(b, i, l), text) == 0)
				return (struct found){i, l};
		}
	return (struct found){0, NULL};
}

static const struct frame_line *
line(struct book *b, const char *text)
{
	struct found f = find(b, text, 0, false);

	if (f.line == NULL)
		fail_msg("'%s' is not set", text);
	return f.line;
}

/* ---- tests ------------------------------------------------------------------ */

static void
test_columns_and_rows(void **state)
{
	static const char *const rows[] = {
		"H|Naam|Wat|Wanneer", "B|een|eerste|mei", "B|twee|tweede|juni",
		NULL};
	struct book *b = *state;

	draw(b, rows);
	lay_out(b);
	assert_int_equal(line(b, "Naam")->x, line(b, "een")->x);
	assert_int_equal(line(b, "Wat")->x, line(b, "tweede")->x);
	assert_int_equal(line(b, "een")->y, line(b, "mei")->y);
	assert_true(line(b, "een")->x < line(b, "eerste")->x);
	assert_true(line(b, "Naam")->y < line(b, "een")->y);
	assert_int_equal(line(b, "een")->x, b->style->table->x);
	assert_int_equal(line(b, "mei")->x + line(b, "mei")->measure,
			 b->style->table->x + b->style->table->width);
}

static void
test_spans(void **state)
{
	static const char *const rows[] = {
		"H|Wie|Bedragen|<", "H|^|2031|2032", "B|Water|1|2",
		"B|Wind|^|3",       "B|samen|<|4",   NULL};
	struct book *b = *state;
	mpt grid = b->style->page->grid;

	draw(b, rows);
	lay_out(b);
	/* over two columns: as wide as both and what is between */
	assert_int_equal(line(b, "Bedragen")->x, line(b, "2031")->x);
	assert_int_equal(line(b, "Bedragen")->x + line(b, "Bedragen")->measure,
			 line(b, "2032")->x + line(b, "2032")->measure);
	/* heads stand at the bottom, also of two rows */
	assert_int_equal(line(b, "Wie")->y, line(b, "2031")->y);
	/* over two rows: at the top, and nothing in its place below */
	assert_int_equal(line(b, "1")->y, line(b, "Water")->y);
	assert_int_equal(line(b, "3")->x, line(b, "2")->x);
	assert_int_equal(line(b, "3")->y, line(b, "Wind")->y);
	assert_int_equal(line(b, "Wind")->y - line(b, "Water")->y, 2 * grid);
	assert_int_equal(line(b, "4")->x, line(b, "3")->x);
}

static void
test_high_cell_over_rows(void **state)
{
	static const char *const rows[] = {
		"B|a|Een cel die over twee rijen gaat en daarvoor veel meer "
		"woorden heeft dan er in twee regels naast de andere kunnen "
		"staan, "
		"zodat de tweede rij er regels bij krijgt en alles eronder zakt, "
		"zoals het hoort wanneer een cel over rijen heen hoger is dan "
		"die "
		"rijen samen, en dat gaat nog een tijd zo door tot het er "
		"genoeg zijn voor een regel of zes, wat hier met opzet zo is "
		"gemaakt en daarom zo lang "
		"is",
		"B|b|^", "B|c|onder", NULL};
	struct book *b = *state;
	mpt grid = b->style->page->grid;

	draw(b, rows);
	lay_out(b);
	assert_true(line(b, "c")->y - line(b, "b")->y > 2 * grid);
	assert_int_equal(line(b, "c")->y, line(b, "onder")->y);
	assert_int_equal((line(b, "c")->y - line(b, "a")->y) % grid, 0);
}

static void
test_words_stay_whole(void **state)
{
	static const char *const rows[] = {
		"H|Verantwoordelijkheidsverdeling|b",
		"B|een|Lange tekst die alle ruimte wil hebben die er maar is, en "
		"die dus zou duwen als hij dat kon, maar dat kan hij niet omdat "
		"het langste woord van de eerste kolom heel moet blijven staan",
		NULL};
	struct book *b = *state;

	draw(b, rows);
	lay_out(b);
	assert_non_null(line(b, "Verantwoordelijkheidsverdeling"));
	assert_int_equal(diag_count(b->sink, DIAG_WARNING), 0);
}

static void
test_decimals(void **state)
{
	static const char *const rows[] = {
		"H|wat|euro", "B|a|1,5", "B|b|12", "B|c|1234,25", NULL};
	struct book *b = *state;
	mpt figure, units;

	draw(b, rows);
	for (size_t i = 0; i < b->tree->n_nodes; i++)
		if (b->tree->nodes[i]->kind == NODE_TD)
			b->tree->nodes[i]->role = ROLE_TABLE_AMOUNT;
	lay_out(b);
	units = line(b, "12")->ink + line(b, "12")->width;
	figure = line(b, "12")->width / 2;
	/* the mark of 1,5 stands where 12 ends, that of 1234,25 too */
	assert_int_equal(line(b, "1,5")->ink + figure, units);
	assert_int_equal(line(b, "1234,25")->ink + 4 * figure, units);
	/* the longest is flush right, and so is the head */
	assert_int_equal(line(b, "1234,25")->ink + line(b, "1234,25")->width,
			 line(b, "euro")->ink + line(b, "euro")->width);
}

static void
draw_long(struct book *b, size_t n, bool foot)
{
	struct node *above[MAX_CELLS] = {NULL};

	begin_table(b);
	add_row(b, "H|Nummer|Naam", above);
	for (size_t i = 0; i < n; i++) {
		struct buf row = {0};

		buf_printf(&row, "B|rij %zu|met een naam", i);
		buf_byte(&row, '\0');
		add_row(b, (const char *)row.data, above);
		buf_done(&row);
	}
	if (foot)
		add_row(b, "F|Alles|bij elkaar", above);
}

static void
test_pages(void **state)
{
	struct book *b = *state;
	struct found last;

	draw_long(b, 60, true);
	lay_out(b);
	last = find(b, "Alles", 0, false);
	assert_non_null(last.line);
	/* the head on each page, but once as text */
	assert_null(find(b, "Nummer", 1, false).line);
	for (size_t i = 1; i < b->frames->n_pages; i++)
		assert_int_equal(find(b, "Nummer", i, true).page, i);
	/* the foot once, at the end, and with at least two rows above it */
	assert_int_equal(last.page, b->frames->n_pages - 1);
	assert_int_equal(find(b, "rij 58", 0, false).page, last.page);
	assert_int_equal(find(b, "rij 59", 0, false).page, last.page);
}

/* The last row takes the one before it along, whatever the number of rows. */
static void
test_no_row_alone(void **state)
{
	for (size_t n = 20; n < 32; n++) {
		struct buf one = {0}, two = {0};
		struct book *b;

		teardown(state);
		setup(state);
		b = *state;
		draw_long(b, n, false);
		lay_out(b);
		buf_printf(&one, "rij %zu", n - 1);
		buf_printf(&two, "rij %zu", n - 2);
		buf_byte(&one, '\0');
		buf_byte(&two, '\0');
		assert_int_equal(find(b, (char *)one.data, 0, false).page,
				 find(b, (char *)two.data, 0, false).page);
		buf_done(&one);
		buf_done(&two);
	}
}

static void
test_notes_under_it(void **state)
{
	static const char *const rows[] = {"B|a|b", "B|c|d", NULL};
	struct book *b = *state;
	struct node *after;

	draw(b, rows);
	add_text(b, b->part, NODE_NOTE, "Een noot", 8);
	after = add_text(b, b->part, NODE_P, "Verder", 6);
	after->flow = FLOW_WIDE;
	lay_out(b);
	assert_int_equal(line(b, "Een noot")->x, b->style->table->x);
	assert_int_equal(line(b, "Een noot")->measure, b->style->table->width);
	assert_true(line(b, "Een noot")->y > line(b, "c")->y);
	assert_true(line(b, "Verder")->y > line(b, "Een noot")->y);
}

static void
test_turned(void **state)
{
	static const char *const rows[] = {"H|een|twee", "B|a|b", NULL};
	struct book *b = *state;
	const struct style_page *page = b->style->page;
	struct node *after;

	b->style->table->turn = TABLE_TURN_ALWAYS;
	draw(b, rows);
	after = add_text(b, b->part, NODE_P, "Verder", 6);
	after->flow = FLOW_WIDE;
	lay_out(b);
	for (size_t i = 0; i < b->frames->n_pages; i++) {
		bool on_side = find(b, "a", i, false).page == i &&
			       find(b, "a", i, false).line != NULL;

		assert_int_equal(b->frames->pages[i].width,
				 on_side ? page->height : page->width);
	}
	assert_int_equal(line(b, "b")->x + line(b, "b")->measure,
			 page->height - page->right);
	assert_int_equal(find(b, "Verder", 0, false).page,
			 find(b, "a", 0, false).page + 1);
}

/* A table whose words do not fit upright is turned where the style says so. */
static void
test_turned_if_needed(void **state)
{
	static const char word[] = "|verantwoordelijkheid";
	struct book *b = *state;
	struct buf row = {0};
	const char *rows[] = {NULL, NULL};

	buf_byte(&row, 'B');
	for (int i = 0; i < 6; i++)
		buf_str(&row, word);
	buf_byte(&row, '\0');
	rows[0] = (const char *)row.data;
	b->style->table->turn = TABLE_TURN_NEEDED;
	draw(b, rows);
	lay_out(b);
	buf_done(&row);
	assert_int_equal(b->frames->pages[b->frames->n_pages - 1].width,
			 b->style->page->height);
}

static void
test_five_thousand_rows(void **state)
{
	struct book *b = *state;
	struct found f = {0, NULL};

	draw_long(b, 5000, true);
	lay_out(b);
	for (size_t i = 0; i < 5000; i += 50) {
		struct buf text = {0};
		size_t before = f.page;

		buf_printf(&text, "rij %zu", i);
		buf_byte(&text, '\0');
		f = find(b, (const char *)text.data, before, false);
		assert_non_null(f.line);
		assert_true(f.page >= before);
		buf_done(&text);
	}
	assert_in_range(b->frames->n_pages, 195, 215);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_columns_and_rows),
		TEST(test_spans),
		TEST(test_high_cell_over_rows),
		TEST(test_words_stay_whole),
		TEST(test_decimals),
		TEST(test_pages),
		TEST(test_no_row_alone),
		TEST(test_notes_under_it),
		TEST(test_turned),
		TEST(test_turned_if_needed),
		TEST(test_five_thousand_rows),
	};
#undef TEST

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
