/*
 * compile_tables - turn the word lists of data/hyphenation/ into C.
 *
 * Runs on the machine that builds, while building:
 *
 *   compile_tables NAME KIND FILE [KIND FILE]... > NAME.c
 *
 * and writes one `struct hyphen_table NAME_KIND` per pair. The kinds and what a
 * line of the file is:
 *
 *   patterns    a pattern in TeX's notation, in the encoding the first line
 *               names (ISO8859-1 or UTF-8); % and words in capitals are skipped
 *   exceptions  a word with all its divisions, `-` plain and `|` at a joint
 *   members     words of compounds, see enum table_member: avond, beleid+s,
 *               oma+tje, tegen|, her-, -achtig
 *
 * In the last two a # begins a comment and words are divided by white space.
 *
 * The output depends on the bytes of the files and on nothing else: no hashing,
 * no pointers compared, first fit in the order of a breadth-first walk.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hyphen/table.h"

enum { WORD_MAX = 63, CELLS_MAX = TABLE_LINK_MAX + LETTER_COUNT + 1 };

struct node {
	uint32_t children[LETTER_COUNT]; /* 0: none; the root is nobody's child */
	uint16_t operation;
	uint32_t link;
};

/* One table while it is made; the names are those of struct hyphen_table. */
struct builder {
	struct node *nodes;
	size_t n_nodes, cap_nodes;
	uint16_t *numbers;
	size_t n_numbers, cap_numbers;
	uint16_t operations[TABLE_OPERATION_MASK + 1];
	size_t n_operations;
	uint32_t *cells; /* CELLS_MAX */
	size_t n_cells;
};

/* A word of the input: its letters and what was noted before each of them. */
struct word {
	unsigned letters[WORD_MAX + 1];
	unsigned notes[WORD_MAX + 2];
	size_t n;
};

static const char *file_name;
static unsigned line_number;

static _Noreturn void
fail(const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "compile_tables: %s:%u: ", file_name, line_number);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static void *
grown(void *array, size_t *cap, size_t need, size_t size)
{
	size_t new_cap = *cap > 0 ? *cap : 1024;

	if (need <= *cap)
		return array;
	while (new_cap < need)
		new_cap *= 2;
	array = realloc(array, new_cap * size);
	if (array == NULL)
		fail("out of memory");
	memset((char *)array + *cap * size, 0, (new_cap - *cap) * size);
	*cap = new_cap;
	return array;
}

/* ---- building ---- */

static uint32_t
builder_node(struct builder *b)
{
	b->nodes = grown(b->nodes, &b->cap_nodes, b->n_nodes + 1,
			 sizeof(*b->nodes));
	return (uint32_t)b->n_nodes++;
}

/* The operation with these numbers, n of them and none 0; equal ones are shared. */
static uint16_t
builder_operation(struct builder *b, const uint16_t *list, size_t n)
{
	for (size_t i = 1; i < b->n_operations; i++) {
		const uint16_t *have = b->numbers + b->operations[i];
		size_t k = 0;

		while (k < n && have[k] == list[k])
			k++;
		if (k == n && have[n] == 0)
			return (uint16_t)i;
	}
	if (b->n_operations > TABLE_OPERATION_MASK)
		fail("more than %d different operations", TABLE_OPERATION_MASK);
	if (b->n_numbers + n + 1 > UINT16_MAX)
		fail("too many numbers");
	b->numbers = grown(b->numbers, &b->cap_numbers, b->n_numbers + n + 1,
			   sizeof(*b->numbers));
	b->operations[b->n_operations] = (uint16_t)b->n_numbers;
	for (size_t i = 0; i < n; i++)
		b->numbers[b->n_numbers++] = list[i];
	b->numbers[b->n_numbers++] = 0;
	return (uint16_t)b->n_operations++;
}

static void
builder_add(struct builder *b, const char *text, const struct word *word,
	    const uint16_t *list, size_t n)
{
	uint32_t at = 0;

	for (size_t i = 0; i < word->n; i++) {
		unsigned letter = word->letters[i];

		if (b->nodes[at].children[letter] == 0) {
			uint32_t child = builder_node(b);

			b->nodes[at].children[letter] = child;
		}
		at = b->nodes[at].children[letter];
	}
	if (b->nodes[at].operation != 0)
		fail("'%s' is in the file twice", text);
	b->nodes[at].operation = builder_operation(b, list, n);
}

/* ---- packing ---- */

/* The lowest link at which all children of the node find their cell empty. */
static uint32_t
first_fit(const struct builder *b, const struct node *node, const bool *taken)
{
	for (uint32_t link = LETTER_COUNT; link <= TABLE_LINK_MAX; link++) {
		bool fits = !taken[link];

		for (unsigned l = 1; l < LETTER_COUNT && fits; l++)
			if (node->children[l] != 0 && b->cells[link + l] != 0)
				fits = false;
		if (fits)
			return link;
	}
	fail("the trie does not fit into %d cells", TABLE_LINK_MAX);
}

