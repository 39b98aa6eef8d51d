/*
 * diff_parts - the booklet's parts: chapters that came, went, or were named and
 * numbered otherwise, and their texts. Their pictures are in diff_figures.c.
 */
#include <string.h>

#include "base/arena.h"
#include "edition/diff_private.h"

/* A part without an id is known by what it is: the cover, a picture. */
static const char *
id_of(struct arena *arena, const struct part *part)
{
	static const char *const kinds[] = {
		[PART_COVER] = "cover",       [PART_COLOPHON] = "colophon",
		[PART_CONTENTS] = "contents", [PART_PREFACE] = "preface",
		[PART_CHAPTER] = NULL,        [PART_PLATE] = "plate",
		[PART_OVERVIEW] = "overview", [PART_CHANGES] = "changes",
		[PART_TIMELINE] = "timeline", [PART_BACK] = "back",
	};

	if (part->id.s != NULL)
		return part->id.s;
	if (part->kind == PART_PLATE && part->figure != NULL &&
	    part->figure->image.s != NULL)
		return arena_printf(arena, "plate %s", part->figure->image.s);
	/* a space is in no id of the authors' */
	return kinds[part->kind] != NULL
		       ? arena_printf(arena, "the %s", kinds[part->kind])
		       : NULL;
}

/* A picture by itself is known by its words too, when it is another file. */
static const char *
title_of(const struct part *part)
{
	return part->kind == PART_PLATE && part->figure != NULL
		       ? part->figure->caption.s
		       : part->title.s;
}

static struct diff_item *
items_of(struct arena *arena, const struct schema_list *list)
{
	const struct part *parts = list->items;
	struct diff_item *items = arena_new_array(
		arena, struct diff_item, list->count + 1);

	for (size_t i = 0; i < list->count; i++)
		items[i] = (struct diff_item){
			id_of(arena, &parts[i]), title_of(&parts[i])};
	return items;
}

const struct part *
diff_part_at(const struct edition *edition, const struct diag_pos *pos)
{
	const struct part *parts = edition->booklet->parts.items;
	size_t i = edition->booklet->parts.count;

	while (i > 0 && parts[i - 1].pos.line > pos->line)
		i--;
	return i > 0 ? &parts[i - 1] : NULL;
}

static bool
is_told(const struct part *part)
{
	return part->kind == PART_CHAPTER || part->kind == PART_PREFACE;
}

static struct diff_end
end_of_part(const struct part *p)
{
	if (p == NULL)
		return (struct diff_end){0};
	return (struct diff_end){
		.record = p, .id = p->id.s, .title = p->title.s, .pos = p->pos};
}

static struct diff_change *
add_part(struct diff *d, enum diff_kind kind, const struct part *old,
	 const struct part *new, const struct diff_pair *pair)
{
	struct diff_change *c = diff_add_about(
		d, kind, end_of_part(old), end_of_part(new), pair);

	c->part = new;
	return c;
}

/* ---- texts ------------------------------------------------------------------------ */

/* Either may be missing. */
static void
compare_content(struct diff *d, const struct content *old,
		const struct content *new, const struct diff_place *part)
{
	static const struct content nothing;
	const struct content *was = old != NULL ? old : &nothing;
	const struct content *is = new != NULL ? new : &nothing;
	const struct {
		const char *field;
		const struct source_text *old, *new;
		enum diff_make make;
	} texts[] = {
		{"heading", &was->heading, &is->heading, DIFF_PLAIN},
		{"lead", &was->lead, &is->lead, DIFF_BLOCKS},
		{"body", &was->body, &is->body, DIFF_BLOCKS},
		{"note", &was->note, &is->note, DIFF_PLAIN},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct diff_place place = *part;

		place.field = texts[i].field;
		diff_compare_text(d, texts[i].old, texts[i].new, &place,
				  texts[i].make, false);
	}
}

