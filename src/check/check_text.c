#include "check/check_text.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/edition.h"
#include "prose/prose.h"

#define UNKNOWN_FACT "\xE2\x80\xA2" /* a bullet, which no rule minds */

struct reader {
	struct arena *arena;
	struct lexicon *lexicon;
	struct diag_sink *unheard; /* prose was judged when it was loaded */
	const struct edition *edition;
	struct texts *texts;
	struct text draft; /* what all blocks of a field share */
	/* the block in hand */
	struct buf bytes;
	struct text_run *runs;
	size_t n_runs, cap_runs;
	struct text_span *foreign;
	int level, list, item, items;
};

/* ---- a block ---- */

static void
add_run(struct reader *r, struct text_run run)
{
	r->runs = arena_grow(
		r->arena, r->runs, r->n_runs, &r->cap_runs, sizeof(*r->runs));
	run.at = r->bytes.len;
	r->runs[r->n_runs++] = run;
}

static void
begin_block(struct reader *r)
{
	buf_clear(&r->bytes);
	r->runs = NULL;
	r->n_runs = r->cap_runs = 0;
	r->foreign = NULL;
}

static void
end_block(struct reader *r, enum text_kind kind)
{
	struct texts *t = r->texts;
	struct text *text;

	if (r->bytes.len == 0)
		return;
	t->items = arena_grow(
		r->arena, t->items, t->count, &t->cap, sizeof(*t->items));
	text = &t->items[t->count++];
	*text = r->draft;
	text->kind = kind;
	text->s = arena_strndup(
		r->arena, (const char *)r->bytes.data, r->bytes.len);
	text->len = r->bytes.len;
	text->runs = r->runs;
	text->n_runs = r->n_runs;
	text->foreign = r->foreign;
	text->level = r->level;
	text->list = r->list;
	text->item = r->item;
	text->items = r->items;
	text_split(r->arena, r->lexicon, t, t->count - 1);
}

/* ---- prose ---- */

static const char *
fact_of(const struct reader *r, const struct prose *fact)
{
	const struct edition *e = r->edition;
	const struct part *part;
	const struct person *person;
	const struct advisory *advisory;
	const struct office *office;
	const struct data_table *table;
	const char *id = fact->argument;

	if (id == NULL) {
		if (strcmp(fact->text, "council.name") == 0)
			return e->council->name.s;
		if (strcmp(fact->text, "council.abbreviation") == 0)
			return e->council->abbreviation.s;
		return strcmp(fact->text, "edition.title") == 0
			       ? e->facts->title.s
			       : NULL;
	}
	if ((part = edition_part(e, id)) != NULL)
		return strcmp(fact->text, "title") == 0 ? part->title.s
		       : strcmp(fact->text, "number") == 0
			       ? part->number.s
			       : NULL;
	if (strcmp(fact->text, "note") == 0) /* a mark, no word */
		return "";
	if ((table = edition_table(e, id)) != NULL)
		return strcmp(fact->text, "title") == 0 ? table->title.s
		       : strcmp(fact->text, "number") == 0
			       ? arena_printf(r->arena, "%d", table->number)
			       : NULL;
	if ((advisory = edition_advisory(e, id)) != NULL &&
	    strcmp(fact->text, "title") == 0)
		return advisory->title.s;
	if ((office = edition_office(e, id)) != NULL)
		return office->name.s;
	if ((person = edition_person(e, id)) != NULL)
		return person_name(r->arena, person, PERSON_SHORT);
	return NULL;
}

static void
add_made(struct reader *r, const char *s, struct diag_pos pos)
{
	add_run(r, (struct text_run){.pos = pos});
	buf_str(&r->bytes, s != NULL ? s : UNKNOWN_FACT);
}

static void
add_inlines(struct reader *r, const struct prose *parent)
{
	for (const struct prose *p = parent->first; p != NULL; p = p->next) {
		size_t from = r->bytes.len;

		switch (p->kind) {
		case PROSE_TEXT:
			add_run(r, (struct text_run){.prose = p, .pos = p->pos});
			buf_put(&r->bytes, p->text, p->len);
			break;
		case PROSE_FACT:
			add_made(r, fact_of(r, p), p->pos);
			break;
		case PROSE_BREAK:
			add_made(r, " ", p->pos);
			break;
		default:
			add_inlines(r, p);
		}
		if (p->kind == PROSE_SPAN) {
			struct text_span *span = arena_alloc(
				r->arena, sizeof(*span));

			*span = (struct text_span){
				r->foreign, from, r->bytes.len};
			r->foreign = span;
		}
	}
}

