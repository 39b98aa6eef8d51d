#!/usr/bin/env python3
"""The tag checker itself: a sound file is found sound, and each way of spoiling it is
noticed under the rule that names it.

The file spoilt is one of ours, made of the small edition of tests/golden, which has one of
everything.
"""
import io
import os
import subprocess
import sys
import tempfile

import pikepdf
from pikepdf import Array, Dictionary, Name, String

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[1:1] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tests", "tools")]
import tagcheck  # noqa: E402
import tap  # noqa: E402

SCRATCH = tempfile.TemporaryDirectory()
SOURCE = os.path.join(SCRATCH.name, "base.pdf")
TABLES = os.path.join(SCRATCH.name, "tables.pdf")
SOUND = []  # SOURCE, once it has proved to be


@tap.case("the small edition is typeset and found sound")
def source():
    subprocess.run([os.environ["ZETSEL"], "booklet", "-q", "-o", SOURCE,
                    os.path.join(ROOT, "tests", "golden", "base")], check=True)
    tap.empty([f"{rule}: {text}" for rule, text in tagcheck.check(SOURCE)], "found")
    SOUND.append(SOURCE)


@tap.case("parts without words have no elements")
def wordless():
    with open(os.path.join(ROOT, "tests", "golden", "base", "programme.yaml"),
              encoding="utf-8") as file:
        text = file.read()
    back = '    - kind: back\n      lines:\n        - text: "{council.name}"\n'
    tap.true(back in text, "the small edition has another back")
    with tempfile.TemporaryDirectory() as where:
        with open(os.path.join(where, "programme.yaml"), "w", encoding="utf-8") as file:
            file.write(text.replace(back, "    - kind: back\n"))
        os.symlink(os.path.join(ROOT, "tests", "golden", "base", "images"),
                   os.path.join(where, "images"))
        made = os.path.join(where, "made.pdf")
        subprocess.run([os.environ["ZETSEL"], "booklet", "-q", "-o", made, where], check=True)
        tap.empty([f"{rule}: {found}" for rule, found in tagcheck.check(made)], "found")
        with pikepdf.open(made) as pdf, pikepdf.open(SOURCE) as whole:
            tap.equal(len(elements(pdf, "Sect")) + 1, len(elements(whole, "Sect")), "Sects")


def elements(pdf, *kinds):
    """Structure elements of these types, in order."""
    pending, found = [pdf.Root.StructTreeRoot.K], []
    while pending:
        kid = pending.pop()
        if isinstance(kid, Array):
            pending.extend(reversed(list(kid)))
        elif isinstance(kid, Dictionary) and "/S" in kid:
            if str(kid.S)[1:] in kinds or not kinds:
                found.append(kid)
            if "/K" in kid:
                pending.append(kid.K)
    return found


def first(pdf, *kinds):
    found = elements(pdf, *kinds)
    if not found:
        tap.skip(f"the document has no {' or '.join(kinds)}")
    return found[0]


def links(pdf, key="/Annots"):
    for page in pdf.pages:
        for annotation in page.obj.get(key, []):
            if annotation.get("/Subtype") == "/Link":
                yield annotation


def link(pdf):
    for annotation in links(pdf):
        return annotation
    return tap.skip("the document has no links")


def kids(obj):
    found = obj.get("/K", Array())
    return list(found) if isinstance(found, Array) else [found]


def attribute_owner(obj, key):
    attributes = obj.get("/A", Array())
    for one in attributes if isinstance(attributes, Array) else [attributes]:
        if key in one:
            return one
    return tap.skip(f"no {key} to take away")


def number_tree(pdf):
    node = pdf.Root.StructTreeRoot.ParentTree
    while "/Kids" in node:
        node = node.Kids[0]
    return node.Nums


def untagged_text(pdf):
    for page in pdf.pages:
        if "/Font" in page.obj.get("/Resources", {}):
            font = list(page.obj.Resources.Font.keys())[0]
            page.contents_add(f"BT {font} 9 Tf <0001> Tj ET".encode(), prepend=True)
            return


