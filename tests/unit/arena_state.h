/*
 * arena_state - an arena as the state of a test: for cmocka's setup and teardown.
 */
#ifndef TESTS_UNIT_ARENA_STATE_H
#define TESTS_UNIT_ARENA_STATE_H

#include "base/arena.h"

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

#endif
