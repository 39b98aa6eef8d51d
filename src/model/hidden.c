#include "model/hidden.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "model/model_tables.h"
#include "model/words.h"

/* One of the forms in which somebody's name is written. */
struct form {
	const char *text;
	size_t len;
	size_t surname; /* where it begins */
	bool stays; /* of somebody else who is called the same */
};

/* An id by which somebody is hidden, and the one that stands for it. */
struct stand_in {
	const char *id, *by;
};

struct hidden {
	struct arena *arena;
	struct edition *editions[2];
	const struct person **people; /* all records of those hidden */
	struct stand_in *ids; /* of people[i] */
	size_t n, cap_people, cap_ids;
	struct form *forms; /* the longest first */
	size_t n_forms, cap_forms;
};

/* ---- names in a text -------------------------------------------------------------- */

/* Spaces of any kind, marks of emphasis, and one end of a line. */
static size_t
after_gap(const char *text, size_t len, size_t at)
{
	bool ended = false;

	while (at < len) {
		size_t next = at;
		uint32_t cp = utf8_next(text, len, &next);

		if (cp == '\n' ? ended
			       : cp != 0xA0 && cp != 0x202F &&
					 (cp > 0x7E ||
					  strchr(" \t*_`\\", (int)cp) == NULL))
			break;
		ended |= cp == '\n';
		at = next;
	}
	return at;
}

/* The end of a name that begins at text[at]; 0: it does not stand there. */
static size_t
end_of_name(const char *text, size_t len, size_t at, const struct form *f)
{
	for (size_t i = 0; i < f->len;) {
		bool initial = i > 0 && f->text[i - 1] == '.';
		bool capital = i == f->surname;
		size_t gap = after_gap(text, len, at);
		uint32_t want = utf8_next(f->text, f->len, &i), got;

		if (want == ' ' || want == 0xA0) {
			if (gap == at && !initial)
				return 0;
			at = gap;
			continue;
		}
		if (initial)
			at = gap;
		if (at >= len)
			return 0;
		got = utf8_next(text, len, &at);
		if (utf8_lower(got) != utf8_lower(want))
			return 0;
		if (capital && utf8_is_upper(want) && !utf8_is_upper(got))
			return 0;
	}
	if (at < len && (text[at] == 's' || text[at] == 'S'))
		at += utf8_letter_at(text, len, at + 1) ? 0 : 1;
	return utf8_letter_at(text, len, at) ? 0 : at;
}

/* The first name at or behind *at, which is moved there; NULL: none. */
static const struct form *
next_name(const struct hidden *h, const char *text, size_t len, size_t *at,
	  size_t *ret_end)
{
	for (size_t from = *at; from < len; from++) {
		if (((unsigned char)text[from] & 0xC0) == 0x80 ||
		    utf8_letter_before(text, len, from))
			continue;
		for (size_t i = 0; i < h->n_forms; i++) {
			*ret_end = end_of_name(text, len, from, &h->forms[i]);
			if (*ret_end == 0)
				continue;
			*at = from;
			return &h->forms[i];
		}
	}
	return NULL;
}

const char *
hidden_named(const struct hidden *h, const char *text, size_t len)
{
	size_t at = 0, end;
	const struct form *f;

	if (h == NULL)
		return NULL;
	while ((f = next_name(h, text, len, &at, &end)) != NULL) {
		if (!f->stays)
			return f->text;
		at = end;
	}
	return NULL;
}

/* ---- who they are ------------------------------------------------------------------ */

static bool
has_first_name(const struct person *p)
{
	return p->initials.s != NULL || p->given.s != NULL;
}

