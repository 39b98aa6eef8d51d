#include "layout/pagebreak.h"

#include <assert.h>

#include "base/arena.h"
#include "layout/columnfill.h"
#include "layout/pagebound.h"
#include "layout/pagelast.h"

#define SMALL 200 /* lines of a galley in which every way may be tried */
#define EFFORT \
	32 /* columns begun in a proof, for each line and column of a page */

const struct pagebreak_params pagebreak_defaults = {
	.columns = 2,
	.least = 2,
	.max_short = 3,
	.flex = 3000,
	.short_page = 8000,
	.mended = 300,
	.hyphen = 100000,
	.uneven = 1500,
	.last_least = 10,
	.last_short = 1000,
	.ragged = 200000,
	.unlike = 1000000,
	.turn = 5000000,
	.alone = 20000000,
	.foot = 100000000,
	.over = 1000000000,
	.patience = 60000,
};

/*
 * The cheapest way to have set everything before a place that begins a column of
 * a certain kind: one entry of the dynamic program. Places are dealt with in
 * reading order, and all ends of a column are further along than its beginning.
 */
struct state {
	struct state *next; /* that begin at places of the same number */
	struct pagelast_start start;
};

struct breaker {
	struct columnfill fill;
	struct arena *scratch; /* of one search */
	const struct pagebreak_params *params;
	struct state **at; /* by number of the place */
	int64_t *
		least; /* by number of the place, column and side: the cheapest */
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
	int targets[PAGEBOUND_MAX_TARGETS], shorter[PAGEBOUND_MAX_TARGETS];
	int64_t costs[PAGEBOUND_MAX_TARGETS];
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

/* ---- states ----------------------------------------------------------------- */

static bool
same_kind(const struct pagelast_start *a, const struct pagelast_start *b)
{
	return a->at.block == b->at.block && a->at.line == b->at.line &&
	       a->at.setting == b->at.setting && a->column == b->column &&
	       a->recto == b->recto && a->shorter == b->shorter &&
	       a->page_class == b->page_class;
}

static int64_t *
least_of(const struct breaker *b, const struct pagelast_start *s, size_t ordinal)
{
	size_t kinds = (size_t)b->params->columns * 2;

	return &b->least[ordinal * kinds + (size_t)s->column * 2 + s->recto];
}

static void
offer(struct breaker *b, const struct pagelast_start *start)
{
	size_t ordinal = columnfill_ordinal(&b->fill, start->at);
	int64_t *least = least_of(b, start, ordinal);
	struct state *s = b->at[ordinal];

	if (start->cost < *least && !columnfill_is_open(&b->fill, start->at))
		*least = start->cost;
	while (s != NULL && !same_kind(&s->start, start))
		s = s->next;
	if (s == NULL) {
		s = arena_alloc(b->scratch, sizeof(*s));
		s->next = b->at[ordinal];
		b->at[ordinal] = s;
	} else if (start->cost >= s->start.cost) {
		return;
	}
	s->start = *start;
}

/*
 * Another way that is as far or further is cheaper by more than patience. Ways that
 * may turn out dearer do not count.
 */
static bool
is_behind(const struct breaker *b, const struct pagelast_start *s, size_t ordinal)
{
	size_t end = ordinal + (size_t)b->fill.highest;
	size_t lines = b->fill.ordinal[b->fill.n_blocks];

	if (b->patience >= PAGEBREAK_NEVER)
		return false;
	for (size_t i = ordinal; i < end && i < lines; i++)
		if (s->cost - *least_of(b, s, i) > b->patience)
			return true;
	return false;
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
	if (!is_behind(b, s, ordinal) && b->effort < b->most_effort)
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
	return cost + (s->column == 0 && s->prev->recto ? turn : 0);
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
	s.target = b->targets[target];
	s.lack = end->lack;
	s.shorter = b->shorter[target];
	s.cost = from->cost + b->costs[target] + end->cost;
	if (++s.column == b->params->columns) {
		s.column = 0;
		s.recto = !from->recto;
		s.page_class = next_class(b, from->page_class);
		if (from->recto) {
			s.cost += end->turn;
			s.shorter = PAGELAST_ANY;
		}
		if (s.cost >= PAGEBREAK_NEVER)
			return;
	}
	s.price = price_before(b, &s);
	offer(b, &s);
}

/* The targets of the column: all of a page's are those of its first. */
static size_t
choose_targets(struct breaker *b, const struct pagelast_start *s)
{
	int height = height_of(b, s), most = most_short(b);
	size_t n = 0;

	for (int less = 0;
	     less <= most && less < height && n < PAGEBOUND_MAX_TARGETS; less++) {
		int apart = s->shorter == PAGELAST_ANY ? 0 : less - s->shorter;

		if (apart != 0 && (s->column > 0 || !b->fill.lenient))
			continue;
		b->targets[n] = height - less;
		b->shorter[n] = less;
		b->costs[n] = 0;
		if (s->column == 0)
			b->costs[n] =
				less * b->params->short_page +
				(apart < 0 ? -apart : apart) * b->params->unlike;
		n++;
	}
	return n;
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
	n = choose_targets(b, s);
	b->from = s;
	columnfill_ends(&b->fill, s->at, b->targets, n, end_column, b);
}

/* ---- one search ------------------------------------------------------------- */

static void
init_search(struct breaker *b, struct arena *scratch)
{
	size_t lines = b->fill.ordinal[b->fill.n_blocks];
	size_t n_least = (lines + 1) * (size_t)b->params->columns * 2;

	b->scratch = scratch;
	b->at = arena_new_array(scratch, struct state *, lines + 1);
	b->least = arena_new_array(scratch, int64_t, n_least);
	for (size_t i = 0; i < n_least; i++)
		b->least[i] = PAGEBREAK_NEVER;
	b->n_last = b->cap_last = 0;
	b->dropped = PAGEBREAK_NEVER;
	b->effort = 0;
}

/* Ask what the columns of the last page end with. True if that was not known. */
static bool
resolve_last(struct breaker *b, const struct pagelast *way)
{
	bool news = false;

	for (int i = 0; i + 1 < way->n_ends; i++)
		news |= columnfill_resolve(&b->fill, way->ends[i]);
	return news;
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

	init_search(b, scratch);
	offer(b, &origin);
	for (size_t i = 0; i < lines; i++)
		for (struct state *s = b->at[i]; s != NULL; s = s->next)
			extend(b, &s->start, i);
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
		if (!b->fill.lenient)
			pagebound_find(scratch, &b->fill, most_short(b),
				       &b->bound);
		be_patient(b);
		if (search(b, scratch, &better))
			*way = better;
	}
	return b->certain && b->dropped >= way->cost;
}

