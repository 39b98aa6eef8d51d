#!/usr/bin/env python3
"""Somebody whom one of two editions flags with `redact` is named by nothing that
`zetsel diff` makes: not in its texts, nor anywhere in the bytes of its booklet."""
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
FLAG = "    redact: true\n"

# Two who are hidden, one of whose names has a prefix, and a namesake who is not.
PEOPLE = """people:
  zwaluwstaart:
    titles: Prof. dr.
    initials: Q.X.
    given: Quirine
    prefix: van der
    surname: Zwaluwstaart
%(flag)s  kwikzilver-id:
    initials: K.
    given: Kobus
    surname: Kwikzilver
%(flag)s  naamgenoot:
    initials: N.
    given: Nelleke
    surname: Kwikzilver
"""
HIDDEN = ("zwaluwstaart", "q.x.", "quirine", "kobus", "kwikzilver-id")
SHOWN = "Nelleke Kwikzilver"

# A text of each kind names them, in one edition, in the other, or in both.
KEPT = """
        Het gemaal van Quirine van der Zwaluwstaart maalt. Kobus
        Kwikzilver ziet toe, en *Kobus* Kwikzilver heet hij. Nelleke Kwikzilver is een ander.
        Zwaluwstaart, Q.X. van der staat in het register. {name:kwikzilver-id} is genoemd.
        VAN DER ZWALUWSTAART heeft [een bladzijde](https://raad.example/Zwaluwstaart).
"""
STRUCK = """
        Dit schreef Q. X. van der Zwaluwstaart vorig jaar, samen met meneer Kwikzilver en met
        {person:zwaluwstaart}. Kwikzilvers mening was een andere dan die van Van der
        Zwaluwstaart.
"""
COME = """
        Nieuw is wat prof. dr. Q.X. (Quirine) van der Zwaluwstaart heeft laten weten aan **Kobus
        Kwikzilver** te Waterland.
"""

# So does every text of a table; the row of the one that is gone is set as it was.
TABLE = """tables:
  - id: namen
    title: Taken van Kobus Kwikzilver in %(number)d
    columns: [Taak, "Door Quirine van der Zwaluwstaart, %(number)d"]
    rows:
      - group: Onder meneer Kwikzilver in %(number)d
      - [Gemalen, "Q.X. van der Zwaluwstaart, %(number)d{note:bij}"]
      - [%(row)s, Kobus Kwikzilver]
    notes: {bij: "Gelezen door Kobus Kwikzilver, %(number)d."}
    source: Opgave van Quirine van der Zwaluwstaart, %(number)d.

booklet:
"""


def edition(words, flag, number):
    with open(os.path.join(BASE, "programme.yaml"), encoding="utf-8") as file:
        text = file.read()
    body = KEPT + words + "\n        {table:namen}\n\n"
    table = TABLE % {"number": number, "row": "Kobus Kwikzilver leest" if number == 1
                     else "Wat Van der Zwaluwstaart schrijft"}
    for old, new in (
            ("booklet:\n", table),
            ("waar een foto had kunnen staan", f"waar Kobus Kwikzilver zou staan, {number}"),
            ("alt: Een egaal blauw vlak", f"alt: Quirine van der Zwaluwstaart, {number}"),
            ('"Beeld: een programma"', f'"Beeld: Kobus Kwikzilver, {number}"'),
            ("people:\n", PEOPLE % {"flag": FLAG if flag else ""}),
            ("        ## Waar wij voor staan\n", "        ## Waar wij voor staan\n" + body),
            ("subjects: [water, wind]", f"subjects: [water, Kobus Kwikzilver, nr{number}]"),
            ("om mee te proeven.", f"om mee te proeven. Van Kobus Kwikzilver, {number}."),
            ("    vice-chair: eb\n", "    vice-chair: zwaluwstaart\n"),
            ("    chair: duin\n", f"    chair: {'kwikzilver-id' if number == 1 else 'duin'}\n"),
            ("    - person: eb\n", f"    - person: {'zwaluwstaart' if number == 1 else 'eb'}\n"),
            ("holder: bries", f"holder: {'bries' if number == 1 else 'kwikzilver-id'}"),
            ("title: Gemalen en sluizen", f"title: Sluizen van Q.X. van der Zwaluwstaart {number}"),
            ("summary: Hoe", f"summary: Hoe Kobus Kwikzilver {number}"),
            ("  - id: zand\n", f"  - id: zand\n    reason: Kobus Kwikzilver wil het {number}\n"),
            ("bereidt adviezen voor", f"bereidt voor Kobus Kwikzilver adviezen {number} voor"),
            ("bied ik u", f"bied ik namens Kobus Kwikzilver {number} u"),
            ("opgesteld. Vragen", f"opgesteld met Quirine van der Zwaluwstaart {number}. Vragen"),
            ("contact: eb", f"contact: {'zwaluwstaart' if number == 1 else 'kwikzilver-id'}")):
        tap.true(old in text, f"the small edition has no {old!r}")
        text = text.replace(old, new, 1)
    return text


def strings_of(thing, found, top=True):
    """All that an object of a PDF says, but for what it only refers to."""
    if isinstance(thing, pikepdf.Object) and thing.is_indirect and not top:
        return
    if isinstance(thing, pikepdf.Stream):
        found.append(thing.read_bytes())
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, value in thing.items():
            found.append(key.encode())
            strings_of(value, found, False)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            strings_of(value, found, False)
    elif isinstance(thing, (pikepdf.String, pikepdf.Name)):
        found += [str(thing).encode(), bytes(thing)]


