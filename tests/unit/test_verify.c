/*
 * A bag on the disk, spoilt in one way after the other: what is said of it. And that no
 * bit of any of its files can be flipped unnoticed.
 */
#define _XOPEN_SOURCE 700

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
#include "base/diag.h"
#include "base/file.h"
#include "base/folder.h"
#include "edition/bag.h"
#include "edition/pdf_claims.h"
#include "edition/record.h"
#include "edition/verify.h"
#include "edition/versions.h"

#define VERSION_HERE "1.2.3"

#define PACKET(claims) \
	"%PDF-1.7\n<?xpacket begin=\"\"?>" claims "<?xpacket " \
	"end=\"w\"?>\n%%EOF\n"
#define SOUND \
	PACKET("<pdfaid:part>2</pdfaid:part>" \
	       "<pdfaid:conformance>A</pdfaid:conformance>" \
	       "<pdfuaid:part>1</pdfuaid:part>")

struct scratch {
	struct arena *arena;
	char top[64];
	const char *bag; /* top/bag */
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
	if (mkdtemp(s->top) == NULL)
		return -1;
	s->bag = file_join(s->arena, s->top, "bag");
	return 0;
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

/* ---- the bag --------------------------------------------------------------------- */

static void
add_record(struct arena *arena, struct bag *bag, const char *version)
{
	struct record_document documents[] = {{
		.file = source_made("a.pdf"),
		.title = source_made("A \"quoted\" title, with: signs"),
		.conformance = source_made("PDF/A-2a, PDF/UA-1"),
		.pages = 3,
	}};
	struct record_library libraries[] = {
		{.name = source_made("libx"), .version = source_made("1.10")}};
	const struct record record = {
		.program = source_made("zetsel"),
		.version = source_made(version),
		.identifier = source_made("A-1"),
		.date = source_made("1234567890"),
		.attach_source = true,
		.documents = {documents, 1},
		.libraries = {libraries, 1},
	};
	struct buf text = {0};

	record_write(&record, bag, &text);
	bag_add(bag, VERIFY_RECORD,
		arena_strndup(arena, (char *)text.data, text.len), text.len);
	buf_done(&text);
}

static void
write_bag(struct scratch *s, struct bag *bag, const char *name)
{
	struct folder_stage *stage = folder_stage_open(s->arena, s->top);

	assert_non_null(stage);
	bag_close(bag);
	for (size_t i = 0; i < bag->n_files; i++)
		assert_true(folder_stage_put(
			stage, bag->files[i].path, bag->files[i].data,
			bag->files[i].len));
	assert_true(folder_stage_place(stage, name));
	folder_stage_close(stage);
}

static struct bag *
our_bag(struct scratch *s, const char *pdf, const char *version)
{
	struct bag *bag = bag_new(s->arena);

	bag_add(bag, "documents/a.pdf", pdf, strlen(pdf));
	bag_add(bag, "text/a.txt", "A\n", 2);
	add_record(s->arena, bag, version);
	bag_say(bag, "External-Identifier", "A-1");
	return bag;
}

/* ---- what is said ---------------------------------------------------------------- */

/* Each finding on a line: its place in the bag, what it is, its code. */
static const char *
findings(struct scratch *s, struct verify_result *ret)
{
	struct diag_sink *sink = diag_sink_new(s->arena);
	const struct diag_style style = {0};
	struct buf said = {0};
	char *text = NULL, *line, *rest;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	const char *kept;

	assert_non_null(out);
	verify_bag(s->arena, sink, s->bag, VERSION_HERE, ret);
	diag_print(sink, &style, out);
	fclose(out);
	assert_int_equal(ret->whole, diag_count(sink, DIAG_ERROR) == 0);
	for (line = strtok_r(text, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest))
		if (strncmp(line, s->bag, strlen(s->bag)) == 0)
			buf_printf(&said, "%s\n", line + strlen(s->bag));
	free(text);
	kept = arena_strndup(
		s->arena, said.len > 0 ? (char *)said.data : "", said.len);
	buf_done(&said);
	return kept;
}

static void
put_file(struct scratch *s, const char *path, const char *text)
{
	const char *full = file_join(s->arena, s->bag, path);

	assert_true(file_make_folder(file_folder(s->arena, full)));
	assert_true(file_write(full, text, strlen(text)));
}

/* "-x" is taken away, "+x" added, "~x" altered, "@x" a link, "/x" a folder. */
static void
spoil(struct scratch *s, const char *how)
{
	const char *path = file_join(s->arena, s->bag, how + 1);

	switch (*how) {
	case '-':
		assert_true(folder_remove(path));
		break;
	case '+':
		put_file(s, how + 1, "new");
		break;
	case '~':
		put_file(s, how + 1, "other");
		break;
	case '@':
		folder_remove(path);
		assert_int_equal(symlink("/etc/passwd", path), 0);
		break;
	case '/':
		assert_int_equal(mkdir(path, 0777), 0);
		break;
	case '|':
		assert_int_equal(mkfifo(path, 0666), 0);
		break;
	default:
		fail_msg("cannot spoil like this: %s", how);
	}
}

static const struct {
	const char *how[3];
	const char *said;
} spoilings[] = {
	{{NULL}, ""},
	{{"-data/text/a.txt"},
	 "/data/text: warning: the folder is empty [bag-empty]\n"
	 "/data/text/a.txt: error: is not there, but is listed in "
	 "manifest-sha256.txt [bag-missing]\n"},
	{{"~data/text/a.txt"},
	 "/data/text/a.txt: error: its SHA-256 and SHA-512 are not those listed "
	 "[bag-altered]\n"},
	{{"+data/text/b.txt"},
	 "/data/text/b.txt: error: is in no manifest [bag-extra]\n"},
	{{"+note.txt"}, "/note.txt: error: is in no manifest [bag-extra]\n"},
	{{"/data/leeg"},
	 "/data/leeg: warning: the folder is empty [bag-empty]\n"},
	{{"@data/text/a.txt"},
	 "/data/text/a.txt: error: a symbolic link [bag-kind]\n"
	 "/data/text/a.txt: error: is not there, but is listed in "
	 "manifest-sha256.txt [bag-missing]\n"},
	{{"|data/pipe"},
	 "/data/pipe: error: neither a file nor a folder [bag-kind]\n"},
	{{"-bagit.txt"},
	 "/bagit.txt: error: is missing [bag-tag]\n"
	 "/bagit.txt: error: is not there, but is listed in "
	 "tagmanifest-sha256.txt [bag-missing]\n"},
	{{"-bag-info.txt"},
	 "/bag-info.txt: error: is not there, but is listed in "
	 "tagmanifest-sha256.txt [bag-missing]\n"},
	{{"-manifest-sha512.txt"},
	 "/manifest-sha512.txt: error: is not there, but is listed in "
	 "tagmanifest-sha256.txt [bag-missing]\n"
	 "/manifest-sha512.txt: error: is missing [bag-tag]\n"},
	{{"-tagmanifest-sha512.txt"},
	 "/tagmanifest-sha512.txt: error: is missing [bag-tag]\n"},
	{{"-manifest-sha256.txt", "-manifest-sha512.txt"},
	 ": error: there is no manifest in SHA-256 or SHA-512 [bag-tag]\n"},
	{{"-manifest-sha256.txt", "-manifest-sha512.txt", "-bagit.txt"},
	 ": error: there is no bagit.txt in it [bag-version]\n"},
	{{"~bagit.txt"},
	 "/bagit.txt: error: 'BagIt-Version' is not in it [bag-version]\n"},
};

static void
test_spoilings(void **state)
{
	struct scratch *s = *state;
	struct verify_result result;

	for (size_t i = 0; i < sizeof(spoilings) / sizeof(*spoilings); i++) {
		write_bag(s, our_bag(s, SOUND, VERSION_HERE), "bag");
		for (size_t k = 0; k < 3 && spoilings[i].how[k] != NULL; k++)
			spoil(s, spoilings[i].how[k]);
		assert_string_equal(findings(s, &result), spoilings[i].said);
		assert_true(folder_remove(s->bag));
	}
}

static void
test_whole(void **state)
{
	struct scratch *s = *state;
	struct verify_result result;

	write_bag(s, our_bag(s, SOUND, VERSION_HERE), "bag");
	assert_string_equal(findings(s, &result), "");
	assert_true(result.whole);
	assert_true(result.ours);
	assert_false(result.unreadable);
	assert_false(result.unknown_version);
	assert_null(result.later);
	assert_int_equal(result.files, 3);
	assert_non_null(result.record);
	assert_string_equal(result.record->date.s, "1234567890");
	assert_true(result.record->attach_source);
	assert_int_equal(result.record->libraries.count, 1);
	assert_int_equal(result.record->files.count, 2);
	assert_true(verify_is_bag(s->arena, s->bag));
	assert_false(verify_is_bag(s->arena, s->top));
}

static const struct {
	const char *pdf, *said;
} claims[] = {
	{"%PDF-1.7\n", "nothing"},
	{PACKET("<x/>"), "nothing"},
	{PACKET("pdfaid:part='2' pdfaid:conformance=\"B\""), "PDF/A-2b"},
	{PACKET("<pdfaid:part>4</pdfaid:part><pdfuaid:part>2</pdfuaid:part>"),
	 "PDF/A-4, PDF/UA-2"},
	{PACKET("<pdfuaid:part>1</pdfuaid:part>"), "PDF/UA-1"},
	{PACKET("<x/>") SOUND, NULL},
	{SOUND PACKET("<x/>"), NULL},
};

/* Documents that claim something else than the record says. */
static void
test_claims(void **state)
{
	struct scratch *s = *state;

	for (size_t i = 0; i < sizeof(claims) / sizeof(*claims); i++) {
		struct verify_result result;
		struct buf wanted = {0};

		if (claims[i].said != NULL)
			buf_printf(&wanted,
				   "/data/documents/a.pdf: error: claims %s, not "
				   "PDF/A-2a, PDF/UA-1 [bag-claim]\n",
				   claims[i].said);
		buf_byte(&wanted, '\0');
		write_bag(s, our_bag(s, claims[i].pdf, VERSION_HERE), "bag");
		assert_string_equal(findings(s, &result), (char *)wanted.data);
		buf_done(&wanted);
		assert_true(folder_remove(s->bag));
	}
}

/* The packet is found however the file is cut into pieces. */
static void
test_claims_in_pieces(void **state)
{
	struct scratch *s = *state;
	static const char sound[] = SOUND;
	const size_t len = sizeof(sound) - 1;

	for (size_t piece = 1; piece <= len; piece++) {
		struct pdf_claims c = {0};

		for (size_t i = 0; i < len; i += piece)
			pdf_claims_put(&c, sound + i,
				       i + piece < len ? piece : len - i);
		assert_string_equal(
			pdf_claims_said(&c, s->arena), "PDF/A-2a, PDF/UA-1");
		pdf_claims_done(&c);
	}
}

static void
test_later(void **state)
{
	static const struct {
		const char *version, *said;
	} later[] = {
		{"1.99.0", ""},
		{"0.1", ""},
		{"2.0", ": warning: made by version 2.0; this is version 1.2.3 "
			"[bag-later]\n"},
		{"10.0", ": warning: made by version 10.0; this is version 1.2.3 "
			 "[bag-later]\n"},
	};
	struct scratch *s = *state;

	for (size_t i = 0; i < sizeof(later) / sizeof(*later); i++) {
		struct verify_result result;

		write_bag(s, our_bag(s, SOUND, later[i].version), "bag");
		assert_string_equal(findings(s, &result), later[i].said);
		assert_true(result.whole);
		assert_int_equal(result.later != NULL, *later[i].said != '\0');
		assert_int_equal(result.record == NULL, *later[i].said != '\0');
		assert_true(folder_remove(s->bag));
	}
}

/* A bag of somebody else: tag files need not be listed, nor written as we do. */
static void
test_foreign(void **state)
{
	struct scratch *s = *state;
	struct verify_result result;

	put_file(s, "bagit.txt",
		 "BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n");
	put_file(s, "data/a", "abc");
	put_file(s, "about.txt", "unlisted");
	put_file(s, "manifest-sha256.txt",
		 "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015A"
		 "D "
		 "data/a");
	put_file(s, "manifest-md5.txt",
		 "900150983cd24fb0d6963f7d28e17f72 data/a");
	assert_string_equal(findings(s, &result), "");
	assert_false(result.ours);
	assert_true(result.whole);
	put_file(s, "data/b", "abc");
	assert_string_equal(findings(s, &result),
			    "/data/b: error: is in no manifest [bag-extra]\n");
	spoil(s, "-data/b");
	put_file(s, "bag-info.txt", "Payload-Oxum: 3.1\n");
	assert_string_equal(findings(s, &result), "");
	put_file(s, "bag-info.txt", "Payload-Oxum: 3.2\n");
	assert_string_equal(findings(s, &result),
			    "/bag-info.txt: error: counts 3.2 bytes and files; "
			    "there are 3.1 [bag-tag]\n");
}

static void
test_nothing_there(void **state)
{
	struct scratch *s = *state;
	struct verify_result result;

	assert_string_equal(findings(s, &result),
			    ": error: No such file or directory "
			    "[bag-unreadable]\n");
	assert_true(result.unreadable);
	assert_int_equal(mkdir(s->bag, 0777), 0);
	assert_string_equal(
		findings(s, &result),
		": warning: the folder is empty [bag-empty]\n"
		": error: there is no bagit.txt in it [bag-version]\n");
	assert_true(result.unknown_version);
}

/* ---- every bit ------------------------------------------------------------------- */

static size_t
flip_all(struct scratch *s, const struct bag_file *file)
{
	const char *path = file_join(s->arena, s->bag, file->path);
	unsigned char *data = test_malloc(file->len);
	bool letters = strncmp(file->path, "tagmanifest", 11) == 0;
	size_t flips = 0;
	FILE *f = fopen(path, "r+b");

	assert_non_null(f);
	setvbuf(f, NULL, _IONBF, 0);
	memcpy(data, file->data, file->len);
	for (size_t i = 0; i < file->len; i++)
		for (int bit = 0; bit < 8; bit++) {
			struct arena *arena = arena_new();
			struct diag_sink *sink = diag_sink_new(arena);
			struct verify_result result;
			unsigned char flipped =
				(unsigned char)(data[i] ^ (1 << bit));

			/* one in each byte, and those that change a letter's case */
			if (bit != (int)(i % 8) && !(letters && bit == 5)) {
				arena_free(arena);
				continue;
			}
			fseek(f, (long)i, SEEK_SET);
			fwrite(&flipped, 1, 1, f);
			verify_bag(arena, sink, s->bag, VERSION_HERE, &result);
			if (result.whole)
				fail_msg("%s: bit %d of byte %zu", file->path,
					 bit, i);
			fseek(f, (long)i, SEEK_SET);
			fwrite(&data[i], 1, 1, f);
			flips++;
			arena_free(arena);
		}
	fclose(f);
	test_free(data);
	return flips;
}

static void
test_no_bit_flips_unnoticed(void **state)
{
	struct scratch *s = *state;
	struct bag *bag = our_bag(s, SOUND, VERSION_HERE);
	struct verify_result result;
	size_t flips = 0;

	write_bag(s, bag, "bag");
	for (size_t i = 0; i < bag->n_files; i++)
		flips += flip_all(s, &bag->files[i]);
	print_message("           %zu bits of %zu files\n", flips, bag->n_files);
	assert_string_equal(findings(s, &result), "");
}

/* ---- versions -------------------------------------------------------------------- */

static void
assert_version(struct scratch *s, const struct bag *bag,
	       enum versions_state state, const char *name)
{
	struct versions versions;

