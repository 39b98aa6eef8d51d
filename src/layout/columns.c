/*
 * columns - running text in the columns of the grid: a galley, cut into columns by
 * the page breaker and placed.
 */
#include <assert.h>

#include "base/arena.h"
#include "layout/galley.h"
#include "layout/page.h"
#include "layout/tablefloat.h"

/* A galley being placed. */
struct placing {
	struct pager *p;
	const struct galley *g;
	const struct pagebreak_result *result;
	size_t block; /* the one of which lines are being placed ... */
	const struct compose_para *para; /* ... as it is set; NULL: no text */
	struct compose_mark mark; /* before that */
	unsigned number; /* frame_line.galley */
	int column;
	int first_line; /* of the grid, where the columns of the page begin */
	size_t next_float;
};

bool
layout_is_running(struct pager *p, const struct node *block)
{
	if (block->flow == FLOW_WIDE || block->flow == FLOW_CARDS ||
	    block->flow == FLOW_BAND || block->flow == FLOW_OVERVIEW ||
	    block->flow == FLOW_CHANGES)
		return false;
	if (block->flow == FLOW_FLOAT)
		return block->kind != NODE_DIV || tablefloat_fits(p, block);
	switch (block->kind) {
	case NODE_TABLE:
	case NODE_TOC:
	case NODE_FIGURE:
		return false;
	case NODE_SECT:
	case NODE_DIV:
		return block->first == NULL || layout_is_running(p, block->first);
	default:
		return true;
	}
}

/* ---- paragraphs as they are set --------------------------------------------- */

static int
lines_of(const struct placing *pl, size_t block)
{
	const struct pagebreak_block *b = &pl->g->blocks[block];

	return b->settings[pl->result->setting[block]].lines;
}

/*
 * Which lines of a block end a column, the given one or one after it, and so with a
 * whole word; the last of them.
 */
static size_t
whole_lines(const struct placing *pl, const struct pagebreak_column *c,
	    size_t block, bool *whole)
{
	const struct pagebreak_column *end =
		pl->result->columns + pl->result->n_columns;
	size_t n = 0;

	for (; c < end && c->begin.block <= block; c++) {
		if (!c->mended || c->end.block != block)
			continue;
		n = (size_t)c->end.line;
		whole[n - 1] = true;
	}
	return n;
}

/* The block as it is set, of which the first lines are to stand in a column. */
static const struct compose_para *
set_para(const struct placing *pl, const struct pagebreak_column *c, size_t block)
{
	const struct compose_para *para = pl->g->ink[block].para;
	int setting = pl->result->setting[block];
	size_t n;
	bool *whole;

	if (para == NULL)
		return NULL;
	whole = arena_new_array(
		pl->p->compose.scratch, bool, (size_t)lines_of(pl, block));
	n = whole_lines(pl, c, block, whole);
	if (n == 0)
		return compose_variant(
			para, galley_looseness(pl->g, block, setting));
	return compose_whole(
		para, galley_looseness(pl->g, block, setting), whole, n);
}

/* The next block begins; the one before it has been placed. */
static void
begin_block(struct placing *pl, const struct pagebreak_column *c, size_t block)
{
	const struct compose_para *next = pl->g->ink[block].para;

	compose_forget(&pl->p->compose, pl->mark);
	if (next != NULL)
		compose_shelf_clear(pl->g->shelf, next);
	pl->block = block;
	pl->para = set_para(pl, c, block);
}

/* ---- ink -------------------------------------------------------------------- */

static void
put_line(struct placing *pl, const struct compose_para *para, size_t line, mpt x,
	 mpt baseline)
{
	struct pager *p = pl->p;
	struct frame_line *set = compose_place(
		p->frames, pager_page(p), para, line, x, baseline,
		FRAME_NO_ARTIFACT);

	set->galley = pl->number;
	set->column = pl->column;
}

static void
put_mark(struct placing *pl, const struct galley_ink *ink, mpt x, mpt baseline)
{
	for (size_t i = 0; i < ink->mark->n_lines; i++)
		put_line(pl, ink->mark, i, x + ink->mark_x, baseline);
}

