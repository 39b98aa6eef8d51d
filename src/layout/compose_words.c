/*
 * compose_words - what dividing a word, and the margins, want to know of letters.
 */
#include <string.h>

#include "base/utf8.h"
#include "layout/compose_private.h"

bool
compose_is_word_char(const char *text, size_t len, size_t at)
{
	uint32_t cp = utf8_next(text, len, &at);

	return utf8_is_letter(cp) || (cp >= '0' && cp <= '9') || cp == '-' ||
	       cp == '\'' || cp == 0x2019 || cp == 0x2010;
}

/* Does the word stand where a sentence goes on, so that a capital is a name's? */
static bool
is_inside_sentence(const char *text, size_t at)
{
	while (at > 0 && strchr(" ('\"", text[at - 1]) != NULL)
		at--;
	if (at >= 3 && (memcmp(text + at - 3, "‘", 3) == 0 ||
			memcmp(text + at - 3, "“", 3) == 0))
		return is_inside_sentence(text, at - 3);
	return at > 0 && strchr(".!?:", text[at - 1]) == NULL;
}

/* Nederlandse, Europese, Chinese: of a country, and divided as any other word. */
static bool
is_adjective(const char *text, size_t from, size_t to)
{
	return to - from > 4 && memcmp(text + to - 2, "se", 2) == 0;
}

bool
compose_looks_like_name(const char *text, size_t from, size_t to)
{
	size_t at = from;

	return utf8_is_upper(utf8_next(text, to, &at)) &&
	       memchr(text + from, '-', to - from) == NULL &&
	       !is_adjective(text, from, to) && is_inside_sentence(text, from);
}

#define STUB 3 /* letters; fewer beside a hyphen are a stub */

/* Do fewer letters stay or go over at text[at], in the word text[from..to)? */
bool
compose_leaves_stub(const char *text, size_t from, size_t at, size_t to)
{
	int before = 0, after = 0;

	while (from < at)
		before = utf8_is_letter(utf8_next(text, at, &from))
				 ? before + 1
				 : 0;
	while (at < to && utf8_is_letter(utf8_next(text, to, &at)))
		after++;
	return before < STUB || after < STUB;
}

/* ---- what the eye sees at a margin ---- */

#define LOOK 3 /* letters of a word that the eye takes in at a margin */

/* A hash of letters in any case; 0 if it is not of so many. */
static uint32_t
hash_letters(const uint32_t letters[LOOK], size_t n)
{
	uint32_t h = 2166136261u;

	if (n < LOOK)
		return 0;
	for (size_t i = 0; i < LOOK; i++)
		h = (h ^ utf8_lower(letters[i])) * 16777619u;
	return h != 0 ? h : 1;
}

uint32_t
compose_first_letters(const char *text, size_t from, size_t to)
{
	uint32_t letters[LOOK];
	size_t n = 0;

	while (from < to && n < LOOK) {
		uint32_t cp = utf8_next(text, to, &from);

		if (utf8_is_letter(cp))
			letters[n++] = cp;
	}
	return hash_letters(letters, n);
}

uint32_t
compose_last_letters(const char *text, size_t from, size_t to)
{
	uint32_t letters[LOOK];
	size_t n = 0;

	while (from < to && n < LOOK) {
		size_t end = to, at;
		uint32_t cp;

		do
			to--;
		while (to > from && ((unsigned char)text[to] & 0xC0) == 0x80);
		at = to;
		cp = utf8_next(text, end, &at);
		if (utf8_is_letter(cp))
			letters[n++] = cp;
	}
	return hash_letters(letters, n);
}
