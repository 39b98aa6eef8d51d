#include "base/diag_dutch.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

#define MOST_HOLES 4
#define DEEPEST 3 /* pieces in pieces */

static const struct {
	const char *meaning, *mend;
} codes[DIAG_CODE_COUNT] = {
#define DUTCH(name, meaning, mend) [DIAG_##name] = {meaning, mend},
#include "base/diag_dutch.def"
#undef DUTCH
};

enum {
	N_DUTCH = 0
#define DUTCH(name, meaning, mend) +1
#include "base/diag_dutch.def"
#undef DUTCH
};

_Static_assert((int)N_DUTCH == (int)DIAG_CODE_COUNT, "each code in Dutch, once");

static const struct {
	const char *english, *dutch;
} rows[] = {
#define SAY(english, dutch) {english, dutch},
#include "base/diag_dutch_say.def"
#undef SAY
};

/* What stands in the holes of a pattern: {0} to {3}. */
struct holes {
	const char *text[MOST_HOLES];
	size_t len[MOST_HOLES];
	bool quoted[MOST_HOLES]; /* the reader's own, and left alone */
};

/* The number of a hole "{n}" at s; -1: there is none. */
static int
hole_at(const char *s)
{
	return s[0] == '{' && s[1] >= '0' && s[1] < '0' + MOST_HOLES &&
			       s[2] == '}'
		       ? s[1] - '0'
		       : -1;
}

/*
 * Does the text fit the pattern, to its end? A hole takes as little as it can.
 * Patterns have four holes at most, and texts are short.
 */
static bool
fits(const char *pattern, const char *text, size_t len, struct holes *holes)
{
	const char *start = pattern;
	size_t at = 0;
	int hole;

	for (; (hole = hole_at(pattern)) < 0; pattern++, at++) {
		if (*pattern == '\0')
			return at == len;
		if (at == len || text[at] != *pattern)
			return false;
	}
	holes->text[hole] = text + at;
	holes->quoted[hole] = pattern > start && pattern[-1] == '\'';
	for (size_t n = pattern[3] == '\0' ? len - at : 0; at + n <= len; n++) {
		holes->len[hole] = n;
		if (fits(pattern + 3, text + at + n, len - at - n, holes))
			return true;
	}
	return false;
}

static bool translate(struct arena *arena, const char *text, size_t len,
		      int depth, struct buf *out);

static void
put_hole(struct arena *arena, const struct holes *holes, int hole, int depth,
	 struct buf *out)
{
	const char *text = holes->text[hole];
	size_t len = holes->len[hole];

	if (!holes->quoted[hole] && depth < DEEPEST &&
	    translate(arena, text, len, depth + 1, out))
		return;
	/* what is quoted as in English */
	if (len > 2 && text[0] == '\'' && text[len - 1] == '\'')
		buf_printf(out, "‘%.*s’", (int)len - 2, text + 1);
	else
		buf_put(out, text, len);
}

static bool
translate(struct arena *arena, const char *text, size_t len, int depth,
	  struct buf *out)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct holes holes = {{NULL}, {0}, {false}};

		if (!fits(rows[i].english, text, len, &holes))
			continue;
		for (const char *p = rows[i].dutch; *p != '\0'; p++) {
			int hole = hole_at(p);

			if (hole < 0) {
				buf_byte(out, (unsigned char)*p);
				continue;
			}
			assert(holes.text[hole] != NULL);
			put_hole(arena, &holes, hole, depth, out);
			p += 2;
		}
		return true;
	}
	return false;
}

const char *
diag_dutch_words(struct arena *arena, const char *english)
{
	struct buf out = {0};

	if (!translate(arena, english, strlen(english), 0, &out))
		return NULL;
	return buf_keep(&out, arena);
}

/* The row of the kind; DIAG_CODE_COUNT: it is of another table. */
static size_t
code_of(const struct diag_kind *kind)
{
	size_t i = 0;

	while (i < DIAG_CODE_COUNT && diag_kind((enum diag_code)i) != kind)
		i++;
	return i;
}

const char *
diag_dutch_text(struct arena *arena, const struct diag_kind *kind,
		const char *text)
{
	size_t code = code_of(kind);
	const char *said;

	if (code == DIAG_CODE_COUNT)
		return text;
	said = diag_dutch_words(arena, text);
	if (said != NULL)
		return said;
	return arena_printf(arena, "%s (%s)", codes[code].meaning, text);
}

const char *
diag_dutch_hint(struct arena *arena, const struct diag_kind *kind,
		const char *hint)
{
	size_t code = code_of(kind);
	const char *said;

	if (code == DIAG_CODE_COUNT)
		return hint;
	said = hint != kind->mend ? diag_dutch_words(arena, hint) : NULL;
	return said != NULL ? said : codes[code].mend;
}
