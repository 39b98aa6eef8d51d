#!/usr/bin/env python3
"""Run each case of tests/golden and compare what it prints with what it should.

    tests/golden.py [--update] PROGRAM [CASE...]

A case is a folder. The program runs in a scratch copy of it, so that what it
writes is seen and nothing is left behind:

    args    the command line behind `zetsel`, quoted as for the shell
    out     what comes on standard output, then a line "made NAME" for each file that
            was made or changed, then "exit STATUS"
    err     what comes on standard error
    stdin   given to the program (optional)
    env     lines NAME=VALUE, set for the program (optional)
    setup   a shell script run first in the scratch folder (optional); $ZETSEL is the
            program
    in.sed  makes in.yaml in the scratch folder out of tests/golden/base/programme.yaml:
            the edits that break it (optional). Each must still find its place there: a
            case whose edit does nothing would go on passing for another reason

The pictures of tests/golden/base are in the scratch folder too, unless the case has its
own images/. $ROOT in args, env, out and err stands for the top of the repository, $SCRATCH for the
scratch folder. --update writes out and err; read the diff before committing.
RUNNER in the environment goes before the program ("valgrind -q ...").
"""
import concurrent.futures
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOLDEN = os.path.join(ROOT, "tests", "golden")


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8", "backslashreplace")
    except FileNotFoundError:
        return ""


def snapshot(folder):
    """Size and time of every file below the folder."""
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            stat = os.lstat(path)
            found[os.path.relpath(path, folder)] = (stat.st_ino, stat.st_mtime_ns)
    return found


def environment(case, scratch):
    kept = {name: os.environ[name] for name in (
        "PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ}
    kept.update(TERM="dumb", HOME=scratch, LC_ALL="C")
    for line in read(os.path.join(case, "env")).splitlines():
        name, value = line.split("=", 1)
        kept[name] = expand(value, scratch)
    return kept


def expand(text, scratch):
    return text.replace("$ROOT", ROOT).replace("$SCRATCH", scratch)


def patterns(script):
    """What the commands of a sed script look for, as addresses of sed."""
    goes_on = False
    for line in script.splitlines():
        if not goes_on:
            found = re.match(r"s(.)((?:\\.|(?!\1).)*)\1", line)
            if found:
                yield f"\\{found[1]}{found[2]}{found[1]}"
            else:
                yield from re.findall(r"(?:^|,)(/(?:\\.|[^/])*/)", line)
        goes_on = line.endswith("\\")


def edit(script, base, made):
    subprocess.run(["sed", "-f", script, base], stdout=made, check=True)
    for pattern in patterns(read(script)):
        done = subprocess.run(["sed", "-n", pattern + "p", base, made.name],
                              capture_output=True, check=True)
        if not done.stdout:
            raise LookupError(f"{script}: {pattern} is nowhere in {base}")


def prepare(program, case, scratch):
    for name in os.listdir(case):
        if name not in ("args", "out", "err", "env", "setup", "in.sed", "stdin"):
            path = os.path.join(case, name)
            (shutil.copytree if os.path.isdir(path) else shutil.copy)(
                path, os.path.join(scratch, name))
    if not os.path.exists(os.path.join(scratch, "images")):
        shutil.copytree(os.path.join(GOLDEN, "base", "images"),
                        os.path.join(scratch, "images"))
    if os.path.exists(os.path.join(case, "in.sed")):
        with open(os.path.join(scratch, "in.yaml"), "wb") as made:
            edit(os.path.join(case, "in.sed"),
                 os.path.join(GOLDEN, "base", "programme.yaml"), made)
    if os.path.exists(os.path.join(case, "setup")):
        subprocess.run(["sh", "-eu", os.path.join(case, "setup")], cwd=scratch,
                       check=True, env=dict(os.environ, ROOT=ROOT, GOLDEN=GOLDEN,
                                             ZETSEL=program[-1]))


def run(program, case):
    """What the case prints: (out, err)."""
    with tempfile.TemporaryDirectory(prefix="golden.") as scratch:
        scratch = os.path.realpath(scratch)
        prepare(program, case, scratch)
        args = shlex.split(expand(read(os.path.join(case, "args")), scratch))
        stdin = os.path.join(case, "stdin")
        with open(stdin if os.path.exists(stdin) else os.devnull, "rb") as given:
            before = snapshot(scratch)
            done = subprocess.run(program + args, cwd=scratch, stdin=given,
                                  capture_output=True, timeout=300,
                                  env=environment(case, scratch))
        after = snapshot(scratch)
        made = [f"made {name}\n" for name in sorted(after)
                if after[name] != before.get(name)]
        gone = [f"gone {name}\n" for name in sorted(before) if name not in after]
        texts = [stream.decode("utf-8", "backslashreplace")
                 .replace(scratch, "$SCRATCH").replace(ROOT, "$ROOT")
                 for stream in (done.stdout, done.stderr)]
        return texts[0] + "".join(made + gone) + f"exit {done.returncode}\n", texts[1]


def compare(program, case):
    out, err = run(program, case)
    diff = []
    for name, got in (("out", out), ("err", err)):
        wanted = read(os.path.join(case, name))
        if got != wanted:
            diff += difflib.unified_diff(wanted.splitlines(), got.splitlines(),
                                         f"{name} wanted", f"{name} got", lineterm="")
    return diff


def update(program, case):
    for name, text in zip(("out", "err"), run(program, case)):
        if text != read(os.path.join(case, name)):
            print(f"updated {os.path.relpath(os.path.join(case, name), ROOT)}")
        with open(os.path.join(case, name), "w", encoding="utf-8") as file:
            file.write(text)
    return []


def attempt(what, program, case):
    try:
        return what(program, case)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def main():
    args = sys.argv[1:]
    updating = args[:1] == ["--update"]
    args = args[updating:]
    program = shlex.split(os.environ.get("RUNNER", "")) + [os.path.abspath(args[0])]
    cases = args[1:] or sorted(
        os.path.join(GOLDEN, name) for name in os.listdir(GOLDEN)
        if os.path.exists(os.path.join(GOLDEN, name, "args")))
    failed = 0
    if not updating:
        print(f"1..{len(cases)}")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        work = [pool.submit(attempt, update if updating else compare, program, case)
                for case in cases]
        for number, (case, future) in enumerate(zip(cases, work), 1):
            diff = future.result()
            failed += bool(diff)
            if not updating or diff:
                print(f"{'not ok' if diff else 'ok'} {number} - "
                      f"{os.path.basename(case)}")
            for line in diff:
                print("# " + re.sub(r"[\x00-\x08\x0b-\x1f]", "?", line))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
