#include "layout/tree.h"

#include <assert.h>

#include "base/arena.h"
#include "base/buf.h"

/* In the order of enum node_kind. Leaves have no structure type of their own. */
static const struct {
	const char *name; /* in dumps, where there is no tag */
	const char *tag;
} node_kinds[] = {
	[NODE_TEXT] = {"text", NULL},
	[NODE_BREAK] = {"break", NULL},
	[NODE_PAGE] = {"page", NULL},
	[NODE_DOCUMENT] = {NULL, "Document"},
	[NODE_SECT] = {NULL, "Sect"},
	[NODE_DIV] = {NULL, "Div"},
	[NODE_QUOTE] = {NULL, "BlockQuote"},
	[NODE_TITLE] = {NULL, "Title"},
	[NODE_H1] = {NULL, "H1"},
	[NODE_H2] = {NULL, "H2"},
	[NODE_H3] = {NULL, "H3"},
	[NODE_H4] = {NULL, "H4"},
	[NODE_H5] = {NULL, "H5"},
	[NODE_P] = {NULL, "P"},
	[NODE_CAPTION] = {NULL, "Caption"},
	[NODE_NOTE] = {NULL, "Note"},
	[NODE_LIST] = {NULL, "L"},
	[NODE_ITEM] = {NULL, "LI"},
	[NODE_LABEL] = {NULL, "Lbl"},
	[NODE_BODY] = {NULL, "LBody"},
	[NODE_TABLE] = {NULL, "Table"},
	[NODE_HEAD] = {NULL, "THead"},
	[NODE_ROWS] = {NULL, "TBody"},
	[NODE_FOOT] = {NULL, "TFoot"},
	[NODE_ROW] = {NULL, "TR"},
	[NODE_TH] = {NULL, "TH"},
	[NODE_TD] = {NULL, "TD"},
	[NODE_TOC] = {NULL, "TOC"},
	[NODE_TOC_ITEM] = {NULL, "TOCI"},
	[NODE_REFERENCE] = {NULL, "Reference"},
	[NODE_FIGURE] = {NULL, "Figure"},
	[NODE_FORM] = {NULL, "Form"},
	[NODE_LINK] = {NULL, "Link"},
	[NODE_SPAN] = {NULL, "Span"},
	[NODE_EMPHASIS] = {NULL, "Em"},
	[NODE_STRONG] = {NULL, "Strong"},
	[NODE_INSERTED] = {NULL, "Ins"},
	[NODE_REMOVED] = {NULL, "Del"},
};

_Static_assert(sizeof(node_kinds) / sizeof(*node_kinds) == NODE_KIND_COUNT,
	       "every kind of node has a name");

const char *
node_tag(enum node_kind kind)
{
	return node_kinds[kind].tag;
}

bool
node_is_leaf(const struct node *node)
{
	return node_kinds[node->kind].tag == NULL;
}

struct diag_pos
node_pos(const struct node *node)
{
	while (node->pos.line == 0 && node->parent != NULL)
		node = node->parent;
	return node->pos;
}

struct tree *
tree_new(struct arena *arena)
{
	struct tree *tree = arena_alloc(arena, sizeof(*tree));

	tree->arena = arena;
	return tree;
}

/* The index doubles; former ones stay behind in the arena, as much again. */
static void
index_node(struct tree *tree, struct node *node)
{
	tree->nodes = arena_grow(tree->arena, tree->nodes, tree->n_nodes,
				 &tree->cap, sizeof(*tree->nodes));
	assert(tree->n_nodes < UINT32_MAX);
	node->index = (uint32_t)tree->n_nodes;
	tree->nodes[tree->n_nodes++] = node;
}

struct node *
tree_add(struct tree *tree, struct node *parent, enum node_kind kind,
	 struct diag_pos pos)
{
	struct node *node = arena_alloc(tree->arena, sizeof(*node));

	node->kind = kind;
	node->parent = parent;
	node->pos = pos;
	index_node(tree, node);
	if (parent == NULL) {
		assert(tree->root == NULL && kind == NODE_DOCUMENT);
		tree->root = node;
	} else {
		assert(!node_is_leaf(parent));
		if (parent->last != NULL)
			parent->last->next = node;
		else
			parent->first = node;
		parent->last = node;
	}
	return node;
}

struct node *
tree_add_text(struct tree *tree, struct node *parent, const char *text,
	      size_t len, struct diag_pos pos)
{
	struct node *node = tree_add(tree, parent, NODE_TEXT, pos);

	node->text = text;
	node->len = len;
	return node;
}

