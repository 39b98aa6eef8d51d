/*
 * Any bytes, read as the file of a book. Whatever they say: what is wrong is
 * reported exactly when the loader says so, and a text that claims to know the
 * place of its bytes is right about each of them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/schema_book.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct file {
	const char *s;
	size_t len;
};

static void
check(bool holds)
{
	if (!holds)
		abort();
}

/* The file's line, counted from 1. */
static struct file
line_of(struct file file, int line)
{
	const char *nl;

	for (; line > 1; line--) {
		nl = memchr(file.s, '\n', file.len);
		check(nl != NULL);
		file.len -= (size_t)(nl + 1 - file.s);
		file.s = nl + 1;
	}
	nl = memchr(file.s, '\n', file.len);
	if (nl != NULL)
		file.len = (size_t)(nl - file.s);
	return file;
}

static void
check_pos(struct file file, struct diag_pos pos)
{
	size_t at = 0;
	int col = 1;

	file = line_of(file, pos.line);
	for (; col < pos.col && at < file.len; col++)
		utf8_next(file.s, file.len, &at);
	check(pos.col >= 1 && col == pos.col);
}

/* Each line of the text stands in the file where it says it begins. */
static void
check_text(struct file file, const struct source_text *text)
{
	if (text->s == NULL)
		return;
	check(strlen(text->s) == text->len);
	check(utf8_check(text->s, text->len) == text->len);
	check(utf8_is_nfc(text->s, text->len));
	/* the column of a blank line at the top of a block may lie beyond it */
	if (*text->s != '\n')
		check_pos(file, text->pos);
	if (text->form == SOURCE_ROUGH)
		return;
	for (size_t i = 0; i < text->len;) {
		size_t n = strcspn(text->s + i, "\n"), at = 0;
		struct diag_pos pos = source_pos(text, i);
		struct file line = line_of(file, pos.line);

		if (n > 0) {
			for (int col = 1; col < pos.col && at < line.len; col++)
				utf8_next(line.s, line.len, &at);
			check(line.len - at >= n);
			check(memcmp(line.s + at, text->s + i, n) == 0);
		}
		i += n + (text->s[i + n] == '\n');
	}
}

static void
check_people(struct file file, const struct schema_list *list)
{
	const struct person *people = list->items;

	for (size_t i = 0; i < list->count; i++) {
		check_pos(file, people[i].pos);
		check_text(file, &people[i].id);
		check_text(file, &people[i].name);
		check(people[i].role >= AUTHOR && people[i].role <= TRANSLATOR);
	}
}

static void
check_chapters(struct file file, const struct schema_list *list)
{
	const struct chapter *chapters = list->items;

	for (size_t i = 0; i < list->count; i++) {
		check_pos(file, chapters[i].pos);
		check_text(file, &chapters[i].id);
		check_text(file, &chapters[i].title);
		check_text(file, &chapters[i].body);
		check_chapters(file, &chapters[i].chapters);
	}
}

static void
check_book(struct file file, const struct book *book, bool ok)
{
	const struct source_text *words = book->words.items;

	check_text(file, &book->title);
	check_text(file, &book->lead);
	check_text(file, &book->by);
	check_text(file, &book->link);
	check_text(file, &book->cover);
	check_text(file, &book->code);
	for (size_t i = 0; i < book->words.count; i++)
		check_text(file, &words[i]);
	check_people(file, &book->people);
	check_chapters(file, &book->chapters);
	if (!ok)
		return;
	check(book->title.s != NULL && book->title.len > 0);
	check(book->copies >= 1 && book->copies <= 5000);
	check(book->width >= 10000 && book->width <= 600000);
	check(book->ink <= 0xFFFFFF);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_sink *sink = diag_sink_new(arena);
	struct file file = {.s = (const char *)data, .len = size};
	struct book book;
	bool ok;

	memset(&book, 0, sizeof(book));
	ok = schema_load(&book_schema, arena, sink, "f", file.s, size,
			 &book_options, &book);
	check(ok == (diag_count(sink, DIAG_NOTE) == 0));
	if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
		file.s += 3;
		file.len -= 3;
	}
	check_book(file, &book, ok);
	schema_probe(arena, file.s, file.len, "chapters/title");
	arena_free(arena);
	return 0;
}
