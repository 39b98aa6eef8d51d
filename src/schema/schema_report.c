#include "schema/schema_report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_WORD 64
#define EXCERPT_CHARS 40

bool
schema_say(struct schema_report *report, enum diag_code code, struct diag_pos pos,
	   const char *fmt, ...)
{
	char text[2048];
	va_list ap;

	report->count++;
	if (report->sink == NULL || report->count > SCHEMA_MAX_REPORTS)
		return false;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (report->count == SCHEMA_MAX_REPORTS) {
		diag_report(report->sink, code, pos,
			    "%s; later problems are not shown", text);
		diag_hint(report->sink,
			  "There are %d problems up to here. Mend "
			  "these and run again.",
			  SCHEMA_MAX_REPORTS);
		return false;
	}
	return diag_report(report->sink, code, pos, "%s", text);
}

void
schema_hint(struct schema_report *report, const char *fmt, ...)
{
	char text[2048];
	va_list ap;

	if (report->sink == NULL || report->count >= SCHEMA_MAX_REPORTS)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	diag_hint(report->sink, "%s", text);
}

const char *
schema_excerpt(char room[SCHEMA_EXCERPT], const char *s, size_t len)
{
	size_t out = 0;
	int chars = 0;

	for (size_t i = 0; i < len; i++) {
		if (((unsigned char)s[i] & 0xC0) != 0x80 &&
		    chars++ == EXCERPT_CHARS) {
			memcpy(room + out, "…", sizeof("…") - 1);
			out += sizeof("…") - 1;
			break;
		}
		/* C0, and DEL; what else controls is refused on reading */
		room[out] = s[i];
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7F)
			room[out] = ' ';
		out++;
	}
	room[out] = '\0';
	return room;
}

const char *
schema_article(const char *noun)
{
	return *noun != '\0' && strchr("aeioAEIO", *noun) != NULL ? "an" : "a";
}

static char
folded(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if (c == '_' || c == ' ')
		return '-';
	return c;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
schema_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t rows[3][LONGEST_WORD + 1];
	size_t *above2 = rows[0], *above = rows[1], *row = rows[2];

	if (a_len > LONGEST_WORD || b_len > LONGEST_WORD)
		return a_len > b_len ? a_len : b_len;
	for (size_t j = 0; j <= b_len; j++)
		above2[j] = above[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *spare = above2;

		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			char x = folded(a[i - 1]), y = folded(b[j - 1]);

			row[j] = least(above[j - 1] + (x != y),
				       least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && x == folded(b[j - 2]) &&
			    y == folded(a[i - 2]))
				row[j] = least(row[j], above2[j - 2] + 1);
		}
		above2 = above;
		above = row;
		row = spare;
	}
	return above[b_len];
}

bool
schema_is_near(size_t distance, size_t a_len, size_t b_len)
{
	return distance * 3 <= (a_len > b_len ? a_len : b_len);
}
