#include "hyphen/compound.h"

#include <string.h>

#include "hyphen/table.h"
#include "hyphen/word.h"

/* Prices of a layout; only their order matters. */
enum {
	COST_WORD = 10,
	COST_PREFIX = 8,
	COST_SUFFIX = 6,
	COST_SHORT = 6, /* a word of three letters or fewer */
	COST_AGAINST = 4, /* the patterns would not divide at its end */
	COST_NONE = UINT16_MAX,
	SHORT_LETTERS = 3,
};

/* What stands before a seam decides what may follow it. */
enum state { AFTER_PREFIX, AFTER_WORD, STATES };

struct step {
	uint16_t cost; /* of the cheapest layout that ends here */
	uint8_t from; /* where its last member starts, */
	uint8_t from_state; /* and after what */
	bool joint; /* is the seam at this end one to prefer? */
};

struct layout {
	struct step steps[WORD_LETTERS_MAX + 1][STATES];
	const uint8_t *levels;
	size_t n;
};

unsigned
compound_lookup(const uint8_t *letters, size_t n)
{
	uint32_t cell = table_root(&hyphen_nl_members);
	const uint16_t *flags;

	for (size_t i = 0; i < n && cell != 0; i++)
		cell = table_child(&hyphen_nl_members, cell, letters[i]);
	flags = table_numbers(&hyphen_nl_members, cell);
	return flags == NULL ? 0 : *flags;
}

size_t
compound_head(const uint8_t *letters, size_t n)
{
	uint32_t cell = table_root(&hyphen_nl_members);
	size_t longest = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		const uint16_t *flags;

		cell = table_child(&hyphen_nl_members, cell, letters[i]);
		if (cell == 0)
			break;
		flags = table_numbers(&hyphen_nl_members, cell);
		if (flags == NULL || (*flags & MEMBER_WORD) == 0)
			continue;
		longest = i + 1;
		if ((*flags & MEMBER_LINK_S) != 0 && i + 2 < n &&
		    letters[i + 1] == LETTER('s'))
			longest = i + 2;
	}
	return longest;
}

/* Let a member run from one seam to another, if that is cheaper. */
static void
relax(struct layout *l, size_t from, enum state from_state, size_t to,
      enum state to_state, unsigned cost, bool joint)
{
	struct step *step = &l->steps[to][to_state];
	unsigned total = l->steps[from][from_state].cost + cost;

	if (to < l->n && l->levels[to] % 2 == 0)
		total += COST_AGAINST;
	if (total >= step->cost)
		return;
	step->cost = (uint16_t)total;
	step->from = (uint8_t)from;
	step->from_state = (uint8_t)from_state;
	step->joint = joint;
}

/* A member of this kind lies at letters[from..to). */
static void
add_member(struct layout *l, size_t from, enum state from_state, size_t to,
	   unsigned flags, bool s_follows)
{
	bool joint = (flags & MEMBER_BOUND) == 0;

	/* be-uren, in-dex: a short prefix is one only where the patterns think so. */
	if ((flags & MEMBER_PREFIX) != 0 && to < l->n &&
	    (to - from > SHORT_LETTERS || l->levels[to] % 2 == 1))
		relax(l, from, from_state, to, AFTER_PREFIX, COST_PREFIX, joint);
	if ((flags & MEMBER_SUFFIX) != 0 && from > 0 &&
	    from_state == AFTER_WORD) {
		l->steps[from][from_state].joint = false;
		relax(l, from, from_state, to, AFTER_WORD, COST_SUFFIX, true);
	}
	/* la, sla: too short to tell from an ending; listed for laatje only. */
	if ((flags & MEMBER_OPEN) != 0 && to - from <= SHORT_LETTERS)
		return;
	if ((flags & MEMBER_WORD) != 0) {
		unsigned cost = COST_WORD;

		if (to - from <= SHORT_LETTERS)
			cost += COST_SHORT;
		relax(l, from, from_state, to, AFTER_WORD, cost, true);
		if ((flags & MEMBER_LINK_S) != 0 && s_follows)
			relax(l, from, from_state, to + 1, AFTER_WORD, cost,
			      true);
	}
}

static void
add_members(struct layout *l, const uint8_t *letters, size_t from,
	    enum state from_state)
{
	uint32_t cell = table_root(&hyphen_nl_members);

	for (size_t i = from; i < l->n; i++) {
		const uint16_t *flags;

		cell = table_child(&hyphen_nl_members, cell, letters[i]);
		if (cell == 0)
			return;
		flags = table_numbers(&hyphen_nl_members, cell);
		if (flags != NULL)
			add_member(l, from, from_state, i + 1, *flags,
				   i + 2 < l->n && letters[i + 1] == LETTER('s'));
	}
}

/* Follow the steps back from the end and write them down forwards. */
static void
read_back(const struct layout *l, struct compound *ret_compound)
{
	size_t at = l->n, n = 0;
	enum state state = AFTER_WORD;
	struct compound back;

	while (at > 0) {
		const struct step *step = &l->steps[at][state];

		if (n == COMPOUND_MEMBERS_MAX)
			return;
		back.members[n].end = (uint8_t)at;
		back.members[n++].joint = step->joint;
		at = step->from;
		state = step->from_state;
	}
	ret_compound->n = n;
	for (size_t i = 0; i < n; i++)
		ret_compound->members[i] = back.members[n - 1 - i];
}

void
compound_split(const uint8_t *letters, size_t n, const uint8_t *levels,
	       struct compound *ret_compound)
{
	struct layout l;

	ret_compound->n = 1;
	ret_compound->members[0] = (struct compound_member){(uint8_t)n, false};
	l.levels = levels;
	l.n = n;
	for (size_t i = 0; i <= n; i++)
		for (size_t s = 0; s < STATES; s++)
			l.steps[i][s].cost = COST_NONE;
	l.steps[0][AFTER_WORD].cost = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t s = 0; s < STATES; s++)
			if (l.steps[i][s].cost != COST_NONE)
				add_members(&l, letters, i, (enum state)s);
	if (l.steps[n][AFTER_WORD].cost != COST_NONE)
		read_back(&l, ret_compound);
}
