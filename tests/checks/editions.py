#!/usr/bin/env python3
"""Editions in the shapes that other councils use: all are typeset, none needs a special case.

Each of tests/editions is made by itself, in silence, and looked at by qpdf and tagcheck.
"""
import glob
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[1:1] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tests", "tools")]
import tagcheck  # noqa: E402
import tap  # noqa: E402

FOLDERS = sorted(os.path.dirname(path) for path in
                 glob.glob(os.path.join(ROOT, "tests", "editions", "*", "programme.yaml")))
ZETSEL = shlex.split(os.environ.get("RUNNER", "")) + [os.environ["ZETSEL"]]
SCRATCH = tempfile.TemporaryDirectory(prefix="editions.")


def pdf_of(folder):
    return os.path.join(SCRATCH.name, os.path.basename(folder), "booklet.pdf")


def typeset(folder):
    done = subprocess.run(ZETSEL + ["build", folder, "-o", SCRATCH.name],
                          capture_output=True, text=True)
    tap.equal((done.returncode, done.stdout + done.stderr), (0, ""), folder)


def sound(folder):
    files = sorted(glob.glob(os.path.join(os.path.dirname(pdf_of(folder)), "*.pdf")))
    with open(os.path.join(folder, "programme.yaml"), encoding="utf-8") as file:
        letters = file.read().count("    - office: ") > 0
    tap.true(len(files) > letters, files)
    for path in files:
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        tap.true("No syntax or stream encoding errors" in done.stdout,
                 done.stdout + done.stderr)
        tap.empty([f"{rule}: {text}" for rule, text in tagcheck.check(path)], path)


