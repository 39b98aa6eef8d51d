/*
 * diff_text - texts compared block by block, and the changed blocks word by word.
 *
 * Blocks keep their order, so the best pairing is found as a longest common
 * subsequence is, each pair counting for as much as the two blocks are alike.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "edition/diff_private.h"

/* Blocks less alike than this are not the same block rewritten. */
#define ALIKE_ENOUGH 400

/* Beyond so many possible pairs blocks that differ are not paired. */
#define MOST_PAIRS ((size_t)1 << 18)

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
	struct diff_bag bag;
};

struct side {
	struct side_block *blocks;
	size_t n, cap;
};

size_t
diff_inline_length(const struct prose *p)
{
	switch (p->kind) {
	case PROSE_FACT:
		return 2 + strlen(p->text) +
		       (p->argument != NULL ? 1 + strlen(p->argument) : 0);
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
			buf_printf(out, "{%s%s%s}", p->text,
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
	}
}

static void
read_side(struct arena *arena, struct side *side, const struct source_text *text,
	  bool plain)
{
	struct prose *root;
	bool ok;

	if (text == NULL || text->s == NULL)
		return;
	if (plain) {
		add_block(arena, side, NULL, text->s, text->pos);
		return;
	}
	/* what is wrong with it is for those who set it to say */
	root = prose_parse(arena, diag_sink_new(arena), text, &ok);
	add_blocks(arena, side, root);
}

/* ---- pairing ---------------------------------------------------------------------- */

static bool
same_make(const struct side_block *a, const struct side_block *b)
{
	if (a->prose == NULL || b->prose == NULL)
		return a->prose == b->prose;
	return a->prose->kind == b->prose->kind;
}

static bool
equal(const struct side_block *a, const struct side_block *b)
{
	return same_make(a, b) && strcmp(a->text, b->text) == 0;
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
		.old_pos = old != NULL ? old->pos : (struct diag_pos){0},
		.new_pos = new != NULL ? new->pos : (struct diag_pos){0},
	};
	if (old == NULL || new == NULL)
		return;
	b->same = strcmp(old->text, new->text) == 0;
	if (!b->same)
		diff_words(d->arena, old->text, strlen(old->text), new->text,
			   strlen(new->text), &b->words);
}

/* The blocks that are left when what is equal at both ends is taken off. */
struct middle {
	const struct side_block *old, *new;
	size_t n_old, n_new;
};

static int
likeness(const struct middle *m, size_t i, size_t k)
{
	if (!same_make(&m->old[i], &m->new[k]))
		return 0;
	if (m->old[i].prose == NULL) /* a plain text is one block */
		return ALIKE_ENOUGH;
	return diff_bags_alike(&m->old[i].bag, &m->new[k].bag);
}

/* best[i][k]: the most that blocks from i and k on can count for. */
static int64_t *
weigh(struct arena *arena, const struct middle *m)
{
	size_t width = m->n_new + 1;
	int64_t *best = arena_new_array(arena, int64_t, (m->n_old + 1) * width);

	for (size_t i = m->n_old; i-- > 0;)
		for (size_t k = m->n_new; k-- > 0;) {
			int64_t *here = &best[i * width + k];
			int alike = likeness(m, i, k);

			*here = here[1] > here[width] ? here[1] : here[width];
			if (alike >= ALIKE_ENOUGH &&
			    here[width + 1] + alike > *here)
				*here = here[width + 1] + alike;
		}
	return best;
}

