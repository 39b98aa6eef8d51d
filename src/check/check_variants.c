/*
 * One word in two spellings. Words are compared without capitals, hyphens and
 * diacritics, and two neighbours also as one word; those that then are equal and were
 * not before are variants. A linking s ("oorlogsvoering", "oorlogvoering") is looked
 * for as well.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check_rules.h"

#define LEAST 6 /* letters of a word that is compared */
#define LEAST_PAIR 10 /* of two words as one */
#define LEAST_PART 3 /* of each of the two */
#define LEAST_SIDE 4 /* on both sides of a linking s */

/* A spelling of a word: as it stands, but for a capital it owes to its place. */
struct spelling {
	const char *folded;
	const char *surface;
	const struct word *first, *last; /* one word, or two */
	size_t count;
	bool placed; /* only where its place would give it a capital */
};

struct speller {
	struct check *c;
	struct spelling *items;
	size_t n;
};

/* The letter without its diacritic, for what Dutch and its neighbours use. */
static uint32_t
bare(uint32_t cp)
{
	static const char latin[] = "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

	cp = utf8_lower(cp);
	if (cp >= 0xE0 && cp <= 0xFF)
		return (uint32_t)(unsigned char)latin[cp - 0xE0];
	return cp;
}

static bool
is_hyphen(uint32_t cp)
{
	return cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == ' ';
}

/* Bytes from to to, folded; NULL if there is something else than letters. */
static const char *
fold(struct check *c, const struct text *text, size_t from, size_t to)
{
	char *folded = arena_alloc(c->arena, 2 * (to - from) + 4);
	size_t n = 0;

	for (size_t at = from; at < to;) {
		uint32_t cp = utf8_next(text->s, to, &at);

		if (is_hyphen(cp) || (cp >= 0x300 && cp < 0x370))
			continue;
		if (!utf8_is_letter(cp))
			return NULL;
		n += utf8_put(bare(cp), folded + n);
	}
	folded[n] = '\0';
	return folded;
}

/*
 * Plain words may begin with a capital for many reasons: only a capital further on
 * ("trans-Atlantisch") makes the first letter's case a matter of spelling, and then
 * not at the beginning of a sentence.
 */
static const char *
surface_of(struct check *c, const struct text *text, const struct word *w,
	   size_t to, bool *ret_placed)
{
	char *s = arena_strndup(c->arena, text->s + w->from, to - w->from);
	size_t at = 0, after;
	uint32_t first = utf8_next(s, to - w->from, &at);

	after = at;
	/* "EU-uitbreiding" has its capitals wherever it stands */
	if ((w->flags & WORD_UPPER) && first < 0x80 &&
	    !utf8_is_upper(utf8_next(s, to - w->from, &after)) &&
	    (!(w->flags & WORD_INNER) || (w->flags & WORD_FIRST)))
		s[0] = (char)utf8_lower(first);
	*ret_placed = s[0] != text->s[w->from] && (w->flags & WORD_INNER);
	return s;
}

static bool
is_compared(const struct text *text, const struct word *w)
{
	return !(w->flags &
		 (WORD_INITIALISM | WORD_NUMBER | WORD_FOREIGN | WORD_HYPHEN)) &&
	       text->field != FIELD_ADDRESS && text->field != FIELD_ALT;
}

static void
add_spelling(struct speller *s, const struct word *first, const struct word *last,
	     size_t least)
{
	struct check *c = s->c;
	const struct text *text = check_text_of(c, first);
	const char *folded = fold(c, text, first->from, last->to);
	const char *surface;
	bool placed;

	if (folded == NULL || strlen(folded) < least)
		return;
	surface = surface_of(c, text, first, last->to, &placed);
	s->items[s->n++] = (struct spelling){
		folded, surface, first, last, 1, placed};
}

/* Two words that might be one: long ones, and none that is often written apart. */
static bool
is_pair(const struct check *c, const struct word *a, const struct word *b)
{
	return (b->flags & WORD_NEAR) && a->to - a->from >= LEAST_PART &&
	       b->to - b->from >= LEAST_PART && !(b->flags & WORD_UPPER) &&
	       !check_is(c, a, LIST_APART) && !check_is(c, b, LIST_APART) &&
	       !check_is(c, a, LIST_FUNCTION) && !check_is(c, b, LIST_FUNCTION);
}

static int
compare(const void *left, const void *right)
{
	const struct spelling *a = left, *b = right;
	int order = strcmp(a->folded, b->folded);

	if (order == 0)
		order = strcmp(a->surface, b->surface);
	if (order == 0)
		order = a->first < b->first ? -1 : 1;
	return order;
}

