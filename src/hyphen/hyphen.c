#include "hyphen/hyphen.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "hyphen/word.h"

/* A place is at least a letter on from the one before it. */
enum { BREAKS_MAX = WORD_LETTERS_MAX + 1 };

/* What a character is to a word. */
enum kind {
	KIND_LETTER,
	KIND_APOSTROPHE,
	KIND_DIGIT,
	KIND_HYPHEN, /* - or U+2010 */
	KIND_GLUED_HYPHEN, /* U+2011: a hard hyphen, but no place to divide */
	KIND_PUNCTUATION, /* may stand about a word, not in it */
	KIND_OTHER,
};

/* The characters of the word, decoded. */
struct chars {
	uint8_t letter[WORD_LETTERS_MAX + 1];
	uint8_t kind[WORD_LETTERS_MAX + 1];
	bool capital[WORD_LETTERS_MAX + 1];
	uint16_t at[WORD_LETTERS_MAX + 1]; /* byte offsets; at[n] is the end */
	size_t n;
};

struct breaks {
	struct hyphen_break list[BREAKS_MAX];
	size_t n;
};

enum hyphen_lang
hyphen_lang_from_tag(const char *tag)
{
	/* The primary subtag decides; tags are ASCII in any case. */
	char a = (char)(tag[0] | 0x20);
	char b = (char)(a != 0x20 ? tag[1] | 0x20 : 0);

	if (b == 0 || b == 0x20 || (tag[2] != '\0' && tag[2] != '-'))
		return HYPHEN_NONE;
	if (a == 'n' && b == 'l')
		return HYPHEN_NL;
	if (a == 'e' && b == 'n')
		return HYPHEN_EN;
	return HYPHEN_NONE;
}

/* ---- decoding ---- */

/* The character at s[0..len) and its length; all it does not know is 0. */
static uint32_t
decode(const unsigned char *s, size_t len, size_t *ret_size)
{
	*ret_size = 1;
	if (s[0] < 0x80)
		return s[0];
	if (s[0] < 0xe0 && len >= 2) {
		*ret_size = 2;
		return (s[0] & 0x1fu) << 6 | (s[1] & 0x3fu);
	}
	if (s[0] < 0xf0 && len >= 3) {
		*ret_size = 3;
		return (s[0] & 0x0fu) << 12 | (s[1] & 0x3fu) << 6 |
		       (s[2] & 0x3fu);
	}
	*ret_size = len < 4 ? len : 4;
	return 0;
}

static enum kind
kind_of(uint32_t cp, unsigned letter)
{
	if (letter == LETTER_APOSTROPHE)
		return KIND_APOSTROPHE;
	if (letter != LETTER_NONE)
		return KIND_LETTER;
	if (cp >= '0' && cp <= '9')
		return KIND_DIGIT;
	if (cp == '-' || cp == 0x2010)
		return KIND_HYPHEN;
	if (cp == 0x2011)
		return KIND_GLUED_HYPHEN;
	if ((cp > ' ' && cp < 0x7f && cp != '@' && cp != '_') || cp == 0xab ||
	    cp == 0xbb || (cp > 0x2011 && cp < 0x205f))
		return KIND_PUNCTUATION;
	return KIND_OTHER;
}

/* false: too long to be a word. */
static bool
read_chars(const char *word, size_t len, struct chars *ret_chars)
{
	size_t at = 0, n = 0;

	while (at < len) {
		size_t size;
		uint32_t cp;
		unsigned letter;

		if (n == WORD_LETTERS_MAX)
			return false;
		cp = decode((const unsigned char *)word + at, len - at, &size);
		letter = letter_from_char(cp);
		ret_chars->letter[n] = (uint8_t)letter;
		ret_chars->kind[n] = (uint8_t)kind_of(cp, letter);
		ret_chars->capital[n] = (cp >= 'A' && cp <= 'Z') ||
					(cp >= 0xc0 && cp <= 0xde);
		ret_chars->at[n++] = (uint16_t)at;
		at += size;
	}
	ret_chars->at[n] = (uint16_t)at;
	ret_chars->n = n;
	return true;
}

