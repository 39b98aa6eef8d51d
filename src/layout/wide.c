/*
 * wide - what is set over the full measure: headings and introductions, the
 * contents, members as cards, committees as bands.
 */
#include "base/arena.h"
#include "layout/page.h"
#include "layout/spread.h"

static const struct compose_para *
compose_at(struct pager *p, const struct node *node, enum role_id role,
	   mpt measure)
{
	return pager_compose(
		p, node, node->role != 0 ? node->role : role, measure);
}

/* A paragraph at the cursor, which moves below it. */
static void
put_here(struct pager *p, const struct compose_para *para, mpt x)
{
	pager_put_para(p, para, x, pager_y(p, p->cursor), FRAME_NO_ARTIFACT);
	p->cursor += para_height(para);
}

static void
need(struct pager *p, mpt height)
{
	if (pager_room(p) < height && p->cursor > 0)
		pager_next(p);
}

static bool
is_heading(const struct node *node)
{
	return node->kind >= NODE_H2 && node->kind <= NODE_H5;
}

/* Height of a card with its rule and padding, without what is below. */
static mpt
card_height(struct pager *p, const struct node *card, mpt measure)
{
	mpt height = p->style->cards->pad;

	for (const struct node *b = card->first; b != NULL; b = b->next)
		for (const struct node *line = b->first; line != NULL;
		     line = line->next)
			height += para_height(
				compose_at(p, line, ROLE_MEMBER_OFFICE, measure));
	return height;
}

static mpt band_height(struct pager *p, const struct node *band);

/* Room that has to be left under a heading or an introduction. */
static mpt
height_of_next(struct pager *p, const struct node *next)
{
	const struct style_bands *bands = p->style->bands;
	const struct style_column *column;

	if (next == NULL)
		return 0;
	if (next->flow == FLOW_WIDE && next->kind == NODE_P)
		return bands->lead_above +
		       para_height(compose_at(
			       p, next, ROLE_SECTION_LEAD, bands->lead_width)) +
		       bands->lead_below + height_of_next(p, next->next);
	if (next->flow == FLOW_CARDS && next->first != NULL) {
		column = p->style->cards->columns.items;
		return card_height(p, next->first, column->width);
	}
	if (next->kind == NODE_TABLE)
		return layout_table_first(p, next);
	if (next->flow == FLOW_BAND)
		return band_height(p, next);
	return 3 * p->style->page->grid;
}

const struct node *
layout_wide(struct pager *p, const struct node *block)
{
	const struct style_bands *bands = p->style->bands;
	const struct style_cards *cards = p->style->cards;
	bool heading = is_heading(block);
	const struct compose_para *para;

	if (heading)
		para = compose_at(p, block, ROLE_HEADING, bands->lead_width);
	else if (block->kind == NODE_NOTE)
		para = compose_at(p, block, ROLE_NOTE, bands->lead_width);
	else
		para = compose_at(p, block, ROLE_SECTION_LEAD, bands->lead_width);
	if (p->cursor > 0)
		p->cursor += heading                    ? cards->heading_above
			     : block->kind == NODE_NOTE ? cards->note_above
							: bands->lead_above;
	if (block->kind == NODE_NOTE)
		need(p, para_height(para));
	else
		need(p, para_height(para) + bands->lead_below +
				height_of_next(p, block->next));
	put_here(p, para, p->style->page->left);
	if (heading ? block->next != NULL && block->next->flow == FLOW_WIDE
		    : block->kind == NODE_NOTE)
		return block->next;
	p->cursor += heading ? cards->lead_below : bands->lead_below;
	return block->next;
}

/* ---- contents --------------------------------------------------------------- */

/*
 * The parts of a contents entry: LABEL, the title, the folio flush right. indent
 * is that of the title.
 */
static void
put_entry(struct pager *p, const struct node *link, enum role_id role, mpt indent)
{
	const struct style_contents *c = p->style->contents;
	const struct style_role *r = compose_role(&p->compose, role);
	mpt base = pager_y(p, p->cursor) + r->baseline;
	mpt height = r->line;

	for (const struct node *n = link->first; n != NULL; n = n->next) {
		enum role_id own = n->role != 0 ? n->role : role;
		bool folio = n->kind == NODE_PAGE;
		const struct compose_para *para = compose_at(
			p, n, own, c->title_width - indent);
		mpt x = n->kind == NODE_LABEL ? c->number_x : c->title_x + indent;

		if (folio && para->n_lines > 0)
			x = c->page_right - para->lines[0].width;
		pager_put_para(p, para, x, base - para->role->baseline,
			       FRAME_NO_ARTIFACT);
		if (para_height(para) > height)
			height = para_height(para);
	}
	p->cursor += height;
}

