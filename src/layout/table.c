/*
 * table - rows of cells over the full measure.
 *
 * Rows stay whole, unless one is higher than a page; rows that a cell spans stay
 * together. The head is repeated on every page, as an artifact; the foot stands at
 * the end, and under it the notes that follow the table. A table that is too wide,
 * or all of them, may be turned: set on pages of their own, upright on their side.
 *
 * Time is linear in the rows, and memory that of their glyphs: what a row was
 * composed of is forgotten once it has been placed.
 */
#include "base/arena.h"
#include "layout/tablegrid.h"

struct table {
	struct pager *p;
	const struct style_table *style;
	struct table_grid grid;
	mpt *heights; /* of all rows with their padding; 0: not yet known */
	bool turned;
	const struct node *node;
	const struct compose_para *above; /* the caption; NULL */
	mpt caption, first; /* height of it; with all that stays with it */
};

/* ---- heights ---------------------------------------------------------------- */

static mpt
padding(const struct table *t)
{
	return t->style->pad_above + t->style->pad_below;
}

static mpt
cell_height(const struct table *t, const struct table_cell *cell)
{
	mpt height = para_height(table_cell_compose(&t->grid, cell));
	mpt grid = t->p->style->page->grid;

	return (height + grid - 1) / grid * grid;
}

/*
 * The first row after one that nothing joins it to: no cell that spans both, no
 * heading above rows and no sum below them.
 */
static size_t
band_end(const struct table *t, size_t row)
{
	const struct table_row *rows = t->grid.rows;
	size_t end = row + 1;

	while (end < t->grid.n_rows && rows[end].part == rows[row].part &&
	       (rows[end].joined || rows[end - 1].group || rows[end].sum))
		end++;
	return end;
}

static mpt
sum_heights(const struct table *t, size_t from, size_t to)
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
	mpt has = sum_heights(t, row, row + cell->rows) - padding(t);
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
		t->heights[i] = most + padding(t);
	}
	for (size_t i = from; i < to; i++)
		for (size_t k = 0; k < t->grid.rows[i].n_cells; k++)
			if (t->grid.rows[i].cells[k].rows > 1)
				widen_rows(t, i, &t->grid.rows[i].cells[k]);
}

/* Height of the band that begins at a row; 0 if there is none of that part. */
static mpt
band_height(struct table *t, size_t row, enum table_part part)
{
	size_t end;

	if (row >= t->grid.n_rows || t->grid.rows[row].part != part)
		return 0;
	end = band_end(t, row);
	measure_band(t, row, end);
	return sum_heights(t, row, end);
}

static mpt
part_height(struct table *t, size_t from, size_t to)
{
	for (size_t i = from; i < to; i = band_end(t, i))
		measure_band(t, i, band_end(t, i));
	return sum_heights(t, from, to);
}

static mpt
head_height(struct table *t)
{
	return part_height(t, 0, t->grid.n_head);
}

static mpt
foot_height(struct table *t)
{
	return part_height(t, t->grid.n_rows - t->grid.n_foot, t->grid.n_rows);
}

/* ---- ink -------------------------------------------------------------------- */

static void
put_rule(struct table *t, const struct style_rule *rule)
{
	pager_rule(t->p, rule, t->grid.left, pager_y(t->p, t->p->cursor),
		   t->grid.measure);
}

/*
 * Lines of a cell whose rows are `height` high, without padding, from y on: those
 * from line `first` that fit. Heads stand at the bottom.
 */
static void
put_cell(struct table *t, const struct table_row *row,
	 const struct table_cell *cell, mpt y, mpt height, size_t first,
	 enum frame_artifact artifact)
{
	const struct compose_para *para = table_cell_compose(&t->grid, cell);
	mpt line = para->role->line;

	if (row->part == TABLE_HEAD)
		y += height - para_height(para);
	for (size_t i = first; i < para->n_lines; i++) {
		mpt down = (mpt)(i - first) * line;

		if (down + line > height && i > first)
			break;
		compose_place(t->p->frames, pager_page(t->p), para, i,
			      table_cell_x(&t->grid, row, cell, para, i),
			      y + down + para->role->baseline, artifact);
	}
}

