#include <string.h>

#include "schema/schema_tree.h"

/*
 * libyaml says what its grammar expected; the reader of the message wants to know
 * what to do to the line. First the few mistakes are looked for that people make
 * most, by looking at the line itself; then the table translates what is left.
 */

/* The line of a syntax error, and where in it. */
struct spot {
	struct schema_report *report;
	const struct schema_syntax *syntax;
	const char *text; /* the file */
	const char *line, *at, *end; /* at: the problem; end: of the line */
	struct diag_pos pos;
};

static struct spot
spot_new(struct schema_report *report, const struct schema_syntax *syntax,
	 const char *text, size_t len, int line, int col)
{
	struct schema_cursor cursor = {
		.text = text, .len = len, .line = 1, .col = 1};
	struct spot s = {.report = report, .syntax = syntax, .text = text};
	const char *nl;

	schema_cursor_to(&cursor, line, 1);
	s.line = text + cursor.byte;
	schema_cursor_to(&cursor, line, col);
	s.at = text + cursor.byte;
	nl = memchr(s.at, '\n', (size_t)(text + len - s.at));
	s.end = nl != NULL ? nl : text + len;
	if (s.end > s.at && s.end[-1] == '\r')
		s.end--;
	s.pos = (struct diag_pos){.file = report->file, .line = line, .col = col};
	return s;
}

static bool
problem_is(const struct spot *s, const char *words)
{
	return strstr(s->syntax->problem, words) != NULL;
}

static bool
context_is(const struct spot *s, const char *words)
{
	return s->syntax->context != NULL &&
	       strstr(s->syntax->context, words) != NULL;
}

/* The last character before the problem on its line that is no blank, or 0. */
static char
char_before(const struct spot *s)
{
	const char *p = s->at;

	while (p > s->line)
		if (*--p != ' ' && *p != '\t')
			return *p;
	return '\0';
}

/* Where the value on this line starts: behind "- " and "key: ". */
static const char *
value_start(const struct spot *s)
{
	const char *p = s->line + strspn(s->line, " -");

	for (const char *q = p; q + 1 < s->at; q++)
		if (q[0] == ':' && q[1] == ' ') {
			q += 1 + strspn(q + 1, " ");
			return q < s->end ? q : s->end;
		}
	return p < s->end ? p : s->end;
}

/* Spaces before the first word of the line. */
static int
indent_of(const struct spot *s)
{
	return (int)strspn(s->line, " ");
}

/*
 * The nearest line above that is not blank, at its first word; its line is NULL
 * if there is none.
 */
static struct spot
line_above(const struct spot *s)
{
	struct spot above = *s;

	do {
		if (above.line == s->text) {
			above.line = NULL;
			return above;
		}
		above.end = above.line - 1;
		above.line = above.end;
		while (above.line > s->text && above.line[-1] != '\n')
			above.line--;
		above.pos.line--;
		above.at = above.line + strspn(above.line, " ");
	} while (above.at >= above.end || *above.at == '\r');
	above.pos.col = indent_of(&above) + 1;
	return above;
}

/* ---- mistakes told from the line ---- */

static bool
tab_indents(const struct spot *s)
{
	const char *p = s->line;
	struct diag_pos pos = s->pos;

	p += strspn(p, " ");
	if (*p == '\t') {
		pos.col = (int)(p - s->line) + 1;
	} else {
		p += strspn(p, "- ");
		if (p != s->at || *p != '\t')
			return false;
	}
	schema_say(s->report, DIAG_YAML_SYNTAX, pos,
		   "a tab is used for indentation here");
	schema_hint(s->report,
		    "Replace tabs at the start of lines by spaces, two a "
		    "level; editors have a command for it.");
	return true;
}

/* The line at s->at is neither "key: value" nor "- item". */
static bool
say_no_key(const struct spot *s)
{
	const char *colon = memchr(s->at, ':', (size_t)(s->end - s->at));

	if (*s->at == '"' || *s->at == '\'') {
		schema_say(s->report, DIAG_YAML_SYNTAX, s->pos,
			   "a text in quotes stands where a key is expected");
		schema_hint(s->report,
			    "Is the quotation mark on a line above left "
			    "open or written once too often?");
	} else if (colon != NULL && colon + 1 < s->end && colon[1] != ' ') {
		schema_say(s->report, DIAG_YAML_SYNTAX, s->pos,
			   "there is no space after the colon");
		schema_hint(s->report, "Write \"key: value\", with a space.");
	} else {
		schema_say(s->report, DIAG_YAML_SYNTAX, s->pos,
			   "this line has no key: a word, a colon and a space");
		schema_hint(
			s->report,
			"If it goes on with the text above, indent it further "
			"than the key of that text.");
	}
	return true;
}

