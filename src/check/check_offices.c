/* Offices, committees and abbreviations in the text against the data. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check_rules.h"

/* ---- "Minister van X" -------------------------------------------------------- */

/* What an office is of: "Buitenlandse Zaken" of "Minister van Buitenlandse Zaken". */
static const char *
field_of(struct check *c, const struct source_text *name)
{
	const char *s = name->s;

	for (; s != NULL && *s != '\0'; s += strspn(s, " ")) {
		size_t len = strcspn(s, " ");
		/* the word is known: the name is a text of the edition */
		const char *rest = s + len + strspn(s + len, " ");

		if (lexicon_has(lexicon_intern(&c->lexicon, s, len),
				c->lists[LIST_OF_FOR]))
			return rest;
		s += len;
	}
	return NULL;
}

/* Where the names in capitals that begin at word i end: "Asiel en Migratie". */
static size_t
capitals_end(const struct check *c, const struct word *w, size_t n, size_t i)
{
	size_t end = i;

	while (i < n && (w[i].flags & WORD_UPPER) != 0 &&
	       !check_is(c, &w[i], LIST_MINISTER)) {
		end = ++i;
		if (i < n && check_is(c, &w[i], LIST_AND))
			i++;
	}
	return end;
}

/* How many of the n words are in the field. */
static size_t
shared(struct check *c, const struct text *text, const struct word *w, size_t n,
       const char *field)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if ((w[i].flags & WORD_UPPER) != 0 &&
		    check_mentions(field,
				   check_piece(c, text, w[i].from, w[i].to)))
			k++;
	return k;
}

static size_t
count_words(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s >= 'A' && *s <= 'Z' && (n == 0 || s[-1] == ' ');
	return n;
}

/*
 * The names from word i to end follow "Minister van". Nothing if an office is named
 * so; else the office that has most of these words.
 */
static const struct office *
meant_office(struct check *c, const struct text *text, const struct word *w,
	     size_t n)
{
	const struct office *o = c->edition->offices.items, *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < c->edition->offices.count; i++) {
		const char *field = field_of(c, &o[i].name);
		size_t len = field != NULL ? strlen(field) : 0, k;

		if (len == 0)
			continue;
		if (text->len - w->from >= len &&
		    memcmp(text->s + w->from, field, len) == 0)
			return NULL;
		k = shared(c, text, w, n, field);
		if (k > most && 2 * k > count_words(field) && 2 * k > n - 1) {
			most = k;
			best = &o[i];
		}
	}
	return best;
}

static const struct office *
judge_minister(struct check *c, const struct text *text, const struct word *w,
	       size_t n, size_t at)
{
	size_t end;
	const struct office *office;

	if (at + 2 >= n || !check_is(c, &w[at], LIST_MINISTER) ||
	    !check_is(c, &w[at + 1], LIST_OF_FOR))
		return NULL;
	end = capitals_end(c, w, n, at + 2);
	if (end == at + 2)
		return NULL;
	office = meant_office(c, text, &w[at + 2], end - at - 2);
	if (office != NULL)
		check_in(c, CHECK_OFFICE_NAME, text, w[at].from, w[end - 1].to,
			 check_piece(c, text, w[at].from, w[end - 1].to),
			 office->name.s, NULL);
	return office;
}

/* "Minister President" for an office that is called "Minister-President". */
static void
judge_hyphen(struct check *c, const struct text *text, const struct word *w)
{
	const struct office *o = c->edition->offices.items;
	const char *here = check_piece(c, text, w[0].from, w[1].to);

	for (size_t i = 0; i < c->edition->offices.count; i++)
		if (strchr(o[i].name.s, '-') != NULL &&
		    strchr(o[i].name.s, ' ') == NULL &&
		    check_mentions(here, o[i].name.s))
			check_in(c, CHECK_OFFICE_NAME, text, w[0].from, w[1].to,
				 here, o[i].name.s, NULL);
}

static void
judge_offices(struct check *c, const struct text *text)
{
	size_t n;
	const struct word *w = check_text_words(c, text, &n);

	for (size_t i = 0; i < n; i++) {
		judge_minister(c, text, w, n, i);
		if (i + 1 < n && check_is(c, &w[i], LIST_MINISTER) &&
		    (w[i + 1].flags & WORD_NEAR) != 0)
			judge_hyphen(c, text, &w[i]);
	}
}

/* ---- the requester as printed ------------------------------------------------ */

static bool
is_named(struct check *c, const struct text *text, const struct office *o)
{
	const char *field = field_of(c, &o->name);

	return check_mentions(text->s, o->name.s) ||
	       (field != NULL && check_mentions(text->s, field)) ||
	       (o->abbreviation.s != NULL &&
		check_mentions(text->s, o->abbreviation.s));
}

static void
judge_requester(struct check *c, const struct text *text, size_t before)
{
	const struct advisory *a = text->record;

	if (text->field != FIELD_REQUESTER || a->requested_by == NULL)
		return;
	for (size_t i = before; i < c->count; i++)
		if (strcmp(c->findings[i].kind->slug, "office-name") == 0)
			return; /* that is the one that is not named */
	for (struct office **o = a->requested_by; *o != NULL; o++)
		if (!is_named(c, text, *o))
			check_in(c, CHECK_OFFICE_UNNAMED, text, 0, text->len,
				 (*o)->name.s, NULL);
}

/* ---- committees -------------------------------------------------------------- */

