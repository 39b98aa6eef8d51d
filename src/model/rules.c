/*
 * What no table can say: which keys go with which kind of part, who may stand
 * where twice, and what a figure needs. Of style and of facts that merely look
 * odd, src/check is the judge.
 */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "model/model_tables.h"

#define MAX_PARTIAL 200 /* every advisory may be short of every column */

struct judge {
	struct arena *arena;
	struct diag_sink *sink;
	const struct edition *edition;
	bool complete; /* the whole file could be read, kinds included */
	size_t *n_partial; /* messages given about advisories */
};

/* ---- keys that go with a kind ---- */

enum {
	NUMBER = 1 << 0,
	TITLE = 1 << 1,
	SHORT_TITLE = 1 << 2,
	LEAD = 1 << 3,
	BODY = 1 << 4,
	CONTENT = 1 << 5,
	FIGURE = 1 << 6,
	SIGNED = 1 << 7,
	LINES = 1 << 8,
	NEEDLE = 1 << 9,
	HEADING = 1 << 10,
	NOTE = 1 << 11,
	COLUMNS = 1 << 12,
	NUMBERED = 1 << 13,
	WHO = 1 << 14,
	FIGURES = 1 << 15,
};

struct kind_rule {
	const char *name;
	unsigned allowed, required;
	unsigned one_of; /* at least one of these; 0: none is needed */
};

static const struct kind_rule part_rules[] = {
	[PART_COVER] = {"a cover", NEEDLE, 0, 0},
	[PART_COLOPHON] = {"a colophon", TITLE | LINES, LINES, 0},
	[PART_CONTENTS] = {"a table of contents", TITLE | LEAD, 0, 0},
	[PART_PREFACE] = {"a preface",
			  TITLE | SHORT_TITLE | LEAD | BODY | CONTENT | SIGNED |
				  FIGURES,
			  TITLE, LEAD | BODY | CONTENT},
	[PART_CHAPTER] = {"a chapter",
			  NUMBER | TITLE | SHORT_TITLE | LEAD | BODY | CONTENT |
				  FIGURES,
			  TITLE, LEAD | BODY | CONTENT},
	[PART_PLATE] = {"a plate", FIGURE, FIGURE, 0},
	[PART_OVERVIEW] = {"an overview", TITLE | SHORT_TITLE | LEAD, 0, 0},
	[PART_CHANGES] = {"a page of changes", TITLE | SHORT_TITLE | LEAD, 0, 0},
	[PART_TIMELINE] = {"a timeline", TITLE | SHORT_TITLE | LEAD, 0, 0},
	[PART_BACK] = {"a back", LINES, 0, 0},
};

static const struct kind_rule content_rules[] = {
	[CONTENT_TEXT] = {"a piece of text", HEADING | LEAD | BODY | NOTE, BODY,
			  0},
	[CONTENT_TABLE] = {"a table", HEADING | LEAD | NOTE | COLUMNS, COLUMNS,
			   0},
	[CONTENT_TOPICS] = {"a list of topics", HEADING | LEAD | NOTE | NUMBERED,
			    0, 0},
	[CONTENT_MEMBERS] = {"a list of members", HEADING | LEAD | NOTE | WHO, 0,
			     0},
	[CONTENT_COMMITTEES] = {"a list of committees", HEADING | LEAD | NOTE, 0,
				0},
	[CONTENT_TIMELINE] = {"a timeline", HEADING | LEAD | NOTE, 0, 0},
};

/* A key of a record as it stands in the file. */
struct given {
	unsigned key;
	const char *name;
	bool present;
	struct diag_pos pos; /* of its value, where it is known */
};

static struct given
given_text(unsigned key, const char *name, const struct source_text *text)
{
	return (struct given){key, name, text->s != NULL, text->pos};
}

static struct given
given_record(unsigned key, const char *name, bool present, struct diag_pos pos)
{
	return (struct given){key, name, present, pos};
}

