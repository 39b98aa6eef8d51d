#include <errno.h>
#include <hb-ot.h>
#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "font/font_private.h"

/* No text face comes near; what is larger was not meant to be a font. */
#define MAX_FILE ((size_t)64 * 1024 * 1024)

#define HEAD_MAGIC 0x5F0F3CF5u

/* What a TrueType face cannot do without. */
static const char needed[][5] = {
	"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"};

struct opening {
	struct diag_sink *sink;
	struct diag_pos pos;
	const char *path;
	const unsigned char *data;
	size_t len;
};

/* ---- reading tables: ISO/IEC 14496-22, big-endian, 0 beyond the end ---- */

struct table {
	hb_blob_t *blob;
	const unsigned char *data;
	unsigned len;
};

static struct table
table_open(hb_face_t *face, const char *tag)
{
	struct table t;

	t.blob = hb_face_reference_table(face, hb_tag_from_string(tag, 4));
	t.data = (const unsigned char *)hb_blob_get_data(t.blob, &t.len);
	return t;
}

static void
table_close(struct table *t)
{
	hb_blob_destroy(t->blob);
}

static unsigned
u16_at(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static uint32_t
u32_at(const unsigned char *p)
{
	return (uint32_t)u16_at(p) << 16 | u16_at(p + 2);
}

static unsigned
table_u8(const struct table *t, unsigned at)
{
	return at < t->len ? t->data[at] : 0;
}

static unsigned
table_u16(const struct table *t, unsigned at)
{
	return t->len >= 2 && at <= t->len - 2 ? u16_at(t->data + at) : 0;
}

static int
table_s16(const struct table *t, unsigned at)
{
	unsigned u = table_u16(t, at);

	return u < 0x8000u ? (int)u : (int)u - 0x10000;
}

static uint32_t
table_u32(const struct table *t, unsigned at)
{
	return t->len >= 4 && at <= t->len - 4 ? u32_at(t->data + at) : 0;
}

static int64_t
table_s32(const struct table *t, unsigned at)
{
	uint32_t u = table_u32(t, at);

	return u < 0x80000000u ? (int64_t)u : (int64_t)u - INT64_C(0x100000000);
}

/* ---- is it a font that can be used at all? ---- */

/* What the file's first bytes say it is, where that is worth telling. */
static const struct {
	const char magic[5];
	const char *what, *mend;
} kinds[] = {
	{"OTTO", "an OpenType font with PostScript (CFF) outlines",
	 "Use the family's TrueType edition, a .ttf file."},
	{"ttcf", "a collection of several fonts",
	 "Save the one font you mean as a .ttf file of its own."},
	{"wOFF", "a web font (WOFF)", "Use the family's .ttf file."},
	{"wOF2", "a web font (WOFF2)", "Use the family's .ttf file."},
	{"%!PS", "a PostScript Type 1 font", "Use the family's .ttf file."},
	{"\x80\x01", "a PostScript Type 1 font", "Use the family's .ttf file."},
};

static bool
is_truetype(const struct opening *o)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t n = strlen(kinds[i].magic);

		if (o->len < n || memcmp(o->data, kinds[i].magic, n) != 0)
			continue;
		diag_report(o->sink, DIAG_FONT_KIND, o->pos, "%s is %s", o->path,
			    kinds[i].what);
		diag_hint(o->sink, "%s", kinds[i].mend);
		return false;
	}
	if (o->len >= 12 &&
	    (u32_at(o->data) == 0x00010000u || memcmp(o->data, "true", 4) == 0))
		return true;
	return diag_report(
		o->sink, DIAG_FONT_KIND, o->pos, "%s is not a font", o->path);
}

/*
 * HarfBuzz cuts a table that runs past the end of the file to what is there, so
 * half a download would quietly lose its last glyphs: look ourselves.
 */
static bool
is_whole(const struct opening *o)
{
	unsigned n = u16_at(o->data + 4);

	if (n == 0 || 12 + 16 * (size_t)n > o->len)
		return diag_report(
			o->sink, DIAG_FONT_DAMAGED, o->pos,
			"%s breaks off in its table directory", o->path);
	for (unsigned i = 0; i < n; i++) {
		const unsigned char *entry = o->data + 12 + 16 * (size_t)i;
		size_t offset = u32_at(entry + 8), size = u32_at(entry + 12);

		if (offset > o->len || size > o->len - offset)
			return diag_report(
				o->sink, DIAG_FONT_DAMAGED, o->pos,
				"%s is cut short: a table runs past the end of "
				"the file",
				o->path);
	}
	return true;
}

static bool
has_table(hb_face_t *face, const char *tag)
{
	struct table t = table_open(face, tag);
	bool found = t.len > 0;

	table_close(&t);
	return found;
}

