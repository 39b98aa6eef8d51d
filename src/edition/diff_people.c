/*
 * diff_people - who is in the council and who holds what.
 *
 * People are matched by id, else by initials and surname; to be nearly called the
 * same is not to be the same person.
 */
#include <string.h>

#include "base/arena.h"
#include "edition/diff_private.h"

#define SAME_NAME 1000

struct crowd {
	struct diff *d;
	struct diff_pair *people; /* by index in the new edition's list */
	const struct person *old, *new;
	size_t n_new;
};

static struct diff_item *
items_of_people(struct arena *arena, const struct schema_list *list)
{
	const struct person *p = list->items;
	struct diff_item *items = arena_new_array(
		arena, struct diff_item, list->count + 1);

	for (size_t i = 0; i < list->count; i++)
		items[i] = (struct diff_item){
			p[i].id.s, person_name(arena, &p[i], PERSON_FORMAL)};
	return items;
}

static const struct diff_pair *
pair_of(const struct crowd *crowd, const struct person *person)
{
	return person != NULL ? &crowd->people[person - crowd->new] : NULL;
}

static const struct person *
old_person(const struct crowd *crowd, const struct person *person)
{
	const struct diff_pair *pair = pair_of(crowd, person);

	return pair != NULL && pair->old != DIFF_NONE
		       ? &crowd->old[pair->old]
		       : NULL;
}

static bool
is_new(const struct crowd *crowd, const struct person *person)
{
	return crowd->n_new > 0 &&
	       person >= crowd->new &&person < crowd->new + crowd->n_new;
}

/* Whom either edition hides is not named. */
static const char *
name_of(const struct crowd *crowd, const struct person *person)
{
	const struct person *was;

	if (person == NULL)
		return diff_say_of(crowd->d)->nobody;
	was = is_new(crowd, person) ? old_person(crowd, person) : NULL;
	if (person->redact || (was != NULL && was->redact))
		return crowd->d->words->not_public;
	return person_name(crowd->d->arena, person, PERSON_FULL);
}

/* ---- members ---------------------------------------------------------------------- */

static const char *
role_of(const struct diff *d, const struct member *m)
{
	if (m->function.s != NULL)
		return m->function.s;
	switch ((enum member_role)m->role) {
	case MEMBER_CHAIR:
		return d->words->chair;
	case MEMBER_VICE_CHAIR:
		return d->words->vice_chair;
	case MEMBER_SECRETARY:
		return d->words->secretary;
	case MEMBER_STAFF:
		return diff_say_of(d)->staff;
	case MEMBER:
		break;
	}
	return diff_say_of(d)->member;
}

static const char *
role_code(const struct member *m)
{
	static const char *const codes[] = {
		[MEMBER] = "member",
		[MEMBER_CHAIR] = "chair",
		[MEMBER_VICE_CHAIR] = "vice-chair",
		[MEMBER_SECRETARY] = "secretary",
		[MEMBER_STAFF] = "staff",
	};

	return codes[m->role];
}

static struct diff_end
end_of_member(const struct crowd *crowd, const struct member *m)
{
	if (m == NULL)
		return (struct diff_end){0};
	return (struct diff_end){
		.record = m,
		.id = m->person->id.s,
		.title = name_of(crowd, m->person),
		.pos = m->pos,
	};
}

static struct diff_change *
add_member(const struct crowd *crowd, enum diff_kind kind,
	   const struct member *old, const struct member *new)
{
	return diff_add_about(crowd->d, kind, end_of_member(crowd, old),
			      end_of_member(crowd, new),
			      new != NULL ? pair_of(crowd, new->person) : NULL);
}

static void
set_roles(const struct crowd *crowd, struct diff_change *c,
	  const struct member *old, const struct member *new)
{
	c->field = "role";
	if (old != NULL) {
		c->old_value = role_of(crowd->d, old);
		c->old_code = role_code(old);
	}
	if (new != NULL) {
		c->new_value = role_of(crowd->d, new);
		c->new_code = role_code(new);
	}
}

static const char *
term_of(const struct diff *d, int term)
{
	if (term < 1)
		term = 1;
	if (term > 10)
		return arena_printf(d->arena, "%d", term);
	return arena_printf(
		d->arena, "%s %s", d->words->ordinals[term], d->words->term);
}

static void
compare_member(const struct crowd *crowd, const struct member *old,
	       const struct member *new)
{
	const char *before = name_of(crowd, old->person);
	const char *after = name_of(crowd, new->person);
	struct diff_change *c;

	if (old->role != new->role ||
	    strcmp(role_of(crowd->d, old), role_of(crowd->d, new)) != 0)
		set_roles(crowd, add_member(crowd, DIFF_MEMBER_ROLE, old, new),
			  old, new);
	if ((new->term > 1 ? new->term : 1) > (old->term > 1 ? old->term : 1)) {
		c = add_member(crowd, DIFF_MEMBER_TERM, old, new);
		c->field = "term";
		c->old_value = term_of(crowd->d, old->term);
		c->new_value = term_of(crowd->d, new->term);
	}
	if (strcmp(before, after) != 0) {
		c = add_member(crowd, DIFF_PERSON_RENAMED, old, new);
		c->field = "name";
		c->old_value = before;
		c->new_value = after;
	}
}

