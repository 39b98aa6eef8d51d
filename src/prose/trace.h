/*
 * trace - where each piece of parsed CommonMark stood in the text.
 *
 * The parser's own line and column go astray after a soft break, inside a link
 * that runs over two lines, after link definitions, in lists and in quotations.
 * But every byte of a leaf block is either literal text or the markup of a node
 * of the tree, in the same order. So a cursor that is led through the source
 * beside a walk over the tree knows exactly where it is: it steps over the markup
 * that the node must have had, and over escapes and entities where the text has
 * their meaning.
 *
 * The cursor sees a leaf block as the parser does: without the markers and the
 * indentation of what contains it. If the two ever disagree, the parser has made
 * text that is not in the source (it does so of a footnote mark with markup in its
 * name): the cursor notes it, looks for the literal text ahead and goes on from
 * there; positions then are near, not exact.
 *
 * Lines and columns that come from the parser count from 1, columns in bytes;
 * offsets are bytes of the source text.
 */
#ifndef PROSE_TRACE_H
#define PROSE_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/source.h"

struct arena;

struct trace_line {
	size_t start, end; /* without the line end */
};

struct trace {
	const struct source_text *text;
	struct trace_line *lines;
	size_t n_lines;
	size_t line, last_line; /* the cursor's; the last of the block */
	size_t at; /* the cursor */
	int quotes; /* '>' before the text on each line of the block */
	bool autolink; /* between < and >: a backslash is itself */
	bool astray; /* the block's text is not the source's */
	bool lost; /* the rest of the block could not be followed */
	struct {
		size_t at, line_start;
		int line, col; /* from 0 */
	} known; /* a place whose line and column were counted before */
};

/* ASCII punctuation: what a backslash escapes. */
static inline bool
trace_is_punct(int c)
{
	return (c > ' ' && c < '0') || (c > '9' && c < 'A') ||
	       (c > 'Z' && c < 'a') || (c > 'z' && c < 0x7F);
}

void trace_init(struct trace *trace, struct arena *arena,
		const struct source_text *text);

/* The byte at a line and column of the parser's, kept inside the text. */
size_t trace_offset(const struct trace *trace, int line, int col);

/*
 * As source_pos(), but the whole of a text costs one pass when asked in order.
 */
struct diag_pos trace_pos(struct trace *trace, size_t offset);

/*
 * Begin a leaf block at a line and column: the cursor stands at its first byte
 * of content, past link definitions and the number signs of a heading.
 */
void trace_enter(struct trace *trace, int line, int col, int end_line,
		 bool heading);

/*
 * Is the block's second line the delimiter row of a pipe table? Asked right after
 * trace_enter().
 */
bool trace_at_table(struct trace *trace);

/*
 * One character of literal text, lit[*i], with *i moved past it; returns the
 * offset of what stands for it in the source: itself, an escape, or an entity
 * (which may stand for two characters). *ret_plain: it stands there as itself.
 */
size_t trace_char(struct trace *trace, const char *lit, size_t len, size_t *i,
		  bool *ret_plain);

/*
 * As many bytes of lit (NUL-terminated) as stand in the source as they are, up to
 * one of the bytes in `stop`, which has "\\&" among them. Returns how many.
 */
size_t trace_plain(struct trace *trace, const char *lit, size_t len,
		   const char *stop);

/* Over markup. Each leaves the cursor behind it. */
void trace_delimiter(struct trace *trace, int n); /* "**", "[", "![" … */
void trace_newline(struct trace *trace); /* with the blanks around it */
void trace_link(struct trace *trace); /* "[" or "<" */
void trace_link_end(struct trace *trace); /* "](…)", "][…]", "]" or ">" */
void trace_mark(struct trace *trace); /* "[^label]" */
void trace_code(struct trace *trace);
void trace_html(struct trace *trace, const char *literal);

#endif
