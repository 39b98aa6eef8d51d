/*
 * nearest - which known word somebody probably meant.
 *
 * Distance is the number of letters inserted, left out, replaced or exchanged
 * with their neighbour (optimal string alignment). A word is near when at most
 * one letter in three is wrong: "chaptre" is near "chapter", "foo" is near
 * nothing. Ties go to the earlier word. Bytes are compared, letter case ignored
 * in ASCII. Cost: product of the lengths; words over 64 bytes are near nothing.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/* One of words[0..n), some of which may be NULL; NULL if none is near. */
const char *nearest_word(const char *word, const char *const *words, size_t n);

/* The distance itself; neither word longer than 64 bytes. */
size_t nearest_distance(const char *a, const char *b);

#endif
