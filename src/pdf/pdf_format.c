#include "pdf/pdf_format.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

static const char hex_digits[] = "0123456789ABCDEF";

struct pdf_box
pdf_box_union(struct pdf_box a, struct pdf_box b)
{
	if (a.x0 == a.x1 && a.y0 == a.y1)
		return b;
	return (struct pdf_box){
		.x0 = a.x0 < b.x0 ? a.x0 : b.x0,
		.y0 = a.y0 < b.y0 ? a.y0 : b.y0,
		.x1 = a.x1 > b.x1 ? a.x1 : b.x1,
		.y1 = a.y1 > b.y1 ? a.y1 : b.y1,
	};
}

void
pdf_put_ref(struct buf *buf, uint32_t id)
{
	buf_int(buf, id);
	buf_str(buf, " 0 R");
}

void
pdf_put_box(struct buf *buf, struct pdf_box box)
{
	buf_byte(buf, '[');
	buf_milli(buf, box.x0);
	buf_byte(buf, ' ');
	buf_milli(buf, box.y0);
	buf_byte(buf, ' ');
	buf_milli(buf, box.x1);
	buf_byte(buf, ' ');
	buf_milli(buf, box.y1);
	buf_byte(buf, ']');
}

static void
put_byte(struct buf *buf, unsigned byte)
{
	buf_byte(buf, (unsigned char)hex_digits[byte >> 4 & 15]);
	buf_byte(buf, (unsigned char)hex_digits[byte & 15]);
}

void
pdf_put_hex(struct buf *buf, const unsigned char *bytes, size_t len)
{
	buf_byte(buf, '<');
	for (size_t i = 0; i < len; i++)
		put_byte(buf, bytes[i]);
	buf_byte(buf, '>');
}

static void
put_unit(struct buf *buf, uint32_t unit)
{
	put_byte(buf, unit >> 8);
	put_byte(buf, unit & 0xFF);
}

void
pdf_put_utf16(struct buf *buf, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t cp = utf8_next(text, len, &at);

		assert(cp != UTF8_INVALID);
		if (cp < 0x10000) {
			put_unit(buf, cp);
			continue;
		}
		put_unit(buf, 0xD800 + ((cp - 0x10000) >> 10));
		put_unit(buf, 0xDC00 + ((cp - 0x10000) & 0x3FF));
	}
}

static bool
is_printable_ascii(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

void
pdf_put_ascii(struct buf *buf, const char *text)
{
	assert(is_printable_ascii(text));
	buf_byte(buf, '(');
	for (; *text != '\0'; text++) {
		if (*text == '(' || *text == ')' || *text == '\\')
			buf_byte(buf, '\\');
		buf_byte(buf, (unsigned char)*text);
	}
	buf_byte(buf, ')');
}

void
pdf_put_text(struct buf *buf, const char *text)
{
	if (is_printable_ascii(text)) {
		pdf_put_ascii(buf, text);
		return;
	}
	buf_str(buf, "<FEFF");
	pdf_put_utf16(buf, text, strlen(text));
	buf_byte(buf, '>');
}

void
pdf_put_name(struct buf *buf, const char *name)
{
	assert(strlen(name) <= 127);
	buf_byte(buf, '/');
	for (; *name != '\0'; name++) {
		unsigned char c = (unsigned char)*name;

		if (c > ' ' && c <= '~' && strchr("()<>[]{}/%#", c) == NULL) {
			buf_byte(buf, c);
		} else {
			buf_byte(buf, '#');
			put_byte(buf, c);
		}
	}
}

/* ISO 32000-1 7.9.4: D:YYYYMMDDHHmmSS, then Z or +HH'mm'. */
void
pdf_put_date(struct buf *buf, const char *iso)
{
	buf_str(buf, "(D:");
	for (const char *p = iso; *p != '\0'; p++) {
		bool zone = p >=
			    iso + 19; /* "2025-12-01T00:00:00" comes before */

		if ((*p >= '0' && *p <= '9') || (zone && *p != ':'))
			buf_byte(buf, (unsigned char)*p);
		else if (zone)
			buf_byte(buf, '\'');
	}
	if (strlen(iso) > 20) /* a zone in hours and minutes */
		buf_byte(buf, '\'');
	buf_byte(buf, ')');
}
