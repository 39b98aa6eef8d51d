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
#include "layout/tableink.h"

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
	tableink_rule(t, t->style->end);
	new_page(t);
	tableink_head(t, true);
}

/* A band that no page can hold, row by row, each on as many pages as it takes. */
static void
put_high_row(struct table *t, size_t i)
{
	const struct table_row *row = &t->grid.rows[i];
	mpt grid = t->p->style->page->grid;
	mpt rest = t->heights[i] - tableink_padding(t);
	size_t first = 0;
	bool fresh = false;

	while (rest > 0) {
		mpt room = (pager_room(t->p) - tableink_padding(t)) / grid * grid;
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
			tableink_cell(t, row, &row->cells[k], y, height, first,
				      FRAME_NO_ARTIFACT);
		t->p->cursor += height + tableink_padding(t);
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
	mpt height = tableink_band_height(t, from, TABLE_BODY), with = height;
	bool first = from == g->n_head;

	if (height + tableink_head_height(t) > pager_height(t->p)) {
		for (size_t i = from; i < to; i++)
			put_high_row(t, i);
		return;
	}
	if (to < body_end && tableink_band_end(t, to) == body_end)
		with += tableink_band_height(t, to, TABLE_BODY);
	if (to == body_end || with > height)
		with += tableink_foot_height(t);
	if (with + tableink_head_height(t) > pager_height(t->p))
		with = height;
	if (!first && pager_room(t->p) < with)
		go_on(t);
	else if (!first)
		tableink_rule(t, t->style->row);
	tableink_band(t, from, to, FRAME_NO_ARTIFACT);
}

static void
place_body(struct table *t)
{
	size_t end = t->grid.n_rows - t->grid.n_foot, next;

	for (size_t i = t->grid.n_head; i < end; i = next) {
		struct compose_mark mark = compose_mark(&t->p->compose);

		next = tableink_band_end(t, i);
		place_band(t, i, next);
		compose_forget(&t->p->compose, mark);
	}
}

static void
place_foot(struct table *t)
{
	size_t from = t->grid.n_rows - t->grid.n_foot;

	if (t->grid.n_foot > 0) {
		mpt height = tableink_foot_height(t);

		if (pager_room(t->p) < height)
			go_on(t);
		else
			tableink_rule(t, t->style->head);
		tableink_band(t, from, t->grid.n_rows, FRAME_NO_ARTIFACT);
	}
	tableink_rule(t, t->style->end);
}

/* ---- around it -------------------------------------------------------------- */

/* Notes and source under the table; the first block of the tree that is neither. */
static const struct node *
place_below(struct table *t, const struct node *block)
{
	t->p->cursor += block != NULL && tableink_stands_under(block)
				? t->style->note_above
				: 0;
	for (; block != NULL && tableink_stands_under(block);
	     block = block->next) {
		const struct compose_para *para = tableink_compose(
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
	mpt height = caption + tableink_head_height(t);
	size_t row = t->grid.n_head;

	for (int i = 0; i < t->style->keep_rows && row < t->grid.n_rows; i++) {
		height += tableink_band_height(t, row, TABLE_BODY);
		row = tableink_band_end(t, row);
	}
	return row == t->grid.n_rows ? height + tableink_foot_height(t) : height;
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
	const struct node *caption = tableink_caption(node);

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
		t->above = tableink_compose(t, caption, ROLE_CAPTION);
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
	tableink_head(t, false);
	place_body(t);
	place_foot(t);
	next = place_below(t, table->next);
	p->table = NULL;
	if (next == NULL && table->parent->flow == FLOW_FLOAT)
		next = table->parent->next; /* all of it stands here */
	if (t->turned && next != NULL)
		/* the rest stands upright again, on a page that is higher */
		p->cursor = style_lines(p->style, p->style->page->lines);
	return next;
}