/* In one sentence some with "Commissie" before their name and others without. */
static void
judge_committees(struct check *c, const struct sentence *s)
{
	const struct committee *k = c->edition->committees.items;
	const struct text *text = &c->texts.items[s->text];
	const char *sentence = check_piece(c, text, s->from, s->to);
	const char *bare = NULL, *kind = NULL, *at = NULL;
	size_t full = 0;

	for (size_t i = 0; i < c->edition->committees.count; i++) {
		const char *space = strchr(k[i].name.s, ' ');
		const char *found = strstr(sentence, k[i].name.s);

		if (found != NULL) {
			full++;
		} else if (space != NULL && strchr(space + 1, ' ') != NULL &&
			   (found = strstr(sentence, space + 1)) != NULL &&
			   (at == NULL || found < at)) {
			at = found;
			bare = space + 1;
			kind = arena_strndup(c->arena, k[i].name.s,
					     (size_t)(space - k[i].name.s));
		}
	}
	if (full == 0 || at == NULL)
		return;
	check_in(c, CHECK_COMMITTEE_NAME, text, s->from + (size_t)(at - sentence),
		 s->from + (size_t)(at - sentence) + strlen(bare), bare, kind,
		 NULL);
}

/* ---- ampersands -------------------------------------------------------------- */

/* "Asiel & Migratie"; not "R&D", nor an address. */
static void
judge_ampersand(struct check *c, const struct text *text)
{
	size_t n;
	const struct word *w = check_text_words(c, text, &n);

	for (size_t i = 0; i + 1 < n; i++) {
		if (w[i + 1].from != w[i].to + 3 ||
		    memcmp(text->s + w[i].to, " & ", 3) != 0)
			continue;
		check_in(c, CHECK_AMPERSAND, text, w[i].from, w[i + 1].to,
			 check_piece(c, text, w[i].from, w[i + 1].to),
			 c->edition->facts->language == EDITION_EN ? "and" : "en",
			 NULL);
	}
}

/* ---- abbreviations ----------------------------------------------------------- */

/* Three capitals or two and nothing else: "CAVV", "CoRIA"; no figures. */
static bool
is_abbreviation(const struct text *text, const struct word *w)
{
	size_t capitals = 0, letters = 0, roman = 0;

	for (size_t i = w->from; i < w->to; i++) {
		char byte = text->s[i];

		if (byte >= 'A' && byte <= 'Z')
			capitals++;
		else if (byte < 'a' || byte > 'z')
			return false;
		roman += strchr("IVXLCM", byte) != NULL;
		letters++;
	}
	return letters <= 7 && roman < letters &&
	       (capitals >= 3 || (capitals == 2 && letters == 2));
}

/* "GEEN" is the word "geen", said loudly, if the edition has that too. */
static bool
is_shouted(const struct check *c, const struct word *word)
{
	const struct word *w = c->texts.words;

	for (size_t i = 0; i < c->texts.n_words; i++, w++)
		if (w->entry == word->entry &&
		    !(w->flags & (WORD_INITIALISM | WORD_INNER)))
			return true;
	return false;
}

static bool
is_of_data(const struct check *c, const char *s)
{
	const struct office *o = c->edition->offices.items;
	const struct source_text *own = &c->edition->council->abbreviation;

	if (own->s != NULL && strcmp(own->s, s) == 0)
		return true;
	for (size_t i = 0; i < c->edition->offices.count; i++)
		if (o[i].abbreviation.s != NULL &&
		    strcmp(o[i].abbreviation.s, s) == 0 &&
		    strcmp(o[i].name.s, s) != 0)
			return true;
	return false;
}

/* "(BHOS)": the words of the edition at which it stands in brackets. */
static const struct word *
explained_at(const struct check *c, const struct lexicon_word *entry)
{
	const struct word *w = c->texts.words;

	for (size_t i = 0; i < c->texts.n_words; i++, w++) {
		const struct text *text = &c->texts.items[w->text];

		if (w->entry == entry && w->from >= 2 &&
		    text->s[w->from - 1] == '(' && text->s[w->to] == ')')
			return w;
	}
	return NULL;
}

static void
judge_abbreviations(struct check *c)
{
	struct lexicon_word **seen = arena_new_array(
		c->arena, struct lexicon_word *, c->texts.n_words + 1);
	size_t n = 0;

	for (size_t i = 0; i < c->texts.n_words; i++) {
		const struct word *w = &c->texts.words[i], *there;
		const struct text *text = check_text_of(c, w);
		const char *s;
		size_t k = 0;

		if (text->field == FIELD_ADDRESS || (w->flags & WORD_FOREIGN) ||
		    !is_abbreviation(text, w) ||
		    check_is(c, w, LIST_INITIALISM) ||
		    check_is(c, w, LIST_LEFTOVER))
			continue;
		while (k < n && seen[k] != w->entry)
			k++;
		if (k < n)
			continue;
		seen[n++] = w->entry;
		s = check_piece(c, text, w->from, w->to);
		there = explained_at(c, w->entry);
		if (is_of_data(c, s) || there == w || is_shouted(c, w))
			continue;
		check_in(c,
			 there == NULL ? CHECK_ABBREVIATION_UNDEFINED
				       : CHECK_ABBREVIATION_LATE,
			 text, w->from, w->to, s, NULL);
	}
}

void
check_offices(struct check *c)
{
	for (size_t i = 0; i < c->texts.count; i++) {
		const struct text *text = &c->texts.items[i];
		size_t before = c->count;

		if (text->owner == OWNER_OFFICE) {
			judge_ampersand(c, text);
			continue;
		}
		judge_offices(c, text);
		judge_requester(c, text, before);
		judge_ampersand(c, text);
	}
	for (size_t i = 0; i < c->texts.n_sentences; i++)
		judge_committees(c, &c->texts.sentences[i]);
	judge_abbreviations(c);
}
