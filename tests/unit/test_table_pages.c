/*
 * Tables over pages: what is repeated there, what stays together, and rows that no page
 * can hold. Drawn as table_book.h says.
 */
#include <stdlib.h>

#include "table_book.h"

/* ---- drawing ----------------------------------------------------------------- */

/* Words behind what is repeated, as the document gives them. */
static void
begin(struct book *b)
{
	struct layout_table *info = arena_alloc(b->arena, sizeof(*info));

	begin_table(b);
	info->continued = " (vervolg)";
	b->table->extra = info;
}

static void
again(void **state)
{
	teardown(state);
	setup(state);
}

/* "B|word word …|" with so many numbered words: "w0 w1 w2". */
static const char *
long_row(struct book *b, const char *before, const char *word, size_t n)
{
	struct buf row = {0};

	buf_str(&row, before);
	for (size_t i = 0; i < n; i++)
		buf_printf(&row, "%s%s%zu", i > 0 ? " " : "", word, i);
	return buf_keep(&row, b->arena);
}

/* A head; then groups of so many rows each, named "rij G.I", to a list that ends at 0. */
static void
draw_groups(struct book *b, const size_t *sizes)
{
	struct node *above[MAX_CELLS] = {NULL};

	begin(b);
	add_row(b, "H|Nummer|Naam", above);
	for (size_t g = 0; sizes[g] > 0; g++) {
		add_row(b, arena_printf(b->arena, "G|Groep %zu|<", g), above);
		for (size_t i = 0; i < sizes[g]; i++)
			add_row(b,
				arena_printf(b->arena, "B|rij %zu.%zu|naam", g,
					     i),
				above);
	}
}

/* ---- looking ----------------------------------------------------------------- */

static struct found
row_of(struct book *b, size_t group, size_t i)
{
	return find(b, arena_printf(b->arena, "rij %zu.%zu", group, i), 0, false);
}

static size_t
count_lines(struct book *b, const char *text)
{
	size_t n = 0;

	for (size_t i = 0; i < b->frames->n_pages; i++)
		for (size_t k = 0; k < b->frames->pages[i].n_lines; k++)
			n += strcmp(text_of(b, i, &b->frames->pages[i].lines[k]),
				    text) == 0;
	return n;
}

/* The words of a long row, in order, each once; the page of the last. */
static size_t
check_words(struct book *b, const char *word, size_t n)
{
	size_t next = 0, page = 0;

	for (size_t i = 0; i < b->frames->n_pages; i++)
		for (size_t k = 0; k < b->frames->pages[i].n_lines; k++) {
			const struct frame_line *l =
				&b->frames->pages[i].lines[k];
			const char *s = text_of(b, i, l);
			size_t len = strlen(word);

			for (; l->artifact == FRAME_NO_ARTIFACT && s != NULL;
			     s = strchr(s, ' ')) {
				s += *s == ' ';
				if (strncmp(s, word, len) != 0)
					continue;
				assert_int_equal(strtol(s + len, NULL, 10), next);
				next++;
				page = i;
			}
		}
	assert_int_equal(next, n);
	return page;
}

/* Nothing but the foot stands under the text area, and nothing twice in a place. */
static void
check_inside(struct book *b)
{
	const struct style_page *s = b->style->page;

	for (size_t i = 0; i < b->frames->n_pages; i++)
		for (size_t k = 0; k < b->frames->pages[i].n_lines; k++) {
			const struct frame_page *page = &b->frames->pages[i];
			const struct frame_line *l = &page->lines[k];
			mpt lost = s->height - page->height;

			if (l->artifact == FRAME_ARTIFACT_FOOTER)
				continue;
			assert_true(l->y <= s->top + s->lines * s->grid - lost);
			for (size_t m = 0; m < k; m++)
				assert_true(page->lines[m].x != l->x ||
					    page->lines[m].y != l->y);
		}
}

/* ---- headings over rows ------------------------------------------------------- */

