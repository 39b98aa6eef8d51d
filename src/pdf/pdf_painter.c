#include "pdf/pdf_painter.h"

#include <assert.h>

#include "base/arena.h"
#include "base/buf.h"

/* ---- graphics state. ISO 32000-1 8.4 ---- */

static void
put_colour(struct buf *out, uint32_t rgb, const char *grey_operator,
	   const char *rgb_operator)
{
	unsigned r = rgb >> 16 & 0xFF, g = rgb >> 8 & 0xFF, b = rgb & 0xFF;

	/* Three decimals tell 256 steps apart. */
	buf_milli(out, mpt_muldiv(r, 1000, 255));
	if (r != g || g != b) {
		buf_byte(out, ' ');
		buf_milli(out, mpt_muldiv(g, 1000, 255));
		buf_byte(out, ' ');
		buf_milli(out, mpt_muldiv(b, 1000, 255));
		buf_str(out, rgb_operator);
	} else {
		buf_str(out, grey_operator);
	}
}

static void
set_fill(struct painter *p, uint32_t rgb)
{
	if (p->fill == rgb)
		return;
	p->fill = rgb;
	put_colour(p->out, rgb, " g\n", " rg\n");
}

static void
set_stroke(struct painter *p, const struct frame_item *item)
{
	if (p->stroke != item->colour)
		put_colour(p->out, item->colour, " G\n", " RG\n");
	if (p->thickness != item->thickness) {
		buf_milli(p->out, item->thickness);
		buf_str(p->out, " w\n");
	}
	if (p->round_cap != item->round_cap)
		buf_str(p->out, item->round_cap ? "1 J\n" : "0 J\n");
	p->stroke = item->colour;
	p->thickness = item->thickness;
	p->round_cap = item->round_cap;
}

/* Note a resource of the page, once. */
static void
use(struct painter *p, struct pdf_list *list, uint32_t number)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i] == number)
			return;
	list->items = arena_grow(p->w->arena, list->items, list->n, &list->cap,
				 sizeof(*list->items));
	list->items[list->n++] = number;
}

static uint32_t
state_of(struct pdf_writer *w, int opacity)
{
	for (size_t i = 0; i < w->n_states; i++)
		if (w->states[i].opacity == opacity)
			return (uint32_t)i;
	w->states = arena_grow(w->arena, w->states, w->n_states, &w->cap_states,
			       sizeof(*w->states));
	w->states[w->n_states] = (struct pdf_state){
		.id = pdf_object_new(w->file),
		.opacity = opacity,
	};
	return (uint32_t)w->n_states++;
}

static void
set_opacity(struct painter *p, int opacity)
{
	uint32_t state;

	if (p->opacity == opacity)
		return;
	p->opacity = opacity;
	p->page->transparent = true;
	state = state_of(p->w, opacity);
	use(p, &p->page->states, state);
	buf_printf(p->out, "/G%u gs\n", (unsigned)state);
}

/* ---- text. ISO 32000-1 9.3, 9.4 ---- */

void
pdf_paint_end_text(struct painter *p)
{
	if (p->in_text)
		buf_str(p->out, "ET\n");
	p->in_text = false;
}

void
pdf_paint_begin_text(struct painter *p)
{
	if (p->in_text)
		return;
	buf_str(p->out, "BT\n");
	p->in_text = true;
	p->line_x = p->line_y = 0;
}

static void
set_text_state(struct painter *p, const struct frame_run *run)
{
	struct pdf_font *font = p->font;

	if (font == NULL || pdf_font_face(font) != run->face)
		font = pdf_font_of(p->w, run->face);
	if (font != p->font || p->size != run->size) {
		buf_printf(p->out, "/F%u ", pdf_font_number(font));
		buf_milli(p->out, run->size);
		buf_str(p->out, " Tf\n");
	}
	if (p->scale != run->scale) {
		buf_milli(p->out, (int64_t)run->scale * 100); /* per cent */
		buf_str(p->out, " Tz\n");
	}
	p->font = font;
	p->size = run->size;
	p->scale = run->scale;
}

static void
move_to(struct painter *p, mpt x, mpt y)
{
	buf_milli(p->out, x - p->line_x);
	buf_byte(p->out, ' ');
	buf_milli(p->out, y - p->line_y);
	buf_str(p->out, " Td\n");
	p->line_x = x;
	p->line_y = y;
}

static void
set_rise(struct painter *p, mpt rise)
{
	if (p->rise == rise)
		return;
	p->rise = rise;
	buf_milli(p->out, rise);
	buf_str(p->out, " Ts\n");
}

/*
 * A viewer's pen moves by the widths of the font and by the adjustments between
 * strings, both whole thousandths of the type size. Following it, rather than
 * rounding each glyph's difference, keeps the end of a line where layout put it
 * however many glyphs there are. Differences of no more than this wait:
 */
#define SLACK 1

static int64_t
thousandths(const struct frame_run *run, int64_t x)
{
	int64_t unit = (int64_t)run->size * run->scale; /* in 1/1000000 mpt */
	int64_t n = x * 1000000;

	return (n >= 0 ? n + unit / 2 : n - unit / 2) / unit;
}

