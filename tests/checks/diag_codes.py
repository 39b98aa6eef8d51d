#!/usr/bin/env python3
"""Every message the program can give is shown by a golden case, and none is orphaned.

A code counts as shown where tests/golden/*/err or out holds "[slug]" or its JSON form.
Those that cannot be shown by a command line (the machine's failures) stand in
tests/golden/not-shown with the reason and where else they are tested.
"""
import glob
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8", errors="replace") as file:
        return file.read()


TABLE = re.sub(r"/\*.*?\*/", "", read("src", "base", "diag_codes.def"), flags=re.S)
CODES = dict(re.findall(r'DIAG\(\s*([A-Z0-9_]+),\s*DIAG_[A-Z]+,\s*"([^"]+)"', TABLE))
SLUGS = set(CODES.values())


def shown():
    found = set()
    for path in glob.glob(os.path.join(ROOT, "tests", "golden", "*", "err")) + \
            glob.glob(os.path.join(ROOT, "tests", "golden", "*", "out")):
        if os.path.basename(os.path.dirname(path)).startswith("explain"):
            continue
        text = read(path)
        found.update(re.findall(r"\[([a-z0-9-]+)\]$", text, re.M))
        found.update(re.findall(r'"code": *"([a-z0-9-]+)"', text))
    return found


def excepted():
    rows = {}
    for line in read("tests", "golden", "not-shown").splitlines():
        if line and not line.startswith("#"):
            slug, _, reason = line.partition(" ")
            rows[slug] = reason.strip()
    return rows


@tap.case("every code has a golden case or a reason not to")
def every_code():
    tap.empty(sorted(SLUGS - shown() - set(excepted())),
              "codes that no golden case shows")


@tap.case("the examples of explain are those of the golden cases")
def examples():
    made = subprocess.run([sys.executable, os.path.join(ROOT, "tests", "tools", "examples.py")],
                          capture_output=True, text=True, check=True).stdout
    tap.equal(made.split("\n"), read("src", "base", "diag_examples.def").split("\n"),
              "src/base/diag_examples.def is stale: run `make docs`")


@tap.case("every exception names a code, needs to be one and has a reason")
def exceptions():
    rows = excepted()
    tap.empty(sorted(set(rows) - SLUGS), "no such code")
    tap.empty(sorted(set(rows) & shown()), "shown by a golden case after all")
    tap.empty(sorted(s for s, reason in rows.items() if not reason), "no reason")
    paths = re.findall(r"(?:tests|src)/[\w/.]+\w", " ".join(rows.values()))
    tap.empty([x for x in paths if not os.path.exists(os.path.join(ROOT, x))], "no such file")


@tap.case("every code is reported somewhere in src/")
def used():
    text = "".join(read(os.path.relpath(path, ROOT)) for path in
                   glob.glob(os.path.join(ROOT, "src", "**", "*.[ch]"), recursive=True))
    tap.empty(sorted(name for name in CODES if not re.search(rf"\bDIAG_{name}\b", text)),
              "in the table and nowhere else")


@tap.case("slugs are unique, in one spelling")
def spelling():
    tap.true(len(SLUGS) == len(CODES), "two codes share a slug")
    tap.empty(sorted(f"{n}: {s}" for n, s in CODES.items()
                     if s != n.lower().replace("_", "-")), "slug and name differ")


tap.main()
