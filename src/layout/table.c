/*
 * table - rows of cells over the full measure.
 *
 * Column widths: each column gets at least its widest piece that should not be
 * broken; what is left is divided so that the table becomes as low as possible.
 * That is searched for: from a division in proportion to the text, width is moved
 * from column to column in ever smaller steps as long as the table gets lower, or
 * as low with less raggedness. Heights are estimated from the widths of words, so
 * the search costs a few hundred sweeps over the words of a bounded sample of
 * rows, whatever the length of the table.
 *
 * Rows stay whole, unless one is higher than a page. The head is repeated on every
 * page, as an artifact.
 */
#include <string.h>

#include "base/arena.h"
#include "layout/page.h"

#define MAX_COLUMNS 12
#define SAMPLE_ROWS 240 /* rows that decide about the widths */

/* The words of a cell as the estimate sees them. */
struct cell {
	const mpt *words;
	size_t n_words;
	mpt space;
};

struct grid {
	struct pager *p;
	const struct node *table;
	const struct node *head; /* its row, NULL if there is none */
	size_t n_columns;
	mpt width[MAX_COLUMNS]; /* of the text */
	mpt x[MAX_COLUMNS];
	mpt least[MAX_COLUMNS];
	struct cell *cells; /* of the sample, row by row */
	size_t n_sample;
};

static enum role_id
role_of(const struct node *cell, bool head)
{
	if (cell->role != 0)
		return cell->role;
	if (head)
		return ROLE_TABLE_HEAD;
	return cell->kind == NODE_TH ? ROLE_TABLE_TITLE : ROLE_TABLE;
}

static const struct compose_para *
compose_cell(const struct grid *g, const struct node *cell, size_t column,
	     bool head)
{
	return compose_node(
		&g->p->compose,
		&(struct compose_request){
			.node = cell,
			.role = role_of(cell, head),
			.measure = g->width[column],
		});
}

/* ---- widths ----------------------------------------------------------------- */

static size_t
count_cells(const struct node *row)
{
	size_t n = 0;

	for (const struct node *c = row->first; c != NULL; c = c->next)
		n++;
	return n;
}

static const struct node *
first_row(const struct node *table, enum node_kind kind)
{
	for (const struct node *g = table->first; g != NULL; g = g->next)
		if (g->kind == kind)
			return g->first;
	return NULL;
}

/* Lines the words take at a width, first fit, and the white at their ends. */
static int
estimate_lines(const struct cell *cell, mpt width, int64_t *white)
{
	mpt at = 0;
	int lines = 1;

	for (size_t i = 0; i < cell->n_words; i++) {
		mpt word = cell->words[i];

		if (at > 0 && at + cell->space + word > width) {
			*white += width - at;
			lines++;
			at = 0;
		}
		at += (at > 0 ? cell->space : 0) + word;
		for (; at > width && width > 0; at -= width)
			lines++; /* broken somewhere */
	}
	return lines;
}

struct height {
	int64_t lines, white;
};

static struct height
estimate(const struct grid *g, const mpt *width)
{
	struct height h = {0, 0};

	for (size_t row = 0; row < g->n_sample; row++) {
		int most = 0;

		for (size_t i = 0; i < g->n_columns; i++) {
			int lines = estimate_lines(
				&g->cells[row * g->n_columns + i], width[i],
				&h.white);

			most = lines > most ? lines : most;
		}
		h.lines += most;
	}
	return h;
}

static bool
is_better(struct height a, struct height b)
{
	return a.lines < b.lines || (a.lines == b.lines && a.white < b.white);
}

static void
sample_row(struct grid *g, const struct node *row, bool head)
{
	struct cell *cells = &g->cells[g->n_sample * g->n_columns];
	size_t i = 0;

	for (const struct node *c = row->first; c != NULL && i < g->n_columns;
	     c = c->next, i++) {
		struct compose_request request = {
			.node = c,
			.role = role_of(c, head),
			.measure = g->p->style->table->width,
		};
		mpt *words;

		cells[i].n_words = compose_words(
			&g->p->compose, &request, &words, &cells[i].space);
		cells[i].words = words;
		for (size_t k = 0; k < cells[i].n_words; k++)
			if (words[k] > g->least[i])
				g->least[i] = words[k];
	}
	g->n_sample++;
}