/* Literal strings: two bytes a code compress better than four digits. 7.3.4.2 */
static unsigned char *
put_string_byte(unsigned char *to, unsigned byte)
{
	if (byte == '(' || byte == ')' || byte == '\\')
		*to++ = '\\';
	if (byte == '\r') {
		/* as it is, a reader would take it for a line feed */
		*to++ = '\\';
		byte = 'r';
	}
	*to++ = (unsigned char)byte;
	return to;
}

static void
put_code(struct buf *out, uint16_t cid)
{
	unsigned char *to = buf_reserve(out, 4);

	to = put_string_byte(to, cid >> 8);
	to = put_string_byte(to, cid & 0xFF);
	out->len = (size_t)(to - out->data);
}

/*
 * Glyphs of one height as one TJ; returns where they end. The pen stands at
 * *layout mpt from the run's origin and, as the viewer adds up, at *viewer.
 */
static size_t
show_level(struct painter *p, const struct frame_run *run, size_t begin,
	   int64_t *layout, int64_t *viewer)
{
	const struct frame_glyph *glyphs = run->glyphs;
	size_t i;

	set_rise(p, glyphs[begin].dy);
	buf_str(p->out, "[(");
	for (i = begin; i < run->n_glyphs; i++) {
		const struct frame_glyph *g = &glyphs[i];
		int64_t off = thousandths(run, *layout + g->dx) - *viewer;
		uint16_t cid;

		if (g->dy != glyphs[begin].dy)
			break;
		if (off > SLACK || off < -SLACK) {
			buf_byte(p->out, ')');
			buf_int(p->out, -off);
			buf_byte(p->out, '(');
			*viewer += off;
		}
		cid = pdf_font_cid(p->font, g->gid, g->text, g->len);
		put_code(p->out, cid);
		*viewer += pdf_font_width(p->font, cid);
		*layout += g->advance;
	}
	buf_str(p->out, ")]TJ\n");
	return i;
}

static void
paint_run(struct painter *p, const struct frame_item *item)
{
	const struct frame_run *run = &item->run;
	int64_t layout = 0, viewer = 0;
	size_t at = 0;

	if (run->n_glyphs == 0)
		return;
	assert(run->size > 0 && run->scale > 0);
	set_opacity(p, item->opacity);
	set_fill(p, item->colour);
	pdf_paint_begin_text(p);
	set_text_state(p, run);
	move_to(p, p->left + item->x, p->top - item->y);
	while (at < run->n_glyphs)
		at = show_level(p, run, at, &layout, &viewer);
}

/* ---- shapes and pictures. ISO 32000-1 8.5, 8.9 ---- */

static void
put_pair(struct buf *out, mpt x, mpt y, const char *operator)
{
	buf_milli(out, x);
	buf_byte(out, ' ');
	buf_milli(out, y);
	buf_str(out, operator);
}

/* A rectangle given by its top left corner, as a path. */
static void
put_rectangle(struct painter *p, mpt x, mpt y, mpt w, mpt h)
{
	put_pair(p->out, p->left + x, p->top - y - h, " ");
	put_pair(p->out, w, h, " re ");
}

static void
paint_rect(struct painter *p, const struct frame_item *item)
{
	set_opacity(p, item->opacity);
	set_fill(p, item->colour);
	put_rectangle(p, item->x, item->y, item->w, item->h);
	buf_str(p->out, "f\n");
}

static void
paint_stroke(struct painter *p, const struct frame_item *item)
{
	mpt x = p->left + item->x, y = p->top - item->y;

	set_opacity(p, item->opacity);
	set_stroke(p, item);
	put_pair(p->out, x, y, " m ");
	put_pair(p->out, x + item->w, y - item->h, " l S\n");
}

static void
paint_image(struct painter *p, const struct frame_item *item)
{
	uint32_t number = pdf_image_use(p->w, item->image);
	struct pdf_box box = {
		.x0 = p->left + item->x,
		.y0 = p->top - item->y - item->h,
		.x1 = p->left + item->x + item->w,
		.y1 = p->top - item->y,
	};

	use(p, &p->page->images, number);
	if (pdf_image_is_transparent(item->image))
		p->page->transparent = true;
	set_opacity(p, item->opacity);
	buf_str(p->out, "q ");
	if (item->crop_w > 0) {
		put_rectangle(p, item->crop_x, item->crop_y, item->crop_w,
			      item->crop_h);
		buf_str(p->out, "W n ");
	}
	pdf_image_put_matrix(item->image, box, p->out);
	buf_printf(p->out, " cm /I%u Do Q\n", (unsigned)number);
}

void
pdf_paint_item(struct painter *p, const struct frame_item *item)
{
	if (item->kind != FRAME_RUN)
		pdf_paint_end_text(p);
	switch (item->kind) {
	case FRAME_RUN:
		paint_run(p, item);
		break;
	case FRAME_RECT:
		paint_rect(p, item);
		break;
	case FRAME_STROKE:
		paint_stroke(p, item);
		break;
	case FRAME_IMAGE:
		paint_image(p, item);
		break;
	case FRAME_FIELD:
		break; /* a widget's appearance, not page content */
	}
}
