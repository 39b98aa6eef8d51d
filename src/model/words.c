#include "model/words.h"

#include "base/arena.h"
#include "base/buf.h"
#include "model/edition.h"

static const struct words dutch = {
	.lang = "nl-NL",
	.chapter = "Hoofdstuk",
	.contents = "Inhoud",
	.overview = "Overzicht",
	.figure = "figuur",
	.figure_first = "Figuur",
	.table = "tabel",
	.table_first = "Tabel",
	.source = "Bron",
	.continued = "(vervolg)",
	.title = "Titel",
	.page = "Pagina",
	.date = "Verschenen of verwacht",
	.chair = "Voorzitter",
	.vice_chair = "Vicevoorzitter",
	.secretary = "Secretaris",
	.term = "termijn",
	.ordinals = {"", "eerste", "tweede", "derde", "vierde", "vijfde", "zesde",
		     "zevende", "achtste", "negende", "tiende"},
	.months = {"", "januari", "februari", "maart", "april", "mei", "juni",
		   "juli", "augustus", "september", "oktober", "november",
		   "december"},
	.quarters = {"", "Eerste kwartaal", "Tweede kwartaal", "Derde kwartaal",
		     "Vierde kwartaal"},
	.own_initiative = "Eigen initiatief",
	.and_word = " en ",
	.at_request_of = " op verzoek van ",
	.to_note = "Ga naar noot",
	.not_known = "nog niet bekend",
	.to_address = "Open",
	.to_page = "Ga naar",
	.inserted = "toegevoegd",
	.removed = "verwijderd",
	.changes = "Wijzigingen ten opzichte van de vorige editie",
	.timeline = "Rollende agenda",
	.another = "en nog",
	.matter = "Wat",
	.was = "Was",
	.what = "Wijziging",
	.paragraph_head = "alinea’s",
	.no_changes = "Er is niets gewijzigd.",
	.paragraphs = {"gewijzigd", "toegevoegd", "weggelaten"},
	.statuses = {"gepubliceerd", "in voorbereiding", "prioritair", "mogelijk",
		     "overgenomen uit het vorige programma", "vervallen"},
	.organisation = "Uitgave",
	.address = "Adres",
	.website = "Website",
	.published = "Datum",
	.status_label = "Status",
	.draft = "Concept",
	.letter = "Brief",
	.return_address = "Retouradres",
	.to = "Aan",
	.from = "Van",
	.day = "Datum",
	.subject = "Betreft",
	.reference = "Referentie",
	.our_reference = "Onze referentie",
	.your_reference = "Uw referentie",
	.contact = "Contact",
	.enclosure = "Bijlage",
	.enclosures = "Bijlagen",
	.to_begin = "Aan ",
	.also_sent = "Dit werkprogramma is eveneens verzonden aan ",
	.on_behalf_of = "mede namens ",
	.the = "de ",
	.the_first = "De ",
	.signature_of = "Handtekening van ",
	.of = "van",
	.draft_mark = "CONCEPT",
	.not_public = "\u202Fniet\u00A0openbaar\u202F",
	.not_named = "[niet\u00A0openbaar]",
	.decision = "Besluit",
	.agreed = "Akkoord",
	.not_agreed = "Niet akkoord",
};

