#include "layout/tableink.h"

#include "base/arena.h"

/* ---- heights ---------------------------------------------------------------- */

mpt
tableink_padding(const struct table *t)
{
	return t->style->pad_above + t->style->pad_below;
}

/* Up to a whole number of lines of the grid. */
static mpt
on_grid(const struct table *t, mpt height)
{
	mpt grid = t->p->style->page->grid;

	return (height + grid - 1) / grid * grid;
}

static mpt
cell_height(const struct table *t, const struct table_cell *cell)
{
	return on_grid(t, para_height(table_cell_compose(&t->grid, cell)));
}

size_t
tableink_band_end(const struct table *t, size_t row)
{
	const struct table_row *rows = t->grid.rows;
	size_t end = row + 1;

	while (end < t->grid.n_rows && rows[end].part == rows[row].part &&
	       (rows[end].joined || rows[end - 1].group || rows[end].sum))
		end++;
	return end;
}

mpt
tableink_rows_height(const struct table *t, size_t from, size_t to)
{
	mpt sum = 0;

	for (size_t i = from; i < to; i++)
		sum += t->heights[i];
	return sum;
}

/* What a cell that spans rows lacks goes to the last of them. */
static void
widen_rows(struct table *t, size_t row, const struct table_cell *cell)
{
	mpt has = tableink_rows_height(t, row, row + cell->rows) -
		  tableink_padding(t);
	mpt need = cell_height(t, cell);

	if (need > has)
		t->heights[row + cell->rows - 1] += need - has;
}

static void
measure_band(struct table *t, size_t from, size_t to)
{
	mpt grid = t->p->style->page->grid;

	if (t->heights[from] > 0)
		return;
	for (size_t i = from; i < to; i++) {
		const struct table_row *row = &t->grid.rows[i];
		mpt most = grid;

		for (size_t k = 0; k < row->n_cells; k++) {
			mpt h = row->cells[k].rows == 1
					? cell_height(t, &row->cells[k])
					: 0;

			most = h > most ? h : most;
		}
		t->heights[i] = most + tableink_padding(t);
	}
	for (size_t i = from; i < to; i++)
		for (size_t k = 0; k < t->grid.rows[i].n_cells; k++)
			if (t->grid.rows[i].cells[k].rows > 1)
				widen_rows(t, i, &t->grid.rows[i].cells[k]);
}

mpt
tableink_band_height(struct table *t, size_t row, enum table_part part)
{
	size_t end;

	if (row >= t->grid.n_rows || t->grid.rows[row].part != part)
		return 0;
	end = tableink_band_end(t, row);
	measure_band(t, row, end);
	return tableink_rows_height(t, row, end);
}

static mpt
part_height(struct table *t, size_t from, size_t to)
{
	for (size_t i = from; i < to; i = tableink_band_end(t, i))
		measure_band(t, i, tableink_band_end(t, i));
	return tableink_rows_height(t, from, to);
}

mpt
tableink_head_height(struct table *t)
{
	return part_height(t, 0, t->grid.n_head);
}

mpt
tableink_foot_height(struct table *t)
{
	return part_height(t, t->grid.n_rows - t->grid.n_foot, t->grid.n_rows);
}

/* ---- ink -------------------------------------------------------------------- */

void
tableink_rule(struct table *t, const struct style_rule *rule)
{
	pager_rule(t->p, rule, t->grid.left, pager_y(t->p, t->p->cursor),
		   t->grid.measure);
}

void
tableink_lines(struct table *t, const struct table_cell *cell,
	       const struct compose_para *para, size_t from, size_t to, mpt y,
	       enum frame_artifact artifact)
{
	y += para->role->baseline;
	for (size_t i = from; i < to; i++) {
		compose_place(t->p->frames, pager_page(t->p), para, i,
			      table_cell_x(&t->grid, cell, para, i), y, artifact);
		y += para->role->line;
	}
}

/* Heads stand at the bottom. */
static void
put_row(struct table *t, size_t i, enum frame_artifact artifact)
{
	const struct table_row *row = &t->grid.rows[i];
	mpt y = pager_y(t->p, t->p->cursor + t->style->pad_above);

	for (size_t k = 0; k < row->n_cells; k++) {
		const struct table_cell *cell = &row->cells[k];
		const struct compose_para *para = table_cell_compose(
			&t->grid, cell);
		mpt height = tableink_rows_height(t, i, i + cell->rows) -
			     tableink_padding(t);
		mpt down =
			row->part == TABLE_HEAD ? height - para_height(para) : 0;

		tableink_lines(t, cell, para, 0, para->n_lines, y + down,
			       artifact);
	}
	t->p->cursor += t->heights[i];
}

