#include "hyphen/word.h"

/* Bit n of the set is the letter with number n. */
#define BIT(letter) (UINT64_C(1) << (letter))
#define MARKED(first, last) \
	(BIT(LETTER_LATIN1(last) + 1) - BIT(LETTER_LATIN1(first)))

bool
letter_is_vowel(unsigned letter)
{
	static const uint64_t vowels =
		BIT(LETTER('a')) | BIT(LETTER('e')) | BIT(LETTER('i')) |
		BIT(LETTER('o')) | BIT(LETTER('u')) | BIT(LETTER('y')) |
		MARKED(0xe0, 0xe6) | /* à to æ */
		MARKED(0xe8, 0xef) | /* è to ï */
		MARKED(0xf2, 0xf6) | /* ò to ö */
		MARKED(0xf8, 0xfd) | BIT(LETTER_LATIN1(0xff)); /* ø to ý, ÿ */

	return (vowels >> letter & 1) != 0;
}

unsigned
letter_without_trema(unsigned letter)
{
	switch (letter) {
	case LETTER_LATIN1(0xe4):
		return LETTER('a');
	case LETTER_LATIN1(0xeb):
		return LETTER('e');
	case LETTER_LATIN1(0xef):
		return LETTER('i');
	case LETTER_LATIN1(0xf6):
		return LETTER('o');
	case LETTER_LATIN1(0xfc):
		return LETTER('u');
	default:
		return LETTER_NONE;
	}
}
