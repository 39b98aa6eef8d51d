/*
 * address - what a link in prose may lead to.
 *
 * The addresses are as the CommonMark parser gives them: entities and escapes
 * resolved. Allowed is what is named here, so that no disguise of another scheme
 * ("JavaScript:", "java&#115;cript:", "java\tscript:") needs to be recognised.
 */
#ifndef PROSE_ADDRESS_H
#define PROSE_ADDRESS_H

#include <stdbool.h>

/*
 * NULL if the address is http or https with a host, mailto with an address, or
 * "#id"; otherwise what is wrong with it, to be read after "the link".
 */
const char *address_fault(const char *url);

/* The language tag of "lang:en"; NULL if the address is of another kind. */
const char *address_language(const char *url);

/* Is it a tag of BCP 47 by its form (RFC 5646, section 2.1)? */
bool address_is_language_tag(const char *tag);

#endif
