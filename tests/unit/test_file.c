/* Files: whole or not at all, in a folder of their own that is removed again. */
#define _XOPEN_SOURCE 700 /* mkdtemp, symlink */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static struct arena *arena;
static char folder[] = "/tmp/zetsel-test-XXXXXX";

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return mkdtemp(folder) != NULL ? 0 : -1;
}

static const char *
in_folder(const char *name)
{
	return file_join(arena, folder, name);
}

/* Names in the folder, without the dots. */
static size_t
count_files(bool delete)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		n++;
		if (delete)
			remove(in_folder(entry->d_name));
	}
	closedir(dir);
	return n;
}

static int
empty_folder(void **state)
{
	(void)state;
	count_files(true);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	count_files(true);
	rmdir(folder);
	arena_free(arena);
	return 0;
}

static void
assert_file(const char *path, const char *expected)
{
	const void *mapped;
	char *text;
	size_t len;

	assert_true(file_read(arena, path, 0, &text, &len));
	assert_int_equal(len, strlen(expected));
	assert_string_equal(text, expected);
	assert_true(file_map(arena, path, &mapped, &len));
	assert_int_equal(len, strlen(expected));
	assert_memory_equal(mapped, expected, len);
}

static void
test_written_is_read(void **state)
{
	const char *path = in_folder("a.txt");

	(void)state;
	assert_true(file_write(path, "one", 3));
	assert_file(path, "one");
	assert_true(file_write(path, "two and more", 12));
	assert_file(path, "two and more");
	assert_true(file_write(path, "", 0));
	assert_file(path, "");
	assert_int_equal(count_files(false), 1);
}

static void
test_mode_follows_the_umask(void **state)
{
	const char *path = in_folder("mode");
	mode_t old = umask(027);
	struct stat st;

	(void)state;
	assert_true(file_write(path, "x", 1));
	umask(old);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
}

/* A limit on the size of files stands for a full disk: both stop in write(). */
static void
test_a_full_disk_leaves_the_old_file(void **state)
{
	const char *path = in_folder("old");
	size_t len = (size_t)1 << 20;
	struct rlimit limit, small;
	bool ok;
	int error;

	(void)state;
	assert_true(file_write(path, "old", 3));
	getrlimit(RLIMIT_FSIZE, &limit);
	small = limit;
	small.rlim_cur = 5000;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	ok = file_write(path, arena_alloc(arena, len), len);
	error = errno;
	setrlimit(RLIMIT_FSIZE, &limit);
	assert_false(ok);
	assert_int_equal(error, EFBIG);
	assert_file(path, "old");
	assert_int_equal(count_files(false), 1);
}

static void
test_a_device_is_written_through(void **state)
{
	struct stat st;

	(void)state;
	assert_true(file_write("/dev/null", "x", 1));
	assert_int_equal(stat("/dev/null", &st), 0);
	assert_true(S_ISCHR(st.st_mode));
	errno = 0;
	assert_false(file_write("/dev/full", "x", 1));
	assert_int_equal(errno, ENOSPC);
}

static void
test_a_link_is_followed(void **state)
{
	const char *target = in_folder("target"), *link = in_folder("link");
	struct stat st;

	(void)state;
	assert_true(file_write(target, "old", 3));
	assert_int_equal(symlink("target", link), 0);
	assert_true(file_write(link, "new", 3));
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_file(target, "new");
}

/* What a killed run left must neither be used nor stop this one. */
static void
test_left_overs_are_stepped_over(void **state)
{
	char name[64];

	(void)state;
	snprintf(name, sizeof(name), ".zetsel-%ld-0.tmp", (long)getpid());
	assert_true(file_write(in_folder(name), "left over", 9));
	assert_true(file_write(in_folder("new"), "new", 3));
	assert_file(in_folder(name), "left over");
	assert_file(in_folder("new"), "new");
	assert_int_equal(count_files(false), 2);
}

static void
test_the_longest_name(void **state)
{
	char name[256];

	(void)state;
	memset(name, 'n', 255);
	name[255] = '\0';
	assert_true(file_write(in_folder(name), "x", 1));
	assert_file(in_folder(name), "x");
}

