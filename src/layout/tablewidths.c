#include "layout/tablewidths.h"

#include <string.h>

#include "layout/tablesample.h"
#include "layout/tableslack.h"

/* ---- widths ----------------------------------------------------------------- */

/* A column so narrow that not even short words fit. */
static mpt
too_narrow(const struct table_sample *s)
{
	return 3 * compose_role(&s->g->p->compose, ROLE_TABLE)->size;
}

/*
 * The width to which the columns that may give do so, for all to have room; those that
 * need less than it keep that. Below 0: the others leave nothing.
 */
static mpt
find_cap(const struct table_sample *s, const mpt *need, const bool *keeps,
	 mpt room)
{
	size_t n = s->g->n_columns, left = 0;
	bool below[TABLE_MAX_COLUMNS];
	mpt cap = -1;

	for (size_t i = 0; i < n; i++) {
		below[i] = keeps[i];
		if (keeps[i])
			room -= need[i];
		else
			left++;
	}
	for (bool again = true; again && left > 0;) {
		again = false;
		cap = room >= 0 ? room / (mpt)left : -1;
		for (size_t i = 0; i < n; i++)
			if (!below[i] && need[i] <= cap) {
				below[i] = again = true;
				room -= need[i];
				left--;
			}
	}
	return cap;
}

/* Too narrow for its words, which need so much; nothing but gutters if room < 0. */
static void
divide_too_little(const struct table_sample *s, mpt room, mpt need)
{
	struct table_grid *g = s->g;
	bool keeps[TABLE_MAX_COLUMNS];
	mpt cap;

	for (size_t i = 0; i < g->n_columns; i++)
		keeps[i] = s->fixed[i] || g->decimals[i].any;
	cap = find_cap(s, s->least, keeps, room);
	if (cap < too_narrow(s)) {
		memcpy(keeps, s->fixed, sizeof(keeps));
		cap = find_cap(s, s->least, keeps, room);
	}
	for (size_t i = 0; i < g->n_columns; i++)
		if (cap < 0)
			g->width[i] =
				room > 0 ? mpt_muldiv(s->least[i], room, need)
					 : 0;
		else
			g->width[i] =
				keeps[i] || s->least[i] < cap ? s->least[i] : cap;
}

/* Every column its least, and the rest in proportion to what it holds. */
static void
divide_by_need(const struct table_sample *s, mpt room)
{
	struct table_grid *g = s->g;
	int64_t need[TABLE_MAX_COLUMNS] = {0}, total = 0;
	mpt rest = room;

	for (size_t row = 0; row < s->n; row++)
		for (size_t i = 0; i < s->rows[row].n; i++) {
			const struct table_words *c = &s->rows[row].cells[i];

			for (size_t k = 0; k < c->n; k++)
				need[c->column + k % c->columns] +=
					c->list[k] / 16;
		}
	for (size_t i = 0; i < g->n_columns; i++) {
		need[i] = s->fixed[i] ? 0 : need[i] + 1;
		total += need[i];
		rest -= s->least[i];
	}
	if (rest < 0)
		divide_too_little(s, room, room - rest);
	for (size_t i = 0; rest >= 0 && i < g->n_columns; i++)
		g->width[i] = s->least[i] +
			      (total > 0 ? mpt_muldiv(rest, need[i], total) : 0);
}

/* One sweep of moves of a given step; true if any made the table better. */
static bool
improve(const struct table_sample *s, mpt step, struct table_height *best)
{
	struct table_grid *g = s->g;
	bool better = false;

	for (size_t from = 0; from < g->n_columns; from++)
		for (size_t to = 0; to < g->n_columns; to++) {
			mpt width[TABLE_MAX_COLUMNS];
			struct table_height h;

			if (to == from || s->fixed[from] || s->fixed[to] ||
			    g->width[from] - step < s->least[from])
				continue;
			memcpy(width, g->width, sizeof(width));
			width[from] -= step;
			width[to] += step;
			h = table_sample_estimate(s, width);
			if (!table_height_is_better(h, *best))
				continue;
			*best = h;
			memcpy(g->width, width, sizeof(width));
			better = true;
		}
	return better;
}

