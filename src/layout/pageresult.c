#include "layout/pageresult.h"

#include <assert.h>

#include "base/arena.h"

struct teller {
	struct columnfill *fill;
	const struct pagebreak_params *params;
	struct pagebreak_result *ret;
	bool turn; /* the page is turned between this column's text and the next's */
};

/* ---- columns ---------------------------------------------------------------- */

static void
judge_page(const struct teller *t, const struct pagelast_start *first, int target,
	   struct pagebreak_column *c)
{
	int less = t->params->heights[first->page_class] - target;

	if (c->number > 0)
		return;
	if (less > 0)
		c->paid |= PAGEBREAK_SHORT;
	if (first->shorter != PAGELAST_ANY && first->shorter != less)
		c->paid |= PAGEBREAK_UNLIKE;
}

/* None where floats fill the page to the last, with no white after them. */
static int
lines_between(int from, int to)
{
	return from < to ? to - from : 0;
}

static bool
same_place(struct pagebreak_place a, struct pagebreak_place b)
{
	return a.block == b.block && a.line == b.line;
}

/* The text of a column. One without any ends where it begins. */
static void
tell_text(const struct teller *t, struct pagebreak_column *c)
{
	if (same_place(c->begin, c->end))
		return;
	columnfill_trace(t->fill, c->begin, c->end, c->height, t->ret->setting,
			 t->ret->white);
	c->paid |= columnfill_broken(t->fill, c->end, t->turn, &c->mended);
	for (size_t i = c->begin.block; i < c->end.block; i++)
		if (t->fill->blocks[i].height > c->target)
			c->paid |= PAGEBREAK_OVER;
}

/* ---- the last page ---------------------------------------------------------- */

static void
judge_level(const struct teller *t, const struct pagelast *way, int room,
	    struct pagebreak_column *c)
{
	int cuttable = 2 * t->params->least; /* less text can not be levelled */
	bool floating = pagelast_next(way->start) < t->params->n_floats;

	if (room - c->height > 1 && way->target > cuttable && !floating)
		c->paid |= PAGEBREAK_LEVEL;
}

static void
tell_last(struct teller *t, const struct pagelast *way, size_t page,
	  struct pagebreak_column *columns)
{
	const struct pagebreak_params *p = t->params;
	const struct pagebreak_place end = {t->fill->n_blocks, 0, 0};
	struct pagebreak_place begin = way->start->at;
	size_t next = pagelast_next(way->start);
	int top = floatplan_height(p, next, way->page.head);
	int bottom = way->target - (way->page.taken - top);

	floatplan_place_wide(
		p, next, &way->page, page, way->target, t->ret->spots);
	next += way->page.head;
	for (int i = 0; i < p->columns; i++) {
		struct pagebreak_column *c = &columns[i];
		struct floatplan_column floats = {0};

		*c = (struct pagebreak_column){
			.begin = begin, .end = end, .page = page, .number = i};
		if (i < way->n_ends) {
			c->end = way->ends[i];
			c->height = way->heights[i];
			floats = way->ways[i];
		}
		c->above = top + floatplan_height(p, next, floats.head);
		c->target = lines_between(top + floats.taken, bottom);
		floatplan_place(p, next, &floats, page, i, top, bottom,
				t->ret->spots);
		next += floats.head + floats.foot;
		judge_level(t, way, c->target, c);
		tell_text(t, c);
		begin = c->end;
	}
}

/* ---- the others ------------------------------------------------------------- */

/* Where the page began of which `s` is a column. */
static const struct pagelast_start *
page_start(const struct pagelast_start *s)
{
	while (s->column > 0)
		s = s->prev;
	return s;
}

/* The floats of the column that ended where `s` begins; those over all at its first. */
static void
tell_floats(const struct teller *t, const struct pagelast_start *s,
	    struct pagebreak_column *c)
{
	const struct pagebreak_params *p = t->params;
	const struct pagelast_start *start = page_start(s->prev);
	int target = s->target + s->page.taken + s->way.taken;
	int top = floatplan_height(p, start->floats, s->page.head);
	size_t next = pagelast_next(s->prev);

	if (c->number == 0) {
		floatplan_place_wide(
			p, next, &s->page, c->page, target, t->ret->spots);
		next += s->page.head;
		if (!s->ends)
			judge_page(t, start, target, c);
	}
	c->above = top + floatplan_height(p, next, s->way.head);
	floatplan_place(p, next, &s->way, c->page, c->number, top,
			target - (s->page.taken - top), t->ret->spots);
}

/* The column that ended where `s` begins. */
static void
tell_column(struct teller *t, const struct pagelast_start *s,
	    struct pagebreak_column *c)
{
	bool ends = s->at.block == t->fill->n_blocks; /* and floats follow */

	c->begin = s->prev->at;
	c->end = s->at;
	c->target = lines_between(0, s->target);
	c->height = s->way.alone ? 0 : s->target - s->lack;
	if (s->lack > 0 && !t->params->free_foot && !ends)
		c->paid |= PAGEBREAK_RAGGED;
	t->turn |= s->column == 0 && s->prev->recto;
	tell_floats(t, s, c);
	tell_text(t, c);
	t->turn &= s->way.alone;
}

/* ---- the whole -------------------------------------------------------------- */

/* On which page references stand, and how much later their floats. */
static void
tell_delays(const struct teller *t)
{
	size_t due, i = 0;

	for (size_t k = 0; k < t->ret->n_columns; k++) {
		const struct pagebreak_column *c = &t->ret->columns[k];

		due = floatplan_due(t->fill, i, c->end);
		for (; i < due; i++)
			t->ret->spots[i].late = (int)t->ret->spots[i].page -
						(int)c->page;
	}
}

void
pageresult_tell(struct columnfill *fill, struct arena *arena,
		const struct pagelast *way, struct pagebreak_result *ret)
{
	const size_t columns = (size_t)fill->params->columns;
	struct teller t = {.fill = fill, .params = fill->params, .ret = ret};
	struct pagebreak_column *out;
	size_t n = 0;

	for (const struct pagelast_start *s = way->start; s->prev != NULL;
	     s = s->prev)
		n++;
	assert(n % columns == 0);
	out = arena_new_array(arena, struct pagebreak_column, n + columns);
	if (fill->params->n_floats > 0)
		ret->spots = arena_new_array(
			arena, struct pagebreak_spot, fill->params->n_floats);
	ret->columns = out;
	ret->n_columns = n + columns;
	ret->n_pages = ret->n_columns / columns;
	ret->cost = way->cost;
	tell_last(&t, way, n / columns, &out[n]);
	for (const struct pagelast_start *s = way->start; s->prev != NULL;
	     s = s->prev) {
		struct pagebreak_column *c = &out[--n];

		c->page = n / columns;
		c->number = (int)(n % columns);
		tell_column(&t, s, c);
	}
	tell_delays(&t);
}
