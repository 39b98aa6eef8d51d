/*
 * Metadata: the XMP packet (ISO 16684-1; ISO 19005-2 6.6), and the information
 * dictionary, which says the same in the old way.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/xml.h"
#include "pdf/pdf_private.h"

static void
put_element(struct buf *out, const char *prefix, const char *name,
	    const char *value)
{
	if (value == NULL)
		return;
	buf_printf(out, "<%s:%s>", prefix, name);
	xml_text(out, value);
	buf_printf(out, "</%s:%s>\n", prefix, name);
}

/* An array: "Alt" by language, "Seq" in order, "Bag" in none. */
static void
put_array(struct buf *out, const char *name, const char *kind,
	  const char *const *values, size_t n)
{
	if (n == 0)
		return;
	buf_printf(out, "<dc:%s><rdf:%s>", name, kind);
	for (size_t i = 0; i < n; i++) {
		buf_str(out, "<rdf:li>");
		xml_text(out, values[i]);
		buf_str(out, "</rdf:li>");
	}
	buf_printf(out, "</rdf:%s></dc:%s>\n", kind, name);
}

static void
put_one(struct buf *out, const char *name, const char *kind, const char *value)
{
	put_array(out, name, kind, &value, value != NULL ? 1 : 0);
}

/* A text in the document's language, which is its default too. */
static void
put_by_language(struct buf *out, const char *name, const char *value,
		const char *language)
{
	const char *const languages[] = {"x-default", language};

	if (value == NULL)
		return;
	buf_printf(out, "<dc:%s><rdf:Alt>", name);
	for (int i = 0; i < 2; i++) {
		buf_printf(out, "<rdf:li xml:lang=\"%s\">", languages[i]);
		xml_text(out, value);
		buf_str(out, "</rdf:li>");
	}
	buf_printf(out, "</rdf:Alt></dc:%s>\n", name);
}

static void
put_dublin_core(struct buf *out, const struct pdf_metadata *m)
{
	put_element(out, "dc", "format", "application/pdf");
	put_by_language(out, "title", m->title, m->language);
	put_array(out, "creator", "Seq", m->creators, m->n_creators);
	put_one(out, "publisher", "Bag", m->publisher);
	put_by_language(out, "description", m->description, m->language);
	put_array(out, "subject", "Bag", m->subjects, m->n_subjects);
	put_by_language(out, "rights", m->rights, m->language);
	put_element(out, "dc", "identifier", m->identifier);
	put_one(out, "type", "Bag", m->type);
	put_one(out, "date", "Seq", m->date);
	put_one(out, "language", "Bag", m->language);
}

/* Subjects as one text, for readers that know only that. */
static void
put_keywords(struct buf *out, const struct pdf_metadata *m)
{
	for (size_t i = 0; i < m->n_subjects; i++) {
		if (i > 0)
			buf_str(out, ", ");
		buf_str(out, m->subjects[i]);
	}
	buf_byte(out, '\0');
}

static void
put_properties(struct buf *out, const struct pdf_job *job)
{
	const struct pdf_metadata *m = &job->metadata;
	struct buf keywords = {0};

	put_keywords(&keywords, m);
	put_dublin_core(out, m);
	put_element(out, "xmp", "CreateDate", m->timestamp);
	put_element(out, "xmp", "ModifyDate", m->timestamp);
	put_element(out, "xmp", "MetadataDate", m->timestamp);
	put_element(out, "xmp", "CreatorTool", m->creator_tool);
	put_element(out, "pdf", "Producer", m->creator_tool);
	if (m->n_subjects > 0)
		put_element(out, "pdf", "Keywords", (char *)keywords.data);
	put_element(out, "pdfaid", "part", job->n_attachments > 0 ? "3" : "2");
	put_element(out, "pdfaid", "conformance", "A");
	put_element(out, "pdfuaid", "part", "1");
	for (size_t i = 0; i < m->n_properties; i++)
		put_element(out, m->properties[i].schema->prefix,
			    m->properties[i].name, m->properties[i].value);
	buf_done(&keywords);
}

/* ---- extension schemas: what PDF/A does not know must be declared ---- */

static const struct pdf_schema ua_schema = {
	.prefix = "pdfuaid",
	.namespace_uri = "http://www.aiim.org/pdfua/ns/id/",
	.description = "PDF/UA identification",
};

static const struct pdf_property ua_part = {
	.schema = &ua_schema,
	.name = "part",
	.description = "Part of ISO 14289 the file conforms to",
	.type = "Integer",
};

