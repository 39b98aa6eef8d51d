/*
 * compose_private - a paragraph on its way from leaves to lines. For the
 * compose_*.c files only.
 *
 *     leaves -> pieces of one look, their text in one buffer
 *            -> atoms, a glyph each
 *            -> items for the line breaker, each with its slot
 */
#ifndef LAYOUT_COMPOSE_PRIVATE_H
#define LAYOUT_COMPOSE_PRIVATE_H

#include "font/font.h"
#include "layout/compose.h"
#include "layout/linebreak.h"

/* Text of one leaf in one face. */
struct piece {
	const struct node *leaf;
	const struct style_role *role;
	struct font_face *face;
	const char *lang;
	int upem;
	size_t from, to; /* bytes of the flat text */
	bool forced; /* a forced break, without text */
};

struct atom {
	uint32_t at; /* byte of the flat text */
	uint16_t len; /* bytes it stands for; 0: further glyph of a cluster */
	uint16_t gid;
	uint16_t piece;
	bool unsafe; /* see font_glyph */
	mpt advance;
	mpt dx, dy;
};

/* Why a line ends where none should: what stood there was wider than a line. */
enum torn { TORN_NOT, TORN_SPACE, TORN_WORD, TORN_ADDRESS };

/* What a taken break puts in the place of what it cuts. */
struct splice {
	size_t keep_to; /* atoms before the break that stay end here ... */
	size_t resume; /* ... and the next line goes on with this one */
	mpt last_advance; /* of atom keep_to - 1, beside a hyphen */
	const struct frame_glyph *left, *right; /* glyphs set instead */
	size_t n_left, n_right;
	uint16_t piece;
	enum torn torn;
	size_t torn_from, torn_to; /* bytes of the flat text: what was too wide */
};

struct slot {
	uint32_t from, to; /* box, glue: atoms */
	const struct splice *splice; /* penalty; NULL: nothing changes */
};

/* A place inside a word where a line may end: before atom `at`. */
struct place {
	size_t at;
	struct linebreak_item item; /* a penalty */
	const struct splice *splice;
};

struct places {
	struct place *list;
	size_t count, cap;
};

/* A break the author allows: a soft hyphen or a zero-width space. */
struct own_break {
	size_t at; /* byte of the flat text */
	bool hyphen;
};

/*
 * One request on its way. The text, up to the atoms, is that of all requests for
 * the same leaves in the same role; items depend on the measure, too.
 */
struct draft {
	struct draft *next; /* in the cache, an older one */
	size_t number; /* counted as they come into it */
	const struct compose_para
		*para; /* NULL: only words or widths were asked for */
	struct compose *c;
	struct compose_request request;
	const struct style_role *role;
	struct piece *pieces;
	size_t n_pieces, cap_pieces;
	char *text; /* flat */
	size_t len, cap;
	struct own_break *breaks;
	size_t n_breaks, cap_breaks;
	struct atom *atoms;
	size_t n_atoms, cap_atoms;
	struct places places; /* of the token in hand */
	struct linebreak_item *items;
	struct slot *slots;
	size_t n_items, cap_items;
	struct linebreak_variant best;
	struct linebreak_variant *variants; /* as those of the paragraph */
	const struct packed *packed; /* NULL, or in the place of atoms, items and
					slots; see compose_take_out() */
};

/* Leaves, pieces and atoms. */
void compose_gather(struct draft *draft);

/* Items and slots, ended by a forced break. */
void compose_itemise(struct draft *draft);

/* What stands between two spaces: bytes of the flat text. */
struct compose_token {
	size_t from, to;
	uint32_t hash; /* of its word */
};

/* A box of these atoms of a token, the first or last of it; no atoms: none. */
void compose_add_box(struct draft *draft, size_t from, size_t to,
		     const struct compose_token *token, bool first, bool last);

/* A hash of the first three letters of text[from..to) in any case; 0: fewer. */
uint32_t compose_first_letters(const char *text, size_t from, size_t to);

/* The same of the last three. */
uint32_t compose_last_letters(const char *text, size_t from, size_t to);
void compose_add_item(struct draft *draft, struct linebreak_item item,
		      struct slot slot);

/* Places of last resort in what is wider than a line; see compose_emergency.c. */
void compose_allow_emergency(struct draft *draft);

/* Is text[at] part of a word: a letter, figure, hyphen or apostrophe? */
bool compose_is_word_char(const char *text, size_t len, size_t at);

/* A capital in the middle of a sentence, and no hyphen. */
bool compose_looks_like_name(const char *text, size_t from, size_t to);

/* Do fewer than three letters stay or go over at text[at], in text[from..to)? */
bool compose_leaves_stub(const char *text, size_t from, size_t at, size_t to);

/* How its lines are broken; measures as linebreak_params has them. */
struct linebreak_params
compose_params(const struct draft *draft, const mpt *measures, size_t n_measures);

/*
 * A justified paragraph: the best setting, and what others there are. An outline has
 * no lines yet, only their number.
 */
struct compose_para *compose_set_justified(
	struct draft *draft, const struct linebreak_params *params, bool outline);

/* The outline of a justified paragraph, filled in. */
const struct compose_para *compose_set_best(const struct compose_para *para);

/* A paragraph put away; see compose_shelf.c. */
const struct compose_para *
compose_shelve(struct compose_shelf *shelf, const struct compose_para *para);
struct draft *compose_take_out(struct draft *draft);
struct draft *compose_take_items(struct draft *draft); /* to price, not to set */

/* A paragraph of these lines; its glyphs outlive it. */
struct compose_para *
compose_fill(struct draft *draft, const struct linebreak_line *lines, size_t n);

/* An array of `count` moved to where there is room for n; the old is left behind. */
void *compose_grow(struct arena *arena, const void *old, size_t count, size_t n,
		   size_t size);

/* The hyphen of a piece's face, and how far the pen goes before it. */
struct hyphen_glyph {
	uint16_t gid;
	mpt advance;
};
struct hyphen_glyph
compose_hyphen_glyph(struct compose *c, const struct piece *piece);
mpt compose_advance_before_hyphen(struct compose *c, const struct piece *piece,
				  const struct atom *atom, const char *text);

/* The part of a glyph's advance that may hang out, thousandths; see style_hang. */
struct hang {
	int left, right;
};
struct hang compose_hang(const struct compose *c, uint32_t cp);

#endif
