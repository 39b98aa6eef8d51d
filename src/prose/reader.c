#include "prose/reader.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

#define EXCERPT_MAX 40

/* ---- building the tree ------------------------------------------------------- */

void
reader_append(struct prose *parent, struct prose *node)
{
	node->parent = parent;
	if (parent->last != NULL)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
}

static struct prose *
new_node(struct reader *r, enum prose_kind kind, struct diag_pos pos)
{
	struct prose *node = arena_alloc(r->arena, sizeof(*node));

	node->kind = kind;
	node->pos = pos;
	node->parent = r->at;
	return node;
}

struct prose *
reader_add(struct reader *r, enum prose_kind kind, size_t offset)
{
	struct prose *node = new_node(r, kind, trace_pos(&r->trace, offset));

	reader_append(r->at, node);
	return node;
}

struct prose *
reader_open_apart(struct reader *r, enum prose_kind kind, size_t offset)
{
	struct prose *node = new_node(r, kind, trace_pos(&r->trace, offset));

	if (++r->depth > READER_DEPTH_MAX && !r->too_deep) {
		r->ok = diag_report(r->sink, DIAG_PROSE_DEEP, node->pos,
				    "the text is nested more than %d levels deep",
				    READER_DEPTH_MAX);
		r->too_deep = true;
	}
	r->at = node;
	return node;
}

struct prose *
reader_open(struct reader *r, enum prose_kind kind, size_t offset)
{
	struct prose *node = reader_open_apart(r, kind, offset);

	if (r->depth <= READER_DEPTH_MAX)
		reader_append(node->parent, node);
	return node;
}

void
reader_close(struct reader *r)
{
	r->at = r->at->parent;
	r->depth--;
}

void
reader_close_apart(struct reader *r, enum reader_fate fate)
{
	struct prose *node = r->at;
	struct prose *child, *next;

	if (fate == READER_JOINS && r->depth <= READER_DEPTH_MAX)
		reader_append(node->parent, node);
	for (child = node->first; child != NULL && fate == READER_CHILDREN_JOIN;
	     child = next) {
		next = child->next;
		child->next = NULL;
		reader_append(node->parent, child);
	}
	reader_close(r);
}

/* ---- text -------------------------------------------------------------------- */

void
reader_put(struct reader *r, const char *s, size_t n, size_t offset, bool plain)
{
	if (r->text.len == 0 || offset != r->expected || !plain) {
		struct prose_run run = {
			r->text.len, trace_pos(&r->trace, offset)};

		buf_put(&r->runs, &run, sizeof(run));
	}
	buf_put(&r->text, s, n);
	r->expected = plain ? offset + n : SIZE_MAX;
}

/*
 * Text that stands in the source as it is, but for spaces after a space: a gap is
 * one space wide, however it was typed.
 */
static void
put_words(struct reader *r, const char *s, size_t n, size_t offset)
{
	size_t from = 0;

	while (from < n) {
		size_t i = from;

		if (s[i] == ' ' && r->text.len > 0 &&
		    r->text.data[r->text.len - 1] == ' ') {
			from++;
			continue;
		}
		while (i + 1 < n && (s[i] != ' ' || s[i + 1] != ' '))
			i++;
		reader_put(r, s + from, i + 1 - from, offset + from, true);
		from = i + 1;
	}
}

/* Tabs, and line ends by way of entities, are spaces too. */
static void
blanks_to_spaces(struct buf *text)
{
	for (size_t i = 0; i < text->len; i++)
		if (text->data[i] >= '\t' && text->data[i] <= '\r')
			text->data[i] = ' ';
}

/*
 * The parser may cut the name of a mark it makes text of inside a character. True
 * if there was such a place.
 */
static bool
drop_ill_formed(struct buf *text)
{
	const char *s = (const char *)text->data;
	size_t len = text->len, to = 0;

	for (size_t at = 0; at < len;) {
		size_t from = at;

		if (utf8_next(s, len, &at) != UTF8_INVALID) {
			memmove(text->data + to, s + from, at - from);
			to += at - from;
		}
	}
	text->len = to;
	return to < len;
}

void
reader_flush(struct reader *r)
{
	size_t n = r->runs.len / sizeof(struct prose_run);
	struct prose_run *runs;
	struct prose *node;

	if (r->text.len == 0)
		return;
	runs = arena_new_array(r->arena, struct prose_run, n);
	memcpy(runs, r->runs.data, r->runs.len);
	buf_clear(&r->runs);
	blanks_to_spaces(&r->text);
	if ((r->mark_refused || r->trace.astray) && drop_ill_formed(&r->text))
		n = 1;
	node = new_node(r, PROSE_TEXT, runs[0].pos);
	node->text = arena_strndup(
		r->arena, (const char *)r->text.data, r->text.len);
	node->len = r->text.len;
	buf_clear(&r->text);
	if (!utf8_is_nfc(node->text, node->len)) { /* by way of entities */
		node->text = utf8_nfc(
			r->arena, node->text, node->len, &node->len);
		n = 1;
	}
	node->runs = runs;
	node->n_runs = r->trace.text->form != SOURCE_ROUGH ? n : 0;
	if (node->len > 0)
		reader_append(r->at, node);
}

