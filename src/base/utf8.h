/*
 * utf8 - decoding, NFC, and the few character classes typesetting needs.
 *
 * utf8proc is used in utf8.c and nowhere else.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define UTF8_INVALID UINT32_MAX

/*
 * The scalar value at s[*at], 0 <= *at < len, and *at moved past it. Ill-formed
 * bytes (overlong, surrogate, truncated, > U+10FFFF) give UTF8_INVALID and move
 * one byte.
 */
uint32_t utf8_next(const char *s, size_t len, size_t *at);

/* Bytes written to out, 1 to 4. cp must be a scalar value. */
size_t utf8_put(uint32_t cp, char out[4]);

/* The offset of the first ill-formed byte, or len. */
size_t utf8_check(const char *s, size_t len);

/* Is it in Normalisation Form C already? What Dutch is written in, at once. */
bool utf8_is_nfc(const char *s, size_t len);

/*
 * A normalised copy in the arena; the text itself when it is NFC already, or
 * ill-formed (utf8_check() comes first).
 */
const char *
utf8_nfc(struct arena *arena, const char *s, size_t len, size_t *ret_len);

bool utf8_is_letter(uint32_t cp);
bool utf8_is_upper(uint32_t cp);
uint32_t utf8_lower(uint32_t cp);

/*
 * Where the extended grapheme cluster that begins at s[at] ends: what a reader takes
 * for one character. Unicode Standard Annex 29; well-formed text, at < len.
 */
size_t utf8_cluster_end(const char *s, size_t len, size_t at);

/* Is there a letter at s[at], 0 <= at <= len, or does one end before it? */
bool utf8_letter_at(const char *s, size_t len, size_t at);
bool utf8_letter_before(const char *s, size_t len, size_t at);

/* The columns it takes on a terminal: 0 (combining, control), 1, or 2 (wide). */
int utf8_width(uint32_t cp);

/* The version of utf8proc. */
const char *utf8_library_version(void);

#endif
