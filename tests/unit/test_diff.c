/*
 * Two editions compared. Records are matched by id, then by title; what changed is told
 * a line each:
 *
 *     slug id field: old -> new
 *
 * with " ~860" behind it if they were matched by title, and how alike they are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "edition/diff.h"

#include "arena_state.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* ---- matching -------------------------------------------------------------------- */

/* "old>new" for each pair, "-" for none; "~" for those matched by title. */
static void
matches(void **state)
{
	static const struct {
		struct diff_item old[4], new[4];
		size_t n_old, n_new;
		const char *pairs;
	} cases[] = {
		/* ids, in whatever order */
		{{{"a", "A"}, {"b", "B"}},
		 {{"b", "X"}, {"a", "Y"}},
		 2,
		 2,
		 "1>0 0>1"},
		/* an id wins from a title */
		{{{"a", "Zand en zee"}, {"b", "Lucht"}},
		 {{"b", "Zand en zee"}},
		 2,
		 1,
		 "1>0 0>-"},
		/* titles, nearly the same */
		{{{"a", "De uitbreiding van de EU"}},
		 {{"b", "Uitbreiding van de EU"}},
		 1,
		 1,
		 "0>0~"},
		{{{"a", "Het zand in de machine"}},
		 {{"b", "De wind in de zeilen"}},
		 1,
		 1,
		 "->0 0>-"},
		/* the more alike first */
		{{{"a", "Veiligheid in de ruimte"},
		  {"b", "Veiligheid in de ruimten"}},
		 {{"c", "Veiligheid in de ruimten"},
		  {"d", "Veiligheid in de ruimte"}},
		 2,
		 2,
		 "1>0~ 0>1~"},
		/* among equals, the first */
		{{{"a", "Zand"}, {"b", "Zand"}},
		 {{"c", "Zand"}},
		 2,
		 1,
		 "0>0~ 1>-"},
		/* no title is like another */
		{{{"a", NULL}}, {{"b", NULL}}, 1, 1, "->0 0>-"},
		{{{NULL, "Zand"}}, {{NULL, "ZAND!"}}, 1, 1, "0>0~"},
		{{{NULL, ""}}, {{NULL, ""}}, 1, 1, "->0 0>-"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct diff_pair *pairs;
		size_t n = diff_match(
			*state, cases[i].old, cases[i].n_old, cases[i].new,
			cases[i].n_new, DIFF_TITLE_THRESHOLD, &pairs);
		struct buf got = {0};

		for (size_t k = 0; k < n; k++) {
			if (k > 0)
				buf_byte(&got, ' ');
			if (pairs[k].old == DIFF_NONE)
				buf_byte(&got, '-');
			else
				buf_int(&got, (int64_t)pairs[k].old);
			buf_byte(&got, '>');
			if (pairs[k].new == DIFF_NONE)
				buf_byte(&got, '-');
			else
				buf_int(&got, (int64_t)pairs[k].new);
			if (pairs[k].how == DIFF_BY_TITLE)
				buf_byte(&got, '~');
		}
		buf_byte(&got, '\0');
		assert_string_equal((char *)got.data, cases[i].pairs);
		buf_done(&got);
	}
}

static void
measures_likeness(void **state)
{
	static const struct {
		const char *a, *b;
		int alike;
	} cases[] = {
		{"Zand", "zand", 1000},
		{"Zand.", "‘Zand’", 1000},
		{"Zand", "wind", 400}, /* nd, d_ of five */
		{"Zand", "", 0},
		{"", "", 0},
		{"ab", "abab", 500}, /* _a ab b_ of _a ab ba ab b_, 3 of 8 */
		{"Zand en zee", "Zee en zand", 1000},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		int got = diff_alike(*state, cases[i].a, cases[i].b);

		assert_int_equal(got, diff_alike(*state, cases[i].b, cases[i].a));
		if (strcmp(cases[i].a, "ab") == 0)
			assert_int_equal(got, 2000 * 3 / 8);
		else
			assert_int_equal(got, cases[i].alike);
	}
}

/* Too many to compare each with each: equal ones are still found. */
static void
matches_many(void **state)
{
	enum { MANY = 2000 };
	struct diff_item *old = arena_new_array(*state, struct diff_item, MANY);
	struct diff_item *new = arena_new_array(*state, struct diff_item, MANY);
	struct diff_pair *pairs;
	size_t n;

	for (int i = 0; i < MANY; i++) {
		struct buf title = {0};

		buf_printf(&title, "Titel %d van vele", i);
		old[i].title = arena_strndup(
			*state, (char *)title.data, title.len);
		new[MANY - 1 - i].title = old[i].title;
		buf_done(&title);
	}
	n = diff_match(*state, old, MANY, new, MANY, DIFF_TITLE_THRESHOLD,
		       &pairs);
	assert_int_equal(n, MANY);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(pairs[i].old, MANY - 1 - i);
}

/* ---- editions -------------------------------------------------------------------- */

static const struct edition *
load(struct arena *arena, const char *rest)
{
	static const char head[] =
		"edition: {title: T, period-start: 2026, period-end: 2028, "
		"status: draft, language: en}\n"
		"council: {name: Council of Tests}\n";
	static const char booklet[] = "booklet: {parts: [{kind: cover}]}\n";
	struct diag_sink *sink = diag_sink_new(arena);
	struct buf text = {0};
	const struct edition *edition;
	const char *copy;

	buf_str(&text, head);
	buf_str(&text, rest);
	if (strstr(rest, "booklet:") == NULL)
		buf_str(&text, booklet);
	copy = arena_strndup(arena, (const char *)text.data, text.len);
	edition = edition_load(arena, sink, "t.yaml", NULL, copy, text.len);
	if (edition == NULL)
		diag_print(sink, &(struct diag_style){0}, stderr);
	buf_done(&text);
	assert_non_null(edition);
	return edition;
}

static const char *
or_none(const char *s)
{
	return s != NULL ? s : "-";
}

static void
put_change(const struct diff_change *c, struct buf *out)
{
	buf_printf(out, "%s %s", diff_slug(c->kind), or_none(c->id));
	if (c->field != NULL)
		buf_printf(out, " %s", c->field);
	if (c->old_value != NULL || c->new_value != NULL)
		buf_printf(
			out, ": %s -> %s",
			or_none(c->old_code != NULL ? c->old_code : c->old_value),
			or_none(c->new_code != NULL ? c->new_code
						    : c->new_value));
	if (c->pair != NULL && c->pair->how == DIFF_BY_TITLE)
		buf_printf(out, " ~%d", c->pair->alike);
	buf_byte(out, '\n');
}

/* Two offices that write and sign, and whom they write to. */
#define OFFICES \
	"people: {a: {initials: A., surname: A}, b: {initials: B., surname: " \
	"B}}\n" \
	"offices: {m: {kind: minister, name: Minister, holder: a}, n: {kind: " \
	"minister, name: Second}, k: {kind: ministry, name: Ministry}, l: " \
	"{kind: ministry, name: Other}, x: {kind: chamber, name: Lower House, " \
	"addressee: L}, y: {kind: chamber, name: Upper House, addressee: U}}\n"

static void
tells(void **state)
{
	static const struct {
		const char *old, *new, *changes;
	} cases[] = {
		{"", "", ""},
		/* advisories: new, on, back, dropped, carried over, past */
		{"", "advisories: [{id: a, title: Aa, status: possible}]\n",
		 "advisory-new a status: - -> possible\n"},
		{"advisories: [{id: a, title: Aa, status: possible}]\n",
		 "advisories: [{id: a, title: Aa, status: priority}]\n",
		 "advisory-promoted a status: possible -> priority\n"},
		{"advisories: [{id: a, title: Aa, status: in-preparation}]\n",
		 "advisories: [{id: a, title: Aa, status: possible}]\n",
		 "advisory-put-back a status: in-preparation -> possible\n"},
		{"advisories: [{id: a, title: Aa, status: possible}]\n", "",
		 "advisory-dropped a status: possible -> -\n"},
		{"advisories: [{id: a, title: Aa, status: possible}]\n",
		 "advisories: [{id: a, title: Aa, status: dropped, reason: R}]\n",
		 "advisory-dropped a status: possible -> dropped\n"},
		{"advisories: [{id: a, title: Aa, status: dropped}]\n", "", ""},
		{"advisories: [{id: a, title: Aa, status: dropped}]\n",
		 "advisories: [{id: a, title: Aa, status: possible}]\n",
		 "advisory-new a status: dropped -> possible\n"},
		{"advisories: [{id: a, title: Aa, status: priority}]\n",
		 "advisories: [{id: a, title: Aa, status: carried-over}]\n",
		 "advisory-carried-over a status: priority -> carried-over\n"},
		{"advisories: [{id: a, title: Aa, status: carried-over}]\n",
		 "advisories: [{id: a, title: Aa, status: published}]\n",
		 "advisory-promoted a status: carried-over -> published\n"},
		{"advisories: [{id: a, title: Aa, status: published}]\n", "",
		 "advisory-past a status: published -> -\n"},
		{"advisories: [{id: a, title: Aa, status: published}]\n",
		 "advisories: [{id: a, title: Aa, status: published}]\n", ""},
		/* dates: later, earlier, and merely more exact */
		{"advisories: [{id: a, title: Aa, status: priority, "
		 "expected: 2026-Q1}]\n",
		 "advisories: [{id: a, title: Aa, status: priority, "
		 "expected: 2026-Q2}]\n",
		 "advisory-carried-over a status: priority -> priority\n"
		 "advisory-postponed a expected: 2026-Q1 -> 2026-Q2\n"},
		{"advisories: [{id: a, title: Aa, status: priority, "
		 "expected: 2027}]\n",
		 "advisories: [{id: a, title: Aa, status: priority, "
		 "expected: 2026-12-31}]\n",
		 "advisory-carried-over a status: priority -> priority\n"
		 "advisory-advanced a expected: 2027 -> 2026-12-31\n"},
		{"advisories: [{id: a, title: Aa, status: priority, "
		 "expected: 2026}]\n",
		 "advisories: [{id: a, title: Aa, status: priority, "
		 "expected: 2026-Q4}]\n",
		 "advisory-carried-over a status: priority -> priority\n"},
		/* another title, another id */
		{"advisories: [{id: a, title: Sand and sea, status: possible}]\n",
		 "advisories: [{id: b, title: Sand and seas, status: "
		 "possible}]\n",
		 "advisory-carried-over b status: possible -> possible ~888\n"
		 "advisory-retitled b title: Sand and sea -> Sand and seas "
		 "~888\n"},
		/* facts, as long as it is where it was */
		{"advisories: [{id: a, title: Aa, status: published, kind: "
		 "Report, "
		 "month: 2025-04, link: 'https://a.example/'}]\n",
		 "advisories: [{id: a, title: Aa, status: published, kind: "
		 "Letter, "
		 "month: 2025-05}]\n",
		 "advisory-fact a kind: Report -> Letter\n"
		 "advisory-fact a month: April 2025 -> May 2025\n"
		 "advisory-fact a link: https://a.example/ -> -\n"},
		/* another place among those of its status; the shorter one moved */
		{"advisories: [{id: a, title: Aa, status: possible, body: a long "
		 "text}, {id: b, title: Bb, status: possible}, {id: p, title: "
		 "Pp, status: priority}]\n",
		 "advisories: [{id: p, title: Pp, status: priority}, {id: b, "
		 "title: Bb, status: possible}, {id: a, title: Aa, status: "
		 "possible, body: a long text}]\n",
		 "advisory-carried-over p status: priority -> priority\n"
		 "advisory-carried-over b status: possible -> possible\n"
		 "advisory-carried-over a status: possible -> possible\n"
		 "advisory-moved b place: behind Aa -> first\n"},
		/* people: in, out, another role, next term, another title */
		{"people: {a: {surname: A}, b: {surname: B}}\n"
		 "membership: {as-of: 2026-01-01, members: [{person: a}]}\n",
		 "people: {a: {surname: A}, b: {surname: B}}\n"
		 "membership: {as-of: 2027-01-01, members: [{person: b}]}\n",
		 "member-in b role: - -> member\n"
		 "member-out a role: member -> -\n"},
		{"people: {a: {surname: A}}\n"
		 "membership: {as-of: 2026-01-01, members: [{person: a}]}\n",
		 "people: {z: {surname: A, titles: Dr}}\n"
		 "membership: {as-of: 2027-01-01, members: "
		 "[{person: z, role: chair, term: 2}]}\n",
		 "member-role z role: member -> chair ~1000\n"
		 "member-term z term: first term -> second term ~1000\n"
		 "person-renamed z name: A -> Dr A ~1000\n"},
		/* committees and offices */
		{"people: {a: {surname: A}, b: {surname: B}}\n"
		 "committees: [{id: c, name: Committee on Sand, chair: a}]\n",
		 "people: {a: {surname: A}, b: {surname: B}}\n"
		 "committees: [{id: c, name: Committee on Sea, chair: b, "
		 "vice-chair: a}, {id: d, name: New}]\n",
		 "committee-renamed c name: Committee on Sand -> Committee on "
		 "Sea\n"
		 "committee-officer c chair: a -> b\n"
		 "committee-officer c vice-chair: nobody -> a\n"
		 "committee-new d\n"},
		{"people: {a: {surname: A}, b: {surname: B}}\n"
		 "offices: {m: {kind: minister, name: Minister, holder: a}, "
		 "n: {kind: other, name: Gone}}\n",
		 "people: {a: {surname: A}, b: {surname: B}}\n"
		 "offices: {m: {kind: minister, name: First Lord, holder: b}}\n",
		 "office-renamed m name: Minister -> First Lord\n"
		 "office-holder m holder: a -> b\n"
		 "office-gone n\n"},
		/* chapters */
		{"booklet: {parts: [{kind: chapter, id: a, title: One, number: "
		 "1, "
		 "body: x}, {kind: chapter, id: b, title: Two, body: x}]}\n",
		 "booklet: {parts: [{kind: chapter, id: a, title: Uno, number: "
		 "2, "
		 "body: x}, {kind: chapter, id: c, title: Three, body: x}]}\n",
		 "part-retitled a title: One -> Uno\n"
		 "part-number a number: 1 -> 2\n"
		 "part-new c\n"
		 "part-gone b\n"},
		{"booklet: {parts: [{kind: chapter, id: a, title: One, body: x}, "
		 "{kind: chapter, id: b, title: Two, body: x}, {kind: chapter, "
		 "id: c, title: Three, body: x}]}\n",
		 "booklet: {parts: [{kind: chapter, id: c, title: Three, body: "
		 "x}, {kind: chapter, id: a, title: One, body: x}, {kind: "
		 "chapter, id: b, title: Two, body: x}]}\n",
		 "part-moved c place: behind Two -> first\n"},
		/* a link to elsewhere under the same words */
		{"booklet: {parts: [{kind: chapter, id: a, title: T, body: 'See "
		 "[it](https://a.example/).'}]}\n",
		 "booklet: {parts: [{kind: chapter, id: a, title: T, body: 'See "
		 "[*it*](https://b.example/).'}]}\n",
		 "text-link a body: https://a.example/ -> https://b.example/\n"},
		/* lines of the colophon by their labels; who signs the preface */
		{"booklet: {parts: [{kind: colophon, lines: [{label: A, text: "
		 "One.}, {label: B, text: Two.}]}, {kind: preface, id: p, title: "
		 "P, body: x, signed-as: Me}]}\n",
		 "booklet: {parts: [{kind: colophon, lines: [{label: B, text: "
		 "Three.}, {label: A, text: One.}]}, {kind: preface, id: p, "
		 "title: P, body: x, signed-as: You}]}\n",
		 "text-changed - lines: Two. -> Three.\n"
		 "text-changed p signed-as: Me -> You\n"},
		/* text: a paragraph changed, one that came, one that went */
		{"booklet: {parts: [{kind: chapter, id: a, title: T, body: "
		 "\"This "
		 "is the first paragraph.\\n\\nThe second one will go.\"}]}\n",
		 "booklet: {parts: [{kind: chapter, id: a, title: T, body: \"A "
		 "fresh start has been made.\\n\\nThis is the very first "
		 "paragraph.\"}]}\n",
		 "text-added a body: - -> A fresh start has been made.\n"
		 "text-changed a body: This is the first paragraph. -> This is "
		 "the very first paragraph.\n"
		 "text-removed a body: The second one will go. -> -\n"},
		/* letters: whom they go to, who signs, their head, their text */
		{OFFICES
		 "letters: {from: k, recipients: [{office: x}], subject: S, "
		 "body: One., signatories: [{office: m}], date: 2026-01-02, "
		 "enclosures: [P]}\n",
		 OFFICES
		 "letters: {from: l, recipients: [{office: y}], subject: T, "
		 "body: Two., signatories: [{office: m, person: b}, {office: "
		 "n, person: a}], enclosures: [P, Q], on-behalf-of: [n]}\n",
		 "recipient-new y\n"
		 "recipient-gone x\n"
		 "signatory-name m: A. A -> B. B\n"
		 "signatory-in n: - -> A. A\n"
		 "letter-fact - from: Ministry -> Other\n"
		 "letter-fact - date: 2 January 2026 -> -\n"
		 "letter-fact - subject: S -> T\n"
		 "letter-fact - enclosures: P -> P; Q\n"
		 "letter-fact - on-behalf-of: - -> Second\n"
		 "text-removed - body: One. -> -\n"
		 "text-added - body: - -> Two.\n"},
		{OFFICES
		 "letters: {from: k, recipients: [{office: x, reference: R}], "
		 "subject: S, body: B, signatories: [{office: m}]}\n",
		 OFFICES
		 "letters: {from: k, recipients: [{office: x, date: "
		 "2026-02-03}], subject: S, body: B, signatories: [{office: m}, "
		 "{placeholder: \"[P]\"}]}\n",
		 "letter-fact x date: - -> 3 February 2026\n"
		 "letter-fact x reference: R -> -\n"
		 "signatory-in -\n"},
		/* the note: its head, decisions, sections; what is not public */
		{OFFICES
		 "note: {type: Note, subject: S, to: m, contact: a, fields: "
		 "[{label: Tel, text: '06', redact: true}, {label: Out, text: "
		 "o}], sections: [{heading: The occasion, body: One two three "
		 "four.}, {heading: Gone, body: x}], decisions: [{text: To "
		 "send it, office: m}]}\n",
		 OFFICES
		 "note: {type: Note, subject: T, to: n, contact: b, fields: "
		 "[{label: Tel, text: '07'}, {label: In, text: i}], sections: "
		 "[{heading: The occasions, body: One two three five.}, "
		 "{heading: Quite new, body: x}], decisions: [{text: To send "
		 "it, office: n}, {text: Another thing}]}\n",
		 "note-fact - subject: S -> T\n"
		 "note-fact - to: Minister -> Second\n"
		 "note-fact - contact: A. A -> B. B\n"
		 "note-fact - In: - -> i\n"
		 "note-fact - Out: o -> -\n"
		 "note-fact - decision: Minister -> Second\n"
		 "decision-new -\n"
		 "section-retitled - heading: The occasion -> The occasions "
		 "~888\n"
		 "text-changed - body: One two three four. -> One two three "
		 "five. ~888\n"
		 "section-new -\n"
		 "section-gone -\n"},
		{OFFICES "note: {type: Note, subject: S, contact: a, sections: "
			 "[{heading: H, body: b}]}\n",
		 OFFICES,
		 "note-fact - type: Note -> -\n"
		 "note-fact - subject: S -> -\n"
		 "note-fact - contact: A. A -> -\n"
		 "section-gone -\n"},
		/* the end of a line is no change */
		{"booklet: {parts: [{kind: chapter, id: a, title: T, body: \"One "
		 "two\\nthree.\"}]}\n",
		 "booklet: {parts: [{kind: chapter, id: a, title: T, body: "
		 "\"One\\ntwo three.\"}]}\n",
		 ""},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct diff *d = diff_editions(
			*state, load(*state, cases[i].old),
			load(*state, cases[i].new), false);
		struct buf got = {0};

		for (size_t k = 0; k < d->n_changes; k++)
			put_change(&d->changes[k], &got);
		buf_byte(&got, '\0');
		assert_string_equal((char *)got.data, cases[i].changes);
		buf_done(&got);
	}
}

/* Every text is found again by its address, and blocks tell where they were. */
static void
remembers_texts(void **state)
{
	const struct edition *old = load(
		*state,
		"booklet: {parts: [{kind: chapter, id: a, title: T, lead: Same, "
		"body: \"## Head\\n\\nOne two three.\\n\\n- item one\\n- item "
		"two\"}]}\n");
	const struct edition *new = load(
		*state,
		"booklet: {parts: [{kind: chapter, id: a, title: T, lead: Same, "
		"body: \"## Head\\n\\nOne two four.\\n\\n- item one\\n- item "
		"two\\n- item three\"}]}\n");
	const struct part *part = new->booklet->parts.items;
	const struct diff *d = diff_editions(*state, old, new, false);
	const struct diff_text *text = diff_text_of(d, &part->body);

	assert_non_null(text);
	assert_false(text->same);
	assert_int_equal(text->n_blocks, 5);
	assert_int_equal(text->blocks[0].kind, PROSE_HEADING);
	assert_true(text->blocks[0].same);
	assert_false(text->blocks[1].same);
	assert_int_equal(text->blocks[1].words.removed, 1);
	assert_true(text->blocks[3].same);
	assert_null(text->blocks[4].old_text);
	assert_true(diff_text_of(d, &part->lead)->same);
	assert_null(diff_text_of(d, &part->number));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(matches, setup, teardown),
		cmocka_unit_test_setup_teardown(
			measures_likeness, setup, teardown),
		cmocka_unit_test_setup_teardown(matches_many, setup, teardown),
		cmocka_unit_test_setup_teardown(tells, setup, teardown),
		cmocka_unit_test_setup_teardown(remembers_texts, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
