/*
 * chapter - an opening (rule, label, title beside its lead), then the matter.
 */
#include "layout/page.h"

static const struct node *
first_of_kind(const struct node *part, enum node_kind kind)
{
	for (const struct node *n = part->first; n != NULL; n = n->next)
		if (n->kind == kind)
			return n;
	return NULL;
}

/* The label and the title of an H1; returns where the title ends. */
static mpt
put_title(struct pager *p, const struct node *title)
{
	const struct style_opening *o = p->style->opening;
	const struct style_changes *changes = p->style->changes;
	bool told = title->next != NULL && title->next->flow == FLOW_CHANGES;
	struct compose_request request = {
		.node = title,
		.role = ROLE_LABEL,
		.measure = told && changes != NULL && changes->title_width > 0
				   ? changes->title_width
				   : o->title_width,
		.only_flow = FLOW_LABEL,
	};
	const struct compose_para *para = compose_node(&p->compose, &request);

	pager_put_para(p, para, o->title_x,
		       pager_y(p, o->label_base) - para->role->baseline,
		       FRAME_NO_ARTIFACT);
	request.role = ROLE_TITLE;
	request.only_flow = 0;
	request.skip_flow = FLOW_LABEL;
	para = compose_node(&p->compose, &request);
	return pager_put_para(p, para, o->title_x,
			      pager_y(p, o->title_base) - para->role->baseline,
			      FRAME_NO_ARTIFACT) -
	       p->style->page->top;
}

/* Paragraphs of the lead from block on; the first block that is not one. */
static const struct node *
put_lead(struct pager *p, const struct node *block, mpt *ret_end)
{
	const struct style_opening *o = p->style->opening;
	const struct style_role *role = compose_role(&p->compose, ROLE_LEAD);
	mpt y = pager_y(p, o->lead_base) - role->baseline;

	*ret_end = 0;
	for (; block != NULL && block->flow == FLOW_LEAD; block = block->next) {
		const struct compose_para *para = compose_node(
			&p->compose,
			&(struct compose_request){
				.node = block,
				.role = ROLE_LEAD,
				.measure = o->lead_width,
			});

		if (*ret_end > 0)
			y += role->between;
		y = pager_put_para(p, para, o->lead_x, y, FRAME_NO_ARTIFACT);
		*ret_end = y - p->style->page->top;
	}
	return block;
}

/* The line of the grid on which the matter begins at the earliest. */
static int
least_line(const struct pager *p, const struct node *block, bool lead)
{
	const struct style_opening *o = p->style->opening;

	if (block != NULL && block->kind == NODE_TABLE)
		return o->least_table;
	if (block != NULL && block->kind == NODE_TOC)
		return o->least_contents;
	if (block != NULL &&
	    (block->flow == FLOW_OVERVIEW || block->flow == FLOW_CHANGES ||
	     block->flow == FLOW_TIMELINE))
		return o->least_overview;
	return lead ? o->least_with_lead : o->least_without;
}

static const struct node *
put_opening(struct pager *p, const struct node *part)
{
	const struct style_opening *o = p->style->opening;
	const struct node *title = first_of_kind(part, NODE_H1);
	const struct node *block = part->first;
	mpt title_end = 0, lead_end = 0, least;

	if (title == NULL)
		return block;
	pager_rule(p, o->rule, p->style->page->left, pager_y(p, 0),
		   p->style->page->width - p->style->page->left -
			   p->style->page->right);
	title_end = put_title(p, title);
	block = put_lead(p, title->next, &lead_end);
	p->cursor = (title_end > lead_end ? title_end : lead_end) + o->after;
	pager_to_grid(p);
	least = style_lines(p->style, least_line(p, block, lead_end > 0));
	if (p->cursor < least)
		p->cursor = least;
	return block;
}

static const struct node *
put_block(struct pager *p, const struct node *block)
{
	if (layout_is_running(p, block))
		return layout_columns(p, block);
	if (block->kind == NODE_TABLE)
		return layout_table(p, block);
	if (block->flow == FLOW_FLOAT)
		return layout_unfit(p, block);
	if (block->kind == NODE_TOC)
		return layout_contents(p, block);
	switch ((enum layout_flow)block->flow) {
	case FLOW_CARDS:
		return layout_cards(p, block);
	case FLOW_BAND:
		return layout_band(p, block);
	case FLOW_OVERVIEW:
	case FLOW_CHANGES:
		return layout_overview(p, block);
	case FLOW_TIMELINE:
		return layout_timeline(p, block);
	default:
		return layout_wide(p, block);
	}
}

/* One that floats is running text, or else it stands here as any other. */
static bool
is_table(const struct node *block)
{
	return block->kind == NODE_TABLE || block->flow == FLOW_FLOAT;
}

/*
 * White between text and a table and the like, or two of these; headings and what
 * stands over the full measure bring their own.
 */
static void
leave_white(struct pager *p, const struct node *before, const struct node *block)
{
	bool heading = block->kind >= NODE_H2 && block->kind <= NODE_H5;
	bool dense = layout_is_running(p, before) || is_table(before);

	if (p->cursor == 0)
		return;
	if (layout_is_running(p, block))
		p->cursor += heading ? p->style->matter->heading_above
				     : p->style->page->grid;
	else if (dense && (is_table(block) || block->flow == FLOW_TIMELINE ||
			   block->flow == FLOW_CARDS || block->flow == FLOW_BAND))
		p->cursor += p->style->page->grid;
}

void
layout_chapter(struct pager *p, const struct node *part)
{
	const struct node *block = put_opening(p, part);

	while (block != NULL) {
		const struct node *before = block;

		block = put_block(p, block);
		while (before->next != block)
			before = before->next;
		if (block != NULL)
			leave_white(p, before, block);
	}
}
