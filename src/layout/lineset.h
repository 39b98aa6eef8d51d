/*
 * lineset - what one line between two breaks comes to: the inner half of
 * linebreak, which chooses among such lines. Included by linebreak.c and nobody
 * else; the contract is that of linebreak.h.
 *
 * A paragraph is reduced to its edges, the places a line may begin and end. An
 * edge holds running totals of all before it, with what a break there adds and
 * hangs out already counted, so that a line is one subtraction of two edges,
 * however many items it has.
 */
#ifndef LAYOUT_LINESET_H
#define LAYOUT_LINESET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/linebreak.h"

struct arena;

/* Of some items; differences of two such are those of the items between. */
struct lineset_totals {
	int64_t width; /* natural, hangs taken off */
	int64_t stretch, shrink; /* of the glue; 0 in ragged setting */
	int64_t elastic; /* width that scales with the glyphs; 0 likewise */
	int64_t space; /* natural width of the glue that flexes */
	int32_t gaps; /* number of such glue, ragged or not */
	int32_t fills; /* number of glue that fills */
};

struct lineset_edge {
	size_t at; /* the item broken at; SIZE_MAX: the paragraph's start */
	size_t begin; /* the first item set after the break */
	struct lineset_totals end; /* a line that ends here: end less ... */
	struct lineset_totals start; /* ... start of the edge it begins at */
	int64_t low_start, low_ahead; /* see lineset_bound() */
	int64_t high_start, high_end;
	uint32_t first_word, last_word; /* after the break, before it */
	uint32_t first_letters, last_letters;
	mpt left_hang, right_hang;
	int penalty;
	bool hyphen, soft, forced, in_need;
};

struct lineset_edges {
	struct lineset_edge *edge; /* [0] is the paragraph's start */
	size_t n;
};

/* Adjacent lines more than one class apart look uneven. TeX section 817. */
enum lineset_fit {
	LINESET_VERY_LOOSE,
	LINESET_LOOSE,
	LINESET_DECENT,
	LINESET_TIGHT,
	LINESET_N_FITS
};

/* How well a line fills its measure. */
struct lineset {
	int badness;
	enum lineset_fit fit;
	bool over; /* too wide even with all shrunk */
	int64_t demerits; /* of the line for itself, without those of its break */
};

/* The edges of a paragraph, in order of items; in the arena. */
struct lineset_edges
lineset_edges(struct arena *arena, const struct linebreak_item *items, size_t n,
	      const struct linebreak_params *params);

/*
 * Prepare for a pass at this tolerance what tells early that a
 * start cannot make a line: see the two functions at the end. These are exact, not
 * guesses, also where widths are negative or a hyphen is wider than the letters it
 * replaces.
 */
void lineset_bound(struct lineset_edges *edges,
		   const struct linebreak_params *params, int tolerance);

struct lineset_totals
lineset_between(const struct lineset_edge *from, const struct lineset_edge *to);

struct lineset lineset_price(const struct linebreak_params *params,
			     const struct lineset_totals *totals, mpt measure);

/* What it costs that a line begins or ends as the one before, at these edges. */
int64_t
lineset_similar(const struct linebreak_params *params,
		const struct lineset_edge *from, const struct lineset_edge *to);

/* The price of a runt here, by the paragraph's width: its lines are not known yet. */
int64_t lineset_runt(const struct linebreak_params *params,
		     const struct lineset_edges *edges);

struct linebreak_line lineset_finish(
	const struct linebreak_params *params, const struct lineset_edge *from,
	const struct lineset_edge *to, mpt measure);

/* The measure of line number `line`, from 0. */
static inline mpt
lineset_measure(const struct linebreak_params *params, size_t line)
{
	size_t n = params->n_measures;

	return params->measures[line < n ? line : n - 1];
}

/* Every line from `from` that ends after `to` is overfull. */
static inline bool
lineset_too_long(const struct lineset_edge *from, const struct lineset_edge *to,
		 mpt measure)
{
	return to->low_ahead - from->low_start > (int64_t)measure * 1000;
}

/* Every line to `to` from `from` or any edge after it is looser than tolerance. */
static inline bool
lineset_too_short(const struct lineset_edge *from, const struct lineset_edge *to,
		  mpt measure)
{
	return to->high_end - from->high_start < (int64_t)measure * 297 * 1000 &&
	       to->end.fills == from->start.fills && !to->forced;
}

#endif
