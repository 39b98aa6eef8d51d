/*
 * builder - what the files of src/document share while a tree grows.
 */
#ifndef DOCUMENT_BUILDER_H
#define DOCUMENT_BUILDER_H

#include "document/document.h"
#include "layout/layout.h"
#include "layout/tree.h"
#include "model/edition.h"
#include "model/words.h"
#include "prose/prose.h"
#include "style/style.h"

struct diff;
struct marks;

/* A reference to an id whose node may not exist yet. */
struct builder_ref {
	struct builder_ref *next;
	struct node *node; /* NODE_PAGE or NODE_LINK; its target is set */
	const char *id;
	struct diag_pos pos;
};

/* Words that name what floats: a figure, before they are numbered, or a table. */
struct builder_named {
	struct builder_named *next;
	const char *id, *word; /* "figuur"; NULL: the number alone, or a table */
	struct node *link, *leaf;
};

/* An id and the node that begins what it names. */
struct builder_id {
	struct builder_id *next;
	const char *id;
	struct node *node;
};

/* An advisory and where it is printed, for the overview. */
struct builder_shown {
	struct builder_shown *next;
	const struct advisory *advisory;
	const struct part *part; /* the chapter */
	struct node *node;
};

/* A place where a message points already. */
struct builder_told {
	struct builder_told *next;
	int line, col;
};

struct builder {
	struct arena *arena;
	struct diag_sink *sink;
	const struct edition *edition;
	const struct style *style;
	const struct words *words;
	struct document *document;
	struct tree *tree;
	struct builder_ref *refs, **refs_tail;
	struct builder_id *ids;
	struct builder_named *named, **named_tail;
	struct builder_shown *shown, **shown_tail;
	struct builder_told *told;
	size_t cap_images;
	int notes; /* made so far in the document */
	const struct diff *diff; /* with the edition before; NULL */
	bool marking; /* set the changes where they are */
	struct node *front; /* the page of changes before the booklet; NULL */
	struct marks *marks; /* of the text being set; NULL: none. See marks.h */
	enum document_copy copy;
	const struct data_table *table; /* being set; NULL */
	bool booklet; /* the document is: what the edition numbers stands in it */
	bool behalf_told; /* the text said on whose behalf a letter is sent */
	unsigned char known[0x3000 / 8]; /* characters found in a font */
};

/* A document in the edition's language with an empty tree. */
void builder_begin(struct builder *b, struct arena *arena, struct diag_sink *sink,
		   const struct edition *edition, const struct style *style);

/* References resolved, names looked for; the document is complete. */
struct document *builder_end(struct builder *b);

/* The picture at a path of the edition, read once; NULL if it can not be used. */
struct image *builder_image(struct builder *b, const struct source_text *path);

/* ---- text ---- */

/* A leaf with a text of the edition; every character is looked up in the fonts. */
struct node *builder_text(struct builder *b, struct node *parent,
			  const struct source_text *text, enum role_id role);

/* A leaf with a text of the program's own. */
struct node *builder_words(struct builder *b, struct node *parent,
			   const char *text, enum role_id role);

/* A leaf with a text made out of the edition's at pos; looked up likewise. */
struct node *
builder_made(struct builder *b, struct node *parent, const char *text,
	     enum role_id role, struct diag_pos pos);

/* A forced line end; who hears the text, or copies it, has a space there. */
void builder_break(struct builder *b, struct node *parent, struct diag_pos pos);

/* A leaf with somebody's name, or what stands for it in a public document. */
struct node *
builder_name(struct builder *b, struct node *parent, const struct person *person,
	     enum person_form form, enum role_id role);

/* A leaf in the place of what is not public. */
struct node *builder_redacted(struct builder *b, struct node *parent);

/* Report where a public document names somebody it should not. */
void builder_check_names(struct builder *b);

/*
 * Does nothing point at this place yet? The same text may be printed twice, in a
 * table and in an overview, and is told about once.
 */
bool builder_is_news(struct builder *b, struct diag_pos pos);

/* ---- prose ---- */

/* How the blocks of a text become nodes. */
struct builder_prose {
	struct node *parent;
	enum role_id role; /* of its paragraphs */
	enum layout_flow flow;
	int heading; /* level of "##": 2 below a chapter, 3 below a topic */
	bool outline; /* headings go into the outline and the contents */
	bool tables; /* {table:id} in a paragraph of its own sets one */
};

void builder_blocks(struct builder *b, const struct source_text *text,
		    const struct builder_prose *how);

