/*
 * report - findings about an edition as a document of its own, to be printed.
 *
 * The findings come as plain data, grouped; what judged them is of no concern here.
 * The style is that of layouts/report.yaml. Ownership and errors as in document.h;
 * there are no positions, since the text is the program's own.
 */
#ifndef DOCUMENT_REPORT_H
#define DOCUMENT_REPORT_H

#include <stddef.h>

struct arena;
struct diag_sink;
struct document;
struct style;

struct report_item {
	const char *message;
	const char *where; /* "waarschuwing, regel 12, voorwoord/body" */
	const char *before, *marked, *after; /* the sentence; marked NULL: none */
	const char *advice;
};

struct report_group {
	const char *name;
	const struct report_item *items;
	size_t n_items;
};

struct report {
	int language; /* enum edition_lang */
	const char *title, *running;
	const char *author; /* for the metadata */
	const char *const *leads; /* paragraphs beside the title */
	size_t n_leads;
	const struct report_group *groups; /* those without items are left out */
	size_t n_groups;
};

struct document *
document_report(struct arena *arena, struct diag_sink *sink,
		const struct report *report, const struct style *style);

#endif
