#include <assert.h>
#include <limits.h>

#include "base/arena.h"
#include "font/font_private.h"

/*
 * kern, liga, locl, and with them ccmp, calt, clig, mark: HarfBuzz's own
 * defaults for Latin. Only what differs from them is listed.
 */
static const struct {
	enum font_feature feature;
	char tag[5];
	uint32_t value;
} switches[] = {
	{FONT_ONUM, "onum", 1},    {FONT_PNUM, "pnum", 1},
	{FONT_LNUM, "lnum", 1},    {FONT_TNUM, "tnum", 1},
	{FONT_CASE, "case", 1},    {FONT_NO_LIGA, "liga", 0},
	{FONT_NO_LIGA, "clig", 0},
};

#define N_SWITCHES (sizeof(switches) / sizeof(*switches))

static unsigned
list_features(unsigned features, hb_feature_t list[N_SWITCHES])
{
	unsigned n = 0;

	for (size_t i = 0; i < N_SWITCHES; i++)
		if (features & (unsigned)switches[i].feature)
			list[n++] = (hb_feature_t){
				.tag = hb_tag_from_string(switches[i].tag, 4),
				.value = switches[i].value,
				.start = HB_FEATURE_GLOBAL_START,
				.end = HB_FEATURE_GLOBAL_END};
	return n;
}

/*
 * Many faces draw U+00AD with the hyphen's glyph, and once a feature (case) has
 * replaced that, HarfBuzz no longer knows to hide it. A break shows its hyphen as
 * layout's own glyph, so here the character must never show.
 */
static void
hide_soft_hyphens(hb_buffer_t *buffer)
{
	const hb_codepoint_t soft_hyphen = 0x00AD, nothing = 0x200B;
	unsigned n;
	hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);

	for (unsigned i = 0; i < n; i++)
		if (infos[i].codepoint == soft_hyphen)
			infos[i].codepoint = nothing;
}

static void
fill(hb_buffer_t *buffer, const char *lang, const char *text, size_t len)
{
	hb_buffer_clear_contents(buffer);
	hb_buffer_set_cluster_level(
		buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
	hb_buffer_add_utf8(buffer, text, (int)len, 0, (int)len);
	hide_soft_hyphens(buffer);
	hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
	hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
	hb_buffer_set_language(buffer, hb_language_from_string(lang, -1));
}

/*
 * A corrupt font can multiply glyphs until HarfBuzz stops; then each character
 * is set as its plain glyph, which is still text.
 */
static void
fill_plain(const struct font_face *face, const char *lang, const char *text,
	   size_t len)
{
	hb_glyph_position_t *positions;
	hb_glyph_info_t *infos;
	unsigned n;

	hb_buffer_reset(face->buffer);
	fill(face->buffer, lang, text, len);
	infos = hb_buffer_get_glyph_infos(face->buffer, &n);
	positions = hb_buffer_get_glyph_positions(face->buffer, &n);
	for (unsigned i = 0; i < n; i++) {
		infos[i].codepoint = font_glyph_of(face, infos[i].codepoint);
		infos[i].mask = 0;
		positions[i].x_advance = font_advance(face, infos[i].codepoint);
	}
}

static size_t
read_out(hb_buffer_t *buffer, struct arena *arena, struct font_glyph **ret_glyphs)
{
	unsigned n;
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
	const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(
		buffer, &n);
	struct font_glyph *glyphs = arena_new_array(arena, struct font_glyph, n);

	for (unsigned i = 0; i < n; i++)
		glyphs[i] = (struct font_glyph){
			.gid = infos[i].codepoint,
			.cluster = infos[i].cluster,
			.advance = positions[i].x_advance,
			.dx = positions[i].x_offset,
			.dy = positions[i].y_offset,
			.unsafe = hb_glyph_info_get_glyph_flags(&infos[i]) &
				  HB_GLYPH_FLAG_UNSAFE_TO_BREAK};
	*ret_glyphs = glyphs;
	return n;
}

size_t
font_shape(struct font_face *face, unsigned features, const char *lang,
	   const char *text, size_t len, struct arena *arena,
	   struct font_glyph **ret_glyphs)
{
	hb_feature_t list[N_SWITCHES];
	unsigned n = list_features(features, list);

	assert(len <= INT_MAX / 64); /* HarfBuzz allows 64 glyphs a character */
	fill(face->buffer, lang, text, len);
	hb_shape(face->font, face->buffer, list, n);
	if (!hb_buffer_allocation_successful(face->buffer))
		fill_plain(face, lang, text, len);
	return read_out(face->buffer, arena, ret_glyphs);
}

const char *
font_library_version(void)
{
	return hb_version_string();
}
