/*
 * compose_settings - the other ways to set a justified paragraph, for the page
 * breaker to choose from: in other numbers of lines, and with whole words where a
 * column is to end.
 */
#include "base/arena.h"
#include "layout/compose_private.h"

/* A broken word where a column ends is worse than a loose line. */
#define WHOLE_TOLERANCE 4

static const bool *
hyphens_of(const struct draft *d, const struct linebreak_variant *v)
{
	bool *hyphens = arena_new_array(d->c->scratch, bool, v->n_lines);

	for (size_t i = 0; i < v->n_lines; i++)
		hyphens[i] = v->lines[i].hyphen;
	return hyphens;
}

static struct compose_para *
make_outline(struct draft *d)
{
	struct compose_para *para = arena_alloc(d->c->scratch, sizeof(*para));

	para->node = d->request.node;
	para->role = d->role;
	para->measure = d->request.measure;
	para->draft = d;
	para->n_lines = d->best.n_lines;
	return para;
}

struct compose_para *
compose_set_justified(struct draft *d, const struct linebreak_params *params,
		      bool outline)
{
	struct linebreak_variant v[LINEBREAK_MAX_VARIANTS];
	size_t n = linebreak_variants(
		d->c->scratch, d->items, d->n_items, params, v);
	struct compose_para *para;
	size_t best = 0;

	while (v[best].looseness != 0)
		best++;
	d->best = v[best];
	para = outline ? make_outline(d)
		       : compose_fill(d, v[best].lines, v[best].n_lines);
	para->hyphens = hyphens_of(d, &v[best]);
	d->variants = arena_new_array(d->c->scratch, struct linebreak_variant, n);
	for (size_t i = 0; i < n; i++) {
		size_t k = para->n_variants;

		if (i == best)
			continue;
		para->variants[k].lines = v[i].looseness;
		para->variants[k].demerits = v[i].demerits - v[best].demerits;
		para->variants[k].hyphens = hyphens_of(d, &v[i]);
		d->variants[k] = v[i];
		para->n_variants++;
	}
	return para;
}

const struct compose_para *
compose_set_best(const struct compose_para *para)
{
	struct draft *d = compose_take_out(para->draft);
	struct compose_para *set = compose_fill(
		d, d->best.lines, d->best.n_lines);

	set->hyphens = para->hyphens;
	set->n_variants = para->n_variants;
	for (size_t i = 0; i < para->n_variants; i++)
		set->variants[i] = para->variants[i];
	return set;
}

const struct compose_para *
compose_variant(const struct compose_para *para, int lines)
{
	for (size_t i = 0; i < para->n_variants; i++)
		if (lines != 0 && para->variants[i].lines == lines) {
			const struct linebreak_variant *v =
				&para->draft->variants[i];

			return compose_fill(compose_take_out(para->draft),
					    v->lines, v->n_lines);
		}
	return para->lines == NULL && para->n_lines > 0
		       ? compose_set_best(para)
		       : para;
}

/* Settings in which the lines marked end with whole words; returns their number. */
static size_t
set_whole(struct draft *d, const bool *whole, size_t n_whole, bool rivers,
	  struct linebreak_variant v[LINEBREAK_MAX_VARIANTS])
{
	const struct compose_request *r = &d->request;
	mpt measures[2] = {r->measure - r->indent, r->measure};
	struct linebreak_params params = compose_params(d, measures, 2);

	params.whole_ends = whole;
	params.n_whole_ends = n_whole;
	params.or_nothing = true;
	params.tolerance = params.tolerance * WHOLE_TOLERANCE;
	if (params.tolerance >= LINEBREAK_NEVER)
		params.tolerance = LINEBREAK_NEVER - 1;
	if (!rivers) /* a price need not be exact to that point */
		params.river = 0;
	return linebreak_variants(
		d->c->scratch, d->items, d->n_items, &params, v);
}

static int64_t
price_of(const struct linebreak_variant *v, size_t n, size_t n_lines,
	 int64_t demerits)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].n_lines == n_lines)
			return v[i].demerits > demerits ? v[i].demerits - demerits
							: 0;
	return INT64_MAX;
}

void
compose_price_whole(const struct compose_para *para, size_t line,
		    int64_t (*ret)[COMPOSE_MAX_VARIANTS + 1])
{
	struct arena *scratch = para->draft->c->scratch;
	struct arena_mark mark = arena_mark(scratch);
	struct draft *d = compose_take_items(para->draft);
	struct linebreak_variant v[LINEBREAK_MAX_VARIANTS];
	bool *whole = arena_new_array(scratch, bool, line + 1);
	size_t n;

	whole[line] = true;
	n = set_whole(d, whole, line + 1, false, v);
	(*ret)[0] = price_of(v, n, para->n_lines, d->best.demerits);
	for (size_t i = 0; i < para->n_variants; i++)
		(*ret)[1 + i] = price_of(
			v, n, d->variants[i].n_lines, d->variants[i].demerits);
	arena_rewind(scratch, mark);
}

const struct compose_para *
compose_whole(const struct compose_para *para, int lines, const bool *whole,
	      size_t n_whole)
{
	struct draft *d = compose_take_out(para->draft);
	struct linebreak_variant v[LINEBREAK_MAX_VARIANTS];
	size_t n = set_whole(d, whole, n_whole, true, v);

	for (size_t i = 0; i < n; i++)
		if ((int)v[i].n_lines == (int)para->n_lines + lines)
			return compose_fill(d, v[i].lines, v[i].n_lines);
	return compose_variant(para, lines);
}
