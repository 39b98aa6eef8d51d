/*
 * hyphen - where a word may be divided, and how it is then spelt.
 *
 * Method: competing patterns after F. M. Liang, "Word Hy-phen-a-tion by
 * Com-put-er" (Stanford, 1983), compiled into a table when the program is built;
 * on top of the patterns the rules of the official Dutch spelling (Het Groene
 * Boekje, Leidraad 18: afbreken) and a list of exceptions.
 *
 * Spelling changes: geëvalueerd -> ge-evalueerd, ideeën -> idee-en, cafeetje ->
 * café-tje, sherry'tje -> sherry-tje. A break carries what is set before and
 * after it in place of the letters it replaces, so that the extracted text can
 * still be the word as written.
 *
 * Input     One word: letters, apostrophes, and hard hyphens inside; UTF-8, NFC.
 *           Punctuation about the word is passed over. Never divided are a word of
 *           more than 255 characters or with a letter outside Latin-1, addresses
 *           and abbreviations with points inside, and the parts between hard
 *           hyphens that have figures, are all capitals or Roman figures. Names
 *           are words like any other: a caller who spares them does not ask.
 * Ownership Breaks live in the arena; `before` and `after` are static or in it.
 * Errors    None. A word the rules forbid to divide has no breaks.
 * Purity    No state but the constant table. Cost: linear in the word.
 */
#ifndef HYPHEN_HYPHEN_H
#define HYPHEN_HYPHEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum hyphen_lang { HYPHEN_NONE, HYPHEN_NL, HYPHEN_EN };

/* How good a place is; layout turns it into a penalty. */
enum hyphen_rank {
	HYPHEN_JOINT, /* between the parts of a compound, or at a hard hyphen */
	HYPHEN_PLAIN, /* between syllables */
	HYPHEN_CHANGE, /* allowed, with a change of spelling */
};

/*
 * Divide before byte `at` of the word. cut bytes before `at` and skip bytes from
 * `at` are replaced by `before` (ahead of the hyphen) and `after` (on the next
 * line): geëvalueerd: at 2, skip 2 ("ë"), after "e"; cafeetje: at 5, cut 2
 * ("ee"), before "é". hard: the word's own hyphen ends just before `at` and no
 * other is added.
 */
struct hyphen_break {
	uint16_t at;
	uint8_t cut, skip;
	const char *before, *after; /* NULL: nothing */
	bool hard;
	bool in_need; /* an exception says so: only where it must be */
	enum hyphen_rank rank;
};

struct hyphen_exceptions; /* words of one edition or layout, see below */

/* The language of a BCP 47 tag: "nl-NL" -> HYPHEN_NL; HYPHEN_NONE if unknown. */
enum hyphen_lang hyphen_lang_from_tag(const char *tag);

/*
 * Exceptions given as "advies-traject": the hyphens are the only breaks of the
 * word. It matches in any case, alone or between hard hyphens, and only in the
 * form given: endings are words of their own. A word without hyphens is never
 * divided; a tilde in a hyphen's place is a break for need ("Neder~land"); a trema
 * after either drops by itself ("idee-ën"). The first of equal words counts. Words
 * are copied into the arena. Returns NULL and the index of the first ill-formed
 * word if there is one: letters of Latin-1 and apostrophes only, hyphens and tildes
 * singly and inside.
 */
struct hyphen_exceptions *
hyphen_exceptions_new(struct arena *arena, const char *const *words,
		      size_t n_words, size_t *ret_bad);

/*
 * All places to divide the word, in order of `at`. exceptions may be NULL.
 * Returns their number; 0 leaves *ret_breaks NULL.
 */
size_t hyphen_word(struct arena *arena, enum hyphen_lang lang,
		   const struct hyphen_exceptions *exceptions, const char *word,
		   size_t len, const struct hyphen_break **ret_breaks);

#endif
