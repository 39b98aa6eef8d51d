/*
 * The JSON Schema and the manual that come out of the tables. A small language
 * is compared whole; the agreement of the patterns with the loader is tested
 * value by value.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <regex.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "schema/schema_load.h"
#include "schema_book.h"

static const struct schema_field small_fields[] = {
	FIELD("title", SCHEMA_TEXT, struct book, title, .required = true,
	      .max = 80, .doc = "On the \"cover\"."),
	FIELD("copies", SCHEMA_INT, struct book, copies, .min = 1, .def = "500",
	      .doc = "How many."),
	FIELD("width", SCHEMA_LENGTH, struct book, width, .min = 10000,
	      .max = 600500, .def = "120mm", .doc = "Of the page."),
	FIELD("ink", SCHEMA_COLOUR, struct book, ink, .def = "#1B1F27",
	      .doc = "Of the text."),
	FIELD("sizes", SCHEMA_LENGTH, struct book, sizes, .many = true, .max = 4,
	      .def = "[9pt, 1G]", .doc = "Of type."),
	FIELD("people", SCHEMA_MAP, struct book, people, .sub = &person_schema,
	      .doc = "Who made it."),
	FIELD("editor", SCHEMA_RECORD, struct book, editor, .sub = &person_schema,
	      .doc = "Who is responsible."),
};

static const struct schema small_schema = {
	.name = "small book",
	.size = sizeof(struct book),
	.pos_offset = offsetof(struct book, pos),
	.fields = small_fields,
	.n_fields = sizeof(small_fields) / sizeof(*small_fields),
	.doc = "A book.",
};

static const char small_json[] =
	"{\n"
	"  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
	"  \"title\": \"Small\",\n"
	"  \"$ref\": \"#/$defs/small-book\",\n"
	"  \"$defs\": {\n"
	"    \"small-book\": {\n"
	"      \"description\": \"A book.\",\n"
	"      \"type\": \"object\",\n"
	"      \"required\": [\"title\"],\n"
	"      \"properties\": {\n"
	"        \"title\": {\n"
	"          \"description\": \"On the \\\"cover\\\".\",\n"
	"          \"type\": [\"string\", \"number\"],\n"
	"          \"minLength\": 1,\n"
	"          \"maxLength\": 80\n"
	"        },\n"
	"        \"copies\": {\n"
	"          \"description\": \"How many.\",\n"
	"          \"type\": \"integer\",\n"
	"          \"minimum\": 1,\n"
	"          \"maximum\": 999999999,\n"
	"          \"default\": 500\n"
	"        },\n"
	"        \"width\": {\n"
	"          \"description\": \"Of the page. Allowed: 10pt to 600.5pt.\",\n"
	"          \"type\": \"string\",\n"
	"          \"pattern\": "
	"\"^(0|[1-9][0-9]*)(\\\\.[0-9]{1,3})?(pt|mm|G)$\",\n"
	"          \"default\": \"120mm\"\n"
	"        },\n"
	"        \"ink\": {\n"
	"          \"description\": \"Of the text.\",\n"
	"          \"type\": \"string\",\n"
	"          \"pattern\": \"^#[0-9A-Fa-f]{6}$\",\n"
	"          \"default\": \"#1B1F27\"\n"
	"        },\n"
	"        \"sizes\": {\n"
	"          \"description\": \"Of type.\",\n"
	"          \"type\": \"array\",\n"
	"          \"items\": {\n"
	"            \"type\": \"string\",\n"
	"            \"pattern\": "
	"\"^(0|[1-9][0-9]*)(\\\\.[0-9]{1,3})?(pt|mm|G)$\"\n"
	"          },\n"
	"          \"maxItems\": 4,\n"
	"          \"default\": [\n"
	"            \"9pt\",\n"
	"            \"1G\"\n"
	"          ]\n"
	"        },\n"
	"        \"people\": {\n"
	"          \"description\": \"Who made it.\",\n"
	"          \"type\": \"object\",\n"
	"          \"patternProperties\": {\n"
	"            \"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$\": {\n"
	"              \"$ref\": \"#/$defs/person-by-id\"\n"
	"            }\n"
	"          },\n"
	"          \"additionalProperties\": false\n"
	"        },\n"
	"        \"editor\": {\n"
	"          \"description\": \"Who is responsible.\",\n"
	"          \"$ref\": \"#/$defs/person\"\n"
	"        }\n"
	"      },\n"
	"      \"additionalProperties\": false\n"
	"    },\n"
	"    \"person-by-id\": {\n"
	"      \"description\": \"Someone who made the book.\",\n"
	"      \"type\": \"object\",\n"
	"      \"required\": [\"name\"],\n"
	"      \"properties\": {\n"
	"        \"name\": {\n";

static const char small_manual[] =
	"## small book\n\nA book.\n\n"
	"| Key | Value | Without it | Meaning |\n"
	"|---|---|---|---|\n"
	"| `title` | text, at most 80 bytes | required | On the \"cover\". |\n"
	"| `copies` | whole number, at least 1 | `500` | How many. |\n"
	"| `width` | length, 10pt to 600.5pt | `120mm` | Of the page. |\n"
	"| `ink` | colour | `#1B1F27` | Of the text. |\n"
	"| `sizes` | list, each: length, at most 4 items | `[9pt, 1G]` | Of "
	"type. |\n"
	"| `people` | by id: [person](#person) |  | Who made it. |\n"
	"| `editor` | [person](#person) |  | Who is responsible. |\n"
	"\n"
	"## person\n\nSomeone who made the book.\n\n"
	"| Key | Value | Without it | Meaning |\n"
	"|---|---|---|---|\n"
	"| `id` | id |  | Its name in this file. |\n"
	"| `name` | text, at most 20 bytes | required | As on the cover. |\n"
	"| `born` | day |  | Day of birth. |\n"
	"| `role` | one of `author`, `editor`, `translator` | `editor` | What "
	"they did. "
	"|\n"
	"\n";

static void
test_json(void **state)
{
	struct buf out = {0};

	(void)state;
	schema_json(&small_schema, "Small", &out);
	buf_byte(&out, '\0');
	/* the head of it; then each definition once, the keyed one without id */
	((char *)out.data)[sizeof(small_json) - 1] = '\0';
	assert_string_equal((char *)out.data, small_json);
	buf_done(&out);
}

