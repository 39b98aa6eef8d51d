/*
 * note - the note on which a minister decides.
 */
#include <string.h>

#include "base/arena.h"
#include "document/builder.h"

struct note {
	struct builder b;
	const struct decision_note *note;
	struct layout_part *info;
	struct node *part;
};

/*
 * The organisation at the head: the writer's, else that of whom it is for, since
 * a note stays inside the house; else who sends the letters.
 */
static struct source_text
organisation_of(const struct edition *edition)
{
	const struct decision_note *note = edition->note;
	const struct office *offices[] = {note->from, note->to};

	for (size_t i = 0; i < 2; i++) {
		const struct office *o = offices[i];

		if (o == NULL)
			continue;
		if (o->organisation.s != NULL)
			return o->organisation;
		if (o->kind == OFFICE_MINISTRY || o->kind == OFFICE_COUNCIL)
			return o->name;
	}
	if (edition->letters != NULL)
		return edition->letters->from->name;
	return edition->council->name;
}

static void
add_headline(struct note *n)
{
	struct builder *b = &n->b;
	struct node *h1 = tree_add(b->tree, n->part, NODE_H1, n->note->type.pos);

	h1->flow = FLOW_HEADLINE;
	builder_text(b, h1, &n->note->type, ROLE_TITLE)->flow = FLOW_LABEL;
	builder_words(b, h1, " ", ROLE_TITLE)->flow = FLOW_LABEL;
	builder_text(b, h1, &n->note->subject, ROLE_LEAD);
}

/* ---- the reference column ---- */

static struct node *
add_office_entry(struct note *n, struct node *column, const char *label,
		 const struct office *office)
{
	struct node *entry = builder_entry(&n->b, column, label);

	if (office != NULL)
		builder_value(&n->b, entry, &office->name);
	return entry;
}

static void
add_fields(struct note *n, struct node *column)
{
	const struct note_field *field = n->note->fields.items;

	for (size_t i = 0; i < n->note->fields.count; i++) {
		struct node *entry = tree_add(
			n->b.tree, column, NODE_P, field[i].pos);

		builder_text(&n->b, entry, &field[i].label, ROLE_NONE)->flow =
			FLOW_LABEL;
		builder_words(&n->b, entry, " ", ROLE_NONE)->flow = FLOW_LABEL;
		if (field[i].redact && n->b.copy == DOCUMENT_PUBLIC)
			builder_redacted(&n->b, entry);
		else
			builder_value(&n->b, entry, &field[i].text);
	}
}

static void
add_reference_column(struct note *n, const struct source_text *organisation)
{
	struct builder *b = &n->b;
	const struct decision_note *note = n->note;
	struct node *column = tree_add(b->tree, n->part, NODE_DIV, note->pos);
	struct node *entry = tree_add(b->tree, column, NODE_P, organisation->pos);

	column->flow = FLOW_REFERENCE;
	builder_text(b, entry, organisation, ROLE_REFERENCE_SENDER);
	n->info->repeated[0] = entry;
	add_office_entry(n, column, b->words->to, note->to);
	add_office_entry(n, column, b->words->from, note->from);
	entry = builder_entry(b, column, b->words->day);
	builder_date_value(b, entry, &note->date);
	n->info->repeated[1] = entry;
	entry = builder_entry(b, column, b->words->reference);
	builder_value(b, entry, &note->reference);
	n->info->repeated[2] = entry;
	if (note->contact != NULL)
		builder_name(b, builder_entry(b, column, b->words->contact),
			     note->contact, PERSON_FORMAL, ROLE_NONE);
	add_fields(n, column);
	builder_enclosures(b, column, &note->enclosures);
}

/* ---- sections ---- */

static void
add_sections(struct note *n)
{
	const struct note_section *section = n->note->sections.items;

	for (size_t i = 0; i < n->note->sections.count; i++) {
		struct node *node = tree_add(
			n->b.tree, n->part, NODE_SECT, section[i].pos);

		builder_text(&n->b,
			     tree_add(n->b.tree, node, NODE_H2,
				      section[i].heading.pos),
			     &section[i].heading, ROLE_NONE);
		builder_blocks(
			&n->b, &section[i].body,
			&(struct builder_prose){.parent = node, .heading = 3});
	}
}

