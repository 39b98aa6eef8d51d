#include "pdf/pdf_object.h"

#include <assert.h>
#include <hpdf.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/deflate.h"
#include "base/hash.h"
#include "pdf/pdf.h"
#include "pdf/pdf_format.h"

/* Objects in one object stream: more compress better, fewer open faster. */
#define PER_STREAM 400

/* Longer streams, which are pictures, enter the identifier by their CRC-32. */
#define HASHED_WHOLE ((size_t)32 * 1024)

/* libharu and most readers count bytes in 31 bits. */
#define MAX_FILE ((size_t)INT32_MAX)

#define ID_SIZE 16

struct object {
	const struct pdf_file *file;
	bool written, stream;
	size_t text, text_len; /* in file->text */
	const void *data; /* borrowed; NULL: at `stored` in file->store */
	size_t stored, len;
	/* where it stands in the finished file */
	uint32_t holder; /* the object stream it is in; 0: by itself, */
	size_t place; /* at this offset; or its index in the holder */
};

struct pdf_file {
	struct arena *arena;
	HPDF_Error_Rec error;
	HPDF_MMgr memory;
	HPDF_Xref xref;
	struct deflate *deflate;
	struct buf text; /* the entries of all objects */
	struct buf store; /* compressed streams */
	struct object *open;
};

struct pdf_file *
pdf_file_new(struct arena *arena)
{
	struct pdf_file *file = arena_alloc(arena, sizeof(*file));

	file->arena = arena;
	file->deflate = deflate_new();
	HPDF_Error_Init(&file->error, NULL);
	file->memory = HPDF_MMgr_New(&file->error, 0, NULL, NULL);
	if (file->memory == NULL)
		arena_exhausted();
	file->xref = HPDF_Xref_New(file->memory, 0);
	if (file->xref == NULL)
		arena_exhausted();
	/* It grows by this many, copying what it has. */
	file->xref->entries->items_per_block = 8192;
	return file;
}

void
pdf_file_free(struct pdf_file *file)
{
	if (file == NULL)
		return;
	HPDF_Xref_Free(file->xref);
	HPDF_MMgr_Free(file->memory);
	deflate_free(file->deflate);
	buf_done(&file->text);
	buf_done(&file->store);
}

/* What libharu calls between << and >>. */
static HPDF_STATUS
write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
	const struct object *object = dict->attr;

	return HPDF_Stream_Write(stream, object->file->text.data + object->text,
				 (HPDF_UINT)object->text_len);
}

uint32_t
pdf_object_new(struct pdf_file *file)
{
	struct object *object = arena_alloc(file->arena, sizeof(*object));
	HPDF_Dict dict = HPDF_Dict_New(file->memory);

	if (dict == NULL || HPDF_Xref_Add(file->xref, dict) != HPDF_OK)
		arena_exhausted();
	object->file = file;
	dict->attr = object;
	dict->write_fn = write_entries;
	return dict->header.obj_id & 0x00FFFFFF;
}

static uint32_t
count(const struct pdf_file *file)
{
	return file->xref->entries->count - 1; /* entry 0 is the free list's */
}

static HPDF_Dict
dict_of(const struct pdf_file *file, uint32_t id)
{
	return HPDF_Xref_GetEntry(file->xref, id)->obj;
}

static struct object *
object_of(const struct pdf_file *file, uint32_t id)
{
	return dict_of(file, id)->attr;
}

struct buf *
pdf_object_begin(struct pdf_file *file, uint32_t id)
{
	struct object *object = object_of(file, id);

	assert(file->open == NULL && !object->written);
	object->text = file->text.len;
	object->written = true;
	file->open = object;
	return &file->text;
}

void
pdf_object_end(struct pdf_file *file)
{
	struct object *object = file->open;

	assert(object != NULL);
	object->text_len = file->text.len - object->text;
	file->open = NULL;
}

