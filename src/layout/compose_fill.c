/*
 * The lines that were chosen, filled out with glyphs, hyphens and word spaces.
 */
#include <string.h>

#include "base/arena.h"
#include "layout/compose_private.h"

struct filler {
	struct draft *d;
	const struct linebreak_line *line;
	const mpt *x; /* of the items */
	struct compose_line *out;
	struct frame_glyph *glyphs; /* of the line, room for all */
	size_t n_glyphs;
	uint16_t piece; /* of the run being made */
	mpt pen; /* where the next glyph goes */
};

static mpt
scaled(const struct filler *f, mpt advance)
{
	return f->line->scale == LINEBREAK_NATURAL
		       ? advance
		       : mpt_muldiv(advance, f->line->scale, 1000);
}

static struct compose_run *
run_for(struct filler *f, uint16_t piece)
{
	struct compose_line *line = f->out;
	const struct piece *p = &f->d->pieces[piece];

	if (line->n_runs > 0 && f->piece == piece)
		return &line->runs[line->n_runs - 1];
	f->piece = piece;
	line->runs[line->n_runs] = (struct compose_run){
		.leaf = p->leaf,
		.x = f->pen,
		.colour = p->role->colour,
		.run =
			{
				.face = p->face,
				.size = p->role->size,
				.scale = f->line->scale,
				.glyphs = f->glyphs + f->n_glyphs,
				.rise = p->role->baseline,
				.fall = p->role->line - p->role->baseline,
			},
	};
	return &line->runs[line->n_runs++];
}

static void
put_glyph(struct filler *f, uint16_t piece, const struct frame_glyph *glyph)
{
	struct compose_run *run = run_for(f, piece);

	f->glyphs[f->n_glyphs++] = *glyph;
	run->run.n_glyphs++;
	run->run.width += glyph->advance;
	f->pen += glyph->advance;
}

static void
put_atom(struct filler *f, size_t index, mpt advance)
{
	const struct atom *a = &f->d->atoms[index];

	put_glyph(f, a->piece,
		  &(struct frame_glyph){
			  .gid = a->gid,
			  .len = a->len,
			  .text = f->d->text + a->at,
			  .advance = advance,
			  .dx = scaled(f, a->dx),
			  .dy = a->dy,
		  });
}

static void
put_instead(struct filler *f, const struct splice *s,
	    const struct frame_glyph *glyphs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct frame_glyph g = glyphs[i];

		g.advance = scaled(f, g.advance);
		put_glyph(f, s->piece, &g);
	}
}

/* Which atoms a taken break at either end leaves on this line. */
static const struct splice *
splice_at(const struct filler *f, size_t item)
{
	if (item == SIZE_MAX || f->d->items[item].kind != LINEBREAK_PENALTY)
		return NULL;
	return f->d->slots[item].splice;
}

static void
put_box(struct filler *f, const struct slot *slot, const struct splice *before,
	const struct splice *after)
{
	size_t from = slot->from, to = slot->to;

	if (before != NULL && before->resume > from)
		from = before->resume < to ? before->resume : to;
	if (after != NULL && after->keep_to < to)
		to = after->keep_to > from ? after->keep_to : from;
	for (size_t i = from; i < to; i++) {
		mpt advance = f->d->atoms[i].advance;

		if (after != NULL && i + 1 == after->keep_to)
			advance = after->last_advance;
		put_atom(f, i, scaled(f, advance));
	}
}

/*
 * Rounding of single glyphs leaves the pen a few mpt from where the item is to
 * stand; the space before it takes the difference.
 */
static void
put_items(struct filler *f)
{
	const struct linebreak_line *line = f->line;
	const struct splice *before = splice_at(f, line->from);
	const struct splice *after = splice_at(f, line->end);

	if (before != NULL)
		put_instead(f, before, before->right, before->n_right);
	for (size_t i = line->begin; i < line->end; i++) {
		const struct slot *slot = &f->d->slots[i];

		switch (f->d->items[i].kind) {
		case LINEBREAK_BOX:
			put_box(f, slot, before, after);
			break;
		case LINEBREAK_GLUE:
			if (slot->to > slot->from)
				put_atom(f, slot->from,
					 f->x[i + 1 - line->begin] +
						 line->left_hang - f->pen);
			break;
		case LINEBREAK_PENALTY:
			break;
		}
	}
	if (after != NULL)
		put_instead(f, after, after->left, after->n_left);
}

