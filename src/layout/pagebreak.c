#include "layout/pagebreak.h"

#include <assert.h>

#include "base/arena.h"
#include "layout/columnfill.h"
#include "layout/pagebound.h"
#include "layout/pagelast.h"
#include "layout/pageresult.h"
#include "layout/pagestate.h"
#include "layout/pagetargets.h"

#define SMALL 200 /* lines of a galley in which every way may be tried */
#define EFFORT \
	32 /* columns begun in a proof, for each line and column of a page */

const struct pagebreak_params pagebreak_defaults = {
	.columns = 2,
	.least = 2,
	.max_short = 4,
	.flex = 3000,
	.short_page = 8000,
	.mended = 300,
	.hyphen = 100000,
	.uneven = 1500,
	.last_least = 10,
	.last_short = 1000,
	.float_white = 1,
	.float_least = 5,
	.float_foot = 200,
	.float_early = 1500,
	.float_later = 6000,
	.float_turn = 6000,
	.float_overdue = 500000,
	.float_bare = 2500,
	.float_uneven = 3000,
	.ragged = 200000,
	.unlike = 1000000,
	.turn = 5000000,
	.alone = 20000000,
	.foot = 100000000,
	.over = 1000000000,
	.patience = 60000,
};

struct breaker {
	struct columnfill fill;
	struct arena *scratch; /* of one search */
	const struct pagebreak_params *params;
	struct pagestates states;
	int64_t patience;
	struct pagebound bound;
	int64_t known; /* a way costs this: dearer ones are of no interest */
	int64_t dropped; /* the least that those cost that were not pursued for
			    want of patience or effort */
	size_t effort, most_effort; /* columns begun; and the limit */
	bool certain; /* of what was not found, that there is none */
	bool in_need; /* pages may run shorter than is good */
	const struct pagelast_start **last; /* that may begin the last page */
	size_t n_last, cap_last;
	/* what a column that is being tried comes from */
	const struct pagelast_start *from;
	struct pagetargets targets;
	struct floatplan_page page; /* floats over all columns of its page ... */
	struct floatplan_column way; /* ... and in the column */
};

static int
height_of(const struct breaker *b, const struct pagelast_start *s)
{
	return b->params->heights[s->page_class];
}

static int
most_short(const struct breaker *b)
{
	return b->params->max_short * (b->in_need ? PAGEBREAK_IN_NEED : 1);
}

/*
 * Not to be pursued: it cannot be the cheapest; or it might, and then the price is
 * noted of which it is only known that it costs no less.
 */
static bool
is_given_up(struct breaker *b, const struct pagelast_start *s, size_t ordinal)
{
	int64_t whole = s->cost + pagebound_rest(&b->bound, s);

	if (whole >= b->known)
		return true;
	if (!pagestates_is_dear(&b->states, s, ordinal, b->patience) &&
	    b->effort < b->most_effort)
		return false;
	if (whole < b->dropped)
		b->dropped = whole;
	return true;
}

/* ---- columns ---------------------------------------------------------------- */

static size_t
next_class(const struct breaker *b, size_t page_class)
{
	return page_class + 1 < b->params->n_heights
		       ? page_class + 1
		       : page_class;
}

/* What the end of the column before this one costs, as far as it is known. */
static int64_t
price_before(const struct breaker *b, const struct pagelast_start *s)
{
	int64_t cost, turn;

	columnfill_price(&b->fill, s->at, &cost, &turn);
	if (s->way.alone) /* the text ended in the column before */
		cost = 0;
	return cost + (s->column == 0 && s->prev->recto ? turn : 0);
}

/*
 * The floats of a page that ends where `s` begins: none stands before its reference,
 * and what is not there costs. False: it can not be.
 */
