#include "layout/tablegrid.h"

#include <string.h>

#include "base/arena.h"
#include "layout/tablewidths.h"

/* ---- cells ------------------------------------------------------------------ */

static enum role_id
role_of(const struct node *cell, enum table_part part)
{
	if (cell->role != 0)
		return cell->role;
	if (part == TABLE_HEAD)
		return ROLE_TABLE_HEAD;
	return cell->kind == NODE_TH ? ROLE_TABLE_TITLE : ROLE_TABLE;
}

static size_t
span(int given)
{
	return given > 1 ? (size_t)given : 1;
}

static bool
is_part(const struct node *group, enum table_part part)
{
	static const enum node_kind kinds[] = {NODE_HEAD, NODE_ROWS, NODE_FOOT};

	return group->kind == kinds[part];
}

static size_t
count_rows(const struct node *table, enum table_part part)
{
	size_t n = 0;

	for (const struct node *g = table->first; g != NULL; g = g->next)
		for (const struct node *r = g->first;
		     is_part(g, part) && r != NULL; r = r->next)
			n++;
	return n;
}

/* Columns that a row needs beside those that cells from above hold. */
static size_t
count_columns(const struct node *row)
{
	size_t n = 0;

	for (const struct node *c = row->first; c != NULL; c = c->next)
		n += span(c->column_span);
	return n;
}

/*
 * Put the cells of a row in the free columns; busy counts the rows for which a
 * column is held from above, this one included.
 */
static void
place_cells(struct table_grid *g, const struct node *node, struct table_row *row,
	    size_t rows_left, size_t busy[TABLE_MAX_COLUMNS])
{
	size_t column = 0;

	for (size_t i = 0; i < g->n_columns; i++)
		row->joined |= busy[i] > 0;
	row->cells = arena_new_array(
		g->p->arena, struct table_cell, g->n_columns);
	for (const struct node *c = node->first; c != NULL; c = c->next) {
		struct table_cell *cell = &row->cells[row->n_cells];
		size_t columns = span(c->column_span), n = 0;

		while (column < g->n_columns && busy[column] > 0)
			column++;
		if (column == g->n_columns)
			break;
		while (n < columns && column + n < g->n_columns &&
		       busy[column + n] == 0)
			n++;
		*cell = (struct table_cell){
			.node = c,
			.role = role_of(c, row->part),
			.column = column,
			.columns = n,
			.rows = span(c->row_span) < rows_left ? span(c->row_span)
							      : rows_left,
			.in_head = row->part == TABLE_HEAD,
		};
		for (size_t i = 0; i < n; i++)
			busy[column + i] = cell->rows;
		row->n_cells++;
		column += n;
	}
	for (size_t i = 0; i < g->n_columns; i++)
		busy[i] -= busy[i] > 0;
}

static void
place_rows(struct table_grid *g, const struct node *table, enum table_part part)
{
	size_t busy[TABLE_MAX_COLUMNS] = {0}, left = count_rows(table, part);

	for (const struct node *group = table->first; group != NULL;
	     group = group->next) {
		size_t over = 0;

		for (const struct node *r = group->first;
		     is_part(group, part) && r != NULL; r = r->next) {
			struct table_row *row = &g->rows[g->n_rows++];

			row->part = part;
			row->group = r->flow == FLOW_TABLE_GROUP;
			row->sum = r->flow == FLOW_TABLE_SUM;
			row->over = row->group ? 0 : over;
			place_cells(g, r, row, left--, busy);
			if (row->group && row->n_cells > 0)
				over = g->n_rows;
		}
	}
}

/* ---- figures ---------------------------------------------------------------- */

static char
decimal_mark(const struct table_grid *g)
{
	const char *lang = g->p->compose.lang;

	return lang != NULL && strncmp(lang, "en", 2) == 0 ? '.' : ',';
}

static bool
is_note_mark(const struct compose_run *run)
{
	return run->leaf != NULL && run->leaf->role == ROLE_NOTE_MARK;
}

/* Width of a line without the marks of notes at its end. */
static mpt
width_of_figures(const struct compose_line *line)
{
	mpt width = line->width;

	for (size_t i = line->n_runs; i-- > 0;) {
		if (!is_note_mark(&line->runs[i]))
			break;
		width = line->runs[i].x;
	}
	return width;
}

/* Width of a line up to its decimal mark; of all its figures if it has none. */
static mpt
width_before_mark(const struct table_grid *g, const struct compose_line *line)
{
	char mark = decimal_mark(g);
	mpt before = width_of_figures(line);

	for (size_t i = 0; i < line->n_runs; i++) {
		const struct frame_run *run = &line->runs[i].run;
		mpt pen = line->runs[i].x;

		for (size_t k = 0; k < run->n_glyphs; k++) {
			if (run->glyphs[k].len == 1 &&
			    run->glyphs[k].text[0] == mark)
				before = pen;
			pen += run->glyphs[k].advance;
		}
	}
	return before;
}

bool
table_cell_is_decimal(const struct table_grid *g, const struct table_cell *cell)
{
	return compose_role(&g->p->compose, cell->role)->align == ALIGN_DECIMAL;
}

static bool
has_digit(const struct compose_line *line)
{
	for (size_t i = 0; i < line->n_runs; i++) {
		const struct frame_run *run = &line->runs[i].run;

		for (size_t k = 0; k < run->n_glyphs; k++)
			if (run->glyphs[k].len == 1 &&
			    strchr("0123456789", run->glyphs[k].text[0]) != NULL)
				return true;
	}
	return false;
}

