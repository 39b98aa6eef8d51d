/*
 * people - members as cards, committees as bands.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "document/builder.h"
#include "document/marks.h"

/* old: what it was, NULL if the two are not compared; see marks_words(). */
static void
add_line(struct builder *b, struct node *body, const char *old, const char *text,
	 enum role_id role, struct diag_pos pos)
{
	struct node *line = tree_add(b->tree, body, NODE_P, pos);

	line->role = (uint16_t)role;
	marks_words(b, line, old, text, ROLE_NONE);
}

/* "Voorzitter Commissie Dijken"; "" if the person has no office in it. */
static const char *
office_in(struct builder *b, const struct committee *c,
	  const struct person *person)
{
	const char *office;

	if (c == NULL || person == NULL)
		return "";
	if (c->chair == person)
		office = b->words->chair;
	else if (c->vice_chair == person)
		office = b->words->vice_chair;
	else
		return "";
	return arena_printf(b->arena, "%s %s", office, c->name.s);
}

/* Offices are taken from the committees, not typed twice. */
static void
add_offices(struct builder *b, struct node *body, const struct member *m,
	    const struct member *was)
{
	const struct committee *list = b->edition->committees.items;

	for (size_t i = 0; i < b->edition->committees.count; i++) {
		const char *office = office_in(b, &list[i], m->person);
		const char *old = NULL;

		if (*office == '\0')
			continue;
		if (b->marking)
			old = office_in(b, diff_old_committee(b->diff, &list[i]),
					was != NULL ? was->person : NULL);
		add_line(b, body, old, office, ROLE_MEMBER_OFFICE, list[i].pos);
	}
}

/* "" for a member like the others, or none at all. */
static const char *
function_of(struct builder *b, const struct member *m)
{
	if (m == NULL)
		return "";
	if (m->function.s != NULL)
		return m->function.s;
	switch ((enum member_role)m->role) {
	case MEMBER_CHAIR:
		return b->words->chair;
	case MEMBER_VICE_CHAIR:
		return b->words->vice_chair;
	case MEMBER_SECRETARY:
		return b->words->secretary;
	default:
		return "";
	}
}

static const char *
term_of(struct builder *b, const struct member *m)
{
	if (m == NULL || m->term < 2 || m->term > 10)
		return "";
	return arena_printf(
		b->arena, "(%s %s)", b->words->ordinals[m->term], b->words->term);
}

/* A name, and what it was where that is shown. */
static void
add_name(struct builder *b, struct node *parent, const struct person *was,
	 const struct person *person)
{
	if (!b->marking || person->redact) {
		builder_name(b, parent, person, PERSON_FULL, ROLE_NONE);
		return;
	}
	marks_words(b, parent,
		    was == NULL || was->redact
			    ? ""
			    : person_name(b->arena, was, PERSON_FULL),
		    person_name(b->arena, person, PERSON_FULL), ROLE_NONE);
}

/* One of the lines that a member may have, and what it was. */
static void
add_fact(struct builder *b, struct node *body, const char *old, const char *text,
	 enum role_id role, struct diag_pos pos)
{
	if (*text != '\0')
		add_line(b, body, b->marking ? old : NULL, text, role, pos);
}

static void
add_card(struct builder *b, struct node *list, const struct member *m,
	 bool own_row)
{
	struct node *item = tree_add(b->tree, list, NODE_ITEM, m->pos);
	struct node *body = tree_add(b->tree, item, NODE_BODY, m->pos);
	const struct member *was =
		b->marking ? diff_old_member(b->diff, m) : NULL;
	struct node *name;

	item->flow = own_row ? FLOW_WIDE : FLOW_NONE;
	name = tree_add(b->tree, body, NODE_P, m->person->pos);
	name->role = ROLE_MEMBER_NAME;
	add_name(b, name, was != NULL ? was->person : NULL, m->person);
	add_fact(b, body, function_of(b, was), function_of(b, m),
		 ROLE_MEMBER_FUNCTION, m->pos);
	add_offices(b, body, m, was);
	add_fact(b, body, term_of(b, was), term_of(b, m), ROLE_MEMBER_TERM,
		 m->pos);
	if (m->note.s != NULL)
		add_fact(b, body,
			 was != NULL && was->note.s != NULL ? was->note.s : "",
			 m->note.s, ROLE_MEMBER_TERM, m->note.pos);
}

static int
rank_of(const struct member *m)
{
	static const int ranks[] = {
		[MEMBER] = 2,
		[MEMBER_CHAIR] = 0,
		[MEMBER_VICE_CHAIR] = 1,
		[MEMBER_SECRETARY] = 3,
		[MEMBER_STAFF] = 4,
	};

	return ranks[m->role];
}

/* Chair, members by surname, the secretary and the staff. */
static int
compare_members(const void *a, const void *b)
{
	const struct member *x = *(const struct member *const *)a;
	const struct member *y = *(const struct member *const *)b;

	if (rank_of(x) != rank_of(y))
		return rank_of(x) - rank_of(y);
	return person_compare(x->person, y->person);
}

static bool
is_wanted(const struct member *m, int who)
{
	return who == WHO_ALL || (m->role == MEMBER_STAFF) == (who == WHO_STAFF);
}

