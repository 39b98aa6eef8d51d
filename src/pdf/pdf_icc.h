/*
 * pdf_icc - an ICC profile of sRGB, about a kilobyte.
 */
#ifndef PDF_PDF_ICC_H
#define PDF_PDF_ICC_H

struct buf;

/* Append the profile to an empty buffer. */
void pdf_icc_srgb(struct buf *out);

#endif
