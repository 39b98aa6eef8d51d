#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "schema/schema_load.h"

/* The schemas of the chapter, in order of first mention. */
struct mention {
	const struct schema *schema;
	struct mention *next;
};

static void
add_mention(struct arena *arena, struct mention **at, const struct schema *schema)
{
	while (*at != NULL && (*at)->schema != schema)
		at = &(*at)->next;
	if (*at != NULL)
		return;
	*at = arena_alloc(arena, sizeof(**at));
	(*at)->schema = schema;
}

/* In a table cell '|' would end it. */
static void
put_cell(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '|')
			buf_byte(out, '\\');
		buf_byte(out, (unsigned char)(*s == '\n' ? ' ' : *s));
	}
}

/* "text", "list of references", "[advisory](#advisory)", "one of `a`, `b`" */
static void
put_value(struct buf *out, const struct schema_field *field)
{
	const char *name = schema_kinds[field->kind].name;

	if (field->kind == SCHEMA_LIST)
		buf_str(out, "list of ");
	else if (field->kind == SCHEMA_MAP)
		buf_str(out, "by id: ");
	if (schema_kind_has_sub(field->kind)) {
		buf_printf(out, "[%s](#", field->sub->name);
		for (const char *s = field->sub->name; *s != '\0'; s++)
			buf_byte(out, (unsigned char)(*s == ' ' ? '-' : *s));
		buf_byte(out, ')');
		return;
	}
	if (field->many)
		buf_str(out, "list, each: ");
	if (field->kind != SCHEMA_CHOICE) {
		buf_str(out, name);
		return;
	}
	buf_str(out, "one of ");
	for (int i = 0; field->choices[i] != NULL; i++)
		buf_printf(out, "%s`%s`", i > 0 ? ", " : "", field->choices[i]);
}

static void
put_limits(struct buf *out, const struct schema_field *field)
{
	bool items = field->many || schema_kind_has_sub(field->kind);

	if (!schema_field_has_limits(field))
		return;
	buf_str(out, ", ");
	schema_put_limits(out, field);
	if (items)
		buf_str(out, " items");
	else if (schema_kinds[field->kind].text)
		buf_str(out, " bytes");
}

static void
put_row(struct buf *out, const struct schema_field *field)
{
	buf_printf(out, "| `%s` | ", field->key);
	put_value(out, field);
	put_limits(out, field);
	buf_str(out, " | ");
	if (field->required) {
		buf_str(out, "required");
	} else if (field->def != NULL) {
		buf_byte(out, '`');
		put_cell(out, field->def);
		buf_byte(out, '`');
	}
	buf_str(out, " | ");
	put_cell(out, field->doc);
	buf_str(out, " |\n");
}

void
schema_document(const struct schema *schema, struct buf *out)
{
	struct arena *arena = arena_new();
	struct mention *all = NULL;

	add_mention(arena, &all, schema);
	/* the list grows while it is walked */
	for (const struct mention *m = all; m != NULL; m = m->next) {
		buf_printf(out, "## %s\n\n", m->schema->name);
		buf_str(out, m->schema->doc);
		if (m->schema->short_key != NULL)
			buf_printf(out,
				   " If it has nothing but `%s`, that can be "
				   "written alone in its place.",
				   m->schema->short_key);
		buf_str(out, "\n\n| Key | Value | Without it | Meaning |\n"
			     "|---|---|---|---|\n");
		for (size_t i = 0; i < m->schema->n_fields; i++) {
			const struct schema_field *field = &m->schema->fields[i];

			put_row(out, field);
			if (schema_kind_has_sub(field->kind))
				add_mention(arena, &all, field->sub);
		}
		buf_byte(out, '\n');
	}
	arena_free(arena);
}
