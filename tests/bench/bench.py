#!/usr/bin/env python3
"""How long the real booklet and its archive copy take, start-up to rename, and where the time
goes.

    tests/bench/bench.py PROGRAM [--runs N] [--against COMMIT] [--no-rivals]

Runs alternate between this build and the build of the commit before (made in a folder of its
own below out/), so that whatever else the machine does hurts both alike; what counts is the
median of the paired ratios. Editions of 10, 100 and 1000 pages (tests/tools/grow.py) show how
time and memory grow: in chapters, and as a single one. Where Typst is
installed, it is timed on the same words in the same columns. Times are wall clock around the whole
process; memory is its largest resident set. Nothing here passes or fails.
"""
import argparse
import glob
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def once(command):
    """(milliseconds, kilobytes, what it says on standard error)."""
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic_ns()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        taken = (time.monotonic_ns() - begun) / 1e6
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode(errors="replace")
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(command)}: exit status {process.returncode}\n{text}")
    return taken, usage.ru_maxrss, text


def parts(text):
    return {name: float(ms) for name, ms in
            re.findall(r"^ *([a-z]+) +(\d+\.\d{3})$", text, re.M)}


def spread(values):
    ordered = sorted(values)
    return (f"{statistics.median(ordered):8.2f}  "
            f"({ordered[len(ordered) // 10]:.2f} to {ordered[-1 - len(ordered) // 10]:.2f})")


def previous(commit):
    """The program of that commit, built once; None, with a word why, if it cannot be."""
    found = subprocess.run(["git", "-C", ROOT, "rev-parse", "--verify", "-q", commit],
                           capture_output=True, text=True)
    if found.returncode != 0:
        return None, f"there is no {commit}"
    sha = found.stdout.strip()
    tree = os.path.join(ROOT, "out", "bench", sha[:12])
    program = os.path.join(tree, "out", "zetsel")
    if not os.path.exists(program):
        shutil.rmtree(tree, ignore_errors=True)
        os.makedirs(tree)
        archive = subprocess.run(["git", "-C", ROOT, "archive", sha], capture_output=True,
                                 check=True)
        subprocess.run(["tar", "-xf", "-", "-C", tree], input=archive.stdout, check=True)
        built = subprocess.run(["make", "-C", tree, "program"], capture_output=True, text=True,
                               env=dict(os.environ, MAKEFLAGS="", MAKELEVEL="0"))
        if built.returncode != 0 or not os.path.exists(program):
            return None, f"{sha[:12]} does not build"
    return program, sha[:12]


def booklet(program, edition, scratch, name):
    return [program, "booklet", "-q", edition, "-o", os.path.join(scratch, name)]


