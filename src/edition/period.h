/*
 * period - dates that may be no more exact than a year, as moments.
 */
#ifndef EDITION_PERIOD_H
#define EDITION_PERIOD_H

#include "schema/schema.h"

struct arena;

/* "2026-01-01": the first day it can mean, or the last; NULL if it is absent. */
const char *period_first_day(struct arena *arena, const struct schema_date *date);
const char *period_last_day(struct arena *arena, const struct schema_date *date);

#endif
