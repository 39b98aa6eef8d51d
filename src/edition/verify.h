/*
 * verify - is an archive copy whole?
 *
 * Every file is read once, in pieces, and compared with every manifest that lists it;
 * nothing may be missing, and nothing may be there that is not listed. Where the copy
 * is ours (the payload holds a record), no more freedom is given than the writer of
 * bags takes: all four manifests must be there, written to the byte as bag.h writes
 * them, so that any flipped bit is found, in whatever file; and the PDFs must claim the
 * conformance that the record states. Bags of others are held to RFC 8493 only.
 *
 * Input     The folder of one bag. Links in it are reported and never followed, and
 *           only what was found in the folder is opened, never what a manifest says.
 * Errors    All findings go to the sink, those of severity error meaning that the
 *           copy is not whole. Memory: a few hundred bytes a file.
 */
#ifndef EDITION_VERIFY_H
#define EDITION_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag_sink;
struct record;

/* Where things stand in the payload of our bags. */
#define VERIFY_RECORD "metadata/record.yaml"
#define VERIFY_DOCUMENTS "documents/"

struct verify_result {
	bool whole; /* nothing that is an error was found */
	bool unreadable; /* something could not be read: no verdict but the machine's */
	bool unknown_version; /* of BagIt, or no bag at all */
	bool ours;
	const char *later; /* as record_later() says it, or NULL */
	size_t files; /* of the payload, as found */
	uint64_t bytes;
	const struct record *record; /* of ours; NULL if it cannot be read */
};

void verify_bag(struct arena *arena, struct diag_sink *sink, const char *path,
		const char *our_version, struct verify_result *ret);

/* Does the folder look like a bag, whole or not? */
bool verify_is_bag(struct arena *arena, const char *path);

#endif
