#include "prose/prose.h"

#include <cmark-gfm.h>
#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "prose/address.h"
#include "prose/notes.h"
#include "prose/reader.h"
#include "prose/trace.h"

/* ---- what is not set --------------------------------------------------------- */

static void
refuse(struct reader *r, size_t offset, const char *what, const char *hint)
{
	r->ok = diag_report(r->sink, DIAG_PROSE_UNSUPPORTED,
			    trace_pos(&r->trace, offset), "%s is not set", what);
	if (hint != NULL)
		diag_hint(r->sink, "%s", hint);
}

static void
refuse_html(struct reader *r, size_t offset, const char *literal)
{
	if (strncmp(literal, "<!--", 4) == 0)
		refuse(r, offset, "an HTML comment",
		       "Take it out, or put it in a YAML comment, outside the "
		       "text.");
	else if (strncmp(literal, "<br", 3) == 0)
		refuse(r, offset, "HTML (<br>)",
		       "End the line with a backslash to break it.");
	else {
		r->ok = diag_report(
			r->sink, DIAG_PROSE_UNSUPPORTED,
			trace_pos(&r->trace, offset), "HTML is not set: %s",
			reader_excerpt(r, literal, strlen(literal)));
		diag_hint(r->sink, "Say it in CommonMark, or write \\< where the "
				   "sign is meant.");
	}
}

static void
refuse_block(struct reader *r, cmark_node *node)
{
	size_t offset = trace_offset(&r->trace, cmark_node_get_start_line(node),
				     cmark_node_get_start_column(node));

	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_THEMATIC_BREAK:
		refuse(r, offset, "a thematic break (---)",
		       "Begin a new paragraph, or give the next part a heading.");
		break;
	case CMARK_NODE_HTML_BLOCK:
		refuse_html(r, offset, cmark_node_get_literal(node));
		break;
	default:
		refuse(r, offset, "a block of code",
		       "Four spaces at the start of a line, or ``` above it, "
		       "make "
		       "code of it: take them away.");
	}
}

/* ---- blocks ------------------------------------------------------------------ */

static void
open_leaf(struct reader *r, cmark_node *node)
{
	int line = cmark_node_get_start_line(node);
	int col = cmark_node_get_start_column(node);
	size_t offset = trace_offset(&r->trace, line, col);
	bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;

	notes_cover(&r->notes, line, cmark_node_get_end_line(node));
	if (heading)
		reader_open(r, PROSE_HEADING, offset)->level =
			cmark_node_get_heading_level(node);
	else
		reader_open(r, PROSE_PARAGRAPH, offset);
	r->line_start = false;
	r->mark_refused = false;
	trace_enter(&r->trace, line, col, cmark_node_get_end_line(node), heading);
	if (trace_at_table(&r->trace))
		refuse(r, offset, "a table in running text",
		       "Write it under 'tables', and put {table:id} here, in a "
		       "paragraph of its own.");
}

static void
open_note(struct reader *r, cmark_node *node)
{
	struct prose *note = &r->note_nodes[r->n_notes_read++];
	int line = cmark_node_get_start_line(node);

	note->kind = PROSE_FOOTNOTE;
	note->pos = trace_pos(&r->trace, notes_use(&r->notes, line));
	note->parent = r->at;
	r->at = note;
	r->depth++;
	r->in_note = true;
}

static void
open_block(struct reader *r, cmark_node *node)
{
	size_t offset = trace_offset(&r->trace, cmark_node_get_start_line(node),
				     cmark_node_get_start_column(node));
	struct prose *list;

	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		reader_open(r, PROSE_QUOTE, offset);
		break;
	case CMARK_NODE_LIST:
		list = reader_open(r, PROSE_LIST, offset);
		list->ordered = cmark_node_get_list_type(node) ==
				CMARK_ORDERED_LIST;
		list->level = cmark_node_get_list_start(node);
		list->tight = cmark_node_get_list_tight(node) != 0;
		break;
	case CMARK_NODE_ITEM:
		reader_open(r, PROSE_ITEM, offset);
		break;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		open_note(r, node);
		break;
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		open_leaf(r, node);
		break;
	default:
		notes_cover(&r->notes, cmark_node_get_start_line(node),
			    cmark_node_get_end_line(node));
		refuse_block(r, node);
	}
}

/* ---- inlines ----------------------------------------------------------------- */

/* A copy with spaces for line ends. */
static const char *
one_line(struct arena *arena, const char *s)
{
	char *copy = arena_strndup(arena, s, strlen(s));

	for (char *p = copy; *p != '\0'; p++)
		if (*p == '\n' || *p == '\r')
			*p = ' ';
	return copy;
}

