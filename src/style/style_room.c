/*
 * Is there room? Lengths that each are possible can put something off the page
 * together, or leave it no measure to be set in. Layout counts on neither.
 */
#include "style/style_private.h"

#define LEAST_MEASURE mpt_from_mm100(1000)
#define LEAST_IN_WORDS "10 mm"
#define LEAST_TURNED 8 /* lines: those of a caption, a head and two rows */

struct room {
	const struct style *style;
	struct diag_sink *sink;
	struct diag_pos pos; /* of the record in hand */
};

#define SAY(r, ...) diag_report((r)->sink, DIAG_STYLE_ROOM, (r)->pos, __VA_ARGS__)

/* ---- the page and its columns ------------------------------------------------- */

static void
judge_page(struct room *r)
{
	const struct style_page *page = r->style->page;

	r->pos = page->pos;
	if (page->width - page->left - page->right < LEAST_MEASURE)
		SAY(r, "the margins, 'left' and 'right', leave less than "
		       "" LEAST_IN_WORDS " of the page's width");
	if ((int64_t)page->top + (int64_t)page->lines * page->grid > page->height)
		SAY(r, "the text area, 'lines' of the 'grid' from 'top' on, ends "
		       "below the page");
	if (page->bleed > page->width / 4)
		SAY(r, "'bleed' is more than a quarter of the page's width");
}

static void
judge_columns(struct room *r, const struct schema_list *columns)
{
	const struct style_column *c = columns->items;

	for (size_t i = 0; i < columns->count; i++) {
		r->pos = c[i].pos;
		if (c[i].width < LEAST_MEASURE)
			SAY(r, "column %zu is narrower than " LEAST_IN_WORDS,
			    i + 1);
		if (c[i].x + c[i].width > r->style->page->width)
			SAY(r,
			    "column %zu reaches beyond the right edge of the "
			    "page",
			    i + 1);
		if (i > 0 && c[i].x < c[i - 1].x + c[i - 1].width)
			SAY(r, "column %zu begins before column %zu ends", i + 1,
			    i);
	}
}

static mpt
narrowest(const struct schema_list *columns)
{
	const struct style_column *c = columns->items;
	mpt width = c[0].width;

	for (size_t i = 1; i < columns->count; i++)
		width = c[i].width < width ? c[i].width : width;
	return width;
}

/* What begins that far into a column must leave half of it. */
static void
judge_indent(struct room *r, mpt indent, const char *key)
{
	if (indent > narrowest(&r->style->page->columns) / 2)
		SAY(r, "'%s' is more than half a column", key);
}

static void
judge_indents(struct room *r)
{
	const struct style_role *roles = r->style->role_list.items;

	for (size_t i = 0; i < r->style->role_list.count; i++) {
		r->pos = roles[i].pos;
		judge_indent(r, roles[i].indent, "indent");
	}
	if (r->style->matter == NULL)
		return;
	r->pos = r->style->matter->pos;
	judge_indent(r, r->style->matter->list_indent, "list-indent");
	judge_indent(r, r->style->matter->quote_indent, "quote-indent");
}

/* ---- what has a left edge and a measure --------------------------------------- */

#define NOWHERE SIZE_MAX

