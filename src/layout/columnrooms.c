#include "layout/columnrooms.h"

#include <assert.h>

#include "base/arena.h"

/* An end, and where it comes in the order of all. */
struct numbered {
	struct columnfill_end end;
	uint32_t number;
};

struct room {
	struct numbered *ends;
	size_t n, cap;
};

/* The ends from one place. */
struct columnrooms_slot {
	struct pagebreak_place from;
	bool known;
	struct room *rooms; /* by height */
	uint32_t n;
	struct arena *arena;
};

void
columnrooms_init(struct columnrooms *c, struct columnfill *fill,
		 struct arena *arena)
{
	*c = (struct columnrooms){
		.fill = fill,
		.arena = arena,
		.slots = arena_new_array(
			arena, struct columnrooms_slot, PAGEBREAK_MAX_SETTINGS),
	};
	for (int i = 0; i < PAGEBREAK_MAX_SETTINGS; i++) {
		c->slots[i].arena = arena;
		c->slots[i].rooms = arena_new_array(
			arena, struct room, (size_t)fill->highest + 1);
	}
}

static void
keep(void *context, size_t target, const struct columnfill_end *end)
{
	struct columnrooms_slot *slot = context;
	struct room *room = &slot->rooms[target];

	room->ends = arena_grow(slot->arena, room->ends, room->n, &room->cap,
				sizeof(*room->ends));
	room->ends[room->n++] = (struct numbered){*end, slot->n++};
}

static struct columnrooms_slot *
slot_of(struct columnrooms *c, struct pagebreak_place from)
{
	struct columnrooms_slot *slot = &c->slots[from.setting];

	if (slot->known && slot->from.block == from.block &&
	    slot->from.line == from.line)
		return slot;
	for (int i = 0; i <= c->fill->highest; i++)
		slot->rooms[i].n = 0;
	slot->n = 0;
	slot->from = from;
	slot->known = true;
	columnfill_all(c->fill, from, c->fill->highest, keep, slot);
	return slot;
}

/* The room whose next end comes first; n: there is none. */
static size_t
first_of(const struct room *const *rooms, const size_t *next, size_t n)
{
	size_t first = n;

	for (size_t k = 0; k < n; k++)
		if (next[k] < rooms[k]->n &&
		    (first == n ||
		     rooms[k]->ends[next[k]].number <
			     rooms[first]->ends[next[first]].number))
			first = k;
	return first;
}

void
columnrooms_find(struct columnrooms *c, struct pagebreak_place from,
		 const int *targets, size_t n_targets, columnfill_emit *emit,
		 void *context)
{
	const struct columnrooms_slot *slot = slot_of(c, from);
	const struct room *rooms[COLUMNROOMS_MAX_TARGETS];
	size_t next[COLUMNROOMS_MAX_TARGETS] = {0}, k;

	assert(n_targets <= COLUMNROOMS_MAX_TARGETS);
	for (k = 0; k < n_targets; k++)
		rooms[k] = &slot->rooms[targets[k]];
	while ((k = first_of(rooms, next, n_targets)) < n_targets)
		emit(context, k, &rooms[k]->ends[next[k]++].end);
}
