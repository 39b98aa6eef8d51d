/*
 * Documents as plain text. Trees are drawn as nested brackets: "(P words)" is a
 * paragraph of the tag's kind, with text between elements; the text begins after the
 * blank behind the tag.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "edition/rendition.h"
#include "layout/frame.h"
#include "layout/tree.h"

/* ---- drawing --------------------------------------------------------------------- */

static enum node_kind
kind_of(const char *tag, size_t len)
{
	for (int kind = NODE_DOCUMENT; kind < NODE_KIND_COUNT; kind++) {
		const char *name = node_tag((enum node_kind)kind);

		if (name != NULL && strlen(name) == len &&
		    memcmp(name, tag, len) == 0)
			return (enum node_kind)kind;
	}
	fail_msg("no such element: %.*s", (int)len, tag);
	return NODE_P;
}

/* "Link https://a.nl words" and "Figure=words" have an address and an alternative. */
static const char *
read_element(struct tree *tree, struct node **node, const char *s)
{
	size_t len = strcspn(s, " =)"), more;
	enum node_kind kind = kind_of(s, len);

	*node = tree_add(tree, *node, kind, (struct diag_pos){0});
	s += len;
	if (*s == '=') {
		more = strcspn(++s, ")(");
		(*node)->alt = arena_strndup(tree->arena, s, more);
		return s + more;
	}
	s += *s == ' ';
	if (kind == NODE_LINK) {
		more = strcspn(s, " )");
		(*node)->url = arena_strndup(tree->arena, s, more);
		s += more + (s[more] == ' ');
	}
	return s;
}

static struct tree *
draw(struct arena *arena, const char *s)
{
	struct tree *tree = tree_new(arena);
	struct node *node = tree_add(
		tree, NULL, NODE_DOCUMENT, (struct diag_pos){0});

	while (*s != '\0') {
		size_t len = strcspn(s, "()|");

		if (len > 0)
			tree_add_text(tree, node, s, len, (struct diag_pos){0});
		s += len;
		if (*s == '(')
			s = read_element(tree, &node, s + 1);
		else if (*s == ')')
			node = node->parent, s++;
		else if (*s == '|')
			tree_add(tree, node, NODE_BREAK, (struct diag_pos){0}),
				s++;
	}
	assert_ptr_equal(node, tree->root);
	return tree;
}

static const struct {
	const char *what, *tree, *text;
} cases[] = {
	{"nothing", "", ""},
	{"paragraphs", "(P Een.)(P Twee.)", "Een.\n\nTwee.\n"},
	{"an empty one is none", "(P Een.)(P )(P Twee.)", "Een.\n\nTwee.\n"},
	{"inlines", "(P A (Em b) c(Strong d)(Span e).)", "A b cde.\n"},
	{"a forced break", "(P Postbus 1|Den Haag)", "Postbus 1\nDen Haag\n"},
	{"headings", "(Title Een ë)(H1 Eén)(H2 Twee|regels)(H3 Drie)(P x)",
	 "Een ë\n=====\n\n\nEén\n===\n\nTwee\nregels\n------\n\nDrie\n\nx\n"},
	{"a list",
	 "(P Zie:)(L (LI (Lbl – )(LBody een))(LI (Lbl – )(LBody (P twee))))(P x)",
	 "Zie:\n\n– een\n– twee\n\nx\n"},
	{"a list in a list",
	 "(L (LI (Lbl 1. )(LBody (P een)(L (LI (Lbl a. )(LBody (P aa)))(LI (Lbl "
	 "b. )(LBody (P bb))))))(LI (Lbl 2. )(LBody (P twee))))",
	 "1. een\n  a. aa\n  b. bb\n2. twee\n"},
	{"items of several paragraphs",
	 "(L (LI (LBody (P A)(P een)))(LI (LBody (P B)(P twee))))",
	 "A\neen\n\nB\ntwee\n"},
	{"a table",
	 "(Table (THead (TR (TH A)(TH B)))(TBody (TR (TD 1)(TD (P x)(P y)))(TR "
	 "(TD "
	 "2)(TD z|z))))",
	 "A\tB\n1\tx y\n2\tz z\n"},
	{"an address behind its link", "(P Zie (Link https://a.nl/b de site).)",
	 "Zie de site <https://a.nl/b>.\n"},
	{"an address that is the words",
	 "(P (Link https://www.a.nl/ www.a.nl) (Link mailto:a@b.nl a@b.nl))",
	 "www.a.nl a@b.nl\n"},
	{"a picture and its caption",
	 "(Figure=een molen(Caption Bij Delft.))(Figure (Caption Sier.))",
	 "[een molen]\n\nBij Delft.\n\nSier.\n"},
	{"a note", "(P x)(Note (Lbl 1 )(P Een noot.))", "x\n\n1 Een noot.\n"},
	{"contents",
	 "(TOC (TOCI (Reference (Lbl 1 )Een))(TOCI (Reference Twee)(TOC (TOCI "
	 "(Reference Drie)))))",
	 "1 Een\nTwee\n  Drie\n"},
	{"sections are not seen", "(Sect (P a)(Sect (Div (P b))))", "a\n\nb\n"},
	{"a quotation", "(BlockQuote (P a)(P b))", "a\n\nb\n"},
};

static void
test_renditions(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct arena *arena = arena_new();
		struct tree *tree = draw(arena, cases[i].tree);
		struct buf text = {0};

		print_message("           %s\n", cases[i].what);
		rendition_write(arena, tree, frames_new(arena), &text);
		buf_byte(&text, '\0');
		assert_string_equal((char *)text.data, cases[i].text);
		buf_done(&text);
		arena_free(arena);
	}
}

/* A reference to a page reads as layout set it. */
static void
test_page_numbers(void **state)
{
	const struct frame_glyph glyphs[] = {
		{.text = "1", .len = 1}, {.text = "2", .len = 1}};
	struct arena *arena = arena_new();
	struct tree *tree = draw(arena, "(P Zie bladzijde )(P Hier.)");
	struct frames *frames = frames_new(arena);
	struct node *page = tree_add(
		tree, tree->root->first, NODE_PAGE, (struct diag_pos){0});
	struct frame_item item = {
		.kind = FRAME_RUN,
		.node = page,
		.run = {.glyphs = glyphs, .n_glyphs = 2},
	};
	struct buf text = {0};

	(void)state;
	frame_add(frames, frames_add_page(frames, 1000, 1000), &item);
	rendition_write(arena, tree, frames, &text);
	buf_byte(&text, '\0');
	assert_string_equal((char *)text.data, "Zie bladzijde 12\n\nHier.\n");
	buf_done(&text);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_renditions),
		cmocka_unit_test(test_page_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
