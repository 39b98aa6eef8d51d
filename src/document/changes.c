/*
 * changes - what changed since the edition before, as a page of the booklet: a table
 * for each kind of change, with the page where it is to be seen.
 */
#include <string.h>

#include "base/arena.h"
#include "document/builder.h"
#include "edition/diff.h"

/* Told elsewhere, or to nobody's use on one page. */
static bool
is_left_out(enum diff_kind kind)
{
	return kind == DIFF_ADVISORY_PAST || kind == DIFF_PART_NUMBER ||
	       kind >= DIFF_TEXT_CHANGED;
}

/* Where an advisory is printed first, or a part begins; NULL: nowhere. */
static struct node *
place_of(const struct builder *b, const struct diff_change *c)
{
	for (const struct builder_shown *s = b->shown; s != NULL; s = s->next)
		if (s->advisory == c->advisory)
			return s->node;
	if (c->part != NULL && c->part->id.s != NULL)
		for (const struct builder_id *e = b->ids; e != NULL; e = e->next)
			if (strcmp(e->id, c->part->id.s) == 0)
				return e->node;
	return NULL;
}

static const char *
arrow(struct builder *b, const char *was, const char *is)
{
	return arena_printf(b->arena, "%s → %s", was, is);
}

/* "was → is", as far as there are two and they differ. */
static const char *
values_of(struct builder *b, const struct diff_change *c)
{
	const char *was = c->old_value, *is = c->new_value;

	if (was != NULL && is != NULL)
		return strcmp(was, is) == 0 ? is : arrow(b, was, is);
	return is != NULL ? is : was != NULL ? was : "";
}

/* Who asks, briefly; what was merely worded otherwise comes out the same. */
static const char *
requesters(struct builder *b, const struct diff_change *c)
{
	const struct advisory *old = diff_old_advisory(b->diff, c->advisory);

	return arrow(b, words_requester_brief(b->arena, b->words, old),
		     words_requester_brief(b->arena, b->words, c->advisory));
}

/* What is to be said of an advisory beside its title. */
static const char *
advisory_what(struct builder *b, const struct diff_change *c)
{
	if (c->note != NULL)
		return c->note;
	if (c->kind == DIFF_ADVISORY_RETITLED)
		return c->old_value;
	if (c->kind == DIFF_ADVISORY_REQUESTER)
		return requesters(b, c);
	if (c->kind == DIFF_ADVISORY_NEW && c->advisory->expected.year != 0)
		return arena_printf(
			b->arena, "%s, %s", c->new_value,
			words_date(b->arena, b->words, &c->advisory->expected));
	return values_of(b, c);
}

/* Kinds that share a table say which they are. */
static const char *
shared_what(struct builder *b, const struct diff_change *c)
{
	const char *word = diff_word(b->diff, c->kind);
	const char *values = values_of(b, c);

	if (c->kind == DIFF_COMMITTEE_OFFICER)
		word = strcmp(c->field, "chair") == 0 ? b->words->chair
						      : b->words->vice_chair;
	if (word == NULL)
		return values;
	/* what it is called now stands beside it */
	if (c->old_value != NULL && c->new_value != NULL &&
	    c->kind != DIFF_COMMITTEE_OFFICER)
		values = c->old_value;
	return *values != '\0' ? arena_printf(b->arena, "%s: %s", word, values)
			       : word;
}

/* ---- tables -------------------------------------------------------------------------- */

/* A group with its heading and the head of its table; returns the table's rows. */
static struct node *
add_table(struct builder *b, struct node *chapter, const char *title,
	  const char *middle)
{
	struct diag_pos none = {0};
	struct node *group = tree_add(b->tree, chapter, NODE_SECT, none);
	struct node *table;

	group->flow = FLOW_CHANGES;
	builder_words(b, tree_add(b->tree, group, NODE_H2, none), title,
		      ROLE_NONE);
	table = tree_add(b->tree, group, NODE_TABLE, none);
	builder_overview_head(b, table, b->words->matter, middle, ROLE_NONE);
	return tree_add(b->tree, table, NODE_ROWS, none);
}

static void
add_row(struct builder *b, struct node *rows, const char *name, const char *what,
	struct node *place)
{
	struct diag_pos none = {0};
	struct node *row = tree_add(b->tree, rows, NODE_ROW, none);
	struct node *cell = tree_add(b->tree, row, NODE_TH, none);
	struct node *at = cell;

	cell->scope = NODE_SCOPE_ROW;
	if (place != NULL) {
		at = tree_add(b->tree, cell, NODE_LINK, none);
		at->target = place;
		at->alt = arena_printf(
			b->arena, "%s %s", b->words->to_page, name);
	}
	builder_words(b, at, name, ROLE_NONE);
	cell = tree_add(b->tree, row, NODE_TD, none);
	builder_words(b, cell, what, ROLE_NONE);
	cell = tree_add(b->tree, row, NODE_TD, none);
	if (place == NULL) {
		builder_words(b, cell, "–", ROLE_NONE);
		return;
	}
	at = tree_add(b->tree, cell, NODE_PAGE, none);
	at->target = place;
}

