/*
 * The layout file's keys for the parts of a booklet, one row each. See style.h for what
 * they lead to.
 */
#include "style/style_private.h"

/* clang-format off: rows, not prose */

static const char *const starts[] = {"any", "recto", "verso", "last", NULL};

static const struct schema_field style_starts_fields[] = {
	FIELD("cover", SCHEMA_CHOICE, style_starts, cover, .choices = starts,
	      .def = "any", .doc = "The cover."),
	FIELD("colophon", SCHEMA_CHOICE, style_starts, colophon,
	      .choices = starts, .def = "any", .doc = "The colophon."),
	FIELD("contents", SCHEMA_CHOICE, style_starts, contents,
	      .choices = starts, .def = "any", .doc = "The contents."),
	FIELD("preface", SCHEMA_CHOICE, style_starts, preface, .choices = starts,
	      .def = "any", .doc = "The preface."),
	FIELD("chapter", SCHEMA_CHOICE, style_starts, chapter, .choices = starts,
	      .def = "any", .doc = "A chapter."),
	FIELD("plate", SCHEMA_CHOICE, style_starts, plate, .choices = starts,
	      .def = "any", .doc = "A picture page."),
	FIELD("overview", SCHEMA_CHOICE, style_starts, overview,
	      .choices = starts, .def = "any", .doc = "The overview."),
	FIELD("changes", SCHEMA_CHOICE, style_starts, changes, .choices = starts,
	      .def = "any", .doc = "A page of changes."),
	FIELD("timeline", SCHEMA_CHOICE, style_starts, timeline,
	      .choices = starts, .def = "any", .doc = "A timeline."),
	FIELD("back", SCHEMA_CHOICE, style_starts, back, .choices = starts,
	      .def = "last", .doc = "The back."),
};

const struct schema style_starts_schema = SCHEMA(
	style_starts, "beginnings",
	"On which page the parts of a booklet begin: any, a right-hand "
	"(recto) or left-hand (verso) one, or the last of the last sheet.");

static const struct schema_field style_opening_fields[] = {
	FIELD("rule", SCHEMA_RECORD, style_opening, rule,
	      .sub = &style_rule_schema, .doc = "Rule at the top."),
	FIELD("label-base", SCHEMA_LENGTH, style_opening, label_base,
	      .required = true, .max = LONGEST, .doc = "Baseline of the label."),
	FIELD("title-base", SCHEMA_LENGTH, style_opening, title_base,
	      .required = true, .max = LONGEST,
	      .doc = "First baseline of the title."),
	FIELD("title-x", SCHEMA_LENGTH, style_opening, title_x, .required = true,
	      .max = LONGEST, .doc = "Left edge of the title."),
	FIELD("title-width", SCHEMA_LENGTH, style_opening, title_width,
	      .required = true, .max = LONGEST, .doc = "Its measure."),
	FIELD("lead-base", SCHEMA_LENGTH, style_opening, lead_base,
	      .required = true, .max = LONGEST,
	      .doc = "First baseline of the lead."),
	FIELD("lead-x", SCHEMA_LENGTH, style_opening, lead_x, .required = true,
	      .max = LONGEST, .doc = "Left edge of the lead."),
	FIELD("lead-width", SCHEMA_LENGTH, style_opening, lead_width,
	      .required = true, .max = LONGEST, .doc = "Its measure."),
	FIELD("after", SCHEMA_LENGTH, style_opening, after, .required = true,
	      .max = LONGEST, .doc = "White under title and lead at least."),
	FIELD("least-with-lead", SCHEMA_INT, style_opening, least_with_lead,
	      .required = true, .min = 0, .max = 200,
	      .doc = "First line of the matter at least, if there is a lead."),
	FIELD("least-without", SCHEMA_INT, style_opening, least_without,
	      .required = true, .min = 0, .max = 200,
	      .doc = "The same without a lead."),
	FIELD("least-table", SCHEMA_INT, style_opening, least_table,
	      .required = true, .min = 0, .max = 200,
	      .doc = "The same before a table."),
	FIELD("least-contents", SCHEMA_INT, style_opening, least_contents,
	      .required = true, .min = 0, .max = 200,
	      .doc = "The same before the contents."),
	FIELD("least-overview", SCHEMA_INT, style_opening, least_overview,
	      .required = true, .min = 0, .max = 200,
	      .doc = "The same before the overview."),
};

