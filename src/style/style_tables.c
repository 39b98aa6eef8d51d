/*
 * The layout file's keys, one row each, but for those of the parts of a booklet and of
 * letters and notes. See style.h for what they lead to.
 */
#include "style/style_private.h"

/* clang-format off: rows, not prose */

static const char *const aligns[] = {"justify", "left", "right", "decimal", NULL};
static const char *const turns[] = {"never", "needed", "always", NULL};
static const char *const figures[] = {
	"default", "old-style", "lining", "tabular", NULL};

static const struct schema_field style_rule_fields[] = {
	FIELD("thickness", SCHEMA_LENGTH, style_rule, thickness, .required = true,
	      .max = LONGEST, .doc = "How thick."),
	FIELD("colour", SCHEMA_TEXT, style_rule, colour_name, .required = true,
	      .doc = "Name of its colour."),
};

const struct schema style_rule_schema = SCHEMA(
	style_rule, "rule", "A straight rule.");

static const struct schema_field style_column_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_column, x, .required = true,
	      .max = LONGEST, .doc = "Left edge, from the page's left edge."),
	FIELD("width", SCHEMA_LENGTH, style_column, width, .required = true,
	      .max = LONGEST, .doc = "Its measure."),
};

const struct schema style_column_schema = SCHEMA(
	style_column, "column", "A column of text.");

static const struct schema_field style_hang_fields[] = {
	FIELD("characters", SCHEMA_TEXT, style_hang, characters, .required = true,
	      .doc = "The characters this holds for."),
	FIELD("left", SCHEMA_DECIMAL, style_hang, left, .min = 0, .max = 1000,
	      .doc = "Part of the width that hangs out at the left, 0 to 1."),
	FIELD("right", SCHEMA_DECIMAL, style_hang, right, .min = 0, .max = 1000,
	      .doc = "Part of the width that hangs out at the right, 0 to 1."),
};

static const struct schema style_hang_schema = SCHEMA(
	style_hang, "hanging character", "Characters that hang in the margin.");

static const struct schema_field style_font_fields[] = {
	FIELD("name", SCHEMA_ID, style_font, name, .required = true,
	      .doc = "What roles call it."),
	FIELD("file", SCHEMA_TEXT, style_font, file, .required = true,
	      .doc = "File in the fonts folder."),
};

static const struct schema style_font_schema = SCHEMA(
	style_font, "font", "A font file and the name roles call it by.");

static const struct schema_field style_colour_fields[] = {
	FIELD("name", SCHEMA_ID, style_colour, name, .required = true,
	      .doc = "What roles call it."),
	FIELD("value", SCHEMA_COLOUR, style_colour, value, .required = true,
	      .doc = "Red, green and blue of sRGB."),
};

static const struct schema style_colour_schema = SCHEMA(
	style_colour, "colour", "A colour by name.");

static const struct schema_field style_role_fields[] = {
	FIELD("name", SCHEMA_ID, style_role, name, .required = true,
	      .doc = "One of the roles the program knows."),
	FIELD("font", SCHEMA_TEXT, style_role, font_name, .required = true,
	      .doc = "Name of the font."),
	FIELD("italic", SCHEMA_TEXT, style_role, italic_name,
	      .doc = "Font for emphasis; the font itself if absent."),
	FIELD("bold", SCHEMA_TEXT, style_role, bold_name,
	      .doc = "Font for strong emphasis."),
	FIELD("bold-italic", SCHEMA_TEXT, style_role, bold_italic_name,
	      .doc = "Font for both."),
	FIELD("size", SCHEMA_LENGTH, style_role, size, .required = true,
	      .min = 4 * MPT_PER_PT, .max = 200 * MPT_PER_PT,
	      .doc = "Type size."),
	FIELD("lead", SCHEMA_DECIMAL, style_role, lead, .min = 100, .max = 20000,
	      .def = "1", .doc = "Height of a line, in lines of the grid."),
	FIELD("base", SCHEMA_DECIMAL, style_role, base, .min = 0, .max = 1000,
	      .def = "0.72",
	      .doc = "Baseline below the top of the line, as a part of its "
		     "height."),
	FIELD("colour", SCHEMA_TEXT, style_role, colour_name, .required = true,
	      .doc = "Name of the colour."),
	FIELD("align", SCHEMA_CHOICE, style_role, align, .choices = aligns,
	      .def = "left",
	      .doc = "Justified; ragged on one side; or, for figures in a "
		     "table, under one another at the decimal mark."),
	FIELD("hyphenate", SCHEMA_BOOL, style_role, hyphenate, .def = "false",
	      .doc = "Whether words may be divided."),
	FIELD("balance", SCHEMA_BOOL, style_role, balance, .def = "false",
	      .doc = "Whether lines are made equally long."),
	FIELD("figures", SCHEMA_CHOICE, style_role, figures, .choices = figures,
	      .def = "default", .doc = "Form of the figures."),
	FIELD("capitals", SCHEMA_BOOL, style_role, capitals, .def = "false",
	      .doc = "Whether the text is in capitals only."),
	FIELD("indent", SCHEMA_LENGTH, style_role, indent, .max = LONGEST,
	      .doc = "First line of a paragraph that follows another."),
	FIELD("between", SCHEMA_LENGTH, style_role, between, .max = LONGEST,
	      .doc = "White between paragraphs."),
	FIELD("word-space", SCHEMA_LENGTH, style_role, word_space, .max = LONGEST,
	      .doc = "Natural word space; the font's own if absent."),
};

