/*
 * prose - CommonMark as a tree of paragraphs and inlines.
 *
 * The dialect: CommonMark 0.29 with GFM footnotes, and three additions that are
 * ordinary CommonMark to any other reader:
 *
 *   {council.name}       a fact of the edition, by its path; "{{" sets a brace
 *   {page:ID}            the folio of the page where ID stands; likewise
 *                        {title:ID} {number:ID} {name:ID} and other kinds the
 *                        caller knows: prose only splits kind and argument
 *   [fake news](lang:en) words in another language
 *
 * Raw HTML, images, code blocks, thematic breaks and tables in pipes are not set by
 * this program: each is an error with its position, never silence. Links: http,
 * https, mailto, and #ID inside the document; any other scheme is an error.
 *
 * Input     A struct source_text in valid UTF-8, NFC.
 * Ownership The tree and its text live in the arena; positions borrow the file
 *           name. Nothing of libcmark-gfm outlives the call.
 * Errors    Reported to the sink; the tree holds what could be understood, so
 *           that later stages find their own mistakes in the same run.
 * Cost      Linear, but for cmark's documented bounds on pathological input.
 *           Nesting beyond 100 levels is an error.
 * Positions A block's is that of its first character, an inline's that of its
 * first character or of the markup before it; both exact where the text's
 * own form allows it (source.h). prose_pos() gives that of any byte of a text.
 * libcmark-gfm is used in prose.c and nowhere else.
 */
#ifndef PROSE_PROSE_H
#define PROSE_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/source.h"

struct arena;

enum prose_kind {
	/* blocks */
	PROSE_ROOT,
	PROSE_PARAGRAPH,
	PROSE_HEADING, /* level 1 and up, as written */
	PROSE_LIST,
	PROSE_ITEM,
	PROSE_QUOTE,
	PROSE_FOOTNOTE, /* children are blocks; after the body, in order of use */
	/* inlines */
	PROSE_TEXT,
	PROSE_EMPHASIS,
	PROSE_STRONG,
	PROSE_LINK, /* url: absolute, or "#id" */
	PROSE_SPAN, /* lang */
	PROSE_BREAK, /* a forced line break; soft breaks are spaces in the text */
	PROSE_MARK, /* the mark of a footnote; note points at it */
	PROSE_FACT, /* {kind:argument}; argument may be NULL: {council.name} */
};

/* From byte `offset` on, a text stands in the source as it is, from pos on. */
struct prose_run {
	size_t offset;
	struct diag_pos pos;
};

struct prose {
	enum prose_kind kind;
	struct prose *parent, *next, *first, *last;
	struct diag_pos pos;
	int level; /* heading: 1 to 6; list: number of the first item */
	bool ordered; /* list */
	bool tight; /* list: items without blank lines between them */
	const char *text; /* text; fact: its kind or path */
	size_t len; /* of text */
	const struct prose_run *runs; /* text: at least one */
	size_t n_runs;
	const char *argument; /* fact */
	const char *url; /* link */
	const char *title; /* link: the text in quotes, or NULL */
	const char *lang; /* span: BCP 47 */
	struct prose *note; /* mark: its footnote */
	int number; /* mark, footnote: 1, 2, … in order of first use */
};

/*
 * Read a text. Never NULL; on error what could be read is in the tree and false
 * is left in *ret_ok. A text with s == NULL is an empty root.
 *
 * Adjacent runs of text are one PROSE_TEXT. Text keeps the author's characters;
 * nothing is "smartened". Line ends inside a paragraph, and several spaces, are single spaces.
 */
struct prose *prose_parse(struct arena *arena, struct diag_sink *sink,
			  const struct source_text *text, bool *ret_ok);

/*
 * The inlines of a text that must be one paragraph, for captions, titles and
 * cells: the children of the returned root. Anything else is an error.
 */
struct prose *prose_parse_inline(struct arena *arena, struct diag_sink *sink,
				 const struct source_text *text, bool *ret_ok);

/* Where byte `offset` of the text of a PROSE_TEXT stands in the file. */
struct diag_pos prose_pos(const struct prose *text, size_t offset);

/*
 * The tree as indented lines, for tests: kind, line:column, and what the kind
 * has; text in quotes, in which \" \\ and \n are written so.
 */
struct buf;
void prose_dump(const struct prose *node, struct buf *out);

/* The version of cmark-gfm. */
const char *prose_library_version(void);

#endif
