#!/usr/bin/env python3
"""How well the running text of any PDF is set, in figures: ours, or another program's.

    tests/tools/measure_pdf.py FILE

Prints a figure a line, its name and its value, named and defined as those of
`zetsel booklet --dump=figures` (src/layout/measure.h): counts, or thousandths. But where that
asks the layout, this looks at the ink: the place of every glyph, as mutool's trace tells it. It
knows nothing of who made the file, and so measures all alike.

Running text is what is set in the commonest family and size. Its columns are what white strips
from top to bottom of all pages leave over. In a column

    a line is full      if it reaches the right edge of its block and its paragraph goes on
    a paragraph begins  after a short line, at a line indented more than the one above, at the
                        mark of a list, and below more white than between lines
    a space             is what parts two words: from the space glyph, or from the glyph before if
                        that ends earlier or there is no space glyph, to the next
    letters             are as wide as their matrix makes them, times what was added between
                        them; what kerning gives is learned from last lines, where nothing is

Needs mutool (mupdf-tools). Lengths are points.
"""
import collections
import re
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

NATURAL = .237  # em, the space of Source Serif 4: for a file without space glyphs
HYPHENS = "-\u2010\u00ad"
SPACES = " \u00a0"
STRIP = 6.0  # the narrowest white that parts columns
HANG = 4.0  # how far a line may go beyond its edges; what is indented, is by more
EDGE = .5  # how far from the edge a line may end that reaches it
SAME = .7  # how far apart the beginnings of lines of one block may be
LIST_MARK = re.compile(r"[–•-]|\d+\.|[a-z]\.")
TRACKED = .003  # letters this little apart from the natural are where they are by rounding
PAIRS = 20  # fewer known pairs of letters tell nothing of a line

Glyph = collections.namedtuple("Glyph", "page x y size scale font text advance")
Gap = collections.namedtuple("Gap", "left right")


# ---- reading ------------------------------------------------------------------------------


def matrix(text):
    return [float(x) for x in text.split()]


def span_glyphs(page, span, transform):
    """The glyphs of a span that stands upright, on a page whose y counts down."""
    a, b, c, d, e, f = transform
    trm = matrix(span.get("trm"))
    if abs(trm[1]) > 1e-6 or abs(trm[2]) > 1e-6 or abs(b) > 1e-6 or abs(c) > 1e-6:
        return
    size, scale = abs(trm[3] * d), abs(trm[0] * a) / max(abs(trm[3] * d), 1e-9)
    font = span.get("font").split("+")[-1]
    glyph = None
    for g in span:
        text = g.get("unicode") or ""
        if int(g.get("glyph", -1)) < 0:  # the rest of a ligature
            glyph = glyph and glyph._replace(text=glyph.text + text)
            continue
        if glyph is not None:
            yield glyph
        glyph = Glyph(page, a * float(g.get("x")) + e, d * float(g.get("y")) + f, size, scale,
                      font, text, float(g.get("adv")) * size * scale)
    if glyph is not None:
        yield glyph


def read(path):
    """All upright glyphs of the file in the order they are painted."""
    trace = subprocess.run(["mutool", "trace", path], capture_output=True, check=True).stdout
    glyphs, page = [], 0
    for _, element in ElementTree.iterparse(BytesFile(trace), events=("end",)):
        if element.tag in ("fill_text", "ignore_text"):
            for span in element.iter("span"):
                glyphs += span_glyphs(page, span, matrix(element.get("transform")))
        elif element.tag == "page":
            page += 1
            element.clear()
    return glyphs


class BytesFile:
    """What iterparse() reads: what no XML may hold is left out."""

    BAD = re.compile(rb"&#(x?[0-9a-fA-F]+);|[\x00-\x08\x0b\x0c\x0e-\x1f]")

    def __init__(self, data):
        self.data, self.at = self.BAD.sub(self.keep, data), 0

    @staticmethod
    def keep(match):
        if match[1] is None:
            return b""
        code = match[1]
        value = int(code[1:], 16) if code.startswith(b"x") else int(code)
        return match[0] if value >= 32 else b""

    def read(self, n):
        self.at += n
        return self.data[self.at - n:self.at]


# ---- lines --------------------------------------------------------------------------------


