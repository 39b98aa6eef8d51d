#include "layout/measure.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/measure_private.h"

#define SPACE_UNIT 100000 /* spaces are kept in this part of an em */

/* ---- growing ---------------------------------------------------------------- */

static void *
grow(struct arena *arena, void *old, size_t n, size_t *cap, size_t size)
{
	void *more;

	if (n < *cap)
		return old;
	*cap = *cap > 0 ? *cap * 2 : 256;
	more = arena_calloc(arena, *cap, size);
	if (n > 0)
		memcpy(more, old, n * size);
	return more;
}

void
measure_mark(struct measurer *m, enum measure_kind kind,
	     const struct frame_line *line, mpt x, mpt w, int degree)
{
	struct measure *r = m->ret;

	r->marks = grow(m->arena, r->marks, r->n_marks, &m->cap_marks,
			sizeof(*r->marks));
	r->marks[r->n_marks++] = (struct measure_mark){
		.kind = kind,
		.page = m->page,
		.x = x,
		.y = line->y - line->role->baseline,
		.w = w,
		.h = line->role->line,
		.degree = degree,
		.line = line,
	};
}

static void
mark_line(struct measurer *m, enum measure_kind kind,
	  const struct frame_line *line, int degree)
{
	measure_mark(m, kind, line, line->x, line->measure, degree);
}

/* ---- reading a line --------------------------------------------------------- */

bool
measure_is_text(const struct frame_line *line)
{
	return line->galley > 0 && line->role->align == ALIGN_JUSTIFY;
}

static bool
is_space(const struct frame_glyph *g)
{
	return (g->len == 1 && g->text[0] == ' ') ||
	       (g->len == 2 && memcmp(g->text, "\xC2\xA0", 2) == 0);
}

#define SOFT_HYPHEN 0xAD

static void
add_to_word(struct measure_word *w, const struct frame_glyph *g)
{
	for (size_t at = 0; at < g->len;) {
		size_t from = at;
		uint32_t cp = utf8_next(g->text, g->len, &at);

		w->soft = cp == SOFT_HYPHEN;
		if (w->soft)
			continue;
		if (!utf8_is_letter(cp)) {
			w->whole = w->leading == 0; /* "(" and "‘" do not count */
			w->letters = 0;
			continue;
		}
		w->letters++;
		if (w->whole)
			w->leading++;
		if (w->len + (at - from) <= sizeof(w->text)) {
			memcpy(w->text + w->len, g->text + from, at - from);
			w->len += at - from;
		}
	}
	w->w += g->advance;
}

static size_t
count_glyphs(const struct frame_item *items, size_t n)
{
	size_t glyphs = 0;

	for (size_t i = 0; i < n; i++)
		glyphs += items[i].run.n_glyphs; /* 0 if it is no run */
	return glyphs;
}

/* Words and spaces of the line, in the arena. */
static struct measure_line
read_line(struct measurer *m, const struct frame_line *line)
{
	const struct frame_item *items =
		m->frames->pages[m->page].items + line->first_item;
	struct measure_line r = {.line = line, .natural = line->natural_space};
	struct measure_word word = {.x = line->ink, .whole = true};
	bool first = true;

	r.gaps = arena_new_array(m->arena, struct measure_gap,
				 count_glyphs(items, line->n_items) + 1);
	for (size_t i = 0; i < line->n_items; i++) {
		const struct frame_run *run = &items[i].run;
		mpt pen = items[i].x;

		for (size_t k = 0; k < run->n_glyphs; k++) {
			const struct frame_glyph *g = &run->glyphs[k];

			if (pen >= line->ink + line->width)
				break;
			if (is_space(g)) {
				if (first)
					r.first = word;
				first = false;
				r.gaps[r.n_gaps++] = (struct measure_gap){
					pen, pen + g->advance, 1};
				word = (struct measure_word){
					.x = pen + g->advance, .whole = true};
			} else {
				add_to_word(&word, g);
			}
			pen += g->advance;
		}
	}
	r.last = word;
	if (first)
		r.first = word;
	return r;
}

/* ---- lines by themselves ---------------------------------------------------- */

static void
count_spaces(struct measurer *m, const struct measure_line *l)
{
	struct measure *r = m->ret;
	int64_t sum = 0;
	int ratio;

	if (l->n_gaps == 0 || l->natural <= 0)
		return;
	for (size_t i = 0; i < l->n_gaps; i++) {
		mpt width = l->gaps[i].right - l->gaps[i].left;

		m->spaces = grow(m->arena, m->spaces, m->n_spaces, &m->cap_spaces,
				 sizeof(*m->spaces));
		m->spaces[m->n_spaces++] = mpt_muldiv(
			width, SPACE_UNIT, l->line->role->size);
		sum += width;
	}
	ratio = (int)(sum * 1000 / ((int64_t)l->natural * (int64_t)l->n_gaps));
	r->loose += ratio > 1500;
	r->tight += ratio < 800;
	if (ratio > 1100)
		mark_line(m, MEASURE_LOOSE, l->line, ratio);
	if (ratio < 900)
		mark_line(m, MEASURE_TIGHT, l->line, ratio);
}

