#include "layout/compose_private.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/nobreak.h"

static const char soft_hyphen[] = "\xC2\xAD";

static const struct piece *
piece_of(const struct draft *d, size_t atom)
{
	return &d->pieces[d->atoms[atom].piece];
}

static void
add_place(struct draft *d, const struct place *place)
{
	struct places *places = &d->places;

	if (places->count == places->cap) {
		places->cap = places->cap == 0 ? 16 : 2 * places->cap;
		places->list = compose_grow(
			d->c->scratch, places->list, places->count, places->cap,
			sizeof(*places->list));
	}
	places->list[places->count++] = *place;
}

/* The first atom, from `atom` on, whose cluster begins at or behind a byte. */
static size_t
atom_from(const struct draft *d, size_t atom, size_t byte)
{
	while (atom < d->n_atoms && d->atoms[atom].at < byte)
		atom++;
	return atom;
}

/* The same, but the cluster that holds the byte if one does. */
static size_t
atom_holding(const struct draft *d, size_t atom, size_t byte)
{
	size_t a = atom_from(d, atom, byte);

	if (a < d->n_atoms && d->atoms[a].at == byte)
		return a;
	while (a > atom && d->atoms[a - 1].len == 0)
		a--;
	return a > atom && d->atoms[a - 1].at + d->atoms[a - 1].len > byte
		       ? a - 1
		       : a;
}

static mpt
atoms_width(const struct draft *d, size_t from, size_t to)
{
	mpt width = 0;

	for (size_t i = from; i < to; i++)
		width += d->atoms[i].advance;
	return width;
}

static mpt
glyphs_width(const struct frame_glyph *glyphs, size_t n)
{
	mpt width = 0;

	for (size_t i = 0; i < n; i++)
		width += glyphs[i].advance;
	return width;
}

static char *
join(struct arena *arena, const char *a, size_t a_len, const char *b,
     size_t b_len)
{
	char *s = arena_alloc(arena, a_len + b_len + 1);

	memcpy(s, a, a_len);
	memcpy(s + a_len, b, b_len);
	return s;
}

/*
 * Glyphs for letters that stand in for others: the first carries all of the text
 * as it was written, `shown` is what is seen.
 */
static size_t
shape_instead(struct draft *d, const struct piece *p, const char *shown,
	      const char *written, size_t written_len,
	      struct frame_glyph **ret_glyphs)
{
	struct font_glyph *glyphs;
	size_t n = font_shape(p->face, p->role->features, p->lang, shown,
			      strlen(shown), d->c->scratch, &glyphs);
	struct frame_glyph *out = arena_new_array(
		d->c->scratch, struct frame_glyph, n);

	for (size_t i = 0; i < n; i++)
		out[i] = (struct frame_glyph){
			.gid = (uint16_t)glyphs[i].gid,
			.text = i == 0 ? written : NULL,
			.len = i == 0 ? (uint16_t)written_len : 0,
			.advance = mpt_from_design(
				glyphs[i].advance, p->role->size, p->upem),
		};
	*ret_glyphs = out;
	return n;
}

/* The hyphen alone, which also carries letters that are dropped before it. */
static size_t
set_hyphen(struct draft *d, const struct piece *p, const char *dropped,
	   size_t len, struct frame_glyph **ret_glyphs)
{
	struct hyphen_glyph hyphen = compose_hyphen_glyph(d->c, p);
	struct frame_glyph *glyph = arena_alloc(d->c->scratch, sizeof(*glyph));

	*glyph = (struct frame_glyph){
		.gid = hyphen.gid,
		.text = len == 0
				? soft_hyphen
				: join(d->c->arena, dropped, len, soft_hyphen, 2),
		.len = (uint16_t)(len + 2),
		.advance = hyphen.advance,
	};
	*ret_glyphs = glyph;
	return 1;
}

/* Where a break cuts the flat text: [cut, at) and [at, skip) are replaced. */
struct cut {
	size_t cut, at, skip;
	const char *before, *after;
	bool hard, in_need;
};

