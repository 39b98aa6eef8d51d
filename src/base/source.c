#include "base/source.h"

#include <string.h>

struct diag_pos
source_pos(const struct source_text *text, size_t offset)
{
	struct diag_pos pos = text->pos;
	const char *from = text->s;

	if (text->s == NULL || text->form == SOURCE_ROUGH || pos.line == 0)
		return pos;
	if (offset > text->len)
		offset = text->len;
	if (text->form == SOURCE_BLOCK)
		for (const char *p = from; p < text->s + offset; p++)
			if (*p == '\n') {
				pos.line++;
				from = p + 1;
			}
	for (const char *p = from; p < text->s + offset; p++)
		if (((unsigned char)*p & 0xC0) != 0x80)
			pos.col++;
	return pos;
}

struct source_text
source_made(const char *s)
{
	return (struct source_text){
		.s = s, .len = strlen(s), .form = SOURCE_ROUGH};
}
