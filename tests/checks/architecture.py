#!/usr/bin/env python3
"""src/ARCHITECTURE.md, README.md and the Makefile name what exists, and all rooms."""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def rooms():
    return {name for name in os.listdir(os.path.join(ROOT, "src"))
            if os.path.isdir(os.path.join(ROOT, "src", name))}


def paths(text):
    """What stands in back quotes and looks like a path of this repository."""
    for word in re.findall(r"`([^`\s]+)`", text):
        word = word.rstrip("/")
        if re.match(r"(src|data|layouts|fonts|tests|\.ci)(/|$)", word) and \
                not re.search(r"[*<>$]|20\d\d", word):
            yield word


@tap.case("ARCHITECTURE.md names every folder of src/")
def every_room():
    named = set(re.findall(r"`src/([a-z]+)`", read("src", "ARCHITECTURE.md")))
    tap.equal(sorted(named), sorted(rooms()), "folders")


@tap.case("LAYERS has a row for every folder of src/")
def layers():
    rows = {line.split()[0] for line in read("src", "LAYERS").splitlines()
            if line and not line.startswith("#")}
    tap.empty(rooms() - rows, "no row in LAYERS")


@tap.case("what ARCHITECTURE.md and README.md name exists")
def exists():
    for name in (("src", "ARCHITECTURE.md"), ("README.md",)):
        missing = [path for path in paths(read(*name))
                   if not os.path.exists(os.path.join(ROOT, path))]
        tap.empty(missing, os.path.join(*name))
        links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", read(*name))
        here = os.path.join(ROOT, *name[:-1])
        tap.empty([x for x in links if not os.path.exists(os.path.join(here, x))],
                  f"{name[-1]}: links")


@tap.case("ARCHITECTURE.md is one page")
def one_page():
    text = read("src", "ARCHITECTURE.md").splitlines()
    tap.true(len(text) <= 75, f"{len(text)} lines")


@tap.case("README.md's make targets exist")
def targets():
    helped = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True,
                            env=dict(os.environ, MAKEFLAGS="")).stdout
    known = set(re.findall(r"^  ([a-z-]+)", helped, re.M))
    named = set(re.findall(r"\bmake ([a-z-]+)", "\n".join(
        re.findall(r"`[^`]+`|^    .*$", read("README.md"), re.M))))
    tap.empty(named - known, "no such target")


@tap.case("the top of the repository holds what it should and nothing else")
def top():
    if not os.path.exists(os.path.join(ROOT, ".git")):
        tap.skip("this is an unpacked archive, not a repository")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True,
                            check=True).stdout.split("\n")
    tops = {path.split("/")[0] for path in listed if path}
    allowed = {"Makefile", "README.md", "LICENSE", "src", "fonts", "data", "layouts", "tests"}
    tap.empty({x for x in tops if not x.startswith(".")} - allowed, "at the top")


tap.main()
