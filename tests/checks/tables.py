#!/usr/bin/env python3
"""Tables that nobody would want to set, told from the ink of the finished pages.

Whatever is in it - cells higher than a page, spans over page ends, twenty columns, words wider than
any of them, long feet and notes - every word of a table is set once, inside the text area, over
nothing else; and where a page goes on with rows under a heading, that heading stands over them
again, as an artifact. The tables are made up, from a seed.
"""
import collections
import itertools
import os
import random
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
GRID, TOP, LINES = 12756, 76536, 53  # of layouts/booklet.yaml, in mpt
MARGIN = 63780
HANG = 6000  # of a full stop in the margin, at most
KINDS = ("text", "amount", "figures")

Run = collections.namedtuple("Run", "page x y node artifact size width text")
RUN = re.compile(r'  run (-?\d+) (-?\d+) (?:#(\d+) )?(?:\((\w+)\) )?.*size=(\d+).* '
                 r'width=(\d+) "(.*)"')
Page = collections.namedtuple("Page", "width height")


# ---- making them ------------------------------------------------------------------

class Maker:
    """An edition with one table between two texts, and the tables of its kind."""

    words = ("water land zee dijk polder gemaal onderzoek begroting advies raad minister "
             "verantwoordelijkheid waterschapsbelasting provincie en de van het een op").split()

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.n_columns = self.one_of([1, 2, 3, 4, 5, 8, 20, 24])
        self.kinds = ["text"] + [self.one_of(KINDS) for _ in range(self.n_columns - 1)]
        self.tall = self.one_of([0, 0, 0.02, 0.1])
        self.spans = self.one_of([0, 0.05, 0.3])
        self.n_notes = self.one_of([0, 0, 1, 6])
        self.lines = []

    def one_of(self, items):
        return items[self.random.randrange(len(items))]

    def chance(self, part):
        return self.random.random() < part

    def text(self, least, most):
        return " ".join(self.one_of(self.words) for _ in range(self.random.randint(least, most)))

    def contents(self, kind):
        if self.chance(0.05):
            return ""
        if kind == "amount":
            return self.one_of(["–", "p.m.", "12", "1.234,5", "0,25", "9.876.543,21"])
        if kind == "figures":
            return self.one_of(["2031", "1 mei 2032", "1 september 2033"])
        if self.chance(self.tall):
            return self.text(300, 1500) if self.n_columns < 8 else self.text(30, 150)
        return self.text(1, self.one_of([3, 3, 12, 40]))

    def cell(self, column, columns, rows, mark):
        kind = "text" if columns > 1 else self.kinds[column]
        text = (mark + " " if column == 0 else "") + self.contents(kind)
        if self.n_notes > 0 and kind == "text" and self.chance(0.05):
            text += "{note:n%d}" % self.random.randrange(self.n_notes)
        more = f", span: {columns}" if columns > 1 else ""
        more += f", rows: {rows}" if rows > 1 else ""
        if columns > 1:
            more += ", kind: text"
        return f'{{text: "{text.strip()}"{more}}}'

    def rows(self, count, name, spans):
        """Rows that join nothing above or below them; the last column spans no rows."""
        busy = [0] * self.n_columns
        for i in range(count):
            cells, column = [], 0
            while column < self.n_columns:
                if busy[column] > 0:
                    column += 1
                    continue
                free = 1
                while column + free < self.n_columns and busy[column + free] == 0:
                    free += 1
                columns = self.random.randint(1, free) if self.chance(spans / 3) else 1
                rows = 1
                if column + columns < self.n_columns and self.chance(spans):
                    rows = self.random.randint(1, count - i)
                cells.append(self.cell(column, columns, rows, f"{name}.{i}"))
                busy[column:column + columns] = [rows] * columns
                column += columns
            busy = [max(0, n - 1) for n in busy]
            sum_ = ", sum: true" if self.chance(0.05) and name != "x" and i > 0 else ""
            yield f"    - {{cells: [{', '.join(cells)}]{sum_}}}"

    def table(self):
        put = self.lines.append
        put("- id: proef\n  title: Proef")
        put("  " + self.one_of(["place: here", "place: here", "place: column", "place: page",
                               "landscape: true"]))
        put("  columns:")
        for i, kind in enumerate(self.kinds):
            group = f", group: Groep {i // 3}" if i > 0 and self.n_columns > 4 else ""
            put(f'    - {{label: "{self.text(1, 3)}", kind: {kind}{group}}}')
        put("  rows:")
        self.lines += self.rows(self.random.randint(1, 12), "x", self.spans)
        for group in range(self.random.randrange(5)):
            most = self.one_of([4, 30]) if self.n_columns < 8 else 4  # beside a high head
            put(f'    - group: "Kop {group}: {self.text(1, most)}"')
            self.lines += self.rows(self.random.randint(1, 40), f"g{group}", self.spans)
        if self.chance(0.5):
            put("  foot:")
            self.lines += self.rows(self.one_of([1, 2, 18]), "f", 0)
        if self.n_notes > 0:
            put("  notes:")
            for i in range(self.n_notes):
                put(f'    n{i}: "{self.text(3, self.one_of([9, 90, 1800]))}."')
        if self.chance(0.5):
            put(f'  source: "{self.text(2, 9)}."')
        return "\n".join("  " + line for part in self.lines for line in part.split("\n"))

    def edition(self):
        table = self.table()
        used = [f"{{note:n{i}}}" for i in range(self.n_notes) if f"{{note:n{i}}}" not in table]
        table = table.replace('"x.0', '"x.0 ' + "".join(used), 1)
        return EDITION.format(before=self.text(0, self.one_of([5, 300, 900])),
                              after=self.text(1, 60), table=table)


