/*
 * Names, as documents print them and as an index has them in order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/edition.h"

#include "arena_state.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

#define TEXT(string) \
	{ \
		.s = (string), .len = (string) ? strlen(string) : 0 \
	}

static struct person
person(const char *titles, const char *initials, const char *given,
       const char *prefix, const char *surname, const char *suffix)
{
	return (struct person){
		.titles = TEXT(titles),
		.initials = TEXT(initials),
		.given = TEXT(given),
		.prefix = TEXT(prefix),
		.surname = TEXT(surname),
		.suffix = TEXT(suffix),
	};
}

static void
test_names(void **state)
{
	const struct {
		struct person person;
		const char *full, *brief, *formal;
	} cases[] = {
		{person("Prof. dr.", "P.J.", "Paul", NULL, "Scheffer", NULL),
		 "Prof. dr. P.J. (Paul) Scheffer", "Paul Scheffer",
		 "P.J. Scheffer"},
		{person(NULL, "M.W.J.A.", "Tanya", "van", "Gool", NULL),
		 "M.W.J.A. (Tanya) van Gool", "Tanya van Gool",
		 "M.W.J.A. van Gool"},
		{person(NULL, "D.M.", NULL, "van", "Weel", NULL), "D.M. van Weel",
		 "D.M. van Weel", "D.M. van Weel"},
		{person(NULL, NULL, "Dick", NULL, "Schoof", NULL), "Dick Schoof",
		 "Dick Schoof", "Dick Schoof"},
		{person(NULL, "A.", "Ann", "de la", "Cour", "MSc"),
		 "A. (Ann) de la Cour MSc", "Ann de la Cour", "A. de la Cour"},
		{person("LGen b.d.", NULL, NULL, NULL, "Broeks", NULL),
		 "LGen b.d. Broeks", "Broeks", "Broeks"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct person *p = &cases[i].person;

		assert_string_equal(
			person_name(*state, p, PERSON_FULL), cases[i].full);
		assert_string_equal(
			person_name(*state, p, PERSON_SHORT), cases[i].brief);
		assert_string_equal(
			person_name(*state, p, PERSON_FORMAL), cases[i].formal);
	}
}

static int
by_name(const void *a, const void *b)
{
	return person_compare(a, b);
}

static void
test_order_of_names(void **state)
{
	/* as an index has them */
	const struct person people[] = {
		person(NULL, "A.", NULL, NULL, "Ågren", NULL),
		person(NULL, "D.J.M.", NULL, NULL, "Corbey", NULL),
		person(NULL, "M.", NULL, "van", "Gool", NULL),
		person(NULL, "A.", NULL, NULL, "Koch", NULL),
		person(NULL, "D.J.", NULL, NULL, "Koch", NULL),
		person(NULL, "A.", NULL, "van 't", "Koendersma", NULL),
		person(NULL, "B.", NULL, NULL, "de-Koning", NULL),
		person(NULL, "B.", NULL, "van", "Ojik", NULL),
		person(NULL, "M.", NULL, NULL, "Šefcovic", NULL),
		person(NULL, "Z.", NULL, "de", "Sefton", NULL),
		person(NULL, "E.B.", NULL, NULL, "Zoomers", NULL),
	};
	enum { N = COUNT(people) };
	static const size_t right[N] = {0, 1, 6, 2, 3, 4, 5, 7, 8, 9, 10};
	struct person sorted[N];

	(void)state;
	for (size_t turn = 0; turn < N; turn++) { /* whatever the order before */
		for (size_t i = 0; i < N; i++)
			sorted[i] = people[(i * 7 + turn) % N];
		qsort(sorted, N, sizeof(*sorted), by_name);
		for (size_t i = 0; i < N; i++)
			assert_string_equal(
				sorted[i].surname.s, people[right[i]].surname.s);
		assert_string_equal(sorted[4].initials.s, "A.");
	}
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < N; k++)
			assert_int_equal(
				person_compare(&people[i], &people[k]) > 0,
				person_compare(&people[k], &people[i]) < 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_names),
		TEST(test_order_of_names),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
