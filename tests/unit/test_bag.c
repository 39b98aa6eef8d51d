/*
 * Bags: what is written for given files and labels, and what is understood of the tag
 * files of others.
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
#include "base/diag.h"
#include "edition/bag.h"
#include "edition/bag_read.h"

static int
new_arena(void **state)
{
	*state = arena_new();
	return 0;
}

static int
free_arena(void **state)
{
	arena_free(*state);
	return 0;
}

static void
assert_text(const char *wanted, const void *data, size_t len)
{
	char *got = test_malloc(len + 1);

	memcpy(got, data, len);
	got[len] = '\0';
	assert_string_equal(got, wanted);
	test_free(got);
}

static const struct bag_file *
file_of(const struct bag *bag, const char *path)
{
	for (size_t i = 0; i < bag->n_files; i++)
		if (strcmp(bag->files[i].path, path) == 0)
			return &bag->files[i];
	fail_msg("no %s in the bag", path);
	return NULL;
}

/* ---- writing --------------------------------------------------------------------- */

#define ABC256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define EMPTY256 \
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
test_bag_of_two(void **state)
{
	struct bag *bag = bag_new(*state);
	static const char *const order[] = {
		"data/a/leeg",
		"data/a-b.txt",
		"bag-info.txt",
		"bagit.txt",
		"manifest-sha256.txt",
		"manifest-sha512.txt",
		"tagmanifest-sha256.txt",
		"tagmanifest-sha512.txt"};
	const struct bag_file *file;

	bag_add(bag, "a/leeg", "", 0);
	bag_add(bag, "a-b.txt", "abc", 3);
	bag_say(bag, "Source-Organization", "Raad");
	bag_close(bag);
	assert_int_equal(bag->n_files, 8);
	/* '-' comes before '/' */
	assert_string_equal(bag->files[0].path, order[1]);
	assert_string_equal(bag->files[1].path, order[0]);
	for (size_t i = 2; i < 8; i++)
		assert_string_equal(bag->files[i].path, order[i]);
	file = file_of(bag, "manifest-sha256.txt");
	assert_text(ABC256 "  data/a-b.txt\n" EMPTY256 "  data/a/leeg\n",
		    file->data, file->len);
	file = file_of(bag, "bagit.txt");
	assert_text("BagIt-Version: 1.0\n"
		    "Tag-File-Character-Encoding: UTF-8\n",
		    file->data, file->len);
	file = file_of(bag, "bag-info.txt");
	assert_text("Source-Organization: Raad\nPayload-Oxum: 3.2\n", file->data,
		    file->len);
}

static void
test_order_of_adding_does_not_matter(void **state)
{
	struct bag *one = bag_new(*state), *other = bag_new(*state);

	bag_add(one, "x", "1", 1);
	bag_add(one, "y", "2", 1);
	bag_add(other, "y", "2", 1);
	bag_add(other, "x", "1", 1);
	bag_close(one);
	bag_close(other);
	assert_int_equal(one->n_files, other->n_files);
	for (size_t i = 0; i < one->n_files; i++) {
		assert_string_equal(one->files[i].path, other->files[i].path);
		assert_int_equal(one->files[i].len, other->files[i].len);
		assert_memory_equal(one->files[i].data, other->files[i].data,
				    one->files[i].len);
	}
}

static const struct {
	const char *value, *line;
} labels[] = {
	{"kort", "L: kort\n"},
	{"  twee \n woorden\t", "L: twee woorden\n"},
	{"", ""},
	{NULL, ""},
	/* 79 characters fit, the 80th does not */
	{"aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggggg "
	 "hhhhhh",
	 "L: aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff "
	 "ggggggggg hhhhhh\n"},
	{"aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggggg "
	 "hhhhhhh",
	 "L: aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff "
	 "ggggggggg\n  hhhhhhh\n"},
	/* characters count, not bytes */
	{"ëëëëëëëëë ëëëëëëëëë ëëëëëëëëë ëëëëëëëëë ëëëëëëëëë ëëëëëëëëë ëëëëëëëëë "
	 "ëëëëëë",
	 "L: ëëëëëëëëë ëëëëëëëëë ëëëëëëëëë ëëëëëëëëë ëëëëëëëëë ëëëëëëëëë "
	 "ëëëëëëëëë ëëëëëë\n"},
};

