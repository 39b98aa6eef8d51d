#include "edition/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* ---- reading --------------------------------------------------------------------- */

#define FIELD(record, member, key_, kind_, ...) \
	{ \
		.key = (key_), .kind = (kind_), \
		.offset = offsetof(struct record, member), __VA_ARGS__ \
	}

#define SCHEMA_OF(record, name_, fields_, doc_) \
	{ \
		.name = (name_), .size = sizeof(struct record), \
		.pos_offset = offsetof(struct record, pos), .fields = (fields_), \
		.n_fields = sizeof(fields_) / sizeof(*(fields_)), .doc = (doc_) \
	}

static const struct schema_field document_fields[] = {
	FIELD(record_document, file, "file", SCHEMA_PATH, .required = true,
	      .doc = "The document, in documents/."),
	FIELD(record_document, title, "title", SCHEMA_TEXT, .required = true,
	      .doc = "Its title."),
	FIELD(record_document, conformance, "conformance", SCHEMA_TEXT,
	      .required = true, .doc = "What it claims to conform to."),
	FIELD(record_document, pages, "pages", SCHEMA_INT, .required = true,
	      .min = 1, .max = 1000000, .doc = "The number of its pages."),
};

static const struct schema_field library_fields[] = {
	FIELD(record_library, name, "name", SCHEMA_TEXT, .required = true,
	      .doc = "A library of the program."),
	FIELD(record_library, version, "version", SCHEMA_TEXT, .required = true,
	      .doc = "Its version, as it says itself."),
};

static const struct schema_field file_fields[] = {
	FIELD(record_file, path, "path", SCHEMA_TEXT, .required = true,
	      .doc = "The file, in the payload."),
	FIELD(record_file, bytes, "bytes", SCHEMA_INT, .required = true,
	      .doc = "The number of its bytes."),
	FIELD(record_file, sha256, "sha256", SCHEMA_TEXT, .required = true,
	      .doc = "Their SHA-256."),
};

static const struct schema document_schema = SCHEMA_OF(
	record_document, "document", document_fields,
	"A document that was made.");
static const struct schema library_schema = SCHEMA_OF(
	record_library, "library", library_fields,
	"A library that can make a difference.");
static const struct schema file_schema = SCHEMA_OF(
	record_file, "file", file_fields, "A file of the payload.");

static bool
is_number(const char *s, size_t len)
{
	return len > 0 && strspn(s, "0123456789") == len;
}

static const struct schema_field record_fields[] = {
	FIELD(record, format, "format", SCHEMA_INT, .required = true,
	      .doc = "The kind of this record."),
	FIELD(record, program, "program", SCHEMA_TEXT, .required = true,
	      .doc = "What made the documents."),
	FIELD(record, version, "version", SCHEMA_TEXT, .required = true,
	      .doc = "Its version."),
	FIELD(record, identifier, "identifier", SCHEMA_TEXT, .required = true,
	      .doc = "The edition."),
	FIELD(record, date, "source-date-epoch", SCHEMA_TEXT, .min = 1, .max = 12,
	      .pattern = "^[0-9]+$", .matches = is_number,
	      .doc = "SOURCE_DATE_EPOCH, if it was set."),
	FIELD(record, attach_source, "attach-source", SCHEMA_BOOL,
	      .doc = "Whether the source was attached to the documents."),
	FIELD(record, documents, "documents", SCHEMA_LIST, .required = true,
	      .sub = &document_schema, .doc = "What was made."),
	FIELD(record, libraries, "libraries", SCHEMA_LIST, .sub = &library_schema,
	      .doc = "What the program was made of."),
	FIELD(record, files, "files", SCHEMA_LIST, .sub = &file_schema,
	      .doc = "Every file of the payload but this."),
};

static const struct schema record_schema = SCHEMA_OF(
	record, "record", record_fields,
	"How the documents of an archive copy were made.");

static bool
is_later(const char *version, const char *ours)
{
	size_t n = strspn(version, "0123456789");
	size_t m = strspn(ours, "0123456789");

	return n != m ? n > m : strncmp(version, ours, n) > 0;
}

