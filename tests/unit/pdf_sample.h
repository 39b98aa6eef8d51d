/*
 * Sample documents, built by hand out of a tree and frames, for the tests of
 * src/pdf: a booklet with everything a page can hold, and a letter. Include it
 * once in a program.
 */
#ifndef TESTS_PDF_SAMPLE_H
#define TESTS_PDF_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "font/font.h"
#include "image/image.h"
#include "pdf/pdf.h"

#define PT MPT_PER_PT
#define SIZE (10 * PT)
#define LEAD (14 * PT)
#define LEFT (60 * PT)

struct fixture {
	struct arena *arena;
	struct diag_sink *sink;
	struct font_face *serif, *sans;
	struct tree *tree;
	struct frames *frames;
	struct frame_page *page;
	mpt x, y; /* where the next word goes */
	struct pdf_job job;
	struct buf file, plain;
};

/* Text made by the program. */
static const struct diag_pos nowhere;

/* ---- setting words ---- */

static inline void
next_page(struct fixture *f, const char *label)
{
	f->page = frames_add_page(f->frames, 400 * PT, 300 * PT);
	f->page->label = label;
	f->x = LEFT;
	f->y = 40 * PT;
}

static inline void
next_line(struct fixture *f)
{
	f->x = LEFT;
	f->y += LEAD;
}

/* The text a glyph stands for: up to the next cluster. */
static inline uint16_t
text_of(const struct font_glyph *glyphs, size_t n, size_t i, size_t len)
{
	size_t k = i + 1;

	if (i > 0 && glyphs[i - 1].cluster == glyphs[i].cluster)
		return 0;
	while (k < n && glyphs[k].cluster == glyphs[i].cluster)
		k++;
	return (uint16_t)((k < n ? glyphs[k].cluster : len) - glyphs[i].cluster);
}

/* Set words on the line; `wider` is added to every space, as justification is. */
static inline void
show(struct fixture *f, const struct node *node, enum frame_artifact artifact,
     struct font_face *face, mpt wider, const char *text)
{
	size_t len = strlen(text);
	struct font_glyph *glyphs;
	size_t n = font_shape(face, 0, "nl", text, len, f->arena, &glyphs);
	struct frame_glyph *out = arena_new_array(
		f->arena, struct frame_glyph, n);
	struct frame_item item = {
		.kind = FRAME_RUN,
		.artifact = artifact,
		.node = node,
		.x = f->x,
		.y = f->y,
		.colour = 0x14305C,
		.opacity = 1000,
	};

	for (size_t i = 0; i < n; i++) {
		out[i].gid = (uint16_t)glyphs[i].gid;
		out[i].text = text + glyphs[i].cluster;
		out[i].len = text_of(glyphs, n, i, len);
		out[i].advance = mpt_from_design(
			glyphs[i].advance, SIZE,
			font_face_metrics(face)->units_per_em);
		if (out[i].len == 1 && *out[i].text == ' ')
			out[i].advance += wider;
		item.run.width += out[i].advance;
	}
	item.run.face = face;
	item.run.size = SIZE;
	item.run.scale = 1000;
	item.run.glyphs = out;
	item.run.n_glyphs = n;
	item.run.rise = 8 * PT;
	item.run.fall = 3 * PT;
	frame_add(f->frames, f->page, &item);
	f->x += item.run.width;
}

static inline void
artifact(struct fixture *f, enum frame_artifact kind, const char *text)
{
	show(f, NULL, kind, f->sans, 0, text);
}

/* A node of the tree. */
static inline struct node *
add(struct fixture *f, struct node *parent, enum node_kind kind)
{
	return tree_add(f->tree, parent, kind, nowhere);
}

/* A leaf of it, and its words on the line. */
static inline struct node *
say(struct fixture *f, struct node *parent, const char *text)
{
	struct node *leaf = tree_add_text(
		f->tree, parent, text, strlen(text), nowhere);

	show(f, leaf, FRAME_NO_ARTIFACT, f->serif, 0, text);
	return leaf;
}

