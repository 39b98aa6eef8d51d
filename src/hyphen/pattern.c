#include "hyphen/pattern.h"

#include <string.h>

#include "hyphen/table.h"

/* Raise the levels of a pattern whose last letter, or edge, is end - 1. */
static void
raise_levels(const uint16_t *numbers, size_t end, uint8_t *levels)
{
	for (; *numbers != 0; numbers++) {
		uint8_t *level = &levels[end - (*numbers >> 4)];
		uint8_t value = *numbers & 15;

		if (value > *level)
			*level = value;
	}
}

void
pattern_levels(const struct hyphen_table *table, const uint8_t *letters, size_t n,
	       uint8_t *ret_levels)
{
	memset(ret_levels, 0, n + 1);
	/* Letter -1 and letter n are the edges; start -1 is done as its child. */
	for (size_t start = 0; start <= n; start++) {
		uint32_t cell = table_root(table);

		if (start == 0)
			cell = table_child(table, cell, LETTER_EDGE);
		for (size_t i = start == 0 ? 0 : start - 1; i <= n && cell != 0;
		     i++) {
			const uint16_t *numbers;

			cell = table_child(
				table, cell, i < n ? letters[i] : LETTER_EDGE);
			numbers = table_numbers(table, cell);
			if (numbers != NULL)
				raise_levels(numbers, i + 1, ret_levels);
		}
	}
}
