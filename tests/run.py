#!/usr/bin/env python3
"""Run test programs and count what they say.

    tests/run.py [-j JOBS] [-v] COMMAND...

Each COMMAND is one shell-quoted command that prints TAP (https://testanything.org):
"1..N", then "ok" or "not ok" per case, "# SKIP reason" behind one that was not
run. cmocka prints it when asked. A command that ends badly without saying so, or
prints fewer cases than it planned, has failed too.

What failed or was skipped is shown in full, what passed as a count. The last line
is "N passed, N failed, N skipped"; the exit status is 1 if anything failed.
"""
import argparse
import concurrent.futures
import os
import re
import shlex
import subprocess
import sys

CASE = re.compile(r"(not )?ok\b *(\d+)? *(?:- )?(.*)$")
SKIP = re.compile(r"(.*?)# *SKIP\b *(.*)$", re.IGNORECASE)
PLAN = re.compile(r"1\.\.(\d+)(?: *# *SKIP\b *(.*))?$", re.IGNORECASE)


class Result:
    """The cases of one command: names passed, (name, details), (name, reason)."""

    def __init__(self, command):
        words = shlex.split(command)
        self.name = os.path.basename(next((w for w in words if w.endswith((".py", ".sh"))),
                                          words[-1]))
        self.passed, self.failed, self.skipped = [], [], []

    def read(self, output, status):
        planned, lines, notes = None, output.splitlines(), []
        for i, line in enumerate(lines):
            plan, case = PLAN.match(line), CASE.match(line)
            if plan:
                planned = int(plan[1])
                if plan[2] is not None:
                    self.skipped.append((self.name, plan[2]))
            elif case:
                self.judge(case, lines[i + 1:], notes)
                notes = []
            elif not line.startswith("#"):
                notes.append(line)
        told = len(self.passed) + len(self.failed) + len(self.skipped)
        if planned is None or (planned > 0 and told < planned):
            self.failed.append((f"{self.name}: {told} of {planned or '?'} cases "
                                f"reported, exit status {status}", lines[-30:]))
        elif status != 0 and not self.failed:
            self.failed.append((f"{self.name}: exit status {status}", lines[-30:]))

    def judge(self, case, after, notes):
        name = case[3].strip() or f"case {case[2]}"
        skip = SKIP.match(name)
        if skip:
            reason = skip[2].strip() or "no reason given"
            self.skipped.append((skip[1].strip() or self.name, reason))
        elif not case[1]:
            self.passed.append(name)
        else:
            details = []
            for line in after:
                if not line.startswith("#"):
                    break
                details.append(line[1:].removeprefix(" "))
            self.failed.append((name, notes[-20:] + details))


def run(command):
    result = Result(command)
    try:
        done = subprocess.run(["sh", "-c", command], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                              env=dict(os.environ, CMOCKA_MESSAGE_OUTPUT="TAP"))
        result.read(done.stdout.decode(errors="replace"), done.returncode)
    except OSError as error:
        result.failed.append((result.name, [str(error)]))
    return result


def show(result, verbose):
    counts = [f"{len(what)} {word}" for what, word in (
        (result.failed, "FAILED"), (result.skipped, "skipped")) if what]
    print(f"{len(result.passed):6}  {result.name}" + "".join(f", {c}" for c in counts))
    for name in result.passed if verbose else ():
        print(f"        ok      {name}")
    for name, reason in result.skipped:
        print(f"        skipped {name}: {reason}")
    for name, details in result.failed:
        print(f"        FAILED  {name}")
        for line in details:
            print(f"                {line}")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(usage="run.py [-j JOBS] [-v] COMMAND...")
    parser.add_argument("-j", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("-v", action="store_true")
    parser.add_argument("commands", nargs="+")
    args = parser.parse_args()
    passed = failed = skipped = 0
    with concurrent.futures.ThreadPoolExecutor(args.j) as pool:
        for result in pool.map(run, args.commands):
            show(result, args.v)
            passed += len(result.passed)
            failed += len(result.failed)
            skipped += len(result.skipped)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
