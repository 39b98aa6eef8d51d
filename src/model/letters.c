/* The letters to parliament and the decision note. */
#include "model/model_tables.h"

static const struct schema_field recipient_fields[] = {
	FIELD(recipient, office_id, "office", SCHEMA_REF, .required = true,
	      .doc = "The chamber it is written to."),
	FIELD(recipient, reference, "reference", SCHEMA_TEXT, .min = 1, .max = 80,
	      .doc = "The reference of this letter, if it has its own."),
	FIELD(recipient, date, "date", SCHEMA_DATE,
	      .doc = "The date of this letter, if it has its own."),
};

static const struct schema recipient_schema = SCHEMA_OF(
	recipient, "recipient", recipient_fields,
	"One letter: whom it is written to.");

static const struct schema_field signatory_fields[] = {
	FIELD(signatory, office_id, "office", SCHEMA_REF,
	      .doc = "The office that signs."),
	FIELD(signatory, person_id, "person", SCHEMA_REF,
	      .doc = "Who signs, if not the holder of the office."),
	FIELD(signatory, placeholder, "placeholder", SCHEMA_TEXT, LINE,
	      .doc = "What stands there as long as it is not known who signs."),
};

static const struct schema signatory_schema = SCHEMA_OF(
	signatory, "signatory", signatory_fields, "One who signs.");

static const struct schema_field letters_fields[] = {
	FIELD(letters, from_id, "from", SCHEMA_REF, .required = true,
	      .doc = "The ministry or council that sends them."),
	FIELD(letters, recipients, "recipients", SCHEMA_LIST, .required = true,
	      .min = 1, .max = 20, .sub = &recipient_schema,
	      .doc = "Whom they are written to, one letter each."),
	FIELD(letters, date, "date", SCHEMA_DATE, .doc = "Their date."),
	FIELD(letters, reference, "reference", SCHEMA_TEXT, .min = 1, .max = 80,
	      .doc = "The sender's reference."),
	FIELD(letters, your_reference, "your-reference", SCHEMA_TEXT, .min = 1,
	      .max = 80, .doc = "The recipient's reference."),
	FIELD(letters, subject, "subject", SCHEMA_TEXT, .required = true, LINE,
	      .doc = "What they are about."),
	FIELD(letters, enclosures, "enclosures", SCHEMA_TEXT, .many = true, SOME,
	      .doc = "What is sent with them."),
	FIELD(letters, contact, "contact", SCHEMA_TEXT, LINE,
	      .doc = "The department or person to ask."),
	FIELD(letters, salutation, "salutation", SCHEMA_TEXT, LINE,
	      .doc = "How they begin."),
	FIELD(letters, body, "body", SCHEMA_PROSE, .required = true,
	      .doc = "Their text."),
	FIELD(letters, closing, "closing", SCHEMA_TEXT, LINE,
	      .doc = "The words before the signatures."),
	FIELD(letters, signatories, "signatories", SCHEMA_LIST, .required = true,
	      .min = 1, .max = 20, .sub = &signatory_schema,
	      .doc = "Who sign, in official order."),
	FIELD(letters, on_behalf_of_ids, "on-behalf-of", SCHEMA_REF, .many = true,
	      SOME, .doc = "The ministers on whose behalf they are also sent."),
	FIELD(letters, emblem, "emblem", SCHEMA_PATH,
	      .doc = "A picture for the head of the letter."),
};

const struct schema letters_schema = SCHEMA_OF(
	letters, "set of letters", letters_fields,
	"One text, a letter to each recipient.");

static const struct schema_field note_field_fields[] = {
	FIELD(note_field, label, "label", SCHEMA_TEXT, .required = true, .min = 1,
	      .max = 80, .doc = "The label."),
	FIELD(note_field, text, "text", SCHEMA_TEXT, .required = true, LINE,
	      .doc = "The text under it."),
	FIELD(note_field, redact, "redact", SCHEMA_BOOL,
	      .doc = "Not to be read in a public copy."),
};

static const struct schema note_field_schema = SCHEMA_OF(
	note_field, "field", note_field_fields,
	"An entry in the margin of the note.");

static const struct schema_field note_section_fields[] = {
	FIELD(note_section, heading, "heading", SCHEMA_TEXT, .required = true,
	      LINE, .doc = "Its heading."),
	FIELD(note_section, body, "body", SCHEMA_PROSE, .required = true,
	      .doc = "Its text."),
};

static const struct schema note_section_schema = SCHEMA_OF(
	note_section, "section", note_section_fields, "A section of the note.");

static const struct schema_field decision_fields[] = {
	FIELD(decision, text, "text", SCHEMA_TEXT, .required = true, LINE,
	      .doc = "What is decided."),
	FIELD(decision, office_id, "office", SCHEMA_REF, .doc = "Who decides."),
};

static const struct schema decision_schema = SCHEMA_OF(
	decision, "decision", decision_fields,
	"A decision that the note asks for.");

static const struct schema_field note_fields[] = {
	FIELD(decision_note, type, "type", SCHEMA_TEXT, .required = true,
	      .min = 1, .max = 80, .doc = "The kind of note, its title."),
	FIELD(decision_note, subject, "subject", SCHEMA_TEXT, .required = true,
	      LINE, .doc = "What it is about."),
	FIELD(decision_note, to_id, "to", SCHEMA_REF, .doc = "Who is to decide."),
	FIELD(decision_note, from_id, "from", SCHEMA_REF, .doc = "Who wrote it."),
	FIELD(decision_note, date, "date", SCHEMA_DATE, .doc = "Its date."),
	FIELD(decision_note, reference, "reference", SCHEMA_TEXT, .min = 1,
	      .max = 80, .doc = "Its reference."),
	FIELD(decision_note, contact_id, "contact", SCHEMA_REF,
	      .doc = "The person to ask."),
	FIELD(decision_note, fields, "fields", SCHEMA_LIST, SOME,
	      .sub = &note_field_schema, .doc = "Further entries in the margin."),
	FIELD(decision_note, enclosures, "enclosures", SCHEMA_TEXT, .many = true,
	      SOME, .doc = "What is sent with it."),
	FIELD(decision_note, sections, "sections", SCHEMA_LIST, .required = true,
	      SOME, .sub = &note_section_schema,
	      .doc = "Its sections, in order."),
	FIELD(decision_note, decisions, "decisions", SCHEMA_LIST, SOME,
	      .sub = &decision_schema, .doc = "What is asked to be decided."),
};

const struct schema note_schema = SCHEMA_OF(
	decision_note, "note", note_fields,
	"The note on which a minister decides.");