static void
put_row(struct table *t, size_t i, enum frame_artifact artifact)
{
	const struct table_row *row = &t->grid.rows[i];
	mpt y = pager_y(t->p, t->p->cursor + t->style->pad_above);

	for (size_t k = 0; k < row->n_cells; k++) {
		const struct table_cell *cell = &row->cells[k];

		put_cell(t, row, cell, y,
			 sum_heights(t, i, i + cell->rows) - padding(t), 0,
			 artifact);
	}
	t->p->cursor += t->heights[i];
}

/* Rules between two rows, where no cell spans both. */
static void
put_rules_inside(struct table *t, size_t row)
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

static void
put_band(struct table *t, size_t from, size_t to, enum frame_artifact artifact)
{
	for (size_t i = from; i < to; i++) {
		if (i > from && t->grid.rows[i].part == TABLE_HEAD)
			put_rules_in_head(t, i);
		else if (i > from && !t->grid.rows[i - 1].group)
			put_rules_inside(t, i);
		put_row(t, i, artifact);
	}
}

static void
put_head(struct table *t, bool repeated)
{
	enum frame_artifact artifact =
		repeated ? FRAME_ARTIFACT_HEADER : FRAME_NO_ARTIFACT;

	put_rule(t, t->style->top);
	if (t->grid.n_head == 0)
		return;
	head_height(t);
	put_band(t, 0, t->grid.n_head, artifact);
	put_rule(t, t->style->head);
}

/* ---- pages ------------------------------------------------------------------ */

static void
new_page(struct table *t)
{
	if (t->turned)
		pager_next_turned(t->p);
	else
		pager_next(t->p);
}

static void
go_on(struct table *t)
{
	put_rule(t, t->style->end);
	new_page(t);
	put_head(t, true);
}

/* A band that no page can hold, row by row, each on as many pages as it takes. */
static void
put_high_row(struct table *t, size_t i)
{
	const struct table_row *row = &t->grid.rows[i];
	mpt grid = t->p->style->page->grid;
	mpt rest = t->heights[i] - padding(t);
	size_t first = 0;
	bool fresh = false;

	while (rest > 0) {
		mpt room = (pager_room(t->p) - padding(t)) / grid * grid;
		mpt height, y;

		if (room < grid && !fresh) {
			go_on(t);
			fresh = true;
			continue;
		}
		if (room < grid) /* a head that fills the page: over its foot */
			room = grid;
		height = rest < room ? rest : room;
		y = pager_y(t->p, t->p->cursor + t->style->pad_above);
		fresh = false;
		for (size_t k = 0; k < row->n_cells; k++)
			put_cell(t, row, &row->cells[k], y, height, first,
				 FRAME_NO_ARTIFACT);
		t->p->cursor += height + padding(t);
		first += (size_t)(height / grid);
		rest -= height;
	}
}

/*
 * A band of the body. The one before the last takes the last along, and the last
 * the foot: none stands alone on a page.
 */
static void
place_band(struct table *t, size_t from, size_t to)
{
	const struct table_grid *g = &t->grid;
	size_t body_end = g->n_rows - g->n_foot;
	mpt height = band_height(t, from, TABLE_BODY), with = height;
	bool first = from == g->n_head;

	if (height + head_height(t) > pager_height(t->p)) {
		for (size_t i = from; i < to; i++)
			put_high_row(t, i);
		return;
	}
	if (to < body_end && band_end(t, to) == body_end)
		with += band_height(t, to, TABLE_BODY);
	if (to == body_end || with > height)
		with += foot_height(t);
	if (with + head_height(t) > pager_height(t->p))
		with = height;
	if (!first && pager_room(t->p) < with)
		go_on(t);
	else if (!first)
		put_rule(t, t->style->row);
	put_band(t, from, to, FRAME_NO_ARTIFACT);
}

static void
place_body(struct table *t)
{
	size_t end = t->grid.n_rows - t->grid.n_foot, next;

	for (size_t i = t->grid.n_head; i < end; i = next) {
		struct compose_mark mark = compose_mark(&t->p->compose);

		next = band_end(t, i);
		place_band(t, i, next);
		compose_forget(&t->p->compose, mark);
	}
}

static void
place_foot(struct table *t)
{
	size_t from = t->grid.n_rows - t->grid.n_foot;

	if (t->grid.n_foot > 0) {
		mpt height = foot_height(t);

		if (pager_room(t->p) < height)
			go_on(t);
		else
			put_rule(t, t->style->head);
		put_band(t, from, t->grid.n_rows, FRAME_NO_ARTIFACT);
	}
	put_rule(t, t->style->end);
}

