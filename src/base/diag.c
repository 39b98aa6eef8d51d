#include "base/diag.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag_private.h"

static const struct diag_kind codes[] = {
#define DIAG(name, severity, slug, meaning, mend) \
	[DIAG_##name] = {severity, slug, meaning, mend, NULL},
#include "base/diag_codes.def"
#undef DIAG
};

struct diag_sink *
diag_sink_new(struct arena *arena)
{
	struct diag_sink *sink = arena_alloc(arena, sizeof(*sink));

	sink->arena = arena;
	return sink;
}

const struct diag_kind *
diag_kind(enum diag_code code)
{
	return &codes[code];
}

static void
add(struct diag_sink *sink, const struct diag_kind *kind, struct diag_pos pos,
    const char *text, const char *hint)
{
	struct diag_message *m = arena_alloc(sink->arena, sizeof(*m));

	*m = (struct diag_message){
		.prev = sink->last,
		.kind = kind,
		.pos = pos,
		.text = text,
		.hint = hint};
	if (sink->last != NULL)
		sink->last->next = m;
	else
		sink->first = m;
	sink->last = m;
	sink->count++;
}

bool
diag_report(struct diag_sink *sink, enum diag_code code, struct diag_pos pos,
	    const char *fmt, ...)
{
	const char *text;
	va_list ap;

	va_start(ap, fmt);
	text = arena_vprintf(sink->arena, fmt, ap);
	va_end(ap);
	add(sink, &codes[code], pos, text, codes[code].mend);
	return false;
}

void
diag_report_kind(struct diag_sink *sink, const struct diag_kind *kind,
		 struct diag_pos pos, const char *text, const char *hint)
{
	if (hint == NULL)
		hint = kind->mend;
	add(sink, kind, pos, arena_strndup(sink->arena, text, strlen(text)),
	    arena_strndup(sink->arena, hint, strlen(hint)));
}

void
diag_hint(struct diag_sink *sink, const char *fmt, ...)
{
	va_list ap;

	if (sink->last == NULL)
		return;
	va_start(ap, fmt);
	sink->last->hint = arena_vprintf(sink->arena, fmt, ap);
	va_end(ap);
}

const struct diag_message *
diag_first(const struct diag_sink *sink)
{
	return sink->first;
}

void
diag_source(struct diag_sink *sink, const char *file, const char *text,
	    size_t len)
{
	struct diag_file *source = arena_alloc(sink->arena, sizeof(*source));

	*source = (struct diag_file){
		.next = sink->files, .name = file, .text = text, .len = len};
	sink->files = source;
}

size_t
diag_count(const struct diag_sink *sink, enum diag_severity at_least)
{
	size_t n = 0;

	for (const struct diag_message *m = sink->first; m != NULL; m = m->next)
		if (m->kind->severity >= at_least)
			n++;
	return n;
}

size_t
diag_mark(const struct diag_sink *sink)
{
	return sink->count;
}

void
diag_rewind(struct diag_sink *sink, size_t mark)
{
	while (sink->count > mark) {
		sink->last = sink->last->prev;
		sink->count--;
	}
	if (sink->last != NULL)
		sink->last->next = NULL;
	else
		sink->first = NULL;
}

struct diag_excerpt
diag_since(const struct diag_sink *sink, size_t mark)
{
	struct diag_excerpt e = {.n = sink->count - mark};
	const struct diag_message *m = sink->last;

	for (size_t i = 0; i < e.n; i++, m = m->prev)
		e.first = m;
	return e;
}

void
diag_repeat(struct diag_sink *sink, struct diag_excerpt e)
{
	const struct diag_message *m = e.first;

	for (size_t i = 0; i < e.n; i++, m = m->next)
		add(sink, m->kind, m->pos, m->text, m->hint);
}

static bool
same_message(const struct diag_message *a, const struct diag_message *b)
{
	return a->kind == b->kind && a->pos.line == b->pos.line &&
	       a->pos.col == b->pos.col &&
	       strcmp(a->pos.file, b->pos.file) == 0 &&
	       strcmp(a->text, b->text) == 0;
}

static void
unlink_message(struct diag_sink *sink, struct diag_message *e)
{
	if (e->prev != NULL)
		e->prev->next = e->next;
	else
		sink->first = e->next;
	if (e->next != NULL)
		e->next->prev = e->prev;
	else
		sink->last = e->prev;
	sink->count--;
}

void
diag_drop_repeats(struct diag_sink *sink, size_t mark)
{
	struct diag_message *e = sink->first, *next;

	for (size_t i = 0; e != NULL && i < mark; i++)
		e = e->next;
	for (; e != NULL; e = next) {
		const struct diag_message *old = sink->first;

		next = e->next;
		if (e->pos.file == NULL)
			continue;
		while (old != e &&
		       (old->pos.file == NULL || !same_message(old, e)))
			old = old->next;
		if (old != e)
			unlink_message(sink, e);
	}
}