class Line:
    """Glyphs on one baseline of one column, from left to right."""

    def __init__(self, glyphs, number, column):
        self.number, self.column = number, column
        self.is_parted = bool(glyphs) and glyphs[-1].text in SPACES
        while glyphs and glyphs[-1].text in SPACES:
            glyphs = glyphs[:-1]
        while glyphs and glyphs[0].text in SPACES:
            glyphs = glyphs[1:]
        self.glyphs = glyphs
        self.is_item = self.is_full = self.is_quoted = False
        if glyphs:
            self.read()

    def read(self):
        first, last = self.glyphs[0], self.glyphs[-1]
        self.page, self.y, self.size = first.page, first.y, first.size
        self.left, self.right = first.x, last.x + last.advance
        self.scale = statistics.median(g.scale for g in self.glyphs)
        self.gaps, self.words, begun = [], [[]], self.left
        for g, after in zip(self.glyphs, self.glyphs[1:]):
            end = g.x + g.advance
            if g.text in SPACES:
                self.gaps.append(Gap(min(begun, g.x), after.x))
                self.words.append([])
                continue
            self.words[-1].append(g)
            begun = end  # of the white, if white follows: some is put before the space
            if after.text not in SPACES and after.x - end >= self.size * .1:
                self.gaps.append(Gap(end, after.x))
                self.words.append([])
        self.words[-1].append(last)
        self.hyphenated = last.text[-1:] in HYPHENS and not self.is_parted  # "in- en uit-"

    def offset(self):
        """How far it is indented; what hangs in the margin is not."""
        return max(0, self.left - self.column.left)

    def text(self):
        return " ".join("".join(g.text for g in word) for word in self.words)

    def strip_mark(self, indents):
        """Without the mark of a list, if the line begins with one."""
        if len(self.words) < 2 or abs(self.offset()) > SAME:
            return
        at = self.words[1][0].x - self.column.left
        if (LIST_MARK.fullmatch("".join(g.text for g in self.words[0]))
                and any(abs(at - indent) < SAME for indent in indents if indent > SAME)):
            self.glyphs = self.glyphs[self.glyphs.index(self.words[1][0]):]
            self.is_item = True
            self.read()


class Column:
    def __init__(self, left, right):
        self.left, self.right = left, right


def commonest(values, step):
    """The middle of the fullest bin, as the median of what is in it."""
    bins = collections.Counter(round(value / step) for value in values)
    top = max(bins, key=lambda key: (bins[key - 1] + bins[key] + bins[key + 1], -key))
    return statistics.median(value for value in values if abs(round(value / step) - top) <= 1)


def leftmost(values):
    """The least of which there are many: more lines may be indented than not."""
    bins = collections.Counter(round(value * 2) for value in values)
    least = min(key for key in bins if bins[key] * 20 >= len(values))
    return commonest([value for value in values if abs(round(value * 2) - least) <= 1], .25)


def family(font):
    return re.split(r"[-,]", font)[0]


def body(glyphs):
    """Those of the commonest family and size."""
    found = collections.Counter((family(g.font), round(g.size, 1)) for g in glyphs)
    most = max(found, key=lambda key: (found[key], key))
    return [g for g in glyphs if (family(g.font), round(g.size, 1)) == most]


def parted_by_white(glyphs):
    """What white strips that go through all the glyphs leave over: (left, right) by weight."""
    seen = collections.Counter()
    for g in glyphs:
        if g.text not in SPACES:
            seen.update(range(int(g.x * 2), int((g.x + g.advance) * 2) + 1))
    runs = []
    for x in sorted(seen):
        if runs and x - runs[-1][1] < STRIP * 2:
            runs[-1][1] = x
        else:
            runs.append([x, x])
    return {(left / 2, right / 2): sum(seen[x] for x in range(left, right + 1))
            for left, right in runs}


def find_columns(glyphs):
    """Those that carry most of the text, page by page; none overlaps another."""
    pages = collections.defaultdict(list)
    for g in glyphs:
        pages[g.page].append(g)
    weights = collections.Counter()
    for page in pages.values():
        for (left, right), weight in parted_by_white(page).items():
            weights[round(left / 4) * 4, round(right / 4) * 4] += weight
    columns = []
    for (left, right), weight in weights.most_common():
        if weight * 10 > weights.most_common(1)[0][1] and all(
                right < c.left + STRIP or left > c.right - STRIP for c in columns):
            columns.append(Column(left - 2, right + 2))
    return sorted(columns, key=lambda c: c.left)


def parts(heap, columns):
    """The glyphs of a baseline by column; none if it runs through a white strip."""
    strips = [(a.right + STRIP / 2, b.left - STRIP / 2) for a, b in zip(columns, columns[1:])]
    found = collections.defaultdict(list)
    for g in heap:
        if g.text not in SPACES and any(g.x < right and g.x + g.advance > left
                                        for left, right in strips):
            return {}
        for number, column in enumerate(columns):
            if column.left - STRIP / 2 <= g.x <= column.right + STRIP / 2:
                found[number].append(g)
    return found


