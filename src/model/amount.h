/*
 * amount - a number as a Dutch or an English table writes it.
 *
 * "1.234,5" and "1 234,5" in Dutch, "1,234.5" in English: groups of three digits
 * or none at all. Before it may stand a sign and "€", behind it "%". Notes in braces
 * and marks of emphasis around it are passed over.
 */
#ifndef MODEL_AMOUNT_H
#define MODEL_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define AMOUNT_DECIMALS 6 /* at most */
#define AMOUNT_ONE 1000000 /* 10 to that */
#define AMOUNT_DIGITS 12 /* before the decimal mark, at most */

struct amount {
	int64_t value; /* in millionths */
	int decimals; /* as written */
	bool grouped; /* with marks between thousands */
};

/* language: enum edition_lang. False if it is no such number. */
bool amount_parse(const char *s, size_t len, int language, struct amount *ret);

/*
 * Does it say that there is no number: nothing, a dash, "p.m.", "n.v.t." and the
 * like?
 */
bool amount_is_none(const char *s, size_t len);

/* Written again, with so many decimals or more if it needs them; in the arena. */
const char *
amount_print(struct arena *arena, const struct amount *amount, int language);

#endif
