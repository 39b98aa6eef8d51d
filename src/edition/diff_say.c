/*
 * diff_say - the comparison's own words.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
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

/* Keys of the data in words, by enum edition_lang. */
static const struct {
	const char *key, *words[2];
} fields[] = {
	{"status", {"status", "status"}},
	{"expected", {"verwacht", "expected"}},
	{"title", {"titel", "title"}},
	{"requester", {"aanvrager", "requester"}},
	{"role", {"functie", "role"}},
	{"term", {"termijn", "term"}},
	{"name", {"naam", "name"}},
	{"chair", {"voorzitter", "chair"}},
	{"vice-chair", {"vicevoorzitter", "vice-chair"}},
	{"holder", {"bekleed door", "held by"}},
	{"number", {"nummer", "number"}},
	{"lead", {"inleiding", "introduction"}},
	{"body", {"tekst", "text"}},
	{"note", {"noot", "note"}},
	{"heading", {"kop", "heading"}},
	{"caption", {"bijschrift", "caption"}},
	{"credit", {"bronvermelding", "credit"}},
	{"alt", {"alternatieve tekst", "alternative text"}},
	{"label", {"kop", "heading"}},
	{"group", {"kop erboven", "heading over it"}},
	{"source", {"bron", "source"}},
	{"rows", {"rijen", "rows"}},
	{"columns", {"kolommen", "columns"}},
	{"sum", {"optelling", "sum"}},
	{"kind", {"soort advies", "kind of advice"}},
	{"month", {"verschenen", "published"}},
	{"link", {"adres op het web", "address on the web"}},
	{"commitment", {"toezegging", "commitment"}},
	{"joint-with", {"samen met", "together with"}},
	{"lines", {"regel", "line"}},
	{"signed-as", {"ondertekening", "signature"}},
	{"subtitle", {"ondertitel", "subtitle"}},
	{"adopted-on", {"vastgesteld op", "adopted on"}},
	{"adopted-by", {"vastgesteld door", "adopted by"}},
	{"published-on", {"verschenen op", "published on"}},
	{"dossier", {"dossier", "dossier"}},
	{"place", {"plaats", "place"}},
	{"summary", {"omschrijving", "summary"}},
	{"remit", {"taak", "remit"}},
	{"website", {"website", "website"}},
	{"abbreviation", {"afkorting", "abbreviation"}},
	{"email", {"e-mail", "e-mail"}},
	{"phone", {"telefoon", "telephone"}},
	{"from", {"afzender", "sender"}},
	{"to", {"aan", "to"}},
	{"date", {"datum", "date"}},
	{"reference", {"kenmerk", "reference"}},
	{"your-reference", {"uw kenmerk", "your reference"}},
	{"subject", {"onderwerp", "subject"}},
	{"salutation", {"aanhef", "salutation"}},
	{"closing", {"slot", "closing"}},
	{"contact", {"contact", "contact"}},
	{"enclosures", {"bijlagen", "enclosures"}},
	{"on-behalf-of", {"mede namens", "also on behalf of"}},
	{"type", {"soort", "kind"}},
	{"decision", {"wie besluit", "who decides"}},
};

#define N_FIELDS (sizeof(fields) / sizeof(*fields))

