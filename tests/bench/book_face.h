/*
 * The book face as the bench of the line breaker needs it: advances and what of
 * each letter hangs into the margins, without fonts and shaping.
 */
#ifndef TESTS_BOOK_FACE_H
#define TESTS_BOOK_FACE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mpt.h"

#define SIZE 9500 /* mpt */
#define SPACE 237 /* of the face, in thousandths of an em */

static const struct {
	uint32_t letter;
	int advance; /* thousandths of an em */
} advances[] = {
#include "source_serif.inc"
};

static const struct {
	const char *letters;
	int left, right; /* thousandths of the glyph's width */
} hangs[] = {
	{"-", 0, 600}, {".,", 0, 700}, {"’", 0, 700},
	{"–", 0, 300}, {":;", 0, 400}, {")", 0, 100},
	{"‘", 600, 0}, {"(", 100, 0},  {"VWTYA", 50, 0},
};

static int
advance_of(uint32_t letter)
{
	for (size_t i = 0; i < sizeof(advances) / sizeof(*advances); i++)
		if (advances[i].letter == letter)
			return advances[i].advance;
	fprintf(stderr, "no advance for U+%04X\n", letter);
	exit(1);
}

static uint32_t
next_letter(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	uint32_t c = p[0];
	int more = c < 0x80 ? 0 : c < 0xE0 ? 1 : 2;

	if (more > 0)
		c &= more == 1 ? 0x1F : 0x0F;
	for (int i = 1; i <= more; i++)
		c = c << 6 | (p[i] & 0x3F);
	*s += more + 1;
	return c;
}

static mpt
width_of(uint32_t letter)
{
	return mpt_from_design(advance_of(letter), SIZE, 1000);
}

static mpt
hang_of(uint32_t letter, bool left)
{
	for (size_t i = 0; i < sizeof(hangs) / sizeof(*hangs); i++)
		for (const char *s = hangs[i].letters; *s != '\0';)
			if (next_letter(&s) == letter)
				return mpt_muldiv(
					width_of(letter),
					left ? hangs[i].left : hangs[i].right,
					1000);
	return 0;
}

#endif