/* Quotation marks, brackets and points about the word are not of it. */
static void
trim(const struct chars *chars, size_t *from, size_t *to)
{
	while (*from < *to && (chars->kind[*from] == KIND_PUNCTUATION ||
			       chars->kind[*from] == KIND_APOSTROPHE))
		++*from;
	while (*from < *to && (chars->kind[*to - 1] == KIND_PUNCTUATION ||
			       chars->kind[*to - 1] == KIND_APOSTROPHE))
		--*to;
}

/* Addresses, fractions, abbreviations with points inside: not divided. */
static bool
is_word(const struct chars *chars, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (chars->kind[i] >= KIND_PUNCTUATION)
			return false;
	return from < to;
}

/* ---- which parts are never divided ---- */

static unsigned
roman_value(unsigned letter)
{
	switch (letter) {
	case LETTER('i'):
		return 1;
	case LETTER('v'):
		return 5;
	case LETTER('x'):
		return 10;
	case LETTER('l'):
		return 50;
	case LETTER('c'):
		return 100;
	case LETTER('d'):
		return 500;
	case LETTER('m'):
		return 1000;
	default:
		return 0;
	}
}

/* Append the digit d of one decimal place, in letters one, five and ten. */
static size_t
roman_digit(unsigned d, const char *letters, char *out)
{
	static const char *const shapes[] = {
		"", "0", "00", "000", "01", "1", "10", "100", "1000", "02"};
	const char *shape = shapes[d];
	size_t n = 0;

	for (; shape[n] != '\0'; n++)
		out[n] = letters[shape[n] - '0'];
	return n;
}

/* Is it a figure in canonical Roman form, up to 3999? */
static bool
is_roman(const uint8_t *letters, size_t n)
{
	unsigned value = 0;
	char canon[16];
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned v = roman_value(letters[i]);
		unsigned next = i + 1 < n ? roman_value(letters[i + 1]) : 0;

		if (v == 0 || n > 15)
			return false;
		value = v < next ? value - v : value + v;
	}
	if (value == 0 || value > 3999)
		return false;
	len += roman_digit(value / 1000, "m??", canon);
	len += roman_digit(value / 100 % 10, "cdm", canon + len);
	len += roman_digit(value / 10 % 10, "xlc", canon + len);
	len += roman_digit(value % 10, "ivx", canon + len);
	for (size_t i = 0; i < n && i < len; i++)
		if (letters[i] != (unsigned)LETTER(canon[i]))
			return false;
	return len == n;
}

/* Figures inside, capitals after the first letter (but IJ), Roman figures. */
static bool
stays_whole(const struct chars *chars, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		bool ij = i == from + 1 && chars->letter[i] == LETTER('j') &&
			  chars->letter[from] == LETTER('i');

		if (chars->kind[i] == KIND_DIGIT)
			return true;
		if (i > from && chars->capital[i] && !(ij && to > from + 2))
			return true;
	}
	return is_roman(chars->letter + from, to - from);
}

/* ---- from marks to breaks ---- */

static const char *
letter_text(unsigned letter)
{
	switch (letter) {
	case LETTER('a'):
		return "a";
	case LETTER('e'):
		return "e";
	case LETTER('i'):
		return "i";
	case LETTER('o'):
		return "o";
	default:
		return "u";
	}
}

/* cafee-tje: what two vowels become when tje goes over. */
static const char *
single_vowel(unsigned first)
{
	return first == LETTER('e') ? "é" : letter_text(first);
}

static void
add_break(const struct chars *chars, size_t i, uint8_t mark,
	  struct breaks *breaks)
{
	struct hyphen_break *b = &breaks->list[breaks->n++];
	size_t cut = 0, skip = 0;

