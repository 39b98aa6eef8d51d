"""What `zetsel booklet --dump=WHAT` prints of an edition, read. For tests/checks."""
import collections
import os
import subprocess

import tap

# column: 0 for what stands in none; badness, space: as src/layout/measure.h has them.
Line = collections.namedtuple("Line", "page column x y size scale space badness end source text")


def dump(edition, what):
    done = subprocess.run([os.environ["ZETSEL"], "booklet", "-q", edition, "--dump=" + what],
                          capture_output=True, text=True)
    tap.equal(done.returncode, 0, done.stderr)
    return done.stdout


def figures(edition):
    return {name: int(value) for name, value in
            (row.split() for row in dump(edition, "figures").splitlines())}


def lines(edition):
    for row in dump(edition, "lines").splitlines():
        place, *numbers, end, source, text = (row + " ").split(" ", 9)
        page, _, column = place.partition("/")
        yield Line(int(page), int(column or 0), *map(int, numbers), end, int(source),
                   text.strip())
