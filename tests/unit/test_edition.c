/*
 * Loading an edition, tested through model/edition.h only.
 *
 * A case is a piece of YAML added to the smallest edition there is (5 lines: the
 * parts of its booklet begin in line 5) and the messages it must give, a line
 * each: "line:column message [slug]", with "(hint)" behind it where the hint is
 * not the code's own. Nothing expected means that it loads.
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
#include "base/file.h"
#include "model/edition.h"

#include "arena_state.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* The smallest edition, with these parts and this behind it. */
static const char *
text_of(struct arena *arena, const char *parts, const char *rest)
{
	static const char head[] =
		"edition: {title: T, period-start: 2026, period-end: 2028, "
		"status: draft}\n"
		"council: {name: Council of Tests}\n"
		"booklet:\n"
		"  parts:\n";
	struct buf buf = {0};
	const char *text;

	buf_str(&buf, head);
	buf_str(&buf, parts != NULL ? parts : "    - kind: cover\n");
	buf_str(&buf, rest != NULL ? rest : "");
	text = arena_strndup(arena, (const char *)buf.data, buf.len);
	buf_done(&buf);
	return text;
}

/* What is between two marks of a JSON message, as it stands. */
static void
put_between(struct buf *out, const char *json, const char *before,
	    const char *after)
{
	const char *begin = strstr(json, before), *end;

	assert_non_null(begin);
	begin += strlen(before);
	end = strstr(begin, after);
	assert_non_null(end);
	buf_put(out, begin, (size_t)(end - begin));
}

static const char *
own_hint(const char *slug, size_t len)
{
	static const struct {
		const char *slug, *mend;
	} codes[] = {
#define DIAG(name, severity, slug, meaning, mend) {slug, mend},
#include "base/diag_codes.def"
#undef DIAG
	};

	for (size_t i = 0; i < COUNT(codes); i++)
		if (strlen(codes[i].slug) == len &&
		    memcmp(codes[i].slug, slug, len) == 0)
			return codes[i].mend;
	return "";
}

/* One object a line in, one line a message out. */
static const char *
messages(struct arena *arena, const struct diag_sink *sink)
{
	static const struct diag_style style = {.json = true};
	struct buf out = {0};
	char *json = NULL;
	size_t size;
	FILE *file = open_memstream(&json, &size);

	assert_non_null(file);
	diag_print(sink, &style, file);
	fclose(file);
	for (char *line = strtok(json, "\n"); line; line = strtok(NULL, "\n")) {
		struct buf slug = {0}, hint = {0};

		if (out.len > 0)
			buf_byte(&out, '\n');
		put_between(&out, line, "\"line\":", ",");
		buf_byte(&out, ':');
		put_between(&out, line, "\"column\":", ",");
		buf_byte(&out, ' ');
		put_between(&out, line, "\"message\":\"", "\",\"hint\"");
		buf_str(&out, " [");
		put_between(&slug, line, "\"code\":\"", "\"");
		buf_put(&out, slug.data, slug.len);
		buf_byte(&out, ']');
		put_between(&hint, line, "\"hint\":\"", "\"}");
		buf_byte(&hint, '\0');
		if (strcmp((const char *)hint.data,
			   own_hint((const char *)slug.data, slug.len)) != 0) {
			buf_str(&out, " (");
			buf_str(&out, (const char *)hint.data);
			buf_byte(&out, ')');
		}
		buf_done(&slug);
		buf_done(&hint);
	}
	free(json);
	buf_byte(&out, '\0');
	json = arena_strndup(arena, (const char *)out.data, out.len - 1);
	buf_done(&out);
	return json;
}

static struct edition *
load(struct arena *arena, const char *text, const char **ret_messages)
{
	struct diag_sink *sink = diag_sink_new(arena);
	struct edition *edition = edition_load(
		arena, sink, "t.yaml", NULL, text, strlen(text));

	*ret_messages = messages(arena, sink);
	assert_int_equal(edition == NULL, diag_count(sink, DIAG_ERROR) > 0);
	return edition;
}

