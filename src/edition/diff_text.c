/*
 * diff_text - texts compared block by block, and the changed blocks word by word.
 *
 * Blocks keep their order (diff_align.h); a pair counts for as much as the two are alike.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "edition/diff_align.h"
#include "edition/diff_private.h"

/* Blocks less alike than this are not the same block rewritten. */
#define ALIKE_ENOUGH 400

bool
diff_same(const struct source_text *a, const struct source_text *b)
{
	if (a->s == NULL || b->s == NULL)
		return a->s == b->s;
	return a->len == b->len && memcmp(a->s, b->s, a->len) == 0;
}

/* ---- blocks of a text ---------------------------------------------------------- */

struct side_block {
	const struct prose *prose; /* NULL: plain text */
	const char *text;
	struct diag_pos pos;
	const char *links; /* the addresses in it, in their order */
	struct diff_bag bag;
	uint32_t name; /* the same for what is the same in both texts */
	bool table; /* it sets one */
};

struct side {
	struct side_block *blocks;
	size_t n, cap;
};

/* {note:id} in a cell: no more in its text than the mark of a footnote. */
static bool
is_note_mark(const struct prose *fact)
{
	return fact->argument != NULL && strcmp(fact->text, "note") == 0;
}

size_t
diff_inline_length(const struct prose *p)
{
	switch (p->kind) {
	case PROSE_FACT:
		return is_note_mark(p)
			       ? 0
			       : 2 + strlen(p->text) +
					 (p->argument != NULL
						  ? 1 + strlen(p->argument)
						  : 0);
	case PROSE_BREAK:
		return 1;
	default:
		return 0;
	}
}

static void
put_inlines(const struct prose *parent, struct buf *out)
{
	for (const struct prose *p = parent->first; p != NULL; p = p->next)
		switch (p->kind) {
		case PROSE_TEXT:
			buf_put(out, p->text, p->len);
			break;
		case PROSE_BREAK:
			buf_byte(out, ' ');
			break;
		case PROSE_FACT:
			if (!is_note_mark(p))
				buf_printf(
					out, "{%s%s%s}", p->text,
					p->argument != NULL ? ":" : "",
					p->argument != NULL ? p->argument : "");
			break;
		case PROSE_MARK:
			break;
		default:
			put_inlines(p, out);
			break;
		}
}

/* Where the links of a block lead to. */
static void
put_links(const struct prose *parent, struct buf *out)
{
	for (const struct prose *p = parent->first; p != NULL; p = p->next) {
		if (p->kind == PROSE_LINK)
			buf_printf(out, "%s%s", out->len > 0 ? " " : "", p->url);
		put_links(p, out);
	}
}

static void
add_block(struct arena *arena, struct side *side, const struct prose *prose,
	  const char *text, struct diag_pos pos)
{
	side->blocks = arena_grow(
		arena, side->blocks, side->n, &side->cap, sizeof(*side->blocks));
	side->blocks[side->n++] = (struct side_block){
		.prose = prose, .text = text, .pos = pos};
}

/* Paragraphs and headings in the order in which they are set. */
static void
add_blocks(struct arena *arena, struct side *side, const struct prose *parent)
{
	for (const struct prose *p = parent->first; p != NULL; p = p->next) {
		struct buf text = {0};

		if (p->kind != PROSE_PARAGRAPH && p->kind != PROSE_HEADING) {
			add_blocks(arena, side, p);
			continue;
		}
		put_inlines(p, &text);
		add_block(arena, side, p, buf_keep(&text, arena), p->pos);
		put_links(p, &text);
		if (text.len > 0)
			side->blocks[side->n - 1].links = buf_keep(&text, arena);
	}
}

/* Is it sure to be a paragraph of nothing but words? Most cells of tables are. */
static bool
is_bare(const struct source_text *text)
{
	const char *s = text->s;
	size_t figures = strspn(s, "0123456789");

	return strcspn(s, "*_`[]{}<>\\&!~^|#=\n\t@:") == text->len &&
	       strchr("+- ", *s) == NULL && text->len > 0 &&
	       s[text->len - 1] != ' ' && strstr(s, "  ") == NULL &&
	       strstr(s, "www.") == NULL &&
	       !(figures > 0 && (s[figures] == '.' || s[figures] == ')') &&
		 (s[figures + 1] == ' ' || s[figures + 1] == '\0'));
}

static void
read_side(struct arena *arena, struct side *side, const struct source_text *text,
	  enum diff_make make)
{
	struct diag_sink *sink;
	struct prose *root;
	struct buf words = {0};
	bool ok;

	if (text == NULL || text->s == NULL)
		return;
	if (make == DIFF_PLAIN || (make == DIFF_INLINES && is_bare(text))) {
		if (text->len > 0)
			add_block(arena, side, NULL, text->s, text->pos);
		return;
	}
	/* what is wrong with it is for those who set it to say */
	sink = diag_sink_new(arena);
	if (make == DIFF_BLOCKS) {
		root = prose_parse(arena, sink, text, &ok);
		add_blocks(arena, side, root);
		return;
	}
	root = prose_parse_inline(arena, sink, text, &ok);
	put_inlines(root, &words);
	if (words.len > 0)
		add_block(arena, side, NULL, buf_keep(&words, arena), text->pos);
	buf_done(&words);
}

