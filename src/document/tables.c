/*
 * tables - the tables of the edition that are written by hand.
 *
 * A table is its caption, its head (with headings over several columns), a body for
 * each group of rows, and its foot; its notes and its source are the blocks behind
 * it. Header cells say by their scope what they head. Where cells span others that
 * does not tell enough, and every cell names its headers. ISO 14289-1 7.5, ISO
 * 32000-1 14.8.5.7.
 */
#include <string.h>

#include "base/arena.h"
#include "document/builder.h"
#include "document/marks.h"
#include "prose/prose.h"

struct setter {
	struct builder *b;
	const struct data_table *table;
	const struct data_column *columns;
	size_t n_columns;
	struct data_grid_row *grid;
	size_t n_rows;
	bool named; /* cells name their headers */
	int n_named; /* header cells that have a name */
	struct node **labels, **groups; /* of the head, by column; NULL */
	struct node *over; /* the heading over the rows in hand; NULL */
	struct node **nodes; /* of the cells, by row and column */
	const struct node **list; /* room for the headers of any cell */
};

/* ---- the headers of a cell --------------------------------------------------- */

static const char *
name_of(struct setter *s, struct node *head)
{
	if (head->id == NULL)
		head->id = arena_printf(
			s->b->arena, "%s.%d", s->table->id.s, ++s->n_named);
	return head->id;
}

/* Add a header to a list of room enough, once, and not to itself. */
static void
add_header(struct setter *s, const struct node **list, size_t *n,
	   struct node *head, const struct node *self)
{
	if (head == NULL || head == self)
		return;
	for (size_t i = 0; i < *n; i++)
		if (list[i] == head)
			return;
	name_of(s, head);
	list[(*n)++] = head;
}

static struct node **
place_of(const struct setter *s, size_t row, size_t column)
{
	return &s->nodes[row * s->n_columns + column];
}

/* Columns first, from the top; then the rows, from the left. */
static void
name_headers(struct setter *s, const struct data_cell *cell, size_t row)
{
	struct node *node = *place_of(s, row, cell->column);
	const struct node **list = s->list, **kept;
	size_t end = cell->column + (size_t)cell->span, n = 0;

	for (size_t i = cell->column; i < end; i++)
		add_header(s, list, &n, s->groups[i], node);
	for (size_t i = cell->column; i < end; i++)
		add_header(s, list, &n, s->labels[i], node);
	add_header(s, list, &n, s->over, node);
	for (size_t i = row; i < row + (size_t)cell->rows; i++)
		for (size_t k = 0; k < s->n_columns; k++) {
			const struct data_cell *head = s->grid[i].cells[k];

			if (head != NULL && head->heads)
				add_header(s, list, &n, *place_of(s, i, k), node);
		}
	if (n == 0)
		return;
	kept = arena_new_array(s->b->arena, const struct node *, n + 1);
	memcpy(kept, list, n * sizeof(*kept));
	node->headers = kept;
}

/* ---- cells ------------------------------------------------------------------- */

static enum role_id
role_of(const struct data_cell *cell, bool sum)
{
	if (cell->kind == CELL_AMOUNT)
		return sum ? ROLE_TABLE_SUM_AMOUNT : ROLE_TABLE_AMOUNT;
	if (sum)
		return ROLE_TABLE_SUM;
	if (cell->kind == CELL_FIGURES && !cell->heads)
		return ROLE_TABLE_FIGURES;
	return ROLE_NONE; /* as cells and the heads of rows are */
}

static void
add_cell(struct setter *s, struct node *row, const struct data_cell *cell,
	 size_t at, bool sum)
{
	struct node *node = tree_add(
		s->b->tree, row, cell->heads ? NODE_TH : NODE_TD, cell->pos);

	if (cell->heads)
		node->scope = NODE_SCOPE_ROW;
	if (cell->span > 1)
		node->column_span = cell->span;
	if (cell->rows > 1)
		node->row_span = cell->rows;
	node->role = (uint16_t)role_of(cell, sum);
	if (cell->text.s != NULL && cell->text.len > 0)
		builder_inlines(s->b, node, &cell->text);
	else
		marks_gone(s->b, node, &cell->text);
	for (int down = 0; down < cell->rows; down++)
		for (int i = 0; i < cell->span; i++)
			*place_of(s, at + (size_t)down,
				  cell->column + (size_t)i) = node;
}