struct example {
	const char *what;
	const char *parts, *rest;
	const char *messages; /* NULL: whatever the schema says */
};

static void
run_examples(struct arena *arena, const struct example *examples, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *got;
		struct edition *edition;

		print_message("           %s\n", examples[i].what);
		edition = load(
			arena,
			text_of(arena, examples[i].parts, examples[i].rest),
			&got);
		if (examples[i].messages != NULL)
			assert_string_equal(got, examples[i].messages);
		if (*got == '\0')
			assert_non_null(edition);
	}
}

/* ---- references ---- */

static const struct example references[] = {
	{"nothing but what is required", NULL, NULL, ""},
	{"a reference to an id that is there", NULL,
	 "offices: {a-b: {kind: other, name: A, holder: x-y}}\n"
	 "people: {x-y: {surname: Y}}\n",
	 ""},
	{"the nearest id of the right kind is offered", NULL,
	 "offices: {a-b: {kind: other, name: A, holder: scoof}}\n"
	 "people: {schoof: {surname: S}, schouten: {surname: T}}\n"
	 "committees: [{id: scooff, name: C}]\n",
	 "6:47 'holder' names 'scoof', which is not the id of a person "
	 "[ref-unknown] (Did you mean 'schoof'?)"},
	{"nothing near, nothing offered", NULL,
	 "offices: {a-b: {kind: other, name: A, holder: zzz}}\n"
	 "people: {schoof: {surname: S}}\n",
	 "6:47 'holder' names 'zzz', which is not the id of a person "
	 "[ref-unknown]"},
	{"a person is not an office", NULL,
	 "people: {x: {surname: X}}\n"
	 "advisories:\n"
	 "  - {id: q, title: Q, status: possible, requested-by: [x]}\n",
	 "8:56 'requested-by' names 'x', which is a person; it must be "
	 "an "
	 "office [ref-kind]"},
	{"a council does not ask for advice", NULL,
	 "offices: {a: {kind: council, name: A}}\n"
	 "advisories:\n"
	 "  - {id: q, title: Q, status: possible, requested-by: [a]}\n",
	 "8:56 'requested-by' names 'a', which is a council; it must be "
	 "a "
	 "minister, a chamber or another office [ref-kind]"},
	{"advice is joint with councils only", NULL,
	 "offices: {a: {kind: minister, name: A}}\n"
	 "advisories:\n"
	 "  - {id: q, title: Q, status: possible, joint-with: [a]}\n",
	 "8:54 'joint-with' names 'a', which is a minister; it must be a "
	 "council [ref-kind]"},
	{"one id names one thing", NULL,
	 "offices: {a: {kind: other, name: A}}\n"
	 "people:\n"
	 "  b: {surname: B}\n"
	 "  a: {surname: A}\n",
	 "9:3 'a' cannot be the id of a person: it is already that of an "
	 "office in line 6 [id-taken]"},
	{"an advisory and a part cannot share one",
	 "    - {kind: overview, id: same}\n",
	 "advisories: [{id: same, title: Q, status: possible}]\n",
	 "6:19 'same' cannot be the id of an advisory: it is already "
	 "that "
	 "of a part of the booklet in line 5 [id-taken]"},
	{"nor is a kind that could not be read judged",
	 "    - {kind: overvieww, title: T}\n", NULL, NULL},
	{"what could not be read is not missed as well", NULL,
	 "offices: {a: {kind: other, name: A, holder: x}}\n"
	 "people: none\n",
	 NULL},
};

