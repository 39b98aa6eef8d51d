/*
 * Page contents: items in order of painting, each inside the marked-content
 * sequence of its node or artifact. Numbers are formatted from integers.
 */
#include <assert.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_painter.h"

/* ---- where ink stands ---- */

/* An item's extent in PDF coordinates. */
static struct pdf_box
box_of(const struct painter *p, const struct frame_item *item)
{
	mpt x = p->left + item->x, y = p->top - item->y;
	mpt half = item->thickness / 2;
	mpt x1 = x + item->w, y1 = y - item->h;

	switch (item->kind) {
	case FRAME_RUN:
		return (struct pdf_box){x, y - item->run.fall,
					x + item->run.width, y + item->run.rise};
	case FRAME_STROKE:
		return (struct pdf_box){
			(x < x1 ? x : x1) - half, (y < y1 ? y : y1) - half,
			(x > x1 ? x : x1) + half, (y > y1 ? y : y1) + half};
	case FRAME_IMAGE:
		if (item->crop_w > 0) {
			x = p->left + item->crop_x;
			y = p->top - item->crop_y;
			x1 = x + item->crop_w;
			y1 = y - item->crop_h;
		}
		break;
	case FRAME_RECT:
	case FRAME_FIELD:
		break;
	}
	return (struct pdf_box){x, y1, x1, y};
}

static void
add_area(struct painter *p, struct pdf_trace *trace, struct pdf_box box)
{
	struct pdf_area *area = arena_alloc(p->w->arena, sizeof(*area));

	area->page = p->number;
	area->box = box;
	if (trace->newest_area != NULL)
		trace->newest_area->next = area;
	else
		trace->areas = area;
	trace->newest_area = area;
}

static void
add_field_area(struct painter *p, struct pdf_trace *trace,
	       const struct frame_item *item)
{
	add_area(p, trace, box_of(p, item));
	trace->newest_area->colour = item->colour;
	trace->newest_area->thickness = item->thickness;
}

/* Runs of one line follow each other: lengthen the area they share. */
static void
add_link_area(struct painter *p, struct pdf_trace *trace, struct pdf_box box)
{
	struct pdf_area *last = trace->newest_area;
	mpt middle = box.y0 + (box.y1 - box.y0) / 2;

	if (last != NULL && last->page == p->number && box.x0 >= last->box.x0 &&
	    middle > last->box.y0 && middle < last->box.y1)
		last->box = pdf_box_union(last->box, box);
	else
		add_area(p, trace, box);
}

/*
 * Note for the item's node, and those around it, where their ink begins. A node
 * that is placed has only placed ones around it.
 */
static void
trace_item(struct painter *p, const struct frame_item *item)
{
	struct pdf_box box = box_of(p, item);
	const struct node *node;

	for (node = item->node; node != NULL; node = node->parent) {
		struct pdf_trace *trace = pdf_trace_of(p->w, node);

		if (trace->placed)
			break;
		trace->placed = true;
		trace->page = p->number;
		trace->x = box.x0;
		trace->y = box.y1;
	}
	for (node = item->node; node != NULL; node = node->parent) {
		struct pdf_trace *trace = pdf_trace_of(p->w, node);

		if (node->kind == NODE_LINK && item->kind == FRAME_RUN)
			add_link_area(p, trace, box);
		else if (node->kind == NODE_FIGURE && trace->page == p->number &&
			 node == item->node)
			trace->box = pdf_box_union(trace->box, box);
		else if (node->kind == NODE_FORM && item->kind == FRAME_FIELD)
			add_field_area(p, trace, item);
	}
}

/* ---- marked content. ISO 32000-1 14.6, 14.7.4, 14.8.2.2 ---- */

static void
begin_artifact(struct painter *p, const struct frame_item *item)
{
	switch (item->artifact) {
	case FRAME_ARTIFACT_HEADER:
		buf_str(p->out,
			"/Artifact<</Type/Pagination/Subtype/Header>>BDC\n");
		return;
	case FRAME_ARTIFACT_FOOTER:
		buf_str(p->out,
			"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n");
		return;
	case FRAME_ARTIFACT_WATERMARK:
		buf_str(p->out,
			"/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n");
		return;
	case FRAME_ARTIFACT_BACKGROUND:
		buf_str(p->out, "/Artifact<</Type/Background/BBox");
		pdf_put_box(p->out, box_of(p, item));
		buf_str(p->out, ">>BDC\n");
		return;
	case FRAME_ARTIFACT_LAYOUT:
	case FRAME_NO_ARTIFACT:
		buf_str(p->out, "/Artifact<</Type/Layout>>BDC\n");
		return;
	}
}

