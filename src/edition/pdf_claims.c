#include "edition/pdf_claims.h"

#include <stdbool.h>
#include <string.h>

#define BEGIN "<?xpacket begin="
#define END "<?xpacket end="
#define MAX_PACKET ((size_t)1024 * 1024)

/* Where needle begins in data[0..len), or len. */
static size_t
find(const char *data, size_t len, const char *needle)
{
	const size_t n = strlen(needle);
	const char *at = data, *end = data + len;

	while (len >= n && (size_t)(end - at) >= n) {
		at = memchr(at, *needle, (size_t)(end - at) - n + 1);
		if (at == NULL)
			return len;
		if (memcmp(at, needle, n) == 0)
			return (size_t)(at - data);
		at++;
	}
	return len;
}

/* <name>value< or name="value"; left alone if there is none, or one too long. */
static void
read_property(const char *text, size_t len, const char *name, char ret[8])
{
	size_t at = find(text, len, name) + strlen(name);
	size_t n = 0;
	char end = '<';

	if (at + 2 >= len)
		return;
	if (text[at] == '=') {
		end = text[at + 1];
		at++;
	} else if (text[at] != '>') {
		return;
	}
	at++;
	while (at + n < len && n < 7 && text[at + n] != end)
		n++;
	if (at + n == len || text[at + n] != end)
		return;
	memcpy(ret, text + at, n);
	ret[n] = '\0';
}

static void
read_packet(struct pdf_claims *claims, size_t len)
{
	const char *text = (const char *)claims->seen.data;

	read_property(text, len, "pdfaid:part", claims->part);
	read_property(text, len, "pdfaid:conformance", claims->conformance);
	read_property(text, len, "pdfuaid:part", claims->accessible);
}

/* Forget the first n bytes seen. */
static void
forget(struct pdf_claims *claims, size_t n)
{
	struct buf *seen = &claims->seen;

	memmove(seen->data, seen->data + n, seen->len - n);
	seen->len -= n;
}

/* Take one step; false when more bytes are needed. */
static bool
step(struct pdf_claims *claims)
{
	struct buf *seen = &claims->seen;
	const size_t edge = strlen(BEGIN) - 1;
	size_t at = find((const char *)seen->data, seen->len, BEGIN), end;

	if (at == seen->len) {
		if (seen->len > edge)
			forget(claims, seen->len - edge);
		return false;
	}
	if (at > 0)
		forget(claims, at);
	end = find((const char *)seen->data, seen->len, END);
	if (end == seen->len && seen->len <= MAX_PACKET)
		return false;
	if (end < seen->len)
		read_packet(claims, end);
	forget(claims, strlen(BEGIN));
	return true;
}

void
pdf_claims_put(struct pdf_claims *claims, const void *data, size_t len)
{
	buf_put(&claims->seen, data, len);
	while (claims->seen.len > 0 && step(claims))
		continue;
}

const char *
pdf_claims_said(const struct pdf_claims *claims, struct arena *arena)
{
	struct buf said = {0};

	if (*claims->part != '\0') {
		buf_printf(&said, "PDF/A-%s", claims->part);
		for (const char *c = claims->conformance; *c != '\0'; c++)
			buf_byte(&said, (unsigned char)(*c >= 'A' && *c <= 'Z'
								? *c - 'A' + 'a'
								: *c));
	}
	if (*claims->accessible != '\0')
		buf_printf(&said, "%sPDF/UA-%s", said.len > 0 ? ", " : "",
			   claims->accessible);
	return buf_keep(&said, arena);
}

void
pdf_claims_done(struct pdf_claims *claims)
{
	buf_done(&claims->seen);
}