static void
count_full(struct measurer *m, const struct measure_line *l)
{
	const struct frame_line *set = l->line;
	struct measure *r = m->ret;

	r->full_lines++;
	r->hyphenated += set->hyphenated;
	if (set->scale < r->narrowest)
		r->narrowest = set->scale;
	if (set->scale > r->widest)
		r->widest = set->scale;
	count_spaces(m, l);
}

static void
count_last(struct measurer *m, const struct measure_line *l)
{
	const struct frame_line *line = l->line;
	mpt width = line->ink + line->width - line->x;

	if (line->n_lines < 2)
		return;
	if (width < line->measure / 4 ||
	    (l->n_gaps == 0 && width < line->measure / 3)) {
		m->ret->runts++;
		mark_line(m, MEASURE_RUNT, line, 0);
	}
}

/* ---- lines and their neighbours --------------------------------------------- */

static bool
is_same(const struct measure_word *a, const struct measure_word *b)
{
	return a->len == b->len && a->len >= 2 && a->len < sizeof(a->text) &&
	       memcmp(a->text, b->text, a->len) == 0;
}

#define LOOK 3

/* Their first, or last, three letters in any case. */
static bool
is_alike(const struct measure_word *a, const struct measure_word *b, bool last)
{
	uint32_t letters[2][LOOK];

	for (int k = 0; k < 2; k++) {
		const struct measure_word *w = k == 0 ? a : b;
		size_t n = 0;

		for (size_t at = 0; at < w->len;) {
			uint32_t cp = utf8_lower(utf8_next(w->text, w->len, &at));

			if (n == LOOK && !last)
				break;
			if (n == LOOK)
				memmove(letters[k], letters[k] + 1,
					(LOOK - 1) * sizeof(cp));
			n -= n == LOOK;
			letters[k][n++] = cp;
		}
		if (n < LOOK || w->len == sizeof(w->text))
			return false;
	}
	return memcmp(letters[0], letters[1], sizeof(letters[0])) == 0;
}

static void
mark_start(struct measurer *m, const struct measure_line *l)
{
	measure_mark(m, MEASURE_START, l->line, l->first.x, l->first.w, 0);
}

static void
mark_end(struct measurer *m, const struct measure_line *l)
{
	measure_mark(m, MEASURE_END, l->line, l->last.x, l->last.w, 0);
}

static void
count_similar(struct measurer *m, const struct measure_line *above,
	      const struct measure_line *l, bool rest_above)
{
	bool rest = above->line->hyphenated;

	if (!rest && !rest_above && is_same(&above->first, &l->first)) {
		m->ret->similar_starts++;
		mark_start(m, l);
	} else if (is_alike(&above->first, &l->first, false)) {
		m->ret->similar_letters++;
		mark_start(m, l);
	}
	if (!rest && !l->line->hyphenated && is_same(&above->last, &l->last)) {
		m->ret->similar_ends++;
		mark_end(m, l);
	} else if (is_alike(&above->last, &l->last, true)) {
		m->ret->similar_letters++;
		mark_end(m, l);
	}
}

static void
count_stub(struct measurer *m, const struct measure_line *above,
	   const struct measure_line *l)
{
	if (!above->last.soft ||
	    (above->last.letters >= 3 && l->first.leading >= 3))
		return;
	m->ret->stubs++;
	measure_mark(m, MEASURE_STUB, l->line, l->first.x, l->first.w, 0);
}

static void
count_rivers(struct measurer *m, const struct measure_line *above,
	     struct measure_line *l)
{
	for (size_t i = 0; i < l->n_gaps; i++) {
		struct measure_gap *b = &l->gaps[i];

		for (size_t k = 0; k < above->n_gaps; k++) {
			const struct measure_gap *a = &above->gaps[k];
			mpt left = a->left > b->left ? a->left : b->left;
			mpt right = a->right < b->right ? a->right : b->right;
			mpt wa = a->right - a->left, wb = b->right - b->left;

			if ((right - left) * 2 >= (wa < wb ? wa : wb) &&
			    a->length >= b->length)
				b->length = a->length + 1;
		}
		if (b->length == 3)
			m->ret->rivers++;
		if (b->length >= 3)
			measure_mark(m, MEASURE_RIVER, l->line, b->left,
				     b->right - b->left, b->length);
	}
}

