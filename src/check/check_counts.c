/* Numbers in the text beside what the data count. */
#include <string.h>

#include "base/arena.h"
#include "check/check_rules.h"

#define REACH 4 /* words between a number and what it counts */

struct counter {
	struct check *c;
	const struct sentence *s;
	const struct text *text;
	const struct word *words; /* of the sentence */
	size_t n; /* of the words */
	size_t at; /* the number */
	size_t noun; /* what is counted */
	int value;
};

static const char *
phrase(const struct counter *k)
{
	return check_piece(
		k->c, k->text, k->words[k->at].from, k->words[k->noun].to);
}

static void
report(const struct counter *k, enum check_code code, size_t real)
{
	check_in(k->c, code, k->text, k->words[k->at].from, k->words[k->noun].to,
		 phrase(k), arena_printf(k->c->arena, "%zu", real), NULL);
}

static bool
has(const struct counter *k, enum check_list list)
{
	return check_find_word(k->c, k->words, k->n, list) >= 0;
}

/* ---- members ---- */

static size_t
count_members(const struct edition *e)
{
	const struct member *m;
	size_t n = 0;

	if (e->membership == NULL)
		return 0;
	m = e->membership->members.items;
	for (size_t i = 0; i < e->membership->members.count; i++)
		n += m[i].role != MEMBER_SECRETARY && m[i].role != MEMBER_STAFF;
	return n;
}

/*
 * "negen leden, inclusief de voorzitter": all of them; "acht leden en een
 * voorzitter": all but one; without a word about the chair either will do.
 */
static void
judge_members(const struct counter *k)
{
	size_t all = count_members(k->c->edition), value = (size_t)k->value;
	bool chair = has(k, LIST_CHAIR);
	bool with = chair && has(k, LIST_INCLUDING);
	bool apart = chair && !with;
	const char *more = "";

	if (all == 0 || has(k, LIST_COMMITTEE) ||
	    !check_speaks_of_council(k->c, k->s))
		return;
	if ((!apart && value == all) || (!with && value + 1 == all))
		return;
	if (value == all + 1)
		more = k->c->job->lang == CHECK_NL
			       ? "; de secretaris is geen lid"
			       : "; the secretary is no member";
	check_in(k->c, CHECK_COUNT_MEMBERS, k->text, k->words[k->at].from,
		 k->words[k->noun].to, phrase(k),
		 arena_printf(k->c->arena, "%zu", all), more, NULL);
}

/* ---- committees and advisories ---- */

static void
judge_committees(const struct counter *k)
{
	size_t real = k->c->edition->committees.count;

	if (real > 0 && (size_t)k->value != real)
		report(k, CHECK_COUNT_COMMITTEES, real);
}

static size_t
count_status(const struct edition *e, int status)
{
	const struct advisory *a = e->advisories.items;
	size_t n = 0;

	for (size_t i = 0; i < e->advisories.count; i++)
		n += a[i].status == status;
	return n;
}

/*
 * The status that the words from the number to the noun speak of ("de vijf lopende
 * adviestrajecten"), or the words behind it ("zeven adviezen uitgebracht"); -1 if
 * none or several.
 */
static int
counted_status(const struct counter *k)
{
	static const struct {
		enum check_list words;
		int status;
	} rows[] = {
		{LIST_PUBLISHED, ADVISORY_PUBLISHED},
		{LIST_RUNNING, ADVISORY_IN_PREPARATION},
		{LIST_PRIORITY, ADVISORY_PRIORITY},
		{LIST_POSSIBLE, ADVISORY_POSSIBLE},
	};
	const struct word *w = k->words + k->at + 1;
	size_t n = k->n - k->at - 1;
	int status = -1;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (check_find_word(k->c, w, n, rows[i].words) >= 0) {
			if (status >= 0)
				return -1;
			status = rows[i].status;
		}
	return status;
}

/* Another year than those of the published advisories is another count. */
static bool
is_other_year(const struct counter *k)
{
	const struct advisory *a = k->c->edition->advisories.items;

	for (size_t i = 0; i < k->n; i++) {
		int year = (k->words[i].flags & WORD_NUMBER) != 0
				   ? check_number(k->c, &k->words[i])
				   : 0;
		bool known = false;

		if (year < 1900 || year > 2199)
			continue;
		for (size_t m = 0; m < k->c->edition->advisories.count; m++)
			known |= a[m].month.year == year;
		if (!known)
			return true;
	}
	return false;
}

static void
judge_advisories(const struct counter *k)
{
	int status = counted_status(k);
	size_t real;

	if (status < 0 || has(k, LIST_COMMITTEE) || is_other_year(k))
		return;
	real = count_status(k->c->edition, status);
	if (real > 0 && (size_t)k->value != real)
		report(k, CHECK_COUNT_ADVISORIES, real);
}

/* ---- ministers ---- */