const struct schema style_opening_schema = SCHEMA(
	style_opening, "opening",
	"How a chapter opens. Heights count from the top of the text area.");

static const struct schema_field style_foot_fields[] = {
	FIELD("baseline", SCHEMA_LENGTH, style_foot, baseline, .required = true,
	      .max = LONGEST, .doc = "From the top of the page."),
	FIELD("even-folio-x", SCHEMA_LENGTH, style_foot, even_folio_x,
	      .required = true, .max = LONGEST, .doc = "Folio of a left page."),
	FIELD("even-text-x", SCHEMA_LENGTH, style_foot, even_text_x,
	      .required = true, .max = LONGEST,
	      .doc = "Running foot of a left page."),
	FIELD("odd-text-x", SCHEMA_LENGTH, style_foot, odd_text_x,
	      .required = true, .max = LONGEST,
	      .doc = "Running foot of a right page."),
	FIELD("odd-folio-right", SCHEMA_LENGTH, style_foot, odd_folio_right,
	      .required = true, .max = LONGEST,
	      .doc = "Right edge of the folio of a right page."),
};

const struct schema style_foot_schema = SCHEMA(
	style_foot, "foot", "Folio and running foot.");

static const struct schema_field style_plate_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_plate, x, .required = true,
	      .max = LONGEST, .doc = "Left edge of the picture."),
	FIELD("y", SCHEMA_LENGTH, style_plate, y, .required = true,
	      .max = LONGEST, .doc = "Its top."),
	FIELD("width", SCHEMA_LENGTH, style_plate, width, .required = true,
	      .max = LONGEST, .doc = "Its width."),
	FIELD("height", SCHEMA_LENGTH, style_plate, height, .required = true,
	      .max = LONGEST, .doc = "Its height."),
	FIELD("caption-x", SCHEMA_LENGTH, style_plate, caption_x,
	      .required = true, .max = LONGEST,
	      .doc = "Left edge of the caption."),
	FIELD("caption-y", SCHEMA_LENGTH, style_plate, caption_y,
	      .required = true, .max = LONGEST, .doc = "Its top."),
	FIELD("caption-width", SCHEMA_LENGTH, style_plate, caption_width,
	      .required = true, .max = LONGEST, .doc = "Its measure."),
	FIELD("caption-lines", SCHEMA_INT, style_plate, caption_lines,
	      .required = true, .min = 1, .max = 40, .doc = "Lines it may have."),
	FIELD("least-dpi", SCHEMA_INT, style_plate, least_dpi, .required = true,
	      .min = 1, .max = 2400, .doc = "Fewer dots per inch are reported."),
};

const struct schema style_plate_schema = SCHEMA(
	style_plate, "plate", "A picture page.");

static const struct schema_field style_figure_fields[] = {
	FIELD("drop", SCHEMA_LENGTH, style_figure, drop, .required = true,
	      .doc = "Its top edge below that of the line of text beside it."),
	FIELD("gap", SCHEMA_LENGTH, style_figure, gap, .required = true,
	      .doc = "White between it and its caption, at least."),
	FIELD("most", SCHEMA_LENGTH, style_figure, most, .required = true,
	      .doc = "Its height; what is higher is made smaller."),
	FIELD("least-dpi", SCHEMA_INT, style_figure, least_dpi, .required = true,
	      .min = 1, .max = 2400, .doc = "Fewer dots per inch are a warning."),
};

const struct schema style_figure_schema = SCHEMA(
	style_figure, "figure", "A picture in the text.");

