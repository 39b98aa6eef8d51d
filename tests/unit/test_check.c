/*
 * The rules of `zetsel check`, by the tables of tests/check: a file a family. A case is
 *
 *     [code ...]          what is to be found, "-" nothing; "en" for an English edition
 *     slot: value         what it changes in tests/check/edition.yaml
 *      more of it         a line that begins with a space goes on, in a new line
 *
 * and finds exactly the codes it names, no more and no fewer, of whatever family.
 * Every rule must have a case that shows it and one that nearly does, which is written
 * with "-" in the same file.
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
#include "base/buf.h"
#include "base/file.h"
#include "check/check.h"
#include "model/edition.h"

#define MAX_SLOTS 8

struct slot {
	const char *name, *value;
};

struct fixture {
	struct arena *arena;
	char *template;
	const char *language[2]; /* the files, by language */
	size_t language_len[2];
	bool shown[CHECK_CODE_COUNT];
	size_t cases, wrong;
};

struct test_case {
	const char *file;
	int line;
	char *codes; /* as written */
	struct slot slots[MAX_SLOTS];
	size_t n_slots;
};

static int
setup(void **state)
{
	static const char *const names[] = {
		"data/language/nl.txt", "data/language/en.txt"};
	struct fixture *f = calloc(1, sizeof(*f));
	size_t len;

	if (f == NULL)
		return -1;
	f->arena = arena_new();
	if (!file_read(f->arena, "tests/check/edition.yaml", 0, &f->template,
		       &len))
		return -1;
	for (int i = 0; i < 2; i++) {
		char *text;

		if (!file_read(f->arena, names[i], 0, &text, &f->language_len[i]))
			return -1;
		f->language[i] = text;
	}
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	free(f);
	return 0;
}

/* ---- an edition out of the template ------------------------------------------ */

static const char *
slot_value(const struct test_case *t, const char *name, size_t len)
{
	for (size_t i = 0; i < t->n_slots; i++)
		if (strlen(t->slots[i].name) == len &&
		    memcmp(t->slots[i].name, name, len) == 0)
			return t->slots[i].value;
	return NULL;
}

/* Lines after the first are indented as the slot is. */
static void
put_value(struct buf *out, const char *s, size_t len, size_t indent)
{
	for (size_t i = 0; i < len; i++) {
		buf_byte(out, (unsigned char)s[i]);
		if (s[i] == '\n')
			for (size_t k = 0; k < indent; k++)
				buf_byte(out, ' ');
	}
}

static char *
fill(struct arena *arena, const char *template, const struct test_case *t)
{
	struct buf out = {0};
	const char *line = template;
	char *text;

	for (const char *p = template; *p != '\0'; p++) {
		const char *bar, *end, *value;

		if (*p == '\n')
			line = p + 1;
		if (*p != '@' ||
		    (p > template && strchr(" \"\n", p[-1]) == NULL)) {
			buf_byte(&out, (unsigned char)*p);
			continue;
		}
		bar = strchr(p, '|');
		end = bar != NULL ? strchr(bar, '@') : NULL;
		assert_non_null(end);
		value = slot_value(t, p + 1, (size_t)(bar - p - 1));
		if (value == NULL)
			put_value(&out, bar + 1, (size_t)(end - bar - 1), 0);
		else
			put_value(&out, value, strlen(value), strspn(line, " "));
		p = end;
	}
	text = arena_strndup(arena, (const char *)out.data, out.len);
	buf_done(&out);
	return text;
}

/* ---- one case ---------------------------------------------------------------- */

static void
complain(struct fixture *f, const struct test_case *t, const char *what,
	 const char *about)
{
	f->wrong++;
	printf("# %s:%d: %s %s\n", t->file, t->line, what, about);
}

static void
print_sink(const struct diag_sink *sink)
{
	for (const struct diag_message *m = diag_first(sink); m != NULL;
	     m = m->next)
		printf("#   line %d: %s\n", m->pos.line, m->text);
}