static void
test_heading_repeated(void **state)
{
	static const size_t sizes[] = {40, 3, 30, 0};
	struct book *b = *state;
	size_t repeated = 0;

	draw_groups(b, sizes);
	lay_out(b);
	for (size_t g = 0; sizes[g] > 0; g++)
		for (size_t i = 1; i < sizes[g]; i++) {
			struct found row = row_of(b, g, i);
			struct found head = find(
				b,
				arena_printf(b->arena, "Groep %zu (vervolg)", g),
				row.page, true);

			if (row.page == row_of(b, g, i - 1).page)
				continue;
			repeated++;
			assert_non_null(head.line);
			assert_int_equal(head.page, row.page);
			assert_int_equal(head.line->artifact,
					 FRAME_ARTIFACT_HEADER);
			assert_int_equal(row.line->y - head.line->y,
					 2 * b->style->page->grid);
			head = find(b, "Nummer", row.page, true);
			assert_int_equal(row.line->y - head.line->y,
					 4 * b->style->page->grid);
		}
	assert_in_range(repeated, 2, 10);
	/* and where no group is divided there is none */
	for (size_t g = 0, n = 0; sizes[g] > 0; g++) {
		n += count_lines(
			b, arena_printf(b->arena, "Groep %zu (vervolg)", g));
		assert_true(sizes[g + 1] > 0 || n == repeated);
		assert_int_equal(
			count_lines(b, arena_printf(b->arena, "Groep %zu", g)),
			1);
	}
	check_inside(b);
}

/* Wherever the page ends: two rows of a group before it and two behind it. */
static void
test_rows_stay_with_heading(void **state)
{
	for (size_t n = 14; n < 40; n++) {
		const size_t sizes[] = {n, 4, 5, 12, 0};
		struct book *b;

		again(state);
		b = *state;
		draw_groups(b, sizes);
		lay_out(b);
		for (size_t g = 0; sizes[g] > 0; g++) {
			struct found head = find(
				b, arena_printf(b->arena, "Groep %zu", g), 0,
				false);

			assert_int_equal(head.page, row_of(b, g, 0).page);
			assert_int_equal(head.page, row_of(b, g, 1).page);
			assert_int_equal(row_of(b, g, sizes[g] - 2).page,
					 row_of(b, g, sizes[g] - 1).page);
		}
		check_inside(b);
	}
}

/* Rows that no heading is over have none repeated. */
static void
test_no_heading(void **state)
{
	struct node *above[MAX_CELLS] = {NULL};
	struct book *b = *state;

	begin(b);
	add_row(b, "H|Nummer|Naam", above);
	for (size_t i = 0; i < 60; i++)
		add_row(b, arena_printf(b->arena, "B|rij 0.%zu|naam", i), above);
	add_row(b, "F|Alles|bij elkaar", above);
	lay_out(b);
	for (size_t i = 0; i < b->frames->n_pages; i++)
		for (size_t k = 0; k < b->frames->pages[i].n_lines; k++)
			assert_null(strstr(
				text_of(b, i, &b->frames->pages[i].lines[k]),
				"vervolg"));
}

/* A heading higher than half a page is set once. */
static void
test_high_heading_not_repeated(void **state)
{
	struct node *above[MAX_CELLS] = {NULL};
	struct book *b = *state;

	begin(b);
	add_row(b, "H|Nummer|Naam", above);
	add_row(b, arena_printf(b->arena, "%s|<", long_row(b, "G|", "k", 700)),
		above);
	for (size_t i = 0; i < 60; i++)
		add_row(b, arena_printf(b->arena, "B|rij 0.%zu|naam", i), above);
	lay_out(b);
	check_words(b, "k", 700);
	assert_int_equal(row_of(b, 0, 59).page, b->frames->n_pages - 1);
	check_inside(b);
}

/* ---- rows that no page can hold ------------------------------------------------ */

