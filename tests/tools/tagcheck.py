#!/usr/bin/env python3
"""What a validator does not see in a tagged PDF, checked; or its tags, shown.

    tests/tools/tagcheck.py FILE...         findings, one a line; exit status 1 if any
    tests/tools/tagcheck.py --dump FILE     the structure tree with its text

ISO 32000-1 14.6 to 14.8 says what must agree: marked content, the parent tree and the
structure elements. Beyond it are rules for which a file can pass PDF/UA validation and
still read badly: a paragraph cut in two by a page's end, a table's repeated head read
twice, links that lead to page 1. RULES names them all.
"""
import argparse
import os
import re
import sys
from decimal import Decimal

import pikepdf

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pdftext import Reader, tree_items  # noqa: E402

RULES = {
    "content": "every mark on a page is tagged or an artifact; sequences nest cleanly",
    "mcid": "marked content and structure elements name each other, once each",
    "parent-tree": "the parent tree gives the element that holds the content",
    "parent": "every element's P is the element that holds it",
    "type": "every type is a standard one or is mapped to one",
    "place": "rows are in tables, items in lists, entries in contents",
    "empty": "no element without content, table cells apart",
    "heading": "headings begin with H1 and skip no level",
    "table": "rows have the same columns, header cells a scope, heads stand once",
    "list": "lists say how they are numbered, items have a body",
    "figure": "figures have a text alternative and a box on their page",
    "note": "notes have an ID of their own",
    "annotation": "links and fields are in the tree and described",
    "split": "no paragraph, list or table is cut in two by a page's end",
    "destination": "destinations begin with a page and name one that exists",
}

STANDARD = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct
Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote
Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form
""".split())

PARENTS = {  # type: where alone it may stand
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"}, "TD": {"TR"},
    "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
    "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"},
    "Lbl": {"LI", "TOCI", "Reference", "Note", "H1", "H2", "H3", "H4", "P", "Caption",
            "Link", "Span"},
    "Caption": {"Table", "Figure", "L", "TOC", "Div", "Sect", "Form", "Formula"},
}
CHILDREN = {  # type: what alone may stand in it; "" is content of its own
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}, "TR": {"TH", "TD"},
    "L": {"LI", "Caption", "L"}, "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"}, "TOCI": {"Lbl", "Reference", "TOC", "P", "NonStruct"},
}
BLOCKS = {"P", "Div", "Sect", "Table", "L", "TOC", "H1", "H2", "H3", "H4", "H5", "H6",
          "BlockQuote", "Part", "Document"}
NO_BLOCKS = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Lbl"}


class Element:
    """One structure element: its mapped type, children in order, content in order."""

    def __init__(self, obj, parent, kind):
        self.obj, self.parent, self.kind = obj, parent, kind
        self.kids = []  # Element, ("mcid", page, mcid) or ("object", page, annotation)

    def elements(self):
        return [k for k in self.kids if isinstance(k, Element)]

    def walk(self):
        yield self
        for kid in self.elements():
            yield from kid.walk()

    def content(self):
        """("mcid" or "object", page, what) of this element and those in it, in order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.content()
            else:
                yield kid

    def pages(self):
        return [page for what, page, _ in self.content() if page is not None]

    def attribute(self, name):
        """An attribute of the element, whoever owns it."""
        found = self.obj.get("/A")
        if found is None:
            return None
        for one in found if isinstance(found, pikepdf.Array) else [found]:
            if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)) and name in one:
                return one[name]
        return None


