/*
 * Hyphenation, tested through its header only.
 *
 * A result is written the way the word lists in tests/hyphen/ are: `-` a place
 * to divide, `|` one at a joint, `=` the word's own hyphen and a place, `~` its
 * own hyphen and none, (a>b) a change of spelling. What a test expects can be
 * read aloud, and a failure prints both divisions.
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
#include "hyphen/hyphen.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

struct text {
	char s[2048];
	size_t n;
};

static void
put(struct text *t, const char *s, size_t len)
{
	assert_true(t->n + len < sizeof(t->s));
	memcpy(t->s + t->n, s, len);
	t->n += len;
	t->s[t->n] = '\0';
}

/* Letters as they are, but a hard hyphen that is no place becomes ~. */
static void
put_letters(struct text *t, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		put(t, s[i] == '-' ? "~" : s + i, 1);
}

static void
put_change(struct text *t, const char *from, size_t len, const char *to)
{
	if (len == 0)
		return;
	put(t, "(", 1);
	put(t, from, len);
	put(t, ">", 1);
	put(t, to == NULL ? "" : to, to == NULL ? 0 : strlen(to));
	put(t, ")", 1);
}

static const char *
notation(const char *word, const struct hyphen_break *breaks, size_t n,
	 struct text *t)
{
	size_t at = 0;

	t->n = 0;
	t->s[0] = '\0';
	for (size_t k = 0; k < n; k++) {
		const struct hyphen_break *b = &breaks[k];
		size_t end = (size_t)b->at - b->cut - (b->hard ? 1 : 0);

		put_letters(t, word + at, end - at);
		put_change(t, word + end, b->cut, b->before);
		put(t,
		    b->hard                   ? "="
		    : b->in_need              ? "~"
		    : b->rank == HYPHEN_JOINT ? "|"
					      : "-",
		    1);
		put_change(t, word + b->at, b->skip, b->after);
		at = (size_t)b->at + b->skip;
	}
	put_letters(t, word + at, strlen(word) - at);
	return t->s;
}

static const char *
divided(enum hyphen_lang lang, const struct hyphen_exceptions *exceptions,
	const char *word)
{
	static struct text t;
	struct arena *arena = arena_new();
	const struct hyphen_break *breaks;
	size_t n = hyphen_word(
		arena, lang, exceptions, word, strlen(word), &breaks);

	assert_true((n == 0) == (breaks == NULL));
	notation(word, breaks, n, &t);
	arena_free(arena);
	return t.s;
}

/* The word that a division divides. */
static const char *
undivided(const char *division)
{
	static struct text t;
	bool replaced = false;

	t.n = 0;
	t.s[0] = '\0';
	for (const char *p = division; *p != '\0'; p++) {
		if (*p == '>')
			replaced = true;
		if (!replaced && strchr("-|()", *p) == NULL)
			put(&t, *p == '=' || *p == '~' ? "-" : p, 1);
		if (*p == ')')
			replaced = false;
	}
	return t.s;
}

/* ---- by example ---- */

static const char *const dutch_examples[] = {
	/* syllables, and the letters that must stay together */
	"Ne-der-land",
	"herf-stig",
	"la-chen",
	"maxi-maal",
	"exa-men",
	"schrij-ver",
	"re-gio",
	"ezels",
	"Mexico",
	/* the trema drops, and two letters may follow it */
	"ge-(ë>e)va-lu-eerd",
	"idee-(ë>e)n",
	"be-(ë>e)in-di-gen",
	"co-(ö>o)r-di-na-tie",
	"re-(ü>u)nie",
	"ego-(ï>i)sme",
	"Oe-kra-(ï>i)ne",
	"Bel-gië",
	/* the apostrophe drops */
	"sher-ry('>)-tje",
	"fo-to(’>)-tjes",
	"the-ma’s",
	/* one of two vowels drops */
	"ca-f(ee>é)-tje",
	"pa-ra-pl(uu>u)-tje",
	"om(aa>a)-tje",
	"au-t(oo>o)-tje",
	"tax(ie>i)-tjes",
	"straat-jes",
	"knie-tje",
	/* joints */
	"ad-vies|on-der-wer-pen",
	"pak|ezels",
	"re-gio|po-li-tie",
	"waar|op",
	/* hard hyphens */
	"EU=uit-brei-ding",
	"e~mail",
	"3D~be-na-de-ring",
	"mi-nis-ter=pre-si-dent",
	"in-du-strie~",
	/* never divided */
	"BuZa",
	"NAVO",
	"XVIII",
	"xviii",
	"m.b.t.",
	"en/of",
	"info@voorbeeld.nl",
	"2026",
	"A4’tje",
	"B",
	"",
};

