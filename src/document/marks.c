#include "document/marks.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

bool
marks_begin(struct builder *b, const struct source_text *text, struct marks *m)
{
	const struct diff_text *t =
		b->marking ? diff_text_of(b->diff, text) : NULL;

	if (t == NULL || t->same)
		return false;
	*m = (struct marks){.text = t, .outer = b->marks};
	b->marks = m;
	return true;
}

/* ---- leaves ------------------------------------------------------------------------ */

static struct node *
put_leaf(struct builder *b, struct node *parent, const char *text, size_t len,
	 struct diag_pos pos)
{
	struct node *leaf = tree_add_text(b->tree, parent, text, len, pos);

	leaf->role = (uint16_t)b->marks->role;
	return leaf;
}

static struct node *
put_inserted(struct builder *b, struct node *parent, const char *text, size_t len,
	     struct diag_pos pos)
{
	struct node *node = tree_add(b->tree, parent, NODE_INSERTED, pos);

	node->alt = arena_printf(
		b->arena, "%s: %.*s", b->words->inserted, (int)len, text);
	return put_leaf(b, node, text, len, pos);
}

/* The end of "{title:zand}" in what is left of a text; at itself if none. */
static size_t
end_of_fact(const char *s, size_t len, size_t at)
{
	const char *end = memchr(s + at, '}', len - at);

	return s[at] == '{' && end != NULL ? (size_t)(end - s) + 1 : at;
}

/* The words that a fact had in the edition before. */
static const char *
fact_was(struct builder *b, const char *s, size_t len)
{
	const char *colon = memchr(s, ':', len);
	struct builder old = *b;
	size_t kind = colon != NULL ? (size_t)(colon - s) : len;

	old.edition = b->diff->old;
	return builder_fact_words(
		&old, arena_strndup(b->arena, s, kind),
		colon != NULL ? arena_strndup(b->arena, colon + 1, len - kind - 1)
			      : NULL);
}

/* Facts of the old edition in words; a page of it in a row of dots. */
static const char *
words_of_old(struct builder *b, const char *s, size_t len, bool space)
{
	struct buf text = {0};

	for (size_t at = 0; at < len;) {
		size_t end = end_of_fact(s, len, at);
		const char *was;

		if (end == at) {
			buf_byte(&text, (unsigned char)s[at++]);
			continue;
		}
		was = fact_was(b, s + at + 1, end - at - 2);
		buf_str(&text, was != NULL ? was : "…");
		at = end;
	}
	/* what comes after it is another word */
	if (space && text.len > 0 && text.data[text.len - 1] != ' ')
		buf_byte(&text, ' ');
	return buf_keep(&text, b->arena);
}

static void
put_removed(struct builder *b, struct node *parent, const char *text, size_t len,
	    bool space)
{
	const char *words = words_of_old(b, text, len, space);
	struct node *node = tree_add(
		b->tree, parent, NODE_REMOVED, (struct diag_pos){0});

	node->alt = arena_printf(b->arena, "%s: %s", b->words->removed, words);
	builder_check(b, words, b->marks->text->old->pos);
	put_leaf(b, node, words, strlen(words), (struct diag_pos){0});
}

static bool
is_word(uint32_t cp)
{
	return utf8_is_letter(cp) || (cp >= '0' && cp <= '9');
}

/* ---- blocks ------------------------------------------------------------------------- */

static const struct diff_edit *
edit_in_hand(const struct marks *m)
{
	return m->block != NULL && m->edit < m->block->words.n_edits
		       ? &m->block->words.edits[m->edit]
		       : NULL;
}

/* Does a word come in at once? It must not be read as the end of the one that went. */
static bool
begins_word(const struct marks *m)
{
	const struct diff_edit *e = edit_in_hand(m);
	size_t at;

	if (e == NULL || e->op != DIFF_INSERT)
		return false;
	at = e->new_at;
	return is_word(
		utf8_next(m->block->new_text, e->new_at + e->new_len, &at));
}

/* Set what was removed where the text has come to. */
static void
put_removals(struct builder *b, struct node *parent)
{
	struct marks *m = b->marks;
	const struct diff_edit *e = edit_in_hand(m);

	for (; e != NULL && e->op == DIFF_REMOVE; e = edit_in_hand(m)) {
		m->edit++;
		put_removed(b, parent, m->block->old_text + e->old_at, e->old_len,
			    begins_word(m));
	}
}

