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

/* The first reference whose target moved since the last pass, or NULL. */
static const struct node *
find_moved(const struct tree *tree, const char *const *before,
	   const char *const *after)
{
	for (size_t i = 0; i < tree->n_nodes; i++) {
		const struct node *n = tree->nodes[i];

		if (n->kind == NODE_PAGE &&
		    (before == NULL || !same_folio(before[n->target->index],
						   after[n->target->index])))
			return n;
	}
	return NULL;
}

/* ---- one pass --------------------------------------------------------------- */

static void
lay_out_part(struct pager *p, const struct node *part)
{
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
	default:
		layout_chapter(p, part);
		break;
	}
}

static struct frames *
run_pass(struct pager *p, const struct layout_job *job)
{
	p->frames = frames_new(p->arena);
	for (const struct node *part = job->tree->root->first; part != NULL;
	     part = part->next)
		lay_out_part(p, part);
	return p->frames;
}

void
layout_pages(struct arena *arena, struct diag_sink *sink,
	     const struct layout_job *job, struct layout_result *ret)
{
	struct pager p = {
		.arena = arena, .sink = sink, .style = job->style, .job = job};
	const char *const *before = NULL;
	size_t mark = diag_mark(sink);
	const struct node *moved = NULL;

	compose_init(&p.compose, arena, sink, job->style, job->lang);
	p.compose.exceptions = job->exceptions;
	p.compose.clock = job->clock;
	*ret = (struct layout_result){0};
	do {
		const char *const *after;

		ret->frames = run_pass(&p, job);
		after = folios_of(arena, job->tree, ret->frames);
		moved = find_moved(job->tree, before, after);
		before = after;
		p.compose.folios = after;
		if (moved != NULL && ++ret->passes < LAYOUT_MAX_PASSES)
			diag_rewind(sink, mark);
	} while (moved != NULL && ret->passes < LAYOUT_MAX_PASSES);
	if (moved != NULL)
		diag_report(
			sink, DIAG_REFS_UNSTABLE, moved->target->pos,
			"the page this stands on still changed after %d passes",
			LAYOUT_MAX_PASSES);
	if (job->marks)
		layout_show_changes(ret->frames, job->style);
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

void
layout_dump_lines(const struct frames *frames, struct buf *out)
{
	for (size_t i = 0; i < frames->n_pages; i++) {
		const struct frame_page *page = &frames->pages[i];
		const struct frame_item *last = NULL;

		for (size_t k = 0; k < page->n_items; k++) {
			const struct frame_item *item = &page->items[k];

			if (item->kind != FRAME_RUN)
				continue;
			if (last == NULL || last->y != item->y ||
			    last->x >= item->x) {
				buf_printf(out, "%s%zu %d %d %d %d ",
					   last != NULL ? "\n" : "", i + 1,
					   item->x, item->y, item->run.size,
					   item->run.scale);
			}
			dump_text(&item->run, out);
			last = item;
		}
		if (last != NULL)
			buf_byte(out, '\n');
	}
}