static void
cut_out(struct node *node)
{
	struct node *parent = node->parent, *before = NULL;

	for (struct node *n = parent->first; n != node; n = n->next)
		before = n;
	if (before != NULL)
		before->next = node->next;
	else
		parent->first = node->next;
	if (parent->last == node)
		parent->last = before;
}

void
tree_move(struct node *node, struct node *behind)
{
	assert(node != behind);
	cut_out(node);
	node->parent = behind->parent;
	node->next = behind->next;
	behind->next = node;
	if (node->parent->last == behind)
		node->parent->last = node;
}

struct node *
tree_next(const struct node *node, const struct node *within)
{
	if (node->first != NULL)
		return node->first;
	while (node != within && node->next == NULL)
		node = node->parent;
	return node != within ? node->next : NULL;
}

bool
tree_is_below(const struct node *node, const struct node *top)
{
	while (node != NULL && node != top)
		node = node->parent;
	return node != NULL;
}

/* The next, but not into a node of a kind. */
static const struct node *
next_outside(const struct node *node, const struct node *within,
	     enum node_kind kind)
{
	const struct node *next = tree_next(node, within);

	while (next != NULL && next->kind == kind) {
		while (next != within && next->next == NULL)
			next = next->parent;
		next = next != within ? next->next : NULL;
	}
	return next;
}

/* A forced break separates words, whatever it looks like on the page. */
const char *
tree_plain(struct arena *arena, const struct node *node)
{
	const struct node *at;
	struct buf text = {0};

	for (at = node; at != NULL; at = next_outside(at, node, NODE_REMOVED)) {
		if (at->kind == NODE_TEXT)
			buf_put(&text, at->text, at->len);
		else if (at->kind == NODE_BREAK)
			buf_byte(&text, ' ');
	}
	return buf_keep(&text, arena);
}

/* ---- dump ---- */

static void
dump_string(const char *key, const char *value, struct buf *out)
{
	if (value != NULL)
		buf_printf(out, " %s=\"%s\"", key, value);
}

static void
dump_number(const char *key, int value, struct buf *out)
{
	if (value != 0)
		buf_printf(out, " %s=%d", key, value);
}

static void
dump_headers(const struct node *node, struct buf *out)
{
	const struct node *const *head = node->headers;

	if (head == NULL)
		return;
	buf_str(out, " headers=\"");
	for (; *head != NULL; head++)
		buf_printf(out, "%s%s", head == node->headers ? "" : " ",
			   (*head)->id);
	buf_byte(out, '"');
}

static void
dump_attributes(const struct node *node, struct buf *out)
{
	static const char *const scopes[] = {NULL, "column", "row", "both"};
	static const char *const numberings[] = {NULL, "disc", "decimal"};

	dump_string("id", node->id, out);
	dump_string("lang", node->lang, out);
	dump_string("alt", node->alt, out);
	dump_string("url", node->url, out);
	if (node->target != NULL)
		buf_printf(out, " target=%u", (unsigned)node->target->index);
	dump_string("scope", scopes[node->scope], out);
	dump_number("columns", node->column_span, out);
	dump_number("rows", node->row_span, out);
	dump_headers(node, out);
	dump_string("numbering", numberings[node->numbering], out);
	dump_string("field", node->field, out);
	dump_string("value", node->value, out);
	dump_string("tooltip", node->tooltip, out);
	dump_number("outline", node->outline_level, out);
	dump_string("title", node->outline, out);
}

/* Text as it is, but for control characters, which would break the line. */
static void
dump_text(const struct node *node, struct buf *out)
{
	buf_str(out, " \"");
	for (size_t i = 0; i < node->len; i++) {
		unsigned char c = (unsigned char)node->text[i];

		if (c < ' ')
			buf_printf(out, "\\x%02X", c);
		else
			buf_byte(out, c);
	}
	buf_byte(out, '"');
}

static int
depth(const struct node *node)
{
	int n = 0;

	while ((node = node->parent) != NULL)
		n++;
	return n;
}

void
tree_dump(const struct tree *tree, struct buf *out)
{
	const struct node *node = tree->root;

	for (; node != NULL; node = tree_next(node, tree->root)) {
		for (int i = depth(node); i > 0; i--)
			buf_str(out, "  ");
		buf_str(out, node_is_leaf(node) ? node_kinds[node->kind].name
						: node_tag(node->kind));
		buf_printf(out, " #%u", (unsigned)node->index);
		if (node->kind == NODE_TEXT)
			dump_text(node, out);
		dump_attributes(node, out);
		buf_byte(out, '\n');
	}
}