/* ---- results ---------------------------------------------------------------- */

static void
judge_page(const struct breaker *b, const struct pagelast_start *first,
	   struct pagebreak_column *c)
{
	int less = height_of(b, first) - c->target;

	if (c->number > 0)
		return;
	if (less > 0)
		c->paid |= PAGEBREAK_SHORT;
	if (first->shorter != PAGELAST_ANY && first->shorter != less)
		c->paid |= PAGEBREAK_UNLIKE;
}

static void
realise_column(struct breaker *b, struct pagebreak_column *c, bool turn,
	       struct pagebreak_result *ret)
{
	if (c->begin.block == b->fill.n_blocks)
		return; /* left empty */
	columnfill_trace(&b->fill, c->begin, c->end, c->height, ret->setting,
			 ret->white);
	c->paid |= columnfill_broken(&b->fill, c->end, turn, &c->mended);
	for (size_t i = c->begin.block; i < c->end.block; i++)
		if (b->fill.blocks[i].height > c->target)
			c->paid |= PAGEBREAK_OVER;
}

static void
realise_last(struct breaker *b, const struct pagelast *way, size_t page,
	     struct pagebreak_column *columns, struct pagebreak_result *ret)
{
	struct pagebreak_place begin = way->start->at;
	int cuttable = 2 * b->params->least; /* less text can not be levelled */

	for (int i = 0; i < b->params->columns; i++) {
		struct pagebreak_column *c = &columns[i];

		*c = (struct pagebreak_column){
			.begin = begin,
			.end = (struct pagebreak_place){b->fill.n_blocks, 0, 0},
			.page = page,
			.number = i,
			.target = way->target,
		};
		if (i < way->n_ends) {
			c->end = way->ends[i];
			c->height = way->heights[i];
		}
		if (way->target - c->height > 1 && way->target > cuttable)
			c->paid |= PAGEBREAK_LEVEL;
		realise_column(b, c, false, ret);
		begin = c->end;
	}
}

static void
realise(struct breaker *b, struct arena *arena, const struct pagelast *way,
	struct pagebreak_result *ret)
{
	const int columns = b->params->columns;
	const struct pagelast_start *s = way->start;
	struct pagebreak_column *out;
	size_t n = 0;

	for (; s->prev != NULL; s = s->prev)
		n++;
	assert(n % (size_t)columns == 0);
	out = arena_new_array(
		arena, struct pagebreak_column, n + (size_t)columns);
	realise_last(b, way, n / (size_t)columns, &out[n], ret);
	ret->columns = out;
	ret->n_columns = n + (size_t)columns;
	ret->n_pages = ret->n_columns / (size_t)columns;
	ret->cost = way->cost;
	for (s = way->start; s->prev != NULL; s = s->prev) {
		struct pagebreak_column *c = &out[--n];

		*c = (struct pagebreak_column){
			.begin = s->prev->at,
			.end = s->at,
			.page = n / (size_t)columns,
			.number = (int)(n % (size_t)columns),
			.height = s->target - s->lack,
			.target = s->target,
			.paid = s->lack > 0 && !b->params->free_foot
					? PAGEBREAK_RAGGED
					: 0,
		};
		judge_page(b, s->prev, c);
		realise_column(b, c, s->column == 0 && s->prev->recto, ret);
	}
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
	*ret = (struct pagebreak_result){0};
	ret->setting = arena_new_array(arena, int, n_blocks + 1);
	ret->white = arena_new_array(arena, int, n_blocks + 1);
	ret->proved = true;
	columnfill_init(&b.fill);
	if (n_blocks > 0) {
		while (!search(&b, scratch, &way)) {
			arena_rewind(scratch, mark);
			relent(&b);
		}
		ret->proved = prove(&b, proof, &way);
		realise(&b, arena, &way, ret);
	}
	arena_free(proof);
	arena_free(scratch);
	arena_free(kept);
}
