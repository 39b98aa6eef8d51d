#include "layout/pagesearch.h"

#include "base/arena.h"

static int
height_of(const struct pagesearch *b, const struct pagelast_start *s)
{
	return b->params->heights[s->page_class];
}

/* The least that a way costs that is set so far. */
static int64_t
whole_of(const struct pagesearch *b, const struct pagelast_start *s)
{
	return s->cost + pagebound_rest(&b->bound, s);
}

/*
 * Not to be pursued: it cannot be the cheapest; or it might, and then the price is
 * noted of which it is only known that it costs no less.
 */
static bool
is_given_up(struct pagesearch *b, const struct pagelast_start *s, size_t ordinal)
{
	int64_t whole = whole_of(b, s);

	if (whole > b->most || whole >= PAGEBREAK_NEVER)
		return true;
	if (!pagestates_is_dear(&b->states, s, whole, ordinal, b->patience) &&
	    b->effort < b->most_effort)
		return false;
	if (whole < b->dropped)
		b->dropped = whole;
	return true;
}

/* ---- columns ---------------------------------------------------------------- */

static size_t
next_class(const struct pagesearch *b, size_t page_class)
{
	return page_class + 1 < b->params->n_heights
		       ? page_class + 1
		       : page_class;
}

/* What the end of the column before this one costs, as far as it is known. */
static int64_t
price_before(const struct pagesearch *b, const struct pagelast_start *s)
{
	int64_t cost, turn;

	columnfill_price(b->fill, s->at, &cost, &turn);
	if (s->way.alone) /* the text ended in the column before */
		cost = 0;
	return cost + (s->column == 0 && s->prev->recto ? turn : 0);
}

/*
 * The floats of a page that ends where `s` begins: none stands before its reference,
 * and what is not there costs. False: it can not be.
 */
static bool
end_floats(const struct pagesearch *b, struct pagelast_start *s)
{
	const struct pagebreak_params *p = b->params;
	size_t placed = pagelast_next(s) + (s->foot != 0);
	size_t due = floatplan_due(b->fill, 0, s->at);

	if (placed > due)
		return false;
	s->cost += (int64_t)(due - placed) *
		   (p->float_later + (s->prev->recto ? p->float_turn : 0));
	if (s->due > placed)
		s->cost += (int64_t)(s->due - placed) * p->float_overdue;
	s->floats = (uint16_t)placed;
	s->due = due > placed ? (uint16_t)due : 0;
	s->heads = s->foot = s->taken = 0;
	return true;
}

/* The floats of the column, and of the page if it is the first of it. */
static void
add_floats(const struct pagesearch *b, struct pagelast_start *s)
{
	if (s->column == 0) {
		s->heads = (uint16_t)b->page.head;
		s->foot = (uint16_t)b->page.foot;
		s->taken = (uint16_t)b->page.taken;
	}
	s->way = b->way;
	s->page = b->page;
	s->floats = (uint16_t)(s->floats + b->way.head + b->way.foot);
	s->cost += floatplan_cost(b->fill, pagelast_next(s), &b->way, s->at);
	if (s->due <= pagelast_placed(s))
		s->due = 0;
}

/* On a page on which all text has to end: can it, in the columns that are left? */
static bool
may_end(const struct pagesearch *b, const struct pagelast_start *s)
{
	int left = b->params->columns - s->column;
	int height = height_of(b, s) - s->shorter + b->fill->most_above;

	return columnfill_least(b->fill, s->at) <= left * height;
}

/* A column of a page that is not the last ends. */
static void
end_column(void *context, size_t target, const struct columnfill_end *end)
{
	struct pagesearch *b = context;
	const struct pagelast_start *from = b->from;
	struct pagelast_start s = *from;

	s.prev = from;
	s.at = end->at;
	s.target = (int16_t)(b->targets.lines[target] - b->page.taken -
			     b->way.taken);
	s.lack = (int16_t)end->lack;
	s.shorter = (int8_t)b->targets.shorter[target];
	s.ends = b->targets.ends[target];
	s.cost = from->cost + b->targets.cost[target] + end->cost;
	if (b->params->n_floats > 0)
		add_floats(b, &s);
	s.column++;
	if (s.ends && !may_end(b, &s))
		return;
	if (s.column == b->params->columns) {
		if (b->params->n_floats > 0 && !end_floats(b, &s))
			return;
		s.column = 0;
		s.recto = !from->recto;
		s.page_class = (uint16_t)next_class(b, from->page_class);
		if (from->recto)
			s.cost += end->turn;
		if (from->recto || s.ends)
			s.shorter = PAGELAST_ANY;
		s.ends = false;
		if (s.cost >= PAGEBREAK_NEVER)
			return;
	}
	s.price = s.way.alone ? 0 : end->price;
	if (s.column == 0 && from->recto)
		s.price += end->turn;
	pagestates_offer(&b->states, &s, whole_of(b, &s));
}

