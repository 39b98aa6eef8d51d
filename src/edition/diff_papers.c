/*
 * diff_papers - what stands at the head of the edition; the letters that present the
 * programme and the note that goes with them: whom they are written to, who sign, what
 * stands at their head, their texts.
 *
 * Recipients and signatories are matched by their offices, sections and decisions by
 * their words. What a public copy of the note does not show is not told.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "edition/diff_private.h"

/* Offices that are nearly called the same are two. */
#define SAME_OFFICE 1000

/* ---- facts ----------------------------------------------------------------------- */

/* A value at the head of a paper in both editions; NULL: it has none. */
struct fact {
	const char *field, *old, *new;
};

/* The record that facts are about, in both editions, and how it is called. */
struct about {
	enum diff_kind kind;
	const char *id, *title;
	struct diag_pos old_pos, new_pos;
};

/* NULL: they are the same. */
static struct diff_change *
compare_fact(struct diff *d, const struct about *about, const struct fact *fact)
{
	bool had = fact->old != NULL && *fact->old != '\0';
	bool has = fact->new != NULL && * fact->new != '\0';
	struct diff_change *c;

	if (had == has && (!had || strcmp(fact->old, fact->new) == 0))
		return NULL;
	c = diff_add(d, about->kind);
	c->id = c->old_id = about->id;
	c->title = about->title;
	c->field = fact->field;
	c->old_value = had ? fact->old : NULL;
	c->new_value = has ? fact->new : NULL;
	c->old_pos = about->old_pos;
	c->new_pos = about->new_pos;
	return c;
}

static void
compare_facts(struct diff *d, const struct about *about, const struct fact *facts,
	      size_t n)
{
	for (size_t i = 0; i < n; i++)
		compare_fact(d, about, &facts[i]);
}

static const char *
date_of(const struct diff *d, const struct schema_date *date)
{
	return words_date(d->arena, d->words, date);
}

static const char *
office_name(const struct office *office)
{
	return office != NULL ? office->name.s : NULL;
}

static const char *
name_of(const struct diff *d, const struct person *person)
{
	if (person == NULL)
		return NULL;
	return person->redact ? d->words->not_public
			      : person_name(d->arena, person, PERSON_FORMAL);
}

/* Texts of a list, with semicolons between them. */
static const char *
join_texts(const struct diff *d, const struct schema_list *list)
{
	const struct source_text *texts = list->items;
	struct buf joined = {0};

	for (size_t i = 0; i < list->count; i++) {
		buf_str(&joined, i > 0 ? "; " : "");
		buf_put(&joined, texts[i].s, texts[i].len);
	}
	return buf_keep(&joined, d->arena);
}

static const char *
join_offices(const struct diff *d, struct office *const *offices)
{
	struct buf joined = {0};

	for (size_t i = 0; offices != NULL && offices[i] != NULL; i++) {
		buf_str(&joined, i > 0 ? "; " : "");
		buf_str(&joined, offices[i]->name.s);
	}
	return buf_keep(&joined, d->arena);
}

/* ---- what there are several of --------------------------------------------------- */

/* A list of records of one make, in both editions. */
struct several {
	size_t size; /* of a record */
	int least; /* how alike titles are, in thousandths, to be of one thing */
	struct diff_end (*end)(const void *record);
	/* what is told of one that came or went; NULL: nothing */
	const char *(*value)(const struct diff *diff, const void *record);
	void (*compare)(struct diff *diff, const void *old, const void *new,
			const struct diff_pair *pair);
	enum diff_kind come, gone;
};

static const void *
record_at(const struct several *s, const struct schema_list *list, size_t i)
{
	return (const char *)list->items + i * s->size;
}

static struct diff_item *
items_of(const struct diff *d, const struct several *s,
	 const struct schema_list *list)
{
	struct diff_item *items = arena_new_array(
		d->arena, struct diff_item, list->count + 1);

	for (size_t i = 0; i < list->count; i++) {
		struct diff_end end = s->end(record_at(s, list, i));

		items[i] = (struct diff_item){end.id, end.title};
	}
	return items;
}