static const struct member *
find_member(const struct membership *ms, const struct person *person)
{
	const struct member *members = ms != NULL ? ms->members.items : NULL;

	for (size_t i = 0; ms != NULL && i < ms->members.count; i++)
		if (person != NULL && members[i].person == person)
			return &members[i];
	return NULL;
}

static void
compare_members(const struct crowd *crowd)
{
	struct diff *d = crowd->d;
	const struct membership *before = d->old->membership;
	const struct membership *after = d->new->membership;
	const struct member *new = after != NULL ? after->members.items : NULL;
	const struct member *old = before != NULL ? before->members.items : NULL;
	size_t n_new = after != NULL ? after->members.count : 0;
	size_t n_old = before != NULL ? before->members.count : 0;
	bool *stayed = arena_new_array(d->arena, bool, n_old + 1);

	d->old_members = arena_new_array(
		d->arena, const struct member *, n_new + 1);
	for (size_t i = 0; i < n_new; i++) {
		const struct member *was = find_member(
			before, old_person(crowd, new[i].person));

		d->old_members[i] = was;
		if (was == NULL) {
			set_roles(
				crowd,
				add_member(crowd, DIFF_MEMBER_IN, NULL, &new[i]),
				NULL, &new[i]);
			continue;
		}
		stayed[was - old] = true;
		compare_member(crowd, was, &new[i]);
	}
	for (size_t i = 0; i < n_old; i++)
		if (!stayed[i])
			set_roles(
				crowd,
				add_member(crowd, DIFF_MEMBER_OUT, &old[i], NULL),
				&old[i], NULL);
}

/* ---- what has a name and a holder: committees and offices ----------------------------- */

/* What the two have in common. */
struct post {
	const char *id, *name;
	struct diag_pos pos;
	size_t n_holders;
	const struct person *holders[2];
};

/* What makes a list of records one of posts, and what is told of them. */
struct post_kinds {
	size_t size; /* of a record */
	struct post (*post)(const void *record);
	enum diff_kind new, gone, renamed, holder;
	const char *holders[2]; /* their keys */
};

static struct diff_end
end_of_post(const struct post *p)
{
	if (p == NULL)
		return (struct diff_end){0};
	return (struct diff_end){
		.record = p, .id = p->id, .title = p->name, .pos = p->pos};
}

static struct diff_change *
add_post(const struct crowd *crowd, enum diff_kind kind, const struct post *old,
	 const struct post *new, const struct diff_pair *pair)
{
	return diff_add_about(
		crowd->d, kind, end_of_post(old), end_of_post(new), pair);
}

static void
compare_post(const struct crowd *crowd, const struct post_kinds *kinds,
	     const struct post *old, const struct post *new,
	     const struct diff_pair *pair)
{
	struct diff_change *c;

	if (strcmp(old->name, new->name) != 0) {
		c = add_post(crowd, kinds->renamed, old, new, pair);
		c->field = "name";
		c->old_value = old->name;
		c->new_value = new->name;
	}
	for (size_t i = 0; i < new->n_holders; i++) {
		const struct person *was = old->holders[i], *is = new->holders[i];

		if (was == NULL && is == NULL)
			continue;
		if (was != NULL && is != NULL && old_person(crowd, is) == was)
			continue;
		c = add_post(crowd, kinds->holder, old, new, pair);
		c->field = kinds->holders[i];
		c->old_value = name_of(crowd, was);
		c->new_value = name_of(crowd, is);
		c->old_code = was != NULL ? was->id.s : NULL;
		c->new_code = is != NULL ? is->id.s : NULL;
	}
}

static struct post *
posts_of(struct arena *arena, const struct post_kinds *kinds,
	 const struct schema_list *list)
{
	struct post *posts = arena_new_array(arena, struct post, list->count + 1);

	for (size_t i = 0; i < list->count; i++)
		posts[i] = kinds->post(
			(const char *)list->items + i * kinds->size);
	return posts;
}

static struct diff_item *
items_of_posts(struct arena *arena, const struct post *posts, size_t n)
{
	struct diff_item *items = arena_new_array(arena, struct diff_item, n + 1);

	for (size_t i = 0; i < n; i++)
		items[i] = (struct diff_item){posts[i].id, posts[i].name};
	return items;
}

/* The pairs and their number, for what else there is to compare. */
static size_t
compare_posts(const struct crowd *crowd, const struct post_kinds *kinds,
	      const struct schema_list *before, const struct schema_list *after,
	      struct diff_pair **ret)
{
	struct arena *arena = crowd->d->arena;
	struct post *old = posts_of(arena, kinds, before);
	struct post *new = posts_of(arena, kinds, after);
	size_t n = diff_match(
		arena, items_of_posts(arena, old, before->count), before->count,
		items_of_posts(arena, new, after->count), after->count,
		DIFF_TITLE_THRESHOLD, ret);

