#include "layout/tablegrid.h"

#include <string.h>

#include "base/arena.h"

#define SAMPLE_ROWS 240 /* rows that decide about the widths */
#define UNBOUND (INT32_MAX / 8) /* a measure that nothing is wider than */

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
	bool fixed[TABLE_MAX_COLUMNS]; /* has its width */
	size_t n_fixed;
};

/* ---- cells ------------------------------------------------------------------ */

static enum role_id
role_of(const struct node *cell, enum table_part part)
{
	if (cell->role != 0)
		return cell->role;
	if (part == TABLE_HEAD)
		return ROLE_TABLE_HEAD;
	return cell->kind == NODE_TH ? ROLE_TABLE_TITLE : ROLE_TABLE;
}

static size_t
span(int given)
{
	return given > 1 ? (size_t)given : 1;
}

static bool
is_part(const struct node *group, enum table_part part)
{
	static const enum node_kind kinds[] = {NODE_HEAD, NODE_ROWS, NODE_FOOT};

	return group->kind == kinds[part];
}

static size_t
count_rows(const struct node *table, enum table_part part)
{
	size_t n = 0;

	for (const struct node *g = table->first; g != NULL; g = g->next)
		for (const struct node *r = g->first;
		     is_part(g, part) && r != NULL; r = r->next)
			n++;
	return n;
}

/* Columns that a row needs beside those that cells from above hold. */
static size_t
count_columns(const struct node *row)
{
	size_t n = 0;

	for (const struct node *c = row->first; c != NULL; c = c->next)
		n += span(c->column_span);
	return n;
}

/*
 * Put the cells of a row in the free columns; busy counts the rows for which a
 * column is held from above, this one included.
 */
static void
place_cells(struct table_grid *g, const struct node *node, struct table_row *row,
	    size_t rows_left, size_t busy[TABLE_MAX_COLUMNS])
{
	size_t column = 0;

	for (size_t i = 0; i < g->n_columns; i++)
		row->joined |= busy[i] > 0;
	row->cells = arena_new_array(
		g->p->arena, struct table_cell, g->n_columns);
	for (const struct node *c = node->first; c != NULL; c = c->next) {
		struct table_cell *cell = &row->cells[row->n_cells];
		size_t columns = span(c->column_span), n = 0;

		while (column < g->n_columns && busy[column] > 0)
			column++;
		if (column == g->n_columns)
			break;
		while (n < columns && column + n < g->n_columns &&
		       busy[column + n] == 0)
			n++;
		*cell = (struct table_cell){
			.node = c,
			.role = role_of(c, row->part),
			.column = column,
			.columns = n,
			.rows = span(c->row_span) < rows_left ? span(c->row_span)
							      : rows_left,
		};
		for (size_t i = 0; i < n; i++)
			busy[column + i] = cell->rows;
		row->n_cells++;
		column += n;
	}
	for (size_t i = 0; i < g->n_columns; i++)
		busy[i] -= busy[i] > 0;
}

static void
place_rows(struct table_grid *g, const struct node *table, enum table_part part)
{
	size_t busy[TABLE_MAX_COLUMNS] = {0}, left = count_rows(table, part);

	for (const struct node *group = table->first; group != NULL;
	     group = group->next)
		for (const struct node *r = group->first;
		     is_part(group, part) && r != NULL; r = r->next) {
			struct table_row *row = &g->rows[g->n_rows++];

			row->part = part;
			row->group = r->flow == FLOW_TABLE_GROUP;
			row->sum = r->flow == FLOW_TABLE_SUM;
			place_cells(g, r, row, left--, busy);
		}
}

/* ---- figures ---------------------------------------------------------------- */

static char
decimal_mark(const struct table_grid *g)
{
	const char *lang = g->p->compose.lang;

	return lang != NULL && strncmp(lang, "en", 2) == 0 ? '.' : ',';
}

static bool
is_note_mark(const struct compose_run *run)
{
	return run->leaf != NULL && run->leaf->role == ROLE_NOTE_MARK;
}

/* Width of a line without the marks of notes at its end. */
static mpt
width_of_figures(const struct compose_line *line)
{
	mpt width = line->width;

	for (size_t i = line->n_runs; i-- > 0;) {
		if (!is_note_mark(&line->runs[i]))
			break;
		width = line->runs[i].x;
	}
	return width;
}

/* Width of a line up to its decimal mark; of all its figures if it has none. */
static mpt
width_before_mark(const struct table_grid *g, const struct compose_line *line)
{
	char mark = decimal_mark(g);
	mpt before = width_of_figures(line);

	for (size_t i = 0; i < line->n_runs; i++) {
		const struct frame_run *run = &line->runs[i].run;
		mpt pen = line->runs[i].x;

		for (size_t k = 0; k < run->n_glyphs; k++) {
			if (run->glyphs[k].len == 1 &&
			    run->glyphs[k].text[0] == mark)
				before = pen;
			pen += run->glyphs[k].advance;
		}
	}
	return before;
}

static bool
is_decimal(const struct table_grid *g, const struct table_cell *cell)
{
	return compose_role(&g->p->compose, cell->role)->align == ALIGN_DECIMAL;
}