def words(folder):
    """What the file says comes out of the pages."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf_of(folder), "-"],
                          capture_output=True, text=True)
    text = " ".join(done.stdout.replace("\u00ad\n", "").split())
    with open(os.path.join(folder, "programme.yaml"), encoding="utf-8") as file:
        titles = [line.split("title: ", 1)[1].split(" #")[0].strip().strip('"')
                  for line in file if line.startswith("    title: ")]
    missing = [t for t in titles if "".join(t.split()) not in "".join(text.split())]
    tap.empty(missing, "titles that are not printed")


def contents(folder):
    """What opens with a title of its own is in the contents, but for the contents itself."""
    tags = zetsel("booklet", folder, "-q", "--dump=tags")
    titles = {number: title for number, title in
              re.findall(r'^ *H1 #(\d+) outline=1 title="(.*)"$', tags, re.M)}
    listed = set(re.findall(r"^ *Link #.* target=(\d+)$", tags.partition(" TOC #")[2], re.M))
    if " TOC #" in tags:
        tap.equal([title for number, title in titles.items() if number not in listed],
                  [next(iter(titles.values()))], "titles that the contents leave out")


def heads_again(n):
    """A list that goes on on another page has its head there, and more than one row."""
    folder = os.path.join(SCRATCH.name, f"list-{n}")
    os.mkdir(folder)
    with open(os.path.join(folder, "programme.yaml"), "w", encoding="utf-8") as file:
        file.write("edition: {title: A, period-start: 2031, period-end: 2031, status: draft}\n"
                   "council: {name: Raad}\nbooklet:\n  parts:\n    - kind: chapter\n"
                   "      title: B\n      content: [{kind: topics, status: possible}]\n"
                   "    - kind: overview\nadvisories:\n")
        for i in range(n):
            file.write(f"  - {{id: a-{i}, title: Over {i}, status: possible, body: Iets.}}\n")
    frames = zetsel("booklet", "-q", folder, "--dump=frames")
    pages = [page.splitlines() for page in re.split(r"^page ", frames, flags=re.M)
             if '"Pagina"' in page]
    tap.equal(len(pages), 2, "pages of the overview")
    runs = sorted((int(y), int(x), owner, rest.rpartition('"')[0].rpartition('"')[2])
                  for _, x, y, owner, rest in (row.split(maxsplit=4) for row in pages[1]
                                               if row.startswith("  run ")))
    tap.equal([run[2:] for run in runs[:3]], [("(header)", word) for word in (
        "Titel", "Verschenen of verwacht", "Pagina")], "its head")
    rows = [run[3] for run in runs if run[3].startswith("Over ")]
    tap.true(len(rows) >= 2, f"rows on the second page: {rows}")


def under_its_matter(folder, *pairs):
    """A note stands in the column in which the text that it belongs to ends."""
    rows = zetsel("booklet", folder, "-q", "--dump=lines").splitlines()
    for text, note in pairs:
        columns = [[row.split()[0] for row in rows if words in row] for words in (text, note)]
        tap.true(len(columns[0]) == 1 and columns[0] == columns[1], (text, note, columns))


# ---- the comparison ------------------------------------------------------------------

YEARS = [os.path.join(ROOT, path) for path in
         ("tests/editions/2025-2027", "data/2026-2028", "tests/editions/2027-2029")]


def dropped_are_told(folder):
    """What the overview says of an advisory that will not come is that."""
    tags = zetsel("booklet", folder, "-q", "--dump=tags")
    overview = tags.partition('title="Overzicht"')[2]
    with open(os.path.join(folder, "programme.yaml"), encoding="utf-8") as file:
        dropped = file.read().count("\n    status: dropped\n")
    tap.true(dropped > 0, "the edition has none")
    tap.equal(overview.count('"vervallen"'), dropped, "told so in the overview")


def zetsel(*args):
    done = subprocess.run(ZETSEL + list(args), capture_output=True, text=True)
    tap.equal(done.returncode, 0, " ".join(args) + done.stderr)
    return done.stdout


def told(checker, element, skipped=()):
    """The words of an element, without those of some of the elements in it."""
    if str(element.obj.get("/S")) in skipped:
        return ""
    parts = []
    for kid in element.kids:
        if isinstance(kid, tagcheck.Element):
            parts.append(f" {told(checker, kid, skipped)} ")
        elif kid[0] == "mcid":
            parts.append(checker.pieces.get(kid[1:], "").replace("\u00ad", ""))
    return "".join(parts)


def document(checker):
    top = checker.top
    while len(top.elements()) == 1:
        top = top.elements()[0]
    return top.elements()


def marked(old, new):
    """With what was removed left out, the marked booklet says what the booklet says."""
    plain = os.path.join(SCRATCH.name, "plain.pdf")
    both = os.path.join(SCRATCH.name, "marked.pdf")
    zetsel("booklet", "-q", new, "-o", plain)
    zetsel("diff", "-q", old, new, "-o", os.devnull, "--booklet", both)
    tap.empty(tagcheck.check(both), both)
    plain, both = tagcheck.Checker(plain), tagcheck.Checker(both)
    kinds = {str(e.obj.get("/S")) for e in both.top.walk()}
    tap.true({"/Ins", "/Del"} <= kinds, kinds)
    tap.empty([both.where(e) for e in both.top.walk()
               if str(e.obj.get("/S")) in ("/Ins", "/Del")
               and (e.obj.get("/Alt") is None or e.attribute("/TextDecorationType") is None)],
              "marks without a text alternative")
    wanted = [told(plain, part) for part in document(plain)]
    got = [told(both, part, ("/Del",)) for part in document(both)]
    tap.true("ijzigingen" in got[0], "the page of changes comes first")
    words = [re.findall(r"[^\W\d]+", text) for text in wanted]
    found = [re.findall(r"[^\W\d]+", text) for text in got[1:]]
    tap.equal(found, words, "words, part by part")


def patches(old, new):
    """Applied to the old words, the changes give the new ones; every key is there."""
    keys = None
    for line in zetsel("diff", "--diagnostics=json", old, new).splitlines():
        change = json.loads(line)
        keys = keys or list(change)
        tap.equal(list(change), keys, "keys")
        if change["words"] is None:
            continue
        for text, left_out in (("old", "+"), ("new", "-")):
            tap.equal("".join(piece for mark, piece in change["words"] if mark != left_out),
                      change[text], f"the {text} text")


def itself(folder):
    """An edition compared with itself is carried over, and that is all."""
    kinds = {json.loads(line)["change"]
             for line in zetsel("diff", "--diagnostics=json", folder, folder).splitlines()}
    tap.true(kinds <= {"advisory-carried-over"}, kinds)


def there_and_back(old, new):
    """What comes one way goes the other way."""
    opposite = {"advisory-new": ("advisory-dropped", "advisory-past"),
                "member-in": ("member-out",), "committee-new": ("committee-gone",),
                "office-new": ("office-gone",), "part-new": ("part-gone",),
                "text-added": ("text-removed",)}

    def kinds(a, b):
        return [json.loads(line)["change"] for line in
                zetsel("diff", "--diagnostics=json", a, b).splitlines()]
    there, back = kinds(old, new), kinds(new, old)
    for came, went in opposite.items():
        if came != "advisory-new":
            tap.equal(there.count(came), sum(back.count(kind) for kind in went), came)
    tap.equal(there.count("text-changed"), back.count("text-changed"), "text-changed")


def archived(folder):
    """An archive copy holds the edition before, and comes out the same without the rest."""
    with tempfile.TemporaryDirectory(prefix="archive.") as into:
        zetsel("archive", "-q", folder, "--into", into)
        tap.true("made again, the same" in zetsel("verify", "--rebuild", into), "rebuilt")
        tap.true(glob.glob(os.path.join(into, "*", "data", "source", "previous", "*.yaml")),
                 "the edition before")


LONGEST_STRING = 32767  # ISO 19005-2, 6.1.13


def agenda_in_words(n):
    """However many advisories a timeline tells, its alternative is a string of the format."""
    folder = os.path.join(SCRATCH.name, "agenda")
    os.mkdir(folder)
    title = "Water en wind " * 20
    with open(os.path.join(folder, "programme.yaml"), "w", encoding="utf-8") as file:
        file.write("edition: {title: A, period-start: 2031, period-end: 2031, status: draft}\n"
                   "council: {name: Raad}\nbooklet: {parts: [{kind: timeline}]}\nadvisories:\n")
        for i in range(n):
            file.write(f"  - {{id: a-{i}, title: {title}{i}, status: possible}}\n")
    zetsel("booklet", "-q", folder, "-o", folder + ".pdf")
    figures = [e for e in tagcheck.Checker(folder + ".pdf").top.walk()
               if str(e.obj.get("/S")) == "/Figure"]
    said = [bytes(figure.obj["/Alt"]) for figure in figures]
    tap.true(len(said) == 1 and LONGEST_STRING / 2 < len(said[0]) <= LONGEST_STRING,
             [len(text) for text in said])
    tap.true("en nog" in str(figures[0].obj["/Alt"]), "how many are left")


tap.case("there are editions to test with")(lambda: tap.true(len(FOLDERS) >= 6, FOLDERS))
for each in FOLDERS:
    name = os.path.basename(each)
    tap.add(f"{name}: is typeset without a word", typeset, each)
    tap.add(f"{name}: qpdf and tagcheck find no fault", sound, each)
    tap.add(f"{name}: every advisory's title is printed", words, each)
    tap.add(f"{name}: every part with a title is in the contents", contents, each)
    tap.add(f"{name}: compared with itself", itself, each)
for before, after in zip(YEARS, YEARS[1:]):
    name = f"{os.path.basename(before)} to {os.path.basename(after)}"
    tap.add(f"{name}: the changes applied give the new text", patches, before, after)
    tap.add(f"{name}: what comes one way goes the other way", there_and_back, before, after)
    tap.add(f"{name}: the marked booklet without what went is the booklet", marked,
            before, after)
tap.add("what was dropped is not to be expected", dropped_are_told,
        os.path.join(ROOT, "tests", "editions", "2027-2029"))
tap.add("a note stands under its matter", under_its_matter,
        os.path.join(ROOT, "tests", "editions", "domains"),
        ("nog van heide mag", "De heide zelf"), ("maand bijeen, op een", "In andere programma"))
for rows in (38, 60):  # 37 find room on one page
    tap.add(f"a list of {rows} rows over pages has its head on each", heads_again, rows)
tap.add("a timeline in words keeps within the limits of the format", agenda_in_words, 200)
tap.add("an archive copy holds the edition before", archived, YEARS[-1])
tap.main()
