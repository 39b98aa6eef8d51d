#!/usr/bin/env python3
"""An edition of made-up Dutch, as long as wanted, to set pages with.

    tests/tools/texts.py KIND PAGES [SEED] > programme.yaml

KIND is the sort of text: each strains something else.

    story    long paragraphs, one chapter, hardly a heading
    report   chapters with leads; headings of two ranks, lists, quotations, footnotes
    talk     paragraphs of one line to five, the turns of a conversation
    figures  a report with figures and tables that float; the pictures are in
             tests/editions/figures
    real     tests/bench/text-nl.txt as it is, whatever PAGES says
    NAME     tests/texts/NAME.txt as it is, whatever PAGES says: prose that was written to be
             read (tests/texts/README.md)

Of the first four, words follow one another as in tests/bench/text-nl.txt, word by word, and long ones are
exchanged for those of tests/hyphen/nl-words.txt, so that lengths, capitals, figures and the
places to divide are those of real text; the sense is not. The same arguments give the same
bytes on any machine.
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORDS_ON_A_PAGE = 700
WORDS_IN_A_TEXT = 50000  # one value of a YAML file is not read if it is too long
MADE_UP = ("story", "report", "talk")
REPORTS = ("report", "figures")
WRITTEN = sorted(name[:-len(".txt")] for name in os.listdir(os.path.join(ROOT, "tests", "texts"))
                 if name.endswith(".txt"))
KINDS = (*MADE_UP, "figures", "real", *WRITTEN)


class Random:
    """Numerical Recipes' quick generator: nothing here needs more, or may change."""

    def __init__(self, seed):
        self.state = seed & 0xFFFFFFFF

    def below(self, n):
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return (self.state >> 8) * n >> 24

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def one_of(self, items):
        return items[self.below(len(items))]


def lines(*path, comments=False):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if comments or not line.startswith("#")]


class Tongue:
    """Sentences, a word after a word."""

    def __init__(self, random):
        self.random = random
        self.after, self.first = {}, []
        for line in lines("tests", "bench", "text-nl.txt"):
            words = line.split()
            self.first.append(words[0])
            for a, b in zip(words, words[1:]):
                self.after.setdefault(a, []).append(b)
        self.long = [line.split("\t")[0] for line in lines("tests", "hyphen", "nl-words.txt")
                     if line]
        self.long = [word for word in self.long if len(word) >= 8 and word.isalpha()]

    def exchanged(self, word):
        bare = re.fullmatch(r"([a-zë]{8,})([,.]?)", word)
        if bare is None or self.random.below(3) == 0:
            return word
        return self.random.one_of(self.long) + bare[2]

    def sentence(self):
        word = self.random.one_of(self.first)
        words = [word]
        while len(words) < 60 and not (len(words) > 3 and word.endswith(".")
                                       and len(word) > 3):
            word = self.random.one_of(self.after.get(word) or self.first)
            words.append(word)
        words = [self.exchanged(word) for word in words]
        return " ".join(words[:1] + words[1:]).rstrip(".,;: ") + "."

    def words(self, least):
        """At least so many words, in whole sentences."""
        text = []
        while len(text) < least:
            text += self.sentence().split()
        return self.safe(" ".join(text))

    def phrase(self, n):
        text = " ".join(self.sentence().split()[:n]).strip(".,;:–‘’() ")
        return self.safe(text[:1].upper() + text[1:])

    @staticmethod
    def safe(text):
        return re.sub(r"([*_<>\[\]{}#`\\])", "", re.sub(r"^[-–+0-9.)\s]+", "", text)) or "En"


def amount(tenths):
    """As a Dutch table has it, in quotes: a comma between brackets parts two cells."""
    return '"%s,%d"' % (f"{tenths // 10:,}".replace(",", "."), tenths % 10)


