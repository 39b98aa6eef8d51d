#include "base/stopwatch.h"

#include <stddef.h>
#include <time.h>

int64_t
stopwatch_clock(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

void
stopwatch_start(struct stopwatch *watch)
{
	if (watch != NULL)
		*watch = (struct stopwatch){.since = stopwatch_clock()};
}

enum stopwatch_part
stopwatch_switch(struct stopwatch *watch, enum stopwatch_part part)
{
	enum stopwatch_part before;
	int64_t now;

	if (watch == NULL)
		return STOPWATCH_OTHER;
	now = stopwatch_clock();
	before = watch->now;
	watch->ns[before] += now - watch->since;
	watch->since = now;
	watch->now = part;
	return before;
}

const char *
stopwatch_name(enum stopwatch_part part)
{
	static const char *const names[STOPWATCH_PART_COUNT] = {
		[STOPWATCH_OTHER] = "other",   [STOPWATCH_LOAD] = "load",
		[STOPWATCH_STYLE] = "style",   [STOPWATCH_DOCUMENT] = "document",
		[STOPWATCH_IMAGES] = "images", [STOPWATCH_SHAPE] = "shape",
		[STOPWATCH_BREAK] = "break",   [STOPWATCH_PAGES] = "pages",
		[STOPWATCH_SUBSET] = "subset", [STOPWATCH_WRITE] = "write",
		[STOPWATCH_SAVE] = "save",
	};

	return names[part];
}
