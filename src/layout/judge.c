/*
 * judge - what the finished pages show of a text or a layout that does not fit: words
 * off the paper, and a foot that runs into its folio. Whatever set them, and however
 * they came there, nothing is lost without a word about it.
 */
#include <string.h>

#include "layout/page.h"

#define MOST_SHOWN 40 /* bytes */

/* As much of a run's text as a message can do with, whole characters. */
static int
shown_bytes(const char *text)
{
	int n = 0;

	while (n < MOST_SHOWN && text[n] != '\0' && text[n] != '\n')
		n++;
	while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	while (n > 0 && text[n - 1] == ' ')
		n--;
	return n;
}

static const char *
text_of(const struct frame_item *item)
{
	for (size_t i = 0; i < item->run.n_glyphs; i++)
		if (item->run.glyphs[i].len > 0)
			return item->run.glyphs[i].text;
	return "";
}

static bool
is_off(const struct frame_page *page, const struct frame_item *item)
{
	return item->x < 0 || item->x + item->run.width > page->width ||
	       item->y < 0 || item->y > page->height;
}

static struct diag_pos
pos_of(const struct frame_item *item)
{
	return item->node != NULL ? node_pos(item->node) : (struct diag_pos){0};
}

static bool
is_blank(const char *text)
{
	return *text == '\0' || *text == ' ';
}

/*
 * A text is named once a page, at its first piece; and where the page was full, the
 * first that found no room for all that come after it.
 */
static void
judge_off(struct diag_sink *sink, const struct frame_page *page, size_t number)
{
	const struct node *last = NULL;
	bool full = false;

	for (size_t i = 0; i < page->n_items; i++) {
		const struct frame_item *item = &page->items[i];
		const char *text;

		if (item->kind != FRAME_RUN || item->node == NULL ||
		    item->node == last || !is_off(page, item))
			continue;
		text = text_of(item);
		if (is_blank(text) || (full && item->y > page->height))
			continue;
		last = item->node;
		full = full || item->y > page->height;
		diag_report(sink, DIAG_OFF_PAGE, pos_of(item),
			    "the text runs off page %zu at '%.*s'", number,
			    shown_bytes(text), text);
	}
}

/* The words of a foot, if they meet the folio or leave the paper. */
static const char *
long_foot(const struct frame_page *page)
{
	const struct frame_item *left = NULL;

	for (size_t i = 0; i < page->n_items; i++) {
		const struct frame_item *item = &page->items[i];

		if (item->kind != FRAME_RUN ||
		    item->artifact != FRAME_ARTIFACT_FOOTER)
			continue;
		if (is_off(page, item))
			return text_of(item);
		if (left != NULL && left->y == item->y && left->x < item->x &&
		    left->x + left->run.width > item->x)
			return text_of(left);
		left = item;
	}
	return NULL;
}

void
layout_judge_pages(struct diag_sink *sink, const struct frames *frames)
{
	const char *said[2] = {NULL, NULL}; /* of right pages, of left ones */
	bool known = diag_count(sink, DIAG_ERROR) > 0; /* and better */

	for (size_t i = 0; i < frames->n_pages; i++) {
		const char *foot = long_foot(&frames->pages[i]);

		if (!known)
			judge_off(sink, &frames->pages[i], i + 1);
		if (foot == NULL ||
		    (said[i % 2] != NULL && strcmp(foot, said[i % 2]) == 0))
			continue;
		said[i % 2] = foot;
		diag_report(sink, DIAG_FOOT_LONG, (struct diag_pos){0},
			    "the foot of page %zu is too long: '%.*s'", i + 1,
			    shown_bytes(foot), foot);
	}
}