static void
test_examples(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(dutch_examples); i++)
		assert_string_equal(
			divided(HYPHEN_NL, NULL, undivided(dutch_examples[i])),
			dutch_examples[i]);
}

static void
test_english(void **state)
{
	static const char *const divisions[] = {
		"hy-phen-ation", "as-so-ciate", "project", "rec-om-men-da-tions",
		"well=be-ing",   "chil-dren’s", "NATO",    "iPhone",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(divisions); i++)
		assert_string_equal(
			divided(HYPHEN_EN, NULL, undivided(divisions[i])),
			divisions[i]);
}

static void
test_punctuation_about_the_word(void **state)
{
	(void)state;
	assert_string_equal(divided(HYPHEN_NL, NULL, "‘samenwerking’,"),
			    "‘sa-men-wer-king’,");
	assert_string_equal(
		divided(HYPHEN_NL, NULL, "(besluit)."), "(be-sluit).");
}

static void
test_no_language(void **state)
{
	(void)state;
	assert_string_equal(divided(HYPHEN_NONE, NULL, "besluit"), "besluit");
}

/* A chain of words ten times the length of any word is left alone. */
static void
test_too_long(void **state)
{
	struct text t = {.n = 0};

	(void)state;
	for (size_t i = 0; i < 50; i++)
		put(&t, "wafels", 6);
	assert_string_equal(divided(HYPHEN_NL, NULL, t.s), t.s);
}