/* ---- pairing ---------------------------------------------------------------------- */

static bool
same_make(const struct side_block *a, const struct side_block *b)
{
	if (a->prose == NULL || b->prose == NULL)
		return a->prose == b->prose;
	return a->prose->kind == b->prose->kind;
}

static void
put_pair(struct diff *d, struct diff_text *t, const struct side_block *old,
	 const struct side_block *new)
{
	struct diff_block *b = &t->blocks[t->n_blocks++];
	const struct side_block *any = new != NULL ? new : old;

	*b = (struct diff_block){
		.old_text = old != NULL ? old->text : NULL,
		.new_text = new != NULL ? new->text : NULL,
		.kind = any->prose != NULL ? any->prose->kind : PROSE_PARAGRAPH,
		.level = any->prose != NULL ? any->prose->level : 0,
		.old_links = old != NULL ? old->links : NULL,
		.new_links = new != NULL ? new->links : NULL,
		.old_pos = old != NULL ? old->pos : (struct diag_pos){0},
		.new_pos = new != NULL ? new->pos : (struct diag_pos){0},
	};
	if (old == NULL || new == NULL)
		return;
	b->same = old->name == new->name;
	if (!b->same)
		diff_words(d->arena, old->text, strlen(old->text), new->text,
			   strlen(new->text), &b->words);
}

struct sides {
	const struct side *old, *new;
};

/*
 * How alike two blocks are, the more the longer they are: of two that changed places
 * the shorter one moved.
 */
static int64_t
weight_of(const void *context, size_t i, size_t k)
{
	const struct sides *sides = context;
	const struct side_block *a = &sides->old->blocks[i];
	const struct side_block *b = &sides->new->blocks[k];
	int64_t words = (int64_t)(a->bag.n + b->bag.n) + 1;
	int64_t least = (int64_t)(a->bag.n < b->bag.n ? a->bag.n : b->bag.n);
	int alike;

	if (!same_make(a, b))
		return 0;
	/* of a table and a text that changed places the table moved */
	if (a->name == b->name)
		return a->table ? 1 : 1000 * words;
	/* a table is another table, and much more is not alike to little */
	if (a->table || b->table || 2000 * least < ALIKE_ENOUGH * (words - 1))
		return 0;
	alike = diff_bags_alike(&a->bag, &b->bag);
	return alike >= ALIKE_ENOUGH ? alike * words : 0;
}

/* Names by which blocks are the same, and what they are weighed by. */
static void
prepare(struct diff *d, struct side *old, struct side *new)
{
	size_t n = old->n + new->n;
	const char **texts = arena_new_array(d->arena, const char *, n + 1);
	uint32_t *names;

	for (size_t i = 0; i < n; i++) {
		struct side_block *b =
			i < old->n ? &old->blocks[i] : &new->blocks[i - old->n];

		b->table = diff_table_in_text(b->text);
		texts[i] = arena_printf(
			d->arena, "%c%s",
			b->prose != NULL && b->prose->kind == PROSE_HEADING
				? '#'
				: ' ',
			b->table && i < old->n ? diff_new_table_text(d, b->text)
					       : b->text);
		b->bag = diff_bag_words(d->arena, b->text);
	}
	names = diff_name_texts(d->arena, texts, n);
	for (size_t i = 0; i < n; i++)
		*(i < old->n ? &old->blocks[i].name
			     : &new->blocks[i - old->n].name) = names[i];
}

static uint32_t *
names_of(struct arena *arena, const struct side *side)
{
	uint32_t *names = arena_new_array(arena, uint32_t, side->n + 1);

	for (size_t i = 0; i < side->n; i++)
		names[i] = side->blocks[i].name;
	return names;
}

/* Has the newer text less to say? Told by the texts, whichever is the older. */
static bool
is_turned(const struct side *old, const struct side *new)
{
	if (old->n != new->n)
		return old->n > new->n;
	for (size_t i = 0; i < old->n; i++)
		if (old->blocks[i].name != new->blocks[i].name)
			return old->blocks[i].name > new->blocks[i].name;
	return false;
}

/* A text of one block is that block, whatever it says now. */
static size_t *
pair_one(struct arena *arena, const struct side *old, const struct side *new)
{
	size_t *partners = arena_new_array(arena, size_t, 1);

	*partners = old->n > 0 && new->n > 0 ? 0 : DIFF_NONE;
	return partners;
}

static void
pair_blocks(struct diff *d, struct diff_text *t, struct side *old,
	    struct side *new, bool one)
{
	struct sides sides = {old, new};
	const size_t *partners;
	size_t k = 0;

