/*
 * The compiled patterns against the file they were compiled from: an oracle that
 * reads the patterns anew and tries every one of them at every place of a word.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hyphen/letters.h"
#include "hyphen/pattern.h"
#include "hyphen/table.h"

enum { LENGTH_MAX = 64, PATTERNS_MAX = 20000, WORDS_STEP = 7 };

struct pattern {
	uint8_t letters[LENGTH_MAX];
	uint8_t levels[LENGTH_MAX + 1];
	size_t n;
};

struct patterns {
	struct pattern list[PATTERNS_MAX];
	size_t n;
};

/* Latin-1 as it is, or UTF-8 of two bytes; false for other characters. */
static bool
parse(const char *line, bool latin1, struct pattern *ret_pattern)
{
	const unsigned char *s = (const unsigned char *)line;

	memset(ret_pattern, 0, sizeof(*ret_pattern));
	for (; *s != '\0'; s++) {
		uint32_t cp = *s;

		if (cp >= '0' && cp <= '9') {
			ret_pattern->levels[ret_pattern->n] = (uint8_t)(cp - '0');
			continue;
		}
		if (!latin1 && cp >= 0x80) {
			if (cp != 0xc3)
				return false;
			cp = 0xc0 + (*++s & 0x3fu);
		}
		ret_pattern->letters[ret_pattern->n++] =
			(uint8_t)(cp == '.' ? (unsigned)LETTER_EDGE
					    : letter_from_char(cp));
	}
	return true;
}

static struct patterns *
read_patterns(const char *path)
{
	struct patterns *patterns = calloc(1, sizeof(*patterns));
	FILE *file = fopen(path, "r");
	char line[256];
	bool latin1;

	assert_non_null(patterns);
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof(line), file));
	latin1 = strncmp(line, "ISO8859-1", 9) == 0;
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '\0' || line[0] == '%' ||
		    (line[0] >= 'A' && line[0] <= 'Z'))
			continue;
		assert_true(patterns->n < PATTERNS_MAX);
		if (parse(line, latin1, &patterns->list[patterns->n]))
			patterns->n++;
	}
	fclose(file);
	return patterns;
}

/* Levels by the definition: framed is the word between its two edges. */
static void
naive_levels(const struct patterns *patterns, const uint8_t *framed, size_t n,
	     uint8_t *ret_levels)
{
	memset(ret_levels, 0, n + 1);
	for (size_t k = 0; k < patterns->n; k++) {
		const struct pattern *p = &patterns->list[k];

		for (size_t at = 0; at + p->n <= n; at++) {
			if (memcmp(framed + at, p->letters, p->n) != 0)
				continue;
			for (size_t i = 0; i <= p->n; i++)
				if (p->levels[i] > ret_levels[at + i])
					ret_levels[at + i] = p->levels[i];
		}
	}
}

/* The letters of a line's division, without marks and hyphens. */
static size_t
letters_of(const char *line, uint8_t *ret_letters)
{
	const unsigned char *s = (const unsigned char *)line;
	size_t n = 0;

	for (; *s != '\0' && *s != '\t' && *s != '\n' && n < LENGTH_MAX - 2;
	     s++) {
		uint32_t cp = *s == 0xc3 ? 0xc0 + (*++s & 0x3fu) : *s;
		unsigned letter = letter_from_char(cp);

		if (letter != LETTER_NONE)
			ret_letters[n++] = (uint8_t)letter;
	}
	return n;
}

static void
compare_levels(const struct hyphen_table *table, const char *pattern_path)
{
	struct patterns *patterns = read_patterns(pattern_path);
	FILE *words = fopen("tests/hyphen/source-words.txt", "r");
	size_t n_compared = 0;
	char line[1024];

	assert_non_null(words);
	for (size_t k = 0; fgets(line, sizeof(line), words) != NULL; k++) {
		uint8_t framed[LENGTH_MAX] = {LETTER_EDGE};
		uint8_t levels[LENGTH_MAX + 2], expected[LENGTH_MAX + 2];
		size_t n;

		if (line[0] == '#' || k % WORDS_STEP != 0)
			continue;
		n = letters_of(line, framed + 1);
		framed[n + 1] = LETTER_EDGE;
		pattern_levels(table, framed + 1, n, levels);
		naive_levels(patterns, framed, n + 2, expected);
		/* The ends are no places; only what lies between is compared. */
		assert_memory_equal(levels + 1, expected + 2, n - 1);
		n_compared++;
	}
	assert_true(n_compared > 50);
	fclose(words);
	free(patterns);
}

static void
test_dutch_levels(void **state)
{
	(void)state;
	compare_levels(&hyphen_nl_patterns, "data/hyphenation/hyph_nl_NL.dic");
}

static void
test_english_levels(void **state)
{
	(void)state;
	compare_levels(&hyphen_en_patterns, "data/hyphenation/hyph_en_US.dic");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dutch_levels),
		cmocka_unit_test(test_english_levels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