class Writer:
    named = True  # the text names its tables

    def __init__(self, kind, pages, seed):
        self.random = Random(seed)
        self.tongue = Tongue(self.random)
        self.kind, self.left = kind, pages * WORDS_ON_A_PAGE
        self.notes, self.opened = 0, False
        self.n_figures, self.pictures = 0, []
        self.tables, self.cells = [], Tongue(Random(seed + 1))  # apart: the text stays as it is
        self.out = []

    def put(self, text, indent=0):
        self.left -= len(text.split())
        self.out += [" " * indent + line for line in text.split("\n")] if text else [""]

    def block(self, text):
        self.put("")
        self.put(text, 12)

    def story(self):
        self.block(self.tongue.words(self.random.between(40, 170)))
        if self.random.below(40) == 0:
            self.block("## " + self.tongue.phrase(self.random.between(2, 6)))
            self.block(self.tongue.words(60))

    def talk(self):
        self.block(self.tongue.words(self.random.between(1, 30)))
        if self.random.below(30) == 0:
            self.block("## " + self.tongue.phrase(self.random.between(2, 5)))
            self.block(self.tongue.words(30))

    def report(self):
        rank = self.random.one_of(("## ", "## ", "### ")) if self.opened else "## "
        self.opened = True
        self.block(rank + self.tongue.phrase(self.random.between(2, 9)))
        for _ in range(self.random.between(1, 4)):
            self.block(self.tongue.words(self.random.between(20, 120)))
        chance = self.random.below(8)
        if chance < 2:
            self.block("\n".join(
                f"{'-' if chance else f'{i + 1}.'} {self.tongue.words(self.random.between(2, 9))}"
                for i in range(self.random.between(2, 6))))
            self.block(self.tongue.words(40))
        elif chance == 2:
            self.block("> " + self.tongue.words(20))
            self.block(self.tongue.words(50))
        elif chance == 3:
            self.notes += 1
            self.block(f"{self.tongue.words(30)}[^n{self.notes}]")
            self.block(f"[^n{self.notes}]: {self.tongue.words(6)}")

    def figures(self):
        """A report that names a figure about once a page; some as wide as the page."""
        self.report()
        if self.random.below(3) > 0:
            return
        self.n_figures += 1
        number = self.n_figures
        wide = number % 5 == 4
        shape = "wide" if wide else self.random.one_of(SHAPES)
        name = f"{{figure:beeld-{number}}}"
        self.block(f"{self.tongue.words(self.random.between(10, 60))} " +
                   (f"{name} laat dat zien." if number % 2 else f"Zie ook {name}.") +
                   f" {self.tongue.words(self.random.between(1, 60))}")
        self.pictures.append((number, shape, wide, self.tongue.words(self.random.between(4, 25))))
        if number % 4 == 3:
            self.table(wide=len(self.tables) % 3 == 1)

    def table(self, wide):
        """Named, and set behind the paragraph that does so: over the page, or in a column."""
        number, random, cells = len(self.tables) + 1, self.cells.random, self.cells
        left = self.left
        years = range(2027, 2031) if wide else range(2029, 2031)
        naming = f"De bedragen staan in tabel {{number:tabel-{number}}}. " if self.named else ""
        self.block(f"{cells.words(random.between(20, 60))} {naming}"
                   f"{cells.words(random.between(5, 40))}")
        self.block(f"{{table:tabel-{number}}}")
        self.left = left  # beside the pages that were asked for
        rows = [[random.between(1, 9999) for _ in years] for _ in range(random.between(4, 9))]
        group = "Raming" if wide else None
        place = "page" if wide else "column"
        if not self.named and number % 3 == 0:
            place = "here"
        lines = [f"- id: tabel-{number}", f"  place: {place}",
                 f'  title: "{cells.phrase(random.between(3, 7))}"', "  columns:", "    - Post"]
        lines += ['    - {label: "%d", kind: amount%s}' %
                  (year, f", group: {group}" if wide and year > 2028 else "") for year in years]
        lines += ["  rows:"]
        for i, row in enumerate(rows):
            mark = "{note:voorlopig}" if i == 1 and number % 2 else ""
            lines += ['    - ["%s%s", %s]' % (cells.phrase(random.between(1, 4)), mark,
                                              ", ".join(map(amount, row)))]
        lines += ["  foot:", "    - sum: true", "      cells: [Samen, %s]" % ", ".join(
            amount(sum(column)) for column in zip(*rows))]
        if number % 2:
            lines += ["  notes:", f'    voorlopig: "{cells.phrase(9)}."']
        self.tables.append("\n".join(lines + [f'  source: "{cells.phrase(5)}."']))

    def put_pictures(self):
        if self.pictures:
            self.put("figures:", 6)
        for number, shape, wide, caption in self.pictures:
            self.put(PICTURE.format(number=number, shape=shape, caption=caption,
                                    place="page" if wide else "column"), 8)
        self.pictures = []

    def text(self):
        self.put("- kind: text\n  body: |", 8)

    def chapter(self, number, words):
        self.put(CHAPTER.format(number=number, title=self.tongue.phrase(3)), 4)
        if self.kind in REPORTS and number % 2 == 1:
            self.put("lead: |", 6)
            self.put(self.tongue.words(25), 8)
        end, self.opened = self.left - words, False
        self.put("content:", 6)
        self.text()
        if self.kind == "real":
            for paragraph in lines("tests", "bench", "text-nl.txt"):
                self.block(re.sub(r"([*_<>\[\]{}#`\\])", r"\\\1", paragraph))
            self.left = 0
            return
        if self.kind not in REPORTS:
            self.block("## " + self.tongue.phrase(4))
        begun = self.left
        while self.left > end:
            if begun - self.left > WORDS_IN_A_TEXT:
                self.text()
                begun = self.left
            getattr(self, self.kind)()
        self.put_pictures()

    def written(self):
        """A chapter for each line with one # before it; what is ours to say is put as it is."""
        blocks = [[]]
        for line in lines("tests", "texts", self.kind + ".txt", comments=True):
            if line:
                blocks[-1].append(line)
            elif blocks[-1]:
                blocks.append([])
        number = 0
        for block in blocks:
            if not block:
                continue
            if block[0].startswith("# "):
                number += 1
                self.put(CHAPTER.format(number=number, title=block[0][2:]), 4)
                self.put("content:", 6)
                self.text()
            else:
                self.block("\n".join(block))

    def edition(self):
        self.put(HEAD.format(kind=self.kind))
        if self.kind in WRITTEN:
            self.written()
            return "\n".join(self.out) + "\n"
        total, number = self.left, 0
        share = total if self.kind not in REPORTS else min(total, 9 * WORDS_ON_A_PAGE)
        while self.left > 0:
            number += 1
            self.chapter(number, min(share, self.left))
        if self.tables:
            self.put("\ntables:")
        for table in self.tables:
            self.put(table, 2)
        return "\n".join(self.out) + "\n"


SHAPES = ("landscape", "landscape", "square", "portrait", "low")

PICTURE = """\
- id: beeld-{number}
  place: {place}
  image: images/{shape}.png
  caption: |
    {caption}
  alt: Staven van ongelijke hoogte, gemaakt voor deze proef, nummer {number}.
  credit: Proefbeeld"""

CHAPTER = """\
- kind: chapter
  id: hoofdstuk-{number}
  number: "{number}"
  title: "{title}\""""

HEAD = """\
# Made by tests/tools/texts.py. Nothing in it is a fact, or means anything.
edition:
  title: Proef
  period-start: 2031
  period-end: 2032
  status: draft
  identifier: proef-{kind}

council:
  name: Raad voor Proeven

booklet:
  running: Proef
  hyphenation: [Nederland, Oekraïne, Rusland, Kenia, Soedan, Myanmar, Europa]
  parts:
    - kind: contents
      title: Inhoud"""


def main():
    if len(sys.argv) not in (3, 4) or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    seed = int(sys.argv[3]) if len(sys.argv) == 4 else 1
    sys.stdout.write(Writer(sys.argv[1], int(sys.argv[2]), seed).edition())


if __name__ == "__main__":
    main()
