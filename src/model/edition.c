#include "model/edition.h"

#include <string.h>

#include "base/arena.h"
#include "model/model_tables.h"

/* ---- edition: ---- */

static const char *const statuses[] = {"draft", "adopted", NULL};
static const char *const languages[] = {"nl", "en", NULL};

/* ^[A-Za-z0-9][A-Za-z0-9._-]*$ */
static bool
is_file_name(const char *s, size_t len)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789._-";

	return len > 0 && strspn(s, letters) == len && strchr("._-", *s) == NULL;
}

/* ^[^@\s]+@[^@\s]+$, where spaces are those of ASCII. */
static bool
is_email(const char *s, size_t len)
{
	const char *at = memchr(s, '@', len);
	size_t before = at != NULL ? (size_t)(at - s) : 0;

	return before > 0 && before + 1 < len &&
	       strcspn(s, " \t\r\n\f\v") == len &&
	       memchr(at + 1, '@', len - before - 1) == NULL;
}

/* ^[^/\\][^\\]*$: from where the edition is, and the same on any machine. */
static bool
is_relative(const char *s, size_t len)
{
	return len > 0 && *s != '/' && memchr(s, '\\', len) == NULL;
}

static const struct schema_field facts_fields[] = {
	FIELD(edition_facts, title, "title", SCHEMA_TEXT, .required = true, LINE,
	      .doc = "The title of the programme."),
	FIELD(edition_facts, subtitle, "subtitle", SCHEMA_TEXT, LINE,
	      .doc = "A second title, set under the first."),
	FIELD(edition_facts, period_start, "period-start", SCHEMA_PERIOD,
	      .required = true,
	      .doc = "The first year, or a more exact beginning."),
	FIELD(edition_facts, period_end, "period-end", SCHEMA_PERIOD,
	      .required = true, .doc = "The last year, or a more exact end."),
	FIELD(edition_facts, status, "status", SCHEMA_CHOICE, .required = true,
	      .choices = statuses,
	      .doc = "A draft may hold placeholders; an adopted edition may "
		     "not."),
	FIELD(edition_facts, adopted_on, "adopted-on", SCHEMA_DATE,
	      .doc = "The day on which the programme was adopted."),
	FIELD(edition_facts, adopted_by_id, "adopted-by", SCHEMA_REF,
	      .doc = "The office that adopted it."),
	FIELD(edition_facts, language, "language", SCHEMA_CHOICE,
	      .choices = languages, .def = "nl",
	      .doc = "The language of the text: labels, hyphens and dates "
		     "follow."),
	FIELD(edition_facts, identifier, "identifier", SCHEMA_TEXT, .min = 1,
	      .max = 80, .pattern = "^[A-Za-z0-9][A-Za-z0-9._-]*$",
	      .matches = is_file_name,
	      .doc = "A name for the edition that can be part of a file's name."),
	FIELD(edition_facts, published_on, "published-on", SCHEMA_PERIOD,
	      .doc = "The day or month of publication, printed in the colophon."),
	FIELD(edition_facts, description, "description", SCHEMA_TEXT, LINE,
	      .doc = "One sentence on the contents, for catalogues."),
	FIELD(edition_facts, subjects, "subjects", SCHEMA_TEXT, .many = true,
	      SOME, .doc = "Keywords, for catalogues."),
	FIELD(edition_facts, rights, "rights", SCHEMA_TEXT, LINE,
	      .doc = "Who may do what with the text, for catalogues."),
	FIELD(edition_facts, dossier, "dossier", SCHEMA_TEXT, .min = 1, .max = 40,
	      .doc = "The number of the parliamentary dossier."),
	FIELD(edition_facts, document_type, "document-type", SCHEMA_URL,
	      .doc = "The kind of document, as an address in a public "
		     "thesaurus."),
	FIELD(edition_facts, information_category, "information-category",
	      SCHEMA_URL,
	      .doc = "The category of information that the law on open "
		     "government "
		     "names, as an address in a public thesaurus."),
	FIELD(edition_facts, publisher_id, "publisher-id", SCHEMA_URL,
	      .doc = "The publishing body, as an address in the register of "
		     "government organisations, such as "
		     "https://identifier.overheid.nl/tooi/id/oorg/oorg00000."),
	FIELD(edition_facts, previous, "previous", SCHEMA_TEXT, .min = 1,
	      .max = 400, .pattern = "^[^/\\\\][^\\\\]*$", .matches = is_relative,
	      .doc = "The folder of the previous edition, relative to this "
		     "one's, such as ../2025-2027: for a page of changes."),
};

static const struct schema facts_schema = SCHEMA_OF(
	edition_facts, "edition", facts_fields,
	"What the edition is: title, period, status, and what catalogues "
	"want to know.");

/* ---- council: ---- */

