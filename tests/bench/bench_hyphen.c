/* Nanoseconds a word, over the words of the real text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "hyphen/hyphen.h"

enum { WORDS_MAX = 2000, ROUNDS = 101 };

static char words[WORDS_MAX][64];
static size_t n_words;

static void
read_words(void)
{
	FILE *file = fopen("tests/hyphen/source-words.txt", "r");
	char line[256];

	while (file != NULL && fgets(line, sizeof(line), file) != NULL &&
	       n_words < WORDS_MAX) {
		size_t n = 0;

		if (line[0] == '#')
			continue;
		for (const char *p = line; *p != '\n' && *p != '\0'; p++)
			if (strchr("-|()>", *p) == NULL && n < 63)
				words[n_words][n++] = *p == '=' ? '-' : *p;
		n_words++;
	}
	if (file != NULL)
		fclose(file);
}

static long
round_ns(struct arena *arena)
{
	struct timespec from, to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	for (size_t i = 0; i < n_words; i++) {
		struct arena_mark mark = arena_mark(arena);
		const struct hyphen_break *breaks;

		hyphen_word(arena, HYPHEN_NL, NULL, words[i], strlen(words[i]),
			    &breaks);
		arena_rewind(arena, mark);
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (to.tv_sec - from.tv_sec) * 1000000000L + to.tv_nsec -
	       from.tv_nsec;
}

static int
compare(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

int
main(void)
{
	struct arena *arena = arena_new();
	long times[ROUNDS];

	read_words();
	if (n_words == 0)
		return 1;
	for (size_t i = 0; i < ROUNDS; i++)
		times[i] = round_ns(arena);
	qsort(times, ROUNDS, sizeof(*times), compare);
	printf("hyphen: %ld ns a word, median of %d rounds over %zu words\n",
	       times[ROUNDS / 2] / (long)n_words, ROUNDS, n_words);
	arena_free(arena);
	return 0;
}
