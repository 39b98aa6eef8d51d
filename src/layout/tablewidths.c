#include "layout/tablewidths.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"

#define SAMPLE_ROWS 240 /* rows that decide about the widths */

/* The words of a cell as the estimate sees them. */
struct words {
	const mpt *list;
	size_t n;
	mpt space;
	size_t column, columns, rows;
};

struct sample_row {
	struct words *cells;
	size_t n;
};

struct sample {
	struct table_grid *g;
	struct sample_row *rows;
	size_t n;
	mpt least[TABLE_MAX_COLUMNS];
	mpt words[TABLE_MAX_COLUMNS]; /* the same, without cells that span */
	bool fixed[TABLE_MAX_COLUMNS]; /* has its width */
	size_t n_fixed;
};

/* ---- what columns need ------------------------------------------------------ */

/* A column gets its widest word; columns that share a cell what it lacks. */
static void
ask_least(struct sample *s, size_t column, size_t columns, mpt need)
{
	mpt has = (mpt)(columns - 1) * s->g->gutter, more;

	assert(columns > 0);
	for (size_t i = 0; i < columns; i++)
		has += s->least[column + i];
	if (columns == 1 && need > s->words[column])
		s->words[column] = need;
	if (need <= has)
		return;
	more = (need - has + (mpt)columns - 1) / (mpt)columns;
	for (size_t i = 0; i < columns; i++)
		s->least[column + i] += more;
}

static void
look_at_cell(struct sample *s, const struct table_cell *cell, struct words *ret)
{
	mpt *list, widest = 0;

	*ret = (struct words){
		.column = cell->column,
		.columns = cell->columns,
		.rows = cell->rows,
	};
	ret->n = compose_words(
		&s->g->p->compose,
		&(struct compose_request){
			.node = cell->node,
			.role = cell->role,
			.measure = TABLE_UNBOUND,
		},
		&list, &ret->space);
	ret->list = list;
	for (size_t i = 0; i < ret->n; i++)
		widest = list[i] > widest ? list[i] : widest;
	ask_least(s, cell->column, cell->columns, widest);
	if (table_cell_is_decimal(s->g, cell) && cell->columns == 1) {
		const struct table_decimals *d = &s->g->decimals[cell->column];

		table_cell_measure_figures(s->g, cell);
		ask_least(s, cell->column, 1, d->before + d->after);
	}
}

/* What the table was given is not asked for. */
static void
heed_hints(struct sample *s)
{
	const struct layout_table *hints = s->g->hints;

	for (size_t i = 0; hints != NULL && i < s->g->n_columns; i++) {
		if (i >= hints->n_columns)
			break;
		if (hints->columns[i].width > 0) {
			s->least[i] = hints->columns[i].width;
			s->fixed[i] = true;
			s->n_fixed++;
		} else if (hints->columns[i].least > s->least[i]) {
			s->least[i] = hints->columns[i].least;
		}
	}
}

/* All rows say what they need at the least; those of the sample are remembered. */
static void
look_at_rows(struct sample *s)
{
	struct table_grid *g = s->g;
	size_t stride = g->n_rows / SAMPLE_ROWS + 1;

	s->rows = arena_new_array(
		g->p->arena, struct sample_row, g->n_rows / stride + 1);
	for (size_t i = 0; i < g->n_rows; i++) {
		const struct table_row *row = &g->rows[i];
		struct compose_mark mark = compose_mark(&g->p->compose);
		struct words *words = arena_new_array(
			i % stride == 0 ? g->p->arena : g->p->compose.scratch,
			struct words, row->n_cells + 1);

		for (size_t k = 0; k < row->n_cells; k++)
			look_at_cell(s, &row->cells[k], &words[k]);
		if (i % stride == 0)
			s->rows[s->n++] = (struct sample_row){
				words, row->n_cells};
		else
			compose_forget(&g->p->compose, mark);
	}
}

/* ---- heights, estimated ----------------------------------------------------- */

struct height {
	int64_t lines, white;
};

/* Lines the words take at a width, first fit, and the white at their ends. */
static int
estimate_lines(const struct words *cell, mpt width, int64_t *white)
{
	mpt at = 0;
	int lines = 1;

	for (size_t i = 0; i < cell->n; i++) {
		mpt word = cell->list[i];

		if (at > 0 && at + cell->space + word > width) {
			*white += width - at;
			lines++;
			at = 0;
		}
		at += (at > 0 ? cell->space : 0) + word;
		for (; at > width && width > 0; at -= width)
			lines++; /* broken somewhere */
	}
	return lines;
}

