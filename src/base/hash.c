#include "base/hash.h"

#include <sha2.h>

_Static_assert(HASH_SHA256_SIZE == SHA256_DIGEST_LENGTH,
	       "a SHA-256 has 32 bytes");

void
hash_sha256(const void *data, size_t len,
	    unsigned char ret_digest[HASH_SHA256_SIZE])
{
	SHA2_CTX ctx;

	SHA256Init(&ctx);
	SHA256Update(&ctx, data, len);
	SHA256Final(ret_digest, &ctx);
}