/* The piece of the old part that is of the same make and not yet taken. */
static const struct content *
find_content(const struct schema_list *list, bool *taken,
	     const struct content *like)
{
	const struct content *contents = list->items;

	for (size_t i = 0; i < list->count; i++) {
		if (taken[i] || contents[i].kind != like->kind ||
		    contents[i].status != like->status ||
		    contents[i].who != like->who)
			continue;
		taken[i] = true;
		return &contents[i];
	}
	return NULL;
}

static void
compare_contents(struct diff *d, const struct part *old, const struct part *new,
		 const struct diff_place *place)
{
	const struct content *before = old->content.items;
	const struct content *after = new->content.items;
	bool *taken = arena_new_array(d->arena, bool, old->content.count + 1);

	for (size_t i = 0; i < new->content.count; i++)
		compare_content(d, find_content(&old->content, taken, &after[i]),
				&after[i], place);
	for (size_t i = 0; i < old->content.count; i++)
		if (!taken[i])
			compare_content(d, &before[i], NULL, place);
}

static const struct label_line none;

static struct diff_item *
items_of_lines(struct arena *arena, const struct schema_list *list)
{
	const struct label_line *lines = list->items;
	struct diff_item *items = arena_new_array(
		arena, struct diff_item, list->count + 1);

	for (size_t i = 0; i < list->count; i++)
		items[i] = (struct diff_item){lines[i].label.s, lines[i].text.s};
	return items;
}

/* Of a colophon, by their labels; of the back, by what they say. */
static void
compare_lines(struct diff *d, const struct part *old, const struct part *new,
	      const struct diff_pair *pair)
{
	const struct schema_list *before = &old->lines, *after = &new->lines;
	const struct label_line *was = before->items, *is = after->items;
	const struct diff_say *say = diff_say_of(d);
	const struct diff_place place = {
		.owner = new->id.s,
		.field = "lines",
		.title = new->kind == PART_COLOPHON ? say->colophon : say->back,
		.pair = pair,
	};
	struct diff_pair *pairs;
	size_t n = diff_match(d->arena, items_of_lines(d->arena, before),
			      before->count, items_of_lines(d->arena, after),
			      after->count, DIFF_TITLE_THRESHOLD, &pairs);

	for (size_t i = 0; i < n; i++) {
		const struct label_line *a =
			pairs[i].old != DIFF_NONE ? &was[pairs[i].old] : &none;
		const struct label_line *b =
			pairs[i].new != DIFF_NONE ? &is[pairs[i].new] : &none;

		diff_compare_text(
			d, &a->label, &b->label, &place, DIFF_PLAIN, false);
		diff_compare_text(
			d, &a->text, &b->text, &place, DIFF_INLINES, false);
	}
}

static void
compare_texts(struct diff *d, const struct part *old, const struct part *new,
	      const struct diff_pair *pair)
{
	struct diff_place place = {.owner = new->id.s, .part = new, .pair = pair};

	place.field = "title";
	diff_compare_text(d, &old->title, &new->title, &place, DIFF_PLAIN, true);
	place.field = "lead";
	diff_compare_text(d, &old->lead, &new->lead, &place, DIFF_BLOCKS, false);
	place.field = "body";
	diff_compare_text(d, &old->body, &new->body, &place, DIFF_BLOCKS, false);
	compare_contents(d, old, new, &place);
	place.field = "signed-as";
	diff_compare_text(
		d, &old->signed_as, &new->signed_as, &place, DIFF_PLAIN, false);
	compare_lines(d, old, new, pair);
}

static void
add_texts(struct diff *d, const struct part *new)
{
	const struct diff_place place = {.owner = new->id.s, .part = new};

	diff_new_text(d, &new->title, &place, DIFF_PLAIN);
	diff_new_text(d, &new->lead, &place, DIFF_BLOCKS);
	diff_new_text(d, &new->body, &place, DIFF_BLOCKS);
	diff_new_text(d, &new->signed_as, &place, DIFF_PLAIN);
	for (size_t i = 0; i < new->content.count; i++) {
		const struct content *c =
			(const struct content *)new->content.items + i;

		diff_new_text(d, &c->heading, &place, DIFF_PLAIN);
		diff_new_text(d, &c->lead, &place, DIFF_BLOCKS);
		diff_new_text(d, &c->body, &place, DIFF_BLOCKS);
		diff_new_text(d, &c->note, &place, DIFF_PLAIN);
	}
}

