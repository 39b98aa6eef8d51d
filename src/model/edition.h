/*
 * edition - one year's programme as the rest of the program sees it.
 *
 * Facts are stated once: a person, an office, a committee or an advisory exists
 * once in the file, and everything else refers to it by id. What is here has been
 * checked: required text is never absent, references are resolved to pointers,
 * numbers are inside their limits. Every record keeps the position it was read
 * from, and every text its own, so that a message given five stages later can
 * still point at the word.
 *
 * The structs come first, then how to load them. Lists are struct schema_list;
 * the type of their items stands in the comment. In the edition's own file the
 * keys are those of the members, with hyphens for underscores.
 */
#ifndef MODEL_EDITION_H
#define MODEL_EDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/source.h"
#include "schema/schema.h"

struct arena;
struct person;
struct office;
struct committee;
struct advisory;
struct part;
struct edition_ids;

enum edition_status { EDITION_DRAFT, EDITION_ADOPTED }; /* draft, adopted */
enum edition_lang { EDITION_NL, EDITION_EN }; /* nl, en */

struct edition_facts { /* edition: */
	struct diag_pos pos;
	struct source_text title; /* "Werkprogramma 2026-2028" */
	struct source_text subtitle;
	struct schema_date period_start, period_end; /* years, or more exact */
	int status; /* enum edition_status */
	struct schema_date adopted_on;
	struct source_text adopted_by_id; /* key adopted-by: REF to an office */
	struct office *adopted_by;
	int language; /* enum edition_lang */
	struct source_text identifier; /* "RAAD-WP-2031": a name for files */
	struct schema_date published_on; /* day or month; in the colophon */
	struct source_text description; /* one sentence, for the metadata */
	struct schema_list subjects; /* of struct source_text: keywords */
	struct source_text rights;
	struct source_text dossier; /* number of the parliamentary dossier */
	struct source_text document_type; /* URI of the kind of document (TOOI) */
	struct source_text information_category; /* URI (TOOI) */
	struct source_text publisher_id; /* URI (TOOI) of the publishing body */
	/*
	 * The folder of the edition before this one, relative to the edition's
	 * own: where its changes are counted from. Not loaded here.
	 */
	struct source_text previous;
};

struct council { /* council: */
	struct diag_pos pos;
	struct source_text name, abbreviation;
	struct source_text article; /* "de" in "de Raad"; optional */
	struct schema_list postal_address; /* of source_text, a line each */
	struct schema_list visiting_address; /* of source_text */
	struct source_text website, email, phone; /* website: URL */
	int member_term; /* years; 0: not stated */
	int max_terms; /* how often a member may serve; 0: not stated */
};

enum office_kind {
	OFFICE_MINISTER,
	OFFICE_CHAMBER,
	OFFICE_COUNCIL,
	OFFICE_MINISTRY,
	OFFICE_OTHER,
}; /* minister, chamber, council, ministry, other */

struct office { /* offices: a mapping from id */
	struct diag_pos pos;
	struct source_text id;
	int kind;
	struct source_text name; /* "Minister van Buitenlandse Zaken" */
	struct source_text signing_name; /* "De minister van …"; optional */
	struct source_text abbreviation; /* "BZ" */
	struct source_text organisation; /* "Ministerie van Buitenlandse Zaken" */
	struct source_text holder_id; /* key holder: REF to a person */
	struct person *holder;
	struct source_text addressee; /* "Aan de Voorzitter van de …" */
	struct source_text salutation; /* "Geachte voorzitter," */
	struct schema_list postal_address, visiting_address; /* of source_text */
};

struct person { /* people: a mapping from id */
	struct diag_pos pos;
	struct source_text id;
	struct source_text titles; /* before the name: "Prof. dr." */
	struct source_text initials; /* "P.J." */
	struct source_text given; /* "Paul" */
	struct source_text prefix; /* "van" */
	struct source_text surname; /* required */
	struct source_text suffix; /* after the name: "MSc" */
	bool redact; /* never named in a public document */
};

struct committee { /* committees: a list */
	struct diag_pos pos;
	struct source_text id;
	struct source_text name; /* "Commissie Europese Integratie" */
	struct source_text remit; /* prose */
	struct source_text chair_id, vice_chair_id; /* keys chair, vice-chair */
	struct person *chair, *vice_chair;
};

enum member_role {
	MEMBER,
	MEMBER_CHAIR,
	MEMBER_VICE_CHAIR,
	MEMBER_SECRETARY,
	MEMBER_STAFF
};
/* member, chair, vice-chair, secretary, staff */

struct member {
	struct diag_pos pos;
	struct source_text person_id; /* key person */
	struct person *person;
	int role;
	struct source_text function; /* as printed: "Secretaris-Directeur" */
	int term; /* 1: first; from 2 on printed: "(tweede termijn)" */
	struct source_text note; /* printed after the functions */
};

