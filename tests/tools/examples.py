#!/usr/bin/env python3
"""The examples of `zetsel explain`, taken from the golden cases.

For each code the message that a case of tests/golden shows, with the line it quotes; the case
named after the code is preferred. Written as EXAMPLE(SLUG, TEXT) rows for src/base/diag.c.

    tests/tools/examples.py > src/base/diag_examples.def
"""
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MESSAGE = re.compile(r"^(?P<place>[^ ]*:)? ?(?P<kind>error|warning|note): .*\[(?P<slug>[a-z0-9-]+)\]$")
WIDEST = 100


def short(line):
    line = line.rstrip()
    return line if len(line) <= WIDEST else line[:WIDEST - 2] + " …"


def messages(path):
    """Slug and lines of each message of a case."""
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = file.read().split("\n")
    for i, line in enumerate(lines):
        found = MESSAGE.match(line)
        if not found:
            continue
        # the place without its folder, and what is quoted below it
        text = [re.sub(r"^[^ ]*/(?=[^/ ]*:)", "", line)]
        for below in lines[i + 1:i + 3]:
            if below.startswith("  hint:") or not below.startswith("    "):
                break
            text.append(short(below))
        yield found["slug"], text


def examples():
    best = {}
    # findings of `verify` are data and stand in out
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "golden", "*", "err")) +
                       glob.glob(os.path.join(ROOT, "tests", "golden", "*", "out"))):
        case = os.path.basename(os.path.dirname(path))
        if case.startswith("explain"):
            continue
        for slug, text in messages(path):
            if any("\x1b" in line for line in text):
                continue
            rank = (case != slug, case)
            if slug not in best or rank < best[slug][0]:
                best[slug] = (rank, text)
    return {slug: text for slug, (_, text) in best.items()}


def quoted(line):
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '\\n"'


def main():
    print("/* Made from tests/golden by tests/tools/examples.py; `make docs` makes it anew. */")
    for slug, text in sorted(examples().items()):
        print(f'EXAMPLE("{slug}",')
        print("\n".join("\t" + quoted(line) for line in text) + ")")


if __name__ == "__main__":
    sys.exit(main())