static void
test_what_cannot_be(void **state)
{
	const void *data;
	char *text;
	size_t len;

	(void)state;
	assert_false(file_write(in_folder("no/such/folder"), "x", 1));
	assert_int_equal(errno, ENOENT);
	assert_false(file_write(folder, "x", 1));
	assert_int_equal(errno, EISDIR);
	assert_false(file_read(arena, folder, 0, &text, &len));
	assert_int_equal(errno, EISDIR);
	assert_false(file_map(arena, folder, &data, &len));
	assert_int_equal(errno, EISDIR);
	assert_false(file_read(arena, in_folder("absent"), 0, &text, &len));
	assert_int_equal(errno, ENOENT);
	assert_null(text);
	assert_true(file_write(in_folder("four"), "four", 4));
	assert_true(file_read(arena, in_folder("four"), 4, &text, &len));
	assert_false(file_read(arena, in_folder("four"), 3, &text, &len));
	assert_int_equal(errno, EFBIG);
	assert_int_equal(count_files(false), 1);
}

/* Through a pipe in the place of standard input: n bytes, read with a limit. */
static bool
read_pipe(size_t n, size_t max, char **ret_text, size_t *ret_len)
{
	char *data = arena_alloc(arena, n);
	int saved = dup(STDIN_FILENO), ends[2];
	bool ok;

	memset(data, 'p', n);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], data, n), n); /* fits in the pipe */
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	ok = file_read(arena, "-", max, ret_text, ret_len);
	dup2(saved, STDIN_FILENO);
	close(saved);
	return ok;
}

static void
test_standard_input(void **state)
{
	char *text;
	size_t len;

	(void)state;
	for (size_t n = 0; n <= 60000; n = 7 * n + 1) {
		assert_true(read_pipe(n, 0, &text, &len));
		assert_int_equal(len, n);
		assert_int_equal(strlen(text), n);
	}
	assert_false(read_pipe(11, 10, &text, &len));
	assert_int_equal(errno, EFBIG);
}

static void
test_folders_are_made(void **state)
{
	const char *deep = in_folder("x//y/z/");
	struct stat st;

	(void)state;
	assert_true(file_make_folder(deep));
	assert_true(file_make_folder(deep));
	assert_int_equal(stat(deep, &st), 0);
	assert_true(S_ISDIR(st.st_mode));
	assert_true(file_make_folder("/"));
	assert_true(file_write(in_folder("file"), "x", 1));
	assert_false(file_make_folder(in_folder("file")));
	assert_int_equal(errno, ENOTDIR);
	assert_false(file_make_folder(in_folder("file/below")));
	assert_int_equal(errno, ENOTDIR);
	rmdir(in_folder("x/y/z"));
	rmdir(in_folder("x/y"));
}

static const struct {
	const char *folder, *name, *joined;
} joins[] = {
	{"a", "b", "a/b"},     {"a/", "b", "a/b"}, {"a//", "b", "a/b"},
	{"", "b", "b"},        {"a", "/b", "/b"},  {"/", "b", "/b"},
	{".", "b/c", "./b/c"}, {"a", "", "a/"},
};

static const struct {
	const char *path, *folder;
} folders[] = {
	{"a", "."}, {"a/b", "a"},     {"/a", "/"},  {"/", "/"},
	{"", "."},  {"a/b/c", "a/b"}, {"./a", "."}, {"../a", ".."},
};

static void
test_paths(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(joins); i++)
		assert_string_equal(
			file_join(arena, joins[i].folder, joins[i].name),
			joins[i].joined);
	for (size_t i = 0; i < COUNT(folders); i++)
		assert_string_equal(
			file_folder(arena, folders[i].path), folders[i].folder);
}

#define TEST(name) cmocka_unit_test_setup(name, empty_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_written_is_read),
		TEST(test_mode_follows_the_umask),
		TEST(test_a_full_disk_leaves_the_old_file),
		TEST(test_a_device_is_written_through),
		TEST(test_a_link_is_followed),
		TEST(test_left_overs_are_stepped_over),
		TEST(test_the_longest_name),
		TEST(test_what_cannot_be),
		TEST(test_standard_input),
		TEST(test_folders_are_made),
		TEST(test_paths),
	};

	return cmocka_run_group_tests_name("file", tests, setup, teardown);
}
