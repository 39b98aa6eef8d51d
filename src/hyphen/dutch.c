/*
 * Dutch: the patterns under the rules of the official spelling, which they break.
 *
 *   Leidraad 18 of the Woordenlijst Nederlandse Taal, and chapter 14 of the
 *   Technische Handleiding (Nederlandse Taalunie, 2016).
 *
 * In order: a word in a list of exceptions is divided as the list says. Else it
 * is taken apart at the seams of a compound, and each member is divided by itself,
 * so that no rule looks across a seam. In a member a place of the patterns counts
 * unless a rule forbids it; the trema makes a place of its own. Last come the
 * letters that must stay and go over at the ends of the whole word.
 */
#include <string.h>

#include "hyphen/compound.h"
#include "hyphen/pattern.h"
#include "hyphen/word.h"

enum {
	LEFT_MIN = 2,
	RIGHT_MIN = 3,
	RIGHT_MIN_JOINT = 2, /* waar-op, idee-en */
	HEAD_MIN = 5, /* shorter words are found by chance */
	HEAD_REST_MIN = 4,
	TAIL_MIN = 6,
	VOWEL_TAIL_MIN = 4,
};

/* ---- letters ---- */

static bool
has_vowel(const uint8_t *letters, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (letter_is_vowel(letters[i]))
			return true;
	return false;
}

static bool
is_pair(const uint8_t *letters, size_t i, char a, char b)
{
	return letters[i - 1] == LETTER(a) && letters[i] == LETTER(b);
}

/* Before letter i, is there a trema that marks the start of a syllable? */
static bool
is_trema_place(const uint8_t *letters, size_t i)
{
	return letter_without_trema(letters[i]) != LETTER_NONE &&
	       letter_is_vowel(letters[i - 1]);
}

/* The length of the word if letters[0..n) begin with it, else 0. */
static size_t
begins_with(const uint8_t *letters, size_t n, const char *word)
{
	size_t i = 0;

	while (i < n && word[i] != '\0' &&
	       letters[i] == (unsigned)LETTER(word[i]))
		i++;
	return word[i] == '\0' ? i : 0;
}

static bool
is_one_of(const uint8_t *letters, size_t n, const char *const *words,
	  size_t n_words)
{
	for (size_t k = 0; k < n_words; k++)
		if (begins_with(letters, n, words[k]) == n)
			return true;
	return false;
}

/* A Dutch word begins with these; with two other consonants it does not. */
static bool
is_onset(const uint8_t *letters, size_t n)
{
	static const char *const onsets[] = {
		"bl",  "br",   "ch",  "chl", "chr", "cl",  "cr",  "dj",
		"dr",  "dw",   "fj",  "fl",  "fr",  "gh",  "gl",  "gn",
		"gr",  "kj",   "kl",  "kn",  "kr",  "kw",  "ph",  "phr",
		"pj",  "pl",   "pn",  "pr",  "ps",  "qu",  "rh",  "sc",
		"sch", "schr", "scl", "scr", "sf",  "sh",  "shr", "sj",
		"sk",  "skl",  "skr", "sl",  "sm",  "sn",  "sp",  "spl",
		"spr", "st",   "str", "sw",  "th",  "thr", "tj",  "tr",
		"ts",  "tsj",  "tw",  "vl",  "vr",  "wh",  "wr",  "zw",
	};

	return n <= 1 ||
	       is_one_of(letters, n, onsets, sizeof(onsets) / sizeof(*onsets));
}

/* Can a line begin with letter i? */
static bool
can_begin(const uint8_t *letters, size_t i, size_t n)
{
	size_t vowel = i;

	while (vowel < n && !letter_is_vowel(letters[vowel]))
		vowel++;
	return vowel < n && is_onset(letters + i, vowel - i);
}

/* ---- rules of one member ---- */

/* x between vowels belongs to both: exa-men, maxi-maal. */
static bool
touches_x(const uint8_t *letters, size_t i, size_t n)
{
	for (size_t x = i - 1; x <= i; x++)
		if (letters[x] == LETTER('x') && x > 0 && x + 1 < n &&
		    letter_is_vowel(letters[x - 1]) &&
		    letter_is_vowel(letters[x + 1]))
			return true;
	return false;
}

/* ij, ch, and vowels that are one sound. */
static bool
parts_one_sound(const uint8_t *letters, size_t i)
{
	bool after_trema = letter_without_trema(letters[i - 1]) != LETTER_NONE;

	if (is_pair(letters, i, 'i', 'j') || is_pair(letters, i, 'c', 'h'))
		return true;
	if (!letter_is_vowel(letters[i]) || letters[i] == LETTER('y'))
		return false;
	/* naïe-ve: the vowel with a trema begins a syllable and does not end it. */
	return letters[i] == letters[i - 1] || (after_trema && i > 1);
}

