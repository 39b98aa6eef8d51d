/*
 * builder - how a document begins and ends, and the pictures in it.
 */
#include "document/builder.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "image/image.h"

void
builder_begin(struct builder *b, struct arena *arena, struct diag_sink *sink,
	      const struct edition *edition, const struct style *style)
{
	*b = (struct builder){
		.arena = arena,
		.sink = sink,
		.edition = edition,
		.style = style,
		.words = words_of(edition->facts->language),
		.document = arena_alloc(arena, sizeof(*b->document)),
		.tree = tree_new(arena),
	};
	b->shown_tail = &b->shown;
	b->refs_tail = &b->refs;
	b->named_tail = &b->named;
	tree_add(b->tree, NULL, NODE_DOCUMENT, edition->pos);
	b->document->tree = b->tree;
	b->document->lang = b->words->lang;
}

struct document *
builder_end(struct builder *b)
{
	builder_resolve(b);
	builder_number_figures(b);
	if (b->copy == DOCUMENT_PUBLIC)
		builder_check_names(b);
	return b->document;
}

struct image *
builder_image(struct builder *b, const struct source_text *name)
{
	struct document *d = b->document;
	const char *path = file_join(b->arena, b->edition->folder, name->s);
	struct image *image;

	for (size_t i = 0; i < d->n_images; i++)
		if (strcmp(d->images[i]->path, path) == 0)
			return d->images[i];
	image = image_load(b->arena, b->sink, name->pos, path);
	if (image == NULL)
		return NULL;
	d->images = arena_grow(b->arena, d->images, d->n_images, &b->cap_images,
			       sizeof(*d->images));
	d->images[d->n_images++] = image;
	return image;
}
