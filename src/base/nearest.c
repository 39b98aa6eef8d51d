#include "base/nearest.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#define LONGEST 64

static unsigned char
fold(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
nearest_distance(const char *a, const char *b)
{
	size_t rows[3][LONGEST + 1]; /* of the table, the last three */
	size_t *above = rows[0], *row = rows[1], *two_above = rows[2];
	const size_t m = strlen(a), n = strlen(b);

	assert(m <= LONGEST && n <= LONGEST);
	for (size_t j = 0; j <= n; j++)
		above[j] = two_above[j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *oldest = two_above;

		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			bool same = fold(a[i - 1]) == fold(b[j - 1]);

			row[j] = least(above[j], row[j - 1]) + 1;
			row[j] = least(row[j], above[j - 1] + (same ? 0 : 1));
			if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) &&
			    fold(a[i - 2]) == fold(b[j - 1]))
				row[j] = least(row[j], two_above[j - 2] + 1);
		}
		two_above = above;
		above = row;
		row = oldest;
	}
	return above[n];
}

const char *
nearest_word(const char *word, const char *const *words, size_t n)
{
	const char *best = NULL;
	size_t best_distance = strlen(word) / 3 + 1;

	if (strlen(word) > LONGEST)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		size_t distance;

		if (words[i] == NULL || strlen(words[i]) > LONGEST)
			continue;
		distance = nearest_distance(word, words[i]);
		if (distance < best_distance) {
			best = words[i];
			best_distance = distance;
		}
	}
	return best;
}
