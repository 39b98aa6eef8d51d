/*
 * A chapter with a table, for tests of tables: drawn as rows of cells, laid out with
 * the layout of the booklet, and its lines found by their text.
 *
 * "H" before a row of the head, "B" of the body, "F" of the foot, "G" of the body, a
 * heading over the rows below it, "S" of the body, a sum of those above; "<" is a
 * place held by the cell at its left, "^" by the one above.
 */
#ifndef TESTS_UNIT_TABLE_BOOK_H
#define TESTS_UNIT_TABLE_BOOK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layout/layout.h"

#include "booklet_style.h"

#define MAX_CELLS 24

struct book {
	struct arena *arena;
	struct diag_sink *sink;
	struct style *style;
	struct tree *tree;
	struct node *part, *table;
	struct frames *frames;
};

static const struct diag_pos nowhere = {.file = NULL};

static inline int
setup(void **state)
{
	struct arena *arena = arena_new();
	struct book *b = arena_alloc(arena, sizeof(*b));
	struct layout_part *info = arena_alloc(arena, sizeof(*info));

	b->arena = arena;
	b->sink = diag_sink_new(arena);
	b->style = booklet_style(arena, b->sink);
	b->tree = tree_new(arena);
	tree_add(b->tree, NULL, NODE_DOCUMENT, nowhere);
	info->running = "Foot";
	b->part = tree_add(b->tree, b->tree->root, NODE_SECT, nowhere);
	b->part->flow = FLOW_CHAPTER;
	b->part->extra = info;
	*state = b;
	return 0;
}

static inline int
teardown(void **state)
{
	struct book *b = *state;

	style_done(b->style);
	arena_free(b->arena);
	return 0;
}

/* ---- drawing ---------------------------------------------------------------- */

static inline struct node *
add_text(struct book *b, struct node *parent, enum node_kind kind,
	 const char *text, size_t len)
{
	struct node *n = tree_add(b->tree, parent, kind, nowhere);

	tree_add_text(b->tree, n, arena_strndup(b->arena, text, len), len,
		      nowhere);
	return n;
}

static inline struct node *
group_for(struct book *b, char part)
{
	enum node_kind kind = part == 'H'   ? NODE_HEAD
			      : part == 'F' ? NODE_FOOT
					    : NODE_ROWS;

	if (b->table->last == NULL || b->table->last->kind != kind)
		tree_add(b->tree, b->table, kind, nowhere);
	return b->table->last;
}

/* above: the cell in each column of the row before; becomes that of this one. */
static inline void
add_row(struct book *b, const char *drawn, struct node *above[MAX_CELLS])
{
	struct node *row = tree_add(
		b->tree, group_for(b, *drawn), NODE_ROW, nowhere);
	struct node *left = NULL;
	size_t column = 0;

	row->flow = *drawn == 'G'   ? FLOW_TABLE_GROUP
		    : *drawn == 'S' ? FLOW_TABLE_SUM
				    : FLOW_NONE;
	for (const char *s = drawn + 1; *s == '|'; column++) {
		size_t len = strcspn(++s, "|");

		if (len == 1 && *s == '<') {
			left->column_span =
				left->column_span > 1 ? left->column_span + 1 : 2;
		} else if (len == 1 && *s == '^') {
			left = above[column];
			if (column == 0 || above[column] != above[column - 1])
				left->row_span = left->row_span > 1
							 ? left->row_span + 1
							 : 2;
		} else {
			left = add_text(
				b, row,
				*drawn == 'H' || column == 0 ? NODE_TH : NODE_TD,
				s, len);
		}
		above[column] = left;
		s += len;
	}
}

static inline void
begin_table(struct book *b)
{
	b->table = tree_add(b->tree, b->part, NODE_TABLE, nowhere);
}

static inline void
draw(struct book *b, const char *const *rows)
{
	struct node *above[MAX_CELLS] = {NULL};

	begin_table(b);
	for (; *rows != NULL; rows++)
		add_row(b, *rows, above);
}

static inline void
lay_out(struct book *b)
{
	struct layout_job job = {
		.style = b->style, .tree = b->tree, .lang = "nl"};
	struct layout_result result;

	layout_pages(b->arena, b->sink, &job, &result);
	b->frames = result.frames;
}

/* ---- looking ---------------------------------------------------------------- */

/* The text of a line, in the arena. */
static inline const char *
text_of(struct book *b, size_t page, const struct frame_line *line)
{
	const struct frame_page *p = &b->frames->pages[page];
	struct buf text = {0};
	const char *copy;

	for (size_t i = 0; i < line->n_items; i++) {
		const struct frame_run *run = &p->items[line->first_item + i].run;

		for (size_t k = 0; k < run->n_glyphs; k++)
			buf_put(&text, run->glyphs[k].text, run->glyphs[k].len);
	}
	while (text.len > 0 && text.data[text.len - 1] == ' ')
		text.len--;
	copy = arena_strndup(b->arena, (const char *)text.data, text.len);
	buf_done(&text);
	return copy;
}

struct found {
	size_t page;
	const struct frame_line *line;
};

/* The first line with this text from a page on, artifacts too if asked for. */
static inline struct found
find(struct book *b, const char *text, size_t from, bool artifacts)
{
	for (size_t i = from; i < b->frames->n_pages; i++)
		for (size_t k = 0; k < b->frames->pages[i].n_lines; k++) {
			const struct frame_line *l =
				&b->frames->pages[i].lines[k];

			if ((artifacts || l->artifact == FRAME_NO_ARTIFACT) &&
			    strcmp(text_of(b, i, l), text) == 0)
				return (struct found){i, l};
		}
	return (struct found){0, NULL};
}

static inline const struct frame_line *
line(struct book *b, const char *text)
{
	struct found f = find(b, text, 0, false);

	if (f.line == NULL)
		fail_msg("'%s' is not set", text);
	return f.line;
}

#endif
