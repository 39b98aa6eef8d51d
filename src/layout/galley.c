#include "layout/galley.h"

#include <string.h>

#include "base/arena.h"
#include "layout/page.h"

#define KEPT_WHOLE 40000 /* glyphs of a galley: some ten pages of text */
#define VARIANT_LEAST 50 /* no other setting is cheaper than this */
#define DEMERITS 16 /* of a paragraph, to a unit of the page breaker's prices */

_Static_assert(PAGEBREAK_MAX_SETTINGS >= COMPOSE_MAX_VARIANTS,
	       "the best setting and the other variants");

/* A galley being made. */
struct maker {
	struct pager *p;
	struct galley *g;
	size_t cap, cap_floats, cap_figures;
	int above; /* white owed to the next block */
	int flex;
	int keep; /* lines to come that must not begin a column */
	bool indent; /* the next paragraph follows one */
	const struct compose_para *mark; /* waiting for its text */
	mpt mark_x;
};

/* ---- blocks ----------------------------------------------------------------- */

static void *
grow(struct arena *arena, const void *old, size_t n, size_t cap, size_t size)
{
	void *more = arena_calloc(arena, cap, size);

	if (n > 0)
		memcpy(more, old, n * size);
	return more;
}

/* A block that takes up what is owed; its settings are still to come. */
static size_t
add_any(struct maker *m, int height)
{
	struct galley *g = m->g;
	struct arena *arena = m->p->compose.scratch;

	if (g->n == m->cap) {
		m->cap = m->cap > 0 ? m->cap * 2 : 64;
		g->blocks = grow(arena, g->blocks, g->n, m->cap,
				 sizeof(*g->blocks));
		g->ink = grow(arena, g->ink, g->n, m->cap, sizeof(*g->ink));
	}
	g->blocks[g->n] = (struct pagebreak_block){
		.height = height,
		.above = m->above,
		.flex = m->flex,
		.keep = m->keep,
	};
	g->ink[g->n] = (struct galley_ink){.mark = m->mark, .mark_x = m->mark_x};
	m->above = 0;
	m->flex = 0;
	m->mark = NULL;
	return g->n++;
}

/* Fewer lines have yet to stay with what keeps them: at least those of the block. */
static void
pay_keep(struct maker *m, const struct pagebreak_block *b)
{
	int least = b->settings[0].lines;

	for (size_t v = 1; v < b->n_settings; v++)
		if (b->settings[v].lines < least)
			least = b->settings[v].lines;
	m->keep = m->keep > least ? m->keep - least : 0;
}

/* Something of so many lines of the grid that stays whole. */
static size_t
add_whole(struct maker *m, int height)
{
	static const struct pagebreak_setting one = {.lines = 1};
	size_t at = add_any(m, height > 0 ? height : 1);

	m->g->blocks[at].settings = &one;
	m->g->blocks[at].n_settings = 1;
	pay_keep(m, &m->g->blocks[at]);
	return at;
}

/* The paragraph as it is best, and its variants in their order. */
static size_t
add_settings(struct maker *m, const struct compose_para *para)
{
	struct arena *arena = m->p->compose.scratch;
	size_t at = add_any(m, 1), n = para->n_variants + 1;
	struct pagebreak_block *b = &m->g->blocks[at];
	struct pagebreak_setting *s = arena_new_array(
		arena, struct pagebreak_setting, n);

	s[0] = (struct pagebreak_setting){(int)para->n_lines, 0, para->hyphens};
	for (size_t i = 0; i < para->n_variants; i++) {
		int64_t cost = para->variants[i].demerits / DEMERITS;

		s[i + 1].lines = (int)para->n_lines + para->variants[i].lines;
		s[i + 1].cost = VARIANT_LEAST + (cost > 0 ? cost : 0);
		s[i + 1].broken = para->variants[i].hyphens;
	}
	b->settings = s;
	b->n_settings = n;
	pay_keep(m, b);
	return at;
}

/* ---- white ------------------------------------------------------------------ */

static int
grid_lines(const struct maker *m, mpt height)
{
	mpt grid = m->p->style->page->grid;

	return (int)((height + grid / 2) / grid);
}

static int
grid_lines_over(const struct maker *m, mpt height)
{
	mpt grid = m->p->style->page->grid;

	return (int)((height + grid - 1) / grid);
}

