/*
 * marks - a text of the edition set with its changes: what came is an INSERTED
 * inline, what went a REMOVED one, where it was.
 *
 * The comparison says what became of each block of a text (edition/diff.h); here its
 * bytes are dealt out to the leaves, in the order in which the text is read. The
 * inlines of the new text, its emphasis and links, keep their places.
 *
 *     if (marks_begin(b, text, &m)) for each block: marks_open, then marks_put and
 *     marks_skip for its inlines, marks_close; at last marks_end.
 */
#ifndef DOCUMENT_MARKS_H
#define DOCUMENT_MARKS_H

#include "document/builder.h"
#include "edition/diff.h"

struct marks {
	const struct diff_text *text;
	size_t next; /* block of the text */
	const struct diff_block *block; /* being set; NULL: none */
	size_t edit, used; /* of its words: the edit in hand, bytes dealt out */
	enum role_id role; /* of the leaves */
	struct marks *outer;
};

/*
 * Does the text stand there with its changes? If so they are set until
 * marks_end().
 */
bool marks_begin(struct builder *b, const struct source_text *text,
		 struct marks *m);

/* Blocks that are gone and stood before the end; paragraphs of parent. */
void marks_end(struct builder *b, struct node *parent);

/* The next block of the new text; those gone before it become paragraphs. */
void marks_open(struct builder *b, struct node *parent);

/* What was removed at its end. */
void marks_close(struct builder *b, struct node *parent);

/* The next bytes of the block; returns the last leaf. */
struct node *marks_put(struct builder *b, struct node *parent, const char *text,
		       size_t len, struct diag_pos pos);

/*
 * The next bytes of the block are an inline of another kind: returns where it
 * goes, parent or an INSERTED in it.
 */
struct node *marks_skip(struct builder *b, struct node *parent, size_t len,
			struct diag_pos pos);

/* A text of one paragraph that the new edition does not have: what it was. */
void marks_gone(struct builder *b, struct node *parent,
		const struct source_text *text);

/* Words of the old edition that nothing of the new one stands for. */
void marks_gone_words(struct builder *b, struct node *parent, const char *words,
		      enum role_id role);

/*
 * Words of the program's own that were others in the edition before. old NULL: not
 * compared; "": they are new.
 */
struct node *marks_words(struct builder *b, struct node *parent, const char *old,
			 const char *new, enum role_id role);

#endif