/* A row's nodes are all there before its cells say what heads them. */
static void
add_row(struct setter *s, struct node *group, size_t at)
{
	const struct data_row *row = s->grid[at].row;
	const struct data_cell *cells = row->cells.items;
	struct node *node = tree_add(s->b->tree, group, NODE_ROW, row->pos);
	bool sum = row->sum || s->grid[at].foot;

	if (row->sum && !s->grid[at].foot)
		node->flow = FLOW_TABLE_SUM;
	for (size_t i = 0; i < row->cells.count; i++)
		add_cell(s, node, &cells[i], at, sum);
}

/* A heading over the rows that follow, with a body of its own. */
static struct node *
add_group(struct setter *s, struct node *table, const struct data_row *row)
{
	struct node *body = tree_add(s->b->tree, table, NODE_ROWS, row->pos);
	struct node *node = tree_add(s->b->tree, body, NODE_ROW, row->pos);
	struct node *head = tree_add(s->b->tree, node, NODE_TH, row->pos);

	node->flow = FLOW_TABLE_GROUP;
	head->scope = NODE_SCOPE_COLUMN;
	if (s->n_columns > 1)
		head->column_span = (int)s->n_columns;
	head->role = ROLE_TABLE_GROUP;
	builder_inlines(s->b, head, &row->group);
	s->over = head;
	return body;
}

/* What heads the cells of the rows [from, to), all of which are set. */
static void
name_rows(struct setter *s, size_t from, size_t to)
{
	for (size_t i = from; i < to && s->named; i++) {
		const struct data_row *row = s->grid[i].row;
		const struct data_cell *cells = row->cells.items;

		for (size_t k = 0; k < row->cells.count; k++)
			name_headers(s, &cells[k], i);
	}
}

/* May a row be set before this one, or does a cell reach over the place? */
static bool
is_free(const struct setter *s, size_t at)
{
	if (at == 0 || at == s->n_rows)
		return true;
	for (size_t i = 0; i < s->n_columns; i++)
		if (s->grid[at].cells[i] != NULL &&
		    s->grid[at].cells[i] == s->grid[at - 1].cells[i])
			return false;
	return true;
}

static void
add_gone_row(struct setter *s, struct node *group,
	     const struct diff_gone_row *gone)
{
	struct diag_pos none = {0};
	struct node *row = tree_add(s->b->tree, group, NODE_ROW, none);

	for (size_t i = 0; i < s->n_columns; i++) {
		const struct data_cell like = {
			.kind = s->columns[i].kind,
			.heads = i == 0 && s->table->row_heads,
		};
		struct node *cell = tree_add(
			s->b->tree, row, like.heads ? NODE_TH : NODE_TD, none);

		cell->scope = like.heads ? NODE_SCOPE_ROW : cell->scope;
		cell->role = (uint16_t)role_of(&like, gone->foot);
		if (*gone->cells[i] != '\0')
			marks_gone_words(s->b, cell, gone->cells[i], ROLE_NONE);
	}
}

/* Rows of the edition before that stood before this one. */
static void
add_gone_rows(struct setter *s, struct node *group, size_t at, bool foot)
{
	const struct diff *diff = s->b->diff;

	if (!s->b->marking || !is_free(s, at))
		return;
	for (size_t i = 0; i < diff->n_gone_rows; i++) {
		const struct diff_gone_row *gone = &diff->gone_rows[i];

		if (gone->table == s->table && gone->before == at &&
		    gone->foot == foot)
			add_gone_row(s, group, gone);
	}
}

