/*
 * compose_shelf - the paragraphs of a long text, put away small until they are placed.
 *
 * The glyphs and items of a paragraph take a hundred bytes for each of its letters. In
 * any language they are the same few thousand glyphs and syllables over and over: each
 * that is different is kept once, in a pool, and a paragraph is the row of their
 * numbers. What stands where in it follows from adding up.
 */
#include <string.h>

#include "base/arena.h"
#include "layout/compose_private.h"

#define BOX 16000 /* glyphs of paragraphs that are released together */

/* Records of one size, each kept once, by number. */
struct pool {
	size_t size;
	unsigned char *records;
	size_t n, cap;
	uint32_t *slots; /* by hash: 1 + its number, or 0 */
	size_t n_slots; /* a power of two */
};

struct compose_shelf {
	struct compose *c;
	struct arena *arena; /* of the pools */
	size_t whole, most_whole; /* glyphs of paragraphs not put away */
	struct pool atoms, items, splices;
	struct arena **boxes; /* of paragraphs, in order; NULL: released */
	size_t n_boxes, cap_boxes, n_released;
	struct arena *box; /* the last */
	size_t in_box; /* glyphs */
};

/* An item and its slot, but for where in the paragraph it is. */
struct pooled_item {
	struct linebreak_item item;
	uint32_t n_atoms; /* box, glue: it takes so many */
	uint32_t spliced; /* penalty: the next of the splices is its own */
};

/* A splice; places are counted from the atom that is next. */
struct pooled_splice {
	int32_t keep_to, resume;
	mpt last_advance;
	uint32_t piece;
	size_t n_left, n_right;
	struct frame_glyph hyphen; /* on the left, if that is all ... */
	const struct frame_glyph *left,
		*right; /* ... else these, of one splice */
};

struct packed {
	const struct compose_shelf *shelf;
	size_t box; /* its number */
	uint16_t *atoms; /* numbers in the pools */
	uint32_t *items, *splices;
};

struct compose_shelf *
compose_shelf_new(struct compose *c, size_t most_whole)
{
	struct arena *arena = arena_new();
	struct compose_shelf *shelf = arena_alloc(arena, sizeof(*shelf));

	shelf->c = c;
	shelf->arena = arena;
	shelf->most_whole = most_whole;
	shelf->atoms.size = sizeof(struct atom);
	shelf->items.size = sizeof(struct pooled_item);
	shelf->splices.size = sizeof(struct pooled_splice);
	return shelf;
}

static void
release_to(struct compose_shelf *shelf, size_t n_boxes)
{
	for (; shelf->n_released < n_boxes; shelf->n_released++)
		arena_free(shelf->boxes[shelf->n_released]);
}

void
compose_shelf_free(struct compose_shelf *shelf)
{
	release_to(shelf, shelf->n_boxes);
	arena_free(shelf->arena);
}

void
compose_shelf_clear(struct compose_shelf *shelf, const struct compose_para *para)
{
	if (para->draft->packed != NULL)
		release_to(shelf, para->draft->packed->box);
}

/* The box for a paragraph of so many glyphs. */
static void
open_box(struct compose_shelf *shelf, size_t n_atoms)
{
	if (shelf->box == NULL || shelf->in_box >= BOX) {
		shelf->box = arena_new();
		shelf->in_box = 0;
		shelf->boxes = arena_grow(
			shelf->arena, shelf->boxes, shelf->n_boxes,
			&shelf->cap_boxes, sizeof(struct arena *));
		shelf->boxes[shelf->n_boxes++] = shelf->box;
	}
	shelf->in_box += n_atoms;
}

/* ---- pools ------------------------------------------------------------------ */

/* Records are whole words, so that nothing is left over. */
_Static_assert(sizeof(struct atom) % sizeof(uint64_t) == 0, "atoms");
_Static_assert(sizeof(struct pooled_item) % sizeof(uint64_t) == 0, "items");
_Static_assert(sizeof(struct pooled_splice) % sizeof(uint64_t) == 0, "splices");

static size_t
hash_of(const void *record, size_t size)
{
	const unsigned char *bytes = record;
	uint64_t h = size;

	for (size_t i = 0; i < size; i += sizeof(h)) {
		uint64_t word;

		memcpy(&word, bytes + i, sizeof(word));
		h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
		h ^= h >> 29;
	}
	return (size_t)h;
}

static const void *
pool_get(const struct pool *pool, size_t number)
{
	return pool->records + number * pool->size;
}

static size_t
find_slot(const struct pool *pool, const void *record)
{
	size_t i = hash_of(record, pool->size) & (pool->n_slots - 1);

	while (pool->slots[i] != 0 && memcmp(pool_get(pool, pool->slots[i] - 1),
					     record, pool->size) != 0)
		i = (i + 1) & (pool->n_slots - 1);
	return i;
}

