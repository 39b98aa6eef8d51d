/* The booklet: an ordered list of parts, and what stands in them. */
#include <string.h>

#include "model/model_tables.h"

/* ^[0-9]{1,3},[0-9]{1,3}$ */
static bool
is_place(const char *s, size_t len)
{
	static const char digits[] = "0123456789";
	size_t column = strspn(s, digits);
	size_t row = column < len && s[column] == ','
			     ? strspn(s + column + 1, digits)
			     : 0;

	return column >= 1 && column <= 3 && row >= 1 && row <= 3 &&
	       column + 1 + row == len;
}

static const char *const content_kinds[] = {
	"text", "table", "topics", "members", "committees", "timeline", NULL};
static const char *const column_fields[] = {
	"title",    "month",  "kind",   "requester", "summary",
	"expected", "status", "reason", NULL};
static const char *const whos[] = {"all", "council", "staff", NULL};
static const char *const part_kinds[] = {
	"cover",    "colophon", "contents", "preface", "chapter", "plate",
	"overview", "changes",  "timeline", "back",    NULL};
static const char *const part_starts[] = {"style", "recto", "verso", "any", NULL};

static const struct schema_field column_rows[] = {
	FIELD(column, field, "field", SCHEMA_CHOICE, .required = true,
	      .choices = column_fields, .doc = "What of an advisory it shows."),
	FIELD(column, head, "head", SCHEMA_TEXT, .required = true, .min = 1,
	      .max = 120, .doc = "The words above it."),
};

static const struct schema column_schema = SCHEMA_OF(
	column, "column", column_rows, "One column of a table.");

static const struct schema_field content_rows[] = {
	FIELD(content, kind, "kind", SCHEMA_CHOICE, .required = true,
	      .choices = content_kinds,
	      .doc = "What stands here: text, a table or sections of advisories, "
		     "the members, the committees, or a timeline of the "
		     "advisories."),
	FIELD(content, heading, "heading", SCHEMA_TEXT, LINE,
	      .doc = "A heading above it."),
	FIELD(content, lead, "lead", SCHEMA_PROSE,
	      .doc = "Text between the heading and the matter."),
	FIELD(content, body, "body", SCHEMA_PROSE, .doc = "The text itself."),
	FIELD(content, note, "note", SCHEMA_TEXT, LINE,
	      .doc = "A note below it, with a mark at the heading."),
	FIELD(content, status, "status", SCHEMA_CHOICE,
	      .choices = advisory_statuses, .def = "published",
	      .doc = "For a table and for topics: which advisories it shows."),
	FIELD(content, columns, "columns", SCHEMA_LIST, .min = 1, .max = 8,
	      .sub = &column_schema, .doc = "The columns of a table."),
	FIELD(content, numbered, "numbered", SCHEMA_BOOL,
	      .doc = "For topics: number them, through all groups."),
	FIELD(content, who, "who", SCHEMA_CHOICE, .choices = whos, .def = "all",
	      .doc = "For members: everybody, the council alone (its secretary "
		     "too), or the staff alone."),
};

static const struct schema content_schema = SCHEMA_OF(
	content, "piece of content", content_rows,
	"Something that stands in a chapter after its text.");

/* clang-format off: rows, not statements */

#define PICTURE_ROWS \
	FIELD(figure, image, "image", SCHEMA_PATH, .required = true, \
	      .doc = "A JPEG or PNG file, relative to the edition's folder."), \
		FIELD(figure, caption, "caption", SCHEMA_PROSE, \
		      .doc = "The words under the picture, one paragraph."), \
		FIELD(figure, alt, "alt", SCHEMA_TEXT, LINE, \
		      .doc = "What the picture shows, for those who cannot see " \
			     "it."), \
		FIELD(figure, credit, "credit", SCHEMA_TEXT, LINE, \
		      .doc = "Whose picture it is.")

/* clang-format on */

static const char *const figure_places[] = {"column", "page", NULL};

static const struct schema_field figure_rows[] = {
	PICTURE_ROWS,
	FIELD(figure, decorative, "decorative", SCHEMA_BOOL,
	      .doc = "The picture says nothing: no alternative text is wanted."),
};

static const struct schema figure_schema = SCHEMA_OF(
	figure, "figure", figure_rows, "A picture with its caption.");