static void
put_gone(struct builder *b, struct node *parent, const struct diff_block *block)
{
	struct node *p = tree_add(b->tree, parent, NODE_P, (struct diag_pos){0});

	p->role = (uint16_t)b->marks->role;
	put_removed(b, p, block->old_text, strlen(block->old_text), false);
}

static void
skip_gone(struct builder *b, struct node *parent)
{
	struct marks *m = b->marks;

	for (; m->next < m->text->n_blocks &&
	       m->text->blocks[m->next].new_text == NULL;
	     m->next++)
		if (parent != NULL)
			put_gone(b, parent, &m->text->blocks[m->next]);
}

void
marks_open(struct builder *b, struct node *parent)
{
	struct marks *m = b->marks;

	skip_gone(b, parent);
	m->block =
		m->next < m->text->n_blocks ? &m->text->blocks[m->next++] : NULL;
	m->edit = m->used = 0;
}

void
marks_close(struct builder *b, struct node *parent)
{
	if (b->marks->block != NULL && !b->marks->block->same)
		put_removals(b, parent);
	b->marks->block = NULL;
}

void
marks_end(struct builder *b, struct node *parent)
{
	skip_gone(b, parent);
	b->marks = b->marks->outer;
}

/* How many of the next len bytes fare alike, and how. They are dealt out. */
static size_t
deal(struct marks *m, size_t len, enum diff_op *ret_op)
{
	const struct diff_edit *e = edit_in_hand(m);
	size_t left;

	*ret_op = DIFF_KEEP;
	if (m->block == NULL || m->block->same)
		return len;
	if (m->block->old_text == NULL) {
		*ret_op = DIFF_INSERT;
		return len;
	}
	if (e == NULL) /* more text than was compared: ill-formed prose */
		return len;
	*ret_op = e->op;
	left = e->new_len - m->used;
	if (left <= len) {
		m->edit++;
		m->used = 0;
		return left;
	}
	m->used += len;
	return len;
}

struct node *
marks_put(struct builder *b, struct node *parent, const char *text, size_t len,
	  struct diag_pos pos)
{
	struct node *leaf = NULL;

	for (size_t at = 0; at < len || leaf == NULL;) {
		enum diff_op op;
		size_t n;

		put_removals(b, parent);
		n = deal(b->marks, len - at, &op);
		leaf = op == DIFF_INSERT
			       ? put_inserted(b, parent, text + at, n, pos)
			       : put_leaf(b, parent, text + at, n, pos);
		at += n;
	}
	return leaf;
}

struct node *
marks_skip(struct builder *b, struct node *parent, size_t len,
	   struct diag_pos pos)
{
	bool inserted = false;

	for (size_t at = 0; at < len;) {
		enum diff_op op;

		put_removals(b, parent);
		at += deal(b->marks, len - at, &op);
		inserted |= op == DIFF_INSERT;
	}
	return inserted ? tree_add(b->tree, parent, NODE_INSERTED, pos) : parent;
}

void
marks_gone(struct builder *b, struct node *parent, const struct source_text *text)
{
	struct marks m;

	if (!marks_begin(b, text, &m))
		return;
	for (; m.next < m.text->n_blocks; m.next++)
		if (m.text->blocks[m.next].new_text == NULL) {
			const char *was = m.text->blocks[m.next].old_text;

			put_removed(b, parent, was, strlen(was), false);
		}
	marks_end(b, NULL);
}

void
marks_gone_words(struct builder *b, struct node *parent, const char *words,
		 enum role_id role)
{
	static const struct source_text nowhere;
	struct diff_text text = {.old = &nowhere};
	struct marks m = {.text = &text, .role = role, .outer = b->marks};

	b->marks = &m;
	put_removed(b, parent, words, strlen(words), false);
	marks_end(b, NULL);
}

struct node *
marks_words(struct builder *b, struct node *parent, const char *old,
	    const char *new, enum role_id role)
{
	static const struct source_text nowhere;
	struct diff_block block = {.old_text = old, .new_text = new};
	struct diff_text text = {
		.blocks = &block, .n_blocks = 1, .old = &nowhere};
	struct marks m = {.text = &text, .role = role, .outer = b->marks};
	struct node *leaf;

	if (!b->marking || old == NULL || strcmp(old, new) == 0)
		return builder_words(b, parent, new, role);
	if (*old == '\0')
		block.old_text = NULL;
	else
		diff_words(b->arena, old, strlen(old), new, strlen(new),
			   &block.words);
	b->marks = &m;
	marks_open(b, NULL);
	leaf = marks_put(b, parent, new, strlen(new), (struct diag_pos){0});
	marks_close(b, parent);
	marks_end(b, NULL);
	return leaf;
}
