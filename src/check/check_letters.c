/* The letters and the note against the offices and the booklet. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check_rules.h"

/* ---- who signs --------------------------------------------------------------- */

static void
judge_signatories(struct check *c, const struct letters *l)
{
	const struct signatory *s = l->signatories.items;

	for (size_t i = 0; i < l->signatories.count; i++)
		if (s[i].office != NULL && s[i].person != NULL &&
		    s[i].person_id.s != NULL && s[i].office->holder != NULL &&
		    s[i].office->holder != s[i].person)
			check_at(
				c, CHECK_SIGNATORY_OTHER, s[i].person_id.pos,
				"letters",
				person_name(c->arena, s[i].person, PERSON_FORMAL),
				s[i].office->name.s,
				person_name(c->arena, s[i].office->holder,
					    PERSON_FORMAL),
				NULL);
}

static bool
signs(const struct letters *l, const struct office *office)
{
	const struct signatory *s = l->signatories.items;

	for (size_t i = 0; i < l->signatories.count; i++)
		if (s[i].office == office)
			return true;
	for (struct office **o = l->on_behalf_of; o != NULL && *o != NULL; o++)
		if (*o == office)
			return true;
	return false;
}

/* "ik" and "wij" of the letter's text. */
static void
judge_person(struct check *c, const struct letters *l, const struct text *text)
{
	bool dutch = c->job->lang == CHECK_NL;
	bool several = l->signatories.count > 1;
	size_t n;
	const struct word *w = check_text_words(c, text, &n);
	int at = check_find_word(c, w, n, several ? LIST_I : LIST_WE);

	if (text->owner != OWNER_LETTERS || text->field != FIELD_BODY || at < 0)
		return;
	check_in(c, CHECK_LETTER_PERSON, text, w[at].from, w[at].to,
		 check_piece(c, text, w[at].from, w[at].to),
		 arena_printf(c->arena,
			      several ? dutch ? "%zu ondertekenaars"
					      : "%zu signatories"
			      : dutch ? "%zu ondertekenaar"
				      : "%zu signatory",
			      l->signatories.count),
		 NULL);
}

/* "Ook het ministerie van Defensie is akkoord", which then should sign. */
static void
judge_agreement(struct check *c, const struct letters *l,
		const struct sentence *s)
{
	const struct text *text = &c->texts.items[s->text];
	const struct office *o = c->edition->offices.items;
	const struct word *w = c->texts.words + s->first_word;
	const char *sentence;

	if (text->owner != OWNER_NOTE ||
	    check_find_word(c, w, s->n_words, LIST_AGREES) < 0 ||
	    check_find_word(c, w, s->n_words, LIST_NEGATION) >= 0)
		return;
	sentence = check_piece(c, text, s->from, s->to);
	for (size_t i = 0; i < c->edition->offices.count; i++) {
		if (o[i].kind != OFFICE_MINISTER || signs(l, &o[i]))
			continue;
		if (!check_mentions(sentence, o[i].name.s) &&
		    (o[i].organisation.s == NULL ||
		     !check_mentions(sentence, o[i].organisation.s)))
			continue;
		check_in(c, CHECK_COSIGNER_MISSING, text, s->from, s->to,
			 o[i].name.s, NULL);
	}
}

static void
judge_addressee(struct check *c, const struct letters *l)
{
	const struct decision_note *n = c->edition->note;

	if (n->to != NULL && n->to->kind == OFFICE_MINISTER && !signs(l, n->to))
		check_at(c, CHECK_NOTE_ADDRESSEE, n->to_id.pos, "note",
			 n->to->name.s, NULL);
}

/* ---- titles of advisories ---------------------------------------------------- */

#define MAX_WORDS 40
#define FOLDED 48 /* bytes of a word that are compared */

/* A title as the words that say something, folded. */
struct title_words {
	char words[MAX_WORDS][FOLDED];
	size_t n;
};

static void
fold_word(const char *s, size_t len, char ret[FOLDED])
{
	static const char latin[] = "aaaaaaaceeeeiiiidnooooo/ouuuuyty";
	size_t n = 0;

	for (size_t at = 0; at < len && n + 4 < FOLDED;) {
		uint32_t cp = utf8_lower(utf8_next(s, len, &at));

		if (cp >= 0xE0 && cp <= 0xFF)
			cp = (uint32_t)(unsigned char)latin[cp - 0xE0];
		if (utf8_is_letter(cp) || (cp >= '0' && cp <= '9'))
			n += utf8_put(cp, ret + n);
	}
	ret[n] = '\0';
}