static const struct schema_field style_contents_fields[] = {
	FIELD("number-x", SCHEMA_LENGTH, style_contents, number_x,
	      .required = true, .max = LONGEST, .doc = "Number of a chapter."),
	FIELD("title-x", SCHEMA_LENGTH, style_contents, title_x, .required = true,
	      .max = LONGEST, .doc = "Titles."),
	FIELD("title-width", SCHEMA_LENGTH, style_contents, title_width,
	      .required = true, .max = LONGEST, .doc = "Their measure."),
	FIELD("page-right", SCHEMA_LENGTH, style_contents, page_right,
	      .required = true, .max = LONGEST,
	      .doc = "Right edge of the folios."),
	FIELD("above", SCHEMA_LENGTH, style_contents, above, .required = true,
	      .max = LONGEST, .doc = "White above a first-level entry."),
	FIELD("indent", SCHEMA_LENGTH, style_contents, indent, .max = LONGEST,
	      .doc = "How much further in a third-level entry begins."),
};

const struct schema style_contents_schema = SCHEMA(
	style_contents, "contents", "The list of contents.");

static const struct schema_field style_cards_fields[] = {
	FIELD("columns", SCHEMA_LIST, style_cards, columns, .required = true,
	      .min = 1, .max = STYLE_MAX_COLUMNS, .sub = &style_column_schema,
	      .doc = "Columns of cards."),
	FIELD("rule", SCHEMA_RECORD, style_cards, rule, .required = true,
	      .sub = &style_rule_schema, .doc = "Rule on top of a card."),
	FIELD("pad", SCHEMA_LENGTH, style_cards, pad, .required = true,
	      .max = LONGEST, .doc = "White under the rule."),
	FIELD("below", SCHEMA_LENGTH, style_cards, below, .required = true,
	      .max = LONGEST, .doc = "White below a row."),
	FIELD("heading-above", SCHEMA_LENGTH, style_cards, heading_above,
	      .required = true, .max = LONGEST, .doc = "White above a heading."),
	FIELD("lead-below", SCHEMA_LENGTH, style_cards, lead_below,
	      .required = true, .max = LONGEST, .doc = "White below it."),
	FIELD("note-above", SCHEMA_LENGTH, style_cards, note_above,
	      .required = true, .max = LONGEST, .doc = "White above the note."),
};

const struct schema style_cards_schema = SCHEMA(
	style_cards, "cards", "Members, as cards in rows.");

static const struct schema_field style_bands_fields[] = {
	FIELD("rule", SCHEMA_RECORD, style_bands, rule, .required = true,
	      .sub = &style_rule_schema, .doc = "Rule on top of a band."),
	FIELD("pad", SCHEMA_LENGTH, style_bands, pad, .required = true,
	      .max = LONGEST,
	      .doc = "White under the rule, and before the officers."),
	FIELD("name-x", SCHEMA_LENGTH, style_bands, name_x, .required = true,
	      .max = LONGEST, .doc = "Left edge of the name."),
	FIELD("name-width", SCHEMA_LENGTH, style_bands, name_width,
	      .required = true, .max = LONGEST, .doc = "Its measure."),
	FIELD("text-x", SCHEMA_LENGTH, style_bands, text_x, .required = true,
	      .max = LONGEST, .doc = "Left edge of the remit."),
	FIELD("text-width", SCHEMA_LENGTH, style_bands, text_width,
	      .required = true, .max = LONGEST, .doc = "Its measure."),
	FIELD("label-width", SCHEMA_LENGTH, style_bands, label_width,
	      .required = true, .max = LONGEST,
	      .doc = "Room for the officers' labels."),
	FIELD("below", SCHEMA_LENGTH, style_bands, below, .required = true,
	      .max = LONGEST, .doc = "White below a band."),
	FIELD("lead-width", SCHEMA_LENGTH, style_bands, lead_width,
	      .required = true, .max = LONGEST,
	      .doc = "Measure of the introduction."),
	FIELD("lead-above", SCHEMA_LENGTH, style_bands, lead_above,
	      .required = true, .max = LONGEST, .doc = "White above it."),
	FIELD("lead-below", SCHEMA_LENGTH, style_bands, lead_below,
	      .required = true, .max = LONGEST, .doc = "White below it."),
};