static void
test_labels(void **state)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		struct bag *bag = bag_new(*state);
		const struct bag_file *file;
		struct buf wanted = {0};

		bag_say(bag, "L", labels[i].value);
		bag_close(bag);
		file = file_of(bag, "bag-info.txt");
		buf_printf(&wanted, "%sPayload-Oxum: 0.0\n", labels[i].line);
		assert_int_equal(file->len, wanted.len);
		assert_memory_equal(file->data, wanted.data, wanted.len);
		buf_done(&wanted);
	}
}

/* ---- reading --------------------------------------------------------------------- */

/* A text with its length, so that NUL may be in it. */
#define TEXT(literal) literal, sizeof(literal) - 1

static struct bag_text
tag_of(const char *text, size_t len)
{
	return (struct bag_text){.file = "t", .text = text, .len = len};
}

static const struct {
	const char *text;
	size_t len;
	const char *value; /* of "Name" */
} infos[] = {
	{TEXT("Name: value\n"), "value"},
	{TEXT("Other: x\nName: value"), "value"},
	{TEXT("Name:value\r\n"), "value"},
	{TEXT("Name  :  two words  \n"), "two words"},
	{TEXT("Name: folded\n  over\n\tlines\nOther: x\n"), "folded over lines"},
	{TEXT("Name: first\nName: second\n"), "first"},
	{TEXT("Name:\n"), ""},
	{TEXT("Named: x\n"), NULL},
	{TEXT("x Name: x\n"), NULL},
	{TEXT("Name\n"), NULL},
	{TEXT(""), NULL},
};

static void
test_infos(void **state)
{
	for (size_t i = 0; i < sizeof(infos) / sizeof(*infos); i++) {
		struct bag_text tag = tag_of(infos[i].text, infos[i].len);
		const char *value = bag_read_info(*state, &tag, "Name");

		if (infos[i].value == NULL)
			assert_null(value);
		else
			assert_string_equal(value, infos[i].value);
	}
}

