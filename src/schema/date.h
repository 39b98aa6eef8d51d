/*
 * date - what can be done with a struct schema_date, which may be no more exact
 * than a year. Gregorian calendar; a date with year 0 is absent. What is printed
 * lives in the arena.
 */
#ifndef SCHEMA_DATE_H
#define SCHEMA_DATE_H

#include "schema/schema.h"

struct arena;

/* 28 to 31. month is 1 to 12; year 0 is any year, and February has 29 then. */
int date_days_in_month(long year, long month);

/* "2026-Q1", "2026-04": as dates are written in the data; NULL if absent. */
const char *date_print(struct arena *arena, const struct schema_date *date);

/* "2026-01-01": the first day it can mean, or the last; NULL if absent. */
const char *date_first_day(struct arena *arena, const struct schema_date *date);
const char *date_last_day(struct arena *arena, const struct schema_date *date);

#endif
