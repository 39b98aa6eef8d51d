#include "edition/diff_grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "edition/diff_align.h"
#include "edition/diff_private.h"

/* What stands between cells, and between a heading and what it heads. */
#define MARK '\x1F'

/* ---- one table ---------------------------------------------------------------- */

static bool
is_first(const struct diff_grid *g, size_t line, size_t column)
{
	const struct data_cell *cell = g->rows[line].cells[column];

	return cell != NULL && cell->column == column &&
	       (line == 0 || g->rows[line - 1].cells[column] != cell);
}

/*
 * The heading cells of a row, and where these reach over other rows too, the first cell
 * behind them that does not.
 */
static const char *
head_of(struct diff *d, const struct diff_grid *g, size_t at)
{
	struct buf head = {0};
	bool shared = true;

	for (size_t i = 0; i < g->n_columns; i++) {
		const struct data_cell *cell = g->rows[at].cells[i];

		if (cell == NULL || cell->column != i)
			continue;
		if (!cell->heads && (!shared || cell->rows > 1 || head.len == 0))
			continue;
		shared &= cell->rows > 1;
		buf_printf(&head, "%s%s", head.len > 0 ? ", " : "",
			   diff_plain_words(d, &cell->text));
	}
	return buf_keep(&head, d->arena);
}

static const char *
all_of(struct diff *d, const struct diff_grid *g, size_t at)
{
	struct buf all = {0};

	for (size_t i = 0; i < g->n_columns; i++)
		buf_printf(
			&all, "%s%c",
			is_first(g, at, i)
				? diff_plain_words(d, &g->rows[at].cells[i]->text)
				: "",
			MARK);
	return buf_keep(&all, d->arena);
}

static void
read_lines(struct diff *d, struct diff_grid *g)
{
	const char *group = "";

	for (size_t i = 0; i < g->n_lines; i++) {
		struct diff_line *line = &g->lines[i];

		line->row = g->rows[i].row;
		line->foot = g->rows[i].foot;
		line->partner = DIFF_NONE;
		if (line->row->group.s != NULL) {
			group = diff_plain_words(d, &line->row->group);
			line->group = line->all = group;
			line->head = "";
			continue;
		}
		line->group = line->foot ? "" : group;
		line->head = head_of(d, g, i);
		line->all = all_of(d, g, i);
	}
}

/* The first cell with words in it; NULL: none. */
static const char *
first_words(struct diff *d, const struct diff_grid *g, size_t line)
{
	for (size_t i = 0; i < g->n_columns; i++) {
		const struct data_cell *cell = g->rows[line].cells[i];
		const char *text =
			cell != NULL ? diff_plain_words(d, &cell->text) : "";

		if (*text != '\0')
			return text;
	}
	return NULL;
}

/* Headings that several rows have are told with the one over them. */
static void
name_lines(struct diff *d, struct diff_grid *g)
{
	const char **heads = arena_new_array(
		d->arena, const char *, g->n_lines + 1);
	uint32_t *names;
	size_t *counts = arena_new_array(d->arena, size_t, g->n_lines + 1);

	for (size_t i = 0; i < g->n_lines; i++)
		heads[i] = g->lines[i].head;
	names = diff_name_texts(d->arena, heads, g->n_lines);
	for (size_t i = 0; i < g->n_lines; i++)
		counts[names[i]]++;
	for (size_t i = 0; i < g->n_lines; i++) {
		struct diff_line *line = &g->lines[i];
		const char *name = *line->head != '\0' ? line->head
				   : line->row->group.s != NULL
					   ? line->group
					   : first_words(d, g, i);

		if (name == NULL)
			name = arena_printf(
				d->arena, "%s %zu", diff_say_of(d)->row, i + 1);
		else if (*line->head != '\0' && *line->group != '\0' &&
			 counts[names[i]] > 1)
			name = arena_printf(
				d->arena, "%s: %s", line->group, name);
		line->name = name;
	}
}

static const char *
label_of(struct diff *d, const struct data_column *column)
{
	return column->label.s != NULL ? diff_plain_words(d, &column->label) : "";
}

static const char *
group_of(const struct data_column *column)
{
	return column->group.s != NULL ? column->group.s : "";
}

/* Labels that several columns have are told with the one over them. */
static void
name_columns(struct diff *d, struct diff_grid *g)
{
	for (size_t i = 0; i < g->n_columns; i++) {
		const char *label = label_of(d, &g->columns[i]);
		const char *group = group_of(&g->columns[i]);
		size_t same = 0;

		for (size_t k = 0; k < g->n_columns; k++)
			same += strcmp(label, label_of(d, &g->columns[k])) == 0;
		if (*label == '\0' && *group == '\0')
			label = arena_printf(d->arena, "%s %zu",
					     diff_say_of(d)->column, i + 1);
		else if (*label == '\0')
			label = group;
		else if (*group != '\0' && same > 1)
			label = arena_printf(d->arena, "%s: %s", group, label);
		g->names[i] = (struct diff_column){label, DIFF_NONE};
	}
}