/* From the widths there are, by ever smaller moves, as low as that gets. */
static struct table_height
descend(const struct table_sample *s, mpt room)
{
	struct table_height best = table_sample_estimate(s, s->g->width);

	for (mpt step = room / 8; step > MPT_PER_PT; step /= 2)
		for (int sweep = 0; sweep < 8 && improve(s, step, &best); sweep++)
			;
	return best;
}

/* Columns that are narrow anyhow stay whole; the others share what they leave. */
static void
divide_by_wholes(const struct table_sample *s, mpt room)
{
	struct table_grid *g = s->g;
	mpt cap = find_cap(s, s->whole, s->fixed, room);

	for (size_t i = 0; i < g->n_columns; i++) {
		g->width[i] =
			s->fixed[i] || s->whole[i] < cap ? s->whole[i] : cap;
		if (g->width[i] < s->least[i])
			g->width[i] = s->least[i];
	}
}

struct search {
	const struct table_sample *s;
	mpt room;
	mpt widths[TABLE_MAX_COLUMNS]; /* the best so far */
	struct table_height best;
	bool any;
};

/* Down from the widths there are, if they fit. */
static void
search_from_here(struct search *f)
{
	struct table_grid *g = f->s->g;
	struct table_height h;
	mpt sum = 0;

	for (size_t i = 0; i < g->n_columns; i++)
		sum += g->width[i];
	if (f->any && sum > f->room)
		return;
	h = descend(f->s, f->room);
	if (f->any && !table_height_is_better(h, f->best))
		return;
	f->best = h;
	memcpy(f->widths, g->width, sizeof(f->widths));
	f->any = true;
}

/*
 * The way down may end in a hollow: it is tried from the division by need and, where
 * nothing is too narrow, from narrow columns whole, and from each column given all that
 * is left over.
 */
static void
search_widths(const struct table_sample *s, mpt room)
{
	struct table_grid *g = s->g;
	struct search f = {.s = s, .room = room};
	mpt rest = room;

	divide_by_need(s, room);
	search_from_here(&f);
	for (size_t i = 0; i < g->n_columns; i++)
		rest -= s->least[i];
	if (rest > 0) {
		divide_by_wholes(s, room);
		search_from_here(&f);
	}
	for (size_t from = 0; rest > 0 && from < g->n_columns; from++) {
		if (s->fixed[from])
			continue;
		memcpy(g->width, s->least, sizeof(s->least));
		g->width[from] += rest;
		search_from_here(&f);
	}
	memcpy(g->width, f.widths, sizeof(f.widths));
}

/* Where all cells can stay whole they do, and there is nothing to search. */
static void
find_widths(const struct table_sample *s, mpt room)
{
	struct table_grid *g = s->g;
	mpt whole = 0;

	for (size_t i = 0; i < g->n_columns; i++)
		whole += s->whole[i];
	if (whole <= room)
		memcpy(g->width, s->whole, sizeof(s->whole));
	else
		search_widths(s, room);
	table_slack_share(s, room);
}

/* ---- the whole -------------------------------------------------------------- */

static mpt
gutters(const struct table_grid *g)
{
	return (mpt)(g->n_columns - 1) * g->gutter;
}

/* To half of what the style says, or as far as it takes; the rows are looked at anew. */
static void
narrow_gutters(struct table_grid *g, struct table_sample *s)
{
	mpt full = g->gutter, spare;

	g->gutter = full / 2;
	spare = g->measure - table_sample_look(g, s);
	if (spare > 0 && g->n_columns > 1)
		g->gutter += spare / (mpt)(g->n_columns - 1);
	if (g->gutter > full)
		g->gutter = full;
}

void
table_widths_find(struct table_grid *g)
{
	struct table_sample s;

	g->gutter = g->p->style->table->gutter;
	g->least = table_sample_look(g, &s);
	if (g->least > g->measure)
		narrow_gutters(g, &s);
	if (s.n_fixed == g->n_columns && g->least < g->measure)
		g->measure = g->least; /* as narrow as it was told to be */
	find_widths(&s, g->measure - gutters(g));
}
