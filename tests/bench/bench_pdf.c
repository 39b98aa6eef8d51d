/*
 * Median time to write 24 pages: two justified columns of Dutch in four faces, a
 * heading and a link in every paragraph. Layout is not timed. `bench_pdf TEXT
 * [OUT.pdf]` takes another text, one paragraph a line, and keeps the file.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "font/font.h"
#include "pdf/pdf.h"

enum { PAGES = 24, LINES = 50, RUNS = 51, FACES = 4 };

#define PT MPT_PER_PT
#define SIZE 9500
#define MEASURE (225 * PT)

static const char *const paths[FACES] = {
	"fonts/SourceSerif4_400Regular.ttf",
	"fonts/SourceSans3_600SemiBold.ttf",
	"fonts/SourceSerif4_400Regular_Italic.ttf",
	"fonts/SourceSans3_400Regular.ttf",
};

static const struct diag_pos nowhere;

struct sheet {
	struct arena *arena;
	struct font_face *faces[FACES];
	struct tree *tree;
	struct frames *frames;
	struct frame_page *page;
	int line; /* of both columns of the page */
};

static int
by_value(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int64_t
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static struct frame_run
run_of(struct sheet *s, struct font_face *face, const char *text, size_t len)
{
	struct frame_run run = {
		.face = face,
		.size = SIZE,
		.scale = 1000,
		.rise = 7 * PT,
		.fall = 3 * PT,
	};
	struct font_glyph *glyphs;
	struct frame_glyph *out;

	run.n_glyphs = font_shape(face, 0, "nl", text, len, s->arena, &glyphs);
	out = arena_new_array(s->arena, struct frame_glyph, run.n_glyphs);
	for (size_t i = 0; i < run.n_glyphs; i++) {
		size_t end = i + 1 < run.n_glyphs ? glyphs[i + 1].cluster : len;

		out[i].gid = (uint16_t)glyphs[i].gid;
		out[i].text = text + glyphs[i].cluster;
		out[i].len = (uint16_t)(end - glyphs[i].cluster);
		out[i].advance = mpt_from_design(
			glyphs[i].advance, SIZE,
			font_face_metrics(face)->units_per_em);
		run.width += out[i].advance;
	}
	run.glyphs = out;
	return run;
}

/* Spread what the measure has left over the spaces. */
static void
justify(struct frame_run *run, const char *text, size_t len)
{
	struct frame_glyph *glyphs = (struct frame_glyph *)(uintptr_t)run->glyphs;
	int spaces = 0, at = 0;
	mpt left = MEASURE - run->width;

	for (size_t i = 0; i < len; i++)
		spaces += text[i] == ' ';
	for (size_t i = 0; i < run->n_glyphs; i++)
		if (*glyphs[i].text == ' ') {
			glyphs[i].advance += left / spaces +
					     (at++ < left % spaces ? 1 : 0);
		}
	run->width = MEASURE;
}

static void
next_line(struct sheet *s)
{
	if (s->page != NULL && ++s->line < 2 * LINES)
		return;
	s->page = frames_add_page(s->frames, 595276, 841890);
	s->line = 0;
}

static void
set_line(struct sheet *s, const struct node *node, int face, const char *text,
	 size_t len, bool full)
{
	struct frame_item item = {
		.kind = FRAME_RUN,
		.node = node,
		.x = 63780 + (s->line >= LINES ? 242 * PT : 0),
		.y = 85000 + s->line % LINES * 12756,
		.colour = 0x1B1F27,
		.opacity = 1000,
		.run = run_of(s, s->faces[face], text, len),
	};

	if (full)
		justify(&item.run, text, len);
	frame_add(s->frames, s->page, &item);
	next_line(s);
}

static void
set_block(struct sheet *s, struct node *node, int face, const char *text,
	  size_t len)
{
	const struct node *leaf = tree_add_text(
		s->tree, node, text, len, nowhere);

	while (len > 0) {
		size_t n = len < 46 ? len : 46;

		while (n < len && n > 1 && text[n - 1] != ' ')
			n--;
		set_line(s, leaf, face, text, n, n < len);
		text += n;
		len -= n;
	}
}

/* The first words of a text, about n bytes. */
static size_t
words(const char *text, size_t len, size_t n)
{
	while (n < len && text[n] != ' ')
		n++;
	return n < len ? n : len;
}

static void
set_paragraph(struct sheet *s, const char *text, size_t len, int number)
{
	struct node *root = s->tree->root;
	struct node *h1 = tree_add(s->tree, root, NODE_H1, nowhere);
	struct node *p = tree_add(s->tree, root, NODE_P, nowhere), *link;

	h1->outline = "Onderwerp";
	h1->outline_level = 1;
	set_block(s, h1, 1, text, words(text, len, 30));
	set_block(s, p, 0, text, len);
	link = tree_add(s->tree, p, NODE_LINK, nowhere);
	link->url = "https://www.example.org/documenten/advies";
	set_block(s, link, 2 + number % 2, text, words(text, len, 40));
}

static void
set_text(struct sheet *s, const char *text)
{
	const char *at = text;

	s->tree = tree_new(s->arena);
	s->frames = frames_new(s->arena);
	tree_add(s->tree, NULL, NODE_DOCUMENT, nowhere);
	next_line(s);
	for (int n = 0; s->frames->n_pages <= PAGES; n++) {
		size_t len = strcspn(at, "\n");

		if (len > 60)
			set_paragraph(s, at, len, n);
		at += len;
		at += strspn(at, "\n");
		if (*at == '\0')
			at = text;
	}
	s->frames->n_pages = PAGES;
}

/* The text marks where words may be divided by a tilde. */
static void
drop_tildes(char *text)
{
	char *to = text;

	for (; *text != '\0'; text++)
		if (*text != '~')
			*to++ = *text;
	*to = '\0';
}

int
main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "tests/bench/text-nl.txt";
	static int64_t ns[RUNS];
	struct sheet s = {.arena = arena_new()};
	struct diag_sink *sink = diag_sink_new(s.arena);
	struct pdf_job job = {.metadata = {.title = "x", .language = "nl-NL"}};
	struct buf out = {0};
	size_t len;
	char *text;

	if (!file_read(s.arena, path, 0, &text, &len)) {
		perror(path);
		return 1;
	}
	drop_tildes(text);
	for (int i = 0; i < FACES; i++)
		s.faces[i] = font_face_open(s.arena, sink, nowhere, paths[i]);
	set_text(&s, text);
	job.tree = s.tree;
	job.frames = s.frames;
	for (int run = 0; run < RUNS; run++) {
		struct arena *scratch = arena_new();
		int64_t start = now_ns();

		buf_done(&out);
		if (!pdf_write(scratch, &job, &out))
			return 1;
		ns[run] = now_ns() - start;
		arena_free(scratch);
	}
	qsort(ns, RUNS, sizeof(*ns), by_value);
	printf("pdf: %d pages, %zu nodes, %zu bytes: median %.2f ms, fastest "
	       "%.2f ms\n",
	       PAGES, s.tree->n_nodes, out.len, (double)ns[RUNS / 2] / 1e6,
	       (double)ns[0] / 1e6);
	if (argc > 2 && !file_write(argv[2], out.data, out.len))
		perror(argv[2]);
	for (int i = 0; i < FACES; i++)
		font_face_free(s.faces[i]);
	buf_done(&out);
	arena_free(s.arena);
	return 0;
}