/* Figures end here too; near is what no eye tells apart, as light and bold figures. */
static void
count_end(struct table_decimals *d, mpt after, mpt near)
{
	size_t i = 0;

	while (i < d->n_ends && (d->ends[i].after - after > near ||
				 after - d->ends[i].after > near))
		i++;
	if (i == TABLE_MAX_ENDS)
		return;
	if (i == d->n_ends)
		d->n_ends++;
	d->ends[i].n++;
	if (after > d->ends[i].after)
		d->ends[i].after = after;
}

void
table_cell_measure_figures(struct table_grid *g, const struct table_cell *cell)
{
	struct table_decimals *d = &g->decimals[cell->column];
	const struct compose_para *para = compose_node(
		&g->p->compose,
		&(struct compose_request){
			.node = cell->node,
			.role = cell->role,
			.measure = TABLE_UNBOUND,
		});

	d->any = true;
	for (size_t i = 0; i < para->n_lines; i++) {
		mpt before = width_before_mark(g, &para->lines[i]);
		mpt after = width_of_figures(&para->lines[i]) - before;

		d->before = before > d->before ? before : d->before;
		d->after = after > d->after ? after : d->after;
		if (has_digit(&para->lines[i]))
			count_end(d, after, para->role->size / 5);
	}
}

/* Of two that are equally frequent the farther right. */
void
table_grid_find_trails(struct table_grid *g)
{
	for (size_t i = 0; i < g->n_columns; i++) {
		struct table_decimals *d = &g->decimals[i];
		size_t most = 0;

		d->trail = 0;
		for (size_t k = 0; k < d->n_ends; k++) {
			mpt trail = d->after - d->ends[k].after;

			if (d->ends[k].n < most ||
			    (d->ends[k].n == most && trail > d->trail))
				continue;
			most = d->ends[k].n;
			d->trail = trail;
		}
	}
}

static bool
heads_figures(const struct table_grid *g, const struct table_cell *cell)
{
	for (size_t i = 0; i < cell->columns; i++)
		if (!g->decimals[cell->column + i].any)
			return false;
	return cell->in_head;
}

mpt
table_cell_trail(const struct table_grid *g, const struct table_cell *cell)
{
	return heads_figures(g, cell)
		       ? g->decimals[cell->column + cell->columns - 1].trail
		       : 0;
}

/* What the text of a cell has. */
static mpt
measure_of(const struct table_grid *g, const struct table_cell *cell)
{
	return table_cell_width(g, cell) - table_cell_trail(g, cell);
}

mpt
table_cell_width(const struct table_grid *g, const struct table_cell *cell)
{
	size_t last = cell->column + cell->columns - 1;

	return g->x[last] + g->width[last] - g->x[cell->column];
}

/* ---- the whole -------------------------------------------------------------- */

void
table_grid_make(struct pager *p, const struct node *table, struct table_grid *ret)
{
	size_t n = 0;

	*ret = (struct table_grid){.p = p, .hints = table->extra};
	for (const struct node *g = table->first; g != NULL; g = g->next)
		for (const struct node *r = g->first;
		     g->kind != NODE_CAPTION && r != NULL; r = r->next) {
			size_t columns = count_columns(r);

			n++;
			if (columns > ret->n_columns)
				ret->n_columns = columns;
		}
	if (ret->n_columns > TABLE_MAX_COLUMNS)
		ret->n_columns = TABLE_MAX_COLUMNS;
	ret->rows = arena_new_array(p->arena, struct table_row, n + 1);
	place_rows(ret, table, TABLE_HEAD);
	ret->n_head = ret->n_rows;
	place_rows(ret, table, TABLE_BODY);
	ret->n_foot = ret->n_rows;
	place_rows(ret, table, TABLE_FOOT);
	ret->n_foot = ret->n_rows - ret->n_foot;
}

void
table_grid_fit(struct table_grid *g, mpt left, mpt measure)
{
	mpt x = left;

	g->left = left;
	g->measure = measure;
	if (g->n_columns == 0)
		return;
	table_widths_find(g);
	for (size_t i = 0; i < g->n_columns; i++) {
		g->x[i] = x;
		x += g->width[i] + g->gutter;
	}
}

void
table_grid_move(struct table_grid *g, mpt right)
{
	g->left += right;
	for (size_t i = 0; i < g->n_columns; i++)
		g->x[i] += right;
}

const struct compose_para *
table_cell_compose(const struct table_grid *g, const struct table_cell *cell)
{
	return compose_node(
		&g->p->compose,
		&(struct compose_request){
			.node = cell->node,
			.role = cell->role,
			.measure = measure_of(g, cell),
		});
}

const struct compose_para *
table_cell_compose_again(const struct table_grid *g,
			 const struct table_cell *cell)
{
	const struct compose_para *para = compose_node(
		&g->p->compose,
		&(struct compose_request){
			.node = cell->node,
			.role = cell->role,
			.measure = measure_of(g, cell),
			.tail = g->hints != NULL ? g->hints->continued : NULL,
			.tail_role = ROLE_TABLE_CONTINUED,
		});

	for (size_t i = 0; i < para->n_lines; i++)
		if (para->lines[i].torn != NULL || para->lines[i].over > 0)
			return table_cell_compose(g, cell);
	return para;
}

mpt
table_cell_x(const struct table_grid *g, const struct table_cell *cell,
	     const struct compose_para *para, size_t line)
{
	const struct table_decimals *d = &g->decimals[cell->column];
	const struct compose_line *l = &para->lines[line];
	mpt right = g->x[cell->column] + table_cell_width(g, cell);

	if (heads_figures(g, cell))
		return right - table_cell_trail(g, cell) - l->width;
	if (cell->columns > 1 || !d->any || !table_cell_is_decimal(g, cell))
		return g->x[cell->column];
	if (d->before + d->after > g->width[cell->column])
		return right - l->width; /* too narrow: figures are broken */
	return right - d->after - width_before_mark(g, l);
}
