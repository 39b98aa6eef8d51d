#!/usr/bin/env python3
"""A layout with a length or number that nobody means is refused or set, in little time.

Every number of every layout file is replaced by ones that are far too small and far too
large, one at a time and then many together. The program must end by itself, with a message
if it makes nothing.
"""
import concurrent.futures
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
BASE = os.path.join(ROOT, "tests", "golden", "base")
LENGTHS = ["0mm", "0.1mm", "3mm", "60mm", "400mm", "1000mm"]
NUMBERS = ["0", "0.1", "3", "9999"]
NUMBER = re.compile(r"(?<=[:\s])\d+(?:\.\d+)?(mm|pt|G)?(?=[,}\s])")


def numbers(text):
    """The places of what is a value and not part of a text, a comment or a colour."""
    at = 0
    for line in text.splitlines(keepends=True):
        if not line.lstrip().startswith("#"):
            quoted = [m.span() for m in re.finditer(r'"[^"]*"', line)]
            for m in NUMBER.finditer(line):
                if not any(a <= m.start() < b for a, b in quoted):
                    yield at + m.start(), at + m.end(), LENGTHS if m.group(1) else NUMBERS
        at += len(line)


def replaced(text, changes):
    for start, end, value in sorted(changes, reverse=True):
        text = text[:start] + value + text[end:]
    return text


def make(document, layout, changes):
    """What is wrong with how the program takes it; or None."""
    with tempfile.TemporaryDirectory() as where:
        shutil.copytree(os.path.join(ROOT, "layouts"), os.path.join(where, "layouts"))
        with open(os.path.join(where, "layouts", document + ".yaml"), "w",
                  encoding="utf-8") as file:
            file.write(layout)
        try:
            done = subprocess.run(
                [ZETSEL, document, BASE, "--layouts", os.path.join(where, "layouts"),
                 "-o", os.path.join(where, "made.pdf")],
                capture_output=True, text=True, timeout=10)
        except subprocess.TimeoutExpired:
            return f"{changes}: no end"
        if done.returncode not in (0, 1):
            return f"{changes}: ends with {done.returncode}: {done.stderr[-300:]}"
        if done.returncode == 1 and "error: " not in done.stderr:
            return f"{changes}: refused without a word"
    return None


def attempts(document):
    with open(os.path.join(ROOT, "layouts", document + ".yaml"), encoding="utf-8") as file:
        text = file.read()
    places = list(numbers(text))
    tap.true(len(places) > 50, f"only {len(places)} numbers in {document}.yaml")
    chance = random.Random(document)
    for i, (start, end, values) in enumerate(places):
        changes = [(start, end, values[i % len(values)])]
        yield replaced(text, changes), changes
    for _ in range(30):
        changes = [(start, end, chance.choice(values))
                   for start, end, values in chance.sample(places, 6)]
        yield replaced(text, changes), changes


def strange(document):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        tried = [pool.submit(make, document, *attempt) for attempt in attempts(document)]
        tap.empty([t.result() for t in tried if t.result() is not None], "attempts")


for kind in ("booklet", "letter", "note"):
    tap.add(f"{kind}.yaml with numbers nobody means", strange, kind)

tap.main()
