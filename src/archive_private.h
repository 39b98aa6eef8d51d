/*
 * archive_private - the documents of an edition as an archive copy holds them, made
 * for the first time (archive.c) or again (archive_rebuild.c).
 */
#ifndef ARCHIVE_PRIVATE_H
#define ARCHIVE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "pipeline.h"
#include "schema/schema.h"

struct arena;
struct bag;
struct diag_sink;
struct record;

/* Where sources stand in the payload. */
#define ARCHIVE_EDITION "source/edition"
#define ARCHIVE_PREVIOUS "source/previous" /* of a page of changes */
#define ARCHIVE_LAYOUTS "source/layouts"
#define ARCHIVE_FONTS "source/fonts"

struct archive_document {
	const struct pipeline_document *made_as;
	const char *claims; /* "PDF/A-2a, PDF/UA-1" */
	struct buf bytes;
	struct pipeline_product product;
};

struct archive_documents {
	struct archive_document *items;
	size_t n;
};

/* All of them, or nothing to be used. Release what was made in either case. */
enum pipeline_end archive_make_documents(
	struct arena *arena, struct diag_sink *sink,
	const struct pipeline_source *source,
	const struct pipeline_options *options, struct archive_documents *ret);
void archive_free_documents(struct archive_documents *documents);

/* Into the payload: the PDFs, their texts and their metadata. */
void archive_add_documents(struct arena *arena, struct bag *bag,
			   const struct archive_documents *documents);

/* As the record lists them; of struct record_document. */
struct schema_list archive_list_documents(
	struct arena *arena, const struct archive_documents *documents);

/* How documents were made, beside their sources. */
struct archive_recipe {
	bool attach_source;
	int64_t date; /* or PIPELINE_NO_DATE */
	const char *creator_tool;
	const struct record *record; /* whose documents must all come; or NULL */
};

/*
 * Make the documents from the sources in the bag at path, and compare all that comes
 * of them with what is there. False, and reported, if anything is not the same.
 */
bool archive_compare(struct arena *arena, struct diag_sink *sink,
		     const char *path, const struct archive_recipe *recipe);

#endif
