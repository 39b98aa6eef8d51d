#!/usr/bin/env python3
"""The program's figures of its own setting, against those read from the ink of its PDF.

--dump=figures asks the layout what it did; tests/tools/measure_pdf.py looks at where the glyphs
of the finished file are, and has to find out for itself what a line, a paragraph, a space and a
column is. Neither shares a line of code with the other: where they agree, both are right, and
what measure_pdf.py says of other programs' files can be held against our own.
"""
import collections
import os
import subprocess
import sys
import tempfile
import types

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[1:1] = [os.path.join(ROOT, "tests", *x) for x in ((), ("tools",), ("rivals",))]
import measure_pdf  # noqa: E402
import rivals  # noqa: E402
import tap  # noqa: E402
import texts  # noqa: E402

ZETSEL = os.environ["ZETSEL"]

# Places in a PDF are whole thousandths of an em, so a space is known to one of them, and a line
# whose spaces are just 1.5 or .8 of the natural may be found on the other side.
ROUNDING = {"space-cv": 1, "space-mean": 1, "space-least": 1, "space-p95": 1, "space-most": 2,
            "loose": 2, "tight": 3, "narrowest": 1, "widest": 1,
            # A last line that fills its measure by chance, with nothing below it in the column that
            # begins another paragraph, cannot be told from a full one; nor can a hyphen of a word
            # that stands for two ("in- en uitvoer") from one that divides.
            "full-lines": 1, "final-hyphens": 1, "hyphenated": 1}

# What stands in the family and the size of the text and is none: the name below a preface.
NO_TEXT = 1


def run(edition, *more):
    done = subprocess.run([ZETSEL, "booklet", "-q", edition, *more], capture_output=True,
                          text=True)
    tap.equal(done.returncode, 0, done.stderr)
    return done.stdout


def compare(edition, pdf, chapters):
    run(edition, "-o", pdf)
    found = measure_pdf.measure(pdf)
    told = {name: int(value) for name, value in
            (row.split() for row in run(edition, "--dump=figures").splitlines())}
    tap.true(0 <= found["lines"] - told["lines"] <= NO_TEXT,
             f"{found['lines']} lines, not {told['lines']}")
    del found["lines"]
    if chapters != 1:  # it looks at the last page of the file alone
        del found["last-apart-lines"]
    tap.empty([f"{name}: the layout says {told[name]}, the ink {value}"
               for name, value in found.items()
               if abs(told[name] - value) > ROUNDING.get(name, 0)], "figures")


def tracked(pdf):
    """Ours are never spaced out, others' letters are: one line spaced by 15 thousandths is found."""
    glyphs = measure_pdf.read(pdf)
    paragraphs = measure_pdf.paragraphs(measure_pdf.find_lines(measure_pdf.body(glyphs)))
    line = max((line for paragraph in paragraphs for line in paragraph if line.is_full),
               key=lambda line: line.scale)
    of_it = set(line.glyphs)
    spaced = [glyph._replace(x=line.left + (glyph.x - line.left) * 1.015)
              if glyph in of_it else glyph for glyph in glyphs]
    widest = measure_pdf.figures(spaced)["widest"]
    tap.true(abs(widest - line.scale * 1015) < 3,
             f"letters of {line.scale:.3f}, spaced by 15 thousandths, measure {widest}")


def letters(text):
    return collections.Counter(x for x in text if not x.isspace() and
                               x not in measure_pdf.HYPHENS)


def same_words(name, scratch):
    """What `make rivals` measures of ours is the text that the others get, each letter of it."""
    rivals.OUT = scratch
    job = types.SimpleNamespace(program=ZETSEL, paragraphs=rivals.paragraphs(name))
    glyphs = measure_pdf.body(measure_pdf.read(rivals.set_by_us(job)))
    found, given = letters("".join(g.text for g in glyphs)), letters("".join(job.paragraphs))
    tap.empty([f"{letter!r}: {found[letter]}, not {given[letter]}"
               for letter in sorted(found | given) if found[letter] != given[letter]], "letters")


def main():
    with tempfile.TemporaryDirectory() as scratch:
        def path(name):
            return os.path.join(scratch, name)

        for kind, chapters in (("real", 1), ("uilenspiegel", 1), ("aanwijzingen", 3),
                               ("grondwet", 8)):
            with open(path(kind + ".yaml"), "wb") as file:
                subprocess.run([sys.executable, os.path.join(ROOT, "tests/tools/texts.py"), kind,
                                "24"], stdout=file, check=True)
            tap.add(f"{kind}: layout and ink agree", compare, path(kind + ".yaml"),
                    path(kind + ".pdf"), chapters)
        for name in sorted(os.listdir(os.path.join(ROOT, "data"))):
            edition = os.path.join(ROOT, "data", name, "programme.yaml")
            if os.path.exists(edition):
                tap.add(f"{name}: layout and ink agree", compare, edition, path(name + ".pdf"), 0)
        tap.add("rivals are given the same words", same_words, "aanwijzingen", scratch)
        tap.add("letters that are spaced out are told", tracked, path("real.pdf"))
        tap.main()


if __name__ == "__main__":
    main()
