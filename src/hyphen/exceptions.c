#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "hyphen/hyphen.h"
#include "hyphen/word.h"

/* A word and, one per letter, whether a division stands before it. */
struct exception {
	const uint8_t *letters;
	const uint8_t *marks;
	size_t n;
	size_t index; /* in the list given: of equal words the first counts */
};

struct hyphen_exceptions {
	struct exception *words; /* sorted by compare_words */
	size_t n;
};

static int
compare_letters(const struct exception *a, const struct exception *b)
{
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	return memcmp(a->letters, b->letters, a->n);
}

static int
compare_words(const void *left, const void *right)
{
	const struct exception *a = left, *b = right;
	int order = compare_letters(a, b);

	if (order != 0)
		return order;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* The next character: ASCII, Latin-1's letters or ’; 0 for any other. */
static uint32_t
next_char(const char **at)
{
	const unsigned char *s = (const unsigned char *)*at;

	*at += 1;
	if (s[0] < 0x80)
		return s[0];
	if (s[0] == 0xc3 && (s[1] & 0xc0) == 0x80) {
		*at += 1;
		return 0xc0 + (s[1] & 0x3fu);
	}
	if (s[0] == 0xe2 && s[1] == 0x80 && s[2] == 0x99) {
		*at += 2;
		return 0x2019;
	}
	return 0;
}

static bool
read_exception(struct arena *arena, const char *text, struct exception *ret_word)
{
	size_t room = strlen(text) + 1;
	uint8_t *letters = arena_alloc(arena, room);
	uint8_t *marks = arena_alloc(arena, room);
	uint8_t mark = WORD_WHOLE; /* of the letter to come */
	size_t n = 0;

	while (*text != '\0') {
		uint32_t cp = next_char(&text);
		unsigned letter = letter_from_char(cp);

		if ((cp == '-' || cp == '~') && n > 0 && mark == WORD_WHOLE) {
			mark = WORD_PLAIN | (cp == '~' ? WORD_IN_NEED : 0);
			continue;
		}
		if (letter == LETTER_NONE || n == WORD_LETTERS_MAX)
			return false;
		marks[n] = mark;
		letters[n++] = (uint8_t)letter;
		mark = WORD_WHOLE;
	}
	ret_word->letters = letters;
	ret_word->marks = marks;
	ret_word->n = n;
	return n > 0 && mark == WORD_WHOLE;
}

struct hyphen_exceptions *
hyphen_exceptions_new(struct arena *arena, const char *const *words,
		      size_t n_words, size_t *ret_bad)
{
	struct hyphen_exceptions *exceptions = arena_alloc(
		arena, sizeof(*exceptions));

	exceptions->words = arena_new_array(arena, struct exception, n_words);
	exceptions->n = n_words;
	for (size_t i = 0; i < n_words; i++) {
		exceptions->words[i].index = i;
		if (!read_exception(arena, words[i], &exceptions->words[i])) {
			*ret_bad = i;
			return NULL;
		}
	}
	if (n_words > 0)
		qsort(exceptions->words, n_words, sizeof(*exceptions->words),
		      compare_words);
	return exceptions;
}

bool
exceptions_find(const struct hyphen_exceptions *exceptions,
		const uint8_t *letters, size_t n, uint8_t *marks)
{
	const struct exception key = {.letters = letters, .n = n};
	size_t low = 0, high = exceptions == NULL ? 0 : exceptions->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (compare_letters(&exceptions->words[mid], &key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (exceptions == NULL || low == exceptions->n ||
	    compare_letters(&exceptions->words[low], &key) != 0)
		return false;
	memcpy(marks, exceptions->words[low].marks, n);
	return true;
}

bool
table_find(const struct hyphen_table *table, const uint8_t *letters, size_t n,
	   uint8_t *marks)
{
	uint32_t cell = table_root(table);
	const uint16_t *numbers;

	for (size_t i = 0; i < n && cell != 0; i++)
		cell = table_child(table, cell, letters[i]);
	numbers = table_numbers(table, cell);
	if (n == 0 || numbers == NULL)
		return false;
	memset(marks, WORD_WHOLE, n);
	for (; *numbers != 0; numbers++)
		marks[*numbers >> 4] =
			(*numbers & 15) == TABLE_JOINT ? WORD_JOINT : WORD_PLAIN;
	return true;
}
