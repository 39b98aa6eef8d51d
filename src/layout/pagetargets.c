#include "layout/pagetargets.h"

#include <limits.h>
#include <stdlib.h>

#define UNEVEN 6 /* lines by which the pieces of columns may differ, about */

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

/* Lines of columns, with white, that floats take of which one is left for later. */
static int
float_lines(const struct pagebreak_params *p, size_t next)
{
	int lines = 0, least = INT_MAX;

	for (; next < p->n_floats; next++) {
		int taken = floatplan_height(p, next, 1) *
			    (p->floats[next].wide ? p->columns : 1);

		lines += taken;
		least = taken < least ? taken : least;
	}
	return lines - least;
}

/*
 * Heights to which the columns may be levelled if all the rest of the text ends on the
 * page and floats are left for those that follow; none, if it can not or none are.
 */
struct levels {
	int least, most;
};

static struct levels
find_levels(const struct columnfill *f, const struct pagelast_start *s)
{
	const struct pagebreak_params *p = f->params;
	int least = columnfill_least(f, s->at), most;
	int room = p->columns * (p->heights[s->page_class] + f->most_above);

	if (s->column > 0 || p->columns == 1 || least == 0 || least > room ||
	    pagelast_next(s) == p->n_floats)
		return (struct levels){INT_MAX, 0};
	most = columnfill_most(f, s->at) + float_lines(p, pagelast_next(s));
	least = (least + p->columns - 1) / p->columns - f->most_above;
	return (struct levels){
		least > 1 ? least : 1,
		(most + p->columns - 1) / p->columns + UNEVEN,
	};
}

size_t
pagetargets_choose(const struct columnfill *f, const struct pagelast_start *s,
		   int most_short, struct pagetargets *ret)
{
	const struct pagebreak_params *p = f->params;
	int height = p->heights[s->page_class];
	bool first = s->column == 0;
	struct levels levels = find_levels(f, s);
	size_t n = 0;

	if (s->ends) {
		add(ret, height - s->shorter, s->shorter, true, 0, &n);
		return n;
	}
	if (most_short >= COLUMNENDS_MAX_TARGETS)
		most_short = COLUMNENDS_MAX_TARGETS - 1;
	for (int less = 0; less < height &&
			   (less <= most_short || height - less >= levels.least);
	     less++) {
		int apart = s->shorter == PAGELAST_ANY ? 0 : less - s->shorter;
		int64_t cost = less * p->short_page + abs(apart) * p->unlike;

		if (less <= most_short && (apart == 0 || (first && f->lenient)))
			add(ret, height - less, less, false, first ? cost : 0,
			    &n);
		if (less > 0 && less <= INT8_MAX &&
		    height - less <= levels.most &&
		    height - less >= levels.least &&
		    height - less - levels.least < PAGETARGETS_LEVELS)
			add(ret, height - less, less, true, 0, &n);
	}
	return n;
}
