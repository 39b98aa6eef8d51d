/*
 * diff_cells - two tables of one thing: their title, columns, rows and cells
 * (diff_grid.h), and what stands under them.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "edition/diff_grid.h"
#include "edition/diff_private.h"

/* Two tables, and how the one was known to be the other. */
struct pair_of_tables {
	struct diff *d;
	const struct diff_pair *pair;
	struct diff_grid old, new;
};

static struct diff_change *
add_change(struct pair_of_tables *t, enum diff_kind kind)
{
	return diff_add_table(t->d, kind, t->old.table, t->new.table, t->pair);
}

/*
 * A text of the table that is another now: remembered for who marks the new edition,
 * and told. NULL: its words are the same.
 */
static struct diff_change *
compare_words(struct pair_of_tables *t, enum diff_kind kind, const char *field,
	      const struct source_text *old, const struct source_text *new,
	      enum diff_make make)
{
	const struct diff_place place = {
		.owner = t->new.table->id.s, .field = field, .pair = t->pair};
	const struct diff_text *text =
		diff_same(old, new)
			? NULL
			: diff_compare_text(t->d, old, new, &place, make, true);
	struct diff_change *c;

	if (text == NULL || text->n_blocks == 0 || text->blocks[0].same)
		return NULL;
	c = add_change(t, kind);
	c->field = field;
	diff_set_block(c, &text->blocks[0]);
	return c;
}

static void
remember_new(struct diff *d, const struct data_table *table,
	     const struct source_text *text, enum diff_make make)
{
	const struct diff_place place = {.owner = table->id.s};

	if (text->s != NULL)
		diff_new_text(d, text, &place, make);
}

/* ---- columns ----------------------------------------------------------------------- */

static void
compare_column(struct pair_of_tables *t, size_t old, size_t new)
{
	const struct data_column *was = &t->old.columns[old];
	const struct data_column *is = &t->new.columns[new];
	struct diff_change *c = compare_words(
		t, DIFF_TABLE_COLUMN_RENAMED, "label", &was->label, &is->label,
		DIFF_INLINES);

	if (c != NULL)
		c->label = t->new.names[new].name;
	c = compare_words(t, DIFF_TABLE_COLUMN_RENAMED, "group", &was->group,
			  &is->group, DIFF_PLAIN);
	if (c != NULL)
		c->label = t->new.names[new].name;
}

static void
compare_columns(struct pair_of_tables *t)
{
	struct diff *d = t->d;

	for (size_t i = 0; i < t->new.n_columns; i++) {
		const struct data_column *column = &t->new.columns[i];
		struct diff_change *c;

		if (t->new.names[i].partner != DIFF_NONE) {
			compare_column(t, t->new.names[i].partner, i);
			continue;
		}
		c = add_change(t, DIFF_TABLE_COLUMN_NEW);
		c->label = t->new.names[i].name;
		c->old_pos = (struct diag_pos){0};
		c->new_pos = column->pos;
		remember_new(d, t->new.table, &column->label, DIFF_INLINES);
		remember_new(d, t->new.table, &column->group, DIFF_PLAIN);
	}
	for (size_t i = 0; i < t->old.n_columns; i++)
		if (t->old.names[i].partner == DIFF_NONE) {
			struct diff_change *c = add_change(
				t, DIFF_TABLE_COLUMN_GONE);

			c->label = t->old.names[i].name;
			c->old_pos = t->old.columns[i].pos;
			c->new_pos = (struct diag_pos){0};
		}
}

/* ---- rows and cells ------------------------------------------------------------------ */

/* What a row holds behind its heading: "96,4; 120,0". */
static const char *
values_of(struct diff *d, const struct diff_grid *g, size_t line)
{
	struct buf values = {0};

	if (g->lines[line].row->group.s != NULL)
		return NULL;
	for (size_t i = 0; i < g->n_columns; i++) {
		const struct data_cell *cell = g->rows[line].cells[i];
		const char *text =
			cell != NULL && cell->column == i && !cell->heads
				? diff_plain_words(d, &cell->text)
				: "";

		if (*text != '\0')
			buf_printf(&values, "%s%s", values.len > 0 ? "; " : "",
				   text);
	}
	return values.len > 0 ? buf_keep(&values, d->arena) : NULL;
}