/* Lines [from, to) of a block; to 0: all of it. */
static void
put_block(struct placing *pl, size_t block, size_t from, size_t to, mpt x, mpt y)
{
	const struct galley_ink *ink = &pl->g->ink[block];
	const struct compose_para *para = pl->para;
	const struct style_matter *s = pl->p->style->matter;

	if (ink->rule)
		pager_rule(pl->p, s->topic_rule, x, y + s->topic_rule_at,
			   pl->g->measure);
	if (ink->whole != NULL)
		layout_whole_put(pl->p, ink->whole, x, y, pl->g->measure);
	if (para == NULL)
		return;
	if (ink->mark != NULL && from == 0)
		put_mark(pl, ink, x, y + para->role->baseline);
	for (size_t i = from; i < (to > 0 ? to : para->n_lines); i++)
		put_line(pl, para, i, x + ink->x,
			 y + (mpt)(i - from) * para->role->line +
				 para->role->baseline);
}

static void
put_column(struct placing *pl, const struct pagebreak_column *c)
{
	const struct style *style = pl->p->style;
	const struct style_column *columns = style->page->columns.items;
	int top = pl->first_line + c->above, line = top;

	pl->column = c->number;
	for (size_t i = c->begin.block; i <= c->end.block && i < pl->g->n; i++) {
		const struct pagebreak_block *b = &pl->g->blocks[i];
		int from = i == c->begin.block ? c->begin.line : 0;
		int to = i == c->end.block ? c->end.line : lines_of(pl, i);

		if (from >= to)
			continue;
		if (line > top)
			line += b->above + pl->result->white[i];
		if (from == 0)
			begin_block(pl, c, i);
		put_block(pl, i, (size_t)from, b->height > 1 ? 0 : (size_t)to,
			  columns[c->number].x,
			  pager_y(pl->p, style_lines(style, line)));
		line += (to - from) * b->height;
	}
}

/* ---- pages ------------------------------------------------------------------ */

static void
report_short_page(struct pager *p, int height)
{
	if (height < p->style->matter->short_last)
		diag_report(p->sink, DIAG_PAGE_SHORT, p->part->pos,
			    "page %zu holds only %d line%s of text", p->page + 1,
			    height, height == 1 ? "" : "s");
}

/* Where in the data the last line of a column comes from. */
static struct diag_pos
pos_of_end(const struct placing *pl, const struct pagebreak_column *c)
{
	size_t block = c->end.line > 0 || c->end.block == 0 ? c->end.block
							    : c->end.block - 1;
	const struct compose_para *para = pl->para;

	assert(pl->block == block);
	if (para == NULL || para->n_lines == 0)
		return pl->p->part->pos;
	return para
		->lines[c->end.line > 0 ? (size_t)c->end.line - 1
					: para->n_lines - 1]
		.pos;
}

/*
 * What could not be had for less than the page breaker's prices. The first of these
 * are a matter for a proof: every book has some.
 */
#define N_HARMLESS 3

static void
report_paid(const struct placing *pl, const struct pagebreak_column *c)
{
	static const struct {
		enum pagebreak_paid paid;
		const char *text;
	} notes[] = {
		{PAGEBREAK_SHORT, "the page runs short"},
		{PAGEBREAK_LEVEL, "the last column ends higher than the others"},
		{PAGEBREAK_HYPHEN, "the column ends in a broken word"},
		{PAGEBREAK_UNLIKE, "the page does not end where the one that "
				   "faces it does"},
		{PAGEBREAK_RAGGED, "the column ends higher than the others"},
		{PAGEBREAK_TURN, "the page is turned inside a word"},
		{PAGEBREAK_ALONE, "a line stands alone"},
		{PAGEBREAK_FOOT,
		 "something is parted from the text it stays with"},
		{PAGEBREAK_OVER, "something is higher than the column"},
	};

	for (size_t i = pl->p->job->proof ? 0 : N_HARMLESS;
	     i < sizeof(notes) / sizeof(*notes); i++)
		if (c->paid & notes[i].paid)
			diag_report(pl->p->sink, DIAG_PAGE_PAID,
				    pos_of_end(pl, c), "page %zu, column %d: %s",
				    pl->p->page + 1, c->number + 1,
				    notes[i].text);
}

/* ---- figures ---------------------------------------------------------------- */

