#include "inspect.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "document/report.h"
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
	case ROLE_COVER_TITLE_SMALL:
	case ROLE_COVER_TITLE_SMALLER:
		return style->cover != NULL ? style->cover->background : 0xFFFFFF;
	case ROLE_BACK:
		return style->back != NULL ? style->back->background : 0xFFFFFF;
	case ROLE_REDACTED:
		return style->redaction != NULL ? style->redaction->colour
						: 0xFFFFFF;
	default:
		return 0xFFFFFF;
	}
}

/* Those of one layout, behind those of others. */
static void
add_inks(const struct style *style, struct check_ink *inks, size_t *n)
{
	for (int i = 1; i < ROLE_COUNT; i++) {
		const struct style_role *role = style->roles[i];

		/* a watermark is read by nobody: WCAG excepts what is incidental */
		if (role == NULL || i == ROLE_WATERMARK)
			continue;
		inks[(*n)++] = (struct check_ink){
			.name = role->name.s,
			.colour = role->colour,
			.ground = ground_of(style, (enum role_id)i),
			.large = role->size >= LARGE_PT * MPT_PER_PT,
			.pos = role->colour_name.pos,
		};
	}
}

/* Every kind of document once up to its pages: the layouts tell their colours. */
static bool
set_in_type(struct arena *arena, struct pipeline *pipeline, struct check_job *job)
{
	const struct pipeline_document *all;
	size_t n = pipeline_documents(pipeline, &all);
	struct check_ink *inks = arena_new_array(
		arena, struct check_ink, 4 * ROLE_COUNT);
	bool told[4] = {false};

	job->inks = inks;
	for (size_t i = 0; i < n; i++) {
		const struct style *style;

		if (pipeline_try(pipeline, &all[i], &style) == PIPELINE_FAILED)
			return false;
		if (style != NULL && !told[all[i].kind])
			add_inks(style, inks, &job->n_inks);
		told[all[i].kind] = true;
	}
	return true;
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
judge(struct arena *arena, struct diag_sink *sink, struct check_job *job,
      const struct inspect_options *how, struct inspection *ret)
{
	int language = ret->edition->facts->language;
	size_t before = diag_count(sink, DIAG_ERROR);

	job->edition = ret->edition;
	if (how->lang >= 0)
		ret->lang = (enum check_lang)how->lang;
	else
		ret->lang = language == EDITION_EN ? CHECK_EN : CHECK_NL;
	job->lang = ret->lang;
	if (!read_language(arena, sink, how, language, job))
		return PIPELINE_FAILED;
	ret->language_file = job->language_file;
	find_dictionary(arena, how, language, job);
	check_edition(arena, sink, job, &ret->result);
	return diag_count(sink, DIAG_ERROR) > before
		       ? PIPELINE_FAILED
		       : PIPELINE_MADE;
}

enum pipeline_end
inspect_edition(struct arena *arena, struct diag_sink *sink,
		const struct edition *edition, const struct inspect_options *how,
		struct inspection *ret)
{
	struct check_job job = {0};

	*ret = (struct inspection){.edition = edition};
	return judge(arena, sink, &job, how, ret);
}

/* What made the machine fail is for the caller's sink. */
static void
pass_on(struct diag_sink *sink, const struct diag_sink *reported)
{
	for (const struct diag_message *m = diag_first(reported); m != NULL;
	     m = m->next)
		if (m->kind->severity == DIAG_ERROR)
			diag_report_kind(sink, m->kind, m->pos, m->text, m->hint);
}

/*
 * The language of an edition that may be too broken to be read: that of the first
 * line that gives one, indented and by itself. English if there is none.
 */
static enum check_lang
language_of(const char *text, size_t len)
{
	static const char key[] = "language:";

	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t n = end != NULL ? (size_t)(end - text) - at : len - at;
		const char *line = text + at;
		size_t i = 0;

		at += n + 1;
		while (i < n && line[i] == ' ')
			i++;
		if (i == 0 || n - i < sizeof(key) ||
		    memcmp(line + i, key, sizeof(key) - 1) != 0)
			continue;
		for (i += sizeof(key) - 1; i < n && line[i] == ' ';)
			i++;
		return n - i >= 2 && memcmp(line + i, "nl", 2) == 0
			       ? CHECK_NL
			       : CHECK_EN;
	}
	return CHECK_EN;
}

enum pipeline_end
inspect(struct arena *arena, struct diag_sink *sink,
	const struct pipeline_source *source,
	const struct pipeline_options *options, const struct inspect_options *how,
	struct inspection *ret)
{
	struct diag_sink *reported = diag_sink_new(arena);
	struct check_job job = {.reported = reported};

