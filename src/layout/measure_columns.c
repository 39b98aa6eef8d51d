/*
 * Where columns and pages end: the half of measure that looks at two dimensions.
 */
#include "base/arena.h"
#include "layout/measure_private.h"

/* The lines of one column of one galley on one page. */
struct column {
	size_t page;
	unsigned galley;
	int number;
	const struct frame_line *first, *last; /* list marks left out */
	mpt top, bottom;
};

static bool
is_mark(const struct frame_line *line)
{
	return line->node != NULL && line->node->kind == NODE_LABEL;
}

static bool
is_heading(const struct frame_line *line)
{
	return line->node != NULL && line->node->kind >= NODE_H2 &&
	       line->node->kind <= NODE_H5;
}

static size_t
count_lines(const struct frames *frames)
{
	size_t n = 0;

	for (size_t i = 0; i < frames->n_pages; i++)
		n += frames->pages[i].n_lines;
	return n;
}

static void
add_line(struct column *columns, size_t *n, size_t page,
	 const struct frame_line *line)
{
	struct column *c = *n > 0 ? &columns[*n - 1] : NULL;
	mpt top = line->y - line->role->baseline;

	if (c == NULL || c->page != page || c->galley != line->galley ||
	    c->number != line->column) {
		c = &columns[(*n)++];
		*c = (struct column){
			.page = page,
			.galley = line->galley,
			.number = line->column,
			.first = line,
			.top = top,
		};
	}
	c->last = line;
	c->bottom = top + line->role->line;
}

static size_t
find_columns(const struct measurer *m, struct column **ret)
{
	struct column *columns = arena_new_array(
		m->arena, struct column, count_lines(m->frames) + 1);
	size_t n = 0;

	for (size_t i = 0; i < m->frames->n_pages; i++) {
		const struct frame_page *page = &m->frames->pages[i];

		for (size_t k = 0; k < page->n_lines; k++)
			if (page->lines[k].galley > 0 &&
			    !is_mark(&page->lines[k]))
				add_line(columns, &n, i, &page->lines[k]);
	}
	*ret = columns;
	return n;
}

/* ---- where a column ends ---------------------------------------------------- */

/* Lines of text in the column below its last heading; -1 if there is none. */
static int
lines_below_heading(const struct column *c)
{
	int n = 0;

	for (const struct frame_line *line = c->last; line >= c->first; line--) {
		if (is_mark(line))
			continue;
		if (is_heading(line))
			return n;
		n++;
	}
	return -1;
}

static void
judge_end(struct measurer *m, const struct column *c, const struct column *next)
{
	const struct frame_line *last = c->last, *first = next->first;
	struct measure *r = m->ret;
	int below = lines_below_heading(c);
	bool cut = last->node == first->node;

	m->page = c->page;
	if (last->hyphenated) {
		bool turn = c->page % 2 == 0 && next->page != c->page;
		mpt end = last->ink + last->width;

		r->column_hyphens++;
		r->turn_hyphens += turn;
		measure_mark(m,
			     turn ? MEASURE_TURN_HYPHEN : MEASURE_COLUMN_HYPHEN,
			     last, end - last->role->size, last->role->size, 0);
	}
	if (below == 0 || below == 1) {
		r->headings_at_foot++;
		measure_mark(m, MEASURE_HEADING_AT_FOOT, last, last->x,
			     last->measure, 0);
	}
	if (cut && last->line == 0) {
		r->orphans++;
		measure_mark(m, MEASURE_ORPHAN, last, last->x, last->measure, 0);
	}
	m->page = next->page;
	if (cut && first->line + 1 == first->n_lines) {
		r->widows++;
		measure_mark(m, MEASURE_WIDOW, first, first->x, first->measure,
			     0);
	}
}

/* ---- pages ------------------------------------------------------------------ */

/* The columns of one page and galley. */
struct sheet {
	const struct column *columns;
	size_t n;
	mpt top, least, most; /* of the ends */
	int lack; /* lines between the lowest and the foot */
	bool goes_on; /* the galley does, on a later page */
};

