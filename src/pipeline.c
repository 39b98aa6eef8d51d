#include "pipeline.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/stopwatch.h"
#include "comparison.h"
#include "depfile.h"
#include "document/document.h"
#include "document/report.h"
#include "image/image.h"
#include "layout/layout.h"
#include "layout/measure.h"
#include "layout/proof.h"
#include "metadata.h"
#include "model/edition.h"
#include "pdf/pdf.h"
#include "style/style.h"

#define MAX_LAYOUT ((size_t)4 * 1024 * 1024)

#define N_KINDS 4

static const struct {
	const char *layout; /* file */
	enum style_document style;
} kinds[N_KINDS] = {
	[PIPELINE_BOOKLET] = {"booklet.yaml", STYLE_BOOKLET},
	[PIPELINE_LETTER] = {"letter.yaml", STYLE_LETTER},
	[PIPELINE_NOTE] = {"note.yaml", STYLE_NOTE},
	[PIPELINE_REPORT] = {"report.yaml", STYLE_REPORT},
};

/* An edition and the layouts read for it so far. */
struct pipeline {
	struct arena *arena;
	struct diag_sink *sink;
	const struct pipeline_source *source;
	const struct pipeline_options *options;
	struct edition *edition;
	struct style *styles[N_KINDS];
	struct pipeline_product last;
};

/* One document on its way. */
struct run {
	struct arena *arena;
	struct diag_sink *sink;
	const struct pipeline_options *options;
	const struct pipeline_document *wanted;
	struct pipeline *pipeline;
	struct edition *edition;
	struct style *style;
	struct document *document;
	struct comparison changes; /* since the edition before */
	struct layout_result layout;
	struct measure figures;
	size_t errors; /* before it began */
	bool pages_only; /* nothing is written */
};

static bool
went_wrong(const struct run *r)
{
	return diag_count(r->sink, DIAG_ERROR) > r->errors;
}

static void
note_input(const struct run *r, const char *path)
{
	if (r->options->depfile != NULL)
		depfile_input(r->options->depfile, path);
}

static enum pipeline_end
read_style(struct run *r, const char *path)
{
	char *text;
	size_t len;

	if (!file_read(r->arena, path, MAX_LAYOUT, &text, &len)) {
		diag_report(r->sink, DIAG_LAYOUT_UNREADABLE,
			    (struct diag_pos){.file = path}, "%s",
			    strerror(errno));
		return PIPELINE_FAILED;
	}
	diag_source(r->sink, path, text, len);
	r->style = style_load(
		r->arena, r->sink, path, text, len, r->options->fonts);
	if (r->style == NULL)
		return PIPELINE_ERRORS;
	r->pipeline->styles[r->wanted->kind] = r->style;
	return PIPELINE_MADE;
}

static enum pipeline_end
load_style(struct run *r)
{
	const char *path = file_join(
		r->arena, r->options->layouts, kinds[r->wanted->kind].layout);
	const struct style_font *fonts;
	enum pipeline_end end = PIPELINE_MADE;

	stopwatch_switch(r->options->watch, STOPWATCH_STYLE);
	r->style = r->pipeline->styles[r->wanted->kind];
	if (r->style == NULL)
		end = read_style(r, path);
	if (end != PIPELINE_MADE)
		return end;
	if (!style_suits(r->style, r->sink, kinds[r->wanted->kind].style))
		return PIPELINE_ERRORS;
	if (r->options->proof && r->style->proof == NULL) {
		diag_report(r->sink, DIAG_LAYOUT_PROOF,
			    (struct diag_pos){.file = path, .line = 1, .col = 1},
			    "the layout has no colours for a proof");
		return PIPELINE_ERRORS;
	}
	note_input(r, path);
	fonts = r->style->fonts.items;
	for (size_t i = 0; i < r->style->fonts.count; i++)
		note_input(r, file_join(r->arena, r->options->fonts,
					fonts[i].file.s));
	return PIPELINE_MADE;
}