/* ge-evalueerd and co-operatie leave no single vowel at their prefix. */
static bool
follows_prefix_vowel(const uint8_t *letters, size_t i)
{
	static const char prefixes[][3] = {"be", "ge", "re", "co", "na", "to"};

	if (i < 3 || !is_trema_place(letters, i - 1))
		return false;
	for (size_t k = 0; k < sizeof(prefixes) / sizeof(*prefixes); k++)
		if (is_pair(letters, i - 2, prefixes[k][0], prefixes[k][1]) &&
		    (i == 3 || prefixes[k][0] == 'g'))
			return true;
	return false;
}

/* ko-nink-je: the k is the word's, unlike the p of boom-pje. */
static bool
is_stem_k(const uint8_t *letters, size_t n, size_t i)
{
	return i + 3 <= n && i + 4 >= n && letters[i - 1] == LETTER('n') &&
	       letters[i] == LETTER('k') && letters[i + 1] == LETTER('j') &&
	       letters[i + 2] == LETTER('e');
}

/* bio-gra-fie, geo-lo-gie: the o closes a Greek member; but ge-or-dend. */
static bool
parts_greek(const uint8_t *letters, size_t n, size_t i)
{
	static const char *const members[] = {
		"bio",   "geode", "geofy", "geogra",
		"geolo", "geome", "geopo", "neo",
	};

	if (i != 2 || n < 6 || letters[2] != LETTER('o'))
		return false;
	for (size_t k = 0; k < sizeof(members) / sizeof(*members); k++)
		if (begins_with(letters, n, members[k]) > 0)
			return true;
	return false;
}

static bool
is_place(const uint8_t *letters, size_t n, const uint8_t *levels, size_t i)
{
	if (is_lone_vowel(letters, 0, i) || is_lone_vowel(letters, i, n))
		return false;
	if (is_trema_place(letters, i))
		return true;
	return levels[i] % 2 == 1 && can_begin(letters, i, n) &&
	       !parts_one_sound(letters, i) && !touches_x(letters, i, n) &&
	       !is_stem_k(letters, n, i) && !parts_greek(letters, n, i) &&
	       !follows_prefix_vowel(letters, i);
}

/* Is this syllable a prefix that may stand before a word with a vowel? */
static bool
is_prefix(const uint8_t *letters, size_t n)
{
	static const char *const prefixes[] = {
		"aan", "af",  "be", "door", "ge",  "her",  "in",  "mis",
		"on",  "ont", "op", "uit",  "ver", "voor", "wan",
	};

	return is_one_of(letters, n, prefixes,
			 sizeof(prefixes) / sizeof(*prefixes));
}

/* Mark letters[0..n), a member; levels are the patterns' for it alone. */
static void
mark_member(const uint8_t *letters, size_t n, const uint8_t *levels,
	    uint8_t *marks)
{
	size_t last = 0, before_last = 0;

	for (size_t i = 1; i < n; i++) {
		marks[i] = WORD_WHOLE;
		if (!is_place(letters, n, levels, i) ||
		    !has_vowel(letters, last, i))
			continue;
		/* ver-eni-ging, ge-opend: the vowel is the first of a word. */
		if (is_lone_vowel(letters, last, i) &&
		    is_prefix(letters + before_last, last - before_last))
			continue;
		marks[i] = WORD_PLAIN;
		before_last = last;
		last = i;
	}
}

static void
divide_member(const uint8_t *letters, size_t n, uint8_t *marks)
{
	uint8_t levels[WORD_LETTERS_MAX + 2];
	uint8_t at_start = marks[0];

	if (!table_find(&hyphen_nl_exceptions, letters, n, marks)) {
		pattern_levels(&hyphen_nl_patterns, letters, n, levels);
		mark_member(letters, n, levels, marks);
	}
	marks[0] = at_start;
}

/* ---- compounds ---- */

static bool
is_ending(const uint8_t *letters, size_t n)
{
	static const char *const endings[] = {
		"baar", "bare", "heid", "lijk", "loos", "loze", "schap", "zaam",
	};

	for (size_t k = 0; k < sizeof(endings) / sizeof(*endings); k++)
		if (begins_with(letters, n, endings[k]) > 0)
			return true;
	return false;
}