static void
place_children(struct builder *b, struct node *node, bool *taken)
{
	bool leaf = true;

	for (unsigned l = 1; l < LETTER_COUNT; l++)
		if (node->children[l] != 0)
			leaf = false;
	if (leaf)
		return;
	node->link = first_fit(b, node, taken);
	taken[node->link] = true;
	for (unsigned l = 1; l < LETTER_COUNT; l++) {
		const struct node *child = &b->nodes[node->children[l]];

		if (node->children[l] != 0)
			b->cells[node->link + l] =
				l | (uint32_t)child->operation
					    << TABLE_OPERATION_SHIFT;
	}
	if (node->link + LETTER_COUNT > b->n_cells)
		b->n_cells = node->link + LETTER_COUNT;
}

/*
 * Breadth first: the nodes near the root have most children, and are placed
 * while there is room. Links are filled in when all are known.
 */
static void
pack(struct builder *b)
{
	bool *taken = calloc(CELLS_MAX, sizeof(*taken));
	uint32_t *queue = calloc(b->n_nodes, sizeof(*queue));
	size_t head = 0, tail = 1; /* the root is node 0 */

	b->cells = calloc(CELLS_MAX, sizeof(*b->cells));
	if (taken == NULL || queue == NULL || b->cells == NULL)
		fail("out of memory");
	while (head < tail) {
		struct node *node = &b->nodes[queue[head++]];

		place_children(b, node, taken);
		for (unsigned l = 1; l < LETTER_COUNT; l++)
			if (node->children[l] != 0)
				queue[tail++] = node->children[l];
	}
	b->cells[0] = b->nodes[0].link << TABLE_LINK_SHIFT;
	for (size_t i = 0; i < b->n_nodes; i++)
		for (unsigned l = 1; l < LETTER_COUNT; l++)
			if (b->nodes[i].children[l] != 0)
				b->cells[b->nodes[i].link + l] |=
					b->nodes[b->nodes[i].children[l]].link
					<< TABLE_LINK_SHIFT;
	free(taken);
	free(queue);
}

/* ---- reading ---- */

/* The next character of UTF-8 or Latin-1; enough for the letters there are. */
static uint32_t
next_char(const char **at, bool latin1)
{
	const unsigned char *s = (const unsigned char *)*at;

	if (s[0] < 0x80 || latin1) {
		*at += 1;
		return s[0];
	}
	if (s[0] < 0xe0 && s[1] != 0) {
		*at += 2;
		return (s[0] & 0x1fu) << 6 | (s[1] & 0x3fu);
	}
	if (s[1] != 0 && s[2] != 0) {
		*at += 3;
		return (s[0] & 0x0fu) << 12 | (s[1] & 0x3fu) << 6 |
		       (s[2] & 0x3fu);
	}
	fail("ill-formed UTF-8");
}

/* Letters, with notes between them as `note` gives them; false: not a word. */
static bool
read_word(const char *text, bool latin1, unsigned (*note)(uint32_t cp),
	  struct word *ret_word)
{
	memset(ret_word, 0, sizeof(*ret_word));
	while (*text != '\0') {
		uint32_t cp = next_char(&text, latin1);
		unsigned letter = cp == '.' ? LETTER_EDGE : letter_from_char(cp);

		if (note(cp) != 0)
			ret_word->notes[ret_word->n] = note(cp);
		else if (letter == LETTER_NONE)
			return false;
		else if (ret_word->n == WORD_MAX)
			fail("longer than %d letters", WORD_MAX);
		else
			ret_word->letters[ret_word->n++] = letter;
	}
	return ret_word->n > 0;
}

static unsigned
note_level(uint32_t cp)
{
	return cp >= '1' && cp <= '9' ? cp - '0' : 0;
}

static unsigned
note_place(uint32_t cp)
{
	return cp == '-' ? TABLE_PLAIN : cp == '|' ? TABLE_JOINT : 0;
}

static unsigned
note_nothing(uint32_t cp)
{
	(void)cp;
	return 0;
}

/* A level of 0 is written between letters in some files; it means nothing. */
static void
drop_zeros(char *line)
{
	char *to = line;

	for (const char *from = line; *from != '\0'; from++)
		if (*from != '0')
			*to++ = *from;
	*to = '\0';
}

static void
read_pattern(struct builder *b, char *line)
{
	static bool latin1;
	uint16_t list[WORD_MAX + 2];
	struct word word;
	size_t n = 0;

	if (line_number == 1) {
		latin1 = strcmp(line, "ISO8859-1") == 0;
		if (!latin1 && strcmp(line, "UTF-8") != 0)
			fail("unknown encoding '%s'", line);
		return;
	}
	drop_zeros(line);
	/* Typographic ligatures have patterns of their own; words have none. */
	if (line[0] == '%' || (line[0] >= 'A' && line[0] <= 'Z') ||
	    !read_word(line, latin1, note_level, &word))
		return;
	for (size_t i = 0; i <= word.n; i++) {
		if (i == 0 && word.letters[0] == LETTER_EDGE)
			continue; /* outside the word */
		if (i == word.n && word.letters[i - 1] == LETTER_EDGE)
			continue;
		if (word.notes[i] != 0)
			list[n++] = (uint16_t)(16 * (word.n - i) + word.notes[i]);
	}
	builder_add(b, line, &word, list, n);
}

