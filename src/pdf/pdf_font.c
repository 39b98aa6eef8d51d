#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/deflate.h"
#include "base/stopwatch.h"
#include "font/font.h"
#include "pdf/pdf_private.h"

/*
 * A character code stands for one glyph and one text. Two texts that share a
 * glyph (space and no-break space, hard and soft hyphen) have two codes, so that
 * each extracts as what was written. Codes of one glyph form a chain.
 */
struct code {
	uint16_t gid;
	uint16_t next; /* code of the same glyph; 0: the last */
	uint16_t len;
	int16_t width; /* thousandths */
	const char *text;
};

struct pdf_font {
	struct arena *arena;
	struct font_face *face;
	const struct font_metrics *metrics;
	unsigned number;
	uint32_t id;
	struct code *codes; /* codes[0] is .notdef and never shown */
	size_t n_codes, cap_codes;
	uint16_t *chains; /* by glyph */
	size_t n_chains;
};

/* Thousandths of the size out of design units, as /W states them. */
static int
milli_em(const struct pdf_font *font, int design)
{
	return mpt_muldiv(design, 1000, font->metrics->units_per_em);
}

static uint16_t
add_code(struct pdf_font *font, uint16_t gid, const char *text, uint16_t len)
{
	struct code *code;

	assert(font->n_codes <= UINT16_MAX);
	font->codes = arena_grow(font->arena, font->codes, font->n_codes,
				 &font->cap_codes, sizeof(*font->codes));
	code = &font->codes[font->n_codes];
	code->gid = gid;
	code->text = text;
	code->len = len;
	code->width = (int16_t)milli_em(font, font_advance(font->face, gid));
	return (uint16_t)font->n_codes++;
}

static struct pdf_font *
font_new(struct pdf_writer *w, struct font_face *face)
{
	struct pdf_font *font = arena_alloc(w->arena, sizeof(*font));

	font->arena = w->arena;
	font->face = face;
	font->metrics = font_face_metrics(face);
	font->number = (unsigned)w->n_fonts;
	font->id = pdf_object_new(w->file);
	add_code(font, 0, "", 0);
	return font;
}

struct pdf_font *
pdf_font_of(struct pdf_writer *w, struct font_face *face)
{
	for (size_t i = 0; i < w->n_fonts; i++)
		if (w->fonts[i]->face == face)
			return w->fonts[i];
	w->fonts = arena_grow(
		w->arena, w->fonts, w->n_fonts, &w->cap_fonts, sizeof(*w->fonts));
	w->fonts[w->n_fonts] = font_new(w, face);
	return w->fonts[w->n_fonts++];
}

static void
lengthen_chains(struct pdf_font *font, uint16_t gid)
{
	size_t n = (size_t)gid / 1024 * 1024 + 1024;
	uint16_t *chains = arena_new_array(font->arena, uint16_t, n);

	if (font->n_chains > 0)
		memcpy(chains, font->chains, font->n_chains * sizeof(*chains));
	font->chains = chains;
	font->n_chains = n;
}

uint16_t
pdf_font_cid(struct pdf_font *font, uint16_t gid, const char *text, uint16_t len)
{
	uint16_t cid;

	assert(gid != 0); /* a missing character was reported long before */
	if (gid >= font->n_chains)
		lengthen_chains(font, gid);
	for (cid = font->chains[gid]; cid != 0; cid = font->codes[cid].next) {
		const struct code *code = &font->codes[cid];

		if (code->len == len && memcmp(code->text, text, len) == 0)
			return cid;
	}
	cid = add_code(font, gid, len > 0 ? text : "", len);
	font->codes[cid].next = font->chains[gid];
	font->chains[gid] = cid;
	return cid;
}

int
pdf_font_width(const struct pdf_font *font, uint16_t cid)
{
	return font->codes[cid].width;
}

const struct font_face *
pdf_font_face(const struct pdf_font *font)
{
	return font->face;
}

unsigned
pdf_font_number(const struct pdf_font *font)
{
	return font->number;
}