	for (size_t i = 0; i < n; i++) {
		const struct diff_pair *p = &(*ret)[i];

		if (p->new == DIFF_NONE)
			add_post(crowd, kinds->gone, &old[p->old], NULL, p);
		else if (p->old == DIFF_NONE)
			add_post(crowd, kinds->new, NULL, &new[p->new], p);
		else
			compare_post(crowd, kinds, &old[p->old], &new[p->new], p);
	}
	return n;
}

static struct post
post_of_committee(const void *record)
{
	const struct committee *c = record;

	return (struct post){
		.id = c->id.s,
		.name = c->name.s,
		.pos = c->pos,
		.n_holders = 2,
		.holders = {c->chair, c->vice_chair},
	};
}

static struct post
post_of_office(const void *record)
{
	const struct office *o = record;

	return (struct post){
		.id = o->id.s,
		.name = o->name.s,
		.pos = o->pos,
		.n_holders = 1,
		.holders = {o->holder},
	};
}

static void
compare_remits(struct diff *d, const struct diff_pair *pairs, size_t n)
{
	const struct committee *old = d->old->committees.items;
	const struct committee *new = d->new->committees.items;

	for (size_t i = 0; i < n; i++) {
		const struct diff_pair *p = &pairs[i];
		const struct committee *c;
		struct diff_place place = {.field = "remit", .pair = p};

		if (p->new == DIFF_NONE)
			continue;
		c = &new[p->new];
		place.owner = c->id.s;
		place.title = c->name.s;
		if (p->old == DIFF_NONE) {
			diff_new_text(d, &c->name, &place, DIFF_PLAIN);
			diff_new_text(d, &c->remit, &place, DIFF_BLOCKS);
			continue;
		}
		d->old_committees[p->new] = &old[p->old];
		diff_compare_text(
			d, &old[p->old].name, &c->name, &place, DIFF_PLAIN, true);
		diff_compare_text(d, &old[p->old].remit, &c->remit, &place,
				  DIFF_BLOCKS, false);
	}
}

static void
compare_committees(const struct crowd *crowd)
{
	static const struct post_kinds kinds = {
		.size = sizeof(struct committee),
		.post = post_of_committee,
		.new = DIFF_COMMITTEE_NEW,
		.gone = DIFF_COMMITTEE_GONE,
		.renamed = DIFF_COMMITTEE_RENAMED,
		.holder = DIFF_COMMITTEE_OFFICER,
		.holders = {"chair", "vice-chair"},
	};
	struct diff *d = crowd->d;
	struct diff_pair *pairs;
	size_t n = compare_posts(
		crowd, &kinds, &d->old->committees, &d->new->committees, &pairs);

	d->old_committees = arena_new_array(
		d->arena, const struct committee *, d->new->committees.count + 1);
	compare_remits(d, pairs, n);
}

static void
compare_offices(const struct crowd *crowd)
{
	static const struct post_kinds kinds = {
		.size = sizeof(struct office),
		.post = post_of_office,
		.new = DIFF_OFFICE_NEW,
		.gone = DIFF_OFFICE_GONE,
		.renamed = DIFF_OFFICE_RENAMED,
		.holder = DIFF_OFFICE_HOLDER,
		.holders = {"holder", NULL},
	};
	struct diff_pair *pairs;

	compare_posts(crowd, &kinds, &crowd->d->old->offices,
		      &crowd->d->new->offices, &pairs);
}

/* ---- the council itself ----------------------------------------------------------------- */

static void
compare_council(struct diff *d)
{
	const struct council *old = d->old->council, *new = d->new->council;
	const struct {
		const char *field;
		const struct source_text *old, *new;
	} facts[] = {
		{"name", &old->name, &new->name},
		{"abbreviation", &old->abbreviation, &new->abbreviation},
		{"website", &old->website, &new->website},
		{"email", &old->email, &new->email},
		{"phone", &old->phone, &new->phone},
	};

	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++) {
		struct diff_change *c;

		if (diff_same(facts[i].old, facts[i].new))
			continue;
		c = diff_add(d, DIFF_COUNCIL_FACT);
		c->title = new->name.s;
		c->field = facts[i].field;
		c->old_value = facts[i].old->s;
		c->new_value = facts[i].new->s;
		c->old_pos = old->pos;
		c->new_pos = new->pos;
	}
}

void
diff_people(struct diff *d)
{
	const struct schema_list *before = &d->old->people;
	const struct schema_list *after = &d->new->people;
	struct crowd crowd = {
		.d = d,
		.old = before->items,
		.new = after->items,
		.n_new = after->count,
	};

	diff_match(d->arena, items_of_people(d->arena, before), before->count,
		   items_of_people(d->arena, after), after->count, SAME_NAME,
		   &crowd.people);
	compare_members(&crowd);
	compare_committees(&crowd);
	compare_offices(&crowd);
	compare_council(d);
}
