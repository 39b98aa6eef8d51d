/*
 * diff_figures - the pictures: those in the text of chapters, wherever they are now, by
 * their ids and captions; and the one that a part itself is or has, with that part.
 *
 * The name of a file is not told: it may name somebody who is hidden.
 */
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "edition/diff_private.h"

/* A figure and the part that it is in; the part's own has no id. */
struct placed {
	const struct figure *figure;
	const struct part *part;
};

struct gallery {
	struct placed *list;
	size_t n;
	struct diff_item *items;
};

static struct gallery
gallery_of(struct arena *arena, const struct edition *edition)
{
	const struct schema_list *list = &edition->booklet->parts;
	const struct part *parts = list->items;
	struct gallery g = {0};
	size_t n = 0;

	for (size_t i = 0; i < list->count; i++)
		n += parts[i].figures.count;
	g.list = arena_new_array(arena, struct placed, n + 1);
	g.items = arena_new_array(arena, struct diff_item, n + 1);
	for (size_t i = 0; i < list->count; i++) {
		const struct figure *figures = parts[i].figures.items;

		for (size_t k = 0; k < parts[i].figures.count; k++) {
			g.items[g.n] = (struct diff_item){
				figures[k].id.s, figures[k].caption.s};
			g.list[g.n++] = (struct placed){&figures[k], &parts[i]};
		}
	}
	return g;
}

/* ---- changes --------------------------------------------------------------------- */

/* What a figure is called: its caption, as far as it goes on a line. */
static const char *
name_of(struct diff *d, const struct placed *p)
{
	const struct figure *f = p->figure;

	if (f->caption.s != NULL)
		return diff_brief(d, diff_plain_words(d, &f->caption));
	if (f->alt.s != NULL)
		return diff_brief(d, f->alt.s);
	return p->part->title.s != NULL ? p->part->title.s
					: diff_say_of(d)->picture;
}

static struct diff_end
end_of_figure(struct diff *d, const struct placed *p)
{
	if (p == NULL)
		return (struct diff_end){0};
	return (struct diff_end){
		.record = p,
		.id = p->figure->id.s,
		.title = name_of(d, p),
		.pos = p->figure->pos,
	};
}

static struct diff_change *
add_figure(struct diff *d, enum diff_kind kind, const struct placed *old,
	   const struct placed *new, const struct diff_pair *pair)
{
	struct diff_change *c = diff_add_about(
		d, kind, end_of_figure(d, old), end_of_figure(d, new), pair);

	c->figure = new != NULL ? new->figure : NULL;
	c->part = new != NULL ? new->part : NULL;
	return c;
}

static void
compare_words(struct diff *d, const struct placed *old, const struct placed *new,
	      const struct diff_pair *pair, const char *field,
	      const struct source_text *was, const struct source_text *is,
	      enum diff_make make)
{
	const struct diff_place place = {
		.owner = new->figure->id.s, .field = field, .pair = pair};
	const struct diff_text *text = diff_compare_text(
		d, was, is, &place, make, true);
	struct diff_change *c;

	if (text == NULL || text->n_blocks == 0 || text->blocks[0].same)
		return;
	c = add_figure(d, DIFF_FIGURE_TEXT, old, new, pair);
	c->field = field;
	diff_set_block(c, &text->blocks[0]);
}

static bool
map_picture(struct diff *d, const struct edition *edition, const struct figure *f,
	    const void **ret_data, size_t *ret_len)
{
	const char *path;

	if (!d->pictures || edition->folder == NULL || f->image.s == NULL)
		return false;
	path = file_join(d->arena, edition->folder, f->image.s);
	return file_map(d->arena, path, ret_data, ret_len);
}

/* By what is in their files, as far as these can be read; else by their names. */
static bool
same_picture(struct diff *d, const struct figure *was, const struct figure *is)
{
	const void *a, *b;
	size_t n, m;

	if (!map_picture(d, d->old, was, &a, &n) ||
	    !map_picture(d, d->new, is, &b, &m))
		return diff_same(&was->image, &is->image);
	return n == m && memcmp(a, b, n) == 0;
}

static void
compare_figure(struct diff *d, const struct placed *old, const struct placed *new,
	       const struct diff_pair *pair)
{
	const struct part *parts = d->new->booklet->parts.items;
	const struct figure *was = old->figure, *is = new->figure;

	if (!same_picture(d, was, is))
		add_figure(d, DIFF_FIGURE_IMAGE, old, new, pair);
	if (d->old_parts[new->part - parts] != old->part) {
		struct diff_change *c = add_figure(
			d, DIFF_FIGURE_MOVED, old, new, pair);

		c->field = "place";
		c->old_value = old->part->title.s;
		c->new_value = new->part->title.s;
	}
	compare_words(d, old, new, pair, "caption", &was->caption, &is->caption,
		      DIFF_INLINES);
	compare_words(d, old, new, pair, "credit", &was->credit, &is->credit,
		      DIFF_PLAIN);
	compare_words(d, old, new, pair, "alt", &was->alt, &is->alt, DIFF_PLAIN);
}

static void
add_new(struct diff *d, const struct placed *new)
{
	const struct diff_place place = {.owner = new->figure->id.s};

	add_figure(d, DIFF_FIGURE_NEW, NULL, new, NULL);
	diff_new_text(d, &new->figure->caption, &place, DIFF_INLINES);
	diff_new_text(d, &new->figure->credit, &place, DIFF_PLAIN);
}

/* ---- of the parts themselves --------------------------------------------------------- */

static void
compare_part(struct diff *d, const struct part *old, const struct part *new)
{
	const struct placed was = {old != NULL ? old->figure : NULL, old};
	const struct placed is = {new != NULL ? new->figure : NULL, new};

	if (was.figure != NULL && is.figure != NULL)
		compare_figure(d, &was, &is, NULL);
	else if (is.figure != NULL)
		add_new(d, &is);
	else if (was.figure != NULL)
		add_figure(d, DIFF_FIGURE_GONE, &was, NULL, NULL);
}

static void
compare_parts(struct diff *d)
{
	const struct schema_list *before = &d->old->booklet->parts;
	const struct schema_list *after = &d->new->booklet->parts;
	const struct part *old = before->items, *new = after->items;
	bool *stayed = arena_new_array(d->arena, bool, before->count + 1);

	for (size_t i = 0; i < after->count; i++) {
		const struct part *was = d->old_parts[i];

		if (was != NULL)
			stayed[was - old] = true;
		compare_part(d, was, &new[i]);
	}
	for (size_t i = 0; i < before->count; i++)
		if (!stayed[i])
			compare_part(d, &old[i], NULL);
}

void
diff_figures(struct diff *d)
{
	struct gallery old = gallery_of(d->arena, d->old);
	struct gallery new = gallery_of(d->arena, d->new);
	struct diff_pair *pairs;
	size_t n = diff_match(d->arena, old.items, old.n, new.items, new.n,
			      DIFF_TITLE_THRESHOLD, &pairs);

	compare_parts(d);
	for (size_t i = 0; i < n; i++) {
		const struct diff_pair *p = &pairs[i];

		if (p->old != DIFF_NONE && p->new != DIFF_NONE)
			compare_figure(d, &old.list[p->old], &new.list[p->new],
				       p);
		else if (p->new != DIFF_NONE)
			add_new(d, &new.list[p->new]);
		else
			add_figure(d, DIFF_FIGURE_GONE, &old.list[p->old], NULL,
				   NULL);
	}
}
