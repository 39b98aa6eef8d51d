#define _XOPEN_SOURCE 700 /* O_NOFOLLOW */

#include "edition/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/folder.h"
#include "edition/bag_read.h"
#include "edition/pdf_claims.h"
#include "edition/record.h"

#define PIECE ((size_t)64 * 1024)
#define MAX_TAG_FILE ((size_t)256 * 1024 * 1024)
#define DEEPEST 64 /* folders within folders */

/* A file that is there. */
struct found {
	struct bag_file file; /* path in the bag and digests; no data */
	bool read; /* to its end */
	const char *claims; /* of a document; NULL: not looked for */
};

/* The manifests of the payload, and those of the tag files. */
enum part { PAYLOAD, TAGS, PARTS };

static const char *const prefixes[PARTS] = {
	[PAYLOAD] = "manifest-", [TAGS] = "tagmanifest-"};

struct manifest {
	struct bag_text tag; /* text NULL: there is none */
	struct bag_list list;
};

struct verifier {
	struct arena *arena;
	struct diag_sink *sink;
	size_t errors; /* in the sink before it began */
	const char *root, *our_version;
	struct found *found; /* by path once sorted */
	size_t n_found, cap_found;
	enum bag_version version;
	struct manifest manifests[PARTS][BAG_ALGORITHM_COUNT];
	struct hash_stream *stream;
	unsigned char *piece;
	struct verify_result *ret;
};

static const char *
full_path(const struct verifier *v, const char *path)
{
	return *path != '\0' ? file_join(v->arena, v->root, path) : v->root;
}

static struct diag_pos
at(const struct verifier *v, const char *path)
{
	return (struct diag_pos){.file = full_path(v, path)};
}

static void
cannot_read(struct verifier *v, const char *path)
{
	v->ret->unreadable = true;
	diag_report(v->sink, DIAG_BAG_UNREADABLE, at(v, path), "%s",
		    strerror(errno));
}

