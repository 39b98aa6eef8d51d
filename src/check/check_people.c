/* People in the text against the data. */
#include <string.h>

#include "base/buf.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "check/check_rules.h"

#define SURNAME_LEAST 5 /* letters of a name that may be misspelt */

static bool
is_text(const struct text *text, const struct word *w,
	const struct source_text *s)
{
	return s->s != NULL && s->len == w->to - w->from &&
	       memcmp(s->s, text->s + w->from, s->len) == 0;
}

/* "P.J." : capitals with a full stop behind each. */
static bool
is_initials(const struct text *text, const struct word *w)
{
	bool letter = true;

	if (text->s[w->to] != '.')
		return false;
	for (size_t at = w->from; at < w->to; letter = !letter) {
		uint32_t cp = utf8_next(text->s, text->len, &at);

		if (letter ? !utf8_is_upper(cp) : cp != '.')
			return false;
	}
	return !letter;
}

/* The same letters, whatever stands between them. */
static bool
same_letters(const char *a, const char *b)
{
	for (;; a++, b++) {
		while (*a == '.' || *a == ' ')
			a++;
		while (*b == '.' || *b == ' ')
			b++;
		if (*a != *b)
			return false;
		if (*a == '\0')
			return true;
	}
}

/* The words of a prefix ("van der") before word at; how many, -1 if not there. */
static int
prefix_words(const struct text *text, const struct word *w, size_t at,
	     const struct source_text *prefix)
{
	size_t n = 1, from;

	if (prefix->s == NULL)
		return 0;
	for (const char *p = prefix->s; *p != '\0'; p++)
		n += *p == ' ';
	if (n > at)
		return -1;
	from = w[at - n].from;
	if (w[at].from != from + prefix->len + 1)
		return -1;
	/* at the beginning of a sentence the prefix has a capital */
	return memcmp(text->s + from + 1, prefix->s + 1, prefix->len - 1) == 0
		       ? (int)n
		       : -1;
}

/* Somebody of this surname has these initials. */
static bool
is_somebody(const struct check *c, const struct person *like,
	    const char *initials)
{
	const struct person *p = c->edition->people.items;

	for (size_t i = 0; i < c->edition->people.count; i++)
		if (strcmp(p[i].surname.s, like->surname.s) == 0 &&
		    p[i].initials.s != NULL &&
		    same_letters(p[i].initials.s, initials))
			return true;
	return false;
}

/* Word at is the surname of p: are the initials before it his? */
static void
judge_initials(struct check *c, const struct text *text, const struct word *w,
	       size_t at, const struct person *p)
{
	int before = prefix_words(text, w, at, &p->prefix);
	const char *initials;
	size_t first;

	if (before < 0 || (size_t)before + 1 > at || p->initials.s == NULL)
		return;
	first = at - (size_t)before - 1;
	if (!is_initials(text, &w[first]))
		return;
	initials = check_piece(c, text, w[first].from, w[first].to + 1);
	if (is_somebody(c, p, initials))
		return;
	check_in(c, CHECK_PERSON_INITIALS, text, w[first].from, w[at].to,
		 check_piece(c, text, w[first].from, w[at].to),
		 person_name(c->arena, p, PERSON_FORMAL), NULL);
}

/* "Bert Koender": his given name or initials, and nearly his surname. */
static void
judge_surname(struct check *c, const struct text *text, const struct word *w,
	      size_t n, size_t at, const struct person *p)
{
	const char *name;
	size_t next = at + 1;
	bool given = is_text(text, &w[at], &p->given);

	if (!given && (p->initials.s == NULL || !is_initials(text, &w[at]) ||
		       !same_letters(p->initials.s,
				     check_piece(c, text, w[at].from, w[at].to))))
		return;
	while (next < n && (w[next].flags & WORD_UPPER) == 0 && next < at + 3)
		next++;
	if (next >= n || (w[next].flags & WORD_UPPER) == 0 ||
	    p->surname.len < SURNAME_LEAST ||
	    is_text(text, &w[next], &p->surname) ||
	    w[next].to - w[next].from > 60 || p->surname.len > 60)
		return;
	name = check_piece(c, text, w[next].from, w[next].to);
	if (nearest_distance(name, p->surname.s) > 2)
		return;
	check_in(c, CHECK_PERSON_NAME, text, w[at].from, w[next].to,
		 check_piece(c, text, w[at].from, w[next].to),
		 person_name(c->arena, p, given ? PERSON_SHORT : PERSON_FORMAL),
		 NULL);
}

static void
judge_names(struct check *c, const struct text *text)
{
	const struct person *p = c->edition->people.items;
	size_t n;
	const struct word *w = check_text_words(c, text, &n);

	for (size_t i = 0; i < n; i++) {
		if ((w[i].flags & WORD_UPPER) == 0)
			continue;
		for (size_t k = 0; k < c->edition->people.count; k++) {
			if (is_text(text, &w[i], &p[k].surname))
				judge_initials(c, text, w, i, &p[k]);
			else
				judge_surname(c, text, w, n, i, &p[k]);
		}
	}
}

