/*
 * Figures and tables in the text: how far from the words that name them, and what they are for
 * the columns they stand in.
 */
#include "base/arena.h"
#include "layout/layout.h"
#include "layout/measure_private.h"

static const struct layout_float *
info_of(const struct node *figure)
{
	return figure->extra;
}

static size_t
count_floats(const struct frames *frames)
{
	size_t most = 0;

	for (size_t i = 0; i < frames->n_pages; i++)
		for (size_t k = 0; k < frames->pages[i].n_floats; k++) {
			const struct node *f = frames->pages[i].floats[k].node;

			if ((size_t)info_of(f)->order > most)
				most = (size_t)info_of(f)->order;
		}
	return most;
}

/* What a leaf is the first to name; NULL. */
static const struct layout_float *
named_by(const struct node *leaf)
{
	return leaf != NULL && leaf->kind == NODE_TEXT ? leaf->extra : NULL;
}

/* The page of each reference, counted from 1. */
static int *
find_references(const struct measurer *m, size_t n)
{
	int *pages = arena_new_array(m->arena, int, n);

	for (size_t i = m->frames->n_pages; i-- > 0;) {
		const struct frame_page *page = &m->frames->pages[i];

		for (size_t k = 0; k < page->n_items; k++) {
			const struct layout_float *f = named_by(
				page->items[k].node);

			if (f != NULL && (size_t)f->order <= n)
				pages[f->order - 1] = (int)i + 1;
		}
	}
	return pages;
}

static void
count_float(struct measurer *m, int page, int reference, int *ret_later)
{
	struct measure *r = m->ret;
	int later = reference > 0 ? page - reference : 0;

	*ret_later = later;
	r->floats++;
	r->floats_before += later < 0;
	r->floats_same += later == 0;
	r->floats_next += later == 1;
	r->floats_later += later > 1;
}

void
measure_floats(struct measurer *m)
{
	size_t n = count_floats(m->frames);
	int *references, *later;

	if (n == 0)
		return;
	references = find_references(m, n);
	later = arena_new_array(m->arena, int, n);
	for (size_t i = 0; i < m->frames->n_pages; i++)
		for (size_t k = 0; k < m->frames->pages[i].n_floats; k++) {
			const struct node *f = m->frames->pages[i].floats[k].node;
			size_t at = (size_t)info_of(f)->order - 1;

			count_float(m, (int)i + 1, references[at], &later[at]);
		}
	m->ret->pages_later = later;
}

mpt
measure_float_end(const struct frame_page *page, unsigned galley, int column)
{
	mpt end = 0;

	for (size_t i = 0; i < page->n_floats; i++) {
		const struct frame_float *f = &page->floats[i];

		if (f->galley == galley && f->column == column &&
		    f->y + f->h > end)
			end = f->y + f->h;
	}
	return end;
}

mpt
measure_foot(const struct frame_page *page, unsigned galley, mpt foot, mpt grid)
{
	for (size_t i = 0; i < page->n_floats; i++) {
		const struct frame_float *f = &page->floats[i];

		if (f->galley == galley && f->column < 0 && f->foot &&
		    f->y - grid < foot)
			foot = f->y - grid;
	}
	return foot;
}