static bool
begins(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

static enum part
part_of(const char *path)
{
	return begins(path, BAG_PAYLOAD) ? PAYLOAD : TAGS;
}

/* ---- what is there --------------------------------------------------------------- */

static void
add_found(struct verifier *v, const char *path, uint64_t size)
{
	v->found = arena_grow(
		v->arena, v->found, v->n_found, &v->cap_found, sizeof(*v->found));
	v->found[v->n_found++].file.path = path;
	if (part_of(path) == PAYLOAD) {
		v->ret->files++;
		v->ret->bytes += size;
	}
}

static void
walk(struct verifier *v, const char *folder, int depth)
{
	struct folder_entry *entries;
	size_t n;

	if (depth > DEEPEST) {
		errno = ENAMETOOLONG;
		cannot_read(v, folder);
		return;
	}
	if (!folder_list(v->arena, full_path(v, folder), &entries, &n)) {
		cannot_read(v, folder);
		return;
	}
	if (n == 0)
		diag_report(v->sink, DIAG_BAG_EMPTY, at(v, folder),
			    "the folder is empty");
	for (size_t i = 0; i < n; i++) {
		const char *path = file_join(v->arena, folder, entries[i].name);

		if (entries[i].kind == FOLDER_FILE)
			add_found(v, path, entries[i].size);
		else if (entries[i].kind == FOLDER_FOLDER)
			walk(v, path, depth + 1);
		else
			diag_report(v->sink, DIAG_BAG_KIND, at(v, path),
				    entries[i].kind == FOLDER_LINK
					    ? "a symbolic link"
					    : "neither a file nor a folder");
	}
}

static int
compare_found(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	return strcmp(x->file.path, y->file.path);
}

static struct found *
find(const struct verifier *v, const char *path)
{
	const struct found key = {.file = {.path = path}};

	return v->n_found > 0 ? bsearch(&key, v->found, v->n_found, sizeof(key),
					compare_found)
			      : NULL;
}

/* ---- tag files ------------------------------------------------------------------- */

/* False if there is no such file, or none that can be read. */
static bool
read_tag(struct verifier *v, const char *path, struct bag_text *ret)
{
	char *text;

	*ret = (struct bag_text){.file = full_path(v, path)};
	if (find(v, path) == NULL)
		return false;
	if (!file_read(v->arena, ret->file, MAX_TAG_FILE, &text, &ret->len)) {
		cannot_read(v, path);
		return false;
	}
	ret->text = text;
	return true;
}

static const char *
manifest_name(const struct verifier *v, enum part part,
	      enum bag_algorithm algorithm)
{
	return arena_printf(v->arena, "%s%s.txt", prefixes[part],
			    bag_algorithm_name(algorithm));
}

/* The number of manifests of the payload. */
static int
read_manifests(struct verifier *v)
{
	int n = 0;

	for (int part = 0; part < PARTS; part++)
		for (int i = 0; i < BAG_ALGORITHM_COUNT; i++) {
			enum bag_algorithm algorithm = (enum bag_algorithm)i;
			struct manifest *m = &v->manifests[part][i];

			if (!read_tag(
				    v,
				    manifest_name(v, (enum part)part, algorithm),
				    &m->tag))
				continue;
			bag_read_manifest(v->arena, v->sink, &m->tag, algorithm,
					  part == PAYLOAD, &m->list);
			n += part == PAYLOAD;
		}
	return n;
}

/* False if there is nothing to go by. */
static bool
read_description(struct verifier *v)
{
	struct bag_text declaration;
	bool declared = read_tag(v, BAG_DECLARATION, &declaration);

	v->version = BAG_VERSION_1_0;
	if (declared &&
	    !bag_read_declaration(v->arena, v->sink, &declaration, &v->version))
		return false;
	if (read_manifests(v) > 0) {
		if (!declared && !v->ret->unreadable)
			diag_report(v->sink, DIAG_BAG_TAG, at(v, BAG_DECLARATION),
				    "is missing");
		return true;
	}
	if (v->ret->unreadable)
		return false;
	if (declared)
		return diag_report(v->sink, DIAG_BAG_TAG, at(v, ""),
				   "there is no manifest in SHA-256 or SHA-512");
	return diag_report(v->sink, DIAG_BAG_VERSION, at(v, ""),
			   "there is no " BAG_DECLARATION " in it");
}

/* Only where nothing else was found: what is missing has been named then. */
static void
check_oxum(struct verifier *v)
{
	struct bag_text info;
	struct buf counted = {0};
	const char *said = NULL;

	if (read_tag(v, BAG_INFO, &info))
		said = bag_read_info(v->arena, &info, "Payload-Oxum");
	if (said == NULL)
		return;
	buf_printf(&counted, "%llu.%zu", (unsigned long long)v->ret->bytes,
		   v->ret->files);
	buf_byte(&counted, '\0');
	if (strcmp(said, (const char *)counted.data) != 0)
		diag_report(v->sink, DIAG_BAG_TAG, at(v, BAG_INFO),
			    "counts %s bytes and files; there are %s", said,
			    (const char *)counted.data);
	buf_done(&counted);
}

/* ---- one file -------------------------------------------------------------------- */

static bool
read_pieces(struct verifier *v, int fd, struct pdf_claims *claims)
{
	for (;;) {
		ssize_t n = read(fd, v->piece, PIECE);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		hash_stream_put(v->stream, v->piece, (size_t)n);
		if (claims != NULL)
			pdf_claims_put(claims, v->piece, (size_t)n);
	}
}

static bool
is_document(const char *path)
{
	size_t len = strlen(path);

	return begins(path, BAG_PAYLOAD VERIFY_DOCUMENTS) && len > 4 &&
	       strcmp(path + len - 4, ".pdf") == 0;
}

static void
read_file(struct verifier *v, struct found *f)
{
	struct pdf_claims claims = {0};
	bool document = is_document(f->file.path);
	int fd = open(full_path(v, f->file.path),
		      O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0)
		f->read = read_pieces(v, fd, document ? &claims : NULL);
	if (!f->read)
		cannot_read(v, f->file.path);
	if (fd >= 0)
		close(fd);
	hash_stream_end(v->stream, &f->file.hash);
	if (document)
		f->claims = pdf_claims_said(&claims, v->arena);
	pdf_claims_done(&claims);
}

static const char *
words_for(const bool wrong[BAG_ALGORITHM_COUNT])
{
	if (wrong[BAG_SHA256] && wrong[BAG_SHA512])
		return "its SHA-256 and SHA-512 are not those listed";
	return wrong[BAG_SHA256] ? "its SHA-256 is not the one listed"
				 : "its SHA-512 is not the one listed";
}

/* Is it one of the lists of tag files? They are in no list: RFC 8493, 2.2.1. */
static bool
is_tag_manifest(const struct verifier *v, const char *path)
{
	bool is = !v->ret->ours && begins(path, prefixes[TAGS]);

	for (int i = 0; i < BAG_ALGORITHM_COUNT; i++)
		is |= strcmp(path,
			     manifest_name(v, TAGS, (enum bag_algorithm)i)) == 0;
	return is;
}

/* In bags of others any tag file may. */
static bool
may_be_unlisted(const struct verifier *v, const char *path)
{
	return part_of(path) == TAGS &&
	       (!v->ret->ours || is_tag_manifest(v, path));
}

static void
check_file(struct verifier *v, const struct found *f)
{
	const struct manifest *manifests = v->manifests[part_of(f->file.path)];
	bool wrong[BAG_ALGORITHM_COUNT] = {false};
	const struct manifest *without = NULL;
	int listed = 0;

	for (int i = 0; i < BAG_ALGORITHM_COUNT; i++) {
		const struct bag_listed *item = bag_list_find(
			&manifests[i].list, f->file.path);

		if (item != NULL) {
			listed++;
			wrong[i] = f->read &&
				   strcmp(item->digest,
					  bag_digest(&f->file.hash,
						     (enum bag_algorithm)i)) != 0;
		} else if (manifests[i].tag.text != NULL) {
			without = &manifests[i];
		}
	}
	if (wrong[BAG_SHA256] || wrong[BAG_SHA512])
		diag_report(v->sink, DIAG_BAG_ALTERED, at(v, f->file.path), "%s",
			    words_for(wrong));
	if (without == NULL || may_be_unlisted(v, f->file.path))
		return;
	if (listed == 0)
		diag_report(v->sink, DIAG_BAG_EXTRA, at(v, f->file.path),
			    "is in no manifest");
	else if (v->version != BAG_VERSION_0_97)
		diag_report(v->sink, DIAG_BAG_TAG,
			    (struct diag_pos){.file = without->tag.file},
			    "does not list '%s'", f->file.path);
}

/* What this manifest lists and, to say it once, none before it does. */
static void
check_list(struct verifier *v, enum part part, int algorithm)
{
	const struct manifest *m = &v->manifests[part][algorithm];

	for (size_t i = 0; i < m->list.n; i++) {
		const struct bag_listed *item = &m->list.items[i];
		bool said = false;

		for (int k = 0; k < algorithm; k++)
			said |= bag_list_find(&v->manifests[part][k].list,
					      item->path) != NULL;
		if (!said && find(v, item->path) == NULL)
			diag_report(v->sink, DIAG_BAG_MISSING, at(v, item->path),
				    "is not there, but is listed in %s%s.txt",
				    prefixes[part],
				    bag_algorithm_name(
					    (enum bag_algorithm)algorithm));
	}
}

/* ---- what only our copies promise ------------------------------------------------ */

/* The manifest as it must have been written; found is whole. */
static void
check_letters(struct verifier *v, enum part part, enum bag_algorithm algorithm)
{
	const struct manifest *m = &v->manifests[part][algorithm];
	struct buf text = {0};
	size_t i = 0;

	for (size_t k = 0; k < v->n_found; k++) {
		const struct bag_file *file = &v->found[k].file;

		if (part_of(file->path) == part &&
		    (part == PAYLOAD || !is_tag_manifest(v, file->path)))
			bag_put_manifest(file, 1, algorithm, &text);
	}
	while (i < text.len && i < m->tag.len &&
	       text.data[i] == (unsigned char)m->tag.text[i])
		i++;
	if (i < text.len || i < m->tag.len)
		diag_report(v->sink, DIAG_BAG_ALTERED,
			    (struct diag_pos){.file = m->tag.file},
			    "is written otherwise than it was, from byte %zu on",
			    i + 1);
	buf_done(&text);
}

static bool
have_all_manifests(struct verifier *v)
{
	bool good = true;

	for (int part = 0; part < PARTS; part++)
		for (int i = 0; i < BAG_ALGORITHM_COUNT; i++)
			if (v->manifests[part][i].tag.text == NULL)
				good = diag_report(
					v->sink, DIAG_BAG_TAG,
					(struct diag_pos){
						.file = v->manifests[part][i]
								.tag.file},
					"is missing");
	return good;
}

static void
check_claims(struct verifier *v)
{
	const struct record_document *documents = v->ret->record->documents.items;

	for (size_t i = 0; i < v->ret->record->documents.count; i++) {
		const char *path = file_join(
			v->arena, BAG_PAYLOAD VERIFY_DOCUMENTS,
			documents[i].file.s);
		const struct found *f = find(v, path);
		const char *wanted = documents[i].conformance.s;

		if (f == NULL)
			diag_report(v->sink, DIAG_BAG_MISSING, at(v, path),
				    "is not there, but is in the record");
		else if (f->read &&
			 (f->claims == NULL || strcmp(f->claims, wanted) != 0))
			diag_report(v->sink, DIAG_BAG_CLAIM, at(v, path),
				    "claims %s, not %s",
				    f->claims == NULL || *f->claims == '\0'
					    ? "nothing"
					    : f->claims,
				    wanted);
	}
}

static void
read_record(struct verifier *v)
{
	struct bag_text tag;

	if (!read_tag(v, BAG_PAYLOAD VERIFY_RECORD, &tag))
		return;
	v->ret->later = record_later(v->arena, tag.text, tag.len, v->our_version);
	if (v->ret->later != NULL)
		diag_report(v->sink, DIAG_BAG_LATER, at(v, ""), "%s",
			    v->ret->later);
	else
		v->ret->record = record_read(
			v->arena, v->sink, tag.file, tag.text, tag.len);
	if (v->ret->record != NULL)
		check_claims(v);
}

static bool
lists_a_record(const struct verifier *v)
{
	bool found = false;

	for (int i = 0; i < BAG_ALGORITHM_COUNT; i++)
		found |= bag_list_find(&v->manifests[PAYLOAD][i].list,
				       BAG_PAYLOAD VERIFY_RECORD) != NULL;
	return found;
}

/* ---- all of it ------------------------------------------------------------------- */

static void
verify(struct verifier *v)
{
	walk(v, "", 0);
	if (v->n_found > 0)
		qsort(v->found, v->n_found, sizeof(*v->found), compare_found);
	v->ret->unknown_version = !read_description(v);
	if (v->ret->unknown_version)
		return;
	v->ret->ours = lists_a_record(v);
	for (size_t i = 0; i < v->n_found; i++) {
		read_file(v, &v->found[i]);
		check_file(v, &v->found[i]);
	}
	for (int part = 0; part < PARTS; part++)
		for (int i = 0; i < BAG_ALGORITHM_COUNT; i++)
			check_list(v, (enum part)part, i);
	if (diag_count(v->sink, DIAG_ERROR) == v->errors)
		check_oxum(v);
	if (!v->ret->ours || !have_all_manifests(v) ||
	    diag_count(v->sink, DIAG_ERROR) > v->errors)
		return;
	for (int part = 0; part < PARTS; part++)
		for (int i = 0; i < BAG_ALGORITHM_COUNT; i++)
			check_letters(v, (enum part)part, (enum bag_algorithm)i);
	read_record(v);
}

void
verify_bag(struct arena *arena, struct diag_sink *sink, const char *path,
	   const char *our_version, struct verify_result *ret)
{
	struct verifier v = {
		.arena = arena,
		.sink = sink,
		.root = path,
		.our_version = our_version,
		.errors = diag_count(sink, DIAG_ERROR),
		.stream = hash_stream_new(arena),
		.piece = arena_alloc(arena, PIECE),
		.ret = ret,
	};

	*ret = (struct verify_result){0};
	verify(&v);
	ret->whole = diag_count(sink, DIAG_ERROR) == v.errors;
}

bool
verify_is_bag(struct arena *arena, const char *path)
{
	struct folder_entry *entries;
	size_t n;

	if (!folder_list(arena, path, &entries, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (strcmp(entries[i].name, BAG_DECLARATION) == 0 ||
		    strcmp(entries[i].name, BAG_INFO) == 0 ||
		    begins(entries[i].name, prefixes[PAYLOAD]) ||
		    begins(entries[i].name, prefixes[TAGS]))
			return true;
	return false;
}
