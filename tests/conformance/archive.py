"""Archive copies of every edition, of every version, and of names that are no plain words:
validated by `bagit`, the Library of Congress' client, and by the schema of DiWoo.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

import bagit
from lxml import etree

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.dirname(HERE))
import tap  # noqa: E402

ZETSEL = os.environ["ZETSEL"]
BASE = os.path.join(ROOT, "tests", "golden", "base")
SCRATCH = tempfile.TemporaryDirectory()
ARCHIVE = os.path.join(SCRATCH.name, "archive")
SCHEMA = etree.XMLSchema(etree.parse(os.path.join(HERE, "diwoo.xsd")))


def edited(name, *edits, picture="plate.png"):
    """The small edition under another identifier, with the edits made."""
    folder = os.path.join(SCRATCH.name, name)
    shutil.copytree(BASE, folder)
    os.rename(os.path.join(folder, "images", "plate.png"), os.path.join(folder, "images", picture))
    path = os.path.join(folder, "programme.yaml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for old, new in (("RWW-WP-2031", name), ("images/plate.png", f'"images/{picture}"'), *edits):
        text = text.replace(old, new)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return folder


def archive(edition, *args):
    subprocess.run([ZETSEL, "archive", "-q", edition, "--into", ARCHIVE, *args], check=True)


for path in sorted(glob.glob(os.path.join(ROOT, "data", "*", "programme.yaml")) +
                   glob.glob(os.path.join(ROOT, "tests", "editions", "*", "programme.yaml"))):
    archive(os.path.dirname(path))
archive(edited("NAMES", picture="één plaatje in de zon.png"))
archive(edited("SOURCE"), "--attach-source")
WOO = ("  status: draft\n", "  status: adopted\n  adopted-on: 2030-09-17\n"
       "  adopted-by: minister-water\n  information-category: https://identifier.overheid.nl/"
       "tooi/def/thes/kern/c_c6cd1213\n  document-type: https://identifier.overheid.nl/tooi/def/"
       "thes/kern/c_5b1055aa\n  publisher-id: https://identifier.overheid.nl/tooi/id/"
       "ministerie/mnre1013\n")
versions = edited("VERSIONS", WOO)
archive(versions)
with open(os.path.join(versions, "programme.yaml"), "a", encoding="utf-8") as end:
    end.write("# changed\n")
archive(versions)


def is_valid(path):
    bag = bagit.Bag(path)
    bag.validate()
    tap.equal(bag.version, "1.0", "version")
    tap.equal(sorted(bag.algorithms), ["sha256", "sha512"], "algorithms")
    tap.true(bag.info["External-Identifier"] == bag.info["Bag-Group-Identifier"], "identifier")


def is_noticed(path):
    """The client has teeth: what we call spoilt it does, too."""
    with open(os.path.join(path, "data", "text", "booklet.txt"), "ab") as file:
        file.write(b"\n")
    tap.true(not bagit.Bag(path).is_valid(), "the client finds it valid")
    ours = subprocess.run([ZETSEL, "verify", "-q", path], stdout=subprocess.DEVNULL)
    tap.equal(ours.returncode, 1, "zetsel verify")


def is_ours(path):
    """What the client makes, we find whole."""
    shutil.copytree(BASE, path)
    bagit.make_bag(path, {"Contact-Name": "één naam"}, checksums=["sha256", "md5"])
    done = subprocess.run([ZETSEL, "verify", path], capture_output=True, text=True)
    tap.equal(done.returncode, 0, done.stdout)
    tap.true("no archive copy" in done.stdout, done.stdout)


def fits(path):
    SCHEMA.assertValid(etree.parse(path))


def percent():
    archive(edited("PERCENT", picture="50% kleiner.png"))
    path = os.path.join(ARCHIVE, "PERCENT")
    subprocess.run([ZETSEL, "verify", "-q", path], check=True)
    if not bagit.Bag(path).is_valid():
        tap.skip("this client does not know that %25 is a per cent sign (RFC 8493, 2.1.3)")


COPIES = sorted(os.listdir(ARCHIVE))
for name in COPIES:
    tap.add(f"bagit validates {name}", is_valid, os.path.join(ARCHIVE, name))
for path in sorted(glob.glob(os.path.join(ARCHIVE, "*", "data", "metadata", "*.diwoo.xml"))):
    with open(path, encoding="utf-8") as text:
        if "informatiecategorie resource" in text.read():
            tap.add(f"DiWoo's schema allows {os.path.relpath(path, ARCHIVE)}", fits, path)
tap.add("bagit validates a name with a per cent sign", percent)
tap.add("both find the same copy spoilt", is_noticed, os.path.join(ARCHIVE, "NAMES"))
tap.add("a bag that bagit makes is whole", is_ours, os.path.join(SCRATCH.name, "theirs"))
tap.main()
