#include "base/utf8.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/arena.h"

uint32_t
utf8_next(const char *s, size_t len, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s + *at;
	utf8proc_ssize_t rest, n;
	utf8proc_int32_t cp;

	assert(*at < len);
	if (*p < 0x80) {
		++*at;
		return *p;
	}
	rest = len - *at < 4 ? (utf8proc_ssize_t)(len - *at) : 4;
	n = utf8proc_iterate(p, rest, &cp);
	if (n <= 0) {
		++*at;
		return UTF8_INVALID;
	}
	*at += (size_t)n;
	return (uint32_t)cp;
}

size_t
utf8_put(uint32_t cp, char out[4])
{
	unsigned char bytes[4];
	utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)cp, bytes);

	assert(n > 0 && (cp < 0xD800 || cp > 0xDFFF));
	memcpy(out, bytes, (size_t)n);
	return (size_t)n;
}

size_t
utf8_check(const char *s, size_t len)
{
	size_t at = 0;

	while (at < len) {
		size_t here = at;

		if (utf8_next(s, len, &at) == UTF8_INVALID)
			return here;
	}
	return len;
}

/*
 * Stands in NFC whatever is beside it: Latin letters below the combining marks,
 * dashes and quotation marks (not U+2000 and U+2001, which decompose), and
 * currency signs. UAX #15, section 9, for a subset kept by hand: the rest is
 * normalised and compared.
 */
static bool
always_nfc(uint32_t cp)
{
	return cp < 0x300 || (cp >= 0x2002 && cp <= 0x205F) ||
	       (cp >= 0x20A0 && cp <= 0x20BF);
}

static bool
quick_nfc(const char *s, size_t len)
{
	for (size_t at = 0; at < len;)
		if (!always_nfc(utf8_next(s, len, &at)))
			return false;
	return true;
}

/* The NFC of s in malloc'ed memory; NULL if s is ill-formed. */
static char *
compose(const char *s, size_t len, size_t *ret_len)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t n = utf8proc_map(
		(const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, &out,
		UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	if (n == UTF8PROC_ERROR_NOMEM || n == UTF8PROC_ERROR_OVERFLOW)
		arena_exhausted();
	if (n < 0)
		return NULL;
	*ret_len = (size_t)n;
	return (char *)out;
}

bool
utf8_is_nfc(const char *s, size_t len)
{
	size_t n = 0;
	char *nfc;
	bool same;

	if (quick_nfc(s, len))
		return true;
	nfc = compose(s, len, &n);
	same = nfc != NULL && n == len && memcmp(nfc, s, len) == 0;
	free(nfc);
	return same;
}

const char *
utf8_nfc(struct arena *arena, const char *s, size_t len, size_t *ret_len)
{
	const char *out = s;
	size_t n = len;
	char *nfc;

	*ret_len = len;
	if (quick_nfc(s, len))
		return s;
	nfc = compose(s, len, &n);
	if (nfc != NULL && (n != len || memcmp(nfc, s, len) != 0)) {
		out = arena_strndup(arena, nfc, n);
		*ret_len = n;
	}
	free(nfc);
	return out;
}

bool
utf8_is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return true;
	default:
		return false;
	}
}

bool
utf8_is_upper(uint32_t cp)
{
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LU;
}

bool
utf8_letter_at(const char *text, size_t len, size_t at)
{
	return at < len && utf8_is_letter(utf8_next(text, len, &at));
}

bool
utf8_letter_before(const char *text, size_t len, size_t at)
{
	if (at == 0)
		return false;
	do
		at--;
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
	return utf8_letter_at(text, len, at);
}

uint32_t
utf8_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp | 0x20 : cp;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

size_t
utf8_cluster_end(const char *s, size_t len, size_t at)
{
	utf8proc_int32_t state = 0;
	uint32_t left = utf8_next(s, len, &at);

	while (at < len) {
		size_t next = at;
		uint32_t right = utf8_next(s, len, &next);

		if (utf8proc_grapheme_break_stateful(
			    (utf8proc_int32_t)left, (utf8proc_int32_t)right,
			    &state))
			break;
		left = right;
		at = next;
	}
	return at;
}

int
utf8_width(uint32_t cp)
{
	return utf8proc_charwidth((utf8proc_int32_t)cp);
}

const char *
utf8_library_version(void)
{
	return utf8proc_version();
}