static const struct hyphen_exceptions *
load_exceptions(struct run *r)
{
	const struct document *d = r->document;
	const struct source_text *words = r->edition->booklet->hyphenation.items;
	const struct hyphen_exceptions *exceptions;
	size_t bad = 0;

	if (d->n_exceptions == 0)
		return NULL;
	exceptions = hyphen_exceptions_new(
		r->arena, d->exceptions, d->n_exceptions, &bad);
	if (exceptions == NULL)
		diag_report(r->sink, DIAG_HYPHENATION, words[bad].pos,
			    "'%s' is not a word with hyphens where it may be "
			    "divided",
			    d->exceptions[bad]);
	return exceptions;
}

static void
lay_out(struct run *r)
{
	struct stopwatch *watch = r->options->watch;
	struct layout_job job = {
		.style = r->style,
		.tree = r->document->tree,
		.lang = r->document->lang,
		.running = r->document->running,
		.exceptions = load_exceptions(r),
		.proof = r->options->proof,
		.marks = r->options->previous != NULL,
		.clock = watch != NULL ? stopwatch_clock : NULL,
	};

	stopwatch_switch(watch, STOPWATCH_PAGES);
	layout_pages(r->arena, r->sink, &job, &r->layout);
	if (r->options->dump == PIPELINE_DUMP_FIGURES)
		measure_pages(r->arena, r->layout.frames, r->style, &r->figures);
	if (r->options->proof && r->options->dump != PIPELINE_DUMP_LINES)
		proof_pages(r->arena, r->sink, &job, r->layout.frames);
	if (watch == NULL)
		return;
	stopwatch_switch(watch, STOPWATCH_WRITE);
	watch->ns[STOPWATCH_SHAPE] += r->layout.shaping;
	watch->ns[STOPWATCH_BREAK] += r->layout.breaking;
	watch->ns[STOPWATCH_PAGES] -= r->layout.shaping + r->layout.breaking;
}

static void
write_dump(struct run *r, struct buf *out)
{
	switch (r->options->dump) {
	case PIPELINE_DUMP_LINES:
		layout_dump_lines(r->layout.frames, out);
		break;
	case PIPELINE_DUMP_FRAMES:
		frames_dump(r->layout.frames, out);
		break;
	case PIPELINE_DUMP_TAGS:
		tree_dump(r->document->tree, out);
		break;
	case PIPELINE_DUMP_FIGURES:
		measure_dump(&r->figures, out);
		break;
	case PIPELINE_DUMP_NOTHING:
		break;
	}
}

/* What is attached to a public document names nobody who is flagged. */
static bool
attach_source(struct run *r, struct pdf_attachment *source)
{
	*source = (struct pdf_attachment){
		.name = "programme.yaml",
		.mime = "application/yaml",
		.description = r->document->title,
		.data = r->edition->text,
		.len = r->edition->len,
	};
	if (!r->options->attach_source || r->wanted->internal)
		return true;
	source->data = document_public_source(
		r->arena, r->sink, r->edition, &source->len);
	return source->data != NULL;
}

static void
remember(const struct run *r, const struct pdf_metadata *metadata)
{
	struct pdf_metadata *copy = arena_alloc(r->arena, sizeof(*copy));

	*copy = *metadata;
	r->pipeline->last = (struct pipeline_product){
		.edition = r->edition,
		.style = r->style,
		.document = r->document,
		.frames = r->layout.frames,
		.metadata = copy,
		.previous = r->changes.previous,
	};
}

