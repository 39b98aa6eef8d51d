#include "base/hash.h"

#include <sha2.h>

#include "base/arena.h"

_Static_assert(HASH_SHA256_SIZE == SHA256_DIGEST_LENGTH,
	       "a SHA-256 has 32 bytes");
_Static_assert(HASH_SHA512_SIZE == SHA512_DIGEST_LENGTH,
	       "a SHA-512 has 64 bytes");

void
hash_sha256(const void *data, size_t len,
	    unsigned char ret_digest[HASH_SHA256_SIZE])
{
	SHA2_CTX ctx;

	SHA256Init(&ctx);
	SHA256Update(&ctx, data, len);
	SHA256Final(ret_digest, &ctx);
}

struct hash_stream {
	SHA2_CTX sha256, sha512;
};

static void
start(struct hash_stream *stream)
{
	SHA256Init(&stream->sha256);
	SHA512Init(&stream->sha512);
}

struct hash_stream *
hash_stream_new(struct arena *arena)
{
	struct hash_stream *stream = arena_alloc(arena, sizeof(*stream));

	start(stream);
	return stream;
}

void
hash_stream_put(struct hash_stream *stream, const void *data, size_t len)
{
	SHA256Update(&stream->sha256, data, len);
	SHA512Update(&stream->sha512, data, len);
}

static void
write_hex(const unsigned char *digest, size_t size, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < size; i++) {
		*out++ = digits[digest[i] >> 4];
		*out++ = digits[digest[i] & 15];
	}
	*out = '\0';
}

void
hash_stream_end(struct hash_stream *stream, struct hash_pair *ret)
{
	unsigned char digest[HASH_SHA512_SIZE];

	SHA256Final(digest, &stream->sha256);
	write_hex(digest, HASH_SHA256_SIZE, ret->sha256);
	SHA512Final(digest, &stream->sha512);
	write_hex(digest, HASH_SHA512_SIZE, ret->sha512);
	start(stream);
}

void
hash_pair_of(const void *data, size_t len, struct hash_pair *ret)
{
	struct hash_stream stream;

	start(&stream);
	hash_stream_put(&stream, data, len);
	hash_stream_end(&stream, ret);
}
