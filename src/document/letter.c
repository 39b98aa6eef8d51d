/*
 * letter - the letter that presents the programme to one of the chambers.
 */
#include <string.h>

#include "base/arena.h"
#include "document/builder.h"

struct letter {
	struct builder b;
	const struct letters *letters;
	const struct recipient *recipient;
	const struct schema_date *date;
	const struct source_text *reference;
	struct layout_part *info;
	struct node *part;
};

static struct node *
add_block(struct letter *l, enum node_kind kind, enum layout_flow flow,
	  struct diag_pos pos)
{
	struct node *node = tree_add(l->b.tree, l->part, kind, pos);

	node->flow = (uint16_t)flow;
	return node;
}

/* ---- the window ---- */

static void
add_return_address(struct letter *l)
{
	const struct source_text *lines = l->letters->from->postal_address.items;
	size_t n = l->letters->from->postal_address.count;
	struct node *p;

	if (n == 0)
		return;
	p = add_block(l, NODE_P, FLOW_RETURN, lines[0].pos);
	builder_words(&l->b, p, l->b.words->return_address, ROLE_NONE);
	for (size_t i = 0; i < n; i++) {
		builder_words(&l->b, p, i == 0 ? "  " : " · ", ROLE_NONE);
		builder_text(&l->b, p, &lines[i], ROLE_NONE);
	}
}

static void
add_address(struct letter *l)
{
	const struct office *to = l->recipient->office;
	const struct source_text *lines = to->postal_address.items;
	struct node *block = add_block(l, NODE_DIV, FLOW_ADDRESS, to->pos);
	const struct source_text *name =
		to->addressee.s != NULL ? &to->addressee : &to->name;

	builder_text(&l->b, tree_add(l->b.tree, block, NODE_P, name->pos), name,
		     ROLE_NONE);
	for (size_t i = 0; i < to->postal_address.count; i++)
		builder_text(&l->b,
			     tree_add(l->b.tree, block, NODE_P, lines[i].pos),
			     &lines[i], ROLE_NONE);
}

/* ---- the reference column ---- */

static void
add_lines(struct letter *l, struct node *column, const struct schema_list *list)
{
	const struct source_text *lines = list->items;
	struct node *p;

	if (list->count == 0)
		return;
	p = tree_add(l->b.tree, column, NODE_P, lines[0].pos);
	for (size_t i = 0; i < list->count; i++)
		builder_value(&l->b, p, &lines[i]);
}

/*
 * The watermark is too faint to be read by some and no part of what is read aloud:
 * that a letter is a draft is said in words too. Last, so that nothing moves when it
 * no longer is one.
 */
static void
add_status(struct letter *l, struct node *column)
{
	struct builder *b = &l->b;

	if (l->info->watermark != NULL)
		builder_words(b, builder_entry(b, column, b->words->status_label),
			      b->words->draft, ROLE_NONE);
}

static void
add_reference_column(struct letter *l)
{
	struct builder *b = &l->b;
	const struct office *from = l->letters->from;
	struct node *column = add_block(
		l, NODE_DIV, FLOW_REFERENCE, l->letters->pos);
	struct node *entry = tree_add(b->tree, column, NODE_P, from->name.pos);

	builder_text(b, entry, &from->name, ROLE_REFERENCE_SENDER);
	l->info->repeated[0] = entry;
	add_lines(l, column, &from->visiting_address);
	add_lines(l, column, &from->postal_address);
	if (l->letters->contact.s != NULL)
		builder_value(b, builder_entry(b, column, b->words->contact),
			      &l->letters->contact);
	entry = builder_entry(b, column, b->words->our_reference);
	builder_value(b, entry, l->reference);
	l->info->repeated[2] = entry;
	if (l->letters->your_reference.s != NULL)
		builder_value(b,
			      builder_entry(b, column, b->words->your_reference),
			      &l->letters->your_reference);
	builder_enclosures(b, column, &l->letters->enclosures);
	add_status(l, column);
}

/* ---- date and subject ---- */

