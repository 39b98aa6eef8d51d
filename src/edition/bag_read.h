/*
 * bag_read - what the tag files of a bag say.
 *
 * Reads bags of others too: white space and letter case as RFC 8493 allows, CR LF
 * ends a line. Input: the text of one tag file, borrowed for the life of the answer
 * except where copied; file names it in messages. Errors: reported with the line.
 */
#ifndef EDITION_BAG_READ_H
#define EDITION_BAG_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "edition/bag.h"

struct arena;
struct diag_sink;

/* A tag file as it was read. */
struct bag_text {
	const char *file, *text;
	size_t len;
};

/* The versions of BagIt that are known. */
enum bag_version { BAG_VERSION_0_97, BAG_VERSION_1_0 };

bool bag_read_declaration(struct arena *arena, struct diag_sink *sink,
			  const struct bag_text *tag, enum bag_version *ret);

struct bag_listed {
	const char *path; /* decoded, in the bag: "data/text/booklet.txt" */
	const char *digest; /* lower case */
	int line;
};

struct bag_list {
	struct bag_listed *items; /* by path */
	size_t n;
};

/*
 * A manifest of the payload, or of tag files. What is malformed, listed twice or
 * should be in the other kind is reported and left out.
 */
bool bag_read_manifest(struct arena *arena, struct diag_sink *sink,
		       const struct bag_text *tag, enum bag_algorithm algorithm,
		       bool of_payload, struct bag_list *ret);

const struct bag_listed *
bag_list_find(const struct bag_list *list, const char *path);

/* The value of the first line with the label, unfolded; NULL if there is none. */
const char *
bag_read_info(struct arena *arena, const struct bag_text *tag, const char *label);

#endif
