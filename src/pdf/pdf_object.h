/*
 * pdf_object - numbered objects, and the file they make. The wall: libharu is
 * used in pdf_object.c and nowhere else.
 *
 * Every object is a dictionary or a stream, written as text: the caller formats
 * what stands between << and >>. libharu numbers, holds and serialises the
 * objects; it can write neither object streams nor a cross-reference stream,
 * which make a tagged file half as large, so those two are made here (ISO 32000-1
 * 7.5.7 and 7.5.8).
 *
 * Ownership The file belongs to the caller until pdf_file_free(). Texts and
 *           compressed streams are held by it; bytes given "as they are" are
 *           borrowed until pdf_file_finish() returns, and copied once.
 * Errors    Only memory can run out, which ends the process as in base/arena.h.
 * Cost      An object takes a few hundred bytes besides its text.
 */
#ifndef PDF_PDF_OBJECT_H
#define PDF_PDF_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct pdf_file;

struct pdf_file *pdf_file_new(struct arena *arena);

/* NULL is allowed. */
void pdf_file_free(struct pdf_file *file);

/* The number of a new object. Each must be written once before the finish. */
uint32_t pdf_object_new(struct pdf_file *file);

/*
 * Begin to write an object: append its entries ("/Type/Page ...") to the buffer
 * returned, and nothing else, then call one of the three ends. One object is
 * written at a time.
 */
struct buf *pdf_object_begin(struct pdf_file *file, uint32_t id);

/* It was a dictionary. */
void pdf_object_end(struct pdf_file *file);

/* It was a stream's dictionary; the data are compressed now. */
void pdf_object_end_stream(struct pdf_file *file, const void *data, size_t len);

/*
 * The same for data that go into the file as they are; a /Filter, where they have
 * one, is in the dictionary already. The data are borrowed.
 */
void pdf_object_end_raw(struct pdf_file *file, const void *data, size_t len);

/*
 * Append the whole file to out. Root and info are the numbers of the catalogue
 * and the information dictionary. False, and nothing appended, if the file would
 * be larger than 2 GiB.
 */
bool pdf_file_finish(struct pdf_file *file, uint32_t root, uint32_t info,
		     struct buf *out);

#endif
