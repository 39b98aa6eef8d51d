#!/usr/bin/env python3
"""The man page is well-formed and says of commands and options what --help says."""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

PAGE = os.path.join(ROOT, "src", "zetsel.1")


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def page():
    with open(PAGE, encoding="utf-8") as file:
        return file.read()


HELP = output(os.environ["ZETSEL"], "--help")
COMMANDS = re.findall(r"^  ([a-z]+) ", HELP[:HELP.index("\nOptions:")], re.M)


@tap.case("mandoc finds nothing to object to")
def lint():
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "style", PAGE],
                          capture_output=True, text=True)
    # which other pages this machine has is no matter of this one
    lines = [line for line in (done.stdout + done.stderr).splitlines()
             if "mandoc.db" not in line and "referenced manual" not in line]
    tap.empty(lines, "mandoc")


@tap.case("the options are those of --help, in its order, with their letters")
def options():
    said = re.findall(r"^  (?:-(\w), |    )--([a-z-]+)", HELP, re.M)
    items = re.findall(r"^\.It Fl (?:(\w)(?: Ar \w+)? , Fl )?-([a-z-]+)", page(), re.M)
    tap.true(len(said) > 5, "--help lists no options")
    tap.equal(items, said, "options")


@tap.case("the commands are those of --help, in its order")
def commands():
    text = page()
    tap.equal(re.findall(r"^\.It Cm ([a-z]+)$", text, re.M), COMMANDS, "commands explained")
    synopsis = text[text.index(".Sh SYNOPSIS"):text.index(".Sh DESCRIPTION")]
    tap.equal(re.findall(r"^\.Nm\n\.Cm ([a-z]+)$", synopsis, re.M), COMMANDS, "synopsis")


@tap.case("every command has a --help of its own, which lists only known options")
def own_help():
    known = set(re.findall(r"--([a-z-]+)", HELP))
    for command in COMMANDS:
        text = output(os.environ["ZETSEL"], command, "--help")
        tap.true(text.startswith(f"Usage: zetsel {command} "), f"{command}: {text[:40]}")
        tap.empty(set(re.findall(r"^.{6}--([a-z-]+)", text, re.M)) - known, command)


@tap.case("choices of an option are the same in both")
def choices():
    for name in ("dump", "diagnostics", "color", "format"):
        listed = re.search(rf"^\.It Fl -{name} Ns = Ns (?:Cm ([a-z |]+)|Ar \w+)$", page(),
                           re.M)
        done = subprocess.run([os.environ["ZETSEL"], "booklet", f"--{name}=@", "x"],
                              capture_output=True, text=True)
        for word in re.findall(r"[a-z]+", listed[1]):
            tap.true(word in done.stderr, f"--{name}: {word} is not in: {done.stderr}")


tap.main()
