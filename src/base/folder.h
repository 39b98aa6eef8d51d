/*
 * folder - what stands in a folder, and a folder that appears whole or not at all.
 *
 * Errors: functions return false with errno set, as in file.h. No symbolic link is
 * ever followed, but for those in the path the caller gives.
 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum folder_kind {
	FOLDER_FILE,
	FOLDER_FOLDER,
	FOLDER_LINK,
	FOLDER_OTHER, /* a device, a pipe */
};

struct folder_entry {
	const char *name;
	enum folder_kind kind;
	uint64_t size; /* of a file, in bytes */
};

/* All entries but "." and "..", in the order of their names' bytes. */
bool folder_list(struct arena *arena, const char *path,
		 struct folder_entry **ret_entries, size_t *ret_n);

/* rm -r. */
bool folder_remove(const char *path);

/* Let what was made, renamed or removed in the folder reach the disk. */
bool folder_sync(const char *path);

/*
 * A folder being filled, under a temporary name, inside the one where it will
 * stand. A process that is killed leaves the temporary folder or nothing; the next
 * stage that is opened in the same place removes it.
 *
 * While a stage is open its folder is locked, so that two runs of the program take
 * turns. (On file systems that know no locks they do not, and nothing is removed.)
 *
 *     stage = folder_stage_open(arena, "archive");
 *     folder_stage_put(stage, "data/a.txt", "A", 1);
 *     folder_stage_settle(stage);           // optional: while the disk is busy,
 *     ...                                   // something else can be done
 *     folder_stage_place(stage, "2031");    // archive/2031/data/a.txt is there
 *     folder_stage_close(stage);            // does away with what was not placed
 */
struct folder_stage;

/* parent must exist. NULL on failure. The stage lives in the arena. */
struct folder_stage *folder_stage_open(struct arena *arena, const char *parent);

/*
 * A file of the folder, with the folders it stands in. The path is relative, of
 * names other than "." and ".." between single slashes, and new.
 */
bool folder_stage_put(struct folder_stage *stage, const char *path,
		      const void *data, size_t len);

/* Where the folder is now, to look at what was put. It is there after the first put. */
const char *folder_stage_path(const struct folder_stage *stage);

/*
 * Begin to let all of it reach the disk; nothing more is put. A disk takes some
 * milliseconds to promise that, for a file as for ten, so several are waited for at
 * once, on threads of their own.
 */
void folder_stage_settle(struct folder_stage *stage);

/*
 * Once all of it is on the disk, give the folder its name, one component, in the
 * parent. Fails with EEXIST if something is there under that name already.
 */
bool folder_stage_place(struct folder_stage *stage, const char *name);

/* NULL is allowed. */
void folder_stage_close(struct folder_stage *stage);

#endif
