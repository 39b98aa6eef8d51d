/*
 * metadata - what an edition says of itself, as the PDF's metadata.
 */
#ifndef METADATA_H
#define METADATA_H

#include <stdint.h>

#include "pdf/pdf.h"

struct arena;
struct document;
struct edition;

/*
 * Everything lives in the arena or is borrowed from edition and document.
 * date: seconds since 1970 to use in place of the edition's own dates; or
 * METADATA_NO_DATE. An edition without any date gives the first day of its period:
 * the clock is never asked.
 */
#define METADATA_NO_DATE INT64_MIN

struct pdf_metadata
metadata_of(struct arena *arena, const struct edition *edition,
	    const struct document *document, int64_t date,
	    const char *creator_tool);

#endif
