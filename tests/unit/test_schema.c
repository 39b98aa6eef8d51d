/*
 * What a file may not say, and what is then said.
 *
 * A case is a YAML file and the messages it must get, each as "line:col text".
 * The language is the book of schema_book.h; "title: x" is all a book needs.
 * Read the tables from top to bottom as a description of the behaviour.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "schema_book.h"

struct fixture {
	struct arena *arena;
	struct diag_sink *sink;
	struct book book;
	char *printed; /* by diag_print() */
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return -1;
	f->arena = arena_new();
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	free(f->printed);
	free(f);
	return 0;
}

static bool
load(struct fixture *f, const char *text, size_t len)
{
	f->sink = diag_sink_new(f->arena);
	memset(&f->book, 0, sizeof(f->book));
	return schema_load(&book_schema, f->arena, f->sink, "f", text, len,
			   &book_options, &f->book);
}

static const char *
printed(struct fixture *f)
{
	struct diag_style style = {0};
	size_t size = 0;
	FILE *out;

	free(f->printed);
	f->printed = NULL;
	out = open_memstream(&f->printed, &size);
	assert_non_null(out);
	diag_print(f->sink, &style, out);
	fclose(out);
	return f->printed;
}

/* "f:1:2: error: text [code]" -> "1:2 text", a line each; hints left out. */
static const char *
messages(struct fixture *f)
{
	const char *p = printed(f);
	char *out = arena_alloc(f->arena, strlen(p) + 1), *q = out;

	while (*p != '\0') {
		size_t len = strcspn(p, "\n");
		const char *text = strstr(p, ": error: ");
		const char *code = text;

		if (strncmp(p, "f:", 2) == 0 && text != NULL && text < p + len) {
			for (const char *s = text; s < p + len; s++)
				if (strncmp(s, " [", 2) == 0)
					code = s;
			q += sprintf(q, "%s%.*s %.*s", q > out ? "\n" : "",
				     (int)(text - p - 2), p + 2,
				     (int)(code - text - 9), text + 9);
		}
		p += len + (p[len] == '\n');
	}
	return out;
}

struct message_case {
	const char *yaml, *expected;
};

static void
run_cases(struct fixture *f, const struct message_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool ok = load(f, cases[i].yaml, strlen(cases[i].yaml));
		const char *said = messages(f);

		if (strcmp(said, cases[i].expected) != 0)
			print_message("in: %s\n", cases[i].yaml);
		assert_string_equal(said, cases[i].expected);
		assert_int_equal(ok, *said == '\0');
	}
}

#define RUN(state, cases) \
	run_cases(*(state), cases, sizeof(cases) / sizeof(*(cases)))

/* ---- the file as YAML ---- */

static const struct message_case syntax[] = {
	{"title: x", ""},
	{"title: Chances: risks",
	 "1:15 a colon stands in a value that has no quotes"},
	{"title:x\ncopies: 1", "1:1 there is no space after the colon"},
	{"title: x\ncopies\n",
	 "2:1 this line has no key: a word, a colon and a space"},
	{"title: x\nlead: |\ntext\n",
	 "3:1 this line has no key: a word, a colon and a space"},
	{"title: \"x\ncopies: 1\n",
	 "1:8 the quotation mark that opens here is never closed"},
	{"title: 'the book's end'",
	 "1:18 more text follows after the closing quotation mark"},
	{"title: \"a \"great\" book\"",
	 "1:12 more text follows after the closing quotation mark"},
	{"title: \"a\\d\"",
	 "1:10 a backslash inside \"…\" is not followed by a letter "
	 "that YAML knows"},
	{"title: x\nchapters:\n\t- title: y\n",
	 "3:1 a tab is used for indentation here"},
	{"title: x\nchapters:\n  - title: y\n\t  body: z\n",
	 "4:1 a tab is used for indentation here"},
	{"title: x\nchapters:\n  - title: y\n   body: z\n",
	 "4:4 this line belongs to a list but does not begin with \"- \" below "
	 "the "
	 "other items"},
	{"title: x\npeople:\n    a:\n      name: y\n   b:\n",
	 "5:4 this line is not aligned with the keys above it"},
	{"title: x\n  copies: 1\n",
	 "2:3 this key is indented further than the lines above allow"},
	{"  title: x\ncopies: 1\n",
	 "2:1 this line stands outside everything above it"},
	{"title: x\n- y\n", "2:1 this list item stands among keys"},
	{"title: - x\n", "1:8 a list cannot begin here"},
	{"title: [link](http://x)",
	 "1:14 a value that begins with '[' has a meaning of its own in YAML"},
	{"title: {council} has",
	 "1:18 a value that begins with '{' has a meaning of its own in YAML"},
	{"words: [a, b\ntitle: x\n",
	 "1:8 the '[' that opens here is not closed with ']'"},
	{"title: @x",
	 "1:8 a value that begins with '@' has a meaning of its own in "
	 "YAML"},
	{"title: 5%\nlink: %x",
	 "2:7 a value that begins with '%' has a meaning of its own in YAML"},
	{"title: *very* good",
	 "1:13 a value that begins with '*' has a meaning of its own in YAML"},
	{"title: & so on",
	 "1:9 a value that begins with '&' has a meaning of its own "
	 "in YAML"},
	{"title: > 5 percent",
	 "1:10 a value that begins with '>' has a meaning of its own in YAML"},
	{"title: \"x\nlead: \"y\"\n",
	 "2:8 more text follows after the closing quotation mark"},
};

