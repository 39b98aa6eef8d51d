#include "layout/lineset.h"

#include <assert.h>

#include "base/arena.h"
#include "layout/linebreak.h"

/* The greatest ratio badness tells apart from "never", in 297ths: 297^3 is about
 * 100 * 2^18. TeX section 108. */
#define RATIO_ONE 297
#define RATIO_MAX 1290

/* Demerits of a line too loose for badness: times the square of the thousandths of
 * its measure that are wanting. One of no width costs a tenth more than it would. */
#define WANT_PRICE 10

/* Of an item. Sums of them times a ratio and a thousand stay in an int64_t. */
#define MAX_LENGTH (1 << 27)

static int
badness_of_ratio(int64_t r)
{
	return (int)((r * r * r + (1 << 17)) >> 18);
}

int
linebreak_badness(int64_t excess, int64_t flex)
{
	int64_t r;

	assert(excess >= 0 && flex >= 0);
	if (excess == 0)
		return 0;
	if (flex == 0 || excess > INT64_MAX / RATIO_ONE)
		return LINEBREAK_NEVER;
	r = excess * RATIO_ONE / flex;
	return r > RATIO_MAX ? LINEBREAK_NEVER : badness_of_ratio(r);
}

/* ---- from items to edges ----------------------------------------------------- */

static bool
is_forced(const struct linebreak_item *item)
{
	return item->kind == LINEBREAK_PENALTY &&
	       item->penalty <= LINEBREAK_ALWAYS;
}

static bool
may_break_at(const struct linebreak_item *items, size_t i)
{
	switch (items[i].kind) {
	case LINEBREAK_BOX:
		return false;
	case LINEBREAK_GLUE:
		return i > 0 && items[i - 1].kind == LINEBREAK_BOX;
	case LINEBREAK_PENALTY:
		return items[i].penalty < LINEBREAK_NEVER;
	}
	return false;
}

/* Add an item that does not end the line. */
static void
add_item(struct lineset_totals *t, const struct linebreak_item *item, bool ragged)
{
	assert(item->width > -MAX_LENGTH && item->width < MAX_LENGTH);
	assert(item->stretch >= 0 && item->stretch < MAX_LENGTH);
	assert(item->shrink >= 0 && item->shrink < MAX_LENGTH);
	if (item->kind == LINEBREAK_PENALTY)
		return;
	t->width += item->width;
	if (item->kind == LINEBREAK_BOX) {
		if (!item->rigid && !ragged)
			t->elastic += item->width;
	} else if (item->fill) {
		t->fills++;
	} else if (item->stretch > 0 || item->shrink > 0) {
		t->gaps++;
		t->space += item->width;
		t->stretch += ragged ? 0 : item->stretch;
		t->shrink += ragged ? 0 : item->shrink;
	}
}

/* A line that ends at items[i], given all before it and its last box. */
static void
end_at(struct lineset_edge *e, const struct linebreak_item *items, size_t i,
       const struct lineset_totals *before, const struct linebreak_item *last_box,
       bool ragged)
{
	const struct linebreak_item *item = &items[i];

	e->at = i;
	e->end = *before;
	if (last_box != NULL) {
		e->last_word = last_box->last_word;
		e->last_letters = last_box->last_letters;
		e->right_hang = last_box->right_hang;
	}
	e->penalty = item->penalty;
	if (item->kind == LINEBREAK_PENALTY) {
		e->forced = is_forced(item);
		e->hyphen = item->hyphen;
		e->in_need = item->in_need;
		e->soft = item->hyphen && !item->hard && !e->forced;
		if (item->hyphen)
			e->right_hang = item->right_hang;
		e->end.width += item->width;
		if (!item->rigid && !ragged)
			e->end.elastic += item->width;
	}
	e->end.width -= e->right_hang;
}

/* The line after edge e begins at items[i], or at the end of all: NULL. */
static void
begin_at(struct lineset_edge *e, const struct linebreak_item *items, size_t i,
	 size_t n, const struct lineset_totals *before, bool ragged)
{
	e->begin = i;
	e->start = *before;
	if (i < n && items[i].kind == LINEBREAK_BOX) {
		e->first_word = items[i].first_word;
		e->first_letters = items[i].first_letters;
		e->left_hang = items[i].left_hang;
		e->start.width += e->left_hang;
	}
	if (e->at != SIZE_MAX && items[e->at].kind == LINEBREAK_PENALTY) {
		e->start.width -= items[e->at].post;
		if (!items[e->at].rigid && !ragged)
			e->start.elastic -= items[e->at].post;
	}
}

