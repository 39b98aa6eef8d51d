#include <stddef.h>

#include "base/buf.h"
#include "layout/measure.h"

enum unit { COUNT, MILLI, EM, SCALE, OF_FULL };

/* clang-format off: rows, not prose */

static const struct {
	const char *name;
	const char *label;
	enum unit unit;
	size_t offset;
} rows[] = {
#define ROW(member, name, unit, label) \
	{ \
		name, label, unit, offsetof(struct measure, member) \
	}
	ROW(pages, "pages", COUNT, "Pages with text in columns"),
	ROW(lines, "lines", COUNT, "Lines of text"),
	ROW(full_lines, "full-lines", COUNT, "Lines that fill their measure"),
	ROW(space_cv, "space-cv", MILLI, "Word space, coefficient of variation"),
	ROW(space_mean, "space-mean", EM, "Word space, mean"),
	ROW(space_least, "space-least", EM, "Word space, least"),
	ROW(space_p95, "space-p95", EM, "Word space, 95th percentile"),
	ROW(space_most, "space-most", EM, "Word space, most"),
	ROW(loose, "loose", OF_FULL, "Lines looser than 1.5 natural spaces"),
	ROW(tight, "tight", OF_FULL, "Lines tighter than .8"),
	ROW(narrowest, "narrowest", SCALE, "Letters, narrowest"),
	ROW(widest, "widest", SCALE, "Letters, widest"),
	ROW(hyphenated, "hyphenated", OF_FULL, "Lines that end in a hyphen"),
	ROW(ladder, "ladder", COUNT, "Of them running, most"),
	ROW(final_hyphens, "final-hyphens", COUNT, "Hyphens before a last line"),
	ROW(stubs, "stubs", COUNT, "Stubs of under three letters"),
	ROW(runts, "runts", COUNT, "Runts"),
	ROW(rivers, "rivers", COUNT, "Rivers over three lines or more"),
	ROW(similar_starts, "similar-starts", COUNT, "Similar starts"),
	ROW(similar_ends, "similar-ends", COUNT, "Similar ends"),
	ROW(similar_letters, "similar-letters", COUNT,
	    "Other words with three letters alike there"),
	ROW(widows, "widows", COUNT, "Widows"),
	ROW(orphans, "orphans", COUNT, "Orphans"),
	ROW(headings_at_foot, "headings-at-foot", COUNT,
	    "Headings at a column's foot"),
	ROW(column_hyphens, "column-hyphens", COUNT,
	    "Columns that end in a broken word"),
	ROW(turn_hyphens, "turn-hyphens", COUNT,
	    "Of them where the page is turned"),
	ROW(overfull, "overfull", COUNT,
	    "Lines of what is wider than their measure"),
	ROW(columns_apart, "columns-apart", COUNT,
	    "Full pages whose columns end apart"),
	ROW(last_apart, "last-apart", COUNT,
	    "Last pages apart by more than a line"),
	ROW(last_apart_lines, "last-apart-lines", COUNT,
	    "Lines apart on last pages, in all"),
	ROW(spreads_apart, "spreads-apart", COUNT, "Facing pages that end apart"),
	ROW(short_pages, "short-pages", COUNT, "Full pages that run short"),
	ROW(off_grid, "off-grid", COUNT, "Lines off the grid"),
	ROW(floats, "floats", COUNT, "Figures, tables in the text"),
	ROW(floats_same, "floats-same", COUNT, "Of them where they are named"),
	ROW(floats_next, "floats-next", COUNT, "Of them on the next page"),
	ROW(floats_later, "floats-later", COUNT, "Of them later"),
	ROW(floats_before, "floats-before", COUNT, "Of them before"),
	ROW(unproved, "pages-unproved", COUNT, "Pages not proved the best"),
#undef ROW
};

/* clang-format on */

#define N_ROWS (sizeof(rows) / sizeof(*rows))

static int
value_of(const struct measure *m, size_t row)
{
	return *(const int *)(const void *)((const char *)m + rows[row].offset);
}

void
measure_dump(const struct measure *m, struct buf *out)
{
	for (size_t i = 0; i < N_ROWS; i++)
		buf_printf(out, "%s %d\n", rows[i].name, value_of(m, i));
}

/* Thousandths as ".143", with a sign if asked for. */
static void
put_milli(struct buf *out, int value)
{
	buf_printf(out, "%d.%03d", value / 1000, value % 1000);
}

static void
put_share(struct buf *out, int value, int of)
{
	int share = of > 0 ? (int)(((int64_t)value * 1000 + of / 2) / of) : 0;

	buf_printf(out, "%d  (%d.%d %%)", value, share / 10, share % 10);
}

const char *
measure_tell(const struct measure *m, size_t i, struct buf *value)
{
	int n;

	buf_clear(value);
	if (i >= N_ROWS)
		return NULL;
	n = value_of(m, i);
	switch (rows[i].unit) {
	case COUNT:
		buf_int(value, n);
		break;
	case MILLI:
		put_milli(value, n);
		break;
	case EM:
		put_milli(value, n);
		buf_str(value, " em");
		break;
	case SCALE:
		buf_printf(value, "%d.%d %%", n / 10, n % 10);
		break;
	case OF_FULL:
		put_share(value, n, m->full_lines);
		break;
	}
	return rows[i].label;
}