/* One table by itself: nothing has a partner. */
static void
read_grid(struct diff *d, const struct data_table *table, struct diff_grid *ret)
{
	*ret = (struct diff_grid){
		.table = table,
		.columns = table->columns.items,
		.n_columns = table->columns.count,
	};
	ret->n_lines = edition_table_grid(d->arena, table, &ret->rows);
	ret->lines = arena_new_array(
		d->arena, struct diff_line, ret->n_lines + 1);
	ret->names = arena_new_array(
		d->arena, struct diff_column, ret->n_columns + 1);
	read_lines(d, ret);
	name_lines(d, ret);
	name_columns(d, ret);
}

const struct data_cell *
diff_grid_cell(const struct diff_grid *g, size_t line, size_t column)
{
	const struct data_cell *cell = g->rows[line].cells[column];
	size_t behind = g->lines[line].behind;

	if (cell == NULL)
		return NULL;
	for (size_t i = cell->column; i < column; i++)
		if (g->names[i].partner != DIFF_NONE)
			return NULL;
	if (behind > 0 && g->rows[behind - 1].cells[column] == cell)
		return NULL;
	return cell;
}

/* ---- headings that are nearly the same -------------------------------------------- */

/* "Raming 2034" and "Raming 2035" are two things, however alike. */
static bool
same_figures(const char *a, const char *b)
{
	static const char figures[] = "0123456789";

	for (;;) {
		a += strcspn(a, figures);
		b += strcspn(b, figures);
		if (*a != *b)
			return false;
		if (*a == '\0')
			return true;
		for (; *a != '\0' && strchr(figures, *a) != NULL; a++, b++)
			if (*a != *b)
				return false;
		if (*b != '\0' && strchr(figures, *b) != NULL)
			return false;
	}
}

/* ---- columns ---------------------------------------------------------------------- */

/* Half of the words of a column are enough to know it by. */
#define COLUMN_ALIKE 500

struct pairing {
	struct diff *d;
	struct diff_grid *old, *new;
	struct diff_bag *old_words, *new_words; /* of the columns */
};

/* How alike two columns are, by one of the ways to know them; 0: not. */
typedef int (*compare_columns)(const struct pairing *pairing, size_t old,
			       size_t new);

static int
by_labels(const struct pairing *p, size_t old, size_t new)
{
	const struct data_column *a = &p->old->columns[old];
	const struct data_column *b = &p->new->columns[new];
	const char *label = label_of(p->d, a), *other = label_of(p->d, b);
	bool groups = strcmp(group_of(a), group_of(b)) == 0;
	int alike;

	if (*label == '\0' && *other == '\0')
		return groups && old == new ? 1000 : 0;
	if (strcmp(label, other) == 0)
		return groups ? 2000 : 1000;
	alike = same_figures(label, other) && groups
			? diff_alike(p->d->arena, label, other)
			: 0;
	return alike >= DIFF_TITLE_THRESHOLD ? alike : 0;
}

static struct diff_bag
words_of_column(struct diff *d, const struct diff_grid *g, size_t column)
{
	struct buf words = {0};

	for (size_t i = 0; i < g->n_lines; i++)
		if (is_first(g, i, column))
			buf_printf(&words, "%s ",
				   diff_plain_words(
					   d, &g->rows[i].cells[column]->text));
	return diff_bag_words(d->arena, buf_keep(&words, d->arena));
}

/* Of those that have no partner yet. */
static struct diff_bag *
words_of_columns(struct diff *d, const struct diff_grid *g)
{
	struct diff_bag *bags = arena_new_array(
		d->arena, struct diff_bag, g->n_columns + 1);

	for (size_t i = 0; i < g->n_columns; i++)
		if (g->names[i].partner == DIFF_NONE)
			bags[i] = words_of_column(d, g, i);
	return bags;
}

static int
by_content(const struct pairing *p, size_t old, size_t new)
{
	int alike;

	/* the headings of the rows are those, whatever stands above them */
	if (old == 0 && new == 0 && p->old->table->row_heads &&
	    p->new->table->row_heads)
		return 1000;
	alike = diff_bags_alike(&p->old_words[old], &p->new_words[new]);
	return alike >= COLUMN_ALIKE ? alike : 0;
}

