/*
 * The law on advisory councils, Kaderwet adviescolleges: who adopts, by when, how many
 * and for how long (art. 10, 11, 15, 26 and 28, in force in 2025). It is looked at only
 * where the edition speaks of that law or is presented to the chambers it names.
 */
#include <string.h>

#include "base/arena.h"
#include "check/check_rules.h"

#define MOST_MEMBERS 15 /* art. 10: a chair and fourteen others */
#define MOST_YEARS 4 /* art. 11 */
#define MOST_TERMS 3 /* art. 11: reappointed twice */

static bool
applies(const struct check *c)
{
	for (size_t i = 0; i < c->texts.n_words; i++)
		if (check_is(c, &c->texts.words[i], LIST_LAW))
			return true;
	return false;
}

/* ---- art. 26: who adopts, and by when ---------------------------------------- */

/* "De raad heeft het werkprogramma vastgesteld". */
static void
judge_adoption(struct check *c, const struct sentence *s)
{
	const struct text *text = &c->texts.items[s->text];
	const struct word *w = c->texts.words + s->first_word;
	int adopted = check_find_word(c, w, s->n_words, LIST_ADOPTED);
	int has = check_find_word(c, w, s->n_words, LIST_HAS);
	struct sentence subject = *s;

	if (!text_is_prose(text) || adopted < 0 || has < 0 || has > adopted ||
	    check_find_word(c, w, s->n_words, LIST_PROGRAMME) < 0 ||
	    check_find_word(c, w, s->n_words, LIST_MINISTER) >= 0)
		return;
	/* who has: the words before the verb and the one behind its article */
	subject.n_words =
		(uint32_t)has + 3 < s->n_words ? (uint32_t)has + 3 : s->n_words;
	if (!check_speaks_of_council(c, &subject))
		return;
	check_in(c, CHECK_LAW_ADOPTION, text, w[has].from, w[adopted].to, NULL);
}

/* The third Tuesday of September: 15 to 21. */
static int
third_tuesday(int year)
{
	/* 1 September as a day of the week, Monday 0 (Zeller) */
	int first = (1 + 13 * 10 / 5 + year + year / 4 - year / 100 + year / 400 +
		     5) %
		    7;

	return 15 + (1 - first + 7) % 7;
}

static void
judge_calendar(struct check *c)
{
	const struct edition_facts *f = c->edition->facts;
	bool dutch = c->job->lang == CHECK_NL;
	int year = f->period_start.year - 1;
	int adopted = check_day(&f->adopted_on, false);
	int today = check_today(c->edition);
	struct diag_pos pos = f->period_start.pos;
	const char *what;

	if (adopted > year * 10000 + 900 + third_tuesday(year)) {
		pos = f->adopted_on.pos;
		what = arena_printf(
			c->arena, dutch ? "vastgesteld op %s" : "adopted on %s",
			check_print_day(c, adopted));
	} else if (f->status == EDITION_DRAFT && today >= year * 10000 + 901) {
		if (c->edition->membership != NULL &&
		    check_day(&c->edition->membership->as_of, false) == today)
			pos = c->edition->membership->as_of.pos;
		what = arena_printf(
			c->arena,
			dutch ? "op %s nog een concept" : "still a draft on %s",
			check_print_day(c, today));
	} else {
		return;
	}
	check_at(c, CHECK_LAW_CALENDAR, pos, "edition", what,
		 arena_printf(c->arena, "%d", year),
		 arena_printf(c->arena, "%d", third_tuesday(year)), NULL);
}

/* ---- art. 10, 11, 15: members ------------------------------------------------ */

static void
judge_members(struct check *c)
{
	const struct membership *m = c->edition->membership;
	const struct member *members = m->members.items;
	bool dutch = c->job->lang == CHECK_NL;
	size_t n = 0;

	for (size_t i = 0; i < m->members.count; i++) {
		n += members[i].role != MEMBER_SECRETARY &&
		     members[i].role != MEMBER_STAFF;
		if (members[i].term > MOST_TERMS)
			check_at(c, CHECK_LAW_TERMS, members[i].pos,
				 members[i].person_id.s,
				 arena_printf(c->arena,
					      dutch ? "termijn %d" : "term %d",
					      members[i].term),
				 NULL);
	}
	if (n > MOST_MEMBERS)
		check_at(c, CHECK_LAW_SIZE, m->pos, "membership",
			 arena_printf(c->arena, "%zu", n), NULL);
}