void
pdf_object_end_stream(struct pdf_file *file, const void *data, size_t len)
{
	struct object *object = file->open;

	assert(object != NULL);
	object->stream = true;
	object->stored = file->store.len;
	deflate_put(file->deflate, data, len, &file->store);
	object->len = file->store.len - object->stored;
	buf_str(&file->text, "/Filter/FlateDecode/Length ");
	buf_int(&file->text, (int64_t)object->len);
	pdf_object_end(file);
}

void
pdf_object_end_raw(struct pdf_file *file, const void *data, size_t len)
{
	struct object *object = file->open;

	assert(object != NULL && data != NULL);
	object->stream = true;
	object->data = data;
	object->len = len;
	buf_str(&file->text, "/Length ");
	buf_int(&file->text, (int64_t)len);
	pdf_object_end(file);
}

static const void *
data_of(const struct pdf_file *file, const struct object *object)
{
	return object->data != NULL ? object->data
				    : file->store.data + object->stored;
}

/* ---- serialising ---- */

static HPDF_STATUS
write_to_buf(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len)
{
	buf_put(stream->attr, bytes, len);
	return HPDF_OK;
}

static HPDF_Stream
writer_new(struct pdf_file *file, struct buf *out)
{
	HPDF_Stream writer = HPDF_CallbackWriter_New(
		file->memory, write_to_buf, out);

	if (writer == NULL)
		arena_exhausted();
	return writer;
}

static void
write_value(HPDF_Dict dict, HPDF_Stream writer)
{
	HPDF_STATUS status = HPDF_Obj_WriteValue(dict, writer, NULL);

	assert(status == HPDF_OK); /* our own callbacks cannot fail */
	(void)status;
}

/* Dictionaries first..first + n - 1 of the list as one object stream. */
static void
pack(struct pdf_file *file, const uint32_t *ids, size_t n)
{
	struct buf index = {0}, body = {0};
	HPDF_Stream writer = writer_new(file, &body);
	uint32_t holder = pdf_object_new(file);
	struct buf *text;

	for (size_t i = 0; i < n; i++) {
		struct object *object = object_of(file, ids[i]);

		buf_int(&index, ids[i]);
		buf_byte(&index, ' ');
		buf_int(&index, (int64_t)body.len);
		buf_byte(&index, ' ');
		write_value(dict_of(file, ids[i]), writer);
		buf_byte(&body, '\n');
		object->holder = holder;
		object->place = i;
	}
	text = pdf_object_begin(file, holder);
	buf_str(text, "/Type/ObjStm/N ");
	buf_int(text, (int64_t)n);
	buf_str(text, "/First ");
	buf_int(text, (int64_t)index.len);
	buf_put(&index, body.data, body.len);
	pdf_object_end_stream(file, index.data, index.len);
	HPDF_Stream_Free(writer);
	buf_done(&index);
	buf_done(&body);
}

static void
pack_dictionaries(struct pdf_file *file)
{
	uint32_t *ids = arena_new_array(file->arena, uint32_t, PER_STREAM);
	uint32_t last = count(file);
	size_t n = 0;

	for (uint32_t id = 1; id <= last; id++) {
		assert(object_of(file, id)->written);
		if (!object_of(file, id)->stream)
			ids[n++] = id;
		if (n == PER_STREAM || (id == last && n > 0)) {
			pack(file, ids, n);
			n = 0;
		}
	}
}

static void
write_stream(struct pdf_file *file, uint32_t id, HPDF_Stream writer, size_t start,
	     struct buf *out)
{
	struct object *object = object_of(file, id);

	object->place = out->len - start;
	buf_int(out, id);
	buf_str(out, " 0 obj\n");
	write_value(dict_of(file, id), writer);
	buf_str(out, "\nstream\n");
	buf_put(out, data_of(file, object), object->len);
	buf_str(out, "\nendstream\nendobj\n");
}

/*
 * The file's identifier: a hash of all its streams, which by now hold everything
 * it says.
 */
