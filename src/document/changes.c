/*
 * changes - what changed since the edition before, as a page of the booklet: a table
 * for each kind of change, with the page where it is to be seen.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "document/builder.h"
#include "edition/diff.h"

/* Told elsewhere, or to nobody's use on one page. */
static bool
is_left_out(enum diff_kind kind)
{
	return kind == DIFF_ADVISORY_PAST || kind == DIFF_ADVISORY_FACT ||
	       kind == DIFF_PART_NUMBER || kind == DIFF_TEXT_LINK ||
	       kind == DIFF_TEXT_CHANGED || kind == DIFF_TEXT_ADDED ||
	       kind == DIFF_TEXT_REMOVED;
}

/* The id of what begins at a place of its own. */
static const char *
id_of(const struct diff_change *c)
{
	if (c->table != NULL)
		return c->table->id.s;
	if (c->figure != NULL)
		return c->figure->id.s;
	return c->part != NULL ? c->part->id.s : NULL;
}

/* Where an advisory is printed first, or what has an id begins; NULL: nowhere. */
static struct node *
place_of(const struct builder *b, const struct diff_change *c)
{
	const char *id = id_of(c);

	for (const struct builder_shown *s = b->shown; s != NULL; s = s->next)
		if (s->advisory == c->advisory)
			return s->node;
	for (const struct builder_id *e = b->ids; id != NULL && e != NULL;
	     e = e->next)
		if (strcmp(e->id, id) == 0)
			return e->node;
	for (struct node *n = b->tree->root->first;
	     c->figure != NULL && id == NULL && n != NULL; n = n->next)
		if (n->pos.line == c->part->pos.line)
			return n; /* a picture on a page of its own */
	return NULL;
}

static const char *
arrow(struct builder *b, const char *was, const char *is)
{
	return arena_printf(b->arena, "%s →\xC2\xA0%s", was, is);
}

