/*
 * xml - elements written one inside the other, each on lines of their own.
 *
 *     xml_open(&x, "a", NULL);
 *     xml_leaf(&x, "b", "c", "d", "text");     <a>
 *     xml_close(&x);                             <b c="d">text</b>
 *                                              </a>
 *
 * Texts are UTF-8; names are taken as they are. A leaf without text is left out.
 * The bytes are the buffer's; names that are open are borrowed.
 */
#ifndef BASE_XML_H
#define BASE_XML_H

#include "base/buf.h"

#define XML_DEEPEST 8

struct xml {
	struct buf *out;
	const char *open[XML_DEEPEST];
	int depth;
};

/*
 * Text, or the value of an attribute: &, <, > and quotation marks are escaped, tabs
 * and ends of lines become spaces, and the control characters that XML 1.0 forbids
 * are left out.
 */
void xml_text(struct buf *out, const char *s);

/* The declaration of XML 1.0 in UTF-8, on an empty buffer. */
struct xml xml_begin(struct buf *out);

/* attributes: "name", "value", ..., NULL; or NULL for none. */
void xml_open(struct xml *xml, const char *name, const char *const *attributes);
void xml_close(struct xml *xml);

/* One attribute, left out if attribute or value is NULL. */
void xml_leaf(struct xml *xml, const char *name, const char *attribute,
	      const char *value, const char *text);

#endif
