/* Placeholders and leftovers: what a writer meant to come back to. */
#include <string.h>

#include "base/utf8.h"
#include "check/check_rules.h"

#define LEAST_WORDS 4 /* a text of fewer may be a label */

static bool
is_adopted(const struct check *c)
{
	return c->edition->facts->status == EDITION_ADOPTED;
}

static enum check_code
placeholder_code(const struct check *c)
{
	return is_adopted(c) ? CHECK_PLACEHOLDER_ADOPTED : CHECK_PLACEHOLDER;
}

/* What stands in brackets in a quotation, by whoever quotes it. */
static bool
is_quoters(const char *s, size_t len)
{
	return (len == 3 && memcmp(s, "sic", 3) == 0) ||
	       (len >= 3 && (memcmp(s, "…", 3) == 0 || memcmp(s, "...", 3) == 0));
}

/* "[…]" of some words; a lone "[sic]" or "[…]" is a quotation's business. */
static void
find_brackets(struct check *c, const struct text *text)
{
	const char *open = text->s;

	while ((open = strchr(open, '[')) != NULL) {
		const char *close = strpbrk(open + 1, "[]");
		size_t len;

		if (close == NULL)
			return;
		len = (size_t)(close - open) - 1;
		if (*close == ']' && len > 1 && !is_quoters(open + 1, len))
			check_in(c, placeholder_code(c), text,
				 (size_t)(open - text->s),
				 (size_t)(close + 1 - text->s),
				 check_piece(c, text, (size_t)(open - text->s),
					     (size_t)(close + 1 - text->s)),
				 NULL);
		open = close;
	}
}

/* "XXX", also grown to the next word: "XXXEurocommissaris"; not "XXXIV". */
static bool
is_crosses(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && (s[n] == 'X' || s[n] == 'x'))
		n++;
	if (n < 3 || n == len)
		return n >= 3;
	return s[n - 1] == 'X' && s[n] >= 'A' && s[n] <= 'Z' && n + 1 < len &&
	       s[n + 1] >= 'a' && s[n + 1] <= 'z';
}

/* A picture that stands in for another says so in several texts: once is enough. */
static bool
was_told(const struct check *c, const struct text *text)
{
	for (const struct text *t = text;
	     t-- > c->texts.items && t->record == text->record;) {
		size_t n;
		const struct word *w = check_text_words(c, t, &n);

		if (check_find_word(c, w, n, LIST_STAND_IN) >= 0)
			return true;
	}
	return false;
}

static void
find_marks(struct check *c, const struct text *text)
{
	size_t n;
	const struct word *w = check_text_words(c, text, &n);

	for (size_t i = 0; i < n; i++, w++) {
		size_t len = w->to - w->from;
		bool roman = len < 5 && (w->flags & WORD_INITIALISM) != 0 &&
			     i > 0 && (w[-1].flags & WORD_UPPER) != 0;

		if (w->flags & WORD_FOREIGN)
			continue;
		if ((is_crosses(text->s + w->from, len) && !roman) ||
		    check_is(c, w, LIST_LEFTOVER))
			check_in(c, CHECK_PLACEHOLDER_MARK, text, w->from, w->to,
				 check_piece(c, text, w->from, w->to), NULL);
		else if (check_is(c, w, LIST_STAND_IN)) {
			if (was_told(c, text))
				return;
			check_in(c, placeholder_code(c), text, w->from, w->to,
				 check_piece(c, text, w->from, w->to), NULL);
			return;
		} else if (is_adopted(c) && check_is(c, w, LIST_DRAFT) &&
			   text->owner != OWNER_ADVISORY)
			check_in(c, CHECK_DRAFT_WORD, text, w->from, w->to,
				 check_piece(c, text, w->from, w->to), NULL);
	}
}

/* The last character that is no closing bracket or quotation mark. */
static uint32_t
last_mark(const struct text *text)
{
	uint32_t mark = 0;

	for (size_t at = 0; at < text->len;) {
		uint32_t cp = utf8_next(text->s, text->len, &at);

		if (cp != ')' && cp != ']' && cp != '"' && cp != 0x2019 &&
		    cp != 0x201D && cp != 0xBB && cp != ' ' && cp != '*')
			mark = cp;
	}
	return mark;
}

static bool
is_sentence_field(const struct text *text)
{
	return text->field == FIELD_LEAD || text->field == FIELD_BODY ||
	       text->field == FIELD_SUMMARY || text->field == FIELD_CAPTION;
}

static void
find_end(struct check *c, const struct text *text)
{
	size_t n;
	const struct word *w = check_text_words(c, text, &n);
	uint32_t mark = last_mark(text);
	size_t from = n > 0 ? w[n > 2 ? n - 2 : 0].from : 0;

	if (!is_sentence_field(text) || text->kind != TEXT_PARAGRAPH ||
	    n < LEAST_WORDS || mark == '.' || mark == '?' || mark == '!' ||
	    mark == 0x2026 || mark == ';')
		return;
	if (mark == ':' && !text->last)
		return;
	if (text->last && text->field != FIELD_CAPTION)
		check_in(c, CHECK_TEXT_BREAKS_OFF, text, from, text->len,
			 check_piece(c, text, from, text->len), NULL);
	else
		check_in(c, CHECK_STOP_MISSING, text, from, text->len, NULL);
}

/* A heading, and what comes after it in the same field. */
static void
find_empty_heading(struct check *c, const struct text *text)
{
	const struct text *end = c->texts.items + c->texts.count;

	if (text->kind != TEXT_HEADING)
		return;
	if (text->last || (text + 1 < end && text[1].kind == TEXT_HEADING &&
			   text[1].level <= text->level))
		check_in(c, CHECK_HEADING_EMPTY, text, 0, text->len, text->s,
			 NULL);
}

void
check_placeholders(struct check *c)
{
	for (size_t i = 0; i < c->texts.count; i++) {
		const struct text *text = &c->texts.items[i];

		find_brackets(c, text);
		find_marks(c, text);
		find_end(c, text);
		find_empty_heading(c, text);
	}
}
