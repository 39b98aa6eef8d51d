/*
 * English: the patterns, two letters before and three after. The list of
 * exceptions of the American patterns is part of them, at levels 8 and 9.
 */
#include "hyphen/pattern.h"
#include "hyphen/word.h"

enum { LEFT_MIN = 2, RIGHT_MIN = 3 };

void
english_divide(const struct hyphen_exceptions *exceptions, const uint8_t *letters,
	       size_t n, uint8_t *marks)
{
	uint8_t levels[WORD_LETTERS_MAX + 2];
	size_t end = n;

	if (exceptions_find(exceptions, letters, n, marks))
		return;
	pattern_levels(&hyphen_en_patterns, letters, n, levels);
	/* What an apostrophe leads in stays with the letters before it. */
	for (size_t i = 0; i < n; i++)
		if (letters[i] == LETTER_APOSTROPHE)
			end = i < end ? i : end;
	for (size_t i = LEFT_MIN; i + RIGHT_MIN <= end; i++)
		if (levels[i] % 2 == 1)
			marks[i] = WORD_PLAIN;
}