/* Is the code among those of the case? It is struck out if it is. */
static bool
strike(char *codes, const char *slug)
{
	size_t len = strlen(slug);

	for (char *p = codes; (p = strstr(p, slug)) != NULL; p += len)
		if ((p == codes || p[-1] == ' ') &&
		    (p[len] == ' ' || p[len] == '\0')) {
			memset(p, ' ', len);
			return true;
		}
	return false;
}

static void
compare(struct fixture *f, const struct test_case *t,
	const struct check_result *result)
{
	char *left = arena_strndup(f->arena, t->codes, strlen(t->codes));

	for (size_t i = 0; i < result->count; i++) {
		const struct check_finding *found = &result->findings[i];

		if (found->accepted != NULL)
			continue;
		if (!strike(left, found->kind->slug))
			complain(f, t, found->kind->slug, found->message);
		for (int k = 0; k < CHECK_CODE_COUNT; k++)
			if (check_kind((enum check_code)k, CHECK_EN)->slug ==
			    found->kind->slug)
				f->shown[k] = true;
	}
	strike(left, "-");
	strike(left, "en");
	if (strspn(left, " ") < strlen(left))
		complain(f, t, "not found:", left + strspn(left, " "));
}

static bool
is_english(const struct test_case *t)
{
	return strncmp(t->codes, "en ", 3) == 0;
}

static void
run(struct fixture *f, struct test_case *t)
{
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	const char *ink = slot_value(t, "ink", 3);
	struct check_ink grey = {.name = "body", .ground = 0xFFFFFF};
	struct check_result result;
	char *text;
	int lang = is_english(t);
	struct check_job job = {
		.lang = CHECK_EN,
		.language_file = "language",
		.language = f->language[lang],
		.language_len = f->language_len[lang],
		.inks = &grey,
		.n_inks = ink != NULL,
	};

	if (lang) { /* offices have their Dutch names there too */
		assert_true(t->n_slots + 2 <= MAX_SLOTS);
		t->slots[t->n_slots++] = (struct slot){"language", "en"};
		t->slots[t->n_slots++] = (struct slot){
			"requester", "WW and Minister voor Wind"};
	}
	if (ink != NULL)
		grey.colour = (uint32_t)strtoul(ink, NULL, 16);
	if (slot_value(t, "large", 5) != NULL)
		grey.large = true;
	text = fill(arena, f->template, t);
	job.edition = edition_load(
		arena, sink, "case", "tests/check", text, strlen(text));
	f->cases++;
	if (job.edition == NULL) {
		complain(f, t, "the edition does not load", "");
		print_sink(sink);
	} else {
		check_edition(arena, sink, &job, &result);
		compare(f, t, &result);
	}
	arena_free(arena);
}

/* ---- the tables -------------------------------------------------------------- */

/* The next line, cut off where it ends; NULL at the end. */
static char *
next_line(char **at, int *line)
{
	char *s = *at;

	if (s == NULL || *s == '\0')
		return NULL;
	*at = strchr(s, '\n');
	if (*at != NULL)
		*(*at)++ = '\0';
	(*line)++;
	return s;
}

/* "slot: value", or " more" of the last one. */
static void
read_slot(struct fixture *f, struct test_case *t, char *s)
{
	char *colon = strchr(s, ':');
	struct slot *last = t->n_slots > 0 ? &t->slots[t->n_slots - 1] : NULL;

	if (*s == ' ') {
		size_t a, b = strlen(s);
		char *joined;

		assert_non_null(last);
		a = strlen(last->value);
		joined = arena_alloc(f->arena, a + b + 1);
		memcpy(joined, last->value, a);
		joined[a] = '\n';
		memcpy(joined + a + 1, s + 1, b);
		last->value = joined;
		return;
	}
	assert_non_null(colon);
	assert_true(t->n_slots < MAX_SLOTS);
	*colon = '\0';
	t->slots[t->n_slots++] = (struct slot){
		s, colon + 1 + strspn(colon + 1, " ")};
}

