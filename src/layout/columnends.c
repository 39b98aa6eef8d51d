#include "layout/columnends.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"

_Static_assert(PAGEBREAK_MAX_SETTINGS <= UINT8_MAX, "by setting");
_Static_assert(COLUMNENDS_MAX_TARGETS <= UINT8_MAX, "by target");

static void
note_blocks(struct columnends *c, size_t places)
{
	const struct columnfill *f = c->fill;

	c->blocks = arena_new_array(c->arena, uint32_t, places);
	for (size_t i = 0; i < f->n_blocks; i++)
		for (size_t k = f->ordinal[i]; k < f->ordinal[i + 1]; k++)
			c->blocks[k] = (uint32_t)i;
}

void
columnends_init(struct columnends *c, struct columnfill *fill,
		struct arena *arena, int height, int n_targets, bool kept)
{
	size_t places = fill->ordinal[fill->n_blocks] + 1;

	assert(n_targets <= COLUMNENDS_MAX_TARGETS && places <= UINT32_MAX);
	*c = (struct columnends){
		.fill = fill,
		.arena = arena,
		.n_targets = n_targets < height ? n_targets : height,
	};
	for (int k = 0; k < c->n_targets; k++)
		c->targets[k] = height - k;
	note_blocks(c, places);
	if (kept && !fill->params->free_foot) /* where they lack nothing */
		c->lists = arena_new_array(arena, struct columnends_list, places);
}

size_t
columnends_place(const struct columnfill *f, struct pagebreak_place at)
{
	int lines = f->blocks[at.block].settings[at.setting].lines;

	if (at.line == 0)
		return f->ordinal[at.block];
	return f->ordinal[at.block + 1] - (size_t)(lines - at.line);
}

struct pagebreak_place
columnends_at(const struct columnends *c, const struct columnends_end *end)
{
	const struct columnfill *f = c->fill;
	size_t block = c->blocks[end->place];
	int lines = f->blocks[block].settings[end->setting].lines;
	struct pagebreak_place at = {.block = block};

	if (end->place > f->ordinal[block]) {
		at.setting = end->setting;
		at.line = lines - (int)(f->ordinal[block + 1] - end->place);
	}
	return at;
}

bool
columnends_differ(const struct columnends *c, int lines)
{
	return c->fill->params->free_foot || lines > c->targets[c->n_targets - 1];
}

/* ---- keeping ---------------------------------------------------------------- */

static void
keep(void *context, size_t target, const struct columnfill_end *end)
{
	struct columnends *c = context;

	assert(c->lists == NULL || end->lack == 0);
	c->found = arena_grow(
		c->arena, c->found, c->n_found, &c->cap_found, sizeof(*c->found));
	c->found[c->n_found++] = (struct columnends_end){
		.cost = end->cost - end->price,
		.place = (uint32_t)columnends_place(c->fill, end->at),
		.setting = (uint8_t)end->at.setting,
		.target = (uint8_t)target,
		.broken = columnfill_is_broken(c->fill, end->at),
	};
}

/* Of the places that are one, all have the same ends if the ends do not differ. */
static struct columnends_list *
kept_at(const struct columnends *c, struct pagebreak_place at)
{
	const struct pagebreak_block *b = &c->fill->blocks[at.block];

	if (c->lists == NULL ||
	    (at.line > 0 &&
	     columnends_differ(c, b->settings[at.setting].lines - at.line)))
		return NULL;
	return &c->lists[columnends_place(c->fill, at)];
}

struct columnends_list
columnends_list(struct columnends *c, struct pagebreak_place at)
{
	struct columnends_list *kept = kept_at(c, at);
	struct columnends_end *ends;

	assert(!c->fill->lenient);
	if (kept != NULL && kept->ends != NULL)
		return *kept;
	c->n_found = 0;
	columnfill_ends(c->fill, at, c->targets, (size_t)c->n_targets, keep, c);
	if (kept == NULL)
		return (struct columnends_list){c->found, c->n_found};
	ends = arena_new_array(c->arena, struct columnends_end, c->n_found);
	if (c->n_found > 0)
		memcpy(ends, c->found, c->n_found * sizeof(*ends));
	*kept = (struct columnends_list){ends, c->n_found};
	return *kept;
}

void
columnends_find(struct columnends *c, struct pagebreak_place at, int from, int to,
		columnfill_emit *emit, void *context)
{
	struct columnends_list list;

	to = to < c->n_targets ? to : c->n_targets;
	if (from >= to)
		return;
	if (kept_at(c, at) == NULL) {
		columnfill_ends(c->fill, at, c->targets + from,
				(size_t)(to - from), emit, context);
		return;
	}
	list = columnends_list(c, at);
	for (size_t i = 0; i < list.n; i++) {
		const struct columnends_end *e = &list.ends[i];
		struct columnfill_end end = {.at = columnends_at(c, e)};

		if (e->target < from || e->target >= to)
			continue;
		if (e->broken)
			columnfill_price_word(
				c->fill, end.at, &end.price, &end.turn);
		end.cost = e->cost + end.price;
		emit(context, (size_t)(e->target - from), &end);
	}
}
