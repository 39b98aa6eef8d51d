#include "layout/pagebreak.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "layout/columnfit.h"

#define MAX_COLUMNS 6
#define MAX_SHRINK 3 /* lines a column may have too many, to be tightened */
#define MAX_STRETCH 8 /* lines a column may gain by variants and white */
#define MAX_HIGHER 5 /* targets tried beyond the first that will do */
#define MAX_ENDS 4 /* column ends kept for one start and one target */
#define MAX_STARTS 128 /* of a page; on the sixth there are some 60 */

const struct pagebreak_params pagebreak_defaults = {
	.columns = 2,
	.max_short = 3,
	.flex_cost = 400,
	.short_cost = 3000,
	.ragged_cost = 20000,
};

/* A way to have set everything before a line that begins a page. */
struct start {
	const struct start *prev;
	struct start *next; /* of the same page, in order of lines */
	size_t at; /* the first line of the page */
	size_t page;
	int64_t cost;
	size_t ends[MAX_COLUMNS]; /* of the columns of the page before */
	int target; /* of that page */
};

struct end {
	size_t at;
	int lack;
	int64_t cost;
};

/* The best ends of a column for one target; one of those that begin at a line. */
struct ends {
	struct ends *next;
	int target;
	size_t n;
	struct end
		list[MAX_ENDS]; /* in order of cost, the earlier among equals */
};

struct breaker {
	struct arena *arena;
	const struct pagebreak_line *lines;
	size_t n_lines;
	const struct pagebreak_params *params;
	struct pagebreak_price *prices; /* by line, where asked */
	bool *asked;
	struct columnfit fit;
	struct ends **known; /* by line a column begins with */
};

static int64_t
square(int n)
{
	return (int64_t)n * n;
}

static int
page_height(const struct breaker *b, size_t page)
{
	size_t n = b->params->n_heights;

	return b->params->heights[page < n ? page : n - 1];
}

/* ---- the ends of a column --------------------------------------------------- */

/*
 * Is it worth asking what an end costs? Not if two others are cheaper than it can
 * be at best.
 */
static bool
is_hopeless(const struct breaker *b, size_t line, int64_t so_far,
	    const struct ends *ends)
{
	return b->lines[line].ask && !b->asked[line] && ends->n >= 2 &&
	       ends->list[1].cost <= so_far;
}

static struct pagebreak_price
price_of_end(const struct breaker *b, size_t line)
{
	const struct pagebreak_line *l = &b->lines[line];

	if (!l->ask)
		return (struct pagebreak_price){l->cost, l->turn};
	if (!b->asked[line]) {
		b->prices[line] = b->params->ask(b->params->context, line);
		b->asked[line] = true;
	}
	return b->prices[line];
}

static void
insert_end(struct ends *ends, struct end e)
{
	size_t k = ends->n < MAX_ENDS ? ends->n++ : MAX_ENDS;

	for (; k > 0 && ends->list[k - 1].cost > e.cost; k--)
		if (k < MAX_ENDS)
			ends->list[k] = ends->list[k - 1];
	if (k < MAX_ENDS)
		ends->list[k] = e;
}

/*
 * The cheapest ends of a column that begins here and should fill the target, but
 * for at most `lack` lines.
 */
static void
find_ends_within(const struct breaker *b, size_t begin, int lack,
		 struct ends *ends)
{
	int target = ends->target;

	for (size_t at = begin + 1; at <= b->n_lines; at++) {
		struct end e = {.at = at};
		int natural = columnfit_natural(&b->fit, begin, at);

		if (natural > target + MAX_SHRINK)
			break;
		if (at < b->n_lines && b->lines[at].cost >= PAGEBREAK_NEVER)
			continue;
		if (natural + lack + MAX_STRETCH < target)
			continue;
		e.lack = columnfit_try(&b->fit, begin, at, target, &e.cost);
		if (e.lack < 0 || e.lack > lack)
			continue;
		e.cost += b->params->ragged_cost * square(e.lack);
		if (at < b->n_lines && is_hopeless(b, at, e.cost, ends))
			continue;
		if (at < b->n_lines)
			e.cost += price_of_end(b, at).cost;
		insert_end(ends, e);
	}
}

/* Found once: pages of different number and columns ask for the same. */
static const struct ends *
find_ends(const struct breaker *b, size_t begin, int target)
{
	struct ends *ends = b->known[begin];

	for (; ends != NULL; ends = ends->next)
		if (ends->target == target)
			return ends;
	ends = arena_alloc(b->arena, sizeof(*ends));
	ends->target = target;
	ends->next = b->known[begin];
	b->known[begin] = ends;
	find_ends_within(b, begin, 2, ends);
	if (ends->n == 0)
		find_ends_within(b, begin, target, ends);
	return ends;
}

