#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "image/image_private.h"

struct job {
	struct image *image;
	bool good;
	struct image_flaw flaw;
};

/*
 * The helper and whoever calls finish take the next job from the same counter.
 * A job touches its own image only; what it found is read after the join.
 */
struct image_work {
	struct job *jobs;
	size_t n;
	atomic_size_t next;
	pthread_t helper;
	bool has_helper;
};

static bool
has_pixels(const struct image *image)
{
	return !image->jpeg && !image->deflated;
}

/* These come first: they take long, and memory while the pages need little yet. */
static bool
is_dear(const struct image *image)
{
	return image->progressive || !image->jpeg;
}

static void
do_job(struct job *job)
{
	job->good = job->image->jpeg ? image_jpeg_decode(job->image, &job->flaw)
				     : image_png_decode(job->image, &job->flaw);
}

/* Twice through the list, for the dear ones and for the others. */
static void *
do_jobs(void *arg)
{
	struct image_work *work = arg;
	size_t i;

	while ((i = atomic_fetch_add(&work->next, 1)) < 2 * work->n) {
		struct job *job = &work->jobs[i % work->n];

		if (is_dear(job->image) == (i < work->n))
			do_job(job);
	}
	return NULL;
}

struct image_work *
image_work_start(struct arena *arena, struct image *const *images, size_t n)
{
	struct image_work *work = arena_alloc(arena, sizeof(*work));

	work->jobs = arena_new_array(arena, struct job, n);
	work->n = n;
	atomic_init(&work->next, 0);
	for (size_t i = 0; i < n; i++)
		work->jobs[i].image = images[i];
	/* Without a helper, finish does it all. */
	work->has_helper =
		n > 0 && pthread_create(&work->helper, NULL, do_jobs, work) == 0;
	return work;
}

static void
wait_for_all(struct image_work *work)
{
	do_jobs(work);
	if (work->has_helper)
		pthread_join(work->helper, NULL);
	work->has_helper = false;
}

void
image_work_settle(struct image_work *work)
{
	for (size_t i = 0; i < work->n; i++)
		if (has_pixels(work->jobs[i].image)) {
			wait_for_all(work);
			return;
		}
}

bool
image_work_finish(struct image_work *work, struct diag_sink *sink)
{
	bool good = true;

	wait_for_all(work);
	for (size_t i = 0; i < work->n; i++) {
		const struct job *job = &work->jobs[i];

		if (!job->good)
			good = diag_report(sink, DIAG_IMAGE_DAMAGED,
					   job->image->pos, "%s is damaged (%s)",
					   job->image->path, job->flaw.text);
	}
	return good;
}
