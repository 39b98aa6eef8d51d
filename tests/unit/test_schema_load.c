/*
 * What a good file becomes: values, defaults, and texts that know the place of
 * every byte; and how soon a hostile one is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "schema_book.h"

struct fixture {
	struct arena *arena;
	struct diag_sink *sink;
	struct book book;
	struct buf text;
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return -1;
	f->arena = arena_new();
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	buf_done(&f->text);
	free(f);
	return 0;
}

static bool
load_bytes(struct fixture *f, const void *text, size_t len)
{
	f->sink = diag_sink_new(f->arena);
	memset(&f->book, 0, sizeof(f->book));
	return schema_load(&book_schema, f->arena, f->sink, "f", text, len,
			   &book_options, &f->book);
}

static bool
load(struct fixture *f, const char *text)
{
	return load_bytes(f, text, strlen(text));
}

#define ITEM(type, list, i) ((const type *)(list).items + (i))

static void
test_values(void **state)
{
	struct fixture *f = *state;
	const struct book *b = &f->book;

	assert_true(load(
		f,
		"title: 2026-2028\n"
		"code: B5\n"
		"copies: 12\n"
		"ratio: 0.707\n"
		"width: 30G\n"
		"indent: -2.5mm\n"
		"draft: false\n"
		"ink: \"#0a0B0c\"\n"
		"date: 2025-11-01\n"
		"period: 2026-Q2\n"
		"words: [a, \"b c\", true]\n"
		"sizes: [8.5pt]\n"
		"cover: images/a.jpg\n"
		"by: jan\n"));
	assert_string_equal(b->title.s, "2026-2028");
	assert_string_equal(b->code.s, "B5");
	assert_int_equal(b->copies, 12);
	assert_int_equal(b->ratio, 707);
	assert_int_equal(b->width, 360000);
	assert_int_equal(b->indent, -7087); /* 2.5 mm = 7.0866 pt */
	assert_false(b->draft);
	assert_int_equal(b->ink, 0x0A0B0C);
	assert_int_equal(b->date.year, 2025);
	assert_int_equal(b->date.month, 11);
	assert_int_equal(b->date.day, 1);
	assert_int_equal(b->date.pos.line, 9);
	assert_int_equal(b->date.pos.col, 7);
	assert_int_equal(b->period.year, 2026);
	assert_int_equal(b->period.quarter, 2);
	assert_int_equal(b->period.month, 0);
	assert_int_equal(b->words.count, 3);
	assert_string_equal(ITEM(struct source_text, b->words, 1)->s, "b c");
	assert_string_equal(ITEM(struct source_text, b->words, 2)->s, "true");
	assert_int_equal(b->sizes.count, 1);
	assert_int_equal(*ITEM(mpt, b->sizes, 0), 8500);
	assert_null(b->lead.s);
	assert_null(b->editor);
	assert_int_equal(b->people.count, 0);
}

static void
test_defaults(void **state)
{
	struct fixture *f = *state;
	const struct book *b = &f->book;

	assert_true(load(f, "title: x\nwidth:\neditor: {name: E}\n"));
	assert_int_equal(b->copies, 500);
	assert_int_equal(b->width, 340157); /* 120 mm = 340.1575 pt */
	assert_true(b->draft);
	assert_int_equal(b->ink, 0x1B1F27);
	assert_int_equal(b->sizes.count, 2);
	assert_int_equal(*ITEM(mpt, b->sizes, 1), 12000);
	assert_int_equal(b->ratio, 0);
	assert_int_equal(b->editor->role, EDITOR);
	assert_null(b->editor->id.s);
	assert_int_equal(b->editor->pos.line, 3);
	assert_int_equal(b->editor->pos.col, 1);
}

/* Records of a mapping keep the order of the file, and their key as id. */
static void
test_records(void **state)
{
	struct fixture *f = *state;
	const struct book *b = &f->book;

	assert_true(load(
		f, "title: x\n"
		   "people:\n"
		   "  zoe: &zoe {name: Z, role: author}\n"
		   "  adam: {name: A}\n"
		   "editor: *zoe\n"
		   "chapters:\n"
		   "- title: One\n"
		   "  chapters:\n"
		   "  - title: One and a half\n"
		   "- title: Two\n"));
	assert_int_equal(b->people.count, 2);
	assert_string_equal(ITEM(struct person, b->people, 0)->id.s, "zoe");
	assert_int_equal(ITEM(struct person, b->people, 0)->role, AUTHOR);
	assert_string_equal(ITEM(struct person, b->people, 1)->id.s, "adam");
	assert_int_equal(ITEM(struct person, b->people, 1)->pos.line, 4);
	assert_int_equal(ITEM(struct person, b->people, 1)->pos.col, 3);
	assert_string_equal(b->editor->name.s, "Z");
	assert_int_equal(b->chapters.count, 2);
	assert_string_equal(
		ITEM(struct chapter,
		     ITEM(struct chapter, b->chapters, 0)->chapters, 0)
			->title.s,
		"One and a half");
	assert_int_equal(ITEM(struct chapter, b->chapters, 1)->pos.line, 10);
	assert_int_equal(ITEM(struct chapter, b->chapters, 1)->pos.col, 3);
}

