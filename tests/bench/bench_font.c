/*
 * What fonts cost: opening and the first shaped letter, 26 KB of Dutch word by
 * word and paragraph by paragraph, a subset of the glyphs used. Medians of fresh
 * faces; no verdict.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "font/font.h"

#define FACE "fonts/SourceSerif4_400Regular.ttf"
#define RUNS 21
#define TEXT_SIZE 26000
#define FEATURES (FONT_ONUM | FONT_PNUM)

/* A paragraph with ligatures, figures, capitals, accents and quotation marks. */
static const char paragraph[] =
	"De raad adviseert de regering en beide Kamers gevraagd en ongevraagd. "
	"In "
	"2026 verschijnen naar verwachting zeven adviezen; de officiële reactie "
	"volgt binnen drie maanden. \xE2\x80\x98Veiligheid\xE2\x80\x99 is "
	"daarbij "
	"breed opgevat: van defensie en handel tot cofinanciering, klimaat en de "
	"Verenigde Naties. ";

enum { OPEN, FIRST, WORDS, PARAGRAPHS, SUBSET, STEPS };

static const char *const names[STEPS] = {
	"open a face", "first letter", "26 KB by words", "26 KB by paragraphs",
	"subset"};

static int64_t
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void
shape(struct font_face *face, const char *text, size_t len, struct arena *arena)
{
	struct font_glyph *glyphs;

	font_shape(face, FEATURES, "nl", text, len, arena, &glyphs);
}

static void
shape_words(struct font_face *face, struct arena *arena)
{
	for (size_t done = 0; done < TEXT_SIZE; done += sizeof(paragraph) - 1)
		for (const char *p = paragraph; *p != '\0';) {
			size_t n = strcspn(p, " ");

			shape(face, p, n, arena);
			p += n + 1;
		}
}

static void
shape_paragraphs(struct font_face *face, struct arena *arena)
{
	for (size_t done = 0; done < TEXT_SIZE; done += sizeof(paragraph) - 1)
		shape(face, paragraph, sizeof(paragraph) - 1, arena);
}

/* All glyphs of the Latin alphabet and its usual neighbours. */
static size_t
make_subset(const struct font_face *face, struct arena *arena)
{
	struct buf out = {0};
	uint32_t gids[128], *map;
	size_t n = 0, len;

	for (uint32_t cp = 0x20; cp < 0x7F; cp++)
		gids[n++] = font_glyph_of(face, cp);
	font_subset(face, gids, n, arena, &out, &map);
	len = out.len;
	buf_done(&out);
	return len;
}

static size_t
run(int64_t ns[STEPS])
{
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	int64_t t[STEPS + 1];
	struct font_face *face;
	size_t len;

	t[OPEN] = now_ns();
	face = font_face_open(arena, sink, (struct diag_pos){0}, FACE);
	if (face == NULL) {
		diag_print(sink, &(struct diag_style){0}, stderr);
		exit(1);
	}
	t[FIRST] = now_ns();
	shape(face, "a", 1, arena);
	t[WORDS] = now_ns();
	shape_words(face, arena);
	t[PARAGRAPHS] = now_ns();
	shape_paragraphs(face, arena);
	t[SUBSET] = now_ns();
	len = make_subset(face, arena);
	t[STEPS] = now_ns();
	for (int i = 0; i < STEPS; i++)
		ns[i] = t[i + 1] - t[i];
	font_face_free(face);
	arena_free(arena);
	return len;
}

static int
by_value(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int
main(void)
{
	int64_t ns[RUNS][STEPS], column[RUNS];
	size_t len = 0;

	for (int r = 0; r < RUNS; r++)
		len = run(ns[r]);
	for (int i = 0; i < STEPS; i++) {
		for (int r = 0; r < RUNS; r++)
			column[r] = ns[r][i];
		qsort(column, RUNS, sizeof(*column), by_value);
		printf("font: %-20s %7.3f ms\n", names[i],
		       (double)column[RUNS / 2] / 1e6);
	}
	printf("font: the subset has %zu bytes\n", len);
	return 0;
}