/* ---- pages ------------------------------------------------------------------ */

struct search {
	struct breaker *b;
	struct start **starts; /* of the page to come, by their line ... */
	size_t lo, end; /* ... and none but in [lo, end) */
	struct start *final; /* the best way to have set everything */
	const struct start *from;
	int target;
	size_t ends[MAX_COLUMNS];
};

static bool
is_turn(const struct search *s)
{
	return (s->from->page % 2 == 0) == s->b->params->first_is_recto;
}

static void
fill_start(const struct search *s, struct start *start, size_t at, int64_t cost)
{
	start->prev = s->from;
	start->at = at;
	start->page = s->from->page + 1;
	start->cost = cost;
	start->target = s->target;
	for (int i = 0; i < s->b->params->columns; i++)
		start->ends[i] = s->ends[i];
}

static void
offer_start(struct search *s, size_t at, int64_t cost)
{
	struct start *start = s->starts[at];

	if (start == NULL) {
		start = arena_alloc(s->b->arena, sizeof(*start));
		start->cost = INT64_MAX;
		s->starts[at] = start;
		s->lo = at < s->lo ? at : s->lo;
		s->end = at >= s->end ? at + 1 : s->end;
	}
	if (cost < start->cost)
		fill_start(s, start, at, cost);
}

static int
compare_costs(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/*
 * What the dearest start worth going on from costs. With every page there are more
 * lines that it may begin with, but how many does not matter: after some pages the
 * dear ones meet the cheap ones again.
 */
static int64_t
greatest_cost(const struct search *s)
{
	int64_t *costs = arena_new_array(s->b->arena, int64_t, s->end - s->lo);
	size_t n = 0;

	for (size_t at = s->lo; at < s->end; at++)
		if (s->starts[at] != NULL)
			costs[n++] = s->starts[at]->cost;
	if (n <= MAX_STARTS)
		return INT64_MAX;
	qsort(costs, n, sizeof(*costs), compare_costs);
	return costs[MAX_STARTS - 1];
}

/* The starts of the page to come, in order of lines; s has none after that. */
static struct start *
take_starts(struct search *s)
{
	int64_t greatest = s->lo < s->end ? greatest_cost(s) : 0;
	struct start *first = NULL, **tail = &first;

	for (size_t at = s->lo; at < s->end; at++) {
		struct start *start = s->starts[at];

		s->starts[at] = NULL;
		if (start != NULL && start->cost <= greatest) {
			*tail = start;
			tail = &start->next;
		}
	}
	s->lo = SIZE_MAX;
	s->end = 0;
	return first;
}

static void
offer_final(struct search *s, int64_t cost)
{
	if (s->final != NULL && s->final->cost <= cost)
		return;
	if (s->final == NULL)
		s->final = arena_alloc(s->b->arena, sizeof(*s->final));
	fill_start(s, s->final, s->b->n_lines, cost);
}

/* Columns from number `column` on of a page that is not the last. */
static void
try_full_page(struct search *s, int column, size_t begin, int64_t cost)
{
	struct breaker *b = s->b;
	const struct ends *ends;

	if (column == b->params->columns) {
		if (is_turn(s))
			cost += price_of_end(b, begin).turn;
		offer_start(s, begin, cost);
		return;
	}
	ends = find_ends(b, begin, s->target);
	for (size_t i = 0; i < ends->n; i++) {
		const struct end *end = &ends->list[i];

		if (end->at >= b->n_lines)
			continue;
		s->ends[column] = end->at;
		try_full_page(s, column + 1, end->at, cost + end->cost);
	}
}

/*
 * Columns of the last page. All but the last that holds anything fill the target;
 * that one may lack a line for nothing, and more at the price of raggedness.
 */
static void
try_last_page(struct search *s, int column, size_t begin, int64_t cost)
{
	struct breaker *b = s->b;
	bool last = column == b->params->columns - 1;
	const struct ends *ends;

	if (begin < b->n_lines &&
	    columnfit_natural(&b->fit, begin, b->n_lines) <= s->target) {
		int lack = s->target -
			   columnfit_natural(&b->fit, begin, b->n_lines);
		int64_t ragged =
			lack > 1 ? b->params->ragged_cost / 4 * square(lack - 1)
				 : lack;

		/* a column left empty is as ragged as its height */
		for (int i = column; i < b->params->columns; i++)
			s->ends[i] = b->n_lines;
		ragged += (b->params->columns - 1 - column) *
			  (b->params->ragged_cost / 4) * square(s->target);
		offer_final(s, cost + ragged);
	}
	if (last)
		return;
	ends = find_ends(b, begin, s->target);
	for (size_t i = 0; i < ends->n; i++) {
		const struct end *end = &ends->list[i];

		s->ends[column] = end->at;
		if (end->at < b->n_lines)
			try_last_page(s, column + 1, end->at, cost + end->cost);
	}
}

static void
extend(struct search *s, const struct start *from)
{
	struct breaker *b = s->b;
	int height = page_height(b, from->page);
	int rest = columnfit_natural(&b->fit, from->at, b->n_lines);
	int columns = b->params->columns;

	s->from = from;
	for (int less = 0; less <= b->params->max_short && less < height;
	     less++) {
		s->target = height - less;
		try_full_page(s, 0, from->at,
			      from->cost + less * b->params->short_cost);
	}
	if (rest > height * columns + columns)
		return;
	s->target = rest / columns > 2 ? rest / columns - 2 : 1;
	for (int more = 0; s->target <= height && more <= MAX_HIGHER;
	     s->target++) {
		try_last_page(s, 0, from->at, from->cost);
		if (s->final != NULL && s->final->prev == from)
			more++;
	}
}

/* ---- results ---------------------------------------------------------------- */

static void
realise_column(const struct breaker *b, const struct start *page, bool last_page,
	       struct pagebreak_column *column)
{
	int64_t ignored = 0;
	bool ends_all = last_page && column->end == b->n_lines;
	int lack = ends_all ? 0
			    : columnfit_take(&b->fit, column->begin, column->end,
					     page->target, &ignored);

	column->target = page->target;
	column->height =
		ends_all ? columnfit_natural(&b->fit, column->begin, column->end)
			 : page->target - lack;
}

static void
realise(const struct breaker *b, const struct start *final,
	struct pagebreak_result *ret)
{
	int columns = b->params->columns;
	size_t n = final->page * (size_t)columns;
	struct pagebreak_column *out = arena_new_array(
		b->arena, struct pagebreak_column, n);

	for (const struct start *s = final; s->prev != NULL; s = s->prev)
		for (int i = columns; i-- > 0;) {
			struct pagebreak_column *c =
				&out[(s->page - 1) * (size_t)columns + (size_t)i];

			c->page = s->page - 1;
			c->number = i;
			c->begin = i == 0 ? s->prev->at : s->ends[i - 1];
			c->end = s->ends[i];
			realise_column(b, s, s == final, c);
		}
	ret->columns = out;
	ret->n_columns = n;
	ret->n_pages = final->page;
	ret->cost = final->cost;
}

/* Nothing fits: a page of whatever stands next, cut where the height ends. */
static void
force_page(struct search *s, const struct start *from)
{
	struct breaker *b = s->b;
	size_t begin = from->at;

	s->from = from;
	s->target = page_height(b, from->page);
	for (int i = 0; i < b->params->columns; i++) {
		size_t at = begin < b->n_lines ? begin + 1 : begin;

		while (at < b->n_lines &&
		       columnfit_natural(&b->fit, begin, at + 1) <= s->target)
			at++;
		s->ends[i] = begin = at;
	}
	if (begin == b->n_lines)
		offer_final(s, from->cost + PAGEBREAK_NEVER);
	else
		offer_start(s, begin, from->cost + PAGEBREAK_NEVER);
}

void
pagebreak_galley(struct arena *arena, const struct pagebreak_line *lines,
		 size_t n_lines, const struct pagebreak_para *paras,
		 size_t n_paras, const struct pagebreak_params *params,
		 struct pagebreak_result *ret)
{
	struct breaker b = {
		.arena = arena,
		.lines = lines,
		.n_lines = n_lines,
		.params = params,
		.prices = arena_new_array(
			arena, struct pagebreak_price, n_lines + 1),
		.asked = arena_new_array(arena, bool, n_lines + 1),
		.known = arena_new_array(arena, struct ends *, n_lines + 1),
	};
	struct start origin = {0};
	struct search s = {.b = &b, .lo = SIZE_MAX};
	const struct start *page = &origin;

	assert(params->columns >= 1 && params->columns <= MAX_COLUMNS);
	*ret = (struct pagebreak_result){0};
	ret->white = arena_new_array(arena, int, n_lines + 1);
	ret->variant = arena_new_array(arena, int, n_paras + 1);
	if (n_lines == 0)
		return;
	columnfit_init(&b.fit, arena, lines, n_lines, paras, n_paras,
		       params->flex_cost, ret->variant, ret->white);
	s.starts = arena_new_array(arena, struct start *, n_lines + 1);
	while (page != NULL) {
		for (const struct start *from = page; from != NULL;
		     from = from->next)
			if (s.final == NULL || from->cost < s.final->cost)
				extend(&s, from);
		if (s.end == 0 && s.final == NULL)
			force_page(&s, page);
		page = take_starts(&s);
	}
	realise(&b, s.final, ret);
}