static void
add_cards(struct builder *b, struct node *chapter, const struct membership *ms,
	  int who)
{
	const struct member *members = ms->members.items;
	const struct member **sorted = arena_new_array(
		b->arena, const struct member *, ms->members.count + 1);
	size_t n = 0;
	struct node *list = tree_add(b->tree, chapter, NODE_LIST, ms->pos);

	list->flow = FLOW_CARDS;
	for (size_t i = 0; i < ms->members.count; i++)
		if (is_wanted(&members[i], who))
			sorted[n++] = &members[i];
	qsort(sorted, n, sizeof(*sorted), compare_members);
	for (size_t i = 0; i < n; i++)
		add_card(b, list, sorted[i],
			 i > 0 && rank_of(sorted[i]) > 2 &&
				 rank_of(sorted[i - 1]) != rank_of(sorted[i]));
}

/*
 * The heading over people, if there is one. A note under them has its asterisk: a
 * link, which is returned, and which has no target until the note is there.
 */
static struct node *
add_content_heading(struct builder *b, struct node *chapter,
		    const struct content *content)
{
	struct node *heading, *reference, *link;

	if (content->heading.s == NULL)
		return NULL;
	heading = builder_heading(b, chapter, 2, &content->heading, FLOW_WIDE);
	if (content->note.s == NULL)
		return NULL;
	reference = tree_add(b->tree, heading, NODE_REFERENCE, content->note.pos);
	link = tree_add(b->tree, reference, NODE_LINK, content->note.pos);
	link->alt = b->words->to_note;
	builder_words(b, link, "*", ROLE_HEADING_MARK);
	return link;
}

/* A note under the matter; link: the asterisk that the heading has, or NULL. */
static void
add_content_note(struct builder *b, struct node *chapter,
		 const struct source_text *text, struct node *link)
{
	struct node *note = tree_add(b->tree, chapter, NODE_NOTE, text->pos);
	struct node *label = tree_add(b->tree, note, NODE_LABEL, text->pos);
	struct node *body = tree_add(b->tree, note, NODE_P, text->pos);

	note->flow = FLOW_WIDE;
	note->role = ROLE_NOTE;
	note->id = arena_printf(b->arena, "note-%d", ++b->notes);
	builder_words(b, label, "* ", ROLE_NOTE_MARK);
	builder_text(b, body, text, ROLE_NONE);
	if (link != NULL)
		link->target = note;
}

void
builder_section_lead(struct builder *b, struct node *chapter,
		     const struct content *content)
{
	builder_blocks(b, &content->lead,
		       &(struct builder_prose){
			       .parent = chapter,
			       .flow = FLOW_WIDE,
			       .role = ROLE_SECTION_LEAD,
			       .heading = 3,
		       });
}

void
builder_members(struct builder *b, struct node *chapter,
		const struct content *content)
{
	struct node *link = add_content_heading(b, chapter, content);

	builder_section_lead(b, chapter, content);
	if (b->edition->membership != NULL)
		add_cards(b, chapter, b->edition->membership, content->who);
	if (content->note.s != NULL)
		add_content_note(b, chapter, &content->note, link);
}

/* ---- committees ------------------------------------------------------------- */

static void
add_officer(struct builder *b, struct node *list, const char *label,
	    const struct person *was, const struct person *person)
{
	struct node *item, *part;

	if (person == NULL)
		return;
	item = tree_add(b->tree, list, NODE_ITEM, person->pos);
	part = tree_add(b->tree, item, NODE_LABEL, person->pos);
	builder_words(b, part, arena_printf(b->arena, "%s ", label), ROLE_NONE);
	part = tree_add(b->tree, item, NODE_BODY, person->pos);
	add_name(b, part, was, person);
}

static void
add_band(struct builder *b, struct node *chapter, const struct committee *c,
	 int level)
{
	const struct committee *was =
		b->marking ? diff_old_committee(b->diff, c) : NULL;
	struct node *band = tree_add(b->tree, chapter, NODE_SECT, c->pos);
	struct node *node;

	band->flow = FLOW_BAND;
	node = tree_add(b->tree, band, (enum node_kind)(NODE_H1 + level - 1),
			c->name.pos);
	builder_text(b, node, &c->name, ROLE_NONE);
	builder_blocks(
		b, &c->remit,
		&(struct builder_prose){.parent = band, .heading = level + 1});
	if (c->chair == NULL && c->vice_chair == NULL)
		return;
	node = tree_add(b->tree, band, NODE_LIST, c->pos);
	add_officer(b, node, b->words->chair, was != NULL ? was->chair : NULL,
		    c->chair);
	add_officer(b, node, b->words->vice_chair,
		    was != NULL ? was->vice_chair : NULL, c->vice_chair);
}

void
builder_committees(struct builder *b, struct node *chapter,
		   const struct content *content)
{
	const struct committee *list = b->edition->committees.items;
	int level = content->heading.s != NULL ? 3 : 2;
	struct node *link = add_content_heading(b, chapter, content);

	builder_section_lead(b, chapter, content);
	for (size_t i = 0; i < b->edition->committees.count; i++)
		add_band(b, chapter, &list[i], level);
	if (content->note.s != NULL)
		add_content_note(b, chapter, &content->note, link);
}
