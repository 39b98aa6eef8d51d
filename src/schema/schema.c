#include "schema/schema.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "schema/schema_load.h"

static bool load_record(struct schema_loader *l, const struct schema *schema,
			const struct schema_node *node, struct diag_pos pos,
			const struct schema_node *id, void *record);

static void *
member_at(void *record, size_t offset)
{
	return (char *)record + offset;
}

static void
set_pos(const struct schema *schema, void *record, struct diag_pos pos)
{
	*(struct diag_pos *)member_at(record, schema->pos_offset) = pos;
}

const struct schema_field *
schema_id_field(const struct schema *schema)
{
	for (size_t i = 0; i < schema->n_fields; i++)
		if (schema->fields[i].kind == SCHEMA_ID &&
		    !schema->fields[i].many)
			return &schema->fields[i];
	return NULL;
}

const struct schema_field *
schema_short_field(const struct schema *schema)
{
	for (size_t i = 0; schema->short_key != NULL && i < schema->n_fields; i++)
		if (strcmp(schema->fields[i].key, schema->short_key) == 0)
			return &schema->fields[i];
	return NULL;
}

/* Is this the kind of node the field is read from? */
static bool
node_fits(const struct schema_field *field, const struct schema_node *node)
{
	if (field->many || field->kind == SCHEMA_LIST)
		return node->kind == SCHEMA_NODE_LIST;
	if (field->kind == SCHEMA_RECORD || field->kind == SCHEMA_MAP)
		return node->kind == SCHEMA_NODE_KEYS;
	return node->kind == SCHEMA_NODE_SCALAR;
}

/* ---- lists and mappings ---- */

static bool
check_count(struct schema_loader *l, const struct schema_field *field,
	    const struct schema_node *node)
{
	struct buf limits = {0};

	if (schema_field_allows(field, (long)node->count))
		return true;
	schema_put_limits(&limits, field);
	buf_byte(&limits, '\0');
	schema_say(&l->report, DIAG_VALUE_RANGE, node->pos,
		   "'%s' has %zu item%s; it may have %s", field->key, node->count,
		   node->count == 1 ? "" : "s", (const char *)limits.data);
	buf_done(&limits);
	return false;
}

/* A record of a list, among its equals. */
struct numbered {
	const struct source_text *id;
	size_t index;
	const struct source_text *first; /* of those with this id */
};

static int
by_id(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;
	int order = strcmp(x->id->s, y->id->s);

	if (order != 0)
		return order;
	return x->index < y->index ? -1 : x->index > y->index;
}

static int
by_index(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;

	return x->index < y->index ? -1 : x->index > y->index;
}

/* No two records of a list have the same id. */
static void
check_ids(struct schema_loader *l, const struct schema_field *field,
	  const struct schema_list *list)
{
	const struct schema_field *id = schema_id_field(field->sub);
	struct numbered *all;
	size_t n = 0;

	if (id == NULL || list->count < 2)
		return;
	all = arena_new_array(l->scratch, struct numbered, list->count);
	for (size_t i = 0; i < list->count; i++) {
		char *record = (char *)list->items + i * field->sub->size;
		const struct source_text *text = member_at(record, id->offset);

		if (text->s != NULL)
			all[n++] = (struct numbered){text, i, text};
	}
	qsort(all, n, sizeof(*all), by_id);
	for (size_t i = 1; i < n; i++)
		if (strcmp(all[i].id->s, all[i - 1].id->s) == 0)
			all[i].first = all[i - 1].first;
	qsort(all, n, sizeof(*all), by_index);
	for (size_t i = 0; i < n; i++)
		if (all[i].first != all[i].id)
			schema_say(&l->report, DIAG_ID_TWICE, all[i].id->pos,
				   "the id '%s' is given twice, first on line %d",
				   all[i].id->s, all[i].first->pos.line);
}

/* Could this stand for all of a record, as the value of one of its fields? */
static bool
has_short_form(const struct schema *schema, const struct schema_node *node)
{
	const struct schema_field *field = schema_short_field(schema);

	return field != NULL &&
	       (node_fits(field, node) || schema_tree_is_null(node));
}

/* What else an item may be, for a message. */
static const char *
short_form_words(const struct schema *schema)
{
	const struct schema_field *field = schema_short_field(schema);

	if (field == NULL)
		return "";
	return field->many || field->kind == SCHEMA_LIST
		       ? ", or a list"
		       : ", or a text";
}

static void
say_no_key(struct schema_loader *l, const struct schema_node *key)
{
	schema_say(&l->report, DIAG_KEY_UNKNOWN, key->pos,
		   "there is no key before this colon");
}

