#!/usr/bin/env python3
"""What other typesetters make of our words at our measure, measured as ours is.

    tests/rivals/rivals.py PROGRAM [--text NAME] [--offline]

The same paragraphs, in the same font at the same size on the same grid, in two columns of the
same width with the same indent, are set by

    typst            Typst as it comes, and tuned: limits to spaces and letters, dearer runts
    lualatex         LuaLaTeX with microtype as it comes (letters to 2 %), and tuned (to 3 %), without
                     and with our demand that hyphens do not run on
    weasyprint       WeasyPrint
    zetsel           ours, with layouts/booklet.yaml as it is

and tests/tools/measure_pdf.py, which does not know who made a file, measures all. The table goes
to standard output as Markdown, and the files stay in out/build/rivals to be looked at.

NAME is "bench" (tests/bench/text-nl.txt, what the layout was tuned on) or a text of tests/texts,
of which headings and the marks of lists are left out, so that all have paragraphs only.

Typst and WeasyPrint are Python wheels: if they cannot be imported, they are installed below
out/build/rivals, unless --offline. Whoever is not to be had is left out, with the reason.
"""
import argparse
import html
import importlib
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.join(ROOT, "tests", "rivals")
FONTS = os.path.join(ROOT, "fonts")
OUT = os.path.join(ROOT, "out", "build", "rivals")
WHEELS = os.path.join(OUT, "python")
WANTED = {"typst": "typst==0.15.2", "weasyprint": "weasyprint==70.0"}
sys.path[1:1] = [os.path.join(ROOT, "tests", "tools"), WHEELS]
import measure_pdf  # noqa: E402
import texts  # noqa: E402


class Absent(Exception):
    """Why a rival is left out."""


# ---- what is set --------------------------------------------------------------------------


def paragraphs(name):
    """The text of that name, a string a paragraph."""
    if name == "bench":
        return texts.lines("tests", "bench", "text-nl.txt")
    found = []
    for line in texts.lines("tests", "texts", name + ".txt"):
        line = re.sub(r"^(- |\d+\. )", "", line).replace("*", "")
        if line:
            found.append(line)
    return found


def edition(words):
    """Ours: one chapter, nothing but paragraphs."""
    out = [texts.HEAD.format(kind="rivals"),
           "    " + texts.CHAPTER.format(number=1, title="Proef").replace("\n", "\n    "),
           "      content:", "        - kind: text", "          body: |"]
    for paragraph in words:
        out += ["", " " * 12 + re.sub(r"([*_<>\[\]{}#`\\])", r"\\\1", paragraph)]
    return "\n".join(out) + "\n"


def write(name, text):
    path = os.path.join(OUT, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


# ---- who sets it --------------------------------------------------------------------------


def module(name, offline=False):
    """That module, installed if it has to be and may be."""
    try:
        return importlib.import_module(name)
    except ImportError:
        if offline:
            raise Absent(f"the Python module {name} is not installed") from None
    done = subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", WHEELS,
                           WANTED[name]], capture_output=True, text=True)
    try:
        importlib.invalidate_caches()
        return importlib.import_module(name)
    except ImportError as error:
        said = (done.stderr.strip() or str(error)).splitlines()[-1]
        raise Absent(f"{WANTED[name]} cannot be installed: {said}") from None


def run(command, who):
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", cwd=OUT)
    if done.returncode != 0:
        raise Absent(f"{who} fails: {(done.stderr + done.stdout).strip()[-300:]}")


def compile_typst(typst, words, made, tuned):
    typst.compile(os.path.join(HERE, "columns.typ"), output=made, root="/", font_paths=[FONTS],
                  ignore_system_fonts=True,
                  sys_inputs={"text": words, "tuned": "yes" if tuned else "no"})


def set_by_typst(job, tuned):
    made = os.path.join(OUT, "typst-tuned.pdf" if tuned else "typst.pdf")
    compile_typst(module("typst", job.offline), job.words, made, tuned)
    return made


def set_by_lualatex(job, tuned):
    if shutil.which("lualatex") is None:
        raise Absent("lualatex is not installed (texlive-luatex)")
    for file, package in (("microtype.sty", "texlive-latex-recommended"),
                          ("hyph-nl.pat.txt", "texlive-lang-european"),
                          ("dutch.ldf", "texlive-lang-european")):
        if subprocess.run(["kpsewhich", file], capture_output=True).returncode != 0:
            raise Absent(f"{file} is not installed ({package})")
    name = ("lualatex", "lualatex-tuned", "lualatex-no-ladders")[tuned]
    run(["lualatex", "-interaction=batchmode", "-halt-on-error", "-jobname=" + name,
         f"\\def\\fonts{{{FONTS}}}\\def\\words{{{job.words}}}\\def\\tuned{{{tuned}}}"
         f"\\input{{{os.path.join(HERE, 'columns.tex')}}}"], "lualatex")
    return os.path.join(OUT, name + ".pdf")


