/*
 * fixedpages - pages whose pieces have their places: cover, colophon, plate, back.
 */
#include "base/arena.h"
#include "image/image.h"
#include "layout/fixed.h"
#include "layout/page.h"

static void
fill_page(struct pager *p, uint32_t colour)
{
	const struct style_page *page = p->style->page;
	mpt bleed = page->bleed;

	pager_rect(p, colour, -bleed, -bleed, page->width + 2 * bleed,
		   page->height + 2 * bleed, FRAME_ARTIFACT_BACKGROUND);
}

/* ---- cover ------------------------------------------------------------------ */

static void
put_stroke(struct pager *p, int64_t x, int64_t y, struct fixed_angle angle,
	   mpt length, mpt thickness, uint32_t colour, int opacity)
{
	mpt dx = (mpt)((length * (int64_t)angle.cos) >> FIXED_BITS);
	mpt dy = (mpt)((length * (int64_t)angle.sin) >> FIXED_BITS);

	frame_add(p->frames, pager_page(p),
		  &(struct frame_item){
			  .kind = FRAME_STROKE,
			  .artifact = FRAME_ARTIFACT_LAYOUT,
			  .x = (mpt)x - dx / 2,
			  .y = (mpt)y - dy / 2,
			  .w = dx,
			  .h = dy,
			  .thickness = thickness,
			  .round_cap = true,
			  .colour = colour,
			  .opacity = opacity,
		  });
}

/*
 * A field of strokes, level at the left, that turn towards one that stands
 * upright: with t = x^1.6 and the direction a to the needle, the angle of a
 * stroke is a t / 2.2 + 34 degrees times t sin(7.1 x + 5.3 y) cos(4.7 y - 2 x).
 */
static fixed
stroke_angle(const struct style_needle *f, mpt width, fixed x, fixed y,
	     int column, int row)
{
	fixed xn = fixed_ratio(2 * column + 1, 2 * f->columns);
	fixed yn = fixed_ratio(2 * row + 1, 2 * f->rows);
	int64_t dx = fixed_mul(xn - x, fixed_from(width / 1000));
	int64_t dy = fixed_mul(yn - y, fixed_from(f->height / 1000));
	fixed t = fixed_power_8_5(x);
	fixed turn = fixed_mul(fixed_atan2(dy, dx), t) * 10 / 22;
	fixed wave = fixed_mul(fixed_sin(x * 71 / 10 + y * 53 / 10),
			       fixed_cos(y * 47 / 10 - 2 * x));

	return turn + fixed_mul(fixed_mul(fixed_degrees(34), t), wave);
}

/* The middle of a row of strokes. */
static mpt
row_y(const struct style_needle *f, int row)
{
	return f->y + (mpt)((int64_t)f->height * (2 * row + 1) / (2 * f->rows));
}

/* The first row that has nothing above `least`, however its strokes turn. */
static int
first_row(const struct style_needle *f, mpt least)
{
	int row = 0;

	while (row < f->rows && row_y(f, row) - f->length / 2 < least)
		row++;
	return row;
}

/* The field below `least`: rows above give way, and the needle moves down. */
static void
put_field(struct pager *p, const struct style_needle *f, mpt least)
{
	mpt width = p->style->page->width;
	int column = p->info->needle_column, row = p->info->needle_row;
	int first = first_row(f, least);

	if (column < 0 || column >= f->columns || row < 0 || row >= f->rows) {
		column = f->needle_column;
		row = f->needle_row;
	}
	row = row < first ? first : row;
	for (int j = first; j < f->rows; j++)
		for (int i = 0; i < f->columns; i++) {
			fixed x = fixed_ratio(2 * i + 1, 2 * f->columns);
			fixed y = fixed_ratio(2 * j + 1, 2 * f->rows);
			int64_t at_x = (int64_t)width * (2 * i + 1) /
				       (2 * f->columns);
			int64_t at_y = row_y(f, j);

			if (i == column && j == row)
				put_stroke(p, at_x, at_y, fixed_upright(),
					   mpt_muldiv(f->length, f->needle_length,
						      1000),
					   f->needle_thickness, f->needle_colour,
					   1000);
			else
				put_stroke(p, at_x, at_y,
					   fixed_sincos(stroke_angle(
						   f, width, x, y, column, row)),
					   f->length, f->thickness, f->colour,
					   280 + (2 * i + 1) * 620 /
							   (2 * f->columns));
		}
}