static void
double_slots(struct arena *arena, struct pool *pool)
{
	pool->n_slots = pool->n_slots > 0 ? 2 * pool->n_slots : 1024;
	pool->slots = arena_new_array(arena, uint32_t, pool->n_slots);
	for (size_t i = 0; i < pool->n; i++)
		pool->slots[find_slot(pool, pool_get(pool, i))] = (uint32_t)i + 1;
}

/* The number of a record; two that differ, if only in their padding, have two. */
static uint32_t
pool_put(struct arena *arena, struct pool *pool, const void *record)
{
	size_t slot;

	if (2 * pool->n >= pool->n_slots)
		double_slots(arena, pool);
	slot = find_slot(pool, record);
	if (pool->slots[slot] == 0) {
		pool->records = arena_grow(
			arena, pool->records, pool->n, &pool->cap, pool->size);
		memcpy(pool->records + pool->n * pool->size, record, pool->size);
		pool->slots[slot] = (uint32_t)++pool->n;
	}
	return pool->slots[slot] - 1;
}

/* ---- putting away ----------------------------------------------------------- */

static void *
keep(struct compose_shelf *shelf, const void *array, size_t n, size_t size)
{
	void *copy = arena_calloc(shelf->box, n, size);

	if (n > 0)
		memcpy(copy, array, n * size);
	return copy;
}

/* The byte at which an atom begins: its own, or that of the cluster it goes on. */
static uint32_t
begin_of(const struct atom *atom, uint32_t *cluster, uint32_t *next)
{
	if (atom->len > 0) {
		*cluster = *next;
		*next += atom->len;
	}
	return *cluster;
}

static bool
pack_atoms(struct compose_shelf *shelf, const struct draft *d, struct packed *p)
{
	uint32_t cluster = 0, next = 0;

	p->atoms = arena_new_array(shelf->box, uint16_t, d->n_atoms);
	for (size_t i = 0; i < d->n_atoms; i++) {
		struct atom atom;
		uint32_t number;

		memcpy(&atom, &d->atoms[i], sizeof(atom));
		if (begin_of(&atom, &cluster, &next) != atom.at)
			return false;
		atom.at = 0;
		number = pool_put(shelf->arena, &shelf->atoms, &atom);
		if (number > UINT16_MAX)
			return false;
		p->atoms[i] = (uint16_t)number;
	}
	return true;
}

static uint32_t
pack_splice(struct compose_shelf *shelf, const struct splice *s, size_t atom)
{
	struct pooled_splice pooled;

	memset(&pooled, 0, sizeof(pooled));
	pooled.keep_to = (int32_t)((int64_t)s->keep_to - (int64_t)atom);
	pooled.resume = (int32_t)((int64_t)s->resume - (int64_t)atom);
	pooled.last_advance = s->last_advance;
	pooled.piece = s->piece;
	pooled.n_left = s->n_left;
	pooled.n_right = s->n_right;
	if (s->n_left == 1)
		pooled.hyphen = s->left[0];
	else if (s->n_left > 1)
		pooled.left = keep(shelf, s->left, s->n_left, sizeof(*s->left));
	if (s->n_right > 0)
		pooled.right = keep(
			shelf, s->right, s->n_right, sizeof(*s->right));
	return pool_put(shelf->arena, &shelf->splices, &pooled);
}

static bool
pack_items(struct compose_shelf *shelf, const struct draft *d, struct packed *p)
{
	size_t atom = 0, n_splices = 0;

	for (size_t i = 0; i < d->n_items; i++)
		n_splices += d->slots[i].splice != NULL;
	p->items = arena_new_array(shelf->box, uint32_t, d->n_items);
	p->splices = arena_new_array(shelf->box, uint32_t, n_splices);
	n_splices = 0;
	for (size_t i = 0; i < d->n_items; i++) {
		const struct slot *slot = &d->slots[i];
		struct pooled_item item;

		memset(&item, 0, sizeof(item));
		item.item = d->items[i];
		item.n_atoms = slot->to - slot->from;
		item.spliced = slot->splice != NULL;
		if (item.n_atoms > 0 && slot->from != atom)
			return false;
		if (slot->splice != NULL && slot->splice->torn != TORN_NOT)
			return false; /* rare, and has more to it */
		atom += item.n_atoms;
		p->items[i] = pool_put(shelf->arena, &shelf->items, &item);
		if (slot->splice != NULL)
			p->splices[n_splices++] = pack_splice(
				shelf, slot->splice, atom);
	}
	return true;
}

static struct linebreak_variant
keep_variant(struct compose_shelf *shelf, const struct linebreak_variant *v)
{
	struct linebreak_variant copy = *v;

	copy.lines = keep(shelf, v->lines, v->n_lines, sizeof(*v->lines));
	return copy;
}

