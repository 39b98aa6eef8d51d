#include "layout/pagetargets.h"

#include <limits.h>
#include <stdlib.h>

static void
add(struct pagetargets *t, int lines, int shorter, bool ends, int64_t cost,
    size_t *n)
{
	if (*n == PAGETARGETS_MAX)
		return;
	t->lines[*n] = lines;
	t->shorter[*n] = shorter;
	t->ends[*n] = ends;
	t->cost[(*n)++] = cost;
}

/*
 * The least height of the columns if all the rest of the text ends on the page and
 * floats are left for those that follow. INT_MAX: it can not, or none are.
 */
static int
least_level(const struct columnfill *f, const struct pagelast_start *s)
{
	const struct pagebreak_params *p = f->params;
	int least = columnfill_least(f, s->at);
	int most = p->heights[s->page_class] + f->most_above;

	if (p->columns == 1 || pagelast_next(s) == p->n_floats || least == 0 ||
	    least > p->columns * most)
		return INT_MAX;
	least = (least + p->columns - 1) / p->columns - f->most_above;
	return least > 1 ? least : 1;
}

size_t
pagetargets_choose(const struct columnfill *f, const struct pagelast_start *s,
		   int most_short, struct pagetargets *ret)
{
	const struct pagebreak_params *p = f->params;
	int height = p->heights[s->page_class];
	bool first = s->column == 0;
	int level = first ? least_level(f, s) : INT_MAX;
	size_t n = 0;

	if (s->ends) {
		add(ret, height - s->shorter, s->shorter, true, 0, &n);
		return n;
	}
	if (most_short >= COLUMNENDS_MAX_TARGETS)
		most_short = COLUMNENDS_MAX_TARGETS - 1;
	for (int less = 0;
	     less < height && (less <= most_short || height - less >= level);
	     less++) {
		int apart = s->shorter == PAGELAST_ANY ? 0 : less - s->shorter;
		int64_t cost = less * p->short_page + abs(apart) * p->unlike;

		if (less <= most_short && (apart == 0 || (first && f->lenient)))
			add(ret, height - less, less, false, first ? cost : 0,
			    &n);
		if (less > 0 && less <= INT8_MAX && height - less >= level &&
		    height - less - level < PAGETARGETS_LEVELS)
			add(ret, height - less, less, true, 0, &n);
	}
	return n;
}
