#!/usr/bin/env python3
"""Texts at the edge of what a page can hold: covers with long titles, lists and quotations
nested deeper than a column is wide.
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
with open(os.path.join(ROOT, "tests", "golden", "base", "programme.yaml"),
          encoding="utf-8") as _file:
    BASE = _file.read()
WORDS = ("Werkprogramma van de raad voor water en wind in de jaren 2031 tot en met 2033, met een "
         "vooruitblik op wat daarna komt en een terugblik op wat er van het vorige programma is "
         "geworden, en met de adviezen die sinds dan zijn uitgebracht over zee en lucht, en over "
         "de dijken die het land van de zee scheiden").split()
FIELD_TOP, G = 306142, 12756  # of layouts/booklet.yaml, in mpt
RIGHT = 306000  # the right column begins beyond this
STROKES, NEEDLE = 24 * 22, "#CC4F3B"


def dump(what, before, after, limit=10):
    """The lines of a dump of the small edition, changed; and what was said."""
    tap.true(before in BASE, f"the small edition has no {before!r}")
    with tempfile.TemporaryDirectory() as where:
        os.symlink(os.path.join(ROOT, "tests", "golden", "base", "images"),
                   os.path.join(where, "images"))
        source = os.path.join(where, "programme.yaml")
        with open(source, "w", encoding="utf-8") as file:
            file.write(BASE.replace(before, after, 1))
        done = subprocess.run([ZETSEL, "booklet", source, "--dump=" + what],
                              capture_output=True, text=True, timeout=limit)
    tap.equal(done.returncode, 0, done.stderr)
    return done.stdout.splitlines(), done.stderr


def cover(title):
    """(size of the title, its lines' baselines, the strokes' tops, is there a needle)"""
    frames, _ = dump("frames", "title: Werkprogramma 2031", f'title: "{title}"')
    sizes, lines, tops, needles = set(), [], [], 0
    for row in frames:
        if re.match(r"page 2\b", row):
            break
        kind, x, y = (row.split() + ["", "", ""])[:3]
        if kind == "stroke":
            height = int(re.search(r" h=(-?\d+)", row).group(1))
            tops.append(min(int(y), int(y) + height))
            needles += NEEDLE in row
        elif kind == "run" and int(y) > 100000:
            sizes.add(int(re.search(r"size=(\d+)", row).group(1)))
            if int(y) not in lines:
                lines.append(int(y))
    tap.equal(len(sizes), 1, "sizes of one title")
    return sizes.pop(), lines, tops, needles


@tap.case("a cover's title never meets the field: it becomes smaller, then the field does")
def covers():
    last, seen, gave_way = None, set(), False
    for n in range(1, len(WORDS) + 1):
        size, lines, tops, needles = cover(" ".join(WORDS[:n]))
        tap.true(last is None or size <= last, f"{n} words are larger than {n - 1}")
        last = size
        seen.add((size, len(lines)))
        tap.equal(needles, 1, f"needles with {n} words")
        tap.true(min(tops) > lines[-1] + G, f"{n} words: the field is at the title")
        if len(tops) < STROKES:
            gave_way = True
            tap.true(lines[-1] + 4 * G > FIELD_TOP, f"{n} words: the field gives way in vain")
        else:
            tap.equal(len(tops), STROKES, "strokes")
    tap.equal(len({size for size, _ in seen}), 3, "sizes")
    tap.true(gave_way, "no title is long enough")
    tap.true(max(n for _, n in seen) >= 9, f"at most {max(n for _, n in seen)} lines")


@tap.case("a word too long for a cover is divided, at the smallest size")
def word():
    size, lines, tops, _ = cover("Onderwerpenxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
    tap.equal(size, 28000, "size")
    tap.true(len(lines) > 1 and min(tops) > lines[-1] + G, lines)
    size, lines, _, _ = cover("Samenwerkingsverband")
    tap.equal((size, len(lines)), (36000, 1), "a word that a smaller size holds whole")


def nested(before, after, least):
    frames, said = dump("lines", before, after)
    tap.equal(said, "", "messages")
    inside = [row.split(" ", 9) for row in frames if "diepte" in row]
    tap.true(len(inside) >= least, f"only {len(inside)} lines")
    indents = [int(row[1]) % 242362 - 63780 for row in inside]
    tap.true(0 < max(indents) <= 112700, f"indents: {sorted(set(indents))}")


@tap.case("lists twenty deep and quotations forty deep keep half their column")
def deep():
    mark = "        - sluizen.\n"
    items = "".join("        " + "  " * i + f"- de diepte {i} in gaat het hier\n"
                    for i in range(20))
    nested(mark, mark + items, 20)
    quote = "        > Wie het water tegenhoudt"
    nested(quote, "        " + "> " * 40 + "In de diepte is het stil.\n\n" + quote, 1)


PARAGRAPH = "      niet overal bekend, en wie het mag weghalen evenmin.\n"


@tap.case("the number of a list's item never meets its text, and all end on one edge")
def numbers():
    for first in (1, 7, 95, 9995):
        items = "".join(f"      {n}. Een raad leest wat er van zijn advies kwam, en dat twee "
                        f"keer.\n" for n in range(first, first + 8))
        rows, _ = dump("frames", PARAGRAPH, f"{PARAGRAPH}\n{items}")
        runs = [(re.search(r'"(.*)"$', row).group(1), int(row.split()[1]), int(row.split()[2]),
                 int(re.search(r"width=(\d+)", row).group(1)))
                for row in rows if row.lstrip().startswith("run ")]
        texts = {(y, x > RIGHT): x for text, x, y, _ in runs
                 if text.startswith("Een raad leest")}
        marks = [run for run in runs if re.fullmatch(r"\d+\.", run[0]) and
                 (run[2], run[1] > RIGHT) in texts]
        tap.equal(len(marks), 8, f"numbers from {first}")
        for text, x, y, width in marks:
            beside = texts[y, x > RIGHT]
            tap.true(beside >= x + width + 1500, f"{text} ends at {x + width}, text at {beside}")
        if first > 1:
            ends = [(x + width - 63780) % 242361 for _, x, _, width in marks]
            tap.true(max(ends) - min(ends) <= 3, ends)


tap.main()
