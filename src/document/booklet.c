/*
 * booklet - the parts of the booklet, in the order the edition gives them.
 */
#include <string.h>

#include "base/arena.h"
#include "document/builder.h"

static enum style_start
start_of(const struct builder *b, const struct part *part)
{
	const struct style_starts *s = b->style->starts;

	switch ((enum part_start)part->start) {
	case PART_START_RECTO:
		return START_RECTO;
	case PART_START_VERSO:
		return START_VERSO;
	case PART_START_ANY:
		return START_ANY;
	case PART_START_STYLE:
		break;
	}
	if (s == NULL)
		return START_ANY;
	switch ((enum part_kind)part->kind) {
	case PART_COVER:
		return (enum style_start)s->cover;
	case PART_COLOPHON:
		return (enum style_start)s->colophon;
	case PART_CONTENTS:
		return (enum style_start)s->contents;
	case PART_PREFACE:
		return (enum style_start)s->preface;
	case PART_CHAPTER:
		return (enum style_start)s->chapter;
	case PART_PLATE:
		return (enum style_start)s->plate;
	case PART_OVERVIEW:
		return (enum style_start)s->overview;
	case PART_CHANGES:
		return (enum style_start)s->changes;
	case PART_TIMELINE:
		return (enum style_start)s->timeline;
	case PART_BACK:
		return (enum style_start)s->back;
	}
	return START_ANY;
}

/* The title of a part that needs none of its own. */
static const char *
made_title(const struct builder *b, const struct part *part)
{
	switch ((enum part_kind)part->kind) {
	case PART_CONTENTS:
		return b->words->contents;
	case PART_OVERVIEW:
		return b->words->overview;
	case PART_CHANGES:
		return b->words->changes;
	case PART_TIMELINE:
		return b->words->timeline;
	default:
		return "";
	}
}

const char *
builder_title(const struct builder *b, const struct part *part)
{
	return part->title.s != NULL ? part->title.s : made_title(b, part);
}

static const char *
running_of(const struct builder *b, const struct part *part)
{
	return part->short_title.s != NULL ? part->short_title.s
					   : builder_title(b, part);
}

static struct node *
new_part(struct builder *b, const struct part *part, enum layout_flow flow,
	 bool foot)
{
	struct node *node = tree_add(
		b->tree, b->tree->root, NODE_SECT, part->pos);
	struct layout_part *info = arena_alloc(b->arena, sizeof(*info));

	info->start = start_of(b, part);
	info->running = foot ? running_of(b, part) : NULL;
	info->needle_column = info->needle_row = -1;
	node->flow = (uint16_t)flow;
	node->extra = info;
	builder_define(b, part->id.s, node);
	return node;
}

struct node *
builder_heading(struct builder *b, struct node *parent, int level,
		const struct source_text *text, enum layout_flow flow)
{
	struct node *heading = tree_add(
		b->tree, parent, (enum node_kind)(NODE_H1 + level - 1),
		text->pos);

	heading->flow = (uint16_t)flow;
	builder_text(b, heading, text, ROLE_NONE);
	heading->outline = text->s;
	heading->outline_level = level;
	return heading;
}

/* ---- openings --------------------------------------------------------------- */

static const char *
outline_of(struct builder *b, const struct part *part, const char *title)
{
	if (part->number.s == NULL)
		return title;
	return arena_printf(
		b->arena, "%s %s: %s", b->words->chapter, part->number.s, title);
}

/* "Hoofdstuk 1 " and the title in one H1. */
static void
add_title(struct builder *b, struct node *node, const struct part *part)
{
	struct node *h1 = tree_add(b->tree, node, NODE_H1, part->title.pos);

	if (part->number.s != NULL) {
		struct node *label = builder_words(
			b, h1,
			arena_printf(b->arena, "%s %s ", b->words->chapter,
				     part->number.s),
			ROLE_LABEL);

		label->flow = FLOW_LABEL;
	}
	if (part->title.s != NULL)
		builder_text(b, h1, &part->title, ROLE_TITLE);
	else
		builder_words(b, h1, made_title(b, part), ROLE_TITLE);
	h1->outline = outline_of(b, part, builder_title(b, part));
	h1->outline_level = 1;
}