static size_t
count_edges(const struct linebreak_item *items, size_t n)
{
	size_t count = 1;

	for (size_t i = 0; i < n; i++)
		count += may_break_at(items, i);
	return count;
}

static int64_t
low(const struct linebreak_params *p, const struct lineset_totals *t)
{
	return (t->width - t->shrink) * 1000 - t->elastic * p->limit;
}

/* Drop the soft edges inside pieces that fit a line whole. */
static void
keep_soft_if_wide(struct lineset_edges *edges, const struct linebreak_params *p)
{
	struct lineset_edge *edge = edges->edge;
	size_t kept = 1, n_soft = 0,
	       piece = 0; /* the last edge that is not soft */
	int64_t measure = p->measures[0];

	for (size_t i = 1; i < p->n_measures; i++)
		if (p->measures[i] < measure)
			measure = p->measures[i];
	for (size_t i = 1; i < edges->n; i++) {
		if (edge[i].soft) {
			edge[kept++] = edge[i];
			n_soft++;
			continue;
		}
		if (low(p, &edge[i].end) - low(p, &edge[piece].start) <=
		    measure * 1000)
			kept -= n_soft;
		n_soft = 0;
		piece = kept;
		edge[kept++] = edge[i];
	}
	edges->n = kept;
}

/*
 * One sweep. Glue and penalties vanish after a break, up to a box or a forced
 * break: until one comes, the edges from `open` on wait for their beginning.
 */
struct lineset_edges
lineset_edges(struct arena *arena, const struct linebreak_item *items, size_t n,
	      const struct linebreak_params *params)
{
	struct lineset_edges edges = {.n = 1};
	const struct linebreak_item *last_box = NULL;
	const bool ragged = params->ragged > 0;
	struct lineset_totals before = {0};
	size_t open = 1;

	edges.edge = arena_new_array(
		arena, struct lineset_edge, count_edges(items, n));
	edges.edge[0].at = SIZE_MAX;
	begin_at(&edges.edge[0], items, 0, n, &before, ragged);
	for (size_t i = 0; i < n; i++) {
		bool box = items[i].kind == LINEBREAK_BOX;

		if (box || is_forced(&items[i]))
			for (; open < edges.n; open++)
				begin_at(&edges.edge[open], items, i, n, &before,
					 ragged);
		if (may_break_at(items, i))
			end_at(&edges.edge[edges.n++], items, i, &before,
			       last_box, ragged);
		if (box)
			last_box = &items[i];
		else if (is_forced(&items[i]))
			last_box = NULL;
		add_item(&before, &items[i], ragged);
	}
	for (; open < edges.n; open++)
		begin_at(&edges.edge[open], items, n, n, &before, ragged);
	if (params->hyphens_if_wide)
		keep_soft_if_wide(&edges, params);
	return edges;
}

/* The greatest ratio whose badness is within tolerance. */
static int64_t
greatest_ratio(int tolerance)
{
	int64_t low_r = 0, high_r = RATIO_MAX;

	while (low_r < high_r) {
		int64_t r = (low_r + high_r + 1) / 2;

		if (badness_of_ratio(r) <= tolerance)
			low_r = r;
		else
			high_r = r - 1;
	}
	return low_r;
}

/* What the items come to at the most, in 297000ths: a bit more than tolerated. */
static int64_t
high(const struct linebreak_params *p, const struct lineset_totals *t,
     int64_t ratio)
{
	return (t->width * 1000 + t->elastic * p->limit) * RATIO_ONE +
	       t->stretch * (ratio + 1) * 1000;
}

void
lineset_bound(struct lineset_edges *edges, const struct linebreak_params *p,
	      int tolerance)
{
	/* Ragged lines and those of the last pass are never too loose. */
	const bool any = tolerance >= LINEBREAK_NEVER || p->ragged > 0;
	const int64_t ratio = greatest_ratio(tolerance);
	int64_t low_ahead = INT64_MAX / 2, high_start = INT64_MAX / 2;

	for (size_t i = edges->n; i-- > 0;) {
		struct lineset_edge *e = &edges->edge[i];
		int64_t end = low(p, &e->end), start = high(p, &e->start, ratio);

		if (start < high_start)
			high_start = start;
		e->high_start = high_start;
		e->high_end = any ? INT64_MAX / 2 : high(p, &e->end, ratio);
		e->low_start = low(p, &e->start);
		e->low_ahead = low_ahead;
		low_ahead = e->forced || end < low_ahead ? end : low_ahead;
	}
}

