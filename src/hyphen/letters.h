/*
 * letters - the alphabet of the hyphenation tables.
 *
 * A word is looked up as small numbers, one per letter, the same for capital and
 * small: a-z are 1 to 26, the letters of Latin-1 with a mark (à to ÿ) 27 to 58.
 * What has no number is in no pattern, and a word that holds it is not divided.
 * The compiler of the tables and the program that reads them share this file.
 */
#ifndef HYPHEN_LETTERS_H
#define HYPHEN_LETTERS_H

#include <stdint.h>

enum {
	LETTER_NONE = 0,
	LETTER_A = 1,
	LETTER_MARKED = 27, /* à; the rest follows in Unicode's order */
	LETTER_SHARP_S = 59,
	LETTER_APOSTROPHE = 60,
	LETTER_EDGE = 61, /* the beginning or the end of the word */
	LETTER_COUNT = 64,
};

/* The number of an ASCII letter. */
#define LETTER(c) (LETTER_A + (c) - 'a')

/* The number of a small letter in U+00E0 to U+00FF. */
#define LETTER_LATIN1(cp) (LETTER_MARKED + (cp)-0xe0)

/* The number of a character of any case; LETTER_NONE for what has none. */
static inline unsigned
letter_from_char(uint32_t cp)
{
	if (cp >= 'a' && cp <= 'z')
		return LETTER(cp);
	if (cp >= 'A' && cp <= 'Z')
		return LETTER_A + cp - 'A';
	if (cp >= 0xc0 && cp <= 0xff && cp != 0xd7 && cp != 0xdf && cp != 0xf7)
		return LETTER_LATIN1(cp | 0x20);
	if (cp == 0xdf)
		return LETTER_SHARP_S;
	if (cp == '\'' || cp == 0x2019)
		return LETTER_APOSTROPHE;
	return LETTER_NONE;
}

#endif