/* Do two names have the same letters, whatever stands between them? */
static bool
same_letters(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), i = 0, k = 0;

	for (;;) {
		uint32_t x = 0, y = 0;

		while (i < n && !utf8_is_letter(x))
			x = utf8_next(a, n, &i);
		while (k < m && !utf8_is_letter(y))
			y = utf8_next(b, m, &k);
		if (!utf8_is_letter(x) || !utf8_is_letter(y))
			return utf8_is_letter(x) == utf8_is_letter(y);
		if (utf8_lower(x) != utf8_lower(y))
			return false;
	}
}

static bool
same_person(struct arena *arena, const struct person *a, const struct person *b)
{
	if (strcmp(a->id.s, b->id.s) == 0)
		return true;
	return has_first_name(a) && has_first_name(b) &&
	       same_letters(person_name(arena, a, PERSON_FORMAL),
			    person_name(arena, b, PERSON_FORMAL));
}

/* The record of somebody hidden that is of this person too; its index, or n. */
static size_t
find_person(const struct hidden *h, const struct person *person)
{
	size_t i = 0;

	while (i < h->n && !same_person(h->arena, h->people[i], person))
		i++;
	return i;
}

/* An id that neither edition has. */
static const char *
new_id(const struct hidden *h, size_t number)
{
	for (const char *tail = "";;
	     tail = arena_printf(h->arena, "%s-x", tail)) {
		const char *id = arena_printf(
			h->arena, "redacted-%zu%s", number, tail);

		if (ids_any(h->editions[0]->ids, id) == NULL &&
		    ids_any(h->editions[1]->ids, id) == NULL)
			return id;
	}
}

static void
add_person(struct hidden *h, const struct person *person)
{
	size_t same = find_person(h, person), at = h->n;
	const char *by = same < at ? h->ids[same].by : new_id(h, at + 1);

	h->people = arena_grow(
		h->arena, h->people, h->n, &h->cap_people, sizeof(*h->people));
	h->ids = arena_grow(h->arena, h->ids, h->n, &h->cap_ids, sizeof(*h->ids));
	h->people[at] = person;
	h->ids[at] = (struct stand_in){person->id.s, by};
	h->n++;
}

/* ---- what they are called ----------------------------------------------------------- */

static void
add_form(struct hidden *h, const char *text, const char *surname, bool stays)
{
	const char *at = strstr(text, surname);

	h->forms = arena_grow(
		h->arena, h->forms, h->n_forms, &h->cap_forms, sizeof(*h->forms));
	h->forms[h->n_forms++] = (struct form){
		.text = text,
		.len = strlen(text),
		.surname = at != NULL ? (size_t)(at - text) : 0,
		.stays = stays,
	};
}

/* Looks for a surname that is also a word: "meer" beside H. van der Meer. */
struct word {
	struct form form;
	bool found;
};

static void
look_for_word(void *context, const struct schema *schema,
	      const struct schema_field *field, struct source_text *text)
{
	struct word *w = context;

	if (schema == &person_schema ||
	    (field->kind != SCHEMA_TEXT && field->kind != SCHEMA_PROSE))
		return;
	for (size_t at = 0; at < text->len && !w->found; at++) {
		size_t next = at;

		/* ids and addresses are no words */
		if (((unsigned char)text->s[at] & 0xC0) == 0x80 ||
		    utf8_letter_before(text->s, text->len, at) ||
		    (at > 0 && strchr(":/.#@-_", text->s[at - 1]) != NULL) ||
		    utf8_is_upper(utf8_next(text->s, text->len, &next)))
			continue;
		w->found = end_of_name(text->s, text->len, at, &w->form) != 0;
	}
}

static bool
is_word(const struct hidden *h, const char *surname)
{
	struct word w = {.form = {.text = surname, .len = strlen(surname)}};

	w.form.surname = w.form.len; /* no capital is asked for */
	for (size_t i = 0; i < 2; i++)
		schema_each_text(&edition_schema, h->editions[i], look_for_word,
				 &w);
	return w.found;
}

/*
 * A surname that either edition has as a word too is a name with its prefix or
 * behind a form of address; else it is one wherever it stands.
 */
