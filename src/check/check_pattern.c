#include "check/check_pattern.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#define MAX_TOKENS 10
#define MAX_GAP 6
#define MAX_CHOICES 24

enum token_kind {
	TOKEN_WORDS,
	TOKEN_LIST,
	TOKEN_GLOB,
	TOKEN_GAP,
	TOKEN_INITIALISM,
	TOKEN_CAPITAL,
	TOKEN_LOWER,
	TOKEN_NUMBER,
	TOKEN_COUNCIL,
	TOKEN_END,
};

struct choice {
	struct lexicon_word *word; /* TOKEN_WORDS */
	const char *exact; /* with its capitals; NULL: in any case */
	const char *glob; /* TOKEN_GLOB */
};

struct token {
	enum token_kind kind;
	bool except; /* any word but these */
	int list;
	struct choice *choices;
	size_t n_choices;
};

struct check_pattern {
	struct check_pattern *next; /* that begins with the same word */
	enum check_code code;
	bool mid; /* not at the beginning of a sentence */
	bool start; /* only there */
	struct token tokens[MAX_TOKENS];
	size_t n_tokens;
	const char *replacement;
};

/* ---- reading ----------------------------------------------------------------- */

struct loader {
	struct check *c;
	const char *at, *end; /* of the rule in hand */
	int line;
};

static bool
wrong(struct loader *l, const char *what)
{
	return diag_report(l->c->sink, DIAG_LANGUAGE_FILE,
			   (struct diag_pos){.file = l->c->job->language_file,
					     .line = l->line},
			   "%s", what);
}

static bool
has_capital(const char *s, size_t len)
{
	for (size_t at = 0; at < len;)
		if (utf8_is_upper(utf8_next(s, len, &at)))
			return true;
	return false;
}

static bool
read_class(struct loader *l, struct token *token, const char *s, size_t len)
{
	static const struct {
		const char *name;
		enum token_kind kind;
	} classes[] = {
		{"INITIALISM", TOKEN_INITIALISM}, {"CAPITAL", TOKEN_CAPITAL},
		{"LOWER", TOKEN_LOWER},           {"NUMBER", TOKEN_NUMBER},
		{"COUNCIL", TOKEN_COUNCIL},
	};
	const char *name = arena_strndup(l->c->arena, s, len);

	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		if (strcmp(name, classes[i].name) == 0) {
			token->kind = classes[i].kind;
			return true;
		}
	token->kind = TOKEN_LIST;
	token->list = lexicon_list(&l->c->lexicon, name);
	return token->list >= 0 || wrong(l, "a pattern names an unknown list");
}

static bool
read_choice(struct loader *l, struct token *token, const char *s, size_t len)
{
	struct choice *choice = &token->choices[token->n_choices];

	if (len == 0 || token->n_choices == MAX_CHOICES)
		return wrong(l, "a pattern has an empty word or too many");
	token->n_choices++;
	if (memchr(s, '*', len) != NULL) {
		token->kind = TOKEN_GLOB;
		choice->glob = arena_strndup(l->c->arena, s, len);
		return true;
	}
	if (*s == '=' && len > 1) {
		s++;
		len--;
		choice->exact = arena_strndup(l->c->arena, s, len);
	}
	choice->word = lexicon_intern(&l->c->lexicon, s, len);
	if (choice->exact == NULL && has_capital(s, len))
		choice->exact = arena_strndup(l->c->arena, s, len);
	return true;
}

static bool
read_token(struct loader *l, struct token *token, const char *s, size_t len)
{
	if (*s == '!' && len > 1) {
		token->except = true;
		s++;
		len--;
	}
	if (len == 3 && memcmp(s, "...", 3) == 0) {
		token->kind = TOKEN_GAP;
		return true;
	}
	if (len == 1 && *s == '$') {
		token->kind = TOKEN_END;
		return true;
	}
	if (*s == '<' && s[len - 1] == '>')
		return read_class(l, token, s + 1, len - 2);
	token->choices = arena_new_array(l->c->arena, struct choice, MAX_CHOICES);
	if (*s != '(')
		return read_choice(l, token, s, len);
	for (const char *p = s + 1, *stop = s + len - 1; p <= stop;) {
		const char *bar = memchr(p, '|', (size_t)(stop - p));

		if (!read_choice(l, token, p,
				 (size_t)((bar != NULL ? bar : stop) - p)))
			return false;
		p = (bar != NULL ? bar : stop) + 1;
	}
	return true;
}