struct membership { /* membership: */
	struct diag_pos pos;
	struct schema_date as_of;
	struct schema_list members; /* of struct member, as they are kept */
};

enum advisory_status {
	ADVISORY_PUBLISHED,
	ADVISORY_IN_PREPARATION,
	ADVISORY_PRIORITY,
	ADVISORY_POSSIBLE,
	ADVISORY_CARRIED_OVER,
	ADVISORY_DROPPED,
}; /* published, in-preparation, priority, possible, carried-over, dropped */

struct advisory { /* advisories: a list */
	struct diag_pos pos;
	struct source_text id;
	struct source_text title;
	int status;
	struct source_text kind; /* "Adviesrapport", "Briefadvies" */
	struct source_text group; /* heading under which topics are grouped */
	struct schema_list requested_by_ids; /* key requested-by: REF, many */
	struct office **requested_by; /* NULL-terminated */
	struct source_text at_request_of_id; /* key at-request-of: REF, office */
	struct office *at_request_of;
	bool own_initiative;
	/*
	 * The requester as printed, where the authors chose their own words; else
	 * it is the commitment; else, own_initiative, the words for that; else
	 * the names of requested_by ("A, B en C"), followed by "op verzoek van"
	 * and the name of at_request_of if there is one.
	 */
	struct source_text requester;
	struct schema_list joint_with_ids; /* key joint-with: REF, many */
	struct office **joint_with; /* councils; NULL-terminated */
	struct source_text commitment; /* to parliament, with its date */
	struct schema_date month; /* published: PERIOD */
	struct schema_date expected; /* PERIOD, mostly a quarter */
	struct source_text link; /* URL */
	struct source_text summary; /* prose, one paragraph: for tables */
	struct source_text body; /* prose: for topic sections */
	struct source_text reason; /* why dropped or carried over */
};

/* ---- tables that somebody wrote; those of advisories are made ---- */

/* What a column, or a cell that differs from it, holds. */
enum cell_kind {
	CELL_TEXT,
	CELL_FIGURES, /* dates, years and the like: figures of one width */
	CELL_AMOUNT, /* numbers under one another at the decimal mark */
}; /* text, figures, amount */

struct data_column {
	struct diag_pos pos;
	struct source_text label; /* prose, one paragraph; may be absent */
	struct source_text group; /* over it and its neighbours with the same */
	int kind; /* enum cell_kind */
	mpt width; /* of its text; 0: as it comes out */
	mpt least; /* at least so much; key minimum */
};

struct data_cell {
	struct diag_pos pos;
	struct source_text text; /* prose, one paragraph; may be absent */
	int span, rows; /* columns and rows it takes; 1 if not given */
	bool head; /* it heads its row */
	int given_kind; /* 0: that of its column; else 1 + enum cell_kind */
	/* found when the table is put together: */
	size_t column; /* its first, from 0 */
	int kind; /* enum cell_kind */
	bool heads; /* its row: given so, or the first where those do */
};

struct data_row {
	struct diag_pos pos;
	struct schema_list cells; /* of struct data_cell */
	struct source_text group; /* a heading over the rows below, no cells */
	bool sum; /* adds up what is above it */
};

struct data_note {
	struct diag_pos pos;
	struct source_text id; /* as in the mark {note:id} */
	struct source_text text; /* prose, one paragraph */
	int number; /* from 1, in the order in which the marks are read */
};

/* Where its {table:id} is; or as figures in the text stand. */
enum data_table_stand { TABLE_HERE, TABLE_COLUMN, TABLE_PAGE };

struct data_table { /* tables: a list */
	struct diag_pos pos;
	struct source_text id;
	struct source_text title;
	struct schema_list columns; /* of struct data_column */
	struct schema_list rows, foot; /* of struct data_row */
	struct schema_list notes; /* of struct data_note; a mapping from id */
	struct source_text source; /* where the figures come from; prose */
	bool row_heads; /* the first cell of each row heads it */
	int stand; /* enum data_table_stand; key place */
	bool landscape; /* on pages of its own, on their side */
	/* found when the edition is put together: */
	int number; /* from 1, in the order of the text; 0: no title, no place */
	struct diag_pos place; /* of the {table:id} that sets it; line 0: none */
};

/* ---- the booklet: an ordered list of parts ---- */

enum part_kind {
	PART_COVER, /* cover */
	PART_COLOPHON, /* colophon */
	PART_CONTENTS, /* contents */
	PART_PREFACE, /* preface */
	PART_CHAPTER, /* chapter */
	PART_PLATE, /* plate */
	PART_OVERVIEW, /* overview: all advisories by chapter */
	PART_CHANGES, /* changes: what changed since the previous edition */
	PART_TIMELINE, /* timeline: advisories by quarter, as a figure */
	PART_BACK, /* back */
};

