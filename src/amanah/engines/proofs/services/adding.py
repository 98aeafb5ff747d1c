"""Putting a proof into the library, and a newer one in the place of an older."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from amanah.engines.proofs import owners
from amanah.engines.proofs.events import ProofReplaced, ref_of
from amanah.engines.proofs.freshness import freshness
from amanah.engines.proofs.models import ADDRESS, TITLE, WORDS, Kind, Proof, Use
from amanah.engines.proofs.queries.visible import may_keep
from amanah.engines.proofs.refusals import Refused
from amanah.engines.proofs.services.holding import facts, hold, need_keeper, worded
from amanah.engines.proofs.services.using import begin, end
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock, events, numbers

PREFIX = "BK"
DRAWS = 8


@dataclass(frozen=True)
class Draft:
    """What somebody wants to put into the library.

    Exactly one of `upload` (a file taken over with `evidence.services.take`), `link` (a web address) and `letter` (a letter's number)
    is given. What it shows held from `effective_from` to `effective_until`, both inclusive; without the latter until it is replaced.
    """

    title: str
    effective_from: date
    effective_until: date | None = None
    description: str = ""
    upload: SealedUpload | None = None
    link: str = ""
    letter: str = ""


@transaction.atomic
def add(draft: Draft, unit: Unit, *, viewer: Viewer, shared: bool = False, ref: str = "") -> Proof:
    """Put a proof of `unit` into the library; with `ref`, collected for that record and used for it at once.

    Args:
        draft: what it is.
        unit: whose proof it is.
        viewer: who adds it, and keeps the proofs of the unit.
        shared: every unit may read and use it.
        ref: the record that it is to show.

    Raises:
        Refused: "words", "unit", "period", "file", "address", "letter", "shared", or "purpose" where `ref` takes no proof from the viewer.
    """
    if not may_keep(viewer, unit):
        raise Refused("unit")
    if ref and not owners.may_attach(viewer, ref):
        raise Refused("purpose")
    source = owners.source_of(ref) if ref else ""
    if source and shared:
        raise Refused("shared")
    proof = _drafted(draft, unit=unit, shared=shared, source=source, viewer=viewer)
    _save(proof, draft.upload, viewer)
    ledger.append("proof.added", proof.ref, facts(proof), actor=viewer.actor)
    if ref:
        begin(proof, ref, viewer)
    return proof


@transaction.atomic
def replace(proof: Proof, draft: Draft, *, viewer: Viewer, carry: bool = True) -> Proof:
    """Put a newer proof in the place of one, and answer the newer. The old one stays, and counts until the day before the newer begins.

    Where the newer begins no later than the old one (a better copy of the same paper), the days of the old one stay as they are.

    Args:
        proof: the old one, which is neither replaced nor withdrawn.
        draft: the newer one; it belongs to the same unit and is open to the same people.
        viewer: who replaces it, and keeps the proofs of its unit.
        carry: wherever the viewer may change the evidence and the newer one speaks for the period, it takes the old one's place.

    Raises:
        Refused: as `add`, or "not_found", or "closed".
    """
    hold(proof, viewer)
    need_keeper(viewer, proof)
    if not proof.stands:
        raise Refused("closed")
    newer = _drafted(draft, unit=proof.unit, shared=proof.shared, source=proof.source, viewer=viewer)
    _save(newer, draft.upload, viewer)
    proof.replaced_by = newer
    if newer.effective_from > proof.effective_from:
        eve = newer.effective_from - timedelta(days=1)
        proof.ends_on = eve if proof.effective_until is None else min(eve, proof.effective_until)
    proof.save(update_fields=["replaced_by", "ends_on"])
    moving = _carried(proof, newer, viewer) if carry else []
    for old in moving:
        end(old, viewer)
        begin(newer, old.ref, viewer)
    events.publish(ProofReplaced(proof.pk, newer.pk, tuple(old.ref for old in moving), viewer.actor))
    entries = [("proof.added", newer.ref, facts(newer)), ("proof.replaced", proof.ref, {"by": newer.ref, "ends": proof.ends_on})]
    ledger.append_many(entries, actor=viewer.actor)
    return newer


def _carried(old: Proof, newer: Proof, viewer: Viewer) -> list[Use]:
    """The uses of the old one in which the newer one can take its place."""
    uses = list(Use.objects.filter(proof=old, ended_on__isnull=True))
    known = owners.described(viewer, [use.ref for use in uses])
    return [
        use
        for use in uses
        if use.ref in known
        and freshness(newer, known[use.ref].period_from, known[use.ref].period_to).speaks
        and owners.may_attach(viewer, use.ref)
    ]


def _drafted(draft: Draft, *, unit: Unit, shared: bool, source: str, viewer: Viewer) -> Proof:
    """The row as it will be, without its number."""
    if draft.effective_until is not None and draft.effective_until < draft.effective_from:
        raise Refused("period")
    proof = Proof(
        id=uuid4(),
        title=worded(draft.title)[:TITLE],
        description=draft.description.strip()[:WORDS],
        unit=unit,
        shared=shared,
        effective_from=draft.effective_from,
        effective_until=draft.effective_until,
        ends_on=draft.effective_until,
        source=source,
        added_by=viewer.account,
        day=clock.today(),
    )
    proof.ref = ref_of(proof.id)
    if draft.upload is not None:
        proof.kind = Kind.FILE
        _describe(proof, draft.upload)
    elif draft.link.strip():
        proof.kind, proof.address = Kind.ADDRESS, _checked(draft.link.strip())
    elif draft.letter.strip():
        proof.kind, proof.address = Kind.LETTER, draft.letter.strip()[:ADDRESS]
    else:
        raise Refused("file")
    return proof


def _describe(proof: Proof, upload: SealedUpload) -> None:
    proof.file_id, proof.file_key = UUID(upload.file_id), upload.file_key
    proof.file_name, proof.file_type, proof.file_size = upload.name, upload.content_type, upload.size
    proof.file_sha256 = upload.sha256


def _checked(link: str) -> str:
    """The address, if a browser can go there and nothing else happens."""
    try:
        parts = urlsplit(link)
    except ValueError:
        raise Refused("address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(link) > ADDRESS or any(sign.isspace() for sign in link):
        raise Refused("address")
    return link


def _save(proof: Proof, upload: SealedUpload | None, viewer: Viewer) -> None:
    """Give it a number, and the file to it."""
    for _ in range(DRAWS):
        proof.number = numbers.draw(PREFIX, proof.day)
        try:
            with transaction.atomic():
                proof.save(force_insert=True)
        except IntegrityError:
            if not Proof.objects.filter(number=proof.number).exists():
                raise
        else:
            break
    else:
        raise RuntimeError(f"no free number after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")
    if upload is not None:
        try:
            evidence.attach(proof.ref, upload, actor=viewer.actor)
        except evidence.NotThere:
            raise Refused("file") from None
