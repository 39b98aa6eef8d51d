/*
 * tree - the logical document: what a reader with a screen reader hears.
 *
 * The document stage builds it complete before any page exists. Layout sets its
 * text leaves on pages and each frame points back at its node; the PDF stage
 * walks the tree for the tags and the frames for the ink. A node that crosses
 * three pages is still one node and becomes one structure element.
 *
 * The tree says what things are (kind), how they look (role, an index into the
 * style's roles) and nothing about where they stand. Nodes live in the arena.
 */
#ifndef LAYOUT_TREE_H
#define LAYOUT_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct arena;
struct image;
struct buf;

/* In the order of node_kinds[] in tree.c, which gives names and tags. */
enum node_kind {
	/* leaves: set as ink, no structure element of their own */
	NODE_TEXT, /* text[0..len) */
	NODE_BREAK, /* a forced line break */
	NODE_PAGE, /* the folio of the page on which `target` begins */
	/* groups */
	NODE_DOCUMENT,
	NODE_SECT,
	NODE_DIV,
	NODE_QUOTE, /* BlockQuote */
	/* blocks of text */
	NODE_TITLE, /* the document's title on its cover */
	NODE_H1,
	NODE_H2,
	NODE_H3,
	NODE_H4,
	NODE_H5,
	NODE_P,
	NODE_CAPTION,
	NODE_NOTE, /* a footnote; children are a LABEL and Ps */
	/* lists */
	NODE_LIST,
	NODE_ITEM,
	NODE_LABEL,
	NODE_BODY,
	/* tables */
	NODE_TABLE,
	NODE_HEAD, /* THead */
	NODE_ROWS, /* TBody */
	NODE_FOOT, /* TFoot */
	NODE_ROW,
	NODE_TH,
	NODE_TD,
	/* contents */
	NODE_TOC,
	NODE_TOC_ITEM,
	NODE_REFERENCE,
	/* pictures and fields */
	NODE_FIGURE,
	NODE_FORM,
	/* inlines */
	NODE_LINK, /* url or target */
	NODE_SPAN,
	NODE_EMPHASIS,
	NODE_STRONG,
	NODE_INSERTED, /* words that the edition before did not have */
	NODE_REMOVED, /* words that it had; no text of this edition */
	NODE_KIND_COUNT
};

/*
 * A choice is one of those in a row with the same name, of which only one can be
 * made: its value says which.
 */
enum node_field { NODE_FIELD_SIGNATURE, NODE_FIELD_CHOICE };
enum node_scope {
	NODE_SCOPE_NONE,
	NODE_SCOPE_COLUMN,
	NODE_SCOPE_ROW,
	NODE_SCOPE_BOTH
};
enum node_numbering {
	NODE_NUMBERING_NONE,
	NODE_NUMBERING_DISC,
	NODE_NUMBERING_DECIMAL
};

struct node {
	enum node_kind kind;
	uint32_t index; /* in tree->nodes, in order of making */
	uint16_t role; /* of the style; 0: that of the parent */
	uint16_t flow; /* for layout: see layout.h; 0: by kind */
	struct node *parent, *first, *last, *next;
	struct diag_pos pos; /* in the data; file NULL if made by the program */

	const char *text; /* NODE_TEXT: UTF-8, NFC; borrowed or in the arena */
	size_t len;

	const char *lang; /* BCP 47, where it differs from the parent's */
	const char *alt; /* figure: the text alternative; link: its description */
	const char *id; /* unique in the document, ASCII; notes and targets */
	const char *url; /* link: absolute address */
	struct node *target; /* link, page, reference: inside the document */
	const char *outline; /* title in the outline, NULL: not in it */
	int outline_level; /* 1, 2, 3; 0: not in it */

	enum node_scope scope; /* TH */
	int column_span, row_span; /* TH, TD; 0 is 1 */
	const struct node *const *headers; /* TH, TD: the THs with ids that head
					      it, then NULL; NULL: see scope */
	enum node_numbering numbering; /* list */

	const struct image *image; /* figure, NULL: drawn by layout; or the part
				      of a plate: a picture that says nothing */
	enum node_field field_kind; /* form */
	const char *field; /* form: name of the field */
	const char *value; /* form, choice: what the field says if it is made */
	const char *tooltip; /* form: TU */

	void *extra; /* for layout, by flow; see layout.h */
};

struct tree {
	struct arena *arena;
	struct node *root; /* NODE_DOCUMENT */
	struct node **nodes; /* by index */
	size_t n_nodes, cap;
};

struct tree *tree_new(struct arena *arena);

/* A new last child of parent (NULL: the root, once). */
struct node *tree_add(struct tree *tree, struct node *parent, enum node_kind kind,
		      struct diag_pos pos);

/* The same for a text leaf; the text is borrowed. */
struct node *tree_add_text(struct tree *tree, struct node *parent,
			   const char *text, size_t len, struct diag_pos pos);

/* Move a node to behind another, perhaps under another parent. */
void tree_move(struct node *node, struct node *behind);

/* The node after this one in document order, inside `within`; NULL at the end. */
struct node *tree_next(const struct node *node, const struct node *within);

/* Is a node, which may be NULL, the top or anywhere under it? */
bool tree_is_below(const struct node *node, const struct node *top);

bool node_is_leaf(const struct node *node);

/* Where it is given; of one of the program's own, what it belongs to. */
struct diag_pos node_pos(const struct node *node);

/* The standard structure type, "P"; NULL for leaves. */
const char *node_tag(enum node_kind kind);

/* The text of all leaves below, but for what was removed; in the arena. */
const char *tree_plain(struct arena *arena, const struct node *node);

/* The structure as indented lines, for --dump tags. */
void tree_dump(const struct tree *tree, struct buf *out);

#endif
