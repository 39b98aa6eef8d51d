#!/usr/bin/env python3
"""An archive copy holds what it should, is found whole or not, and can be made again; and
whatever is in the way, nothing that was there is lost.

What the small edition's copy says is kept in tests/archive; UPDATE=1 writes it anew.
"""
import hashlib
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[1:1] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tests", "tools")]
import tap  # noqa: E402
from archives import (BASE, NAME, ZETSEL, Place, archive, files, halting, made, read,  # noqa: E402
                      run, verdict, whole)

KEPT = os.path.join(ROOT, "tests", "archive")

# ---- what is in it -----------------------------------------------------------------

def bag_by_the_book(bag):
    """RFC 8493, read by somebody else: what is wrong with the bag."""
    lines = read(bag, "bagit.txt").decode().split("\n")
    if lines != ["BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8", ""]:
        yield f"bagit.txt: {lines}"
    there = set(files(bag))
    for n in ("256", "512"):
        for prefix in ("", "tag"):
            listed = {}
            for line in read(bag, f"{prefix}manifest-sha{n}.txt").decode().split("\n")[:-1]:
                digest, path = line.split("  ", 1)
                path = path.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
                listed[path] = digest
            for path, digest in listed.items():
                if path not in there:
                    yield f"{path} is not there"
                elif hashlib.new("sha" + n, read(bag, path)).hexdigest() != digest:
                    yield f"{path}: sha{n}"
            wanted = {x for x in there if x.startswith("data/") != bool(prefix) and
                      not x.startswith("tagmanifest")}
            if set(listed) != wanted:
                yield f"{prefix}manifest-sha{n}.txt lists {set(listed) ^ wanted}"
    payload = [x for x in there if x.startswith("data/")]
    oxum = f"{sum(os.path.getsize(os.path.join(bag, x)) for x in payload)}.{len(payload)}"
    if f"Payload-Oxum: {oxum}\n" not in read(bag, "bag-info.txt").decode():
        yield "Payload-Oxum"
    if any(len(x) > 79 for x in read(bag, "bag-info.txt").decode().split("\n")):
        yield "bag-info.txt has a long line"


@tap.case("a copy is a bag as RFC 8493 says")
def by_the_book():
    with Place() as place:
        made(place.at("a"))
        tap.empty(bag_by_the_book(place.at("a", NAME)), "wrong")


@tap.case("a copy says of itself and of the booklet what is kept in tests/archive")
def says():
    with Place() as place:
        made(place.at("a"), env=dict(os.environ, SOURCE_DATE_EPOCH="1924992000"))
        bag = place.at("a", NAME)
        for name, path in (("bag-info.txt", "bag-info.txt"),
                           ("booklet.txt", "data/text/booklet.txt"),
                           ("letter-kamer.txt", "data/text/letter-kamer.txt"),
                           ("letter-kamer.diwoo.xml", "data/metadata/letter-kamer.diwoo.xml"),
                           ("note.txt", "data/text/note.txt"),
                           ("note.dc.xml", "data/metadata/note.dc.xml"),
                           ("note.owms.xml", "data/metadata/note.owms.xml"),
                           ("booklet.dc.xml", "data/metadata/booklet.dc.xml"),
                           ("booklet.diwoo.xml", "data/metadata/booklet.diwoo.xml"),
                           ("booklet.owms.xml", "data/metadata/booklet.owms.xml"),
                           ("record.yaml", "data/metadata/record.yaml")):
            got = read(bag, path).decode()
            # sizes, digests and versions are those of this machine's libraries
            got = re.sub(r"(sha256|version): \"[^\"]*\"", r'\1: "…"', got)
            got = re.sub(r"(bytes|Payload-Oxum|Agent): .*", r"\1: …", got)
            if os.environ.get("UPDATE"):
                with open(os.path.join(KEPT, name), "w", encoding="utf-8") as file:
                    file.write(got)
            tap.equal(got, read(KEPT, name).decode(), name)


