/*
 * page - a pass of layout: where on which page the next thing goes. For the
 * files of src/layout only.
 *
 * The pager has a page in hand and a cursor in the text area: how far, in mpt
 * below its top, the matter has come. Things that are set over the full measure
 * ask for room and move the cursor; text in columns counts in lines of the grid.
 */
#ifndef LAYOUT_PAGE_H
#define LAYOUT_PAGE_H

#include "layout/compose.h"
#include "layout/layout.h"

struct table;
struct tablefloat;

struct pager {
	struct compose compose;
	struct arena *arena;
	struct diag_sink *sink;
	const struct style *style;
	const struct layout_job *job;
	struct frames *frames;
	size_t page; /* the one in hand, an index */
	mpt cursor;
	bool turned; /* the page in hand lies on its side */
	size_t first_page; /* of the part */
	void (*dress)(struct pager *p); /* a new page, before its text; or NULL */
	const struct node *part; /* being laid out */
	const struct layout_part *info;
	int64_t paging; /* nanoseconds in choosing page breaks */
	struct table *table; /* measured last; see table.c */
	const struct tablefloat *floating; /* likewise; see tablefloat.c */
};

struct frame_page *pager_page(struct pager *p);

/* A new page with its foot; the cursor at the top of the text area. */
void pager_next(struct pager *p);

/* The same, on its side: as wide as others are high. The next one is upright. */
void pager_next_turned(struct pager *p);

/* New pages until the one in hand is the first of the part, as it wants. */
void pager_start_part(struct pager *p, const struct node *part);

/* Height of the text area, and what is left of it below the cursor. */
mpt pager_height(const struct pager *p);
mpt pager_room(const struct pager *p);

/* y on the page of a height in the text area. */
mpt pager_y(const struct pager *p, mpt below_top);

/* The cursor moved down to the next line of the grid; returns its number. */
int pager_to_grid(struct pager *p);

/* All of a node as lines of at most this measure. */
const struct compose_para *pager_compose(struct pager *p, const struct node *node,
					 enum role_id role, mpt measure);

/* Lines of a role on a page: from x, first line box at y; ends below it. */
mpt pager_put_para(struct pager *p, const struct compose_para *para, mpt x, mpt y,
		   enum frame_artifact artifact);

void pager_rule(struct pager *p, const struct style_rule *rule, mpt x, mpt y,
		mpt width);
void pager_rect(struct pager *p, uint32_t colour, mpt x, mpt y, mpt w, mpt h,
		enum frame_artifact artifact);

/* Height of a paragraph's lines. */
mpt para_height(const struct compose_para *para);

/* Rules and bars for what is INSERTED and REMOVED; see layout_job.marks. */
void layout_show_changes(struct frames *frames, const struct style *style);

/* Reports text that is off its page, and feet that are too long. */
void layout_judge_pages(struct diag_sink *sink, const struct frames *frames);

/* What stands on every page of a letter, and its text. */
void layout_letter_page(struct pager *p);
void layout_letter(struct pager *p, const struct node *part);

/* The parts of a booklet. */
void layout_cover(struct pager *p, const struct node *part);
void layout_colophon(struct pager *p, const struct node *part);
void layout_back(struct pager *p, const struct node *part);
void layout_plate(struct pager *p, const struct node *part);
void layout_chapter(struct pager *p, const struct node *part);

/*
 * The blocks of a chapter. Each takes the block at the cursor and what follows it
 * of the same make, and returns the first block it did not set, or NULL.
 */
const struct node *layout_columns(struct pager *p, const struct node *block);
const struct node *layout_wide(struct pager *p, const struct node *block);
const struct node *layout_table(struct pager *p, const struct node *table);
/* Height of a table's beginning: what must not be parted from a heading over it. */
mpt layout_table_first(struct pager *p, const struct node *table);
const struct node *layout_contents(struct pager *p, const struct node *toc);
const struct node *layout_cards(struct pager *p, const struct node *list);
const struct node *layout_band(struct pager *p, const struct node *band);
const struct node *layout_overview(struct pager *p, const struct node *group);
const struct node *layout_timeline(struct pager *p, const struct node *figure);

/*
 * A block of running text that is never cut, such as signatures: the white above
 * it, the lines of text that stay with it, its height, whether so many lines with
 * all that fit on a page, and its ink from the top left corner on.
 */
bool layout_is_whole(const struct node *block);
mpt layout_whole_above(const struct pager *p, const struct node *block);
int layout_whole_keep(const struct pager *p, const struct node *block);
mpt layout_whole_height(struct pager *p, const struct node *block, mpt measure);
void layout_whole_judge(struct pager *p, const struct node *block, int lines);
void layout_whole_put(struct pager *p, const struct node *block, mpt x, mpt y,
		      mpt measure);

/* Is the block set in columns of running text? */
bool layout_is_running(struct pager *p, const struct node *block);

/* What would float, but has no place to: its table, as any other. */
const struct node *layout_unfit(struct pager *p, const struct node *block);

#endif
