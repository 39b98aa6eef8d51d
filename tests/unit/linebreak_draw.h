/*
 * Small random paragraphs for the oracle of the line breaker: every kind of item
 * and every parameter turns up, and the same seed gives the same paragraph.
 */
#ifndef TESTS_LINEBREAK_DRAW_H
#define TESTS_LINEBREAK_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "layout/linebreak.h"

#define MAX_ITEMS 80

struct paragraph {
	struct linebreak_item items[MAX_ITEMS];
	size_t n;
	struct linebreak_params p;
	mpt measures[3];
	bool whole[3];
	uint32_t seed;
};

static uint32_t
draw(struct paragraph *g, uint32_t below)
{
	g->seed = g->seed * 1664525u + 1013904223u;
	return (g->seed >> 16) % below;
}

static mpt
draw_mpt(struct paragraph *g, uint32_t below)
{
	return (mpt)draw(g, below);
}

static int
price_or_none(struct paragraph *g, uint32_t below)
{
	return draw(g, 2) ? (int)draw(g, below) : 0;
}

static void
put(struct paragraph *g, struct linebreak_item item)
{
	g->items[g->n++] = item;
}

static void
put_word(struct paragraph *g)
{
	uint32_t pieces = draw(g, 4) == 0 ? 3 : draw(g, 2) + 1;
	uint32_t word = draw(g, 6);
	bool rigid = draw(g, 8) == 0;

	for (uint32_t i = 0; i < pieces; i++) {
		struct linebreak_item box = linebreak_box(
			draw_mpt(g, 5000) + 700);

		box.first_word = i == 0 ? word : 0;
		box.last_word = i == pieces - 1 ? word : 0;
		box.left_hang = draw(g, 4) ? 0 : draw_mpt(g, 300);
		box.right_hang = draw(g, 3) ? 0 : draw_mpt(g, 500);
		box.rigid = rigid;
		if (draw(g, 12) == 0) { /* a kern */
			struct linebreak_item kern = linebreak_box(-300);

			kern.rigid = rigid;
			put(g, kern);
		}
		put(g, box);
		if (i < pieces - 1) {
			struct linebreak_item hyphen = linebreak_hyphen(
				draw_mpt(g, 900) - 200, (int)draw(g, 120) - 10);

			hyphen.right_hang = draw_mpt(g, 400);
			hyphen.hard = draw(g, 5) == 0;
			hyphen.rigid = rigid;
			hyphen.post = draw(g, 3) ? 0 : draw_mpt(g, 400) - 200;
			put(g, hyphen);
		}
	}
}

static void
put_gap(struct paragraph *g)
{
	mpt width = draw_mpt(g, 400) + 800;
	uint32_t kind = draw(g, 24);

	if (kind == 0) /* after which a line may be empty */
		for (uint32_t i = draw(g, 3); i < 3; i++)
			put(g, linebreak_penalty(LINEBREAK_ALWAYS));
	else if (kind < 3) /* a no-break space */
		put(g, linebreak_penalty(LINEBREAK_NEVER));
	if (kind == 6) {
		put(g, linebreak_penalty(LINEBREAK_NEVER));
		put(g, linebreak_fill());
		return;
	}
	put(g, linebreak_glue(width, kind == 3 ? 0 : width,
			      kind < 6 ? 0 : width / 3));
}

static void
draw_params(struct paragraph *g)
{
	struct linebreak_params *p = &g->p;
	bool narrow = draw(g, 8) == 0;

	*p = linebreak_defaults;
	p->measures = g->measures;
	p->n_measures = draw(g, 3) ? 1 : 3;
	for (int i = 0; i < 3; i++)
		g->measures[i] = narrow ? 5000 + draw_mpt(g, 2000)
					: 11000 + draw_mpt(g, 16000);
	p->whole_ends = g->whole;
	p->n_whole_ends = draw(g, 2) ? 3 : 0;
	for (int i = 0; i < 3; i++)
		g->whole[i] = draw(g, 2);
	p->pretolerance = price_or_none(g, 200);
	p->tolerance = draw(g, 3) ? 500 + (int)draw(g, 2000) : 9999;
	p->ragged = draw(g, 4) ? 0 : 3000;
	p->hyphens_if_wide = draw(g, 4) == 0;
	p->limit = price_or_none(g, 60);
	p->comfort = price_or_none(g, 40);
	p->yield = price_or_none(g, 200);
	p->max_hyphens = draw(g, 2) ? (int)draw(g, 4) : 0;
	p->hyphens_in_a_row = price_or_none(g, 20000);
	p->final_hyphen = price_or_none(g, 20000);
	p->uneven_neighbours = price_or_none(g, 20000);
	p->space_deviation = price_or_none(g, 20000);
	p->wide_glyphs = price_or_none(g, 20000);
	p->runt = price_or_none(g, 50000);
	p->runt_width = draw_mpt(g, 5000);
	p->runt_word = draw_mpt(g, 8000);
	p->similar_starts = price_or_none(g, 20000);
	p->similar_ends = price_or_none(g, 20000);
}

static inline void
draw_paragraph(struct paragraph *g, uint32_t seed)
{
	memset(g, 0, sizeof(*g));
	g->seed = seed * 2654435761u;
	for (uint32_t words = 3 + draw(g, 6); words > 0; words--) {
		put_word(g);
		if (words > 1)
			put_gap(g);
	}
	draw_params(g);
	if (draw(g, 4) == 0) { /* the last line must fill, or is balanced */
		put(g, linebreak_penalty(LINEBREAK_ALWAYS));
		return;
	}
	linebreak_put_end(&g->items[g->n]);
	g->n += LINEBREAK_N_END;
}

#endif