static size_t
count(const char *text, const char *word)
{
	size_t n = 0;

	for (const char *p = text; (p = strstr(p, word)) != NULL; p++)
		n++;
	return n;
}

static void
test_json_of_what_refers_to_itself(void **state)
{
	struct buf out = {0};
	const char *text;

	(void)state;
	schema_json(&book_schema, "Book", &out);
	buf_byte(&out, '\0');
	text = (const char *)out.data;
	assert_int_equal(count(text, "\n    \"chapter\": {"), 1);
	assert_int_equal(count(text, "\"#/$defs/chapter\""), 2);
	assert_int_equal(count(text, "\n    \"person\": {"), 1);
	assert_int_equal(count(text, "\n    \"person-by-id\": {"), 1);
	assert_int_equal(count(text, "\"id\": {"), 2); /* chapter, person */
	assert_int_equal(count(text, "\"additionalProperties\": false"), 5);
	assert_int_equal(count(text, "\"pattern\": \"^[A-Z][0-9]$\""), 1);
	assert_int_equal(count(text, "\"enum\": [\"author\", \"editor\", "
				     "\"translator\"]"),
			 2);
	buf_done(&out);
}

static void
test_manual(void **state)
{
	struct buf out = {0};

	(void)state;
	schema_document(&small_schema, &out);
	buf_byte(&out, '\0');
	assert_string_equal((char *)out.data, small_manual);
	buf_done(&out);
}

/*
 * Every word, given to every kind that has a pattern: what the loader takes, the
 * pattern takes. The other way round a pattern may be laxer (it does not know how
 * long February is), but only where it says so here.
 */
static const char *const words[] = {
	"a",
	"a-b",
	"-a",
	"a-",
	"A",
	"a_b",
	"2026",
	"2026-Q1",
	"2026-Q5",
	"2026-04",
	"2026-13",
	"2026-04-30",
	"2026-04-00",
	"26-04-30",
	"12pt",
	"-12pt",
	"12.5mm",
	"012pt",
	"2G",
	"12",
	"#1B1F27",
	"#1B1F2",
	"1B1F27",
	"https://example.org",
	"http://",
	"ftp://example.org",
	"mailto:a@b.nl",
	"mailto:a",
	"javascript:1",
	"A4",
	"A44",
};

static bool
loader_takes(struct arena *arena, const struct schema_field *field,
	     const char *word)
{
	struct schema_loader l = {
		.arena = arena, .scratch = arena, .grid = 12000};
	struct schema_node node = {.kind = SCHEMA_NODE_SCALAR, .plain = true};
	union {
		struct source_text text;
		struct schema_date date;
		uint32_t colour;
		mpt length;
	} member;

	node.text = source_made(word);
	memset(&member, 0, sizeof(member));
	return schema_load_scalar(&l, field, &node, &member);
}

static void
test_patterns_agree(void **state)
{
	static const enum schema_kind kinds[] = {
		SCHEMA_ID,     SCHEMA_REF,  SCHEMA_URL,    SCHEMA_LENGTH,
		SCHEMA_COLOUR, SCHEMA_DATE, SCHEMA_PERIOD, SCHEMA_TEXT};
	struct arena *arena = arena_new();
	int taken = 0, refused = 0;

	(void)state;
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		struct schema_field field = {
			.key = "k",
			.kind = kinds[k],
			.doc = "",
			.min = -100000,
			.max = 100000};
		const char *pattern = schema_kinds[kinds[k]].pattern;
		regex_t regex;

		if (kinds[k] == SCHEMA_TEXT) {
			field.matches = is_code;
			pattern = "^[A-Z][0-9]$";
		}
		assert_int_equal(
			regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
			bool takes = loader_takes(arena, &field, words[i]);
			bool fits = regexec(&regex, words[i], 0, NULL, 0) == 0;

			if (takes != fits)
				print_message("%s: %s\n", pattern, words[i]);
			assert_int_equal(takes, fits);
			taken += takes;
			refused += !takes;
		}
		regfree(&regex);
	}
	assert_true(taken > 20 && refused > 100);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_json_of_what_refers_to_itself),
		cmocka_unit_test(test_manual),
		cmocka_unit_test(test_patterns_agree),
	};

	return cmocka_run_group_tests_name("schema_json", tests, NULL, NULL);
}
