#include "edition/rendition.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "layout/frame.h"
#include "layout/tree.h"

#define INDENT 2

struct writer {
	struct arena *arena;
	const char **folios; /* by the index of a NODE_PAGE */
	struct buf *out;
	int indent;
	bool tight; /* no empty line before the next block */
	bool item; /* nor before those after it: they are of one item */
	const char *label; /* of the item whose first block comes next, or NULL */
};

/* ---- words ----------------------------------------------------------------------- */

/* What layout set for each reference to a page. */
static const char **
read_folios(struct arena *arena, const struct tree *tree,
	    const struct frames *frames)
{
	const char **folios = arena_new_array(
		arena, const char *, tree->n_nodes + 1);
	struct buf text = {0};

	for (size_t i = 0; i < frames->n_pages; i++)
		for (size_t k = 0; k < frames->pages[i].n_items; k++) {
			const struct frame_item *item =
				&frames->pages[i].items[k];

			if (item->kind != FRAME_RUN || item->node == NULL ||
			    item->node->kind != NODE_PAGE)
				continue;
			buf_clear(&text);
			for (size_t g = 0; g < item->run.n_glyphs; g++)
				buf_put(&text, item->run.glyphs[g].text,
					item->run.glyphs[g].len);
			folios[item->node->index] = arena_strndup(
				arena, (const char *)text.data, text.len);
		}
	buf_done(&text);
	return folios;
}

/* Is the address what the words say anyway? "www.a.nl" and "https://www.a.nl/" are. */
static bool
says_itself(const struct buf *words, size_t from, const char *url)
{
	const char *rest = strstr(url, "://");
	size_t len;

	if (rest != NULL)
		url = rest + strlen("://");
	else if (strncmp(url, "mailto:", strlen("mailto:")) == 0)
		url += strlen("mailto:");
	len = strlen(url);
	if (len > 0 && url[len - 1] == '/')
		len--;
	return words->len - from >= len && len > 0 &&
	       memcmp(words->data + words->len - len, url, len) == 0;
}

static void
put_words(const struct writer *w, const struct node *node, struct buf *words);

static void
put_children(const struct writer *w, const struct node *node, struct buf *words)
{
	for (const struct node *n = node->first; n != NULL; n = n->next)
		put_words(w, n, words);
}

static bool
is_text_block(enum node_kind kind)
{
	return kind >= NODE_TITLE && kind <= NODE_CAPTION;
}

static void
put_space(struct buf *words)
{
	if (words->len > 0 && words->data[words->len - 1] != ' ' &&
	    words->data[words->len - 1] != '\n')
		buf_byte(words, ' ');
}

static void
put_alternative(const struct node *node, struct buf *words)
{
	const char *text = node->alt != NULL ? node->alt : node->tooltip;

	if (text != NULL && *text != '\0')
		buf_printf(words, "[%s] ", text);
}

static void
put_words(const struct writer *w, const struct node *node, struct buf *words)
{
	size_t from = words->len;

	switch (node->kind) {
	case NODE_TEXT:
		buf_put(words, node->text, node->len);
		break;
	case NODE_BREAK:
		buf_byte(words, '\n');
		break;
	case NODE_PAGE:
		if (w->folios[node->index] != NULL)
			buf_str(words, w->folios[node->index]);
		break;
	case NODE_FIGURE:
	case NODE_FORM:
		put_alternative(node, words);
		put_children(w, node, words);
		break;
	case NODE_LINK:
		put_children(w, node, words);
		if (node->url != NULL && !says_itself(words, from, node->url))
			buf_printf(words, " <%s>", node->url);
		break;
	default: /* several blocks in a cell are words one after the other */
		if (is_text_block(node->kind))
			put_space(words);
		put_children(w, node, words);
	}
}

/* ---- blocks ---------------------------------------------------------------------- */

static void
put_indent(const struct writer *w)
{
	for (int i = 0; i < w->indent; i++)
		buf_byte(w->out, ' ');
}

static size_t
trimmed(const char *s, size_t len)
{
	while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\n'))
		len--;
	return len;
}

/* A block of lines, the first of them after the label that waits. */
static void
put_block(struct writer *w, const struct buf *words)
{
	const char *s = (const char *)words->data;
	size_t len = trimmed(s, words->len);

	if (len == 0)
		return;
	assert(s != NULL); /* for there is some of it */
	if (w->out->len > 0 && !w->tight)
		buf_byte(w->out, '\n');
	put_indent(w);
	if (w->label != NULL)
		buf_printf(w->out, "%s ", w->label);
	for (size_t i = 0; i < len; i++) {
		buf_byte(w->out, (unsigned char)s[i]);
		if (s[i] == '\n')
			put_indent(w);
	}
	buf_byte(w->out, '\n');
	w->label = NULL;
	w->tight |= w->item;
}

static void
put_line_of(struct writer *w, const struct buf *words, unsigned char mark)
{
	const char *s = (const char *)words->data;
	size_t len = trimmed(s, words->len), at = 0;
	int width = 0;

	while (at < len) {
		uint32_t cp = utf8_next(s, len, &at);

		width = cp == '\n' ? 0 : width + utf8_width(cp);
	}
	for (int i = 0; i < width; i++)
		buf_byte(w->out, mark);
	if (width > 0)
		buf_byte(w->out, '\n');
}

