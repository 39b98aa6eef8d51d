/*
 * diff_order - which of several things changed places: the fewest that have to, those
 * with the least to say.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "edition/diff_align.h"
#include "edition/diff_private.h"

struct seats {
	const struct diff_seat *list;
	const uint32_t *old, *new; /* indices into the list */
};

static int64_t
weight_of(const void *context, size_t old, size_t new)
{
	const struct seats *s = context;

	return s->old[old] == s->new[new] ? s->list[s->new[new]].weight : 0;
}

struct place {
	size_t old;
	uint32_t seat;
};

static int
compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return (x->old > y->old) - (x->old < y->old);
}

/* Told by what the things are called, whichever order is the older. */
static bool
is_turned(const struct seats *s, size_t n)
{
	int order = 0;

	for (size_t i = 0; i < n && order == 0; i++) {
		const char *was = s->list[s->old[i]].old_title;
		const char *is = s->list[s->new[i]].new_title;

		order = strcmp(was != NULL ? was : "", is != NULL ? is : "");
	}
	return order > 0;
}

static const char *
behind(struct diff *d, const char *title)
{
	const struct diff_say *say = diff_say_of(d);

	return arena_printf(
		d->arena, "%s %s", say->behind, title != NULL ? title : "–");
}

/* Behind which they stood, and stand now. */
static void
put_places(struct diff *d, const struct seats *s, struct diff_seat *seats,
	   size_t n)
{
	const char *first = diff_say_of(d)->first;

	for (size_t i = 0; i < n; i++) {
		struct diff_seat *was = &seats[s->old[i]];

		was->old_place = i > 0 ? behind(d, seats[s->old[i - 1]].old_title)
				       : first;
		seats[i].new_place = i > 0 ? behind(d, seats[i - 1].new_title)
					   : first;
	}
}

void
diff_moved(struct diff *d, struct diff_seat *seats, size_t n)
{
	struct place *places = arena_new_array(d->arena, struct place, n + 1);
	uint32_t *old = arena_new_array(d->arena, uint32_t, n + 1);
	uint32_t *new = arena_new_array(d->arena, uint32_t, n + 1);
	const struct seats s = {seats, old, new};
	const size_t *partners;

	for (size_t i = 0; i < n; i++)
		places[i] = (struct place){seats[i].old, (uint32_t)i};
	if (n > 1)
		qsort(places, n, sizeof(*places), compare_places);
	for (size_t i = 0; i < n; i++) {
		old[i] = places[i].seat;
		new[i] = (uint32_t)i;
	}
	partners = diff_align(
		d->arena,
		&(struct diff_rows){
			.old = old,
			.new = new,
			.n_old = n,
			.n_new = n,
			.turned = is_turned(&s, n),
			.weight = weight_of,
			.context = &s,
		});
	for (size_t i = 0; i < n; i++)
		seats[old[i]].moved = partners[i] == DIFF_NONE;
	put_places(d, &s, seats, n);
}