/* ---- decisions ---- */

static void
add_choice(struct note *n, struct node *block, const struct decision *decision,
	   size_t number, const char *word)
{
	struct builder *b = &n->b;
	struct node *p = tree_add(b->tree, block, NODE_P, decision->pos);
	struct node *box = tree_add(b->tree, p, NODE_FORM, decision->pos);

	box->field_kind = NODE_FIELD_CHOICE;
	box->field = arena_printf(b->arena, "%s %zu", b->words->decision, number);
	box->value = word;
	/* the word first, as it is seen; the text may end in a full stop */
	box->tooltip = arena_printf(b->arena, "%s: %s", word, decision->text.s);
	builder_words(b, p, word, ROLE_CHOICE);
}

/* Who decide, each once, sign under all decisions. */
static void
add_signatures(struct note *n, struct node *section)
{
	const struct decision *list = n->note->decisions.items;
	struct node *group = NULL;

	for (size_t i = 0; i < n->note->decisions.count; i++) {
		struct signatory who = {
			.pos = list[i].pos,
			.office_id = list[i].office_id,
			.office = list[i].office,
		};
		bool signs = who.office != NULL;

		for (size_t k = 0; k < i; k++)
			signs = signs && list[k].office != who.office;
		if (!signs)
			continue;
		who.person = who.office->holder;
		if (group == NULL)
			group = builder_signatures(&n->b, section);
		builder_signature(&n->b, group, &who, NULL);
	}
}

static void
add_decisions(struct note *n)
{
	struct builder *b = &n->b;
	const struct decision *list = n->note->decisions.items;
	struct node *section;

	if (n->note->decisions.count == 0)
		return;
	section = tree_add(b->tree, n->part, NODE_SECT, list[0].pos);
	builder_words(b, tree_add(b->tree, section, NODE_H2, list[0].pos),
		      b->words->decision, ROLE_NONE);
	for (size_t i = 0; i < n->note->decisions.count; i++) {
		struct node *block = tree_add(
			b->tree, section, NODE_DIV, list[i].pos);

		block->flow = FLOW_DECISION;
		builder_text(b,
			     tree_add(b->tree, block, NODE_P, list[i].text.pos),
			     &list[i].text, ROLE_NONE);
		add_choice(n, block, &list[i], i + 1, b->words->agreed);
		add_choice(n, block, &list[i], i + 1, b->words->not_agreed);
	}
	add_signatures(n, section);
}

/* ---- the whole ---- */

struct document *
document_note(struct arena *arena, struct diag_sink *sink,
	      const struct edition *edition, const struct style *style,
	      enum document_copy copy)
{
	struct source_text organisation = organisation_of(edition);
	struct note n = {.note = edition->note};
	struct builder *b = &n.b;

	builder_begin(b, arena, sink, edition, style);
	b->copy = copy;
	b->document->title = arena_printf(
		b->arena, "%s: %s", n.note->type.s, n.note->subject.s);
	b->document->kind = n.note->type.s;
	b->document->author = organisation.s;
	b->document->identifier = n.note->reference.s;
	b->document->date = &n.note->date;
	n.info = builder_letter_part(b, FLOW_LETTER, NULL, &n.part);
	builder_sender(b, n.part, &organisation);
	add_headline(&n);
	add_reference_column(&n, &organisation);
	add_sections(&n);
	add_decisions(&n);
	builder_tell_blanks(b, n.part);
	return builder_end(b);
}

bool
document_note_is_redacted(const struct edition *edition)
{
	const struct person *people = edition->people.items;
	const struct note_field *fields = edition->note->fields.items;

	for (size_t i = 0; i < edition->people.count; i++)
		if (people[i].redact)
			return true;
	for (size_t i = 0; i < edition->note->fields.count; i++)
		if (fields[i].redact)
			return true;
	return false;
}