static void
compare_several(struct diff *d, const struct several *s,
		const struct schema_list *old, const struct schema_list *new)
{
	static const struct diff_end none;
	struct diff_pair *pairs;
	size_t n = diff_match(d->arena, items_of(d, s, old), old->count,
			      items_of(d, s, new), new->count, s->least, &pairs);

	for (size_t i = 0; i < n; i++) {
		const struct diff_pair *p = &pairs[i];
		const void *was =
			p->old != DIFF_NONE ? record_at(s, old, p->old) : NULL;
		const void *is =
			p->new != DIFF_NONE ? record_at(s, new, p->new) : NULL;
		struct diff_change *c;

		if (was != NULL && is != NULL) {
			s->compare(d, was, is, p);
			continue;
		}
		c = diff_add_about(d, was == NULL ? s->come : s->gone,
				   was != NULL ? s->end(was) : none,
				   is != NULL ? s->end(is) : none, NULL);
		if (s->value != NULL && is != NULL)
			c->new_value = s->value(d, is);
		else if (s->value != NULL)
			c->old_value = s->value(d, was);
	}
}

/* ---- letters ---------------------------------------------------------------------- */

static struct diff_end
end_of_recipient(const void *record)
{
	const struct recipient *r = record;

	return (struct diff_end){
		.record = r,
		.id = r->office_id.s,
		.title = office_name(r->office),
		.pos = r->pos,
	};
}

static void
compare_recipient(struct diff *d, const void *old, const void *new,
		  const struct diff_pair *pair)
{
	const struct recipient *was = old, *is = new;
	const struct about about = {DIFF_LETTER_FACT, is->office_id.s,
				    office_name(is->office), was->pos, is->pos};
	const struct fact facts[] = {
		{"date", date_of(d, &was->date), date_of(d, &is->date)},
		{"reference", was->reference.s, is->reference.s},
	};

	(void)pair;
	compare_facts(d, &about, facts, sizeof(facts) / sizeof(*facts));
}

/* Who signs; until that is known, what stands there. */
static const char *
value_of_signatory(const struct diff *d, const void *record)
{
	const struct signatory *s = record;
	const struct person *person = s->person;

	if (s->office == NULL) /* it is called by that already */
		return NULL;
	if (person == NULL)
		person = s->office->holder;
	return person != NULL ? name_of(d, person) : s->placeholder.s;
}

static struct diff_end
end_of_signatory(const void *record)
{
	const struct signatory *s = record;

	return (struct diff_end){
		.record = s,
		.id = s->office_id.s,
		.title = s->office != NULL ? s->office->name.s : s->placeholder.s,
		.pos = s->pos,
	};
}

static void
compare_signatory(struct diff *d, const void *old, const void *new,
		  const struct diff_pair *pair)
{
	const char *was = value_of_signatory(d, old);
	const char *is = value_of_signatory(d, new);
	struct diff_change *c;

	if (was == is || (was != NULL && is != NULL && strcmp(was, is) == 0))
		return;
	c = diff_add_about(d, DIFF_SIGNATORY_NAME, end_of_signatory(old),
			   end_of_signatory(new), pair);
	c->old_value = was != NULL ? was : diff_say_of(d)->nobody;
	c->new_value = is != NULL ? is : diff_say_of(d)->nobody;
}

static const struct several recipients = {
	.size = sizeof(struct recipient),
	.least = SAME_OFFICE,
	.end = end_of_recipient,
	.compare = compare_recipient,
	.come = DIFF_RECIPIENT_NEW,
	.gone = DIFF_RECIPIENT_GONE,
};

static const struct several signatories = {
	.size = sizeof(struct signatory),
	.least = SAME_OFFICE,
	.end = end_of_signatory,
	.value = value_of_signatory,
	.compare = compare_signatory,
	.come = DIFF_SIGNATORY_IN,
	.gone = DIFF_SIGNATORY_OUT,
};

