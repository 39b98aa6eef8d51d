/*
 * schema_tree - a YAML file as a tree of nodes, each knowing where it stands.
 *
 * Private to src/schema. schema_encoding.c judges the bytes (UTF-8, no control
 * characters), schema_yaml.c turns them into nodes and is the only file that
 * knows libyaml, schema_tree.c finds where their bytes stand, and schema_syntax.c
 * puts libyaml's complaints into plain words.
 *
 * The subset: one document; anchors and aliases, bounded; no tags, no merge key,
 * no complex keys. Whatever is outside it is reported and leaves a BROKEN node,
 * so that the rest of the file can still be judged.
 */
#ifndef SCHEMA_SCHEMA_TREE_H
#define SCHEMA_SCHEMA_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/source.h"
#include "schema/schema_report.h"

struct arena;

/* Limits. An edition of a thousand pages is a hundredth of any of them. */
#define SCHEMA_MAX_FILE ((size_t)16 << 20) /* bytes */
#define SCHEMA_MAX_TEXT ((size_t)1 << 20) /* bytes in one value */
#define SCHEMA_MAX_NODES 200000 /* after aliases are expanded */
#define SCHEMA_MAX_DEPTH 64 /* likewise */
#define SCHEMA_MAX_ANCHORS 256

enum schema_node_kind {
	SCHEMA_NODE_BROKEN, /* reported already; pass over it in silence */
	SCHEMA_NODE_SCALAR,
	SCHEMA_NODE_LIST,
	SCHEMA_NODE_KEYS, /* a mapping */
};

struct schema_pair {
	struct schema_node *key; /* NULL in a list; else SCALAR or BROKEN */
	struct schema_node *value;
	struct schema_pair *next;
};

struct schema_node {
	enum schema_node_kind kind;
	bool plain; /* scalar: written without quotes and not as a block */
	bool flow; /* list, keys: written with brackets */
	struct diag_pos pos; /* of its first byte, quotation mark or key */
	struct source_text text; /* scalar: in the tree's arena, not normalised */
	struct schema_pair *first, *last; /* list, keys */
	size_t count; /* of pairs */
	size_t weight; /* nodes in it, itself included, aliases expanded */
	int height; /* levels below it, aliases expanded */
};

/* A place in the file, moved forward byte by byte and line by line. */
struct schema_cursor {
	const char *text;
	size_t len;
	size_t byte;
	int line, col; /* from 1; columns in scalar values */
};

/*
 * Move to a line and column, or to its line's end if that comes first. Linear in
 * the distance forward; backward it starts again at the top.
 */
void schema_cursor_to(struct schema_cursor *cursor, int line, int col);

/* Move forward to a byte, which must not lie behind. */
void schema_cursor_to_byte(struct schema_cursor *cursor, size_t byte);

/*
 * Fill in node->text.pos and .form, from node->pos and the value. sign is what
 * the scalar begins with: ' " | > or 0. The form is never more exact than the
 * bytes of the file bear out. Linear in the value; nodes come in file order.
 */
void schema_tree_locate(struct schema_cursor *cursor, struct schema_node *node,
			char sign);

/*
 * Judge the bytes: size, encoding, control characters. A byte order mark is
 * reported and stepped over: *text and *len are then what follows it. False if
 * there is no use in reading on; true may have reported as well.
 */
bool schema_encoding_check(struct schema_report *report, const char **text,
			   size_t *len);

/*
 * The tree of a file, in the arena; NULL if it could not be built, which has been
 * reported. The nodes borrow report->file.
 */
struct schema_node *
schema_tree_read(struct arena *arena, struct schema_report *report,
		 const char *text, size_t len);

/*
 * The value at the key, of a mapping; NULL if there is none or it is no mapping.
 */
struct schema_node *
schema_tree_find(const struct schema_node *node, const char *key, size_t len);

/* Nothing, "~" or null without quotes: what YAML takes for no value. */
bool schema_tree_is_null(const struct schema_node *node);

/* What libyaml found, in its own words and counting lines and columns from 1. */
struct schema_syntax {
	const char *problem, *context; /* context may be NULL */
	int line, col; /* of the problem */
	int context_line, context_col; /* where that began; 0: unknown */
};

/* Say it in plain words, with what to do; always false. */
bool schema_syntax_say(struct schema_report *report, const char *text, size_t len,
		       const struct schema_syntax *syntax);

#endif
