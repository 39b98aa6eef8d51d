/* Any bytes as a font: what opens must shape and subset, in order and in bounds. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "font/font.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char text[] = "fiTo 1\xC3\xA9 Af\xC2\xADx\xCC\x81";

static void
shape(struct arena *arena, struct font_face *face, unsigned features)
{
	struct font_glyph *g;
	size_t n = font_shape(
		face, features, "nl", text, sizeof(text) - 1, arena, &g);

	for (size_t i = 0; i < n; i++) {
		if (g[i].cluster >= sizeof(text) - 1)
			abort();
		if (i > 0 && g[i].cluster < g[i - 1].cluster)
			abort();
	}
}

static void
subset(struct arena *arena, const struct font_face *face)
{
	uint32_t gids[] = {1, 2, 3, font_glyph_of(face, 'A')};
	size_t n = gids[3] > gids[2] ? 4 : 3;
	struct buf out = {0};
	uint32_t *map;

	if (font_subset(face, gids, n, arena, &out, &map)) {
		for (size_t i = 0; i < n; i++)
			if (map[i] == 0)
				abort();
	} else if (out.len > 0) {
		abort();
	}
	buf_done(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct diag_pos pos = {"layout.yaml", 1, 1};
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	struct font_face *face = font_face_from_bytes(
		arena, sink, pos, "fuzz.ttf", data, size);

	if ((face == NULL) != (diag_count(sink, DIAG_ERROR) == 1))
		abort();
	if (face != NULL) {
		if (font_face_metrics(face)->postscript_name[0] == '\0')
			abort();
		shape(arena, face, 0);
		shape(arena, face, FONT_ONUM | FONT_CASE | FONT_NO_LIGA);
		subset(arena, face);
	}
	font_face_free(face);
	arena_free(arena);
	return 0;
}
