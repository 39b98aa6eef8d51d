#!/usr/bin/env python3
"""GNU make understands --depfile as it is meant: whatever the file is called, a change
to an input makes the target old, and a vanished input does not stop make.

Needs an edition to typeset: the small one of tests/golden.
"""
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
BASE = os.path.join(ROOT, "tests", "golden", "base")
NAMES = ["plain", "two words", "hash#", "dollar$HOME", "colon:", "per%cent", "back\\slash",
         "bracket[a]", "star*", "bar|", "~tilde", "na\u00efef", "quote'", 'double"']


def run(*command, where):
    return subprocess.run(command, cwd=where, capture_output=True, text=True,
                          env=dict(os.environ, MAKEFLAGS="", MAKELEVEL="0"))


def make(where, target):
    with open(os.path.join(where, "Makefile"), "w", encoding="utf-8") as file:
        file.write("all: made.pdf\nmade.pdf:\n\t@echo built\ninclude made.d\n")
    return run("make", "-r", target, where=where)


def old(path, seconds):
    os.utime(path, (seconds, seconds))


def named(name):
    with tempfile.TemporaryDirectory() as where:
        shutil.copytree(BASE, os.path.join(where, name))
        source = os.path.join(name, "programme.yaml")
        done = run(ZETSEL, "booklet", source, "-o", "made.pdf", "--depfile", "made.d",
                   where=where)
        tap.equal(done.returncode, 0, done.stderr)
        old(os.path.join(where, source), 1000)
        # everything else it was made from is older than now
        done = make(where, "all")
        tap.true("built" not in done.stdout and done.returncode == 0,
                 f"built without need: {done.stdout}{done.stderr}")
        old(os.path.join(where, source), 4000000000)
        tap.true("built" in make(where, "all").stdout, "a changed input goes unnoticed")
        os.unlink(os.path.join(where, source))
        done = make(where, "all")
        if "%" not in name and "|" not in name:  # these make cannot have as targets
            tap.equal(done.returncode, 0, f"a vanished input stops make: {done.stderr}")


for one in NAMES:
    tap.add(f"an edition in a folder called {one.replace('#', 'hash')}", named, one)


@tap.case("it lists the edition, the layout, fonts and pictures, and all of them exist")
def complete():
    editions = sorted(n for n in os.listdir(os.path.join(ROOT, "data"))
                      if os.path.exists(os.path.join(ROOT, "data", n, "programme.yaml")))
    with tempfile.TemporaryDirectory() as where:
        edition = os.path.join(ROOT, "data", editions[-1])
        done = run(ZETSEL, "booklet", edition, "-o", "made.pdf", "--depfile", "made.d",
                   where=where)
        tap.equal(done.returncode, 0, done.stderr)
        with open(os.path.join(where, "made.d"), encoding="utf-8") as file:
            rule = file.read().split("\n\n")[0]
        inputs = [x.strip(" \\") for x in rule.split("\n")[1:]]
        tap.empty([x for x in inputs if not os.path.exists(x)], "no such file")
        kinds = {os.path.basename(os.path.dirname(x)) for x in inputs}
        for kind in (editions[-1], "layouts", "fonts"):
            tap.true(kind in kinds, f"nothing from {kind}: {inputs}")
        with open(os.path.join(edition, "programme.yaml"), encoding="utf-8") as file:
            pictures = [line.split(":", 1)[1].strip() for line in file
                        if line.strip().startswith("image:")]
        tap.empty({x for x in pictures if os.path.join(edition, x) not in inputs},
                  "pictures that are not listed")


@tap.case("what build asks before it makes anything is an input: the language file")
def language():
    with tempfile.TemporaryDirectory() as where:
        done = run(ZETSEL, "build", BASE, "-o", ".", "--depfile", "made.d", where=where)
        tap.equal(done.returncode, 0, done.stderr)
        with open(os.path.join(where, "made.d"), encoding="utf-8") as file:
            rules = file.read().split("\n\n")[0].split("\n./")
        tap.true(len(rules) > 1, f"one document only: {rules}")
        for rule in rules:
            inputs = [x.strip(" \\") for x in rule.split("\n")[1:]]
            files = [x for x in inputs if x.endswith(os.path.join("language", "nl.txt"))]
            tap.equal(len(files), 1, f"language files: {inputs}")
            tap.true(os.path.exists(os.path.join(where, files[0])), files[0])


tap.main()
