/* Apostrophes, dashes, ranges of years, and the ends of a list's items. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check_rules.h"

/* ---- straight among curly ---- */

static bool
has_curly(const struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		if (strstr(texts->items[i].s, "\xE2\x80\x98") != NULL ||
		    strstr(texts->items[i].s, "\xE2\x80\x99") != NULL ||
		    strstr(texts->items[i].s, "\xE2\x80\x9C") != NULL)
			return true;
	return false;
}

/* The word around the mark, for the message; feet and minutes follow a digit. */
static void
judge_straight(struct check *c, const struct text *text)
{
	for (size_t i = 0; i < text->len; i++) {
		if (text->s[i] != '\'' && text->s[i] != '"')
			continue;
		if (i > 0 && text->s[i - 1] >= '0' && text->s[i - 1] <= '9')
			continue;
		check_in(c, CHECK_QUOTE_STRAIGHT, text, i, i + 1,
			 check_piece(c, text, i, i + 1), NULL);
	}
}

/* ---- dashes ---- */

static const char *
find_in(const char *s, const char *end, const char *what)
{
	const char *found = s < end ? strstr(s, what) : NULL;

	return found != NULL && found < end ? found : NULL;
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The next " - " that is not between two years. */
static const char *
next_hyphen(const char *s, const char *end)
{
	while ((s = find_in(s, end, " - ")) != NULL) {
		if (!is_digit(s[-1]) || !is_digit(s[3]))
			return s;
		s++;
	}
	return NULL;
}

/*
 * One dash and one hyphen are an ill-matched pair; hyphens by themselves are told
 * once for a pair.
 */
static void
judge_dashes(struct check *c, const struct sentence *s)
{
	const struct text *text = &c->texts.items[s->text];
	const char *end = text->s + s->to;
	const char *dash = find_in(text->s + s->from, end, " – ");
	const char *first, *second;

	if (s->to - s->from < 5)
		return;
	first = next_hyphen(text->s + s->from + 1, end);
	if (first == NULL)
		return;
	second = next_hyphen(first + 3, end);
	if (dash != NULL && second == NULL &&
	    find_in(dash + 3, end, " – ") == NULL) {
		check_in(c, CHECK_DASH_PAIR, text, (size_t)(first + 1 - text->s),
			 (size_t)(first + 2 - text->s), NULL);
		return;
	}
	for (; first != NULL; first = second) {
		second = next_hyphen(first + 3, end);
		check_in(
			c, CHECK_DASH_HYPHEN, text, (size_t)(first + 1 - text->s),
			(size_t)((second != NULL ? second : first) + 2 - text->s),
			NULL);
		if (second != NULL)
			second = next_hyphen(second + 3, end);
	}
}

/* ---- ranges of years ---- */

enum { TIGHT_DASH, TIGHT_HYPHEN, LOOSE_DASH, LOOSE_HYPHEN, RANGE_STYLES };

/* A range at s: how it is written, and its length; -1 if it is none. */
static int
range_style(const char *s, size_t *ret_len)
{
	size_t at = 4, spaces;
	int style;

	if (strspn(s, "0123456789") != 4)
		return -1;
	spaces = strspn(s + at, " ");
	at += spaces;
	if (s[at] == '-') {
		style = TIGHT_HYPHEN;
		at++;
	} else if (strncmp(s + at, "–", strlen("–")) == 0) {
		style = TIGHT_DASH;
		at += strlen("–");
	} else {
		return -1;
	}
	if (spaces > 0)
		style += LOOSE_DASH;
	at += strspn(s + at, " ");
	if (strspn(s + at, "0123456789") != 4)
		return -1;
	*ret_len = at + 4;
	return style;
}

struct ranges {
	size_t counts[RANGE_STYLES];
	const char *examples[RANGE_STYLES];
};

/* Counts them, or, with usual given, reports those that are written otherwise. */
static void
look_at_ranges(struct check *c, const struct text *text, struct ranges *r,
	       int usual)
{
	size_t len = 0;

	for (size_t i = 0; i + 4 < text->len; i++) {
		int style = i > 0 && (is_digit(text->s[i - 1]) ||
				      strchr("-/", text->s[i - 1]) != NULL)
				    ? -1
				    : range_style(text->s + i, &len);

		if (style < 0)
			continue;
		if (usual < 0) {
			r->counts[style]++;
			r->examples[style] = check_piece(c, text, i, i + len);
		} else if (style != usual) {
			check_in(c, CHECK_RANGE_MIXED, text, i, i + len,
				 check_piece(c, text, i, i + len),
				 r->examples[usual],
				 arena_printf(c->arena, "%zu", r->counts[usual]),
				 NULL);
		}
		i += len - 1;
	}
}

static void
judge_ranges(struct check *c)
{
	struct ranges r = {0};
	int usual = 0;

	for (size_t i = 0; i < c->texts.count; i++)
		look_at_ranges(c, &c->texts.items[i], &r, -1);
	for (int i = 1; i < RANGE_STYLES; i++)
		if (r.counts[i] > r.counts[usual])
			usual = i;
	if (r.counts[usual] == 0)
		return;
	for (size_t i = 0; i < c->texts.count; i++)
		look_at_ranges(c, &c->texts.items[i], &r, usual);
}

/* ---- the ends of a list's items ---- */

enum { END_NONE, END_COMMA, END_SEMICOLON, END_STOP, END_OTHER, ENDS };

static int
end_of(const struct text *text)
{
	static const char *const last_words[] = {" en", " of", " and", " or"};
	size_t len = text->len;

	/* "…; en" before the last item */
	for (size_t i = 0; i < 4; i++) {
		size_t n = strlen(last_words[i]);

		if (len > n + 1 &&
		    memcmp(text->s + len - n, last_words[i], n) == 0 &&
		    strchr(",;", text->s[len - n - 1]) != NULL)
			len -= n;
	}
	switch (text->s[len - 1]) {
	case ',':
		return END_COMMA;
	case ';':
		return END_SEMICOLON;
	case '.':
		return END_STOP;
	case ':':
	case '?':
	case '!':
		return END_OTHER;
	default:
		return END_NONE;
	}
}

/* The list whose first item is here: its items are told by their number. */
static void
judge_list(struct check *c, size_t index)
{
	static const char *const names[CHECK_LANG_COUNT][ENDS] = {
		[CHECK_NL] = {"niets", "een komma", "een puntkomma", "een punt",
			      ""},
		[CHECK_EN] = {"nothing", "a comma", "a semicolon", "a full stop",
			      ""},
	};
	const struct text *first = &c->texts.items[index];
	const struct text *end = c->texts.items + c->texts.count;
	size_t counts[ENDS] = {0};
	int usual = 0, last = 0;

	if (first->list == 0 || first->item != 1 || first->items < 3)
		return;
	for (const struct text *t = first; t < end && t->place == first->place;
	     t++)
		if (t->list == first->list) {
			if (t->item ==
			    last) /* a second paragraph: no plain list */
				return;
			last = t->item;
			counts[end_of(t)] += t->item < t->items;
		}
	for (int i = 1; i < ENDS; i++)
		if (counts[i] > counts[usual])
			usual = i;
	if (usual == END_OTHER || 2 * counts[usual] < (size_t)first->items - 1)
		return;
	for (const struct text *t = first; t < end && t->place == first->place;
	     t++) {
		int mark = t->list == first->list ? end_of(t) : usual;

		if (mark == usual || mark == END_OTHER ||
		    (t->item == t->items && mark == END_STOP) ||
		    /* a list may end without a mark where its items have none */
		    (t->item == t->items && usual != END_STOP &&
		     mark == END_NONE && usual == END_NONE))
			continue;
		check_in(c, CHECK_LIST_MARKS, t, t->len - 1, t->len,
			 names[c->job->lang][mark], names[c->job->lang][usual],
			 NULL);
	}
}

void
check_marks(struct check *c)
{
	if (has_curly(&c->texts))
		for (size_t i = 0; i < c->texts.count; i++)
			judge_straight(c, &c->texts.items[i]);
	for (size_t i = 0; i < c->texts.n_sentences; i++)
		judge_dashes(c, &c->texts.sentences[i]);
	judge_ranges(c);
	for (size_t i = 0; i < c->texts.count; i++)
		judge_list(c, i);
}
