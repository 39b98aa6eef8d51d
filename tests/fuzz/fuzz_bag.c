/*
 * Whatever stands in the tag files of a bag, they are read without going astray: what a
 * manifest is said to list is found in it, and written again it says the same. The
 * claims of a PDF do not depend on the pieces it comes in; a record that is read can be
 * written.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "edition/bag.h"
#include "edition/bag_read.h"
#include "edition/pdf_claims.h"
#include "edition/record.h"

static void
read_manifest(struct arena *arena, const struct bag_text *tag,
	      enum bag_algorithm algorithm, bool of_payload)
{
	struct diag_sink *sink = diag_sink_new(arena);
	struct bag_text again = {.file = "again"};
	struct bag_list list, same;
	struct buf text = {0};

	bag_read_manifest(arena, sink, tag, algorithm, of_payload, &list);
	for (size_t i = 0; i < list.n; i++) {
		assert(bag_list_find(&list, list.items[i].path) ==
		       &list.items[i]);
		assert(i == 0 ||
		       strcmp(list.items[i - 1].path, list.items[i].path) < 0);
		buf_printf(&text, "%s  ", list.items[i].digest);
		bag_encode_path(list.items[i].path, &text);
		buf_byte(&text, '\n');
	}
	again.text = text.len > 0 ? (const char *)text.data : "";
	again.len = text.len;
	/* but for names that begin with a blank or "./", or end with a CR, which
	   nobody can list */
	bag_read_manifest(arena, sink, &again, algorithm, of_payload, &same);
	assert(same.n <= list.n);
	for (size_t i = 0; of_payload && i < list.n; i++)
		assert(bag_list_find(&same, list.items[i].path) != NULL);
	buf_done(&text);
}

static void
read_claims(struct arena *arena, const uint8_t *data, size_t len)
{
	struct pdf_claims whole = {0}, pieces = {0};
	size_t piece = len > 0 ? data[0] % 32 + 1u : 1;

	pdf_claims_put(&whole, data, len);
	for (size_t i = 0; i < len; i += piece)
		pdf_claims_put(&pieces, data + i,
			       len - i < piece ? len - i : piece);
	assert(strcmp(pdf_claims_said(&whole, arena),
		      pdf_claims_said(&pieces, arena)) == 0);
	pdf_claims_done(&whole);
	pdf_claims_done(&pieces);
}

static void
read_record(struct arena *arena, const struct bag_text *tag)
{
	struct diag_sink *sink = diag_sink_new(arena);
	struct bag *bag = bag_new(arena);
	struct buf text = {0};
	const struct record *record;

	record_later(arena, tag->text, tag->len, "1.0");
	record = record_read(arena, sink, "record", tag->text, tag->len);
	if (record != NULL)
		record_write(record, bag, &text);
	buf_done(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	struct bag_text tag = {.file = "tag"};
	enum bag_version version;

	if (size > 0) {
		tag.text = arena_strndup(arena, (const char *)data + 1, size - 1);
		tag.len = size - 1;
		switch (data[0] % 8) {
		case 0:
		case 1:
		case 2:
		case 3:
			read_manifest(arena, &tag,
				      data[0] & 1 ? BAG_SHA512 : BAG_SHA256,
				      (data[0] & 2) != 0);
			break;
		case 4:
			bag_read_declaration(arena, sink, &tag, &version);
			break;
		case 5:
			bag_read_info(arena, &tag, "Payload-Oxum");
			break;
		case 6:
			read_claims(arena, data + 1, size - 1);
			break;
		default:
			read_record(arena, &tag);
		}
	}
	arena_free(arena);
	return 0;
}
