/*
 * diff_print - the changes as text for people.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "edition/diff_private.h"

#define COLUMNS 78
#define INDENT 2
#define DEEP 6

/* ---- wrapped lines ------------------------------------------------------------------ */

static size_t
columns_of(const char *s, size_t len)
{
	size_t columns = 0;

	for (size_t at = 0; at < len;)
		columns += (size_t)utf8_width(utf8_next(s, len, &at));
	return columns;
}

/* Words of a text on lines that begin at an indent. Its spaces are single ones. */
static void
put_wrapped(struct buf *out, const char *s, size_t len, size_t indent)
{
	size_t column = 0;

	for (size_t at = 0; at < len;) {
		size_t end = at, width;

		while (end < len && s[end] != ' ' && s[end] != '\n')
			end++;
		width = columns_of(s + at, end - at);
		if (column > 0 && column + 1 + width > COLUMNS) {
			buf_byte(out, '\n');
			column = 0;
		}
		if (column == 0) {
			buf_printf(out, "%*s", (int)indent, "");
			column = indent;
		} else if (end > at) {
			buf_byte(out, ' ');
			column++;
		}
		buf_put(out, s + at, end - at);
		column += width;
		for (at = end; at < len && (s[at] == ' ' || s[at] == '\n');)
			at++;
	}
	buf_byte(out, '\n');
}

static void
put_line(struct buf *out, const struct buf *line, size_t indent)
{
	put_wrapped(out, (const char *)line->data, line->len, indent);
}

/* ---- one change ----------------------------------------------------------------------- */

static void
put_piece(void *context, enum diff_op op, const char *text, size_t len)
{
	static const char *const before[] = {"", "[-", "{+"};
	static const char *const after[] = {"", "-]", "+}"};

	buf_str(context, before[op]);
	buf_put(context, text, len);
	buf_str(context, after[op]);
}

static void
put_text(const struct diff_change *c, struct buf *line)
{
	if (c->block->old_text == NULL)
		put_piece(line, DIFF_INSERT, c->new_value, strlen(c->new_value));
	else if (c->block->new_text == NULL)
		put_piece(line, DIFF_REMOVE, c->old_value, strlen(c->old_value));
	else
		diff_tell_words(c->block, put_piece, line);
}

/* "was → is", as far as there are two. */
static void
put_values(const struct diff_change *c, struct buf *line)
{
	const char *none = diff_has_ends(c) ? "–" : NULL;
	const char *was = c->old_value != NULL ? c->old_value : none;
	const char *is = c->new_value != NULL ? c->new_value : none;

	if (was != NULL && is != NULL && strcmp(was, is) == 0) {
		buf_str(line, is);
		return;
	}
	if (was != NULL)
		buf_str(line, was);
	if (was != NULL && is != NULL)
		buf_str(line, " → ");
	if (is != NULL)
		buf_str(line, is);
}

static void
put_match(const struct diff *d, const struct diff_change *c, struct buf *out)
{
	struct buf line = {0};

	if (c->pair == NULL || c->pair->how != DIFF_BY_TITLE)
		return;
	buf_printf(&line, "(%s %s", diff_say_of(d)->recognised,
		   diff_likeness(d, c->pair->alike));
	if (c->id != NULL && c->old_id != NULL && strcmp(c->id, c->old_id) != 0)
		buf_printf(&line, "; id %s → %s", c->old_id, c->id);
	buf_byte(&line, ')');
	put_line(out, &line, DEEP);
	buf_done(&line);
}

static void
put_change(const struct diff *d, const struct diff_change *c, struct buf *out)
{
	struct buf line = {0};

	diff_put_name(d, c, &line);
	put_line(out, &line, INDENT);
	buf_clear(&line);
	if (diff_marks_words(c))
		put_text(c, &line);
	else
		put_values(c, &line);
	if (line.len > 0)
		put_line(out, &line, DEEP);
	if (c->note != NULL)
		put_wrapped(out, c->note, strlen(c->note), DEEP);
	put_match(d, c, out);
	buf_done(&line);
}

/* ---- all of them ------------------------------------------------------------------------ */

static void
put_kind(const struct diff *d, enum diff_kind kind, struct buf *out)
{
	if (d->counts[kind] == 0)
		return;
	buf_printf(out, "\n%s (%zu)\n", diff_heading(d, kind), d->counts[kind]);
	for (size_t i = 0; i < d->n_changes; i++)
		if (d->changes[i].kind == kind)
			put_change(d, &d->changes[i], out);
}

void
diff_print(const struct diff *d, struct buf *out)
{
	const struct diff_say *say = diff_say_of(d);
	struct buf line = {0};

	buf_printf(&line, "%s, %s %s", d->new->facts->title.s, say->compared_with,
		   d->old->facts->title.s);
	put_line(out, &line, 0);
	for (int kind = 0; kind < DIFF_KIND_COUNT; kind++)
		put_kind(d, (enum diff_kind)kind, out);
	if (d->n_changes == d->counts[DIFF_ADVISORY_CARRIED_OVER])
		buf_printf(out, "\n%s\n", say->nothing);
	buf_clear(&line);
	buf_printf(&line, "%s %s.", say->matching,
		   diff_likeness(d, DIFF_TITLE_THRESHOLD));
	buf_byte(out, '\n');
	put_line(out, &line, 0);
	buf_done(&line);
}
