/*
 * diff_json - the changes for programs, an object a line. RFC 8259.
 */
#include "base/buf.h"
#include "base/json.h"
#include "edition/diff_private.h"

static void
put_text(struct buf *out, const char *key, const char *s)
{
	buf_printf(out, ", \"%s\": ", key);
	json_string(out, s);
}

static void
put_number(struct buf *out, const char *key, int n, bool known)
{
	buf_printf(out, ", \"%s\": ", key);
	if (known)
		buf_int(out, n);
	else
		buf_str(out, "null");
}

static void
put_pos(struct buf *out, const char *prefix, const struct diag_pos *pos)
{
	bool known = pos->line > 0;

	buf_printf(out, ", \"%sfile\": ", prefix);
	json_string(out, known ? pos->file : NULL);
	buf_printf(out, ", \"%sline\": ", prefix);
	json_count(out, pos->line);
	buf_printf(out, ", \"%scolumn\": ", prefix);
	if (known)
		buf_int(out, pos->col);
	else
		buf_str(out, "null");
}

static void
put_words(struct buf *out, const struct diff_block *b)
{
	static const char *const names[] = {"=", "-", "+"};

	buf_str(out, ", \"words\": ");
	if (b == NULL || b->old_text == NULL || b->new_text == NULL) {
		buf_str(out, "null");
		return;
	}
	buf_byte(out, '[');
	for (size_t i = 0; i < b->words.n_edits; i++) {
		const struct diff_edit *e = &b->words.edits[i];

		buf_printf(out, "%s[\"%s\", ", i > 0 ? ", " : "", names[e->op]);
		if (e->op == DIFF_INSERT)
			json_text(out, b->new_text + e->new_at, e->new_len);
		else
			json_text(out, b->old_text + e->old_at, e->old_len);
		buf_byte(out, ']');
	}
	buf_byte(out, ']');
}

static void
put_change(struct buf *out, const struct diff_change *c)
{
	bool by_title = c->pair != NULL && c->pair->how == DIFF_BY_TITLE;

	buf_printf(out, "{\"change\": \"%s\"", diff_slug(c->kind));
	put_text(out, "id", c->id);
	put_text(out, "old_id", c->old_id);
	put_text(out, "title", c->title);
	put_text(out, "field", c->field);
	put_text(out, "row", c->row);
	put_text(out, "label", c->label);
	put_text(out, "old", c->old_code != NULL ? c->old_code : c->old_value);
	put_text(out, "new", c->new_code != NULL ? c->new_code : c->new_value);
	put_text(out, "note", c->note);
	put_text(out, "match",
		 c->pair == NULL ? NULL
		 : by_title      ? "title"
				 : "id");
	put_number(out, "alike", by_title ? c->pair->alike : 0, by_title);
	put_pos(out, "", &c->new_pos);
	put_pos(out, "old_", &c->old_pos);
	put_words(out, c->block);
	buf_str(out, "}\n");
}

void
diff_print_json(const struct diff *d, struct buf *out)
{
	for (int kind = 0; kind < DIFF_KIND_COUNT; kind++)
		for (size_t i = 0; i < d->n_changes; i++)
			if (d->changes[i].kind == (enum diff_kind)kind)
				put_change(out, &d->changes[i]);
}
