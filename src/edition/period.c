#include "edition/period.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

static bool
is_leap_year(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_of(int year, int month)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap_year(year));
}

static const char *
day(struct arena *arena, int year, int month, int d)
{
	char text[40];

	snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, d);
	return arena_strndup(arena, text, strlen(text));
}

const char *
period_first_day(struct arena *arena, const struct schema_date *date)
{
	int month = date->month;

	if (date->year == 0)
		return NULL;
	if (month == 0)
		month = date->quarter > 0 ? 3 * date->quarter - 2 : 1;
	return day(arena, date->year, month, date->day > 0 ? date->day : 1);
}

const char *
period_last_day(struct arena *arena, const struct schema_date *date)
{
	int month = date->month;

	if (date->year == 0)
		return NULL;
	if (month == 0)
		month = date->quarter > 0 ? 3 * date->quarter : 12;
	return day(arena, date->year, month,
		   date->day > 0 ? date->day : days_of(date->year, month));
}
