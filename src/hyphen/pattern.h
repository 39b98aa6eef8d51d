/*
 * pattern - Liang's patterns, applied to one word.
 */
#ifndef HYPHEN_PATTERN_H
#define HYPHEN_PATTERN_H

#include <stddef.h>
#include <stdint.h>

struct hyphen_table;

/*
 * The level of each place of the word: ret_levels[i] is that before letter i,
 * 0 <= i <= n. Odd means divide. Of all patterns that cover a place the highest
 * level counts. Time: n times the longest pattern.
 */
void pattern_levels(const struct hyphen_table *table, const uint8_t *letters,
		    size_t n, uint8_t *ret_levels);

#endif