class Checker:
    def __init__(self, path):
        self.path = path
        self.findings = []  # (rule, text)
        self.pdf = pikepdf.open(path)
        self.reader = Reader(self.pdf)
        self.page_of = {p.obj.objgen: i for i, p in enumerate(self.pdf.pages)}
        self.pieces = {}  # (page, mcid): text
        self.owner = {}  # (page, mcid): Element
        self.holder = {}  # objgen of an annotation: (Element, page)
        self.top = None
        self.read_content()
        self.read_tree()

    def find(self, rule, text):
        assert rule in RULES
        self.findings.append((rule, text))

    def text(self, element):
        return "".join(self.pieces.get((page, what), "")
                       for kind, page, what in element.content() if kind == "mcid")

    def where(self, element):
        pages = element.pages()
        text = " ".join(self.text(element).split())
        place = f"{element.kind} on page {pages[0] + 1}" if pages else element.kind
        return f'{place} "{text[:40]}"' if text else place

    # ---- reading ---------------------------------------------------------------

    def read_content(self):
        for number, page in enumerate(self.pdf.pages):
            for mcid, text in self.reader.pieces(
                    page, lambda text, n=number: self.find("content",
                                                           f"page {n + 1}: {text}")):
                if (number, mcid) in self.pieces:
                    self.find("mcid", f"page {number + 1}: MCID {mcid} is used twice")
                self.pieces[number, mcid] = text

    def mapped(self, name):
        roles = self.pdf.Root.StructTreeRoot.get("/RoleMap", {})
        seen = set()
        while name not in STANDARD and f"/{name}" in roles and name not in seen:
            seen.add(name)
            name = str(roles[f"/{name}"]).lstrip("/")
        if name not in STANDARD:
            self.find("type", f"{name} is no standard type and not mapped to one")
        return name

    def read_tree(self):
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None:
            self.find("mcid", "there is no structure tree")
            return
        self.top = Element(root, None, "StructTreeRoot")
        self.read_kids(self.top, None)

    def read_kids(self, parent, page):
        kids = parent.obj.get("/K")
        if kids is None:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, (int, Decimal)):
                self.own(parent, page, int(kid))
            elif kid.get("/Type") == "/MCR":
                at = kid.get("/Pg")
                self.own(parent, self.page_of.get(at.objgen) if at is not None else page,
                         int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                at = kid.get("/Pg")
                at = self.page_of.get(at.objgen) if at is not None else page
                parent.kids.append(("object", at, kid.Obj))
                self.holder[kid.Obj.objgen] = (parent, at)
            else:
                self.read_element(kid, parent, page)

    def read_element(self, obj, parent, page):
        element = Element(obj, parent, self.mapped(str(obj.S).lstrip("/")))
        parent.kids.append(element)
        up = obj.get("/P")
        if up is None or up.objgen != parent.obj.objgen:
            self.find("parent", f"{element.kind} in {parent.kind} names another as its P")
        at = obj.get("/Pg")
        self.read_kids(element, self.page_of.get(at.objgen) if at is not None else page)

    def own(self, element, page, mcid):
        element.kids.append(("mcid", page, mcid))
        if page is None:
            self.find("mcid", f"{element.kind}: MCID {mcid} of no known page")
        elif (page, mcid) in self.owner:
            self.find("mcid", f"page {page + 1}: MCID {mcid} is in two elements")
        self.owner[page, mcid] = element

    # ---- the rules -------------------------------------------------------------

    def check(self):
        if self.top is not None:
            self.check_mcids()
            self.check_parent_tree()
            for element in self.top.walk():
                self.check_place(element)
                getattr(self, f"check_{element.kind.lower()}", lambda e: None)(element)
                self.check_split(element)
            self.check_headings()
        self.check_annotations()
        self.check_destinations()
        return self.findings

    def check_mcids(self):
        for page, mcid in self.pieces.keys() - self.owner.keys():
            self.find("mcid", f"page {page + 1}: MCID {mcid} is in no element")
        for page, mcid in self.owner.keys() - self.pieces.keys():
            if page is not None:
                self.find("mcid", f"page {page + 1} has no MCID {mcid}, which a "
                          f"{self.owner[page, mcid].kind} names")

    def check_parent_tree(self):
        root = self.pdf.Root.StructTreeRoot
        tree = dict(tree_items(root.get("/ParentTree"), "/Nums"))
        for number, page in enumerate(self.pdf.pages):
            mcids = {m for p, m in self.pieces if p == number}
            key = page.obj.get("/StructParents")
            if key is None or int(key) not in tree:
                if mcids:
                    self.find("parent-tree", f"page {number + 1} is not in it")
                continue
            row = tree[int(key)]
            for mcid in sorted(mcids):
                owner = self.owner.get((number, mcid))
                named = row[mcid] if mcid < len(row) else None
                if owner is not None and (named is None or
                                          named.objgen != owner.obj.objgen):
                    self.find("parent-tree", f"page {number + 1}: MCID {mcid} is "
                              f"in a {owner.kind}, the tree says otherwise")
        following = root.get("/ParentTreeNextKey")
        if following is not None and tree and int(following) <= max(tree):
            self.find("parent-tree", "ParentTreeNextKey is a key in use")

    def check_place(self, element):
        kind, above = element.kind, element.parent
        if above is None:
            return
        above = self.standing_in(element)
        if kind in PARENTS and above not in PARENTS[kind]:
            self.find("place", f"{self.where(element)} stands in {above}")
        if above in CHILDREN and kind not in CHILDREN[above]:
            self.find("place", f"{self.where(element)} may not stand in {above}")
        if above in NO_BLOCKS and kind in BLOCKS:
            self.find("place", f"{self.where(element)} is a block inside {above}")
        own = [k for k in element.kids if not isinstance(k, Element)]
        if kind in CHILDREN and own:
            self.find("place", f"{self.where(element)} holds content directly")
        if not element.kids and kind not in ("TD", "TH"):
            self.find("empty", f"a {kind} in {above} on or after page "
                      f"{self.page_before(element)}")

    @staticmethod
    def standing_in(element):
        above = element.parent
        while above.kind == "NonStruct" and above.parent is not None:
            above = above.parent
        return above.kind

    def page_before(self, element):
        """The last page, from 1, with content read before the element."""
        last = 1
        for other in self.top.walk():
            if other is element:
                break
            last = max([last] + [kid[1] + 1 for kid in other.kids
                                 if isinstance(kid, tuple) and kid[1] is not None])
        return last

    def check_headings(self):
        level = 0
        for element in self.top.walk():
            if re.fullmatch("H[1-6]", element.kind):
                new = int(element.kind[1])
                if new > level + 1:
                    self.find("heading", f"{self.where(element)} follows "
                              + (f"an H{level}" if level else "no heading"))
                level = new

    def check_table(self, table):
        heads = [k for k in table.elements() if k.kind == "THead"]
        if len(heads) > 1:
            self.find("table", f"{self.where(table)} has {len(heads)} heads")
        for head in heads:
            if len(set(head.pages())) > 1:
                self.find("table", f"{self.where(head)}: the head of a table is tagged "
                          "on more than one page")
        rows = [e for e in table.walk() if e.kind == "TR"]
        self.check_columns(table, rows)
        titles = {self.text(r) for h in heads for r in h.elements()} - {""}
        for row in rows:
            if row.parent.kind != "THead" and self.text(row) in titles:
                self.find("table", f"{self.where(row)} repeats the head")
        self.check_headers(table)

    def check_headers(self, table):
        """Headers name cells; where cells span others, every cell of data has them."""
        cells = [e for e in table.walk() if e.kind in ("TH", "TD")]
        ids = {str(e.obj.get("/ID")) for e in cells if "/ID" in e.obj}
        spans = any(int(c.attribute(key) or 1) > 1
                    for c in cells for key in ("/ColSpan", "/RowSpan"))
        for cell in cells:
            if spans and cell.kind == "TD" and cell.parent.parent.kind != "THead" \
                    and not cell.attribute("/Headers"):
                self.find("table", f"{self.where(cell)}: cells span others, and it does "
                          "not name its Headers")
            for name in cell.attribute("/Headers") or []:
                if str(name) not in ids:
                    self.find("table", f"{self.where(cell)}: its Headers name {name}, "
                              "which no cell is called")

    def check_columns(self, table, rows):
        widths, hanging = [], {}  # column: rows still covered from above
        for row in rows:
            covered = sum(1 for left in hanging.values() if left > 0)
            hanging = {c: left - 1 for c, left in hanging.items() if left > 1}
            width = covered
            for cell in row.elements():
                across = int(cell.attribute("/ColSpan") or 1)
                down = int(cell.attribute("/RowSpan") or 1)
                for column in range(width, width + across):
                    if down > 1:
                        hanging[column] = down - 1
                width += across
            widths.append(width)
        if len(set(widths)) > 1:
            self.find("table", f"{self.where(table)}: rows of {sorted(set(widths))} columns")

    def check_th(self, cell):
        scope = cell.attribute("/Scope")
        if str(scope) not in ("/Row", "/Column", "/Both"):
            self.find("table", f"{self.where(cell)} has no Scope")

    def check_l(self, item):
        if item.attribute("/ListNumbering") is None:
            self.find("list", f"{self.where(item)} does not say how it is numbered")

    def check_li(self, item):
        bodies = [k for k in item.elements() if k.kind == "LBody"]
        if len(bodies) != 1:
            self.find("list", f"{self.where(item)} has {len(bodies)} bodies")

    def check_figure(self, figure):
        pages = figure.pages()
        if not str(figure.obj.get("/Alt", "")).strip():
            self.find("figure", f"{self.where(figure)} has no text alternative")
        box = figure.attribute("/BBox")
        if box is None:
            self.find("figure", f"{self.where(figure)} has no BBox")
            return
        x0, y0, x1, y1 = (float(v) for v in box)
        media = [float(v) for v in self.pdf.pages[pages[0]].mediabox] if pages else None
        if not (x0 < x1 and y0 < y1):
            self.find("figure", f"{self.where(figure)} has an empty BBox")
        elif media and (x0 < media[0] - 1 or y0 < media[1] - 1 or
                        x1 > media[2] + 1 or y1 > media[3] + 1):
            self.find("figure", f"{self.where(figure)} has a BBox off its page")

    def check_note(self, note):
        name = note.obj.get("/ID")
        others = [e for e in self.top.walk() if e.kind == "Note" and e is not note]
        if name is None or not str(name):
            self.find("note", f"{self.where(note)} has no ID")
        elif any(str(e.obj.get("/ID")) == str(name) for e in others):
            self.find("note", f"{self.where(note)} shares its ID")

    # A cut leaves two elements of one kind side by side, the second on a later page.
    def check_split(self, element):
        kids = element.elements()
        for one, two in zip(kids, kids[1:]):
            a, b = one.pages(), two.pages()
            if one.kind != two.kind or not a or not b or max(a) >= min(b):
                continue
            if one.kind == "P" and self.reads_on(self.text(one), self.text(two)):
                self.find("split", f"{self.where(one)} seems to go on in the next P, on "
                          f"page {min(b) + 1}")
            elif one.kind == "L" or (one.kind == "Table" and
                                     self.head(one) == self.head(two)):
                self.find("split", f"{self.where(one)} seems to go on in the next "
                          f"{two.kind}, on page {min(b) + 1}")

    @staticmethod
    def reads_on(first, second):
        first, second = first.rstrip(), second.lstrip()
        if not first or not second:
            return False
        return first.endswith(("-", "\u00ad")) or (
            second[0].islower() and first[-1] not in ".!?:;)\u2019\u201d\"'")

    def head(self, table):
        rows = [e for e in table.walk() if e.kind == "TR"]
        return self.text(rows[0]) if rows else ""

    # ---- annotations and destinations -------------------------------------------

    def check_annotations(self):
        root = self.pdf.Root.get("/StructTreeRoot", {})
        tree = dict(tree_items(root.get("/ParentTree"), "/Nums"))
        for number, page in enumerate(self.pdf.pages):
            for annotation in page.obj.get("/Annots", []):
                kind = str(annotation.get("/Subtype")).lstrip("/")
                name = f"page {number + 1}: a {kind}"
                if kind == "Popup":
                    continue
                self.check_annotation(annotation, kind, number, name, tree)

    def check_annotation(self, annotation, kind, number, name, tree):
        holder, page = self.holder.get(annotation.objgen, (None, None))
        wanted = {"Link": "Link", "Widget": "Form"}.get(kind, "Annot")
        if holder is None:
            self.find("annotation", f"{name} is not in the structure tree")
        elif holder.kind != wanted:
            self.find("annotation", f"{name} is in a {holder.kind}")
        elif page != number:
            self.find("annotation", f"{name} is said to be on another page")
        key = annotation.get("/StructParent")
        if key is None or int(key) not in tree or (
                holder is not None and tree[int(key)].objgen != holder.obj.objgen):
            self.find("annotation", f"{name}: its StructParent does not lead to its "
                      "element")
        described = annotation.get("/TU" if kind == "Widget" else "/Contents")
        if described is None and kind == "Widget" and "/Parent" in annotation:
            described = annotation.Parent.get("/TU")
        if described is None or not str(described).strip():
            self.find("annotation", f"{name} has no description")

    def check_destinations(self):
        for what, dest in self.destinations():
            if isinstance(dest, (pikepdf.String, pikepdf.Name)):
                named = self.named().get(str(dest))
                if named is None:
                    self.find("destination", f"{what}: no destination {dest}")
                    continue
                dest = named
            if isinstance(dest, pikepdf.Dictionary):
                dest = dest.get("/D")
            if not isinstance(dest, pikepdf.Array) or len(dest) < 2:
                self.find("destination", f"{what} is no destination")
            elif not isinstance(dest[0], pikepdf.Dictionary) or \
                    dest[0].get("/Type") != "/Page":
                self.find("destination", f"{what} begins with no page")
            elif dest[0].objgen not in self.page_of:
                self.find("destination", f"{what} names a page that is not in the file")

    def named(self):
        if not hasattr(self, "names"):
            names = self.pdf.Root.get("/Names", {})
            self.names = {str(k): v for k, v in
                          tree_items(names.get("/Dests"), "/Names")}
            for key, value in self.pdf.Root.get("/Dests", pikepdf.Dictionary()).items():
                self.names[str(key)] = value
        return self.names

    def destinations(self):
        for name, dest in self.named().items():
            yield f"the destination {name}", dest
        for number, page in enumerate(self.pdf.pages):
            for annotation in page.obj.get("/Annots", []):
                yield from self.goes_to(f"page {number + 1}: a link", annotation)
        pending = [self.pdf.Root.get("/Outlines", {}).get("/First")]
        while pending:
            item = pending.pop()
            while item is not None:
                yield from self.goes_to(f'the outline "{item.get("/Title")}"', item)
                pending.append(item.get("/First"))
                item = item.get("/Next")
        if "/OpenAction" in self.pdf.Root:
            action = self.pdf.Root.OpenAction
            if isinstance(action, pikepdf.Array):
                yield "the opening view", action

    @staticmethod
    def goes_to(what, obj):
        if "/Dest" in obj:
            yield what, obj.Dest
        action = obj.get("/A")
        if action is not None and action.get("/S") == "/GoTo":
            yield what, action.get("/D")

    # ---- the tags as text ---------------------------------------------------------

    def dump(self, out):
        for element in self.top.elements():
            self.dump_element(element, 0, out)

    def dump_element(self, element, depth, out):
        notes = []
        for key in ("/Lang", "/Alt", "/ActualText", "/ID"):
            if key in element.obj:
                notes.append(f'{key[1:]}="{element.obj[key]}"')
        for key in ("/Scope", "/ColSpan", "/RowSpan", "/ListNumbering"):
            if element.attribute(key) is not None:
                notes.append(f"{key[1:]}={str(element.attribute(key)).lstrip('/')}")
        written = str(element.obj.S).lstrip("/")
        name = written if written == element.kind else f"{written}:{element.kind}"
        out.write("  " * depth + " ".join([name] + notes) + "\n")
        for kid in element.kids:
            if isinstance(kid, Element):
                self.dump_element(kid, depth + 1, out)
                continue
            kind, page, what = kid
            place = f"[{page + 1 if page is not None else '?'}]"
            text = f'"{self.pieces.get((page, what), "")}"' if kind == "mcid" \
                else str(what.get("/Subtype")).lstrip("/")
            out.write("  " * (depth + 1) + f"{place} {text}\n")


def check(path):
    """[(rule, text)], in order."""
    return Checker(path).check()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--dump", action="store_true", help="show the tags instead")
    parser.add_argument("--rules", action="store_true", help="list the rules and exit")
    parser.add_argument("files", nargs="*", metavar="FILE")
    args = parser.parse_args()
    if args.rules:
        for name, text in RULES.items():
            print(f"{name:12} {text}")
        return 0
    status = 0
    for path in args.files:
        checker = Checker(path)
        if args.dump:
            checker.dump(sys.stdout)
            continue
        for rule, text in checker.check():
            print(f"{path}: {rule}: {text}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