enum content_kind {
	CONTENT_TEXT, /* text: body */
	CONTENT_TABLE, /* table: advisories of a status, by columns */
	CONTENT_TOPICS, /* topics: advisories of a status, as sections of text */
	CONTENT_MEMBERS, /* members */
	CONTENT_COMMITTEES, /* committees */
	CONTENT_TIMELINE, /* timeline: advisories by quarter, as a figure */
};

enum column_field {
	COLUMN_TITLE, /* title, linked if the advisory has a link */
	COLUMN_MONTH, /* month */
	COLUMN_KIND, /* kind */
	COLUMN_REQUESTER, /* requester */
	COLUMN_SUMMARY, /* summary */
	COLUMN_EXPECTED, /* expected */
	COLUMN_STATUS, /* status */
	COLUMN_REASON, /* reason */
};

/* Of whom a list of members is made. */
enum members_who { WHO_ALL, WHO_COUNCIL, WHO_STAFF }; /* all, council, staff */

struct column {
	struct diag_pos pos;
	int field; /* enum column_field; key field */
	struct source_text head;
};

/* Every member beside kind is optional; which are allowed depends on the kind. */
struct content {
	struct diag_pos pos;
	int kind;
	struct source_text heading; /* an H2 above it */
	struct source_text lead; /* prose between heading and matter */
	struct source_text body; /* text */
	struct source_text note; /* below: "Samenstelling per 1 november 2025" */
	int status; /* table, topics: enum advisory_status, default published */
	struct schema_list columns; /* table: of struct column */
	bool numbered; /* topics: 1, 2, … through the whole list */
	int who; /* members: enum members_who */
};

/* Of a figure in the text: in a column, or over all of them. */
enum figure_place { FIGURE_COLUMN, FIGURE_PAGE }; /* column, page */

struct figure {
	struct diag_pos pos;
	struct source_text id; /* for references; of those in the text */
	int place; /* enum figure_place; of those in the text */
	struct source_text image; /* PATH */
	struct source_text caption; /* prose, one paragraph */
	struct source_text alt;
	struct source_text credit;
	bool decorative;
};

enum part_start {
	PART_START_STYLE,
	PART_START_RECTO,
	PART_START_VERSO,
	PART_START_ANY
};
/* style, recto, verso, any */

struct part {
	struct diag_pos pos;
	struct source_text id; /* for references; optional */
	int kind;
	int start; /* enum part_start */
	struct source_text number; /* chapter: "1"; TEXT, "3a" is possible */
	struct source_text title;
	struct source_text short_title; /* for the running foot */
	struct source_text lead; /* prose */
	struct source_text body; /* prose */
	struct schema_list content; /* of struct content, after the body */
	struct figure *figure; /* plate; key figure */
	struct schema_list figures; /* of struct figure, in the text */
	struct source_text signed_by_id; /* preface: REF to a person */
	struct person *signed_by;
	struct source_text signed_as; /* as printed: "Bert Koenders" */
	struct schema_list lines; /* colophon, back: of struct label_line */
	bool in_contents; /* of parts that have a title; default true */
	struct source_text needle; /* cover: "17,8", place of the needle */
};

struct label_line { /* one entry of the colophon */
	struct diag_pos pos;
	struct source_text label;
	struct source_text text; /* prose, one paragraph */
};

struct booklet { /* booklet: */
	struct diag_pos pos;
	struct source_text running; /* foot of left pages */
	struct schema_list parts; /* of struct part */
	struct schema_list hyphenation; /* of source_text: exceptions */
};

/* ---- letters and note: see the key letters and note ---- */

struct recipient {
	struct diag_pos pos;
	struct source_text office_id; /* key office: a chamber */
	struct office *office;
	struct source_text reference; /* own reference, if it differs */
	struct schema_date date;
};

struct signatory {
	struct diag_pos pos;
	struct source_text office_id; /* key office */
	struct office *office;
	struct source_text person_id; /* key person; else the office's holder */
	struct person *person;
	struct source_text placeholder; /* "[Ondertekenaar 2]" */
	struct source_text name; /* in the place of the person's; no key: it comes
				    with struct letters_changes */
};

struct letters { /* letters: */
	struct diag_pos pos;
	struct source_text from_id; /* key from: an office */
	struct office *from;
	struct schema_list recipients; /* of struct recipient */
	struct schema_date date;
	struct source_text reference, your_reference;
	struct source_text subject;
	struct schema_list enclosures; /* of source_text */
	struct source_text contact; /* department or person to ask */
	struct source_text salutation;
	struct source_text body; /* prose */
	struct source_text closing;
	struct schema_list signatories; /* of struct signatory, official order */
	struct schema_list on_behalf_of_ids; /* key on-behalf-of: REF, many */
	struct office **on_behalf_of; /* NULL-terminated */
	struct source_text emblem; /* PATH of an image; optional */
};