void
pdf_font_put_resources(const struct pdf_writer *w, struct buf *text)
{
	for (size_t i = 0; i < w->n_fonts; i++) {
		buf_printf(text, "/F%u ", w->fonts[i]->number);
		pdf_put_ref(text, w->fonts[i]->id);
	}
}

/* ---- embedding. ISO 32000-1 9.7.4, 9.8, 9.10.3 ---- */

/* The six letters before the name: of the outlines, so the same for the same. */
static void
put_base_font(struct buf *text, const struct pdf_font *font, uint32_t hash)
{
	char name[128];
	size_t n = strlen(font->metrics->postscript_name);

	for (int i = 0; i < 6; i++, hash /= 26)
		name[i] = (char)('A' + hash % 26);
	name[6] = '+';
	assert(n <= 63); /* the limit of OpenType's name table */
	memcpy(name + 7, font->metrics->postscript_name, n + 1);
	pdf_put_name(text, name);
}

static uint32_t
write_descriptor(struct pdf_writer *w, const struct pdf_font *font, uint32_t hash,
		 uint32_t outlines)
{
	const struct font_metrics *m = font->metrics;
	uint32_t id = pdf_object_new(w->file);
	struct buf *text = pdf_object_begin(w->file, id);
	int flags = 4; /* symbolic: codes have no meaning but ours */

	flags |= (m->fixed_pitch ? 1 : 0) | (m->serif ? 2 : 0) |
		 (m->italic_angle != 0 ? 64 : 0);
	buf_str(text, "/Type/FontDescriptor/FontName");
	put_base_font(text, font, hash);
	buf_printf(text, "/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle ", flags,
		   milli_em(font, m->bbox[0]), milli_em(font, m->bbox[1]),
		   milli_em(font, m->bbox[2]), milli_em(font, m->bbox[3]));
	buf_milli(text, m->italic_angle);
	/* Stem width is nowhere in the file; viewers use it for substitutes. */
	buf_printf(text, "/Ascent %d/Descent %d/CapHeight %d/StemV %d",
		   milli_em(font, m->ascent), milli_em(font, m->descent),
		   milli_em(font, m->cap_height), m->weight / 4 - 5);
	buf_str(text, "/FontFile2 ");
	pdf_put_ref(text, outlines);
	pdf_object_end(w->file);
	return id;
}

/* Two bytes a code: the glyph's number in the subset. */
static uint32_t
write_glyph_map(struct pdf_writer *w, const struct pdf_font *font,
		const uint16_t *new_gids)
{
	uint32_t id = pdf_object_new(w->file);
	size_t size = 2 * font->n_codes;
	unsigned char *map = arena_alloc(w->arena, size);

	for (size_t i = 1; i < font->n_codes; i++) {
		uint16_t gid = new_gids[font->codes[i].gid];

		map[2 * i] = (unsigned char)(gid >> 8);
		map[2 * i + 1] = (unsigned char)gid;
	}
	pdf_object_begin(w->file, id);
	pdf_object_end_stream(w->file, map, size);
	return id;
}

static uint32_t
write_cid_font(struct pdf_writer *w, const struct pdf_font *font, uint32_t hash,
	       uint32_t descriptor, uint32_t glyph_map)
{
	uint32_t id = pdf_object_new(w->file);
	struct buf *text = pdf_object_begin(w->file, id);

	buf_str(text, "/Type/Font/Subtype/CIDFontType2/BaseFont");
	put_base_font(text, font, hash);
	buf_str(text, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
		      "/Supplement 0>>/FontDescriptor ");
	pdf_put_ref(text, descriptor);
	buf_str(text, "/CIDToGIDMap ");
	pdf_put_ref(text, glyph_map);
	buf_str(text, "/W[0[");
	for (size_t i = 0; i < font->n_codes; i++) {
		if (i > 0)
			buf_byte(text, ' ');
		buf_int(text, font->codes[i].width);
	}
	buf_str(text, "]]");
	pdf_object_end(w->file);
	return id;
}