/* The rows from one on, up to a heading or another part; the first not set. */
static size_t
add_rows(struct setter *s, struct node *group, size_t at)
{
	size_t from = at;
	bool foot = s->grid[at].foot;

	while (at < s->n_rows && s->grid[at].foot == foot &&
	       s->grid[at].row->group.s == NULL) {
		add_gone_rows(s, group, at, foot);
		add_row(s, group, at++);
	}
	add_gone_rows(s, group, at, foot);
	name_rows(s, from, at);
	return at;
}

static void
add_body(struct setter *s, struct node *table)
{
	size_t at = 0;

	while (at < s->n_rows) {
		const struct data_row *row = s->grid[at].row;
		struct node *group;

		if (s->grid[at].foot) {
			group = tree_add(s->b->tree, table, NODE_FOOT, row->pos);
			s->over = NULL;
		} else if (row->group.s != NULL) {
			group = add_group(s, table, row);
			at++;
		} else {
			group = tree_add(s->b->tree, table, NODE_ROWS, row->pos);
		}
		if (at < s->n_rows && s->grid[at].row->group.s == NULL)
			at = add_rows(s, group, at);
	}
}

/* ---- the head ---------------------------------------------------------------- */

static bool
same_group(const struct data_column *a, const struct data_column *b)
{
	return a->group.s != NULL && b->group.s != NULL &&
	       strcmp(a->group.s, b->group.s) == 0;
}

static bool
has_groups(const struct setter *s)
{
	for (size_t i = 0; i < s->n_columns; i++)
		if (s->columns[i].group.s != NULL)
			return true;
	return false;
}

static struct node *
add_head_cell(struct setter *s, struct node *row, size_t column)
{
	const struct data_column *c = &s->columns[column];
	bool empty = c->label.s == NULL;
	struct node *cell = tree_add(
		s->b->tree, row, empty ? NODE_TD : NODE_TH, c->pos);

	cell->role = ROLE_TABLE_HEAD;
	if (!empty) {
		cell->scope = NODE_SCOPE_COLUMN;
		builder_inlines(s->b, cell, &c->label);
		s->labels[column] = cell;
	} else {
		marks_gone(s->b, cell, &c->label);
	}
	return cell;
}

/* Headings over several columns; a column without one stands in both rows. */
static void
add_group_heads(struct setter *s, struct node *head)
{
	struct node *row = tree_add(
		s->b->tree, head, NODE_ROW,
		s->table->columns.count > 0 ? s->columns[0].pos : s->table->pos);

	for (size_t i = 0, end; i < s->n_columns; i = end) {
		const struct data_column *c = &s->columns[i];
		struct node *cell;

		for (end = i + 1; end < s->n_columns; end++)
			if (!same_group(c, &s->columns[end]))
				break;
		if (c->group.s == NULL) {
			add_head_cell(s, row, i)->row_span = 2;
			continue;
		}
		cell = tree_add(s->b->tree, row, NODE_TH, c->group.pos);
		cell->scope = NODE_SCOPE_COLUMN;
		cell->column_span = end - i > 1 ? (int)(end - i) : 0;
		cell->role = ROLE_TABLE_HEAD;
		builder_text(s->b, cell, &c->group, ROLE_NONE);
		for (size_t k = i; k < end; k++)
			s->groups[k] = cell;
	}
}

static void
add_head(struct setter *s, struct node *table)
{
	struct node *head, *row;
	bool groups = has_groups(s), any = groups;

	for (size_t i = 0; i < s->n_columns; i++)
		any |= s->columns[i].label.s != NULL;
	if (!any)
		return;
	head = tree_add(s->b->tree, table, NODE_HEAD, s->columns[0].pos);
	if (groups)
		add_group_heads(s, head);
	row = tree_add(s->b->tree, head, NODE_ROW, s->columns[0].pos);
	for (size_t i = 0; i < s->n_columns; i++)
		if (!groups || s->columns[i].group.s != NULL)
			add_head_cell(s, row, i);
	for (size_t i = 0; i < s->n_columns && s->named; i++)
		if (s->labels[i] != NULL && s->groups[i] != NULL) {
			const struct node **over = arena_new_array(
				s->b->arena, const struct node *, 2);

			name_of(s, s->groups[i]);
			over[0] = s->groups[i];
			s->labels[i]->headers = over;
		}
}

