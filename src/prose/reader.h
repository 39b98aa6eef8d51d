/*
 * reader - the tree of a text while it grows.
 *
 * prose.c walks the parser's tree and calls; here nodes are made, text is gathered
 * into runs that know where they stand, and what braces and brackets in it mean
 * is found out. Offsets are bytes of the source text.
 */
#ifndef PROSE_READER_H
#define PROSE_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "prose/notes.h"
#include "prose/prose.h"
#include "prose/trace.h"

#define READER_DEPTH_MAX 100

struct reader {
	struct arena *arena;
	struct diag_sink *sink;
	struct trace trace;
	struct prose *at; /* the container that is open */
	int depth; /* containers open */
	bool ok;
	bool mark_refused; /* in the open paragraph or heading */
	bool too_deep; /* said so */
	bool line_start; /* after a forced break: blanks are not text */

	/* Text not yet made a node, and the runs that it is made of. */
	struct buf text;
	struct buf runs; /* of struct prose_run */
	size_t expected; /* where in the source its last run would go on */

	struct notes notes;
	struct prose *note_nodes; /* as the parser numbers them */
	struct prose **note_order; /* as the body uses them */
	size_t n_notes, n_notes_used, n_notes_read;
	bool in_note;
};

/* Make node the last child of parent. */
void reader_append(struct prose *parent, struct prose *node);

/* A node without children, in the open container. */
struct prose *reader_add(struct reader *r, enum prose_kind kind, size_t offset);

/*
 * A container, open until reader_close(). One that lies too deep is reported and
 * read, for the mistakes in it, but does not become part of the tree.
 */
struct prose *reader_open(struct reader *r, enum prose_kind kind, size_t offset);
void reader_close(struct reader *r);

/*
 * A container of which it is decided at its end whether it joins the tree, or its
 * children do in its place, or nothing does.
 */
enum reader_fate { READER_JOINS, READER_CHILDREN_JOIN, READER_GOES };
struct prose *
reader_open_apart(struct reader *r, enum prose_kind kind, size_t offset);
void reader_close_apart(struct reader *r, enum reader_fate fate);

/*
 * Literal text as the parser gives it. The cursor stands where it begins and
 * afterwards where it ends.
 */
void reader_text(struct reader *r, const char *lit);

/*
 * n bytes that stand at `offset` in the source; plain: byte for byte, so that
 * what follows them there continues the run.
 */
void reader_put(struct reader *r, const char *s, size_t n, size_t offset,
		bool plain);

/* A line end inside a paragraph: one space. The cursor goes to the next line. */
void reader_soft_break(struct reader *r);

/* A forced line end. The cursor goes to the next line. */
void reader_hard_break(struct reader *r);

/* Make the gathered text a node. */
void reader_flush(struct reader *r);

/* The start of a piece of the author's text, for a message. */
const char *reader_excerpt(struct reader *r, const char *s, size_t len);

#endif
