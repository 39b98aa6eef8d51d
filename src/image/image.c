#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "image/image_private.h"

/* ---- what is it? ---- */

#define AS_JPEG "Save it as JPEG."
#define AS_PNG "Save it as PNG."
#define AS_DRAWING \
	"Export it as PNG, at 300 pixels an inch of the size it is printed at."

/* Other kinds, told apart so that the message can say what to do. */
static const struct {
	size_t at;
	const char *magic;
	size_t len;
	const char *what, *mend;
} kinds[] = {
	{0, "GIF8", 4, "a GIF picture", AS_PNG},
	{8, "WEBP", 4, "a WebP picture", AS_JPEG},
	{0, "II*\0", 4, "a TIFF picture", AS_JPEG},
	{0, "MM\0*", 4, "a TIFF picture", AS_JPEG},
	{4, "ftypavif", 8, "an AVIF picture", AS_JPEG},
	{4, "ftyphei", 7, "a HEIC picture, as telephones make them", AS_JPEG},
	{4, "ftypmif1", 8, "a HEIF picture, as telephones make them", AS_JPEG},
	{4, "ftyp", 4, "a video", "Save one still of it as JPEG."},
	{4, "JXL ", 4, "a JPEG XL picture", AS_JPEG},
	{4, "jP  ", 4, "a JPEG 2000 picture", AS_JPEG},
	{0, "\xFF\x4F\xFF\x51", 4, "a JPEG 2000 picture", AS_JPEG},
	{0, "BM", 2, "a Windows bitmap", AS_PNG},
	{0, "8BPS", 4, "a Photoshop document", "Export it as JPEG in sRGB."},
	{0, "%PDF", 4, "a PDF document", AS_DRAWING},
	{0, "%!PS", 4, "an EPS drawing", AS_DRAWING},
	{0, "<svg", 4, "an SVG drawing", AS_DRAWING},
};

static bool
starts_with(const unsigned char *data, size_t len, size_t at, const char *magic,
	    size_t n)
{
	return len >= at + n && memcmp(data + at, magic, n) == 0;
}

/* An SVG drawing may begin with an XML declaration, comments and a doctype. */
static bool
holds_svg(const unsigned char *data, size_t len)
{
	if (!starts_with(data, len, 0, "<?xml", 5) &&
	    !starts_with(data, len, 0, "<!", 2))
		return false;
	for (size_t i = 0; i + 4 <= len && i < 2048; i++)
		if (memcmp(data + i, "<svg", 4) == 0)
			return true;
	return false;
}

static bool
report_kind(const struct image *image, struct diag_sink *sink)
{
	const unsigned char *data = image->source->file;
	size_t len = image->source->file_len;

	if (len == 0)
		return diag_report(sink, DIAG_IMAGE_DAMAGED, image->pos,
				   "%s is empty", image->path);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (!starts_with(data, len, kinds[i].at, kinds[i].magic,
				 kinds[i].len))
			continue;
		diag_report(sink, DIAG_IMAGE_KIND, image->pos, "%s is %s",
			    image->path, kinds[i].what);
		diag_hint(sink, "%s", kinds[i].mend);
		return false;
	}
	if (holds_svg(data, len)) {
		diag_report(sink, DIAG_IMAGE_KIND, image->pos,
			    "%s is an SVG drawing", image->path);
		diag_hint(sink, "%s", AS_DRAWING);
		return false;
	}
	return diag_report(sink, DIAG_IMAGE_KIND, image->pos,
			   "%s is not a picture", image->path);
}

bool
image_damaged(const struct image *image, struct diag_sink *sink, const char *why)
{
	return diag_report(sink, DIAG_IMAGE_DAMAGED, image->pos,
			   "%s is damaged (%s)", image->path, why);
}

bool
image_cut_short(const struct image *image, struct diag_sink *sink)
{
	return diag_report(sink, DIAG_IMAGE_DAMAGED, image->pos,
			   "%s is incomplete: the file breaks off", image->path);
}

bool
image_sides_fit(const struct image *image, int64_t width, int64_t height,
		struct diag_sink *sink)
{
	if (width <= 0 || height <= 0)
		return diag_report(sink, DIAG_IMAGE_DAMAGED, image->pos,
				   "%s is damaged: it says that it is %" PRId64
				   " x %" PRId64 " pixels",
				   image->path, width, height);
	if (width <= IMAGE_MAX_SIDE && height <= IMAGE_MAX_SIDE &&
	    width * height <= IMAGE_MAX_PIXELS)
		return true;
	return diag_report(sink, DIAG_IMAGE_TOO_LARGE, image->pos,
			   "%s is too large: %" PRId64 " x %" PRId64 " pixels",
			   image->path, width, height);
}

/* ---- loading ---- */

struct image *
image_from_bytes(struct arena *arena, struct diag_sink *sink, struct diag_pos pos,
		 const char *path, unsigned char *data, size_t len)
{
	struct image *image = arena_alloc(arena, sizeof(*image));
	bool usable;

	image->path = path;
	image->pos = pos;
	image->orientation = 1;
	image->bits = 8;
	image->source = arena_alloc(arena, sizeof(*image->source));
	image->source->file = data;
	image->source->file_len = len;
	image->jpeg = starts_with(data, len, 0, "\xFF\xD8\xFF", 3);
	if (image->jpeg)
		usable = image_jpeg_open(image, sink);
	else if (starts_with(data, len, 0, "\x89PNG\r\n\x1A\n", 8))
		usable = image_png_open(image, arena, sink);
	else
		usable = report_kind(image, sink);
	return usable ? image : NULL;
}

static void
report_unreadable(struct diag_sink *sink, struct diag_pos pos, const char *path,
		  int error)
{
	if (error == ENOENT || error == ENOTDIR)
		diag_report(sink, DIAG_IMAGE_UNREADABLE, pos,
			    "there is no picture %s", path);
	else if (error == EISDIR)
		diag_report(sink, DIAG_IMAGE_UNREADABLE, pos,
			    "%s is a folder, not a picture", path);
	else if (error == EFBIG)
		diag_report(sink, DIAG_IMAGE_TOO_LARGE, pos,
			    "%s is too large: more than %zu MB", path,
			    IMAGE_MAX_FILE / 1024 / 1024);
	else
		diag_report(sink, DIAG_IMAGE_UNREADABLE, pos,
			    "cannot read %s: %s", path, strerror(error));
}

struct image *
image_load(struct arena *arena, struct diag_sink *sink, struct diag_pos pos,
	   const char *path)
{
	char *text;
	size_t len;

	if (!file_read(arena, path, IMAGE_MAX_FILE, &text, &len)) {
		report_unreadable(sink, pos, path, errno);
		return NULL;
	}
	return image_from_bytes(
		arena, sink, pos, path, (unsigned char *)text, len);
}

int
image_upright_width(const struct image *image)
{
	return image->orientation >= 5 ? image->height : image->width;
}

int
image_upright_height(const struct image *image)
{
	return image->orientation >= 5 ? image->width : image->height;
}
