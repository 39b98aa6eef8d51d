/*
 * nobreak - spaces at which Dutch and English typography wants no line to end.
 *
 * Behind an ampersand, between a day and its month, "art." and its number, initials and surname,
 * a number and its unit, "Postbus" and its figures; before a dash between
 * spaces, inside a range such as "2026 - 2028", after a title before a name.
 * Source: Taaladvies and the style guides of the Dutch government; the list of
 * words is in nobreak.c.
 *
 * Pure; linear in the length of the tokens on both sides.
 */
#ifndef LAYOUT_NOBREAK_H
#define LAYOUT_NOBREAK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Must no line end at the space text[at]? heading: the stricter rules for titles
 * and addresses, which keep a lone year with the word before it and the names of
 * the chambers of parliament whole.
 */
bool nobreak_at_space(const char *text, size_t len, size_t at, bool heading);

/*
 * Is text[at] a space at which a ragged line, which has room to do otherwise, had
 * better not end: behind the first word of a sentence if that is short ("leden. De"),
 * or a title before initials ("Dr. A.B. Jansen", which is too much to stay whole)?
 */
bool nobreak_is_poor_at_space(const char *text, size_t len, size_t at);

/*
 * May a line end before text[at], inside a word, without a hyphen: after a
 * slash, after a dash between letters, in an address?
 */
bool nobreak_allows_inside(const char *text, size_t len, size_t at);

/* Is the word text[from..to) an address of the web or of mail? */
bool nobreak_is_address(const char *text, size_t from, size_t to);

/* Is it the name a person is called by, "(Dirk-Jan)", which is never divided? */
bool nobreak_is_name(const char *text, size_t from, size_t to);

#endif