static void
add_last(struct pagesearch *b, struct pagelast_start *s)
{
	if (!pagelast_may_fit(b->fill, s, height_of(b, s)))
		return;
	b->last = arena_grow(
		b->scratch, b->last, b->n_last, &b->cap_last, sizeof(*b->last));
	b->last[b->n_last++] = s;
	pagestates_keep(s);
}

/*
 * Only now that the way here is pursued, what ends in a broken word is asked about;
 * the cost so far was the least there could be.
 */
static void
know_cost(struct pagesearch *b, struct pagelast_start *s)
{
	columnfill_resolve(b->fill, s->at);
	s->cost -= s->price;
	s->price = price_before(b, s);
	s->cost += s->price;
}

/*
 * Floats stand in the column without text; or nothing does, below such as leave no
 * room there, or after the end of the text.
 */
static void
fill_alone(struct pagesearch *b, const struct pagelast_start *s, size_t n)
{
	bool heads = b->page.foot == 0 && b->way.taken == 0;
	int least = heads ? -b->params->float_white : 0;

	for (size_t k = 0; k < n; k++) {
		int bare = b->targets.lines[k] - b->page.taken - b->way.taken;
		struct columnfill_end end = {.at = s->at};

		if (bare < least)
			continue;
		end.cost = bare > 0 ? bare * b->params->float_bare : 0;
		if (s->at.block < b->fill->n_blocks) {
			columnfill_price(b->fill, s->at, &end.price, &end.turn);
		}
		end_column(b, k, &end);
	}
}

/* The text ends in a column of a page that is not the last: floats are left over. */
struct text_end {
	struct pagesearch *b;
	const int *rooms;
	size_t n;
};

static void
end_text(void *context, int height, int64_t cost)
{
	struct text_end *t = context;

	for (size_t k = 0; k < t->n; k++) {
		struct columnfill_end end = {
			.at = {t->b->fill->n_blocks, 0, 0},
			.lack = t->rooms[k] - height,
		};

		if ((k > 0 && !t->b->targets.ends[k]) || end.lack < 0)
			continue;
		end.cost = cost + end.lack * t->b->params->float_bare;
		end_column(t->b, k, &end);
	}
}

/* The column with text in it and the floats of b->way. */
static void
fill_text(struct pagesearch *b, const struct pagelast_start *s, size_t n)
{
	int least = b->way.head + b->way.foot > 0 || b->page.taken > 0
			    ? b->params->float_least
			    : 1;
	int rooms[PAGETARGETS_MAX];
	size_t fit = 0, placed = pagelast_next(s) + b->way.head + b->way.foot;
	struct text_end t = {.b = b, .rooms = rooms};

	while (fit < n) {
		rooms[fit] = b->targets.lines[fit] - b->page.taken - b->way.taken;
		if (rooms[fit] < least)
			break;
		fit++;
	}
	if (fit == 0)
		return;
	if (b->fill->lenient || b->params->free_foot)
		columnfill_ends(b->fill, s->at, rooms, fit, end_column, b);
	else
		columnrooms_find(&b->rooms, s->at, rooms, fit, end_column, b);
	if (placed == b->params->n_floats ||
	    columnfill_least(b->fill, s->at) > rooms[0])
		return;
	t.n = fit;
	columnfill_rest(b->fill, s->at, rooms[0], end_text, &t);
}

static void
fill_column(struct pagesearch *b, const struct pagelast_start *s, size_t next,
	    size_t n)
{
	const struct pagebreak_params *p = b->params;
	int room = height_of(b, s) - b->page.taken;
	bool last = s->column + 1 == p->columns, gone;
	struct floatplan_column ways[FLOATPLAN_COLUMNS];
	size_t end = b->page.foot != 0
			     ? b->page.foot - 1u
			     : floatplan_reach(b->fill, next, s->at,
					       b->fill->highest * p->columns);
	size_t n_ways = floatplan_columns(
		p, next, end, room, p->float_least, ways);

	gone = s->at.block == b->fill->n_blocks;
	for (size_t i = 0; i < n_ways; i++) {
		struct floatplan_column *way = &ways[i];
		uint32_t all = way->head + way->foot;

		if (b->page.foot != 0 && last && next + all != end)
			continue;
		if (gone &&
		    (way->foot > 0 || (all == 0 && s->column == 0 &&
				       b->page.taken == 0 && s->prev != NULL)))
			continue;
		if (gone && !way->alone) {
			if (all > 0)
				way->taken =
					(int16_t)(way->taken - p->float_white);
			way->alone = true;
		}
		if (all == 0 && b->page.taken > 0 && room < p->float_least)
			way->alone = true;
		b->way = *way;
		if (way->alone)
			fill_alone(b, s, n);
		else
			fill_text(b, s, n);
	}
}

