/*
 * The last resort: what is wider than a line by itself and may be divided nowhere.
 * It would run over into the next column or off the page, so it is given places all
 * the same, at prices above all others:
 *
 *     at a space that should hold, where several words are held together;
 *     else between the syllables of a word that is not to be divided, such as a name;
 *     else after any of its characters, with a hyphen only between letters: in an
 *     address or a number it would be read as a part of it.
 *
 * A line that ends at such a place is reported when it is placed.
 */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/compose_private.h"
#include "layout/nobreak.h"

/* Prices of these places, each below LINEBREAK_NEVER and above any of a layout. */
#define PRICE_SPACE 6000
#define PRICE_SYLLABLE 7000
#define PRICE_CHARACTER 9000
#define PRICE_STUB 9900 /* one character alone */
#define DISCOUNT_STOP 500 /* before the point or dash of an address */

/* Items from a box up to the break after it, between which no line may end. */
struct run {
	size_t from, to;
	size_t before; /* the break before it; SIZE_MAX: the paragraph begins */
};

static bool
may_break_at(const struct draft *d, size_t i)
{
	const struct linebreak_item *item = &d->items[i];

	if (item->kind == LINEBREAK_PENALTY)
		return item->penalty < LINEBREAK_NEVER;
	return item->kind == LINEBREAK_GLUE && i > 0 &&
	       item[-1].kind == LINEBREAK_BOX;
}

/* The run that begins at item *at or behind it; false if there is none. */
static bool
next_run(const struct draft *d, size_t *at, struct run *ret)
{
	size_t i = *at;

	ret->before = i > 0 ? i - 1 : SIZE_MAX;
	for (; i < d->n_items && d->items[i].kind != LINEBREAK_BOX; i++)
		if (may_break_at(d, i))
			ret->before = i;
	if (i == d->n_items)
		return false;
	ret->from = i;
	while (!may_break_at(d, i))
		i++;
	ret->to = i;
	*at = i + 1;
	return true;
}

static mpt
measure_of(const struct draft *d, const struct run *run)
{
	return d->request.measure -
	       (run->before == SIZE_MAX ? d->request.indent : 0);
}

/* Is it wider than a line with all drawn together that may be? */
static bool
is_too_wide(const struct draft *d, const struct run *run)
{
	const struct linebreak_item *items = d->items, *end = &items[run->to];
	bool flexes = d->role->align == ALIGN_JUSTIFY;
	int64_t letters = 0, spaces = 0;
	mpt hang = 0;

	for (size_t i = run->from; i < run->to; i++)
		if (items[i].kind == LINEBREAK_BOX) {
			letters += items[i].width;
			hang = items[i].right_hang;
		} else if (items[i].kind == LINEBREAK_GLUE) {
			spaces += items[i].width - (flexes ? items[i].shrink : 0);
		}
	if (end->kind == LINEBREAK_PENALTY) {
		letters += end->width;
		hang = end->hyphen ? end->right_hang : hang;
	}
	if (run->before != SIZE_MAX)
		letters += items[run->before].post;
	if (flexes)
		letters -= letters * d->c->style->text->expand / 1000;
	return letters + spaces - hang - items[run->from].left_hang >
	       measure_of(d, run);
}

static bool
any_too_wide(const struct draft *d)
{
	struct run run;

	for (size_t at = 0; next_run(d, &at, &run);)
		if (is_too_wide(d, &run))
			return true;
	return false;
}

/* ---- what is held together at spaces ------------------------------------------ */

static size_t
end_of_atom(const struct draft *d, size_t atom)
{
	return d->atoms[atom].at + d->atoms[atom].len;
}

/* A line may end at the space behind the penalty, which is left in its text. */
static void
free_space(struct draft *d, const struct run *run, size_t penalty)
{
	struct splice *s = arena_alloc(d->c->scratch, sizeof(*s));
	struct slot *slot = &d->slots[penalty];
	size_t last = run->to - 1;

	while (d->items[last].kind != LINEBREAK_BOX)
		last--;
	*slot = d->slots[penalty + 1];
	*s = (struct splice){
		.keep_to = slot->from,
		.resume = slot->to,
		.last_advance = d->atoms[slot->from - 1].advance,
		.piece = d->atoms[slot->from].piece,
		.torn = TORN_SPACE,
		.torn_from = d->atoms[d->slots[run->from].from].at,
		.torn_to = end_of_atom(d, d->slots[last].to - 1),
	};
	slot->splice = s;
	d->items[penalty].penalty = PRICE_SPACE;
}

static void
free_spaces(struct draft *d)
{
	struct run run;

	for (size_t at = 0; next_run(d, &at, &run);) {
		if (!is_too_wide(d, &run))
			continue;
		for (size_t i = run.to - 1; i > run.from; i--)
			if (d->items[i].kind == LINEBREAK_GLUE &&
			    d->slots[i].to > d->slots[i].from &&
			    d->slots[i].from > 0 &&
			    d->items[i - 1].kind == LINEBREAK_PENALTY)
				free_space(d, &run, i - 1);
	}
}

/* ---- words and addresses ------------------------------------------------------ */

