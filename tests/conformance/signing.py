"""Sign the letters as their signatories would, with pyHanko and throw-away certificates.

Every document is signed in each of its signature fields in turn (PAdES B-B), one that has
none with a signature that cannot be seen. What must hold: the client lists the fields; the
file is read without repairs; every signature is intact and valid after the last one is
made, the last covers the whole file, and each later update is no more than a signature;
veraPDF finds the signed file as conforming as the unsigned one; poppler's pdfsig says the
same. Beside the shipped editions that is tried on a letter of three pages and two signatories.
"""
import datetime
import glob
import io
import os
import re
import subprocess
import sys
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.dirname(HERE))
import tap  # noqa: E402

DOCUMENTS = os.environ["DOCUMENTS"]
ZETSEL = os.environ["ZETSEL"]
SCRATCH = tempfile.TemporaryDirectory()

PARAGRAPH = """    De raad heeft dit jaar vaker over het water gesproken dan over de wind, en over de wind
    vaker dan over het zand. Dat zegt meer over het weer dan over de raad, maar het heeft wel
    gevolgen voor wat hij de komende tijd wil onderzoeken.

"""


def long_letter():
    """A letter of three pages with two signatories, out of the small edition."""
    base = os.path.join(ROOT, "tests", "golden", "base", "programme.yaml")
    folder = os.path.join(SCRATCH.name, "long")
    os.mkdir(folder)
    os.symlink(os.path.join(os.path.dirname(base), "images"), os.path.join(folder, "images"))
    with open(base, encoding="utf-8") as file:
        text = file.read()
    body = "    Hierbij bied ik u het werkprogramma aan.\n"
    signatory = "  signatories:\n    - office: minister-water\n"
    assert body in text and signatory in text
    text = text.replace(body, body + "\n" + PARAGRAPH * 14).replace(
        signatory, signatory + "    - office: minister-wind\n      person: duin\n")
    with open(os.path.join(folder, "programme.yaml"), "w", encoding="utf-8") as file:
        file.write(text)
    made = os.path.join(SCRATCH.name, "long letter.pdf")
    subprocess.run([ZETSEL, "letter", "-q", folder, "-o", made, "--attach-source"],
                   check=True)
    return made


# ---- signing ----------------------------------------------------------------------------

def throw_away(number):
    """A key and a certificate it signs itself, as pyHanko loads them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Nobody {number}")])
    now = datetime.datetime.now(datetime.timezone.utc)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name)
                   .public_key(key.public_key()).serial_number(number)
                   .not_valid_before(now - datetime.timedelta(hours=1))
                   .not_valid_after(now + datetime.timedelta(days=1))
                   .add_extension(usage, critical=True).sign(key, hashes.SHA256()))
    paths = [os.path.join(SCRATCH.name, f"{number}.{x}") for x in ("key", "pem")]
    with open(paths[0], "wb") as file:
        file.write(key.private_bytes(serialization.Encoding.PEM,
                                     serialization.PrivateFormat.PKCS8,
                                     serialization.NoEncryption()))
    with open(paths[1], "wb") as file:
        file.write(certificate.public_bytes(serialization.Encoding.PEM))
    return signers.SimpleSigner.load(*paths)


SIGNERS = [throw_away(number) for number in (1, 2, 3)]
MARK = StaticStampStyle(border_width=1)
CONTEXT = ValidationContext(trust_roots=[signer.signing_cert for signer in SIGNERS])


def signature_fields(data):
    reader = PdfFileReader(io.BytesIO(data), strict=True)
    return [name for name, _, _ in fields.enumerate_sig_fields(reader)]


def sign(data, name, signer):
    """One signature. Its mark is a frame without words: pyHanko's own words would be set in
    a font that is not embedded, which no archivable file may have."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=True)
    meta = signers.PdfSignatureMetadata(
        field_name=name, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256",
        name=signer.subject_name)
    own = signers.PdfSigner(meta, signer=signer, stamp_style=MARK)
    return own.sign_pdf(writer, in_place=True).getvalue()


DONE = {}


def signed(path):
    """The file after each of its signatures."""
    if path not in DONE:
        with open(path, "rb") as file:
            steps = [file.read()]
        for name, signer in zip(signature_fields(steps[0]) or ["Signature"], SIGNERS):
            steps.append(sign(steps[-1], name, signer))
        DONE[path] = steps
    return DONE[path]


