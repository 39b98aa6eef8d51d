/*
 * check - an edition read as a careful editor would, before it is printed.
 *
 * A rule finds words or records that contradict the edition's own data, the law on
 * advisory councils or the rules of the language, and says what is wrong, why, and
 * what to write instead. check_codes.def is the table of all rules; each family has
 * its file. Nothing is changed and nothing is printed.
 *
 * Input     A loaded edition; the words and patterns of its language, as the text
 *           of data/language/nl.txt; what loading and setting it have reported;
 *           the colours of the layout. None of them is copied.
 * Ownership Findings and their texts live in the arena.
 * Errors    None: what cannot be judged is not found. A language file that is not
 *           well formed is a mistake of ours, reported to the sink it came with.
 * Purity    A function of its input; with a dictionary, of that as well.
 * Cost      Linear in the text, but for hunspell: a few milliseconds an edition.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct acceptance;
struct arena;
struct buf;
struct edition;

enum check_lang { CHECK_NL, CHECK_EN, CHECK_LANG_COUNT };

enum check_family {
	CHECK_PLACEHOLDERS,
	CHECK_STRUCTURE,
	CHECK_COUNTS,
	CHECK_PEOPLE,
	CHECK_LAW,
	CHECK_LANGUAGE,
	CHECK_LETTERS,
	CHECK_TYPOGRAPHY,
	CHECK_FAMILY_COUNT
};

enum check_code {
#define CHECK(name, family, severity, slug, ...) CHECK_##name,
#define ADOPT(...)
#include "check/check_codes.def"
#undef CHECK
#undef ADOPT
	CHECK_CODE_COUNT
};

/* What a rule is, with the mend in one language; for `zetsel explain` in English. */
const struct diag_kind *check_kind(enum check_code code, enum check_lang lang);

/* "counts", in both languages the same word for programs; "Aantallen en data". */
const char *check_family_slug(enum check_family family);
const char *check_family_name(enum check_family family, enum check_lang lang);
enum check_family check_family_of(enum check_code code);

struct check_finding {
	const struct diag_kind *kind;
	enum check_family family;
	struct diag_pos pos, end; /* end: behind the last character; line 0: not
				     known */
	const char *message, *hint;
	const char *place; /* "voorwoord/body"; never NULL */
	const char *sentence; /* in which it stands; NULL: it is about a record */
	size_t from, to; /* bytes of the sentence that are meant */
	const struct acceptance *accepted; /* NULL: it counts */
	size_t order; /* of finding, for equal places */
};

/* A colour that text is set in, on what it stands on; 0xRRGGBB. */
struct check_ink {
	const char *name; /* of the role */
	uint32_t colour, ground;
	bool large; /* 18 pt, or 14 pt and bold: WCAG asks less of it */
	struct diag_pos pos; /* in the layout file */
};

struct check_job {
	const struct edition *edition;
	enum check_lang lang; /* of the findings */
	const char *language_file; /* as messages name it */
	const char *language; /* the text of data/language/nl.txt */
	size_t language_len;
	const char *affixes,
		*dictionary; /* files of hunspell; NULL: no spelling */
	const struct diag_sink *reported; /* by the stages before; may be NULL */
	const struct check_ink *inks; /* of the layout */
	size_t n_inks;
};

struct check_result {
	struct check_finding *findings; /* by place in the file */
	size_t count;
};

void check_edition(struct arena *arena, struct diag_sink *sink,
		   const struct check_job *job, struct check_result *ret);

/* Of an edition that could not be loaded: what was reported, as findings. */
void check_unloaded(struct arena *arena, const struct diag_sink *reported,
		    enum check_lang lang, struct check_result *ret);

/* How many are at least as bad and not accepted. */
size_t check_count(const struct check_result *result,
		   enum diag_severity at_least);

/* ---- as messages, JSON and SARIF -------------------------------------------- */

struct check_print {
	enum check_lang lang;
	bool accepted; /* show accepted findings too */
	bool quiet; /* errors only */
};

/*
 * Reported to a sink, for diag_print(). An accepted finding is a note that says
 * why it was accepted.
 */
void check_report(struct arena *arena, struct diag_sink *sink,
		  const struct check_result *result,
		  const struct check_print *how);

/* What diag_print() puts around them. */
const struct diag_words *check_words(enum check_lang lang);

/*
 * An object a line, with the keys file, line, column, end-line, end-column,
 * severity, code, family, message, hint, place, sentence, accepted; null where
 * there is no such thing.
 */
void check_json(const struct check_result *result, const struct check_print *how,
		struct buf *out);

/* SARIF 2.1.0: one run over several editions; accepted findings are suppressed. */
struct check_sarif {
	struct buf *out;
	enum check_lang lang;
	bool any; /* results written so far */
};
void check_sarif_begin(struct check_sarif *sarif, const char *version);
void check_sarif_add(struct check_sarif *sarif, const struct check_result *result,
		     const struct check_print *how);
void check_sarif_end(struct check_sarif *sarif);

/* "3 errors, 12 warnings and 4 notes; 2 accepted". In the arena. */
const char *check_summary(struct arena *arena, const struct check_result *result,
			  enum check_lang lang);

#endif