static void
test_syntax(void **state)
{
	RUN(state, syntax);
}

static const struct message_case outside_the_subset[] = {
	{"", "1:1 the file is empty, or holds comments only"},
	{"# a comment\n\n", "1:1 the file is empty, or holds comments only"},
	{"---\n", "2:1 the file says nothing"},
	{"just words\n",
	 "1:1 a book should be keys with their values, not a text"},
	{"- title: x\n",
	 "1:1 a book should be keys with their values, not a list"},
	{"title: x\n---\ntitle: y\n",
	 "2:1 a second document begins here; what follows is not read"},
	{"--- # one document is fine\ntitle: x\n...\n", ""},
	{"title: !!python/object:os.system x\ncopies: 0\n",
	 "1:8 the tag '!!python/object:os.system' is not allowed; a value says "
	 "itself "
	 "what it is\n"
	 "2:9 'copies' is 0; it may be 1 to 5000"},
	{"title: !!str 5",
	 "1:8 the tag '!!str' is not allowed; a value says itself "
	 "what it is"},
	{"people:\n  a: &a\n    name: x\n  b:\n    <<: *a\ntitle: x\n",
	 "5:5 the merge key '<<' is not allowed"},
	{"title: x\n? [a]\n: b\n",
	 "2:3 a key must be a word, not a list or a group of keys"},
	{"title: x\n: b\n", "2:1 there is no key before this colon"},
	{"{title: x, \"\": b}", "1:12 there is no key before this colon"},
	{"title: &a x\ncode: *b\n",
	 "2:7 there is no '&b' above for '*b' to repeat"},
	{"title: &a x\ncode: &a A4\n",
	 "2:7 the anchor '&a' is given twice, first on line 1"},
	{"title: x\npeople: &p\n  a: *p\n",
	 "3:6 '*p' stands inside the value it repeats, which would have no end"},
	{"title: &t x\nlead: *t\npeople:\n  a: &a {name: A}\n  b: *a\n", ""},
};

static void
test_outside_the_subset(void **state)
{
	RUN(state, outside_the_subset);
}

/* Bytes with NULs among them: sizeof the literal, less its own. */
#define BYTES(s) (s), sizeof(s) - 1

static const struct {
	const char *bytes;
	size_t len;
	const char *expected;
} encodings[] = {
	{BYTES("\xEF\xBB\xBFtitle: x\nfoo: y\n"),
	 "1:1 the file begins with a byte order mark\n"
	 "2:1 a book has no key 'foo'"},
	{BYTES("\xFF\xFEt\0i\0"),
	 "1:1 the file is saved as UTF-16, not as UTF-8"},
	{BYTES("\xFE\xFF\0t\0i"),
	 "1:1 the file is saved as UTF-16, not as UTF-8"},
	{BYTES("t\0i\0t\0l\0"), "1:1 the file is saved as UTF-16, not as UTF-8"},
	{BYTES("\0t\0i\0t\0l"), "1:1 the file is saved as UTF-16, not as UTF-8"},
	{BYTES("title: ge\xC3\xABrfd\ncode: \"\xC3\xA9\xE9\xEB\"\n"),
	 "2:9 the byte 0xE9 is not UTF-8; the file has 1 more such byte"},
	{BYTES("title: \xED\xA0\x80\n"),
	 "1:8 the byte 0xED is not UTF-8; the file has 2 more such bytes"},
	{BYTES("title: \xC0\xAF"),
	 "1:8 the byte 0xC0 is not UTF-8; the file has 1 more such byte"},
	{BYTES("title: x\xC3"), "1:9 the byte 0xC3 is not UTF-8"},
	{BYTES("title: a\0b\ncode: \x1B[1m"),
	 "1:9 a NUL byte (U+0000) stands here\n"
	 "2:7 a control character (U+001B) stands here"},
	{BYTES("title: a\xE2\x80\xA8"
	       "b"),
	 "1:9 an invisible line separator (U+2028) stands here"},
	{BYTES("title: a\xC2\x85"
	       "b"),
	 "1:9 a control character (U+0085) stands here"},
	{BYTES("title: x\rcopies: 1\r"),
	 "1:9 a carriage return without a line feed (U+000D) stands here\n"
	 "1:19 a carriage return without a line feed (U+000D) stands here"},
	{BYTES("title: x\r\ncopies: 1\r\n"), ""},
	{BYTES("title: \"a\\0b\"\ncode: A4\n"),
	 "1:9 'title' has a control character"},
	{BYTES("title: x\ncopies: \"1\\0\"\n"),
	 "2:9 'copies' should be a whole number such as 12, not the text '1 '"},
};