static bool
follows(const struct frame_line *above, const struct frame_line *line)
{
	return above != NULL && above->node == line->node &&
	       above->galley == line->galley && above->line + 1 == line->line;
}

static bool
is_below(const struct frame_line *above, const struct frame_line *line)
{
	return above->column == line->column && above->y < line->y;
}

/* One line; `above` is the text line before, and becomes this one. */
static void
count_line(struct measurer *m, const struct frame_line *line,
	   struct measure_line *above, bool *rest_above)
{
	struct measure_line l = read_line(m, line);
	bool next = follows(above->line, line);

	m->ret->lines++;
	if (line->full)
		count_full(m, &l);
	else
		count_last(m, &l);
	m->run = !line->hyphenated ? 0 : next ? m->run + 1 : 1;
	if (m->run > m->ret->ladder)
		m->ret->ladder = m->run;
	if (next) {
		count_stub(m, above, &l);
		if (line->line + 1 == line->n_lines)
			m->ret->final_hyphens += above->line->hyphenated;
	}
	if (next && is_below(above->line, line)) {
		count_similar(m, above, &l, *rest_above);
		count_rivers(m, above, &l);
	}
	*rest_above = next && above->line->hyphenated;
	*above = l;
}

static bool
is_off_grid(const struct measurer *m, const struct frame_line *line)
{
	mpt grid = m->style->page->grid;

	return line->role->line == grid &&
	       (line->y - line->role->baseline - m->style->page->top) % grid != 0;
}

static void
count_page(struct measurer *m, struct measure_line *above, bool *rest_above)
{
	const struct frame_page *page = &m->frames->pages[m->page];

	for (size_t i = 0; i < page->n_lines; i++) {
		const struct frame_line *line = &page->lines[i];

		if (line->artifact != FRAME_NO_ARTIFACT)
			continue;
		if (line->over > 0 || line->torn) {
			m->ret->overfull++;
			mark_line(m, MEASURE_OVERFULL, line, 0);
		}
		if (line->galley > 0 && is_off_grid(m, line)) {
			m->ret->off_grid++;
			mark_line(m, MEASURE_OFF_GRID, line, 0);
		}
		if (measure_is_text(line))
			count_line(m, line, above, rest_above);
	}
}

/* ---- all spaces together ---------------------------------------------------- */

static int
compare(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

static int64_t
root(int64_t n)
{
	int64_t low = 0, high = INT64_C(3000000000);

	while (low < high) {
		int64_t r = low + (high - low + 1) / 2;

		if (r * r <= n)
			low = r;
		else
			high = r - 1;
	}
	return low;
}

static int
in_thousandths(int64_t space)
{
	return (int)((space * 1000 + SPACE_UNIT / 2) / SPACE_UNIT);
}

static void
sum_spaces(struct measurer *m)
{
	struct measure *r = m->ret;
	int64_t n = (int64_t)m->n_spaces, sum = 0, squares = 0, mean;

	if (n == 0)
		return;
	qsort(m->spaces, m->n_spaces, sizeof(*m->spaces), compare);
	for (int64_t i = 0; i < n; i++)
		sum += m->spaces[i];
	mean = (sum + n / 2) / n;
	for (int64_t i = 0; i < n; i++)
		squares += (m->spaces[i] - mean) * (m->spaces[i] - mean);
	r->space_mean = in_thousandths(mean);
	r->space_least = in_thousandths(m->spaces[0]);
	r->space_most = in_thousandths(m->spaces[n - 1]);
	r->space_p95 = in_thousandths(m->spaces[(n - 1) * 95 / 100]);
	if (mean > 0)
		r->space_cv = (int)((root(squares / n) * 1000 + mean / 2) / mean);
}

static int
compare_marks(const void *a, const void *b)
{
	const struct measure_mark *x = a, *y = b;

	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	if (x->x != y->x)
		return x->x < y->x ? -1 : 1;
	if (x->y != y->y)
		return x->y < y->y ? -1 : 1;
	return (x->kind > y->kind) - (x->kind < y->kind);
}

void
measure_pages(struct arena *arena, const struct frames *frames,
	      const struct style *style, struct measure *ret)
{
	struct measurer m = {
		.arena = arena, .frames = frames, .style = style, .ret = ret};
	struct measure_line above = {0};
	bool rest_above = false;

	*ret = (struct measure){.narrowest = 1000, .widest = 1000};
	for (m.page = 0; m.page < frames->n_pages; m.page++) {
		count_page(&m, &above, &rest_above);
		ret->unproved += frames->pages[m.page].unproved;
	}
	sum_spaces(&m);
	measure_columns(&m);
	if (ret->n_marks > 0)
		qsort(ret->marks, ret->n_marks, sizeof(*ret->marks),
		      compare_marks);
}
