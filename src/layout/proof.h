/*
 * proof - a finished layout with what a typographer wants to see drawn over it.
 *
 * On every page: the baselines of the grid, the edges of the text area and its
 * columns, a frame around each block set outside them; in colour, under the text,
 * what the line and page breakers paid for: loose and tight lines, the stronger
 * the further they are from natural and with their figure beside them, rivers,
 * runts, similar words, stubs, hyphens at the end of a column, white at its foot,
 * and what should never happen. After the last page, one with the figures.
 *
 * All of it is artifact: the text, its tags and its places stay what they were.
 *
 * Input     Frames as layout_pages() leaves them. style->proof is not NULL.
 * Ownership Pages are added to the frames and their items replaced, in the arena.
 * Errors    None.
 */
#ifndef LAYOUT_PROOF_H
#define LAYOUT_PROOF_H

struct arena;
struct diag_sink;
struct frames;
struct layout_job;

void proof_pages(struct arena *arena, struct diag_sink *sink,
		 const struct layout_job *job, struct frames *frames);

#endif