static void
open_link(struct reader *r, cmark_node *node)
{
	const char *url = cmark_node_get_url(node);
	const char *title = cmark_node_get_title(node);
	const char *lang = address_language(url);
	const char *fault = lang == NULL ? address_fault(url) : NULL;
	size_t offset = r->trace.at;
	struct prose *link = reader_open_apart(
		r, lang != NULL ? PROSE_SPAN : PROSE_LINK, offset);

	trace_link(&r->trace);
	if (fault != NULL)
		r->ok = diag_report(r->sink, DIAG_PROSE_LINK, link->pos,
				    "the link %s: \"%s\"", fault,
				    reader_excerpt(r, url, strlen(url)));
	else if (lang != NULL && !address_is_language_tag(lang))
		r->ok = diag_report(r->sink, DIAG_PROSE_LANGUAGE, link->pos,
				    "\"%s\" is not a language tag",
				    reader_excerpt(r, lang, strlen(lang)));
	else if (lang != NULL)
		link->lang = arena_strndup(r->arena, lang, strlen(lang));
	else
		link->url = arena_strndup(r->arena, url, strlen(url));
	if (*title != '\0')
		link->title = one_line(r->arena, title);
}

/* Of a link that is refused the text remains; it was reported at its start. */
static void
close_link(struct reader *r)
{
	struct prose *link = r->at;

	trace_link_end(&r->trace);
	if (link->url == NULL && link->lang == NULL) {
		reader_close_apart(r, READER_CHILDREN_JOIN);
	} else if (link->first == NULL) {
		r->ok = diag_report(r->sink, DIAG_PROSE_LINK, link->pos,
				    "the link has no text");
		reader_close_apart(r, READER_GOES);
	} else {
		reader_close_apart(r, READER_JOINS);
	}
}

/* Its text stands for it in words, not in the running text. */
static void
open_image(struct reader *r)
{
	refuse(r, r->trace.at, "an image in running text",
	       "Give it as a figure or a plate of the record.");
	reader_open_apart(r, PROSE_SPAN, r->trace.at);
	trace_delimiter(&r->trace, 2);
}

static void
close_image(struct reader *r)
{
	trace_link_end(&r->trace);
	reader_close_apart(r, READER_GOES);
}

/* The parser has put the note's number in the place of its name. */
static void
read_mark(struct reader *r, cmark_node *node)
{
	size_t offset = r->trace.at;
	const char *digits = cmark_node_get_literal(node);
	struct prose *mark, *note;
	size_t n = 0;

	while (*digits >= '0' && *digits <= '9' && n < r->n_notes)
		n = 10 * n + (size_t)(*digits++ - '0');
	trace_mark(&r->trace);
	if (r->in_note) {
		refuse(r, offset, "a footnote to a footnote",
		       "Make one note of the two.");
		return;
	}
	if (n < 1 || n > r->n_notes)
		return;
	note = &r->note_nodes[n - 1];
	if (note->number == 0) {
		r->note_order[r->n_notes_used++] = note;
		note->number = (int)r->n_notes_used;
	}
	mark = reader_add(r, PROSE_MARK, offset);
	mark->note = note;
	mark->number = note->number;
}

static void
open_inline(struct reader *r, cmark_node *node)
{
	size_t offset = r->trace.at;
	int type = (int)cmark_node_get_type(node);

	if (type == CMARK_NODE_TEXT) {
		reader_text(r, cmark_node_get_literal(node));
		return;
	}
	r->line_start = false;
	if (type == CMARK_NODE_SOFTBREAK) {
		reader_soft_break(r);
	} else if (type == CMARK_NODE_CODE) {
		refuse(r, offset, "code between backticks",
		       "Use *emphasis*, or write \\` where the sign is meant.");
		trace_code(&r->trace);
	} else if (type == CMARK_NODE_HTML_INLINE) {
		refuse_html(r, offset, cmark_node_get_literal(node));
		trace_html(&r->trace, cmark_node_get_literal(node));
	} else {
		reader_flush(r);
		if (type == CMARK_NODE_LINEBREAK) {
			reader_hard_break(r);
		} else if (type == CMARK_NODE_EMPH) {
			reader_open(r, PROSE_EMPHASIS, offset);
			trace_delimiter(&r->trace, 1);
		} else if (type == CMARK_NODE_STRONG) {
			reader_open(r, PROSE_STRONG, offset);
			trace_delimiter(&r->trace, 2);
		} else if (type == CMARK_NODE_LINK) {
			open_link(r, node);
		} else if (type == CMARK_NODE_IMAGE) {
			open_image(r);
		} else if (type == CMARK_NODE_FOOTNOTE_REFERENCE) {
			read_mark(r, node);
		}
	}
}

static bool
is_inline(cmark_node *node)
{
	return ((int)cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) ==
	       CMARK_NODE_TYPE_INLINE;
}

/*
 * The end of a paragraph or heading. If its text was not the source's, words may
 * be missing: that must be said.
 */
static void
close_leaf(struct reader *r)
{
	if (r->trace.astray && !r->mark_refused)
		r->ok = diag_report(
			r->sink, DIAG_NOTE_UNDEFINED, r->at->pos,
			"a footnote mark in this paragraph cannot be read");
	reader_close(r);
}