static void
add_lead(struct builder *b, struct node *node, const struct part *part)
{
	builder_blocks(b, &part->lead,
		       &(struct builder_prose){
			       .parent = node,
			       .role = ROLE_LEAD,
			       .flow = FLOW_LEAD,
			       .heading = 2,
		       });
}

static void
add_body(struct builder *b, struct node *node, const struct source_text *body)
{
	builder_blocks(b, body,
		       &(struct builder_prose){
			       .parent = node,
			       .heading = 2,
			       .outline = true,
			       .tables = true,
		       });
}

static void
add_content(struct builder *b, struct node *node, const struct part *part,
	    const struct content *content)
{
	switch ((enum content_kind)content->kind) {
	case CONTENT_TEXT:
		if (content->heading.s != NULL)
			builder_heading(b, node, 2, &content->heading, FLOW_NONE);
		add_body(b, node, &content->lead);
		add_body(b, node, &content->body);
		break;
	case CONTENT_TABLE:
	case CONTENT_TOPICS:
		if (content->heading.s != NULL)
			builder_heading(b, node, 2, &content->heading,
					content->kind == CONTENT_TABLE
						? FLOW_WIDE
						: FLOW_NONE);
		if (content->kind == CONTENT_TABLE) {
			builder_section_lead(b, node, content);
			builder_table(b, node, part, content);
		} else {
			add_body(b, node, &content->lead);
			builder_topics(b, node, part, content);
		}
		break;
	case CONTENT_MEMBERS:
		builder_members(b, node, content);
		break;
	case CONTENT_COMMITTEES:
		builder_committees(b, node, content);
		break;
	case CONTENT_TIMELINE:
		if (content->heading.s != NULL)
			builder_heading(b, node, 2, &content->heading, FLOW_WIDE);
		builder_section_lead(b, node, content);
		builder_timeline(b, node);
		break;
	}
}

/* The name under a text: it closes the text, so notes to that come after it. */
static void
add_signature(struct builder *b, struct node *node, const struct part *part)
{
	struct node *signed_text = NULL, *p;

	for (struct node *n = node->first; n != NULL; n = n->next)
		if (n->kind != NODE_NOTE)
			signed_text = n;
	p = tree_add(b->tree, node, NODE_P, part->pos);
	p->flow = FLOW_SIGNATURE;
	if (part->signed_as.s != NULL)
		builder_text(b, p, &part->signed_as, ROLE_NONE);
	else
		builder_name(b, p, part->signed_by, PERSON_SHORT, ROLE_NONE);
	if (signed_text != NULL && signed_text->next != p)
		tree_move(p, signed_text);
}

static void
add_chapter(struct builder *b, const struct part *part)
{
	const struct content *contents = part->content.items;
	struct node *node = new_part(b, part, FLOW_CHAPTER, true);

	add_title(b, node, part);
	add_lead(b, node, part);
	add_body(b, node, &part->body);
	for (size_t i = 0; i < part->content.count; i++)
		add_content(b, node, part, &contents[i]);
	builder_figures(b, node, part);
	if (part->signed_as.s != NULL || part->signed_by != NULL)
		add_signature(b, node, part);
}

/* ---- fixed pages ------------------------------------------------------------ */

/* "17,8": column and row of the needle. */
static void
place_needle(struct layout_part *info, const struct source_text *needle)
{
	int number[2] = {0, 0}, which = 0;

	if (needle->s == NULL)
		return;
	for (size_t i = 0; i < needle->len; i++)
		if (needle->s[i] == ',')
			which = 1;
		else if (needle->s[i] >= '0' && needle->s[i] <= '9')
			number[which] = number[which] * 10 + needle->s[i] - '0';
	info->needle_column = number[0];
	info->needle_row = number[1];
}