/* What could not be read is absent; the rest is there. */
static void
test_partial(void **state)
{
	struct fixture *f = *state;
	const struct book *b = &f->book;

	assert_false(load(f, "title: x\ncopies: many\nlink: nowhere\n"
			     "words: [a, [b], c]\n"
			     "chapters: [{title: A}, none, {body: B}]\n"));
	assert_string_equal(b->title.s, "x");
	assert_int_equal(b->copies, 0);
	assert_null(b->link.s);
	assert_int_equal(b->words.count, 2);
	assert_string_equal(ITEM(struct source_text, b->words, 1)->s, "c");
	assert_int_equal(b->chapters.count, 2);
	assert_string_equal(ITEM(struct chapter, b->chapters, 1)->body.s, "B");
	assert_int_equal(diag_count(f->sink, DIAG_ERROR), 5);
}

/* ---- the place of every byte ---- */

enum { INLINE = SOURCE_INLINE, BLOCK = SOURCE_BLOCK, ROUGH = SOURCE_ROUGH };

/* The value of `lead`, its form, and where its first byte stands. */
static const struct {
	const char *yaml, *lead;
	int form, line, col;
} places[] = {
	{"lead: plain text # comment\n", "plain text", INLINE, 1, 7},
	{"lead: naïve coöp\n", "naïve coöp", INLINE, 1, 7},
	{"lead:   'in quotes'\n", "in quotes", INLINE, 1, 10},
	{"lead: \"in quotes\"\n", "in quotes", INLINE, 1, 8},
	{"lead: &anchor 'in quotes'\n", "in quotes", INLINE, 1, 16},
	{"lead: &anchor\n  text\n", "text", INLINE, 2, 3},
	{"lead: &a # 'not here'\n  'text'\n", "text", INLINE, 2, 4},
	{"lead:\n  on the next line\n", "on the next line", INLINE, 2, 3},
	{"{title: t, lead: in braces}\n", "in braces", INLINE, 1, 18},
	{"\"ë\": &é x\n", NULL, 0, 0, 0},
	{"lead: 'it''s'\n", "it's", ROUGH, 1, 8},
	{"lead: \"a\\tb\"\n", NULL, 0, 0, 0},
	{"lead: \"a\\u00EBb\"\n", "aëb", ROUGH, 1, 8},
	{"lead: two\n  lines\n", "two lines", ROUGH, 1, 7},
	{"lead: 'two\n  lines'\n", "two lines", ROUGH, 1, 8},
	{"lead: |\n  one\n  two\n", "one\ntwo\n", BLOCK, 2, 3},
	{"lead: |-\n  one\n  two\n", "one\ntwo", BLOCK, 2, 3},
	{"lead: |+\n  one\n\n\n", "one\n\n\n", BLOCK, 2, 3},
	{"lead: |\n\n\n  one\n   two\n\n  three\n", "\n\none\n two\n\nthree\n",
	 BLOCK, 2, 3},
	{"lead: |2\n    one\n  two\n", "  one\ntwo\n", BLOCK, 2, 3},
	{"lead: |1-\n   one\n", "  one", BLOCK, 2, 2},
	{"lead: |  # comment | here\n      one\n", "one\n", BLOCK, 2, 7},
	{"lead: &a |\n  één\n", "één\n", BLOCK, 2, 3},
	{"lead: |\r\n  one\r\n  two\r\n", "one\ntwo\n", BLOCK, 2, 3},
	{"lead: |\n  one  \n  \n  two", "one  \n\ntwo", BLOCK, 2, 3},
	{"lead: >\n  one\n  two\n", "one two\n", ROUGH, 2, 3},
	{"lead: >-\n\n    one\n", "\none", ROUGH, 3, 5},
	/* e and a combining diaeresis become one character: bytes have moved */
	{"lead: e\xCC\x88 x\n", "ë x", ROUGH, 1, 7},
	{"lead: |\n  e\xCC\x88\n", "ë\n", ROUGH, 2, 3},
};

