/*
 * redact - nobody whom the edition flags with `redact` is named in a public
 * document: its text is searched, and its source is cleaned.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "document/builder.h"
#include "edition/diff.h"

/* ---- looking for words ---- */

static uint32_t
fold(uint32_t cp, bool any_case)
{
	return any_case ? utf8_lower(cp) : cp;
}

/* Do the letters at text[at..) spell the word? */
static bool
spells(const char *text, size_t len, size_t at, const char *word, size_t n,
       bool any_case)
{
	for (size_t i = 0; i < n;)
		if (at >= len || fold(utf8_next(text, len, &at), any_case) !=
					 fold(utf8_next(word, n, &i), any_case))
			return false;
	return !utf8_letter_at(text, len, at);
}

/* Where the words stand by themselves in the text; SIZE_MAX: nowhere. */
static size_t
find_words(const char *text, size_t len, const char *words, bool any_case)
{
	size_t n = words != NULL ? strlen(words) : 0;

	for (size_t at = 0; n > 0 && at + n <= len; at++)
		if ((any_case || text[at] == words[0]) &&
		    ((unsigned char)text[at] & 0xC0) != 0x80 &&
		    !utf8_letter_before(text, len, at) &&
		    spells(text, len, at, words, n, any_case))
			return at;
	return SIZE_MAX;
}

/* ---- the document ---- */

/* One text of a document against one person. */
static void
check_text(struct builder *b, const struct person *person, const char *text,
	   struct diag_pos pos)
{
	size_t len = text != NULL ? strlen(text) : 0;
	bool alone = person->initials.s == NULL && person->given.s == NULL;

	for (enum person_form form = PERSON_FULL; !alone && form <= PERSON_FORMAL;
	     form++) {
		const char *name = person_name(b->arena, person, form);

		if (find_words(text, len, name, false) == SIZE_MAX)
			continue;
		diag_report(b->sink, DIAG_REDACTION_NAMED, pos,
			    "a public document would name '%s', who is flagged "
			    "with 'redact' in line %d",
			    name, person->pos.line);
		return;
	}
	if (find_words(text, len, person->surname.s, false) != SIZE_MAX)
		diag_report(b->sink, DIAG_REDACTION_LIKELY, pos,
			    "'%s' is also the name of somebody who is flagged "
			    "with 'redact' in line %d",
			    person->surname.s, person->pos.line);
}

static void
check_person(struct builder *b, const struct person *person)
{
	const struct edition_facts *facts = b->edition->facts;
	const struct source_text *subjects = facts->subjects.items;
	const struct node *top = b->tree->root;

	for (const struct node *n = top; n != NULL; n = tree_next(n, top)) {
		/* blocks, so that a name in several leaves is seen */
		if (n->first != NULL && node_is_leaf(n->first))
			check_text(b, person, tree_plain(b->arena, n), n->pos);
		check_text(b, person, n->alt, n->pos);
	}
	check_text(b, person, facts->description.s, facts->description.pos);
	for (size_t i = 0; i < facts->subjects.count; i++)
		check_text(b, person, subjects[i].s, subjects[i].pos);
}

static void
check_people(struct builder *b, const struct schema_list *list)
{
	const struct person *people = list->items;

	for (size_t i = 0; i < list->count; i++)
		if (people[i].redact)
			check_person(b, &people[i]);
}

void
builder_check_names(struct builder *b)
{
	check_people(b, &b->edition->people);
	if (b->marking) /* it tells of two editions */
		check_people(b, &b->diff->old->people);
}

/* ---- the source ---- */

#define STAND_IN "redacted"

/* Bytes of the source that are replaced. */
struct edit {
	size_t at, len;
	const char *by;
};

struct cleaner {
	struct arena *arena;
	struct diag_sink *sink;
	const struct edition *edition;
	struct edit *edits;
	size_t n, cap;
	size_t n_ids; /* stand-ins so far */
};

