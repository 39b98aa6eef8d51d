/*
 * check_lexicon - the words of a language that rules know, and those of an edition.
 *
 * Every word is kept once, under its lower-case spelling, so that "is it a month"
 * is a bit and "is it this word" a comparison of pointers. The lists come from a
 * language file:
 *
 *     list month: januari, februari, maart,
 *       april
 *     rule CODE [mid]: PATTERN => REPLACEMENT
 *
 * A line that begins with a space goes on with the one before. In a list "een|één"
 * are two words in one place; the place is what month_of() and its like return.
 * Rules are check_pattern.h's.
 */
#ifndef CHECK_CHECK_LEXICON_H
#define CHECK_CHECK_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define LEXICON_LISTS 64

struct lexicon_place {
	struct lexicon_place *next;
	int list, place;
};

struct lexicon_word {
	struct lexicon_word *next; /* of the same hash */
	const char *key; /* lower case */
	size_t len;
	uint64_t lists; /* bits */
	struct lexicon_place *places;
	struct check_pattern *patterns; /* that begin with this word */
	bool spelt; /* looked up already */
};

struct lexicon {
	struct arena *arena;
	struct lexicon_word **slots;
	size_t n_slots, n_words;
	const char *list_names[LEXICON_LISTS];
	int n_lists;
};

void lexicon_init(struct lexicon *lexicon, struct arena *arena);

/* The word of this spelling in lower case, made if it is new. */
struct lexicon_word *
lexicon_intern(struct lexicon *lexicon, const char *s, size_t len);

/* The number of a list; -1 if there is none of the name. */
int lexicon_list(const struct lexicon *lexicon, const char *name);

/* "month: januari, februari": false if it is not written so. */
bool lexicon_add_list(struct lexicon *lexicon, const char *s, size_t len);

static inline bool
lexicon_has(const struct lexicon_word *word, int list)
{
	return list >= 0 && (word->lists >> list & 1) != 0;
}

/* The place of a word in a list, from 0; -1 if it is not in it. */
int lexicon_place(const struct lexicon_word *word, int list);

#endif
