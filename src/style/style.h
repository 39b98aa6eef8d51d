/*
 * style - the look of a kind of document, out of layouts/NAME.yaml.
 *
 * Everything a designer decides is here: geometry, grid, type scale, colours,
 * spacing, the amounts by which characters hang in the margin. The C code knows
 * what a chapter's opening or a table is, and nothing of how far from the edge
 * it stands.
 *
 * Units: lengths are mpt, resolved from pt, mm or G (lines of the grid) when the
 * file is read. Plain numbers (lead, base) are thousandths; those of lead and
 * base count in G. Ownership: the arena's, but for the faces, which style_done
 * releases. Errors: as of the schema engine, with positions in the layout file.
 */
#ifndef STYLE_STYLE_H
#define STYLE_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mpt.h"
#include "base/source.h"
#include "schema/schema.h"

struct arena;
struct font_face;

/*
 * The roles text can play. style_roles.def is the only list: the enum here, the
 * names in the layout file.
 */
enum role_id {
	ROLE_NONE,
#define ROLE(id, name, doc) ROLE_##id,
#include "style/style_roles.def"
#undef ROLE
	ROLE_COUNT
};

enum style_align {
	ALIGN_JUSTIFY,
	ALIGN_LEFT,
	ALIGN_RIGHT,
	ALIGN_DECIMAL, /* of figures in a table: under one another at the mark */
};
enum style_figures {
	FIGURES_DEFAULT,
	FIGURES_OLD_STYLE, /* proportional */
	FIGURES_LINING, /* proportional */
	FIGURES_TABULAR, /* lining */
};

struct style_role {
	struct diag_pos pos;
	struct source_text name; /* the key */
	struct source_text font_name, italic_name, bold_name, bold_italic_name;
	struct font_face *font, *italic, *bold, *bold_italic; /* never NULL */
	mpt size;
	int lead; /* height of the line box, thousandths of G */
	int base; /* from its top to the baseline, thousandths of that height */
	mpt line, baseline; /* the two in mpt */
	struct source_text colour_name;
	uint32_t colour;
	int align;
	bool hyphenate;
	bool balance; /* lines of nearly equal length */
	int figures;
	bool capitals; /* set in capitals only: case-sensitive forms */
	mpt indent; /* of a paragraph that follows another */
	mpt between; /* white between paragraphs, where not indented */
	mpt word_space; /* 0: the font's */
	unsigned features; /* of font.h */
};

struct style_font { /* fonts: a mapping from name to file */
	struct diag_pos pos;
	struct source_text name, file;
	struct font_face *face;
};

struct style_colour {
	struct diag_pos pos;
	struct source_text name;
	uint32_t value;
};

struct style_hang { /* a character and how much of it hangs out */
	struct diag_pos pos;
	struct source_text characters;
	int left, right; /* thousandths of the glyph's width */
};

struct style_text { /* how paragraphs are made */
	struct diag_pos pos;
	int stretch, shrink; /* of the word space, thousandths of its width */
	int expand,
		expand_dear; /* of glyph widths, thousandths: at most; cheaply */
	int hyphen_penalty, hard_hyphen_penalty, joint_penalty, change_penalty,
		name_penalty;
	int hyphen_min_word; /* letters; shorter words are not divided */
	int hyphens_in_a_row; /* at most */
	int tolerance;
	int expand_yield; /* what spaces give from expand_dear to expand */
	/* prices, in demerits; see linebreak_params */
	int line_price, contrast_price, hyphen_run_price, final_hyphen_price,
		space_price, width_price, runt_price, runt_lines,
		similar_start_price, similar_end_price, similar_letters_price,
		river_price;
	int short_word_penalty; /* of a ragged line that ends in the first word of
				   a sentence, and that a short one */
	int stub_penalty; /* of a hyphen with fewer than three letters on a side */
	int runt_width, runt_word; /* thousandths of the measure */
	struct schema_list hang; /* of struct style_hang */
};

