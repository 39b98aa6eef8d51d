/*
 * The price of a line and of a way to break a paragraph, found item by item from
 * what linebreak.h says: nothing of the engine but its header is used.
 */
#ifndef TESTS_LINEBREAK_ORACLE_H
#define TESTS_LINEBREAK_ORACLE_H

#include <stdlib.h>

#include "layout/linebreak.h"
#include "linebreak_draw.h"

#define MAX_LINES 32
#define NONE SIZE_MAX

/* What a way to break comes to: what is forbidden counts before all else. */
struct price {
	int forbidden;
	int64_t demerits;
};

/* ---- one line, item by item ---- */

struct line {
	size_t from, end; /* items broken at; from NONE: the first line */
	size_t number;
	int64_t width, stretch, shrink, elastic, space;
	int gaps;
	bool fill;
	uint32_t first, next_first, last, last_before; /* words */
	int badness, fit;
	bool over;
};

static bool
is_forced(const struct linebreak_item *item)
{
	return item->kind == LINEBREAK_PENALTY &&
	       item->penalty <= LINEBREAK_ALWAYS;
}

static size_t
kept_after(const struct paragraph *g, size_t at)
{
	size_t i = at == NONE ? 0 : at + 1;

	if (at == NONE)
		return i;
	while (i < g->n && g->items[i].kind != LINEBREAK_BOX &&
	       !is_forced(&g->items[i]))
		i++;
	return i;
}

static const struct linebreak_item *
box_before(const struct paragraph *g, size_t at)
{
	if (at == NONE)
		return NULL;
	while (at-- > 0 && !is_forced(&g->items[at]))
		if (g->items[at].kind == LINEBREAK_BOX)
			return &g->items[at];
	return NULL;
}

static void
add_glyphs(struct line *l, const struct linebreak_item *item, mpt width)
{
	l->width += width;
	l->elastic += item->rigid ? 0 : width;
}

static void
add_glue(struct line *l, const struct linebreak_item *item)
{
	l->width += item->width;
	l->fill |= item->fill;
	if (item->fill || (item->stretch == 0 && item->shrink == 0))
		return;
	l->gaps++;
	l->space += item->width;
	l->stretch += item->stretch;
	l->shrink += item->shrink;
}

static void
add_breaks(const struct paragraph *g, struct line *l)
{
	const struct linebreak_item *end = &g->items[l->end];
	const struct linebreak_item *box = box_before(g, l->end);
	size_t next = kept_after(g, l->end);

	if (l->from != NONE && g->items[l->from].kind == LINEBREAK_PENALTY)
		add_glyphs(l, &g->items[l->from], g->items[l->from].post);
	if (end->kind == LINEBREAK_PENALTY)
		add_glyphs(l, end, end->width);
	if (end->hyphen)
		l->width -= end->right_hang;
	else if (box != NULL)
		l->width -= box->right_hang;
	l->last = box != NULL ? box->last_word : 0;
	box = box_before(g, l->from);
	l->last_before = box != NULL ? box->last_word : 0;
	if (next < g->n && g->items[next].kind == LINEBREAK_BOX)
		l->next_first = g->items[next].first_word;
}

static struct line
measured(const struct paragraph *g, size_t from, size_t end, size_t number)
{
	struct line l = {.from = from, .end = end, .number = number};
	size_t begin = kept_after(g, from);

	for (size_t i = begin; i < end; i++) {
		if (g->items[i].kind == LINEBREAK_BOX)
			add_glyphs(&l, &g->items[i], g->items[i].width);
		else if (g->items[i].kind == LINEBREAK_GLUE)
			add_glue(&l, &g->items[i]);
	}
	if (begin < g->n && g->items[begin].kind == LINEBREAK_BOX) {
		l.width -= g->items[begin].left_hang;
		l.first = g->items[begin].first_word;
	}
	add_breaks(g, &l);
	return l;
}