/* The byte of the file at a line and column, found by counting. */
static const char *
byte_at(const char *file, int line, int col)
{
	for (; line > 1; line--)
		file += strcspn(file, "\n") + 1;
	for (; col > 1; col--)
		do
			file++;
		while (((unsigned char)*file & 0xC0) == 0x80);
	return file;
}

/* Each first byte of a character stands in the file where its text says. */
static void
check_every_byte(const struct source_text *text, const char *file)
{
	for (size_t i = 0; i < text->len; i++) {
		struct diag_pos pos = source_pos(text, i);

		if (text->s[i] != '\n' &&
		    ((unsigned char)text->s[i] & 0xC0) != 0x80)
			assert_int_equal(*byte_at(file, pos.line, pos.col),
					 text->s[i]);
	}
}

static void
test_places(void **state)
{
	struct fixture *f = *state;
	const struct source_text *lead = &f->book.lead;

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		load(f, places[i].yaml);
		if (places[i].lead == NULL) {
			assert_null(lead->s);
			continue;
		}
		if (lead->s == NULL || (int)lead->form != places[i].form ||
		    lead->pos.line != places[i].line ||
		    lead->pos.col != places[i].col)
			print_message("in: %s\n", places[i].yaml);
		assert_non_null(lead->s);
		assert_string_equal(lead->s, places[i].lead);
		assert_int_equal(lead->form, places[i].form);
		assert_int_equal(lead->pos.line, places[i].line);
		assert_int_equal(lead->pos.col, places[i].col);
		assert_string_equal(lead->pos.file, "f");
		if (lead->form != SOURCE_ROUGH)
			check_every_byte(lead, places[i].yaml);
	}
}

/* ---- single functions ---- */