def unended(pdf):
    pdf.pages[0].contents_add(b"/Artifact BMC")


def stray_mcid(pdf):
    pdf.pages[0].contents_add(b"/P <</MCID 9999>> BDC EMC")


def lost_mcid(pdf):
    element = next(e for e in elements(pdf) if kids(e) and
                   not any(isinstance(k, Dictionary) and "/S" in k for k in kids(e)))
    element.K = Array([9998])


def wrong_parent_tree(pdf):
    row = next(v for v in number_tree(pdf) if isinstance(v, Array) and len(v) > 0)
    row[0] = pdf.Root.StructTreeRoot.K if isinstance(pdf.Root.StructTreeRoot.K, Dictionary) \
        else pdf.Root.StructTreeRoot.K[0]


def wrong_parent(pdf):
    first(pdf, "P").P = first(pdf, "H1")


def unknown_type(pdf):
    first(pdf, "P").S = Name("/Paragraph")


def row_astray(pdf):
    first(pdf, "TR").S = Name("/P")


def emptied(pdf):
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P))
    above = first(pdf, "Sect")
    element.P = above
    above.K = Array(kids(above) + [element])


def heading_skipped(pdf):
    first(pdf, "H2").S = Name("/H4")


def scope_gone(pdf):
    del attribute_owner(first(pdf, "TH"), "/Scope").Scope


def data_cell(pdf):
    return next(e for e in elements(pdf, "TD") if attribute_of(e, "/Headers"))


def attribute_of(obj, key):
    attributes = obj.get("/A", Array())
    return next((one for one in (attributes if isinstance(attributes, Array)
                                 else [attributes]) if key in one), None)


def headers_gone(pdf):
    del attribute_of(data_cell(pdf), "/Headers").Headers


def header_nameless(pdf):
    del first(pdf, "TH").ID


def short_row(pdf):
    row = elements(pdf, "TR")[-1] if elements(pdf, "TR") else first(pdf, "TR")
    row.K = Array(kids(row)[:-1])


def two_heads(pdf):
    first(pdf, "TBody").S = Name("/THead")


def numbering_gone(pdf):
    for item in elements(pdf, "L"):
        attributes = item.get("/A", Array())
        for one in attributes if isinstance(attributes, Array) else [attributes]:
            if "/ListNumbering" in one:
                del one.ListNumbering
                return
    tap.skip("no list of the document says how it is numbered")


def body_gone(pdf):
    item = first(pdf, "LI")
    item.K = Array([k for k in kids(item) if k.get("/S") != "/LBody"])


def no_alternative(pdf):
    figure = first(pdf, "Figure")
    del figure.Alt


def no_box(pdf):
    del attribute_owner(first(pdf, "Figure"), "/BBox").BBox


def box_off_page(pdf):
    attribute_owner(first(pdf, "Figure"), "/BBox").BBox = Array([0, 0, 5000, 5000])


def no_note_id(pdf):
    note = first(pdf, "Note")
    del note.ID


def link_outside(pdf):
    for element in elements(pdf, "Link"):
        element.K = Array([k for k in kids(element) if not isinstance(k, Dictionary)
                           or k.get("/Type") != "/OBJR"])


def undescribed(pdf):
    del link(pdf).Contents


def misled(pdf):
    link(pdf).StructParent = 0


def split_paragraph(pdf):
    """Cut a paragraph on two pages as a careless writer would."""
    for element in elements(pdf, "P"):
        pieces = kids(element)
        if any(isinstance(k, Dictionary) and "/S" in k for k in pieces):
            continue
        pages = [k.Pg.objgen if isinstance(k, Dictionary) and "/Pg" in k else
                 element.Pg.objgen for k in pieces]
        if len(set(pages)) < 2:
            continue
        at = next(i for i in range(1, len(pages)) if pages[i] != pages[0])
        rest = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=element.P,
                                            K=Array(pieces[at:])))
        element.K = Array(pieces[:at])
        above = kids(element.P)
        where = next(i for i, k in enumerate(above) if k.objgen == element.objgen)
        element.P.K = Array(above[:where + 1] + [rest] + above[where + 1:])
        return
    tap.skip("no paragraph runs over a page's end")


