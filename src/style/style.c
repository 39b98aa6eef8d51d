#include "style/style.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "font/font.h"
#include "style/style_private.h"

static const char *const role_names[ROLE_COUNT] = {
#define ROLE(id, name, doc) [ROLE_##id] = name,
#include "style/style_roles.def"
#undef ROLE
};

struct loader {
	struct arena *arena;
	struct diag_sink *sink;
	struct style *style;
	const char *fonts_folder;
};

static bool
same_text(const struct source_text *a, const struct source_text *b)
{
	return a->len == b->len && memcmp(a->s, b->s, a->len) == 0;
}

/* The colour a name stands for; an unknown one is reported. */
static uint32_t
find_colour(const struct loader *l, const struct source_text *name)
{
	const struct style_colour *colours = l->style->colours.items;

	for (size_t i = 0; i < l->style->colours.count; i++)
		if (same_text(&colours[i].name, name))
			return colours[i].value;
	diag_report(l->sink, DIAG_STYLE_NAME, name->pos,
		    "there is no colour '%s' under colours", name->s);
	return 0;
}

static struct font_face *
find_font(const struct loader *l, const struct source_text *name)
{
	const struct style_font *fonts = l->style->fonts.items;

	for (size_t i = 0; i < l->style->fonts.count; i++)
		if (same_text(&fonts[i].name, name))
			return fonts[i].face;
	diag_report(l->sink, DIAG_STYLE_NAME, name->pos,
		    "there is no font '%s' under fonts", name->s);
	return NULL;
}

static struct font_face *
find_font_or(const struct loader *l, const struct source_text *name,
	     struct font_face *otherwise)
{
	return name->s != NULL ? find_font(l, name) : otherwise;
}

static void
open_fonts(struct loader *l)
{
	struct style_font *fonts = l->style->fonts.items;

	for (size_t i = 0; i < l->style->fonts.count; i++)
		fonts[i].face = font_face_open(
			l->arena, l->sink, fonts[i].file.pos,
			file_join(l->arena, l->fonts_folder, fonts[i].file.s));
}

static unsigned
features_of(const struct style_role *role)
{
	static const unsigned of_figures[] = {
		[FIGURES_DEFAULT] = 0,
		[FIGURES_OLD_STYLE] = FONT_ONUM | FONT_PNUM,
		[FIGURES_LINING] = FONT_LNUM | FONT_PNUM,
		[FIGURES_TABULAR] = FONT_LNUM | FONT_TNUM,
	};

	return of_figures[role->figures] | (role->capitals ? FONT_CASE : 0u);
}

static void
resolve_role(struct loader *l, struct style_role *role)
{
	role->font = find_font(l, &role->font_name);
	role->italic = find_font_or(l, &role->italic_name, role->font);
	role->bold = find_font_or(l, &role->bold_name, role->font);
	role->bold_italic = find_font_or(l, &role->bold_italic_name, role->bold);
	role->colour = find_colour(l, &role->colour_name);
	role->line = mpt_muldiv(role->lead, l->style->page->grid, 1000);
	role->baseline = mpt_muldiv(
		(int64_t)role->lead * role->base, l->style->page->grid, 1000000);
	role->features = features_of(role);
}

static void
resolve_roles(struct loader *l)
{
	struct style_role *roles = l->style->role_list.items;

	for (size_t i = 0; i < l->style->role_list.count; i++) {
		int id = ROLE_COUNT;

		while (--id > ROLE_NONE)
			if (strcmp(role_names[id], roles[i].name.s) == 0)
				break;
		if (id == ROLE_NONE) {
			diag_report(l->sink, DIAG_STYLE_NAME, roles[i].name.pos,
				    "no text plays the role '%s'",
				    roles[i].name.s);
			continue;
		}
		resolve_role(l, &roles[i]);
		l->style->roles[id] = &roles[i];
	}
}

static void
resolve_rule(struct loader *l, struct style_rule *rule)
{
	if (rule != NULL)
		rule->colour = find_colour(l, &rule->colour_name);
}

