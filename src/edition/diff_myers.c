#include "edition/diff_myers.h"

#include "base/arena.h"

/* Forward and backward searches give up after so many changes. */
#define MOST_CHANGES 1500

struct search {
	const uint32_t *a, *b;
	bool *a_changed, *b_changed;
	int64_t *forward, *backward; /* by diagonal: furthest x */
	int64_t zero; /* the index of diagonal 0 */
};

struct box {
	int64_t a0, a1, b0, b1;
};

/* Of a diagonal on which the path has left the box. */
#define DEAD (INT64_MIN / 4)

static bool
same(const struct search *s, int64_t x, int64_t y)
{
	return s->a[x] == s->b[y];
}

/* The furthest x on diagonal k with one change more than the neighbours have. */
static int64_t
start_of(const int64_t *v, int64_t k, int64_t d)
{
	if (d == 0)
		return 0;
	if (k == -d || (k != d && v[k - 1] < v[k + 1]))
		return v[k + 1];
	return v[k - 1] + 1;
}

/*
 * One more change from the start. Diagonals are x - y inside the box. True if
 * the backward paths are met; then (*x, *y) is a point on a shortest path.
 */
static bool
go_forward(struct search *s, const struct box *box, int64_t d, int64_t *ret_x,
	   int64_t *ret_y)
{
	int64_t n = box->a1 - box->a0, m = box->b1 - box->b0, delta = n - m;

	for (int64_t k = -d; k <= d; k += 2) {
		int64_t x = start_of(s->forward + s->zero, k, d), y = x - k;
		int64_t back = delta - k; /* the same diagonal from the end */

		while (x >= 0 && y >= 0 && x < n && y < m &&
		       same(s, box->a0 + x, box->b0 + y)) {
			x++;
			y++;
		}
		if (x < 0 || y < 0 || x > n || y > m)
			x = DEAD;
		s->forward[s->zero + k] = x;
		if (delta % 2 != 0 && back >= -(d - 1) && back <= d - 1 &&
		    x + s->backward[s->zero + back] >= n) {
			*ret_x = x;
			*ret_y = y;
			return true;
		}
	}
	return false;
}

static bool
go_backward(struct search *s, const struct box *box, int64_t d, int64_t *ret_x,
	    int64_t *ret_y)
{
	int64_t n = box->a1 - box->a0, m = box->b1 - box->b0, delta = n - m;

	for (int64_t k = -d; k <= d; k += 2) {
		int64_t x = start_of(s->backward + s->zero, k, d), y = x - k;
		int64_t forth = delta - k;

		while (x >= 0 && y >= 0 && x < n && y < m &&
		       same(s, box->a1 - 1 - x, box->b1 - 1 - y)) {
			x++;
			y++;
		}
		if (x < 0 || y < 0 || x > n || y > m)
			x = DEAD;
		s->backward[s->zero + k] = x;
		if (delta % 2 == 0 && forth >= -d && forth <= d &&
		    x + s->forward[s->zero + forth] >= n) {
			*ret_x = n - x;
			*ret_y = m - y;
			return true;
		}
	}
	return false;
}

/* A point of a shortest path in the middle of it; false: too far apart. */
static bool
find_middle(struct search *s, const struct box *box, int64_t *ret_x,
	    int64_t *ret_y)
{
	int64_t most = (box->a1 - box->a0 + box->b1 - box->b0 + 1) / 2;

	if (most > MOST_CHANGES)
		most = MOST_CHANGES;
	for (int64_t d = 0; d <= most; d++)
		if (go_forward(s, box, d, ret_x, ret_y) ||
		    go_backward(s, box, d, ret_x, ret_y))
			return true;
	return false;
}

static void
mark_changed(struct search *s, const struct box *box)
{
	for (int64_t x = box->a0; x < box->a1; x++)
		s->a_changed[x] = true;
	for (int64_t y = box->b0; y < box->b1; y++)
		s->b_changed[y] = true;
}

/* Boxes still to do; each is cut in two, so that few wait at a time. */
#define MAX_BOXES 128

static void
compare(struct search *s, struct box whole)
{
	struct box boxes[MAX_BOXES];
	size_t n = 0;

	boxes[n++] = whole;
	while (n > 0) {
		struct box box = boxes[--n];
		int64_t x, y;

		while (box.a0 < box.a1 && box.b0 < box.b1 &&
		       same(s, box.a0, box.b0)) {
			box.a0++;
			box.b0++;
		}
		while (box.a0 < box.a1 && box.b0 < box.b1 &&
		       same(s, box.a1 - 1, box.b1 - 1)) {
			box.a1--;
			box.b1--;
		}
		if (box.a0 == box.a1 || box.b0 == box.b1 || n + 2 > MAX_BOXES ||
		    !find_middle(s, &box, &x, &y) || (x == 0 && y == 0) ||
		    (x == box.a1 - box.a0 && y == box.b1 - box.b0)) {
			mark_changed(s, &box);
			continue;
		}
		boxes[n++] = (struct box){box.a0, box.a0 + x, box.b0, box.b0 + y};
		boxes[n++] = (struct box){box.a0 + x, box.a1, box.b0 + y, box.b1};
	}
}

void
diff_myers(struct arena *arena, const uint32_t *a, size_t n_a, const uint32_t *b,
	   size_t n_b, bool *ret_a, bool *ret_b)
{
	size_t diagonals = n_a + n_b < MOST_CHANGES ? n_a + n_b : MOST_CHANGES;
	struct arena_mark mark = arena_mark(arena);
	struct search s = {
		.a = a,
		.b = b,
		.a_changed = ret_a,
		.b_changed = ret_b,
		.forward = arena_new_array(arena, int64_t, 2 * diagonals + 5),
		.backward = arena_new_array(arena, int64_t, 2 * diagonals + 5),
		.zero = (int64_t)diagonals + 2,
	};

	compare(&s, (struct box){0, (int64_t)n_a, 0, (int64_t)n_b});
	arena_rewind(arena, mark);
}
