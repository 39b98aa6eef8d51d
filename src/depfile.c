#include "depfile.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

struct entry {
	struct entry *next;
	const char *path;
	bool target; /* made from the entries since the target before it */
	bool again; /* the input has had its empty rule already */
};

struct depfile {
	struct arena *arena;
	struct entry *first, **end;
	struct entry **since; /* the first entry behind the last target */
};

struct depfile *
depfile_new(struct arena *arena)
{
	struct depfile *depfile = arena_alloc(arena, sizeof(*depfile));

	depfile->arena = arena;
	depfile->end = depfile->since = &depfile->first;
	return depfile;
}

static void
add(struct depfile *depfile, const char *path, bool target, bool again)
{
	struct entry *entry = arena_alloc(depfile->arena, sizeof(*entry));

	entry->path = arena_strndup(depfile->arena, path, strlen(path));
	entry->target = target;
	entry->again = again;
	*depfile->end = entry;
	depfile->end = &entry->next;
}

/* What no quoting gets past GNU make, in inputs and further in targets. */
#define NEVER_AN_INPUT "\n;="
#define NEVER_A_TARGET NEVER_AN_INPUT "%\t|"

static bool
make_can_say(const char *path, bool target)
{
	return strpbrk(path, target ? NEVER_A_TARGET : NEVER_AN_INPUT) == NULL;
}

void
depfile_input(struct depfile *depfile, const char *path)
{
	bool again = false;

	if (depfile == NULL || strcmp(path, "-") == 0 ||
	    !make_can_say(path, false))
		return;
	for (const struct entry *e = *depfile->since; e != NULL; e = e->next)
		if (strcmp(e->path, path) == 0)
			return;
	for (const struct entry *e = depfile->first; e != NULL; e = e->next)
		again = again || (!e->target && strcmp(e->path, path) == 0);
	add(depfile, path, false, again);
}

void
depfile_target(struct depfile *depfile, const char *target)
{
	if (depfile == NULL)
		return;
	if (make_can_say(target, true)) {
		add(depfile, target, true, false);
		depfile->since = depfile->end;
	} else {
		*depfile->since = NULL;
		depfile->end = depfile->since;
	}
}

/*
 * A path as make reads it in a rule: backslashes before what they would quote are
 * doubled, others are ordinary characters.
 */
static void
print_path(struct buf *out, const char *path)
{
	size_t slashes = 0;

	if (*path == '~')
		buf_str(out, "./");
	for (; *path != '\0'; path++) {
		bool quoted = strchr(" \t#:*?[|", *path) != NULL;

		if (*path == '\\')
			slashes++;
		else if (!quoted)
			slashes = 0;
		else
			for (; slashes > 0; slashes--)
				buf_byte(out, '\\');
		if (quoted)
			buf_byte(out, '\\');
		else if (*path == '$')
			buf_byte(out, '$');
		buf_byte(out, (unsigned char)*path);
	}
}

static void
print_rule(const struct entry *inputs, const struct entry *target,
	   struct buf *out)
{
	print_path(out, target->path);
	buf_byte(out, ':');
	for (; inputs != target; inputs = inputs->next) {
		buf_str(out, " \\\n  ");
		print_path(out, inputs->path);
	}
	buf_byte(out, '\n');
}

void
depfile_print(const struct depfile *depfile, struct buf *out)
{
	const struct entry *inputs = depfile->first;

	for (const struct entry *e = depfile->first; e != NULL; e = e->next)
		if (e->target) {
			print_rule(inputs, e, out);
			inputs = e->next;
		}
	for (const struct entry *e = depfile->first; e != NULL; e = e->next)
		if (!e->target && !e->again && make_can_say(e->path, true)) {
			buf_byte(out, '\n');
			print_path(out, e->path);
			buf_str(out, ":\n");
		}
}
