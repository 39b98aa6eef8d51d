#include "edition/describe.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/xml.h"
#include "model/edition.h"
#include "schema/date.h"

#define ADOPTED "https://identifier.overheid.nl/tooi/def/thes/kern/c_641ecd76"
#define RECEIVED "https://identifier.overheid.nl/tooi/def/thes/kern/c_dfcee535"
#define EU_TABLE "http://publications.europa.eu/resource/authority/"

/* The organisation that answers: for the programme, that of who adopts it. */
static const char *
authority_of(const struct description *d)
{
	const struct office *adopter = d->edition->facts->adopted_by;

	if (d->programme && adopter != NULL && adopter->organisation.s != NULL)
		return adopter->organisation.s;
	return d->author;
}

/* The edition that a letter goes with. */
static const char *
whole_of(const struct description *d)
{
	return d->programme ? NULL : d->edition->facts->identifier.s;
}

static const char *
words_of(const struct description *d)
{
	return d->programme ? d->edition->facts->description.s : NULL;
}

static const char *
joined(struct arena *arena, const char *a, const char *b)
{
	return a != NULL ? arena_printf(arena, "%s%s", a, b) : NULL;
}

/* ---- DiWoo ----------------------------------------------------------------------- */

static void
add_classification(struct xml *x, const struct description *d)
{
	const struct edition_facts *f = d->edition->facts;
	const struct source_text *subjects = f->subjects.items;

	xml_open(x, "diwoo:classificatiecollectie", NULL);
	if (d->information_category != NULL) {
		xml_open(x, "diwoo:informatiecategorieen", NULL);
		xml_leaf(x, "diwoo:informatiecategorie", "resource",
			 d->information_category,
			 describe_label(d->information_category));
		xml_close(x);
	}
	if (d->document_type != NULL) {
		xml_open(x, "diwoo:documentsoorten", NULL);
		xml_leaf(x, "diwoo:documentsoort", "resource", d->document_type,
			 describe_label(d->document_type));
		xml_close(x);
	}
	if (f->subjects.count > 0) {
		xml_open(x, "diwoo:trefwoorden", NULL);
		for (size_t i = 0; i < f->subjects.count; i++)
			xml_leaf(x, "diwoo:trefwoord", NULL, NULL, subjects[i].s);
		xml_close(x);
	}
	xml_close(x);
}

/* What was done with it: adopted, or else received by the archive. */
static void
add_handling(struct arena *arena, struct xml *x, const struct description *d)
{
	const struct edition_facts *f = d->edition->facts;
	const char *adopted =
		d->programme ? date_first_day(arena, &f->adopted_on) : NULL;

	xml_open(x, "diwoo:documenthandelingen", NULL);
	xml_open(x, "diwoo:documenthandeling", NULL);
	if (adopted != NULL) {
		xml_leaf(x, "diwoo:soortHandeling", "resource", ADOPTED,
			 "vaststelling");
		xml_leaf(x, "diwoo:atTime", NULL, NULL,
			 joined(arena, adopted, "T00:00:00"));
		xml_leaf(x, "diwoo:wasAssociatedWith", NULL, NULL,
			 authority_of(d));
	} else {
		xml_leaf(x, "diwoo:soortHandeling", "resource", RECEIVED,
			 "ontvangst");
		xml_leaf(x, "diwoo:atTime", NULL, NULL, d->timestamp);
	}
	xml_close(x);
	xml_close(x);
}

static void
add_validity(struct arena *arena, struct xml *x, const struct edition_facts *f)
{
	const char *from = date_first_day(arena, &f->period_start);
	const char *to = date_last_day(arena, &f->period_end);

	xml_open(x, "diwoo:geldigheid", NULL);
	xml_leaf(x, "diwoo:begindatum", NULL, NULL,
		 joined(arena, from, "T00:00:00"));
	xml_leaf(x, "diwoo:einddatum", NULL, NULL,
		 joined(arena, to, "T23:59:59"));
	xml_close(x);
}

static void
add_names(struct xml *x, const struct description *d)
{
	const char *publisher_id = d->edition->facts->publisher_id.s;

	if (d->identifier != NULL) {
		xml_open(x, "diwoo:identifiers", NULL);
		xml_leaf(x, "diwoo:identifier", NULL, NULL, d->identifier);
		xml_close(x);
	}
	xml_leaf(x, "diwoo:publisher", "resource",
		 d->programme ? publisher_id : NULL, d->author);
	xml_leaf(x, "diwoo:verantwoordelijke", NULL, NULL, authority_of(d));
	xml_leaf(x, "diwoo:opsteller", NULL, NULL, d->author);
	xml_open(x, "diwoo:titelcollectie", NULL);
	xml_leaf(x, "diwoo:officieleTitel", NULL, NULL, d->title);
	xml_close(x);
	if (words_of(d) == NULL)
		return;
	xml_open(x, "diwoo:omschrijvingen", NULL);
	xml_leaf(x, "diwoo:omschrijving", NULL, NULL, words_of(d));
	xml_close(x);
}

