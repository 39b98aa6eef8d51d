/*
 * Annotations: the clickable areas of links, and signature fields. ISO 32000-1
 * 12.5, 12.7; PDF/UA-1 7.18.
 */
#include <string.h>

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

/* ---- fields ---- */

static void
put_stroke_colour(struct buf *out, uint32_t rgb)
{
	for (int shift = 16; shift >= 0; shift -= 8) {
		buf_milli(out, mpt_muldiv(rgb >> shift & 0xFF, 1000, 255));
		buf_byte(out, ' ');
	}
	buf_str(out, "RG ");
}

static void
put_line(struct buf *out, mpt x0, mpt y0, mpt x1, mpt y1)
{
	buf_milli(out, x0);
	buf_byte(out, ' ');
	buf_milli(out, y0);
	buf_str(out, " m ");
	buf_milli(out, x1);
	buf_byte(out, ' ');
	buf_milli(out, y1);
	buf_str(out, " l ");
}

/* The box along its inner edge, and a cross in it if it is ticked. */
static void
put_appearance(struct buf *out, const struct pdf_area *area, bool ticked)
{
	mpt half = area->thickness / 2;
	mpt w = area->box.x1 - area->box.x0, h = area->box.y1 - area->box.y0;
	mpt inset = w / 4;

	if (area->thickness == 0)
		return;
	put_stroke_colour(out, area->colour);
	buf_milli(out, area->thickness);
	buf_str(out, " w ");
	buf_milli(out, half);
	buf_byte(out, ' ');
	buf_milli(out, half);
	buf_byte(out, ' ');
	buf_milli(out, w - area->thickness);
	buf_byte(out, ' ');
	buf_milli(out, h - area->thickness);
	buf_str(out, " re ");
	if (ticked) {
		put_line(out, inset, inset, w - inset, h - inset);
		put_line(out, inset, h - inset, w - inset, inset);
	}
	buf_str(out, "S");
}

/*
 * What a field shows by itself. PDF/A wants the stream even where that is nothing
 * (ISO 19005-2 6.3.3): programs that sign draw their own over it.
 */
static uint32_t
write_appearance(struct pdf_writer *w, const struct pdf_area *area, bool ticked)
{
	uint32_t id = pdf_object_new(w->file);
	struct buf *text = pdf_object_begin(w->file, id);
	struct pdf_box own = {
		0, 0, area->box.x1 - area->box.x0, area->box.y1 - area->box.y0};
	struct buf paint = {0};

	buf_str(text, "/Type/XObject/Subtype/Form/Resources<<>>/BBox");
	pdf_put_box(text, own);
	put_appearance(&paint, area, ticked);
	/* written later, out of the arena */
	pdf_object_end_raw(
		w->file,
		arena_strndup(w->arena, (const char *)paint.data, paint.len),
		paint.len);
	buf_done(&paint);
	return id;
}

/* One of the kids of a field: a look of its own for each of its two states. */
static void
put_choice(struct buf *text, const struct pdf_annot *annot, uint32_t off,
	   uint32_t on)
{
	buf_str(text, "/Parent ");
	pdf_put_ref(text, annot->field);
	buf_str(text, "/MK<</CA(8)>>/AS/Off/AP<</N<</Off ");
	pdf_put_ref(text, off);
	pdf_put_name(text, annot->node->value);
	buf_byte(text, ' ');
	pdf_put_ref(text, on);
	buf_str(text, ">>>>");
}

static void
put_signature(struct buf *text, uint32_t appearance)
{
	buf_str(text, "/AP<</N ");
	pdf_put_ref(text, appearance);
	buf_str(text, ">>");
}

/*
 * A choice before this one in the same field, which is its field's too; NULL: it is
 * the first.
 */
static const struct pdf_annot *
same_field(const struct pdf_annot *last, const struct node *node)
{
	return last != NULL && last->field != 0 &&
			       node->field_kind == NODE_FIELD_CHOICE &&
			       strcmp(last->node->field, node->field) == 0
		       ? last
		       : NULL;
}

