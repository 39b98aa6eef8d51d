/*
 * diff_match - which record of an edition is which record of another.
 *
 * By id first: that is what ids are for. What is left is matched by its title, the
 * most alike first, if it is at least as alike as DIFF_TITLE_THRESHOLD. Alike are
 * titles with the same pairs of letters: Dice's coefficient of the bigrams of
 * their words, in lower case and without marks.
 *
 *   L. R. Dice, "Measures of the Amount of Ecologic Association Between Species"
 *   (Ecology, 1945); G. W. Adamson and J. Boreham, "The use of an association
 *   measure based on character structure" (Information Storage and Retrieval, 1974).
 *
 * Purity: ties go to what stands first in both editions together; the editions the
 * other way round give the same pairs.
 * Cost: n log n for ids; titles are compared each with each, but beyond
 * DIFF_MATCH_MOST pairs only equal ones are matched.
 */
#ifndef EDITION_DIFF_MATCH_H
#define EDITION_DIFF_MATCH_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/*
 * Thousandths. Titles of different topics were seen to be alike to .60, those of
 * one topic that was reworded from .64 on.
 */
#define DIFF_TITLE_THRESHOLD 650
#define DIFF_MATCH_MOST ((size_t)1 << 20)

enum diff_how { DIFF_BY_ID, DIFF_BY_TITLE };

struct diff_item {
	const char *id; /* NULL: none */
	const char *title; /* NULL: matched by id alone */
};

#define DIFF_NONE SIZE_MAX

struct diff_pair {
	size_t old, new; /* indices; DIFF_NONE: only in the other edition */
	enum diff_how how;
	int alike; /* thousandths; of pairs matched by title */
};

/*
 * A pair for every item: those of the new edition in their order, then what is
 * left of the old one. In the arena; returns their number. least is the threshold.
 */
size_t diff_match(struct arena *arena, const struct diff_item *old, size_t n_old,
		  const struct diff_item *new, size_t n_new, int least,
		  struct diff_pair **ret);

/* Two things that may be one, by their place in each edition. */
struct diff_candidate {
	size_t old, new;
	int alike;
};

/*
 * For qsort: the most alike first. Of equals what stands first in both: two that share
 * an item differ in the sum, so that the editions the other way round give the same
 * pairs.
 */
int diff_compare_candidates(const void *a, const void *b);

/* How alike two titles are, in thousandths. */
int diff_alike(struct arena *arena, const char *a, const char *b);

/* A text as what is in it, whatever the order. */
struct diff_bag {
	uint64_t *items; /* sorted */
	size_t n;
};

/* Its words; or its letters two by two, as titles are compared. */
struct diff_bag diff_bag_words(struct arena *arena, const char *text);
struct diff_bag diff_bag_letters(struct arena *arena, const char *text);

/* Twice what they share in thousandths of all; 0 if both are empty. */
int diff_bags_alike(const struct diff_bag *a, const struct diff_bag *b);

#endif