static void
remember_row(struct diff *d, const struct data_table *table,
	     const struct data_row *row)
{
	const struct data_cell *cells = row->cells.items;

	remember_new(d, table, &row->group, DIFF_INLINES);
	for (size_t i = 0; i < row->cells.count; i++)
		remember_new(d, table, &cells[i].text, DIFF_INLINES);
}

static void
add_row(struct pair_of_tables *t, size_t line)
{
	const struct diff_line *row = &t->new.lines[line];
	struct diff_change *c = add_change(t, DIFF_TABLE_ROW_NEW);

	c->row = row->name;
	c->new_value = values_of(t->d, &t->new, line);
	c->new_pos = row->row->pos;
	c->old_pos = (struct diag_pos){0};
	remember_row(t->d, t->new.table, row->row);
}

/* Where it stood is behind the row that stood before it. */
static void
remember_gone_row(struct pair_of_tables *t, size_t line)
{
	struct diff *d = t->d;
	size_t n = t->new.n_columns, behind = t->old.lines[line].behind;
	const char **cells = arena_new_array(d->arena, const char *, n + 1);

	for (size_t i = 0; i < n; i++) {
		size_t was = t->new.names[i].partner;
		const struct data_cell *cell =
			was != DIFF_NONE ? diff_grid_cell(&t->old, line, was)
					 : NULL;

		cells[i] = cell != NULL ? diff_plain_words(d, &cell->text) : "";
	}
	d->gone_rows = arena_grow(d->arena, d->gone_rows, d->n_gone_rows,
				  &d->cap_gone_rows, sizeof(*d->gone_rows));
	d->gone_rows[d->n_gone_rows++] = (struct diff_gone_row){
		.table = t->new.table,
		.before = behind > 0 ? t->old.lines[behind - 1].partner + 1 : 0,
		.foot = t->old.lines[line].foot,
		.cells = cells,
	};
}

static void
drop_row(struct pair_of_tables *t, size_t line)
{
	const struct diff_line *row = &t->old.lines[line];
	struct diff_change *c = add_change(t, DIFF_TABLE_ROW_GONE);

	c->row = row->name;
	c->old_value = values_of(t->d, &t->old, line);
	c->old_pos = row->row->pos;
	c->new_pos = (struct diag_pos){0};
	if (row->row->group.s == NULL)
		remember_gone_row(t, line);
}

static void
compare_cell(struct pair_of_tables *t, size_t old, size_t new, size_t column)
{
	static const struct source_text none;
	size_t was = t->new.names[column].partner;
	const struct data_cell *a =
		was != DIFF_NONE ? diff_grid_cell(&t->old, old, was) : NULL;
	const struct data_cell *b = diff_grid_cell(&t->new, new, column);
	const struct source_text *before = a != NULL ? &a->text : &none;
	const struct source_text *after = b != NULL ? &b->text : &none;
	struct diff_change *c;

	if (was == DIFF_NONE) { /* told of the column */
		if (b != NULL && b->column == column)
			remember_new(t->d, t->new.table, after, DIFF_INLINES);
		return;
	}
	c = compare_words(t, DIFF_TABLE_CELL, NULL, before, after, DIFF_INLINES);
	if (c == NULL)
		return;
	c->row = t->new.lines[new].name;
	c->label = t->new.names[column].name;
}