static void
test_row_over_pages(void **state)
{
	struct node *above[MAX_CELLS] = {NULL};
	struct book *b = *state;
	size_t end;

	begin(b);
	add_row(b, "H|Nummer|Naam", above);
	add_row(b, "G|Groep|<", above);
	add_row(b, "B|gemeenschappelijk|de hoge", above);
	add_row(b, long_row(b, "B|hoog|", "w", 2500), above);
	add_row(b, "S|samen|alles", above);
	add_row(b, "B|na|de hoge", above);
	lay_out(b);
	end = check_words(b, "w", 2500);
	assert_true(end > find(b, "hoog", 0, false).page + 1);
	/* its head is set once and repeated on the pages it goes on to */
	assert_int_equal(count_lines(b, "hoog"), 1);
	assert_int_equal(count_lines(b, "hoog (vervolg)"),
			 end - find(b, "hoog", 0, false).page);
	assert_int_equal(find(b, "samen", 0, false).page, end);
	check_inside(b);
}

/* The lines of a page whose text begins with a letter: those of a long row's words. */
static size_t
lines_of(struct book *b, size_t page, const char *letter)
{
	const struct frame_page *p = &b->frames->pages[page];
	size_t n = 0;

	for (size_t i = 0; i < p->n_lines; i++)
		n += *text_of(b, page, &p->lines[i]) == *letter;
	return n;
}

/* Wherever a row higher than a page ends, the sum under it has lines of it above. */
static void
test_no_sum_alone(void **state)
{
	for (int foot = 0; foot < 2; foot++)
		for (size_t n = 1460; n < 2100; n += 8) {
			struct node *above[MAX_CELLS] = {NULL};
			struct found sum;
			struct book *b;

			again(state);
			b = *state;
			begin(b);
			add_row(b, "H|Nummer|Naam", above);
			add_row(b, long_row(b, "B|hoog|", "w", n), above);
			add_row(b, foot > 0 ? "F|samen|alles" : "S|samen|alles",
				above);
			lay_out(b);
			check_words(b, "w", n);
			sum = find(b, "samen", 0, false);
			assert_true(lines_of(b, sum.page, "w") >= 2);
			check_inside(b);
		}
}

/* A cell beside more rows than a page holds shows two lines where it begins. */
static void
test_span_begins_with_lines(void **state)
{
	for (size_t before = 10; before < 26; before++) {
		struct node *above[MAX_CELLS] = {NULL};
		struct found first;
		struct book *b;

		again(state);
		b = *state;
		begin(b);
		add_row(b, "H|Onderwerp|Wat|Hoe", above);
		for (size_t i = 0; i < before; i++)
			add_row(b, arena_printf(b->arena, "B|a|rij 1.%zu|b", i),
				above);
		add_row(b, long_row(b, "B|thema|rij 0.0|", "w", 1500), above);
		for (size_t i = 1; i < 60; i++)
			add_row(b, arena_printf(b->arena, "B|^|rij 0.%zu|^", i),
				above);
		lay_out(b);
		check_words(b, "w", 1500);
		first = row_of(b, 0, 0);
		assert_true(lines_of(b, first.page, "w") >= 2);
		check_inside(b);
	}
}

/* Cells over rows that together are higher than a page lose none of their words. */
static void
test_spans_over_pages(void **state)
{
	struct node *above[MAX_CELLS] = {NULL};
	struct book *b = *state;
	size_t last;

	begin(b);
	add_row(b, "H|Onderwerpen|Wat|Hoe", above);
	add_row(b, long_row(b, "B|thema|rij 0.0|", "w", 1500), above);
	for (size_t i = 1; i < 60; i++)
		add_row(b, arena_printf(b->arena, "B|^|rij 0.%zu|^", i), above);
	add_row(b, "B|daarna|rij 1.0|x", above);
	lay_out(b);
	check_words(b, "w", 1500);
	for (size_t i = 1; i < 60; i++)
		assert_true(row_of(b, 0, i).page >= row_of(b, 0, i - 1).page);
	last = row_of(b, 1, 0).page;
	assert_true(last > row_of(b, 0, 0).page);
	assert_int_equal(count_lines(b, "thema"),
			 1 + count_lines(b, "(vervolg)"));
	assert_true(count_lines(b, "(vervolg)") > 0);
	check_inside(b);
}

