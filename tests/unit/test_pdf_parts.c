/* The small parts of src/pdf: values, objects, the colour profile. */
#include "pdf_read.h"

#include <math.h>

#include "pdf/pdf_format.h"
#include "pdf/pdf_icc.h"
#include "pdf/pdf_object.h"

#define assert_text(buf, text) \
	do { \
		buf_byte(&(buf), '\0'); \
		assert_string_equal((char *)(buf).data, text); \
		buf_clear(&(buf)); \
	} while (0)

/* ---- values ---- */

static void
test_text_strings(void **state)
{
	static const struct {
		const char *text, *pdf;
	} cases[] = {
		{"", "()"},
		{"abc", "(abc)"},
		{"a(b)\\", "(a\\(b\\)\\\\)"},
		{"é", "<FEFF00E9>"},
		{"a–b", "<FEFF006120130062>"},
		{"😀", "<FEFFD83DDE00>"},
		{"a\nb", "<FEFF0061000A0062>"},
		{"\x7F", "<FEFF007F>"},
	};
	struct buf buf = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		pdf_put_text(&buf, cases[i].text);
		assert_text(buf, cases[i].pdf);
	}
	buf_done(&buf);
}

static void
test_names(void **state)
{
	static const struct {
		const char *name, *pdf;
	} cases[] = {
		{"Fig", "/Fig"},
		{"application/yaml", "/application#2Fyaml"},
		{"a b#c", "/a#20b#23c"},
		{"é", "/#C3#A9"},
	};
	struct buf buf = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		pdf_put_name(&buf, cases[i].name);
		assert_text(buf, cases[i].pdf);
	}
	buf_done(&buf);
}

static void
test_dates(void **state)
{
	static const struct {
		const char *iso, *pdf;
	} cases[] = {
		{"2025-12-01T00:00:00Z", "(D:20251201000000Z)"},
		{"2025-12-01T10:20:30+01:00", "(D:20251201102030+01'00')"},
		{"2025-12-01T10:20:30-11:30", "(D:20251201102030-11'30')"},
		{"2025-12-01", "(D:20251201)"},
	};
	struct buf buf = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		pdf_put_date(&buf, cases[i].iso);
		assert_text(buf, cases[i].pdf);
	}
	buf_done(&buf);
}

static void
test_boxes(void **state)
{
	struct pdf_box empty = {0}, a = {1000, 2000, 3500, 4000};
	struct pdf_box b = {-5, 2500, 3000, 9000};
	struct buf buf = {0};

	(void)state;
	pdf_put_box(&buf, pdf_box_union(a, b));
	assert_text(buf, "[-.005 2 3.5 9]");
	pdf_put_box(&buf, pdf_box_union(empty, a));
	assert_text(buf, "[1 2 3.5 4]");
	buf_done(&buf);
}

/* ---- objects ---- */

/* A file of n empty dictionaries and one stream; 0 is the root. */
static struct buf
file_of(struct arena *arena, int n, const char *data)
{
	struct pdf_file *file = pdf_file_new(arena);
	struct buf out = {0};
	uint32_t id = pdf_object_new(file), root = id;

	buf_str(pdf_object_begin(file, id), "/Type/Catalog");
	pdf_object_end(file);
	for (int i = 0; i < n; i++) {
		id = pdf_object_new(file);
		buf_printf(pdf_object_begin(file, id), "/N %d", i);
		pdf_object_end(file);
	}
	id = pdf_object_new(file);
	pdf_object_begin(file, id);
	pdf_object_end_stream(file, data, strlen(data));
	assert_true(pdf_file_finish(file, root, root, &out));
	pdf_file_free(file);
	return out;
}

static uint32_t
number_at(const unsigned char *p, int n)
{
	uint32_t value = 0;

	while (n-- > 0)
		value = value << 8 | *p++;
	return value;
}

/*
 * Undo the predictor and look up every object: a stream where its row says it
 * begins, a dictionary in the object stream and at the index that its row says.
 */
