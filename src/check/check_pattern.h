/*
 * check_pattern - slips of a language, as patterns of words in a data file.
 *
 *     rule initialism-hyphen: <INITIALISM> <bare-noun> => $1-$2
 *     rule word-wrong: vanuit overheidswege => van overheidswege
 *     rule preposition-twice: waarover ... over <auxiliary> => $1 $2 $4
 *     rule capital mid: Lidstaat => $l1
 *
 * A pattern is a row of words, each one space behind the one before:
 *
 *     over            this word; with a capital in the pattern, only so written
 *     =kamer          this word, only so written
 *     (zal|kan)       one of these
 *     <month>         a word of the list of that name
 *     *ische-         any word that ends so; "*" stands for any letters
 *     !(de|het)       any word but these; "!" goes before any of the above
 *     ...             up to six words
 *     <INITIALISM>    capitals and digits: EU, 3D     <CAPITAL>  begins with one
 *     <LOWER>         begins with a small letter      <NUMBER>   digits
 *     <COUNCIL>       the council's short name, or the last word of its name
 *     <START>         what follows begins its sentence
 *     $               behind the last word: no further word may follow near
 *
 *     same buitenlandbeleid = buitenlands beleid
 *
 * are terms for one thing, of which an edition should choose one.
 *
 * In the replacement $1, $2 … are the words found, "..." counting as one. A letter
 * changes them: $l1 with a small first letter, $u1 with a capital, $c1 without its last
 * letter, $j1 without hyphens, $s1 with spaces for hyphens, $e1 without the e before a
 * hyphen. "mid" keeps the rule from sentences that begin with the match; the code is a slug of check_codes.def.
 */
#ifndef CHECK_CHECK_PATTERN_H
#define CHECK_CHECK_PATTERN_H

#include "check/check_rules.h"

struct check_pattern;

#define SAME_FORMS 6
#define SAME_WORDS 5

/* Terms for one thing, each a row of words. */
struct check_same {
	struct check_same *next;
	struct lexicon_word *words[SAME_FORMS][SAME_WORDS + 1]; /* to a NULL */
	size_t n_forms;
};

/*
 * Read the language file into the lexicon and the patterns of c. What is not well
 * formed is reported to the sink.
 */
void check_pattern_load(struct check *c);

/* Every match in every text becomes a finding. */
void check_pattern_run(struct check *c);

#endif
