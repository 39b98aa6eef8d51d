#define _XOPEN_SOURCE 700 /* fdopendir, and what stat.h says of links */

#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

static enum folder_kind
kind_of(mode_t mode)
{
	if (S_ISREG(mode))
		return FOLDER_FILE;
	if (S_ISDIR(mode))
		return FOLDER_FOLDER;
	return S_ISLNK(mode) ? FOLDER_LINK : FOLDER_OTHER;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct folder_entry *x = a, *y = b;

	return strcmp(x->name, y->name);
}

struct list {
	struct arena *arena;
	struct folder_entry *entries;
	size_t n, cap;
};

static void
add(struct list *list, const char *name, const struct stat *st)
{
	list->entries = arena_grow(list->arena, list->entries, list->n,
				   &list->cap, sizeof(*list->entries));
	list->entries[list->n++] = (struct folder_entry){
		.name = arena_strndup(list->arena, name, strlen(name)),
		.kind = kind_of(st->st_mode),
		.size = st->st_size > 0 ? (uint64_t)st->st_size : 0,
	};
}

/* The next entry that counts; NULL at the end, with errno 0, or on an error. */
static const char *
next_name(DIR *dir)
{
	const struct dirent *entry;

	do {
		errno = 0;
		entry = readdir(dir);
	} while (entry != NULL && (strcmp(entry->d_name, ".") == 0 ||
				   strcmp(entry->d_name, "..") == 0));
	return entry != NULL ? entry->d_name : NULL;
}

static bool
list_all(struct list *list, DIR *dir)
{
	const char *name;
	struct stat st;

	while ((name = next_name(dir)) != NULL) {
		if (fstatat(dirfd(dir), name, &st, AT_SYMLINK_NOFOLLOW) == 0)
			add(list, name, &st);
		else if (errno != ENOENT) /* gone since: not there */
			return false;
	}
	return errno == 0;
}

bool
folder_list(struct arena *arena, const char *path,
	    struct folder_entry **ret_entries, size_t *ret_n)
{
	struct list list = {.arena = arena};
	DIR *dir = opendir(path);
	bool ok;
	int error;

	*ret_entries = NULL;
	*ret_n = 0;
	if (dir == NULL)
		return false;
	ok = list_all(&list, dir);
	error = errno;
	closedir(dir);
	errno = error;
	if (!ok)
		return false;
	if (list.n > 0)
		qsort(list.entries, list.n, sizeof(*list.entries),
		      compare_entries);
	*ret_entries = list.entries;
	*ret_n = list.n;
	return true;
}

static bool remove_at(int at, const char *name);

/* Takes the descriptor. */
static bool
empty_folder(int fd)
{
	DIR *dir = fdopendir(fd);
	bool ok = dir != NULL;
	const char *name;
	int error;

	if (dir == NULL) {
		error = errno;
		close(fd);
		errno = error;
		return false;
	}
	/* What is removed while reading does not disturb the reading: POSIX. */
	while (ok && (name = next_name(dir)) != NULL)
		ok = remove_at(dirfd(dir), name);
	error = errno;
	closedir(dir);
	errno = error;
	return ok && error == 0;
}

static bool
remove_at(int at, const char *name)
{
	int fd;

	if (unlinkat(at, name, 0) == 0)
		return true;
	if (errno != EISDIR && errno != EPERM)
		return false;
	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 || !empty_folder(fd))
		return false;
	return unlinkat(at, name, AT_REMOVEDIR) == 0;
}

bool
folder_remove(const char *path)
{
	return remove_at(AT_FDCWD, path);
}

bool
folder_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), error = 0;

	if (fd < 0)
		return errno == EACCES; /* a folder we may write but not read */
	/* Some file systems cannot say. */
	if (fsync(fd) < 0 && errno != EINVAL && errno != ENOTSUP)
		error = errno;
	if (close(fd) < 0 && error == 0)
		error = errno;
	errno = error;
	return error == 0;
}
