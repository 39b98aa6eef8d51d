#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "schema/schema_load.h"

#define MAX_ID 64

static bool
is_id_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* What to do about a character; offset is where it stands in the text. */
static bool
say_char(struct schema_loader *l, const struct schema_field *field,
	 const struct source_text *text, size_t offset, const char *what)
{
	char subject[SCHEMA_EXCERPT];

	return schema_say(&l->report, DIAG_VALUE_TYPE, source_pos(text, offset),
			  "%s has %s", schema_subject(subject, field), what);
}

/* U+0080 to U+009F, and the separators U+2028 and U+2029. */
static bool
is_wide_control(const char *s)
{
	unsigned char c = (unsigned char)s[0];

	return (c == 0xC2 && (unsigned char)s[1] < 0xA0) ||
	       strncmp(s, "\xE2\x80\xA8", 3) == 0 ||
	       strncmp(s, "\xE2\x80\xA9", 3) == 0;
}

/*
 * U+FEFF, which comes along with text pasted from elsewhere and cannot be seen; no
 * PDF may hold it as text (ISO 19005-2, 6.2.11.7.2).
 */
static bool
is_byte_order_mark(const char *s)
{
	return strncmp(s, "\xEF\xBB\xBF", 3) == 0;
}

/*
 * Control characters, which only an escape can bring in, tabs, byte order marks, and
 * line breaks in what is one line.
 */
static bool
check_controls(struct schema_loader *l, const struct schema_field *field,
	       const struct source_text *text)
{
	for (size_t i = 0; i < text->len; i++) {
		unsigned char c = (unsigned char)text->s[i];

		if ((c >= 0x20 && c != 0x7F && !is_wide_control(text->s + i) &&
		     !is_byte_order_mark(text->s + i)) ||
		    (c == '\n' && field->kind == SCHEMA_PROSE))
			continue;
		if (c == '\n') {
			say_char(l, field, text, i,
				 "a line break, but must be one line");
			schema_hint(&l->report,
				    "Begin it with '>-' instead of '|', or "
				    "leave out the blank line.");
		} else if (c == '\t') {
			say_char(l, field, text, i, "a tab");
			schema_hint(&l->report, "Write a space instead.");
		} else if (c == 0xEF) {
			say_char(l, field, text, i,
				 "a byte order mark, which cannot be seen");
			schema_hint(
				&l->report,
				"It came along with text copied from elsewhere. "
				"Type the words around it again.");
		} else {
			say_char(l, field, text, i, "a control character");
			schema_hint(&l->report, "Leave it out.");
		}
		return false;
	}
	return true;
}

