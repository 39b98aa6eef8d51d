#include <assert.h>
#include <string.h>

#include <yaml.h>

#include "base/arena.h"
#include "schema/schema.h"
#include "schema/schema_tree.h"

/* A list or mapping whose end has not been read. */
struct open {
	struct schema_node *node;
	struct schema_node *key; /* mapping: the key that waits for its value */
	bool in_key; /* part of a key that is no word */
};

struct anchor {
	const char *name;
	struct schema_node *node;
};

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	struct schema_report *report;
	struct schema_cursor cursor;
	struct schema_node *root;
	struct open open[SCHEMA_MAX_DEPTH];
	int depth; /* of what is open */
	struct anchor anchors[SCHEMA_MAX_ANCHORS];
	int n_anchors;
	int n_documents;
	bool stop; /* no use in reading on */
};

static struct diag_pos
pos_from_mark(const struct reader *r, yaml_mark_t mark)
{
	return (struct diag_pos){.file = r->report->file,
				 .line = (int)mark.line + 1,
				 .col = (int)mark.column + 1};
}

/* ---- nodes ---- */

/* May this node be a key? What may not becomes BROKEN, with one message. */
static struct schema_node *
checked_key(struct reader *r, struct schema_node *key, bool silent)
{
	if (key->kind == SCHEMA_NODE_SCALAR && key->plain &&
	    strcmp(key->text.s, "<<") == 0) {
		schema_say(r->report, DIAG_YAML_FEATURE, key->pos,
			   "the merge key '<<' is not allowed");
		schema_hint(r->report,
			    "Write the keys out, or give the whole "
			    "value an anchor (&name) and repeat it with "
			    "*name.");
	} else if (key->kind == SCHEMA_NODE_LIST ||
		   key->kind == SCHEMA_NODE_KEYS) {
		if (silent)
			return arena_alloc(r->arena, sizeof(*key));
		schema_say(r->report, DIAG_YAML_FEATURE, key->pos,
			   "a key must be a word, not a list or a group of keys");
		schema_hint(r->report, "If this is text that begins with '{' or "
				       "'[', put it in quotes.");
	} else {
		return key;
	}
	return arena_alloc(r->arena, sizeof(*key)); /* BROKEN */
}

/*
 * Put a node, complete or just begun, where it belongs. True if that is a key
 * that is no word, or inside one.
 */
static bool
add_node(struct reader *r, struct schema_node *node)
{
	struct open *top = r->depth > 0 ? &r->open[r->depth - 1] : NULL;
	struct schema_pair *pair;

	if (top == NULL) {
		r->root = node;
		return false;
	}
	if (top->node->kind == SCHEMA_NODE_KEYS && top->key == NULL) {
		top->key = checked_key(r, node, top->in_key);
		return top->key->kind == SCHEMA_NODE_BROKEN;
	}
	pair = arena_alloc(r->arena, sizeof(*pair));
	pair->key = top->key;
	pair->value = node;
	top->key = NULL;
	if (top->node->last != NULL)
		top->node->last->next = pair;
	else
		top->node->first = pair;
	top->node->last = pair;
	top->node->count++;
	return top->in_key;
}

/* What a complete node adds to the one around it. */
static void
account(struct reader *r, const struct schema_node *child, struct diag_pos pos)
{
	struct schema_node *parent =
		r->depth > 0 ? r->open[r->depth - 1].node : NULL;

	if (parent == NULL)
		return;
	parent->weight += child->weight;
	if (parent->height < child->height + 1)
		parent->height = child->height + 1;
	if (parent->weight > SCHEMA_MAX_NODES && !r->stop) {
		schema_say(r->report, DIAG_YAML_LIMIT, pos,
			   "the file has more than %d values, counting what its "
			   "aliases (*name) repeat",
			   SCHEMA_MAX_NODES);
		r->stop = true;
	}
}

static void
add_anchor(struct reader *r, const yaml_char_t *name, struct schema_node *node)
{
	const char *s = (const char *)name;

	if (s == NULL)
		return;
	for (int i = 0; i < r->n_anchors; i++)
		if (strcmp(r->anchors[i].name, s) == 0) {
			char room[SCHEMA_EXCERPT];

			schema_say(r->report, DIAG_YAML_FEATURE, node->pos,
				   "the anchor '&%s' is given twice, first on "
				   "line %d",
				   schema_excerpt(room, s, strlen(s)),
				   r->anchors[i].node->pos.line);
			schema_hint(r->report,
				    "Give one of the two another name.");
			return;
		}
	if (r->n_anchors == SCHEMA_MAX_ANCHORS) {
		schema_say(r->report, DIAG_YAML_LIMIT, node->pos,
			   "the file has more than %d anchors (&name)",
			   SCHEMA_MAX_ANCHORS);
		r->stop = true;
		return;
	}
	r->anchors[r->n_anchors++] = (struct anchor){
		.name = arena_strndup(r->arena, s, strlen(s)), .node = node};
}