void
describe_diwoo(struct arena *arena, const struct description *d, struct buf *out)
{
	static const char *const spaces[] = {
		"xmlns:diwoo", "https://standaarden.overheid.nl/diwoo/metadata/",
		NULL};
	bool dutch = strncmp(d->language, "nl", 2) == 0;
	struct xml x = xml_begin(out);

	xml_open(&x, "diwoo:Document", spaces);
	xml_open(&x, "diwoo:DiWoo", NULL);
	add_names(&x, d);
	add_classification(&x, d);
	xml_leaf(&x, "diwoo:creatiedatum", NULL, NULL,
		 arena_strndup(arena, d->timestamp, strlen("2031-01-01")));
	if (d->programme)
		add_validity(arena, &x, d->edition->facts);
	xml_leaf(&x, "diwoo:language", "resource",
		 dutch ? EU_TABLE "language/NLD" : EU_TABLE "language/ENG",
		 dutch ? "Nederlands" : "Engels");
	xml_leaf(&x, "diwoo:format", "resource", EU_TABLE "file-type/PDF", "PDF");
	add_handling(arena, &x, d);
	xml_close(&x);
	xml_close(&x);
}

/* ---- Dublin Core ----------------------------------------------------------------- */

void
describe_dublin_core(const struct description *d, struct buf *out)
{
	static const char *const spaces[] = {
		"xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/", NULL};
	const struct edition_facts *f = d->edition->facts;
	const struct source_text *subjects = f->subjects.items;
	struct xml x = xml_begin(out);

	xml_open(&x, "oai_dc:dc", spaces);
	xml_leaf(&x, "dc:title", "xml:lang", d->language, d->title);
	xml_leaf(&x, "dc:creator", NULL, NULL, d->author);
	for (size_t i = 0; i < f->subjects.count; i++)
		xml_leaf(&x, "dc:subject", "xml:lang", d->language,
			 subjects[i].s);
	xml_leaf(&x, "dc:description", "xml:lang", d->language, words_of(d));
	xml_leaf(&x, "dc:publisher", NULL, NULL, d->author);
	xml_leaf(&x, "dc:date", NULL, NULL, d->date);
	xml_leaf(&x, "dc:type", NULL, NULL, "Text");
	if (d->document_type != NULL)
		xml_leaf(&x, "dc:type", NULL, NULL, d->document_type);
	xml_leaf(&x, "dc:format", NULL, NULL, "application/pdf");
	xml_leaf(&x, "dc:identifier", NULL, NULL, d->identifier);
	xml_leaf(&x, "dc:language", NULL, NULL, d->language);
	xml_leaf(&x, "dc:relation", NULL, NULL, whole_of(d));
	xml_leaf(&x, "dc:rights", "xml:lang", d->language, f->rights.s);
	xml_close(&x);
}

/* ---- OWMS ------------------------------------------------------------------------ */

static void
add_core(struct arena *arena, struct xml *x, const struct description *d)
{
	const struct edition_facts *f = d->edition->facts;

	xml_open(x, "overheid:owmskern", NULL);
	xml_leaf(x, "dcterms:identifier", NULL, NULL, d->identifier);
	xml_leaf(x, "dcterms:title", "xml:lang", d->language, d->title);
	xml_leaf(x, "dcterms:type", "resourceIdentifier", d->document_type,
		 d->document_type != NULL ? describe_label(d->document_type)
					  : NULL);
	xml_leaf(x, "dcterms:language", "scheme", "dcterms:RFC4646", d->language);
	xml_leaf(x, "overheid:authority", NULL, NULL, authority_of(d));
	xml_leaf(x, "dcterms:creator", NULL, NULL, d->author);
	xml_leaf(x, "dcterms:modified", NULL, NULL,
		 arena_strndup(arena, d->timestamp, strlen("2031-01-01")));
	xml_open(x, "dcterms:temporal", NULL);
	xml_leaf(x, "start", NULL, NULL, date_first_day(arena, &f->period_start));
	xml_leaf(x, "end", NULL, NULL, date_last_day(arena, &f->period_end));
	xml_close(x);
	xml_close(x);
}

void
describe_owms(struct arena *arena, const struct description *d, struct buf *out)
{
	static const char *const spaces[] = {
		"xmlns:overheid", "http://standaarden.overheid.nl/owms/terms/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", NULL};
	const struct edition_facts *f = d->edition->facts;
	const struct source_text *subjects = f->subjects.items;
	struct xml x = xml_begin(out);

	xml_open(&x, "overheid:owms-metadata", spaces);
	add_core(arena, &x, d);
	xml_open(&x, "overheid:owmsmantel", NULL);
	xml_leaf(&x, "dcterms:description", "xml:lang", d->language, words_of(d));
	for (size_t i = 0; i < f->subjects.count; i++)
		xml_leaf(&x, "dcterms:subject", "xml:lang", d->language,
			 subjects[i].s);
	xml_leaf(&x, "dcterms:issued", NULL, NULL, d->date);
	xml_leaf(&x, "dcterms:publisher", "resourceIdentifier",
		 d->programme ? f->publisher_id.s : NULL, d->author);
	xml_leaf(&x, "dcterms:isPartOf", NULL, NULL, whole_of(d));
	xml_leaf(&x, "dcterms:rights", "xml:lang", d->language, f->rights.s);
	xml_close(&x);
	xml_close(&x);
}
