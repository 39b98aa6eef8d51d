/*
 * What stands around the pipeline: dependency rules, the folders of the program's own
 * data, the stopwatch. That GNU make reads the rules as meant is tested with make
 * itself, in tests/checks/depfile.py.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/stopwatch.h"
#include "depfile.h"
#include "resources.h"

/* ---- depfile: "a" an input, ">b" a target, in order; and the rules ---- */

static const struct {
	const char *what, *calls[8], *rules;
} depfiles[] = {
	{"nothing", {NULL}, ""},
	{"one rule", {"a", "b", ">t"}, "t: \\\n  a \\\n  b\n\na:\n\nb:\n"},
	{"each input once, standard input never",
	 {"a", "-", "a", ">t"},
	 "t: \\\n  a\n\na:\n"},
	{"two targets, one empty rule for what they share",
	 {"a", "f", ">t", "b", "f", ">u"},
	 "t: \\\n  a \\\n  f\nu: \\\n  b \\\n  f\n\na:\n\nf:\n\nb:\n"},
	{"inputs of a target that was never made are in no rule",
	 {"a", ">t", "b"},
	 "t: \\\n  a\n\na:\n\nb:\n"},
	{"what make would take for its own is quoted",
	 {"a b", "c#d", "e$f", "g\\h", "i\\ j", ">x:y"},
	 "x\\:y: \\\n  a\\ b \\\n  c\\#d \\\n  e$$f \\\n  g\\h \\\n  i\\\\\\ j\n"
	 "\na\\ b:\n\nc\\#d:\n\ne$$f:\n\ng\\h:\n\ni\\\\\\ j:\n"},
	{"a per cent sign is a pattern in a target only",
	 {"a%b", ">t"},
	 "t: \\\n  a%b\n"},
	{"what make cannot express is left out",
	 {"a=b", "c\nd", "e", ">t"},
	 "t: \\\n  e\n\ne:\n"},
	{"a target that cannot be expressed takes its inputs with it",
	 {"a", ">t", "b", ">u=v", "c", ">w"},
	 "t: \\\n  a\nw: \\\n  c\n\na:\n\nc:\n"},
};

static void
test_depfiles(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(depfiles) / sizeof(*depfiles); i++) {
		struct arena *arena = arena_new();
		struct depfile *depfile = depfile_new(arena);
		struct buf got = {0};

		print_message("           %s\n", depfiles[i].what);
		for (const char *const *call = depfiles[i].calls; *call; call++)
			if (**call == '>')
				depfile_target(depfile, *call + 1);
			else
				depfile_input(depfile, *call);
		depfile_print(depfile, &got);
		buf_byte(&got, '\0');
		assert_string_equal((const char *)got.data, depfiles[i].rules);
		buf_done(&got);
		arena_free(arena);
	}
}

static void
test_no_depfile_is_no_work(void **state)
{
	(void)state;
	depfile_input(NULL, "a");
	depfile_target(NULL, "t");
}

/* ---- resources: in a scratch folder with some folders in it ---- */

struct scratch {
	struct arena *arena;
	char top[64];
};

static int
scratch_new(void **state)
{
	struct scratch *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return -1;
	s->arena = arena_new();
	strcpy(s->top, "/tmp/zetsel-test.XXXXXX");
	*state = s;
	return mkdtemp(s->top) != NULL ? 0 : -1;
}

static int
scratch_free(void **state)
{
	struct scratch *s = *state;
	char command[128];
	int status;

	snprintf(command, sizeof(command), "rm -rf '%s'", s->top);
	status = system(command);
	arena_free(s->arena);
	free(s);
	return status;
}

static const char *
below(struct scratch *s, const char *name)
{
	return file_join(s->arena, s->top, name);
}

/* The folders are made one after the other: each is nearer than the last. */
static void
test_the_nearest_data_is_taken(void **state)
{
	struct scratch *s = *state;
	const char *program = below(s, "tree/out/zetsel");
	const char *configured = below(s, "configured");

	assert_null(resources_find_from(s->arena, program, configured, "fonts"));
	assert_true(file_make_folder(below(s, "configured/fonts")));
	assert_string_equal(
		resources_find_from(s->arena, program, configured, "fonts"),
		below(s, "configured/fonts"));
	assert_string_equal(
		resources_find_from(s->arena, NULL, configured, "fonts"),
		below(s, "configured/fonts"));
	assert_true(file_make_folder(below(s, "tree/share/zetsel/fonts")));
	assert_string_equal(
		resources_find_from(s->arena, program, configured, "fonts"),
		below(s, "tree/share/zetsel/fonts"));
	assert_true(file_make_folder(below(s, "tree/fonts")));
	assert_string_equal(
		resources_find_from(s->arena, program, configured, "fonts"),
		below(s, "tree/fonts"));
}

static void
test_the_innermost_out_is_the_source_tree(void **state)
{
	struct scratch *s = *state;

	assert_true(file_make_folder(below(s, "fonts")));
	assert_true(file_make_folder(below(s, "out/copy/fonts")));
	assert_string_equal(
		resources_find_from(
			s->arena, below(s, "out/copy/out/build/d/zetsel"),
			"/nowhere", "fonts"),
		below(s, "out/copy/fonts"));
	assert_string_equal(resources_find_from(s->arena, below(s, "out/zetsel"),
						"/nowhere", "fonts"),
			    below(s, "fonts"));
}

static void
test_a_folder_that_is_named_is_the_only_one(void **state)
{
	struct scratch *s = *state;

	assert_string_equal(resources_find(s->arena, "fonts", s->top), s->top);
	assert_null(resources_find(s->arena, "fonts", below(s, "not-there")));
	assert_null(resources_find(s->arena, "fonts", "/dev/null"));
}

/* ---- stopwatch ---- */

static void
test_time_goes_to_the_part_that_runs(void **state)
{
	struct stopwatch watch;
	int64_t total = 0;

	(void)state;
	stopwatch_start(&watch);
	assert_int_equal(stopwatch_switch(&watch, STOPWATCH_SHAPE),
			 STOPWATCH_OTHER);
	while (watch.ns[STOPWATCH_SHAPE] == 0) {
		assert_int_equal(stopwatch_switch(&watch, STOPWATCH_PAGES),
				 STOPWATCH_SHAPE);
		stopwatch_switch(&watch, STOPWATCH_SHAPE);
	}
	for (int i = 0; i < STOPWATCH_PART_COUNT; i++) {
		assert_true(watch.ns[i] >= 0);
		total += watch.ns[i];
		assert_non_null(stopwatch_name((enum stopwatch_part)i));
	}
	assert_true(total > 0);
	assert_int_equal(watch.ns[STOPWATCH_LOAD], 0);
	assert_int_equal(stopwatch_switch(NULL, STOPWATCH_LOAD), STOPWATCH_OTHER);
	stopwatch_start(NULL);
}

#define SCRATCH_TEST(name) \
	cmocka_unit_test_setup_teardown(name, scratch_new, scratch_free)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_depfiles),
		cmocka_unit_test(test_no_depfile_is_no_work),
		SCRATCH_TEST(test_the_nearest_data_is_taken),
		SCRATCH_TEST(test_the_innermost_out_is_the_source_tree),
		SCRATCH_TEST(test_a_folder_that_is_named_is_the_only_one),
		cmocka_unit_test(test_time_goes_to_the_part_that_runs),
	};

	return cmocka_run_group_tests_name("shell", tests, NULL, NULL);
}
