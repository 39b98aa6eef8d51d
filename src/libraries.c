#include "libraries.h"

#include "base/deflate.h"
#include "base/utf8.h"
#include "font/font.h"
#include "image/image.h"
#include "pdf/pdf.h"
#include "prose/prose.h"
#include "schema/schema.h"

static const struct libraries_entry libraries[] = {
	{"HarfBuzz", font_library_version},
	{"libharu", pdf_library_version},
	{"libdeflate", deflate_library_version},
	{"libjpeg-turbo", image_jpeg_version},
	{"libpng", image_png_version},
	{"libyaml", schema_library_version},
	{"cmark-gfm", prose_library_version},
	{"utf8proc", utf8_library_version},
};

size_t
libraries_list(const struct libraries_entry **ret)
{
	*ret = libraries;
	return sizeof(libraries) / sizeof(*libraries);
}
