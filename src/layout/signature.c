/*
 * signature - blocks of a letter or note that are never cut: those of the people
 * who sign, and the decisions that are asked for.
 */
#include "layout/page.h"

static const struct compose_para *
compose_line(struct pager *p, const struct node *node, mpt measure)
{
	return pager_compose(p, node, ROLE_BODY, measure);
}

static void
put_field(struct pager *p, const struct node *form, mpt x, mpt y, mpt w, mpt h,
	  const struct style_rule *rule)
{
	frame_add(p->frames, pager_page(p),
		  &(struct frame_item){
			  .kind = FRAME_FIELD,
			  .node = form,
			  .x = x,
			  .y = y,
			  .w = w,
			  .h = h,
			  .colour = rule != NULL ? rule->colour : 0,
			  .thickness = rule != NULL ? rule->thickness : 0,
			  .opacity = 1000,
		  });
}

/* ---- signatures ---- */

/*
 * An office of a line or more, room to sign, the name. Nothing is painted with
 * paint false. A block whose name is not known is as high as if it were.
 */
static mpt
do_signature(struct pager *p, const struct node *block, mpt x, mpt y, mpt measure,
	     bool paint)
{
	const struct style_signatures *s = p->style->signatures;
	bool signs = false, named = false;

	for (const struct node *n = block->first; n != NULL; n = n->next) {
		const struct compose_para *para;

		if (n->kind == NODE_FORM) {
			mpt w = s->field_width < measure ? s->field_width
							 : measure;

			if (paint)
				put_field(p, n, x, y, w, s->field_height, NULL);
			y += s->space;
			signs = true;
			continue;
		}
		para = compose_line(p, n, measure);
		if (paint)
			pager_put_para(p, para, x, y, FRAME_NO_ARTIFACT);
		y += para_height(para);
		named = named || (signs && para->n_lines > 0);
	}
	if (!signs)
		y += s->space;
	return named ? y : y + compose_role(&p->compose, ROLE_BODY)->line;
}

/* Rows of one block or two, from y on; returns where they end. */
static mpt
do_signatures(struct pager *p, const struct node *group, mpt x, mpt y,
	      mpt measure, bool paint)
{
	const struct style_signatures *s = p->style->signatures;
	mpt width = s->side_by_side ? (measure - s->gutter) / 2 : measure;
	mpt row = y, end = y;
	int column = 0;

	for (const struct node *block = group->first; block != NULL;
	     block = block->next) {
		mpt bottom;

		if (column == (s->side_by_side ? 2 : 1)) {
			row = end + s->between;
			column = 0;
		}
		bottom = do_signature(p, block, x + column * (width + s->gutter),
				      row, width, paint);
		if (bottom > end)
			end = bottom;
		column++;
	}
	return end;
}

/* ---- decisions ---- */

/* A box and the word beside it. */
static void
put_choice(struct pager *p, const struct node *choice, mpt x, mpt y, mpt measure)
{
	const struct style_decisions *s = p->style->decisions;
	const struct compose_para *word = compose_line(p, choice, measure);
	mpt baseline = y + word->role->baseline;

	put_field(p, choice->first, x, baseline + s->box_drop - s->box, s->box,
		  s->box, s->rule);
	pager_put_para(p, word, x + s->box + s->gap, y, FRAME_NO_ARTIFACT);
}

/* What is decided, under it the choices in a row. */
static mpt
do_decision(struct pager *p, const struct node *block, mpt x, mpt y, mpt measure,
	    bool paint)
{
	const struct style_decisions *s = p->style->decisions;
	const struct compose_para *text = compose_line(p, block->first, measure);

	if (paint)
		pager_put_para(p, text, x, y, FRAME_NO_ARTIFACT);
	y += para_height(text) + s->choices_above;
	for (const struct node *n = block->first->next; n != NULL; n = n->next) {
		if (paint)
			put_choice(p, n, x, y, s->step);
		x += s->step;
	}
	return y + compose_role(&p->compose, ROLE_CHOICE)->line;
}

/* ---- for the columns ---- */

bool
layout_is_whole(const struct node *block)
{
	return block->flow == FLOW_SIGNATURES || block->flow == FLOW_DECISION;
}

/* The first decision stands under its heading like any text. */
mpt
layout_whole_above(const struct pager *p, const struct node *block)
{
	const struct node *first = block->parent->first;

	if (block->flow == FLOW_SIGNATURES)
		return p->style->signatures->above;
	return block == first->next ? 0 : p->style->decisions->above;
}

int
layout_whole_keep(const struct pager *p, const struct node *block)
{
	return block->flow == FLOW_SIGNATURES ? p->style->signatures->keep_lines
					      : 0;
}

void
layout_whole_judge(struct pager *p, const struct node *block, int lines)
{
	if (lines > p->style->page->lines)
		diag_report(p->sink, DIAG_SIGNATURES_FULL, block->last->pos,
			    "with the signatures down to this one and the text "
			    "before them, a page would have %d lines; it has %d",
			    lines, p->style->page->lines);
}

mpt
layout_whole_height(struct pager *p, const struct node *block, mpt measure)
{
	return block->flow == FLOW_SIGNATURES
		       ? do_signatures(p, block, 0, 0, measure, false)
		       : do_decision(p, block, 0, 0, measure, false);
}

void
layout_whole_put(struct pager *p, const struct node *block, mpt x, mpt y,
		 mpt measure)
{
	if (block->flow == FLOW_SIGNATURES)
		do_signatures(p, block, x, y, measure, true);
	else
		do_decision(p, block, x, y, measure, true);
}
