#include <string.h>

#include "image/image_private.h"

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT 3
#define ENTRY_SIZE 12

struct tiff {
	const unsigned char *data;
	size_t len;
	bool little;
};

/* 0 beyond the end: no count, no tag, no orientation. */
static unsigned
u16(const struct tiff *t, size_t at)
{
	if (at > t->len || t->len - at < 2)
		return 0;
	return t->little ? (unsigned)t->data[at + 1] << 8 | t->data[at]
			 : image_u16(t->data + at);
}

static size_t
u32(const struct tiff *t, size_t at)
{
	return t->little ? (size_t)u16(t, at + 2) << 16 | u16(t, at)
			 : (size_t)u16(t, at) << 16 | u16(t, at + 2);
}

int
image_exif_orientation(const unsigned char *data, size_t len)
{
	struct tiff t = {data, len, false};
	size_t directory;
	unsigned n;

	if (len < 8)
		return 1;
	t.little = memcmp(data, "II*\0", 4) == 0;
	if (!t.little && memcmp(data, "MM\0*", 4) != 0)
		return 1;
	directory = u32(&t, 4);
	n = u16(&t, directory);
	for (unsigned i = 0; i < n; i++) {
		size_t entry = directory + 2 + ENTRY_SIZE * (size_t)i;
		unsigned value;

		if (u16(&t, entry) != TAG_ORIENTATION)
			continue;
		value = u16(&t, entry + 2) == TYPE_SHORT ? u16(&t, entry + 8) : 0;
		return value >= 1 && value <= 8 ? (int)value : 1;
	}
	return 1;
}
