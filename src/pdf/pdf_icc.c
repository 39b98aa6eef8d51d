/*
 * The output intent: what the colours in the file mean, namely sRGB (IEC
 * 61966-2-1), by an ICC profile of version 2 (ICC.1:2001-04) made here from the
 * standard's definitions, so that no file of unknown licence is embedded.
 *
 * Colorants: the chromaticities of IEC 61966-2-1 with its white D65, adapted to
 * the profile's white D50 by the Bradford matrix, in fractions of 65536. They sum
 * to D50, but for 1/65536 of blue's Z that rounding left over and was given back.
 * Curve: the standard's transfer function at 256 points, which are all the values
 * that an eight-bit colour can have. tests/unit/test_pdf.c computes both anew.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "pdf/pdf_icc.h"
#include "pdf/pdf_private.h"

static const int32_t white[3] = {0xF6D6, 0x10000, 0xD32D};

static const int32_t colorants[3][3] = {
	{28576, 14581, 912}, {25239, 46983, 6361}, {9375, 3972, 46788}};

static const uint16_t curve[256] = {
	0,     20,    40,    60,    80,    99,    119,   139,   159,   179,
	199,   219,   241,   264,   288,   313,   340,   367,   396,   427,
	458,   491,   526,   562,   599,   637,   677,   718,   761,   805,
	851,   898,   947,   997,   1048,  1101,  1156,  1212,  1270,  1330,
	1391,  1453,  1517,  1583,  1651,  1720,  1790,  1863,  1937,  2013,
	2090,  2170,  2250,  2333,  2418,  2504,  2592,  2681,  2773,  2866,
	2961,  3058,  3157,  3258,  3360,  3464,  3570,  3678,  3788,  3900,
	4014,  4129,  4247,  4366,  4488,  4611,  4736,  4864,  4993,  5124,
	5257,  5392,  5530,  5669,  5810,  5953,  6099,  6246,  6395,  6547,
	6700,  6856,  7014,  7174,  7335,  7500,  7666,  7834,  8004,  8177,
	8352,  8528,  8708,  8889,  9072,  9258,  9445,  9635,  9828,  10022,
	10219, 10417, 10619, 10822, 11028, 11235, 11446, 11658, 11873, 12090,
	12309, 12530, 12754, 12980, 13209, 13440, 13673, 13909, 14146, 14387,
	14629, 14874, 15122, 15371, 15623, 15878, 16135, 16394, 16656, 16920,
	17187, 17456, 17727, 18001, 18277, 18556, 18837, 19121, 19407, 19696,
	19987, 20281, 20577, 20876, 21177, 21481, 21787, 22096, 22407, 22721,
	23038, 23357, 23678, 24002, 24329, 24658, 24990, 25325, 25662, 26001,
	26344, 26688, 27036, 27386, 27739, 28094, 28452, 28813, 29176, 29542,
	29911, 30282, 30656, 31033, 31412, 31794, 32179, 32567, 32957, 33350,
	33745, 34143, 34544, 34948, 35355, 35764, 36176, 36591, 37008, 37429,
	37852, 38278, 38706, 39138, 39572, 40009, 40449, 40891, 41337, 41785,
	42236, 42690, 43147, 43606, 44069, 44534, 45002, 45473, 45947, 46423,
	46903, 47385, 47871, 48359, 48850, 49344, 49841, 50341, 50844, 51349,
	51858, 52369, 52884, 53401, 53921, 54445, 54971, 55500, 56032, 56567,
	57105, 57646, 58190, 58737, 59287, 59840, 60396, 60955, 61517, 62082,
	62650, 63221, 63795, 64372, 64952, 65535};

static void
put_u32(struct buf *out, uint32_t n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_byte(out, (unsigned char)(n >> shift));
}

static void
put_u16(struct buf *out, unsigned n)
{
	buf_byte(out, (unsigned char)(n >> 8));
	buf_byte(out, (unsigned char)n);
}

static void
put_zeros(struct buf *out, size_t n)
{
	while (n-- > 0)
		buf_byte(out, 0);
}

static void
put_xyz(struct buf *out, const int32_t xyz[3])
{
	for (int i = 0; i < 3; i++)
		put_u32(out, (uint32_t)xyz[i]);
}

static void
put_xyz_tag(struct buf *out, const int32_t xyz[3])
{
	buf_str(out, "XYZ ");
	put_u32(out, 0);
	put_xyz(out, xyz);
}

/* textDescriptionType: the name in ASCII; none in Unicode or ScriptCode. 6.5.17 */
static void
put_description(struct buf *out, const char *name)
{
	buf_str(out, "desc");
	put_u32(out, 0);
	put_u32(out, (uint32_t)strlen(name) + 1);
	buf_put(out, name, strlen(name) + 1);
	put_zeros(out, 4 + 4 + 2 + 1 + 67);
}

