/*
 * A small language for the tests of src/schema: a book with its people, its
 * chapters, and a field of every kind.
 */
#ifndef TESTS_SCHEMA_BOOK_H
#define TESTS_SCHEMA_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/source.h"
#include "schema/schema.h"

struct person {
	struct diag_pos pos;
	struct source_text id, name;
	struct schema_date born;
	int role;
};

struct chapter {
	struct diag_pos pos;
	struct source_text id, title, body;
	struct schema_list chapters; /* of struct chapter */
};

struct book {
	struct diag_pos pos;
	struct source_text title, lead, by, link, cover, code;
	int copies, ratio;
	mpt width, indent;
	bool draft;
	uint32_t ink;
	struct schema_date date, period;
	struct schema_list words; /* of struct source_text */
	struct schema_list sizes; /* of mpt */
	struct schema_list people; /* of struct person */
	struct schema_list chapters; /* of struct chapter */
	struct person *editor;
};

static const char *const book_roles[] = {"author", "editor", "translator", NULL};

enum { AUTHOR, EDITOR, TRANSLATOR };

#define FIELD(name, k, type, member, ...) \
	{ \
		.key = name, .kind = k, .offset = offsetof(type, member), \
		__VA_ARGS__ \
	}

static const struct schema_field person_fields[] = {
	FIELD("id", SCHEMA_ID, struct person, id,
	      .doc = "Its name in this file."),
	FIELD("name", SCHEMA_TEXT, struct person, name, .required = true,
	      .max = 20, .doc = "As on the cover."),
	FIELD("born", SCHEMA_DATE, struct person, born, .doc = "Day of birth."),
	FIELD("role", SCHEMA_CHOICE, struct person, role, .choices = book_roles,
	      .def = "editor", .doc = "What they did."),
};

static const struct schema person_schema = {
	.name = "person",
	.size = sizeof(struct person),
	.pos_offset = offsetof(struct person, pos),
	.fields = person_fields,
	.n_fields = sizeof(person_fields) / sizeof(*person_fields),
	.doc = "Someone who made the book.",
};

static const struct schema chapter_schema;

static const struct schema_field chapter_fields[] = {
	FIELD("id", SCHEMA_ID, struct chapter, id, .doc = "For references."),
	FIELD("title", SCHEMA_TEXT, struct chapter, title, .required = true,
	      .doc = "The heading."),
	FIELD("body", SCHEMA_PROSE, struct chapter, body, .doc = "The text."),
	FIELD("chapters", SCHEMA_LIST, struct chapter, chapters,
	      .sub = &chapter_schema, .doc = "Chapters within it."),
};

static const struct schema chapter_schema = {
	.name = "chapter",
	.size = sizeof(struct chapter),
	.pos_offset = offsetof(struct chapter, pos),
	.fields = chapter_fields,
	.n_fields = sizeof(chapter_fields) / sizeof(*chapter_fields),
	.doc = "A part of the text.",
};

static bool
is_code(const char *s, size_t len)
{
	return len == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= '0' &&
	       s[1] <= '9';
}

static const struct schema_field book_fields[] = {
	FIELD("title", SCHEMA_TEXT, struct book, title, .required = true,
	      .doc = "On the cover."),
	FIELD("lead", SCHEMA_PROSE, struct book, lead,
	      .doc = "What it is about."),
	FIELD("by", SCHEMA_REF, struct book, by, .doc = "The first author."),
	FIELD("link", SCHEMA_URL, struct book, link, .doc = "Where it is sold."),
	FIELD("cover", SCHEMA_PATH, struct book, cover, .doc = "A picture."),
	FIELD("code", SCHEMA_TEXT, struct book, code, .pattern = "^[A-Z][0-9]$",
	      .matches = is_code, .doc = "A capital and a figure, such as A4."),
	FIELD("copies", SCHEMA_INT, struct book, copies, .min = 1, .max = 5000,
	      .def = "500", .doc = "How many are printed."),
	FIELD("ratio", SCHEMA_DECIMAL, struct book, ratio, .min = 500,
	      .max = 2000, .doc = "Width by height."),
	FIELD("width", SCHEMA_LENGTH, struct book, width, .min = 10000,
	      .max = 600000, .def = "120mm", .doc = "Of the page."),
	FIELD("indent", SCHEMA_LENGTH, struct book, indent, .min = -10000,
	      .max = 20000, .doc = "Of a first line."),
	FIELD("draft", SCHEMA_BOOL, struct book, draft, .def = "true",
	      .doc = "Not yet to be printed."),
	FIELD("ink", SCHEMA_COLOUR, struct book, ink, .def = "#1B1F27",
	      .doc = "Of the text."),
	FIELD("date", SCHEMA_DATE, struct book, date, .doc = "Day of printing."),
	FIELD("period", SCHEMA_PERIOD, struct book, period,
	      .doc = "When it sells."),
	FIELD("words", SCHEMA_TEXT, struct book, words, .many = true, .min = 1,
	      .max = 3, .doc = "Keywords."),
	FIELD("sizes", SCHEMA_LENGTH, struct book, sizes, .many = true,
	      .def = "[9pt, 1G]", .doc = "Of type."),
	FIELD("people", SCHEMA_MAP, struct book, people, .sub = &person_schema,
	      .doc = "Who made it."),
	FIELD("chapters", SCHEMA_LIST, struct book, chapters,
	      .sub = &chapter_schema, .doc = "What it says."),
	FIELD("editor", SCHEMA_RECORD, struct book, editor, .sub = &person_schema,
	      .doc = "Who is responsible."),
};

static const struct schema book_schema = {
	.name = "book",
	.size = sizeof(struct book),
	.pos_offset = offsetof(struct book, pos),
	.fields = book_fields,
	.n_fields = sizeof(book_fields) / sizeof(*book_fields),
	.doc = "A printed book.",
};

static const struct schema_options book_options = {.grid = 12000};

#endif
