#!/usr/bin/env python3
"""Letters and notes as a secretary has them: in the envelope's window, over any number of
pages, made anew with another date, and public without the names that are not."""
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

import pikepdf

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
BASE = os.path.join(ROOT, "tests", "golden", "base")
EDITIONS = [os.path.join(ROOT, "data", name) for name in sorted(os.listdir(
    os.path.join(ROOT, "data"))) if os.path.exists(
        os.path.join(ROOT, "data", name, "programme.yaml"))]
MM = 72000 / 25.4  # a millimetre, in thousandths of a point
LINE = 4.5 * MM

PARAGRAPH = """    De raad heeft dit jaar vaker over het water gesproken dan over de wind, en over de wind
    vaker dan over het zand. Dat zegt meer over het weer dan over de raad, maar het heeft wel
    gevolgen voor wat hij de komende tijd wil onderzoeken.

"""


def run(*args, status=0, where=None):
    done = subprocess.run([ZETSEL, *args], capture_output=True, text=True, cwd=where)
    tap.equal(done.returncode, status, f"{' '.join(args)}: {done.stderr}\nexit status")
    return done.stdout


class Edition:
    """A copy of the small edition in which some texts are others."""

    def __init__(self, *changes):
        self.holder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.holder.name, "edition")
        shutil.copytree(BASE, self.path)
        self.file = os.path.join(self.path, "programme.yaml")
        with open(self.file, encoding="utf-8") as file:
            text = file.read()
        for old, new in changes:
            tap.true(old in text, f"the small edition has no {old!r}")
            text = text.replace(old, new)
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.holder.cleanup()

    def made(self, name):
        return os.path.join(self.holder.name, name)


ADDRESS = ("    addressee: Aan de Voorzitter van de Tweede Kamer\n",
           "    addressee: Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n"
           "    postal-address: [Postbus 20018, 2500 EA  DEN HAAG]\n")
DATED = ("  salutation: Geachte voorzitter,\n",
         "  salutation: Geachte voorzitter,\n  date: 2031-02-03\n  reference: RWW-31.118\n")
TWO = ("  signatories:\n    - office: minister-water\n",
       "  signatories:\n    - office: minister-water\n"
       "    - office: minister-wind\n      person: duin\n")
ADOPTED = ("status: draft", "status: adopted")


def body(paragraphs):
    return ("    Hierbij bied ik u het werkprogramma aan.\n",
            "    Hierbij bied ik u het werkprogramma aan.\n\n" + PARAGRAPH * paragraphs)


# ---- frames, as --dump prints them ------------------------------------------------------

class Item:
    def __init__(self, page, line):
        self.page = page
        self.kind, x, y, self.owner = line.split()[:4]
        self.x, self.y = int(x), int(y)
        self.text = (re.findall(r'"(.*)"$', line) or [""])[0]
        self.sizes = {name: int(value) for name, value in re.findall(
            r"\b(w|h|width|size)=(\d+)", line)}

    def right(self):
        return self.x + self.sizes["width"]


