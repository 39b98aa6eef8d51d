#include "metadata.h"

#include <time.h>

#include "base/arena.h"
#include "document/document.h"
#include "model/edition.h"
#include "schema/date.h"

#define MAX_PROPERTIES 12

static const struct pdf_schema edition_schema_xmp = {
	.prefix = "edition",
	.namespace_uri = "urn:zetsel:edition:1:",
	.description = "What a work programme says of itself",
};

/* Terms of the Dutch government's metadata standards: OWMS, TOOI, DiWoo. */
static const struct pdf_schema overheid_schema_xmp = {
	.prefix = "overheid",
	.namespace_uri = "http://standaarden.overheid.nl/owms/terms/",
	.description = "Terms of the Overheid.nl Web Metadata Standard",
};

static const struct pdf_schema diwoo_schema_xmp = {
	.prefix = "diwoo",
	.namespace_uri = "https://standaarden.overheid.nl/diwoo/metadata/",
	.description = "Metadata of active disclosure (Woo)",
};

struct builder {
	struct arena *arena;
	struct pdf_property *list;
	size_t n;
};

static void
add(struct builder *b, const struct pdf_schema *schema, const char *name,
    const char *value, const char *type, const char *description)
{
	if (value == NULL || *value == '\0' || b->n == MAX_PROPERTIES)
		return;
	b->list[b->n++] = (struct pdf_property){
		.schema = schema,
		.name = name,
		.value = value,
		.type = type,
		.description = description,
	};
}

/* ISO 8601, as exact as the date is; a quarter begins with its first month. */
static const char *
iso_date(struct arena *arena, const struct schema_date *d)
{
	struct schema_date iso = *d;

	if (d->quarter > 0) {
		iso.quarter = 0;
		iso.month = (int8_t)(3 * d->quarter - 2);
	}
	return date_print(arena, &iso);
}

static const char *
moment_of_seconds(struct arena *arena, int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (gmtime_r(&t, &tm) == NULL)
		return "1970-01-01T00:00:00Z";
	return arena_printf(
		arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900,
		tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static const char *
timestamp_of(struct arena *arena, const struct edition_facts *f,
	     const struct document *document, int64_t date)
{
	const struct schema_date *d = &f->published_on;

	if (date != METADATA_NO_DATE)
		return moment_of_seconds(arena, date);
	if (document->date != NULL && document->date->year != 0)
		d = document->date;
	if (d->year == 0)
		d = &f->adopted_on;
	if (d->year == 0)
		d = &f->period_start;
	/* the first moment it can mean */
	return d->year != 0 ? arena_printf(arena, "%sT00:00:00Z",
					   date_first_day(arena, d))
			    : "1970-01-01T00:00:00Z";
}

/* What holds for the programme and not for what is written about it. */
static void
add_programme(struct builder *b, const struct edition_facts *f)
{
	add(b, &diwoo_schema_xmp, "informatiecategorie",
	    f->information_category.s, "Text", "Category of disclosure, a URI");
	add(b, &diwoo_schema_xmp, "documentsoort", f->document_type.s, "Text",
	    "Kind of document, a URI");
}

static void
add_properties(struct builder *b, const struct edition *e,
	       const struct document *document)
{
	const struct edition_facts *f = e->facts;
	const char *authority =
		f->adopted_by != NULL ? f->adopted_by->organisation.s : NULL;

	add(b, &edition_schema_xmp, "status",
	    f->status == EDITION_ADOPTED ? "adopted" : "draft", "Text",
	    "Draft or adopted");
	add(b, &edition_schema_xmp, "periodStart",
	    iso_date(b->arena, &f->period_start), "Text", "Begin of its period");
	add(b, &edition_schema_xmp, "periodEnd",
	    iso_date(b->arena, &f->period_end), "Text", "End of its period");
	add(b, &edition_schema_xmp, "adopted", iso_date(b->arena, &f->adopted_on),
	    "Text", "Date of its adoption");
	add(b, &edition_schema_xmp, "adopter",
	    f->adopted_by != NULL ? f->adopted_by->name.s : NULL, "Text",
	    "Office that adopted it");
	add(b, &edition_schema_xmp, "dossier", f->dossier.s, "Text",
	    "Number of the parliamentary dossier");
	add(b, &overheid_schema_xmp, "authority",
	    authority != NULL ? authority : e->council->name.s, "Text",
	    "Organisation that answers for it");
	if (document->kind == NULL)
		add_programme(b, f);
	add(b, &diwoo_schema_xmp, "publisher", f->publisher_id.s, "Text",
	    "Publishing body, a URI");
}

struct pdf_metadata
metadata_of(struct arena *arena, const struct edition *edition,
	    const struct document *document, int64_t date,
	    const char *creator_tool)
{
	const struct edition_facts *f = edition->facts;
	const struct source_text *subjects = f->subjects.items;
	bool own = document->kind == NULL; /* the programme itself */
	const char *author = own ? edition->council->name.s : document->author;
	struct builder b = {
		.arena = arena,
		.list = arena_new_array(
			arena, struct pdf_property, MAX_PROPERTIES),
	};
	const char **creators = arena_new_array(arena, const char *, 1);
	const char **words = arena_new_array(
		arena, const char *, f->subjects.count + 1);

	creators[0] = author;
	for (size_t i = 0; i < f->subjects.count; i++)
		words[i] = subjects[i].s;
	add_properties(&b, edition, document);
	return (struct pdf_metadata){
		.title = document->title,
		.creators = creators,
		.n_creators = 1,
		.publisher = author,
		.description = own ? f->description.s : NULL,
		.subjects = words,
		.n_subjects = f->subjects.count,
		.rights = f->rights.s,
		.identifier = own ? f->identifier.s : document->identifier,
		.type = document->kind,
		.date = iso_date(arena, own ? &f->published_on : document->date),
		.language = document->lang,
		.timestamp = timestamp_of(arena, f, document, date),
		.creator_tool = creator_tool,
		.properties = b.list,
		.n_properties = b.n,
	};
}
