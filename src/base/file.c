#define _XOPEN_SOURCE 700 /* realpath */

#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"

#define TEMPORARY_NAMES 1000 /* left-overs of killed runs we step over */

static bool
fail(int error)
{
	errno = error;
	return false;
}

/* close() on a failing path, without losing the reason. */
static bool
close_failed(int fd)
{
	int error = errno;

	close(fd);
	return fail(error);
}

/* Up to len bytes; fewer only at the end of the file. */
static bool
read_some(int fd, void *data, size_t len, size_t *ret_len)
{
	unsigned char *p = data;

	*ret_len = 0;
	while (*ret_len < len) {
		ssize_t n = read(fd, p + *ret_len, len - *ret_len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			break;
		*ret_len += (size_t)n;
	}
	return true;
}

/* A stream of unknown length: pipes, terminals, /proc. */
static bool
read_stream(struct arena *arena, int fd, size_t max, char **ret_text,
	    size_t *ret_len)
{
	const size_t chunk = (size_t)64 * 1024;
	struct buf buf = {0};
	size_t n;

	do {
		if (!read_some(fd, buf_reserve(&buf, chunk), chunk, &n)) {
			buf_done(&buf);
			return false;
		}
		buf.len += n;
		if (max > 0 && buf.len > max) {
			buf_done(&buf);
			return fail(EFBIG);
		}
	} while (n == chunk);
	*ret_text = arena_strndup(arena, (char *)buf.data, buf.len);
	*ret_len = buf.len;
	buf_done(&buf);
	return true;
}

static bool
read_open(struct arena *arena, int fd, size_t max, char **ret_text,
	  size_t *ret_len)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return false;
	if (S_ISDIR(st.st_mode))
		return fail(EISDIR);
	if (!S_ISREG(st.st_mode) || st.st_size == 0 ||
	    lseek(fd, 0, SEEK_CUR) != 0)
		return read_stream(arena, fd, max, ret_text, ret_len);
	if ((uintmax_t)st.st_size > SIZE_MAX / 4 ||
	    (max > 0 && (size_t)st.st_size > max))
		return fail(EFBIG);
	*ret_text = arena_alloc(arena, (size_t)st.st_size + 1);
	return read_some(fd, *ret_text, (size_t)st.st_size, ret_len);
}

bool
file_read(struct arena *arena, const char *path, size_t max, char **ret_text,
	  size_t *ret_len)
{
	int fd;

	*ret_text = NULL;
	*ret_len = 0;
	if (strcmp(path, "-") == 0)
		return read_open(arena, STDIN_FILENO, max, ret_text, ret_len);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	if (!read_open(arena, fd, max, ret_text, ret_len))
		return close_failed(fd);
	close(fd);
	return true;
}

bool
file_map(struct arena *arena, const char *path, const void **ret_data,
	 size_t *ret_len)
{
	struct stat st;
	char *text;
	void *data;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	*ret_data = NULL;
	*ret_len = 0;
	if (fd < 0 || fstat(fd, &st) < 0)
		return fd < 0 ? false : close_failed(fd);
	if (S_ISREG(st.st_mode) && st.st_size > 0 &&
	    (uintmax_t)st.st_size <= SIZE_MAX / 4) {
		data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd,
			    0);
		if (data != MAP_FAILED) {
			close(fd);
			*ret_data = data;
			*ret_len = (size_t)st.st_size;
			return true;
		}
	}
	if (!read_open(arena, fd, 0, &text, ret_len))
		return close_failed(fd);
	close(fd);
	*ret_data = text;
	return true;
}

/* ---- writing ----------------------------------------------------------------- */

bool
file_put(int fd, const void *data, size_t len)
{
	const unsigned char *p = data;

	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? false : fail(EIO);
		p += n;
		len -= (size_t)n;
	}
	return true;
}

/* The length of what stands before the last slash; 0: no slash, or "/x". */
static size_t
folder_len(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) : 0;
}

/*
 * A new file beside path. The name is short, for path's own may be as long as
 * the file system takes, and O_EXCL makes it ours. *ret_name: NUL-terminated.
 */
