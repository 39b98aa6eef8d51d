/* Structure: chapters in order, references that hold, nothing that is unused. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "check/check_rules.h"

/* ---- numbers of chapters ---- */

/* "3" or "3a": its number; -1 if it is something else. */
static long
number_of(const struct source_text *number)
{
	char *end;
	long n;

	if (number->s == NULL || *number->s < '0' || *number->s > '9')
		return -1;
	n = strtol(number->s, &end, 10);
	return strlen(end) <= 1 ? n : -1;
}

static void
judge_numbers(struct check *c)
{
	const struct part *parts = c->edition->booklet->parts.items;
	const struct part *before = NULL;

	for (size_t i = 0; i < c->edition->booklet->parts.count; i++) {
		const struct part *part = &parts[i];
		const char *place = part->id.s;
		long last, next = number_of(&part->number);

		if (part->kind != PART_CHAPTER || next < 0)
			continue;
		last = before != NULL ? number_of(&before->number) : 0;
		if (next > last + 1)
			check_at(c, CHECK_CHAPTER_GAP, part->number.pos, place,
				 arena_printf(c->arena, "%ld", last),
				 part->number.s,
				 next == last + 2
					 ? arena_printf(c->arena, "%ld", last + 1)
					 : arena_printf(c->arena, "%ld–%ld",
							last + 1, next - 1),
				 NULL);
		else if (before != NULL &&
			 (next < last ||
			  strcmp(part->number.s, before->number.s) == 0))
			check_at(c, CHECK_CHAPTER_REPEAT, part->number.pos, place,
				 before->number.s, part->number.s, NULL);
		before = part;
	}
}

/* ---- references to chapters in the text ---- */

static const struct part *
chapter_of(const struct check *c, const char *number, size_t len)
{
	const struct part *parts = c->edition->booklet->parts.items;

	for (size_t i = 0; i < c->edition->booklet->parts.count; i++)
		if (parts[i].number.s != NULL && parts[i].number.len == len &&
		    memcmp(parts[i].number.s, number, len) == 0)
			return &parts[i];
	return NULL;
}

/* Does the part show advisories of this status? */
static bool
shows(const struct part *part, int status)
{
	const struct content *contents = part->content.items;

	for (size_t i = 0; i < part->content.count; i++)
		if ((contents[i].kind == CONTENT_TABLE ||
		     contents[i].kind == CONTENT_TOPICS) &&
		    contents[i].status == status)
			return true;
	return false;
}

static const struct {
	enum check_list words;
	int status;
} statuses[] = {
	{LIST_PUBLISHED, ADVISORY_PUBLISHED},
	{LIST_RUNNING, ADVISORY_IN_PREPARATION},
	{LIST_PRIORITY, ADVISORY_PRIORITY},
	{LIST_POSSIBLE, ADVISORY_POSSIBLE},
};

#define N_STATUSES (sizeof(statuses) / sizeof(*statuses))

/* The chapter that shows a status; NULL if none or several do. */
static const struct part *
chapter_showing(const struct check *c, int status)
{
	const struct part *parts = c->edition->booklet->parts.items;
	const struct part *found = NULL;

	for (size_t i = 0; i < c->edition->booklet->parts.count; i++)
		if (parts[i].number.s != NULL && shows(&parts[i], status)) {
			if (found != NULL)
				return NULL;
			found = &parts[i];
		}
	return found;
}

/* The one status that the words speak of; -1 if none or several. */
static int
status_of(const struct check *c, const struct word *words, size_t n)
{
	int status = -1;

	for (size_t k = 0; k < N_STATUSES; k++)
		if (check_find_word(c, words, n, statuses[k].words) >= 0) {
			if (status >= 0)
				return -1;
			status = statuses[k].status;
		}
	return status;
}

/* Years in a text, "2026" and both of "2026-2028", at most max. */
static size_t
years_of(const char *s, size_t len, int *years, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i + 4 <= len; i++) {
		size_t digits = strspn(s + i, "0123456789");

		if (digits == 4 && (s[i] == '1' || s[i] == '2') && n < max)
			years[n++] = (int)strtol(s + i, NULL, 10);
		if (digits > 0)
			i += digits - 1;
	}
	return n;
}

static bool
share_year(const int *a, size_t n, const int *b, size_t m)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (a[i] == b[k])
				return true;
	return false;
}

static void
report_other(struct check *c, const struct text *text, const struct word *w,
	     const struct part *part, const struct part *meant)
{
	const char *more = "";

	if (meant != NULL && meant->title.s != NULL)
		more = c->job->lang == CHECK_NL
			       ? arena_printf(c->arena,
					      "; bedoeld is misschien "
					      "hoofdstuk %s, ‘%s’",
					      meant->number.s, meant->title.s)
			       : arena_printf(c->arena,
					      "; perhaps chapter %s is meant, "
					      "'%s'",
					      meant->number.s, meant->title.s);
	check_in(c, CHECK_CHAPTER_OTHER, text, w[0].from, w[1].to, part->number.s,
		 part->title.s, more, NULL);
}

