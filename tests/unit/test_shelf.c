/*
 * Paragraphs that were put away are set as those that were not: the same lines of the
 * same glyphs, in each setting, and the same prices. The text is that of the bench, with
 * words in it whose spelling changes where they are divided, and other faces.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "layout/compose.h"

#include "booklet_style.h"

#define TEXT "tests/bench/text-nl.txt"
#define MEASURE 150000
#define MAX_PARAS 64

struct desk {
	struct arena *arena;
	struct diag_sink *sink;
	struct style *style;
	struct tree *tree;
	struct node *paras[MAX_PARAS];
	size_t n;
};

static const struct diag_pos nowhere = {.file = NULL};

/* A paragraph whose words are set in turn upright, italic and bold. */
static void
add_motley(struct desk *desk, const char *text)
{
	static const enum node_kind kinds[] = {
		NODE_P, NODE_EMPHASIS, NODE_STRONG};
	struct node *p = tree_add(desk->tree, desk->tree->root, NODE_P, nowhere);
	size_t len = strlen(text);

	for (size_t at = 0, n = 0; at < len; n++) {
		size_t word = strcspn(text + at, " ");
		struct node *in = p;

		word += at + word < len;
		if (n % 3 > 0)
			in = tree_add(desk->tree, p, kinds[n % 3], nowhere);
		tree_add_text(desk->tree, in, text + at, word, nowhere);
		at += word;
	}
	desk->paras[desk->n++] = p;
}

static void
add_para(struct desk *desk, const char *text, size_t len)
{
	struct node *p = tree_add(desk->tree, desk->tree->root, NODE_P, nowhere);

	tree_add_text(desk->tree, p, text, len, nowhere);
	desk->paras[desk->n++] = p;
}

static int
setup(void **state)
{
	struct arena *arena = arena_new();
	struct desk *desk = arena_alloc(arena, sizeof(*desk));
	char *text;
	size_t len;

	desk->arena = arena;
	desk->sink = diag_sink_new(arena);
	desk->style = booklet_style(arena, desk->sink);
	desk->tree = tree_new(arena);
	tree_add(desk->tree, NULL, NODE_DOCUMENT, nowhere);
	assert_true(file_read(arena, TEXT, 1 << 20, &text, &len));
	for (char *at = text; *at != '\0' && desk->n < MAX_PARAS - 3;) {
		size_t line = strcspn(at, "\n");

		if (line > 0)
			add_para(desk, at, line);
		at += line + (at[line] == '\n');
	}
	add_motley(desk, "De geëvalueerde coördinatie van zee\xC2\xADkapitaal, "
			 "foto's en efficiënte afhandelingsofficieren "
			 "beïnvloedt de geïnteresseerde reünie-organisatie "
			 "naar verluidt het meest van alle cafeetjes.");
	add_para(desk, "Kort.", 5);
	add_para(desk, "", 0);
	*state = desk;
	return 0;
}

static int
teardown(void **state)
{
	struct desk *desk = *state;

	style_done(desk->style);
	arena_free(desk->arena);
	return 0;
}

static void
same_runs(const struct compose_line *a, const struct compose_line *b)
{
	assert_int_equal(a->n_runs, b->n_runs);
	assert_int_equal(a->x, b->x);
	assert_int_equal(a->width, b->width);
	assert_int_equal(a->space, b->space);
	assert_int_equal(a->scale, b->scale);
	assert_int_equal(a->hyphenated, b->hyphenated);
	for (size_t i = 0; i < a->n_runs; i++) {
		const struct frame_run *x = &a->runs[i].run, *y = &b->runs[i].run;

		assert_ptr_equal(a->runs[i].leaf, b->runs[i].leaf);
		assert_int_equal(a->runs[i].x, b->runs[i].x);
		assert_ptr_equal(x->face, y->face);
		assert_int_equal(x->n_glyphs, y->n_glyphs);
		for (size_t k = 0; k < x->n_glyphs; k++) {
			const struct frame_glyph *g = &x->glyphs[k];
			const struct frame_glyph *h = &y->glyphs[k];

			assert_int_equal(g->gid, h->gid);
			assert_int_equal(g->advance, h->advance);
			assert_int_equal(g->len, h->len);
			if (g->len > 0)
				assert_memory_equal(g->text, h->text, g->len);
		}
	}
}