/* "title, lead and body": the names of a set of keys. */
static const char *
key_names(struct arena *arena, const struct given *given, size_t n, unsigned keys,
	  const char *last_join)
{
	size_t left = 0, size = 1;
	char *names, *p;

	for (size_t i = 0; i < n; i++)
		if ((keys & given[i].key) != 0) {
			size += strlen(given[i].name) + strlen(last_join) + 2;
			left++;
		}
	names = p = arena_alloc(arena, size);
	for (size_t i = 0; i < n; i++) {
		const char *join;

		if ((keys & given[i].key) == 0)
			continue;
		join = --left > 1 ? ", " : left == 1 ? last_join : "";
		memcpy(p, given[i].name, strlen(given[i].name));
		p += strlen(given[i].name);
		memcpy(p, join, strlen(join));
		p += strlen(join);
	}
	*p = '\0';
	return names;
}

static void
judge_keys(const struct judge *j, const struct kind_rule *rule,
	   const struct given *given, size_t n, struct diag_pos pos)
{
	unsigned present = 0, missing;

	if (!j->complete) /* the kind may be what could not be read */
		return;
	for (size_t i = 0; i < n; i++) {
		if (!given[i].present)
			continue;
		present |= given[i].key;
		if ((rule->allowed & given[i].key) != 0)
			continue;
		diag_report(j->sink, DIAG_KIND_KEY, given[i].pos,
			    "%s has no use for '%s'", rule->name, given[i].name);
		if (rule->allowed != 0)
			diag_hint(j->sink, "Besides kind, %s may have %s.",
				  rule->name,
				  key_names(j->arena, given, n, rule->allowed,
					    " and "));
	}
	missing = rule->required & ~present;
	if (missing != 0)
		diag_report(j->sink, DIAG_KIND_NEEDS, pos, "%s needs '%s'",
			    rule->name,
			    key_names(j->arena, given, n, missing, "' and '"));
	if (rule->one_of != 0 && (rule->one_of & present) == 0)
		diag_report(j->sink, DIAG_KIND_NEEDS, pos,
			    "%s needs at least one of %s", rule->name,
			    key_names(j->arena, given, n, rule->one_of, " or "));
}

/* ---- figures ---- */

static void
judge_figure(const struct judge *j, const struct figure *figure)
{
	const char *path;

	if (!figure->decorative && figure->alt.s == NULL)
		diag_report(j->sink, DIAG_FIGURE_ALT, figure->pos,
			    "the figure has no 'alt': who cannot see it is told "
			    "nothing");
	if (figure->credit.s == NULL)
		diag_report(j->sink, DIAG_FIGURE_CREDIT, figure->pos,
			    "the figure has no 'credit'");
	if (figure->image.s == NULL || j->edition->folder == NULL)
		return;
	path = file_join(j->arena, j->edition->folder, figure->image.s);
	if (access(path, R_OK) != 0)
		diag_report(j->sink, DIAG_FIGURE_FILE, figure->image.pos,
			    "there is no readable file '%s'", figure->image.s);
}

/* ---- content ---- */

static bool
cell_is_empty(const struct advisory *advisory, int field)
{
	switch ((enum column_field)field) {
	case COLUMN_MONTH:
		return advisory->month.year == 0;
	case COLUMN_KIND:
		return advisory->kind.s == NULL;
	case COLUMN_REQUESTER:
		return advisory->requester.s == NULL &&
		       advisory->commitment.s == NULL &&
		       !advisory->own_initiative &&
		       advisory->requested_by_ids.count == 0;
	case COLUMN_SUMMARY:
		return advisory->summary.s == NULL;
	case COLUMN_REASON:
		return advisory->reason.s == NULL;
	case COLUMN_TITLE:
	case COLUMN_STATUS:
	case COLUMN_EXPECTED: /* printed as far as it is known */
		break;
	}
	return false;
}

static const char *
cell_key(int field)
{
	static const char *const keys[] = {
		[COLUMN_MONTH] = "month",
		[COLUMN_KIND] = "kind",
		[COLUMN_REQUESTER] = "requested-by",
		[COLUMN_SUMMARY] = "summary",
		[COLUMN_REASON] = "reason",
	};

	return keys[field];
}

