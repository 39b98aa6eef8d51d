#include "layout/nobreak.h"

#include <string.h>

#include "base/utf8.h"

/* Words that stay with the number after them. */
static const char *const before_number[] = {
	"art.",    "artikel",   "article", "nr.",     "no.",   "blz.",
	"p.",      "pp.",       "par.",    "sub",     "lid",   "Postbus",
	"§",       "hoofdstuk", "chapter", "bijlage", "deel",  "d.d.",
	"ca.",     "€",         "$",       "£",       "Stb.",  "Stcrt.",
	"Chapter", "Hoofdstuk", "tabel",   "Tabel",   "table", "Table",
	NULL,
};

/* Words that stay with the year after them. */
static const char *const before_year[] = {
	"januari",  "februari", "maart",     "april",   "mei",      "juni",
	"juli",     "augustus", "september", "oktober", "november", "december",
	"January",  "February", "March",     "April",   "May",      "June",
	"July",     "August",   "September", "October", "November", "December",
	"kwartaal", "quarter",  NULL,
};

/* Words that stay with what says which. */
static const char *const quarters[] = {"kwartaal", "quarter", NULL};

/* Words that stay with the number before them. */
static const char *const after_number[] = {
	"%",        "procent",   "percent", "euro",     "miljoen",  "miljard",
	"million",  "billion",   "mm",      "cm",       "m",        "km",
	"kg",       "ton",       "uur",     "jaar",     "°C",       "januari",
	"februari", "maart",     "april",   "mei",      "juni",     "juli",
	"augustus", "september", "oktober", "november", "december", "January",
	"February", "March",     "April",   "May",      "June",     "July",
	"August",   "September", "October", "November", "December", NULL,
};

/* Words for a great number, and what is counted in them. */
static const char *const great_numbers[] = {
	"miljoen", "miljard", "biljoen", "million", "billion", NULL};
static const char *const currencies[] = {
	"euro", "dollar", "euros", "dollars", NULL};

/* Titles and forms of address that stay with the name after them. */
static const char *const before_name[] = {
	"prof.", "dr.",  "drs.", "mr.",  "ir.",  "ing.", "ds.",   "Prof.", "Dr.",
	"Drs.",  "Mr.",  "Ir.",  "Ing.", "Dhr.", "dhr.", "Mevr.", "mevr.", "mw.",
	"Mw.",   "Mrs.", "Ms.",  "LGen", "b.d.", "St.",  NULL,
};

/* The names of the chambers of parliament are two words, whole in a heading. */
static const char *const chambers[] = {"Eerste", "Tweede", NULL};

struct token {
	const char *s;
	size_t len;
};

static bool
is_space(char c)
{
	return c == ' ';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct token
token_before(const char *text, size_t at)
{
	size_t from = at;

	while (from > 0 && !is_space(text[from - 1]))
		from--;
	return (struct token){text + from, at - from};
}

static struct token
token_after(const char *text, size_t len, size_t at)
{
	size_t to;

	if (at >= len)
		return (struct token){"", 0};
	to = at;

	while (to < len && !is_space(text[to]))
		to++;
	return (struct token){text + at, to - at};
}

/* Opening brackets and quotes do not count. */
static struct token
without_opening(struct token t)
{
	while (t.len > 0 && (*t.s == '(' || *t.s == '[' || *t.s == '\''))
		t = (struct token){t.s + 1, t.len - 1};
	if (t.len >= 3 && memcmp(t.s, "‘", 3) == 0)
		t = (struct token){t.s + 3, t.len - 3};
	return t;
}

static bool
is_one_of(struct token t, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strlen(*words) == t.len && memcmp(*words, t.s, t.len) == 0)
			return true;
	return false;
}

/* The word without closing punctuation, for "12 mei," and "5 %)". */
static struct token
without_closing(struct token t)
{
	while (t.len > 1 && strchr(",.;:)?!", t.s[t.len - 1]) != NULL)
		t.len--;
	return t;
}

