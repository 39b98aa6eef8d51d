/* Tables that are written by hand: what they are made of. */
#include "model/model_tables.h"

#define MAX_COLUMNS 24
#define MAX_ROWS 10000
#define WIDEST (1200L * MPT_PER_PT)

static const char *const kinds[] = {"text", "figures", "amount", NULL};
static const char *const cell_kinds[] = {
	"as-column", "text", "figures", "amount", NULL};

static const struct schema_field column_rows[] = {
	FIELD(data_column, label, "label", SCHEMA_PROSE,
	      .doc = "The words above it, one paragraph."),
	FIELD(data_column, group, "group", SCHEMA_TEXT, LINE,
	      .doc = "Words over it and over the columns beside it that have the "
		     "same."),
	FIELD(data_column, kind, "kind", SCHEMA_CHOICE, .choices = kinds,
	      .def = "text",
	      .doc = "What its cells hold: text; figures, such as dates and "
		     "years; or an amount, a number that is set under the others "
		     "at its decimal mark."),
	FIELD(data_column, width, "width", SCHEMA_LENGTH, .min = 0, .max = WIDEST,
	      .doc = "The width of its text, if the program is not to choose "
		     "it."),
	FIELD(data_column, least, "minimum", SCHEMA_LENGTH, .min = 0,
	      .max = WIDEST, .doc = "The least width of its text."),
};

static const struct schema column_schema = SHORT_SCHEMA_OF(
	data_column, "table column", column_rows, "label",
	"One column of a table.");

static const struct schema_field cell_rows[] = {
	FIELD(data_cell, text, "text", SCHEMA_PROSE,
	      .doc = "What it holds, one paragraph; {note:id} sets the mark of a "
		     "note. Amounts as people write them: 1.234,5 in Dutch, "
		     "1,234.5 in English."),
	FIELD(data_cell, span, "span", SCHEMA_INT, .min = 1, .max = MAX_COLUMNS,
	      .def = "1", .doc = "How many columns it takes."),
	FIELD(data_cell, rows, "rows", SCHEMA_INT, .min = 1, .max = MAX_ROWS,
	      .def = "1",
	      .doc = "How many rows it takes; those below leave its place out."),
	FIELD(data_cell, head, "head", SCHEMA_BOOL, .doc = "It heads its row."),
	FIELD(data_cell, given_kind, "kind", SCHEMA_CHOICE, .choices = cell_kinds,
	      .def = "as-column",
	      .doc = "What it holds, if something else than its column does."),
};

static const struct schema cell_schema = SHORT_SCHEMA_OF(
	data_cell, "cell", cell_rows, "text", "One cell of a table.");

static const struct schema_field row_rows[] = {
	FIELD(data_row, cells, "cells", SCHEMA_LIST, .min = 1, .max = MAX_COLUMNS,
	      .sub = &cell_schema,
	      .doc = "Its cells, from the left. In the short form, "
		     "[Personeel, 12, \"3,5\"], what has a comma in it stands in "
		     "quotes."),
	FIELD(data_row, group, "group", SCHEMA_PROSE,
	      .doc = "Instead of cells: a heading over the rows below it. It "
		     "stands over them again on each page that they go on to."),
	FIELD(data_row, sum, "sum", SCHEMA_BOOL,
	      .doc = "It adds up the rows above it: in the foot all of them, "
		     "elsewhere those since the last heading or sum. Whether it "
		     "does is looked at by `zetsel check`."),
};

static const struct schema row_schema = SHORT_SCHEMA_OF(
	data_row, "row", row_rows, "cells", "One row of a table.");

static const struct schema_field note_rows[] = {
	FIELD(data_note, id, "id", SCHEMA_ID, .required = true,
	      .doc = "The name by which marks in the cells refer to it."),
	FIELD(data_note, text, "text", SCHEMA_PROSE, .required = true,
	      .doc = "The note, one paragraph."),
};

static const struct schema table_note_schema = SHORT_SCHEMA_OF(
	data_note, "table note", note_rows, "text", "A note under a table.");

static const char *const table_places[] = {"here", "column", "page", NULL};

static const struct schema_field table_rows[] = {
	FIELD(data_table, id, "id", SCHEMA_ID, .required = true,
	      .doc = "The id by which texts set it, {table:id}, and refer to it, "
		     "{number:id}, {title:id} and {page:id}."),
	FIELD(data_table, title, "title", SCHEMA_TEXT, LINE,
	      .doc = "The words above it, after its number. A table without them "
		     "is not numbered."),
	FIELD(data_table, columns, "columns", SCHEMA_LIST, .required = true,
	      .min = 1, .max = MAX_COLUMNS, .sub = &column_schema,
	      .doc = "Its columns, from the left."),
	FIELD(data_table, rows, "rows", SCHEMA_LIST, .required = true, .min = 1,
	      .max = MAX_ROWS, .sub = &row_schema, .doc = "Its rows."),
	FIELD(data_table, foot, "foot", SCHEMA_LIST, .min = 1, .max = 20,
	      .sub = &row_schema,
	      .doc = "Rows at its end, under a rule: totals and the like."),
	FIELD(data_table, notes, "notes", SCHEMA_MAP, .min = 1, .max = 16,
	      .sub = &table_note_schema,
	      .doc = "Notes under it, each under the name that its marks "
		     "{note:name} have."),
	FIELD(data_table, source, "source", SCHEMA_PROSE,
	      .doc = "Where its contents come from, printed under it, one "
		     "paragraph."),
	FIELD(data_table, row_heads, "row-heads", SCHEMA_BOOL, .def = "true",
	      .doc = "Whether the first cell of each row heads it, for the eye "
		     "and for those who hear the table."),
	FIELD(data_table, stand, "place", SCHEMA_CHOICE, .choices = table_places,
	      .def = "here",
	      .doc = "Between the paragraphs, over the page and across pages "
		     "if it is long; or whole, at the head or the foot of a "
		     "column or of the page, on the page where the text before "
		     "its {table:id} names it, or the next. One too high or too "
		     "wide for that stands here."),
	FIELD(data_table, landscape, "landscape", SCHEMA_BOOL,
	      .doc = "It stands on pages of its own, on their side."),
};

const struct schema table_schema = SCHEMA_OF(
	data_table, "table", table_rows,
	"A table with rows of one's own. It stands in the text of a chapter.");