static void
identify(const struct pdf_file *file, unsigned char digest[HASH_SHA256_SIZE])
{
	struct buf said = {0};

	for (uint32_t id = 1; id <= count(file); id++) {
		const struct object *object = object_of(file, id);

		if (!object->stream)
			continue;
		buf_put(&said, file->text.data + object->text, object->text_len);
		if (object->len <= HASHED_WHOLE)
			buf_put(&said, data_of(file, object), object->len);
		else
			buf_int(&said, deflate_crc32(data_of(file, object),
						     object->len));
	}
	hash_sha256(said.data, said.len, digest);
	buf_done(&said);
}

/*
 * The cross-reference stream's rows: kind, place, index, each byte as its
 * difference from the one above, which is PNG's predictor "up".
 */
static void
put_rows(const struct pdf_file *file, struct buf *rows)
{
	unsigned char above[7] = {0};

	for (uint32_t id = 0; id <= count(file); id++) {
		unsigned char row[7] = {0, 0, 0, 0, 0, 0xFF, 0xFF};
		const struct object *object = id > 0 ? object_of(file, id) : NULL;

		if (object != NULL) {
			bool packed = object->holder != 0;
			uint64_t place = packed ? object->holder : object->place;
			uint64_t index = packed ? object->place : 0;

			row[0] = packed ? 2 : 1;
			for (int i = 0; i < 4; i++)
				row[1 + i] =
					(unsigned char)(place >> (24 - 8 * i));
			row[5] = (unsigned char)(index >> 8);
			row[6] = (unsigned char)index;
		}
		buf_byte(rows, 2);
		for (size_t i = 0; i < sizeof(row); i++)
			buf_byte(rows, (unsigned char)(row[i] - above[i]));
		memcpy(above, row, sizeof(row));
	}
}

static void
write_xref(struct pdf_file *file, uint32_t root, uint32_t info,
	   const unsigned char *identifier, size_t start, struct buf *out)
{
	HPDF_Stream writer = writer_new(file, out);
	uint32_t id = pdf_object_new(file);
	size_t place = out->len - start;
	struct buf rows = {0}, *text;

	object_of(file, id)->place = place;
	put_rows(file, &rows);
	text = pdf_object_begin(file, id);
	buf_printf(text, "/Type/XRef/Size %u/W[1 4 2]", (unsigned)id + 1);
	buf_str(text, "/DecodeParms<</Columns 7/Predictor 12>>/Root ");
	pdf_put_ref(text, root);
	buf_str(text, "/Info ");
	pdf_put_ref(text, info);
	buf_str(text, "/ID[");
	pdf_put_hex(text, identifier, ID_SIZE);
	pdf_put_hex(text, identifier, ID_SIZE);
	buf_byte(text, ']');
	pdf_object_end_stream(file, rows.data, rows.len);
	write_stream(file, id, writer, start, out);
	buf_printf(out, "startxref\n%zu\n%%%%EOF\n", place);
	HPDF_Stream_Free(writer);
	buf_done(&rows);
}

static size_t
expected_size(const struct pdf_file *file)
{
	size_t size = file->text.len;

	for (uint32_t id = 1; id <= count(file); id++)
		size += object_of(file, id)->len + 64;
	return size;
}

bool
pdf_file_finish(struct pdf_file *file, uint32_t root, uint32_t info,
		struct buf *out)
{
	unsigned char digest[HASH_SHA256_SIZE];
	size_t start = out->len;
	HPDF_Stream writer;

	assert(file->open == NULL);
	pack_dictionaries(file);
	if (expected_size(file) > MAX_FILE)
		return false;
	identify(file, digest);
	buf_reserve(out, expected_size(file));
	/* Four bytes above 127 tell transfer programs that this is no text. */
	buf_str(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	writer = writer_new(file, out);
	for (uint32_t id = 1; id <= count(file); id++)
		if (object_of(file, id)->stream)
			write_stream(file, id, writer, start, out);
	HPDF_Stream_Free(writer);
	write_xref(file, root, info, digest, start, out);
	return true;
}

const char *
pdf_library_version(void)
{
	return HPDF_GetVersion();
}
