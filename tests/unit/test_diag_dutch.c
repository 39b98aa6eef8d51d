/*
 * Messages in Dutch: recognised by their words, else told by their code.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/diag_dutch.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void
says(void **state)
{
	static const struct {
		enum diag_code code;
		const char *english, *dutch;
	} cases[] = {
		{DIAG_KEY_TWICE, "'language' is given twice, first on line 12",
		 "‘language’ staat er twee keer, voor het eerst in regel 12"},
		/* pieces in pieces */
		{DIAG_VALUE_TYPE,
		 "an item of 'subjects' should be text, not a list",
		 "een onderdeel van ‘subjects’ hoort tekst te zijn, niet een "
		 "lijst"},
		{DIAG_VALUE_RANGE,
		 "'date' is 2031-02-30, but February 2031 has 28 days",
		 "‘date’ is 2031-02-30, maar februari 2031 heeft 28 dagen"},
		/* what the reader wrote is not translated, whatever it is */
		{DIAG_VALUE_TYPE, "'kind' cannot be 'a list'; choose from: x, y",
		 "‘kind’ kan niet ‘a list’ zijn; kies uit: x, y"},
		{DIAG_REF_UNKNOWN,
		 "'chair' names 'a person', which is not the id of a person",
		 "‘chair’ noemt ‘a person’, en dat is niet de id van een "
		 "persoon"},
		/* the first row that fits says the most */
		{DIAG_KEY_UNKNOWN, "an edition has no key 'a'; did you mean 'b'?",
		 "‘edition’ heeft geen sleutel ‘a’; is ‘b’ bedoeld?"},
		/* nobody's words: the code's, and nothing is lost */
		{DIAG_KEY_TWICE, "quite another thing",
		 "dezelfde sleutel staat er twee keer (quite another thing)"},
		{DIAG_KEY_TWICE, "", "dezelfde sleutel staat er twee keer ()"},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(
			diag_dutch_text(*state, diag_kind(cases[i].code),
					cases[i].english),
			cases[i].dutch);
}

static void
hints(void **state)
{
	const struct diag_kind *kind = diag_kind(DIAG_REF_UNKNOWN);
	static const struct diag_kind other = {
		DIAG_NOTE, "other", "Other.", "Mend.", NULL};
	const char *mend = "Verbeter de id, of voeg toe waarnaar zij verwijst.";

	assert_string_equal(diag_dutch_hint(*state, kind, "Did you mean 'zand'?"),
			    "Is ‘zand’ bedoeld?");
	assert_string_equal(diag_dutch_hint(*state, kind, kind->mend), mend);
	assert_string_equal(diag_dutch_hint(*state, kind, "Pray."), mend);
	/* of another table: it has its language */
	assert_string_equal(diag_dutch_hint(*state, &other, "text"), "text");
	assert_string_equal(diag_dutch_text(*state, &other, "text"), "text");
}

/* Every code has a Dutch form that is not the English one. */
static void
all_codes(void **state)
{
	for (int code = 0; code < DIAG_CODE_COUNT; code++) {
		const struct diag_kind *kind = diag_kind((enum diag_code)code);
		const char *text = diag_dutch_text(*state, kind, "\x01");
		const char *hint = diag_dutch_hint(*state, kind, kind->mend);

		assert_true(strlen(text) > strlen(" (\x01)"));
		assert_true(strlen(hint) > 0);
		assert_string_not_equal(hint, kind->mend);
		/* a message goes on from what stands before it; a hint is said */
		assert_true(*text >= 'a' && *text <= 'z');
		assert_true(hint[strlen(hint) - 1] == '.');
	}
}

static int
set_up(void **state)
{
	*state = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says),
		cmocka_unit_test(hints),
		cmocka_unit_test(all_codes),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