static void
test_encodings(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(encodings) / sizeof(*encodings); i++) {
		bool ok = load(f, encodings[i].bytes, encodings[i].len);

		assert_string_equal(messages(f), encodings[i].expected);
		assert_int_equal(ok, *encodings[i].expected == '\0');
	}
}

/* ---- keys ---- */

static const struct message_case keys[] = {
	{"titel: x", "1:1 a book has no key 'titel'; did you mean 'title'?"},
	{"Title: x", "1:1 a book has no key 'Title'; did you mean 'title'?"},
	{"title: x\nchapers:\n  - titel: y\n",
	 "2:1 a book has no key 'chapers'; did you mean 'chapters'?\n"
	 "3:5 a chapter has no key 'titel'; did you mean 'title'?"},
	{"title: x\ntitel: y\n",
	 "2:1 a book has no key 'titel'; did you mean 'title'?"},
	{"title: x\nblah: y\n", "2:1 a book has no key 'blah'"},
	{"title: x\ncopies: 1\ncopies: 2\n",
	 "3:1 'copies' is given twice, first on line 2"},
	{"copies: 1", "1:1 this book lacks 'title'"},
	{"title:\n", "1:1 'title' is empty, but a book needs it"},
	{"title: ~\n", "1:1 'title' is empty, but a book needs it"},
	{"title: null\n", "1:1 'title' is empty, but a book needs it"},
	{"title: \"\"\n", "1:1 'title' is empty, but a book needs it"},
	{"title: x\nlead:\ncopies: ~\nchapters:\npeople:\neditor:\nwords:\n", ""},
	{"title: x\nchapters:\n  - title: a\n  - body: b\n  -\n",
	 "4:5 this chapter lacks 'title'\n"
	 "5:4 each item of 'chapters' should be a chapter: keys with their "
	 "values"},
	{"title: x\nchapters: {a: b}\n",
	 "2:11 'chapters' should be a list, not a group of keys"},
	{"title: x\npeople: [a]\n", "2:9 'people' should be ids, each with its "
				    "own keys below it, not a list"},
	{"title: x\neditor: Joe\n",
	 "2:9 'editor' should be keys with their values, not 'Joe'"},
	{"title: {council.name}\n",
	 "1:8 'title' should be text, not a group of keys"},
	{"title: x\npeople:\n  jan: {name: J}\n  piet: {name: P}\n  jan: {name: "
	 "K}\n",
	 "5:3 the id 'jan' is given twice, first on line 3"},
	{"title: x\npeople:\n  jan: {name: J, id: piet}\n",
	 "3:18 the 'id' of this person is the key it stands under"},
	{"title: x\nchapters:\n  - {id: a, title: A}\n  - {title: B}\n"
	 "  - {id: b, title: C}\n  - {id: a, title: D}\n  - {id: a, title: E}\n",
	 "6:10 the id 'a' is given twice, first on line 3\n"
	 "7:10 the id 'a' is given twice, first on line 3"},
	{"{title: x, people: {'': {name: y}}}",
	 "1:21 there is no key before this colon"},
	{"title: x\nwords: a\n", "2:8 'words' should be a list"},
	{"title: x\nwords: []\n", "2:8 'words' has 0 items; it may have 1 to 3"},
	{"title: x\nwords: [a, ~, [b], c]\n",
	 "2:12 an item of 'words' is empty\n"
	 "2:15 an item of 'words' should be text, not a list\n"
	 "2:8 'words' has 4 items; it may have 1 to 3"},
};