static mpt
measure_of(const struct paragraph *g, size_t number)
{
	return g->measures[number < g->p.n_measures ? number
						    : g->p.n_measures - 1];
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Thousandths of the way beyond comfort into *ret_dear, for the spaces returned. */
static int64_t
left_for_spaces(const struct paragraph *g, const struct line *l, int64_t need,
		int64_t flex, int64_t *ret_dear)
{
	int64_t limit = l->elastic * g->p.limit / 1000;
	int64_t comfort = least(l->elastic * g->p.comfort / 1000, limit);
	int64_t yield = least(l->space * g->p.yield / 1000, flex);
	int64_t glyphs = need;

	if (need > comfort)
		glyphs = limit;
	if (need > comfort && need < limit + yield)
		glyphs = comfort + (need - comfort) * (limit - comfort) /
					   (limit - comfort + yield);
	*ret_dear = glyphs > comfort
			    ? (glyphs - comfort) * 1000 / (limit - comfort)
			    : 0;
	return need - glyphs;
}

/* The demerits of the line's own filling; sets badness, fit and over. */
static int64_t
filled(const struct paragraph *g, struct line *l)
{
	int64_t excess = measure_of(g, l->number) - l->width;
	int64_t need = excess < 0 ? -excess : l->fill ? 0 : excess;
	int64_t flex = excess < 0 ? l->shrink : l->stretch, part = 0, spaces, d;

	l->fit = 2;
	if (g->p.ragged > 0) {
		l->over = excess < 0;
		l->badness = linebreak_badness(need, g->p.ragged);
		spaces = 0;
	} else {
		spaces = left_for_spaces(g, l, need, flex, &part);
		l->over = excess < 0 && spaces > flex;
		l->badness = linebreak_badness(spaces, flex);
		if (l->badness >= 13)
			l->fit = excess < 0 ? 3 : l->badness >= 100 ? 0 : 1;
	}
	d = g->p.line_penalty + l->badness;
	d *= d;
	if (g->p.ragged == 0 && !l->over && l->badness == LINEBREAK_NEVER) {
		int64_t lack = least(
			spaces * 1000 / measure_of(g, l->number), 1000);

		d += 10 * lack * lack;
	}
	if (l->space > 0) {
		int64_t r = least(spaces * 1000 / l->space, 10000);

		d += r * r * l->gaps / 1000 * g->p.space_deviation / 1000;
	}
	return d + part * part / 1000 * g->p.wide_glyphs / 1000;
}

/* ---- the whole, line after line ---- */

struct trail {
	int fit; /* of the line before */
	int run; /* of hyphens */
};

/* A quarter of the price at the limit, all of it for nothing. */
static int64_t
runt_price(const struct paragraph *g, const struct line *l)
{
	mpt limit = g->p.runt_width;
	int64_t width = l->width > 0 ? l->width : 0;

	if (l->gaps == 0 && limit < g->p.runt_word)
		limit = g->p.runt_word;
	if (l->number == 0 || width >= limit)
		return 0;
	return g->p.runt - g->p.runt * width / limit * 3 / 4;
}

static struct price
ended(const struct paragraph *g, const struct line *l, struct trail trail)
{
	const struct linebreak_item *item = &g->items[l->end];
	const struct linebreak_params *p = &g->p;
	int64_t square = (int64_t)item->penalty * item->penalty;
	struct price price = {0};

	if (item->kind == LINEBREAK_PENALTY && !is_forced(item))
		price.demerits += item->penalty > 0 ? square : -square;
	if (item->hyphen) {
		price.demerits += trail.run > 0 ? p->hyphens_in_a_row : 0;
		price.forbidden += p->max_hyphens > 0 &&
				   trail.run >= p->max_hyphens;
		price.forbidden += l->number < p->n_whole_ends &&
				   g->whole[l->number];
	}
	if (abs(trail.fit - l->fit) > 1)
		price.demerits += p->uneven_neighbours;
	if (l->first != 0 && l->first == l->next_first)
		price.demerits += p->similar_starts;
	if (l->last != 0 && l->last == l->last_before)
		price.demerits += p->similar_ends;
	if (l->end < g->n - 1)
		return price;
	price.demerits += trail.run > 0 ? p->final_hyphen : 0;
	price.demerits += runt_price(g, l);
	return price;
}

static bool
is_soft(const struct linebreak_item *item)
{
	return item->hyphen && !item->hard && !is_forced(item);
}

static bool
may_break(const struct paragraph *g, size_t i)
{
	const struct linebreak_item *item = &g->items[i];

	if (item->kind == LINEBREAK_GLUE)
		return i > 0 && g->items[i - 1].kind == LINEBREAK_BOX;
	return item->kind == LINEBREAK_PENALTY && item->penalty < LINEBREAK_NEVER;
}

/* Is the piece around a soft hyphen, between other breaks, wider than any line? */
static bool
is_in_wide_piece(const struct paragraph *g, size_t at)
{
	size_t from = at, end = at;
	mpt narrowest = g->measures[0];
	struct line l;

	while (from != NONE && (!may_break(g, from) || is_soft(&g->items[from])))
		from--; /* wraps to NONE */
	while (!may_break(g, end) || is_soft(&g->items[end]))
		end++;
	for (size_t i = 1; i < g->p.n_measures; i++)
		narrowest =
			g->measures[i] < narrowest ? g->measures[i] : narrowest;
	l = measured(g, from, end, 0);
	if (g->p.ragged > 0)
		return l.width > narrowest;
	return l.width - l.shrink - l.elastic * g->p.limit / 1000 > narrowest;
}

enum pass { WITHOUT_HYPHENS, WITH_HYPHENS, ANYTHING };

/* May a line end here in this pass? Sets what it costs. */
static bool
may_end(const struct paragraph *g, struct line *l, struct trail trail,
	enum pass pass, struct price *ret_price)
{
	const struct linebreak_item *item = &g->items[l->end];
	int tolerance =
		pass == WITHOUT_HYPHENS ? g->p.pretolerance : g->p.tolerance;
	int64_t own = filled(g, l);

	*ret_price = ended(g, l, trail);
	ret_price->demerits += own;
	if (l->over || (pass != ANYTHING && l->badness > tolerance))
		return false;
	if (is_soft(item) &&
	    (pass == WITHOUT_HYPHENS ||
	     (g->p.hyphens_if_wide && !is_in_wide_piece(g, l->end))))
		return false;
	return pass == ANYTHING || ret_price->forbidden == 0;
}

static struct trail
trail_after(const struct paragraph *g, const struct line *l, struct trail trail)
{
	bool hyphen = g->items[l->end].hyphen;

	return (struct trail){l->fit, hyphen ? trail.run + 1 : 0};
}

/* What the engine's lines cost; false if one of them may not be. */
static bool
priced(const struct paragraph *g, enum pass pass,
       const struct linebreak_line *lines, size_t n, struct price *ret_price)
{
	struct trail trail = {2, 0};

	*ret_price = (struct price){0};
	for (size_t k = 0; k < n; k++) {
		size_t from = k > 0 ? lines[k - 1].end : NONE;
		struct line l = measured(g, from, lines[k].end, k);
		struct price price;

		assert_int_equal(lines[k].begin, kept_after(g, from));
		if (!may_break(g, lines[k].end) ||
		    !may_end(g, &l, trail, pass, &price))
			return false;
		ret_price->forbidden += price.forbidden;
		ret_price->demerits += price.demerits;
		trail = trail_after(g, &l, trail);
	}
	return true;
}

#endif
