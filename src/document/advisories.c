/*
 * advisories - the council's advisories as a table, as topics, as an overview.
 */
#include <string.h>

#include "base/arena.h"
#include "document/builder.h"
#include "document/marks.h"

const char *
builder_requester(struct builder *b, const struct advisory *advisory)
{
	return words_requester(b->arena, b->words, advisory);
}

static void
note_shown(struct builder *b, const struct advisory *advisory,
	   const struct part *part, struct node *node)
{
	struct builder_shown *shown = arena_alloc(b->arena, sizeof(*shown));

	*shown = (struct builder_shown){
		.advisory = advisory, .part = part, .node = node};
	*b->shown_tail = shown;
	b->shown_tail = &shown->next;
}

/* ---- table ------------------------------------------------------------------ */

/* The title, as a link with an arrow if the advisory is published somewhere. */
static void
add_title(struct builder *b, struct node *cell, const struct advisory *a)
{
	const char *arrow = b->style->table->arrow.s;
	struct node *link;

	if (a->link.s == NULL) {
		builder_text(b, cell, &a->title, ROLE_NONE);
		return;
	}
	link = tree_add(b->tree, cell, NODE_LINK, a->link.pos);
	link->url = a->link.s;
	link->alt = arena_printf(
		b->arena, "%s %s", b->words->to_address, a->title.s);
	builder_text(b, link, &a->title, ROLE_NONE);
	if (arrow != NULL)
		builder_words(b, link,
			      arena_printf(b->arena, "\xC2\xA0%s", arrow),
			      ROLE_TABLE_ARROW);
}

/* What it was in the edition before; NULL if that is not to be shown. */
struct was {
	bool known; /* the two are compared */
	const struct advisory *advisory; /* NULL: it is new */
};

static struct was
was_of(const struct builder *b, const struct advisory *a)
{
	struct was was = {.known = b->marking};

	if (b->marking)
		was.advisory = diff_old_advisory(b->diff, a);
	return was;
}

static void
add_date(struct builder *b, struct node *cell, const struct schema_date *date,
	 struct was was, const struct schema_date *before)
{
	const char *old = was.advisory != NULL
				  ? words_date(b->arena, b->words, before)
				  : "";

	cell->role = ROLE_TABLE_FIGURES;
	if (date->year != 0)
		marks_words(b, cell, was.known ? old : NULL,
			    words_date(b->arena, b->words, date), ROLE_NONE);
}

static void
add_made(struct builder *b, struct node *cell, const char *text, struct was was,
	 const char *before)
{
	if (*text != '\0')
		marks_words(b, cell, was.known ? before : NULL, text, ROLE_NONE);
}

static void
fill_cell(struct builder *b, struct node *cell, int field,
	  const struct advisory *a)
{
	static const struct advisory none;
	struct was was = was_of(b, a);
	const struct advisory *before =
		was.advisory != NULL ? was.advisory : &none;

	switch ((enum column_field)field) {
	case COLUMN_TITLE:
		add_title(b, cell, a);
		break;
	case COLUMN_MONTH:
		add_date(b, cell, &a->month, was, &before->month);
		break;
	case COLUMN_EXPECTED:
		add_date(b, cell, &a->expected, was, &before->expected);
		break;
	case COLUMN_KIND:
		if (a->kind.s != NULL)
			builder_text(b, cell, &a->kind, ROLE_NONE);
		break;
	case COLUMN_REQUESTER:
		add_made(b, cell, builder_requester(b, a), was,
			 builder_requester(b, before));
		break;
	case COLUMN_SUMMARY:
		if (a->summary.s != NULL)
			builder_inlines(b, cell, &a->summary);
		break;
	case COLUMN_STATUS:
		add_made(b, cell, b->words->statuses[a->status], was,
			 was.advisory != NULL ? b->words->statuses[before->status]
					      : "");
		break;
	case COLUMN_REASON:
		if (a->reason.s != NULL)
			builder_text(b, cell, &a->reason, ROLE_NONE);
		break;
	}
}

static void
add_head(struct builder *b, struct node *table, const struct content *content)
{
	const struct column *columns = content->columns.items;
	struct node *head = tree_add(b->tree, table, NODE_HEAD, content->pos);
	struct node *row = tree_add(b->tree, head, NODE_ROW, content->pos);

	for (size_t i = 0; i < content->columns.count; i++) {
		struct node *cell = tree_add(
			b->tree, row, NODE_TH, columns[i].pos);

		cell->scope = NODE_SCOPE_COLUMN;
		builder_text(b, cell, &columns[i].head, ROLE_NONE);
	}
}

static struct node *
add_row(struct builder *b, struct node *rows, const struct content *content,
	const struct advisory *a)
{
	const struct column *columns = content->columns.items;
	struct node *row = tree_add(b->tree, rows, NODE_ROW, a->pos);

	for (size_t i = 0; i < content->columns.count; i++) {
		struct node *cell = tree_add(
			b->tree, row, i == 0 ? NODE_TH : NODE_TD, a->pos);

		if (i == 0)
			cell->scope = NODE_SCOPE_ROW;
		fill_cell(b, cell, columns[i].field, a);
	}
	return row;
}

void
builder_table(struct builder *b, struct node *chapter, const struct part *part,
	      const struct content *content)
{
	const struct advisory *list = b->edition->advisories.items;
	struct node *table = tree_add(b->tree, chapter, NODE_TABLE, content->pos);
	struct node *rows;

	add_head(b, table, content);
	rows = tree_add(b->tree, table, NODE_ROWS, content->pos);
	for (size_t i = 0; i < b->edition->advisories.count; i++)
		if (list[i].status == content->status)
			note_shown(b, &list[i], part,
				   add_row(b, rows, content, &list[i]));
}

