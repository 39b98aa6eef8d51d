#include "base/diag.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"

static const struct {
	enum diag_severity severity;
	const char *slug;
	const char *meaning;
	const char *mend;
} codes[] = {
#define DIAG(name, severity, slug, meaning, mend) \
	[DIAG_##name] = {severity, slug, meaning, mend},
#include "base/diag_codes.def"
#undef DIAG
};

static const char *const severity_name[] = {
	[DIAG_NOTE] = "note",
	[DIAG_WARNING] = "warning",
	[DIAG_ERROR] = "error",
};

struct entry {
	struct entry *prev, *next;
	enum diag_code code;
	struct diag_pos pos;
	const char *text;
	const char *hint; /* NULL: the code's mend */
};

struct diag_sink {
	struct arena *arena;
	struct entry *first, *last;
	size_t count;
};

struct diag_sink *
diag_sink_new(struct arena *arena)
{
	struct diag_sink *sink = arena_alloc(arena, sizeof(*sink));

	sink->arena = arena;
	return sink;
}

bool
diag_report(struct diag_sink *sink, enum diag_code code, struct diag_pos pos,
	    const char *fmt, ...)
{
	struct entry *entry = arena_alloc(sink->arena, sizeof(*entry));
	va_list ap, again;
	char *text;
	int len;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	if (len < 0)
		len = 0;
	text = arena_alloc(sink->arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, fmt, again);
	va_end(again);
	va_end(ap);

	*entry = (struct entry){
		.prev = sink->last, .code = code, .pos = pos, .text = text};
	if (sink->last != NULL)
		sink->last->next = entry;
	else
		sink->first = entry;
	sink->last = entry;
	sink->count++;
	return false;
}

size_t
diag_count(const struct diag_sink *sink, enum diag_severity at_least)
{
	size_t n = 0;

	for (const struct entry *e = sink->first; e != NULL; e = e->next)
		if (codes[e->code].severity >= at_least)
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

void
diag_hint(struct diag_sink *sink, const char *fmt, ...)
{
	va_list ap;
	char text[512];

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (sink->last != NULL)
		sink->last->hint = arena_strndup(sink->arena, text, strlen(text));
}

void
diag_source(struct diag_sink *sink, const char *file, const char *text,
	    size_t len)
{
	(void)sink, (void)file, (void)text, (void)len;
}

void
diag_print(const struct diag_sink *sink, const struct diag_style *style,
	   FILE *out)
{
	(void)style;
	for (const struct entry *e = sink->first; e != NULL; e = e->next) {
		if (e->pos.file != NULL)
			fprintf(out, "%s:", e->pos.file);
		if (e->pos.line > 0)
			fprintf(out, "%d:%d:", e->pos.line, e->pos.col);
		fprintf(out, "%s%s: %s [%s]\n", e->pos.file != NULL ? " " : "",
			severity_name[codes[e->code].severity], e->text,
			codes[e->code].slug);
	}
}

bool
diag_explain(const char *code, FILE *out)
{
	bool found = false;

	for (size_t i = 0; i < DIAG_CODE_COUNT; i++)
		if (code == NULL || strcmp(code, codes[i].slug) == 0) {
			fprintf(out, "%s (%s)\n  %s\n  %s\n", codes[i].slug,
				severity_name[codes[i].severity],
				codes[i].meaning, codes[i].mend);
			found = true;
		}
	return found;
}