/* The last entry of loca says where the last outline ends. */
static bool
outlines_are_whole(hb_face_t *face)
{
	struct table head = table_open(face, "head");
	struct table loca = table_open(face, "loca");
	struct table glyf = table_open(face, "glyf");
	bool wide = table_u16(&head, 50) != 0;
	unsigned last = hb_face_get_glyph_count(face) * (wide ? 4 : 2);
	uint32_t end = wide ? table_u32(&loca, last) : 2 * table_u16(&loca, last);
	bool whole = table_u32(&head, 12) == HEAD_MAGIC &&
		     loca.len >= last + (wide ? 4 : 2) && end <= glyf.len;

	table_close(&head);
	table_close(&loca);
	table_close(&glyf);
	return whole;
}

static bool
is_usable(const struct opening *o, hb_face_t *face)
{
	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (!has_table(face, needed[i]))
			return diag_report(o->sink, DIAG_FONT_DAMAGED, o->pos,
					   "%s has no usable '%s' table", o->path,
					   needed[i]);
	if (hb_face_get_glyph_count(face) == 0)
		return diag_report(o->sink, DIAG_FONT_DAMAGED, o->pos,
				   "%s contains no glyphs", o->path);
	if (!outlines_are_whole(face))
		return diag_report(
			o->sink, DIAG_FONT_DAMAGED, o->pos,
			"%s is damaged: its outlines do not add up", o->path);
	if (has_table(face, "fvar")) {
		diag_report(o->sink, DIAG_FONT_KIND, o->pos,
			    "%s is a variable font", o->path);
		diag_hint(o->sink, "Use the family's static .ttf files, one for "
				   "each weight.");
		return false;
	}
	return true;
}

/* OS/2 fsType: the bits, and that the most permissive of 1 to 3 counts. */
static bool
is_permitted(const struct opening *o, hb_face_t *face)
{
	struct table os2 = table_open(face, "OS/2");
	unsigned fs_type = table_u16(&os2, 8);
	const char *what = NULL;

	table_close(&os2);
	if ((fs_type & 0x000Eu) == 0x0002u)
		what = "embedding it in a document";
	else if (fs_type & 0x0200u)
		what = "embedding its outlines";
	else if (fs_type & 0x0100u)
		what = "embedding a part of it";
	if (what == NULL)
		return true;
	return diag_report(o->sink, DIAG_FONT_LICENCE, o->pos,
			   "%s does not permit %s", o->path, what);
}

/* ---- metrics ---- */

/* The top of a letter's outline, where the font does not state a height. */
static int
measured_height(const struct font_face *face, uint32_t cp, int otherwise)
{
	hb_glyph_extents_t extents;
	hb_codepoint_t gid;

	if (hb_font_get_nominal_glyph(face->font, cp, &gid) &&
	    hb_font_get_glyph_extents(face->font, gid, &extents) &&
	    extents.y_bearing > 0)
		return extents.y_bearing;
	return otherwise;
}

static void
read_vertical(struct font_face *face)
{
	struct font_metrics *m = &face->metrics;
	struct table head = table_open(face->hb, "head");
	struct table hhea = table_open(face->hb, "hhea");

	m->units_per_em = (int)hb_face_get_upem(face->hb);
	for (unsigned i = 0; i < 4; i++)
		m->bbox[i] = table_s16(&head, 36 + 2 * i);
	m->ascent = table_s16(&hhea, 4);
	m->descent = table_s16(&hhea, 6);
	table_close(&head);
	table_close(&hhea);
}

/* IBM family classes 1 to 5 and 7 have serifs; else PANOSE decides. */
static bool
has_serifs(const struct table *os2)
{
	unsigned family_class = table_u8(os2, 30);
	unsigned panose_family = table_u8(os2, 32);
	unsigned panose_serif = table_u8(os2, 33);

	if (family_class != 0)
		return family_class <= 7 && family_class != 6;
	return panose_family == 2 && panose_serif >= 2 && panose_serif <= 10;
}

static void
read_style(struct font_face *face)
{
	struct font_metrics *m = &face->metrics;
	struct table os2 = table_open(face->hb, "OS/2");
	struct table post = table_open(face->hb, "post");
	bool heights = table_u16(&os2, 0) >= 2;
	int weight = (int)table_u16(&os2, 4);

	m->weight = weight >= 1 && weight <= 1000 ? weight : 400;
	m->serif = has_serifs(&os2);
	m->x_height = heights ? table_s16(&os2, 86) : 0;
	m->cap_height = heights ? table_s16(&os2, 88) : 0;
	if (m->x_height <= 0)
		m->x_height = measured_height(face, 'x', m->units_per_em / 2);
	if (m->cap_height <= 0)
		m->cap_height = measured_height(face, 'H', m->ascent);
	/* 16.16 degrees, rounded to thousandths */
	m->italic_angle = (int)((table_s32(&post, 4) * 1000 + 0x8000) >> 16);
	m->fixed_pitch = table_u32(&post, 12) != 0;
	table_close(&os2);
	table_close(&post);
}

