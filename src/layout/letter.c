/*
 * letter - the pages of letters and notes: zones with places of their own on the
 * first page, then one column of text over any number of pages, each with its
 * head and its number.
 */
#include <string.h>

#include "base/arena.h"
#include "image/image.h"
#include "layout/page.h"

static const struct compose_para *
compose_zone(struct pager *p, const struct node *node, enum role_id role,
	     mpt measure)
{
	return compose_node(
		&p->compose,
		&(struct compose_request){
			.node = node,
			.role = role,
			.measure = measure,
			.skip_flow = FLOW_LABEL,
		});
}

static const struct compose_para *
compose_label(struct pager *p, const struct node *node, enum role_id role,
	      mpt measure)
{
	return compose_node(
		&p->compose,
		&(struct compose_request){
			.node = node,
			.role = role,
			.measure = measure,
			.only_flow = FLOW_LABEL,
		});
}

/* Where a value is not known yet: on the baseline of its line. */
static void
put_blank(struct pager *p, const struct style_blank *blank, mpt x, mpt baseline)
{
	pager_rect(p, blank->colour, x, baseline, blank->width, blank->thickness,
		   FRAME_ARTIFACT_LAYOUT);
}

/* ---- sender ---- */

/* Fitted into its box, at the top and in the middle. */
static void
put_emblem(struct pager *p)
{
	const struct style_box *box = p->style->sender->emblem;
	const struct image *image = p->info->emblem;
	int64_t w, h;
	mpt width, height;

	if (image == NULL || box == NULL)
		return;
	w = image_upright_width(image);
	h = image_upright_height(image);
	width = box->width;
	height = mpt_muldiv(width, h, w);
	if (height > box->height) {
		height = box->height;
		width = mpt_muldiv(height, w, h);
	}
	frame_add(p->frames, pager_page(p),
		  &(struct frame_item){
			  .kind = FRAME_IMAGE,
			  .artifact = FRAME_ARTIFACT_LAYOUT,
			  .x = box->x + (box->width - width) / 2,
			  .y = box->y,
			  .w = width,
			  .h = height,
			  .image = image,
			  .opacity = 1000,
		  });
}

static void
put_sender(struct pager *p, const struct node *sender)
{
	const struct style_sender *s = p->style->sender;

	put_emblem(p);
	pager_put_para(p, compose_zone(p, sender, ROLE_SENDER, s->width), s->x,
		       s->y, FRAME_NO_ARTIFACT);
}

/* ---- address ---- */

/* A tenth of a millimetre, for messages. */
static int
tenths(mpt length)
{
	return (int)mpt_muldiv(length, 254, 72 * MPT_PER_PT);
}

static void
report_wide(struct pager *p, const struct node *line, mpt over)
{
	int by = tenths(over) + 1;

	diag_report(p->sink, DIAG_ADDRESS_WIDE, line->pos,
		    "this line reaches %d.%d mm too far for the window of the "
		    "envelope",
		    by / 10, by % 10);
}

/* The right edge of what a window shows for certain. */
static mpt
window_right(const struct style_address *s)
{
	return s->window->x + s->window->width - s->play;
}

/* The sender's address is not to be moved to another line. */
static void
put_return_address(struct pager *p, const struct node *line)
{
	const struct style_address *s = p->style->address;
	const struct compose_para *para = compose_zone(
		p, line, ROLE_RETURN_ADDRESS, INT32_MAX / 8);
	mpt room = window_right(s) - s->x;

	if (para->widest > room)
		report_wide(p, line, para->widest - room);
	pager_put_para(p, para, s->x, s->return_y, FRAME_NO_ARTIFACT);
}

/*
 * The addressee may take two lines; all below it, such as the postal code and the
 * town, stand on a line each.
 */
static void
put_address(struct pager *p, const struct node *block)
{
	const struct style_address *s = p->style->address;
	mpt room = window_right(s) - s->x, y = s->y;
	mpt bottom = s->window->y + s->window->height - s->play;
	bool reported = false;

	for (const struct node *line = block->first; line != NULL;
	     line = line->next) {
		const struct compose_para *para = compose_zone(
			p, line, ROLE_ADDRESS,
			line == block->first ? room : INT32_MAX / 8);

		if (para->widest > room)
			report_wide(p, line, para->widest - room);
		y = pager_put_para(p, para, s->x, y, FRAME_NO_ARTIFACT);
		if (y > bottom && !reported) {
			reported = true;
			diag_report(p->sink, DIAG_ADDRESS_HIGH, line->pos,
				    "the window of the envelope ends above this "
				    "line of the address");
		}
	}
}

/* ---- the reference column ---- */

/* A label over its value; returns where the entry ends. */
static mpt
put_entry(struct pager *p, const struct node *entry, mpt y,
	  enum frame_artifact artifact)
{
	const struct style_reference *s = p->style->reference;
	const struct compose_para *label = compose_label(
		p, entry, ROLE_REFERENCE_LABEL, s->width);
	const struct compose_para *value = compose_zone(
		p, entry, ROLE_REFERENCE, s->width);

	y = pager_put_para(p, label, s->x, y, artifact);
	if (value->n_lines > 0)
		return pager_put_para(p, value, s->x, y, artifact);
	put_blank(p, s->blank, s->x, y + value->role->baseline);
	return y + value->role->line;
}