def pages(program, edition):
    """Counted line by line: what this process holds when it starts another is taken for that
    one's memory, too."""
    command = [program, "booklet", "-q", "--dump=frames", edition, "-o", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        return sum(line.startswith(b"page ") for line in process.stdout)


def report(mine, runs, edition, scratch):
    times, memory, timed = [], [], []
    for _ in range(runs):
        ms, kb, _ = once(booklet(mine, edition, scratch, "mine.pdf"))
        times.append(ms)
        memory.append(kb)
        timed.append(parts(once(booklet(mine, edition, scratch, "mine.pdf")
                                + ["--timings"])[2]))
    made = os.path.join(scratch, "mine.pdf")
    print(f"{os.path.basename(edition)}: {pages(mine, edition)} pages, {os.path.getsize(made)} bytes, "
          f"{runs} runs; median (10 % to 90 %)")
    print(f"  {'whole run':12} {spread(times)} ms, {min(times):.2f} at best")
    print(f"  {'memory':12} {spread([kb / 1024 for kb in memory])} MB")
    for name in timed[0]:
        print(f"    {name:10} {spread([t[name] for t in timed])} ms")


def keeping(mine, runs, edition, scratch):
    """Putting an edition away, all its documents made twice, and looking after the copy."""
    folder = os.path.join(scratch, "archive")
    for name, command in (
            ("archive", [mine, "archive", "-q", edition, "--into", folder]),
            ("verify", [mine, "verify", "-q", folder]),
            ("rebuild", [mine, "verify", "-q", "--rebuild", folder])):
        times, memory = [], []
        for _ in range(runs):
            if name == "archive":
                shutil.rmtree(folder, ignore_errors=True)
            ms, kb, _ = once(command)
            times.append(ms)
            memory.append(kb)
        print(f"  {name:12} {spread(times)} ms, {statistics.median(memory) / 1024:.0f} MB")


def compare(mine, other, runs, edition, scratch, label):
    times, memory = [], []
    for turn in range(runs):
        pair = [booklet(mine, edition, scratch, "mine.pdf"),
                booklet(other, edition, scratch, "other.pdf")]
        order = (0, 1) if turn % 2 == 0 else (1, 0)
        taken = {i: once(pair[i]) for i in order}
        times.append(taken[0][0] / taken[1][0])
        memory.append(taken[0][1] / taken[1][1])
    print(f"  to {label}:")
    print(f"    {'time':10} {spread(times)} times its time")
    print(f"    {'memory':10} {spread(memory)} times its memory")


def grow(mine, runs, scratch):
    """Per page, so that what grows faster than the pages stands out."""
    print("editions made longer; median, and per page")
    for count, how in ((10, []), (100, []), (1000, []), (10, ["--one-chapter"]),
                       (100, ["--one-chapter"]), (1000, ["--one-chapter"])):
        folder = os.path.join(scratch, "long")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "programme.yaml"), "wb") as file:
            subprocess.run([sys.executable, os.path.join(ROOT, "tests", "tools", "grow.py"),
                            str(count), *how], stdout=file, check=True)
        got = [once(booklet(mine, folder, scratch, "long.pdf"))
               for _ in range(max(3, min(runs, 300 // count)))]
        ms, mb = (statistics.median(g[i] for g in got) / (1, 1024)[i] for i in (0, 1))
        made = pages(mine, folder)
        print(f"  {made:5} pages{', one chapter' if how else '':14} {ms:8.1f} ms {mb:7.1f} MB"
              f"  {ms / made:6.2f} ms {mb * 1024 / made:6.0f} KB")


def forked(work):
    """What once() tells, of a function in a process of its own."""
    begun = time.monotonic_ns()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit("bench: the rival fails")
    return (time.monotonic_ns() - begun) / 1e6, usage.ru_maxrss


def typst(mine, runs, scratch):
    """The same words in the same columns. Ours is timed from start-up, Typst from its fork: it is
    loaded, which it need not be again."""
    sys.path[1:1] = [os.path.join(ROOT, "tests", "rivals")]
    import rivals  # noqa: E402, beside what needs it
    try:
        module = rivals.module("typst", offline=True)
    except rivals.Absent as reason:
        print(f"typst: {reason}, so it is not compared; `make rivals` installs it")
        return
    words = rivals.paragraphs("bench")
    edition, plain = (os.path.join(scratch, x) for x in ("rival.yaml", "rival.txt"))
    for path, text in (edition, rivals.edition(words)), (plain, "\n".join(words) + "\n"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    for name, tuned in ("as it comes", False), ("tuned", True):
        pairs = []
        for _ in range(runs):
            ours = once(booklet(mine, edition, scratch, "rival.pdf"))
            theirs = forked(lambda: rivals.compile_typst(
                module, plain, os.path.join(scratch, "typst.pdf"), tuned))
            pairs.append((ours[0], theirs[0], theirs[0] / ours[0], ours[1], theirs[1]))
        ours, theirs, ratio, our_kb, their_kb = zip(*pairs)
        print(f"{sum(len(x.split()) for x in words)} words in two columns; median, and 1st to "
              f"9th decile\n  {'ours':12} {spread(ours)} ms  {statistics.median(our_kb) / 1024:.0f} MB"
              f"\n  {'typst':12} {spread(theirs)} ms  {statistics.median(their_kb) / 1024:.0f} MB, "
              f"{name}\n  {'':12} {spread(ratio)} times ours")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--against", default="HEAD~1", metavar="COMMIT")
    parser.add_argument("--no-rivals", action="store_true")
    args = parser.parse_args()
    mine = os.path.abspath(args.program)
    editions = sorted(os.path.dirname(p) for p in
                      glob.glob(os.path.join(ROOT, "data", "*", "programme.yaml")))
    with tempfile.TemporaryDirectory(dir=os.path.join(ROOT, "out")) as scratch:
        for edition in editions:
            report(mine, args.runs, edition, scratch)
            keeping(mine, args.runs, edition, scratch)
            if args.no_rivals:
                continue
            other, label = previous(args.against)
            if other is None:
                print(f"  not compared with the build before: {label}")
            else:
                compare(mine, other, args.runs, edition, scratch, label)
        if not args.no_rivals:
            typst(mine, args.runs, scratch)
        grow(mine, args.runs, scratch)


if __name__ == "__main__":
    main()
