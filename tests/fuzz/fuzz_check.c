/*
 * A language file and an edition, with a line "%%" between them: whatever they say,
 * every finding points into the file and quotes what it points at, in both languages
 * the same findings come out, and JSON and SARIF can be written of them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "check/check.h"
#include "model/edition.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool promise)
{
	if (!promise)
		abort();
}

static void
check_finding(const struct check_finding *f)
{
	require(f->kind != NULL && f->message != NULL && f->hint != NULL &&
		f->place != NULL);
	require(f->family < CHECK_FAMILY_COUNT);
	if (f->sentence != NULL)
		require(f->from <= f->to && f->to <= strlen(f->sentence));
	if (f->end.line != 0)
		require(f->end.line >= f->pos.line);
}

static void
print(struct arena *arena, const struct check_result *result)
{
	const struct check_print how = {.accepted = true};
	struct diag_sink *sink = diag_sink_new(arena);
	struct buf out = {0};
	struct check_sarif sarif = {.out = &out};

	check_json(result, &how, &out);
	check_sarif_begin(&sarif, "fuzz");
	check_sarif_add(&sarif, result, &how);
	check_sarif_end(&sarif);
	check_report(arena, sink, result, &how);
	buf_done(&out);
}

static void
judge(struct arena *arena, const struct edition *edition, const char *language,
      size_t len)
{
	struct check_result results[CHECK_LANG_COUNT];

	for (int i = 0; i < CHECK_LANG_COUNT; i++) {
		struct check_job job = {
			.edition = edition,
			.lang = (enum check_lang)i,
			.language_file = "language",
			.language = language,
			.language_len = len,
		};

		check_edition(arena, diag_sink_new(arena), &job, &results[i]);
		for (size_t k = 0; k < results[i].count; k++)
			check_finding(&results[i].findings[k]);
	}
	require(results[CHECK_NL].count == results[CHECK_EN].count);
	for (size_t i = 0; i < results[CHECK_NL].count; i++)
		require(strcmp(results[CHECK_NL].findings[i].kind->slug,
			       results[CHECK_EN].findings[i].kind->slug) == 0);
	print(arena, &results[CHECK_NL]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *text = arena_strndup(arena, (const char *)data, size);
	char *cut = strstr(text, "\n%%\n");
	struct edition *edition;

	if (cut != NULL) {
		cut[1] = '\0';
		cut += 4;
		edition = edition_load(arena, diag_sink_new(arena), "fuzz", NULL,
				       cut, strlen(cut));
		if (edition != NULL)
			judge(arena, edition, text, strlen(text));
	}
	arena_free(arena);
	return 0;
}
