#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "schema/schema_load.h"

#define ID_PATTERN "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"
#define DAY_PATTERN "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

const struct schema_kind_facts schema_kinds[] = {
	[SCHEMA_TEXT] = {"text", "text", sizeof(struct source_text), true, NULL},
	[SCHEMA_PROSE] = {"prose", "prose", sizeof(struct source_text), true,
			  NULL},
	[SCHEMA_ID] = {"id", "an id such as jan-de-wit",
		       sizeof(struct source_text), true, ID_PATTERN},
	[SCHEMA_REF] = {"reference", "the id of another record",
			sizeof(struct source_text), true, ID_PATTERN},
	[SCHEMA_URL] = {"link", "a link such as https://example.org/page",
			sizeof(struct source_text), true,
			"^(https?://[!-~]+|mailto:[!-~]+@[!-~]+)$"},
	[SCHEMA_PATH] = {"path", "a path such as images/cover.jpg",
			 sizeof(struct source_text), true,
			 "^(?!/)(?![A-Za-z]:)(?!(.*/)?\\.\\.(/|$))[^\\\\]+$"},
	[SCHEMA_INT] = {"whole number", "a whole number such as 12", sizeof(int),
			false, NULL},
	[SCHEMA_DECIMAL] = {"number", "a number such as 1.25", sizeof(int), false,
			    NULL},
	[SCHEMA_LENGTH] = {"length", "a length such as 12pt or 12.5mm",
			   sizeof(mpt), false,
			   "^-?(0|[1-9][0-9]*)(\\.[0-9]{1,3})?(pt|mm|G)$"},
	[SCHEMA_BOOL] = {"true or false", "true or false", sizeof(bool), false,
			 NULL},
	[SCHEMA_COLOUR] = {"colour", "a colour such as \"#1B1F27\", in quotes",
			   sizeof(uint32_t), false, "^#[0-9A-Fa-f]{6}$"},
	[SCHEMA_DATE] = {"day", "a day such as 2025-11-01",
			 sizeof(struct schema_date), false, "^" DAY_PATTERN "$"},
	[SCHEMA_PERIOD] = {"period",
			   "a year, quarter, month or day such as 2026, 2026-Q1, "
			   "2026-03 or 2026-03-31",
			   sizeof(struct schema_date), false,
			   "^([0-9]{4}|[0-9]{4}-Q[1-4]|[0-9]{4}-(0[1-9]|1[0-2])"
			   "|" DAY_PATTERN ")$"},
	[SCHEMA_CHOICE] = {"choice", "one of the words allowed", sizeof(int),
			   false, NULL},
	[SCHEMA_RECORD] = {"record", "keys with their values", sizeof(void *),
			   false, NULL},
	[SCHEMA_LIST] = {"list", "a list", sizeof(struct schema_list), false,
			 NULL},
	[SCHEMA_MAP] = {"named records", "ids, each with its own keys below it",
			sizeof(struct schema_list), false, NULL},
};

const char *
schema_subject(char room[SCHEMA_EXCERPT], const struct schema_field *field)
{
	snprintf(room, SCHEMA_EXCERPT, "%s'%s'", field->many ? "an item of " : "",
		 field->key);
	return room;
}

bool
schema_say_type(struct schema_loader *l, const struct schema_field *field,
		const struct schema_node *node)
{
	char subject[SCHEMA_EXCERPT], value[SCHEMA_EXCERPT];

	schema_subject(subject, field);
	if (node->kind == SCHEMA_NODE_SCALAR)
		return schema_say(
			&l->report, DIAG_VALUE_TYPE, node->pos,
			"%s should be %s, not %s'%s'", subject,
			schema_kinds[field->kind].wanted,
			node->plain ? "" : "the text ",
			schema_excerpt(value, node->text.s, node->text.len));
	schema_say(&l->report, DIAG_VALUE_TYPE, node->pos,
		   "%s should be %s, not %s", subject,
		   schema_kinds[field->kind].wanted,
		   node->kind == SCHEMA_NODE_LIST ? "a list" : "a group of keys");
	if (node->flow && schema_kinds[field->kind].text)
		schema_hint(&l->report,
			    "Text that begins with '{' or '[' must be in "
			    "quotes.");
	return false;
}

/* ---- numbers ---- */

bool
schema_parse_digits(const char *s, size_t len, size_t max_digits, long *ret)
{
	long value = 0;

	if (len == 0 || len > max_digits)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		value = value * 10 + (s[i] - '0');
	}
	*ret = value;
	return true;
}

bool
schema_parse_milli(const char *s, long *ret, const char **ret_end)
{
	bool negative = *s == '-';
	const char *whole = s + negative;
	size_t n = strspn(whole, "0123456789"), decimals = 0;
	long value, part = 0;

	if (!schema_parse_digits(whole, n, 6, &value) || (n > 1 && *whole == '0'))
		return false;
	s = whole + n;
	if (*s == '.') {
		decimals = strspn(++s, "0123456789");
		if (!schema_parse_digits(s, decimals, 3, &part))
			return false;
		s += decimals;
	}
	for (; decimals < 3; decimals++)
		part *= 10;
	value = value * 1000 + part;
	*ret = negative ? -value : value;
	*ret_end = s;
	return true;
}

