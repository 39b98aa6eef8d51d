/*
 * diff_tables - the tables that are written by hand: which is which, and which came,
 * went or moved. A table that no text sets is none. What is in them: diff_cells.c.
 */
#include <string.h>

#include "base/arena.h"
#include "edition/diff_private.h"

/* ---- which is which ------------------------------------------------------------ */

static struct diff_item *
items_of(struct arena *arena, const struct schema_list *list)
{
	const struct data_table *tables = list->items;
	struct diff_item *items = arena_new_array(
		arena, struct diff_item, list->count + 1);

	for (size_t i = 0; i < list->count; i++)
		if (tables[i].place.line > 0)
			items[i] = (struct diff_item){
				tables[i].id.s, tables[i].title.s};
	return items;
}

void
diff_match_tables(struct diff *d)
{
	const struct schema_list *before = &d->old->tables;
	const struct schema_list *after = &d->new->tables;
	const struct data_table *old = before->items, *new = after->items;
	struct diff_pair *pairs;
	size_t n = diff_match(d->arena, items_of(d->arena, before), before->count,
			      items_of(d->arena, after), after->count,
			      DIFF_TITLE_THRESHOLD, &pairs);

	d->table_pairs = pairs;
	d->n_table_pairs = n;
	d->old_tables = arena_new_array(
		d->arena, const struct data_table *, after->count + 1);
	d->new_tables = arena_new_array(
		d->arena, const struct data_table *, before->count + 1);
	d->moved_tables = arena_new_array(d->arena, bool, after->count + 1);
	for (size_t i = 0; i < n; i++)
		if (pairs[i].old != DIFF_NONE && pairs[i].new != DIFF_NONE) {
			d->old_tables[pairs[i].new] = &old[pairs[i].old];
			d->new_tables[pairs[i].old] = &new[pairs[i].new];
		}
}

/* ---- tables set in texts --------------------------------------------------------- */

#define TABLE_MARK "{table:"

/* The table that a block sets and nothing else; NULL: none. */
static const struct data_table *
table_of(struct diff *d, const struct edition *edition, const char *block)
{
	size_t len = strlen(block), mark = strlen(TABLE_MARK);

	return edition_table(
		edition, arena_strndup(d->arena, block + mark, len - mark - 1));
}

bool
diff_table_in_text(const char *block)
{
	size_t len = strlen(block);

	return strncmp(block, TABLE_MARK, strlen(TABLE_MARK)) == 0 &&
	       strcspn(block, "}") == len - 1;
}

const char *
diff_new_table_text(struct diff *d, const char *block)
{
	const struct data_table *old = table_of(d, d->old, block);
	const struct data_table *tables = d->old->tables.items;
	const struct data_table *new =
		old != NULL ? d->new_tables[old - tables] : NULL;

	return new != NULL ? arena_printf(d->arena, TABLE_MARK "%s}", new->id.s)
			   : block;
}

void
diff_table_moved(struct diff *d, const char *block)
{
	const struct data_table *new = table_of(d, d->new, block);
	const struct data_table *tables = d->new->tables.items;

	if (new != NULL)
		d->moved_tables[new - tables] = true;
}

/* ---- changes --------------------------------------------------------------------- */

static const char *
name_of(const struct diff *d, const struct data_table *table)
{
	return table->title.s != NULL ? table->title.s : diff_say_of(d)->untitled;
}

static struct diff_end
end_of_table(const struct diff *d, const struct data_table *t)
{
	if (t == NULL)
		return (struct diff_end){0};
	return (struct diff_end){
		.record = t,
		.id = t->id.s,
		.title = name_of(d, t),
		.pos = t->pos,
	};
}

struct diff_change *
diff_add_table(struct diff *d, enum diff_kind kind, const struct data_table *old,
	       const struct data_table *new, const struct diff_pair *pair)
{
	struct diff_change *c = diff_add_about(
		d, kind, end_of_table(d, old), end_of_table(d, new), pair);

	c->table = new;
	return c;
}

/* It was found to stand elsewhere in its text, or stands in another part now. */
static void
compare_place(struct diff *d, const struct data_table *old,
	      const struct data_table *new, const struct diff_pair *pair)
{
	const struct data_table *tables = d->new->tables.items;
	const struct part *parts = d->new->booklet->parts.items;
	const struct part *was = diff_part_at(d->old, &old->place);
	const struct part *is = diff_part_at(d->new, &new->place);
	struct diff_change *c;

	if (was == NULL || is == NULL ||
	    (d->old_parts[is - parts] == was && !d->moved_tables[new - tables]))
		return;
	c = diff_add_table(d, DIFF_TABLE_MOVED, old, new, pair);
	c->field = "place";
	c->old_value = was->title.s;
	c->new_value = is->title.s;
	c->old_pos = old->place;
	c->new_pos = new->place;
}

void
diff_tables(struct diff *d)
{
	const struct data_table *old = d->old->tables.items;
	const struct data_table *new = d->new->tables.items;

	for (size_t i = 0; i < d->n_table_pairs; i++) {
		const struct diff_pair *p = &d->table_pairs[i];
		const struct data_table *was =
			p->old != DIFF_NONE ? &old[p->old] : NULL;
		const struct data_table *is =
			p->new != DIFF_NONE ? &new[p->new] : NULL;

		if (was != NULL && is != NULL) {
			compare_place(d, was, is, p);
			diff_cells(d, was, is, p);
		} else if (is != NULL && is->place.line > 0) {
			diff_add_table(d, DIFF_TABLE_NEW, NULL, is, NULL);
			diff_new_cells(d, is);
		} else if (was != NULL && was->place.line > 0) {
			diff_add_table(d, DIFF_TABLE_GONE, was, NULL, NULL);
		}
	}
}
