#include "edition/diff.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "edition/diff_private.h"
#include "schema/date.h"

struct diff_change *
diff_add(struct diff *d, enum diff_kind kind)
{
	d->changes = arena_grow(d->arena, d->changes, d->n_changes,
				&d->cap_changes, sizeof(*d->changes));
	d->counts[kind]++;
	d->changes[d->n_changes].kind = kind;
	return &d->changes[d->n_changes++];
}

struct diff_change *
diff_add_about(struct diff *d, enum diff_kind kind, struct diff_end old,
	       struct diff_end new, const struct diff_pair *pair)
{
	struct diff_change *c = diff_add(d, kind);
	const struct diff_end *any = new.record != NULL ? &new : &old;

	assert(any->record != NULL);
	c->id = any->id;
	c->old_id = old.id;
	c->title = any->title;
	c->pair = old.record != NULL && new.record != NULL ? pair : NULL;
	c->old_pos = old.pos;
	c->new_pos = new.pos;
	return c;
}

/* ---- advisories ----------------------------------------------------------------- */

static const char *const status_codes[] = {
	[ADVISORY_PUBLISHED] = "published",
	[ADVISORY_IN_PREPARATION] = "in-preparation",
	[ADVISORY_PRIORITY] = "priority",
	[ADVISORY_POSSIBLE] = "possible",
	[ADVISORY_CARRIED_OVER] = "carried-over",
	[ADVISORY_DROPPED] = "dropped",
};

/* How far an advisory is. What was carried over is as good as a priority. */
static int
stage(int status)
{
	static const int stages[] = {
		[ADVISORY_PUBLISHED] = 3,    [ADVISORY_IN_PREPARATION] = 2,
		[ADVISORY_PRIORITY] = 1,     [ADVISORY_POSSIBLE] = 0,
		[ADVISORY_CARRIED_OVER] = 1, [ADVISORY_DROPPED] = -1,
	};

	return stages[status];
}

static struct diff_end
end_of_advisory(const struct advisory *a)
{
	if (a == NULL)
		return (struct diff_end){0};
	return (struct diff_end){
		.record = a, .id = a->id.s, .title = a->title.s, .pos = a->pos};
}

static struct diff_change *
add_advisory(struct diff *d, enum diff_kind kind, const struct advisory *old,
	     const struct advisory *new, const struct diff_pair *pair)
{
	struct diff_change *c = diff_add_about(
		d, kind, end_of_advisory(old), end_of_advisory(new), pair);

	c->advisory = new;
	return c;
}

static void
add_status(struct diff *d, enum diff_kind kind, const struct advisory *old,
	   const struct advisory *new, const struct diff_pair *pair)
{
	struct diff_change *c = add_advisory(d, kind, old, new, pair);

	c->field = "status";
	if (old != NULL) {
		c->old_value = d->words->statuses[old->status];
		c->old_code = status_codes[old->status];
	}
	if (new != NULL) {
		c->new_value = d->words->statuses[new->status];
		c->new_code = status_codes[new->status];
		c->note = new->reason.s;
	}
}

static void
compare_status(struct diff *d, const struct advisory *old,
	       const struct advisory *new, const struct diff_pair *pair)
{
	int before = stage(old->status), after = stage(new->status);

	if (new->status == ADVISORY_DROPPED) {
		if (old->status != ADVISORY_DROPPED)
			add_status(d, DIFF_ADVISORY_DROPPED, old, new, pair);
	} else if (old->status == ADVISORY_DROPPED) {
		add_status(d, DIFF_ADVISORY_NEW, old, new, pair);
	} else if (new->status == ADVISORY_CARRIED_OVER || before == after) {
		if (new->status != ADVISORY_PUBLISHED)
			add_status(d, DIFF_ADVISORY_CARRIED_OVER, old, new, pair);
	} else {
		add_status(d,
			   after > before ? DIFF_ADVISORY_PROMOTED
					  : DIFF_ADVISORY_PUT_BACK,
			   old, new, pair);
	}
}

/* A date that is merely more exact, or less, is not another date. */
static void
compare_expected(struct diff *d, const struct advisory *old,
		 const struct advisory *new, const struct diff_pair *pair)
{
	const struct schema_date *before = &old->expected,
				 *after = &new->expected;
	struct diff_change *c;
	bool later;

	if (before->year == 0 || after->year == 0 ||
	    new->status == ADVISORY_PUBLISHED)
		return;
	later = strcmp(date_first_day(d->arena, after),
		       date_last_day(d->arena, before)) > 0;
	if (!later && strcmp(date_last_day(d->arena, after),
			     date_first_day(d->arena, before)) >= 0)
		return;
	c = add_advisory(
		d, later ? DIFF_ADVISORY_POSTPONED : DIFF_ADVISORY_ADVANCED, old,
		new, pair);
	c->field = "expected";
	c->old_value = words_date(d->arena, d->words, before);
	c->new_value = words_date(d->arena, d->words, after);
	c->old_code = date_print(d->arena, before);
	c->new_code = date_print(d->arena, after);
	c->new_pos = after->pos;
	c->old_pos = before->pos;
}