static bool
begins_with_digit(struct token t)
{
	return t.len > 0 && is_digit(*t.s);
}

static bool
ends_with_digit(struct token t)
{
	return t.len > 0 && is_digit(t.s[t.len - 1]);
}

static bool
is_dash(struct token t)
{
	return (t.len == 1 && *t.s == '-') ||
	       (t.len == 3 &&
		(memcmp(t.s, "–", 3) == 0 || memcmp(t.s, "—", 3) == 0));
}

/* "P.J." and "A.": capitals, each with a full stop; at most eight of them. */
static bool
is_initials(struct token t)
{
	size_t n = 0;

	for (size_t at = 0; at < t.len; n++) {
		uint32_t cp = utf8_next(t.s, t.len, &at);

		if (cp == UTF8_INVALID || !utf8_is_upper(cp) || at >= t.len ||
		    t.s[at] != '.')
			return false;
		at++;
	}
	return n > 0 && n <= 8;
}

/* "(Paul)", "(Dirk-Jan)": the name a person is called by. */
static bool
is_called_name(struct token t)
{
	size_t at = 1;

	if (t.len < 4 || t.s[0] != '(' || t.s[t.len - 1] != ')')
		return false;
	return utf8_is_upper(utf8_next(t.s, t.len, &at));
}

static bool
is_roman(struct token t)
{
	for (size_t i = 0; i < t.len; i++)
		if (strchr("IVX", t.s[i]) == NULL)
			return false;
	return t.len > 0;
}

static bool
is_capitals(struct token t)
{
	for (size_t i = 0; i < t.len; i++)
		if (t.s[i] < 'A' || t.s[i] > 'Z')
			return false;
	return t.len >= 2;
}

static bool
is_year(struct token t)
{
	t = without_closing(t);
	return t.len == 4 && is_digit(t.s[0]) && is_digit(t.s[1]) &&
	       is_digit(t.s[2]) && is_digit(t.s[3]);
}

static bool
begins_with_capital(struct token t)
{
	size_t at = 0;

	return t.len > 0 && utf8_is_upper(utf8_next(t.s, t.len, &at));
}

/* "van", "de", "ter": a small word before a surname. */
static bool
is_prefix(struct token t)
{
	if (t.len > 3 && memcmp(t.s, "’", 3) == 0) /* ’t, ’s */
		t = (struct token){t.s + 3, t.len - 3};
	return t.len > 0 && t.len <= 3 && *t.s >= 'a' && *t.s <= 'z';
}

static bool
joins_names(struct token left, struct token right)
{
	if (is_one_of(left, before_name))
		return is_one_of(right, before_name) ||
		       (begins_with_capital(right) && !is_initials(right));
	return is_initials(left) && (begins_with_capital(right) ||
				     is_called_name(right) || is_prefix(right));
}

static bool
joins_numbers(struct token left, struct token right)
{
	if (begins_with_digit(right) && is_one_of(left, before_number))
		return true;
	if (is_year(right) && is_one_of(left, before_year))
		return true;
	if (is_one_of(without_closing(right), quarters)) /* "Eerste kwartaal" */
		return true;
	if (ends_with_digit(left) && left.len <= 12 &&
	    is_one_of(without_closing(right), after_number))
		return true;
	if (is_one_of(left, great_numbers) &&
	    is_one_of(without_closing(right), currencies))
		return true;
	right = without_closing(right); /* "EU IV", "Willem III" */
	return is_roman(right) && (is_capitals(left) ||
				   (right.len > 1 && begins_with_capital(left)));
}

/* The number on the other side of a dash between spaces, "2026 - 2028". */
static bool
is_range_after_dash(const char *text, size_t at, struct token left,
		    struct token right)
{
	size_t dash = at - left.len;

	return is_dash(left) && begins_with_digit(right) && dash > 1 &&
	       is_digit(text[dash - 2]);
}

