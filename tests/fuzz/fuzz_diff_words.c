/* Two texts, cut at the first zero byte: the script must give both of them back. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "edition/diff_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct diff_words *words, const char *old, size_t old_len,
      const char *new, size_t new_len)
{
	size_t a = 0, b = 0;

	for (size_t i = 0; i < words->n_edits; i++) {
		const struct diff_edit *e = &words->edits[i];

		if (e->old_at != a || e->new_at != b ||
		    e->old_len + e->new_len == 0)
			abort();
		if (e->op == DIFF_KEEP && (e->old_len != e->new_len ||
					   memcmp(old + a, new + b, e->old_len)))
			abort();
		if ((e->op == DIFF_REMOVE && e->new_len > 0) ||
		    (e->op == DIFF_INSERT && e->old_len > 0))
			abort();
		a += e->old_len;
		b += e->new_len;
	}
	if (a != old_len || b != new_len)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const uint8_t *cut = size > 0 ? memchr(data, 0, size) : NULL;
	size_t old_len = cut != NULL ? (size_t)(cut - data) : size / 2;
	const char *old = (const char *)data;
	const char *new = old + old_len + (cut != NULL);
	size_t new_len = size - old_len - (cut != NULL);
	struct diff_words words;

	if (size > 0) {
		diff_words(arena, old, old_len, new, new_len, &words);
		check(&words, old, old_len, new, new_len);
	}
	arena_free(arena);
	return 0;
}