	t->blocks = arena_new_array(
		d->arena, struct diff_block, old->n + new->n + 1);
	prepare(d, old, new);
	if (one)
		partners = pair_one(d->arena, old, new);
	else
		partners = diff_align(
			d->arena,
			&(struct diff_rows){
				.old = names_of(d->arena, old),
				.new = names_of(d->arena, new),
				.n_old = old->n,
				.n_new = new->n,
				.turned = is_turned(old, new),
				.weight = weight_of,
				.context = &sides,
			});
	for (size_t i = 0; i < old->n; i++) {
		while (partners[i] != DIFF_NONE && k < partners[i])
			put_pair(d, t, NULL, &new->blocks[k++]);
		put_pair(d, t, &old->blocks[i],
			 partners[i] != DIFF_NONE ? &new->blocks[k++] : NULL);
	}
	while (k < new->n)
		put_pair(d, t, NULL, &new->blocks[k++]);
}

/* The words of a text of one paragraph, as its block has them. */
const char *
diff_plain_words(struct diff *d, const struct source_text *text)
{
	struct side side = {0};

	if (text->s != NULL && is_bare(text))
		return text->s; /* without a block of its own: tables have many */
	read_side(d->arena, &side, text, DIFF_INLINES);
	return side.n > 0 ? side.blocks[0].text : "";
}

/* ---- texts ---------------------------------------------------------------------- */

static struct diff_text *
add_text(struct diff *d)
{
	d->texts = arena_grow(
		d->arena, d->texts, d->n_texts, &d->cap_texts, sizeof(*d->texts));
	d->texts[d->n_texts] = arena_alloc(d->arena, sizeof(**d->texts));
	return d->texts[d->n_texts++];
}

void
diff_set_block(struct diff_change *c, const struct diff_block *b)
{
	c->block = b;
	c->old_value = b->old_text;
	c->new_value = b->new_text;
	c->old_pos = b->old_pos;
	c->new_pos = b->new_pos;
}

static struct diff_change *
add_about(struct diff *d, enum diff_kind kind, const struct diff_place *place)
{
	struct diff_change *c = diff_add(d, kind);

	c->id = place->owner;
	c->old_id = place->owner;
	c->pair = place->pair;
	c->title = place->part != NULL       ? place->part->title.s
		   : place->advisory != NULL ? place->advisory->title.s
					     : place->title;
	c->field = place->field;
	c->advisory = place->advisory;
	c->part = place->part;
	return c;
}

/* The words may be the same where a link leads elsewhere. */
static void
compare_links(struct diff *d, const struct diff_block *b,
	      const struct diff_place *place)
{
	const char *was = b->old_links != NULL ? b->old_links : "";
	const char *is = b->new_links != NULL ? b->new_links : "";
	struct diff_change *c;

	if (b->old_text == NULL || b->new_text == NULL || strcmp(was, is) == 0)
		return;
	c = add_about(d, DIFF_TEXT_LINK, place);
	c->old_pos = b->old_pos;
	c->new_pos = b->new_pos;
	c->old_value = b->old_links;
	c->new_value = b->new_links;
}

static void
add_change(struct diff *d, const struct diff_block *b,
	   const struct diff_place *place)
{
	struct diff_change *c;

	compare_links(d, b, place);
	if (b->same)
		return;
	/* a table is told of as one, wherever it is set */
	if (b->old_text == NULL && diff_table_in_text(b->new_text)) {
		diff_table_moved(d, b->new_text);
		return;
	}
	if (b->new_text == NULL && diff_table_in_text(b->old_text))
		return;
	c = add_about(d,
		      b->old_text == NULL   ? DIFF_TEXT_ADDED
		      : b->new_text == NULL ? DIFF_TEXT_REMOVED
					    : DIFF_TEXT_CHANGED,
		      place);
	diff_set_block(c, b);
}

const struct diff_text *
diff_compare_text(struct diff *d, const struct source_text *old,
		  const struct source_text *new, const struct diff_place *place,
		  enum diff_make make, bool silent)
{
	struct side before = {0}, after = {0};
	struct diff_text *t;

	if (old->s == NULL && new->s == NULL)
		return NULL;
	t = add_text(d);
	t->old = old;
	t->new = new;
	t->owner = place->owner;
	t->field = place->field;
	t->part = place->part;
	t->advisory = place->advisory;
	t->same = diff_same(old, new);
	if (t->same)
		return t;
	read_side(d->arena, &before, old, make);
	read_side(d->arena, &after, new, make);
	pair_blocks(d, t, &before, &after, make != DIFF_BLOCKS);
	for (size_t i = 0; !silent && i < t->n_blocks; i++)
		add_change(d, &t->blocks[i], place);
	return t;
}

void
diff_new_text(struct diff *d, const struct source_text *new,
	      const struct diff_place *place, enum diff_make make)
{
	static const struct source_text none;

	diff_compare_text(d, &none, new, place, make, true);
}
