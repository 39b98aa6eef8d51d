/*
 * overview - lists in three columns, the last of folios: all advisories by chapter,
 * and what changed since the edition before.
 *
 * The list of changes has two looks, if the layout gives it a second: one to be read
 * at ease, and one set closer that is taken where it saves a page.
 */
#include "layout/page.h"

/* A list on its way down the pages, or only measured. */
struct overview {
	struct pager *p;
	const struct style_overview *s;
	enum role_id group, head, row;
	bool paint;
	mpt cursor;
	int pages; /* begun, the first not counted */
};

struct overview_columns {
	mpt x[3], width[3];
};

static struct overview_columns
columns_of(const struct overview *o)
{
	const struct style_page *page = o->p->style->page;
	const struct style_overview *s = o->s;
	mpt full = page->width - page->left - page->right;
	struct overview_columns c;

	c.width[2] = s->page_width;
	c.width[1] = s->middle_width - s->gutter;
	c.width[0] = full - s->middle_width - s->page_width - s->gutter;
	c.x[0] = page->left;
	c.x[1] = page->left + full - s->page_width - s->middle_width;
	c.x[2] = page->left + full - s->page_width;
	return c;
}

/* A new page where that is not left; whether there is one. */
static bool
need(struct overview *o, mpt height)
{
	if (o->cursor == 0 || pager_height(o->p) - o->cursor >= height)
		return false;
	if (o->paint)
		pager_next(o->p);
	o->pages++;
	o->cursor = 0;
	return true;
}

/* A row of three cells, the last flush right; returns its height. */
static mpt
put_cells(struct overview *o, const struct node *row, enum role_id role,
	  bool paint, enum frame_artifact artifact)
{
	struct overview_columns c = columns_of(o);
	mpt height = 0;
	int i = 0;

	for (const struct node *cell = row->first; cell != NULL && i < 3;
	     cell = cell->next, i++) {
		const struct compose_para *para = pager_compose(
			o->p, cell, role, c.width[i]);
		mpt x = c.x[i];
		mpt extra = (o->s->row - para->role->line) / 2;

		if (i == 2 && para->n_lines > 0)
			x += c.width[i] - para->lines[0].width;
		if (paint)
			pager_put_para(o->p, para, x,
				       pager_y(o->p, o->cursor) + extra,
				       artifact);
		if (para_height(para) + 2 * extra > height)
			height = para_height(para) + 2 * extra;
	}
	return height;
}

static mpt
row_height(struct overview *o, const struct node *row, enum role_id role)
{
	return put_cells(o, row, role, false, FRAME_NO_ARTIFACT);
}

/* A row with the rule over it. */
static void
put_row(struct overview *o, const struct node *row, bool head,
	enum frame_artifact artifact)
{
	const struct style_page *page = o->p->style->page;
	enum role_id role = head ? o->head : o->row;
	mpt height = row_height(o, row, role);

	if (o->paint) {
		pager_rule(o->p, head ? o->s->head : o->s->line, page->left,
			   pager_y(o->p, o->cursor),
			   page->width - page->left - page->right);
		put_cells(o, row, role, true, artifact);
	}
	o->cursor += height;
}

/* The head comes again on a new page; no last row stands there alone. */
static void
put_table(struct overview *o, const struct node *table)
{
	const struct node *heads = NULL;

	for (const struct node *part = table->first; part != NULL;
	     part = part->next) {
		bool head = part->kind == NODE_HEAD;

		for (const struct node *row = part->first; row != NULL;
		     row = row->next) {
			const struct node *next = row->next;
			enum role_id role = head ? o->head : o->row;
			mpt height = row_height(o, row, role);

			if (next != NULL && next->next == NULL && !head)
				height += row_height(o, next, role);
			if (need(o, height) && !head && heads != NULL)
				put_row(o, heads, true, FRAME_ARTIFACT_HEADER);
			put_row(o, row, head, FRAME_NO_ARTIFACT);
		}
		if (head)
			heads = part->first;
	}
}

static void
put_heading(struct overview *o, const struct node *heading)
{
	const struct style_page *page = o->p->style->page;
	const struct compose_para *para = pager_compose(
		o->p, heading, o->group, page->width - page->left - page->right);

	need(o, (1 + o->s->keep_rows) * o->s->row);
	if (o->paint)
		pager_put_para(o->p, para, page->left, pager_y(o->p, o->cursor),
			       FRAME_NO_ARTIFACT);
	o->cursor += para_height(para) + o->s->group_below;
}

/* Groups of a flow, each a heading and a table; the first block behind them. */
static const struct node *
put_groups(struct overview *o, const struct node *group)
{
	uint16_t flow = group->flow;

	o->cursor = o->p->cursor;
	for (; group != NULL && group->flow == flow; group = group->next) {
		for (const struct node *b = group->first; b != NULL; b = b->next)
			if (b->kind == NODE_TABLE)
				put_table(o, b);
			else
				put_heading(o, b);
		o->cursor += o->s->group_above;
	}
	if (o->paint)
		o->p->cursor = o->cursor;
	return group;
}

const struct node *
layout_overview(struct pager *p, const struct node *group)
{
	const struct style_changes *changes = p->style->changes;
	struct overview plain = {
		.p = p,
		.s = p->style->overview,
		.group = ROLE_OVERVIEW_GROUP,
		.head = ROLE_OVERVIEW_HEAD,
		.row = ROLE_OVERVIEW_ROW,
	};
	struct overview tight = {
		.p = p,
		.group = ROLE_TIGHT_GROUP,
		.head = ROLE_TIGHT_HEAD,
		.row = ROLE_TIGHT_ROW,
	};
	bool told = group->flow == FLOW_CHANGES && changes != NULL;

	if (told)
		plain.s = changes->list;
	if (told && changes->tight != NULL) {
		tight.s = changes->tight;
		put_groups(&plain, group);
		put_groups(&tight, group);
		if (tight.pages < plain.pages)
			plain = tight;
		plain.pages = 0;
	}
	plain.paint = true;
	return put_groups(&plain, group);
}