/* Among those, rows that a cell joins which a page can hold stay together. */
static void
test_joined_rows_inside(void **state)
{
	struct node *above[MAX_CELLS] = {NULL};
	struct book *b = *state;

	begin(b);
	add_row(b, "H|Thema|Wat|Hoe", above);
	for (size_t i = 0; i < 90; i++)
		add_row(b,
			arena_printf(b->arena, "B|%s|rij 0.%zu|%s",
				     i == 0 ? "thema" : "^", i,
				     i % 3 == 0 ? "x" : "^"),
			above);
	lay_out(b);
	for (size_t i = 0; i < 90; i += 3)
		assert_int_equal(row_of(b, 0, i).page, row_of(b, 0, i + 2).page);
	check_inside(b);
}

/* ---- under the table ------------------------------------------------------------ */

static void
test_long_note(void **state)
{
	static const char *const rows[] = {"H|a|b", "B|c|d", "B|e|f", NULL};
	struct book *b = *state;
	const char *note = long_row(b, "", "w", 2500);

	draw(b, rows);
	add_text(b, b->part, NODE_NOTE, note, strlen(note));
	add_text(b, b->part, NODE_P, "Bron: niets", 11)->flow = FLOW_TABLE_SOURCE;
	lay_out(b);
	assert_int_equal(check_words(b, "w", 2500),
			 find(b, "Bron: niets", 0, false).page);
	check_inside(b);
}

/* What is little stays with the last rows. */
static void
test_source_with_rows(void **state)
{
	for (size_t n = 18; n < 32; n++) {
		struct node *above[MAX_CELLS] = {NULL};
		struct book *b;

		again(state);
		b = *state;
		begin(b);
		add_row(b, "H|Nummer|Naam", above);
		for (size_t i = 0; i < n; i++)
			add_row(b, arena_printf(b->arena, "B|rij 0.%zu|naam", i),
				above);
		add_text(b, b->part, NODE_P, "Bron: niets", 11)->flow =
			FLOW_TABLE_SOURCE;
		lay_out(b);
		assert_int_equal(find(b, "Bron: niets", 0, false).page,
				 row_of(b, 0, n - 1).page);
	}
}

/* A foot that no page can hold goes on over pages, under the head. */
static void
test_foot_over_pages(void **state)
{
	struct node *above[MAX_CELLS] = {NULL};
	struct book *b = *state;

	begin(b);
	add_row(b, "H|Nummer|Naam", above);
	add_row(b, "B|rij 0.0|naam", above);
	for (size_t i = 0; i < 40; i++)
		add_row(b, arena_printf(b->arena, "F|voet %zu|naam", i), above);
	lay_out(b);
	assert_true(find(b, "voet 39", 0, false).page >
		    find(b, "voet 0", 0, false).page);
	for (size_t i = 0; i < b->frames->n_pages; i++)
		assert_int_equal(find(b, "Nummer", i, true).page, i);
	check_inside(b);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_heading_repeated),
		TEST(test_rows_stay_with_heading),
		TEST(test_no_heading),
		TEST(test_high_heading_not_repeated),
		TEST(test_row_over_pages),
		TEST(test_no_sum_alone),
		TEST(test_span_begins_with_lines),
		TEST(test_spans_over_pages),
		TEST(test_joined_rows_inside),
		TEST(test_long_note),
		TEST(test_source_with_rows),
		TEST(test_foot_over_pages),
	};
#undef TEST

	return cmocka_run_group_tests_name("table pages", tests, NULL, NULL);
}