static void
check_tag(struct reader *r, const yaml_char_t *tag, struct diag_pos pos)
{
	const char *raw;
	char room[SCHEMA_EXCERPT];

	if (tag == NULL)
		return;
	schema_cursor_to(&r->cursor, pos.line, pos.col);
	raw = strchr(r->cursor.text + r->cursor.byte, '!');
	assert(raw != NULL);
	schema_say(r->report, DIAG_YAML_FEATURE, pos,
		   "the tag '%s' is not allowed; a value says itself what it is",
		   schema_excerpt(room, raw, strcspn(raw, " \t\r\n,]}")));
	schema_hint(r->report,
		    "Leave the tag out. If this is text that begins with "
		    "'!', put it in quotes.");
}

static struct schema_node *
node_new(struct reader *r, enum schema_node_kind kind, yaml_mark_t mark)
{
	struct schema_node *node = arena_alloc(r->arena, sizeof(*node));

	node->kind = kind;
	node->pos = pos_from_mark(r, mark);
	node->weight = 1;
	return node;
}

/* ---- events ---- */

/* What a scalar of this style begins with. */
static char
style_sign(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_LITERAL_SCALAR_STYLE:
		return '|';
	case YAML_FOLDED_SCALAR_STYLE:
		return '>';
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return '\'';
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return '"';
	default:
		return '\0';
	}
}

static void
on_scalar(struct reader *r, const yaml_event_t *event)
{
	struct schema_node *node = node_new(
		r, SCHEMA_NODE_SCALAR, event->start_mark);
	size_t len = event->data.scalar.length;

	node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	check_tag(r, event->data.scalar.tag, node->pos);
	if (len > SCHEMA_MAX_TEXT) {
		schema_say(r->report, DIAG_YAML_LIMIT, node->pos,
			   "this text is %zu bytes; the most that is read is %zu",
			   len, SCHEMA_MAX_TEXT);
		schema_hint(r->report, "Is a quotation mark left open, or has "
				       "something else been pasted here?");
		node->kind = SCHEMA_NODE_BROKEN;
	} else {
		node->text.s = arena_strndup(
			r->arena, (const char *)event->data.scalar.value, len);
		node->text.len = len;
		node->text.pos = node->pos;
		schema_tree_locate(
			&r->cursor, node, style_sign(event->data.scalar.style));
	}
	add_anchor(r, event->data.scalar.anchor, node);
	add_node(r, node);
	account(r, node, node->pos);
}

static void
on_begin(struct reader *r, const yaml_event_t *event)
{
	bool list = event->type == YAML_SEQUENCE_START_EVENT;
	struct schema_node *node = node_new(
		r, list ? SCHEMA_NODE_LIST : SCHEMA_NODE_KEYS, event->start_mark);
	bool in_key;

	if (r->depth == SCHEMA_MAX_DEPTH) {
		schema_say(r->report, DIAG_YAML_LIMIT, node->pos,
			   "lists and keys are nested more than %d levels deep",
			   SCHEMA_MAX_DEPTH);
		r->stop = true;
		return;
	}
	if (list) {
		node->flow = event->data.sequence_start.style ==
			     YAML_FLOW_SEQUENCE_STYLE;
		check_tag(r, event->data.sequence_start.tag, node->pos);
		add_anchor(r, event->data.sequence_start.anchor, node);
	} else {
		node->flow = event->data.mapping_start.style ==
			     YAML_FLOW_MAPPING_STYLE;
		check_tag(r, event->data.mapping_start.tag, node->pos);
		add_anchor(r, event->data.mapping_start.anchor, node);
	}
	in_key = add_node(r, node);
	r->open[r->depth++] = (struct open){.node = node, .in_key = in_key};
}

static void
on_end(struct reader *r, const yaml_event_t *event)
{
	struct schema_node *node = r->open[--r->depth].node;

	account(r, node, pos_from_mark(r, event->start_mark));
}

static bool
is_open(const struct reader *r, const struct schema_node *node)
{
	for (int i = 0; i < r->depth; i++)
		if (r->open[i].node == node)
			return true;
	return false;
}

