/*
 * What the files of this room share: the face with its HarfBuzz objects, and how
 * one is made from bytes, which is also how tests and the fuzzer make theirs.
 */
#ifndef FONT_FONT_PRIVATE_H
#define FONT_FONT_PRIVATE_H

#include <hb.h>

#include "font/font.h"

struct font_face {
	hb_face_t *hb;
	hb_font_t *font; /* scaled to design units */
	hb_buffer_t *buffer; /* used again by every call of font_shape */
	struct font_metrics metrics;
};

/* font_face_open on bytes that outlive the face; path is for messages only. */
struct font_face *font_face_from_bytes(
	struct arena *arena, struct diag_sink *sink, struct diag_pos pos,
	const char *path, const void *data, size_t len);

#endif
