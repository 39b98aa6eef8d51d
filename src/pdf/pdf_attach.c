/*
 * Attached files. ISO 32000-1 7.11; ISO 19005-3 6.8.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_private.h"

static uint32_t
write_file(struct pdf_writer *w, const struct pdf_attachment *file)
{
	uint32_t id = pdf_object_new(w->file);
	struct buf *text = pdf_object_begin(w->file, id);

	buf_str(text, "/Type/EmbeddedFile/Subtype");
	pdf_put_name(text, file->mime);
	buf_printf(text, "/Params<</Size %zu", file->len);
	if (w->job->metadata.timestamp != NULL) {
		buf_str(text, "/ModDate");
		pdf_put_date(text, w->job->metadata.timestamp);
	}
	buf_str(text, ">>");
	pdf_object_end_stream(w->file, file->data, file->len);
	return id;
}

static uint32_t
write_specification(struct pdf_writer *w, const struct pdf_attachment *file,
		    uint32_t data)
{
	uint32_t id = pdf_object_new(w->file);
	struct buf *text = pdf_object_begin(w->file, id);

	buf_str(text, "/Type/Filespec/AFRelationship/Source/F");
	pdf_put_text(text, file->name);
	buf_str(text, "/UF");
	pdf_put_text(text, file->name);
	if (file->description != NULL) {
		buf_str(text, "/Desc");
		pdf_put_text(text, file->description);
	}
	buf_str(text, "/EF<</F ");
	pdf_put_ref(text, data);
	buf_str(text, "/UF ");
	pdf_put_ref(text, data);
	buf_str(text, ">>");
	pdf_object_end(w->file);
	return id;
}

/* A name tree's keys ascend. */
static int
compare_names(const void *a, const void *b)
{
	const struct pdf_attachment *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

void
pdf_attach_write(struct pdf_writer *w, struct buf *catalogue_entries)
{
	size_t n = w->job->n_attachments;
	const struct pdf_attachment **files = arena_calloc(
		w->arena, n + 1, sizeof(*files));
	struct buf *out = catalogue_entries, names = {0};

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		files[i] = &w->job->attachments[i];
	qsort(files, n, sizeof(files[0]), compare_names);
	buf_str(out, "/AF[");
	for (size_t i = 0; i < n; i++) {
		uint32_t id = write_specification(
			w, files[i], write_file(w, files[i]));

		if (i > 0)
			buf_byte(out, ' ');
		pdf_put_ref(out, id);
		pdf_put_text(&names, files[i]->name);
		pdf_put_ref(&names, id);
	}
	buf_str(out, "]/Names<</EmbeddedFiles<</Names[");
	buf_put(out, names.data, names.len);
	buf_str(out, "]>>>>");
	buf_done(&names);
}
