/*
 * hash - SHA-256, for the document's identifier and for fixity.
 *
 * libmd is used in hash.c and nowhere else.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>

#define HASH_SHA256_SIZE 32

void hash_sha256(const void *data, size_t len,
		 unsigned char ret_digest[HASH_SHA256_SIZE]);

#endif
