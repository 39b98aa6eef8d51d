#include "layout/compose_private.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

void *
compose_grow(struct arena *arena, const void *old, size_t count, size_t n,
	     size_t size)
{
	void *new = arena_calloc(arena, n, size);

	if (count > 0)
		memcpy(new, old, count * size);
	return new;
}

static size_t
twice(size_t cap)
{
	return cap == 0 ? 8 : 2 * cap;
}

static struct piece *
add_piece(struct draft *d)
{
	if (d->n_pieces == d->cap_pieces) {
		d->cap_pieces = twice(d->cap_pieces);
		d->pieces = compose_grow(d->c->scratch, d->pieces, d->n_pieces,
					 d->cap_pieces, sizeof(*d->pieces));
	}
	return &d->pieces[d->n_pieces++];
}

static void
add_text(struct draft *d, const char *text, size_t len)
{
	if (d->len + len > d->cap) {
		d->cap = 2 * d->cap + len;
		d->text = compose_grow(d->c->scratch, d->text, d->len, d->cap, 1);
	}
	memcpy(d->text + d->len, text, len);
	d->len += len;
}

/* What the nodes between a leaf and its block say about its look. */
struct look {
	enum role_id role;
	bool italic, bold;
	const char *lang;
};

static struct look
look_of(const struct draft *d, const struct node *leaf)
{
	struct look look = {.lang = NULL};

	for (const struct node *n = leaf; n != NULL; n = n->parent) {
		if (look.role == ROLE_NONE && n->role != 0)
			look.role = n->role;
		if (look.lang == NULL)
			look.lang = n->lang;
		if (n == d->request.node)
			break;
		look.italic ^= n->kind == NODE_EMPHASIS;
		look.bold |= n->kind == NODE_STRONG;
	}
	if (look.role == ROLE_NONE)
		look.role = d->request.role;
	if (look.lang == NULL)
		look.lang = d->c->lang;
	return look;
}

static struct font_face *
face_of(const struct style_role *role, const struct look *look)
{
	if (look->italic && look->bold)
		return role->bold_italic;
	if (look->italic)
		return role->italic;
	return look->bold ? role->bold : role->font;
}

/* The face itself if it has the character, else the first of the style's. */
static struct font_face *
face_with(const struct draft *d, struct font_face *face, uint32_t cp)
{
	const struct style_font *fonts = d->c->style->fonts.items;

	if (cp < 0x7F || font_glyph_of(face, cp) != 0)
		return face;
	for (size_t i = 0; i < d->c->style->fonts.count; i++)
		if (font_glyph_of(fonts[i].face, cp) != 0)
			return fonts[i].face;
	return face; /* reported before layout; a .notdef is set */
}

static void
add_leaf_piece(struct draft *d, const struct node *leaf, const struct look *look,
	       struct font_face *face, const char *text, size_t len)
{
	struct piece *p = add_piece(d);

	*p = (struct piece){
		.leaf = leaf,
		.role = compose_role(d->c, look->role),
		.face = face,
		.lang = look->lang,
		.upem = font_face_metrics(face)->units_per_em,
		.from = d->len,
		.to = d->len + len,
	};
	add_text(d, text, len);
}

static void
add_own_break(struct draft *d, bool hyphen)
{
	if (d->n_breaks == d->cap_breaks) {
		d->cap_breaks = twice(d->cap_breaks);
		d->breaks = compose_grow(d->c->scratch, d->breaks, d->n_breaks,
					 d->cap_breaks, sizeof(*d->breaks));
	}
	d->breaks[d->n_breaks++] = (struct own_break){
		.at = d->len, .hyphen = hyphen};
}

#define SOFT_HYPHEN 0xAD
#define ZERO_WIDTH_SPACE 0x200B

/*
 * Cut a leaf's text where the face changes and at breaks of the author's own,
 * which are noted and not set.
 */
static void
add_leaf_text(struct draft *d, const struct node *leaf, const char *text,
	      size_t len)
{
	struct look look = look_of(d, leaf);
	struct font_face *own = face_of(compose_role(d->c, look.role), &look);
	struct font_face *face = own;
	size_t from = 0;

	for (size_t at = 0; at < len;) {
		size_t start = at;
		uint32_t cp = utf8_next(text, len, &at);
		bool own_break = cp == SOFT_HYPHEN || cp == ZERO_WIDTH_SPACE;
		struct font_face *wanted =
			own_break ? face : face_with(d, own, cp);

		if ((own_break || wanted != face) && start > from) {
			add_leaf_piece(d, leaf, &look, face, text + from,
				       start - from);
			from = start;
		}
		if (own_break) {
			add_own_break(d, cp == SOFT_HYPHEN);
			from = at;
		}
		face = wanted;
	}
	if (len > from)
		add_leaf_piece(d, leaf, &look, face, text + from, len - from);
}

