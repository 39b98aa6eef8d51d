#include "layout/figure.h"

#include "image/image.h"
#include "layout/tablefloat.h"

static int
lines_over(const struct pager *p, mpt height)
{
	mpt grid = p->style->page->grid;

	return (int)((height + grid - 1) / grid);
}

static const struct node *
caption_of(const struct node *figure)
{
	const struct node *n = figure->first;

	while (n != NULL && n->kind != NODE_CAPTION)
		n = n->next;
	return n;
}

/* The picture in its place, no higher than the style and the page allow. */
static void
fit_picture(const struct pager *p, const struct image *image, mpt measure,
	    int caption, struct figure_ink *f)
{
	const struct style_figure *s = p->style->figure;
	int64_t w = image_upright_width(image), h = image_upright_height(image);
	mpt most = style_lines(p->style, p->style->page->lines - caption) -
		   s->drop - s->gap;

	most = s->most < most ? s->most : most;
	f->width = measure;
	f->height = mpt_muldiv(measure, h, w);
	if (f->height > most) {
		f->height = most;
		f->width = mpt_muldiv(most, w, h);
	}
}

void
figure_measure(struct pager *p, const struct node *node, mpt measure,
	       struct figure_ink *ret)
{
	const struct style_figure *s = p->style->figure;
	const struct layout_float *info = node->extra;
	mpt beside = info->wide ? p->style->plate->caption_width : measure;
	int most = p->style->page->lines / 2, caption;

	*ret = (struct figure_ink){.node = node};
	if (node->kind == NODE_DIV) {
		ret->table = tablefloat_of(p, node);
		ret->lines = ret->table->lines;
		return;
	}
	ret->caption = pager_compose(p, caption_of(node), ROLE_CAPTION, beside);
	caption = lines_over(p, para_height(ret->caption));
	if (caption > most) {
		diag_report(p->sink, DIAG_CAPTION_LONG, node->pos,
			    "this caption has %d lines; there is room for %d",
			    caption, most);
		caption = most;
	}
	if (node->image != NULL)
		fit_picture(p, node->image, measure, caption, ret);
	ret->lines = lines_over(p, s->drop + ret->height + s->gap) + caption;
}

static void
judge_dots(const struct pager *p, const struct figure_ink *f)
{
	int64_t w = image_upright_width(f->node->image);
	int64_t dpi = w * 72 * MPT_PER_PT / f->width;

	if (dpi < p->style->figure->least_dpi)
		diag_report(p->sink, DIAG_IMAGE_COARSE, f->node->pos,
			    "%s has %d dots per inch at the size it is printed; "
			    "%d are the least",
			    f->node->image->path, (int)dpi,
			    p->style->figure->least_dpi);
}

void
figure_put(struct pager *p, const struct figure_ink *f, mpt x, mpt y, bool foot)
{
	const struct style_figure *s = p->style->figure;
	mpt caption, top;

	if (f->table != NULL) {
		tablefloat_put(p, f->table, x, y);
		return;
	}
	caption = y + style_lines(p->style, f->lines) - para_height(f->caption);
	top = foot ? caption - s->gap - f->height : y + s->drop;
	if (f->node->image != NULL) {
		judge_dots(p, f);
		frame_add(p->frames, pager_page(p),
			  &(struct frame_item){
				  .kind = FRAME_IMAGE,
				  .node = f->node,
				  .x = x,
				  .y = top,
				  .w = f->width,
				  .h = f->height,
				  .image = f->node->image,
				  .opacity = 1000,
			  });
	}
	pager_put_para(p, f->caption, x, caption, FRAME_NO_ARTIFACT);
}
