/*
 * pdf - frames and the tree as a tagged, archivable PDF.
 *
 * The tree is walked for the structure elements, the frames for the page
 * contents; a leaf's pieces on any number of pages become marked-content
 * references of the one element that holds it. Profiles: PDF 1.7 as PDF/A-2a and
 * PDF/UA-1; PDF/A-3a and PDF/UA-1 when files are attached.
 *
 * Ownership Everything is borrowed for the call; the file is appended to out.
 * Errors    False, and nothing appended, if the file would be larger than 2 GiB or
 *           HarfBuzz could not make a subset of a font.
 * Purity    The bytes are a function of the arguments. No clock: dates come with
 *           the job. The document ID is a hash of the contents.
 * Cost      About 0.25 ms a page of text; pictures that are kept compressed are
 *           copied once.
 * libharu is used in pdf_object.c and nowhere else.
 */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/frame.h"
#include "layout/tree.h"

struct buf;
struct stopwatch;

struct pdf_attachment {
	const char *name; /* "programme.yaml" */
	const char *mime; /* "application/yaml" */
	const char *description;
	const void *data;
	size_t len;
};

/*
 * A property outside the predefined XMP schemas, declared by an extension schema
 * in the file: prefix, namespace and description come from `schema`.
 */
struct pdf_schema {
	const char *prefix, *namespace_uri, *description;
};

struct pdf_property {
	const struct pdf_schema *schema;
	const char *name, *value, *description;
	const char *type; /* XMP value type: "Text", "Date", "URI" */
};

/* Texts are UTF-8; NULL or 0 where the edition does not say. */
struct pdf_metadata {
	const char *title; /* required */
	const char *const *creators;
	size_t n_creators;
	const char *publisher;
	const char *description;
	const char *const *subjects;
	size_t n_subjects;
	const char *rights;
	const char *identifier;
	const char *type;
	const char *date; /* dc:date, ISO 8601 */
	const char *language; /* required, BCP 47: "nl-NL" */
	const char *timestamp; /* ISO 8601 with zone, "2025-12-01T00:00:00Z" */
	const char *creator_tool; /* "zetsel 0.1.0" */
	const struct pdf_property *properties;
	size_t n_properties;
};

struct pdf_job {
	const struct tree *tree;
	const struct frames *frames;
	struct pdf_metadata metadata;
	const struct pdf_attachment *attachments;
	size_t n_attachments;
	bool two_up_right; /* viewers show pages as spreads, page 1 on the right */
	bool outline; /* open with the outline showing */
	struct stopwatch *watch; /* timing STOPWATCH_WRITE; or NULL */
};

bool pdf_write(struct arena *scratch, const struct pdf_job *job, struct buf *out);

/* The version of libharu. */
const char *pdf_library_version(void);

#endif
