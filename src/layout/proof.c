#include "layout/proof.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layout/compose.h"
#include "layout/layout.h"
#include "layout/measure.h"

struct proof {
	struct compose compose;
	struct arena *arena;
	const struct style *style;
	struct frames *frames;
	struct frame_page *page; /* being drawn on */
	struct measure measure;
};

/* ---- strokes ---------------------------------------------------------------- */

static void
add_tint(struct proof *p, uint32_t colour, int opacity, mpt x, mpt y, mpt w,
	 mpt h)
{
	frame_add(p->frames, p->page,
		  &(struct frame_item){
			  .kind = FRAME_RECT,
			  .artifact = FRAME_ARTIFACT_LAYOUT,
			  .x = x,
			  .y = y,
			  .w = w,
			  .h = h,
			  .colour = colour,
			  .opacity = opacity,
		  });
}

static void
add_stroke(struct proof *p, uint32_t colour, mpt x, mpt y, mpt w, mpt h)
{
	frame_add(p->frames, p->page,
		  &(struct frame_item){
			  .kind = FRAME_STROKE,
			  .artifact = FRAME_ARTIFACT_LAYOUT,
			  .x = x,
			  .y = y,
			  .w = w,
			  .h = h,
			  .colour = colour,
			  .opacity = 1000,
			  .thickness = p->style->proof->thickness,
		  });
}

static void
add_frame(struct proof *p, uint32_t colour, mpt x, mpt y, mpt w, mpt h)
{
	add_stroke(p, colour, x, y, w, 0);
	add_stroke(p, colour, x, y + h, w, 0);
	add_stroke(p, colour, x, y, 0, h);
	add_stroke(p, colour, x + w, y, 0, h);
}

static mpt
add_text(struct proof *p, const char *text, enum role_id role, mpt x,
	 mpt baseline)
{
	const struct compose_para *para = compose_text(&p->compose, text, role);

	if (para->n_lines == 0)
		return x;
	compose_place(p->frames, p->page, para, 0, x, baseline,
		      FRAME_ARTIFACT_LAYOUT);
	return x + para->lines[0].width;
}

/* ---- grid, margins, frames -------------------------------------------------- */

static void
draw_grid(struct proof *p)
{
	const struct style_page *s = p->style->page;
	const struct style_proof *proof = p->style->proof;
	const struct style_column *columns = s->columns.items;
	const struct style_role *body = compose_role(&p->compose, ROLE_BODY);
	mpt height = s->lines * s->grid, width = s->width - s->left - s->right;

	for (int i = 0; i < s->lines; i++)
		add_stroke(p, proof->grid.value, s->left,
			   s->top + i * s->grid + body->baseline, width, 0);
	add_frame(p, proof->margin.value, s->left, s->top, width, height);
	for (size_t i = 0; i < s->columns.count; i++)
		add_frame(p, proof->margin.value, columns[i].x, s->top,
			  columns[i].width, height);
}

/* One frame around the lines of each block that is not in columns. */
static void
draw_frames(struct proof *p, const struct frame_page *page)
{
	uint32_t colour = p->style->proof->frame.value;

	for (size_t i = 0, end; i < page->n_lines; i = end) {
		const struct frame_line *first = &page->lines[i], *last;

		for (end = i + 1; end < page->n_lines; end++)
			if (page->lines[end].node != first->node)
				break;
		last = &page->lines[end - 1];
		if (first->galley > 0 || first->artifact != FRAME_NO_ARTIFACT)
			continue;
		add_frame(p, colour, first->x, first->y - first->role->baseline,
			  first->measure, last->y - first->y + last->role->line);
	}
}

/* A frame around each figure in the text, and so many pages after its name. */
static void
draw_floats(struct proof *p, const struct frame_page *page)
{
	const struct style_proof *s = p->style->proof;
	const struct style_role *role = compose_role(
		&p->compose, ROLE_PROOF_MARK);

	for (size_t i = 0; i < page->n_floats; i++) {
		const struct frame_float *f = &page->floats[i];
		const struct layout_float *info = f->node->extra;
		int later = p->measure.pages_later[info->order - 1];

		if (later < 0 || later > 1)
			add_tint(p, s->fault.value, 200, f->x, f->y, f->w, f->h);
		add_frame(p, s->frame.value, f->x, f->y, f->w, f->h);
		add_text(p, arena_printf(p->arena, "%+d", later), ROLE_PROOF_MARK,
			 f->x + f->w + role->size / 4, f->y + role->size);
	}
}

/* ---- marks ------------------------------------------------------------------ */

static const struct style_proof_colour *
colour_of(const struct style_proof *s, enum measure_kind kind)
{
	switch (kind) {
	case MEASURE_LOOSE:
		return &s->loose;
	case MEASURE_TIGHT:
		return &s->tight;
	case MEASURE_RIVER:
		return &s->river;
	case MEASURE_RUNT:
		return &s->runt;
	case MEASURE_START:
	case MEASURE_END:
		return &s->similar;
	case MEASURE_STUB:
		return &s->stub;
	case MEASURE_COLUMN_HYPHEN:
		return &s->hyphen;
	case MEASURE_SHORT:
		return &s->short_column;
	default:
		return &s->fault;
	}
}

/* Thousandths; in steps, so that a page needs few of them. */
static int
opacity_of(const struct measure_mark *mark)
{
	int by = 0;

	if (mark->kind == MEASURE_LOOSE)
		by = (mark->degree - 1000) / 2;
	else if (mark->kind == MEASURE_TIGHT)
		by = 1000 - mark->degree;
	else
		return mark->kind == MEASURE_STUB ? 200 : 450;
	by = by < 50 ? 50 : by > 500 ? 500 : by;
	return by / 50 * 50;
}

