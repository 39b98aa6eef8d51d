/*
 * pdf_format - values as PDF writes them, appended to a buffer. ISO 32000-1 7.3.
 */
#ifndef PDF_PDF_FORMAT_H
#define PDF_PDF_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "base/mpt.h"

struct buf;

/* A rectangle in PDF's coordinates: x1 > x0, y1 > y0, y upwards. */
struct pdf_box {
	mpt x0, y0, x1, y1;
};

/* Smallest box that holds both; an all-zero box is empty. */
struct pdf_box pdf_box_union(struct pdf_box a, struct pdf_box b);

/* 12 0 R */
void pdf_put_ref(struct buf *buf, uint32_t id);

/* [0 0 595.276 841.89] */
void pdf_put_box(struct buf *buf, struct pdf_box box);

/* <E2E3> */
void pdf_put_hex(struct buf *buf, const unsigned char *bytes, size_t len);

/* A text string of UTF-8 text: (ASCII), or UTF-16BE in hexadecimal. 7.9.2.2 */
void pdf_put_text(struct buf *buf, const char *text);

/* A byte string of ASCII text, for languages, identifiers and addresses. */
void pdf_put_ascii(struct buf *buf, const char *text);

/* /Name; bytes that a name may not hold are written #xx. At most 127 bytes. */
void pdf_put_name(struct buf *buf, const char *name);

/* UTF-8 as UTF-16BE hexadecimal digits, without brackets. */
void pdf_put_utf16(struct buf *buf, const char *text, size_t len);

/* (D:20251201000000Z) of ISO 8601 "2025-12-01T00:00:00Z"; a date alone is good. */
void pdf_put_date(struct buf *buf, const char *iso);

#endif
