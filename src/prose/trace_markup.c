/* The cursor, and the markup it steps over. */
#include "prose/trace.h"

#define END (-1)
#define LABEL_MAX 1000 /* CommonMark: characters between the brackets */
#define PARENTHESES_MAX 32 /* CommonMark: nested in a destination */

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
 * block's first line had. False if there are fewer: the line continues the block
 * lazily.
 */
static bool
enter_line(struct trace *trace)
{
	int n = 0;

	trace->line++;
	trace->at = trace->lines[trace->line].start;
	skip_blanks(trace);
	for (; n < trace->quotes && peek(trace) == '>'; n++) {
		trace->at++;
		skip_blanks(trace);
	}
	return n == trace->quotes;
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
	bool escape = peek(trace) == '\\' && trace_is_punct(peek_second(trace));

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

/* Does line number `line`, from 0, underline a heading? */
static bool
is_underline(struct trace trace, size_t line)
{
	int rule;

	trace.line = line - 1;
	trace.last_line = line;
	if (!enter_line(&trace))
		return false;
	rule = peek(&trace);
	if (rule != '=' && rule != '-')
		return false;
	while (peek(&trace) == rule)
		trace.at++;
	skip_blanks(&trace);
	return peek(&trace) == END;
}

/*
 * The parser ends a heading that is underlined on the line after that, or, at the
 * end of the text, on that line; find the last line of the heading's own text.
 */
static size_t
last_line_of_heading(const struct trace *trace)
{
	size_t first = trace->line, last = trace->last_line;
	struct trace atx = *trace;

	if (last <= first + 1 || skip_number_signs(&atx))
		return first;
	return is_underline(*trace, last - 1) ? last - 2 : last - 1;
}

void
trace_enter(struct trace *trace, int line, int col, int end_line, bool heading)
{
	struct trace before;

	trace->autolink = trace->lost = trace->astray = false;
	trace->at = trace_offset(trace, line, col);
	trace->line = line > 0 ? (size_t)line - 1 : 0;
	trace->last_line = end_line > line ? (size_t)end_line - 1 : trace->line;
	if (trace->last_line >= trace->n_lines)
		trace->last_line = trace->n_lines > 0 ? trace->n_lines - 1 : 0;
	if (trace->line >= trace->n_lines)
		return;
	trace->quotes = count_quotes(
		trace->text->s, trace->lines[trace->line].start, trace->at);
	if (heading) {
		trace->last_line = last_line_of_heading(trace);
		if (skip_number_signs(trace))
			return;
	}
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

/* ---- markup ------------------------------------------------------------------ */

void
trace_delimiter(struct trace *trace, int n)
{
	for (int i = 0; i < n; i++) {
		int c = peek(trace);

		if (c != '*' && c != '_' && c != '[' && c != '!')
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
trace_link(struct trace *trace)
{
	trace->autolink = skip(trace, '<');
	if (!trace->autolink)
		skip(trace, '[');
}

void
trace_link_end(struct trace *trace)
{
	if (trace->autolink)
		skip(trace, '>');
	else if (skip(trace, ']'))
		skip_target(trace);
	trace->autolink = false;
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
