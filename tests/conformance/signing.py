"""Sign every document with a throw-away certificate, as pyHanko does it, and look at it.

A signature that cannot be seen is added in an update behind the file. What must hold: the
file is read without repairs, the signature covers it whole and is sound, the update is no
more than a signature, and the signed file keeps the conformance of the unsigned one.
"""
import datetime
import glob
import io
import os
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
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import tap  # noqa: E402

DOCUMENTS = os.environ["DOCUMENTS"]
FILES = sorted(glob.glob(os.path.join(DOCUMENTS, "*", "*.pdf")))


def throw_away(folder):
    """A key and a certificate it signs itself, as pyHanko loads them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nobody")])
    now = datetime.datetime.now(datetime.timezone.utc)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name)
                   .public_key(key.public_key()).serial_number(1)
                   .not_valid_before(now - datetime.timedelta(hours=1))
                   .not_valid_after(now + datetime.timedelta(days=1))
                   .add_extension(usage, critical=True).sign(key, hashes.SHA256()))
    paths = [os.path.join(folder, x) for x in ("key.pem", "certificate.pem")]
    with open(paths[0], "wb") as file:
        file.write(key.private_bytes(serialization.Encoding.PEM,
                                     serialization.PrivateFormat.PKCS8,
                                     serialization.NoEncryption()))
    with open(paths[1], "wb") as file:
        file.write(certificate.public_bytes(serialization.Encoding.PEM))
    return signers.SimpleSigner.load(*paths)


SCRATCH = tempfile.TemporaryDirectory()
SIGNER = throw_away(SCRATCH.name)


def signed(path):
    with open(path, "rb") as file:
        writer = IncrementalPdfFileWriter(io.BytesIO(file.read()), strict=True)
    meta = signers.PdfSignatureMetadata(
        field_name="Signature", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256")
    return signers.sign_pdf(writer, meta, signer=SIGNER, in_place=True).getvalue()


def sound(path):
    reader = PdfFileReader(io.BytesIO(signed(path)), strict=True)
    signature = reader.embedded_signatures[0]
    context = ValidationContext(trust_roots=[SIGNER.signing_cert])
    status = validate_pdf_signature(signature, signer_validation_context=context)
    tap.true(status.intact and status.valid, f"not sound: {status.summary()}")
    tap.equal(status.coverage.name, "ENTIRE_FILE", "coverage")
    tap.true(status.bottom_line, status.pretty_print_details())


def conforms(path):
    copy = os.path.join(SCRATCH.name, "signed.pdf")
    with open(copy, "wb") as file:
        file.write(signed(path))
    done = subprocess.run([os.path.join(HERE, "verapdf"), "-f", "2a,ua1", copy],
                          capture_output=True, text=True)
    if done.returncode == 2:
        tap.skip("veraPDF cannot run: " + (done.stderr.splitlines() or ["?"])[-1])
    lost = [x for x in done.stdout.splitlines() if not x.startswith("PASS")]
    tap.empty(lost, "no longer conforms")


for one in FILES:
    name = os.path.relpath(one, DOCUMENTS)
    tap.add(f"{name}: a PAdES signature is sound", sound, one)
    tap.add(f"{name}: signed, it conforms as before", conforms, one)


@tap.case("there are documents to sign")
def some():
    tap.true(FILES, "none")


tap.main()