	*ret = (struct inspection){
		.lang = how->lang >= 0 ? (enum check_lang)how->lang
				       : language_of(source->text, source->len)};
	if (pipeline_open(arena, reported, source, options, &ret->pipeline) !=
	    PIPELINE_MADE) {
		check_unloaded(arena, reported, ret->lang, &ret->result);
		return PIPELINE_MADE;
	}
	ret->edition = pipeline_edition(ret->pipeline);
	if (how->pages && !set_in_type(arena, ret->pipeline, &job)) {
		pass_on(sink, reported);
		return PIPELINE_FAILED;
	}
	return judge(arena, sink, &job, how, ret);
}

/* ---- the report --------------------------------------------------------------- */

struct reporter {
	struct arena *arena;
	const struct inspection *found;
	bool accepted; /* show those too */
};

/* "waarschuwing, regel 12, voorwoord/body, quote-straight" */
static const char *
where_of(const struct reporter *r, const struct check_finding *f,
	 struct buf *text)
{
	bool dutch = r->found->lang == CHECK_NL;
	const struct diag_words *words = check_words(r->found->lang);

	buf_str(text, f->accepted != NULL ? (dutch ? "aanvaard" : "accepted")
		      : words != NULL     ? words->severity[f->kind->severity]
				      : diag_severity_name(f->kind->severity));
	if (f->pos.line > 0)
		buf_printf(text, dutch ? " · regel %d" : " · line %d",
			   f->pos.line);
	if (*f->place != '\0')
		buf_printf(text, " · %s", f->place);
	buf_printf(text, " · %s", f->kind->slug);
	return buf_keep(text, r->arena);
}

/* A message begins small, for what stands before it elsewhere. */
static const char *
capitalised(struct arena *arena, const char *s)
{
	char *copy = arena_strndup(arena, s, strlen(s));

	if (*copy >= 'a' && *copy <= 'z')
		*copy = (char)(*copy - 'a' + 'A');
	return copy;
}

static struct report_item
item_of(const struct reporter *r, const struct check_finding *f, struct buf *text)
{
	struct report_item item = {
		.message = capitalised(r->arena, f->message),
		.where = where_of(r, f, text),
		.advice = f->accepted != NULL ? f->accepted->reason.s : f->hint,
	};

	if (f->sentence == NULL)
		return item;
	item.before = arena_strndup(r->arena, f->sentence, f->from);
	item.marked = arena_strndup(
		r->arena, f->sentence + f->from, f->to - f->from);
	item.after = f->sentence + f->to;
	return item;
}

static void
fill_group(const struct reporter *r, enum check_family family,
	   struct report_group *group, struct buf *text)
{
	const struct check_result *result = &r->found->result;
	struct report_item *items = arena_new_array(
		r->arena, struct report_item, result->count + 1);

	group->name = check_family_name(family, r->found->lang);
	for (size_t i = 0; i < result->count; i++) {
		const struct check_finding *f = &result->findings[i];

		if (f->family == family && (f->accepted == NULL || r->accepted))
			items[group->n_items++] = item_of(r, f, text);
	}
	group->items = items;
}

enum pipeline_end
inspect_report(struct arena *arena, const struct inspection *found, bool accepted,
	       struct buf *out)
{
	bool dutch = found->lang == CHECK_NL;
	const struct edition *e = found->edition;
	const struct reporter r = {arena, found, accepted};
	struct report_group groups[CHECK_FAMILY_COUNT] = {{0}};
	const char *leads[2];
	struct buf text = {0};
	struct report report = {
		.language = dutch ? EDITION_NL : EDITION_EN,
		.title = dutch ? "Bevindingen" : "Findings",
		.running = e->facts->title.s,
		.author = e->council->name.s,
		.leads = leads,
		.n_leads = 2,
		.groups = groups,
		.n_groups = CHECK_FAMILY_COUNT,
	};
	const struct pipeline_document document = {
		.kind = PIPELINE_REPORT, .report = &report};
	enum pipeline_end end;

	leads[0] = arena_printf(
		arena, "%s, %s.", e->council->name.s, e->facts->title.s);
	leads[1] = arena_printf(
		arena, "%s.", check_summary(arena, &found->result, found->lang));
	for (int i = 0; i < CHECK_FAMILY_COUNT; i++)
		fill_group(&r, (enum check_family)i, &groups[i], &text);
	end = pipeline_make(found->pipeline, &document, out);
	buf_done(&text);
	return end;
}