const struct schema style_bands_schema = SCHEMA(
	style_bands, "bands", "Committees, as bands.");

static const struct schema_field style_overview_fields[] = {
	FIELD("middle-width", SCHEMA_LENGTH, style_overview, middle_width,
	      .required = true, .max = LONGEST,
	      .doc = "Width of the second column."),
	FIELD("page-width", SCHEMA_LENGTH, style_overview, page_width,
	      .required = true, .max = LONGEST, .doc = "Width of the folios."),
	FIELD("gutter", SCHEMA_LENGTH, style_overview, gutter, .required = true,
	      .max = LONGEST, .doc = "White between columns."),
	FIELD("row", SCHEMA_LENGTH, style_overview, row, .required = true,
	      .max = LONGEST, .doc = "From row to row."),
	FIELD("group-above", SCHEMA_LENGTH, style_overview, group_above,
	      .required = true, .max = LONGEST, .doc = "White above a group."),
	FIELD("group-below", SCHEMA_LENGTH, style_overview, group_below,
	      .required = true, .max = LONGEST,
	      .doc = "White below the name of a group."),
	FIELD("keep-rows", SCHEMA_INT, style_overview, keep_rows,
	      .required = true, .min = 0, .max = 20,
	      .doc = "Rows that stay with the name of a group."),
	FIELD("head", SCHEMA_RECORD, style_overview, head, .required = true,
	      .sub = &style_rule_schema, .doc = "Rule on top of a group."),
	FIELD("line", SCHEMA_RECORD, style_overview, line, .required = true,
	      .sub = &style_rule_schema, .doc = "Rule between rows."),
};

const struct schema style_overview_schema = SCHEMA(
	style_overview, "overview", "All advisories by chapter.");

static const struct schema_field style_changes_fields[] = {
	FIELD("inserted", SCHEMA_RECORD, style_changes, inserted,
	      .sub = &style_rule_schema, .doc = "Rule under words that came."),
	FIELD("inserted-below", SCHEMA_LENGTH, style_changes, inserted_below,
	      .max = LONGEST, .doc = "How far below the baseline."),
	FIELD("removed", SCHEMA_RECORD, style_changes, removed,
	      .sub = &style_rule_schema, .doc = "Rule through words that went."),
	FIELD("removed-at", SCHEMA_DECIMAL, style_changes, removed_at, .min = 0,
	      .max = 1000, .def = "0.25",
	      .doc = "How far above the baseline, as a part of the type size."),
	FIELD("removed-text", SCHEMA_TEXT, style_changes, removed_text_name,
	      .required = true, .doc = "Colour of words that went."),
	FIELD("bar", SCHEMA_RECORD, style_changes, bar, .sub = &style_rule_schema,
	      .doc = "Bar beside lines with changes."),
	FIELD("bar-gap", SCHEMA_LENGTH, style_changes, bar_gap, .max = LONGEST,
	      .doc = "From the text area to the bar."),
	FIELD("list", SCHEMA_RECORD, style_changes, list, .required = true,
	      .sub = &style_overview_schema, .doc = "The page of changes."),
	FIELD("tight", SCHEMA_RECORD, style_changes, tight,
	      .sub = &style_overview_schema,
	      .doc = "The same, set closer, where that saves a page; its text "
		     "has the roles tight-group, tight-head and tight-row."),
	FIELD("title-width", SCHEMA_LENGTH, style_changes, title_width,
	      .max = LONGEST,
	      .doc = "Measure of its title, if not that of other titles."),
};

const struct schema style_changes_schema = SCHEMA(
	style_changes, "changes",
	"What changed since the edition before: marks in the text, and a page.");

