/*
 * check_text - all text of an edition, flat: blocks, sentences and words.
 *
 * Prose is read without its marks and with facts filled in; a title or a label is a
 * block of one line. Each byte of a block knows where in the file it stands, so that
 * a finding can point at the very letter.
 */
#ifndef CHECK_CHECK_TEXT_H
#define CHECK_CHECK_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "check/check_lexicon.h"

struct arena;
struct edition;
struct prose;
struct source_text;

enum text_kind {
	TEXT_PARAGRAPH,
	TEXT_ITEM, /* a paragraph in an item of a list */
	TEXT_HEADING,
	TEXT_LINE, /* a title, a label: no sentence */
};

/* Whose text it is; owner points at the record. */
enum text_owner {
	OWNER_EDITION, /* struct edition_facts */
	OWNER_COUNCIL,
	OWNER_OFFICE,
	OWNER_COMMITTEE,
	OWNER_MEMBER, /* struct member, or struct membership */
	OWNER_ADVISORY,
	OWNER_TABLE, /* struct data_table */
	OWNER_BOOKLET,
	OWNER_PART,
	OWNER_LETTERS,
	OWNER_NOTE,
};

enum text_field {
	FIELD_TITLE,
	FIELD_NAME,
	FIELD_LEAD,
	FIELD_BODY,
	FIELD_SUMMARY, /* also the remit of a committee */
	FIELD_CAPTION,
	FIELD_ALT,
	FIELD_CREDIT,
	FIELD_HEADING,
	FIELD_REQUESTER,
	FIELD_COMMITMENT,
	FIELD_SUBJECT,
	FIELD_ENCLOSURE,
	FIELD_ADDRESS,
	FIELD_DESCRIPTION, /* for catalogues only */
	FIELD_LABEL, /* any other line */
};

/* From byte `at` of a block on, its text stands in a source. */
struct text_run {
	size_t at;
	const struct prose *prose; /* one of these, or neither: */
	const struct source_text *source;
	size_t offset; /* in it */
	struct diag_pos pos; /* of text the program made: a fact */
};

/* Words in another language. */
struct text_span {
	struct text_span *next;
	size_t from, to;
};

struct text {
	enum text_kind kind;
	enum text_owner owner;
	enum text_field field;
	const void *record;
	const char *place; /* "voorwoord/body" */
	const char *id; /* of the record; NULL: none */
	const char *s;
	size_t len;
	const struct text_run *runs;
	size_t n_runs;
	const struct text_span *foreign;
	size_t first_sentence, n_sentences, first_word, n_words;
	int level; /* heading */
	int list; /* item: number of its list, from 1; 0: in no list */
	int item; /* its place in the list, from 1 */
	int items; /* of the list */
	bool first, last; /* of its field */
	struct diag_pos pos; /* of the field */
};

enum word_flag {
	WORD_UPPER = 1 << 0, /* begins with a capital */
	WORD_INITIALISM = 1 << 1, /* capitals and digits only, two at least: 3D */
	WORD_NUMBER = 1 << 2, /* digits only */
	WORD_FIRST = 1 << 3, /* of its sentence */
	WORD_NEAR = 1 << 4, /* one space from the word before it */
	WORD_HYPHEN = 1 << 5, /* ends in a hyphen: "ecologische-" */
	WORD_FOREIGN = 1 << 6, /* marked as words of another language */
	WORD_INNER = 1 << 7, /* has a capital after its first letter */
};

struct word {
	uint32_t text; /* index */
	uint32_t sentence;
	uint32_t from, to; /* bytes of the text */
	struct lexicon_word *entry;
	unsigned flags;
};

struct sentence {
	uint32_t text;
	uint32_t from, to;
	uint32_t first_word, n_words;
};

struct texts {
	struct text *items;
	size_t count, cap;
	struct sentence *sentences;
	size_t n_sentences, cap_sentences;
	struct word *words;
	size_t n_words, cap_words;
	int n_lists;
};

/*
 * Every text of the edition, in the order of the file as far as the model keeps it.
 * All in the arena; the lexicon's list "abbreviation" says after which words a full
 * stop does not end a sentence.
 */
void texts_read(struct arena *arena, struct lexicon *lexicon,
		const struct edition *edition, struct texts *ret);

/* Where a byte of a block stands in the file. */
struct diag_pos text_pos(const struct text *text, size_t at);

/* For check_text.c alone: the sentences and words of a block. */
void text_split(struct arena *arena, struct lexicon *lexicon, struct texts *texts,
		size_t index);

/* Is there a text of this field, or several, in running sentences? */
static inline bool
text_is_prose(const struct text *text)
{
	return text->kind == TEXT_PARAGRAPH || text->kind == TEXT_ITEM;
}

#endif