bool
schema_parse_length(const char *s, mpt grid, long *ret)
{
	int64_t value, half;
	long milli;

	if (!schema_parse_milli(s, &milli, &s))
		return false;
	half = milli < 0 ? -1 : 1; /* of the divisor, with the sign: round away */
	if (strcmp(s, "pt") == 0)
		value = milli;
	else if (strcmp(s, "mm") == 0)
		value = ((int64_t)milli * 720 + half * 127) / 254;
	else if (strcmp(s, "G") == 0 && grid > 0)
		value = ((int64_t)milli * grid + half * 500) / 1000;
	else
		return false;
	/* 75 metres; twice that still is an mpt */
	if (value > INT32_MAX / 10 || value < -(INT32_MAX / 10))
		return false;
	*ret = (long)value;
	return true;
}

/* "12", "-12", at most nine digits: fits an int and, in a JSON file, a number */
static bool
parse_int(const char *s, long *ret)
{
	bool negative = *s == '-';
	size_t len = strlen(s + negative);

	if (!schema_parse_digits(s + negative, len, 9, ret) ||
	    (len > 1 && s[negative] == '0'))
		return false;
	if (negative)
		*ret = -*ret;
	return true;
}

void
schema_put_limit(struct buf *out, const struct schema_field *field, long limit)
{
	if (field->many ||
	    (field->kind != SCHEMA_DECIMAL && field->kind != SCHEMA_LENGTH)) {
		buf_int(out, limit);
		return;
	}
	if (limit < 0)
		buf_byte(out, '-');
	if (labs(limit) < 1000 && limit != 0)
		buf_byte(out, '0'); /* buf_milli() leaves it out, as PDF does */
	buf_milli(out, labs(limit));
	buf_str(out, field->kind == SCHEMA_LENGTH ? "pt" : "");
}

void
schema_put_limits(struct buf *out, const struct schema_field *field)
{
	bool size = field->many || schema_kind_has_sub(field->kind) ||
		    schema_kinds[field->kind].text;

	if (!schema_field_has_max(field)) {
		buf_str(out, "at least ");
		schema_put_limit(out, field, field->min);
		return;
	}
	if (size && field->min == 0) {
		buf_str(out, "at most ");
	} else if (field->min != field->max) {
		schema_put_limit(out, field, field->min);
		buf_str(out, " to ");
	}
	schema_put_limit(out, field, field->max);
}

static bool
in_limits(struct schema_loader *l, const struct schema_field *field,
	  const struct schema_node *node, long value)
{
	bool length = field->kind == SCHEMA_LENGTH;
	char subject[SCHEMA_EXCERPT];
	struct buf limits = {0};

	if (!schema_field_has_limits(field)) {
		if (!length || value >= 0)
			return true;
		return schema_say(&l->report, DIAG_VALUE_RANGE, node->pos,
				  "%s is %s; it may not be negative",
				  schema_subject(subject, field), node->text.s);
	}
	if (schema_field_allows(field, value))
		return true;
	schema_put_limits(&limits, field);
	buf_byte(&limits, '\0');
	schema_say(&l->report, DIAG_VALUE_RANGE, node->pos,
		   "%s is %s; it may be %s", schema_subject(subject, field),
		   node->text.s, limits.data);
	buf_done(&limits);
	return false;
}

/* What people write for a number and YAML or this program does not take. */
static void
hint_number(struct schema_loader *l, const struct schema_field *field,
	    const struct schema_node *node)
{
	const char *s = node->text.s;
	size_t len = node->text.len, comma = strcspn(s, ",");
	char room[32];

	if (!node->plain && field->kind != SCHEMA_LENGTH) {
		schema_hint(&l->report, "Write it without quotes.");
	} else if (comma < len && len < sizeof(room)) {
		memcpy(room, s, len + 1);
		room[comma] = '.';
		schema_hint(&l->report, "Write a point for the decimals: %s.",
			    room);
	} else if (strchr(s, ' ') != NULL) {
		schema_hint(&l->report, "Write it without a space.");
	}
}

static bool
load_number(struct schema_loader *l, const struct schema_field *field,
	    const struct schema_node *node, long *ret)
{
	const char *s = node->text.s, *end;
	bool ok;

	if (field->kind == SCHEMA_INT)
		ok = node->plain && parse_int(s, ret);
	else if (field->kind == SCHEMA_DECIMAL)
		ok = node->plain && schema_parse_milli(s, ret, &end) &&
		     *end == '\0';
	else
		ok = schema_parse_length(s, l->grid, ret);
	if (!ok) {
		schema_say_type(l, field, node);
		hint_number(l, field, node);
		return false;
	}
	return in_limits(l, field, node, *ret);
}