static void
put_reference_column(struct pager *p, const struct node *column)
{
	const struct style_reference *s = p->style->reference;
	mpt y = s->y +
		p->cursor; /* a long headline moves it as it does the text */
	bool reported = false;

	for (const struct node *entry = column->first; entry != NULL;
	     entry = entry->next) {
		y = put_entry(p, entry, y, FRAME_NO_ARTIFACT);
		if (y > p->style->page_number->y && !reported) {
			reported = true;
			diag_report(
				p->sink, DIAG_REFERENCES_LONG, entry->pos,
				"the column beside the text reaches below its "
				"page with this");
		}
		y += s->between;
	}
}

/* ---- date and subject, or the headline of a note ---- */

static mpt
put_particular(struct pager *p, const struct node *node, mpt y)
{
	const struct style_particulars *s = p->style->particulars;
	const struct compose_para *label = compose_label(
		p, node, ROLE_PARTICULAR_LABEL, s->x - s->label_x);
	const struct compose_para *value = compose_zone(
		p, node, ROLE_PARTICULAR, s->width);
	const struct style_role *role = value->role;

	pager_put_para(p, label, s->label_x,
		       y + role->baseline - label->role->baseline,
		       FRAME_NO_ARTIFACT);
	if (value->n_lines > 0)
		return pager_put_para(p, value, s->x, y, FRAME_NO_ARTIFACT);
	put_blank(p, s->blank, s->x, y + role->baseline);
	return y + role->line;
}

static mpt
put_headline(struct pager *p, const struct node *h1)
{
	const struct style_headline *s = p->style->headline;
	const struct compose_para *kind = compose_label(
		p, h1, ROLE_TITLE, s->width);
	const struct compose_para *subject = compose_zone(
		p, h1, ROLE_LEAD, s->width);
	mpt y = s->base - kind->role->baseline;

	y = pager_put_para(p, kind, s->x, y, FRAME_NO_ARTIFACT) + s->between;
	return pager_put_para(p, subject, s->x, y, FRAME_NO_ARTIFACT);
}

/* ---- every page ---- */

static void
put_watermark(struct pager *p)
{
	const struct style_watermark *s = p->style->watermark;
	const struct compose_para *para;

	if (p->info->watermark == NULL || s == NULL)
		return;
	para = compose_text(&p->compose, p->info->watermark, ROLE_WATERMARK);
	if (para->n_lines > 0)
		compose_place(p->frames, pager_page(p), para, 0, s->x,
			      s->baseline, FRAME_ARTIFACT_WATERMARK);
}

/* The baseline of the first line of text on the page in hand; its top without any. */
static mpt
first_baseline(struct pager *p)
{
	const struct frame_page *page = pager_page(p);
	mpt first = INT32_MAX;

	for (size_t i = 0; i < page->n_lines; i++)
		if (page->lines[i].artifact == FRAME_NO_ARTIFACT &&
		    page->lines[i].y < first)
			first = page->lines[i].y;
	return first < INT32_MAX ? first : p->style->page->top;
}

/* Sender, date and reference again; the text of the page is set. */
static void
put_continuation(struct pager *p)
{
	const struct style_reference *s = p->style->reference;
	const struct style_role *role = p->style->roles[ROLE_REFERENCE];
	size_t n = sizeof(p->info->repeated) / sizeof(*p->info->repeated);
	mpt y = s->later_y;

	if (y == 0 &&
	    role != NULL) /* a role that is missing is told when it is set */
		y = first_baseline(p) - role->baseline;
	for (size_t i = 0; i < n; i++)
		if (p->info->repeated[i] != NULL)
			y = put_entry(p, p->info->repeated[i], y,
				      FRAME_ARTIFACT_HEADER) +
			    s->between;
}

void
layout_letter_page(struct pager *p)
{
	put_watermark(p);
}

/* What stands beside the text, and "Pagina 1 van 2", when all pages are there. */
static void
put_margins(struct pager *p)
{
	const struct style_page_number *s = p->style->page_number;
	size_t last = p->page;

	for (p->page = p->first_page; p->page <= last; p->page++) {
		const struct compose_para *para;

		if (p->page > p->first_page)
			put_continuation(p);
		para = compose_text(
			&p->compose,
			arena_printf(p->arena, "%s %zu %s %zu",
				     p->info->page_word,
				     p->page - p->first_page + 1,
				     p->info->of_word, last - p->first_page + 1),
			ROLE_PAGE_NUMBER);
		pager_put_para(p, para, s->x, s->y, FRAME_ARTIFACT_FOOTER);
	}
	p->page = last;
}

/* ---- the whole ---- */

/* Zones in reading order; the first block of the matter. */
static const struct node *
put_zones(struct pager *p, const struct node *part)
{
	const struct node *n;
	mpt end = 0;

	for (n = part->first; n != NULL; n = n->next)
		switch ((enum layout_flow)n->flow) {
		case FLOW_SENDER:
			put_sender(p, n);
			break;
		case FLOW_RETURN:
			put_return_address(p, n);
			break;
		case FLOW_ADDRESS:
			put_address(p, n);
			break;
		case FLOW_REFERENCE:
			put_reference_column(p, n);
			break;
		case FLOW_PARTICULAR:
			if (end == 0)
				end = p->style->particulars->y;
			end = put_particular(p, n, end);
			p->cursor = end + p->style->particulars->below -
				    p->style->page->top;
			break;
		case FLOW_HEADLINE:
			end = put_headline(p, n) + p->style->headline->below;
			if (end > p->style->page->top)
				p->cursor = end - p->style->page->top;
			pager_to_grid(p);
			break;
		default:
			return n;
		}
	return n;
}

void
layout_letter(struct pager *p, const struct node *part)
{
	const struct node *block = put_zones(p, part);

	while (block != NULL)
		block = layout_columns(p, block);
	put_margins(p);
}
