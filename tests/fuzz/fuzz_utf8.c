/*
 * The decoder against one written out from table 3-7 of the Unicode Standard; NFC
 * is the same when it is done twice.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Bytes of the well-formed sequence at s, or 0. */
static size_t
sequence(const uint8_t *s, size_t len)
{
	static const struct {
		uint8_t first_low, first_high, second_low, second_high, n;
	} rows[] = {
		{0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2},
		{0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
		{0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
		{0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4},
		{0xF4, 0xF4, 0x80, 0x8F, 4},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t k = 2;

		if (s[0] < rows[i].first_low || s[0] > rows[i].first_high)
			continue;
		if (len < rows[i].n)
			return 0;
		if (rows[i].n > 1 &&
		    (s[1] < rows[i].second_low || s[1] > rows[i].second_high))
			return 0;
		while (k < rows[i].n && (s[k] & 0xC0) == 0x80)
			k++;
		return k >= rows[i].n ? rows[i].n : 0;
	}
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *s = (const char *)data, *nfc;
	size_t good = size, len, again;

	for (size_t at = 0; at < size;) {
		size_t here = at, n = sequence(data + at, size - at);
		uint32_t cp = utf8_next(s, size, &at);
		char back[4];

		if ((n == 0) != (cp == UTF8_INVALID) ||
		    at - here != (n > 0 ? n : 1))
			abort();
		if (n > 0 &&
		    (utf8_put(cp, back) != n || memcmp(back, s + here, n) != 0))
			abort();
		if (n == 0 && good == size)
			good = here;
	}
	if (utf8_check(s, size) != good)
		abort();
	nfc = utf8_nfc(arena, s, good, &len);
	if (utf8_nfc(arena, nfc, len, &again) != nfc || again != len)
		abort();
	arena_free(arena);
	return 0;
}