/* The name of the council: its abbreviation, a gap, the rest. */
static void
put_cover_line(struct pager *p, const struct node *line)
{
	const struct style_cover *s = p->style->cover;
	struct compose_request request = {
		.node = line,
		.role = ROLE_COVER_ABBREVIATION,
		.measure = s->width,
		.only_flow = FLOW_ABBREVIATION,
	};
	const struct compose_para *para = compose_node(&p->compose, &request);
	mpt x = s->x;

	pager_put_para(p, para, x, s->line_base - para->role->baseline,
		       FRAME_NO_ARTIFACT);
	if (para->n_lines > 0)
		x += para->lines[0].width + s->line_gap;
	request.role = ROLE_COVER_LINE;
	request.only_flow = FLOW_NONE;
	request.skip_flow = FLOW_ABBREVIATION;
	request.measure = s->x + s->width - x;
	para = compose_node(&p->compose, &request);
	pager_put_para(p, para, x, s->line_base - para->role->baseline,
		       FRAME_NO_ARTIFACT);
}

/* The rule has its place, from which a title of many lines pushes it down. */
static mpt
cover_rule_y(const struct pager *p, mpt title_end)
{
	const struct style_cover *s = p->style->cover;
	mpt least = title_end + p->style->page->grid / 2;

	return least > s->rule_y ? least : s->rule_y;
}

/* Where what is below a title may begin. */
static mpt
below_title(const struct pager *p, const struct compose_para *para)
{
	const struct style_cover *s = p->style->cover;
	mpt end = s->title_base - para->role->baseline + para_height(para);

	if (s->rule != NULL)
		end = cover_rule_y(p, end) + s->rule->thickness;
	return end + p->style->page->grid * 3 / 2;
}

/* Has the title room above the field, or where there is none, on the page? */
static bool
has_room(const struct pager *p, const struct compose_para *para)
{
	const struct style_needle *field = p->style->cover->field;

	return below_title(p, para) <=
	       (field != NULL ? field->y : p->style->page->height);
}

static bool
is_whole(const struct compose_para *para, bool hyphens)
{
	for (size_t i = 0; i < para->n_lines; i++)
		if (para->lines[i].torn != NULL || para->lines[i].over > 0 ||
		    (para->lines[i].hyphenated && !hyphens))
			return false;
	return true;
}

/*
 * The title in the largest of its sizes in which it has room and no word is divided;
 * if there is none, in which none is divided where it should not be; else in the
 * smallest.
 */
static const struct compose_para *
cover_title(struct pager *p, const struct node *title)
{
	static const enum role_id sizes[] = {
		ROLE_COVER_TITLE, ROLE_COVER_TITLE_SMALL,
		ROLE_COVER_TITLE_SMALLER};
	const struct compose_para *para = NULL, *fair = NULL;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		if (i > 0 && p->style->roles[sizes[i]] == NULL)
			continue;
		para = pager_compose(p, title, sizes[i], p->style->cover->width);
		if (!has_room(p, para))
			continue;
		if (is_whole(para, false))
			return para;
		if (fair == NULL && is_whole(para, true))
			fair = para;
	}
	return fair != NULL ? fair : para;
}

void
layout_cover(struct pager *p, const struct node *part)
{
	const struct style_cover *s = p->style->cover;
	mpt end = 0, least = 0;

	fill_page(p, s->background);
	for (const struct node *n = part->first; n != NULL; n = n->next) {
		const struct compose_para *para;

		if (n->kind != NODE_TITLE) {
			put_cover_line(p, n);
			continue;
		}
		para = cover_title(p, n);
		end = pager_put_para(
			p, para, s->x, s->title_base - para->role->baseline,
			FRAME_NO_ARTIFACT);
		least = has_room(p, para) ? 0 : below_title(p, para);
	}
	if (s->rule != NULL)
		pager_rect(p, s->rule->colour, s->x, cover_rule_y(p, end),
			   s->rule_width, s->rule->thickness,
			   FRAME_ARTIFACT_LAYOUT);
	if (s->field != NULL)
		put_field(p, s->field, least);
}

/* ---- colophon and back ------------------------------------------------------ */