static void
run_table(struct fixture *f, const char *family)
{
	char path[64], *text, *s;
	size_t len;
	struct test_case t = {0};
	int line = 0;

	snprintf(path, sizeof(path), "tests/check/%s.txt", family);
	assert_true(file_read(f->arena, path, 0, &text, &len));
	while ((s = next_line(&text, &line)) != NULL) {
		if (*s == '#' || *s == '\0')
			continue;
		if (*s != '[') {
			read_slot(f, &t, s);
			continue;
		}
		if (t.codes != NULL)
			run(f, &t);
		s[strcspn(s, "]")] = '\0';
		t = (struct test_case){path, line, s + 1, {{0}}, 0};
	}
	if (t.codes != NULL)
		run(f, &t);
}

static void
test_tables(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < CHECK_FAMILY_COUNT; i++)
		run_table(f, check_family_slug((enum check_family)i));
	for (int i = 0; i < CHECK_CODE_COUNT; i++)
		if (!f->shown[i] && i != CHECK_SPELLING) {
			printf("# no case shows %s\n",
			       check_kind((enum check_code)i, CHECK_EN)->slug);
			f->wrong++;
		}
	assert_true(f->cases > 150);
	assert_int_equal(f->wrong, 0);
}

/* ---- what tables cannot say --------------------------------------------------- */

static void
load(struct fixture *f, const char *body, struct check_job *job)
{
	struct test_case t = {.slots = {{"body", body}}, .n_slots = 1};
	struct diag_sink *sink = diag_sink_new(f->arena);
	char *text = fill(f->arena, f->template, &t);

	*job = (struct check_job){
		.lang = CHECK_EN,
		.language_file = "language",
		.language = f->language[0],
		.language_len = f->language_len[0],
		.edition = edition_load(f->arena, sink, "case", "tests/check",
					text, strlen(text)),
	};
	assert_non_null(job->edition);
}

/* Line and column of the word itself, behind markup and in a later line. */
static void
test_places(void **state)
{
	struct fixture *f = *state;
	struct diag_sink *sink = diag_sink_new(f->arena);
	struct check_job job;
	struct check_result result;
	const struct check_finding *found;
	int first;

	load(f, "Het is *geïnspireerd* op\nhet **oude** VN Handvest, dat blijft.",
	     &job);
	check_edition(f->arena, sink, &job, &result);
	assert_int_equal(result.count, 1);
	found = &result.findings[0];
	first = edition_part(job.edition, "voorwoord")->body.pos.line;
	assert_int_equal(found->pos.line, first + 1);
	assert_int_equal(found->pos.col, 9 + 13);
	assert_int_equal(found->end.line, first + 1);
	assert_int_equal(found->end.col, 9 + 13 + 11);
	assert_string_equal(found->place, "voorwoord/body");
	assert_string_equal(found->sentence,
			    "Het is geïnspireerd op het oude VN Handvest, dat "
			    "blijft.");
	assert_memory_equal(found->sentence + found->from, "VN Handvest",
			    found->to - found->from);
	assert_int_equal(found->to - found->from, 11);
}

/* Both languages fill the same places. */
static void
test_both_languages(void **state)
{
	struct fixture *f = *state;
	struct diag_sink *sink = diag_sink_new(f->arena);
	struct check_job job;
	struct check_result result;

	load(f, "Dit is het VN Handvest.", &job);
	check_edition(f->arena, sink, &job, &result);
	assert_string_equal(result.findings[0].message,
			    "'VN Handvest' cannot stand side by side");
	assert_string_equal(result.findings[0].hint, "Write 'VN-Handvest'.");
	job.lang = CHECK_NL;
	check_edition(f->arena, sink, &job, &result);
	assert_string_equal(result.findings[0].message,
			    "‘VN Handvest’ kan niet los naast elkaar staan");
	assert_string_equal(result.findings[0].hint, "Schrijf ‘VN-Handvest’.");
}

