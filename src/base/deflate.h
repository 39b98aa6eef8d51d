/*
 * deflate - zlib streams, as PDF and PNG hold them, and CRC-32. libdeflate is used
 * in deflate.c and nowhere else; its output depends on the input and its version
 * alone, not on the machine.
 */
#ifndef BASE_DEFLATE_H
#define BASE_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct deflate;

/* Out of memory ends the process as in base/arena.h. */
struct deflate *deflate_new(void);
void deflate_free(struct deflate *deflate);

/* Append the compressed form of data to out. */
void deflate_put(struct deflate *deflate, const void *data, size_t len,
		 struct buf *out);

enum deflate_end {
	DEFLATE_WHOLE, /* the stream holds that many bytes and nothing follows it */
	DEFLATE_DAMAGED,
	DEFLATE_SHORT, /* fewer */
	DEFLATE_LONG, /* more, or something behind the stream */
};

/* Inflate a stream of exactly n bytes to out. From any thread. */
enum deflate_end deflate_undo(const void *data, size_t len, void *out, size_t n);

uint32_t deflate_crc32(const void *data, size_t len);

/* The version of libdeflate. */
const char *deflate_library_version(void);

#endif