static void
test_lengths(void **state)
{
	static const struct {
		const char *s;
		bool ok;
		long mpt;
	} lengths[] = {
		{"12pt", true, 12000},   {"0pt", true, 0},
		{"0.5pt", true, 500},    {"-3.125pt", true, -3125},
		{"25.4mm", true, 72000}, {"1mm", true, 2835}, /* 2.83464 */
		{"-1mm", true, -2835},   {"2G", true, 24000},
		{"1.5G", true, 18000},   {"12", false, 0},
		{"pt", false, 0},        {"", false, 0},
		{"1.pt", false, 0},      {".5pt", false, 0},
		{"1.2345pt", false, 0},  {"01pt", false, 0},
		{"+1pt", false, 0},      {"1 pt", false, 0},
		{"1cm", false, 0},       {"1e3pt", false, 0},
		{"999999mm", false, 0},  {"9999999999999pt", false, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		long got = 0;

		assert_int_equal(schema_parse_length(lengths[i].s, 12000, &got),
				 lengths[i].ok);
		assert_int_equal(got, lengths[i].mpt);
	}
	assert_false(schema_parse_length("2G", 0, &(long){0}));
}

static void
test_days(void **state)
{
	static const struct {
		const char *s;
		int year, month, day; /* 0: none */
	} days[] = {
		{"2026-01-31", 2026, 1, 31}, {"2028-02-29", 2028, 2, 29},
		{"2026-02-29", 0, 0, 0},     {"1900-02-29", 0, 0, 0},
		{"2000-02-29", 2000, 2, 29}, {"2026-13-01", 0, 0, 0},
		{"2026-00-01", 0, 0, 0},     {"2026-04-31", 0, 0, 0},
		{"2026-04-00", 0, 0, 0},     {"0000-01-01", 0, 0, 0},
		{"2026-01", 0, 0, 0},        {"2026-Q1", 0, 0, 0},
		{"2026", 0, 0, 0},           {"", 0, 0, 0},
		{"31-01-2026", 0, 0, 0},     {"2026-01-31 ", 0, 0, 0},
		{"2026-1-31x", 0, 0, 0},     {"2026/01/31", 0, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		struct schema_date got = {0};

		assert_int_equal(schema_parse_day(days[i].s, &got),
				 days[i].year != 0);
		assert_int_equal(got.year, days[i].year);
		assert_int_equal(got.month, days[i].month);
		assert_int_equal(got.day, days[i].day);
		assert_int_equal(got.quarter, 0);
	}
}

static void
test_probe(void **state)
{
	static const char text[] =
		"page:\n  grid: 12pt\n  none: ~\n  list: [a]\ntop: x\n";
	struct fixture *f = *state;
	size_t len = sizeof(text) - 1;

	assert_string_equal(
		schema_probe(f->arena, text, len, "page/grid"), "12pt");
	assert_string_equal(schema_probe(f->arena, text, len, "top"), "x");
	assert_null(schema_probe(f->arena, text, len, "page"));
	assert_null(schema_probe(f->arena, text, len, "page/none"));
	assert_null(schema_probe(f->arena, text, len, "page/list"));
	assert_null(schema_probe(f->arena, text, len, "page/grid/deeper"));
	assert_null(schema_probe(f->arena, text, len, "grid"));
	assert_null(schema_probe(f->arena, "a: [", 4, "a"));
	assert_null(schema_probe(f->arena, "", 0, "a"));
}

/* ---- hostile files ---- */

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What is in f->text is refused by this one code, and at once. */
static void
check_refused(struct fixture *f, const char *slug)
{
	double begin = seconds();
	struct diag_style style = {.quiet = true};
	char *out = NULL;
	size_t size = 0;
	FILE *file;

	assert_false(load_bytes(f, f->text.data, f->text.len));
	/* generous: a sanitizer or valgrind slows what takes milliseconds */
	assert_true(seconds() - begin < 10);
	assert_int_equal(diag_count(f->sink, DIAG_ERROR), 1);
	file = open_memstream(&out, &size);
	assert_non_null(file);
	diag_print(f->sink, &style, file);
	fclose(file);
	assert_non_null(strstr(out, slug));
	free(out);
	buf_clear(&f->text);
}

static void
put_times(struct buf *out, const char *s, size_t n)
{
	while (n-- > 0)
		buf_str(out, s);
}

static void
test_depth(void **state)
{
	struct fixture *f = *state;

	put_times(&f->text, "[", 10000);
	check_refused(f, "yaml-limit");
	put_times(&f->text, "{a: ", 10000);
	check_refused(f, "yaml-limit");
	put_times(&f->text, "- ", 10000);
	check_refused(f, "yaml-limit");
	for (int i = 0; i < 1000; i++) {
		put_times(&f->text, " ", (size_t)i);
		buf_str(&f->text, "a:\n");
	}
	check_refused(f, "yaml-limit");
	/* not deep in itself, but by what it repeats */
	buf_str(&f->text, "a0: &a0 [x]\n");
	for (int i = 1; i < 100; i++)
		buf_printf(&f->text, "a%d: &a%d [*a%d]\n", i, i, i - 1);
	check_refused(f, "yaml-limit");
}

static void
test_repetition(void **state)
{
	struct fixture *f = *state;

	buf_str(&f->text, "a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
	for (int i = 1; i < 20; i++) {
		buf_printf(&f->text, "a%d: &a%d [", i, i);
		for (int k = 0; k < 9; k++)
			buf_printf(&f->text, "%s*a%d", k > 0 ? "," : "", i - 1);
		buf_str(&f->text, "]\n");
	}
	check_refused(f, "yaml-limit");
	for (int i = 0; i < 1000; i++)
		buf_printf(&f->text, "- &a%d x\n", i);
	check_refused(f, "yaml-limit");
	put_times(&f->text, "- x\n", 250000);
	check_refused(f, "yaml-limit");
}

static void
test_size(void **state)
{
	struct fixture *f = *state;

	buf_str(&f->text, "title: \"");
	put_times(&f->text, "0123456789", 1000000);
	buf_str(&f->text, "\"\n");
	check_refused(f, "yaml-limit");
	buf_str(&f->text, "title: x\nlead: |\n");
	put_times(&f->text, "  23456789\n", 200000);
	check_refused(f, "yaml-limit");
	put_times(&f->text, "# 3456789\n", 1700000);
	check_refused(f, "yaml-limit");
}

/* A file of mistakes does not drown the reader, nor memory. */
static void
test_many_mistakes(void **state)
{
	struct fixture *f = *state;

	buf_str(&f->text, "title: x\n");
	for (int i = 0; i < 20000; i++)
		buf_printf(&f->text, "zz%d: x\n", i);
	assert_false(load_bytes(f, f->text.data, f->text.len));
	assert_int_equal(diag_count(f->sink, DIAG_ERROR), 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_values, setup, teardown),
		cmocka_unit_test_setup_teardown(test_defaults, setup, teardown),
		cmocka_unit_test_setup_teardown(test_records, setup, teardown),
		cmocka_unit_test_setup_teardown(test_partial, setup, teardown),
		cmocka_unit_test_setup_teardown(test_places, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lengths, setup, teardown),
		cmocka_unit_test(test_days),
		cmocka_unit_test_setup_teardown(test_probe, setup, teardown),
		cmocka_unit_test_setup_teardown(test_depth, setup, teardown),
		cmocka_unit_test_setup_teardown(test_repetition, setup, teardown),
		cmocka_unit_test_setup_teardown(test_size, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_many_mistakes, setup, teardown),
	};

	return cmocka_run_group_tests_name("schema_load", tests, NULL, NULL);
}
