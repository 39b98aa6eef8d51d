/* Any bytes are a word; its breaks must lie inside it, on characters, in order. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "hyphen/hyphen.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const char *word, size_t len, const struct hyphen_break *b, size_t n)
{
	size_t last = 0;

	for (size_t k = 0; k < n; k++) {
		if (b[k].at == 0 || b[k].at >= len ||
		    (k > 0 && b[k].at <= b[k - 1].at) ||
		    (size_t)b[k].at - b[k].cut < last ||
		    (size_t)b[k].at + b[k].skip > len)
			abort();
		if ((word[b[k].at] & 0xc0) == 0x80)
			abort();
		if ((b[k].before != NULL && b[k].cut == 0) ||
		    (b[k].after != NULL && b[k].skip == 0))
			abort();
		last = (size_t)b[k].at + b[k].skip;
	}
}

/* Well-formed as far as the header asks for it: the offsets are checked. */
static bool
is_utf8(const uint8_t *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t size = s[i] < 0x80   ? 1
			      : s[i] < 0xc2 ? 0
			      : s[i] < 0xe0 ? 2
			      : s[i] < 0xf0 ? 3
			      : s[i] < 0xf5 ? 4
					    : 0;

		if (size == 0 || size > n - i)
			return false;
		for (size_t k = 1; k < size; k++)
			if ((s[i + k] & 0xc0) != 0x80)
				return false;
		i += size;
	}
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct hyphen_exceptions *own = NULL;
	const struct hyphen_break *breaks;
	char *word = arena_strndup(arena, (const char *)data, size);
	size_t n, bad;

	/* Odd sizes bring an exception of their own: their first half. */
	if (size % 2 == 1) {
		const char *half = arena_strndup(arena, word, size / 2);

		own = hyphen_exceptions_new(arena, &half, 1, &bad);
	}
	for (int lang = HYPHEN_NONE; lang <= HYPHEN_EN; lang++) {
		n = hyphen_word(arena, (enum hyphen_lang)lang, own, word, size,
				&breaks);
		if (is_utf8(data, size))
			check(word, size, breaks, n);
	}
	arena_free(arena);
	return 0;
}
