#include "layout/compose.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/compose_private.h"

/* ---- what is worth remembering ---------------------------------------------- */

#define KERN_SLOTS 512 /* powers of two */
#define N_ASCII 0x80
#define DRAFT_SLOTS 1024

/* How far the pen goes by a glyph before a hyphen, or by the hyphen itself. */
struct kern_entry {
	struct kern_entry *next;
	const struct font_face *face;
	unsigned features;
	uint32_t gid; /* HYPHEN_ITSELF: of the hyphen, whose own is in hyphen */
	bool known;
	uint16_t hyphen;
	int32_t advance; /* design units */
};

#define HYPHEN_ITSELF UINT32_MAX

struct compose_cache {
	struct kern_entry *kerns[KERN_SLOTS];
	struct draft *drafts[DRAFT_SLOTS];
	size_t n_drafts;
	struct hang hangs[N_ASCII]; /* of all text, most of it letters */
};

static struct hang
find_hang(const struct style *style, uint32_t cp)
{
	const struct style_hang *hangs = style->text->hang.items;

	for (size_t i = 0; i < style->text->hang.count; i++) {
		const struct source_text *chars = &hangs[i].characters;

		for (size_t at = 0; at < chars->len;)
			if (utf8_next(chars->s, chars->len, &at) == cp)
				return (struct hang){
					hangs[i].left, hangs[i].right};
	}
	return (struct hang){0, 0};
}

void
compose_init(struct compose *c, struct arena *arena, struct diag_sink *sink,
	     const struct style *style, const char *lang)
{
	*c = (struct compose){
		.arena = arena,
		.scratch = arena_new(),
		.sink = sink,
		.style = style,
		.lang = lang,
		.cache = arena_alloc(arena, sizeof(struct compose_cache)),
	};
	for (uint32_t cp = 0; cp < N_ASCII; cp++)
		c->cache->hangs[cp] = find_hang(style, cp);
}

void
compose_done(struct compose *c)
{
	arena_free(c->scratch);
}

struct compose_mark
compose_mark(const struct compose *c)
{
	return (struct compose_mark){arena_mark(c->scratch), c->cache->n_drafts};
}

void
compose_forget(struct compose *c, struct compose_mark mark)
{
	for (size_t i = 0; i < DRAFT_SLOTS; i++) {
		struct draft **slot = &c->cache->drafts[i];

		while (*slot != NULL && (*slot)->number >= mark.n_drafts)
			*slot = (*slot)->next;
	}
	c->cache->n_drafts = mark.n_drafts;
	arena_rewind(c->scratch, mark.arena);
}

const struct style_role *
compose_role(const struct compose *c, enum role_id role)
{
	const struct style_role *r = c->style->roles[role];

	return r != NULL ? r : c->style->roles[ROLE_BODY];
}

static size_t
hash_mix(size_t h, size_t value)
{
	return (h ^ value) * 0x9E3779B97F4A7C15u;
}

/* The entry, perhaps one that is new and not known yet. */
static struct kern_entry *
find_kern(struct compose *c, const struct piece *p, uint32_t gid)
{
	size_t h = hash_mix(hash_mix((size_t)p->face, p->role->features), gid);
	struct kern_entry **slot = &c->cache->kerns[(h >> 20) % KERN_SLOTS];
	struct kern_entry *e = *slot;

	while (e != NULL && (e->face != p->face || e->gid != gid ||
			     e->features != p->role->features))
		e = e->next;
	if (e == NULL) {
		e = arena_alloc(c->arena, sizeof(*e));
		e->face = p->face;
		e->features = p->role->features;
		e->gid = gid;
		e->next = *slot;
		*slot = e;
	}
	return e;
}

struct hyphen_glyph
compose_hyphen_glyph(struct compose *c, const struct piece *p)
{
	struct kern_entry *e = find_kern(c, p, HYPHEN_ITSELF);

	if (!e->known) {
		struct font_glyph *g;
		size_t n = font_shape(p->face, p->role->features, p->lang, "-", 1,
				      c->scratch, &g);

		assert(n > 0);
		e->known = true;
		e->advance = g[0].advance;
		e->hyphen = (uint16_t)g[0].gid;
	}
	return (struct hyphen_glyph){
		.gid = e->hyphen,
		.advance = mpt_from_design(e->advance, p->role->size, p->upem),
	};
}

mpt
compose_advance_before_hyphen(struct compose *c, const struct piece *p,
			      const struct atom *atom, const char *text)
{
	struct kern_entry *e = find_kern(c, p, atom->gid);

	if (!e->known) {
		char pair[36];
		size_t len = atom->len < 32 ? atom->len : 32;
		struct font_glyph *g;
		size_t n;

		memcpy(pair, text + atom->at, len);
		pair[len] = '-';
		n = font_shape(p->face, p->role->features, p->lang, pair, len + 1,
			       c->scratch, &g);
		e->known = true;
		e->advance = n >= 2 && g[n - 2].gid == atom->gid
				     ? g[n - 2].advance
				     : font_advance(p->face, atom->gid);
	}
	return mpt_from_design(e->advance, p->role->size, p->upem);
}

