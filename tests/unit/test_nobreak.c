/*
 * Where no line may end: texts in which "~" is a space that stays within a line,
 * " " one that need not, and "|" a place inside a word where a line may end without
 * a hyphen. The rule stands behind each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "layout/nobreak.h"

struct drawn {
	const char *text;
	const char *rule;
};

/* clang-format off: rows, not prose */

static const struct drawn running[] = {
	/* names */
	/* a line may end between titles and initials: all of it is too much for one */
	{"de voorzitter, prof.~dr. A.~van~Duin, zegt",
	 "titles, initials, prefix"},
	{"Prof.~dr. A.B.~(Anna)~van~Duin", "a called name within"},
	{"mr. J.G.~(Koos)~van~der~Steenhoven is lid", "two prefixes"},
	{"A.~van~den~Berg en J.~op~’t~Land",
	 "the same, and one with an apostrophe"},
	{"W.M.~de~Jong en J.~Peters", "initials and surname"},
	{"van W.~Drees tot J.P.~Balkenende", "and no more than that"},
	{"(Dirk-Jan)~Koch schrijft", "a called name"},
	{"de heer Jansen", "a full word is not an initial"},
	{"Adviesraad Internationale Vraagstukken", "names that are words"},
	{"dr. Ö.~Yılmaz", "letters beyond ASCII"},
	{"raad van state", "a prefix without a name before it"},
	{"LGen~b.d.~Van Dijk", "military titles"},
	{"mevr.~Dijksma en dhr.~De Boer", "forms of address"},
	{"ir.~drs.~Pietersen", "two titles"},
	{"Willem~III en Karel V",
	 "the numbers of kings, of more than one letter"},
	/* numbers */
	{"artikel~26 van de wet", "article and number"},
	{"art.~26, lid~2, sub~4", "its parts"},
	{"nr.~4 en blz.~12", "number, page"},
	{"hoofdstuk~3 en bijlage~2", "parts of a document"},
	{"Postbus~20061, Den Haag", "post office box"},
	{"ca.~40 leden", "about"},
	{"€~4~miljoen, $~5", "currency before"},
	{"3~miljoen~euro meer", "number, then unit"},
	{"Asiel &~Migratie", "ampersand"},
	{"5~% van het bbp", "per cent sign"},
	{"2,5~procent groei", "per cent, word"},
	{"12~km, 40~kg en 9~°C", "units"},
	{"binnen 3~jaar", "years"},
	{"Stb.~2013, 480", "law gazette"},
	{"§~4 en §~5", "section"},
	{"de 27 lidstaten", "a number before a common word"},
	{"in 2026 en 2027", "years in a sentence"},
	{"EU~II en NAVO~IV", "Roman figures after capitals"},
	{"vragen nú om een", "small words"},
	/* dates */
	{"op 12~mei~2026 besloot", "day, month, year"},
	{"d.d.~12~mei~2026", "dated"},
	{"van 1~januari tot 31~december", "two dates"},
	{"in juni~2026, of later", "month and year"},
	{"het vierde~kwartaal~2026", "quarter and year"},
	{"maart is koud", "a month by itself"},
	{"op 1~april~2026.", "with a full stop"},
	/* dashes and ranges */
	{"klimaat~– en wat", "before a dash between spaces"},
	{"klimaat~- en wat", "before a hyphen used as one"},
	{"de jaren 2026~-~2028 zijn", "a range with spaces"},
	{"van 2026~–~2028", "the same with a dash"},
	{"pagina 12–14", "a range without"},
	{"Den Haag~– Brussel", "places, not numbers"},
	/* breaks inside */
	{"en/|of en regering/|parlement", "after a slash"},
	{"24/7 en 1/2", "not between figures"},
	{"a/b", "not beside a single letter"},
	{"noord–|zuid", "after a dash between letters"},
	{"2026–2028", "not between years"},
	/* addresses */
	{"zie https://www.raad.example/|over-ons/|leden voor", "after a slash"},
	{"https://raad.example/|zoek?|q=|water&|jaar=|2031", "and in a query"},
	{"https://raad.example", "not in //"},
	{"www.raad.example/|contact", "without a scheme"},
	{"info@raad.example is het", "mail: nowhere"},
	{"een-lang-woord", "hyphens are not for here"},
};

static const struct drawn headings[] = {
	{"Onderwerpen voor~2026", "a lone year with the word before it"},
	{"Werkprogramma 2026~-~2028", "but a range by itself"},
	{"Adviezen in voorbereiding", "words"},
};

/* clang-format on */

/* The text itself, and what is drawn at each byte of it. */
static size_t
undraw(const char *drawn, char *text, char *marks)
{
	size_t n = 0;

	memset(marks, 0, 256);
	for (; *drawn != '\0'; drawn++) {
		if (*drawn == '|') {
			marks[n] = '|';
			continue;
		}
		if (*drawn == '~' || *drawn == ' ')
			marks[n] = *drawn;
		text[n++] = *drawn == '~' ? ' ' : *drawn;
	}
	text[n] = '\0';
	return n;
}

/* Draw what the program says of the text. */
static void
draw(const char *text, size_t n, bool heading, char *out)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && text[i] != ' ' && text[i - 1] != ' ' &&
		    ((unsigned char)text[i] & 0xC0) != 0x80 &&
		    nobreak_allows_inside(text, n, i))
			*out++ = '|';
		*out++ = text[i] == ' ' && nobreak_at_space(text, n, i, heading)
				 ? '~'
				 : text[i];
	}
	*out = '\0';
}

static void
check(const struct drawn *rows, size_t n, bool heading)
{
	int wrong = 0;

	for (size_t i = 0; i < n; i++) {
		char text[256], marks[256], got[512];
		size_t len = undraw(rows[i].text, text, marks);

		draw(text, len, heading, got);
		if (strcmp(got, rows[i].text) == 0)
			continue;
		print_message("%s\n  wanted %s\n  got    %s\n", rows[i].rule,
			      rows[i].text, got);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void
test_running_text(void **state)
{
	(void)state;
	check(running, sizeof(running) / sizeof(*running), false);
}

static void
test_headings(void **state)
{
	(void)state;
	check(headings, sizeof(headings) / sizeof(*headings), true);
}

/* "~" is a space at which a ragged line had better not end. */
static void
test_poor_places(void **state)
{
	static const char *const texts[] = {
		"zijn leden. De~leden zijn",
		"zijn leden. Leden van",
		"De leden zijn. Er~is",
		"is dat zo? ‘Ja~zeker",
		"is (dat) zo.) Wie~weet",
		"op art. Een lid", /* no sentence ends there */
		"door A. Van Dijk",
		"aan de EU om te",
		"prof. dr.~A.B. Jansen en dr. Jansen",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char text[256], marks[256], got[256];
		size_t n = undraw(texts[i], text, marks);

		for (size_t k = 0; k < n; k++)
			got[k] = text[k] == ' ' && nobreak_is_poor_at_space(
							   text, n, k)
					 ? '~'
					 : text[k];
		got[n] = '\0';
		assert_string_equal(got, texts[i]);
	}
}

static void
test_what_is_an_address(void **state)
{
	static const struct {
		const char *word;
		bool is;
	} cases[] = {
		{"https://raad.example", true},
		{"www.raad.example", true},
		{"info@raad.example", true},
		{"raad.example", false},
		{"en/of", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(nobreak_is_address(
					 cases[i].word, 0, strlen(cases[i].word)),
				 cases[i].is);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_running_text),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_poor_places),
		cmocka_unit_test(test_what_is_an_address),
	};

	return cmocka_run_group_tests_name("nobreak", tests, NULL, NULL);
}