static void
add_surname(struct hidden *h, const struct person *p)
{
	static const char *const addressed[] = {
		"heer", "mevrouw", "meneer", "dhr.", "mw.", "mr.", "mrs.", "ms."};
	const char *surname = p->surname.s;
	const char *first = p->initials.s != NULL ? p->initials.s : p->given.s;
	const char *prefix = p->prefix.s != NULL ? p->prefix.s : "";

	if (*prefix != '\0')
		add_form(h, arena_printf(h->arena, "%s %s", prefix, surname),
			 surname, false);
	if (first != NULL)
		add_form(h,
			 arena_printf(h->arena, "%s, %s%s%s", surname, first,
				      *prefix != '\0' ? " " : "", prefix),
			 surname, false);
	if (!is_word(h, surname)) {
		add_form(h, surname, surname, false);
		return;
	}
	for (size_t i = 0; i < sizeof(addressed) / sizeof(*addressed); i++)
		add_form(h,
			 arena_printf(h->arena, "%s %s", addressed[i], surname),
			 surname, false);
}

static void
add_names(struct hidden *h, const struct person *p, bool stays)
{
	for (enum person_form form = PERSON_FULL;
	     has_first_name(p) && form <= PERSON_FORMAL; form++)
		add_form(h, person_name(h->arena, p, form), p->surname.s, stays);
	if (!stays)
		add_surname(h, p);
}

/* Is somebody hidden called the same? */
static bool
is_namesake(const struct hidden *h, const struct person *person)
{
	for (size_t i = 0; i < h->n; i++)
		if (same_letters(h->people[i]->surname.s, person->surname.s))
			return true;
	return false;
}

/* What is hidden goes before what stays. */
static int
compare_forms(const void *a, const void *b)
{
	const struct form *x = a, *y = b;

	if (x->len != y->len)
		return x->len < y->len ? 1 : -1;
	if (x->stays != y->stays)
		return x->stays ? 1 : -1;
	return strcmp(x->text, y->text);
}

typedef void (*visit_person)(struct hidden *hidden, const struct person *person);

static void
each_person(struct hidden *h, visit_person visit)
{
	for (size_t i = 0; i < 2; i++) {
		const struct schema_list *list = &h->editions[i]->people;

		for (size_t k = 0; k < list->count; k++)
			visit(h, (const struct person *)list->items + k);
	}
}

static void
visit_flagged(struct hidden *h, const struct person *person)
{
	if (person->redact)
		add_person(h, person);
}

/* Another record of one who is flagged. */
static void
visit_same(struct hidden *h, const struct person *person)
{
	if (!person->redact && find_person(h, person) < h->n)
		add_person(h, person);
}

static void
visit_names(struct hidden *h, const struct person *person)
{
	if (find_person(h, person) < h->n)
		add_names(h, person, false);
	else if (is_namesake(h, person))
		add_names(h, person, true);
}

const struct hidden *
hidden_of(struct arena *arena, struct edition *old, struct edition *new)
{
	struct hidden *h = arena_alloc(arena, sizeof(*h));

	*h = (struct hidden){.arena = arena, .editions = {old, new}};
	each_person(h, visit_flagged);
	if (h->n == 0)
		return NULL;
	each_person(h, visit_same);
	each_person(h, visit_names);
	qsort(h->forms, h->n_forms, sizeof(*h->forms), compare_forms);
	return h;
}

/* ---- an edition without them -------------------------------------------------------- */

struct cleaner {
	const struct hidden *hidden;
	struct arena *arena;
	const struct edition *edition;
	const char *by; /* in the place of a name */
	bool ids;
};

/* The id that stands for this one; NULL: it is nobody's who is hidden. */
static const char *
stand_in(const struct cleaner *c, const char *id, size_t len)
{
	const struct hidden *h = c->hidden;

	for (size_t i = 0; c->ids && i < h->n; i++)
		if (strncmp(h->ids[i].id, id, len) == 0 &&
		    h->ids[i].id[len] == '\0' &&
		    ids_find(c->edition->ids, ID_PERSON, h->ids[i].id) != NULL)
			return h->ids[i].by;
	return NULL;
}