/* ---- words and colours ---- */

static bool
load_bool(struct schema_loader *l, const struct schema_field *field,
	  const struct schema_node *node, bool *ret)
{
	static const struct {
		const char *word;
		bool value;
	} near[] = {
		{"yes", true}, {"no", false},  {"on", true},   {"off", false},
		{"ja", true},  {"nee", false}, {"waar", true}, {"onwaar", false},
		{"1", true},   {"0", false},
	};
	const char *s = node->text.s;

	if (node->plain && (strcmp(s, "true") == 0 || strcmp(s, "false") == 0)) {
		*ret = *s == 't';
		return true;
	}
	schema_say_type(l, field, node);
	if (!node->plain)
		schema_hint(&l->report, "Write it without quotes.");
	for (size_t i = 0; node->plain && i < sizeof(near) / sizeof(*near); i++)
		if (schema_distance(s, strlen(s), near[i].word,
				    strlen(near[i].word)) == 0)
			schema_hint(&l->report, "Write %s.",
				    near[i].value ? "true" : "false");
	return false;
}

static bool
load_colour(struct schema_loader *l, const struct schema_field *field,
	    const struct schema_node *node, uint32_t *ret)
{
	const char *s = node->text.s;
	size_t digits = strspn(s + (*s == '#'), "0123456789ABCDEFabcdef");

	if (*s == '#' && digits == 6 && node->text.len == 7) {
		*ret = (uint32_t)strtoul(s + 1, NULL, 16);
		return true;
	}
	schema_say_type(l, field, node);
	if (*s != '#' && digits == 6 && node->text.len == 6)
		schema_hint(&l->report, "Write \"#%s\", with the quotes.", s);
	else if (*s == '#' && digits == 3 && node->text.len == 4)
		schema_hint(&l->report,
			    "Write each digit twice: \"#%c%c%c%c%c%c\".", s[1],
			    s[1], s[2], s[2], s[3], s[3]);
	else
		schema_hint(&l->report,
			    "A colour is '#' and two hexadecimal digits "
			    "each for red, green and blue.");
	return false;
}

/* The choices, those nearest to what was written first. */
static void
put_choices(const struct schema_field *field, const struct schema_node *node,
	    struct buf *out)
{
	size_t count = 0, done = 0, last = 0;

	while (field->choices[count] != NULL)
		count++;
	for (size_t at = 0; done < count; at = last + 1) {
		last = SIZE_MAX - 1;
		for (size_t i = 0; i < count; i++) {
			const char *choice = field->choices[i];
			size_t d = schema_distance(choice, strlen(choice),
						   node->text.s, node->text.len);

			if (d == at) {
				buf_str(out, done++ > 0 ? ", " : "");
				buf_str(out, choice);
			} else if (d > at && d - 1 < last) {
				last = d - 1;
			}
		}
	}
	buf_byte(out, '\0');
}

static bool
load_choice(struct schema_loader *l, const struct schema_field *field,
	    const struct schema_node *node, int *ret)
{
	struct buf choices = {0};
	char subject[SCHEMA_EXCERPT], value[SCHEMA_EXCERPT];

	for (int i = 0; field->choices[i] != NULL; i++)
		if (strcmp(field->choices[i], node->text.s) == 0) {
			*ret = i;
			return true;
		}
	put_choices(field, node, &choices);
	schema_say(&l->report, DIAG_VALUE_TYPE, node->text.pos,
		   "%s cannot be '%s'; choose from: %s",
		   schema_subject(subject, field),
		   schema_excerpt(value, node->text.s, node->text.len),
		   choices.data);
	buf_done(&choices);
	return false;
}

bool
schema_load_scalar(struct schema_loader *l, const struct schema_field *field,
		   const struct schema_node *node, void *member)
{
	long number;

	/* an escaped NUL: text is refused with its place, the rest in general */
	if (!schema_kinds[field->kind].text &&
	    strlen(node->text.s) != node->text.len)
		return schema_say_type(l, field, node);
	switch (field->kind) {
	case SCHEMA_INT:
	case SCHEMA_DECIMAL:
	case SCHEMA_LENGTH:
		if (!load_number(l, field, node, &number))
			return false;
		if (field->kind == SCHEMA_LENGTH)
			*(mpt *)member = (mpt)number;
		else
			*(int *)member = (int)number;
		return true;
	case SCHEMA_BOOL:
		return load_bool(l, field, node, member);
	case SCHEMA_COLOUR:
		return load_colour(l, field, node, member);
	case SCHEMA_CHOICE:
		return load_choice(l, field, node, member);
	case SCHEMA_DATE:
	case SCHEMA_PERIOD:
		return schema_load_date(l, field, node, member);
	default:
		return schema_load_text(l, field, node, member);
	}
}