static void
add_particulars(struct letter *l)
{
	struct builder *b = &l->b;
	struct node *p = builder_entry(b, l->part, b->words->day);
	struct node *h1;

	p->flow = FLOW_PARTICULAR;
	builder_date_value(b, p, l->date);
	l->info->repeated[1] = p;
	h1 = add_block(l, NODE_H1, FLOW_PARTICULAR, l->letters->subject.pos);
	builder_words(b, h1, arena_printf(b->arena, "%s ", b->words->subject),
		      ROLE_NONE)
		->flow = FLOW_LABEL;
	builder_text(b, h1, &l->letters->subject, ROLE_NONE);
}

/* ---- the text ---- */

static void
add_text(struct letter *l, const struct source_text *text)
{
	if (text->s != NULL)
		builder_text(&l->b, add_block(l, NODE_P, FLOW_NONE, text->pos),
			     text, ROLE_NONE);
}

/* "Aan de Voorzitter …" as the end of a sentence. */
static const char *
person_addressed(struct letter *l, const struct office *to)
{
	const char *begin = l->b.words->to_begin;
	const char *name = to->addressee.s;

	if (name == NULL)
		return builder_the_office(&l->b, to);
	return strncmp(name, begin, strlen(begin)) == 0
		       ? name + strlen(begin)
		       : name;
}

static void
add_also_sent(struct letter *l)
{
	const struct recipient *all = l->letters->recipients.items;
	size_t n = l->letters->recipients.count, others = 0;
	const char **names = arena_new_array(l->b.arena, const char *, n);

	for (size_t i = 0; i < n; i++)
		if (&all[i] != l->recipient)
			names[others++] = person_addressed(l, all[i].office);
	if (others == 0)
		return;
	builder_made(&l->b, add_block(l, NODE_P, FLOW_NONE, all[0].pos),
		     arena_printf(l->b.arena, "%s%s.", l->b.words->also_sent,
				  builder_join(&l->b, names, others)),
		     ROLE_NONE, all[0].pos);
}

static void
add_signatures(struct letter *l)
{
	const struct signatory *list = l->letters->signatories.items;
	struct node *group = builder_signatures(&l->b, l->part);
	const char *behalf = builder_behalf(&l->b);

	if (l->b.behalf_told)
		behalf = NULL;
	for (size_t i = 0; i < l->letters->signatories.count; i++) {
		builder_signature(&l->b, group, &list[i], behalf);
		if (list[i].office != NULL)
			behalf = NULL;
	}
}

static void
add_matter(struct letter *l)
{
	const struct letters *letters = l->letters;

	add_text(l, letters->salutation.s != NULL
			    ? &letters->salutation
			    : &l->recipient->office->salutation);
	builder_blocks(&l->b, &letters->body,
		       &(struct builder_prose){.parent = l->part, .heading = 2});
	add_also_sent(l);
	add_text(l, &letters->closing);
	add_signatures(l);
}

/* ---- the whole ---- */

struct document *
document_letter(struct arena *arena, struct diag_sink *sink,
		const struct edition *edition, const struct style *style,
		const struct recipient *recipient)
{
	const struct letters *letters = edition->letters;
	struct letter l = {
		.letters = letters,
		.recipient = recipient,
		.date = recipient->date.year != 0 ? &recipient->date
						  : &letters->date,
		.reference = recipient->reference.s != NULL
				     ? &recipient->reference
				     : &letters->reference,
	};
	struct builder *b = &l.b;
	struct diag_pos pos;

	builder_begin(b, arena, sink, edition, style);
	b->document->title = arena_printf(b->arena, "%s (%s)", letters->subject.s,
					  recipient->office->name.s);
	b->document->kind = b->words->letter;
	b->document->author = letters->from->name.s;
	b->document->identifier = l.reference->s;
	b->document->date = l.date;
	l.info = builder_letter_part(
		b, FLOW_LETTER,
		edition_letters_draft(edition, &pos) != NULL
			? b->words->draft_mark
			: NULL,
		&l.part);
	builder_sender(b, l.part, &letters->from->name);
	add_return_address(&l);
	add_address(&l);
	add_reference_column(&l);
	add_particulars(&l);
	add_matter(&l);
	builder_tell_blanks(b, l.part);
	return builder_end(b);
}