def frames(*args):
    """All items of a document; its tree as (depth, kind, index, text)."""
    items, page = [], 0
    for line in run(*args, "--dump=frames").splitlines():
        if line.startswith("page "):
            page = int(line.split()[1])
        else:
            items.append(Item(page, line))
    tree = []
    for line in run(*args, "--dump=tags").splitlines():
        found = re.match(r"( *)(\w+) (#\d+)(?: \"(.*)\")?", line)
        tree.append((len(found[1]) // 2, found[2], found[3], found[4]))
    return items, tree


def texts_below(tree, at):
    """The numbers of all leaves in the node at this place of the tree."""
    depth = tree[at][0]
    for one in tree[at + 1:]:
        if one[0] <= depth:
            return
        yield one[2]


def inside(item, left, top, right, bottom):
    size = item.sizes["size"]
    tap.true(left * MM <= item.x and item.right() <= right * MM
             and top * MM <= item.y - size * 8 // 10 and item.y + size // 4 <= bottom * MM,
             f'"{item.text}" at {item.x / MM:.1f}, {item.y / MM:.1f} to '
             f"{item.right() / MM:.1f} mm is not inside {left}, {top}, {right}, {bottom}")


def in_the_window(*args):
    """A DL or C5/6 window at 20 to 110 by 50 to 90 mm, with 3 mm of play."""
    items, tree = frames("letter", *args)
    blocks = [i for i, node in enumerate(tree) if node[0] == 2]
    first_div = next(i for i in blocks if tree[i][1] == "Div")
    address = set(texts_below(tree, first_div))
    shown = [item for item in items if item.owner in address and item.kind == "run"]
    tap.true(len(shown) >= 3, f"only {len(shown)} lines of address")
    for item in shown:
        inside(item, 23, 53, 107, 87)
    back = set(texts_below(tree, blocks[1]))
    for item in items:
        if item.owner in back and item.kind == "run":
            inside(item, 20, 50, 110, 90)
    # nothing else may show: what stands in the window is the two addresses
    for item in items:
        if item.kind == "run" and item.page == 1 and item.owner not in address | back:
            tap.true(item.x > 110 * MM or not 50 * MM < item.y < 90 * MM,
                     f'"{item.text}" shows in the window')


for edition in EDITIONS:
    with open(os.path.join(edition, "programme.yaml"), encoding="utf-8") as yaml:
        part = re.search(r"^  recipients:\n((?:    .*\n)+)", yaml.read(), re.M)
    for office in re.findall(r"- office: (\S+)", part[1] if part else ""):
        tap.add(f"{os.path.basename(edition)}: the address to {office} is in the window",
                in_the_window, "-q", edition, "--to", office)


@tap.case("an address of two wrapped lines and two more is in the window")
def wrapped():
    with Edition(ADDRESS) as edition:
        in_the_window("-q", edition.path)


# ---- text of any length -----------------------------------------------------------------

def signed_well(edition, signatories):
    items, _ = frames("letter", edition.path)
    fields = [item for item in items if item.kind == "field"]
    last = max(item.page for item in items)
    tap.equal(len(fields), signatories, "fields")
    tap.equal({item.page for item in fields}, {last}, "pages with fields")
    columns = [item for item in items if item.kind == "run" and abs(item.x - 27 * MM) < MM
               and item.owner.startswith("#") and item.page == last]
    before = {item.y for item in columns if 81 * MM < item.y < fields[0].y}
    # the office of the first block, and two lines of text at least
    tap.true(len(before) >= 3, f"{len(before)} lines before the first signature")
    for item in items:
        tap.true(item.y + item.sizes.get("h", 0) <= 290 * MM, f"off the page: {item.text}")
        on_grid = (item.y - 0.72 * LINE) % LINE
        if item in columns and item.sizes["size"] == 10000:
            tap.true(min(on_grid, LINE - on_grid) < 10, f"off the grid: {item.text}")
    for page in range(1, last + 1):
        tap.equal([i.text for i in items if i.page == page and i.text.startswith("Pagina")],
                  [f"Pagina {page} van {last}"], "page number")
        head = [i.text for i in items if i.page == page and i.owner == "(header)"]
        tap.equal(head != [], page > 1, f"a head on page {page}")
        if page > 1:
            tap.true("3 februari 2031" in head and "RWW-31.118" in head, f"head: {head}")
    return last


@tap.case("signatures stay whole and with two lines of text, however long the letter")
def lengths():
    seen = set()
    for paragraphs in range(0, 24):
        with Edition(DATED, TWO, body(paragraphs)) as edition:
            seen.add(signed_well(edition, 2))
    tap.true(seen >= {1, 2, 3}, f"numbers of pages: {seen}")


@tap.case("a letter of three pages with two signatories is well tagged")
def three_pages():
    sys.path.insert(1, os.path.join(ROOT, "tests", "tools"))
    import tagcheck
    with Edition(DATED, TWO, ADOPTED, body(14)) as edition:
        made = edition.made("long.pdf")
        run("letter", edition.path, "-o", made, "--final")
        with pikepdf.open(made) as pdf:
            tap.equal(len(pdf.pages), 3, "pages")
            names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
            tap.equal(names, ["minister-water", "minister-wind"], "fields")
            for field in pdf.Root.AcroForm.Fields:
                tap.equal(field.P.objgen, pdf.pages[2].obj.objgen, "page of a field")
        tap.empty([f"{rule}: {text}" for rule, text in tagcheck.check(made)], "tags")


@tap.case("signatures stand side by side where the layout says so, and more of them fit")
def side_by_side():
    many = ("  signatories:\n    - office: minister-water\n",
            "  signatories:\n    - office: minister-water\n    - office: minister-wind\n"
            "      person: duin\n" + '    - placeholder: "[x]"\n' * 4)
    with Edition(many) as edition:
        layouts = edition.made("layouts")
        shutil.copytree(os.path.join(ROOT, "layouts"), layouts)
        with open(os.path.join(layouts, "letter.yaml"), "r+", encoding="utf-8") as file:
            text = file.read()
            tap.true("side-by-side: false" in text, "the layout")
            file.seek(0)
            file.truncate()
            file.write(text.replace("side-by-side: false", "side-by-side: true"))
        run("letter", edition.path, "--dump=frames", status=1)
        items, _ = frames("letter", edition.path, "--layouts", layouts)
        one, two = [item for item in items if item.kind == "field"]
        tap.equal(one.y, two.y, "height")
        tap.true(two.x - one.x >= one.sizes["w"] + 5 * MM, "they touch")
        tap.true(two.x + two.sizes["w"] <= 144 * MM + 2, "beyond the column")


@tap.case("an English edition has English letters")
def english():
    with Edition(("language: nl", "language: en"), DATED) as edition:
        text = run("letter", edition.path, "--dump=tags")
        for word in ("Date ", "Subject ", "Our reference ", "3 February 2031",
                     "Signature of the Minister"):
            tap.true(word in text, f"no {word!r} in {text}")
        text = run("note", edition.path, "--dump=tags")
        tap.true("Not agreed" in text and "Niet akkoord" not in text, text)
        items, _ = frames("letter", edition.path)
        tap.true("Page 1 of 1" in [item.text for item in items], "page number")
        tap.true("DRAFT" in [item.text for item in items], "mark of a draft")


# ---- decisions ----------------------------------------------------------------------------

def ticked(note, *boxes):
    """What a viewer leaves of a note in which boxes were clicked: each field's value, and
    what each of its boxes shows."""
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "ticked.pdf")
        subprocess.run(["mutool", "run", os.path.join(ROOT, "tests", "tools", "toggle.js"),
                        note, *map(str, boxes), made], check=True)
        with pikepdf.open(made) as pdf:
            fields = [field for field in pdf.Root.AcroForm.Fields if "/Kids" in field]
            return [(str(field.V), [str(kid.AS) for kid in field.Kids]) for field in fields]


@tap.case("of the two answers to a decision one can be given")
def one_answer():
    second = ("      office: minister-water\n", "      office: minister-water\n"
              "    - text: Ondertekening van de brief\n      office: minister-water\n")
    with Edition((f"  decisions:\n    - text: Vaststelling van het programma\n{second[0]}",
                  f"  decisions:\n    - text: Vaststelling van het programma\n{second[1]}"
                  )) as edition:
        note = edition.made("note.pdf")
        run("note", edition.path, "-o", note)
        yes, no, off = "/Akkoord", "/Niet akkoord", "/Off"
        nothing = (off, [off, off])
        for boxes, wanted in (
                ((), [nothing, nothing]),
                ((0,), [(yes, [yes, off]), nothing]),
                ((0, 1), [(no, [off, no]), nothing]),
                ((1, 3, 0), [(yes, [yes, off]), (no, [off, no])]),
                ((2, 2), [nothing, (yes, [yes, off])])):
            tap.equal(ticked(note, *boxes), wanted, f"after clicks on {boxes}")
        with pikepdf.open(note) as pdf:
            kids = [kid for field in pdf.Root.AcroForm.Fields if "/Kids" in field
                    for kid in field.Kids]
            tap.equal([str(kid.TU) for kid in kids], [
                f"{answer}: {what}" for what in (
                    "Vaststelling van het programma", "Ondertekening van de brief")
                for answer in ("Akkoord", "Niet akkoord")], "tooltips")


# ---- drafts ------------------------------------------------------------------------------

def marks(edition, *args):
    items, _ = frames("letter", edition.path, *args)
    pages = {item.page for item in items}
    return pages, [item.page for item in items if item.owner == "(watermark)"
                   and item.text == "CONCEPT"]


@tap.case("a draft is marked on every page, a final letter on none")
def drafts():
    placeholder = ("    - office: minister-water\n",
                   '    - office: minister-water\n    - placeholder: "[Ondertekenaar 2]"\n')
    letters = ("  signatories:\n" + placeholder[0], "  signatories:\n" + placeholder[1])
    for changes, marked in (((), True), ((ADOPTED,), False), ((ADOPTED, letters), True)):
        with Edition(DATED, body(14), *changes) as edition:
            pages, found = marks(edition)
            tap.equal(found, sorted(pages) if marked else [], f"marks with {changes}")
            if marked:
                run("letter", edition.path, "--final", "-o", edition.made("x"), status=1)
                tap.true(not os.path.exists(edition.made("x")), "refused, yet written")
    with Edition(DATED, ADOPTED, letters) as edition:
        pages, found = marks(edition, "--signatory", "minister-wind=eb", "--final")
        tap.equal(found, [], "marks with a signatory in the placeholder's place")


# ---- made anew ---------------------------------------------------------------------------

def changed(before, after):
    """The lines that differ, as [(old lines, new lines)]."""
    before, after = before.splitlines(), after.splitlines()
    return [(before[i:j], after[k:m]) for kind, i, j, k, m in difflib.SequenceMatcher(
        None, before, after, autojunk=False).get_opcodes() if kind != "equal"]


def quoted(lines):
    return [re.findall(r'"(.*?)"', line)[0] for line in lines]


CHANGES = (("--date", "2031-12-24", "3 februari 2031", "24 december 2031"),
           ("--reference", "RWW-31.999", "RWW-31.118", "RWW-31.999"),
           ("--signatory", "minister-water=J. de Roos", "C. Bries", "J. de Roos"),
           ("--signatory", "minister-water=duin", "C. Bries", "A.B. van Duin"))


def overridden(option, value, old, new):
    with Edition(DATED, TWO, body(14)) as edition:
        with open(edition.file, "rb") as file:
            data = file.read()
        for dump in ("tags", "frames"):
            plain = run("letter", edition.path, f"--dump={dump}")
            other = run("letter", edition.path, f"--dump={dump}", option, value)
            pairs = changed(plain, other)
            tap.true(pairs, f"nothing is different in {dump}")
            for a, b in pairs:
                tap.equal((set(quoted(a)), set(quoted(b))), ({old}, {new}), dump)
                # but for the text and its width, the very same places
                strip = re.compile(r' width=\d+ ".*"| ".*"')
                tap.equal([strip.sub("", x) for x in b], [strip.sub("", x) for x in a],
                          "places")
        one, two = edition.made("one.pdf"), edition.made("two.pdf")
        run("letter", edition.path, "-o", one)
        run("letter", edition.path, "-o", two, option, value)
        texts = [subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True,
                                check=True).stdout for path in (one, two)]
        tap.equal(texts[0].replace(old, new), texts[1], "the text that comes out")
        objects = []
        for path in (one, two):
            with pikepdf.open(path) as pdf:
                objects.append([str(o.get("/Type", o.get("/S", ""))) if isinstance(
                    o, (pikepdf.Dictionary, pikepdf.Stream)) else "" for o in pdf.objects])
        tap.equal(objects[0], objects[1], "the objects of the file")
        with open(edition.file, "rb") as file:
            tap.equal(file.read(), data, "the edition")


