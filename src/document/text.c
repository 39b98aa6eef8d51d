/*
 * text - leaves, and the certainty that a font has every character in them.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "document/builder.h"
#include "document/marks.h"
#include "font/font.h"

/* Characters that say something about breaking and are not drawn. */
static bool
is_invisible(uint32_t cp)
{
	return cp == 0xAD || cp == 0x200B || cp == 0x2060;
}

static bool
has_glyph(struct builder *b, uint32_t cp)
{
	const struct style_font *fonts = b->style->fonts.items;
	bool small = cp < 8 * sizeof(b->known);

	if (cp < 0x7F || is_invisible(cp))
		return true;
	if (small && (b->known[cp / 8] & (1u << cp % 8)) != 0)
		return true;
	for (size_t i = 0; i < b->style->fonts.count; i++)
		if (font_glyph_of(fonts[i].face, cp) != 0) {
			if (small)
				b->known[cp / 8] |= (unsigned char)(1u << cp % 8);
			return true;
		}
	return false;
}

bool
builder_is_news(struct builder *b, struct diag_pos pos)
{
	struct builder_told *told;

	for (told = b->told; told != NULL; told = told->next)
		if (told->line == pos.line && told->col == pos.col)
			return false;
	told = arena_alloc(b->arena, sizeof(*told));
	*told = (struct builder_told){
		.next = b->told, .line = pos.line, .col = pos.col};
	b->told = told;
	return true;
}

/* Where byte `at` of a leaf's text stands. */
typedef struct diag_pos (*place_of)(const void *source, size_t at);

static void
check_characters(struct builder *b, const char *text, size_t len,
		 const void *source, place_of place)
{
	for (size_t at = 0; at < len;) {
		size_t start = at;
		uint32_t cp = utf8_next(text, len, &at);

		if (cp != UTF8_INVALID && !has_glyph(b, cp) &&
		    builder_is_news(b, place(source, start)))
			diag_report(
				b->sink, DIAG_GLYPH_MISSING, place(source, start),
				"no font of this layout has the character "
				"'%.*s' (U+%04X)",
				(int)(at - start), text + start, (unsigned)cp);
	}
}

static struct diag_pos
place_in_source(const void *source, size_t at)
{
	return source_pos(source, at);
}

static struct diag_pos
place_in_prose(const void *source, size_t at)
{
	return prose_pos(source, at);
}

struct node *
builder_text(struct builder *b, struct node *parent,
	     const struct source_text *text, enum role_id role)
{
	struct node *leaf;
	struct marks m;

	check_characters(b, text->s, text->len, text, place_in_source);
	if (marks_begin(b, text, &m)) {
		m.role = role;
		marks_open(b, NULL);
		leaf = marks_put(b, parent, text->s, text->len, text->pos);
		marks_close(b, parent);
		marks_end(b, NULL);
		return leaf;
	}
	leaf = tree_add_text(b->tree, parent, text->s, text->len, text->pos);
	leaf->role = (uint16_t)role;
	return leaf;
}

struct node *
builder_words(struct builder *b, struct node *parent, const char *text,
	      enum role_id role)
{
	struct node *leaf = tree_add_text(
		b->tree, parent, text, strlen(text), (struct diag_pos){0});

	leaf->role = (uint16_t)role;
	return leaf;
}

static struct diag_pos
place_of_whole(const void *source, size_t at)
{
	(void)at;
	return *(const struct diag_pos *)source;
}

void
builder_check(struct builder *b, const char *text, struct diag_pos pos)
{
	check_characters(b, text, strlen(text), &pos, place_of_whole);
}

struct node *
builder_made(struct builder *b, struct node *parent, const char *text,
	     enum role_id role, struct diag_pos pos)
{
	struct node *leaf = builder_words(b, parent, text, role);

	leaf->pos = pos;
	check_characters(b, text, leaf->len, &pos, place_of_whole);
	return leaf;
}

void
builder_break(struct builder *b, struct node *parent, struct diag_pos pos)
{
	builder_words(b, parent, " ", ROLE_NONE);
	tree_add(b->tree, parent, NODE_BREAK, pos);
}

struct node *
builder_redacted(struct builder *b, struct node *parent)
{
	return builder_made(b, parent, b->words->not_public, ROLE_REDACTED,
			    (struct diag_pos){0});
}

struct node *
builder_name(struct builder *b, struct node *parent, const struct person *person,
	     enum person_form form, enum role_id role)
{
	if (person->redact && b->copy == DOCUMENT_PUBLIC)
		return builder_redacted(b, parent);
	return builder_made(b, parent, person_name(b->arena, person, form), role,
			    person->surname.pos);
}

const char *
builder_join(struct builder *b, const char *const *names, size_t count)
{
	const char *joined = "";

	for (size_t i = 0; i < count; i++)
		joined = arena_printf(
			b->arena, "%s%s%s", joined,
			i == 0           ? ""
			: i + 1 == count ? b->words->and_word
					 : ", ",
			names[i]);
	return joined;
}

