/*
 * How evenly a real text is set, and how fast: the bench the parameters of
 * linebreak_fine are tuned on. Prints figures, gives no verdict.
 *
 *     bench_linebreak [-n] [-v] [name=value]...
 *
 * sets tests/bench/text-nl.txt, a paragraph to a line, in a column of 225.4 pt at
 * 9.5 pt with the advances of the book face; -v prints the lines, -n leaves out
 * the time. A name is a parameter of linebreak_params, or one of the prices and
 * widths at the top of `tuning`.
 */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "book_face.h"
#include "hyphen/hyphen.h"
#include "layout/linebreak.h"

#define TEXT "tests/bench/text-nl.txt"
#define MEASURE 225354 /* 79.5 mm */
#define MAX_PARAGRAPHS 200
#define MAX_GAPS 40000
#define MAX_IN_LINE 200
#define ROUNDS 101

static struct linebreak_params params;
static int joint = 84, plain = 112, change = 130, hard = 20; /* of hyphens */
static int stub = 10; /* more where fewer than three letters are on a side */
static int stretch = 480, shrink = 350; /* thousandths of the space */
static int indent; /* of the first line of a paragraph */

/* ---- from text to items ---- */

struct paragraph {
	struct linebreak_item *items;
	const char **texts; /* what each item stands for, up to its successor's */
	size_t n;
};

static void
put(struct paragraph *p, struct linebreak_item item, const char *text)
{
	p->texts[p->n] = text;
	p->items[p->n++] = item;
}

