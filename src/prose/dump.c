/* Walks over a finished tree: by position, as a dump. */
#include "prose/prose.h"

#include <stdint.h>

#include "base/buf.h"

static const char *const kind_name[] = {
	[PROSE_ROOT] = "root",         [PROSE_PARAGRAPH] = "paragraph",
	[PROSE_HEADING] = "heading",   [PROSE_LIST] = "list",
	[PROSE_ITEM] = "item",         [PROSE_QUOTE] = "quote",
	[PROSE_FOOTNOTE] = "footnote", [PROSE_TEXT] = "text",
	[PROSE_EMPHASIS] = "emphasis", [PROSE_STRONG] = "strong",
	[PROSE_LINK] = "link",         [PROSE_SPAN] = "span",
	[PROSE_BREAK] = "break",       [PROSE_MARK] = "mark",
	[PROSE_FACT] = "fact",
};

struct diag_pos
prose_pos(const struct prose *text, size_t offset)
{
	const struct prose_run *run = text->runs;
	struct diag_pos pos;

	if (text->n_runs == 0)
		return text->pos;
	for (size_t i = 1; i < text->n_runs && text->runs[i].offset <= offset;
	     i++)
		run = &text->runs[i];
	pos = run->pos;
	for (size_t at = run->offset; at < offset && at < text->len; at++)
		if (((unsigned char)text->text[at] & 0xC0) != 0x80)
			pos.col++;
	return pos;
}

static void
put_fact(struct buf *out, const struct prose *fact)
{
	buf_byte(out, '{');
	buf_put(out, fact->text, fact->len);
	if (fact->argument != NULL) {
		buf_byte(out, ':');
		buf_str(out, fact->argument);
	}
	buf_byte(out, '}');
}

static void
put_quoted(struct buf *out, const char *s, size_t len)
{
	buf_byte(out, '"');
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '"' || s[i] == '\\')
			buf_byte(out, '\\');
		if (s[i] == '\n')
			buf_str(out, "\\n");
		else
			buf_byte(out, (unsigned char)s[i]);
	}
	buf_byte(out, '"');
}

static void
put_details(struct buf *out, const struct prose *node)
{
	switch (node->kind) {
	case PROSE_HEADING:
		buf_printf(out, " %d", node->level);
		break;
	case PROSE_LIST:
		if (node->ordered)
			buf_printf(out, " from %d", node->level);
		buf_str(out, node->tight ? " tight" : " loose");
		break;
	case PROSE_TEXT:
		buf_byte(out, ' ');
		put_quoted(out, node->text, node->len);
		break;
	case PROSE_LINK:
		buf_printf(out, " <%s>", node->url);
		if (node->title != NULL)
			buf_printf(out, " (%s)", node->title);
		break;
	case PROSE_SPAN:
		buf_printf(out, " %s", node->lang);
		break;
	case PROSE_MARK:
	case PROSE_FOOTNOTE:
		buf_printf(out, " %d", node->number);
		break;
	case PROSE_FACT:
		buf_byte(out, ' ');
		put_fact(out, node);
		break;
	default:
		break;
	}
}

static void
dump(const struct prose *node, int depth, struct buf *out)
{
	buf_printf(out, "%*s%s %d:%d", 2 * depth, "", kind_name[node->kind],
		   node->pos.line, node->pos.col);
	put_details(out, node);
	buf_byte(out, '\n');
	for (const struct prose *n = node->first; n != NULL; n = n->next)
		dump(n, depth + 1, out);
}

void
prose_dump(const struct prose *node, struct buf *out)
{
	dump(node, 0, out);
}
