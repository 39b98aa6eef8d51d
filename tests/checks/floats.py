#!/usr/bin/env python3
"""Figures and tables that float, told from the lines of the finished pages.

Whatever the text, each stands whole and once; all of them, figures and tables together, in the
order of the document; each on the page of the words that name it or the next and never before;
and the rows of tables keep to the grid. A table that nothing names goes by the paragraph before
it; one that does not float stands between the paragraphs. The texts are made up
(tests/tools/texts.py).
"""
import bisect
import collections
import os
import re
import shutil
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[1:1] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tests", "tools")]
import tap  # noqa: E402
import texts  # noqa: E402
from dumps import dump, lines  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
GRID, TOP = 12756, 76536  # of layouts/booklet.yaml, in mpt
NOTE = 8500  # size of the notes, which stand behind the text they were written in
RIGHT = 306142  # left edge of the second column
# Baselines below a line of the grid: of captions, of cells half a line down, of notes.
BASELINES = {"caption": 6123, "cell": 2551, "note": 2806}
NAME = re.compile("(Figuur|Tabel)\u00a0(\\d+)")
WORDS = re.compile("([Ff]iguur|tabel)[\u00a0 ](\\d+)")


def captions(found):
    """Where each begins, by its name."""
    starts = {}
    for i, line in enumerate(found):
        name = NAME.match(line.text)
        if name and line.column == 0:
            tap.true(name[0] not in starts, f"{name[0]} stands twice")
            starts[name[0]] = i
    return starts


def names(found):
    """The page on which each is first named in the text."""
    text, starts, pages, size = [], [], [], 0
    for line in (line for line in found if line.column > 0):
        whole = line.text.rstrip("\u00ad-") if line.end == "-" else line.text + " "
        starts.append(size)
        pages.append(line.page)
        text.append(whole)
        size += len(whole)
    named = {}
    for match in WORDS.finditer("".join(text)):
        name = f"{match[1].capitalize()}\u00a0{match[2]}"
        named.setdefault(name, pages[bisect.bisect(starts, match.start(2)) - 1])
    return named


def is_wide(name):
    kind, number = name.split("\u00a0")
    return int(number) % 5 == 4 if kind == "Figuur" else int(number) % 3 == 2


def reading_place(found, name, line):
    """As a page is read: over all columns at its head, each column, over all at its foot."""
    if not is_wide(name):
        return line.page, 1, line.x >= RIGHT, line.y
    above = any(other.page == line.page and other.column > 0 and other.y < line.y
                for other in found)
    return line.page, 2 if above else 0, False, line.y


def order(found, starts, edition):
    captions_in_tree = re.finditer('Caption #\\d+\\n *text #\\d+ "' + NAME.pattern,
                                   dump(edition, "tags"))
    tree = [f"{match[1]}\u00a0{match[2]}" for match in captions_in_tree]
    tap.equal(sorted(tree), sorted(starts), "in the tree and on the pages")
    places = [reading_place(found, name, found[starts[name]]) for name in tree]
    for k, (a, b) in enumerate(zip(places, places[1:])):
        tap.true(a < b, f"{tree[k + 1]} at {b} comes before {tree[k]} at {a}")


def where_named(found, starts):
    named = names(found)
    tap.equal(sorted(named), sorted(starts), "named and set")
    for name, i in starts.items():
        later = found[i].page - named[name]
        tap.true(later in (0, 1), f"{name}: {later} pages after its name")


def table_lines(found, start):
    """From its caption to its source, inside its own measure."""
    first = found[start]
    for line in found[start:]:
        if line.column == 0 and (line.page == first.page):
            yield line
            if line.text.startswith("Bron:"):
                return
    tap.true(False, f"{first.text}: its source is not on its page")


def whole(found, starts):
    """Every line of a table on its page, in its column, and on the grid."""
    for name, i in starts.items():
        if not name.startswith("Tabel"):
            continue
        seen = set()
        for line in table_lines(found, i):
            kinds = [kind for kind, down in BASELINES.items()
                     if (line.y - TOP) % GRID == down]
            tap.true(kinds, f"{name}, off the grid: {line.text}")
            seen.add(kinds[0])
            tap.true(is_wide(name) or (line.x >= RIGHT) == (found[i].x >= RIGHT),
                     f"{name}, out of its column: {line.text}")
        tap.equal(seen, set(BASELINES), name)


def clear(found, starts):
    """No line of text where a table is."""
    for name, i in starts.items():
        if not name.startswith("Tabel"):
            continue
        top, *_, bottom = table_lines(found, i)
        for line in found:
            beside = not is_wide(name) and (line.column == 2) != (top.x >= RIGHT)
            tap.true(line.column == 0 or line.page != top.page or beside or
                     not top.y - GRID < line.y < bottom.y + GRID,
                     f"{name}, over: {line.text}")


# ---- tables that nothing names ----------------------------------------------------

class Unnamed(texts.Writer):
    named = False