/* The chapter whose title has all the years; NULL if none or several have. */
static const struct part *
chapter_of_years(const struct check *c, const int *wanted, size_t n)
{
	const struct part *parts = c->edition->booklet->parts.items;
	const struct part *found = NULL;

	for (size_t i = 0; i < c->edition->booklet->parts.count; i++) {
		int years[8];
		size_t m, k = 0;

		if (parts[i].number.s == NULL || parts[i].title.s == NULL)
			continue;
		m = years_of(parts[i].title.s, parts[i].title.len, years, 8);
		while (k < n && share_year(&wanted[k], 1, years, m))
			k++;
		if (k < n)
			continue;
		if (found != NULL)
			return NULL;
		found = &parts[i];
	}
	return found;
}

/* w[0] is "hoofdstuk", w[1] its number. */
static void
judge_reference(struct check *c, const struct sentence *s, const struct word *w)
{
	const struct text *text = &c->texts.items[s->text];
	const struct part *part = chapter_of(
		c, text->s + w[1].from, w[1].to - w[1].from);
	const struct word *words = c->texts.words + s->first_word;
	int here[8], there[8], status;
	size_t n, m;

	if (part == NULL) {
		check_in(c, CHECK_CHAPTER_UNKNOWN, text, w[0].from, w[1].to,
			 check_piece(c, text, w[1].from, w[1].to), NULL);
		return;
	}
	if (part->title.s == NULL)
		return;
	status = status_of(c, words, s->n_words);
	if (status >= 0 && !shows(part, status) && part->content.count > 0) {
		const struct part *meant = chapter_showing(c, status);

		if (meant != NULL)
			report_other(c, text, w, part, meant);
		return;
	}
	n = years_of(text->s + s->from, s->to - s->from, here, 8);
	m = years_of(part->title.s, part->title.len, there, 8);
	if (n > 0 && m > 0 && !share_year(here, n, there, m))
		report_other(c, text, w, part, chapter_of_years(c, here, n));
}

static void
judge_references(struct check *c)
{
	for (size_t i = 0; i < c->texts.n_sentences; i++) {
		const struct sentence *s = &c->texts.sentences[i];
		const struct word *w = c->texts.words + s->first_word;

		for (size_t k = 0; k + 1 < s->n_words; k++)
			if (check_is(c, &w[k], LIST_CHAPTER) &&
			    (w[k + 1].flags & WORD_NUMBER) != 0 &&
			    (w[k + 1].flags & WORD_NEAR) != 0)
				judge_reference(c, s, &w[k]);
	}
}

/* ---- headings ---- */

static void
judge_headings(struct check *c)
{
	int level = 2;

	for (size_t i = 0; i < c->texts.count; i++) {
		const struct text *text = &c->texts.items[i];

		if (text->first)
			level = 1;
		if (text->kind != TEXT_HEADING)
			continue;
		if (text->level > level + 1)
			check_in(
				c, CHECK_HEADING_LEVEL, text, 0, text->len,
				arena_printf(c->arena, "%d", text->level - level),
				NULL);
		level = text->level;
	}
}

/* ---- what is used nowhere ---- */

static bool
is_shown(const struct check *c, const struct advisory *advisory)
{
	const struct part *parts = c->edition->booklet->parts.items;

	for (size_t i = 0; i < c->edition->booklet->parts.count; i++)
		if (shows(&parts[i], advisory->status))
			return true;
	return false;
}

static bool
is_in(struct office *const *list, const struct office *office)
{
	for (; list != NULL && *list != NULL; list++)
		if (*list == office)
			return true;
	return false;
}

/* The file's bytes have "{name:id}" in them. */
static bool
is_named(const struct check *c, const struct source_text *id)
{
	const char *s = c->edition->text;

	while ((s = strstr(s, id->s)) != NULL) {
		if (s > c->edition->text && s[-1] == ':' && s[id->len] == '}')
			return true;
		s += id->len;
	}
	return false;
}

static bool
office_signs(const struct letters *l, const struct office *office)
{
	const struct signatory *s = l->signatories.items;
	const struct recipient *r = l->recipients.items;

	for (size_t i = 0; i < l->signatories.count; i++)
		if (s[i].office == office)
			return true;
	for (size_t i = 0; i < l->recipients.count; i++)
		if (r[i].office == office)
			return true;
	return l->from == office || is_in(l->on_behalf_of, office);
}

static bool
office_is_used(const struct check *c, const struct office *office)
{
	const struct edition *e = c->edition;
	const struct advisory *a = e->advisories.items;
	const struct decision *d;

	for (size_t i = 0; i < e->advisories.count; i++)
		if (a[i].at_request_of == office ||
		    is_in(a[i].requested_by, office) ||
		    is_in(a[i].joint_with, office))
			return true;
	if (e->facts->adopted_by == office ||
	    (e->letters != NULL && office_signs(e->letters, office)))
		return true;
	if (e->note == NULL)
		return is_named(c, &office->id);
	d = e->note->decisions.items;
	for (size_t i = 0; i < e->note->decisions.count; i++)
		if (d[i].office == office)
			return true;
	return e->note->to == office || e->note->from == office ||
	       is_named(c, &office->id);
}

