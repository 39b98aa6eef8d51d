/*
 * Where the items of a line stand; see linebreak.h.
 */
#include <assert.h>

#include "layout/linebreak.h"

/* Running totals of one line on its way from left to right. */
struct pen {
	int64_t fixed, elastic, flex, fills;
};

static void
move_pen(struct pen *pen, const struct linebreak_item *item, mpt width,
	 const struct linebreak_line *line)
{
	pen->fixed += width;
	if (item->kind != LINEBREAK_GLUE)
		pen->elastic += item->rigid ? 0 : width;
	else if (item->fill)
		pen->fills++;
	else
		pen->flex += line->excess > 0 ? item->stretch : item->shrink;
}

static mpt
pen_at(const struct pen *pen, const struct pen *all,
       const struct linebreak_line *line)
{
	int64_t x = pen->fixed - line->left_hang +
		    pen->elastic * (line->scale - LINEBREAK_NATURAL) / 1000;

	if (all->flex > 0)
		x += pen->flex * line->excess / all->flex;
	if (all->fills > 0)
		x += pen->fills * line->fill / all->fills;
	assert(x >= INT32_MIN && x <= INT32_MAX);
	return (mpt)x;
}

mpt
linebreak_place(const struct linebreak_item *items,
		const struct linebreak_line *line, mpt *ret_x)
{
	struct pen pen = {0}, all = {0};
	size_t i;

	for (i = line->begin; i < line->end; i++)
		if (items[i].kind == LINEBREAK_GLUE)
			move_pen(&all, &items[i], 0, line);
	if (line->from != SIZE_MAX && items[line->from].kind == LINEBREAK_PENALTY)
		move_pen(&pen, &items[line->from], items[line->from].post, line);
	for (i = line->begin; i < line->end; i++) {
		ret_x[i - line->begin] = pen_at(&pen, &all, line);
		if (items[i].kind != LINEBREAK_PENALTY)
			move_pen(&pen, &items[i], items[i].width, line);
	}
	ret_x[i - line->begin] = pen_at(&pen, &all, line);
	if (items[i].kind == LINEBREAK_PENALTY)
		move_pen(&pen, &items[i], items[i].width, line);
	return pen_at(&pen, &all, line) - line->right_hang;
}