/* ---- topics ----------------------------------------------------------------- */

static bool
same_group(const struct source_text *a, const struct source_text *b)
{
	return a->s != NULL && b->s != NULL && strcmp(a->s, b->s) == 0;
}

/* number: 0 for none. */
static void
add_topic(struct builder *b, struct node *parent, const struct part *part,
	  const struct advisory *a, int level, int number)
{
	struct node *topic = tree_add(b->tree, parent, NODE_SECT, a->pos);
	struct node *heading = tree_add(
		b->tree, topic, (enum node_kind)(NODE_H1 + level - 1),
		a->title.pos);

	topic->flow = FLOW_TOPIC;
	if (number > 0)
		builder_words(b, heading,
			      arena_printf(b->arena, "%d.\xC2\xA0", number),
			      ROLE_NONE);
	builder_text(b, heading, &a->title, ROLE_NONE);
	heading->outline =
		number > 0 ? arena_printf(b->arena, "%d. %s", number, a->title.s)
			   : a->title.s;
	heading->outline_level = level;
	builder_blocks(
		b, a->body.s != NULL ? &a->body : &a->summary,
		&(struct builder_prose){.parent = topic, .heading = level + 1});
	if (a->reason.s != NULL)
		builder_text(b, tree_add(b->tree, topic, NODE_P, a->reason.pos),
			     &a->reason, ROLE_NONE);
	note_shown(b, a, part, heading);
}

void
builder_topics(struct builder *b, struct node *chapter, const struct part *part,
	       const struct content *content)
{
	const struct advisory *list = b->edition->advisories.items;
	const struct source_text *group = NULL;
	int level = content->heading.s != NULL ? 3 : 2, number = 0;

	for (size_t i = 0; i < b->edition->advisories.count; i++) {
		const struct advisory *a = &list[i];

		if (a->status != content->status)
			continue;
		if (a->group.s != NULL &&
		    (group == NULL || !same_group(group, &a->group)))
			builder_heading(b, chapter, level, &a->group, FLOW_NONE);
		group = &a->group;
		add_topic(b, chapter, part, a, level + (a->group.s != NULL),
			  content->numbered ? ++number : 0);
	}
}

/* ---- overview --------------------------------------------------------------- */

void
builder_overview_head(struct builder *b, struct node *table, const char *first,
		      const char *second, enum role_id role)
{
	const char *const heads[] = {first, second, b->words->page};
	struct diag_pos none = {0};
	struct node *row = tree_add(
		b->tree, tree_add(b->tree, table, NODE_HEAD, none), NODE_ROW,
		none);

	for (size_t i = 0; i < 3; i++) {
		struct node *cell = tree_add(b->tree, row, NODE_TH, none);

		cell->scope = NODE_SCOPE_COLUMN;
		builder_words(b, cell, heads[i], role);
	}
}

/* The day, or a dash; screen readers leave that out, so they are told what it means. */
static void
add_overview_date(struct builder *b, struct node *cell,
		  const struct schema_date *date)
{
	if (date->year == 0) {
		cell = tree_add(b->tree, cell, NODE_SPAN, cell->pos);
		cell->alt = b->words->not_known;
	}
	builder_words(
		b, cell,
		date->year != 0 ? words_date(b->arena, b->words, date) : "–",
		ROLE_OVERVIEW_ROW);
}

static void
add_overview_row(struct builder *b, struct node *rows,
		 const struct builder_shown *shown)
{
	const struct advisory *a = shown->advisory;
	const struct schema_date *date =
		a->month.year != 0 ? &a->month : &a->expected;
	struct node *row = tree_add(b->tree, rows, NODE_ROW, a->pos);
	struct node *cell = tree_add(b->tree, row, NODE_TH, a->pos);
	struct node *link, *page;

	cell->scope = NODE_SCOPE_ROW;
	link = tree_add(b->tree, cell, NODE_LINK, a->pos);
	link->target = shown->node;
	link->alt = arena_printf(
		b->arena, "%s %s", b->words->to_page, a->title.s);
	builder_text(b, link, &a->title, ROLE_OVERVIEW_ROW);
	cell = tree_add(b->tree, row, NODE_TD, a->pos);
	if (a->status == ADVISORY_DROPPED) /* and not to be expected any more */
		builder_words(b, cell, b->words->statuses[ADVISORY_DROPPED],
			      ROLE_OVERVIEW_ROW);
	else
		add_overview_date(b, cell, date);
	cell = tree_add(b->tree, row, NODE_TD, a->pos);
	page = tree_add(b->tree, cell, NODE_PAGE, a->pos);
	page->role = ROLE_OVERVIEW_PAGE;
	page->target = shown->node;
}

void
builder_overview(struct builder *b, struct node *chapter)
{
	const struct builder_shown *s = b->shown;

	while (s != NULL) {
		const struct part *part = s->part;
		struct node *group = tree_add(
			b->tree, chapter, NODE_SECT, part->pos);
		struct node *heading = tree_add(
			b->tree, group, NODE_H2, part->title.pos);
		struct node *table, *rows;

		group->flow = FLOW_OVERVIEW;
		builder_text(b, heading, &part->title, ROLE_OVERVIEW_GROUP);
		table = tree_add(b->tree, group, NODE_TABLE, part->pos);
		builder_overview_head(b, table, b->words->title, b->words->date,
				      ROLE_OVERVIEW_HEAD);
		rows = tree_add(b->tree, table, NODE_ROWS, part->pos);
		for (; s != NULL && s->part == part; s = s->next)
			add_overview_row(b, rows, s);
	}
}
