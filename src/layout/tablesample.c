#include "layout/tablesample.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"

#define SAMPLE_ROWS 240 /* rows that decide about the widths */

/* ---- what columns need ------------------------------------------------------ */

void
table_sample_ask(const struct table_sample *s, mpt *width,
		 const struct table_words *cell, mpt need)
{
	mpt has = table_sample_room(cell, width, s->g->gutter), more;

	assert(cell->columns > 0);
	if (need <= has)
		return;
	more = (need - has + (mpt)cell->columns - 1) / (mpt)cell->columns;
	for (size_t i = 0; i < cell->columns; i++)
		width[cell->column + i] += more;
}

static void
look_at_cell(struct table_sample *s, const struct table_cell *cell,
	     struct table_words *ret)
{
	mpt *list, widest = 0, whole = 0;

	*ret = (struct table_words){
		.column = cell->column,
		.columns = cell->columns,
		.rows = cell->rows,
		.trail = table_cell_trail(s->g, cell),
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
	for (size_t i = 0; i < ret->n; i++) {
		widest = list[i] > widest ? list[i] : widest;
		whole += list[i] + (i > 0 ? ret->space : 0);
	}
	if (table_cell_is_decimal(s->g, cell) && cell->columns == 1) {
		const struct table_decimals *d = &s->g->decimals[cell->column];

		table_cell_measure_figures(s->g, cell);
		if (d->before + d->after > widest)
			widest = d->before + d->after;
	}
	table_sample_ask(s, s->least, ret, widest + ret->trail);
	table_sample_ask(s, s->whole, ret, whole + ret->trail);
}

/* What the table was given is not asked for. */
static void
heed_hints(struct table_sample *s)
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

/* What a row needs at the least; its words, if they are to be remembered. */
static void
look_at_row(struct table_sample *s, const struct table_row *row, bool remember)
{
	struct compose *c = &s->g->p->compose;
	struct compose_mark mark = compose_mark(c);
	struct table_words *words = arena_new_array(
		remember ? s->g->p->arena : c->scratch, struct table_words,
		row->n_cells + 1);

	for (size_t k = 0; k < row->n_cells; k++)
		look_at_cell(s, &row->cells[k], &words[k]);
	if (remember)
		s->rows[s->n++] = (struct table_sample_row){words, row->n_cells};
	else
		compose_forget(c, mark);
}

mpt
table_sample_look(struct table_grid *g, struct table_sample *ret)
{
	size_t stride = g->n_rows / SAMPLE_ROWS + 1;
	mpt least = (mpt)(g->n_columns - 1) * g->gutter;

	*ret = (struct table_sample){.g = g};
	memset(g->decimals, 0, sizeof(g->decimals));
	ret->rows = arena_new_array(g->p->arena, struct table_sample_row,
				    g->n_rows / stride + 1 + g->n_head);
	for (size_t i = g->n_head; i < g->n_rows; i++)
		look_at_row(ret, &g->rows[i], i % stride == 0);
	table_grid_find_trails(g); /* heads stand over figures that are known */
	for (size_t i = 0; i < g->n_head; i++)
		look_at_row(ret, &g->rows[i], true);
	heed_hints(ret);
	for (size_t i = 0; i < g->n_columns; i++) {
		least += ret->least[i];
		if (ret->fixed[i] || ret->whole[i] < ret->least[i])
			ret->whole[i] = ret->least[i];
	}
	return least;
}

/* ---- heights, estimated ----------------------------------------------------- */

mpt
table_sample_room(const struct table_words *cell, const mpt *width, mpt gutter)
{
	mpt sum = (mpt)(cell->columns - 1) * gutter;

	for (size_t i = 0; i < cell->columns; i++)
		sum += width[cell->column + i];
	return sum;
}

int
table_sample_lines(const struct table_words *cell, mpt width, int64_t *white)
{
	mpt at = 0;
	int lines = 1;

	width -= cell->trail;
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

/* A cell that spans rows counts in each with its part. */
struct table_height
table_sample_estimate(const struct table_sample *s, const mpt *width)
{
	mpt gutter = s->g->gutter;
	struct table_height h = {0, 0, 0};

	for (size_t row = 0; row < s->n; row++) {
		int most = 0;

		for (size_t i = 0; i < s->rows[row].n; i++) {
			const struct table_words *cell = &s->rows[row].cells[i];
			int lines = table_sample_lines(
				cell, table_sample_room(cell, width, gutter),
				&h.white);

			h.broken += lines - 1;
			lines = (lines + (int)cell->rows - 1) / (int)cell->rows;
			most = lines > most ? lines : most;
		}
		h.lines += most;
	}
	return h;
}

bool
table_height_is_better(struct table_height a, struct table_height b)
{
	if (a.lines != b.lines)
		return a.lines < b.lines;
	if (a.broken != b.broken)
		return a.broken < b.broken;
	return a.white < b.white;
}
