/*
 * schema_walk - every text of a loaded record, wherever its tables put it.
 */
#include "schema/schema.h"

static bool
is_text(enum schema_kind kind)
{
	switch (kind) {
	case SCHEMA_TEXT:
	case SCHEMA_PROSE:
	case SCHEMA_ID:
	case SCHEMA_REF:
	case SCHEMA_URL:
	case SCHEMA_PATH:
		return true;
	default:
		return false;
	}
}

/* What a value of a field is: texts, or records with texts in them. */
struct walk {
	schema_visit visit;
	void *context;
};

static void
walk_record(const struct walk *w, const struct schema *schema, char *record);

static void
walk_texts(const struct walk *w, const struct schema *schema,
	   const struct schema_field *field, struct source_text *texts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (texts[i].s != NULL)
			w->visit(w->context, schema, field, &texts[i]);
}

static void
walk_field(const struct walk *w, const struct schema *schema,
	   const struct schema_field *field, char *member)
{
	struct schema_list *list = (struct schema_list *)(void *)member;

	if (is_text(field->kind)) {
		if (field->many)
			walk_texts(w, schema, field, list->items, list->count);
		else
			walk_texts(w, schema, field,
				   (struct source_text *)(void *)member, 1);
	} else if (field->kind == SCHEMA_RECORD) {
		char *below = *(char **)(void *)member;

		if (below != NULL)
			walk_record(w, field->sub, below);
	} else if (field->kind == SCHEMA_LIST || field->kind == SCHEMA_MAP) {
		for (size_t i = 0; i < list->count; i++)
			walk_record(w, field->sub,
				    (char *)list->items + i * field->sub->size);
	}
}

static void
walk_record(const struct walk *w, const struct schema *schema, char *record)
{
	for (size_t i = 0; i < schema->n_fields; i++)
		walk_field(w, schema, &schema->fields[i],
			   record + schema->fields[i].offset);
}

void
schema_each_text(const struct schema *schema, void *record, schema_visit visit,
		 void *context)
{
	walk_record(&(struct walk){visit, context}, schema, record);
}
