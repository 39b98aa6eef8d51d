#include "edition/bag_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* A walk over the lines of a text, none of them with its end. */
struct lines {
	const char *at, *end;
	const char *line;
	size_t len;
	int number;
};

static struct lines
lines_of(const struct bag_text *tag)
{
	return (struct lines){.at = tag->text, .end = tag->text + tag->len};
}

static bool
next_line(struct lines *l)
{
	const char *end;

	if (l->at == l->end)
		return false;
	end = memchr(l->at, '\n', (size_t)(l->end - l->at));
	l->line = l->at;
	l->len = (size_t)((end != NULL ? end : l->end) - l->at);
	l->at = end != NULL ? end + 1 : l->end;
	if (l->len > 0 && l->line[l->len - 1] == '\r')
		l->len--;
	l->number++;
	return true;
}

static bool
is_white(char c)
{
	return c == ' ' || c == '\t';
}

static struct diag_pos
line_of(const struct bag_text *tag, int line)
{
	return (struct diag_pos){.file = tag->file, .line = line};
}

/* ---- labels ---------------------------------------------------------------------- */

/* What stands behind the label and its colon on this line; NULL if it is not there. */
static const char *
after_label(const struct lines *l, const char *label)
{
	size_t len = strlen(label), at = len;

	if (l->len <= len || memcmp(l->line, label, len) != 0)
		return NULL;
	while (at < l->len && is_white(l->line[at]))
		at++;
	return at < l->len && l->line[at] == ':' ? l->line + at + 1 : NULL;
}

static void
put_trimmed(const char *from, const char *to, struct buf *out)
{
	while (from < to && is_white(*from))
		from++;
	while (to > from && is_white(to[-1]))
		to--;
	if (out->len > 0 && from < to)
		buf_byte(out, ' ');
	buf_put(out, from, (size_t)(to - from));
}

const char *
bag_read_info(struct arena *arena, const struct bag_text *tag, const char *label)
{
	struct lines l = lines_of(tag);
	const char *value = NULL;
	struct buf text = {0};

	while (value == NULL && next_line(&l))
		value = after_label(&l, label);
	if (value == NULL)
		return NULL;
	put_trimmed(value, l.line + l.len, &text);
	while (next_line(&l) && l.len > 0 && is_white(*l.line))
		put_trimmed(l.line, l.line + l.len, &text);
	return buf_keep(&text, arena);
}

bool
bag_read_declaration(struct arena *arena, struct diag_sink *sink,
		     const struct bag_text *tag, enum bag_version *ret)
{
	const char *version = bag_read_info(arena, tag, "BagIt-Version");
	const char *encoding = bag_read_info(
		arena, tag, "Tag-File-Character-Encoding");

	*ret = BAG_VERSION_1_0;
	if (version == NULL || encoding == NULL)
		return diag_report(
			sink, DIAG_BAG_VERSION, line_of(tag, 0),
			"'%s' is not in it",
			version == NULL ? "BagIt-Version"
					: "Tag-File-Character-Encoding");
	if (strcmp(version, "0.97") == 0)
		*ret = BAG_VERSION_0_97;
	else if (strcmp(version, "1.0") != 0)
		return diag_report(sink, DIAG_BAG_VERSION, line_of(tag, 1),
				   "BagIt %s is not known here", version);
	if (strcmp(encoding, "UTF-8") != 0)
		return diag_report(
			sink, DIAG_BAG_VERSION, line_of(tag, 2),
			"its tag files are in %s, not in UTF-8", encoding);
	return true;
}

/* ---- manifests ------------------------------------------------------------------- */

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The digest in lower case; NULL if it is none. */
static const char *
read_digest(struct arena *arena, const char *hex, size_t len)
{
	char *digest = arena_strndup(arena, hex, len);

	for (size_t i = 0; i < len; i++) {
		int value = hex_value(hex[i]);

		if (value < 0)
			return NULL;
		digest[i] = "0123456789abcdef"[value];
	}
	return digest;
}

