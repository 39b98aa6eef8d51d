#include "layout/pagebreak.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"

#define MAX_COLUMNS 6
#define MAX_SHRINK 3 /* lines a column may have too many, to be tightened */
#define MAX_STRETCH 8 /* lines a column may gain by variants and white */
#define MAX_HIGHER \
	5 /* targets tried for a last page beyond the first that does */
#define MAX_ENDS 4 /* column ends kept for one start and one target */
#define MAX_STARTS \
	128 /* kept for a page; six pages in there are not half as many */
#define MAX_STARTS \
	128 /* lines one page may begin with; a chapter has not half as many */

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
	const struct pagebreak_para *paras;
	size_t n_paras;
	const struct pagebreak_params *params;
	struct pagebreak_price *prices; /* by line, where asked */
	bool *asked;
	size_t *para_of; /* by line: the first paragraph that begins at or after */
	int *before; /* heights with white of all lines before */
	struct ends **known; /* by line a column begins with */
	int *variant, *white; /* of a column being fitted; else 0 */
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

/* Height of lines [begin, end) as a column: no white at its top. */
static int
natural_height(const struct breaker *b, size_t begin, size_t end)
{
	if (begin >= end)
		return 0;
	return b->before[end] - b->before[begin] - b->lines[begin].above;
}

/* ---- fitting one column ----------------------------------------------------- */

/* The cheapest way for a paragraph to give `wanted` or part of it; 0 if none. */
static int
best_variant(const struct pagebreak_para *p, int wanted, int64_t *ret_cost)
{
	int best = 0;
	int64_t best_each = PAGEBREAK_NEVER;

	for (size_t i = 0; i < p->n_variants; i++) {
		int lines = p->variants[i].lines;
		int64_t each;

		if ((wanted > 0) != (lines > 0) ||
		    (wanted > 0 ? lines > wanted : lines < wanted))
			continue;
		each = p->variants[i].cost / (lines > 0 ? lines : -lines);
		if (each < best_each) {
			best_each = each;
			best = lines;
			*ret_cost = p->variants[i].cost;
		}
	}
	return best;
}

/*
 * Take the cheapest variant of any whole paragraph in the column that has not
 * been changed yet. Returns the lines gained; 0 if there is none cheaper than
 * `limit` a line.
 */
static int
take_variant(const struct breaker *b, size_t begin, size_t end, int wanted,
	     int64_t limit, int *variant, int64_t *cost)
{
	size_t best = SIZE_MAX;
	int best_lines = 0;
	int64_t best_cost = 0;

	for (size_t i = b->para_of[begin]; i < b->n_paras; i++) {
		const struct pagebreak_para *p = &b->paras[i];
		int64_t c = 0;
		int lines;

		if (p->begin >= end)
			break;
		if (p->begin < begin || p->end > end || variant[i] != 0)
			continue;
		lines = best_variant(p, wanted, &c);
		if (lines == 0 || c > limit * (lines > 0 ? lines : -lines))
			continue;
		if (best == SIZE_MAX || c < best_cost) {
			best = i;
			best_lines = lines;
			best_cost = c;
		}
	}
	if (best == SIZE_MAX)
		return 0;
	variant[best] = best_lines;
	*cost += best_cost;
	return best_lines;
}

/* Give white to the heading that has the least of it so far. */
static int
take_white(const struct breaker *b, size_t begin, size_t end, int *white,
	   int64_t *cost)
{
	size_t best = SIZE_MAX;

	for (size_t i = begin + 1; i < end; i++)
		if (white[i] < b->lines[i].flex &&
		    (best == SIZE_MAX || white[i] < white[best]))
			best = i;
	if (best == SIZE_MAX)
		return 0;
	*cost += b->params->flex_cost * (white[best] + 1);
	white[best]++;
	return 1;
}

/*
 * Bring the column [begin, end) to the target. variant and white must be 0 for
 * its paragraphs and lines and are set. Returns the lines still lacking (>= 0)
 * or too many (< 0), and adds to *cost what was paid.
 */
static int
fit_column(const struct breaker *b, size_t begin, size_t end, int target,
	   int *variant, int *white, int64_t *cost)
{
	int lack = target - natural_height(b, begin, end);

	while (lack != 0) {
		int got = take_variant(
			b, begin, end, lack,
			lack > 0 ? b->params->flex_cost : PAGEBREAK_NEVER / 1000,
			variant, cost);

		if (got == 0 && lack > 0)
			got = take_white(b, begin, end, white, cost);
		if (got == 0 && lack > 0)
			got = take_variant(b, begin, end, lack,
					   PAGEBREAK_NEVER / 1000, variant, cost);
		if (got == 0)
			break;
		lack -= got;
	}
	return lack;
}

static void
clear_column(const struct breaker *b, size_t begin, size_t end, int *variant,
	     int *white)
{
	for (size_t i = b->para_of[begin]; i < b->n_paras; i++) {
		if (b->paras[i].begin >= end)
			break;
		variant[i] = 0;
	}
	for (size_t i = begin; i < end; i++)
		white[i] = 0;
}

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
		int natural = natural_height(b, begin, at);

		if (natural > target + MAX_SHRINK)
			break;
		if (at < b->n_lines && b->lines[at].cost >= PAGEBREAK_NEVER)
			continue;
		if (natural + lack + MAX_STRETCH < target)
			continue;
		e.lack = fit_column(
			b, begin, at, target, b->variant, b->white, &e.cost);
		clear_column(b, begin, at, b->variant, b->white);
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
	    natural_height(b, begin, b->n_lines) <= s->target) {
		int lack = s->target - natural_height(b, begin, b->n_lines);
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
	int rest = natural_height(b, from->at, b->n_lines);
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
	       struct pagebreak_column *column, struct pagebreak_result *ret)
{
	int64_t ignored = 0;
	bool ends_all = last_page && column->end == b->n_lines;
	int lack =
		ends_all ? 0
			 : fit_column(b, column->begin, column->end, page->target,
				      ret->variant, ret->white, &ignored);

	column->target = page->target;
	column->height = ends_all ? natural_height(b, column->begin, column->end)
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
			realise_column(b, s, s == final, c, ret);
		}
	ret->columns = out;
	ret->n_columns = n;
	ret->n_pages = final->page;
	ret->cost = final->cost;
}

static void
prepare(struct breaker *b)
{
	size_t para = 0;

	b->before = arena_new_array(b->arena, int, b->n_lines + 1);
	b->prices = arena_new_array(
		b->arena, struct pagebreak_price, b->n_lines + 1);
	b->asked = arena_new_array(b->arena, bool, b->n_lines + 1);
	b->para_of = arena_new_array(b->arena, size_t, b->n_lines + 1);
	b->known = arena_new_array(b->arena, struct ends *, b->n_lines + 1);
	b->white = arena_new_array(b->arena, int, b->n_lines + 1);
	b->variant = arena_new_array(b->arena, int, b->n_paras + 1);
	for (size_t i = 0; i < b->n_lines; i++) {
		while (para < b->n_paras && b->paras[para].begin < i)
			para++;
		b->para_of[i] = para;
		b->before[i + 1] = b->before[i] + b->lines[i].above +
				   b->lines[i].height;
	}
	b->para_of[b->n_lines] = b->n_paras;
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
		       natural_height(b, begin, at + 1) <= s->target)
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
		.paras = paras,
		.n_paras = n_paras,
		.params = params,
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
	prepare(&b);
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