struct style_rule {
	struct diag_pos pos;
	mpt thickness;
	struct source_text colour_name;
	uint32_t colour;
};

struct style_page {
	struct diag_pos pos;
	mpt width, height, grid;
	mpt left, right; /* margins, both pages alike */
	mpt top; /* of the text area */
	int lines; /* of the grid in the text area */
	int multiple; /* the number of pages is made up to a multiple of this */
	mpt bleed;
	struct schema_list columns; /* of struct style_column */
};

#define STYLE_MAX_COLUMNS 6

struct style_column {
	struct diag_pos pos;
	mpt x, width;
};

/* Where a part of a booklet begins; START_LAST: the last page of the last sheet. */
enum style_start { START_ANY, START_RECTO, START_VERSO, START_LAST };

struct style_starts {
	struct diag_pos pos;
	int cover, colophon, contents, preface, chapter, plate, overview, changes,
		timeline, back;
};

struct style_opening {
	struct diag_pos pos;
	struct style_rule *rule;
	mpt label_base; /* baselines below the text area's top */
	mpt title_base, title_x, title_width;
	mpt lead_base, lead_x, lead_width;
	mpt after; /* white under title and lead, before the first line */
	int least_with_lead, least_without, least_table, least_contents,
		least_overview; /* first line of the matter, counted in G */
};

struct style_foot {
	struct diag_pos pos;
	mpt baseline; /* from the page's top */
	mpt even_folio_x, even_text_x;
	mpt odd_text_x, odd_folio_right;
};

struct style_matter { /* running text in columns */
	struct diag_pos pos;
	mpt heading_above, subheading_above;
	int keep_lines; /* of text that stay with a heading */
	int heading_keep; /* no heading in the last so many lines of a column */
	mpt topic_box; /* whole height before the heading */
	mpt topic_drop; /* of it, dropped at the top of a column */
	mpt topic_rule_at; /* below the top of what is left */
	struct style_rule *topic_rule;
	mpt list_above, list_below, list_indent, list_gap;
	struct source_text list_mark;
	mpt quote_indent, quote_above, quote_below;
	mpt note_above;
	mpt signature_above;
	int flex; /* G that white above headings may grow by */
	int short_most; /* lines a page may run short, if that is better */
	int short_last; /* a last page with fewer lines than this is a warning */
};

/* When a table stands on pages of its own, on their side. */
enum style_turn {
	TABLE_TURN_NEVER,
	TABLE_TURN_NEEDED, /* if words would have to be broken upright */
	TABLE_TURN_ALWAYS,
};

struct style_table {
	struct diag_pos pos;
	struct style_rule *top, *head, *row, *end;
	mpt pad_above, pad_below;
	mpt gutter; /* right padding, none in the last column */
	mpt width, x;
	mpt step; /* from stop to stop for columns of words; 0: there are none */
	int keep_rows; /* rows that stay with the head */
	mpt note_above; /* white over a note under the table */
	int turn; /* enum style_turn */
	struct source_text arrow; /* after a linked title */
};

struct style_plate {
	struct diag_pos pos;
	mpt x, y, width, height; /* of the picture */
	mpt caption_x, caption_y, caption_width;
	int caption_lines;
	int least_dpi;
};

struct style_figure { /* in the text */
	struct diag_pos pos;
	mpt drop; /* its top under that of the line beside it */
	mpt gap; /* between picture and caption, at least */
	mpt most; /* height of the picture */
	int least_dpi;
};

struct style_contents {
	struct diag_pos pos;
	mpt number_x, title_x, title_width, page_right;
	mpt above; /* over an entry of the first level */
	mpt indent; /* of the third level, more than the second */
};

struct style_cards {
	struct diag_pos pos;
	struct schema_list columns; /* of struct style_column */
	struct style_rule *rule;
	mpt pad, below;
	mpt note_above;
	mpt heading_above;
	mpt lead_below;
};

