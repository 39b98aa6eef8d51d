#include "base/json.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

void
json_string(struct buf *out, const char *s)
{
	if (s != NULL)
		json_text(out, s, strlen(s));
	else
		buf_str(out, "null");
}

void
json_count(struct buf *out, int n)
{
	if (n > 0)
		buf_int(out, n);
	else
		buf_str(out, "null");
}

void
json_text(struct buf *out, const char *s, size_t len)
{
	buf_byte(out, '"');
	for (size_t at = 0, here; at < len;) {
		uint32_t cp;

		here = at;
		cp = utf8_next(s, len, &at);
		if (cp == UTF8_INVALID)
			buf_str(out, "\uFFFD");
		else if (cp == '"' || cp == '\\')
			buf_printf(out, "\\%c", (int)cp);
		else if (cp == '\n')
			buf_str(out, "\\n");
		else if (cp == '\t')
			buf_str(out, "\\t");
		else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			buf_printf(out, "\\u%04x", (unsigned int)cp);
		else
			buf_put(out, s + here, at - here);
	}
	buf_byte(out, '"');
}
