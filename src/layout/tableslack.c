#include "layout/tableslack.h"

#include <stdlib.h>
#include <string.h>

/* ---- what columns need ------------------------------------------------------ */

/* The least width at which the words of a cell take no more lines than at this one. */
static mpt
least_width(const struct table_words *cell, int lines, mpt enough)
{
	mpt low = 0; /* too little */

	while (enough - low > 1) {
		mpt width = low + (enough - low) / 2;
		int64_t white = 0;

		if (table_sample_lines(cell, width, &white) <= lines)
			enough = width;
		else
			low = width;
	}
	return enough;
}

/* A cell of so many columns gets what its lines need. */
static void
heed_cell(const struct table_sample *s, const struct table_words *cell,
	  mpt *ret_need)
{
	mpt gutter = s->g->gutter;
	mpt has = table_sample_room(cell, ret_need, gutter);
	mpt width = table_sample_room(cell, s->g->width, gutter);
	int64_t white = 0;
	int lines = table_sample_lines(cell, width, &white);

	if (table_sample_lines(cell, has, &white) > lines)
		table_sample_ask(s, ret_need, cell,
				 least_width(cell, lines, width));
}

/* Cells that span columns come last: they need what the others have left them. */
static void
find_needs(const struct table_sample *s, mpt *ret_need)
{
	memcpy(ret_need, s->least, sizeof(s->least));
	for (int spans = 0; spans < 2; spans++)
		for (size_t row = 0; row < s->n; row++)
			for (size_t i = 0; i < s->rows[row].n; i++) {
				const struct table_words *cell =
					&s->rows[row].cells[i];

				if ((cell->columns > 1) == (spans > 0))
					heed_cell(s, cell, ret_need);
			}
}

static mpt
sum_of(const mpt *width, size_t from, size_t to)
{
	mpt sum = 0;

	for (size_t i = from; i < to; i++)
		sum += width[i];
	return sum;
}

/* ---- alike ------------------------------------------------------------------ */

/* The columns under a heading of several, or those under none, that hold amounts. */
static size_t
find_alike(const struct table_sample *s, bool grouped, bool *ret_in)
{
	const struct table_grid *g = s->g;
	bool over[TABLE_MAX_COLUMNS] = {false};
	size_t n = 0;

	for (size_t i = 0; i < g->n_head; i++)
		for (size_t k = 0; k < g->rows[i].n_cells; k++) {
			const struct table_cell *c = &g->rows[i].cells[k];

			for (size_t m = 0; m < c->columns; m++)
				over[c->column + m] |= c->columns > 1;
		}
	for (size_t i = 0; i < g->n_columns; i++) {
		ret_in[i] = g->decimals[i].any && !s->fixed[i] &&
			    over[i] == grouped;
		n += ret_in[i];
	}
	return n;
}

/* All that are to be compared need as much as the one that needs most, if that fits. */
static void
make_alike(const struct table_sample *s, mpt room, mpt *need)
{
	size_t n = s->g->n_columns;

	for (int grouped = 0; grouped < 2; grouped++) {
		bool in[TABLE_MAX_COLUMNS];
		mpt alike[TABLE_MAX_COLUMNS], most = 0;

		if (find_alike(s, grouped > 0, in) < 2)
			continue;
		for (size_t i = 0; i < n; i++)
			most = in[i] && need[i] > most ? need[i] : most;
		for (size_t i = 0; i < n; i++)
			alike[i] = in[i] ? most : need[i];
		if (sum_of(alike, 0, n) <= room)
			memcpy(need, alike, sizeof(alike));
	}
}

/* Columns that needed the same have the same, but for what is lost in dividing. */
static bool
are_alike(const struct table_sample *s, const mpt *need, const mpt *width)
{
	for (int grouped = 0; grouped < 2; grouped++) {
		bool in[TABLE_MAX_COLUMNS];
		size_t first = s->g->n_columns;

		find_alike(s, grouped > 0, in);
		for (size_t i = 0; i < s->g->n_columns; i++) {
			if (!in[i])
				continue;
			if (first == s->g->n_columns)
				first = i;
			if (need[i] == need[first] &&
			    abs(width[i] - width[first]) > TABLE_MAX_COLUMNS)
				return false;
		}
	}
	return true;
}

/* ---- sharing ---------------------------------------------------------------- */

