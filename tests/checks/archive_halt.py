#!/usr/bin/env python3
"""Whenever the program is killed or the disk is full, an archive copy is there whole or not at
all, and what was there before still is.

Every system call that writes is let go wrong in turn (tools/halt.c); the numbers are printed.
"""
import concurrent.futures
import os
import shutil
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[1:1] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tests", "tools")]
import tap  # noqa: E402
from archives import NAME, Place, archive, files, halting, made, read, whole  # noqa: E402

OTHER = "RWW-WP-2030"


def contents(folder):
    return {x: read(folder, x) for x in files(folder)}


def archive_with_another(place):
    place.edit("identifier: RWW-WP-2031", "identifier: " + OTHER)
    made(place.at("a"), place.at("edition"))
    return contents(place.at("a", OTHER))


def count_calls(prepare=lambda place: None):
    """A line for each call that writes, when nothing goes wrong."""
    with Place(edition=True) as place:
        archive_with_another(place)
        prepare(place)
        made(place.at("a"), env=halting(HALT_LOG=place.at("log")))
        return read(place.at("log")).decode().split("\n")[:-1]


def left_in(place):
    """What is in the archive beside the other edition: copies, left-overs."""
    names = sorted(x for x in os.listdir(place.at("a")) if x != OTHER)
    return [x for x in names if x[0] != "."], [x for x in names if x[0] == "."]


def go_wrong(how, numbers, judge, prepare=lambda place: None):
    """Let each of the calls go wrong, in an archive that holds another edition already."""
    outcomes = {"nothing": 0, "whole": 0}
    with Place(edition=True) as place:
        kept = archive_with_another(place)
        for number in numbers:
            prepare(place)
            done = archive(place.at("a"), env=halting(HALT_AT=str(number), HALT_HOW=how))
            copies, rest = left_in(place)
            judge(number, done, copies, rest)
            tap.true(copies in ([], [NAME]) and len(rest) <= 1, f"call {number}: {copies} {rest}")
            if copies:
                whole(place.at("a", NAME))
            outcomes["whole" if copies else "nothing"] += 1
            for name in copies + rest:
                shutil.rmtree(place.at("a", name))
        tap.true(contents(place.at("a", OTHER)) == kept, "the other edition")
    return outcomes


def both(how, numbers, judge, prepare=lambda place: None):
    """The same on two processors."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        halves = pool.map(lambda part: go_wrong(how, part, judge, prepare),
                          (numbers[::2], numbers[1::2]))
        return {name: sum(counts) for name, counts in
                zip(("nothing", "whole"), zip(*(h.values() for h in halves)))}


def was_killed(number, done, *_):
    tap.equal(done.returncode, -9, f"call {number}: {done.stderr}")


@tap.case("killed at any system call that writes, it leaves the whole copy or none")
def killed():
    calls = count_calls()
    outcomes = both("kill", range(1, len(calls) + 1), was_killed)
    print(f"# killed before each of {len(calls)} calls that write: {outcomes}")
    tap.equal(outcomes, {"nothing": len(calls) - 1, "whole": 1}, "outcomes")
    writes = [i for i, x in enumerate(calls, 1) if x.startswith("write ")]
    outcomes = both("half", writes, was_killed)
    print(f"# killed in the middle of {len(writes)} writes: {outcomes}")
    tap.equal(outcomes, {"nothing": len(writes), "whole": 0}, "outcomes")


@tap.case("with the disk full at any system call that writes, nothing is left behind")
def full():
    calls = count_calls()

    def judge(number, done, copies, rest):
        tap.equal(done.returncode, 3, f"call {number}: {done.stderr}")
        tap.true("No space left on device [file-unwritable]" in done.stderr, done.stderr)
        # at the very last the copy has its name, but perhaps not for good
        tap.equal((copies, rest), ([NAME] if number == len(calls) else [], []),
                  f"call {number}: {calls[number - 1]}")

    outcomes = both("full", range(1, len(calls) + 1), judge)
    print(f"# full at each of {len(calls)} calls: {outcomes}")


@tap.case("what a killed run left is removed by the next, even by one that is killed, too")
def left_over():
    def leave(place):
        source = place.at("a", OTHER)
        if not os.path.exists(place.at("a", ".zetsel-1-0.tmp")):
            shutil.copytree(source, place.at("a", ".zetsel-1-0.tmp"))

    calls = count_calls(leave)
    removals = [i for i, x in enumerate(calls, 1) if x.startswith("unlink ")]
    tap.true(len(removals) > 20, "nothing was removed")
    outcomes = both("kill", removals, was_killed, leave)
    print(f"# killed at each of {len(removals)} removals: {outcomes}")
    with Place(edition=True) as place:
        archive_with_another(place)
        leave(place)
        made(place.at("a"))
        tap.equal(left_in(place), ([NAME], []), "after all")


@tap.case("everything has reached the disk before the copy gets its name")
def order():
    calls = [x.split(" ", 1) for x in count_calls()]
    named = [x[0] for x in calls].index("rename")
    last = {}  # the last time something was written to a file, or made in a folder
    for i, (what, path) in enumerate(calls[:named]):
        if what in ("open", "mkdir") and "/.zetsel-" in os.path.dirname(path):
            last[os.path.dirname(path)] = i
        if what == "write":
            last[path] = i
    tap.true(len(last) > 25, "little was written")
    tap.empty([path for path, i in last.items() if ["fsync", path] not in calls[i:named]],
              "not synchronised")
    tap.equal(calls[-1], ["fsync", os.path.dirname(calls[named][1])], "the last call")


tap.main()