static void
record_float(const struct placing *pl, const struct figure_ink *f,
	     const struct pagebreak_spot *spot, mpt x, mpt y)
{
	const struct layout_float *info = f->node->extra;
	const struct style *style = pl->p->style;

	frame_add_float(
		pl->p->frames, pager_page(pl->p),
		&(struct frame_float){
			.node = f->node,
			.reference = info->reference,
			.galley = pl->number,
			.column = spot->column,
			.foot = spot->foot,
			.x = x,
			.y = y,
			.w = spot->column < 0
				     ? style->page->width - style->page->left -
					       style->page->right
				     : pl->g->measure,
			.h = style_lines(style, f->lines),
		});
	if (spot->late > 1)
		diag_report(pl->p->sink, DIAG_FIGURE_LATE, f->node->pos,
			    f->table == NULL
				    ? "figure %d stands %d pages after the text "
				      "that names it"
				    : "table %d stands %d pages after the text "
				      "that names it",
			    info->number, spot->late);
}

/* The figures of the page in hand; returns the last line used, or `lowest`. */
static int
put_floats(struct placing *pl, size_t page, int lowest)
{
	const struct style *style = pl->p->style;
	const struct style_column *columns = style->page->columns.items;

	for (size_t i; (i = pl->next_float) < pl->g->n_floats; pl->next_float++) {
		const struct pagebreak_spot *spot = &pl->result->spots[i];
		const struct figure_ink *f = &pl->g->figures[i];
		int line = pl->first_line + spot->line;
		mpt x = columns[spot->column < 0 ? 0 : spot->column].x;
		mpt y = pager_y(pl->p, style_lines(style, line));

		if (spot->page != page)
			break;
		figure_put(pl->p, f, x, y, spot->foot);
		record_float(pl, f, spot, x, y);
		lowest = line + f->lines > lowest ? line + f->lines : lowest;
	}
	return lowest;
}

/* Place the columns page by page; returns the last line used on the last page. */
static int
put_pages(struct placing *pl)
{
	int lowest = 0;
	size_t page = 0;

	for (size_t i = 0; i < pl->result->n_columns; i++) {
		const struct pagebreak_column *c = &pl->result->columns[i];

		if (c->page != page) {
			put_floats(pl, page, 0);
			pager_next(pl->p);
			page = c->page;
			pl->first_line = 0;
			lowest = 0;
		}
		pager_page(pl->p)->unproved |= !pl->result->proved;
		put_column(pl, c);
		report_paid(pl, c);
		if (pl->first_line + c->above + c->height > lowest)
			lowest = pl->first_line + c->above + c->height;
	}
	lowest = put_floats(pl, page, lowest);
	if (page > 0 && pl->g->next == NULL && !pl->p->job->marks)
		report_short_page(pl->p, lowest);
	return lowest;
}

static void
break_pages(struct pager *p, struct galley *g, int start,
	    struct pagebreak_result *ret)
{
	const struct style_page *page = p->style->page;
	const int heights[] = {page->lines - start, page->lines};
	struct pagebreak_params params = pagebreak_defaults;
	int64_t clock = p->job->clock != NULL ? p->job->clock() : 0;

	params.ask = galley_ask;
	params.context = g;
	params.heights = heights;
	params.n_heights = 2;
	params.columns = (int)page->columns.count;
	params.free_foot = params.columns == 1;
	params.max_short = params.free_foot ? 0 : p->style->matter->short_most;
	params.first_is_recto = p->page % 2 == 0;
	params.last_least = p->style->matter->short_last;
	params.floats = g->floats;
	params.n_floats = g->n_floats;
	pagebreak_galley(p->compose.scratch, g->blocks, g->n, &params, ret);
	if (p->job->clock != NULL)
		p->paging += p->job->clock() - clock;
}

const struct node *
layout_columns(struct pager *p, const struct node *block)
{
	const struct style_column *columns = p->style->page->columns.items;
	struct pagebreak_result result;
	struct galley g;
	struct placing pl = {
		.p = p,
		.g = &g,
		.result = &result,
		.number = block->index + 1,
	};

	galley_make(p, block, columns[0].width, &g);
	pl.first_line = pager_to_grid(p);
	if (pl.first_line + 4 >
	    p->style->page->lines) { /* no room for anything */
		pager_next(p);
		pl.first_line = 0;
	}
	break_pages(p, &g, pl.first_line, &result);
	pl.mark = compose_mark(&p->compose);
	p->cursor = style_lines(p->style, put_pages(&pl));
	galley_done(&g);
	return g.next;
}