static void
judge_terms(struct check *c)
{
	const struct council *k = c->edition->council;
	bool dutch = c->job->lang == CHECK_NL;

	if (k->member_term > MOST_YEARS)
		check_at(c, CHECK_LAW_TERMS, k->pos, "council",
			 arena_printf(c->arena,
				      dutch ? "een termijn van %d jaar"
					    : "a term of %d years",
				      k->member_term),
			 NULL);
	if (k->max_terms > MOST_TERMS)
		check_at(c, CHECK_LAW_TERMS, k->pos, "council",
			 arena_printf(c->arena,
				      dutch ? "%d termijnen" : "%d terms",
				      k->max_terms),
			 NULL);
}

static bool
has_secretary(const struct edition *e)
{
	const struct member *m = e->membership->members.items;

	for (size_t i = 0; i < e->membership->members.count; i++)
		if (m[i].role == MEMBER_SECRETARY)
			return true;
	return false;
}

/* "Raadsleden" above a list that has the secretary. */
static void
judge_secretary(struct check *c, const struct text *text)
{
	const struct part *part = text->record;
	const struct content *contents;
	size_t n;
	const struct word *w = check_text_words(c, text, &n);

	if (text->owner != OWNER_PART || text->field != FIELD_HEADING ||
	    check_find_word(c, w, n, LIST_MEMBERS) < 0 ||
	    check_find_word(c, w, n, LIST_SECRETARY) >= 0 ||
	    !has_secretary(c->edition))
		return;
	contents = part->content.items;
	for (size_t i = 0; i < part->content.count; i++)
		if (contents[i].kind == CONTENT_MEMBERS &&
		    contents[i].heading.pos.line == text->pos.line)
			check_in(c, CHECK_LAW_SECRETARY, text, 0, text->len,
				 text->s, NULL);
}

static bool
is_member(const struct edition *e, const struct person *person)
{
	const struct member *m = e->membership->members.items;

	for (size_t i = 0; i < e->membership->members.count; i++)
		if (m[i].person == person && m[i].role != MEMBER_SECRETARY &&
		    m[i].role != MEMBER_STAFF)
			return true;
	return false;
}

static void
judge_officers(struct check *c)
{
	const struct committee *k = c->edition->committees.items;

	for (size_t i = 0; i < c->edition->committees.count; i++) {
		const struct person *officers[] = {k[i].chair, k[i].vice_chair};
		const struct source_text *ids[] = {
			&k[i].chair_id, &k[i].vice_chair_id};

		for (size_t j = 0; j < 2; j++)
			if (officers[j] != NULL &&
			    !is_member(c->edition, officers[j]))
				check_at(c, CHECK_LAW_OFFICER, ids[j]->pos,
					 k[i].id.s,
					 person_name(c->arena, officers[j],
						     PERSON_FORMAL),
					 k[i].name.s, NULL);
	}
}

/* ---- art. 28: evaluation; art. 26: both chambers ------------------------------ */

static void
judge_evaluation(struct check *c, const struct sentence *s)
{
	const struct text *text = &c->texts.items[s->text];
	const struct word *w = c->texts.words + s->first_word;
	int at = check_find_word(c, w, s->n_words, LIST_OTHER_YEARLY);

	if (!text_is_prose(text) || at < 0 ||
	    check_find_word(c, w, s->n_words, LIST_EVALUATION) < 0)
		return;
	check_in(c, CHECK_LAW_EVALUATION, text, w[at].from, w[at].to,
		 check_piece(c, text, w[at].from, w[at].to), NULL);
}

static void
judge_chambers(struct check *c)
{
	const struct letters *l = c->edition->letters;
	const struct office *o = c->edition->offices.items, *other = NULL;
	const struct recipient *r;
	size_t written = 0;

	if (l == NULL)
		return;
	r = l->recipients.items;
	for (size_t i = 0; i < c->edition->offices.count; i++) {
		bool found = false;

		if (o[i].kind != OFFICE_CHAMBER)
			continue;
		for (size_t k = 0; k < l->recipients.count; k++)
			found |= r[k].office == &o[i];
		written += found;
		if (!found)
			other = &o[i];
	}
	if (written > 0 && other != NULL)
		check_at(c, CHECK_LAW_CHAMBERS, r->pos, "letters", other->name.s,
			 NULL);
}

void
check_law(struct check *c)
{
	if (!applies(c))
		return;
	for (size_t i = 0; i < c->texts.n_sentences; i++) {
		judge_adoption(c, &c->texts.sentences[i]);
		judge_evaluation(c, &c->texts.sentences[i]);
	}
	judge_calendar(c);
	judge_terms(c);
	judge_chambers(c);
	if (c->edition->membership == NULL)
		return;
	judge_members(c);
	judge_officers(c);
	for (size_t i = 0; i < c->texts.count; i++)
		judge_secretary(c, &c->texts.items[i]);
}
