/*
 * The widths of columns against every other way to divide the measure.
 *
 * Small tables of made-up words are laid out with the widths the program finds, and
 * with every division on a coarse grid in which no word has to be broken. None of
 * those is lower, and of those that are as low none has fewer lines in its cells.
 *
 * Then what is left over: shared by need, at stops of the page, under heads.
 */
#include "table_book.h"

#define N_TABLES 24
#define STEPS 16 /* of the grid, over the measure */
#define MAX_COLUMNS 4

struct trial {
	struct book *b;
	size_t n_columns;
	mpt room, best; /* to be divided; the least height found */
	size_t best_lines; /* of the cells, the fewest at that height */
	size_t n; /* of the divisions without broken words */
};

/* The same numbers everywhere. Knuth's MMIX. */
static uint32_t
draw_number(uint64_t *seed, uint32_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33) % below;
}

static void
put_words(struct buf *out, uint64_t *seed, uint32_t most)
{
	static const char *const words[] = {
		"de",    "raad",      "water",      "dijken",      "en",
		"onder", "toezicht",  "provincies", "waterbeheer", "van",
		"in",    "begroting", "rivier",     "samen",       "landschap"};
	uint32_t n = 1 + draw_number(seed, most);

	for (uint32_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", i > 0 ? " " : "",
			   words[draw_number(seed, 15)]);
}

/* Each column with a length of its own, so that their needs differ. */
static void
draw_words(struct trial *t, uint64_t *seed)
{
	struct node *above[MAX_CELLS] = {NULL};
	uint32_t most[MAX_COLUMNS];

	for (size_t i = 0; i < t->n_columns; i++)
		most[i] = 1 + draw_number(seed, 24);
	begin_table(t->b);
	for (uint32_t row = 3 + draw_number(seed, 4); row > 0; row--) {
		struct buf drawn = {0};

		buf_byte(&drawn, 'B');
		for (size_t i = 0; i < t->n_columns; i++) {
			buf_byte(&drawn, '|');
			put_words(&drawn, seed, most[i]);
		}
		buf_byte(&drawn, '\0');
		add_row(t->b, (const char *)drawn.data, above);
		buf_done(&drawn);
	}
}

/* From the first rule of the table to the last; 0 if a word was broken. */
static mpt
height_of(const struct book *b, bool *ret_broken)
{
	const struct frame_page *page = &b->frames->pages[0];
	mpt top = 0, end = 0;

	*ret_broken = false;
	for (size_t i = 0; i < page->n_lines; i++)
		*ret_broken |= page->lines[i].hyphenated ||
			       page->lines[i].over > 0;
	for (size_t i = 0; i < page->n_items; i++) {
		const struct frame_item *item = &page->items[i];

		if (item->kind != FRAME_RECT)
			continue;
		top = top == 0 ? item->y : top;
		end = item->y;
	}
	return end - top;
}

static void
try_widths(struct trial *t, const mpt *width)
{
	struct layout_table_column columns[MAX_COLUMNS] = {{0}};
	struct layout_table info = {
		.columns = columns,
		.n_columns = t->n_columns,
	};
	struct arena_mark mark = arena_mark(t->b->arena);
	bool broken;
	size_t lines;
	mpt height;

	for (size_t i = 0; i < t->n_columns; i++)
		columns[i].width = width[i];
	t->b->table->extra = &info;
	t->b->sink = diag_sink_new(t->b->arena); /* gone with what it heard */
	lay_out(t->b);
	height = height_of(t->b, &broken);
	lines = t->b->frames->pages[0].n_lines;
	arena_rewind(t->b->arena, mark);
	t->b->table->extra = NULL;
	t->b->sink = NULL;
	if (broken)
		return;
	t->n++;
	if (t->best > 0 &&
	    (height > t->best || (height == t->best && lines >= t->best_lines)))
		return;
	t->best = height;
	t->best_lines = lines;
}

/* All ways to give the columns from one on so many steps. */
static void
divide(struct trial *t, size_t column, int left, mpt *width)
{
	if (column + 1 == t->n_columns) {
		width[column] = t->room;
		for (size_t i = 0; i < column; i++)
			width[column] -= width[i];
		try_widths(t, width);
		return;
	}
	for (int n = 1; n < left; n++) {
		width[column] = t->room * n / STEPS;
		divide(t, column + 1, left - n, width);
	}
}

static void
test_no_division_is_lower(void **state)
{
	uint64_t seed = 2031;
	size_t n = 0;

	for (int i = 0; i < N_TABLES; i++) {
		struct trial t = {.n_columns = 2 + (size_t)i % 2};
		const struct style_table *style;
		mpt width[MAX_COLUMNS], height;
		size_t lines;
		bool broken;

		teardown(state);
		setup(state);
		t.b = *state;
		style = t.b->style->table;
		t.room = style->width - (mpt)(t.n_columns - 1) * style->gutter;
		draw_words(&t, &seed);
		lay_out(t.b);
		height = height_of(t.b, &broken);
		assert_int_equal(t.b->frames->n_pages, 1);
		assert_false(broken);
		lines = t.b->frames->pages[0].n_lines;
		divide(&t, 0, STEPS, width);
		assert_true(t.n > 0);
		if (height > t.best)
			fail_msg("table %d is %d high; a division on the grid "
				 "makes it %d",
				 i, height, t.best);
		if (height == t.best && lines > t.best_lines)
			fail_msg("the cells of table %d have %zu lines; as high "
				 "with a division on the grid they have %zu",
				 i, lines, t.best_lines);
		n += t.n;
	}
	assert_true(n > 500); /* or the grid was too coarse to show anything */
}

/* ---- what is left over -------------------------------------------------------- */

