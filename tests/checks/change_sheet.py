#!/usr/bin/env python3
"""The sheet of changes before a marked booklet: one page as long as what changed fits on
one, set at ease where that is enough and closer where that saves a page."""
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


def sheet(n, layouts=None):
    """The pages before the booklet's first, and the height of a word in the list, of an
    edition with n more topics than the one before."""
    with tempfile.TemporaryDirectory() as folder:
        for name, more in (("old", 0), ("new", n)):
            shutil.copytree(BASE, os.path.join(folder, name))
            topics = "".join(f"  - {{id: t{i}, title: Onderwerp nummer {i}, status: possible}}\n"
                             for i in range(more))
            with open(os.path.join(folder, name, "programme.yaml"), "r+",
                      encoding="utf-8") as file:
                text = file.read()
                tap.true("\nadvisories:\n" in text, "the small edition has no advisories")
                file.seek(0)
                file.write(text.replace("\nadvisories:\n", "\nadvisories:\n" + topics))
        pdf = os.path.join(folder, "changes.pdf")
        command = [ZETSEL, "diff", "-q", "old", "new", "--booklet", pdf, "-o", os.devnull]
        done = subprocess.run(command + (["--layouts", layouts] if layouts else []),
                              cwd=folder, capture_output=True, text=True)
        tap.equal(done.returncode, 0, f"{done.stderr}\nexit status")
        with pikepdf.open(pdf) as file:
            labels = [page.label for page in file.pages]
        front = [label for label in labels if re.fullmatch("[ivx]+", label)]
        words = subprocess.run(["pdftotext", "-bbox", "-f", "1", "-l", "1", pdf, "-"],
                               capture_output=True, text=True, check=True).stdout
        tops = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">Onderwerp<', words)
        tap.true(tops, "no topic on the first page")
        # the booklet begins on a right-hand page: behind one there is one left blank
        return len([label for label in front]), float(tops[0][1]) - float(tops[0][0])


@tap.case("few changes are set at ease, more of them closer, all on one page")
def one_page():
    few, high = sheet(5)
    more, low = sheet(46)
    tap.equal((few, more), (1, 1), "pages")
    tap.true(low < .93 * high, f"words are {low} high, and {high} with room")


@tap.case("what fits on no page is set closer if that saves one")
def many_pages():
    pages, high = sheet(100)
    tap.equal(pages, 2, "pages")
    with tempfile.TemporaryDirectory() as folder:
        layouts = os.path.join(folder, "layouts")
        shutil.copytree(os.path.join(ROOT, "layouts"), layouts)
        path = os.path.join(layouts, "booklet.yaml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        loose = re.sub(r"\n  tight:\n(    .*\n)+", "\n", text)
        tap.true(loose != text, "the layout has no closer list")
        with open(path, "w", encoding="utf-8") as file:
            file.write(loose)
        pages, loose_high = sheet(100, layouts)
        tap.equal(pages, 3, "pages without it")
        tap.true(high < loose_high, "not closer")


TABLES = os.path.join(ROOT, "tests", "editions", "tables", "programme.yaml")


def marked(edits):
    """The words of the sheet, of the pages behind it, and the tags, of the edition of
    tables with these edits."""
    with tempfile.TemporaryDirectory() as folder:
        with open(TABLES, encoding="utf-8") as file:
            text = file.read()
        new = text
        for was, now in edits:
            tap.true(was in new, f"the edition of tables has no {was!r}")
            new = new.replace(was, now, 1)
        for name, words in (("old.yaml", text), ("new.yaml", new)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(words)
        pdf = os.path.join(folder, "changes.pdf")
        done = subprocess.run([ZETSEL, "diff", "-q", "old.yaml", "new.yaml", "--booklet", pdf,
                               "-o", os.devnull], cwd=folder, capture_output=True, text=True)
        tap.equal(done.returncode, 0, f"{done.stderr}\nexit status")
        made = []
        for command in (["pdftotext", "-l", "1", pdf, "-"], ["pdftotext", "-f", "2", pdf, "-"],
                        ["pdfinfo", "-struct-text", pdf]):
            made.append(" ".join(subprocess.run(command, capture_output=True, text=True,
                                                check=True).stdout.split()))
        return made


GONE = '      - [Vergoeding van de leden, "188,0", "188,0", "194,5", "194,5"]\n'


@tap.case("what changed in a table is told by row and column, and where it is")
def table():
    sheet_words, pages, tags = marked([
        ('"1.530,2"', '"1.560,4"'), (GONE, ""),
        ("stand per 1 oktober 2034", "stand per 1 november 2034")])
    tap.true("Tabel 1: Begroting naar kostensoort, in duizenden euro" in sheet_words,
             sheet_words)
    for words in ("rij weg: Vergoeding van de leden",
                  "Personeel in vaste dienst, 2035: 1.530,2 → 1.560,4", "bron gewijzigd"):
        tap.true(words in sheet_words, f"{words!r} is not in: {sheet_words}")
    # the row that is gone stands where it stood, marked as removed
    tap.true(re.search("Inhuur.*Vergoeding van de leden.*Onderzoek door derden", pages), pages)
    tap.true(re.search(r'Verwijderd: Vergoeding van de leden|"Vergoeding van de leden"', tags),
             "the row is not in the tags")


@tap.case("few cells are named, many are counted")
def counted():
    cells = [(f'"{old}"', f'"{new}"') for old, new in (
        ("1.412,5", "1.412,6"), ("1.478,0", "1.478,1"), ("1.530,2", "1.530,3"),
        ("1.561,0", "1.561,1"))]
    for n in (3, 4):
        words = marked(cells[:n])[0]
        tap.equal("4 cellen gewijzigd" in words, n == 4, f"{n} cells: {words}")
        tap.equal("1.412,5 → 1.412,6" in words, n == 3, f"{n} cells: {words}")


@tap.case("a topic whose text alone changed is on the sheet")
def topic():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(BASE, "programme.yaml"), encoding="utf-8") as file:
            text = file.read()
        summary = re.search(r"\n    body: \|\n      (\w+) ", text)
        tap.true(summary, "the small edition has no topic with a text")
        for name, what in (("old", text), ("new", text.replace(
                summary.group(0), summary.group(0) + "voortaan ", 1))):
            shutil.copytree(BASE, os.path.join(folder, name))
            with open(os.path.join(folder, name, "programme.yaml"), "w",
                      encoding="utf-8") as file:
                file.write(what)
        pdf = os.path.join(folder, "changes.pdf")
        subprocess.run([ZETSEL, "diff", "-q", "old", "new", "--booklet", pdf, "-o",
                        os.devnull], cwd=folder, check=True)
        words = subprocess.run(["pdftotext", "-l", "1", pdf, "-"], capture_output=True,
                               text=True, check=True).stdout
        tap.true("alinea’s: 1 gewijzigd" in words, words)
        tap.true("Er is niets gewijzigd" not in words, words)


tap.main()
