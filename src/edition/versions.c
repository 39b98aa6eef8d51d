#include "edition/versions.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/folder.h"
#include "edition/bag.h"
#include "edition/bag_read.h"
#include "edition/verify.h"

#define MAX_MANIFEST ((size_t)64 * 1024 * 1024)

/* The number in ".v12" at the end of the name; 0 if it ends otherwise. */
static int
number_at_end(const char *name, size_t *ret_before)
{
	const char *dot = strrchr(name, '.');
	int number = 0;

	if (dot == NULL || dot[1] != 'v' || dot[2] == '0' || dot[2] == '\0')
		return 0;
	*ret_before = (size_t)(dot - name);
	for (const char *c = dot + 2; *c != '\0'; c++) {
		if (*c < '0' || *c > '9' || number > (INT_MAX - 9) / 10)
			return 0;
		number = 10 * number + (*c - '0');
	}
	return number;
}

bool
versions_can_be(const char *identifier)
{
	size_t before;

	return number_at_end(identifier, &before) == 0;
}

/* Which version of the edition has this name? 0: none. */
static int
version_of(const char *name, const char *identifier)
{
	size_t before = 0;
	int number;

	if (strcmp(name, identifier) == 0)
		return 1;
	number = number_at_end(name, &before);
	return number > 1 && before == strlen(identifier) &&
			       strncmp(name, identifier, before) == 0
		       ? number
		       : 0;
}

static const char *
name_of(struct arena *arena, const char *identifier, int number)
{
	return number > 1 ? arena_printf(arena, "%s.v%d", identifier, number)
			  : identifier;
}

static bool
read_text(struct arena *arena, const char *bag, const char *name,
	  struct bag_text *ret)
{
	char *text;

	ret->file = file_join(arena, bag, name);
	if (!file_read(arena, ret->file, MAX_MANIFEST, &text, &ret->len))
		return false;
	ret->text = text;
	return true;
}

/* The same files with the same digests, but for the record. */
static bool
same_payload(struct arena *arena, const char *path, const struct bag *bag)
{
	struct diag_sink *silent = diag_sink_new(arena);
	struct bag_text tag;
	struct bag_list list;
	size_t same = 0;

	if (!read_text(arena, path, "manifest-sha256.txt", &tag) ||
	    !bag_read_manifest(arena, silent, &tag, BAG_SHA256, true, &list) ||
	    list.n != bag->n_payload)
		return false;
	for (size_t i = 0; i < bag->n_payload; i++) {
		const struct bag_file *file = &bag->files[i];
		const struct bag_listed *item = bag_list_find(&list, file->path);

		if (item == NULL)
			return false;
		same += strcmp(item->digest, file->hash.sha256) == 0 ||
			strcmp(file->path, BAG_PAYLOAD VERIFY_RECORD) == 0;
	}
	return same == bag->n_payload;
}

static enum versions_state
occupied(struct diag_sink *sink, const char *path, const char *why)
{
	diag_report(sink, DIAG_ARCHIVE_OCCUPIED, (struct diag_pos){.file = path},
		    "%s", why);
	return VERSIONS_BLOCKED;
}

/* What the last version is; THERE, NEW if another may be put beside it, or BLOCKED. */
static enum versions_state
judge(struct arena *arena, struct diag_sink *sink, const char *path,
      const struct bag *bag, const char *our_version)
{
	struct diag_sink *silent = diag_sink_new(arena);
	struct verify_result result;

	verify_bag(arena, silent, path, our_version, &result);
	if (result.unreadable) {
		diag_report(sink, DIAG_BAG_UNREADABLE,
			    (struct diag_pos){.file = path},
			    "is in the way, and cannot be read whole");
		return VERSIONS_BLOCKED;
	}
	if (result.later != NULL)
		return occupied(sink, path, result.later);
	if (result.unknown_version)
		return occupied(sink, path,
				"stands there, and is no bag this program knows");
	if (!result.ours)
		return occupied(sink, path,
				"stands there, and is no archive copy of an "
				"edition");
	if (!result.whole) {
		diag_report(sink, DIAG_ARCHIVE_DAMAGED,
			    (struct diag_pos){.file = path},
			    "is no longer whole");
		return VERSIONS_NEW;
	}
	return same_payload(arena, path, bag) ? VERSIONS_THERE : VERSIONS_NEW;
}

static void
follow(struct arena *arena, const char *archive, const char *identifier,
       const char *last, struct versions *ret)
{
	struct bag_text tag;

	ret->last = last;
	ret->number++;
	ret->name = name_of(arena, identifier, ret->number);
	if (read_text(arena, file_join(arena, archive, last),
		      "tagmanifest-sha256.txt", &tag))
		hash_pair_of(tag.text, tag.len, &ret->last_hash);
}

enum versions_state
versions_find(struct arena *arena, struct diag_sink *sink, const char *archive,
	      const char *identifier, const struct bag *bag,
	      const char *our_version, struct versions *ret)
{
	struct folder_entry *entries;
	enum versions_state state;
	const char *last;
	size_t n;

	*ret = (struct versions){.name = identifier, .number = 1};
	if (!folder_list(arena, archive, &entries, &n)) {
		diag_report(sink, DIAG_FILE_UNWRITABLE,
			    (struct diag_pos){.file = archive},
			    "cannot be read: %s", strerror(errno));
		return VERSIONS_BLOCKED;
	}
	last = NULL;
	for (size_t i = 0; i < n; i++) {
		int number = version_of(entries[i].name, identifier);

		if (number == 0 || (last != NULL && number < ret->number))
			continue;
		last = entries[i].name;
		ret->number = number;
	}
	if (last == NULL)
		return VERSIONS_NEW;
	ret->name = last;
	state = judge(arena, sink, file_join(arena, archive, last), bag,
		      our_version);
	if (state == VERSIONS_NEW)
		follow(arena, archive, identifier, last, ret);
	return state;
}
