#include "edition/diff_words.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "edition/diff_myers.h"

enum token_kind { TOKEN_WORD, TOKEN_SPACE, TOKEN_MARK };

struct token {
	uint32_t at, len;
	uint32_t name; /* equal for equal tokens of both texts */
	enum token_kind kind;
};

struct text {
	const char *s;
	size_t len;
	struct token *tokens;
	size_t n;
	uint32_t *cores; /* the tokens that are no spaces */
	size_t n_cores;
	uint32_t *names; /* of the cores */
	bool *changed; /* by core */
};

struct names { /* of tokens: open addressing */
	const struct token **slots;
	const char **texts;
	size_t size, used;
};

/* ---- tokens ------------------------------------------------------------------ */

static bool
is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == 0xA0;
}

static bool
is_word(uint32_t cp)
{
	return utf8_is_letter(cp) || (cp >= '0' && cp <= '9') ||
	       (cp >= 0x300 && cp < 0x370);
}

/* Joins what stands at both sides of it: "EU-lid", "foto's", "2.500". */
static bool
is_joiner(uint32_t cp)
{
	return cp == '-' || cp == '\'' || cp == 0x2019 || cp == '.' ||
	       cp == ',' || cp == 0xAD || cp == 0x2010;
}

static bool
is_figure(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* "2026-2028" is two years, and "1,2" one number, but "a,b" two words. */
static bool
joins(uint32_t before, uint32_t cp, uint32_t after)
{
	if (!is_joiner(cp) || !is_word(after))
		return false;
	if (cp == '-')
		return !is_figure(before) || !is_figure(after);
	return cp != ',' || (is_figure(before) && is_figure(after));
}

static size_t
end_of_word(const char *s, size_t len, size_t at)
{
	uint32_t last = 0;

	while (at < len) {
		size_t next = at, after;
		uint32_t cp = utf8_next(s, len, &next);

		after = next;
		if (!is_word(cp) &&
		    (next == len || !joins(last, cp, utf8_next(s, len, &after))))
			break;
		last = cp;
		at = next;
	}
	return at;
}

/* "{title:zand}", a fact that the edition fills in; at itself if it is none. */
static size_t
end_of_fact(const char *s, size_t len, size_t at)
{
	size_t end = at + 1;

	while (end < len && s[end] != '}' && s[end] != '{' && s[end] != ' ')
		end++;
	return end < len && end > at + 1 && s[end] == '}' ? end + 1 : at;
}

static size_t
end_of_spaces(const char *s, size_t len, size_t at)
{
	size_t next = at;

	while (at < len && is_space(utf8_next(s, len, &next)))
		at = next;
	return at;
}

static void
cut(struct arena *arena, struct text *t)
{
	assert(t->len < UINT32_MAX);
	t->tokens = arena_new_array(arena, struct token, t->len + 1);
	t->cores = arena_new_array(arena, uint32_t, t->len + 1);
	t->changed = arena_new_array(arena, bool, t->len + 1);
	for (size_t at = 0; at < t->len;) {
		struct token *token = &t->tokens[t->n++];
		size_t end = at;
		uint32_t cp = utf8_next(t->s, t->len, &end);

		token->kind = TOKEN_MARK;
		if (is_word(cp)) {
			token->kind = TOKEN_WORD;
			end = end_of_word(t->s, t->len, at);
		} else if (is_space(cp)) {
			token->kind = TOKEN_SPACE;
			end = end_of_spaces(t->s, t->len, at);
		} else if (cp == '{' && end_of_fact(t->s, t->len, at) > at) {
			token->kind = TOKEN_WORD;
			end = end_of_fact(t->s, t->len, at);
		}
		token->at = (uint32_t)at;
		token->len = (uint32_t)(end - at);
		if (token->kind != TOKEN_SPACE)
			t->cores[t->n_cores++] = (uint32_t)(t->n - 1);
		at = end;
	}
}

/* FNV-1a, 32 bits. */
static uint32_t
hash(const char *s, size_t len)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h;
}

static void
name_tokens(struct names *names, struct text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct token *token = &t->tokens[i];
		const char *s = t->s + token->at;
		size_t slot = hash(s, token->len) & (names->size - 1);

		while (names->slots[slot] != NULL &&
		       (names->slots[slot]->len != token->len ||
			memcmp(names->texts[slot], s, token->len) != 0))
			slot = (slot + 1) & (names->size - 1);
		if (names->slots[slot] == NULL) {
			token->name = (uint32_t)names->used++;
			names->slots[slot] = token;
			names->texts[slot] = s;
		} else {
			token->name = names->slots[slot]->name;
		}
	}
}

static void
name_cores(struct arena *arena, struct text *t)
{
	t->names = arena_new_array(arena, uint32_t, t->n_cores + 1);
	for (size_t i = 0; i < t->n_cores; i++)
		t->names[i] = t->tokens[t->cores[i]].name;
}