static void add_blocks(struct reader *r, const struct prose *parent, bool item);

static void
add_list(struct reader *r, const struct prose *list)
{
	int outer_list = r->list, outer_item = r->item, outer_items = r->items;
	int number = ++r->texts->n_lists, items = 0, at = 0;

	for (const struct prose *p = list->first; p != NULL; p = p->next)
		items++;
	for (const struct prose *p = list->first; p != NULL; p = p->next) {
		r->list = number;
		r->item = ++at;
		r->items = items;
		add_blocks(r, p, true);
	}
	r->list = outer_list;
	r->item = outer_item;
	r->items = outer_items;
}

static void
add_blocks(struct reader *r, const struct prose *parent, bool item)
{
	for (const struct prose *p = parent->first; p != NULL; p = p->next) {
		switch (p->kind) {
		case PROSE_LIST:
			add_list(r, p);
			break;
		case PROSE_QUOTE:
		case PROSE_FOOTNOTE:
			add_blocks(r, p, item);
			break;
		default:
			begin_block(r);
			add_inlines(r, p);
			r->level = p->kind == PROSE_HEADING ? p->level : 0;
			end_block(r, p->kind == PROSE_HEADING ? TEXT_HEADING
				     : item                   ? TEXT_ITEM
							      : TEXT_PARAGRAPH);
		}
	}
}

/* ---- fields ---- */

/* Whose fields come next. */
static void
own(struct reader *r, enum text_owner owner, const void *record,
    const struct source_text *id, const char *otherwise)
{
	r->draft = (struct text){
		.owner = owner,
		.record = record,
		.id = id != NULL && id->s != NULL ? id->s : otherwise,
	};
}

static void
open_field(struct reader *r, enum text_field field, const char *name,
	   const struct source_text *text)
{
	const char *id = r->draft.id;
	size_t len = strlen(id) + strlen(name) + 2;
	char *place = arena_alloc(r->arena, len);

	memcpy(place, id, strlen(id));
	place[strlen(id)] = '/';
	memcpy(place + strlen(id) + 1, name, strlen(name) + 1);
	r->draft.field = field;
	r->draft.place = place;
	r->draft.pos = text->pos;
}

static void
mark_ends(struct reader *r, size_t before)
{
	if (r->texts->count == before)
		return;
	r->texts->items[before].first = true;
	r->texts->items[r->texts->count - 1].last = true;
}

static void
line(struct reader *r, enum text_field field, const char *name,
     const struct source_text *text)
{
	size_t before = r->texts->count;

	if (text->s == NULL)
		return;
	open_field(r, field, name, text);
	begin_block(r);
	add_run(r, (struct text_run){.source = text, .pos = text->pos});
	buf_put(&r->bytes, text->s, text->len);
	end_block(r, TEXT_LINE);
	mark_ends(r, before);
}

static void
lines(struct reader *r, enum text_field field, const char *name,
      const struct schema_list *list)
{
	const struct source_text *items = list->items;

	for (size_t i = 0; i < list->count; i++)
		line(r, field, name, &items[i]);
}

static void
prose(struct reader *r, enum text_field field, const char *name,
      const struct source_text *text)
{
	size_t before = r->texts->count;
	bool ok;

	if (text->s == NULL)
		return;
	open_field(r, field, name, text);
	add_blocks(r, prose_parse(r->arena, r->unheard, text, &ok), false);
	mark_ends(r, before);
}

/* ---- records ---- */

static void
read_facts(struct reader *r)
{
	const struct edition *e = r->edition;
	const struct edition_facts *f = e->facts;
	const struct council *c = e->council;

	own(r, OWNER_EDITION, f, NULL, "edition");
	line(r, FIELD_TITLE, "title", &f->title);
	line(r, FIELD_TITLE, "subtitle", &f->subtitle);
	line(r, FIELD_DESCRIPTION, "description", &f->description);
	lines(r, FIELD_DESCRIPTION, "subjects", &f->subjects);
	line(r, FIELD_DESCRIPTION, "rights", &f->rights);
	own(r, OWNER_COUNCIL, c, NULL, "council");
	line(r, FIELD_NAME, "name", &c->name);
	lines(r, FIELD_ADDRESS, "postal-address", &c->postal_address);
	lines(r, FIELD_ADDRESS, "visiting-address", &c->visiting_address);
}

