#include "archive.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "archive_private.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/folder.h"
#include "document/document.h"
#include "edition/record.h"
#include "edition/verify.h"
#include "edition/versions.h"
#include "image/image.h"
#include "libraries.h"
#include "model/edition.h"
#include "pdf/pdf.h"
#include "pipeline.h"
#include "resources.h"
#include "style/style.h"

#define MAX_SOURCE ((size_t)512 * 1024 * 1024)

/* One edition on its way into the archive. */
struct work {
	struct arena *arena;
	struct diag_sink *sink;
	const struct archive_job *job;
	struct archive_documents documents;
	const struct edition *edition;
	const struct pdf_metadata *metadata; /* of the first document */
	struct bag *bag;
	struct folder_stage *stage;
	struct versions versions;
};

static struct diag_pos
file_at(const char *path)
{
	return (struct diag_pos){.file = path};
}

/* ---- the sources ----------------------------------------------------------------- */

static bool
in_bag(const struct bag *bag, const char *path)
{
	for (size_t i = 0; i < bag->n_files; i++)
		if (strcmp(bag->files[i].path + strlen(BAG_PAYLOAD), path) == 0)
			return true;
	return false;
}

/* A file read for the documents, under its place in the payload. */
static bool
add_source(struct work *w, const char *folder, const char *name, const char *path)
{
	const char *place = file_join(w->arena, folder, name);
	char *data;
	size_t len;

	if (in_bag(w->bag, place))
		return true;
	if (!file_read(w->arena, path, MAX_SOURCE, &data, &len))
		return diag_report(
			w->sink, DIAG_ARCHIVE_CHANGED, file_at(path),
			"cannot be read any more: %s", strerror(errno));
	bag_add(w->bag, place, data, len);
	return true;
}

/* What the edition calls the picture: its path without the edition's folder. */
static const char *
name_in(struct arena *arena, const char *folder, const char *path)
{
	size_t len = strlen(file_join(arena, folder, "x")) - 1;

	return path + len;
}

static bool
add_pictures(struct work *w, const struct document *document)
{
	for (size_t i = 0; i < document->n_images; i++) {
		const char *path = document->images[i]->path;

		if (!add_source(w, ARCHIVE_EDITION,
				name_in(w->arena, w->edition->folder, path),
				path))
			return false;
	}
	return true;
}

static bool
add_look(struct work *w, const struct style *style)
{
	const struct pipeline_options *o = w->job->options;
	const struct style_font *fonts = style->fonts.items;
	const char *slash = strrchr(style->file, '/');

	if (!add_source(w, ARCHIVE_LAYOUTS,
			slash != NULL ? slash + 1 : style->file, style->file))
		return false;
	for (size_t i = 0; i < style->fonts.count; i++) {
		const char *name = fonts[i].file.s;

		if (!add_source(w, ARCHIVE_FONTS, name,
				file_join(w->arena, o->fonts, name)))
			return false;
	}
	return true;
}

/* Plain texts beside the fonts: the licences under which they may be passed on. */
static bool
add_licences(struct work *w)
{
	const char *folder = w->job->options->fonts;
	struct folder_entry *entries;
	size_t n;

	if (!folder_list(w->arena, folder, &entries, &n))
		return true;
	for (size_t i = 0; i < n; i++) {
		const char *name = entries[i].name;
		size_t len = strlen(name);

		if (entries[i].kind == FOLDER_FILE && len > 4 &&
		    strcmp(name + len - 4, ".txt") == 0 &&
		    !add_source(w, ARCHIVE_FONTS, name,
				file_join(w->arena, folder, name)))
			return false;
	}
	return true;
}

static bool
add_sources(struct work *w)
{
	bag_add(w->bag, ARCHIVE_EDITION "/" PIPELINE_EDITION_FILE,
		w->job->source->text, w->job->source->len);
	for (size_t i = 0; i < w->documents.n; i++) {
		const struct pipeline_product *p = &w->documents.items[i].product;

		if (!add_pictures(w, p->document) || !add_look(w, p->style))
			return false;
		if (p->previous != NULL)
			bag_add(w->bag,
				ARCHIVE_PREVIOUS "/" PIPELINE_EDITION_FILE,
				p->previous->text, p->previous->len);
	}
	return add_licences(w);
}

/* ---- the record and bag-info.txt ------------------------------------------------- */

