/*
 * diff_myers - what two rows of things have in common, in the order in which both
 * have it: a longest common subsequence.
 *
 *   E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica,
 *   1986), in the form that divides at a middle snake and needs linear space.
 *
 * Things are told apart by numbers: equal ones are the same.
 *
 * Input     Two rows, and a flag for each thing, all false.
 * Ownership Nothing is kept; the arena is as it was.
 * Errors    None.
 * Purity    Integers only; the same rows give the same answer.
 * Cost      O(N D) for N things and D changes. Where a stretch has more than some
 *           thousand changes it is taken as changed whole, so that a stretch takes
 *           less than a fixed number of steps; the answer is the longest up to there.
 */
#ifndef EDITION_DIFF_MYERS_H
#define EDITION_DIFF_MYERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Flags what is not in common. */
void diff_myers(struct arena *arena, const uint32_t *a, size_t n_a,
		const uint32_t *b, size_t n_b, bool *ret_a, bool *ret_b);

#endif
