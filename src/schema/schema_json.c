#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "schema/schema_load.h"

#define LARGEST_INT 999999999L /* that the loader reads */

/*
 * Each kind of record is one entry of $defs. A schema that is used in a MAP is a
 * second entry, without the field that receives the key.
 */
struct def {
	const struct schema *schema;
	bool keyed;
	struct def *next;
};

struct writer {
	struct buf *out;
	struct arena *arena;
	int depth;
	bool first; /* nothing yet in the innermost object or array */
	struct def *defs; /* in order of first use */
};

/* ---- JSON itself ---- */

static void
new_line(struct writer *w)
{
	buf_byte(w->out, '\n');
	for (int i = 0; i < w->depth; i++)
		buf_str(w->out, "  ");
}

/* Begin the next member, or with key NULL the next item. */
static void
next(struct writer *w, const char *key)
{
	if (!w->first)
		buf_byte(w->out, ',');
	w->first = false;
	new_line(w);
	if (key != NULL) {
		json_string(w->out, key);
		buf_str(w->out, ": ");
	}
}

static void
begin(struct writer *w, char bracket)
{
	buf_byte(w->out, (unsigned char)bracket);
	w->depth++;
	w->first = true;
}

static void
end(struct writer *w, char bracket)
{
	w->depth--;
	if (!w->first)
		new_line(w);
	w->first = false;
	buf_byte(w->out, (unsigned char)bracket);
}

static void
put_text(struct writer *w, const char *key, const char *value)
{
	next(w, key);
	json_string(w->out, value);
}

static void
put_int(struct writer *w, const char *key, long value)
{
	next(w, key);
	buf_int(w->out, value);
}

/* ---- records and the names of their definitions ---- */

static void
put_def_name(struct buf *out, const struct schema *schema, bool keyed)
{
	for (const char *s = schema->name; *s != '\0'; s++)
		buf_byte(out, (unsigned char)(*s == ' ' ? '-' : *s));
	if (keyed)
		buf_str(out, "-by-id");
}

/* Refer to a record's definition, which is thereby promised. */
static void
put_ref(struct writer *w, const struct schema *schema, bool keyed)
{
	struct def **at = &w->defs;

	while (*at != NULL && ((*at)->schema != schema || (*at)->keyed != keyed))
		at = &(*at)->next;
	if (*at == NULL) {
		*at = arena_alloc(w->arena, sizeof(**at));
		(*at)->schema = schema;
		(*at)->keyed = keyed;
	}
	next(w, "$ref");
	buf_str(w->out, "\"#/$defs/");
	put_def_name(w->out, schema, keyed);
	buf_byte(w->out, '"');
}

/* ---- values ---- */

/* An array of words on one line; words ends with NULL. */
static void
put_words(struct writer *w, const char *key, const char *const *words)
{
	next(w, key);
	buf_byte(w->out, '[');
	for (int i = 0; words[i] != NULL; i++) {
		buf_str(w->out, i > 0 ? ", " : "");
		json_string(w->out, words[i]);
	}
	buf_byte(w->out, ']');
}

static void
put_pattern(struct writer *w, const struct schema_field *field)
{
	const char *pattern = schema_kinds[field->kind].pattern;

	if (field->pattern != NULL)
		pattern = field->pattern;
	else if (field->kind == SCHEMA_LENGTH && field->min >= 0)
		pattern = "^(0|[1-9][0-9]*)(\\.[0-9]{1,3})?(pt|mm|G)$";
	if (pattern != NULL)
		put_text(w, "pattern", pattern);
}

/*
 * Limits of a text are in bytes, JSON Schema counts characters: of at most four
 * bytes, so the schema is the laxer of the two.
 */
static void
put_text_limits(struct writer *w, const struct schema_field *field)
{
	long min = (field->min + 3) / 4;

	if (field->required && min < 1)
		min = 1;
	if (min > 0)
		put_int(w, "minLength", min);
	if (field->max > 0)
		put_int(w, "maxLength", field->max);
}

