#!/usr/bin/env python3
"""What no page may show: the real editions, texts that were written (tests/texts), and three
made-up ones, all of twenty pages or more.

The program's own figures (--dump=figures) are asserted, and those that can be told from the
lines alone (--dump=lines) are found again by other means.
"""
import os
import re
import subprocess
import sys
import tempfile

import pikepdf

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[1:1] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tests", "tools")]
import tagcheck  # noqa: E402
import tap  # noqa: E402
import texts  # noqa: E402
from dumps import figures, lines  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
GRID, TOP = 12756, 76536  # of layouts/booklet.yaml, in mpt
SIZE, BASE = 9500, 9184

# What is never to be seen, and the most that there may be of it.
NEVER = {
    "widows": 0, "orphans": 0, "headings-at-foot": 0, "column-hyphens": 0,
    "turn-hyphens": 0, "overfull": 0, "ladder": 2, "columns-apart": 0, "last-apart": 0,
    "spreads-apart": 0, "off-grid": 0, "pages-unproved": 0, "floats-later": 0,
    "floats-before": 0,
}

# The same of how even the running text of the real edition is; thousandths.
EVEN = {
    "space-cv": 145, "space-p95": 310, "loose": 20, "tight": 30, "hyphenated": 320,
    "runts": 1, "rivers": 6, "short-pages": 2,
}


def never(edition):
    found = figures(edition)
    tap.true(found["lines"] > 300, f"only {found['lines']} lines of text")
    tap.empty([f"{name}: {found[name]}, at most {most}" for name, most in NEVER.items()
               if found[name] > most], "figures")
    tap.true(970 <= found["narrowest"] and found["widest"] <= 1030, "letters too wide")
    tap.true(found["space-least"] >= 165, f"a word space of {found['space-least']}")


def even(edition):
    """How evenly the real text is set: not to get worse unseen. Shares are of all lines."""
    found = figures(edition)
    share = {name: 1000 * found[name] // found["lines"]
             for name in ("loose", "tight", "hyphenated")}
    tap.empty([f"{name}: {value}, at most {EVEN[name]}" for name, value in
               {**found, **share}.items() if name in EVEN and value > EVEN[name]], "figures")
    tap.empty([line.text for line in lines(edition)
               if line.column > 0 and line.end == "." and line.size == SIZE
               and sum(map(str.isalpha, line.text)) < 8], "last lines of under eight letters")


def again(edition):
    """The same from the lines: ladders, letters, baselines, hyphens where a page is turned."""
    run = 0
    last = None
    for line in lines(edition):
        if line.column == 0:
            continue
        run = run + 1 if line.end == "-" else 0
        tap.true(run <= 2, f"page {line.page}: three hyphens running: {line.text}")
        if line.size == SIZE:
            tap.equal((line.y - TOP - BASE) % GRID, 0, f"page {line.page}: {line.text}")
        tap.true(970 <= line.scale <= 1030, f"page {line.page}: letters at {line.scale}")
        if last is not None and last.page % 2 == 1 and line.page != last.page:
            tap.true(last.end != "-", f"page {last.page} is turned at '{last.text}'")
        last = line


def proof(edition):
    """A page more, and not a tag or a word less."""
    with tempfile.TemporaryDirectory() as scratch:
        plain, drawn = (os.path.join(scratch, x) for x in ("plain.pdf", "drawn.pdf"))
        for path, more in ((plain, []), (drawn, ["--proof"])):
            subprocess.run([ZETSEL, "booklet", "-q", edition, "-o", path, *more], check=True)
        with pikepdf.open(plain) as a, pikepdf.open(drawn) as b:
            tap.equal(len(b.pages), len(a.pages) + 1, "pages")
            for was, now in zip(a.pages, b.pages):
                tap.true(len(now.Contents.read_bytes()) >= len(was.Contents.read_bytes()),
                         "a page has less on it")
        tap.empty([f"{rule}: {text}" for rule, text in tagcheck.check(drawn)], drawn)
        told = [re.sub(r"Object \d+", "Object", subprocess.run(
            ["pdfinfo", "-struct-text", path], capture_output=True, text=True,
            check=True).stdout) for path in (plain, drawn)]
        tap.equal(told[1], told[0], "structure")


def made(kind, scratch):
    path = os.path.join(scratch, kind + ".yaml")
    with open(path, "wb") as file:
        subprocess.run([sys.executable, os.path.join(ROOT, "tests", "tools", "texts.py"),
                        kind, "24"], stdout=file, check=True)
    return path


def main():
    editions = sorted(os.path.join(ROOT, "data", name) for name in
                      os.listdir(os.path.join(ROOT, "data"))
                      if os.path.exists(os.path.join(ROOT, "data", name, "programme.yaml")))
    with tempfile.TemporaryDirectory() as scratch:
        for edition in editions:
            tap.add(f"{os.path.basename(edition)}: set evenly", even, edition)
        editions += [made(kind, scratch) for kind in texts.MADE_UP]
        editions.append(os.path.join(ROOT, "tests", "editions", "figures"))
        written = [made(kind, scratch) for kind in texts.WRITTEN]
        for edition in editions + written:
            name = os.path.basename(edition)
            tap.add(f"{name}: nothing that no page may show", never, edition)
            tap.add(f"{name}: the lines say the same", again, edition)
        for edition in editions:  # slow; other texts would say nothing more
            tap.add(f"{os.path.basename(edition)}: a proof of it", proof, edition)
        tap.main()


if __name__ == "__main__":
    main()
