/*
 * What the file says about the sample documents. `test_pdf DIR` writes them
 * instead, for the conformance checkers.
 */
#include "pdf_read.h"

#include <stdio.h>

#include "base/file.h"

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	begin(f);
	*state = f;
	return 0;
}

static int
setup_booklet(void **state)
{
	setup(state);
	booklet(*state);
	make_and_read(*state);
	return 0;
}

static int
teardown(void **state)
{
	end(*state);
	return 0;
}

#define assert_has(f, text) assert_int_equal(count_of(f, text), 1)

#define assert_object(f, one, other) assert_non_null(object_with(f, one, other))

/* ---- structure ---- */

/* Elements of each kind: one for each node, however many pages it is on. */
static void
test_one_element_for_each_node(void **state)
{
	static const struct {
		const char *element;
		int n;
	} cases[] = {
		{"/S/Document/", 1}, {"/S/P/", 3},      {"/S/H1/", 1},
		{"/S/H2/", 1},       {"/S/L/", 2},      {"/S/LI/", 2},
		{"/S/Lbl/", 3},      {"/S/LBody/", 2},  {"/S/Table/", 1},
		{"/S/THead/", 1},    {"/S/TBody/", 1},  {"/S/TR/", 3},
		{"/S/TH/", 4},       {"/S/TD/", 2},     {"/S/Caption/", 2},
		{"/S/Figure/", 1},   {"/S/Link/", 3},   {"/S/Note/", 1},
		{"/S/TOC/", 1},      {"/S/TOCI/", 1},   {"/S/Reference/", 1},
		{"/S/Title/", 1},    {"/S/Strong/", 1}, {"/S/Span/", 1},
	};
	const struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		if (count_of(f, cases[i].element) != cases[i].n)
			print_error("%s\n", cases[i].element);
		assert_int_equal(count_of(f, cases[i].element), cases[i].n);
	}
}

static void
test_paragraph_goes_over_the_page(void **state)
{
	const struct fixture *f = *state;
	const char *p = object_with(f, "/S/P/", "/Type/MCR");

	assert_non_null(p);
	/* its words on the first page by number; on the second, two pieces */
	assert_non_null(strstr(p, "/K[5 "));
	assert_non_null(strstr(p, "/MCID 0>> "));
	assert_non_null(strstr(p, "/MCID 3>>]"));
	assert_int_equal(count_of(f, "/Type/MCR/Pg "), 2);
	assert_has(f, "/RoleMap<</Title/P/Strong/Span>>");
}

static void
test_lists_and_tables_have_attributes(void **state)
{
	const struct fixture *f = *state;

	assert_object(f, "/S/L/", "/A<</O/List/ListNumbering/Decimal>>");
	assert_object(f, "/S/L/", "/A<</O/List/ListNumbering/Disc>>");
	assert_int_equal(count_of(f, "/A<</O/Table/Scope/Column>>"), 2);
	assert_int_equal(count_of(f, "/A<</O/Table/Scope/Row>>"), 2);
	assert_has(f, "/Artifact<</Type/Pagination/Subtype/Header>>BDC");
	assert_has(f, "/Artifact<</Type/Pagination/Subtype/Footer>>BDC");
	assert_has(f, "/Artifact<</Type/Background/BBox[0 280 400 300]>>BDC");
}

static void
test_spans_are_written(void **state)
{
	struct fixture *f = *state;
	struct node *root = add(f, NULL, NODE_DOCUMENT), *row, *cell;

	next_page(f, "1");
	row = add(f, add(f, root, NODE_TABLE), NODE_ROW);
	cell = add(f, row, NODE_TH);
	cell->scope = NODE_SCOPE_BOTH;
	cell->column_span = 2;
	cell->row_span = 3;
	make_and_read(f);
	assert_has(f, "/A<</O/Table/Scope/Both/ColSpan 2/RowSpan 3>>");
}

