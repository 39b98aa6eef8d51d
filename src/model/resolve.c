/* References become pointers; what they may point at is said here. */
#include <string.h>

#include "base/arena.h"
#include "model/model_tables.h"

#define MAX_SUGGESTIONS 40 /* finding the nearest id looks at all of them */

/* Which offices a reference accepts, as a set of bits. */
#define ACCEPTS(kind) (1u << (kind))
#define ANY_OFFICE (~0u)
#define WHO_ASKS \
	(ACCEPTS(OFFICE_MINISTER) | ACCEPTS(OFFICE_CHAMBER) | \
	 ACCEPTS(OFFICE_OTHER))
#define WHO_SENDS \
	(ACCEPTS(OFFICE_MINISTRY) | ACCEPTS(OFFICE_COUNCIL) | \
	 ACCEPTS(OFFICE_OTHER))
#define WHO_SIGNS (ACCEPTS(OFFICE_MINISTER) | ACCEPTS(OFFICE_OTHER))

struct resolver {
	struct arena *arena;
	struct diag_sink *sink;
	const struct edition_ids *ids;
	bool complete; /* the whole file could be read */
	bool passes_over
		[ID_KINDS]; /* it could not, and nothing of the kind is there */
	int suggestions;
};

static const char *const office_kind_names[] = {
	[OFFICE_MINISTER] = "a minister",  [OFFICE_CHAMBER] = "a chamber",
	[OFFICE_COUNCIL] = "a council",    [OFFICE_MINISTRY] = "a ministry",
	[OFFICE_OTHER] = "another office",
};

static void
report_unknown(struct resolver *r, enum id_kind kind, const char *key,
	       const struct source_text *id)
{
	const struct id_entry *other = ids_any(r->ids, id->s);
	const char *near = NULL;

	if (other != NULL) {
		diag_report(r->sink, DIAG_REF_KIND, id->pos,
			    "'%s' names '%s', which is %s; it must be %s", key,
			    id->s, id_kind_name(other->kind), id_kind_name(kind));
		return;
	}
	if (r->passes_over[kind])
		return;
	diag_report(r->sink, DIAG_REF_UNKNOWN, id->pos,
		    "'%s' names '%s', which is not the id of %s", key, id->s,
		    id_kind_name(kind));
	if (r->suggestions++ < MAX_SUGGESTIONS)
		near = ids_nearest(r->ids, kind, id);
	if (near != NULL)
		diag_hint(r->sink, "Did you mean '%s'?", near);
}

static void *
find(struct resolver *r, enum id_kind kind, const char *key,
     const struct source_text *id)
{
	void *record;

	if (id->s == NULL)
		return NULL;
	record = ids_find(r->ids, kind, id->s);
	if (record == NULL)
		report_unknown(r, kind, key, id);
	return record;
}

static struct person *
find_person(struct resolver *r, const char *key, const struct source_text *id)
{
	return find(r, ID_PERSON, key, id);
}

/* "a minister, a chamber or another office" */
static const char *
list_of_kinds(unsigned accepts, char *room, size_t size)
{
	size_t used = 0, left = 0;

	for (int kind = 0; kind <= OFFICE_OTHER; kind++)
		left += (accepts & ACCEPTS(kind)) != 0;
	*room = '\0';
	for (int kind = 0; kind <= OFFICE_OTHER; kind++) {
		const char *name = office_kind_names[kind];
		const char *join;

		if ((accepts & ACCEPTS(kind)) == 0)
			continue;
		join = --left > 1 ? ", " : left == 1 ? " or " : "";
		if (used + strlen(name) + strlen(join) >= size)
			break;
		memcpy(room + used, name, strlen(name));
		used += strlen(name);
		memcpy(room + used, join, strlen(join) + 1);
		used += strlen(join);
	}
	return room;
}

static struct office *
find_office(struct resolver *r, const char *key, unsigned accepts,
	    const struct source_text *id)
{
	struct office *office = find(r, ID_OFFICE, key, id);
	char room[100];

	if (office == NULL || (accepts & ACCEPTS(office->kind)) != 0)
		return office;
	if (!r->complete) /* its kind may be what could not be read */
		return NULL;
	diag_report(r->sink, DIAG_REF_KIND, id->pos,
		    "'%s' names '%s', which is %s; it must be %s", key, id->s,
		    office_kind_names[office->kind],
		    list_of_kinds(accepts, room, sizeof(room)));
	return NULL;
}

static struct office **
find_offices(struct resolver *r, const char *key, unsigned accepts,
	     const struct schema_list *ids)
{
	const struct source_text *id = ids->items;
	struct office **found = arena_new_array(
		r->arena, struct office *, ids->count + 1);
	size_t n = 0;

	for (size_t i = 0; i < ids->count; i++) {
		struct office *office = find_office(r, key, accepts, &id[i]);

		if (office != NULL)
			found[n++] = office;
	}
	return found;
}