static void
add_edit(struct cleaner *c, size_t at, size_t len, const char *by)
{
	c->edits = arena_grow(
		c->arena, c->edits, c->n, &c->cap, sizeof(*c->edits));
	c->edits[c->n++] = (struct edit){at, len, by};
}

/* The byte at a position in the file. */
static size_t
offset_of(const struct edition *e, struct diag_pos pos)
{
	size_t at = 0;

	for (int line = 1; line < pos.line; line++) {
		const char *end = memchr(e->text + at, '\n', e->len - at);

		if (end == NULL)
			return e->len;
		at = (size_t)(end - e->text) + 1;
	}
	for (int col = 1; col < pos.col && at < e->len; col++)
		utf8_next(e->text, e->len, &at);
	return at;
}

/* Take a value out, if it stands in the file as it was read. */
static void
replace(struct cleaner *c, const struct source_text *text, const char *by)
{
	const struct edition *e = c->edition;
	size_t at;

	if (text->s == NULL)
		return;
	at = offset_of(e, text->pos);
	if (e->len - at >= text->len &&
	    memcmp(e->text + at, text->s, text->len) == 0)
		add_edit(c, at, text->len, by);
	else
		diag_report(c->sink, DIAG_REDACTION_NAMED, text->pos,
			    "this cannot be taken out of the source that is "
			    "attached: write it on one line, without escapes");
}

static void
replace_reference(struct cleaner *c, const struct source_text *id,
		  const struct person *person, const char *by)
{
	if (id->s != NULL && strcmp(id->s, person->id.s) == 0)
		replace(c, id, by);
}

/* Every key that can refer to a person. */
static void
replace_references(struct cleaner *c, const struct person *p, const char *by)
{
	const struct edition *e = c->edition;
	const struct office *offices = e->offices.items;
	const struct committee *committees = e->committees.items;
	const struct part *parts = e->booklet->parts.items;

	for (size_t i = 0; i < e->offices.count; i++)
		replace_reference(c, &offices[i].holder_id, p, by);
	for (size_t i = 0; i < e->committees.count; i++) {
		replace_reference(c, &committees[i].chair_id, p, by);
		replace_reference(c, &committees[i].vice_chair_id, p, by);
	}
	if (e->membership != NULL) {
		const struct member *members = e->membership->members.items;

		for (size_t i = 0; i < e->membership->members.count; i++)
			replace_reference(c, &members[i].person_id, p, by);
	}
	for (size_t i = 0; i < e->booklet->parts.count; i++)
		replace_reference(c, &parts[i].signed_by_id, p, by);
	if (e->letters != NULL) {
		const struct signatory *s = e->letters->signatories.items;

		for (size_t i = 0; i < e->letters->signatories.count; i++)
			replace_reference(c, &s[i].person_id, p, by);
	}
	if (e->note != NULL)
		replace_reference(c, &e->note->contact_id, p, by);
}

/* The length of "{name:" and its like at s, 0 if there is none. */
static size_t
fact_at(const char *s, size_t len)
{
	static const char *const kinds[] = {"{name:", "{person:", "{office:"};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t n = strlen(kinds[i]);

		if (len > n && memcmp(s, kinds[i], n) == 0)
			return n;
	}
	return 0;
}

/* {name:ID} in prose. */
static void
replace_facts(struct cleaner *c, const struct person *p, const char *by)
{
	const char *text = c->edition->text;
	size_t len = c->edition->len;

	for (size_t at = 0; at < len; at++) {
		const char *brace = memchr(text + at, '{', len - at);
		size_t skip;

		if (brace == NULL)
			break;
		at = (size_t)(brace - text);
		skip = at + fact_at(brace, len - at);
		if (skip > at && len - skip > p->id.len &&
		    memcmp(text + skip, p->id.s, p->id.len) == 0 &&
		    text[skip + p->id.len] == '}')
			add_edit(c, skip, p->id.len, by);
	}
}

