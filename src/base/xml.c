#include "base/xml.h"

#include <assert.h>
#include <stddef.h>

void
xml_text(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		switch (*s) {
		case '&':
			buf_str(out, "&amp;");
			break;
		case '<':
			buf_str(out, "&lt;");
			break;
		case '>':
			buf_str(out, "&gt;");
			break;
		case '"':
			buf_str(out, "&quot;");
			break;
		case '\t':
		case '\n':
		case '\r':
			buf_byte(out, ' ');
			break;
		default:
			if ((unsigned char)*s >= ' ')
				buf_byte(out, (unsigned char)*s);
		}
	}
}

static void
put_attribute(const char *name, const char *value, struct buf *out)
{
	buf_printf(out, " %s=\"", name);
	xml_text(out, value);
	buf_byte(out, '"');
}

struct xml
xml_begin(struct buf *out)
{
	buf_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	return (struct xml){.out = out};
}

static void
indent(const struct xml *xml)
{
	for (int i = 0; i < xml->depth; i++)
		buf_str(xml->out, "  ");
}

void
xml_open(struct xml *xml, const char *name, const char *const *attributes)
{
	assert(xml->depth < XML_DEEPEST);
	indent(xml);
	buf_printf(xml->out, "<%s", name);
	for (; attributes != NULL && *attributes != NULL; attributes += 2)
		put_attribute(attributes[0], attributes[1], xml->out);
	buf_str(xml->out, ">\n");
	xml->open[xml->depth++] = name;
}

void
xml_close(struct xml *xml)
{
	assert(xml->depth > 0);
	xml->depth--;
	indent(xml);
	buf_printf(xml->out, "</%s>\n", xml->open[xml->depth]);
}

void
xml_leaf(struct xml *xml, const char *name, const char *attribute,
	 const char *value, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	indent(xml);
	buf_printf(xml->out, "<%s", name);
	if (attribute != NULL && value != NULL)
		put_attribute(attribute, value, xml->out);
	buf_byte(xml->out, '>');
	xml_text(xml->out, text);
	buf_printf(xml->out, "</%s>\n", name);
}