static void
compare_row(struct pair_of_tables *t, size_t old, size_t new)
{
	const struct data_row *was = t->old.lines[old].row;
	const struct data_row *is = t->new.lines[new].row;
	struct diff_change *c;

	if (is->group.s != NULL) {
		compare_words(t, DIFF_TABLE_TEXT, "group", &was->group,
			      &is->group, DIFF_INLINES);
		return;
	}
	for (size_t i = 0; i < t->new.n_columns; i++)
		compare_cell(t, old, new, i);
	if (was->sum == is->sum)
		return;
	c = add_change(t, DIFF_TABLE_SUM);
	c->row = t->new.lines[new].name;
	c->field = "sum";
	c->old_value = diff_say_of(t->d)->adds_up[was->sum];
	c->new_value = diff_say_of(t->d)->adds_up[is->sum];
	c->old_code = was->sum ? "true" : "false";
	c->new_code = is->sum ? "true" : "false";
	c->old_pos = was->pos;
	c->new_pos = is->pos;
}

static void
compare_rows(struct pair_of_tables *t)
{
	for (size_t i = 0; i < t->new.n_lines; i++)
		if (t->new.lines[i].partner == DIFF_NONE)
			add_row(t, i);
		else
			compare_row(t, t->new.lines[i].partner, i);
	for (size_t i = 0; i < t->old.n_lines; i++)
		if (t->old.lines[i].partner == DIFF_NONE)
			drop_row(t, i);
}

/* ---- their order --------------------------------------------------------------------- */

/*
 * The least number of things that change places: all but a longest rising row.
 *
 *   C. Schensted, "Longest increasing and decreasing subsequences" (Canadian Journal
 *   of Mathematics, 1961).
 */
static size_t
count_moved(struct arena *arena, const size_t *places, size_t n)
{
	/* ends[i]: the least end of a rising row of i + 1 */
	size_t *ends = arena_new_array(arena, size_t, n + 1), length = 0;

	for (size_t i = 0; i < n; i++) {
		size_t low = 0, high = length;

		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (ends[middle] < places[i])
				low = middle + 1;
			else
				high = middle;
		}
		ends[low] = places[i];
		length += low == length;
	}
	return n - length;
}

static void
tell_order(struct pair_of_tables *t, const char *field, const char *things,
	   const size_t *places, size_t n)
{
	const struct diff_say *say = diff_say_of(t->d);
	size_t moved = count_moved(t->d->arena, places, n);
	struct diff_change *c;

	if (moved == 0)
		return;
	c = add_change(t, DIFF_TABLE_ORDER);
	c->field = field;
	c->note = arena_printf(t->d->arena, "%zu %s %zu %s %s", moved,
			       say->of_the, n, things, say->moved);
}

static void
compare_order(struct pair_of_tables *t)
{
	const struct diff_say *say = diff_say_of(t->d);
	size_t most = t->new.n_lines + t->new.n_columns, n = 0;
	size_t *places = arena_new_array(t->d->arena, size_t, most + 1);

	for (size_t i = 0; i < t->new.n_columns; i++)
		if (t->new.names[i].partner != DIFF_NONE)
			places[n++] = t->new.names[i].partner;
	tell_order(t, "columns", say->columns, places, n);
	n = 0;
	for (size_t i = 0; i < t->new.n_lines; i++)
		if (t->new.lines[i].partner != DIFF_NONE)
			places[n++] = t->new.lines[i].partner;
	tell_order(t, "rows", say->rows, places, n);
}

/* ---- under the table ------------------------------------------------------------------- */

static struct diff_item *
items_of_notes(struct arena *arena, const struct schema_list *list)
{
	const struct data_note *notes = list->items;
	struct diff_item *items = arena_new_array(
		arena, struct diff_item, list->count + 1);

	for (size_t i = 0; i < list->count; i++)
		items[i] = (struct diff_item){notes[i].id.s, notes[i].text.s};
	return items;
}