/* Further words of the same leaf. */
static inline void
go_on(struct fixture *f, const struct node *leaf, const char *text)
{
	show(f, leaf, FRAME_NO_ARTIFACT, f->serif, 0, text);
}

/* Divide a word of a leaf: the hyphen's ink, but a soft hyphen's text. */
static inline void
divide(struct fixture *f, const struct node *leaf)
{
	struct frame_glyph *glyph = arena_alloc(f->arena, sizeof(*glyph));
	struct frame_item *item;

	show(f, leaf, FRAME_NO_ARTIFACT, f->serif, 0, "-");
	item = &f->page->items[f->page->n_items - 1];
	*glyph = item->run.glyphs[0];
	glyph->text = "\xC2\xAD";
	glyph->len = 2;
	item->run.glyphs = glyph;
}

/* A block of one line. */
static inline struct node *
block(struct fixture *f, struct node *parent, enum node_kind kind,
      const char *text)
{
	struct node *node = add(f, parent, kind);

	say(f, node, text);
	next_line(f);
	return node;
}

/* ---- the document ---- */

static inline void
table(struct fixture *f, struct node *parent)
{
	struct node *t = add(f, parent, NODE_TABLE), *row, *cell, *rows;

	block(f, t, NODE_CAPTION, "Tabel 1");
	row = add(f, add(f, t, NODE_HEAD), NODE_ROW);
	cell = add(f, row, NODE_TH);
	cell->scope = NODE_SCOPE_COLUMN;
	say(f, cell, "Advies");
	cell = add(f, row, NODE_TH);
	cell->scope = NODE_SCOPE_COLUMN;
	say(f, cell, "Kwartaal");
	rows = add(f, t, NODE_ROWS);
	for (int i = 0; i < 2; i++) {
		if (i == 0) {
			next_line(f);
		} else {
			next_page(f, "2");
			artifact(f, FRAME_ARTIFACT_HEADER, "Advies Kwartaal");
			next_line(f);
		}
		row = add(f, rows, NODE_ROW);
		cell = add(f, row, NODE_TH);
		cell->scope = NODE_SCOPE_ROW;
		say(f, cell, i == 0 ? "Hoop" : "Recht");
		say(f, add(f, row, NODE_TD), "Q4 2026");
	}
	next_line(f);
}

static inline void
lists(struct fixture *f, struct node *parent)
{
	struct node *outer = add(f, parent, NODE_LIST), *item, *body, *inner;

	outer->numbering = NODE_NUMBERING_DECIMAL;
	item = add(f, outer, NODE_ITEM);
	say(f, add(f, item, NODE_LABEL), "1.");
	body = add(f, item, NODE_BODY);
	say(f, body, "eerste");
	next_line(f);
	inner = add(f, body, NODE_LIST);
	inner->numbering = NODE_NUMBERING_DISC;
	item = add(f, inner, NODE_ITEM);
	say(f, add(f, item, NODE_LABEL), "–");
	say(f, add(f, item, NODE_BODY), "binnenste");
	next_line(f);
}

static inline const struct image *
raw_image(struct fixture *f)
{
	struct image *image = arena_alloc(f->arena, sizeof(*image));
	unsigned char *rows = arena_alloc(f->arena, 4 * 3 * 3);
	unsigned char *alpha = arena_alloc(f->arena, 4 * 3);

	for (unsigned i = 0; i < 36; i++)
		rows[i] = (unsigned char)(7 * i);
	for (unsigned i = 0; i < 12; i++)
		alpha[i] = (unsigned char)(21 * i);
	image->path = "raw.png";
	image->width = 4;
	image->height = 3;
	image->orientation = 6;
	image->channels = 3;
	image->bits = 8;
	image->data = rows;
	image->len = 36;
	image->alpha = alpha;
	return image;
}

