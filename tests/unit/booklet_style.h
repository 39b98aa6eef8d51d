/*
 * booklet_style - layouts/booklet.yaml, for tests that compose. style_done() is the
 * caller's.
 */
#ifndef TESTS_UNIT_BOOKLET_STYLE_H
#define TESTS_UNIT_BOOKLET_STYLE_H

#include "base/file.h"
#include "style/style.h"

static struct style *
booklet_style(struct arena *arena, struct diag_sink *sink)
{
	struct style *style;
	char *text;
	size_t len;

	assert_true(
		file_read(arena, "layouts/booklet.yaml", 1 << 20, &text, &len));
	style = style_load(arena, sink, "booklet.yaml", text, len, "fonts");
	assert_non_null(style);
	return style;
}

#endif
