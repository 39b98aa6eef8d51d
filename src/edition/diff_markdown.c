/*
 * diff_markdown - the changes as Markdown: a table for each kind, changed text as a
 * list.
 */
#include <string.h>

#include "base/buf.h"
#include "edition/diff_private.h"

/* What would be markup is escaped; a line end would end the row. */
static void
put_escaped(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (strchr("\\`*_[]<>|~#", s[i]) != NULL && s[i] != '\0')
			buf_byte(out, '\\');
		buf_byte(out, s[i] == '\n' ? ' ' : (unsigned char)s[i]);
	}
}

static void
put_cell(struct buf *out, const char *s)
{
	buf_str(out, "| ");
	if (s != NULL)
		put_escaped(out, s, strlen(s));
	buf_byte(out, ' ');
}

/* Markup holds only beside a letter: spaces go outside it. */
static void
put_piece(void *context, enum diff_op op, const char *text, size_t len)
{
	static const char *const marks[] = {"", "~~", "**"};
	struct buf *out = context;
	size_t from = 0, to = len;

	while (op != DIFF_KEEP && from < to && text[from] == ' ')
		from++;
	while (op != DIFF_KEEP && to > from && text[to - 1] == ' ')
		to--;
	buf_put(out, text, from);
	if (to > from) {
		buf_str(out, marks[op]);
		put_escaped(out, text + from, to - from);
		buf_str(out, marks[op]);
	}
	buf_put(out, text + to, len - to);
}

static void
put_name(const struct diff *d, const struct diff_change *c, struct buf *out)
{
	struct buf name = {0};

	diff_put_name(d, c, &name);
	put_escaped(out, (const char *)name.data, name.len);
	buf_done(&name);
}

static void
put_text(const struct diff *d, const struct diff_change *c, struct buf *out)
{
	buf_str(out, "- ");
	put_name(d, c, out);
	buf_str(out, ": ");
	if (c->block->old_text == NULL)
		put_piece(out, DIFF_INSERT, c->new_value, strlen(c->new_value));
	else if (c->block->new_text == NULL)
		put_piece(out, DIFF_REMOVE, c->old_value, strlen(c->old_value));
	else
		diff_tell_words(c->block, put_piece, out);
	buf_byte(out, '\n');
}

/* One side of a changed text in a cell, with what the other has not marked. */
static void
put_side(struct buf *out, const struct diff_block *b, enum diff_op side)
{
	const struct diff_words *w = &b->words;

	buf_str(out, "| ");
	for (size_t i = 0; i < w->n_edits; i++) {
		const struct diff_edit *e = &w->edits[i];

		if (e->op == DIFF_INSERT && side == DIFF_INSERT)
			put_piece(out, e->op, b->new_text + e->new_at,
				  e->new_len);
		else if (e->op == DIFF_KEEP || e->op == side)
			put_piece(out, e->op, b->old_text + e->old_at,
				  e->old_len);
	}
	buf_byte(out, ' ');
}

static void
put_row(const struct diff *d, const struct diff_change *c, struct buf *out)
{
	buf_str(out, "| ");
	put_name(d, c, out);
	buf_byte(out, ' ');
	if (diff_marks_words(c)) {
		put_side(out, c->block, DIFF_REMOVE);
		put_side(out, c->block, DIFF_INSERT);
	} else {
		put_cell(out, c->old_value);
		put_cell(out, c->new_value);
	}
	put_cell(out, c->note);
	if (c->pair != NULL && c->pair->how == DIFF_BY_TITLE)
		buf_printf(out, "(%s %s) ", diff_say_of(d)->recognised,
			   diff_likeness(d, c->pair->alike));
	buf_str(out, "|\n");
}

static void
put_kind(const struct diff *d, enum diff_kind kind, struct buf *out)
{
	const struct diff_say *say = diff_say_of(d);
	bool text = diff_is_text(kind);

	if (d->counts[kind] == 0)
		return;
	buf_printf(out, "\n### %s\n\n", diff_heading(d, kind));
	if (!text)
		buf_printf(out, "| %s | %s | %s | %s |\n|---|---|---|---|\n",
			   say->title, say->was, say->is, say->note);
	for (size_t i = 0; i < d->n_changes; i++) {
		if (d->changes[i].kind != kind)
			continue;
		if (text)
			put_text(d, &d->changes[i], out);
		else
			put_row(d, &d->changes[i], out);
	}
}

static size_t
count_group(const struct diff *d, enum diff_group group)
{
	size_t n = 0;

	for (int kind = 0; kind < DIFF_KIND_COUNT; kind++)
		if (diff_group_of((enum diff_kind)kind) == group)
			n += d->counts[kind];
	return n;
}

void
diff_print_markdown(const struct diff *d, struct buf *out)
{
	const struct diff_say *say = diff_say_of(d);

	buf_str(out, "# ");
	put_escaped(out, d->new->facts->title.s, d->new->facts->title.len);
	buf_printf(out, ", %s ", say->compared_with);
	put_escaped(out, d->old->facts->title.s, d->old->facts->title.len);
	buf_byte(out, '\n');
	for (int group = 0; group < DIFF_GROUP_COUNT; group++) {
		if (count_group(d, (enum diff_group)group) == 0)
			continue;
		buf_printf(out, "\n## %s\n", say->groups[group]);
		for (int kind = 0; kind < DIFF_KIND_COUNT; kind++)
			if (diff_group_of((enum diff_kind)kind) ==
			    (enum diff_group)group)
				put_kind(d, (enum diff_kind)kind, out);
	}
	if (d->n_changes == d->counts[DIFF_ADVISORY_CARRIED_OVER])
		buf_printf(out, "\n%s\n", say->nothing);
	buf_printf(out, "\n%s %s.\n", say->matching,
		   diff_likeness(d, DIFF_TITLE_THRESHOLD));
}