/* ---- from edges to lines ------------------------------------------------------ */

struct lineset_totals
lineset_between(const struct lineset_edge *from, const struct lineset_edge *to)
{
	const struct lineset_totals *x = &from->start, *y = &to->end;

	return (struct lineset_totals){
		.width = y->width - x->width,
		.stretch = y->stretch - x->stretch,
		.shrink = y->shrink - x->shrink,
		.elastic = y->elastic - x->elastic,
		.space = y->space - x->space,
		.gaps = y->gaps - x->gaps,
		.fills = y->fills - x->fills,
	};
}

/* How much of `need` >= 0 the glyphs give, and what of it is dear. */
struct share {
	int64_t glyphs; /* what they give */
	int64_t beyond; /* beyond comfort, of ... */
	int64_t range; /* ... the most there is */
};

static struct share
divide(const struct linebreak_params *p, const struct lineset_totals *t,
       int64_t need, int64_t flex)
{
	int64_t elastic = t->elastic > 0 ? t->elastic : 0;
	int64_t hard = elastic * p->limit / 1000;
	int64_t soft = elastic * p->comfort / 1000;
	int64_t yield = t->space > 0 ? t->space * p->yield / 1000 : 0;
	struct share s = {0};

	if (soft > hard)
		soft = hard;
	if (yield > flex)
		yield = flex;
	s.range = hard - soft;
	if (need <= soft)
		s.glyphs = need;
	else if (need >= hard + yield)
		s.glyphs = hard;
	else
		s.glyphs = soft + (need - soft) * s.range / (s.range + yield);
	if (s.glyphs > soft)
		s.beyond = s.glyphs - soft;
	return s;
}

static int64_t
own_demerits(const struct linebreak_params *p, const struct lineset_totals *t,
	     int badness, const struct share *share, int64_t spaces)
{
	int64_t base = (int64_t)p->line_penalty + badness;
	int64_t d = base * base;

	if (p->space_deviation > 0 && t->space > 0) {
		int64_t r = spaces * 1000 / t->space;

		if (r > 10000)
			r = 10000;
		d += r * r * t->gaps / 1000 * p->space_deviation / 1000;
	}
	if (p->wide_glyphs > 0 && share->beyond > 0) {
		int64_t r = share->beyond * 1000 / share->range;

		d += r * r / 1000 * p->wide_glyphs / 1000;
	}
	return d;
}

/*
 * Of lines too loose to be told apart by their badness - in the last pass, or of one
 * word, which has no space to be loose - the more is wanting the dearer. spaces is
 * what the spaces would have to give.
 */
static int64_t
want_demerits(const struct lineset *s, int64_t spaces, mpt measure)
{
	int64_t r;

	if (s->badness < LINEBREAK_NEVER || s->over || measure <= 0)
		return 0;
	r = spaces < measure ? spaces * 1000 / measure : 1000;
	return r * r * WANT_PRICE;
}

/* White at the end of a line, and nothing flexes. */
static struct lineset
price_ragged(const struct linebreak_params *p, const struct lineset_totals *t,
	     int64_t excess)
{
	const struct share none = {0};
	struct lineset s = {.fit = LINESET_DECENT, .over = excess < 0};

	if (s.over)
		s.badness = LINEBREAK_NEVER;
	else if (t->fills == 0)
		s.badness = linebreak_badness(excess, p->ragged);
	s.demerits = own_demerits(p, t, s.badness, &none, 0);
	return s;
}

struct lineset
lineset_price(const struct linebreak_params *p, const struct lineset_totals *t,
	      mpt measure)
{
	int64_t excess = measure - t->width, flex, spaces;
	struct lineset s = {.fit = LINESET_DECENT};
	struct share share = {0};

	if (p->ragged > 0)
		return price_ragged(p, t, excess);
	if (excess >= 0 && t->fills > 0)
		excess = 0;
	if (excess >= 0) {
		share = divide(p, t, excess, t->stretch);
		spaces = excess - share.glyphs;
		flex = t->stretch;
	} else {
		share = divide(p, t, -excess, t->shrink);
		spaces = -excess - share.glyphs;
		flex = t->shrink;
		s.over = spaces > flex;
	}
	s.badness = linebreak_badness(spaces, flex);
	if (s.badness > 12) {
		if (excess < 0)
			s.fit = LINESET_TIGHT;
		else
			s.fit = s.badness > 99 ? LINESET_VERY_LOOSE
					       : LINESET_LOOSE;
	}
	s.demerits = own_demerits(p, t, s.badness, &share, spaces) +
		     want_demerits(&s, spaces, measure);
	return s;
}