static void
resolve_facts(struct resolver *r, struct edition *edition)
{
	struct office *offices = edition->offices.items;
	struct committee *committees = edition->committees.items;
	struct edition_facts *facts = edition->facts;

	if (facts != NULL)
		facts->adopted_by = find_office(
			r, "adopted-by", ANY_OFFICE, &facts->adopted_by_id);
	for (size_t i = 0; i < edition->offices.count; i++)
		offices[i].holder = find_person(
			r, "holder", &offices[i].holder_id);
	for (size_t i = 0; i < edition->committees.count; i++) {
		struct committee *c = &committees[i];

		c->chair = find_person(r, "chair", &c->chair_id);
		c->vice_chair = find_person(r, "vice-chair", &c->vice_chair_id);
	}
	if (edition->membership != NULL) {
		struct member *members = edition->membership->members.items;

		for (size_t i = 0; i < edition->membership->members.count; i++)
			members[i].person = find_person(
				r, "person", &members[i].person_id);
	}
}

static void
resolve_advisories(struct resolver *r, struct edition *edition)
{
	struct advisory *advisory = edition->advisories.items;

	for (size_t i = 0; i < edition->advisories.count; i++, advisory++) {
		advisory->requested_by = find_offices(
			r, "requested-by", WHO_ASKS, &advisory->requested_by_ids);
		advisory->at_request_of = find_office(
			r, "at-request-of", WHO_ASKS,
			&advisory->at_request_of_id);
		advisory->joint_with = find_offices(
			r, "joint-with", ACCEPTS(OFFICE_COUNCIL),
			&advisory->joint_with_ids);
	}
}

static void
resolve_booklet(struct resolver *r, struct booklet *booklet)
{
	struct part *part = booklet->parts.items;

	for (size_t i = 0; i < booklet->parts.count; i++, part++) {
		part->signed_by = find_person(
			r, "signed-by", &part->signed_by_id);
		if (part->kind != PART_PREFACE && part->kind != PART_CHAPTER &&
		    part->kind != PART_OVERVIEW && part->kind != PART_CHANGES &&
		    part->kind != PART_TIMELINE)
			part->in_contents = false;
	}
}

static void
resolve_letters(struct resolver *r, struct letters *letters)
{
	struct recipient *recipient = letters->recipients.items;
	struct signatory *signatory = letters->signatories.items;

	letters->from = find_office(r, "from", WHO_SENDS, &letters->from_id);
	letters->on_behalf_of = find_offices(
		r, "on-behalf-of", WHO_SIGNS, &letters->on_behalf_of_ids);
	for (size_t i = 0; i < letters->recipients.count; i++, recipient++)
		recipient->office = find_office(
			r, "office", ACCEPTS(OFFICE_CHAMBER),
			&recipient->office_id);
	for (size_t i = 0; i < letters->signatories.count; i++, signatory++) {
		signatory->office = find_office(
			r, "office", WHO_SIGNS, &signatory->office_id);
		signatory->person = find_person(
			r, "person", &signatory->person_id);
		if (signatory->person == NULL && signatory->person_id.s == NULL &&
		    signatory->office != NULL)
			signatory->person = signatory->office->holder;
	}
}

static void
resolve_note(struct resolver *r, struct decision_note *note)
{
	struct decision *decision = note->decisions.items;

	note->to = find_office(r, "to", ANY_OFFICE, &note->to_id);
	note->from = find_office(r, "from", ANY_OFFICE, &note->from_id);
	note->contact = find_person(r, "contact", &note->contact_id);
	for (size_t i = 0; i < note->decisions.count; i++, decision++)
		decision->office = find_office(
			r, "office", WHO_SIGNS, &decision->office_id);
}

struct office *
resolve_signing_office(struct arena *arena, struct diag_sink *sink,
		       const struct edition_ids *ids, const char *key,
		       const struct source_text *id)
{
	struct resolver r = {
		.arena = arena, .sink = sink, .ids = ids, .complete = true};

	return find_office(&r, key, WHO_SIGNS, id);
}

struct person *
resolve_person(struct arena *arena, struct diag_sink *sink,
	       const struct edition_ids *ids, const char *key,
	       const struct source_text *id)
{
	struct resolver r = {
		.arena = arena, .sink = sink, .ids = ids, .complete = true};

	return find_person(&r, key, id);
}

void
resolve_report_unknown(struct arena *arena, struct diag_sink *sink,
		       const struct edition_ids *ids, enum id_kind kind,
		       const char *key, const struct source_text *id)
{
	struct resolver r = {
		.arena = arena, .sink = sink, .ids = ids, .complete = true};

	report_unknown(&r, kind, key, id);
}

void
edition_resolve(struct arena *arena, struct diag_sink *sink,
		struct edition *edition, bool complete)
{
	struct resolver r = {.arena = arena,
			     .sink = sink,
			     .ids = edition->ids,
			     .complete = complete};

	for (enum id_kind kind = 0; kind < ID_KINDS; kind++)
		r.passes_over[kind] = !complete &&
				      !ids_has_kind(edition->ids, kind);
	resolve_facts(&r, edition);
	resolve_advisories(&r, edition);
	if (edition->booklet != NULL)
		resolve_booklet(&r, edition->booklet);
	if (edition->letters != NULL)
		resolve_letters(&r, edition->letters);
	if (edition->note != NULL)
		resolve_note(&r, edition->note);
}