/* From x, so wide, of which something takes a part away; keys as in the file. */
static const struct span {
	size_t record; /* of struct style */
	size_t pos, x, width, less; /* of that record */
	const char *name, *x_key, *width_key, *less_key;
} spans[] = {
#define SPAN(r, x, width, x_key, width_key) \
	{ \
		offsetof(struct style, r), offsetof(struct style_##r, pos), \
			offsetof(struct style_##r, x), \
			offsetof(struct style_##r, width), NOWHERE, #r, x_key, \
			width_key, NULL \
	}
#define SPAN_LESS(r, x, width, less, x_key, width_key, less_key) \
	{ \
		offsetof(struct style, r), offsetof(struct style_##r, pos), \
			offsetof(struct style_##r, x), \
			offsetof(struct style_##r, width), \
			offsetof(struct style_##r, less), #r, x_key, width_key, \
			less_key \
	}
	SPAN(opening, title_x, title_width, "title-x", "title-width"),
	SPAN(opening, lead_x, lead_width, "lead-x", "lead-width"),
	SPAN(plate, x, width, "x", "width"),
	SPAN(plate, caption_x, caption_width, "caption-x", "caption-width"),
	SPAN_LESS(contents, title_x, title_width, indent, "title-x",
		  "title-width", "indent"),
	SPAN(bands, name_x, name_width, "name-x", "name-width"),
	SPAN_LESS(bands, text_x, text_width, label_width, "text-x", "text-width",
		  "label-width"),
	SPAN(table, x, width, "x", "width"),
	SPAN(cover, x, width, "x", "width"),
	SPAN_LESS(colophon, x, width, label_width, "x", "width", "label-width"),
	SPAN(back, x, width, "x", "width"),
	SPAN(sender, x, width, "x", "width"),
	SPAN(reference, x, width, "x", "width"),
	SPAN(particulars, x, width, "x", "width"),
	SPAN(headline, x, width, "x", "width"),
#undef SPAN
#undef SPAN_LESS
};

static mpt
length_at(const void *record, size_t offset)
{
	return offset == NOWHERE ? 0
				 : *(const mpt *)((const char *)record + offset);
}

static void
judge_span(struct room *r, const struct span *s)
{
	const void *record = *(
		const void *const *)((const char *)r->style + s->record);
	mpt x, width, less;

	if (record == NULL)
		return;
	r->pos = *(const struct diag_pos *)((const char *)record + s->pos);
	x = length_at(record, s->x);
	width = length_at(record, s->width);
	less = length_at(record, s->less);
	if (x + width > r->style->page->width)
		SAY(r,
		    "%s: '%s' and '%s' reach beyond the right edge of the page",
		    s->name, s->x_key, s->width_key);
	if (width < LEAST_MEASURE)
		SAY(r, "%s: '%s' is less than " LEAST_IN_WORDS, s->name,
		    s->width_key);
	else if (width - less < LEAST_MEASURE)
		SAY(r, "%s: '%s' leaves less than " LEAST_IN_WORDS " of '%s'",
		    s->name, s->less_key, s->width_key);
}

/* ---- the rest, each in its own way -------------------------------------------- */

static void
judge_overview(struct room *r, const struct style_overview *s)
{
	const struct style_page *page = r->style->page;
	mpt full = page->width - page->left - page->right;

	if (s == NULL)
		return;
	r->pos = s->pos;
	if (full - s->middle_width - s->page_width - s->gutter < LEAST_MEASURE)
		SAY(r,
		    "'middle-width', 'page-width' and 'gutter' leave less than "
		    "" LEAST_IN_WORDS " to the first column");
	if (s->middle_width - s->gutter < LEAST_MEASURE)
		SAY(r, "'gutter' leaves less than " LEAST_IN_WORDS
		       " of 'middle-width'");
}

/* A table that the layout leaves upright may be turned by the edition. */
static void
judge_table(struct room *r, const struct style_table *s)
{
	const struct style_page *page = r->style->page;
	int turned = style_lines_turned(page);

	r->pos = s->pos;
	if (turned < LEAST_TURNED)
		SAY(r,
		    "'lines' of the page leave %d to one on its side, where wide "
		    "tables stand; it needs %d",
		    turned > 0 ? turned : 0, LEAST_TURNED);
	if ((int64_t)s->pad_above + s->pad_below > page->lines * page->grid / 4)
		SAY(r,
		    "'pad-above' and 'pad-below' are more than a quarter of the "
		    "text area");
	if (s->gutter > s->width / 10)
		SAY(r, "'gutter' is more than a tenth of 'width'");
}

static void
judge_timeline(struct room *r, const struct style_timeline *s)
{
	const struct style_page *page = r->style->page;

	r->pos = s->pos;
	if (s->title_width < LEAST_MEASURE)
		SAY(r, "'title-width' is less than " LEAST_IN_WORDS);
	if (page->width - page->left - page->right - s->title_width - s->gutter <
	    3 * LEAST_MEASURE)
		SAY(r, "'title-width' and 'gutter' leave less than 30 mm to the "
		       "chart");
}

static void
judge_particulars(struct room *r, const struct style_particulars *s)
{
	r->pos = s->pos;
	if (s->x - s->label_x < LEAST_MEASURE)
		SAY(r, "'label-x' is less than " LEAST_IN_WORDS " left of 'x'");
}

void
style_judge_room(const struct style *style, struct diag_sink *sink)
{
	struct room r = {.style = style, .sink = sink};

	judge_page(&r);
	judge_columns(&r, &style->page->columns);
	judge_indents(&r);
	for (size_t i = 0; i < sizeof(spans) / sizeof(*spans); i++)
		judge_span(&r, &spans[i]);
	if (style->cards != NULL)
		judge_columns(&r, &style->cards->columns);
	judge_overview(&r, style->overview);
	if (style->changes != NULL)
		judge_overview(&r, style->changes->list);
	if (style->table != NULL)
		judge_table(&r, style->table);
	if (style->timeline != NULL)
		judge_timeline(&r, style->timeline);
	if (style->particulars != NULL)
		judge_particulars(&r, style->particulars);
	if (style->bands != NULL && style->bands->lead_width < LEAST_MEASURE) {
		r.pos = style->bands->pos;
		SAY(&r, "bands: 'lead-width' is less than " LEAST_IN_WORDS);
	}
}
