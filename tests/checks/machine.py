#!/usr/bin/env python3
"""When the machine fails, the program says so with exit status 3, and what was there
before is still there whole. Nothing half-written is ever left behind."""
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
BASE = os.path.join(ROOT, "tests", "golden", "base")
FILES = ["images", "old.pdf", "programme.yaml"]


class Folder:
    """A scratch folder with an edition and an older document in it."""

    def __enter__(self):
        self.holder = tempfile.TemporaryDirectory()
        self.path = self.holder.name
        shutil.copytree(BASE, self.path, dirs_exist_ok=True)
        with open(os.path.join(self.path, "old.pdf"), "w", encoding="ascii") as file:
            file.write("the older document")
        return self

    def __exit__(self, *_):
        self.holder.cleanup()

    def run(self, *args, limit=None, **more):
        done = subprocess.run([ZETSEL, *args], cwd=self.path, capture_output=True,
                              preexec_fn=limit, **more)
        done.stdout, done.stderr = (x.decode(errors="replace") if x is not None else ""
                                    for x in (done.stdout, done.stderr))
        return done

    def untouched(self):
        tap.equal(sorted(os.listdir(self.path)), FILES, "files")
        with open(os.path.join(self.path, "old.pdf"), encoding="ascii") as file:
            tap.equal(file.read(), "the older document", "old.pdf")


def failed(done, *said):
    tap.equal(done.returncode, 3, done.stderr)
    for word in said:
        tap.true(word in done.stderr, f"not said: {word}\n{done.stderr}")


@tap.case("the program works at all in this test")
def works():
    with Folder() as folder:
        done = folder.run("booklet", ".", "-o", "old.pdf")
        tap.equal(done.returncode, 0, done.stderr)
        with open(os.path.join(folder.path, "old.pdf"), "rb") as file:
            tap.equal(file.read(5), b"%PDF-", "old.pdf")


@tap.case("the disk is full while the document is written")
def disk_full():
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    with Folder() as folder:
        failed(folder.run("booklet", ".", "-o", "old.pdf", limit=limit), "old.pdf",
               "[file-unwritable]")
        folder.untouched()


@tap.case("standard output is a full device")
def full_device():
    with Folder() as folder, open("/dev/full", "wb") as full:
        for args in (("booklet", ".", "-o", "-"), ("schema",), ("explain",), ("--help",)):
            done = subprocess.run([ZETSEL, *args], cwd=folder.path, stdout=full,
                                  stderr=subprocess.PIPE, text=True)
            failed(done, "No space left")
        folder.untouched()


@tap.case("a device is written to, not replaced")
def device():
    with Folder() as folder:
        failed(folder.run("booklet", ".", "-o", "/dev/full"), "No space left")
        tap.true(not os.path.isfile("/dev/full"), "/dev/full was replaced")


@tap.case("there is no memory")
def no_memory():
    if os.environ.get("VARIANT") in ("sanitize", "valgrind"):
        tap.skip("the sanitizer needs more address space than the test leaves")

    def limit_to(size):
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (size, size))
        return limit

    statuses = set()
    with Folder() as folder:
        for megabytes in (6, 8, 10, 12, 14, 16, 18, 20, 24):
            done = folder.run("booklet", ".", "-o", "old.pdf",
                              limit=limit_to(megabytes << 20))
            # the loader had no room, or a library as it was loaded, before main()
            if done.returncode == 127 or (done.returncode == -signal.SIGABRT and
                                          done.stderr.startswith("GLib ")):
                folder.untouched()
                continue
            tap.true(done.returncode in (0, 3), f"{megabytes} MB: exit status "
                     f"{done.returncode}: {done.stderr}")
            statuses.add(done.returncode)
            if done.returncode == 0:
                break
            folder.untouched()
    tap.true(3 in statuses, "memory never ran out")


@tap.case("no folder to write in, or a folder in place of the document")
def nowhere():
    with Folder() as folder:
        failed(folder.run("booklet", ".", "-o", "no/such/folder.pdf"), "no/such/folder.pdf")
        failed(folder.run("booklet", ".", "-o", folder.path), "Is a directory")
        failed(folder.run("build", ".", "-o", "old.pdf"), "old.pdf")
        folder.untouched()


@tap.case("the edition cannot be read")
def unreadable():
    with Folder() as folder:
        failed(folder.run("booklet", "nothing"), "nothing", "[file-unreadable]")
        failed(folder.run("booklet", "/"), "/programme.yaml")
        failed(folder.run("booklet", "old.pdf/x"), "Not a directory")
        folder.untouched()


@tap.case("fonts and layouts are where they are said to be, or nowhere")
def no_data():
    with Folder() as folder:
        for option in ("--fonts", "--layouts"):
            failed(folder.run("booklet", ".", option, "nowhere"), "nowhere",
                   "[folder-missing]")
        copy = os.path.join(folder.path, "bin")
        os.mkdir(copy)
        shutil.copy(ZETSEL, copy)
        done = subprocess.run([os.path.join(copy, os.path.basename(ZETSEL)), "booklet", ".",
                               "-o", "new.pdf"], cwd=folder.path, capture_output=True,
                              text=True)
        if done.returncode == 0:
            tap.skip("the program's data are installed on this machine")
        failed(done, "[folder-missing]")


@tap.case("a killed run leaves the older document whole")
def killed():
    with Folder() as folder:
        for microseconds in (500, 2000, 5000, 10000, 20000):
            process = subprocess.Popen([ZETSEL, "booklet", ".", "-o", "old.pdf"],
                                       cwd=folder.path, stderr=subprocess.DEVNULL)
            try:
                process.wait(microseconds / 1e6)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            with open(os.path.join(folder.path, "old.pdf"), "rb") as file:
                text = file.read()
            tap.true(text == b"the older document" or (text[:5] == b"%PDF-" and
                     text.rstrip().endswith(b"%%EOF")), "half a document")


@tap.case("many runs into one file at once leave one whole document")
def at_once():
    with Folder() as folder:
        runs = [subprocess.Popen([ZETSEL, "booklet", ".", "-o", "old.pdf"],
                                 cwd=folder.path) for _ in range(6)]
        tap.equal([r.wait() for r in runs], [0] * 6, "exit statuses")
        with open(os.path.join(folder.path, "old.pdf"), "rb") as file:
            text = file.read()
        tap.true(re.match(rb"%PDF-1\.7.*%%EOF\s*$", text, re.S), "no whole document")
        tap.equal(sorted(os.listdir(folder.path)), FILES, "files")


@tap.case("standard input, standard output, and a path that begins with a dash")
def streams():
    with Folder() as folder, open(os.path.join(BASE, "programme.yaml"), "rb") as given:
        text = given.read()
        done = subprocess.run([ZETSEL, "booklet", "-", "-o", "-"], input=text,
                              capture_output=True, cwd=folder.path)
        tap.equal(done.returncode, 0, done.stderr.decode())
        folder.untouched()
        os.rename(os.path.join(folder.path, "programme.yaml"),
                  os.path.join(folder.path, "-x.yaml"))
        other = folder.run("booklet", "-o", "old.pdf", "--", "-x.yaml")
        tap.equal(other.returncode, 0, other.stderr)
        with open(os.path.join(folder.path, "old.pdf"), "rb") as file:
            tap.true(file.read() == done.stdout, "standard input gives another document")


tap.main()