def in_columns(glyphs, columns):
    """Of each baseline the parts that are in columns. What runs through a white strip is not,
    nor is a last line below it that has nothing beside it."""
    wide = None
    for heap in find_baselines(glyphs):
        first = min(heap, key=lambda g: g.x)
        found = parts(heap, columns)
        below = (wide is not None and wide.page == first.page and len(found) == 1
                 and abs(wide.x - first.x) < SAME and first.y - wide.y < first.size * 1.6)
        wide = first if below or not found else None
        if not below:
            yield from found.items()


def find_baselines(glyphs):
    baseline, heap = None, []
    for g in sorted(glyphs, key=lambda g: (g.page, g.y)):
        if baseline is not None and (g.page, g.y) > baseline:
            yield heap
            heap = []
        if not heap:
            baseline = (g.page, g.y + 1)
        heap.append(g)
    if heap:
        yield heap


def find_lines(glyphs):
    """In the order they are read, with the edges of their columns corrected."""
    columns = find_columns(glyphs)
    lines = [Line(sorted(part, key=lambda g: g.x), number, columns[number])
             for number, part in in_columns(glyphs, columns)]
    lines = sorted((line for line in lines if line.glyphs),
                   key=lambda line: (line.page, line.number, line.y))
    for column in columns:
        of_it = [line for line in lines if line.column is column]
        column.left = leftmost([line.left for line in of_it])
        column.right = commonest([line.right for line in of_it], .25)
    return lines


# ---- paragraphs ---------------------------------------------------------------------------


def pitch(lines):
    return commonest([b.y - a.y for a, b in zip(lines, lines[1:])
                      if a.page == b.page and a.column is b.column], .25)


def like(a, b):
    return a.column is b.column and abs(a.offset() - b.offset()) < SAME


def is_narrower(line):
    """Does it end as far from the right of its column as it begins from the left?"""
    short = line.column.right - line.right
    return line.offset() > SAME and line.offset() - HANG < short < line.offset() + EDGE


def find_edges(lines):
    """Sets how far each line could go: two lines like one another, indented as much on the right
    as on the left, are of a quotation; and so are those around that are like them."""
    for n, line in enumerate(lines):
        line.is_quoted = is_narrower(line) and any(
            is_narrower(other) and like(line, other) and not other.is_item
            for other in lines[max(0, n - 1):n + 2] if other is not line)
    for above, line in zip(lines, lines[1:]):
        if above.is_quoted and like(above, line) and line.right < above.right + HANG:
            line.is_quoted = True
    for line in lines:
        line.measure_right = line.column.right - (line.offset() if line.is_quoted else 0)
        line.reaches = line.right > line.measure_right - EDGE


def find_indent(lines):
    """That of first lines, 0 if they are not indented."""
    items = {round(line.offset()) for line in lines if line.is_item}
    found = collections.Counter(
        round(line.offset(), 1) for line, below in zip(lines, lines[1:])
        if line.reaches and not line.is_item and below.column is line.column
        and line.offset() > SAME > below.offset() and round(line.offset()) not in items)
    return found.most_common(1)[0][0] if found else 0


def begins(above, line, between, indent):
    """Does a paragraph begin with the line, given the one above it?"""
    if above is None or line.is_item or not above.reaches:
        return True
    if above.is_quoted != line.is_quoted or line.offset() > above.offset() + HANG:
        return True
    if line.offset() > SAME and abs(line.offset() - indent) < SAME and not line.is_quoted:
        return True
    if line.offset() < above.offset() - HANG and abs(above.offset() - indent) > SAME:
        return True
    return (above.page == line.page and above.column is line.column
            and line.y - above.y > between * 1.3)


def paragraphs(lines):
    between = pitch(lines)
    offsets = collections.Counter(round(line.offset(), 1) for line in lines)
    indents = [offset for offset, n in offsets.items() if n > 1]
    for line in lines:
        line.strip_mark(indents)
    find_edges(lines)
    indent = find_indent(lines)
    found, above = [], None
    for line in lines:
        if begins(above, line, between, indent):
            found.append([])
        found[-1].append(line)
        above = line
    for paragraph in found:
        for line in paragraph[:-1]:
            line.is_full = True
    return found


# ---- figures ------------------------------------------------------------------------------


