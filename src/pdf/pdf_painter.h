/*
 * pdf_painter - one page's content stream, and what a viewer's graphics state is
 * at its end, so that only changes are written.
 */
#ifndef PDF_PDF_PAINTER_H
#define PDF_PDF_PAINTER_H

#include "pdf/pdf_private.h"

struct painter {
	struct pdf_writer *w;
	struct pdf_page *page;
	uint32_t number;
	struct buf *out;
	mpt left, top; /* the trimmed page's top left corner, PDF coordinates */

	bool marked; /* a marked-content sequence is open: */
	const struct node *node; /* this one's, */
	enum frame_artifact artifact; /* or, if NULL, this kind of artifact; */
	bool marked_in_text; /* it was begun inside the text object */

	bool in_text; /* between BT and ET, */
	mpt line_x, line_y; /* with the line matrix here */
	struct pdf_font *font;
	mpt size, rise;
	int scale, opacity;
	uint32_t fill, stroke;
	mpt thickness;
	bool round_cap;
};

/* Append what draws the item; its marked-content sequence is open. */
void pdf_paint_item(struct painter *p, const struct frame_item *item);

/* Be inside a text object; be outside. */
void pdf_paint_begin_text(struct painter *p);
void pdf_paint_end_text(struct painter *p);

#endif
