/*
 * compound - where the seams of a Dutch compound are.
 *
 * Patterns see a few letters at a time and mistake advies-onderwerp for
 * advie-sonder-werp. A list of frequent members (data/hyphenation/nl-members.txt)
 * sees words: one that can be laid out with them from end to end is taken apart
 * there, whatever the patterns say. The cheapest layout counts: few members, none
 * of them short, seams where the patterns too would divide.
 */
#ifndef HYPHEN_COMPOUND_H
#define HYPHEN_COMPOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { COMPOUND_MEMBERS_MAX = 12 };

struct compound {
	struct compound_member {
		uint8_t end; /* of its letters */
		bool joint; /* is the seam after it one to prefer? */
	} members[COMPOUND_MEMBERS_MAX];
	size_t n; /* 1: no compound, as far as is known */
};

/* Take the word apart. levels: the patterns' for the whole word. */
void compound_split(const uint8_t *letters, size_t n, const uint8_t *levels,
		    struct compound *ret_compound);

/* What the list says of letters[0..n), enum table_member; 0 for nothing. */
unsigned compound_lookup(const uint8_t *letters, size_t n);

/* The length of the longest known word that letters[0..n) begins with, its
 * linking s included, of all that leave something over; 0 if there is none. */
size_t compound_head(const uint8_t *letters, size_t n);

#endif