def milli(value):
    return int(value * 1000 + .5)


def natural_space(glyphs):
    spaces = [g.advance / g.size / g.scale for g in glyphs if g.text == " " and g.advance > 0]
    return statistics.median(spaces) if spaces else NATURAL


def pairs(line):
    for word in line.words:
        for a, b in zip(word, word[1:]):
            yield (a.font, a.text, b.text), (b.x - a.x) / a.size / a.scale


def letter_widths(full, last):
    """Of each full line, in thousandths: what its matrix and the space between letters make."""
    known = collections.defaultdict(list)
    for line in last:
        for pair, distance in pairs(line):
            known[pair].append(distance)
    known = {pair: statistics.median(values) for pair, values in known.items()}
    widths = []
    for line in full:
        mine = [(distance, known[pair]) for pair, distance in pairs(line) if pair in known]
        natural = sum(distance for _, distance in mine)
        tracked = sum(distance for distance, _ in mine) / natural if natural else 1
        if len(mine) < PAIRS or abs(tracked - 1) < TRACKED:
            tracked = 1
        widths.append(milli(line.scale * tracked))
    return widths


def space_figures(full, natural):
    spaces = sorted((gap.right - gap.left) / line.size for line in full for gap in line.gaps)
    mean = statistics.fmean(spaces)
    ratios = [int(1000 * statistics.fmean(gap.right - gap.left for gap in line.gaps)
                  / line.size / natural) for line in full if line.gaps]
    return {
        "space-cv": milli(statistics.pstdev(spaces) / mean),
        "space-mean": milli(mean),
        "space-least": milli(spaces[0]),
        "space-p95": milli(spaces[(len(spaces) - 1) * 95 // 100]),
        "space-most": milli(spaces[-1]),
        "loose": sum(ratio > 1500 for ratio in ratios),
        "tight": sum(ratio < 800 for ratio in ratios),
    }


def hyphen_figures(found):
    ladder = final = 0
    for paragraph in found:
        run = 0
        for line in paragraph:
            run = run + 1 if line.hyphenated else 0
            ladder = max(ladder, run)
        final += len(paragraph) > 1 and paragraph[-2].hyphenated
    hyphenated = sum(line.hyphenated for paragraph in found for line in paragraph[:-1])
    return {"hyphenated": hyphenated, "ladder": ladder, "final-hyphens": final}


def is_runt(paragraph):
    if len(paragraph) < 2:
        return False
    last = paragraph[-1]
    left = min(line.left for line in paragraph if line.column is last.column)
    width, measure = last.right - left, last.measure_right - left
    return width < measure / 4 or (not last.gaps and width < measure / 3)


def rivers(paragraph):
    """Spaces one under another over three lines or more, a fork counted for each branch."""
    found, above, lengths = 0, None, []
    for line in paragraph:
        mine = [1] * len(line.gaps)
        if above is not None and above.column is line.column and above.y < line.y:
            for i, b in enumerate(line.gaps):
                for k, a in enumerate(above.gaps):
                    shared = min(a.right, b.right) - max(a.left, b.left)
                    if shared * 2 >= min(a.right - a.left, b.right - b.left):
                        mine[i] = max(mine[i], lengths[k] + 1)
        found += sum(length == 3 for length in mine)
        above, lengths = line, mine
    return found


def last_apart(lines, between):
    """Lines that the columns of the last page with text end apart."""
    page = lines[-1].page
    columns = {line.column for line in lines}
    on_it = [line for line in lines if line.page == page]
    top = min(line.y for line in on_it) - between
    ends = [max((line.y for line in on_it if line.column is column), default=top)
            for column in columns]
    return round((max(ends) - min(ends)) / between)


def figures(glyphs):
    """A dictionary, in the order it is printed."""
    glyphs = body(glyphs)
    lines = find_lines(glyphs)
    between = pitch(lines)
    found = paragraphs(lines)
    full = [line for line in lines if line.is_full]
    widths = letter_widths(full, [paragraph[-1] for paragraph in found])
    return {
        "lines": len(lines),
        "full-lines": len(full),
        **space_figures(full, natural_space(glyphs)),
        "narrowest": min([1000, *widths]),
        "widest": max([1000, *widths]),
        **hyphen_figures(found),
        "runts": sum(map(is_runt, found)),
        "rivers": sum(map(rivers, found)),
        "last-apart-lines": last_apart(lines, between),
    }


def measure(path):
    return figures(read(path))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for name, value in measure(sys.argv[1]).items():
        print(name, value)


if __name__ == "__main__":
    main()
