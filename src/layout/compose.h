/*
 * compose - a block of text as lines of glyphs.
 *
 * From the leaves below a node: the text is gathered, shaped face by face, every
 * place where a line may end is found and priced, the line breaker chooses, and
 * the chosen lines are filled out with glyphs, hyphens and word spaces. What is
 * measured is what is set: advances are scaled to mpt once, and a line of
 * justified text ends on its measure to the mpt.
 *
 * Input     A node and the role its text plays where it says nothing else.
 * Ownership Paragraphs, and all that it takes to set them otherwise, live in the
 *           context until compose_forget(); glyphs that were placed, and their
 *           text, in the arena.
 * Errors    What is wider than a line by itself is divided at places of last
 *           resort, and a warning at the position of the text; so is what even
 *           then does not fit.
 * Purity    A function of the arguments and of the answers of the last pass (the
 *           folios that NODE_PAGE leaves show).
 */
#ifndef LAYOUT_COMPOSE_H
#define LAYOUT_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "hyphen/hyphen.h"
#include "layout/frame.h"
#include "layout/tree.h"
#include "style/style.h"

struct compose_cache;
struct compose_shelf;
struct diag_sink;

#define COMPOSE_MAX_VARIANTS 4
#define COMPOSE_UNBOUND (INT32_MAX / 8) /* a measure that nothing exceeds */

struct draft;
struct splice;

struct compose {
	struct arena *arena, *scratch;
	struct diag_sink *sink;
	const struct style *style;
	const char *lang; /* BCP 47, of the document */
	const struct hyphen_exceptions *exceptions;
	const char *const *folios; /* by node index: where each begins; or NULL */
	struct compose_cache *cache;
	/* nanoseconds spent, if the caller wants to know; else NULL */
	int64_t (*clock)(void);
	int64_t shaping, breaking;
};

/* A run on a line: frame_run plus where it stands. */
struct compose_run {
	const struct node *leaf; /* NULL: artifact */
	mpt x; /* from the line's left end */
	uint32_t colour;
	struct frame_run run;
};

struct compose_line {
	struct compose_run *runs;
	size_t n_runs;
	mpt x; /* from the left of the measure: indent, alignment, hanging */
	mpt width; /* of the ink, without the space at its end */
	mpt space; /* of a word space on this line; 0: none */
	mpt natural_space;
	int scale; /* of the letters, thousandths */
	bool hyphenated; /* ends in a hyphen that is not the author's, or is */
	bool full; /* justified: it is to fill the measure */
	int badness;
	struct diag_pos pos; /* of its first text */
	mpt over; /* wider than the measure by this */
	const struct splice
		*torn; /* it ends at a place of last resort; or NULL */
};

struct compose_para {
	const struct node *node;
	const struct style_role *role;
	struct compose_line *lines; /* NULL: an outline, see compose_running() */
	size_t n_lines;
	const bool
		*hyphens; /* by line: it ends in one; of a justified paragraph or
				of compose_running(), else NULL */
	mpt measure;
	mpt widest; /* of the lines */
	/* other numbers of lines it can be set in; see compose_variant */
	size_t n_variants;
	struct {
		int lines; /* more, or fewer if < 0 */
		int64_t demerits; /* more than the best setting has */
		const bool *hyphens; /* by line: it ends in one */
	} variants[COMPOSE_MAX_VARIANTS];
	struct draft *draft;
};

struct compose_request {
	const struct node *node; /* its leaves, but for those with skip_flow */
	enum role_id role;
	mpt measure;
	mpt indent; /* of the first line */
	uint16_t only_flow, skip_flow; /* leaves with these marks; 0: no matter */
	/* words of the program's own behind it, of no node; NULL: none. Their role;
	   that of the request if the layout lacks it. For artifacts only. */
	const char *tail;
	enum role_id tail_role;
};

/* A context to compose in; cache and counters are made here. */
void compose_init(struct compose *c, struct arena *arena, struct diag_sink *sink,
		  const struct style *style, const char *lang);
void compose_done(struct compose *c);

/* Release the paragraphs composed since the mark: they have been placed. */
struct compose_mark {
	struct arena_mark arena;
	size_t n_drafts;
};
struct compose_mark compose_mark(const struct compose *c);
void compose_forget(struct compose *c, struct compose_mark mark);

/* Never NULL; a node without text gives no lines. */
const struct compose_para *
compose_node(struct compose *c, const struct compose_request *request);

/*
 * Running text, to be placed when its pages are known: all about it but its lines, if
 * it is justified. compose_variant() and compose_whole() set them, for 0 lines more as
 * for others; compose_forget() may release them then.
 *
 * What that takes is put away on the shelf, where it is small, once there are so many
 * glyphs of the text. The shelf is that of one text; it is cleared of the paragraphs
 * before the one that is to be placed next, and freed with the rest.
 */
struct compose_shelf *compose_shelf_new(struct compose *c, size_t most_glyphs);
void
compose_shelf_clear(struct compose_shelf *shelf, const struct compose_para *next);
void compose_shelf_free(struct compose_shelf *shelf);
const struct compose_para *
compose_running(struct compose *c, struct compose_shelf *shelf,
		const struct compose_request *request);

/* A justified paragraph in so many lines more or fewer; one of its variants. */
const struct compose_para *
compose_variant(const struct compose_para *para, int lines);

/*
 * The demerits that it costs to end line `line` with a whole word, in as many lines
 * as the best setting has, and as each variant: (*ret)[1 + i] for variants[i].
 * INT64_MAX: that takes other numbers of lines, or loose ones.
 */
void compose_price_whole(const struct compose_para *para, size_t line,
			 int64_t (*ret)[COMPOSE_MAX_VARIANTS + 1]);

/*
 * The paragraph in so many lines more or fewer, set so that the lines marked end
 * with whole words; where that is not possible, as compose_variant().
 */
const struct compose_para *
compose_whole(const struct compose_para *para, int lines, const bool *whole,
	      size_t n_whole);

/* A text of the program's own on one line, for folios and labels. */
const struct compose_para *
compose_text(struct compose *c, const char *text, enum role_id role);

/*
 * The widths of its words, for estimates; returns their number. Pieces between
 * places where a line may end without a hyphen count as words.
 */
size_t compose_words(struct compose *c, const struct compose_request *request,
		     mpt **ret_words, mpt *ret_space);

const struct style_role *compose_role(const struct compose *c, enum role_id role);

/*
 * Put a line's ink on a page: x of the measure's left edge, y of the baseline. An
 * overfull line is reported here, where it is known that it will be seen. Returns
 * the page's record of the line, valid until the next is placed there.
 */
struct frame_line *
compose_place(struct frames *frames, struct frame_page *page,
	      const struct compose_para *para, size_t line, mpt x, mpt baseline,
	      enum frame_artifact artifact);

#endif