static void
test_references(void **state)
{
	const char *got;

	run_examples(*state, references, COUNT(references));
	assert_null(load(
		*state,
		text_of(*state, NULL, references[COUNT(references) - 1].rest),
		&got));
	assert_null(strchr(got, '\n')); /* one message, about line 7 */
	assert_true(strncmp(got, "7:", 2) == 0);
	load(*state,
	     text_of(*state, references[COUNT(references) - 2].parts, NULL),
	     &got);
	assert_null(strchr(got, '\n'));
}

static void
test_every_reference_is_followed(void **state)
{
	static const struct {
		const char *key, *rest;
	} cases[] = {
		{"chair", "committees: [{id: c, name: C, chair: zz}]\n"},
		{"vice-chair",
		 "committees: [{id: c, name: C, vice-chair: zz}]\n"},
		{"person",
		 "membership: {as-of: 2025-11-01, members: [{person: zz}]}\n"},
		{"at-request-of",
		 "advisories: [{id: q, title: Q, status: possible, "
		 "at-request-of: zz}]\n"},
		{"from",
		 "note: {type: N, subject: S, from: zz, sections: [{heading: "
		 "H, body: B}]}\n"},
		{"to",
		 "note: {type: N, subject: S, to: zz, sections: [{heading: H, "
		 "body: B}]}\n"},
		{"contact", "note: {type: N, subject: S, contact: zz, sections: "
			    "[{heading: H, body: B}]}\n"},
		{"office", "note: {type: N, subject: S, sections: [{heading: H, "
			   "body: B}], decisions: [{text: T, office: zz}]}\n"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char want[80];
		const char *got;

		load(*state, text_of(*state, NULL, cases[i].rest), &got);
		snprintf(want, sizeof(want), "'%s' names 'zz'", cases[i].key);
		assert_non_null(strstr(got, want));
		assert_null(strchr(got, '\n'));
	}
}

static const char every_kind_of_part[] =

	"    - {kind: preface, id: pre, title: P, body: B, "
	"signed-by: p}\n"
	"    - {kind: plate, id: pic, figure: {image: a.jpg, "
	"decorative: true, credit: C}}\n";

static const char every_kind_of_reference[] =
	"offices:\n"
	"  m: {kind: minister, name: M, holder: p}\n"
	"  n: {kind: minister, name: N}\n"
	"  k: {kind: chamber, name: K}\n"
	"  r: {kind: council, name: R}\n"
	"  d: {kind: ministry, name: D}\n"
	"people: {p: {surname: P}, s: {surname: S}}\n"
	"committees: [{id: c, name: C, chair: p, vice-chair: "
	"s}]\n"
	"membership: {as-of: 2025-11-01, members: [{person: "
	"s}]}\n"
	"advisories:\n"
	"  - {id: q, title: Q, status: possible, requested-by: "
	"[m, k],\n"
	"     at-request-of: k, joint-with: [r]}\n"
	"letters:\n"
	"  from: d\n"
	"  recipients: [{office: k}]\n"
	"  subject: S\n"
	"  body: B\n"
	"  signatories: [{office: m}, {office: n, person: s}]\n"
	"  on-behalf-of: [m]\n";

static void
test_references_become_pointers(void **state)
{
	const char *got;
	struct edition *e = load(
		*state,
		text_of(*state, every_kind_of_part, every_kind_of_reference),
		&got);
	struct advisory *q;
	struct signatory *signatories;

	assert_string_equal(got, "");
	assert_non_null(e);
	q = edition_advisory(e, "q");
	assert_ptr_equal(q->requested_by[0], edition_office(e, "m"));
	assert_ptr_equal(q->requested_by[1], edition_office(e, "k"));
	assert_null(q->requested_by[2]);
	assert_ptr_equal(q->at_request_of, edition_office(e, "k"));
	assert_ptr_equal(q->joint_with[0], edition_office(e, "r"));
	assert_null(q->joint_with[1]);
	assert_ptr_equal(edition_office(e, "m")->holder, edition_person(e, "p"));
	signatories = e->letters->signatories.items;
	assert_ptr_equal(signatories[0].person, edition_person(e, "p"));
	assert_ptr_equal(signatories[1].person, edition_person(e, "s"));
	assert_ptr_equal(e->letters->on_behalf_of[0], edition_office(e, "m"));
	assert_ptr_equal(edition_part(e, "pre")->signed_by,
			 edition_person(e, "p"));
	assert_true(edition_part(e, "pre")->in_contents);
	assert_false(edition_part(e, "pic")->in_contents);
	assert_null(edition_person(e, "m"));
	assert_null(edition_part(e, "nowhere"));
}

/* ---- rules ---- */

static const struct example kinds[] = {
	{"a plate needs its figure", "    - kind: plate\n", NULL,
	 "5:7 a plate needs 'figure' [kind-needs]"},
	{"a chapter needs a title, and something to say", "    - kind: chapter\n",
	 NULL,
	 "5:7 a chapter needs 'title' [kind-needs]\n"
	 "5:7 a chapter needs at least one of lead, body or content "
	 "[kind-needs]"},
	{"a plate has no title",
	 "    - kind: plate\n"
	 "      title: T\n"
	 "      figure: {image: a.jpg, decorative: true, credit: C}\n",
	 NULL,
	 "6:14 a plate has no use for 'title' [kind-key] (Besides kind, "
	 "a "
	 "plate may have figure.)"},
	{"the contents have no lines",
	 "    - kind: contents\n"
	 "      lines: [{text: T}]\n"
	 "    - kind: overview\n",
	 NULL,
	 "6:15 a table of contents has no use for 'lines' [kind-key] "
	 "(Besides "
	 "kind, a table of contents may have title and lead.)"},
	{"the contents have something to name",
	 "    - kind: contents\n"
	 "    - {kind: overview, in-contents: false}\n",
	 NULL,
	 "5:7 the booklet has no part with a title, so the contents would be "
	 "empty [nothing-shown]"},
	{"only a preface is signed",
	 "    - {kind: chapter, title: T, body: B, signed-as: S}\n", NULL,
	 "5:53 a chapter has no use for 'signed-as' [kind-key] (Besides "
	 "kind, a chapter may have number, title, short-title, lead, "
	 "body, content and figures.)"},
	{"an empty list is no content",
	 "    - {kind: chapter, title: T, content: [], lead: L}\n", NULL, NULL},
	{"a table needs columns",
	 "    - {kind: chapter, title: T, content: [{kind: table}]}\n",
	 "advisories: [{id: q, title: Q, status: published}]\n",
	 "5:43 a table needs 'columns' [kind-needs]"},
	{"topics have no body of their own",
	 "    - kind: chapter\n"
	 "      title: T\n"
	 "      content: [{kind: topics, status: possible, body: B}]\n",
	 "advisories: [{id: q, title: Q, status: possible, body: B}]\n",
	 "7:56 a list of topics has no use for 'body' [kind-key] "
	 "(Besides kind, "
	 "a list of topics may have heading, lead, note and numbered.)"},
	{"an empty table is not printed",
	 "    - kind: chapter\n"
	 "      title: T\n"
	 "      content:\n"
	 "        - {kind: table, columns: [{field: title, head: H}]}\n"
	 "        - kind: members\n"
	 "        - kind: committees\n",
	 NULL,
	 "8:11 no advisory has the status 'published', so nothing would "
	 "be "
	 "printed here [nothing-shown]\n"
	 "9:11 the file has no 'membership', so no members would be "
	 "printed "
	 "here [nothing-shown]\n"
	 "10:11 the file has no 'committees', so none would be printed "
	 "here "
	 "[nothing-shown]"},
	{"what a table prints must be there",
	 "    - kind: chapter\n"
	 "      title: T\n"
	 "      content:\n"
	 "        - kind: table\n"
	 "          status: in-preparation\n"
	 "          columns:\n"
	 "            - {field: summary, head: H}\n"
	 "            - {field: expected, head: H}\n"
	 "        - {kind: topics, status: possible}\n",
	 "advisories:\n"
	 "  - {id: q, title: Q, status: in-preparation}\n"
	 "  - {id: p, title: P, status: possible}\n",
	 "15:5 'q' is printed in a table (line 8) but has no 'summary' "
	 "[advisory-partial]\n"
	 "16:5 'p' is printed as a topic (line 13) but has no 'body' "
	 "[advisory-partial]"},
};

static void
test_kinds_and_their_keys(void **state)
{
	run_examples(*state, kinds, COUNT(kinds));
}

static const struct example figures[] = {
	{"complete",
	 "    - {kind: plate, figure: {image: a.jpg, alt: A, credit: "
	 "C}}\n",
	 NULL, ""},
	{"decorative: no words wanted",
	 "    - {kind: plate, figure: {image: a.jpg, decorative: true, "
	 "credit: C}}\n",
	 NULL, ""},
	{"a caption is no alternative text",
	 "    - {kind: plate, figure: {image: a.jpg, caption: A, credit: "
	 "C}}\n",
	 NULL,
	 "5:21 the figure has no 'alt': who cannot see it is told "
	 "nothing "
	 "[figure-alt]"},
	{"no credit is a warning",
	 "    - {kind: plate, figure: {image: a.jpg, alt: A}}\n", NULL,
	 "5:21 the figure has no 'credit' [figure-credit]"},
};

static void
test_figures(void **state)
{
	const char *got;

	run_examples(*state, figures, COUNT(figures));
	assert_non_null(
		load(*state, text_of(*state, figures[3].parts, NULL), &got));
	assert_null(load(*state, text_of(*state, figures[2].parts, NULL), &got));
}

static void
test_figure_files(void **state)
{
	const char *text = text_of(
		*state,
		"    - kind: plate\n"
		"      figure:\n"
		"        image: no/such/picture.jpg\n"
		"        alt: A\n"
		"        credit: C\n",
		NULL);
	struct diag_sink *sink = diag_sink_new(*state);

	assert_null(edition_load(
		*state, sink, "t.yaml", "data/2026-2028", text, strlen(text)));
	assert_string_equal(
		messages(*state, sink),
		"7:16 there is no readable file 'no/such/picture.jpg' "
		"[figure-file]");
}

static const struct example who_stands[] = {
	{"a person is a member once", NULL,
	 "people: {a: {surname: A}, b: {surname: B}}\n"
	 "membership:\n"
	 "  as-of: 2025-11-01\n"
	 "  members:\n"
	 "    - person: a\n"
	 "    - person: b\n"
	 "    - person: a\n",
	 "12:7 'a' is already a member in line 10 [member-twice]"},
	{"one chair, one vice-chair, any number of others", NULL,
	 "people: {a: {surname: A}, b: {surname: B}, c: {surname: C},\n"
	 "  d: {surname: D}}\n"
	 "membership:\n"
	 "  as-of: 2025-11-01\n"
	 "  members:\n"
	 "    - {person: a, role: chair}\n"
	 "    - {person: b, role: staff}\n"
	 "    - {person: c, role: staff}\n"
	 "    - {person: d, role: chair}\n",
	 "14:7 the council has a chair already, in line 11 "
	 "[chair-twice]"},
	{"nobody deputises for himself", NULL,
	 "people: {a: {surname: A}}\n"
	 "committees: [{id: c, name: C, chair: a, vice-chair: a}]\n",
	 "7:53 'a' is chair and vice-chair of the same committee "
	 "[chair-twice]"},
	{"somebody signs", NULL,
	 "offices: {m: {kind: minister, name: M}, k: {kind: chamber, "
	 "name: "
	 "K},\n"
	 "  d: {kind: ministry, name: D}}\n"
	 "letters:\n"
	 "  from: d\n"
	 "  recipients: [{office: k}]\n"
	 "  subject: S\n"
	 "  body: B\n"
	 "  signatories:\n"
	 "    - office: m\n"
	 "    - placeholder: '[second]'\n",
	 "14:15 'm' signs, but nobody holds that office "
	 "[signatory-nameless]"},
};

static void
test_who_stands_where(void **state)
{
	run_examples(*state, who_stands, COUNT(who_stands));
}

static void
test_period(void **state)
{
	static const struct {
		const char *start, *end;
		bool forwards;
	} cases[] = {
		{"2026", "2028", true},
		{"2026", "2026", true},
		{"2028", "2026", false},
		{"2026-05", "2026-Q2", true},
		{"2026-Q3", "2026-05", false},
		{"2026-05-02", "2026-05-01", false},
		{"2026-05-02", "2026-05", true},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *got;
		char text[200];

		snprintf(text, sizeof(text),
			 "edition: {title: T, period-start: %s, period-end: %s, "
			 "status: draft}\ncouncil: {name: C}\n"
			 "booklet: {parts: [{kind: cover}]}\n",
			 cases[i].start, cases[i].end);
		load(*state, text, &got);
		assert_int_equal(*got == '\0', cases[i].forwards);
		assert_int_equal(strstr(got, "[period-backwards]") == NULL,
				 cases[i].forwards);
	}
}

static void
test_patterns(void **state)
{
	static const struct {
		const char *parts, *rest;
		bool good;
	} cases[] = {
		{"    - {kind: cover, needle: '17,8'}\n", NULL, true},
		{"    - {kind: cover, needle: '17;8'}\n", NULL, false},
		{"    - {kind: cover, needle: '1700,8'}\n", NULL, false},
		{"    - {kind: cover, needle: '17,8 '}\n", NULL, false},
		{"    - {kind: plate, figure: {image: ../a.jpg, alt: A, credit: "
		 "C}}\n",
		 NULL, false},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *got;
		struct edition *edition = load(
			*state, text_of(*state, cases[i].parts, cases[i].rest),
			&got);

		assert_int_equal(edition != NULL, cases[i].good);
		assert_int_equal(*got == '\0', cases[i].good);
	}
}

/* ---- the edition that is shipped ---- */

static void
test_the_shipped_edition(void **state)
{
	static const char file[] = "data/2026-2028/programme.yaml";
	struct diag_sink *sink = diag_sink_new(*state);
	struct edition *edition;
	char *text;
	size_t len, members = 0;

	if (!file_read(*state, file, 0, &text, &len))
		fail_msg("%s cannot be read from this directory", file);
	edition = edition_load(*state, sink, file, "data/2026-2028", text, len);
	assert_string_equal(messages(*state, sink), "");
	assert_non_null(edition);
	assert_int_equal(edition->advisories.count, 24);
	assert_int_equal(edition->committees.count, 4);
	/* every member but chair and secretary presides over a committee */
	for (size_t i = 0; i < edition->membership->members.count; i++) {
		const struct member *m = edition->membership->members.items;
		const struct committee *c = edition->committees.items;
		int offices = 0;

		for (size_t k = 0; k < edition->committees.count; k++)
			offices += (c[k].chair == m[i].person) +
				   (c[k].vice_chair == m[i].person);
		assert_int_equal(offices, m[i].role == MEMBER);
		members += m[i].role != MEMBER_SECRETARY;
	}
	assert_int_equal(members, 9);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_references),
		TEST(test_every_reference_is_followed),
		TEST(test_references_become_pointers),
		TEST(test_kinds_and_their_keys),
		TEST(test_figures),
		TEST(test_figure_files),
		TEST(test_who_stands_where),
		TEST(test_period),
		TEST(test_patterns),
		TEST(test_the_shipped_edition),
	};

	return cmocka_run_group_tests_name("edition", tests, NULL, NULL);
}