for change in CHANGES:
    tap.add(f"{change[0]} {change[1]}: only what it says is different", overridden, *change)


@tap.case("the letters of an edition differ in address and in who else has one")
def letters_differ():
    more = ("  kamer:\n", "  zaal:\n    kind: chamber\n    name: Eerste Kamer\n"
            "    addressee: Aan de Voorzitter van de Eerste Kamer\n  kamer:\n")
    two = ("    - office: kamer\n", "    - office: kamer\n    - office: zaal\n")
    with Edition(more, two) as edition:
        one, other = (run("letter", edition.path, "--to", to, "--dump=tags")
                      for to in ("kamer", "zaal"))
        said = {text for a, b in changed(one, other) for text in quoted(a + b)}
        also = "Dit werkprogramma is eveneens verzonden aan de Voorzitter van de {} Kamer."
        tap.equal(sorted(said), sorted(
            ["Aan de Voorzitter van de Tweede Kamer", "Aan de Voorzitter van de Eerste Kamer",
             also.format("Eerste"), also.format("Tweede")]), "differences")


@tap.case("on whose behalf it is sent stands in the text, or with the first signature")
def behalf():
    by = ("  salutation:", "  on-behalf-of: [minister-wind]\n  salutation:")
    told = ("Hierbij bied ik u", "Hierbij bied ik u, {letters.on-behalf-of},")
    words = "mede namens de Minister voor Wind"
    for changes in ((by,), (by, told)):
        with Edition(*changes) as edition:
            lines = [x for x in run("letter", edition.path, "--dump=tags").splitlines()
                     if words in x]
            tap.equal(len(lines), 1, f"places with {changes}")
            tap.equal(f"{words}," in lines[0], told not in changes, "after the office")