/* ---- titles ------------------------------------------------------------------ */

#define MAX_TITLES 6

struct title {
	const char *s;
	size_t len;
	int place;
};

/* The titles of a person as words; 0 if one of them is not known. */
static size_t
split_titles(struct check *c, const struct source_text *titles, struct title *ret)
{
	size_t n = 0;

	for (const char *s = titles->s; *s != '\0'; n++) {
		size_t len = strcspn(s, " ");
		size_t bare = len > 0 && s[len - 1] == '.' ? len - 1 : len;

		if (n == MAX_TITLES || bare == 0)
			return 0;
		ret[n] = (struct title){
			s, len,
			lexicon_place(lexicon_intern(&c->lexicon, s, bare),
				      c->lists[LIST_TITLE])};
		if (ret[n].place < 0)
			return 0;
		s += len + strspn(s + len, " ");
	}
	return n;
}

/* In their usual order, a capital on the first if there was one. */
static const char *
joined_titles(struct check *c, struct title *titles, size_t n, bool capital)
{
	struct buf out = {0};

	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && titles[k].place < titles[k - 1].place;
		     k--) {
			struct title t = titles[k];

			titles[k] = titles[k - 1];
			titles[k - 1] = t;
		}
	for (size_t i = 0; i < n; i++) {
		char first = titles[i].s[0];

		if (i > 0)
			buf_byte(&out, ' ');
		if (first >= 'A' && first <= 'Z')
			first = (char)(first - 'A' + 'a');
		if (i == 0 && capital && first >= 'a' && first <= 'z')
			first = (char)(first - 'a' + 'A');
		buf_byte(&out, (unsigned char)first);
		buf_put(&out, titles[i].s + 1, titles[i].len - 1);
	}
	return buf_keep(&out, c->arena);
}

static void
judge_titles(struct check *c, const struct person *p)
{
	struct title titles[MAX_TITLES];
	size_t n = p->titles.s != NULL ? split_titles(c, &p->titles, titles) : 0;

	for (size_t i = 1; i < n; i++)
		if (titles[i].place < titles[i - 1].place) {
			bool capital = p->titles.s[0] >= 'A' &&
				       p->titles.s[0] <= 'Z';

			check_at(c, CHECK_TITLE_ORDER, p->titles.pos, p->id.s,
				 p->titles.s,
				 joined_titles(c, titles, n, capital), NULL);
			return;
		}
}

/* ---- officers ---------------------------------------------------------------- */

static bool
has_role(const struct edition *e, enum member_role role)
{
	const struct member *m = e->membership->members.items;

	for (size_t i = 0; i < e->membership->members.count; i++)
		if (m[i].role == (int)role)
			return true;
	return false;
}

/* "de voorzitter en vicevoorzitter" of a council that has none. */
static void
judge_officers(struct check *c, const struct sentence *s)
{
	static const struct {
		enum check_list words;
		enum member_role role;
	} officers[] = {
		{LIST_CHAIR, MEMBER_CHAIR},
		{LIST_VICE_CHAIR, MEMBER_VICE_CHAIR},
		{LIST_SECRETARY, MEMBER_SECRETARY},
	};
	const struct text *text = &c->texts.items[s->text];
	const struct word *w = c->texts.words + s->first_word;

	if (!text_is_prose(text) || !check_speaks_of_council(c, s) ||
	    check_find_word(c, w, s->n_words, LIST_COMMITTEE) >= 0 ||
	    check_find_word(c, w, s->n_words, LIST_COMMITTEES) >= 0 ||
	    check_find_word(c, w, s->n_words, LIST_MEMBERS) < 0)
		return;
	for (size_t i = 0; i < sizeof(officers) / sizeof(*officers); i++) {
		int at = check_find_word(c, w, s->n_words, officers[i].words);

		if (at >= 0 && !has_role(c->edition, officers[i].role))
			check_in(c, CHECK_OFFICER_MISSING, text, w[at].from,
				 w[at].to,
				 check_piece(c, text, w[at].from, w[at].to),
				 NULL);
	}
}

void
check_people(struct check *c)
{
	const struct person *p = c->edition->people.items;

	for (size_t i = 0; i < c->texts.count; i++)
		judge_names(c, &c->texts.items[i]);
	for (size_t i = 0; i < c->edition->people.count; i++)
		judge_titles(c, &p[i]);
	if (c->edition->membership == NULL)
		return;
	for (size_t i = 0; i < c->texts.n_sentences; i++)
		judge_officers(c, &c->texts.sentences[i]);
}
