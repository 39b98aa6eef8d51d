/*
 * compose_place - a line's ink on its page, and what is to be said of it now that it is
 * known to be seen.
 */
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "layout/compose_private.h"

/* The bytes of a text that a message shows of it. */
static int
shown_of(const char *text, size_t len)
{
	size_t shown = 0;

	while (shown < len) {
		size_t next = utf8_cluster_end(text, len, shown);

		if (next > 40)
			break;
		shown = next;
	}
	return (int)shown;
}

static void
report_overfull(const struct compose_para *para, const struct compose_line *line)
{
	const struct frame_run *run = &line->runs[0].run;
	const char *text = run->n_glyphs > 0 ? run->glyphs[0].text : "";
	int64_t tenths = (int64_t)line->over * 254 / 72000; /* of a mm */

	diag_report(para->draft->c->sink, DIAG_LINE_OVERFULL, line->pos,
		    "'%.*s' is %d.%d mm wider than its column",
		    shown_of(text, strcspn(text, " ")), text, (int)(tenths / 10),
		    (int)(tenths % 10));
}

static void
report_torn(const struct compose_para *para, size_t line)
{
	const struct draft *d = para->draft;
	const struct splice *s = para->lines[line].torn;
	const char *text = d->text + s->torn_from;
	size_t len = s->torn_to - s->torn_from;
	int shown = shown_of(text, len);
	const char *more = (size_t)shown < len ? "…" : "";
	struct diag_pos pos = node_pos(d->pieces[s->piece].leaf);

	diag_report(d->c->sink, DIAG_LINE_OVERFULL, pos,
		    "'%.*s%s' is wider than its column, and was %s where it "
		    "should not be",
		    shown, text, more,
		    s->torn == TORN_SPACE ? "parted at a space" : "divided");
	if (s->torn == TORN_ADDRESS)
		diag_hint(d->c->sink,
			  "Write &#8203; in the address where it may be "
			  "divided, or give the link a text.");
	else if (s->torn == TORN_WORD)
		diag_hint(d->c->sink, "Write &shy; in the word where it may be "
				      "divided, or shorten it.");
}

/* What is torn is said once, though it be on several lines and wider yet. */
static void
report_width(const struct compose_para *para, size_t line)
{
	const struct compose_line *l = &para->lines[line];
	const struct splice *above = line > 0 ? para->lines[line - 1].torn : NULL;

	if (l->torn != NULL &&
	    (above == NULL || above->torn_from != l->torn->torn_from))
		report_torn(para, line);
	else if (l->over > 0 && l->n_runs > 0 && above == NULL)
		report_overfull(para, l);
}

/* Under the words in the place of a name, so that it looks like what it is. */
static void
place_bar(struct frames *frames, struct frame_page *page,
	  const struct compose_para *para, const struct compose_run *run, mpt x,
	  mpt baseline)
{
	const struct style_redaction *s = para->draft->c->style->redaction;

	if (s == NULL)
		return;
	frame_add(frames, page,
		  &(struct frame_item){
			  .kind = FRAME_RECT,
			  .artifact = FRAME_ARTIFACT_LAYOUT,
			  .x = x,
			  .y = baseline - s->rise,
			  .w = run->run.width,
			  .h = s->rise + s->fall,
			  .colour = s->colour,
			  .opacity = 1000,
		  });
}

struct frame_line *
compose_place(struct frames *frames, struct frame_page *page,
	      const struct compose_para *para, size_t line, mpt x, mpt baseline,
	      enum frame_artifact artifact)
{
	const struct compose_line *l = &para->lines[line];
	size_t first_item = page->n_items;

	if (artifact == FRAME_NO_ARTIFACT)
		report_width(para, line);
	for (size_t i = 0; i < l->n_runs; i++) {
		const struct compose_run *r = &l->runs[i];
		bool art = artifact != FRAME_NO_ARTIFACT || r->leaf == NULL;

		if (r->leaf != NULL && r->leaf->role == ROLE_REDACTED)
			place_bar(frames, page, para, r, x + l->x + r->x,
				  baseline);

		frame_add(frames, page,
			  &(struct frame_item){
				  .kind = FRAME_RUN,
				  .artifact = artifact,
				  .node = art ? NULL : r->leaf,
				  .x = x + l->x + r->x,
				  .y = baseline,
				  .colour = r->colour,
				  .opacity = 1000,
				  .run = r->run,
			  });
	}
	return frame_add_line(
		frames, page,
		&(struct frame_line){
			.node = para->node,
			.role = para->role,
			.pos = l->pos,
			.artifact = artifact,
			.x = x,
			.y = baseline,
			.measure = para->measure,
			.ink = x + l->x,
			.width = l->width,
			.first_item = first_item,
			.n_items = page->n_items - first_item,
			.line = line,
			.n_lines = para->n_lines,
			.space = l->space,
			.natural_space = l->natural_space,
			.over = l->over,
			.torn = l->torn != NULL,
			.scale = l->scale,
			.badness = l->badness,
			.hyphenated = l->hyphenated,
			.full = l->full,
		});
}