static const struct schema_field style_timeline_fields[] = {
	FIELD("title-width", SCHEMA_LENGTH, style_timeline, title_width,
	      .required = true, .max = LONGEST, .doc = "Measure of the titles."),
	FIELD("gutter", SCHEMA_LENGTH, style_timeline, gutter, .max = LONGEST,
	      .doc = "White between the titles and the chart."),
	FIELD("head", SCHEMA_LENGTH, style_timeline, head, .required = true,
	      .max = LONGEST, .doc = "Height of the years and quarters."),
	FIELD("group-above", SCHEMA_LENGTH, style_timeline, group_above,
	      .max = LONGEST, .doc = "White above the name of a group."),
	FIELD("group-below", SCHEMA_LENGTH, style_timeline, group_below,
	      .max = LONGEST, .doc = "White below it."),
	FIELD("pad", SCHEMA_LENGTH, style_timeline, pad, .max = LONGEST,
	      .doc = "White between rows."),
	FIELD("pad-least", SCHEMA_LENGTH, style_timeline, pad_least,
	      .max = LONGEST, .doc = "The same, where there are many rows."),
	FIELD("axis", SCHEMA_RECORD, style_timeline, axis,
	      .sub = &style_rule_schema, .doc = "Rule under the quarters."),
	FIELD("year", SCHEMA_RECORD, style_timeline, year,
	      .sub = &style_rule_schema, .doc = "Rule where a year begins."),
	FIELD("quarter", SCHEMA_RECORD, style_timeline, quarter,
	      .sub = &style_rule_schema, .doc = "Rule where a quarter begins."),
	FIELD("row", SCHEMA_RECORD, style_timeline, row,
	      .sub = &style_rule_schema, .doc = "Rule between groups."),
	FIELD("dot", SCHEMA_LENGTH, style_timeline, dot, .required = true,
	      .max = LONGEST, .doc = "Diameter of the dot of a date."),
	FIELD("small-dot", SCHEMA_LENGTH, style_timeline, small_dot,
	      .required = true, .max = LONGEST,
	      .doc = "Diameter of the dots where no date is known."),
	FIELD("line", SCHEMA_LENGTH, style_timeline, line, .required = true,
	      .max = LONGEST, .doc = "Thickness of a line that leads to a dot."),
	FIELD("note-gap", SCHEMA_LENGTH, style_timeline, note_gap, .max = LONGEST,
	      .doc = "Between a dot and the words beside it."),
	FIELD("done", SCHEMA_TEXT, style_timeline, done_name, .required = true,
	      .doc = "Colour of what is published."),
	FIELD("coming", SCHEMA_TEXT, style_timeline, coming_name,
	      .required = true, .doc = "Colour of what is expected."),
	FIELD("open", SCHEMA_TEXT, style_timeline, open_name, .required = true,
	      .doc = "Colour of what has no date."),
	FIELD("paper", SCHEMA_TEXT, style_timeline, paper_name, .required = true,
	      .doc = "Colour behind the words in the chart."),
};

const struct schema style_timeline_schema = SCHEMA(
	style_timeline, "timeline", "Advisories by quarter, as a figure.");

static const struct schema_field style_needle_fields[] = {
	FIELD("y", SCHEMA_LENGTH, style_needle, y, .required = true,
	      .max = LONGEST, .doc = "Top of the field."),
	FIELD("height", SCHEMA_LENGTH, style_needle, height, .required = true,
	      .max = LONGEST, .doc = "Its height."),
	FIELD("columns", SCHEMA_INT, style_needle, columns, .required = true,
	      .min = 1, .max = 200, .doc = "Strokes in a row."),
	FIELD("rows", SCHEMA_INT, style_needle, rows, .required = true, .min = 1,
	      .max = 200, .doc = "Rows."),
	FIELD("length", SCHEMA_LENGTH, style_needle, length, .required = true,
	      .max = LONGEST, .doc = "Length of a stroke."),
	FIELD("thickness", SCHEMA_LENGTH, style_needle, thickness,
	      .required = true, .max = LONGEST, .doc = "How thick it is."),
	FIELD("colour", SCHEMA_TEXT, style_needle, colour_name, .required = true,
	      .doc = "Name of its colour."),
	FIELD("needle-column", SCHEMA_INT, style_needle, needle_column,
	      .required = true, .min = 0, .max = 199,
	      .doc = "Column of the needle, from 0."),
	FIELD("needle-row", SCHEMA_INT, style_needle, needle_row,
	      .required = true, .min = 0, .max = 199,
	      .doc = "Row of the needle."),
	FIELD("needle-length", SCHEMA_DECIMAL, style_needle, needle_length,
	      .required = true, .min = 100, .max = 10000,
	      .doc = "Its length, in strokes."),
	FIELD("needle-thickness", SCHEMA_LENGTH, style_needle, needle_thickness,
	      .required = true, .max = LONGEST, .doc = "How thick it is."),
	FIELD("needle-colour", SCHEMA_TEXT, style_needle, needle_colour_name,
	      .required = true, .doc = "Name of its colour."),
};