static void
set_text(struct source_text *text, struct arena *arena, struct buf *out)
{
	text->len = out->len;
	text->s = buf_keep(out, arena);
}

/* A name's line end is kept, so that what follows has its line still. */
static void
put_stand_in(const struct cleaner *c, struct buf *out, const char *name,
	     size_t len)
{
	static const char space[] = "\u00A0";
	const char *gap = strstr(c->by, space);

	if (memchr(name, '\n', len) == NULL || gap == NULL)
		buf_str(out, c->by);
	else
		buf_printf(out, "%.*s\n%s", (int)(gap - c->by), c->by,
			   gap + strlen(space));
}

static void
clean_names(const struct cleaner *c, struct source_text *text)
{
	struct buf out = {0};
	size_t at = 0, from = 0, end;
	const struct form *f;

	while ((f = next_name(c->hidden, text->s, text->len, &at, &end)) !=
	       NULL) {
		if (!f->stays) {
			buf_put(&out, text->s + from, at - from);
			put_stand_in(c, &out, text->s + at, end - at);
			from = end;
		}
		at = end;
	}
	if (from > 0) {
		buf_put(&out, text->s + from, text->len - from);
		set_text(text, c->arena, &out);
	}
	buf_done(&out);
}

/* {name:ID} and its like in prose. */
static void
clean_facts(const struct cleaner *c, struct source_text *text)
{
	struct buf out = {0};
	size_t from = 0;

	for (size_t at = 0; at < text->len; at++) {
		const char *brace = memchr(text->s + at, '{', text->len - at);
		const char *colon, *end, *by;

		if (brace == NULL)
			break;
		at = (size_t)(brace - text->s);
		colon = strchr(brace, ':');
		end = colon != NULL ? strchr(colon, '}') : NULL;
		by = end != NULL
			     ? stand_in(c, colon + 1, (size_t)(end - colon) - 1)
			     : NULL;
		if (by == NULL)
			continue;
		buf_put(&out, text->s + from,
			(size_t)(colon + 1 - text->s) - from);
		buf_str(&out, by);
		from = (size_t)(end - text->s);
	}
	if (from > 0) {
		buf_put(&out, text->s + from, text->len - from);
		set_text(text, c->arena, &out);
	}
	buf_done(&out);
}

static void
clean_text(void *context, const struct schema *schema,
	   const struct schema_field *field, struct source_text *text)
{
	const struct cleaner *c = context;
	const char *by;

	switch (field->kind) {
	case SCHEMA_ID:
	case SCHEMA_REF:
		by = stand_in(c, text->s, text->len);
		if (by != NULL) {
			text->s = by;
			text->len = strlen(by);
		}
		break;
	case SCHEMA_PROSE:
		clean_facts(c, text);
		clean_names(c, text);
		break;
	case SCHEMA_PATH: /* a file is to be found under it */
		break;
	default:
		/* what a person is called is told by the flag */
		if (schema != &person_schema)
			clean_names(c, text);
		break;
	}
}

void
hidden_apply(struct arena *arena, const struct hidden *h, struct edition *edition,
	     bool ids)
{
	struct person *people = edition->people.items;
	struct cleaner c = {
		.hidden = h,
		.arena = arena,
		.edition = edition,
		.by = words_of(edition->facts->language)->not_named,
		.ids = ids,
	};

	for (size_t i = 0; i < edition->people.count; i++)
		people[i].redact |= find_person(h, &people[i]) < h->n;
	schema_each_text(&edition_schema, edition, clean_text, &c);
	/* ids have an order */
	edition->ids = ids_collect(arena, diag_sink_new(arena), edition);
}
