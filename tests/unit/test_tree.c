/* The tree and the frames: order, plain text, and their dumps line by line. */
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
#include "layout/frame.h"
#include "layout/tree.h"

struct fixture {
	struct arena *arena;
	struct tree *tree;
	struct buf out;
};

static const struct diag_pos nowhere;

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->arena = arena_new();
	f->tree = tree_new(f->arena);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	buf_done(&f->out);
	arena_free(f->arena);
	free(f);
	return 0;
}

static struct node *
add(struct fixture *f, struct node *parent, enum node_kind kind)
{
	return tree_add(f->tree, parent, kind, nowhere);
}

static struct node *
say(struct fixture *f, struct node *parent, const char *text)
{
	return tree_add_text(f->tree, parent, text, strlen(text), nowhere);
}

/* Document: Sect (H1: a), P (b, Link: c, break, d), Table. */
static struct node *
build(struct fixture *f)
{
	struct node *root = add(f, NULL, NODE_DOCUMENT), *p, *link;

	say(f, add(f, add(f, root, NODE_SECT), NODE_H1), "a");
	p = add(f, root, NODE_P);
	say(f, p, "b ");
	link = add(f, p, NODE_LINK);
	link->url = "https://example.org/";
	link->alt = "elders";
	say(f, link, "c");
	add(f, p, NODE_BREAK);
	say(f, p, "d\x01");
	add(f, root, NODE_TABLE);
	return p;
}

static void
assert_out(struct fixture *f, const char *want)
{
	buf_byte(&f->out, '\0');
	assert_string_equal((char *)f->out.data, want);
	buf_clear(&f->out);
}

static void
test_document_order(void **state)
{
	struct fixture *f = *state;
	struct node *p = build(f);
	const struct node *at;
	uint32_t n = 0;

	/* made in document order, so the numbers say it */
	for (at = f->tree->root; at != NULL; at = tree_next(at, f->tree->root)) {
		assert_int_equal(at->index, n++);
		assert_ptr_equal(f->tree->nodes[at->index], at);
	}
	assert_int_equal(n, f->tree->n_nodes);
	/* inside the paragraph only, though the table follows */
	n = 0;
	for (at = p; at != NULL; at = tree_next(at, p))
		n++;
	assert_int_equal(n, 6);
	assert_null(tree_next(p->first, p->first));
}

static void
test_index_grows(void **state)
{
	struct fixture *f = *state;
	struct node *root = add(f, NULL, NODE_DOCUMENT), *nodes[300];

	for (int i = 0; i < 300; i++)
		nodes[i] = add(f, root, NODE_P);
	for (int i = 0; i < 300; i++)
		assert_ptr_equal(f->tree->nodes[i + 1], nodes[i]);
	assert_ptr_equal(root->last, nodes[299]);
}

static void
test_plain_text(void **state)
{
	struct fixture *f = *state;
	const struct node *p = build(f);

	assert_string_equal(tree_plain(f->arena, p), "b c d\x01");
	assert_string_equal(tree_plain(f->arena, f->tree->root), "ab c d\x01");
	assert_string_equal(tree_plain(f->arena, f->tree->root->last), "");
}

static void
test_kinds(void **state)
{
	(void)state;
	for (int kind = 0; kind < NODE_KIND_COUNT; kind++) {
		struct node node = {.kind = (enum node_kind)kind};

		assert_int_equal(node_tag(node.kind) == NULL, kind <= NODE_PAGE);
		assert_int_equal(node_is_leaf(&node), kind <= NODE_PAGE);
	}
}

static void
test_tree_dump(void **state)
{
	struct fixture *f = *state;
	struct node *p = build(f), *cell;

	p->lang = "en";
	cell = add(f, f->tree->root->last, NODE_TH);
	cell->scope = NODE_SCOPE_COLUMN;
	cell->column_span = 2;
	add(f, p, NODE_PAGE)->target = f->tree->root->first;
	tree_dump(f->tree, &f->out);
	assert_out(f,
		   "Document #0\n"
		   "  Sect #1\n"
		   "    H1 #2\n"
		   "      text #3 \"a\"\n"
		   "  P #4 lang=\"en\"\n"
		   "    text #5 \"b \"\n"
		   "    Link #6 alt=\"elders\" url=\"https://example.org/\"\n"
		   "      text #7 \"c\"\n"
		   "    break #8\n"
		   "    text #9 \"d\\x01\"\n"
		   "    page #12 target=1\n"
		   "  Table #10\n"
		   "    TH #11 scope=\"column\" columns=2\n");
}