static const struct schema_field text_figure_rows[] = {
	FIELD(figure, id, "id", SCHEMA_ID, .required = true,
	      .doc = "The id by which the text refers to it, as in {figure:id}, "
		     "or in {number:id} for the number alone; it stands on that "
		     "page or the next."),
	FIELD(figure, place, "place", SCHEMA_CHOICE, .choices = figure_places,
	      .def = "column",
	      .doc = "As wide as one column of the text, or as the page."),
	PICTURE_ROWS,
};

static const struct schema text_figure_schema = SCHEMA_OF(
	figure, "figure in the text", text_figure_rows,
	"A picture with its caption, numbered, at the head or the foot "
	"of a column.");

static const struct schema_field label_line_rows[] = {
	FIELD(label_line, label, "label", SCHEMA_TEXT, .min = 1, .max = 80,
	      .doc = "The label before the text."),
	FIELD(label_line, text, "text", SCHEMA_PROSE, .required = true,
	      .doc = "The text, one paragraph."),
};

static const struct schema label_line_schema = SCHEMA_OF(
	label_line, "line", label_line_rows,
	"One entry of the colophon or the back.");

static const struct schema_field part_rows[] = {
	FIELD(part, id, "id", SCHEMA_ID,
	      .doc = "The id by which texts refer to it."),
	FIELD(part, kind, "kind", SCHEMA_CHOICE, .required = true,
	      .choices = part_kinds, .doc = "What kind of part it is."),
	FIELD(part, start, "start", SCHEMA_CHOICE, .choices = part_starts,
	      .def = "style",
	      .doc = "The side on which it begins, if not as the style says."),
	FIELD(part, number, "number", SCHEMA_TEXT, .min = 1, .max = 8,
	      .doc = "The number of a chapter, such as 1 or 3a."),
	FIELD(part, title, "title", SCHEMA_TEXT, LINE, .doc = "Its title."),
	FIELD(part, short_title, "short-title", SCHEMA_TEXT, .min = 1, .max = 120,
	      .doc = "A shorter title for the running foot."),
	FIELD(part, lead, "lead", SCHEMA_PROSE, .doc = "Its opening paragraphs."),
	FIELD(part, body, "body", SCHEMA_PROSE,
	      .doc = "Its text; headings begin at the second level (##)."),
	FIELD(part, content, "content", SCHEMA_LIST, SOME, .sub = &content_schema,
	      .doc = "What stands after the text."),
	FIELD(part, figure, "figure", SCHEMA_RECORD, .sub = &figure_schema,
	      .doc = "The picture of a plate."),
	FIELD(part, figures, "figures", SCHEMA_LIST, SOME,
	      .sub = &text_figure_schema,
	      .doc = "The pictures in the text, which refers to them."),
	FIELD(part, signed_by_id, "signed-by", SCHEMA_REF,
	      .doc = "The person who signs a preface."),
	FIELD(part, signed_as, "signed-as", SCHEMA_TEXT, LINE,
	      .doc = "The signature as it is printed."),
	FIELD(part, lines, "lines", SCHEMA_LIST, SOME, .sub = &label_line_schema,
	      .doc = "The lines of a colophon or a back."),
	FIELD(part, in_contents, "in-contents", SCHEMA_BOOL, .def = "true",
	      .doc = "Whether the contents list it, if it has a title."),
	FIELD(part, needle, "needle", SCHEMA_TEXT, .min = 3, .max = 7,
	      .pattern = "^[0-9]{1,3},[0-9]{1,3}$", .matches = is_place,
	      .doc = "The place of the one upright stroke on the cover: column, "
		     "row."),
};

static const struct schema part_schema = SCHEMA_OF(
	part, "part", part_rows,
	"A part of the booklet; which keys it may have depends on its "
	"kind.");

static const struct schema_field booklet_rows[] = {
	FIELD(booklet, running, "running", SCHEMA_TEXT, LINE,
	      .doc = "The words at the foot of left-hand pages."),
	FIELD(booklet, parts, "parts", SCHEMA_LIST, .required = true, SOME,
	      .sub = &part_schema, .doc = "The parts, in order."),
	FIELD(booklet, hyphenation, "hyphenation", SCHEMA_TEXT, .many = true,
	      SOME,
	      .doc = "Words with hyphens at the only places where they may be "
		     "divided; a word without a hyphen is never divided, and "
		     "at a tilde (Neder~land) only in a paragraph that could "
		     "not be set well otherwise."),
};

const struct schema booklet_schema = SCHEMA_OF(
	booklet, "booklet", booklet_rows, "The programme as a booklet.");