static void
test_languages(void **state)
{
	struct fixture *f = *state;
	struct node *root = add(f, NULL, NODE_DOCUMENT), *p;

	next_page(f, "1");
	p = add(f, root, NODE_P);
	p->lang = "fr";
	say(f, p, "un ");
	/* a leaf's own language stands with its marked content */
	tree_add_text(f->tree, p, "two", 3, nowhere)->lang = "en";
	go_on(f, p->last, "two");
	say(f, p, " trois");
	make_and_read(f);
	assert_object(f, "/S/P/", "/Lang(fr)");
	assert_object(f, "/Type/Catalog", "/Lang(nl-NL)");
	assert_has(f, "/P<</MCID 1/Lang(en)>>BDC");
	assert_object(f, "/S/P/", "/K[0 1 2]");
}

static void
test_note_has_an_identifier(void **state)
{
	const struct fixture *f = *state;

	assert_object(f, "/S/Note/", "/ID(noot-1)");
	assert_has(f, "/Names[(noot-1)");
	assert_object(f, "/Type/StructTreeRoot", "/IDTree ");
}

/* ---- links ---- */

static void
test_links(void **state)
{
	const struct fixture *f = *state;
	const char *link = object_with(f, "/Subtype/Link", "/S/URI");
	const char *quads;
	int numbers = 0;

	assert_non_null(link);
	assert_non_null(strstr(
		link, "/A<</S/URI/URI(https://example.org/%C3%A9%281%29)>>"));
	assert_non_null(strstr(link, "/Contents(Website van de raad)"));
	assert_non_null(strstr(link, "/F 4/"));
	quads = strstr(link, "/QuadPoints[");
	assert_non_null(quads);
	for (; *quads != ']'; quads++)
		numbers += *quads == ' ';
	assert_int_equal(numbers, 16); /* two lines */
	/* no alternative: what the link says */
	assert_object(f, "/Contents( zie elders)", "/Dest[");
	assert_int_equal(count_of(f, "/Type/OBJR/Obj "), 3);
}

/* One annotation for lines below each other, another for the next column. */
static void
test_link_over_two_columns(void **state)
{
	struct fixture *f = *state;
	struct node *root = add(f, NULL, NODE_DOCUMENT), *link, *leaf;

	next_page(f, "1");
	link = add(f, add(f, root, NODE_P), NODE_LINK);
	link->url = "https://example.org/";
	f->y = 250 * PT;
	leaf = say(f, link, "onderaan ");
	f->x = 220 * PT;
	f->y = 40 * PT;
	go_on(f, leaf, "bovenaan");
	make_and_read(f);
	assert_int_equal(count_of(f, "/Subtype/Link"), 2);
	assert_int_equal(count_of(f, "/QuadPoints"), 0);
	assert_object(f, "/S/Link/", "/K[0 <</Type/OBJR");
}

/* Lines set tight overlap, and are two areas all the same. */
static void
test_tight_lines_are_two_areas(void **state)
{
	struct fixture *f = *state;
	struct node *root = add(f, NULL, NODE_DOCUMENT), *link, *leaf;

	next_page(f, "1");
	link = add(f, add(f, root, NODE_P), NODE_LINK);
	link->url = "https://example.org/";
	leaf = say(f, link, "een ");
	go_on(f, leaf, "regel ");
	f->x = LEFT;
	f->y += 9 * PT;
	go_on(f, leaf, "nog een");
	make_and_read(f);
	assert_int_equal(count_of(f, "/Subtype/Link"), 1);
	assert_int_equal(count_of(f, "/QuadPoints"), 1);
}

/*
 * From every annotation back to the element that holds it: by the parent tree, in
 * which StructParent is the key.
 */
static void
test_annotations_lead_to_elements(void **state)
{
	const struct fixture *f = *state;
	const char *at = (const char *)f->plain.data, *end = at + f->plain.len;
	int n = 0;

	while ((at = find(at, (size_t)(end - at), "<</Type/OBJR/Obj ")) != NULL) {
		const char *element = at, *annot;
		char head[32], want[64];

		snprintf(head, sizeof(head), "\n%ld 0 obj ",
			 strtol(at + 17, NULL, 10));
		annot = find(f->plain.data, f->plain.len, head);
		assert_non_null(annot);
		while (strncmp(element, " 0 obj ", 7) != 0)
			element--;
		while (element[-1] != '\n')
			element--;
		snprintf(want, sizeof(want), "%c%ld %ld 0 R ", n == 0 ? ']' : ' ',
			 strtol(strstr(annot, "/StructParent ") + 14, NULL, 10),
			 strtol(element, NULL, 10));
		assert_has(f, want);
		at += 17;
		n++;
	}
	assert_int_equal(n, 3);
}