static void
pair_columns(const struct pairing *p, compare_columns compare)
{
	struct diff_column *old = p->old->names, *new = p->new->names;
	size_t n = 0, most = p->old->n_columns * p->new->n_columns;
	struct diff_candidate *list = arena_new_array(
		p->d->arena, struct diff_candidate, most + 1);

	for (size_t i = 0; i < p->old->n_columns; i++)
		for (size_t k = 0; k < p->new->n_columns; k++) {
			if (old[i].partner != DIFF_NONE ||
			    new[k].partner != DIFF_NONE)
				continue;
			list[n] = (struct diff_candidate){i, k, compare(p, i, k)};
			n += list[n].alike > 0;
		}
	if (n > 1)
		qsort(list, n, sizeof(*list), diff_compare_candidates);
	for (size_t i = 0; i < n; i++) {
		if (old[list[i].old].partner != DIFF_NONE ||
		    new[list[i].new].partner != DIFF_NONE)
			continue;
		old[list[i].old].partner = list[i].new;
		new[list[i].new].partner = list[i].old;
	}
}

/* ---- rows ------------------------------------------------------------------------- */

/* Rows under other headings are the same if so much of them is, in thousandths. */
#define ROW_ALIKE 600

struct keyed {
	const char *key;
	size_t index;
};

static int
compare_keyed(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

/* What a row is known by, strictly at first. In place: under the same heading. */
enum way { BY_ALL_IN_PLACE, BY_HEAD_IN_PLACE, BY_ALL, BY_HEAD };

/* NULL: not by this. */
static const char *
key_of(struct diff *d, const struct diff_line *line, enum way way)
{
	bool heading = line->row->group.s != NULL;
	bool has_head = *line->head != '\0';
	char kind = heading ? 'g' : line->foot ? 'f' : 'r';

	switch (way) {
	case BY_ALL_IN_PLACE:
		return arena_printf(
			d->arena, "%c%s%c%s", kind, line->group, MARK, line->all);
	case BY_HEAD_IN_PLACE:
		return has_head ? arena_printf(d->arena, "%c%s%c%s", kind,
					       line->group, MARK, line->head)
				: NULL;
	case BY_ALL:
		return heading ? NULL : line->all;
	case BY_HEAD:
		break;
	}
	return has_head ? line->head : NULL;
}

static size_t
list_keys(struct diff *d, const struct diff_grid *g, enum way way,
	  struct keyed *list)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n_lines; i++) {
		const char *key = g->lines[i].partner == DIFF_NONE
					  ? key_of(d, &g->lines[i], way)
					  : NULL;

		if (key != NULL)
			list[n++] = (struct keyed){key, i};
	}
	if (n > 1)
		qsort(list, n, sizeof(*list), compare_keyed);
	return n;
}

static size_t
count_same(const struct keyed *list, size_t n)
{
	size_t same = 0;

	while (same < n && strcmp(list[same].key, list[0].key) == 0)
		same++;
	return same;
}

static void
pair_lines(const struct pairing *p, size_t old, size_t new)
{
	p->old->lines[old].partner = new;
	p->new->lines[new].partner = old;
}

/*
 * Those with one key, in the order in which they stand; alone: only if no other row of
 * either table has it.
 */
static void
pair_keys(const struct pairing *p, enum way way, bool alone)
{
	struct arena *arena = p->d->arena;
	struct arena_mark mark = arena_mark(arena);
	struct keyed *old = arena_new_array(
		arena, struct keyed, p->old->n_lines + 1);
	struct keyed *new = arena_new_array(
		arena, struct keyed, p->new->n_lines + 1);
	size_t n_old = list_keys(p->d, p->old, way, old);
	size_t n_new = list_keys(p->d, p->new, way, new);

	for (size_t i = 0, k = 0; i < n_old && k < n_new;) {
		int order = strcmp(old[i].key, new[k].key);
		size_t n = order <= 0 ? count_same(old + i, n_old - i) : 0;
		size_t m = order >= 0 ? count_same(new + k, n_new - k) : 0;
		bool take = !alone || n + m == 2;

		for (size_t x = 0; x < n && x < m && take; x++)
			pair_lines(p, old[i + x].index, new[k + x].index);
		i += n;
		k += m;
	}
	arena_rewind(arena, mark);
}

/* Lines without a partner, to be weighed. */
struct rest {
	const struct diff_line **lines;
	size_t *indices;
	struct diff_bag *headings; /* by letters */
	struct diff_bag *bags; /* of all they hold but the heading */
	size_t n;
};

static const char *
heading_of(const struct diff_line *line)
{
	return line->row->group.s != NULL ? line->group : line->head;
}

