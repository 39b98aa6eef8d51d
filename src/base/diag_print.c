/*
 * diag_print - messages as text or JSON, and what they mean.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag_dutch.h"
#include "base/diag_private.h"
#include "base/json.h"
#include "base/utf8.h"

#define SAME_KIND_MAX 200 /* messages of one code in one file, as text */
#define QUOTE_WIDTH 76 /* columns shown of a source line */
#define QUOTE_BEFORE 56 /* characters of it, at most, before the one pointed at */
#define EXPLAIN_WIDTH 78

static const struct diag_words english = {
	.severity = {[DIAG_NOTE] = "note",
		     [DIAG_WARNING] = "warning",
		     [DIAG_ERROR] = "error"},
	.hint = "hint",
	.more = {"… and ", " more of the kind"},
};

const char *
diag_severity_name(enum diag_severity severity)
{
	return english.severity[severity];
}

/* ---- characters that are safe on a terminal ---------------------------------- */

/* Embeddings, overrides and isolates reorder what a reader sees. */
static bool
is_bidi_control(uint32_t cp)
{
	return cp == 0x061C || cp == 0x200E || cp == 0x200F ||
	       (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static bool
is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
}

/*
 * The character at s[*at] as a terminal may have it, *at moved past it; what
 * would steer the terminal is spelt out. Returns the columns it takes.
 */
static int
put_visible(struct buf *out, const char *s, size_t len, size_t *at)
{
	size_t here = *at;
	uint32_t cp = utf8_next(s, len, at);

	if (cp == UTF8_INVALID || is_control(cp)) {
		buf_printf(out, "\\x%02X",
			   cp == UTF8_INVALID ? (unsigned char)s[here]
					      : (unsigned int)cp);
		return 4;
	}
	if (is_bidi_control(cp)) {
		buf_printf(out, "\\u%04X", (unsigned int)cp);
		return 6;
	}
	buf_put(out, s + here, *at - here);
	return utf8_width(cp);
}

static void
put_text(struct buf *out, const char *s)
{
	size_t len = strlen(s);

	for (size_t at = 0; at < len;)
		put_visible(out, s, len, &at);
}

/* ---- as text ----------------------------------------------------------------- */

enum ink { INK_NONE, INK_PLACE, INK_NOTE, INK_WARNING, INK_ERROR, INK_CARET };

static void
put_ink(struct buf *out, const struct diag_style *style, enum ink ink)
{
	static const char *const sgr[] = {
		[INK_NONE] = "\033[0m",     [INK_PLACE] = "\033[1m",
		[INK_NOTE] = "\033[1;36m",  [INK_WARNING] = "\033[1;35m",
		[INK_ERROR] = "\033[1;31m", [INK_CARET] = "\033[1;32m",
	};

	if (style->colour)
		buf_str(out, sgr[ink]);
}

static void
put_place(struct buf *out, const struct diag_style *style, struct diag_pos pos)
{
	if (pos.file == NULL)
		return;
	put_ink(out, style, INK_PLACE);
	put_text(out, pos.file);
	if (pos.line > 0)
		buf_printf(out, ":%d", pos.line);
	if (pos.line > 0 && pos.col > 0)
		buf_printf(out, ":%d", pos.col);
	buf_byte(out, ':');
	put_ink(out, style, INK_NONE);
	buf_byte(out, ' ');
}

/*
 * The start of a line, found from the one found last where that lies before it:
 * most messages come in the order of their lines.
 */
struct line_finder {
	const struct diag_file *source;
	int number;
	const char *line;
};

static bool
find_line(struct line_finder *finder, const struct diag_file *source, int number,
	  size_t *ret_len)
{
	const char *end = source->text + source->len;
	const char *stop;

	if (finder->source != source || finder->number > number)
		*finder = (struct line_finder){source, 1, source->text};
	while (finder->number < number) {
		stop = memchr(finder->line, '\n', (size_t)(end - finder->line));
		if (stop == NULL)
			return false;
		finder->line = stop + 1;
		finder->number++;
	}
	stop = memchr(finder->line, '\n', (size_t)(end - finder->line));
	if (stop == NULL)
		stop = end;
	if (stop > finder->line && stop[-1] == '\r')
		stop--;
	*ret_len = (size_t)(stop - finder->line);
	return *ret_len > 0;
}

static bool
is_continuation(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The byte where column col begins, or the line's end. */
static size_t
column_byte(const char *line, size_t len, int col)
{
	size_t at = 0;

	for (int i = 1; i < col && at < len; i++)
		for (at++; at < len && is_continuation(line[at]); at++)
			;
	return at;
}

/* At most n characters back from byte `at`. */
static size_t
step_back(const char *line, size_t at, int n)
{
	for (; n > 0 && at > 0; n--)
		for (at--; at > 0 && is_continuation(line[at]); at--)
			;
	return at;
}

/*
 * The line, cut to what lies around the column, and a caret below it. `from`,
 * `at` and `caret` are bytes of the line; width and indent are terminal columns.
 */
static void
put_quote(struct buf *out, const struct diag_style *style, const char *line,
	  size_t len, int col)
{
	size_t caret = column_byte(line, len, col);
	size_t from = step_back(line, caret, QUOTE_BEFORE);
	size_t at = from;
	int width = from > 0 ? 1 : 0;
	int indent = 0;

	buf_str(out, from > 0 ? "    …" : "    ");
	while (at < len && (at < caret || width < QUOTE_WIDTH)) {
		if (at == caret)
			indent = width;
		if (line[at] == '\t') {
			buf_byte(out, ' ');
			width++;
			at++;
		} else {
			width += put_visible(out, line, len, &at);
		}
	}
	if (caret >= at)
		indent = width;
	buf_str(out, at < len ? "…\n" : "\n");
	if (col > 0) {
		buf_printf(out, "    %*s", indent, "");
		put_ink(out, style, INK_CARET);
		buf_byte(out, '^');
		put_ink(out, style, INK_NONE);
		buf_byte(out, '\n');
	}
}

static const struct diag_file *
find_source(const struct diag_sink *sink, const char *file)
{
	for (const struct diag_file *s = sink->files; s != NULL; s = s->next)
		if (file != NULL &&
		    (s->name == file || strcmp(s->name, file) == 0))
			return s;
	return NULL;
}

static const struct diag_words *
words_of(const struct diag_style *style)
{
	return style->words != NULL ? style->words : &english;
}

static const char *
text_of(const struct diag_sink *sink, const struct diag_style *style,
	const struct diag_message *m)
{
	return style->dutch ? diag_dutch_text(sink->arena, m->kind, m->text)
			    : m->text;
}

static const char *
hint_of(const struct diag_sink *sink, const struct diag_style *style,
	const struct diag_message *m)
{
	return style->dutch ? diag_dutch_hint(sink->arena, m->kind, m->hint)
			    : m->hint;
}

static void
put_message(struct buf *out, const struct diag_sink *sink,
	    const struct diag_style *style, const struct diag_message *m,
	    struct line_finder *finder)
{
	const struct diag_file *source = find_source(sink, m->pos.file);
	enum diag_severity severity = m->kind->severity;
	size_t len;

	put_place(out, style, m->pos);
	put_ink(out, style, INK_NOTE + severity);
	buf_printf(out, "%s: ", words_of(style)->severity[severity]);
	put_ink(out, style, INK_NONE);
	put_text(out, text_of(sink, style, m));
	buf_printf(out, " [%s]\n", m->kind->slug);
	if (source != NULL && m->pos.line > 0 &&
	    find_line(finder, source, m->pos.line, &len))
		put_quote(out, style, finder->line, len, m->pos.col);
	if (*m->hint != '\0') {
		buf_printf(out, "  %s: ", words_of(style)->hint);
		put_text(out, hint_of(sink, style, m));
		buf_byte(out, '\n');
	}
}

/* How often one code was given for one file. */
struct tally {
	struct tally *next;
	const char *file;
	const struct diag_kind *kind;
	size_t total, seen;
};

static bool
same_file(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static struct tally *
tally_of(struct arena *arena, struct tally **list, const struct diag_message *m)
{
	struct tally *t = *list;

	while (t != NULL &&
	       (t->kind != m->kind || !same_file(t->file, m->pos.file)))
		t = t->next;
	if (t == NULL) {
		t = arena_alloc(arena, sizeof(*t));
		*t = (struct tally){
			.next = *list, .file = m->pos.file, .kind = m->kind};
		*list = t;
	}
	return t;
}

static bool
is_wanted(const struct diag_style *style, const struct diag_message *m)
{
	return !style->quiet || m->kind->severity == DIAG_ERROR;
}

static void
put_all_as_text(struct buf *out, const struct diag_sink *sink,
		const struct diag_style *style)
{
	struct arena_mark mark = arena_mark(sink->arena);
	struct line_finder finder = {0};
	struct tally *tallies = NULL;

	for (const struct diag_message *m = sink->first; m != NULL; m = m->next)
		if (is_wanted(style, m))
			tally_of(sink->arena, &tallies, m)->total++;
	for (const struct diag_message *m = sink->first; m != NULL; m = m->next) {
		struct tally *t;

		if (!is_wanted(style, m))
			continue;
		t = tally_of(sink->arena, &tallies, m);
		if (++t->seen <= SAME_KIND_MAX) {
			put_message(out, sink, style, m, &finder);
		} else if (t->seen == SAME_KIND_MAX + 1) {
			put_place(out, style, (struct diag_pos){.file = t->file});
			buf_printf(out, "%s%zu%s [%s]\n",
				   words_of(style)->more[0],
				   t->total - SAME_KIND_MAX,
				   words_of(style)->more[1], t->kind->slug);
		}
	}
	arena_rewind(sink->arena, mark);
}

/* ---- as JSON (RFC 8259) ------------------------------------------------------ */

/* What is not known is null, so that all objects have the same keys. */
static void
put_json_number(struct buf *out, const char *key, int value)
{
	buf_printf(out, ",\"%s\":", key);
	json_count(out, value);
}

static void
put_json(struct buf *out, const struct diag_sink *sink,
	 const struct diag_style *style, const struct diag_message *m)
{
	buf_str(out, "{\"file\":");
	json_string(out, m->pos.file);
	put_json_number(out, "line", m->pos.line);
	put_json_number(out, "column", m->pos.line > 0 ? m->pos.col : 0);
	buf_str(out, ",\"severity\":");
	json_string(out, english.severity[m->kind->severity]);
	buf_str(out, ",\"code\":");
	json_string(out, m->kind->slug);
	buf_str(out, ",\"message\":");
	json_string(out, text_of(sink, style, m));
	buf_str(out, ",\"hint\":");
	json_string(out, hint_of(sink, style, m));
	buf_str(out, "}\n");
}

void
diag_print(const struct diag_sink *sink, const struct diag_style *style,
	   FILE *out)
{
	struct buf buf = {0};

	if (style->json) {
		for (const struct diag_message *m = sink->first; m != NULL;
		     m = m->next)
			if (is_wanted(style, m))
				put_json(&buf, sink, style, m);
	} else {
		put_all_as_text(&buf, sink, style);
	}
	if (buf.len > 0)
		fwrite(buf.data, 1, buf.len, out);
	buf_done(&buf);
}

/* ---- explain ----------------------------------------------------------------- */

/* Words set in lines of EXPLAIN_WIDTH columns, each begun with the indent. */
static void
put_wrapped(struct buf *out, const char *indent, const char *s)
{
	int column = 0;

	while (*s != '\0') {
		size_t len = strcspn(s, " ");
		int width = 0;

		for (size_t at = 0; at < len;)
			width += utf8_width(utf8_next(s, len, &at));
		if (column > 0 && column + 1 + width > EXPLAIN_WIDTH) {
			buf_byte(out, '\n');
			column = 0;
		}
		if (column == 0) {
			buf_str(out, indent);
			column = (int)strlen(indent);
		} else {
			buf_byte(out, ' ');
			column++;
		}
		buf_put(out, s, len);
		column += width;
		s += len + strspn(s + len, " ");
	}
	buf_byte(out, '\n');
}

static const struct {
	const char *slug, *text;
} examples[] = {
#define EXAMPLE(slug, text) {slug, text},
#include "base/diag_examples.def"
#undef EXAMPLE
};

/* What the message looks like, line by line; nothing where none is known. */
static void
put_example(struct buf *out, const char *slug)
{
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		const char *s = examples[i].text;

		if (strcmp(examples[i].slug, slug) != 0)
			continue;
		buf_byte(out, '\n');
		while (*s != '\0') {
			size_t len = strcspn(s, "\n");

			buf_str(out, "      ");
			buf_put(out, s, len);
			buf_byte(out, '\n');
			s += len + 1;
		}
	}
}

void
diag_explain(const struct diag_kind *kind, struct buf *out)
{
	buf_printf(out, "%s (%s)\n", kind->slug,
		   english.severity[kind->severity]);
	put_wrapped(out, "    ", kind->meaning);
	put_wrapped(out, "    ", kind->mend);
	if (kind->example != NULL)
		put_wrapped(out, "      ", kind->example);
	else
		put_example(out, kind->slug);
}
