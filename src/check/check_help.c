/* What several families ask: numbers, dates, the council, names that are alike. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check_rules.h"

int
check_number(const struct check *c, const struct word *word)
{
	int value = 0;

	if ((word->flags & WORD_NUMBER) == 0) {
		value = check_place(c, word, LIST_NUMBER);
		return value >= 0 ? value : check_place(c, word, LIST_TALLY);
	}
	if (word->entry->len > 6)
		return -1;
	for (const char *p = word->entry->key; *p != '\0'; p++)
		value = value * 10 + (*p - '0');
	return value;
}

int
check_find_word(const struct check *c, const struct word *words, size_t n,
		enum check_list list)
{
	for (size_t i = 0; i < n; i++)
		if (check_is(c, &words[i], list))
			return (int)i;
	return -1;
}

/* The next letter or digit in lower case; 0 at the end. */
static uint32_t
next_letter(const char *s, size_t len, size_t *at)
{
	while (*at < len) {
		uint32_t cp = utf8_next(s, len, at);

		if (utf8_is_letter(cp) || (cp >= '0' && cp <= '9'))
			return utf8_lower(cp);
	}
	return 0;
}

/* Does the text begin with the words, and do they end where a word ends? */
static bool
begins_with(const char *text, size_t len, const char *words)
{
	size_t i = 0, j = 0, n = strlen(words);
	uint32_t a, b;

	while ((b = next_letter(words, n, &j)) != 0) {
		a = next_letter(text, len, &i);
		if (a != b)
			return false;
	}
	return i == len || !utf8_is_letter(utf8_next(text, len, &i));
}

bool
check_mentions(const char *text, const char *words)
{
	size_t len = strlen(text);
	bool inside = false;

	if (*words == '\0')
		return false;
	for (size_t at = 0, here = 0; at < len; here = at) {
		bool letter = utf8_is_letter(utf8_next(text, len, &at));

		if (letter && !inside &&
		    begins_with(text + here, len - here, words))
			return true;
		inside = letter;
	}
	return false;
}

bool
check_speaks_of_council(const struct check *c, const struct sentence *s)
{
	const struct text *text = &c->texts.items[s->text];
	const struct word *w = c->texts.words + s->first_word;
	const struct source_text *name = &c->edition->council->name;
	const struct source_text *shorter = &c->edition->council->abbreviation;

	for (size_t i = 0; i < s->n_words; i++, w++) {
		size_t len = w->to - w->from;

		if (check_is(c, w, LIST_COUNCIL) ||
		    (shorter->s != NULL && shorter->len == len &&
		     memcmp(shorter->s, text->s + w->from, len) == 0))
			return true;
		if (text->len - w->from >= name->len &&
		    memcmp(text->s + w->from, name->s, name->len) == 0)
			return true;
	}
	return false;
}

int
check_day(const struct schema_date *date, bool last)
{
	int month = date->month, day = date->day;

	if (date->year == 0)
		return 0;
	if (month == 0 && date->quarter != 0)
		month = last ? date->quarter * 3 : date->quarter * 3 - 2;
	else if (month == 0)
		month = last ? 12 : 1;
	if (day == 0)
		day = last ? 31 : 1;
	return date->year * 10000 + month * 100 + day;
}

const char *
check_print_day(struct check *c, int day)
{
	return arena_printf(c->arena, "%d-%02d-%02d", day / 10000,
			    day / 100 % 100, day % 100);
}

int
check_today(const struct edition *e)
{
	const struct schema_date *dates[] = {
		&e->facts->adopted_on,
		&e->facts->published_on,
		e->membership != NULL ? &e->membership->as_of : NULL,
		e->letters != NULL ? &e->letters->date : NULL,
		e->note != NULL ? &e->note->date : NULL,
	};
	int latest = 0;

	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		int day = dates[i] != NULL ? check_day(dates[i], false) : 0;

		if (day > latest)
			latest = day;
	}
	return latest;
}