/* Columns [from, to) get so much together: their needs, and of the rest their part. */
static void
share(const struct table_sample *s, const mpt *need, size_t from, size_t to,
      mpt room, mpt *ret_width)
{
	mpt total = 0, rest = room - sum_of(need, from, to), left = rest;
	size_t first = to;

	for (size_t i = from; i < to; i++)
		total += s->fixed[i] ? 0 : need[i];
	for (size_t i = from; i < to; i++) {
		mpt more = s->fixed[i] || total == 0
				   ? 0
				   : mpt_muldiv(rest, need[i], total);

		first = first == to && !s->fixed[i] ? i : first;
		more = more < left ? more : left;
		ret_width[i] = need[i] + more;
		left -= more;
	}
	if (first < to)
		ret_width[first] += left;
}

/* ---- stops ------------------------------------------------------------------ */

/* Columns on their way to stops. */
struct stops {
	const struct table_sample *s;
	const mpt *need;
	const mpt *even; /* the widths without stops */
	mpt step, end; /* from stop to stop; measure and a gutter */
	mpt best[TABLE_MAX_COLUMNS];
	size_t best_n;
	int64_t best_off;
};

/* At the last of them: is it better than the best so far? */
static void
judge(struct stops *o, const mpt *width, size_t n, int64_t off)
{
	if (n == 0 || n < o->best_n || (n == o->best_n && off >= o->best_off) ||
	    !are_alike(o->s, o->need, width))
		return;
	o->best_n = n;
	o->best_off = off;
	memcpy(o->best, width, sizeof(o->best));
}

/*
 * Columns from one on, which begins at a stop, in all ways: the next of them that
 * stands at one is each in turn, at each that leaves room for those between. off: how
 * far those are that stand from where they stood, as the sum of squares.
 */
static void
try_stops(struct stops *o, size_t from, mpt x, mpt *width, size_t n, int64_t off)
{
	const struct table_grid *g = o->s->g;
	mpt least = 0, even = 0;

	for (size_t i = 0; i < from; i++)
		even += o->even[i] + g->gutter;
	for (size_t to = from + 1; to < g->n_columns; to++) {
		least += o->need[to - 1] + g->gutter;
		even += o->even[to - 1] + g->gutter;
		if (g->decimals[to].any)
			continue;
		for (mpt at = (x + least + o->step - 1) / o->step * o->step;
		     at < even + o->step && at < o->end; at += o->step) {
			int64_t d = at - even;

			if (d <= -o->step)
				continue;
			share(o->s, o->need, from, to,
			      at - x - (mpt)(to - from) * g->gutter, width);
			try_stops(o, to, at, width, n + 1, off + d * d);
		}
	}
	least += o->need[g->n_columns - 1] + g->gutter;
	if (x + least > o->end)
		return;
	share(o->s, o->need, from, g->n_columns,
	      o->end - x - (mpt)(g->n_columns - from) * g->gutter, width);
	judge(o, width, n, off);
}

/* Of more columns than there are stops most could not stand at one. */
static void
move_to_stops(const struct table_sample *s, const mpt *need, mpt room)
{
	struct table_grid *g = s->g;
	mpt step = g->p->style->table->step, width[TABLE_MAX_COLUMNS];
	mpt end = room + (mpt)g->n_columns * g->gutter;
	struct stops o = {.s = s, .need = need, .even = g->width, .step = step};
	struct table_height before, after;

	if (step <= 0 || s->n_fixed > 0 || (mpt)g->n_columns > end / step)
		return;
	o.end = end;
	try_stops(&o, 0, 0, width, 0, 0);
	if (o.best_n == 0)
		return;
	before = table_sample_estimate(s, g->width);
	after = table_sample_estimate(s, o.best);
	if (after.lines <= before.lines && after.broken <= before.broken)
		memcpy(g->width, o.best, sizeof(o.best));
}

/* ---- the whole -------------------------------------------------------------- */

void
table_slack_share(const struct table_sample *s, mpt room)
{
	struct table_grid *g = s->g;
	mpt need[TABLE_MAX_COLUMNS], width[TABLE_MAX_COLUMNS] = {0};
	struct table_height before, after;

	find_needs(s, need);
	if (sum_of(need, 0, g->n_columns) > room)
		return;
	make_alike(s, room, need);
	share(s, need, 0, g->n_columns, room, width);
	before = table_sample_estimate(s, g->width);
	after = table_sample_estimate(s, width);
	if (after.lines > before.lines || after.broken > before.broken)
		return;
	memcpy(g->width, width, sizeof(width));
	move_to_stops(s, need, room);
}
