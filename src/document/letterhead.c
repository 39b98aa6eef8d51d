/*
 * letterhead - what letters and notes have in common: the sender, the column of
 * references, the signatures.
 */
#include <string.h>

#include "base/arena.h"
#include "document/builder.h"

struct layout_part *
builder_letter_part(struct builder *b, enum layout_flow flow,
		    const char *watermark, struct node **ret_part)
{
	struct node *part = tree_add(
		b->tree, b->tree->root, NODE_SECT, b->edition->pos);
	struct layout_part *info = arena_alloc(b->arena, sizeof(*info));

	*info = (struct layout_part){
		.running = "",
		.watermark = watermark,
		.page_word = b->words->page,
		.of_word = b->words->of,
	};
	part->flow = (uint16_t)flow;
	part->extra = info;
	*ret_part = part;
	return info;
}

void
builder_sender(struct builder *b, struct node *part,
	       const struct source_text *name)
{
	struct layout_part *info = part->extra;
	const struct letters *letters = b->edition->letters;
	struct node *p = tree_add(b->tree, part, NODE_P, name->pos);

	p->flow = FLOW_SENDER;
	builder_text(b, p, name, ROLE_NONE);
	if (letters != NULL && letters->emblem.s != NULL)
		info->emblem = builder_image(b, &letters->emblem);
}

/* ---- the reference column ---- */

struct node *
builder_entry(struct builder *b, struct node *column, const char *label)
{
	struct node *entry = tree_add(
		b->tree, column, NODE_P, (struct diag_pos){0});

	builder_words(b, entry, arena_printf(b->arena, "%s ", label), ROLE_NONE)
		->flow = FLOW_LABEL;
	return entry;
}

/* Values stand under each other. */
static void
next_line(struct builder *b, struct node *entry)
{
	if (entry->last != NULL && entry->last->flow != FLOW_LABEL)
		builder_break(b, entry, entry->pos);
}

void
builder_value(struct builder *b, struct node *entry,
	      const struct source_text *text)
{
	if (text->s == NULL)
		return;
	next_line(b, entry);
	builder_text(b, entry, text, ROLE_NONE);
	if (entry->pos.file == NULL)
		entry->pos = text->pos;
}

void
builder_date_value(struct builder *b, struct node *entry,
		   const struct schema_date *date)
{
	if (date->year == 0)
		return;
	builder_words(b, entry, words_date(b->arena, b->words, date), ROLE_NONE)
		->pos = date->pos;
}

void
builder_enclosures(struct builder *b, struct node *column,
		   const struct schema_list *titles)
{
	const struct source_text *title = titles->items;
	struct node *entry;

	if (titles->count == 0)
		return;
	entry = builder_entry(
		b, column,
		titles->count > 1 ? b->words->enclosures : b->words->enclosure);
	for (size_t i = 0; i < titles->count; i++)
		builder_value(b, entry, &title[i]);
}

void
builder_tell_blanks(struct builder *b, const struct node *part)
{
	for (const struct node *n = tree_next(part, part); n != NULL;
	     n = tree_next(n, part)) {
		const struct node *label = n->first;

		if (n->kind == NODE_P && label != NULL && label == n->last &&
		    label->flow == FLOW_LABEL)
			b->tree->nodes[n->index]->alt = arena_printf(
				b->arena, "%.*s: %s", (int)label->len - 1,
				label->text, b->words->not_known);
	}
}

/* ---- offices in words ---- */

/* "De minister …" as it stands in a sentence; only Dutch and English articles. */
static const char *
without_capital(struct builder *b, const char *name)
{
	size_t len = strlen(b->words->the_first);

	if (strncmp(name, b->words->the_first, len) != 0)
		return name;
	return arena_printf(b->arena, "%s%s", b->words->the, name + len);
}

const char *
builder_the_office(struct builder *b, const struct office *office)
{
	if (office->signing_name.s != NULL)
		return without_capital(b, office->signing_name.s);
	return arena_printf(b->arena, "%s%s", b->words->the, office->name.s);
}

const char *
builder_behalf(struct builder *b)
{
	const struct letters *letters = b->edition->letters;
	const char **names;
	size_t n = 0;

	while (letters != NULL && letters->on_behalf_of[n] != NULL)
		n++;
	if (n == 0)
		return NULL;
	names = arena_new_array(b->arena, const char *, n);
	for (size_t i = 0; i < n; i++)
		names[i] = builder_the_office(b, letters->on_behalf_of[i]);
	return arena_printf(b->arena, "%s%s", b->words->on_behalf_of,
			    builder_join(b, names, n));
}

/* ---- signatures ---- */

struct node *
builder_signatures(struct builder *b, struct node *parent)
{
	struct node *group = tree_add(
		b->tree, parent, NODE_DIV, (struct diag_pos){0});

	group->flow = FLOW_SIGNATURES;
	return group;
}

static void
add_office(struct builder *b, struct node *block, const struct signatory *s,
	   const char *behalf)
{
	const struct office *o = s->office;
	struct node *p = tree_add(b->tree, block, NODE_P, s->office_id.pos);
	const char *name = o->signing_name.s != NULL
				   ? o->signing_name.s
				   : arena_printf(b->arena, "%s%s",
						  b->words->the_first, o->name.s);

	builder_made(b, p, arena_printf(b->arena, "%s,", name), ROLE_NONE,
		     o->name.pos);
	if (behalf == NULL)
		return;
	p = tree_add(b->tree, block, NODE_P, s->office_id.pos);
	builder_made(b, p, arena_printf(b->arena, "%s,", behalf), ROLE_NONE,
		     s->office_id.pos);
}

static void
add_field(struct builder *b, struct node *block, const struct signatory *s)
{
	struct node *field = tree_add(
		b->tree, block, NODE_FORM, s->office_id.pos);

	field->field = s->office->id.s;
	field->tooltip = arena_printf(b->arena, "%s%s", b->words->signature_of,
				      builder_the_office(b, s->office));
}

static void
add_signatory_name(struct builder *b, struct node *block,
		   const struct signatory *s)
{
	struct node *p = tree_add(b->tree, block, NODE_P, s->pos);

	if (s->name.s != NULL)
		builder_text(b, p, &s->name, ROLE_NONE);
	else if (s->person != NULL)
		builder_name(b, p, s->person, PERSON_FORMAL, ROLE_NONE);
	else if (s->placeholder.s != NULL)
		builder_text(b, p, &s->placeholder, ROLE_PLACEHOLDER);
}

void
builder_signature(struct builder *b, struct node *group,
		  const struct signatory *s, const char *behalf)
{
	struct node *block = tree_add(b->tree, group, NODE_DIV, s->pos);

	if (s->office != NULL) {
		add_office(b, block, s, behalf);
		add_field(b, block, s);
	}
	add_signatory_name(b, block, s);
}