static uint32_t
hash_of(const char *s, const char *end)
{
	uint32_t h = 2166136261u;

	for (; s < end; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h | 1;
}

static mpt
width_of_text(const char *s, const char *end)
{
	mpt width = 0;

	while (s < end)
		width += width_of(next_letter(&s));
	return width;
}

static mpt
width_of_string(const char *s)
{
	return s != NULL ? width_of_text(s, s + strlen(s)) : 0;
}

/* A piece of a word, between places where it may be divided. */
static void
put_piece(struct paragraph *p, const char *s, const char *end)
{
	struct linebreak_item box = linebreak_box(width_of_text(s, end));
	const char *next = s;
	uint32_t letter = next_letter(&next);

	box.left_hang = hang_of(letter, true);
	put(p, box, s);
	while (s < end)
		letter = next_letter(&s);
	p->items[p->n - 1].right_hang = hang_of(letter, false);
}

static void
put_break(struct paragraph *p, const struct hyphen_break *b, const char *at,
	  const char *end)
{
	const int price[] = {joint, plain, change};
	const mpt hang = hang_of('-', false);
	struct linebreak_item item =
		b->hard ? linebreak_hard_hyphen(hang, hard)
			: linebreak_hyphen(width_of('-'), price[b->rank]);

	if (!b->hard && (b->at < 3 || end - at < 3))
		item.penalty += stub;
	item.right_hang = hang;
	item.width += width_of_string(b->before) - width_of_text(at - b->cut, at);
	item.post = width_of_string(b->after) - width_of_text(at, at + b->skip);
	put(p, item, at);
}

static bool
is_punctuation(uint32_t letter)
{
	return letter < 0x80
		       ? !((letter | 32) >= 'a' && (letter | 32) <= 'z') &&
				 !(letter >= '0' && letter <= '9')
		       : letter == 0x2018 || letter == 0x2019 || letter == 0x2013;
}

/* The word itself, without the marks around it. */
static const char *
trimmed(const char *s, const char *end, const char **ret_end)
{
	const char *from = NULL, *next = s;

	*ret_end = s;
	while (s < end) {
		if (!is_punctuation(next_letter(&next))) {
			from = from != NULL ? from : s;
			*ret_end = next;
		}
		s = next;
	}
	return from != NULL ? from : end;
}

static void
put_word(struct arena *arena, const struct hyphen_exceptions *names,
	 struct paragraph *p, const char *s, const char *end)
{
	const struct hyphen_break *breaks;
	const char *word_end, *word = trimmed(s, end, &word_end);
	size_t first = p->n, n = 0;

	if (word < word_end)
		n = hyphen_word(arena, HYPHEN_NL, names, word,
				(size_t)(word_end - word), &breaks);
	for (size_t i = 0; i < n; i++) {
		put_piece(p, s, word + breaks[i].at);
		s = word + breaks[i].at;
		put_break(p, &breaks[i], s, word_end);
	}
	put_piece(p, s, end);
	p->items[first].first_word = p->items[p->n - 1].last_word = hash_of(
		word, word_end);
}

static bool
is_dash(const char *s)
{
	return strncmp(s, "–", strlen("–")) == 0 || strncmp(s, "- ", 2) == 0;
}

static void
read_paragraph(struct arena *arena, const struct hyphen_exceptions *names,
	       const char *text, struct paragraph *p)
{
	const mpt space = mpt_from_design(SPACE, SIZE, 1000);
	size_t room = strlen(text) * 2 + LINEBREAK_N_END;

	p->items = arena_new_array(arena, struct linebreak_item, room);
	p->texts = arena_new_array(arena, const char *, room);
	while (*text != '\0') {
		const char *end = text + strcspn(text, " ");

		put_word(arena, names, p, text, end);
		text = end;
		if (*text == '\0')
			break;
		if (is_dash(text + 1)) /* a dash never starts a line */
			put(p, linebreak_penalty(LINEBREAK_NEVER), text);
		put(p,
		    linebreak_glue(space, space * stretch / 1000,
				   space * shrink / 1000),
		    text++);
	}
	linebreak_put_end(&p->items[p->n]);
	for (int i = 0; i < LINEBREAK_N_END; i++)
		p->texts[p->n++] = text;
}

static size_t
read_text(struct arena *arena, struct paragraph *paragraphs)
{
	static const char *const undivided[] = {
		"Nederland", "Oekraïne", "Rusland", "Kenia", "Soedan", "Myanmar"};
	static char line[16384];
	const struct hyphen_exceptions *names = hyphen_exceptions_new(
		arena, undivided, sizeof(undivided) / sizeof(*undivided), NULL);
	FILE *f = fopen(TEXT, "r");
	size_t n = 0;

	if (f == NULL) {
		perror(TEXT);
		exit(1);
	}
	while (n < MAX_PARAGRAPHS && fgets(line, sizeof(line), f) != NULL)
		read_paragraph(arena, names,
			       arena_strndup(arena, line, strcspn(line, "\n")),
			       &paragraphs[n++]);
	fclose(f);
	return n;
}

/* ---- figures ---- */

struct figures {
	int lines, full; /* all; those that fill the measure */
	int hyphens, ladder, final_hyphens;
	int loose, tight; /* over 1.5 natural spaces, under .8 */
	int runts, starts, ends, overfull, last_resort, rivers;
	int scale_by
		[5]; /* lines whose glyphs are within 0.5, 1, 2, 2.5 %, wider */
	int max_scale;
	mpt gaps[MAX_GAPS];
	int n_gaps;
};

/* Spaces of the lines above that a river may run on through. */
struct gaps {
	mpt left[MAX_IN_LINE], right[MAX_IN_LINE];
	int length[MAX_IN_LINE]; /* lines it has run through */
	int n;
};

/* A river runs on where two spaces overlap by half the narrower. */
static int
river_through(const struct gaps *above, mpt left, mpt right)
{
	int length = 0;

	for (int i = 0; i < above->n; i++) {
		mpt l = above->left[i] > left ? above->left[i] : left;
		mpt r = above->right[i] < right ? above->right[i] : right;
		mpt a = above->right[i] - above->left[i], b = right - left;

		if ((r - l) * 2 >= (a < b ? a : b) && above->length[i] > length)
			length = above->length[i];
	}
	return length + 1;
}

static void
count_gaps(struct figures *f, const struct paragraph *p,
	   const struct linebreak_line *line, struct gaps *above)
{
	mpt x[MAX_IN_LINE * 4];
	struct gaps here = {0};

	linebreak_place(p->items, line, x);
	for (size_t i = line->begin; i < line->end; i++) {
		mpt left = x[i - line->begin], right = x[i - line->begin + 1];

		if (p->items[i].kind != LINEBREAK_GLUE || p->items[i].fill)
			continue;
		here.left[here.n] = left;
		here.right[here.n] = right;
		here.length[here.n] = river_through(above, left, right);
		f->rivers += here.length[here.n] == 3;
		here.n++;
		if (line->fill == 0)
			f->gaps[f->n_gaps++] = right - left;
	}
	*above = here;
}

static const struct linebreak_item *
last_box(const struct paragraph *p, const struct linebreak_line *line)
{
	size_t i = line->end;

	while (i > line->begin && p->items[i - 1].kind != LINEBREAK_BOX)
		i--;
	return &p->items[i > line->begin ? i - 1 : i];
}

static bool
same(uint32_t a, uint32_t b)
{
	return a != 0 && a == b;
}

static void
count_line(struct figures *f, const struct paragraph *p,
	   const struct linebreak_line *l)
{
	const mpt space = mpt_from_design(SPACE, SIZE, 1000);
	int scaling = abs(l->scale - LINEBREAK_NATURAL);
	int64_t natural = 0;

	f->lines++;
	f->overfull += l->over > 0;
	f->last_resort += l->last_resort;
	if (l->fill > 0)
		return;
	f->full++;
	f->hyphens += l->hyphen;
	for (size_t i = l->begin; i < l->end; i++)
		if (p->items[i].kind == LINEBREAK_GLUE)
			natural += space;
	f->loose += l->excess * 2 > natural;
	f->tight += l->excess * 5 < -natural;
	f->scale_by[scaling <= 5    ? 0
		    : scaling <= 10 ? 1
		    : scaling <= 20 ? 2
		    : scaling <= 25 ? 3
				    : 4]++;
	if (scaling > f->max_scale)
		f->max_scale = scaling;
}

static void
count_paragraph(struct figures *f, const struct paragraph *p,
		const struct linebreak_line *lines, size_t n)
{
	struct gaps above = {0};
	int ladder = 0;

	for (size_t k = 0; k < n; k++) {
		count_line(f, p, &lines[k]);
		count_gaps(f, p, &lines[k], &above);
		ladder = lines[k].hyphen ? ladder + 1 : 0;
		if (ladder > f->ladder)
			f->ladder = ladder;
		if (k == 0)
			continue;
		f->starts += same(p->items[lines[k].begin].first_word,
				  p->items[lines[k - 1].begin].first_word);
		f->ends += same(last_box(p, &lines[k])->last_word,
				last_box(p, &lines[k - 1])->last_word);
	}
	if (n > 1) {
		f->runts += lines[n - 1].natural * 4 < MEASURE;
		f->final_hyphens += lines[n - 2].hyphen;
	}
}

static int
compare_gaps(const void *a, const void *b)
{
	mpt x = *(const mpt *)a, y = *(const mpt *)b;

	return (x > y) - (x < y);
}

static double
root(double x)
{
	double r = x > 1 ? x : 1;

	for (int i = 0; i < 60; i++)
		r = (r + x / r) / 2;
	return r;
}

static void
print_figures(struct figures *f)
{
	double sum = 0, squares = 0, mean, full = f->full;

	qsort(f->gaps, (size_t)f->n_gaps, sizeof(*f->gaps), compare_gaps);
	for (int i = 0; i < f->n_gaps; i++)
		sum += f->gaps[i];
	mean = sum / f->n_gaps;
	for (int i = 0; i < f->n_gaps; i++)
		squares += (f->gaps[i] - mean) * (f->gaps[i] - mean);
	printf("lines %d, full %d, overfull %d, last resort %d\n", f->lines,
	       f->full, f->overfull, f->last_resort);
	printf("word space: CV %.3f  mean %.3f  min %.3f  5%% %.3f  95%% %.3f  "
	       "max %.3f em\n",
	       root(squares / f->n_gaps) / mean, mean / SIZE,
	       (double)f->gaps[0] / SIZE, (double)f->gaps[f->n_gaps / 20] / SIZE,
	       (double)f->gaps[f->n_gaps - 1 - f->n_gaps / 20] / SIZE,
	       (double)f->gaps[f->n_gaps - 1] / SIZE);
	printf("loose %.1f %%  tight %.1f %%  hyphenated %.1f %%  ladder %d  "
	       "final %d\n",
	       f->loose * 100 / full, f->tight * 100 / full,
	       f->hyphens * 100 / full, f->ladder, f->final_hyphens);
	printf("runts %d  similar starts %d, ends %d  rivers %d\n", f->runts,
	       f->starts, f->ends, f->rivers);
	printf("glyphs within .5 %% %.0f, 1 %% %.0f, 2 %% %.0f, 2.5 %% %.0f, "
	       "beyond %.0f %% of lines; most %.1f %%\n",
	       f->scale_by[0] * 100 / full, f->scale_by[1] * 100 / full,
	       f->scale_by[2] * 100 / full, f->scale_by[3] * 100 / full,
	       f->scale_by[4] * 100 / full, f->max_scale / 10.0);
}

static void
print_lines(const struct paragraph *p, const struct linebreak_line *lines,
	    size_t n)
{
	for (size_t k = 0; k < n; k++) {
		const char *s = p->texts[lines[k].begin];
		const char *end = p->texts[lines[k].end];

		printf("%5d %4d  ", lines[k].scale, lines[k].badness);
		printf("%.*s%s\n", (int)(end - s), s,
		       lines[k].hyphen && end[-1] != '-' ? "-" : "");
	}
}

/* ---- time ---- */

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
compare_times(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Median time of setting all paragraphs, in microseconds for ten lines. */
static double
time_text(const struct paragraph *paragraphs, size_t n, int lines, bool variants)
{
	struct arena *arena = arena_new();
	struct arena_mark mark = arena_mark(arena);
	double times[ROUNDS];

	for (int round = 0; round < ROUNDS; round++) {
		double start = seconds();

		for (size_t i = 0; i < n; i++) {
			const struct paragraph *p = &paragraphs[i];
			struct linebreak_variant v[LINEBREAK_MAX_VARIANTS];
			const struct linebreak_line *l;

			if (variants)
				linebreak_variants(
					arena, p->items, p->n, &params, v);
			else
				linebreak_paragraph(
					arena, p->items, p->n, &params, &l);
		}
		times[round] = (seconds() - start) * 1e7 / lines;
		arena_rewind(arena, mark);
	}
	arena_free(arena);
	qsort(times, ROUNDS, sizeof(*times), compare_times);
	return times[ROUNDS / 2];
}

/* ---- main ---- */

static const struct {
	const char *name;
	int *value;
} tuning[] = {
	{"joint", &joint},
	{"plain", &plain},
	{"change", &change},
	{"hard", &hard},
	{"stub", &stub},
	{"stretch", &stretch},
	{"shrink", &shrink},
	{"indent", &indent},
	{"tolerance", &params.tolerance},
	{"comfort", &params.comfort},
	{"limit", &params.limit},
	{"yield", &params.yield},
	{"line_penalty", &params.line_penalty},
	{"max_hyphens", &params.max_hyphens},
	{"hyphens_in_a_row", &params.hyphens_in_a_row},
	{"final_hyphen", &params.final_hyphen},
	{"uneven_neighbours", &params.uneven_neighbours},
	{"space_deviation", &params.space_deviation},
	{"wide_glyphs", &params.wide_glyphs},
	{"runt", &params.runt},
	{"similar_starts", &params.similar_starts},
	{"similar_ends", &params.similar_ends},
	{"river", &params.river},
};

static bool
set_parameter(const char *arg)
{
	const char *equals = strchr(arg, '=');

	for (size_t i = 0; i < sizeof(tuning) / sizeof(*tuning); i++)
		if (equals != NULL &&
		    strlen(tuning[i].name) == (size_t)(equals - arg) &&
		    strncmp(arg, tuning[i].name, (size_t)(equals - arg)) == 0) {
			*tuning[i].value = atoi(equals + 1);
			return true;
		}
	return false;
}

int
main(int argc, char **argv)
{
	static mpt measures[2];
	static struct paragraph paragraphs[MAX_PARAGRAPHS];
	static struct figures figures;
	struct arena *arena = arena_new();
	bool verbose = false, timed = true;
	size_t n;

	params = linebreak_fine;
	params.measures = measures;
	params.n_measures = 2;
	params.runt_width = MEASURE / 4;
	params.runt_word = MEASURE / 3;
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "-v") == 0) {
			verbose = true;
		} else if (strcmp(argv[i], "-n") == 0) {
			timed = false;
		} else if (!set_parameter(argv[i])) {
			fprintf(stderr, "what is \"%s\"?\n", argv[i]);
			return 2;
		}
	}
	measures[0] = MEASURE - indent;
	measures[1] = MEASURE;
	n = read_text(arena, paragraphs);
	for (size_t i = 0; i < n; i++) {
		const struct linebreak_line *lines;
		size_t n_lines = linebreak_paragraph(
			arena, paragraphs[i].items, paragraphs[i].n, &params,
			&lines);

		if (verbose)
			print_lines(&paragraphs[i], lines, n_lines);
		count_paragraph(&figures, &paragraphs[i], lines, n_lines);
	}
	print_figures(&figures);
	if (timed)
		printf("time: %.1f us per 10 lines, with variants %.1f us\n",
		       time_text(paragraphs, n, figures.lines, false),
		       time_text(paragraphs, n, figures.lines, true));
	arena_free(arena);
	return 0;
}
