/* Tables: cells, spans, pages, what stands under them. Drawn as table_book.h says. */
#include "table_book.h"

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

/* A heading over rows is never the last on a page, a sum never the first. */
static void
test_groups_and_sums(void **state)
{
	for (size_t n = 18; n < 28; n++) {
		struct node *above[MAX_CELLS] = {NULL};
		struct book *b;

		teardown(state);
		setup(state);
		b = *state;
		begin_table(b);
		add_row(b, "H|Nummer|Naam", above);
		for (size_t i = 0; i < n; i++)
			add_row(b, "B|rij|met een naam", above);
		add_row(b, "B|laatste|voor de som", above);
		add_row(b, "S|samen|alles", above);
		add_row(b, "G|Kop|<", above);
		add_row(b, "B|eerste|onder de kop", above);
		for (size_t i = 0; i < 4; i++)
			add_row(b, "B|rij|met een naam", above);
		lay_out(b);
		assert_int_equal(find(b, "samen", 0, false).page,
				 find(b, "laatste", 0, false).page);
		assert_int_equal(find(b, "Kop", 0, false).page,
				 find(b, "eerste", 0, false).page);
	}
}

static void
test_marks_hang(void **state)
{
	static const char *const rows[] = {
		"H|wat|euro", "B|a|12", "B|b|12", "B|c|3,5", NULL};
	struct book *b = *state;
	size_t n = 0;

	draw(b, rows);
	for (size_t i = 0; i < b->tree->n_nodes; i++)
		if (b->tree->nodes[i]->kind == NODE_TD) {
			struct node *cell = b->tree->nodes[i];

			cell->role = ROLE_TABLE_AMOUNT;
			if (n++ == 1)
				tree_add_text(b->tree, cell, "ᵃ", 3, nowhere)
					->role = ROLE_NOTE_MARK;
		}
	lay_out(b);
	/* the figures stand as if there were no mark */
	assert_int_equal(line(b, "12")->ink, line(b, "12ᵃ")->ink);
	assert_true(line(b, "12ᵃ")->width > line(b, "12")->width);
}

static void
give_widths(struct book *b, const mpt *width, const mpt *least, size_t n)
{
	struct layout_table *info = arena_alloc(b->arena, sizeof(*info));
	struct layout_table_column *columns = arena_new_array(
		b->arena, struct layout_table_column, n);

	for (size_t i = 0; i < n; i++)
		columns[i] = (struct layout_table_column){width[i], least[i]};
	*info = (struct layout_table){.columns = columns, .n_columns = n};
	b->table->extra = info;
}

static void
test_given_widths(void **state)
{
	static const char *const rows[] = {"H|een|twee|drie", "B|a|b|c", NULL};
	static const mpt width[] = {50000, 0, 0}, least[] = {0, 0, 200000};
	static const mpt all[] = {50000, 60000, 70000}, none[] = {0, 0, 0};
	struct book *b = *state;
	const struct style_table *style = b->style->table;

	draw(b, rows);
	give_widths(b, width, least, 3);
	lay_out(b);
	assert_int_equal(line(b, "een")->measure, 50000);
	assert_true(line(b, "drie")->measure >= 200000);
	assert_int_equal(line(b, "c")->x + line(b, "c")->measure,
			 style->x + style->width);
	/* with all of them given, the table is as narrow as they are */
	give_widths(b, all, none, 3);
	lay_out(b);
	assert_int_equal(line(b, "twee")->measure, 60000);
	assert_int_equal(line(b, "c")->x + line(b, "c")->measure,
			 style->x + 180000 + 2 * style->gutter);
}

static void
test_amounts_alike(void **state)
{
	static const char *const rows[] = {
		"H|wat|2031|2032|2033", "B|Water|1|1.234.567|12",
		"B|Wind|2|3|1.500,25", NULL};
	struct book *b = *state;

	draw(b, rows);
	for (size_t i = 0; i < b->tree->n_nodes; i++)
		if (b->tree->nodes[i]->kind == NODE_TD)
			b->tree->nodes[i]->role = ROLE_TABLE_AMOUNT;
	lay_out(b);
	assert_int_equal(line(b, "2031")->measure, line(b, "2032")->measure);
	assert_int_equal(line(b, "2031")->measure, line(b, "2033")->measure);
}

/* What heads several columns has a rule under it, as wide as those. */
static void
test_rules_in_head(void **state)
{
	static const char *const rows[] = {
		"H|Wie|Bedragen|<|Uren|<", "H|^|2031|2032|2033|2034",
		"B|Water|1|2|3|4", NULL};
	struct book *b = *state;
	const struct frame_page *page;
	size_t n = 0;

	draw(b, rows);
	lay_out(b);
	page = &b->frames->pages[find(b, "Bedragen", 0, false).page];
	for (size_t i = 0; i < page->n_items; i++) {
		const struct frame_item *item = &page->items[i];

		if (item->kind != FRAME_RECT || item->y < line(b, "Uren")->y ||
		    item->y > line(b, "2031")->y)
			continue;
		assert_int_equal(item->x, line(b, n == 0 ? "2031" : "2033")->x);
		n++;
	}
	assert_int_equal(n, 2);
}

static void
test_source_under_notes(void **state)
{
	static const char *const rows[] = {"B|a|b", "B|c|d", NULL};
	struct book *b = *state;

	draw(b, rows);
	add_text(b, b->part, NODE_NOTE, "Een noot", 8);
	add_text(b, b->part, NODE_P, "Bron: niets", 11)->flow = FLOW_TABLE_SOURCE;
	lay_out(b);
	assert_int_equal(line(b, "Bron: niets")->y - line(b, "Een noot")->y,
			 b->style->page->grid);
	assert_int_equal(line(b, "Bron: niets")->x, b->style->table->x);
}

/* Text after a turned table begins on an upright page, whatever its kind. */
static void
test_columns_after_turned(void **state)
{
	static const char *const rows[] = {"H|een|twee", "B|a|b", NULL};
	struct book *b = *state;
	struct found after;

	b->style->table->turn = TABLE_TURN_ALWAYS;
	draw(b, rows);
	add_text(b, b->part, NODE_P, "Verder", 6);
	lay_out(b);
	after = find(b, "Verder", 0, false);
	assert_non_null(after.line);
	assert_int_equal(b->frames->pages[after.page].width,
			 b->style->page->width);
}

/* A heading over a table stays with its first rows. */
static void
test_heading_stays(void **state)
{
	for (size_t n = 10; n < 50; n++) {
		struct node *above[MAX_CELLS] = {NULL};
		struct book *b;

		teardown(state);
		setup(state);
		b = *state;
		for (size_t i = 0; i < n; i++)
			add_text(b, b->part, NODE_P, "Regel", 5)->flow =
				FLOW_WIDE;
		add_text(b, b->part, NODE_H2, "Kop", 3)->flow = FLOW_WIDE;
		begin_table(b);
		add_row(b, "H|Nummer|Naam", above);
		add_row(b, "B|eerste|rij", above);
		add_row(b, "B|tweede|rij", above);
		add_row(b, "B|derde|rij", above);
		lay_out(b);
		assert_int_equal(find(b, "Kop", 0, false).page,
				 find(b, "tweede", 0, false).page);
	}
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
		TEST(test_groups_and_sums),
		TEST(test_marks_hang),
		TEST(test_given_widths),
		TEST(test_amounts_alike),
		TEST(test_rules_in_head),
		TEST(test_source_under_notes),
		TEST(test_columns_after_turned),
		TEST(test_heading_stays),
		TEST(test_five_thousand_rows),
	};
#undef TEST

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
