/*
 * Letters and notes below the command line: what one run changes of the letters,
 * when they are drafts, which layouts suit them, and what is left of the source
 * when names are taken out of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "document/document.h"
#include "model/edition.h"
#include "style/style.h"

#include "arena_state.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Two ministers, a, b and a third, c, that nobody is; people p, q. */
static const char head[] =
	"edition: {title: T, period-start: 2026, period-end: 2028, status: %s}\n"
	"council: {name: Council of Tests}\n"
	"booklet: {parts: [{kind: cover}]}\n"
	"offices:\n"
	"  a: {kind: minister, name: A, holder: p}\n"
	"  b: {kind: minister, name: B}\n"
	"  c: {kind: minister, name: C}\n"
	"  k: {kind: chamber, name: K}\n"
	"  d: {kind: ministry, name: D}\n"
	"people: {p: {surname: P}, q: {surname: Q}}\n"
	"letters:\n"
	"  from: d\n"
	"  recipients: [{office: k}]\n"
	"  subject: S\n"
	"  body: B\n"
	"  date: 2026-01-01\n"
	"  signatories: [%s]\n";

static struct edition *
load(struct arena *arena, struct diag_sink *sink, const char *status,
     const char *signatories)
{
	struct buf text = {0};
	const char *copy;

	buf_printf(&text, head, status, signatories);
	copy = arena_strndup(arena, (const char *)text.data, text.len);
	buf_done(&text);
	return edition_load(arena, sink, "t.yaml", NULL, copy, strlen(copy));
}

/* "a=p b=[x]": each signatory's office and name, or placeholder, or nothing. */
static const char *
signatories_of(struct arena *arena, const struct edition *e)
{
	const struct signatory *s = e->letters->signatories.items;
	struct buf out = {0};
	const char *copy;

	for (size_t i = 0; i < e->letters->signatories.count; i++) {
		buf_printf(&out, "%s%s=", i > 0 ? " " : "",
			   s[i].office != NULL ? s[i].office->id.s : "");
		if (s[i].name.s != NULL)
			buf_printf(&out, "'%s'", s[i].name.s);
		else if (s[i].person != NULL)
			buf_str(&out, s[i].person->id.s);
		else if (s[i].placeholder.s != NULL)
			buf_str(&out, s[i].placeholder.s);
	}
	copy = arena_strndup(arena, (const char *)out.data, out.len);
	buf_done(&out);
	return copy;
}

#define PLACE "{placeholder: '[x]'}"

static const struct {
	const char *what, *signatories, *changes[3];
	const char *left; /* NULL: refused */
	size_t errors;
} changes[] = {
	{"nothing", "{office: a}", {NULL}, "a=p", 0},
	{"another person", "{office: a}", {"a=q"}, "a=q", 0},
	{"a name", "{office: a}", {"a=J. de Roos"}, "a='J. de Roos'", 0},
	{"a name that begins like an id", "{office: a}", {"a=p."}, "a='p.'", 0},
	{"the last word counts", "{office: a}", {"a=q", "a=p"}, "a=p", 0},
	{"a name, then a person", "{office: a}", {"a=N. N.", "a=q"}, "a=q", 0},
	{"a placeholder is taken", "{office: a}, " PLACE, {"b=q"}, "a=p b=q", 0},
	{"the first placeholder", PLACE ", " PLACE, {"b=q"}, "b=q =[x]", 0},
	{"both placeholders", PLACE ", " PLACE, {"b=q", "c=p"}, "b=q c=p", 0},
	{"an office's own placeholder",
	 "{office: b, placeholder: '[y]'}",
	 {"b=q"},
	 "b=q",
	 0},
	{"not another office's placeholder",
	 "{office: b, placeholder: '[y]'}",
	 {"c=q"},
	 NULL,
	 1},
	{"no place", "{office: a}", {"b=q"}, NULL, 1},
	{"no such office", "{office: a}", {"z=q"}, NULL, 1},
	{"an office that does not sign", "{office: a}", {"k=q"}, NULL, 1},
	{"no such person", "{office: a}", {"a=z"}, NULL, 1},
	{"an office in a person's place", "{office: a}", {"a=b"}, NULL, 1},
	{"all that is wrong is said", "{office: a}", {"z=q", "a=z"}, NULL, 2},
};