/* A box being cut: its atoms between those that its neighbours' breaks replace. */
struct cutter {
	struct draft *d;
	size_t from, to;
	size_t begin, end; /* of its word, up to spaces: bytes of the flat text */
	mpt head, tail; /* what the breaks beside it add to its width */
	mpt measure;
	bool address;
	struct place *places;
	size_t n;
};

/* Does the word go on after this atom with a character of its own? */
static bool
may_cut_before(const struct cutter *c, size_t atom)
{
	const struct draft *d = c->d;

	return atom > c->from && atom < c->to && d->atoms[atom].len > 0 &&
	       !d->pieces[d->atoms[atom].piece].forced;
}

static bool
is_between_letters(const struct cutter *c, size_t at)
{
	size_t before = at, after = at;
	uint32_t left, right;

	do { /* back over marks to what they stand on */
		size_t next;

		before--;
		next = before;
		left = utf8_next(c->d->text, at, &next);
	} while (before > c->begin &&
		 (left == UTF8_INVALID || utf8_width(left) == 0));
	right = utf8_next(c->d->text, c->end, &after);
	return utf8_is_letter(left) && utf8_is_letter(right) &&
	       utf8_width(left) == 1 && utf8_width(right) == 1;
}

static void
set_hyphen(struct draft *d, size_t last, struct splice *s)
{
	static const char soft_hyphen[] = "\xC2\xAD";
	const struct piece *p = &d->pieces[s->piece];
	struct hyphen_glyph hyphen = compose_hyphen_glyph(d->c, p);
	struct frame_glyph *glyph = arena_alloc(d->c->scratch, sizeof(*glyph));

	*glyph = (struct frame_glyph){
		.gid = hyphen.gid,
		.text = soft_hyphen,
		.len = 2,
		.advance = hyphen.advance,
	};
	s->left = glyph;
	s->n_left = 1;
	if (d->atoms[last].len > 0)
		s->last_advance = compose_advance_before_hyphen(
			d->c, p, &d->atoms[last], d->text);
}

static void
cut_before(struct cutter *c, size_t atom, int price)
{
	struct draft *d = c->d;
	size_t last = atom - 1;
	struct splice *s = arena_alloc(d->c->scratch, sizeof(*s));
	struct place *place = &c->places[c->n++];

	*s = (struct splice){
		.keep_to = atom,
		.resume = atom,
		.last_advance = d->atoms[last].advance,
		.piece = d->atoms[last].piece,
		.torn = c->address ? TORN_ADDRESS : TORN_WORD,
		.torn_from = c->begin,
		.torn_to = c->end,
	};
	*place = (struct place){
		.at = atom,
		.item = linebreak_penalty(price),
		.splice = s,
	};
	if (c->address || !is_between_letters(c, d->atoms[atom].at))
		return;
	set_hyphen(d, last, s);
	place->item.hyphen = true;
	place->item.width = s->left[0].advance + s->last_advance -
			    d->atoms[last].advance;
	if (d->role->align == ALIGN_JUSTIFY)
		place->item.right_hang = mpt_muldiv(
			s->left[0].advance, compose_hang(d->c, '-').right, 1000);
}

static bool
is_stop(const struct cutter *c, size_t at)
{
	return strchr("._-~,#%?&=+", c->d->text[at]) != NULL;
}

/* Places after the characters of atoms [from, to), which are wider than a line. */
static void
cut_characters(struct cutter *c, size_t from, size_t to)
{
	const struct draft *d = c->d;
	size_t atom = from, at = d->atoms[from].at;

	for (; at < c->end; at = utf8_cluster_end(d->text, c->end, at)) {
		size_t next = utf8_cluster_end(d->text, c->end, at);
		int price = PRICE_CHARACTER;

		while (atom < to && d->atoms[atom].at < at)
			atom++;
		if (atom == to)
			break;
		if (d->atoms[atom].at != at || !may_cut_before(c, atom) ||
		    atom == from)
			continue;
		if (next == c->end || atom == c->from + 1)
			price = PRICE_STUB;
		else if (c->address && is_stop(c, at))
			price -= DISCOUNT_STOP;
		cut_before(c, atom, price);
	}
}

static mpt
width_of(const struct cutter *c, size_t from, size_t to)
{
	mpt width = 0;

	for (size_t i = from; i < to; i++)
		width += c->d->atoms[i].advance;
	return width;
}

/* A part between two places; with the hyphen it may end in. */
static void
cut_part(struct cutter *c, size_t from, size_t to)
{
	const struct draft *d = c->d;
	const struct piece *p = &d->pieces[d->atoms[to - 1].piece];
	mpt width = width_of(c, from, to);

	width += from == c->from ? c->head : 0;
	width += to == c->to ? c->tail : compose_hyphen_glyph(d->c, p).advance;
	if (width > c->measure)
		cut_characters(c, from, to);
}