void
tableink_rules_inside(struct table *t, size_t row)
{
	bool spanned[TABLE_MAX_COLUMNS] = {false};
	size_t first = row;

	while (first > 0 && t->grid.rows[first].joined)
		first--;
	for (; first < row; first++)
		for (size_t k = 0; k < t->grid.rows[first].n_cells; k++) {
			const struct table_cell *c =
				&t->grid.rows[first].cells[k];

			for (size_t i = 0; i < c->columns; i++)
				if (first + c->rows > row)
					spanned[c->column + i] = true;
		}
	for (size_t i = 0, end; i < t->grid.n_columns; i = end) {
		mpt right;

		for (end = i + 1; end < t->grid.n_columns; end++)
			if (spanned[end] != spanned[i])
				break;
		right = end == t->grid.n_columns
				? t->grid.left + t->grid.measure
				: t->grid.x[end - 1] + t->grid.width[end - 1];
		if (!spanned[i])
			pager_rule(t->p, t->style->row, t->grid.x[i],
				   pager_y(t->p, t->p->cursor),
				   right - t->grid.x[i]);
	}
}

/* Rules under what heads several columns, each as wide as those. */
static void
put_rules_in_head(struct table *t, size_t row)
{
	const struct table_row *above = &t->grid.rows[row - 1];

	for (size_t k = 0; k < above->n_cells; k++)
		if (above->cells[k].rows == 1)
			pager_rule(t->p, t->style->head,
				   t->grid.x[above->cells[k].column],
				   pager_y(t->p, t->p->cursor),
				   table_cell_width(&t->grid, &above->cells[k]));
}

void
tableink_band(struct table *t, size_t from, size_t to,
	      enum frame_artifact artifact)
{
	for (size_t i = from; i < to; i++) {
		if (i > from && t->grid.rows[i].part == TABLE_HEAD)
			put_rules_in_head(t, i);
		else if (i > from && !t->grid.rows[i - 1].group)
			tableink_rules_inside(t, i);
		put_row(t, i, artifact);
	}
}

static void
put_head(struct table *t, enum frame_artifact artifact)
{
	if (t->grid.n_head == 0)
		return;
	tableink_head_height(t);
	tableink_band(t, 0, t->grid.n_head, artifact);
	tableink_rule(t, t->style->head);
}

void
tableink_head(struct table *t)
{
	tableink_rule(t, t->style->top);
	put_head(t, FRAME_NO_ARTIFACT);
}

/* ---- what is repeated -------------------------------------------------------- */

static mpt
most_repeated(const struct table *t)
{
	return pager_height(t->p) / 2;
}

static mpt
head_again_height(struct table *t)
{
	mpt height = tableink_head_height(t);

	return height <= most_repeated(t) ? height : 0;
}

/* 0: there is no heading over the row, or no room for it. */
static mpt
group_again_height(struct table *t, size_t row)
{
	size_t over = t->grid.rows[row].over;

	if (over == 0)
		return 0;
	if (t->repeated != over) {
		const struct table_row *group = &t->grid.rows[over - 1];
		mpt height = para_height(
			table_cell_compose_again(&t->grid, &group->cells[0]));

		t->repeated = over;
		t->repeated_height = on_grid(t, height) + tableink_padding(t);
	}
	return head_again_height(t) + t->repeated_height <= most_repeated(t)
		       ? t->repeated_height
		       : 0;
}

mpt
tableink_again_height(struct table *t, size_t row)
{
	return head_again_height(t) + group_again_height(t, row);
}

bool
tableink_fits_page(struct table *t, size_t row, mpt height)
{
	return tableink_again_height(t, row) + height <= pager_height(t->p);
}

static void
put_group_again(struct table *t, size_t row)
{
	const struct table_row *group = &t->grid.rows[t->grid.rows[row].over - 1];
	const struct table_cell *cell = &group->cells[0];
	const struct compose_para *para = table_cell_compose_again(
		&t->grid, cell);

	tableink_lines(t, cell, para, 0, para->n_lines,
		       pager_y(t->p, t->p->cursor + t->style->pad_above),
		       FRAME_ARTIFACT_HEADER);
	t->p->cursor += t->repeated_height;
}

void
tableink_again(struct table *t, size_t row)
{
	tableink_rule(t, t->style->top);
	if (head_again_height(t) > 0)
		put_head(t, FRAME_ARTIFACT_HEADER);
	if (group_again_height(t, row) > 0)
		put_group_again(t, row);
}

/* ---- around it -------------------------------------------------------------- */

const struct compose_para *
tableink_compose(struct table *t, const struct node *node, enum role_id role)
{
	return compose_node(
		&t->p->compose,
		&(struct compose_request){
			.node = node,
			.role = node->role != 0 ? node->role : role,
			.measure = t->grid.measure,
		});
}

const struct node *
tableink_caption(const struct node *table)
{
	for (const struct node *n = table->first; n != NULL; n = n->next)
		if (n->kind == NODE_CAPTION)
			return n;
	return NULL;
}

bool
tableink_stands_under(const struct node *block)
{
	return (block->kind == NODE_NOTE && block->flow == FLOW_NONE) ||
	       block->flow == FLOW_TABLE_SOURCE;
}