# ---- what is not public ------------------------------------------------------------------

SECRETS = ["Ontwerper", "Xandra", "X.Y.", "ontwerper", "06 98765432"]
SECRET = [
    ("people:\n", "people:\n  de-ontwerper:\n    titles: Mr.\n    initials: X.Y.\n"
     "    given: Xandra\n    prefix: de\n    surname: Ontwerper\n    redact: true\n"),
    ("  contact: eb\n", "  contact: de-ontwerper\n"),
    ("{name:eb}", "{name:de-ontwerper}"),
    ("      text: 06 0000 0000\n", "      text: 06 98765432\n      redact: true\n"),
]


def everything(path):
    """All bytes of a file, every stream of it opened, and its texts as they are read."""
    with open(path, "rb") as file:
        parts = [file.read()]
    with pikepdf.open(path) as pdf:
        for obj in pdf.objects:
            if isinstance(obj, pikepdf.Stream):
                try:
                    parts.append(obj.read_bytes())
                except pikepdf.PdfError:
                    parts.append(obj.read_raw_bytes())
            else:
                parts.append(obj.unparse(resolved=False))
        strings = []
        for obj in pdf.objects:
            if isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
                strings += [str(v) for _, v in obj.items() if isinstance(v, pikepdf.String)]
        parts.append("\n".join(strings).encode())
    for command in (["pdftotext", path, "-"], ["pdfinfo", "-struct-text", path],
                    ["mutool", "draw", "-q", "-F", "txt", path]):
        parts.append(subprocess.run(command, capture_output=True, check=True).stdout)
    return b"\n".join(parts)