/* A name in which no line ends behind a title or an initial. */
static const char *
whole_name(struct builder *b, const char *name)
{
	struct buf out = {0};

	for (; *name != '\0'; name++)
		if (name[0] == '.' && name[1] == ' ') {
			buf_str(&out, ".\xC2\xA0");
			name++;
		} else {
			buf_byte(&out, (unsigned char)*name);
		}
	return buf_keep(&out, b->arena);
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

	if (c->kind == DIFF_COMMITTEE_OFFICER || c->kind == DIFF_OFFICE_HOLDER)
		values = whole_name(b, values);
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

/* Each line of a text on one of its own. */
static void
add_lines(struct builder *b, struct node *cell, const char *lines)
{
	for (;;) {
		size_t len = strcspn(lines, "\n");

		builder_words(b, cell, arena_strndup(b->arena, lines, len),
			      ROLE_NONE);
		if (lines[len] == '\0')
			return;
		builder_break(b, cell, (struct diag_pos){0});
		lines += len + 1;
	}
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
	add_lines(b, tree_add(b->tree, row, NODE_TD, none), what);
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

static bool
is_text(const struct diff_change *c)
{
	return c->kind == DIFF_TEXT_CHANGED || c->kind == DIFF_TEXT_ADDED ||
	       c->kind == DIFF_TEXT_REMOVED;
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

/* Do the two change the text of one chapter, topic or committee? */
static bool
same_owner(const struct diff_change *a, const struct diff_change *b)
{
	if (a->part != NULL || b->part != NULL)
		return a->part == b->part;
	return a->id != NULL && b->id != NULL && strcmp(a->id, b->id) == 0 &&
	       a->advisory == b->advisory;
}

/* A row for each whose paragraphs changed, came and went: parts, or other things. */
static struct node *
add_text_rows(struct builder *b, struct node *chapter, struct node *rows,
	      bool parts)
{
	const struct diff *d = b->diff;

	for (size_t i = 0; i < d->n_changes; i++) {
		const struct diff_change *first = &d->changes[i];
		size_t counts[3] = {0};

		/* what is no part and has no id is in a letter or the note */
		if (!is_text(first) || (first->part != NULL) != parts ||
		    (!parts && first->id == NULL) || first->title == NULL)
			continue;
		for (;; i++) {
			counts[d->changes[i].kind - DIFF_TEXT_CHANGED]++;
			if (i + 1 == d->n_changes ||
			    !is_text(&d->changes[i + 1]) ||
			    !same_owner(first, &d->changes[i + 1]))
				break;
		}
		if (rows == NULL)
			rows = add_table(
				b, chapter, diff_group_heading(d, DIFF_TEXT),
				b->words->what);
		add_row(b, rows, first->title, say_counts(b, counts),
			place_of(b, first));
	}
	return rows;
}

static void
add_texts(struct builder *b, struct node *chapter, struct node *rows)
{
	rows = add_text_rows(b, chapter, rows, true);
	add_text_rows(b, chapter, rows, false);
}

/* ---- tables and figures ------------------------------------------------------------------ */

/* So many of a kind are named; more are counted. */
#define FEW 3

/* The longest value that is told itself, in bytes. */
#define SHORT_VALUE 32

/* The changes of one table or figure. */
struct run {
	const struct diff_change *first;
	size_t n;
};

static bool
is_short(const char *value)
{
	return strlen(value) <= SHORT_VALUE;
}

/* "Personeel, 2035: 1.530,2 → 1.560,4", or that it was changed. */
static const char *
cell_what(struct builder *b, const struct diff_change *c)
{
	const char *was = c->old_value != NULL ? c->old_value : "–";
	const char *is = c->new_value != NULL ? c->new_value : "–";

	if (!is_short(was) || !is_short(is))
		return arena_printf(b->arena, "%s, %s %s", c->row, c->label,
				    b->words->paragraphs[0]);
	return arena_printf(
		b->arena, "%s, %s: %s", c->row, c->label, arrow(b, was, is));
}

/* "noot toegevoegd" */
static const char *
text_what(struct builder *b, const struct diff_change *c)
{
	int how = c->old_value == NULL ? 1 : c->new_value == NULL ? 2 : 0;

	return arena_printf(b->arena, "%s %s", diff_field_name(b->diff, c->field),
			    b->words->paragraphs[how]);
}

/* "rij erbij: Reiskosten" */
static const char *
named_what(struct builder *b, const struct diff_change *c)
{
	const char *word = diff_word(b->diff, c->kind);
	const char *name = c->row != NULL ? c->row : c->label;

	return name != NULL ? arena_printf(b->arena, "%s: %s", word, name) : word;
}

static const char *
matter_what(struct builder *b, const struct diff_change *c)
{
	const char *word = diff_word(b->diff, c->kind);

	switch (c->kind) {
	case DIFF_TABLE_CELL:
		return cell_what(b, c);
	case DIFF_TABLE_TEXT:
	case DIFF_FIGURE_TEXT:
		return text_what(b, c);
	case DIFF_TABLE_ORDER:
		return c->note;
	case DIFF_TABLE_RETITLED:
		return c->old_value != NULL ? arena_printf(b->arena, "%s: %s",
							   word, c->old_value)
					    : word;
	default:
		return named_what(b, c);
	}
}

/* What happened of one kind: a few named, many counted. */
static const char *
kind_what(struct builder *b, const struct run *run, enum diff_kind kind,
	  const char *said)
{
	const char *many = diff_words_for_many(b->diff, kind);
	size_t n = 0;

	for (size_t i = 0; i < run->n; i++)
		n += run->first[i].kind == kind;
	if (many != NULL && n > FEW)
		return arena_printf(b->arena, "%s%s%zu %s", said,
				    *said != '\0' ? "\n" : "", n, many);
	for (size_t i = 0; i < run->n; i++)
		if (run->first[i].kind == kind)
			said = arena_printf(b->arena, "%s%s%s", said,
					    *said != '\0' ? "\n" : "",
					    matter_what(b, &run->first[i]));
	return said;
}

static const char *
run_what(struct builder *b, const struct run *run)
{
	const char *said = "";

	for (int kind = 0; kind < DIFF_KIND_COUNT; kind++)
		if (diff_group_of((enum diff_kind)kind) == DIFF_MATTER)
			said = kind_what(b, run, (enum diff_kind)kind, said);
	return said;
}

static bool
same_matter(const struct diff_change *a, const struct diff_change *b)
{
	if (a->table != NULL || b->table != NULL)
		return a->table == b->table;
	return a->figure != NULL && a->figure == b->figure;
}

/* "Tabel 1", then the title. */
static const char *
matter_name(struct builder *b, const struct diff_change *c)
{
	if (c->table == NULL || c->table->number == 0)
		return c->title;
	return arena_printf(b->arena, "%s %d: %s", b->words->table_first,
			    c->table->number, c->title);
}

static void
add_matter(struct builder *b, struct node *chapter)
{
	const struct diff *d = b->diff;
	struct node *rows = NULL;

	for (size_t i = 0; i < d->n_changes;) {
		struct run run = {&d->changes[i], 1};

		if (diff_group_of(run.first->kind) != DIFF_MATTER) {
			i++;
			continue;
		}
		while (i + run.n < d->n_changes &&
		       same_matter(run.first, &run.first[run.n]))
			run.n++;
		if (rows == NULL)
			rows = add_table(
				b, chapter, diff_group_heading(d, DIFF_MATTER),
				b->words->what);
		add_row(b, rows, matter_name(b, run.first), run_what(b, &run),
			place_of(b, run.first));
		i += run.n;
	}
}

void
builder_changes(struct builder *b, struct node *chapter)
{
	const struct node *title = chapter->last;

	for (int kind = 0; kind < DIFF_KIND_COUNT; kind++)
		if (diff_group_of((enum diff_kind)kind) == DIFF_ADVISORIES &&
		    kind != DIFF_ADVISORY_CARRIED_OVER)
			add_kind(b, chapter, (enum diff_kind)kind);
	add_group(b, chapter, DIFF_COUNCIL);
	add_group(b, chapter, DIFF_OFFICES);
	add_texts(b, chapter, add_group(b, chapter, DIFF_TEXT));
	add_matter(b, chapter);
	/* what stayed, behind all that did not */
	add_kind(b, chapter, DIFF_ADVISORY_CARRIED_OVER);
	if (chapter->last == title)
		builder_words(
			b,
			tree_add(b->tree, chapter, NODE_P, (struct diag_pos){0}),
			b->words->no_changes, ROLE_NONE);
}
