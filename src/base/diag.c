#include "base/diag.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#define SAME_KIND_MAX 200 /* messages of one code in one file, as text */
#define QUOTE_WIDTH 76 /* columns shown of a source line */
#define QUOTE_BEFORE 56 /* characters of it, at most, before the one pointed at */
#define EXPLAIN_WIDTH 78

static const struct {
	enum diag_severity severity;
	const char *slug;
	const char *meaning;
	const char *mend;
} codes[] = {
#define DIAG(name, severity, slug, meaning, mend) \
	[DIAG_##name] = {severity, slug, meaning, mend},
#include "base/diag_codes.def"
#undef DIAG
};

static const char *const severity_name[] = {
	[DIAG_NOTE] = "note",
	[DIAG_WARNING] = "warning",
	[DIAG_ERROR] = "error",
};

struct entry {
	struct entry *prev, *next;
	enum diag_code code;
	struct diag_pos pos;
	const char *text;
	const char *hint; /* NULL: the code's mend */
};

/* A file whose lines may be quoted. */
struct source {
	struct source *next;
	const char *file;
	const char *text;
	size_t len;
};

struct diag_sink {
	struct arena *arena;
	struct source *sources;
	struct entry *first, *last;
	size_t count;
};

struct diag_sink *
diag_sink_new(struct arena *arena)
{
	struct diag_sink *sink = arena_alloc(arena, sizeof(*sink));

	sink->arena = arena;
	return sink;
}

#if defined(__GNUC__)
__attribute__((format(printf, 2, 0)))
#endif
static const char *
format(struct arena *arena, const char *fmt, va_list ap)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	if (len < 0)
		len = 0;
	text = arena_alloc(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, fmt, again);
	va_end(again);
	return text;
}

bool
diag_report(struct diag_sink *sink, enum diag_code code, struct diag_pos pos,
	    const char *fmt, ...)
{
	struct entry *entry = arena_alloc(sink->arena, sizeof(*entry));
	va_list ap;

	*entry = (struct entry){.prev = sink->last, .code = code, .pos = pos};
	va_start(ap, fmt);
	entry->text = format(sink->arena, fmt, ap);
	va_end(ap);
	if (sink->last != NULL)
		sink->last->next = entry;
	else
		sink->first = entry;
	sink->last = entry;
	sink->count++;
	return false;
}

void
diag_hint(struct diag_sink *sink, const char *fmt, ...)
{
	va_list ap;

	if (sink->last == NULL)
		return;
	va_start(ap, fmt);
	sink->last->hint = format(sink->arena, fmt, ap);
	va_end(ap);
}

void
diag_source(struct diag_sink *sink, const char *file, const char *text,
	    size_t len)
{
	struct source *source = arena_alloc(sink->arena, sizeof(*source));

	*source = (struct source){
		.next = sink->sources, .file = file, .text = text, .len = len};
	sink->sources = source;
}

size_t
diag_count(const struct diag_sink *sink, enum diag_severity at_least)
{
	size_t n = 0;

	for (const struct entry *e = sink->first; e != NULL; e = e->next)
		if (codes[e->code].severity >= at_least)
			n++;
	return n;
}

size_t
diag_mark(const struct diag_sink *sink)
{
	return sink->count;
}

void
diag_rewind(struct diag_sink *sink, size_t mark)
{
	while (sink->count > mark) {
		sink->last = sink->last->prev;
		sink->count--;
	}
	if (sink->last != NULL)
		sink->last->next = NULL;
	else
		sink->first = NULL;
}

static bool
same_entry(const struct entry *a, const struct entry *b)
{
	return a->code == b->code && a->pos.line == b->pos.line &&
	       a->pos.col == b->pos.col &&
	       strcmp(a->pos.file, b->pos.file) == 0 &&
	       strcmp(a->text, b->text) == 0;
}

static void
unlink_entry(struct diag_sink *sink, struct entry *e)
{
	if (e->prev != NULL)
		e->prev->next = e->next;
	else
		sink->first = e->next;
	if (e->next != NULL)
		e->next->prev = e->prev;
	else
		sink->last = e->prev;
	sink->count--;
}

void
diag_drop_repeats(struct diag_sink *sink, size_t mark)
{
	struct entry *e = sink->first, *next;

	for (size_t i = 0; e != NULL && i < mark; i++)
		e = e->next;
	for (; e != NULL; e = next) {
		const struct entry *old = sink->first;

		next = e->next;
		if (e->pos.file == NULL)
			continue;
		while (old != e && (old->pos.file == NULL || !same_entry(old, e)))
			old = old->next;
		if (old != e)
			unlink_entry(sink, e);
	}
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
	const struct source *source;
	int number;
	const char *line;
};

