/*
 * Any galley: every line stands in one column, in order; columns are no higher than
 * their page, and of a full page as high as each other unless that was paid for.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/pagebreak.h"

#define MAX_BLOCKS 60
#define MAX_LINES 20
#define N_PARAM_BYTES 8
#define BLOCK_BYTES 4

static void
must(bool holds)
{
	if (!holds)
		abort();
}

struct input {
	struct pagebreak_block blocks[MAX_BLOCKS];
	struct pagebreak_setting settings[MAX_BLOCKS][PAGEBREAK_MAX_SETTINGS];
	bool broken[MAX_LINES + 4];
	size_t n;
	int heights[2];
	struct pagebreak_params params;
};

static void
ask(void *context, size_t block, int line, int64_t ret[PAGEBREAK_MAX_SETTINGS])
{
	(void)context;
	for (int v = 0; v < PAGEBREAK_MAX_SETTINGS; v++)
		ret[v] = (block + (size_t)line) % 3 == 0 ? PAGEBREAK_NEVER : 500;
}

static void
read_params(struct input *in, const uint8_t b[N_PARAM_BYTES])
{
	struct pagebreak_params *p = &in->params;

	*p = pagebreak_defaults;
	p->ask = b[0] & 1 ? ask : NULL;
	in->heights[0] = 1 + b[1] % 40;
	in->heights[1] = 1 + b[2] % 60;
	p->heights = in->heights;
	p->n_heights = b[0] & 2 ? 2 : 1;
	p->columns = 1 + b[3] % 3;
	p->first_is_recto = b[0] & 4;
	p->free_foot = b[0] & 8;
	p->max_short = b[4] % 5;
	p->last_least = b[5] % 12;
	p->patience = b[0] & 16 ? p->patience : PAGEBREAK_NEVER;
	for (int i = 0; i < MAX_LINES; i++)
		in->broken[i] = b[6 + i % 2] >> (i % 8) & 1;
}

static void
read_block(struct input *in, const uint8_t b[BLOCK_BYTES])
{
	struct pagebreak_block *block = &in->blocks[in->n];
	struct pagebreak_setting *s = in->settings[in->n++];
	static const int more[] = {0, -1, 1, 2};
	int lines = 1 + b[0] % MAX_LINES;

	*block = (struct pagebreak_block){
		.settings = s,
		.height = 1,
		.above = b[2] & 3,
		.flex = b[2] >> 2 & 3,
		.keep = b[2] >> 4 & 3,
		.hold = b[2] >> 6,
	};
	if (b[1] & 1) { /* whole */
		block->height = lines;
		lines = 1;
	}
	for (int v = 0; v < PAGEBREAK_MAX_SETTINGS; v++) {
		if ((v > 0 && (!(b[1] >> v & 1) || block->height > 1)) ||
		    lines + more[v] < 1)
			continue;
		s[block->n_settings++] = (struct pagebreak_setting){
			.lines = lines + more[v],
			.cost = v > 0 ? b[3] * 100 : 0,
			.broken = in->broken,
		};
	}
}

static void
check_column(const struct input *in, const struct pagebreak_result *r,
	     const struct pagebreak_column *c, struct pagebreak_place *at)
{
	int height = 0;

	must(c->begin.block == at->block && c->begin.line == at->line);
	for (size_t i = at->block; i <= c->end.block && i < in->n; i++) {
		const struct pagebreak_block *b = &in->blocks[i];
		int from = i == c->begin.block ? c->begin.line : 0;
		int to = i == c->end.block ? c->end.line
					   : b->settings[r->setting[i]].lines;

		must(from <= to);
		if (from == to)
			continue;
		height += height > 0 ? b->above + r->white[i] : 0;
		height += (to - from) * b->height;
		must(r->white[i] <= b->flex);
	}
	must(height == c->height || (c->paid & PAGEBREAK_OVER));
	must(c->height <= c->target);
	*at = c->end;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct input in;
	struct arena *arena = arena_new();
	struct pagebreak_result r;
	struct pagebreak_place at = {0, 0, 0};
	uint8_t params[N_PARAM_BYTES] = {0};
	size_t n = size < N_PARAM_BYTES ? size : N_PARAM_BYTES;

	in = (struct input){.n = 0};
	if (n > 0)
		memcpy(params, data, n);
	read_params(&in, params);
	for (; in.n < MAX_BLOCKS && n + BLOCK_BYTES <= size; n += BLOCK_BYTES)
		read_block(&in, data + n);
	pagebreak_galley(arena, in.blocks, in.n, &in.params, &r);
	for (size_t i = 0; i < r.n_columns; i++) {
		const struct pagebreak_column *c = &r.columns[i];

		check_column(&in, &r, c, &at);
		if (c->page + 1 < r.n_pages && !in.params.free_foot)
			must(c->height == c->target ||
			     (c->paid & (PAGEBREAK_RAGGED | PAGEBREAK_OVER)));
	}
	must(at.block == in.n || in.n == 0);
	arena_free(arena);
	return 0;
}
