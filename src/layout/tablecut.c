#include "layout/tablecut.h"

#define LEAST_LINES 2 /* of a row before a cut, and behind it */

/* A cell on its way down the pages. */
struct hanging {
	const struct table_cell *cell;
	const struct compose_para *para;
	size_t end; /* the row after its last */
	size_t next; /* line to be set */
	mpt top; /* of that line on the page in hand, as cursors are */
	bool again; /* all of it stands on pages before; it is repeated here */
};

struct cut {
	struct table *t;
	void (*go_on)(struct table *t, size_t row);
	struct hanging cells[TABLE_MAX_COLUMNS];
	size_t n;
	bool fresh; /* nothing yet stands under the head of the page */
};

static mpt
grid_of(const struct table *t)
{
	return t->p->style->page->grid;
}

static mpt
up_to_grid(const struct table *t, mpt height)
{
	return (height + grid_of(t) - 1) / grid_of(t) * grid_of(t);
}

/* ---- cells ------------------------------------------------------------------ */

static void
hang(struct cut *c, size_t i)
{
	const struct table_row *row = &c->t->grid.rows[i];

	for (size_t k = 0; k < row->n_cells; k++) {
		const struct table_cell *cell = &row->cells[k];

		c->cells[c->n++] = (struct hanging){
			.cell = cell,
			.para = table_cell_compose(&c->t->grid, cell),
			.end = i + cell->rows,
			.top = c->t->p->cursor + c->t->style->pad_above,
		};
	}
}

static mpt
height_left(const struct hanging *h)
{
	return (mpt)(h->para->n_lines - h->next) * h->para->role->line;
}

/* Repeated if the rows beside it are high enough for it. */
static void
set_again(struct table *t, const struct hanging *h, mpt room)
{
	const struct compose_para *para = table_cell_compose_again(
		&t->grid, h->cell);

	if (para_height(para) <= room)
		tableink_lines(t, h->cell, para, 0, para->n_lines,
			       pager_y(t->p, h->top), FRAME_ARTIFACT_HEADER);
}

/* As many of its lines as there is room for down to the last line above the cursor. */
static void
set_lines(struct table *t, struct hanging *h)
{
	mpt room = t->p->cursor - t->style->pad_below - h->top;
	mpt line = h->para->role->line;
	size_t n = room > 0 ? (size_t)(room / line) : 0;

	if (h->again) {
		set_again(t, h, room);
		return;
	}
	if (n == 0 && room >= grid_of(t))
		n = 1; /* higher than a line of the grid: it must go on */
	if (n > h->para->n_lines - h->next)
		n = h->para->n_lines - h->next;
	tableink_lines(t, h->cell, h->para, h->next, h->next + n,
		       pager_y(t->p, h->top), FRAME_NO_ARTIFACT);
	h->next += n;
	h->top += (mpt)n * line;
}

/* Set what hangs beside a row that ends here, and let go of what ends with it. */
static void
end_row(struct cut *c, size_t i)
{
	size_t n = 0;

	for (size_t k = 0; k < c->n; k++)
		if (c->cells[k].end == i + 1)
			set_lines(c->t, &c->cells[k]);
		else
			c->cells[n++] = c->cells[k];
	c->n = n;
}

static void
end_page(struct cut *c, size_t row)
{
	for (size_t k = 0; k < c->n; k++)
		set_lines(c->t, &c->cells[k]);
	c->go_on(c->t, row);
	for (size_t k = 0; k < c->n; k++) {
		struct hanging *h = &c->cells[k];

		h->top = c->t->p->cursor + c->t->style->pad_above;
		h->again = h->cell->node->kind == NODE_TH &&
			   h->next == h->para->n_lines && h->next > 0;
	}
	c->fresh = true;
}

/* ---- rows ------------------------------------------------------------------- */

/* Height, without padding, that a row still needs for the cells that end with it. */
static mpt
wanted(const struct cut *c, size_t i)
{
	mpt from = c->t->p->cursor + c->t->style->pad_above, most = 0;

	for (size_t k = 0; k < c->n; k++) {
		const struct hanging *h = &c->cells[k];
		mpt need = h->top + height_left(h) - from;

		if (h->end == i + 1 && need > most)
			most = need;
	}
	return up_to_grid(c->t, most);
}

static mpt
room_for_lines(const struct table *t)
{
	mpt room = pager_room(t->p) - tableink_padding(t);

	return room < 0 ? 0 : room / grid_of(t) * grid_of(t);
}

/*
 * Height of what no page may begin with after a row: sums of the rows above them, and
 * the foot of the table if nothing else comes before it; the first row behind the sums.
 */
static mpt
height_under(struct table *t, size_t row, size_t *ret_end)
{
	const struct table_row *rows = t->grid.rows;
	size_t body = t->grid.n_rows - t->grid.n_foot, end = row + 1;
	mpt height = 0;

	for (; end < body && rows[end].sum; end++)
		height += t->heights[end];
	if (end == body && row < body && t->grid.n_foot > 0)
		height += tableink_foot_height(t);
	*ret_end = end;
	return height;
}