/* ---- above and below --------------------------------------------------------- */

/* "Tabel 1", then the title. */
static void
add_caption(struct setter *s, struct node *table)
{
	struct builder *b = s->b;
	struct node *caption;

	if (s->table->title.s == NULL)
		return;
	caption = tree_add(b->tree, table, NODE_CAPTION, s->table->title.pos);
	caption->role = ROLE_TABLE_CAPTION;
	if (s->table->number > 0)
		builder_words(
			b, caption,
			arena_printf(b->arena, "%s\xC2\xA0%d\xE2\x80\x82",
				     b->words->table_first, s->table->number),
			ROLE_TABLE_LABEL);
	builder_text(b, caption, &s->table->title, ROLE_NONE);
}

/* Letters, since figures behind figures would be read as one number. */
static const char *
mark_of(int number)
{
	static const char *const letters[] = {
		"ᵃ", "ᵇ", "ᶜ", "ᵈ", "ᵉ", "ᶠ", "ᵍ", "ʰ",
		"ⁱ", "ʲ", "ᵏ", "ˡ", "ᵐ", "ⁿ", "ᵒ", "ᵖ"};

	return letters[(size_t)(number - 1) %
		       (sizeof(letters) / sizeof(*letters))];
}

static const char *
note_id(struct builder *b, const struct data_table *table, int number)
{
	return arena_printf(b->arena, "%s.note.%d", table->id.s, number);
}

void
builder_table_mark(struct builder *b, struct node *parent,
		   const struct prose *fact)
{
	const struct data_note *notes = b->table->notes.items, *note;
	size_t i = 0, n = b->table->notes.count;
	struct node *reference, *link;

	while (i < n && strcmp(notes[i].id.s, fact->argument) != 0)
		i++;
	if (i == n || notes[i].number == 0) {
		diag_report(b->sink, DIAG_TABLE_NOTE, fact->pos,
			    "the table has no note '%s'", fact->argument);
		return;
	}
	note = &notes[i];
	reference = tree_add(b->tree, parent, NODE_REFERENCE, fact->pos);
	link = tree_add(b->tree, reference, NODE_LINK, fact->pos);
	builder_words(b, link, mark_of(note->number), ROLE_NOTE_MARK);
	link->alt = arena_printf(
		b->arena, "%s %c", b->words->to_note, 'a' + note->number - 1);
	builder_refer(b, link, note_id(b, b->table, note->number), fact->pos);
}

static void
add_note(struct builder *b, struct node *parent, const struct data_table *table,
	 const struct data_note *note)
{
	struct node *node = tree_add(b->tree, parent, NODE_NOTE, note->pos);
	struct node *label = tree_add(b->tree, node, NODE_LABEL, note->pos);
	struct node *p;

	node->id = note_id(b, table, note->number);
	builder_define(b, node->id, node);
	builder_words(b, label,
		      arena_printf(b->arena, "%s\xC2\xA0", mark_of(note->number)),
		      ROLE_NOTE_MARK);
	p = tree_add(b->tree, node, NODE_P, note->text.pos);
	p->role = ROLE_NOTE;
	builder_inlines(b, p, &note->text);
}

static void
add_below(struct builder *b, struct node *parent, const struct data_table *table)
{
	const struct data_note *notes = table->notes.items;
	struct node *p;

	for (int number = 1; number <= (int)table->notes.count; number++)
		for (size_t i = 0; i < table->notes.count; i++)
			if (notes[i].number == number)
				add_note(b, parent, table, &notes[i]);
	if (table->source.s == NULL)
		return; /* what it was is told on the page of changes */
	p = tree_add(b->tree, parent, NODE_P, table->source.pos);
	p->flow = FLOW_TABLE_SOURCE;
	p->role = ROLE_NOTE;
	builder_words(b, p, arena_printf(b->arena, "%s: ", b->words->source),
		      ROLE_NONE);
	builder_inlines(b, p, &table->source);
}