static struct schema_list
list_libraries(struct arena *arena)
{
	const struct libraries_entry *entries;
	size_t n = libraries_list(&entries);
	struct record_library *list = arena_new_array(
		arena, struct record_library, n);

	for (size_t i = 0; i < n; i++)
		list[i] = (struct record_library){
			.name = source_made(entries[i].name),
			.version = source_made(entries[i].version()),
		};
	return (struct schema_list){.items = list, .count = n};
}

static void
add_record(struct work *w)
{
	const struct pipeline_options *o = w->job->options;
	struct record record = {
		.program = source_made(w->job->program),
		.version = source_made(w->job->version),
		.identifier = w->edition->facts->identifier,
		.attach_source = o->attach_source,
		.documents = archive_list_documents(w->arena, &w->documents),
		.libraries = list_libraries(w->arena),
	};
	struct buf text = {0};
	size_t len;

	if (o->date != PIPELINE_NO_DATE)
		record.date = source_made(
			arena_printf(w->arena, "%" PRId64, o->date));
	record_write(&record, w->bag, &text);
	len = text.len;
	bag_add(w->bag, VERIFY_RECORD, buf_keep(&text, w->arena), len);
}

static const char *
join_lines(struct arena *arena, const struct schema_list *list)
{
	const struct source_text *lines = list->items;
	struct buf text = {0};

	for (size_t i = 0; i < list->count; i++)
		buf_printf(&text, "%s%s", i > 0 ? ", " : "", lines[i].s);
	return buf_keep(&text, arena);
}

static void
describe_bag(struct work *w)
{
	const struct edition *e = w->edition;
	const char *description = e->facts->description.s;
	const char *date = arena_strndup(
		w->arena, w->metadata->timestamp, strlen("2031-01-01"));
	struct bag *bag = w->bag;

	bag_say(bag, "Source-Organization", e->council->name.s);
	bag_say(bag, "Organization-Address",
		join_lines(w->arena, &e->council->postal_address));
	bag_say(bag, "Contact-Phone", e->council->phone.s);
	bag_say(bag, "Contact-Email", e->council->email.s);
	bag_say(bag, "External-Description",
		description != NULL ? description : e->facts->title.s);
	bag_say(bag, "Bagging-Date", date);
	bag_say(bag, "External-Identifier", e->facts->identifier.s);
	bag_say(bag, "Bag-Group-Identifier", e->facts->identifier.s);
	bag_say(bag, "Edition-Title", e->facts->title.s);
	bag_say(bag, "Edition-Version",
		arena_printf(w->arena, "%d", w->versions.number));
	bag_say(bag, "Replaces", w->versions.last);
	if (w->versions.last != NULL)
		bag_say(bag, "Replaces-Tagmanifest-SHA256",
			w->versions.last_hash.sha256);
	bag_say(bag, "Bag-Software-Agent", w->job->options->creator_tool);
}

/* ---- into the archive ------------------------------------------------------------ */

static bool
cannot_write(struct work *w, const char *path)
{
	return diag_report(w->sink, DIAG_FILE_UNWRITABLE, file_at(path),
			   "the archive cannot be written: %s", strerror(errno));
}

static bool
open_archive(struct work *w)
{
	const char *into = w->job->into;
	bool was_there = resources_is_folder(into);

	if (!file_make_folder(into) ||
	    (!was_there && !folder_sync(file_folder(w->arena, into))))
		return cannot_write(w, into);
	w->stage = folder_stage_open(w->arena, into);
	return w->stage != NULL || cannot_write(w, into);
}

static bool
fill(struct work *w)
{
	for (size_t i = 0; i < w->bag->n_files; i++) {
		const struct bag_file *file = &w->bag->files[i];

		if (!folder_stage_put(
			    w->stage, file->path, file->data, file->len))
			return cannot_write(
				w, file_join(w->arena, w->job->into, file->path));
	}
	return true;
}

/* The documents again, from the copy: it must hold all that they depend on. */
static bool
prove(struct work *w)
{
	const struct pipeline_options *o = w->job->options;
	const struct archive_recipe recipe = {
		.attach_source = o->attach_source,
		.date = o->date,
		.creator_tool = o->creator_tool,
	};
	struct arena *arena = arena_new();
	struct diag_sink *silent = diag_sink_new(arena);
	bool same = archive_compare(
		arena, silent, folder_stage_path(w->stage), &recipe);

	if (!same)
		diag_report(w->sink, DIAG_ARCHIVE_CHANGED,
			    file_at(w->job->source->file),
			    "the documents cannot be made again from the copied "
			    "sources");
	arena_free(arena);
	return same;
}

