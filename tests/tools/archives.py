"""Archive copies for the checks: made, verified, and made while things go wrong."""
import os
import shutil
import subprocess
import tempfile

import tap

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ZETSEL = os.environ["ZETSEL"]
BASE = os.path.join(ROOT, "tests", "golden", "base")
NAME = "RWW-WP-2031"
SCRATCH = tempfile.TemporaryDirectory()


def run(*args, **more):
    done = subprocess.run([ZETSEL, *args], capture_output=True, **more)
    done.stdout, done.stderr = (x.decode(errors="replace") for x in (done.stdout, done.stderr))
    return done


def archive(into, edition=BASE, *args, **more):
    return run("archive", edition, "--into", into, *args, **more)


def made(into, edition=BASE, *args, **more):
    done = archive(into, edition, *args, **more)
    tap.equal(done.returncode, 0, done.stderr)
    return done.stdout


def verdict(path, *args):
    return run("verify", path, *args)


def whole(path, *args):
    done = verdict(path, *args)
    tap.equal(done.returncode, 0, done.stdout + done.stderr)


def files(folder):
    return sorted(os.path.relpath(os.path.join(base, name), folder)
                  for base, _, names in os.walk(folder) for name in names)


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


class Place:
    """A scratch folder, with a copy of the small edition in it if asked for."""

    def __init__(self, edition=False):
        self.edition = edition

    def __enter__(self):
        self.holder = tempfile.TemporaryDirectory()
        if self.edition:
            shutil.copytree(BASE, self.at("edition"))
        return self

    def __exit__(self, *_):
        self.holder.cleanup()

    def at(self, *names):
        return os.path.join(self.holder.name, *names)

    def edit(self, old, new):
        with open(self.at("edition", "programme.yaml"), encoding="utf-8") as file:
            text = file.read()
        tap.true(old in text, f"{old!r} is not in the edition")
        with open(self.at("edition", "programme.yaml"), "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))


def halting(**settings):
    """The environment in which calls that write are counted and go wrong: tools/halt.c."""
    library = os.path.join(SCRATCH.name, "halt.so")
    if os.environ.get("VARIANT") == "sanitize":
        tap.skip("the sanitizer's library must come first")
    if not os.path.exists(library):
        subprocess.run([*os.environ.get("CC", "cc").split(), "-shared", "-fPIC", "-o", library,
                        os.path.join(ROOT, "tests", "tools", "halt.c"), "-ldl"], check=True)
    return dict(os.environ, LD_PRELOAD=library, **settings)
