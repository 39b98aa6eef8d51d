/*
 * Prose, tested through its header. A text begins at line 1, column 1 of its file
 * unless a test says otherwise; what is read is compared as prose_dump() prints
 * it, what is complained of as "line:column code".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "prose/prose.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

typedef struct prose *parse_function(struct arena *, struct diag_sink *,
				     const struct source_text *, bool *);

static struct prose *
read_at(parse_function *parse, const char *s, struct diag_pos pos,
	enum source_form form, struct diag_sink *sink)
{
	struct source_text text = {s, strlen(s), pos, form};
	struct prose *root;
	bool ok;

	root = parse(arena, sink, &text, &ok);
	assert_non_null(root);
	assert_int_equal(ok, diag_count(sink, DIAG_ERROR) == 0);
	return root;
}

static const char *
dumped(const struct prose *root)
{
	struct buf out = {0};
	const char *text;

	prose_dump(root, &out);
	text = arena_strndup(arena, (const char *)out.data, out.len);
	buf_done(&out);
	return text;
}

/* "line:column code" of every message, with spaces between them. */
static const char *
complaints(const struct diag_sink *sink)
{
	struct diag_style style = {0};
	char *text = NULL, *save = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	struct buf list = {0};
	const char *copy;

	assert_non_null(out);
	diag_print(sink, &style, out);
	fclose(out);
	for (char *line = strtok_r(text, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save)) {
		char *open = strrchr(line, '[');

		if (strncmp(line, "f:", 2) != 0 || open == NULL)
			continue;
		buf_str(&list, list.len > 0 ? " " : "");
		buf_put(&list, line + 2, strcspn(line + 2, " ") - 1);
		buf_byte(&list, ' ');
		buf_put(&list, open + 1, strlen(open) - 2);
	}
	copy = arena_strndup(arena, (const char *)list.data, list.len);
	buf_done(&list);
	free(text);
	return copy;
}

/* ---- what is read ------------------------------------------------------------ */