/* ---- finding one's way ---- */

static void
test_outline(void **state)
{
	const struct fixture *f = *state;

	assert_object(f, "/Title(1 Richting)", "/Count -1");
	assert_object(f, "/Title<FEFF004500E9006E", "/Parent ");
	assert_object(f, "/First ", "/Count 1");
	assert_object(f, "/Type/Catalog", "/PageMode/UseOutlines");
	assert_object(f, "/Type/Catalog", "/PageLayout/TwoPageRight");
}

static void
test_page_labels(void **state)
{
	static const struct {
		const char *labels; /* between spaces; - is blank */
		const char *nums;
	} cases[] = {
		{"1", "0<</S/D/St 1>>"},
		{"1 2 3", "0<</S/D/St 1>>"},
		{"- - 3 4", "0<<>>2<</S/D/St 3>>"},
		{"i ii iii iv 1 2", "0<</S/r/St 1>>4<</S/D/St 1>>"},
		{"1 3 4", "0<</S/D/St 1>>1<</S/D/St 3>>"},
		{"4 5 - - 8", "0<</S/D/St 4>>2<<>>4<</S/D/St 8>>"},
		{"ix x xi", "0<</S/r/St 9>>"},
		{"iiii ic", "0<</P(iiii)>>1<</P(ic)>>"},
		{"A-1 A-1 07", "0<</P(A-1)>>2<</P(07)>>"},
	};
	struct fixture *f = *state;

	add(f, NULL, NODE_DOCUMENT);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *at = arena_strndup(
			f->arena, cases[i].labels, strlen(cases[i].labels));
		char want[128];

		f->frames = frames_new(f->arena);
		f->job.frames = f->frames;
		for (at = strtok(at, " "); at != NULL; at = strtok(NULL, " "))
			next_page(f, strcmp(at, "-") == 0 ? "" : at);
		buf_clear(&f->file);
		make_and_read(f);
		snprintf(want, sizeof(want), "/Nums[%s]", cases[i].nums);
		if (count_of(f, want) != 1)
			print_error("%s\n", cases[i].labels);
		assert_has(f, want);
	}
}

/* A tree of pages, and a parent tree of several leaves. */
static void
test_many_pages(void **state)
{
	struct fixture *f = *state;
	struct node *root = add(f, NULL, NODE_DOCUMENT);
	struct node *p = add(f, root, NODE_P);

	for (int i = 0; i < 100; i++) {
		next_page(f, "");
		say(f, p, "woord ");
	}
	make_and_read(f);
	assert_int_equal(count_of(f, "/Type/Pages"), 5);
	assert_has(f, "/Count 100/Kids[");
	assert_has(f, "/Limits[0 63]");
	assert_has(f, "/Limits[64 99]");
	assert_int_equal(count_of(f, "/Type/MCR"), 99);
	assert_int_equal(count_of(f, "/Type/Font/Subtype/Type0"), 1);
}

/* ---- fields, files, metadata ---- */

static void
test_signature_fields(void **state)
{
	struct fixture *f = *state;

	letter(f);
	make_and_read(f);
	assert_int_equal(count_of(f, "/FT/Sig/"), 2);
	assert_object(f, "/FT/Sig/T(ondertekenaar1)/TU(Handtekening)",
		      "/Rect[60 196 260 246]");
	assert_object(f, "/Subtype/Form/", "/BBox[0 0 200 50]");
	assert_object(f, "/SigFlags 1", "/Fields[");
	/* the reference needs no page where the element's own will do */
	assert_int_equal(count_of(f, "/Pg "), 3);
	/* the dictionary itself, not an array of one */
	assert_int_equal(count_of(f, "/K <</Type/OBJR/Obj "), 2);
}