static enum pipeline_end
write_pdf(struct run *r, struct buf *out)
{
	bool booklet = r->wanted->kind == PIPELINE_BOOKLET;
	bool report = r->wanted->kind == PIPELINE_REPORT;
	struct pdf_attachment source;
	struct pdf_job job = {
		.tree = r->document->tree,
		.frames = r->layout.frames,
		.metadata = metadata_of(
			r->arena, r->edition, r->document, r->options->date,
			r->options->creator_tool),
		.attachments = &source,
		.n_attachments = r->options->attach_source ? 1 : 0,
		.two_up_right = booklet,
		.outline = booklet || report,
		.watch = r->options->watch,
	};

	stopwatch_switch(r->options->watch, STOPWATCH_WRITE);
	if (!attach_source(r, &source))
		return PIPELINE_ERRORS;
	remember(r, &job.metadata);
	if (pdf_write(r->arena, &job, out))
		return PIPELINE_MADE;
	diag_report(r->sink, DIAG_PDF_FAILED, (struct diag_pos){0},
		    "the PDF could not be written: too large, or out of memory");
	return PIPELINE_FAILED;
}

static enum pipeline_end
write_out(struct run *r, struct buf *out)
{
	if (r->pages_only)
		return PIPELINE_MADE;
	if (r->options->dump == PIPELINE_DUMP_NOTHING)
		return write_pdf(r, out);
	write_dump(r, out);
	return PIPELINE_MADE;
}

/*
 * Pages, while the pictures are proved whole on another core. What is written of
 * one that is not comes to nothing.
 */
static enum pipeline_end
make_pages(struct run *r, struct buf *out)
{
	struct image_work *work;
	enum pipeline_end end;
	bool whole;

	stopwatch_switch(r->options->watch, STOPWATCH_IMAGES);
	work = image_work_start(
		r->arena, r->document->images, r->document->n_images);
	lay_out(r);
	stopwatch_switch(r->options->watch, STOPWATCH_IMAGES);
	image_work_settle(work);
	end = write_out(r, out);
	stopwatch_switch(r->options->watch, STOPWATCH_IMAGES);
	whole = image_work_finish(work, r->sink);
	return whole && !went_wrong(r) ? end : PIPELINE_ERRORS;
}

static struct document *
build_document(struct run *r)
{
	stopwatch_switch(r->options->watch, STOPWATCH_DOCUMENT);
	switch (r->wanted->kind) {
	case PIPELINE_LETTER:
		return document_letter(r->arena, r->sink, r->edition, r->style,
				       r->wanted->recipient);
	case PIPELINE_NOTE:
		return document_note(r->arena, r->sink, r->edition, r->style,
				     r->wanted->internal ? DOCUMENT_INTERNAL
							 : DOCUMENT_PUBLIC);
	case PIPELINE_REPORT:
		return document_report(
			r->arena, r->sink, r->wanted->report, r->style);
	case PIPELINE_BOOKLET:
		break;
	}
	return document_booklet(
		r->arena, r->sink, r->edition, r->style,
		&(struct document_changes){
			.diff = r->changes.diff,
			.marked = r->options->previous != NULL,
		});
}

/* ---- the booklet -------------------------------------------------------------- */

/* What changed since the edition before, if anybody will see it. */
static bool
find_changes(struct run *r)
{
	bool found = comparison_in_booklet(
		r->arena, r->sink, r->options, r->edition, &r->changes);

	if (r->changes.read)
		note_input(r, r->changes.previous->file);
	return found;
}

static enum pipeline_end
run_document(struct run *r, struct buf *out)
{
	enum pipeline_end end = load_style(r);

	if (end != PIPELINE_MADE)
		return end;
	if (r->wanted->kind == PIPELINE_BOOKLET && !find_changes(r))
		return PIPELINE_ERRORS;
	r->document = build_document(r);
	for (size_t i = 0; i < r->document->n_images; i++)
		note_input(r, r->document->images[i]->path);
	if (went_wrong(r))
		return PIPELINE_ERRORS;
	return make_pages(r, out);
}

static enum pipeline_end
make(struct pipeline *p, const struct pipeline_document *document,
     bool pages_only, struct buf *out)
{
	size_t mark = diag_mark(p->sink);
	struct run r = {
		.arena = p->arena,
		.sink = p->sink,
		.options = p->options,
		.wanted = document,
		.pipeline = p,
		.edition = p->edition,
		.errors = diag_count(p->sink, DIAG_ERROR),
		.pages_only = pages_only,
	};
	enum pipeline_end end = run_document(&r, out);

	diag_drop_repeats(p->sink, mark);
	stopwatch_switch(p->options->watch, STOPWATCH_OTHER);
	return end;
}