/* Between syllables, where that changes no letter; else after characters. */
static void
cut_word(struct cutter *c)
{
	struct draft *d = c->d;
	const char *lang = d->pieces[d->atoms[c->from].piece].lang;
	const struct hyphen_break *breaks;
	size_t n = 0, atom = c->from, from = c->from;

	if (!c->address)
		n = hyphen_word(d->c->scratch, hyphen_lang_from_tag(lang), NULL,
				d->text + c->begin, c->end - c->begin, &breaks);
	for (size_t i = 0; i < n; i++) {
		size_t at = c->begin + breaks[i].at;

		if (breaks[i].cut + breaks[i].skip > 0 || breaks[i].hard ||
		    breaks[i].before != NULL || breaks[i].after != NULL)
			continue;
		while (atom < c->to && d->atoms[atom].at < at)
			atom++;
		if (atom == c->to || d->atoms[atom].at != at ||
		    !may_cut_before(c, atom))
			continue;
		cut_part(c, from, atom);
		cut_before(c, atom, PRICE_SYLLABLE);
		from = atom;
	}
	cut_part(c, from, c->to);
}

static bool
is_space_before(const struct draft *d, size_t at)
{
	return d->text[at - 1] == ' ' ||
	       (at > 1 && memcmp(d->text + at - 2, "\xC2\xA0", 2) == 0);
}

static bool
is_space_at(const struct draft *d, size_t at)
{
	return d->text[at] == ' ' ||
	       (at + 1 < d->len && memcmp(d->text + at, "\xC2\xA0", 2) == 0);
}

/* The word or address that holds the atoms, up to spaces and forced breaks. */
static void
find_word(struct cutter *c, size_t from, size_t to)
{
	const struct draft *d = c->d;
	size_t least = 0, most = d->len;

	c->begin = d->atoms[from].at;
	c->end = end_of_atom(d, to - 1);
	for (size_t i = 0; i < d->n_pieces; i++)
		if (d->pieces[i].forced && i < d->atoms[from].piece)
			least = d->pieces[i].from;
		else if (d->pieces[i].forced && i > d->atoms[from].piece &&
			 d->pieces[i].from < most)
			most = d->pieces[i].from;
	while (c->begin > least && !is_space_before(d, c->begin))
		c->begin--;
	while (c->end < most && !is_space_at(d, c->end))
		c->end++;
	c->address = nobreak_is_address(d->text, c->begin, c->end);
}

/* The box of a run, in parts with places between them. */
static void
add_parts(struct draft *d, const struct cutter *c, struct linebreak_item box,
	  struct slot slot)
{
	const struct compose_token token = {
		.from = c->begin,
		.to = c->end,
		.hash = box.first_word != 0 ? box.first_word : box.last_word,
	};
	size_t from = slot.from;

	for (size_t i = 0; i < c->n; i++) {
		compose_add_box(d, from, c->places[i].at, &token,
				from == slot.from && box.first_word != 0, false);
		compose_add_item(d, c->places[i].item,
				 (struct slot){.splice = c->places[i].splice});
		from = c->places[i].at;
	}
	compose_add_box(d, from, slot.to, &token,
			from == slot.from && box.first_word != 0,
			box.last_word != 0);
}

static void
cut_box(struct draft *d, const struct draft *old, const struct run *run,
	size_t item)
{
	struct slot slot = old->slots[item];
	const struct splice *before =
		run->before != SIZE_MAX ? old->slots[run->before].splice : NULL;
	const struct splice *after = old->slots[run->to].splice;
	struct cutter c = {
		.d = d,
		.from = slot.from,
		.to = slot.to,
		.measure = measure_of(d, run),
		.places = arena_new_array(
			d->c->scratch, struct place, slot.to - slot.from),
	};

	find_word(&c, c.from, c.to);
	if (run->before != SIZE_MAX)
		c.head = old->items[run->before].post;
	if (old->items[run->to].kind == LINEBREAK_PENALTY)
		c.tail = old->items[run->to].width;
	if (before != NULL && before->resume > c.from)
		c.from = before->resume < c.to ? before->resume : c.to;
	if (after != NULL && after->keep_to < c.to)
		c.to = after->keep_to > c.from ? after->keep_to : c.from;
	c.head += width_of(&c, slot.from, c.from);
	c.tail += width_of(&c, c.to, slot.to);
	if (c.from < c.to)
		cut_word(&c);
	add_parts(d, &c, old->items[item], slot);
}

static void
copy_items(struct draft *d, const struct draft *old, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		compose_add_item(d, old->items[i], old->slots[i]);
}

void
compose_allow_emergency(struct draft *d)
{
	struct draft old;
	struct run run;
	size_t done = 0;

	if (d->request.measure >= COMPOSE_UNBOUND || !any_too_wide(d))
		return;
	free_spaces(d);
	if (!any_too_wide(d))
		return;
	old = *d;
	d->items = NULL;
	d->slots = NULL;
	d->n_items = d->cap_items = 0;
	for (size_t at = 0; next_run(&old, &at, &run);) {
		if (!is_too_wide(&old, &run))
			continue;
		copy_items(d, &old, done, run.from);
		for (size_t i = run.from; i < run.to; i++)
			if (old.items[i].kind == LINEBREAK_BOX)
				cut_box(d, &old, &run, i);
			else
				compose_add_item(d, old.items[i], old.slots[i]);
		done = run.to;
	}
	copy_items(d, &old, done, old.n_items);
}
