/* Records that may be written as the value of one of their fields alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "schema/schema.h"

struct cell {
	struct diag_pos pos;
	struct source_text text;
	int span;
};

struct row {
	struct diag_pos pos;
	struct source_text name;
	struct schema_list cells;
};

struct note {
	struct diag_pos pos;
	struct source_text id, text;
};

struct sheet {
	struct diag_pos pos;
	struct schema_list rows, notes;
};

#define FIELD(record, member, kind_, ...) \
	{ \
		.key = #member, .kind = (kind_), \
		.offset = offsetof(struct record, member), .doc = "It.", \
		__VA_ARGS__ \
	}
#define SCHEMA(record, short_) \
	{ \
		.name = #record, .size = sizeof(struct record), \
		.pos_offset = offsetof(struct record, pos), \
		.fields = record##_fields, \
		.n_fields = sizeof(record##_fields) / sizeof(*record##_fields), \
		.doc = "One.", .short_key = (short_) \
	}

static const struct schema_field cell_fields[] = {
	FIELD(cell, text, SCHEMA_TEXT, .max = 8),
	FIELD(cell, span, SCHEMA_INT, .def = "1", .min = 1, .max = 9),
};
static const struct schema cell_schema = SCHEMA(cell, "text");

static const struct schema_field row_fields[] = {
	FIELD(row, name, SCHEMA_TEXT, .max = 80),
	FIELD(row, cells, SCHEMA_LIST, .sub = &cell_schema, .min = 1, .max = 3),
};
static const struct schema row_schema = SCHEMA(row, "cells");

static const struct schema_field note_fields[] = {
	FIELD(note, id, SCHEMA_ID, .required = true),
	FIELD(note, text, SCHEMA_TEXT, .required = true, .max = 80),
};
static const struct schema note_schema = SCHEMA(note, "text");

static const struct schema_field sheet_fields[] = {
	FIELD(sheet, rows, SCHEMA_LIST, .sub = &row_schema),
	FIELD(sheet, notes, SCHEMA_MAP, .sub = &note_schema),
};
static const struct schema sheet_schema = SCHEMA(sheet, NULL);

struct fixture {
	struct arena *arena;
	struct diag_sink *sink;
	struct sheet sheet;
};

static int
setup(void **state)
{
	struct arena *arena = arena_new();
	struct fixture *f = arena_alloc(arena, sizeof(*f));

	f->arena = arena;
	f->sink = diag_sink_new(arena);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	return 0;
}

static bool
load(struct fixture *f, const char *text)
{
	return schema_load(&sheet_schema, f->arena, f->sink, "f", text,
			   strlen(text), NULL, &f->sheet);
}

/* "a*1 b*2|c*1": the texts of the cells with their spans, a bar between rows. */
static const char *
cells(struct fixture *f)
{
	const struct row *row = f->sheet.rows.items;
	struct buf out = {0};

	for (size_t i = 0; i < f->sheet.rows.count; i++) {
		const struct cell *cell = row[i].cells.items;

		buf_str(&out, i > 0 ? "|" : "");
		for (size_t k = 0; k < row[i].cells.count; k++)
			buf_printf(&out, "%s%s*%d", k > 0 ? " " : "",
				   cell[k].text.s != NULL ? cell[k].text.s : "",
				   cell[k].span);
	}
	return buf_keep(&out, f->arena);
}

static void
test_forms(void **state)
{
	struct fixture *f = *state;
	const struct cell *cell;
	const struct row *row;

	assert_true(load(f, "rows:\n"
			    "  - [a, 12, {text: b, span: 2}]\n"
			    "  - - c\n"
			    "    - \"\"\n"
			    "    - ~\n"
			    "  - {name: n, cells: [\"3,5\"]}\n"
			    "  - [null, {span: 3}]\n"));
	assert_string_equal(cells(f), "a*1 12*1 b*2|c*1 *1 *1|3,5*1|*1 *3");
	row = f->sheet.rows.items;
	cell = row[0].cells.items;
	assert_int_equal(row[0].pos.line, 2);
	assert_int_equal(row[0].pos.col, 5);
	assert_int_equal(cell[1].pos.col, 9);
	assert_int_equal(cell[1].text.pos.col, 9);
	assert_string_equal(row[2].name.s, "n");
}

static void
test_map(void **state)
{
	struct fixture *f = *state;
	const struct note *note;

	assert_true(load(f, "notes: {a: Short., b: {text: Long.}}\n"));
	note = f->sheet.notes.items;
	assert_string_equal(note[0].id.s, "a");
	assert_string_equal(note[0].text.s, "Short.");
	assert_string_equal(note[1].id.s, "b");
	assert_string_equal(note[1].text.s, "Long.");
}

static void
test_refused(void **state)
{
	static const char *const wrong[] = {
		"rows: [a]\n", /* a text where a row is wanted */
		"rows: [[[a]]]\n", /* a list where a cell is */
		"rows: [[a, b, c, d]]\n", /* too many */
		"rows: [[]]\n", /* too few */
		"rows: [[much too long]]\n", /* for the field */
		"notes: {a: ~}\n", /* required */
		"notes: {a: [b]}\n",
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct fixture *f;

		teardown(state);
		setup(state);
		f = *state;
		if (load(f, wrong[i]))
			fail_msg("'%s' is read", wrong[i]);
		assert_int_equal(diag_count(f->sink, DIAG_ERROR), 1);
	}
}

static void
test_documents(void **state)
{
	struct fixture *f = *state;
	struct buf json = {0}, manual = {0};
	const char *text;

	schema_json(&sheet_schema, "Sheet", &json);
	text = buf_keep(&json, f->arena);
	assert_non_null(strstr(text, "\"type\": [\"object\", \"array\"]"));
	assert_non_null(strstr(
		text,
		"\"type\": [\"object\", \"string\", \"number\", \"null\"]"));
	schema_document(&sheet_schema, &manual);
	text = buf_keep(&manual, f->arena);
	assert_non_null(strstr(text, "nothing but `cells`"));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_forms),
		TEST(test_map),
		TEST(test_refused),
		TEST(test_documents),
	};
#undef TEST

	return cmocka_run_group_tests_name("schema short", tests, NULL, NULL);
}