static void
owe_white(struct maker *m, mpt height)
{
	int lines = grid_lines(m, height);

	if (lines > m->above)
		m->above = lines;
}

/* ---- text ------------------------------------------------------------------- */

static const struct compose_para *
compose(struct maker *m, const struct node *node, enum role_id role, mpt x,
	mpt indent)
{
	return compose_node(
		&m->p->compose,
		&(struct compose_request){
			.node = node,
			.role = role,
			.measure = m->g->measure - x,
			.indent = indent,
		});
}

/* Lines on the grid are cut anywhere; those with a leading of their own nowhere. */
static void
add_text(struct maker *m, const struct node *node, enum role_id role, mpt x,
	 mpt indent)
{
	const struct compose_para *para = compose_running(
		&m->p->compose, m->g->shelf,
		&(struct compose_request){
			.node = node,
			.role = role,
			.measure = m->g->measure - x,
			.indent = indent,
		});
	size_t at;

	if (para->n_lines == 0)
		return;
	if (para->role->line == m->p->style->page->grid)
		at = add_settings(m, para);
	else
		at = add_whole(m, grid_lines_over(m, para_height(para)));
	m->g->ink[at].para = para;
	m->g->ink[at].x = x;
}

static void
add_heading(struct maker *m, const struct node *node, bool topic)
{
	const struct style_matter *s = m->p->style->matter;
	bool top = node->kind == NODE_H2;
	const struct compose_para *para = compose(
		m, node, top ? ROLE_HEADING : ROLE_SUBHEADING, 0, 0);

	m->flex = s->flex;
	if (topic) {
		size_t rule;

		owe_white(m, s->topic_drop);
		rule = add_whole(m, grid_lines(m, s->topic_box - s->topic_drop));
		m->g->ink[rule].rule = true;
		m->keep = 1;
	} else {
		owe_white(m, top ? s->heading_above : s->subheading_above);
	}
	if (para->n_lines > 0) {
		size_t at = add_whole(m, grid_lines_over(m, para_height(para)));

		m->g->ink[at].para = para;
	}
	m->keep =
		s->keep_lines > s->heading_keep ? s->keep_lines : s->heading_keep;
	m->indent = false;
}

static void add_block(struct maker *m, const struct node *block, mpt x);

/* Further in, as long as that leaves half the measure; deeper levels stay there. */
static mpt
deeper(const struct maker *m, mpt x, mpt indent)
{
	return x + indent <= m->g->measure / 2 ? x + indent : x;
}

/* The widest mark of a list: "10." is wider than the indent that "1." needs. */
static mpt
widest_mark(struct maker *m, const struct node *list, mpt x)
{
	struct compose_mark before = compose_mark(&m->p->compose);
	mpt widest = 0;

	for (const struct node *item = list->first; item != NULL;
	     item = item->next) {
		const struct compose_para *mark;

		if (item->first == NULL || item->first->kind != NODE_LABEL)
			continue;
		mark = compose(m, item->first, ROLE_LIST_MARK, x, 0);
		if (mark->widest > widest)
			widest = mark->widest;
	}
	compose_forget(&m->p->compose, before);
	return widest;
}

/* Marks too wide for the indent move the text, and end where the widest ends. */
static void
add_list(struct maker *m, const struct node *list, mpt x)
{
	const struct style_matter *s = m->p->style->matter;
	mpt widest = widest_mark(m, list, x);
	bool wide = widest + s->list_gap > s->list_indent;
	mpt indent = wide ? widest + s->list_gap : s->list_indent;
	mpt inner = deeper(m, x, indent);
	bool nested = x > 0;

	if (inner ==
	    x) /* the marks keep their place, and the text its distance */
		x = inner > indent ? inner - indent : 0;
	if (!nested)
		owe_white(m, s->list_above);
	for (const struct node *item = list->first; item != NULL;
	     item = item->next)
		for (const struct node *part = item->first; part != NULL;
		     part = part->next) {
			if (part->kind == NODE_LABEL) {
				m->mark = compose(m, part, ROLE_LIST_MARK, x, 0);
				m->mark_x = wide ? x + widest - m->mark->widest
						 : x;
				continue;
			}
			m->indent = false;
			for (const struct node *b = part->first; b != NULL;
			     b = b->next)
				add_block(m, b, inner);
		}
	if (!nested)
		owe_white(m, s->list_below);
	m->indent = false;
}

