/*
 * diff_align - which thing of a row is which of another, where both keep their order.
 *
 * Equal ones at both ends are taken off. What is left is paired so that the pairs
 * weigh most in all, which dynamic programming finds; where that would take more than
 * DIFF_ALIGN_MOST pairs to be looked at, equal ones are paired first (diff_myers.h),
 * and only what stands between two of those is weighed.
 *
 * Input     Names by which equal things are the same, and a weight for each pair.
 * Ownership The arena is as it was but for the answer.
 * Errors    None.
 * Purity    Which row is called the old one makes no difference if `turned` is told by
 *           what the rows hold: true for one of the two directions alone.
 * Cost      O(n m) weights for n and m things that differ, and never more than
 *           DIFF_ALIGN_MOST for a gap; else O(n D).
 */
#ifndef EDITION_DIFF_ALIGN_H
#define EDITION_DIFF_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define DIFF_ALIGN_MOST ((size_t)1 << 18)

struct diff_rows {
	const uint32_t *old, *new; /* names */
	size_t n_old, n_new;
	bool turned;
	/* What a pair counts for; 0: it is none. Below 2^40. */
	int64_t (*weight)(const void *context, size_t old, size_t new);
	const void *context;
};

/* For each old one the new one, or DIFF_NONE. */
size_t *diff_align(struct arena *arena, const struct diff_rows *rows);

/*
 * Names for texts: equal ones get the same, from 0, in the order of their bytes. NULL
 * is a text too. Sorts, so n log n.
 */
uint32_t *
diff_name_texts(struct arena *arena, const char *const *texts, size_t n);

#endif