static void
report_partial(const struct judge *j, const struct advisory *advisory,
	       const struct content *content, const char *key)
{
	if ((*j->n_partial)++ >= MAX_PARTIAL)
		return;
	diag_report(j->sink, DIAG_ADVISORY_PARTIAL, advisory->pos,
		    "'%s' is printed %s (line %d) but has no '%s'",
		    advisory->id.s != NULL ? advisory->id.s : "?",
		    content->kind == CONTENT_TABLE ? "in a table" : "as a topic",
		    content->pos.line, key);
}

/* An advisory that is printed must have what is printed of it. */
static void
judge_shown(const struct judge *j, const struct content *content)
{
	const struct advisory *advisory = j->edition->advisories.items;
	const struct column *columns = content->columns.items;
	size_t shown = 0;

	if (!j->complete)
		return;
	for (size_t i = 0; i < j->edition->advisories.count; i++, advisory++) {
		if (advisory->status != content->status)
			continue;
		shown++;
		if (content->kind == CONTENT_TOPICS && advisory->body.s == NULL)
			report_partial(j, advisory, content, "body");
		if (content->kind != CONTENT_TABLE)
			continue;
		for (size_t k = 0; k < content->columns.count; k++)
			if (cell_is_empty(advisory, columns[k].field))
				report_partial(j, advisory, content,
					       cell_key(columns[k].field));
	}
	if (shown == 0)
		diag_report(
			j->sink, DIAG_NOTHING_SHOWN, content->pos,
			"no advisory has the status '%s', so nothing would be "
			"printed here",
			advisory_statuses[content->status]);
}

/* A list of contents needs a part that it can name. */
static void
judge_contents(const struct judge *j, const struct part *contents)
{
	const struct part *parts = j->edition->booklet->parts.items;

	for (size_t i = 0; i < j->edition->booklet->parts.count; i++)
		switch ((enum part_kind)parts[i].kind) {
		case PART_PREFACE:
		case PART_CHAPTER:
		case PART_OVERVIEW:
		case PART_CHANGES:
		case PART_TIMELINE:
			if (parts[i].in_contents)
				return;
			break;
		case PART_COVER:
		case PART_COLOPHON:
		case PART_CONTENTS:
		case PART_PLATE:
		case PART_BACK:
			break;
		}
	diag_report(j->sink, DIAG_NOTHING_SHOWN, contents->pos,
		    "the booklet has no part with a title, so the contents would "
		    "be empty");
}

/* What was dropped is on no timeline. */
static void
judge_timeline(const struct judge *j, struct diag_pos pos)
{
	const struct advisory *advisory = j->edition->advisories.items;

	if (!j->complete)
		return;
	for (size_t i = 0; i < j->edition->advisories.count; i++)
		if (advisory[i].status != ADVISORY_DROPPED)
			return;
	diag_report(
		j->sink, DIAG_NOTHING_SHOWN, pos,
		"the file has no 'advisories', so the timeline would be empty");
}

static void
judge_content(const struct judge *j, const struct content *content)
{
	const struct column *columns = content->columns.items;
	const struct given given[] = {
		given_text(HEADING, "heading", &content->heading),
		given_text(LEAD, "lead", &content->lead),
		given_text(BODY, "body", &content->body),
		given_text(NOTE, "note", &content->note),
		given_record(
			COLUMNS, "columns", content->columns.count > 0,
			content->columns.count > 0 ? columns->pos : content->pos),
		given_record(NUMBERED, "numbered", content->numbered,
			     content->pos),
		given_record(WHO, "who", content->who != WHO_ALL, content->pos),
	};

	judge_keys(j, &content_rules[content->kind], given,
		   sizeof(given) / sizeof(*given), content->pos);
	if (content->kind == CONTENT_TABLE || content->kind == CONTENT_TOPICS)
		judge_shown(j, content);
	if (content->kind == CONTENT_TIMELINE)
		judge_timeline(j, content->pos);
	if (content->kind == CONTENT_MEMBERS && j->edition->membership == NULL)
		diag_report(
			j->sink, DIAG_NOTHING_SHOWN, content->pos,
			"the file has no 'membership', so no members would be "
			"printed here");
	if (content->kind == CONTENT_COMMITTEES &&
	    j->edition->committees.count == 0)
		diag_report(
			j->sink, DIAG_NOTHING_SHOWN, content->pos,
			"the file has no 'committees', so none would be printed "
			"here");
}

