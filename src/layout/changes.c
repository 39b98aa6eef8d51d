/*
 * changes - what is INSERTED and REMOVED, shown on the pages: rules under and through
 * the words, bars in the margin beside their lines.
 *
 * Done when the pages stand: a mark takes no room and moves nothing.
 */
#include "base/arena.h"
#include "layout/page.h"

/* The change that a leaf is part of; NULL: none. */
static const struct node *
change_of(const struct node *node)
{
	while (node != NULL && node->kind != NODE_INSERTED &&
	       node->kind != NODE_REMOVED)
		node = node->parent;
	return node;
}

static bool
is_space(const struct frame_glyph *g)
{
	return g->len == 1 && g->text[0] == ' ';
}

/* The extent of a run without the spaces at its ends. */
static void
find_ink(const struct frame_item *item, mpt *ret_x, mpt *ret_width)
{
	const struct frame_run *run = &item->run;
	size_t from = 0, to = run->n_glyphs;
	mpt x = item->x, width = run->width;

	for (; from < to && is_space(&run->glyphs[from]); from++) {
		x += run->glyphs[from].advance;
		width -= run->glyphs[from].advance;
	}
	for (; to > from && is_space(&run->glyphs[to - 1]); to--)
		width -= run->glyphs[to - 1].advance;
	*ret_x = x;
	*ret_width = width;
}

static void
rule_words(struct frames *frames, struct frame_page *page,
	   const struct style_changes *s, const struct frame_item *item,
	   bool removed)
{
	const struct style_rule *rule = removed ? s->removed : s->inserted;
	mpt x, width, y = item->y;

	find_ink(item, &x, &width);
	if (width <= 0 || rule == NULL)
		return;
	y += removed ? -mpt_muldiv(item->run.size, s->removed_at, 1000)
		     : s->inserted_below;
	frame_add_rect(frames, page, FRAME_ARTIFACT_LAYOUT, rule->colour, x,
		       y - rule->thickness / 2, width, rule->thickness);
}

/* ---- bars ------------------------------------------------------------------------------ */

/* Lines with changes in one margin, joined where they follow each other. */
struct bars {
	struct bar {
		mpt top, bottom;
	} * list;
	size_t n, cap;
};

static void
add_bar(struct arena *arena, struct bars *bars, mpt top, mpt bottom)
{
	for (size_t i = bars->n; i-- > 0;) {
		struct bar *b = &bars->list[i];

		/* rounding leaves lines that touch a hair apart */
		if (top > b->bottom + MPT_PER_PT || bottom < b->top - MPT_PER_PT)
			continue;
		b->top = top < b->top ? top : b->top;
		b->bottom = bottom > b->bottom ? bottom : b->bottom;
		return;
	}
	bars->list = arena_grow(
		arena, bars->list, bars->n, &bars->cap, sizeof(*bars->list));
	bars->list[bars->n++] = (struct bar){top, bottom};
}

static void
put_bars(struct frames *frames, struct frame_page *page,
	 const struct style_changes *s, const struct bars *bars, mpt x)
{
	for (size_t i = 0; s->bar != NULL && i < bars->n; i++)
		frame_add_rect(frames, page, FRAME_ARTIFACT_LAYOUT,
			       s->bar->colour, x - s->bar->thickness / 2,
			       bars->list[i].top, s->bar->thickness,
			       bars->list[i].bottom - bars->list[i].top);
}

static void
mark_page(struct frames *frames, struct frame_page *page,
	  const struct style *style)
{
	const struct style_changes *s = style->changes;
	struct bars left = {0}, right = {0};
	size_t n = page->n_items;

	for (size_t i = 0; i < n; i++) {
		struct frame_item item = page->items[i];
		const struct node *change =
			item.kind == FRAME_RUN ? change_of(item.node) : NULL;
		bool removed;

		if (change == NULL)
			continue;
		removed = change->kind == NODE_REMOVED;
		if (removed)
			page->items[i].colour = s->removed_text;
		rule_words(frames, page, s, &item, removed);
		add_bar(frames->arena, item.x < page->width / 2 ? &left : &right,
			item.y - item.run.rise, item.y + item.run.fall);
	}
	put_bars(frames, page, s, &left, style->page->left - s->bar_gap);
	put_bars(frames, page, s, &right,
		 page->width - style->page->right + s->bar_gap);
}

void
layout_show_changes(struct frames *frames, const struct style *style)
{
	for (size_t i = 0; style->changes != NULL && i < frames->n_pages; i++)
		mark_page(frames, &frames->pages[i], style);
}
