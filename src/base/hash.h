/*
 * hash - SHA-256 and SHA-512, for the document's identifier and for fixity.
 *
 * FIPS 180-4. libmd is used in hash.c and nowhere else.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>

struct arena;

#define HASH_SHA256_SIZE 32
#define HASH_SHA512_SIZE 64

void hash_sha256(const void *data, size_t len,
		 unsigned char ret_digest[HASH_SHA256_SIZE]);

/*
 * Both digests of the same bytes, as lower-case hexadecimal digits: what a manifest
 * holds. Bytes that come in pieces go through a stream, which is in the arena and
 * begins anew after each end. Cost: some 5 ms a megabyte.
 */
struct hash_pair {
	char sha256[2 * HASH_SHA256_SIZE + 1], sha512[2 * HASH_SHA512_SIZE + 1];
};

struct hash_stream;

struct hash_stream *hash_stream_new(struct arena *arena);
void hash_stream_put(struct hash_stream *stream, const void *data, size_t len);
void hash_stream_end(struct hash_stream *stream, struct hash_pair *ret);

/* The same of bytes that are all there. */
void hash_pair_of(const void *data, size_t len, struct hash_pair *ret);

#endif
