#include "prose/prose.h"

#include <cmark-gfm.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "prose/address.h"
#include "prose/notes.h"
#include "prose/trace.h"

#define DEPTH_MAX 100
#define EXCERPT_MAX 40 /* bytes of the author's text in a message */

struct reader {
	struct arena *arena;
	struct diag_sink *sink;
	struct trace trace;
	struct prose *at; /* the container that is open */
	int depth; /* containers open */
	bool ok;
	bool too_deep; /* said so */
	bool autolink; /* inside one: braces and brackets are its own */
	bool link_refused; /* inside a link that is not to be made */

	/* Text not yet made a node, and the runs that it is made of. */
	struct buf text;
	struct buf runs; /* of struct prose_run */
	size_t expected; /* where in the source its last run would go on */

	struct notes notes;
	struct prose *note_nodes; /* as the parser numbers them */
	struct prose **note_order; /* as the body uses them */
	size_t n_notes, n_notes_used, n_notes_read;
	bool in_note;
};

/* ---- building the tree ------------------------------------------------------- */

static void
append(struct prose *parent, struct prose *node)
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

static struct prose *
add(struct reader *r, enum prose_kind kind, size_t offset)
{
	struct prose *node = new_node(r, kind, trace_pos(&r->trace, offset));

	append(r->at, node);
	return node;
}

/*
 * A container, open from now on. What lies too deep is read, for its mistakes,
 * but does not become part of the tree.
 */
static struct prose *
open_container(struct reader *r, enum prose_kind kind, size_t offset)
{
	struct prose *node = new_node(r, kind, trace_pos(&r->trace, offset));

	if (++r->depth <= DEPTH_MAX) {
		append(r->at, node);
	} else if (!r->too_deep) {
		r->ok = diag_report(r->sink, DIAG_PROSE_DEEP, node->pos,
				    "the text is nested more than %d levels deep",
				    DEPTH_MAX);
		r->too_deep = true;
	}
	r->at = node;
	return node;
}

static void
close_container(struct reader *r)
{
	r->at = r->at->parent;
	r->depth--;
}

/* ---- text -------------------------------------------------------------------- */

/*
 * n bytes that stand at `offset` in the source; plain: byte for byte, so that
 * what follows them there continues the run.
 */
static void
put_text(struct reader *r, const char *s, size_t n, size_t offset, bool plain)
{
	if (r->text.len == 0 || offset != r->expected || !plain) {
		struct prose_run run = {
			r->text.len, trace_pos(&r->trace, offset)};

		buf_put(&r->runs, &run, sizeof(run));
	}
	buf_put(&r->text, s, n);
	r->expected = plain ? offset + n : SIZE_MAX;
}

/* Make the pending text a node. */
static void
flush(struct reader *r)
{
	struct prose_run *runs;
	struct prose *node;
	size_t n = r->runs.len / sizeof(*runs);

	if (r->text.len == 0)
		return;
	runs = arena_new_array(r->arena, struct prose_run, n);
	memcpy(runs, r->runs.data, r->runs.len);
	node = new_node(r, PROSE_TEXT, runs[0].pos);
	append(r->at, node);
	node->text = arena_strndup(
		r->arena, (const char *)r->text.data, r->text.len);
	node->len = r->text.len;
	node->runs = runs;
	node->n_runs = r->trace.text->form != SOURCE_ROUGH ? n : 0;
	if (!utf8_is_nfc(node->text, node->len)) { /* by way of entities */
		node->text = utf8_nfc(
			r->arena, node->text, node->len, &node->len);
		node->n_runs = node->n_runs > 0 ? 1 : 0;
	}
	buf_clear(&r->text);
	buf_clear(&r->runs);
}