/* ---- the whole --------------------------------------------------------------- */

static bool
has_spans(const struct setter *s)
{
	if (has_groups(s))
		return true;
	for (size_t i = 0; i < s->n_rows; i++) {
		const struct data_row *row = s->grid[i].row;
		const struct data_cell *cell = row->cells.items;

		if (row->group.s != NULL)
			return true;
		for (size_t k = 0; k < row->cells.count; k++)
			if (cell[k].span > 1 || cell[k].rows > 1)
				return true;
	}
	return false;
}

static struct layout_table *
widths_of(struct setter *s)
{
	struct layout_table *info = arena_alloc(s->b->arena, sizeof(*info));
	struct layout_table_column *columns = arena_new_array(
		s->b->arena, struct layout_table_column, s->n_columns);

	for (size_t i = 0; i < s->n_columns; i++) {
		columns[i].width = s->columns[i].width;
		columns[i].least = s->columns[i].least;
	}
	info->columns = columns;
	info->n_columns = s->n_columns;
	info->turned = s->table->landscape;
	info->continued = arena_printf(
		s->b->arena, " %s", s->b->words->continued);
	return info;
}

static void
prepare(struct setter *s)
{
	s->n_rows = edition_table_grid(s->b->arena, s->table, &s->grid);
	s->nodes = arena_new_array(
		s->b->arena, struct node *, s->n_rows * s->n_columns + 1);
	s->list = arena_new_array(s->b->arena, const struct node *,
				  (s->n_rows + 2) * s->n_columns + 1);
	s->labels = arena_new_array(s->b->arena, struct node *, s->n_columns);
	s->groups = arena_new_array(s->b->arena, struct node *, s->n_columns);
	s->named = has_spans(s);
}

/*
 * The first words of the block before what floats that name it: where the text says
 * nothing of it, the end of that block is its place.
 */
static struct node *
naming_before(const struct builder *b, const struct node *parent, const char *id)
{
	for (const struct builder_named *r = b->named; r != NULL; r = r->next) {
		const struct node *block = r->leaf;

		if (strcmp(r->id, id) != 0 || !tree_is_below(block, parent))
			continue;
		while (block->parent != parent)
			block = block->parent;
		while (block->next != NULL && block->next->flow == FLOW_FLOAT)
			block = block->next;
		if (block->next == NULL)
			return r->leaf;
	}
	return NULL;
}

/* What holds a table that floats, with all that stands under it. */
static struct node *
add_floating(struct builder *b, struct node *parent,
	     const struct data_table *table)
{
	struct layout_float *info = arena_alloc(b->arena, sizeof(*info));
	struct node *leaf = naming_before(b, parent, table->id.s);
	struct node *div = tree_add(b->tree, parent, NODE_DIV, table->pos);

	*info = (struct layout_float){
		.wide = table->stand == TABLE_PAGE,
		.number = table->number,
		.reference = leaf,
	};
	if (leaf != NULL)
		leaf->extra = info;
	div->flow = FLOW_FLOAT;
	div->extra = info;
	return div;
}

void
builder_written_table(struct builder *b, struct node *parent,
		      const struct data_table *table)
{
	struct setter s = {
		.b = b,
		.table = table,
		.columns = table->columns.items,
		.n_columns = table->columns.count,
	};
	struct marks *outer = b->marks;
	struct node *node;

	b->marks = NULL; /* each of its texts has its own */
	if (table->stand != TABLE_HERE)
		parent = add_floating(b, parent, table);
	node = tree_add(b->tree, parent, NODE_TABLE, table->pos);
	prepare(&s);
	builder_define(b, table->id.s, node);
	node->extra = widths_of(&s);
	b->table = table;
	add_caption(&s, node);
	add_head(&s, node);
	add_body(&s, node);
	b->table = NULL; /* what stands under it has no marks */
	add_below(b, parent, table);
	b->marks = outer;
}
