/*
 * Annotations: the clickable areas of links, and signature fields. ISO 32000-1
 * 12.5, 12.7; PDF/UA-1 7.18.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_private.h"

static struct pdf_annot *
add_annot(struct pdf_writer *w, const struct node *node, uint32_t number)
{
	struct pdf_annot *annot = arena_alloc(w->arena, sizeof(*annot));
	struct pdf_trace *trace = pdf_trace_of(w, node);
	struct pdf_page *page = &w->pages[number];

	annot->id = pdf_object_new(w->file);
	annot->page = number;
	annot->key = (uint32_t)w->n_pages + w->n_annots++;
	annot->node = node;
	if (trace->newest_annot != NULL)
		trace->newest_annot->next_of_node = annot;
	else
		trace->annots = annot;
	trace->newest_annot = annot;
	if (page->newest_annot != NULL)
		page->newest_annot->next_of_page = annot;
	else
		page->annots = annot;
	page->newest_annot = annot;
	return annot;
}

/* F 4: printed. StructParent leads a reader from here to the element. */
static struct buf *
begin_annot(struct pdf_writer *w, const struct pdf_annot *annot,
	    const char *subtype, struct pdf_box box)
{
	struct buf *text = pdf_object_begin(w->file, annot->id);

	buf_str(text, "/Subtype/");
	buf_str(text, subtype);
	buf_str(text, "/Rect");
	pdf_put_box(text, box);
	buf_printf(text, "/F 4/StructParent %u", (unsigned)annot->key);
	return text;
}

/* ---- where links lead ---- */

void
pdf_put_destination(const struct pdf_writer *w, const struct node *node,
		    struct buf *text)
{
	const struct pdf_trace *trace = pdf_trace_of(w, node);
	const struct node *next = node;

	/* A node without ink of its own leads to what follows it. */
	while (!trace->placed &&
	       (next = tree_next(next, w->job->tree->root)) != NULL)
		trace = pdf_trace_of(w, next);
	buf_byte(text, '[');
	pdf_put_ref(text, w->pages[trace->placed ? trace->page : 0].id);
	if (trace->placed) {
		buf_str(text, "/XYZ null ");
		buf_milli(text, trace->y);
		buf_str(text, " null]");
	} else {
		buf_str(text, "/Fit]");
	}
}

/* An address is ASCII by now or is made so: RFC 3987 3.1, step 2. */
static void
put_uri(struct buf *text, const char *url)
{
	static const char digits[] = "0123456789ABCDEF";

	buf_byte(text, '(');
	for (; *url != '\0'; url++) {
		unsigned char c = (unsigned char)*url;

		if (c <= ' ' || c > '~' || c == '(' || c == ')' || c == '\\') {
			buf_byte(text, '%');
			buf_byte(text, (unsigned char)digits[c >> 4]);
			buf_byte(text, (unsigned char)digits[c & 15]);
		} else {
			buf_byte(text, c);
		}
	}
	buf_byte(text, ')');
}

static void
put_target(const struct pdf_writer *w, const struct node *node, struct buf *text)
{
	if (node->url != NULL) {
		buf_str(text, "/A<</S/URI/URI");
		put_uri(text, node->url);
		buf_str(text, ">>");
	} else if (node->target != NULL) {
		buf_str(text, "/Dest");
		pdf_put_destination(w, node->target, text);
	}
}

/* ---- links ---- */

/*
 * The last line that one annotation can hold: readers that know no quadrilaterals
 * take the rectangle around them all, so it must not reach into another column.
 */
static const struct pdf_area *
last_below(const struct pdf_area *first)
{
	const struct pdf_area *last = first;

	while (last->next != NULL && last->next->page == first->page &&
	       last->next->box.y1 < last->box.y1)
		last = last->next;
	return last;
}

/* Top left, top right, bottom left, bottom right: the order viewers expect. */
static void
put_quadrilateral(struct buf *text, struct pdf_box box)
{
	const mpt points[8] = {
		box.x0, box.y1, box.x1, box.y1, box.x0, box.y0, box.x1, box.y0};

	for (int i = 0; i < 8; i++) {
		buf_byte(text, ' ');
		buf_milli(text, points[i]);
	}
}