static bool
is_wanted(const struct compose_request *r, const struct node *leaf)
{
	if (r->only_flow != 0 && leaf->flow != r->only_flow)
		return false;
	return r->skip_flow == 0 || leaf->flow != r->skip_flow;
}

static void
gather_leaf(struct draft *d, const struct node *leaf)
{
	const char *folio;

	switch (leaf->kind) {
	case NODE_TEXT:
		add_leaf_text(d, leaf, leaf->text, leaf->len);
		break;
	case NODE_PAGE:
		folio = d->c->folios != NULL ? d->c->folios[leaf->target->index]
					     : NULL;
		if (folio == NULL)
			folio = "00"; /* of the first pass */
		add_leaf_text(d, leaf, folio, strlen(folio));
		break;
	case NODE_BREAK:
		add_piece(d)->forced = true;
		d->pieces[d->n_pieces - 1].leaf = leaf;
		d->pieces[d->n_pieces - 1].from = d->len;
		d->pieces[d->n_pieces - 1].to = d->len;
		break;
	default:
		break;
	}
}

/* A leaf outside the tree, so that all that asks pieces for theirs has an answer. */
static void
gather_tail(struct draft *d)
{
	const struct compose_request *r = &d->request;
	bool has_role = d->c->style->roles[r->tail_role] != NULL;
	struct node *leaf;

	if (r->tail == NULL)
		return;
	leaf = arena_alloc(d->c->scratch, sizeof(*leaf));
	leaf->kind = NODE_TEXT;
	leaf->role = (uint16_t)(has_role ? r->tail_role : r->role);
	leaf->pos = node_pos(r->node);
	leaf->text = r->tail;
	leaf->len = strlen(r->tail);
	gather_leaf(d, leaf);
}

/* Most texts have no more glyphs than bytes. */
static void
reserve_atoms(struct draft *d, size_t n)
{
	if (n <= d->cap_atoms)
		return;
	d->cap_atoms = n <= d->len ? d->len : 2 * n;
	d->atoms = compose_grow(d->c->scratch, d->atoms, d->n_atoms, d->cap_atoms,
				sizeof(*d->atoms));
}

static void
shape_piece(struct draft *d, uint16_t index)
{
	const struct piece *p = &d->pieces[index];
	struct font_glyph *glyphs;
	size_t n = font_shape(
		p->face, p->role->features, p->lang, d->text + p->from,
		p->to - p->from, d->c->scratch, &glyphs);

	reserve_atoms(d, d->n_atoms + n);
	for (size_t i = 0; i < n; i++) {
		const struct font_glyph *g = &glyphs[i];
		uint32_t next = i + 1 < n ? glyphs[i + 1].cluster
					  : (uint32_t)(p->to - p->from);
		struct atom *a = &d->atoms[d->n_atoms++];

		*a = (struct atom){
			.at = (uint32_t)p->from + g->cluster,
			.gid = (uint16_t)g->gid,
			.piece = index,
			.unsafe = g->unsafe,
			.advance = mpt_from_design(
				g->advance, p->role->size, p->upem),
			.dx = mpt_from_design(g->dx, p->role->size, p->upem),
			.dy = mpt_from_design(g->dy, p->role->size, p->upem),
		};
		/* The first glyph of a cluster carries all its text. */
		if (i == 0 || glyphs[i - 1].cluster != g->cluster) {
			for (size_t k = i + 1; next == g->cluster && k < n; k++)
				next = k + 1 < n ? glyphs[k + 1].cluster
						 : (uint32_t)(p->to - p->from);
			a->len = (uint16_t)(next - g->cluster);
		}
	}
}

void
compose_gather(struct draft *d)
{
	const struct node *top = d->request.node;

	if (node_is_leaf(top))
		gather_leaf(d, top);
	for (const struct node *n = tree_next(top, top); n != NULL;
	     n = tree_next(n, top))
		if (node_is_leaf(n) && is_wanted(&d->request, n))
			gather_leaf(d, n);
	gather_tail(d);
	if (d->len > 0)
		d->text = arena_strndup(d->c->arena, d->text, d->len);
	for (size_t i = 0; i < d->n_pieces; i++)
		if (!d->pieces[i].forced)
			shape_piece(d, (uint16_t)i);
}
