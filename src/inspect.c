#include "inspect.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "model/edition.h"
#include "style/style.h"

#define MAX_LANGUAGE ((size_t)4 << 20)
#define LARGE_PT 18 /* WCAG 2.1: large text is 18 pt, or 14 pt and bold */

/* ---- colours of the layout ---------------------------------------------------- */

/* What a role stands on: the page is white, but for covers. */
static uint32_t
ground_of(const struct style *style, enum role_id role)
{
	switch (role) {
	case ROLE_COVER_LINE:
	case ROLE_COVER_ABBREVIATION:
	case ROLE_COVER_TITLE:
		return style->cover != NULL ? style->cover->background : 0xFFFFFF;
	case ROLE_BACK:
		return style->back != NULL ? style->back->background : 0xFFFFFF;
	default:
		return 0xFFFFFF;
	}
}

static void
inks_of(struct arena *arena, const struct style *style, struct check_job *job)
{
	struct check_ink *inks = arena_new_array(
		arena, struct check_ink, ROLE_COUNT);

	for (int i = 1; i < ROLE_COUNT; i++) {
		const struct style_role *role = style->roles[i];

		if (role == NULL)
			continue;
		inks[job->n_inks++] = (struct check_ink){
			.name = role->name.s,
			.colour = role->colour,
			.ground = ground_of(style, (enum role_id)i),
			.large = role->size >= LARGE_PT * MPT_PER_PT,
			.pos = role->colour_name.pos,
		};
	}
	job->inks = inks;
}

/* ---- files -------------------------------------------------------------------- */

static bool
read_language(struct arena *arena, struct diag_sink *sink,
	      const struct inspect_options *how, int language,
	      struct check_job *job)
{
	const char *path = file_join(
		arena, how->language,
		language == EDITION_EN ? "en.txt" : "nl.txt");
	char *text;

	if (!file_read(arena, path, MAX_LANGUAGE, &text, &job->language_len))
		return diag_report(
			sink, DIAG_LANGUAGE_UNREADABLE,
			(struct diag_pos){.file = path}, "%s", strerror(errno));
	job->language_file = path;
	job->language = text;
	diag_source(sink, path, text, job->language_len);
	return true;
}

static void
find_dictionary(struct arena *arena, const struct inspect_options *how,
		int language, struct check_job *job)
{
	static const char *const names[2][3] = {
		[EDITION_NL] = {"nl_NL", "nl", NULL},
		[EDITION_EN] = {"en_GB", "en_US", NULL},
	};

	if (how->dictionaries == NULL)
		return;
	for (const char *const *name = names[language]; *name != NULL; name++) {
		const char *base = file_join(arena, how->dictionaries, *name);
		size_t len = strlen(base);
		char *aff = arena_alloc(arena, len + 5);
		char *dic = arena_alloc(arena, len + 5);

		memcpy(aff, base, len);
		memcpy(aff + len, ".aff", 5);
		memcpy(dic, base, len);
		memcpy(dic + len, ".dic", 5);
		if (access(aff, R_OK) != 0 || access(dic, R_OK) != 0)
			continue;
		job->affixes = aff;
		job->dictionary = dic;
		return;
	}
}

/* ---- the whole ---------------------------------------------------------------- */

static enum pipeline_end
judge(struct arena *arena, struct diag_sink *sink, const struct style *style,
      const struct diag_sink *reported, const struct inspect_options *how,
      struct inspection *ret)
{
	int language = ret->edition->facts->language;
	size_t before = diag_count(sink, DIAG_ERROR);
	struct check_job job = {
		.edition = ret->edition,
		.lang = ret->lang,
		.reported = reported,
	};

	if (!read_language(arena, sink, how, language, &job))
		return PIPELINE_FAILED;
	find_dictionary(arena, how, language, &job);
	if (style != NULL)
		inks_of(arena, style, &job);
	check_edition(arena, sink, &job, &ret->result);
	return diag_count(sink, DIAG_ERROR) > before
		       ? PIPELINE_FAILED
		       : PIPELINE_MADE;
}

enum pipeline_end
inspect(struct arena *arena, struct diag_sink *sink,
	const struct pipeline_source *source,
	const struct pipeline_options *options, const struct inspect_options *how,
	struct inspection *ret)
{
	struct diag_sink *reported = diag_sink_new(arena);
	struct style *style = NULL;
	enum pipeline_end end;

	*ret = (struct inspection){
		.lang = how->lang >= 0 ? (enum check_lang)how->lang : CHECK_EN};
	ret->edition = edition_load(arena, reported, source->file, source->folder,
				    source->text, source->len);
	if (ret->edition == NULL) {
		check_unloaded(arena, reported, &ret->result);
		return PIPELINE_MADE;
	}
	if (how->lang < 0)
		ret->lang = ret->edition->facts->language == EDITION_EN
				    ? CHECK_EN
				    : CHECK_NL;
	if (how->pages &&
	    !pipeline_try(arena, sink, reported, ret->edition, options, &style))
		return PIPELINE_FAILED;
	end = judge(arena, sink, style, reported, how, ret);
	style_done(style);
	return end;
}
