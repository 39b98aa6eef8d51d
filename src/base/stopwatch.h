/*
 * stopwatch - where the time of a run goes, for --timings and nothing else.
 *
 * One part of the work is being timed at any moment. A stage that does two kinds
 * of work switches, and switches back to what its caller was timing:
 *
 *     enum stopwatch_part before = stopwatch_switch(watch, STOPWATCH_SHAPE);
 *     ...
 *     stopwatch_switch(watch, before);
 *
 * Every function takes NULL and then does nothing, so that stages need not ask
 * whether anybody is timing. No result of the program depends on what is read
 * here. Cost: one clock_gettime() a switch, some 30 ns; not for inner loops.
 */
#ifndef BASE_STOPWATCH_H
#define BASE_STOPWATCH_H

#include <stdint.h>

/* In the order of the names in stopwatch.c, which is that of the work. */
enum stopwatch_part {
	STOPWATCH_OTHER, /* start-up, arguments, messages */
	STOPWATCH_LOAD, /* the edition: reading, schema, references */
	STOPWATCH_STYLE, /* layout file and fonts */
	STOPWATCH_DOCUMENT, /* prose and the tree */
	STOPWATCH_IMAGES,
	STOPWATCH_SHAPE,
	STOPWATCH_BREAK, /* hyphenation and lines */
	STOPWATCH_PAGES,
	STOPWATCH_SUBSET,
	STOPWATCH_WRITE, /* the bytes of the PDF */
	STOPWATCH_SAVE, /* the file: write, fsync, rename */
	STOPWATCH_PART_COUNT
};

struct stopwatch {
	int64_t ns[STOPWATCH_PART_COUNT];
	int64_t since; /* CLOCK_MONOTONIC when `now` began */
	enum stopwatch_part now;
};

void stopwatch_start(struct stopwatch *watch);

/* Time `part` from here on. Returns the part timed until now. */
enum stopwatch_part
stopwatch_switch(struct stopwatch *watch, enum stopwatch_part part);

/* Nanoseconds of CLOCK_MONOTONIC, for those who are handed a clock as a function. */
int64_t stopwatch_clock(void);

/* "load". */
const char *stopwatch_name(enum stopwatch_part part);

#endif