static void
hint_quotes(const struct spot *s, const char *value)
{
	char room[SCHEMA_EXCERPT];

	schema_excerpt(room, value, (size_t)(s->end - value));
	if (strchr(room, '"') == NULL)
		schema_hint(s->report, "Put the whole value in quotes: \"%s\".",
			    room);
	else
		schema_hint(s->report,
			    "Put the whole value in single quotes: '%s'. An "
			    "apostrophe in it is then written twice.",
			    room);
}

/* A colon where the grammar has no place for a key. Which line is wrong? */
static bool
colon_out_of_place(const struct spot *s)
{
	const char *value = value_start(s);
	struct spot above = line_above(s);
	struct diag_pos pos = s->pos;

	if (!problem_is(s, "mapping values are not allowed"))
		return false;
	if (value > s->line + strspn(s->line, " -")) {
		schema_say(s->report, DIAG_YAML_SYNTAX, s->pos,
			   "a colon stands in a value that has no quotes");
		hint_quotes(s, value);
		return true;
	}
	if (above.line != NULL && indent_of(&above) >= indent_of(s))
		return say_no_key(&above);
	pos.col = indent_of(s) + 1;
	schema_say(s->report, DIAG_YAML_SYNTAX, pos,
		   "this key is indented further than the lines above allow");
	schema_hint(s->report,
		    "Align it with the keys it belongs to. If the line above "
		    "is text, put that text in quotes.");
	return true;
}

static bool
text_after_quotes(const struct spot *s)
{
	char quote = char_before(s);

	if (!problem_is(s, "did not find expected") ||
	    (quote != '\'' && quote != '"') || s->at == s->end)
		return false;
	schema_say(s->report, DIAG_YAML_SYNTAX, s->pos,
		   "more text follows after the closing quotation mark");
	if (quote == '\'')
		schema_hint(s->report,
			    "Write an apostrophe inside '…' twice (foto''s), "
			    "or put the text between \"…\".");
	else
		schema_hint(s->report,
			    "Write a quotation mark inside \"…\" as \\\", or "
			    "put the text between '…'.");
	return true;
}

/* `[link](https://…)`, `{council.name} has`, `*emphasis* on`, `& more` */
static bool
text_like_yaml(const struct spot *s)
{
	const char *value = value_start(s);

	if (value >= s->end || value > s->at ||
	    strchr("[{*&@`%!|>?,]}#\"'", *value) == NULL)
		return false;
	if (strchr("[{*&", *value) != NULL && value == s->at)
		return false;
	if (*value == '"' || *value == '\'' || (*value == '#' && value != s->at))
		return false;
	schema_say(
		s->report, DIAG_YAML_SYNTAX, s->pos,
		"a value that begins with '%c' has a meaning of its own in YAML",
		*value);
	schema_hint(s->report,
		    "If it is text, put the whole value in quotes, or start "
		    "it on the next line below a '|'.");
	return true;
}

static bool
no_colon(const struct spot *began)
{
	return problem_is(began, "could not find expected ':'") &&
	       say_no_key(began);
}

static bool
not_aligned(const struct spot *s)
{
	bool item = *s->at == '-' && (s->at + 1 >= s->end || s->at[1] == ' ');

	if (problem_is(s, "did not find expected '-' indicator")) {
		schema_say(s->report, DIAG_YAML_SYNTAX, s->pos,
			   "this line belongs to a list but does not begin with "
			   "\"- \" below the other items");
	} else if (problem_is(s, "did not find expected key") && *s->at == ':') {
		schema_say(s->report, DIAG_YAML_SYNTAX, s->pos,
			   "there is no key before this colon");
		return true;
	} else if (problem_is(s, "did not find expected key")) {
		schema_say(
			s->report, DIAG_YAML_SYNTAX, s->pos,
			item ? "this list item stands among keys"
			     : "this line is not aligned with the keys above it");
	} else if (problem_is(s, "did not find expected <document start>")) {
		schema_say(s->report, DIAG_YAML_SYNTAX, s->pos,
			   "this line stands outside everything above it");
		schema_hint(s->report,
			    "Is it further to the left than the first key of the "
			    "file, or is there a line '...' above it?");
		return true;
	} else {
		return false;
	}
	schema_hint(s->report,
		    "Keys of one record begin in the same column; so do the "
		    "\"- \" of one list. Count the spaces.");
	return true;
}

/* ---- and the rest ---- */

