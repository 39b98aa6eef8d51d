#include "layout/page.h"

const struct compose_para *
pager_compose(struct pager *p, const struct node *node, enum role_id role,
	      mpt measure)
{
	return compose_node(
		&p->compose,
		&(struct compose_request){
			.node = node,
			.role = role,
			.measure = measure,
		});
}

struct frame_page *
pager_page(struct pager *p)
{
	return &p->frames->pages[p->page];
}

static void
put_foot_text(struct pager *p, const char *text, enum role_id role, mpt x,
	      bool flush_right)
{
	const struct compose_para *para = compose_text(&p->compose, text, role);

	if (para->n_lines == 0)
		return;
	if (flush_right) {
		x -= para->lines[0].width;
		x += pager_page(p)->width - p->style->page->width;
	}
	compose_place(p->frames, pager_page(p), para, 0, x,
		      p->style->foot->baseline + pager_page(p)->height -
			      p->style->page->height,
		      FRAME_ARTIFACT_FOOTER);
}

static void
put_foot(struct pager *p)
{
	const struct style_foot *foot = p->style->foot;
	const char *folio = pager_page(p)->label;

	if (foot == NULL || p->info->running == NULL)
		return;
	if (p->page % 2 == 1) { /* the second, fourth … page: a left one */
		put_foot_text(p, folio, ROLE_FOLIO, foot->even_folio_x, false);
		if (p->job->running != NULL)
			put_foot_text(p, p->job->running, ROLE_FOOT,
				      foot->even_text_x, false);
	} else {
		put_foot_text(p, p->info->running, ROLE_FOOT, foot->odd_text_x,
			      false);
		put_foot_text(p, folio, ROLE_FOLIO, foot->odd_folio_right, true);
	}
}

static void
add_page(struct pager *p)
{
	const struct style_page *s = p->style->page;
	struct frame_page *page = frames_add_page(
		p->frames, p->turned ? s->height : s->width,
		p->turned ? s->width : s->height);

	page->bleed = s->bleed;
	page->label = "";
	p->page = p->frames->n_pages - 1;
	p->frames->n_front += p->info->front;
	p->cursor = 0;
}

static void
next_page(struct pager *p)
{
	add_page(p);
	if (p->info->running != NULL)
		pager_page(p)->label = frames_folio(p->frames, p->page);
	put_foot(p);
	if (p->dress != NULL)
		p->dress(p);
}

void
pager_next(struct pager *p)
{
	p->turned = false;
	next_page(p);
}

void
pager_next_turned(struct pager *p)
{
	p->turned = true;
	next_page(p);
}

static bool
is_right_start(const struct pager *p)
{
	size_t page = p->frames->n_pages; /* index of the one to come */
	size_t multiple = (size_t)p->style->page->multiple;

	switch (p->info->start) {
	case START_RECTO:
		return page % 2 == 0;
	case START_VERSO:
		return page % 2 == 1;
	case START_LAST:
		return (page - p->frames->n_front + 1) % multiple == 0;
	case START_ANY:
		break;
	}
	return true;
}

void
pager_start_part(struct pager *p, const struct node *part)
{
	p->part = part;
	p->info = part->extra;
	p->turned = false;
	if (!p->info->front && p->frames->n_front % 2 == 1) {
		add_page(p); /* the booklet begins on a right-hand page */
		p->frames->n_front++;
	}
	while (!is_right_start(p))
		add_page(p); /* left blank, without a foot */
	p->first_page = p->frames->n_pages;
	pager_next(p);
}

mpt
pager_height(const struct pager *p)
{
	const struct style_page *s = p->style->page;

	return style_lines(
		p->style, p->turned ? style_lines_turned(s) : s->lines);
}

mpt
pager_room(const struct pager *p)
{
	return pager_height(p) - p->cursor;
}

mpt
pager_y(const struct pager *p, mpt below_top)
{
	return p->style->page->top + below_top;
}

int
pager_to_grid(struct pager *p)
{
	mpt grid = p->style->page->grid;
	int line = (int)((p->cursor + grid - 1) / grid);

	p->cursor = style_lines(p->style, line);
	return line;
}

mpt
para_height(const struct compose_para *para)
{
	return (mpt)para->n_lines * para->role->line;
}

mpt
pager_put_para(struct pager *p, const struct compose_para *para, mpt x, mpt y,
	       enum frame_artifact artifact)
{
	for (size_t i = 0; i < para->n_lines; i++)
		compose_place(
			p->frames, pager_page(p), para, i, x,
			y + (mpt)i * para->role->line + para->role->baseline,
			artifact);
	return y + para_height(para);
}

void
pager_rect(struct pager *p, uint32_t colour, mpt x, mpt y, mpt w, mpt h,
	   enum frame_artifact artifact)
{
	frame_add_rect(p->frames, pager_page(p), artifact, colour, x, y, w, h);
}

/* Rules stand centred on their height. */
void
pager_rule(struct pager *p, const struct style_rule *rule, mpt x, mpt y,
	   mpt width)
{
	if (rule != NULL)
		pager_rect(p, rule->colour, x, y - rule->thickness / 2, width,
			   rule->thickness, FRAME_ARTIFACT_LAYOUT);
}
