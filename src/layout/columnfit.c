#include "layout/columnfit.h"

#include "base/arena.h"

#define ANY_PRICE (PAGEBREAK_NEVER / 1000) /* of a line more or fewer */

void
columnfit_init(struct columnfit *f, struct arena *arena,
	       const struct pagebreak_line *lines, size_t n_lines,
	       const struct pagebreak_para *paras, size_t n_paras,
	       int64_t flex_cost, int *variant, int *white)
{
	size_t para = 0;

	*f = (struct columnfit){
		.lines = lines,
		.paras = paras,
		.n_paras = n_paras,
		.flex_cost = flex_cost,
		.before = arena_new_array(arena, int, n_lines + 1),
		.para_of = arena_new_array(arena, size_t, n_lines + 1),
		.flexes = arena_new_array(arena, size_t, n_lines),
		.flex_of = arena_new_array(arena, size_t, n_lines + 1),
		.variant = variant,
		.white = white,
	};
	for (size_t i = 0; i < n_lines; i++) {
		while (para < n_paras && paras[para].begin < i)
			para++;
		f->para_of[i] = para;
		f->flex_of[i] = f->n_flexes;
		if (lines[i].flex > 0)
			f->flexes[f->n_flexes++] = i;
		f->before[i + 1] = f->before[i] + lines[i].above +
				   lines[i].height;
	}
	f->para_of[n_lines] = n_paras;
	f->flex_of[n_lines] = f->n_flexes;
}

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
take_variant(const struct columnfit *f, size_t begin, size_t end, int wanted,
	     int64_t limit, int64_t *cost)
{
	size_t best = SIZE_MAX;
	int best_lines = 0;
	int64_t best_cost = 0;

	for (size_t i = f->para_of[begin]; i < f->n_paras; i++) {
		const struct pagebreak_para *p = &f->paras[i];
		int64_t c = 0;
		int lines;

		if (p->begin >= end)
			break;
		if (p->begin < begin || p->end > end || f->variant[i] != 0)
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
	f->variant[best] = best_lines;
	*cost += best_cost;
	return best_lines;
}

/* Give white to the heading that has the least of it so far. */
static int
take_white(const struct columnfit *f, size_t begin, size_t end, int64_t *cost)
{
	size_t best = SIZE_MAX;

	for (size_t k = f->flex_of[begin + 1]; k < f->n_flexes; k++) {
		size_t i = f->flexes[k];

		if (i >= end)
			break;
		if (f->white[i] < f->lines[i].flex &&
		    (best == SIZE_MAX || f->white[i] < f->white[best]))
			best = i;
	}
	if (best == SIZE_MAX)
		return 0;
	*cost += f->flex_cost * (f->white[best] + 1);
	f->white[best]++;
	return 1;
}

int
columnfit_take(const struct columnfit *f, size_t begin, size_t end, int target,
	       int64_t *cost)
{
	int lack = target - columnfit_natural(f, begin, end);

	while (lack != 0) {
		int got = take_variant(f, begin, end, lack,
				       lack > 0 ? f->flex_cost : ANY_PRICE, cost);

		if (got == 0 && lack > 0)
			got = take_white(f, begin, end, cost);
		if (got == 0 && lack > 0)
			got = take_variant(f, begin, end, lack, ANY_PRICE, cost);
		if (got == 0)
			break;
		lack -= got;
	}
	return lack;
}

static void
give_back(const struct columnfit *f, size_t begin, size_t end)
{
	for (size_t i = f->para_of[begin]; i < f->n_paras; i++) {
		if (f->paras[i].begin >= end)
			break;
		f->variant[i] = 0;
	}
	for (size_t k = f->flex_of[begin]; k < f->n_flexes; k++) {
		if (f->flexes[k] >= end)
			break;
		f->white[f->flexes[k]] = 0;
	}
}

int
columnfit_try(const struct columnfit *f, size_t begin, size_t end, int target,
	      int64_t *cost)
{
	int lack = columnfit_take(f, begin, end, target, cost);

	give_back(f, begin, end);
	return lack;
}
