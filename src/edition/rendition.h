/*
 * rendition - a document as plain text, in reading order.
 *
 * For those who will have no PDF reader, and for searching and comparing: UTF-8, LF,
 * a paragraph on one line and an empty line between two. The title and headings of
 * the first two levels are underlined; list items begin with their label, and lists
 * inside them are indented; a table is a line a row, its cells parted by tabs; a
 * picture is its alternative text in brackets; an address stands behind its link.
 * What is on the pages and not in the tree (running feet, folios) is left out, but
 * page numbers in the contents are those of the pages.
 *
 * Purity: the bytes are a function of the tree and the pages.
 */
#ifndef EDITION_RENDITION_H
#define EDITION_RENDITION_H

struct arena;
struct buf;
struct frames;
struct tree;

void rendition_write(struct arena *arena, const struct tree *tree,
		     const struct frames *frames, struct buf *out);

#endif