/* The node whose element holds an item: leaves have none of their own. */
static const struct node *
owner_of(const struct node *node)
{
	return node_is_leaf(node) ? node->parent : node;
}

/*
 * May ink of b follow ink of a in one sequence? Both go to the same place among
 * their element's kids if only leaves stand between.
 */
static bool
continues(const struct node *a, const struct node *b)
{
	if (a == b)
		return true;
	if (!node_is_leaf(a) || !node_is_leaf(b) || a->lang != NULL)
		return false;
	while (a != b && a->next != NULL && node_is_leaf(a->next) &&
	       a->next->lang == NULL)
		a = a->next;
	return a == b;
}

static void
begin_node(struct painter *p, const struct node *node)
{
	const struct node *owner = owner_of(node);
	struct pdf_trace *trace = pdf_trace_of(p->w, node);
	struct pdf_mark *mark = arena_alloc(p->w->arena, sizeof(*mark));
	struct pdf_page *page = p->page;

	mark->page = p->number;
	mark->mcid = (uint32_t)page->n_owners;
	if (trace->newest_mark != NULL)
		trace->newest_mark->next = mark;
	else
		trace->marks = mark;
	trace->newest_mark = mark;
	page->owners = arena_grow(p->w->arena, page->owners, page->n_owners,
				  &page->cap_owners, sizeof(*page->owners));
	page->owners[page->n_owners++] = owner;
	buf_byte(p->out, '/');
	buf_str(p->out, node_tag(owner->kind));
	buf_str(p->out, "<</MCID ");
	buf_int(p->out, mark->mcid);
	if (node_is_leaf(node) && node->lang != NULL) {
		buf_str(p->out, "/Lang");
		pdf_put_ascii(p->out, node->lang);
	}
	buf_str(p->out, ">>BDC\n");
}

/*
 * A sequence and a text object may only nest, whichever is the outer one.
 * 14.6.1
 */
static void
end_mark(struct painter *p)
{
	if (p->marked && !p->marked_in_text)
		pdf_paint_end_text(p);
	if (p->marked)
		buf_str(p->out, "EMC\n");
	p->marked = false;
}

static void
begin_mark(struct painter *p, const struct frame_item *item)
{
	bool run = item->kind == FRAME_RUN;

	if (run)
		pdf_paint_begin_text(p);
	else
		pdf_paint_end_text(p);
	if (item->node != NULL)
		begin_node(p, item->node);
	else
		begin_artifact(p, item);
	p->marked = true;
	p->marked_in_text = run;
}

/* May the item be drawn in the sequence that is open? */
static bool
stays_inside(const struct painter *p, const struct frame_item *item)
{
	if (!p->marked || (p->marked_in_text && item->kind != FRAME_RUN))
		return false;
	if (item->node != NULL)
		return p->node != NULL && continues(p->node, item->node);
	return p->node == NULL && p->artifact == item->artifact &&
	       item->artifact != FRAME_ARTIFACT_BACKGROUND;
}

static void
mark_item(struct painter *p, const struct frame_item *item)
{
	if (!stays_inside(p, item)) {
		end_mark(p);
		begin_mark(p, item);
	}
	p->node = item->node;
	p->artifact = item->artifact;
}

/* ---- pages ---- */

static struct painter
painter_of(struct pdf_writer *w, uint32_t number, struct buf *out)
{
	const struct frame_page *frame = &w->job->frames->pages[number];

	return (struct painter){
		.w = w,
		.page = &w->pages[number],
		.number = number,
		.out = out,
		.left = frame->bleed,
		.top = frame->bleed + frame->height,
		/* what a page begins with: ISO 32000-1 table 52 */
		.scale = 1000,
		.opacity = 1000,
		.thickness = 1000,
	};
}

void
pdf_content_page(struct pdf_writer *w, uint32_t number)
{
	const struct frame_page *frame = &w->job->frames->pages[number];
	struct buf out = {0};
	struct painter p = painter_of(w, number, &out);

	for (size_t i = 0; i < frame->n_items; i++) {
		const struct frame_item *item = &frame->items[i];

		assert((item->node != NULL) ==
		       (item->artifact == FRAME_NO_ARTIFACT));
		trace_item(&p, item);
		if (item->kind == FRAME_FIELD)
			continue; /* a widget's appearance, not page content */
		mark_item(&p, item);
		pdf_paint_item(&p, item);
	}
	end_mark(&p);
	pdf_paint_end_text(&p);
	pdf_object_begin(w->file, w->pages[number].content);
	pdf_object_end_stream(w->file, out.data, out.len);
	buf_done(&out);
}