static mpt
width_of(const struct words *cell, const mpt *width, mpt gutter)
{
	mpt sum = (mpt)(cell->columns - 1) * gutter;

	for (size_t i = 0; i < cell->columns; i++)
		sum += width[cell->column + i];
	return sum;
}

/* A cell that spans rows counts in each with its part. */
static struct height
estimate(const struct sample *s, const mpt *width)
{
	mpt gutter = s->g->gutter;
	struct height h = {0, 0};

	for (size_t row = 0; row < s->n; row++) {
		int most = 0;

		for (size_t i = 0; i < s->rows[row].n; i++) {
			const struct words *cell = &s->rows[row].cells[i];
			int lines = estimate_lines(
				cell, width_of(cell, width, gutter), &h.white);

			lines = (lines + (int)cell->rows - 1) / (int)cell->rows;
			most = lines > most ? lines : most;
		}
		h.lines += most;
	}
	return h;
}

static bool
is_better(struct height a, struct height b)
{
	return a.lines < b.lines || (a.lines == b.lines && a.white < b.white);
}

/* ---- widths ----------------------------------------------------------------- */

/* A column so narrow that not even short words fit. */
static mpt
too_narrow(const struct sample *s)
{
	return 3 * compose_role(&s->g->p->compose, ROLE_TABLE)->size;
}

/*
 * The width to which the columns that may give do so, for all to have room; those that
 * need less than it keep that. Below 0: the others leave nothing.
 */
static mpt
find_cap(const struct sample *s, const bool *keeps, mpt room)
{
	size_t n = s->g->n_columns, left = 0;
	bool below[TABLE_MAX_COLUMNS];
	mpt cap = -1;

	for (size_t i = 0; i < n; i++) {
		below[i] = keeps[i];
		if (keeps[i])
			room -= s->least[i];
		else
			left++;
	}
	for (bool again = true; again && left > 0;) {
		again = false;
		cap = room >= 0 ? room / (mpt)left : -1;
		for (size_t i = 0; i < n; i++)
			if (!below[i] && s->least[i] <= cap) {
				below[i] = again = true;
				room -= s->least[i];
				left--;
			}
	}
	return cap;
}