/* Two keys that no format changes say it, before the rest is looked at. */
const char *
record_later(struct arena *arena, const char *text, size_t len,
	     const char *our_version)
{
	const char *version = schema_probe(arena, text, len, "version");
	const char *format = schema_probe(arena, text, len, "format");

	if (version != NULL && is_later(version, our_version))
		return arena_printf(
			arena, "made by version %s; this is version %s", version,
			our_version);
	else if (format != NULL && is_number(format, strlen(format)) &&
		 strcmp(format, "1") != 0)
		return arena_printf(
			arena,
			"its record is of format %s; this program knows "
			"format %d",
			format, RECORD_FORMAT);
	return NULL;
}

struct record *
record_read(struct arena *arena, struct diag_sink *sink, const char *file,
	    const char *text, size_t len)
{
	struct record *record = arena_alloc(arena, sizeof(*record));

	diag_source(sink, file, text, len);
	return schema_load(&record_schema, arena, sink, file, text, len, NULL,
			   record)
		       ? record
		       : NULL;
}

/* ---- writing --------------------------------------------------------------------- */

/* A text in double quotes: what YAML understands wherever it stands. */
static void
put_quoted(const char *text, struct buf *out)
{
	buf_byte(out, '"');
	for (const char *c = text; *c != '\0'; c++)
		if (*c == '"' || *c == '\\')
			buf_printf(out, "\\%c", *c);
		else if ((unsigned char)*c < ' ' || *c == 0x7F)
			buf_printf(out, "\\x%02X", (unsigned)*c);
		else
			buf_byte(out, (unsigned char)*c);
	buf_byte(out, '"');
}

static void
put(const char *key, const char *text, struct buf *out)
{
	if (text == NULL)
		return;
	buf_printf(out, "%s: ", key);
	put_quoted(text, out);
	buf_byte(out, '\n');
}

static void
put_documents(const struct record *record, struct buf *out)
{
	const struct record_document *d = record->documents.items;

	buf_str(out, "documents:\n");
	for (size_t i = 0; i < record->documents.count; i++) {
		put("  - file", d[i].file.s, out);
		put("    title", d[i].title.s, out);
		put("    conformance", d[i].conformance.s, out);
		buf_printf(out, "    pages: %d\n", d[i].pages);
	}
}

static void
put_libraries(const struct record *record, struct buf *out)
{
	const struct record_library *l = record->libraries.items;

	buf_str(out, "libraries:\n");
	for (size_t i = 0; i < record->libraries.count; i++) {
		put("  - name", l[i].name.s, out);
		put("    version", l[i].version.s, out);
	}
}

static int
compare_paths(const void *a, const void *b)
{
	const struct bag_file *const *x = a, *const *y = b;

	return strcmp((*x)->path, (*y)->path);
}

static void
put_files(const struct bag *bag, struct buf *out)
{
	const struct bag_file **files = arena_new_array(
		bag->arena, const struct bag_file *, bag->n_payload + 1);

	for (size_t i = 0; i < bag->n_payload; i++)
		files[i] = &bag->files[i];
	if (bag->n_payload > 0)
		qsort(files, bag->n_payload, sizeof(*files), compare_paths);
	buf_str(out, "files:\n");
	for (size_t i = 0; i < bag->n_payload; i++) {
		put("  - path", files[i]->path + strlen(BAG_PAYLOAD), out);
		buf_printf(out, "    bytes: %zu\n", files[i]->len);
		put("    sha256", files[i]->hash.sha256, out);
	}
}

void
record_write(const struct record *record, const struct bag *bag, struct buf *out)
{
	buf_str(out, "# How the documents of this archive copy were made, and of "
		     "what.\n");
	buf_printf(out, "format: %d\n", RECORD_FORMAT);
	put("program", record->program.s, out);
	put("version", record->version.s, out);
	put("identifier", record->identifier.s, out);
	put("source-date-epoch", record->date.s, out);
	buf_printf(out, "attach-source: %s\n",
		   record->attach_source ? "true" : "false");
	put_documents(record, out);
	put_libraries(record, out);
	put_files(bag, out);
}