static void
write_link(struct pdf_writer *w, const struct node *node,
	   const struct pdf_area *first, const struct pdf_area *last)
{
	struct pdf_annot *annot = add_annot(w, node, first->page);
	const char *says =
		node->alt != NULL ? node->alt : tree_plain(w->arena, node);
	struct pdf_box box = first->box;
	const struct pdf_area *area;
	struct buf *text;

	for (area = first; area != last; area = area->next)
		box = pdf_box_union(box, area->next->box);
	text = begin_annot(w, annot, "Link", box);
	buf_str(text, "/Border[0 0 0]/Contents");
	pdf_put_text(text, says);
	if (first != last) {
		buf_str(text, "/QuadPoints[");
		for (area = first; area != last->next; area = area->next)
			put_quadrilateral(text, area->box);
		buf_byte(text, ']');
	}
	put_target(w, node, text);
	pdf_object_end(w->file);
}

static void
write_links(struct pdf_writer *w, const struct node *node)
{
	const struct pdf_area *first = pdf_trace_of(w, node)->areas;

	if (node->url == NULL && node->target == NULL)
		return;
	while (first != NULL) {
		const struct pdf_area *last = last_below(first);

		write_link(w, node, first, last);
		first = last->next;
	}
}

/* ---- signature fields ---- */

/*
 * What an unsigned field shows: nothing. PDF/A wants the stream all the same
 * (ISO 19005-2 6.3.3), and signing programs draw their own over it.
 */
static uint32_t
write_appearance(struct pdf_writer *w, struct pdf_box box)
{
	uint32_t id = pdf_object_new(w->file);
	struct buf *text = pdf_object_begin(w->file, id);
	struct pdf_box own = {0, 0, box.x1 - box.x0, box.y1 - box.y0};

	buf_str(text, "/Type/XObject/Subtype/Form/Resources<<>>/BBox");
	pdf_put_box(text, own);
	pdf_object_end_raw(w->file, "", 0);
	return id;
}

static void
write_field(struct pdf_writer *w, const struct node *node)
{
	const struct pdf_area *area = pdf_trace_of(w, node)->areas;
	struct pdf_annot *annot;
	uint32_t appearance;
	struct buf *text;

	if (area == NULL)
		return;
	annot = add_annot(w, node, area->page);
	appearance = write_appearance(w, area->box);
	text = begin_annot(w, annot, "Widget", area->box);
	buf_str(text, "/Type/Annot/FT/Sig/T");
	pdf_put_text(text, node->field);
	buf_str(text, "/TU");
	pdf_put_text(text, node->tooltip);
	buf_str(text, "/P ");
	pdf_put_ref(text, w->pages[area->page].id);
	buf_str(text, "/AP<</N ");
	pdf_put_ref(text, appearance);
	buf_str(text, ">>");
	pdf_object_end(w->file);
}

void
pdf_annot_make(struct pdf_writer *w)
{
	const struct node *node = w->job->tree->root;

	for (; node != NULL; node = tree_next(node, w->job->tree->root)) {
		if (node->kind == NODE_LINK)
			write_links(w, node);
		else if (node->kind == NODE_FORM)
			write_field(w, node);
	}
}

uint32_t
pdf_annot_form(struct pdf_writer *w)
{
	const struct node *root = w->job->tree->root, *node;
	struct buf *text = NULL;
	uint32_t id = 0;

	for (node = root; node != NULL; node = tree_next(node, root)) {
		const struct pdf_annot *annot = pdf_trace_of(w, node)->annots;

		if (node->kind != NODE_FORM || annot == NULL)
			continue;
		if (text == NULL) {
			id = pdf_object_new(w->file);
			text = pdf_object_begin(w->file, id);
			buf_str(text, "/SigFlags 1/Fields[");
		}
		pdf_put_ref(text, annot->id);
		buf_byte(text, ' ');
	}
	if (text != NULL) {
		buf_byte(text, ']');
		pdf_object_end(w->file);
	}
	return id;
}
