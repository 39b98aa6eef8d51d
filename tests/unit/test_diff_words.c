/*
 * Which words became which. An example is one text in which what went stands in
 * [-…-] and what came in {+…+}: from it follow the old text, the new one, and what the
 * comparison is to say. Beside the examples stands an oracle: whatever the texts, the
 * script gives back both, byte for byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "edition/diff_words.h"

#include "arena_state.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char *
finish(struct arena *arena, struct buf *buf)
{
	const char *text = arena_strndup(
		arena, buf->len > 0 ? (const char *)buf->data : "", buf->len);

	buf_done(buf);
	return text;
}

/* The old text of an example, or the new one. */
static const char *
side_of(struct arena *arena, const char *example, bool new)
{
	struct buf out = {0};
	char state = '=';

	for (const char *s = example; *s != '\0'; s++) {
		if ((s[0] == '[' && s[1] == '-') ||
		    (s[0] == '{' && s[1] == '+')) {
			state = *++s;
		} else if ((s[0] == '-' && s[1] == ']') ||
			   (s[0] == '+' && s[1] == '}')) {
			state = '=';
			s++;
		} else if (state == '=' || state == (new ? '+' : '-')) {
			buf_byte(&out, (unsigned char)*s);
		}
	}
	return finish(arena, &out);
}

static const char *
draw(struct arena *arena, const char *old, const char *new)
{
	static const char *const marks[][2] = {
		[DIFF_KEEP] = {"", ""},
		[DIFF_REMOVE] = {"[-", "-]"},
		[DIFF_INSERT] = {"{+", "+}"},
	};
	struct diff_words words;
	struct buf out = {0};

	diff_words(arena, old, strlen(old), new, strlen(new), &words);
	for (size_t i = 0; i < words.n_edits; i++) {
		const struct diff_edit *e = &words.edits[i];

		buf_str(&out, marks[e->op][0]);
		if (e->op == DIFF_INSERT)
			buf_put(&out, new + e->new_at, e->new_len);
		else
			buf_put(&out, old + e->old_at, e->old_len);
		buf_str(&out, marks[e->op][1]);
	}
	return finish(arena, &out);
}

static void
shows(void **state)
{
	static const char *const examples[] = {
		/* nothing, and everything */
		"",
		"Alles bleibt.",
		"{+nieuw+}",
		"[-oud-]",
		"[-oud-]{+nieuw+}",
		/* words, not letters */
		"De [-oude-]{+nieuwe+} tekst",
		"het [-buitenlands-]{+buitenlandse+} beleid",
		"[-2025-]{+2026+}-2028 is geen jaar",
		/* a change begins where a word or sentence does */
		"een {+tweede +}woord",
		"het [-gehele -]land",
		"Eerste zin. {+Nog een zin. +}Laatste zin.",
		"de ene {+de andere +}kant",
		"a b c. [-Deze zin valt weg. -]Deze zin blijft.",
		/* marks by themselves */
		"rechten[- en-]{+,+} plichten{+ en geld+}.",
		"Waarom{+?+} Daarom.",
		/* between rewritten phrases a small word is not worth keeping */
		"zij [-schrijven de brief-]{+lezen de krant+} vandaag",
		"[-alpha of beta-]{+gamma of delta+} hierna volgt meer tekst",
		/* what joins letters is part of the word */
		"de [-EU-uitbreiding-]{+EU-hervorming+} van",
		"[-foto's-]{+foto’s+} en 2.500 woorden",
		"[-1,2-]{+1,3+} procent, a,{+ +}b",
		/* facts are words */
		"zie {title:zand} op bladzijde [-{page:a}-]{+{page:b}+}.",
		/* letters beyond ASCII */
		"een [-geëvalueerd-]{+coördinerend+} cafeetje in Curaçao",
	};

	for (size_t i = 0; i < COUNT(examples); i++) {
		const char *old = side_of(*state, examples[i], false);
		const char *new = side_of(*state, examples[i], true);

		assert_string_equal(draw(*state, old, new), examples[i]);
	}
}

static void
counts_words(void **state)
{
	const char *old = "De oude tekst, en nog wat.";
	const char *new = "De nieuwe en lange tekst, en nog wat.";
	struct diff_words words;

	diff_words(*state, old, strlen(old), new, strlen(new), &words);
	assert_int_equal(words.kept, 5);
	assert_int_equal(words.removed, 1);
	assert_int_equal(words.inserted, 3);
}

/* ---- the oracle ---------------------------------------------------------------- */