def marks(path):
    """Of each {table:id}: the table's name, the line of the file, and the table's place."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    places = dict(re.findall(r"- id: tabel-(\d+)\n +place: (\w+)", text))
    for i, line in enumerate(text.splitlines(), 1):
        mark = re.fullmatch(r" *\{table:tabel-(\d+)\}", line)
        if mark:
            yield f"Tabel\u00a0{mark[1]}", i, places[mark[1]]


def between_paragraphs(found, name, start, mark):
    """All text before it above it, and all behind it below; it may run over pages."""
    first = found[start]
    last = next(line for line in found[start:] if line.text.startswith("Bron:"))
    for line in (line for line in found if line.column > 0 and line.size > NOTE):
        above = (line.page, line.y) < (first.page, first.y)
        below = (line.page, line.y) > (last.page, last.y)
        tap.true(above if line.source < mark else below, f"{name} is not where: {line.text}")
    return last.page > first.page


def judge_unnamed(path):
    """How many, by place, end so many pages after the paragraph before them."""
    found = list(lines(path))
    starts = captions(found)
    seen, floating = collections.Counter(), {}
    for name, mark, place in marks(path):
        tap.true(name in starts, f"{name} does not stand")
        before = max((line for line in found
                      if line.column > 0 and line.size > NOTE and line.source < mark),
                     key=lambda line: (line.source, line.page, line.column, line.y))
        later = found[starts[name]].page - before.page
        tap.true(later in (0, 1), f"{name}: {later} pages after the paragraph before it")
        if place == "here":
            later |= between_paragraphs(found, name, starts[name], mark)
        else:
            floating[name] = starts[name]
        seen[place, later] += 1
    places = [reading_place(found, name, found[start]) for name, start in floating.items()]
    tap.equal(places, sorted(places), "order on the pages and in the text")
    whole(found, floating)
    clear(found, floating)
    return seen


def unnamed(scratch, seeds):
    seen = collections.Counter()
    for seed in seeds:
        path = os.path.join(scratch, f"unnamed-{seed}.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(Unnamed("figures", 18, seed).edition())
        seen += judge_unnamed(path)
    for place in ("here", "column", "page"):
        for later in (0, 1):  # or the texts do not try what they are for
            tap.true(seen[place, later] > 0, f"none {place}, {later} pages later: {seen}")


# ---- numbers ----------------------------------------------------------------------

LINK = re.compile(r' *Reference #\d+\n *Link #\d+ alt="(Ga naar (figuur|tabel) (\d+))" '
                  r'target=(\d+)\n *text #\d+ "(.*)"')


def numbers_are_links(scratch):
    """{number:id} of a table or figure: the number alone, a link to what it numbers."""
    path = os.path.join(scratch, "numbers.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(texts.Writer("figures", 18, 2).edition().replace("{figure:", "{number:"))
    tags = dump(path, "tags")
    kinds = {number: kind for kind, number in re.findall(r"^ *(\w+) #(\d+)", tags, re.M)}
    seen = collections.Counter()
    for alt, kind, number, target, text in LINK.findall(tags):
        tap.equal(text, number, alt)
        tap.equal(kinds[target], "Figure" if kind == "figuur" else "Table", alt)
        caption = re.search(rf' #{target}\b(?:.*\n)+? *Caption #\d+\n *text #\d+ "(.*)"', tags)
        tap.true(caption and NAME.match(caption[1])[2] == number, f"{alt}: {caption and caption[1]}")
        seen[kind] += 1
    tap.true(seen["figuur"] > 5 and seen["tabel"] > 1, f"only {seen}")


def pages_are_told(scratch):
    """{page:id} of a figure is read aloud with the figure's number, and never as its id."""
    path = os.path.join(scratch, "pages.yaml")
    with open(path, "w", encoding="utf-8") as file:
        text = texts.Writer("figures", 18, 2).edition()
        file.write(re.sub(r"\{figure:([^}]*)\}", r"{figure:\1} op bladzijde {page:\1}", text))
    told = collections.defaultdict(set)
    for alt, target in re.findall(r'Link #\d+ alt="Ga naar (.*)" target=(\d+)', dump(path, "tags")):
        told[target].add(alt)
    names = [alts for alts in told.values() if any("figuur" in alt for alt in alts)]
    tap.true(len(names) > 5, f"only {dict(told)}")
    for alts in names:
        tap.true(len(alts) == 1 and re.fullmatch(r"figuur \d+", *alts), str(alts))


# ---- the whole --------------------------------------------------------------------


def judge(edition):
    found = list(lines(edition))
    starts = captions(found)
    for kind, least in (("Figuur", 6), ("Tabel", 2)):
        n = sum(name.startswith(kind) for name in starts)
        tap.true(n >= least, f"{kind}: only {n}")
    order(found, starts, edition)
    where_named(found, starts)
    whole(found, starts)
    clear(found, starts)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        tap.add("figures: floats in order, whole, on the grid, where they are named", judge,
                os.path.join(ROOT, "tests", "editions", "figures"))
        shutil.copytree(os.path.join(ROOT, "tests", "editions", "figures", "images"),
                        os.path.join(scratch, "images"))
        for seed in range(2, 7):
            path = os.path.join(scratch, f"{seed}.yaml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(texts.Writer("figures", 18, seed).edition())
            tap.add(f"seed {seed}: the same", judge, path)
        tap.add("numbers of tables and figures are links to them", numbers_are_links, scratch)
        tap.add("the page of a figure is told by its number", pages_are_told, scratch)
        tap.add("tables that nothing names: by the paragraph before them, over page ends too",
                unnamed, scratch, range(2, 14))
        tap.main()


if __name__ == "__main__":
    main()
