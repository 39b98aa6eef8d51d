/*
 * figures - the pictures in the text of a chapter, and the words that refer to them.
 *
 * In the tree a figure stands behind the block that refers to it first, as a reader
 * who hears the text wants it, wherever it comes to stand on the page; one that its
 * own chapter does not name stands where the text of that begins. They are numbered
 * in that order, through the whole document.
 */
#include <string.h>

#include "base/arena.h"
#include "document/builder.h"

#define NO_BREAK_SPACE "\xC2\xA0"
#define EN_SPACE "\xE2\x80\x82"

/* ---- references ------------------------------------------------------------- */

/* Does what is added to parent now begin a sentence? */
static bool
begins_sentence(const struct node *parent)
{
	const struct node *before = parent->last;
	size_t n;

	if (before == NULL)
		return parent->kind == NODE_P;
	if (before->kind != NODE_TEXT)
		return false;
	for (n = before->len; n > 0 && before->text[n - 1] == ' '; n--)
		;
	return n > 0 && n < before->len && strchr(".!?", before->text[n - 1]);
}

/* A link with the words, which stand in the place of what they name. */
static struct builder_named *
add_reference(struct builder *b, struct node *parent, const struct prose *fact,
	      const char *text)
{
	struct builder_named *r = arena_alloc(b->arena, sizeof(*r));
	struct node *reference = tree_add(
		b->tree, parent, NODE_REFERENCE, fact->pos);

	r->id = fact->argument;
	r->link = tree_add(b->tree, reference, NODE_LINK, fact->pos);
	r->leaf = builder_words(b, r->link, text, ROLE_NONE);
	r->leaf->pos = fact->pos;
	*b->named_tail = r;
	b->named_tail = &r->next;
	builder_refer(b, r->link, fact->argument, fact->pos);
	return r;
}

void
builder_figure_reference(struct builder *b, struct node *parent,
			 const struct prose *fact)
{
	const char *word = begins_sentence(parent) ? b->words->figure_first
						   : b->words->figure;

	add_reference(b, parent, fact, word)->word = word;
}

/* The edition has numbered its tables; figures are when all of them stand. */
bool
builder_number_reference(struct builder *b, struct node *parent,
			 const struct prose *fact)
{
	const struct data_table *table = edition_table(
		b->edition, fact->argument);
	struct builder_named *r;

	if (!b->booklet)
		return false;
	if (table != NULL && table->number > 0) {
		r = add_reference(b, parent, fact,
				  arena_printf(b->arena, "%d", table->number));
		r->link->alt = arena_printf(
			b->arena, "%s %s %d", b->words->to_page, b->words->table,
			table->number);
		return true;
	}
	if (edition_figure(b->edition, fact->argument) == NULL)
		return false;
	add_reference(b, parent, fact, "");
	return true;
}

/* ---- figures ---------------------------------------------------------------- */

static void
add_caption(struct builder *b, struct node *figure, const struct figure *f)
{
	struct node *caption = tree_add(
		b->tree, figure, NODE_CAPTION, f->caption.pos);

	builder_words(b, caption, b->words->figure_first, ROLE_CAPTION_LABEL);
	if (f->caption.s != NULL) {
		builder_words(b, caption, EN_SPACE, ROLE_CAPTION);
		builder_inlines(b, caption, &f->caption);
	}
	if (f->credit.s != NULL) {
		builder_words(b, caption, EN_SPACE, ROLE_CREDIT);
		builder_text(b, caption, &f->credit, ROLE_CREDIT);
	}
}

static struct node *
add_figure(struct builder *b, struct node *chapter, const struct figure *f)
{
	struct node *node = tree_add(b->tree, chapter, NODE_FIGURE, f->pos);
	struct layout_float *info = arena_alloc(b->arena, sizeof(*info));

	info->wide = f->place == FIGURE_PAGE;
	node->flow = FLOW_FLOAT;
	node->extra = info;
	node->alt = f->alt.s;
	node->image = builder_image(b, &f->image);
	builder_define(b, f->id.s, node);
	add_caption(b, node, f);
	return node;
}

/* ---- their places ----------------------------------------------------------- */

