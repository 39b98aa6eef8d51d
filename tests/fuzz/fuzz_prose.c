/*
 * Any text is read into a tree that is whole: parents and children agree, it is not
 * too deep, texts are well-formed and in order, and each run of a text stands in
 * the source where it says it does.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "prose/prose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FIRST_COLUMN 7

static void
require(int condition)
{
	if (!condition)
		abort();
}

/* The source at a position, by counting from its start; NULL beyond its end. */
static const char *
source_at(const char *source, struct diag_pos pos)
{
	const char *p = source;

	require(pos.line >= 1 && pos.col >= FIRST_COLUMN);
	for (int line = 1; line < pos.line; line++) {
		p = strchr(p, '\n');
		require(p != NULL);
		p++;
	}
	for (int col = FIRST_COLUMN; col < pos.col; col++) {
		require(*p != '\0' && *p != '\n');
		for (p++; ((unsigned char)*p & 0xC0) == 0x80; p++)
			;
	}
	return p;
}

/* A character stands as itself, as a blank, or as an escape or entity. */
static void
check_run(const struct prose *node, size_t i, const char *source)
{
	const struct prose_run *run = &node->runs[i];
	const char *at = source_at(source, run->pos);

	require(run->offset < node->len);
	if (i > 0)
		require(run->offset > node->runs[i - 1].offset);
	if (*at == '\\' || *at == '&')
		return;
	if (node->text[run->offset] == ' ')
		require(*at == '\0' || strchr(" \t\r\n\v\f", *at) != NULL);
	else
		require(*at == node->text[run->offset]);
}

/*
 * Of a mark without a note, if its name has markup in it, the parser makes text that
 * stands nowhere in the source: positions are near then, not exact.
 */
static int
are_exact(const struct diag_sink *sink)
{
	struct diag_style style = {.json = true};
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	int exact;

	require(out != NULL);
	diag_print(sink, &style, out);
	fclose(out);
	exact = strstr(text, "note-undefined") == NULL;
	free(text);
	return exact;
}

/* source: NULL if positions need not be exact. */
static void
check(const struct prose *node, int depth, const char *source)
{
	const struct prose *last = NULL;

	require(depth <= 103);
	if (source != NULL)
		source_at(source, node->pos);
	require((node->kind == PROSE_LINK) == (node->url != NULL));
	require((node->kind == PROSE_SPAN) == (node->lang != NULL));
	require((node->kind == PROSE_MARK) == (node->note != NULL));
	if (node->kind == PROSE_MARK)
		require(node->note->kind == PROSE_FOOTNOTE && node->number > 0 &&
			node->note->number == node->number);
	if (node->kind == PROSE_TEXT) {
		require(node->len > 0 && node->len == strlen(node->text));
		require(utf8_check(node->text, node->len) == node->len);
		require(utf8_is_nfc(node->text, node->len));
		require(node->n_runs > 0 && node->runs[0].offset == 0);
		for (size_t i = 0; i < node->n_runs && source != NULL; i++)
			check_run(node, i, source);
	}
	for (const struct prose *n = node->first; n != NULL; n = n->next) {
		require(n->parent == node);
		check(n, depth + 1, source);
		last = n;
	}
	require(node->last == last);
}

/* What the schema lets through: UTF-8 in NFC, of controls only tab and line end. */
static int
is_acceptable(const char *s, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)s[i] < ' ' && s[i] != '\t' && s[i] != '\n')
			return 0;
	return utf8_check(s, size) == size && utf8_is_nfc(s, size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *s = arena_strndup(arena, (const char *)data, size);
	struct diag_sink *sink = diag_sink_new(arena);
	struct source_text text = {s, size, {"f", 1, FIRST_COLUMN}, SOURCE_BLOCK};
	const struct prose *root;
	bool ok;

	if (is_acceptable(s, size)) {
		root = prose_parse(arena, sink, &text, &ok);
		require(ok == (diag_count(sink, DIAG_ERROR) == 0));
		check(root, 0, are_exact(sink) ? s : NULL);
		root = prose_parse_inline(arena, sink, &text, &ok);
		for (const struct prose *n = root->first; n != NULL; n = n->next)
			require(n->kind >= PROSE_TEXT && n->parent == root);
	}
	arena_free(arena);
	return 0;
}
