/*
 * timeline - rows of titles beside a chart of quarters, drawn on one page.
 *
 * A dot stands in the month or quarter of a date; a line leads to it where the work
 * is under way; small dots over the whole period say that it may be any time. The
 * rows are set as wide apart as the page allows. All shapes come before all text, so
 * that each is one piece of the figure.
 */
#include "base/arena.h"
#include "layout/page.h"

struct chart {
	struct pager *p;
	const struct style_timeline *s;
	const struct layout_timeline *t;
	const struct node *figure;
	mpt x, width; /* of the chart */
	mpt left, full; /* of the whole figure */
	mpt pad; /* between rows */
	size_t n_rows; /* that are shown */
};

/* A row as it is set. */
struct set_row {
	const struct compose_para *group, *title, *note;
	mpt note_x; /* from the chart's left */
	mpt height; /* of title and note, without white */
};

static mpt
at_half_months(const struct chart *c, int at)
{
	int most = c->t->n_years * LAYOUT_HALF_MONTHS;

	at = at < 0 ? 0 : at > most ? most : at;
	return mpt_muldiv(c->width, at, most);
}

/* ---- setting ------------------------------------------------------------------------------ */

static const struct compose_para *
compose_leaf(const struct chart *c, const struct node *leaf, enum role_id role,
	     mpt measure)
{
	return compose_node(
		&c->p->compose,
		&(struct compose_request){
			.node = leaf,
			.role = role,
			.measure = measure,
		});
}

/* Words beside a dot: to the right if they fit on a line, else where more room is. */
static void
set_note(const struct chart *c, const struct layout_timeline_row *row,
	 struct set_row *set)
{
	const struct compose_para *one;
	mpt gap = c->s->dot / 2 + c->s->note_gap;
	mpt dot, right, natural;

	if (row->at == LAYOUT_TIMELINE_NEVER) {
		dot = at_half_months(c, c->t->from);
		set->note_x = dot + c->s->note_gap;
		set->note = compose_leaf(
			c, row->note, ROLE_TIMELINE_NOTE, c->width - set->note_x);
		return;
	}
	dot = at_half_months(c, row->at);
	right = c->width - dot - gap;
	one = compose_leaf(c, row->note, ROLE_TIMELINE_NOTE, c->width);
	natural = one->n_lines == 1 ? one->widest : INT32_MAX;
	if (natural <= right || right >= dot - gap) {
		set->note_x = dot + gap;
		set->note = compose_leaf(c, row->note, ROLE_TIMELINE_NOTE, right);
		return;
	}
	set->note = compose_leaf(c, row->note, ROLE_TIMELINE_NOTE, dot - gap);
	set->note_x = dot - gap - set->note->widest;
}

static void
set_row(const struct chart *c, const struct layout_timeline_row *row,
	struct set_row *set)
{
	mpt height;

	if (row->group != NULL)
		set->group = compose_leaf(
			c, row->group, ROLE_TIMELINE_GROUP, c->full);
	set->title = compose_leaf(
		c, row->title, ROLE_TIMELINE_TITLE, c->s->title_width);
	set->height = para_height(set->title);
	if (row->note == NULL)
		return;
	set_note(c, row, set);
	height = para_height(set->note);
	if (height > set->height)
		set->height = height;
}

/* Height of all but the white between rows. */
static mpt
height_of(const struct chart *c, const struct set_row *rows, size_t n)
{
	mpt height = c->s->head;

	for (size_t i = 0; i < n; i++) {
		if (rows[i].group != NULL)
			height += c->s->group_above + c->s->group_below +
				  para_height(rows[i].group);
		height += rows[i].height;
	}
	return height;
}

/* ---- shapes --------------------------------------------------------------------------------- */

static void
put_stroke(const struct chart *c, mpt x, mpt y, mpt w, mpt h, mpt thickness,
	   uint32_t colour)
{
	frame_add(c->p->frames, pager_page(c->p),
		  &(struct frame_item){
			  .kind = FRAME_STROKE,
			  .node = c->figure,
			  .x = x,
			  .y = y,
			  .w = w,
			  .h = h,
			  .thickness = thickness,
			  .round_cap = true,
			  .colour = colour,
			  .opacity = 1000,
		  });
}

static void
put_dot(const struct chart *c, mpt x, mpt y, mpt diameter, uint32_t colour)
{
	/* a stroke from a point to itself is drawn by its round caps alone */
	put_stroke(c, x, y, 0, 0, diameter, colour);
}

