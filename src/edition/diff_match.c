#include "edition/diff_match.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

/* ---- titles as bags of bigrams ------------------------------------------------ */

static int
compare_items(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void
sort_bag(struct diff_bag *bag)
{
	if (bag->n > 1)
		qsort(bag->items, bag->n, sizeof(*bag->items), compare_items);
}

/* The next character in lower case; a space for what is no letter or figure. */
static uint32_t
next_letter(const char *text, size_t len, size_t *at)
{
	uint32_t cp = ' ';

	if (*at < len)
		cp = utf8_lower(utf8_next(text, len, at));
	else
		++*at;
	return utf8_is_letter(cp) || (cp >= '0' && cp <= '9') ? cp : ' ';
}

/* Every two letters that stand together, the edges of words as a space. */
struct diff_bag
diff_bag_letters(struct arena *arena, const char *text)
{
	size_t len = strlen(text);
	struct diff_bag bag = {arena_new_array(arena, uint64_t, len + 2), 0};
	uint32_t last = ' ';

	for (size_t at = 0; at <= len;) {
		uint32_t cp = next_letter(text, len, &at);

		if (last != ' ' || cp != ' ')
			bag.items[bag.n++] = (uint64_t)last << 32 | cp;
		last = cp;
	}
	sort_bag(&bag);
	return bag;
}

/* Words as their hashes: FNV-1a, 64 bits, over code points. */
struct diff_bag
diff_bag_words(struct arena *arena, const char *text)
{
	const uint64_t basis = UINT64_C(14695981039346656037);
	size_t len = strlen(text);
	struct diff_bag bag = {arena_new_array(arena, uint64_t, len / 2 + 2), 0};
	uint64_t hash = basis;

	for (size_t at = 0; at <= len;) {
		uint32_t cp = next_letter(text, len, &at);

		if (cp != ' ') {
			hash = (hash ^ cp) * UINT64_C(1099511628211);
		} else if (hash != basis) {
			bag.items[bag.n++] = hash;
			hash = basis;
		}
	}
	sort_bag(&bag);
	return bag;
}

int
diff_bags_alike(const struct diff_bag *a, const struct diff_bag *b)
{
	size_t i = 0, k = 0, common = 0;

	if (a->n + b->n == 0)
		return 0;
	/* without a branch that nothing can foresee: most of the time goes here */
	while (i < a->n && k < b->n) {
		uint64_t x = a->items[i], y = b->items[k];

		common += x == y;
		i += x <= y;
		k += y <= x;
	}
	return (int)(2000 * common / (a->n + b->n));
}

int
diff_alike(struct arena *arena, const char *a, const char *b)
{
	struct diff_bag x = diff_bag_letters(arena, a);
	struct diff_bag y = diff_bag_letters(arena, b);

	return diff_bags_alike(&x, &y);
}

/* ---- matching ------------------------------------------------------------------ */

struct matcher {
	struct arena *arena;
	const struct diff_item *old, *new;
	size_t n_old, n_new;
	struct diff_pair *pairs; /* by new item */
	bool *taken; /* by old item */
	int least;
};

struct named {
	const char *id;
	size_t index;
};

static int
compare_named(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static int
compare_id(const void *key, const void *item)
{
	return strcmp(key, ((const struct named *)item)->id);
}

static void
match_ids(struct matcher *m)
{
	struct named *ids = arena_new_array(m->arena, struct named, m->n_old + 1);
	size_t n = 0;

	for (size_t i = 0; i < m->n_old; i++)
		if (m->old[i].id != NULL)
			ids[n++] = (struct named){m->old[i].id, i};
	if (n == 0)
		return;
	qsort(ids, n, sizeof(*ids), compare_named);
	for (size_t i = 0; i < m->n_new; i++) {
		const struct named *found =
			m->new[i].id == NULL ? NULL
					     : bsearch(m->new[i].id, ids, n,
						       sizeof(*ids), compare_id);

		if (found == NULL || m->taken[found->index])
			continue;
		m->pairs[i].old = found->index;
		m->taken[found->index] = true;
	}
}

int
diff_compare_candidates(const void *a, const void *b)
{
	const struct diff_candidate *x = a, *y = b;
	size_t sum = x->old + x->new, other = y->old + y->new;

	if (x->alike != y->alike)
		return y->alike - x->alike;
	if (sum != other)
		return sum < other ? -1 : 1;
	return (x->old > y->old) - (x->old < y->old);
}

static struct diff_bag *
bags_of(struct arena *arena, const struct diff_item *items, size_t n)
{
	struct diff_bag *bags = arena_new_array(arena, struct diff_bag, n + 1);

	for (size_t i = 0; i < n; i++)
		if (items[i].title != NULL)
			bags[i] = diff_bag_letters(arena, items[i].title);
	return bags;
}

/* New items that have no partner yet; old ones likewise. */
static size_t
count_left(const struct matcher *m, size_t *ret_old)
{
	size_t n = 0;

	*ret_old = 0;
	for (size_t i = 0; i < m->n_new; i++)
		n += m->pairs[i].old == DIFF_NONE;
	for (size_t i = 0; i < m->n_old; i++)
		*ret_old += !m->taken[i];
	return n;
}

static bool
same_title(const struct diff_item *a, const struct diff_item *b)
{
	return a->title != NULL && b->title != NULL && *a->title != '\0' &&
	       strcmp(a->title, b->title) == 0;
}

static size_t
find_candidates(const struct matcher *m, struct diff_candidate *list, size_t most)
{
	struct diff_bag *old = bags_of(m->arena, m->old, m->n_old);
	struct diff_bag *new = bags_of(m->arena, m->new, m->n_new);
	size_t n_left, n = 0;
	bool many = count_left(m, &n_left) * n_left > DIFF_MATCH_MOST;

	for (size_t i = 0; i < m->n_new; i++)
		for (size_t k = 0; k < m->n_old && n < most; k++) {
			int likeness;

			if (m->pairs[i].old != DIFF_NONE || m->taken[k])
				continue;
			if (many)
				likeness = same_title(&m->old[k], &m->new[i])
						   ? 1000
						   : 0;
			else
				likeness = diff_bags_alike(&old[k], &new[i]);
			if (likeness >= m->least)
				list[n++] = (struct diff_candidate){
					k, i, likeness};
		}
	return n;
}

static void
match_titles(struct matcher *m)
{
	size_t left_old, left_new = count_left(m, &left_old);
	size_t most = left_old * left_new;
	struct diff_candidate *list;
	size_t n;

	if (most == 0)
		return;
	if (most > DIFF_MATCH_MOST)
		most = DIFF_MATCH_MOST;
	list = arena_new_array(m->arena, struct diff_candidate, most);
	n = find_candidates(m, list, most);
	if (n > 1)
		qsort(list, n, sizeof(*list), diff_compare_candidates);
	for (size_t i = 0; i < n; i++) {
		struct diff_pair *pair = &m->pairs[list[i].new];

		if (pair->old != DIFF_NONE || m->taken[list[i].old])
			continue;
		pair->old = list[i].old;
		pair->how = DIFF_BY_TITLE;
		pair->alike = list[i].alike;
		m->taken[list[i].old] = true;
	}
}

size_t
diff_match(struct arena *arena, const struct diff_item *old, size_t n_old,
	   const struct diff_item *new, size_t n_new, int least,
	   struct diff_pair **ret)
{
	struct matcher m = {
		.arena = arena,
		.old = old,
		.new = new,
		.n_old = n_old,
		.n_new = n_new,
		.pairs = arena_new_array(
			arena, struct diff_pair, n_old + n_new + 1),
		.taken = arena_new_array(arena, bool, n_old + 1),
		.least = least,
	};
	size_t n = n_new;

	for (size_t i = 0; i < n_new; i++)
		m.pairs[i] = (struct diff_pair){.old = DIFF_NONE, .new = i};
	match_ids(&m);
	match_titles(&m);
	for (size_t i = 0; i < n_old; i++)
		if (!m.taken[i])
			m.pairs[n++] = (struct diff_pair){
				.old = i, .new = DIFF_NONE};
	*ret = m.pairs;
	return n;
}