static bool
end_floats(const struct breaker *b, struct pagelast_start *s)
{
	const struct pagebreak_params *p = b->params;
	size_t placed = pagelast_next(s) + (s->foot != 0);
	size_t due = floatplan_due(&b->fill, 0, s->at);

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
add_floats(const struct breaker *b, struct pagelast_start *s)
{
	if (s->column == 0) {
		s->heads = (uint16_t)b->page.head;
		s->foot = (uint16_t)b->page.foot;
		s->taken = (uint16_t)b->page.taken;
	}
	s->way = b->way;
	s->page = b->page;
	s->floats = (uint16_t)(s->floats + b->way.head + b->way.foot);
	s->cost += floatplan_cost(&b->fill, pagelast_next(s), &b->way, s->at);
	if (s->due <= pagelast_placed(s))
		s->due = 0;
}

/* A column of a page that is not the last ends. */
static void
end_column(void *context, size_t target, const struct columnfill_end *end)
{
	struct breaker *b = context;
	const struct pagelast_start *from = b->from;
	struct pagelast_start s = *from;

	s.prev = from;
	s.at = end->at;
	s.target = b->targets.lines[target] - b->page.taken - b->way.taken;
	s.lack = end->lack;
	s.shorter = b->targets.shorter[target];
	s.ends = b->targets.ends[target];
	s.cost = from->cost + b->targets.cost[target] + end->cost;
	if (b->params->n_floats > 0)
		add_floats(b, &s);
	if (++s.column == b->params->columns) {
		if (b->params->n_floats > 0 && !end_floats(b, &s))
			return;
		if (s.ends && s.at.block < b->fill.n_blocks)
			return;
		s.column = 0;
		s.recto = !from->recto;
		s.page_class = next_class(b, from->page_class);
		if (from->recto)
			s.cost += end->turn;
		if (from->recto || s.ends)
			s.shorter = PAGELAST_ANY;
		s.ends = false;
		if (s.cost >= PAGEBREAK_NEVER)
			return;
	}
	s.price = price_before(b, &s);
	pagestates_offer(&b->states, &s);
}

static void
add_last(struct breaker *b, const struct pagelast_start *s)
{
	if (!pagelast_may_fit(&b->fill, s, height_of(b, s)))
		return;
	b->last = arena_grow(
		b->scratch, b->last, b->n_last, &b->cap_last, sizeof(*b->last));
	b->last[b->n_last++] = s;
}

/*
 * Only now that the way here is pursued, what ends in a broken word is asked about;
 * the cost so far was the least there could be.
 */
static void
know_cost(struct breaker *b, struct pagelast_start *s)
{
	columnfill_resolve(&b->fill, s->at);
	s->cost -= s->price;
	s->price = price_before(b, s);
	s->cost += s->price;
}

/*
 * Floats stand in the column without text; or nothing does, below such as leave no
 * room there, or after the end of the text.
 */
static void
fill_alone(struct breaker *b, const struct pagelast_start *s, size_t n)
{
	bool heads = b->page.foot == 0 && b->way.taken == 0;
	int least = heads ? -b->params->float_white : 0;

	for (size_t k = 0; k < n; k++) {
		int bare = b->targets.lines[k] - b->page.taken - b->way.taken;
		struct columnfill_end end = {.at = s->at};

		if (bare < least)
			continue;
		end.cost = bare > 0 ? bare * b->params->float_bare : 0;
		if (s->at.block < b->fill.n_blocks) {
			int64_t price;

			columnfill_price(&b->fill, s->at, &price, &end.turn);
		}
		end_column(b, k, &end);
	}
}

/* The text ends in a column of a page that is not the last: floats are left over. */
struct text_end {
	struct breaker *b;
	const int *rooms;
	size_t n;
};

static void
end_text(void *context, int height, int64_t cost)
{
	struct text_end *t = context;

	for (size_t k = 0; k < t->n; k++) {
		struct columnfill_end end = {
			.at = {t->b->fill.n_blocks, 0, 0},
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
fill_text(struct breaker *b, const struct pagelast_start *s, size_t n)
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
	columnfill_ends(&b->fill, s->at, rooms, fit, end_column, b);
	if (placed == b->params->n_floats ||
	    columnfill_least(&b->fill, s->at) > rooms[0])
		return;
	t.n = fit;
	columnfill_rest(&b->fill, s->at, rooms[0], end_text, &t);
}

static void
fill_column(struct breaker *b, const struct pagelast_start *s, size_t next,
	    size_t n)
{
	const struct pagebreak_params *p = b->params;
	int room = height_of(b, s) - b->page.taken;
	bool last = s->column + 1 == p->columns, gone;
	struct floatplan_column ways[FLOATPLAN_COLUMNS];
	size_t end = b->page.foot != 0
			     ? b->page.foot - 1u
			     : floatplan_reach(&b->fill, next, s->at,
					       b->fill.highest * p->columns);
	size_t n_ways = floatplan_columns(
		p, next, end, room, p->float_least, ways);

	gone = s->at.block == b->fill.n_blocks;
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
extend_floats(struct breaker *b, const struct pagelast_start *s, size_t n)
{
	struct floatplan_page ways[FLOATPLAN_PAGES];
	size_t n_ways, end;

	if (s->column > 0) {
		b->page = (struct floatplan_page){
			s->heads, s->foot, (int16_t)s->taken};
		fill_column(b, s, pagelast_next(s), n);
		return;
	}
	end = floatplan_reach(&b->fill, pagelast_next(s), s->at,
			      b->fill.highest * b->params->columns);
	n_ways = floatplan_pages(
		b->params, pagelast_next(s), end, height_of(b, s), ways);
	for (size_t i = 0; i < n_ways; i++) {
		b->page = ways[i];
		fill_column(b, s, pagelast_next(s) + ways[i].head, n);
	}
}

static void
extend(struct breaker *b, struct pagelast_start *s, size_t ordinal)
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
	n = pagetargets_choose(&b->fill, s, most_short(b), &b->targets);
	b->from = s;
	if (b->params->n_floats > 0)
		extend_floats(b, s, n);
	else
		columnfill_ends(&b->fill, s->at, b->targets.lines, n, end_column,
				b);
}

/* ---- one search ------------------------------------------------------------- */

/* Ask what the columns of the last page end with. True if that was not known. */
static bool
resolve_last(struct breaker *b, const struct pagelast *way)
{
	bool news = false;

	for (int i = 0; i + 1 < way->n_ends; i++)
		news |= columnfill_resolve(&b->fill, way->ends[i]);
	return news;
}

/*
 * Where columns of floats alone lead from one entry to another at the same place, all
 * have to know what it costs before they can be compared.
 */
static void
know_costs(struct breaker *b, size_t ordinal)
{
	for (struct pagestate *s = b->states.at[ordinal]; s != NULL; s = s->next)
		if (s->start.prev != NULL &&
		    !pagestates_is_dear(
			    &b->states, &s->start, ordinal, b->patience))
			know_cost(b, &s->start);
}

static void
extend_all(struct breaker *b, size_t ordinal)
{
	struct pagestate *s = NULL;

	if (b->params->n_floats > 0)
		know_costs(b, ordinal);
	while ((s = pagestates_next(&b->states, ordinal, s)) != NULL)
		extend(b, &s->start, ordinal);
}

/* The cheapest way of less than b->known; false if none was found. */
static bool
search(struct breaker *b, struct arena *scratch, struct pagelast *ret)
{
	size_t lines = b->fill.ordinal[b->fill.n_blocks];
	struct pagelast_start origin = {
		.recto = b->params->first_is_recto,
		.shorter = PAGELAST_ANY,
	};

	b->scratch = scratch;
	b->n_last = b->cap_last = 0;
	b->dropped = PAGEBREAK_NEVER;
	b->effort = 0;
	pagestates_init(&b->states, &b->fill, scratch);
	pagestates_offer(&b->states, &origin);
	for (size_t i = 0; i < lines; i++)
		extend_all(b, i);
	if (b->params->n_floats > 0) /* those may come after all text */
		extend_all(b, lines);
	do
		if (!pagelast_best(&b->fill, scratch, b->last, b->n_last,
				   b->known, ret))
			return false;
	while (resolve_last(b, ret));
	return true;
}

static bool
is_small(const struct breaker *b)
{
	return b->fill.ordinal[b->fill.n_blocks] <= SMALL;
}

/* Pursue every way; in a long galley, as far as the effort allows. */
static void
be_patient(struct breaker *b)
{
	size_t lines = b->fill.ordinal[b->fill.n_blocks];

	b->patience = PAGEBREAK_NEVER;
	b->most_effort = is_small(b)
				 ? SIZE_MAX
				 : lines * EFFORT * (size_t)b->params->columns;
}

/*
 * No way was found. First because those there are were given up for cheaper ones
 * that led nowhere; then because pages would have to be shorter; then because no
 * way keeps the rules.
 */
static void
relent(struct breaker *b)
{
	int64_t more = b->params->patience * 8;

	assert(!b->fill.lenient || b->dropped < PAGEBREAK_NEVER);
	if (b->dropped < PAGEBREAK_NEVER && b->patience < PAGEBREAK_NEVER) {
		if (is_small(b) || b->patience >= more)
			be_patient(b);
		else
			b->patience = more;
		if (b->fill.lenient) /* there must be one */
			b->most_effort = SIZE_MAX;
		return;
	}
	b->certain &= b->dropped == PAGEBREAK_NEVER;
	b->patience = is_small(b) ? PAGEBREAK_NEVER : more;
	b->most_effort = SIZE_MAX;
	if (!b->in_need) {
		b->in_need = true;
	} else {
		b->fill.lenient = true;
		if (!is_small(b))
			b->patience *= 8;
	}
}

/*
 * Is there none that is cheaper? If one that was given up might be, all are pursued
 * that cost less than the one found. True if that settles it.
 */
static bool
prove(struct breaker *b, struct arena *scratch, struct pagelast *way)
{
	struct pagelast better;

	if (b->dropped < way->cost) {
		b->known = way->cost;
		if (!b->fill.lenient && b->params->n_floats == 0)
			pagebound_find(scratch, &b->fill, most_short(b),
				       &b->bound);
		be_patient(b);
		if (search(b, scratch, &better))
			*way = better;
	}
	return b->certain && b->dropped >= way->cost;
}

static int
highest(const struct pagebreak_params *params)
{
	int most = 1;

	for (size_t i = 0; i < params->n_heights; i++)
		most = params->heights[i] > most ? params->heights[i] : most;
	return most;
}

void
pagebreak_galley(struct arena *arena, const struct pagebreak_block *blocks,
		 size_t n_blocks, const struct pagebreak_params *params,
		 struct pagebreak_result *ret)
{
	struct arena *kept = arena_new(), *scratch = arena_new();
	struct arena *proof = arena_new();
	struct breaker b = {
		.params = params,
		.patience = params->patience,
		.known = PAGEBREAK_NEVER,
		.most_effort = SIZE_MAX,
		.certain = true,
		.fill =
			{
				.arena = kept,
				.blocks = blocks,
				.n_blocks = n_blocks,
				.params = params,
				.highest = highest(params),
			},
	};
	struct arena_mark mark = arena_mark(scratch);
	struct pagelast way;

	assert(params->columns >= 1 && params->columns <= PAGEBREAK_MAX_COLUMNS);
	floatplan_assert(params, n_blocks);
	*ret = (struct pagebreak_result){0};
	ret->setting = arena_new_array(arena, int, n_blocks + 1);
	ret->white = arena_new_array(arena, int, n_blocks + 1);
	ret->proved = true;
	columnfill_init(&b.fill);
	if (n_blocks > 0 || params->n_floats > 0) {
		while (!search(&b, scratch, &way)) {
			arena_rewind(scratch, mark);
			relent(&b);
		}
		ret->proved = prove(&b, proof, &way);
		pageresult_tell(&b.fill, arena, &way, ret);
	}
	arena_free(proof);
	arena_free(scratch);
	arena_free(kept);
}