@tap.case("the record lists every other file of the payload, and the libraries")
def record():
    import yaml
    with Place() as place:
        made(place.at("a"), BASE, "--attach-source")
        data = place.at("a", NAME, "data")
        said = yaml.safe_load(read(data, "metadata", "record.yaml"))
        tap.equal(said["attach-source"], True, "attach-source")
        tap.true("source-date-epoch" not in said, "a date nobody set")
        tap.equal([x["path"] for x in said["files"]],
                  [x for x in files(data) if x != "metadata/record.yaml"], "files")
        for entry in said["files"]:
            text = read(data, entry["path"])
            tap.equal((len(text), hashlib.sha256(text).hexdigest()),
                      (entry["bytes"], entry["sha256"]), entry["path"])
        tap.true(len(said["libraries"]) >= 8, "libraries")
        for library in said["libraries"]:
            tap.true(re.match(r"\d+\.", library["version"]), str(library))
        tap.equal([x["file"] for x in said["documents"]], files(os.path.join(data, "documents")),
                  "documents")
        tap.equal({x["conformance"] for x in said["documents"]}, {"PDF/A-3a, PDF/UA-1"},
                  "conformance")


@tap.case("the sources in a copy make the same booklet by hand")
def by_hand():
    with Place() as place:
        made(place.at("a"))
        source = place.at("a", NAME, "data", "source")
        done = run("booklet", "edition", "--layouts", "layouts", "--fonts", "fonts", "-o",
                   place.at("again.pdf"), cwd=source)
        tap.equal(done.returncode, 0, done.stderr)
        tap.true(read(place.at("again.pdf")) ==
                 read(place.at("a", NAME, "data", "documents", "booklet.pdf")), "another PDF")
        for name in files(os.path.join(source, "fonts")):
            tap.true(read(source, "fonts", name) == read(ROOT, "fonts", name), name)
        tap.true(any(x.startswith("OFL") for x in files(os.path.join(source, "fonts"))),
                 "no licence")


DIWOO = "{https://standaarden.overheid.nl/diwoo/metadata/}"


@tap.case("metadata is well-formed, and DiWoo's holds what its schema cannot do without")
def metadata():
    with Place(edition=True) as place:
        place.edit("  identifier: RWW-WP-2031\n",
                   "  identifier: RWW-WP-2031\n  adopted-on: 2030-09-17\n"
                   "  adopted-by: minister-water\n  rights: CC0 <1.0> & \"vrij\"\n"
                   "  information-category: https://identifier.overheid.nl/tooi/def/thes/"
                   "kern/c_c6cd1213\n"
                   "  document-type: https://identifier.overheid.nl/tooi/def/thes/kern/"
                   "c_5b1055aa\n"
                   "  publisher-id: https://identifier.overheid.nl/tooi/id/ministerie/mnre1013\n")
        done = made(place.at("a"), place.at("edition"))
        tap.equal(done.count("\n"), 1, done)
        folder = place.at("a", NAME, "data", "metadata")
        for name in ("booklet.dc.xml", "booklet.owms.xml"):
            text = " ".join(ET.parse(os.path.join(folder, name)).getroot().itertext())
            tap.true('CC0 <1.0> & "vrij"' in text and "Werkprogramma 2031" in text, name)
        found = ET.parse(os.path.join(folder, "booklet.diwoo.xml")).getroot()[0]
        for path in ("publisher", "titelcollectie/officieleTitel", "creatiedatum",
                     "classificatiecollectie/informatiecategorieen/informatiecategorie",
                     "classificatiecollectie/documentsoorten/documentsoort",
                     "documenthandelingen/documenthandeling/soortHandeling",
                     "documenthandelingen/documenthandeling/atTime"):
            element = found.find("/".join(DIWOO + x for x in path.split("/")))
            tap.true(element is not None and element.text, path)
        handling = found.find(f".//{DIWOO}documenthandeling")
        tap.equal([x.text for x in handling][:2], ["vaststelling", "2030-09-17T00:00:00"],
                  "handling")
        tap.equal(found.find(DIWOO + "publisher").get("resource")[-8:], "mnre1013", "publisher")


# ---- whole or not ------------------------------------------------------------------