static const struct schema style_role_schema = SCHEMA(
	style_role, "role", "How text of one role is set.");

static const struct schema_field style_text_fields[] = {
	FIELD("stretch", SCHEMA_DECIMAL, style_text, stretch, .required = true,
	      .min = 0, .max = 3000,
	      .doc = "How much a word space may grow, as a part of itself."),
	FIELD("shrink", SCHEMA_DECIMAL, style_text, shrink, .required = true,
	      .min = 0, .max = 900, .doc = "How much a word space may shrink."),
	FIELD("expand", SCHEMA_DECIMAL, style_text, expand, .min = 0, .max = 100,
	      .doc = "How much letters may be widened or narrowed at most."),
	FIELD("expand-dear", SCHEMA_DECIMAL, style_text, expand_dear, .min = 0,
	      .max = 100, .doc = "Beyond this much, widening is dear."),
	FIELD("hyphen-penalty", SCHEMA_INT, style_text, hyphen_penalty,
	      .required = true, .min = 0, .max = 9999,
	      .doc = "Price of dividing a word."),
	FIELD("hard-hyphen-penalty", SCHEMA_INT, style_text, hard_hyphen_penalty,
	      .required = true, .min = 0, .max = 9999,
	      .doc = "Price of a break after a hyphen of the word's own."),
	FIELD("joint-penalty", SCHEMA_INT, style_text, joint_penalty,
	      .required = true, .min = 0, .max = 9999,
	      .doc = "Price of a break at the joint of a compound."),
	FIELD("change-penalty", SCHEMA_INT, style_text, change_penalty,
	      .required = true, .min = 0, .max = 9999,
	      .doc = "Price of a break that changes the spelling."),
	FIELD("name-penalty", SCHEMA_INT, style_text, name_penalty,
	      .required = true, .min = 0, .max = 9999,
	      .doc = "Price on top of that for dividing what looks like a name."),
	FIELD("short-word-penalty", SCHEMA_INT, style_text, short_word_penalty,
	      .min = 0, .max = 9999, .def = "100",
	      .doc = "Price of a ragged line that ends in the short first word "
		     "of a sentence, or in a title before initials."),
	FIELD("hyphen-min-word", SCHEMA_INT, style_text, hyphen_min_word,
	      .required = true, .min = 2, .max = 30,
	      .doc = "Words with fewer letters are not divided."),
	FIELD("hyphens-in-a-row", SCHEMA_INT, style_text, hyphens_in_a_row,
	      .required = true, .min = 1, .max = 8,
	      .doc = "Lines running that may end in a hyphen."),
	FIELD("tolerance", SCHEMA_INT, style_text, tolerance, .required = true,
	      .min = 1, .max = 9999,
	      .doc = "Badness of a line that is still taken."),
	FIELD("expand-yield", SCHEMA_DECIMAL, style_text, expand_yield, .min = 0,
	      .max = 1000, .def = "0",
	      .doc = "How much of itself a word space gives while letters go "
		     "from the one to the other."),
	FIELD("line-price", SCHEMA_INT, style_text, line_price, .min = 0,
	      .max = 9999, .def = "140",
	      .doc = "Added to the badness of every line; the square of the sum "
		     "is its price."),
	FIELD("contrast-price", SCHEMA_INT, style_text, contrast_price, .min = 0,
	      .max = 10000000, .def = "9500",
	      .doc = "Price of a tight line beside a loose one."),
	FIELD("hyphen-run-price", SCHEMA_INT, style_text, hyphen_run_price,
	      .min = 0, .max = 10000000, .def = "3300",
	      .doc = "Price of each hyphen after a line that ends in one."),
	FIELD("final-hyphen-price", SCHEMA_INT, style_text, final_hyphen_price,
	      .min = 0, .max = 10000000, .def = "6000",
	      .doc = "Price of a hyphen before the last line."),
	FIELD("space-price", SCHEMA_INT, style_text, space_price, .min = 0,
	      .max = 10000000, .def = "3200",
	      .doc = "Price of a word space of twice or of no width; grows as "
		     "the square."),
	FIELD("width-price", SCHEMA_INT, style_text, width_price, .min = 0,
	      .max = 10000000, .def = "1000",
	      .doc = "Price of a line whose letters are at their limit; grows as "
		     "the square from where it is dear."),
	FIELD("runt-price", SCHEMA_INT, style_text, runt_price, .min = 0,
	      .max = 10000000, .def = "3000000",
	      .doc = "Price of a very short last line."),
	FIELD("runt-lines", SCHEMA_INT, style_text, runt_lines, .min = 0,
	      .max = 100, .def = "8",
	      .doc = "In a paragraph of fewer lines than this that price is "
		     "less, as the cube of its length; 0: it is not."),
	FIELD("runt-width", SCHEMA_DECIMAL, style_text, runt_width, .min = 0,
	      .max = 1000, .def = "0.25",
	      .doc = "As a part of the measure, how short that is."),
	FIELD("runt-word", SCHEMA_DECIMAL, style_text, runt_word, .min = 0,
	      .max = 1000, .def = "0.333",
	      .doc = "The same of a last line of one word or its rest."),
	FIELD("similar-start-price", SCHEMA_INT, style_text, similar_start_price,
	      .min = 0, .max = 10000000, .def = "10000",
	      .doc = "Price of two lines running that begin with the same word."),
	FIELD("similar-end-price", SCHEMA_INT, style_text, similar_end_price,
	      .min = 0, .max = 10000000, .def = "5000",
	      .doc = "The same where they end with it."),
	FIELD("similar-letters-price", SCHEMA_INT, style_text,
	      similar_letters_price, .min = 0, .max = 10000000, .def = "2500",
	      .doc = "Price of two lines running that begin, or end, with the "
		     "same three letters of other words."),
	FIELD("river-price", SCHEMA_INT, style_text, river_price, .min = 0,
	      .max = 10000000, .def = "30000",
	      .doc = "Price of each word space that stands under two others."),
	FIELD("stub-penalty", SCHEMA_INT, style_text, stub_penalty, .min = 0,
	      .max = 9999, .def = "10",
	      .doc = "Price on top of that of a hyphen where fewer than three "
		     "letters stay or go over."),
	FIELD("hang", SCHEMA_LIST, style_text, hang, .min = 0, .max = 100,
	      .sub = &style_hang_schema,
	      .doc = "Characters that hang in the margin."),
};