/* An entry: LABEL, then the text beside it. */
static mpt
put_colophon_entry(struct pager *p, const struct node *item, mpt y)
{
	const struct style_colophon *s = p->style->colophon;
	mpt end = y;

	for (const struct node *n = item->first; n != NULL; n = n->next) {
		bool label = n->kind == NODE_LABEL;
		const struct compose_para *para = pager_compose(
			p, n, label ? ROLE_COLOPHON_LABEL : ROLE_COLOPHON,
			label ? s->label_width : s->width - s->label_width);
		mpt bottom = pager_put_para(
			p, para, s->x + (label ? 0 : s->label_width), y,
			FRAME_NO_ARTIFACT);

		if (bottom > end)
			end = bottom;
	}
	return end + compose_role(&p->compose, ROLE_COLOPHON)->between;
}

void
layout_colophon(struct pager *p, const struct node *part)
{
	mpt y = p->style->colophon->y;

	for (const struct node *n = part->first; n != NULL; n = n->next)
		for (const struct node *item = n->first; item != NULL;
		     item = item->next)
			y = put_colophon_entry(p, item, y);
}

void
layout_back(struct pager *p, const struct node *part)
{
	const struct style_back *s = p->style->back;
	const struct style_role *role = compose_role(&p->compose, ROLE_BACK);
	mpt height = 0, y;

	fill_page(p, s->background);
	for (const struct node *n = part->first; n != NULL; n = n->next)
		height += para_height(pager_compose(p, n, ROLE_BACK, s->width));
	y = p->style->page->height - s->bottom - height +
	    (role->line - role->baseline);
	for (const struct node *n = part->first; n != NULL; n = n->next)
		y = pager_put_para(p, pager_compose(p, n, ROLE_BACK, s->width),
				   s->x, y, FRAME_NO_ARTIFACT);
}

/* ---- plate ------------------------------------------------------------------ */

/*
 * The window of the picture that has the proportions of its place, centred. One of no
 * figure is an artifact.
 */
static void
put_picture(struct pager *p, const struct node *node)
{
	const struct style_plate *s = p->style->plate;
	int64_t w = image_upright_width(node->image);
	int64_t h = image_upright_height(node->image);
	mpt bleed = p->style->page->bleed;
	struct frame_item item = {
		.kind = FRAME_IMAGE,
		.node = node->kind == NODE_FIGURE ? node : NULL,
		.artifact = node->kind == NODE_FIGURE ? FRAME_NO_ARTIFACT
						      : FRAME_ARTIFACT_LAYOUT,
		.x = s->x,
		.y = s->y,
		.w = s->width,
		.h = s->height,
		.image = node->image,
		.opacity = 1000,
	};
	int64_t dpi;

	if (bleed > 0) { /* over the trimmed edges it touches */
		item.x -= s->x == 0 ? bleed : 0;
		item.y -= s->y == 0 ? bleed : 0;
		item.w += s->x == 0 ? 2 * bleed : 0;
		item.h += s->y == 0 ? bleed : 0;
	}
	item.crop_x = item.x; /* the window, and the picture centred behind it */
	item.crop_y = item.y;
	item.crop_w = item.w;
	item.crop_h = item.h;
	if (w * item.h > h * item.w) /* wider: cut at the sides */
		item.w = mpt_muldiv(item.h, w, h);
	else
		item.h = mpt_muldiv(item.w, h, w);
	item.x -= (item.w - item.crop_w) / 2;
	item.y -= (item.h - item.crop_h) / 2;
	dpi = w * 72 * MPT_PER_PT / item.w;
	if (dpi < s->least_dpi)
		diag_report(p->sink, DIAG_IMAGE_COARSE, node->pos,
			    "%s has %d dot%s per inch at the size it is printed; "
			    "the least is %d",
			    node->image->path, (int)dpi, dpi == 1 ? "" : "s",
			    s->least_dpi);
	frame_add(p->frames, pager_page(p), &item);
}

static void
put_caption(struct pager *p, const struct node *caption)
{
	const struct style_plate *s = p->style->plate;
	const struct compose_para *para = pager_compose(
		p, caption, ROLE_CAPTION, s->caption_width);

	if (para->n_lines > (size_t)s->caption_lines)
		diag_report(p->sink, DIAG_CAPTION_LONG, caption->pos,
			    "this caption has %zu lines; there is room for %d",
			    para->n_lines, s->caption_lines);
	pager_put_para(p, para, s->caption_x, s->caption_y, FRAME_NO_ARTIFACT);
}

void
layout_plate(struct pager *p, const struct node *part)
{
	for (const struct node *n = part; n != NULL; n = tree_next(n, part)) {
		if (n->image != NULL)
			put_picture(p, n);
		if (n->kind == NODE_CAPTION || n->kind == NODE_P)
			put_caption(p, n);
	}
}