@tap.case("one flipped bit is found, in every file, wherever it is")
def flipped_bits():
    with Place() as place:
        made(place.at("a"))
        bag = place.at("a", NAME)
        flips = 0
        for name in files(bag):
            path = os.path.join(bag, name)
            size = os.path.getsize(path)
            for k, offset in enumerate(sorted({0, size // 3, size // 2, size - 1})):
                with open(path, "r+b") as file:
                    file.seek(offset)
                    byte = file.read(1)[0]
                    file.seek(offset)
                    file.write(bytes([byte ^ 1 << (offset + 3 * k) % 8]))
                    file.flush()
                    done = verdict(bag)
                    file.seek(offset)
                    file.write(bytes([byte]))
                tap.equal(done.returncode, 1, f"{name}, byte {offset}: {done.stdout}")
                flips += 1
        print(f"# {flips} bits flipped in {len(files(bag))} files")
        whole(bag)


@tap.case("a file taken away, added, emptied or doubled in size is found")
def other_damage():
    with Place() as place:
        made(place.at("a"))
        bag, good = place.at("a", NAME), place.at("good")
        shutil.copytree(bag, good)
        for name in files(good):
            for spoil in (os.remove, lambda p: open(p, "w").close(),
                          lambda p: open(p, "ab").write(read(p)),
                          lambda p: shutil.copy(p, p + "~")):
                spoil(os.path.join(bag, name))
                tap.equal(verdict(bag).returncode, 1, name)
                shutil.rmtree(bag)
                shutil.copytree(good, bag)


@tap.case("findings are data: JSON, one object a line")
def as_json():
    with Place() as place:
        made(place.at("a"))
        shutil.copytree(place.at("a", NAME), place.at("a", NAME + ".v2"))
        os.mkdir(place.at("a", NAME + ".v2", "data", "empty"))
        os.remove(place.at("a", NAME + ".v2", "data", "text", "booklet.txt"))
        done = verdict(place.at("a"), "--diagnostics=json", "--rebuild")
        tap.equal((done.returncode, done.stderr), (1, ""), "exit status and messages")
        lines = [json.loads(x) for x in done.stdout.splitlines()]
        tap.equal([x.get("code", x.get("whole")) for x in lines],
                  [True, "bag-empty", "bag-missing", False], "objects")
        tap.equal([x["rebuilt"] for x in lines if "bag" in x], [True, None], "rebuilt")
        tap.equal(lines[0]["files"], len(files(place.at("a", NAME, "data"))), "files")


@tap.case("a copy is read in pieces, however large")
def streams():
    if os.environ.get("VARIANT") in ("sanitize", "valgrind"):
        tap.skip("the sanitizer has memory of its own")
    with Place() as place:
        made(place.at("a"))
        with open(place.at("a", NAME, "data", "big"), "wb") as file:
            file.truncate(96 << 20)
        subprocess.run([os.path.join(ROOT, "tests", "tools", "rebag.sh"), place.at("a", NAME)],
                       check=True)
        limit = 48 << 20
        done = run("verify", place.at("a"), preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_AS, (limit, limit)))
        tap.equal(done.returncode, 0, done.stdout + done.stderr)


# ---- making it again ---------------------------------------------------------------

@tap.case("every copy is the same, wherever, whenever and by whom it is made")
def reproducible():
    with Place() as place:
        made(place.at("a"))
        made("b", BASE, cwd=place.at(), preexec_fn=lambda: os.umask(0o077),
             env=dict(os.environ, LC_ALL="nl_NL.UTF-8", TZ="Asia/Tokyo", USER="x"))
        for name in files(place.at("a")):
            tap.true(read(place.at("a"), name) == read(place.at("b"), name), name)
        tap.equal(files(place.at("a")), files(place.at("b")), "files")


@tap.case("--rebuild makes the same of every copy, with its own date and options")
def rebuild():
    with Place() as place:
        env = dict(os.environ, SOURCE_DATE_EPOCH="1234567890")
        made(place.at("a"))
        made(place.at("b"), BASE, "--attach-source", env=env)
        tap.true("Bagging-Date: 2009-02-13\n" in
                 read(place.at("b", NAME, "bag-info.txt")).decode(), "Bagging-Date")
        shutil.move(place.at("a"), place.at("moved"))
        whole(place.at("moved"), "--rebuild")
        whole(place.at("b"), "--rebuild")
        for edition in sorted(os.listdir(os.path.join(ROOT, "data"))):
            if os.path.exists(os.path.join(ROOT, "data", edition, "programme.yaml")):
                made(place.at("c"), os.path.join(ROOT, "data", edition))
        whole(place.at("c"), "--rebuild")


@tap.case("--rebuild says where a document first differs")
def differs():
    with Place() as place:
        made(place.at("a"))
        bag = place.at("a", NAME)
        for name in ("documents/booklet.pdf", "text/booklet.txt",
                     "metadata/booklet.owms.xml"):
            path, text = os.path.join(bag, "data", name), read(bag, "data", name)
            at = len(text) // 2
            with open(path, "wb") as file:
                file.write(text[:at] + bytes([text[at] ^ 1]) + text[at + 1:])
            subprocess.run([os.path.join(ROOT, "tests", "tools", "rebag.sh"), bag], check=True)
            whole(bag)
            done = verdict(bag, "--rebuild")
            tap.equal(done.returncode, 1, done.stdout)
            tap.true(f"{name}: error: made again it differs from byte {at + 1} on" in
                     done.stdout, done.stdout)
            with open(path, "wb") as file:
                file.write(text)


# ---- versions ----------------------------------------------------------------------

@tap.case("the same is there already; other contents are a version beside it")
def versions():
    with Place(edition=True) as place:
        def names():
            return sorted(os.listdir(place.at("a")))

        def put():
            return made(place.at("a"), place.at("edition"))

        def info(name):
            return read(place.at("a", name, "bag-info.txt")).decode()

        tap.true("archived" in put() and "already there" in put(), "the same twice")
        first = {x: read(place.at("a", NAME), x) for x in files(place.at("a", NAME))}
        place.edit("status: draft", "status: adopted")
        tap.true(NAME + ".v2: archived" in put(), "no version")
        tap.true(NAME + ".v2: already there" in put(), "the version twice")
        tap.equal(names(), [NAME, NAME + ".v2"], "names")
        tap.true("Edition-Version: 1\n" in info(NAME) and "Replaces" not in info(NAME), "first")
        digest = hashlib.sha256(first["tagmanifest-sha256.txt"]).hexdigest()
        for line in (f"Bag-Group-Identifier: {NAME}", "Edition-Version: 2", f"Replaces: {NAME}"):
            tap.true(line + "\n" in info(NAME + ".v2"), f"no {line!r} in " + info(NAME + ".v2"))
        tap.true(digest in info(NAME + ".v2").replace("\n  ", ""), "digest of the first")
        place.edit("status: adopted", "status: draft")
        tap.true(NAME + ".v3: archived" in put(), "back to the first is a version, too")
        tap.equal({x: read(place.at("a", NAME), x) for x in files(place.at("a", NAME))}, first,
                  "the first")
        whole(place.at("a"), "--rebuild")


@tap.case("many at once put one copy there, and all say so")
def at_once():
    with Place() as place:
        runs = [subprocess.Popen([ZETSEL, "archive", "-q", BASE, "--into", place.at("a")])
                for _ in range(5)]
        tap.equal([x.wait() for x in runs], [0] * 5, "exit statuses")
        tap.equal(os.listdir(place.at("a")), [NAME], "names")
        whole(place.at("a"))


# ---- what is in the way ------------------------------------------------------------

@tap.case("spaces, diacritics and per cent signs in the names of pictures")
def names_of_files():
    with Place(edition=True) as place:
        name = "één plaatje, 50% kleiner.png"
        os.rename(place.at("edition", "images", "plate.png"),
                  place.at("edition", "images", name))
        place.edit("images/plate.png", f'"images/{name}"')
        made(place.at("mijn archief ☂"), place.at("edition"))
        bag = place.at("mijn archief ☂", NAME)
        tap.true(os.path.exists(os.path.join(bag, "data/source/edition/images", name)), "picture")
        tap.true("50%25 kleiner" in read(bag, "manifest-sha256.txt").decode(), "manifest")
        tap.empty(bag_by_the_book(bag), "wrong")
        whole(bag, "--rebuild")


@tap.case("links: to the edition, its pictures, the archive and a copy")
def links():
    with Place(edition=True) as place:
        shutil.move(place.at("edition", "images", "plate.png"), place.at("picture.png"))
        os.symlink("../../picture.png", place.at("edition", "images", "plate.png"))
        os.symlink("edition", place.at("link"))
        os.mkdir(place.at("real"))
        os.symlink("real", place.at("archive"))
        made(place.at("archive"), place.at("link"))
        tap.empty([x for x in files(place.at("real"))
                   if os.path.islink(place.at("real", x))], "links in the copy")
        shutil.move(place.at("real", NAME), place.at("elsewhere"))
        os.symlink("../elsewhere", place.at("real", NAME))
        tap.true("already there" in made(place.at("archive"), place.at("link")), "a linked copy")
        whole(place.at("archive", NAME), "--rebuild")
        place.edit("status: draft", "status: adopted")
        made(place.at("archive"), place.at("edition"))
        tap.equal(sorted(os.listdir(place.at("real"))), [NAME, NAME + ".v2"], "names")
        os.remove(place.at("real", NAME))
        os.symlink("../nowhere", place.at("real", NAME + ".v3"))
        done = archive(place.at("archive"), place.at("edition"))
        tap.equal(done.returncode, 3, done.stderr)
        tap.true(os.path.islink(place.at("real", NAME + ".v3")), "the link is gone")


def nobody():
    os.setgid(65534)
    os.setuid(65534)


@tap.case("an archive that may not be written, or a copy that may not be read")
def not_writable():
    limit = nobody if os.getuid() == 0 else None
    with Place() as place:
        os.chmod(place.at(), 0o755)
        os.mkdir(place.at("a"), 0o755)
        if limit is None:
            os.chmod(place.at("a"), 0o555)
        done = archive(place.at("a"), preexec_fn=limit)
        tap.equal(done.returncode, 3, done.stderr)
        tap.true("Permission denied [file-unwritable]" in done.stderr, done.stderr)
        tap.equal(os.listdir(place.at("a")), [], "left behind")
        done = archive(place.at("a", "b", "c"), preexec_fn=limit)
        tap.true(done.returncode == 3 and "[file-unwritable]" in done.stderr, done.stderr)
        os.chmod(place.at("a"), 0o777)
        made(place.at("a"))
        os.chmod(place.at("a", NAME, "data", "text"), 0)
        done = run("verify", place.at("a"), preexec_fn=limit)
        tap.equal(done.returncode, 3, done.stdout)
        tap.true("Permission denied [bag-unreadable]" in done.stdout, done.stdout)
        tap.true("cannot be read\n" in done.stdout, done.stdout)
        done = archive(place.at("a"), preexec_fn=limit)
        tap.true(done.returncode == 3 and "[bag-unreadable]" in done.stderr, done.stderr)
        os.chmod(place.at("a", NAME, "data", "text"), 0o755)
        whole(place.at("a"))
        tap.equal(os.listdir(place.at("a")), [NAME], "left behind")


@tap.case("an archive on another file system")
def other_file_system():
    if not os.path.isdir("/dev/shm") or \
            os.stat("/dev/shm").st_dev == os.stat(tempfile.gettempdir()).st_dev:
        tap.skip("there is no other file system here")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        made(os.path.join(folder, "a"))
        whole(os.path.join(folder, "a"), "--rebuild")


@tap.case("an archive on a disk that is full")
def full_disk():
    with Place() as place:
        os.mkdir(place.at("a"))
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", place.at("a")],
                              capture_output=True, text=True)
        if done.returncode != 0:
            tap.skip("no small disk can be mounted: " + done.stderr.strip().split("\n")[-1])
        try:
            made(place.at("a"))
            kept = {x: read(place.at("a"), x) for x in files(place.at("a"))}
            edition = place.at("edition")
            shutil.copytree(BASE, edition)
            place.edit("status: draft", "status: adopted")
            done = archive(place.at("a"), edition)
            tap.equal(done.returncode, 3, done.stderr)
            tap.true("No space left on device [file-unwritable]" in done.stderr, done.stderr)
            tap.equal({x: read(place.at("a"), x) for x in files(place.at("a"))}, kept, "files")
            tap.equal(os.listdir(place.at("a")), [NAME], "left behind")
        finally:
            subprocess.run(["umount", place.at("a")], check=True)


@tap.case("somebody writes in the edition while it is archived")
def changed_meanwhile():
    with Place(edition=True) as place:
        layout = os.path.join(ROOT, "layouts", "booklet.yaml")
        with open(layout, encoding="utf-8") as file, \
                open(place.at("other.yaml"), "w", encoding="utf-8") as other:
            other.write(file.read().replace("hyphen-penalty: ", "hyphen-penalty: 1", 1))
        shutil.copy(os.path.join(BASE, "images", "plate.png"), place.at("other.png"))
        shutil.copy(BASE + "/programme.yaml", place.at("bad.png"))
        for swap in (f"layouts/booklet.yaml:{place.at('other.yaml')}",
                     f"images/plate.png:{place.at('bad.png')}",
                     f"images/plate.png:{place.at('gone.png')}"):
            done = archive(place.at("a"), place.at("edition"),
                           env=halting(HALT_SWAP=swap))
            tap.equal(done.returncode, 3, done.stderr)
            tap.true("[archive-changed]" in done.stderr, done.stderr)
            tap.equal(os.listdir(place.at("a")) if os.path.exists(place.at("a")) else [], [],
                      "left behind")


tap.main()