/* Next to a seam no single vowel stands alone either: re-gio-politie. */
static void
mark_seam(const uint8_t *letters, size_t n, size_t seam, bool joint,
	  uint8_t *marks)
{
	marks[seam] = joint ? WORD_JOINT : WORD_PLAIN;
	if (is_lone_vowel(letters, seam - 1, seam))
		marks[seam - 1] = WORD_WHOLE;
	if (seam + 1 < n && is_lone_vowel(letters, seam, seam + 1))
		marks[seam + 1] = WORD_WHOLE;
}

/* Only the first member is known: where it ends; 0 if it is not believed. */
static size_t
find_head(const uint8_t *letters, size_t n, const uint8_t *levels)
{
	size_t seam = compound_head(letters, n);

	if (seam < HEAD_MIN || seam + HEAD_REST_MIN > n ||
	    levels[seam] % 2 == 0 || !can_begin(letters, seam, n))
		return 0;
	/* Behind a vowel but ie goes many an ending: regio-naal. */
	if (letter_is_vowel(letters[seam - 1]) &&
	    !is_pair(letters, seam - 1, 'i', 'e'))
		return 0;
	if (letters[seam] == letters[seam - 1] ||
	    is_ending(letters + seam, n - seam))
		return 0; /* klas-siek, persoon-lijk */
	return seam;
}

/* Only the last member is known: where it starts; 0 if none is found. */
static size_t
find_tail(const uint8_t *letters, size_t n)
{
	for (size_t seam = 3; seam + VOWEL_TAIL_MIN <= n; seam++) {
		size_t least = letter_is_vowel(letters[seam]) ? VOWEL_TAIL_MIN
							      : TAIL_MIN;

		if (n - seam >= least && has_vowel(letters, 0, seam) &&
		    (compound_lookup(letters + seam, n - seam) & MEMBER_WORD) !=
			    0)
			return seam;
	}
	return 0;
}

static void mark_compound(const uint8_t *letters, size_t n, uint8_t *marks);

/* Two words, each perhaps a compound itself. */
static void
mark_two(const uint8_t *letters, size_t n, size_t seam, uint8_t *marks)
{
	uint8_t at_start = marks[0];

	mark_compound(letters, seam, marks);
	mark_compound(letters + seam, n - seam, marks + seam);
	mark_seam(letters, n, seam, true, marks);
	marks[0] = at_start;
}

/*
 * No layout is known for the whole. One end that is known is believed if the
 * patterns divide there too. A tail that starts with a vowel misleads them (for
 * muil-ezel they say mui-lezel): then nothing near it is believed.
 */
static void
mark_half_known(const uint8_t *letters, size_t n, const uint8_t *levels,
		uint8_t *marks)
{
	size_t head = find_head(letters, n, levels);
	size_t tail = find_tail(letters, n);

	if (head > 0) {
		mark_two(letters, n, head, marks);
	} else if (tail > 0 && levels[tail] % 2 == 1) {
		mark_two(letters, n, tail, marks);
	} else {
		mark_member(letters, n, levels, marks);
		if (tail > 0 && letter_is_vowel(letters[tail]) &&
		    n - tail > VOWEL_TAIL_MIN)
			memset(marks + tail - 1, WORD_WHOLE, 3);
	}
}

/* Mark a word that is no exception; marks[0] is left alone. */
static void
mark_compound(const uint8_t *letters, size_t n, uint8_t *marks)
{
	uint8_t levels[WORD_LETTERS_MAX + 2];
	struct compound compound;
	size_t from = 0;

	if (compound_lookup(letters, n) != 0) {
		divide_member(letters, n, marks);
		return;
	}
	pattern_levels(&hyphen_nl_patterns, letters, n, levels);
	compound_split(letters, n, levels, &compound);
	if (compound.n == 1) {
		mark_half_known(letters, n, levels, marks);
		return;
	}
	for (size_t k = 0; k < compound.n; k++) {
		size_t end = compound.members[k].end;

		divide_member(letters + from, end - from, marks + from);
		from = end;
	}
	for (size_t k = 0; k + 1 < compound.n; k++)
		mark_seam(letters, n, compound.members[k].end,
			  compound.members[k].joint, marks);
}

/* ---- the whole word ---- */

/* Enough letters on both sides? tail more follow an apostrophe after the word. */
static void
keep_ends(const uint8_t *letters, size_t n, size_t tail, uint8_t *marks)
{
	for (size_t i = 1; i < n; i++) {
		size_t least = RIGHT_MIN;

		if (marks[i] == WORD_JOINT || is_trema_place(letters, i))
			least = RIGHT_MIN_JOINT;
		if (i < LEFT_MIN || n - i + tail < least ||
		    is_lone_vowel(letters, i, n))
			marks[i] = WORD_WHOLE;
	}
}

