/*
 * versions - the copies of one edition that stand in an archive.
 *
 * An edition's first copy has its identifier for a name, RAAD-WP-2031; one with other
 * contents is put beside it as RAAD-WP-2031.v2, then .v3. Nothing is ever changed or
 * replaced. The last version is the one that counts: what equals it is there already.
 *
 * Input     The archive's folder, held by a stage, so that it stands still.
 * Errors    Reported: what stands in the way, or is no longer whole (a warning).
 */
#ifndef EDITION_VERSIONS_H
#define EDITION_VERSIONS_H

#include <stdbool.h>

#include "base/hash.h"

struct arena;
struct bag;
struct diag_sink;

/* Can this be the name of a first copy? The schema sees to the letters in it. */
bool versions_can_be(const char *identifier);

enum versions_state {
	VERSIONS_NEW, /* to be written as `name` */
	VERSIONS_THERE, /* as `name`, whole, with the same contents */
	VERSIONS_BLOCKED, /* by what was reported */
};

struct versions {
	const char *name; /* in the archive's folder */
	int number; /* 1, 2, ... */
	const char *last; /* the version before, or NULL */
	struct hash_pair last_hash; /* of its tagmanifest-sha256.txt */
};

/*
 * The bag is closed as far as its payload goes. Its record is not compared: libraries
 * may have changed without any difference to what was made.
 */
enum versions_state
versions_find(struct arena *arena, struct diag_sink *sink, const char *archive,
	      const char *identifier, const struct bag *bag,
	      const char *our_version, struct versions *ret);

#endif
