/*
 * Rivers: word spaces that stand one under another on three lines or more.
 *
 * Whether a space stands under another depends on how both lines are set, and a
 * river on three: more than the dynamic program knows of a line's past. So its
 * result is looked at again. Around each river a few lines are set in every other
 * way that begins and ends where they do, in as many lines; the cheapest way,
 * rivers counted, takes their place. That goes on until nothing gets better.
 *
 * Exact within the window, and so for a paragraph no longer than that; never dearer
 * than what it began with. Most paragraphs have no river and cost the search for
 * one: some 0.2 us a line.
 */
#include "base/arena.h"
#include "layout/linebreak_private.h"

#define WINDOW 6 /* lines that are set anew together */
#define LENGTH 3 /* lines that make a river */
#define MAX_STEPS 8000 /* lines tried for one window */
#define MAX_GAPS 64 /* spaces of a line that are looked at */

struct gap {
	mpt left, right;
	int length; /* lines it runs through, down to this one */
};

struct gaps {
	struct gap list[MAX_GAPS];
	size_t n;
};

struct again {
	struct breaker *b;
	const struct linebreak_item *items;
	struct start **chain; /* by line: its start; chain[n] is the end */
	size_t n;
	size_t from, to; /* the lines being set anew */
	int steps;
	int64_t dearest; /* demerits at the window's end that may still be worth it */
	int64_t least; /* demerits and rivers of the best way so far */
	struct start
		*trial; /* the lines of one being tried, from the window on */
	struct start *best; /* copies of those of the best way; line 0 unused */
	bool found;
	mpt *x; /* room for the items of a line */
};

/* ---- spaces ----------------------------------------------------------------- */

static void
find_gaps(const struct again *a, const struct start *from, const struct start *to,
	  struct gaps *ret)
{
	const struct linebreak_params *p = a->b->params;
	mpt measure = lineset_measure(p, from->line);
	mpt shift = p->measures[p->n_measures - 1] - measure;
	struct linebreak_line line = lineset_finish(
		p, from->edge, to->edge, measure);

	linebreak_place(a->items, &line, a->x);
	ret->n = 0;
	for (size_t i = line.begin; i < line.end && ret->n < MAX_GAPS; i++) {
		const mpt *x = &a->x[i - line.begin];

		if (a->items[i].kind == LINEBREAK_GLUE && !a->items[i].fill)
			ret->list[ret->n++] = (struct gap){
				x[0] + shift, x[1] + shift, 1};
	}
}

/* They overlap by half the narrower. */
static bool
is_under(const struct gap *above, const struct gap *gap)
{
	mpt left = above->left > gap->left ? above->left : gap->left;
	mpt right = above->right < gap->right ? above->right : gap->right;
	mpt a = above->right - above->left, b = gap->right - gap->left;

	return (right - left) * 2 >= (a < b ? a : b);
}

/* Let the rivers above run on. Returns the spaces of `gaps` that are in one. */
static int
run_on(const struct gaps *above, struct gaps *gaps)
{
	int n = 0;

	for (size_t i = 0, k = 0; i < gaps->n; i++) {
		struct gap *gap = &gaps->list[i];

		while (k < above->n && above->list[k].right < gap->left)
			k++;
		for (size_t m = k;
		     m < above->n && above->list[m].left <= gap->right; m++)
			if (above->list[m].length >= gap->length &&
			    is_under(&above->list[m], gap))
				gap->length = above->list[m].length + 1;
		n += gap->length >= LENGTH;
	}
	return n;
}

/*
 * The price of rivers in lines [from, to); the line of the first, if asked for. A
 * line's start is chain[line], but from line `trial_from` on that in `trial`.
 */
static int64_t
price_rivers(const struct again *a, size_t from, size_t to, bool trial,
	     size_t *ret_first)
{
	struct gaps gaps[2];
	int64_t n = 0;

	gaps[1].n = 0;
	for (size_t k = from; k < to; k++) {
		struct gaps *here = &gaps[(k - from) % 2];
		bool new_start = trial && k > a->from;
		bool new_end = trial && k >= a->from;
		const struct start *s = new_start ? &a->trial[k] : a->chain[k];
		const struct start *e =
			new_end ? &a->trial[k + 1] : a->chain[k + 1];
		int found;

		find_gaps(a, s, e, here);
		found = run_on(&gaps[(k - from + 1) % 2], here);
		if (found > 0 && n == 0 && ret_first != NULL)
			*ret_first = k;
		n += found;
	}
	return n * a->b->params->river;
}

