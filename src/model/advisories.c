/* Advisories: every advice, from an idea to a publication. */
#include "model/model_tables.h"

const char *const advisory_statuses[] = {
	"published",    "in-preparation", "priority", "possible",
	"carried-over", "dropped",        NULL};

static const struct schema_field advisory_fields[] = {
	FIELD(advisory, id, "id", SCHEMA_ID, .required = true,
	      .doc = "The id by which texts refer to it."),
	FIELD(advisory, title, "title", SCHEMA_TEXT, .required = true, LINE,
	      .doc = "Its title, as printed everywhere."),
	FIELD(advisory, status, "status", SCHEMA_CHOICE, .required = true,
	      .choices = advisory_statuses, .doc = "How far it is."),
	FIELD(advisory, kind, "kind", SCHEMA_TEXT, .min = 1, .max = 80,
	      .doc = "The kind of advice, such as 'Briefadvies'."),
	FIELD(advisory, group, "group", SCHEMA_TEXT, LINE,
	      .doc = "A heading under which topics are grouped."),
	FIELD(advisory, requested_by_ids, "requested-by", SCHEMA_REF,
	      .many = true, SOME, .doc = "The offices that asked for it."),
	FIELD(advisory, at_request_of_id, "at-request-of", SCHEMA_REF,
	      .doc = "The office at whose request they asked."),
	FIELD(advisory, own_initiative, "own-initiative", SCHEMA_BOOL,
	      .doc = "The council gives it unasked."),
	FIELD(advisory, requester, "requester", SCHEMA_TEXT, LINE,
	      .doc = "The requester in the authors' own words; without it the "
		     "words are made from the facts."),
	FIELD(advisory, joint_with_ids, "joint-with", SCHEMA_REF, .many = true,
	      SOME, .doc = "The councils with which it is given."),
	FIELD(advisory, commitment, "commitment", SCHEMA_TEXT, LINE,
	      .doc = "A promise made to parliament, with its date."),
	FIELD(advisory, month, "month", SCHEMA_PERIOD,
	      .doc = "The month in which it was published."),
	FIELD(advisory, expected, "expected", SCHEMA_PERIOD,
	      .doc = "When it is expected, mostly a quarter."),
	FIELD(advisory, link, "link", SCHEMA_URL,
	      .doc = "Where it stands on the web."),
	FIELD(advisory, summary, "summary", SCHEMA_PROSE,
	      .doc = "One paragraph, for a table."),
	FIELD(advisory, body, "body", SCHEMA_PROSE,
	      .doc = "The text of a topic, for a section of its own."),
	FIELD(advisory, reason, "reason", SCHEMA_TEXT, LINE,
	      .doc = "Why it was dropped or carried over."),
};

const struct schema advisory_schema = SCHEMA_OF(
	advisory, "advisory", advisory_fields,
	"An advice, published, under way or planned.");
