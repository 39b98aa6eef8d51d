/*
 * table - rows of cells over the full measure.
 *
 * Rows stay whole, unless one is higher than a page; rows that a cell spans stay
 * together, and so do a heading over rows and the first of these, the last row and the
 * foot, as far as a page can hold them. The head is repeated on every page, and under
 * it the heading over the rows that go on there, as artifacts; the foot stands at the
 * end, and under it the notes that follow the table. A table that is too wide, or all
 * of them, may be turned: set on pages of their own, upright on their side.
 *
 * Time is linear in the rows, and memory that of their glyphs: what a row was
 * composed of is forgotten once it has been placed.
 */
#include "base/arena.h"
#include "layout/tablecut.h"

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
go_on(struct table *t, size_t row)
{
	tableink_rule(t, t->style->end);
	new_page(t);
	tableink_again(t, row);
}

static size_t
body_end(const struct table *t)
{
	return t->grid.n_rows - t->grid.n_foot;
}

static mpt
band_height(struct table *t, size_t row)
{
	return tableink_band_height(t, row, t->grid.rows[row].part);
}

/*
 * Does a band that begins at a row come along with the one before it? The last of the
 * table does; and one row alone of those under a heading, at their beginning, if more
 * than one stays with a head, or at their end.
 */
static bool
comes_along(struct table *t, size_t before, size_t row)
{
	const struct table_row *rows = t->grid.rows;
	size_t end = tableink_band_end(t, row);

	if (end == body_end(t))
		return true;
	if (rows[row].over == 0)
		return false;
	return (rows[before].group && t->style->keep_rows > 1) ||
	       (end == row + 1 && rows[end].group);
}

/* Of a band with what must not be parted from it: rows, the foot, what is under it. */
static mpt
height_with(struct table *t, size_t from, size_t to)
{
	mpt height = band_height(t, from), with = height, more;
	bool last = to >= body_end(t);

	if (!last && comes_along(t, from, to)) {
		with += band_height(t, to);
		last = tableink_band_end(t, to) == body_end(t);
	}
	more = last && from < body_end(t) ? tableink_foot_height(t) : 0;
	if (tableink_fits_page(t, from, with + more))
		with += more;
	if (last && tableink_fits_page(t, from, with + t->below))
		with += t->below;
	return tableink_fits_page(t, from, with) ? with : height;
}

static void
place_band(struct table *t, size_t from, size_t to)
{
	const struct style_rule *rule =
		from == body_end(t) ? t->style->head : t->style->row;
	bool first = from == t->grid.n_head;
	mpt height = band_height(t, from);

	if (!tableink_fits_page(t, from, height) ||
	    (first && pager_room(t->p) < height)) {
		if (!first && pager_room(t->p) >= tablecut_least(t, from))
			tableink_rule(t, rule);
		tablecut_rows(t, from, to, first, go_on);
		return;
	}
	if (!first && pager_room(t->p) < height_with(t, from, to))
		go_on(t, from);
	else if (!first)
		tableink_rule(t, rule);
	tableink_band(t, from, to, FRAME_NO_ARTIFACT);
}

/* What a band was composed of is forgotten once it stands. */
static void
place_bands(struct table *t, size_t from, size_t end)
{
	for (size_t next; from < end; from = next) {
		struct compose_mark mark = compose_mark(&t->p->compose);

		next = tableink_band_end(t, from);
		place_band(t, from, next);
		compose_forget(&t->p->compose, mark);
	}
}

/* Whole, if a page can hold it. */
static void
place_foot(struct table *t)
{
	size_t from = body_end(t);
	mpt height = tableink_foot_height(t);

	if (t->grid.n_foot == 0)
		return;
	if (!tableink_fits_page(t, from, height)) {
		place_bands(t, from, t->grid.n_rows);
		return;
	}
	if (pager_room(t->p) < height)
		go_on(t, from);
	else
		tableink_rule(t, t->style->head);
	tableink_band(t, from, t->grid.n_rows, FRAME_NO_ARTIFACT);
}

/* ---- around it -------------------------------------------------------------- */

#define LEAST_LINES 2 /* of a note before the end of a page, and behind it */

/* How many of the lines left of a note go on this page. */
static size_t
share(const struct table *t, const struct compose_para *para, size_t left)
{
	mpt room = pager_room(t->p);
	size_t n = room > 0 ? (size_t)(room / para->role->line) : 0;

	if (n >= left)
		return left;
	if (left < 2 * LEAST_LINES || n < LEAST_LINES)
		return 0;
	return left - n < LEAST_LINES ? left - LEAST_LINES : n;
}

static void
put_note(struct table *t, const struct compose_para *para)
{
	mpt line = para->role->line;
	bool fresh = false;

	for (size_t i = 0; i < para->n_lines;) {
		size_t n = share(t, para, para->n_lines - i);

		if (n == 0 && !fresh) {
			new_page(t);
			fresh = true;
			continue;
		}
		for (n = n > 0 ? n : 1; n > 0; n--, i++) {
			compose_place(t->p->frames, pager_page(t->p), para, i,
				      t->grid.left,
				      pager_y(t->p, t->p->cursor) +
					      para->role->baseline,
				      FRAME_NO_ARTIFACT);
			t->p->cursor += line;
		}
		fresh = false;
	}
}

/* Notes and source under the table; the first block of the tree that is neither. */
static const struct node *
place_below(struct table *t, const struct node *block)
{
	t->p->cursor += block != NULL && tableink_stands_under(block)
				? t->style->note_above
				: 0;
	for (; block != NULL && tableink_stands_under(block); block = block->next)
		put_note(t, tableink_compose(t, block, ROLE_NOTE));
	return block;
}

/* Height of what stands under it, if that is little enough to stay with rows. */
static mpt
below_height(struct table *t)
{
	mpt height = 0;

	for (const struct node *n = t->node->next;
	     n != NULL && tableink_stands_under(n); n = n->next) {
		height += height == 0 ? t->style->note_above : 0;
		height += para_height(tableink_compose(t, n, ROLE_NOTE));
	}
	return height <= pager_height(t->p) / 4 ? height : 0;
}

/*
 * Caption, head and the rows that stay with it, and all that belongs to those; of rows
 * that no page holds as much as may stand alone.
 */
static mpt
first_height(struct table *t)
{
	mpt height = t->caption + tableink_head_height(t), more;
	size_t row = t->grid.n_head, end = body_end(t);

	for (int i = 0; i < t->style->keep_rows && row < end; i++) {
		mpt band = band_height(t, row);

		if (i > 0 && height + band > pager_height(t->p))
			return height;
		if (height + band > pager_height(t->p))
			return height + tablecut_least(t, row);
		height += band;
		row = tableink_band_end(t, row);
	}
	more = row == end ? tableink_foot_height(t) + t->below : 0;
	return height + more <= pager_height(t->p) ? height + more : height;
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
	t->below = below_height(t);
	t->first = first_height(t);
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
	tableink_head(t);
	place_bands(t, t->grid.n_head, body_end(t));
	place_foot(t);
	tableink_rule(t, t->style->end);
	next = place_below(t, table->next);
	p->table = NULL;
	if (next == NULL && table->parent->flow == FLOW_FLOAT)
		next = table->parent->next; /* all of it stands here */
	if (t->turned && next != NULL)
		/* the rest stands upright again, on a page that is higher */
		p->cursor = style_lines(p->style, p->style->page->lines);
	return next;
}