static void
put_numbers(struct writer *w, const struct schema_field *field)
{
	bool limits = !field->many && schema_field_has_limits(field);

	put_text(w, "type", field->kind == SCHEMA_INT ? "integer" : "number");
	if (limits || field->kind == SCHEMA_INT) {
		next(w, "minimum");
		schema_put_limit(w->out, field,
				 limits ? field->min : -LARGEST_INT);
	}
	if (field->kind == SCHEMA_INT ||
	    (limits && schema_field_has_max(field))) {
		next(w, "maximum");
		schema_put_limit(w->out, field,
				 limits && schema_field_has_max(field)
					 ? field->max
					 : LARGEST_INT);
	}
}

/*
 * What one scalar may be. YAML reads 2026 as a number; where text is wanted this
 * program takes it as it is written, so the schema lets numbers pass there.
 */
static void
put_scalar(struct writer *w, const struct schema_field *field)
{
	static const char *const text_or_number[] = {"string", "number", NULL};
	static const char *const text_or_integer[] = {"string", "integer", NULL};

	switch (field->kind) {
	case SCHEMA_INT:
	case SCHEMA_DECIMAL:
		put_numbers(w, field);
		return;
	case SCHEMA_BOOL:
		put_text(w, "type", "boolean");
		return;
	case SCHEMA_CHOICE:
		put_words(w, "enum", field->choices);
		return;
	case SCHEMA_PERIOD:
		put_words(w, "type", text_or_integer);
		put_int(w, "minimum", 1);
		put_int(w, "maximum", 9999);
		break;
	case SCHEMA_TEXT:
	case SCHEMA_PROSE:
		put_words(w, "type", text_or_number);
		break;
	case SCHEMA_ID:
	case SCHEMA_REF:
		put_words(w, "type", text_or_integer);
		break;
	default:
		put_text(w, "type", "string");
	}
	put_pattern(w, field);
	if (schema_kinds[field->kind].text && !field->many)
		put_text_limits(w, field);
}

/* A node of the tree of a default, typed as its field is. */
static void
put_node(struct writer *w, const struct schema_field *field,
	 const struct schema_node *node)
{
	bool list = node->kind == SCHEMA_NODE_LIST;

	if (node->kind == SCHEMA_NODE_SCALAR) {
		bool bare = field->kind == SCHEMA_INT ||
			    field->kind == SCHEMA_DECIMAL ||
			    field->kind == SCHEMA_BOOL;

		if (bare)
			buf_str(w->out, node->text.s);
		else
			json_string(w->out, node->text.s);
		return;
	}
	begin(w, list ? '[' : '{');
	for (const struct schema_pair *p = node->first; p != NULL; p = p->next) {
		next(w, list ? NULL : p->key->text.s);
		put_node(w, field, p->value);
	}
	end(w, list ? ']' : '}');
}

static void
put_default(struct writer *w, const struct schema_field *field)
{
	struct schema_report silent = {0};
	const struct schema_node *node;

	if (field->def == NULL)
		return;
	next(w, "default");
	if (*field->def == '#') {
		json_string(w->out, field->def);
		return;
	}
	node = schema_tree_read(
		w->arena, &silent, field->def, strlen(field->def));
	if (node != NULL)
		put_node(w, field, node);
	else
		buf_str(w->out, "null");
}

/* The type stands apart: where a short form is possible, it is one of two. */
static void
put_items(struct writer *w, const struct schema_field *field)
{
	next(w, "items");
	begin(w, '{');
	if (field->many)
		put_scalar(w, field);
	else
		put_ref(w, field->sub, false);
	end(w, '}');
	if (field->min > 0)
		put_int(w, "minItems", field->min);
	if (field->max > 0)
		put_int(w, "maxItems", field->max);
}

static void
put_map(struct writer *w, const struct schema_field *field)
{
	put_text(w, "type", "object");
	next(w, "patternProperties");
	begin(w, '{');
	next(w, schema_kinds[SCHEMA_ID].pattern);
	begin(w, '{');
	put_ref(w, field->sub, true);
	end(w, '}');
	end(w, '}');
	next(w, "additionalProperties");
	buf_str(w->out, "false");
	if (field->min > 0)
		put_int(w, "minProperties", field->min);
	if (field->max > 0)
		put_int(w, "maxProperties", field->max);
}

