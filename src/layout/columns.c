/*
 * columns - running text in the columns of the grid: the blocks of a chapter as
 * one galley, cut into columns by the page breaker.
 */
#include <assert.h>

#include "base/arena.h"
#include "layout/page.h"
#include "layout/pagebreak.h"

/* A line of the galley and what is painted on it. */
struct galley_line {
	const struct compose_para *para; /* NULL: white, or a rule alone */
	size_t line; /* of the paragraph */
	size_t n_lines; /* that stay together; mostly 1 */
	size_t owner; /* index in paras, SIZE_MAX: not to be reset */
	mpt x; /* indent from the column's left edge */
	const struct compose_para *mark; /* of a list item, before its text */
	mpt mark_x;
	bool rule; /* of a topic */
	const struct node *whole; /* a block of its own make; or NULL */
};

struct galley {
	struct pager *p;
	mpt measure;
	struct pagebreak_line *lines;
	struct galley_line *ink;
	size_t n_lines, cap_lines;
	struct pagebreak_para *paras;
	const struct compose_para **composed; /* by paragraph */
	size_t n_paras, cap_paras;
	int above; /* white owed to the next line */
	int flex;
	int keep; /* lines to come that must not begin a column */
	bool indent; /* the next paragraph follows one */
	const struct compose_para *mark; /* waiting for its text */
	mpt mark_x;
	bool *mends; /* by line; see price_of_hyphen */
};

#define HYPHEN_AT_COLUMN 30000
#define HYPHEN_AT_TURN 200000
#define HYPHEN_MENDED 300 /* the paragraph can be set otherwise */

static void *
grow(struct galley *g, void *old, size_t count, size_t size)
{
	size_t cap = 0;
	void *new;

	assert(count > 0);
	cap = count * 2;
	new = arena_calloc(g->p->compose.scratch, cap, size);
	for (size_t i = 0; i < count * size; i++)
		((char *)new)[i] = ((const char *)old)[i];
	return new;
}

static size_t
add_line(struct galley *g, int height)
{
	if (g->n_lines == g->cap_lines) {
		if (g->cap_lines == 0) {
			g->cap_lines = 256;
			g->lines = arena_new_array(g->p->compose.scratch,
						   struct pagebreak_line, 256);
			g->ink = arena_new_array(
				g->p->compose.scratch, struct galley_line, 256);
		} else {
			g->lines = grow(g, g->lines, g->cap_lines,
					sizeof(*g->lines));
			g->ink = grow(g, g->ink, g->cap_lines, sizeof(*g->ink));
			g->cap_lines *= 2;
		}
	}
	g->lines[g->n_lines] = (struct pagebreak_line){
		.height = height,
		.above = g->above,
		.flex = g->flex,
		.cost = g->keep > 0 ? PAGEBREAK_NEVER : 0,
	};
	g->ink[g->n_lines] = (struct galley_line){
		.owner = SIZE_MAX,
		.n_lines = 1,
		.mark = g->mark,
		.mark_x = g->mark_x};
	g->above = 0;
	g->flex = 0;
	g->mark = NULL;
	if (g->keep > 0)
		g->keep--;
	return g->n_lines++;
}

static int
grid_lines(const struct galley *g, mpt height)
{
	mpt grid = g->p->style->page->grid;

	return (int)((height + grid / 2) / grid);
}

static void
owe_white(struct galley *g, mpt height)
{
	int lines = grid_lines(g, height);

	if (lines > g->above)
		g->above = lines;
}

/* A paragraph as variants for the page breaker, if it has any. */
static size_t
add_para(struct galley *g, const struct compose_para *para)
{
	struct pagebreak_para *out;

	if (g->n_paras == g->cap_paras) {
		if (g->cap_paras == 0) {
			g->cap_paras = 64;
			g->paras = arena_new_array(
				g->p->compose.scratch, struct pagebreak_para, 64);
			g->composed = arena_new_array(
				g->p->compose.scratch,
				const struct compose_para *, 64);
		} else {
			g->paras = grow(g, g->paras, g->cap_paras,
					sizeof(*g->paras));
			g->composed = grow(g, g->composed, g->cap_paras,
					   sizeof(*g->composed));
			g->cap_paras *= 2;
		}
	}
	out = &g->paras[g->n_paras];
	*out = (struct pagebreak_para){
		.begin = g->n_lines, .end = g->n_lines + para->n_lines};
	for (size_t i = 0; i < para->n_variants; i++) {
		out->variants[i].lines = para->variants[i].lines;
		out->variants[i].cost = 50 + para->variants[i].demerits / 16;
		if (out->variants[i].cost < 50)
			out->variants[i].cost = 50;
	}
	out->n_variants = para->n_variants;
	g->composed[g->n_paras] = para;
	return g->n_paras++;
}

