#include "layout/tablefloat.h"

#include "base/arena.h"
#include "layout/tableink.h"

#define UM_PER_INCH 25400
#define MPT_PER_INCH (72 * MPT_PER_PT)

/* ---- how high it is --------------------------------------------------------- */

static mpt
height_below(struct table *t)
{
	mpt height = 0;

	for (const struct node *n = t->node->next; n != NULL; n = n->next) {
		height += height == 0 ? t->style->note_above : 0;
		height += para_height(tableink_compose(t, n, ROLE_NOTE));
	}
	return height;
}

/* What was composed is released row by row: only the heights are wanted. */
static mpt
height_of(struct table *t)
{
	struct compose *c = &t->p->compose;
	struct compose_mark mark = compose_mark(c);
	const struct node *caption = tableink_caption(t->node);
	const struct table_grid *g = &t->grid;
	mpt height = tableink_head_height(t) + tableink_foot_height(t);

	for (size_t i = g->n_head; i < g->n_rows - g->n_foot;
	     i = tableink_band_end(t, i)) {
		height += tableink_band_height(t, i, TABLE_BODY);
		compose_forget(c, mark);
	}
	if (caption != NULL)
		height += para_height(tableink_compose(t, caption, ROLE_CAPTION));
	height += height_below(t);
	compose_forget(c, mark);
	return height;
}

static struct table *
new_table(struct pager *p, const struct node *node)
{
	struct table *t = arena_alloc(p->arena, sizeof(*t));

	*t = (struct table){.p = p, .style = p->style->table, .node = node};
	table_grid_make(p, node, &t->grid);
	t->heights = arena_new_array(p->arena, mpt, t->grid.n_rows + 1);
	return t;
}

const struct tablefloat *
tablefloat_of(struct pager *p, const struct node *div)
{
	const struct style_column *column = p->style->page->columns.items;
	const struct layout_float *info = div->extra;
	const struct style_table *style = p->style->table;
	mpt grid = p->style->page->grid;
	struct tablefloat *f;

	if (p->floating != NULL && p->floating->node == div)
		return p->floating;
	f = arena_alloc(p->arena, sizeof(*f));
	f->node = div;
	f->table = new_table(p, div->first);
	f->measure = info->wide ? style->width : column->width;
	table_grid_fit(&f->table->grid, info->wide ? style->x : 0, f->measure);
	if (f->table->grid.least <= f->measure)
		f->lines = (int)((height_of(f->table) + grid - 1) / grid);
	p->floating = f;
	return f;
}

bool
tablefloat_fits(struct pager *p, const struct node *div)
{
	const struct tablefloat *f = tablefloat_of(p, div);

	return p->style->table->turn != TABLE_TURN_ALWAYS && f->lines > 0 &&
	       f->lines <= p->style->page->lines;
}

/* ---- its ink ---------------------------------------------------------------- */

static void
put_para(struct table *t, const struct node *node, enum role_id role)
{
	const struct compose_para *para = tableink_compose(t, node, role);
	struct pager *p = t->p;

	pager_put_para(p, para, t->grid.left, pager_y(p, p->cursor),
		       FRAME_NO_ARTIFACT);
	p->cursor += para_height(para);
}

static void
put_rows(struct table *t)
{
	const struct table_grid *g = &t->grid;
	size_t foot = g->n_rows - g->n_foot;
	struct compose_mark mark = compose_mark(&t->p->compose);

	for (size_t i = g->n_head, end; i < foot; i = end) {
		end = tableink_band_end(t, i);
		if (i > g->n_head)
			tableink_rule(t, t->style->row);
		tableink_band(t, i, end, FRAME_NO_ARTIFACT);
		compose_forget(&t->p->compose, mark);
	}
	if (g->n_foot > 0)
		tableink_rule(t, t->style->head);
	tableink_band(t, foot, g->n_rows, FRAME_NO_ARTIFACT);
	tableink_rule(t, t->style->end);
}

static void
put_below(struct table *t)
{
	const struct node *n = t->node->next;

	t->p->cursor += n != NULL ? t->style->note_above : 0;
	for (; n != NULL; n = n->next)
		put_para(t, n, ROLE_NOTE);
}

void
tablefloat_put(struct pager *p, const struct tablefloat *f, mpt x, mpt y)
{
	const struct layout_float *info = f->node->extra;
	struct compose_mark mark = compose_mark(&p->compose);
	const struct node *caption = tableink_caption(f->table->node);
	mpt cursor = p->cursor;

	if (!info->wide)
		table_grid_move(&f->table->grid, x - f->table->grid.left);
	p->cursor = y - pager_y(p, 0);
	if (caption != NULL)
		put_para(f->table, caption, ROLE_CAPTION);
	tableink_head(f->table);
	put_rows(f->table);
	put_below(f->table);
	p->cursor = cursor;
	compose_forget(&p->compose, mark);
}

/* ---- what has no place to float in ------------------------------------------ */

static int
millimetres(mpt length, bool up)
{
	int64_t um = (int64_t)length * UM_PER_INCH / MPT_PER_INCH;

	return (int)((um + (up ? 999 : 0)) / 1000);
}

const struct node *
layout_unfit(struct pager *p, const struct node *block)
{
	const struct tablefloat *f = tablefloat_of(p, block);

	if (f->lines > p->style->page->lines)
		diag_report(p->sink, DIAG_TABLE_UNFIT, block->pos,
			    "the table is %d lines high, and there is room for "
			    "%d",
			    f->lines, p->style->page->lines);
	else if (f->lines == 0)
		diag_report(p->sink, DIAG_TABLE_UNFIT, block->pos,
			    "the table needs a width of %d mm, and there are %d",
			    millimetres(f->table->grid.least, true),
			    millimetres(f->measure, false));
	else
		diag_report(p->sink, DIAG_TABLE_UNFIT, block->pos,
			    "this layout sets all tables on their side");
	return layout_table(p, block->first);
}