static void
test_lang_from_tag(void **state)
{
	static const struct {
		const char *tag;
		enum hyphen_lang lang;
	} cases[] = {
		{"nl", HYPHEN_NL},    {"nl-NL", HYPHEN_NL},
		{"NL-be", HYPHEN_NL}, {"en-GB", HYPHEN_EN},
		{"en", HYPHEN_EN},    {"de", HYPHEN_NONE},
		{"nld", HYPHEN_NONE}, {"n", HYPHEN_NONE},
		{"", HYPHEN_NONE},    {"nl_NL", HYPHEN_NONE},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(hyphen_lang_from_tag(cases[i].tag),
				 cases[i].lang);
}

/* ---- exceptions of the caller ---- */

static void
test_exceptions(void **state)
{
	static const char *const words[] = {
		"advies-traject", "besluit",     "scena-rio’s", "idee-ën",
		"re-cord",        "Ne~der~land", "Oe~kra~ïne",
	};
	struct arena *arena = arena_new();
	size_t bad = SIZE_MAX;
	struct hyphen_exceptions *own = hyphen_exceptions_new(
		arena, words, COUNT(words), &bad);

	(void)state;
	assert_non_null(own);
	assert_int_equal(bad, SIZE_MAX);
	assert_string_equal(
		divided(HYPHEN_NL, own, "Adviestraject"), "Advies-traject");
	assert_string_equal(divided(HYPHEN_NL, own, "adviestrajecten"),
			    "ad-vies|tra-jec-ten");
	assert_string_equal(divided(HYPHEN_NL, own, "besluit"), "besluit");
	assert_string_equal(divided(HYPHEN_NL, own, "scenario's"), "scena-rio's");
	assert_string_equal(divided(HYPHEN_NL, own, "ideeën"), "idee-(ë>e)n");
	assert_string_equal(divided(HYPHEN_NL, own, "NL-besluit"), "NL=besluit");
	assert_string_equal(divided(HYPHEN_EN, own, "record"), "re-cord");
	assert_string_equal(divided(HYPHEN_NL, own, "Nederland"), "Ne~der~land");
	assert_string_equal(
		divided(HYPHEN_NL, own, "Oekraïne"), "Oe~kra~(ï>i)ne");
	arena_free(arena);
}

static void
test_the_first_of_equal_exceptions(void **state)
{
	static const char *const words[] = {"af-name", "afna-me", "af-na-me"};
	struct arena *arena = arena_new();
	size_t bad;

	(void)state;
	assert_string_equal(
		divided(HYPHEN_NL,
			hyphen_exceptions_new(arena, words, COUNT(words), &bad),
			"Afname"),
		"Af-name");
	arena_free(arena);
}

static void
test_ill_formed_exceptions(void **state)
{
	static const char *const bad_words[] = {
		"",       "-",  "-af", "af-", "a--b", "twee woorden",
		"m.b.t.", "A4", "a€b", "~af", "a~-b",
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(bad_words); i++) {
		const char *words[] = {"be-sluit", bad_words[i]};
		size_t bad = SIZE_MAX;

		assert_null(hyphen_exceptions_new(arena, words, 2, &bad));
		assert_int_equal(bad, 1);
	}
	arena_free(arena);
}

/* ---- the lists of words ---- */

/* What has been counted over a list. */
struct score {
	size_t right, found, wrong; /* places to divide */
	size_t joints, joints_found;
	size_t words;
};

/* One place of a division: where in the word it is, and how it is written. */
struct place {
	size_t at;
	char mark;
	char change[16];
};

/* The places of a division; a change before or after a mark belongs to it. */
static size_t
places_of(const char *division, struct place *ret_places)
{
	size_t at = 0, n = 0;
	char pending[16] = "";
	const char *p = division;

	while (*p != '\0') {
		if (*p == '(') {
			size_t len = strcspn(p, ")") + 1;
			size_t from = strcspn(p, ">") - 1;
			bool after = p > division && n > 0 &&
				     strchr("-|", p[-1]) != NULL;

			assert_true(len < sizeof(pending));
			snprintf(after ? ret_places[n - 1].change : pending,
				 sizeof(pending), "%s%.*s", after ? "after" : "",
				 (int)len, p);
			at += from;
			p += len;
			continue;
		}
		if (strchr("-|=", *p) != NULL) {
			at += *p == '=';
			ret_places[n] = (struct place){.at = at, .mark = *p};
			strcpy(ret_places[n++].change, pending);
			pending[0] = '\0';
		} else {
			at++;
		}
		p++;
	}
	return n;
}

static bool
has_place(const struct place *places, size_t n, const struct place *wanted)
{
	for (size_t i = 0; i < n; i++)
		if (places[i].at == wanted->at &&
		    strcmp(places[i].change, wanted->change) == 0)
			return true;
	return false;
}

static bool
has_joint(const struct place *places, size_t n, size_t at)
{
	for (size_t i = 0; i < n; i++)
		if (places[i].at == at && places[i].mark == '|')
			return true;
	return false;
}

static void
score_word(const char *word, const char *division, struct score *score)
{
	struct place right[64], found[64];
	const char *result = divided(HYPHEN_NL, NULL, word);
	size_t n_right = places_of(division, right);
	size_t n_found = places_of(result, found);
	size_t wrong = 0;

	for (size_t i = 0; i < n_right; i++) {
		score->right++;
		score->found += has_place(found, n_found, &right[i]);
		score->joints += right[i].mark == '|';
		score->joints_found += right[i].mark == '|' &&
				       has_joint(found, n_found, right[i].at);
	}
	for (size_t i = 0; i < n_found; i++)
		wrong += !has_place(right, n_right, &found[i]);
	if (wrong > 0)
		print_error("%s: %s is right\n", result, division);
	score->wrong += wrong;
	score->words++;
}

/* The lines of a list, comments left out; columns cut at the tabs. */
static void
each_line(const char *path, void (*line)(char *columns[3], void *), void *arg)
{
	FILE *file = fopen(path, "r");
	char text[1024];

	assert_non_null(file);
	while (fgets(text, sizeof(text), file) != NULL) {
		char *columns[3] = {text, NULL, NULL};

		text[strcspn(text, "\n")] = '\0';
		if (text[0] == '#' || text[0] == '\0')
			continue;
		for (size_t i = 1; i < 3; i++) {
			char *tab = strchr(columns[i - 1], '\t');

			if (tab == NULL)
				break;
			*tab = '\0';
			columns[i] = tab + 1;
		}
		line(columns, arg);
	}
	fclose(file);
}

static void
score_line(char *columns[3], void *arg)
{
	assert_non_null(columns[2]);
	assert_string_equal(columns[0], undivided(columns[1]));
	score_word(columns[0], columns[1], arg);
}

/* At least 95 % of the right places, and no wrong one. */
static void
test_dutch_words(void **state)
{
	struct score s = {0};

	(void)state;
	each_line("tests/hyphen/nl-words.txt", score_line, &s);
	print_message("%zu words: %zu of %zu right places found (%zu.%02zu %%), "
		      "%zu wrong; %zu of %zu joints known as joints\n",
		      s.words, s.found, s.right, s.found * 100 / s.right,
		      s.found * 10000 / s.right % 100, s.wrong, s.joints_found,
		      s.joints);
	assert_true(s.words >= 350);
	assert_true(s.found * 100 >= s.right * 95);
	assert_int_equal(s.wrong, 0);
}

static void
compare_line(char *columns[3], void *arg)
{
	const char *result = divided(HYPHEN_NL, NULL, undivided(columns[0]));
	size_t *differences = arg;

	if (strcmp(result, columns[0]) != 0) {
		print_error("%s, was %s\n", result, columns[0]);
		++*differences;
	}
}

/* Every long word of a real programme, each division read by a person. */
static void
test_source_words(void **state)
{
	size_t differences = 0;

	(void)state;
	each_line("tests/hyphen/source-words.txt", compare_line, &differences);
	assert_int_equal(differences, 0);
}

/* ---- what holds for any word ---- */

/* Without marks: é and ë are e, ï is i; enough for the changes there are. */
static void
put_folded(struct text *t, const char *s, size_t len)
{
	static const char *const marked[] = {"ä", "ë", "é", "ï", "ö", "ü"};
	static const char plain[] = "aeeiou";

	for (size_t i = 0; i < len; i++) {
		bool found = false;

		for (size_t k = 0; k < COUNT(marked) && i + 1 < len; k++)
			if (memcmp(s + i, marked[k], 2) == 0) {
				put(t, plain + k, 1);
				found = true;
			}
		if (found)
			i++;
		else
			put(t, s + i, 1);
	}
}

/* What a change sets is what it replaces, but for marks and a double vowel. */
static void
check_change(const char *from, size_t len, const char *to)
{
	struct text old = {.n = 0}, new = {.n = 0};

	if (len == 0) {
		assert_null(to);
		return;
	}
	put_folded(&old, from, len);
	put_folded(&new, to == NULL ? "" : to, to == NULL ? 0 : strlen(to));
	if (to == NULL)
		assert_true(strcmp(old.s, "'") == 0 || strcmp(old.s, "’") == 0);
	else
		assert_memory_equal(old.s, new.s, new.n);
}

static void
check_line(char *columns[3], void *arg)
{
	struct arena *arena = arg;
	const char *word = undivided(
		columns[1] != NULL ? columns[1] : columns[0]);
	const struct hyphen_break *b;
	size_t n = hyphen_word(arena, HYPHEN_NL, NULL, word, strlen(word), &b);
	size_t last = 0;

	for (size_t k = 0; k < n; k++) {
		assert_true(b[k].at > 0 && b[k].at < strlen(word));
		assert_true(k == 0 || b[k].at > b[k - 1].at);
		assert_true((size_t)b[k].at - b[k].cut >= last);
		assert_true((size_t)b[k].at + b[k].skip <= strlen(word));
		assert_int_not_equal(word[b[k].at] & 0xc0, 0x80);
		assert_true(!b[k].hard || word[b[k].at - 1] == '-');
		assert_int_equal(b[k].rank == HYPHEN_CHANGE,
				 b[k].cut + b[k].skip > 0);
		check_change(word + b[k].at - b[k].cut, b[k].cut, b[k].before);
		check_change(word + b[k].at, b[k].skip, b[k].after);
		last = (size_t)b[k].at + b[k].skip;
	}
}

static void
test_breaks_are_well_formed(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	each_line("tests/hyphen/nl-words.txt", check_line, arena);
	each_line("tests/hyphen/source-words.txt", check_line, arena);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_english),
		cmocka_unit_test(test_punctuation_about_the_word),
		cmocka_unit_test(test_no_language),
		cmocka_unit_test(test_too_long),
		cmocka_unit_test(test_lang_from_tag),
		cmocka_unit_test(test_exceptions),
		cmocka_unit_test(test_the_first_of_equal_exceptions),
		cmocka_unit_test(test_ill_formed_exceptions),
		cmocka_unit_test(test_dutch_words),
		cmocka_unit_test(test_source_words),
		cmocka_unit_test(test_breaks_are_well_formed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