static void
measure_figures(struct table_grid *g, const struct table_cell *cell)
{
	struct table_decimals *d = &g->decimals[cell->column];
	const struct compose_para *para = compose_node(
		&g->p->compose,
		&(struct compose_request){
			.node = cell->node,
			.role = cell->role,
			.measure = UNBOUND,
		});

	d->any = true;
	for (size_t i = 0; i < para->n_lines; i++) {
		mpt before = width_before_mark(g, &para->lines[i]);
		mpt after = width_of_figures(&para->lines[i]) - before;

		if (cell->column + 1 == g->n_columns) /* no white to hang in */
			after = para->lines[i].width - before;

		d->before = before > d->before ? before : d->before;
		d->after = after > d->after ? after : d->after;
	}
}

/* ---- what columns need ------------------------------------------------------ */

mpt
table_cell_width(const struct table_grid *g, const struct table_cell *cell)
{
	size_t last = cell->column + cell->columns - 1;

	return g->x[last] + g->width[last] - g->x[cell->column];
}

/* A column gets its widest word; columns that share a cell what it lacks. */
static void
ask_least(struct sample *s, size_t column, size_t columns, mpt need)
{
	mpt gutter = s->g->p->style->table->gutter;
	mpt has = (mpt)(columns - 1) * gutter, more;

	for (size_t i = 0; i < columns; i++)
		has += s->least[column + i];
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
			.measure = UNBOUND,
		},
		&list, &ret->space);
	ret->list = list;
	for (size_t i = 0; i < ret->n; i++)
		widest = list[i] > widest ? list[i] : widest;
	ask_least(s, cell->column, cell->columns, widest);
	if (is_decimal(s->g, cell) && cell->columns == 1) {
		const struct table_decimals *d = &s->g->decimals[cell->column];

		measure_figures(s->g, cell);
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
	mpt gutter = s->g->p->style->table->gutter;
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
	for (size_t i = 0; i < g->n_columns; i++) {
		if (rest >= 0 && total > 0)
			g->width[i] = s->least[i] +
				      mpt_muldiv(rest, need[i], total);
		else if (rest >= 0)
			g->width[i] = s->least[i];
		else /* too narrow for its words: all are broken alike */
			g->width[i] = mpt_muldiv(s->least[i], room, room - rest);
	}
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
}

/* ---- the whole -------------------------------------------------------------- */

static mpt
gutters(const struct table_grid *g)
{
	return (mpt)(g->n_columns - 1) * g->p->style->table->gutter;
}

void
table_grid_make(struct pager *p, const struct node *table, struct table_grid *ret)
{
	size_t n = 0;

	*ret = (struct table_grid){.p = p, .hints = table->extra};
	for (const struct node *g = table->first; g != NULL; g = g->next)
		for (const struct node *r = g->first;
		     g->kind != NODE_CAPTION && r != NULL; r = r->next) {
			size_t columns = count_columns(r);

			n++;
			if (columns > ret->n_columns)
				ret->n_columns = columns;
		}
	if (ret->n_columns > TABLE_MAX_COLUMNS)
		ret->n_columns = TABLE_MAX_COLUMNS;
	ret->rows = arena_new_array(p->arena, struct table_row, n + 1);
	place_rows(ret, table, TABLE_HEAD);
	ret->n_head = ret->n_rows;
	place_rows(ret, table, TABLE_BODY);
	ret->n_foot = ret->n_rows;
	place_rows(ret, table, TABLE_FOOT);
	ret->n_foot = ret->n_rows - ret->n_foot;
}

void
table_grid_fit(struct table_grid *g, mpt left, mpt measure)
{
	struct sample s = {.g = g};
	mpt x = left;

	g->left = left;
	g->measure = measure;
	if (g->n_columns == 0)
		return;
	look_at_rows(&s);
	heed_hints(&s);
	g->least = gutters(g);
	for (size_t i = 0; i < g->n_columns; i++)
		g->least += s.least[i];
	if (s.n_fixed == g->n_columns && g->least < measure)
		g->measure = g->least; /* as narrow as it was told to be */
	find_widths(&s, g->measure - gutters(g));
	for (size_t i = 0; i < g->n_columns; i++) {
		g->x[i] = x;
		x += g->width[i] + g->p->style->table->gutter;
	}
}

const struct compose_para *
table_cell_compose(const struct table_grid *g, const struct table_cell *cell)
{
	return compose_node(
		&g->p->compose,
		&(struct compose_request){
			.node = cell->node,
			.role = cell->role,
			.measure = table_cell_width(g, cell),
		});
}

mpt
table_cell_x(const struct table_grid *g, const struct table_row *row,
	     const struct table_cell *cell, const struct compose_para *para,
	     size_t line)
{
	const struct table_decimals *d = &g->decimals[cell->column];
	const struct compose_line *l = &para->lines[line];
	mpt right = g->x[cell->column] + table_cell_width(g, cell);

	if (cell->columns > 1 || !d->any)
		return g->x[cell->column];
	if (row->part == TABLE_HEAD)
		return right - l->width;
	if (!is_decimal(g, cell))
		return g->x[cell->column];
	return right - d->after - width_before_mark(g, l);
}