static void
read_exception(struct builder *b, const char *text)
{
	uint16_t list[WORD_MAX + 2];
	struct word word;
	size_t n = 0;

	if (!read_word(text, false, note_place, &word))
		fail("'%s' has a character that is no letter", text);
	if (word.notes[0] != 0 || word.notes[word.n] != 0)
		fail("'%s' begins or ends with a division", text);
	for (size_t i = 1; i < word.n; i++)
		if (word.notes[i] != 0)
			list[n++] = (uint16_t)(16 * i + word.notes[i]);
	builder_add(b, text, &word, list, n);
}

static bool
cut_end(char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	if (len <= n || strcmp(text + len - n, end) != 0)
		return false;
	text[len - n] = '\0';
	return true;
}

static void
read_member(struct builder *b, char *text)
{
	uint16_t flags = MEMBER_WORD;
	struct word word;

	if (text[0] == '-') {
		flags = MEMBER_SUFFIX | MEMBER_BOUND;
		text++;
	} else if (cut_end(text, "-")) {
		flags = MEMBER_PREFIX | MEMBER_BOUND;
	} else if (cut_end(text, "|")) {
		flags = MEMBER_PREFIX;
	}
	if (cut_end(text, "+s"))
		flags |= MEMBER_LINK_S;
	if (cut_end(text, "+tje"))
		flags |= MEMBER_OPEN;
	if (!read_word(text, false, note_nothing, &word))
		fail("'%s' has a character that is no letter", text);
	builder_add(b, text, &word, &flags, 1);
}

static void
read_words(struct builder *b, char *line, bool members)
{
	line[strcspn(line, "#")] = '\0';
	for (char *text = strtok(line, " \t"); text != NULL;
	     text = strtok(NULL, " \t")) {
		if (members)
			read_member(b, text);
		else
			read_exception(b, text);
	}
}

static void
read_file(struct builder *b, const char *kind, const char *path)
{
	FILE *file = fopen(path, "rb");
	char line[512];

	file_name = path;
	line_number = 0;
	if (file == NULL)
		fail("cannot be opened");
	while (fgets(line, sizeof(line), file) != NULL) {
		line_number++;
		line[strcspn(line, "\r\n")] = '\0';
		if (strcmp(kind, "patterns") == 0)
			read_pattern(b, line);
		else if (strcmp(kind, "exceptions") == 0)
			read_words(b, line, false);
		else if (strcmp(kind, "members") == 0)
			read_words(b, line, true);
		else
			fail("unknown kind '%s'", kind);
	}
	if (ferror(file) != 0)
		fail("cannot be read");
	fclose(file);
}

/* ---- writing ---- */

static void
print_u16(const char *name, const char *what, const uint16_t *values, size_t n)
{
	printf("static const uint16_t %s_%s[] = {", name, what);
	for (size_t i = 0; i < n; i++)
		printf("%s%u,", i % 16 == 0 ? "\n\t" : " ", (unsigned)values[i]);
	printf("\n};\n\n");
}

static void
print_table(const char *name, const struct builder *b)
{
	printf("static const uint32_t %s_cells[] = {", name);
	for (size_t i = 0; i < b->n_cells; i++)
		printf("%s%lu,", i % 8 == 0 ? "\n\t" : " ",
		       (unsigned long)b->cells[i]);
	printf("\n};\n\n");
	print_u16(name, "operations", b->operations, b->n_operations);
	print_u16(name, "numbers", b->numbers, b->n_numbers);
	printf("const struct hyphen_table %s = {\n"
	       "\t%s_cells, %s_operations, %s_numbers\n};\n\n",
	       name, name, name, name);
}

static void
compile(const char *prefix, const char *kind, const char *path)
{
	struct builder *b = calloc(1, sizeof(*b));
	char name[128];

	if (b == NULL)
		fail("out of memory");
	b->n_operations = 1; /* 0 means none */
	b->n_cells = LETTER_COUNT; /* the root, and what a leaf looks up */
	b->numbers = grown(NULL, &b->cap_numbers, 1, sizeof(*b->numbers));
	b->n_numbers = 1;
	builder_node(b);
	read_file(b, kind, path);
	pack(b);
	snprintf(name, sizeof(name), "%s_%s", prefix, kind);
	print_table(name, b);
	free(b->nodes);
	free(b->numbers);
	free(b->cells);
	free(b);
}

int
main(int argc, char **argv)
{
	if (argc < 4 || argc % 2 != 0) {
		fprintf(stderr, "usage: compile_tables NAME KIND FILE...\n");
		return 64;
	}
	printf("/* Made by compile_tables; not to be edited. */\n"
	       "#include \"hyphen/table.h\"\n\n");
	for (int i = 2; i < argc; i += 2)
		compile(argv[1], argv[i], argv[i + 1]);
	if (fflush(stdout) != 0 || ferror(stdout) != 0) {
		perror("compile_tables");
		return 74;
	}
	return 0;
}