static void
name_all(struct arena *arena, struct text *a, struct text *b)
{
	struct names names = {.size = 64};

	while (names.size < 2 * (a->n + b->n))
		names.size *= 2;
	names.slots = arena_new_array(arena, const struct token *, names.size);
	names.texts = arena_new_array(arena, const char *, names.size);
	name_tokens(&names, a);
	name_tokens(&names, b);
	name_cores(arena, a);
	name_cores(arena, b);
}

/* ---- hunks: where tokens changed --------------------------------------------- */

struct hunk {
	size_t a0, a1, b0, b1; /* tokens removed and inserted */
};

/*
 * What stands between two kept words in either text: what is equal at the ends of it,
 * spaces mostly, is kept too.
 */
static void
add_gap(const struct text *a, const struct text *b, struct hunk h,
	struct hunk *hunks, size_t *n)
{
	while (h.a0 < h.a1 && h.b0 < h.b1 &&
	       a->tokens[h.a0].name == b->tokens[h.b0].name) {
		h.a0++;
		h.b0++;
	}
	while (h.a0 < h.a1 && h.b0 < h.b1 &&
	       a->tokens[h.a1 - 1].name == b->tokens[h.b1 - 1].name) {
		h.a1--;
		h.b1--;
	}
	if (h.a1 > h.a0 || h.b1 > h.b0)
		hunks[(*n)++] = h;
}

static size_t
collect(const struct text *a, const struct text *b, struct hunk *hunks)
{
	size_t i = 0, k = 0, n = 0; /* cores */
	struct hunk h = {0, 0, 0, 0};

	for (;;) {
		while (i < a->n_cores && a->changed[i])
			i++;
		while (k < b->n_cores && b->changed[k])
			k++;
		if (i == a->n_cores || k == b->n_cores)
			break;
		h.a1 = a->cores[i++];
		h.b1 = b->cores[k++];
		add_gap(a, b, h, hunks, &n);
		h.a0 = h.a1 + 1;
		h.b0 = h.b1 + 1;
	}
	h.a1 = a->n;
	h.b1 = b->n;
	add_gap(a, b, h, hunks, &n);
	return n;
}

/* Bytes of words among tokens; spaces and marks count for nothing. */
static size_t
weight(const struct text *t, size_t from, size_t to)
{
	size_t sum = 0;

	for (size_t i = from; i < to; i++)
		if (t->tokens[i].kind == TOKEN_WORD)
			sum += t->tokens[i].len;
	return sum;
}

static size_t
weight_of(const struct text *a, const struct text *b, const struct hunk *h)
{
	size_t removed = weight(a, h->a0, h->a1);
	size_t inserted = weight(b, h->b0, h->b1);

	return removed > inserted ? removed : inserted;
}

/*
 * Is what stands between two changes worth keeping? Not if nothing but spaces and
 * marks, and not if it is less than what changed at either side.
 */
static bool
is_worthless(const struct text *a, const struct text *b, const struct hunk *h,
	     const struct hunk *next)
{
	size_t kept = weight(a, h->a1, next->a0);

	if (kept == 0)
		return weight_of(a, b, h) > 0 && weight_of(a, b, next) > 0;
	return kept < weight_of(a, b, h) && kept < weight_of(a, b, next);
}

static size_t
give_up_crumbs(const struct text *a, const struct text *b, struct hunk *hunks,
	       size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		hunks[kept++] = hunks[i];
		while (kept > 1 &&
		       is_worthless(a, b, &hunks[kept - 2], &hunks[kept - 1])) {
			hunks[kept - 2].a1 = hunks[kept - 1].a1;
			hunks[kept - 2].b1 = hunks[kept - 1].b1;
			kept--;
		}
	}
	return kept;
}

static bool
ends_sentence(const struct text *t, size_t at)
{
	const char *s = t->s + t->tokens[at].at;

	return t->tokens[at].len == 1 && (*s == '.' || *s == '!' || *s == '?');
}

/* How good a place is for a change that begins with token `at`. */
static int
quality(const struct text *t, size_t at)
{
	if (at == 0)
		return 4;
	if (t->tokens[at - 1].kind == TOKEN_SPACE)
		return at > 1 && ends_sentence(t, at - 2) ? 3 : 2;
	return t->tokens[at].kind == TOKEN_SPACE ? 1 : 0;
}

/* A run of t that alone changed, moved over equal tokens to a better place. */
static void
slide(const struct text *t, size_t *from, size_t *to, size_t least, size_t most,
      int64_t *moved)
{
	size_t low = *from, high = *to, best;
	size_t start = *from;

	while (low > least &&
	       t->tokens[low - 1].name == t->tokens[high - 1].name) {
		low--;
		high--;
	}
	best = low;
	for (; high < most && t->tokens[low].name == t->tokens[high].name;) {
		low++;
		high++;
		if (quality(t, low) >= quality(t, best))
			best = low;
	}
	*to = best + (*to - *from);
	*from = best;
	*moved = (int64_t)best - (int64_t)start;
}

