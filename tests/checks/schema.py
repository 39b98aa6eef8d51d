#!/usr/bin/env python3
"""The JSON Schemas are sound, committed as the program prints them, and an independent
validator (python3-jsonschema) finds the shipped data valid and broken data not."""
import copy
import glob
import json
import os
import re
import subprocess
import sys

import jsonschema
import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
FILES = {
    "programme": ("data/programme.schema.json", "data/*/programme.yaml"),
    "layout": ("layouts/layout.schema.json", "layouts/*.yaml"),
}


class AsText(yaml.SafeLoader):
    """Dates and the like stay as they are written, as zetsel reads them."""


AsText.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rows
            if tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float",
                       "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null")]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def printed(*args):
    return subprocess.run([ZETSEL, "schema", *args], check=True, capture_output=True,
                          text=True).stdout


def schema(kind):
    return json.loads(printed(kind))


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, AsText)


def shipped(kind):
    found = glob.glob(os.path.join(ROOT, FILES[kind][1]))
    if kind == "programme":
        found += glob.glob(os.path.join(ROOT, "tests", "editions", "*", "programme.yaml"))
    return sorted(found)


def complaints(kind, data):
    validator = jsonschema.Draft202012Validator(schema(kind))
    return [f"{'/'.join(str(p) for p in e.absolute_path)}: {e.message[:150]}"
            for e in validator.iter_errors(data)]


def sound(kind):
    made = schema(kind)
    tap.equal(made.get("$schema"), "https://json-schema.org/draft/2020-12/schema", "$schema")
    jsonschema.Draft202012Validator.check_schema(made)


def valid(kind):
    tap.true(shipped(kind), "there is nothing to validate")
    for path in shipped(kind):
        tap.empty(complaints(kind, load(path)), os.path.relpath(path, ROOT))


def committed(kind):
    with open(os.path.join(ROOT, FILES[kind][0]), encoding="utf-8") as file:
        tap.equal(file.read(), printed(kind), f"{FILES[kind][0]} is stale: make docs")


def keys(node, path=()):
    """Every key of every mapping, with the way to it."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield path + (key,)
            yield from keys(value, path + (key,))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from keys(value, path + (index,))


def at(node, path):
    for step in path:
        node = node[step]
    return node


def refuses(kind):
    """An unknown key beside any known one, and a number for any mapping."""
    validator = jsonschema.Draft202012Validator(schema(kind))
    data = load(shipped(kind)[0])
    records = {path[:-1] for path in keys(data)}
    by_shape = {}
    for path in records:  # one record of each shape is enough
        by_shape.setdefault(re.sub(r"\d+", "N", "/".join(map(str, path))), path)
    tap.true(len(by_shape) > 3, "too few records to try")
    tried = 0
    for path in by_shape.values():
        spoilt = copy.deepcopy(data)
        at(spoilt, path)["No Such Key"] = "x"
        tap.true(not validator.is_valid(spoilt), f"takes an unknown key in {path}")
        tried += 1
    tap.true(tried > 3, "nothing tried")
    tap.true(not validator.is_valid([1, 2]), "takes a list for a file")


for _kind in FILES:
    tap.add(f"{_kind}: a sound JSON Schema 2020-12", sound, _kind)
    tap.add(f"{_kind}: the shipped files are valid", valid, _kind)
    tap.add(f"{_kind}: the committed schema is what the program prints", committed, _kind)
    tap.add(f"{_kind}: unknown keys are refused in every kind of record", refuses, _kind)


@tap.case("data/REFERENCE.md is what the program prints")
def reference():
    wanted = "\n".join(printed(kind, "--format=markdown") for kind in FILES)
    with open(os.path.join(ROOT, "data", "REFERENCE.md"), encoding="utf-8") as file:
        tap.equal(file.read(), wanted, "data/REFERENCE.md is stale: make docs")


@tap.case("every data file names its schema for editors, by a path that leads there")
def modelines():
    for kind in FILES:
        for path in shipped(kind):
            with open(path, encoding="utf-8") as file:
                found = re.match(r"# yaml-language-server: \$schema=(\S+)", file.readline())
            name = os.path.relpath(path, ROOT)
            tap.true(found, f"{name}: the first line does not name the schema")
            leads = os.path.normpath(os.path.join(os.path.dirname(path), found[1]))
            tap.equal(os.path.relpath(leads, ROOT), FILES[kind][0], name)


tap.main()
