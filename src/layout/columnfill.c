#include "layout/columnfill.h"

#include <assert.h>

#include "base/arena.h"

/* The cheapest way to reach a height; NEVER: there is none. */
struct columnfill_cell {
	int64_t cost;
};

/* How a height was reached, for the way back. */
struct columnfill_step {
	int from; /* height before the block */
	int setting, white;
};

/* Between two blocks. */
struct level {
	int lo, hi; /* heights reached; lo > hi: none */
};

static int64_t
square(int n)
{
	return (int64_t)n * n;
}

struct range {
	int least, most; /* lines */
};

static struct range
lines_of(const struct pagebreak_block *b)
{
	struct range r = {b->settings[0].lines, b->settings[0].lines};

	assert(b->n_settings >= 1 && b->n_settings <= PAGEBREAK_MAX_SETTINGS);
	for (size_t v = 0; v < b->n_settings; v++) {
		int n = b->settings[v].lines;

		assert(n >= 1 && (b->height == 1 || n == 1));
		r.least = n < r.least ? n : r.least;
		r.most = n > r.most ? n : r.most;
	}
	return r;
}

/* Sums from each block to the end. */
static void
sum_heights(struct columnfill *f)
{
	f->least = arena_new_array(f->arena, int, f->n_blocks + 1);
	f->most = arena_new_array(f->arena, int, f->n_blocks + 1);
	for (size_t i = f->n_blocks; i-- > 0;) {
		const struct pagebreak_block *b = &f->blocks[i];
		struct range r = lines_of(b);

		f->least[i] = f->least[i + 1] + r.least * b->height + b->above;
		f->most[i] = f->most[i + 1] + r.most * b->height + b->above +
			     b->flex;
		if (b->above > f->most_above)
			f->most_above = b->above;
	}
}

static void
count_told(struct columnfill *f)
{
	const struct pagebreak_params *p = f->params;
	size_t n = 0;

	f->told = arena_new_array(f->arena, uint16_t, f->n_blocks + 1);
	for (size_t i = 0; i <= f->n_blocks; i++) {
		while (n < p->n_floats && p->floats[n].block < i)
			n++;
		f->told[i] = (uint16_t)n;
	}
}

int
columnfill_least(const struct columnfill *f, struct pagebreak_place at)
{
	const struct pagebreak_block *b = &f->blocks[at.block];

	if (at.block == f->n_blocks)
		return 0;
	if (at.line == 0)
		return f->least[at.block] - b->above;
	return f->least[at.block + 1] + b->settings[at.setting].lines - at.line;
}

int
columnfill_most(const struct columnfill *f, struct pagebreak_place at)
{
	const struct pagebreak_block *b = &f->blocks[at.block];

	if (at.block == f->n_blocks)
		return 0;
	if (at.line == 0)
		return f->most[at.block];
	return f->most[at.block + 1] + b->settings[at.setting].lines - at.line;
}

void
columnfill_init(struct columnfill *f)
{
	size_t lines = 0;

	f->ordinal = arena_new_array(f->arena, size_t, f->n_blocks + 1);
	for (size_t i = 0; i < f->n_blocks; i++) {
		f->ordinal[i] = lines;
		lines += (size_t)lines_of(&f->blocks[i]).most;
	}
	f->ordinal[f->n_blocks] = lines;
	sum_heights(f);
	count_told(f);
	f->prices = arena_new_array(
		f->arena, struct columnfill_price *, lines + 1);
	f->now = arena_new_array(
		f->arena, struct columnfill_cell, (size_t)f->highest + 1);
	f->next = arena_new_array(
		f->arena, struct columnfill_cell, (size_t)f->highest + 1);
	for (int h = 0; h <= f->highest; h++)
		f->now[h].cost = f->next[h].cost = PAGEBREAK_NEVER;
}

static const struct pagebreak_setting *
setting_at(const struct columnfill *f, struct pagebreak_place at)
{
	return &f->blocks[at.block].settings[at.setting];
}

/* ---- block after block ------------------------------------------------------ */

static void
clear(struct columnfill_cell *cells, struct level level)
{
	for (int h = level.lo; h <= level.hi; h++)
		cells[h].cost = PAGEBREAK_NEVER;
}

static void
reach(struct columnfill_cell *cells, struct level *level, int height,
      int64_t cost)
{
	if (cost >= cells[height].cost)
		return;
	cells[height].cost = cost;
	if (level->lo > level->hi) {
		level->lo = level->hi = height;
		return;
	}
	level->lo = height < level->lo ? height : level->lo;
	level->hi = height > level->hi ? height : level->hi;
}

static int64_t
white_cost(const struct columnfill *f, int white)
{
	return f->params->flex * white * (white + 1) / 2;
}

/* Lines of white over a block that is not the first of its column. */
static int
white_over(const struct pagebreak_block *b, int height, int added)
{
	return height > 0 ? b->above + added : 0;
}

static int
most_white(const struct pagebreak_block *b, int height)
{
	return height > 0 ? b->flex : 0;
}