static const struct node *
find_link(const struct node *item)
{
	for (const struct node *n = tree_next(item, item); n != NULL;
	     n = tree_next(n, item))
		if (n->kind == NODE_LINK)
			return n;
	return NULL;
}

static const struct node *
nested_contents(const struct node *item)
{
	for (const struct node *n = item->first; n != NULL; n = n->next)
		if (n->kind == NODE_TOC)
			return n;
	return NULL;
}

/* Entries below the first level, each further level indented. */
static void
put_entries_below(struct pager *p, const struct node *toc, mpt indent)
{
	mpt line = compose_role(&p->compose, ROLE_CONTENTS_2)->line;

	for (const struct node *item = toc->first; item != NULL;
	     item = item->next) {
		const struct node *below = nested_contents(item);

		need(p, below != NULL ? 2 * line : line);
		put_entry(p, find_link(item), ROLE_CONTENTS_2, indent);
		if (below != NULL)
			put_entries_below(
				p, below, indent + p->style->contents->indent);
	}
}

const struct node *
layout_contents(struct pager *p, const struct node *toc)
{
	const struct style_contents *c = p->style->contents;
	mpt line1 = compose_role(&p->compose, ROLE_CONTENTS_1)->line;
	mpt line2 = compose_role(&p->compose, ROLE_CONTENTS_2)->line;

	for (const struct node *item = toc->first; item != NULL;
	     item = item->next) {
		const struct node *below = nested_contents(item);

		if (item != toc->first)
			p->cursor += c->above;
		need(p, line1 + (below != NULL ? line2 : 0));
		put_entry(p, find_link(item), ROLE_CONTENTS_1, 0);
		if (below != NULL)
			put_entries_below(p, below, 0);
	}
	return toc->next;
}

/* ---- cards ------------------------------------------------------------------ */

static void
put_card(struct pager *p, const struct node *card,
	 const struct style_column *column)
{
	const struct style_cards *s = p->style->cards;
	mpt y = pager_y(p, p->cursor);

	pager_rule(p, s->rule, column->x, y, column->width);
	y += s->pad;
	for (const struct node *b = card->first; b != NULL; b = b->next)
		for (const struct node *line = b->first; line != NULL;
		     line = line->next)
			y = pager_put_para(p,
					   compose_at(p, line, ROLE_MEMBER_OFFICE,
						      column->width),
					   column->x, y, FRAME_NO_ARTIFACT);
}

/* A card with this mark begins a row of its own. */
static bool
begins_row(const struct node *card)
{
	return card->flow == FLOW_WIDE;
}

/* Cards side by side. */
struct card_row {
	const struct node *cards[STYLE_MAX_COLUMNS];
	size_t n;
};

/* The row that begins with a card; returns the card after it. */
static const struct node *
take_row(const struct style_cards *s, const struct node *card,
	 struct card_row *ret)
{
	ret->n = 0;
	while (card != NULL && ret->n < s->columns.count &&
	       (ret->n == 0 || !begins_row(card))) {
		ret->cards[ret->n++] = card;
		card = card->next;
	}
	return card;
}

static mpt
row_height(struct pager *p, const struct card_row *row)
{
	const struct style_column *columns = p->style->cards->columns.items;
	mpt height = 0;

	for (size_t i = 0; i < row->n; i++) {
		mpt h = card_height(p, row->cards[i], columns[i].width);

		height = h > height ? h : height;
	}
	return height;
}

static mpt
up_to_grid(const struct pager *p, mpt height)
{
	mpt grid = p->style->page->grid;

	return (height + grid - 1) / grid * grid;
}

/* Which of the blocks begin a page, from the cursor on; and what follows them. */
static const bool *
spread(struct pager *p, const struct spread_block *blocks, size_t n,
       const struct node *next)
{
	bool *begins = arena_new_array(p->arena, bool, n + 1);
	mpt first = p->cursor > 0 ? pager_room(p) : pager_height(p);

	spread_blocks(blocks, n, first, pager_height(p), next != NULL, begins);
	if (p->cursor == 0)
		begins[0] = false; /* however high it is */
	return begins;
}

static size_t
count_of(const struct node *first)
{
	size_t n = 0;

	for (; first != NULL; first = first->next)
		n++;
	return n;
}

/* What a note adds to the last row, which it stays with, so far above it as given. */
static mpt
note_below(struct pager *p, const struct node *next, mpt above)
{
	const struct compose_para *para;

	if (next == NULL || next->kind != NODE_NOTE)
		return 0;
	para = compose_at(p, next, ROLE_NOTE, p->style->bands->lead_width);
	return above + p->style->cards->note_above + para_height(para);
}