/* Too narrow for its words, which need so much; nothing but gutters if room < 0. */
static void
divide_too_little(const struct sample *s, mpt room, mpt need)
{
	struct table_grid *g = s->g;
	bool keeps[TABLE_MAX_COLUMNS];
	mpt cap;

	for (size_t i = 0; i < g->n_columns; i++)
		keeps[i] = s->fixed[i] || g->decimals[i].any;
	cap = find_cap(s, keeps, room);
	if (cap < too_narrow(s)) {
		memcpy(keeps, s->fixed, sizeof(keeps));
		cap = find_cap(s, keeps, room);
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
divide_by_need(const struct sample *s, mpt room)
{
	struct table_grid *g = s->g;
	int64_t need[TABLE_MAX_COLUMNS] = {0}, total = 0;
	mpt rest = room;

	for (size_t row = 0; row < s->n; row++)
		for (size_t i = 0; i < s->rows[row].n; i++) {
			const struct words *c = &s->rows[row].cells[i];

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
improve(const struct sample *s, mpt step, struct height *best)
{
	struct table_grid *g = s->g;
	bool better = false;

	for (size_t from = 0; from < g->n_columns; from++)
		for (size_t to = 0; to < g->n_columns; to++) {
			mpt width[TABLE_MAX_COLUMNS];
			struct height h;

			if (to == from || s->fixed[from] || s->fixed[to] ||
			    g->width[from] - step < s->least[from])
				continue;
			memcpy(width, g->width, sizeof(width));
			width[from] -= step;
			width[to] += step;
			h = estimate(s, width);
			if (!is_better(h, *best))
				continue;
			*best = h;
			memcpy(g->width, width, sizeof(width));
			better = true;
		}
	return better;
}

/* From the widths there are, by ever smaller moves, as low as that gets. */
static struct height
descend(const struct sample *s, mpt room)
{
	struct height best = estimate(s, s->g->width);

	for (mpt step = room / 8; step > MPT_PER_PT; step /= 2)
		for (int sweep = 0; sweep < 8 && improve(s, step, &best); sweep++)
			;
	return best;
}

/* ---- alike ------------------------------------------------------------------ */

/*
 * Columns of amounts that are to be compared: those under a heading of several, or
 * those under none. Figures are read across, so they stand at even distances.
 */
struct alike {
	bool in[TABLE_MAX_COLUMNS];
	size_t n;
	mpt most, sum; /* of their widths */
};

static void
find_alike(const struct sample *s, bool grouped, struct alike *ret)
{
	const struct table_grid *g = s->g;
	bool over[TABLE_MAX_COLUMNS] = {false};

	*ret = (struct alike){.n = 0};
	for (size_t i = 0; i < g->n_head; i++)
		for (size_t k = 0; k < g->rows[i].n_cells; k++) {
			const struct table_cell *c = &g->rows[i].cells[k];

			for (size_t n = 0; n < c->columns; n++)
				over[c->column + n] |= c->columns > 1;
		}
	for (size_t i = 0; i < g->n_columns; i++) {
		if (!g->decimals[i].any || s->fixed[i] || over[i] != grouped)
			continue;
		ret->in[i] = true;
		ret->n++;
		ret->sum += g->width[i];
		ret->most = g->width[i] > ret->most ? g->width[i] : ret->most;
	}
}

/* Give them all this width, at the cost of the widest other column. */
static bool
try_alike(const struct sample *s, const struct alike *a, mpt each,
	  struct height *best)
{
	struct table_grid *g = s->g;
	mpt width[TABLE_MAX_COLUMNS], more = each * (mpt)a->n - a->sum;
	size_t giver = g->n_columns;
	struct height h;

	memcpy(width, g->width, sizeof(width));
	for (size_t i = 0; i < g->n_columns; i++)
		if (a->in[i])
			width[i] = each;
		else if (!s->fixed[i] &&
			 (giver == g->n_columns || width[i] > width[giver]))
			giver = i;
	if (giver == g->n_columns ? more != 0
				  : width[giver] - more < s->least[giver])
		return false;
	for (size_t i = 0; i < g->n_columns; i++)
		if (a->in[i] && each < s->words[i])
			return false;
	if (giver < g->n_columns)
		width[giver] -= more;
	h = estimate(s, width);
	if (h.lines > best->lines)
		return false;
	*best = h;
	memcpy(g->width, width, sizeof(width));
	return true;
}

/* As wide as the widest of them, or else as they are on average. */
static void
make_alike(const struct sample *s, struct height best)
{
	for (int grouped = 0; grouped < 2; grouped++) {
		struct alike a;

		find_alike(s, grouped > 0, &a);
		if (a.n < 2)
			continue;
		if (!try_alike(s, &a, a.sum / (mpt)a.n, &best))
			try_alike(s, &a, a.most, &best);
	}
}

/*
 * The way down may end in a hollow: it is tried from the division by need and,
 * where nothing is too narrow, from each column given all that is left over.
 */
static void
find_widths(const struct sample *s, mpt room)
{
	struct table_grid *g = s->g;
	mpt widths[TABLE_MAX_COLUMNS], rest = room;
	struct height best;

	divide_by_need(s, room);
	best = descend(s, room);
	memcpy(widths, g->width, sizeof(widths));
	for (size_t i = 0; i < g->n_columns; i++)
		rest -= s->least[i];
	for (size_t from = 0; rest > 0 && from < g->n_columns; from++) {
		struct height h;

		if (s->fixed[from])
			continue;
		memcpy(g->width, s->least, sizeof(widths));
		g->width[from] += rest;
		h = descend(s, room);
		if (is_better(h, best)) {
			best = h;
			memcpy(widths, g->width, sizeof(widths));
		}
	}
	memcpy(g->width, widths, sizeof(widths));
	make_alike(s, best);
}

/* ---- the whole -------------------------------------------------------------- */

static mpt
gutters(const struct table_grid *g)
{
	return (mpt)(g->n_columns - 1) * g->gutter;
}

/* What all the columns need at the least, with what is between them. */
static mpt
look(struct table_grid *g, struct sample *ret)
{
	mpt least = gutters(g);

	*ret = (struct sample){.g = g};
	look_at_rows(ret);
	heed_hints(ret);
	for (size_t i = 0; i < g->n_columns; i++)
		least += ret->least[i];
	return least;
}

/* To half of what the style says, or as far as it takes; the rows are looked at anew. */
static void
narrow_gutters(struct table_grid *g, struct sample *s)
{
	mpt full = g->gutter, spare;

	g->gutter = full / 2;
	spare = g->measure - look(g, s);
	if (spare > 0 && g->n_columns > 1)
		g->gutter += spare / (mpt)(g->n_columns - 1);
	if (g->gutter > full)
		g->gutter = full;
}

void
table_widths_find(struct table_grid *g)
{
	struct sample s;

	g->gutter = g->p->style->table->gutter;
	g->least = look(g, &s);
	if (g->least > g->measure)
		narrow_gutters(g, &s);
	if (s.n_fixed == g->n_columns && g->least < g->measure)
		g->measure = g->least; /* as narrow as it was told to be */
	find_widths(&s, g->measure - gutters(g));
}
