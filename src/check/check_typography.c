/* Colours and alternative texts; what setting reports comes by check_adopt(). */
#include <string.h>

#include "base/arena.h"
#include "check/check_rules.h"

/* ---- contrast ---------------------------------------------------------------- */

/* sRGB to linear light, in millionths (IEC 61966-2-1). */
static const uint32_t linear[256] = {
	0,      304,    607,    911,     1214,   1518,   1821,   2125,   2428,
	2732,   3035,   3347,   3677,    4025,   4391,   4777,   5182,   5605,
	6049,   6512,   6995,   7499,    8023,   8568,   9134,   9721,   10330,
	10960,  11612,  12286,  12983,   13702,  14444,  15209,  15996,  16807,
	17642,  18500,  19382,  20289,   21219,  22174,  23153,  24158,  25187,
	26241,  27321,  28426,  29557,   30713,  31896,  33105,  34340,  35601,
	36889,  38204,  39546,  40915,   42311,  43735,  45186,  46665,  48172,
	49707,  51269,  52861,  54480,   56128,  57805,  59511,  61246,  63010,
	64803,  66626,  68478,  70360,   72272,  74214,  76185,  78187,  80220,
	82283,  84376,  86500,  88656,   90842,  93059,  95307,  97587,  99899,
	102242, 104616, 107023, 109462,  111932, 114435, 116971, 119538, 122139,
	124772, 127438, 130136, 132868,  135633, 138432, 141263, 144128, 147027,
	149960, 152926, 155926, 158961,  162029, 165132, 168269, 171441, 174647,
	177888, 181164, 184475, 187821,  191202, 194618, 198069, 201556, 205079,
	208637, 212231, 215861, 219526,  223228, 226966, 230740, 234551, 238398,
	242281, 246201, 250158, 254152,  258183, 262251, 266356, 270498, 274677,
	278894, 283149, 287441, 291771,  296138, 300544, 304987, 309469, 313989,
	318547, 323143, 327778, 332452,  337164, 341914, 346704, 351533, 356400,
	361307, 366253, 371238, 376262,  381326, 386429, 391572, 396755, 401978,
	407240, 412543, 417885, 423268,  428690, 434154, 439657, 445201, 450786,
	456411, 462077, 467784, 473531,  479320, 485150, 491021, 496933, 502886,
	508881, 514918, 520996, 527115,  533276, 539479, 545724, 552011, 558340,
	564712, 571125, 577580, 584078,  590619, 597202, 603827, 610496, 617207,
	623960, 630757, 637597, 644480,  651406, 658375, 665387, 672443, 679542,
	686685, 693872, 701102, 708376,  715694, 723055, 730461, 737910, 745404,
	752942, 760525, 768151, 775822,  783538, 791298, 799103, 806952, 814847,
	822786, 830770, 838799, 846873,  854993, 863157, 871367, 879622, 887923,
	896269, 904661, 913099, 921582,  930111, 938686, 947307, 955973, 964686,
	973445, 982251, 991102, 1000000,
};

/* Relative luminance (WCAG 2.1), in millionths. */
static uint32_t
luminance(uint32_t colour)
{
	return (uint32_t)(((uint64_t)2126 * linear[colour >> 16 & 255] +
			   (uint64_t)7152 * linear[colour >> 8 & 255] +
			   (uint64_t)722 * linear[colour & 255]) /
			  10000);
}

/* In hundredths: 450 is 4.5 to 1. */
static uint32_t
contrast(uint32_t a, uint32_t b)
{
	uint32_t light = luminance(a), dark = luminance(b);

	if (light < dark) {
		uint32_t other = light;

		light = dark;
		dark = other;
	}
	return (uint32_t)((uint64_t)100 * (light + 50000) / (dark + 50000));
}

static void
judge_inks(struct check *c)
{
	for (size_t i = 0; i < c->job->n_inks; i++) {
		const struct check_ink *ink = &c->job->inks[i];
		uint32_t least = ink->large ? 300 : 450;
		uint32_t real = contrast(ink->colour, ink->ground);

		if (real < least)
			check_at(c, CHECK_CONTRAST, ink->pos, "layout", ink->name,
				 arena_printf(c->arena, "%u.%u", real / 100,
					      real % 100 / 10),
				 ink->large ? "3" : "4.5", NULL);
	}
}

/* ---- alternative texts ------------------------------------------------------- */

static bool
ends_in(const char *s, const char *end)
{
	size_t len = strlen(s), n = strlen(end);

	return len > n && strcmp(s + len - n, end) == 0;
}

static bool
is_file_name(const char *s)
{
	static const char *const ends[] = {
		".jpg", ".jpeg", ".png", ".JPG", ".PNG"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (strchr(s, ' ') == NULL && ends_in(s, ends[i]))
			return true;
	return false;
}

/* The caption of the same figure; texts of a part stand together. */
static const struct text *
caption_of(const struct check *c, size_t index)
{
	const struct text *alt = &c->texts.items[index];

	for (size_t i = index;
	     i-- > 0 && c->texts.items[i].record == alt->record &&
	     c->texts.items[i].field != FIELD_ALT;)
		if (c->texts.items[i].field == FIELD_CAPTION)
			return &c->texts.items[i];
	return NULL;
}

static void
judge_alternative(struct check *c, size_t index)
{
	const struct text *alt = &c->texts.items[index], *caption;

	if (alt->field != FIELD_ALT)
		return;
	if (is_file_name(alt->s)) {
		check_in(c, CHECK_ALT_FILE, alt, 0, alt->len, NULL);
		return;
	}
	caption = caption_of(c, index);
	if (caption != NULL && 10 * alt->len > 6 * caption->len &&
	    strncmp(caption->s, alt->s, alt->len - 1) == 0)
		check_in(c, CHECK_ALT_CAPTION, alt, 0, alt->len, NULL);
}

void
check_typography(struct check *c)
{
	judge_inks(c);
	for (size_t i = 0; i < c->texts.count; i++)
		judge_alternative(c, i);
}