static const struct {
	const char *text, *dump;
} trees[] = {
	{"", "root 1:1\n"},
	{"One\nparagraph.\n\nAnother.\n",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    text 1:1 \"One paragraph.\"\n"
	 "  paragraph 4:1\n"
	 "    text 4:1 \"Another.\"\n"},
	{"a *b **c***  \nd\\\ne",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    text 1:1 \"a \"\n"
	 "    emphasis 1:3\n"
	 "      text 1:4 \"b \"\n"
	 "      strong 1:6\n"
	 "        text 1:8 \"c\"\n"
	 "    break 1:12\n"
	 "    text 2:1 \"d\"\n"
	 "    break 2:2\n"
	 "    text 3:1 \"e\"\n"},
	{"# One #\n\nTwo *x*\n---\n\n### Three",
	 "root 1:1\n"
	 "  heading 1:1 1\n"
	 "    text 1:3 \"One\"\n"
	 "  heading 3:1 2\n"
	 "    text 3:1 \"Two \"\n"
	 "    emphasis 3:5\n"
	 "      text 3:6 \"x\"\n"
	 "  heading 6:1 3\n"
	 "    text 6:5 \"Three\"\n"},
	{"- a\n- b\n\n  3. c\n\n     d\n",
	 "root 1:1\n"
	 "  list 1:1 loose\n"
	 "    item 1:1\n"
	 "      paragraph 1:3\n"
	 "        text 1:3 \"a\"\n"
	 "    item 2:1\n"
	 "      paragraph 2:3\n"
	 "        text 2:3 \"b\"\n"
	 "      list 4:3 from 3 loose\n"
	 "        item 4:3\n"
	 "          paragraph 4:6\n"
	 "            text 4:6 \"c\"\n"
	 "          paragraph 6:6\n"
	 "            text 6:6 \"d\"\n"},
	{"> a\n> b\n\n* c\n* d",
	 "root 1:1\n"
	 "  quote 1:1\n"
	 "    paragraph 1:3\n"
	 "      text 1:3 \"a b\"\n"
	 "  list 4:1 tight\n"
	 "    item 4:1\n"
	 "      paragraph 4:3\n"
	 "        text 4:3 \"c\"\n"
	 "    item 5:1\n"
	 "      paragraph 5:3\n"
	 "        text 5:3 \"d\"\n"},
	{"[a *b*](https://x.nl/?a=1&amp;b \"t\nu\") <http://y.nl> <a@b.nl> "
	 "[c](#d)",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    link 1:1 <https://x.nl/?a=1&b> (t u)\n"
	 "      text 1:2 \"a \"\n"
	 "      emphasis 1:4\n"
	 "        text 1:5 \"b\"\n"
	 "    text 2:4 \" \"\n"
	 "    link 2:5 <http://y.nl>\n"
	 "      text 2:6 \"http://y.nl\"\n"
	 "    text 2:18 \" \"\n"
	 "    link 2:19 <mailto:a@b.nl>\n"
	 "      text 2:20 \"a@b.nl\"\n"
	 "    text 2:27 \" \"\n"
	 "    link 2:28 <#d>\n"
	 "      text 2:29 \"c\"\n"},
	{"[ref]: https://x.nl\n  'T'\n[r2]: <mailto:a@b.nl>\n[ref] [x][r2] "
	 "[ref][]",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    link 4:1 <https://x.nl> (T)\n"
	 "      text 4:2 \"ref\"\n"
	 "    text 4:6 \" \"\n"
	 "    link 4:7 <mailto:a@b.nl>\n"
	 "      text 4:8 \"x\"\n"
	 "    text 4:14 \" \"\n"
	 "    link 4:15 <https://x.nl> (T)\n"
	 "      text 4:16 \"ref\"\n"},
	{"het [fake *news*](lang:en-GB)-debat",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    text 1:1 \"het \"\n"
	 "    span 1:5 en-GB\n"
	 "      text 1:6 \"fake \"\n"
	 "      emphasis 1:11\n"
	 "        text 1:12 \"news\"\n"
	 "    text 1:30 \"-debat\"\n"},
	{"zie {page:naar-zee}, {{x} {council.name}: *{name:a.b:c}*",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    text 1:1 \"zie \"\n"
	 "    fact 1:5 {page:naar-zee}\n"
	 "    text 1:20 \", {x} \"\n"
	 "    fact 1:27 {council.name}\n"
	 "    text 1:41 \": \"\n"
	 "    emphasis 1:43\n"
	 "      fact 1:44 {name:a.b:c}\n"},
	{"{{{a.b}} \\{c} &#123;d}",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    text 1:1 \"{\"\n"
	 "    fact 1:3 {a.b}\n"
	 "    text 1:8 \"} {c} {d}\"\n"},
	{"a[^two] b[^one] c[^two]\n\n[^one]: First\n    *given*\n\n[^two]: "
	 "Second\n\n"
	 "    - of two",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    text 1:1 \"a\"\n"
	 "    mark 1:2 1\n"
	 "    text 1:8 \" b\"\n"
	 "    mark 1:10 2\n"
	 "    text 1:16 \" c\"\n"
	 "    mark 1:18 1\n"
	 "  footnote 6:1 1\n"
	 "    paragraph 6:9\n"
	 "      text 6:9 \"Second\"\n"
	 "    list 8:5 tight\n"
	 "      item 8:5\n"
	 "        paragraph 8:7\n"
	 "          text 8:7 \"of two\"\n"
	 "  footnote 3:1 2\n"
	 "    paragraph 3:9\n"
	 "      text 3:9 \"First \"\n"
	 "      emphasis 4:5\n"
	 "        text 4:6 \"given\"\n"},
	{"a&nbsp;b &amp; \\* &unknown; &#x41; e&#x301; \"c\" -- 'd'...",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    text 1:1 \"a\u00A0b & * &unknown; A é \\\"c\\\" -- 'd'...\"\n"},
	{"a  b\tc \n d&#32;&#32;e&#10;f  *g*",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    text 1:1 \"a b c d  e f \"\n"
	 "    emphasis 2:22\n"
	 "      text 2:23 \"g\"\n"},
	{"\\[^a] \\<b> 1\\. 2 * 3 * 4 a_b_c",
	 "root 1:1\n"
	 "  paragraph 1:1\n"
	 "    text 1:1 \"[^a] <b> 1. 2 * 3 * 4 a_b_c\"\n"},
};