static void
test_keys(void **state)
{
	RUN(state, keys);
}

/* ---- values ---- */

static const struct message_case values[] = {
	{"title: \"a\\tb\"", "1:9 'title' has a tab"},
	{"title: \"a\\u2028b\"", "1:9 'title' has a control character"},
	{"title: |\n  one\n  two\n",
	 "2:6 'title' has a line break, but must be one line"},
	{"title: |\n  one\n", ""},
	{"title: x\nlead: |\n  one\n\n  two\n", ""},
	{"title: x\neditor: {name: 'Een te lange naam, zie'}\n",
	 "2:17 'name' is too long: 22 bytes, the most is 20"},
	{"title: x\ncode: 4A\n", "2:7 'code' cannot be '4A'"},
	{"title: x\nby: jan-de-wit2\n", ""},
	{"title: x\nby: \"Jan de Wit\"\n",
	 "2:6 'by' is 'Jan de Wit', but an id "
	 "has only a to z, 0 to 9 and hyphens "
	 "between them"},
	{"title: x\nby: jan-\n",
	 "2:8 'by' is 'jan-', but an id has only a to z, 0 to 9 "
	 "and hyphens between them"},
	{"title: x\nlink: https://example.org/a?b=c#d\n", ""},
	{"title: x\nlink: mailto:info@example.org\n", ""},
	{"title: x\nlink: javascript:alert(1)\n",
	 "2:7 'link' should be a link that begins with https://, http:// or "
	 "mailto:, "
	 "not 'javascript:alert(1)'"},
	{"title: x\nlink: https:///a\n",
	 "2:7 'link' should be a link that begins with https://, http:// or "
	 "mailto:, "
	 "not 'https:///a'"},
	{"title: x\nlink: https://example.org/a b\n",
	 "2:28 'link' has a character that no link can have"},
	{"title: x\nlink: https://example.org/%4g\n",
	 "2:27 'link' has a character that no link can have"},
	{"title: x\nlink: mailto:info\n",
	 "2:18 'link' has no '@' in its address"},
	{"title: x\ncover: images/front..cover.jpg\n", ""},
	{"title: x\ncover: /etc/passwd\n",
	 "2:8 'cover' has a path from the root of the disk; it must start in the "
	 "folder of this file"},
	{"title: x\ncover: C:/a.jpg\n",
	 "2:8 'cover' has a path from the root of the disk; it must start in the "
	 "folder of this file"},
	{"title: x\ncover: a/../../b\n",
	 "2:10 'cover' has '..' in its path, which "
	 "leads out of the folder of this file"},
	{"title: x\ncover: a\\b\n", "2:9 'cover' has a backslash in its path"},
	{"title: x\ncopies: 0\n", "2:9 'copies' is 0; it may be 1 to 5000"},
	{"title: x\ncopies: 1.5\n",
	 "2:9 'copies' should be a whole number such as 12, not '1.5'"},
	{"title: x\ncopies: 007\n",
	 "2:9 'copies' should be a whole number such as 12, not '007'"},
	{"title: x\ncopies: 99999999999999999999\n",
	 "2:9 'copies' should be a whole number such as 12, not "
	 "'99999999999999999999'"},
	{"title: x\nratio: 0.25\n", "2:8 'ratio' is 0.25; it may be 0.5 to 2"},
	{"title: x\nratio: 1,5\n",
	 "2:8 'ratio' should be a number such as 1.25, not '1,5'"},
	{"title: x\nratio: 1.2345\n",
	 "2:8 'ratio' should be a number such as 1.25, not '1.2345'"},
	{"title: x\nwidth: 3mm\n", "2:8 'width' is 3mm; it may be 10pt to 600pt"},
	{"title: x\nwidth: 12 mm\n",
	 "2:8 'width' should be a length such as 12pt or 12.5mm, not '12 mm'"},
	{"title: x\nindent: -11pt\n",
	 "2:9 'indent' is -11pt; it may be -10pt to 20pt"},
	{"title: x\nsizes: [9pt, -1pt]\n",
	 "2:14 an item of 'sizes' is -1pt; it may not be negative"},
	{"title: x\ndraft: yes\n",
	 "2:8 'draft' should be true or false, not 'yes'"},
	{"title: x\ndraft: \"true\"\n",
	 "2:8 'draft' should be true or false, not the text 'true'"},
	{"title: x\nink: #1B1F27\n", "2:1 'ink' has no value"},
	{"title: x\nink: 1B1F27\n",
	 "2:6 'ink' should be a colour such as \"#1B1F27\", "
	 "in quotes, not '1B1F27'"},
	{"title: x\ndate: 2025-02-30\n",
	 "2:7 'date' is 2025-02-30, but February 2025 has 28 days"},
	{"title: x\ndate: 2024-02-29\n", ""},
	{"title: x\ndate: 1900-02-29\n",
	 "2:7 'date' is 1900-02-29, but February 1900 has 28 days"},
	{"title: x\ndate: 2025-13-01\n",
	 "2:7 'date' is 2025-13-01, but months are 01 to 12"},
	{"title: x\ndate: 0000-01-01\n",
	 "2:7 'date' is 0000-01-01, but there is no year 0000"},
	{"title: x\ndate: 1 november 2025\n",
	 "2:7 'date' should be a day such as 2025-11-01, not '1 november 2025'"},
	{"title: x\ndate: 2025\n",
	 "2:7 'date' should be a day such as 2025-11-01, not '2025'"},
	{"title: x\nperiod: 2026-Q5\n",
	 "2:9 'period' is 2026-Q5, but quarters are Q1 to Q4"},
	{"title: x\nperiod: 2026-00\n",
	 "2:9 'period' is 2026-00, but months are 01 to 12"},
	{"title: x\neditor: {name: E, role: edtor}\n",
	 "2:25 'role' cannot be 'edtor'; choose from: editor, author, "
	 "translator"},
	/* everything that is wrong, in one run and in the order of the file */
	{"titel: x\ncopies: many\ndate: 2025-04-31\npeople:\n  a: {nam: A}\n  b: "
	 "{}\n",
	 "1:1 a book has no key 'titel'; did you mean 'title'?\n"
	 "2:9 'copies' should be a whole number such as 12, not 'many'\n"
	 "3:7 'date' is 2025-04-31, but April 2025 has 30 days\n"
	 "5:7 a person has no key 'nam'; did you mean 'name'?\n"
	 "6:3 this person lacks 'name'"},
};