static bool
read_code(struct loader *l, const char *s, size_t len, enum check_code *ret)
{
	for (int i = 0; i < CHECK_CODE_COUNT; i++) {
		const char *slug = check_kind((enum check_code)i, CHECK_EN)->slug;

		if (strlen(slug) == len && memcmp(slug, s, len) == 0) {
			*ret = (enum check_code)i;
			return true;
		}
	}
	return wrong(l, "a rule names an unknown code");
}

/* The next word of the rule; false at its end. */
static bool
next_part(struct loader *l, const char **ret, size_t *ret_len)
{
	while (l->at < l->end && *l->at == ' ')
		l->at++;
	*ret = l->at;
	while (l->at < l->end && *l->at != ' ')
		l->at++;
	*ret_len = (size_t)(l->at - *ret);
	return *ret_len > 0;
}

static bool
is_part(const char *s, size_t len, const char *word)
{
	return len == strlen(word) && memcmp(s, word, len) == 0;
}

/* "CODE [mid]: WORD..." up to "=>"; the head ends in a colon. */
static bool
read_head(struct loader *l, struct check_pattern *p)
{
	const char *s;
	size_t len;
	bool first = true, more = true;

	for (; more && next_part(l, &s, &len); first = false) {
		if (s[len - 1] == ':') {
			more = false;
			len--;
		}
		if (first && !read_code(l, s, len, &p->code))
			return false;
		if (!first && is_part(s, len, "mid"))
			p->mid = true;
		else if (!first)
			return wrong(l, "a rule has an unknown condition");
	}
	return !more || wrong(l, "a rule has no colon");
}

static bool
read_rule(struct loader *l)
{
	struct check_pattern *p = arena_alloc(l->c->arena, sizeof(*p));
	struct check_pattern **list = &l->c->patterns;
	const char *s;
	size_t len;

	if (!read_head(l, p))
		return false;
	while (next_part(l, &s, &len) && !is_part(s, len, "=>")) {
		if (is_part(s, len, "<START>")) {
			p->start = true;
			continue;
		}
		if (p->n_tokens == MAX_TOKENS)
			return wrong(l, "a pattern has too many words");
		if (!read_token(l, &p->tokens[p->n_tokens++], s, len))
			return false;
	}
	if (len == 0 || p->n_tokens == 0 || p->tokens[0].kind == TOKEN_GAP)
		return wrong(l, "a rule has no '=>', or nothing before it");
	while (l->at < l->end && *l->at == ' ')
		l->at++;
	p->replacement = arena_strndup(
		l->c->arena, l->at, (size_t)(l->end - l->at));
	if (p->tokens[0].kind == TOKEN_WORDS && p->tokens[0].n_choices == 1 &&
	    !p->tokens[0].except)
		list = &p->tokens[0].choices[0].word->patterns;
	p->next = *list;
	*list = p;
	return true;
}

/* "A = B = C" */
static bool
read_same(struct loader *l)
{
	struct check_same *same = arena_alloc(l->c->arena, sizeof(*same));
	const char *s;
	size_t len, n = 0;

	same->n_forms = 1;
	while (next_part(l, &s, &len)) {
		if (is_part(s, len, "=")) {
			if (n == 0 || same->n_forms == SAME_FORMS)
				return wrong(l, "a term is empty, or there are "
						"too many");
			same->n_forms++;
			n = 0;
			continue;
		}
		if (n == SAME_WORDS)
			return wrong(l, "a term has too many words");
		same->words[same->n_forms - 1][n++] = lexicon_intern(
			&l->c->lexicon, s, len);
	}
	if (n == 0 || same->n_forms < 2)
		return wrong(l, "one term alone is the same as nothing");
	same->next = l->c->same;
	l->c->same = same;
	return true;
}

static void
read_entry(struct loader *l, const char *s, size_t len)
{
	if (len > 5 && memcmp(s, "list ", 5) == 0) {
		if (!lexicon_add_list(&l->c->lexicon, s + 5, len - 5))
			wrong(l, "a list has no name, or there are too many");
	} else if (len > 5 && memcmp(s, "rule ", 5) == 0) {
		l->at = s + 5;
		l->end = s + len;
		read_rule(l);
	} else if (len > 5 && memcmp(s, "same ", 5) == 0) {
		l->at = s + 5;
		l->end = s + len;
		read_same(l);
	} else {
		wrong(l, "neither a list nor a rule nor terms");
	}
}

