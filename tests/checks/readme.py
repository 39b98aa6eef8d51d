#!/usr/bin/env python3
"""Every command that README.md shows does what it says: it ends with status 0."""
import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

EDITIONS = "tests/editions"


def commands():
    """The lines of its code blocks that call the program, in their order."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        return re.findall(r"^ {4}(out/zetsel [^#\n]*?)\s*(?:#.*)?$", file.read(), re.M)


def run(line, folder):
    archive = os.path.join(folder, "archive")
    words = [{"out/zetsel": os.environ["ZETSEL"], "/srv/archive": archive,
              "OLD": f"{EDITIONS}/2025-2027", "NEW": f"{EDITIONS}/2027-2029"}.get(word, word)
             for word in shlex.split(line)]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    tap.equal(done.returncode, 0, f"{line}: {done.stderr[-500:]}")


@tap.case("README.md shows commands")
def some():
    tap.true(len(commands()) >= 10, f"{len(commands())} commands")


# one folder for all: what is archived first is verified later
SCRATCH = tempfile.TemporaryDirectory()
for name in ("data", "tests"):
    os.symlink(os.path.join(ROOT, name), os.path.join(SCRATCH.name, name))
for command in commands():
    tap.add(command, run, command, SCRATCH.name)

tap.main()