static const struct schema style_text_schema = SCHEMA(
	style_text, "text", "How paragraphs are made.");

#define SHORTEST_EDGE (120 * MPT_PER_PT)

static const struct schema_field style_page_fields[] = {
	FIELD("width", SCHEMA_LENGTH, style_page, width, .required = true,
	      .min = SHORTEST_EDGE, .max = LONGEST, .doc = "Trimmed width."),
	FIELD("height", SCHEMA_LENGTH, style_page, height, .required = true,
	      .min = SHORTEST_EDGE, .max = LONGEST, .doc = "Trimmed height."),
	FIELD("grid", SCHEMA_LENGTH, style_page, grid, .required = true,
	      .min = 4 * MPT_PER_PT, .max = 100 * MPT_PER_PT,
	      .doc = "One line of the grid; the unit G in this file."),
	FIELD("left", SCHEMA_LENGTH, style_page, left, .required = true,
	      .max = LONGEST, .doc = "Left margin."),
	FIELD("right", SCHEMA_LENGTH, style_page, right, .required = true,
	      .max = LONGEST, .doc = "Right margin."),
	FIELD("top", SCHEMA_LENGTH, style_page, top, .required = true,
	      .max = LONGEST, .doc = "Top of the text area."),
	FIELD("lines", SCHEMA_INT, style_page, lines, .required = true, .min = 5,
	      .max = 500, .doc = "Lines of the grid in the text area."),
	FIELD("multiple", SCHEMA_INT, style_page, multiple, .min = 1, .max = 64,
	      .def = "1",
	      .doc = "The number of pages is made up to a multiple of this."),
	FIELD("bleed", SCHEMA_LENGTH, style_page, bleed, .max = LONGEST,
	      .doc = "Beyond the trimmed edge, for print."),
	FIELD("columns", SCHEMA_LIST, style_page, columns, .required = true,
	      .min = 1, .max = STYLE_MAX_COLUMNS, .sub = &style_column_schema,
	      .doc = "Columns of running text, from the left."),
};

