/*
 * bag - the files of a bag: payload, manifests and what the bag says of itself.
 *
 * BagIt 1.0, RFC 8493. The payload is added file by file; closing the bag makes
 * bagit.txt, bag-info.txt and the manifests in SHA-256 and SHA-512 out of it. The
 * same files and labels give the same bag, whatever the order they were added in.
 *
 * Ownership Contents are borrowed for the life of the bag; the rest is in the arena.
 * Errors    None. A path is relative and proper: names other than "." and ".."
 *           between single slashes, any bytes but NUL; no two are equal.
 * Purity    No clock: dates are labels like others.
 */
#ifndef EDITION_BAG_H
#define EDITION_BAG_H

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"

struct arena;
struct buf;
struct bag_label;

#define BAG_DECLARATION "bagit.txt"
#define BAG_INFO "bag-info.txt"
#define BAG_PAYLOAD "data/"

/* A bag's lists of digests; each is "manifest-" or "tagmanifest-", this, ".txt". */
enum bag_algorithm { BAG_SHA256, BAG_SHA512, BAG_ALGORITHM_COUNT };

/* "sha256"; and the digest itself. */
const char *bag_algorithm_name(enum bag_algorithm algorithm);
const char *
bag_digest(const struct hash_pair *hash, enum bag_algorithm algorithm);

struct bag_file {
	const char *path; /* in the bag: "data/text/booklet.txt" */
	const void *data;
	size_t len;
	struct hash_pair hash;
};

struct bag {
	struct arena *arena;
	struct bag_file
		*files; /* closed: payload, then tag files, each by path */
	size_t n_files, cap_files;
	size_t n_payload;
	uint64_t payload_bytes;
	struct bag_label *first, **end;
};

struct bag *bag_new(struct arena *arena);

/* A file of the payload, its path without "data/"; hashed at once. */
void bag_add(struct bag *bag, const char *path, const void *data, size_t len);

/*
 * A line of bag-info.txt, in the order of the calls; white space in the value becomes
 * single spaces, and long ones are folded. An absent or empty value is passed over.
 */
void bag_say(struct bag *bag, const char *label, const char *value);

/* Payload-Oxum is added, and the tag files made. Nothing may be added after. */
void bag_close(struct bag *bag);

/* The text of a manifest: a line for each of the files, in their order. */
void bag_put_manifest(const struct bag_file *files, size_t n,
		      enum bag_algorithm algorithm, struct buf *out);

/* CR, LF and the per cent sign stand in manifests as %0D, %0A and %25. */
void bag_encode_path(const char *path, struct buf *out);

#endif
