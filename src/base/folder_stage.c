#define _DEFAULT_SOURCE /* flock */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/folder.h"

#define PREFIX ".zetsel-"
#define SUFFIX ".tmp"
#define WAITERS 8 /* threads that wait for the disk */
#define TEMPORARY_NAMES 1000 /* left-overs we may not remove, stepped over */

/* A file or folder made, in the order of making. */
struct made {
	struct made *next;
	const char *path;
	bool folder;
};

/* Threads take the next of what was made from the same list. */
struct settling {
	bool begun;
	_Atomic(struct made *) next;
	atomic_int error; /* the first, or any; 0: none */
	pthread_t waiters[WAITERS];
	int n;
};

struct folder_stage {
	struct arena *arena;
	const char *parent;
	int lock; /* the parent, open and locked; -1: no locks here */
	const char *path; /* of the folder being filled; NULL: not made yet */
	struct made *first, **end;
	struct settling settling;
};

static bool
fail(int error)
{
	errno = error;
	return false;
}

static const char *
copy_of(struct arena *arena, const struct buf *name)
{
	return arena_strndup(arena, (const char *)name->data, name->len);
}

/* ---- the place ------------------------------------------------------------------- */

/* False only if the folder cannot be opened. */
static bool
lock(struct folder_stage *stage)
{
	int fd = open(stage->parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int done;

	stage->lock = -1;
	if (fd < 0)
		return errno == EACCES; /* one we may write but not read */
	do
		done = flock(fd, LOCK_EX);
	while (done < 0 && errno == EINTR);
	if (done == 0)
		stage->lock = fd;
	else
		close(fd);
	return true;
}

static bool
is_left_over(const struct folder_entry *entry)
{
	size_t len = strlen(entry->name);

	return entry->kind == FOLDER_FOLDER &&
	       len > strlen(PREFIX) + strlen(SUFFIX) &&
	       strncmp(entry->name, PREFIX, strlen(PREFIX)) == 0 &&
	       strcmp(entry->name + len - strlen(SUFFIX), SUFFIX) == 0;
}

/* Whoever filled these does not live: we hold the lock. What resists stays. */
static void
clean(struct folder_stage *stage)
{
	struct folder_entry *entries;
	size_t n;

	if (stage->lock < 0 ||
	    !folder_list(stage->arena, stage->parent, &entries, &n))
		return;
	for (size_t i = 0; i < n; i++)
		if (is_left_over(&entries[i]))
			folder_remove(file_join(
				stage->arena, stage->parent, entries[i].name));
}

struct folder_stage *
folder_stage_open(struct arena *arena, const char *parent)
{
	struct folder_stage *stage = arena_alloc(arena, sizeof(*stage));

	stage->arena = arena;
	stage->parent = parent;
	stage->end = &stage->first;
	if (!lock(stage))
		return NULL;
	clean(stage);
	return stage;
}

/* ---- filling it ------------------------------------------------------------------ */

static void
note(struct folder_stage *stage, const char *path, bool folder)
{
	struct made *made = arena_alloc(stage->arena, sizeof(*made));

	made->path = path;
	made->folder = folder;
	*stage->end = made;
	stage->end = &made->next;
}

static bool
make_root(struct folder_stage *stage)
{
	struct buf name = {0};
	int done = -1;

	for (int i = 0; done < 0 && i < TEMPORARY_NAMES; i++) {
		const char *path;

		buf_clear(&name);
		buf_printf(&name, PREFIX "%ld-%d" SUFFIX, (long)getpid(), i);
		path = file_join(stage->arena, stage->parent,
				 copy_of(stage->arena, &name));
		done = mkdir(path, 0777);
		if (done == 0)
			stage->path = path;
		else if (errno != EEXIST)
			break;
	}
	buf_done(&name);
	if (done == 0)
		note(stage, stage->path, true);
	return done == 0;
}

/* The folders above the last slash, from the top down. */
static bool
make_folders(struct folder_stage *stage, const char *path)
{
	const char *slash = path;

	while ((slash = strchr(slash, '/')) != NULL) {
		const char *name = arena_strndup(
			stage->arena, path, (size_t)(slash - path));
		const char *folder = file_join(stage->arena, stage->path, name);

		if (mkdir(folder, 0777) == 0)
			note(stage, folder, true);
		else if (errno != EEXIST)
			return false;
		slash++;
	}
	return true;
}

static bool
write_new(const char *path, const void *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	int error = 0;

	if (fd < 0)
		return false;
	if (!file_put(fd, data, len))
		error = errno;
	if (close(fd) < 0 && error == 0)
		error = errno;
	return error == 0 ? true : fail(error);
}

bool
folder_stage_put(struct folder_stage *stage, const char *path, const void *data,
		 size_t len)
{
	const char *full;

	if (stage->path == NULL && !make_root(stage))
		return false;
	if (!make_folders(stage, path))
		return false;
	full = file_join(stage->arena, stage->path, path);
	if (!write_new(full, data, len))
		return false;
	note(stage, full, false);
	return true;
}

const char *
folder_stage_path(const struct folder_stage *stage)
{
	return stage->path;
}

/* ---- its name -------------------------------------------------------------------- */

static bool
sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), error = 0;

	if (fd < 0)
		return false;
	if (fsync(fd) < 0)
		error = errno;
	if (close(fd) < 0 && error == 0)
		error = errno;
	return error == 0 ? true : fail(error);
}

static void *
settle_some(void *arg)
{
	struct settling *settling = arg;
	struct made *m = atomic_load(&settling->next);

	while (m != NULL) {
		if (!atomic_compare_exchange_weak(&settling->next, &m, m->next))
			continue;
		if (!(m->folder ? folder_sync(m->path) : sync_file(m->path)))
			atomic_store(&settling->error, errno);
		m = atomic_load(&settling->next);
	}
	return NULL;
}

void
folder_stage_settle(struct folder_stage *stage)
{
	struct settling *settling = &stage->settling;

	if (settling->begun)
		return;
	settling->begun = true;
	atomic_init(&settling->next, stage->first);
	atomic_init(&settling->error, 0);
	while (settling->n < WAITERS &&
	       pthread_create(&settling->waiters[settling->n], NULL, settle_some,
			      settling) == 0)
		settling->n++;
}

/* Without a thread, here is where it is done. */
static bool
settled(struct folder_stage *stage)
{
	struct settling *settling = &stage->settling;

	folder_stage_settle(stage);
	settle_some(settling);
	while (settling->n > 0)
		pthread_join(settling->waiters[--settling->n], NULL);
	return atomic_load(&settling->error) == 0
		       ? true
		       : fail(atomic_load(&settling->error));
}

bool
folder_stage_place(struct folder_stage *stage, const char *name)
{
	const char *target = file_join(stage->arena, stage->parent, name);
	struct stat st;

	if (!settled(stage))
		return false;
	/* rename() would replace an empty folder without a word. */
	if (lstat(target, &st) == 0)
		return fail(EEXIST);
	if (rename(stage->path, target) < 0)
		return fail(errno == ENOTEMPTY ? EEXIST : errno);
	stage->path = NULL;
	return folder_sync(stage->parent);
}

void
folder_stage_close(struct folder_stage *stage)
{
	if (stage == NULL)
		return;
	if (stage->settling.begun)
		settled(stage);
	if (stage->path != NULL)
		folder_remove(stage->path);
	if (stage->lock >= 0)
		close(stage->lock);
}
