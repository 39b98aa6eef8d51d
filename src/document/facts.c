/*
 * facts - what stands for {council.name}, {page:ID} and their like; and the ids
 * they name.
 */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "document/builder.h"

/* ---- ids -------------------------------------------------------------------- */

void
builder_define(struct builder *b, const char *id, struct node *node)
{
	struct builder_id *entry;

	if (id == NULL)
		return;
	entry = arena_alloc(b->arena, sizeof(*entry));
	*entry = (struct builder_id){.next = b->ids, .id = id, .node = node};
	b->ids = entry;
}

void
builder_refer(struct builder *b, struct node *node, const char *id,
	      struct diag_pos pos)
{
	struct builder_ref *ref = arena_alloc(b->arena, sizeof(*ref));

	*ref = (struct builder_ref){.node = node, .id = id, .pos = pos};
	*b->refs_tail = ref;
	b->refs_tail = &ref->next;
}

/* A part is named by its first node; an advisory where it is shown first. */
static struct node *
find_node(const struct builder *b, const char *id)
{
	for (const struct builder_id *e = b->ids; e != NULL; e = e->next)
		if (strcmp(e->id, id) == 0)
			return e->node;
	for (const struct builder_shown *s = b->shown; s != NULL; s = s->next)
		if (strcmp(s->advisory->id.s, id) == 0)
			return s->node;
	return NULL;
}

void
builder_resolve(struct builder *b)
{
	for (struct builder_ref *ref = b->refs; ref != NULL; ref = ref->next) {
		struct node *target = find_node(b, ref->id);

		if (target == NULL && builder_is_news(b, ref->pos))
			diag_report(b->sink, DIAG_REF_UNSET, ref->pos,
				    "'%s' does not stand in this document",
				    ref->id);
		/* keeps the tree whole; an error was reported */
		ref->node->target = target != NULL ? target : b->tree->root;
	}
}

/* ---- facts ------------------------------------------------------------------ */

static const char *
period(struct builder *b)
{
	const struct edition_facts *f = b->edition->facts;

	assert(f != NULL); /* required by the schema */
	if (f->period_start.year == 0)
		return NULL;
	if (f->period_end.year == 0 || f->period_end.year == f->period_start.year)
		return arena_printf(b->arena, "%d", f->period_start.year);
	return arena_printf(
		b->arena, "%d-%d", f->period_start.year, f->period_end.year);
}

/* "https://www.example.nl/" is shown as www.example.nl. */
static void
add_address(struct builder *b, struct node *parent, const struct source_text *url,
	    struct diag_pos pos)
{
	struct node *link = tree_add(b->tree, parent, NODE_LINK, pos);
	struct source_text shown = *url;
	const char *slashes = strstr(url->s, "://");

	if (slashes != NULL) {
		size_t skip = (size_t)(slashes + 3 - url->s);

		shown.pos = source_pos(url, skip);
		shown.s += skip;
		shown.len -= skip;
	}
	while (shown.len > 1 && shown.s[shown.len - 1] == '/')
		shown.len--;
	link->url = url->s;
	builder_text(b, link, &shown, ROLE_NONE);
	link->alt = arena_printf(b->arena, "%s %.*s", b->words->to_address,
				 (int)shown.len, shown.s);
}