static void
compare_label(struct diff *d, enum diff_kind kind, const char *field,
	      const struct part *old, const struct part *new,
	      const struct source_text *before, const struct source_text *after,
	      const struct diff_pair *pair)
{
	struct diff_change *c;

	if (diff_same(before, after))
		return;
	c = add_part(d, kind, old, new, pair);
	c->field = field;
	c->old_value = before->s;
	c->new_value = after->s;
}

static void
compare_part(struct diff *d, const struct part *old, const struct part *new,
	     const struct diff_pair *pair)
{
	if (is_told(new)) {
		compare_label(d, DIFF_PART_RETITLED, "title", old, new,
			      &old->title, &new->title, pair);
		compare_label(d, DIFF_PART_NUMBER, "number", old, new,
			      &old->number, &new->number, pair);
	}
	compare_texts(d, old, new, pair);
}

/* ---- their order -------------------------------------------------------------------- */

static int64_t
weight_of(const struct part *part)
{
	const struct content *contents = part->content.items;
	size_t n = part->lead.len + part->body.len;

	for (size_t i = 0; i < part->content.count; i++)
		n += contents[i].lead.len + contents[i].body.len;
	return (int64_t)n;
}

static void
compare_order(struct diff *d, const struct part *old, const struct part *new,
	      const struct diff_pair *pairs, size_t n)
{
	struct diff_seat *seats = arena_new_array(
		d->arena, struct diff_seat, n + 1);
	size_t n_seats = 0;

	for (size_t i = 0; i < n; i++) {
		const struct diff_pair *p = &pairs[i];

		if (p->old == DIFF_NONE || p->new == DIFF_NONE ||
		    !is_told(&old[p->old]) || !is_told(&new[p->new]))
			continue;
		seats[n_seats++] = (struct diff_seat){
			.old = p->old,
			.pair = i,
			.weight = weight_of(&old[p->old]) +
				  weight_of(&new[p->new]) + 1,
			.old_title = old[p->old].title.s,
			.new_title = new[p->new].title.s,
		};
	}
	diff_moved(d, seats, n_seats);
	for (size_t i = 0; i < n_seats; i++) {
		const struct diff_pair *p = &pairs[seats[i].pair];
		struct diff_change *c;

		if (!seats[i].moved)
			continue;
		c = add_part(d, DIFF_PART_MOVED, &old[p->old], &new[p->new], p);
		c->field = "place";
		c->old_value = seats[i].old_place;
		c->new_value = seats[i].new_place;
	}
}

void
diff_parts(struct diff *d)
{
	const struct schema_list *before = &d->old->booklet->parts;
	const struct schema_list *after = &d->new->booklet->parts;
	const struct part *old = before->items, *new = after->items;
	struct diff_pair *pairs;
	size_t n = diff_match(d->arena, items_of(d->arena, before), before->count,
			      items_of(d->arena, after), after->count,
			      DIFF_TITLE_THRESHOLD, &pairs);

	d->old_parts = arena_new_array(
		d->arena, const struct part *, after->count + 1);
	for (size_t i = 0; i < n; i++) {
		const struct diff_pair *p = &pairs[i];

		if (p->new == DIFF_NONE) {
			if (is_told(&old[p->old]))
				add_part(d, DIFF_PART_GONE, &old[p->old], NULL,
					 p);
		} else if (p->old == DIFF_NONE) {
			if (is_told(&new[p->new]))
				add_part(d, DIFF_PART_NEW, NULL, &new[p->new], p);
			add_texts(d, &new[p->new]);
		} else {
			d->old_parts[p->new] = &old[p->old];
			compare_part(d, &old[p->old], &new[p->new], p);
		}
	}
	compare_order(d, old, new, pairs, n);
}
