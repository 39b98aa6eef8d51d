/*
 * Any text as an edition: an edition comes out if and only if no error was
 * reported, and then what its header promises holds.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "document/document.h"
#include "model/edition.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool promise)
{
	if (!promise)
		abort();
}

static void
check_advisories(const struct edition *edition)
{
	const struct advisory *a = edition->advisories.items;

	for (size_t i = 0; i < edition->advisories.count; i++) {
		size_t n = 0;

		require(a[i].id.s != NULL && a[i].title.s != NULL);
		require(edition_advisory(edition, a[i].id.s) == &a[i]);
		while (a[i].requested_by[n] != NULL)
			n++;
		require(n == a[i].requested_by_ids.count);
		require((a[i].at_request_of_id.s == NULL) ==
			(a[i].at_request_of == NULL));
	}
}

static void
check_people(struct arena *arena, const struct edition *edition)
{
	const struct person *people = edition->people.items;

	for (size_t i = 0; i < edition->people.count; i++) {
		for (int form = PERSON_FULL; form <= PERSON_FORMAL; form++)
			require(*person_name(arena, &people[i],
					     (enum person_form)form) != '\0');
		require(person_compare(&people[i], &people[i]) == 0);
		require(edition_person(edition, people[i].id.s) == &people[i]);
	}
}

/* Every place of a table is taken by one cell, notes are numbered from 1 on. */
static void
check_tables(struct arena *arena, const struct edition *edition)
{
	const struct data_table *t = edition->tables.items;

	for (size_t i = 0; i < edition->tables.count; i++, t++) {
		const struct data_note *note = t->notes.items;
		struct data_grid_row *grid;
		size_t n = edition_table_grid(arena, t, &grid);

		require(edition_table(edition, t->id.s) == t);
		require(n == t->rows.count + t->foot.count);
		for (size_t row = 0; row < n; row++)
			for (size_t k = 0; k < t->columns.count; k++)
				require((grid[row].cells[k] != NULL) ==
					(grid[row].row->group.s == NULL));
		for (size_t k = 0; k < t->notes.count; k++)
			require(note[k].number > 0 &&
				note[k].number <= (int)t->notes.count);
	}
}

static void
check_parts(const struct edition *edition)
{
	const struct part *parts = edition->booklet->parts.items;

	for (size_t i = 0; i < edition->booklet->parts.count; i++) {
		require((parts[i].kind == PART_PLATE) ==
			(parts[i].figure != NULL));
		if (parts[i].kind == PART_CHAPTER)
			require(parts[i].title.s != NULL);
		if (parts[i].figure != NULL && !parts[i].figure->decorative)
			require(parts[i].figure->alt.s != NULL);
		require((parts[i].signed_by_id.s == NULL) ==
			(parts[i].signed_by == NULL));
	}
}

/* Either something is reported, or no line of what is left says a flagged name. */
static void
check_source(struct arena *arena, struct diag_sink *sink,
	     const struct edition *edition)
{
	const struct person *people = edition->people.items;
	size_t len = 0, errors = diag_count(sink, DIAG_ERROR);
	const char *text = document_public_source(arena, sink, edition, &len);

	require((text == NULL) == (diag_count(sink, DIAG_ERROR) > errors));
	for (size_t i = 0; text != NULL && i < edition->people.count; i++) {
		const char *name = people[i].surname.s;
		size_t n = people[i].surname.len;
		const char *s = people[i].redact ? strstr(text, name) : NULL;

		/* as a part of a word it may stay */
		if (n >= 4 && s != NULL && strcspn(name, "\x80\xFF \n") == n)
			require((s > text && (s[-1] & 0x80) == 0 &&
				 isalpha(s[-1])) ||
				isalpha(s[n]) || (s[n] & 0x80) != 0 ||
				(s > text && (s[-1] & 0x80) != 0));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	struct edition *edition = edition_load(
		arena, sink, "fuzz", NULL, (const char *)data, size);

	require((edition == NULL) == (diag_count(sink, DIAG_ERROR) > 0));
	if (edition != NULL) {
		require(edition->facts != NULL && edition->council != NULL);
		check_advisories(edition);
		check_people(arena, edition);
		check_tables(arena, edition);
		check_parts(edition);
		check_source(arena, sink, edition);
	}
	arena_free(arena);
	return 0;
}