static void
add_quote(struct maker *m, const struct node *quote, mpt x)
{
	const struct style_matter *s = m->p->style->matter;

	owe_white(m, s->quote_above);
	m->indent = false;
	for (const struct node *b = quote->first; b != NULL; b = b->next)
		add_block(m, b, deeper(m, x, s->quote_indent));
	owe_white(m, s->quote_below);
	m->indent = false;
}

/* The last `lines` lines before a block stay with it. */
static void
hold_before(struct maker *m, size_t at, int lines)
{
	if (lines > 0)
		m->g->blocks[at].keep = 1;
	while (lines > 0 && at > 0) {
		struct pagebreak_block *b = &m->g->blocks[--at];

		b->hold = lines;
		lines -= b->settings[0].lines;
	}
}

/* Does the last thing so far play this role? */
static bool
ends_in(const struct maker *m, enum role_id role)
{
	const struct compose_para *last =
		m->g->n > 0 ? m->g->ink[m->g->n - 1].para : NULL;

	return last != NULL && last->role == compose_role(&m->p->compose, role);
}

/*
 * A note is under the matter it belongs to, and the first of some does not leave it
 * for the next column; those behind a signature may, since they belong to all above.
 */
static void
add_note(struct maker *m, const struct node *note)
{
	const struct style_matter *s = m->p->style->matter;
	bool first = !ends_in(m, ROLE_NOTE);
	bool held = first && !ends_in(m, ROLE_SIGNATURE);
	size_t at = m->g->n;

	owe_white(m, first ? s->note_above : 0);
	for (const struct node *b = note->first; b != NULL; b = b->next) {
		if (b->kind == NODE_LABEL) {
			m->mark = compose(m, b, ROLE_NOTE, 0, 0);
			m->mark_x = 0;
		} else {
			add_text(m, b, ROLE_NOTE, s->list_indent, 0);
		}
	}
	if (held && m->g->n > at)
		hold_before(m, at, s->keep_lines);
}

static void
add_paragraph(struct maker *m, const struct node *block, mpt x)
{
	enum role_id role = block->role != 0 ? block->role : ROLE_BODY;
	const struct style_role *r = compose_role(&m->p->compose, role);

	if (block->flow == FLOW_SIGNATURE) {
		owe_white(m, m->p->style->matter->signature_above);
		m->keep = 1;
		add_text(m, block, ROLE_SIGNATURE, x, 0);
		return;
	}
	if (m->indent && r->between > 0)
		owe_white(m, r->between);
	add_text(m, block, role, x, m->indent ? r->indent : 0);
	m->indent = true;
}

/* ---- what is more than a paragraph ------------------------------------------ */

static void
add_section(struct maker *m, const struct node *section)
{
	const struct node *first = section->first;

	for (const struct node *b = first; b != NULL; b = b->next)
		if (b == first && section->flow == FLOW_TOPIC)
			add_heading(m, b, true);
		else
			add_block(m, b, 0);
}

/* A block that is not cut; the last lines of the text before it may stay with it. */
static void
add_own_make(struct maker *m, const struct node *block)
{
	int lines = grid_lines_over(
		m, layout_whole_height(m->p, block, m->g->measure));
	int keep = layout_whole_keep(m->p, block);
	size_t at;

	owe_white(m, layout_whole_above(m->p, block));
	layout_whole_judge(m->p, block, lines + m->above + keep);
	at = add_whole(m, lines);
	m->g->ink[at].whole = block;
	m->indent = true;
	hold_before(m, at, keep);
}

/* ---- figures ---------------------------------------------------------------- */

/* The line of a paragraph in which a leaf begins. */
static int
line_of(const struct compose_para *para, const struct node *leaf)
{
	for (size_t i = 0; i < para->n_lines; i++)
		for (size_t k = 0; k < para->lines[i].n_runs; k++)
			if (para->lines[i].runs[k].leaf == leaf)
				return (int)i;
	return 0;
}

/* The reference in a block, in each of its settings; false: it is not there. */
static bool
find_reference(const struct maker *m, size_t block, const struct node *leaf,
	       struct pagebreak_float *ret)
{
	const struct compose_para *para = m->g->ink[block].para;
	const struct pagebreak_block *b = &m->g->blocks[block];