static const struct schema style_needle_schema = SCHEMA(
	style_needle, "field",
	"A field of strokes that begin to turn around one.");

static const struct schema_field style_cover_fields[] = {
	FIELD("background", SCHEMA_TEXT, style_cover, background_name,
	      .required = true, .doc = "Name of its colour."),
	FIELD("x", SCHEMA_LENGTH, style_cover, x, .required = true,
	      .max = LONGEST, .doc = "Left edge of the text."),
	FIELD("width", SCHEMA_LENGTH, style_cover, width, .required = true,
	      .max = LONGEST, .doc = "Its measure."),
	FIELD("line-base", SCHEMA_LENGTH, style_cover, line_base,
	      .required = true, .max = LONGEST,
	      .doc = "Baseline of the council's name."),
	FIELD("line-gap", SCHEMA_LENGTH, style_cover, line_gap, .required = true,
	      .max = LONGEST, .doc = "Between its abbreviation and its name."),
	FIELD("title-base", SCHEMA_LENGTH, style_cover, title_base,
	      .required = true, .max = LONGEST,
	      .doc = "First baseline of the title."),
	FIELD("rule-y", SCHEMA_LENGTH, style_cover, rule_y, .required = true,
	      .max = LONGEST, .doc = "Top of the rule."),
	FIELD("rule-width", SCHEMA_LENGTH, style_cover, rule_width,
	      .required = true, .max = LONGEST, .doc = "How long it is."),
	FIELD("rule", SCHEMA_RECORD, style_cover, rule, .sub = &style_rule_schema,
	      .doc = "The rule."),
	FIELD("field", SCHEMA_RECORD, style_cover, field,
	      .sub = &style_needle_schema, .doc = "The figure."),
};

const struct schema style_cover_schema = SCHEMA(
	style_cover, "cover", "The cover.");

static const struct schema_field style_colophon_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_colophon, x, .required = true,
	      .max = LONGEST, .doc = "Left edge."),
	FIELD("y", SCHEMA_LENGTH, style_colophon, y, .required = true,
	      .max = LONGEST, .doc = "Top."),
	FIELD("width", SCHEMA_LENGTH, style_colophon, width, .required = true,
	      .max = LONGEST, .doc = "Measure."),
	FIELD("label-width", SCHEMA_LENGTH, style_colophon, label_width,
	      .required = true, .max = LONGEST, .doc = "Room for labels."),
};

const struct schema style_colophon_schema = SCHEMA(
	style_colophon, "colophon", "The colophon.");

static const struct schema_field style_back_fields[] = {
	FIELD("background", SCHEMA_TEXT, style_back, background_name,
	      .required = true, .doc = "Name of its colour."),
	FIELD("x", SCHEMA_LENGTH, style_back, x, .required = true, .max = LONGEST,
	      .doc = "Left edge."),
	FIELD("width", SCHEMA_LENGTH, style_back, width, .required = true,
	      .max = LONGEST, .doc = "Measure."),
	FIELD("bottom", SCHEMA_LENGTH, style_back, bottom, .required = true,
	      .max = LONGEST, .doc = "Last baseline, from the edge."),
};

const struct schema style_back_schema = SCHEMA(style_back, "back", "The back.");