/*
 * The first row after one that no cell joins to it which a page could hold, and no sum;
 * the height of these rows, and of the foot if it comes next.
 */
static size_t
block_end(struct table *t, size_t row, mpt *ret_height)
{
	const struct table_row *rows = t->grid.rows;
	size_t end = row + 1, sums;
	mpt under;

	*ret_height = 0;
	for (size_t i = row; i < end; i++) {
		for (size_t k = 0; k < rows[i].n_cells; k++) {
			size_t to = i + rows[i].cells[k].rows;

			if (to > end &&
			    tableink_fits_page(
				    t, row, tableink_rows_height(t, i, to)))
				end = to;
		}
		*ret_height += t->heights[i];
	}
	under = height_under(t, end - 1, &sums);
	if (!tableink_fits_page(t, row, *ret_height + under))
		return end;
	*ret_height += under;
	return sums;
}

/*
 * A cell that goes on beside more rows than a page can hold shows some of its lines
 * where it begins: the height of the rows for that, of which the last ends a block.
 */
static size_t
block_to_show(struct table *t, size_t row, size_t end, mpt *ret_height)
{
	const struct table_row *r = &t->grid.rows[row];
	mpt least = LEAST_LINES * grid_of(t) + tableink_padding(t);

	for (size_t k = 0; k < r->n_cells; k++) {
		size_t to = row + r->cells[k].rows;

		if (to <= end ||
		    table_cell_compose(&t->grid, &r->cells[k])->n_lines <
			    LEAST_LINES)
			continue;
		for (; end < to && *ret_height < least; end++)
			*ret_height += t->heights[end];
	}
	return end;
}

/*
 * The room that a row, with those that a heading over rows stays with, needs to begin
 * here; the first row for which that says nothing.
 */
static size_t
least_of(struct table *t, size_t row, mpt *ret_least)
{
	const struct table_row *rows = t->grid.rows;
	mpt above = 0, height, least;
	bool whole;
	size_t end;

	for (; rows[row].group && row + 1 < t->grid.n_rows &&
	       rows[row + 1].part == rows[row].part;
	     row++)
		above += t->heights[row];
	end = block_end(t, row, &height);
	end = block_to_show(t, row, end, &height);
	whole = tableink_fits_page(t, row, above + height);
	least = LEAST_LINES * grid_of(t) + tableink_padding(t);
	if (whole || height < least)
		least = height;
	*ret_least = above + least;
	return whole ? end : row + 1;
}

mpt
tablecut_least(struct table *t, size_t row)
{
	mpt least;

	least_of(t, row, &least);
	return least;
}

/*
 * So much of what is wanted goes here; some lines of it stay together, also with what
 * stands under it, which needs room too.
 */
static mpt
share(const struct table *t, mpt want, mpt room, mpt under)
{
	mpt grid = grid_of(t), least = LEAST_LINES * grid;

	if (want + under <= room)
		return want;
	if (want <= room)
		return want >= 2 * least ? want - least : 0;
	if (want - room < least && room - grid >= least)
		return room - grid;
	return room;
}

/* What stands under a row that is cut, if a page can hold it with some lines of that. */
static mpt
height_under_cut(struct table *t, size_t row)
{
	mpt lines = 2 * LEAST_LINES * grid_of(t) + tableink_padding(t), under;
	size_t end;

	if (tableink_fits_page(t, row, t->heights[row]))
		return 0; /* it is not cut, and has been given room for both */
	under = height_under(t, row, &end);
	return tableink_fits_page(t, row, lines + under) ? under : 0;
}

static void
put_row(struct cut *c, size_t i)
{
	struct table *t = c->t;
	mpt grid = grid_of(t), want = wanted(c, i);
	mpt under = height_under_cut(t, i);

	want = want > 0 ? want : grid;
	while (want > 0) {
		mpt room = room_for_lines(t), height;

		if (room < grid && !c->fresh) {
			end_page(c, i);
			continue;
		}
		if (room < grid) /* a head that fills the page */
			room = grid;
		height = share(t, want, room, under);
		if (height == 0 && !c->fresh) {
			end_page(c, i);
			continue;
		}
		height = height > 0 ? height : want;
		t->p->cursor += height + tableink_padding(t);
		c->fresh = false;
		if (height == want)
			break;
		end_page(c, i);
		want = wanted(c, i);
	}
	end_row(c, i);
}

void
tablecut_rows(struct table *t, size_t from, size_t to, bool fresh,
	      void (*go_on)(struct table *t, size_t row))
{
	struct cut c = {.t = t, .go_on = go_on, .fresh = fresh};
	size_t whole = from; /* there is room for the rows before it */

	for (size_t i = from; i < to; i++) {
		mpt least = 0;

		if (i >= whole)
			whole = least_of(t, i, &least);
		if (!c.fresh && pager_room(t->p) < least)
			end_page(&c, i);
		else if (i > from && !c.fresh && !t->grid.rows[i - 1].group)
			tableink_rules_inside(t, i);
		hang(&c, i);
		put_row(&c, i);
	}
}