static void
read_who(struct reader *r)
{
	const struct edition *e = r->edition;
	const struct office *o = e->offices.items;
	const struct committee *c = e->committees.items;

	for (size_t i = 0; i < e->offices.count; i++, o++) {
		own(r, OWNER_OFFICE, o, &o->id, "office");
		line(r, FIELD_NAME, "name", &o->name);
		line(r, FIELD_NAME, "signing-name", &o->signing_name);
		line(r, FIELD_NAME, "organisation", &o->organisation);
		line(r, FIELD_ADDRESS, "addressee", &o->addressee);
		line(r, FIELD_LABEL, "salutation", &o->salutation);
		lines(r, FIELD_ADDRESS, "postal-address", &o->postal_address);
		lines(r, FIELD_ADDRESS, "visiting-address", &o->visiting_address);
	}
	for (size_t i = 0; i < e->committees.count; i++, c++) {
		own(r, OWNER_COMMITTEE, c, &c->id, "committee");
		line(r, FIELD_NAME, "name", &c->name);
		prose(r, FIELD_SUMMARY, "remit", &c->remit);
	}
	if (e->membership != NULL) {
		const struct member *m = e->membership->members.items;

		for (size_t i = 0; i < e->membership->members.count; i++, m++) {
			own(r, OWNER_MEMBER, m, &m->person_id, "member");
			line(r, FIELD_LABEL, "function", &m->function);
			line(r, FIELD_LABEL, "note", &m->note);
		}
	}
}

static void
read_advisories(struct reader *r)
{
	const struct advisory *a = r->edition->advisories.items;

	for (size_t i = 0; i < r->edition->advisories.count; i++, a++) {
		own(r, OWNER_ADVISORY, a, &a->id, "advisory");
		line(r, FIELD_TITLE, "title", &a->title);
		line(r, FIELD_LABEL, "kind", &a->kind);
		line(r, FIELD_HEADING, "group", &a->group);
		line(r, FIELD_REQUESTER, "requester", &a->requester);
		line(r, FIELD_COMMITMENT, "commitment", &a->commitment);
		prose(r, FIELD_SUMMARY, "summary", &a->summary);
		prose(r, FIELD_BODY, "body", &a->body);
		line(r, FIELD_SUMMARY, "reason", &a->reason);
	}
}

/* Numbers are not language: amounts are passed over. */
static void
read_rows(struct reader *r, const struct schema_list *list, const char *name)
{
	const struct data_row *row = list->items;

	for (size_t i = 0; i < list->count; i++, row++) {
		const struct data_cell *cell = row->cells.items;

		prose(r, FIELD_LABEL, name, &row->group);
		for (size_t k = 0; k < row->cells.count; k++, cell++)
			if (cell->kind == CELL_TEXT)
				prose(r, FIELD_LABEL, name, &cell->text);
	}
}

static void
read_tables(struct reader *r)
{
	const struct data_table *t = r->edition->tables.items;

	for (size_t i = 0; i < r->edition->tables.count; i++, t++) {
		const struct data_column *column = t->columns.items;
		const struct data_note *note = t->notes.items;

		own(r, OWNER_TABLE, t, &t->id, "table");
		line(r, FIELD_TITLE, "title", &t->title);
		for (size_t k = 0; k < t->columns.count; k++, column++) {
			line(r, FIELD_LABEL, "group", &column->group);
			prose(r, FIELD_LABEL, "label", &column->label);
		}
		read_rows(r, &t->rows, "rows");
		read_rows(r, &t->foot, "foot");
		for (size_t k = 0; k < t->notes.count; k++, note++)
			prose(r, FIELD_LABEL, "notes", &note->text);
		prose(r, FIELD_LABEL, "source", &t->source);
	}
}

static void
read_contents(struct reader *r, const struct part *part)
{
	const struct content *c = part->content.items;

	for (size_t i = 0; i < part->content.count; i++, c++) {
		const struct column *columns = c->columns.items;

		line(r, FIELD_HEADING, "heading", &c->heading);
		prose(r, FIELD_LEAD, "lead", &c->lead);
		prose(r, FIELD_BODY, "body", &c->body);
		line(r, FIELD_LABEL, "note", &c->note);
		for (size_t k = 0; k < c->columns.count; k++)
			line(r, FIELD_HEADING, "head", &columns[k].head);
	}
}

static void
read_figure(struct reader *r, const struct figure *f)
{
	prose(r, FIELD_CAPTION, "caption", &f->caption);
	line(r, FIELD_ALT, "alt", &f->alt);
	line(r, FIELD_CREDIT, "credit", &f->credit);
}

