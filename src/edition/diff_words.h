/*
 * diff_words - which words of a text became which words of another.
 *
 * Words and marks of punctuation are compared one by one (diff_myers.h), spaces
 * between those that are kept.
 *
 * The shortest script is not the one people read best, so it is tidied: a change
 * is moved to where a word or sentence begins, and what two changes have kept
 * between them is given up where it is less than they changed ("the" between two
 * rewritten phrases).
 *
 * Input     UTF-8; ill-formed bytes are taken one by one.
 * Ownership The result lives in the arena and borrows nothing: it holds offsets.
 * Errors    None.
 * Purity    Integers only; the same texts give the same edits, and the two the other
 *           way round give those turned round: what came in is what goes out.
 * Cost      O(N D) for N words and D changes; where the two texts have little in
 *           common a stretch is taken as rewritten.
 */
#ifndef EDITION_DIFF_WORDS_H
#define EDITION_DIFF_WORDS_H

#include <stddef.h>

struct arena;

enum diff_op { DIFF_KEEP, DIFF_REMOVE, DIFF_INSERT };

/*
 * A piece of the script. Keep: both pieces, equal byte for byte. Remove: of the
 * old text alone; insert: of the new text alone. Where both happen the removal
 * comes first.
 */
struct diff_edit {
	enum diff_op op;
	size_t old_at, old_len;
	size_t new_at, new_len;
};

struct diff_words {
	const struct diff_edit *edits; /* all bytes of both texts, in order */
	size_t n_edits;
	size_t kept, removed, inserted; /* words */
};

void diff_words(struct arena *arena, const char *old, size_t old_len,
		const char *new, size_t new_len, struct diff_words *ret);

#endif