static const struct schema style_page_schema = SCHEMA(
	style_page, "page", "The page and its grid.");

static const struct schema_field style_matter_fields[] = {
	FIELD("heading-above", SCHEMA_LENGTH, style_matter, heading_above,
	      .required = true, .max = LONGEST, .doc = "White above a heading."),
	FIELD("subheading-above", SCHEMA_LENGTH, style_matter, subheading_above,
	      .required = true, .max = LONGEST,
	      .doc = "White above a lower heading."),
	FIELD("keep-lines", SCHEMA_INT, style_matter, keep_lines,
	      .required = true, .min = 0, .max = 20,
	      .doc = "Lines of text that stay with a heading."),
	FIELD("heading-keep", SCHEMA_INT, style_matter, heading_keep,
	      .required = true, .min = 0, .max = 20,
	      .doc = "No heading in so many last lines of a column."),
	FIELD("topic-box", SCHEMA_LENGTH, style_matter, topic_box,
	      .required = true, .max = LONGEST,
	      .doc = "White above the heading of a topic, its rule included."),
	FIELD("topic-drop", SCHEMA_LENGTH, style_matter, topic_drop,
	      .required = true, .max = LONGEST,
	      .doc = "As much of it goes at the top of a column."),
	FIELD("topic-rule-at", SCHEMA_LENGTH, style_matter, topic_rule_at,
	      .required = true, .max = LONGEST,
	      .doc = "The rule below the top of what stays."),
	FIELD("topic-rule", SCHEMA_RECORD, style_matter, topic_rule,
	      .sub = &style_rule_schema, .doc = "The rule above a topic."),
	FIELD("list-above", SCHEMA_LENGTH, style_matter, list_above,
	      .required = true, .max = LONGEST, .doc = "White above a list."),
	FIELD("list-below", SCHEMA_LENGTH, style_matter, list_below,
	      .required = true, .max = LONGEST, .doc = "White below a list."),
	FIELD("list-indent", SCHEMA_LENGTH, style_matter, list_indent,
	      .required = true, .max = LONGEST,
	      .doc = "Indent of a list's text."),
	FIELD("list-gap", SCHEMA_LENGTH, style_matter, list_gap, .max = LONGEST,
	      .doc = "Least white between a mark and its text: a mark too wide "
		     "for that moves the text."),
	FIELD("list-mark", SCHEMA_TEXT, style_matter, list_mark, .required = true,
	      .doc = "Mark of an item."),
	FIELD("quote-indent", SCHEMA_LENGTH, style_matter, quote_indent,
	      .required = true, .max = LONGEST, .doc = "Indent of a quotation."),
	FIELD("quote-above", SCHEMA_LENGTH, style_matter, quote_above,
	      .required = true, .max = LONGEST, .doc = "White above it."),
	FIELD("quote-below", SCHEMA_LENGTH, style_matter, quote_below,
	      .required = true, .max = LONGEST, .doc = "White below it."),
	FIELD("note-above", SCHEMA_LENGTH, style_matter, note_above,
	      .required = true, .max = LONGEST, .doc = "White above notes."),
	FIELD("signature-above", SCHEMA_LENGTH, style_matter, signature_above,
	      .required = true, .max = LONGEST,
	      .doc = "White above a signature."),
	FIELD("flex", SCHEMA_INT, style_matter, flex, .required = true, .min = 0,
	      .max = 20,
	      .doc = "Lines of white that may be added above a heading to fill a "
		     "column."),
	FIELD("short-most", SCHEMA_INT, style_matter, short_most, .min = 0,
	      .max = 20, .def = "4",
	      .doc = "Lines by which a page may run short where that sets its "
		     "text better."),
	FIELD("short-last", SCHEMA_INT, style_matter, short_last,
	      .required = true, .min = 0, .max = 200,
	      .doc = "A last page with fewer lines is reported."),
};

