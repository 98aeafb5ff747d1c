"""The signatures of a PDF in the worker: what was checked, and nothing claimed beyond it. It fetches nothing from anywhere."""

import io
from datetime import date
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

MOST = 20
"""Signatures of one document that are looked at."""
HARMLESS = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)


def check(data: bytes, anchors: list[bytes]) -> dict[str, Any]:
    """What can be said of every signature in the document, in the order in which they were made. Raises ValueError for what is no PDF."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        found = list(reader.embedded_regular_signatures)[:MOST]
    except (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise ValueError("no PDF") from error
    roots = [x509.Certificate.load(der) for der in anchors]
    return {"signatures": [_one(signature, roots) for signature in found]}


def certificate(data: bytes) -> dict[str, Any]:
    """What a certificate of an issuer says about itself. Raises ValueError."""
    from asn1crypto import pem  # only this verb needs it

    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        found = x509.Certificate.load(der, strict=True)
        usable = found.ca is True
        name, ends = _named(found.subject), found.not_valid_after
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError("no certificate") from error
    if not usable:
        raise ValueError("no issuer")
    return {"name": name, "ends_on": ends.date().isoformat(), "der": found.dump().hex()}


def _one(signature: Any, roots: list[x509.Certificate]) -> dict[str, Any]:
    said = {
        "intact": False,
        "covers": "unknown",
        "signer": "",
        "issuer": "",
        "trusted": False,
        "why": "",
        "signed_on": "",
        "stamped": False,
    }
    try:
        # No trust and no fetching: the validator tells integrity and changes; trust is asked of the installed roots below.
        context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
        status = validate_pdf_signature(signature, context, context)
    except (SignatureValidationError, SigningError, ValidationError, PathError, PdfError, ValueError, TypeError, KeyError) as error:
        return {**said, "why": type(error).__name__}
    certificate = status.signing_cert
    stamp = status.timestamp_validity
    stamped = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    moment = stamp.timestamp if stamp is not None and stamped else status.signer_reported_dt
    return {
        "intact": bool(status.intact and status.valid),
        "covers": _coverage(status),
        "signer": _named(certificate.subject),
        "issuer": _named(certificate.issuer),
        "trusted": bool(status.trusted),
        "why": _why(status, roots),
        "signed_on": moment.date().isoformat() if moment else "",
        "stamped": bool(stamped),
        "ends_on": _day(certificate.not_valid_after),
        "certificate": certificate.sha256.hex(),
    }


def _named(name: x509.Name) -> str:
    """Common name and organisation, as people say them; everything the certificate says where it has neither."""
    parts = name.native
    said = [parts[key] for key in ("common_name", "organization_name") if isinstance(parts.get(key), str)]
    return ", ".join(dict.fromkeys(said)) or str(name.human_friendly)


def _coverage(status: Any) -> str:
    """whole: nothing after it; extended: only what a later signature or its proof adds; changed: anything else."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "whole"
    if status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and status.modification_level in HARMLESS:
        return "extended"
    if status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and status.modification_level == ModificationLevel.FORM_FILLING:
        return "forms"
    return "changed"


def _why(status: Any, roots: list[x509.Certificate]) -> str:
    """Why the issuer is not trusted, as a code; "" where it is."""
    if status.trusted:
        return ""
    if not roots:
        return "no_roots"
    if status.revoked:
        return "revoked"
    problem = getattr(status, "trust_problem_indic", None)
    return {"OUT_OF_BOUNDS_NO_POE": "expired", "NO_CERTIFICATE_CHAIN_FOUND": "unknown"}.get(getattr(problem, "name", ""), "unknown")


def _day(moment: Any) -> str:
    return moment.date().isoformat() if moment else date.min.isoformat()