struct note_section {
	struct diag_pos pos;
	struct source_text heading;
	struct source_text body; /* prose */
};

struct note_field {
	struct diag_pos pos;
	struct source_text label;
	struct source_text text;
	bool redact;
};

struct decision {
	struct diag_pos pos;
	struct source_text text;
	struct source_text office_id; /* key office: who decides */
	struct office *office;
};

struct decision_note { /* note: */
	struct diag_pos pos;
	struct source_text type; /* "Beslisnota" */
	struct source_text subject;
	struct source_text to_id, from_id; /* keys to, from: offices */
	struct office *to, *from;
	struct schema_date date;
	struct source_text reference;
	struct source_text contact_id; /* key contact: a person */
	struct person *contact;
	struct schema_list fields; /* of struct note_field, reference column */
	struct schema_list enclosures; /* of source_text */
	struct schema_list sections; /* of struct note_section */
	struct schema_list decisions; /* of struct decision */
};

/*
 * A finding of `zetsel check` that is as it should be. At: the id of the record or
 * the place ("voorwoord/body") in which it stands, or words of the text that have
 * to do with it.
 */
struct acceptance {
	struct diag_pos pos;
	struct source_text code, at, reason;
};

struct edition {
	struct diag_pos pos;
	struct edition_facts *facts; /* key edition */
	struct council *council;
	struct schema_list offices; /* of struct office */
	struct schema_list people; /* of struct person */
	struct schema_list committees; /* of struct committee */
	struct membership *membership; /* NULL if there is none */
	struct schema_list advisories; /* of struct advisory */
	struct schema_list tables; /* of struct data_table */
	struct booklet *booklet;
	struct letters *letters; /* NULL if there are none */
	struct decision_note *note; /* NULL if there is none */
	struct schema_list accept; /* of struct acceptance */
	const char *file; /* the file read */
	const char *folder; /* paths are relative to it */
	const char *text; /* the file's bytes, for --attach-source */
	size_t len;
	const struct edition_ids *ids; /* for the five functions below */
};

extern const struct schema edition_schema;

/*
 * Read text as an edition and resolve its references. NULL if anything that is an
 * error was reported. `file` names it in messages; folder is where its pictures
 * are. All of it lives in the arena; text is borrowed.
 */
struct edition *
edition_load(struct arena *arena, struct diag_sink *sink, const char *file,
	     const char *folder, const char *text, size_t len);

/*
 * What one run says otherwise than the file, for a letter made anew to be signed.
 * Texts are UTF-8 in NFC and borrowed; what is absent stays as it is.
 *
 * A signatory is "OFFICE=PERSON". The office may sign already, else it takes the
 * place of the first placeholder that has none. The person is an id or, if it is
 * nothing that could be one, the name to be printed.
 */
struct letters_changes {
	struct schema_date date; /* year 0: absent */
	const char *reference;
	const char *const *signatories;
	size_t n_signatories;
};

/* Make the changes in a loaded edition with letters; false if one was reported. */
bool edition_change_letters(struct arena *arena, struct diag_sink *sink,
			    struct edition *edition,
			    const struct letters_changes *changes);

/*
 * Why the letters are still drafts, and where that shows: the edition is one, or
 * a signatory has no name yet. NULL if they are final.
 */
const char *
edition_letters_draft(const struct edition *edition, struct diag_pos *ret_pos);

/* Find by id; NULL if there is none. */
struct person *edition_person(const struct edition *edition, const char *id);
struct office *edition_office(const struct edition *edition, const char *id);
struct advisory *edition_advisory(const struct edition *edition, const char *id);
struct part *edition_part(const struct edition *edition, const char *id);
struct figure *edition_figure(const struct edition *edition, const char *id);
struct data_table *edition_table(const struct edition *edition, const char *id);

/*
 * The cells of all rows of a table in their columns: *ret_grid is by row and column,
 * with the same cell wherever it reaches, NULL where the table has a hole; rows are
 * those of the body, then those of the foot. In the arena.
 */
struct data_grid_row {
	const struct data_row *row;
	const struct data_cell **cells;
	bool foot;
};
size_t edition_table_grid(struct arena *arena, const struct data_table *table,
			  struct data_grid_row **ret_grid);

/*
 * A name as a list of members prints it: "Prof. dr. P.J. (Paul) Scheffer". With
 * PERSON_SHORT "Paul Scheffer", with PERSON_FORMAL "P.J. Scheffer" (letters:
 * "D.M. van Weel"). In the arena.
 */
enum person_form { PERSON_FULL, PERSON_SHORT, PERSON_FORMAL };
const char *person_name(struct arena *arena, const struct person *person,
			enum person_form form);

/* Surname without its prefix, then initials: the order of an index. */
int person_compare(const struct person *a, const struct person *b);

#endif
