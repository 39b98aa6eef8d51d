/*
 * words - what the program itself says in a document, by language.
 */
#ifndef MODEL_WORDS_H
#define MODEL_WORDS_H

#include "schema/schema.h"

struct advisory;
struct arena;

struct words {
	const char *lang; /* BCP 47 */
	const char *chapter; /* "Hoofdstuk" */
	const char *contents; /* "Inhoud" */
	const char *overview; /* "Overzicht" */
	const char *figure, *figure_first; /* "figuur"; where a sentence begins */
	const char *table, *table_first; /* "tabel"; where a sentence begins */
	const char *source; /* "Bron" */
	const char *continued; /* "(vervolg)", behind a heading */
	const char *title, *page; /* heads of columns */
	const char *date; /* "Verschenen of verwacht" */
	const char *chair, *vice_chair, *secretary;
	const char *term; /* "termijn" */
	const char *ordinals[11]; /* "eerste" … "tiende", from 1 */
	const char *months[13]; /* from 1 */
	const char *quarters[5]; /* "Eerste kwartaal", from 1 */
	const char *own_initiative;
	const char *and_word; /* " en " */
	const char *at_request_of; /* " op verzoek van " */
	const char *to_note; /* "Ga naar noot" */
	const char
		*not_known; /* "nog niet bekend", for what is seen as a blank */
	const char *to_address; /* "Open" */
	const char *to_page; /* "Ga naar" */
	const char *inserted, *removed; /* "toegevoegd", before the words */
	const char *changes; /* title of a page of them */
	const char *timeline; /* title of one */
	const char *another; /* "en nog", before a number of things not named */
	const char *matter, *was, *what; /* heads of columns there */
	const char *paragraph_head; /* "alinea’s", before their numbers */
	const char *paragraphs[3]; /* "gewijzigd", "toegevoegd", "weggelaten" */
	const char *no_changes; /* if nothing did */
	const char *statuses[6]; /* by enum advisory_status */
	const char *organisation, *address, *website, *published, *status_label,
		*draft; /* of a colophon the edition leaves to us */
	/* letters and notes */
	const char *letter; /* "Brief" */
	const char *return_address; /* "Retouradres" */
	const char *to, *from, *day, *subject, *reference, *our_reference,
		*your_reference, *contact, *enclosure, *enclosures; /* labels */
	const char *to_begin; /* "Aan ", with which an address begins */
	const char *also_sent; /* "Dit werkprogramma is … aan " */
	const char *on_behalf_of; /* "mede namens " */
	const char *the, *the_first; /* "de ", "De " */
	const char *signature_of; /* "Handtekening van " */
	const char *of; /* "van", in "Pagina 1 van 2" */
	const char *draft_mark; /* "CONCEPT" */
	const char *not_public; /* in the place of a name */
	const char *not_named; /* the same, inside a text of the authors' */
	const char *decision, *agreed, *not_agreed;
};

/* language: enum edition_lang. */
const struct words *words_of(int language);

/* "april 2025", "Eerste kwartaal 2026", "23 januari 2026", "2026"; "" if absent. */
const char *words_date(struct arena *arena, const struct words *words,
		       const struct schema_date *date);

/*
 * Who asked for an advisory, as edition.h says; "" if nobody did. Briefly: offices
 * by their abbreviations, without who asked them.
 */
const char *words_requester(struct arena *arena, const struct words *words,
			    const struct advisory *advisory);
const char *words_requester_brief(struct arena *arena, const struct words *words,
				  const struct advisory *advisory);

#endif