static void
test_trees(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(trees); i++) {
		struct diag_sink *sink = diag_sink_new(arena);
		struct prose *root = read_at(
			prose_parse, trees[i].text, (struct diag_pos){"f", 1, 1},
			SOURCE_BLOCK, sink);

		assert_string_equal(complaints(sink), "");
		assert_string_equal(dumped(root), trees[i].dump);
	}
}

static void
test_an_absent_text_is_empty(void **state)
{
	struct diag_sink *sink = diag_sink_new(arena);
	struct source_text absent = {0};
	bool ok = false;

	(void)state;
	assert_null(prose_parse(arena, sink, &absent, &ok)->first);
	assert_true(ok);
	assert_null(prose_parse_inline(arena, sink, &absent, &ok)->first);
	assert_true(ok);
}

static void
test_parents_and_notes_point_back(void **state)
{
	struct diag_sink *sink = diag_sink_new(arena);
	struct prose *root = read_at(
		prose_parse, "a[^n] *b*\n\n[^n]: c", (struct diag_pos){"f", 1, 1},
		SOURCE_BLOCK, sink);
	struct prose *mark = root->first->first->next;

	(void)state;
	assert_int_equal(mark->kind, PROSE_MARK);
	assert_ptr_equal(mark->parent, root->first);
	assert_ptr_equal(mark->note, root->last);
	assert_int_equal(root->last->kind, PROSE_FOOTNOTE);
	assert_ptr_equal(root->last->parent, root);
	assert_ptr_equal(root->first->last->first->parent, root->first->last);
}

/* ---- what is refused --------------------------------------------------------- */

static const struct {
	const char *text, *complaints;
} refused[] = {
	{"a <b>c</b>", "1:3 prose-unsupported 1:7 prose-unsupported"},
	{"<div>\na\n</div>\n\nb", "1:1 prose-unsupported"},
	{"a <!-- b -->", "1:3 prose-unsupported"},
	{"a\nb ![c](d.png) <br>", "2:3 prose-unsupported 2:15 prose-unsupported"},
	{"a `b` c", "1:3 prose-unsupported"},
	{"a\n\n    code\n\n```\nmore\n```",
	 "3:5 prose-unsupported 5:1 prose-unsupported"},
	{"a\n\n***\n\nb", "3:1 prose-unsupported"},
	{"a | b\n--|--\nc | d", "1:1 prose-unsupported"},
	{"> | a |\n> | - |\n> | c |", "1:3 prose-unsupported"},
	{"a[^x] b[^y]\n\n[^x]: c", "1:8 note-undefined"},
	{"a [^*x*] [^] [^x\ny z] b", "1:3 note-undefined 1:14 note-undefined"},
	{"a\n\n[^x]: c\n\n> - [^y]: d", "3:1 note-unused 5:5 note-unused"},
	{"a[^x]\n\n[^x]: c\n\n[^x]: d", "5:1 note-unused"},
	{"a[^x]\n\n[^x]: c[^y]\n\n[^y]: d", "3:8 prose-unsupported"},
	{"{a b} {} {a:} {A} {a\nb} {:a} {a",
	 "1:1 prose-fact 1:7 prose-fact "
	 "1:10 prose-fact 1:15 prose-fact "
	 "1:19 prose-fact 2:4 prose-fact "
	 "2:9 prose-fact"},
	{"[a](javascript:x) [b](JaVaScRiPt:x) [c](data:text/html,x)",
	 "1:1 prose-link 1:19 prose-link 1:37 prose-link"},
	{"[a](java&#115;cript:x) [b](&#x6A;avascript:x) [c](\\javascript:x)",
	 "1:1 prose-link 1:24 prose-link 1:47 prose-link"},
	{"[a](<java&Tab;script:x>) [b](<&#1;javascript:x>) [c](vbscript:x)",
	 "1:1 prose-link 1:26 prose-link 1:50 prose-link"},
	{"[a](file:///etc/passwd) [b](//x.nl) [c](x.html) [d](www.x.nl) <ftp:x>",
	 "1:1 prose-link 1:25 prose-link 1:37 prose-link 1:49 prose-link "
	 "1:63 prose-link"},
	{"[a]() [b](#) [c](https://) [d](https:x) [e](mailto:x) [f](mailto:?x@y)",
	 "1:1 prose-link 1:7 prose-link 1:14 prose-link 1:28 prose-link "
	 "1:41 prose-link 1:55 prose-link"},
	{"[a](<https://x.nl/a b>) [](https://x.nl)",
	 "1:1 prose-link 1:25 prose-link"},
	{"[a](lang:) [b](lang:e) [c](lang:en_GB) [d](lang:en-) [e](lang:en-a2)",
	 "1:1 prose-language 1:12 prose-language 1:24 prose-language "
	 "1:40 prose-language"},
	{"[a ![b [c](x) d](e) f](g:h)", "1:4 prose-unsupported 1:8 prose-link"},
	{"[r]: javascript:x\n\na [r] b", "3:3 prose-link"},
};

