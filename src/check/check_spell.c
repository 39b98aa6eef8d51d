/*
 * Spelling by hunspell, where the program was built with it and a dictionary is there.
 * An unknown word is told once, where it comes first. Names are not judged: a capital
 * inside a sentence is one, and so is every word the edition's data have in a name or
 * keep from being divided.
 */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check_rules.h"

#ifdef HAVE_HUNSPELL
#include <hunspell/hunspell.h>

#define LEAST 4 /* letters of a word that is judged */
#define MOST 60

struct judge {
	struct check *c;
	Hunhandle *dictionary;
};

bool
check_can_spell(void)
{
	return true;
}

/* As dictionaries have it: a straight apostrophe. */
static void
copy_word(const char *s, size_t len, char ret[MOST * 2])
{
	size_t n = 0;

	for (size_t at = 0; at < len && n < MOST;) {
		uint32_t cp = utf8_next(s, len, &at);

		n += utf8_put(cp == 0x2019 ? '\'' : cp, ret + n);
	}
	ret[n] = '\0';
}

static bool
is_known(const struct judge *j, const char *s, size_t len)
{
	char word[MOST * 2], small[4];
	size_t at = 0, n;
	uint32_t first;

	copy_word(s, len, word);
	if (Hunspell_spell(j->dictionary, word) != 0)
		return true;
	/* the first word of a sentence owes its capital to its place */
	first = utf8_next(word, strlen(word), &at);
	n = utf8_put(utf8_lower(first), small);
	if (n != at)
		return false;
	memcpy(word, small, n);
	return Hunspell_spell(j->dictionary, word) != 0;
}

/* A word with hyphens is known if it is, or if all its parts are. */
static bool
parts_are_known(const struct judge *j, const char *s, size_t len)
{
	if (is_known(j, s, len))
		return true;
	if (memchr(s, '-', len) == NULL)
		return false;
	for (size_t from = 0; from < len;) {
		const char *hyphen = memchr(s + from, '-', len - from);
		size_t to = hyphen != NULL ? (size_t)(hyphen - s) : len;

		if (to - from > 3 && !utf8_is_upper((unsigned char)s[from]) &&
		    !is_known(j, s + from, to - from))
			return false;
		from = to + 1;
	}
	return true;
}

static bool
is_judged(const struct check *c, const struct text *text, const struct word *w)
{
	size_t len = w->to - w->from;

	if ((w->flags &
	     (WORD_INITIALISM | WORD_NUMBER | WORD_FOREIGN | WORD_HYPHEN)) != 0 ||
	    len < LEAST || len > MOST)
		return false;
	if ((w->flags & WORD_UPPER) && !(w->flags & WORD_FIRST))
		return false;
	if (strcspn(text->s + w->from, "0123456789./@") < len)
		return false;
	return text->field != FIELD_ADDRESS && text->field != FIELD_NAME &&
	       !check_is(c, w, LIST_SPELT);
}

/* Words of the data that are right by being there. */
static void
learn(struct judge *j, const struct source_text *name)
{
	char word[MOST * 2];

	for (const char *s = name->s; s != NULL && *s != '\0';) {
		size_t len = strcspn(s, " ");

		if (len > 0 && len <= MOST) {
			copy_word(s, len, word);
			Hunspell_add(j->dictionary, word);
		}
		s += len + strspn(s + len, " ");
	}
}

static void
learn_edition(struct judge *j)
{
	const struct edition *e = j->c->edition;
	const struct person *p = e->people.items;
	const struct office *o = e->offices.items;
	const struct committee *k = e->committees.items;
	const struct source_text *h = e->booklet->hyphenation.items;

	for (size_t i = 0; i < e->people.count; i++) {
		learn(j, &p[i].given);
		learn(j, &p[i].prefix);
		learn(j, &p[i].surname);
	}
	for (size_t i = 0; i < e->offices.count; i++) {
		learn(j, &o[i].name);
		learn(j, &o[i].abbreviation);
	}
	for (size_t i = 0; i < e->committees.count; i++)
		learn(j, &k[i].name);
	learn(j, &e->council->name);
	for (size_t i = 0; i < e->booklet->hyphenation.count; i++)
		if (memchr(h[i].s, '-', h[i].len) == NULL)
			learn(j, &h[i]);
}

static void
report(const struct judge *j, const struct text *text, const struct word *w)
{
	struct check *c = j->c;
	char word[MOST * 2], **list = NULL;
	const char *more = "";
	int n;

	copy_word(text->s + w->from, w->to - w->from, word);
	n = Hunspell_suggest(j->dictionary, &list, word);
	if (n > 0)
		more = check_string(
			c,
			c->job->lang == CHECK_NL ? "; misschien is ‘%s’ bedoeld"
						 : "; perhaps '%s' is meant",
			list[0]);
	Hunspell_free_list(j->dictionary, &list, n);
	check_in(c, CHECK_SPELLING, text, w->from, w->to,
		 check_piece(c, text, w->from, w->to), more, NULL);
}

void
check_spelling(struct check *c)
{
	struct judge j = {.c = c};

	if (c->job->affixes == NULL || c->job->dictionary == NULL)
		return;
	j.dictionary = Hunspell_create(c->job->affixes, c->job->dictionary);
	if (j.dictionary == NULL)
		return;
	learn_edition(&j);
	for (size_t i = 0; i < c->texts.n_words; i++) {
		const struct word *w = &c->texts.words[i];
		const struct text *text = check_text_of(c, w);

		if (w->entry->spelt || !is_judged(c, text, w))
			continue;
		w->entry->spelt = true;
		if (!parts_are_known(&j, text->s + w->from, w->to - w->from))
			report(&j, text, w);
	}
	Hunspell_destroy(j.dictionary);
}

#else

bool
check_can_spell(void)
{
	return false;
}

void
check_spelling(struct check *c)
{
	(void)c;
}

#endif