static void
compare_named(struct diff *d, enum diff_kind kind, const struct advisory *old,
	      const struct advisory *new, const struct diff_pair *pair,
	      const char *field, const char *before, const char *after)
{
	struct diff_change *c;

	if (*before == '\0' || *after == '\0' || strcmp(before, after) == 0)
		return;
	c = add_advisory(d, kind, old, new, pair);
	c->field = field;
	c->old_value = before;
	c->new_value = after;
}

static void
compare_advisory_texts(struct diff *d, const struct advisory *old,
		       const struct advisory *new, const struct diff_pair *pair)
{
	const struct {
		const char *field;
		const struct source_text *old, *new;
		enum diff_make make;
	} texts[] = {
		{"title", &old->title, &new->title, DIFF_PLAIN},
		{"kind", &old->kind, &new->kind, DIFF_PLAIN},
		{"reason", &old->reason, &new->reason, DIFF_PLAIN},
		{"summary", &old->summary, &new->summary, DIFF_INLINES},
		{"body", &old->body, &new->body, DIFF_BLOCKS},
	};

	/* A topic that becomes a row of a table has not lost its text. */
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		diff_compare_text(
			d, texts[i].old, texts[i].new,
			&(struct diff_place){.owner = new->id.s,
					     .field = texts[i].field,
					     .advisory = new,
					     .pair = pair},
			texts[i].make,
			texts[i].make == DIFF_PLAIN || texts[i].old->s == NULL ||
				texts[i].new->s == NULL);
}

static const char *
join_offices(struct diff *d, struct office *const *offices)
{
	const char *joined = NULL;

	for (size_t i = 0; offices != NULL && offices[i] != NULL; i++)
		joined = i == 0 ? offices[i]->name.s
				: arena_printf(d->arena, "%s; %s", joined,
					       offices[i]->name.s);
	return joined;
}

static const char *
month_of(const struct diff *d, const struct advisory *a)
{
	return a->month.year != 0 ? words_date(d->arena, d->words, &a->month)
				  : NULL;
}

/* What comes with another status is not told once more. */
static void
compare_advisory_facts(struct diff *d, const struct advisory *old,
		       const struct advisory *new, const struct diff_pair *pair)
{
	/* else it is the requester, and told as that */
	bool commitment = old->requester.s != NULL && new->requester.s != NULL;
	const struct {
		const char *field, *old, *new;
	} facts[] = {
		{"kind", old->kind.s, new->kind.s},
		{"month", month_of(d, old), month_of(d, new)},
		{"joint-with", join_offices(d, old->joint_with),
		 join_offices(d, new->joint_with)},
		{"commitment", commitment ? old->commitment.s : NULL,
		 commitment ? new->commitment.s : NULL},
		{"link", old->link.s, new->link.s},
	};

	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++) {
		const char *was = facts[i].old, *is = facts[i].new;
		struct diff_change *c;

		if (old->status != new->status || was == is ||
		    (was != NULL && is != NULL && strcmp(was, is) == 0))
			continue;
		c = add_advisory(d, DIFF_ADVISORY_FACT, old, new, pair);
		c->field = facts[i].field;
		c->old_value = was;
		c->new_value = is;
	}
}

static void
compare_advisory(struct diff *d, const struct advisory *old,
		 const struct advisory *new, const struct diff_pair *pair)
{
	compare_status(d, old, new, pair);
	compare_expected(d, old, new, pair);
	compare_named(d, DIFF_ADVISORY_RETITLED, old, new, pair, "title",
		      old->title.s, new->title.s);
	compare_named(d, DIFF_ADVISORY_REQUESTER, old, new, pair, "requester",
		      words_requester(d->arena, d->words, old),
		      words_requester(d->arena, d->words, new));
	compare_advisory_facts(d, old, new, pair);
	compare_advisory_texts(d, old, new, pair);
}

static void
add_new_advisory(struct diff *d, const struct advisory *new,
		 const struct diff_pair *pair)
{
	const struct source_text *texts[] = {
		&new->title, &new->kind, &new->reason, &new->summary, &new->body};

	add_status(d,
		   new->status == ADVISORY_DROPPED ? DIFF_ADVISORY_DROPPED
						   : DIFF_ADVISORY_NEW,
		   NULL, new, pair);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		diff_new_text(
			d, texts[i],
			&(struct diff_place){.owner = new->id.s, .advisory = new},
			i < 3   ? DIFF_PLAIN
			: i < 4 ? DIFF_INLINES
				: DIFF_BLOCKS);
}

static void
add_old_advisory(struct diff *d, const struct advisory *old,
		 const struct diff_pair *pair)
{
	if (old->status == ADVISORY_PUBLISHED)
		add_status(d, DIFF_ADVISORY_PAST, old, NULL, pair);
	else if (old->status != ADVISORY_DROPPED)
		add_status(d, DIFF_ADVISORY_DROPPED, old, NULL, pair);
}