/* The start of a piece of the author's text, for a message. */
static const char *
excerpt(struct reader *r, const char *s, size_t len)
{
	size_t at = 0;
	struct buf out = {0};
	const char *text;

	while (at < len && at < EXCERPT_MAX && s[at] != '\n')
		utf8_next(s, len, &at);
	buf_put(&out, s, at);
	buf_str(&out, at < len ? "…" : "");
	text = arena_strndup(r->arena, (const char *)out.data, out.len);
	buf_done(&out);
	return text;
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
			excerpt(r, lit + from, len - from));
		return false;
	}
	flush(r);
	fact = add(r, PROSE_FACT, offset);
	fact->text = arena_strndup(r->arena, lit + from + 1, kind);
	fact->len = kind;
	if (kind + 2 < n)
		fact->argument = arena_strndup(
			r->arena, lit + from + kind + 2, n - kind - 3);
	while (*i < from + n)
		trace_char(&r->trace, lit, len, i, &plain);
	return true;
}

/* "[^name]" that the parser left as text has no definition. */
static void
check_mark(struct reader *r, const char *lit, size_t len, size_t i, size_t offset)
{
	size_t end = i;

	if (i >= len || lit[i] != '^')
		return;
	while (end < len && lit[end] != ']' && (unsigned char)lit[end] > ' ')
		end++;
	if (end < len && lit[end] == ']' && end > i + 1)
		r->ok = diag_report(
			r->sink, DIAG_NOTE_UNDEFINED,
			trace_pos(&r->trace, offset), "there is no footnote [%s]",
			excerpt(r, lit + i, end - i));
}

static void
read_text(struct reader *r, const char *lit)
{
	size_t len = strlen(lit);

	for (size_t i = 0; i < len;) {
		size_t offset = r->trace.at;
		size_t from = i;
		bool plain;

		i += trace_plain(&r->trace, lit + i, len - i, "\\&{[");
		if (i > from) {
			put_text(r, lit + from, i - from, offset, true);
			continue;
		}
		offset = trace_char(&r->trace, lit, len, &i, &plain);
		if (plain && lit[from] == '{' && !r->autolink) {
			if (i < len && lit[i] == '{')
				trace_char(&r->trace, lit, len, &i, &plain);
			else if (read_fact(r, lit, len, &i, offset))
				continue;
		} else if (plain && lit[from] == '[' && !r->autolink) {
			check_mark(r, lit, len, i, offset);
		}
		/* Of "{{" the second brace is not in the text. */
		put_text(r, lit + from, lit[from] == '{' ? 1 : i - from, offset,
			 plain);
	}
}

static void
read_soft_break(struct reader *r)
{
	size_t offset = r->trace.at;

	trace_newline(&r->trace);
	if (r->text.len == 0 || r->text.data[r->text.len - 1] != ' ')
		put_text(r, " ", 1, offset, false);
}

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
			excerpt(r, literal, strlen(literal)));
		diag_hint(r->sink, "Say it in CommonMark, or write \\< where the "
				   "sign is meant.");
	}
}

static void
refuse_code(struct reader *r, const char *literal)
{
	size_t offset = r->trace.at;

	refuse(r, offset, "code between backticks",
	       "Use *emphasis*, or write \\` where the sign is meant.");
	trace_code(&r->trace);
	put_text(r, literal, strlen(literal), offset, false);
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

	notes_cover(&r->notes, line, cmark_node_get_end_line(node));
	if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
		open_container(r, PROSE_HEADING, offset)->level =
			cmark_node_get_heading_level(node);
	else
		open_container(r, PROSE_PARAGRAPH, offset);
	trace_enter(&r->trace, line, col, cmark_node_get_end_line(node));
	if (trace_at_table(&r->trace))
		refuse(r, offset, "a table in running text",
		       "Make it a list, or give its facts as records of the "
		       "edition.");
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
		open_container(r, PROSE_QUOTE, offset);
		break;
	case CMARK_NODE_LIST:
		list = open_container(r, PROSE_LIST, offset);
		list->ordered = cmark_node_get_list_type(node) ==
				CMARK_ORDERED_LIST;
		list->level = cmark_node_get_list_start(node);
		list->tight = cmark_node_get_list_tight(node) != 0;
		break;
	case CMARK_NODE_ITEM:
		open_container(r, PROSE_ITEM, offset);
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
	struct prose *link;

	r->autolink = r->trace.text->s[offset] == '<';
	trace_delimiter(&r->trace, 1);
	r->link_refused = fault != NULL ||
			  (lang != NULL && !address_is_language_tag(lang));
	if (fault != NULL) {
		r->ok = diag_report(
			r->sink, DIAG_PROSE_LINK, trace_pos(&r->trace, offset),
			"the link %s: \"%s\"", fault,
			excerpt(r, url, strlen(url)));
	} else if (r->link_refused) {
		r->ok = diag_report(r->sink, DIAG_PROSE_LANGUAGE,
				    trace_pos(&r->trace, offset),
				    "\"%s\" is not a language tag",
				    excerpt(r, lang, strlen(lang)));
	} else {
		link = open_container(
			r, lang != NULL ? PROSE_SPAN : PROSE_LINK, offset);
		if (lang != NULL)
			link->lang = arena_strndup(r->arena, lang, strlen(lang));
		else
			link->url = arena_strndup(r->arena, url, strlen(url));
		if (lang == NULL && *title != '\0')
			link->title = one_line(r->arena, title);
	}
}