static struct draft *
keep_draft(struct compose_shelf *shelf, const struct draft *d, struct packed *p,
	   size_t n_variants)
{
	struct draft *copy = keep(shelf, d, 1, sizeof(*d));

	copy->packed = p;
	copy->next = NULL;
	copy->pieces = keep(shelf, d->pieces, d->n_pieces, sizeof(*d->pieces));
	copy->atoms = NULL;
	copy->items = NULL;
	copy->slots = NULL;
	copy->breaks = NULL;
	copy->places = (struct places){0};
	copy->best = keep_variant(shelf, &d->best);
	copy->variants = arena_new_array(
		shelf->box, struct linebreak_variant, n_variants);
	for (size_t i = 0; i < n_variants; i++)
		copy->variants[i] = keep_variant(shelf, &d->variants[i]);
	return copy;
}

/*
 * A copy of the paragraph on the shelf, which needs nothing of what is in the scratch
 * arena; NULL if there is room for all of it there, or it is of a kind that cannot be
 * put away.
 */
const struct compose_para *
compose_shelve(struct compose_shelf *shelf, const struct compose_para *para)
{
	const struct draft *d = para->draft;
	struct compose_para *copy;
	struct packed *p;

	if (shelf->whole + d->n_atoms <= shelf->most_whole) {
		shelf->whole += d->n_atoms;
		return NULL;
	}
	open_box(shelf, d->n_atoms);
	p = arena_alloc(shelf->box, sizeof(*p));
	p->shelf = shelf;
	p->box = shelf->n_boxes - 1;
	if (!pack_atoms(shelf, d, p) || !pack_items(shelf, d, p))
		return NULL;
	copy = keep(shelf, para, 1, sizeof(*para));
	copy->draft = keep_draft(shelf, d, p, para->n_variants);
	copy->draft->para = copy;
	copy->hyphens = keep(shelf, para->hyphens, para->n_lines, sizeof(bool));
	for (size_t i = 0; i < para->n_variants; i++)
		copy->variants[i].hyphens = keep(
			shelf, para->variants[i].hyphens, d->variants[i].n_lines,
			sizeof(bool));
	return copy;
}

/* ---- taking out ------------------------------------------------------------- */

static void
unpack_atoms(struct draft *d)
{
	const struct pool *pool = &d->packed->shelf->atoms;
	uint32_t cluster = 0, next = 0;

	d->atoms = arena_new_array(d->c->scratch, struct atom, d->n_atoms);
	for (size_t i = 0; i < d->n_atoms; i++) {
		memcpy(&d->atoms[i], pool_get(pool, d->packed->atoms[i]),
		       sizeof(*d->atoms));
		d->atoms[i].at = begin_of(&d->atoms[i], &cluster, &next);
	}
}

static struct splice *
unpack_splice(struct draft *d, uint32_t number, size_t atom)
{
	const struct pooled_splice *p = pool_get(
		&d->packed->shelf->splices, number);
	struct splice *s = arena_alloc(d->c->scratch, sizeof(*s));

	s->keep_to = (size_t)((int64_t)atom + p->keep_to);
	s->resume = (size_t)((int64_t)atom + p->resume);
	s->last_advance = p->last_advance;
	s->piece = (uint16_t)p->piece;
	s->n_left = p->n_left;
	s->n_right = p->n_right;
	s->left = p->n_left == 1 ? &p->hyphen : p->left;
	s->right = p->right;
	return s;
}

static void
unpack_items(struct draft *d)
{
	const struct packed *p = d->packed;
	const uint32_t *splices = p->splices;
	size_t atom = 0;

	d->items = arena_new_array(
		d->c->scratch, struct linebreak_item, d->n_items);
	d->slots = arena_new_array(d->c->scratch, struct slot, d->n_items);
	for (size_t i = 0; i < d->n_items; i++) {
		const struct pooled_item *item = pool_get(
			&p->shelf->items, p->items[i]);

		d->items[i] = item->item;
		if (item->n_atoms > 0) {
			d->slots[i].from = (uint32_t)atom;
			atom += item->n_atoms;
			d->slots[i].to = (uint32_t)atom;
		}
		if (item->spliced)
			d->slots[i].splice = unpack_splice(d, *splices++, atom);
	}
}

/* A draft with its items: all that it takes to say how it would be set. */
struct draft *
compose_take_items(struct draft *draft)
{
	struct draft *d;

	if (draft->packed == NULL)
		return draft;
	d = arena_alloc(draft->c->scratch, sizeof(*d));
	*d = *draft;
	d->items = arena_new_array(
		d->c->scratch, struct linebreak_item, d->n_items);
	for (size_t i = 0; i < d->n_items; i++) {
		const struct pooled_item *item = pool_get(
			&d->packed->shelf->items, d->packed->items[i]);

		d->items[i] = item->item;
	}
	return d;
}

/* A draft with all that it takes to set it, in the scratch arena. */
struct draft *
compose_take_out(struct draft *draft)
{
	struct draft *d;

	if (draft->packed == NULL)
		return draft;
	d = arena_alloc(draft->c->scratch, sizeof(*d));
	*d = *draft;
	unpack_atoms(d);
	unpack_items(d);
	return d;
}
