#include <errno.h>
#include <string.h>

#include "archive.h"
#include "archive_private.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "document/document.h"
#include "edition/bag.h"
#include "edition/describe.h"
#include "edition/pdf_claims.h"
#include "edition/record.h"
#include "edition/rendition.h"
#include "edition/verify.h"
#include "layout/frame.h"
#include "model/edition.h"
#include "pdf/pdf.h"

/* ---- making ---------------------------------------------------------------------- */

static const char *
claims_of(struct arena *arena, const struct buf *pdf)
{
	struct pdf_claims claims = {0};
	const char *said;

	pdf_claims_put(&claims, pdf->data, pdf->len);
	said = pdf_claims_said(&claims, arena);
	pdf_claims_done(&claims);
	return said;
}

/* Even after errors, so that one run shows those of all documents. */
static enum pipeline_end
make_all(struct arena *arena, struct pipeline *pipeline,
	 struct archive_documents *ret)
{
	const struct pipeline_document *list;
	enum pipeline_end end = PIPELINE_MADE;

	ret->n = pipeline_documents(pipeline, &list);
	ret->items = arena_new_array(arena, struct archive_document, ret->n);
	for (size_t i = 0; i < ret->n; i++) {
		struct archive_document *d = &ret->items[i];
		enum pipeline_end one = pipeline_make(
			pipeline, &list[i], &d->bytes);

		d->made_as = &list[i];
		d->product = pipeline_last_product(pipeline);
		if (one == PIPELINE_MADE)
			d->claims = claims_of(arena, &d->bytes);
		end = one > end ? one : end;
	}
	return end;
}

enum pipeline_end
archive_make_documents(struct arena *arena, struct diag_sink *sink,
		       const struct pipeline_source *source,
		       const struct pipeline_options *options,
		       struct archive_documents *ret)
{
	struct pipeline *pipeline;
	size_t errors = diag_count(sink, DIAG_ERROR);
	enum pipeline_end end = pipeline_open(
		arena, sink, source, options, &pipeline);

	*ret = (struct archive_documents){0};
	if (end == PIPELINE_MADE)
		end = make_all(arena, pipeline, ret);
	pipeline_close(pipeline);
	if (end == PIPELINE_MADE && diag_count(sink, DIAG_ERROR) > errors)
		end = PIPELINE_ERRORS;
	return end;
}

void
archive_free_documents(struct archive_documents *documents)
{
	for (size_t i = 0; i < documents->n; i++)
		buf_done(&documents->items[i].bytes);
}

/* ---- what comes of them ---------------------------------------------------------- */

/* "text/booklet.txt" of "booklet.pdf". */
static const char *
path_of(struct arena *arena, const char *folder, const char *file,
	const char *ending)
{
	const char *dot = strrchr(file, '.');
	size_t len = dot != NULL ? (size_t)(dot - file) : strlen(file);

	return arena_printf(arena, "%s/%.*s%s", folder, (int)len, file, ending);
}

static void
add_text(struct arena *arena, struct bag *bag, const char *path, struct buf *text)
{
	size_t len = text->len;

	bag_add(bag, path, buf_keep(text, arena), len);
}

/* By the kind of a document: which category of the law, and what sort, it is. */
static void
classify(const struct archive_document *d, struct description *ret)
{
	const struct edition_facts *f = d->product.edition->facts;

	switch (d->made_as->kind) {
	case PIPELINE_BOOKLET:
		ret->programme = true;
		ret->information_category = f->information_category.s;
		ret->document_type = f->document_type.s;
		break;
	case PIPELINE_LETTER:
		ret->information_category = DESCRIBE_PARLIAMENT;
		ret->document_type = DESCRIBE_LETTER;
		break;
	case PIPELINE_NOTE:
		ret->information_category = DESCRIBE_PARLIAMENT;
		ret->document_type = DESCRIBE_NOTE;
		break;
	case PIPELINE_REPORT: /* about an edition, and in no archive */
		break;
	}
}

static void
add_metadata(struct arena *arena, struct bag *bag,
	     const struct archive_document *d)
{
	const struct pdf_metadata *m = d->product.metadata;
	const char *file = d->made_as->file;
	struct description description = {
		.edition = d->product.edition,
		.title = m->title,
		.author = m->publisher,
		.identifier = m->identifier,
		.language = m->language,
		.timestamp = m->timestamp,
		.date = m->date,
	};
	struct buf text = {0};

	classify(d, &description);
	describe_dublin_core(&description, &text);
	add_text(arena, bag, path_of(arena, "metadata", file, ".dc.xml"), &text);
	describe_owms(arena, &description, &text);
	add_text(arena, bag, path_of(arena, "metadata", file, ".owms.xml"),
		 &text);
	if (d->made_as->internal)
		return; /* it is not published */
	describe_diwoo(arena, &description, &text);
	add_text(arena, bag, path_of(arena, "metadata", file, ".diwoo.xml"),
		 &text);
}

void
archive_add_documents(struct arena *arena, struct bag *bag,
		      const struct archive_documents *documents)
{
	for (size_t i = 0; i < documents->n; i++) {
		const struct archive_document *d = &documents->items[i];
		struct buf text = {0};

		bag_add(bag,
			path_of(arena, "documents", d->made_as->file, ".pdf"),
			d->bytes.data, d->bytes.len);
		rendition_write(arena, d->product.document->tree,
				d->product.frames, &text);
		add_text(arena, bag,
			 path_of(arena, "text", d->made_as->file, ".txt"), &text);
		add_metadata(arena, bag, d);
	}
}

