/*
 * word - what the files of this directory say to one another about a word.
 *
 * A part is a stretch of letters between hard hyphens, written in the numbers of
 * letters.h; an apostrophe may stand inside it. Each language puts one mark
 * before each letter at which the part may be divided.
 */
#ifndef HYPHEN_WORD_H
#define HYPHEN_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hyphen/table.h"

/* Longer than any word there is; what is longer is not divided. */
enum { WORD_LETTERS_MAX = 255 };

enum word_mark {
	WORD_WHOLE, /* no division here */
	WORD_PLAIN,
	WORD_JOINT,
	WORD_TREMA, /* the trema of this letter drops */
	WORD_APOSTROPHE, /* the apostrophe before this letter drops */
	WORD_VOWEL, /* the two vowels before this letter become one */
	WORD_IN_NEED = 16, /* added to one of these: only where it must be */
};

struct hyphen_exceptions;

/* Set the marks of a word that is listed; false if it is not. */
bool exceptions_find(const struct hyphen_exceptions *exceptions,
		     const uint8_t *letters, size_t n, uint8_t *marks);

/* The same for the list that is compiled in. */
bool table_find(const struct hyphen_table *table, const uint8_t *letters,
		size_t n, uint8_t *marks);

/* Marks for a Dutch part. marks has n + 1 places, all WORD_WHOLE. */
void dutch_divide(const struct hyphen_exceptions *exceptions,
		  const uint8_t *letters, size_t n, uint8_t *marks);

/* The same for English. */
void english_divide(const struct hyphen_exceptions *exceptions,
		    const uint8_t *letters, size_t n, uint8_t *marks);

/* Is it a vowel's letter, with a mark or without? y is one. */
bool letter_is_vowel(unsigned letter);

/* The letter without its trema; LETTER_NONE if it has none. */
unsigned letter_without_trema(unsigned letter);

/* Is letters[from..to) one vowel and no more? */
static inline bool
is_lone_vowel(const uint8_t *letters, size_t from, size_t to)
{
	return to == from + 1 && letter_is_vowel(letters[from]);
}

#endif
