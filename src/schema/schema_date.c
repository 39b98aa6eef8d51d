#include <stdio.h>
#include <string.h>

#include "schema/date.h"
#include "schema/schema_load.h"

static const char *const month_names[] = {
	"January", "February", "March",     "April",   "May",      "June",
	"July",    "August",   "September", "October", "November", "December"};

/* What a text says, as far as it has the form; day and so on 0 where it ends. */
struct parts {
	long year, quarter, month, day;
};

/* "2026", "2026-Q1", "2025-04", "2025-11-01"; the numbers are not yet judged. */
static bool
parse_parts(const char *s, size_t len, struct parts *p)
{
	*p = (struct parts){0};
	if (len < 4 || !schema_parse_digits(s, 4, 4, &p->year))
		return false;
	if (len == 4)
		return true;
	if (len < 7 || s[4] != '-')
		return false;
	if (s[5] == 'Q')
		return len == 7 && schema_parse_digits(s + 6, 1, 1, &p->quarter);
	if (!schema_parse_digits(s + 5, 2, 2, &p->month))
		return false;
	if (len == 7)
		return true;
	return len == 10 && s[7] == '-' &&
	       schema_parse_digits(s + 8, 2, 2, &p->day);
}

/* "1-11-2025", "1/11/2025", "1.11.2025", "2025-11-1": a day, but not so written. */
static bool
parse_otherwise(const char *s, struct parts *p)
{
	long n[3];
	size_t width[3];

	for (int i = 0; i < 3; i++) {
		width[i] = strspn(s, "0123456789");
		if (!schema_parse_digits(s, width[i], 4, &n[i]))
			return false;
		s += width[i];
		if (i < 2 && (*s == '\0' || strchr("-/. ", *s++) == NULL))
			return false;
	}
	if (*s != '\0')
		return false;
	if (width[0] == 4)
		*p = (struct parts){.year = n[0], .month = n[1], .day = n[2]};
	else if (width[2] == 4)
		*p = (struct parts){.year = n[2], .month = n[1], .day = n[0]};
	else
		return false;
	return p->year > 0 && p->month >= 1 && p->month <= 12 && p->day >= 1 &&
	       p->day <= date_days_in_month(p->year, p->month);
}

/* The numbers of a text that has the form: is there such a day? */
static bool
check_parts(struct schema_loader *l, const struct schema_field *field,
	    const struct schema_node *node, const struct parts *p, bool has_month,
	    bool has_day)
{
	char subject[SCHEMA_EXCERPT], why[64];

	if (p->year == 0)
		snprintf(why, sizeof(why), "there is no year 0000");
	else if (p->quarter > 4 ||
		 (!has_month && node->text.len > 4 && !p->quarter))
		snprintf(why, sizeof(why), "quarters are Q1 to Q4");
	else if (has_month && (p->month < 1 || p->month > 12))
		snprintf(why, sizeof(why), "months are 01 to 12");
	else if (has_day &&
		 (p->day < 1 || p->day > date_days_in_month(p->year, p->month)))
		snprintf(why, sizeof(why), "%s %ld has %d days",
			 month_names[p->month - 1], p->year,
			 date_days_in_month(p->year, p->month));
	else
		return true;
	return schema_say(
		&l->report, DIAG_VALUE_RANGE, node->text.pos, "%s is %s, but %s",
		schema_subject(subject, field), node->text.s, why);
}

bool
schema_load_date(struct schema_loader *l, const struct schema_field *field,
		 const struct schema_node *node, struct schema_date *ret)
{
	size_t len = node->text.len;
	bool has_day = len == 10;
	bool has_month = has_day || (len == 7 && node->text.s[5] != 'Q');
	struct parts p;

	if (!parse_parts(node->text.s, len, &p) ||
	    (field->kind == SCHEMA_DATE && !has_day)) {
		schema_say_type(l, field, node);
		if (parse_otherwise(node->text.s, &p))
			schema_hint(&l->report, "Write %04ld-%02ld-%02ld.",
				    p.year, p.month, p.day);
		else if (field->kind == SCHEMA_DATE)
			schema_hint(&l->report,
				    "Write the year, the month and the "
				    "day in digits: YYYY-MM-DD.");
		return false;
	}
	if (!check_parts(l, field, node, &p, has_month, has_day))
		return false;
	*ret = (struct schema_date){
		.year = (int16_t)p.year,
		.quarter = (int8_t)p.quarter,
		.month = (int8_t)p.month,
		.day = (int8_t)p.day,
		.pos = node->text.pos};
	return true;
}

bool
schema_parse_day(const char *s, struct schema_date *ret)
{
	size_t len = strlen(s);
	struct parts p;

	if (len != 10 || !parse_parts(s, len, &p) || p.year == 0 || p.month < 1 ||
	    p.month > 12 || p.day < 1 ||
	    p.day > date_days_in_month(p.year, p.month))
		return false;
	*ret = (struct schema_date){
		.year = (int16_t)p.year,
		.month = (int8_t)p.month,
		.day = (int8_t)p.day,
	};
	return true;
}
