/*
 * Tables and figures of two editions compared. What changed is told a line each:
 *
 *     slug id row|label field: old -> new (note)
 *
 * Every case is told the other way round as well, where each line has its counterpart.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "edition/diff_grid.h"
#include "edition/diff_private.h"

#include "arena_state.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct edition *
load(struct arena *arena, const char *rest)
{
	static const char head[] =
		"edition: {title: T, period-start: 2026, period-end: 2028, "
		"status: draft, language: en}\n"
		"council: {name: Council of Tests}\n";
	struct diag_sink *sink = diag_sink_new(arena);
	const char *text = arena_printf(arena, "%s%s", head, rest);
	const struct edition *edition = edition_load(
		arena, sink, "t.yaml", NULL, text, strlen(text));

	if (edition == NULL)
		diag_print(sink, &(struct diag_style){0}, stderr);
	assert_non_null(edition);
	return edition;
}

/* A table in a chapter of its own. */
static const struct edition *
with_table(struct arena *arena, const char *table)
{
	return load(arena,
		    arena_printf(arena,
				 "tables:\n  - {id: t, %s}\n"
				 "booklet: {parts: [{kind: chapter, id: c, "
				 "title: C, body: '{table:t}'}]}\n",
				 table));
}

static const char *
or_none(const char *s)
{
	return s != NULL ? s : "-";
}

static void
put_change(const struct diff_change *c, struct buf *out)
{
	buf_printf(out, "%s %s", diff_slug(c->kind), or_none(c->id));
	if (c->row != NULL || c->label != NULL)
		buf_printf(out, " %s|%s", c->row != NULL ? c->row : "",
			   c->label != NULL ? c->label : "");
	if (c->field != NULL)
		buf_printf(out, " %s", c->field);
	if (c->old_value != NULL || c->new_value != NULL)
		buf_printf(out, ": %s -> %s", or_none(c->old_value),
			   or_none(c->new_value));
	if (c->note != NULL)
		buf_printf(out, " (%s)", c->note);
	buf_byte(out, '\n');
}

static const char *
changes_of(struct arena *arena, const struct edition *old,
	   const struct edition *new)
{
	const struct diff *d = diff_editions(arena, old, new, false);
	struct buf got = {0};

	for (size_t i = 0; i < d->n_changes; i++)
		put_change(&d->changes[i], &got);
	return buf_keep(&got, arena);
}

/* ---- tables -------------------------------------------------------------------- */

#define COLUMNS "columns: [Kind, {label: '2025', kind: amount}, '2026'], "

