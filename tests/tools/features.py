#!/usr/bin/env python3
"""What each feature of the line breaker is worth: all of them, then each switched off in turn.

    tests/tools/features.py ZETSEL [EDITION | TEXT]...

EDITION is a folder or file; TEXT one of those texts.py knows. Without any: the editions under
data/ and the three texts that were written. Figures are those of --dump=figures, which
tests/checks/measured_ink.py holds against the ink. Prints a Markdown table for each.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TEXTS = ("aanwijzingen", "grondwet", "uilenspiegel")

# What is changed under text: in the layout; None takes the key and its list away.
FEATURES = (
    ("all of them", {}),
    ("no hanging", {"hang": None}),
    ("letters keep their width", {"expand": 0, "expand-dear": 0}),
    ("letters within 2 %", {"expand": 0.02}),
    ("up to eight hyphens running", {"hyphens-in-a-row": 8}),
    ("hyphens running not priced", {"hyphen-run-price": 0}),
    ("hyphen before the last line not priced", {"final-hyphen-price": 0}),
    ("spaces' variance not priced", {"space-price": 0}),
    ("contrast not priced", {"contrast-price": 0}),
    ("runts not priced", {"runt-price": 0}),
    ("rivers not priced", {"river-price": 0}),
    ("stubs not priced", {"stub-penalty": 0}),
    ("names as other words", {"name-penalty": 0}),
    ("joints as other places", {"joint-penalty": "hyphen-penalty"}),
    ("similar lines not priced", {"similar-start-price": 0, "similar-end-price": 0,
                                  "similar-letters-price": 0}),
)
COLUMNS = (
    ("CV", lambda f: f".{f['space-cv']:03}"),
    ("95th, em", lambda f: f".{f['space-p95']:03}"),
    ("loose", lambda f: share(f, "loose")),
    ("tight", lambda f: share(f, "tight")),
    ("hyphens", lambda f: share(f, "hyphenated")),
    ("ladder", lambda f: f["ladder"]),
    ("before last", lambda f: f["final-hyphens"]),
    ("stubs", lambda f: f["stubs"]),
    ("runts", lambda f: f["runts"]),
    ("rivers", lambda f: f["rivers"]),
    ("similar", lambda f: sum(f[k] for k in f if k.startswith("similar-"))),
    ("never", lambda f: sum(f[k] for k in NEVER)),
)
NEVER = ("widows", "orphans", "headings-at-foot", "turn-hyphens", "column-hyphens", "overfull",
         "columns-apart", "last-apart", "off-grid")


def share(figures, name):
    return f"{100 * figures[name] / figures['full-lines']:.1f} %"


def changed(layout, keys):
    """The text of a layout file with other values of keys under text:."""
    start = layout.index("\ntext:\n") + 1
    end = layout.find("\n\n", start)
    text = layout[start:end]
    for key, value in keys.items():
        if isinstance(value, str):
            value = re.search(rf"(?m)^  {value}: (.*)$", text).group(1)
        line = rf"(?m)^  {key}:.*\n?(    - .*\n?)*"
        text = re.sub(line, "", text).rstrip("\n")
        if value is not None:
            text += f"\n  {key}: {value}"
    return layout[:start] + text + layout[end:]


def figures(program, edition, folder):
    done = subprocess.run([program, "booklet", "-q", edition, "--dump=figures", "--layouts",
                           folder], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return {name: int(value) for name, value in map(str.split, done.stdout.splitlines())}


def print_table(program, name, edition, scratch):
    with open(os.path.join(ROOT, "layouts", "booklet.yaml"), encoding="utf-8") as file:
        layout = file.read()
    folder = os.path.join(scratch, "layouts")
    rows = []
    for what, keys in FEATURES:
        shutil.copytree(os.path.join(ROOT, "layouts"), folder, dirs_exist_ok=True)
        with open(os.path.join(folder, "booklet.yaml"), "w", encoding="utf-8") as file:
            file.write(changed(layout, keys))
        rows.append((what, figures(program, edition, folder)))
    first = rows[0][1]
    print(f"\n**{name}**: {first['pages']} pages of text, {first['full-lines']} full lines\n")
    print("| | " + " | ".join(head for head, _ in COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for what, found in rows:
        print(f"| {what} | " + " | ".join(str(show(found)) for _, show in COLUMNS) + " |")


def editions(names, scratch):
    data = os.path.join(ROOT, "data")
    if not names:
        names = [os.path.join(data, name) for name in sorted(os.listdir(data))
                 if os.path.exists(os.path.join(data, name, "programme.yaml"))]
        names += TEXTS
    for name in names:
        if os.path.exists(name):
            yield os.path.basename(name), name
            continue
        path = os.path.join(scratch, name + ".yaml")
        with open(path, "wb") as file:
            subprocess.run([sys.executable, os.path.join(ROOT, "tests/tools/texts.py"), name,
                            "24"], stdout=file, check=True)
        yield name, path


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        for name, edition in editions(sys.argv[2:], scratch):
            print_table(os.path.abspath(sys.argv[1]), name, edition, scratch)


if __name__ == "__main__":
    main()
