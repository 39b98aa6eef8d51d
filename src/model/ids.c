#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/model_tables.h"
#include "schema/schema_report.h"

const char *
id_kind_name(enum id_kind kind)
{
	static const char *const names[ID_KINDS] = {
		[ID_OFFICE] = "an office",
		[ID_PERSON] = "a person",
		[ID_COMMITTEE] = "a committee",
		[ID_ADVISORY] = "an advisory",
		[ID_PART] = "a part of the booklet",
		[ID_FIGURE] = "a figure",
		[ID_TABLE] = "a table",
	};

	return names[kind];
}

static int
compare_entries(const void *left, const void *right)
{
	const struct id_entry *a = left, *b = right;
	int order = strcmp(a->id, b->id);

	if (order == 0)
		order = (a->text->pos.line > b->text->pos.line) -
			(a->text->pos.line < b->text->pos.line);
	if (order == 0)
		order = (a->text->pos.col > b->text->pos.col) -
			(a->text->pos.col < b->text->pos.col);
	return order;
}

static void
add(struct edition_ids *ids, enum id_kind kind, const struct source_text *text,
    void *record)
{
	if (text->s == NULL)
		return;
	ids->entries[ids->count++] = (struct id_entry){
		.id = text->s,
		.len = text->len,
		.kind = kind,
		.text = text,
		.record = record,
	};
}

static void
add_figures(struct edition_ids *ids, const struct part *part)
{
	struct figure *figures = part->figures.items;

	for (size_t i = 0; i < part->figures.count; i++)
		add(ids, ID_FIGURE, &figures[i].id, &figures[i]);
}

static void
add_all(struct edition_ids *ids, const struct edition *edition)
{
	struct office *offices = edition->offices.items;
	struct person *people = edition->people.items;
	struct committee *committees = edition->committees.items;
	struct advisory *advisories = edition->advisories.items;
	struct data_table *tables = edition->tables.items;

	for (size_t i = 0; i < edition->offices.count; i++)
		add(ids, ID_OFFICE, &offices[i].id, &offices[i]);
	for (size_t i = 0; i < edition->people.count; i++)
		add(ids, ID_PERSON, &people[i].id, &people[i]);
	for (size_t i = 0; i < edition->committees.count; i++)
		add(ids, ID_COMMITTEE, &committees[i].id, &committees[i]);
	for (size_t i = 0; i < edition->advisories.count; i++)
		add(ids, ID_ADVISORY, &advisories[i].id, &advisories[i]);
	for (size_t i = 0; i < edition->tables.count; i++)
		add(ids, ID_TABLE, &tables[i].id, &tables[i]);
	if (edition->booklet != NULL) {
		struct part *parts = edition->booklet->parts.items;

		for (size_t i = 0; i < edition->booklet->parts.count; i++) {
			add(ids, ID_PART, &parts[i].id, &parts[i]);
			add_figures(ids, &parts[i]);
		}
	}
}

/* Of one part: then the schema has reported it. */
static bool
in_one_list(const struct edition *edition, const void *a, const void *b)
{
	const struct part *part = edition->booklet->parts.items;

	for (size_t i = 0; i < edition->booklet->parts.count; i++, part++) {
		const struct figure *figures = part->figures.items;
		bool has_a = false, has_b = false;

		for (size_t k = 0; k < part->figures.count; k++) {
			has_a |= a == &figures[k];
			has_b |= b == &figures[k];
		}
		if (has_a || has_b)
			return has_a && has_b;
	}
	return false;
}

/* One id, one thing: a text that says {name:x} must not have to ask which. */
static void
report_taken(struct diag_sink *sink, const struct edition *edition,
	     const struct edition_ids *ids)
{
	const struct id_entry *first = ids->entries;

	for (size_t i = 1; i < ids->count; i++) {
		const struct id_entry *entry = &ids->entries[i];

		if (strcmp(entry->id, first->id) != 0)
			first = entry;
		else if (entry->kind != first->kind ||
			 (entry->kind == ID_FIGURE &&
			  !in_one_list(edition, first->record, entry->record)))
			diag_report(
				sink, DIAG_ID_TAKEN, entry->text->pos,
				"'%s' cannot be the id of %s: it is already that "
				"of %s in line %d",
				entry->id, id_kind_name(entry->kind),
				id_kind_name(first->kind), first->text->pos.line);
	}
}

const struct edition_ids *
ids_collect(struct arena *arena, struct diag_sink *sink,
	    const struct edition *edition)
{
	struct edition_ids *ids = arena_alloc(arena, sizeof(*ids));
	size_t most = edition->offices.count + edition->people.count +
		      edition->committees.count + edition->advisories.count +
		      edition->tables.count;

	if (edition->booklet != NULL) {
		const struct part *parts = edition->booklet->parts.items;

		most += edition->booklet->parts.count;
		for (size_t i = 0; i < edition->booklet->parts.count; i++)
			most += parts[i].figures.count;
	}
	ids->entries = arena_new_array(arena, struct id_entry, most + 1);
	add_all(ids, edition);
	if (ids->count > 1)
		qsort(ids->entries, ids->count, sizeof(*ids->entries),
		      compare_entries);
	report_taken(sink, edition, ids);
	return ids;
}

/* The first entry with this id; NULL if there is none. */
const struct id_entry *
ids_any(const struct edition_ids *ids, const char *id)
{
	size_t low = 0, high = ids->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(ids->entries[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == ids->count || strcmp(ids->entries[low].id, id) != 0)
		return NULL;
	return &ids->entries[low];
}

void *
ids_find(const struct edition_ids *ids, enum id_kind kind, const char *id)
{
	const struct id_entry *entry = ids_any(ids, id);
	const struct id_entry *end = ids->entries + ids->count;

	for (; entry != NULL && entry < end && strcmp(entry->id, id) == 0;
	     entry++)
		if (entry->kind == kind)
			return entry->record;
	return NULL;
}

const char *
ids_nearest(const struct edition_ids *ids, enum id_kind kind,
	    const struct source_text *wanted)
{
	const struct id_entry *best = NULL;
	size_t least = 0;

	for (size_t i = 0; i < ids->count; i++) {
		const struct id_entry *entry = &ids->entries[i];
		size_t distance;

		if (entry->kind != kind)
			continue;
		distance = schema_distance(
			wanted->s, wanted->len, entry->id, entry->len);
		if (best == NULL || distance < least) {
			best = entry;
			least = distance;
		}
	}
	if (best == NULL || !schema_is_near(least, wanted->len, best->len))
		return NULL;
	return best->id;
}

bool
ids_has_kind(const struct edition_ids *ids, enum id_kind kind)
{
	for (size_t i = 0; i < ids->count; i++)
		if (ids->entries[i].kind == kind)
			return true;
	return false;
}

struct person *
edition_person(const struct edition *edition, const char *id)
{
	return ids_find(edition->ids, ID_PERSON, id);
}

struct office *
edition_office(const struct edition *edition, const char *id)
{
	return ids_find(edition->ids, ID_OFFICE, id);
}

struct advisory *
edition_advisory(const struct edition *edition, const char *id)
{
	return ids_find(edition->ids, ID_ADVISORY, id);
}

struct part *
edition_part(const struct edition *edition, const char *id)
{
	return ids_find(edition->ids, ID_PART, id);
}

struct figure *
edition_figure(const struct edition *edition, const char *id)
{
	return ids_find(edition->ids, ID_FIGURE, id);
}

struct data_table *
edition_table(const struct edition *edition, const char *id)
{
	return ids_find(edition->ids, ID_TABLE, id);
}