static void
resolve_cover(struct loader *l, struct style_cover *cover)
{
	struct style_needle *field = cover->field;

	cover->background = find_colour(l, &cover->background_name);
	resolve_rule(l, cover->rule);
	if (field == NULL)
		return;
	field->colour = find_colour(l, &field->colour_name);
	field->needle_colour = find_colour(l, &field->needle_colour_name);
}

static void
resolve_proof(struct loader *l, struct style_proof *proof)
{
	struct style_proof_colour *colours[] = {
		&proof->grid,   &proof->margin,  &proof->frame,
		&proof->loose,  &proof->tight,   &proof->river,
		&proof->runt,   &proof->similar, &proof->stub,
		&proof->hyphen, &proof->fault,   &proof->short_column,
	};

	for (size_t i = 0; i < sizeof(colours) / sizeof(*colours); i++)
		colours[i]->value = find_colour(l, &colours[i]->name);
}

static void
resolve_changes(struct loader *l, struct style_changes *changes)
{
	resolve_rule(l, changes->inserted);
	resolve_rule(l, changes->removed);
	resolve_rule(l, changes->bar);
	resolve_rule(l, changes->list->head);
	resolve_rule(l, changes->list->line);
	if (changes->tight != NULL) {
		resolve_rule(l, changes->tight->head);
		resolve_rule(l, changes->tight->line);
	}
	changes->removed_text = find_colour(l, &changes->removed_text_name);
}

static void
resolve_timeline(struct loader *l, struct style_timeline *timeline)
{
	resolve_rule(l, timeline->axis);
	resolve_rule(l, timeline->year);
	resolve_rule(l, timeline->quarter);
	resolve_rule(l, timeline->row);
	timeline->done = find_colour(l, &timeline->done_name);
	timeline->coming = find_colour(l, &timeline->coming_name);
	timeline->open = find_colour(l, &timeline->open_name);
	timeline->paper = find_colour(l, &timeline->paper_name);
}

static void
resolve_rules(struct loader *l)
{
	struct style *s = l->style;

	if (s->opening != NULL)
		resolve_rule(l, s->opening->rule);
	if (s->matter != NULL)
		resolve_rule(l, s->matter->topic_rule);
	if (s->table != NULL) {
		resolve_rule(l, s->table->top);
		resolve_rule(l, s->table->head);
		resolve_rule(l, s->table->row);
		resolve_rule(l, s->table->end);
	}
	if (s->cards != NULL)
		resolve_rule(l, s->cards->rule);
	if (s->bands != NULL)
		resolve_rule(l, s->bands->rule);
	if (s->overview != NULL) {
		resolve_rule(l, s->overview->head);
		resolve_rule(l, s->overview->line);
	}
	if (s->changes != NULL)
		resolve_changes(l, s->changes);
	if (s->timeline != NULL)
		resolve_timeline(l, s->timeline);
	if (s->cover != NULL)
		resolve_cover(l, s->cover);
	if (s->back != NULL)
		s->back->background = find_colour(l, &s->back->background_name);
	if (s->proof != NULL)
		resolve_proof(l, s->proof);
}

static void
resolve_blank(struct loader *l, struct style_blank *blank)
{
	if (blank != NULL)
		blank->colour = find_colour(l, &blank->colour_name);
}

static void
resolve_letter(struct loader *l)
{
	struct style *s = l->style;

	if (s->reference != NULL)
		resolve_blank(l, s->reference->blank);
	if (s->particulars != NULL)
		resolve_blank(l, s->particulars->blank);
	if (s->decisions != NULL)
		resolve_rule(l, s->decisions->rule);
	if (s->redaction != NULL)
		s->redaction->colour = find_colour(l, &s->redaction->colour_name);
}

/* The unit G has to be known before any other length can be read. */
static mpt
probe_grid(struct arena *arena, const char *text, size_t len)
{
	const char *grid = schema_probe(arena, text, len, "page/grid");
	long value;

	if (grid == NULL || !schema_parse_length(grid, 0, &value) || value <= 0)
		return 0; /* the loader will say what is wrong with it */
	return (mpt)value;
}