static void
test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct diag_sink *sink = diag_sink_new(arena);

		read_at(prose_parse, refused[i].text,
			(struct diag_pos){"f", 1, 1}, SOURCE_BLOCK, sink);
		assert_string_equal(complaints(sink), refused[i].complaints);
	}
}

/* What surrounds a mistake is still there for later stages to judge. */
static void
test_mistakes_do_not_swallow_their_neighbours(void **state)
{
	struct diag_sink *sink = diag_sink_new(arena);
	struct prose *root = read_at(
		prose_parse,
		"a <b>c</b> [d](javascript:e) ![f](g) `h` {i j} k[^l]",
		(struct diag_pos){"f", 1, 1}, SOURCE_BLOCK, sink);

	(void)state;
	assert_string_equal(
		dumped(root),
		"root 1:1\n"
		"  paragraph 1:1\n"
		"    text 1:1 \"a c \"\n"
		"    text 1:13 \"d\"\n"
		"    text 1:29 \" \"\n"
		"    text 1:37 \" {i j} k[^l]\"\n");
}

static const struct {
	const char *text, *dump, *complaints;
} inlines[] = {
	{"", "root 1:1\n", ""},
	{"a *b*",
	 "root 1:1\n  text 1:1 \"a \"\n  emphasis 1:3\n    text 1:4 \"b\"\n", ""},
	{"a\n\nb\n\nc", "root 1:1\n  text 1:1 \"a\"\n",
	 "3:1 prose-one-paragraph"},
	{"# a", "root 1:1\n  text 1:3 \"a\"\n", "1:1 prose-one-paragraph"},
	{"2026. Een jaar", "root 1:1\n  text 1:7 \"Een jaar\"\n",
	 "1:1 prose-one-paragraph"},
	{"2026\\. Een jaar", "root 1:1\n  text 1:1 \"2026. Een jaar\"\n", ""},
	{"a[^b]\n\n[^b]: c", "root 1:1\n  text 1:1 \"a\"\n  mark 1:2 1\n",
	 "3:1 prose-one-paragraph"},
};

static void
test_inlines(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(inlines); i++) {
		struct diag_sink *sink = diag_sink_new(arena);
		struct prose *root = read_at(
			prose_parse_inline, inlines[i].text,
			(struct diag_pos){"f", 1, 1}, SOURCE_BLOCK, sink);

		assert_string_equal(complaints(sink), inlines[i].complaints);
		assert_string_equal(dumped(root), inlines[i].dump);
		for (struct prose *n = root->first; n != NULL; n = n->next)
			assert_ptr_equal(n->parent, root);
	}
}

/* ---- positions --------------------------------------------------------------- */

/*
 * The oracle: in these texts a word is "w", a number that no other word has, and
 * "q", so where a word stands in the file can simply be looked up.
 */
