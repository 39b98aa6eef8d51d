/*
 * The structure tree: one element for each node that is no leaf and not empty. A
 * leaf's pieces of marked content stand in its parent's K where the leaf stands in
 * the tree. ISO 32000-1 14.7, 14.8.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_private.h"

#define NO_PAGE UINT32_MAX

static bool
is_group(const struct node *node)
{
	return node->kind == NODE_SECT || node->kind == NODE_DIV ||
	       node->kind == NODE_QUOTE || node->kind == NODE_LIST ||
	       node->kind == NODE_TABLE || node->kind == NODE_TOC;
}

/*
 * A group in which nothing stands, such as the back of a booklet without words. It
 * has no element: there is nothing to be read, and a list needs items.
 */
static bool
is_hollow(const struct pdf_writer *w, const struct node *node)
{
	if (pdf_trace_of(w, node)->placed || !is_group(node))
		return false;
	for (const struct node *n = tree_next(node, node); n != NULL;
	     n = tree_next(n, node))
		if (!is_group(n))
			return false;
	return true;
}

void
pdf_struct_number(struct pdf_writer *w)
{
	const struct node *root = w->job->tree->root, *node;

	for (node = root; node != NULL; node = tree_next(node, root))
		if (!node_is_leaf(node) && !is_hollow(w, node))
			pdf_trace_of(w, node)->element = pdf_object_new(w->file);
}

/* ---- the kids of an element ---- */

/* Kids so far, so that one alone is written without an array. */
struct kids {
	struct pdf_writer *w;
	struct buf text;
	size_t n;
	uint32_t page; /* the element's /Pg */
};

static struct buf *
next_kid(struct kids *kids)
{
	if (kids->n++ > 0)
		buf_byte(&kids->text, ' ');
	return &kids->text;
}

static void
put_page(struct kids *kids, struct buf *text, uint32_t page)
{
	if (page == kids->page)
		return;
	buf_str(text, "/Pg ");
	pdf_put_ref(text, kids->w->pages[page].id);
}

static void
add_marks(struct kids *kids, const struct node *node)
{
	const struct pdf_mark *mark = pdf_trace_of(kids->w, node)->marks;

	for (; mark != NULL; mark = mark->next) {
		struct buf *text = next_kid(kids);

		if (mark->page == kids->page) {
			buf_int(text, mark->mcid);
			continue;
		}
		buf_str(text, "<</Type/MCR");
		put_page(kids, text, mark->page);
		buf_printf(text, "/MCID %u>>", (unsigned)mark->mcid);
	}
}

static void
add_annots(struct kids *kids, const struct node *node)
{
	const struct pdf_annot *annot = pdf_trace_of(kids->w, node)->annots;

	for (; annot != NULL; annot = annot->next_of_node) {
		struct buf *text = next_kid(kids);

		buf_str(text, "<</Type/OBJR/Obj ");
		pdf_put_ref(text, annot->id);
		put_page(kids, text, annot->page);
		buf_str(text, ">>");
	}
}

/* The page of an element's first piece of content, own or of a leaf in it. */
static uint32_t
page_of(const struct pdf_writer *w, const struct node *node)
{
	const struct pdf_trace *trace = pdf_trace_of(w, node);

	if (trace->marks != NULL)
		return trace->marks->page;
	for (const struct node *kid = node->first; kid != NULL; kid = kid->next)
		if (node_is_leaf(kid) && pdf_trace_of(w, kid)->marks != NULL)
			return pdf_trace_of(w, kid)->marks->page;
	return trace->annots != NULL ? trace->annots->page : NO_PAGE;
}

/*
 * A single kid stands by itself and not in an array: it is shorter, and programs
 * that sign look for a field's reference in its element's /K itself.
 */
static void
put_kids(struct pdf_writer *w, const struct node *node, struct buf *out)
{
	struct kids kids = {.w = w, .page = page_of(w, node)};

	add_marks(&kids, node);
	for (const struct node *kid = node->first; kid != NULL; kid = kid->next) {
		if (node_is_leaf(kid))
			add_marks(&kids, kid);
		else if (pdf_trace_of(w, kid)->element != 0)
			pdf_put_ref(next_kid(&kids),
				    pdf_trace_of(w, kid)->element);
	}
	add_annots(&kids, node);
	if (kids.page != NO_PAGE) {
		buf_str(out, "/Pg ");
		pdf_put_ref(out, w->pages[kids.page].id);
	}
	if (kids.n > 0) {
		buf_str(out, kids.n > 1 ? "/K[" : "/K ");
		buf_put(out, kids.text.data, kids.text.len);
		if (kids.n > 1)
			buf_byte(out, ']');
	}
	buf_done(&kids.text);
}

/* ---- attributes. ISO 32000-1 14.8.5 ---- */