static void
drop_tremas(const uint8_t *letters, size_t n, uint8_t *marks)
{
	for (size_t i = 1; i < n; i++)
		if (marks[i] != WORD_WHOLE && is_trema_place(letters, i))
			marks[i] = WORD_TREMA | (marks[i] & WORD_IN_NEED);
}

static void
divide_word(const struct hyphen_exceptions *exceptions, const uint8_t *letters,
	    size_t n, size_t tail, uint8_t *marks)
{
	if (!exceptions_find(exceptions, letters, n, marks)) {
		if (!table_find(&hyphen_nl_exceptions, letters, n, marks))
			mark_compound(letters, n, marks);
		keep_ends(letters, n, tail, marks);
	}
	drop_tremas(letters, n, marks);
}

/* ---- diminutives ---- */

/* The letters of -tje or -tjes at the end of the word; 0 if it has none. */
static size_t
diminutive_tail(const uint8_t *letters, size_t n)
{
	size_t tail = n > 0 && letters[n - 1] == LETTER('s') ? 4 : 3;

	if (n <= tail || letters[n - tail] != LETTER('t') ||
	    letters[n - tail + 1] != LETTER('j') ||
	    letters[n - tail + 2] != LETTER('e'))
		return 0;
	return tail;
}

/* The length of the longest known word of this kind at the end, alone or in a
 * compound; 0 if there is none. */
static size_t
known_end(const uint8_t *letters, size_t n, unsigned flag)
{
	for (size_t from = 0; from < n; from++) {
		bool whole_before = from == 0 ||
				    (from >= 3 && has_vowel(letters, 0, from));

		if (whole_before &&
		    (compound_lookup(letters + from, n - from) & flag) != 0)
			return n - from;
	}
	return 0;
}

/*
 * Is the double vowel at the end of the stem there for the sake of -tje only?
 * On success ret_base holds the word without it. oma-tje, auto-tje, cafe-tje,
 * taxi-tje; but straat-je, boot-je, zee-tje, knie-tje. The longer of two known
 * words counts (piano and noot). Of unknown ones those in o or u are taken to be
 * such words, those in a, e or i are not.
 */
static bool
find_open_base(const uint8_t *letters, size_t stem, uint8_t *ret_base)
{
	unsigned a = letters[stem - 2], b = letters[stem - 1];
	bool double_vowel = a == b || (a == LETTER('i') && b == LETTER('e'));
	size_t open, closed;

	if (!double_vowel || !letter_is_vowel(a))
		return false;
	memcpy(ret_base, letters, stem - 1);
	if (a == LETTER('e'))
		ret_base[stem - 2] = LETTER_LATIN1(0xe9);
	open = known_end(ret_base, stem - 1, MEMBER_OPEN);
	closed = known_end(letters, stem + 1, MEMBER_WORD);
	if (open > 0 || closed > 0)
		return open + 2 > closed;
	return a == LETTER('o') || a == LETTER('u');
}

/* true: it is one, and its marks are set. */
static bool
divide_diminutive(const struct hyphen_exceptions *exceptions,
		  const uint8_t *letters, size_t n, uint8_t *marks)
{
	size_t tail = diminutive_tail(letters, n);
	uint8_t base[WORD_LETTERS_MAX];
	size_t stem = n - tail;

	if (tail == 0 || stem < 3 || !find_open_base(letters, stem, base))
		return false;
	divide_word(exceptions, base, stem - 1, tail, marks);
	marks[stem - 1] = WORD_WHOLE;
	marks[stem] = WORD_VOWEL;
	return true;
}

/* ---- apostrophes ---- */

static size_t
find_apostrophe(const uint8_t *letters, size_t n)
{
	size_t i = 0;

	while (i < n && letters[i] != LETTER_APOSTROPHE)
		i++;
	return i;
}

void
dutch_divide(const struct hyphen_exceptions *exceptions, const uint8_t *letters,
	     size_t n, uint8_t *marks)
{
	size_t head = find_apostrophe(letters, n);
	size_t tail = head < n ? n - head - 1 : 0;

	if (n == 0)
		return;
	if (exceptions_find(exceptions, letters, n, marks)) {
		drop_tremas(letters, n, marks);
		return;
	}
	if (head == n) {
		if (!divide_diminutive(exceptions, letters, n, marks))
			divide_word(exceptions, letters, n, 0, marks);
		return;
	}
	if (tail > 2 && (diminutive_tail(letters + head, tail + 1) != tail ||
			 head < LEFT_MIN || !has_vowel(letters, 0, head)))
		return; /* d'Estaing, rock'n'roll */
	divide_word(exceptions, letters, head, tail, marks);
	if (tail > 2)
		marks[head + 1] = WORD_APOSTROPHE; /* sherry-tje */
}
