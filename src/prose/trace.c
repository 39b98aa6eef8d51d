#include "prose/trace.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

#define ENTITY_NAME_MAX 31
#define CLUE_MAX 12 /* bytes of text to look for when lost */

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

/* ---- literal text ------------------------------------------------------------ */

static bool
is_alnum(int c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

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

/* Names of the ampersand itself. */
static bool
is_ampersand(const char *entity)
{
	return strncmp(entity, "&amp;", 5) == 0 ||
	       strncmp(entity, "&AMP;", 5) == 0;
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

	trace->astray = true;
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
	if (rest > 1 && !trace->autolink && s[here] == '\\' &&
	    trace_is_punct(s[here + 1]) && s[here + 1] == lit[from]) {
		trace->at += 2;
		++*i;
		return here;
	}
	if (rest > 0 && s[here] == '&') {
		entity = entity_len(s + here, rest, &named);
		if (named && lit[from] == '&' && !is_ampersand(s + here))
			entity = 0; /* an unknown name, which stands for itself */
		if (entity > 0) {
			skip_entity(trace, entity, lit, len, i);
			return here;
		}
	}
	utf8_next(lit, len, i);
	if (rest == 0 &&
	    lit[from] == '\n') { /* a mark without note, over two lines */
		trace_newline(trace);
		return here;
	}
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
