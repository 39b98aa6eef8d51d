#include "comparison.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "edition/diff.h"
#include "model/edition.h"
#include "model/hidden.h"

#define MAX_EDITION ((size_t)64 << 20)
#define EDITION_FILE "programme.yaml"

/* An edition that is only compared: no warnings, and its pictures may be missing. */
static struct edition *
load_silently(struct arena *arena, struct diag_sink *sink,
	      const struct pipeline_source *source)
{
	size_t mark = diag_mark(sink);
	struct edition *edition = edition_load(
		arena, sink, source->file, NULL, source->text, source->len);

	if (edition == NULL)
		return NULL;
	edition->folder = source->folder;
	diag_rewind(sink, mark);
	return edition;
}

static bool
wants_changes(const struct edition *edition)
{
	const struct part *parts = edition->booklet->parts.items;

	for (size_t i = 0; i < edition->booklet->parts.count; i++)
		if (parts[i].kind == PART_CHANGES)
			return true;
	return false;
}

static bool
read_previous(struct arena *arena, struct diag_sink *sink,
	      const struct edition *edition, const char *folder,
	      struct pipeline_source *ret)
{
	const struct source_text *name = &edition->facts->previous;
	const char *path;
	char *text;

	if (folder == NULL)
		folder = file_join(arena, edition->folder, name->s);
	path = file_join(arena, folder, EDITION_FILE);
	if (!file_read(arena, path, MAX_EDITION, &text, &ret->len))
		return diag_report(
			sink, DIAG_PREVIOUS_UNREADABLE, name->pos,
			"%s cannot be read: %s", path, strerror(errno));
	diag_source(sink, path, text, ret->len);
	ret->file = path;
	ret->folder = folder;
	ret->text = text;
	return true;
}

/*
 * What the edition before says comes without those whom either edition hides. With
 * the changes marked both editions are told of; a booklet of the new edition alone
 * says what that edition makes public.
 */
static void
hide_in_booklet(struct arena *arena, struct edition *old, struct edition *edition,
		bool marked)
{
	const struct hidden *hidden = hidden_of(arena, old, edition);

	if (hidden == NULL)
		return;
	hidden_apply(arena, hidden, old, marked);
	if (marked)
		hidden_apply(arena, hidden, edition, true);
}

bool
comparison_in_booklet(struct arena *arena, struct diag_sink *sink,
		      const struct pipeline_options *options,
		      struct edition *edition, struct comparison *ret)
{
	struct pipeline_source *source;
	struct edition *old;

	*ret = (struct comparison){.previous = options->previous};
	if (ret->previous == NULL) {
		if (!wants_changes(edition))
			return true;
		source = arena_alloc(arena, sizeof(*source));
		if (!read_previous(arena, sink, edition, options->previous_folder,
				   source))
			return false;
		ret->previous = source;
		ret->read = true;
	}
	old = load_silently(arena, sink, ret->previous);
	if (old == NULL)
		return false;
	hide_in_booklet(arena, old, edition, options->previous != NULL);
	/* what an edition says of itself depends on its own pictures alone */
	ret->diff = diff_editions(arena, old, edition, options->previous != NULL);
	return true;
}

/* ---- told ------------------------------------------------------------------- */

static void
tell_changes(const struct diff *diff, enum comparison_form form, struct buf *out)
{
	switch (form) {
	case COMPARISON_TEXT:
		diff_print(diff, out);
		break;
	case COMPARISON_JSON:
		diff_print_json(diff, out);
		break;
	case COMPARISON_MARKDOWN:
		diff_print_markdown(diff, out);
		break;
	}
}

enum pipeline_end
comparison_tell(struct arena *arena, struct diag_sink *sink,
		const struct pipeline_source *old,
		const struct pipeline_source *new, enum comparison_form form,
		struct buf *out)
{
	struct edition *before = load_silently(arena, sink, old);
	struct edition *after = load_silently(arena, sink, new);
	const struct hidden *hidden;
	const char *name;

	if (before == NULL || after == NULL)
		return PIPELINE_ERRORS;
	hidden = hidden_of(arena, before, after);
	if (hidden != NULL) {
		hidden_apply(arena, hidden, before, true);
		hidden_apply(arena, hidden, after, true);
	}
	tell_changes(diff_editions(arena, before, after, true), form, out);
	name = hidden_named(hidden, (const char *)out->data, out->len);
	if (name == NULL)
		return PIPELINE_MADE;
	buf_clear(out);
	diag_report(sink, DIAG_REDACTION_NAMED, after->pos,
		    "the comparison would name '%s', who is flagged with "
		    "'redact' in one of the editions",
		    name);
	return PIPELINE_ERRORS;
}
