/*
 * document - the edition as a tree of blocks, one function a kind of document.
 *
 * Facts are filled in, prose becomes nodes, generated parts (tables, members,
 * contents) are made from the records. The tree says what things are and which
 * role they play; where they stand is for layout. References by id are resolved
 * to nodes; folios stay NODE_PAGE leaves.
 *
 * Input     A loaded edition and the style it is for (whose fonts must have every
 *           character that is used).
 * Ownership All in the arena; strings borrow the edition's.
 * Errors    Reported with the position in the edition's file: prose that can not
 *           be set, unknown facts and references, characters without a glyph,
 *           pictures that can not be used. The tree is complete but for those.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diff;
struct diag_sink;
struct edition;
struct image;
struct recipient;
struct schema_date;
struct style;
struct tree;

struct document {
	struct tree *tree;
	const char *lang; /* BCP 47: "nl-NL" */
	const char *title; /* for the metadata */
	/* for the metadata where it is not the programme's own; else NULL */
	const char *kind; /* "Brief" */
	const char *author; /* the organisation that wrote it */
	const char *identifier;
	const struct schema_date *date; /* year 0: not known */
	const char *running; /* foot of left pages; NULL: none */
	struct image **images; /* used, each once */
	size_t n_images;
	const char *const *exceptions; /* words with their hyphens */
	size_t n_exceptions;
};

/*
 * The comparison with the edition before, which outlives the call.
 */
struct document_changes {
	const struct diff *diff; /* for the parts that tell of it; NULL: none */
	bool marked; /* also set the changes where they are, and in front a page of
			them, in pages of its own */
};

/*
 * Which copy of a document: a public one shows nobody whom the edition flags with
 * `redact`, and it is an error if a text names them all the same.
 */
enum document_copy { DOCUMENT_PUBLIC, DOCUMENT_INTERNAL };

/* changes may be NULL if no part asks for them. */
struct document *
document_booklet(struct arena *arena, struct diag_sink *sink,
		 const struct edition *edition, const struct style *style,
		 const struct document_changes *changes);

/* The letter to one of the edition's recipients. */
struct document *
document_letter(struct arena *arena, struct diag_sink *sink,
		const struct edition *edition, const struct style *style,
		const struct recipient *recipient);

/* The decision note, which the edition has. */
struct document *
document_note(struct arena *arena, struct diag_sink *sink,
	      const struct edition *edition, const struct style *style,
	      enum document_copy copy);

/* Does an internal copy of the note say more than the public one? */
bool document_note_is_redacted(const struct edition *edition);

/*
 * The edition's file without the names, and without the ids, of those it flags
 * with `redact`, for attaching to a public document: itself if it flags nobody,
 * else a copy in the arena that is read as before. What still names them, such as
 * a comment, is reported, and NULL.
 */
const char *
document_public_source(struct arena *arena, struct diag_sink *sink,
		       const struct edition *edition, size_t *ret_len);

#endif