/* A text of one paragraph: its inlines become children of parent. */
void builder_inlines(struct builder *b, struct node *parent,
		     const struct source_text *text);

/* The same for a text that may be of several paragraphs, joined by spaces. */
void builder_fact(struct builder *b, struct node *parent,
		  const struct prose *fact);

/* {kind:argument} or {kind} as words; NULL: there is none, or a folio. */
const char *
builder_fact_words(struct builder *b, const char *kind, const char *argument);

/* Report characters of a text that no font has, at one place. */
void builder_check(struct builder *b, const char *text, struct diag_pos pos);

/* ---- ids ---- */

void builder_define(struct builder *b, const char *id, struct node *node);
void builder_refer(struct builder *b, struct node *node, const char *id,
		   struct diag_pos pos);
void builder_resolve(struct builder *b);

/* ---- parts ---- */

/* The head of a table over all columns of the overview: the last is the page. */
void
builder_overview_head(struct builder *b, struct node *table, const char *first,
		      const char *second, enum role_id role);

/* Its own, or that which the program gives parts without one; "" if none. */
const char *builder_title(const struct builder *b, const struct part *part);

void builder_table(struct builder *b, struct node *chapter,
		   const struct part *part, const struct content *content);
/* A table that is written by hand, and what stands under it. */
void builder_written_table(struct builder *b, struct node *parent,
			   const struct data_table *table);
/* {note:id} in a cell of the table being set. */
void builder_table_mark(struct builder *b, struct node *parent,
			const struct prose *fact);
void builder_topics(struct builder *b, struct node *chapter,
		    const struct part *part, const struct content *content);
/* Text between the heading of a piece of content and its matter. */
void builder_section_lead(struct builder *b, struct node *chapter,
			  const struct content *content);
void builder_members(struct builder *b, struct node *chapter,
		     const struct content *content);
void builder_committees(struct builder *b, struct node *chapter,
			const struct content *content);
void builder_overview(struct builder *b, struct node *chapter);
void builder_contents(struct builder *b, struct node *toc);
void builder_changes(struct builder *b, struct node *chapter);
void builder_timeline(struct builder *b, struct node *chapter);

/* "Minister van Buitenlandse Zaken en Tweede Kamer", as edition.h says. */
const char *builder_requester(struct builder *b, const struct advisory *advisory);

/* ---- figures in the text ---- */

/* {figure:id} */
void builder_figure_reference(struct builder *b, struct node *parent,
			      const struct prose *fact);

/* {number:id} of a table or figure in a booklet; false: it is of neither */
bool builder_number_reference(struct builder *b, struct node *parent,
			      const struct prose *fact);

/* The figures of a chapter whose text is complete. */
void
builder_figures(struct builder *b, struct node *chapter, const struct part *part);

/* All of the document, when references are resolved. */
void builder_number_figures(struct builder *b);

/* ---- letters and notes ---- */

/* The one part of the document. */
struct layout_part *
builder_letter_part(struct builder *b, enum layout_flow flow,
		    const char *watermark, struct node **ret_part);

/* Who writes, and the picture at the head of the page. */
void builder_sender(struct builder *b, struct node *part,
		    const struct source_text *name);

/* An entry of the reference column, with its label; values follow. */
struct node *
builder_entry(struct builder *b, struct node *column, const char *label);
void builder_value(struct builder *b, struct node *entry,
		   const struct source_text *text);
void builder_date_value(struct builder *b, struct node *entry,
			const struct schema_date *date);

/* The titles of what is sent along; nothing if there is nothing. */
void builder_enclosures(struct builder *b, struct node *column,
			const struct schema_list *titles);

/*
 * Where a value is not known a rule is seen, to write on, and nothing heard: the
 * entries of the part that have none tell it.
 */
void builder_tell_blanks(struct builder *b, const struct node *part);

/* Who sign, each in a block of the group. */
struct node *builder_signatures(struct builder *b, struct node *parent);
void builder_signature(struct builder *b, struct node *group,
		       const struct signatory *signatory, const char *behalf);

/* "de Minister van Defensie": an office in running text. */
const char *builder_the_office(struct builder *b, const struct office *office);

/* "mede namens de …", NULL if on nobody's. */
const char *builder_behalf(struct builder *b);

/* "A", "A en B", "A, B en C". */
const char *
builder_join(struct builder *b, const char *const *names, size_t count);

/* A heading that the outline has. */
struct node *
builder_heading(struct builder *b, struct node *parent, int level,
		const struct source_text *text, enum layout_flow flow);

#endif
