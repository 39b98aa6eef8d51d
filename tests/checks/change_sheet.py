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


tap.main()