static void
splice_left(struct draft *d, const struct cut *cut, size_t end, struct splice *s)
{
	const struct piece *p = &d->pieces[s->piece];
	const char *text = d->text;
	size_t from = s->keep_to < end ? d->atoms[s->keep_to].at : cut->at;
	struct atom *last = s->keep_to > 0 ? &d->atoms[s->keep_to - 1] : NULL;
	size_t kept = cut->cut > from ? cut->cut - from : 0;
	struct frame_glyph *left;

	if (last != NULL)
		s->last_advance = last->advance;
	if (cut->hard) {
		if (last != NULL) /* without its kern to the next letter */
			s->last_advance = mpt_from_design(
				font_advance(p->face, last->gid), p->role->size,
				p->upem);
		return;
	}
	if (kept > 0 || cut->before != NULL) {
		const char *before = cut->before != NULL ? cut->before : "";
		char *shown = join(
			d->c->scratch, text + from, kept, before, strlen(before));

		s->n_left = shape_instead(
			d, p, join(d->c->scratch, shown, strlen(shown), "-", 1),
			text + from, cut->at - from, &left);
		assert(s->n_left > 0);
		if (s->n_left > 1) {
			left[s->n_left - 1].text = soft_hyphen;
			left[s->n_left - 1].len = 2;
		}
		s->left = left;
		return;
	}
	s->n_left = set_hyphen(d, p, text + cut->cut, cut->at - cut->cut, &left);
	s->left = left;
	if (last != NULL)
		s->last_advance = compose_advance_before_hyphen(
			d->c, p, last, text);
}

static void
splice_right(struct draft *d, const struct cut *cut, size_t end, struct splice *s)
{
	const char *text = d->text;
	size_t to = s->resume < end ? d->atoms[s->resume].at
				    : d->pieces[s->piece].to;
	const char *after = cut->after != NULL ? cut->after : "";
	struct frame_glyph *right;

	if (to <= cut->skip && *after == '\0')
		return;
	s->n_right = shape_instead(
		d, &d->pieces[s->piece],
		join(d->c->scratch, after, strlen(after), text + cut->skip,
		     to - cut->skip),
		text + cut->at, to - cut->at, &right);
	s->right = right;
}

/*
 * A place to break the word whose atoms are [begin, end). The box before it ends
 * with the cluster that holds the byte before the cut; widths are net of that.
 */
static void
add_cut(struct draft *d, size_t begin, size_t end, const struct cut *cut,
	int penalty)
{
	struct splice *s = arena_alloc(d->c->scratch, sizeof(*s));
	struct place place = {
		.item = {.kind = LINEBREAK_PENALTY,
			 .penalty = penalty,
			 .hyphen = true,
			 .hard = cut->hard,
			 .in_need = cut->in_need},
		.splice = s,
	};
	size_t at = atom_from(d, begin, cut->at);

	s->piece = d->atoms[begin].piece;
	s->keep_to = atom_holding(d, begin, cut->cut);
	s->resume = atom_from(d, begin, cut->skip);
	if (s->keep_to <= begin || at >= end || s->resume > end)
		return;
	splice_left(d, cut, end, s);
	splice_right(d, cut, end, s);

	place.at = at;
	place.item.width = glyphs_width(s->left, s->n_left) + s->last_advance -
			   d->atoms[s->keep_to - 1].advance -
			   atoms_width(d, s->keep_to, at);
	if (s->resume >= at)
		place.item.post = glyphs_width(s->right, s->n_right) -
				  atoms_width(d, at, s->resume);
	if (d->role->align == ALIGN_JUSTIFY)
		place.item.right_hang = mpt_muldiv(
			compose_hyphen_glyph(d->c, &d->pieces[s->piece]).advance,
			compose_hang(d->c, '-').right, 1000);
	add_place(d, &place);
}

/* ---- words ------------------------------------------------------------------ */

static size_t
count_letters(const char *text, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t at = from; at < to; n++)
		utf8_next(text, to, &at);
	return n;
}

static int
price_of(const struct draft *d, const struct hyphen_break *b, bool name,
	 bool stub)
{
	const struct style_text *t = d->c->style->text;
	int price = t->hyphen_penalty;

	if (b->hard)
		return t->hard_hyphen_penalty;
	if (b->rank == HYPHEN_JOINT)
		price = t->joint_penalty;
	else if (b->rank == HYPHEN_CHANGE)
		price = t->change_penalty;
	return price + (name ? t->name_penalty : 0) +
	       (stub ? t->stub_penalty : 0);
}

/* Places to divide text[from..to), a word inside one piece. */
static void
divide_word(struct draft *d, size_t from, size_t to, size_t begin, size_t end)
{
	const struct piece *p = piece_of(d, begin);
	enum hyphen_lang lang = hyphen_lang_from_tag(p->lang);
	const struct hyphen_break *breaks;
	bool name = compose_looks_like_name(d->text, from, to);
	size_t n;

	if (count_letters(d->text, from, to) <
	    (size_t)d->c->style->text->hyphen_min_word)
		return;
	n = hyphen_word(d->c->scratch, lang, d->c->exceptions, d->text + from,
			to - from, &breaks);
	for (size_t i = 0; i < n; i++) {
		struct cut cut = {
			.at = from + breaks[i].at,
			.cut = from + breaks[i].at - breaks[i].cut,
			.skip = from + breaks[i].at + breaks[i].skip,
			.before = breaks[i].before,
			.after = breaks[i].after,
			.hard = breaks[i].hard,
			.in_need = breaks[i].in_need,
		};

		add_cut(d, begin, end, &cut,
			price_of(d, &breaks[i], name,
				 compose_leaves_stub(d->text, from, cut.at, to)));
	}
}