EDITION = """\
edition:
  title: Proef
  period-start: 2031
  period-end: 2032
  status: draft
  identifier: proef
council:
  name: Raad voor Proeven
booklet:
  running: Proef
  parts:
    - kind: chapter
      id: een
      number: "1"
      title: Tabellen
      body: |
        Tabel {{number:proef}}: {before}.

        {{table:proef}}

        Erna {after}.
tables:
{table}
"""


# ---- looking at them --------------------------------------------------------------

def dump(path, what):
    done = subprocess.run([ZETSEL, "booklet", "-q", path, "--dump=" + what],
                          capture_output=True, text=True)
    tap.equal(done.returncode, 0, done.stderr[-1000:])
    return done.stdout.splitlines()


def ink(path):
    """The pages and all that is written on them, in order of painting."""
    pages, runs = [], []
    for line in dump(path, "frames"):
        if line.startswith("page "):
            pages.append(Page(*map(int, line.split()[2:4])))
            continue
        match = RUN.fullmatch(line)
        if match:
            x, y, node, artifact, size, width, text = match.groups()
            runs.append(Run(len(pages) - 1, int(x), int(y), node, artifact, int(size), int(width),
                            text))
    return pages, runs


def bare(text):
    return re.sub("[\\s\u00ad\u200b\u2060]", "", text)


def all_is_set(path, runs):
    """Each leaf of the tree, by the text of its ink."""
    written = collections.defaultdict(str)
    for run in runs:
        if run.artifact is None:
            written[run.node] += run.text
    for line in dump(path, "tags"):
        match = re.fullmatch(r' *text #(\d+) "(.*)"', line)
        if match:
            tap.equal(bare(written[match[1]]), bare(match[2]), f"leaf {match[1]}")


def inside(pages, runs):
    for run in runs:
        page = pages[run.page]
        lines = LINES
        if page.width > page.height:
            lines -= -((page.height - page.width) // GRID)
        right = page.width - MARGIN + HANG
        tap.true(run.x >= MARGIN - HANG and run.x + run.width <= right,
                 f"page {run.page + 1}, beside the text area: {run}")
        tap.true(run.artifact == "footer" or run.y <= TOP + lines * GRID,
                 f"page {run.page + 1}, below the text area: {run}")


def apart(runs):
    rows = collections.defaultdict(list)
    for run in runs:
        if run.width > 0:
            rows[run.page, run.y].append(run)
    for row in rows.values():
        row.sort(key=lambda run: run.x)
        for a, b in zip(row, row[1:]):
            space = a.width if a.text.isspace() else 0  # at the end of a line
            tap.true(a.x + a.width - space <= b.x + 1, f"{a} is written over by {b}")


def group_of(text):
    """"g3" of the heading and of the rows under it, "" of other rows; None: no beginning."""
    match = re.match(r"Kop (\d+):|g(\d+)\.\d+|[xf]\.\d+", text)
    return None if match is None else match[1] or match[2] or ""


def headings(pages, runs):
    """How many are repeated. On a page with a head that is, what is over its first row."""
    group, repeated = "", 0
    for page, here in itertools.groupby(runs, key=lambda run: run.page):
        here = list(here)
        heads = [run for run in here if run.artifact == "header"]
        rows = [run for run in here if run.artifact is None]
        if heads:
            tap.true(rows, f"page {page + 1}: a head over nothing")
            began = group_of(rows[0].text)
            over = group if began is None else began
            if rows[0].text.startswith("Kop "):
                over = ""
            again = re.search(r"Kop (\d+):", "".join(run.text for run in heads))
            high = rows[0].y - TOP + 3 * GRID
            if not again and high > (pages[page].height - 2 * TOP) // 2:
                over = ""  # a head and a heading higher than half a page are not repeated
            tap.equal(again[1] if again else "", over, f"page {page + 1}: heading over {rows[0]}")
            repeated += bool(again)
        for run, after in zip(rows, rows[1:] + [None]):
            started = group_of(run.text)
            group = group if started is None else started
            if run.text.startswith("Kop ") and len(run.text) < 60:
                tap.true(after is not None, f"page {page + 1}: {run.text} is the last on it")
    return repeated


def judge(where, seeds):
    repeated = 0
    for seed in seeds:
        path = os.path.join(where, f"{seed}.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(Maker(seed).edition())
        try:
            pages, runs = ink(path)
            all_is_set(path, runs)
            inside(pages, runs)
            apart(runs)
            repeated += headings(pages, runs)
        except AssertionError as wrong:
            tap.fail(f"seed {seed}: {wrong}")
    tap.true(repeated > 0, "no heading was repeated")


def main():
    with tempfile.TemporaryDirectory() as where:
        for first in range(0, 80, 20):
            tap.add(f"tables {first} to {first + 19}: all set once, in its place, under its heads",
                    judge, where, range(first, first + 20))
        tap.main()


if __name__ == "__main__":
    main()
