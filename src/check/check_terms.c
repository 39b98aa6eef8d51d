/* Terms that mean the same, of which an edition should choose one. */
#include "base/arena.h"
#include "check/check_pattern.h"

/* Does the term stand at w, of n words? How many words it has, or 0. */
static size_t
term_at(struct lexicon_word *const *term, const struct word *w, size_t n)
{
	size_t k = 0;

	for (; term[k] != NULL; k++)
		if (k == n || w[k].entry != term[k] ||
		    (k > 0 && !(w[k].flags & WORD_NEAR)))
			return 0;
	return k;
}

/* The form that stands at word i, or -1. */
static int
form_at(const struct check *c, const struct check_same *same, size_t i,
	size_t *ret_words)
{
	const struct word *w = &c->texts.words[i];
	const struct text *text = check_text_of(c, w);
	size_t n = text->first_word + text->n_words - i;

	if (text->field == FIELD_DESCRIPTION) /* keywords, for catalogues */
		return -1;

	for (size_t f = 0; f < same->n_forms; f++) {
		*ret_words = term_at(same->words[f], w, n);
		if (*ret_words > 0)
			return (int)f;
	}
	return -1;
}

static const char *
form_string(struct check *c, const struct check_same *same, int form)
{
	const char *s = "";

	for (size_t k = 0; same->words[form][k] != NULL; k++)
		s = arena_printf(c->arena, k == 0 ? "%s%s" : "%s %s", s,
				 same->words[form][k]->key);
	return s;
}

/* The most frequent form stays; of equals, the first in the file. */
static void
judge_same(struct check *c, const struct check_same *same)
{
	size_t counts[SAME_FORMS] = {0}, n;
	int usual = 0;

	for (size_t i = 0; i < c->texts.n_words; i++) {
		int form = form_at(c, same, i, &n);

		if (form >= 0)
			counts[form]++;
	}
	for (int f = 1; f < (int)same->n_forms; f++)
		if (counts[f] > counts[usual])
			usual = f;
	if (counts[usual] == 0)
		return;
	for (size_t i = 0; i < c->texts.n_words; i++) {
		const struct word *w = &c->texts.words[i];
		int form = form_at(c, same, i, &n);

		if (form < 0 || form == usual)
			continue;
		check_in(
			c, CHECK_TERM_VARIANT, check_text_of(c, w), w->from,
			w[n - 1].to,
			check_piece(c, check_text_of(c, w), w->from, w[n - 1].to),
			form_string(c, same, usual),
			arena_printf(c->arena, "%zu", counts[usual]), NULL);
	}
}

void
check_terms(struct check *c)
{
	for (const struct check_same *s = c->same; s != NULL; s = s->next)
		judge_same(c, s);
}