static const struct {
	const char *text;
	size_t len;
	bool good;
	enum bag_version version;
} declarations[] = {
	{TEXT("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), true,
	 BAG_VERSION_1_0},
	{TEXT("BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n"),
	 true, BAG_VERSION_0_97},
	{TEXT("BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"), false,
	 BAG_VERSION_1_0},
	{TEXT("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n"), false,
	 BAG_VERSION_1_0},
	{TEXT("BagIt-Version: 1.0\n"), false, BAG_VERSION_1_0},
	{TEXT("Tag-File-Character-Encoding: UTF-8\n"), false, BAG_VERSION_1_0},
	{TEXT(""), false, BAG_VERSION_1_0},
};

static void
test_declarations(void **state)
{
	for (size_t i = 0; i < sizeof(declarations) / sizeof(*declarations);
	     i++) {
		struct diag_sink *sink = diag_sink_new(*state);
		struct bag_text tag = tag_of(
			declarations[i].text, declarations[i].len);
		enum bag_version version;

		assert_int_equal(
			bag_read_declaration(*state, sink, &tag, &version),
			declarations[i].good);
		assert_int_equal(version, declarations[i].version);
		assert_int_equal(diag_count(sink, DIAG_ERROR),
				 declarations[i].good ? 0 : 1);
	}
}

static const struct {
	const char *what;
	const char *text;
	size_t len;
	size_t faults;
	const char *paths; /* listed, one a line */
} manifests[] = {
	{"two files", TEXT(ABC256 "  data/b\n" EMPTY256 "  data/a\n"), 0,
	 "data/a\ndata/b\n"},
	{"one blank, a tab, CR LF, no end",
	 TEXT(ABC256 " data/b\r\n" EMPTY256 "\tdata/a"), 0, "data/a\ndata/b\n"},
	{"empty lines", TEXT("\n" ABC256 "  data/b\n\n"), 0, "data/b\n"},
	{"a path with blanks", TEXT(ABC256 "  data/een  twee \n"), 0,
	 "data/een  twee \n"},
	{"encoded characters", TEXT(ABC256 "  data/50%25 %0d%0A%41%\n"), 0,
	 "data/50% \r\n%41%\n"},
	{"a path from here", TEXT(ABC256 "  ./data/b\n"), 0, "data/b\n"},
	{"twice the same", TEXT(ABC256 "  data/b\n" EMPTY256 "  data/b\n"), 1,
	 "data/b\n"},
	{"a short digest", TEXT("abc  data/b\n"), 1, ""},
	{"a letter that is none",
	 TEXT("g"
	      "a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	      "  data/b\n"),
	 1, ""},
	{"no path", TEXT(ABC256 "  \n" ABC256 "\n"), 2, ""},
	{"no white space", TEXT(ABC256 "data/b\n"), 1, ""},
	{"a NUL", TEXT(ABC256 "  data/b\0c\n"), 1, ""},
	{"a tag file among the payload", TEXT(ABC256 "  bagit.txt\n"), 1, ""},
	{"nothing", TEXT(""), 0, ""},
};

static void
test_manifests(void **state)
{
	for (size_t i = 0; i < sizeof(manifests) / sizeof(*manifests); i++) {
		struct diag_sink *sink = diag_sink_new(*state);
		struct bag_text tag = tag_of(manifests[i].text, manifests[i].len);
		struct bag_list list;
		struct buf paths = {0};

		print_message("           %s\n", manifests[i].what);
		assert_int_equal(bag_read_manifest(*state, sink, &tag, BAG_SHA256,
						   true, &list),
				 manifests[i].faults == 0);
		assert_int_equal(diag_count(sink, DIAG_ERROR),
				 manifests[i].faults);
		for (size_t k = 0; k < list.n; k++) {
			buf_printf(&paths, "%s\n", list.items[k].path);
			assert_ptr_equal(bag_list_find(&list, list.items[k].path),
					 &list.items[k]);
		}
		buf_byte(&paths, '\0');
		assert_string_equal((char *)paths.data, manifests[i].paths);
		assert_null(bag_list_find(&list, "data/nowhere"));
		buf_done(&paths);
	}
}

/* The manifest of the payload among the tag files, which stand behind it. */
static const struct bag_file *
manifest_of(const struct bag *bag, enum bag_algorithm algorithm)
{
	char path[40];

	snprintf(path, sizeof(path), "manifest-%s.txt",
		 bag_algorithm_name(algorithm));
	for (size_t i = bag->n_payload; i < bag->n_files; i++)
		if (strcmp(bag->files[i].path, path) == 0)
			return &bag->files[i];
	fail_msg("there is no %s", path);
	return NULL;
}

/* What is written is read as it was, whatever the path. */
static void
test_paths_survive(void **state)
{
	static const char *const paths[] = {
		"a b",  "ë/\xE2\x82\xAC", "50%", "%25", "%2525",
		"a\nb", "a\r\nb",         "%",   " a",  "\xFF"};
	struct bag *bag = bag_new(*state);
	struct diag_sink *sink = diag_sink_new(*state);
	const struct bag_file *file;
	struct bag_list list;
	struct bag_text tag;

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		bag_add(bag, paths[i], paths[i], strlen(paths[i]));
	bag_close(bag);
	for (int i = 0; i < BAG_ALGORITHM_COUNT; i++) {
		file = manifest_of(bag, (enum bag_algorithm)i);
		tag = tag_of(file->data, file->len);
		assert_true(bag_read_manifest(
			*state, sink, &tag, (enum bag_algorithm)i, true, &list));
		assert_int_equal(list.n, bag->n_payload);
		for (size_t k = 0; k < list.n; k++) {
			assert_string_equal(
				list.items[k].path, bag->files[k].path);
			assert_string_equal(list.items[k].digest,
					    bag_digest(&bag->files[k].hash,
						       (enum bag_algorithm)i));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_bag_of_two, new_arena, free_arena),
		cmocka_unit_test_setup_teardown(
			test_order_of_adding_does_not_matter, new_arena,
			free_arena),
		cmocka_unit_test_setup_teardown(
			test_labels, new_arena, free_arena),
		cmocka_unit_test_setup_teardown(
			test_infos, new_arena, free_arena),
		cmocka_unit_test_setup_teardown(
			test_declarations, new_arena, free_arena),
		cmocka_unit_test_setup_teardown(
			test_manifests, new_arena, free_arena),
		cmocka_unit_test_setup_teardown(
			test_paths_survive, new_arena, free_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