static void
draw_degree(struct proof *p, const struct measure_mark *mark)
{
	struct buf text = {0};
	mpt size = compose_role(&p->compose, ROLE_PROOF_MARK)->size;

	buf_printf(&text, "%d.%02d", mark->degree / 1000,
		   mark->degree % 1000 / 10);
	add_text(p, arena_strndup(p->arena, (const char *)text.data, text.len),
		 ROLE_PROOF_MARK, mark->x + mark->w + size / 4, mark->line->y);
	buf_done(&text);
}

static void
draw_mark(struct proof *p, const struct measure_mark *mark)
{
	uint32_t colour = colour_of(p->style->proof, mark->kind)->value;
	mpt grid = p->style->page->grid;

	switch (mark->kind) {
	case MEASURE_SHORT:
		add_tint(p, colour, opacity_of(mark), mark->x, mark->y + mark->h,
			 mark->w, mark->degree * grid);
		break;
	case MEASURE_LOOSE:
	case MEASURE_TIGHT:
		draw_degree(p, mark);
		add_tint(p, colour, opacity_of(mark), mark->x, mark->y, mark->w,
			 mark->h);
		break;
	default:
		add_tint(p, colour, opacity_of(mark), mark->x, mark->y, mark->w,
			 mark->h);
		break;
	}
}

/*
 * The page again, with the tints and strokes before its own ink: what is drawn
 * first lies below. The records of its lines, which name items by number, go.
 */
static void
draw_page(struct proof *p, size_t number, size_t *mark)
{
	struct frame_page own = p->frames->pages[number];

	p->page = &p->frames->pages[number];
	p->page->items = NULL;
	p->page->n_items = p->page->cap_items = 0;
	p->page->lines = NULL;
	p->page->n_lines = p->page->cap_lines = 0;
	for (;
	     *mark < p->measure.n_marks && p->measure.marks[*mark].page == number;
	     ++*mark)
		draw_mark(p, &p->measure.marks[*mark]);
	if (*own.label != '\0') { /* not on covers and plates without a foot */
		if (own.width == p->style->page->width)
			draw_grid(p); /* nor on pages that lie on their side */
		draw_frames(p, &own);
		draw_floats(p, &own);
	}
	for (size_t i = 0; i < own.n_items; i++)
		frame_add(p->frames, p->page, &own.items[i]);
	p->page->lines = NULL;
	p->page->n_lines = p->page->cap_lines = 0;
}

/* ---- the page of figures ---------------------------------------------------- */

static void
put_figures(struct proof *p, mpt x, mpt width, mpt y)
{
	const struct style_role *role = compose_role(
		&p->compose, ROLE_PROOF_TEXT);
	struct buf value = {0};
	const char *label;

	for (size_t i = 0; (label = measure_tell(&p->measure, i, &value)) != NULL;
	     i++, y += role->line) {
		const char *text = arena_strndup(
			p->arena, (const char *)value.data, value.len);

		add_text(p, label, ROLE_PROOF_TEXT, x, y + role->baseline);
		add_text(p, text, ROLE_PROOF_TEXT, x + width, y + role->baseline);
	}
	buf_done(&value);
}

static void
put_key(struct proof *p, mpt x, mpt y)
{
	static const struct {
		enum measure_kind kind;
		const char *text;
	} keys[] = {
		{MEASURE_LOOSE, "Loose: the word space, to its natural width"},
		{MEASURE_TIGHT, "Tight: the same"},
		{MEASURE_RIVER, "River over three lines or more"},
		{MEASURE_RUNT, "Runt: a very short last line"},
		{MEASURE_START, "Begins, or ends, as the line above"},
		{MEASURE_STUB, "Divided with fewer than three letters on a side"},
		{MEASURE_COLUMN_HYPHEN, "Broken word at the end of a column"},
		{MEASURE_SHORT, "White at the foot of a column that goes on"},
		{MEASURE_WIDOW,
		 "Widow, orphan, heading at the foot, hyphen where "
		 "the page is turned, too wide, off the grid"},
	};
	const struct style_role *role = compose_role(
		&p->compose, ROLE_PROOF_TEXT);

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		add_tint(p, colour_of(p->style->proof, keys[i].kind)->value, 450,
			 x, y + role->line / 8, role->line,
			 role->line - role->line / 4);
		add_text(p, keys[i].text, ROLE_PROOF_TEXT, x + 2 * role->line,
			 y + role->baseline);
		y += role->line;
	}
}

static void
add_figures(struct proof *p)
{
	const struct style_page *s = p->style->page;
	const struct style_role *title = compose_role(
		&p->compose, ROLE_PROOF_TITLE);
	mpt y = s->top;

	p->page = frames_add_page(p->frames, s->width, s->height);
	p->page->bleed = s->bleed;
	p->page->label = "";
	add_text(p, "Proof", ROLE_PROOF_TITLE, s->left, y + title->baseline);
	y += title->line + s->grid;
	put_figures(p, s->left, (s->width - s->left - s->right) / 2, y);
	put_key(p, s->left, s->top + (s->lines - 10) * s->grid);
}

void
proof_pages(struct arena *arena, struct diag_sink *sink,
	    const struct layout_job *job, struct frames *frames)
{
	struct proof p = {.arena = arena, .style = job->style, .frames = frames};
	size_t n = frames->n_pages, mark = 0;

	measure_pages(arena, frames, job->style, &p.measure);
	compose_init(&p.compose, arena, sink, job->style, job->lang);
	for (size_t i = 0; i < n; i++)
		draw_page(&p, i, &mark);
	add_figures(&p);
	compose_done(&p.compose);
}
