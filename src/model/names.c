#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/edition.h"

#define MAX_PIECES 8

const char *
person_name(struct arena *arena, const struct person *person,
	    enum person_form form)
{
	const char *pieces[MAX_PIECES];
	const char *initials = person->initials.s, *given = person->given.s;
	bool both = form == PERSON_FULL && initials != NULL && given != NULL;
	size_t n = 0, size = 1;
	char *name, *p;

	if (form == PERSON_FULL)
		pieces[n++] = person->titles.s;
	if (form == PERSON_SHORT)
		pieces[n++] = given != NULL ? given : initials;
	else
		pieces[n++] = initials != NULL ? initials : given;
	if (both)
		pieces[n++] = given;
	pieces[n++] = person->prefix.s;
	pieces[n++] = person->surname.s;
	if (form == PERSON_FULL)
		pieces[n++] = person->suffix.s;
	for (size_t i = 0; i < n; i++)
		size += pieces[i] != NULL ? strlen(pieces[i]) + 3 : 0;
	name = p = arena_alloc(arena, size);
	for (size_t i = 0; i < n; i++) {
		bool called = both && pieces[i] == given;
		size_t len = pieces[i] != NULL ? strlen(pieces[i]) : 0;

		if (len == 0)
			continue;
		if (p > name)
			*p++ = ' ';
		if (called)
			*p++ = '(';
		memcpy(p, pieces[i], len);
		p += len;
		if (called)
			*p++ = ')';
	}
	*p = '\0';
	return name;
}

/*
 * The letter under the accent, for U+00C0 to U+017F: an index puts Šefcovic
 * beside Sefcovic. Of ligatures the first letter counts.
 */
static uint32_t
base_letter(uint32_t cp)
{
	static const char letters[] =
		"AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTs" /* 00C0 */
		"aaaaaaaceeeeiiiidnooooo/ouuuuyty" /* 00E0 */
		"AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGg" /* 0100 */
		"GgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL" /* 0120 */
		"lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSs" /* 0140 */
		"SsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"; /* 0160 */

	if (cp >= 0xC0 && cp < 0xC0 + sizeof(letters) - 1)
		cp = (uint32_t)(unsigned char)letters[cp - 0xC0];
	return utf8_lower(cp);
}

/* The next letter or digit that counts; 0 at the end. */
static uint32_t
next_letter(const struct source_text *text, size_t *at)
{
	while (text->s != NULL && *at < text->len) {
		uint32_t cp = utf8_next(text->s, text->len, at);

		if (utf8_is_letter(cp) || (cp >= '0' && cp <= '9'))
			return base_letter(cp);
	}
	return 0;
}

static int
compare_letters(const struct source_text *a, const struct source_text *b)
{
	size_t i = 0, j = 0;

	for (;;) {
		uint32_t x = next_letter(a, &i), y = next_letter(b, &j);

		if (x != y)
			return x < y ? -1 : 1;
		if (x == 0)
			return 0;
	}
}

static int
compare_bytes(const struct source_text *a, const struct source_text *b)
{
	return strcmp(a->s != NULL ? a->s : "", b->s != NULL ? b->s : "");
}

int
person_compare(const struct person *a, const struct person *b)
{
	int order = compare_letters(&a->surname, &b->surname);

	if (order == 0)
		order = compare_letters(&a->initials, &b->initials);
	if (order == 0)
		order = compare_letters(&a->given, &b->given);
	if (order == 0)
		order = compare_bytes(&a->surname, &b->surname);
	if (order == 0)
		order = compare_bytes(&a->prefix, &b->prefix);
	if (order == 0)
		order = compare_bytes(&a->id, &b->id);
	return order;
}