/* ---- frames ---- */

static void
test_frames_dump(void **state)
{
	static const struct image image = {.path = "images/a.png"};
	struct fixture *f = *state;
	struct frames *frames = frames_new(f->arena);
	struct frame_page *page;
	struct frame_item item = {
		.kind = FRAME_RECT,
		.artifact = FRAME_ARTIFACT_FOOTER,
		.x = 1,
		.y = -2,
		.w = 3,
		.h = 4,
		.colour = 0xC8402A,
		.opacity = 1000,
	};

	build(f);
	page = frames_add_page(frames, 595276, 841890);
	page->label = "iv";
	frame_add(frames, page, &item);
	item.kind = FRAME_STROKE;
	item.opacity = 280;
	item.thickness = 1000;
	item.round_cap = true;
	frame_add(frames, page, &item);
	item.kind = FRAME_IMAGE;
	item.image = &image;
	item.node = f->tree->root->last;
	item.artifact = FRAME_NO_ARTIFACT;
	item.opacity = 1000;
	frame_add(frames, page, &item);
	item.crop_w = 8;
	item.crop_h = 9;
	frame_add(frames, page, &item);
	item.kind = FRAME_FIELD;
	frame_add(frames, page, &item);
	item.thickness = 0;
	frame_add(frames, page, &item);
	page = frames_add_page(frames, 1000, 2000);
	page->bleed = 8504;
	frames_dump(frames, &f->out);
	assert_out(f, "page 1 595276 841890 label=\"iv\"\n"
		      "  rect 1 -2 (footer) #C8402A w=3 h=4\n"
		      "  stroke 1 -2 (footer) #C8402A opacity=280 w=3 h=4 "
		      "thickness=1000 round\n"
		      "  image 1 -2 #10 w=3 h=4 images/a.png\n"
		      "  image 1 -2 #10 w=3 h=4 crop=0,0,8,9 images/a.png\n"
		      "  field 1 -2 #10 w=3 h=4 thickness=1000 #C8402A\n"
		      "  field 1 -2 #10 w=3 h=4\n"
		      "page 2 1000 2000 bleed=8504 label=\"\"\n");
}

static void
test_frames_dump_text(void **state)
{
	struct fixture *f = *state;
	struct frames *frames = frames_new(f->arena);
	struct frame_page *page = frames_add_page(frames, 1000, 2000);
	struct font_face *face = font_face_open(
		f->arena, diag_sink_new(f->arena), nowhere,
		"fonts/SourceSerif4_400Regular.ttf");
	const struct frame_glyph glyphs[] = {
		{.gid = 1, .text = "ffi", .len = 3},
		{.gid = 2, .text = "\xC2\xAD", .len = 2},
		{.gid = 3, .text = "?", .len = 0},
	};
	struct frame_item item = {
		.kind = FRAME_RUN,
		.node = build(f)->first,
		.opacity = 1000,
		.run = {.face = face,
			.size = 9500,
			.scale = 985,
			.glyphs = glyphs,
			.n_glyphs = 3,
			.width = 77},
	};

	frame_add(frames, page, &item);
	frames_dump(frames, &f->out);
	assert_out(f, "page 1 1000 2000 label=\"\"\n"
		      "  run 0 0 #5 #000000 face=SourceSerif4-Regular size=9500 "
		      "scale=985 width=77 \"ffi\xC2\xAD\"\n");
	font_face_free(face);
}

/* Pages and items keep their order and content while arrays move. */
static void
test_frames_grow(void **state)
{
	struct fixture *f = *state;
	struct frames *frames = frames_new(f->arena);

	for (int i = 0; i < 100; i++) {
		struct frame_page *page = frames_add_page(frames, i, 0);

		for (int k = 0; k < 100; k++) {
			struct frame_item item = {.x = k};

			assert_int_equal(frame_add(frames, page, &item)->x, k);
		}
	}
	assert_int_equal(frames->n_pages, 100);
	for (int i = 0; i < 100; i++) {
		assert_int_equal(frames->pages[i].width, i);
		assert_int_equal(frames->pages[i].n_items, 100);
		for (int k = 0; k < 100; k++)
			assert_int_equal(frames->pages[i].items[k].x, k);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_document_order),   TEST(test_index_grows),
		TEST(test_plain_text),       TEST(test_kinds),
		TEST(test_tree_dump),        TEST(test_frames_dump),
		TEST(test_frames_dump_text), TEST(test_frames_grow),
	};

	return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