static void
test_changes(void **state)
{
	for (size_t i = 0; i < COUNT(changes); i++) {
		struct diag_sink *sink = diag_sink_new(*state);
		struct edition *e = load(
			*state, sink, "draft", changes[i].signatories);
		struct letters_changes c = {.signatories = changes[i].changes};
		bool good;

		print_message("           %s\n", changes[i].what);
		assert_non_null(e);
		while (c.n_signatories < 3 &&
		       changes[i].changes[c.n_signatories] != NULL)
			c.n_signatories++;
		good = edition_change_letters(*state, sink, e, &c);
		assert_int_equal(good, changes[i].left != NULL);
		assert_int_equal(diag_count(sink, DIAG_ERROR), changes[i].errors);
		if (good)
			assert_string_equal(
				signatories_of(*state, e), changes[i].left);
	}
}

static void
test_date_and_reference(void **state)
{
	struct diag_sink *sink = diag_sink_new(*state);
	struct edition *e = load(*state, sink, "draft", "{office: a}");
	const struct recipient *to;

	assert_non_null(e);
	assert_true(edition_change_letters(
		*state, sink, e,
		&(struct letters_changes){
			.date = {.year = 2027, .month = 5, .day = 6},
			.reference = "R 1"}));
	to = e->letters->recipients.items;
	assert_int_equal(to[0].date.year, 2027);
	assert_int_equal(to[0].date.day, 6);
	assert_string_equal(to[0].reference.s, "R 1");
	assert_int_equal(e->letters->date.year, 2026); /* as the file says */
}

static void
test_drafts(void **state)
{
	static const struct {
		const char *status, *signatories;
		int line; /* 0: final */
	} rows[] = {
		{"adopted", "{office: a}", 0},
		{"draft", "{office: a}", 1},
		{"adopted", "{office: a}, " PLACE, 17},
		{"adopted", "{office: b, placeholder: '[x]'}", 17},
		{"adopted", "{office: b, person: q}", 0},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct diag_pos pos = {0};
		struct edition *e = load(*state, diag_sink_new(*state),
					 rows[i].status, rows[i].signatories);
		const char *why;

		assert_non_null(e);
		why = edition_letters_draft(e, &pos);
		assert_int_equal(why != NULL, rows[i].line > 0);
		if (why != NULL)
			assert_int_equal(pos.line, rows[i].line);
	}
}

/* ---- layouts ---- */

static struct style *
load_layout(struct arena *arena, struct diag_sink *sink, const char *file)
{
	char *text;
	size_t len;

	assert_true(file_read(arena, file, 0, &text, &len));
	return style_load(arena, sink, file, text, len, "fonts");
}

static void
test_layouts_suit(void **state)
{
	static const struct {
		const char *file;
		bool suits[3]; /* by enum style_document */
	} rows[] = {
		{"layouts/booklet.yaml", {true, false, false}},
		{"layouts/letter.yaml", {false, true, false}},
		{"layouts/note.yaml", {false, false, true}},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct diag_sink *sink = diag_sink_new(*state);
		struct style *style = load_layout(*state, sink, rows[i].file);

		assert_non_null(style);
		for (int d = STYLE_BOOKLET; d <= STYLE_NOTE; d++) {
			size_t before = diag_count(sink, DIAG_ERROR);

			assert_int_equal(
				style_suits(style, sink, (enum style_document)d),
				rows[i].suits[d]);
			assert_int_equal(diag_count(sink, DIAG_ERROR) > before,
					 !rows[i].suits[d]);
		}
		style_done(style);
	}
}

/* ---- the source without names ---- */