static void
leave(struct reader *r, cmark_node *node)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_DOCUMENT:
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		break;
	case CMARK_NODE_IMAGE:
		reader_flush(r);
		close_image(r);
		break;
	case CMARK_NODE_LINK:
		reader_flush(r);
		close_link(r);
		break;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		r->in_note = false;
		reader_close(r);
		break;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		reader_flush(r);
		trace_delimiter(&r->trace, r->at->kind == PROSE_STRONG ? 2 : 1);
		reader_close(r);
		break;
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		reader_flush(r);
		close_leaf(r);
		break;
	default:
		reader_close(r);
	}
}

/* ---- the whole --------------------------------------------------------------- */

static size_t
count_notes(cmark_node *document)
{
	size_t n = 0;

	for (cmark_node *c = cmark_node_first_child(document); c != NULL;
	     c = cmark_node_next(c))
		if (cmark_node_get_type(c) == CMARK_NODE_FOOTNOTE_DEFINITION)
			n++;
	return n;
}

static void
read_document(struct reader *r, cmark_node *document)
{
	cmark_iter *iter = cmark_iter_new(document);
	struct prose *root = r->at;
	cmark_event_type event;

	r->n_notes = count_notes(document);
	r->note_nodes = arena_new_array(r->arena, struct prose, r->n_notes);
	r->note_order = arena_new_array(r->arena, struct prose *, r->n_notes);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (event == CMARK_EVENT_EXIT)
			leave(r, node);
		else if (is_inline(node))
			open_inline(r, node);
		else if (node != document)
			open_block(r, node);
	}
	cmark_iter_free(iter);
	for (size_t i = 0; i < r->n_notes_used; i++)
		reader_append(root, r->note_order[i]);
	if (!notes_report_unused(&r->notes, &r->trace, r->sink))
		r->ok = false;
}

/*
 * The parser's time grows with the square of the depth of quotation: look at the
 * starts of the lines first.
 */
static bool
is_quoted_too_deep(struct reader *r)
{
	const char *s = r->trace.text->s;

	for (size_t i = 0; i < r->trace.n_lines; i++) {
		size_t at = r->trace.lines[i].start;
		int n = 0;

		for (; s[at] != '\0' &&
		       strchr(" \t>-+*.)0123456789", s[at]) != NULL;
		     at++)
			if (s[at] == '>' && ++n > READER_DEPTH_MAX) {
				diag_report(
					r->sink, DIAG_PROSE_DEEP,
					trace_pos(&r->trace, at),
					"the text is nested more than %d levels "
					"deep",
					READER_DEPTH_MAX);
				return true;
			}
	}
	return false;
}

static void
parse(struct reader *r, const struct source_text *text)
{
	cmark_parser *parser;
	cmark_node *document;

	if (text->len > INT_MAX / 4) {
		r->ok = diag_report(r->sink, DIAG_PROSE_UNSUPPORTED, text->pos,
				    "a text of this length is not set");
		return;
	}
	trace_init(&r->trace, r->arena, text);
	notes_init(&r->notes, r->arena, &r->trace);
	if (is_quoted_too_deep(r)) {
		r->ok = false;
		return;
	}
	parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS);
	cmark_parser_feed(parser, text->s, text->len);
	document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	read_document(r, document);
	cmark_node_free(document);
	buf_done(&r->text);
	buf_done(&r->runs);
}

struct prose *
prose_parse(struct arena *arena, struct diag_sink *sink,
	    const struct source_text *text, bool *ret_ok)
{
	struct prose *root = arena_alloc(arena, sizeof(*root));
	struct reader r = {.arena = arena, .sink = sink, .at = root, .ok = true};

	root->kind = PROSE_ROOT;
	root->pos = text->pos;
	if (text->s != NULL)
		parse(&r, text);
	*ret_ok = r.ok;
	return root;
}

static const char *
block_name(const struct prose *node)
{
	switch (node->kind) {
	case PROSE_HEADING:
		return "a heading";
	case PROSE_LIST:
		return "a list";
	case PROSE_QUOTE:
		return "a quotation";
	case PROSE_FOOTNOTE:
		return "a footnote";
	default:
		return "a second paragraph";
	}
}

struct prose *
prose_parse_inline(struct arena *arena, struct diag_sink *sink,
		   const struct source_text *text, bool *ret_ok)
{
	struct prose *root = prose_parse(arena, sink, text, ret_ok);
	struct prose *paragraph = root->first;

	for (struct prose *n = root->first; n != NULL; n = n->next)
		if (n != root->first || n->kind != PROSE_PARAGRAPH) {
			*ret_ok = diag_report(
				sink, DIAG_PROSE_ONE_PARAGRAPH, n->pos,
				"%s where one paragraph is wanted",
				block_name(n));
			break;
		}
	while (paragraph != NULL && paragraph->kind != PROSE_PARAGRAPH &&
	       paragraph->kind != PROSE_HEADING)
		paragraph = paragraph->first != NULL ? paragraph->first
						     : paragraph->next;
	root->first = paragraph != NULL ? paragraph->first : NULL;
	root->last = paragraph != NULL ? paragraph->last : NULL;
	for (struct prose *n = root->first; n != NULL; n = n->next)
		n->parent = root;
	return root;
}

const char *
prose_library_version(void)
{
	return cmark_version_string();
}