static void
add_cover(struct builder *b, const struct part *part)
{
	const struct council *council = b->edition->council;
	struct node *node = new_part(b, part, FLOW_COVER, false);
	struct node *line = tree_add(b->tree, node, NODE_P, part->pos);
	struct node *title = tree_add(b->tree, node, NODE_TITLE, part->pos);

	place_needle(node->extra, &part->needle);
	if (council->abbreviation.s != NULL) {
		struct node *leaf = builder_words(
			b, line,
			arena_printf(b->arena, "%s ", council->abbreviation.s),
			ROLE_COVER_ABBREVIATION);

		leaf->flow = FLOW_ABBREVIATION;
	}
	builder_text(b, line, &council->name, ROLE_COVER_LINE);
	builder_text(
		b, title,
		part->title.s != NULL ? &part->title : &b->edition->facts->title,
		ROLE_NONE);
}

/* "[maand en jaar]": what is to come, and nothing else. */
static bool
is_placeholder(const struct source_text *text)
{
	return text->len > 2 && text->s[0] == '[' &&
	       strchr(text->s, ']') == text->s + text->len - 1;
}

static void
add_entry(struct builder *b, struct node *list, const struct source_text *label,
	  const struct source_text *text)
{
	struct node *item = tree_add(b->tree, list, NODE_ITEM, text->pos);
	struct node *part = tree_add(b->tree, item, NODE_LABEL, text->pos);

	if (label->s != NULL)
		builder_text(b, part, label, ROLE_NONE);
	builder_words(b, part, " ", ROLE_NONE);
	part = tree_add(b->tree, item, NODE_BODY, text->pos);
	if (is_placeholder(text))
		builder_text(b, part, text, ROLE_PLACEHOLDER);
	else
		builder_inlines(b, part, text);
}

static void
add_made_entry(struct builder *b, struct node *list, const char *label,
	       const char *text)
{
	struct source_text l = source_made(label), t = source_made(text);

	if (*text != '\0')
		add_entry(b, list, &l, &t);
}

/* What the edition knows of itself, where it does not say what to print. */
static void
add_made_colophon(struct builder *b, struct node *list)
{
	const struct edition *e = b->edition;
	const struct words *w = b->words;

	add_made_entry(b, list, w->organisation, e->council->name.s);
	if (e->council->website.s != NULL)
		add_made_entry(b, list, w->website, "{council.website}");
	add_made_entry(b, list, w->published,
		       words_date(b->arena, w, &e->facts->published_on));
	if (e->facts->status == EDITION_DRAFT)
		add_made_entry(b, list, w->status_label, w->draft);
}

static void
add_colophon(struct builder *b, const struct part *part)
{
	const struct label_line *lines = part->lines.items;
	struct node *node = new_part(b, part, FLOW_COLOPHON, false);
	struct node *list = tree_add(b->tree, node, NODE_LIST, part->pos);

	for (size_t i = 0; i < part->lines.count; i++)
		add_entry(b, list, &lines[i].label, &lines[i].text);
	if (part->lines.count == 0)
		add_made_colophon(b, list);
}

static void
add_back(struct builder *b, const struct part *part)
{
	const struct label_line *lines = part->lines.items;
	struct node *node = new_part(b, part, FLOW_BACK, false);

	for (size_t i = 0; i < part->lines.count; i++)
		builder_inlines(b, tree_add(b->tree, node, NODE_P, lines[i].pos),
				&lines[i].text);
}

#define EN_SPACE "\xE2\x80\x82"

static void
add_caption(struct builder *b, struct node *parent, enum node_kind kind,
	    const struct figure *f)
{
	struct node *caption;

	if (f->caption.s == NULL && f->credit.s == NULL)
		return;
	caption = tree_add(b->tree, parent, kind, f->caption.pos);
	if (f->caption.s != NULL)
		builder_inlines(b, caption, &f->caption);
	if (f->credit.s != NULL) {
		builder_words(b, caption, EN_SPACE, ROLE_CREDIT);
		builder_text(b, caption, &f->credit, ROLE_CREDIT);
	}
}

/*
 * A picture is a figure with its caption. One that is for show is no figure: it
 * hangs on the part, and what is said under it is a paragraph (ISO 14289-1 7.1).
 */
static void
add_picture(struct builder *b, struct node *part, const struct figure *f)
{
	struct node *figure;

	if (f->decorative) {
		part->image = builder_image(b, &f->image);
		add_caption(b, part, NODE_P, f);
		return;
	}
	figure = tree_add(b->tree, part, NODE_FIGURE, f->pos);
	figure->alt = f->alt.s;
	figure->image = builder_image(b, &f->image);
	add_caption(b, figure, NODE_CAPTION, f);
}

