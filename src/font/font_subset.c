#include <hb-subset.h>

#include "base/arena.h"
#include "base/buf.h"
#include "font/font_private.h"

/*
 * What a PDF reader uses of an embedded TrueType font with CID keys: ISO 32000-1
 * 9.9, table 126. Hinting programs are left out: at print and present screen
 * resolutions nobody misses them.
 */
static const char *const kept[] = {
	"glyf", "head", "hhea", "hmtx", "loca", "maxp"};

/*
 * A face of nothing but those tables. HarfBuzz then has no cmap to search and no
 * layout rules to follow, which is most of its work.
 */
static hb_face_t *
bare_face(hb_face_t *face)
{
	hb_face_t *bare = hb_face_builder_create();

	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		hb_tag_t tag = hb_tag_from_string(kept[i], 4);
		hb_blob_t *blob = hb_face_reference_table(face, tag);

		hb_face_builder_add_table(bare, tag, blob);
		hb_blob_destroy(blob);
	}
	return bare;
}

static hb_subset_plan_t *
plan_subset(hb_face_t *face, const uint32_t *gids, size_t n)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_subset_plan_t *plan;

	if (input == NULL)
		return NULL;
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING |
						 HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	for (size_t i = 0; i < n; i++)
		hb_set_add(hb_subset_input_glyph_set(input), gids[i]);
	plan = hb_subset_plan_create_or_fail(face, input);
	hb_subset_input_destroy(input);
	return plan;
}

/* False if a glyph is missing from the plan: the face has no such glyph. */
static bool
read_map(const hb_subset_plan_t *plan, const uint32_t *gids, size_t n,
	 uint32_t *map)
{
	/* Borrowed: HarfBuzz keeps it inside the plan. */
	const hb_map_t *old_to_new = hb_subset_plan_old_to_new_glyph_mapping(
		plan);

	for (size_t i = 0; i < n; i++) {
		map[i] = hb_map_get(old_to_new, gids[i]);
		if (map[i] == HB_MAP_VALUE_INVALID)
			return false;
	}
	return true;
}

static bool
append_face(hb_face_t *face, struct buf *out)
{
	hb_blob_t *blob = hb_face_reference_blob(face);
	unsigned len;
	const char *data = hb_blob_get_data(blob, &len);

	buf_put(out, data, len);
	hb_blob_destroy(blob);
	return len > 0;
}

bool
font_subset(const struct font_face *face, const uint32_t *gids, size_t n,
	    struct arena *arena, struct buf *out, uint32_t **ret_map)
{
	uint32_t *map = arena_new_array(arena, uint32_t, n);
	hb_face_t *bare = bare_face(face->hb);
	hb_subset_plan_t *plan = plan_subset(bare, gids, n);
	hb_face_t *subset =
		plan != NULL ? hb_subset_plan_execute_or_fail(plan) : NULL;
	bool made = subset != NULL && read_map(plan, gids, n, map) &&
		    append_face(subset, out);

	hb_face_destroy(subset);
	hb_subset_plan_destroy(plan);
	hb_face_destroy(bare);
	*ret_map = map;
	return made;
}