/* The same as extend() does where there are floats, each way they may stand. */
static void
extend_floats(struct pagesearch *b, const struct pagelast_start *s, size_t n)
{
	struct floatplan_page ways[FLOATPLAN_PAGES];
	size_t n_ways, end;

	if (s->column > 0) {
		b->page = (struct floatplan_page){
			s->heads, s->foot, (int16_t)s->taken};
		fill_column(b, s, pagelast_next(s), n);
		return;
	}
	end = floatplan_reach(b->fill, pagelast_next(s), s->at,
			      b->fill->highest * b->params->columns);
	n_ways = floatplan_pages(
		b->params, pagelast_next(s), end, height_of(b, s), ways);
	for (size_t i = 0; i < n_ways; i++) {
		b->page = ways[i];
		fill_column(b, s, pagelast_next(s) + ways[i].head, n);
	}
}

/* Text alone. */
static void
fill_plain(struct pagesearch *b, const struct pagelast_start *s, size_t n)
{
	int from = b->targets.shorter[0];

	if (b->ends == NULL)
		columnfill_ends(b->fill, s->at, b->targets.lines, n, end_column,
				b);
	else
		columnends_find(&b->ends[s->page_class], s->at, from,
				from + (int)n, end_column, b);
}

static void
extend(struct pagesearch *b, struct pagelast_start *s, size_t ordinal)
{
	size_t n;

	if (is_given_up(b, s, ordinal))
		return;
	if (s->prev != NULL)
		know_cost(b, s);
	if (is_given_up(b, s, ordinal))
		return;
	b->effort++;
	if (s->column == 0)
		add_last(b, s);
	n = pagetargets_choose(b->fill, s, b->most_short, &b->targets);
	b->from = s;
	if (b->params->n_floats > 0)
		extend_floats(b, s, n);
	else if (n > 0)
		fill_plain(b, s, n);
}

/* ---- the whole ---------------------------------------------------------------- */

/* Ask what the columns of the last page end with. True if that was not known. */
static bool
resolve_last(struct pagesearch *b, const struct pagelast *way)
{
	bool news = false;

	for (int i = 0; i + 1 < way->n_ends; i++)
		news |= columnfill_resolve(b->fill, way->ends[i]);
	return news;
}

/*
 * Where columns of floats alone lead from one entry to another at the same place, all
 * have to know what it costs before they can be compared.
 */
static void
know_costs(struct pagesearch *b, size_t ordinal)
{
	struct pagestate *s = NULL;

	while ((s = pagestates_look(&b->states, s)) != NULL)
		if (s->start.prev != NULL &&
		    !pagestates_is_dear(&b->states, &s->start, s->start.cost,
					ordinal, b->patience))
			know_cost(b, &s->start);
}

static void
extend_all(struct pagesearch *b, size_t ordinal)
{
	struct pagestate *s = NULL;

	pagestates_begin(&b->states, ordinal);
	if (b->params->n_floats > 0)
		know_costs(b, ordinal);
	while ((s = pagestates_next(&b->states, s)) != NULL)
		extend(b, &s->start, ordinal);
	pagestates_end(&b->states);
}

struct pagelast_start
pagesearch_origin(const struct pagebreak_params *params)
{
	return (struct pagelast_start){
		.recto = params->first_is_recto,
		.shorter = PAGELAST_ANY,
	};
}

bool
pagesearch_run(struct pagesearch *b, struct arena *scratch, struct pagelast *ret)
{
	size_t lines = b->fill->ordinal[b->fill->n_blocks];
	struct pagelast_start origin = pagesearch_origin(b->params);

	b->scratch = scratch;
	b->n_last = b->cap_last = 0;
	b->dropped = PAGEBREAK_NEVER;
	b->effort = 0;
	if (b->params->n_floats > 0)
		columnrooms_init(&b->rooms, b->fill, scratch);
	pagestates_init(&b->states, b->fill, scratch,
			b->patience < PAGEBREAK_NEVER);
	pagestates_offer(&b->states, &origin, whole_of(b, &origin));
	for (size_t i = 0; i < lines; i++)
		extend_all(b, i);
	if (b->params->n_floats > 0) /* those may come after all text */
		extend_all(b, lines);
	do
		if (!pagelast_best(b->fill, scratch, b->last, b->n_last,
				   b->most + 1, ret))
			return false;
	while (resolve_last(b, ret));
	return true;
}
