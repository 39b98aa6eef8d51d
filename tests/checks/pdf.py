#!/usr/bin/env python3
"""The typeset editions as other programs see them: qpdf, poppler, MuPDF, and tagcheck."""
import glob
import os
import re
import subprocess
import sys

import pikepdf

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[1:1] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tests", "tools")]
import tagcheck  # noqa: E402
import tap  # noqa: E402

DOCUMENTS = os.environ["DOCUMENTS"]
EDITIONS = [os.path.basename(os.path.dirname(path)) for path in
            sorted(glob.glob(os.path.join(ROOT, "data", "*", "programme.yaml")))]


def run(*command, ok=(0,)):
    done = subprocess.run(command, capture_output=True, text=True)
    tap.true(done.returncode in ok, f"{' '.join(command)}: exit status {done.returncode}\n"
             + (done.stdout + done.stderr)[-2000:])
    return done.stdout


def qpdf(path):
    text = run("qpdf", "--check", path)
    tap.true("No syntax or stream encoding errors" in text, text)


def fonts(path):
    rows = run("pdffonts", path).splitlines()[2:]
    tap.true(rows, "no fonts")
    for row in rows:
        # name, type, encoding, emb, sub, uni, object, generation
        embedded, subset, unicode_ = row.split()[-5:-2]
        tap.equal((embedded, subset, unicode_), ("yes", "yes", "yes"), row)


def tags(path):
    tap.empty([f"{rule}: {text}" for rule, text in tagcheck.check(path)], path)


def text_of(path):
    return run("pdftotext", "-enc", "UTF-8", path, "-")


def words(text):
    return re.findall(r"\w+", re.sub("\u00ad\\s*", "", text))


def extracts(path):
    text = text_of(path)
    tap.true(len(words(text)) > 100, f"only {len(words(text))} words come out")
    for char, name in (("\ufffd", "a replacement character"), ("\ufb01", "an fi ligature"),
                       ("\x00", "a NUL")):
        tap.true(char not in text, f"{name} comes out")
    private = re.findall("[\ue000-\uf8ff]", text)
    tap.true(not private, f"private characters come out: {private[:5]}")


def agree(path):
    """poppler and MuPDF read the same words, in whatever order."""
    mupdf = run("mutool", "draw", "-q", "-F", "txt", path)
    mine, theirs = sorted(words(text_of(path))), sorted(words(mupdf))
    odd = set(mine) ^ set(theirs)
    tap.true(len(odd) <= len(mine) // 100, f"{len(odd)} words differ: {sorted(odd)[:20]}")


def structure(path):
    """poppler's own reading of the structure holds the words of the pages' content."""
    told = words(run("pdfinfo", "-struct-text", path))
    tap.true(len(told) > len(words(text_of(path))) * 8 // 10,
             f"poppler finds {len(told)} words in the structure")


def draws(path):
    """Both renderers draw every page without a word of complaint."""
    done = subprocess.run(["mutool", "draw", "-q", "-r", "20", "-F", "pgm", "-o",
                           "/dev/null", path], capture_output=True, text=True)
    noise = [line for line in done.stderr.splitlines() if "ICC support" not in line]
    tap.equal((done.returncode, noise), (0, []), "mutool")
    done = subprocess.run(["pdftoppm", "-r", "20", path, "/dev/null/x"],
                          capture_output=True, text=True)
    noise = [line for line in done.stderr.splitlines() if "/dev/null" not in line]
    tap.empty(noise, "pdftoppm")


def small(path):
    """Without its pictures a booklet takes less than 150 KB."""
    with pikepdf.open(path) as pdf:
        pictures = sum(len(obj.read_raw_bytes()) for obj in pdf.objects
                       if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image")
    rest = os.path.getsize(path) - pictures
    tap.true(rest < 150 * 1024, f"{rest} bytes without the pictures")


@tap.case("there is an edition, and every edition has been typeset")
def made():
    tap.true(EDITIONS, "no edition under data/")
    tap.empty([e for e in EDITIONS if not os.path.exists(
        os.path.join(DOCUMENTS, e, "booklet.pdf"))], "not typeset")


for edition in EDITIONS:
    for file in sorted(glob.glob(os.path.join(DOCUMENTS, edition, "*.pdf"))):
        where = f"{edition}/{os.path.basename(file)}"
        tap.add(f"{where}: qpdf finds no fault", qpdf, file)
        tap.add(f"{where}: fonts are embedded, subset and have Unicode", fonts, file)
        tap.add(f"{where}: tags", tags, file)
        tap.add(f"{where}: text comes out clean", extracts, file)
        tap.add(f"{where}: poppler and MuPDF read the same words", agree, file)
        tap.add(f"{where}: poppler reads the structure whole", structure, file)
        tap.add(f"{where}: poppler and MuPDF draw it silently", draws, file)
        tap.add(f"{where}: small without its pictures", small, file)

tap.main()
