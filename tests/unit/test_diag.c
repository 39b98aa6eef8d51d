/* Messages, as the user reads them. */
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
#include "base/utf8.h"

struct fixture {
	struct arena *arena;
	struct diag_sink *sink;
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return -1;
	f->arena = arena_new();
	f->sink = diag_sink_new(f->arena);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	free(f);
	return 0;
}

static const struct diag_style plain = {0};

static char *
printed(struct fixture *f, const struct diag_style *style)
{
	char *text = NULL, *copy;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	diag_print(f->sink, style, out);
	fclose(out);
	copy = arena_strndup(f->arena, text, len);
	free(text);
	return copy;
}

/* What a message at line:col of the text looks like, without its hint. */
static void
assert_quoted(struct fixture *f, const char *source, int line, int col,
	      const char *expected)
{
	f->sink = diag_sink_new(f->arena);
	diag_source(f->sink, "f", source, strlen(source));
	diag_report(f->sink, DIAG_KEY_TWICE, (struct diag_pos){"f", line, col},
		    "x");
	diag_hint(f->sink, "%s", "");
	assert_string_equal(printed(f, &plain), expected);
}

static void
test_a_message_quotes_its_line(void **state)
{
	assert_quoted(*state, "one\ntwo three\nfour", 2, 5,
		      "f:2:5: error: x [key-twice]\n"
		      "    two three\n"
		      "        ^\n");
	assert_quoted(*state, "one\r\ntwo\r\n", 1, 4, /* just behind the line */
		      "f:1:4: error: x [key-twice]\n"
		      "    one\n"
		      "       ^\n");
	assert_quoted(*state, "één ding", 1, 5, /* characters, not bytes */
		      "f:1:5: error: x [key-twice]\n"
		      "    één ding\n"
		      "        ^\n");
	assert_quoted(
		*state, "漢字 e\u0301 x", 1, 7, /* two wide, one combining */
		"f:1:7: error: x [key-twice]\n"
		"    漢字 e\u0301 x\n"
		"           ^\n");
	assert_quoted(
		*state, "\ta\x1B[2J\x7Fx", 1, 8, /* spelt out, and counted so */
		"f:1:8: error: x [key-twice]\n"
		"     a\\x1B[2J\\x7Fx\n"
		"                 ^\n");
	assert_quoted(*state, "one\n\nthree", 2, 1, /* nothing to show */
		      "f:2:1: error: x [key-twice]\n");
	assert_quoted(*state, "one", 7, 1, "f:7:1: error: x [key-twice]\n");
	assert_quoted(*state, "one", 1, 0,
		      "f:1: error: x [key-twice]\n"
		      "    one\n");
	assert_quoted(*state, "one", 0, 0, "f: error: x [key-twice]\n");
}

static void
test_a_long_line_is_cut_around_the_column(void **state)
{
	char line[401];

	for (int i = 0; i < 400; i++)
		line[i] = (char)('0' + i % 10);
	line[400] = '\0';
	assert_quoted(
		*state, line, 1, 3,
		"f:1:3: error: x [key-twice]\n"
		"    012345678901234567890123456789012345678901234567890123456"
		"7890123456789012345…\n"
		"      ^\n");
	assert_quoted(
		*state, line, 1, 202,
		"f:1:202: error: x [key-twice]\n"
		"    …5678901234567890123456789012345678901234567890123456789"
		"01234567890123456789…\n"
		"                                                             "
		"^\n");
	assert_quoted(
		*state, line, 1, 400,
		"f:1:400: error: x [key-twice]\n"
		"    …34567890123456789012345678901234567890123456789012345678"
		"9\n"
		"                                                             "
		"^\n");
}

static void
test_order_hints_and_counts(void **state)
{
	struct fixture *f = *state;
	struct diag_pos nowhere = {0};
	struct diag_style quiet = {.quiet = true};

	assert_false(diag_report(f->sink, DIAG_LINE_OVERFULL, nowhere, "b"));
	diag_report(f->sink, DIAG_KEY_MISSING, (struct diag_pos){"f", 3, 1},
		    "no '%s' of %d", "title", 7);
	diag_hint(f->sink, "add %s", "one");
	assert_int_equal(diag_count(f->sink, DIAG_NOTE), 2);
	assert_int_equal(diag_count(f->sink, DIAG_WARNING), 2);
	assert_int_equal(diag_count(f->sink, DIAG_ERROR), 1);
	assert_string_equal(
		printed(f, &plain),
		"warning: b [line-overfull]\n"
		"  hint: Shorten it, or give it more room in the layout.\n"
		"f:3:1: error: no 'title' of 7 [key-missing]\n"
		"  hint: add one\n");
	assert_string_equal(printed(f, &quiet),
			    "f:3:1: error: no 'title' of 7 [key-missing]\n"
			    "  hint: add one\n");
}

