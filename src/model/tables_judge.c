/*
 * Tables that are written by hand: every cell in its column, every mark with its
 * note, every amount a number; and where in the text each table stands.
 */
#include <string.h>

#include "base/arena.h"
#include "model/amount.h"
#include "model/model_tables.h"

#define TABLE_MARK "{table:"
#define NOTE_MARK "{note:"

struct judge {
	struct arena *arena;
	struct diag_sink *sink;
	const struct edition *edition;
	struct data_table *table;
	size_t n_columns;
};

/* ---- cells in their columns ------------------------------------------------- */

/* A column that a cell from above holds. */
struct held {
	int rows; /* still to come, the one in hand included; 0: it is free */
	int line; /* of the cell */
};

/*
 * Between brackets "3,5" is two cells: the second follows the comma at once. NULL
 * if no two cells look like that; else the first of them.
 */
static const struct data_cell *
parted_number(const struct data_row *row)
{
	const struct data_cell *cell = row->cells.items;

	for (size_t i = 1; i < row->cells.count; i++) {
		const struct source_text *a = &cell[i - 1].text;
		const struct source_text *b = &cell[i].text;

		if (a->s != NULL && b->s != NULL && a->len > 0 && b->len > 0 &&
		    a->form == SOURCE_INLINE && b->form == SOURCE_INLINE &&
		    a->pos.line == b->pos.line &&
		    source_pos(a, a->len).col + 1 == b->pos.col &&
		    strchr("0123456789", a->s[a->len - 1]) != NULL &&
		    strchr("0123456789", b->s[0]) != NULL)
			return &cell[i - 1];
	}
	return NULL;
}

static void
report_cells(const struct judge *j, const struct data_row *row, size_t room,
	     bool held)
{
	const struct data_cell *parted = parted_number(row);

	diag_report(j->sink, DIAG_TABLE_CELLS, row->pos,
		    "this row has %zu cell%s, but there is room for %zu%s",
		    row->cells.count, row->cells.count == 1 ? "" : "s", room,
		    held ? " beside what reaches down from above" : "");
	if (parted != NULL)
		diag_hint(j->sink,
			  "Between brackets a comma parts two cells. Write a "
			  "number with a comma in quotes: \"%s,%s\".",
			  parted->text.s, parted[1].text.s);
}

/* A cell from column on; false if it does not fit, which is reported. */
static bool
fit_cell(const struct judge *j, const struct data_cell *cell, size_t column,
	 size_t rows_left, const struct held *held)
{
	size_t end = column + (size_t)cell->span;

	if (end > j->n_columns) {
		diag_report(j->sink, DIAG_TABLE_SPAN, cell->pos,
			    "this cell takes %d columns from column %zu on, but "
			    "the table has %zu",
			    cell->span, column + 1, j->n_columns);
		return false;
	}
	for (size_t i = column; i < end; i++)
		if (held[i].rows > 0) {
			diag_report(j->sink, DIAG_TABLE_SPAN, cell->pos,
				    "this cell runs into that of line %d, which "
				    "reaches down into column %zu",
				    held[i].line, i + 1);
			return false;
		}
	if ((size_t)cell->rows > rows_left) {
		diag_report(j->sink, DIAG_TABLE_SPAN, cell->pos,
			    "this cell takes %d rows, but there %s only %zu",
			    cell->rows, rows_left == 1 ? "is" : "are", rows_left);
		return false;
	}
	return true;
}

static int
kind_of(const struct judge *j, const struct data_cell *cell)
{
	const struct data_column *columns = j->table->columns.items;

	if (cell->given_kind > 0)
		return cell->given_kind - 1;
	return cell->span > 1 || cell->heads ? CELL_TEXT
					     : columns[cell->column].kind;
}

static void
put_cells(const struct judge *j, struct data_row *row, size_t rows_left,
	  struct held *held)
{
	struct data_cell *cell = row->cells.items;
	size_t column = 0, used = 0, room = j->n_columns;
	bool fits = true;

	for (size_t i = 0; i < j->n_columns; i++)
		room -= held[i].rows > 0;
	for (size_t i = 0; i < row->cells.count && fits; i++, cell++) {
		while (column < j->n_columns && held[column].rows > 0)
			column++;
		used += (size_t)cell->span;
		if (column == j->n_columns)
			continue;
		cell->column = column;
		cell->heads = cell->head || (j->table->row_heads && column == 0);
		cell->kind = kind_of(j, cell);
		fits = fit_cell(j, cell, column, rows_left, held);
		for (int k = 0; k < cell->span && fits; k++)
			held[column++] = (struct held){
				cell->rows, cell->pos.line};
	}
	if (fits && used != room)
		report_cells(j, row, room, room < j->n_columns);
}

