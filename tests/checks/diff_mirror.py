#!/usr/bin/env python3
"""Of two editions the comparison one way is that the other way in a mirror: what came is
what goes, what was is what is. An edition and itself differ in nothing. Held against
editions in which everything that can change was changed at random."""
import collections
import copy
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
ROUNDS = 40

# What the statuses of advisories and terms of members become is told from the new edition.
ONE_WAY = {"advisory-new", "advisory-dropped", "advisory-carried-over", "advisory-past",
           "member-term"}
OTHER = {"advisory-promoted": "advisory-put-back", "advisory-postponed": "advisory-advanced",
         "member-in": "member-out", "signatory-in": "signatory-out",
         "text-added": "text-removed"}
OTHER.update({f"{what}-new": f"{what}-gone" for what in (
    "committee", "office", "recipient", "decision", "section", "part", "table",
    "table-column", "table-row", "figure")})
OTHER.update({new: old for old, new in list(OTHER.items())})


def load(*path):
    with open(os.path.join(ROOT, "tests", *path), encoding="utf-8") as file:
        return yaml.safe_load(file)


def together():
    """The small edition, with the tables and chapters of the one of tables."""
    edition, tables = load("golden", "base", "programme.yaml"), load(
        "editions", "tables", "programme.yaml")
    edition["tables"] = tables["tables"]
    parts = edition["booklet"]["parts"]
    parts += [part for part in tables["booklet"]["parts"] if part["kind"] == "chapter"]
    parts.append({"kind": "chapter", "id": "beelden", "title": "Beelden", "body":
                  "Zie {figure:zee} en {figure:duin-beeld}.", "figures": [
                      {"id": "zee", "image": "images/plate.png", "caption": "De zee bij storm.",
                       "alt": "De zee.", "credit": "Iemand"},
                      {"id": "duin-beeld", "image": "images/plate.png",
                       "caption": "Het duin.", "alt": "Een duin."}]})
    for item in parts:
        item.pop("number", None)
    return edition


# ---- changes at random ------------------------------------------------------------

WORDS = "water wind dijk *gemaal* sluis, raad. en of het voortaan 2031 advies; stroomgebied".split()


def reword(rng, text):
    words = text.split(" ")
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(words))
        # what is no word stays whole
        if re.search(r"[{}\[\]#]|^[->]|^$|\n", words[at]):
            continue
        words[at:at + rng.randint(0, 1)] = rng.sample(WORDS, rng.randint(1, 2))
    return " ".join(words)


def reparagraph(rng, text):
    blocks = text.split("\n\n")
    what = rng.randrange(4)
    at, to = rng.randrange(len(blocks)), rng.randrange(len(blocks))
    if what == 0 and len(blocks) > 1 and "{table:" not in blocks[at]:
        del blocks[at]
    elif what == 1:
        blocks.insert(at, " ".join(rng.choices(WORDS, k=rng.randint(3, 30))))
    elif what == 2:
        blocks.insert(to, blocks.pop(at))
    else:
        blocks[at] = reword(rng, blocks[at])
    return "\n\n".join(blocks)


def change_table(rng, table):
    rows, columns = table["rows"], table["columns"]
    plain = [row for row in rows if isinstance(row, list) and
             all(isinstance(cell, str) and "{note" not in cell for cell in row) and
             len(row) == len(columns)]
    what = rng.randrange(7)
    if what == 0:
        table["title"] = reword(rng, table.get("title", "Een tabel"))
    elif what == 1 and plain:
        row = rng.choice(plain)
        row[0] = reword(rng, row[0])
    elif what == 2 and plain:
        row = rng.choice(plain)
        row[-1] = str(rng.randrange(10000))
    elif what == 3 and len(plain) > 1:
        rows.remove(rng.choice(plain))
    elif what == 4 and len(plain) > 1:
        one, other = rng.sample(plain, 2)
        one[:], other[:] = list(other), list(one)
    elif what == 5 and plain:
        row = [f"Rij {rng.choice(WORDS)}"] + list(plain[0][1:])
        rows.insert(rows.index(plain[0]), row)
    elif what == 6:
        table["source"] = reword(rng, table.get("source", "Een bron."))


def change_text(rng, edition):
    parts = [part for part in edition["booklet"]["parts"] if part.get("body")]
    part = rng.choice(parts)
    part["body"] = reparagraph(rng, part["body"])


def change_parts(rng, edition):
    parts = edition["booklet"]["parts"]
    chapters = [part for part in parts if part["kind"] == "chapter"]
    part = rng.choice(chapters)
    if rng.random() < .7:
        part["title"] = reword(rng, part["title"])
    else:
        parts.insert(rng.randrange(1, len(parts)), parts.pop(parts.index(part)))


def change_figures(rng, edition):
    part = next(p for p in edition["booklet"]["parts"] if p.get("id") == "beelden")
    figure = rng.choice(part["figures"])
    key = rng.choice(["caption", "alt", "credit"])
    figure[key] = reword(rng, figure.get(key, "Een beeld"))


