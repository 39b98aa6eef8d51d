#include "check/check_lexicon.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

#define SLOTS 4096 /* a power of two; an edition has some 2,000 different words */

void
lexicon_init(struct lexicon *lexicon, struct arena *arena)
{
	*lexicon = (struct lexicon){.arena = arena, .n_slots = SLOTS};
	lexicon->slots = arena_new_array(arena, struct lexicon_word *, SLOTS);
}

/* FNV-1a. */
static uint32_t
hash_of(const char *s, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)s[i]) * 16777619u;
	return hash;
}

/* In the arena; lower case may be longer in bytes. */
static char *
lower(struct arena *arena, const char *s, size_t len, size_t *ret_len)
{
	char *copy = arena_alloc(arena, 2 * len + 4);
	size_t n = 0;

	for (size_t at = 0; at < len;) {
		uint32_t cp = utf8_next(s, len, &at);

		if (cp != UTF8_INVALID)
			n += utf8_put(utf8_lower(cp), copy + n);
	}
	copy[n] = '\0';
	*ret_len = n;
	return copy;
}

struct lexicon_word *
lexicon_intern(struct lexicon *lexicon, const char *s, size_t len)
{
	struct arena_mark mark = arena_mark(lexicon->arena);
	size_t n;
	const char *key = lower(lexicon->arena, s, len, &n);
	struct lexicon_word **slot =
		&lexicon->slots[hash_of(key, n) & (lexicon->n_slots - 1)];
	struct lexicon_word *word;

	for (word = *slot; word != NULL; word = word->next)
		if (word->len == n && memcmp(word->key, key, n) == 0) {
			arena_rewind(lexicon->arena, mark);
			return word;
		}
	word = arena_alloc(lexicon->arena, sizeof(*word));
	*word = (struct lexicon_word){.next = *slot, .key = key, .len = n};
	*slot = word;
	lexicon->n_words++;
	return word;
}

int
lexicon_list(const struct lexicon *lexicon, const char *name)
{
	for (int i = 0; i < lexicon->n_lists; i++)
		if (strcmp(lexicon->list_names[i], name) == 0)
			return i;
	return -1;
}

static void
add_word(struct lexicon *lexicon, const char *s, size_t len, int list, int place)
{
	struct lexicon_word *word = lexicon_intern(lexicon, s, len);
	struct lexicon_place *entry = arena_alloc(lexicon->arena, sizeof(*entry));

	*entry = (struct lexicon_place){word->places, list, place};
	word->places = entry;
	word->lists |= UINT64_C(1) << list;
}

bool
lexicon_add_list(struct lexicon *lexicon, const char *s, size_t len)
{
	const char *end = s + len, *colon = memchr(s, ':', len);
	int list = lexicon->n_lists, place = 0;

	if (colon == NULL || colon == s || list == LEXICON_LISTS)
		return false;
	lexicon->list_names[lexicon->n_lists++] = arena_strndup(
		lexicon->arena, s, (size_t)(colon - s));
	for (s = colon + 1; s < end; s++) {
		const char *word;

		while (s < end && *s == ' ')
			s++;
		for (word = s; s < end && *s != ',' && *s != '|'; s++)
			;
		while (s > word && s[-1] == ' ')
			s--;
		if (s > word)
			add_word(lexicon, word, (size_t)(s - word), list, place);
		while (s < end && *s == ' ')
			s++;
		if (s < end && *s == ',')
			place++;
	}
	return true;
}

int
lexicon_place(const struct lexicon_word *word, int list)
{
	if (!lexicon_has(word, list))
		return -1;
	for (const struct lexicon_place *p = word->places; p != NULL; p = p->next)
		if (p->list == list)
			return p->place;
	return -1;
}
