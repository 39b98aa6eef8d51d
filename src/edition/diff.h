/*
 * diff - what changed between two editions, by what they mean and not by lines.
 *
 * Records are matched (diff_match.h), then compared fact by fact; prose is matched
 * paragraph by paragraph and compared word by word (diff_words.h); tables are matched
 * row by row and column by column (diff_grid.h). The result is a list of changes for
 * people and programs, and by pointer, for the one who sets the new edition with its
 * changes marked: what a text was, what a record was.
 *
 * Input     Two loaded editions. Both outlive the result.
 * Ownership All in the arena; texts borrow the editions'.
 * Errors    None: two loaded editions can always be compared. Prose that can not be
 *           read is compared as far as it can be; whoever sets it reports it.
 * Purity    A function of the two editions, and of their pictures where these are
 *           looked at.
 */
#ifndef EDITION_DIFF_H
#define EDITION_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "edition/diff_match.h"
#include "edition/diff_words.h"
#include "model/edition.h"
#include "model/words.h"
#include "prose/prose.h"

struct arena;
struct buf;

enum diff_kind {
#define DIFF_KIND(name, group, slug, nl, en, nl_word, en_word) DIFF_##name,
#include "edition/diff_kinds.def"
#undef DIFF_KIND
	DIFF_KIND_COUNT
};

enum diff_group {
	DIFF_EDITION,
	DIFF_ADVISORIES,
	DIFF_COUNCIL,
	DIFF_OFFICES,
	DIFF_PAPERS, /* the letters and the note */
	DIFF_TEXT,
	DIFF_MATTER, /* tables and figures */
	DIFF_GROUP_COUNT
};

/* ---- texts ------------------------------------------------------------------- */

/* A paragraph, a heading, a paragraph of a list's item. */
struct diff_block {
	const char *old_text, *new_text; /* NULL: it is not in that edition */
	enum prose_kind kind; /* PROSE_PARAGRAPH or PROSE_HEADING */
	int level; /* of a heading */
	bool same;
	const char *old_links, *new_links; /* addresses, spaces between them */
	struct diff_words words; /* of a block in both editions */
	struct diag_pos old_pos, new_pos; /* line 0: not in that edition */
};

/*
 * A text of the new edition beside what it was. A plain text is one block. The
 * blocks of prose are in reading order, those that are gone before what follows
 * them now; see diff_inline_length() for what their text is.
 */
struct diff_text {
	const struct source_text *old; /* NULL: there was none */
	const struct source_text *new;
	const char *owner; /* id, or else title, of the record it belongs to */
	const char *field; /* its key: "body" */
	const struct part *part; /* if it stands in one */
	const struct advisory *advisory; /* if it is of one */
	struct diff_block *blocks;
	size_t n_blocks;
	bool same;
};

/* A row of a table of the old edition that the new one does not have. */
struct diff_gone_row {
	const struct data_table *table; /* of the new edition */
	size_t before; /* the row of edition_table_grid() behind it; or their number */
	bool foot;
	const char **cells; /* words, by column of the new table; "": none */
};

/* ---- changes ----------------------------------------------------------------- */

struct diff_change {
	enum diff_kind kind;
	const struct diff_pair
		*pair; /* how the records were matched; NULL: one */
	const char *id; /* in the new edition, or else in the old; may be NULL */
	const char *old_id;
	const char *title; /* or name, likewise */
	const char *field; /* which of several it is: "chair", "body" */
	const char *row, *label; /* of a table: what heads the row, the column */
	const char *old_value, *new_value; /* in words; NULL: none */
	const char *old_code, *new_code; /* for programs; NULL: the words */
	const char *note; /* a reason, in the authors' words */
	struct diag_pos old_pos, new_pos; /* line 0: not in that edition */
	const struct advisory *advisory; /* of the new edition */
	const struct part *part; /* of the new edition */
	const struct data_table *table; /* of the new edition */
	const struct figure *figure; /* of the new edition */
	const struct diff_block *block; /* of a change of text */
};

struct diff {
	struct arena *arena;
	const struct edition *old, *new;
	const struct words *words; /* of the new edition's language */
	bool pictures; /* are looked at */
	struct diff_change *changes; /* in the order of the new edition */
	size_t n_changes, cap_changes;
	size_t counts[DIFF_KIND_COUNT];
	struct diff_text **texts; /* by the address of the new text */
	size_t n_texts, cap_texts;
	/* by index in the new edition's lists: what it was; NULL: it is new */
	const struct advisory **old_advisories;
	const struct part **old_parts;
	const struct committee **old_committees;
	const struct member **old_members;
	const struct data_table **old_tables;
	const struct data_table **new_tables; /* by index in the old edition's */
	bool *moved_tables;
	struct diff_gone_row *gone_rows; /* by table, in their order */
	size_t n_gone_rows, cap_gone_rows;
	struct diff_pair *table_pairs;
	size_t n_table_pairs;
};

/*
 * pictures: whether the files in the editions' folders are looked at. Else, and where
 * they can not be read, a picture is the same if its file is called the same.
 */
struct diff *diff_editions(struct arena *arena, const struct edition *old,
			   const struct edition *new, bool pictures);

/* What became of this text of the new edition; NULL: it was not compared. */
const struct diff_text *
diff_text_of(const struct diff *diff, const struct source_text *new);

/* What a record of the new edition was; NULL: it is new. */
const struct advisory *
diff_old_advisory(const struct diff *diff, const struct advisory *advisory);
const struct committee *
diff_old_committee(const struct diff *diff, const struct committee *committee);
const struct member *
diff_old_member(const struct diff *diff, const struct member *member);

/*
 * Bytes that an inline other than text has in the text of a block: a fact as
 * "{title:zand}", a forced break as a space, the mark of a note, {note:id} too, as
 * nothing. The words in emphasis, links and spans count as themselves.
 */
size_t diff_inline_length(const struct prose *inline_);

/* ---- forms ------------------------------------------------------------------- */

const char *diff_slug(enum diff_kind kind);
enum diff_group diff_group_of(enum diff_kind kind);
const char *diff_heading(const struct diff *diff, enum diff_kind kind);

/* What tells it from others of its group: "nieuw"; NULL: nothing is needed. */
const char *diff_word(const struct diff *diff, enum diff_kind kind);

/* The same for several of them: "rijen erbij"; NULL: there are never several. */
const char *diff_words_for_many(const struct diff *diff, enum diff_kind kind);

/* The key that changed in words: "noot"; the key itself if it is unknown. */
const char *diff_field_name(const struct diff *diff, const char *field);
const char *diff_group_heading(const struct diff *diff, enum diff_group group);

/* Text for people, in the new edition's language, wrapped to 78 columns. */
void diff_print(const struct diff *diff, struct buf *out);

/* The same as Markdown: a table for each kind of change. */
void diff_print_markdown(const struct diff *diff, struct buf *out);

/*
 * One object a line, all with the same keys: change, id, old_id, title, field, row,
 * label, old, new, note, match ("id", "title" or null), alike (thousandths, or null),
 * file, line, column, old_file, old_line, old_column, words. What is not known is null.
 * words is a list of pairs of "=", "-" or "+" and a text; joined without "-" they are
 * the new text.
 */
void diff_print_json(const struct diff *diff, struct buf *out);

#endif