/* An id that the source has not. */
static const char *
new_id(struct cleaner *c)
{
	for (;;) {
		const char *copy = arena_printf(
			c->arena, STAND_IN "-%zu", ++c->n_ids);

		if (find_words(c->edition->text, c->edition->len, copy, false) ==
		    SIZE_MAX)
			return copy;
	}
}

static void
clean_person(struct cleaner *c, const struct person *p)
{
	const char *by = new_id(c);

	replace(c, &p->id, by);
	replace_references(c, p, by);
	replace_facts(c, p, by);
	replace(c, &p->titles, STAND_IN);
	replace(c, &p->initials, STAND_IN);
	replace(c, &p->given, STAND_IN);
	replace(c, &p->prefix, STAND_IN);
	replace(c, &p->surname, STAND_IN);
	replace(c, &p->suffix, STAND_IN);
}

static int
compare_edits(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

static const char *
apply_edits(struct cleaner *c, size_t *ret_len)
{
	const struct edition *e = c->edition;
	struct buf out = {0};
	size_t at = 0;

	if (c->n > 0)
		qsort(c->edits, c->n, sizeof(*c->edits), compare_edits);
	for (size_t i = 0; i < c->n; i++) {
		if (c->edits[i].at < at)
			continue; /* an anchor's text, used again by its alias */
		buf_put(&out, e->text + at, c->edits[i].at - at);
		buf_str(&out, c->edits[i].by);
		at = c->edits[i].at + c->edits[i].len;
	}
	buf_put(&out, e->text + at, e->len - at);
	*ret_len = out.len;
	return buf_keep(&out, c->arena);
}

/* In comments names are written in any case: they may be ids. */
static size_t
comment_in(const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (line[i] == '#' && (i == 0 || line[i - 1] == ' '))
			return i;
	return len;
}

/* No edit has a line end, so that lines have their old numbers. */
static void
look_for(struct cleaner *c, const char *text, size_t len, const char *words,
	 bool name)
{
	struct diag_pos pos = {.file = c->edition->file, .line = 1};

	for (size_t at = 0; words != NULL && at < len; pos.line++) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t n = end != NULL ? (size_t)(end - text) - at : len - at;
		size_t comment = name ? comment_in(text + at, n) : n;

		if (find_words(text + at, n, words, false) != SIZE_MAX ||
		    find_words(text + at + comment, n - comment, words, true) !=
			    SIZE_MAX)
			diag_report(c->sink, DIAG_REDACTION_NAMED, pos,
				    "the source that is attached would still say "
				    "'%s'",
				    words);
		at += n + 1;
	}
}

const char *
document_public_source(struct arena *arena, struct diag_sink *sink,
		       const struct edition *edition, size_t *ret_len)
{
	struct cleaner c = {.arena = arena, .sink = sink, .edition = edition};
	const struct person *people = edition->people.items;
	const struct note_field *fields =
		edition->note != NULL ? edition->note->fields.items : NULL;
	size_t n_fields = edition->note != NULL ? edition->note->fields.count : 0;
	size_t before = diag_count(sink, DIAG_ERROR);
	const char *text;

	for (size_t i = 0; i < edition->people.count; i++)
		if (people[i].redact)
			clean_person(&c, &people[i]);
	for (size_t i = 0; i < n_fields; i++)
		if (fields[i].redact)
			replace(&c, &fields[i].text, STAND_IN);
	text = apply_edits(&c, ret_len);
	for (size_t i = 0; i < edition->people.count; i++)
		if (people[i].redact)
			look_for(&c, text, *ret_len, people[i].surname.s, true);
	for (size_t i = 0; i < n_fields; i++)
		if (fields[i].redact)
			look_for(&c, text, *ret_len, fields[i].text.s, false);
	return diag_count(sink, DIAG_ERROR) == before ? text : NULL;
}