struct hang
compose_hang(const struct compose *c, uint32_t cp)
{
	return cp < N_ASCII ? c->cache->hangs[cp] : find_hang(c->style, cp);
}

/* ---- breaking --------------------------------------------------------------- */

struct linebreak_params
compose_params(const struct draft *d, const mpt *measures, size_t n_measures)
{
	const struct style_text *t = d->c->style->text;
	struct linebreak_params p = linebreak_fine;

	p.measures = measures;
	p.n_measures = n_measures;
	p.tolerance = t->tolerance;
	p.max_hyphens = t->hyphens_in_a_row;
	p.runt_width = mpt_muldiv(d->request.measure, t->runt_width, 1000);
	p.runt_word = mpt_muldiv(d->request.measure, t->runt_word, 1000);
	p.yield = t->expand_yield;
	p.line_penalty = t->line_price;
	p.uneven_neighbours = t->contrast_price;
	p.hyphens_in_a_row = t->hyphen_run_price;
	p.final_hyphen = t->final_hyphen_price;
	p.space_deviation = t->space_price;
	p.wide_glyphs = t->width_price;
	p.runt = t->runt_price;
	p.runt_lines = t->runt_lines;
	p.similar_starts = t->similar_start_price;
	p.similar_ends = t->similar_end_price;
	p.similar_letters = t->similar_letters_price;
	p.river = t->river_price;
	p.limit = t->expand;
	p.comfort = t->expand_dear < t->expand ? t->expand_dear : t->expand;
	if (d->role->align != ALIGN_JUSTIFY) {
		p.ragged = d->request.measure / 4;
		p.runt_lines = 0; /* white on the right hides what avoids it */
		p.limit = 0;
		p.comfort = 0;
		p.hyphens_if_wide = !d->role->hyphenate;
	}
	return p;
}

/* ---- drafts ------------------------------------------------------------------ */

/* Its text may be another in the next pass, or already be so. */
static bool
shows_folios(const struct node *top)
{
	if (top->kind == NODE_PAGE)
		return true;
	for (const struct node *n = tree_next(top, top); n != NULL;
	     n = tree_next(n, top))
		if (n->kind == NODE_PAGE)
			return true;
	return false;
}

static struct draft **
drafts_of(const struct compose *c, const struct compose_request *request)
{
	size_t h = hash_mix(
		hash_mix((size_t)request->node->index + 1, request->role),
		request->only_flow);

	return &c->cache->drafts[(h >> 20) % DRAFT_SLOTS];
}

static bool
same_text(const struct compose_request *a, const struct compose_request *b)
{
	return a->node == b->node && a->role == b->role &&
	       a->only_flow == b->only_flow && a->skip_flow == b->skip_flow &&
	       a->tail == b->tail;
}

static void
share_text(struct draft *d, const struct draft *other)
{
	d->pieces = other->pieces;
	d->n_pieces = other->n_pieces;
	d->text = other->text;
	d->len = other->len;
	d->breaks = other->breaks;
	d->n_breaks = other->n_breaks;
	d->atoms = other->atoms;
	d->n_atoms = other->n_atoms;
}

static struct draft *
new_draft(struct compose *c, const struct compose_request *request)
{
	struct draft *d = arena_alloc(c->scratch, sizeof(*d));

	d->c = c;
	d->request = *request;
	d->role = compose_role(c, request->role);
	return d;
}

static void
gather(struct draft *d)
{
	struct compose *c = d->c;
	int64_t start = c->clock != NULL ? c->clock() : 0;

	compose_gather(d);
	if (c->clock != NULL)
		c->shaping += c->clock() - start;
}

static struct draft *
start_draft(struct compose *c, const struct compose_request *request)
{
	struct draft *d = new_draft(c, request), **slot = drafts_of(c, request);
	const struct draft *other = *slot;

	while (other != NULL && !same_text(&other->request, request))
		other = other->next;
	if (other != NULL)
		share_text(d, other);
	else
		gather(d);
	compose_itemise(d);
	if (!shows_folios(request->node)) {
		d->number = c->cache->n_drafts++;
		d->next = *slot;
		*slot = d;
	}
	return d;
}

/*
 * Lines of nearly equal length: the narrowest measure that needs no more lines
 * than the full one, found by halving.
 */
static size_t
break_balanced(struct draft *d, struct linebreak_params *params, mpt *measures,
	       const struct linebreak_line **ret_lines)
{
	mpt full = measures[0], low = full / 3, high = full;
	size_t n = linebreak_paragraph(
		d->c->scratch, d->items, d->n_items, params, ret_lines);
	size_t wanted = n;

	while (n > 1 && high - low > 1000) {
		const struct linebreak_line *lines;
		bool fits = true;
		size_t got;

		measures[0] = measures[1] = low + (high - low) / 2;
		got = linebreak_paragraph(
			d->c->scratch, d->items, d->n_items, params, &lines);
		for (size_t i = 0; i < got; i++)
			fits = fits && lines[i].over == 0;
		if (got == wanted && fits) {
			high = measures[0];
			*ret_lines = lines;
		} else {
			low = measures[0];
		}
	}
	measures[0] = measures[1] = full;
	return wanted;
}