static int
open_beside(const char *path, struct buf *ret_name)
{
	size_t folder = strrchr(path, '/') != NULL ? folder_len(path) + 1 : 0;
	int fd = -1;

	for (int i = 0; i < TEMPORARY_NAMES; i++) {
		buf_clear(ret_name);
		buf_put(ret_name, path, folder);
		buf_printf(ret_name, ".zetsel-%ld-%d.tmp", (long)getpid(), i);
		buf_byte(ret_name, '\0');
		fd = open((char *)ret_name->data,
			  O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	return fd;
}

/* The rename itself must reach the disk; some file systems cannot say. */
static bool
sync_folder(const char *path)
{
	size_t len = folder_len(path);
	struct buf name = {0};
	bool ok = true;
	int fd;

	if (strrchr(path, '/') == NULL)
		buf_byte(&name, '.');
	else if (len == 0)
		buf_byte(&name, '/');
	buf_put(&name, path, len);
	buf_byte(&name, '\0');
	fd = open((char *)name.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	buf_done(&name);
	if (fd < 0)
		return errno == EACCES; /* a folder we may write but not read */
	if (fsync(fd) < 0 && errno != EINVAL && errno != ENOTSUP)
		ok = false;
	return ok ? close(fd) == 0 : close_failed(fd);
}

static bool
replace(const char *path, const void *data, size_t len)
{
	struct buf name = {0};
	int fd = open_beside(path, &name);
	int error = 0;

	if (fd < 0) {
		error = errno;
	} else {
		if (!file_put(fd, data, len) || fsync(fd) < 0)
			error = errno;
		if (close(fd) < 0 && error == 0)
			error = errno;
		if (error == 0 && rename((char *)name.data, path) < 0)
			error = errno;
		if (error != 0)
			unlink((char *)name.data);
	}
	buf_done(&name);
	return error == 0 ? sync_folder(path) : fail(error);
}

/* Devices and pipes are written to, not replaced: -o /dev/null is no joke. */
static bool
write_through(const char *path, const void *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	if (!file_put(fd, data, len))
		return close_failed(fd);
	return close(fd) == 0;
}

bool
file_write(const char *path, const void *data, size_t len)
{
	struct stat st;
	char *target;
	bool ok;

	if (strcmp(path, "-") == 0)
		return file_put(STDOUT_FILENO, data, len);
	if (stat(path, &st) < 0)
		return errno == ENOENT ? replace(path, data, len) : false;
	if (S_ISDIR(st.st_mode))
		return fail(EISDIR);
	if (!S_ISREG(st.st_mode))
		return write_through(path, data, len);
	target = realpath(path, NULL);
	if (target == NULL)
		return false;
	ok = replace(target, data, len);
	free(target);
	return ok;
}

/* ---- folders and paths ------------------------------------------------------- */

static bool
make_one(const char *path)
{
	struct stat st;

	if (mkdir(path, 0777) == 0)
		return true;
	/* Read-only media and the root say other things than EEXIST. */
	if (stat(path, &st) == 0)
		return S_ISDIR(st.st_mode) ? true : fail(ENOTDIR);
	return false;
}

bool
file_make_folder(const char *path)
{
	struct buf name = {0};
	bool ok = true;
	int error;

	buf_put(&name, path, strlen(path) + 1);
	for (char *p = (char *)name.data; ok && *p != '\0'; p++)
		if (*p == '/' && p > (char *)name.data && p[-1] != '/') {
			*p = '\0';
			ok = make_one((char *)name.data);
			*p = '/';
		}
	ok = ok && make_one(path);
	error = errno;
	buf_done(&name);
	return ok ? true : fail(error);
}

char *
file_join(struct arena *arena, const char *folder, const char *name)
{
	size_t len = strlen(folder), more = strlen(name);
	char *path;

	if (*name == '/' || len == 0)
		return arena_strndup(arena, name, more);
	while (len > 1 && folder[len - 1] == '/')
		len--;
	path = arena_alloc(arena, len + more + 2);
	memcpy(path, folder, len);
	if (path[len - 1] != '/')
		path[len++] = '/';
	memcpy(path + len, name, more);
	return path;
}

char *
file_folder(struct arena *arena, const char *path)
{
	if (strrchr(path, '/') == NULL)
		return arena_strndup(arena, ".", 1);
	if (folder_len(path) == 0)
		return arena_strndup(arena, "/", 1);
	return arena_strndup(arena, path, folder_len(path));
}