/*
 * Text whose lines stand on the grid one by one. No column ends after the first
 * line (orphan) or before the last (widow), nor with a broken word if it can be
 * helped.
 */
static void
add_grid_text(struct galley *g, const struct compose_para *para, mpt x)
{
	size_t owner = add_para(g, para);

	for (size_t i = 0; i < para->n_lines; i++) {
		size_t at = add_line(g, 1);
		struct pagebreak_line *line = &g->lines[at];

		g->ink[at].para = para;
		g->ink[at].line = i;
		g->ink[at].owner = owner;
		g->ink[at].x = x;
		if (i == 1 || (i > 0 && i == para->n_lines - 1))
			line->cost = PAGEBREAK_NEVER;
		line->ask = line->cost < PAGEBREAK_NEVER && i > 0 &&
			    para->lines[i - 1].hyphenated;
	}
}

/* Text with a leading of its own: one block of whole lines of the grid. */
static void
add_block_text(struct galley *g, const struct compose_para *para, mpt x)
{
	mpt grid = g->p->style->page->grid;
	size_t at = add_line(g, (int)((para_height(para) + grid - 1) / grid));

	g->ink[at].para = para;
	g->ink[at].n_lines = para->n_lines;
	g->ink[at].x = x;
}

static void
add_text(struct galley *g, const struct node *node, enum role_id role, mpt x,
	 mpt indent)
{
	const struct compose_para *para = compose_node(
		&g->p->compose,
		&(struct compose_request){
			.node = node,
			.role = role,
			.measure = g->measure - x,
			.indent = indent,
		});

	if (para->n_lines == 0)
		return;
	if (para->role->line == g->p->style->page->grid)
		add_grid_text(g, para, x);
	else
		add_block_text(g, para, x);
}

static void
add_heading(struct galley *g, const struct node *node, bool topic)
{
	const struct style_matter *m = g->p->style->matter;
	bool top = node->kind == NODE_H2;
	size_t first;

	if (topic) {
		size_t at;

		owe_white(g, m->topic_drop);
		g->flex = m->flex;
		at = add_line(g, grid_lines(g, m->topic_box - m->topic_drop));
		g->ink[at].rule = true;
		g->keep = 1;
	} else {
		owe_white(g, top ? m->heading_above : m->subheading_above);
		g->flex = m->flex;
	}
	first = g->n_lines;
	add_text(g, node, top ? ROLE_HEADING : ROLE_SUBHEADING, 0, 0);
	for (size_t i = first + 1; i < g->n_lines; i++)
		g->lines[i].cost = PAGEBREAK_NEVER;
	g->keep =
		m->keep_lines > m->heading_keep ? m->keep_lines : m->heading_keep;
	g->indent = false;
}

static void add_block(struct galley *g, const struct node *block, mpt x);

static void
add_list(struct galley *g, const struct node *list, mpt x)
{
	const struct style_matter *m = g->p->style->matter;
	bool nested = x > 0;

	if (!nested)
		owe_white(g, m->list_above);
	for (const struct node *item = list->first; item != NULL;
	     item = item->next)
		for (const struct node *part = item->first; part != NULL;
		     part = part->next) {
			if (part->kind == NODE_LABEL) {
				g->mark = compose_node(
					&g->p->compose,
					&(struct compose_request){
						.node = part,
						.role = ROLE_LIST_MARK,
						.measure = g->measure - x,
					});
				g->mark_x = x;
				continue;
			}
			g->indent = false;
			for (const struct node *b = part->first; b != NULL;
			     b = b->next)
				add_block(g, b, x + m->list_indent);
		}
	if (!nested)
		owe_white(g, m->list_below);
	g->indent = false;
}

static void
add_quote(struct galley *g, const struct node *quote, mpt x)
{
	const struct style_matter *m = g->p->style->matter;

	owe_white(g, m->quote_above);
	g->indent = false;
	for (const struct node *b = quote->first; b != NULL; b = b->next)
		add_block(g, b, x + m->quote_indent);
	owe_white(g, m->quote_below);
	g->indent = false;
}

static void
add_note(struct galley *g, const struct node *note)
{
	const struct style_matter *m = g->p->style->matter;

	owe_white(g,
		  g->n_lines > 0 && g->ink[g->n_lines - 1].para != NULL &&
				  g->ink[g->n_lines - 1].para->role ==
					  compose_role(&g->p->compose, ROLE_NOTE)
			  ? 0
			  : m->note_above);
	for (const struct node *b = note->first; b != NULL; b = b->next) {
		if (b->kind == NODE_LABEL) {
			g->mark = compose_node(
				&g->p->compose,
				&(struct compose_request){
					.node = b,
					.role = ROLE_NOTE,
					.measure = g->measure,
				});
			g->mark_x = 0;
		} else {
			add_text(g, b, ROLE_NOTE, m->list_indent, 0);
		}
	}
}