struct style_bands {
	struct diag_pos pos;
	struct style_rule *rule;
	mpt pad; /* between rule and text, and before the officers */
	mpt name_x, name_width, text_x, text_width;
	mpt label_width, below;
	mpt lead_width, lead_above, lead_below;
};

struct style_overview {
	struct diag_pos pos;
	mpt middle_width, page_width; /* of the second and third column */
	mpt gutter;
	mpt row; /* pitch of the rows */
	mpt group_above, group_below; /* white around the name of a group */
	int keep_rows; /* rows that stay with it */
	struct style_rule *head, *line;
};

struct style_changes { /* words that came and went since the edition before */
	struct diag_pos pos;
	struct style_rule *inserted; /* under words that came */
	mpt inserted_below; /* the baseline */
	struct style_rule *removed; /* through words that went */
	int removed_at; /* above the baseline, thousandths of the type size */
	struct source_text removed_text_name;
	uint32_t removed_text; /* colour of words that went */
	struct style_rule *bar; /* beside lines with changes */
	mpt bar_gap; /* between it and the text area */
	struct style_overview *list; /* of the page of changes */
	struct style_overview *tight; /* where that saves a page; NULL: never */
	mpt title_width; /* of that page; 0: as of chapters */
};

struct style_timeline { /* advisories by quarter, drawn */
	struct diag_pos pos;
	mpt title_width, gutter; /* of the titles; before the chart */
	mpt head; /* height of years and quarters */
	mpt group_above, group_below; /* white around the name of a group */
	mpt pad, pad_least; /* between rows, and when there are many */
	struct style_rule *axis, *year, *quarter, *row;
	mpt dot, small_dot; /* their diameters */
	mpt line; /* thickness of one that leads to a dot */
	mpt note_gap; /* between a dot and the words beside it */
	struct source_text done_name, coming_name, open_name, paper_name;
	uint32_t done, coming, open; /* colours */
	uint32_t paper; /* behind words, so that no rule runs through them */
};

struct style_needle {
	struct diag_pos pos;
	mpt y, height; /* of the field */
	int columns, rows;
	mpt length, thickness;
	int needle_column, needle_row, needle_length; /* length: thousandths */
	mpt needle_thickness;
	struct source_text colour_name, needle_colour_name;
	uint32_t colour, needle_colour;
};

struct style_cover {
	struct diag_pos pos;
	struct source_text background_name;
	uint32_t background;
	mpt x, width;
	mpt line_base,
		line_gap; /* name of the council; gap after the short name */
	mpt title_base;
	mpt rule_y, rule_width;
	struct style_rule *rule;
	struct style_needle *field;
};

struct style_colophon {
	struct diag_pos pos;
	mpt x, y, width, label_width;
};

struct style_back {
	struct diag_pos pos;
	struct source_text background_name;
	uint32_t background;
	mpt x, width, bottom; /* of the last baseline, from the page's edge */
};

/* What a proof is drawn with. */
struct style_proof_colour {
	struct source_text name;
	uint32_t value;
};

struct style_proof {
	struct diag_pos pos;
	struct style_proof_colour grid, margin, frame, loose, tight, river, runt,
		similar, stub, hyphen, fault, short_column;
	mpt thickness; /* of lines */
};

/* ---- letters and notes. Heights count from the top of the page. ---- */

struct style_box {
	struct diag_pos pos;
	mpt x, y, width, height;
};

struct style_sender {
	struct diag_pos pos;
	mpt x, y, width;
	struct style_box
		*emblem; /* a picture is fitted into it; NULL: no place */
};

struct style_address {
	struct diag_pos pos;
	mpt x, y; /* of the addressee */
	mpt return_y; /* of the line with the sender's address */
	struct style_box *window; /* of the envelope */
	mpt play; /* what the paper may move in it, each way */
};

struct style_blank { /* a rule to write on, where a value is not known */
	struct diag_pos pos;
	mpt thickness, width;
	struct source_text colour_name;
	uint32_t colour;
};