/* Instead of cells a row may have a heading over those below it. */
static void
judge_group(const struct judge *j, const struct data_row *row, bool foot,
	    const struct held *held)
{
	if (foot || row->cells.count > 0) {
		diag_report(j->sink, DIAG_KIND_KEY, row->group.pos,
			    foot ? "a row of the foot has no use for 'group'"
				 : "a row with 'cells' has no use for 'group'");
		return;
	}
	for (size_t i = 0; i < j->n_columns; i++)
		if (held[i].rows > 0) {
			diag_report(j->sink, DIAG_TABLE_SPAN, row->pos,
				    "the cell of line %d reaches down into this "
				    "heading",
				    held[i].line);
			return;
		}
}

static void
place_rows(const struct judge *j, struct schema_list *list, bool foot)
{
	struct held *held = arena_new_array(j->arena, struct held, j->n_columns);
	struct data_row *row = list->items;

	for (size_t i = 0; i < list->count; i++, row++) {
		if (row->group.s != NULL)
			judge_group(j, row, foot, held);
		else if (row->cells.count == 0)
			diag_report(j->sink, DIAG_KIND_NEEDS, row->pos,
				    "a row needs 'cells' or 'group'");
		else
			put_cells(j, row, list->count - i, held);
		for (size_t k = 0; k < j->n_columns; k++)
			held[k].rows -= held[k].rows > 0;
	}
}

/* ---- amounts ---------------------------------------------------------------- */

static void
judge_amount(const struct judge *j, const struct data_cell *cell)
{
	const struct data_column *columns = j->table->columns.items;
	const struct source_text *label = &columns[cell->column].label;
	int language = j->edition->facts->language;
	struct amount amount;

	if (cell->text.s == NULL ||
	    amount_is_none(cell->text.s, cell->text.len) ||
	    amount_parse(cell->text.s, cell->text.len, language, &amount))
		return;
	diag_report(
		j->sink, DIAG_TABLE_AMOUNT, cell->text.pos,
		"'%.60s' is not a number, but column %zu%s%.60s%s holds "
		"amounts",
		cell->text.s, cell->column + 1, label->s != NULL ? " ('" : "",
		label->s != NULL ? label->s : "", label->s != NULL ? "')" : "");
	if (amount_parse(cell->text.s, cell->text.len,
			 language == EDITION_EN ? EDITION_NL : EDITION_EN,
			 &amount))
		diag_hint(j->sink, "In %s that is written %s.",
			  language == EDITION_EN ? "English" : "Dutch",
			  amount_print(j->arena, &amount, language));
}

static void
judge_amounts(const struct judge *j, const struct schema_list *list)
{
	const struct data_row *row = list->items;

	for (size_t i = 0; i < list->count; i++, row++) {
		const struct data_cell *cell = row->cells.items;

		for (size_t k = 0; k < row->cells.count; k++, cell++)
			if (cell->kind == CELL_AMOUNT)
				judge_amount(j, cell);
	}
}

/* ---- notes ------------------------------------------------------------------ */

/* The next "{what:id}" in a text from *at on, moved past it. */
static bool
next_mark(struct arena *arena, const struct source_text *text, const char *what,
	  size_t *at, struct source_text *ret_id)
{
	const char *from, *end;

	while (text->s != NULL && (from = strstr(text->s + *at, what)) != NULL) {
		bool literal = from > text->s && from[-1] == '{';

		*at = (size_t)(from - text->s) + strlen(what);
		end = strchr(text->s + *at, '}');
		if (literal || end == NULL)
			continue;
		ret_id->pos = source_pos(text, *at);
		ret_id->form = text->form;
		ret_id->len = (size_t)(end - text->s) - *at;
		ret_id->s = arena_strndup(arena, text->s + *at, ret_id->len);
		*at = (size_t)(end - text->s);
		return true;
	}
	return false;
}

static void
use_notes(const struct judge *j, const struct source_text *text, int *used)
{
	struct source_text id;

	for (size_t at = 0; next_mark(j->arena, text, NOTE_MARK, &at, &id);) {
		struct data_note *notes = j->table->notes.items;
		size_t i = 0, n = j->table->notes.count;

		while (i < n && strcmp(notes[i].id.s, id.s) != 0)
			i++;
		if (i == n)
			diag_report(j->sink, DIAG_TABLE_NOTE, id.pos,
				    "the table has no note '%s'", id.s);
		else if (notes[i].number == 0)
			notes[i].number = ++*used;
	}
}

static void
use_notes_of_rows(const struct judge *j, const struct schema_list *list,
		  int *used)
{
	const struct data_row *row = list->items;

	for (size_t i = 0; i < list->count; i++, row++) {
		const struct data_cell *cell = row->cells.items;

		use_notes(j, &row->group, used);
		for (size_t k = 0; k < row->cells.count; k++)
			use_notes(j, &cell[k].text, used);
	}
}