static void
check_rows(struct buf *file, const struct buf *rows, int n)
{
	unsigned char row[7] = {0};

	assert_int_equal(rows->len % 8, 0);
	for (uint32_t id = 0; id < rows->len / 8; id++) {
		const unsigned char *stored = rows->data + 8 * id;
		char want[32];
		uint32_t place;

		assert_int_equal(stored[0], 2);
		for (int i = 0; i < 7; i++)
			row[i] = (unsigned char)(row[i] + stored[1 + i]);
		place = number_at(row + 1, 4);
		snprintf(want, sizeof(want), "%u 0 obj\n", (unsigned)id);
		if (id == 0) {
			assert_int_equal(row[0], 0);
		} else if (row[0] == 1) {
			assert_in_range(place, 15, file->len);
			assert_memory_equal(
				file->data + place, want, strlen(want));
		} else {
			assert_int_equal(row[0], 2);
			assert_in_range(id, 1, n + 1);
			/* 400 to a stream, in order */
			assert_int_equal(number_at(row + 5, 2), (id - 1) % 400);
			assert_int_equal(place, n + 3 + (int)(id - 1) / 400);
		}
	}
}

static void
test_cross_reference_stream(void **state)
{
	static const int sizes[] = {0, 1, 398, 399, 400, 1000};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct buf file = file_of(arena, sizes[i], "stream");
		struct buf rows = {0};
		const char *xref, *length;
		long place;

		buf_byte(&file, '\0');
		xref = find(file.data, file.len, "startxref\n");
		assert_non_null(xref);
		place = strtol(xref + 10, NULL, 10);
		xref = (const char *)file.data + place;
		length = find(xref, file.len - (size_t)place, "/Length ");
		inflate((const unsigned char *)find(
				xref, file.len - (size_t)place, "stream\n") +
				7,
			(size_t)strtol(length + 8, NULL, 10), &rows);
		check_rows(&file, &rows, sizes[i]);
		buf_done(&rows);
		buf_done(&file);
	}
	arena_free(arena);
}

/* The identifier hears of every stream, however long. */
static void
test_identifier_depends_on_streams(void **state)
{
	struct arena *arena = arena_new();
	char *text = arena_alloc(arena, 200001);
	uint32_t seed = 1;
	struct buf one, other;

	(void)state;
	for (int i = 0; i < 200000; i++) { /* does not compress below 32 KB */
		seed = seed * 1664525u + 1013904223u;
		text[i] = (char)('!' + (seed >> 16) % 90);
	}
	one = file_of(arena, 1, text);
	text[100000] ^= 1;
	other = file_of(arena, 1, text);
	assert_memory_not_equal(find(one.data, one.len, "/ID[<"),
				find(other.data, other.len, "/ID[<"), 37);
	buf_done(&one);
	buf_done(&other);
	arena_free(arena);
}

static void
test_too_large(void **state)
{
	struct arena *arena = arena_new();
	struct pdf_file *file = pdf_file_new(arena);
	uint32_t id = pdf_object_new(file);
	struct buf out = {0};

	(void)state;
	pdf_object_begin(file, id);
	/* never read: the size alone decides */
	pdf_object_end_raw(file, "x", (size_t)INT32_MAX);
	assert_false(pdf_file_finish(file, id, id, &out));
	assert_int_equal(out.len, 0);
	pdf_file_free(file);
	arena_free(arena);
}

/* ---- the colour profile, computed from the standard ---- */

static void
multiply(double a[3][3], double b[3][3], double out[3][3])
{
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 3; k++)
			out[i][k] = a[i][0] * b[0][k] + a[i][1] * b[1][k] +
				    a[i][2] * b[2][k];
}

static void
invert(double m[3][3], double out[3][3])
{
	double det = 0;

	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 3; k++)
			out[k][i] = m[(i + 1) % 3][(k + 1) % 3] *
					    m[(i + 2) % 3][(k + 2) % 3] -
				    m[(i + 1) % 3][(k + 2) % 3] *
					    m[(i + 2) % 3][(k + 1) % 3];
	for (int k = 0; k < 3; k++)
		det += m[0][k] * out[k][0];
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 3; k++)
			out[i][k] /= det;
}