	assert_int_equal(versions_find(s->arena, diag_sink_new(s->arena), s->top,
				       "A-1", bag, VERSION_HERE, &versions),
			 state);
	assert_string_equal(versions.name, name);
}

static void
test_versions(void **state)
{
	struct scratch *s = *state;
	struct bag *one = our_bag(s, SOUND, VERSION_HERE);
	struct bag *two = our_bag(s, SOUND SOUND, VERSION_HERE);

	assert_version(s, one, VERSIONS_NEW, "A-1");
	write_bag(s, one, "A-1");
	/* another library is no other edition */
	assert_version(s, our_bag(s, SOUND, "0.9"), VERSIONS_THERE, "A-1");
	assert_version(s, two, VERSIONS_NEW, "A-1.v2");
	write_bag(s, two, "A-1.v2");
	assert_version(s, our_bag(s, SOUND SOUND, VERSION_HERE), VERSIONS_THERE,
		       "A-1.v2");
	/* back to what it was: the last one counts */
	assert_version(s, our_bag(s, SOUND, VERSION_HERE), VERSIONS_NEW,
		       "A-1.v3");
	/* names that look alike are others */
	write_bag(s, our_bag(s, SOUND, VERSION_HERE), "A-1.v02");
	write_bag(s, our_bag(s, SOUND, VERSION_HERE), "A-1.v10x");
	write_bag(s, our_bag(s, SOUND, VERSION_HERE), "A-12.v7");
	assert_version(s, our_bag(s, SOUND SOUND, VERSION_HERE), VERSIONS_THERE,
		       "A-1.v2");
	/* ten comes after nine */
	write_bag(s, our_bag(s, SOUND, VERSION_HERE), "A-1.v9");
	write_bag(s, our_bag(s, SOUND SOUND, VERSION_HERE), "A-1.v10");
	assert_version(s, our_bag(s, SOUND SOUND, VERSION_HERE), VERSIONS_THERE,
		       "A-1.v10");
	s->bag = file_join(s->arena, s->top, "A-1.v10");
	spoil(s, "~data/text/a.txt");
	assert_version(s, our_bag(s, SOUND SOUND, VERSION_HERE), VERSIONS_NEW,
		       "A-1.v11");
	write_bag(s, our_bag(s, SOUND, "9.0"), "A-1.v11");
	assert_version(s, our_bag(s, SOUND, VERSION_HERE), VERSIONS_BLOCKED,
		       "A-1.v11");
}

static void
test_identifiers(void **state)
{
	(void)state;
	assert_true(versions_can_be("RAAD-WP-2031"));
	assert_true(versions_can_be("RAAD.v"));
	assert_true(versions_can_be("RAAD.v2b"));
	assert_true(versions_can_be("RAAD.v02"));
	assert_true(versions_can_be("v2"));
	assert_false(versions_can_be("RAAD.v2"));
	assert_false(versions_can_be("RAAD.v1234"));
}

#define IN_SCRATCH(test) \
	cmocka_unit_test_setup_teardown(test, scratch_new, scratch_free)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(test_whole),
		IN_SCRATCH(test_spoilings),
		IN_SCRATCH(test_claims),
		IN_SCRATCH(test_claims_in_pieces),
		IN_SCRATCH(test_later),
		IN_SCRATCH(test_foreign),
		IN_SCRATCH(test_nothing_there),
		IN_SCRATCH(test_no_bit_flips_unnoticed),
		IN_SCRATCH(test_versions),
		cmocka_unit_test(test_identifiers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
