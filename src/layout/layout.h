/*
 * layout - blocks and styles become pages.
 *
 * The children of the tree's root are parts, each a sequence of pages of its own:
 * a cover, a chapter, a plate. Their node->flow says how they are laid out and
 * their node->extra is a struct layout_part. Inside a part, blocks are set by
 * their kind; where a kind is not enough, node->flow says more.
 *
 * Layout is a pure function of the tree, the style and the answers of the pass
 * before (on which page each node begins). It is run until the answers are equal,
 * at most LAYOUT_MAX_PASSES times; then the references that still move are
 * reported. Frames and all else live in the arena.
 */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hyphen/hyphen.h"
#include "layout/frame.h"
#include "layout/tree.h"
#include "style/style.h"

struct arena;
struct buf;
struct diag_sink;

#define LAYOUT_MAX_PASSES 5

enum layout_flow {
	FLOW_NONE,
	/* parts */
	FLOW_COVER, /* P: name of the council; TITLE */
	FLOW_COLOPHON, /* a LIST or Ps at the foot of a page */
	FLOW_CHAPTER, /* an opening, then matter */
	FLOW_PLATE, /* FIGURE with a CAPTION; or a P under a picture for show */
	FLOW_BACK, /* Ps at the foot of a coloured page */
	FLOW_LETTER, /* zones of a letter or a note, then matter */
	/* leaves of an H1, or of a P beside a label */
	FLOW_LABEL, /* "Hoofdstuk 1" */
	/* zones of a letter or a note, before its matter */
	FLOW_SENDER, /* P */
	FLOW_RETURN, /* P: the sender's address in the window */
	FLOW_ADDRESS, /* DIV: a P for each line */
	FLOW_REFERENCE, /* DIV: Ps, with a label leaf or without */
	FLOW_PARTICULAR, /* P or H1: a label leaf and the value beside it */
	FLOW_HEADLINE, /* H1: the kind of note as its label leaf, the subject */
	/* blocks of their matter that are never cut */
	FLOW_SIGNATURES, /* DIV of DIVs: Ps, perhaps a FORM, a P */
	FLOW_DECISION, /* DIV: a P, then Ps of a FORM and a word */
	/* blocks of a chapter */
	FLOW_LEAD, /* P beside the title */
	FLOW_TOPIC, /* SECT whose heading has a rule above it */
	FLOW_WIDE, /* heading or P over the full measure */
	FLOW_CARDS, /* LIST: members */
	FLOW_BAND, /* SECT: a committee */
	FLOW_OVERVIEW, /* SECT: a heading and a TABLE */
	FLOW_CHANGES, /* the same, of the changes */
	FLOW_TIMELINE, /* FIGURE: drawn; extra is a struct layout_timeline */
	FLOW_SIGNATURE, /* P: stays with the text before it */
	FLOW_FLOAT, /* FIGURE behind the block that refers to it, or the one it
		       should stand after; or DIV: a TABLE and what stands
		       under it. Extra is a struct layout_float */
	/* rows of a table, and what stands under it beside NOTEs */
	FLOW_TABLE_GROUP, /* ROW: a heading over the rows below it */
	FLOW_TABLE_SUM, /* ROW: adds up those above it */
	FLOW_TABLE_SOURCE, /* P: where it comes from */
	/* leaves and inlines */
	FLOW_ABBREVIATION, /* of a council on its cover */
};

struct layout_part {
	enum style_start start;
	const char *running; /* foot of right pages; NULL: no foot at all */
	int needle_column, needle_row; /* cover; -1: as the style says */
	bool front; /* before the booklet proper, its pages counted i, ii, … */
	/* letter or note */
	const struct image *emblem; /* NULL: none */
	const char *watermark; /* on every page; NULL: none */
	const char *page_word, *of_word; /* "Pagina", "van" */
	const struct node *repeated[3]; /* at the head of later pages; or NULL */
};

/* Extra of what has FLOW_FLOAT, and of the leaf that names it first. */
struct layout_float {
	bool wide; /* over all columns */
	int number; /* among figures, or among tables; 0: none */
	int order; /* among all that floats in the document, from 1 */
	const struct node *reference; /* the leaf that names it first; NULL */
};

/* Extra of a TABLE; NULL: the program and the style decide. */
struct layout_table_column {
	mpt width; /* of its text; 0: whatever is best */
	mpt least; /* at least */
};

struct layout_table {
	const struct layout_table_column *columns;
	size_t n_columns;
	bool turned; /* on pages of its own, on their side, in any case */
	const char *continued; /* " (vervolg)": behind a heading over rows, and
				  behind the head of a row of many, where the next
				  page repeats it; NULL: nothing */
};

/* Time on a timeline is counted in half months. */
#define LAYOUT_HALF_MONTHS 24 /* a year */
#define LAYOUT_TIMELINE_YEARS 12 /* at most */
#define LAYOUT_TIMELINE_NEVER INT32_MIN /* no date is known */

enum layout_timeline_mark {
	LAYOUT_TIMELINE_DONE,
	LAYOUT_TIMELINE_UNDER_WAY, /* a line leads to it */
	LAYOUT_TIMELINE_COMING,
	LAYOUT_TIMELINE_OPEN, /* if ever */
};

/* Leaves of the figure; group begins one, else NULL; note may be NULL. */
struct layout_timeline_row {
	const struct node *group, *title, *note;
	enum layout_timeline_mark mark;
	int at; /* half months from the first year, or NEVER */
};

struct layout_timeline { /* extra of a FIGURE with FLOW_TIMELINE */
	int first_year, n_years;
	int from, to; /* the period, half months from the first year */
	const struct layout_timeline_row *rows;
	size_t n_rows;
};

struct layout_job {
	const struct style *style;
	const struct tree *tree;
	const char *lang; /* BCP 47 */
	const char *running; /* foot of left pages */
	const struct hyphen_exceptions *exceptions;
	bool marks; /* show what is INSERTED and REMOVED, with bars in the margin */
	bool proof; /* note also where pages run short, for a typographer */
	int64_t (*clock)(void); /* nanoseconds, for the times below; NULL: none */
};

struct layout_result {
	struct frames *frames;
	int passes;
	int64_t shaping, breaking, paging; /* nanoseconds */
};

/* Never fails: what does not fit is reported and set as well as it can be. */
void layout_pages(struct arena *arena, struct diag_sink *sink,
		  const struct layout_job *job, struct layout_result *ret);

/*
 * The lines of all text, for --dump lines, one a line: page, in columns of text
 * with "/" and the column; x and baseline; size; scale of the letters; word space
 * in thousandths of its natural width, 0 where it need not flex; badness; how it
 * ends: in a hyphen (-), wider than its measure (!), its paragraph too (.), or
 * otherwise (|); line of the text in the YAML file; and the text as it is read.
 */
void layout_dump_lines(const struct frames *frames, struct buf *out);

#endif
