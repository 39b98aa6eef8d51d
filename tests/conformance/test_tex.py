#!/usr/bin/env python3
"""Our line breaking beside TeX's: a hundred paragraphs, the same breaks and demerits.

Both are given the same integers (tex_lines.c); of TeX is taken what \\tracingparagraphs says
and how wide its lines are. Skipped where there is no TeX: Debian's texlive-binaries has it.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

SOURCES = ["tests/conformance/tex_lines.c", "src/layout/linebreak.c",
           "src/layout/linebreak_params.c", "src/layout/linebreak_place.c",
           "src/layout/linebreak_rivers.c", "src/layout/lineset.c", "src/base/arena.c"]


def engine():
    """TeX without a format; INITEX reads the paragraphs by themselves."""
    for name in ("tex", "pdftex", "initex"):
        if shutil.which(name):
            return name
    return None


def run_tex(name, source, scratch):
    path = os.path.join(scratch, "lines.tex")
    with open(path, "w", encoding="ascii") as file:
        file.write(source)
    subprocess.run([name, "-ini", "-interaction=batchmode", path], cwd=scratch,
                   capture_output=True, timeout=120,
                   env=dict(os.environ, max_print_line="1000", TEXMFCNF=os.environ.get(
                       "TEXMFCNF", "")))
    with open(os.path.join(scratch, "lines.log"), encoding="latin-1") as file:
        return file.read()


def read_log(log):
    """For each paragraph: the least total of its ends, and the widths of its lines."""
    found = {}
    for part in re.split(r"PARAGRAPH (?=\d+\.)", log)[1:]:
        number = int(part.split(".")[0])
        last = part.rfind("@\\par via")
        totals = [int(t) for t in re.findall(r"@@\d+: line \d+\.\d-? t=(\d+)", part[last:])]
        widths = [int(w) for w in re.findall(r"LINE (-?\d+)\.", part)]
        second = "@secondpass" in part
        found[number] = (min(totals) if totals else None, widths[::-1], second)
    return found


def read_ours(text):
    found = {}
    for row in text.splitlines():
        number, within, demerits, *widths = map(int, row.split())
        found[number] = (demerits, widths, within)
    return found


def compare(tex, ours):
    tap.equal(sorted(tex), sorted(ours), "paragraphs")
    odd = []
    within = 0
    for number, (demerits, widths, inside) in ours.items():
        if not inside:
            continue  # TeX takes an emergency otherwise: overfull, or with no stretch at all
        within += 1
        total, lines, _ = tex[number]
        if (total, lines) != (demerits, widths):
            odd.append(f"{number}: TeX {total} {lines}, ours {demerits} {widths}")
    tap.empty(odd, "paragraphs that differ")
    tap.true(within >= 100, f"only {within} paragraphs could be set within the tolerance")


def main():
    name = engine()
    if name is None:
        print("1..0 # SKIP there is no TeX: install texlive-binaries")
        return
    with tempfile.TemporaryDirectory() as scratch:
        program = os.path.join(scratch, "tex_lines")
        subprocess.run([os.environ.get("CC") or "cc", "-std=c17", "-O1", "-D_XOPEN_SOURCE=700",
                        "-I" + os.path.join(ROOT, "src"),
                        *(os.path.join(ROOT, s) for s in SOURCES), "-o", program], check=True)
        source, ours = (subprocess.run([program, how], capture_output=True, text=True,
                                       check=True).stdout for how in ("tex", "ours"))
        log = run_tex(name, source, scratch)
        tap.add("a hundred paragraphs as TeX breaks them", compare, read_log(log),
                read_ours(ours))
        tap.main()


if __name__ == "__main__":
    main()