static void
take_sample(struct grid *g)
{
	g->cells = arena_new_array(
		g->p->arena, struct cell, SAMPLE_ROWS * g->n_columns);
	for (const struct node *group = g->table->first; group != NULL;
	     group = group->next)
		for (const struct node *row = group->first;
		     row != NULL && g->n_sample < SAMPLE_ROWS; row = row->next)
			sample_row(g, row, group->kind == NODE_HEAD);
}

/* Every column its least, and the rest in proportion to what it holds. */
static void
divide_by_need(struct grid *g, mpt room)
{
	int64_t need[MAX_COLUMNS] = {0}, total = 0;
	mpt rest = room;

	for (size_t i = 0; i < g->n_columns; i++) {
		for (size_t row = 0; row < g->n_sample; row++) {
			const struct cell *c = &g->cells[row * g->n_columns + i];

			for (size_t k = 0; k < c->n_words; k++)
				need[i] += c->words[k] / 16;
		}
		need[i]++;
		total += need[i];
		rest -= g->least[i];
	}
	for (size_t i = 0; i < g->n_columns; i++) {
		if (rest >= 0)
			g->width[i] = g->least[i] +
				      mpt_muldiv(rest, need[i], total);
		else /* too narrow for its words: all are broken alike */
			g->width[i] = mpt_muldiv(g->least[i], room, room - rest);
	}
}

/* One sweep of moves of a given step; true if any made the table better. */
static bool
improve(struct grid *g, mpt step, struct height *best)
{
	bool better = false;

	for (size_t from = 0; from < g->n_columns; from++)
		for (size_t to = 0; to < g->n_columns; to++) {
			mpt width[MAX_COLUMNS];
			struct height h;

			if (to == from || g->width[from] - step < g->least[from])
				continue;
			memcpy(width, g->width, sizeof(width));
			width[from] -= step;
			width[to] += step;
			h = estimate(g, width);
			if (!is_better(h, *best))
				continue;
			*best = h;
			memcpy(g->width, width, sizeof(width));
			better = true;
		}
	return better;
}

static void
find_widths(struct grid *g)
{
	const struct style_table *s = g->p->style->table;
	mpt room = s->width - (mpt)(g->n_columns - 1) * s->gutter;
	struct height best;
	mpt used = 0;

	take_sample(g);
	divide_by_need(g, room);
	best = estimate(g, g->width);
	for (mpt step = room / 8; step > MPT_PER_PT; step /= 2)
		for (int sweep = 0; sweep < 8 && improve(g, step, &best); sweep++)
			;
	for (size_t i = 0; i < g->n_columns; i++) {
		g->x[i] = s->x + used;
		used += g->width[i] + s->gutter;
	}
}

/* ---- rows ------------------------------------------------------------------- */

static int
row_lines(const struct grid *g, const struct node *row, bool head)
{
	size_t i = 0;
	int most = 1;

	for (const struct node *c = row->first; c != NULL && i < g->n_columns;
	     c = c->next, i++) {
		int n = (int)compose_cell(g, c, i, head)->n_lines;

		most = n > most ? n : most;
	}
	return most;
}

static mpt
row_height(const struct grid *g, const struct node *row, bool head)
{
	const struct style_table *s = g->p->style->table;

	return s->pad_above + s->pad_below +
	       row_lines(g, row, head) * g->p->style->page->grid;
}

/*
 * Set lines [from, to) of a row's cells; heads stand at the bottom. Only part of
 * the lines where a row is higher than a page.
 */
static void
put_cells(struct grid *g, const struct node *row, bool head, int from, int to,
	  enum frame_artifact artifact)
{
	struct pager *p = g->p;
	mpt grid = p->style->page->grid;
	mpt top = pager_y(p, p->cursor + p->style->table->pad_above);
	int all = row_lines(g, row, head);
	size_t i = 0;

