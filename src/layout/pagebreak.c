#include "layout/pagebreak.h"

#include <assert.h>

#include "base/arena.h"
#include "layout/pageresult.h"
#include "layout/pagesearch.h"

#define SMALL 200 /* lines of a galley in which every way may be tried */
#define EFFORT \
	128 /* columns begun in a proof, for each line and column of a page */
#define ROUNDS 48
#define FINE 64 /* of the patience a part, in the first of them ... */
#define NARROW 8 /* ... and in the last */

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
	const struct pagebreak_params *params;
	struct pagesearch search;
	struct arena *scratch; /* of the search in hand */
	struct arena *proof;
	struct arena_mark mark;
	bool certain; /* of what was not found, that there is none */
	bool in_need; /* pages may run shorter than is good */
};

static void
be_in_need(struct breaker *b)
{
	b->in_need = true;
	b->search.most_short = b->params->max_short * PAGEBREAK_IN_NEED;
}

static bool
is_small(const struct breaker *b)
{
	return b->fill.ordinal[b->fill.n_blocks] <= SMALL;
}

/* As far as the effort allows in a long galley. */
static size_t
most_effort(const struct breaker *b)
{
	size_t lines = b->fill.ordinal[b->fill.n_blocks];

	return is_small(b) ? SIZE_MAX
			   : lines * EFFORT * (size_t)b->params->columns;
}

static bool
search(struct breaker *b, struct arena *arena, struct pagelast *ret)
{
	return pagesearch_run(&b->search, arena, ret);
}

/* ---- in rounds -------------------------------------------------------------- */

/* There is a bound on what follows, where rules are kept and no floats are due. */
static bool
goes_in_rounds(const struct breaker *b)
{
	return b->params->n_floats == 0 && b->params->patience < PAGEBREAK_NEVER;
}

static void
find_ends(struct breaker *b)
{
	const struct pagebreak_params *p = b->params;
	size_t n = p->n_heights;
	int most = b->search.most_short;

	b->search.ends = arena_new_array(b->fill.arena, struct columnends, n);
	for (size_t i = 0; i < n; i++)
		columnends_init(
			&b->search.ends[i], &b->fill, b->fill.arena,
			p->heights[i],
			most < COLUMNENDS_MAX_TARGETS ? most + 1
						      : COLUMNENDS_MAX_TARGETS,
			true);
}

/* When not much is left between the bound and the way found, all of it is looked at. */
static void
be_thorough(struct breaker *b, int64_t best)
{
	struct pagelast_start origin = pagesearch_origin(b->params);
	int64_t gap = best - pagebound_rest(&b->search.bound, &origin);

	if (gap > b->search.patience && gap <= b->params->patience / NARROW)
		b->search.patience = gap;
}

enum settled { SETTLED, UNSETTLED, NO_WAY };

/*
 * Round after round what is known of the ends of columns is more, and so the bound is
 * nearer the truth; until nothing was given up that might be as cheap as the way found.
 */
static enum settled
settle(struct breaker *b, struct pagelast *way)
{
	struct pagesearch *s = &b->search;
	int64_t best = PAGEBREAK_NEVER;

	find_ends(b);
	s->patience = b->params->patience / FINE;
	s->most_effort = most_effort(b);
	for (int i = 0; i < ROUNDS && s->patience <= b->params->patience; i++) {
		size_t asked = b->fill.n_asked;
		bool found;

		arena_rewind(b->scratch, b->mark);
		pagebound_find(b->scratch, s->ends, s->most_short, &s->bound);
		be_thorough(b, best);
		s->most = best;
		found = search(b, b->scratch, way);
		if (found)
			best = way->cost;
		if (s->dropped >= PAGEBREAK_NEVER && best >= PAGEBREAK_NEVER)
			return NO_WAY;
		if (s->dropped > best) {
			assert(found); /* nothing as cheap was given up */
			return SETTLED;
		}
		s->patience += s->patience / 4 + 1;
		if (b->fill.n_asked == asked)
			s->patience *= 4;
	}
	arena_rewind(b->scratch, b->mark);
	s->most = PAGEBREAK_NEVER;
	s->bound = (struct pagebound){0};
	return UNSETTLED;
}