static void
compare_letters(struct diff *d, const struct letters *old,
		const struct letters *new)
{
	const char *title = diff_say_of(d)->letters;
	const struct about about = {
		DIFF_LETTER_FACT, NULL, title, old->pos, new->pos};
	const struct fact facts[] = {
		{"from", office_name(old->from), office_name(new->from)},
		{"date", date_of(d, &old->date), date_of(d, &new->date)},
		{"reference", old->reference.s, new->reference.s},
		{"your-reference", old->your_reference.s, new->your_reference.s},
		{"subject", old->subject.s, new->subject.s},
		{"contact", old->contact.s, new->contact.s},
		{"enclosures", join_texts(d, &old->enclosures),
		 join_texts(d, &new->enclosures)},
		{"on-behalf-of", join_offices(d, old->on_behalf_of),
		 join_offices(d, new->on_behalf_of)},
		{"salutation", old->salutation.s, new->salutation.s},
		{"closing", old->closing.s, new->closing.s},
	};

	compare_several(d, &recipients, &old->recipients, &new->recipients);
	compare_several(d, &signatories, &old->signatories, &new->signatories);
	compare_facts(d, &about, facts, sizeof(facts) / sizeof(*facts));
	diff_compare_text(d, &old->body, &new->body,
			  &(struct diff_place){.field = "body", .title = title},
			  DIFF_BLOCKS, false);
}

/* ---- note -------------------------------------------------------------------------- */

/* The entry with this label; NULL: there is none. */
static const struct note_field *
find_entry(const struct schema_list *list, const char *label)
{
	const struct note_field *fields = list->items;

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(fields[i].label.s, label) == 0)
			return &fields[i];
	return NULL;
}

/* What is flagged in either edition is not told: only that it is there. */
static void
compare_entry(struct diff *d, const struct about *about,
	      const struct note_field *old, const struct note_field *new)
{
	bool hidden = (old != NULL && old->redact) || (new != NULL &&new->redact);
	struct fact fact = {
		.field = new != NULL ? new->label.s : old->label.s,
		.old = old != NULL ? old->text.s : NULL,
		.new = new != NULL ? new->text.s : NULL,
	};

	if (hidden && fact.old != NULL)
		fact.old = d->words->not_public;
	if (hidden && fact.new != NULL)
		fact.new = d->words->not_public;
	compare_fact(d, about, &fact);
}

static void
compare_entries(struct diff *d, const struct about *about,
		const struct schema_list *old, const struct schema_list *new)
{
	const struct note_field *was = old->items, *is = new->items;

	for (size_t i = 0; i < new->count; i++)
		compare_entry(d, about, find_entry(old, is[i].label.s), &is[i]);
	for (size_t i = 0; i < old->count; i++)
		if (find_entry(new, was[i].label.s) == NULL)
			compare_entry(d, about, &was[i], NULL);
}

static struct diff_end
end_of_section(const void *record)
{
	const struct note_section *s = record;

	return (struct diff_end){
		.record = s, .title = s->heading.s, .pos = s->pos};
}

static void
compare_section(struct diff *d, const void *old, const void *new,
		const struct diff_pair *pair)
{
	const struct note_section *was = old, *is = new;
	const struct diff_place place = {
		.field = "body",
		.title = arena_printf(
			d->arena, "%s: %s", d->new->note->type.s, is->heading.s),
		.pair = pair,
	};

	if (!diff_same(&was->heading, &is->heading)) {
		struct diff_change *c = diff_add_about(
			d, DIFF_SECTION_RETITLED, end_of_section(was),
			end_of_section(is), pair);

		c->field = "heading";
		c->old_value = was->heading.s;
		c->new_value = is->heading.s;
	}
	diff_compare_text(d, &was->body, &is->body, &place, DIFF_BLOCKS, false);
}

static struct diff_end
end_of_decision(const void *record)
{
	const struct decision *one = record;

	return (struct diff_end){
		.record = one, .title = one->text.s, .pos = one->pos};
}

static const char *
value_of_decision(const struct diff *d, const void *record)
{
	const struct decision *one = record;

	(void)d;
	return office_name(one->office);
}