static void
put_text_block(struct writer *w, const struct node *node)
{
	struct buf words = {0};

	put_children(w, node, &words);
	if (node->kind == NODE_H1 && w->out->len > 0)
		buf_byte(w->out, '\n');
	put_block(w, &words);
	if (node->kind == NODE_TITLE || node->kind == NODE_H1)
		put_line_of(w, &words, '=');
	else if (node->kind == NODE_H2)
		put_line_of(w, &words, '-');
	buf_done(&words);
}

static void
put_row(struct writer *w, const struct node *row)
{
	struct buf cells = {0};

	for (const struct node *n = row->first; n != NULL; n = n->next) {
		struct buf words = {0};

		put_children(w, n, &words);
		for (size_t i = 0; i < words.len; i++)
			if (words.data[i] == '\n' || words.data[i] == '\t')
				words.data[i] = ' ';
		buf_put(&cells, words.data,
			trimmed((const char *)words.data, words.len));
		if (n->next != NULL)
			buf_byte(&cells, '\t');
		buf_done(&words);
	}
	put_block(w, &cells);
	buf_done(&cells);
}

static void put_node(struct writer *w, const struct node *node);

/* Blocks one after the other; leaves and inlines between them are one block. */
static void
put_blocks(struct writer *w, const struct node *first)
{
	struct buf words = {0};

	for (const struct node *n = first; n != NULL; n = n->next) {
		bool running = node_is_leaf(n) || n->kind == NODE_LABEL ||
			       n->kind >= NODE_LINK || n->kind == NODE_REFERENCE;

		if (running)
			put_words(w, n, &words);
		if (!running || n->next == NULL) {
			put_block(w, &words);
			buf_clear(&words);
		}
		if (!running)
			put_node(w, n);
	}
	buf_done(&words);
}

/* Rows, and items of a line or two: no empty lines between them. */
static void
put_tight(struct writer *w, const struct node *node)
{
	bool tight = w->tight;

	for (const struct node *n = node->first; n != NULL; n = n->next) {
		put_node(w, n);
		w->tight = true;
	}
	w->tight = tight;
}

/* Of the item itself, not of lists inside it. */
static size_t
count_blocks(const struct node *node)
{
	size_t n = is_text_block(node->kind);

	for (const struct node *at = node->first; at != NULL; at = at->next)
		if (at->kind != NODE_LIST)
			n += count_blocks(at);
	return n;
}

/* Where an item is several blocks, empty lines keep the items apart. */
static void
put_list(struct writer *w, const struct node *list)
{
	bool loose = false;

	for (const struct node *n = list->first; n != NULL; n = n->next)
		loose |= n->kind == NODE_ITEM && count_blocks(n) > 1;
	if (!loose) {
		put_tight(w, list);
		return;
	}
	for (const struct node *n = list->first; n != NULL; n = n->next)
		put_node(w, n);
}

static void
put_item(struct writer *w, const struct node *item)
{
	const struct node *label = item->first, *rest = item->first;
	const struct writer outer = *w;
	struct buf words = {0};

	if (label != NULL && label->kind == NODE_LABEL) {
		put_children(w, label, &words);
		w->label = arena_strndup(
			w->arena, (const char *)words.data,
			trimmed((const char *)words.data, words.len));
		rest = label->next;
	}
	w->item = true;
	for (; rest != NULL; rest = rest->next)
		put_node(w, rest);
	w->label = NULL;
	w->item = outer.item;
	w->tight = outer.tight;
	buf_done(&words);
}

/* A list inside another: close to the item it belongs to. */
static void
put_inner(struct writer *w, const struct node *node)
{
	bool tight = w->tight;

	w->indent += INDENT;
	w->tight = true;
	put_list(w, node);
	w->tight = tight;
	w->indent -= INDENT;
}

static bool
is_inside(const struct node *node, enum node_kind kind)
{
	for (node = node->parent; node != NULL; node = node->parent)
		if (node->kind == kind)
			return true;
	return false;
}

static void
put_figure(struct writer *w, const struct node *figure)
{
	struct buf words = {0};

	put_alternative(figure, &words);
	put_block(w, &words);
	buf_done(&words);
	put_blocks(w, figure->first);
}

static void
put_node(struct writer *w, const struct node *node)
{
	switch (node->kind) {
	case NODE_LIST:
	case NODE_TOC:
		if (is_inside(node, node->kind))
			put_inner(w, node);
		else
			put_list(w, node);
		break;
	case NODE_TABLE:
	case NODE_HEAD:
	case NODE_ROWS:
		put_tight(w, node);
		break;
	case NODE_ITEM:
	case NODE_NOTE:
		put_item(w, node);
		break;
	case NODE_ROW:
		put_row(w, node);
		break;
	case NODE_FIGURE:
	case NODE_FORM:
		put_figure(w, node);
		break;
	default:
		if (is_text_block(node->kind))
			put_text_block(w, node);
		else
			put_blocks(w, node->first);
	}
}

void
rendition_write(struct arena *arena, const struct tree *tree,
		const struct frames *frames, struct buf *out)
{
	struct writer w = {
		.arena = arena,
		.folios = read_folios(arena, tree, frames),
		.out = out,
	};

	put_node(&w, tree->root);
}
