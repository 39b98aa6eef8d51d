#include "prose/address.h"

#include <stddef.h>
#include <string.h>

static bool
is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What follows the scheme, or NULL; schemes are case-insensitive (RFC 3986, 3.1). */
static const char *
after_scheme(const char *url, const char *scheme)
{
	for (; *scheme != '\0'; scheme++, url++)
		if (*scheme != (is_letter(*url) ? (char)(*url | 32) : *url))
			return NULL;
	return url;
}

/* Spaces and control characters, U+0080 to U+009F among them. */
static bool
has_blank(const char *url)
{
	for (const unsigned char *p = (const unsigned char *)url; *p != '\0'; p++)
		if (*p <= ' ' || *p == 0x7F || (p[0] == 0xC2 && p[1] < 0xA0))
			return true;
	return false;
}

static bool
has_scheme(const char *url)
{
	size_t i = 0;

	if (!is_letter(url[0]))
		return false;
	while (is_letter(url[i]) || is_digit(url[i]) || url[i] == '+' ||
	       url[i] == '-' || url[i] == '.')
		i++;
	return url[i] == ':';
}

const char *
address_fault(const char *url)
{
	const char *rest;

	if (*url == '\0')
		return "leads nowhere";
	if (has_blank(url))
		return "has a space or a control character in its address";
	if (*url == '#')
		return url[1] != '\0' ? NULL : "names no id after '#'";
	rest = after_scheme(url, "http://");
	if (rest == NULL)
		rest = after_scheme(url, "https://");
	if (rest != NULL)
		return strcspn(rest, "/?#") > 0 ? NULL : "names no host";
	rest = after_scheme(url, "mailto:");
	if (rest != NULL)
		return strcspn(rest, "@?") > 0 && rest[strcspn(rest, "@?")] == '@'
			       ? NULL
			       : "names no mail address";
	if (has_scheme(url))
		return "has a scheme other than https, http and mailto";
	return "leads to an address without a scheme";
}

const char *
address_language(const char *url)
{
	return after_scheme(url, "lang:");
}

bool
address_is_language_tag(const char *tag)
{
	size_t n = 0;

	for (size_t part = 0;; part++) {
		for (n = 0; is_letter(tag[n]) || (part > 0 && is_digit(tag[n]));
		     n++)
			;
		if (n > 8 || n < (part == 0 ? 2 : 1))
			return false;
		if (tag[n] == '\0')
			return true;
		if (tag[n] != '-')
			return false;
		tag += n + 1;
	}
}