static void
close_link(struct reader *r)
{
	struct prose *link = r->at;

	trace_link_end(&r->trace, r->autolink);
	r->autolink = false;
	if (r->link_refused) {
		r->link_refused = false;
		return;
	}
	close_container(r);
	if (link->first == NULL)
		r->ok = diag_report(r->sink, DIAG_PROSE_LINK, link->pos,
				    "the link has no text");
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
	mark = add(r, PROSE_MARK, offset);
	mark->note = note;
	mark->number = note->number;
}

static void
open_inline(struct reader *r, cmark_iter *iter, cmark_node *node)
{
	size_t offset = r->trace.at;
	int type = (int)cmark_node_get_type(node);

	if (type == CMARK_NODE_TEXT) {
		read_text(r, cmark_node_get_literal(node));
	} else if (type == CMARK_NODE_SOFTBREAK) {
		read_soft_break(r);
	} else if (type == CMARK_NODE_CODE) {
		refuse_code(r, cmark_node_get_literal(node));
	} else if (type == CMARK_NODE_HTML_INLINE) {
		refuse_html(r, offset, cmark_node_get_literal(node));
		trace_html(&r->trace, cmark_node_get_literal(node));
	} else if (type == CMARK_NODE_IMAGE) {
		refuse(r, offset, "an image in running text",
		       "Give it as a figure or a plate of the record.");
		trace_image(&r->trace);
		cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
	} else {
		flush(r);
		if (type == CMARK_NODE_LINEBREAK) {
			add(r, PROSE_BREAK, offset);
			trace_newline(&r->trace);
		} else if (type == CMARK_NODE_EMPH) {
			open_container(r, PROSE_EMPHASIS, offset);
			trace_delimiter(&r->trace, 1);
		} else if (type == CMARK_NODE_STRONG) {
			open_container(r, PROSE_STRONG, offset);
			trace_delimiter(&r->trace, 2);
		} else if (type == CMARK_NODE_LINK) {
			open_link(r, node);
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

static void
leave(struct reader *r, cmark_node *node)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_DOCUMENT:
	case CMARK_NODE_FOOTNOTE_REFERENCE:
	case CMARK_NODE_IMAGE:
		break;
	case CMARK_NODE_LINK:
		flush(r);
		close_link(r);
		break;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		r->in_note = false;
		close_container(r);
		break;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		flush(r);
		trace_delimiter(&r->trace, r->at->kind == PROSE_STRONG ? 2 : 1);
		close_container(r);
		break;
	default:
		flush(r);
		close_container(r);
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
			open_inline(r, iter, node);
		else if (node != document)
			open_block(r, node);
	}
	cmark_iter_free(iter);
	for (size_t i = 0; i < r->n_notes_used; i++)
		append(root, r->note_order[i]);
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
			if (s[at] == '>' && ++n > DEPTH_MAX) {
				diag_report(
					r->sink, DIAG_PROSE_DEEP,
					trace_pos(&r->trace, at),
					"the text is nested more than %d levels "
					"deep",
					DEPTH_MAX);
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