struct schema_list
archive_list_documents(struct arena *arena,
		       const struct archive_documents *documents)
{
	struct record_document *list = arena_new_array(
		arena, struct record_document, documents->n);

	for (size_t i = 0; i < documents->n; i++) {
		const struct archive_document *d = &documents->items[i];

		list[i] = (struct record_document){
			.file = source_made(d->made_as->file),
			.title = source_made(d->product.metadata->title),
			.conformance = source_made(d->claims),
			.pages = (int)d->product.frames->n_pages,
		};
	}
	return (struct schema_list){.items = list, .count = documents->n};
}

/* ---- comparing ------------------------------------------------------------------- */

static bool
compare_file(struct arena *arena, struct diag_sink *sink, const char *path,
	     const struct bag_file *made)
{
	const char *kept_path = file_join(arena, path, made->path);
	const struct diag_pos pos = {.file = kept_path};
	const unsigned char *ours = made->data, *kept;
	const void *data;
	size_t len, i = 0;

	if (!file_map(arena, kept_path, &data, &len))
		return diag_report(sink, DIAG_REBUILD_DIFFERS, pos,
				   "made again, but cannot be read here: %s",
				   strerror(errno));
	kept = data;
	while (i < len && i < made->len && kept[i] == ours[i])
		i++;
	if (i == len && i == made->len)
		return true;
	return diag_report(sink, DIAG_REBUILD_DIFFERS, pos,
			   "made again it differs from byte %zu on; it has %zu "
			   "bytes, the other %zu",
			   i + 1, len, made->len);
}

/* A document of the record that this program does not make. */
static bool
all_made(struct arena *arena, struct diag_sink *sink, const char *path,
	 const struct record *record, const struct archive_documents *made)
{
	const struct record_document *wanted = record->documents.items;
	bool all = true;

	for (size_t i = 0; i < record->documents.count; i++) {
		size_t k = 0;

		while (k < made->n && strcmp(made->items[k].made_as->file,
					     wanted[i].file.s) != 0)
			k++;
		if (k == made->n)
			all = diag_report(
				sink, DIAG_REBUILD_DIFFERS,
				(struct diag_pos){
					.file = file_join(
						arena, path,
						file_join(
							arena,
							BAG_PAYLOAD
								VERIFY_DOCUMENTS,
							wanted[i].file.s))},
				"was not made again: it does not come of these "
				"sources");
	}
	return all;
}

static bool
compare_all(struct arena *arena, struct diag_sink *sink, const char *path,
	    const struct archive_documents *made)
{
	struct bag *bag = bag_new(arena);
	bool same = true;

	archive_add_documents(arena, bag, made);
	for (size_t i = 0; i < bag->n_files; i++)
		same &= compare_file(arena, sink, path, &bag->files[i]);
	return same;
}

/* The source as it is in the bag. */
static bool
read_source(struct arena *arena, struct diag_sink *sink, const char *folder,
	    struct pipeline_source *ret)
{
	char *text;

	ret->folder = folder;
	ret->file = file_join(arena, folder, PIPELINE_EDITION_FILE);
	if (!file_read(arena, ret->file, PIPELINE_EDITION_MAX, &text, &ret->len))
		return diag_report(
			sink, DIAG_BAG_RECORD,
			(struct diag_pos){.file = ret->file},
			"the source cannot be read: %s", strerror(errno));
	ret->text = text;
	diag_source(sink, ret->file, text, ret->len);
	return true;
}

bool
archive_compare(struct arena *arena, struct diag_sink *sink, const char *path,
		const struct archive_recipe *recipe)
{
	const char *root = file_join(arena, path, BAG_PAYLOAD);
	const struct pipeline_options options = {
		.layouts = file_join(arena, root, ARCHIVE_LAYOUTS),
		.fonts = file_join(arena, root, ARCHIVE_FONTS),
		.previous_folder = file_join(arena, root, ARCHIVE_PREVIOUS),
		.creator_tool = recipe->creator_tool,
		.date = recipe->date,
		.attach_source = recipe->attach_source,
	};
	struct pipeline_source source;
	struct archive_documents documents = {0};
	size_t mark = diag_mark(sink);
	bool same;

	if (!read_source(arena, sink, file_join(arena, root, ARCHIVE_EDITION),
			 &source))
		return false;
	same = archive_make_documents(arena, sink, &source, &options,
				      &documents) == PIPELINE_MADE;
	if (same) {
		diag_rewind(sink, mark); /* warnings were told when it was made */
		if (recipe->record != NULL)
			same = all_made(arena, sink, path, recipe->record,
					&documents);
		same &= compare_all(arena, sink, path, &documents);
	}
	archive_free_documents(&documents);
	return same;
}

/* Digits; the schema has seen to that, and to their number. */
static int64_t
read_date(const struct source_text *text)
{
	int64_t value = 0;

	if (text->s == NULL)
		return PIPELINE_NO_DATE;
	for (const char *c = text->s; *c != '\0'; c++)
		value = 10 * value + (*c - '0');
	return value;
}

bool
archive_rebuild(struct arena *arena, struct diag_sink *sink, const char *path,
		const struct record *record)
{
	struct archive_recipe recipe = {
		.attach_source = record->attach_source,
		.date = read_date(&record->date),
		.record = record,
	};
	struct buf tool = {0};
	bool same;

	buf_printf(&tool, "%s %s", record->program.s, record->version.s);
	buf_byte(&tool, '\0');
	recipe.creator_tool = (char *)tool.data;
	same = archive_compare(arena, sink, path, &recipe);
	buf_done(&tool);
	return same;
}