/* %0D, %0A and %25 are CR, LF and %; any other % is itself. "./" may come first. */
static const char *
read_path(struct arena *arena, const char *s, size_t len)
{
	char *path, *out;

	if (len > 2 && s[0] == '.' && s[1] == '/') {
		s += 2;
		len -= 2;
	}
	path = out = arena_strndup(arena, s, len);
	for (size_t i = 0; i < len; i++) {
		int c = (unsigned char)s[i];

		if (c == '%' && i + 2 < len && hex_value(s[i + 1]) >= 0 &&
		    hex_value(s[i + 2]) >= 0) {
			int code = 16 * hex_value(s[i + 1]) + hex_value(s[i + 2]);

			if (code == '\r' || code == '\n' || code == '%') {
				c = code;
				i += 2;
			}
		}
		*out++ = (char)c;
	}
	*out = '\0';
	return path;
}

static bool
read_entry(struct arena *arena, const struct lines *l, size_t digits,
	   struct bag_listed *ret)
{
	size_t at = digits;

	if (memchr(l->line, '\0', l->len) != NULL || l->len <= digits)
		return false;
	while (at < l->len && is_white(l->line[at]))
		at++;
	if (at == digits || at == l->len)
		return false;
	ret->digest = read_digest(arena, l->line, digits);
	ret->path = read_path(arena, l->line + at, l->len - at);
	ret->line = l->number;
	return ret->digest != NULL;
}

static int
compare_listed(const void *a, const void *b)
{
	const struct bag_listed *x = a, *y = b;
	int order = strcmp(x->path, y->path);

	return order != 0 ? order : x->line - y->line;
}

static bool
is_payload(const char *path)
{
	return strncmp(path, BAG_PAYLOAD, strlen(BAG_PAYLOAD)) == 0;
}

static bool
leave_out_doubles(struct diag_sink *sink, const struct bag_text *tag,
		  struct bag_list *list)
{
	size_t n = 0;
	bool good = true;

	for (size_t i = 0; i < list->n; i++) {
		const struct bag_listed *item = &list->items[i];

		if (n == 0 || strcmp(list->items[n - 1].path, item->path) != 0)
			list->items[n++] = *item;
		else
			good = diag_report(
				sink, DIAG_BAG_TAG, line_of(tag, item->line),
				"'%s' is listed twice", item->path);
	}
	list->n = n;
	return good;
}

bool
bag_read_manifest(struct arena *arena, struct diag_sink *sink,
		  const struct bag_text *tag, enum bag_algorithm algorithm,
		  bool of_payload, struct bag_list *ret)
{
	const size_t digits = 2 * (algorithm == BAG_SHA256 ? HASH_SHA256_SIZE
							   : HASH_SHA512_SIZE);
	struct lines l = lines_of(tag);
	size_t most = 0;
	bool good = true;

	while (next_line(&l))
		most++;
	ret->items = arena_new_array(arena, struct bag_listed, most + 1);
	ret->n = 0;
	for (l = lines_of(tag); next_line(&l);) {
		struct bag_listed *item = &ret->items[ret->n];

		if (l.len == 0)
			continue;
		if (!read_entry(arena, &l, digits, item))
			good = diag_report(
				sink, DIAG_BAG_TAG, line_of(tag, l.number),
				"the line is not a %s digest and a path",
				algorithm == BAG_SHA256 ? "SHA-256" : "SHA-512");
		else if (is_payload(item->path) != of_payload)
			good = diag_report(
				sink, DIAG_BAG_TAG, line_of(tag, l.number),
				"'%s' belongs in the other manifest", item->path);
		else
			ret->n++;
	}
	if (ret->n > 0)
		qsort(ret->items, ret->n, sizeof(*ret->items), compare_listed);
	return leave_out_doubles(sink, tag, ret) && good;
}

const struct bag_listed *
bag_list_find(const struct bag_list *list, const char *path)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(path, list->items[middle].path);

		if (order == 0)
			return &list->items[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