static void
on_alias(struct reader *r, const yaml_event_t *event)
{
	const char *name = (const char *)event->data.alias.anchor;
	struct diag_pos pos = pos_from_mark(r, event->start_mark);
	struct schema_node *node = NULL;
	char room[SCHEMA_EXCERPT];

	schema_excerpt(room, name, strlen(name));
	for (int i = 0; i < r->n_anchors && node == NULL; i++)
		if (strcmp(r->anchors[i].name, name) == 0)
			node = r->anchors[i].node;
	if (node == NULL) {
		schema_say(r->report, DIAG_YAML_FEATURE, pos,
			   "there is no '&%s' above for '*%s' to repeat", room,
			   room);
		schema_hint(r->report,
			    "If this is text that begins with '*', put it "
			    "in quotes.");
	} else if (is_open(r, node)) {
		schema_say(
			r->report, DIAG_YAML_FEATURE, pos,
			"'*%s' stands inside the value it repeats, which would "
			"have no end",
			room);
		schema_hint(r->report, "Take it out of '&%s' (line %d).", room,
			    node->pos.line);
		node = NULL;
	} else if (r->depth + node->height > SCHEMA_MAX_DEPTH) {
		schema_say(
			r->report, DIAG_YAML_LIMIT, pos,
			"with what '*%s' repeats, lists and keys are nested more "
			"than %d levels deep",
			room, SCHEMA_MAX_DEPTH);
		r->stop = true;
		return;
	}
	if (node == NULL)
		node = node_new(r, SCHEMA_NODE_BROKEN, event->start_mark);
	add_node(r, node);
	account(r, node, pos);
}

static void
on_document(struct reader *r, const yaml_event_t *event)
{
	if (r->n_documents++ == 0)
		return;
	schema_say(r->report, DIAG_YAML_FEATURE,
		   pos_from_mark(r, event->start_mark),
		   "a second document begins here; what follows is not read");
	schema_hint(r->report,
		    "Take out the line '---', or split the file. If it is "
		    "part of a text, indent it.");
	r->stop = true;
}

static void
on_event(struct reader *r, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		on_document(r, event);
		break;
	case YAML_SCALAR_EVENT:
		on_scalar(r, event);
		break;
	case YAML_ALIAS_EVENT:
		on_alias(r, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		on_begin(r, event);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		on_end(r, event);
		break;
	default:
		break;
	}
}

static void
on_error(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	struct schema_syntax syntax = {
		.problem = p->problem != NULL ? p->problem : "cannot be read",
		.context = p->context,
		.line = (int)p->problem_mark.line + 1,
		.col = (int)p->problem_mark.column + 1,
	};

	if (p->error == YAML_MEMORY_ERROR)
		arena_exhausted();
	if (p->context != NULL) {
		syntax.context_line = (int)p->context_mark.line + 1;
		syntax.context_col = (int)p->context_mark.column + 1;
	}
	schema_syntax_say(r->report, r->cursor.text, r->cursor.len, &syntax);
}

struct schema_node *
schema_tree_read(struct arena *arena, struct schema_report *report,
		 const char *text, size_t len)
{
	struct reader *r = arena_alloc(arena, sizeof(*r));
	bool more = true;

	r->arena = arena;
	r->report = report;
	if (!schema_encoding_check(report, &text, &len))
		return NULL;
	/* with a NUL behind it, which the strspn() and strchr() above rely on */
	r->cursor = (struct schema_cursor){
		.text = arena_strndup(arena, text, len),
		.len = len,
		.line = 1,
		.col = 1};
	if (!yaml_parser_initialize(&r->parser))
		arena_exhausted();
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
		&r->parser, (const unsigned char *)r->cursor.text, len);
	while (more) {
		yaml_event_t event;

		if (!yaml_parser_parse(&r->parser, &event)) {
			on_error(r);
			r->root = NULL;
			break;
		}
		on_event(r, &event);
		more = event.type != YAML_STREAM_END_EVENT && !r->stop;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&r->parser);
	if (r->n_documents == 0 && report->count == 0)
		schema_say(report, DIAG_YAML_EMPTY,
			   (struct diag_pos){
				   .file = report->file, .line = 1, .col = 1},
			   "the file is empty, or holds comments only");
	return r->n_documents > 1 || !r->stop ? r->root : NULL;
}

const char *
schema_library_version(void)
{
	return yaml_get_version_string();
}