	for (const struct node *c = row->first; c != NULL && i < g->n_columns;
	     c = c->next, i++) {
		const struct compose_para *para = compose_cell(g, c, i, head);
		int down = head ? all - (int)para->n_lines : 0;

		for (int k = from; k < to; k++)
			if (k - down >= 0 && k - down < (int)para->n_lines)
				compose_place(p->frames, pager_page(p), para,
					      (size_t)(k - down), g->x[i],
					      top + (k - from) * grid +
						      para->role->baseline,
					      artifact);
	}
	p->cursor += p->style->table->pad_above + p->style->table->pad_below +
		     (to - from) * grid;
}

static void
put_rule(struct grid *g, const struct style_rule *rule)
{
	const struct style_table *s = g->p->style->table;

	pager_rule(g->p, rule, s->x, pager_y(g->p, g->p->cursor), s->width);
}

static void
put_head(struct grid *g, bool repeated)
{
	const struct style_table *s = g->p->style->table;

	put_rule(g, s->top);
	if (g->head == NULL)
		return;
	put_cells(g, g->head, true, 0, row_lines(g, g->head, true),
		  repeated ? FRAME_ARTIFACT_HEADER : FRAME_NO_ARTIFACT);
	put_rule(g, s->head);
}

static void
next_page(struct grid *g)
{
	put_rule(g, g->p->style->table->end);
	pager_next(g->p);
	put_head(g, true);
}

/* A row that no page can hold goes on over as many as it takes. */
static void
put_high_row(struct grid *g, const struct node *row)
{
	const struct style_table *s = g->p->style->table;
	mpt grid = g->p->style->page->grid;
	int all = row_lines(g, row, false), from = 0;

	while (from < all) {
		int fits =
			(int)((pager_room(g->p) - s->pad_above - s->pad_below) /
			      grid);
		int to;

		if (fits < 1) {
			next_page(g);
			continue;
		}
		to = all - from < fits ? all : from + fits;
		put_cells(g, row, false, from, to, FRAME_NO_ARTIFACT);
		from = to;
	}
}

static void
put_row(struct grid *g, const struct node *row, bool first, bool last,
	mpt height_of_next)
{
	const struct style_table *s = g->p->style->table;
	mpt height = row_height(g, row, false);
	mpt head = g->head != NULL ? row_height(g, g->head, true) : 0;

	if (height + head > pager_height(g->p)) {
		put_high_row(g, row);
		return;
	}
	/* the row before the last takes the last along: none stands alone */
	if (!first && pager_room(g->p) < height + height_of_next)
		next_page(g);
	else if (!first)
		put_rule(g, s->row);
	put_cells(g, row, false, 0, row_lines(g, row, false), FRAME_NO_ARTIFACT);
	if (last)
		put_rule(g, s->end);
}

static mpt
height_with_first_rows(const struct grid *g, const struct node *row)
{
	const struct style_table *s = g->p->style->table;
	mpt height = g->head != NULL ? row_height(g, g->head, true) : 0;

	for (int i = 0; i < s->keep_rows && row != NULL; i++, row = row->next)
		height += row_height(g, row, false);
	return height;
}

const struct node *
layout_table(struct pager *p, const struct node *table)
{
	struct grid g = {
		.p = p, .table = table, .head = first_row(table, NODE_HEAD)};
	const struct node *first = first_row(table, NODE_ROWS);
	const struct node *any = g.head != NULL ? g.head : first;

	if (any == NULL)
		return table->next;
	g.n_columns = count_cells(any);
	if (g.n_columns > MAX_COLUMNS)
		g.n_columns = MAX_COLUMNS;
	find_widths(&g);
	pager_to_grid(p);
	if (pager_room(p) < height_with_first_rows(&g, first) && p->cursor > 0)
		pager_next(p);
	put_head(&g, false);
	for (const struct node *row = first; row != NULL; row = row->next) {
		bool before_last = row->next != NULL && row->next->next == NULL;

		put_row(&g, row, row == first, row->next == NULL,
			before_last ? row_height(&g, row->next, false) : 0);
	}
	return table->next;
}
