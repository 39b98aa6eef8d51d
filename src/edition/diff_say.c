/*
 * diff_say - the comparison's own words.
 */
#include <string.h>

#include "base/arena.h"
#include "edition/diff_private.h"

static const struct {
	enum diff_group group;
	const char *slug, *heading[2], *word[2]; /* by enum edition_lang */
} kinds[] = {
#define DIFF_KIND(name, group, slug, nl, en, nl_word, en_word) \
	{DIFF_##group, slug, {nl, en}, {nl_word, en_word}},
#include "edition/diff_kinds.def"
#undef DIFF_KIND
};

static const char *const field_keys[] = {
	"status",  "expected",     "title",      "requester", "role",    "term",
	"name",    "chair",        "vice-chair", "holder",    "number",  "lead",
	"body",    "note",         "heading",    "caption",   "summary", "remit",
	"website", "abbreviation", "email",      "phone",
};

#define N_FIELDS (sizeof(field_keys) / sizeof(*field_keys))

static const char *const field_words[2][N_FIELDS] = {
	{"status",         "verwacht",     "titel",   "aanvrager",
	 "functie",        "termijn",      "naam",    "voorzitter",
	 "vicevoorzitter", "bekleed door", "nummer",  "inleiding",
	 "tekst",          "noot",         "kop",     "bijschrift",
	 "omschrijving",   "taak",         "website", "afkorting",
	 "e-mail",         "telefoon"},
	{"status",  "expected",     "title", "requester",  "role",
	 "term",    "name",         "chair", "vice-chair", "held by",
	 "number",  "introduction", "text",  "note",       "heading",
	 "caption", "summary",      "remit", "website",    "abbreviation",
	 "e-mail",  "telephone"},
};

static const struct diff_say says[2] = {
	{
		.groups = {"Adviezen", "De raad", "Ambten", "Tekst"},
		.compared_with = "vergeleken met",
		.nothing = "Er is niets veranderd.",
		.recognised = "herkend aan de titel, gelijkenis",
		.matching =
			"Wat bij elkaar hoort is gevonden op id, en anders op "
			"titel vanaf een gelijkenis van",
		.member = "lid",
		.staff = "medewerker",
		.nobody = "niemand",
		.title = "Wat",
		.was = "Was",
		.is = "Is nu",
		.note = "Toelichting",
		.decimal = ",",
	},
	{
		.groups = {"Advisories", "The council", "Offices", "Text"},
		.compared_with = "compared with",
		.nothing = "Nothing has changed.",
		.recognised = "recognised by its title, likeness",
		.matching = "What belongs together was found by id, or else by "
			    "title from a likeness of",
		.member = "member",
		.staff = "staff",
		.nobody = "nobody",
		.title = "What",
		.was = "Was",
		.is = "Is now",
		.note = "Note",
		.decimal = ".",
	},
};

static int
language_of(const struct diff *d)
{
	return d->new->facts->language == EDITION_EN ? 1 : 0;
}

const struct diff_say *
diff_say_of(const struct diff *d)
{
	return &says[language_of(d)];
}

const char *
diff_slug(enum diff_kind kind)
{
	return kinds[kind].slug;
}

enum diff_group
diff_group_of(enum diff_kind kind)
{
	return kinds[kind].group;
}

const char *
diff_heading(const struct diff *d, enum diff_kind kind)
{
	return kinds[kind].heading[language_of(d)];
}

const char *
diff_word(const struct diff *d, enum diff_kind kind)
{
	return kinds[kind].word[language_of(d)];
}

const char *
diff_group_heading(const struct diff *d, enum diff_group group)
{
	return diff_say_of(d)->groups[group];
}

const char *
diff_field_name(const struct diff *d, const char *field)
{
	for (size_t i = 0; i < N_FIELDS; i++)
		if (strcmp(field_keys[i], field) == 0)
			return field_words[language_of(d)][i];
	return field;
}

const char *
diff_likeness(const struct diff *d, int thousandths)
{
	return arena_printf(d->arena, "%d%s%02d", thousandths / 1000,
			    diff_say_of(d)->decimal, thousandths % 1000 / 10);
}

/* ---- words ------------------------------------------------------------------------ */

/* Words that are shown of an unchanged stretch, at each end that has a change. */
#define CONTEXT_WORDS 6

/* The end of the first n words of a text. */
static size_t
head_of(const char *s, size_t len, size_t n)
{
	size_t at = 0;

	for (; at < len; at++)
		if (s[at] == ' ' && at > 0 && n-- == 1)
			return at;
	return len;
}

/* The start of the last n words. */
static size_t
tail_of(const char *s, size_t len, size_t n)
{
	size_t at = len;

	for (; at > 0; at--)
		if (s[at - 1] == ' ' && at < len && n-- == 1)
			return at;
	return 0;
}

void
diff_tell_words(const struct diff_block *b, diff_piece piece, void *context)
{
	const struct diff_words *w = &b->words;

	for (size_t i = 0; i < w->n_edits; i++) {
		const struct diff_edit *e = &w->edits[i];
		const char *s = e->op == DIFF_INSERT ? b->new_text + e->new_at
						     : b->old_text + e->old_at;
		size_t len = e->op == DIFF_INSERT ? e->new_len : e->old_len;
		size_t head = i > 0 ? head_of(s, len, CONTEXT_WORDS) : 0;
		size_t tail =
			i + 1 < w->n_edits ? tail_of(s, len, CONTEXT_WORDS) : len;

		if (e->op != DIFF_KEEP || head >= tail) {
			piece(context, e->op, s, len);
			continue;
		}
		if (head > 0)
			piece(context, DIFF_KEEP, s, head);
		piece(context, DIFF_KEEP, " … ", strlen(" … "));
		if (tail < len)
			piece(context, DIFF_KEEP, s + tail, len - tail);
	}
}
