/*
 * contents - what the booklet holds, each entry a link to its heading.
 */
#include "base/arena.h"
#include "document/builder.h"

static void
add_contents_entry(struct builder *b, struct node *item, struct node *heading,
		   const struct part *part)
{
	bool first = part != NULL;
	struct node *reference = tree_add(
		b->tree, item, NODE_REFERENCE, heading->pos);
	struct node *link = tree_add(b->tree, reference, NODE_LINK, heading->pos);
	const char *title = first ? builder_title(b, part) : heading->outline;
	struct node *page;

	if (first && part->number.s != NULL) {
		struct node *label = tree_add(
			b->tree, link, NODE_LABEL, heading->pos);

		builder_words(b, label,
			      arena_printf(b->arena, "%s ", part->number.s),
			      ROLE_CONTENTS_NUMBER);
		label->role = ROLE_CONTENTS_NUMBER;
	}
	builder_words(b, link, arena_printf(b->arena, "%s ", title),
		      first ? ROLE_CONTENTS_1 : ROLE_CONTENTS_2);
	page = tree_add(b->tree, link, NODE_PAGE, heading->pos);
	page->role = first ? ROLE_CONTENTS_PAGE_1 : ROLE_CONTENTS_PAGE_2;
	page->target = heading;
	link->target = heading;
	link->alt = arena_printf(b->arena, "%s %s", b->words->to_page, title);
}

/* Of a heading; the third is that of topics in groups. */
#define OUTLINE_LEVELS 3

/* The headings of a part that go into the contents, each below the one it is of. */
static void
add_contents_part(struct builder *b, struct node *toc, const struct part *part,
		  struct node *node)
{
	struct node *items[OUTLINE_LEVELS + 1] = {0};
	struct node *lists[OUTLINE_LEVELS + 1] = {[1] = toc};

	for (const struct node *n = tree_next(node, node); n != NULL;
	     n = tree_next(n, node)) {
		struct node *heading = b->tree->nodes[n->index];
		int level = heading->outline_level;

		if (level == 0 || level > OUTLINE_LEVELS ||
		    (level > 1 && items[level - 1] == NULL))
			continue;
		if (lists[level] == NULL)
			lists[level] = tree_add(b->tree, items[level - 1],
						NODE_TOC, heading->pos);
		items[level] = tree_add(
			b->tree, lists[level], NODE_TOC_ITEM, heading->pos);
		add_contents_entry(
			b, items[level], heading, level == 1 ? part : NULL);
		for (int below = level + 1; below <= OUTLINE_LEVELS; below++)
			items[below] = lists[below] = NULL;
	}
}

void
builder_contents(struct builder *b, struct node *toc)
{
	const struct part *parts = b->edition->booklet->parts.items;
	struct node *node =
		b->front != NULL ? b->front->next : b->tree->root->first;

	for (size_t i = 0; node != NULL && i < b->edition->booklet->parts.count;
	     i++, node = node->next)
		if (parts[i].in_contents && parts[i].kind != PART_CONTENTS)
			add_contents_part(b, toc, &parts[i], node);
}