/* The limits of a length have no place in JSON Schema but in its words. */
static void
put_description(struct writer *w, const struct schema_field *field)
{
	struct buf text = {0};

	buf_str(&text, field->doc);
	if (field->kind == SCHEMA_LENGTH && !field->many &&
	    schema_field_has_limits(field)) {
		buf_str(&text, " Allowed: ");
		schema_put_limits(&text, field);
		buf_byte(&text, '.');
	}
	buf_byte(&text, '\0');
	put_text(w, "description", (const char *)text.data);
	buf_done(&text);
}

static void
put_field(struct writer *w, const struct schema_field *field)
{
	next(w, field->key);
	begin(w, '{');
	put_description(w, field);
	if (field->many || field->kind == SCHEMA_LIST) {
		put_text(w, "type", "array");
		put_items(w, field);
	} else if (field->kind == SCHEMA_MAP)
		put_map(w, field);
	else if (field->kind == SCHEMA_RECORD)
		put_ref(w, field->sub, false);
	else
		put_scalar(w, field);
	put_default(w, field);
	end(w, '}');
}

/* The id of a keyed record is its key. */
static bool
is_property(const struct def *def, const struct schema_field *field)
{
	return !def->keyed || field != schema_id_field(def->schema);
}

static void
put_required(struct writer *w, const struct def *def)
{
	const char **words = arena_calloc(
		w->arena, def->schema->n_fields + 1, sizeof(*words));
	size_t n = 0;

	for (size_t i = 0; i < def->schema->n_fields; i++) {
		const struct schema_field *field = &def->schema->fields[i];

		if (field->required && is_property(def, field))
			words[n++] = field->key;
	}
	if (n > 0)
		put_words(w, "required", words);
}

/*
 * A mapping; or the value of the one field that can stand for all of it, of which
 * the limits bind values of its own type alone.
 */
static void
put_def_type(struct writer *w, const struct schema *schema)
{
	static const char *const list[] = {"object", "array", NULL};
	static const char *const text[] = {
		"object", "string", "number", "null", NULL};
	const struct schema_field *field = schema_short_field(schema);

	if (field == NULL) {
		put_text(w, "type", "object");
	} else if (field->many || field->kind == SCHEMA_LIST) {
		put_words(w, "type", list);
		put_items(w, field);
	} else {
		assert(schema_kinds[field->kind].text);
		put_words(w, "type", text);
		put_text_limits(w, field);
	}
}

static void
put_def(struct writer *w, const struct def *def)
{
	struct buf name = {0};

	put_def_name(&name, def->schema, def->keyed);
	buf_byte(&name, '\0');
	next(w, (const char *)name.data);
	buf_done(&name);
	begin(w, '{');
	put_text(w, "description", def->schema->doc);
	put_def_type(w, def->schema);
	put_required(w, def);
	next(w, "properties");
	begin(w, '{');
	for (size_t i = 0; i < def->schema->n_fields; i++)
		if (is_property(def, &def->schema->fields[i]))
			put_field(w, &def->schema->fields[i]);
	end(w, '}');
	next(w, "additionalProperties");
	buf_str(w->out, "false");
	end(w, '}');
}

void
schema_json(const struct schema *schema, const char *title, struct buf *out)
{
	struct writer w = {.out = out, .arena = arena_new()};

	begin(&w, '{');
	put_text(&w, "$schema", "https://json-schema.org/draft/2020-12/schema");
	put_text(&w, "title", title);
	put_ref(&w, schema, false);
	next(&w, "$defs");
	begin(&w, '{');
	/* the list grows while it is walked */
	for (const struct def *def = w.defs; def != NULL; def = def->next)
		put_def(&w, def);
	end(&w, '}');
	end(&w, '}');
	buf_byte(out, '\n');
	arena_free(w.arena);
}