def found_in(path):
    data = everything(path)
    return [word for word in SECRETS if word.encode() in data
            or word.encode("utf-16-be") in data or word.encode().hex().encode() in data.lower()]


@tap.case("a public document has no name that is flagged: not in any byte of it")
def redacted():
    with Edition(*SECRET) as edition:
        out = edition.made("out")
        run("build", edition.path, "-o", out, "--attach-source")
        folder = os.path.join(out, "edition")
        made = sorted(os.listdir(folder))
        tap.equal(made, ["booklet.pdf", "letter-kamer.pdf", "note-internal.pdf", "note.pdf"],
                  "documents")
        for name in made:
            found = found_in(os.path.join(folder, name))
            tap.equal(found, SECRETS if "internal" in name else [], name)
        text = subprocess.run(["pdftotext", os.path.join(folder, "note.pdf"), "-"],
                              capture_output=True, text=True, check=True).stdout
        tap.equal(len(re.findall("niet.openbaar", text)), 3, "bars")


@tap.case("the bars of a public note are as wide for any name")
def widths():
    dumps = []
    for surname in ("Ontwerper", "O"):
        changes = [(old, new.replace("Ontwerper", surname)) for old, new in SECRET]
        with Edition(*changes) as edition:
            dumps.append(run("note", edition.path, "--dump=frames"))
    tap.equal(dumps[0], dumps[1], "frames")


