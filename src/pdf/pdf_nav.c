/*
 * Finding one's way: outline and page labels. ISO 32000-1 12.3.3, 12.4.2.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_private.h"

/* ---- outline ---- */

struct entry {
	const struct node *node;
	uint32_t id;
	struct entry *parent, *prev, *next, *first, *last;
	int n_kids;
};

static void
append(struct entry *parent, struct entry *entry)
{
	entry->parent = parent;
	entry->prev = parent->last;
	if (parent->last != NULL)
		parent->last->next = entry;
	else
		parent->first = entry;
	parent->last = entry;
	parent->n_kids++;
}

/* The entry under which one of this level goes: the last so many levels deep. */
static struct entry *
parent_for(struct entry *top, int level)
{
	struct entry *parent = top;

	while (level-- > 1 && parent->last != NULL)
		parent = parent->last;
	return parent;
}

/* The tree's headings under one root, each level under the one before it. */
static struct entry *
collect(struct pdf_writer *w)
{
	const struct node *root = w->job->tree->root, *node;
	struct entry *top = arena_alloc(w->arena, sizeof(*top));

	for (node = root; node != NULL; node = tree_next(node, root)) {
		struct entry *entry;

		if (node->outline == NULL)
			continue;
		entry = arena_alloc(w->arena, sizeof(*entry));
		entry->node = node;
		entry->id = pdf_object_new(w->file);
		append(parent_for(top, node->outline_level), entry);
	}
	return top;
}

static void
put_link(struct buf *text, const char *key, const struct entry *to)
{
	if (to == NULL)
		return;
	buf_str(text, key);
	pdf_put_ref(text, to->id);
}

static void
write_entry(struct pdf_writer *w, const struct entry *entry)
{
	struct buf *text = pdf_object_begin(w->file, entry->id);

	buf_str(text, "/Title");
	pdf_put_text(text, entry->node->outline);
	buf_str(text, "/Dest");
	pdf_put_destination(w, entry->node, text);
	put_link(text, "/Parent ", entry->parent);
	put_link(text, "/Prev ", entry->prev);
	put_link(text, "/Next ", entry->next);
	put_link(text, "/First ", entry->first);
	put_link(text, "/Last ", entry->last);
	if (entry->n_kids > 0)
		buf_printf(text, "/Count -%d", entry->n_kids); /* closed */
	pdf_object_end(w->file);
	for (const struct entry *kid = entry->first; kid != NULL; kid = kid->next)
		write_entry(w, kid);
}

uint32_t
pdf_nav_outline(struct pdf_writer *w)
{
	struct entry *top = collect(w);
	struct buf *text;

	if (top->n_kids == 0)
		return 0;
	top->id = pdf_object_new(w->file);
	text = pdf_object_begin(w->file, top->id);
	put_link(text, "/First ", top->first);
	put_link(text, "/Last ", top->last);
	buf_printf(text, "/Count %d", top->n_kids);
	pdf_object_end(w->file);
	for (const struct entry *kid = top->first; kid != NULL; kid = kid->next)
		write_entry(w, kid);
	return top->id;
}

/* ---- page labels ---- */

/* A label taken apart: a number in a style, or a text that is all prefix. */
struct label {
	char style; /* 'D' decimal, 'r' small Roman, 0 none */
	long number;
	const char *prefix; /* if there is no number */
};

#define ROMAN_SIZE 16 /* mmmdccclxxxviii */

/* The small Roman figure of 1 to 3999. */
static void
write_roman(long number, char text[ROMAN_SIZE])
{
	static const struct {
		int value;
		const char *letters;
	} parts[] = {
		{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
		{90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
		{5, "v"},    {4, "iv"},   {1, "i"},
	};
	size_t n = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		for (; number >= parts[i].value; number -= parts[i].value)
			for (const char *p = parts[i].letters; *p != '\0'; p++)
				text[n++] = *p;
	text[n] = '\0';
}

/* The number that is written so; 0 if none is ("iiii", "page"). */
static long
read_roman(const char *s)
{
	static const char letters[] = "ivxlcdm";
	static const int values[] = {1, 5, 10, 50, 100, 500, 1000};
	char again[ROMAN_SIZE];
	long number = 0;

	if (*s == '\0' || strspn(s, letters) != strlen(s) ||
	    strlen(s) >= ROMAN_SIZE)
		return 0;
	for (const char *p = s; *p != '\0'; p++) {
		const char *at = strchr(letters, *p);
		bool less = p[1] != '\0' && strchr(letters, p[1]) > at;

		number += less ? -values[at - letters] : values[at - letters];
	}
	if (number < 1 || number > 3999)
		return 0;
	write_roman(number, again);
	return strcmp(again, s) == 0 ? number : 0;
}

static struct label
read_label(const char *s)
{
	struct label label = {.prefix = s != NULL ? s : ""};
	size_t n = strlen(label.prefix);

	if (n > 0 && n < 9 && label.prefix[0] != '0' &&
	    strspn(label.prefix, "0123456789") == n) {
		label.style = 'D';
		label.number = strtol(label.prefix, NULL, 10);
	} else if ((label.number = read_roman(label.prefix)) > 0) {
		label.style = 'r';
	}
	return label;
}

/* Does b, so many pages after a, continue the range that a began? */
static bool
continues_range(const struct label *a, const struct label *b, size_t pages)
{
	if (a->style != b->style)
		return false;
	if (a->style != 0)
		return b->number == a->number + (long)pages;
	return strcmp(a->prefix, b->prefix) == 0;
}

uint32_t
pdf_nav_labels(struct pdf_writer *w)
{
	const struct frames *frames = w->job->frames;
	uint32_t id = pdf_object_new(w->file);
	struct buf *text = pdf_object_begin(w->file, id);
	struct label first = {0};
	size_t begin = 0;

	buf_str(text, "/Nums[");
	for (size_t i = 0; i < frames->n_pages; i++) {
		struct label label = read_label(frames->pages[i].label);

		if (i > 0 && continues_range(&first, &label, i - begin))
			continue;
		first = label;
		begin = i;
		buf_printf(text, "%zu<<", i);
		if (label.style != 0) {
			buf_printf(text, "/S/%c/St %ld", label.style,
				   label.number);
		} else if (label.prefix[0] != '\0') {
			buf_str(text, "/P");
			pdf_put_text(text, label.prefix);
		}
		buf_str(text, ">>");
	}
	buf_byte(text, ']');
	pdf_object_end(w->file);
	return id;
}
