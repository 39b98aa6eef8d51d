#include "layout/linebreak.h"

const struct linebreak_params linebreak_defaults = {
	.tolerance = 1000,
	.line_penalty = 10,
	.hyphens_in_a_row = 10000,
	.uneven_neighbours = 10000,
};

const struct linebreak_params linebreak_fine = {
	.tolerance = 1000,
	.comfort = 20,
	.limit = 30,
	.line_penalty = 140,
	.max_hyphens = 2,
	.hyphens_in_a_row = 3300,
	.final_hyphen = 6000,
	.uneven_neighbours = 9500,
	.space_deviation = 3200,
	.wide_glyphs = 1000,
	.runt = 3000000,
	.runt_lines = 8,
	.similar_starts = 10000,
	.similar_ends = 5000,
	.similar_letters = 2500,
	.river = 30000,
};