/* Lines that begin with a space go on with the one before. */
void
check_pattern_load(struct check *c)
{
	struct loader l = {.c = c};
	struct buf entry = {0};
	const char *s = c->job->language, *end = s + c->job->language_len;
	int line = 0;

	while (s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		size_t len = (size_t)((stop != NULL ? stop : end) - s);
		bool goes_on = len > 0 && *s == ' ';

		line++;
		if (!goes_on && entry.len > 0) {
			read_entry(&l, (const char *)entry.data, entry.len);
			buf_clear(&entry);
		}
		if (len > 0 && *s != '#') {
			if (!goes_on)
				l.line = line;
			buf_put(&entry, s, len);
		}
		s += len + 1;
	}
	if (entry.len > 0)
		read_entry(&l, (const char *)entry.data, entry.len);
	buf_done(&entry);
}

/* ---- matching ---------------------------------------------------------------- */

/* "*" stands for any bytes; a word is short, so the plain way will do. */
static bool
matches_glob(const char *glob, const char *s)
{
	for (; *glob != '\0'; glob++, s++) {
		if (*glob == '*') {
			while (!matches_glob(glob + 1, s))
				if (*s++ == '\0')
					return false;
			return true;
		}
		if (*glob != *s)
			return false;
	}
	return *s == '\0';
}

static bool
is_council(const struct check *c, const struct text *text,
	   const struct word *word)
{
	const struct source_text *names[] = {
		&c->edition->council->abbreviation, &c->edition->council->name};
	size_t len = word->to - word->from;

	if (names[0]->s != NULL && names[0]->len == len &&
	    memcmp(names[0]->s, text->s + word->from, len) == 0)
		return true;
	/* the whole name ends with this word */
	return names[1]->s != NULL && names[1]->len <= word->to &&
	       memcmp(names[1]->s, text->s + word->to - names[1]->len,
		      names[1]->len) == 0;
}

static bool
matches_choice(const struct choice *choice, const struct text *text,
	       const struct word *word)
{
	size_t len = word->to - word->from;

	if (choice->glob != NULL)
		return matches_glob(choice->glob, word->entry->key);
	if (choice->word != word->entry)
		return false;
	return choice->exact == NULL ||
	       (strlen(choice->exact) == len &&
		memcmp(choice->exact, text->s + word->from, len) == 0);
}

static bool
matches_token(const struct check *c, const struct token *token,
	      const struct text *text, const struct word *word)
{
	switch (token->kind) {
	case TOKEN_WORDS:
	case TOKEN_GLOB:
		for (size_t i = 0; i < token->n_choices; i++)
			if (matches_choice(&token->choices[i], text, word))
				return true;
		return false;
	case TOKEN_LIST: /* words in capitals only shout, or are something else */
		return lexicon_has(word->entry, token->list) &&
		       !(word->flags & WORD_INITIALISM);
	case TOKEN_INITIALISM:
		return (word->flags & WORD_INITIALISM) != 0;
	case TOKEN_CAPITAL:
		return (word->flags & WORD_UPPER) != 0;
	case TOKEN_LOWER:
		return (word->flags & (WORD_UPPER | WORD_NUMBER)) == 0;
	case TOKEN_NUMBER:
		return (word->flags & WORD_NUMBER) != 0;
	case TOKEN_COUNCIL:
		return is_council(c, text, word);
	case TOKEN_GAP:
	case TOKEN_END:
		break;
	}
	return false;
}

struct match {
	const struct check *c;
	const struct check_pattern *p;
	const struct text *text;
	const struct word *words, *end;
	const struct word *first[MAX_TOKENS], *last[MAX_TOKENS];
};