/* Different ministers who asked for the advisories of a status. */
static size_t
count_ministers(const struct edition *e, int status)
{
	const struct office *seen[64];
	const struct advisory *a = e->advisories.items;
	size_t n = 0;

	for (size_t i = 0; i < e->advisories.count; i++) {
		if (a[i].status != status || a[i].requested_by == NULL)
			continue;
		for (struct office **o = a[i].requested_by; *o != NULL; o++) {
			size_t k = 0;

			while (k < n && seen[k] != *o)
				k++;
			if ((*o)->kind == OFFICE_MINISTER && k == n && n < 64)
				seen[n++] = *o;
		}
	}
	return n;
}

/* In a chapter that shows advisories of one status only. */
static void
judge_ministers(const struct counter *k)
{
	const struct part *part = k->text->record;
	const struct content *contents;
	int status = -1;
	size_t real;

	if (k->text->owner != OWNER_PART)
		return;
	contents = part->content.items;
	for (size_t i = 0; i < part->content.count; i++) {
		if (contents[i].kind != CONTENT_TABLE &&
		    contents[i].kind != CONTENT_TOPICS)
			continue;
		if (status >= 0 && status != contents[i].status)
			return;
		status = contents[i].status;
	}
	if (status < 0)
		return;
	real = count_ministers(k->c->edition, status);
	if (real > 0 && (size_t)k->value != real)
		report(k, CHECK_COUNT_MINISTERS, real);
}

/* ---- terms ---- */

/* "benoemd voor een periode van vier jaar". */
static void
judge_term(const struct counter *k)
{
	int term = k->c->edition->council->member_term;

	if (term == 0 || k->value == term || !has(k, LIST_TERM) ||
	    !has(k, LIST_MEMBERS))
		return;
	check_in(k->c, CHECK_COUNT_TERM, k->text, k->words[k->at].from,
		 k->words[k->noun].to, phrase(k),
		 arena_printf(k->c->arena, "%d", term), NULL);
}

/* ---- number and noun ---- */

static bool
judge_noun(struct counter *k, size_t noun)
{
	static const struct {
		enum check_list list;
		void (*judge)(const struct counter *);
	} nouns[] = {
		{LIST_MEMBERS, judge_members},
		{LIST_COMMITTEES, judge_committees},
		{LIST_ADVICES, judge_advisories},
		{LIST_MINISTERS, judge_ministers},
		{LIST_YEARS, judge_term},
	};

	k->noun = noun;
	for (size_t i = 0; i < sizeof(nouns) / sizeof(*nouns); i++)
		if (check_is(k->c, &k->words[noun], nouns[i].list)) {
			nouns[i].judge(k);
			return true;
		}
	return false;
}

static void
judge_sentence(struct check *c, const struct sentence *s)
{
	struct counter k = {
		.c = c,
		.s = s,
		.text = &c->texts.items[s->text],
		.words = c->texts.words + s->first_word,
		.n = s->n_words,
	};

	for (k.at = 0; k.at < k.n; k.at++) {
		k.value = check_number(c, &k.words[k.at]);
		if (k.value < 1 || k.value > 99)
			continue;
		for (size_t i = k.at + 1; i < k.n && i <= k.at + REACH; i++) {
			if ((k.words[i].flags & WORD_NEAR) == 0 ||
			    check_is(c, &k.words[i], LIST_ARTICLE) ||
			    check_number(c, &k.words[i]) >= 0 ||
			    judge_noun(&k, i))
				break;
		}
	}
}

/* ---- lists ---- */

/* "De drie adviezen zijn nu:" and a list that is not of three. */
static void
judge_list(struct check *c, size_t index)
{
	const struct text *lead = &c->texts.items[index], *item = lead + 1;
	const struct sentence *s;
	const struct word *w;
	int value = -1, at = -1;

	if (!text_is_prose(lead) || lead->last || item->kind != TEXT_ITEM ||
	    item->item != 1 || lead->s[lead->len - 1] != ':')
		return;
	s = &c->texts.sentences[lead->first_sentence + lead->n_sentences - 1];
	w = c->texts.words + s->first_word;
	for (size_t i = 0; i < s->n_words; i++) {
		int number = check_number(c, &w[i]);

		if (number < 2 || number > 30)
			continue;
		if (at >= 0) /* which of the two counts, nobody knows */
			return;
		value = number;
		at = (int)i;
	}
	if (at >= 0 && value != item->items && (size_t)at + 1 < s->n_words &&
	    !check_is(c, &w[at + 1], LIST_MONTH))
		check_in(c, CHECK_COUNT_LIST, lead, w[at].from, w[at + 1].to,
			 check_piece(c, lead, w[at].from, w[at + 1].to),
			 arena_printf(c->arena, "%d", item->items), NULL);
}

void
check_counts(struct check *c)
{
	for (size_t i = 0; i < c->texts.n_sentences; i++) {
		const struct sentence *s = &c->texts.sentences[i];

		if (text_is_prose(&c->texts.items[s->text]))
			judge_sentence(c, s);
	}
	for (size_t i = 0; i + 1 < c->texts.count; i++)
		judge_list(c, i);
}