struct style_reference { /* the narrow column beside the text */
	struct diag_pos pos;
	mpt x, width;
	mpt y, later_y; /* on the first page, on those after it; 0: by the text */
	mpt between; /* white between entries */
	struct style_blank *blank;
};

struct style_particulars { /* date and subject of a letter */
	struct diag_pos pos;
	mpt label_x, x, y, width;
	mpt below; /* white before the salutation */
	struct style_blank *blank;
};

struct style_headline { /* kind and subject of a note */
	struct diag_pos pos;
	mpt x, base, width;
	mpt between; /* white between the two */
	mpt below; /* white under them at least, before the text */
};

struct style_page_number {
	struct diag_pos pos;
	mpt x, y;
};

struct style_signatures {
	struct diag_pos pos;
	mpt above, between;
	mpt space; /* between office and name */
	mpt field_width, field_height; /* of the field in that space */
	bool side_by_side; /* two in a row */
	mpt gutter; /* between the two */
	int keep_lines; /* of text that stay with the signatures */
};

struct style_decisions {
	struct diag_pos pos;
	mpt above, choices_above;
	mpt box, box_drop; /* side of a box; its bottom below the baseline */
	mpt gap, step; /* from box to word; from choice to choice */
	struct style_rule *rule; /* the box's line */
};

struct style_watermark {
	struct diag_pos pos;
	mpt x, baseline;
};

struct style_redaction { /* the bar in the place of a name */
	struct diag_pos pos;
	struct source_text colour_name;
	uint32_t colour;
	mpt rise, fall; /* above and below the baseline */
};

/* ---- the file ---- */

/* The kinds of document there are layouts for. */
enum style_document { STYLE_BOOKLET, STYLE_LETTER, STYLE_NOTE, STYLE_REPORT };

struct style {
	struct diag_pos pos;
	struct style_page *page;
	struct schema_list fonts; /* of struct style_font */
	struct schema_list colours; /* of struct style_colour */
	struct schema_list role_list; /* of struct style_role; key roles */
	struct style_text *text;
	struct style_starts *starts; /* key begin */
	struct style_opening *opening;
	struct style_foot *foot;
	struct style_matter *matter;
	struct style_table *table;
	struct style_plate *plate;
	struct style_figure *figure;
	struct style_contents *contents;
	struct style_cards *cards;
	struct style_bands *bands;
	struct style_overview *overview;
	struct style_changes *changes;
	struct style_timeline *timeline;
	struct style_cover *cover;
	struct style_colophon *colophon;
	struct style_back *back;
	struct style_proof *proof;
	struct style_sender *sender;
	struct style_address *address;
	struct style_reference *reference;
	struct style_particulars *particulars;
	struct style_headline *headline;
	struct style_page_number *page_number;
	struct style_signatures *signatures;
	struct style_decisions *decisions;
	struct style_watermark *watermark;
	struct style_redaction
		*redaction; /* NULL: words alone stand for a name */
	const struct style_role *roles[ROLE_COUNT]; /* by id; NULL: not given */
	const char *file;
};

extern const struct schema style_schema;

/*
 * Read a layout file and open its fonts from the folder. NULL if anything was an
 * error. The record lives in the arena; release the faces with style_done.
 */
struct style *
style_load(struct arena *arena, struct diag_sink *sink, const char *file,
	   const char *text, size_t len, const char *fonts_folder);
void style_done(struct style *style);

/* Does it say all that such a document needs? What is missing is reported. */
bool style_suits(const struct style *style, struct diag_sink *sink,
		 enum style_document document);

/* n lines of the grid, in mpt. */
static inline mpt
style_lines(const struct style *style, int n)
{
	return n * style->page->grid;
}

/* Lines of the text area of a page on its side: below 0, there is none. */
static inline int
style_lines_turned(const struct style_page *page)
{
	return page->lines -
	       (int)((page->height - page->width + page->grid - 1) / page->grid);
}

#endif