static void
pair_middle(struct diff *d, struct diff_text *t, const struct middle *m)
{
	bool weighed = m->n_old > 0 && m->n_new > 0 &&
		       m->n_old <= MOST_PAIRS / m->n_new;
	const int64_t *best = weighed ? weigh(d->arena, m) : NULL;
	size_t width = m->n_new + 1, i = 0, k = 0;

	while (weighed && i < m->n_old && k < m->n_new) {
		const int64_t *here = &best[i * width + k];
		int alike = likeness(m, i, k);

		if (alike >= ALIKE_ENOUGH && *here == here[width + 1] + alike)
			put_pair(d, t, &m->old[i++], &m->new[k++]);
		else if (*here == here[width])
			put_pair(d, t, &m->old[i++], NULL);
		else
			put_pair(d, t, NULL, &m->new[k++]);
	}
	while (i < m->n_old)
		put_pair(d, t, &m->old[i++], NULL);
	while (k < m->n_new)
		put_pair(d, t, NULL, &m->new[k++]);
}

static void
fill_bags(struct arena *arena, struct side_block *blocks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		blocks[i].bag = diff_bag_words(arena, blocks[i].text);
}

static void
pair_blocks(struct diff *d, struct diff_text *t, const struct side *old,
	    const struct side *new)
{
	size_t head = 0, tail = 0;
	struct middle m;

	t->blocks = arena_new_array(
		d->arena, struct diff_block, old->n + new->n + 1);
	while (head < old->n &&
	       head < new->n &&equal(&old->blocks[head], &new->blocks[head])) {
		put_pair(d, t, &old->blocks[head], &new->blocks[head]);
		head++;
	}
	while (tail < old->n - head &&
	       tail < new->n - head &&equal(&old->blocks[old->n - 1 - tail],
					    &new->blocks[new->n - 1 - tail]))
		tail++;
	m = (struct middle){
		.n_old = old->n - head - tail,
		.n_new = new->n - head - tail,
	};
	if (m.n_old > 0) {
		m.old = old->blocks + head;
		fill_bags(d->arena, old->blocks + head, m.n_old);
	}
	if (m.n_new > 0) {
		m.new = new->blocks + head;
		fill_bags(d->arena, new->blocks + head, m.n_new);
	}
	pair_middle(d, t, &m);
	for (; tail > 0; tail--)
		put_pair(d, t, &old->blocks[old->n - tail],
			 &new->blocks[new->n - tail]);
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

static void
add_change(struct diff *d, const struct diff_block *b,
	   const struct diff_place *place)
{
	struct diff_change *c;

	if (b->same)
		return;
	c = diff_add(d, b->old_text == NULL   ? DIFF_TEXT_ADDED
			: b->new_text == NULL ? DIFF_TEXT_REMOVED
					      : DIFF_TEXT_CHANGED);
	c->id = place->owner;
	c->old_id = place->owner;
	c->pair = place->pair;
	c->title = place->part != NULL       ? place->part->title.s
		   : place->advisory != NULL ? place->advisory->title.s
					     : place->title;
	c->field = place->field;
	c->old_value = b->old_text;
	c->new_value = b->new_text;
	c->new_pos = b->new_pos;
	c->old_pos = b->old_pos;
	c->advisory = place->advisory;
	c->part = place->part;
	c->block = b;
}

void
diff_compare_text(struct diff *d, const struct source_text *old,
		  const struct source_text *new, const struct diff_place *place,
		  bool plain, bool silent)
{
	struct side before = {0}, after = {0};
	struct diff_text *t;

	if (old->s == NULL && new->s == NULL)
		return;
	t = add_text(d);
	t->old = old;
	t->new = new;
	t->owner = place->owner;
	t->field = place->field;
	t->part = place->part;
	t->advisory = place->advisory;
	t->same = diff_same(old, new);
	if (t->same)
		return;
	read_side(d->arena, &before, old, plain);
	read_side(d->arena, &after, new, plain);
	pair_blocks(d, t, &before, &after);
	for (size_t i = 0; !silent && i < t->n_blocks; i++)
		add_change(d, &t->blocks[i], place);
}

void
diff_new_text(struct diff *d, const struct source_text *new,
	      const struct diff_place *place, bool plain)
{
	static const struct source_text none;

	diff_compare_text(d, &none, new, place, plain, true);
}
