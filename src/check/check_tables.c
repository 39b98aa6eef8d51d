/* The sums in tables beside the rows they add up. */
#include "base/arena.h"
#include "check/check_rules.h"
#include "model/amount.h"

/* What a column holds between two sums. */
struct column_sum {
	int64_t value; /* in millionths */
	int decimals;
	bool grouped;
	int count; /* of the numbers */
	bool spoilt; /* something in it is no number, or it is too great */
};

struct adder {
	struct check *c;
	const struct data_table *table;
	const struct data_grid_row *grid;
	size_t n_rows, n_columns;
	struct column_sum *all,
		*part; /* of the body; since the last heading or sum */
};

/* The cell that begins at a place and stands in that column alone; else NULL. */
static const struct data_cell *
cell_at(const struct adder *a, size_t row, size_t column)
{
	const struct data_cell *cell = a->grid[row].cells[column];

	if (cell == NULL || cell->column != column || cell->span > 1 ||
	    cell->text.s == NULL || cell->heads)
		return NULL;
	if (row > 0 && a->grid[row - 1].cells[column] == cell)
		return NULL;
	return cell;
}

static bool
read_amount(const struct adder *a, const struct data_cell *cell,
	    struct amount *ret)
{
	return amount_parse(cell->text.s, cell->text.len,
			    a->c->edition->facts->language, ret);
}

static void
add_to(struct column_sum *sum, const struct amount *amount)
{
	const int64_t most = INT64_MAX / 2;

	if (sum->value > most || sum->value < -most) {
		sum->spoilt = true;
		return;
	}
	sum->value += amount->value;
	sum->count++;
	sum->grouped |= amount->grouped;
	if (amount->decimals > sum->decimals)
		sum->decimals = amount->decimals;
}

static void
add_row(struct adder *a, size_t row)
{
	for (size_t i = 0; i < a->n_columns; i++) {
		const struct data_cell *cell = cell_at(a, row, i);
		struct amount amount;

		if (cell == NULL || amount_is_none(cell->text.s, cell->text.len))
			continue;
		if (!read_amount(a, cell, &amount)) {
			a->all[i].spoilt = a->part[i].spoilt = true;
			continue;
		}
		add_to(&a->all[i], &amount);
		add_to(&a->part[i], &amount);
	}
}

static void
report(const struct adder *a, const struct data_cell *cell,
       const struct column_sum *sum, const struct amount *said)
{
	const struct data_column *columns = a->table->columns.items;
	const struct source_text *label = &columns[cell->column].label;
	const struct amount real = {
		.value = sum->value,
		.decimals = sum->decimals > said->decimals ? sum->decimals
							   : said->decimals,
		.grouped = sum->grouped || said->grouped,
	};
	int language = a->c->edition->facts->language;
	const char *in = "";

	if (label->s != NULL)
		in = arena_printf(
			a->c->arena,
			a->c->job->lang == CHECK_NL ? " in de kolom ‘%s’"
						    : " in the column '%s'",
			label->s);
	check_at(a->c, CHECK_TABLE_SUM, cell->text.pos, a->table->id.s,
		 amount_print(a->c->arena, said, language),
		 amount_print(a->c->arena, &real, language), in, NULL);
}

/* A row that says that it is a sum: of all, or of a part. */
static void
judge_row(struct adder *a, size_t row, const struct column_sum *sums)
{
	for (size_t i = 0; i < a->n_columns; i++) {
		const struct data_cell *cell = cell_at(a, row, i);
		struct amount said;

		if (cell == NULL || sums[i].spoilt || sums[i].count == 0 ||
		    !read_amount(a, cell, &said))
			continue;
		if (said.value != sums[i].value)
			report(a, cell, &sums[i], &said);
	}
}

static void
forget_part(struct adder *a)
{
	for (size_t i = 0; i < a->n_columns; i++)
		a->part[i] = (struct column_sum){0};
}

static void
judge_table(struct adder *a)
{
	for (size_t i = 0; i < a->n_rows; i++) {
		const struct data_row *row = a->grid[i].row;

		if (a->grid[i].foot) {
			if (row->sum)
				judge_row(a, i, a->all);
			continue;
		}
		if (row->sum)
			judge_row(a, i, a->part);
		if (row->sum || row->group.s != NULL)
			forget_part(a);
		else
			add_row(a, i);
	}
}

void
check_tables(struct check *c)
{
	const struct data_table *tables = c->edition->tables.items;

	for (size_t i = 0; i < c->edition->tables.count; i++) {
		struct data_grid_row *grid;
		size_t n = tables[i].columns.count;
		struct adder a = {
			.c = c,
			.table = &tables[i],
			.n_columns = n,
			.all = arena_new_array(c->arena, struct column_sum, n),
			.part = arena_new_array(c->arena, struct column_sum, n),
		};

		a.n_rows = edition_table_grid(c->arena, &tables[i], &grid);
		a.grid = grid;
		judge_table(&a);
	}
}