def set_by_weasyprint(job):
    weasyprint = module("weasyprint", job.offline)
    with open(os.path.join(HERE, "columns.css"), encoding="utf-8") as file:
        style = file.read().replace("FONTS", "file://" + FONTS)
    page = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in job.paragraphs)
    source = write("weasyprint.html", f'<!doctype html><html lang="nl"><meta charset="utf-8">'
                   f"<title>Proef</title><style>{style}</style><body>\n{page}</body></html>\n")
    made = os.path.join(OUT, "weasyprint.pdf")
    weasyprint.HTML(source).write_pdf(made)
    return made


def set_by_us(job):
    made = os.path.join(OUT, "zetsel.pdf")
    run([job.program, "booklet", "-q", write("zetsel.yaml", edition(job.paragraphs)),
         "-o", made], "zetsel")
    return made


RIVALS = (
    ("Typst", lambda job: set_by_typst(job, False)),
    ("Typst, tuned", lambda job: set_by_typst(job, True)),
    ("LuaLaTeX, microtype", lambda job: set_by_lualatex(job, 0)),
    ("LuaLaTeX, tuned", lambda job: set_by_lualatex(job, 1)),
    ("… without ladders", lambda job: set_by_lualatex(job, 2)),
    ("WeasyPrint", set_by_weasyprint),
    ("ours", set_by_us),
)


# ---- what came of it ----------------------------------------------------------------------


def point(value):
    return f"{value / 1000:.3f}".lstrip("0")


def share(part, whole):
    return f"{100 * part / whole:.1f} %"


ROWS = (
    ("word space, coefficient of variation", lambda f: point(f["space-cv"])),
    ("mean, em (natural .237)", lambda f: point(f["space-mean"])),
    ("95th percentile, em", lambda f: point(f["space-p95"])),
    ("lines looser than 1.5 natural spaces", lambda f: share(f["loose"], f["full-lines"])),
    ("lines tighter than .8", lambda f: share(f["tight"], f["full-lines"])),
    ("letters, narrowest to widest",
     lambda f: f"{f['narrowest'] / 10 - 100:+.1f} to {f['widest'] / 10 - 100:+.1f} %"),
    ("hyphenated lines", lambda f: share(f["hyphenated"], f["full-lines"])),
    ("longest ladder", lambda f: str(f["ladder"])),
    ("hyphens before a last line", lambda f: str(f["final-hyphens"])),
    ("runts", lambda f: str(f["runts"])),
    ("rivers over three lines or more", lambda f: str(f["rivers"])),
    ("last columns apart, lines", lambda f: str(f["last-apart-lines"])),
    ("lines, and of them full", lambda f: f"{f['lines']}, {f['full-lines']}"),
)


def table(measured):
    yield "| | " + " | ".join(name for name, _ in measured) + " |"
    yield "|---" * (len(measured) + 1) + "|"
    for label, tell in ROWS:
        yield f"| {label} | " + " | ".join(tell(figures) for _, figures in measured) + " |"


def compare(job):
    measured, absent = [], []
    for name, typeset in RIVALS:
        try:
            measured.append((name, measure_pdf.measure(typeset(job))))
        except Absent as reason:
            absent.append(f"{name} is left out: {reason}.")
    count = sum(len(paragraph.split()) for paragraph in job.paragraphs)
    return [f"{count:,} words in two columns of 79.5 mm, Source Serif 4, 9.5 pt on 4.5 mm "
            f"({job.text}).", "", *table(measured), *([""] if absent else []), *absent]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--text", default="bench", choices=["bench", *texts.WRITTEN])
    parser.add_argument("--offline", action="store_true")
    job = parser.parse_args()
    job.program = os.path.abspath(job.program)
    os.makedirs(OUT, exist_ok=True)
    job.paragraphs = paragraphs(job.text)
    job.words = write("words.txt", "\n".join(job.paragraphs) + "\n")
    said = "\n".join(compare(job)) + "\n"
    write(f"table-{job.text}.md", said)
    sys.stdout.write(said)


if __name__ == "__main__":
    main()
