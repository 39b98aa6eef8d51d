#!/usr/bin/env python3
"""`zetsel check` on the shipped edition: what it prints, and what it sees of mutations."""
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
sys.path.insert(0, os.path.join(ROOT, "tests", "tools"))
import mutate  # noqa: E402
import tap  # noqa: E402

EDITION = os.path.join(ROOT, "data", "2026-2028")
KEYS = ["file", "line", "column", "end-line", "end-column", "severity", "code", "family",
        "message", "hint", "place", "sentence", "accepted"]


def check(edition, *options):
    done = subprocess.run([os.environ["ZETSEL"], "check", "--spelling=none", *options, edition],
                          capture_output=True, text=True, cwd=ROOT)
    tap.true(done.returncode in (0, 1) and not done.stderr, done.stderr or "no output")
    return done


def findings(edition, *options):
    out = check(edition, "--diagnostics=json", *options).stdout
    return [json.loads(line) for line in out.splitlines()]


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


@tap.case("every finding has the same keys, in one order")
def keys():
    found = findings(EDITION, "--all")
    tap.true(len(found) > 50, f"only {len(found)} findings")
    for one in found:
        tap.equal(list(one), KEYS, "keys")
        tap.true(one["severity"] in ("error", "warning", "note"), one["severity"])
        tap.true(one["family"] in mutate.FAMILIES, one["family"])


@tap.case("a finding's line and columns are those of the words it quotes")
def places():
    lines = read(os.path.join(EDITION, "programme.yaml")).splitlines()
    exact = 0
    for one in findings(EDITION, "--all"):
        if one["end-line"] != one["line"] or one["line"] is None:
            continue
        words = lines[one["line"] - 1][one["column"] - 1:one["end-column"] - 1]
        quoted = re.search("[‘(]([^’)]+)[’)]", one["message"])
        exact += quoted is not None and quoted[1] == words
        tap.true(words.strip(), f"line {one['line']}: nothing at the place")
        plain = re.sub(r"\W+", "", one["sentence"])
        tap.true(re.sub(r"\W+", "", re.sub(r"\]\(.*?\)", "", words)) in plain,
                 f"line {one['line']}: {words!r} is not in the sentence")
    tap.true(exact > 30, f"{exact} findings quote exactly what they point at")


@tap.case("the shipped edition accepts its errors and shows its warnings")
def accepted():
    tap.equal(check(EDITION).returncode, 0, "exit status")
    tap.equal(check(EDITION, "--strict").returncode, 1, "exit status with --strict")
    shown, every = findings(EDITION), findings(EDITION, "--all")
    tap.empty([x["message"] for x in shown if x["severity"] == "error"], "errors shown")
    tap.true(any(x["accepted"] for x in every), "none is accepted")
    tap.equal(len(every) - len(shown), sum(x["accepted"] is not None for x in every),
              "what --all adds")


@tap.case("both languages find the same")
def languages():
    nl, en = findings(EDITION, "--lang=nl"), findings(EDITION, "--lang=en")
    tap.equal([(x["line"], x["column"], x["code"]) for x in nl],
              [(x["line"], x["column"], x["code"]) for x in en], "findings")
    tap.empty([x["code"] for x, y in zip(nl, en) if x["hint"] == y["hint"]],
              "hints that are not translated")


@tap.case("SARIF names a rule for every result and the lines of the file")
def sarif():
    log = json.loads(check(EDITION, "--diagnostics=sarif").stdout)
    run, = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    tap.equal(len(rules), len(set(rules)), "rules given twice")
    lines = read(os.path.join(EDITION, "programme.yaml")).splitlines()
    for result in run["results"]:
        tap.true(result["ruleId"] in rules, result["ruleId"])
        region = result["locations"][0]["physicalLocation"]["region"]
        tap.true(1 <= region["startLine"] <= len(lines), str(region))
    hidden = [x for x in run["results"] if "suppressions" in x]
    tap.true(hidden and all(x["suppressions"][0]["justification"] for x in hidden),
             "what is accepted is suppressed, with the reason")


@tap.case("each rule of the data file is one the program knows, in every language")
def data_files():
    known = set(re.findall(r'^CHECK\(\w+, \w+, \w+, "([a-z-]+)"',
                           read(os.path.join(ROOT, "src", "check", "check_codes.def")), re.M))
    tap.true(len(known) > 60, f"{len(known)} codes")
    for name in os.listdir(os.path.join(ROOT, "data", "language")):
        text = read(os.path.join(ROOT, "data", "language", name))
        tap.empty(set(re.findall(r"^rule ([a-z-]+)", text, re.M)) - known, name)
    listed = set(re.findall(r'^LIST\(\w+, "([a-z-]+)"\)',
                            read(os.path.join(ROOT, "src", "check", "check_lists.def")), re.M))
    dutch = set(re.findall(r"^list ([a-z-]+):",
                           read(os.path.join(ROOT, "data", "language", "nl.txt")), re.M))
    tap.empty(listed - dutch, "lists that rules ask for and nl.txt does not give")


@tap.case("every rule of the table is used, in C or in a data file")
def used():
    table = dict(re.findall(r'^CHECK\((\w+), \w+, \w+, "([a-z-]+)"',
                            read(os.path.join(ROOT, "src", "check", "check_codes.def")), re.M))
    folder = os.path.join(ROOT, "src", "check")
    code = "".join(read(os.path.join(folder, name)) for name in os.listdir(folder)
                   if name.endswith(".c"))
    data = "".join(read(os.path.join(ROOT, "data", "language", name))
                   for name in os.listdir(os.path.join(ROOT, "data", "language")))
    tap.empty([slug for name, slug in table.items()
               if not re.search(rf"\bCHECK_{name}\b", code) and f"rule {slug}" not in data],
              "in the table and nowhere else")


# ---- mutations ----------------------------------------------------------------------

def codes(found):
    return collections.Counter(x["code"] for x in found)


def judge(name, family, code, pattern, replacement):
    with tempfile.TemporaryDirectory(prefix="mutant.") as scratch:
        shutil.copytree(os.path.join(EDITION, "images"), os.path.join(scratch, "images"))
        with open(os.path.join(scratch, "programme.yaml"), "w", encoding="utf-8") as file:
            file.write(mutate.mutate(read(os.path.join(EDITION, "programme.yaml")), pattern,
                                     replacement))
        found = findings(scratch, "--all")
    more = codes(found) - BEFORE
    if code is None:
        tap.equal(dict(more), {}, "found more")
    else:
        tap.true(more[code] == 1, f"{code} was not found; found more: {dict(more)}")
        tap.true(any(x["code"] == code and x["family"] == family for x in found),
                 f"{code} is not of the family {family}")


BEFORE = codes(findings(EDITION, "--all"))
for row in mutate.MUTATIONS:
    tap.add(f"{row[1]}: {row[0]} is {'not flagged' if row[2] is None else 'caught'}", judge, *row)


@tap.case("three mutations and three harmless edits for each family")
def enough():
    for family in mutate.FAMILIES:
        of = [row[2] for row in mutate.MUTATIONS if row[1] == family]
        tap.true(of.count(None) >= 3 and len(of) - of.count(None) >= 3, family)


tap.main()