/* A plate before a chapter faces its opening; others follow what they follow. */
static void
add_plate(struct builder *b, const struct part *part, const struct part *next)
{
	struct node *node = new_part(b, part, FLOW_PLATE, true);
	struct layout_part *info = node->extra;

	if (info->start == START_ANY && next != NULL &&
	    next->kind == PART_CHAPTER && start_of(b, next) == START_RECTO)
		info->start = START_VERSO;
	if (part->figure != NULL)
		add_picture(b, node, part->figure);
}

static struct node *
add_contents(struct builder *b, const struct part *part)
{
	struct node *node = new_part(b, part, FLOW_CHAPTER, true);

	add_title(b, node, part);
	return tree_add(b->tree, node, NODE_TOC, part->pos);
}

/* A part that is filled when all others are there. */
static struct node *
add_generated(struct builder *b, const struct part *part)
{
	struct node *node = new_part(b, part, FLOW_CHAPTER, true);

	add_title(b, node, part);
	return node;
}

/* ---- the whole -------------------------------------------------------------- */

/* Parts in order; those that list others are filled when all are there. */
static void
add_parts(struct builder *b)
{
	const struct booklet *booklet = b->edition->booklet;
	const struct part *parts = booklet->parts.items;
	struct node *toc = NULL, *overview = NULL, *changes = NULL;

	for (size_t i = 0; i < booklet->parts.count; i++)
		switch ((enum part_kind)parts[i].kind) {
		case PART_COVER:
			add_cover(b, &parts[i]);
			break;
		case PART_COLOPHON:
			add_colophon(b, &parts[i]);
			break;
		case PART_CONTENTS:
			toc = add_contents(b, &parts[i]);
			break;
		case PART_PREFACE:
		case PART_CHAPTER:
			add_chapter(b, &parts[i]);
			break;
		case PART_PLATE:
			add_plate(b, &parts[i],
				  i + 1 < booklet->parts.count ? &parts[i + 1]
							       : NULL);
			break;
		case PART_OVERVIEW:
			overview = add_generated(b, &parts[i]);
			break;
		case PART_CHANGES:
			changes = add_generated(b, &parts[i]);
			break;
		case PART_TIMELINE:
			builder_timeline(b, add_generated(b, &parts[i]));
			break;
		case PART_BACK:
			add_back(b, &parts[i]);
			break;
		}
	if (changes != NULL && b->diff != NULL)
		builder_changes(b, changes);
	if (b->front != NULL)
		builder_changes(b, b->front);
	if (overview != NULL) {
		bool marking = b->marking;

		b->marking = false; /* titles are marked where they stand */
		builder_overview(b, overview);
		b->marking = marking;
	}
	if (toc != NULL)
		builder_contents(b, toc);
}

/* What changed, before the booklet itself. */
static void
add_front(struct builder *b)
{
	static const struct part part = {.kind = PART_CHANGES};
	struct layout_part *info;

	b->front = add_generated(b, &part);
	info = b->front->extra;
	info->front = true;
}

static void
copy_exceptions(struct builder *b)
{
	const struct schema_list *list = &b->edition->booklet->hyphenation;
	const struct source_text *words = list->items;
	const char **copy = arena_new_array(
		b->arena, const char *, list->count + 1);

	for (size_t i = 0; i < list->count; i++)
		copy[i] = words[i].s;
	b->document->exceptions = copy;
	b->document->n_exceptions = list->count;
}

struct document *
document_booklet(struct arena *arena, struct diag_sink *sink,
		 const struct edition *edition, const struct style *style,
		 const struct document_changes *changes)
{
	struct builder b;

	builder_begin(&b, arena, sink, edition, style);
	b.booklet = true;
	b.document->title = edition->facts->title.s;
	b.document->running = edition->booklet->running.s;
	copy_exceptions(&b);
	if (changes != NULL) {
		b.diff = changes->diff;
		b.marking = changes->marked && b.diff != NULL;
	}
	if (b.marking)
		add_front(&b);
	add_parts(&b);
	return builder_end(&b);
}
