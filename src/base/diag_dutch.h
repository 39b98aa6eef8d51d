/*
 * diag_dutch - messages and hints in Dutch.
 *
 * Stages report in English and know nothing of languages: what they said is recognised
 * by its words (diag_dutch_say.def) and said in Dutch, with whatever it has of the case
 * in hand; what is not recognised is told by its code (diag_dutch.def), with the English
 * behind it, so that nothing is lost.
 *
 * Input     A message as diag_report() made it.
 * Ownership In the arena.
 * Purity    A function of its input.
 */
#ifndef BASE_DIAG_DUTCH_H
#define BASE_DIAG_DUTCH_H

struct arena;
struct diag_kind;

/* A kind that is of another table than diag_codes.def says what it said. */
const char *diag_dutch_text(struct arena *arena, const struct diag_kind *kind,
			    const char *text);
const char *diag_dutch_hint(struct arena *arena, const struct diag_kind *kind,
			    const char *hint);

/* The same words in Dutch; NULL: no row has them. */
const char *diag_dutch_words(struct arena *arena, const char *english);

#endif