/* The box of a choice, on a line of its own. */
static void
add_choice(struct fixture *f, struct node *parent, const char *field,
	   const char *value, int line)
{
	struct node *box = add(f, parent, NODE_FORM);
	struct frame_item item = {
		.kind = FRAME_FIELD,
		.x = LEFT,
		.y = (100 + 20 * line) * PT,
		.w = 8 * PT,
		.h = 8 * PT,
		.colour = 0x0000FF,
		.thickness = PT,
		.opacity = 1000,
		.node = box,
	};

	box->field_kind = NODE_FIELD_CHOICE;
	box->field = field;
	box->value = value;
	box->tooltip = value;
	frame_add(f->frames, f->page, &item);
}

/* One field of two choices, one of a single; no signature is awaited. */
static void
test_choices(void **state)
{
	struct fixture *f = *state;
	struct node *root = add(f, NULL, NODE_DOCUMENT), *p;

	next_page(f, NULL);
	block(f, root, NODE_H1, "Nota");
	p = add(f, root, NODE_P);
	add_choice(f, p, "besluit 1", "Akkoord", 0);
	add_choice(f, p, "besluit 1", "Niet akkoord", 1);
	add_choice(f, p, "besluit 2", "Akkoord", 2);
	make_and_read(f);
	assert_int_equal(count_of(f, "/FT/Btn/Ff 49152/T"), 2);
	assert_object(f, "/T(besluit 1)/TU(besluit 1)", "/V/Off/Kids[");
	assert_int_equal(count_of(f, "/Subtype/Widget"), 3);
	assert_int_equal(count_of(f, "/AS/Off/AP<</N<</Off "), 3);
	assert_object(f, "/TU(Niet akkoord)", "/Niet#20akkoord ");
	assert_int_equal(count_of(f, "/BBox[0 0 8 8]"), 6);
	assert_int_equal(count_of(f, "0 0 1 RG 1 w .5 .5 7 7 re"), 6);
	assert_int_equal(count_of(f, " l S"), 3); /* the crosses */
	assert_int_equal(count_of(f, "/SigFlags"), 0);
	assert_int_equal(count_of(f, "/K <</Type/OBJR/Obj "), 3);
}

static void
test_attachment(void **state)
{
	struct fixture *f = *state;

	f->job.attachments = &attachment;
	f->job.n_attachments = 1;
	booklet(f);
	make_and_read(f);
	assert_has(f, "<pdfaid:part>3</pdfaid:part>");
	assert_object(f, "/Type/Filespec/AFRelationship/Source",
		      "/F(programme.yaml)/UF(programme.yaml)/Desc(De bron)");
	assert_object(f, "/Type/EmbeddedFile/Subtype/application#2Fyaml",
		      "/Params<</Size 9/ModDate(D:20251201102030+01'00')>>");
	assert_object(f, "/Type/Catalog", "/AF[");
	assert_has(f, "title: x\n");
}

static void
test_metadata(void **state)
{
	static const char *const parts[] = {
		"<pdfaid:part>2</pdfaid:part>",
		"<pdfaid:conformance>A</pdfaid:conformance>",
		"<pdfuaid:part>1</pdfuaid:part>",
		"<rdf:li xml:lang=\"x-default\">Programma "
		"&lt;2026–2028&gt;</rdf:li><rdf:li xml:lang=\"nl-NL\">",
		"<dc:creator><rdf:Seq><rdf:li>De raad</rdf:li>"
		"<rdf:li>Het bureau</rdf:li></rdf:Seq></dc:creator>",
		"<rdf:li>recht &amp; vrede</rdf:li>",
		"<ed:status>vastgesteld</ed:status>",
		"<pdfaSchema:prefix>ed</pdfaSchema:prefix>",
		"<pdfaProperty:name>adopted</pdfaProperty:name>",
		"<xmp:CreateDate>2025-12-01T10:20:30+01:00</xmp:CreateDate>",
		"/CreationDate(D:20251201102030+01'00')",
		"/Author(De raad; Het bureau)",
		"/Keywords(defensie, recht & vrede)",
		"/ViewerPreferences<</DisplayDocTitle true>>",
		"/MarkInfo<</Marked true>>",
		"/S/GTS_PDFA1/",
	};
	const struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (count_of(f, parts[i]) != 1)
			print_error("%s\n", parts[i]);
		assert_has(f, parts[i]);
	}
}