static bool
is_justified(const struct draft *d)
{
	return !d->role->balance && d->role->align == ALIGN_JUSTIFY &&
	       d->n_atoms > 0;
}

static struct compose_para *
set_draft(struct draft *d, bool outline)
{
	const struct compose_request *r = &d->request;
	mpt measures[2] = {r->measure - r->indent, r->measure};
	struct linebreak_params params = compose_params(d, measures, 2);
	const struct linebreak_line *lines = NULL;
	size_t n;

	if (is_justified(d))
		return compose_set_justified(d, &params, outline);
	if (d->role->balance)
		n = break_balanced(d, &params, measures, &lines);
	else
		n = linebreak_paragraph(
			d->c->scratch, d->items, d->n_items, &params, &lines);
	return compose_fill(d, lines, n);
}

/* The same request, answered before; or NULL. */
static struct draft *
find_draft(const struct compose *c, const struct compose_request *request)
{
	struct draft *d = *drafts_of(c, request);

	while (d != NULL &&
	       (d->para == NULL || !same_text(&d->request, request) ||
		d->request.measure != request->measure ||
		d->request.indent != request->indent))
		d = d->next;
	return d;
}

static struct draft *
make_draft(struct compose *c, const struct compose_request *request, bool outline)
{
	int64_t start = c->clock != NULL ? c->clock() - c->shaping : 0;
	struct draft *d = start_draft(c, request);

	d->para = set_draft(d, outline);
	if (c->clock != NULL)
		c->breaking += c->clock() - c->shaping - start;
	return d;
}

const struct compose_para *
compose_node(struct compose *c, const struct compose_request *request)
{
	struct draft *d = find_draft(c, request);

	if (d == NULL)
		d = make_draft(c, request, false);
	else
		d->para = compose_variant(d->para, 0); /* if it is an outline */
	return d->para;
}

static const bool *
hyphens_of(struct compose *c, const struct compose_para *para)
{
	bool *hyphens = arena_new_array(c->scratch, bool, para->n_lines);

	for (size_t i = 0; i < para->n_lines; i++)
		hyphens[i] = para->lines[i].hyphenated;
	return hyphens;
}

const struct compose_para *
compose_running(struct compose *c, struct compose_shelf *shelf,
		const struct compose_request *request)
{
	struct compose_mark mark = compose_mark(c);
	const struct compose_para *away;
	struct compose_para *para;
	struct draft *d = find_draft(c, request);

	if (d != NULL && d->para->hyphens != NULL)
		return d->para;
	if (d == NULL)
		d = make_draft(c, request, true);
	if (!is_justified(d)) {
		para = arena_alloc(c->scratch, sizeof(*para));
		*para = *d->para;
		para->hyphens = hyphens_of(c, para);
		d->para = para;
		return para;
	}
	away = compose_shelve(shelf, d->para);
	if (away == NULL)
		return d->para;
	compose_forget(c, mark);
	return away;
}

const struct compose_para *
compose_text(struct compose *c, const char *text, enum role_id role)
{
	struct node *leaf = arena_alloc(c->scratch, sizeof(*leaf));
	struct draft *d = new_draft(
		c, &(struct compose_request){
			   .node = leaf,
			   .role = role,
			   .measure = COMPOSE_UNBOUND,
		   });
	struct compose_para *para;

	leaf->kind = NODE_TEXT;
	leaf->text = text;
	leaf->len = strlen(text);
	leaf->role = (uint16_t)role;
	gather(d);
	compose_itemise(d);
	para = set_draft(d, false);
	for (size_t i = 0; i < para->n_lines; i++)
		for (size_t k = 0; k < para->lines[i].n_runs; k++)
			para->lines[i].runs[k].leaf = NULL;
	return para;
}

/* May a line end at this item without a hyphen of ours? */
static bool
ends_word(const struct draft *d, size_t i)
{
	const struct linebreak_item *item = &d->items[i];

	if (item->kind == LINEBREAK_PENALTY)
		return item->penalty < LINEBREAK_NEVER &&
		       (!item->hyphen || item->hard);
	return item->kind == LINEBREAK_GLUE &&
	       (i == 0 || d->items[i - 1].kind != LINEBREAK_PENALTY ||
		d->items[i - 1].penalty < LINEBREAK_NEVER);
}

size_t
compose_words(struct compose *c, const struct compose_request *request,
	      mpt **ret_words, mpt *ret_space)
{
	const struct draft *d = start_draft(c, request);
	mpt *words = arena_new_array(c->scratch, mpt, d->n_items + 1);
	size_t n = 0;

	*ret_space = d->role->size / 4;
	for (size_t i = 0; i < d->n_items; i++) {
		const struct linebreak_item *item = &d->items[i];

		if (!ends_word(d, i)) {
			if (item->kind != LINEBREAK_PENALTY)
				words[n] += item->width;
			continue;
		}
		if (item->kind == LINEBREAK_GLUE && !item->fill)
			*ret_space = item->width;
		if (words[n] > 0)
			n++;
	}
	*ret_words = words;
	return n;
}
