/*
 * timeline - the rolling agenda as a figure: which advisory is expected when, by
 * status, with its kind and requester, and the same in words for those who cannot
 * see it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "document/builder.h"

/* The order of its groups. What was dropped is not on an agenda. */
static const int order[] = {
	ADVISORY_PUBLISHED, ADVISORY_IN_PREPARATION, ADVISORY_CARRIED_OVER,
	ADVISORY_PRIORITY,  ADVISORY_POSSIBLE,
};

static const struct schema_date *
date_of(const struct advisory *a)
{
	return a->month.year != 0 ? &a->month : &a->expected;
}

/* The middle of what a date can mean, in half months from the start of a year. */
static int
half_months(const struct schema_date *d, int first_year)
{
	int at = (d->year - first_year) * LAYOUT_HALF_MONTHS;

	if (d->month > 0)
		return at + (d->month - 1) * 2 +
		       (d->day > 15  ? 2
			: d->day > 0 ? 0
				     : 1);
	if (d->quarter > 0)
		return at + (d->quarter - 1) * 6 + 3;
	return at + LAYOUT_HALF_MONTHS / 2;
}

/* ---- which years ---------------------------------------------------------------------- */

/* The period, and a year before and after it if anything falls there. */
static void
find_years(const struct edition *e, struct layout_timeline *t)
{
	const struct advisory *a = e->advisories.items;
	int first = e->facts->period_start.year, last = e->facts->period_end.year;
	int from = first, to = last;

	for (size_t i = 0; i < e->advisories.count; i++) {
		int year = date_of(&a[i])->year;

		if (year == 0 || a[i].status == ADVISORY_DROPPED)
			continue;
		if (year < first)
			from = first - 1;
		if (year > last)
			to = last + 1;
	}
	if (to - from >= LAYOUT_TIMELINE_YEARS)
		to = from + LAYOUT_TIMELINE_YEARS - 1;
	t->first_year = from;
	t->n_years = to - from + 1;
	t->from = (first - from) * LAYOUT_HALF_MONTHS;
	t->to = (last - from + 1) * LAYOUT_HALF_MONTHS;
	if (t->to > t->n_years * LAYOUT_HALF_MONTHS)
		t->to = t->n_years * LAYOUT_HALF_MONTHS;
}

/* ---- rows ------------------------------------------------------------------------------- */

struct entry {
	const struct advisory *advisory;
	int rank, when; /* place of its group; date, those without last */
	size_t index;
};

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank - y->rank;
	if (x->when != y->when)
		return x->when < y->when ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static size_t
collect(struct builder *b, int first_year, struct entry **ret)
{
	const struct advisory *a = b->edition->advisories.items;
	struct entry *entries = arena_new_array(
		b->arena, struct entry, b->edition->advisories.count + 1);
	size_t n = 0;

	for (size_t i = 0; i < b->edition->advisories.count; i++)
		for (size_t k = 0; k < sizeof(order) / sizeof(*order); k++) {
			const struct schema_date *d = date_of(&a[i]);

			if (order[k] != a[i].status)
				continue;
			entries[n++] = (struct entry){
				.advisory = &a[i],
				.rank = (int)k,
				.when = d->year != 0 ? half_months(d, first_year)
						     : INT32_MAX,
				.index = i,
			};
		}
	if (n > 1)
		qsort(entries, n, sizeof(*entries), compare_entries);
	*ret = entries;
	return n;
}

/* "Adviesrapport · BZ en BHOS", as far as known; "" if nothing is. */
static const char *
note_of(struct builder *b, const struct advisory *a)
{
	const char *who = words_requester_brief(b->arena, b->words, a);
	const char *kind = a->kind.s;

	if (kind == NULL)
		return who;
	return *who != '\0' ? arena_printf(b->arena, "%s · %s", kind, who) : kind;
}

/* With a capital: "In voorbereiding". */
static const char *
name_of_group(struct builder *b, int status)
{
	char *name = arena_strndup(b->arena, b->words->statuses[status],
				   strlen(b->words->statuses[status]));

	if (*name >= 'a' && *name <= 'z')
		*name = (char)(*name - 'a' + 'A');
	return name;
}

