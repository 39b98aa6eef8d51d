/*
 * Folders listed, removed, and made to appear all at once.
 */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/folder.h"

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
	bool gone = folder_remove(s->top);

	arena_free(s->arena);
	free(s);
	return gone ? 0 : -1;
}

static const char *
in(struct scratch *s, const char *name)
{
	return file_join(s->arena, s->top, name);
}

static void
put_file(struct scratch *s, const char *name, const char *text)
{
	assert_true(file_make_folder(file_folder(s->arena, in(s, name))));
	assert_true(file_write(in(s, name), text, strlen(text)));
}

/* "a:3 b/ c@ d|": files with their sizes, folders, links, and the rest. */
static void
assert_lists(struct scratch *s, const char *name, const char *wanted)
{
	struct folder_entry *entries;
	struct buf got = {0};
	size_t n;

	assert_true(folder_list(s->arena, in(s, name), &entries, &n));
	for (size_t i = 0; i < n; i++) {
		buf_printf(&got, "%s%s", i > 0 ? " " : "", entries[i].name);
		switch (entries[i].kind) {
		case FOLDER_FILE:
			buf_printf(&got, ":%d", (int)entries[i].size);
			break;
		case FOLDER_FOLDER:
			buf_byte(&got, '/');
			break;
		case FOLDER_LINK:
			buf_byte(&got, '@');
			break;
		case FOLDER_OTHER:
			buf_byte(&got, '|');
			break;
		}
	}
	buf_byte(&got, '\0');
	assert_string_equal((char *)got.data, wanted);
	buf_done(&got);
}

static void
test_list(void **state)
{
	struct scratch *s = *state;
	struct folder_entry *entries;
	size_t n;

	assert_lists(s, "", "");
	put_file(s, "b", "xyz");
	put_file(s, "B", "");
	put_file(s, "map/a", "1");
	put_file(s, "\xC3\xAB", "1");
	assert_int_equal(symlink("nowhere", in(s, "link")), 0);
	assert_int_equal(mkfifo(in(s, "pipe"), 0666), 0);
	assert_lists(s, "", "B:0 b:3 link@ map/ pipe| \xC3\xAB:1");
	assert_false(folder_list(s->arena, in(s, "none"), &entries, &n));
	assert_int_equal(errno, ENOENT);
	assert_false(folder_list(s->arena, in(s, "b"), &entries, &n));
	assert_int_equal(errno, ENOTDIR);
	for (int i = 0; i < 100; i++) {
		char name[16];

		snprintf(name, sizeof(name), "map/%02d", i);
		put_file(s, name, "");
	}
	assert_true(folder_list(s->arena, in(s, "map"), &entries, &n));
	assert_int_equal(n, 101);
	assert_string_equal(entries[41].name, "41");
}

static void
test_remove(void **state)
{
	struct scratch *s = *state;

	put_file(s, "kept/a", "x");
	put_file(s, "gone/a", "x");
	put_file(s, "gone/b/c/d", "x");
	assert_int_equal(symlink("../kept", in(s, "gone/link")), 0);
	assert_int_equal(symlink("..", in(s, "gone/b/up")), 0);
	assert_true(folder_remove(in(s, "gone")));
	assert_lists(s, "", "kept/");
	assert_lists(s, "kept", "a:1");
	assert_false(folder_remove(in(s, "gone")));
	assert_int_equal(errno, ENOENT);
}

static void
test_stage(void **state)
{
	struct scratch *s = *state;
	struct folder_stage *stage = folder_stage_open(s->arena, s->top);
	struct folder_entry *entries;
	size_t n;

	assert_non_null(stage);
	assert_lists(s, "", "");
	assert_true(folder_stage_put(stage, "a", "123", 3));
	assert_true(folder_stage_put(stage, "x/y/b", "", 0));
	assert_true(folder_stage_put(stage, "x/y/c", "1", 1));
	assert_true(folder_stage_put(stage, "x/d", "12", 2));
	assert_false(folder_stage_put(stage, "x/d", "12", 2));
	assert_int_equal(errno, EEXIST);
	assert_true(folder_list(s->arena, s->top, &entries, &n));
	assert_int_equal(n, 1);
	assert_int_equal(*entries[0].name, '.');
	folder_stage_settle(stage);
	assert_true(folder_stage_place(stage, "new"));
	folder_stage_close(stage);
	assert_lists(s, "", "new/");
	assert_lists(s, "new", "a:3 x/");
	assert_lists(s, "new/x", "d:2 y/");
	assert_lists(s, "new/x/y", "b:0 c:1");
}

static void
test_stage_replaces_nothing(void **state)
{
	static const char *const names[] = {"file", "folder", "empty", "link"};
	struct scratch *s = *state;

	put_file(s, "file", "old");
	put_file(s, "folder/a", "old");
	assert_int_equal(mkdir(in(s, "empty"), 0777), 0);
	assert_int_equal(symlink("nowhere", in(s, "link")), 0);
	for (size_t i = 0; i < 4; i++) {
		struct folder_stage *stage = folder_stage_open(s->arena, s->top);

		assert_true(folder_stage_put(stage, "a", "new", 3));
		assert_false(folder_stage_place(stage, names[i]));
		assert_int_equal(errno, EEXIST);
		folder_stage_close(stage);
		assert_lists(s, "", "empty/ file:3 folder/ link@");
	}
}

static void
test_stage_left_behind(void **state)
{
	struct scratch *s = *state;
	struct folder_stage *stage;

	put_file(s, ".zetsel-1-0.tmp/data/a", "left by a killed run");
	put_file(s, ".zetsel-7-1.tmp", "a file of somebody else");
	put_file(s, ".zetsel-other/a", "a folder of somebody else");
	stage = folder_stage_open(s->arena, s->top);
	assert_lists(s, "", ".zetsel-7-1.tmp:23 .zetsel-other/");
	/* nothing put, nothing left */
	folder_stage_close(stage);
	assert_lists(s, "", ".zetsel-7-1.tmp:23 .zetsel-other/");
	folder_stage_close(NULL);
	assert_null(folder_stage_open(s->arena, in(s, "none")));
}

#define IN_SCRATCH(test) \
	cmocka_unit_test_setup_teardown(test, scratch_new, scratch_free)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(test_list),
		IN_SCRATCH(test_remove),
		IN_SCRATCH(test_stage),
		IN_SCRATCH(test_stage_replaces_nothing),
		IN_SCRATCH(test_stage_left_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