def saved(path):
    copy = os.path.join(SCRATCH.name, re.sub(r"\W", "-", path) + ".pdf")
    with open(copy, "wb") as file:
        file.write(signed(path)[-1])
    return copy


# ---- what must hold -----------------------------------------------------------------------

def intact(path):
    """After the last signature all are intact, valid and trusted."""
    steps = signed(path)
    reader = PdfFileReader(io.BytesIO(steps[-1]), strict=True)
    tap.equal(len(reader.embedded_signatures), len(steps) - 1, "signatures")
    for number, signature in enumerate(reader.embedded_signatures, 1):
        status = validate_pdf_signature(signature, signer_validation_context=CONTEXT)
        what = f"signature {number}, {signature.field_name}"
        tap.true(status.intact and status.valid and status.bottom_line,
                 f"{what}: {status.pretty_print_details()}")
        last = number == len(steps) - 1
        tap.equal(status.coverage.name, "ENTIRE_FILE" if last else "ENTIRE_REVISION", what)
        tap.true(status.modification_level <= ModificationLevel.FORM_FILLING,
                 f"{what}: {status.modification_level}")


def conforms(path):
    done = subprocess.run([os.path.join(HERE, "verapdf"), "-f", flavours(path), saved(path)],
                          capture_output=True, text=True)
    if done.returncode == 2:
        tap.skip("veraPDF cannot run: " + (done.stderr.splitlines() or ["?"])[-1])
    lost = [x for x in done.stdout.splitlines() if not x.startswith("PASS")]
    tap.empty(lost, "no longer conforms")
    tap.equal(len(done.stdout.splitlines()), 2, "verdicts")


def flavours(path):
    return "3a,ua1" if "long" in os.path.basename(path) else "2a,ua1"


def pdfsig(path):
    """poppler's own verification, without a list of trusted certificates."""
    done = subprocess.run(["pdfsig", "-nocert", saved(path)], capture_output=True, text=True)
    tap.equal(done.returncode, 0, done.stdout + done.stderr)
    said = re.findall(r"Signature Validation: (.*)", done.stdout)
    tap.equal(said, ["Signature is Valid."] * (len(signed(path)) - 1), done.stdout)
    whole = re.findall(r"(Total document signed|Not total document signed)", done.stdout)
    tap.equal(whole[-1], "Total document signed", done.stdout)


def lists(path, wanted):
    tap.equal(signature_fields(signed(path)[0]), wanted, "signature fields")


def offices(path):
    """The offices that sign the letters of an edition, or None."""
    with open(path, encoding="utf-8") as file:
        part = re.search(r"^  signatories:\n((?:    .*\n)+)", file.read(), re.M)
    return re.findall(r"office: (\S+)", part[1]) if part else []


LONG = long_letter()
FILES = sorted(glob.glob(os.path.join(DOCUMENTS, "*", "*.pdf"))) + [LONG]

for one in FILES:
    name = os.path.relpath(one, DOCUMENTS) if one != LONG else "a long letter"
    if "letter-" in os.path.basename(one):
        edition = os.path.basename(os.path.dirname(one))
        tap.add(f"{name}: the client lists a field for each office that signs", lists, one,
                offices(os.path.join(ROOT, "data", edition, "programme.yaml")))
    tap.add(f"{name}: every PAdES signature is intact", intact, one)
    tap.add(f"{name}: pdfsig agrees", pdfsig, one)
    tap.add(f"{name}: signed, it conforms as before", conforms, one)

tap.add("a long letter: the client lists both fields", lists, LONG,
        ["minister-water", "minister-wind"])


@tap.case("a change of the text after a signature is found out")
def tampered():
    data = bytearray(signed(LONG)[-1])
    at = data.index(b"stream") + 20
    data[at] ^= 1
    reader = PdfFileReader(io.BytesIO(bytes(data)), strict=False)
    states = [validate_pdf_signature(s, signer_validation_context=CONTEXT)
              for s in reader.embedded_signatures]
    tap.true(not any(s.intact for s in states), "it is not")


@tap.case("there are documents to sign")
def some():
    tap.true(len(FILES) > 1, "none")


tap.main()
