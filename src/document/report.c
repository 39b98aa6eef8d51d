#include "document/report.h"

#include <string.h>

#include "base/arena.h"
#include "document/builder.h"

static const struct diag_pos nowhere;
static const struct schema_date unknown;

static struct node *
add_paragraph(struct builder *b, struct node *parent, const char *text,
	      enum role_id role)
{
	struct node *p = tree_add(b->tree, parent, NODE_P, nowhere);
	struct source_text source = source_made(text);
	struct source_text *kept = arena_alloc(b->arena, sizeof(*kept));

	*kept = source;
	p->role = (uint16_t)role;
	builder_text(b, p, kept, ROLE_NONE);
	return p;
}

static void
add_leaf(struct builder *b, struct node *parent, const char *text)
{
	struct source_text *kept = arena_alloc(b->arena, sizeof(*kept));

	*kept = source_made(text);
	if (kept->len > 0)
		builder_text(b, parent, kept, ROLE_NONE);
}

/* The sentence, with the words that are meant in bold. */
static void
add_sentence(struct builder *b, struct node *parent,
	     const struct report_item *item)
{
	struct node *quote = tree_add(b->tree, parent, NODE_QUOTE, nowhere);
	struct node *p = tree_add(b->tree, quote, NODE_P, nowhere);

	p->role = ROLE_QUOTE;
	add_leaf(b, p, item->before);
	if (*item->marked != '\0')
		add_leaf(b, tree_add(b->tree, p, NODE_STRONG, nowhere),
			 item->marked);
	add_leaf(b, p, item->after);
}

/* A heading each, so that who listens can go from one finding to the next. */
static void
add_item(struct builder *b, struct node *part, const struct report_item *item,
	 size_t number)
{
	struct node *heading = tree_add(b->tree, part, NODE_H3, nowhere);

	builder_words(b, heading, arena_printf(b->arena, "%zu. ", number),
		      ROLE_LIST_MARK);
	add_leaf(b, heading, item->message);
	add_paragraph(b, part, item->where, ROLE_NOTE);
	if (item->marked != NULL)
		add_sentence(b, part, item);
	if (*item->advice != '\0')
		add_paragraph(b, part, item->advice, ROLE_NONE);
}

/* The numbers run on, so that two people can speak of "number 41". */
static size_t
add_group(struct builder *b, struct node *part, const struct report_group *group,
	  size_t number)
{
	struct source_text *name = arena_alloc(b->arena, sizeof(*name));

	*name = source_made(group->name);
	builder_heading(b, part, 2, name, FLOW_NONE);
	for (size_t i = 0; i < group->n_items; i++)
		add_item(b, part, &group->items[i], number++);
	return number;
}

static struct node *
add_part(struct builder *b, const struct report *report)
{
	struct node *part = tree_add(b->tree, b->tree->root, NODE_SECT, nowhere);
	struct layout_part *info = arena_alloc(b->arena, sizeof(*info));
	struct node *h1 = tree_add(b->tree, part, NODE_H1, nowhere);
	struct source_text *title = arena_alloc(b->arena, sizeof(*title));

	*info = (struct layout_part){
		.start = START_ANY,
		.running = report->title,
		.needle_column = -1,
		.needle_row = -1};
	part->flow = FLOW_CHAPTER;
	part->extra = info;
	*title = source_made(report->title);
	builder_text(b, h1, title, ROLE_TITLE);
	h1->outline = report->title;
	h1->outline_level = 1;
	for (size_t i = 0; i < report->n_leads; i++)
		add_paragraph(b, part, report->leads[i], ROLE_LEAD)->flow =
			FLOW_LEAD;
	return part;
}

struct document *
document_report(struct arena *arena, struct diag_sink *sink,
		const struct report *report, const struct style *style)
{
	struct document *document = arena_alloc(arena, sizeof(*document));
	struct builder b = {
		.arena = arena,
		.sink = sink,
		.style = style,
		.words = words_of(report->language),
		.document = document,
		.tree = tree_new(arena),
	};
	struct node *part;
	size_t number = 1;

	tree_add(b.tree, NULL, NODE_DOCUMENT, nowhere);
	document->tree = b.tree;
	document->lang = b.words->lang;
	document->title = report->title;
	document->kind = report->title;
	document->author = report->author;
	document->date = &unknown;
	document->running = report->running;
	part = add_part(&b, report);
	for (size_t i = 0; i < report->n_groups; i++)
		if (report->groups[i].n_items > 0)
			number = add_group(&b, part, &report->groups[i], number);
	return document;
}