static void
put_cell(const struct node *node, struct buf *text)
{
	static const char *const scopes[] = {
		[NODE_SCOPE_NONE] = NULL,
		[NODE_SCOPE_COLUMN] = "Column",
		[NODE_SCOPE_ROW] = "Row",
		[NODE_SCOPE_BOTH] = "Both",
	};

	if (scopes[node->scope] == NULL && node->column_span <= 1 &&
	    node->row_span <= 1 && node->headers == NULL)
		return;
	buf_str(text, "/A<</O/Table");
	if (scopes[node->scope] != NULL)
		buf_printf(text, "/Scope/%s", scopes[node->scope]);
	if (node->column_span > 1)
		buf_printf(text, "/ColSpan %d", node->column_span);
	if (node->row_span > 1)
		buf_printf(text, "/RowSpan %d", node->row_span);
	if (node->headers != NULL) {
		buf_str(text, "/Headers[");
		for (size_t i = 0; node->headers[i] != NULL; i++)
			pdf_put_ascii(text, node->headers[i]->id);
		buf_byte(text, ']');
	}
	buf_str(text, ">>");
}

static void
put_attributes(const struct pdf_writer *w, const struct node *node,
	       struct buf *text)
{
	/* None: labels, where there are any, are words of their own. */
	static const char *const numberings[] = {
		[NODE_NUMBERING_NONE] = "None",
		[NODE_NUMBERING_DISC] = "Disc",
		[NODE_NUMBERING_DECIMAL] = "Decimal",
	};

	switch (node->kind) {
	case NODE_TH:
	case NODE_TD:
		put_cell(node, text);
		break;
	case NODE_LIST:
		buf_printf(text, "/A<</O/List/ListNumbering/%s>>",
			   numberings[node->numbering]);
		break;
	case NODE_INSERTED: /* 14.8.5.4.4: seen as such, whatever the type says */
		buf_str(text, "/A<</O/Layout/TextDecorationType/Underline>>");
		break;
	case NODE_REMOVED:
		buf_str(text, "/A<</O/Layout/TextDecorationType/LineThrough>>");
		break;
	case NODE_FIGURE:
		if (pdf_trace_of(w, node)->box.x1 == 0)
			break; /* no ink of its own */
		buf_str(text, "/A<</O/Layout/Placement/Block/BBox");
		pdf_put_box(text, pdf_trace_of(w, node)->box);
		buf_str(text, ">>");
		break;
	default:
		break;
	}
}

/*
 * The identifier of a note, its own or one made of its place in the tree, and that
 * of a header cell which others name; NULL of all else.
 */
static const char *
identifier_of(struct pdf_writer *w, const struct node *node)
{
	if (node->kind == NODE_TH)
		return node->id;
	if (node->kind != NODE_NOTE)
		return NULL;
	return node->id != NULL
		       ? node->id
		       : arena_printf(w->arena, "note.%u", (unsigned)node->index);
}

static void
write_element(struct pdf_writer *w, const struct node *node, uint32_t parent)
{
	struct buf *text = pdf_object_begin(
		w->file, pdf_trace_of(w, node)->element);
	const char *id = identifier_of(w, node);

	buf_str(text, "/S/");
	buf_str(text, node_tag(node->kind));
	buf_str(text, "/P ");
	pdf_put_ref(text, parent);
	put_kids(w, node, text);
	put_attributes(w, node, text);
	if (node->alt != NULL) {
		buf_str(text, "/Alt");
		pdf_put_text(text, node->alt);
	}
	if (node->lang != NULL) {
		buf_str(text, "/Lang");
		pdf_put_ascii(text, node->lang);
	}
	if (id != NULL) {
		buf_str(text, "/ID");
		pdf_put_ascii(text, id);
	}
	pdf_object_end(w->file);
}

/* ---- the parent tree: from content to elements ---- */

/* Keys of one leaf of a number tree. */
#define KEYS_PER_LEAF 64

/* The element of every annotation, by key. */
static uint32_t *
annot_elements(const struct pdf_writer *w)
{
	uint32_t *elements = arena_new_array(w->arena, uint32_t, w->n_annots + 1);

	for (size_t i = 0; i < w->n_pages; i++) {
		const struct pdf_annot *annot = w->pages[i].annots;

		for (; annot != NULL; annot = annot->next_of_page)
			elements[annot->key - w->n_pages] =
				pdf_trace_of(w, annot->node)->element;
	}
	return elements;
}

/* Pages come first, each with the element of every MCID; then annotations. */
static void
put_parents(const struct pdf_writer *w, uint32_t key, const uint32_t *elements,
	    struct buf *text)
{
	const struct pdf_page *page;

	buf_int(text, key);
	if (key >= w->n_pages) {
		buf_byte(text, ' ');
		pdf_put_ref(text, elements[key - w->n_pages]);
		buf_byte(text, ' ');
		return;
	}
	page = &w->pages[key];
	buf_byte(text, '[');
	for (size_t i = 0; i < page->n_owners; i++) {
		if (i > 0)
			buf_byte(text, ' ');
		pdf_put_ref(text, pdf_trace_of(w, page->owners[i])->element);
	}
	buf_byte(text, ']');
}

