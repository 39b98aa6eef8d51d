#include "schema/date.h"

#include <assert.h>

#include "base/arena.h"

int
date_days_in_month(long year, long month)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	assert(month >= 1 && month <= 12);
	return days[month - 1] + (month == 2 && leap);
}

static const char *
day(struct arena *arena, int year, int month, int d)
{
	return arena_printf(arena, "%04d-%02d-%02d", year, month, d);
}

const char *
date_print(struct arena *arena, const struct schema_date *date)
{
	if (date->year == 0)
		return NULL;
	if (date->quarter > 0)
		return arena_printf(arena, "%04d-Q%d", date->year, date->quarter);
	if (date->month == 0)
		return arena_printf(arena, "%04d", date->year);
	if (date->day == 0)
		return arena_printf(arena, "%04d-%02d", date->year, date->month);
	return day(arena, date->year, date->month, date->day);
}

const char *
date_first_day(struct arena *arena, const struct schema_date *date)
{
	int month = date->month;

	if (date->year == 0)
		return NULL;
	if (month == 0)
		month = date->quarter > 0 ? 3 * date->quarter - 2 : 1;
	return day(arena, date->year, month, date->day > 0 ? date->day : 1);
}

const char *
date_last_day(struct arena *arena, const struct schema_date *date)
{
	int month = date->month;

	if (date->year == 0)
		return NULL;
	if (month == 0)
		month = date->quarter > 0 ? 3 * date->quarter : 12;
	return day(arena, date->year, month,
		   date->day > 0 ? date->day
				 : date_days_in_month(date->year, month));
}