static void
add_change(struct builder *b, struct node *rows, const struct diff_change *c)
{
	add_row(b, rows, c->title != NULL ? c->title : c->id,
		diff_group_of(c->kind) == DIFF_ADVISORIES ? advisory_what(b, c)
							  : shared_what(b, c),
		place_of(b, c));
}

/* Another year in a title is no other title. */
static bool
same_but_figures(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, "0123456789");
		b += strspn(b, "0123456789");
		if (*a != *b)
			return false;
		if (*a == '\0')
			return true;
	}
}

/* Is it the same to one who reads only this page? */
static bool
is_silent(struct builder *b, const struct diff_change *c)
{
	const struct advisory *old;

	if (is_left_out(c->kind))
		return true;
	if (c->kind == DIFF_PART_RETITLED)
		return same_but_figures(c->old_value, c->new_value);
	if (c->kind != DIFF_ADVISORY_REQUESTER)
		return false;
	old = diff_old_advisory(b->diff, c->advisory);
	return strcmp(words_requester_brief(b->arena, b->words, old),
		      words_requester_brief(b->arena, b->words, c->advisory)) ==
	       0;
}

/* A table of one kind of change, if there are any. */
static void
add_kind(struct builder *b, struct node *chapter, enum diff_kind kind)
{
	const struct diff *d = b->diff;
	struct node *rows = NULL;

	for (size_t i = 0; i < d->n_changes; i++) {
		const struct diff_change *c = &d->changes[i];

		if (c->kind != kind || is_silent(b, c))
			continue;
		if (rows == NULL)
			rows = add_table(b, chapter, diff_heading(d, kind),
					 kind == DIFF_ADVISORY_RETITLED
						 ? b->words->was
						 : b->words->what);
		add_change(b, rows, c);
	}
}

/* One table for all kinds of a group; returns its rows, NULL if there are none. */
static struct node *
add_group(struct builder *b, struct node *chapter, enum diff_group group)
{
	const struct diff *d = b->diff;
	struct node *rows = NULL;

	for (int kind = 0; kind < DIFF_KIND_COUNT; kind++) {
		if (diff_group_of((enum diff_kind)kind) != group)
			continue;
		for (size_t i = 0; i < d->n_changes; i++) {
			const struct diff_change *c = &d->changes[i];

			if (c->kind != (enum diff_kind)kind || is_silent(b, c))
				continue;
			if (rows == NULL)
				rows = add_table(
					b, chapter, diff_group_heading(d, group),
					b->words->what);
			add_change(b, rows, c);
		}
	}
	return rows;
}

/* ---- text ------------------------------------------------------------------------------ */

/* Paragraphs that changed, came and went in a part. */
static void
count_text(const struct diff *d, const struct part *part, size_t counts[3])
{
	memset(counts, 0, 3 * sizeof(*counts));
	for (size_t i = 0; i < d->n_changes; i++) {
		const struct diff_change *c = &d->changes[i];

		if (c->part == part && c->kind >= DIFF_TEXT_CHANGED)
			counts[c->kind - DIFF_TEXT_CHANGED]++;
	}
}

static const char *
say_counts(struct builder *b, const size_t counts[3])
{
	const char *said = "";

	for (int i = 0; i < 3; i++)
		if (counts[i] > 0)
			said = arena_printf(b->arena, "%s%s%zu %s", said,
					    *said != '\0' ? ", " : "", counts[i],
					    b->words->paragraphs[i]);
	return arena_printf(b->arena, "%s: %s", b->words->paragraph_head, said);
}

static void
add_texts(struct builder *b, struct node *chapter, struct node *rows)
{
	const struct part *parts = b->edition->booklet->parts.items;

	for (size_t i = 0; i < b->edition->booklet->parts.count; i++) {
		struct diff_change c = {.part = &parts[i]};
		size_t counts[3];

		count_text(b->diff, &parts[i], counts);
		if (parts[i].title.s == NULL ||
		    counts[0] + counts[1] + counts[2] == 0)
			continue;
		if (rows == NULL)
			rows = add_table(b, chapter,
					 diff_group_heading(b->diff, DIFF_TEXT),
					 b->words->what);
		add_row(b, rows, parts[i].title.s, say_counts(b, counts),
			place_of(b, &c));
	}
}

void
builder_changes(struct builder *b, struct node *chapter)
{
	const struct node *title = chapter->last;

	for (int kind = 0; kind < DIFF_KIND_COUNT; kind++)
		if (diff_group_of((enum diff_kind)kind) == DIFF_ADVISORIES)
			add_kind(b, chapter, (enum diff_kind)kind);
	add_group(b, chapter, DIFF_COUNCIL);
	add_group(b, chapter, DIFF_OFFICES);
	add_texts(b, chapter, add_group(b, chapter, DIFF_TEXT));
	if (chapter->last == title)
		builder_words(
			b,
			tree_add(b->tree, chapter, NODE_P, (struct diag_pos){0}),
			b->words->no_changes, ROLE_NONE);
}