/* The block is higher than a column and stands alone in it, if it must. */
static bool
is_over(const struct columnfill *f, const struct pagebreak_block *b, int height,
	int most)
{
	return f->lenient && height == 0 && b->height > most;
}

/* What the search does at each step; see those at the end. */
struct visitor {
	const int *targets; /* where a column can end */
	size_t n_targets;
	int all; /* in place of targets: every height up to this; or 0 */
	columnfill_emit *emit;
	void *context;
	struct columnfill_step *steps; /* of block and height, or NULL */
};

/* May a column end above its target? */
static bool
may_lack(const struct columnfill *f)
{
	return f->lenient || f->params->free_foot;
}

static int64_t
lack_cost(const struct columnfill *f, int lack)
{
	if (f->params->free_foot)
		return f->params->short_page * lack;
	return f->params->ragged * square(lack);
}

static void
emit_end(struct columnfill *f, const struct visitor *v, size_t target,
	 struct pagebreak_place at, int lack, int64_t cost)
{
	struct columnfill_end end = {.at = at, .lack = lack};

	columnfill_price(f, at, &end.price, &end.turn);
	if (end.price >= PAGEBREAK_NEVER)
		return;
	end.cost = cost + end.price + lack_cost(f, lack);
	v->emit(v->context, target, &end);
}

/* Ends before a block, at all heights, the greatest first as targets are. */
static void
emit_all_before(struct columnfill *f, const struct visitor *v, size_t block,
		struct level level)
{
	struct pagebreak_place at = {.block = block};
	int h = level.hi < v->all ? level.hi : v->all;

	for (; h >= level.lo && h > 0; h--)
		if (f->now[h].cost < PAGEBREAK_NEVER)
			emit_end(f, v, (size_t)h, at, 0, f->now[h].cost);
}

/* Ends before a block, at the targets; in need, also short of them. */
static void
emit_before(struct columnfill *f, const struct visitor *v, size_t block,
	    struct level level)
{
	struct pagebreak_place at = {.block = block};

	emit_all_before(f, v, block, level);
	for (size_t k = 0; k < v->n_targets; k++) {
		int t = v->targets[k];
		int lo = may_lack(f) ? (level.lo > 1 ? level.lo : 1) : t;

		if (t < level.lo)
			continue;
		for (int h = t < level.hi ? t : level.hi; h >= lo; h--)
			if (f->now[h].cost < PAGEBREAK_NEVER)
				emit_end(f, v, k, at, t - h, f->now[h].cost);
	}
}

/* Of a block that begins above its column, the first line that stands in it. */
static int
least_line(int height)
{
	return height < 0 ? 1 - height : 1;
}

/* Ends inside a block whose first line stands at `height`. */
static void
emit_all_inside(struct columnfill *f, const struct visitor *v, size_t block,
		int setting, int height, int64_t cost)
{
	struct pagebreak_place at = {.block = block, .setting = setting};
	int last = f->blocks[block].settings[setting].lines - 1;

	at.line = last < v->all - height ? last : v->all - height;
	for (; at.line > 0 && height + at.line > 0; at.line--)
		emit_end(f, v, (size_t)(height + at.line), at, 0, cost);
}

static void
emit_inside(struct columnfill *f, const struct visitor *v, size_t block,
	    int setting, int height, int64_t cost)
{
	int lines = f->blocks[block].settings[setting].lines;

	if (v->all > 0)
		emit_all_inside(f, v, block, setting, height, cost);
	for (size_t k = 0; k < v->n_targets; k++) {
		int line = v->targets[k] - height;
		int most = line < lines ? line : lines - 1;
		int least = line;

		if (may_lack(f)) {
			least = least_line(height);
			if (least < line - PAGEBREAK_MOST_LACK)
				least = line - PAGEBREAK_MOST_LACK;
		}
		for (int i = most; i >= least && i > 0; i--)
			emit_end(f, v, k,
				 (struct pagebreak_place){block, setting, i},
				 line - i, cost);
	}
}

static void
note_step(const struct columnfill *f, const struct visitor *v, size_t row,
	  int height, int64_t cost, struct columnfill_step step)
{
	if (v->steps != NULL && cost < f->next[height].cost)
		v->steps[row * ((size_t)f->highest + 1) + (size_t)height] = step;
}

/* Add a block to every height reached before it. */
static struct level
add_block(struct columnfill *f, const struct visitor *v, size_t block, size_t row,
	  struct level level, int most)
{
	const struct pagebreak_block *b = &f->blocks[block];
	struct level out = {1, 0};

	for (int h = level.lo; h <= level.hi; h++) {
		if (f->now[h].cost >= PAGEBREAK_NEVER)
			continue;
		for (int w = 0; w <= most_white(b, h); w++) {
			int top = h + white_over(b, h, w);
			int64_t above = f->now[h].cost + white_cost(f, w);

			if (top >= most)
				break;
			for (size_t s = 0; s < b->n_settings; s++) {
				int64_t cost = above + b->settings[s].cost;
				int end = top + b->settings[s].lines * b->height;

				emit_inside(f, v, block, (int)s, top, cost);
				if (is_over(f, b, h, most)) {
					end = most;
					cost += f->params->over;
				}
				if (end > most)
					continue;
				note_step(f, v, row, end, cost,
					  (struct columnfill_step){h, (int)s, w});
				reach(f->next, &out, end, cost);
			}
		}
	}
	return out;
}