enum pipeline_end
pipeline_make(struct pipeline *p, const struct pipeline_document *document,
	      struct buf *out)
{
	return make(p, document, false, out);
}

enum pipeline_end
pipeline_try(struct pipeline *p, const struct pipeline_document *document,
	     const struct style **ret_style)
{
	enum pipeline_end end = make(p, document, true, NULL);

	*ret_style = p->styles[document->kind];
	return end;
}

/* ---- the edition ---- */

static bool
load_edition(struct pipeline *p)
{
	const struct pipeline_source *s = p->source;
	const struct letters_changes *changes = p->options->changes;
	struct diag_pos pos;
	const char *draft;

	p->edition = edition_load(
		p->arena, p->sink, s->file, s->folder, s->text, s->len);
	if (p->edition == NULL || p->edition->letters == NULL)
		return p->edition != NULL;
	if (changes != NULL &&
	    !edition_change_letters(p->arena, p->sink, p->edition, changes))
		return false;
	draft = edition_letters_draft(p->edition, &pos);
	if (p->options->final && draft != NULL)
		return diag_report(p->sink, DIAG_LETTER_DRAFT, pos, "%s", draft);
	return true;
}

enum pipeline_end
pipeline_open(struct arena *arena, struct diag_sink *sink,
	      const struct pipeline_source *source,
	      const struct pipeline_options *options, struct pipeline **ret)
{
	struct pipeline *p = arena_alloc(arena, sizeof(*p));
	bool loaded;

	*p = (struct pipeline){
		.arena = arena,
		.sink = sink,
		.source = source,
		.options = options,
	};
	*ret = p;
	stopwatch_switch(options->watch, STOPWATCH_LOAD);
	loaded = load_edition(p);
	stopwatch_switch(options->watch, STOPWATCH_OTHER);
	return loaded ? PIPELINE_MADE : PIPELINE_ERRORS;
}

void
pipeline_close(struct pipeline *p)
{
	for (size_t i = 0; p != NULL && i < N_KINDS; i++)
		style_done(p->styles[i]);
}

const struct edition *
pipeline_edition(const struct pipeline *p)
{
	return p->edition;
}

struct pipeline_product
pipeline_last_product(const struct pipeline *p)
{
	return p->last;
}

static const char *
letter_file(const struct pipeline *p, const struct recipient *recipient)
{
	return arena_printf(p->arena, "letter-%s.pdf", recipient->office_id.s);
}

size_t
pipeline_documents(const struct pipeline *p, const struct pipeline_document **ret)
{
	const struct edition *e = p->edition;
	size_t letters = e->letters != NULL ? e->letters->recipients.count : 0;
	const struct recipient *recipients =
		letters > 0 ? e->letters->recipients.items : NULL;
	struct pipeline_document *list = arena_new_array(
		p->arena, struct pipeline_document, letters + 3);
	size_t n = 0;

	list[n++] = (struct pipeline_document){
		.kind = PIPELINE_BOOKLET, .file = "booklet.pdf"};
	for (size_t i = 0; i < letters; i++)
		list[n++] = (struct pipeline_document){
			.kind = PIPELINE_LETTER,
			.file = letter_file(p, &recipients[i]),
			.recipient = &recipients[i]};
	if (e->note != NULL)
		list[n++] = (struct pipeline_document){
			.kind = PIPELINE_NOTE, .file = "note.pdf"};
	if (e->note != NULL && document_note_is_redacted(e))
		list[n++] = (struct pipeline_document){
			.kind = PIPELINE_NOTE,
			.file = "note-internal.pdf",
			.internal = true};
	*ret = list;
	return n;
}
