#!/usr/bin/env python3
"""An edition of about as many pages as asked for, out of the real one's own sentences.

    tests/tools/grow.py PAGES [--one-chapter] > FOLDER/programme.yaml

People, advisories and all else stay as they are; the parts of the booklet become a cover, the
contents and chapters of some six pages each (or a single one), their paragraphs taken in turn
from the real texts, with headings and lists between. No two paragraphs are alike: each begins
where the last one left off in the stream of sentences. The same pages for the same number.
"""
import argparse
import itertools
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EDITION = os.path.join(ROOT, "data", "2026-2028", "programme.yaml")
BYTES_A_PAGE = 4200
TEXT_A_CHAPTER = 4  # pages of text alone, without the opening and what the last one lacks
PAGES_A_CHAPTER = 6
PAGES_A_TEXT = 200  # one text may not be longer than a megabyte


def sentences(text):
    """Those of all blocks called body, in order."""
    bodies = re.findall(r"^( +)body: \|\n((?:\1 +.*\n|\n)+)", text, re.M)
    prose = " ".join(line.strip() for _, body in bodies for line in body.split("\n")
                     if not line.strip().startswith("#"))
    return [s for s in re.split(r"(?<=[.?]) (?=[A-Z])", prose) if "](" not in s and "{" not in s]


def wrapped(text, indent):
    return indent + text + "\n\n"


def body(stream, size, indent):
    """Paragraphs of three to seven sentences; a heading before each sixth, a list after each ninth."""
    out, length = "", 0
    for n in itertools.count(1):
        if length >= size:
            return out
        if n % 6 == 1:
            words = next(stream).split()
            out += wrapped("## " + " ".join(words[:6]).rstrip(",.;:?"), indent)
        paragraph = " ".join(next(stream) for _ in range(3 + n % 5))
        out += wrapped(paragraph, indent)
        length += len(paragraph)
        if n % 9 == 0:
            out += "".join(indent + "- " + next(stream) + "\n" for _ in range(3)) + "\n"


def chapter(stream, number, pages):
    """Its text; and if that were too long for one, the rest as content after it."""
    title = " ".join(next(stream).split()[:5]).rstrip(",.;:?")
    out = (f"    - id: deel-{number}\n      kind: chapter\n      number: \"{number}\"\n"
           f"      title: \"{number}. {title}\"\n      body: |\n"
           + body(stream, min(pages, PAGES_A_TEXT) * BYTES_A_PAGE, "        "))
    if pages > PAGES_A_TEXT:
        out += "      content:\n"
    for done in range(PAGES_A_TEXT, pages, PAGES_A_TEXT):
        out += ("        - kind: text\n          body: |\n"
                + body(stream, min(pages - done, PAGES_A_TEXT) * BYTES_A_PAGE, "            "))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("pages", type=int)
    parser.add_argument("--one-chapter", action="store_true")
    args = parser.parse_args()
    with open(EDITION, encoding="utf-8") as file:
        text = file.read()
    before, after = text.split("\n  parts:\n")
    stream = itertools.cycle(sentences(text))
    count = 1 if args.one_chapter else max(1, args.pages // PAGES_A_CHAPTER)
    each = args.pages if args.one_chapter else TEXT_A_CHAPTER
    parts = "".join(chapter(stream, n + 1, each) for n in range(count))
    sys.stdout.write(before + "\n  parts:\n    - kind: cover\n    - kind: contents\n"
                     "      title: Inhoud\n" + parts + "    - kind: back\n      lines:\n"
                     "        - text: \"{council.name}\"\n" + after[after.index("\nletters:"):])


if __name__ == "__main__":
    main()