static bool
find_line(struct line_finder *finder, const struct source *source, int number,
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

static const struct source *
find_source(const struct diag_sink *sink, const char *file)
{
	for (const struct source *s = sink->sources; s != NULL; s = s->next)
		if (file != NULL &&
		    (s->file == file || strcmp(s->file, file) == 0))
			return s;
	return NULL;
}

static void
put_entry(struct buf *out, const struct diag_sink *sink,
	  const struct diag_style *style, const struct entry *entry,
	  struct line_finder *finder)
{
	const struct source *source = find_source(sink, entry->pos.file);
	const char *hint =
		entry->hint != NULL ? entry->hint : codes[entry->code].mend;
	enum diag_severity severity = codes[entry->code].severity;
	size_t len;

	put_place(out, style, entry->pos);
	put_ink(out, style, INK_NOTE + severity);
	buf_printf(out, "%s: ", severity_name[severity]);
	put_ink(out, style, INK_NONE);
	put_text(out, entry->text);
	buf_printf(out, " [%s]\n", codes[entry->code].slug);
	if (source != NULL && entry->pos.line > 0 &&
	    find_line(finder, source, entry->pos.line, &len))
		put_quote(out, style, finder->line, len, entry->pos.col);
	if (*hint != '\0') {
		buf_str(out, "  hint: ");
		put_text(out, hint);
		buf_byte(out, '\n');
	}
}

/* How often one code was given for one file. */
struct tally {
	struct tally *next;
	const char *file;
	enum diag_code code;
	size_t total, seen;
};

static bool
same_file(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static struct tally *
tally_of(struct arena *arena, struct tally **list, const struct entry *entry)
{
	struct tally *t = *list;

	while (t != NULL &&
	       (t->code != entry->code || !same_file(t->file, entry->pos.file)))
		t = t->next;
	if (t == NULL) {
		t = arena_alloc(arena, sizeof(*t));
		*t = (struct tally){.next = *list,
				    .file = entry->pos.file,
				    .code = entry->code};
		*list = t;
	}
	return t;
}

static bool
is_wanted(const struct diag_style *style, const struct entry *entry)
{
	return !style->quiet || codes[entry->code].severity == DIAG_ERROR;
}

static void
put_all_as_text(struct buf *out, const struct diag_sink *sink,
		const struct diag_style *style)
{
	struct arena_mark mark = arena_mark(sink->arena);
	struct line_finder finder = {0};
	struct tally *tallies = NULL;

	for (const struct entry *e = sink->first; e != NULL; e = e->next)
		if (is_wanted(style, e))
			tally_of(sink->arena, &tallies, e)->total++;
	for (const struct entry *e = sink->first; e != NULL; e = e->next) {
		struct tally *t;

		if (!is_wanted(style, e))
			continue;
		t = tally_of(sink->arena, &tallies, e);
		if (++t->seen <= SAME_KIND_MAX) {
			put_entry(out, sink, style, e, &finder);
		} else if (t->seen == SAME_KIND_MAX + 1) {
			put_place(out, style, (struct diag_pos){.file = t->file});
			buf_printf(out, "… and %zu more of the kind [%s]\n",
				   t->total - SAME_KIND_MAX, codes[t->code].slug);
		}
	}
	arena_rewind(sink->arena, mark);
}

/* ---- as JSON (RFC 8259) ------------------------------------------------------ */

void
diag_put_json_string(const char *s, struct buf *out)
{
	size_t len = strlen(s);

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
		else if (is_control(cp))
			buf_printf(out, "\\u%04x", (unsigned int)cp);
		else
			buf_put(out, s + here, at - here);
	}
	buf_byte(out, '"');
}

/* What is not known is null, so that all objects have the same keys. */
static void
put_json_number(struct buf *out, const char *key, int value)
{
	buf_printf(out, ",\"%s\":", key);
	if (value > 0)
		buf_int(out, value);
	else
		buf_str(out, "null");
}

static void
put_json(struct buf *out, const struct entry *entry)
{
	buf_str(out, "{\"file\":");
	if (entry->pos.file != NULL)
		diag_put_json_string(entry->pos.file, out);
	else
		buf_str(out, "null");
	put_json_number(out, "line", entry->pos.line);
	put_json_number(out, "column", entry->pos.line > 0 ? entry->pos.col : 0);
	buf_str(out, ",\"severity\":");
	diag_put_json_string(severity_name[codes[entry->code].severity], out);
	buf_str(out, ",\"code\":");
	diag_put_json_string(codes[entry->code].slug, out);
	buf_str(out, ",\"message\":");
	diag_put_json_string(entry->text, out);
	buf_str(out, ",\"hint\":");
	diag_put_json_string(
		entry->hint != NULL ? entry->hint : codes[entry->code].mend, out);
	buf_str(out, "}\n");
}

void
diag_print(const struct diag_sink *sink, const struct diag_style *style,
	   FILE *out)
{
	struct buf buf = {0};

	if (style->json) {
		for (const struct entry *e = sink->first; e != NULL; e = e->next)
			if (is_wanted(style, e))
				put_json(&buf, e);
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

bool
diag_explain(const char *code, FILE *out)
{
	struct buf buf = {0};

	for (size_t i = 0; i < DIAG_CODE_COUNT; i++) {
		if (code != NULL && strcmp(code, codes[i].slug) != 0)
			continue;
		if (buf.len > 0)
			buf_byte(&buf, '\n');
		buf_printf(&buf, "%s (%s)\n", codes[i].slug,
			   severity_name[codes[i].severity]);
		put_wrapped(&buf, "    ", codes[i].meaning);
		put_wrapped(&buf, "    ", codes[i].mend);
		put_example(&buf, codes[i].slug);
	}
	if (buf.len == 0)
		return false;
	fwrite(buf.data, 1, buf.len, out);
	buf_done(&buf);
	return true;
}