/* Equal spellings as one, the first of them kept. */
static void
join_equal(struct speller *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct spelling *last = kept > 0 ? &s->items[kept - 1] : NULL;

		if (last == NULL ||
		    strcmp(last->surface, s->items[i].surface) != 0) {
			s->items[kept++] = s->items[i];
			continue;
		}
		last->placed = last->placed && s->items[i].placed;
		last->count++;
	}
	s->n = kept;
}

static void
report(struct speller *s, const struct spelling *odd,
       const struct spelling *usual)
{
	const struct text *text = check_text_of(s->c, odd->first);

	check_in(s->c, CHECK_WORD_VARIANT, text, odd->first->from, odd->last->to,
		 check_piece(s->c, text, odd->first->from, odd->last->to),
		 check_piece(s->c, check_text_of(s->c, usual->first),
			     usual->first->from, usual->last->to),
		 NULL);
}

static bool
is_pair_of_words(const struct spelling *spelling)
{
	return spelling->first != spelling->last;
}

/* "Minister-President" of which one begins a sentence. */
static bool
differ_by_place(const struct spelling *a, const struct spelling *b)
{
	return (a->placed || b->placed) &&
	       strcmp(a->surface + 1, b->surface + 1) == 0;
}

/* English writes "a command-line tool" and "on the command line". */
static bool
is_attribute(const struct speller *s, const struct spelling *odd,
	     const struct spelling *usual)
{
	return s->c->edition->facts->language == EDITION_EN &&
	       is_pair_of_words(odd) && strchr(usual->surface, '-') != NULL;
}

/* Two words count only beside one; of the rest the rarer is the odd one. */
static void
judge_group(struct speller *s, const struct spelling *group, size_t n)
{
	const struct spelling *usual = NULL;

	for (size_t i = 0; i < n; i++)
		if (!is_pair_of_words(&group[i]) &&
		    (usual == NULL || group[i].count > usual->count))
			usual = &group[i];
	if (usual == NULL)
		return;
	for (size_t i = 0; i < n; i++)
		if (&group[i] != usual && !differ_by_place(&group[i], usual) &&
		    !is_attribute(s, &group[i], usual))
			report(s, &group[i], usual);
}

static struct spelling *
find(struct speller *s, const char *folded)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(s->items[middle].folded, folded) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->n && strcmp(s->items[low].folded, folded) == 0
		       ? &s->items[low]
		       : NULL;
}

/* "oorlogsvoering" when "oorlogvoering" is there too. */
static void
judge_linking(struct speller *s, struct spelling *with)
{
	size_t len = strlen(with->folded);
	char *without = arena_strndup(s->c->arena, with->folded, len);

	for (size_t i = LEAST_SIDE; i + LEAST_SIDE < len; i++) {
		struct spelling *other;

		if (with->folded[i] != 's')
			continue;
		memcpy(without, with->folded, i);
		memcpy(without + i, with->folded + i + 1, len - i);
		other = find(s, without);
		if (other == NULL || is_pair_of_words(other))
			continue;
		if (other->count > with->count)
			report(s, with, other);
		else
			report(s, other, with);
		return;
	}
}

void
check_variants(struct check *c)
{
	struct speller s = {.c = c};

	s.items = arena_new_array(
		c->arena, struct spelling, 2 * c->texts.n_words + 1);
	for (size_t i = 0; i < c->texts.n_words; i++) {
		const struct word *w = &c->texts.words[i];
		const struct text *text = check_text_of(c, w);

		if (!is_compared(text, w))
			continue;
		add_spelling(&s, w, w, LEAST);
		if (i + 1 < c->texts.n_words && w[1].text == w->text &&
		    is_compared(text, &w[1]) && is_pair(c, w, &w[1]))
			add_spelling(&s, w, &w[1], LEAST_PAIR);
	}
	if (s.n == 0)
		return;
	qsort(s.items, s.n, sizeof(*s.items), compare);
	join_equal(&s);
	for (size_t i = 0, n; i < s.n; i += n) {
		for (n = 1; i + n < s.n &&
			    strcmp(s.items[i].folded, s.items[i + n].folded) == 0;
		     n++)
			;
		if (n > 1)
			judge_group(&s, &s.items[i], n);
		else if (!is_pair_of_words(&s.items[i]) &&
			 strlen(s.items[i].folded) >= LEAST_PAIR)
			judge_linking(&s, &s.items[i]);
	}
}
