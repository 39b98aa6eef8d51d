/*
 * pdf_deflate - zlib streams for /FlateDecode, and CRC-32. libdeflate is used in
 * pdf_deflate.c and nowhere else; its output depends on the input and its version
 * alone, not on the machine.
 */
#ifndef PDF_PDF_DEFLATE_H
#define PDF_PDF_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct pdf_deflate;

/* Out of memory ends the process as in base/arena.h. */
struct pdf_deflate *pdf_deflate_new(void);
void pdf_deflate_free(struct pdf_deflate *deflate);

/* Append the compressed form of data to out. */
void pdf_deflate_put(struct pdf_deflate *deflate, const void *data, size_t len,
		     struct buf *out);

uint32_t pdf_crc32(const void *data, size_t len);

#endif