static void
put_rule(const struct chart *c, const struct style_rule *rule, mpt x, mpt y,
	 mpt w, mpt h)
{
	mpt half = rule != NULL ? rule->thickness / 2 : 0;

	if (rule == NULL)
		return;
	frame_add(c->p->frames, pager_page(c->p),
		  &(struct frame_item){
			  .kind = FRAME_RECT,
			  .node = c->figure,
			  .x = w > 0 ? x : x - half,
			  .y = w > 0 ? y - half : y,
			  .w = w > 0 ? w : rule->thickness,
			  .h = w > 0 ? rule->thickness : h,
			  .colour = rule->colour,
			  .opacity = 1000,
		  });
}

/* No rule runs through the words beside a dot. */
static void
clear_note(const struct chart *c, const struct set_row *row, mpt y)
{
	mpt gap = c->s->note_gap / 2;

	if (row->note == NULL || row->note->n_lines == 0)
		return;
	frame_add(c->p->frames, pager_page(c->p),
		  &(struct frame_item){
			  .kind = FRAME_RECT,
			  .node = c->figure,
			  .x = c->x + row->note_x - gap,
			  .y = y,
			  .w = row->note->widest + 2 * gap,
			  .h = para_height(row->note),
			  .colour = c->s->paper,
			  .opacity = 1000,
		  });
}

/* Lines where quarters and years begin, between the axis and the end. */
static void
put_quarters(const struct chart *c, mpt top, mpt bottom)
{
	int quarters = c->t->n_years * 4;
	mpt axis = top + c->s->head;

	for (int i = 0; i <= quarters; i++) {
		bool year = i % 4 == 0;
		mpt from = year ? top : axis;

		put_rule(c, year ? c->s->year : c->s->quarter,
			 c->x + at_half_months(c, i * LAYOUT_HALF_MONTHS / 4),
			 from, 0, bottom - from);
	}
	put_rule(c, c->s->axis, c->left, axis, c->full, 0);
	put_rule(c, c->s->axis, c->left, bottom, c->full, 0);
}

/* Small dots, one a quarter, from where the words end. */
static void
put_any_time(const struct chart *c, const struct set_row *set, mpt y,
	     uint32_t colour)
{
	int step = LAYOUT_HALF_MONTHS / 4;
	mpt clear = set->note != NULL && set->note->n_lines > 0
			    ? set->note_x + set->note->widest + c->s->note_gap
			    : 0;

	for (int at = c->t->from + step / 2; at < c->t->to; at += step) {
		mpt x = at_half_months(c, at);

		if (x >= clear)
			put_dot(c, c->x + x, y, c->s->small_dot, colour);
	}
}

static void
put_mark(const struct chart *c, const struct layout_timeline_row *row,
	 const struct set_row *set, mpt y)
{
	uint32_t colour = row->mark == LAYOUT_TIMELINE_DONE   ? c->s->done
			  : row->mark == LAYOUT_TIMELINE_OPEN ? c->s->open
							      : c->s->coming;
	mpt from = at_half_months(c, c->t->from), x;

	if (row->at == LAYOUT_TIMELINE_NEVER) {
		put_any_time(c, set, y,
			     row->mark == LAYOUT_TIMELINE_OPEN ? c->s->open
							       : c->s->done);
		return;
	}
	x = at_half_months(c, row->at);
	if (row->mark == LAYOUT_TIMELINE_UNDER_WAY && x > from)
		put_stroke(c, c->x + from, y, x - from, 0, c->s->line,
			   c->s->done);
	put_dot(c, c->x + x, y, c->s->dot, colour);
}

/* ---- text ------------------------------------------------------------------------------------ */

static void
put_label(const struct chart *c, const char *text, enum role_id role, mpt x,
	  mpt y)
{
	const struct compose_para *para = compose_text(
		&c->p->compose, text, role);

	pager_put_para(c->p, para, x, y, FRAME_ARTIFACT_LAYOUT);
}

static const char *
number(const struct chart *c, int n)
{
	return arena_printf(c->p->arena, "%d", n);
}

/* Years, and under them their quarters, each in the middle of its own. */
static void
put_head(const struct chart *c, mpt top)
{
	const struct style_role *year = compose_role(
		&c->p->compose, ROLE_TIMELINE_YEAR);

	for (int i = 0; i < c->t->n_years; i++) {
		int at = i * LAYOUT_HALF_MONTHS;

		put_label(c, number(c, c->t->first_year + i), ROLE_TIMELINE_YEAR,
			  c->x + at_half_months(c, at) + c->s->note_gap / 2, top);
		for (int q = 0; q < 4; q++) {
			const struct compose_para *para = compose_text(
				&c->p->compose, number(c, q + 1),
				ROLE_TIMELINE_QUARTER);
			mpt middle = at_half_months(c, at + q * 6 + 3);

			if (para->n_lines > 0)
				pager_put_para(
					c->p, para,
					c->x + middle - para->lines[0].width / 2,
					top + year->line, FRAME_ARTIFACT_LAYOUT);
		}
	}
}

