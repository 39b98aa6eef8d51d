#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "schema/schema_tree.h"

/* Beyond so many control characters they are counted, not listed. */
#define MAX_LISTED 10

static struct diag_pos
cursor_pos(const struct schema_report *report, const struct schema_cursor *c)
{
	return (struct diag_pos){
		.file = report->file, .line = c->line, .col = c->col};
}

/* Eight bytes of printing ASCII, which is what a file mostly is? */
static bool
all_plain(const char *s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t w;

	memcpy(&w, s, sizeof(w));
	/* a byte >= 0x80; one that is 0x7F; one below 0x20 */
	return ((w | (w + ones) | (w - 0x20 * ones)) & high) == 0;
}

/*
 * Why a character may not stand in the file; NULL if it may. The lines of
 * libyaml, of this program and of any editor are the same lines only when these
 * are gone.
 */
static const char *
objection(uint32_t cp, const char *s, size_t len, size_t next)
{
	switch (cp) {
	case '\t':
	case '\n':
		return NULL;
	case '\r':
		return next < len && s[next] == '\n'
			       ? NULL
			       : "a carriage return without a line feed";
	case 0:
		return "a NUL byte";
	case 0x2028:
		return "an invisible line separator";
	case 0x2029:
		return "an invisible paragraph separator";
	case 0xFEFF:
		return "an invisible byte order mark in the middle of the text";
	case 0xFFFE:
	case 0xFFFF:
		return "a code that is no character";
	default:
		return cp < 0x20 || (cp >= 0x7F && cp < 0xA0)
			       ? "a control character"
			       : NULL;
	}
}

/* What a byte that is not UTF-8 meant in Windows-1252, or 0. */
static uint32_t
windows_1252(unsigned char byte)
{
	static const uint16_t low[32] = {
		0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
		0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

	return byte >= 0xA0 ? byte : byte >= 0x80 ? low[byte - 0x80] : 0;
}

static bool
say_not_utf8(struct schema_report *report, const char *text, size_t len,
	     struct schema_cursor *cursor, size_t at)
{
	unsigned char byte = (unsigned char)text[at];
	uint32_t meant = windows_1252(byte);
	char letter[5] = "";
	size_t more = 0;
	char others[64] = "";

	for (size_t i = at + 1; i < len;)
		more += utf8_next(text, len, &i) == UTF8_INVALID;
	if (more > 0)
		snprintf(others, sizeof(others),
			 "; the file has %zu more such byte%s", more,
			 more == 1 ? "" : "s");
	schema_cursor_to_byte(cursor, at);
	schema_say(report, DIAG_YAML_ENCODING, cursor_pos(report, cursor),
		   "the byte 0x%02X is not UTF-8%s", byte, others);
	if (meant != 0) {
		utf8_put(meant, letter);
		schema_hint(report,
			    "It was probably '%s', saved in the old Windows "
			    "encoding. Save the file as UTF-8.",
			    letter);
	}
	return false;
}

/* Every byte: the first that is not UTF-8, and each control character. */
static bool
check_characters(struct schema_report *report, const char *text, size_t len)
{
	struct schema_cursor cursor = {
		.text = text, .len = len, .line = 1, .col = 1};
	size_t found = 0;

	for (size_t i = 0; i < len;) {
		const char *why;
		size_t at = i;
		uint32_t cp;

		if (len - i >= 8 && all_plain(text + i)) {
			i += 8;
			continue;
		}
		cp = utf8_next(text, len, &i);
		if (cp == UTF8_INVALID)
			return say_not_utf8(report, text, len, &cursor, at);
		why = objection(cp, text, len, i);
		if (why == NULL || found++ >= MAX_LISTED)
			continue;
		schema_cursor_to_byte(&cursor, at);
		schema_say(
			report, DIAG_YAML_ENCODING, cursor_pos(report, &cursor),
			"%s (U+%04X) stands here%s", why, (unsigned)cp,
			found == MAX_LISTED ? "; later ones are not shown" : "");
		schema_hint(report,
			    "Delete it; it often comes along with text "
			    "copied from a web page or a word processor.");
	}
	return found == 0;
}

/* UTF-16 and UTF-32, by their mark or by the zeros in what should be ASCII. */
static bool
is_wide(const char *s, size_t len)
{
	return (len >= 2 && (memcmp(s, "\xFF\xFE", 2) == 0 ||
			     memcmp(s, "\xFE\xFF", 2) == 0)) ||
	       (len >= 4 && (memcmp(s, "\0\0\xFE\xFF", 4) == 0 ||
			     (s[0] == 0 && s[1] != 0 && s[2] == 0) ||
			     (s[0] != 0 && s[1] == 0 && s[3] == 0)));
}

bool
schema_encoding_check(struct schema_report *report, const char **text,
		      size_t *len)
{
	struct diag_pos start = {.file = report->file, .line = 1, .col = 1};

	if (*len > SCHEMA_MAX_FILE)
		return schema_say(report, DIAG_YAML_LIMIT, start,
				  "the file is %zu bytes; the most that is read "
				  "is %zu",
				  *len, SCHEMA_MAX_FILE);
	if (is_wide(*text, *len)) {
		schema_say(report, DIAG_YAML_ENCODING, start,
			   "the file is saved as UTF-16, not as UTF-8");
		schema_hint(report, "Save it again with the encoding UTF-8; "
				    "Windows calls UTF-16 \"Unicode\".");
		return false;
	}
	if (*len >= 3 && memcmp(*text, "\xEF\xBB\xBF", 3) == 0) {
		schema_say(report, DIAG_YAML_ENCODING, start,
			   "the file begins with a byte order mark");
		schema_hint(report, "Save it as UTF-8 without BOM (or: without "
				    "signature).");
		*text += 3;
		*len -= 3;
	}
	return check_characters(report, *text, *len);
}
