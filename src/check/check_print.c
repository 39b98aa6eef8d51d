/* Findings as messages, as JSON and as SARIF. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "check/check.h"
#include "model/edition.h"

static bool
is_shown(const struct check_finding *f, const struct check_print *how)
{
	if (f->accepted != NULL)
		return how->accepted;
	return !how->quiet || f->kind->severity == DIAG_ERROR;
}

size_t
check_count(const struct check_result *result, enum diag_severity at_least)
{
	size_t n = 0;

	for (size_t i = 0; i < result->count; i++)
		n += result->findings[i].accepted == NULL &&
		     result->findings[i].kind->severity >= at_least;
	return n;
}

static size_t
count_accepted(const struct check_result *result)
{
	size_t n = 0;

	for (size_t i = 0; i < result->count; i++)
		n += result->findings[i].accepted != NULL;
	return n;
}

/* ---- messages ---------------------------------------------------------------- */

const struct diag_words *
check_words(enum check_lang lang)
{
	static const struct diag_words dutch = {
		.severity = {[DIAG_NOTE] = "opmerking",
			     [DIAG_WARNING] = "waarschuwing",
			     [DIAG_ERROR] = "fout"},
		.hint = "advies",
		.more = {"… en nog ", " van deze soort"},
	};

	return lang == CHECK_NL ? &dutch : NULL;
}

static const char *
joined(struct arena *arena, const char *a, const char *b, const char *c)
{
	size_t n = strlen(a), m = strlen(b), k = strlen(c);
	char *text = arena_alloc(arena, n + m + k + 1);

	memcpy(text, a, n);
	memcpy(text + n, b, m);
	memcpy(text + n + m, c, k + 1);
	return text;
}

void
check_report(struct arena *arena, struct diag_sink *sink,
	     const struct check_result *result, const struct check_print *how)
{
	for (size_t i = 0; i < result->count; i++) {
		const struct check_finding *f = &result->findings[i];
		struct diag_kind *kind;

		if (!is_shown(f, how))
			continue;
		if (f->accepted == NULL) {
			diag_report_kind(sink, f->kind, f->pos, f->message,
					 f->hint);
			continue;
		}
		kind = arena_alloc(arena, sizeof(*kind));
		*kind = *f->kind;
		kind->severity = DIAG_NOTE;
		diag_report_kind(sink, kind, f->pos, f->message,
				 joined(arena,
					how->lang == CHECK_NL ? "aanvaard: "
							      : "accepted: ",
					f->accepted->reason.s, ""));
	}
}

const char *
check_summary(struct arena *arena, const struct check_result *result,
	      enum check_lang lang)
{
	static const char *const words[CHECK_LANG_COUNT][3][2] = {
		[CHECK_NL] = {{"fout", "fouten"},
			      {"waarschuwing", "waarschuwingen"},
			      {"opmerking", "opmerkingen"}},
		[CHECK_EN] = {{"error", "errors"},
			      {"warning", "warnings"},
			      {"note", "notes"}},
	};
	size_t errors = check_count(result, DIAG_ERROR);
	size_t warnings = check_count(result, DIAG_WARNING) - errors;
	size_t counts[] = {errors, warnings,
			   check_count(result, DIAG_NOTE) - errors - warnings};
	size_t accepted = count_accepted(result);
	struct buf out = {0};

	for (size_t i = 0; i < 3; i++)
		buf_printf(&out, "%s%zu %s",
			   i == 0   ? ""
			   : i == 1 ? ", "
				    : (lang == CHECK_NL ? " en " : " and "),
			   counts[i], words[lang][i][counts[i] != 1]);
	if (accepted > 0)
		buf_printf(&out,
			   lang == CHECK_NL ? "; %zu aanvaard" : "; %zu accepted",
			   accepted);
	return buf_keep(&out, arena);
}

/* ---- JSON -------------------------------------------------------------------- */

static void
put_number(struct buf *out, const char *key, int value)
{
	buf_printf(out, ",\"%s\":", key);
	json_count(out, value);
}

static void
put_string(struct buf *out, const char *key, const char *value)
{
	buf_printf(out, ",\"%s\":", key);
	json_string(out, value);
}

static bool
has_end(const struct check_finding *f)
{
	return f->end.line > 0 &&
	       (f->end.line > f->pos.line ||
		(f->end.line == f->pos.line && f->end.col > f->pos.col));
}

