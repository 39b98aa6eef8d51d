#!/usr/bin/env python3
"""Editions in the shapes that other councils use: all are typeset, none needs a special case.

Each of tests/editions is made by itself, in silence, and looked at by qpdf and tagcheck.
"""
import glob
import os
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[1:1] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tests", "tools")]
import tagcheck  # noqa: E402
import tap  # noqa: E402

FOLDERS = sorted(os.path.dirname(path) for path in
                 glob.glob(os.path.join(ROOT, "tests", "editions", "*", "programme.yaml")))
ZETSEL = shlex.split(os.environ.get("RUNNER", "")) + [os.environ["ZETSEL"]]
SCRATCH = tempfile.TemporaryDirectory(prefix="editions.")


def pdf_of(folder):
    return os.path.join(SCRATCH.name, os.path.basename(folder) + ".pdf")


def typeset(folder):
    done = subprocess.run(ZETSEL + ["booklet", folder, "-o", pdf_of(folder)],
                          capture_output=True, text=True)
    tap.equal((done.returncode, done.stdout + done.stderr), (0, ""), folder)


def sound(folder):
    done = subprocess.run(["qpdf", "--check", pdf_of(folder)], capture_output=True,
                          text=True)
    tap.true("No syntax or stream encoding errors" in done.stdout,
             done.stdout + done.stderr)
    tap.empty([f"{rule}: {text}" for rule, text in tagcheck.check(pdf_of(folder))], folder)


def words(folder):
    """What the file says comes out of the pages."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf_of(folder), "-"],
                          capture_output=True, text=True)
    text = " ".join(done.stdout.replace("\u00ad\n", "").split())
    with open(os.path.join(folder, "programme.yaml"), encoding="utf-8") as file:
        titles = [line.split("title: ", 1)[1].split(" #")[0].strip().strip('"')
                  for line in file if line.startswith("    title: ")]
    missing = [t for t in titles if "".join(t.split()) not in "".join(text.split())]
    tap.empty(missing, "titles that are not printed")


tap.case("there are editions to test with")(lambda: tap.true(len(FOLDERS) >= 6, FOLDERS))
for each in FOLDERS:
    name = os.path.basename(each)
    tap.add(f"{name}: is typeset without a word", typeset, each)
    tap.add(f"{name}: qpdf and tagcheck find no fault", sound, each)
    tap.add(f"{name}: every advisory's title is printed", words, each)
tap.main()