static const struct words english = {
	.lang = "en-GB",
	.chapter = "Chapter",
	.contents = "Contents",
	.overview = "Overview",
	.figure = "figure",
	.figure_first = "Figure",
	.table = "table",
	.table_first = "Table",
	.source = "Source",
	.continued = "(continued)",
	.title = "Title",
	.page = "Page",
	.date = "Published or expected",
	.chair = "Chair",
	.vice_chair = "Vice-chair",
	.secretary = "Secretary",
	.term = "term",
	.ordinals = {"", "first", "second", "third", "fourth", "fifth", "sixth",
		     "seventh", "eighth", "ninth", "tenth"},
	.months = {"", "January", "February", "March", "April", "May", "June",
		   "July", "August", "September", "October", "November",
		   "December"},
	.quarters = {"", "First quarter", "Second quarter", "Third quarter",
		     "Fourth quarter"},
	.own_initiative = "Own initiative",
	.and_word = " and ",
	.at_request_of = " at the request of ",
	.to_note = "Go to note",
	.not_known = "not known yet",
	.to_address = "Open",
	.to_page = "Go to",
	.inserted = "added",
	.removed = "removed",
	.changes = "Changes since the previous edition",
	.timeline = "Rolling agenda",
	.another = "and another",
	.matter = "What",
	.was = "Was",
	.what = "Change",
	.paragraph_head = "paragraphs",
	.no_changes = "Nothing has changed.",
	.paragraphs = {"changed", "added", "left out"},
	.statuses = {"published", "in preparation", "priority", "possible",
		     "carried over", "dropped"},
	.organisation = "Published by",
	.address = "Address",
	.website = "Website",
	.published = "Date",
	.status_label = "Status",
	.draft = "Draft",
	.letter = "Letter",
	.return_address = "Return address",
	.to = "To",
	.from = "From",
	.day = "Date",
	.subject = "Subject",
	.reference = "Reference",
	.our_reference = "Our reference",
	.your_reference = "Your reference",
	.contact = "Contact",
	.enclosure = "Enclosure",
	.enclosures = "Enclosures",
	.to_begin = "To ",
	.also_sent = "This work programme has also been sent to ",
	.on_behalf_of = "also on behalf of ",
	.the = "the ",
	.the_first = "The ",
	.signature_of = "Signature of ",
	.of = "of",
	.draft_mark = "DRAFT",
	.not_public = "\u202Fnot\u00A0public\u202F",
	.not_named = "[not\u00A0public]",
	.decision = "Decision",
	.agreed = "Agreed",
	.not_agreed = "Not agreed",
};

const struct words *
words_of(int language)
{
	return language == EDITION_EN ? &english : &dutch;
}

const char *
words_date(struct arena *arena, const struct words *words,
	   const struct schema_date *date)
{
	if (date->year == 0)
		return "";
	if (date->day > 0)
		return arena_printf(arena, "%d %s %d", date->day,
				    words->months[date->month], date->year);
	if (date->month > 0 || date->quarter > 0)
		return arena_printf(
			arena, "%s %d",
			date->month > 0 ? words->months[date->month]
					: words->quarters[date->quarter],
			date->year);
	return arena_printf(arena, "%d", date->year);
}

static size_t
count_offices(struct office *const *offices)
{
	size_t n = 0;

	while (offices != NULL && offices[n] != NULL)
		n++;
	return n;
}

/* "A", "A en B", "A, B en C". */
static void
put_names(struct buf *out, const struct words *words,
	  struct office *const *offices, bool brief)
{
	size_t n = count_offices(offices);

	for (size_t i = 0; i < n; i++) {
		const struct office *o = offices[i];

		if (i > 0)
			buf_str(out, i == n - 1 ? words->and_word : ", ");
		buf_str(out, brief && o->abbreviation.s != NULL
				     ? o->abbreviation.s
				     : o->name.s);
	}
}

static const char *
requester(struct arena *arena, const struct words *words,
	  const struct advisory *a, bool brief)
{
	struct buf text = {0};

	if (a->requester.s != NULL && !brief)
		return a->requester.s;
	if (a->commitment.s != NULL && !brief)
		return a->commitment.s;
	if (a->own_initiative)
		return words->own_initiative;
	put_names(&text, words, a->requested_by, brief);
	if (text.len == 0 && brief && a->requester.s != NULL)
		buf_str(&text, a->requester.s);
	if (a->at_request_of != NULL && !brief) {
		buf_str(&text, words->at_request_of);
		buf_str(&text, a->at_request_of->name.s);
	}
	return buf_keep(&text, arena);
}

const char *
words_requester(struct arena *arena, const struct words *words,
		const struct advisory *advisory)
{
	return requester(arena, words, advisory, false);
}

const char *
words_requester_brief(struct arena *arena, const struct words *words,
		      const struct advisory *advisory)
{
	return requester(arena, words, advisory, true);
}