def structure_destination(pdf):
    where = link(pdf)
    if "/A" in where:
        del where.A
    where.Dest = Array([first(pdf, "H1"), Name.Fit])


def unknown_destination(pdf):
    where = link(pdf)
    if "/A" in where:
        del where.A
    where.Dest = String("nowhere")


SPOILT = [
    ("untagged text", untagged_text, "content"),
    ("a sequence without end", unended, "content"),
    ("an MCID that no element has", stray_mcid, "mcid"),
    ("an element whose MCID is not on the page", lost_mcid, "mcid"),
    ("a parent tree that names another element", wrong_parent_tree, "parent-tree"),
    ("an element with the wrong P", wrong_parent, "parent"),
    ("a type nobody knows", unknown_type, "type"),
    ("a row that is a paragraph", row_astray, "place"),
    ("an element without content", emptied, "empty"),
    ("a heading level skipped", heading_skipped, "heading"),
    ("a header cell without scope", scope_gone, "table"),
    ("a row short of a cell", short_row, "table"),
    ("two heads in a table", two_heads, "table"),
    ("a list without numbering", numbering_gone, "list"),
    ("an item without body", body_gone, "list"),
    ("a figure without alternative", no_alternative, "figure"),
    ("a figure without box", no_box, "figure"),
    ("a figure with a box off its page", box_off_page, "figure"),
    ("a note without ID", no_note_id, "note"),
    ("links outside the tree", link_outside, "annotation"),
    ("a link without description", undescribed, "annotation"),
    ("a link whose StructParent leads astray", misled, "annotation"),
    ("a paragraph cut by the page's end", split_paragraph, "split"),
    ("a destination that begins with an element", structure_destination, "destination"),
    ("a destination that does not exist", unknown_destination, "destination"),
]


def spoil(change, rule):
    tap.true(SOUND, "there is no sound file to spoil")
    with pikepdf.open(SOURCE) as pdf:
        change(pdf)
        bytes_ = io.BytesIO()
        pdf.save(bytes_)
    bytes_.seek(0)
    found = tagcheck.check(bytes_)
    tap.true(rule in {r for r, _ in found},
             f"nothing found under '{rule}', but: {found[:5]}")


@tap.case("the edition of tables is typeset and found sound")
def tables():
    subprocess.run([os.environ["ZETSEL"], "booklet", "-q", "-o", TABLES,
                    os.path.join(ROOT, "tests", "editions", "tables")], check=True)
    tap.empty([f"{rule}: {text}" for rule, text in tagcheck.check(TABLES)], "found")


SPOILT_TABLES = [
    ("a cell among spans without its Headers", headers_gone, "cells span others"),
    ("a header cell without the name others use", header_nameless, "no cell is called"),
]


def spoil_table(change, words):
    with pikepdf.open(TABLES) as pdf:
        change(pdf)
        bytes_ = io.BytesIO()
        pdf.save(bytes_)
    bytes_.seek(0)
    found = [text for rule, text in tagcheck.check(bytes_) if rule == "table"]
    tap.true(any(words in text for text in found), found[:5])


for title, function, wanted in SPOILT_TABLES:
    tap.add(f"noticed: {title}", spoil_table, function, wanted)


for title, function, wanted in SPOILT:
    tap.add(f"noticed: {title}", spoil, function, wanted)


@tap.case("every rule has a way of breaking it")
def every_rule():
    tap.empty(set(tagcheck.RULES) - {rule for _, _, rule in SPOILT}, "rules never tried")


tap.main()
