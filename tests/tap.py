"""Test Anything Protocol for the checks written in Python.

    @tap.case("every folder is named")
    def folders():
        tap.equal(found, named, "folders")

    tap.main()

A case passes when it returns, fails when it raises AssertionError (tap.fail and
tap.equal do), and is skipped, with the reason, by tap.skip().
"""
import difflib
import sys
import traceback

_cases = []


class Skip(Exception):
    pass


def case(name):
    def register(function):
        _cases.append((name, function))
        return function
    return register


def add(name, function, *args):
    """A case for each item of a table."""
    _cases.append((name, lambda: function(*args)))


def skip(reason):
    raise Skip(reason)


def fail(text):
    raise AssertionError(text)


def true(condition, text):
    if not condition:
        fail(text)


def equal(got, wanted, what):
    """Lists of lines or texts are shown as a diff, the rest as two values."""
    if got == wanted:
        return
    if isinstance(got, str) and isinstance(wanted, str):
        got, wanted = got.splitlines(), wanted.splitlines()
    if isinstance(got, list) and isinstance(wanted, list):
        diff = difflib.unified_diff([str(x) for x in wanted], [str(x) for x in got],
                                    "wanted", "got", lineterm="")
        fail(what + "\n" + "\n".join(diff))
    fail(f"{what}: got {got!r}, wanted {wanted!r}")


def empty(items, what):
    """No item may be left; those that are, are listed."""
    items = list(items)
    if items:
        more = [f"... and {len(items) - 20} more"] if len(items) > 20 else []
        fail("\n".join([what + ":"] + [f"  {x}" for x in items[:20]] + more))


def main():
    print(f"1..{len(_cases)}")
    failed = 0
    for number, (name, function) in enumerate(_cases, 1):
        try:
            function()
            print(f"ok {number} - {name}")
        except Skip as why:
            print(f"ok {number} - {name} # SKIP {why}")
        except Exception as error:
            failed += 1
            print(f"not ok {number} - {name}")
            text = str(error) if isinstance(error, AssertionError) else "".join(
                traceback.format_exc().splitlines(True)[-8:])
            for line in text.splitlines()[-40:]:
                print(f"# {line[:300]}")
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
