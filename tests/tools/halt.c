/*
 * halt - a library to put before a program (LD_PRELOAD), so that its system calls that
 * write can be counted, and go wrong one at a time.
 *
 *     HALT_LOG=FILE    each of them is written there, a line with its name and path
 *     HALT_AT=N        the Nth goes wrong; the first is 1
 *     HALT_HOW=kill    the process is killed in place of it (default)
 *     HALT_HOW=half    half of it is done (a call other than write: all), then killed
 *     HALT_HOW=full    it fails as if the disk were full, and so do all after it
 *     HALT_SWAP=A:B    from the second time on, what opens A for reading gets B
 *
 * Counted: open() that may create, mkdir, write, fsync, rename, unlink in its forms.
 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_int calls;
static atomic_int opened; /* times HALT_SWAP's A was */

static void *
real(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (found == NULL)
		_exit(120);
	return found;
}

static void
note(const char *name, const char *path)
{
	const char *log = getenv("HALT_LOG");
	char line[PATH_MAX + 64];
	int (*open_it)(const char *, int,
		       ...) = (int (*)(const char *, int, ...))real("open");
	ssize_t (*write_it)(int, const void *, size_t) =
		(ssize_t(*)(int, const void *, size_t))real("write");
	int fd;

	if (log == NULL)
		return;
	fd = open_it(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	snprintf(line, sizeof(line), "%s %s\n", name, path);
	if (fd < 0 || write_it(fd, line, strlen(line)) < 0)
		_exit(121);
	close(fd);
}

enum verdict { GO_ON, HALF, FAIL };

static _Noreturn void
die(void)
{
	raise(SIGKILL);
	_exit(122);
}

/* Count a call, and say what becomes of it. */
static enum verdict
judge(const char *name, const char *path)
{
	const char *at = getenv("HALT_AT"), *how = getenv("HALT_HOW");
	int number = atomic_fetch_add(&calls, 1) + 1;

	note(name, path);
	if (at == NULL || number < atoi(at))
		return GO_ON;
	if (how != NULL && strcmp(how, "full") == 0)
		return FAIL;
	if (number > atoi(at))
		return GO_ON; /* another thread is being killed */
	if (how == NULL || strcmp(how, "half") != 0)
		die();
	return HALF;
}

static int
full(void)
{
	errno = ENOSPC;
	return -1;
}

static const char *
path_of(int fd, char path[PATH_MAX])
{
	char link[64];
	ssize_t len;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	len = readlink(link, path, PATH_MAX - 1);
	path[len > 0 ? len : 0] = '\0';
	return path;
}

/* Another file in place of the one that is opened, the second time. */
static const char *
swapped(const char *path)
{
	const char *swap = getenv("HALT_SWAP");
	const char *colon = swap != NULL ? strchr(swap, ':') : NULL;
	size_t len = colon != NULL ? (size_t)(colon - swap) : 0;

	if (colon == NULL || strlen(path) < len ||
	    strncmp(path + strlen(path) - len, swap, len) != 0)
		return path;
	return atomic_fetch_add(&opened, 1) > 0 ? colon + 1 : path;
}

int
open(const char *path, int flags, ...)
{
	int (*next)(const char *, int,
		    ...) = (int (*)(const char *, int, ...))real("open");
	mode_t mode = 0;
	enum verdict verdict = GO_ON;
	int fd;

	if (flags & O_CREAT) {
		va_list ap;

		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
		verdict = judge("open", path);
	} else {
		path = swapped(path);
	}
	if (verdict == FAIL)
		return full();
	fd = next(path, flags, mode);
	if (verdict == HALF)
		die();
	return fd;
}

#define HALF_THEN_DIE(call) \
	do { \
		if (verdict == FAIL) \
			return full(); \
		if (verdict == HALF) { \
			(void)(call); \
			die(); \
		} \
		return call; \
	} while (0)

int
mkdir(const char *path, mode_t mode)
{
	int (*next)(const char *,
		    mode_t) = (int (*)(const char *, mode_t))real("mkdir");
	enum verdict verdict = judge("mkdir", path);

	HALF_THEN_DIE(next(path, mode));
}

ssize_t
write(int fd, const void *data, size_t len)
{
	ssize_t (*next)(int, const void *, size_t) =
		(ssize_t(*)(int, const void *, size_t))real("write");
	char path[PATH_MAX];
	enum verdict verdict = judge("write", path_of(fd, path));

	if (verdict == FAIL)
		return full();
	if (verdict == HALF) {
		if (next(fd, data, len / 2) >= 0)
			die();
		die();
	}
	return next(fd, data, len);
}

int
fsync(int fd)
{
	int (*next)(int) = (int (*)(int))real("fsync");
	char path[PATH_MAX];
	enum verdict verdict = judge("fsync", path_of(fd, path));

	HALF_THEN_DIE(next(fd));
}

int
rename(const char *from, const char *to)
{
	int (*next)(const char *, const char *) =
		(int (*)(const char *, const char *))real("rename");
	enum verdict verdict = judge("rename", to);

	HALF_THEN_DIE(next(from, to));
}

/* Taking away needs no room: it never fails for the want of it. */
int
unlinkat(int at, const char *path, int flags)
{
	int (*next)(int, const char *,
		    int) = (int (*)(int, const char *, int))real("unlinkat");
	enum verdict verdict = judge("unlink", path);

	if (verdict == HALF) {
		(void)next(at, path, flags);
		die();
	}
	return next(at, path, flags);
}