struct style *
style_load(struct arena *arena, struct diag_sink *sink, const char *file,
	   const char *text, size_t len, const char *fonts_folder)
{
	struct style *style = arena_alloc(arena, sizeof(*style));
	struct schema_options options = {.grid = probe_grid(arena, text, len)};
	struct loader l = {
		.arena = arena,
		.sink = sink,
		.style = style,
		.fonts_folder = fonts_folder,
	};
	size_t errors = diag_count(sink, DIAG_ERROR);

	if (!schema_load(&style_schema, arena, sink, file, text, len, &options,
			 style))
		return NULL;
	style->file = file;
	open_fonts(&l);
	resolve_roles(&l);
	resolve_rules(&l);
	resolve_letter(&l);
	style_judge_room(style, sink);
	if (diag_count(sink, DIAG_ERROR) == errors)
		return style;
	style_done(style);
	return NULL;
}

void
style_done(struct style *style)
{
	struct style_font *fonts;

	if (style == NULL)
		return;
	fonts = style->fonts.items;
	for (size_t i = 0; i < style->fonts.count; i++) {
		font_face_free(fonts[i].face);
		fonts[i].face = NULL;
	}
}

/* What a kind of document cannot do without, beyond what every layout has. */
#define BIT(document) (1u << (document))
#define NEED(key, member, documents) \
	{ \
		key, offsetof(struct style, member), documents \
	}
#define LETTERS (BIT(STYLE_LETTER) | BIT(STYLE_NOTE))

static const struct {
	const char *key;
	size_t offset;
	unsigned documents;
} needs[] = {
	NEED("opening", opening, BIT(STYLE_BOOKLET) | BIT(STYLE_REPORT)),
	NEED("table", table, BIT(STYLE_BOOKLET)),
	NEED("plate", plate, BIT(STYLE_BOOKLET)),
	NEED("figure", figure, BIT(STYLE_BOOKLET)),
	NEED("contents", contents, BIT(STYLE_BOOKLET)),
	NEED("cards", cards, BIT(STYLE_BOOKLET)),
	NEED("bands", bands, BIT(STYLE_BOOKLET)),
	NEED("overview", overview, BIT(STYLE_BOOKLET)),
	NEED("timeline", timeline, BIT(STYLE_BOOKLET)),
	NEED("cover", cover, BIT(STYLE_BOOKLET)),
	NEED("colophon", colophon, BIT(STYLE_BOOKLET)),
	NEED("back", back, BIT(STYLE_BOOKLET)),
	NEED("matter", matter, BIT(STYLE_BOOKLET) | BIT(STYLE_REPORT) | LETTERS),
	NEED("redaction", redaction, BIT(STYLE_BOOKLET) | LETTERS),
	NEED("sender", sender, LETTERS),
	NEED("reference", reference, LETTERS),
	NEED("page-number", page_number, LETTERS),
	NEED("signatures", signatures, LETTERS),
	NEED("address", address, BIT(STYLE_LETTER)),
	NEED("particulars", particulars, BIT(STYLE_LETTER)),
	NEED("watermark", watermark, BIT(STYLE_LETTER)),
	NEED("headline", headline, BIT(STYLE_NOTE)),
	NEED("decisions", decisions, BIT(STYLE_NOTE)),
};

bool
style_suits(const struct style *style, struct diag_sink *sink,
	    enum style_document document)
{
	static const char *const names[] = {
		"booklet", "letter", "note", "report"};
	bool suits = true;

	if (style->roles[ROLE_BODY] == NULL)
		suits = diag_report(sink, DIAG_KEY_MISSING, style->pos,
				    "this layout lacks the role 'body'");
	for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++) {
		const void *const *member =
			(const void *const *)((const char *)style +
					      needs[i].offset);

		if ((needs[i].documents & BIT(document)) == 0 || *member != NULL)
			continue;
		suits = diag_report(sink, DIAG_KEY_MISSING, style->pos,
				    "this layout lacks '%s', which a %s needs",
				    needs[i].key, names[document]);
	}
	return suits;
}