static int
lines_of(const struct measurer *m, mpt height)
{
	mpt grid = m->style->page->grid;

	return (int)((height + grid / 2) / grid);
}

/* Lines between a height on the sheet's page and the foot of its columns. */
static int
lines_above_foot(const struct measurer *m, const struct sheet *s, mpt y)
{
	const struct style_page *page = m->style->page;
	mpt foot = measure_foot(
		&m->frames->pages[s->columns->page], s->columns->galley,
		page->top + page->lines * page->grid, page->grid);

	return lines_of(m, foot - y);
}

/* Where a column ends: its text, or a figure under that. */
static mpt
end_of(const struct measurer *m, const struct column *c)
{
	mpt end = measure_float_end(
		&m->frames->pages[c->page], c->galley, c->number);

	return end > c->bottom ? end : c->bottom;
}

/* Columns of figures alone are as high as those are. */
static size_t
bare_columns(const struct measurer *m, const struct sheet *s)
{
	const struct frame_page *page = &m->frames->pages[s->columns->page];
	size_t n = 0;

	for (int k = 0; k < (int)m->style->page->columns.count; k++) {
		bool text = false;

		for (size_t i = 0; i < s->n; i++)
			text |= s->columns[i].number == k;
		n += !text && measure_float_end(page, s->columns->galley, k) > 0;
	}
	return n;
}

static struct sheet
next_sheet(const struct measurer *m, const struct column *c, size_t n)
{
	struct sheet s = {.columns = c, .top = c->top, .least = end_of(m, c)};

	for (; s.n < n && c[s.n].page == c->page && c[s.n].galley == c->galley;
	     s.n++) {
		const struct column *x = &c[s.n];
		mpt end = end_of(m, x);

		s.top = x->top < s.top ? x->top : s.top;
		s.least = end < s.least ? end : s.least;
		s.most = end > s.most ? end : s.most;
	}
	if (s.n + bare_columns(m, &s) < m->style->page->columns.count)
		s.least = s.top; /* a column was left empty */
	s.lack = lines_above_foot(m, &s, s.most);
	s.goes_on = s.n < n && c[s.n].galley == c->galley;
	return s;
}

static void
judge_full(struct measurer *m, const struct sheet *s)
{
	m->ret->columns_apart += s->least != s->most;
	m->ret->short_pages += s->lack > 0;
	for (size_t i = 0; i < s->n; i++) {
		const struct frame_line *last = s->columns[i].last;
		int lack = lines_above_foot(m, s, end_of(m, &s->columns[i]));

		if (lack > 0)
			measure_mark(m, MEASURE_SHORT, last, last->x,
				     last->measure, lack);
	}
}

static void
judge_last(struct measurer *m, const struct sheet *s)
{
	int apart = lines_of(m, s->most - s->least);

	m->ret->last_apart += apart > 1;
	m->ret->last_apart_lines += apart;
}

static void
judge_pages(struct measurer *m, const struct column *columns, size_t n)
{
	struct sheet left = {0};

	for (size_t i = 0; i < n;) {
		struct sheet s = next_sheet(m, &columns[i], n - i);

		m->page = s.columns->page;
		m->ret->pages++;
		if (s.goes_on)
			judge_full(m, &s);
		else
			judge_last(m, &s);
		if (left.goes_on && s.goes_on && m->page % 2 == 0)
			m->ret->spreads_apart += left.lack != s.lack;
		left = s;
		i += s.n;
	}
}

void
measure_columns(struct measurer *m)
{
	struct column *columns;
	size_t n = find_columns(m, &columns);

	for (size_t i = 0; i + 1 < n; i++)
		if (columns[i].galley == columns[i + 1].galley)
			judge_end(m, &columns[i], &columns[i + 1]);
	judge_pages(m, columns, n);
	measure_floats(m);
}
