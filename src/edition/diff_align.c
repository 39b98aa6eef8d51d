#include "edition/diff_align.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "edition/diff_match.h"
#include "edition/diff_myers.h"

/* ---- names -------------------------------------------------------------------- */

struct named {
	const char *text;
	size_t index;
};

static int
compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int
compare_named(const void *a, const void *b)
{
	return compare_texts(
		((const struct named *)a)->text, ((const struct named *)b)->text);
}

uint32_t *
diff_name_texts(struct arena *arena, const char *const *texts, size_t n)
{
	uint32_t *names = arena_new_array(arena, uint32_t, n + 1), name = 0;
	struct arena_mark mark = arena_mark(arena);
	struct named *list = arena_new_array(arena, struct named, n + 1);

	for (size_t i = 0; i < n; i++)
		list[i] = (struct named){texts[i], i};
	if (n > 1)
		qsort(list, n, sizeof(*list), compare_named);
	for (size_t i = 0; i < n; i++) {
		name += i > 0 && compare_named(&list[i - 1], &list[i]) != 0;
		names[list[i].index] = name;
	}
	arena_rewind(arena, mark);
	return names;
}

/* ---- weighing ----------------------------------------------------------------- */

/* A stretch of both rows; "a" is the old one, or the new one where turned. */
struct gap {
	size_t a0, a1, b0, b1;
};

struct aligner {
	struct arena *arena;
	const struct diff_rows *rows;
	const uint32_t *a, *b;
	size_t n_a, n_b;
	size_t *partners; /* of the a */
};

static int64_t
weight(const struct aligner *s, size_t a, size_t b)
{
	const struct diff_rows *rows = s->rows;

	return rows->turned ? rows->weight(rows->context, b, a)
			    : rows->weight(rows->context, a, b);
}

/* best[i][k]: the most that things from i and k on can weigh. */
static int64_t *
weigh(const struct aligner *s, const struct gap *g)
{
	size_t n = g->a1 - g->a0, m = g->b1 - g->b0, width = m + 1;
	int64_t *best = arena_new_array(s->arena, int64_t, (n + 1) * width);

	for (size_t i = n; i-- > 0;)
		for (size_t k = m; k-- > 0;) {
			int64_t *here = &best[i * width + k];
			int64_t pair = weight(s, g->a0 + i, g->b0 + k);

			*here = here[1] > here[width] ? here[1] : here[width];
			if (pair > 0 && here[width + 1] + pair > *here)
				*here = here[width + 1] + pair;
		}
	return best;
}

static void
pair_gap(struct aligner *s, struct gap g)
{
	size_t n = g.a1 - g.a0, m = g.b1 - g.b0, width = m + 1, i = 0, k = 0;
	struct arena_mark mark = arena_mark(s->arena);
	const int64_t *best;

	if (n == 0 || m == 0 || n > DIFF_ALIGN_MOST / m)
		return;
	best = weigh(s, &g);
	while (i < n && k < m) {
		const int64_t *here = &best[i * width + k];
		int64_t pair = weight(s, g.a0 + i, g.b0 + k);

		if (pair > 0 && *here == here[width + 1] + pair)
			s->partners[g.a0 + i++] = g.b0 + k++;
		else if (*here == here[width])
			i++;
		else
			k++;
	}
	arena_rewind(s->arena, mark);
}

/* ---- anchors ------------------------------------------------------------------ */

/* Equal ones first, then what stands between them. */
static void
pair_anchored(struct aligner *s, struct gap g)
{
	size_t n = g.a1 - g.a0, m = g.b1 - g.b0;
	bool *a_changed = arena_new_array(s->arena, bool, n + 1);
	bool *b_changed = arena_new_array(s->arena, bool, m + 1);
	struct gap here = g;

	diff_myers(s->arena, s->a + g.a0, n, s->b + g.b0, m, a_changed,
		   b_changed);
	for (here.a1 = g.a0, here.b1 = g.b0;; here.a1++, here.b1++) {
		while (here.a1 < g.a1 && a_changed[here.a1 - g.a0])
			here.a1++;
		while (here.b1 < g.b1 && b_changed[here.b1 - g.b0])
			here.b1++;
		pair_gap(s, here);
		if (here.a1 == g.a1)
			break;
		s->partners[here.a1] = here.b1;
		here.a0 = here.a1 + 1;
		here.b0 = here.b1 + 1;
	}
}

static void
pair_all(struct aligner *s)
{
	struct gap g = {0, s->n_a, 0, s->n_b};

	while (g.a0 < g.a1 && g.b0 < g.b1 && s->a[g.a0] == s->b[g.b0])
		s->partners[g.a0++] = g.b0++;
	while (g.a1 > g.a0 && g.b1 > g.b0 && s->a[g.a1 - 1] == s->b[g.b1 - 1])
		s->partners[--g.a1] = --g.b1;
	if (g.b1 > g.b0 && g.a1 - g.a0 > DIFF_ALIGN_MOST / (g.b1 - g.b0))
		pair_anchored(s, g);
	else
		pair_gap(s, g);
}

size_t *
diff_align(struct arena *arena, const struct diff_rows *rows)
{
	struct aligner s = {
		.arena = arena,
		.rows = rows,
		.a = rows->turned ? rows->new : rows->old,
		.b = rows->turned ? rows->old : rows->new,
		.n_a = rows->turned ? rows->n_new : rows->n_old,
		.n_b = rows->turned ? rows->n_old : rows->n_new,
	};
	size_t *by_old = arena_new_array(arena, size_t, rows->n_old + 1);
	struct arena_mark mark = arena_mark(arena);

	s.partners = arena_new_array(arena, size_t, s.n_a + 1);
	for (size_t i = 0; i < s.n_a; i++)
		s.partners[i] = DIFF_NONE;
	for (size_t i = 0; i < rows->n_old; i++)
		by_old[i] = DIFF_NONE;
	pair_all(&s);
	for (size_t i = 0; i < s.n_a; i++)
		if (s.partners[i] != DIFF_NONE && rows->turned)
			by_old[s.partners[i]] = i;
		else if (s.partners[i] != DIFF_NONE)
			by_old[i] = s.partners[i];
	arena_rewind(arena, mark);
	return by_old;
}
