/* What one run says of the letters otherwise than the file. */
#include <string.h>

#include "base/arena.h"
#include "model/model_tables.h"

#define KEY "--signatory"

/* Could it be an id? See SCHEMA_ID. */
static bool
is_like_id(const char *s)
{
	return *s != '\0' &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(s);
}

/* The signatory that the office is, or becomes. */
static struct signatory *
find_place(struct letters *letters, struct office *office)
{
	struct signatory *list = letters->signatories.items;

	for (size_t i = 0; i < letters->signatories.count; i++)
		if (list[i].office == office)
			return &list[i];
	for (size_t i = 0; i < letters->signatories.count; i++)
		if (list[i].office == NULL && list[i].person == NULL)
			return &list[i];
	return NULL;
}

static bool
change_signatory(struct arena *arena, struct diag_sink *sink,
		 struct edition *edition, const char *change)
{
	const char *equals = strchr(change, '=');
	size_t len = equals != NULL ? (size_t)(equals - change) : strlen(change);
	struct source_text office_id = source_made(
		arena_strndup(arena, change, len));
	struct source_text who = source_made(equals != NULL ? equals + 1 : "");
	struct signatory *place;
	struct office *office;
	struct person *person = NULL;

	office = resolve_signing_office(
		arena, sink, edition->ids, KEY, &office_id);
	if (office == NULL)
		return false;
	if (is_like_id(who.s)) {
		person = resolve_person(arena, sink, edition->ids, KEY, &who);
		if (person == NULL)
			return false;
	}
	place = find_place(edition->letters, office);
	if (place == NULL)
		return diag_report(
			sink, DIAG_SIGNATORY_ABSENT, (struct diag_pos){0},
			KEY " names '%s', which does not sign these "
			    "letters",
			office_id.s);
	place->office = office;
	place->person = person;
	place->name = person == NULL ? who : (struct source_text){0};
	place->placeholder = (struct source_text){0};
	return true;
}

bool
edition_change_letters(struct arena *arena, struct diag_sink *sink,
		       struct edition *edition,
		       const struct letters_changes *changes)
{
	struct letters *letters = edition->letters;
	struct recipient *recipients = letters->recipients.items;
	bool good = true;

	for (size_t i = 0; i < letters->recipients.count; i++) {
		if (changes->date.year != 0)
			recipients[i].date = changes->date;
		if (changes->reference != NULL)
			recipients[i].reference = source_made(changes->reference);
	}
	for (size_t i = 0; i < changes->n_signatories; i++)
		good = change_signatory(arena, sink, edition,
					changes->signatories[i]) &&
		       good;
	return good;
}

const char *
edition_letters_draft(const struct edition *edition, struct diag_pos *ret_pos)
{
	const struct signatory *list = edition->letters->signatories.items;

	*ret_pos = edition->facts->pos;
	if (edition->facts->status == EDITION_DRAFT)
		return "the edition is a draft, and its letters are";
	for (size_t i = 0; i < edition->letters->signatories.count; i++) {
		*ret_pos = list[i].pos;
		if (list[i].person == NULL && list[i].name.s == NULL)
			return "it is not known who signs here";
	}
	return NULL;
}
