/*
 * The rows of the layout file that letters and notes alone need.
 */
#include "style/style_private.h"

static const struct schema_field style_box_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_box, x, .required = true, .max = LONGEST,
	      .doc = "Left edge."),
	FIELD("y", SCHEMA_LENGTH, style_box, y, .required = true, .max = LONGEST,
	      .doc = "Top."),
	FIELD("width", SCHEMA_LENGTH, style_box, width, .required = true,
	      .max = LONGEST, .doc = "Width."),
	FIELD("height", SCHEMA_LENGTH, style_box, height, .required = true,
	      .max = LONGEST, .doc = "Height."),
};

static const struct schema style_box_schema = SCHEMA(
	style_box, "box", "A rectangle on the page.");

static const struct schema_field style_blank_fields[] = {
	FIELD("thickness", SCHEMA_LENGTH, style_blank, thickness,
	      .required = true, .max = LONGEST, .doc = "How thick."),
	FIELD("width", SCHEMA_LENGTH, style_blank, width, .required = true,
	      .max = LONGEST, .doc = "How long."),
	FIELD("colour", SCHEMA_TEXT, style_blank, colour_name, .required = true,
	      .doc = "Name of its colour."),
};

static const struct schema style_blank_schema = SCHEMA(
	style_blank, "blank", "A rule to write on, where a value is not known.");

static const struct schema_field style_sender_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_sender, x, .required = true,
	      .max = LONGEST, .doc = "Left edge."),
	FIELD("y", SCHEMA_LENGTH, style_sender, y, .required = true,
	      .max = LONGEST, .doc = "Top."),
	FIELD("width", SCHEMA_LENGTH, style_sender, width, .required = true,
	      .max = LONGEST, .doc = "Its measure."),
	FIELD("emblem", SCHEMA_RECORD, style_sender, emblem,
	      .sub = &style_box_schema,
	      .doc = "Where a picture goes, fitted into the box."),
};

const struct schema style_sender_schema = SCHEMA(
	style_sender, "sender", "Who writes, at the head of the first page.");

static const struct schema_field style_address_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_address, x, .required = true,
	      .max = LONGEST, .doc = "Left edge."),
	FIELD("y", SCHEMA_LENGTH, style_address, y, .required = true,
	      .max = LONGEST, .doc = "Top of the addressee."),
	FIELD("return-y", SCHEMA_LENGTH, style_address, return_y,
	      .required = true, .max = LONGEST,
	      .doc = "Top of the line with the sender's address."),
	FIELD("window", SCHEMA_RECORD, style_address, window, .required = true,
	      .sub = &style_box_schema, .doc = "The window of the envelope."),
	FIELD("play", SCHEMA_LENGTH, style_address, play, .required = true,
	      .max = LONGEST,
	      .doc = "How far the paper may move in it, each way."),
};

const struct schema style_address_schema = SCHEMA(
	style_address, "address", "To whom it is written.");

static const struct schema_field style_reference_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_reference, x, .required = true,
	      .max = LONGEST, .doc = "Left edge."),
	FIELD("width", SCHEMA_LENGTH, style_reference, width, .required = true,
	      .max = LONGEST, .doc = "Its measure."),
	FIELD("y", SCHEMA_LENGTH, style_reference, y, .required = true,
	      .max = LONGEST, .doc = "Top on the first page."),
	FIELD("later-y", SCHEMA_LENGTH, style_reference, later_y, .max = LONGEST,
	      .doc = "Top on later pages; without it, its first line stands "
		     "beside the first of the text."),
	FIELD("between", SCHEMA_LENGTH, style_reference, between,
	      .required = true, .max = LONGEST, .doc = "White between entries."),
	FIELD("blank", SCHEMA_RECORD, style_reference, blank, .required = true,
	      .sub = &style_blank_schema, .doc = "Where a value is not known."),
};

const struct schema style_reference_schema = SCHEMA(
	style_reference, "reference column",
	"The narrow column beside the text.");

static const struct schema_field style_particulars_fields[] = {
	FIELD("label-x", SCHEMA_LENGTH, style_particulars, label_x,
	      .required = true, .max = LONGEST,
	      .doc = "Left edge of the labels."),
	FIELD("x", SCHEMA_LENGTH, style_particulars, x, .required = true,
	      .max = LONGEST, .doc = "Left edge of the values."),
	FIELD("y", SCHEMA_LENGTH, style_particulars, y, .required = true,
	      .max = LONGEST, .doc = "Top of the first."),
	FIELD("width", SCHEMA_LENGTH, style_particulars, width, .required = true,
	      .max = LONGEST, .doc = "Measure of the values."),
	FIELD("below", SCHEMA_LENGTH, style_particulars, below, .required = true,
	      .max = LONGEST, .doc = "White before the salutation."),
	FIELD("blank", SCHEMA_RECORD, style_particulars, blank, .required = true,
	      .sub = &style_blank_schema, .doc = "Where the date is not known."),
};

const struct schema style_particulars_schema = SCHEMA(
	style_particulars, "list of particulars",
	"Date and subject of a letter.");

