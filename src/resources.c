#include "resources.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

#ifndef PKGDATADIR
#define PKGDATADIR "/usr/local/share/zetsel"
#endif

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

bool
resources_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The running program's own path; NULL where the system does not tell. */
static const char *
program_path(struct arena *arena)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path));

	if (len <= 0 || (size_t)len >= sizeof(path))
		return NULL;
	return arena_strndup(arena, path, (size_t)len);
}

/* What stands before the last "/out/" of the path; NULL if there is none. */
static const char *
source_tree(struct arena *arena, const char *program)
{
	const char *last = NULL;

	for (const char *p = program; (p = strstr(p, "/out/")) != NULL; p++)
		last = p;
	if (last == NULL)
		return NULL;
	return arena_strndup(arena, program, (size_t)(last - program));
}

const char *
resources_find_from(struct arena *arena, const char *program,
		    const char *configured, const char *name)
{
	const char *tree = program != NULL ? source_tree(arena, program) : NULL;
	const char *path;

	if (tree != NULL) {
		path = file_join(arena, *tree != '\0' ? tree : "/", name);
		if (resources_is_folder(path))
			return path;
	}
	if (program != NULL) {
		path = file_folder(arena, file_folder(arena, program));
		path = file_join(arena, path, "share/zetsel");
		path = file_join(arena, path, name);
		if (resources_is_folder(path))
			return path;
	}
	path = file_join(arena, configured, name);
	return resources_is_folder(path) ? path : NULL;
}

const char *
resources_find(struct arena *arena, const char *name, const char *given)
{
	if (given != NULL)
		return resources_is_folder(given) ? given : NULL;
	return resources_find_from(arena, program_path(arena), PKGDATADIR, name);
}