/* ---- at once ---------------------------------------------------------------- */

/* Pursue every way; in a long galley, as far as the effort allows. */
static void
be_patient(struct breaker *b)
{
	b->search.patience = PAGEBREAK_NEVER;
	b->search.most_effort = most_effort(b);
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
	struct pagesearch *s = &b->search;

	assert(!b->fill.lenient || s->dropped < PAGEBREAK_NEVER);
	if (s->dropped < PAGEBREAK_NEVER && s->patience < PAGEBREAK_NEVER) {
		if (is_small(b) || s->patience >= more)
			be_patient(b);
		else
			s->patience = more;
		if (b->fill.lenient) /* there must be one */
			s->most_effort = SIZE_MAX;
		return;
	}
	b->certain &= s->dropped == PAGEBREAK_NEVER;
	s->patience = is_small(b) ? PAGEBREAK_NEVER : more;
	s->most_effort = SIZE_MAX;
	s->ends = NULL;
	if (!b->in_need) {
		be_in_need(b);
	} else {
		b->fill.lenient = true;
		if (!is_small(b))
			s->patience *= 8;
	}
}

/*
 * Is there none that is cheaper? If one that was given up might be, all are pursued
 * that cost less than the one found. True if that settles it.
 */
static bool
prove(struct breaker *b, struct pagelast *way)
{
	struct pagesearch *s = &b->search;
	struct pagelast better;

	if (s->dropped < way->cost) {
		s->most = way->cost - 1;
		if (!b->fill.lenient && b->params->n_floats == 0) {
			if (s->ends == NULL)
				find_ends(b);
			pagebound_find(b->proof, s->ends, s->most_short,
				       &s->bound);
		}
		be_patient(b);
		if (search(b, b->proof, &better))
			*way = better;
	}
	return b->certain && s->dropped >= way->cost;
}

/* ---- the cheapest way ------------------------------------------------------- */

/* True if it is proved. */
static bool
find_way(struct breaker *b, struct pagelast *way)
{
	enum settled end = goes_in_rounds(b) ? settle(b, way) : UNSETTLED;

	b->search.patience = b->params->patience;
	if (end == NO_WAY) {
		be_in_need(b);
		end = settle(b, way);
		b->search.patience = b->params->patience * 8;
	}
	if (end == SETTLED)
		return true;
	b->search.most_effort = SIZE_MAX;
	if (end == NO_WAY) {
		b->search.ends = NULL;
		b->search.bound = (struct pagebound){0};
		b->fill.lenient = true;
		b->search.patience =
			is_small(b) ? PAGEBREAK_NEVER : b->params->patience * 64;
	}
	while (!search(b, b->scratch, way)) {
		arena_rewind(b->scratch, b->mark);
		relent(b);
	}
	return prove(b, way);
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
	struct arena *kept = arena_new();
	struct breaker b = {
		.params = params,
		.scratch = arena_new(),
		.proof = arena_new(),
		.certain = true,
		.fill =
			{
				.arena = kept,
				.blocks = blocks,
				.n_blocks = n_blocks,
				.params = params,
				.highest = highest(params),
			},
		.search =
			{
				.params = params,
				.most_short = params->max_short,
				.most = PAGEBREAK_NEVER,
			},
	};
	struct pagelast way;

	assert(params->columns >= 1 && params->columns <= PAGEBREAK_MAX_COLUMNS);
	assert(b.fill.highest <= INT16_MAX && params->n_heights <= UINT16_MAX);
	floatplan_assert(params, n_blocks);
	*ret = (struct pagebreak_result){0};
	ret->setting = arena_new_array(arena, int, n_blocks + 1);
	ret->white = arena_new_array(arena, int, n_blocks + 1);
	ret->proved = true;
	b.search.fill = &b.fill;
	b.mark = arena_mark(b.scratch);
	columnfill_init(&b.fill);
	if (n_blocks > 0 || params->n_floats > 0) {
		ret->proved = find_way(&b, &way);
		pageresult_tell(&b.fill, arena, &way, ret);
	}
	arena_free(b.proof);
	arena_free(b.scratch);
	arena_free(kept);
}
