#include "prose/notes.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "prose/trace.h"

#define COMPARED_MAX 100 /* unused notes looked up among the used ones */

/*
 * Where "[^name]:" begins on a line, past the markers of quotations and lists;
 * false if the line is no such thing.
 */
static bool
find_definition(const char *s, size_t from, size_t to, struct note_line *ret)
{
	size_t end;

	while (from < to && strchr(" \t>-+*.)0123456789", s[from]) != NULL)
		from++;
	if (to - from < 5 || s[from] != '[' || s[from + 1] != '^')
		return false;
	end = from + 2;
	while (end < to && s[end] != ']' && s[end] != ' ' && s[end] != '\t')
		end++;
	if (end == from + 2 || end + 1 >= to || s[end] != ']' ||
	    s[end + 1] != ':')
		return false;
	*ret = (struct note_line){
		.offset = from,
		.name = s + from + 1,
		.len = end - from - 1,
	};
	return true;
}

void
notes_init(struct notes *notes, struct arena *arena, const struct trace *trace)
{
	const char *s = trace->text->s;
	struct note_line found;
	size_t n = 0;

	for (size_t i = 0; i < trace->n_lines; i++)
		if (find_definition(s, trace->lines[i].start, trace->lines[i].end,
				    &found))
			n++;
	*notes = (struct notes){0};
	if (n == 0)
		return;
	notes->lines = arena_new_array(arena, struct note_line, n);
	notes->covered = arena_new_array(arena, bool, trace->n_lines);
	notes->n_covered = trace->n_lines;
	for (size_t i = 0; i < trace->n_lines; i++)
		if (find_definition(s, trace->lines[i].start, trace->lines[i].end,
				    &found)) {
			found.line = i;
			notes->lines[notes->n_lines++] = found;
		}
}

void
notes_cover(struct notes *notes, int from, int to)
{
	for (int i = from > 0 ? from : 1; i <= to; i++)
		if ((size_t)i <= notes->n_covered)
			notes->covered[i - 1] = true;
}

size_t
notes_use(struct notes *notes, int line)
{
	size_t low = 0, high = notes->n_lines;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (notes->lines[mid].line + 1 < (size_t)line)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == notes->n_lines)
		return 0;
	notes->lines[low].used = true;
	return notes->lines[low].offset;
}

static bool
is_given_elsewhere(const struct notes *notes, const struct note_line *note)
{
	for (size_t i = 0; i < notes->n_lines; i++)
		if (notes->lines[i].used && notes->lines[i].len == note->len &&
		    memcmp(notes->lines[i].name, note->name, note->len) == 0)
			return true;
	return false;
}

bool
notes_report_unused(const struct notes *notes, struct trace *trace,
		    struct diag_sink *sink)
{
	size_t n = 0;

	for (size_t i = 0; i < notes->n_lines; i++) {
		const struct note_line *note = &notes->lines[i];

		if (note->used || notes->covered[note->line])
			continue;
		diag_report(
			sink, DIAG_NOTE_UNUSED, trace_pos(trace, note->offset),
			n++ < COMPARED_MAX && is_given_elsewhere(notes, note)
				? "the footnote [%.*s] is given twice"
				: "nothing refers to the footnote [%.*s]",
			note->len < 40 ? (int)note->len : 40, note->name);
	}
	return n == 0;
}