static struct diag_pos
find_word(const char *file, const char *word, size_t len)
{
	char needle[32];
	struct diag_pos pos = {"f", 1, 1};
	const char *hit;

	snprintf(needle, sizeof(needle), "%.*s", (int)len, word);
	hit = strstr(file, needle);
	assert_non_null(hit);
	for (const char *p = file; p < hit; p++)
		if (*p == '\n') {
			pos.line++;
			pos.col = 1;
		} else if (((unsigned char)*p & 0xC0) != 0x80) {
			pos.col++;
		}
	return pos;
}

/* Look every word of the tree up; returns how many there are. */
static size_t
check_words(const char *file, const struct prose *node)
{
	size_t n = 0, i = 0;

	while (i < node->len && node->kind == PROSE_TEXT) {
		size_t len = 1 + strspn(node->text + i + 1, "é0123456789");
		struct diag_pos expected, pos;

		if (node->text[i] != 'w' || node->text[i + len++] != 'q') {
			i++;
			continue;
		}
		expected = find_word(file, node->text + i, len);
		pos = prose_pos(node, i);
		if (pos.line != expected.line || pos.col != expected.col)
			fail_msg("%.*s at %d:%d is said to be at %d:%d in\n%s",
				 (int)len, node->text + i, expected.line,
				 expected.col, pos.line, pos.col, file);
		n++;
		i += len;
	}
	for (const struct prose *c = node->first; c != NULL; c = c->next)
		n += check_words(file, c);
	return n;
}

/* As a literal block of a YAML file: below a key, indented by four spaces. */
static const char *
in_yaml(const char *text)
{
	struct buf out = {0};
	const char *copy;

	buf_str(&out, "# é\nbody: |\n");
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		buf_str(&out, "    ");
		buf_put(&out, text, n);
		buf_byte(&out, '\n');
		text += n + (text[n] == '\n' ? 1 : 0);
	}
	copy = arena_strndup(arena, (const char *)out.data, out.len);
	buf_done(&out);
	return copy;
}

static size_t
check_positions(const char *text)
{
	struct diag_sink *sink = diag_sink_new(arena);
	struct prose *root = read_at(
		prose_parse, text, (struct diag_pos){"f", 3, 5}, SOURCE_BLOCK,
		sink);

	return check_words(in_yaml(text), root);
}

static const struct {
	const char *text;
	size_t words;
} placed[] = {
	{"w1q w2q\n   w3q", 3},
	{"wé1q *wé2q\nwé3q* wé4q", 4},
	{"> w1q\n>    w2q\nw3q\n  w4q", 4}, /* lazy lines */
	{"> > w1q\n> w2q *w3q\n>>w4q* w5q", 5},
	{"> - w1q\n>   w2q\n>\n>   > w3q\n>   >    w4q\n> w5q", 5},
	{"1. w1q\n   - w2q\nw3q\n   - w4q\n\n     w5q\n      w6q", 6},
	{"[w1q\nw2q](https://x.nl\n\"t\nu\") w3q\nw4q", 4},
	{"[w1q](https://x.nl/(a)\\)b 'x\\'y') w2q [w3q](<https://x.nl/)> (t)) "
	 "w4q",
	 4},
	{"[r]: https://x.nl\n\"t\nu\"\n[r w]: <#x>\nw1q [w2q][r] "
	 "w3q\n[w4q][r\nw] w5q",
	 5},
	{"[r]: #x\n[w1q](https://y.nl)(w2q) [r](w3q w4q) [r] [w5q] w6q", 6},
	{"<https://x.nl/w1q> w2q\nw3q <w4q@x.nl> w5q", 5},
	{"w1q\\* w2q&amp;w3q &lt;w4q&gt;&nbsp;w5q &#119; w6q &fjlig; w7q", 7},
	{"w1q &NotEqualTilde; w2q &; w3q &x w4q &#; w5q &#xZ; w6q & w7q", 7},
	{"w1q  \n  w2q\\\n  w3q\t w4q", 4},
	{"***w1q** w2q* w3q **w4q *w5q*** w6q", 6},
	{"**w1q* w2q *w3q w4q_ _w5q__ __w6q_", 6},
	{"## w1q *w2q* ##\n\nw3q\nw4q\n===\n\n  #   w5q #x", 5},
	{"w1q[^w] w2q\nw3q[^v]\n\n[^w]: w4q\n    w5q\nw6q\n\n    > w7q\n    > "
	 "w8q\n\n"
	 "> - [^v]: w9q\n>       w10q",
	 10},
	{"w1q {page:x} w2q {{ w3q {a.b}\nw4q", 4},
	{"`` w1q ` w2q `` w3q <b\nc> w4q ![x\ny](z) w5q", 3},
	{"w1q [^no] w2q [x] w3q ] [ w4q ![ w5q", 5},
	{"[r]: #x\n\n[r][w1q\n===\n] w2q\n\n> w3q\n===\n> w4q\n> ---\n> w5q", 5},
	{"- w1q\n\n\tw2q\n\tw3q", 3},
	{"> w1q\n>      > w2q", 2},
	{"w1q  w2q   *w3q  w4q*   w5q", 5},
	{"w1q\\\\ w2q \\a w3q \\", 3},
};

