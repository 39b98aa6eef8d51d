/* Dates in the text and in the records, against the calendar and each other. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "check/check_rules.h"
#include "schema/date.h"

/* ---- the calendar (Gregorian) ---- */

/* Monday is 0 (Zeller's congruence, turned to begin there). */
static int
weekday(int year, int month, int day)
{
	int y = month < 3 ? year - 1 : year, m = month < 3 ? month + 12 : month;

	return (day + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400 + 5) % 7;
}

/* ---- in the text ---- */

/* w[0] is a day, w[1] a month, w[2] perhaps a year. */
struct date_words {
	struct check *c;
	const struct sentence *s;
	const struct text *text;
	const struct word *w;
	size_t at, n; /* place in the sentence, words of it */
	int day, month, year; /* year 0: none */
	size_t to; /* end of the date in the text */
};

static const char *
written(const struct date_words *d)
{
	return check_piece(d->c, d->text, d->w->from, d->to);
}

/* "7 en 8 november 2025", "van 3 maart tot 5 april 2026": a later date has it. */
static bool
has_later_year(const struct date_words *d)
{
	for (size_t i = d->at + 2; i < d->n; i++) {
		int number = check_number(d->c, &d->w[i - d->at]);

		if (number >= 1900 && number < 2200 &&
		    (d->w[i - d->at].flags & WORD_NUMBER) != 0)
			return true;
	}
	return false;
}

static void
judge_weekday(const struct date_words *d)
{
	static const char *const english[] = {
		"Monday", "Tuesday",  "Wednesday", "Thursday",
		"Friday", "Saturday", "Sunday"};
	static const char *const dutch[] = {
		"maandag", "dinsdag",  "woensdag", "donderdag",
		"vrijdag", "zaterdag", "zondag"};
	int real = weekday(d->year, d->month, d->day), said;

	if (d->at == 0 || d->year == 0)
		return;
	said = check_place(d->c, &d->w[-1], LIST_WEEKDAY);
	if (said < 0 || said == real)
		return;
	check_in(d->c, CHECK_DATE_WEEKDAY, d->text, d->w[-1].from, d->to,
		 written(d),
		 d->c->job->lang == CHECK_NL ? dutch[real] : english[real], NULL);
}

static void
judge_date(struct date_words *d)
{
	const struct word *words = d->c->texts.words + d->s->first_word;

	if (d->day > date_days_in_month(d->year, d->month)) {
		check_in(d->c, CHECK_DATE_IMPOSSIBLE, d->text, d->w->from, d->to,
			 written(d), NULL);
		return;
	}
	judge_weekday(d);
	if (d->year == 0 && !has_later_year(d) &&
	    check_find_word(d->c, words, d->n, LIST_YEARLY) < 0)
		check_in(d->c, CHECK_DATE_YEAR, d->text, d->w->from, d->to,
			 written(d), NULL);
}

/* "7 november 2025" or, in English, "7 November 2025"; a year of four digits. */
static void
judge_dates(struct check *c, const struct sentence *s)
{
	const struct word *w = c->texts.words + s->first_word;

	for (size_t i = 0; i + 1 < s->n_words; i++) {
		struct date_words d = {
			.c = c,
			.s = s,
			.text = &c->texts.items[s->text],
			.w = &w[i],
			.at = i,
			.n = s->n_words,
			.month = check_place(c, &w[i + 1], LIST_MONTH) + 1,
			.to = w[i + 1].to,
		};

		if (d.month == 0 || (w[i].flags & WORD_NUMBER) == 0 ||
		    (w[i + 1].flags & WORD_NEAR) == 0)
			continue;
		d.day = check_number(c, &w[i]);
		if (d.day < 1 || d.day > 99)
			continue;
		if (i + 2 < s->n_words && (w[i + 2].flags & WORD_NEAR) != 0 &&
		    (w[i + 2].flags & WORD_NUMBER) != 0 &&
		    w[i + 2].entry->len == 4) {
			d.year = check_number(c, &w[i + 2]);
			d.to = w[i + 2].to;
		}
		judge_date(&d);
	}
}

/* ---- in the records ---- */

/* "/2025/04/10/" or "/2025/04/" in an address: its year and month. */
static bool
date_of_link(const char *s, int *year, int *month)
{
	for (; (s = strchr(s, '/')) != NULL; s++) {
		if (strspn(s + 1, "0123456789") != 4 || s[5] != '/' ||
		    strspn(s + 6, "0123456789") != 2 || s[8] != '/')
			continue;
		*year = (int)strtol(s + 1, NULL, 10);
		*month = (int)strtol(s + 6, NULL, 10);
		return *month >= 1 && *month <= 12;
	}
	return false;
}

static void
judge_advisory(struct check *c, const struct advisory *a)
{
	int year, month, today = check_today(c->edition);
	int start = check_day(&c->edition->facts->period_start, false);

	if (a->status == ADVISORY_PUBLISHED && a->month.month != 0 &&
	    a->link.s != NULL && date_of_link(a->link.s, &year, &month) &&
	    (year != a->month.year || month != a->month.month))
		check_at(c, CHECK_MONTH_LINK, a->month.pos, a->id.s,
			 date_print(c->arena, &a->month),
			 arena_printf(c->arena, "%d-%02d", year, month), NULL);
	if (a->status == ADVISORY_PUBLISHED || a->status == ADVISORY_DROPPED ||
	    a->expected.year == 0)
		return;
	if (check_day(&a->expected, true) < (today > start ? today : start))
		check_at(c, CHECK_EXPECTED_PAST, a->expected.pos, a->id.s,
			 date_print(c->arena, &a->expected),
			 today > start
				 ? check_print_day(c, today)
				 : date_print(c->arena,
					      &c->edition->facts->period_start),
			 NULL);
}