static void
put_declaration(struct buf *out, const struct pdf_property *property,
		const char *category)
{
	buf_str(out, "<rdf:li rdf:parseType=\"Resource\">");
	put_element(out, "pdfaProperty", "name", property->name);
	put_element(out, "pdfaProperty", "valueType", property->type);
	put_element(out, "pdfaProperty", "category", category);
	put_element(out, "pdfaProperty", "description", property->description);
	buf_str(out, "</rdf:li>");
}

static void
begin_schema(struct buf *out, const struct pdf_schema *schema)
{
	buf_str(out, "<rdf:li rdf:parseType=\"Resource\">");
	put_element(out, "pdfaSchema", "schema", schema->description);
	put_element(out, "pdfaSchema", "namespaceURI", schema->namespace_uri);
	put_element(out, "pdfaSchema", "prefix", schema->prefix);
	buf_str(out, "<pdfaSchema:property><rdf:Seq>");
}

static void
end_schema(struct buf *out)
{
	buf_str(out, "</rdf:Seq></pdfaSchema:property></rdf:li>\n");
}

/* Is property i the first of its schema? */
static bool
is_first(const struct pdf_metadata *m, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (m->properties[k].schema == m->properties[i].schema)
			return false;
	return true;
}

static void
put_extensions(struct buf *out, const struct pdf_metadata *m)
{
	buf_str(out, "<pdfaExtension:schemas><rdf:Bag>");
	begin_schema(out, &ua_schema);
	put_declaration(out, &ua_part, "internal");
	end_schema(out);
	for (size_t i = 0; i < m->n_properties; i++) {
		if (!is_first(m, i))
			continue;
		begin_schema(out, m->properties[i].schema);
		for (size_t k = i; k < m->n_properties; k++)
			if (m->properties[k].schema == m->properties[i].schema)
				put_declaration(out, &m->properties[k],
						"external");
		end_schema(out);
	}
	buf_str(out, "</rdf:Bag></pdfaExtension:schemas>\n");
}

/* ---- the packet ---- */

static void
put_packet(struct buf *out, const struct pdf_job *job)
{
	const struct pdf_metadata *m = &job->metadata;

	buf_str(out,
		"<?xpacket begin=\"\xEF\xBB\xBF\" "
		"id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
		"xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\"\n"
		"xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
		"xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
		"xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
		"xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
		"xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
		"xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
		"xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
		"xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"");
	for (size_t i = 0; i < m->n_properties; i++) {
		const struct pdf_schema *schema = m->properties[i].schema;

		if (!is_first(m, i))
			continue;
		buf_printf(out, "\nxmlns:%s=\"", schema->prefix);
		xml_text(out, schema->namespace_uri);
		buf_byte(out, '"');
	}
	buf_str(out, ">\n");
	put_properties(out, job);
	put_extensions(out, m);
	buf_str(out, "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
		     "<?xpacket end=\"r\"?>\n");
}

/* Not compressed, so that programs that know no PDF find it. */
uint32_t
pdf_xmp_write(struct pdf_writer *w)
{
	uint32_t id = pdf_object_new(w->file);
	struct buf packet = {0}, *text;

	put_packet(&packet, w->job);
	text = pdf_object_begin(w->file, id);
	buf_str(text, "/Type/Metadata/Subtype/XML");
	pdf_object_end_raw(
		w->file,
		arena_strndup(w->arena, (const char *)packet.data, packet.len),
		packet.len);
	buf_done(&packet);
	return id;
}

static void
put_info(struct buf *text, const char *key, const char *value)
{
	if (value == NULL)
		return;
	buf_str(text, key);
	pdf_put_text(text, value);
}

uint32_t
pdf_xmp_info(struct pdf_writer *w)
{
	const struct pdf_metadata *m = &w->job->metadata;
	uint32_t id = pdf_object_new(w->file);
	struct buf *text = pdf_object_begin(w->file, id);
	struct buf list = {0};

	put_info(text, "/Title", m->title);
	for (size_t i = 0; i < m->n_creators; i++) {
		if (i > 0)
			buf_str(&list, "; ");
		buf_str(&list, m->creators[i]);
	}
	buf_byte(&list, '\0');
	if (m->n_creators > 0)
		put_info(text, "/Author", (char *)list.data);
	put_info(text, "/Subject", m->description);
	buf_clear(&list);
	put_keywords(&list, m);
	if (m->n_subjects > 0)
		put_info(text, "/Keywords", (char *)list.data);
	put_info(text, "/Creator", m->creator_tool);
	put_info(text, "/Producer", m->creator_tool);
	if (m->timestamp != NULL) {
		buf_str(text, "/CreationDate");
		pdf_put_date(text, m->timestamp);
		buf_str(text, "/ModDate");
		pdf_put_date(text, m->timestamp);
	}
	pdf_object_end(w->file);
	buf_done(&list);
	return id;
}