static bool
one_piece(const struct draft *d, size_t begin, size_t end)
{
	return d->atoms[begin].piece == d->atoms[end - 1].piece;
}

/* Words of the token text[from..to), atoms [begin, end). */
static void
divide_token(struct draft *d, size_t begin, size_t end)
{
	size_t from = d->atoms[begin].at;
	size_t to = d->atoms[end - 1].at + d->atoms[end - 1].len;
	size_t at = from;

	while (to < d->len && d->text[to] != ' ' && end < d->n_atoms &&
	       d->atoms[end].at > to)
		to++;
	if (nobreak_is_address(d->text, from, to) ||
	    nobreak_is_name(d->text, from, to))
		return;
	while (at < to) {
		size_t word = at, next = at;

		while (at < to && compose_is_word_char(d->text, to, at))
			utf8_next(d->text, to, &at);
		if (at > word) {
			size_t b = atom_from(d, begin, word);
			size_t e = atom_from(d, b, at);

			if (e > end)
				e = end;
			if (b < e && one_piece(d, b, e))
				divide_word(d, word, at, b, e);
			continue;
		}
		utf8_next(d->text, to, &next);
		at = next;
	}
}

/* Breaks that need no hyphen: after a slash, in an address. */
static void
add_open_places(struct draft *d, size_t begin, size_t end)
{
	for (size_t i = begin + 1; i < end; i++)
		if (d->atoms[i].len > 0 &&
		    nobreak_allows_inside(d->text, d->len, d->atoms[i].at)) {
			struct place place = {
				.at = i,
				.item = linebreak_penalty(
					d->c->style->text->hard_hyphen_penalty),
			};

			add_place(d, &place);
		}
}

static void
add_own_places(struct draft *d, size_t begin, size_t end)
{
	size_t from = d->atoms[begin].at, to = d->atoms[end - 1].at;

	for (size_t i = 0; i < d->n_breaks; i++) {
		const struct own_break *b = &d->breaks[i];
		struct place place = {.item = linebreak_penalty(0)};

		if (b->at <= from || b->at > to)
			continue;
		if (b->hyphen) {
			struct cut cut = {
				.cut = b->at, .at = b->at, .skip = b->at};

			add_cut(d, begin, end, &cut,
				d->c->style->text->joint_penalty);
		} else {
			place.at = atom_from(d, begin, b->at);
			add_place(d, &place);
		}
	}
}

static void
sort_places(struct places *places)
{
	for (size_t i = 1; i < places->count; i++)
		for (size_t k = i;
		     k > 0 && places->list[k].at < places->list[k - 1].at; k--) {
			struct place swap = places->list[k];

			places->list[k] = places->list[k - 1];
			places->list[k - 1] = swap;
		}
}

/* ---- items ------------------------------------------------------------------ */

static void
reserve_items(struct draft *d, size_t n)
{
	d->items = compose_grow(
		d->c->scratch, d->items, d->n_items, n, sizeof(*d->items));
	d->slots = compose_grow(
		d->c->scratch, d->slots, d->n_items, n, sizeof(*d->slots));
	d->cap_items = n;
}

void
compose_add_item(struct draft *d, struct linebreak_item item, struct slot slot)
{
	if (d->n_items == d->cap_items)
		reserve_items(d, 2 * d->cap_items + 8);
	d->items[d->n_items] = item;
	d->slots[d->n_items++] = slot;
}

static uint32_t
hash_of(const char *s, size_t len)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h != 0 ? h : 1;
}

static uint32_t
first_char(const struct draft *d, size_t atom)
{
	size_t at = d->atoms[atom].at;

	return utf8_next(d->text, d->len, &at);
}

static void
set_hangs(const struct draft *d, size_t from, size_t to,
	  struct linebreak_item *box)
{
	size_t last = to - 1;

	while (last > from && d->atoms[last].len == 0)
		last--;
	box->left_hang = mpt_muldiv(
		d->atoms[from].advance,
		compose_hang(d->c, first_char(d, from)).left, 1000);
	box->right_hang = mpt_muldiv(
		d->atoms[last].advance,
		compose_hang(d->c, first_char(d, last)).right, 1000);
}

