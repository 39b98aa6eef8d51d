#include "schema/schema_tree.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

void
schema_cursor_to_byte(struct schema_cursor *c, size_t byte)
{
	assert(byte >= c->byte && byte <= c->len);
	while (c->byte < byte) {
		if (c->text[c->byte] == '\n') {
			c->line++;
			c->col = 1;
			c->byte++;
			continue;
		}
		utf8_next(c->text, c->len, &c->byte);
		c->col++;
	}
}

void
schema_cursor_to(struct schema_cursor *c, int line, int col)
{
	if (line < c->line || (line == c->line && col < c->col)) {
		c->byte = 0;
		c->line = c->col = 1;
	}
	while (c->line < line) {
		const char *from = c->text + c->byte;
		const char *end = memchr(from, '\n', c->len - c->byte);

		c->byte = end != NULL ? (size_t)(end - c->text) + 1 : c->len;
		c->line++;
		c->col = 1;
	}
	/* the bytes are known to be well formed: count those that begin one */
	while (c->col < col && c->byte < c->len && c->text[c->byte] != '\n') {
		do
			c->byte++;
		while (c->byte < c->len &&
		       ((unsigned char)c->text[c->byte] & 0xC0) == 0x80);
		c->col++;
	}
}

/* ---- where the bytes of a scalar stand ---- */

/* A node may begin with an anchor or a tag. Put the cursor behind them. */
static void
cursor_to_scalar(struct schema_cursor *c, struct diag_pos pos)
{
	schema_cursor_to(c, pos.line, pos.col);
	while (c->byte < c->len &&
	       (c->text[c->byte] == '&' || c->text[c->byte] == '!')) {
		size_t at = c->byte + strcspn(c->text + c->byte, " \t\r\n");

		at += strspn(c->text + at, " \t\r\n");
		while (at < c->len && c->text[at] == '#') {
			at += strcspn(c->text + at, "\n");
			at += strspn(c->text + at, " \t\r\n");
		}
		schema_cursor_to_byte(c, at);
	}
}

/* Exact if the value is, byte for byte, what the file has at the cursor. */
static void
locate_inline(const struct schema_cursor *c, struct source_text *text, char quote)
{
	size_t begin = c->byte + (quote != '\0');
	size_t end = begin + text->len;

	text->pos.line = c->line;
	text->pos.col = c->col + (quote != '\0');
	text->form = SOURCE_ROUGH;
	if (end <= c->len && memcmp(c->text + begin, text->s, text->len) == 0 &&
	    memchr(text->s, '\n', text->len) == NULL &&
	    (quote == '\0' || (end < c->len && c->text[end] == quote)))
		text->form = SOURCE_INLINE;
}

/* The length of the line at s, without its line end; *next is the line after. */
static size_t
line_length(const char *s, const char *end, const char **next)
{
	const char *nl = memchr(s, '\n', (size_t)(end - s));
	size_t len = (size_t)((nl != NULL ? nl : end) - s);

	*next = nl != NULL ? nl + 1 : end;
	return len > 0 && s[len - 1] == '\r' ? len - 1 : len;
}

/*
 * The indentation that was taken off every line of a literal block, found by
 * laying the value beside the file: whatever the header says about it, the two
 * must agree on each line. False if they do not.
 */
static bool
find_indent(const struct source_text *text, const char *raw, const char *end,
	    size_t *ret_indent)
{
	const char *value = text->s, *value_end = text->s + text->len;
	size_t indent = SIZE_MAX;

	while (value < value_end) {
		const char *raw_line = raw, *line = value;
		size_t raw_len, len;

		if (raw == end)
			return false;
		len = line_length(line, value_end, &value);
		raw_len = line_length(raw_line, end, &raw);
		if (len == 0)
			continue;
		if (raw_len < len)
			return false;
		if (indent == SIZE_MAX)
			indent = raw_len - len;
		if (raw_len - len != indent ||
		    memcmp(raw_line + indent, line, len) != 0)
			return false;
	}
	*ret_indent = indent;
	return indent != SIZE_MAX;
}

/* The cursor stands on the '|' or '>' of the header. */
static void
locate_block(const struct schema_cursor *c, struct source_text *text,
	     bool literal)
{
	const char *end = c->text + c->len;
	const char *first, *next;
	size_t indent;

	text->form = SOURCE_ROUGH;
	text->pos.line = c->line;
	text->pos.col = c->col;
	line_length(c->text + c->byte, end, &first);
	if (literal && find_indent(text, first, end, &indent)) {
		text->form = SOURCE_BLOCK;
		text->pos.line = c->line + 1;
		text->pos.col = (int)indent + 1;
		return;
	}
	if (strspn(text->s, "\n") == text->len)
		return;
	for (int line = c->line + 1; first < end; line++, first = next) {
		size_t len = line_length(first, end, &next);
		size_t blank = strspn(first, " ");

		if (blank >= len)
			continue;
		text->pos.line = line;
		text->pos.col = (int)blank + 1;
		return;
	}
}

void
schema_tree_locate(struct schema_cursor *cursor, struct schema_node *node,
		   char sign)
{
	cursor_to_scalar(cursor, node->pos);
	if (sign == '|' || sign == '>')
		locate_block(cursor, &node->text, sign == '|');
	else
		locate_inline(cursor, &node->text, sign);
}

/* ---- looking into the tree ---- */

struct schema_node *
schema_tree_find(const struct schema_node *node, const char *key, size_t len)
{
	if (node == NULL || node->kind != SCHEMA_NODE_KEYS)
		return NULL;
	for (const struct schema_pair *p = node->first; p != NULL; p = p->next)
		if (p->key->kind == SCHEMA_NODE_SCALAR &&
		    p->key->text.len == len &&
		    memcmp(p->key->text.s, key, len) == 0)
			return p->value;
	return NULL;
}

bool
schema_tree_is_null(const struct schema_node *node)
{
	static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};

	if (node->kind != SCHEMA_NODE_SCALAR || !node->plain)
		return false;
	for (size_t i = 0; i < sizeof(nulls) / sizeof(*nulls); i++)
		if (strcmp(node->text.s, nulls[i]) == 0)
			return true;
	return false;
}