static void
judge_part(const struct judge *j, const struct part *part)
{
	const struct content *content = part->content.items;
	const struct label_line *lines = part->lines.items;
	const struct figure *figures = part->figures.items;
	const struct given given[] = {
		given_text(NUMBER, "number", &part->number),
		given_text(TITLE, "title", &part->title),
		given_text(SHORT_TITLE, "short-title", &part->short_title),
		given_text(LEAD, "lead", &part->lead),
		given_text(BODY, "body", &part->body),
		given_record(CONTENT, "content", part->content.count > 0,
			     part->content.count > 0 ? content->pos : part->pos),
		given_record(
			FIGURE, "figure", part->figure != NULL,
			part->figure != NULL ? part->figure->pos : part->pos),
		given_record(FIGURES, "figures", part->figures.count > 0,
			     part->figures.count > 0 ? figures->pos : part->pos),
		given_text(SIGNED, "signed-by", &part->signed_by_id),
		given_text(SIGNED, "signed-as", &part->signed_as),
		given_record(LINES, "lines", part->lines.count > 0,
			     part->lines.count > 0 ? lines->pos : part->pos),
		given_text(NEEDLE, "needle", &part->needle),
	};

	judge_keys(j, &part_rules[part->kind], given,
		   sizeof(given) / sizeof(*given), part->pos);
	if (part->kind == PART_CHANGES && j->edition->facts != NULL &&
	    j->edition->facts->previous.s == NULL)
		diag_report(j->sink, DIAG_PREVIOUS_MISSING, part->pos,
			    "a page of changes needs 'previous' under 'edition', "
			    "the folder of the edition before");
	if (part->kind == PART_CONTENTS)
		judge_contents(j, part);
	if (part->kind == PART_TIMELINE)
		judge_timeline(j, part->pos);
	if (part->figure != NULL)
		judge_figure(j, part->figure);
	for (size_t i = 0; i < part->figures.count; i++)
		judge_figure(j, &figures[i]);
	for (size_t i = 0; i < part->content.count; i++)
		judge_content(j, &content[i]);
}

/* ---- who stands where ---- */

static void
judge_member(const struct judge *j, const struct member *members, size_t at)
{
	const struct member *member = &members[at];

	for (size_t i = 0; i < at && member->person != NULL; i++) {
		if (members[i].person != member->person)
			continue;
		diag_report(j->sink, DIAG_MEMBER_TWICE, member->pos,
			    "'%s' is already a member in line %d",
			    member->person_id.s, members[i].pos.line);
		break;
	}
	for (size_t i = 0; i < at; i++) {
		if (members[i].role != member->role ||
		    (member->role != MEMBER_CHAIR &&
		     member->role != MEMBER_VICE_CHAIR))
			continue;
		diag_report(j->sink, DIAG_CHAIR_TWICE, member->pos,
			    "the council has a %s already, in line %d",
			    member->role == MEMBER_CHAIR ? "chair" : "vice-chair",
			    members[i].pos.line);
		break;
	}
}

static void
judge_officers(const struct judge *j, const struct committee *committee)
{
	if (committee->chair != NULL && committee->chair == committee->vice_chair)
		diag_report(j->sink, DIAG_CHAIR_TWICE,
			    committee->vice_chair_id.pos,
			    "'%s' is chair and vice-chair of the same committee",
			    committee->vice_chair_id.s);
}