static const struct schema_field style_headline_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_headline, x, .required = true,
	      .max = LONGEST, .doc = "Left edge."),
	FIELD("base", SCHEMA_LENGTH, style_headline, base, .required = true,
	      .max = LONGEST, .doc = "First baseline of the kind."),
	FIELD("width", SCHEMA_LENGTH, style_headline, width, .required = true,
	      .max = LONGEST, .doc = "Measure of the subject."),
	FIELD("between", SCHEMA_LENGTH, style_headline, between, .required = true,
	      .max = LONGEST, .doc = "White between the two."),
	FIELD("below", SCHEMA_LENGTH, style_headline, below, .required = true,
	      .max = LONGEST, .doc = "White under the subject, at least."),
};

const struct schema style_headline_schema = SCHEMA(
	style_headline, "headline", "Kind and subject of a note.");

static const struct schema_field style_page_number_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_page_number, x, .required = true,
	      .max = LONGEST, .doc = "Left edge."),
	FIELD("y", SCHEMA_LENGTH, style_page_number, y, .required = true,
	      .max = LONGEST, .doc = "Top."),
};

const struct schema style_page_number_schema = SCHEMA(
	style_page_number, "page number",
	"The number of the page and of how many.");

static const struct schema_field style_signatures_fields[] = {
	FIELD("above", SCHEMA_LENGTH, style_signatures, above, .required = true,
	      .max = LONGEST, .doc = "White above the first block."),
	FIELD("between", SCHEMA_LENGTH, style_signatures, between,
	      .required = true, .max = LONGEST, .doc = "White between blocks."),
	FIELD("space", SCHEMA_LENGTH, style_signatures, space, .required = true,
	      .max = LONGEST, .doc = "Height between office and name."),
	FIELD("field-width", SCHEMA_LENGTH, style_signatures, field_width,
	      .required = true, .max = LONGEST,
	      .doc = "Width of the field for a digital signature."),
	FIELD("field-height", SCHEMA_LENGTH, style_signatures, field_height,
	      .required = true, .max = LONGEST, .doc = "Its height."),
	FIELD("side-by-side", SCHEMA_BOOL, style_signatures, side_by_side,
	      .def = "false", .doc = "Whether two blocks stand in a row."),
	FIELD("gutter", SCHEMA_LENGTH, style_signatures, gutter, .required = true,
	      .max = LONGEST, .doc = "White between the two."),
	FIELD("keep-lines", SCHEMA_INT, style_signatures, keep_lines,
	      .required = true, .min = 0, .max = 20,
	      .doc = "Lines of text that stay with the signatures."),
};

const struct schema style_signatures_schema = SCHEMA(
	style_signatures, "set of signatures",
	"Who sign. A block is an office, a space to sign in, a name.");

static const struct schema_field style_decisions_fields[] = {
	FIELD("above", SCHEMA_LENGTH, style_decisions, above, .required = true,
	      .max = LONGEST, .doc = "White above a decision."),
	FIELD("choices-above", SCHEMA_LENGTH, style_decisions, choices_above,
	      .required = true, .max = LONGEST,
	      .doc = "White above its choices."),
	FIELD("box", SCHEMA_LENGTH, style_decisions, box, .required = true,
	      .max = LONGEST, .doc = "Side of the box to be ticked."),
	FIELD("box-drop", SCHEMA_LENGTH, style_decisions, box_drop,
	      .required = true, .max = LONGEST,
	      .doc = "How far the box reaches below the baseline."),
	FIELD("gap", SCHEMA_LENGTH, style_decisions, gap, .required = true,
	      .max = LONGEST, .doc = "White between a box and its word."),
	FIELD("step", SCHEMA_LENGTH, style_decisions, step, .required = true,
	      .max = LONGEST, .doc = "From one choice to the next."),
	FIELD("rule", SCHEMA_RECORD, style_decisions, rule, .required = true,
	      .sub = &style_rule_schema, .doc = "The line of the box."),
};

const struct schema style_decisions_schema = SCHEMA(
	style_decisions, "set of decisions", "What a note asks to be decided.");

static const struct schema_field style_watermark_fields[] = {
	FIELD("x", SCHEMA_LENGTH, style_watermark, x, .required = true,
	      .max = LONGEST, .doc = "Left edge."),
	FIELD("baseline", SCHEMA_LENGTH, style_watermark, baseline,
	      .required = true, .max = LONGEST, .doc = "Its baseline."),
};

const struct schema style_watermark_schema = SCHEMA(
	style_watermark, "watermark", "What marks a draft, on every page.");

static const struct schema_field style_redaction_fields[] = {
	FIELD("colour", SCHEMA_TEXT, style_redaction, colour_name,
	      .required = true, .doc = "Name of its colour."),
	FIELD("rise", SCHEMA_LENGTH, style_redaction, rise, .required = true,
	      .max = LONGEST, .doc = "Its height above the baseline."),
	FIELD("fall", SCHEMA_LENGTH, style_redaction, fall, .required = true,
	      .max = LONGEST, .doc = "Its depth below it."),
};

const struct schema style_redaction_schema = SCHEMA(
	style_redaction, "redaction",
	"The bar in the place of a name that is not public.");