/* ---- around it -------------------------------------------------------------- */

static const struct compose_para *
compose_around(struct table *t, const struct node *node, enum role_id role)
{
	return compose_node(
		&t->p->compose,
		&(struct compose_request){
			.node = node,
			.role = node->role != 0 ? node->role : role,
			.measure = t->grid.measure,
		});
}

static const struct node *
caption_of(const struct node *table)
{
	for (const struct node *n = table->first; n != NULL; n = n->next)
		if (n->kind == NODE_CAPTION)
			return n;
	return NULL;
}

static bool
stands_under(const struct node *block)
{
	return (block->kind == NODE_NOTE && block->flow == FLOW_NONE) ||
	       block->flow == FLOW_TABLE_SOURCE;
}

/* Notes and source under the table; the first block of the tree that is neither. */
static const struct node *
place_below(struct table *t, const struct node *block)
{
	t->p->cursor +=
		block != NULL && stands_under(block) ? t->style->note_above : 0;
	for (; block != NULL && stands_under(block); block = block->next) {
		const struct compose_para *para = compose_around(
			t, block, ROLE_NOTE);

		if (pager_room(t->p) < para_height(para))
			new_page(t);
		pager_put_para(t->p, para, t->grid.left,
			       pager_y(t->p, t->p->cursor), FRAME_NO_ARTIFACT);
		t->p->cursor += para_height(para);
	}
	return block;
}

/* Caption, head and the rows that stay with it, and all that belongs to those. */
static mpt
first_height(struct table *t, mpt caption)
{
	mpt height = caption + head_height(t);
	size_t row = t->grid.n_head;

	for (int i = 0; i < t->style->keep_rows && row < t->grid.n_rows; i++) {
		height += band_height(t, row, TABLE_BODY);
		row = band_end(t, row);
	}
	return row == t->grid.n_rows ? height + foot_height(t) : height;
}

/* The widths of the columns, upright if they may be. */
static void
fit(struct table *t)
{
	const struct style_page *page = t->p->style->page;

	table_grid_fit(&t->grid, t->style->x, t->style->width);
	t->turned = t->style->turn == TABLE_TURN_ALWAYS ||
		    (t->grid.hints != NULL && t->grid.hints->turned) ||
		    (t->style->turn == TABLE_TURN_NEEDED &&
		     t->grid.least > t->style->width);
	if (t->turned)
		table_grid_fit(&t->grid, page->left,
			       page->height - page->left - page->right);
	t->heights = arena_new_array(t->p->arena, mpt, t->grid.n_rows + 1);
}

/*
 * A table with its columns and its first rows measured. Kept for the table itself
 * when a heading before it has asked.
 */
static struct table *
prepare(struct pager *p, const struct node *node)
{
	struct table *t = p->table;
	const struct node *caption = caption_of(node);

	if (t != NULL && t->node == node)
		return t;
	t = arena_alloc(p->arena, sizeof(*t));
	*t = (struct table){.p = p, .style = p->style->table, .node = node};
	p->table = t;
	table_grid_make(p, node, &t->grid);
	if (t->grid.n_rows == 0)
		return t;
	fit(t);
	if (caption != NULL) {
		t->above = compose_around(t, caption, ROLE_CAPTION);
		t->caption = para_height(t->above);
	}
	t->first = first_height(t, t->caption);
	return t;
}

mpt
layout_table_first(struct pager *p, const struct node *table)
{
	const struct table *t = prepare(p, table);

	return t->turned ? 0 : t->first;
}

const struct node *
layout_table(struct pager *p, const struct node *table)
{
	struct table *t = prepare(p, table);
	const struct node *next;

	if (t->grid.n_rows == 0)
		return table->next;
	pager_to_grid(p);
	if (t->turned || (pager_room(p) < t->first && p->cursor > 0))
		new_page(t);
	if (t->above != NULL) {
		pager_put_para(p, t->above, t->grid.left, pager_y(p, p->cursor),
			       FRAME_NO_ARTIFACT);
		p->cursor += t->caption;
	}
	put_head(t, false);
	place_body(t);
	place_foot(t);
	next = place_below(t, table->next);
	p->table = NULL;
	if (t->turned && next != NULL)
		/* the rest stands upright again, on a page that is higher */
		p->cursor = style_lines(p->style, p->style->page->lines);
	return next;
}