static void
judge_signatories(const struct judge *j, const struct letters *letters)
{
	const struct signatory *signatory = letters->signatories.items;

	for (size_t i = 0; i < letters->signatories.count; i++, signatory++)
		if (signatory->office_id.s == NULL &&
		    signatory->person_id.s == NULL &&
		    signatory->placeholder.s == NULL)
			diag_report(
				j->sink, DIAG_SIGNATORY_NAMELESS, signatory->pos,
				"the signatory has neither 'office' nor 'person' "
				"nor 'placeholder'");
		else if (signatory->office != NULL && signatory->person == NULL &&
			 signatory->person_id.s == NULL &&
			 signatory->office->holder_id.s == NULL &&
			 signatory->placeholder.s == NULL)
			diag_report(j->sink, DIAG_SIGNATORY_NAMELESS,
				    signatory->office_id.pos,
				    "'%s' signs, but nobody holds that office",
				    signatory->office_id.s);
}

/* A letter goes to a chamber once, and an office signs it once. */
static void
judge_repeats(const struct judge *j, const struct letters *letters)
{
	const struct recipient *recipient = letters->recipients.items;
	const struct signatory *signatory = letters->signatories.items;

	for (size_t i = 0; i < letters->recipients.count; i++)
		for (size_t k = 0; k < i; k++) {
			if (recipient[i].office == NULL ||
			    recipient[i].office != recipient[k].office)
				continue;
			diag_report(j->sink, DIAG_RECIPIENT_TWICE,
				    recipient[i].office_id.pos,
				    "a letter to '%s' is asked for already, in "
				    "line %d",
				    recipient[i].office_id.s,
				    recipient[k].office_id.pos.line);
			break;
		}
	for (size_t i = 0; i < letters->signatories.count; i++)
		for (size_t k = 0; k < i; k++) {
			if (signatory[i].office == NULL ||
			    signatory[i].office != signatory[k].office)
				continue;
			diag_report(j->sink, DIAG_SIGNATORY_TWICE,
				    signatory[i].office_id.pos,
				    "'%s' signs already, in line %d",
				    signatory[i].office_id.s,
				    signatory[k].office_id.pos.line);
			break;
		}
}

/* ---- dates ---- */

/* The first and last day that a date can mean, as yyyymmdd. */
static int
day_of(const struct schema_date *date, bool last)
{
	int month = date->month, day = date->day;

	if (month == 0 && date->quarter != 0)
		month = last ? date->quarter * 3 : date->quarter * 3 - 2;
	else if (month == 0)
		month = last ? 12 : 1;
	if (day == 0)
		day = last ? 31 : 1;
	return date->year * 10000 + month * 100 + day;
}

static void
judge_period(const struct judge *j, const struct edition_facts *facts)
{
	const struct schema_date *start = &facts->period_start;
	const struct schema_date *end = &facts->period_end;

	if (start->year != 0 && end->year != 0 &&
	    day_of(end, true) < day_of(start, false))
		diag_report(j->sink, DIAG_PERIOD_BACKWARDS, end->pos,
			    "the period ends in %d, before it starts in line %d",
			    end->year, start->pos.line);
}

void
edition_judge(struct arena *arena, struct diag_sink *sink,
	      const struct edition *edition, bool complete)
{
	size_t n_partial = 0;
	const struct judge j = {arena, sink, edition, complete, &n_partial};
	const struct committee *committees = edition->committees.items;

	if (edition->facts != NULL)
		judge_period(&j, edition->facts);
	for (size_t i = 0; i < edition->committees.count; i++)
		judge_officers(&j, &committees[i]);
	if (edition->membership != NULL)
		for (size_t i = 0; i < edition->membership->members.count; i++)
			judge_member(&j, edition->membership->members.items, i);
	if (edition->booklet != NULL) {
		const struct part *parts = edition->booklet->parts.items;

		for (size_t i = 0; i < edition->booklet->parts.count; i++)
			judge_part(&j, &parts[i]);
	}
	if (edition->letters != NULL) {
		judge_signatories(&j, edition->letters);
		judge_repeats(&j, edition->letters);
	}
}