static const struct {
	const char *what, *people, *rest;
	const char *wanted; /* NULL: refused */
} sources[] = {
	{"nobody", "{p: {surname: Poe}}", "", "people: {p: {surname: Poe}}\n"},
	{"a record", "{p: {initials: P.Q., surname: Poe, redact: true}}", "",
	 "people: {redacted-1: {initials: redacted, surname: redacted, redact: "
	 "true}}\n"},
	{"one of two", "{o: {surname: Oz}, p: {surname: Poe, redact: true}}", "",
	 "people: {o: {surname: Oz}, redacted-1: {surname: redacted, redact: "
	 "true}}\n"},
	{"an id that is taken",
	 "{redacted-1: {surname: Oz}, p: {surname: Poe, redact: "
	 "true}}",
	 "",
	 "people: {redacted-1: {surname: Oz}, redacted-2: {surname: redacted, "
	 "redact: true}}\n"},
	{"quotes stay", "{p: {surname: \"Poe\", redact: true}}", "",
	 "people: {redacted-1: {surname: \"redacted\", redact: true}}\n"},
	{"references and facts", "{p: {surname: Poe, redact: true}}",
	 "note: {type: N, subject: S, contact: p, sections: [{heading: H, body: "
	 "'a {name:p} p {page:p}'}]}\n",
	 "people: {redacted-1: {surname: redacted, redact: true}}\n"
	 "note: {type: N, subject: S, contact: redacted-1, sections: [{heading: "
	 "H, "
	 "body: 'a {name:redacted-1} p {page:p}'}]}\n"},
	{"a field", "{p: {surname: Poe}}",
	 "note: {type: N, subject: S, fields: [{label: L, text: 06 1, redact: "
	 "true}], sections: [{heading: H, body: x}]}\n",
	 "people: {p: {surname: Poe}}\n"
	 "note: {type: N, subject: S, fields: [{label: L, text: redacted, "
	 "redact: "
	 "true}], sections: [{heading: H, body: x}]}\n"},
	{"the name in a text", "{p: {surname: Poe, redact: true}}",
	 "note: {type: N, subject: van Poe, sections: [{heading: H, body: x}]}\n",
	 NULL},
	{"part of a word is none", "{p: {surname: Poe, redact: true}}",
	 "note: {type: N, subject: Poezie poe, sections: [{heading: H, body: "
	 "x}]}\n",
	 "people: {redacted-1: {surname: redacted, redact: true}}\n"
	 "note: {type: N, subject: Poezie poe, sections: [{heading: H, body: "
	 "x}]}\n"},
	{"a comment, in any case", "{p: {surname: Poe, redact: true}}",
	 "# ask POE\n", NULL},
	{"letters with accents", "{p: {surname: 'Ëlse', redact: true}}",
	 "# zeg Ëlse\n", NULL},
	{"escapes", "{p: {surname: \"P\\u006Fe\", redact: true}}", "", NULL},
};

static void
test_public_source(void **state)
{
	static const char begin[] =
		"edition: {title: T, period-start: 2026, period-end: 2028, "
		"status: draft}\n"
		"council: {name: Council of Tests}\n"
		"booklet: {parts: [{kind: cover}]}\n";

	for (size_t i = 0; i < COUNT(sources); i++) {
		struct diag_sink *sink = diag_sink_new(*state);
		struct buf text = {0};
		struct edition *e;
		const char *got;
		size_t len = 0;

		print_message("           %s\n", sources[i].what);
		buf_printf(&text, "%speople: %s\n%s", begin, sources[i].people,
			   sources[i].rest);
		e = edition_load(
			*state, sink, "t.yaml", NULL,
			arena_strndup(*state, (char *)text.data, text.len),
			text.len);
		buf_done(&text);
		assert_non_null(e);
		got = document_public_source(*state, sink, e, &len);
		assert_int_equal(got == NULL, sources[i].wanted == NULL);
		assert_int_equal(diag_count(sink, DIAG_ERROR) > 0, got == NULL);
		if (got == NULL)
			continue;
		assert_int_equal(len, strlen(got));
		assert_memory_equal(got, begin, strlen(begin));
		assert_string_equal(got + strlen(begin), sources[i].wanted);
		assert_non_null(
			edition_load(*state, sink, "t.yaml", NULL, got, len));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_changes),       TEST(test_date_and_reference),
		TEST(test_drafts),        TEST(test_layouts_suit),
		TEST(test_public_source),
	};

	return cmocka_run_group_tests_name("letters", tests, NULL, NULL);
}