static void
swap_cells(struct columnfill *f, struct level *level, struct level next)
{
	struct columnfill_cell *now = f->now;

	clear(now, *level);
	f->now = f->next;
	f->next = now;
	*level = next;
}

/* What of the block at `from` is still to come, as the column's first lines. */
static bool
begin(struct columnfill *f, const struct visitor *v, struct pagebreak_place from,
      int most, struct level *level)
{
	int rest = 0;

	*level = (struct level){1, 0};
	if (from.line > 0) {
		rest = setting_at(f, from)->lines - from.line;
		emit_inside(f, v, from.block, from.setting, -from.line, 0);
		if (rest > most)
			return false;
	}
	reach(f->now, level, rest, 0);
	return true;
}

/*
 * Blocks from `from` on, up to `until` or until nothing fits; returns the level
 * before `until`, for the caller to clear.
 */
static struct level
fill(struct columnfill *f, const struct visitor *v, struct pagebreak_place from,
     size_t until, int most)
{
	size_t first = from.line > 0 ? from.block + 1 : from.block;
	struct level level;

	if (!begin(f, v, from, most, &level))
		return level;
	for (size_t b = first; b < until && level.lo <= level.hi; b++) {
		if (b > first || from.line > 0)
			emit_before(f, v, b, level);
		swap_cells(f, &level, add_block(f, v, b, b - first, level, most));
	}
	return level;
}

/* ---- the questions ---------------------------------------------------------- */

void
columnfill_ends(struct columnfill *f, struct pagebreak_place from,
		const int *targets, size_t n_targets, columnfill_emit *emit,
		void *context)
{
	struct visitor v = {.targets = targets,
			    .n_targets = n_targets,
			    .emit = emit,
			    .context = context};
	struct level level;
	int most = 0;

	for (size_t k = 0; k < n_targets; k++)
		most = targets[k] > most ? targets[k] : most;
	level = fill(f, &v, from, f->n_blocks, most); /* which moves f->now */
	clear(f->now, level);
}

void
columnfill_all(struct columnfill *f, struct pagebreak_place from, int most,
	       columnfill_emit *emit, void *context)
{
	struct visitor v = {.all = most, .emit = emit, .context = context};
	struct level level;

	assert(!may_lack(f));
	level = fill(f, &v, from, f->n_blocks, most);
	clear(f->now, level);
}

void
columnfill_rest(struct columnfill *f, struct pagebreak_place from, int most,
		columnfill_done *done, void *context)
{
	struct visitor v = {0};
	struct level level = fill(f, &v, from, f->n_blocks, most);

	for (int h = level.lo; h <= level.hi; h++)
		if (f->now[h].cost < PAGEBREAK_NEVER)
			done(context, h, f->now[h].cost);
	clear(f->now, level);
}

/* The cheapest height before a block and white over it, its top given. */
static int
best_below(const struct columnfill *f, const struct pagebreak_block *b,
	   struct level level, int top, int *ret_white)
{
	int64_t best = PAGEBREAK_NEVER;
	int height = 0;

	for (int h = level.lo; h <= level.hi; h++)
		for (int w = 0; w <= most_white(b, h); w++) {
			int64_t cost = f->now[h].cost + white_cost(f, w);

			if (h + white_over(b, h, w) != top || cost >= best)
				continue;
			best = cost;
			height = h;
			*ret_white = w;
		}
	assert(best < PAGEBREAK_NEVER);
	return height;
}

static void
walk_back(const struct columnfill *f, const struct columnfill_step *steps,
	  size_t first, size_t block, int height, int *setting, int *white)
{
	while (block-- > first) {
		const struct columnfill_step *s =
			&steps[(block - first) * ((size_t)f->highest + 1) +
			       (size_t)height];

		setting[block] = s->setting;
		white[block] = s->white;
		height = s->from;
	}
}

/*
 * The block that `to` cuts begins at the height less its lines; before it stands
 * what is cheapest.
 */
void
columnfill_trace(struct columnfill *f, struct pagebreak_place from,
		 struct pagebreak_place to, int height, int *setting, int *white)
{
	size_t first = from.line > 0 ? from.block + 1 : from.block;
	struct arena_mark mark = arena_mark(f->arena);
	struct visitor v = {0};
	struct level level;
	int top = height - to.line;

	if (to.block < first) /* one block fills the column */
		return;
	v.steps = arena_new_array(
		f->arena, struct columnfill_step,
		(to.block - first + 1) * ((size_t)f->highest + 1));
	level = fill(f, &v, from, to.block, top);
	if (to.line > 0) {
		setting[to.block] = to.setting;
		top = best_below(f, &f->blocks[to.block], level, top,
				 &white[to.block]);
	}
	walk_back(f, v.steps, first, to.block, top, setting, white);
	clear(f->now, level);
	arena_rewind(f->arena, mark);
}
