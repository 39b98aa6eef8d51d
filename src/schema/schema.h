/*
 * schema - what a YAML file may say, stated once.
 *
 * A table of fields describes one kind of record. From that table alone come the
 * loader (schema_load), every message about a missing, unknown, repeated or
 * ill-typed key, the JSON Schema for editors (schema_json) and the reference
 * manual (schema_document). Adding a key to the language is adding a row and a
 * struct member.
 *
 * Ownership: loaded records and their strings live in the arena; the file's text
 * is not kept. Errors: reported to the sink with file, line and column; loading
 * goes on after an error so that one run shows them all. Limits: file size,
 * nesting, number of nodes after aliases are expanded, length of one text. The
 * input must be UTF-8; a byte order mark at its start is refused with a message.
 * What an alias repeats keeps the place of its anchor.
 * Nothing, "~", null and an empty text are no value: the key counts as absent.
 * libyaml is used in schema_yaml.c and nowhere else.
 */
#ifndef SCHEMA_SCHEMA_H
#define SCHEMA_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/mpt.h"
#include "base/source.h"

struct arena;
struct buf;
struct schema;

enum schema_kind {
	SCHEMA_TEXT, /* struct source_text; plain text; min, max count bytes */
	SCHEMA_PROSE, /* struct source_text; CommonMark, for src/prose */
	SCHEMA_ID, /* struct source_text; defines a name: [a-z0-9] and inner - */
	SCHEMA_REF, /* struct source_text; names an id; resolved by the caller */
	SCHEMA_URL, /* struct source_text; http, https or mailto */
	SCHEMA_PATH, /* struct source_text; relative, inside the file's folder:
			no leading slash, no "..", no backslash, no NUL */
	SCHEMA_INT, /* int; min and max are its limits */
	SCHEMA_DECIMAL, /* int, in thousandths, "1.25"; limits in thousandths */
	SCHEMA_LENGTH, /* mpt, written "12pt", "12.5mm" or "2G"; limits in mpt */
	SCHEMA_BOOL, /* bool: true or false, nothing else */
	SCHEMA_COLOUR, /* uint32_t 0xRRGGBB, written "#1B1F27" in quotes */
	SCHEMA_DATE, /* struct schema_date, "2025-11-01", a real day */
	SCHEMA_PERIOD, /* struct schema_date: "2026", "2026-Q1", "2025-04" or a day */
	SCHEMA_CHOICE, /* int: the index in choices */
	SCHEMA_RECORD, /* pointer to the sub-schema's record, NULL if absent */
	SCHEMA_LIST, /* struct schema_list of the sub-schema's records */
	SCHEMA_MAP, /* the same, from a mapping: the record's field with the kind
		       SCHEMA_ID receives the key */
};

struct schema_list {
	void *items; /* records of the sub-schema, or scalars of the kind */
	size_t count;
};

/* quarter, month and day are 0 where the text does not say. */
struct schema_date {
	int16_t year; /* 0: absent */
	int8_t quarter; /* 1 to 4, only without month */
	int8_t month, day;
	struct diag_pos pos;
};

struct schema_field {
	const char *key;
	enum schema_kind kind;
	size_t offset; /* of the member in the record */
	bool required;
	bool many; /* a list of scalars: the member is a struct schema_list */
	long min, max; /* both 0: no limits beyond those of the kind; max 0 and
			  min above: no upper limit; for LIST, MAP and many they
			  count items */
	const struct schema *sub; /* RECORD, LIST, MAP */
	const char *const *choices; /* CHOICE: NULL-terminated */
	const char
		*pattern; /* TEXT: an ECMA 262 regular expression that goes into
				the JSON Schema, with `matches` as its equal in C */
	bool (*matches)(const char *s, size_t len);
	const char
		*def; /* the value if absent, written as in YAML; NULL: zeroed */
	const char *doc; /* one sentence for the manual and the JSON Schema */
};

struct schema {
	const char *name; /* as in messages: "an advisory has no 'titel'" */
	size_t size; /* of the record */
	size_t pos_offset; /* of its struct diag_pos, filled by the loader */
	const struct schema_field *fields;
	size_t n_fields;
	const char *doc;
	/*
	 * The key of a field that can stand for all of the record: what is no
	 * mapping is its value. NULL: there is no such short form. The record of
	 * an item without a value is then as empty as its fields allow.
	 */
	const char *short_key;
};

struct schema_options {
	mpt grid; /* what "1G" means; 0: the unit G is refused */
};

/*
 * Read text[0..len) into *record (schema->size zeroed bytes). False if anything
 * was reported; the record is then incomplete but safe to walk: texts that could
 * not be read are absent, lists shorter. options may be NULL. `file` is borrowed
 * for the positions and outlives the records.
 */
bool schema_load(const struct schema *schema, struct arena *arena,
		 struct diag_sink *sink, const char *file, const char *text,
		 size_t len, const struct schema_options *options, void *record);

/*
 * The scalar at a path of keys such as "page/grid", before anything else of the
 * file is understood; NULL if there is none. Nothing is reported.
 */
const char *
schema_probe(struct arena *arena, const char *text, size_t len, const char *path);

/*
 * Every text that a loaded record has, and those of the records in it, in the order
 * of the tables: of which record's which field. The text may be replaced.
 */
typedef void (*schema_visit)(void *context, const struct schema *schema,
			     const struct schema_field *field,
			     struct source_text *text);
void schema_each_text(const struct schema *schema, void *record,
		      schema_visit visit, void *context);

/* "12.5mm", "9pt", "2G" -> mpt. False if it is none of these. */
bool schema_parse_length(const char *s, mpt grid, long *ret);

/* "2026-01-31", a real day. False if it is none. */
bool schema_parse_day(const char *s, struct schema_date *ret);

/* JSON Schema 2020-12 of a file, with descriptions, patterns and choices. */
void schema_json(const struct schema *schema, const char *title, struct buf *out);

/* The manual's chapter on this schema and those below it, as Markdown. */
void schema_document(const struct schema *schema, struct buf *out);

/* The version of libyaml. */
const char *schema_library_version(void);

#endif