const struct node *
layout_cards(struct pager *p, const struct node *list)
{
	const struct style_cards *s = p->style->cards;
	const struct style_column *columns = s->columns.items;
	const struct node *next = list->next;
	size_t most = count_of(list->first) + 1, n = 0;
	struct card_row *rows = arena_new_array(p->arena, struct card_row, most);
	struct spread_block *blocks = arena_new_array(
		p->arena, struct spread_block, most);
	const bool *begins;

	pager_to_grid(p);
	for (const struct node *card = list->first; card != NULL; n++) {
		card = take_row(s, card, &rows[n]);
		blocks[n].height = row_height(p, &rows[n]);
		blocks[n].step = up_to_grid(p, blocks[n].height + s->below);
	}
	if (n > 0)
		blocks[n - 1].height += note_below(
			p, next,
			blocks[n - 1].step - s->below - blocks[n - 1].height);
	if (next != NULL && next->kind == NODE_NOTE)
		next = next->next;
	begins = spread(p, blocks, n, next);
	for (size_t i = 0; i < n; i++) {
		if (begins[i])
			pager_next(p);
		for (size_t k = 0; k < rows[i].n; k++)
			put_card(p, rows[i].cards[k], &columns[k]);
		p->cursor += blocks[i].step;
	}
	p->cursor -= s->below;
	return list->next;
}

/* ---- bands ------------------------------------------------------------------ */

/* An officer: the LABEL and the name beside it. */
static mpt
put_officer(struct pager *p, const struct node *line, mpt y, bool measure_only)
{
	const struct style_bands *s = p->style->bands;
	mpt height = 0;

	for (const struct node *n = line->first; n != NULL; n = n->next) {
		bool label = n->kind == NODE_LABEL;
		const struct compose_para *para = compose_at(
			p, n, label ? ROLE_OFFICER_LABEL : ROLE_OFFICER,
			label ? s->label_width : s->text_width - s->label_width);

		if (!measure_only)
			pager_put_para(p, para,
				       s->text_x + (label ? 0 : s->label_width),
				       y, FRAME_NO_ARTIFACT);
		if (para_height(para) > height)
			height = para_height(para);
	}
	return y + height;
}

static mpt
put_band(struct pager *p, const struct node *band, mpt y, bool measure_only)
{
	const struct style_bands *s = p->style->bands;
	mpt name_end = y, text_end = y;

	for (const struct node *b = band->first; b != NULL; b = b->next) {
		const struct compose_para *para;

		if (b->kind == NODE_LIST) {
			text_end += s->pad;
			for (const struct node *item = b->first; item != NULL;
			     item = item->next)
				text_end = put_officer(
					p, item, text_end, measure_only);
			continue;
		}
		para = is_heading(b)
			       ? compose_at(p, b, ROLE_COMMITTEE, s->name_width)
			       : compose_at(p, b, ROLE_REMIT, s->text_width);
		if (!measure_only)
			pager_put_para(
				p, para, is_heading(b) ? s->name_x : s->text_x,
				is_heading(b) ? name_end : text_end,
				FRAME_NO_ARTIFACT);
		if (is_heading(b))
			name_end += para_height(para);
		else
			text_end += para_height(para);
	}
	return name_end > text_end ? name_end : text_end;
}

static mpt
band_height(struct pager *p, const struct node *band)
{
	return put_band(p, band, 0, true) + p->style->bands->pad;
}

/* A run of bands. */
const struct node *
layout_band(struct pager *p, const struct node *band)
{
	const struct style_bands *s = p->style->bands;
	struct spread_block *blocks = arena_new_array(
		p->arena, struct spread_block, count_of(band));
	const struct node *next = band;
	const bool *begins;
	size_t n = 0;

	pager_to_grid(p);
	for (; next != NULL && next->flow == FLOW_BAND; next = next->next, n++) {
		blocks[n].height = band_height(p, next);
		blocks[n].step = up_to_grid(p, blocks[n].height + s->below);
	}
	begins = spread(p, blocks, n, next);
	for (size_t i = 0; i < n; i++, band = band->next) {
		if (begins[i])
			pager_next(p);
		pager_rule(p, s->rule, s->name_x, pager_y(p, p->cursor),
			   s->text_x + s->text_width - s->name_x);
		put_band(p, band, pager_y(p, p->cursor) + s->pad, false);
		p->cursor += blocks[i].step;
	}
	if (n > 0) /* white below the last is for what comes next to take */
		p->cursor += blocks[n - 1].height + s->below - blocks[n - 1].step;
	return band;
}
