/*
 * record - how the documents of an archive copy were made.
 *
 * metadata/record.yaml in the payload: the program and its libraries, the options,
 * the documents, and the digest of every other file of the payload. It is read by
 * the same schema engine as an edition, so that a person can read it too.
 *
 * Ownership A record read lives in the arena; one to be written is borrowed.
 * Errors    Reported with file and line.
 */
#ifndef EDITION_RECORD_H
#define EDITION_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/source.h"
#include "edition/bag.h"
#include "schema/schema.h"

struct arena;
struct buf;

#define RECORD_FORMAT 1 /* goes up with every new key */

struct record_document {
	struct diag_pos pos;
	struct source_text file; /* "booklet.pdf" */
	struct source_text title;
	struct source_text conformance; /* as pdf_claims_said() puts it */
	int pages;
};

struct record_library {
	struct diag_pos pos;
	struct source_text name, version;
};

struct record_file {
	struct diag_pos pos;
	struct source_text path; /* in the payload */
	int bytes;
	struct source_text sha256;
};

struct record {
	struct diag_pos pos;
	int format;
	struct source_text program; /* "zetsel" */
	struct source_text version; /* "0.1.0" */
	struct source_text identifier; /* of the edition */
	struct source_text date; /* SOURCE_DATE_EPOCH; absent: not set */
	bool attach_source;
	struct schema_list documents; /* of struct record_document */
	struct schema_list libraries; /* of struct record_library */
	struct schema_list files; /* of struct record_file */
};

/* The record's files are not written, but bag's. */
void record_write(const struct record *record, const struct bag *bag,
		  struct buf *out);

/*
 * What makes this the record of a later program, in words ("made by version 2.0"), or
 * NULL. The first number of a version counts, and the record's format.
 */
const char *record_later(struct arena *arena, const char *text, size_t len,
			 const char *our_version);

/* NULL, and something reported, if it is none. Ask record_later() first. */
struct record *record_read(struct arena *arena, struct diag_sink *sink,
			   const char *file, const char *text, size_t len);

#endif
