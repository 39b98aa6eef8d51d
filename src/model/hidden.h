/*
 * hidden - who may not be named where two editions are told of together.
 *
 * A person whom either edition flags with `redact` is hidden in both: what was public
 * a year ago may be struck out of a text today and would be shown once more, and what
 * is public today may have been hidden for a reason. Two records are of one person if
 * they have one id, or the same letters in initials and surname.
 *
 * Every text of an edition is searched for the name in each of its forms, and for the
 * surname by itself, unless the editions have that as a word in small letters ("meer"
 * beside H. van der Meer). A name over a line end, in capitals, with a genitive's s, or
 * with other spaces between its initials is found too. Somebody else of the same surname
 * whom nobody flags keeps the name where it is written with initials or a given name.
 *
 * Input     Loaded editions, which are only read until hidden_apply().
 * Ownership In the arena; the texts that replace others too.
 * Errors    None. What cannot be found in a source (a letter as an entity, emphasis
 *           inside a name) is for hidden_named() to see in what was made of it.
 */
#ifndef MODEL_HIDDEN_H
#define MODEL_HIDDEN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct edition;
struct hidden;

/* NULL: neither edition flags anybody. */
const struct hidden *
hidden_of(struct arena *arena, struct edition *old, struct edition *new);

/*
 * Take the names out of an edition and flag the people in it. ids: their ids become
 * others, the same in both editions; only where both are done so do they still match.
 */
void hidden_apply(struct arena *arena, const struct hidden *hidden,
		  struct edition *edition, bool ids);

/* A name that the text has all the same; NULL: none. hidden may be NULL. */
const char *
hidden_named(const struct hidden *hidden, const char *text, size_t len);

#endif
