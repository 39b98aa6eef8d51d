/*
 * schema_load - from a node of the tree to a member of a record.
 *
 * Private to src/schema: schema.c walks records, lists and mappings;
 * schema_scalar.c, schema_text.c and schema_date.c read single values. All of
 * them report what they refuse and then leave the member zeroed.
 */
#ifndef SCHEMA_SCHEMA_LOAD_H
#define SCHEMA_SCHEMA_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "schema/schema.h"
#include "schema/schema_report.h"
#include "schema/schema_tree.h"

struct buf;

struct schema_loader {
	struct arena *arena; /* of the records */
	struct arena *scratch; /* of the tree, gone when the loader is done */
	struct schema_report report;
	mpt grid; /* 0: no unit G */
};

/* What the room knows of a kind beside how to read it. */
struct schema_kind_facts {
	const char *name; /* in the manual */
	const char *wanted; /* in messages: "should be …" */
	size_t size; /* of the member when there is one value */
	bool text; /* the member is a struct source_text */
	const char *pattern; /* of the text, in the JSON Schema; or NULL */
};

extern const struct schema_kind_facts schema_kinds[];

/* The kinds whose records have a schema of their own. */
static inline bool
schema_kind_has_sub(enum schema_kind kind)
{
	return kind == SCHEMA_RECORD || kind == SCHEMA_LIST || kind == SCHEMA_MAP;
}

static inline bool
schema_field_has_limits(const struct schema_field *field)
{
	return field->min != 0 || field->max != 0;
}

/* If not, it needs at least so much, and more is as good. */
static inline bool
schema_field_has_max(const struct schema_field *field)
{
	return schema_field_has_limits(field) &&
	       (field->max != 0 || field->min < 0);
}

static inline bool
schema_field_allows(const struct schema_field *field, long value)
{
	if (!schema_field_has_limits(field))
		return true;
	return value >= field->min &&
	       (!schema_field_has_max(field) || value <= field->max);
}

/*
 * One scalar, node->kind being SCHEMA_NODE_SCALAR and not null. The member is
 * one value of the field's kind, whether or not the field has many.
 */
bool schema_load_scalar(struct schema_loader *l, const struct schema_field *field,
			const struct schema_node *node, void *member);

bool schema_load_text(struct schema_loader *l, const struct schema_field *field,
		      const struct schema_node *node, struct source_text *ret);

bool schema_load_date(struct schema_loader *l, const struct schema_field *field,
		      const struct schema_node *node, struct schema_date *ret);

/* "'month' should be a day such as 2025-11-01, not a list"; always false. */
bool schema_say_type(struct schema_loader *l, const struct schema_field *field,
		     const struct schema_node *node);

/*
 * The field as the subject of a sentence: 'key', or an item of 'key'; returns
 * room.
 */
const char *
schema_subject(char room[SCHEMA_EXCERPT], const struct schema_field *field);

/* One of the field's limits as a person writes it: "12.5pt", "0.25", "40". */
void
schema_put_limit(struct buf *out, const struct schema_field *field, long limit);

/* Both: "1 to 4", "at least 1". */
void schema_put_limits(struct buf *out, const struct schema_field *field);

/* The field that holds the id of a record; NULL if it has none. */
const struct schema_field *schema_id_field(const struct schema *schema);

/* The field whose value can stand for all of a record; NULL if none can. */
const struct schema_field *schema_short_field(const struct schema *schema);

/* Digits, at most max_digits of them, as a number. */
bool schema_parse_digits(const char *s, size_t len, size_t max_digits, long *ret);

/*
 * A decimal number in thousandths: "-12", "1.25"; no exponent, no plus sign, no
 * needless leading zero, at most three decimals. *ret_end is what follows it.
 */
bool schema_parse_milli(const char *s, long *ret, const char **ret_end);

#endif