static void
words_of(struct check *c, const struct text *text, struct title_words *ret)
{
	size_t n;
	const struct word *w = check_text_words(c, text, &n);

	ret->n = 0;
	for (size_t i = 0; i < n && ret->n < MAX_WORDS; i++)
		if (!check_is(c, &w[i], LIST_FUNCTION))
			fold_word(text->s + w[i].from, w[i].to - w[i].from,
				  ret->words[ret->n++]);
}

/* Words that both have, of a hundred that either has. */
static int
likeness(const struct title_words *a, const struct title_words *b)
{
	size_t both = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			if (strcmp(a->words[i], b->words[k]) == 0) {
				both++;
				break;
			}
	return a->n + b->n > both ? (int)(100 * both / (a->n + b->n - both)) : 0;
}

/* The title of an advisory among the texts. */
static const struct text *
title_text(const struct check *c, const struct advisory *a)
{
	for (size_t i = 0; i < c->texts.count; i++)
		if (c->texts.items[i].record == a &&
		    c->texts.items[i].field == FIELD_TITLE)
			return &c->texts.items[i];
	return NULL;
}

/* The advisory an item means; *ret_likeness is 101 if it has its very title. */
static const struct advisory *
advisory_of_item(struct check *c, const struct text *item, int *ret_likeness)
{
	const struct advisory *a = c->edition->advisories.items, *best = NULL;
	struct title_words here, there;
	int most = 59; /* of a hundred, at least one more */

	words_of(c, item, &here);
	for (size_t i = 0; i < c->edition->advisories.count; i++) {
		const struct text *title = title_text(c, &a[i]);
		int like;

		if (title == NULL)
			continue;
		words_of(c, title, &there);
		like = likeness(&here, &there);
		if (strncmp(item->s, title->s, title->len) == 0 &&
		    strspn(item->s + title->len, ".;,") ==
			    strlen(item->s + title->len))
			like = 101;
		if (like > most) {
			most = like;
			best = &a[i];
		}
	}
	*ret_likeness = most;
	return best;
}

/* The priority advisories that no item of the list means. */
static void
report_missing(struct check *c, const struct text *lead,
	       const struct advisory *const *meant, size_t n)
{
	const struct advisory *a = c->edition->advisories.items;

	for (size_t i = 0; i < c->edition->advisories.count; i++) {
		size_t k = 0;

		while (k < n && meant[k] != &a[i])
			k++;
		if (a[i].status == ADVISORY_PRIORITY && k == n)
			check_in(c, CHECK_TITLE_MISSING, lead, 0, lead->len,
				 a[i].title.s, NULL);
	}
}

/* A list of the letters or the note, whose first item stands at index. */
static void
judge_titles(struct check *c, size_t index)
{
	const struct text *first = &c->texts.items[index];
	const struct text *end = c->texts.items + c->texts.count;
	const struct advisory **meant;
	size_t n = 0, priorities = 0;

	if (first->list == 0 || first->item != 1 || index == 0 ||
	    (first->owner != OWNER_LETTERS && first->owner != OWNER_NOTE))
		return;
	meant = arena_new_array(
		c->arena, const struct advisory *, (size_t)first->items);
	for (const struct text *t = first;
	     t < end && t->list == first->list && n < (size_t)first->items; t++) {
		int like;

		meant[n] = advisory_of_item(c, t, &like);
		if (meant[n] == NULL)
			continue;
		priorities += meant[n]->status == ADVISORY_PRIORITY;
		if (like <= 100)
			check_in(c, CHECK_TITLE_OTHER, t, 0, t->len,
				 meant[n]->title.s, NULL);
		n++;
	}
	if (priorities >= 2 && priorities == n)
		report_missing(c, first - 1, meant, n);
}

void
check_letters(struct check *c)
{
	const struct letters *l = c->edition->letters;

	for (size_t i = 0; i < c->texts.count; i++) {
		judge_titles(c, i);
		if (l != NULL)
			judge_person(c, l, &c->texts.items[i]);
	}
	if (l == NULL)
		return;
	judge_signatories(c, l);
	for (size_t i = 0; i < c->texts.n_sentences; i++)
		judge_agreement(c, l, &c->texts.sentences[i]);
	if (c->edition->note != NULL)
		judge_addressee(c, l);
}