static void
compare_notes(struct pair_of_tables *t)
{
	static const struct source_text none;
	const struct schema_list *before = &t->old.table->notes;
	const struct schema_list *after = &t->new.table->notes;
	const struct data_note *old = before->items, *new = after->items;
	struct arena *arena = t->d->arena;
	struct diff_pair *pairs;
	size_t n = diff_match(arena, items_of_notes(arena, before), before->count,
			      items_of_notes(arena, after), after->count,
			      DIFF_TITLE_THRESHOLD, &pairs);

	for (size_t i = 0; i < n; i++)
		compare_words(t, DIFF_TABLE_TEXT, "note",
			      pairs[i].old != DIFF_NONE ? &old[pairs[i].old].text
							: &none,
			      pairs[i].new != DIFF_NONE ? &new[pairs[i].new].text
							: &none,
			      DIFF_INLINES);
	compare_words(t, DIFF_TABLE_TEXT, "source", &t->old.table->source,
		      &t->new.table->source, DIFF_INLINES);
}

/* ---- the whole ------------------------------------------------------------------------- */

static bool
same_rows(const struct schema_list *old, const struct schema_list *new)
{
	const struct data_row *was = old->items, *is = new->items;

	if (old->count != new->count)
		return false;
	for (size_t i = 0; i < new->count; i++) {
		const struct data_cell *a = was[i].cells.items;
		const struct data_cell *b = is[i].cells.items;

		if (was[i].cells.count != is[i].cells.count ||
		    was[i].sum != is[i].sum ||
		    !diff_same(&was[i].group, &is[i].group))
			return false;
		for (size_t k = 0; k < is[i].cells.count; k++)
			if (!diff_same(&a[k].text, &b[k].text) ||
			    a[k].span != b[k].span || a[k].rows != b[k].rows)
				return false;
	}
	return true;
}

/* Most tables are what they were: seen at a glance, without a grid. */
static bool
same_matter(const struct data_table *old, const struct data_table *new)
{
	const struct data_column *was = old->columns.items;
	const struct data_column *is = new->columns.items;

	if (old->columns.count != new->columns.count)
		return false;
	for (size_t i = 0; i < new->columns.count; i++)
		if (!diff_same(&was[i].label, &is[i].label) ||
		    !diff_same(&was[i].group, &is[i].group))
			return false;
	return same_rows(&old->rows, &new->rows) &&
	       same_rows(&old->foot, &new->foot);
}

void
diff_cells(struct diff *d, const struct data_table *old,
	   const struct data_table *new, const struct diff_pair *pair)
{
	struct pair_of_tables t = {.d = d, .pair = pair};
	bool same = same_matter(old, new);
	struct diff_change *c;

	t.old.table = old;
	t.new.table = new;
	if (!same)
		diff_grids(d, old, new, &t.old, &t.new);
	c = compare_words(&t, DIFF_TABLE_RETITLED, "title", &old->title,
			  &new->title, DIFF_PLAIN);
	if (c != NULL)
		c->block = NULL; /* titles are told whole */
	if (!same) {
		compare_columns(&t);
		compare_rows(&t);
		compare_order(&t);
	}
	compare_notes(&t);
}

void
diff_new_cells(struct diff *d, const struct data_table *table)
{
	const struct data_column *columns = table->columns.items;
	const struct data_row *rows = table->rows.items;
	const struct data_row *foot = table->foot.items;
	const struct data_note *notes = table->notes.items;

	remember_new(d, table, &table->title, DIFF_PLAIN);
	for (size_t i = 0; i < table->columns.count; i++) {
		remember_new(d, table, &columns[i].label, DIFF_INLINES);
		remember_new(d, table, &columns[i].group, DIFF_PLAIN);
	}
	for (size_t i = 0; i < table->rows.count; i++)
		remember_row(d, table, &rows[i]);
	for (size_t i = 0; i < table->foot.count; i++)
		remember_row(d, table, &foot[i]);
	for (size_t i = 0; i < table->notes.count; i++)
		remember_new(d, table, &notes[i].text, DIFF_INLINES);
	remember_new(d, table, &table->source, DIFF_INLINES);
}
