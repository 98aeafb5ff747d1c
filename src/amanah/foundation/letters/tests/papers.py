"""Certificates and signed PDFs of our own making, so that a test knows what the check must find."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

DAY = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Issuer:
    """A root that made itself."""

    name: str
    key: ec.EllipticCurvePrivateKey
    certificate: certificates.Certificate

    @property
    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@cache
def issuer(name):
    key = ec.generate_private_key(ec.SECP256R1())
    return Issuer(name, key, _certificate(name, name, key.public_key(), key, root=True))


@cache
def signer(name="Lestari Ningsih", by="Balai Sertifikasi Contoh", days=3650):
    root = issuer(by)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(name, by, key.public_key(), root.key, root=False, days=days)
    private = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(
        signing_cert=_plain(certificate),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore.from_certs([_plain(root.certificate)]),
    )


@cache
def pdf(text="Surat tugas"):
    writer = PdfFileWriter()
    content = StreamObject(stream_data=f"BT /F1 14 Tf 72 720 Td ({text}) Tj ET".encode())
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    page = PageObject(
        contents=writer.add_object(content), media_box=ArrayObject(NumberObject(one) for one in (0, 0, 595, 842)), resources=resources
    )
    writer.insert_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def signed(by="Lestari Ningsih", root="Balai Sertifikasi Contoh", days=3650, field="Tanda1", over=None):
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(over or pdf())),
        signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES),
        signer=signer(by, root, days),
    )
    return out.getvalue()


def changed_after(data):
    """The same document with its page's content replaced in a later revision, as an editor would do it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0]
    content = writer.add_object(StreamObject(stream_data=b"BT /F1 14 Tf 72 720 Td (Surat palsu) Tj ET"))
    page[NameObject("/Contents")] = content
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def tampered(data):
    """One letter of the signed bytes exchanged, as a forger without an editor would do it."""
    assert data.count(b"Surat tugas") == 1
    return data.replace(b"Surat tugas", b"Surat tuges")


def _certificate(name, by, public, key, *, root, days=3650):
    def named(text):
        return certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, text)])

    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    builder = (
        certificates.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(by))
        .public_key(public)
        .serial_number(certificates.random_serial_number())
        .not_valid_before(DAY - timedelta(days=1))
        .not_valid_after(DAY + timedelta(days=days))
        .add_extension(certificates.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(
            certificates.KeyUsage(
                **usage | {"content_commitment": not root}, digital_signature=not root, key_cert_sign=root, crl_sign=root
            ),
            critical=True,
        )
    )
    return builder.sign(key, hashes.SHA256())


def _plain(certificate):
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