static void
test_every_word_is_where_it_stands(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(placed); i++)
		assert_int_equal(check_positions(placed[i].text),
				 placed[i].words);
}

/* The same on texts put together at random out of such pieces. */
static void
test_words_of_random_texts_are_where_they_stand(void **state)
{
	static const char *const pieces[] = {
		"w%dq  ",
		"w%dq ",
		"w%dq ",
		"w%dq ",
		"\n",
		"\n  ",
		"\n\n",
		"\n> ",
		"\n- ",
		"\n   - ",
		"\n1. ",
		"\n>   ",
		"*",
		"**",
		"_",
		"[w%dq",
		"](#x)",
		"](#x\n\"t\")",
		"<https://x.nl>",
		"\\",
		"&amp;",
		"`",
		"![",
		"[^f] ",
		"\n\n[^f]: ",
		"\n\n# ",
		"\n===\n",
		"{a:b}",
		"{{",
		"  \n",
		"\n    ",
		"\n\n    ",
		"é",
		"[r]: #y\n",
		"[r] ",
		"][r]",
		"<b>",
	};
	uint32_t seed = 1;
	size_t words = 0;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct arena_mark mark = arena_mark(arena);
		struct buf text = {0};

		for (int i = 1; i < 40; i++) {
			const char *piece, *number;

			seed = seed * 1664525 + 1013904223;
			piece = pieces[(seed >> 16) % COUNT(pieces)];
			number = strstr(piece, "%d");
			if (number == NULL) {
				buf_str(&text, piece);
				continue;
			}
			buf_put(&text, piece, (size_t)(number - piece));
			buf_int(&text, i);
			buf_str(&text, number + 2);
		}
		buf_byte(&text, '\0');
		words += check_positions((const char *)text.data);
		buf_done(&text);
		arena_rewind(arena, mark);
	}
	assert_true(words > 10000);
}

/* Blocks and inlines agree with source_pos(), in every form a text can have. */
static void
test_forms_of_text(void **state)
{
	struct diag_sink *sink = diag_sink_new(arena);
	struct diag_pos pos = {"f", 7, 9};

	(void)state;
	assert_string_equal(
		dumped(read_at(prose_parse, "é *b*", pos, SOURCE_INLINE, sink)),
		"root 7:9\n  paragraph 7:9\n    text 7:9 \"é \"\n"
		"    emphasis 7:11\n      text 7:12 \"b\"\n");
	assert_string_equal(
		dumped(read_at(prose_parse, "a\n*b*", pos, SOURCE_ROUGH, sink)),
		"root 7:9\n  paragraph 7:9\n    text 7:9 \"a \"\n"
		"    emphasis 7:9\n      text 7:9 \"b\"\n");
	assert_string_equal(
		dumped(read_at(prose_parse, "a\r\n*b*", pos, SOURCE_BLOCK, sink)),
		"root 7:9\n  paragraph 7:9\n    text 7:9 \"a \"\n"
		"    emphasis 8:9\n      text 8:10 \"b\"\n");
}