/* The same picture twice, once of it a window. */
static inline void
figure(struct fixture *f, struct node *parent)
{
	struct node *node = add(f, parent, NODE_FIGURE);
	struct frame_item item = {
		.kind = FRAME_IMAGE,
		.node = node,
		.x = LEFT,
		.y = f->y,
		.w = 60 * PT,
		.h = 80 * PT,
		.opacity = 1000,
		.image = raw_image(f),
	};

	node->alt = "Een verloop (proef)";
	node->image = item.image;
	frame_add(f->frames, f->page, &item);
	item.node = NULL;
	item.artifact = FRAME_ARTIFACT_LAYOUT;
	item.x += 100 * PT;
	item.crop_x = item.x + 10 * PT;
	item.crop_y = item.y;
	item.crop_w = 40 * PT;
	item.crop_h = 80 * PT;
	frame_add(f->frames, f->page, &item);
	f->y += 95 * PT;
	block(f, node, NODE_CAPTION, "Onderschrift");
}

/* A rule and strokes as on a cover. */
static inline void
ornaments(struct fixture *f)
{
	struct frame_item item = {
		.kind = FRAME_RECT,
		.artifact = FRAME_ARTIFACT_BACKGROUND,
		.w = 400 * PT,
		.h = 20 * PT,
		.colour = 0xC9D3E1,
		.opacity = 1000,
	};

	frame_add(f->frames, f->page, &item);
	item.kind = FRAME_STROKE;
	item.artifact = FRAME_ARTIFACT_LAYOUT;
	item.thickness = 1500;
	item.round_cap = true;
	for (int i = 1; i <= 3; i++) {
		item.x = i * 20 * PT;
		item.y = 5 * PT;
		item.w = 10 * PT;
		item.h = i * PT;
		item.opacity = 250 * i;
		frame_add(f->frames, f->page, &item);
	}
}

/* A paragraph over a page's end, with a link over two lines and a foreign word. */
static inline void
paragraph(struct fixture *f, struct node *parent, struct node *target)
{
	struct node *p = add(f, parent, NODE_P), *leaf, *link;

	leaf = say(f, p, "Zie ook ");
	show(f, leaf, FRAME_NO_ARTIFACT, f->serif, 3 * PT, "wat de office ");
	link = add(f, p, NODE_LINK);
	link->url = "https://example.org/é(1)";
	link->alt = "Website van de raad";
	leaf = say(f, link, "website van de ");
	next_line(f);
	go_on(f, leaf, "raad");
	say(f, p, " noemt, een ");
	leaf = say(f, add(f, p, NODE_SPAN), "white paper");
	leaf->parent->lang = "en";
	leaf = say(f, p, " over coördi");
	divide(f, leaf);
	next_page(f, "1");
	artifact(f, FRAME_ARTIFACT_FOOTER, "1");
	next_line(f);
	go_on(f, leaf, "natie. ");
	say(f, add(f, p, NODE_STRONG), "Vast");
	link = add(f, p, NODE_LINK);
	link->target = target;
	say(f, link, " zie elders");
	say(f, p, ".");
	next_line(f);
}

static inline void
note(struct fixture *f, struct node *parent)
{
	struct node *n = add(f, parent, NODE_NOTE), *leaf;

	n->id = "noot-1";
	say(f, add(f, n, NODE_LABEL), "*");
	leaf = say(f, add(f, n, NODE_P), "Een voet");
	divide(f, leaf);
	next_line(f);
	go_on(f, leaf, "noot.");
	next_line(f);
}

static inline void
contents(struct fixture *f, struct node *parent, struct node *target)
{
	struct node *item = add(f, add(f, parent, NODE_TOC), NODE_TOC_ITEM);
	struct node *link = add(f, add(f, item, NODE_REFERENCE), NODE_LINK);

	link->target = target;
	link->alt = "Naar hoofdstuk 1, bladzijde 1";
	say(f, link, "1 Richting");
	say(f, link, " 1");
	next_line(f);
}