static bool
load_records(struct schema_loader *l, const struct schema_field *field,
	     const struct schema_node *node, struct schema_list *list)
{
	const struct schema *sub = field->sub;
	bool map = field->kind == SCHEMA_MAP;

	assert(!map || schema_id_field(sub) != NULL);
	list->items = arena_calloc(l->arena, node->count, sub->size);
	for (const struct schema_pair *p = node->first; p != NULL; p = p->next) {
		char *record = (char *)list->items + list->count * sub->size;
		struct diag_pos pos = map ? p->key->pos : p->value->pos;

		if (p->value->kind == SCHEMA_NODE_BROKEN ||
		    (map && p->key->kind == SCHEMA_NODE_BROKEN))
			continue;
		if (map && p->key->text.len == 0) {
			say_no_key(l, p->key);
			continue;
		}
		if (p->value->kind == SCHEMA_NODE_KEYS ||
		    has_short_form(sub, p->value)) {
			list->count++;
			load_record(l, sub, p->value, pos, p->key, record);
			continue;
		}
		schema_say(&l->report, DIAG_VALUE_TYPE, pos,
			   "each item of '%s' should be %s %s: keys with their "
			   "values%s",
			   field->key, schema_article(sub->name), sub->name,
			   short_form_words(sub));
		if (p->value->kind == SCHEMA_NODE_SCALAR &&
		    p->value->text.len == 0)
			schema_hint(&l->report,
				    "Nothing is below it: indent what "
				    "belongs to it, or take it out.");
	}
	check_ids(l, field, list);
	return check_count(l, field, node);
}

static bool
load_many(struct schema_loader *l, const struct schema_field *field,
	  const struct schema_node *node, struct schema_list *list)
{
	size_t size = schema_kinds[field->kind].size;

	list->items = arena_calloc(l->arena, node->count, size);
	for (const struct schema_pair *p = node->first; p != NULL; p = p->next) {
		char *item = (char *)list->items + list->count * size;

		if (p->value->kind == SCHEMA_NODE_BROKEN)
			continue;
		if (p->value->kind != SCHEMA_NODE_SCALAR)
			schema_say_type(l, field, p->value);
		else if (schema_tree_is_null(p->value))
			schema_say(&l->report, DIAG_VALUE_TYPE, p->value->pos,
				   "an item of '%s' is empty", field->key);
		else if (schema_load_scalar(l, field, p->value, item))
			list->count++;
	}
	return check_count(l, field, node);
}

/* ---- one value ---- */

static bool
say_unfit(struct schema_loader *l, const struct schema_field *field,
	  const struct schema_node *node)
{
	if (!field->many)
		return schema_say_type(l, field, node);
	schema_say(&l->report, DIAG_VALUE_TYPE, node->pos,
		   "'%s' should be a list", field->key);
	if (node->kind == SCHEMA_NODE_SCALAR)
		schema_hint(&l->report,
			    "Write each item on a line of its own, as "
			    "\"- item\"; also when there is only one.");
	return false;
}

static bool
load_value(struct schema_loader *l, const struct schema_field *field,
	   const struct schema_node *node, struct diag_pos pos, void *member)
{
	if (node->kind == SCHEMA_NODE_BROKEN)
		return false;
	if (!node_fits(field, node))
		return say_unfit(l, field, node);
	if (field->many)
		return load_many(l, field, node, member);
	if (field->kind == SCHEMA_LIST || field->kind == SCHEMA_MAP)
		return load_records(l, field, node, member);
	if (field->kind == SCHEMA_RECORD) {
		void *record = arena_alloc(l->arena, field->sub->size);

		*(void **)member = record;
		return load_record(l, field->sub, node, pos, NULL, record);
	}
	return schema_load_scalar(l, field, node, member);
}

/* No value at all, or for a text nothing but line ends. */
static bool
is_absent(const struct schema_field *field, const struct schema_node *node)
{
	if (schema_tree_is_null(node))
		return true;
	return schema_kinds[field->kind].text && !field->many &&
	       node->kind == SCHEMA_NODE_SCALAR &&
	       strspn(node->text.s, "\n") == node->text.len;
}

/*
 * The default of a field, which the table gives as YAML. Most are one plain word,
 * for which libyaml need not be started.
 */
static void
load_default(struct schema_loader *l, const struct schema_field *field,
	     struct diag_pos pos, void *member)
{
	size_t len = strlen(field->def);
	struct schema_node word = {
		.kind = SCHEMA_NODE_SCALAR, .plain = true, .pos = pos};
	const struct schema_node *node = &word;
	struct schema_report silent = {.file = pos.file};
	bool fits;

	word.text = source_made(field->def);
	word.text.pos = pos;
	/* but a colour need not be quoted twice over in a table in C */
	if (*field->def != '#' &&
	    strpbrk(field->def, "\"'[]{}&*!|>%@`#\n") != NULL)
		node = schema_tree_read(l->scratch, &silent, field->def, len);
	assert(node != NULL);
	fits = load_value(l, field, node, pos, member);
	assert(fits);
	(void)fits;
}