static void
test_rough_texts_have_one_position(void **state)
{
	struct diag_sink *sink = diag_sink_new(arena);
	struct prose *root = read_at(
		prose_parse, "abc", (struct diag_pos){"f", 7, 9}, SOURCE_ROUGH,
		sink);

	(void)state;
	assert_int_equal(prose_pos(root->first->first, 2).col, 9);
}

/* ---- depth and size ---------------------------------------------------------- */

static const char *
repeated(const char *piece, size_t times)
{
	struct buf text = {0};
	const char *copy;

	for (size_t i = 0; i < times; i++)
		buf_str(&text, piece);
	copy = arena_strndup(arena, (const char *)text.data, text.len);
	buf_done(&text);
	return copy;
}

static int
depth_of(const struct prose *node)
{
	int deepest = 0;

	for (const struct prose *n = node->first; n != NULL; n = n->next) {
		int d = depth_of(n);

		deepest = d > deepest ? d : deepest;
	}
	return deepest + 1;
}

static void
test_depth_has_a_limit(void **state)
{
	static const char *const deep[] = {"> ", ">", "*a **b _c ", "*a _b "};
	struct diag_sink *sink;
	struct diag_pos pos = {"f", 1, 1};
	struct prose *root;

	(void)state;
	for (size_t i = 0; i < COUNT(deep); i++) {
		sink = diag_sink_new(arena);
		root = read_at(prose_parse, repeated(deep[i], 200), pos,
			       SOURCE_BLOCK, sink);
		assert_in_range(depth_of(root), 1, 103);
	}
	sink = diag_sink_new(arena);
	root = read_at(prose_parse, repeated("> ", 99), pos, SOURCE_BLOCK, sink);
	assert_string_equal(complaints(sink), "");
	assert_int_equal(depth_of(root), 100);
	read_at(prose_parse, repeated("> ", 101), pos, SOURCE_BLOCK, sink);
	assert_string_equal(complaints(sink), "1:201 prose-deep");
}

/* Each would take minutes if any step of ours looked back over all the others. */
static void
test_pathological_texts_take_no_time(void **state)
{
	static const char *const pieces[] = {
		"*a_ ",         "[",      "[a](",      "![a",       "> ",
		"- ",           "`",      "<a ",       "&",         "[^a]",
		"{a",           "{a:b} ", "_",         "a\n",       "a  \n",
		"a\n\n",        "]",      "[a](a (b ", "<",         "|-",
		"\\",           "*a **b", "a ** b",    "[^a]: b\n", "[a]: b\n",
		"- a\n",        "# a\n",  "{{",        "&amp;",     "[a](#b)",
		"é*e\u0301*\n",
	};
	struct diag_pos pos = {"f", 1, 1};

	(void)state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct arena_mark mark = arena_mark(arena);
		const char *text = repeated(
			pieces[i], (size_t)250000 / strlen(pieces[i]));
		clock_t start = clock();

		read_at(prose_parse, text, pos, SOURCE_BLOCK,
			diag_sink_new(arena));
		if (clock() - start > 10 * CLOCKS_PER_SEC)
			fail_msg("\"%s\" took too long", pieces[i]);
		arena_rewind(arena, mark);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trees),
		cmocka_unit_test(test_an_absent_text_is_empty),
		cmocka_unit_test(test_parents_and_notes_point_back),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_mistakes_do_not_swallow_their_neighbours),
		cmocka_unit_test(test_inlines),
		cmocka_unit_test(test_every_word_is_where_it_stands),
		cmocka_unit_test(test_words_of_random_texts_are_where_they_stand),
		cmocka_unit_test(test_forms_of_text),
		cmocka_unit_test(test_rough_texts_have_one_position),
		cmocka_unit_test(test_depth_has_a_limit),
		cmocka_unit_test(test_pathological_texts_take_no_time),
	};

	return cmocka_run_group_tests_name("prose", tests, setup, teardown);
}