	assert(i < chars->n);
	*b = (struct hyphen_break){
		.at = chars->at[i],
		.in_need = (mark & WORD_IN_NEED) != 0,
		.rank = HYPHEN_CHANGE,
	};
	switch (mark & ~WORD_IN_NEED) {
	case WORD_TREMA:
		skip = 1;
		b->after = letter_text(letter_without_trema(chars->letter[i]));
		break;
	case WORD_APOSTROPHE:
		cut = 1;
		break;
	case WORD_VOWEL:
		assert(i >= 2);
		cut = 2;
		b->before = single_vowel(chars->letter[i - 2]);
		break;
	case WORD_JOINT:
		b->rank = HYPHEN_JOINT;
		break;
	default:
		b->rank = HYPHEN_PLAIN;
	}
	b->cut = (uint8_t)(chars->at[i] - chars->at[i - cut]);
	b->skip = (uint8_t)(chars->at[i + skip] - chars->at[i]);
}

static void
add_part(enum hyphen_lang lang, const struct hyphen_exceptions *exceptions,
	 const struct chars *chars, size_t from, size_t to, struct breaks *breaks)
{
	uint8_t marks[WORD_LETTERS_MAX + 1];

	if (from == to || stays_whole(chars, from, to))
		return;
	memset(marks, WORD_WHOLE, to - from + 1);
	if (lang == HYPHEN_NL)
		dutch_divide(exceptions, chars->letter + from, to - from, marks);
	else
		english_divide(exceptions, chars->letter + from, to - from,
			       marks);
	for (size_t i = from + 1; i < to; i++)
		if (marks[i - from] != WORD_WHOLE)
			add_break(chars, i, marks[i - from], breaks);
}

/* e-mail and 3D-print stay together, EU-top may part. */
static bool
has_two_letters(const struct chars *chars, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		if (chars->kind[i] == KIND_LETTER)
			n++;
	return n >= 2;
}

static size_t
part_end(const struct chars *chars, size_t from, size_t to)
{
	size_t i = from;

	while (i < to && chars->kind[i] != KIND_HYPHEN &&
	       chars->kind[i] != KIND_GLUED_HYPHEN)
		i++;
	return i;
}

static void
add_hard(const struct chars *chars, size_t from, size_t hyphen, size_t to,
	 struct breaks *breaks)
{
	size_t next = part_end(chars, hyphen + 1, to);

	if (chars->kind[hyphen] == KIND_HYPHEN &&
	    has_two_letters(chars, from, hyphen) &&
	    has_two_letters(chars, hyphen + 1, next))
		breaks->list[breaks->n++] = (struct hyphen_break){
			.at = chars->at[hyphen + 1],
			.hard = true,
			.rank = HYPHEN_JOINT};
}

size_t
hyphen_word(struct arena *arena, enum hyphen_lang lang,
	    const struct hyphen_exceptions *exceptions, const char *word,
	    size_t len, const struct hyphen_break **ret_breaks)
{
	struct breaks breaks;
	struct chars chars;
	struct hyphen_break *list;
	size_t from = 0, to;

	*ret_breaks = NULL;
	breaks.n = 0;
	if (lang == HYPHEN_NONE || !read_chars(word, len, &chars))
		return 0;
	to = chars.n;
	trim(&chars, &from, &to);
	if (!is_word(&chars, from, to))
		return 0;
	while (from < to) {
		size_t end = part_end(&chars, from, to);

		add_part(lang, exceptions, &chars, from, end, &breaks);
		if (end < to)
			add_hard(&chars, from, end, to, &breaks);
		from = end + 1;
	}
	if (breaks.n == 0)
		return 0;
	list = arena_new_array(arena, struct hyphen_break, breaks.n);
	memcpy(list, breaks.list, breaks.n * sizeof(*list));
	*ret_breaks = list;
	return breaks.n;
}