/* ---- records ---- */

static const struct schema_field *
find_field(const struct schema *schema, const struct schema_node *key, bool map)
{
	for (size_t i = 0; i < schema->n_fields; i++) {
		const struct schema_field *f = &schema->fields[i];

		if (strcmp(f->key, key->text.s) == 0)
			return map && f == schema_id_field(schema) ? NULL : f;
	}
	return NULL;
}

/* The field whose key looks most like this one; NULL if none is near. */
static const struct schema_field *
near_field(const struct schema *schema, const struct schema_node *key, bool map)
{
	const struct schema_field *best = NULL;
	size_t best_distance = SIZE_MAX;

	for (size_t i = 0; i < schema->n_fields; i++) {
		const struct schema_field *f = &schema->fields[i];
		size_t len = strlen(f->key);
		size_t d = schema_distance(
			key->text.s, key->text.len, f->key, len);

		if (map && f == schema_id_field(schema))
			continue;
		if (d < best_distance && schema_is_near(d, key->text.len, len)) {
			best = f;
			best_distance = d;
		}
	}
	return best;
}

static void
hint_keys(struct schema_loader *l, const struct schema *schema)
{
	struct buf keys = {0};

	for (size_t i = 0; i < schema->n_fields; i++) {
		buf_str(&keys, i > 0 ? ", " : "");
		buf_str(&keys, schema->fields[i].key);
	}
	buf_byte(&keys, '\0');
	schema_hint(&l->report, "Its keys are: %s.", (const char *)keys.data);
	buf_done(&keys);
}

/* Returns the field that was probably meant, or NULL. */
static const struct schema_field *
say_unknown(struct schema_loader *l, const struct schema *schema,
	    const struct schema_node *key, bool map)
{
	const struct schema_field *meant = near_field(schema, key, map);
	const char *article = schema_article(schema->name);
	char name[SCHEMA_EXCERPT];

	if (key->text.len == 0) {
		say_no_key(l, key);
		return NULL;
	}
	if (map && strcmp(key->text.s, schema_id_field(schema)->key) == 0) {
		schema_say(&l->report, DIAG_KEY_UNKNOWN, key->pos,
			   "the '%s' of this %s is the key it stands under",
			   key->text.s, schema->name);
		schema_hint(&l->report, "Delete this line.");
		return NULL;
	}
	schema_excerpt(name, key->text.s, key->text.len);
	if (meant != NULL) {
		schema_say(&l->report, DIAG_KEY_UNKNOWN, key->pos,
			   "%s %s has no key '%s'; did you mean '%s'?", article,
			   schema->name, name, meant->key);
		schema_hint(&l->report, "'%s': %s", meant->key, meant->doc);
		return meant;
	}
	schema_say(&l->report, DIAG_KEY_UNKNOWN, key->pos,
		   "%s %s has no key '%s'", article, schema->name, name);
	hint_keys(l, schema);
	return NULL;
}

static void
say_missing(struct schema_loader *l, const struct schema *schema,
	    const struct schema_field *field, const struct schema_node *key,
	    struct diag_pos pos)
{
	if (key == NULL)
		schema_say(&l->report, DIAG_KEY_MISSING, pos,
			   "this %s lacks '%s'", schema->name, field->key);
	else
		schema_say(&l->report, DIAG_KEY_MISSING, key->pos,
			   "'%s' is empty, but %s %s needs it", field->key,
			   schema_article(schema->name), schema->name);
	schema_hint(&l->report, "Add '%s': %s", field->key, field->doc);
}

static void
load_member(struct schema_loader *l, const struct schema *schema,
	    const struct schema_field *field, const struct schema_node *key,
	    const struct schema_node *value, void *record)
{
	void *member = member_at(record, field->offset);

	if (!is_absent(field, value)) {
		load_value(l, field, value, key->pos, member);
		return;
	}
	if (field->kind == SCHEMA_COLOUR && value->text.len == 0) {
		/* what follows the key is likely to be a comment: '#1B1F27' */
		schema_say(&l->report, DIAG_VALUE_TYPE, key->pos,
			   "'%s' has no value", field->key);
		schema_hint(&l->report,
			    "Write the colour in quotes, \"#1B1F27\": "
			    "without them '#' begins a comment.");
	} else if (field->required) {
		say_missing(l, schema, field, key, key->pos);
		if (value->text.len > 0)
			schema_hint(&l->report,
				    "Unquoted, '%s' means that there is "
				    "no value. If it is the text itself, "
				    "put it in quotes.",
				    value->text.s);
	} else if (field->def != NULL) {
		load_default(l, field, key->pos, member);
	}
}