static void
test_values(void **state)
{
	RUN(state, values);
}

/* Where the general mend of the code would not do: what to do instead. */
static const struct message_case hints[] = {
	{"title: a: b", "Put the whole value in quotes: \"a: b\"."},
	{"title: a: \"b\"", "Put the whole value in single quotes: 'a: \"b\"'."},
	{"title: 'a's'", "Write an apostrophe inside '…' twice (foto''s)"},
	{"title: {a}", "Text that begins with '{' or '[' must be in quotes."},
	{"title: x\nzzz: 1", "Its keys are: title, lead, by, link, cover, code"},
	{"titel: x", "'title': On the cover."},
	{"copies: 1", "Add 'title': On the cover."},
	{"title: null", "Unquoted, 'null' means that there is no value."},
	{"title: x\ndate: 1-11-2025", "Write 2025-11-01."},
	{"title: x\ndate: 2025-2-3", "Write 2025-02-03."},
	{"title: x\ndraft: ja", "Write true."},
	{"title: x\nratio: 1,5", "Write a point for the decimals: 1.5."},
	{"title: x\nwidth: 12 mm", "Write it without a space."},
	{"title: x\ncopies: '1'", "Write it without quotes."},
	{"title: x\nink: #1B1F27", "without them '#' begins a comment"},
	{"title: x\nink: \"#1Bf\"", "\"#11BBff\""},
	{"title: x\nby: Jan_de Wit", "Write jan-de-wit"},
	{"title: x\nlink: www.example.org", "Write https://www.example.org."},
	{"title: x\nlink: a@b.nl", "Write mailto:a@b.nl."},
	{"title: x\ncode: 4A", "A capital and a figure, such as A4."},
	{"title: \xEB", "It was probably 'ë'"},
	{"title: \x93x\x94", "It was probably '“'"},
};

static void
test_hints(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++) {
		assert_false(load(f, hints[i].yaml, strlen(hints[i].yaml)));
		if (strstr(printed(f), hints[i].expected) == NULL)
			fail_msg("no \"%s\" in:\n%s", hints[i].expected,
				 f->printed);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_syntax, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_outside_the_subset, setup, teardown),
		cmocka_unit_test_setup_teardown(test_encodings, setup, teardown),
		cmocka_unit_test_setup_teardown(test_keys, setup, teardown),
		cmocka_unit_test_setup_teardown(test_values, setup, teardown),
		cmocka_unit_test_setup_teardown(test_hints, setup, teardown),
	};

	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