const char *
reader_excerpt(struct reader *r, const char *s, size_t len)
{
	size_t at = 0;
	struct buf out = {0};

	while (at < len && at < EXCERPT_MAX && s[at] != '\n')
		utf8_next(s, len, &at);
	buf_put(&out, s, at);
	buf_str(&out, at < len ? "…" : "");
	return buf_keep(&out, r->arena);
}

static bool
is_kind_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '.';
}

/*
 * The bytes of a fact at s, which begins with '{': a kind or path, and perhaps
 * an argument. 0 if it is not well formed.
 */
static size_t
fact_len(const char *s, size_t len, size_t *ret_kind)
{
	size_t i = 1;

	while (i < len && is_kind_byte(s[i]))
		i++;
	*ret_kind = i - 1;
	if (i > 1 && i < len && s[i] == ':') {
		i++;
		while (i < len && (unsigned char)s[i] > ' ' && s[i] != '{' &&
		       s[i] != '}')
			i++;
		if (i - *ret_kind == 2)
			return 0; /* no argument after the colon */
	}
	return i > 1 && i < len && s[i] == '}' ? i + 1 : 0;
}

/*
 * A brace of the author's own at lit[*i], which the cursor has passed at
 * `offset`. Returns true if a fact was made of it, and *i moved.
 */
static bool
read_fact(struct reader *r, const char *lit, size_t len, size_t *i, size_t offset)
{
	size_t from = *i - 1;
	size_t kind, n = fact_len(lit + from, len - from, &kind);
	struct prose *fact;
	bool plain;

	if (n == 0) {
		r->ok = diag_report(
			r->sink, DIAG_PROSE_FACT, trace_pos(&r->trace, offset),
			"a brace opens no reference: %s",
			reader_excerpt(r, lit + from, len - from));
		return false;
	}
	reader_flush(r);
	fact = reader_add(r, PROSE_FACT, offset);
	fact->text = arena_strndup(r->arena, lit + from + 1, kind);
	fact->len = kind;
	if (kind + 2 < n)
		fact->argument = arena_strndup(
			r->arena, lit + from + kind + 2, n - kind - 3);
	while (*i < from + n)
		trace_char(&r->trace, lit, len, i, &plain);
	return true;
}

/* The bytes from '[' to the ']' that matches it, or 0. */
static size_t
bracketed_len(const char *s, size_t len)
{
	int depth = 0;

	for (size_t i = 0; i < len; i++) {
		depth += s[i] == '[' ? 1 : s[i] == ']' ? -1 : 0;
		if (depth == 0)
			return i + 1;
	}
	return 0;
}

/*
 * "[^name]" at lit[*i], which the parser left as text, has no definition. It must
 * be said: of a name with markup or a line end in it the parser drops a part, or
 * all. What it keeps is the source as it is, escapes and all. True if it was read.
 */
static bool
read_undefined_mark(struct reader *r, const char *lit, size_t len, size_t *i)
{
	size_t offset = r->trace.at;
	const char *source = r->trace.text->s + offset;
	struct trace after;
	size_t n;

	if (len - *i < 3 || lit[*i + 1] != '^' || *source != '[')
		return false;
	n = bracketed_len(lit + *i, len - *i);
	if (n == 0 || strncmp(source, "[^]", 3) == 0)
		return false;
	r->ok = diag_report(
		r->sink, DIAG_NOTE_UNDEFINED, trace_pos(&r->trace, offset),
		"there is no footnote %s", reader_excerpt(r, lit + *i, n));
	r->mark_refused = true;
	after = r->trace;
	trace_mark(&after);
	if (after.at - offset != n || memcmp(source, lit + *i, n) != 0)
		return false;
	r->trace = after;
	reader_put(r, lit + *i, n, offset, true);
	*i += n;
	return true;
}

void
reader_text(struct reader *r, const char *lit)
{
	size_t len = strlen(lit);
	size_t i = r->line_start ? strspn(lit, " \t") : 0;

	r->line_start = r->line_start && i == len;
	while (i < len) {
		size_t offset = r->trace.at;
		size_t from = i;
		bool plain;

		i += trace_plain(&r->trace, lit + i, len - i, "\\&{[");
		if (i > from) {
			put_words(r, lit + from, i - from, offset);
			continue;
		}
		if (lit[i] == '[' && !r->trace.autolink &&
		    read_undefined_mark(r, lit, len, &i))
			continue;
		offset = trace_char(&r->trace, lit, len, &i, &plain);
		if (plain && lit[from] == '{' && !r->trace.autolink) {
			if (i < len && lit[i] == '{')
				trace_char(&r->trace, lit, len, &i, &plain);
			else if (read_fact(r, lit, len, &i, offset))
				continue;
		}
		/* Of "{{" the second brace is not in the text. */
		reader_put(r, lit + from, lit[from] == '{' ? 1 : i - from, offset,
			   plain);
	}
}

void
reader_soft_break(struct reader *r)
{
	size_t offset = r->trace.at;

	trace_newline(&r->trace);
	if (r->text.len == 0 || r->text.data[r->text.len - 1] != ' ')
		reader_put(r, " ", 1, offset, false);
}

void
reader_hard_break(struct reader *r)
{
	reader_add(r, PROSE_BREAK, r->trace.at);
	trace_newline(&r->trace);
	r->line_start = true;
}