static void
test_rewind_forgets_what_came_after(void **state)
{
	struct fixture *f = *state;
	struct diag_pos nowhere = {0};
	size_t mark;

	diag_hint(f->sink, "a hint on nothing is none");
	mark = diag_mark(f->sink);
	diag_report(f->sink, DIAG_KEY_TWICE, nowhere, "a");
	diag_rewind(f->sink, mark);
	assert_string_equal(printed(f, &plain), "");
	diag_report(f->sink, DIAG_KEY_TWICE, nowhere, "b");
	diag_hint(f->sink, "%s", "");
	mark = diag_mark(f->sink);
	diag_report(f->sink, DIAG_KEY_TWICE, nowhere, "c");
	diag_report(f->sink, DIAG_KEY_TWICE, nowhere, "d");
	diag_rewind(f->sink, mark);
	diag_report(f->sink, DIAG_KEY_TWICE, nowhere, "e");
	diag_hint(f->sink, "%s", "");
	assert_string_equal(printed(f, &plain),
			    "error: b [key-twice]\nerror: e [key-twice]\n");
}

static void
test_what_was_dropped_is_said_again(void **state)
{
	struct fixture *f = *state;
	struct diag_pos nowhere = {0};
	struct diag_excerpt none, two;
	size_t mark = diag_mark(f->sink);

	none = diag_since(f->sink, mark);
	diag_report(f->sink, DIAG_KEY_TWICE, nowhere, "a");
	diag_hint(f->sink, "%s", "");
	diag_report(f->sink, DIAG_KEY_TWICE, nowhere, "b");
	diag_hint(f->sink, "%s", "");
	two = diag_since(f->sink, mark);
	assert_int_equal(two.n, 2);
	for (int i = 0; i < 2; i++) { /* as often as it is wanted */
		diag_rewind(f->sink, mark);
		diag_report(f->sink, DIAG_KEY_TWICE, nowhere, "c");
		diag_hint(f->sink, "%s", "");
		diag_repeat(f->sink, two);
		diag_repeat(f->sink, none);
		diag_report(f->sink, DIAG_KEY_TWICE, nowhere, "d");
		diag_hint(f->sink, "%s", "");
	}
	assert_int_equal(diag_count(f->sink, DIAG_NOTE), 4);
	assert_string_equal(printed(f, &plain),
			    "error: c [key-twice]\nerror: a [key-twice]\n"
			    "error: b [key-twice]\nerror: d [key-twice]\n");
}