static void
same_lines(const struct compose_para *a, const struct compose_para *b)
{
	assert_int_equal(a->n_lines, b->n_lines);
	assert_true(a->n_lines == 0 || (a->lines != NULL && b->lines != NULL));
	for (size_t i = 0; i < a->n_lines; i++)
		same_runs(&a->lines[i], &b->lines[i]);
}

/* What the page breaker asks of a paragraph. */
static size_t
same_prices(const struct compose_para *a, const struct compose_para *b)
{
	size_t asked = 0;

	assert_int_equal(a->n_lines, b->n_lines);
	assert_int_equal(a->n_variants, b->n_variants);
	assert_memory_equal(a->hyphens, b->hyphens, a->n_lines);
	for (size_t i = 0; i < a->n_variants; i++) {
		size_t n = a->n_lines + (size_t)a->variants[i].lines;

		assert_int_equal(a->variants[i].lines, b->variants[i].lines);
		assert_int_equal(a->variants[i].demerits,
				 b->variants[i].demerits);
		assert_memory_equal(
			a->variants[i].hyphens, b->variants[i].hyphens, n);
	}
	for (size_t i = 0; i < a->n_lines; i++) {
		int64_t x[COMPOSE_MAX_VARIANTS + 1], y[COMPOSE_MAX_VARIANTS + 1];

		if (!a->hyphens[i])
			continue;
		compose_price_whole(a, i, &x);
		compose_price_whole(b, i, &y);
		assert_memory_equal(x, y, (1 + a->n_variants) * sizeof(*x));
		asked++;
	}
	return asked;
}

/* The last line that ends in a hyphen is to end with a whole word. */
static void
same_mended(const struct compose_para *a, const struct compose_para *b)
{
	bool whole[64] = {false};
	size_t last = 0;

	assert_in_range(a->n_lines, 0, 63);
	for (size_t i = 0; i < a->n_lines; i++)
		if (a->hyphens[i])
			last = i + 1;
	if (last == 0)
		return;
	whole[last - 1] = true;
	same_lines(compose_whole(a, 0, whole, last),
		   compose_whole(b, 0, whole, last));
}

static void
test_same(void **state)
{
	struct desk *desk = *state;
	struct compose whole, small;
	const struct compose_para *a[MAX_PARAS], *b[MAX_PARAS];
	struct compose_shelf *none, *shelf;
	size_t variants = 0, asked = 0;

	compose_init(&whole, desk->arena, desk->sink, desk->style, "nl");
	compose_init(&small, desk->arena, desk->sink, desk->style, "nl");
	none = compose_shelf_new(&whole, SIZE_MAX);
	shelf = compose_shelf_new(&small, 0);
	for (size_t i = 0; i < desk->n; i++) {
		struct compose_request request = {
			.node = desk->paras[i],
			.role = ROLE_BODY,
			.measure = MEASURE,
			.indent = i % 2 == 0 ? 0 : 10000,
		};

		a[i] = compose_running(&whole, none, &request);
		b[i] = compose_running(&small, shelf, &request);
	}
	for (size_t i = 0; i < desk->n; i++)
		asked += same_prices(a[i], b[i]);
	for (size_t i = 0; i < desk->n; i++) {
		compose_shelf_clear(shelf, b[i]);
		for (int more = -1; more <= 2; more++)
			same_lines(compose_variant(a[i], more),
				   compose_variant(b[i], more));
		same_mended(a[i], b[i]);
		variants += a[i]->n_variants;
	}
	assert_true(desk->n > 15 && variants > 15 && asked > 30);
	compose_shelf_free(shelf);
	compose_shelf_free(none);
	compose_done(&small);
	compose_done(&whole);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_same, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