static void
tells_tables(void **state)
{
	static const struct {
		const char *old, *new, *there, *back;
	} cases[] = {
		{COLUMNS "rows: [[a, 1, 2]]", COLUMNS "rows: [[a, 1, 2]]", "",
		 ""},
		/* words, in the table and around it */
		{"title: One, " COLUMNS
		 "rows: [['a{note:n}', 1, 2]], notes: {n: First}, source: Me",
		 "title: Two, " COLUMNS
		 "rows: [['a{note:n}', 1, 3]], notes: {n: Second}",
		 "table-retitled t title: One -> Two\n"
		 "table-cell t a|2026: 2 -> 3\n"
		 "table-text t note: First -> Second\n"
		 "table-text t source: Me -> -\n",
		 "table-retitled t title: Two -> One\n"
		 "table-cell t a|2026: 3 -> 2\n"
		 "table-text t note: Second -> First\n"
		 "table-text t source: - -> Me\n"},
		/* a row that came and one that went, wherever they stand */
		{COLUMNS "rows: [[a, 1, 2], [b, 3, 4], [d, 5, 6]]",
		 COLUMNS "rows: [[a, 1, 2], [c, 7, 8], [d, 5, 9]]",
		 "table-row-new t c|: - -> 7; 8\n"
		 "table-cell t d|2026: 6 -> 9\n"
		 "table-row-gone t b|: 3; 4 -> -\n",
		 "table-row-new t b|: - -> 3; 4\n"
		 "table-cell t d|2026: 9 -> 6\n"
		 "table-row-gone t c|: 7; 8 -> -\n"},
		/* the same heading under two others: each with its own */
		{COLUMNS
		 "rows: [{group: X}, [sum, 1, 1], {group: Y}, [sum, 2, 2]]",
		 COLUMNS
		 "rows: [{group: Y}, [sum, 2, 3], {group: X}, [sum, 1, 1]]",
		 "table-cell t Y: sum|2026: 2 -> 3\n"
		 "table-order t rows (2 of the 4 rows changed places)\n",
		 "table-cell t Y: sum|2026: 3 -> 2\n"
		 "table-order t rows (2 of the 4 rows changed places)\n"},
		/* a heading over rows, and one that is nearly the same */
		{COLUMNS "rows: [{group: Members}, [allowances, 1, 1]]",
		 COLUMNS "rows: [{group: All members}, [allowance, 1, 1]]",
		 "table-text t group: Members -> All members\n"
		 "table-cell t allowance|Kind: allowances -> allowance\n",
		 "table-text t group: All members -> Members\n"
		 "table-cell t allowances|Kind: allowance -> allowances\n"},
		/* other figures are another heading */
		{COLUMNS "rows: [[Year 1, 1, 2], [Year 2, 3, 4]]",
		 COLUMNS "rows: [[Year 2, 3, 4], [Year 3, 5, 6]]",
		 "table-row-new t Year 3|: - -> 5; 6\n"
		 "table-row-gone t Year 1|: 1; 2 -> -\n",
		 "table-row-new t Year 1|: - -> 1; 2\n"
		 "table-row-gone t Year 3|: 5; 6 -> -\n"},
		/* columns: one later in all rows, one by another name */
		{"columns: [Kind, '2024', '2025', Remarks], "
		 "rows: [[a, 1, 2, x y z], [b, 3, 4, p q r]]",
		 "columns: [Sort, '2025', '2026', Notes], "
		 "rows: [[a, 2, 7, x y z], [b, 5, 8, p q r]]",
		 "table-column-renamed t |Sort label: Kind -> Sort\n"
		 "table-column-new t |2026\n"
		 "table-column-renamed t |Notes label: Remarks -> Notes\n"
		 "table-column-gone t |2024\n"
		 "table-cell t b|2025: 4 -> 5\n",
		 "table-column-renamed t |Kind label: Sort -> Kind\n"
		 "table-column-new t |2024\n"
		 "table-column-renamed t |Remarks label: Notes -> Remarks\n"
		 "table-column-gone t |2026\n"
		 "table-cell t b|2025: 5 -> 4\n"},
		{"columns: [Kind, A, B], rows: [[a, 1, 2]]",
		 "columns: [Kind, B, A], rows: [[a, 2, 1]]",
		 "table-order t columns (1 of the 3 columns changed places)\n",
		 "table-order t columns (1 of the 3 columns changed places)\n"},
		/* cells that reach over others are told once, where they begin */
		{"columns: [A, B, C], rows: [[{text: The sea, rows: 2}, u, 1], "
		 "[v, 2]]",
		 "columns: [A, B, C], rows: [[{text: A sea, rows: 2}, u, 1], [v, "
		 "3]]",
		 "table-cell t A sea, u|A: The sea -> A sea\n"
		 "table-cell t A sea, v|C: 2 -> 3\n",
		 NULL},
		/* a heading that reaches over rows tells them not apart */
		{"columns: [A, B, C], rows: [[{text: Sea, rows: 3}, coast, 1], "
		 "[rivers, 2], [lakes, 3]]",
		 "columns: [A, B, C], rows: [[{text: Sea, rows: 2}, rivers, 5], "
		 "[lakes, 3]]",
		 "table-cell t Sea, rivers|C: 2 -> 5\n"
		 "table-row-gone t Sea, coast|: coast; 1 -> -\n",
		 NULL},
		/* rows of one heading: in their order, the most alike */
		{COLUMNS
		 "rows: [[a, '1.5', two], [a, '3.5', four], [a, '5.5', six]]",
		 COLUMNS "rows: [[a, '3.5', nine], [a, '5.5', six]]",
		 "table-cell t a|2026: four -> nine\n"
		 "table-row-gone t a|: 1.5; two -> -\n",
		 "table-row-new t a|: - -> 1.5; two\n"
		 "table-cell t a|2026: nine -> four\n"},
		/* no headings: rows are known by what they hold */
		{"row-heads: false, columns: [A, B], rows: [[one two three, four "
		 "five], [six seven, eight]]",
		 "row-heads: false, columns: [A, B], rows: [[six seven, eight], "
		 "[one two three, four six]]",
		 "table-cell t one two three|B: four five -> four six\n"
		 "table-order t rows (1 of the 2 rows changed places)\n",
		 "table-cell t one two three|B: four six -> four five\n"
		 "table-order t rows (1 of the 2 rows changed places)\n"},
		/* what adds up, and an empty cell */
		{COLUMNS "rows: [[a, 1, ''], [all, 1, 2]]",
		 COLUMNS "rows: [[a, 1, 2], {cells: [all, 1, ''], sum: true}]",
		 "table-cell t a|2026: - -> 2\n"
		 "table-cell t all|2026: 2 -> -\n"
		 "table-sum t all| sum: does not add up -> adds up\n",
		 "table-cell t a|2026: 2 -> -\n"
		 "table-cell t all|2026: - -> 2\n"
		 "table-sum t all| sum: adds up -> does not add up\n"},
		/* markup is no word */
		{COLUMNS "rows: [['*a*', 1, 2]]",
		 COLUMNS "rows: [['**a**', 1, 2]]", "", ""},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct edition *old = with_table(*state, cases[i].old);
		const struct edition *new = with_table(*state, cases[i].new);

		assert_string_equal(changes_of(*state, old, new), cases[i].there);
		if (cases[i].back != NULL)
			assert_string_equal(
				changes_of(*state, new, old), cases[i].back);
	}
}

