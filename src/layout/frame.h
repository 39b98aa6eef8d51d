/*
 * frame - pages as layout leaves them: positioned ink, each piece pointing at the
 * node it draws.
 *
 * The join between layout and PDF, and comparable as text (--dump frames).
 * Coordinates are mpt from the top left corner of the trimmed page, y downwards;
 * text stands on its baseline. Items of a page are in order of painting and, for
 * those with a node, in reading order inside the page. Everything lives in the
 * arena of the layout pass.
 */
#ifndef LAYOUT_FRAME_H
#define LAYOUT_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mpt.h"

struct arena;
struct buf;

struct font_face;
struct image;
struct node;
struct style_role;

/*
 * One glyph as it will be shown, with the text it stands for. A ligature carries
 * all its letters; a hyphen that layout added carries U+00AD; the e that replaces
 * an ë after a break carries "ë": the extracted text is the text as written.
 * len 0: the glyph adds nothing to the text (second glyph of a cluster).
 */
struct frame_glyph {
	uint16_t gid;
	uint16_t len; /* bytes of text */
	mpt advance; /* to the next glyph's pen, justification included */
	const char *text;
	mpt dx, dy; /* offset of the ink from the pen */
};

enum frame_kind {
	FRAME_RUN, /* glyphs of one face, size and colour on one baseline */
	FRAME_RECT, /* filled */
	FRAME_STROKE, /* a straight line */
	FRAME_IMAGE,
	FRAME_FIELD, /* the visible box of a form field */
};

/* What an item is when it belongs to no node. ISO 32000-1 14.8.2.2 */
enum frame_artifact {
	FRAME_NO_ARTIFACT, /* item->node is set */
	FRAME_ARTIFACT_LAYOUT, /* rules, ornaments, backgrounds */
	FRAME_ARTIFACT_HEADER, /* pagination: repeated table heads */
	FRAME_ARTIFACT_FOOTER, /* pagination: folio and running foot */
	FRAME_ARTIFACT_BACKGROUND,
	FRAME_ARTIFACT_WATERMARK, /* CONCEPT */
};

struct frame_run {
	struct font_face *face;
	mpt size;
	int scale; /* horizontal, in thousandths; 1000 is the natural width.
		      advances already include it */
	const struct frame_glyph *glyphs;
	size_t n_glyphs;
	mpt width; /* sum of the advances */
	mpt rise,
		fall; /* extent of the line box above and below the baseline, for
			   links and figures */
};

struct frame_item {
	enum frame_kind kind;
	enum frame_artifact artifact;
	const struct node
		*node; /* leaf (NODE_TEXT, NODE_PAGE) for runs, FIGURE for
				    images and drawings, FORM for fields; NULL for
				    artifacts */
	mpt x, y; /* run: pen at the baseline; rect, image, field: top left */
	mpt w, h; /* rect, image, field; stroke: vector to its end */
	uint32_t colour; /* 0xRRGGBB */
	int opacity; /* thousandths; 1000 opaque */
	mpt thickness; /* stroke; the line of a field's box, 0: none */
	bool round_cap; /* stroke */
	struct frame_run run;
	const struct image *image; /* drawn to fill w x h ... */
	mpt crop_x, crop_y, crop_w,
		crop_h; /* ... of which this window of the page
					       is shown; crop_w 0: all of it */
};

/*
 * A line of text as it was chosen, beside the ink that shows it: what measuring,
 * the proof and --dump lines look at. Nothing is painted from it. Lines of a page
 * are in order of setting: a column from its top, and columns from the left.
 */
struct frame_line {
	const struct node *node; /* the block it is of; NULL: the program's own */
	const struct style_role *role;
	struct diag_pos pos; /* of its first text */
	enum frame_artifact artifact;
	mpt x, y; /* left edge of its measure; baseline */
	mpt measure;
	mpt ink, width; /* left end of the ink; to its right end, the space at the
			   line's end left out */
	size_t first_item, n_items; /* of the page: its runs and what is below */
	size_t line, n_lines; /* of the block, as it is set here */
	unsigned
		galley; /* 0: not in columns; else the same for all of one text */
	int column; /* of the galley, from 0 */
	mpt space, natural_space; /* of a word; 0: there is none */
	mpt over; /* wider than the measure by this */
	int scale; /* of the letters, thousandths */
	int badness;
	bool hyphenated; /* ends in a hyphen, the author's or not */
	bool full; /* justified: it is to fill the measure */
	bool torn; /* ends where none may: its last word is wider than a line */
};

/* A figure or table that floats, where it stands; see frame_line. */
struct frame_float {
	const struct node *node;
	const struct node *reference; /* the leaf that names it first; or NULL */
	unsigned galley;
	int column; /* -1: over all of them */
	bool foot; /* under the text of its column */
	mpt x, y, w, h; /* in lines of the grid */
};

struct frame_page {
	mpt width, height; /* trimmed */
	mpt bleed; /* 0: none */
	const char *label; /* folio as printed in page labels: "7", "iv", "" */
	bool unproved; /* its columns might be broken better; see pagebreak.h */
	struct frame_item *items;
	size_t n_items, cap_items;
	struct frame_line *lines;
	size_t n_lines, cap_lines;
	struct frame_float *floats;
	size_t n_floats, cap_floats;
};

/* Arrays that a page does not need any more, by the times they were doubled. */
#define FRAME_DOUBLINGS 32

struct frames {
	struct arena *arena;
	void *outgrown_items[FRAME_DOUBLINGS], *outgrown_lines[FRAME_DOUBLINGS];
	struct frame_page *pages;
	size_t n_pages, cap_pages;
	size_t n_front; /* pages before the first, counted i, ii, … */
};

struct frames *frames_new(struct arena *arena);
struct frame_page *frames_add_page(struct frames *frames, mpt width, mpt height);

/* The folio of a page, printed or not: "7", or "ii" in front; in the arena. */
const char *frames_folio(const struct frames *frames, size_t page);

/* Pages of other frames, which share their items with these from now on. */
void
frames_add_pages(struct frames *frames, const struct frame_page *pages, size_t n);

/* The item is copied; returns the copy, valid until the next is added. */
struct frame_item *frame_add(struct frames *frames, struct frame_page *page,
			     const struct frame_item *item);

/* A filled rectangle, opaque. */
void frame_add_rect(struct frames *frames, struct frame_page *page,
		    enum frame_artifact artifact, uint32_t colour, mpt x, mpt y,
		    mpt w, mpt h);

/* The same for a line. */
struct frame_line *frame_add_line(struct frames *frames, struct frame_page *page,
				  const struct frame_line *line);

void frame_add_float(struct frames *frames, struct frame_page *page,
		     const struct frame_float *figure);

/* One line an item, stable, for --dump frames. */
void frames_dump(const struct frames *frames, struct buf *out);

#endif
