#include <assert.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_private.h"

/* Pages under one node of the page tree. */
#define PAGES_PER_NODE 32

/* ---- pages. ISO 32000-1 7.7.3 ---- */

static void
put_boxes(const struct frame_page *page, struct buf *text)
{
	mpt bleed = page->bleed;
	struct pdf_box media = {
		0, 0, page->width + 2 * bleed, page->height + 2 * bleed};
	struct pdf_box trim = {
		bleed, bleed, bleed + page->width, bleed + page->height};

	buf_str(text, "/MediaBox");
	pdf_put_box(text, media);
	if (bleed > 0) {
		buf_str(text, "/BleedBox");
		pdf_put_box(text, media);
		buf_str(text, "/TrimBox");
		pdf_put_box(text, trim);
	}
}

static void
put_resources(const struct pdf_writer *w, const struct pdf_page *page,
	      uint32_t fonts, struct buf *text)
{
	buf_str(text, "/Resources<<");
	if (fonts != 0) {
		buf_str(text, "/Font ");
		pdf_put_ref(text, fonts);
	}
	if (page->images.n > 0) {
		buf_str(text, "/XObject<<");
		for (size_t i = 0; i < page->images.n; i++) {
			uint32_t n = page->images.items[i];

			buf_printf(text, "/I%u ", (unsigned)n);
			pdf_put_ref(text, w->pictures[n].id);
		}
		buf_str(text, ">>");
	}
	if (page->states.n > 0) {
		buf_str(text, "/ExtGState<<");
		for (size_t i = 0; i < page->states.n; i++) {
			uint32_t n = page->states.items[i];

			buf_printf(text, "/G%u ", (unsigned)n);
			pdf_put_ref(text, w->states[n].id);
		}
		buf_str(text, ">>");
	}
	buf_str(text, ">>");
}

static void
write_page(struct pdf_writer *w, uint32_t number, uint32_t parent, uint32_t fonts)
{
	const struct pdf_page *page = &w->pages[number];
	struct buf *text = pdf_object_begin(w->file, page->id);
	const struct pdf_annot *annot = page->annots;

	buf_str(text, "/Type/Page/Parent ");
	pdf_put_ref(text, parent);
	put_boxes(&w->job->frames->pages[number], text);
	put_resources(w, page, fonts, text);
	buf_str(text, "/Contents ");
	pdf_put_ref(text, page->content);
	buf_printf(text, "/StructParents %u/Tabs/S", (unsigned)number);
	if (page->transparent)
		buf_str(text, "/Group<</S/Transparency/CS/DeviceRGB>>");
	if (annot != NULL) {
		buf_str(text, "/Annots[");
		for (; annot != NULL; annot = annot->next_of_page) {
			pdf_put_ref(text, annot->id);
			buf_byte(text, annot->next_of_page != NULL ? ' ' : ']');
		}
	}
	pdf_object_end(w->file);
}

static uint32_t
write_fonts(struct pdf_writer *w)
{
	uint32_t id;

	if (w->n_fonts == 0)
		return 0;
	id = pdf_object_new(w->file);
	pdf_font_put_resources(w, pdf_object_begin(w->file, id));
	pdf_object_end(w->file);
	return id;
}

/* Pages first..end - 1 under a node of their own. */
static void
write_page_node(struct pdf_writer *w, uint32_t id, uint32_t parent, size_t first,
		size_t end)
{
	struct buf *text = pdf_object_begin(w->file, id);

	buf_str(text, "/Type/Pages");
	if (parent != 0) {
		buf_str(text, "/Parent ");
		pdf_put_ref(text, parent);
	}
	buf_printf(text, "/Count %zu/Kids[", end - first);
	for (size_t i = first; i < end; i++) {
		pdf_put_ref(text, w->pages[i].id);
		buf_byte(text, i + 1 < end ? ' ' : ']');
	}
	pdf_object_end(w->file);
}