/* Facts that are one text of the edition. */
static const struct source_text *
text_of_path(struct builder *b, const char *path)
{
	const struct edition *e = b->edition;
	const struct {
		const char *path;
		const struct source_text *text;
	} table[] = {
		{"edition.title", &e->facts->title},
		{"edition.subtitle", &e->facts->subtitle},
		{"edition.identifier", &e->facts->identifier},
		{"edition.dossier", &e->facts->dossier},
		{"council.name", &e->council->name},
		{"council.abbreviation", &e->council->abbreviation},
		{"council.article", &e->council->article},
		{"council.email", &e->council->email},
		{"council.phone", &e->council->phone},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (strcmp(table[i].path, path) == 0)
			return table[i].text;
	return NULL;
}

/* Facts that are made: dates and the period. */
static const char *
made_of_path(struct builder *b, const char *path)
{
	const struct edition_facts *f = b->edition->facts;

	if (strcmp(path, "edition.period") == 0)
		return period(b);
	if (strcmp(path, "edition.adopted-on") == 0)
		return words_date(b->arena, b->words, &f->adopted_on);
	if (strcmp(path, "edition.published-on") == 0)
		return words_date(b->arena, b->words, &f->published_on);
	if (strcmp(path, "letters.on-behalf-of") == 0) {
		b->behalf_told = true;
		return builder_behalf(b);
	}
	if (strcmp(path, "membership.as-of") == 0 &&
	    b->edition->membership != NULL)
		return words_date(
			b->arena, b->words, &b->edition->membership->as_of);
	return NULL;
}

static void
report_fact(struct builder *b, const struct prose *fact)
{
	diag_report(b->sink, DIAG_FACT_UNKNOWN, fact->pos,
		    "the edition has nothing for '{%s%s%s}'", fact->text,
		    fact->argument != NULL ? ":" : "",
		    fact->argument != NULL ? fact->argument : "");
}

static void
add_path(struct builder *b, struct node *parent, const struct prose *fact)
{
	const struct source_text *text = text_of_path(b, fact->text);
	const char *made;

	if (strcmp(fact->text, "council.website") == 0 &&
	    b->edition->council->website.s != NULL) {
		add_address(b, parent, &b->edition->council->website, fact->pos);
		return;
	}
	if (text != NULL && text->s != NULL) {
		builder_text(b, parent, text, ROLE_NONE);
		return;
	}
	made = made_of_path(b, fact->text);
	if (made == NULL || *made == '\0') {
		report_fact(b, fact);
		return;
	}
	tree_add_text(b->tree, parent, made, strlen(made), fact->pos);
}

static bool
asks_name(const char *kind)
{
	return strcmp(kind, "name") == 0 || strcmp(kind, "person") == 0 ||
	       strcmp(kind, "office") == 0;
}

/* The person whose name a fact is; NULL if it is something else. */
static const struct person *
person_of(struct builder *b, const struct prose *fact)
{
	return asks_name(fact->text) ? edition_person(b->edition, fact->argument)
				     : NULL;
}

/* The name by which a record is called in running text. */
static const char *
name_of(struct builder *b, const char *id)
{
	const struct person *person = edition_person(b->edition, id);
	const struct office *office = edition_office(b->edition, id);

	if (person != NULL)
		return person_name(b->arena, person, PERSON_SHORT);
	return office != NULL ? office->name.s : NULL;
}

static const char *
title_of(struct builder *b, const char *id)
{
	const struct advisory *advisory = edition_advisory(b->edition, id);
	const struct part *part = edition_part(b->edition, id);
	const struct data_table *table = edition_table(b->edition, id);

	if (advisory != NULL)
		return advisory->title.s;
	if (table != NULL)
		return table->title.s;
	return part != NULL ? part->title.s : NULL;
}

/* Of a chapter, or of a table in the order of the text. */
static const char *
number_of(struct builder *b, const char *id)
{
	const struct part *part = edition_part(b->edition, id);
	const struct data_table *table = edition_table(b->edition, id);

	if (table != NULL && table->number > 0)
		return arena_printf(b->arena, "%d", table->number);
	return part != NULL ? part->number.s : NULL;
}

static const char *
argument_text(struct builder *b, const char *kind, const char *id)
{

	if (asks_name(kind))
		return name_of(b, id);
	if (strcmp(kind, "title") == 0 || strcmp(kind, "advisory") == 0 ||
	    strcmp(kind, "chapter") == 0)
		return title_of(b, id);
	if (strcmp(kind, "abbreviation") == 0) {
		const struct office *office = edition_office(b->edition, id);

		return office != NULL ? office->abbreviation.s : NULL;
	}
	return strcmp(kind, "number") == 0 ? number_of(b, id) : NULL;
}

const char *
builder_fact_words(struct builder *b, const char *kind, const char *argument)
{
	const struct source_text *text;
	const struct person *person;

	if (argument != NULL) {
		person = asks_name(kind) ? edition_person(b->edition, argument)
					 : NULL;
		return person != NULL && person->redact
			       ? b->words->not_public
			       : argument_text(b, kind, argument);
	}
	if (strcmp(kind, "council.website") == 0)
		return b->edition->council->website.s;
	text = text_of_path(b, kind);
	return text != NULL ? text->s : made_of_path(b, kind);
}

/* What a reader is told is on the page of an id: who hears it knows no ids. */
static const char *
called(struct builder *b, const char *id)
{
	const struct data_table *table = edition_table(b->edition, id);
	const char *title = title_of(b, id);

	if (edition_figure(b->edition, id) != NULL)
		return b->words->figure;
	if (table != NULL && table->number > 0)
		return arena_printf(
			b->arena, "%s %d", b->words->table, table->number);
	return title != NULL ? title : id;
}

void
builder_fact(struct builder *b, struct node *parent, const struct prose *fact)
{
	const struct person *person;
	const char *text;

	if (fact->argument == NULL) {
		add_path(b, parent, fact);
		return;
	}
	if (strcmp(fact->text, "page") == 0) {
		struct node *link = tree_add(
			b->tree, parent, NODE_LINK, fact->pos);
		struct node *page = tree_add(b->tree, link, NODE_PAGE, fact->pos);

		link->alt = arena_printf(b->arena, "%s %s", b->words->to_page,
					 called(b, fact->argument));
		builder_refer(b, link, fact->argument, fact->pos);
		builder_refer(b, page, fact->argument, fact->pos);
		return;
	}
	if (strcmp(fact->text, "figure") == 0) {
		builder_figure_reference(b, parent, fact);
		return;
	}
	if (strcmp(fact->text, "note") == 0 && b->table != NULL) {
		builder_table_mark(b, parent, fact);
		return;
	}
	if (strcmp(fact->text, "table") == 0) {
		diag_report(b->sink, DIAG_TABLE_PLACE, fact->pos,
			    "the table '%s' cannot stand here", fact->argument);
		return;
	}
	if (strcmp(fact->text, "number") == 0 &&
	    builder_number_reference(b, parent, fact))
		return;
	person = person_of(b, fact);
	if (person != NULL && person->redact && b->copy == DOCUMENT_PUBLIC) {
		builder_redacted(b, parent);
		return;
	}
	text = argument_text(b, fact->text, fact->argument);
	if (text == NULL) {
		report_fact(b, fact);
		return;
	}
	tree_add_text(b->tree, parent, text, strlen(text), fact->pos);
}