static void
put_cmap_entries(struct buf *cmap, const struct pdf_font *font)
{
	const size_t most = 100; /* entries a block may have */

	for (size_t i = 1; i < font->n_codes; i++) {
		const struct code *code = &font->codes[i];
		size_t left = font->n_codes - i;

		if ((i - 1) % most == 0)
			buf_printf(cmap, "%zu beginbfchar\n",
				   left < most ? left : most);
		buf_printf(cmap, "<%04zX><", i);
		/* no text: a zero-width space, for MuPDF shows none as U+FFFD */
		if (code->len > 0)
			pdf_put_utf16(cmap, code->text, code->len);
		else
			buf_str(cmap, "200B");
		buf_str(cmap, ">\n");
		if (i % most == 0 || left == 1)
			buf_str(cmap, "endbfchar\n");
	}
}

static uint32_t
write_to_unicode(struct pdf_writer *w, const struct pdf_font *font)
{
	uint32_t id = pdf_object_new(w->file);
	struct buf cmap = {0};

	buf_str(&cmap,
		"/CIDInit/ProcSet findresource begin\n12 dict begin\n"
		"begincmap\n/CIDSystemInfo<</Registry(Adobe)"
		"/Ordering(UCS)/Supplement 0>>def\n"
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
		"1 begincodespacerange\n<0000><FFFF>\n"
		"endcodespacerange\n");
	put_cmap_entries(&cmap, font);
	buf_str(&cmap, "endcmap\nCMapName currentdict/CMap defineresource pop\n"
		       "end\nend\n");
	pdf_object_begin(w->file, id);
	pdf_object_end_stream(w->file, cmap.data, cmap.len);
	buf_done(&cmap);
	return id;
}

/* The outlines used; new_gids[gid] becomes a glyph's number among them. */
static uint32_t
write_outlines(struct pdf_writer *w, const struct pdf_font *font,
	       uint16_t *new_gids, uint32_t *ret_hash)
{
	uint32_t *gids = arena_new_array(w->arena, uint32_t, font->n_codes);
	uint32_t id = pdf_object_new(w->file), *map;
	struct buf subset = {0};
	size_t n = 0;
	bool made;

	for (size_t gid = 1; gid < font->n_chains; gid++)
		if (font->chains[gid] != 0)
			gids[n++] = (uint32_t)gid;
	stopwatch_switch(w->job->watch, STOPWATCH_SUBSET);
	made = font_subset(font->face, gids, n, w->arena, &subset, &map);
	stopwatch_switch(w->job->watch, STOPWATCH_WRITE);
	if (!made) {
		buf_done(&subset);
		return 0;
	}
	for (size_t i = 0; i < n; i++)
		new_gids[gids[i]] = (uint16_t)map[i];
	*ret_hash = deflate_crc32(subset.data, subset.len);
	buf_printf(pdf_object_begin(w->file, id), "/Length1 %zu", subset.len);
	pdf_object_end_stream(w->file, subset.data, subset.len);
	buf_done(&subset);
	return id;
}

static bool
finish_font(struct pdf_writer *w, const struct pdf_font *font)
{
	uint16_t *new_gids = arena_new_array(w->arena, uint16_t, font->n_chains);
	uint32_t hash = 0, outlines, descriptor, map, cid_font, unicode;
	struct buf *text;

	outlines = write_outlines(w, font, new_gids, &hash);
	if (outlines == 0)
		return false;
	descriptor = write_descriptor(w, font, hash, outlines);
	map = write_glyph_map(w, font, new_gids);
	cid_font = write_cid_font(w, font, hash, descriptor, map);
	unicode = write_to_unicode(w, font);
	text = pdf_object_begin(w->file, font->id);
	buf_str(text, "/Type/Font/Subtype/Type0/BaseFont");
	put_base_font(text, font, hash);
	buf_str(text, "/Encoding/Identity-H/DescendantFonts[");
	pdf_put_ref(text, cid_font);
	buf_str(text, "]/ToUnicode ");
	pdf_put_ref(text, unicode);
	pdf_object_end(w->file);
	return true;
}

bool
pdf_font_finish(struct pdf_writer *w)
{
	for (size_t i = 0; i < w->n_fonts; i++)
		if (!finish_font(w, w->fonts[i]))
			return false;
	return true;
}