static uint32_t
write_page_tree(struct pdf_writer *w)
{
	uint32_t root = pdf_object_new(w->file), fonts = write_fonts(w);
	bool flat = w->n_pages <= PAGES_PER_NODE;
	struct buf nodes = {0}, *text;

	for (size_t first = 0; first < w->n_pages; first += PAGES_PER_NODE) {
		uint32_t node = flat ? root : pdf_object_new(w->file);
		size_t end = first + PAGES_PER_NODE;

		if (end > w->n_pages)
			end = w->n_pages;
		write_page_node(w, node, flat ? 0 : root, first, end);
		for (size_t i = first; i < end; i++)
			write_page(w, (uint32_t)i, node, fonts);
		pdf_put_ref(&nodes, node);
		buf_byte(&nodes, ' ');
	}
	if (!flat) {
		text = pdf_object_begin(w->file, root);
		buf_printf(text, "/Type/Pages/Count %zu/Kids[", w->n_pages);
		buf_put(text, nodes.data, nodes.len);
		buf_byte(text, ']');
		pdf_object_end(w->file);
	}
	buf_done(&nodes);
	return root;
}

static void
write_states(struct pdf_writer *w)
{
	for (size_t i = 0; i < w->n_states; i++) {
		struct buf *text = pdf_object_begin(w->file, w->states[i].id);

		buf_str(text, "/ca ");
		buf_milli(text, w->states[i].opacity);
		buf_str(text, "/CA ");
		buf_milli(text, w->states[i].opacity);
		pdf_object_end(w->file);
	}
}

/* ---- the document ---- */

static void
put_entry(struct buf *text, const char *key, uint32_t id)
{
	if (id == 0)
		return;
	buf_str(text, key);
	pdf_put_ref(text, id);
}

/* Entries are collected apart, for writing them writes other objects. */
static uint32_t
write_catalogue(struct pdf_writer *w)
{
	const struct pdf_job *job = w->job;
	uint32_t id = pdf_object_new(w->file), outline;
	struct buf text = {0};

	buf_str(&text, "/Type/Catalog/Lang");
	pdf_put_ascii(&text, job->metadata.language);
	buf_str(&text, "/MarkInfo<</Marked true>>"
		       "/ViewerPreferences<</DisplayDocTitle true>>");
	put_entry(&text, "/Pages ", write_page_tree(w));
	put_entry(&text, "/StructTreeRoot ", pdf_struct_write(w));
	put_entry(&text, "/Metadata ", pdf_xmp_write(w));
	outline = pdf_nav_outline(w);
	put_entry(&text, "/Outlines ", outline);
	if (outline != 0 && job->outline)
		buf_str(&text, "/PageMode/UseOutlines");
	put_entry(&text, "/PageLabels ", pdf_nav_labels(w));
	if (job->two_up_right)
		buf_str(&text, "/PageLayout/TwoPageRight");
	put_entry(&text, "/AcroForm ", pdf_annot_form(w));
	put_entry(&text, "/OutputIntents[", pdf_icc_intent(w));
	buf_byte(&text, ']');
	pdf_attach_write(w, &text);
	buf_put(pdf_object_begin(w->file, id), text.data, text.len);
	pdf_object_end(w->file);
	buf_done(&text);
	return id;
}

static void
begin_pages(struct pdf_writer *w)
{
	w->n_pages = w->job->frames->n_pages;
	w->pages = arena_new_array(w->arena, struct pdf_page, w->n_pages);
	for (size_t i = 0; i < w->n_pages; i++) {
		w->pages[i].id = pdf_object_new(w->file);
		w->pages[i].content = pdf_object_new(w->file);
	}
}

bool
pdf_write(struct arena *scratch, const struct pdf_job *job, struct buf *out)
{
	struct pdf_writer w = {.arena = scratch, .job = job};
	size_t before = out->len;
	bool made = false;

	assert(job->metadata.title != NULL && job->metadata.language != NULL);
	assert(job->frames->n_pages > 0);
	w.file = pdf_file_new(scratch);
	w.traces = arena_new_array(scratch, struct pdf_trace, job->tree->n_nodes);
	begin_pages(&w);
	for (size_t i = 0; i < w.n_pages; i++)
		pdf_content_page(&w, (uint32_t)i);
	pdf_struct_number(&w);
	pdf_annot_make(&w);
	if (pdf_font_finish(&w)) {
		uint32_t root, info;

		pdf_image_finish(&w);
		write_states(&w);
		root = write_catalogue(&w);
		info = pdf_xmp_info(&w);
		made = pdf_file_finish(w.file, root, info, out);
	}
	pdf_file_free(w.file);
	if (!made)
		out->len = before;
	return made;
}