/* Both texts out of the script; pieces in order, no two alike in a row. */
static void
check(struct arena *arena, const char *old, size_t old_len, const char *new,
      size_t new_len)
{
	struct diff_words words;
	size_t a = 0, b = 0;

	diff_words(arena, old, old_len, new, new_len, &words);
	for (size_t i = 0; i < words.n_edits; i++) {
		const struct diff_edit *e = &words.edits[i];

		assert_int_equal(e->old_at, a);
		assert_int_equal(e->new_at, b);
		assert_true(e->old_len + e->new_len > 0);
		assert_true(i == 0 || words.edits[i - 1].op != e->op);
		assert_false(i > 0 && e->op == DIFF_REMOVE &&
			     words.edits[i - 1].op == DIFF_INSERT);
		switch (e->op) {
		case DIFF_KEEP:
			assert_int_equal(e->old_len, e->new_len);
			assert_memory_equal(old + a, new + b, e->old_len);
			break;
		case DIFF_REMOVE:
			assert_int_equal(e->new_len, 0);
			break;
		case DIFF_INSERT:
			assert_int_equal(e->old_len, 0);
			break;
		}
		a += e->old_len;
		b += e->new_len;
	}
	assert_int_equal(a, old_len);
	assert_int_equal(b, new_len);
}

/* Numerical Recipes' linear congruence: any sequence will do. */
static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

/* Few different pieces, so that much is alike. */
static size_t
make_text(uint32_t *seed, char *text, size_t cap)
{
	static const char *const pieces[] = {
		"a",   "b", " ", " ", "de ", "ij",   ". ",
		"{x}", ",", "é", "-", "\n",  "\xFF", "een "};
	size_t n = next(seed) % 60, len = 0;

	for (size_t i = 0; i < n; i++) {
		const char *piece = pieces[next(seed) % COUNT(pieces)];

		if (len + strlen(piece) >= cap)
			break;
		memcpy(text + len, piece, strlen(piece));
		len += strlen(piece);
	}
	return len;
}

static void
gives_both_texts_back(void **state)
{
	uint32_t seed = 20311;

	for (int i = 0; i < 20000; i++) {
		struct arena_mark mark = arena_mark(*state);
		char old[400], new[400];
		size_t old_len = make_text(&seed, old, sizeof(old));
		size_t new_len = make_text(&seed, new, sizeof(new));

		check(*state, old, old_len, new, new_len);
		check(*state, old, old_len, old, old_len);
		arena_rewind(*state, mark);
	}
}

/* The other way round, what came in is what goes out, and at the same places. */
static void
is_its_own_mirror(void **state)
{
	uint32_t seed = 2031;

	for (int i = 0; i < 20000; i++) {
		struct arena_mark mark = arena_mark(*state);
		char old[400], new[400];
		size_t old_len = make_text(&seed, old, sizeof(old));
		size_t new_len = make_text(&seed, new, sizeof(new));
		struct diff_words there, back;
		size_t kept[2] = {0, 0};

		diff_words(*state, old, old_len, new, new_len, &there);
		diff_words(*state, new, new_len, old, old_len, &back);
		assert_int_equal(there.n_edits, back.n_edits);
		assert_int_equal(there.removed, back.inserted);
		assert_int_equal(there.inserted, back.removed);
		for (size_t k = 0; k < there.n_edits; k++) {
			const struct diff_edit *e = &there.edits[k];
			const struct diff_edit *f = &back.edits[k];

			if (e->op != DIFF_KEEP || f->op != DIFF_KEEP)
				continue;
			assert_int_equal(e->old_at, f->new_at);
			assert_int_equal(e->new_at, f->old_at);
			kept[0] += e->old_len;
			kept[1] += f->old_len;
		}
		assert_int_equal(kept[0], kept[1]);
		arena_rewind(*state, mark);
	}
}

/* Nothing in common, and a great deal of it: given up in time, and still right. */
static void
gives_up_on_strangers(void **state)
{
	struct buf old = {0}, new = {0};

	for (int i = 0; i < 40000; i++) {
		buf_printf(&old, "a%d ", i);
		buf_printf(&new, "b%d ", i);
	}
	check(*state, (const char *)old.data, old.len, (const char *)new.data,
	      new.len);
	buf_done(&old);
	buf_done(&new);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(shows, setup, teardown),
		cmocka_unit_test_setup_teardown(counts_words, setup, teardown),
		cmocka_unit_test_setup_teardown(
			gives_both_texts_back, setup, teardown),
		cmocka_unit_test_setup_teardown(
			is_its_own_mirror, setup, teardown),
		cmocka_unit_test_setup_teardown(
			gives_up_on_strangers, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
