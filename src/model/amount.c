#include "model/amount.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/edition.h"

#define NO_BREAK_SPACE "\xC2\xA0"
#define NARROW_SPACE "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"
#define EN_DASH "\xE2\x80\x93"
#define EM_DASH "\xE2\x80\x94"

/* What is left to be read. */
struct reading {
	const char *s;
	size_t len;
};

static bool
take(struct reading *r, const char *what)
{
	size_t n = strlen(what);

	if (r->len < n || memcmp(r->s, what, n) != 0)
		return false;
	r->s += n;
	r->len -= n;
	return true;
}

static bool
take_space(struct reading *r)
{
	return take(r, " ") || take(r, NO_BREAK_SPACE) || take(r, NARROW_SPACE);
}

static bool
is_digit(const struct reading *r, size_t at)
{
	return at < r->len && r->s[at] >= '0' && r->s[at] <= '9';
}

/* "{note:a}" at the end of it; false if there is none. */
static bool
drop_braces(struct reading *r)
{
	size_t from = r->len;

	if (r->len == 0 || r->s[r->len - 1] != '}')
		return false;
	while (from > 0 && r->s[from - 1] != '{')
		from--;
	if (from == 0)
		return false;
	r->len = from - 1;
	return true;
}

/* Without spaces, line ends and stars around it, and without notes. */
static struct reading
kernel(const char *s, size_t len)
{
	struct reading r = {s, len};

	while (r.len > 0 && strchr(" \n*", r.s[0]) != NULL) {
		r.s++;
		r.len--;
	}
	while (r.len > 0 &&
	       (strchr(" \n*", r.s[r.len - 1]) != NULL || drop_braces(&r)))
		while (r.len > 0 && strchr(" \n*", r.s[r.len - 1]) != NULL)
			r.len--;
	return r;
}

bool
amount_is_none(const char *s, size_t len)
{
	static const char *const signs[] = {
		"",   "-",      EN_DASH, EM_DASH, MINUS, ".",  "p.m.",
		"PM", "n.v.t.", "n.b.",  "n/a",   "nil", "pm",
	};
	struct reading r = kernel(s, len);

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (r.len == strlen(signs[i]) &&
		    memcmp(r.s, signs[i], r.len) == 0)
			return true;
	return false;
}

/* ---- reading ---- */

/* Digits up to anything else; returns their number. */
static size_t
take_digits(struct reading *r, int64_t *value)
{
	size_t n = 0;

	while (is_digit(r, 0)) {
		if (n++ < AMOUNT_DIGITS)
			*value = *value * 10 + (r->s[0] - '0');
		r->s++;
		r->len--;
	}
	return n;
}

/* What parts thousands, if three digits and no fourth follow it. */
static bool
take_group_mark(struct reading *r, int language)
{
	struct reading after = *r;

	if (!take(&after, language == EDITION_EN ? "," : ".") &&
	    !take_space(&after))
		return false;
	if (!is_digit(&after, 0) || !is_digit(&after, 1) ||
	    !is_digit(&after, 2) || is_digit(&after, 3))
		return false;
	*r = after;
	return true;
}

static bool
take_whole(struct reading *r, int language, struct amount *ret)
{
	size_t first = take_digits(r, &ret->value), n = first;

	while (first <= 3 && take_group_mark(r, language)) {
		n += take_digits(r, &ret->value);
		ret->grouped = true;
	}
	return n > 0 && n <= AMOUNT_DIGITS;
}

static bool
take_decimals(struct reading *r, int language, struct amount *ret)
{
	size_t n;

	if (!take(r, language == EDITION_EN ? "." : ","))
		n = 0;
	else if ((n = take_digits(r, &ret->value)) == 0)
		return false;
	if (n > AMOUNT_DECIMALS)
		return false;
	ret->decimals = (int)n;
	for (; n < AMOUNT_DECIMALS; n++)
		ret->value *= 10;
	return true;
}

static bool
take_sign(struct reading *r, bool *minus)
{
	if (take(r, "-") || take(r, MINUS) || take(r, EN_DASH))
		*minus = true;
	else if (!take(r, "+"))
		return false;
	take_space(r);
	return true;
}

bool
amount_parse(const char *s, size_t len, int language, struct amount *ret)
{
	struct reading r = kernel(s, len);
	bool minus = false, sign;

	*ret = (struct amount){0};
	sign = take_sign(&r, &minus);
	if (take(&r, "\xE2\x82\xAC")) /* the euro */
		take_space(&r);
	if (!sign)
		take_sign(&r, &minus);
	if (!take_whole(&r, language, ret) || !take_decimals(&r, language, ret))
		return false;
	take_space(&r);
	take(&r, "%");
	if (minus)
		ret->value = -ret->value;
	return r.len == 0;
}

/* ---- writing ---- */

static void
put_whole(struct buf *out, int64_t whole, bool grouped, char mark)
{
	int64_t thousand = 1;

	while (whole / thousand >= 1000)
		thousand *= 1000;
	buf_printf(out, "%d", (int)(whole / thousand));
	for (; thousand > 1; thousand /= 1000) {
		if (grouped)
			buf_byte(out, (unsigned char)mark);
		buf_printf(out, "%03d",
			   (int)(whole % thousand / (thousand / 1000)));
	}
}

const char *
amount_print(struct arena *arena, const struct amount *amount, int language)
{
	int64_t value = amount->value < 0 ? -amount->value : amount->value;
	int64_t part = value % AMOUNT_ONE, unit = AMOUNT_ONE;
	struct buf out = {0};

	if (amount->value < 0)
		buf_str(&out, MINUS);
	put_whole(&out, value / AMOUNT_ONE, amount->grouped,
		  language == EDITION_EN ? ',' : '.');
	for (int i = 0; i < amount->decimals || part != 0; i++) {
		if (i == 0)
			buf_byte(&out, language == EDITION_EN ? '.' : ',');
		unit /= 10;
		buf_printf(&out, "%d", (int)(part / unit));
		part %= unit;
	}
	return buf_keep(&out, arena);
}