static void
test_bleed(void **state)
{
	struct fixture *f = *state;

	booklet(f);
	for (size_t i = 0; i < f->frames->n_pages; i++)
		f->frames->pages[i].bleed = 9 * PT;
	make_and_read(f);
	assert_int_equal(count_of(f, "/MediaBox[0 0 418 318]"
				     "/BleedBox[0 0 418 318]"
				     "/TrimBox[9 9 409 309]"),
			 3);
	assert_object(f, "/S/Figure/", "/BBox[69 161 129 241]");
}

/* ---- the same bytes ---- */

static struct buf
bytes_of(void (*build)(struct fixture *), const char *title)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct buf copy = {0};

	begin(f);
	f->job.metadata.title = title;
	build(f);
	assert_true(make(f));
	buf_put(&copy, f->file.data, f->file.len);
	end(f);
	return copy;
}

/* The identifier, at the head of the pair. */
static const char *
identifier(const struct buf *file)
{
	const char *id = find(file->data, file->len, "/ID[<");

	assert_non_null(id);
	return id + 5;
}

static void
test_same_input_same_bytes(void **state)
{
	struct buf a = bytes_of(booklet, "A"), b = bytes_of(booklet, "A");
	struct buf c = bytes_of(booklet, "C");

	(void)state;
	assert_int_equal(a.len, b.len);
	assert_memory_equal(a.data, b.data, a.len);
	assert_memory_not_equal(identifier(&a), identifier(&c), 32);
	buf_done(&a);
	buf_done(&b);
	buf_done(&c);
}

/* Bytes before the file stay; the file's own offsets do not count them. */
static void
test_appends(void **state)
{
	struct buf alone = bytes_of(letter, "A");
	struct fixture *f = *state;

	letter(f);
	f->job.metadata.title = "A";
	buf_str(&f->file, "before");
	assert_true(make(f));
	assert_int_equal(f->file.len, alone.len + 6);
	assert_memory_equal(f->file.data + 6, alone.data, alone.len);
	buf_done(&alone);
}

/* ---- for the checkers ---- */

static int
write_file(const char *folder, const char *name, void (*build)(struct fixture *),
	   bool attach, mpt bleed)
{
	struct fixture *f = calloc(1, sizeof(*f));
	bool written;

	begin(f);
	build(f);
	for (size_t i = 0; i < f->frames->n_pages; i++)
		f->frames->pages[i].bleed = bleed;
	f->job.attachments = &attachment;
	f->job.n_attachments = attach ? 1 : 0;
	written = make(f) && file_write(file_join(f->arena, folder, name),
					f->file.data, f->file.len);
	if (!written)
		perror(name);
	end(f);
	return written ? 0 : 1;
}

static int
write_files(const char *folder)
{
	return write_file(folder, "booklet-2a.pdf", booklet, false, 0) |
	       write_file(folder, "booklet-3a.pdf", booklet, true, 9 * PT) |
	       write_file(folder, "letter-2a.pdf", letter, false, 0);
}

#define TEST(name, setup) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(test_one_element_for_each_node, setup_booklet),
		TEST(test_paragraph_goes_over_the_page, setup_booklet),
		TEST(test_lists_and_tables_have_attributes, setup_booklet),
		TEST(test_spans_are_written, setup),
		TEST(test_languages, setup),
		TEST(test_note_has_an_identifier, setup_booklet),
		TEST(test_links, setup_booklet),
		TEST(test_annotations_lead_to_elements, setup_booklet),
		TEST(test_link_over_two_columns, setup),
		TEST(test_tight_lines_are_two_areas, setup),
		TEST(test_outline, setup_booklet),
		TEST(test_page_labels, setup),
		TEST(test_many_pages, setup),
		TEST(test_signature_fields, setup),
		TEST(test_choices, setup),
		TEST(test_attachment, setup),
		TEST(test_metadata, setup_booklet),
		TEST(test_bleed, setup),
		cmocka_unit_test(test_same_input_same_bytes),
		TEST(test_appends, setup),
	};

	if (argc > 1)
		return write_files(argv[1]);
	return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
