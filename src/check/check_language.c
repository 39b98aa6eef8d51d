/* Words and marks that come in pairs or should not; capitals of offices. */
#include <string.h>

#include "base/utf8.h"
#include "check/check_rules.h"

/* ---- a word twice ---- */

static void
judge_twice(struct check *c, const struct text *text)
{
	size_t n;
	const struct word *w = check_text_words(c, text, &n);

	for (size_t i = 1; i < n; i++)
		if (w[i].entry == w[i - 1].entry && (w[i].flags & WORD_NEAR) &&
		    !(w[i].flags & (WORD_NUMBER | WORD_UPPER | WORD_FOREIGN)) &&
		    !check_is(c, &w[i], LIST_MAY_REPEAT))
			check_in(c, CHECK_WORD_TWICE, text, w[i - 1].from,
				 w[i].to,
				 check_piece(c, text, w[i - 1].from, w[i].to),
				 NULL);
}

/* ---- brackets ---- */

#define MAX_OPEN 16

/* "a)" and "1)" at a beginning of a line or behind a space number something. */
static bool
is_numbering(const char *s, size_t at)
{
	return at > 0 && s[at] == ')' &&
	       ((s[at - 1] >= '0' && s[at - 1] <= '9') ||
		(s[at - 1] >= 'a' && s[at - 1] <= 'z')) &&
	       (at == 1 || s[at - 2] == ' ');
}

static void
report_bracket(struct check *c, const struct text *text, size_t at)
{
	check_in(c, CHECK_BRACKET, text, at, at + 1,
		 check_piece(c, text, at, at + 1), NULL);
}

static void
judge_brackets(struct check *c, const struct text *text)
{
	size_t open[MAX_OPEN], n = 0;

	for (size_t i = 0; i < text->len; i++) {
		char byte = text->s[i];

		if (byte == '(' || byte == '[') {
			if (n == MAX_OPEN)
				return;
			open[n++] = i;
		} else if (byte == ')' || byte == ']') {
			char partner = byte == ')' ? '(' : '[';

			if (n > 0 && text->s[open[n - 1]] == partner)
				n--;
			else if (!is_numbering(text->s, i))
				report_bracket(c, text, i);
		}
	}
	while (n > 0)
		report_bracket(c, text, open[--n]);
}

/* ---- quotation marks ---- */

static void
report_quote(struct check *c, const struct text *text, size_t at, size_t to)
{
	check_in(c, CHECK_QUOTE, text, at, to, check_piece(c, text, at, to),
		 NULL);
}

/* The last of the marks before `at` that no closing mark has answered. */
struct open_quote {
	bool open;
	size_t from, to;
};

/*
 * “ ” and « » must pair off; ’ closes ‘ but is an apostrophe as well, so that only a
 * ‘ without any ’ behind it is certain.
 */
static void
judge_quotes(struct check *c, const struct text *text)
{
	struct open_quote single = {0}, doubled = {0};
	size_t before = c->count;

	for (size_t at = 0, here = 0; at < text->len; here = at) {
		uint32_t cp = utf8_next(text->s, text->len, &at);

		if (cp == 0x2018) {
			if (single.open)
				report_quote(c, text, single.from, single.to);
			single = (struct open_quote){true, here, at};
		} else if (cp == 0x2019) {
			single.open = false;
		} else if (cp == 0x201C || cp == 0xAB || cp == 0x201E) {
			if (doubled.open && cp != 0x201C)
				report_quote(c, text, doubled.from, doubled.to);
			doubled = (struct open_quote){true, here, at};
		} else if (cp == 0x201D || cp == 0xBB) {
			if (!doubled.open)
				report_quote(c, text, here, at);
			doubled.open = false;
		}
	}
	if (c->count > before)
		return;
	if (single.open)
		report_quote(c, text, single.from, single.to);
	if (doubled.open)
		report_quote(c, text, doubled.from, doubled.to);
}

/* ---- spaces ---- */

static bool
is_letter_at(const struct text *text, size_t at)
{
	return at < text->len &&
	       utf8_is_letter(utf8_next(text->s, text->len, &at));
}

static bool
is_upper_at(const struct text *text, size_t at)
{
	return at < text->len &&
	       utf8_is_upper(utf8_next(text->s, text->len, &at));
}