	if (para == NULL || !tree_is_below(leaf, para->node))
		return false;
	ret->block = block;
	if (b->height > 1)
		return true; /* it is one line */
	for (size_t v = 0; v < b->n_settings; v++) {
		struct compose_mark mark = compose_mark(&m->p->compose);
		int looseness = galley_looseness(m->g, block, (int)v);

		ret->line[v] = line_of(compose_variant(para, looseness), leaf);
		compose_forget(&m->p->compose, mark);
	}
	return true;
}

/* A table that no words name belongs behind the block before it. */
static void
refer_behind(const struct maker *m, struct pagebreak_float *f)
{
	const struct pagebreak_block *b = &m->g->blocks[f->block];

	for (size_t v = 0; m->g->n > 0 && v < b->n_settings; v++)
		f->line[v] = b->settings[v].lines - 1;
}

/* Nothing that is named later stands before what is named earlier. */
static void
keep_order(struct pagebreak_float *f)
{
	if (f[-1].block < f->block)
		return;
	f->block = f[-1].block;
	for (size_t v = 0; v < PAGEBREAK_MAX_SETTINGS; v++)
		if (f->line[v] < f[-1].line[v])
			f->line[v] = f[-1].line[v];
}

static void
add_float(struct maker *m, const struct node *node)
{
	struct arena *arena = m->p->compose.scratch;
	const struct style_page *page = m->p->style->page;
	const struct layout_float *info = node->extra;
	struct galley *g = m->g;
	mpt full = page->width - page->left - page->right;
	struct pagebreak_float *f;
	size_t block = g->n;

	g->floats = arena_grow(arena, g->floats, g->n_floats, &m->cap_floats,
			       sizeof(*g->floats));
	g->figures = arena_grow(arena, g->figures, g->n_floats, &m->cap_figures,
				sizeof(*g->figures));
	f = &g->floats[g->n_floats];
	*f = (struct pagebreak_float){
		.wide = info->wide, .block = g->n > 0 ? g->n - 1 : 0};
	while (info->reference != NULL && block-- > 0)
		if (find_reference(m, block, info->reference, f))
			break;
	if (info->reference == NULL && node->kind == NODE_DIV)
		refer_behind(m, f);
	if (g->n_floats > 0)
		keep_order(f);
	figure_measure(m->p, node, info->wide ? full : g->measure,
		       &g->figures[g->n_floats]);
	f->height = g->figures[g->n_floats++].lines;
}

static void
add_block(struct maker *m, const struct node *block, mpt x)
{
	if (block->flow == FLOW_FLOAT) {
		add_float(m, block);
		return;
	}
	if (layout_is_whole(block)) {
		add_own_make(m, block);
		return;
	}
	switch (block->kind) {
	case NODE_H2:
	case NODE_H3:
	case NODE_H4:
	case NODE_H5:
		add_heading(m, block, false);
		break;
	case NODE_LIST:
		add_list(m, block, x);
		break;
	case NODE_QUOTE:
		add_quote(m, block, x);
		break;
	case NODE_NOTE:
		add_note(m, block);
		break;
	case NODE_SECT:
	case NODE_DIV:
		add_section(m, block);
		break;
	default:
		add_paragraph(m, block, x);
		break;
	}
}

void
galley_make(struct pager *p, const struct node *block, mpt measure,
	    struct galley *ret)
{
	struct maker m = {.p = p, .g = ret};

	*ret = (struct galley){
		.measure = measure,
		.shelf = compose_shelf_new(&p->compose, KEPT_WHOLE),
	};
	for (; block != NULL && layout_is_running(p, block); block = block->next)
		add_block(&m, block, 0);
	ret->next = block;
}

void
galley_done(struct galley *g)
{
	compose_shelf_free(g->shelf);
}

/* ---- settings --------------------------------------------------------------- */

int
galley_looseness(const struct galley *g, size_t block, int setting)
{
	const struct pagebreak_setting *s = g->blocks[block].settings;

	return s[setting].lines - s[0].lines;
}

void
galley_ask(void *context, size_t block, int line,
	   int64_t ret[PAGEBREAK_MAX_SETTINGS])
{
	const struct galley *g = context;
	int64_t demerits[COMPOSE_MAX_VARIANTS + 1];

	compose_price_whole(g->ink[block].para, (size_t)line - 1, &demerits);
	for (size_t v = 0; v < g->blocks[block].n_settings; v++)
		ret[v] = demerits[v] == INT64_MAX ? PAGEBREAK_NEVER
						  : demerits[v] / DEMERITS;
}