static inline void
booklet(struct fixture *f)
{
	struct node *root = add(f, NULL, NODE_DOCUMENT), *sect, *h1, *h2;

	next_page(f, "");
	ornaments(f);
	block(f, root, NODE_TITLE, "Programma");
	block(f, root, NODE_P, "x m\xCC\x82 y");
	/* headings first, since links lead to them */
	sect = add(f, root, NODE_SECT);
	h1 = add(f, sect, NODE_H1);
	contents(f, sect, h1);
	say(f, h1, "1 Richting");
	h1->outline = "1 Richting";
	h1->outline_level = 1;
	next_line(f);
	h2 = block(f, sect, NODE_H2, "Eén onderwerp");
	h2->outline = "Eén onderwerp";
	h2->outline_level = 2;
	paragraph(f, sect, h2);
	lists(f, sect);
	note(f, sect);
	table(f, sect);
	figure(f, sect);
}

static inline void
letter(struct fixture *f)
{
	struct node *root = add(f, NULL, NODE_DOCUMENT), *form;
	struct frame_item item = {
		.kind = FRAME_FIELD,
		.x = LEFT,
		.w = 200 * PT,
		.h = 50 * PT,
		.opacity = 1000,
	};

	next_page(f, NULL);
	block(f, root, NODE_H1, "Brief");
	for (int i = 0; i < 2; i++) {
		form = add(f, root, NODE_FORM);
		form->field = i == 0 ? "ondertekenaar1" : "ondertekenaar2";
		form->tooltip = "Handtekening";
		item.node = form;
		item.y = f->y;
		frame_add(f->frames, f->page, &item);
		f->y += 70 * PT;
	}
}

/* ---- making and reading back ---- */

static const char *const subjects[] = {"defensie", "recht & vrede"};
static const char *const creators[] = {"De raad", "Het bureau"};

static const struct pdf_schema own_schema = {
	.prefix = "ed",
	.namespace_uri = "https://example.org/ns/edition/",
	.description = "Edition",
};

static const struct pdf_property own_properties[] = {
	{&own_schema, "status", "vastgesteld", "Status of the edition", "Text"},
	{&own_schema, "adopted", "2025-12-01", "Date of adoption", "Date"},
};

static const struct pdf_metadata metadata = {
	.title = "Programma <2026–2028>",
	.creators = creators,
	.n_creators = 2,
	.publisher = "De raad",
	.description = "Proef",
	.subjects = subjects,
	.n_subjects = 2,
	.rights = "Vrij",
	.identifier = "PRG-1",
	.type = "Programma",
	.date = "2025-12-01",
	.language = "nl-NL",
	.timestamp = "2025-12-01T10:20:30+01:00",
	.creator_tool = "zetsel 0.1.0",
	.properties = own_properties,
	.n_properties = 2,
};

static const struct pdf_attachment attachment = {
	.name = "programme.yaml",
	.mime = "application/yaml",
	.description = "De bron",
	.data = "title: x\n",
	.len = 9,
};

static inline void
begin(struct fixture *f)
{
	f->arena = arena_new();
	f->sink = diag_sink_new(f->arena);
	f->serif = font_face_open(
		f->arena, f->sink, nowhere, "fonts/SourceSerif4_400Regular.ttf");
	f->sans = font_face_open(
		f->arena, f->sink, nowhere, "fonts/SourceSans3_400Regular.ttf");
	f->tree = tree_new(f->arena);
	f->frames = frames_new(f->arena);
	f->job = (struct pdf_job){
		.tree = f->tree,
		.frames = f->frames,
		.metadata = metadata,
		.two_up_right = true,
		.outline = true,
	};
}

static inline void
end(struct fixture *f)
{
	font_face_free(f->serif);
	font_face_free(f->sans);
	buf_done(&f->file);
	buf_done(&f->plain);
	arena_free(f->arena);
	free(f);
}

static inline bool
make(struct fixture *f)
{
	struct arena *scratch = arena_new();
	bool made = pdf_write(scratch, &f->job, &f->file);

	arena_free(scratch);
	return made;
}

#endif
