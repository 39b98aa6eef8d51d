#include "layout/floatplan.h"

#include <assert.h>

void
floatplan_assert(const struct pagebreak_params *p, size_t n_blocks)
{
	const struct pagebreak_float *f = p->floats;

	assert(p->n_floats < UINT16_MAX);
	for (size_t i = 0; i < p->n_floats; i++, f++) {
		assert(f->height >= 1);
		assert(f->height <= p->heights[p->n_heights - 1]);
		assert(f->block < n_blocks || f->block == 0);
		assert(i == 0 || f[-1].block <= f->block);
	}
	(void)n_blocks;
	(void)f;
}

int
floatplan_height(const struct pagebreak_params *p, size_t first, size_t n)
{
	int height = 0;

	for (size_t i = first; i < first + n; i++)
		height += p->floats[i].height + p->float_white;
	return height;
}

/* ---- references ------------------------------------------------------------- */

/*
 * Words of a line that is set anew, so as to end whole, may go to the next: what is
 * said in the last line before a broken word may as well be said after it.
 */
static bool
is_before(const struct columnfill *f, const struct pagebreak_float *x,
	  struct pagebreak_place at)
{
	const struct pagebreak_setting *s;
	int line;

	if (at.block == f->n_blocks || x->block < at.block)
		return true;
	if (x->block > at.block || at.line == 0)
		return false;
	s = &f->blocks[at.block].settings[at.setting];
	line = x->line[at.setting];
	if (s->broken != NULL && s->broken[at.line - 1])
		line++;
	return line < at.line;
}

size_t
floatplan_due(const struct columnfill *f, size_t from, struct pagebreak_place at)
{
	size_t n = f->params->n_floats;

	if (at.block == f->n_blocks)
		return n;
	if (from < f->told[at.block])
		from = f->told[at.block];
	while (from < n && is_before(f, &f->params->floats[from], at))
		from++;
	return from;
}

size_t
floatplan_reach(const struct columnfill *f, size_t from,
		struct pagebreak_place at, int lines)
{
	size_t high = f->params->n_floats;
	int most = lines + f->params->columns * f->most_above;
	int rest = columnfill_least(f, at) - most; /* of a float out of reach */

	while (from < high && !f->lenient) {
		size_t middle = from + (high - from) / 2;

		if (f->least[f->params->floats[middle].block] > rest)
			from = middle + 1;
		else
			high = middle;
	}
	return high;
}

/* ---- pages ------------------------------------------------------------------ */

/* The next that stands over all columns, if what is before it may be on the page. */
static size_t
next_wide(const struct pagebreak_params *p, size_t next, size_t end)
{
	size_t most = next + (size_t)p->columns * FLOATPLAN_MOST_IN_COLUMN;

	while (next < end && next <= most && !p->floats[next].wide)
		next++;
	return next < end && p->floats[next].wide ? next : end;
}

size_t
floatplan_pages(const struct pagebreak_params *p, size_t next, size_t end,
		int height, struct floatplan_page ret[FLOATPLAN_PAGES])
{
	size_t n = 0;

	for (uint16_t head = 0; head <= FLOATPLAN_MOST_WIDE; head++) {
		size_t rest = next + head, foot;
		int taken;

		if (head > 0 && (rest > end || !p->floats[rest - 1].wide))
			break;
		taken = floatplan_height(p, next, head);
		if (taken - p->float_white > height)
			break;
		ret[n++] = (struct floatplan_page){head, 0, (int16_t)taken};
		foot = next_wide(p, rest, end);
		if (foot == end)
			continue;
		taken += floatplan_height(p, foot, 1);
		if (taken <= height)
			ret[n++] = (struct floatplan_page){
				head, (uint16_t)(foot + 1), (int16_t)taken};
	}
	return n;
}

/* ---- columns ---------------------------------------------------------------- */

size_t
floatplan_columns(const struct pagebreak_params *p, size_t next, size_t end,
		  int height, int least,
		  struct floatplan_column ret[FLOATPLAN_COLUMNS])
{
	size_t n = 0;

	ret[n++] = (struct floatplan_column){0};
	for (uint8_t all = 1; all <= FLOATPLAN_MOST_IN_COLUMN; all++) {
		int taken;

		if (next + all > end || p->floats[next + all - 1].wide)
			break;
		taken = floatplan_height(p, next, all);
		if (taken - p->float_white > height)
			break;
		if (height - taken < least) {
			ret[n++] = (struct floatplan_column){
				.head = all,
				.taken = (int16_t)(taken - p->float_white),
				.alone = true,
			};
			continue;
		}
		for (uint8_t foot = 0; foot <= all && n < FLOATPLAN_COLUMNS;
		     foot++)
			ret[n++] = (struct floatplan_column){
				(uint8_t)(all - foot), foot, (int16_t)taken,
				false};
	}
	return n;
}

int64_t
floatplan_cost(const struct columnfill *f, size_t after,
	       const struct floatplan_column *way, struct pagebreak_place end)
{
	size_t first = after - way->head - way->foot;
	size_t due = floatplan_due(f, first, end);
	size_t early = due < after ? after - due : 0;

	return (int64_t)early * f->params->float_early +
	       way->foot * f->params->float_foot;
}

/* ---- where they stand ------------------------------------------------------- */

/* From `line` down; returns where the next would stand. */
static int
place(const struct pagebreak_params *p, size_t first, size_t n, int line,
      struct pagebreak_spot spot, struct pagebreak_spot *spots)
{
	for (size_t i = first; i < first + n; i++) {
		spot.line = line;
		spots[i] = spot;
		line += p->floats[i].height + p->float_white;
	}
	return line;
}

void
floatplan_place_wide(const struct pagebreak_params *p, size_t first,
		     const struct floatplan_page *way, size_t page, int bottom,
		     struct pagebreak_spot *spots)
{
	struct pagebreak_spot spot = {.page = page, .column = -1};
	size_t foot = way->foot - 1u;

	place(p, first, way->head, 0, spot, spots);
	if (way->foot == 0)
		return;
	spot.foot = true;
	place(p, foot, 1, bottom - p->floats[foot].height, spot, spots);
}

void
floatplan_place(const struct pagebreak_params *p, size_t first,
		const struct floatplan_column *way, size_t page, int column,
		int top, int bottom, struct pagebreak_spot *spots)
{
	struct pagebreak_spot spot = {.page = page, .column = column};
	size_t foot = first + way->head;

	place(p, first, way->head, top, spot, spots);
	spot.foot = true;
	place(p, foot, way->foot,
	      bottom + p->float_white - floatplan_height(p, foot, way->foot),
	      spot, spots);
}
