#include "edition/bag.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#define LINE_LENGTH \
	79 /* that a line of bag-info.txt should not exceed: RFC 2.2.2 */

struct bag_label {
	struct bag_label *next;
	const char *label, *value;
};

static const char *const names[BAG_ALGORITHM_COUNT] = {
	[BAG_SHA256] = "sha256", [BAG_SHA512] = "sha512"};

const char *
bag_algorithm_name(enum bag_algorithm algorithm)
{
	return names[algorithm];
}

const char *
bag_digest(const struct hash_pair *hash, enum bag_algorithm algorithm)
{
	return algorithm == BAG_SHA256 ? hash->sha256 : hash->sha512;
}

struct bag *
bag_new(struct arena *arena)
{
	struct bag *bag = arena_alloc(arena, sizeof(*bag));

	bag->arena = arena;
	bag->end = &bag->first;
	return bag;
}

static void
add_file(struct bag *bag, const char *path, const void *data, size_t len)
{
	struct bag_file *file;

	bag->files = arena_grow(bag->arena, bag->files, bag->n_files,
				&bag->cap_files, sizeof(*bag->files));
	file = &bag->files[bag->n_files++];
	*file = (struct bag_file){.path = path, .data = data, .len = len};
	hash_pair_of(data, len, &file->hash);
}

void
bag_add(struct bag *bag, const char *path, const void *data, size_t len)
{
	struct buf full = {0};

	assert(bag->n_payload == bag->n_files && *path != '\0' && *path != '/');
	buf_str(&full, BAG_PAYLOAD);
	buf_str(&full, path);
	add_file(bag, buf_keep(&full, bag->arena), data, len);
	bag->n_payload++;
	bag->payload_bytes += len;
}

/* Words with single spaces between them. */
static void
put_words(const char *text, struct buf *out)
{
	static const char white[] = " \t\r\n\v\f";
	size_t len;

	for (text += strspn(text, white); *text != '\0';
	     text += len, text += strspn(text, white)) {
		len = strcspn(text, white);
		if (out->len > 0)
			buf_byte(out, ' ');
		buf_put(out, text, len);
	}
}

void
bag_say(struct bag *bag, const char *label, const char *value)
{
	struct buf words = {0};
	struct bag_label *entry;

	if (value != NULL)
		put_words(value, &words);
	if (words.len == 0) {
		buf_done(&words);
		return;
	}
	entry = arena_alloc(bag->arena, sizeof(*entry));
	entry->label = label;
	entry->value = buf_keep(&words, bag->arena);
	*bag->end = entry;
	bag->end = &entry->next;
}

/* ---- tag files ------------------------------------------------------------------- */

static size_t
characters(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t at = 0; at < len; n++)
		utf8_next(text, len, &at);
	return n;
}

/* "Label: words", and the words that do not fit on lines that begin with white. */
static void
put_label(const struct bag_label *entry, struct buf *out)
{
	size_t column = strlen(entry->label) + 1, len;
	bool first = true;

	buf_printf(out, "%s:", entry->label);
	for (const char *word = entry->value; *word != '\0'; word += len) {
		size_t width;

		word += strspn(word, " ");
		len = strcspn(word, " ");
		width = characters(word, len);
		if (!first && column + 1 + width > LINE_LENGTH) {
			buf_str(out, "\n ");
			column = 1;
		}
		buf_byte(out, ' ');
		buf_put(out, word, len);
		column += 1 + width;
		first = false;
	}
	buf_byte(out, '\n');
}

void
bag_encode_path(const char *path, struct buf *out)
{
	for (; *path != '\0'; path++)
		if (*path == '\r' || *path == '\n' || *path == '%')
			buf_printf(out, "%%%02X", (unsigned)*path);
		else
			buf_byte(out, (unsigned char)*path);
}

static int
compare_files(const void *a, const void *b)
{
	const struct bag_file *x = a, *y = b;

	return strcmp(x->path, y->path);
}

static void
sort(struct bag_file *files, size_t n)
{
	if (n > 0)
		qsort(files, n, sizeof(*files), compare_files);
}

void
bag_put_manifest(const struct bag_file *files, size_t n,
		 enum bag_algorithm algorithm, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "%s  ", bag_digest(&files[i].hash, algorithm));
		bag_encode_path(files[i].path, out);
		buf_byte(out, '\n');
	}
}

/* Of the bag's files from one to before another. */
static void
add_manifest(struct bag *bag, const char *prefix, enum bag_algorithm algorithm,
	     size_t from, size_t to)
{
	struct buf name = {0}, text = {0};
	size_t len;

	bag_put_manifest(bag->files + from, to - from, algorithm, &text);
	len = text.len;
	buf_printf(&name, "%s%s.txt", prefix, names[algorithm]);
	add_file(bag, buf_keep(&name, bag->arena), buf_keep(&text, bag->arena),
		 len);
}

static void
add_text(struct bag *bag, const char *path, struct buf *text)
{
	size_t len = text->len;

	add_file(bag, path, buf_keep(text, bag->arena), len);
}

void
bag_close(struct bag *bag)
{
	struct buf text = {0}, oxum = {0};
	size_t tags;

	buf_printf(&oxum, "%llu.%zu", (unsigned long long)bag->payload_bytes,
		   bag->n_payload);
	bag_say(bag, "Payload-Oxum", buf_keep(&oxum, bag->arena));
	sort(bag->files, bag->n_payload);
	for (const struct bag_label *l = bag->first; l != NULL; l = l->next)
		put_label(l, &text);
	add_text(bag, BAG_INFO, &text);
	buf_str(&text, "BagIt-Version: 1.0\n"
		       "Tag-File-Character-Encoding: UTF-8\n");
	add_text(bag, BAG_DECLARATION, &text);
	for (int i = 0; i < BAG_ALGORITHM_COUNT; i++)
		add_manifest(bag, "manifest-", (enum bag_algorithm)i, 0,
			     bag->n_payload);
	tags = bag->n_files;
	sort(bag->files + bag->n_payload, tags - bag->n_payload);
	for (int i = 0; i < BAG_ALGORITHM_COUNT; i++)
		add_manifest(bag, "tagmanifest-", (enum bag_algorithm)i,
			     bag->n_payload, tags);
}
