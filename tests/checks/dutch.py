#!/usr/bin/env python3
"""Messages in Dutch: what the golden cases show in English is said in Dutch, in words of its
own, and no row of the tables translates what the program does not say any more."""
import glob
import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import golden  # noqa: E402
import tap  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
BASE = os.path.join(ROOT, "src", "base")
COMMANDS = {"build", "booklet", "letter", "note", "archive", "verify", "diff"}
SEVERITIES = {"fout": "error", "waarschuwing": "warning", "opmerking": "note"}

# Told by their code, with the English behind it: they are for who keeps the machine, the
# layout or the archive.
BY_CODE = ("style-", "archive-", "bag-", "rebuild-", "font-", "language-")


def strings(text):
    """The string literals of C, those beside each other as one."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    text = re.sub(r'"\s*PRId64\s*"', "d", text)
    for found in re.finditer(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*', text):
        joined = "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', found[0]))
        yield joined.replace('\\"', '"').replace("\\\\", "\\").replace("\\n", "\n")


def table(name, macro):
    """The strings of each row."""
    with open(os.path.join(BASE, name), encoding="utf-8") as file:
        text = file.read()
    for row in re.split(rf"^{macro}\(", text, flags=re.M)[1:]:
        yield list(strings(row.split("\n/* --")[0]))


SAID = {row[0] for row in table("diag_dutch.def", "DUTCH")}
CODES = {row[0] for row in table("diag_codes.def", "DIAG")}
HOLE = re.compile(r"\{\d\}")


def messages(text):
    """(severity, text, code, hint) of each message, whatever its language."""
    found = []
    for line in text.splitlines():
        one = re.match(r"(?:.*?: )?(error|warning|note|fout|waarschuwing|opmerking): "
                       r"(.*) \[([a-z-]+)\]$", line)
        if one:
            found.append([one[1], one[2], one[3], ""])
        elif found and re.match(r"  (hint|advies): ", line):
            found[-1][3] = line.split(": ", 1)[1]
    return found


def says(case):
    folder = os.path.join(golden.GOLDEN, case)
    english = golden.read(os.path.join(folder, "err"))
    with tempfile.TemporaryDirectory() as holder:
        copy = os.path.join(holder, case)
        os.mkdir(copy)
        for name in os.listdir(folder):
            os.symlink(os.path.join(folder, name), os.path.join(copy, name))
        args = golden.read(os.path.join(folder, "args")).rstrip()
        os.unlink(os.path.join(copy, "args"))
        with open(os.path.join(copy, "args"), "w", encoding="utf-8") as file:
            file.write(args + " --messages=nl\n")
        dutch = golden.run([ZETSEL], copy)[1]
    was, is_ = messages(english), messages(dutch)
    tap.equal([x[2] for x in is_], [x[2] for x in was], "codes")
    for old, new in zip(was, is_):
        tap.equal(SEVERITIES[new[0]] if new[0] in SEVERITIES else new[0], old[0], "severity")
        if old[2].startswith(BY_CODE) or old[2] not in CODES:
            continue
        plain = any(new[1].startswith(f"{meaning} (") for meaning in SAID)
        tap.true(not plain, f"no words of its own for: {old[1]} [{old[2]}]")
        tap.true(new[1] != old[1] or old[1] == "" or old[1][0] in "‘n",
                 f"still in English: {old[1]}")
        tap.true(new[3] != old[3] or not old[3], f"the hint is still in English: {old[3]}")


def in_dutch(case):
    args = golden.read(os.path.join(golden.GOLDEN, case, "args"))
    words = shlex.split(args) if args else []
    return (words and words[0] in COMMANDS and "--diagnostics=json" not in args
            and messages(golden.read(os.path.join(golden.GOLDEN, case, "err"))))


for one in sorted(os.listdir(golden.GOLDEN)):
    if os.path.isdir(os.path.join(golden.GOLDEN, one)) and in_dutch(one):
        tap.add(f"in Dutch: {one}", says, one)


def tiles(text, said):
    """How many pieces of what the sources say make up a text, the longest first."""
    count = 0
    while text:
        n = len(text)
        while n > 0 and text[:n] not in said:
            n -= 1
        if n == 0:
            return None
        text, count = text[n:], count + 1
    return count


@tap.case("every row translates what the program can say")
def alive():
    said = [os.strerror(number) for number in range(1, 134)]
    for path in glob.glob(os.path.join(ROOT, "src", "**", "*.[ch]"), recursive=True):
        with open(path, encoding="utf-8") as file:
            for text in strings(file.read()):
                said += re.split(r"%[-+ #0]*[\d*]*(?:\.[\d*]+)?[a-z]+", text.replace("%%", "%"))
    said = "\0".join(said)
    # messages are put together of five pieces at most between what they quote
    tap.empty([english for english, _ in table("diag_dutch_say.def", "SAY")
               if any(not 1 <= (tiles(chunk, said) or 0) <= 5
                      for chunk in HOLE.split(english) if chunk)], "rows")


@tap.case("what stands in a row's holes goes into the Dutch, and nothing else does")
def holes():
    wrong = [english for english, dutch in table("diag_dutch_say.def", "SAY")
             if not set(HOLE.findall(dutch)) <= set(HOLE.findall(english))
             or len(HOLE.findall(english)) != len(set(HOLE.findall(english)))]
    tap.empty(wrong, "rows")


tap.main()
