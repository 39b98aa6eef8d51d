/*
 * What the files of this room share while one document is written.
 *
 * The order of work: pages are painted first (pdf_content.c), which notes for each
 * node of the tree where its ink went: its trace. Then come the annotations
 * (pdf_annot.c) and the structure tree (pdf_struct.c), both out of the traces, and
 * at last what must know all uses: fonts and pictures.
 */
#ifndef PDF_PDF_PRIVATE_H
#define PDF_PDF_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pdf/pdf.h"
#include "pdf/pdf_format.h"
#include "pdf/pdf_object.h"

struct pdf_font;

/* A marked-content sequence: MCID mcid on a page. */
struct pdf_mark {
	uint32_t page, mcid;
	struct pdf_mark *next;
};

/* One line of a link, or the box of a form field. */
struct pdf_area {
	uint32_t page;
	struct pdf_box box;
	uint32_t colour; /* of a field's box */
	mpt thickness; /* of its line; 0: none */
	struct pdf_area *next;
};

struct pdf_annot {
	uint32_t id; /* object number */
	uint32_t page;
	uint32_t key; /* in the parent tree */
	uint32_t field; /* object number, of a choice; 0: it is its own field */
	const struct node *node;
	struct pdf_annot *next_of_node, *next_of_page;
};

/* What is known of a node besides the tree; by node index. */
struct pdf_trace {
	uint32_t element; /* object number; 0: a leaf, or a group of nothing */
	uint32_t page; /* of its first ink, own or of a descendant */
	bool placed; /* there is such ink */
	mpt x, y; /* its top left corner, PDF coordinates */
	struct pdf_box box; /* figures: their ink on that page */
	struct pdf_mark *marks, *newest_mark; /* in order of pages */
	struct pdf_area *areas, *newest_area; /* links and forms */
	struct pdf_annot *annots, *newest_annot;
};

struct pdf_list {
	uint32_t *items; /* in order of first use */
	size_t n, cap;
};

struct pdf_page {
	uint32_t id;
	uint32_t content;
	const struct node **owners; /* whose element each MCID belongs to */
	size_t n_owners, cap_owners;
	struct pdf_annot *annots, *newest_annot;
	struct pdf_list images, states; /* used on it */
	bool transparent;
};

/* A picture that is used, once however often. */
struct pdf_picture {
	uint32_t id;
	const struct image *image;
};

/* A graphics state: an opacity. */
struct pdf_state {
	uint32_t id;
	int opacity; /* thousandths */
};

struct pdf_writer {
	struct arena *arena;
	const struct pdf_job *job;
	struct pdf_file *file;
	struct pdf_trace *traces; /* by node index */
	struct pdf_page *pages;
	size_t n_pages;
	struct pdf_font **fonts;
	size_t n_fonts, cap_fonts;
	struct pdf_picture *pictures;
	size_t n_pictures, cap_pictures;
	struct pdf_state *states;
	size_t n_states, cap_states;
	uint32_t n_annots;
};

static inline struct pdf_trace *
pdf_trace_of(const struct pdf_writer *w, const struct node *node)
{
	return &w->traces[node->index];
}

/* Paint page `number` into its content stream. */
void pdf_content_page(struct pdf_writer *w, uint32_t number);

/* The font of a face, made at its first use. */
struct pdf_font *pdf_font_of(struct pdf_writer *w, struct font_face *face);

/* The character code that shows a glyph and extracts as text[0..len). */
uint16_t
pdf_font_cid(struct pdf_font *font, uint16_t gid, const char *text, uint16_t len);

/* The advance a viewer gives a code, in thousandths of the size. */
int pdf_font_width(const struct pdf_font *font, uint16_t cid);

const struct font_face *pdf_font_face(const struct pdf_font *font);

/* Its number in resource names: /F0. */
unsigned pdf_font_number(const struct pdf_font *font);

/* Embed what was used of every font; false if HarfBuzz could not. */
bool pdf_font_finish(struct pdf_writer *w);

/* The dictionary of all fonts, for resources: /F0 1 0 R/F1 2 0 R */
void pdf_font_put_resources(const struct pdf_writer *w, struct buf *text);

/* The number of a picture, for resource names: /I0. */
uint32_t pdf_image_use(struct pdf_writer *w, const struct image *image);
bool pdf_image_is_transparent(const struct image *image);

/* The matrix that fills a box with the picture, turned upright. */
void pdf_image_put_matrix(const struct image *image, struct pdf_box box,
			  struct buf *text);
void pdf_image_finish(struct pdf_writer *w);

/* Annotations of links and fields, out of the traces; then the field list. */
void pdf_annot_make(struct pdf_writer *w);

/* The interactive form; 0 if there are no fields. */
uint32_t pdf_annot_form(struct pdf_writer *w);

/* [page /XYZ ...] of a node's first ink. */
void pdf_put_destination(const struct pdf_writer *w, const struct node *node,
			 struct buf *text);

/* Numbers for all elements, needed before annotations are written. */
void pdf_struct_number(struct pdf_writer *w);

/* Write all elements and the root; the root's number. */
uint32_t pdf_struct_write(struct pdf_writer *w);

/* Outline and page labels; 0 where there is nothing to show. */
uint32_t pdf_nav_outline(struct pdf_writer *w);
uint32_t pdf_nav_labels(struct pdf_writer *w);

/* The metadata stream; the information dictionary that agrees with it. */
uint32_t pdf_xmp_write(struct pdf_writer *w);
uint32_t pdf_xmp_info(struct pdf_writer *w);

/* The output intent, sRGB. */
uint32_t pdf_icc_intent(struct pdf_writer *w);

/* Attached files: the entries /AF and /Names of the catalogue. */
void pdf_attach_write(struct pdf_writer *w, struct buf *catalogue_entries);

#endif