/* From token k on, at word w; a gap is tried short first. */
static bool
match_from(struct match *m, size_t k, const struct word *w)
{
	const struct token *token;

	if (k == m->p->n_tokens)
		return true;
	token = &m->p->tokens[k];
	m->first[k] = m->last[k] = w;
	if (token->kind == TOKEN_END)
		return w == m->end || (w->flags & WORD_NEAR) == 0;
	if (w == m->end || (k > 0 && (w->flags & WORD_NEAR) == 0))
		return false;
	if (token->kind != TOKEN_GAP)
		return (matches_token(m->c, token, m->text, w) !=
			token->except) &&
		       match_from(m, k + 1, w + 1);
	for (int i = 0; i <= MAX_GAP; i++) {
		if (match_from(m, k + 1, w + i)) {
			m->first[k] = w;
			m->last[k] = w + i - 1;
			return true;
		}
		if (w + i == m->end || (w[i].flags & WORD_NEAR) == 0)
			break;
	}
	return false;
}

/* The last word that the match covers. */
static const struct word *
last_word(const struct match *m)
{
	size_t k = m->p->n_tokens - 1;

	while (k > 0 && m->p->tokens[k].kind == TOKEN_END)
		k--;
	return m->last[k];
}

/* What a letter between "$" and the number asks for; see the header. */
static void
put_word(struct buf *out, const char *s, size_t len, char how)
{
	size_t at = 0;
	char bytes[4];
	uint32_t cp;

	if (len > 0 && (how == 'l' || how == 'u')) {
		cp = utf8_next(s, len, &at);
		if (how == 'l')
			cp = utf8_lower(cp);
		else if (cp >= 'a' && cp <= 'z')
			cp -= 'a' - 'A';
		buf_put(out, bytes, utf8_put(cp, bytes));
	}
	for (; at < len; at++) {
		bool hyphen = s[at] == '-';

		if ((how == 'c' && at + 1 == len) || (how == 'j' && hyphen) ||
		    (how == 'e' && s[at] == 'e' && at + 1 < len &&
		     s[at + 1] == '-'))
			continue;
		buf_byte(out, how == 's' && hyphen ? ' ' : (unsigned char)s[at]);
	}
}

static const char *
replaced(const struct match *m, struct arena *arena)
{
	struct buf out = {0};

	for (const char *p = m->p->replacement; *p != '\0'; p++) {
		char how = 0;
		size_t k;

		if (*p != '$') {
			buf_byte(&out, (unsigned char)*p);
			continue;
		}
		p++;
		if (*p != '\0' && strchr("lucjse", *p) != NULL)
			how = *p++;
		if (*p < '1' || *p > '9')
			break;
		k = (size_t)(*p - '1');
		if (k >= m->p->n_tokens || m->last[k] < m->first[k])
			continue;
		put_word(&out, m->text->s + m->first[k]->from,
			 m->last[k]->to - m->first[k]->from, how);
	}
	return buf_keep(&out, arena);
}

/* The full stop of an abbreviation is part of it. */
static void
report(struct check *c, const struct match *m, const struct word *first,
       const struct word *last)
{
	size_t to = last->to;

	if (m->text->s[to] == '.' &&
	    (check_is(c, last, LIST_ABBREVIATION) ||
	     memchr(m->text->s + last->from, '.', to - last->from) != NULL))
		to++;
	check_in(c, m->p->code, m->text, first->from, to,
		 check_piece(c, m->text, first->from, to), replaced(m, c->arena),
		 NULL);
}

static bool
try_list(struct check *c, struct match *m, const struct check_pattern *list,
	 const struct word *w)
{
	for (m->p = list; m->p != NULL; m->p = m->p->next) {
		const struct word *last;

		if ((m->p->mid && (w->flags & WORD_FIRST)) ||
		    (m->p->start && !(w->flags & WORD_FIRST)))
			continue;
		if (!match_from(m, 0, w))
			continue;
		last = last_word(m);
		report(c, m, w, last);
		return true;
	}
	return false;
}

/* A word that is in a match begins no other. */
void
check_pattern_run(struct check *c)
{
	for (size_t i = 0; i < c->texts.n_sentences; i++) {
		const struct sentence *s = &c->texts.sentences[i];
		const struct word *w = c->texts.words + s->first_word;
		struct match m = {
			.c = c,
			.text = &c->texts.items[s->text],
			.words = w,
			.end = w + s->n_words,
		};

		for (; w < m.end; w++) {
			if ((w->flags & WORD_FOREIGN) ||
			    m.text->field == FIELD_ADDRESS)
				continue;
			if (try_list(c, &m, w->entry->patterns, w) ||
			    try_list(c, &m, c->patterns, w))
				w = last_word(&m);
		}
	}
}