void
check_json(const struct check_result *result, const struct check_print *how,
	   struct buf *out)
{
	for (size_t i = 0; i < result->count; i++) {
		const struct check_finding *f = &result->findings[i];

		if (!is_shown(f, how))
			continue;
		buf_str(out, "{\"file\":");
		json_string(out, f->pos.file);
		put_number(out, "line", f->pos.line);
		put_number(out, "column", f->pos.line > 0 ? f->pos.col : 0);
		put_number(out, "end-line", has_end(f) ? f->end.line : 0);
		put_number(out, "end-column", has_end(f) ? f->end.col : 0);
		put_string(out, "severity",
			   diag_severity_name(f->kind->severity));
		put_string(out, "code", f->kind->slug);
		put_string(out, "family", check_family_slug(f->family));
		put_string(out, "message", f->message);
		put_string(out, "hint", f->hint);
		put_string(out, "place", *f->place != '\0' ? f->place : NULL);
		put_string(out, "sentence", f->sentence);
		put_string(out, "accepted",
			   f->accepted != NULL ? f->accepted->reason.s : NULL);
		buf_str(out, "}\n");
	}
}

/* ---- SARIF 2.1.0 ------------------------------------------------------------- */

static void
put_rule(struct buf *out, const struct diag_kind *kind, const char *family,
	 bool *first)
{
	buf_str(out, *first ? "\n" : ",\n");
	*first = false;
	buf_str(out, "     {\"id\":");
	json_string(out, kind->slug);
	buf_str(out, ",\"shortDescription\":{\"text\":");
	json_string(out, kind->meaning);
	buf_str(out, "},\"help\":{\"text\":");
	json_string(out, kind->mend);
	buf_str(out, "},\"defaultConfiguration\":{\"level\":");
	json_string(out, diag_severity_name(kind->severity));
	buf_str(out, "},\"properties\":{\"tags\":[");
	json_string(out, family);
	buf_str(out, "]}}");
}

void
check_sarif_begin(struct check_sarif *sarif, const char *version)
{
	struct buf *out = sarif->out;
	bool first = true;

	buf_str(out, "{\"$schema\":\"https://json.schemastore.org/"
		     "sarif-2.1.0.json\",\n \"version\":\"2.1.0\",\n"
		     " \"runs\":[{\"tool\":{\"driver\":{\"name\":\"zetsel\","
		     "\"version\":");
	json_string(out, version);
	buf_str(out, ",\"rules\":[");
	for (int i = 0; i < CHECK_CODE_COUNT; i++)
		put_rule(out, check_kind((enum check_code)i, sarif->lang),
			 check_family_slug(check_family_of((enum check_code)i)),
			 &first);
	buf_str(out, "]}},\n  \"columnKind\":\"unicodeCodePoints\",\n"
		     "  \"results\":[");
}

/* A path as a reference of RFC 3986. */
static void
put_uri(struct buf *out, const char *path)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789-._~/";

	buf_byte(out, '"');
	for (; *path != '\0'; path++)
		if (strchr(plain, *path) != NULL)
			buf_byte(out, (unsigned char)*path);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
	buf_byte(out, '"');
}

static void
put_location(struct buf *out, const struct check_finding *f)
{
	if (f->pos.file == NULL)
		return;
	buf_str(out, ",\"locations\":[{\"physicalLocation\":"
		     "{\"artifactLocation\":{\"uri\":");
	put_uri(out, f->pos.file);
	buf_byte(out, '}');
	if (f->pos.line > 0) {
		buf_printf(out, ",\"region\":{\"startLine\":%d", f->pos.line);
		if (f->pos.col > 0)
			buf_printf(out, ",\"startColumn\":%d", f->pos.col);
		if (f->pos.col > 0 && has_end(f))
			buf_printf(out, ",\"endLine\":%d,\"endColumn\":%d",
				   f->end.line, f->end.col);
		buf_byte(out, '}');
	}
	buf_byte(out, '}');
	if (*f->place != '\0') {
		buf_str(out, ",\"logicalLocations\":[{\"fullyQualifiedName\":");
		json_string(out, f->place);
		buf_str(out, "}]");
	}
	buf_str(out, "}]");
}

void
check_sarif_add(struct check_sarif *sarif, const struct check_result *result,
		const struct check_print *how)
{
	struct buf *out = sarif->out;

	for (size_t i = 0; i < result->count; i++) {
		const struct check_finding *f = &result->findings[i];

		if (f->accepted == NULL && !is_shown(f, how))
			continue;
		buf_str(out, sarif->any ? ",\n   " : "\n   ");
		sarif->any = true;
		buf_str(out, "{\"ruleId\":");
		json_string(out, f->kind->slug);
		put_string(out, "level", diag_severity_name(f->kind->severity));
		buf_str(out, ",\"message\":{\"text\":");
		json_string(out, f->message);
		buf_byte(out, '}');
		put_location(out, f);
		if (f->accepted != NULL) {
			buf_str(out, ",\"suppressions\":[{\"kind\":\"external\","
				     "\"justification\":");
			json_string(out, f->accepted->reason.s);
			buf_str(out, "}]");
		}
		buf_byte(out, '}');
	}
}

void
check_sarif_end(struct check_sarif *sarif)
{
	buf_str(sarif->out, "]}]}\n");
}