static void
read_part(struct reader *r, const struct part *p)
{
	static const char *const names[] = {
		[PART_COVER] = "cover",       [PART_COLOPHON] = "colophon",
		[PART_CONTENTS] = "contents", [PART_PREFACE] = "preface",
		[PART_CHAPTER] = "chapter",   [PART_PLATE] = "plate",
		[PART_OVERVIEW] = "overview", [PART_BACK] = "back",
	};
	const struct label_line *l = p->lines.items;
	const char *name = names[p->kind];

	if (p->figure != NULL && p->figure->image.s != NULL)
		name = p->figure->image.s;
	own(r, OWNER_PART, p, &p->id, name);
	line(r, FIELD_TITLE, "title", &p->title);
	line(r, FIELD_TITLE, "short-title", &p->short_title);
	prose(r, FIELD_LEAD, "lead", &p->lead);
	prose(r, FIELD_BODY, "body", &p->body);
	read_contents(r, p);
	line(r, FIELD_LABEL, "signed-as", &p->signed_as);
	if (p->figure != NULL)
		read_figure(r, p->figure);
	for (size_t i = 0; i < p->figures.count; i++)
		read_figure(r, (const struct figure *)p->figures.items + i);
	for (size_t i = 0; i < p->lines.count; i++, l++) {
		line(r, FIELD_LABEL, "label", &l->label);
		prose(r, FIELD_LABEL, "text", &l->text);
	}
}

static void
read_letters(struct reader *r)
{
	const struct letters *l = r->edition->letters;
	const struct signatory *s;

	if (l == NULL)
		return;
	own(r, OWNER_LETTERS, l, NULL, "letters");
	line(r, FIELD_SUBJECT, "subject", &l->subject);
	lines(r, FIELD_ENCLOSURE, "enclosures", &l->enclosures);
	line(r, FIELD_LABEL, "contact", &l->contact);
	line(r, FIELD_LABEL, "salutation", &l->salutation);
	prose(r, FIELD_BODY, "body", &l->body);
	line(r, FIELD_LABEL, "closing", &l->closing);
	s = l->signatories.items;
	for (size_t i = 0; i < l->signatories.count; i++, s++)
		line(r, FIELD_LABEL, "signatories", &s->placeholder);
}

static void
read_note(struct reader *r)
{
	const struct decision_note *n = r->edition->note;
	const struct note_section *s;
	const struct note_field *f;
	const struct decision *d;

	if (n == NULL)
		return;
	own(r, OWNER_NOTE, n, NULL, "note");
	line(r, FIELD_LABEL, "type", &n->type);
	line(r, FIELD_SUBJECT, "subject", &n->subject);
	lines(r, FIELD_ENCLOSURE, "enclosures", &n->enclosures);
	f = n->fields.items;
	for (size_t i = 0; i < n->fields.count; i++, f++)
		line(r, FIELD_LABEL, "fields", &f->text);
	s = n->sections.items;
	for (size_t i = 0; i < n->sections.count; i++, s++) {
		line(r, FIELD_HEADING, "heading", &s->heading);
		prose(r, FIELD_BODY, s->heading.s, &s->body);
	}
	d = n->decisions.items;
	for (size_t i = 0; i < n->decisions.count; i++, d++)
		line(r, FIELD_LABEL, "decisions", &d->text);
}

void
texts_read(struct arena *arena, struct lexicon *lexicon,
	   const struct edition *edition, struct texts *ret)
{
	struct reader r = {
		.arena = arena,
		.lexicon = lexicon,
		.unheard = diag_sink_new(arena),
		.edition = edition,
		.texts = ret,
	};
	const struct part *parts = edition->booklet->parts.items;

	*ret = (struct texts){0};
	read_facts(&r);
	read_who(&r);
	read_advisories(&r);
	read_tables(&r);
	own(&r, OWNER_BOOKLET, edition->booklet, NULL, "booklet");
	line(&r, FIELD_LABEL, "running", &edition->booklet->running);
	for (size_t i = 0; i < edition->booklet->parts.count; i++)
		read_part(&r, &parts[i]);
	read_letters(&r);
	read_note(&r);
	buf_done(&r.bytes);
}

struct diag_pos
text_pos(const struct text *text, size_t at)
{
	const struct text_run *run = text->runs;

	assert(text->n_runs > 0);
	for (size_t i = 1; i < text->n_runs && text->runs[i].at <= at; i++)
		run = &text->runs[i];
	if (run->prose != NULL)
		return prose_pos(run->prose, at - run->at + run->offset);
	if (run->source != NULL)
		return source_pos(run->source, at - run->at + run->offset);
	return run->pos;
}