/* "raad.De" and "raad,de", but not "d.d.", "www.raad.nl" or "a.b.c". */
static bool
lacks_space(const struct text *text, size_t at)
{
	const char *s = text->s;

	if (at < 3 || !is_letter_at(text, at + 1))
		return false;
	if (s[at] == ',' || s[at] == ';')
		return true;
	return s[at] == '.' && s[at - 1] >= 'a' && s[at - 1] <= 'z' &&
	       s[at - 2] >= 'a' && s[at - 2] <= 'z' &&
	       is_upper_at(text, at + 1) && !is_upper_at(text, at + 2);
}

static void
judge_spaces(struct check *c, const struct text *text)
{
	const char *s = text->s;

	for (size_t i = 0; i + 1 < text->len; i++) {
		bool stands = s[i] == ' ' && s[i + 1] != '\0' &&
			      strchr(",;:!?)", s[i + 1]) != NULL;
		bool stop = s[i] == ' ' && s[i + 1] == '.' &&
			    (i + 2 == text->len || s[i + 2] == ' ');

		if (s[i] == ' ' && s[i + 1] == ' ')
			check_in(c, CHECK_SPACE_DOUBLE, text, i, i + 2, NULL);
		else if (stands || stop)
			check_in(c, CHECK_SPACE_BEFORE, text, i, i + 2,
				 check_piece(c, text, i + 1, i + 2), NULL);
		else if (s[i] == '(' && s[i + 1] == ' ')
			check_in(c, CHECK_SPACE_BEFORE, text, i, i + 2, "(",
				 NULL);
		else if (lacks_space(text, i))
			check_in(c, CHECK_SPACE_MISSING, text, i, i + 1,
				 check_piece(c, text, i, i + 1), NULL);
	}
}

/* ---- capitals of offices ---- */

static bool
is_running(const struct text *text)
{
	return text_is_prose(text) && text->field != FIELD_LABEL;
}

/* "Minister van Buitenlandse Zaken" as the data name it is a name. */
static bool
is_office_name(const struct check *c, const struct text *text,
	       const struct word *w)
{
	const struct office *o = c->edition->offices.items;

	for (size_t i = 0; i < c->edition->offices.count; i++)
		if (text->len - w->from >= o[i].name.len &&
		    memcmp(text->s + w->from, o[i].name.s, o[i].name.len) == 0)
			return true;
	return false;
}

static bool
is_office_word(const struct check *c, const struct word *w)
{
	const struct text *text = check_text_of(c, w);

	return check_is(c, w, LIST_OFFICE) && is_running(text) &&
	       !(w->flags & (WORD_FIRST | WORD_FOREIGN)) &&
	       !is_office_name(c, text, w);
}

/* Which of the two is the odd one; both alike: the capital, as guides advise. */
static void
judge_capitals(struct check *c)
{
	const struct word *w = c->texts.words, *example[2] = {NULL, NULL};
	const char *names[2] = {"a small letter", "a capital"};
	size_t counts[2] = {0, 0};
	unsigned odd;

	if (c->job->lang == CHECK_NL) {
		names[0] = "een kleine letter";
		names[1] = "een hoofdletter";
	}
	for (size_t i = 0; i < c->texts.n_words; i++) {
		unsigned upper = (w[i].flags & WORD_UPPER) != 0;

		if (!is_office_word(c, &w[i]))
			continue;
		counts[upper]++;
		if (example[upper] == NULL)
			example[upper] = &w[i];
	}
	if (counts[0] == 0 || counts[1] == 0)
		return;
	odd = counts[1] <= counts[0];
	for (size_t i = 0; i < c->texts.n_words; i++) {
		const struct text *text = check_text_of(c, &w[i]);
		const struct word *other = example[1 - odd];

		if (!is_office_word(c, &w[i]) ||
		    ((w[i].flags & WORD_UPPER) != 0) != (odd == 1))
			continue;
		check_in(c, CHECK_OFFICE_CAPITAL, text, w[i].from, w[i].to,
			 check_piece(c, text, w[i].from, w[i].to), names[odd],
			 names[1 - odd],
			 check_piece(c, check_text_of(c, other), other->from,
				     other->to),
			 NULL);
	}
}

void
check_language(struct check *c)
{
	for (size_t i = 0; i < c->texts.count; i++) {
		const struct text *text = &c->texts.items[i];

		judge_twice(c, text);
		judge_brackets(c, text);
		judge_quotes(c, text);
		if (text->field != FIELD_ADDRESS)
			judge_spaces(c, text);
	}
	judge_capitals(c);
}