static struct diff_item *
items_of_advisories(struct arena *arena, const struct schema_list *list)
{
	const struct advisory *a = list->items;
	struct diff_item *items = arena_new_array(
		arena, struct diff_item, list->count + 1);

	for (size_t i = 0; i < list->count; i++)
		items[i] = (struct diff_item){a[i].id.s, a[i].title.s};
	return items;
}

/* Topics of one status are told in their order; of one that got further that is told. */
static void
compare_order(struct diff *d, const struct diff_pair *pairs, size_t n, int status)
{
	const struct advisory *old = d->old->advisories.items;
	const struct advisory *new = d->new->advisories.items;
	struct diff_seat *seats = arena_new_array(
		d->arena, struct diff_seat, n + 1);
	size_t n_seats = 0;

	for (size_t i = 0; i < n; i++) {
		const struct diff_pair *p = &pairs[i];
		const struct advisory *was, *is;

		if (p->old == DIFF_NONE || p->new == DIFF_NONE)
			continue;
		was = &old[p->old];
		is = &new[p->new];
		if (was->status != status || is->status != status)
			continue;
		seats[n_seats++] = (struct diff_seat){
			.old = p->old,
			.pair = i,
			.weight = (int64_t)(was->body.len + was->summary.len +
					    is->body.len + is->summary.len + 1),
			.old_title = was->title.s,
			.new_title = is->title.s,
		};
	}
	diff_moved(d, seats, n_seats);
	for (size_t i = 0; i < n_seats; i++) {
		const struct diff_pair *p = &pairs[seats[i].pair];
		struct diff_change *c;

		if (!seats[i].moved)
			continue;
		c = add_advisory(d, DIFF_ADVISORY_MOVED, &old[p->old],
				 &new[p->new], p);
		c->field = "place";
		c->old_value = seats[i].old_place;
		c->new_value = seats[i].new_place;
	}
}

static void
compare_advisories(struct diff *d)
{
	const struct schema_list *before = &d->old->advisories;
	const struct schema_list *after = &d->new->advisories;
	const struct advisory *old = before->items, *new = after->items;
	struct diff_pair *pairs;
	size_t n = diff_match(d->arena, items_of_advisories(d->arena, before),
			      before->count, items_of_advisories(d->arena, after),
			      after->count, DIFF_TITLE_THRESHOLD, &pairs);

	d->old_advisories = arena_new_array(
		d->arena, const struct advisory *, after->count + 1);
	for (size_t i = 0; i < n; i++) {
		const struct diff_pair *p = &pairs[i];

		if (p->new == DIFF_NONE) {
			add_old_advisory(d, &old[p->old], p);
		} else if (p->old == DIFF_NONE) {
			add_new_advisory(d, &new[p->new], p);
		} else {
			d->old_advisories[p->new] = &old[p->old];
			compare_advisory(d, &old[p->old], &new[p->new], p);
		}
	}
	for (int status = ADVISORY_PUBLISHED; status <= ADVISORY_DROPPED;
	     status++)
		compare_order(d, pairs, n, status);
}

/* ---- the whole ------------------------------------------------------------------- */

static int
compare_addresses(const void *a, const void *b)
{
	const struct diff_text *x = *(struct diff_text *const *)a;
	const struct diff_text *y = *(struct diff_text *const *)b;

	return (x->new > y->new) - (x->new < y->new);
}

struct diff *
diff_editions(struct arena *arena, const struct edition *old,
	      const struct edition *new, bool pictures)
{
	struct diff *d = arena_alloc(arena, sizeof(*d));

	d->arena = arena;
	d->old = old;
	d->new = new;
	d->pictures = pictures;
	d->words = words_of(new->facts->language);
	diff_match_tables(d);
	compare_advisories(d);
	diff_people(d);
	diff_papers(d);
	diff_parts(d);
	diff_tables(d);
	diff_figures(d);
	/* to be found again; the order of addresses is seen by nobody */
	if (d->n_texts > 1)
		qsort(d->texts, d->n_texts, sizeof(struct diff_text *),
		      compare_addresses);
	return d;
}

const struct diff_text *
diff_text_of(const struct diff *d, const struct source_text *new)
{
	size_t low = 0, high = d->n_texts;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (d->texts[middle]->new < new)
			low = middle + 1;
		else
			high = middle;
	}
	return low < d->n_texts && d->texts[low]->new == new
		       ? d->texts[low]
		       : NULL;
}

const struct advisory *
diff_old_advisory(const struct diff *d, const struct advisory *advisory)
{
	const struct advisory *list = d->new->advisories.items;

	return d->old_advisories[advisory - list];
}

const struct committee *
diff_old_committee(const struct diff *d, const struct committee *committee)
{
	const struct committee *list = d->new->committees.items;

	return d->old_committees[committee - list];
}

const struct member *
diff_old_member(const struct diff *d, const struct member *member)
{
	const struct member *list = d->new->membership->members.items;

	return d->old_members[member - list];
}
