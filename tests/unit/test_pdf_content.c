/*
 * Page contents, by their invariants: the viewer's pen is where layout's is, and
 * whatever is painted in whatever order, sequences and text objects nest and every
 * piece of content belongs to one element.
 */
#include "pdf_read.h"

#include <ctype.h>
#include <stdio.h>

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	begin(f);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	end(*state);
	return 0;
}

static uint32_t
next_random(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* ---- the pen ---- */

enum { GLYPHS = 60 };

/* One line of nothing but a's, whose advances are anything. */
static const struct frame_run *
random_run(struct fixture *f, uint32_t *seed)
{
	struct frame_glyph *glyphs = arena_new_array(
		f->arena, struct frame_glyph, GLYPHS);
	struct frame_item item = {
		.kind = FRAME_RUN,
		.node = say(f, add(f, f->tree->root, NODE_P), ""),
		.x = LEFT,
		.y = f->y,
		.opacity = 1000,
	};

	for (int i = 0; i < GLYPHS; i++) {
		glyphs[i].gid = (uint16_t)font_glyph_of(f->serif, 'a');
		glyphs[i].text = "a";
		glyphs[i].len = 1;
		glyphs[i].advance = (mpt)(3000 + next_random(seed, 3000));
		if (next_random(seed, 4) == 0)
			glyphs[i].dx = (mpt)next_random(seed, 2000) - 1000;
	}
	item.run.face = f->serif;
	item.run.size = (mpt)(7000 + next_random(seed, 20000));
	item.run.scale = (int)(970 + next_random(seed, 61));
	item.run.glyphs = glyphs;
	item.run.n_glyphs = GLYPHS;
	return &frame_add(f->frames, f->page, &item)->run;
}

/*
 * Follow the operands of the page's one TJ as ISO 32000-1 9.4.4 says, and compare
 * each glyph's place with layout's: within one and a half thousandths of the size.
 */
static void
compare_pens(const struct fixture *f, const struct frame_run *run)
{
	int64_t unit = (int64_t)run->size * run->scale, viewer = 0, layout = 0;
	int width = mpt_muldiv(font_advance(f->serif, run->glyphs[0].gid), 1000,
			       font_face_metrics(f->serif)->units_per_em);
	const char *at = find(f->plain.data, f->plain.len, "[(");
	int n = 0;

	assert_non_null(at);
	for (at++; *at != ']';) {
		char *next;

		if (*at != '(') {
			viewer -= strtol(at, &next, 10);
			assert_ptr_not_equal(next, at);
			at = next;
			continue;
		}
		for (at++; *at != ')'; at += 2) { /* code 1 is all there is */
			int64_t off = viewer * unit -
				      (layout + run->glyphs[n].dx) * 1000000;

			assert_memory_equal(at, "\0\1", 2);
			assert_in_range(llabs(off), 0, 3 * unit / 2);
			viewer += width;
			layout += run->glyphs[n++].advance;
		}
		at++;
	}
	assert_int_equal(n, GLYPHS);
}

static void
test_pen_follows_layout(void **state)
{
	uint32_t seed = 20240601;

	for (int round = 0; round < 100; round++) {
		struct fixture *f = *state;
		const struct frame_run *run;

		add(f, NULL, NODE_DOCUMENT);
		next_page(f, "1");
		run = random_run(f, &seed);
		make_and_read(f);
		compare_pens(f, run);
		teardown(state);
		setup(state);
	}
}

static void
test_raised_glyphs_and_scale(void **state)
{
	struct fixture *f = *state;
	struct frame_item *item;
	struct frame_glyph *glyphs;

	add(f, NULL, NODE_DOCUMENT);
	next_page(f, "1");
	say(f, add(f, f->tree->root, NODE_P), "abc");
	item = &f->page->items[0];
	item->run.scale = 985;
	glyphs = arena_new_array(f->arena, struct frame_glyph, 3);
	memcpy(glyphs, item->run.glyphs, 3 * sizeof(*glyphs));
	glyphs[1].dy = 2500;
	item->run.glyphs = glyphs;
	make_and_read(f);
	assert_int_equal(count_of(f, "98.5 Tz\n"), 1);
	assert_int_equal(count_of(f, "]TJ\n2.5 Ts\n[("), 1);
	assert_int_equal(count_of(f, "]TJ\n0 Ts\n[("), 1);
}

/* Colour, font and opacity are written when they change and not before. */
static void
test_only_changes_are_written(void **state)
{
	struct fixture *f = *state;
	struct node *p;

	add(f, NULL, NODE_DOCUMENT);
	next_page(f, "1");
	p = add(f, f->tree->root, NODE_P);
	for (int i = 0; i < 4; i++)
		say(f, p, "woord ");
	f->page->items[2].colour = 0xFFFFFF;
	f->page->items[2].opacity = 500;
	make_and_read(f);
	assert_int_equal(count_of(f, " Tf\n"), 1);
	assert_int_equal(count_of(f, ".078 .188 .361 rg\n"), 2);
	assert_int_equal(count_of(f, "1 g\n"), 1);
	assert_int_equal(count_of(f, " gs\n"), 2);
	assert_int_equal(count_of(f, "/ca .5/CA .5"), 1);
	assert_int_equal(count_of(f, "BDC\n"), 1); /* one leaf after another */
}

/* ---- codes ---- */

enum { CODES = 300 };

/* A literal string's next byte, as ISO 32000-1 7.3.4.2 has it read. */
static int
string_byte(const char **at)
{
	int c = (unsigned char)*(*at)++;

	if (c == '\r')
		return '\n'; /* an end of line, whichever it was */
	if (c != '\\')
		return c;
	c = (unsigned char)*(*at)++;
	return c == 'r' ? '\r' : c;
}

/*
 * One glyph that stands for 300 texts: as many codes, in order of first use, each
 * written so that it reads back, and each with its text in ToUnicode.
 */
static void
test_one_code_for_each_text(void **state)
{
	struct fixture *f = *state;
	struct frame_glyph *glyphs = arena_new_array(
		f->arena, struct frame_glyph, 2 * CODES);
	struct frame_item *item;
	const char *at;

	add(f, NULL, NODE_DOCUMENT);
	next_page(f, "1");
	say(f, add(f, f->tree->root, NODE_P), "a");
	item = &f->page->items[0];
	for (int i = 0; i < 2 * CODES; i++) {
		char text[8];

		/* longer ones first: none may pass for one that begins it */
		snprintf(text, sizeof(text), "%d", CODES - i % CODES);
		glyphs[i] = item->run.glyphs[0];
		glyphs[i].text = arena_strndup(f->arena, text, strlen(text));
		glyphs[i].len = (uint16_t)strlen(text);
	}
	item->run.glyphs = glyphs;
	item->run.n_glyphs = 2 * CODES;
	make_and_read(f);
	at = find(f->plain.data, f->plain.len, "[(");
	assert_non_null(at);
	at += 2;
	for (int i = 0; i < 2 * CODES; i++) {
		int code = string_byte(&at) << 8;

		assert_int_equal(code | string_byte(&at), 1 + i % CODES);
	}
	assert_int_equal(count_of(f, "300 beginbfchar"), 0);
	assert_int_equal(count_of(f, "100 beginbfchar"), 3);
	assert_int_equal(count_of(f, "<0001><003300300030>\n"), 1);
	assert_int_equal(count_of(f, "<012C><0031>\n"), 1);
}

/* The stream that an object refers to by a key. */
static const char *
referred_by(const struct fixture *f, const char *key)
{
	const char *at = find(f->plain.data, f->plain.len, key);
	char head[32];

	assert_non_null(at);
	snprintf(head, sizeof(head), "\n%ld 0 obj\n",
		 strtol(at + strlen(key), NULL, 10));
	return find(f->plain.data, f->plain.len, head);
}

/* Glyphs keep their order in a subset: so must what the map makes of them. */
static void
test_glyph_map(void **state)
{
	static const char text[] = "zetsel.";
	struct fixture *f = *state;
	const struct frame_glyph *glyphs;
	const unsigned char *map;

	add(f, NULL, NODE_DOCUMENT);
	next_page(f, "1");
	say(f, add(f, f->tree->root, NODE_P), text);
	glyphs = f->page->items[0].run.glyphs;
	make_and_read(f);
	map = (const unsigned char *)strstr(
		referred_by(f, "/CIDToGIDMap "), ">>\n");
	assert_non_null(map);
	map += 3;
	/* codes 1 z, 2 e, 3 t, 4 s, 5 l, 6 full stop */
	for (int a = 1; a <= 6; a++) {
		static const int first[] = {0, 0, 1, 2, 3, 5, 6};
		int new_a = map[2 * a] << 8 | map[2 * a + 1];

		assert_in_range(new_a, 1, 6);
		for (int b = 1; b <= 6; b++) {
			int new_b = map[2 * b] << 8 | map[2 * b + 1];

			assert_int_equal(
				glyphs[first[a]].gid < glyphs[first[b]].gid,
				new_a < new_b);
		}
	}
}

/* ---- nesting ---- */

/* Text after a link that has no ink yet is a piece of its own. */
static void
test_links_stand_between_leaves(void **state)
{
	struct fixture *f = *state;
	struct node *p, *link, *before, *after;

	add(f, NULL, NODE_DOCUMENT);
	next_page(f, "1");
	p = add(f, f->tree->root, NODE_P);
	before = tree_add_text(f->tree, p, "a", 1, nowhere);
	link = add(f, p, NODE_LINK);
	tree_add_text(f->tree, link, "b", 1, nowhere);
	after = tree_add_text(f->tree, p, "c", 1, nowhere);
	go_on(f, before, "a");
	go_on(f, after, "c");
	go_on(f, link->first, "b");
	make_and_read(f);
	assert_int_equal(count_of(f, "/P<</MCID "), 2);
	assert_non_null(object_with(f, "/S/P/", "/K[0 "));
	assert_non_null(object_with(f, "/S/P/", " 0 R 1]"));
}

struct reader {
	const char *at;
	char stack[8]; /* T: in a text object; M: in a sequence */
	int depth;
	int mcids;
};

/* Is the operator at hand this one? */
static bool
is_operator(const char *word, size_t len, const char *list)
{
	char key[16];

	snprintf(key, sizeof(key), " %.*s ", (int)len, word);
	return strstr(list, key) != NULL;
}

static void
push(struct reader *r, char c)
{
	assert_in_range(r->depth, 0, 6);
	r->stack[r->depth++] = c;
	r->stack[r->depth] = '\0';
}

static void
pop(struct reader *r, char c)
{
	assert_in_range(r->depth, 1, 7);
	assert_int_equal(r->stack[--r->depth], c);
	r->stack[r->depth] = '\0';
}

static void
read_operator(struct reader *r, const char *word, size_t len)
{
	bool in_text = strchr(r->stack, 'T') != NULL;
	bool marked = strchr(r->stack, 'M') != NULL;

	if (is_operator(word, len, " BT "))
		push(r, 'T');
	else if (is_operator(word, len, " ET "))
		pop(r, 'T');
	else if (is_operator(word, len, " BDC "))
		push(r, 'M');
	else if (is_operator(word, len, " EMC "))
		pop(r, 'M');
	else if (is_operator(word, len, " Td TJ "))
		assert_true(in_text);
	else if (is_operator(word, len, " re f m l S q Q cm Do W n "))
		assert_false(in_text);
	if (is_operator(word, len, " TJ f S Do "))
		assert_true(marked);
	if (is_operator(word, len, " BDC ")) /* one inside another: never */
		assert_ptr_equal(strchr(r->stack, 'M'), strrchr(r->stack, 'M'));
}

static const char *
skip_string(const char *at)
{
	for (at++; *at != ')'; at++)
		if (*at == '\\')
			at++;
	return at + 1;
}

static void
read_content(struct reader *r)
{
	while (*r->at != '\0' && strncmp(r->at, " 0 obj", 6) != 0) {
		const char *word = r->at;
		size_t len;

		if (*word == '(') {
			r->at = skip_string(word);
			continue;
		}
		if (strncmp(word, "/MCID ", 6) == 0)
			assert_int_equal(strtol(word + 6, NULL, 10), r->mcids++);
		if (!isalpha((unsigned char)*word)) {
			/* a name, number or bracket: up to the next of its kind */
			r->at += *word == '/'
					 ? 1 + strcspn(word + 1, " /<>[]()\n")
					 : 1;
			continue;
		}
		len = strspn(word, "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
		read_operator(r, word, len);
		r->at += len;
	}
}

/* ---- who owns what ---- */

enum { MOST_MCIDS = 200 };

/* Note the MCIDs among an element's kids: numbers that begin no reference. */
static void
read_kids(const char *kids, uint32_t id, uint32_t owner[MOST_MCIDS])
{
	while (*kids != ']' && *kids != '>' && *kids != '/') {
		char *next;
		long n = strtol(kids, &next, 10);

		if (strncmp(next, " 0 R", 4) == 0) {
			kids = next + 4;
		} else if (next != kids) {
			assert_in_range(n, 0, MOST_MCIDS - 1);
			assert_int_equal(owner[n], 0); /* no one else's */
			owner[n] = id;
			kids = next;
		} else {
			kids++;
		}
	}
}

/* What the elements say, and what the parent tree says, is the same. */
static void
check_owners(struct fixture *f, int mcids)
{
	uint32_t owner[MOST_MCIDS] = {0};
	const char *at = (const char *)f->plain.data, *end = at + f->plain.len;
	const char *parents;

	while ((at = find(at, (size_t)(end - at), " 0 obj <<\n/S/")) != NULL) {
		const char *stop = strchr(at, '>'), *id = at, *kids;

		while (isdigit((unsigned char)id[-1]))
			id--;
		kids = strstr(at, "/K");
		if (kids != NULL && kids < stop &&
		    (kids[2] == '[' || kids[2] == ' '))
			read_kids(kids + 3, (uint32_t)strtol(id, NULL, 10),
				  owner);
		at += 8;
	}
	parents = find(f->plain.data, f->plain.len, "/Nums[0[");
	assert_non_null(parents);
	parents += 8;
	for (int i = 0; i < mcids; i++) {
		char *next;

		assert_int_equal(strtol(parents, &next, 10), owner[i]);
		assert_memory_equal(next, " 0 R", 4);
		parents = next + 4;
	}
	assert_int_equal(*parents, ']');
}

static struct frame_item
random_item(struct fixture *f, uint32_t *seed, struct node *const *leaves,
	    struct node *drawing)
{
	struct frame_item item = {
		.kind = (enum frame_kind)next_random(seed, 4),
		.x = LEFT,
		.y = 50 * PT,
		.w = 10 * PT,
		.h = 10 * PT,
		.opacity = next_random(seed, 3) == 0 ? 500 : 1000,
		.colour = next_random(seed, 2) == 0 ? 0xFF0000 : 0,
	};

	if (item.kind == FRAME_IMAGE)
		item.image = raw_image(f);
	if (next_random(seed, 3) == 0)
		item.artifact = (enum frame_artifact)(1 + next_random(seed, 5));
	else if (item.kind == FRAME_RUN)
		item.node = leaves[next_random(seed, 6)];
	else
		item.node = drawing;
	return item;
}

/* Six leaves of a paragraph, two of them in a link; and a figure. */
static void
random_page(struct fixture *f, uint32_t *seed)
{
	struct node *root = add(f, NULL, NODE_DOCUMENT);
	struct node *p = add(f, root, NODE_P), *link = NULL, *drawing;
	struct node *leaves[6];

	next_page(f, "1");
	for (int i = 0; i < 6; i++) {
		if (i == 2)
			link = add(f, p, NODE_LINK);
		leaves[i] = tree_add_text(
			f->tree, i == 2 || i == 3 ? link : p, "a", 1, nowhere);
	}
	drawing = add(f, root, NODE_FIGURE);
	say(f, leaves[0]->parent, "a ");
	for (int i = 0; i < 40; i++) {
		struct frame_item item = random_item(f, seed, leaves, drawing);

		if (item.kind == FRAME_RUN)
			item.run = f->page->items[0].run;
		frame_add(f->frames, f->page, &item);
	}
}

static void
test_anything_nests(void **state)
{
	uint32_t seed = 7;

	for (int round = 0; round < 200; round++) {
		struct fixture *f = *state;
		struct reader r = {0};

		random_page(f, &seed);
		make_and_read(f);
		r.at = find(f->plain.data, f->plain.len, "BT\n");
		assert_non_null(r.at);
		while (strncmp(r.at, " 0 obj", 6) != 0)
			r.at--;
		r.at = strchr(r.at, '\n');
		r.at += strcspn(r.at + 1, "\n");
		read_content(&r);
		assert_int_equal(r.depth, 0);
		assert_true(r.mcids > 5);
		check_owners(f, r.mcids);
		teardown(state);
		setup(state);
	}
}

static void
test_empty_page(void **state)
{
	struct fixture *f = *state;

	add(f, NULL, NODE_DOCUMENT);
	next_page(f, "1");
	make_and_read(f);
	assert_int_equal(count_of(f, "/Type/Page/"), 1);
	assert_int_equal(count_of(f, "/Nums[0[]]"), 1);
	assert_int_equal(count_of(f, "/Font"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_pen_follows_layout),
		TEST(test_raised_glyphs_and_scale),
		TEST(test_only_changes_are_written),
		TEST(test_one_code_for_each_text),
		TEST(test_glyph_map),
		TEST(test_links_stand_between_leaves),
		TEST(test_anything_nests),
		TEST(test_empty_page),
	};

	return cmocka_run_group_tests_name("pdf_content", tests, NULL, NULL);
}
