#include "layout/frame.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "font/font.h"
#include "image/image.h"
#include "layout/tree.h"

/* ---- arrays of a page -------------------------------------------------------- */

#define FIRST_CAP 16 /* items or lines of a page */

static size_t
cap_of(int doublings)
{
	return (size_t)FIRST_CAP << doublings;
}

/* An array that is not needed serves the next page, if it is of one of the sizes. */
static void
hand_on(void **outgrown, void *array, size_t cap)
{
	for (int i = 0; i < FRAME_DOUBLINGS && cap_of(i) <= cap; i++)
		if (cap_of(i) == cap)
			outgrown[i] = array;
}

/* As arena_grow(), but pages are filled one after another in the same arrays. */
static void *
grow(struct frames *frames, void **outgrown, void *array, size_t n, size_t *cap,
     size_t size)
{
	void *room;
	int i = 0;

	if (n < *cap)
		return array;
	while (cap_of(i) < 2 * *cap)
		i++;
	assert(i < FRAME_DOUBLINGS);
	room = outgrown[i];
	outgrown[i] = NULL;
	if (room == NULL)
		room = arena_calloc(frames->arena, cap_of(i), size);
	if (n > 0)
		memcpy(room, array, n * size);
	hand_on(outgrown, array, *cap);
	*cap = cap_of(i);
	return room;
}

/* The array with no more room than it needs; the other is handed on. */
static void *
fit(struct frames *frames, void **outgrown, void *array, size_t n, size_t *cap,
    size_t size)
{
	void *room;

	if (n == *cap)
		return array;
	room = arena_calloc(frames->arena, n, size);
	if (n > 0)
		memcpy(room, array, n * size);
	hand_on(outgrown, array, *cap);
	*cap = n;
	return room;
}

static void
fit_page(struct frames *frames, struct frame_page *page)
{
	page->items = fit(frames, frames->outgrown_items, page->items,
			  page->n_items, &page->cap_items, sizeof(*page->items));
	page->lines = fit(frames, frames->outgrown_lines, page->lines,
			  page->n_lines, &page->cap_lines, sizeof(*page->lines));
}

/* ---- pages ------------------------------------------------------------------- */

struct frames *
frames_new(struct arena *arena)
{
	struct frames *frames = arena_alloc(arena, sizeof(*frames));

	frames->arena = arena;
	return frames;
}

struct frame_page *
frames_add_page(struct frames *frames, mpt width, mpt height)
{
	struct frame_page *page;

	if (frames->n_pages > 0) /* which is done, or nearly */
		fit_page(frames, &frames->pages[frames->n_pages - 1]);
	frames->pages = arena_grow(frames->arena, frames->pages, frames->n_pages,
				   &frames->cap_pages, sizeof(*page));
	page = &frames->pages[frames->n_pages++];
	page->width = width;
	page->height = height;
	return page;
}

/* Small Roman figures; what is before a booklet is no more than a few pages. */
static void
put_roman(struct buf *out, size_t number)
{
	static const struct {
		size_t value;
		const char *figure;
	} figures[] = {
		{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"},
		{9, "ix"},  {5, "v"},   {4, "iv"}, {1, "i"},
	};

	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++)
		for (; number >= figures[i].value; number -= figures[i].value)
			buf_str(out, figures[i].figure);
}

const char *
frames_folio(const struct frames *frames, size_t page)
{
	struct buf text = {0};

	if (page < frames->n_front)
		put_roman(&text, page + 1);
	else
		buf_int(&text, (int64_t)(page - frames->n_front) + 1);
	return buf_keep(&text, frames->arena);
}

void
frames_add_pages(struct frames *frames, const struct frame_page *pages, size_t n)
{
	for (size_t i = 0; i < n; i++)
		*frames_add_page(frames, pages[i].width,
				 pages[i].height) = pages[i];
}

struct frame_item *
frame_add(struct frames *frames, struct frame_page *page,
	  const struct frame_item *item)
{
	page->items = grow(frames, frames->outgrown_items, page->items,
			   page->n_items, &page->cap_items, sizeof(*item));
	page->items[page->n_items] = *item;
	return &page->items[page->n_items++];
}