static bool
person_is_used(const struct check *c, const struct person *person)
{
	const struct edition *e = c->edition;
	const struct office *o = e->offices.items;
	const struct committee *k = e->committees.items;
	const struct part *p = e->booklet->parts.items;

	for (size_t i = 0; i < e->offices.count; i++)
		if (o[i].holder == person)
			return true;
	for (size_t i = 0; i < e->committees.count; i++)
		if (k[i].chair == person || k[i].vice_chair == person)
			return true;
	for (size_t i = 0; i < e->booklet->parts.count; i++)
		if (p[i].signed_by == person)
			return true;
	if (e->membership != NULL) {
		const struct member *m = e->membership->members.items;

		for (size_t i = 0; i < e->membership->members.count; i++)
			if (m[i].person == person)
				return true;
	}
	if (e->letters != NULL) {
		const struct signatory *s = e->letters->signatories.items;

		for (size_t i = 0; i < e->letters->signatories.count; i++)
			if (s[i].person == person)
				return true;
	}
	return (e->note != NULL && e->note->contact == person) ||
	       is_named(c, &person->id);
}

static void
judge_unused(struct check *c)
{
	const struct edition *e = c->edition;
	const struct advisory *a = e->advisories.items;
	const struct office *o = e->offices.items;
	const struct person *p = e->people.items;
	const struct data_table *t = e->tables.items;

	for (size_t i = 0; i < e->tables.count; i++)
		if (t[i].place.line == 0)
			check_at(c, CHECK_RECORD_UNUSED, t[i].pos, t[i].id.s,
				 t[i].id.s, NULL);
	for (size_t i = 0; i < e->advisories.count; i++)
		if (!is_shown(c, &a[i]) && a[i].status != ADVISORY_DROPPED)
			check_at(c, CHECK_RECORD_UNUSED, a[i].pos, a[i].id.s,
				 a[i].id.s, NULL);
	for (size_t i = 0; i < e->offices.count; i++)
		if (!office_is_used(c, &o[i]))
			check_at(c, CHECK_RECORD_UNUSED, o[i].pos, o[i].id.s,
				 o[i].id.s, NULL);
	for (size_t i = 0; i < e->people.count; i++)
		if (!person_is_used(c, &p[i]))
			check_at(c, CHECK_RECORD_UNUSED, p[i].pos, p[i].id.s,
				 p[i].id.s, NULL);
}

/* ---- two of one ---- */

static bool
is_equal(const struct source_text *a, const struct source_text *b)
{
	return a->s != NULL && b->s != NULL && a->len == b->len &&
	       memcmp(a->s, b->s, a->len) == 0;
}

static void
judge_twins(struct check *c)
{
	const struct advisory *a = c->edition->advisories.items;

	for (size_t i = 0; i < c->edition->advisories.count; i++)
		for (size_t k = 0; k < i; k++) {
			const char *line = arena_printf(
				c->arena, "%d", a[k].pos.line);

			if (is_equal(&a[i].title, &a[k].title))
				check_at(c, CHECK_TITLE_TWICE, a[i].title.pos,
					 a[i].id.s, a[k].id.s, line, NULL);
			if (is_equal(&a[i].link, &a[k].link))
				check_at(c, CHECK_LINK_TWICE, a[i].link.pos,
					 a[i].id.s, a[k].id.s, line, NULL);
		}
}

/* ---- status ---- */

/* "Nu het werkprogramma is vastgesteld" in a draft. */
static void
judge_status(struct check *c)
{
	if (c->edition->facts->status == EDITION_ADOPTED)
		return;
	for (size_t i = 0; i < c->texts.n_sentences; i++) {
		const struct sentence *s = &c->texts.sentences[i];
		const struct text *text = &c->texts.items[s->text];
		const struct word *w = c->texts.words + s->first_word;
		int adopted = check_find_word(c, w, s->n_words, LIST_ADOPTED);

		if (!text_is_prose(text) || adopted < 0 ||
		    check_find_word(c, w, s->n_words, LIST_PROGRAMME) < 0 ||
		    check_find_word(c, w, s->n_words, LIST_NEGATION) >= 0 ||
		    check_find_word(c, w, s->n_words, LIST_YEARLY) >= 0)
			continue;
		check_in(c, CHECK_STATUS_OTHER, text, w[adopted].from,
			 w[adopted].to, NULL);
	}
}

void
check_structure(struct check *c)
{
	judge_numbers(c);
	judge_references(c);
	judge_headings(c);
	judge_unused(c);
	judge_twins(c);
	judge_status(c);
}