def change_council(rng, edition):
    what = rng.randrange(4)
    committee = rng.choice(edition["committees"])
    if what == 0:
        committee["remit"] = reword(rng, committee["remit"].strip())
    elif what == 1:
        committee["name"] = "Commissie " + rng.choice(WORDS).strip("*,.;")
    elif what == 2 and len(edition["membership"]["members"]) > 1:
        edition["membership"]["members"].pop()
    elif rng.random() < .5:
        advisories = edition["advisories"]
        advisories.insert(0, advisories.pop())
    else:
        advisory = rng.choice(edition["advisories"])
        advisory["title"] = reword(rng, advisory["title"])


def changed(rng, edition):
    edition = copy.deepcopy(edition)
    for _ in range(rng.randint(1, 12)):
        what = rng.randrange(8)
        if what < 3:
            change_text(rng, edition)
        elif what < 5:
            change_table(rng, rng.choice(edition["tables"]))
        else:
            rng.choice([change_parts, change_figures, change_council])(rng, edition)
    return edition


# ---- the mirror --------------------------------------------------------------------

def compare(folder, old, new):
    done = subprocess.run([ZETSEL, "diff", "-q", old, new, "--diagnostics=json"], cwd=folder,
                          capture_output=True, text=True)
    tap.equal(done.returncode, 0, f"{done.stderr}\nexit status")
    return [json.loads(line) for line in done.stdout.splitlines()]


def words_of(words, mirrored):
    """Pieces, the removal before the insertion; None: not marked."""
    if words is None:
        return None
    turn = {"-": "+", "+": "-", "=": "="} if mirrored else {"-": "-", "+": "+", "=": "="}
    pieces = [(turn[op], text) for op, text in words]
    for i in range(len(pieces) - 1):
        if pieces[i][0] == "+" and pieces[i + 1][0] == "-":
            pieces[i], pieces[i + 1] = pieces[i + 1], pieces[i]
    return tuple(pieces)


def summary(changes, mirrored):
    """How often each change occurs; one way, or as the other way has it."""
    counts = collections.Counter()
    for c in changes:
        kind, old, new = c["change"], c["old"], c["new"]
        lines = (c["line"], c["old_line"])
        if kind in ONE_WAY:
            continue
        if mirrored:
            kind, old, new = OTHER.get(kind, kind), new, old
            lines = lines[::-1]
        if re.search("-(new|gone|order)$", kind):
            name = (c["row"], c["label"], c["note"])
        else:
            name = None
        counts[kind, name, c["field"], old, new, lines,
               words_of(c["words"], mirrored)] += 1
    return counts


@tap.case("the comparison of an edition the other way round is its mirror")
def mirror():
    base, seen = together(), collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            rng = random.Random(number)
            for name in ("a.yaml", "b.yaml"):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    yaml.safe_dump(changed(rng, base), file, allow_unicode=True,
                                   sort_keys=False)
            there = compare(folder, "a.yaml", "b.yaml")
            back = compare(folder, "b.yaml", "a.yaml")
            seen.update(change["change"] for change in there)
            one, other = summary(there, False), summary(back, True)
            tap.equal(sorted(map(str, one - other)), sorted(map(str, other - one)),
                      f"round {number}: changes of one way alone")
    # a mirror of nothing proves nothing
    for kind in ("text-changed", "text-added", "text-removed", "part-retitled", "table-cell",
                 "table-row-new", "table-row-gone", "table-order", "table-text",
                 "table-retitled", "part-moved", "advisory-retitled", "table-moved", "figure-text", "committee-renamed"):
        tap.true(seen[kind] > 0, f"no change was {kind}: {dict(seen)}")


@tap.case("an edition and itself differ in nothing")
def same():
    base = together()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(10):
            rng = random.Random(number)
            with open(os.path.join(folder, "a.yaml"), "w", encoding="utf-8") as file:
                yaml.safe_dump(changed(rng, base), file, allow_unicode=True, sort_keys=False)
            found = [change for change in compare(folder, "a.yaml", "a.yaml")
                     if change["change"] != "advisory-carried-over"]
            tap.equal(found, [], "changes")


@tap.case("a picture is another one if its file holds other bytes, whatever it is called")
def pictures():
    base = os.path.join(ROOT, "tests", "golden", "base")
    for rename, touch, wanted in ((False, False, []), (True, False, []),
                                  (False, True, ["figure-image"]),
                                  (True, True, ["figure-image"])):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("old", "new"):
                shutil.copytree(base, os.path.join(folder, name))
            new, image = os.path.join(folder, "new"), "images/plate.png"
            if rename:
                os.rename(os.path.join(new, image), os.path.join(new, "images", "other.png"))
                image = "images/other.png"
                path = os.path.join(new, "programme.yaml")
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text.replace("images/plate.png", image))
            if touch:
                with open(os.path.join(new, image), "ab") as file:
                    file.write(b"more")
            found = [change["change"] for change in compare(folder, "old", "new")
                     if change["change"] != "advisory-carried-over"]
            tap.equal(found, wanted, f"renamed {rename}, touched {touch}")


tap.main()
