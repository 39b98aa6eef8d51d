/*
 * diff_private - what the files of the comparison share while it grows.
 */
#ifndef EDITION_DIFF_PRIVATE_H
#define EDITION_DIFF_PRIVATE_H

#include "edition/diff.h"

struct buf;

/* Add a change; it is returned to be filled in further. Zeroed but for the kind. */
struct diff_change *diff_add(struct diff *diff, enum diff_kind kind);

/* A record as one edition has it; record NULL: it has none. */
struct diff_end {
	const void *record;
	const char *id, *title;
	struct diag_pos pos;
};

/*
 * The same about a record, told by the new edition's end or else the old one's. pair
 * says how the two were matched and is borrowed; it counts only where both are.
 */
struct diff_change *
diff_add_about(struct diff *diff, enum diff_kind kind, struct diff_end old,
	       struct diff_end new, const struct diff_pair *pair);

enum diff_make {
	DIFF_BLOCKS, /* CommonMark: paragraph by paragraph */
	DIFF_INLINES, /* CommonMark of one paragraph: always the same one */
	DIFF_PLAIN, /* not CommonMark */
};

/* What a text is compared for: where it stands. */
struct diff_place {
	const char *owner, *field;
	const char *title; /* of the record, if it is neither of the two below */
	const struct part *part;
	const struct advisory *advisory;
	const struct diff_pair *pair;
};

/*
 * Compare two texts, either of which may be absent (s NULL), and add the changes.
 * silent: it is remembered for who marks the new edition, but is no change of its own
 * (titles have a kind of their own). Returns what is remembered; NULL: there is none
 * in either edition.
 */
const struct diff_text *
diff_compare_text(struct diff *diff, const struct source_text *old,
		  const struct source_text *new, const struct diff_place *place,
		  enum diff_make make, bool silent);

/* What changed is this text, from what it was to what it is. */
void diff_set_block(struct diff_change *change, const struct diff_block *block);

/* Texts of a record that is new: remembered as such. */
void diff_new_text(struct diff *diff, const struct source_text *new,
		   const struct diff_place *place, enum diff_make make);

/* A thing that both editions have, among others in an order. */
struct diff_seat {
	size_t old; /* its place in the old edition */
	size_t pair; /* of the caller's */
	int64_t weight; /* the more there is of it, the less it is what moved */
	const char *old_title, *new_title;
	/* answers: does it stand elsewhere, and where, in words */
	bool moved;
	const char *old_place, *new_place;
};

/* The things in the order of the new edition. */
void diff_moved(struct diff *diff, struct diff_seat *seats, size_t n);

void diff_parts(struct diff *diff);

/*
 * Tables are matched before the texts are compared that set them, and compared when
 * the parts are matched.
 */
void diff_match_tables(struct diff *diff);
void diff_tables(struct diff *diff);
struct diff_change *diff_add_table(
	struct diff *diff, enum diff_kind kind, const struct data_table *old,
	const struct data_table *new, const struct diff_pair *pair);

/* What is in a table of both editions; of the new one alone: only remembered. */
void diff_cells(struct diff *diff, const struct data_table *old,
		const struct data_table *new, const struct diff_pair *pair);
void diff_new_cells(struct diff *diff, const struct data_table *table);
void diff_figures(struct diff *diff);

/* Is the text of a block "{table:id}" and nothing else? */
bool diff_table_in_text(const char *block);

/* Such a block of the old edition as the new one has it; itself if it is gone. */
const char *diff_new_table_text(struct diff *diff, const char *block);

/* Such a block of the new edition stands in another place than it did. */
void diff_table_moved(struct diff *diff, const char *block);

/* The part that a place in the file of an edition is in; NULL: none. */
const struct part *
diff_part_at(const struct edition *edition, const struct diag_pos *pos);

/* The words of a text of one paragraph, without markup; "" if it is absent. */
const char *diff_plain_words(struct diff *diff, const struct source_text *text);

/* A text as far as it goes on a line, with an ellipsis if that is not all. */
const char *diff_brief(struct diff *diff, const char *text);
void diff_people(struct diff *diff); /* members, committees, offices */
void diff_papers(struct diff *diff); /* the letters and the note */

bool diff_same(const struct source_text *a, const struct source_text *b);

/* What only the comparison says, by language. */
struct diff_say {
	const char *groups[DIFF_GROUP_COUNT];
	const char *compared_with; /* "vergeleken met" */
	const char *nothing; /* "Er is niets veranderd." */
	const char *recognised; /* by its title */
	const char *matching; /* how records were matched, before the threshold */
	const char *member, *staff, *nobody;
	const char *letters; /* "Brieven" */
	const char *title, *was, *is, *note; /* heads of columns */
	const char *decimal; /* point or comma */
	const char *row, *column; /* one that has no name, before its number */
	const char *rows, *columns;
	const char *of_the, *moved; /* "2 van de 9 rijen van plaats veranderd" */
	const char *adds_up[2]; /* a row does not, or does */
	const char *statuses[2]; /* by enum edition_status */
	const char *first, *behind; /* where something stands among others */
	const char *colophon, *back; /* parts that have no title */
	const char *untitled, *picture; /* a table, a figure without words */
};

/* Is it one of several things about its record, so that it says which? */
bool diff_tells_field(const struct diff_change *change);

/*
 * Is it told in running text with its words marked, and not as "was → is"? A cell is
 * if some of its words stay.
 */
bool diff_marks_words(const struct diff_change *change);

/* Is it a text told by itself, longer than a cell of a table can be? */
bool diff_is_text(enum diff_kind kind);

/* "Begroting, Personeel, 2035, noot": what changed, as far as that is known. */
void diff_put_name(const struct diff *diff, const struct diff_change *change,
		   struct buf *out);

/* Has it two ends always, though one may be nothing? */
bool diff_has_ends(const struct diff_change *change);

/* "0,86" */
const char *diff_likeness(const struct diff *diff, int thousandths);

/*
 * The words of a changed block as they are told to people: unchanged stretches
 * are cut down to a few words beside the changes.
 */
typedef void (*diff_piece)(void *context, enum diff_op op, const char *text,
			   size_t len);
void
diff_tell_words(const struct diff_block *block, diff_piece piece, void *context);

const struct diff_say *diff_say_of(const struct diff *diff);

#endif