static void
compare_decision(struct diff *d, const void *old, const void *new,
		 const struct diff_pair *pair)
{
	const struct decision *was = old, *is = new;
	const struct about about = {
		DIFF_NOTE_FACT, NULL, is->text.s, was->pos, is->pos};
	const struct fact facts[] = {
		{"decision", office_name(was->office), office_name(is->office)},
		{"body", was->text.s, is->text.s},
	};

	(void)pair;
	compare_facts(d, &about, facts, sizeof(facts) / sizeof(*facts));
}

static const struct several sections = {
	.size = sizeof(struct note_section),
	.least = DIFF_TITLE_THRESHOLD,
	.end = end_of_section,
	.compare = compare_section,
	.come = DIFF_SECTION_NEW,
	.gone = DIFF_SECTION_GONE,
};

static const struct several decisions = {
	.size = sizeof(struct decision),
	.least = DIFF_TITLE_THRESHOLD,
	.end = end_of_decision,
	.value = value_of_decision,
	.compare = compare_decision,
	.come = DIFF_DECISION_NEW,
	.gone = DIFF_DECISION_GONE,
};

static void
compare_notes(struct diff *d, const struct decision_note *old,
	      const struct decision_note *new)
{
	const struct about about = {
		DIFF_NOTE_FACT, NULL,
		new->type.s != NULL ? new->type.s : old->type.s, old->pos,
		new->pos};
	const struct fact facts[] = {
		{"type", old->type.s, new->type.s},
		{"subject", old->subject.s, new->subject.s},
		{"to", office_name(old->to), office_name(new->to)},
		{"from", office_name(old->from), office_name(new->from)},
		{"date", date_of(d, &old->date), date_of(d, &new->date)},
		{"reference", old->reference.s, new->reference.s},
		{"contact", name_of(d, old->contact), name_of(d, new->contact)},
		{"enclosures", join_texts(d, &old->enclosures),
		 join_texts(d, &new->enclosures)},
	};

	compare_facts(d, &about, facts, sizeof(facts) / sizeof(*facts));
	compare_entries(d, &about, &old->fields, &new->fields);
	compare_several(d, &decisions, &old->decisions, &new->decisions);
	compare_several(d, &sections, &old->sections, &new->sections);
}

/* ---- the edition -------------------------------------------------------------------- */

/* Its title is told above everything else, and its period is in that. */
static void
compare_edition(struct diff *d)
{
	static const char *const codes[] = {
		[EDITION_DRAFT] = "draft", [EDITION_ADOPTED] = "adopted"};
	const struct edition_facts *old = d->old->facts, *new = d->new->facts;
	const struct about about = {
		DIFF_EDITION_FACT, NULL, new->title.s, old->pos, new->pos};
	const struct fact status = {
		"status", diff_say_of(d)->statuses[old->status],
		diff_say_of(d)->statuses[new->status]};
	const struct fact facts[] = {
		{"subtitle", old->subtitle.s, new->subtitle.s},
		{"adopted-on", date_of(d, &old->adopted_on),
		 date_of(d, &new->adopted_on)},
		{"adopted-by", office_name(old->adopted_by),
		 office_name(new->adopted_by)},
		{"published-on", date_of(d, &old->published_on),
		 date_of(d, &new->published_on)},
		{"dossier", old->dossier.s, new->dossier.s},
	};

	struct diff_change *c = compare_fact(d, &about, &status);

	if (c != NULL) {
		c->old_code = codes[old->status];
		c->new_code = codes[new->status];
	}
	compare_facts(d, &about, facts, sizeof(facts) / sizeof(*facts));
}

void
diff_papers(struct diff *d)
{
	static const struct letters no_letters;
	static const struct decision_note no_note;
	const struct edition *old = d->old, *new = d->new;

	compare_edition(d);
	if (old->letters != NULL || new->letters != NULL)
		compare_letters(
			d, old->letters != NULL ? old->letters : &no_letters,
			new->letters != NULL ? new->letters : &no_letters);
	if (old->note != NULL || new->note != NULL)
		compare_notes(d, old->note != NULL ? old->note : &no_note,
			      new->note != NULL ? new->note : &no_note);
}
