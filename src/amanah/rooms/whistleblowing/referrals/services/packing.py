"""The package: a ZIP made in memory, encrypted with age before it leaves. Nothing of it touches a disk here."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings
from django.db import transaction
from pyrage import passphrase, x25519

from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.foundation.evidence import files
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.errors import NotThere
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.evidence.uploads import CLEANED, SealedUpload
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger import services as ledger_services
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.models import Letter
from amanah.foundation.letters.services.signing import SIGNED
from amanah.foundation.vault.errors import CannotOpen
from amanah.kernel import clock
from amanah.kernel.sealing import KeyPair
from amanah.rooms.whistleblowing.referrals.errors import Refused
from amanah.rooms.whistleblowing.referrals.models import Referral
from amanah.rooms.whistleblowing.referrals.services.sending import chosen_of

FORM = "amanah-referral/1"
_OUTSIDER = Path(__file__).parent.parent / "outsider"


@dataclass(frozen=True)
class Packed:
    """A package on its way out: the encrypted bytes, the name of the file, and how many files are inside."""

    data: bytes
    name: str
    files: int


def package(opened: Opened, referral: Referral, *, key_pair: KeyPair) -> Packed:
    """Make the package anew, encrypted to the recipient's key or under the referral's passphrase; custody notes each file.

    Raises Refused: "state" for a cancelled one, "consent", "damaged", "large"; CannotOpen.
    """
    if referral.state == Referral.State.CANCELLED:
        raise Refused("state")
    chosen = chosen_of(opened, referral)
    wanted = set(chosen["files"])
    content = reading.content(opened)
    uploads = [line.upload for line in content.files() if line.upload.file_id in wanted]
    if sum(upload.size for upload in uploads) > settings.AMANAH_REPORT_LIMIT:
        raise Refused("large")
    try:
        parts = [*_letters(opened, referral, key_pair), *_files(uploads)]
    except (NotThere, CannotOpen, letters.Refused):
        raise Refused("damaged") from None
    if referral.consent != Referral.Consent.NONE:
        who = reading.identity(opened.viewer, content.report, key_pair)
        if who is None:
            raise Refused("consent")
        parts.append(("identity.json", _json({**asdict(who), "consent": referral.consent}), {}))
    packed = _zipped(opened, referral, parts)
    if referral.recipient.age_key:
        sealed = pyrage.encrypt(packed, [x25519.Recipient.from_str(referral.recipient.age_key)])
    else:
        sealed = passphrase.encrypt(packed, str(chosen["passphrase"]))
    _note_custody(opened, referral, uploads)
    return Packed(sealed, f"{opened.case.number}-{referral.prepared_on.isoformat()}.zip.age", len(uploads))


Part = tuple[str, bytes, dict[str, Any]]


def _letters(opened: Opened, referral: Referral, key_pair: KeyPair) -> Iterator[Part]:
    matter = letters.open_matter(opened.case.ref, viewer=opened.viewer, key_pair=key_pair)
    for folder, letter in (("letter", referral.letter), ("minutes", referral.minutes)):
        if letter is not None:
            yield from _letter(matter, folder, letter)


def _letter(matter: letters.OpenMatter, folder: str, letter: Letter) -> Iterator[Part]:
    yield f"{folder}/{folder}.docx", letters.document(matter, letter), {"number": letter.number}
    kept = matter.store.get(letter)
    if SIGNED in kept:
        upload = SealedUpload.from_bytes(kept[SIGNED])
        yield f"{folder}/{folder}-signed.pdf", b"".join(files.opened(upload.file_id, upload.file_key)), {"number": letter.number}


def _files(uploads: list[SealedUpload]) -> Iterator[Part]:
    for number, upload in enumerate(uploads, 1):
        data = b"".join(files.opened(upload.file_id, upload.file_key))
        yield f"files/{number:03}-{upload.name}", data, {"cleaned": upload.state == CLEANED}


def _zipped(opened: Opened, referral: Referral, parts: list[Part]) -> bytes:
    listed = [{"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data), **more} for path, data, more in parts]
    proof, note = _proof(opened, referral)
    manifest = {
        "form": FORM,
        "institution": settings.AMANAH_INSTITUTION,
        "case": opened.case.number,
        "recipient": referral.recipient.name,
        "prepared_on": referral.prepared_on.isoformat(),
        "identity_of_the_reporter": "not included" if referral.consent == Referral.Consent.NONE else f"included: {referral.consent}",
        "files": listed,
        "ledger": proof,
    }
    everything = [
        ("README.txt", (_OUTSIDER / "README.txt").read_bytes()),
        ("check.py", (_OUTSIDER / "check.py").read_bytes()),
        ("manifest.json", _json(manifest)),
        ("checkpoint.txt", note.encode()),
        *((path, data) for path, data, _more in parts),
    ]
    out = io.BytesIO()
    day = referral.prepared_on
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in everything:
            archive.writestr(zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _proof(opened: Opened, referral: Referral) -> tuple[dict[str, Any], str]:
    """Inclusion proofs of what the ledger has on the case, and the checkpoint they lead to. Entries are commitments, never content."""
    checkpoint = ledger.latest_checkpoint()
    entries, waiting = [], []
    for entry in ledger.entries(opened.case.ref):
        found = ledger.entry_proof(entry.index)
        if found is None:
            waiting.append(entry.index)
        else:
            path = [step.hex() for step in found.proof]
            entries.append({"index": found.index, "kind": entry.kind, "commitment": found.commitment.hex(), "proof": path})
    said = {
        "origin": settings.AMANAH_LEDGER_ORIGIN,
        "size": checkpoint.size if checkpoint else 0,
        "root": checkpoint.root.hex() if checkpoint else "",
        "verifier": checkpoint.verifier if checkpoint else "",
        "this_referral": referral.entry,
        "entries": entries,
        "not_yet_under_a_checkpoint": waiting,
    }
    return said, checkpoint.note if checkpoint else ""


def _note_custody(opened: Opened, referral: Referral, uploads: list[SealedUpload]) -> None:
    with transaction.atomic():
        for item in EvidenceItem.objects.filter(pk__in=[upload.file_id for upload in uploads]).order_by("pk"):
            evidence.record_custody(item, "downloaded", actor=opened.viewer.actor)
        facts = {"referral": referral.ref, "files": len(uploads), "day": clock.today()}
        ledger_services.append("referral.packed", opened.case.ref, facts, actor=opened.viewer.actor)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