/* Whatever the user's text holds, no control character leaves for the terminal. */
/* Messages as letters: the same letter is the same message at the same place. */
static void
test_repeats_are_dropped(void **state)
{
	static const struct {
		const char *before, *after, *left;
	} rows[] = {
		{"", "", ""},
		{"ab", "", "ab"},
		{"", "ab", "ab"},
		{"ab", "a", "ab"},
		{"ab", "bc", "abc"},
		{"a", "bb", "ab"},
		{"aa", "aa", "aa"}, /* what was there before the mark stays */
		{"ab", "cacbd", "abcd"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t mark, n = strlen(rows[i].left);
		const char *text;

		f->sink = diag_sink_new(f->arena);
		for (const char *c = rows[i].before; *c != '\0'; c++)
			diag_report(f->sink, DIAG_KEY_TWICE,
				    (struct diag_pos){"f", *c, 1}, "%c", *c);
		mark = diag_mark(f->sink);
		for (const char *c = rows[i].after; *c != '\0'; c++)
			diag_report(f->sink, DIAG_KEY_TWICE,
				    (struct diag_pos){"f", *c, 1}, "%c", *c);
		diag_drop_repeats(f->sink, mark);
		assert_int_equal(diag_count(f->sink, DIAG_NOTE), n);
		text = printed(f, &plain);
		for (size_t k = 0; k < n; k++) {
			char wanted[] = {' ', rows[i].left[k], ' ', '\0'};

			text = strstr(text, wanted);
			assert_non_null(text);
			text += 2;
		}
	}
}

/* Another place, another word, no place at all: not the same. */
static void
test_what_only_looks_alike_is_kept(void **state)
{
	struct fixture *f = *state;
	const struct diag_pos here = {"f", 1, 1};

	diag_report(f->sink, DIAG_KEY_TWICE, here, "a");
	diag_report(f->sink, DIAG_KEY_TWICE, (struct diag_pos){0}, "a");
	diag_report(f->sink, DIAG_KEY_TWICE, (struct diag_pos){"f", 1, 2}, "a");
	diag_report(f->sink, DIAG_KEY_TWICE, (struct diag_pos){"g", 1, 1}, "a");
	diag_report(f->sink, DIAG_ID_TWICE, here, "a");
	diag_report(f->sink, DIAG_KEY_TWICE, here, "b");
	diag_report(f->sink, DIAG_KEY_TWICE, (struct diag_pos){0}, "a");
	diag_drop_repeats(f->sink, 1);
	assert_int_equal(diag_count(f->sink, DIAG_NOTE), 7);
	diag_report(f->sink, DIAG_KEY_TWICE, here, "b");
	diag_drop_repeats(f->sink, 7);
	assert_int_equal(diag_count(f->sink, DIAG_NOTE), 7);
	diag_report(f->sink, DIAG_KEY_TWICE, here, "c"); /* the list is whole */
	diag_rewind(f->sink, 6);
	assert_int_equal(diag_count(f->sink, DIAG_NOTE), 6);
}

static void
test_a_message_cannot_steer_the_terminal(void **state)
{
	struct fixture *f = *state;
	char evil[512];
	size_t len = 0;
	const char *out;

	for (uint32_t cp = 1; cp < 0xA0; cp++)
		if (cp != '%')
			len += utf8_put(cp, evil + len);
	len += utf8_put(0x202E, evil + len); /* right-to-left override */
	evil[len++] = (char)0xFF;
	evil[len] = '\0';
	diag_source(f->sink, evil, evil, len);
	diag_report(f->sink, DIAG_KEY_TWICE, (struct diag_pos){evil, 1, 5}, "%s",
		    evil);
	diag_hint(f->sink, "%s", evil);
	out = printed(f, &plain);
	assert_int_equal(utf8_check(out, strlen(out)), strlen(out));
	for (size_t at = 0, n = strlen(out); at < n;) {
		uint32_t cp = utf8_next(out, n, &at);

		assert_true(cp == '\n' || cp >= 0x20);
		assert_false(cp >= 0x7F && cp < 0xA0);
		assert_int_not_equal(cp, 0x202E);
	}
	assert_non_null(strstr(out, "\\x1B"));
	assert_non_null(strstr(out, "\\x9B"));
	assert_non_null(strstr(out, "\\u202E\\xFF"));
}

static size_t
count_lines(const char *s, const char *with)
{
	size_t n = 0;

	while ((s = strstr(s, with)) != NULL) {
		s += strlen(with);
		n++;
	}
	return n;
}

static void
test_a_flood_of_one_kind_is_counted(void **state)
{
	struct fixture *f = *state;
	struct diag_style json = {.json = true};
	const char *out;

	for (int i = 0; i < 300; i++) {
		diag_report(f->sink, DIAG_KEY_TWICE,
			    (struct diag_pos){"a", i + 1, 1}, "x");
		diag_report(f->sink, DIAG_KEY_MISSING,
			    (struct diag_pos){i % 2 ? "a" : "b", 1, 1}, "x");
	}
	out = printed(f, &plain);
	assert_int_equal(count_lines(out, "x [key-twice]"), 200);
	assert_int_equal(count_lines(out, "x [key-missing]"), 300);
	assert_int_equal(
		count_lines(out, "a: … and 100 more of the kind [key-twice]\n"),
		1);
	assert_int_equal(count_lines(out, "more of the kind"), 1);
	assert_int_equal(count_lines(printed(f, &json), "\n"), 600);
}

static void
test_json(void **state)
{
	struct fixture *f = *state;
	struct diag_style json = {.json = true, .colour = true};

	diag_report(f->sink, DIAG_KEY_TWICE,
		    (struct diag_pos){"a\\b.yaml", 3, 14}, "\"één\"\n\t\x1B\xFF");
	diag_hint(f->sink, "do");
	diag_report(f->sink, DIAG_LINE_OVERFULL, (struct diag_pos){NULL, 0, 9},
		    "y");
	diag_hint(f->sink, "do");
	assert_string_equal(
		printed(f, &json),
		"{\"file\":\"a\\\\b.yaml\",\"line\":3,\"column\":14,\"severity\":"
		"\"error\",\"code\":\"key-twice\",\"message\":"
		"\"\\\"één\\\"\\n\\t\\u001b\uFFFD\",\"hint\":\"do\"}\n"
		"{\"file\":null,\"line\":null,\"column\":null,\"severity\":"
		"\"warning\",\"code\":\"line-overfull\",\"message\":\"y\","
		"\"hint\":"
		"\"do\"}\n");
}

static void
test_colour_surrounds_what_stands_there_without(void **state)
{
	struct fixture *f = *state;
	struct diag_style colour = {.colour = true};
	char *out, *to;

	diag_source(f->sink, "f", "one", 3);
	diag_report(f->sink, DIAG_KEY_TWICE, (struct diag_pos){"f", 1, 2}, "x");
	out = to = printed(f, &colour);
	assert_non_null(strstr(out, "\033[1;31merror"));
	for (const char *p = out; *p != '\0'; p++)
		if (*p == '\033')
			p += strcspn(p, "m");
		else
			*to++ = *p;
	*to = '\0';
	assert_string_equal(out, printed(f, &plain));
}

static const char *
explained(struct fixture *f, enum diag_code code)
{
	struct buf out = {0};
	const char *copy;

	diag_explain(diag_kind(code), &out);
	copy = arena_strndup(f->arena, (const char *)out.data, out.len);
	buf_done(&out);
	return copy;
}

/* Every code: its slug, and no line wider than 78 columns. */
static void
test_explain(void **state)
{
	struct fixture *f = *state;
	const char *text = explained(f, DIAG_KEY_TWICE);

	/* the example below it is that of a golden case */
	assert_ptr_equal(
		strstr(text, "key-twice (error)\n"
			     "    The same key is given twice in one record.\n"
			     "    Keep one of the two.\n"
			     "\n"
			     "      in.yaml:"),
		text);
	for (int i = 0; i < DIAG_CODE_COUNT; i++) {
		text = explained(f, (enum diag_code)i);
		assert_true(strncmp(text, diag_kind((enum diag_code)i)->slug,
				    strcspn(text, " ")) == 0);
		for (const char *line = text; *line != '\0';) {
			size_t n = strcspn(line, "\n");

			if (strncmp(line, "      ", 6) !=
			    0) /* examples are as they are */
				assert_in_range(n, 0, 78);
			line += n + 1;
		}
	}
}

/* Kinds out of another table, in another language. */
static void
test_kinds_of_others(void **state)
{
	static const struct diag_kind kind = {
		DIAG_WARNING, "odd-one", "It is odd.", "Mend it.", "odd → even"};
	static const struct diag_words words = {
		.severity = {"opmerking", "waarschuwing", "fout"},
		.hint = "advies",
		.more = {"en nog ", " van deze soort"},
	};
	const struct diag_style style = {.words = &words};
	struct fixture *f = *state;
	const struct diag_message *m;

	diag_report_kind(f->sink, &kind, (struct diag_pos){"f", 1, 2}, "dit",
			 NULL);
	diag_report_kind(f->sink, &kind, (struct diag_pos){"f", 1, 2}, "dat",
			 "Doe iets.");
	assert_string_equal(
		printed(f, &style),
		"f:1:2: waarschuwing: dit [odd-one]\n"
		"  advies: Mend it.\n"
		"f:1:2: waarschuwing: dat [odd-one]\n"
		"  advies: Doe iets.\n");
	m = diag_first(f->sink);
	assert_string_equal(m->text, "dit");
	assert_ptr_equal(m->kind, &kind);
	assert_string_equal(m->next->hint, "Doe iets.");
	assert_null(m->next->next);
	assert_int_equal(diag_count(f->sink, DIAG_WARNING), 2);
	assert_int_equal(diag_count(f->sink, DIAG_ERROR), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_message_quotes_its_line),
		TEST(test_a_long_line_is_cut_around_the_column),
		TEST(test_order_hints_and_counts),
		TEST(test_rewind_forgets_what_came_after),
		TEST(test_what_was_dropped_is_said_again),
		TEST(test_repeats_are_dropped),
		TEST(test_what_only_looks_alike_is_kept),
		TEST(test_a_message_cannot_steer_the_terminal),
		TEST(test_a_flood_of_one_kind_is_counted),
		TEST(test_json),
		TEST(test_colour_surrounds_what_stands_there_without),
		TEST(test_explain),
		TEST(test_kinds_of_others),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