/* ---- where tables and figures stand ---------------------------------------------- */

#define TABLES(id, title) \
	"tables: [{id: " id ", title: " title \
	", columns: [A, B], rows: [[a, b]]}]\n"
#define FIGURE(id, rest) "{id: " id ", image: " id ".png, " rest "}"

static void
tells_places(void **state)
{
	static const struct {
		const char *old, *new, *changes;
	} cases[] = {
		/* new and gone: not as the text that sets them */
		{"booklet: {parts: [{kind: chapter, id: c, title: C, body: "
		 "x}]}\n",
		 TABLES("t", "Budget") "booklet: {parts: [{kind: chapter, id: c, "
				       "title: C, body: "
				       "\"x\\n\\n{table:t}\"}]}\n",
		 "table-new t\n"},
		{TABLES("t", "Budget") "booklet: {parts: [{kind: chapter, id: c, "
				       "title: C, body: "
				       "\"x\\n\\n{table:t}\"}]}\n",
		 "booklet: {parts: [{kind: chapter, id: c, title: C, body: "
		 "x}]}\n",
		 "table-gone t\n"},
		/* by its title, under another id, and nothing else */
		{TABLES("t", "The budget") "booklet: {parts: [{kind: chapter, "
					   "id: c, title: C, body: "
					   "'{table:t}'}]}\n",
		 TABLES("u", "The budget") "booklet: {parts: [{kind: chapter, "
					   "id: c, title: C, body: "
					   "'{table:u}'}]}\n",
		 ""},
		/* in another chapter; later in its own */
		{TABLES("t", "Budget") "booklet:\n  parts:\n"
				       "    - {kind: chapter, id: c, title: C, "
				       "body: '{table:t}'}\n"
				       "    - {kind: chapter, id: d, title: D, "
				       "body: y}\n",
		 TABLES("t",
			"Budget") "booklet:\n  parts:\n"
				  "    - {kind: chapter, id: c, title: C, body: "
				  "x}\n"
				  "    - {kind: chapter, id: d, title: D, body: "
				  "\"y\\n\\n{table:t}\"}\n",
		 "text-added c body: - -> x\n"
		 "table-moved t place: C -> D\n"},
		{TABLES("t", "Budget") "booklet: {parts: [{kind: chapter, id: c, "
				       "title: C, body: "
				       "\"one two\\n\\n{table:t}\\n\\nthree "
				       "four\"}]}\n",
		 TABLES("t", "Budget") "booklet: {parts: [{kind: chapter, id: c, "
				       "title: C, body: "
				       "\"one two\\n\\nthree "
				       "four\\n\\n{table:t}\"}]}\n",
		 "table-moved t place: C -> C\n"},
		/* figures: words, pictures, chapters */
		{"booklet: {parts: [{kind: chapter, id: c, title: C, body: "
		 "'{figure:f}', figures: [" FIGURE(
			 "f", "caption: Sea, alt: A sea, credit: "
			      "Me") "]}]}\n",
		 "booklet: {parts: [{kind: chapter, id: c, title: C, body: "
		 "'{figure:f}', figures: [{id: f, image: g.png, caption: The "
		 "sea, alt: The sea}]}]}\n",
		 "figure-image f\n"
		 "figure-text f caption: Sea -> The sea\n"
		 "figure-text f credit: Me -> -\n"
		 "figure-text f alt: A sea -> The sea\n"},
		{"booklet: {parts: [{kind: chapter, id: c, title: C, body: "
		 "'{figure:f}', figures: [" FIGURE(
			 "f", "caption: Sea, alt: S") "]}, "
						      "{kind: chapter, id: d, "
						      "title: D, body: x}]}\n",
		 "booklet: {parts: [{kind: chapter, id: c, title: C, body: "
		 "'{figure:h}', figures: [" FIGURE(
			 "h",
			 "caption: Hill, alt: H") "]}, "
						  "{kind: chapter, id: d, title: "
						  "D, body: 'x {figure:f}', "
						  "figures: [" FIGURE(
							  "f", "caption: Sea, "
							       "alt: S") "]}]}\n",
		 "text-changed c body: {figure:f} -> {figure:h}\n"
		 "text-changed d body: x -> x {figure:f}\n"
		 "figure-new h\n"
		 "figure-moved f place: C -> D\n"},
		/* a picture on a page of its own: known by its file or words */
		{"booklet: {parts: [{kind: plate, figure: {image: a.png, "
		 "caption: "
		 "A view of the sea, alt: S}}, {kind: plate, figure: {image: "
		 "b.png, alt: B}}]}\n",
		 "booklet: {parts: [{kind: plate, figure: {image: c.png, "
		 "caption: "
		 "The view of the sea, alt: S}}]}\n",
		 "figure-image -\n"
		 "figure-text - caption: A view of the sea -> The view of the "
		 "sea\n"
		 "figure-gone -\n"},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(changes_of(*state, load(*state, cases[i].old),
					       load(*state, cases[i].new)),
				    cases[i].changes);
}

/* ---- rows that are gone ------------------------------------------------------------ */

/* Each behind the row it stood behind, with its cells in the columns there are now. */
static void
remembers_gone_rows(void **state)
{
	const struct edition *old = with_table(
		*state, "columns: [K, A, B], rows: [[a, 1, 2], [b, 3, 4], [c, 5, "
			"6], [d, 7, 8]], foot: [[x, 9, 0], [y, 0, 9]]");
	const struct edition *new = with_table(
		*state,
		"columns: [K, B], rows: [[d, 8], [c, 6]], foot: [[y, 9]]");
	const struct diff *d = diff_editions(*state, old, new, false);
	static const struct {
		size_t before;
		bool foot;
		const char *cells[2];
	} wanted[] = {
		{0, false, {"a", "2"}},
		{0, false, {"b", "4"}},
		{1, true, {"x", "0"}},
	};

	assert_int_equal(d->n_gone_rows, COUNT(wanted));
	for (size_t i = 0; i < COUNT(wanted); i++) {
		const struct diff_gone_row *gone = &d->gone_rows[i];

		assert_int_equal(gone->before, wanted[i].before);
		assert_int_equal(gone->foot, wanted[i].foot);
		assert_string_equal(gone->cells[0], wanted[i].cells[0]);
		assert_string_equal(gone->cells[1], wanted[i].cells[1]);
	}
}

/* ---- words without markup ------------------------------------------------------------ */

/* What is taken as it stands is what reading it as CommonMark gives. */
static void
knows_bare_words(void **state)
{
	static const char *const pieces[] = {
		"1",  "12", ".", ")", "(",  " ",   "a",     "Zee", "-", "+",
		"#",  ">",  "é", "–", ";",  ",",   "\"",    "'",   "%", "=",
		"€ ", "/",  "?", "$", "’",  "...", "--",    "x",   "_", "*",
		"[",  "]",  "`", "&", "\\", "!",   "&amp;", "<",   "~", "  "};
	struct diff d = {.arena = *state};
	uint32_t seed = 7;
	int n_bare = 0;

	for (int round = 0; round < 20000; round++) {
		struct arena_mark mark = arena_mark(*state);
		struct buf made = {0};
		struct source_text text;
		const struct prose *root;
		const char *words;
		bool ok;

		for (int i = 0; i < 1 + round % 7; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_str(&made, pieces[(seed >> 16) % COUNT(pieces)]);
		}
		text = source_made(buf_keep(&made, *state));
		words = diff_plain_words(&d, &text);
		root = prose_parse_inline(
			*state, diag_sink_new(*state), &text, &ok);
		if (words == text.s) { /* it was taken as it stands */
			assert_non_null(root->first);
			assert_null(root->first->next);
			assert_int_equal(root->first->kind, PROSE_TEXT);
			assert_int_equal(root->first->len, text.len);
			assert_memory_equal(root->first->text, text.s, text.len);
			n_bare++;
		}
		arena_rewind(*state, mark);
	}
	assert_true(n_bare > 1000); /* and not by never being so */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tells_tables, setup, teardown),
		cmocka_unit_test_setup_teardown(tells_places, setup, teardown),
		cmocka_unit_test_setup_teardown(
			remembers_gone_rows, setup, teardown),
		cmocka_unit_test_setup_teardown(
			knows_bare_words, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
