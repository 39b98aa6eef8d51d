/* Offices, people, committees and membership: who there is. */
#include "model/model_tables.h"

static const char *const office_kinds[] = {
	"minister", "chamber", "council", "ministry", "other", NULL};

static const struct schema_field office_fields[] = {
	FIELD(office, id, "id", SCHEMA_ID, .required = true,
	      .doc = "The id by which the rest of the file refers to it."),
	FIELD(office, kind, "kind", SCHEMA_CHOICE, .required = true,
	      .choices = office_kinds, .doc = "What kind of office it is."),
	FIELD(office, name, "name", SCHEMA_TEXT, .required = true, LINE,
	      .doc = "Its name in a sentence or a table."),
	FIELD(office, signing_name, "signing-name", SCHEMA_TEXT, LINE,
	      .doc = "Its name above a signature, if that differs."),
	FIELD(office, abbreviation, "abbreviation", SCHEMA_TEXT, .min = 1,
	      .max = 40, .doc = "Its abbreviation."),
	FIELD(office, organisation, "organisation", SCHEMA_TEXT, LINE,
	      .doc = "The organisation it heads, such as a ministry."),
	FIELD(office, holder_id, "holder", SCHEMA_REF,
	      .doc = "The person who holds it."),
	FIELD(office, addressee, "addressee", SCHEMA_TEXT, LINE,
	      .doc = "The first lines of an address, such as 'Aan de Voorzitter "
		     "van de Eerste Kamer der Staten-Generaal'."),
	FIELD(office, salutation, "salutation", SCHEMA_TEXT, LINE,
	      .doc = "How a letter to it begins, if not as the letters say."),
	FIELD(office, postal_address, "postal-address", SCHEMA_TEXT, .many = true,
	      .min = 1, .max = 6, .doc = "The postal address, a line each."),
	FIELD(office, visiting_address, "visiting-address", SCHEMA_TEXT,
	      .many = true, .min = 1, .max = 6,
	      .doc = "The visiting address, a line each."),
};

const struct schema office_schema = SCHEMA_OF(
	office, "office", office_fields,
	"A minister, a chamber of parliament, a council or a ministry.");

static const struct schema_field person_fields[] = {
	FIELD(person, id, "id", SCHEMA_ID, .required = true,
	      .doc = "The id by which the rest of the file refers to the "
		     "person."),
	FIELD(person, titles, "titles", SCHEMA_TEXT, .min = 1, .max = 80,
	      .doc = "Titles before the name, such as 'Prof. dr.'."),
	FIELD(person, initials, "initials", SCHEMA_TEXT, .min = 1, .max = 40,
	      .doc = "Initials, such as 'P.J.'."),
	FIELD(person, given, "given", SCHEMA_TEXT, .min = 1, .max = 80,
	      .doc = "The name the person is called by."),
	FIELD(person, prefix, "prefix", SCHEMA_TEXT, .min = 1, .max = 40,
	      .doc = "What stands before the surname and does not count in the "
		     "order of names, such as 'van der'."),
	FIELD(person, surname, "surname", SCHEMA_TEXT, .required = true, .min = 1,
	      .max = 120, .doc = "The surname without its prefix."),
	FIELD(person, suffix, "suffix", SCHEMA_TEXT, .min = 1, .max = 80,
	      .doc = "Titles after the name, such as 'MSc'."),
	FIELD(person, redact, "redact", SCHEMA_BOOL,
	      .doc = "Never name this person in a public document."),
};

const struct schema person_schema = SCHEMA_OF(
	person, "person", person_fields, "A person, in parts of a name.");

static const struct schema_field committee_fields[] = {
	FIELD(committee, id, "id", SCHEMA_ID, .required = true,
	      .doc = "The id by which texts refer to it."),
	FIELD(committee, name, "name", SCHEMA_TEXT, .required = true, LINE,
	      .doc = "Its full name."),
	FIELD(committee, remit, "remit", SCHEMA_PROSE,
	      .doc = "What it advises on."),
	FIELD(committee, chair_id, "chair", SCHEMA_REF, .doc = "Who presides."),
	FIELD(committee, vice_chair_id, "vice-chair", SCHEMA_REF,
	      .doc = "Who presides in the chair's absence."),
};

const struct schema committee_schema = SCHEMA_OF(
	committee, "committee", committee_fields,
	"A standing committee of the council.");

static const char *const member_roles[] = {
	"member", "chair", "vice-chair", "secretary", "staff", NULL};

static const struct schema_field member_fields[] = {
	FIELD(member, person_id, "person", SCHEMA_REF, .required = true,
	      .doc = "Who it is."),
	FIELD(member, role, "role", SCHEMA_CHOICE, .choices = member_roles,
	      .def = "member", .doc = "The place in the council."),
	FIELD(member, function, "function", SCHEMA_TEXT, LINE,
	      .doc = "The function as it is printed, such as 'Voorzitter'."),
	FIELD(member, term, "term", SCHEMA_INT, .min = 0, .max = 99,
	      .doc = "Which term this is; from the second on it is printed."),
	FIELD(member, note, "note", SCHEMA_TEXT, LINE,
	      .doc = "A remark printed after the functions."),
};

static const struct schema member_schema = SCHEMA_OF(
	member, "member", member_fields, "One member of the council.");

static const struct schema_field membership_fields[] = {
	FIELD(membership, as_of, "as-of", SCHEMA_DATE, .required = true,
	      .doc = "The day on which the list is true."),
	FIELD(membership, members, "members", SCHEMA_LIST, .required = true, SOME,
	      .sub = &member_schema, .doc = "The members, in any order."),
};

const struct schema membership_schema = SCHEMA_OF(
	membership, "membership", membership_fields,
	"Who is in the council on a given day.");