static void
judge_notes(const struct judge *j)
{
	const struct data_column *column = j->table->columns.items;
	const struct data_note *note = j->table->notes.items;
	int used = 0;

	for (size_t i = 0; i < j->n_columns; i++)
		use_notes(j, &column[i].label, &used);
	use_notes_of_rows(j, &j->table->rows, &used);
	use_notes_of_rows(j, &j->table->foot, &used);
	for (size_t i = 0; i < j->table->notes.count; i++, note++)
		if (note->number == 0)
			diag_report(j->sink, DIAG_TABLE_NOTE, note->pos,
				    "no cell of the table has the mark "
				    "{note:%s}",
				    note->id.s);
}

/* What fills pages of its own is not put at the head of others. */
static void
judge_place(const struct judge *j)
{
	const struct data_table *t = j->table;

	if (t->landscape && t->stand != TABLE_HERE)
		diag_report(j->sink, DIAG_TABLE_LANDSCAPE, t->pos,
			    "a table with 'landscape' cannot have 'place: %s'",
			    t->stand == TABLE_PAGE ? "page" : "column");
}

void
tables_judge(struct arena *arena, struct diag_sink *sink, struct edition *edition,
	     bool complete)
{
	struct data_table *table = edition->tables.items;

	if (!complete) /* a cell that could not be read leaves others out of place */
		return;
	for (size_t i = 0; i < edition->tables.count; i++, table++) {
		const struct judge j = {
			arena, sink, edition, table, table->columns.count};
		size_t before = diag_count(sink, DIAG_ERROR);

		place_rows(&j, &table->rows, false);
		place_rows(&j, &table->foot, true);
		if (diag_count(sink, DIAG_ERROR) == before) {
			judge_amounts(&j, &table->rows);
			judge_amounts(&j, &table->foot);
		}
		judge_notes(&j);
		judge_place(&j);
	}
}

/* ---- where they stand ------------------------------------------------------- */

struct placer {
	struct arena *arena;
	struct diag_sink *sink;
	struct edition *edition;
	int numbered;
	bool complete; /* the whole file could be read */
};

static void
place_in_text(struct placer *p, const struct source_text *text)
{
	struct source_text id;

	for (size_t at = 0; next_mark(p->arena, text, TABLE_MARK, &at, &id);) {
		struct data_table *table = edition_table(p->edition, id.s);

		if (table == NULL && !p->complete) {
			continue; /* it may be what could not be read */
		} else if (table == NULL) {
			resolve_report_unknown(p->arena, p->sink, p->edition->ids,
					       ID_TABLE, "{table:}", &id);
		} else if (table->place.line != 0) {
			diag_report(p->sink, DIAG_TABLE_TWICE, id.pos,
				    "the table '%s' stands already in line %d",
				    id.s, table->place.line);
		} else {
			table->place = id.pos;
			if (table->title.s != NULL)
				table->number = ++p->numbered;
		}
	}
}

void
tables_place(struct arena *arena, struct diag_sink *sink, struct edition *edition,
	     bool complete)
{
	struct placer p = {arena, sink, edition, 0, complete};
	const struct part *part;

	if (edition->booklet == NULL)
		return;
	part = edition->booklet->parts.items;
	for (size_t i = 0; i < edition->booklet->parts.count; i++, part++) {
		const struct content *content = part->content.items;

		place_in_text(&p, &part->body);
		for (size_t k = 0; k < part->content.count; k++, content++) {
			place_in_text(&p, &content->lead);
			place_in_text(&p, &content->body);
		}
	}
}

/* ---- for those who read the table ------------------------------------------- */

static struct data_grid_row *
put_grid(const struct schema_list *list, bool foot, struct data_grid_row *grid)
{
	const struct data_row *row = list->items;

	for (size_t i = 0; i < list->count; i++, row++, grid++) {
		const struct data_cell *cell = row->cells.items;

		grid->row = row;
		grid->foot = foot;
		for (size_t k = 0; k < row->cells.count; k++, cell++)
			for (int down = 0; down < cell->rows; down++)
				for (int at = 0; at < cell->span; at++)
					grid[down].cells[cell->column +
							 (size_t)at] = cell;
	}
	return grid;
}

size_t
edition_table_grid(struct arena *arena, const struct data_table *table,
		   struct data_grid_row **ret_grid)
{
	size_t n = table->rows.count + table->foot.count;
	struct data_grid_row *grid = arena_new_array(
		arena, struct data_grid_row, n + 1);

	for (size_t i = 0; i < n; i++)
		grid[i].cells = arena_new_array(
			arena, const struct data_cell *, table->columns.count);
	*ret_grid = grid;
	grid = put_grid(&table->rows, false, grid);
	put_grid(&table->foot, true, grid);
	return n;
}