static const struct phrase {
	const char *problem, *context; /* what libyaml's words contain */
	bool at_context; /* point at where it began */
	const char *message, *hint; /* hint NULL: the code's own */
} phrases[] = {
	{"unexpected end of stream", "quoted scalar", true,
	 "the quotation mark that opens here is never closed",
	 "Close it at the end of the text. An apostrophe inside '…' is written "
	 "twice."},
	{"unexpected document indicator", "quoted scalar", true,
	 "the quotation mark that opens here is not closed before a line '---'",
	 "Close it at the end of the text."},
	{"unknown escape character", NULL, false,
	 "a backslash inside \"…\" is not followed by a letter that YAML knows",
	 "Write the backslash twice, or put the text between '…'."},
	{"hexdecimal number", NULL, false,
	 "the code after the backslash has too few digits",
	 "Write \\u and four hexadecimal digits, or the character itself."},
	{"invalid Unicode character", NULL, false,
	 "the code after the backslash is no character",
	 "Write the character itself."},
	{"expected comment or line break", "block scalar", false,
	 "nothing may follow '|' or '>' on its line",
	 "Start the text on the next line, indented; or put it in quotes if it "
	 "begins with that sign."},
	{"indentation indicator equal to 0", NULL, false,
	 "the number after '|' or '>' must be 1 to 9", "Leave the number out."},
	{"expected ',' or ']'", NULL, true,
	 "the '[' that opens here is not closed with ']'",
	 "Write [one, two], or put the value in quotes if it is text."},
	{"expected ',' or '}'", NULL, true,
	 "the '{' that opens here is not closed with '}'",
	 "Write {key: value, key: value}, or put the value in quotes if it is "
	 "text."},
	{"block sequence entries are not allowed", NULL, false,
	 "a list cannot begin here",
	 "Begin the list on a line of its own, each item as \"- item\"; put the "
	 "value in quotes if it is text that begins with a dash."},
	{"mapping keys are not allowed", NULL, false,
	 "a '?' cannot begin a value", "Put the value in quotes."},
	{"alphabetic or numeric character", NULL, true,
	 "a value that begins with '*' or '&' has a meaning of its own in YAML",
	 "If it is text, put the whole value in quotes."},
	{"tab character", NULL, false, "a tab is used for indentation here",
	 "Replace tabs at the start of lines by spaces, two a level."},
	{"that cannot start any token", NULL, false,
	 "a value cannot begin with this character", "Put the value in quotes."},
	{"tag", NULL, false, "a '!' has a meaning of its own in YAML",
	 "Put the value in quotes."},
	{"", "tag", false, "a '!' has a meaning of its own in YAML",
	 "Put the value in quotes."},
	{"", "directive", false,
	 "a line that begins with '%' is a directive of YAML",
	 "If it is text, indent it below a '|' or put it in quotes."},
	{"directive", NULL, false,
	 "a line that begins with '%' is a directive of YAML",
	 "If it is text, indent it below a '|' or put it in quotes."},
	{"incompatible YAML document", NULL, false,
	 "the file asks for another version of YAML", "Delete the line %YAML."},
	{"node content", NULL, false, "a value is expected here", NULL},
};

static bool
phrase_fits(const struct phrase *p, const struct spot *s)
{
	return problem_is(s, p->problem) &&
	       (p->context == NULL || context_is(s, p->context));
}

static bool
say_phrase(const struct spot *s, const struct spot *began)
{
	for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++) {
		const struct phrase *p = &phrases[i];

		if (!phrase_fits(p, s))
			continue;
		schema_say(s->report, DIAG_YAML_SYNTAX,
			   p->at_context ? began->pos : s->pos, "%s", p->message);
		if (p->hint != NULL)
			schema_hint(s->report, "%s", p->hint);
		return true;
	}
	return false;
}

bool
schema_syntax_say(struct schema_report *report, const char *text, size_t len,
		  const struct schema_syntax *syntax)
{
	struct spot s = spot_new(
		report, syntax, text, len, syntax->line, syntax->col);
	struct spot began = s;

	if (syntax->context_line > 0)
		began = spot_new(report, syntax, text, len, syntax->context_line,
				 syntax->context_col);
	if (!tab_indents(&s) && !no_colon(&began) && !colon_out_of_place(&s) &&
	    !text_after_quotes(&s) && !text_like_yaml(&s) && !not_aligned(&s) &&
	    !say_phrase(&s, &began))
		schema_say(report, DIAG_YAML_SYNTAX, s.pos,
			   "the structure of the file breaks here (%s)",
			   syntax->problem);
	return false;
}