static const char *
read_name(struct arena *arena, hb_face_t *face, hb_ot_name_id_t id)
{
	char text[256];
	unsigned len = sizeof(text);

	hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &len, text);
	return len > 0 ? arena_strndup(arena, text, len) : NULL;
}

/* Printable ASCII without the delimiters of PDF and PostScript. */
static bool
is_postscript_char(char c)
{
	return c > ' ' && c <= '~' && strchr("[](){}<>/%#", c) == NULL;
}

/* The font's PostScript name, or one made from its family or its file. */
static const char *
postscript_name(struct arena *arena, hb_face_t *face, const char *family,
		const char *path)
{
	const char *from = read_name(arena, face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
	const char *slash = strrchr(path, '/');
	char name[64];
	size_t n = 0;

	if (from == NULL)
		from = family != NULL ? family : slash != NULL ? slash + 1 : path;
	for (; *from != '\0' && n < sizeof(name) - 1; from++)
		if (is_postscript_char(*from))
			name[n++] = *from;
	return n > 0 ? arena_strndup(arena, name, n) : "Unnamed";
}

static void
read_names(struct font_face *face, struct arena *arena, const char *path)
{
	struct font_metrics *m = &face->metrics;
	const char *family = read_name(
		arena, face->hb, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);

	if (family == NULL)
		family = read_name(arena, face->hb, HB_OT_NAME_ID_FONT_FAMILY);
	m->postscript_name = postscript_name(arena, face->hb, family, path);
	m->family = family != NULL ? family : m->postscript_name;
}

/* ---- opening and closing ---- */

static hb_face_t *
usable_face(const struct opening *o)
{
	hb_blob_t *blob;
	hb_face_t *face;

	if (o->len > MAX_FILE) {
		diag_report(o->sink, DIAG_FONT_KIND, o->pos,
			    "%s is too large to be a font", o->path);
		return NULL;
	}
	if (!is_truetype(o) || !is_whole(o))
		return NULL;
	blob = hb_blob_create((const char *)o->data, (unsigned)o->len,
			      HB_MEMORY_MODE_READONLY, NULL, NULL);
	face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	if (is_usable(o, face) && is_permitted(o, face))
		return face;
	hb_face_destroy(face);
	return NULL;
}

struct font_face *
font_face_from_bytes(struct arena *arena, struct diag_sink *sink,
		     struct diag_pos pos, const char *path, const void *data,
		     size_t len)
{
	const struct opening o = {sink, pos, path, data, len};
	hb_face_t *hb = usable_face(&o);
	struct font_face *face;

	if (hb == NULL)
		return NULL;
	face = arena_alloc(arena, sizeof(*face));
	face->hb = hb;
	face->font = hb_font_create(hb);
	face->buffer = hb_buffer_create();
	read_vertical(face);
	read_style(face);
	read_names(face, arena, path);
	return face;
}

struct font_face *
font_face_open(struct arena *arena, struct diag_sink *sink, struct diag_pos pos,
	       const char *path)
{
	const void *data;
	size_t len;

	if (!file_map(arena, path, &data, &len)) {
		if (errno == EISDIR)
			diag_report(sink, DIAG_FONT_UNREADABLE, pos,
				    "%s is a folder, not a font", path);
		else
			diag_report(sink, DIAG_FONT_UNREADABLE, pos,
				    "cannot read the font %s: %s", path,
				    strerror(errno));
		return NULL;
	}
	return font_face_from_bytes(arena, sink, pos, path, data, len);
}

void
font_face_free(struct font_face *face)
{
	if (face == NULL)
		return;
	hb_buffer_destroy(face->buffer);
	hb_font_destroy(face->font);
	hb_face_destroy(face->hb);
}

/* ---- asking ---- */

const struct font_metrics *
font_face_metrics(const struct font_face *face)
{
	return &face->metrics;
}

uint32_t
font_glyph_of(const struct font_face *face, uint32_t cp)
{
	hb_codepoint_t gid;

	return hb_font_get_nominal_glyph(face->font, cp, &gid) ? gid : 0;
}

int32_t
font_advance(const struct font_face *face, uint32_t gid)
{
	return hb_font_get_glyph_h_advance(face->font, gid);
}