/* "A. van Duin", "J. van der Steen", not "raad van": initials before prefixes. */
static bool
is_prefix_of_name(const char *text, size_t at, struct token t)
{
	while (is_prefix(t) && t.len < at) {
		at -= t.len + 1;
		t = token_before(text, at);
		if (is_initials(without_opening(t)) || is_called_name(t))
			return true;
	}
	return false;
}

bool
nobreak_at_space(const char *text, size_t len, size_t at, bool heading)
{
	struct token whole = token_before(text, at);
	struct token left = without_opening(whole);
	struct token right = token_after(text, len, at + 1);

	if (is_dash(right) || (left.len == 1 && *left.s == '&'))
		return true;
	if (is_range_after_dash(text, at, left, right))
		return true;
	if (heading && is_year(right) && left.len > 0 &&
	    !is_dash(token_after(text, len, at + 2 + right.len)))
		return true;
	if (heading && is_one_of(left, chambers) && right.len >= 5 &&
	    memcmp(right.s, "Kamer", 5) == 0)
		return true;
	if (is_prefix_of_name(text, at, left))
		return begins_with_capital(right) || is_prefix(right);
	if (is_called_name(whole))
		return begins_with_capital(right) || is_prefix(right);
	return joins_numbers(left, right) || joins_names(left, right);
}

/* "leden." and "(2)?": a sentence may end so. Not "art." nor the "2." of a list. */
static bool
ends_sentence(struct token t)
{
	while (t.len > 1 && strchr(")'", t.s[t.len - 1]) != NULL)
		t.len--;
	if (t.len > 3 && memcmp(t.s + t.len - 3, "’", 3) == 0)
		t.len -= 3;
	return t.len > 2 && strchr(".?!", t.s[t.len - 1]) != NULL &&
	       !is_initials(without_opening(t)) && !is_one_of(t, before_name) &&
	       !is_one_of(t, before_number);
}

#define SHORT_WORD 3 /* letters */

static bool
is_short(struct token t)
{
	size_t at = 0, n = 0;

	for (; at < t.len && n <= SHORT_WORD; n++)
		utf8_next(t.s, t.len, &at);
	return n <= SHORT_WORD;
}

bool
nobreak_is_poor_at_space(const char *text, size_t len, size_t at)
{
	struct token left = token_before(text, at), word = without_opening(left);

	if (is_one_of(word, before_name))
		return is_initials(token_after(text, len, at + 1));
	return is_short(word) && begins_with_capital(word) && left.len < at &&
	       ends_sentence(token_before(text, at - left.len - 1));
}

bool
nobreak_is_name(const char *text, size_t from, size_t to)
{
	return is_called_name((struct token){text + from, to - from});
}

bool
nobreak_is_address(const char *text, size_t from, size_t to)
{
	size_t n = to - from;
	const char *s = text + from;

	if (n >= 4 && memcmp(s, "www.", 4) == 0)
		return true;
	for (size_t i = 0; i + 2 < n; i++)
		if (memcmp(s + i, "://", 3) == 0)
			return true;
	return memchr(s, '@', n) != NULL;
}

bool
nobreak_allows_inside(const char *text, size_t len, size_t at)
{
	size_t from = at, to = at;

	if (at < 2 || at >= len)
		return false;
	while (from > 0 && !is_space(text[from - 1]))
		from--;
	while (to < len && !is_space(text[to]))
		to++;
	if (nobreak_is_address(text, from, to))
		return text[at] != '/' && strchr("/?&=", text[at - 1]) != NULL &&
		       at - from > 8;
	if (is_digit(text[at]) || to - at < 2 || at - from < 3)
		return false;
	if (text[at - 1] == '/')
		return !is_digit(text[at - 2]);
	return at >= 4 &&
	       (memcmp(text + at - 3, "–", 3) == 0 ||
		memcmp(text + at - 3, "—", 3) == 0) &&
	       !is_digit(text[at - 4]);
}
