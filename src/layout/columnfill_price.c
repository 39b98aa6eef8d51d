/*
 * What it costs to end a column at a place.
 */
#include "base/arena.h"
#include "layout/columnfill.h"

static const struct pagebreak_setting *
setting_at(const struct columnfill *f, struct pagebreak_place at)
{
	return &f->blocks[at.block].settings[at.setting];
}

bool
columnfill_is_broken(const struct columnfill *f, struct pagebreak_place at)
{
	const struct pagebreak_setting *s;

	if (at.line == 0)
		return false;
	s = setting_at(f, at);
	return s->broken != NULL && s->broken[at.line - 1];
}

/* What a heading and a paragraph's first and last line have to say. */
static unsigned
rules_broken(const struct columnfill *f, struct pagebreak_place at)
{
	const struct pagebreak_block *b = &f->blocks[at.block];
	int least = f->params->least;
	unsigned rules = 0;

	if (at.line < b->keep)
		rules |= PAGEBREAK_FOOT;
	if (b->hold > 0 && at.line > setting_at(f, at)->lines - b->hold)
		rules |= PAGEBREAK_FOOT;
	if (at.line > 0 &&
	    (at.line < least || setting_at(f, at)->lines - at.line < least))
		rules |= PAGEBREAK_ALONE;
	return rules;
}

/* Cost of setting the paragraph so that this line ends whole; NEVER. */
static int64_t
mended_cost(const struct columnfill *f, struct pagebreak_place at)
{
	const struct columnfill_price *p = f->prices[columnfill_ordinal(f, at)];
	int64_t cost;

	if (f->params->ask == NULL)
		return PAGEBREAK_NEVER;
	if (p == NULL)
		return f->params->mended;
	cost = p->mended[at.setting];
	return cost < PAGEBREAK_NEVER ? cost + f->params->mended : cost;
}

void
columnfill_price_word(const struct columnfill *f, struct pagebreak_place at,
		      int64_t *ret_cost, int64_t *ret_turn)
{
	const struct pagebreak_params *p = f->params;
	int64_t mended = mended_cost(f, at);

	*ret_turn = 0;
	*ret_cost = mended < p->hyphen ? mended : p->hyphen;
	if (mended <= p->hyphen)
		return;
	*ret_turn = f->lenient ? p->turn : PAGEBREAK_NEVER;
	if (mended - p->hyphen < *ret_turn)
		*ret_turn = mended - p->hyphen;
}

void
columnfill_price(const struct columnfill *f, struct pagebreak_place at,
		 int64_t *ret_cost, int64_t *ret_turn)
{
	const struct pagebreak_params *p = f->params;
	unsigned rules = at.block < f->n_blocks ? rules_broken(f, at) : 0;

	*ret_cost = *ret_turn = 0;
	if (rules != 0 && !f->lenient) {
		*ret_cost = PAGEBREAK_NEVER;
		return;
	}
	if (columnfill_is_broken(f, at))
		columnfill_price_word(f, at, ret_cost, ret_turn);
	if (rules & PAGEBREAK_ALONE)
		*ret_cost += p->alone;
	if (rules & PAGEBREAK_FOOT)
		*ret_cost += p->foot;
}

bool
columnfill_is_open(const struct columnfill *f, struct pagebreak_place at)
{
	return f->params->ask != NULL && columnfill_is_broken(f, at) &&
	       f->prices[columnfill_ordinal(f, at)] == NULL;
}

bool
columnfill_resolve(struct columnfill *f, struct pagebreak_place at)
{
	size_t ordinal = columnfill_ordinal(f, at);
	struct columnfill_price *p;

	if (!columnfill_is_open(f, at))
		return false;
	p = arena_alloc(f->arena, sizeof(*p));
	f->params->ask(f->params->context, at.block, at.line, p->mended);
	f->prices[ordinal] = p;
	f->n_asked++;
	return true;
}

unsigned
columnfill_broken(const struct columnfill *f, struct pagebreak_place at,
		  bool turn, bool *ret_mended)
{
	unsigned rules;
	int64_t most = f->params->hyphen;

	*ret_mended = false;
	if (at.block == f->n_blocks)
		return 0;
	rules = rules_broken(f, at);
	if (!columnfill_is_broken(f, at))
		return rules;
	if (turn)
		most += f->params->turn;
	*ret_mended = mended_cost(f, at) <= most;
	if (*ret_mended)
		return rules;
	return rules | (turn ? PAGEBREAK_TURN : PAGEBREAK_HYPHEN);
}
