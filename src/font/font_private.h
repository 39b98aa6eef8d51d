/* What the files of this room share: the face with its HarfBuzz objects. */
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

#endif