/* The block of running text that a node is in, or what holds it in the chapter. */
static struct node *
block_of(struct node *node, const struct node *chapter)
{
	struct node *block = node;

	for (; node->parent != chapter; node = node->parent)
		if (node->parent->kind != NODE_SECT)
			block = node->parent;
	return node->flow == FLOW_BAND ? node : block;
}

/* Behind a block, and the figures that stand there already; leads stay together. */
static void
put_behind(struct node *figure, struct node *block)
{
	while (block->next != NULL && block->next != figure &&
	       (block->next->flow == FLOW_FLOAT ||
		block->next->flow == FLOW_LEAD))
		block = block->next;
	if (block->next != figure)
		tree_move(figure, block);
}

/* The first words in the chapter that name a figure; NULL. */
static const struct builder_named *
first_naming(const struct builder *b, const struct node *chapter, const char *id)
{
	for (const struct builder_named *r = b->named; r != NULL; r = r->next)
		if (strcmp(r->id, id) == 0 && tree_is_below(r->leaf, chapter))
			return r;
	return NULL;
}

/* Those that are named nowhere, behind the opening. */
static void
place_unnamed(const struct builder *b, struct node *chapter,
	      const struct figure *figures, struct node **nodes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (first_naming(b, chapter, figures[i].id.s) == NULL)
			put_behind(nodes[i], chapter->first);
}

/* In the order in which they are named. */
static void
place_named(const struct builder *b, struct node *chapter,
	    const struct figure *figures, struct node **nodes, size_t n)
{
	for (const struct builder_named *r = b->named; r != NULL; r = r->next)
		for (size_t i = 0; i < n; i++) {
			struct layout_float *info = nodes[i]->extra;

			if (strcmp(r->id, figures[i].id.s) != 0 ||
			    r != first_naming(b, chapter, figures[i].id.s))
				continue;
			info->reference = r->leaf;
			r->leaf->extra = info;
			put_behind(nodes[i], block_of(r->leaf, chapter));
		}
}

void
builder_figures(struct builder *b, struct node *chapter, const struct part *part)
{
	const struct figure *figures = part->figures.items;
	size_t n = part->figures.count;
	struct node **nodes = arena_new_array(b->arena, struct node *, n + 1);

	for (size_t i = 0; i < n; i++)
		nodes[i] = add_figure(b, chapter, &figures[i]);
	place_unnamed(b, chapter, figures, nodes, n);
	place_named(b, chapter, figures, nodes, n);
}

/* ---- their numbers ---------------------------------------------------------- */

static void
set_words(struct builder *b, struct node *leaf, const char *word, int number)
{
	leaf->text = word == NULL
			     ? arena_printf(b->arena, "%d", number)
			     : arena_printf(b->arena, "%s" NO_BREAK_SPACE "%d",
					    word, number);
	leaf->len = strlen(leaf->text);
}

/* 0: it is none that floats. */
static int
number_of(const struct node *figure)
{
	const struct layout_float *info = figure->extra;

	return figure->kind == NODE_FIGURE && figure->flow == FLOW_FLOAT
		       ? info->number
		       : 0;
}

/* A link to a figure or to its page; what was reported leads elsewhere. */
static void
tell_links(struct builder *b)
{
	for (struct builder_ref *r = b->refs; r != NULL; r = r->next) {
		int number = number_of(r->node->target);

		if (r->node->kind == NODE_LINK && number > 0)
			r->node->alt = arena_printf(
				b->arena, "%s %s %d", b->words->to_page,
				b->words->figure, number);
	}
}

void
builder_number_figures(struct builder *b)
{
	const struct node *root = b->tree->root;
	int number = 0, order = 0;

	for (const struct node *n = root; n != NULL; n = tree_next(n, root)) {
		struct layout_float *info = n->extra;

		if (n->flow != FLOW_FLOAT)
			continue;
		info->order = ++order;
		if (n->kind != NODE_FIGURE)
			continue; /* the edition has numbered it */
		info->number = ++number;
		set_words(b, n->first->first, b->words->figure_first, number);
	}
	for (struct builder_named *r = b->named; r != NULL; r = r->next)
		if (number_of(r->link->target) > 0)
			set_words(b, r->leaf, r->word,
				  number_of(r->link->target));
	tell_links(b);
}