static const struct diff_say says[2] = {
	{
		.groups = {"De uitgave", "Adviezen", "De raad", "Ambten",
			   "Brieven en nota", "Tekst", "Tabellen en figuren"},
		.compared_with = "vergeleken met",
		.nothing = "Er is niets veranderd.",
		.recognised = "herkend aan de titel, gelijkenis",
		.matching =
			"Wat bij elkaar hoort is gevonden op id, en anders op "
			"titel vanaf een gelijkenis van",
		.member = "lid",
		.staff = "medewerker",
		.nobody = "niemand",
		.letters = "Brieven",
		.title = "Wat",
		.was = "Was",
		.is = "Is nu",
		.note = "Toelichting",
		.decimal = ",",
		.row = "rij",
		.column = "kolom",
		.rows = "rijen",
		.columns = "kolommen",
		.of_the = "van de",
		.moved = "van plaats veranderd",
		.adds_up = {"telt niet op", "telt op"},
		.statuses = {"concept", "vastgesteld"},
		.first = "vooraan",
		.behind = "achter",
		.colophon = "Colofon",
		.back = "Achterzijde",
		.untitled = "Tabel zonder titel",
		.picture = "Beeld zonder bijschrift",
	},
	{
		.groups = {"The edition", "Advisories", "The council", "Offices",
			   "Letters and note", "Text", "Tables and figures"},
		.compared_with = "compared with",
		.nothing = "Nothing has changed.",
		.recognised = "recognised by its title, likeness",
		.matching = "What belongs together was found by id, or else by "
			    "title from a likeness of",
		.member = "member",
		.staff = "staff",
		.nobody = "nobody",
		.letters = "Letters",
		.title = "What",
		.was = "Was",
		.is = "Is now",
		.note = "Note",
		.decimal = ".",
		.row = "row",
		.column = "column",
		.rows = "rows",
		.columns = "columns",
		.of_the = "of the",
		.moved = "changed places",
		.adds_up = {"does not add up", "adds up"},
		.statuses = {"draft", "adopted"},
		.first = "first",
		.behind = "behind",
		.colophon = "Colophon",
		.back = "Back",
		.untitled = "Table without a title",
		.picture = "Picture without a caption",
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
diff_words_for_many(const struct diff *d, enum diff_kind kind)
{
	static const struct {
		enum diff_kind kind;
		const char *words[2]; /* by enum edition_lang */
	} many[] = {
		{DIFF_TABLE_COLUMN_NEW, {"kolommen erbij", "new columns"}},
		{DIFF_TABLE_COLUMN_GONE, {"kolommen weg", "columns left out"}},
		{DIFF_TABLE_COLUMN_RENAMED, {"andere koppen", "other headings"}},
		{DIFF_TABLE_ROW_NEW, {"rijen erbij", "new rows"}},
		{DIFF_TABLE_ROW_GONE, {"rijen weg", "rows left out"}},
		{DIFF_TABLE_CELL, {"cellen gewijzigd", "cells changed"}},
		{DIFF_TABLE_SUM, {"optellingen", "sums"}},
	};

	for (size_t i = 0; i < sizeof(many) / sizeof(*many); i++)
		if (many[i].kind == kind)
			return many[i].words[language_of(d)];
	return NULL;
}

const char *
diff_group_heading(const struct diff *d, enum diff_group group)
{
	return diff_say_of(d)->groups[group];
}

bool
diff_has_ends(const struct diff_change *c)
{
	return c->kind == DIFF_EDITION_FACT || c->kind == DIFF_ADVISORY_FACT ||
	       c->kind == DIFF_TEXT_LINK || c->kind == DIFF_COUNCIL_FACT ||
	       c->kind == DIFF_TABLE_CELL ||
	       c->kind == DIFF_TABLE_COLUMN_RENAMED ||
	       c->kind == DIFF_LETTER_FACT || c->kind == DIFF_NOTE_FACT ||
	       c->kind == DIFF_PART_NUMBER;
}

bool
diff_tells_field(const struct diff_change *c)
{
	if (c->field == NULL || c->kind == DIFF_PART_NUMBER)
		return false;
	return c->block != NULL || diff_has_ends(c) ||
	       c->kind == DIFF_COMMITTEE_OFFICER || c->kind == DIFF_TABLE_ORDER;
}

bool
diff_is_text(enum diff_kind kind)
{
	return kind == DIFF_TEXT_CHANGED || kind == DIFF_TEXT_ADDED ||
	       kind == DIFF_TEXT_REMOVED || kind == DIFF_TABLE_TEXT ||
	       kind == DIFF_FIGURE_TEXT;
}

bool
diff_marks_words(const struct diff_change *c)
{
	if (c->block == NULL)
		return false;
	return diff_is_text(c->kind) || c->block->words.kept > 0;
}

void
diff_put_name(const struct diff *d, const struct diff_change *c, struct buf *out)
{
	buf_str(out, c->title != NULL ? c->title : c->id != NULL ? c->id : "–");
	if (c->row != NULL)
		buf_printf(out, ", %s", c->row);
	if (c->label != NULL)
		buf_printf(out, ", %s", c->label);
	if (diff_tells_field(c))
		buf_printf(out, ", %s", diff_field_name(d, c->field));
}

const char *
diff_field_name(const struct diff *d, const char *field)
{
	for (size_t i = 0; i < N_FIELDS; i++)
		if (strcmp(fields[i].key, field) == 0)
			return fields[i].words[language_of(d)];
	return field;
}

/* Characters of a long text that stand for it. */
#define BRIEF 72

const char *
diff_brief(struct diff *d, const char *text)
{
	size_t len = strlen(text), at = 0, end = 0;

	for (int n = 0; at < len && n < BRIEF; n++) {
		utf8_next(text, len, &at);
		if (at < len && text[at] == ' ')
			end = at;
	}
	if (at == len && len > 1 && text[len - 1] == '.')
		return arena_strndup(d->arena, text, len - 1);
	if (at == len || end == 0)
		return text;
	return arena_printf(d->arena, "%.*s …", (int)end, text);
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
		const char *ellipsis;
		size_t head = i > 0 ? head_of(s, len, CONTEXT_WORDS) : 0;
		size_t tail =
			i + 1 < w->n_edits ? tail_of(s, len, CONTEXT_WORDS) : len;

		if (e->op != DIFF_KEEP || head >= tail) {
			piece(context, e->op, s, len);
			continue;
		}
		if (head > 0)
			piece(context, DIFF_KEEP, s, head);
		ellipsis = head == 0 ? "… " : tail == len ? " …" : " … ";
		piece(context, DIFF_KEEP, ellipsis, strlen(ellipsis));
		if (tail < len)
			piece(context, DIFF_KEEP, s + tail, len - tail);
	}
}
