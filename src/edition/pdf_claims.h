/*
 * pdf_claims - the conformance that a PDF claims of itself.
 *
 * Reads the file's XMP packet, which archivable PDFs carry uncompressed, for
 * pdfaid:part, pdfaid:conformance and pdfuaid:part (ISO 19005-2 6.6.4, ISO 14289-1
 * 5). A claim is no proof; that the file lives up to it is for veraPDF.
 *
 * The bytes come in pieces of any size. Of the packets in a file the one that
 * claims something counts; one over a megabyte is passed over. Ownership: the
 * reader is released by pdf_claims_done; the answer is in the arena.
 */
#ifndef EDITION_PDF_CLAIMS_H
#define EDITION_PDF_CLAIMS_H

#include <stddef.h>

#include "base/buf.h"

struct arena;

struct pdf_claims {
	struct buf
		seen; /* of the packet that began, or what may be a beginning */
	char part[8], conformance[8], accessible[8]; /* "2", "a", "1" */
};

/* A zeroed struct pdf_claims is a new one. */
void pdf_claims_put(struct pdf_claims *claims, const void *data, size_t len);

/* "PDF/A-2a, PDF/UA-1"; "" where nothing is claimed. */
const char *pdf_claims_said(const struct pdf_claims *claims, struct arena *arena);

void pdf_claims_done(struct pdf_claims *claims);

#endif
