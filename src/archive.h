/*
 * archive - put an edition away with all it was made from, and make it again.
 *
 * A copy is a bag (edition/bag.h) whose payload is
 *
 *     source/edition/programme.yaml and the pictures it uses
 *     source/layouts/  source/fonts/    those used, and the fonts' licences
 *     documents/       the PDFs
 *     text/            each as plain text
 *     metadata/        each in three catalogues' words, and the record
 *
 * The documents are made twice: from the edition where it stands, and again from the
 * sources in the copy. Only a copy whose documents are the same to the last byte is put
 * in its place, under its name, all at once.
 *
 * Ownership Everything lives in the arena; the source and the options are borrowed.
 * Errors    To the sink. On anything but success the archive is as it was.
 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag_sink;
struct pipeline_options;
struct pipeline_source;
struct record;

struct archive_job {
	const struct pipeline_source *source;
	const struct pipeline_options *options;
	const char *into; /* the archive's folder, made if it is not there */
	const char *program, *version; /* "zetsel", "0.1.0" */
};

enum archive_end {
	ARCHIVE_MADE,
	ARCHIVE_THERE, /* the same was there already, whole */
	ARCHIVE_ERRORS, /* in the edition */
	ARCHIVE_FAILED, /* the machine, or what stands in the archive */
};

struct archive_result {
	const char *path; /* of the copy */
	size_t files; /* of its payload */
};

enum archive_end
archive_edition(struct arena *arena, struct diag_sink *sink,
		const struct archive_job *job, struct archive_result *ret);

/*
 * Make the documents of a copy that is whole again, as its record says, with their
 * texts and metadata, and compare. False if a file differs, which is reported with the
 * first byte that does, or if they could not be made. clock and dates: none but the
 * record's.
 */
bool archive_rebuild(struct arena *arena, struct diag_sink *sink,
		     const char *path, const struct record *record);

#endif