void
frame_add_rect(struct frames *frames, struct frame_page *page,
	       enum frame_artifact artifact, uint32_t colour, mpt x, mpt y, mpt w,
	       mpt h)
{
	frame_add(frames, page,
		  &(struct frame_item){
			  .kind = FRAME_RECT,
			  .artifact = artifact,
			  .x = x,
			  .y = y,
			  .w = w,
			  .h = h,
			  .colour = colour,
			  .opacity = 1000,
		  });
}

struct frame_line *
frame_add_line(struct frames *frames, struct frame_page *page,
	       const struct frame_line *line)
{
	page->lines = grow(frames, frames->outgrown_lines, page->lines,
			   page->n_lines, &page->cap_lines, sizeof(*line));
	page->lines[page->n_lines] = *line;
	return &page->lines[page->n_lines++];
}

void
frame_add_float(struct frames *frames, struct frame_page *page,
		const struct frame_float *figure)
{
	page->floats = arena_grow(frames->arena, page->floats, page->n_floats,
				  &page->cap_floats, sizeof(*figure));
	page->floats[page->n_floats++] = *figure;
}

/* ---- dump ---- */

static void
dump_run(const struct frame_run *run, struct buf *out)
{
	buf_printf(out, " face=%s size=%d",
		   font_face_metrics(run->face)->postscript_name, (int)run->size);
	if (run->scale != 1000)
		buf_printf(out, " scale=%d", run->scale);
	buf_printf(out, " width=%d \"", (int)run->width);
	for (size_t i = 0; i < run->n_glyphs; i++)
		buf_put(out, run->glyphs[i].text, run->glyphs[i].len);
	buf_byte(out, '"');
}

static void
dump_size(const struct frame_item *item, struct buf *out)
{
	buf_printf(out, " w=%d h=%d", (int)item->w, (int)item->h);
}

static void
dump_image(const struct frame_item *item, struct buf *out)
{
	dump_size(item, out);
	if (item->crop_w > 0)
		buf_printf(out, " crop=%d,%d,%d,%d", (int)item->crop_x,
			   (int)item->crop_y, (int)item->crop_w,
			   (int)item->crop_h);
	buf_printf(out, " %s", item->image->path);
}

/* To which node or kind of artifact. */
static void
dump_owner(const struct frame_item *item, struct buf *out)
{
	static const char *const artifacts[] = {
		"none", "layout", "header", "footer", "background", "watermark"};

	if (item->node != NULL)
		buf_printf(out, " #%u", (unsigned)item->node->index);
	else
		buf_printf(out, " (%s)", artifacts[item->artifact]);
}

static void
dump_item(const struct frame_item *item, struct buf *out)
{
	static const char *const names[] = {
		"run", "rect", "stroke", "image", "field"};

	buf_printf(out, "  %s %d %d", names[item->kind], (int)item->x,
		   (int)item->y);
	dump_owner(item, out);
	if (item->kind != FRAME_IMAGE && item->kind != FRAME_FIELD)
		buf_printf(out, " #%06X", (unsigned)item->colour);
	if (item->opacity != 1000)
		buf_printf(out, " opacity=%d", item->opacity);
	switch (item->kind) {
	case FRAME_RUN:
		dump_run(&item->run, out);
		break;
	case FRAME_STROKE:
		dump_size(item, out);
		buf_printf(out, " thickness=%d%s", (int)item->thickness,
			   item->round_cap ? " round" : "");
		break;
	case FRAME_IMAGE:
		dump_image(item, out);
		break;
	case FRAME_FIELD:
		dump_size(item, out);
		if (item->thickness > 0)
			buf_printf(out, " thickness=%d #%06X",
				   (int)item->thickness, (unsigned)item->colour);
		break;
	case FRAME_RECT:
		dump_size(item, out);
		break;
	}
	buf_byte(out, '\n');
}

void
frames_dump(const struct frames *frames, struct buf *out)
{
	for (size_t i = 0; i < frames->n_pages; i++) {
		const struct frame_page *page = &frames->pages[i];

		buf_printf(out, "page %zu %d %d", i + 1, (int)page->width,
			   (int)page->height);
		if (page->bleed > 0)
			buf_printf(out, " bleed=%d", (int)page->bleed);
		buf_printf(out, " label=\"%s\"\n",
			   page->label != NULL ? page->label : "");
		for (size_t k = 0; k < page->n_items; k++)
			dump_item(&page->items[k], out);
	}
}
