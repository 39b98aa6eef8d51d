/* Sentences and words of a block. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check_text.h"

#define MOST_LETTERS 200 /* of a word that is looked at */

struct splitter {
	struct arena *arena;
	struct lexicon *lexicon;
	struct texts *texts;
	const struct text *text;
	uint32_t index; /* of the text */
	int abbreviation; /* list */
};

static struct sentence *
new_sentence(struct splitter *s, size_t from)
{
	struct texts *t = s->texts;
	struct sentence *sentence;

	t->sentences = arena_grow(s->arena, t->sentences, t->n_sentences,
				  &t->cap_sentences, sizeof(*t->sentences));
	sentence = &t->sentences[t->n_sentences++];
	*sentence = (struct sentence){
		.text = s->index,
		.from = (uint32_t)from,
		.to = (uint32_t)s->text->len,
		.first_word = (uint32_t)t->n_words,
	};
	return sentence;
}

static bool
is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool
is_wordly(uint32_t cp)
{
	return utf8_is_letter(cp) || is_digit(cp) ||
	       (cp >= 0x300 && cp < 0x370); /* combining marks */
}

/* What may stand between two letters of one word. */
static bool
is_joint(uint32_t cp)
{
	return cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == '\'' ||
	       cp == 0x2019 || cp == '.';
}

/*
 * The end of the word that begins at from. A full stop joins only letters or digits
 * ("d.d.", "2.500"); a hyphen may also stand last ("ecologische- en").
 */
static size_t
word_end(const struct text *text, size_t from, unsigned *flags)
{
	unsigned upper = 0, digits = 0, others = 0;
	size_t at = from, end = from;

	while (at < text->len) {
		size_t here = at;
		uint32_t cp = utf8_next(text->s, text->len, &at);

		if (is_wordly(cp)) {
			bool capital = utf8_is_upper(cp);

			if (capital && here > from)
				*flags |= WORD_INNER;
			if (capital && here == from)
				*flags |= WORD_UPPER;
			upper += capital;
			digits += is_digit(cp);
			others += !capital && !is_digit(cp);
			end = at;
			continue;
		}
		if (!is_joint(cp))
			break;
		if (at < text->len) {
			size_t after = at;

			if (is_wordly(utf8_next(text->s, text->len, &after))) {
				others += cp == '.';
				continue;
			}
		}
		if (cp == '-' && !is_digit((unsigned char)text->s[end - 1]) &&
		    (at == text->len || text->s[at] == ' ')) {
			*flags |= WORD_HYPHEN;
			end = at;
		}
		break;
	}
	if (upper > 0 && others == 0 && upper + digits > 1)
		*flags |= WORD_INITIALISM;
	if (upper == 0 && others == 0 && digits > 0)
		*flags |= WORD_NUMBER;
	return end;
}

static bool
is_foreign(const struct text *text, size_t at)
{
	for (const struct text_span *f = text->foreign; f != NULL; f = f->next)
		if (at >= f->from && at < f->to)
			return true;
	return false;
}

static struct word *
new_word(struct splitter *s, size_t from, size_t to, unsigned flags)
{
	struct texts *t = s->texts;
	const struct word *before = t->n_words > s->text->first_word
					    ? &t->words[t->n_words - 1]
					    : NULL;
	struct word *word;

	if (before != NULL && from == before->to + 1 &&
	    s->text->s[before->to] == ' ')
		flags |= WORD_NEAR;
	if (is_foreign(s->text, from))
		flags |= WORD_FOREIGN;
	t->words = arena_grow(
		s->arena, t->words, t->n_words, &t->cap_words, sizeof(*t->words));
	word = &t->words[t->n_words++];
	*word = (struct word){
		.text = s->index,
		.sentence = (uint32_t)t->n_sentences - 1,
		.from = (uint32_t)from,
		.to = (uint32_t)to,
		.entry = lexicon_intern(
			s->lexicon, s->text->s + from,
			to - from < MOST_LETTERS ? to - from : MOST_LETTERS),
		.flags = flags,
	};
	return word;
}

static bool
is_closing(uint32_t cp)
{
	return cp == ')' || cp == ']' || cp == '"' || cp == '\'' ||
	       cp == 0x2019 || cp == 0x201D || cp == 0xBB;
}

/* After a full stop: where the next sentence begins; 0: it goes on. */
static size_t
next_sentence(const struct splitter *s, size_t at, const struct word *last)
{
	const struct text *text = s->text;
	size_t letters = last != NULL ? last->to - last->from : 0;
	bool spaced = false;

	/* "d.d." and initials, which are followed by capitals, go on */
	if (last != NULL && last->to + 1 == at && text->s[at - 1] == '.' &&
	    (lexicon_has(last->entry, s->abbreviation) ||
	     (letters == 1 && (last->flags & WORD_UPPER)) ||
	     memchr(text->s + last->from, '.', letters) != NULL))
		return 0;
	while (at < text->len) {
		size_t here = at;
		uint32_t cp = utf8_next(text->s, text->len, &at);

		if (cp == ' ' || cp == '\n' || cp == 0xA0)
			spaced = true;
		else if (spaced)
			return utf8_is_letter(cp) && !utf8_is_upper(cp)
				       ? 0
				       : here;
		else if (!is_closing(cp) && cp != '.' && cp != '?' && cp != '!')
			return 0;
	}
	return 0;
}

static bool
is_stop(uint32_t cp)
{
	return cp == '.' || cp == '?' || cp == '!' || cp == 0x2026;
}

static void
split(struct splitter *s)
{
	const struct text *text = s->text;
	struct sentence *sentence = new_sentence(s, 0);
	const struct word *last = NULL;

	for (size_t at = 0, here = 0; at < text->len; here = at) {
		uint32_t cp = utf8_next(text->s, text->len, &at);

		if (is_wordly(cp)) {
			unsigned flags = s->texts->n_words == sentence->first_word
						 ? WORD_FIRST
						 : 0;
			size_t end = word_end(text, here, &flags);

			last = new_word(s, here, end, flags);
			at = end;
		} else if (is_stop(cp)) {
			size_t next = next_sentence(s, at, last);

			if (next == 0)
				continue;
			sentence->n_words = (uint32_t)s->texts->n_words -
					    sentence->first_word;
			sentence->to = (uint32_t)next;
			while (sentence->to > sentence->from &&
			       text->s[sentence->to - 1] == ' ')
				sentence->to--;
			sentence = new_sentence(s, next);
			at = next;
		}
	}
	sentence->n_words = (uint32_t)s->texts->n_words - sentence->first_word;
}

void
text_split(struct arena *arena, struct lexicon *lexicon, struct texts *texts,
	   size_t index)
{
	struct text *text = &texts->items[index];
	struct splitter s = {
		.arena = arena,
		.lexicon = lexicon,
		.texts = texts,
		.text = text,
		.index = (uint32_t)index,
		.abbreviation = lexicon_list(lexicon, "abbreviation"),
	};

	text->first_sentence = texts->n_sentences;
	text->first_word = texts->n_words;
	split(&s);
	text->n_sentences = texts->n_sentences - text->first_sentence;
	text->n_words = texts->n_words - text->first_word;
}