static bool
check_id(struct schema_loader *l, const struct schema_field *field,
	 const struct source_text *text)
{
	char better[MAX_ID + 1], value[SCHEMA_EXCERPT], subject[SCHEMA_EXCERPT];
	size_t bad = 0, n = 0;

	while (bad < text->len && is_id_char(text->s[bad]) &&
	       (text->s[bad] != '-' || (bad > 0 && bad + 1 < text->len)))
		bad++;
	if (bad == text->len && text->len <= MAX_ID)
		return true;
	if (bad == text->len)
		return schema_say(
			&l->report, DIAG_VALUE_RANGE, text->pos,
			"%s is too long: %zu letters, %d are allowed",
			schema_subject(subject, field), text->len, MAX_ID);
	schema_say(&l->report, DIAG_VALUE_TYPE, source_pos(text, bad),
		   "%s is '%s', but an id has only a to z, 0 to 9 and hyphens "
		   "between them",
		   schema_subject(subject, field),
		   schema_excerpt(value, text->s, text->len));
	for (size_t i = 0; i < text->len && n < MAX_ID; i++) {
		char c = text->s[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (!is_id_char(c))
			c = '-';
		if (c != '-' || (n > 0 && better[n - 1] != '-'))
			better[n++] = c;
	}
	while (n > 0 && better[n - 1] == '-')
		n--;
	better[n] = '\0';
	if (n > 0)
		schema_hint(&l->report,
			    "Write %s, here and wherever it is referred "
			    "to.",
			    better);
	return false;
}

static bool
starts_with(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* The first byte that cannot stand in a URI (RFC 3986, clause 2), or len. */
static size_t
bad_uri_byte(const struct source_text *text)
{
	for (size_t i = 0; i < text->len; i++) {
		char c = text->s[i];

		if (c <= ' ' || c == 0x7F || strchr("<>\"{}|\\^`", c) != NULL)
			return i;
		if (c == '%' &&
		    strspn(text->s + i + 1, "0123456789ABCDEFabcdef") < 2)
			return i;
	}
	return text->len;
}

static bool
check_url(struct schema_loader *l, const struct schema_field *field,
	  const struct source_text *text)
{
	const char *s = text->s;
	const char *host = starts_with(s, "https://")  ? s + 8
			   : starts_with(s, "http://") ? s + 7
						       : NULL;
	char value[SCHEMA_EXCERPT], subject[SCHEMA_EXCERPT];
	size_t bad;

	if (!starts_with(s, "mailto:") &&
	    (host == NULL || strcspn(host, "/?#") == 0)) {
		schema_say(
			&l->report, DIAG_VALUE_TYPE, text->pos,
			"%s should be a link that begins with https://, http:// "
			"or mailto:, not '%s'",
			schema_subject(subject, field),
			schema_excerpt(value, s, text->len));
		if (starts_with(s, "www."))
			schema_hint(&l->report, "Write https://%s.", value);
		else if (strchr(s, '@') != NULL && strchr(s, ':') == NULL)
			schema_hint(&l->report, "Write mailto:%s.", value);
		return false;
	}
	bad = bad_uri_byte(text);
	if (bad < text->len) {
		say_char(l, field, text, bad,
			 "a character that no link can have");
		schema_hint(&l->report, "Copy the link from the address bar of a "
					"browser, which writes a space as %%20.");
		return false;
	}
	if (host == NULL && strchr(s, '@') == NULL)
		return say_char(l, field, text, text->len,
				"no '@' in its address");
	return true;
}

static bool
check_path(struct schema_loader *l, const struct schema_field *field,
	   const struct source_text *text)
{
	const char *s = text->s;

	if (*s == '/' || (*s != '\0' && s[1] == ':')) {
		say_char(l, field, text, 0,
			 "a path from the root of the disk; it must start in the "
			 "folder of this file");
		schema_hint(&l->report, "Write it as images/cover.jpg.");
		return false;
	}
	if (strchr(s, '\\') != NULL) {
		say_char(l, field, text, strcspn(s, "\\"),
			 "a backslash in its path");
		schema_hint(&l->report, "Write '/' between folders.");
		return false;
	}
	for (const char *p = s; *p != '\0'; p += strcspn(p, "/")) {
		p += *p == '/';
		if (strcspn(p, "/") != 2 || p[0] != '.' || p[1] != '.')
			continue;
		say_char(
			l, field, text, (size_t)(p - s),
			"'..' in its path, which leads out of the folder of this "
			"file");
		schema_hint(&l->report,
			    "Copy what it points at into the folder.");
		return false;
	}
	return true;
}

static bool
check_limits(struct schema_loader *l, const struct schema_field *field,
	     const struct source_text *text)
{
	char subject[SCHEMA_EXCERPT];
	long len = (long)text->len;

	if (field->many || schema_field_allows(field, len))
		return true;
	schema_subject(subject, field);
	if (len < field->min)
		return schema_say(&l->report, DIAG_VALUE_RANGE, text->pos,
				  "%s is too short: %ld byte%s of the %ld that "
				  "are needed",
				  subject, len, len == 1 ? "" : "s", field->min);
	return schema_say(&l->report, DIAG_VALUE_RANGE, text->pos,
			  "%s is too long: %ld bytes, the most is %ld", subject,
			  len, field->max);
}

static bool
check_text(struct schema_loader *l, const struct schema_field *field,
	   const struct source_text *text)
{
	char value[SCHEMA_EXCERPT], subject[SCHEMA_EXCERPT];

	if (!check_controls(l, field, text) || !check_limits(l, field, text))
		return false;
	if (field->matches != NULL && !field->matches(text->s, text->len)) {
		schema_say(&l->report, DIAG_VALUE_TYPE, text->pos,
			   "%s cannot be '%s'", schema_subject(subject, field),
			   schema_excerpt(value, text->s, text->len));
		schema_hint(&l->report, "%s", field->doc);
		return false;
	}
	switch (field->kind) {
	case SCHEMA_ID:
	case SCHEMA_REF:
		return check_id(l, field, text);
	case SCHEMA_URL:
		return check_url(l, field, text);
	case SCHEMA_PATH:
		return check_path(l, field, text);
	default:
		return true;
	}
}

bool
schema_load_text(struct schema_loader *l, const struct schema_field *field,
		 const struct schema_node *node, struct source_text *ret)
{
	struct source_text text = node->text;

	text.s = utf8_nfc(l->arena, node->text.s, node->text.len, &text.len);
	if (text.s != node->text.s)
		text.form = SOURCE_ROUGH;
	if (field->kind != SCHEMA_PROSE)
		while (text.len > 0 && text.s[text.len - 1] == '\n')
			text.len--; /* what a block leaves at its end */
	text.s = arena_strndup(l->arena, text.s, text.len);
	if (!check_text(l, field, &text))
		return false;
	*ret = text;
	return true;
}