/* ---- prose ------------------------------------------------------------------ */

static void
add_inlines(struct builder *b, struct node *parent, const struct prose *prose);

static struct node *
add_inline(struct builder *b, struct node *parent, const struct prose *prose,
	   enum node_kind kind)
{
	struct node *node = tree_add(b->tree, parent, kind, prose->pos);

	add_inlines(b, node, prose);
	return node;
}

static void
add_link(struct builder *b, struct node *parent, const struct prose *prose)
{
	struct node *link = add_inline(b, parent, prose, NODE_LINK);
	const char *text = tree_plain(b->arena, link);

	if (prose->url[0] == '#') {
		builder_refer(b, link, prose->url + 1, prose->pos);
		link->alt = arena_printf(
			b->arena, "%s %s", b->words->to_page, text);
	} else {
		link->url = prose->url;
		link->alt = prose->title != NULL ? prose->title : text;
	}
}

/* Superscript figures, so that a mark needs no smaller type. */
static const char *
mark_of(struct builder *b, int number)
{
	static const char *const figures[] = {
		"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
	struct buf mark = {0};
	int tens = 1;

	while (number / tens >= 10)
		tens *= 10;
	for (; tens > 0; tens /= 10)
		buf_str(&mark, figures[number / tens % 10]);
	return buf_keep(&mark, b->arena);
}

static const char *
note_id(struct builder *b, const struct prose *note)
{
	return arena_printf(b->arena, "note-%d", b->notes + note->number);
}

static void
add_mark(struct builder *b, struct node *parent, const struct prose *prose)
{
	struct node *reference = tree_add(
		b->tree, parent, NODE_REFERENCE, prose->pos);
	struct node *link = tree_add(b->tree, reference, NODE_LINK, prose->pos);

	builder_words(b, link, mark_of(b, prose->number), ROLE_NOTE_MARK);
	link->alt = arena_printf(
		b->arena, "%s %d", b->words->to_note, prose->number);
	builder_refer(b, link, note_id(b, prose->note), prose->pos);
}

static void
add_prose_text(struct builder *b, struct node *parent, const struct prose *prose)
{
	check_characters(b, prose->text, prose->len, prose, place_in_prose);
	if (b->marks != NULL)
		marks_put(b, parent, prose->text, prose->len, prose->pos);
	else
		tree_add_text(b->tree, parent, prose->text, prose->len,
			      prose->pos);
}

/* Where an inline goes that has no text of the edition. */
static struct node *
marked_place(struct builder *b, struct node *parent, const struct prose *p)
{
	return b->marks == NULL
		       ? parent
		       : marks_skip(b, parent, diff_inline_length(p), p->pos);
}

static void
add_fact(struct builder *b, struct node *parent, const struct prose *p)
{
	struct node *place = marked_place(b, parent, p);
	struct marks *outer = b->marks;

	b->marks = NULL; /* its words are not those of the text */
	builder_fact(b, place, p);
	b->marks = outer;
	if (place != parent)
		place->alt = arena_printf(b->arena, "%s: %s", b->words->inserted,
					  tree_plain(b->arena, place));
}

static void
add_inlines(struct builder *b, struct node *parent, const struct prose *prose)
{
	for (const struct prose *p = prose->first; p != NULL; p = p->next)
		switch (p->kind) {
		case PROSE_TEXT:
			add_prose_text(b, parent, p);
			break;
		case PROSE_EMPHASIS:
			add_inline(b, parent, p, NODE_EMPHASIS);
			break;
		case PROSE_STRONG:
			add_inline(b, parent, p, NODE_STRONG);
			break;
		case PROSE_SPAN:
			add_inline(b, parent, p, NODE_SPAN)->lang = p->lang;
			break;
		case PROSE_LINK:
			add_link(b, parent, p);
			break;
		case PROSE_BREAK:
			builder_break(b, marked_place(b, parent, p), p->pos);
			break;
		case PROSE_MARK:
			add_mark(b, parent, p);
			break;
		case PROSE_FACT:
			add_fact(b, parent, p);
			break;
		default: /* a block: its inlines, for texts of one paragraph */
			add_inlines(b, parent, p);
			break;
		}
}

void
builder_inlines(struct builder *b, struct node *parent,
		const struct source_text *text)
{
	bool ok;
	struct marks m;
	const struct prose *root = prose_parse_inline(
		b->arena, b->sink, text, &ok);

	if (!marks_begin(b, text, &m)) {
		add_inlines(b, parent, root);
		return;
	}
	marks_open(b, NULL);
	add_inlines(b, parent, root);
	marks_close(b, parent);
	marks_end(b, NULL);
}

static void
add_blocks(struct builder *b, struct node *parent, const struct prose *prose,
	   const struct builder_prose *how);

/* The table that a paragraph says to set; NULL if it says anything else. */
static const struct data_table *
table_of(const struct builder *b, const struct prose *block,
	 const struct builder_prose *how)
{
	const struct prose *fact = block != NULL ? block->first : NULL;

	if (!how->tables || fact == NULL || block->kind != PROSE_PARAGRAPH ||
	    fact->next != NULL || fact->kind != PROSE_FACT ||
	    fact->argument == NULL || strcmp(fact->text, "table") != 0)
		return NULL;
	return edition_table(b->edition, fact->argument);
}

static void
add_prose_heading(struct builder *b, struct node *parent,
		  const struct prose *prose, const struct builder_prose *how)
{
	int level = prose->level - 2 + how->heading;
	const struct data_table *table;
	struct node *node;

	if (b->marks != NULL)
		marks_open(b, parent);
	if (level < how->heading)
		level = how->heading;
	if (level > 5)
		level = 5;
	node = add_inline(
		b, parent, prose, (enum node_kind)(NODE_H1 + level - 1));
	if (b->marks != NULL)
		marks_close(b, node);
	table = table_of(b, prose->next, how);
	if (table != NULL && table->stand == TABLE_HERE)
		node->flow = FLOW_WIDE; /* over the table, as wide as it is */
	if (how->outline && level == 2) {
		node->outline = tree_plain(b->arena, node);
		node->outline_level = 2;
	}
}

static void
add_list(struct builder *b, struct node *parent, const struct prose *prose,
	 const struct builder_prose *how)
{
	struct builder_prose inside = *how;
	struct node *list = tree_add(b->tree, parent, NODE_LIST, prose->pos);
	const char *mark =
		b->style->matter != NULL ? b->style->matter->list_mark.s : "–";
	int number = prose->level;

	inside.tables = false;
	list->numbering =
		prose->ordered ? NODE_NUMBERING_DECIMAL : NODE_NUMBERING_DISC;
	for (const struct prose *p = prose->first; p != NULL; p = p->next) {
		struct node *item = tree_add(b->tree, list, NODE_ITEM, p->pos);
		struct node *label = tree_add(b->tree, item, NODE_LABEL, p->pos);

		builder_words(
			b, label,
			prose->ordered ? arena_printf(b->arena, "%d.", number++)
				       : mark,
			ROLE_LIST_MARK);
		add_blocks(b, tree_add(b->tree, item, NODE_BODY, p->pos), p,
			   &inside);
	}
}

static void
add_note(struct builder *b, struct node *parent, const struct prose *prose,
	 const struct builder_prose *how)
{
	struct builder_prose inside = *how;
	struct node *note = tree_add(b->tree, parent, NODE_NOTE, prose->pos);
	struct node *label = tree_add(b->tree, note, NODE_LABEL, prose->pos);

	note->id = note_id(b, prose);
	builder_define(b, note->id, note);
	builder_words(b, label, mark_of(b, prose->number), ROLE_NOTE_MARK);
	inside.role = ROLE_NOTE;
	inside.tables = false;
	add_blocks(b, note, prose, &inside);
}

static void
add_paragraph(struct builder *b, struct node *parent, const struct prose *prose,
	      const struct builder_prose *how)
{
	const struct data_table *table = table_of(b, prose, how);
	struct node *node;

	if (b->marks != NULL)
		marks_open(b, parent);
	if (table != NULL) {
		builder_written_table(b, parent, table);
		if (b->marks != NULL)
			marks_close(b, parent);
		return;
	}
	node = add_inline(b, parent, prose, NODE_P);
	if (b->marks != NULL)
		marks_close(b, node);
	node->role = (uint16_t)how->role;
	node->flow = (uint16_t)how->flow;
}

static void
add_blocks(struct builder *b, struct node *parent, const struct prose *prose,
	   const struct builder_prose *how)
{
	struct builder_prose quoted = *how;
	struct node *node;

	quoted.role = ROLE_QUOTE;
	quoted.tables = false;
	for (const struct prose *p = prose->first; p != NULL; p = p->next)
		switch (p->kind) {
		case PROSE_HEADING:
			add_prose_heading(b, parent, p, how);
			break;
		case PROSE_LIST:
			add_list(b, parent, p, how);
			break;
		case PROSE_QUOTE:
			node = tree_add(b->tree, parent, NODE_QUOTE, p->pos);
			add_blocks(b, node, p, &quoted);
			break;
		case PROSE_FOOTNOTE:
			add_note(b, parent, p, how);
			break;
		default:
			add_paragraph(b, parent, p, how);
			break;
		}
}

void
builder_blocks(struct builder *b, const struct source_text *text,
	       const struct builder_prose *how)
{
	struct prose *root;
	struct marks m;
	bool ok, marked;
	int notes = 0;

	if (text->s == NULL)
		return;
	root = prose_parse(b->arena, b->sink, text, &ok);
	marked = marks_begin(b, text, &m);
	add_blocks(b, how->parent, root, how);
	if (marked)
		marks_end(b, how->parent);
	for (const struct prose *p = root->first; p != NULL; p = p->next)
		notes += p->kind == PROSE_FOOTNOTE;
	b->notes += notes;
}