@tap.case("the source that a public note carries gives the same public note")
def same_again():
    with Edition(*SECRET) as edition:
        made = [edition.made(x) for x in ("a.pdf", "b.pdf", "c.pdf")]
        run("note", edition.path, "--attach-source", "-o", made[0])
        run("note", edition.path, "-o", made[1])
        with pikepdf.open(made[0]) as pdf:
            source = pdf.attachments["programme.yaml"].get_file().read_bytes()
        with open(edition.file, "wb") as file:
            file.write(source)
        run("note", edition.path, "-o", made[2])
        with open(made[1], "rb") as one, open(made[2], "rb") as two:
            tap.true(one.read() == two.read(), "the notes differ")


# ---- all or nothing ----------------------------------------------------------------------

@tap.case("build writes no document of an edition if one of them has an error")
def nothing():
    wide = ("    addressee: Aan de Voorzitter van de Tweede Kamer\n",
            "    addressee: Aan de Voorzitter van de Tweede Kamer\n    postal-address:\n"
            "      - Postbus 20018 op de derde verdieping aan de waterkant\n")
    with Edition(wide) as edition:
        run("build", edition.path, "-o", edition.made("out"), status=1)
        tap.true(not os.path.exists(edition.made("out")), "something was written")


@tap.case("what is wrong in a text of several documents is said once")
def once():
    odd = ("  name: Raad voor Water en Wind\n  abbreviation", "  name: Raad \u4e16\n  abbreviation")
    with Edition(odd, ("Hierbij bied", "{council.name}: hierbij bied")) as edition:
        done = subprocess.run([ZETSEL, "build", edition.path, "-o", edition.made("out")],
                              capture_output=True, text=True)
        lines = [x for x in done.stderr.splitlines() if "[glyph-missing]" in x]
        tap.equal(len(lines), len(set(lines)), "messages\n" + "\n".join(lines))
        tap.true(lines, done.stderr)


@tap.case("a picture at the head is fitted into its place, as an artifact")
def emblem():
    with Edition(("  salutation:", "  emblem: images/plate.png\n  salutation:")) as edition:
        items, _ = frames("letter", edition.path)
        shown = [item for item in items if item.kind == "image"]
        tap.equal([item.owner for item in shown], ["(layout)"], "pictures")
        tap.true(98.5 * MM - 2 <= shown[0].x and shown[0].x + shown[0].sizes["w"]
                 <= 111.5 * MM + 2 and shown[0].sizes["h"] <= 37.125 * MM + 2, "its box")


# ---- beside the text ---------------------------------------------------------------------

SUBJECT = "  subject: Werkprogramma 2031\n"
SECTION = "        De raad heeft zijn programma opgesteld. Vragen beantwoordt {name:eb}.\n"


def beside_the_text(words, paragraphs):
    subject = f"{SUBJECT[:-1]}{' over water en wind' * words}\n"
    text = SECTION + ("\n" + PARAGRAPH.replace("    ", " " * 8).rstrip("\n") + "\n") * paragraphs
    with Edition((SUBJECT, subject), (SECTION, text)) as edition:
        items, _ = frames("note", edition.path)
    for page in range(1, items[-1].page + 1):
        runs = [i for i in items if i.page == page and i.kind == "run"]
        first = min(i.y for i in runs if i.x >= 153 * MM - 1)
        tap.true([i for i in runs if i.x < 30 * MM and abs(i.y - first) < 200],
                 f"page {page}: nothing of the text on the first baseline beside it, "
                 f"{first / LINE:.2f}, with {paragraphs} paragraphs")
    return items[-1].page


@tap.case("what stands beside a note begins on a baseline of its text, on every page")
def beside():
    pages = {beside_the_text(words, n) for words in (0, 10) for n in range(4, 18, 2)}
    tap.true(pages >= {2, 3}, f"numbers of pages: {pages}")


tap.main()