void
compose_add_box(struct draft *d, size_t from, size_t to,
		const struct compose_token *token, bool first, bool last)
{
	struct linebreak_item box = linebreak_box(atoms_width(d, from, to));

	if (from == to)
		return;
	box.first_word = first ? token->hash : 0;
	box.last_word = last ? token->hash : 0;
	if (d->role->align == ALIGN_JUSTIFY) {
		const struct atom *end = &d->atoms[to - 1];

		set_hangs(d, from, to, &box);
		box.first_letters = compose_first_letters(
			d->text, d->atoms[from].at, token->to);
		box.last_letters = compose_last_letters(
			d->text, token->from, end->at + end->len);
	}
	compose_add_item(
		d, box,
		(struct slot){.from = (uint32_t)from, .to = (uint32_t)to});
}

/* A token between spaces: boxes with the places to divide it between them. */
static void
add_token(struct draft *d, size_t begin, size_t end)
{
	struct places *places = &d->places;
	size_t from = begin;
	size_t byte = d->atoms[begin].at;
	struct compose_token token = {
		.from = byte,
		.to = d->atoms[end - 1].at + d->atoms[end - 1].len,
		.hash = hash_of(d->text + byte, d->atoms[end - 1].at - byte + 1),
	};
	bool wide = atoms_width(d, begin, end) > d->request.measure;

	places->count = 0;
	add_own_places(d, begin, end);
	if (places->count == 0) {
		add_open_places(d, begin, end);
		if (d->role->hyphenate || wide ||
		    memchr(d->text + byte, '-', d->atoms[end - 1].at - byte) !=
			    NULL)
			divide_token(d, begin, end);
	}
	sort_places(places);
	for (size_t i = 0; i < places->count; i++) {
		const struct place *p = &places->list[i];

		if (p->at <= from || p->at >= end)
			continue;
		compose_add_box(d, from, p->at, &token, from == begin, false);
		compose_add_item(d, p->item, (struct slot){.splice = p->splice});
		from = p->at;
	}
	compose_add_box(d, from, end, &token, from == begin, true);
}

#define NO_BREAK_SPACE 0xA0

static void
add_space(struct draft *d, size_t atom)
{
	const struct style_text *t = d->c->style->text;
	const struct atom *a = &d->atoms[atom];
	const struct piece *p = piece_of(d, atom);
	mpt width = d->role->word_space > 0
			    ? d->role->word_space
			    : mpt_from_design(font_advance(p->face, a->gid),
					      p->role->size, p->upem);
	struct linebreak_item glue = linebreak_glue(
		width, mpt_muldiv(width, t->stretch, 1000),
		mpt_muldiv(width, t->shrink, 1000));
	bool heading = d->role->balance;

	if (first_char(d, atom) == NO_BREAK_SPACE ||
	    nobreak_at_space(d->text, d->len, a->at, heading))
		compose_add_item(d, linebreak_penalty(LINEBREAK_NEVER),
				 (struct slot){0});
	else if (d->role->align != ALIGN_JUSTIFY &&
		 nobreak_is_poor_at_space(d->text, d->len, a->at))
		glue.penalty = t->short_word_penalty;
	compose_add_item(
		d, glue,
		(struct slot){.from = (uint32_t)atom, .to = (uint32_t)atom + 1});
}

static bool
is_space_atom(const struct draft *d, size_t atom)
{
	uint32_t cp;

	if (d->atoms[atom].len == 0)
		return false;
	cp = first_char(d, atom);
	return cp == ' ' || cp == NO_BREAK_SPACE;
}

static void
add_end(struct draft *d, bool balanced)
{
	struct linebreak_item end[LINEBREAK_N_END];

	linebreak_put_end(end);
	for (size_t i = balanced ? 2 : 0; i < LINEBREAK_N_END; i++)
		compose_add_item(d, end[i], (struct slot){0});
}

void
compose_itemise(struct draft *d)
{
	size_t piece = 0, i = 0;

	reserve_items(d, d->n_atoms * 2 / 3 + 8); /* more than most take */
	while (i < d->n_atoms) {
		size_t begin = i;

		for (; piece < d->atoms[i].piece; piece++)
			if (d->pieces[piece].forced)
				add_end(d, false);
		if (is_space_atom(d, i)) {
			add_space(d, i++);
			continue;
		}
		while (i < d->n_atoms && !is_space_atom(d, i) &&
		       (d->atoms[i].piece == d->atoms[begin].piece ||
			!d->pieces[d->atoms[i].piece - 1].forced))
			i++;
		add_token(d, begin, i);
	}
	add_end(d, d->role->balance);
	compose_allow_emergency(d);
}