static mpt
saturate(int64_t a)
{
	return a > INT32_MAX ? INT32_MAX : a < INT32_MIN ? INT32_MIN : (mpt)a;
}

int64_t
lineset_similar(const struct linebreak_params *p, const struct lineset_edge *from,
		const struct lineset_edge *to)
{
	int64_t d = 0;

	if (to->last_word != 0 && to->last_word == from->last_word)
		d += p->similar_ends;
	else if (to->last_letters != 0 && to->last_letters == from->last_letters)
		d += p->similar_letters;
	if (to->first_word != 0 && to->first_word == from->first_word)
		d += p->similar_starts;
	else if (to->first_letters != 0 &&
		 to->first_letters == from->first_letters)
		d += p->similar_letters;
	return d;
}

int64_t
lineset_runt(const struct linebreak_params *p, const struct lineset_edges *edges)
{
	const struct lineset_edge *last = &edges->edge[edges->n - 1];
	int64_t width = last->end.width - edges->edge[0].start.width;
	int64_t full = (int64_t)p->runt_lines * p->measures[p->n_measures - 1];
	int64_t part;

	if (width >= full)
		return p->runt;
	part = width > 0 ? width * 1000 / full : 0;
	return p->runt * part / 1000 * part / 1000 * part / 1000;
}

/*
 * Give the glyphs their share in whole thousandths. The scale is rounded towards
 * narrower, so that the spaces are never asked for more shrink than divide()
 * left them; what the rounding leaves over, they take. At the limit nothing is
 * rounded: a thousandth of a line is a good part of a space.
 */
static void
scale_glyphs(const struct linebreak_params *p, const struct lineset_totals *t,
	     int64_t excess, struct linebreak_line *line)
{
	bool shrinks = excess < 0;
	struct share share = divide(p, t, shrinks ? -excess : excess,
				    shrinks ? t->shrink : t->stretch);
	int64_t scale = 0;

	if (!shrinks && share.glyphs > 0 &&
	    share.glyphs == t->elastic * p->limit / 1000)
		scale = p->limit;
	else if (t->elastic > 0)
		scale = shrinks ? -((share.glyphs * 1000 + t->elastic - 1) /
				    t->elastic)
				: share.glyphs * 1000 / t->elastic;
	line->scale = LINEBREAK_NATURAL + (int)scale;
	line->gain = saturate(t->elastic * scale / 1000);
}

static void
flex_line(const struct linebreak_params *p, const struct lineset_totals *t,
	  int64_t excess, struct linebreak_line *line)
{
	int64_t rest;

	scale_glyphs(p, t, excess, line);
	rest = excess - line->gain;
	if (-rest > t->shrink) {
		line->over = saturate(-rest - t->shrink);
		line->excess = saturate(-t->shrink);
	} else if (rest <= 0 || t->stretch > 0) {
		line->excess = saturate(rest);
	} else {
		line->white = saturate(rest);
	}
}

struct linebreak_line
lineset_finish(const struct linebreak_params *p, const struct lineset_edge *from,
	       const struct lineset_edge *to, mpt measure)
{
	struct lineset_totals t = lineset_between(from, to);
	struct lineset set = lineset_price(p, &t, measure);
	int64_t excess = measure - t.width;
	struct linebreak_line line = {
		.begin = from->begin,
		.end = to->at,
		.from = from->at,
		.natural = saturate(t.width),
		.left_hang = from->left_hang,
		.right_hang = to->right_hang,
		.scale = LINEBREAK_NATURAL,
		.badness = set.over ? LINEBREAK_NEVER : set.badness,
		.hyphen = to->hyphen,
		.last_resort = set.over || set.badness > p->tolerance,
	};

	if (excess >= 0 && t.fills > 0)
		line.fill = saturate(excess);
	else if (p->ragged == 0)
		flex_line(p, &t, excess, &line);
	else if (excess >= 0)
		line.white = saturate(excess);
	else
		line.over = saturate(-excess);
	return line;
}