static struct rest
rest_of(struct diff *d, const struct diff_grid *g)
{
	struct rest r = {
		arena_new_array(d->arena, const struct diff_line *,
				g->n_lines + 1),
		arena_new_array(d->arena, size_t, g->n_lines + 1),
		arena_new_array(d->arena, struct diff_bag, g->n_lines + 1),
		arena_new_array(d->arena, struct diff_bag, g->n_lines + 1), 0};

	for (size_t i = 0; i < g->n_lines; i++) {
		const struct diff_line *line = &g->lines[i];
		const char *cells = line->all;

		if (line->partner != DIFF_NONE)
			continue;
		/* the first cell is the heading, if there is one */
		if (*line->head != '\0' && strchr(cells, MARK) != NULL)
			cells = strchr(cells, MARK);
		r.lines[r.n] = line;
		r.indices[r.n] = i;
		r.headings[r.n] = diff_bag_letters(d->arena, heading_of(line));
		r.bags[r.n++] = diff_bag_words(d->arena, cells);
	}
	return r;
}

struct rests {
	struct rest old, new;
};

static int64_t
weight_of(const void *context, size_t i, size_t k)
{
	const struct rests *r = context;
	const struct diff_line *a = r->old.lines[i], *b = r->new.lines[k];
	int heads, cells = 0;

	if ((a->row->group.s != NULL) != (b->row->group.s != NULL) ||
	    !same_figures(heading_of(a), heading_of(b)))
		return 0;
	heads = diff_bags_alike(&r->old.headings[i], &r->new.headings[k]);
	/* a number or two are not enough to know it by */
	if (r->old.bags[i].n > 2 && r->new.bags[k].n > 2)
		cells = diff_bags_alike(&r->old.bags[i], &r->new.bags[k]);
	if (heads < DIFF_TITLE_THRESHOLD && cells < ROW_ALIKE)
		return 0;
	return heads + cells;
}

/* Told by what the rows hold, whichever are the older. */
static bool
is_turned(const struct rests *r)
{
	int order = 0;

	if (r->old.n != r->new.n)
		return r->old.n > r->new.n;
	for (size_t i = 0; i < r->old.n && order == 0; i++)
		order = strcmp(r->old.lines[i]->all, r->new.lines[i]->all);
	return order > 0;
}

/* By headings that are nearly the same, or by what the rows hold. */
static void
pair_rest(const struct pairing *p)
{
	struct diff *d = p->d;
	struct rests r = {rest_of(d, p->old), rest_of(d, p->new)};
	size_t n = r.old.n + r.new.n;
	uint32_t *names = arena_new_array(d->arena, uint32_t, n + 1);
	const size_t *partners;

	if (r.old.n == 0 || r.new.n == 0)
		return;
	for (size_t i = 0; i < n; i++) /* equal ones are paired already */
		names[i] = (uint32_t)i;
	partners = diff_align(
		d->arena,
		&(struct diff_rows){
			.old = names,
			.new = names + r.old.n,
			.n_old = r.old.n,
			.n_new = r.new.n,
			.turned = is_turned(&r),
			.weight = weight_of,
			.context = &r,
		});
	for (size_t i = 0; i < r.old.n; i++)
		if (partners[i] != DIFF_NONE)
			pair_lines(p, r.old.indices[i],
				   r.new.indices[partners[i]]);
}

/* Behind what each row stands, when all pairs are known. */
static void
note_order(struct diff_grid *g)
{
	for (size_t i = 1; i < g->n_lines; i++)
		g->lines[i].behind = g->lines[i - 1].partner != DIFF_NONE
					     ? i
					     : g->lines[i - 1].behind;
}

void
diff_grids(struct diff *d, const struct data_table *old,
	   const struct data_table *new, struct diff_grid *ret_old,
	   struct diff_grid *ret_new)
{
	struct pairing p = {.d = d, .old = ret_old, .new = ret_new};

	read_grid(d, old, ret_old);
	read_grid(d, new, ret_new);
	pair_columns(&p, by_labels);
	p.old_words = words_of_columns(d, ret_old);
	p.new_words = words_of_columns(d, ret_new);
	pair_columns(&p, by_content);
	pair_keys(&p, BY_ALL_IN_PLACE, false);
	pair_keys(&p, BY_HEAD_IN_PLACE, true);
	pair_keys(&p, BY_ALL, false);
	pair_keys(&p, BY_HEAD, true);
	pair_rest(&p);
	/* more of one heading than could be weighed */
	pair_keys(&p, BY_HEAD_IN_PLACE, false);
	pair_keys(&p, BY_HEAD, false);
	note_order(ret_old);
	note_order(ret_new);
}