static enum archive_end
put_away(struct work *w, struct archive_result *ret)
{
	const char *identifier = w->edition->facts->identifier.s;
	enum versions_state state;

	if (!open_archive(w))
		return ARCHIVE_FAILED;
	state = versions_find(w->arena, w->sink, w->job->into, identifier, w->bag,
			      w->job->version, &w->versions);
	ret->path = file_join(w->arena, w->job->into, w->versions.name);
	ret->files = w->bag->n_payload;
	if (state != VERSIONS_NEW)
		return state == VERSIONS_THERE ? ARCHIVE_THERE : ARCHIVE_FAILED;
	describe_bag(w);
	bag_close(w->bag);
	if (!fill(w))
		return ARCHIVE_FAILED;
	folder_stage_settle(w->stage);
	if (!prove(w))
		return ARCHIVE_FAILED;
	if (folder_stage_place(w->stage, w->versions.name))
		return ARCHIVE_MADE;
	cannot_write(w, ret->path);
	return ARCHIVE_FAILED;
}

/* What the metadata of the law on open government call things by: TOOI. */
#define TOOI "https://identifier.overheid.nl/tooi/"
#define JAARPLANNEN TOOI "def/thes/kern/c_c6cd1213"
#define AN_ORGANISATION TOOI "id/oorg/oorg00000"

/* ---- the edition ----------------------------------------------------------------- */

static bool
has_name(struct work *w)
{
	const struct source_text *identifier = &w->edition->facts->identifier;

	if (identifier->s == NULL)
		return diag_report(
			w->sink, DIAG_ARCHIVE_IDENTIFIER, w->edition->facts->pos,
			"the edition has no 'identifier'");
	if (!versions_can_be(identifier->s))
		return diag_report(
			w->sink, DIAG_ARCHIVE_IDENTIFIER, identifier->pos,
			"'%s' ends as a version of an archive copy "
			"does",
			identifier->s);
	return true;
}

static void
warn_of_woo(struct work *w)
{
	const struct edition_facts *f = w->edition->facts;

	if (f->information_category.s == NULL) {
		diag_report(w->sink, DIAG_WOO_INCOMPLETE, f->pos,
			    "the edition does not say what kind of information "
			    "it is: 'edition' has no 'information-category'");
		diag_hint(w->sink, "A programme is of the category 'jaarplannen "
				   "en jaarverslagen': add, under 'edition', "
				   "information-category: " JAARPLANNEN);
	}
	if (f->publisher_id.s == NULL) {
		diag_report(w->sink, DIAG_WOO_INCOMPLETE, f->pos,
			    "the edition does not say who publishes it: "
			    "'edition' has no 'publisher-id'");
		diag_hint(w->sink,
			  "Look the council up in the register on "
			  "organisaties.overheid.nl; its address there "
			  "looks like " AN_ORGANISATION
			  ". Add it under 'edition' as publisher-id. "
			  "The copy is made all the same.");
	}
}

static enum archive_end
archive(struct work *w, struct archive_result *ret)
{
	switch (archive_make_documents(w->arena, w->sink, w->job->source,
				       w->job->options, &w->documents)) {
	case PIPELINE_ERRORS:
		return ARCHIVE_ERRORS;
	case PIPELINE_FAILED:
		return ARCHIVE_FAILED;
	case PIPELINE_MADE:
		break;
	}
	w->edition = w->documents.items[0].product.edition;
	w->metadata = w->documents.items[0].product.metadata;
	if (!has_name(w))
		return ARCHIVE_ERRORS;
	warn_of_woo(w);
	w->bag = bag_new(w->arena);
	if (!add_sources(w))
		return ARCHIVE_FAILED;
	archive_add_documents(w->arena, w->bag, &w->documents);
	add_record(w);
	return put_away(w, ret);
}

enum archive_end
archive_edition(struct arena *arena, struct diag_sink *sink,
		const struct archive_job *job, struct archive_result *ret)
{
	struct work w = {.arena = arena, .sink = sink, .job = job};
	enum archive_end end;

	*ret = (struct archive_result){0};
	end = archive(&w, ret);
	folder_stage_close(w.stage);
	archive_free_documents(&w.documents);
	return end;
}