static const struct schema style_matter_schema = SCHEMA(
	style_matter, "matter",
	"Running text in columns. Whites are whole lines of the grid.");

static const struct schema_field style_table_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_table, x, .required = true,
	      .max = LONGEST, .doc = "Left edge."),
	FIELD("width", SCHEMA_LENGTH, style_table, width, .required = true,
	      .max = LONGEST, .doc = "Full width."),
	FIELD("top", SCHEMA_RECORD, style_table, top, .required = true,
	      .sub = &style_rule_schema, .doc = "Rule on top."),
	FIELD("head", SCHEMA_RECORD, style_table, head, .required = true,
	      .sub = &style_rule_schema, .doc = "Rule under the head."),
	FIELD("row", SCHEMA_RECORD, style_table, row, .required = true,
	      .sub = &style_rule_schema, .doc = "Rule between rows."),
	FIELD("end", SCHEMA_RECORD, style_table, end, .required = true,
	      .sub = &style_rule_schema, .doc = "Rule at the end."),
	FIELD("pad-above", SCHEMA_LENGTH, style_table, pad_above,
	      .required = true, .max = LONGEST,
	      .doc = "White above the text of a cell."),
	FIELD("pad-below", SCHEMA_LENGTH, style_table, pad_below,
	      .required = true, .max = LONGEST, .doc = "White below it."),
	FIELD("gutter", SCHEMA_LENGTH, style_table, gutter, .required = true,
	      .max = LONGEST, .doc = "White at the right of a cell."),
	FIELD("step", SCHEMA_LENGTH, style_table, step, .max = LONGEST,
	      .doc = "Columns of words begin at multiples of this from the left "
		     "edge, where that makes no cell longer."),
	FIELD("keep-rows", SCHEMA_INT, style_table, keep_rows, .required = true,
	      .min = 1, .max = 20, .doc = "Rows that stay with the head."),
	FIELD("note-above", SCHEMA_LENGTH, style_table, note_above,
	      .max = LONGEST, .doc = "White above a note under the table."),
	FIELD("turn", SCHEMA_CHOICE, style_table, turn, .choices = turns,
	      .def = "never",
	      .doc = "Whether a table stands on pages of its own, on their side: "
		     "if it is too wide for its words, or always."),
	FIELD("arrow", SCHEMA_TEXT, style_table, arrow,
	      .doc = "Sign after a title that is a link."),
};

static const struct schema style_table_schema = SCHEMA(
	style_table, "table", "Tables.");

#define PROOF_COLOUR(k, m, text) \
	FIELD(k, SCHEMA_TEXT, style_proof, m.name, .required = true, .doc = text)

static const struct schema_field style_proof_fields[] = {
	PROOF_COLOUR("grid", grid, "Baselines of the grid."),
	PROOF_COLOUR("margin", margin, "Edges of the text area and the columns."),
	PROOF_COLOUR("frame", frame, "Edges of what stands outside the columns."),
	PROOF_COLOUR("loose", loose, "Loose lines; the looser the stronger."),
	PROOF_COLOUR("tight", tight, "Tight lines."),
	PROOF_COLOUR("river", river, "Spaces of a river."),
	PROOF_COLOUR("runt", runt, "Very short last lines."),
	PROOF_COLOUR("similar", similar,
		     "Words that begin or end two lines running."),
	PROOF_COLOUR("stub", stub, "Words of which a stub was divided."),
	PROOF_COLOUR("hyphen", hyphen, "Hyphens at the end of a column."),
	PROOF_COLOUR("fault", fault, "What should never happen."),
	PROOF_COLOUR("short", short_column,
		     "White at the foot of a short column."),
	FIELD("thickness", SCHEMA_LENGTH, style_proof, thickness,
	      .required = true, .max = LONGEST, .doc = "How thick lines are."),
};

static const struct schema style_proof_schema = SCHEMA(
	style_proof, "proof", "The colours of a proof (--proof), by name.");