static void
add_paragraph(struct galley *g, const struct node *block, mpt x)
{
	enum role_id role = block->role != 0 ? block->role : ROLE_BODY;
	const struct style_role *r = compose_role(&g->p->compose, role);

	if (block->flow == FLOW_SIGNATURE) {
		owe_white(g, g->p->style->matter->signature_above);
		g->keep = 1;
		add_text(g, block, ROLE_SIGNATURE, x, 0);
		return;
	}
	if (g->indent && r->between > 0)
		owe_white(g, r->between);
	add_text(g, block, role, x, g->indent ? r->indent : 0);
	g->indent = true;
}

static void
add_section(struct galley *g, const struct node *section)
{
	const struct node *first = section->first;

	for (const struct node *b = first; b != NULL; b = b->next)
		if (b == first && section->flow == FLOW_TOPIC)
			add_heading(g, b, true);
		else
			add_block(g, b, 0);
}

/* A block that is not cut; the last lines of the text before it may stay with it. */
static void
add_whole(struct galley *g, const struct node *block)
{
	mpt grid = g->p->style->page->grid;
	mpt height = layout_whole_height(g->p, block, g->measure);
	int lines = (int)((height + grid - 1) / grid);
	int keep = layout_whole_keep(g->p, block);
	size_t at;

	owe_white(g, layout_whole_above(g->p, block));
	layout_whole_judge(g->p, block, lines + g->above + keep);
	at = add_line(g, lines);
	g->ink[at].whole = block;
	g->indent = true;
	for (; keep > 0 && at > 0; at--, keep--) {
		g->lines[at].cost = PAGEBREAK_NEVER;
		g->lines[at].ask = false;
	}
}

static void
add_block(struct galley *g, const struct node *block, mpt x)
{
	if (layout_is_whole(block)) {
		add_whole(g, block);
		return;
	}
	switch (block->kind) {
	case NODE_H2:
	case NODE_H3:
	case NODE_H4:
	case NODE_H5:
		add_heading(g, block, false);
		break;
	case NODE_LIST:
		add_list(g, block, x);
		break;
	case NODE_QUOTE:
		add_quote(g, block, x);
		break;
	case NODE_NOTE:
		add_note(g, block);
		break;
	case NODE_SECT:
	case NODE_DIV:
		add_section(g, block);
		break;
	default:
		add_paragraph(g, block, x);
		break;
	}
}

bool
layout_is_running(const struct node *block)
{
	if (block->flow == FLOW_WIDE || block->flow == FLOW_CARDS ||
	    block->flow == FLOW_BAND || block->flow == FLOW_OVERVIEW ||
	    block->flow == FLOW_CHANGES)
		return false;
	switch (block->kind) {
	case NODE_TABLE:
	case NODE_TOC:
	case NODE_FIGURE:
		return false;
	case NODE_SECT:
	case NODE_DIV:
		return block->first == NULL || layout_is_running(block->first);
	default:
		return true;
	}
}

/* ---- placing ---------------------------------------------------------------- */

static void
place_line(struct galley *g, const struct galley_line *ink,
	   const struct compose_para *para, size_t line, mpt x, mpt y)
{
	struct pager *p = g->p;

	if (ink->mark != NULL && line == ink->line)
		for (size_t i = 0; i < ink->mark->n_lines; i++)
			compose_place(p->frames, pager_page(p), ink->mark, i,
				      x + ink->mark_x, y + para->role->baseline,
				      FRAME_NO_ARTIFACT);
	compose_place(p->frames, pager_page(p), para, line, x + ink->x,
		      y + para->role->baseline, FRAME_NO_ARTIFACT);
}

/* All lines of a paragraph that is set in another number of lines. */
static int
place_variant(struct galley *g, const struct galley_line *ink, int lines, mpt x,
	      mpt y)
{
	const struct compose_para *para = compose_variant(ink->para, lines);

	for (size_t i = 0; i < para->n_lines; i++)
		place_line(g, ink, para, i, x,
			   y + (mpt)i * g->p->style->page->grid);
	return (int)para->n_lines;
}

static void
place_rule(struct galley *g, mpt x, mpt y)
{
	const struct style_matter *m = g->p->style->matter;

	pager_rule(g->p, m->topic_rule, x, y + m->topic_rule_at, g->measure);
}

