/*
 * model_tables - the schemas an edition is made of, and the steps of loading it.
 *
 * Private to src/model. The tables stand in edition.c, facts.c, advisories.c,
 * tables.c, parts.c and letters.c, by subject; ids.c and resolve.c turn references into
 * pointers; rules.c judges what a table cannot say.
 */
#ifndef MODEL_MODEL_TABLES_H
#define MODEL_MODEL_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "model/edition.h"
#include "schema/schema.h"

/* One row: record, member, key, kind, then what else there is to say. */
#define FIELD(record, member, key_, kind_, ...) \
	{ \
		.key = (key_), .kind = (kind_), \
		.offset = offsetof(struct record, member), __VA_ARGS__ \
	}

/* A text that is printed on one line or as one paragraph: never empty. */
#define LINE .min = 1, .max = 600

/* A list that is worth writing down only if something is in it. */
#define SOME .min = 1, .max = 10000

#define SCHEMA_OF(record, name_, fields_, doc_) \
	SHORT_SCHEMA_OF(record, name_, fields_, NULL, doc_)

/* The same, with the key whose value alone can stand for the record. */
#define SHORT_SCHEMA_OF(record, name_, fields_, short_, doc_) \
	{ \
		.name = (name_), .size = sizeof(struct record), \
		.pos_offset = offsetof(struct record, pos), .fields = (fields_), \
		.n_fields = sizeof(fields_) / sizeof(*(fields_)), .doc = (doc_), \
		.short_key = (short_) \
	}

extern const struct schema office_schema, person_schema, committee_schema;
extern const struct schema membership_schema, advisory_schema;
extern const struct schema table_schema;
extern const struct schema booklet_schema, letters_schema, note_schema;

extern const char *const advisory_statuses[];

/* What an id can name; also how a message calls it. */
enum id_kind {
	ID_OFFICE,
	ID_PERSON,
	ID_COMMITTEE,
	ID_ADVISORY,
	ID_PART,
	ID_FIGURE,
	ID_TABLE,
	ID_KINDS,
};

struct id_entry {
	const char *id;
	size_t len;
	enum id_kind kind;
	const struct source_text *text; /* where it is given */
	void *record;
};

/* Every id of the edition, sorted by id. */
struct edition_ids {
	struct id_entry *entries;
	size_t count;
};

/*
 * Collect the ids and report those that name two things of different kinds; two
 * of one kind in one list are the schema's to report. In the arena.
 */
const struct edition_ids *ids_collect(struct arena *arena, struct diag_sink *sink,
				      const struct edition *edition);

/* NULL if there is none of the kind. */
void *ids_find(const struct edition_ids *ids, enum id_kind kind, const char *id);

/* NULL if there is none at all. */
const struct id_entry *ids_any(const struct edition_ids *ids, const char *id);

/* The id of the kind that is most like a misspelt one; NULL if none is near. */
const char *ids_nearest(const struct edition_ids *ids, enum id_kind kind,
			const struct source_text *wanted);

bool ids_has_kind(const struct edition_ids *ids, enum id_kind kind);

/* "an office", "a person": an id's kind in a message. */
const char *id_kind_name(enum id_kind kind);

/*
 * Turn every reference into a pointer. With complete false something of the file
 * could not be read: what may follow from that, such as a reference to a kind of
 * which nothing was read, is passed over, since the reader is told the cause.
 */
void edition_resolve(struct arena *arena, struct diag_sink *sink,
		     struct edition *edition, bool complete);

/* Who may sign; NULL, with a report, if the id names nobody who does. */
struct office *
resolve_signing_office(struct arena *arena, struct diag_sink *sink,
		       const struct edition_ids *ids, const char *key,
		       const struct source_text *id);
struct person *resolve_person(struct arena *arena, struct diag_sink *sink,
			      const struct edition_ids *ids, const char *key,
			      const struct source_text *id);

/*
 * Where each table stands in the text, and its number there. What names a table in
 * a chapter's text that is none, or one that stands there already, is reported.
 */
void tables_place(struct arena *arena, struct diag_sink *sink,
		  struct edition *edition, bool complete);

/* Cells in their columns, notes in their order; what does not fit is reported. */
void tables_judge(struct arena *arena, struct diag_sink *sink,
		  struct edition *edition, bool complete);

/* A reference in a text, as a message about a key that names an unknown id. */
void resolve_report_unknown(struct arena *arena, struct diag_sink *sink,
			    const struct edition_ids *ids, enum id_kind kind,
			    const char *key, const struct source_text *id);

/* The rules no table can state; see rules.c. complete: as above. */
void edition_judge(struct arena *arena, struct diag_sink *sink,
		   const struct edition *edition, bool complete);

#endif
