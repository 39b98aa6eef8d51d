/*
 * Spelling by hunspell, where it and a dictionary are installed. An unknown word is told
 * once, where it comes first. Names are not judged: a capital inside a sentence is one,
 * and so is every word the edition's data have in a name or keep from being divided.
 *
 * The library is opened when the first word is to be looked up, and not linked: it brings
 * the run-time of C++ with it, which every other command would load for nothing, and
 * without it all else still works.
 */
#include <dlfcn.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check_rules.h"

#define LEAST 4 /* letters of a word that is judged */
#define MOST 60

struct Hunhandle; /* hunspell's name for a dictionary that is open */

/* Of hunspell.h, unchanged since 1.0. */
struct library {
	void *handle;
	struct Hunhandle *(*create)(const char *affixes, const char *words);
	void (*destroy)(struct Hunhandle *);
	int (*spell)(struct Hunhandle *, const char *word);
	int (*suggest)(struct Hunhandle *, char ***list, const char *word);
	void (*free_list)(struct Hunhandle *, char ***list, int n);
	int (*add)(struct Hunhandle *, const char *word);
};

struct judge {
	struct check *c;
	struct library library;
	struct Hunhandle *dictionary;
};

/* A function out of the library; POSIX has dlsym() give it as a void pointer. */
static bool
find_function(void *handle, const char *name, void *ret, size_t size)
{
	void *symbol = dlsym(handle, name);

	if (symbol == NULL || size != sizeof(symbol))
		return false;
	memcpy(ret, &symbol, size);
	return true;
}

#define FIND(l, member, name) \
	find_function((l)->handle, name, &(l)->member, sizeof((l)->member))

static bool
open_library(struct library *l)
{
	static const char *const names[] = {
		"libhunspell-1.7.so.0", "libhunspell-1.6.so.0"};

	for (size_t i = 0; i < 2 && l->handle == NULL; i++)
		l->handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
	return l->handle != NULL && FIND(l, create, "Hunspell_create") &&
	       FIND(l, destroy, "Hunspell_destroy") &&
	       FIND(l, spell, "Hunspell_spell") &&
	       FIND(l, suggest, "Hunspell_suggest") &&
	       FIND(l, free_list, "Hunspell_free_list") &&
	       FIND(l, add, "Hunspell_add");
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
	if (j->library.spell(j->dictionary, word) != 0)
		return true;
	/* the first word of a sentence owes its capital to its place */
	first = utf8_next(word, strlen(word), &at);
	n = utf8_put(utf8_lower(first), small);
	if (n != at)
		return false;
	memcpy(word, small, n);
	return j->library.spell(j->dictionary, word) != 0;
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

	if ((w->flags & (WORD_INITIALISM | WORD_NUMBER | WORD_FOREIGN |
			 WORD_HYPHEN | WORD_INNER)) != 0 ||
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
			j->library.add(j->dictionary, word);
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
	n = j->library.suggest(j->dictionary, &list, word);
	if (n > 0)
		more = arena_printf(
			c->arena,
			c->job->lang == CHECK_NL ? "; misschien is ‘%s’ bedoeld"
						 : "; perhaps '%s' is meant",
			list[0]);
	j->library.free_list(j->dictionary, &list, n);
	check_in(c, CHECK_SPELLING, text, w->from, w->to,
		 check_piece(c, text, w->from, w->to), more, NULL);
}

static void
judge_words(struct judge *j)
{
	struct check *c = j->c;

	learn_edition(j);
	for (size_t i = 0; i < c->texts.n_words; i++) {
		const struct word *w = &c->texts.words[i];
		const struct text *text = check_text_of(c, w);

		if (w->entry->spelt || !is_judged(c, text, w))
			continue;
		w->entry->spelt = true;
		if (!parts_are_known(j, text->s + w->from, w->to - w->from))
			report(j, text, w);
	}
}

void
check_spelling(struct check *c)
{
	struct judge j = {.c = c};

	if (c->job->affixes == NULL || c->job->dictionary == NULL)
		return;
	if (open_library(&j.library)) {
		j.dictionary = j.library.create(
			c->job->affixes, c->job->dictionary);
		if (j.dictionary != NULL) {
			judge_words(&j);
			j.library.destroy(j.dictionary);
		}
	}
	if (j.library.handle != NULL)
		dlclose(j.library.handle);
}
