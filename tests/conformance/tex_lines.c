/*
 * Paragraphs for TeX and for us: boxes, spaces and hyphens of random
 * widths, the same numbers to both. See test_tex.py.
 *
 *     tex_lines tex     the paragraphs as a file for plain TeX
 *     tex_lines ours    for each, its demerits and the natural width of each line
 *
 * A unit is 1 mpt to us and 1 sp to TeX: both count in integers, so that badness
 * comes out alike.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "layout/linebreak.h"

#define PARAGRAPHS 140 /* a hundred of them within their tolerance */
#define MAX_ITEMS 1000

static uint32_t seed;

static int
below(int n)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((uint64_t)(seed >> 8) * (uint32_t)n >> 24);
}

struct paragraph {
	struct linebreak_item items[MAX_ITEMS];
	size_t n;
	mpt measure;
	int hyphen; /* penalty */
	struct linebreak_params params;
};

static void
put(struct paragraph *p, struct linebreak_item item)
{
	p->items[p->n++] = item;
}

static void
draw(struct paragraph *p, int number)
{
	int words = 20 + below(120);
	mpt space = 2000 + below(1000);

	seed = (uint32_t)number * 2654435761u;
	*p = (struct paragraph){.measure = 90000 + below(150000)};
	p->hyphen = 20 + below(100);
	for (int i = 0; i < words; i++) {
		int pieces = 1 + below(4);

		if (i > 0)
			put(p, linebreak_glue(space, space / 2, space / 3));
		for (int k = 0; k < pieces; k++) {
			if (k > 0)
				put(p, linebreak_hyphen(3000, p->hyphen));
			put(p, linebreak_box(3000 + below(14000)));
		}
	}
	linebreak_put_end(&p->items[p->n]);
	p->n += LINEBREAK_N_END;
	p->params = linebreak_defaults;
	p->params.tolerance = 600 + below(1500);
	p->params.line_penalty = below(30);
	p->params.hyphens_in_a_row = below(20000);
	p->params.final_hyphen = below(20000);
	p->params.uneven_neighbours = below(20000);
	p->params.measures = &p->measure;
	p->params.n_measures = 1;
}

/* ---- for TeX ---- */

static const char prelude[] =
	"\\catcode`\\{=1 \\catcode`\\}=2 \\catcode`\\#=6\n"
	"\\batchmode \\tracingonline=1 \\parindent=0pt \\hfuzz=\\maxdimen\n"
	"\\hbadness=10000 \\pretolerance=-1 \\emergencystretch=1sp\n"
	"\\parfillskip=0pt plus 1fil \\leftskip=0pt \\rightskip=0pt\n"
	"\\looseness=0 \\exhyphenpenalty=10000 \\widowpenalty=0\n"
	"\\clubpenalty=0 \\brokenpenalty=0 \\interlinepenalty=0\n"
	"\\def\\b#1 {\\hbox to#1sp{}}\n"
	"\\def\\h#1 {\\discretionary{\\hbox to#1sp{}}{}{}}\n"
	"\\def\\lines{\\setbox0\\lastbox\n"
	"  \\ifvoid0 \\else \\setbox1\\hbox{\\unhbox0}%\n"
	"  \\message{LINE \\number\\wd1 .}\\unskip\\unpenalty\\lines \\fi}\n";

static void
tell_tex(const struct paragraph *p, int number)
{
	const struct linebreak_params *q = &p->params;

	printf("\\message{PARAGRAPH %d.}\n\\setbox2\\vbox{\\hsize=%dsp\n", number,
	       p->measure);
	printf("\\tolerance=%d \\linepenalty=%d \\hyphenpenalty=%d\n",
	       q->tolerance, q->line_penalty, p->hyphen);
	printf("\\adjdemerits=%d \\doublehyphendemerits=%d "
	       "\\finalhyphendemerits=%d\n",
	       q->uneven_neighbours, q->hyphens_in_a_row, q->final_hyphen);
	printf("\\tracingparagraphs=1 \\noindent\n");
	for (size_t i = 0; i + LINEBREAK_N_END < p->n; i++) {
		const struct linebreak_item *item = &p->items[i];

		if (item->kind == LINEBREAK_BOX)
			printf("\\b%d %%\n", item->width);
		else if (item->kind == LINEBREAK_GLUE)
			printf("\\hskip%dsp plus%dsp minus%dsp\n", item->width,
			       item->stretch, item->shrink);
		else
			printf("\\h%d %%\n", item->width);
	}
	printf("\\par\\tracingparagraphs=0 \\lines}\n");
}

/* ---- for us ---- */

static void
tell_ours(const struct paragraph *p, int number)
{
	struct arena *arena = arena_new();
	struct linebreak_variant v[LINEBREAK_MAX_VARIANTS];
	size_t n = linebreak_variants(arena, p->items, p->n, &p->params, v),
	       k = 0;
	bool within = true;

	while (k < n && v[k].looseness != 0)
		k++;
	for (size_t i = 0; i < v[k].n_lines; i++)
		within = within && !v[k].lines[i].last_resort;
	printf("%d %d %lld", number, within, (long long)v[k].demerits);
	for (size_t i = 0; i < v[k].n_lines; i++)
		printf(" %d", v[k].lines[i].natural);
	printf("\n");
	arena_free(arena);
}

int
main(int argc, char **argv)
{
	static struct paragraph p;
	bool tex = argc == 2 && strcmp(argv[1], "tex") == 0;

	if (tex)
		fputs(prelude, stdout);
	for (int i = 1; i <= PARAGRAPHS; i++) {
		draw(&p, i);
		if (tex)
			tell_tex(&p, i);
		else
			tell_ours(&p, i);
	}
	if (tex)
		printf("\\end\n");
	return 0;
}