/* The primaries' XYZ against D50: colorants[xyz][rgb]. */
static void
colorants_of_srgb(double colorants[3][3])
{
	static const double xy[3][2] = {{.64, .33}, {.30, .60}, {.15, .06}};
	double bradford[3][3] = {{.8951, .2664, -.1614},
				 {-.7502, 1.7135, .0367},
				 {.0389, -.0685, 1.0296}};
	static const double d65[3] = {
		.3127 / .3290, 1, (1 - .3127 - .3290) / .3290};
	static const double d50[3] = {0xF6D6 / 65536., 1, 0xD32D / 65536.};
	double primaries[3][3], inverse[3][3], gain[3][3] = {{0}}, adapt[3][3];

	for (int c = 0; c < 3; c++) {
		primaries[0][c] = xy[c][0] / xy[c][1];
		primaries[1][c] = 1;
		primaries[2][c] = (1 - xy[c][0] - xy[c][1]) / xy[c][1];
	}
	invert(primaries, inverse);
	for (int c = 0; c < 3; c++) {
		double sum = 0;

		for (int k = 0; k < 3; k++)
			sum += inverse[c][k] * d65[k];
		for (int i = 0; i < 3; i++)
			primaries[i][c] *= sum;
	}
	for (int i = 0; i < 3; i++) {
		double to = 0, from = 0;

		for (int k = 0; k < 3; k++) {
			to += bradford[i][k] * d50[k];
			from += bradford[i][k] * d65[k];
		}
		gain[i][i] = to / from;
	}
	invert(bradford, inverse);
	multiply(gain, bradford, adapt);
	multiply(inverse, adapt, gain);
	multiply(gain, primaries, colorants);
}

/* A tag's data. */
static const unsigned char *
tag_of(const struct buf *icc, const char *name)
{
	const unsigned char *at = icc->data + 132;

	for (uint32_t n = number_at(icc->data + 128, 4); n > 0; n--, at += 12)
		if (memcmp(at, name, 4) == 0) {
			uint32_t offset = number_at(at + 4, 4);

			assert_int_equal(offset % 4, 0);
			assert_in_range(offset + number_at(at + 8, 4), 1,
					icc->len);
			return icc->data + offset;
		}
	return NULL;
}

static void
test_profile_is_srgb(void **state)
{
	static const char *const names[] = {"rXYZ", "gXYZ", "bXYZ"};
	static const uint32_t white[3] = {0xF6D6, 0x10000, 0xD32D};
	struct buf icc = {0};
	double colorants[3][3];
	uint32_t sums[3] = {0};

	(void)state;
	pdf_icc_srgb(&icc);
	assert_int_equal(number_at(icc.data, 4), icc.len);
	colorants_of_srgb(colorants);
	for (int c = 0; c < 3; c++)
		for (int i = 0; i < 3; i++) {
			uint32_t n = number_at(
				tag_of(&icc, names[c]) + 8 + 4 * i, 4);

			assert_true(fabs(n - 65536 * colorants[i][c]) < 1);
			sums[i] += n;
		}
	for (int i = 0; i < 3; i++)
		assert_int_equal(sums[i], white[i]);
	buf_done(&icc);
}

static void
test_profile_has_the_transfer_function(void **state)
{
	struct buf icc = {0};
	const unsigned char *curve;

	(void)state;
	pdf_icc_srgb(&icc);
	curve = tag_of(&icc, "gTRC");
	assert_ptr_equal(curve, tag_of(&icc, "rTRC"));
	assert_int_equal(number_at(curve + 8, 4), 256);
	for (int i = 0; i < 256; i++) {
		double c = i / 255.;
		double y = c <= .04045 ? c / 12.92 : pow((c + .055) / 1.055, 2.4);

		assert_int_equal(number_at(curve + 12 + 2 * i, 2),
				 lround(65535 * y));
	}
	buf_done(&icc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_strings),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_boxes),
		cmocka_unit_test(test_cross_reference_stream),
		cmocka_unit_test(test_identifier_depends_on_streams),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_profile_is_srgb),
		cmocka_unit_test(test_profile_has_the_transfer_function),
	};

	return cmocka_run_group_tests_name("pdf_parts", tests, NULL, NULL);
}
