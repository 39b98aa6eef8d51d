/*
 * schema_report - how the schema room speaks: a bounded number of problems per
 * file, and the pieces of wording its messages share.
 *
 * Private to src/schema. Whoever reports goes through schema_say(), so that a
 * file of nothing but mistakes cannot flood the reader, and so that schema_probe
 * can run the same code without a word.
 */
#ifndef SCHEMA_SCHEMA_REPORT_H
#define SCHEMA_SCHEMA_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* After so many problems in one file the rest is left for the next run. */
#define SCHEMA_MAX_REPORTS 1000

/* Room for an excerpt: 40 characters of 4 bytes, an ellipsis and the NUL. */
#define SCHEMA_EXCERPT 168

struct schema_report {
	struct diag_sink *sink; /* NULL: say nothing, only count */
	const char *file; /* borrowed */
	int count; /* of what was said, or would have been */
};

/* Report one problem; always false. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
bool
schema_say(struct schema_report *report, enum diag_code code, struct diag_pos pos,
	   const char *fmt, ...);

/* A better hint for what was just said. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void
schema_hint(struct schema_report *report, const char *fmt, ...);

/*
 * s[0..len) on one line and not too long, for quoting in a message; returns
 * room. len bytes must be well-formed UTF-8.
 */
const char *schema_excerpt(char room[SCHEMA_EXCERPT], const char *s, size_t len);

/* The English article that goes with a noun: "a" or "an". */
const char *schema_article(const char *noun);

/*
 * How many letters must be inserted, dropped, replaced or swapped with their
 * neighbour to turn a into b (optimal string alignment), where case does not
 * count and '_', '-' and ' ' are the same. Words longer than 64 bytes are as far
 * from all others as they are long.
 */
size_t schema_distance(const char *a, size_t a_len, const char *b, size_t b_len);

/* Is that distance small enough to suggest b to one who wrote a? */
bool schema_is_near(size_t distance, size_t a_len, size_t b_len);

#endif