/* ---- a window --------------------------------------------------------------- */

/* Lines that rivers of the window can touch. */
static size_t
touched_from(const struct again *a)
{
	return a->from > LENGTH - 1 ? a->from - (LENGTH - 1) : 0;
}

static size_t
touched_to(const struct again *a)
{
	size_t to = a->to + LENGTH - 1;

	return to < a->n ? to : a->n;
}

/* The window is full: set the lines after it as they were, and compare. */
static void
judge(struct again *a)
{
	int64_t cost;

	for (size_t k = a->to; k < a->n; k++)
		if (!linebreak_step(a->b, &a->trial[k], a->chain[k + 1]->edge,
				    &a->trial[k + 1]))
			return;
	cost = a->trial[a->n].demerits;
	if (cost >= a->least)
		return;
	cost += price_rivers(a, touched_from(a), touched_to(a), true, NULL);
	if (cost >= a->least)
		return;
	a->least = cost;
	a->found = true;
	for (size_t k = a->from + 1; k <= a->n; k++)
		a->best[k] = a->trial[k];
}

static void
try_lines(struct again *a, size_t line, struct start *from)
{
	mpt measure = lineset_measure(a->b->params, line);
	const struct lineset_edge *end = a->chain[a->to]->edge;

	for (const struct lineset_edge *to = from->edge + 1; to <= end; to++) {
		struct start *next = &a->trial[line + 1];

		if (a->steps <= 0)
			return;
		if (line + 1 == a->to && to < end)
			to = end;
		if (from->edge->begin <= to->at &&
		    !lineset_too_short(from->edge, to, measure)) {
			a->steps--;
			if (linebreak_step(a->b, from, to, next) &&
			    next->demerits <= a->dearest) {
				if (line + 1 == a->to)
					judge(a);
				else if (to < end)
					try_lines(a, line + 1, next);
			}
		}
		if (to->forced || lineset_too_long(from->edge, to, measure))
			return;
	}
}

/* Set the lines around the river at `line` anew. True if that was better. */
static bool
mend(struct again *a, size_t line)
{
	size_t last = a->n > WINDOW ? a->n - WINDOW : 0;
	int64_t rivers;

	a->from = line + 2 > WINDOW ? line + 2 - WINDOW : 0;
	a->from = a->from < last ? a->from : last;
	a->to = a->from + WINDOW < a->n ? a->from + WINDOW : a->n;
	rivers = price_rivers(a, touched_from(a), touched_to(a), false, NULL);
	a->least = a->chain[a->n]->demerits + rivers;
	a->dearest = a->chain[a->to]->demerits + rivers;
	a->steps = MAX_STEPS;
	a->found = false;
	try_lines(a, a->from, a->chain[a->from]);
	if (!a->found)
		return false;
	for (size_t k = a->from + 1; k <= a->n; k++) {
		struct start *s = arena_alloc(a->b->arena, sizeof(*s));

		*s = a->best[k];
		s->prev = a->chain[k - 1];
		a->chain[k] = s;
	}
	return true;
}

/* ---- a paragraph ------------------------------------------------------------ */

struct start *
linebreak_look_again(struct breaker *b, const struct linebreak_item *items,
		     struct start *end, int64_t *ret_rivers)
{
	struct again a = {.b = b, .items = items, .n = end->line};
	size_t line, next = 0;

	*ret_rivers = 0;
	if (a.n < LENGTH)
		return end;
	a.chain = arena_new_array(b->arena, struct start *, a.n + 1);
	a.x = arena_new_array(b->arena, mpt, end->edge->at + 2);
	a.chain[a.n] = end;
	for (size_t k = a.n; k-- > 0;)
		a.chain[k] = a.chain[k + 1]->prev;
	a.trial = arena_new_array(b->arena, struct start, a.n + 1);
	a.best = arena_new_array(b->arena, struct start, a.n + 1);
	while (next < a.n) {
		line = a.n;
		price_rivers(&a, next, a.n, false, &line);
		if (line == a.n)
			break;
		next = mend(&a, line) && line > WINDOW ? line - WINDOW : line + 1;
	}
	*ret_rivers = price_rivers(&a, 0, a.n, false, NULL);
	return a.chain[a.n];
}