/* A language file that is not well formed says where. */
static void
test_language_file(void **state)
{
	static const struct {
		const char *text;
		int line;
	} files[] = {
		{"list a: b\nrule word-twice: de de => de\n", 0},
		{"# note\nlists a: b\n", 2},
		{"list a\n", 1},
		{"rule no-such-code: a => b\n", 1},
		{"rule word-wrong: a b\n", 1},
		{"rule word-wrong: <no-such-list> => b\n", 1},
		{"rule word-wrong a => b\n", 1},
		{"rule word-wrong odd: a => b\n", 1},
		{"rule word-wrong: => b\n", 1},
		{"rule word-wrong: ... a => b\n", 1},
		{"rule word-wrong: (a||b) => b\n", 1},
		{"rule word-wrong: a b c d e f g h i j k => b\n", 1},
		{"list a: b,\n c\nsame a\n", 3},
		{"same a = = b\n", 1},
		{"same a b c d e f = b\n", 1},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct diag_sink *sink = diag_sink_new(f->arena);
		struct check_job job;
		struct check_result result;
		const struct diag_message *m;

		load(f, "Niets.", &job);
		job.language = files[i].text;
		job.language_len = strlen(files[i].text);
		check_edition(f->arena, sink, &job, &result);
		m = diag_first(sink);
		if (files[i].line == 0) {
			assert_null(m);
			continue;
		}
		assert_non_null(m);
		assert_string_equal(m->kind->slug, "language-file");
		assert_int_equal(m->pos.line, files[i].line);
	}
}

/* Words hunspell does not know, once each; names and parts of the edition are known. */
static void
test_spelling(void **state)
{
	struct fixture *f = *state;
	struct diag_sink *sink = diag_sink_new(f->arena);
	struct check_job job;
	struct check_result result;
	size_t known = 0, odd = 0;

	load(f,
	     "Een prograama wel, dat prograama is het. Bij Brieswind en "
	     "[speling](lang:en) niet.",
	     &job);
	job.affixes = "tests/check/spelling/nl.aff";
	job.dictionary = "tests/check/spelling/nl.dic";
	check_edition(f->arena, sink, &job, &result);
	for (size_t i = 0; i < result.count; i++) {
		if (strcmp(result.findings[i].kind->slug, "spelling") != 0)
			continue;
		if (strstr(result.findings[i].message, "prograama") != NULL)
			known++;
		else
			odd++;
	}
	if (known + odd == 0) /* hunspell is not there */
		skip();
	assert_int_equal(known, 1);
	assert_int_equal(odd, 0);
}

/* The families have a name in both languages, the codes a family and a full row. */
static void
test_rows(void **state)
{
	(void)state;
	for (int i = 0; i < CHECK_CODE_COUNT; i++) {
		const struct diag_kind *en = check_kind(
			(enum check_code)i, CHECK_EN);
		const struct diag_kind *nl = check_kind(
			(enum check_code)i, CHECK_NL);

		assert_string_equal(en->slug, nl->slug);
		assert_int_equal(en->severity, nl->severity);
		assert_true(strlen(en->mend) > 5 && strlen(nl->mend) > 5);
		assert_true(en->meaning[strlen(en->meaning) - 1] == '.');
		assert_string_not_equal(en->mend, nl->mend);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(
				en->slug,
				check_kind((enum check_code)k, CHECK_EN)->slug);
	}
	for (int i = 0; i < CHECK_FAMILY_COUNT; i++)
		assert_string_not_equal(
			check_family_name((enum check_family)i, CHECK_NL), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_tables),         TEST(test_places),
		TEST(test_both_languages), TEST(test_language_file),
		TEST(test_spelling),       TEST(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