/*
 * The pairs of a mapping, in the order of the file. given[] has for each field
 * the key that gave it. A misspelt key stands in for the one it resembles, so
 * that one slip of the pen gives one message, and what is under it is read. False
 * if a key could not be read at all, so that what is missing cannot be told.
 */
static bool
load_pairs(struct schema_loader *l, const struct schema *schema,
	   const struct schema_node *node, bool map,
	   const struct schema_node **given, void *record)
{
	bool whole = true;

	for (const struct schema_pair *p = node->first; p != NULL; p = p->next) {
		const struct schema_field *field;
		const struct schema_node **first;

		if (p->key->kind == SCHEMA_NODE_BROKEN) {
			whole = false;
			continue;
		}
		field = find_field(schema, p->key, map);
		if (field == NULL) {
			field = say_unknown(l, schema, p->key, map);
			if (field == NULL ||
			    given[field - schema->fields] != NULL ||
			    !node_fits(field, p->value))
				continue;
		}
		first = &given[field - schema->fields];
		if (*first != NULL) {
			schema_say(&l->report, DIAG_KEY_TWICE, p->key->pos,
				   "'%s' is given twice, first on line %d",
				   field->key, (*first)->pos.line);
			continue;
		}
		*first = p->key;
		load_member(l, schema, field, p->key, p->value, record);
	}
	return whole;
}

/* A value alone, that of the one field that can stand for all of the record. */
static void
load_short(struct schema_loader *l, const struct schema *schema,
	   const struct schema_node *node, const struct schema_node **given,
	   void *record)
{
	const struct schema_field *field = schema_short_field(schema);

	given[field - schema->fields] = node;
	load_member(l, schema, field, node, node, record);
}

/*
 * A mapping, or the short form, as a record. pos is where it is introduced; id, for
 * one out of a SCHEMA_MAP, the key it stands under.
 */
static bool
load_record(struct schema_loader *l, const struct schema *schema,
	    const struct schema_node *node, struct diag_pos pos,
	    const struct schema_node *id, void *record)
{
	const struct schema_node **given = arena_new_array(
		l->scratch, const struct schema_node *, schema->n_fields);
	int before = l->report.count;
	bool whole = true;

	set_pos(schema, record, pos);
	if (id != NULL) {
		const struct schema_field *f = schema_id_field(schema);

		given[f - schema->fields] = id;
		load_value(l, f, id, id->pos, member_at(record, f->offset));
	}
	if (node->kind == SCHEMA_NODE_KEYS)
		whole = load_pairs(l, schema, node, id != NULL, given, record);
	else
		load_short(l, schema, node, given, record);
	for (size_t i = 0; i < schema->n_fields; i++) {
		const struct schema_field *f = &schema->fields[i];

		if (given[i] != NULL)
			continue;
		if (f->required && whole)
			say_missing(l, schema, f, NULL, pos);
		else if (!f->required && f->def != NULL)
			load_default(l, f, pos, member_at(record, f->offset));
	}
	return l->report.count == before;
}

bool
schema_load(const struct schema *schema, struct arena *arena,
	    struct diag_sink *sink, const char *file, const char *text,
	    size_t len, const struct schema_options *options, void *record)
{
	struct schema_loader l = {
		.arena = arena,
		.scratch = arena_new(),
		.report = {.sink = sink, .file = file},
		.grid = options != NULL ? options->grid : 0,
	};
	const struct schema_node *root = schema_tree_read(
		l.scratch, &l.report, text, len);

	if (root != NULL && root->kind == SCHEMA_NODE_KEYS)
		load_record(&l, schema, root, root->pos, NULL, record);
	else if (root != NULL && schema_tree_is_null(root))
		schema_say(&l.report, DIAG_YAML_EMPTY, root->pos,
			   "the file says nothing");
	else if (root != NULL && root->kind != SCHEMA_NODE_BROKEN)
		schema_say(&l.report, DIAG_VALUE_TYPE, root->pos,
			   "%s %s should be keys with their values, not %s",
			   schema_article(schema->name), schema->name,
			   root->kind == SCHEMA_NODE_LIST ? "a list" : "a text");
	arena_free(l.scratch);
	return l.report.count == 0;
}

const char *
schema_probe(struct arena *arena, const char *text, size_t len, const char *path)
{
	struct arena *scratch = arena_new();
	struct schema_report silent = {0};
	const struct schema_node *node = schema_tree_read(
		scratch, &silent, text, len);
	const char *found = NULL;

	while (node != NULL && *path != '\0') {
		size_t n = strcspn(path, "/");

		node = schema_tree_find(node, path, n);
		path += n + (path[n] == '/');
	}
	if (node != NULL && node->kind == SCHEMA_NODE_SCALAR &&
	    !schema_tree_is_null(node))
		found = arena_strndup(arena, node->text.s, node->text.len);
	arena_free(scratch);
	return found;
}
