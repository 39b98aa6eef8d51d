/*
 * pipeline - the stages in their order: from the text of an edition to the bytes
 * of its documents.
 *
 *     edition_load -> document -> layout -> pdf_write
 *
 * A pipeline is opened for an edition, which is read once, and makes any of its
 * documents, in any order; layouts and their fonts are read when they are needed
 * first.
 *
 * Input     The edition's text, read by the caller, and the folders where fonts
 *           and layouts are. Fonts, layouts and pictures are read in here, and
 *           every file read is added to the depfile.
 * Ownership Everything a document needs lives in the arena; the bytes are
 *           appended to the caller's buffer. Options and source are borrowed.
 * Errors    All to the sink; nothing is printed. On anything but PIPELINE_MADE the
 *           buffer holds nothing to be used.
 * Purity    The bytes are a function of the source, the options (watch and
 *           depfile apart) and the files read.
 */
#ifndef PIPELINE_H
#define PIPELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "metadata.h"

struct arena;
struct buf;
struct depfile;
struct diag_sink;
struct document;
struct edition;
struct frames;
struct letters_changes;
struct pipeline;
struct recipient;
struct report;
struct stopwatch;
struct style;

/* What to give in place of the PDF. */
enum pipeline_dump {
	PIPELINE_DUMP_NOTHING,
	PIPELINE_DUMP_LINES, /* the lines chosen, with their spacing */
	PIPELINE_DUMP_FRAMES, /* frames_dump() */
	PIPELINE_DUMP_TAGS, /* tree_dump() */
	PIPELINE_DUMP_FIGURES, /* measure_dump() */
};

struct pipeline_source {
	const char *file; /* as messages name it */
	const char *folder; /* pictures are relative to it */
	const char *text;
	size_t len;
};

#define PIPELINE_NO_DATE METADATA_NO_DATE

struct pipeline_options {
	const char *layouts, *fonts; /* folders */
	const char *creator_tool; /* "zetsel 0.1.0" */
	int64_t date; /* SOURCE_DATE_EPOCH in seconds, in place of the edition's
			 dates in the metadata; or PIPELINE_NO_DATE */
	bool attach_source;
	bool proof; /* proof_pages(); the layout must have its colours */
	/*
	 * The edition before, in place of the one that the data name: the booklet is
	 * made with its changes marked and a page of them in front. NULL: neither.
	 */
	const struct pipeline_source *previous;
	const char *previous_folder; /* where the edition before is, if not where
					the data say; NULL */
	bool final; /* a letter that is still a draft is an error */
	const struct letters_changes *changes; /* of the letters; NULL: none */
	enum pipeline_dump dump;
	struct stopwatch *watch; /* NULL: nobody is timing */
	struct depfile *depfile; /* NULL: nobody asks */
};

/* What is behind a PDF, for those who keep it. Lives in the pipeline's arena. */
struct pipeline_product {
	const struct edition *edition;
	const struct style *style; /* its faces are closed with the pipeline */
	const struct document *document;
	const struct frames *frames;
	const struct pdf_metadata *metadata;
	const struct pipeline_source *previous; /* that was read; NULL: none */
};

enum pipeline_end {
	PIPELINE_MADE, /* nothing worse than warnings was reported */
	PIPELINE_ERRORS, /* the edition or a layout has errors */
	PIPELINE_FAILED, /* the machine failed; what failed was reported */
};

enum pipeline_kind {
	PIPELINE_BOOKLET,
	PIPELINE_LETTER,
	PIPELINE_NOTE,
	PIPELINE_REPORT, /* about an edition */
};

/* A document that an edition has. */
struct pipeline_document {
	enum pipeline_kind kind;
	const char *file; /* "letter-eerste-kamer.pdf": what `build` calls it */
	const struct recipient *recipient; /* letter */
	bool internal; /* note: with what a public copy does not show */
	const struct report *report; /* report: see document/report.h */
};

/* Read the edition. Only if that is PIPELINE_MADE, documents can be made. */
enum pipeline_end
pipeline_open(struct arena *arena, struct diag_sink *sink,
	      const struct pipeline_source *source,
	      const struct pipeline_options *options, struct pipeline **ret);

/* Release what is not the arena's. NULL is allowed. */
void pipeline_close(struct pipeline *pipeline);

const struct edition *pipeline_edition(const struct pipeline *pipeline);

/*
 * All documents that the edition has, in the order `build` makes them: the
 * booklet, a letter for each recipient, the note, and the internal copy of the
 * note where it says more. Their number; the list is the arena's.
 */
size_t pipeline_documents(const struct pipeline *pipeline,
			  const struct pipeline_document **ret);

/* One of them as a PDF, or the dump asked for as text. */
enum pipeline_end
pipeline_make(struct pipeline *pipeline, const struct pipeline_document *document,
	      struct buf *out);

/* What is behind the PDF that was made last. */
struct pipeline_product pipeline_last_product(const struct pipeline *pipeline);

/*
 * The same up to its pages, for what is reported on the way; nothing is written. The
 * style is that of the document, NULL if it could not be read; it is the pipeline's.
 */
enum pipeline_end
pipeline_try(struct pipeline *pipeline, const struct pipeline_document *document,
	     const struct style **ret_style);

#endif