/* Shapes or text of all rows; returns where they end. */
static mpt
put_rows(const struct chart *c, const struct set_row *rows, mpt y, bool shapes)
{
	for (size_t i = 0; i < c->n_rows; i++) {
		const struct set_row *r = &rows[i];
		mpt middle;

		if (r->group != NULL) {
			if (shapes && i > 0)
				put_rule(c, c->s->row, c->left,
					 y + c->s->group_above / 2, c->full, 0);
			y += c->s->group_above;
			if (!shapes)
				pager_put_para(c->p, r->group, c->left, y,
					       FRAME_NO_ARTIFACT);
			y += para_height(r->group) + c->s->group_below;
		}
		middle = y + r->title->role->line / 2;
		if (shapes) {
			clear_note(c, r, y);
			put_mark(c, &c->t->rows[i], r, middle);
		} else {
			pager_put_para(c->p, r->title, c->left, y,
				       FRAME_NO_ARTIFACT);
		}
		if (!shapes && r->note != NULL)
			pager_put_para(c->p, r->note, c->x + r->note_x, y,
				       FRAME_NO_ARTIFACT);
		y += r->height + c->pad;
	}
	return y;
}

/* ---- fitting ---------------------------------------------------------------------------------- */

/* The white between rows for so much room, or -1 if they do not fit. */
static mpt
pad_for(const struct chart *c, mpt height, mpt room)
{
	mpt n = (mpt)c->n_rows;
	mpt pad = n > 0 ? (room - height) / n : 0;

	if (pad < c->s->pad_least)
		return -1;
	return pad < c->s->pad ? pad : c->s->pad;
}

/* How many rows there is room for, as close together as may be. */
static size_t
count_fitting(const struct chart *c, const struct set_row *rows, mpt room)
{
	size_t n = c->n_rows;

	while (n > 0 && height_of(c, rows, n) + (mpt)n * c->s->pad_least > room)
		n--;
	return n;
}

static void
fit(struct chart *c, const struct set_row *rows)
{
	mpt height = height_of(c, rows, c->n_rows);

	c->pad = pad_for(c, height, pager_room(c->p));
	if (c->pad < 0 && c->p->cursor > 0) {
		pager_next(c->p);
		c->pad = pad_for(c, height, pager_room(c->p));
	}
	if (c->pad >= 0)
		return;
	c->pad = c->s->pad_least;
	c->n_rows = count_fitting(c, rows, pager_room(c->p));
	diag_report(c->p->sink, DIAG_TIMELINE_FULL, c->figure->pos,
		    "a timeline of %zu advisories has room for %zu on its page; "
		    "the last %zu %s left out",
		    c->t->n_rows, c->n_rows, c->t->n_rows - c->n_rows,
		    c->t->n_rows - c->n_rows == 1 ? "is" : "are");
}

const struct node *
layout_timeline(struct pager *p, const struct node *figure)
{
	const struct style_page *page = p->style->page;
	struct chart c = {
		.p = p,
		.s = p->style->timeline,
		.t = figure->extra,
		.figure = figure,
		.left = page->left,
		.full = page->width - page->left - page->right,
	};
	struct set_row *rows;
	mpt top, bottom;

	if (c.s == NULL)
		return figure->next;
	c.x = c.left + c.s->title_width + c.s->gutter;
	c.width = c.left + c.full - c.x;
	c.n_rows = c.t->n_rows;
	rows = arena_new_array(p->arena, struct set_row, c.t->n_rows + 1);
	for (size_t i = 0; i < c.t->n_rows; i++)
		set_row(&c, &c.t->rows[i], &rows[i]);
	fit(&c, rows);
	top = pager_y(p, p->cursor);
	bottom = top + height_of(&c, rows, c.n_rows) + (mpt)c.n_rows * c.pad;
	put_quarters(&c, top, bottom);
	put_rows(&c, rows, top + c.s->head, true);
	put_head(&c, top);
	put_rows(&c, rows, top + c.s->head, false);
	p->cursor += bottom - top;
	return figure->next;
}