/* Half a year before the edition's own day, or else before its period. */
static void
judge_composition(struct check *c)
{
	const struct edition_facts *f = c->edition->facts;
	const struct membership *m = c->edition->membership;
	const struct schema_date *day =
		f->published_on.year != 0 ? &f->published_on
		: f->adopted_on.year != 0 ? &f->adopted_on
					  : &f->period_start;
	int months;

	if (m == NULL || m->as_of.year == 0)
		return;
	months = (day->year - m->as_of.year) * 12 - m->as_of.month +
		 (day->month != 0 ? day->month : 1);
	if (months > 6)
		check_at(c, CHECK_COMPOSITION_OLD, m->as_of.pos, "membership",
			 date_print(c->arena, &m->as_of),
			 date_print(c->arena, day), NULL);
}

/* "Samenstelling per 1 november 2025" below the members. */
static void
judge_composition_note(struct check *c, const struct text *text)
{
	const struct membership *m = c->edition->membership;
	const struct part *part = text->record;
	const struct content *contents;
	size_t n;
	const struct word *w = check_text_words(c, text, &n);
	bool is_note = false;

	if (m == NULL || m->as_of.day == 0 || text->owner != OWNER_PART)
		return;
	contents = part->content.items;
	for (size_t i = 0; i < part->content.count; i++)
		is_note |= contents[i].kind == CONTENT_MEMBERS &&
			   contents[i].note.s != NULL &&
			   contents[i].note.pos.line == text->pos.line;
	if (!is_note)
		return;
	for (size_t i = 0; i + 2 < n; i++) {
		int day = check_number(c, &w[i]);
		int month = check_place(c, &w[i + 1], LIST_MONTH) + 1;
		int year = check_number(c, &w[i + 2]);

		if (month == 0 ||
		    (day == m->as_of.day && month == m->as_of.month &&
		     year == m->as_of.year))
			continue;
		check_in(c, CHECK_COMPOSITION_OTHER, text, w[i].from, w[i + 2].to,
			 check_piece(c, text, w[i].from, w[i + 2].to),
			 date_print(c->arena, &m->as_of), NULL);
	}
}

/* ---- the period ---- */

/* "2026-2028", "2026 – 2028" in text s: its years and where it ends. */
static bool
range_at(const char *s, int *from, int *to, size_t *len)
{
	size_t at = 4;

	if (strspn(s, "0123456789") != 4)
		return false;
	at += strspn(s + at, " ");
	if (s[at] == '-')
		at++;
	else if (strncmp(s + at, "–", strlen("–")) == 0)
		at += strlen("–");
	else
		return false;
	at += strspn(s + at, " ");
	if (strspn(s + at, "0123456789") != 4)
		return false;
	*from = (int)strtol(s, NULL, 10);
	*to = (int)strtol(s + at, NULL, 10);
	*len = at + 4;
	return true;
}

/*
 * A range right behind "werkprogramma", or in the edition's own title. The booklet's
 * prose may well speak of an earlier programme.
 */
static void
judge_period(struct check *c, const struct text *text)
{
	const struct edition_facts *f = c->edition->facts;
	size_t n, len;
	const struct word *w = check_text_words(c, text, &n);
	int from, to;

	if (text->owner == OWNER_PART && text_is_prose(text))
		return;
	for (size_t i = 0; i + 1 < n; i++) {
		const char *s = text->s + w[i + 1].from;

		if (!check_is(c, &w[i], LIST_PROGRAMME) ||
		    w[i + 1].from > w[i].to + 6)
			continue;
		if (range_at(s, &from, &to, &len)) {
			if (from == f->period_start.year &&
			    to == f->period_end.year)
				continue;
		} else if (text->owner == OWNER_EDITION &&
			   (w[i + 1].flags & WORD_NUMBER) != 0 &&
			   w[i + 1].entry->len == 4) {
			len = 4;
			if (check_number(c, &w[i + 1]) == f->period_start.year)
				continue;
		} else {
			continue;
		}
		check_in(c, CHECK_PERIOD_OTHER, text, w[i].from,
			 w[i + 1].from + len,
			 check_piece(c, text, w[i].from, w[i + 1].from + len),
			 arena_printf(c->arena, "%d", f->period_start.year),
			 arena_printf(c->arena, "%d", f->period_end.year), NULL);
	}
}

void
check_dates(struct check *c)
{
	const struct advisory *a = c->edition->advisories.items;

	for (size_t i = 0; i < c->texts.n_sentences; i++)
		judge_dates(c, &c->texts.sentences[i]);
	for (size_t i = 0; i < c->texts.count; i++) {
		judge_period(c, &c->texts.items[i]);
		judge_composition_note(c, &c->texts.items[i]);
	}
	for (size_t i = 0; i < c->edition->advisories.count; i++)
		judge_advisory(c, &a[i]);
	judge_composition(c);
}