def bytes_of(path):
    """The bytes as they are and unpacked, each string read, and the words on the pages."""
    with open(path, "rb") as file:
        found = [file.read()]
    plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, "-"],
                           capture_output=True, check=True).stdout
    found.append(plain)
    found += [bytes.fromhex(text.decode()) for text in
              re.findall(rb"<((?:[0-9a-fA-F]{2})+)>", plain)]
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            strings_of(thing, found)
    for tool in (["pdftotext", path, "-"], ["pdftotext", "-raw", path, "-"],
                 ["pdfinfo", "-struct-text", path], ["pdfinfo", "-meta", path]):
        found.append(subprocess.run(tool, capture_output=True, check=True).stdout)
    return found


def names_in(found):
    """Which of the hidden names one of these has, in UTF-8, UTF-16 or over line ends."""
    names = set()
    for data in found:
        for text in (data.decode("utf-8", "replace"), data.decode("utf-16-be", "replace")):
            text = re.sub(r"\s+", " ", text.replace("\xad", "")).lower()
            for name in HIDDEN:
                if name in text:
                    names.add(name)
    return names


def everything(old, new):
    """What diff makes of two editions: by the name of the form, bytes to look into."""
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("old", old), ("new", new)):
            os.mkdir(os.path.join(folder, name))
            with open(os.path.join(folder, name, "programme.yaml"), "w",
                      encoding="utf-8") as file:
                file.write(text)
            shutil.copytree(os.path.join(BASE, "images"), os.path.join(folder, name, "images"))
        pdf = os.path.join(folder, "changes.pdf")
        for form, options in (("text", []), ("json", ["--diagnostics=json"]),
                              ("markdown", ["--markdown"]), ("pdf", ["--booklet", pdf])):
            done = subprocess.run([ZETSEL, "diff", "-q", "old", "new", *options],
                                  cwd=folder, capture_output=True)
            tap.equal(done.returncode, 0, f"{form}: {done.stderr.decode()}\nexit status")
            made[form] = [done.stdout]
        made["pdf"] = bytes_of(pdf)
    return made


def hides(flag_old, flag_new):
    made = everything(edition(STRUCK, flag_old, 1), edition(COME, flag_new, 2))
    for form, found in made.items():
        tap.equal(sorted(names_in(found)), [], f"names in {form}")
    for form in ("text", "json", "markdown"):
        text = made[form][0].decode()
        # all of the prose is there, and who hides behind one id is one person
        tap.true("ziet toe" in text or "wat" in text, f"{form} has no prose")
    for kind in (b"table-retitled", b"table-column-renamed", b"table-cell", b"table-row-gone",
                 b"table-text", b"figure-text"):
        tap.true(kind in made["json"][0], f"no change is {kind.decode()}")
    pages = b" ".join(made["pdf"]).decode("utf-8", "replace")
    tap.true(SHOWN in re.sub(r"\s+", " ", pages), "a namesake is hidden too")


@tap.case("names that nobody flags are found by this test in all four forms")
def control():
    made = everything(edition(STRUCK, False, 1), edition(COME, False, 2))
    for form, found in made.items():
        missing = set(HIDDEN) - names_in(found) - {"kwikzilver-id"}
        tap.equal(sorted(missing), [], f"names that {form} lacks")
    tap.true("kwikzilver-id" in names_in(made["json"]), "the ids are not in the JSON")


tap.add("flagged in the old edition alone", hides, True, False)
tap.add("flagged in the new edition alone", hides, False, True)
tap.add("flagged in both", hides, True, True)


@tap.case("who left before the new edition, and whom only that one could flag")
def gone():
    old = edition(STRUCK, True, 1)
    new = edition(COME, False, 2)
    # the new edition has no record of them, but names them all the same
    record = (PEOPLE % {"flag": ""}).split("  naamgenoot:")[0]
    tap.true(record in new, "the records are not where they were")
    new = new.replace(record, "people:\n")
    for by, eb in (("{name:kwikzilver-id}", "Kobus Kwikzilver"), (": kwikzilver-id", ": eb"),
                   (": zwaluwstaart", ": eb")):
        new = new.replace(by, eb)
    made = everything(old, new)
    for form, found in made.items():
        tap.equal(sorted(names_in(found)), [], f"names in {form}")


@tap.case("a surname that is a word too is hidden where it is a name, and not where it is none")
def words():
    person = ("people:\n  meer:\n    initials: H.\n    prefix: van der\n    surname: Meer\n"
              + FLAG)
    old, new = (edition(words, False, number).replace("people:\n", person, 1)
                for number, words in (
                    (1, "\n        Meer water vraagt meer dijken, zei H. van der Meer.\n"),
                    (2, "\n        Meer wind vraagt meer molens, zei mevrouw Meer.\n")))
    made = everything(old, new)
    for form in ("text", "json", "markdown"):
        text = re.sub(r"\W+", " ", made[form][0].decode())
        tap.true("Meer" in text and "meer" in text, f"{form} has no Meer")
        tap.true("der Meer" not in text and "mevrouw Meer" not in text, f"{form} names Meer")


@tap.case("a name that no search of the source finds stops the comparison")
def written_otherwise():
    old = edition(STRUCK.replace("meneer Kwikzilver", "meneer Kwik&#122;ilver"), True, 1)
    new = edition(COME, False, 2)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("old.yaml", old), ("new.yaml", new)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        for options in ([], ["--markdown"], ["--diagnostics=json"]):
            done = subprocess.run([ZETSEL, "diff", "-q", "old.yaml", "new.yaml", *options],
                                  cwd=folder, capture_output=True, text=True)
            tap.equal(done.returncode, 1, "exit status")
            tap.equal(done.stdout, "", "output")
            tap.true("redaction-named" in done.stderr, done.stderr)


tap.main()
