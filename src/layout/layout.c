#include "layout/layout.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "font/font.h"
#include "layout/page.h"

/* ---- answers: where each node begins ---------------------------------------- */

static const char **
folios_of(struct arena *arena, const struct tree *tree,
	  const struct frames *frames)
{
	const char **folios = arena_new_array(arena, const char *, tree->n_nodes);

	for (size_t i = 0; i < frames->n_pages; i++) {
		const char *folio = frames_folio(frames, i);

		for (size_t k = 0; k < frames->pages[i].n_items; k++) {
			const struct node *n = frames->pages[i].items[k].node;

			for (; n != NULL && folios[n->index] == NULL;
			     n = n->parent)
				folios[n->index] = folio;
		}
	}
	return folios;
}

static bool
same_folio(const char *a, const char *b)
{
	return a != NULL && b != NULL ? strcmp(a, b) == 0 : a == b;
}

/*
 * The first reference below a node whose target moved between two passes, or NULL;
 * all moved if there is no pass before.
 */
static const struct node *
find_moved(const struct node *top, const char *const *before,
	   const char *const *after)
{
	for (const struct node *n = tree_next(top, top); n != NULL;
	     n = tree_next(n, top))
		if (n->kind == NODE_PAGE &&
		    (before == NULL || !same_folio(before[n->target->index],
						   after[n->target->index])))
			return n;
	return NULL;
}

/* ---- one pass --------------------------------------------------------------- */

static void
lay_out_part(struct pager *p, const struct node *part)
{
	p->dress = part->flow == FLOW_LETTER ? layout_letter_page : NULL;
	pager_start_part(p, part);
	switch ((enum layout_flow)part->flow) {
	case FLOW_COVER:
		layout_cover(p, part);
		break;
	case FLOW_COLOPHON:
		layout_colophon(p, part);
		break;
	case FLOW_PLATE:
		layout_plate(p, part);
		break;
	case FLOW_BACK:
		layout_back(p, part);
		break;
	case FLOW_LETTER:
		layout_letter(p, part);
		break;
	default:
		layout_chapter(p, part);
		break;
	}
}

/* The pages of a part, as a pass left them. */
struct laid {
	size_t first, n; /* of the pass's frames */
	size_t n_front; /* of them, before the booklet proper */
	struct diag_excerpt said; /* what was reported about them */
	bool done;
};

/* What a part without folios was composed of will hardly be asked for again. */
static void
lay_out_and_forget(struct pager *p, const struct node *part)
{
	struct compose_mark mark = compose_mark(&p->compose);

	lay_out_part(p, part);
	if (find_moved(part, NULL, NULL) == NULL)
		compose_forget(&p->compose, mark);
}

/*
 * A part keeps its pages if it begins where it did and the folios it shows, if any,
 * are what they were in the last pass.
 */
static void
run_pass(struct pager *p, const struct frames *last, const char *const *shown,
	 struct laid *laid)
{
	p->frames = frames_new(p->arena);
	for (const struct node *part = p->job->tree->root->first; part != NULL;
	     part = part->next, laid++) {
		size_t first = p->frames->n_pages, mark = diag_mark(p->sink);
		size_t front = p->frames->n_front;

		if (laid->done && laid->first == first &&
		    find_moved(part, shown, p->compose.folios) == NULL) {
			frames_add_pages(p->frames, &last->pages[first], laid->n);
			p->frames->n_front += laid->n_front;
			diag_repeat(p->sink, laid->said);
			continue;
		}
		lay_out_and_forget(p, part);
		laid->first = first;
		laid->n = p->frames->n_pages - first;
		laid->n_front = p->frames->n_front - front;
		laid->said = diag_since(p->sink, mark);
		laid->done = true;
	}
}

static size_t
count_parts(const struct tree *tree)
{
	size_t n = 0;

	for (const struct node *part = tree->root->first; part != NULL;
	     part = part->next)
		n++;
	return n;
}

void
layout_pages(struct arena *arena, struct diag_sink *sink,
	     const struct layout_job *job, struct layout_result *ret)
{
	struct pager p = {
		.arena = arena, .sink = sink, .style = job->style, .job = job};
	struct laid *laid = arena_new_array(
		arena, struct laid, count_parts(job->tree));
	const char *const *before = NULL; /* folios shown in the pass before */
	size_t mark = diag_mark(sink);
	const struct node *moved = NULL;

	compose_init(&p.compose, arena, sink, job->style, job->lang);
	p.compose.exceptions = job->exceptions;
	p.compose.clock = job->clock;
	*ret = (struct layout_result){0};
	do {
		const char *const *shown = p.compose.folios, *const * after;

		run_pass(&p, ret->frames, before, laid);
		ret->frames = p.frames;
		after = folios_of(arena, job->tree, ret->frames);
		moved = find_moved(job->tree->root, shown, after);
		before = shown;
		p.compose.folios = after;
		if (moved != NULL && ++ret->passes < LAYOUT_MAX_PASSES)
			diag_rewind(sink, mark);
	} while (moved != NULL && ret->passes < LAYOUT_MAX_PASSES);
	if (moved != NULL)
		diag_report(
			sink, DIAG_REFS_UNSTABLE, moved->target->pos,
			"the page this stands on still changed after %d passes",
			LAYOUT_MAX_PASSES);
	layout_judge_pages(sink, ret->frames);
	if (job->marks)
		layout_show_changes(ret->frames, job->style);
	compose_done(&p.compose);
	ret->shaping = p.compose.shaping;
	ret->breaking = p.compose.breaking;
	ret->paging = p.paging;
}

/* ---- dump ------------------------------------------------------------------- */

static void
dump_text(const struct frame_run *run, struct buf *out)
{
	for (size_t i = 0; i < run->n_glyphs; i++)
		buf_put(out, run->glyphs[i].text, run->glyphs[i].len);
}

static char
end_of(const struct frame_line *line)
{
	if (line->over > 0 || line->torn)
		return '!';
	if (line->hyphenated)
		return '-';
	return line->line + 1 == line->n_lines ? '.' : '|';
}

static void
dump_line(const struct frame_page *page, const struct frame_line *line,
	  size_t number, struct buf *out)
{
	int64_t space = 0;

	if (line->full && line->natural_space > 0)
		space = (int64_t)line->space * 1000 / line->natural_space;
	buf_printf(out, "%zu", number);
	if (line->galley > 0)
		buf_printf(out, "/%d", line->column + 1);
	buf_printf(out, " %d %d %d %d %d %d %c %d ", line->ink, line->y,
		   line->role->size, line->scale, (int)space, line->badness,
		   end_of(line), line->pos.line);
	for (size_t i = 0; i < line->n_items; i++)
		if (page->items[line->first_item + i].kind == FRAME_RUN)
			dump_text(&page->items[line->first_item + i].run, out);
	buf_byte(out, '\n');
}

void
layout_dump_lines(const struct frames *frames, struct buf *out)
{
	for (size_t i = 0; i < frames->n_pages; i++)
		for (size_t k = 0; k < frames->pages[i].n_lines; k++)
			dump_line(&frames->pages[i], &frames->pages[i].lines[k],
				  i + 1, out);
}