static struct pdf_annot *
write_field(struct pdf_writer *w, const struct node *node,
	    const struct pdf_annot *last)
{
	const struct pdf_area *area = pdf_trace_of(w, node)->areas;
	bool choice = node->field_kind == NODE_FIELD_CHOICE;
	const struct pdf_annot *before = same_field(last, node);
	struct pdf_annot *annot = add_annot(w, node, area->page);
	uint32_t plain = write_appearance(w, area, false), ticked = 0;
	struct buf *text;

	if (choice) {
		ticked = write_appearance(w, area, true);
		annot->field = before != NULL ? before->field
					      : pdf_object_new(w->file);
	}
	text = begin_annot(w, annot, "Widget", area->box);
	buf_str(text, "/Type/Annot");
	if (!choice) {
		buf_str(text, "/FT/Sig/T");
		pdf_put_text(text, node->field);
	}
	buf_str(text, "/TU");
	pdf_put_text(text, node->tooltip);
	buf_str(text, "/P ");
	pdf_put_ref(text, w->pages[area->page].id);
	if (choice)
		put_choice(text, annot, plain, ticked);
	else
		put_signature(text, plain);
	pdf_object_end(w->file);
	return annot;
}

void
pdf_annot_make(struct pdf_writer *w)
{
	const struct node *node = w->job->tree->root;
	struct pdf_annot *last = NULL;

	for (; node != NULL; node = tree_next(node, w->job->tree->root)) {
		if (node->kind == NODE_LINK)
			write_links(w, node);
		else if (node->kind == NODE_FORM &&
			 pdf_trace_of(w, node)->areas != NULL)
			last = write_field(w, node, last);
	}
}

/* ---- the form ---- */

/* The annotation of the next field; *node: where to look from, and where it was. */
static const struct pdf_annot *
next_field(const struct pdf_writer *w, const struct node **node)
{
	const struct node *root = w->job->tree->root;

	for (; *node != NULL; *node = tree_next(*node, root)) {
		const struct pdf_annot *annot = pdf_trace_of(w, *node)->annots;

		if ((*node)->kind == NODE_FORM && annot != NULL)
			return annot;
	}
	return NULL;
}

/*
 * A field of which one choice can be made and, once one is, none of them taken
 * back: the flags Radio and NoToggleToOff. ISO 32000-1 12.7.4.2.4.
 */
static void
write_radio(struct pdf_writer *w, const struct pdf_annot *first)
{
	const struct node *root = w->job->tree->root, *node = first->node;
	const struct pdf_annot *kid = first;
	struct buf *text = pdf_object_begin(w->file, first->field);

	buf_printf(text, "/FT/Btn/Ff %d/T", 1 << 15 | 1 << 14);
	pdf_put_text(text, first->node->field);
	buf_str(text, "/TU");
	pdf_put_text(text, first->node->field);
	buf_str(text, "/V/Off/Kids[");
	for (; kid != NULL && kid->field == first->field;
	     node = tree_next(node, root), kid = next_field(w, &node)) {
		pdf_put_ref(text, kid->id);
		buf_byte(text, ' ');
	}
	buf_byte(text, ']');
	pdf_object_end(w->file);
}

/* Write the fields that have kids; put references to all that there are. */
static bool
put_fields(struct pdf_writer *w, struct buf *fields)
{
	const struct node *root = w->job->tree->root, *node = root;
	const struct pdf_annot *annot;
	uint32_t last = 0;
	bool signs = false;

	for (; (annot = next_field(w, &node)) != NULL;
	     node = tree_next(node, root)) {
		signs |= node->field_kind == NODE_FIELD_SIGNATURE;
		if (annot->field != 0 && annot->field == last)
			continue;
		last = annot->field;
		if (last != 0)
			write_radio(w, annot);
		pdf_put_ref(fields, last != 0 ? last : annot->id);
		buf_byte(fields, ' ');
	}
	return signs;
}

uint32_t
pdf_annot_form(struct pdf_writer *w)
{
	struct buf fields = {0};
	bool signs = put_fields(w, &fields);
	uint32_t id = 0;

	if (fields.len > 0) {
		struct buf *text;

		id = pdf_object_new(w->file);
		text = pdf_object_begin(w->file, id);
		buf_str(text, "/Fields[");
		buf_put(text, fields.data, fields.len);
		buf_str(text, signs ? "]/SigFlags 1" : "]");
		pdf_object_end(w->file);
	}
	buf_done(&fields);
	return id;
}