static const struct schema_field style_fields[] = {
	FIELD("page", SCHEMA_RECORD, style, page, .required = true,
	      .sub = &style_page_schema, .doc = "The page and its grid."),
	FIELD("fonts", SCHEMA_MAP, style, fonts, .required = true, .min = 1,
	      .max = 100, .sub = &style_font_schema,
	      .doc = "Font files by name."),
	FIELD("colours", SCHEMA_MAP, style, colours, .required = true, .min = 1,
	      .max = 100, .sub = &style_colour_schema, .doc = "Colours by name."),
	FIELD("roles", SCHEMA_MAP, style, role_list, .required = true, .min = 1,
	      .max = 200, .sub = &style_role_schema,
	      .doc = "How each kind of text is set."),
	FIELD("text", SCHEMA_RECORD, style, text, .required = true,
	      .sub = &style_text_schema, .doc = "How paragraphs are made."),
	FIELD("begin", SCHEMA_RECORD, style, starts, .sub = &style_starts_schema,
	      .doc = "On which page the parts begin."),
	FIELD("opening", SCHEMA_RECORD, style, opening,
	      .sub = &style_opening_schema, .doc = "How chapters open."),
	FIELD("foot", SCHEMA_RECORD, style, foot, .sub = &style_foot_schema,
	      .doc = "Folio and running foot."),
	FIELD("matter", SCHEMA_RECORD, style, matter, .sub = &style_matter_schema,
	      .doc = "Running text."),
	FIELD("table", SCHEMA_RECORD, style, table, .sub = &style_table_schema,
	      .doc = "Tables."),
	FIELD("plate", SCHEMA_RECORD, style, plate, .sub = &style_plate_schema,
	      .doc = "Picture pages."),
	FIELD("figure", SCHEMA_RECORD, style, figure, .sub = &style_figure_schema,
	      .doc = "Pictures in the text."),
	FIELD("contents", SCHEMA_RECORD, style, contents,
	      .sub = &style_contents_schema, .doc = "The list of contents."),
	FIELD("cards", SCHEMA_RECORD, style, cards, .sub = &style_cards_schema,
	      .doc = "Members."),
	FIELD("bands", SCHEMA_RECORD, style, bands, .sub = &style_bands_schema,
	      .doc = "Committees."),
	FIELD("overview", SCHEMA_RECORD, style, overview,
	      .sub = &style_overview_schema, .doc = "The overview."),
	FIELD("changes", SCHEMA_RECORD, style, changes,
	      .sub = &style_changes_schema,
	      .doc = "What changed since the edition before."),
	FIELD("timeline", SCHEMA_RECORD, style, timeline,
	      .sub = &style_timeline_schema, .doc = "Advisories by quarter."),
	FIELD("cover", SCHEMA_RECORD, style, cover, .sub = &style_cover_schema,
	      .doc = "The cover."),
	FIELD("colophon", SCHEMA_RECORD, style, colophon,
	      .sub = &style_colophon_schema, .doc = "The colophon."),
	FIELD("back", SCHEMA_RECORD, style, back, .sub = &style_back_schema,
	      .doc = "The back."),
	FIELD("proof", SCHEMA_RECORD, style, proof, .sub = &style_proof_schema,
	      .doc = "The colours of a proof."),
	FIELD("sender", SCHEMA_RECORD, style, sender, .sub = &style_sender_schema,
	      .doc = "Head of a letter or note."),
	FIELD("address", SCHEMA_RECORD, style, address,
	      .sub = &style_address_schema, .doc = "Address of a letter."),
	FIELD("reference", SCHEMA_RECORD, style, reference,
	      .sub = &style_reference_schema, .doc = "Column beside the text."),
	FIELD("particulars", SCHEMA_RECORD, style, particulars,
	      .sub = &style_particulars_schema,
	      .doc = "Date and subject of a letter."),
	FIELD("headline", SCHEMA_RECORD, style, headline,
	      .sub = &style_headline_schema,
	      .doc = "Kind and subject of a note."),
	FIELD("page-number", SCHEMA_RECORD, style, page_number,
	      .sub = &style_page_number_schema, .doc = "\"Pagina 1 van 2\"."),
	FIELD("signatures", SCHEMA_RECORD, style, signatures,
	      .sub = &style_signatures_schema, .doc = "Who sign."),
	FIELD("decisions", SCHEMA_RECORD, style, decisions,
	      .sub = &style_decisions_schema,
	      .doc = "What a note asks to be decided."),
	FIELD("watermark", SCHEMA_RECORD, style, watermark,
	      .sub = &style_watermark_schema, .doc = "What marks a draft."),
	FIELD("redaction", SCHEMA_RECORD, style, redaction,
	      .sub = &style_redaction_schema,
	      .doc = "What stands for a name that is not public."),
};

const struct schema style_schema = SCHEMA(
	style, "layout", "The look of one kind of document.");
