/*
 * check_rules - what the families of rules share. For the files of src/check only.
 */
#ifndef CHECK_CHECK_RULES_H
#define CHECK_CHECK_RULES_H

#include "check/check.h"
#include "check/check_text.h"
#include "model/edition.h"

/* The lists of a language file that rules in C ask for. */
enum check_list {
#define LIST(name, key) LIST_##name,
#include "check/check_lists.def"
#undef LIST
	LIST_COUNT
};

struct check {
	struct arena *arena;
	struct diag_sink *sink; /* for mistakes of a language file */
	const struct check_job *job;
	const struct edition *edition;
	struct lexicon lexicon;
	struct texts texts;
	int lists[LIST_COUNT]; /* their numbers in the lexicon, or -1 */
	struct check_pattern *patterns; /* that begin with no word */
	struct check_same *same; /* terms that mean the same */
	struct check_finding *findings;
	size_t count, cap;
};

/*
 * Found in a text, bytes from to to. The message and the mend are those of the
 * code's row, with {0}, {1}, … replaced by the arguments, of which NULL is the last.
 */
#if defined(__GNUC__)
__attribute__((sentinel))
#endif
void
check_in(struct check *c, enum check_code code, const struct text *text,
	 size_t from, size_t to, ...);

/* Found in a record. */
#if defined(__GNUC__)
__attribute__((sentinel))
#endif
void
check_at(struct check *c, enum check_code code, struct diag_pos pos,
	 const char *place, ...);

/* A copy of a piece of a text. */
const char *
check_piece(struct check *c, const struct text *text, size_t from, size_t to);

/* ---- words ---- */

static inline const struct text *
check_text_of(const struct check *c, const struct word *word)
{
	return &c->texts.items[word->text];
}

static inline bool
check_is(const struct check *c, const struct word *word, enum check_list list)
{
	return lexicon_has(word->entry, c->lists[list]);
}

/* The place in a list, from 0; -1 if it is not in it. */
static inline int
check_place(const struct check *c, const struct word *word, enum check_list list)
{
	return lexicon_place(word->entry, c->lists[list]);
}

/* The words of a text: *ret_n of them. */
static inline const struct word *
check_text_words(const struct check *c, const struct text *text, size_t *ret_n)
{
	*ret_n = text->n_words;
	return c->texts.words + text->first_word;
}

/* The value of a numeral or of a number word; -1 if it is none. */
int check_number(const struct check *c, const struct word *word);

/* Is a word of the list among these words? Its index, or -1. */
int check_find_word(const struct check *c, const struct word *words, size_t n,
		    enum check_list list);

/* Does the sentence speak of the council, by name, short name or as "the council"? */
bool check_speaks_of_council(const struct check *c, const struct sentence *s);

/* Does the text contain the words, whatever their case and hyphens? */
bool check_mentions(const char *text, const char *words);

/* ---- dates ---- */

/* yyyymmdd of the first or last day that a date can mean. */
int check_day(const struct schema_date *date, bool last);

/* "2026-01-31" of 20260131. */
const char *check_print_day(struct check *c, int day);

/* The latest day the edition itself speaks of: adoption, publication, letters,
   composition; 0 if it has none. */
int check_today(const struct edition *edition);

/* ---- the families, in order ---- */

void check_placeholders(struct check *c);
void check_structure(struct check *c);
void check_counts(struct check *c);
void check_tables(struct check *c);
void check_dates(struct check *c);
void check_people(struct check *c);
void check_offices(struct check *c);
void check_law(struct check *c);
void check_language(struct check *c);
void check_marks(struct check *c);
void check_variants(struct check *c);
void check_terms(struct check *c);
void check_spelling(struct check *c);
void check_letters(struct check *c);
void check_typography(struct check *c);

/* What the stages before have reported. */
void check_adopt(struct check *c);

#endif