static void
make_amounts(struct book *b)
{
	for (size_t i = 0; i < b->tree->n_nodes; i++)
		if (b->tree->nodes[i]->kind == NODE_TD)
			b->tree->nodes[i]->role = ROLE_TABLE_AMOUNT;
}

static mpt
right_of(struct book *b, const char *text)
{
	return line(b, text)->ink + line(b, text)->width;
}

/* White beside the widest cell of a column, in thousandths of its width. */
static mpt
white_beside(struct book *b, const char *text)
{
	const struct frame_line *l = line(b, text);

	return (l->measure - l->width) * 1000 / l->width;
}

/* Cells that can be whole are, and no column has more to spare than its part. */
static void
test_shared_by_need(void **state)
{
	static const char *const rows[] = {
		"H|Titel|Maand|Soort|Gevraagd door",
		"B|Springtij in jaren van doodtij|november 2030|Briefadvies|"
		"Minister voor de Zee",
		NULL};
	struct book *b = *state;
	mpt first;

	b->style->table->step = 0;
	draw(b, rows);
	lay_out(b);
	first = white_beside(b, "Springtij in jaren van doodtij");
	assert_true(first > 100);
	assert_in_range(white_beside(b, "november 2030"), first - 2, first + 2);
	assert_in_range(white_beside(b, "Briefadvies"), first - 2, first + 2);
	assert_in_range(white_beside(b, "Minister voor de Zee"), first - 2,
			first + 2);
}

/* The same with stops: its columns stand at those of the page. */
static void
test_at_stops(void **state)
{
	static const char *const rows[] = {
		"H|Titel|Maand|Soort|Gevraagd door",
		"B|Springtij in doodtij|november 2030|Brief|Minister voor de Zee",
		NULL};
	static const char *const heads[] = {"Maand", "Soort", "Gevraagd door"};
	struct book *b = *state;
	const struct style_table *style = b->style->table;
	mpt last = style->x;

	draw(b, rows);
	lay_out(b);
	assert_true(style->step > 0);
	for (size_t i = 0; i < 3; i++) {
		mpt x = line(b, heads[i])->x;

		assert_int_equal((x - style->x) % style->step, 0);
		assert_true(x > last);
		last = x;
	}
}

/* A stop that would break a cell is none. */
static void
test_no_stop_breaks(void **state)
{
	static const char *const rows[] = {
		"H|Titel|Waarom het vervalt",
		"B|Het recht op nacht en duisternis als goed van allen, overal|"
		"Het besluit is al genomen, een advies komt te laat",
		NULL};
	struct book *b = *state;

	b->style->table->step = b->style->table->width * 3 / 4;
	draw(b, rows);
	lay_out(b);
	line(b, "Het recht op nacht en duisternis als goed van allen, overal");
	line(b, "Het besluit is al genomen, een advies komt te laat");
}

/*
 * Where one row only has more decimals, the head stands over the units of the others;
 * where as many have as have not, over the last of their decimals.
 */
static void
test_head_over_most(void **state)
{
	static const char *const rows[] = {
		"H|Wat|Uren|Dagen",
		"B|Vergaderen|4.800|12",
		"B|Schrijven|2.500|8,25",
		"B|Banen|6,78|9,75",
		"B|Rest|1|7",
		NULL};
	struct book *b = *state;

	draw(b, rows);
	make_amounts(b);
	lay_out(b);
	assert_int_equal(right_of(b, "Uren"), right_of(b, "4.800"));
	assert_true(right_of(b, "6,78") > right_of(b, "Uren"));
	assert_int_equal(right_of(b, "Dagen"), right_of(b, "9,75"));
	assert_int_equal(right_of(b, "Dagen"),
			 b->style->table->x + b->style->table->width);
}

/* A head that is wider than its figures has its room beside what sticks out. */
static void
test_wide_head_over_most(void **state)
{
	static const char *const rows[] = {
		"H|Wat|Vergaderuren",
		"B|Een zin die de hele breedte van de "
		"tabel neemt en dan nog een regel, want "
		"hij is lang genoeg voor twee of drie|1",
		"B|b|2", "B|c|3,75", NULL};
	struct book *b = *state;

	draw(b, rows);
	make_amounts(b);
	lay_out(b);
	assert_int_equal(right_of(b, "Vergaderuren"), right_of(b, "2"));
	assert_int_equal(line(b, "Vergaderuren")->over, 0);
	assert_true(line(b, "Vergaderuren")->ink >= line(b, "Vergaderuren")->x);
}

/* What heads several columns of figures ends as the last of their heads. */
static void
test_span_over_figures(void **state)
{
	static const char *const rows[] = {
		"H|Wie|Bedragen|<|Namen|<", "H|^|2031|2032|voor|achter",
		"B|Water|1|2|An|Bos", NULL};
	struct book *b = *state;

	draw(b, rows);
	for (size_t i = 0; i < b->tree->n_nodes; i++) {
		struct node *n = b->tree->nodes[i];

		if (n->kind == NODE_TD && strchr("12", n->first->text[0]) != NULL)
			n->role = ROLE_TABLE_AMOUNT;
	}
	lay_out(b);
	assert_int_equal(right_of(b, "Bedragen"), right_of(b, "2032"));
	assert_int_equal(line(b, "Namen")->ink, line(b, "voor")->ink);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_no_division_is_lower, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_shared_by_need, setup, teardown),
		cmocka_unit_test_setup_teardown(test_at_stops, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_no_stop_breaks, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_head_over_most, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_wide_head_over_most, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_span_over_figures, setup, teardown),
	};

	return cmocka_run_group_tests_name("table widths", tests, NULL, NULL);
}
