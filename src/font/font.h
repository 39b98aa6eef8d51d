/*
 * font - a face, its metrics, shaped text, and the subset that is embedded.
 *
 * Input     A TrueType or OpenType file (glyf outlines), mapped, not read.
 * Units     Design units of the face, as the file has them; layout scales them to
 *           mpt once (mpt_from_design), so that what is measured is what the PDF's
 *           width array says.
 * Ownership Faces are released by font_face_free; glyph runs live in the arena.
 * Errors    A file that is no usable font is reported to the sink with the
 *           position that named it, and NULL returned.
 * Purity    Shaping changes nothing but HarfBuzz's caches inside the face.
 * HarfBuzz is used in src/font and nowhere else.
 */
#ifndef FONT_FONT_H
#define FONT_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct arena;
struct buf;
struct font_face;

/* OpenType features a role asks for; kern, liga and locl are always on. */
enum font_feature {
	FONT_ONUM = 1 << 0, /* old-style figures */
	FONT_PNUM = 1 << 1, /* proportional figures */
	FONT_LNUM = 1 << 2, /* lining figures */
	FONT_TNUM = 1 << 3, /* tabular figures */
	FONT_CASE = 1 << 4, /* forms that go with capitals */
	FONT_NO_LIGA = 1 << 5,
};

struct font_glyph {
	uint32_t gid;
	uint32_t cluster; /* byte of the text where its cluster begins */
	int32_t advance; /* design units, kerning included */
	int32_t dx, dy; /* offset from the pen, design units; nearly always 0 */
	bool unsafe; /* cutting the text before this glyph's cluster would change
			the shapes or advances on either side */
};

struct font_metrics {
	int units_per_em; /* 16 to 16384 */
	int ascent, descent; /* hhea; descent is negative */
	int cap_height, x_height;
	int bbox[4]; /* xmin ymin xmax ymax */
	int italic_angle; /* degrees times 1000, negative leans right */
	int weight; /* OS/2 usWeightClass */
	bool fixed_pitch, serif;
	const char *postscript_name; /* fit for a PDF name; never NULL or empty */
	const char *family;
};

/*
 * Refused with a message: what is no TrueType font (CFF outlines, collections,
 * web and variable fonts), damaged and cut files, and fonts whose OS/2 fsType
 * forbids embedding a subset. The arena must outlive the face.
 */
struct font_face *font_face_open(struct arena *arena, struct diag_sink *sink,
				 struct diag_pos pos, const char *path);

/* The same from bytes, borrowed while the face lives; path names them. */
struct font_face *font_face_from_bytes(
	struct arena *arena, struct diag_sink *sink, struct diag_pos pos,
	const char *path, const void *data, size_t len);

void font_face_free(struct font_face *face);

const struct font_metrics *font_face_metrics(const struct font_face *face);

/* The glyph of a character without shaping, 0 if the face has none. */
uint32_t font_glyph_of(const struct font_face *face, uint32_t cp);

/* A glyph's own advance in design units, without kerning. */
int32_t font_advance(const struct font_face *face, uint32_t gid);

/*
 * Shape text[0..len), UTF-8, Latin script, left to right. lang is a BCP 47 tag,
 * NULL for none. Returns the number of glyphs in logical order; clusters ascend,
 * are graphemes, and grow over the letters of a ligature. A character that the
 * face lacks is glyph 0; a soft hyphen or joiner is an empty glyph of no advance.
 * Cost about 0.15 us a character; a call for a word costs as much a character as
 * one for a paragraph.
 */
size_t font_shape(struct font_face *face, unsigned features, const char *lang,
		  const char *text, size_t len, struct arena *arena,
		  struct font_glyph **ret_glyphs);

/*
 * The part of the face that draws the given glyphs, for embedding as FontFile2:
 * no GSUB, GPOS, GDEF, name, OS/2, cmap or post, no hinting. gids, in any order,
 * need not hold 0; (*ret_map)[i] is the new number of gids[i]. The bytes are
 * appended to out, the same bytes for the same glyphs. False (and nothing
 * appended) if HarfBuzz could not make it or the face has no such glyph. Parts of
 * composite glyphs come along under numbers of their own. Cost about 0.1 ms.
 */
bool font_subset(const struct font_face *face, const uint32_t *gids, size_t n,
		 struct arena *arena, struct buf *out, uint32_t **ret_map);

/* The version of HarfBuzz. */
const char *font_library_version(void);

#endif
