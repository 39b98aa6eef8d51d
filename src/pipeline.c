#include "pipeline.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/stopwatch.h"
#include "depfile.h"
#include "document/document.h"
#include "image/image.h"
#include "layout/layout.h"
#include "metadata.h"
#include "model/edition.h"
#include "pdf/pdf.h"
#include "style/style.h"

#define MAX_LAYOUT ((size_t)4 * 1024 * 1024)

/* One document on its way. */
struct run {
	struct arena *arena;
	struct diag_sink *sink;
	const struct pipeline_source *source;
	const struct pipeline_options *options;
	struct edition *edition;
	struct style *style;
	struct document *document;
	struct layout_result layout;
	size_t errors; /* before it began */
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
load_style(struct run *r, const char *name)
{
	const char *path = file_join(r->arena, r->options->layouts, name);
	const struct style_font *fonts;
	char *text;
	size_t len;

	stopwatch_switch(r->options->watch, STOPWATCH_STYLE);
	if (!file_read(r->arena, path, MAX_LAYOUT, &text, &len)) {
		diag_report(r->sink, DIAG_LAYOUT_UNREADABLE,
			    (struct diag_pos){.file = path}, "%s",
			    strerror(errno));
		return PIPELINE_FAILED;
	}
	note_input(r, path);
	diag_source(r->sink, path, text, len);
	r->style = style_load(
		r->arena, r->sink, path, text, len, r->options->fonts);
	if (r->style == NULL)
		return PIPELINE_ERRORS;
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
		.clock = watch != NULL ? stopwatch_clock : NULL,
	};

	stopwatch_switch(watch, STOPWATCH_PAGES);
	layout_pages(r->arena, r->sink, &job, &r->layout);
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
	case PIPELINE_DUMP_NOTHING:
		break;
	}
}

static void
tell(const struct run *r, const struct pdf_metadata *metadata)
{
	struct pipeline_product *product = r->options->product;
	struct pdf_metadata *copy;

	if (product == NULL)
		return;
	copy = arena_alloc(r->arena, sizeof(*copy));
	*copy = *metadata;
	*product = (struct pipeline_product){
		.edition = r->edition,
		.style = r->style,
		.document = r->document,
		.frames = r->layout.frames,
		.metadata = copy,
	};
}

static enum pipeline_end
write_pdf(struct run *r, struct buf *out)
{
	struct pdf_attachment source = {
		.name = "programme.yaml",
		.mime = "application/yaml",
		.description = r->document->title,
		.data = r->source->text,
		.len = r->source->len,
	};
	struct pdf_job job = {
		.tree = r->document->tree,
		.frames = r->layout.frames,
		.metadata = metadata_of(
			r->arena, r->edition, r->document,
			r->options->date == PIPELINE_NO_DATE ? METADATA_NO_DATE
							     : r->options->date,
			r->options->creator_tool),
		.attachments = &source,
		.n_attachments = r->options->attach_source ? 1 : 0,
		.two_up_right = true,
		.outline = true,
	};

	stopwatch_switch(r->options->watch, STOPWATCH_WRITE);
	tell(r, &job.metadata);
	if (pdf_write(r->arena, &job, out))
		return PIPELINE_MADE;
	diag_report(r->sink, DIAG_PDF_FAILED, (struct diag_pos){0},
		    "the PDF could not be written: too large, or out of memory");
	return PIPELINE_FAILED;
}

/* Pages, while the pictures are proved whole on another core. */
static enum pipeline_end
make_pages(struct run *r, struct buf *out)
{
	struct image_work *work;
	bool whole;

	stopwatch_switch(r->options->watch, STOPWATCH_IMAGES);
	work = image_work_start(
		r->arena, r->document->images, r->document->n_images);
	lay_out(r);
	stopwatch_switch(r->options->watch, STOPWATCH_IMAGES);
	whole = image_work_finish(work, r->sink);
	if (!whole || went_wrong(r))
		return PIPELINE_ERRORS;
	if (r->options->dump != PIPELINE_DUMP_NOTHING) {
		write_dump(r, out);
		return PIPELINE_MADE;
	}
	return write_pdf(r, out);
}

static enum pipeline_end
run_booklet(struct run *r, struct buf *out)
{
	enum pipeline_end end;

	stopwatch_switch(r->options->watch, STOPWATCH_LOAD);
	r->edition = edition_load(
		r->arena, r->sink, r->source->file, r->source->folder,
		r->source->text, r->source->len);
	if (r->edition == NULL)
		return PIPELINE_ERRORS;
	end = load_style(r, "booklet.yaml");
	if (end != PIPELINE_MADE)
		return end;
	stopwatch_switch(r->options->watch, STOPWATCH_DOCUMENT);
	r->document = document_booklet(r->arena, r->sink, r->edition, r->style);
	for (size_t i = 0; i < r->document->n_images; i++)
		note_input(r, r->document->images[i]->path);
	if (went_wrong(r))
		return PIPELINE_ERRORS;
	return make_pages(r, out);
}

enum pipeline_end
pipeline_booklet(struct arena *arena, struct diag_sink *sink,
		 const struct pipeline_source *source,
		 const struct pipeline_options *options, struct buf *out)
{
	struct run r = {
		.arena = arena,
		.sink = sink,
		.source = source,
		.options = options,
		.errors = diag_count(sink, DIAG_ERROR),
	};
	enum pipeline_end end = run_booklet(&r, out);

	style_done(r.style);
	stopwatch_switch(options->watch, STOPWATCH_OTHER);
	return end;
}
