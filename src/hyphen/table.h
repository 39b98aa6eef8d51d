/*
 * table - the tries that are compiled from data/hyphenation/.
 *
 * Method: the packed trie of F. M. Liang's thesis, chapter 2. The children of a
 * node lie at link + letter; nodes are fitted into each other's gaps, and the
 * letter kept in a cell tells whose child it is, no two nodes having one link.
 * A cell is 32 bits: letter 6, operation 11, link 15. Cell 0 is the root; links
 * start at LETTER_COUNT, so a leaf, whose link is 0, looks up cells that are
 * always empty and needs no test of its own.
 *
 * An operation is a list of numbers, ended by 0:
 *   patterns    16 * (letters from the place to the pattern's end) + its level
 *   exceptions  16 * (letters before the place) + TABLE_PLAIN or TABLE_JOINT
 *   members     one number, a set of enum table_member
 */
#ifndef HYPHEN_TABLE_H
#define HYPHEN_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "hyphen/letters.h"

enum {
	TABLE_OPERATION_SHIFT = 6,
	TABLE_LINK_SHIFT = 17,
	TABLE_LETTER_MASK = 63,
	TABLE_OPERATION_MASK = 2047,
	TABLE_LINK_MAX = 32767,
};

/* What an exception says of a place. */
enum { TABLE_PLAIN = 1, TABLE_JOINT = 2 };

/* What a word may be in a compound. */
enum table_member {
	MEMBER_WORD = 1, /* a word of its own, first or last */
	MEMBER_LINK_S = 2, /* takes an s when another follows: beleid-s-terrein */
	MEMBER_PREFIX = 4, /* never last: her-, tegen| */
	MEMBER_SUFFIX = 8, /* never first: -achtig */
	MEMBER_BOUND = 16, /* the seam is no joint to prefer: her-, -achtig */
	MEMBER_OPEN = 32, /* its diminutive doubles the vowel: oma, omaatje */
};

struct hyphen_table {
	const uint32_t *cells;
	const uint16_t *operations; /* where in numbers each one starts */
	const uint16_t *numbers;
};

extern const struct hyphen_table hyphen_nl_patterns, hyphen_nl_exceptions,
	hyphen_nl_members, hyphen_en_patterns;

/* The root's cell, and that of a child; 0 if there is none such. */
static inline uint32_t
table_root(const struct hyphen_table *table)
{
	return table->cells[0];
}

static inline uint32_t
table_child(const struct hyphen_table *table, uint32_t cell, unsigned letter)
{
	uint32_t child = table->cells[(cell >> TABLE_LINK_SHIFT) + letter];

	return (child & TABLE_LETTER_MASK) == letter ? child : 0;
}

/* The numbers of the key that ends in this cell; NULL if none ends there. */
static inline const uint16_t *
table_numbers(const struct hyphen_table *table, uint32_t cell)
{
	unsigned op = cell >> TABLE_OPERATION_SHIFT & TABLE_OPERATION_MASK;

	return op == 0 ? NULL : table->numbers + table->operations[op];
}

#endif