static void
slide_all(const struct text *a, const struct text *b, struct hunk *hunks,
	  size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct hunk *h = &hunks[i];
		size_t room_before = h->a0 - (i > 0 ? hunks[i - 1].a1 : 0);
		size_t room_after = (i + 1 < n ? hunks[i + 1].a0 : a->n) - h->a1;
		int64_t moved;

		/* one kept token stays between two changes */
		room_before -= i > 0 && room_before > 0;
		room_after -= i + 1 < n && room_after > 0;
		if (h->b0 == h->b1) {
			slide(a, &h->a0, &h->a1, h->a0 - room_before,
			      h->a1 + room_after, &moved);
			h->b0 = h->b1 = (size_t)((int64_t)h->b0 + moved);
		} else if (h->a0 == h->a1) {
			slide(b, &h->b0, &h->b1, h->b0 - room_before,
			      h->b1 + room_after, &moved);
			h->a0 = h->a1 = (size_t)((int64_t)h->a0 + moved);
		}
	}
}

/* ---- the script --------------------------------------------------------------- */

static size_t
byte_of(const struct text *t, size_t token)
{
	return token < t->n ? t->tokens[token].at : t->len;
}

static size_t
count_words(const struct text *t, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		n += t->tokens[i].kind == TOKEN_WORD;
	return n;
}

struct script {
	const struct text *a, *b;
	struct diff_edit *edits;
	size_t n;
};

static void
add(struct script *s, enum diff_op op, size_t a0, size_t a1, size_t b0, size_t b1)
{
	struct diff_edit edit = {
		.op = op,
		.old_at = byte_of(s->a, a0),
		.new_at = byte_of(s->b, b0),
	};

	edit.old_len = byte_of(s->a, a1) - edit.old_at;
	edit.new_len = byte_of(s->b, b1) - edit.new_at;
	if (edit.old_len + edit.new_len > 0)
		s->edits[s->n++] = edit;
}

static void
write_script(struct script *s, const struct hunk *hunks, size_t n,
	     struct diff_words *ret)
{
	size_t a = 0, b = 0;

	for (size_t i = 0; i < n; i++) {
		const struct hunk *h = &hunks[i];

		add(s, DIFF_KEEP, a, h->a0, b, h->b0);
		add(s, DIFF_REMOVE, h->a0, h->a1, h->b0, h->b0);
		add(s, DIFF_INSERT, h->a1, h->a1, h->b0, h->b1);
		ret->removed += count_words(s->a, h->a0, h->a1);
		ret->inserted += count_words(s->b, h->b0, h->b1);
		a = h->a1;
		b = h->b1;
	}
	add(s, DIFF_KEEP, a, s->a->n, b, s->b->n);
	ret->kept = count_words(s->a, 0, s->a->n) - ret->removed;
	ret->edits = s->edits;
	ret->n_edits = s->n;
}

/* Where the two differ, tidied; returns the number of places. */
static size_t
find_hunks(struct arena *arena, struct text *a, struct text *b, struct hunk **ret)
{
	struct hunk *hunks;
	size_t n;

	cut(arena, a);
	cut(arena, b);
	name_all(arena, a, b);
	diff_myers(arena, a->names, a->n_cores, b->names, b->n_cores, a->changed,
		   b->changed);
	hunks = arena_new_array(arena, struct hunk, a->n + b->n + 1);
	n = collect(a, b, hunks);
	n = give_up_crumbs(a, b, hunks, n);
	slide_all(a, b, hunks, n);
	*ret = hunks;
	return n;
}

static void
turn_hunks(struct hunk *hunks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hunks[i] = (struct hunk){
			hunks[i].b0, hunks[i].b1, hunks[i].a0, hunks[i].a1};
}

/* An order of texts by what they say, whichever of the two is the older. */
static bool
goes_before(const struct text *a, const struct text *b)
{
	if (a->len != b->len)
		return a->len < b->len;
	return memcmp(a->s, b->s, a->len) <= 0;
}

void
diff_words(struct arena *arena, const char *old, size_t old_len, const char *new,
	   size_t new_len, struct diff_words *ret)
{
	struct text a = {.s = old, .len = old_len},
		    b = {.s = new, .len = new_len};
	struct script script = {.a = &a, .b = &b};
	struct hunk *hunks;
	size_t n;

	*ret = (struct diff_words){0};
	if (goes_before(&a, &b)) {
		n = find_hunks(arena, &a, &b, &hunks);
	} else {
		n = find_hunks(arena, &b, &a, &hunks);
		turn_hunks(hunks, n);
	}
	script.edits = arena_new_array(arena, struct diff_edit, 3 * n + 1);
	write_script(&script, hunks, n, ret);
}
