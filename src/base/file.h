/*
 * file - files read whole, and written whole or not at all.
 *
 * Errors: functions return false with errno set; the caller says which file and
 * why, and the program ends with exit status 3 (the machine failed).
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * Read a file, or standard input when path is "-", into arena memory with a NUL
 * behind the last byte. Fails with EFBIG beyond max bytes (0: no limit), and
 * with EISDIR on a directory.
 */
bool file_read(struct arena *arena, const char *path, size_t max, char **ret_text,
	       size_t *ret_len);

/*
 * Map a file read-only for the life of the process; falls back to reading it.
 * For fonts, of which a small part is ever touched.
 */
bool file_map(struct arena *arena, const char *path, const void **ret_data,
	      size_t *ret_len);

/*
 * Write bytes under a temporary name in the same folder, fsync, and rename over
 * path; then fsync the folder. On failure nothing is left and what stood at path
 * before still stands (but for a disk that fails in the very last fsync). A
 * symbolic link is followed; a device or pipe is written to directly; "-" writes
 * to standard output. The mode is 0666 less the umask.
 */
bool file_write(const char *path, const void *data, size_t len);

/* All of the bytes to an open file, past interruptions and short writes. */
bool file_put(int fd, const void *data, size_t len);

/* mkdir -p. */
bool file_make_folder(const char *path);

/* folder + "/" + name, or name itself where it is absolute or folder is empty. */
char *file_join(struct arena *arena, const char *folder, const char *name);

/* The part before the last slash, "." if there is none. */
char *file_folder(struct arena *arena, const char *path);

#endif
