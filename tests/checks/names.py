#!/usr/bin/env python3
"""What the sources must not hold: one council's name, a clock, a locale, a look."""
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

# what runs while building is a program of its own
SOURCES = sorted(path for path in glob.glob(os.path.join(ROOT, "src", "**", "*.[ch]"),
                                            recursive=True) if "/tool/" not in path)


def code(path):
    """The file with comments and strings blanked, line by line as before."""
    with open(path, encoding="utf-8") as file:
        text = file.read()

    def blank(found):
        return re.sub(r"[^\n]", " ", found[0])

    return re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|//[^\n]*', blank, text, flags=re.S)


def hits(pattern, text_of=code, allowed=()):
    for path in SOURCES:
        name = os.path.relpath(path, ROOT)
        for number, line in enumerate(text_of(path).splitlines(), 1):
            if re.search(pattern, line) and name not in allowed:
                yield f"{name}:{number}: {line.strip()[:70]}"


def whole(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


@tap.case("no council is named in src/")
def council():
    names = set()
    for path in glob.glob(os.path.join(ROOT, "data", "*", "programme.yaml")):
        block = re.search(r"^council:\n((?:[ #].*\n|\n)*)", whole(path), re.M)[1]
        names |= set(re.findall(r"^  (?:name|abbreviation): *(.+?) *$", block, re.M))
    tap.true(names, "no edition names its council")
    tap.empty(hits("|".join(rf"\b{re.escape(n)}\b" for n in names), whole), "named in")


@tap.case("no clock but the stopwatch's")
def clock():
    tap.empty(hits(r"(?<![>.\w])(time|clock_gettime|gettimeofday|clock|localtime|gmtime|strftime)\s*\(",
                   allowed=("src/base/stopwatch.c",)), "a clock")


@tap.case("no locale, no random numbers")
def locale():
    tap.empty(hits(r"\b(setlocale|nl_langinfo|strcoll|rand|random|srand|getrandom)\s*\("),
              "found")


@tap.case("the environment is read where the man page says so")
def environment():
    tap.empty(hits(r"\b(getenv|secure_getenv)\s*\(", allowed=("src/commands.c",)), "getenv")
    page = whole(os.path.join(ROOT, "src", "zetsel.1"))
    read = set(re.findall(r'getenv\("(\w+)"\)',
                          whole(os.path.join(ROOT, "src", "commands.c"))))
    items = re.findall(r"^\.It Ev (.*)$", page, re.M)
    tap.equal(sorted(set(re.findall(r"[A-Z_]{3,}", " ".join(items)))), sorted(read), "variables")


@tap.case("only main, commands and the arena print or end the process")
def printing():
    allowed = ("src/main.c", "src/commands.c", "src/commands_archive.c",
               "src/commands_check.c",
               "src/base/arena.c", "src/base/buf.c")
    tap.empty(hits(r"\b(printf|puts|fprintf|fputs|exit|abort)\s*\(", allowed=allowed), "found")


@tap.case("no variable outlives a call")
def globals_():
    tap.empty(hits(r"^\s+static (?!const\b|inline\b|void\b)[a-z_ ]+\**\s*\**[a-z_]+"
                   r"(\[[^\]]*\])* *(=[^=(]*)?;"), "a static variable that is not const")


tap.main()
