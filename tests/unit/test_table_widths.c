/*
 * The widths of columns against every other way to divide the measure.
 *
 * Small tables of made-up words are laid out with the widths the program finds, and
 * with every division on a coarse grid in which no word has to be broken. None of
 * those is lower.
 */
#include "table_book.h"

#define N_TABLES 24
#define STEPS 16 /* of the grid, over the measure */
#define MAX_COLUMNS 4

struct trial {
	struct book *b;
	size_t n_columns;
	mpt room, best; /* to be divided; the least height found */
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
	mpt height;

	for (size_t i = 0; i < t->n_columns; i++)
		columns[i].width = width[i];
	t->b->table->extra = &info;
	t->b->sink = diag_sink_new(t->b->arena); /* gone with what it heard */
	lay_out(t->b);
	height = height_of(t->b, &broken);
	arena_rewind(t->b->arena, mark);
	t->b->table->extra = NULL;
	t->b->sink = NULL;
	if (broken)
		return;
	t->n++;
	if (t->best == 0 || height < t->best)
		t->best = height;
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
		divide(&t, 0, STEPS, width);
		assert_true(t.n > 0);
		if (height > t.best)
			fail_msg("table %d is %d high; a division on the grid "
				 "makes it %d",
				 i, height, t.best);
		n += t.n;
	}
	assert_true(n > 500); /* or the grid was too coarse to show anything */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_no_division_is_lower, setup, teardown),
	};

	return cmocka_run_group_tests_name("table widths", tests, NULL, NULL);
}