static uint32_t
write_parent_leaf(struct pdf_writer *w, uint32_t first, uint32_t end,
		  const uint32_t *elements)
{
	uint32_t id = pdf_object_new(w->file);
	struct buf *text = pdf_object_begin(w->file, id);

	buf_printf(text, "/Limits[%u %u]/Nums[", (unsigned)first,
		   (unsigned)end - 1);
	for (uint32_t key = first; key < end; key++)
		put_parents(w, key, elements, text);
	buf_byte(text, ']');
	pdf_object_end(w->file);
	return id;
}

static uint32_t
write_parent_tree(struct pdf_writer *w)
{
	uint32_t n = (uint32_t)w->n_pages + w->n_annots;
	uint32_t id = pdf_object_new(w->file);
	const uint32_t *elements = annot_elements(w);
	struct buf kids = {0}, *text;

	for (uint32_t first = 0; first < n; first += KEYS_PER_LEAF) {
		uint32_t end =
			n - first < KEYS_PER_LEAF ? n : first + KEYS_PER_LEAF;

		if (first > 0)
			buf_byte(&kids, ' ');
		pdf_put_ref(&kids, write_parent_leaf(w, first, end, elements));
	}
	text = pdf_object_begin(w->file, id);
	buf_str(text, "/Kids[");
	buf_put(text, kids.data, kids.len);
	buf_byte(text, ']');
	pdf_object_end(w->file);
	buf_done(&kids);
	return id;
}

/* ---- identifiers ---- */

struct identifier {
	const char *name;
	uint32_t element;
};

static int
compare_identifiers(const void *a, const void *b)
{
	const struct identifier *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* The name tree of notes and header cells, 0 if there are none. ISO 32000-1 7.9.6 */
static uint32_t
write_id_tree(struct pdf_writer *w)
{
	const struct node *root = w->job->tree->root, *node;
	struct identifier *ids = NULL;
	size_t n = 0, cap = 0;
	struct buf *text;
	uint32_t id;

	for (node = root; node != NULL; node = tree_next(node, root)) {
		const char *name = identifier_of(w, node);

		if (name == NULL)
			continue;
		ids = arena_grow(w->arena, ids, n, &cap, sizeof(*ids));
		ids[n].name = name;
		ids[n++].element = pdf_trace_of(w, node)->element;
	}
	if (n == 0)
		return 0;
	qsort(ids, n, sizeof(*ids), compare_identifiers);
	id = pdf_object_new(w->file);
	text = pdf_object_begin(w->file, id);
	buf_str(text, "/Names[");
	for (size_t i = 0; i < n; i++) {
		pdf_put_ascii(text, ids[i].name);
		pdf_put_ref(text, ids[i].element);
	}
	buf_byte(text, ']');
	pdf_object_end(w->file);
	return id;
}

/* ---- the root ---- */

/* What PDF 1.7 does not know, as what it is read. ISO 32000-1 14.7.3 */
static const struct {
	enum node_kind kind;
	const char *standard;
} mapped[] = {
	{NODE_TITLE, "P"},       {NODE_EMPHASIS, "Span"}, {NODE_STRONG, "Span"},
	{NODE_INSERTED, "Span"}, {NODE_REMOVED, "Span"},
};

static void
put_role_map(const struct pdf_writer *w, struct buf *text)
{
	const struct node *root = w->job->tree->root, *node;
	bool used[NODE_KIND_COUNT] = {false};
	bool any = false;

	for (node = root; node != NULL; node = tree_next(node, root))
		used[node->kind] = true;
	for (size_t i = 0; i < sizeof(mapped) / sizeof(*mapped); i++) {
		if (!used[mapped[i].kind])
			continue;
		buf_printf(text, "%s/%s/%s", any ? "" : "/RoleMap<<",
			   node_tag(mapped[i].kind), mapped[i].standard);
		any = true;
	}
	if (any)
		buf_str(text, ">>");
}

uint32_t
pdf_struct_write(struct pdf_writer *w)
{
	const struct node *root = w->job->tree->root, *node;
	uint32_t id = pdf_object_new(w->file), parents, ids;
	struct buf *text;

	assert(root->kind == NODE_DOCUMENT);
	for (node = root; node != NULL; node = tree_next(node, root))
		if (pdf_trace_of(w, node)->element != 0)
			write_element(
				w, node,
				node == root
					? id
					: pdf_trace_of(w, node->parent)->element);
	parents = write_parent_tree(w);
	ids = write_id_tree(w);
	text = pdf_object_begin(w->file, id);
	buf_str(text, "/Type/StructTreeRoot/K ");
	pdf_put_ref(text, pdf_trace_of(w, root)->element);
	buf_str(text, "/ParentTree ");
	pdf_put_ref(text, parents);
	buf_printf(text, "/ParentTreeNextKey %u",
		   (unsigned)(w->n_pages + w->n_annots));
	if (ids != 0) {
		buf_str(text, "/IDTree ");
		pdf_put_ref(text, ids);
	}
	put_role_map(w, text);
	pdf_object_end(w->file);
	return id;
}