/* The space a line was broken at stays in the text, behind the line's end. */
static void
put_last_space(struct filler *f)
{
	const struct slot *slot = &f->d->slots[f->line->end];
	struct compose_line *line = f->out;

	line->width = f->pen;
	if (f->d->items[f->line->end].kind != LINEBREAK_BOX &&
	    slot->to > slot->from && line->n_runs > 0)
		put_atom(f, slot->from, f->d->atoms[slot->from].advance);
}

static void
note_spaces(const struct filler *f)
{
	for (size_t i = f->line->begin; i < f->line->end; i++)
		if (f->d->items[i].kind == LINEBREAK_GLUE &&
		    f->d->slots[i].to > 0) {
			size_t k = i - f->line->begin;

			f->out->space = f->x[k + 1] - f->x[k];
			f->out->natural_space = f->d->items[i].width;
			return;
		}
}

static size_t
glyphs_at_most(const struct draft *d, const struct linebreak_line *line)
{
	const struct splice *s;
	size_t n = 4;

	for (size_t i = line->begin; i <= line->end; i++)
		n += d->slots[i].to - d->slots[i].from;
	s = d->slots[line->end].splice;
	if (s != NULL)
		n += s->n_left;
	if (line->from != SIZE_MAX && (s = d->slots[line->from].splice) != NULL)
		n += s->n_right;
	return n;
}

static size_t
runs_at_most(const struct draft *d, size_t glyphs)
{
	return d->n_pieces < glyphs ? d->n_pieces + 2 : glyphs + 2;
}

/* The glyphs outlive the paragraph, without the room that was left for more. */
static void
keep_glyphs(struct filler *f)
{
	struct frame_glyph *kept = arena_new_array(
		f->d->c->arena, struct frame_glyph, f->n_glyphs);

	if (f->n_glyphs > 0)
		memcpy(kept, f->glyphs, f->n_glyphs * sizeof(*kept));
	for (size_t i = 0; i < f->out->n_runs; i++) {
		struct frame_run *run = &f->out->runs[i].run;

		run->glyphs = kept + (run->glyphs - f->glyphs);
	}
}

static void
fill_line(struct draft *d, const struct linebreak_line *line, mpt indent,
	  struct compose_line *out)
{
	struct arena *scratch = d->c->scratch;
	mpt *x = arena_new_array(scratch, mpt, line->end - line->begin + 1);
	size_t n = glyphs_at_most(d, line);
	struct filler f = {
		.d = d,
		.line = line,
		.x = x,
		.out = out,
		.glyphs = arena_new_array(scratch, struct frame_glyph, n),
		.pen = 0,
	};

	linebreak_place(d->items, line, x);
	out->runs = arena_new_array(
		scratch, struct compose_run, runs_at_most(d, n));
	out->x = indent - line->left_hang;
	out->scale = line->scale;
	out->hyphenated = line->hyphen;
	out->badness = line->badness;
	out->full = d->role->align == ALIGN_JUSTIFY && line->fill == 0;
	out->torn = splice_at(&f, line->end);
	if (out->torn != NULL && out->torn->torn == TORN_NOT)
		out->torn = NULL;
	put_items(&f);
	put_last_space(&f);
	note_spaces(&f);
	keep_glyphs(&f);
	if (d->role->align == ALIGN_RIGHT)
		out->x = d->request.measure - out->width;
	if (out->n_runs > 0 && out->runs[0].leaf != NULL)
		out->pos = node_pos(out->runs[0].leaf);
}

struct compose_para *
compose_fill(struct draft *d, const struct linebreak_line *lines, size_t n)
{
	struct compose_para *para = arena_alloc(d->c->scratch, sizeof(*para));

	para->node = d->request.node;
	para->role = d->role;
	para->measure = d->request.measure;
	para->draft = d;
	if (d->n_atoms == 0)
		return para;
	para->lines = arena_new_array(d->c->scratch, struct compose_line, n);
	para->n_lines = n;
	for (size_t i = 0; i < n; i++) {
		mpt indent = i == 0 ? d->request.indent : 0;
		mpt end;

		fill_line(d, &lines[i], indent, &para->lines[i]);
		end = para->lines[i].x + para->lines[i].width;
		if (end > para->widest)
			para->widest = end;
		para->lines[i].over = lines[i].over;
	}
	para->lines[n - 1].full = false;
	return para;
}
