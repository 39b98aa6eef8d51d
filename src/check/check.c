#include "check/check.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag_dutch.h"
#include "base/nearest.h"
#include "check/check_pattern.h"
#include "check/check_rules.h"

#define MAX_ARGS 6

#define EXAMPLE(wrong, right) \
	(sizeof(wrong) > 1 && sizeof(right) > 1 ? wrong " → " right : NULL)

static const struct diag_kind kinds[CHECK_LANG_COUNT][CHECK_CODE_COUNT] = {
	[CHECK_NL] =
		{
#define CHECK(name, family, severity, slug, meaning, nl, en, mend_nl, mend_en, \
	      wrong, right) \
	[CHECK_##name] = { \
		severity, slug, meaning, mend_nl, EXAMPLE(wrong, right)},
#define ADOPT(...)
#include "check/check_codes.def"
#undef CHECK
		},
	[CHECK_EN] =
		{
#define CHECK(name, family, severity, slug, meaning, nl, en, mend_nl, mend_en, \
	      wrong, right) \
	[CHECK_##name] = { \
		severity, slug, meaning, mend_en, EXAMPLE(wrong, right)},
#include "check/check_codes.def"
#undef CHECK
		},
};

static const struct {
	enum check_family family;
	const char *message[CHECK_LANG_COUNT];
} rules[] = {
#define CHECK(name, family, severity, slug, meaning, nl, en, ...) \
	[CHECK_##name] = {CHECK_##family, {nl, en}},
#include "check/check_codes.def"
#undef CHECK
#undef ADOPT
};

/* Where what other stages report belongs. */
static const struct {
	enum diag_code code;
	enum check_family family;
} adopted[] = {
#define CHECK(...)
#define ADOPT(name, family) {DIAG_##name, CHECK_##family},
#include "check/check_codes.def"
#undef CHECK
#undef ADOPT
};

#define N_ADOPTED (sizeof(adopted) / sizeof(*adopted))

static const struct {
	const char *slug, *name[CHECK_LANG_COUNT];
} families[] = {
	[CHECK_PLACEHOLDERS] = {"placeholders",
				{"Onaf en achtergebleven", "Unfinished"}},
	[CHECK_STRUCTURE] = {"structure", {"Opbouw", "Structure"}},
	[CHECK_COUNTS] = {"counts", {"Aantallen en data", "Counts and dates"}},
	[CHECK_PEOPLE] = {"people", {"Personen en ambten", "People and offices"}},
	[CHECK_LAW] = {"law", {"Wet", "Law"}},
	[CHECK_LANGUAGE] = {"language", {"Taal", "Language"}},
	[CHECK_LETTERS] = {"letters", {"Brieven en nota", "Letters and note"}},
	[CHECK_TYPOGRAPHY] = {"typography", {"Typografie", "Typography"}},
};

const struct diag_kind *
check_kind(enum check_code code, enum check_lang lang)
{
	return &kinds[lang][code];
}

const char *
check_family_slug(enum check_family family)
{
	return families[family].slug;
}

const char *
check_family_name(enum check_family family, enum check_lang lang)
{
	return families[family].name[lang];
}

enum check_family
check_family_of(enum check_code code)
{
	return rules[code].family;
}

/* ---- adding ------------------------------------------------------------------ */

const char *
check_piece(struct check *c, const struct text *text, size_t from, size_t to)
{
	return arena_strndup(c->arena, text->s + from, to - from);
}

/* The template with its {0}, {1}, … filled in; a brace in an argument stays. */
static const char *
filled(struct check *c, const char *template, const char *const *args, size_t n)
{
	struct buf out = {0};

	for (const char *p = template; *p != '\0'; p++) {
		size_t k = p[0] == '{' && p[1] >= '0' && p[1] <= '9'
				   ? (size_t)(p[1] - '0')
				   : MAX_ARGS;

		if (k < n && p[2] == '}') {
			buf_str(&out, args[k]);
			p += 2;
		} else {
			buf_byte(&out, (unsigned char)*p);
		}
	}
	return buf_keep(&out, c->arena);
}

static struct check_finding *
add(struct check *c)
{
	c->findings = arena_grow(
		c->arena, c->findings, c->count, &c->cap, sizeof(*c->findings));
	return &c->findings[c->count++];
}

/* Rules are run in an order in which the more telling one comes first. */
static void
number(struct check *c)
{
	for (size_t i = 0; i < c->count; i++)
		c->findings[i].order = i;
}

static struct check_finding *
add_ruled(struct check *c, enum check_code code, va_list ap)
{
	const char *args[MAX_ARGS];
	enum check_lang lang = c->job->lang;
	struct check_finding *f;
	size_t n = 0;

	for (const char *arg; (arg = va_arg(ap, const char *)) != NULL;) {
		assert(n < MAX_ARGS);
		args[n++] = arg;
	}
	f = add(c);
	*f = (struct check_finding){
		.kind = &kinds[lang][code],
		.family = rules[code].family,
		.message = filled(c, rules[code].message[lang], args, n),
		.hint = filled(c, kinds[lang][code].mend, args, n),
		.place = "",
	};
	return f;
}

void
check_at(struct check *c, enum check_code code, struct diag_pos pos,
	 const char *place, ...)
{
	struct check_finding *f;
	va_list ap;

	va_start(ap, place);
	f = add_ruled(c, code, ap);
	va_end(ap);
	f->pos = pos;
	if (place != NULL)
		f->place = place;
}

/* The sentence around bytes from to to, with them in it. */
static void
set_sentence(struct check *c, struct check_finding *f, const struct text *text,
	     size_t from, size_t to)
{
	const struct sentence *s = c->texts.sentences + text->first_sentence;
	const struct sentence *end = s + text->n_sentences;
	size_t begin = 0, stop = text->len;

	for (; s < end; s++)
		if (s->from <= from && from < s->to) {
			begin = s->from;
			stop = s->to;
		}
	if (stop < to)
		stop = to;
	f->sentence = check_piece(c, text, begin, stop);
	f->from = from - begin;
	f->to = to - begin;
}

void
check_in(struct check *c, enum check_code code, const struct text *text,
	 size_t from, size_t to, ...)
{
	struct check_finding *f;
	va_list ap;

	assert(from <= to && to <= text->len);
	va_start(ap, to);
	f = add_ruled(c, code, ap);
	va_end(ap);
	f->place = text->place;
	f->pos = text_pos(text, from);
	if (to > from) {
		/* behind the last byte, which may be the end of a run */
		f->end = text_pos(text, to - 1);
		while (to - 1 > from &&
		       ((unsigned char)text->s[to - 1] & 0xC0) == 0x80)
			to--;
		f->end = text_pos(text, to - 1);
		f->end.col++;
		while (to < text->len &&
		       ((unsigned char)text->s[to] & 0xC0) == 0x80)
			to++;
	}
	set_sentence(c, f, text, from, to);
}

/* ---- what other stages reported ---------------------------------------------- */

static size_t
adopted_row(const struct diag_kind *kind)
{
	size_t i = 0;

	while (i < N_ADOPTED && diag_kind(adopted[i].code) != kind)
		i++;
	return i;
}

void
check_adopt(struct check *c)
{
	const struct diag_message *m =
		c->job->reported != NULL ? diag_first(c->job->reported) : NULL;

	for (; m != NULL; m = m->next) {
		size_t row = adopted_row(m->kind);
		bool dutch = c->job->lang == CHECK_NL;
		struct check_finding *f = add(c);

		*f = (struct check_finding){
			.kind = m->kind,
			.family = row < N_ADOPTED ? adopted[row].family
						  : CHECK_STRUCTURE,
			.pos = m->pos,
			.message = dutch ? diag_dutch_text(c->arena, m->kind,
							   m->text)
					 : m->text,
			.hint = dutch ? diag_dutch_hint(c->arena, m->kind,
							m->hint)
				      : m->hint,
			.place = "",
		};
	}
}

/* ---- accepting --------------------------------------------------------------- */

/* Words of the text that cover, touch or lie in what was found. */
static bool
is_at_words(const struct check_finding *f, const struct source_text *at)
{
	if (f->sentence == NULL)
		return false;
	for (const char *p = f->sentence; (p = strstr(p, at->s)) != NULL; p++) {
		size_t from = (size_t)(p - f->sentence);

		if (from <= f->to && f->from <= from + at->len)
			return true;
	}
	return false;
}

static bool
is_at(const struct check_finding *f, const struct source_text *at)
{
	size_t id = strcspn(f->place, "/");

	if (strcmp(f->place, at->s) == 0)
		return true;
	if (id == at->len && memcmp(f->place, at->s, id) == 0)
		return true;
	return is_at_words(f, at);
}

static bool
is_known_code(const char *slug)
{
	for (int i = 0; i < CHECK_CODE_COUNT; i++)
		if (strcmp(kinds[0][i].slug, slug) == 0)
			return true;
	for (int i = 0; i < DIAG_CODE_COUNT; i++)
		if (strcmp(diag_kind((enum diag_code)i)->slug, slug) == 0)
			return true;
	return false;
}

static void
refuse_code(struct check *c, const struct acceptance *a)
{
	const char *slugs[CHECK_CODE_COUNT], *near;

	for (int i = 0; i < CHECK_CODE_COUNT; i++)
		slugs[i] = kinds[0][i].slug;
	near = nearest_word(a->code.s, slugs, CHECK_CODE_COUNT);
	check_at(c, CHECK_ACCEPT_UNKNOWN, a->code.pos, "accept", a->code.s,
		 near == NULL ? ""
		 : c->job->lang == CHECK_NL
			 ? arena_printf(c->arena,
					"; bedoeld is "
					"‘%s’?",
					near)
			 : arena_printf(c->arena, "; did you mean '%s'?", near),
		 NULL);
}

static void
accept(struct check *c)
{
	const struct acceptance *a = c->edition->accept.items;
	size_t found = c->count;

	for (size_t i = 0; i < c->edition->accept.count; i++, a++) {
		bool used = false;

		if (!is_known_code(a->code.s)) {
			refuse_code(c, a);
			continue;
		}
		for (size_t k = 0; k < found; k++) {
			struct check_finding *f = &c->findings[k];

			if (strcmp(f->kind->slug, a->code.s) != 0 ||
			    !is_at(f, &a->at))
				continue;
			f->accepted = a;
			used = true;
		}
		if (!used)
			check_at(c, CHECK_ACCEPT_STALE, a->pos, "accept",
				 a->code.s, NULL);
	}
}

/* ---- in order ---------------------------------------------------------------- */

static int
compare(const void *left, const void *right)
{
	const struct check_finding *a = left, *b = right;

	if (a->pos.line != b->pos.line)
		return a->pos.line < b->pos.line ? -1 : 1;
	if (a->pos.col != b->pos.col)
		return a->pos.col < b->pos.col ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

/*
 * Of findings of one family at one place the first of a rule is kept: what is split
 * ("buitenland beleid") is a spelling variant as well.
 */
static void
drop_doubles(struct check *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->count; i++) {
		const struct check_finding *f = &c->findings[i];
		bool double_ = false;

		for (size_t k = kept; k-- > 0 && !double_;) {
			const struct check_finding *g = &c->findings[k];

			if (g->pos.line != f->pos.line || f->sentence == NULL)
				break;
			double_ = g->sentence != NULL && g->family == f->family &&
				  g->pos.col <= f->pos.col &&
				  f->pos.col < g->end.col &&
				  (g->kind != f->kind ||
				   g->pos.col == f->pos.col);
		}
		if (!double_)
			c->findings[kept++] = *f;
	}
	c->count = kept;
}

static void
find_lists(struct check *c)
{
	static const char *const names[] = {
#define LIST(name, key) [LIST_##name] = key,
#include "check/check_lists.def"
#undef LIST
	};

	for (int i = 0; i < LIST_COUNT; i++)
		c->lists[i] = lexicon_list(&c->lexicon, names[i]);
}

void
check_edition(struct arena *arena, struct diag_sink *sink,
	      const struct check_job *job, struct check_result *ret)
{
	static void (*const run[])(struct check *) = {
		check_adopt,       check_placeholders, check_structure,
		check_counts,      check_tables,       check_dates,
		check_people,      check_offices,      check_law,
		check_pattern_run, check_language,     check_marks,
		check_variants,    check_terms,        check_spelling,
		check_letters,     check_typography,
	};
	struct check c = {.arena = arena,
			  .sink = sink,
			  .job = job,
			  .edition = job->edition};

	lexicon_init(&c.lexicon, arena);
	check_pattern_load(&c);
	find_lists(&c);
	texts_read(arena, &c.lexicon, job->edition, &c.texts);
	for (size_t i = 0; i < sizeof(run) / sizeof(*run); i++)
		run[i](&c);
	number(&c);
	if (c.count > 0)
		qsort(c.findings, c.count, sizeof(*c.findings), compare);
	drop_doubles(&c);
	accept(&c);
	number(&c);
	if (c.count > 0)
		qsort(c.findings, c.count, sizeof(*c.findings), compare);
	*ret = (struct check_result){c.findings, c.count};
}

void
check_unloaded(struct arena *arena, const struct diag_sink *reported,
	       enum check_lang lang, struct check_result *ret)
{
	struct check_job job = {.lang = lang, .reported = reported};
	struct check c = {.arena = arena, .job = &job};

	check_adopt(&c);
	*ret = (struct check_result){c.findings, c.count};
}
