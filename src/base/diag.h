/*
 * diag - what went wrong, where, and what to do about it; collected in order.
 *
 * Stages report into a sink and return; only main() prints. A stage that is run
 * more than once (layout, until page references settle) takes a mark first and
 * rewinds to it before the next pass, so the user reads the messages of the pass
 * whose pages were kept, once each.
 *
 * Line and column count from 1, columns in Unicode scalar values; 0 means
 * "no particular line". libyaml counts from 0: add one in the schema loader and
 * nowhere else.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct arena;
struct buf;
struct diag_sink;

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

enum diag_code {
#define DIAG(name, severity, slug, meaning, mend) DIAG_##name,
#include "base/diag_codes.def"
#undef DIAG
	DIAG_CODE_COUNT
};

struct diag_pos {
	const char *file; /* borrowed; outlives the sink; NULL: no file */
	int line;
	int col;
};

/* What all messages of one kind have in common: a row of a table. */
struct diag_kind {
	enum diag_severity severity;
	const char *slug;
	const char *meaning; /* a full sentence */
	const char *mend; /* what to do; the hint where there is no better one */
	const char *example; /* NULL: none */
};

const struct diag_kind *diag_kind(enum diag_code code);

/* A message in a sink; to be read, not to be changed. */
struct diag_message {
	struct diag_message *prev, *next;
	const struct diag_kind *kind;
	struct diag_pos pos;
	const char *text;
	const char *hint; /* never NULL */
};

/* The sink and its text live in the arena. */
struct diag_sink *diag_sink_new(struct arena *arena);

/*
 * Report one problem. Always returns false, so that a failing stage can say
 * `return diag_report(...)`. The hint printed with it is the code's own mend
 * unless diag_hint() follows.
 */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
bool
diag_report(struct diag_sink *sink, enum diag_code code, struct diag_pos pos,
	    const char *fmt, ...);

/*
 * The same for a kind out of a table that is not diag_codes.def. The kind is
 * borrowed and outlives the sink, text and hint are copied; hint may be NULL.
 */
void diag_report_kind(struct diag_sink *sink, const struct diag_kind *kind,
		      struct diag_pos pos, const char *text, const char *hint);

/* Replace the hint of the last report by a better one for this very case. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void
diag_hint(struct diag_sink *sink, const char *fmt, ...);

/*
 * Let messages about `file` quote the line they point at. The text is borrowed
 * and must outlive the sink; file is compared by content.
 */
void diag_source(struct diag_sink *sink, const char *file, const char *text,
		 size_t len);

/* The messages in order of report: the first, and on by its `next`; or NULL. */
const struct diag_message *diag_first(const struct diag_sink *sink);

size_t diag_count(const struct diag_sink *sink, enum diag_severity at_least);

size_t diag_mark(const struct diag_sink *sink);
void diag_rewind(struct diag_sink *sink, size_t mark);

/* What was reported since a mark, to be reported again after it was dropped. */
struct diag_excerpt {
	const struct diag_message *first;
	size_t n;
};
struct diag_excerpt diag_since(const struct diag_sink *sink, size_t mark);
void diag_repeat(struct diag_sink *sink, struct diag_excerpt excerpt);

/*
 * Of what was reported since the mark, drop what was said already, word for word
 * and of the same place in a file: texts of an edition stand in several places.
 */
void diag_drop_repeats(struct diag_sink *sink, size_t mark);

/* What stands around the messages, in the language of the messages. */
struct diag_words {
	const char *severity[3]; /* by enum diag_severity */
	const char *hint;
	const char *more[2]; /* "… and ", " more of the kind" */
};

struct diag_style {
	const struct diag_words *words; /* text only; NULL: English */
	bool dutch; /* what diag_codes.def has, said in Dutch; see diag_dutch.h */
	bool json; /* one object a line instead of text */
	bool colour; /* ANSI colour, text only */
	bool quiet; /* errors only */
};

/*
 * Text: file:line:col: severity: message [code], the source line with a caret
 * below the column, and the hint, in order of report. Control characters and
 * ill-formed bytes of the user's text are spelt out (\x1B). After 200 messages
 * of one code in one file the rest are only counted. JSON: one object a line,
 * all of them, with the keys file, line, column, severity, code, message, hint;
 * null where there is no file, line or column.
 */
void diag_print(const struct diag_sink *sink, const struct diag_style *style,
		FILE *out);

/* What a kind means and how to mend it, wrapped to 78 columns. */
void diag_explain(const struct diag_kind *kind, struct buf *out);

/* "warning", in English. */
const char *diag_severity_name(enum diag_severity severity);

#endif