static void
put_curve(struct buf *out)
{
	buf_str(out, "curv");
	put_u32(out, 0);
	put_u32(out, sizeof(curve) / sizeof(*curve));
	for (size_t i = 0; i < sizeof(curve) / sizeof(*curve); i++)
		put_u16(out, curve[i]);
}

/* The header's date is that of the definition: a profile must have one. */
static void
put_header(struct buf *out, size_t size)
{
	static const unsigned date[6] = {1999, 10, 1, 0, 0, 0};

	put_u32(out, (uint32_t)size);
	put_zeros(out, 4); /* no preferred colour management */
	put_u32(out, 0x02100000); /* version 2.1 */
	buf_str(out, "mntrRGB XYZ ");
	for (int i = 0; i < 6; i++)
		put_u16(out, date[i]);
	buf_str(out, "acsp");
	put_zeros(out, 4 + 4 + 4 + 4 + 8); /* platform, flags, device */
	put_u32(out, 0); /* perceptual */
	put_xyz(out, white);
	put_zeros(out, 4 + 44);
}

struct tag {
	const char *name;
	size_t offset, size; /* in the tags' data */
};

static void
end_tag(struct tag *tag, const char *name, size_t begin, struct buf *data)
{
	tag->name = name;
	tag->offset = begin;
	tag->size = data->len - begin;
	put_zeros(data, (4 - data->len % 4) % 4);
}

#define TAGS 9

static void
put_tags(struct tag tags[TAGS], struct buf *data)
{
	static const char *const colorant_names[3] = {"rXYZ", "gXYZ", "bXYZ"};
	static const char *const curve_names[3] = {"rTRC", "gTRC", "bTRC"};
	size_t begin = 0;

	put_description(data, "sRGB");
	end_tag(&tags[0], "desc", begin, data);
	begin = data->len;
	buf_str(data, "text");
	put_u32(data, 0);
	buf_put(data, "CC0", 4);
	end_tag(&tags[1], "cprt", begin, data);
	begin = data->len;
	put_xyz_tag(data, white);
	end_tag(&tags[2], "wtpt", begin, data);
	for (int i = 0; i < 3; i++) {
		begin = data->len;
		put_xyz_tag(data, colorants[i]);
		end_tag(&tags[3 + i], colorant_names[i], begin, data);
	}
	begin = data->len;
	put_curve(data);
	end_tag(&tags[6], curve_names[0], begin, data);
	for (int i = 1; i < 3; i++) { /* all three share the data */
		tags[6 + i] = tags[6];
		tags[6 + i].name = curve_names[i];
	}
}

void
pdf_icc_srgb(struct buf *out)
{
	const size_t before = 128 + 4 + 12 * TAGS;
	struct buf data = {0};
	struct tag tags[TAGS];

	put_tags(tags, &data);
	put_header(out, before + data.len);
	put_u32(out, TAGS);
	for (int i = 0; i < TAGS; i++) {
		buf_str(out, tags[i].name);
		put_u32(out, (uint32_t)(before + tags[i].offset));
		put_u32(out, (uint32_t)tags[i].size);
	}
	buf_put(out, data.data, data.len);
	buf_done(&data);
}

uint32_t
pdf_icc_intent(struct pdf_writer *w)
{
	uint32_t profile = pdf_object_new(w->file);
	uint32_t id = pdf_object_new(w->file);
	struct buf icc = {0}, *text;

	pdf_icc_srgb(&icc);
	text = pdf_object_begin(w->file, profile);
	buf_str(text, "/N 3");
	pdf_object_end_stream(w->file, icc.data, icc.len);
	buf_done(&icc);
	text = pdf_object_begin(w->file, id);
	buf_str(text, "/Type/OutputIntent/S/GTS_PDFA1"
		      "/OutputConditionIdentifier(sRGB IEC61966-2.1)"
		      "/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
	pdf_put_ref(text, profile);
	pdf_object_end(w->file);
	return id;
}
