/*
 * The parts of which descriptions of documents are made: XML, moments and labels. What
 * whole descriptions say is in tests/archive.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/xml.h"
#include "edition/describe.h"
#include "schema/date.h"

static void
test_xml(void **state)
{
	static const char *const attributes[] = {"xmlns:x", "urn:\"a\"&b", NULL};
	struct buf text = {0};
	struct xml x = xml_begin(&text);

	(void)state;
	xml_open(&x, "x:top", attributes);
	xml_leaf(&x, "x:a", NULL, NULL, "1 < 2 & \"3\" > 'é'");
	xml_leaf(&x, "x:b", "c", "<d>", "e");
	xml_leaf(&x, "x:b", "c", NULL, "f");
	xml_leaf(&x, "x:none", "c", "d", NULL);
	xml_leaf(&x, "x:none", "c", "d", "");
	xml_open(&x, "x:in", NULL);
	xml_leaf(&x, "x:g", NULL, NULL, "h");
	xml_close(&x);
	xml_close(&x);
	buf_byte(&text, '\0');
	assert_string_equal(
		(char *)text.data,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<x:top xmlns:x=\"urn:&quot;a&quot;&amp;b\">\n"
		"  <x:a>1 &lt; 2 &amp; &quot;3&quot; &gt; 'é'</x:a>\n"
		"  <x:b c=\"&lt;d&gt;\">e</x:b>\n"
		"  <x:b>f</x:b>\n"
		"  <x:in>\n"
		"    <x:g>h</x:g>\n"
		"  </x:in>\n"
		"</x:top>\n");
	buf_done(&text);
}

static const struct {
	struct schema_date date;
	const char *first, *last;
} dates[] = {
	{{.year = 2026}, "2026-01-01", "2026-12-31"},
	{{.year = 2026, .quarter = 1}, "2026-01-01", "2026-03-31"},
	{{.year = 2026, .quarter = 4}, "2026-10-01", "2026-12-31"},
	{{.year = 2026, .month = 2}, "2026-02-01", "2026-02-28"},
	{{.year = 2028, .month = 2}, "2028-02-01", "2028-02-29"},
	{{.year = 2100, .month = 2}, "2100-02-01", "2100-02-28"},
	{{.year = 2000, .month = 2}, "2000-02-01", "2000-02-29"},
	{{.year = 2026, .month = 4}, "2026-04-01", "2026-04-30"},
	{{.year = 2026, .month = 9, .day = 15}, "2026-09-15", "2026-09-15"},
};

static void
test_periods(void **state)
{
	const struct schema_date none = {0};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		assert_string_equal(
			date_first_day(arena, &dates[i].date), dates[i].first);
		assert_string_equal(
			date_last_day(arena, &dates[i].date), dates[i].last);
	}
	assert_null(date_first_day(arena, &none));
	assert_null(date_last_day(arena, &none));
	arena_free(arena);
}

static void
test_labels(void **state)
{
	(void)state;
	assert_string_equal(
		describe_label(
			"https://identifier.overheid.nl/tooi/def/thes/kern/"
			"c_c6cd1213"),
		"jaarplannen en jaarverslagen");
	assert_string_equal(
		describe_label("https://example.org/codes/plan"), "plan");
	assert_string_equal(
		describe_label("https://example.org/"), "https://example.org/");
	assert_string_equal(describe_label("plan"), "plan");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_xml),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