static const struct schema_field council_fields[] = {
	FIELD(council, name, "name", SCHEMA_TEXT, .required = true, LINE,
	      .doc = "The full name of the council."),
	FIELD(council, abbreviation, "abbreviation", SCHEMA_TEXT, .min = 1,
	      .max = 40, .doc = "Its abbreviation."),
	FIELD(council, article, "article", SCHEMA_TEXT, .min = 1, .max = 10,
	      .doc = "The article before the name in running text."),
	FIELD(council, postal_address, "postal-address", SCHEMA_TEXT,
	      .many = true, .min = 1, .max = 6,
	      .doc = "The postal address, a line each."),
	FIELD(council, visiting_address, "visiting-address", SCHEMA_TEXT,
	      .many = true, .min = 1, .max = 6,
	      .doc = "The visiting address, a line each."),
	FIELD(council, website, "website", SCHEMA_URL,
	      .doc = "The address of the website."),
	FIELD(council, email, "email", SCHEMA_TEXT, .min = 3, .max = 254,
	      .pattern = "^[^@\\s]+@[^@\\s]+$", .matches = is_email,
	      .doc = "The e-mail address."),
	FIELD(council, phone, "phone", SCHEMA_TEXT, .min = 1, .max = 40,
	      .doc = "The telephone number."),
	FIELD(council, member_term, "member-term", SCHEMA_INT, .min = 0,
	      .max = 99, .doc = "The years for which a member is appointed."),
	FIELD(council, max_terms, "max-terms", SCHEMA_INT, .min = 0, .max = 99,
	      .doc = "The number of terms a member may serve."),
};

static const struct schema council_schema = SCHEMA_OF(
	council, "council", council_fields, "The council itself.");

/* ---- accept: ---- */

/* ^[a-z][a-z-]*$ */
static bool
is_code(const char *s, size_t len)
{
	return len > 0 && *s != '-' &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz-") == len;
}

static const struct schema_field acceptance_fields[] = {
	FIELD(acceptance, code, "code", SCHEMA_TEXT, .required = true, .min = 1,
	      .max = 40, .pattern = "^[a-z][a-z-]*$", .matches = is_code,
	      .doc = "The code of the finding, as it stands in brackets behind "
		     "it."),
	FIELD(acceptance, at, "at", SCHEMA_TEXT, .required = true, LINE,
	      .doc = "Where: words of the text in which it was found, the id of "
		     "the record, or the place, such as 'preface/body'."),
	FIELD(acceptance, reason, "reason", SCHEMA_TEXT, .required = true, LINE,
	      .doc = "Why it is as it should be."),
};

static const struct schema acceptance_schema = SCHEMA_OF(
	acceptance, "acceptance", acceptance_fields,
	"A finding of `zetsel check` that is accepted, and why.");

/* ---- the file ---- */

static const struct schema_field edition_fields[] = {
	FIELD(edition, facts, "edition", SCHEMA_RECORD, .required = true,
	      .sub = &facts_schema, .doc = "What the edition is."),
	FIELD(edition, council, "council", SCHEMA_RECORD, .required = true,
	      .sub = &council_schema, .doc = "The council that wrote it."),
	FIELD(edition, offices, "offices", SCHEMA_MAP, .sub = &office_schema,
	      .doc = "Ministers, chambers, councils and ministries, each under "
		     "the "
		     "id by which the rest of the file refers to it."),
	FIELD(edition, people, "people", SCHEMA_MAP, .sub = &person_schema,
	      .doc = "People, each under the id by which the rest of the file "
		     "refers to them."),
	FIELD(edition, committees, "committees", SCHEMA_LIST,
	      .sub = &committee_schema,
	      .doc = "The council's committees, in the order they are printed."),
	FIELD(edition, membership, "membership", SCHEMA_RECORD,
	      .sub = &membership_schema, .doc = "The members on a given day."),
	FIELD(edition, advisories, "advisories", SCHEMA_LIST,
	      .sub = &advisory_schema,
	      .doc = "Every advice, published or planned; within one status in "
		     "the "
		     "order they are printed."),
	FIELD(edition, tables, "tables", SCHEMA_LIST, SOME, .sub = &table_schema,
	      .doc = "Tables, each of which stands where a chapter's text says "
		     "{table:id} in a paragraph of its own."),
	FIELD(edition, booklet, "booklet", SCHEMA_RECORD, .required = true,
	      .sub = &booklet_schema, .doc = "The programme as a booklet."),
	FIELD(edition, letters, "letters", SCHEMA_RECORD, .sub = &letters_schema,
	      .doc = "The letters that present the programme to parliament."),
	FIELD(edition, note, "note", SCHEMA_RECORD, .sub = &note_schema,
	      .doc = "The decision note that goes with the letters."),
	FIELD(edition, accept, "accept", SCHEMA_LIST, SOME,
	      .sub = &acceptance_schema,
	      .doc = "Findings of `zetsel check` that are as they should be."),
};

const struct schema edition_schema = SCHEMA_OF(
	edition, "programme", edition_fields,
	"One year's programme: its facts, its booklet, its letters and "
	"its note.");

struct edition *
edition_load(struct arena *arena, struct diag_sink *sink, const char *file,
	     const char *folder, const char *text, size_t len)
{
	struct edition *edition = arena_alloc(arena, sizeof(*edition));
	size_t before = diag_count(sink, DIAG_ERROR);
	bool complete;

	complete = schema_load(
		&edition_schema, arena, sink, file, text, len, NULL, edition);
	edition->file = file;
	edition->folder = folder;
	edition->text = text;
	edition->len = len;
	edition->ids = ids_collect(arena, sink, edition);
	edition_resolve(arena, sink, edition, complete);
	tables_place(arena, sink, edition, complete);
	tables_judge(arena, sink, edition, complete);
	edition_judge(arena, sink, edition, complete);
	return diag_count(sink, DIAG_ERROR) == before ? edition : NULL;
}
