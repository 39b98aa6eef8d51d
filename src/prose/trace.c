#include "prose/trace.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

#define END (-1)
#define LABEL_MAX 1000 /* CommonMark: characters between the brackets */
#define PARENTHESES_MAX 32 /* CommonMark: nested in a destination */
#define ENTITY_NAME_MAX 31
#define CLUE_MAX 12 /* bytes of text to look for when lost */

/* ctype in the C locale's ASCII, whatever the locale. */
static bool
is_punct(int c)
{
	return (c > ' ' && c < '0') || (c > '9' && c < 'A') ||
	       (c > 'Z' && c < 'a') || (c > 'z' && c < 0x7F);
}

static bool
is_alnum(int c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool
is_blank(int c)
{
	return c == ' ' || c == '\t';
}

static bool
is_space(int c)
{
	return is_blank(c) || c == '\n' || c == '\v' || c == '\f';
}

/* ---- lines and positions ----------------------------------------------------- */

/* Lines end in \n, \r or \r\n, as for the parser. */
static size_t
next_line(const char *s, size_t len, size_t at, size_t *ret_end)
{
	while (at < len && s[at] != '\n' && s[at] != '\r')
		at++;
	*ret_end = at;
	if (at + 1 < len && s[at] == '\r' && s[at + 1] == '\n')
		at++;
	return at + 1;
}

void
trace_init(struct trace *trace, struct arena *arena,
	   const struct source_text *text)
{
	size_t n = 0, end;

	for (size_t at = 0; at < text->len; n++)
		at = next_line(text->s, text->len, at, &end);
	*trace = (struct trace){
		.text = text,
		.n_lines = n,
		.lines = arena_new_array(arena, struct trace_line, n + 1),
	};
	n = 0;
	for (size_t at = 0; at < text->len; n++) {
		trace->lines[n].start = at;
		at = next_line(text->s, text->len, at, &trace->lines[n].end);
	}
}

size_t
trace_offset(const struct trace *trace, int line, int col)
{
	const struct trace_line *l;
	size_t offset;

	if (line < 1 || trace->n_lines == 0)
		return 0;
	if ((size_t)line > trace->n_lines)
		return trace->text->len;
	l = &trace->lines[line - 1];
	offset = l->start + (col > 1 ? (size_t)col - 1 : 0);
	return offset < l->end ? offset : l->end;
}

struct diag_pos
trace_pos(struct trace *trace, size_t offset)
{
	const struct source_text *text = trace->text;
	struct diag_pos pos = text->pos;
	const char *s = text->s;

	if (text->form == SOURCE_ROUGH || pos.line == 0)
		return pos;
	if (offset > text->len)
		offset = text->len;
	if (offset < trace->known.at) {
		trace->known.at = trace->known.line_start;
		trace->known.col = 0;
		if (offset < trace->known.at) {
			trace->known.at = trace->known.line_start = 0;
			trace->known.line = 0;
		}
	}
	for (size_t at = trace->known.at; at < offset; at++)
		if (s[at] == '\n' && text->form == SOURCE_BLOCK) {
			trace->known.line++;
			trace->known.line_start = at + 1;
			trace->known.col = 0;
		} else if (((unsigned char)s[at] & 0xC0) != 0x80) {
			trace->known.col++;
		}
	trace->known.at = offset;
	pos.line += trace->known.line;
	pos.col += trace->known.col;
	return pos;
}

/* ---- the cursor -------------------------------------------------------------- */

/* The byte under the cursor; '\n' at a line's end; END at the block's. */
static int
peek(const struct trace *trace)
{
	if (trace->line >= trace->n_lines)
		return END;
	if (trace->at < trace->lines[trace->line].end)
		return (unsigned char)trace->text->s[trace->at];
	return trace->line < trace->last_line ? '\n' : END;
}

static int
peek_second(const struct trace *trace)
{
	if (trace->line < trace->n_lines &&
	    trace->at + 1 < trace->lines[trace->line].end)
		return (unsigned char)trace->text->s[trace->at + 1];
	return END;
}

static void
skip_blanks(struct trace *trace)
{
	while (is_blank(peek(trace)))
		trace->at++;
}

/*
 * The start of the next line, past indentation and at most as many '>' as the
 * block's first line had: a line that continues it lazily has fewer.
 */
static void
enter_line(struct trace *trace)
{
	trace->line++;
	trace->at = trace->lines[trace->line].start;
	skip_blanks(trace);
	for (int i = 0; i < trace->quotes && peek(trace) == '>'; i++) {
		trace->at++;
		skip_blanks(trace);
	}
}

static void
step(struct trace *trace)
{
	int c = peek(trace);

	if (c == '\n' && trace->at == trace->lines[trace->line].end)
		enter_line(trace);
	else if (c != END)
		trace->at++;
}

static bool
skip(struct trace *trace, int c)
{
	if (peek(trace) != c)
		return false;
	step(trace);
	return true;
}

static void
skip_spaces(struct trace *trace)
{
	while (is_space(peek(trace)))
		step(trace);
}

/* Spaces with at most one line end among them. */
static void
skip_one_line_end(struct trace *trace)
{
	skip_blanks(trace);
	if (skip(trace, '\n'))
		skip_blanks(trace);
}

/* Over a character, or an escape of two. */
static void
skip_escapable(struct trace *trace)
{
	bool escape = peek(trace) == '\\' && is_punct(peek_second(trace));

	step(trace);
	if (escape)
		step(trace);
}

/* ---- the parts of a link ----------------------------------------------------- */

static bool
skip_destination(struct trace *trace)
{
	int depth = 0;
	int c;

	if (skip(trace, '<')) {
		while ((c = peek(trace)) != '>') {
			if (c == END || c == '\n' || c == '<')
				return false;
			skip_escapable(trace);
		}
		step(trace);
		return true;
	}
	while ((c = peek(trace)) != END && !is_space(c)) {
		if (c == ')' && depth == 0)
			break;
		depth += c == '(' ? 1 : c == ')' ? -1 : 0;
		if (depth > PARENTHESES_MAX)
			return false;
		skip_escapable(trace);
	}
	return true;
}

static bool
skip_title(struct trace *trace)
{
	int open = peek(trace);
	int close = open == '(' ? ')' : open;
	int c;

	if (open != '"' && open != '\'' && open != '(')
		return false;
	step(trace);
	while ((c = peek(trace)) != close) {
		if (c == END || (c == '(' && open == '('))
			return false;
		skip_escapable(trace);
	}
	step(trace);
	return true;
}

/* [label], without brackets inside; false if it is none, or empty. */
static bool
skip_label(struct trace *trace)
{
	bool blank = true;
	int c;

	if (!skip(trace, '['))
		return false;
	for (int n = 0; (c = peek(trace)) != ']'; n++) {
		if (c == END || c == '[' || n > LABEL_MAX)
			return false;
		blank = blank && is_space(c);
		skip_escapable(trace);
	}
	step(trace);
	return !blank;
}

/* [label]: destination "title", on lines of its own. */
static bool
skip_definition(struct trace *trace)
{
	struct trace before_title;

	if (!skip_label(trace) || !skip(trace, ':'))
		return false;
	skip_one_line_end(trace);
	if (!skip_destination(trace))
		return false;
	before_title = *trace;
	skip_one_line_end(trace);
	if (trace->at == before_title.at || !skip_title(trace))
		*trace = before_title;
	skip_blanks(trace);
	if (peek(trace) != '\n' && peek(trace) != END) {
		*trace = before_title;
		skip_blanks(trace);
	}
	return skip(trace, '\n');
}

/* "(destination "title")"; the cursor stays where it is if it is none. */
static bool
skip_inline_link(struct trace *trace)
{
	struct trace before = *trace;
	size_t after_destination;

	if (skip(trace, '(')) {
		skip_spaces(trace);
		if (skip_destination(trace)) {
			after_destination = trace->at;
			skip_spaces(trace);
			if (trace->at > after_destination && skip_title(trace))
				skip_spaces(trace);
			if (skip(trace, ')'))
				return true;
		}
	}
	*trace = before;
	return false;
}

/* After the text of a link and its ']': what the link goes to. */
static void
skip_target(struct trace *trace)
{
	struct trace before = *trace;

	if (skip_inline_link(trace))
		return;
	if (skip_label(trace))
		return;
	*trace = before;
	if (skip(trace, '[') && skip(trace, ']'))
		return;
	*trace = before;
}

/* ---- blocks ------------------------------------------------------------------ */

/* '>' in what stands before a block on its first line, but for footnote labels. */
static int
count_quotes(const char *s, size_t from, size_t to)
{
	int n = 0;

	for (size_t at = from; at < to; at++)
		if (s[at] == '>')
			n++;
		else if (s[at] == '[')
			while (at < to && s[at] != ']')
				at++;
	return n;
}

/* The number signs of an ATX heading. */
static bool
skip_number_signs(struct trace *trace)
{
	struct trace before = *trace;
	int n = 0;

	while (skip(trace, '#'))
		n++;
	if (n > 0 && n <= 6 && (is_space(peek(trace)) || peek(trace) == END)) {
		skip_blanks(trace);
		return true;
	}
	*trace = before;
	return false;
}

void
trace_enter(struct trace *trace, int line, int col, int end_line)
{
	struct trace before;

	trace->lost = false;
	trace->at = trace_offset(trace, line, col);
	trace->line = line > 0 ? (size_t)line - 1 : 0;
	trace->last_line = end_line > line ? (size_t)end_line - 1 : trace->line;
	if (trace->last_line >= trace->n_lines)
		trace->last_line = trace->n_lines > 0 ? trace->n_lines - 1 : 0;
	if (trace->line >= trace->n_lines)
		return;
	trace->quotes = count_quotes(
		trace->text->s, trace->lines[trace->line].start, trace->at);
	if (skip_number_signs(trace))
		return;
	do
		before = *trace;
	while (skip_definition(trace));
	*trace = before;
}

bool
trace_at_table(struct trace *trace)
{
	struct trace before = *trace;
	bool bar = false, dash = false, other = false;
	int c;

	trace->at = trace->lines[trace->line].end;
	if (trace->line < trace->last_line) {
		enter_line(trace);
		while ((c = peek(trace)) != END && c != '\n') {
			bar = bar || c == '|';
			dash = dash || c == '-';
			other = other || (c != '|' && c != '-' && c != ':' &&
					  !is_blank(c));
			trace->at++;
		}
	}
	*trace = before;
	return bar && dash && !other;
}

/* ---- literal text ------------------------------------------------------------ */

/* The bytes of the numeric or named entity at s, or 0. */
static size_t
entity_len(const char *s, size_t len, bool *ret_named)
{
	size_t i = 1, digits;
	bool hex;

	*ret_named = len > 1 && s[1] != '#';
	if (*ret_named) {
		while (i < len && i <= ENTITY_NAME_MAX && is_alnum(s[i]))
			i++;
		return i > 1 && i < len && s[i] == ';' ? i + 1 : 0;
	}
	hex = len > 2 && (s[2] | 32) == 'x';
	i = hex ? 3 : 2;
	digits = i;
	while (i < len && is_alnum(s[i]) &&
	       ((s[i] <= '9') || (hex && (s[i] | 32) <= 'f')))
		i++;
	digits = i - digits;
	return digits > 0 && digits <= (hex ? 6 : 7) && i < len && s[i] == ';'
		       ? i + 1
		       : 0;
}

/* Named entities of HTML that stand for two characters end in one of these. */
static bool
is_second_of_entity(uint32_t cp)
{
	switch (cp) {
	case 0x0331:
	case 0x0333:
	case 0x0338:
	case 0x200A:
	case 0x20D2:
	case 0x20E5:
	case 0xFE00:
	case 'j':
		return true;
	default:
		return false;
	}
}

static void
skip_entity(struct trace *trace, size_t entity, const char *lit, size_t len,
	    size_t *i)
{
	const char *s = trace->text->s;
	size_t rest;
	size_t next;

	trace->at += entity;
	rest = trace->lines[trace->line].end - trace->at;
	utf8_next(lit, len, i);
	next = *i;
	if (next < len && is_second_of_entity(utf8_next(lit, len, &next)) &&
	    (rest < next - *i || memcmp(s + trace->at, lit + *i, next - *i) != 0))
		*i = next;
}

/*
 * The cursor and the text disagree: go to where the text is found next in the
 * block. Once it is not found, the block is given up.
 */
static void
find_again(struct trace *trace, const char *lit, size_t len)
{
	const char *s = trace->text->s;
	size_t end = trace->lines[trace->last_line].end;
	size_t clue = len < CLUE_MAX ? len : CLUE_MAX;
	const char *hit = s + trace->at;

	while (!trace->lost) {
		hit = memchr(hit, lit[0], end - (size_t)(hit - s));
		if (hit == NULL || end - (size_t)(hit - s) < clue)
			trace->lost = true;
		else if (memcmp(hit, lit, clue) == 0)
			break;
		else
			hit++;
	}
	if (trace->lost)
		return;
	trace->at = (size_t)(hit - s);
	while (trace->line < trace->last_line &&
	       trace->at >= trace->lines[trace->line + 1].start)
		trace->line++;
}

size_t
trace_char(struct trace *trace, const char *lit, size_t len, size_t *i,
	   bool *ret_plain)
{
	const char *s = trace->text->s;
	size_t from = *i;
	size_t here, entity, rest;
	bool named;

	*ret_plain = false;
	if (trace->line >= trace->n_lines) {
		utf8_next(lit, len, i);
		return trace->at;
	}
	here = trace->at;
	rest = trace->lines[trace->line].end - here;
	if (rest > 1 && s[here] == '\\' && is_punct(s[here + 1]) &&
	    s[here + 1] == lit[from]) {
		trace->at += 2;
		++*i;
		return here;
	}
	if (rest > 0 && s[here] == '&') {
		entity = entity_len(s + here, rest, &named);
		if (entity > 0 && named && lit[from] == '&' &&
		    (entity != 5 || ((s[here + 1] | 32) != 'a')))
			entity = 0; /* an unknown name, which stands for itself */
		if (entity > 0) {
			skip_entity(trace, entity, lit, len, i);
			return here;
		}
	}
	utf8_next(lit, len, i);
	if (rest < *i - from || memcmp(s + here, lit + from, *i - from) != 0) {
		find_again(trace, lit + from, len - from);
		here = trace->at;
		if (trace->lost)
			return here;
	}
	*ret_plain = true;
	trace->at += *i - from;
	return here;
}

size_t
trace_plain(struct trace *trace, const char *lit, size_t len, const char *stop)
{
	const char *s = trace->text->s;
	size_t n = strcspn(lit, stop);
	size_t i = 0;
	size_t rest;

	if (trace->line >= trace->n_lines)
		return 0;
	rest = trace->lines[trace->line].end - trace->at;
	if (n > len)
		n = len;
	if (n > rest)
		n = rest;
	while (i < n && s[trace->at + i] == lit[i])
		i++;
	trace->at += i;
	return i;
}

/* ---- markup ------------------------------------------------------------------ */

void
trace_delimiter(struct trace *trace, int n)
{
	for (int i = 0; i < n; i++) {
		int c = peek(trace);

		if (c != '*' && c != '_' && c != '[' && c != '<')
			break;
		trace->at++;
	}
}

void
trace_newline(struct trace *trace)
{
	skip_blanks(trace);
	if (peek(trace) == '\\' && peek_second(trace) == END)
		trace->at++;
	if (peek(trace) == '\n') {
		step(trace);
		skip_blanks(trace);
	}
}

void
trace_link_end(struct trace *trace, bool autolink)
{
	if (autolink) {
		skip(trace, '>');
		return;
	}
	if (skip(trace, ']'))
		skip_target(trace);
}

/* From '[' to the ']' that matches it. */
static void
skip_brackets(struct trace *trace)
{
	int depth = 0;
	int c;

	do {
		c = peek(trace);
		depth += c == '[' ? 1 : c == ']' ? -1 : 0;
		skip_escapable(trace);
	} while (depth > 0 && c != END);
}

void
trace_mark(struct trace *trace)
{
	if (peek(trace) == '[')
		skip_brackets(trace);
}

void
trace_image(struct trace *trace)
{
	if (skip(trace, '!') && peek(trace) == '[') {
		skip_brackets(trace);
		skip_target(trace);
	}
}

void
trace_code(struct trace *trace)
{
	int opening = 0;
	int run;

	while (skip(trace, '`'))
		opening++;
	do {
		while (peek(trace) != '`' && peek(trace) != END)
			step(trace);
		for (run = 0; skip(trace, '`'); run++)
			;
	} while (run != opening && peek(trace) != END);
}

void
trace_html(struct trace *trace, const char *literal)
{
	for (; *literal != '\0'; literal++)
		step(trace);
}