static void
place_column(struct galley *g, const struct pagebreak_result *r,
	     const struct pagebreak_column *column, int start_line)
{
	const struct style *style = g->p->style;
	const struct style_column *columns = style->page->columns.items;
	mpt x = columns[column->number].x;
	int line = start_line;

	for (size_t i = column->begin; i < column->end; i++) {
		const struct galley_line *ink = &g->ink[i];
		int variant = ink->owner != SIZE_MAX ? r->variant[ink->owner] : 0;
		mpt y;

		if (i > column->begin)
			line += g->lines[i].above + r->white[i];
		y = pager_y(g->p, style_lines(style, line));
		if (ink->rule)
			place_rule(g, x, y);
		if (ink->whole != NULL)
			layout_whole_put(g->p, ink->whole, x, y, g->measure);
		if (variant != 0) {
			if (ink->line == 0)
				line += place_variant(g, ink, variant, x, y);
			continue;
		}
		for (size_t k = 0; ink->para != NULL && k < ink->n_lines; k++)
			place_line(g, ink, ink->para, ink->line + k, x,
				   y + (mpt)k * ink->para->role->line);
		line += g->lines[i].height;
	}
}

static void
report_short_page(struct galley *g, int height)
{
	const struct style_matter *m = g->p->style->matter;

	if (height < m->short_last)
		diag_report(g->p->sink, DIAG_PAGE_SHORT, g->p->part->pos,
			    "page %zu holds only %d lines of text",
			    g->p->page + 1, height);
}

/* Place the columns page by page; returns the last line used on the last page. */
static int
place_pages(struct galley *g, const struct pagebreak_result *r, int start_line,
	    bool ends_part)
{
	int lowest = 0;
	size_t page = 0;

	for (size_t i = 0; i < r->n_columns; i++) {
		const struct pagebreak_column *c = &r->columns[i];

		if (c->page != page) {
			pager_next(g->p);
			page = c->page;
			start_line = 0;
			lowest = 0;
		}
		place_column(g, r, c, start_line);
		if (start_line + c->height > lowest)
			lowest = start_line + c->height;
	}
	if (page > 0 && ends_part && !g->p->job->marks)
		report_short_page(g, lowest);
	return lowest;
}

/* What it costs to end a column before a line whose predecessor has a hyphen. */
static struct pagebreak_price
price_of_hyphen(void *context, size_t line)
{
	struct galley *g = context;
	const struct galley_line *last = &g->ink[line - 1];

	g->mends[line] = compose_can_end_whole(last->para, last->line);
	if (g->mends[line])
		return (struct pagebreak_price){HYPHEN_MENDED, 0};
	return (struct pagebreak_price){HYPHEN_AT_COLUMN, HYPHEN_AT_TURN};
}

/*
 * Where a column was made to end with a broken word, set the paragraph otherwise.
 * Its lines before and after the break stay as many as they were.
 */
static void
mend_ends(struct galley *g, const struct pagebreak_result *r)
{
	for (size_t i = 0; i + 1 < r->n_columns; i++) {
		size_t end = r->columns[i].end, owner;
		const struct compose_para *mended;

		if (end == g->n_lines || !g->mends[end])
			continue;
		owner = g->ink[end].owner;
		mended = compose_whole_end(
			g->composed[owner], g->ink[end - 1].line);
		for (size_t k = g->paras[owner].begin; k < g->paras[owner].end;
		     k++)
			g->ink[k].para = mended;
	}
}

const struct node *
layout_columns(struct pager *p, const struct node *block)
{
	const struct style_page *page = p->style->page;
	const struct style_column *columns = page->columns.items;
	struct galley g = {.p = p, .measure = columns[0].width};
	struct pagebreak_params params = pagebreak_defaults;
	struct pagebreak_result result;
	int start, heights[2];
	int64_t clock = p->job->clock != NULL ? p->job->clock() : 0;

	for (; block != NULL && layout_is_running(block); block = block->next)
		add_block(&g, block, 0);
	start = pager_to_grid(p);
	if (start + 4 > page->lines) { /* no room for anything */
		pager_next(p);
		start = 0;
	}
	heights[0] = page->lines - start;
	heights[1] = page->lines;
	params.heights = heights;
	params.n_heights = 2;
	params.columns = (int)page->columns.count;
	params.ask = price_of_hyphen;
	params.context = &g;
	g.mends = arena_new_array(p->compose.scratch, bool, g.n_lines + 1);
	params.first_is_recto = p->page % 2 == 0;
	if (p->job->clock != NULL)
		clock = p->job->clock();
	pagebreak_galley(p->compose.scratch, g.lines, g.n_lines, g.paras,
			 g.n_paras, &params, &result);
	if (p->job->clock != NULL)
		p->paging += p->job->clock() - clock;
	mend_ends(&g, &result);
	p->cursor = style_lines(
		p->style, place_pages(&g, &result, start, block == NULL));
	return block;
}