static enum layout_timeline_mark
mark_of(int status)
{
	switch ((enum advisory_status)status) {
	case ADVISORY_PUBLISHED:
		return LAYOUT_TIMELINE_DONE;
	case ADVISORY_IN_PREPARATION:
		return LAYOUT_TIMELINE_UNDER_WAY;
	case ADVISORY_PRIORITY:
	case ADVISORY_CARRIED_OVER:
		return LAYOUT_TIMELINE_COMING;
	case ADVISORY_POSSIBLE:
	case ADVISORY_DROPPED:
		break;
	}
	return LAYOUT_TIMELINE_OPEN;
}

static void
fill_row(struct builder *b, struct node *figure, const struct entry *entry,
	 bool begins_group, struct layout_timeline_row *row)
{
	const struct advisory *a = entry->advisory;
	const char *note = note_of(b, a);

	if (begins_group)
		row->group = builder_words(b, figure, name_of_group(b, a->status),
					   ROLE_TIMELINE_GROUP);
	row->title = builder_words(b, figure, a->title.s, ROLE_TIMELINE_TITLE);
	if (*note != '\0')
		row->note = builder_words(b, figure, note, ROLE_TIMELINE_NOTE);
	row->mark = mark_of(a->status);
	row->at = entry->when == INT32_MAX ? LAYOUT_TIMELINE_NEVER : entry->when;
}

/* ---- in words ---------------------------------------------------------------------------- */

static void
say_entry(struct builder *b, struct buf *out, const struct entry *entry)
{
	const struct advisory *a = entry->advisory;
	const struct schema_date *d = date_of(a);
	const char *who = builder_requester(b, a);

	buf_str(out, a->title.s);
	if (d->year != 0)
		buf_printf(out, ", %s", words_date(b->arena, b->words, d));
	if (a->kind.s != NULL)
		buf_printf(out, ", %s", a->kind.s);
	if (*who != '\0')
		buf_printf(out, ", %s", who);
}

/*
 * Bytes of an alternative. No string of an archivable file is longer than 32767 bytes
 * (ISO 19005-2, 6.1.13), and it takes at most two of them for one of ours.
 */
#define MOST_SAID 15000

/* All that the figure shows, as far as an alternative reaches. */
static const char *
say_all(struct builder *b, const struct layout_timeline *t,
	const struct entry *entries, size_t n)
{
	struct buf text = {0};

	buf_printf(&text, "%s, %d–%d.", b->words->timeline, t->first_year,
		   t->first_year + t->n_years - 1);
	for (size_t i = 0; i < n; i++) {
		if (text.len > MOST_SAID) {
			buf_printf(&text, "; %s %zu", b->words->another, n - i);
			break;
		}
		if (i == 0 || entries[i].rank != entries[i - 1].rank)
			buf_printf(&text, "%s %s: ", i > 0 ? "." : "",
				   name_of_group(b, entries[i].advisory->status));
		else
			buf_str(&text, "; ");
		say_entry(b, &text, &entries[i]);
	}
	buf_byte(&text, '.');
	return buf_keep(&text, b->arena);
}

void
builder_timeline(struct builder *b, struct node *chapter)
{
	struct layout_timeline *t = arena_alloc(b->arena, sizeof(*t));
	struct node *figure = tree_add(
		b->tree, chapter, NODE_FIGURE, chapter->pos);
	struct layout_timeline_row *rows;
	struct entry *entries;

	find_years(b->edition, t);
	t->n_rows = collect(b, t->first_year, &entries);
	rows = arena_new_array(
		b->arena, struct layout_timeline_row, t->n_rows + 1);
	t->rows = rows;
	for (size_t i = 0; i < t->n_rows; i++)
		fill_row(b, figure, &entries[i],
			 i == 0 || entries[i].rank != entries[i - 1].rank,
			 &rows[i]);
	figure->flow = FLOW_TIMELINE;
	figure->extra = t;
	figure->alt = say_all(b, t, entries, t->n_rows);
}
