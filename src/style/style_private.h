/*
 * style_private - what the tables of the layout file share. For the files of
 * src/style only.
 */
#ifndef STYLE_STYLE_PRIVATE_H
#define STYLE_STYLE_PRIVATE_H

#include "style/style.h"

#define LONGEST (5000L * MPT_PER_PT)
#define FIELD(k, knd, s, m, ...) \
	{ \
		.key = k, .kind = knd, .offset = offsetof(struct s, m), \
		__VA_ARGS__ \
	}
#define SCHEMA(s, called, text) \
	{ \
		.name = called, .size = sizeof(struct s), \
		.pos_offset = offsetof(struct s, pos), .fields = s##_fields, \
		.n_fields = sizeof(s##_fields) / sizeof(*s##_fields), \
		.doc = text \
	}

extern const struct schema style_rule_schema, style_column_schema;

/* Reports what lies off the page, or has too little room to be set in. */
void style_judge_room(const struct style *style, struct diag_sink *sink);

/* The parts of a booklet. */
extern const struct schema style_starts_schema, style_opening_schema;
extern const struct schema style_foot_schema, style_plate_schema;
extern const struct schema style_figure_schema;
extern const struct schema style_contents_schema, style_cards_schema;
extern const struct schema style_bands_schema, style_overview_schema;
extern const struct schema style_changes_schema, style_timeline_schema;
extern const struct schema style_cover_schema, style_colophon_schema;
extern const struct schema style_back_schema;

/* Letters and notes. */
extern const struct schema style_sender_schema, style_address_schema;
extern const struct schema style_reference_schema, style_particulars_schema;
extern const struct schema style_headline_schema, style_page_number_schema;
extern const struct schema style_signatures_schema, style_decisions_schema;
extern const struct schema style_watermark_schema, style_redaction_schema;

#endif
