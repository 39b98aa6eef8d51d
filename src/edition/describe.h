/*
 * describe - a document in the words of catalogues.
 *
 * Three standards, a file each: DiWoo, by which Dutch government documents are found
 * (standaarden.overheid.nl/diwoo/metadata, XML Schema 0.9.8), Dublin Core, which every
 * catalogue reads (the oai_dc form of the 15 elements), and OWMS, the Dutch profile
 * of Dublin Core (its core, and of its mantle what is known).
 *
 * Input     What the edition says, and the document's own title and dates. Codes are
 *           addresses in the government's thesaurus TOOI; those that are not known
 *           here keep their address and get the end of it for a label.
 * Errors    None: what the edition does not say is left out.
 * Purity    The bytes are a function of the description.
 */
#ifndef EDITION_DESCRIBE_H
#define EDITION_DESCRIBE_H

#include <stdbool.h>

struct arena;
struct buf;
struct edition;

struct description {
	const struct edition *edition;
	bool programme; /* the programme itself, and not what is written about it */
	const char *title;
	const char *language; /* BCP 47: "nl-NL" */
	const char *timestamp; /* "2025-12-01T00:00:00Z": the document's moment */
	/* NULL where it is not known */
	const char *author; /* the organisation */
	const char *identifier;
	const char *date; /* ISO 8601, as exact as it is */
	const char *information_category, *document_type; /* URI */
};

/* Codes for what goes to parliament with the programme. */
#define DESCRIBE_PARLIAMENT \
	"https://identifier.overheid.nl/tooi/def/thes/kern/c_c76862ab"
#define DESCRIBE_LETTER \
	"https://identifier.overheid.nl/tooi/def/thes/kern/c_49599e6c"
#define DESCRIBE_NOTE \
	"https://identifier.overheid.nl/tooi/def/thes/kern/c_2977c34f"

void describe_diwoo(struct arena *arena, const struct description *description,
		    struct buf *out);
void describe_dublin_core(const struct description *description, struct buf *out);
void describe_owms(struct arena *arena, const struct description *description,
		   struct buf *out);

/* The label of a code, "jaarplannen en jaarverslagen". Never NULL. */
const char *describe_label(const char *uri);

#endif
